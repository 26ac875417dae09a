/* test-records.c: what is written is what is read, for every kind of record, and what follows from it
 * follows. */

#include "store-fixture.h"

#include <math.h>
#include <string.h>

static const TideRecordClass *
get_class (guint index)
{
  return tide_record_classes[index];
}

/* Inserts one record of each class before @klass, so that its references have something to point to. */
static GHashTable *
insert_parents (TideStore *store, const TideRecordClass *klass)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; get_class (i) != klass; i++)
    {
      gpointer record = test_record_fill (get_class (i), ids);
      gint64 id = test_take (store, record);

      g_hash_table_insert (ids, (gpointer) get_class (i)->table, g_memdup2 (&id, sizeof id));
    }
  return ids;
}

static void
test_round_trip (gconstpointer data)
{
  const TideRecordClass *klass = data;
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create (folder->clinic);
  g_autoptr (GHashTable) ids = insert_parents (store, klass);
  g_autoptr (GError) error = NULL;
  gpointer record = test_record_fill (klass, ids);
  gpointer empty, found, by_uuid;

  test_insert (store, record);
  g_clear_object (&store);
  store = test_store_open (folder->clinic);
  found = tide_store_lookup (store, klass, TIDE_RECORD (record)->id, &error);
  g_assert_no_error (error);
  g_assert_true (tide_record_equal (record, found));
  g_assert_cmpstr (TIDE_RECORD (record)->uuid, ==, TIDE_RECORD (found)->uuid);
  by_uuid = tide_store_lookup_uuid (store, klass, TIDE_RECORD (record)->uuid, &error);
  g_assert_no_error (error);
  g_assert_true (tide_record_equal (record, by_uuid));

  /* Everything that may be unknown becomes unknown and comes back so. */
  empty = tide_record_copy (record);
  for (guint i = 0; i < klass->n_fields; i++)
    if ((klass->fields[i].flags & TIDE_FIELD_REQUIRED) == 0)
      g_assert_true (tide_record_field_from_text (
        empty, &klass->fields[i], klass->fields[i].kind == TIDE_FIELD_BOOLEAN ? "0" : "", NULL));
  test_update (store, empty);
  tide_record_free (found);
  found = tide_store_lookup (store, klass, TIDE_RECORD (record)->id, &error);
  g_assert_no_error (error);
  g_assert_true (tide_record_equal (empty, found));
  g_assert_false (tide_record_equal (record, found));
  tide_record_free (record);
  tide_record_free (empty);
  tide_record_free (found);
  tide_record_free (by_uuid);
}

static void
test_codes (gconstpointer data)
{
  const TideRecordClass *klass = data;
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create_plain (folder->clinic);
  g_autoptr (GHashTable) ids = insert_parents (store, klass);
  g_autoptr (GError) error = NULL;
  gpointer record = test_record_fill (klass, ids);

  test_insert (store, record);
  for (guint i = 0; i < klass->n_fields; i++)
    {
      const TideField *field = &klass->fields[i];
      g_autofree char *sql
        = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = 'nonsense'", klass->table, field->name);

      if (field->kind != TIDE_FIELD_CODE)
        continue;
      for (int code = 1; field->codes[code] != NULL; code++)
        {
          *(int *) ((char *) record + field->offset) = code;
          test_update (store, record);
        }
      g_assert_false (tide_db_exec (store->db, sql, &error));
      g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
      g_clear_error (&error);
    }
  tide_record_free (record);
}

static void
test_list_by_reference (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create (folder->clinic);
  gint64 anna = test_take (store, test_patient ("1", "Abel", "Anna", NULL));
  gint64 bert = test_take (store, test_patient ("2", "Bauer", "Bert", NULL));
  g_autoptr (GPtrArray) of_anna = NULL, all = NULL;

  test_take (store, test_assessment (anna, "2025-01-02", "total=1"));
  test_take (store, test_assessment (bert, "2025-01-03", "total=2"));
  test_take (store, test_assessment (anna, "2025-01-01", "total=3"));
  of_anna = tide_store_list (store, &tide_assessment_data_class, "patient_id", anna, NULL);
  g_assert_cmpuint (of_anna->len, ==, 2);
  g_assert_cmpint (TIDE_RECORD (of_anna->pdata[0])->id, ==, 1);
  g_assert_cmpint (TIDE_RECORD (of_anna->pdata[1])->id, ==, 3);
  all = tide_store_list (store, &tide_assessment_data_class, NULL, 0, NULL);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpint (tide_store_count (store, &tide_assessment_data_class), ==, 3);
}

static void
test_unknown_is_not_found (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create (folder->clinic);
  g_autoptr (GError) error = NULL;
  TidePatient *found;

  g_assert_null (tide_store_lookup (store, &tide_patient_class, 7, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (tide_store_lookup_uuid (store, &tide_patient_class, "none", &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (tide_store_lookup_text (store, &tide_patient_class, "mrn", "1", &error));
  g_assert_no_error (error);
  test_take (store, test_patient ("1", "Abel", "Anna", NULL));
  found = tide_store_lookup_text (store, &tide_patient_class, "mrn", "1", &error);
  g_assert_cmpstr (found->family_name, ==, "Abel");
  tide_patient_free (found);
}

static void
test_duplicate_is_named (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create (folder->clinic);
  g_autoptr (TidePatient) second = test_patient ("100-7", "Bauer", "Bert", NULL);
  g_autoptr (GError) error = NULL;
  gint64 rows;

  test_take (store, test_patient ("100-7", "Abel", "Anna", NULL));
  rows = test_sql_integer (store, "SELECT count (*) FROM audit");
  g_assert_true (tide_store_begin (store, NULL));
  g_assert_false (tide_store_insert (store, second, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_DUPLICATE);
  g_assert_cmpstr (error->message, ==, "mrn: “100-7” exists already");
  g_assert_cmpint (second->base.id, ==, 0);
  tide_store_rollback (store);
  g_assert_cmpint (tide_store_count (store, &tide_patient_class), ==, 1);
  g_assert_cmpint (test_sql_integer (store, "SELECT count (*) FROM audit"), ==, rows);
}

static void
test_bad_record_is_refused (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create (folder->clinic);
  g_autoptr (TidePatient) nobody = test_patient (NULL, "Abel", "Anna", NULL);
  g_autoptr (TideAssessmentData) orphan = test_assessment (999, "2025-01-01", "total=1");
  g_autoptr (TideAssessmentData) garbled = NULL;
  g_autoptr (GError) error = NULL;
  gint64 anna = test_take (store, test_patient ("1", "Abel", "Anna", NULL));

  g_assert_true (tide_store_begin (store, NULL));
  g_assert_false (tide_store_insert (store, nobody, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "mrn"));
  g_clear_error (&error);
  g_assert_false (tide_store_insert (store, orphan, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_clear_error (&error);

  /* Scores that cannot be read stop the whole transaction: the row is there, its ratings are not. */
  garbled = test_assessment (anna, "2025-01-01", "total");
  g_assert_false (tide_store_insert (store, garbled, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_false (tide_store_commit (store, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (tide_store_count (store, &tide_assessment_data_class), ==, 0);
}

static void
test_ratings_follow_status (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create (folder->clinic);
  gint64 anna = test_take (store, test_patient ("1", "Abel", "Anna", NULL));
  g_autoptr (TideAssessmentData) data
    = test_assessment (anna, "2025-01-02T10:00+01:00", "a=14~;b=!;total=27.5");
  g_autofree TideRating *ratings = NULL, *prorated = NULL, *invalid = NULL, *gone = NULL;
  guint n;

  data->rater_type = TIDE_RATER_INDEPENDENT;
  data->contact = 2; /* video */
  test_insert (store, data);
  ratings = tide_store_load_ratings (store, anna, "ybocs", "total", &n, NULL);
  g_assert_cmpuint (n, ==, 1);
  /* 27.5 * 2520 */
  g_assert_cmpint (ratings[0].value, ==, 69300);
  g_assert_cmpuint (ratings[0].flags, ==, TIDE_RATING_INDEPENDENT | TIDE_RATING_VIDEO);
  g_assert_cmpint (ratings[0].assessment_id, ==, data->base.id);
  g_assert_cmpint (ratings[0].taken_utc, ==, data->taken.utc);
  prorated = tide_store_load_ratings (store, anna, "ybocs", "a", &n, NULL);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true ((prorated[0].flags & TIDE_RATING_PRORATED) != 0);
  invalid = tide_store_load_ratings (store, anna, "ybocs", "b", &n, NULL);
  g_assert_cmpuint (n, ==, 0);

  data->status = TIDE_STATUS_ENTERED_IN_ERROR;
  test_update (store, data);
  gone = tide_store_load_ratings (store, anna, "ybocs", "total", &n, NULL);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpint (test_sql_integer (store, "SELECT count (*) FROM rating"), ==, 0);
  data->status = TIDE_STATUS_FINAL;
  test_update (store, data);
  g_assert_cmpint (test_sql_integer (store, "SELECT count (*) FROM rating"), ==, 2);
}

static gboolean
collect_cb (const TideRating *rating, gpointer data)
{
  g_string_append_printf (data, "%d:%d:%d ", (int) rating->patient_id, (int) rating->assessment_id,
                          rating->value / TIDE_RATING_UNITS);
  return TRUE;
}

static gboolean
stop_cb (const TideRating *rating, gpointer data)
{
  ++*(int *) data;
  return FALSE;
}

static void
test_cursor_goes_by_patient_then_time (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create (folder->clinic);
  g_autoptr (GString) seen = g_string_new (NULL);
  gint64 anna = test_take (store, test_patient ("1", "Abel", "Anna", NULL));
  gint64 bert = test_take (store, test_patient ("2", "Bauer", "Bert", NULL));
  int calls = 0;

  test_take (store, test_assessment (bert, "2025-01-05", "total=5"));
  test_take (store, test_assessment (anna, "2025-01-09", "total=9"));
  test_take (store, test_assessment (anna, "2025-01-04", "total=8"));
  test_take (store, test_assessment (anna, "2025-01-04", "total=2")); /* the same day, entered later */
  g_assert_true (tide_store_foreach_rating (store, "ybocs", "total", collect_cb, seen, NULL));
  g_assert_cmpstr (seen->str, ==, "1:3:8 1:4:2 1:2:9 2:1:5 ");
  g_assert_true (tide_store_foreach_rating (store, "ybocs", "total", stop_cb, &calls, NULL));
  g_assert_cmpint (calls, ==, 1);
  g_assert_true (tide_store_foreach_rating (store, "ybocs", "never", stop_cb, &calls, NULL));
  g_assert_cmpint (calls, ==, 1);
}

static void
note_changed_cb (TideStore *store, gint64 patient_id, gpointer data)
{
  /* After the commit: nothing is open any more and the search knows already. */
  g_assert_false (store->in_transaction);
  g_string_append_printf (data, "%d ", (int) patient_id);
}

static void
test_changed_comes_after_the_commit (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create (folder->clinic);
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (TidePatient) anna = test_patient ("1", "Abel", "Anna", NULL);
  g_autoptr (TidePatient) bert = test_patient ("2", "Bauer", "Bert", NULL);
  TideStaff *staff = tide_staff_new ();

  g_signal_connect (store, "changed", G_CALLBACK (note_changed_cb), seen);
  g_assert_true (tide_store_begin (store, NULL));
  g_assert_true (tide_store_insert (store, anna, NULL));
  g_assert_cmpstr (seen->str, ==, "");
  g_assert_true (tide_store_commit (store, NULL));
  g_assert_cmpstr (seen->str, ==, "1 ");
  test_insert (store, bert);
  g_assert_cmpstr (seen->str, ==, "1 2 ");
  g_assert_true (tide_store_begin (store, NULL));
  tide_record_set_text (&anna->given_name, "Anne");
  tide_record_set_text (&bert->given_name, "Berta");
  g_assert_true (tide_store_update (store, anna, NULL));
  g_assert_true (tide_store_update (store, bert, NULL));
  g_assert_true (tide_store_commit (store, NULL));
  g_assert_cmpstr (seen->str, ==, "1 2 0 ");
  tide_record_set_text (&staff->name, "Dr. Ott");
  test_take (store, staff);
  g_assert_cmpstr (seen->str, ==, "1 2 0 0 ");
  /* Nothing changed: no write, no audit row, no signal. */
  test_update (store, anna);
  g_assert_cmpstr (seen->str, ==, "1 2 0 0 ");
}

static void
test_rollback_leaves_nothing (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create (folder->clinic);
  g_autoptr (TidePatient) bert = test_patient ("2", "Bauer", "Bert", NULL);
  g_autoptr (TidePatient) anna = test_patient ("1", "Abel", "Anna", NULL);
  g_autoptr (GArray) hits = NULL, after = NULL;
  g_autofree char *head = NULL, *head_after = NULL;
  gint64 number, number_after;

  test_insert (store, anna);
  head = tide_store_get_audit_head (store, &number);
  g_assert_true (tide_store_begin (store, NULL));
  g_assert_true (tide_store_insert (store, bert, NULL));
  tide_record_set_text (&anna->family_name, "Zoll");
  g_assert_true (tide_store_update (store, anna, NULL));
  tide_store_rollback (store);
  head_after = tide_store_get_audit_head (store, &number_after);
  g_assert_cmpstr (head, ==, head_after);
  g_assert_cmpint (number, ==, number_after);
  hits = tide_store_search (store, "bauer", 0, 50, NULL);
  g_assert_cmpuint (hits->len, ==, 0);
  after = tide_store_search (store, "abel", 0, 50, NULL);
  g_assert_cmpuint (after->len, ==, 1);
}

static void
assert_same_rating (const TideRating *a, const TideRating *b)
{
  g_assert_cmpint (a->assessment_id, ==, b->assessment_id);
  g_assert_cmpint (a->patient_id, ==, b->patient_id);
  g_assert_cmpint (a->taken_utc, ==, b->taken_utc);
  g_assert_cmpint (a->rater_id, ==, b->rater_id);
  g_assert_cmpint (a->value, ==, b->value);
  g_assert_cmpuint (a->flags, ==, b->flags);
  g_assert_cmpstr (a->version, ==, b->version);
  g_assert_cmpstr (a->recall, ==, b->recall);
  g_assert_cmpint (a->taken_offset, ==, b->taken_offset);
}

static void
test_history_is_whole_and_in_order (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create (folder->clinic);
  g_autoptr (GHashTable) ids = NULL;
  g_autoptr (TideHistory) history = NULL;
  g_autoptr (TideHistory) rebuilt = NULL;
  g_autoptr (TideHistory) without_course = NULL;
  g_autoptr (GError) error = NULL;
  gint64 patient_id, other;
  TideDoseStep *step;
  TideSession *session;

  ids = insert_parents (store, NULL);
  patient_id = *(gint64 *) g_hash_table_lookup (ids, "patient");
  other = test_take (store, test_patient ("2", "Bauer", "Bert", NULL));
  test_take (store, test_assessment (patient_id, "2025-03-01", "total=20"));
  test_take (store, test_assessment (patient_id, "2025-02-01", "total=25"));
  test_take (store, test_assessment (other, "2025-02-01", "total=40"));
  test_sql (store, "UPDATE patient SET entered_in_error = 0");
  test_sql (store, "UPDATE course SET entered_in_error = 0");
  step = tide_dose_step_new ();
  step->course_id = 1;
  step->from_date = tide_date_from_ymd (2025, 5, 1);
  step->dose_mg_per_day = 50;
  test_take (store, step);
  session = tide_session_new ();
  session->course_id = 1;
  session->status = TIDE_SESSION_HELD;
  session->started = tide_instant_from_local (tide_date_from_ymd (2025, 5, 2), 9, 30);
  test_take (store, session);

  history = tide_store_load_history (store, patient_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->courses->len, ==, 1);
  g_assert_cmpuint (history->dose_steps->len, ==, 1); /* the one entered in error is left out */
  g_assert_cmpuint (history->sessions->len, ==, 1);
  g_assert_cmpuint (history->diagnoses->len, ==, 0);
  g_assert_cmpuint (history->assessments->len, ==, 3);
  g_assert_cmpuint (history->alerts->len, ==, 1);
  g_assert_cmpuint (history->notes->len, ==, 1);
  g_assert_cmpuint (history->visit_parts->len, ==, 0);
  g_assert_cmpuint (history->identifiers->len, ==, 0);
  g_assert_cmpuint (history->events->len, ==, 1);
  g_assert_cmpuint (history->adverse_events->len, ==, 1);
  g_assert_cmpuint (history->staff->len, ==, 1);
  for (guint i = 1; i < history->assessments->len; i++)
    g_assert_cmpint (((TideAssessmentData *) history->assessments->pdata[i - 1])->taken.utc, <=,
                     ((TideAssessmentData *) history->assessments->pdata[i])->taken.utc);

  /* With its course, a session is gone. */
  test_sql (store, "UPDATE course SET entered_in_error = 1");
  without_course = tide_store_load_history (store, patient_id, &error);
  g_assert_cmpuint (without_course->courses->len, ==, 0);
  g_assert_cmpuint (without_course->dose_steps->len, ==, 0);
  g_assert_cmpuint (without_course->sessions->len, ==, 0);

  /* The series read from the rows of ratings are those that the record makes of the assessments. */
  rebuilt = tide_store_load_history (store, patient_id, &error);
  tide_history_build_series (rebuilt);
  g_assert_cmpuint (rebuilt->series->len, ==, history->series->len);
  for (guint i = 0; i < rebuilt->series->len; i++)
    {
      const TideSeries *a = rebuilt->series->pdata[i];
      const TideSeries *b = tide_history_find_series (history, a->instrument_id, a->score_id);

      g_assert_nonnull (b);
      g_assert_cmpuint (a->n_ratings, ==, b->n_ratings);
      for (guint k = 0; k < a->n_ratings; k++)
        assert_same_rating (&a->ratings[k], &b->ratings[k]);
    }
}

static void
test_row_of_the_list (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create (folder->clinic);
  gint64 anna = test_take (store, test_patient ("1", "Abel", "Anna", "1984-03-12"));
  g_autoptr (TidePatientRow) row = NULL;
  TideDiagnosis *diagnosis = tide_diagnosis_new ();
  TideCourse *course;
  TideAlert *alert;
  static const struct
  {
    const char *code, *started, *ended, *target;
  } courses[] = { { "c1", "2024-01-01", "2024-06-01", "phq9" },
                  { "c2", "2025-01-01", NULL, "ybocs" },
                  { "c3", NULL, NULL, "gad7" } };

  diagnosis->patient_id = anna;
  diagnosis->primary = TRUE;
  tide_record_set_text (&diagnosis->code, "F42.2");
  test_take (store, diagnosis);
  for (guint i = 0; i < G_N_ELEMENTS (courses); i++)
    {
      course = tide_course_new ();
      course->patient_id = anna;
      course->arm = TIDE_ARM_SSRI;
      tide_record_set_text (&course->code, courses[i].code);
      tide_record_set_text (&course->target_instrument, courses[i].target);
      if (courses[i].started != NULL)
        tide_date_parse (courses[i].started, &course->started_on, NULL);
      if (courses[i].ended != NULL)
        tide_date_parse (courses[i].ended, &course->ended_on, NULL);
      test_take (store, course);
    }
  for (int level = TIDE_LEVEL_YELLOW; level <= TIDE_LEVEL_RED; level++)
    {
      alert = tide_alert_new ();
      alert->patient_id = anna;
      alert->level = level;
      alert->resolved = level == TIDE_LEVEL_RED;
      alert->raised = tide_instant_now ();
      tide_record_set_text (&alert->rule, "A4");
      test_take (store, alert);
    }
  row = tide_store_load_row (store, anna, NULL);
  g_assert_cmpstr (row->mrn, ==, "1");
  g_assert_cmpstr (row->family_name, ==, "Abel");
  g_assert_cmpint (row->birth_date, ==, tide_date_from_ymd (1984, 3, 12));
  g_assert_cmpstr (row->diagnosis, ==, "F42.2");
  g_assert_cmpint (row->highest_alert, ==, TIDE_LEVEL_AMBER);
  g_assert_cmpstr (row->target_instrument, ==, "ybocs");
  g_assert_cmpuint (row->n_open_courses, ==, 2);
}

static void
test_drafts_are_kept_and_not_audited (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create (folder->clinic);
  g_autoptr (GPtrArray) drafts = NULL, none = NULL;
  const TideDraft *draft;

  g_assert_true (tide_store_save_draft (store, 0, "patient", "a", NULL));
  g_assert_true (tide_store_save_draft (store, 4, "assessment:ybocs", "b", NULL));
  g_assert_true (tide_store_save_draft (store, 4, "assessment:ybocs", "c", NULL));
  g_clear_object (&store);
  store = test_store_open (folder->clinic);
  drafts = tide_store_list_drafts (store, 0, NULL);
  g_assert_cmpuint (drafts->len, ==, 2);
  draft = drafts->pdata[1];
  g_assert_cmpint (draft->patient_id, ==, 4);
  g_assert_cmpstr (draft->kind, ==, "assessment:ybocs");
  g_assert_cmpstr (draft->payload, ==, "c");
  g_assert_true (tide_store_save_draft (store, 4, "assessment:ybocs", NULL, NULL));
  none = tide_store_list_drafts (store, 4, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpint (test_sql_integer (store, "SELECT count (*) FROM audit"), ==, 0);
}

static void
test_open_alerts_by_level (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create (folder->clinic);
  gint64 anna = test_take (store, test_patient ("1", "Abel", "Anna", NULL));
  g_autoptr (GPtrArray) alerts = NULL;
  static const int levels[] = { TIDE_LEVEL_YELLOW, TIDE_LEVEL_RED, TIDE_LEVEL_AMBER };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (levels); i++)
    {
      TideAlert *alert = tide_alert_new ();

      alert->patient_id = anna;
      alert->level = levels[i / 2];
      alert->raised = (TideInstant){ 1000 - i, 0, TIDE_PRECISION_MINUTE };
      alert->resolved = alert->level == TIDE_LEVEL_AMBER && i % 2 == 1;
      tide_record_set_text (&alert->rule, "A4");
      test_take (store, alert);
    }
  alerts = tide_store_list_open_alerts (store, NULL);
  g_assert_cmpuint (alerts->len, ==, 5);
  g_assert_cmpint (((TideAlert *) alerts->pdata[0])->raised.utc, ==, 997);
  g_assert_cmpint (((TideAlert *) alerts->pdata[1])->raised.utc, ==, 998);
  g_assert_cmpint (((TideAlert *) alerts->pdata[2])->level, ==, TIDE_LEVEL_AMBER);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; tide_record_classes[i] != NULL; i++)
    {
      g_autofree char *trip
        = g_strdup_printf ("/store/records/%s-comes-back-as-it-went", get_class (i)->table);
      g_autofree char *codes
        = g_strdup_printf ("/store/records/%s-takes-its-codes-and-no-other", get_class (i)->table);

      g_test_add_data_func (trip, get_class (i), test_round_trip);
      g_test_add_data_func (codes, get_class (i), test_codes);
    }
  g_test_add_func ("/store/records/list-goes-by-reference-and-id", test_list_by_reference);
  g_test_add_func ("/store/records/unknown-id-is-not-found", test_unknown_is_not_found);
  g_test_add_func ("/store/records/duplicate-record-number-is-named", test_duplicate_is_named);
  g_test_add_func ("/store/records/bad-record-is-refused", test_bad_record_is_refused);
  g_test_add_func ("/store/ratings/follow-the-status", test_ratings_follow_status);
  g_test_add_func ("/store/ratings/cursor-goes-by-patient-then-time", test_cursor_goes_by_patient_then_time);
  g_test_add_func ("/store/changed/comes-after-the-commit", test_changed_comes_after_the_commit);
  g_test_add_func ("/store/rollback/leaves-nothing", test_rollback_leaves_nothing);
  g_test_add_func ("/store/history/is-whole-and-in-order", test_history_is_whole_and_in_order);
  g_test_add_func ("/store/list/row-tells-diagnosis-alert-and-target", test_row_of_the_list);
  g_test_add_func ("/store/drafts/are-kept-and-not-audited", test_drafts_are_kept_and_not_audited);
  g_test_add_func ("/store/alerts/open-ones-by-level-then-age", test_open_alerts_by_level);
  return g_test_run ();
}
