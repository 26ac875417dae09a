/* test-demo.c: the synthetic clinic is what clinical.md 5.1 says, is synthetic to be seen, and the same seed
 * makes the same. */

#include <math.h>

#include "tide-clinic-fixture.h"
#include "tide-demo.h"

static TideDate
demo_today (void)
{
  return tide_date_today ();
}

static TideClinic *
demo_new (guint n, guint64 seed)
{
  g_autoptr (GError) error = NULL;
  TideClinic *clinic = test_clinic_new (FALSE);
  tide_demo_fill (clinic, n, seed, demo_today (), NULL, NULL, &error);
  g_assert_no_error (error);
  return clinic;
}

/* Everything that was written, as text; alerts carry the time at which the program raised them and are left
 * out. */
static char *
dump (TideClinic *clinic)
{
  const TideRecordClass *classes[]
    = { &tide_patient_class,   &tide_diagnosis_class, &tide_staff_class,         &tide_course_class,
        &tide_dose_step_class, &tide_session_class,   &tide_adverse_event_class, &tide_assessment_data_class,
        &tide_note_class,      &tide_event_class,     &tide_visit_class,         &tide_visit_part_class,
        &tide_identifier_class };
  GString *text = g_string_new (NULL);
  for (guint c = 0; c < G_N_ELEMENTS (classes); c++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) rows = tide_clinic_list (clinic, classes[c], NULL, 0, &error);
      g_assert_no_error (error);
      for (guint r = 0; r < rows->len; r++)
        {
          g_string_append (text, TIDE_RECORD (rows->pdata[r])->uuid);
          for (guint f = 0; f < classes[c]->n_fields; f++)
            {
              g_autofree char *value = tide_record_field_to_text (rows->pdata[r], &classes[c]->fields[f]);
              g_string_append_printf (text, "|%s", value);
            }
          g_string_append_c (text, '\n');
        }
    }
  return g_string_free (text, FALSE);
}

static void
test_same_seed (void)
{
  g_autoptr (TideClinic) a = demo_new (40, 7), b = demo_new (40, 7), c = demo_new (40, 8);
  g_autofree char *text_a = dump (a), *text_b = dump (b), *text_c = dump (c);
  g_assert_cmpstr (text_a, ==, text_b);
  g_assert_cmpstr (text_a, !=, text_c);
}

/* The first patients do not depend on how many follow. */
static void
test_size_keeps_patients (void)
{
  g_autoptr (TideClinic) small = demo_new (10, 3), large = demo_new (30, 3);
  g_autoptr (GPtrArray) a = tide_clinic_list (small, &tide_patient_class, NULL, 0, NULL);
  g_autoptr (GPtrArray) b = tide_clinic_list (large, &tide_patient_class, NULL, 0, NULL);
  g_assert_cmpuint (a->len, ==, 10);
  for (guint i = 0; i < a->len; i++)
    g_assert_true (tide_record_equal (a->pdata[i], b->pdata[i]));
}

static void
test_synthetic_to_be_seen (void)
{
  g_autoptr (TideClinic) clinic = demo_new (60, 1);
  g_autoptr (GPtrArray) patients = tide_clinic_list (clinic, &tide_patient_class, NULL, 0, NULL);
  g_assert_cmpuint (patients->len, ==, 60);
  for (guint i = 0; i < patients->len; i++)
    {
      const TidePatient *patient = patients->pdata[i];
      g_assert_true (patient->synthetic);
      g_assert_true (g_str_has_prefix (patient->mrn, "TM-"));
    }
  g_assert_true (tide_clinic_is_synthetic (clinic));
}

static void
test_only_empty_clinics (void)
{
  g_autoptr (TideClinic) clinic = demo_new (3, 1);
  g_autoptr (GError) error = NULL;
  g_assert_false (tide_demo_fill (clinic, 3, 1, demo_today (), NULL, NULL, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_EXISTS);
  g_assert_cmpint (tide_clinic_count (clinic, &tide_patient_class), ==, 3);
}

/* The demo holds what the program has to show: every arm, open and answered alerts, drop-outs, missed
 * sessions. */
static void
test_has_everything (void)
{
  g_autoptr (TideClinic) clinic = demo_new (400, 1);
  g_autoptr (GPtrArray) courses = tide_clinic_list (clinic, &tide_course_class, NULL, 0, NULL);
  guint arms[TIDE_N_ARMS] = { 0 }, dropouts = 0, missed = 0;
  for (guint i = 0; i < courses->len; i++)
    {
      const TideCourse *course = courses->pdata[i];
      arms[course->arm]++;
      dropouts += course->end_reason == tide_code_from_text (tide_end_reason_codes, "patient_choice");
    }
  for (guint arm = 1; arm < TIDE_N_ARMS; arm++)
    g_assert_cmpuint (arms[arm], >, 0);
  g_assert_cmpuint (dropouts, >, 0);
  g_autoptr (GPtrArray) sessions = tide_clinic_list (clinic, &tide_session_class, NULL, 0, NULL);
  for (guint i = 0; i < sessions->len; i++)
    missed += ((const TideSession *) sessions->pdata[i])->status == TIDE_SESSION_MISSED;
  g_assert_cmpuint (missed, >, 0);
  g_autoptr (GPtrArray) alerts = tide_clinic_list (clinic, &tide_alert_class, NULL, 0, NULL);
  guint open = 0, historical = 0;
  for (guint i = 0; i < alerts->len; i++)
    {
      open += !((const TideAlert *) alerts->pdata[i])->resolved;
      historical += ((const TideAlert *) alerts->pdata[i])->historical;
    }
  g_assert_cmpuint (historical, >, 0);
  g_assert_cmpint (tide_clinic_count (clinic, &tide_visit_class), >, 400);
  g_assert_cmpint (tide_clinic_count (clinic, &tide_visit_part_class), >, 0);
  g_assert_cmpint (tide_clinic_count (clinic, &tide_identifier_class), >, 0);
  g_assert_cmpuint (open, >, 0);
  g_assert_cmpuint (open, <, alerts->len);
  g_assert_cmpint (tide_clinic_count (clinic, &tide_adverse_event_class), >, 0);
  g_assert_cmpint (tide_clinic_count (clinic, &tide_event_class), >, 0);
  g_assert_cmpint (tide_clinic_count (clinic, &tide_staff_class), >=, 3);
  g_autoptr (TideVerification) v = tide_clinic_verify (clinic, NULL, NULL);
  g_assert_true (v->ok);
}

/* --- the table of clinical.md 5.1 --- */

enum
{
  SSRI,
  ERP,
  DRIFT,
  SINGLE,
  SERIES,
  N_ARMS
};
static const char *const arm_names[N_ARMS]
  = { "SSRI", "ERP", "placebo-like", "ketamine single", "ketamine series" };
#define N_WEEKS 10
static const double weeks[N_WEEKS] = { 0, 0.14, 0.43, 1, 2, 4, 6, 8, 12, 24 };
static const double table[N_ARMS][N_WEEKS] = {
  { 26.0, 25.6, 25.0, 24.0, 22.8, 21.3, 20.3, 19.6, 18.5, 16.6 },
  { 26.0, 25.5, 24.7, 23.1, 20.9, 17.8, 15.9, 14.8, 13.6, 13.0 },
  { 26.0, 25.8, 25.5, 24.9, 24.1, 23.1, 22.5, 22.3, 22.1, 22.0 },
  { 26.0, 18.7, 18.7, 20.5, 22.6, 24.7, 25.5, 25.8, 26.0, 26.0 },
  { 26.0, 22.2, 19.7, 17.4, 17.0, 20.0, 22.0, 23.3, 24.8, 25.9 },
};

static int
arm_of (const TideHistory *history)
{
  if (history->courses->len != 1)
    return -1;
  const TideCourse *course = history->courses->pdata[0];
  switch (course->arm)
    {
    case TIDE_ARM_SSRI:
      return SSRI;
    case TIDE_ARM_CBT:
      return ERP;
    case TIDE_ARM_USUAL_CARE:
      return DRIFT;
    case TIDE_ARM_KETAMINE:
      return course->planned_sessions == 1 ? SINGLE : history->sessions->len <= 6 ? SERIES : -1;
    default:
      return -1;
    }
}

static int
week_of (TideDate day, TideDate day0)
{
  int days = day - day0;
  if (days <= 0)
    return 0;
  for (int w = 1; w < N_WEEKS; w++)
    if (abs (days - (int) round (weeks[w] * 7)) <= (w < 3 ? 0 : 1))
      return w;
  return -1;
}

static void
test_means_of_the_table (void)
{
  g_autoptr (TideClinic) clinic = demo_new (2000, 1);
  g_autoptr (GPtrArray) patients = tide_clinic_list (clinic, &tide_patient_class, NULL, 0, NULL);
  double sum[N_ARMS][N_WEEKS] = { 0 };
  guint n[N_ARMS][N_WEEKS] = { 0 };
  for (guint i = 0; i < patients->len; i++)
    {
      g_autoptr (TideHistory) history
        = tide_clinic_load_history (clinic, TIDE_RECORD (patients->pdata[i])->id, NULL);
      const TideSeries *series = tide_history_find_series (history, "ybocs", "total");
      int arm = series != NULL ? arm_of (history) : -1;
      if (arm < 0)
        continue;
      TideDate day0 = ((const TideCourse *) history->courses->pdata[0])->started_on;
      for (guint r = 0; r < series->n_ratings; r++)
        {
          TideDate day = (TideDate) ((series->ratings[r].taken_utc + 3600) / 86400);
          int week = week_of (day, day0);
          if (week < 0)
            continue;
          sum[arm][week] += tide_rating_get_value (&series->ratings[r]);
          n[arm][week]++;
        }
    }
  for (int arm = 0; arm < N_ARMS; arm++)
    for (int week = 0; week < N_WEEKS; week++)
      {
        if (n[arm][week] == 0)
          {
            /* Only ketamine is rated after one and three days. */
            g_assert_true (arm < SINGLE && (week == 1 || week == 2));
            continue;
          }
        double mean = sum[arm][week] / n[arm][week];
        g_test_message ("%s, week %g: mean %.2f of %u, table %.1f", arm_names[arm], weeks[week], mean,
                        n[arm][week], table[arm][week]);
        g_assert_cmpuint (n[arm][week], >=, 30);
        g_assert_cmpfloat (fabs (mean - table[arm][week]), <=, 1.5);
      }
}

/* A row of every kind; what the screens are to show: something that clashes, an open question, a chain. */
static void
test_has_histories (void)
{
  g_autoptr (TideClinic) clinic = demo_new (400, 1);
  for (guint i = 0; tide_history_arrays[i].klass != NULL; i++)
    if (tide_clinic_count (clinic, tide_history_arrays[i].klass) == 0)
      g_error ("no %s", tide_history_arrays[i].klass->table);
  guint unknown = 0, chained = 0, clashing = 0, inadequate = 0, several = 0;
  g_autoptr (GPtrArray) patients = tide_clinic_list (clinic, &tide_patient_class, NULL, 0, NULL);
  for (guint p = 0; p < patients->len; p++)
    {
      g_autoptr (TideHistory) chart
        = tide_clinic_load_history (clinic, TIDE_RECORD (patients->pdata[p])->id, NULL);
      guint ssris = 0;
      for (guint i = 0; i < chart->screening_answers->len; i++)
        unknown += ((const TideScreeningAnswer *) chart->screening_answers->pdata[i])->answer == 0;
      for (guint i = 0; i < chart->sessions->len; i++)
        chained += ((const TideSession *) chart->sessions->pdata[i])->chain_id != 0;
      for (guint i = 0; i < chart->medications->len; i++)
        clashing
          += g_strcmp0 (((const TideMedication *) chart->medications->pdata[i])->drug, "lorazepam") == 0;
      for (guint i = 0; i < chart->trials->len; i++)
        {
          const TideTrial *trial = chart->trials->pdata[i];
          ssris += trial->arm == TIDE_ARM_SSRI;
          inadequate += trial->weeks < 8;
        }
      several += ssris >= 2 && ssris <= 4;
    }
  g_assert_cmpuint (unknown, >, 0);
  g_assert_cmpuint (chained, >, 0);
  g_assert_cmpuint (clashing, >, 0);
  g_assert_cmpuint (inadequate, >, 0);
  g_assert_cmpuint (several, >, 20);
}

/* A morning list needs something to begin: some dose is agreed for the demo's own day, none for one that is
 * over. */
static void
test_a_dose_is_agreed_for_today (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autoptr (GError) error = NULL;
  TideDate today = tide_date_today ();
  guint of_today = 0;
  g_assert_true (tide_demo_fill (clinic, 40, 1, today, NULL, NULL, &error));
  g_assert_no_error (error);
  g_autoptr (GPtrArray) sessions = tide_clinic_list (clinic, &tide_session_class, NULL, 0, NULL);
  for (guint i = 0; i < sessions->len; i++)
    {
      const TideSession *session = sessions->pdata[i];
      if (session->status != TIDE_SESSION_PLANNED)
        continue;
      TideDate day = tide_instant_get_date (tide_session_get_agreed (session));
      g_assert_cmpint (day, >=, today);
      of_today += day == today;
    }
  g_assert_cmpuint (of_today, >, 0);
  tide_clinic_close (clinic);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/same-seed-makes-the-same-records", test_same_seed);
  g_test_add_func ("/demo/first-patients-do-not-depend-on-the-size", test_size_keeps_patients);
  g_test_add_func ("/demo/everybody-is-marked-synthetic", test_synthetic_to_be_seen);
  g_test_add_func ("/demo/fills-only-an-empty-clinic", test_only_empty_clinics);
  g_test_add_func ("/demo/a-dose-is-agreed-for-today", test_a_dose_is_agreed_for_today);
  g_test_add_func ("/demo/has-every-arm-alerts-dropouts-and-missed-sessions", test_has_everything);
  g_test_add_func ("/demo/has-histories-of-every-kind", test_has_histories);
  g_test_add_func ("/demo/means-of-two-thousand-follow-the-table", test_means_of_the_table);
  return g_test_run ();
}
