/* tide-report-batch.c: one report after another into a folder or into one PDF. */
#include "tide-report-batch.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct _TideReportBatch
{
  char *folder, *kind; /* a PDF each, or … */
  TideBatchNames names;
  GHashTable *taken;    /* names of files that this batch has written */
  TideReportFile *file; /* … one */
  guint n_written;
  gboolean broken;
};

TideReportBatch *
tide_report_batch_new_folder (const char *folder, const char *kind, TideBatchNames names, GError **error)
{
  g_return_val_if_fail (folder != NULL && kind != NULL, NULL);
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_IO, _ ("%s is no folder"), folder);
      return NULL;
    }
  if (g_access (folder, W_OK | X_OK) != 0)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_IO, "%s: %s", folder, g_strerror (errno));
      return NULL;
    }
  TideReportBatch *self = g_new0 (TideReportBatch, 1);
  self->folder = g_strdup (folder);
  self->kind = g_strdup (kind);
  self->names = names;
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

TideReportBatch *
tide_report_batch_new_file (const char *path, GError **error)
{
  TideReportFile *file = tide_report_file_new (path, error);
  if (file == NULL)
    return NULL;
  TideReportBatch *self = g_new0 (TideReportBatch, 1);
  self->file = file;
  return self;
}

/* --- names --- */

char *
tide_report_batch_dup_name (const char *kind, const char *mrn)
{
  g_autofree char *part = g_strdup (mrn);
  /* A slash would be another folder, a leading dot a hidden file. */
  for (char *at = part; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && *at != '-' && (*at != '.' || at == part))
      *at = '_';
  return g_strdup_printf ("%s-%s.pdf", kind, *part != '\0' ? part : "_");
}

/* Two record numbers may differ only in what a file's name cannot hold. */
static char *
dup_free_name (TideReportBatch *self, const char *mrn)
{
  g_autofree char *number = g_strdup_printf ("%04u", self->n_written + 1);
  const char *part = self->names == TIDE_BATCH_COUNTED ? number : mrn;
  char *name = tide_report_batch_dup_name (self->kind, part);
  for (guint n = 2; g_hash_table_contains (self->taken, name); n++)
    {
      g_autofree char *more = g_strdup_printf ("%s-%u", part, n);
      g_free (name);
      name = tide_report_batch_dup_name (self->kind, more);
    }
  return name;
}

/* What lay there before may be another reader's, or of another day, and somebody's only copy. */
static gboolean
check_nothing_there (const char *path, const char *name, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    return TRUE;
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_IO,
               _ ("%s is in this folder already and was not replaced; choose an empty folder"), name);
  return FALSE;
}

/* --- writing --- */

static gboolean
add_to_folder (TideReportBatch *self, TideReport *report, const char *mrn, GError **error)
{
  char *name = dup_free_name (self, mrn);
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) local = NULL;
  if (!check_nothing_there (path, name, error))
    {
      g_free (name);
      return FALSE;
    }
  if (!tide_report_write_pdf (&report, 1, path, &local))
    {
      self->broken = g_error_matches (local, TIDE_ERROR, TIDE_ERROR_DISK_FULL)
                     || !g_file_test (self->folder, G_FILE_TEST_IS_DIR);
      g_propagate_error (error, g_steal_pointer (&local));
      g_free (name);
      return FALSE;
    }
  g_hash_table_add (self->taken, name);
  return TRUE;
}

gboolean
tide_report_batch_add (TideReportBatch *self, TideReport *report, const char *mrn, GError **error)
{
  g_return_val_if_fail (self != NULL && report != NULL && mrn != NULL && !self->broken, FALSE);
  if (self->file == NULL ? !add_to_folder (self, report, mrn, error)
                         : !tide_report_file_add (self->file, report, error))
    {
      self->broken = self->broken || self->file != NULL;
      return FALSE;
    }
  self->n_written++;
  return TRUE;
}

gboolean
tide_report_batch_is_broken (TideReportBatch *self)
{
  return self->broken;
}

guint
tide_report_batch_get_n_written (TideReportBatch *self)
{
  return self->n_written;
}

gboolean
tide_report_batch_finish (TideReportBatch *self, GError **error)
{
  g_return_val_if_fail (self != NULL && !self->broken, FALSE);
  if (self->file == NULL || self->n_written == 0)
    return TRUE;
  gboolean done = tide_report_file_close (self->file, error);
  g_clear_pointer (&self->file, tide_report_file_free);
  return done;
}

void
tide_report_batch_free (TideReportBatch *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->file, tide_report_file_free);
  g_clear_pointer (&self->taken, g_hash_table_unref);
  g_free (self->folder);
  g_free (self->kind);
  g_free (self);
}
