/* test-kill.c: a program killed while it saves leaves whole saves only. */

#include "store-fixture.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROUNDS 40

static void
stop_with (const GError *error)
{
  g_printerr ("# a save failed: %s\n", error != NULL ? error->message : "it could not be told");
  _exit (1);
}

/* Saves until killed: an assessment with its alert and a change of the patient in one transaction; tells each
 * that is committed. */
static void
save_for_ever (const char *clinic, int acknowledge)
{
  TideStore *store;
  TidePatient *patient;

  /* Each child inherits the same state of the generator, and would make the same identifiers. */
  g_random_set_seed ((guint32) getpid ());
  store = test_store_open (clinic);
  patient = tide_store_lookup (store, &tide_patient_class, 1, NULL);

  for (guint i = 0;; i++)
    {
      TideAssessmentData *data = test_assessment (1, "2025-01-01", "total=20;a=1;b=2");
      TideAlert *alert = tide_alert_new ();
      g_autofree char *referrer = g_strdup_printf ("%u", i);
      g_autoptr (GError) error = NULL;
      gint64 id;

      tide_record_set_text (&patient->referrer, referrer);
      alert->patient_id = 1;
      alert->level = TIDE_LEVEL_RED;
      alert->raised = tide_instant_now ();
      tide_record_set_text (&alert->rule, "A4");
      if (!tide_store_begin (store, &error) || !tide_store_insert (store, data, &error))
        stop_with (error);
      alert->assessment_id = data->base.id;
      if (!tide_store_insert (store, alert, &error) || !tide_store_update (store, patient, &error)
          || !tide_store_commit (store, &error))
        stop_with (error);
      id = data->base.id;
      if (write (acknowledge, &id, sizeof id) != sizeof id)
        stop_with (NULL);
      tide_record_free (data);
      tide_record_free (alert);
    }
}

/* The last save that was told before the child was killed @microseconds after its start, or after its first
 * save. */
static gint64
run_and_kill (const char *clinic, gboolean after_first, gulong microseconds)
{
  int ends[2], status;
  gint64 id = 0, last = 0;
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0)
    {
      close (ends[0]);
      save_for_ever (clinic, ends[1]);
    }
  close (ends[1]);
  if (after_first && read (ends[0], &id, sizeof id) == sizeof id)
    last = id;
  g_usleep (microseconds);
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  while (read (ends[0], &id, sizeof id) == sizeof id)
    last = id;
  close (ends[0]);
  return last;
}

static void
test_kill (gconstpointer data)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  TideStore *store
    = GPOINTER_TO_INT (data) ? test_store_create (folder->clinic) : test_store_create_plain (folder->clinic);
  gint64 acknowledged = 0;

  test_take (store, test_patient ("1", "Abel", "Anna", NULL));
  g_object_unref (store);
  for (guint round = 0; round < ROUNDS; round++)
    {
      gint64 last = run_and_kill (folder->clinic, round % 2 == 0, round * 997);
      g_autoptr (TideVerification) check = NULL;

      acknowledged = MAX (acknowledged, last);
      store = test_store_open (folder->clinic);
      check = tide_store_verify (store, NULL, NULL, NULL);
      g_assert_true (check->ok);
      g_assert_cmpint (tide_store_count (store, &tide_assessment_data_class), >=, acknowledged);
      g_assert_cmpint (tide_store_count (store, &tide_assessment_data_class), ==,
                       tide_store_count (store, &tide_alert_class));
      g_assert_cmpint (test_sql_integer (store, "SELECT count (*) FROM rating"), ==,
                       3 * tide_store_count (store, &tide_assessment_data_class));
      g_object_unref (store);
    }
  g_test_message ("%d saves were told before %d kills", (int) acknowledged, ROUNDS);
  g_assert_cmpint (acknowledged, >=, ROUNDS / 2);
}

/* Killed between the writes of one transaction, at each place: nothing of it is there. */
static void
write_and_stop (const char *clinic, guint stop_after)
{
  TideStore *store = test_store_open (clinic);
  TidePatient *patient = test_patient ("2", "Bauer", "Bert", NULL);
  TideAssessmentData *data;

  tide_store_begin (store, NULL);
  for (guint step = 0; step <= stop_after; step++)
    if (step == 0)
      tide_store_insert (store, patient, NULL);
    else if (step == 1)
      {
        data = test_assessment (patient->base.id, "2025-01-01", "total=20");
        tide_store_insert (store, data, NULL);
      }
    else
      tide_store_log (store, "view", "patient", 1, 1, NULL, NULL);
  kill (getpid (), SIGKILL);
}

static void
test_kill_between_writes (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create (folder->clinic);

  test_take (store, test_patient ("1", "Abel", "Anna", NULL));
  for (guint stop = 0; stop < 4; stop++)
    {
      g_autoptr (TideVerification) check = NULL;
      g_autoptr (GArray) hits = NULL;
      pid_t child;
      int status;

      g_clear_object (&store);
      child = fork ();
      if (child == 0)
        write_and_stop (folder->clinic, stop);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      store = test_store_open (folder->clinic);
      g_assert_cmpint (tide_store_count (store, &tide_patient_class), ==, 1);
      g_assert_cmpint (tide_store_count (store, &tide_assessment_data_class), ==, 0);
      hits = tide_store_search (store, "bauer", 0, 50, NULL);
      g_assert_cmpuint (hits->len, ==, 0);
      check = tide_store_verify (store, NULL, NULL, NULL);
      g_assert_true (check->ok);
      g_assert_cmpint (check->audit_rows, ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/store/kill/leaves-whole-saves-in-a-keyed-clinic", GINT_TO_POINTER (TRUE),
                        test_kill);
  g_test_add_data_func ("/store/kill/leaves-whole-saves-in-a-plain-clinic", GINT_TO_POINTER (FALSE),
                        test_kill);
  g_test_add_func ("/store/kill/between-two-writes-leaves-neither", test_kill_between_writes);
  return g_test_run ();
}
