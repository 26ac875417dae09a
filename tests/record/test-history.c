/* test-history.c: order, series and look-ups of a patient's record, and that the shared patients are what the
 * pictures say. */
#include <glib.h>
#include <math.h>

#include "fixture-builder.h"
#include "fixture-lindqvist.h"

static TideLibrary *library;

static void
assert_sound (const TideHistory *history)
{
  GPtrArray *arrays[] = { history->diagnoses,   history->courses, history->dose_steps, history->sessions,
                          history->assessments, history->events,  history->alerts,     history->staff };
  for (guint a = 0; a < G_N_ELEMENTS (arrays); a++)
    for (guint i = 0; i < arrays[a]->len; i++)
      {
        g_autoptr (GError) error = NULL;
        tide_record_validate (arrays[a]->pdata[i], &error);
        g_assert_no_error (error);
      }
  for (guint i = 1; i < history->assessments->len; i++)
    g_assert_cmpint (tide_instant_compare (((TideAssessmentData *) history->assessments->pdata[i - 1])->taken,
                                           ((TideAssessmentData *) history->assessments->pdata[i])->taken),
                     <=, 0);
}

static void
test_lindqvist (void)
{
  g_autoptr (TideHistory) history = fixture_lindqvist_new (library);
  assert_sound (history);
  const TideSeries *ybocs = tide_history_find_series (history, "ybocs", "total");
  const TideSeries *phq9 = tide_history_find_series (history, "phq9", "total");
  const TideSeries *cgii = tide_history_find_series (history, "cgii", "total");
  g_assert_cmpuint (ybocs->n_ratings, ==, 18);
  g_assert_cmpuint (phq9->n_ratings, ==, 10);
  g_assert_cmpuint (cgii->n_ratings, ==, 3);
  g_assert_cmpfloat (tide_rating_get_value (&ybocs->ratings[0]), ==, 30);
  g_assert_cmpfloat (tide_rating_get_value (&ybocs->ratings[17]), ==, 26);
  g_assert_cmpfloat (
    tide_rating_get_value (&tide_history_find_series (history, "ybocs", "obsessions")->ratings[13]), ==, 6);
  g_assert_cmpfloat (
    tide_rating_get_value (&tide_history_find_series (history, "ybocs", "compulsions")->ratings[13]), ==, 7);
  g_assert_cmpuint (ybocs->ratings[15].flags, ==, TIDE_RATING_CLINICIAN | TIDE_RATING_VIDEO);
  g_assert_cmpuint (cgii->ratings[0].flags, ==, TIDE_RATING_CLINICIAN | TIDE_RATING_IN_PERSON);
  g_assert_cmpuint (cgii->ratings[2].flags, ==,
                    TIDE_RATING_CLINICIAN | TIDE_RATING_IN_PERSON | TIDE_RATING_BEST);
  g_assert_null (tide_history_find_series (history, "gad7", "total"));

  g_assert_cmpuint (history->courses->len, ==, 3);
  guint held = 0, infusions = 0;
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      const TideCourse *course = tide_history_find_course (history, session->course_id);
      infusions += course->arm == TIDE_ARM_KETAMINE;
      held += course->arm == TIDE_ARM_CBT && session->status == TIDE_SESSION_HELD;
    }
  g_assert_cmpuint (infusions, ==, 8); /* "8 infusions", "15 of 18 held" in the picture */
  g_assert_cmpuint (held, ==, 15);
  g_assert_cmpuint (history->sessions->len, ==, 26);
  g_assert_cmpstr (tide_history_get_primary_diagnosis (history)->code, ==, "F42.2");
  g_assert_cmpint (tide_history_get_highest_alert (history), ==, TIDE_LEVEL_AMBER);
  g_assert_cmpint (tide_patient_get_age (history->patient, tide_instant_get_date (fixture_now ())), ==, 38);
}

static void
test_the_same_scores_with_and_without_the_library (void)
{
  g_autoptr (TideHistory) with = fixture_lindqvist_new (library);
  g_autoptr (TideHistory) without = fixture_lindqvist_new (NULL);
  for (guint i = 0; i < with->assessments->len; i++)
    g_assert_cmpstr (((TideAssessmentData *) with->assessments->pdata[i])->scores, ==,
                     ((TideAssessmentData *) without->assessments->pdata[i])->scores);
}

static void
test_farouk_and_the_crowd (void)
{
  g_autoptr (TideHistory) farouk = fixture_farouk_new (library);
  assert_sound (farouk);
  g_assert_cmpuint (tide_history_find_series (farouk, "ybocs", "total")->n_ratings, ==, 1);
  g_assert_cmpint (tide_history_get_highest_alert (farouk), ==, TIDE_LEVEL_NONE);

  g_autoptr (TideHistory) crowd = fixture_crowded_new (library, 7);
  g_autoptr (TideHistory) again = fixture_crowded_new (library, 7);
  assert_sound (crowd);
  g_assert_cmpuint (crowd->assessments->len, ==, 500);
  g_assert_cmpuint (crowd->sessions->len, ==, 120);
  for (guint i = 0; i < crowd->assessments->len; i++)
    g_assert_true (tide_record_equal (crowd->assessments->pdata[i], again->assessments->pdata[i]));
}

static void
test_only_current_assessments_are_rated (void)
{
  FixtureBuilder b;
  fixture_begin (&b, NULL, "TM-1", "A", "B", "1980-01-01", TIDE_SEX_UNKNOWN);
  fixture_add_total (&b, "ybocs", "2025-01-03T09:00", 20);
  fixture_add_total (&b, "ybocs", "2025-01-02T09:00", 21)->status = TIDE_STATUS_AMENDED;
  fixture_add_total (&b, "ybocs", "2025-01-04T09:00", 22)->status = TIDE_STATUS_ENTERED_IN_ERROR;
  fixture_add_total (&b, "ybocs", "2025-01-05T09:00", 23)->status = TIDE_STATUS_MOVED;
  fixture_add_total (&b, "ybocs", "2025-01-01", 24);
  TideAssessmentData *prorated = fixture_add_total (&b, "phq9", "2025-01-01", 12);
  tide_record_set_text (&prorated->scores, "total=12~;other=!");
  TideAssessmentData *plain
    = fixture_add_total (&b, "phq9", "2025-01-02", 9); /* before the clinic wrote its scores */
  tide_record_set_text (&plain->scores, NULL);
  g_autoptr (TideHistory) history = fixture_end (&b);

  const TideSeries *series = tide_history_find_series (history, "ybocs", "total");
  g_assert_cmpuint (series->n_ratings, ==, 2);
  g_assert_cmpfloat (tide_rating_get_value (&series->ratings[0]), ==, 24); /* oldest first */
  g_assert_true (series->ratings[0].flags & TIDE_RATING_DAY_ONLY);
  g_assert_true (series->ratings[0].flags & TIDE_RATING_TOTAL_ONLY);
  g_assert_false (series->ratings[1].flags & TIDE_RATING_DAY_ONLY);
  series = tide_history_find_series (history, "phq9", "total");
  g_assert_cmpuint (series->n_ratings, ==, 2);
  g_assert_true (series->ratings[0].flags & TIDE_RATING_PRORATED);
  g_assert_null (tide_history_find_series (history, "phq9", "other")); /* an invalid score is no rating */
  g_assert_cmpuint (history->assessments->len, ==, 7);                 /* the table still shows all */
}

static void
test_order (void)
{
  FixtureBuilder b;
  fixture_begin (&b, NULL, "TM-1", "A", "B", "1980-01-01", TIDE_SEX_UNKNOWN);
  fixture_add_diagnosis (&b, "F33.1", NULL, FALSE);
  fixture_add_diagnosis (&b, "F42.2", NULL, TRUE);
  fixture_add_diagnosis (&b, "F41.1", NULL, FALSE)->entered_in_error = TRUE;
  TideCourse *late = fixture_add_course (&b, TIDE_ARM_CBT, "ERP", "2025-03-01");
  TideCourse *unknown = fixture_add_course (&b, TIDE_ARM_SSRI, "sertraline", NULL);
  fixture_add_course (&b, TIDE_ARM_OTHER, "x", "2025-01-01")->entered_in_error = TRUE;
  TideSession *second = fixture_add_session (&b, late, "2025-03-08T10:00", TIDE_SESSION_HELD);
  TideSession *first = fixture_add_session (&b, late, "2025-03-01T10:00", TIDE_SESSION_HELD);
  fixture_add_step (&b, unknown, "2025-02-01", 100);
  fixture_add_step (&b, unknown, "2025-01-01", 50);
  g_autoptr (TideHistory) history = fixture_end (&b);

  g_assert_cmpuint (history->diagnoses->len, ==, 2);
  g_assert_true (((TideDiagnosis *) history->diagnoses->pdata[0])->primary);
  g_assert_cmpuint (history->courses->len, ==, 2);
  g_assert_true (history->courses->pdata[0] == unknown);
  g_assert_true (history->sessions->pdata[0] == first);
  g_assert_true (history->sessions->pdata[1] == second);
  g_assert_cmpfloat (((TideDoseStep *) history->dose_steps->pdata[0])->dose_mg_per_day, ==, 50);
}

static void
test_look_ups (void)
{
  g_autoptr (TideHistory) history = fixture_lindqvist_new (library);
  const TideAssessmentData *last = history->assessments->pdata[history->assessments->len - 1];
  g_assert_true (tide_history_find_assessment (history, last->base.id) == last);
  g_assert_null (tide_history_find_assessment (history, 0));
  g_assert_null (tide_history_find_assessment (history, 999999));
  g_assert_cmpstr (tide_history_find_staff (history, last->rater_id)->name, ==, "R. Okafor");

  g_autoptr (TideHistory) empty = tide_history_new ();
  tide_history_arrange (empty);
  tide_history_build_series (empty);
  g_assert_null (tide_history_get_primary_diagnosis (empty));
  g_assert_null (tide_history_find_series (empty, "ybocs", "total"));
  g_assert_cmpint (tide_history_get_highest_alert (empty), ==, TIDE_LEVEL_NONE);
  tide_history_free (NULL);
}

/* Three notes: the second replaces the first, the third the second. */
static void
test_superseded (void)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (tide_record_free);
  TideNote *note[3];
  for (guint i = 0; i < G_N_ELEMENTS (note); i++)
    {
      note[i] = tide_note_new ();
      note[i]->base.id = i + 1;
      note[i]->supersedes_id = i;
      g_ptr_array_add (notes, note[i]);
    }
  g_assert_true (tide_record_is_superseded (note[0], notes));
  g_assert_true (tide_record_is_superseded (note[1], notes));
  g_assert_false (tide_record_is_superseded (note[2], notes));
  note[2]->entered_in_error = TRUE;
  g_assert_true (tide_record_is_superseded (note[0], notes));
  g_assert_false (tide_record_is_superseded (note[1], notes));
  g_autoptr (TideAssessmentData) rating = tide_assessment_data_new ();
  g_assert_false (tide_record_is_struck (rating));
  rating->status = TIDE_STATUS_ENTERED_IN_ERROR;
  g_assert_true (tide_record_is_struck (rating));
  g_autoptr (TideContact) contact = tide_contact_new (); /* a class without replacing */
  g_assert_false (tide_record_is_superseded (contact, notes));
}

static void
test_only_banner_alerts_count (void)
{
  g_autoptr (TideHistory) history = fixture_lindqvist_new (library);
  TideAlert *alert = history->alerts->pdata[0];
  alert->historical = TRUE;
  g_assert_cmpint (tide_history_get_highest_alert (history), ==, TIDE_LEVEL_NONE);
  alert->historical = FALSE;
  alert->resolved = TRUE;
  g_assert_cmpint (tide_history_get_highest_alert (history), ==, TIDE_LEVEL_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  library = tide_library_new ();
  g_test_add_func ("/record/history/what-is-in-error-supersedes-nothing", test_superseded);
  g_test_add_func ("/record/history/lindqvist-is-the-patient-of-the-picture", test_lindqvist);
  g_test_add_func ("/record/history/the-same-scores-with-and-without-the-library",
                   test_the_same_scores_with_and_without_the_library);
  g_test_add_func ("/record/history/farouk-and-the-crowd", test_farouk_and_the_crowd);
  g_test_add_func ("/record/history/only-current-assessments-are-rated",
                   test_only_current_assessments_are_rated);
  g_test_add_func ("/record/history/order", test_order);
  g_test_add_func ("/record/history/look-ups", test_look_ups);
  g_test_add_func ("/record/history/only-banner-alerts-count", test_only_banner_alerts_count);
  int result = g_test_run ();
  tide_library_free (library);
  return result;
}
