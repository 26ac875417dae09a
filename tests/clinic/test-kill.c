/* test-kill.c: a program killed while it saves: no stored suicide answer lacks its alert, no acknowledged
 * save is lost, no draft outlives its save.
 */
#include "tide-clinic-fixture.h"
#include "tide-store.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PLAIN_ROUNDS 30
#define KEYED_ROUNDS 6

/* Saves until it is killed; one byte to @fd when open and one after each save that returned. */
static void G_GNUC_NORETURN
save_for_ever (const char *folder, const TidePassphrase *passphrase, gint64 patient, int fd)
{
  g_random_set_seed ((guint32) getpid ()); /* a fork would make its parent's and its siblings' uuids again */
  TideClinic *clinic = tide_clinic_open (folder, passphrase, 0, NULL);
  if (clinic == NULL || tide_clinic_get_library (clinic) == NULL || write (fd, "o", 1) != 1)
    _exit (2);
  for (guint i = 0;; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *answers = g_strdup_printf ("1=%u;9=%u", i % 4, 1 + i % 3);
      TideAssessmentData *data = tide_assessment_data_new ();
      data->patient_id = patient;
      tide_record_set_text (&data->instrument_id, "phq9");
      data->taken = tide_instant_now ();
      data->status = TIDE_STATUS_FINAL;
      tide_record_set_text (&data->answers, answers);
      if (!tide_clinic_save_draft (clinic, patient, "assessment:phq9", answers, &error)
          || !tide_clinic_save_assessment (clinic, data, NULL, &error) || write (fd, "s", 1) != 1)
        {
          g_printerr ("%s\n", error != NULL ? error->message : "the pipe is closed");
          _exit (3);
        }
      tide_assessment_data_free (data);
    }
}

/* Runs one child and kills it after a random time; returns how many saves it acknowledged. */
static guint
kill_one (const char *folder, const TidePassphrase *passphrase, gint64 patient)
{
  int ends[2], status;
  char byte;
  guint acknowledged = 0;
  g_assert_cmpint (pipe (ends), ==, 0);
  pid_t child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      close (ends[0]);
      save_for_ever (folder, passphrase, patient, ends[1]);
    }
  close (ends[1]);
  g_assert_cmpint (read (ends[0], &byte, 1), ==, 1);
  for (int n = g_test_rand_int_range (0, 4); n > 0; n--)
    {
      g_assert_cmpint (read (ends[0], &byte, 1), ==, 1);
      acknowledged++;
    }
  g_usleep ((gulong) g_test_rand_int_range (0, 8000)); /* about two saves: in the middle of one */
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  while (read (ends[0], &byte, 1) == 1)
    acknowledged++;
  close (ends[0]);
  return acknowledged;
}

static gboolean
has_alert (TideHistory *history, gint64 assessment_id)
{
  for (guint i = 0; i < history->alerts->len; i++)
    {
      const TideAlert *alert = g_ptr_array_index (history->alerts, i);
      if (alert->assessment_id == assessment_id && strcmp (alert->rule, "A4") == 0)
        return TRUE;
    }
  return FALSE;
}

static void
check_chart (const char *folder, const TidePassphrase *passphrase, gint64 patient, guint acknowledged)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideClinic) clinic = tide_clinic_open (folder, passphrase, 0, &error);
  g_assert_no_error (error);
  g_autoptr (TideHistory) history = tide_clinic_load_history (clinic, patient, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->assessments->len, >=, acknowledged);
  for (guint i = 0; i < history->assessments->len; i++)
    g_assert_true (
      has_alert (history, ((TideAssessmentData *) g_ptr_array_index (history->assessments, i))->base.id));
  const TideSeries *series = tide_history_find_series (history, "phq9", "total");
  g_assert_true (series == NULL || series->n_ratings == 0); /* seven items missing: no total */
}

static void
test_kill (gconstpointer keyed)
{
  const TidePassphrase *passphrase = GPOINTER_TO_INT (keyed) ? &test_clinic_passphrase : NULL;
  guint acknowledged = 0;
  TideClinic *clinic = test_clinic_new (passphrase != NULL);
  if (clinic == NULL)
    return;
  g_autofree char *folder = g_strdup (tide_clinic_get_folder (clinic));
  gint64 patient = test_clinic_add_patient (clinic, "T-1", "Lindqvist", "Hanna");
  g_object_unref (clinic); /* the folder is the child's now */

  for (guint i = 0; i < (passphrase != NULL ? KEYED_ROUNDS : PLAIN_ROUNDS); i++)
    {
      acknowledged += kill_one (folder, passphrase, patient);
      check_chart (folder, passphrase, patient, acknowledged);
    }
  g_test_message ("%u saves acknowledged", acknowledged);
  g_assert_cmpuint (acknowledged, >, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (TideClinic) last = tide_clinic_open (folder, passphrase, 0, &error);
  g_autoptr (TideVerification) check = tide_clinic_verify (last, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (check->ok);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/clinic/kill/plain-no-suicide-answer-without-its-alert", GINT_TO_POINTER (FALSE),
                        test_kill);
  if (tide_store_can_encrypt ())
    g_test_add_data_func ("/clinic/kill/keyed-no-suicide-answer-without-its-alert", GINT_TO_POINTER (TRUE),
                          test_kill);
  return g_test_run ();
}
