/* tide-opener.c: makes, opens and unlocks clinics in a thread.
 *
 * Deriving a key takes a quarter of a second or more by design, and a demo clinic a few seconds; the window
 * must answer in that time.  The clinic is made in the thread and handed to the main thread once, complete;
 * it is never used by both.
 */
#include "tide-opener.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include "tide-demo.h"
#include "tide-store.h"

#define DEMO_PATIENTS 412
#define DEMO_SEED 1

typedef enum
{
  JOB_OPEN,
  JOB_CREATE,
  JOB_UNLOCK,
  JOB_DEMO,
} JobKind;

typedef struct
{
  JobKind kind;
  char *folder, *name;
  TideStoreFlags flags;
  TideClinic *clinic;
  char *secret; /* sodium_malloc; NULL: none */
  gsize secret_length;
  char *recovery_key;
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->secret, sodium_free);
  if (job->recovery_key != NULL)
    tide_store_free_secret (job->recovery_key);
  g_clear_object (&job->clinic);
  g_free (job->folder);
  g_free (job->name);
  g_free (job);
}

static Job *
job_new (JobKind kind, const char *folder, const TidePassphrase *passphrase)
{
  Job *job = g_new0 (Job, 1);
  job->kind = kind;
  job->folder = g_strdup (folder);
  if (passphrase != NULL)
    {
      job->secret = sodium_malloc (MAX (passphrase->length, 1));
      if (job->secret == NULL)
        g_error ("no guarded memory for a passphrase");
      memcpy (job->secret, passphrase->bytes, passphrase->length);
      job->secret_length = passphrase->length;
    }
  return job;
}

/* Removes a clinic that was just made and never used. */
static void
discard (TideClinic *clinic)
{
  /* Never recursive: a folder that a person chose may hold other things, and those are not ours to remove. */
  static const char *const parts[] = { "clinic.db", "clinic.db-wal", "clinic.db-shm", "keys",
                                       "keys.copy", "clinic.lock",   "instruments",   "backups" };
  g_autofree char *folder = g_strdup (tide_clinic_get_folder (clinic));
  tide_clinic_close (clinic);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = g_build_filename (folder, parts[i], NULL);
      g_remove (path);
    }
  g_rmdir (folder);
}

static TideClinic *
open_demo (Job *job, GError **error)
{
  if (tide_store_is_clinic (job->folder))
    return tide_clinic_open (job->folder, NULL, job->flags, error);
  g_autofree char *parent = g_path_get_dirname (job->folder);
  g_mkdir_with_parents (parent, 0700);
  TideClinic *clinic = tide_clinic_create (job->folder, "Demo clinic", NULL, NULL, error);
  if (clinic == NULL)
    return NULL;
  if (tide_demo_fill (clinic, DEMO_PATIENTS, DEMO_SEED, tide_date_today (), NULL, NULL, error))
    return clinic;
  discard (clinic);
  g_object_unref (clinic);
  return NULL;
}

static void
run_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  TideClinic *clinic = NULL;
  const TidePassphrase typed = { job->secret, job->secret_length };
  const TidePassphrase *passphrase = job->secret != NULL ? &typed : NULL;
  switch (job->kind)
    {
    case JOB_OPEN:
      clinic = tide_clinic_open (job->folder, passphrase, job->flags, &error);
      break;
    case JOB_CREATE:
      clinic = tide_clinic_create_with_key (job->folder, job->name, passphrase, job->recovery_key, &error);
      break;
    case JOB_UNLOCK:
      if (tide_clinic_unlock (job->clinic, passphrase, &error))
        clinic = g_object_ref (job->clinic);
      break;
    case JOB_DEMO:
      clinic = open_demo (job, &error);
      break;
    }
  g_clear_pointer (&job->secret, sodium_free);
  if (clinic != NULL)
    g_task_return_pointer (task, clinic, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
start_job (Job *job, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  g_task_set_source_tag (task, start_job);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, run_job);
}

void
tide_opener_open_async (const char *folder, const TidePassphrase *passphrase, TideStoreFlags flags,
                        GAsyncReadyCallback callback, gpointer data)
{
  Job *job = job_new (JOB_OPEN, folder, passphrase);
  job->flags = flags;
  start_job (job, callback, data);
}

void
tide_opener_create_async (const char *folder, const char *name, const TidePassphrase *passphrase,
                          const char *recovery_key, GAsyncReadyCallback callback, gpointer data)
{
  Job *job = job_new (JOB_CREATE, folder, passphrase);
  job->name = g_strdup (name);
  job->recovery_key = g_strdup (recovery_key);
  start_job (job, callback, data);
}

void
tide_opener_unlock_async (TideClinic *clinic, const TidePassphrase *passphrase, GAsyncReadyCallback callback,
                          gpointer data)
{
  Job *job = job_new (JOB_UNLOCK, NULL, passphrase);
  job->clinic = g_object_ref (clinic);
  start_job (job, callback, data);
}

void
tide_opener_demo_async (const char *folder, TideStoreFlags flags, GAsyncReadyCallback callback, gpointer data)
{
  Job *job = job_new (JOB_DEMO, folder, NULL);
  job->flags = flags;
  start_job (job, callback, data);
}

TideClinic *
tide_opener_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
