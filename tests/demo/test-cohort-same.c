/* test-cohort-same.c: the pass with its own reader gives, to the last bit, the rows that come of loading each
 * patient whole: of the synthetic clinic, and of patients by chance, with everything that may be odd in a
 * chart.  What is written between two steps is in every row. */
#include "tide-clinic-cohort.h"

#include <math.h>
#include <string.h>

#include "tide-clinic-fixture.h"
#include "tide-demo.h"

static TideInstrument *
scale_of (TideClinic *clinic, const char *id)
{
  return tide_library_lookup (tide_clinic_get_library (clinic), id);
}

static int
compare_patients (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;
  return (x > y) - (x < y);
}

/* Every patient, by the statements of the patient's own page. */
static GArray *
fold_one_by_one (TideClinic *clinic, TideInstrument *scale, const TideEventOptions *events)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (clinic);
  g_autoptr (GPtrArray) patients = tide_clinic_list (clinic, &tide_patient_class, NULL, 0, &error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (TideCohortRow));
  for (guint i = 0; i < patients->len; i++)
    if (!((TidePatient *) patients->pdata[i])->entered_in_error)
      g_array_append_val (ids, TIDE_RECORD (patients->pdata[i])->id);
  g_array_sort (ids, compare_patients);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (TideHistory) history
        = tide_clinic_load_history (clinic, g_array_index (ids, gint64, i), &error);
      g_assert_no_error (error);
      tide_cohort_fold (rows, history, scale, thresholds, tide_instant_now (), events);
    }
  return rows;
}

static guint
check_same (TideClinic *clinic, const char *scale_id, const TideEventOptions *events)
{
  g_autoptr (GError) error = NULL;
  TideInstrument *scale = scale_of (clinic, scale_id);
  g_autoptr (GArray) expected = fold_one_by_one (clinic, scale, events);
  g_autoptr (GArray) rows = tide_clinic_fold_cohort (clinic, scale, events, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, expected->len);
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpmem (&g_array_index (rows, TideCohortRow, i), sizeof (TideCohortRow),
                     &g_array_index (expected, TideCohortRow, i), sizeof (TideCohortRow));
  return rows->len;
}

static void
check_scales (TideClinic *clinic, guint n_with_rows)
{
  static const char *const scales[] = { "ybocs", "phq9", "pcl5", "cgis" };
  TideEventOptions unlike = { .states = { .strict = TRUE, .relapse = TIDE_RELAPSE_CONSENSUS },
                              .moment = TIDE_MOMENT_CONFIRMED,
                              .policy = TIDE_TREATMENT_POLICY,
                              .origin = TIDE_ORIGIN_LAST_DOSE,
                              .include_recall = TRUE };
  TideEventOptions usual = tide_event_options_default ();
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    g_assert_true (check_same (clinic, scales[i], &usual) > 0 || i >= n_with_rows);
  check_same (clinic, "ybocs", &unlike);
}

static void
test_demo (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_assert_true (tide_demo_fill (clinic, 120, 11, tide_date_today (), NULL, NULL, &error));
  g_assert_no_error (error);
  check_scales (clinic, 1); /* all of its courses aim at the Y-BOCS */
  tide_clinic_close (clinic);
}

/* --- patients by chance --- */

typedef struct
{
  TideBatch *batch;
  GRand *rand;
  gint64 patient, course;
  TideDate start;
  int arm;
  guint n_added;
} Chance;

/* One of @n on average. */
static gboolean
one_of (Chance *self, int n)
{
  return g_rand_int_range (self->rand, 0, n) == 0;
}

static TideDate
near (Chance *self, TideDate day, int before, int after)
{
  return one_of (self, 12) ? TIDE_DATE_UNKNOWN : day + g_rand_int_range (self->rand, -before, after);
}

static TideInstant
moment_near (Chance *self, TideDate day, int before, int after)
{
  static const gint16 offsets[] = { 0, 60, 120, 330, -300, 840 };
  TideDate on = day + g_rand_int_range (self->rand, -before, after);
  if (one_of (self, 4))
    return tide_instant_from_date (on);
  gint16 offset = offsets[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (offsets))];
  gint64 minute = g_rand_int_range (self->rand, 0, 1440);
  return (TideInstant){ (gint64) on * 86400 + minute * 60 - offset * 60, offset, TIDE_PRECISION_MINUTE };
}

/* What a form would refuse does not come into a chart. */
static gint64
add (Chance *self, gpointer record)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = tide_batch_add (self->batch, record, &error);
  gint64 id = ok ? TIDE_RECORD (record)->id : 0;
  self->n_added += ok;
  tide_record_free (record);
  return id;
}

static void
add_session (Chance *self)
{
  TideSession *session = tide_session_new ();
  session->course_id = self->course;
  session->status = g_rand_int_range (self->rand, 1, 6);
  session->kind = g_rand_int_range (self->rand, 0, 9);
  session->setting = g_rand_int_range (self->rand, 0, 5);
  if (session->status == TIDE_SESSION_PLANNED)
    session->planned = moment_near (self, self->start, 0, 900);
  else
    session->started = moment_near (self, self->start, 5, 80);
  session->entered_in_error = one_of (self, 10);
  add (self, session);
}

static void
add_step (Chance *self)
{
  TideDoseStep *step = tide_dose_step_new ();
  step->course_id = self->course;
  step->from_date = self->start + g_rand_int_range (self->rand, 0, 90);
  step->dose_mg_per_day = 50 * g_rand_int_range (self->rand, 0, 6);
  step->entered_in_error = one_of (self, 10);
  add (self, step);
}

static void
add_about_course (Chance *self)
{
  TideCost *cost = tide_cost_new ();
  cost->patient_id = self->patient;
  cost->course_id = self->course;
  cost->unit = g_rand_int_range (self->rand, 1, 4);
  cost->payer = g_rand_int_range (self->rand, 1, 6);
  cost->amount = g_rand_int_range (self->rand, 0, 40000) / 7.0;
  cost->from_date = near (self, self->start, 30, 30);
  cost->entered_in_error = one_of (self, 10);
  add (self, cost);
  TideAdverseEvent *event = tide_adverse_event_new ();
  event->patient_id = self->patient;
  event->course_id = one_of (self, 3) ? 0 : self->course;
  tide_record_set_text (&event->term, "nausea");
  event->severity = g_rand_int_range (self->rand, 0, 4);
  event->serious = g_rand_int_range (self->rand, 0, 3);
  event->started = moment_near (self, self->start, 20, 120);
  event->entered_in_error = one_of (self, 10);
  add (self, event);
}

static void
add_course (Chance *self)
{
  static const char *const targets[] = { "ybocs", "phq9", "pcl5", NULL };
  static const char *const agents[] = { "sertraline", "ketamine", "ERP", "fluvoxamine", NULL };
  static const char *const indications[] = { "F42.2", "F33.1", "F43.10", "F42.9", NULL };
  TideCourse *course = tide_course_new ();
  self->start = tide_date_from_ymd (2022, 1, 1) + g_rand_int_range (self->rand, 0, 1500);
  course->patient_id = self->patient;
  course->arm = self->arm = g_rand_int_range (self->rand, 1, TIDE_N_ARMS);
  tide_record_set_text (&course->agent, agents[g_rand_int_range (self->rand, 0, 5)]);
  tide_record_set_text (&course->indication, indications[g_rand_int_range (self->rand, 0, 5)]);
  tide_record_set_text (&course->target_instrument, targets[g_rand_int_range (self->rand, 0, 4)]);
  course->route = g_rand_int_range (self->rand, 0, 8);
  course->coverage = g_rand_int_range (self->rand, 0, 6);
  course->started_on = one_of (self, 8) ? TIDE_DATE_UNKNOWN : self->start;
  course->referred_on = near (self, self->start, 200, -1);
  if (one_of (self, 2))
    {
      course->ended_on = self->start + g_rand_int_range (self->rand, 0, 300);
      course->end_reason = g_rand_int_range (self->rand, 0, 12);
    }
  course->line_of_treatment = one_of (self, 2) ? TIDE_INTEGER_UNKNOWN : g_rand_int_range (self->rand, 1, 9);
  course->planned_sessions = one_of (self, 2) ? TIDE_INTEGER_UNKNOWN : g_rand_int_range (self->rand, 0, 9);
  course->entered_in_error = one_of (self, 12);
  self->course = add (self, course);
  if (self->course == 0)
    return;
  for (int i = g_rand_int_range (self->rand, 0, 9); i > 0; i--)
    if (tide_arm_has_daily_dose ((TideArm) self->arm))
      add_step (self);
    else
      add_session (self);
  if (one_of (self, 2))
    add_about_course (self);
}

static void
add_rating (Chance *self)
{
  static const struct
  {
    const char *id;
    int most;
  } scales[]
    = { { "ybocs", 40 }, { "ybocs", 40 }, { "phq9", 27 }, { "pcl5", 80 }, { "cgis", 7 }, { "cgii", 7 } };
  guint which = (guint) g_rand_int_range (self->rand, 0, G_N_ELEMENTS (scales));
  gboolean cgi = scales[which].most == 7;
  TideAssessmentData *data = tide_assessment_data_new ();
  data->patient_id = self->patient;
  data->instrument_id = g_strdup (scales[which].id);
  data->taken = moment_near (self, self->start, 40, 400);
  data->rater_type = g_rand_int_range (self->rand, 0, 5);
  data->contact = g_rand_int_range (self->rand, 0, 5);
  data->total = g_rand_int_range (self->rand, cgi ? 1 : 0, scales[which].most + 1);
  data->status = one_of (self, 12) ? TIDE_STATUS_ENTERED_IN_ERROR : TIDE_STATUS_FINAL;
  if (strcmp (scales[which].id, "cgii") == 0)
    data->compared_with = g_rand_int_range (self->rand, 1, 3);
  if (which < 2 && one_of (self, 5))
    tide_record_set_text (&data->recall, one_of (self, 2) ? "24h" : "week");
  add (self, data);
}

static void
add_others (Chance *self)
{
  static const char *const codes[] = { "F42.2", "F32.1", "F43.10", "F60.3", "f42.2" };
  for (int i = g_rand_int_range (self->rand, 0, 3); i > 0; i--)
    {
      TideDiagnosis *diagnosis = tide_diagnosis_new ();
      diagnosis->patient_id = self->patient;
      tide_record_set_text (&diagnosis->code, codes[g_rand_int_range (self->rand, 0, 5)]);
      diagnosis->primary = one_of (self, 2);
      diagnosis->entered_in_error = one_of (self, 8);
      add (self, diagnosis);
    }
  for (int i = g_rand_int_range (self->rand, 0, 3); i > 0; i--)
    {
      TideTrial *trial = tide_trial_new ();
      trial->patient_id = self->patient;
      trial->arm = g_rand_int_range (self->rand, 1, TIDE_N_ARMS);
      trial->started_on = near (self, tide_date_from_ymd (2021, 6, 1), 900, 900);
      trial->response = g_rand_int_range (self->rand, 0, 5);
      trial->entered_in_error = one_of (self, 8);
      add (self, trial);
    }
  if (one_of (self, 6))
    {
      TideEvent *event = tide_event_new ();
      event->patient_id = self->patient;
      event->kind = tide_code_from_text (tide_event_kind_codes, one_of (self, 2) ? "death" : "other");
      event->on_date = near (self, tide_date_from_ymd (2026, 1, 1), 300, 100);
      event->entered_in_error = one_of (self, 4);
      add (self, event);
    }
}

static void
add_patient (Chance *self, guint number)
{
  TidePatient *patient = tide_patient_new ();
  patient->mrn = g_strdup_printf ("R-%05u", number);
  tide_record_set_text (&patient->family_name, "Chance (synthetic)");
  patient->birth_date = near (self, tide_date_from_ymd (1980, 1, 1), 9000, 9000);
  patient->sex = g_rand_int_range (self->rand, 0, 4);
  patient->referred_on = near (self, tide_date_from_ymd (2022, 1, 1), 300, 30);
  patient->entered_in_error = one_of (self, 20);
  self->patient = add (self, patient);
  self->start = tide_date_from_ymd (2023, 1, 1);
  if (self->patient == 0)
    return;
  for (int i = g_rand_int_range (self->rand, 0, 5); i > 0; i--)
    add_course (self);
  for (int i = g_rand_int_range (self->rand, 0, 16); i > 0; i--)
    add_rating (self);
  add_others (self);
}

static TideClinic *
new_clinic_by_chance (guint n_patients)
{
  g_autoptr (GError) error = NULL;
  TideClinic *clinic = test_clinic_new (FALSE);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260307);
  Chance chance = { .batch = tide_clinic_begin_batch (clinic, &error), .rand = rand };
  g_assert_no_error (error);
  tide_batch_set_imported (chance.batch, TRUE);
  for (guint i = 0; i < n_patients; i++)
    add_patient (&chance, i);
  g_assert_cmpuint (chance.n_added, >, 10 * n_patients);
  tide_batch_commit (chance.batch, "import", "patients by chance", NULL, &error);
  g_assert_no_error (error);
  return clinic;
}

static void
test_by_chance (void)
{
  g_autoptr (TideClinic) clinic = new_clinic_by_chance (g_test_slow () ? 2000 : 250);
  check_scales (clinic, 4);
  tide_clinic_close (clinic);
}

/* One dose held of six planned is a series from its first day on, for the pass as for the page (F63). */
static void
test_one_dose_of_six_is_a_series (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autoptr (TideCourse) course = tide_course_new ();
  g_autoptr (TideSession) session = tide_session_new ();
  TideEventOptions events = tide_event_options_default ();
  course->patient_id = test_clinic_add_patient (clinic, "DOSE-1", "Six", "Patient (synthetic)");
  course->arm = TIDE_ARM_KETAMINE;
  tide_record_set_text (&course->target_instrument, "ybocs");
  tide_record_set_text (&course->agent, "ketamine");
  course->started_on = tide_date_from_ymd (2024, 2, 1);
  course->planned_sessions = 6;
  g_assert_true (tide_clinic_save (clinic, course, &error));
  g_assert_no_error (error);
  session->course_id = course->base.id;
  session->status = TIDE_SESSION_HELD;
  session->started = tide_instant_from_date (course->started_on);
  g_assert_true (tide_clinic_save (clinic, session, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (check_same (clinic, "ybocs", &events), ==, 1);
  g_autoptr (GArray) rows = tide_clinic_fold_cohort (clinic, scale_of (clinic, "ybocs"), &events, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_array_index (rows, TideCohortRow, 0).dosed, ==, TIDE_DOSED_SERIES);
  tide_clinic_close (clinic);
}

/* --- what is written between two steps --- */

static void
test_a_save_between_steps_is_in_the_rows (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideClinic) clinic = new_clinic_by_chance (40);
  TideEventOptions events = tide_event_options_default ();
  TideInstrument *scale = scale_of (clinic, "ybocs");
  g_autoptr (TideCohortPass) pass = tide_clinic_begin_cohort (clinic, scale, &events, &error);
  gboolean done = FALSE;
  for (guint i = 0; i < 5; i++)
    g_assert_true (tide_cohort_pass_step (pass, 0, &done, &error));
  /* The first patient with a row gets another course: its rows were folded already. */
  gint64 patient = test_clinic_add_patient (clinic, "NEW-1", "Late", "Patient (synthetic)");
  test_clinic_add_course (clinic, patient, TIDE_ARM_CBT, "2024-02-01");
  while (!done)
    {
      g_assert_true (tide_cohort_pass_step (pass, 0, &done, &error));
      g_assert_no_error (error);
    }
  g_autoptr (GArray) rows = tide_cohort_pass_take_rows (pass);
  g_autoptr (GArray) expected = fold_one_by_one (clinic, scale, &events);
  g_assert_cmpmem (rows->data, rows->len * sizeof (TideCohortRow), expected->data,
                   expected->len * sizeof (TideCohortRow));
  g_assert_cmpint (g_array_index (rows, TideCohortRow, rows->len - 1).patient_id, ==, patient);
  tide_clinic_close (clinic);
}

/* However often somebody saves, no step takes more than its part: the window stays alive, and the rows come
 * as soon as the saving stops. */
static void
test_saving_all_the_time_never_makes_a_long_step (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideClinic) clinic = new_clinic_by_chance (40);
  TideEventOptions events = tide_event_options_default ();
  g_autoptr (TideCohortPass) pass
    = tide_clinic_begin_cohort (clinic, scale_of (clinic, "ybocs"), &events, &error);
  gboolean done = FALSE;
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *mrn = g_strdup_printf ("NEW-%u", i);
      g_assert_true (tide_cohort_pass_step (pass, 0, &done, &error));
      g_assert_false (done);
      test_clinic_add_patient (clinic, mrn, "Late", "Patient (synthetic)");
    }
  for (guint i = 0; i < 100 && !done; i++)
    g_assert_true (tide_cohort_pass_step (pass, 0, &done, &error));
  g_assert_true (done);
  tide_clinic_close (clinic);
}

/* Opening charts and printing are logged; nothing that is folded changes by them. */
static void
test_looking_does_not_begin_it_anew (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideClinic) clinic = new_clinic_by_chance (40);
  TideEventOptions events = tide_event_options_default ();
  g_autoptr (TideCohortPass) pass
    = tide_clinic_begin_cohort (clinic, scale_of (clinic, "ybocs"), &events, &error);
  gboolean done = FALSE;
  double progress = 0;
  for (guint i = 0; i < 100 && !done; i++)
    {
      g_assert_true (tide_cohort_pass_step (pass, 0, &done, &error));
      g_assert_cmpfloat (tide_cohort_pass_get_progress (pass), >, progress);
      progress = tide_cohort_pass_get_progress (pass);
      g_assert_true (tide_clinic_log (clinic, "print", 1, NULL, &error));
    }
  g_assert_true (done);
  tide_clinic_close (clinic);
}

static void
test_a_closed_clinic_ends_it (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideClinic) clinic = new_clinic_by_chance (20);
  TideEventOptions events = tide_event_options_default ();
  g_autoptr (TideCohortPass) pass
    = tide_clinic_begin_cohort (clinic, scale_of (clinic, "ybocs"), &events, &error);
  gboolean done = FALSE;
  g_assert_true (tide_cohort_pass_step (pass, 0, &done, &error));
  tide_clinic_close (clinic);
  g_assert_false (tide_cohort_pass_step (pass, 0, &done, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_LOCKED);
  g_assert_false (done);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* What runs to now must not differ by the second that passes between the two. */
  tide_time_set_now (tide_instant_now ());
#define TEST(name, function) g_test_add_func ("/demo/cohort-same/" name, function)
  TEST ("demo-clinic-folds-as-its-pages-do", test_demo);
  TEST ("patients-by-chance-fold-as-their-pages-do", test_by_chance);
  TEST ("one-dose-of-six-is-a-series", test_one_dose_of_six_is_a_series);
  TEST ("a-save-between-steps-is-in-the-rows", test_a_save_between_steps_is_in_the_rows);
  TEST ("saving-all-the-time-never-makes-a-long-step", test_saving_all_the_time_never_makes_a_long_step);
  TEST ("looking-does-not-begin-it-anew", test_looking_does_not_begin_it_anew);
  TEST ("a-closed-clinic-ends-it", test_a_closed_clinic_ends_it);
  return g_test_run ();
}
