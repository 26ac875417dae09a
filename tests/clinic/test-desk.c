/* test-desk.c: the clinic as a thing on a desk: locked, unlocked, read by two, looked at, by whom. */
#include "tide-clinic-fixture.h"
#include "tide-store.h"

#include <string.h>

#define NOW "2026-03-10T12:00+01:00"

static void
count_cb (TideClinic *clinic, guint *n)
{
  (*n)++;
}

static void
changed_cb (TideClinic *clinic, gint64 patient_id, gint64 *last)
{
  *last = patient_id;
}

static void
assert_locked (gboolean failed, GError **error)
{
  g_assert_true (failed);
  g_assert_error (*error, TIDE_ERROR, TIDE_ERROR_LOCKED);
  g_clear_error (error);
}

static void
test_a_locked_clinic_tells_nothing (gconstpointer keyed)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (GPOINTER_TO_INT (keyed));
  g_autoptr (GError) error = NULL;
  guint n_locked = 0, n_unlocked = 0, n_more = 7;
  if (clinic == NULL)
    return;
  g_signal_connect (clinic, "locked", G_CALLBACK (count_cb), &n_locked);
  g_signal_connect (clinic, "unlocked", G_CALLBACK (count_cb), &n_unlocked);
  gint64 patient = test_clinic_add_patient (clinic, "T-1", "Lindqvist", "Hanna");
  g_autoptr (TideAssessmentData) data = test_clinic_new_assessment (patient, "phq9", NOW, "9=1;1=0");
  g_assert_true (tide_clinic_save_assessment (clinic, data, NULL, &error));
  g_autoptr (TidePatient) record = tide_clinic_lookup (clinic, &tide_patient_class, patient, &error);
  g_assert_true (tide_clinic_can_undo (clinic));

  tide_clinic_lock (clinic);
  tide_clinic_lock (clinic);
  g_assert_cmpuint (n_locked, ==, 1);
  g_assert_true (tide_clinic_is_locked (clinic));
  assert_locked (tide_clinic_load_history (clinic, patient, &error) == NULL, &error);
  assert_locked (tide_clinic_list (clinic, &tide_patient_class, NULL, 0, &error) == NULL, &error);
  assert_locked (tide_clinic_lookup (clinic, &tide_patient_class, patient, &error) == NULL, &error);
  assert_locked (tide_clinic_load_row (clinic, patient, &error) == NULL, &error);
  assert_locked (tide_clinic_list_open_alerts (clinic, &error) == NULL, &error);
  assert_locked (tide_clinic_list_drafts (clinic, patient, &error) == NULL, &error);
  assert_locked (tide_clinic_list_audit (clinic, 0, 10, &error) == NULL, &error);
  assert_locked (tide_clinic_verify (clinic, NULL, &error) == NULL, &error);
  assert_locked (!tide_clinic_save (clinic, record, &error), &error);
  assert_locked (!tide_clinic_save_assessment (clinic, data, NULL, &error), &error);
  assert_locked (!tide_clinic_mark_assessment_error (clinic, data->base.id, "x", &error), &error);
  assert_locked (!tide_clinic_move_assessment (clinic, data->base.id, patient, "x", NULL, &error), &error);
  assert_locked (!tide_clinic_resolve_alert (clinic, 1, "x", &error), &error);
  assert_locked (!tide_clinic_set_setting (clinic, "paper", "letter", &error), &error);
  assert_locked (!tide_clinic_save_draft (clinic, patient, "visit", "x", &error), &error);
  assert_locked (tide_clinic_begin_batch (clinic, &error) == NULL, &error);
  assert_locked (!tide_clinic_undo (clinic, &error), &error);
  assert_locked (!tide_clinic_log (clinic, "export", 0, NULL, &error), &error);
  g_assert_cmpint (tide_clinic_count (clinic, &tide_patient_class), ==, 0);
  g_assert_null (tide_clinic_get_audit_head (clinic, NULL));
  g_autoptr (GArray) found = tide_clinic_search (clinic, "", 0, 10, &n_more);
  g_assert_cmpuint (found->len + n_more, ==, 0);
  g_autofree char *name = tide_clinic_dup_setting (clinic, "clinic.name");
  g_assert_cmpstr (name, ==, "");

  if (GPOINTER_TO_INT (keyed))
    {
      const TidePassphrase wrong = { "wrong horse", 11 };
      g_assert_false (tide_clinic_unlock (clinic, &wrong, &error));
      g_assert_error (error, TIDE_ERROR, TIDE_ERROR_WRONG_PASSPHRASE);
      g_clear_error (&error);
      g_assert_true (tide_clinic_is_locked (clinic));
    }
  tide_clinic_unlock (clinic, GPOINTER_TO_INT (keyed) ? &test_clinic_passphrase : NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_unlocked, ==, 1);
  g_assert_false (tide_clinic_can_undo (clinic)); /* the steps held the patient's data */
  g_autoptr (TideHistory) history = tide_clinic_load_history (clinic, patient, &error);
  g_assert_cmpuint (history->assessments->len, ==, 1);
}

static void
test_what_is_saved_is_there_tomorrow (gconstpointer keyed)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (GPOINTER_TO_INT (keyed));
  g_autoptr (GError) error = NULL;
  if (clinic == NULL)
    return;
  gint64 patient = test_clinic_add_patient (clinic, "T-1", "Lindqvist", "Hanna");
  g_autoptr (TideAssessmentData) data = test_clinic_new_assessment (patient, "phq9", NOW, "9=1;1=0");
  g_assert_true (tide_clinic_save_assessment (clinic, data, NULL, &error));
  g_autofree char *folder = g_strdup (tide_clinic_get_folder (clinic));
  tide_clinic_close (clinic);
  tide_clinic_close (clinic);
  g_assert_true (tide_clinic_is_locked (clinic)); /* closed: every verb says so */
  g_assert_null (tide_clinic_list (clinic, &tide_patient_class, NULL, 0, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_LOCKED);
  g_clear_error (&error);

  g_autoptr (TideClinic) again
    = tide_clinic_open (folder, GPOINTER_TO_INT (keyed) ? &test_clinic_passphrase : NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tide_clinic_get_encrypted (again), ==, GPOINTER_TO_INT (keyed));
  g_autoptr (TideHistory) history = tide_clinic_load_history (again, patient, &error);
  g_assert_cmpuint (history->alerts->len, ==, 1);
  g_autofree char *name = tide_clinic_dup_setting (again, "clinic.name");
  g_assert_cmpstr (name, ==, "Test clinic");
}

static void
test_a_second_program_reads_only (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autoptr (GError) error = NULL;
  const char *folder = tide_clinic_get_folder (clinic);
  gint64 patient = test_clinic_add_patient (clinic, "T-1", "Lindqvist", "Hanna");
  g_assert_null (tide_clinic_open (folder, NULL, 0, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_IN_USE);
  g_clear_error (&error);

  g_autoptr (TideClinic) reader = tide_clinic_open (folder, NULL, TIDE_STORE_READ_ONLY_IF_IN_USE, &error);
  g_assert_no_error (error);
  g_assert_true (tide_clinic_get_read_only (reader));
  g_assert_nonnull (tide_clinic_get_holder (reader));
  g_autoptr (TidePatient) record = tide_clinic_lookup (reader, &tide_patient_class, patient, &error);
  g_assert_nonnull (record);
  g_assert_false (tide_clinic_save (reader, record, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (tide_clinic_can_undo (reader));
  tide_clinic_log_view (reader, patient); /* cannot, and says nothing */
}

/* Every action of the audit, oldest first: "open lock unlock". */
static char *
print_actions (TideClinic *clinic)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = tide_clinic_list_audit (clinic, 0, 0, &error);
  g_autoptr (GString) text = g_string_new (NULL);
  g_assert_no_error (error);
  for (guint i = rows->len; i > 0; i--)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "",
                            ((TideAuditRow *) g_ptr_array_index (rows, i - 1))->action);
  return g_strdup (text->str);
}

static void
test_the_desk_is_logged (gconstpointer keyed)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (GPOINTER_TO_INT (keyed));
  g_autoptr (GError) error = NULL;
  if (clinic == NULL)
    return;
  const TidePassphrase *passphrase = GPOINTER_TO_INT (keyed) ? &test_clinic_passphrase : NULL;
  g_autofree char *folder = g_strdup (tide_clinic_get_folder (clinic));
  g_autofree char *copy = g_strconcat (folder, "-backup", NULL);
  tide_clinic_close (clinic);
  g_autoptr (TideClinic) again = tide_clinic_open (folder, passphrase, 0, &error);
  g_assert_no_error (error);
  g_autoptr (TideClinic) reader
    = tide_clinic_open (folder, passphrase, TIDE_STORE_READ_ONLY_IF_IN_USE, &error);
  g_assert_true (tide_clinic_get_read_only (reader));
  tide_clinic_lock (reader);
  g_assert_true (tide_clinic_unlock (reader, passphrase, &error));
  tide_clinic_close (reader);

  const TidePassphrase wrong = { "wrong horse", 11 };
  tide_clinic_lock (again);
  tide_clinic_lock (again);
  if (passphrase != NULL)
    g_assert_false (tide_clinic_unlock (again, &wrong, NULL));
  g_assert_true (tide_clinic_unlock (again, passphrase, &error));
  g_assert_true (tide_clinic_unlock (again, passphrase, &error));
  g_assert_true (tide_clinic_backup (again, copy, &error));
  g_assert_no_error (error);
  /* "create" is the clinic's name; the reader has left nothing. */
  g_autofree char *actions = print_actions (again);
  g_assert_cmpstr (actions, ==, "create open close open lock unlock backup");
  g_autoptr (TideVerification) check = tide_clinic_verify (again, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (check->ok);

  tide_clinic_lock (again); /* a locked clinic is closed without a row: its key is gone */
  tide_clinic_close (again);
  g_autoptr (TideClinic) last = tide_clinic_open (folder, passphrase, 0, &error);
  g_assert_no_error (error);
  g_autofree char *ends = print_actions (last);
  g_assert_true (g_str_has_suffix (ends, " backup lock open"));
}

static guint
count_views (TideClinic *clinic, gint64 patient, const char *who)
{
  g_autoptr (GError) error = NULL;
  guint n = 0;
  g_autoptr (GPtrArray) rows = tide_clinic_list_audit (clinic, patient, 1000, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const TideAuditRow *row = g_ptr_array_index (rows, i);
      n += strcmp (row->action, "view") == 0 && (who == NULL || strcmp (row->who, who) == 0);
    }
  return n;
}

static void
set_clock (int minutes)
{
  TideInstant now = test_clinic_instant (NOW);
  now.utc += 60 * minutes;
  tide_time_set_now (now);
}

static void
test_a_view_is_logged_once_a_half_hour (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autoptr (GError) error = NULL;
  gint64 patient = test_clinic_add_patient (clinic, "T-1", "Lindqvist", "Hanna");
  gint64 other = test_clinic_add_patient (clinic, "T-2", "Lindqvist", "Johanna");
  g_autoptr (TideStaff) anna = tide_staff_new ();
  g_autoptr (TideStaff) ben = tide_staff_new ();
  tide_record_set_text (&anna->name, "Anna Synthetic");
  tide_record_set_text (&ben->name, "Ben Synthetic");
  g_assert_true (tide_clinic_save (clinic, anna, &error) && tide_clinic_save (clinic, ben, &error));

  tide_clinic_set_person (clinic, anna);
  tide_clinic_log_view (clinic, patient);
  set_clock (29);
  tide_clinic_log_view (clinic, patient);
  g_assert_cmpuint (count_views (clinic, patient, NULL), ==, 1);
  tide_clinic_log_view (clinic, other);
  g_assert_cmpuint (count_views (clinic, other, "Anna Synthetic"), ==, 1);
  tide_clinic_set_person (clinic, ben);
  tide_clinic_log_view (clinic, patient);
  g_assert_cmpuint (count_views (clinic, patient, "Ben Synthetic"), ==, 1);
  set_clock (30);
  tide_clinic_set_person (clinic, anna);
  tide_clinic_log_view (clinic, patient);
  g_assert_cmpuint (count_views (clinic, patient, "Anna Synthetic"), ==, 2);

  /* Nor does a restart make a second row. */
  g_autofree char *folder = g_strdup (tide_clinic_get_folder (clinic));
  tide_clinic_close (clinic);
  g_autoptr (TideClinic) again = tide_clinic_open (folder, NULL, 0, &error);
  g_assert_no_error (error);
  tide_clinic_set_person (again, anna);
  set_clock (59);
  tide_clinic_log_view (again, patient);
  g_assert_cmpuint (count_views (again, patient, "Anna Synthetic"), ==, 2);
  set_clock (60);
  tide_clinic_log_view (again, patient);
  g_assert_cmpuint (count_views (again, patient, "Anna Synthetic"), ==, 3);
  set_clock (0);
}

static void
test_changed_names_the_patient (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autoptr (GError) error = NULL;
  gint64 last = -1;
  g_signal_connect (clinic, "changed", G_CALLBACK (changed_cb), &last);
  gint64 patient = test_clinic_add_patient (clinic, "T-1", "Lindqvist", "Hanna");
  g_assert_cmpint (last, ==, patient);
  gint64 other = test_clinic_add_patient (clinic, "T-2", "Lindqvist", "Johanna");
  g_autoptr (TideAssessmentData) data = test_clinic_new_assessment (patient, "phq9", NOW, "9=1;1=0");
  g_assert_true (tide_clinic_save_assessment (clinic, data, NULL, &error));
  g_assert_cmpint (last, ==, patient);
  g_assert_true (tide_clinic_move_assessment (clinic, data->base.id, other, "wrong chart", NULL, &error));
  g_assert_cmpint (last, ==, 0); /* two */
  last = -1;
  tide_record_set_text (&data->answers, "1=9");
  data->base.id = 0;
  g_assert_false (tide_clinic_save_assessment (clinic, data, NULL, &error));
  g_assert_cmpint (last, ==, -1); /* nothing changed */
}

static void
test_duplicates_are_found (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autoptr (GError) error = NULL;
  gint64 patient = test_clinic_add_patient (clinic, "T-1", "Lindqvist", "Hanna");
  g_autoptr (TidePatient) twin = tide_patient_new ();
  tide_record_set_text (&twin->family_name, "LINDQVIST");
  tide_record_set_text (&twin->given_name, "hanna");
  twin->birth_date = test_clinic_date ("1980-05-17");
  g_autoptr (GArray) found = tide_clinic_find_duplicates (clinic, twin, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpint (g_array_index (found, gint64, 0), ==, patient);
}

static void
test_heads_and_backup (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autoptr (GError) error = NULL;
  gint64 patient = test_clinic_add_patient (clinic, "T-1", "Lindqvist", "Hanna");
  gint64 number, found;
  g_autofree char *head = tide_clinic_get_audit_head (clinic, &number);
  g_autoptr (TideAssessmentData) data = test_clinic_new_assessment (patient, "phq9", NOW, "9=1;1=0");
  g_assert_true (tide_clinic_save_assessment (clinic, data, NULL, &error));
  g_assert_true (tide_clinic_has_head (clinic, head, &found, &error));
  g_assert_cmpint (found, ==, number);
  g_assert_false (tide_clinic_has_head (clinic, "0123456789abcdef", &found, &error));
  g_clear_error (&error);

  g_autofree char *copy = test_clinic_dup_path ("backup");
  tide_clinic_backup (clinic, copy, &error);
  g_assert_no_error (error);
  g_autoptr (TideClinic) restored = tide_clinic_open (copy, NULL, 0, &error);
  g_assert_no_error (error);
  g_autoptr (TideHistory) history = tide_clinic_load_history (restored, patient, &error);
  g_assert_cmpuint (history->assessments->len, ==, 1);
  g_autoptr (TideVerification) check = tide_clinic_verify (restored, NULL, &error);
  g_assert_true (check->ok);
}

static void
test_verify_recomputes_scores (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 patient = test_clinic_add_patient (clinic, "T-1", "Lindqvist", "Hanna");
  g_autoptr (TideAssessmentData) data = test_clinic_new_assessment (patient, "phq9", NOW, "9=1;1=0");
  g_assert_true (tide_clinic_save_assessment (clinic, data, NULL, &error));
  /* A chart whose sex is corrected later keeps its scores. */
  g_autoptr (TidePatient) record = tide_clinic_lookup (clinic, &tide_patient_class, patient, &error);
  record->sex = TIDE_SEX_MALE;
  g_assert_true (tide_clinic_save (clinic, record, &error));
  g_autoptr (TideVerification) check = tide_clinic_verify (clinic, cancellable, &error);
  g_assert_no_error (error);
  g_assert_true (check->ok);
  g_assert_cmpint (check->scores_checked, ==, 1);
  g_cancellable_cancel (cancellable);
  g_assert_null (tide_clinic_verify (clinic, cancellable, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_CANCELLED);
}

static void
test_site_files (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autoptr (GError) error = NULL;
  g_assert_cmpuint (tide_clinic_get_library_problems (clinic)->len, ==, 0);
  g_autofree char *folder = g_strdup (tide_clinic_get_folder (clinic));
  g_autofree char *site = g_build_filename (folder, "instruments", NULL);
  g_autofree char *file = g_build_filename (site, "broken.xml", NULL);
  g_assert_cmpint (g_mkdir_with_parents (site, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "<instrument id=\"broken\"", -1, &error));
  tide_clinic_close (clinic);

  g_autoptr (TideClinic) again = tide_clinic_open (folder, NULL, 0, &error);
  g_assert_no_error (error);
  GPtrArray *problems = tide_clinic_get_library_problems (again);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (problems, 0), "broken.xml"));
  g_assert_nonnull (tide_library_lookup (tide_clinic_get_library (again), "ybocs")); /* the rest works */
}

static gpointer
unlock_thread (gpointer data)
{
  g_assert_true (tide_clinic_unlock (data, NULL, NULL));
  return NULL;
}

/* The screen asks on while a thread unlocks: it hears that the clinic is locked until it is whole. */
static void
test_unlocking_shows_nothing_by_halves (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  for (guint i = 0; i < 40; i++)
    {
      tide_clinic_lock (clinic);
      GThread *thread = g_thread_new ("unlock", unlock_thread, clinic);
      while (tide_clinic_is_locked (clinic))
        {
          g_autofree char *paper = tide_clinic_dup_setting (clinic, "clinic.synthetic");
          g_assert_cmpstr (paper, !=, "yes");
        }
      g_autofree char *name = tide_clinic_dup_setting (clinic, "clinic.name");
      g_assert_nonnull (name);
      g_thread_join (thread);
    }
}

static void
heard_cb (TideClinic *clinic, GThread **where)
{
  *where = g_thread_self ();
}

static void
heard_changed_cb (TideClinic *clinic, gint64 patient_id, GThread **where)
{
  *where = g_thread_self ();
}

/* A file of the clinic that came meanwhile is told of with it: widgets listen. */
static void
test_unlocking_is_told_in_the_main_thread (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autofree char *site = g_build_filename (tide_clinic_get_folder (clinic), "instruments", NULL);
  g_autofree char *file = g_build_filename (site, "broken.xml", NULL);
  GThread *unlocked = NULL, *changed = NULL;
  g_assert_nonnull (tide_clinic_get_library (clinic));
  g_signal_connect (clinic, "unlocked", G_CALLBACK (heard_cb), &unlocked);
  tide_clinic_lock (clinic);
  g_signal_connect (clinic, "changed", G_CALLBACK (heard_changed_cb), &changed);
  g_assert_cmpint (g_mkdir_with_parents (site, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "<instrument id=\"broken\"", -1, NULL));
  /* As a running program holds it. */
  g_assert_true (g_main_context_acquire (NULL));
  g_thread_join (g_thread_new ("unlock", unlock_thread, clinic));
  g_assert_null (unlocked);
  while (unlocked == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_main_context_release (NULL);
  g_assert_true (unlocked == g_thread_self ());
  g_assert_true (changed == g_thread_self ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tide_time_set_now (test_clinic_instant (NOW));
  g_test_add_data_func ("/clinic/desk/a-locked-plain-clinic-tells-nothing", GINT_TO_POINTER (FALSE),
                        test_a_locked_clinic_tells_nothing);
  if (tide_store_can_encrypt ())
    g_test_add_data_func ("/clinic/desk/a-locked-keyed-clinic-tells-nothing", GINT_TO_POINTER (TRUE),
                          test_a_locked_clinic_tells_nothing);
  g_test_add_data_func ("/clinic/desk/plain-is-there-tomorrow", GINT_TO_POINTER (FALSE),
                        test_what_is_saved_is_there_tomorrow);
  if (tide_store_can_encrypt ())
    g_test_add_data_func ("/clinic/desk/keyed-is-there-tomorrow", GINT_TO_POINTER (TRUE),
                          test_what_is_saved_is_there_tomorrow);
  g_test_add_func ("/clinic/desk/a-second-program-reads-only", test_a_second_program_reads_only);
  g_test_add_data_func ("/clinic/desk/a-plain-clinic-logs-open-lock-unlock-backup", GINT_TO_POINTER (FALSE),
                        test_the_desk_is_logged);
  if (tide_store_can_encrypt ())
    g_test_add_data_func ("/clinic/desk/a-keyed-clinic-logs-open-lock-unlock-backup", GINT_TO_POINTER (TRUE),
                          test_the_desk_is_logged);
  g_test_add_func ("/clinic/desk/a-view-is-logged-once-a-half-hour", test_a_view_is_logged_once_a_half_hour);
  g_test_add_func ("/clinic/desk/changed-names-the-patient", test_changed_names_the_patient);
  g_test_add_func ("/clinic/desk/duplicates-are-found", test_duplicates_are_found);
  g_test_add_func ("/clinic/desk/unlocking-shows-nothing-by-halves", test_unlocking_shows_nothing_by_halves);
  g_test_add_func ("/clinic/desk/unlocking-is-told-in-the-main-thread",
                   test_unlocking_is_told_in_the_main_thread);
  g_test_add_func ("/clinic/desk/heads-and-backup", test_heads_and_backup);
  g_test_add_func ("/clinic/desk/verify-recomputes-scores", test_verify_recomputes_scores);
  g_test_add_func ("/clinic/desk/a-broken-site-file-is-told-and-the-rest-works", test_site_files);
  return g_test_run ();
}
