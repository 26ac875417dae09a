/* test-vitals.c: amber and red of clinical.md 4.1 at, below and above each limit and with readings missing;
 * the dose; the criteria for leaving, each met and failed.  Numbers by hand from clinical.md 4.1.
 */
#include <math.h>
#include <string.h>

#include "tide-dose-rules.h"
#include "tide-discharge.h"
#include "tide-session-dose.h"
#include "tide-vitals.h"

#define SESSION 7
#define CODE(codes, word) tide_code_from_text (codes, word)

static TideObservation *
new_row (const char *slot, TideCell cell, gint64 value)
{
  TideObservation *row = tide_observation_new ();
  row->session_id = SESSION;
  tide_record_set_text (&row->slot, slot);
  tide_observation_set_cell (row, cell, value);
  return row;
}

static void
test_limits (void)
{
  g_autoptr (TideSessionRules) rules = tide_session_rules_new ();
  static const struct
  {
    const char *slot;
    TideCell cell;
    int value;
    TideLevel level;
  } cases[] = {
    { "pre", TIDE_CELL_SYSTOLIC, 139, TIDE_LEVEL_NONE },
    { "pre", TIDE_CELL_SYSTOLIC, 140, TIDE_LEVEL_AMBER },
    { "pre", TIDE_CELL_SYSTOLIC, 159, TIDE_LEVEL_AMBER },
    { "pre", TIDE_CELL_SYSTOLIC, 160, TIDE_LEVEL_RED },
    { "pre", TIDE_CELL_DIASTOLIC, 89, TIDE_LEVEL_NONE },
    { "pre", TIDE_CELL_DIASTOLIC, 90, TIDE_LEVEL_AMBER },
    { "pre", TIDE_CELL_DIASTOLIC, 99, TIDE_LEVEL_AMBER },
    { "pre", TIDE_CELL_DIASTOLIC, 100, TIDE_LEVEL_RED },
    { "20", TIDE_CELL_SYSTOLIC, 159, TIDE_LEVEL_NONE },
    { "20", TIDE_CELL_SYSTOLIC, 160, TIDE_LEVEL_AMBER },
    { "20", TIDE_CELL_SYSTOLIC, 179, TIDE_LEVEL_AMBER },
    { "20", TIDE_CELL_SYSTOLIC, 180, TIDE_LEVEL_RED },
    { "extra", TIDE_CELL_SYSTOLIC, 180, TIDE_LEVEL_RED },
    { "20", TIDE_CELL_DIASTOLIC, 99, TIDE_LEVEL_NONE },
    { "20", TIDE_CELL_DIASTOLIC, 100, TIDE_LEVEL_AMBER },
    { "20", TIDE_CELL_DIASTOLIC, 109, TIDE_LEVEL_AMBER },
    { "20", TIDE_CELL_DIASTOLIC, 110, TIDE_LEVEL_RED },
    { "20", TIDE_CELL_HEART_RATE, 110, TIDE_LEVEL_NONE },
    { "20", TIDE_CELL_HEART_RATE, 111, TIDE_LEVEL_AMBER },
    { "20", TIDE_CELL_HEART_RATE, 130, TIDE_LEVEL_AMBER },
    { "20", TIDE_CELL_HEART_RATE, 131, TIDE_LEVEL_RED },
    { "20", TIDE_CELL_HEART_RATE, 50, TIDE_LEVEL_NONE },
    { "20", TIDE_CELL_HEART_RATE, 49, TIDE_LEVEL_AMBER },
    { "20", TIDE_CELL_HEART_RATE, 40, TIDE_LEVEL_AMBER },
    { "pre", TIDE_CELL_HEART_RATE, 39, TIDE_LEVEL_RED },
    { "20", TIDE_CELL_SPO2, 94, TIDE_LEVEL_NONE },
    { "20", TIDE_CELL_SPO2, 93, TIDE_LEVEL_AMBER },
    { "20", TIDE_CELL_SPO2, 90, TIDE_LEVEL_AMBER },
    { "20", TIDE_CELL_SPO2, 89, TIDE_LEVEL_RED },
    { "20", TIDE_CELL_RESPIRATORY_RATE, 10, TIDE_LEVEL_NONE },
    { "20", TIDE_CELL_RESPIRATORY_RATE, 9, TIDE_LEVEL_AMBER },
    { "20", TIDE_CELL_RESPIRATORY_RATE, 8, TIDE_LEVEL_AMBER },
    { "20", TIDE_CELL_RESPIRATORY_RATE, 7, TIDE_LEVEL_RED },
    { "20", TIDE_CELL_RESPIRATORY_RATE, 0, TIDE_LEVEL_RED },
    { "20", TIDE_CELL_RESPIRATORY_RATE, 24, TIDE_LEVEL_NONE },
    { "20", TIDE_CELL_RESPIRATORY_RATE, 25, TIDE_LEVEL_AMBER },
    { "20", TIDE_CELL_MOAAS, 5, TIDE_LEVEL_NONE },
    { "20", TIDE_CELL_MOAAS, 4, TIDE_LEVEL_NONE }, /* shown, no alert */
    { "20", TIDE_CELL_MOAAS, 3, TIDE_LEVEL_AMBER },
    { "20", TIDE_CELL_MOAAS, 2, TIDE_LEVEL_RED },
    { "20", TIDE_CELL_NAUSEA, 3, TIDE_LEVEL_NONE },
    { "20", TIDE_CELL_NAUSEA, 4, TIDE_LEVEL_AMBER },
    { "20", TIDE_CELL_CADSS6, 24, TIDE_LEVEL_NONE }, /* no bands: clinical.md 1.13 */
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TideObservation) row = new_row (cases[i].slot, cases[i].cell, cases[i].value);
      TideVitalsFinding finding;
      g_test_message ("%s %s %d", cases[i].slot, tide_cell_get_name (cases[i].cell), cases[i].value);
      g_assert_cmpint (tide_vitals_get_level (rules, row, NULL), ==, cases[i].level);
      g_assert_cmpint (tide_vitals_judge_cell (rules, row, NULL, cases[i].cell, &finding), ==,
                       cases[i].level != TIDE_LEVEL_NONE);
      if (finding.limit != NULL)
        g_assert_cmpstr (finding.limit->rule, ==, cases[i].cell == TIDE_CELL_MOAAS ? "A14" : "A13");
    }
  g_autoptr (TideObservation) empty = new_row ("20", TIDE_CELL_SPO2, TIDE_INTEGER_UNKNOWN);
  g_assert_cmpint (tide_vitals_get_level (rules, empty, NULL), ==, TIDE_LEVEL_NONE);
}

/* A rise of 40 systolic or 25 diastolic. */
static void
test_rises (void)
{
  g_autoptr (TideSessionRules) rules = tide_session_rules_new ();
  static const struct
  {
    TideCell cell;
    int pre, now;
    TideLevel level;
  } cases[]
    = { { TIDE_CELL_SYSTOLIC, 110, 149, TIDE_LEVEL_NONE }, { TIDE_CELL_SYSTOLIC, 110, 150, TIDE_LEVEL_AMBER },
        { TIDE_CELL_SYSTOLIC, 110, 180, TIDE_LEVEL_RED },  { TIDE_CELL_DIASTOLIC, 70, 94, TIDE_LEVEL_NONE },
        { TIDE_CELL_DIASTOLIC, 70, 95, TIDE_LEVEL_AMBER }, { TIDE_CELL_SYSTOLIC, -1, 150, TIDE_LEVEL_NONE },
        { TIDE_CELL_HEART_RATE, 60, 109, TIDE_LEVEL_NONE } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TideObservation) row = new_row ("20", cases[i].cell, cases[i].now);
      g_autoptr (TideObservation) pre
        = new_row ("pre", cases[i].cell, cases[i].pre < 0 ? TIDE_INTEGER_UNKNOWN : cases[i].pre);
      g_assert_cmpint (tide_vitals_get_level (rules, row, pre), ==, cases[i].level);
    }
  g_autoptr (TideObservation) row = new_row ("20", TIDE_CELL_SYSTOLIC, 150);
  g_autoptr (TideObservation) pre = new_row ("pre", TIDE_CELL_SYSTOLIC, 110);
  g_autoptr (GArray) findings = tide_vitals_judge (rules, row, pre);
  g_assert_cmpuint (findings->len, ==, 1);
  g_autofree char *words = tide_vitals_finding_dup_words (&g_array_index (findings, TideVitalsFinding, 0));
  g_assert_cmpstr (words, ==,
                   "Systolic 150, a rise of 40, limit 40 (label of esketamine: tracking criterion)");
  g_assert_cmpint (tide_vitals_get_level (rules, row, NULL), ==, TIDE_LEVEL_NONE);
}

static void
test_a_clinic_changes_a_limit (void)
{
  g_autoptr (TideSessionRules) rules = tide_session_rules_new ();
  g_autoptr (TideObservation) row = new_row ("20", TIDE_CELL_SPO2, 92);
  g_assert_cmpint (tide_vitals_get_level (rules, row, NULL), ==, TIDE_LEVEL_AMBER);
  g_assert_true (tide_session_rules_set_limit (rules, "spo2_low", 92, "Dr Brandt, high altitude"));
  g_assert_cmpint (tide_vitals_get_level (rules, row, NULL), ==, TIDE_LEVEL_NONE);
  g_assert_false (tide_session_rules_set_limit (rules, "mood", 92, "x"));
}

static TideObservation *
add_pressure (GPtrArray *rows, const char *slot, const char *taken, int systolic, int diastolic)
{
  TideObservation *row = new_row (slot, TIDE_CELL_SYSTOLIC, systolic);
  row->diastolic = diastolic;
  g_assert_true (tide_instant_parse_exact (taken, &row->taken, NULL));
  g_ptr_array_add (rows, row);
  return row;
}

static char *
dup_recheck (const TideSessionRules *rules, const GPtrArray *rows, const char *started)
{
  TideInstant start = TIDE_INSTANT_UNKNOWN;
  if (started != NULL)
    g_assert_true (tide_instant_parse_exact (started, &start, NULL));
  TideRecheck recheck = tide_vitals_find_recheck (rules, rows, SESSION, start);
  if (recheck.row == NULL)
    return g_strdup ("none");
  int hour, minute;
  tide_instant_get_clock (recheck.due, &hour, &minute);
  return g_strdup_printf ("%d at %02d:%02d", (int) recheck.row->systolic, hour, minute);
}

static void
assert_recheck (const TideSessionRules *rules, const GPtrArray *rows, const char *started,
                const char *expected)
{
  g_autofree char *found = dup_recheck (rules, rows, started);
  g_assert_cmpstr (found, ==, expected);
}

/* Amber after 3 minutes, as in the picture; red once more after 15, and before the dose after 15 at once. */
static void
test_what_is_read_again (void)
{
  static const char *const start = "2025-11-20T10:04:00+01:00";
  g_autoptr (TideSessionRules) rules = tide_session_rules_new ();
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (tide_record_free);
  assert_recheck (rules, rows, NULL, "none");
  add_pressure (rows, "pre", "2025-11-20T09:40:00+01:00", 170, 90);
  assert_recheck (rules, rows, NULL, "170 at 09:55");
  add_pressure (rows, "extra", "2025-11-20T09:55:00+01:00", 162, 90); /* red before a dose, amber during */
  assert_recheck (rules, rows, NULL, "162 at 10:10");
  add_pressure (rows, "extra", "2025-11-20T10:02:00+01:00", 132, 84);
  assert_recheck (rules, rows, NULL, "162 at 10:10");
  assert_recheck (rules, rows, start, "none"); /* begun: what was before it is over */
  add_pressure (rows, "20", "2025-11-20T10:24:00+01:00", 164, 90);
  assert_recheck (rules, rows, start, "164 at 10:27");
  add_pressure (rows, "extra", "2025-11-20T10:27:00+01:00", 155, 92);
  assert_recheck (rules, rows, start, "none");
  add_pressure (rows, "30", "2025-11-20T10:34:00+01:00", 184, 92);
  assert_recheck (rules, rows, start, "184 at 10:37");
  add_pressure (rows, "extra", "2025-11-20T10:37:00+01:00", 150, 88);
  assert_recheck (rules, rows, start, "184 at 10:49");
  add_pressure (rows, "extra", "2025-11-20T10:48:30+01:00", 140, 84);
  assert_recheck (rules, rows, start, "none");
}

/* The picture: before 126/80, peak 164/90 (+38/+10) at 20 min, not yet back. */
static void
test_pressure_comes_and_goes (void)
{
  g_autoptr (TideSessionRules) rules = tide_session_rules_new ();
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (tide_record_free);
  g_assert_null (tide_vitals_follow_pressure (rules, rows, SESSION).peak);
  add_pressure (rows, "pre", "2025-11-20T09:52:00+01:00", 126, 80);
  add_pressure (rows, "10", "2025-11-20T10:14:00+01:00", 130, 84); /* near that before, on the way up */
  TideObservation *peak = add_pressure (rows, "20", "2025-11-20T10:24:00+01:00", 164, 90);
  add_pressure (rows, "30", "2025-11-20T10:34:00+01:00", 137, 84); /* 11 above */
  TidePressureCourse course = tide_vitals_follow_pressure (rules, rows, SESSION);
  g_assert_true (course.peak == peak);
  g_assert_cmpint (course.rise_systolic, ==, 38);
  g_assert_cmpint (course.rise_diastolic, ==, 10);
  g_assert_null (course.back);
  TideObservation *back = add_pressure (rows, "60", "2025-11-20T11:05:00+01:00", 136, 85); /* 10/5 */
  g_assert_true (tide_vitals_follow_pressure (rules, rows, SESSION).back == back);
  ((TideObservation *) rows->pdata[0])->entered_in_error = TRUE;
  course = tide_vitals_follow_pressure (rules, rows, SESSION);
  g_assert_true (course.rise_systolic == TIDE_INTEGER_UNKNOWN && course.back == NULL);
}

/* --- the dose --- */

static void
test_dose_arithmetic (void)
{
  TideDoseSum sum = tide_session_dose_compute (0.5, 80, 0, 1, 40); /* the check example of 4.1 */
  g_assert_cmpfloat_with_epsilon (sum.mg, 40, 1e-9);
  g_assert_cmpfloat_with_epsilon (sum.volume_ml, 40, 1e-9);
  g_assert_cmpfloat_with_epsilon (sum.rate_ml_per_h, 60, 1e-9);
  sum = tide_session_dose_compute (0.5, 72, 0.1, 1, 40); /* the picture: 36 mg, 36 mL, 54 mL/h */
  g_assert_cmpfloat_with_epsilon (sum.mg, 36, 1e-9);
  g_assert_cmpfloat_with_epsilon (sum.rate_ml_per_h, 54, 1e-9);
  sum = tide_session_dose_compute (0.5, 80.5, 0.5, 2, 40); /* 40.25 rounds up to 40.5 */
  g_assert_cmpfloat_with_epsilon (sum.exact_mg, 40.25, 1e-9);
  g_assert_cmpfloat_with_epsilon (sum.mg, 40.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (sum.volume_ml, 20.25, 1e-9);
  sum = tide_session_dose_compute (0.5, 80.4, 0.5, 2, 40); /* 40.2 down to 40 */
  g_assert_cmpfloat_with_epsilon (sum.mg, 40, 1e-9);
  sum = tide_session_dose_compute (0.5, NAN, 1, 1, 40);
  g_assert_true (isnan (sum.mg) && isnan (sum.volume_ml) && isnan (sum.rate_ml_per_h));
  sum = tide_session_dose_compute (0.5, 80, NAN, NAN, 40);
  g_assert_cmpfloat_with_epsilon (sum.mg, 40, 1e-9);
  g_assert_true (isnan (sum.volume_ml) && isnan (sum.rate_ml_per_h));
  g_assert_true (isnan (tide_session_dose_compute (0.5, 80, 0, 0, 0).volume_ml));
}

static void
assert_doubts (const TideSession *session, const TideCourse *course, double last, const char *expected)
{
  static const char *const names[] = { "pounds", "weight", "mg_per_kg_is_mg", "mg_is_mg_per_kg", "iv",
                                       "mg",     "rate",   "undiluted",       "devices" };
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  g_autoptr (GPtrArray) doubts = tide_session_dose_list_doubts (session, course, last, thresholds);
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < doubts->len; i++)
    {
      const TideDoseDoubt *doubt = doubts->pdata[i];
      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", names[doubt->kind]);
      g_assert_nonnull (tide_record_class_find (&tide_session_class, doubt->field));
      g_assert_true (doubt->words != NULL && strstr (doubt->words, "%") == NULL);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_unit_guards (void)
{
  g_autoptr (TideSession) session = tide_session_new ();
  g_autoptr (TideCourse) course = tide_course_new ();
  course->arm = TIDE_ARM_KETAMINE;
  course->route = CODE (tide_route_codes, "iv");
  assert_doubts (session, course, NAN, ""); /* nothing is known, nothing is doubted */
  session->weight_kg = 80;
  session->planned_mg_per_kg = 0.5;
  session->planned_mg = 40;
  assert_doubts (session, course, 80, "");
  assert_doubts (session, course, 100, ""); /* exactly 20 % off */
  assert_doubts (session, course, 100.5, "weight");
  assert_doubts (session, course, 66.6, "weight"); /* 20.1 % above */
  session->weight_kg = 176.4;                      /* 80 kg in pounds */
  session->planned_mg = 88.2;
  assert_doubts (session, course, 80, "pounds");
  assert_doubts (session, course, NAN, "");
  session->weight_kg = 80;
  session->planned_mg_per_kg = 40; /* the milligrams in the wrong field */
  session->planned_mg = NAN;
  assert_doubts (session, course, 80, "mg_per_kg_is_mg");
  session->planned_mg_per_kg = NAN;
  session->planned_mg = 0.5;
  assert_doubts (session, course, 80, "mg_is_mg_per_kg");
  session->planned_mg_per_kg = 0.5;
  session->planned_mg = 50; /* by weight 40 */
  assert_doubts (session, course, 80, "mg");
  session->planned_mg = 42; /* 5 %: as rounded for a pump */
  assert_doubts (session, course, 80, "");
}

static void
test_iv_limit_and_mixture (void)
{
  g_autoptr (TideSession) session = tide_session_new ();
  g_autoptr (TideCourse) course = tide_course_new ();
  course->arm = TIDE_ARM_KETAMINE;
  course->route = CODE (tide_route_codes, "iv");
  session->weight_kg = 80;
  session->planned_mg_per_kg = 1;
  assert_doubts (session, course, NAN, "");
  session->planned_mg_per_kg = 1.01;
  assert_doubts (session, course, NAN, "iv");
  session->planned_mg_per_kg = NAN;
  session->planned_mg = 81; /* 1.0125 mg/kg */
  assert_doubts (session, course, NAN, "iv");
  session->route = CODE (tide_route_codes, "oral"); /* the session's own route counts */
  assert_doubts (session, course, NAN, "");
  session->planned_mg = 40;
  session->volume_ml = 40;
  session->rate_ml_per_h = 60;
  session->planned_minutes = 40;
  assert_doubts (session, course, NAN, "");
  session->rate_ml_per_h = 63; /* 42 mL in 40 minutes: 5 % */
  assert_doubts (session, course, NAN, "");
  session->rate_ml_per_h = 63.1;
  assert_doubts (session, course, NAN, "rate");
  session->rate_ml_per_h = NAN;
  session->concentration_mg_per_ml = 99;
  assert_doubts (session, course, NAN, "");
  session->concentration_mg_per_ml = 100;
  assert_doubts (session, course, NAN, "undiluted");
}

static void
test_nasal_devices (void)
{
  g_autoptr (TideSession) session = tide_session_new ();
  g_autoptr (TideCourse) course = tide_course_new ();
  course->arm = TIDE_ARM_ESKETAMINE;
  session->planned_mg = 84;
  session->nasal_devices = 3;
  assert_doubts (session, course, NAN, "");
  session->nasal_devices = 2;
  assert_doubts (session, course, NAN, "devices");
  session->nasal_devices = TIDE_INTEGER_UNKNOWN;
  assert_doubts (session, course, NAN, "");
}

/* --- leaving --- */

typedef struct
{
  TideSessionRules *rules;
  TideSession *session;
  TideInfusion infusion;
  GPtrArray *rows, *answers, *assessments, *alerts;
  TideObservation *pre, *after;
  TideArm arm;
} Leaving;

static void
answer (Leaving *l, const char *question, const char *word)
{
  TideSessionAnswer *given = tide_session_answer_new ();
  given->session_id = SESSION;
  given->list = CODE (tide_session_list_codes, "discharge");
  tide_record_set_text (&given->question, question);
  given->answer = CODE (tide_yes_no_codes, word);
  g_assert_true (tide_instant_parse ("2025-11-20T11:46+01:00", &given->taken, NULL));
  g_ptr_array_add (l->answers, given);
}

/* Everything met, an hour after the end. */
static void
begin (Leaving *l)
{
  memset (l, 0, sizeof *l);
  l->rules = tide_session_rules_new ();
  l->session = tide_session_new ();
  l->session->base.id = SESSION;
  l->arm = TIDE_ARM_KETAMINE;
  l->infusion.phase = TIDE_CLOCK_OVER;
  l->infusion.observed_seconds = 3600;
  g_assert_true (tide_instant_parse_exact ("2025-11-20T10:04:00+01:00", &l->infusion.started, NULL));
  g_assert_true (tide_instant_parse_exact ("2025-11-20T10:45:45+01:00", &l->infusion.ended, NULL));
  l->rows = g_ptr_array_new_with_free_func (tide_record_free);
  l->answers = g_ptr_array_new_with_free_func (tide_record_free);
  l->assessments = g_ptr_array_new_with_free_func (tide_record_free);
  l->alerts = g_ptr_array_new_with_free_func (tide_record_free);
  l->pre = add_pressure (l->rows, "pre", "2025-11-20T09:52:00+01:00", 126, 80);
  l->after = add_pressure (l->rows, "100", "2025-11-20T11:46:00+01:00", 128, 82);
  l->pre->spo2 = l->after->spo2 = 98;
  l->after->moaas = 5;
  l->after->nausea = 2;
  l->pre->cadss6 = 0;
  l->after->cadss6 = 1;
  static const char *const questions[] = { "walks_unaided", "orientated", "suicide_check", "escort_present" };
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    answer (l, questions[i], "yes");
}

static void
end (Leaving *l)
{
  tide_session_rules_free (l->rules);
  tide_session_free (l->session);
  g_ptr_array_unref (l->rows);
  g_ptr_array_unref (l->answers);
  g_ptr_array_unref (l->assessments);
  g_ptr_array_unref (l->alerts);
}

static GPtrArray *
list (Leaving *l)
{
  TideDischargeCase subject = { l->rules,   l->session,     l->arm,    &l->infusion,        l->rows,
                                l->answers, l->assessments, l->alerts, TIDE_INSTANT_UNKNOWN };
  return tide_discharge_list (&subject);
}

static void
assert_open (Leaving *l, const char *expected)
{
  g_autoptr (GPtrArray) criteria = list (l);
  g_autofree char *open = tide_discharge_dup_open (criteria);
  g_assert_cmpuint (criteria->len, ==, 10);
  g_assert_cmpstr (open, ==, expected);
  g_assert_cmpint (tide_discharge_count_open (criteria) == 0, ==, *expected == '\0');
}

/* A1 of the session's own screen, of one taken while the patient was there, and of the week before. */
static void
test_leaving_suicide_alert (void)
{
  static const struct
  {
    gint64 session;
    const char *rule, *raised;
    guint n;
  } rows[] = { { SESSION, "A1", "2025-11-20T11:47+01:00", 11 },
               { SESSION, "A1", "2025-11-20T09:40+01:00", 11 },
               { 0, "A1", "2025-11-20T11:47+01:00", 11 },
               { 0, "A1", "2025-11-13T11:47+01:00", 10 },
               { SESSION, "A2", "2025-11-20T11:47+01:00", 10 } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Leaving l;
      begin (&l);
      TideAlert *alert = tide_alert_new ();
      alert->session_id = rows[i].session;
      tide_record_set_text (&alert->rule, rows[i].rule);
      alert->level = TIDE_LEVEL_RED;
      g_assert_true (tide_instant_parse (rows[i].raised, &alert->raised, NULL));
      g_ptr_array_add (l.alerts, alert);
      g_autoptr (GPtrArray) open = list (&l);
      g_autofree char *words = tide_discharge_dup_open_words (open);
      g_assert_cmpuint (open->len, ==, rows[i].n);
      g_assert_cmpstr (words, ==, rows[i].n > 10 ? "Suicide alert answered" : "");
      alert->resolved = TRUE;
      tide_record_set_text (&alert->action, "seen by Dr Brandt");
      g_autoptr (GPtrArray) answered = list (&l);
      g_assert_cmpuint (tide_discharge_count_open (answered), ==, 0);
      end (&l);
    }
}

static void
test_leaving_time (void)
{
  Leaving l;
  begin (&l);
  assert_open (&l, "");
  l.infusion.observed_seconds = 3599;
  assert_open (&l, "time");
  g_autoptr (GPtrArray) criteria = list (&l);
  g_assert_cmpint (((TideGateCriterion *) criteria->pdata[0])->wait_seconds, ==, 1);
  l.arm = TIDE_ARM_ESKETAMINE; /* two hours */
  l.infusion.observed_seconds = 7199;
  assert_open (&l, "time");
  l.infusion.observed_seconds = 7200;
  assert_open (&l, "");
  end (&l);
}

/* Only what was read after the end counts. */
static void
test_leaving_before_the_end (void)
{
  Leaving l;
  begin (&l);
  l.infusion.phase = TIDE_CLOCK_RUNNING;
  assert_open (&l, "time, pressure, moaas, dissociation, spo2, walks_unaided, orientated, nausea, "
                   "suicide_check, escort_present");
  l.infusion.phase = TIDE_CLOCK_OVER;
  l.after->taken.utc = l.infusion.ended.utc - 1;
  assert_open (&l, "pressure, moaas, dissociation, spo2, nausea");
  l.after->taken.utc = l.infusion.ended.utc;
  assert_open (&l, "");
  for (guint i = 0; i < l.answers->len; i++)
    ((TideSessionAnswer *) l.answers->pdata[i])->taken.utc = l.infusion.ended.utc - 60;
  assert_open (&l, "walks_unaided, orientated, suicide_check, escort_present");
  end (&l);
}

static void
test_leaving_pressure (void)
{
  static const struct
  {
    int pre_systolic, pre_diastolic, systolic, diastolic;
    gboolean met;
  } cases[] = {
    { 126, 80, 139, 89, TRUE },   { 126, 80, 140, 89, FALSE }, { 126, 80, 139, 90, FALSE },
    { 145, 85, 155, 85, TRUE },   { 145, 85, 156, 85, FALSE }, /* higher before: 10 above that */
    { 150, 95, 155, 99, TRUE },   { 155, 95, 160, 95, FALSE }, /* always under 160 */
    { 150, 96, 150, 100, FALSE }, { 150, 94, 150, 99, TRUE },  { 150, 93, 150, 99, FALSE }, /* 5 above */
    { 138, 80, 142, 80, FALSE }, /* not higher before */
  };
  Leaving l;
  begin (&l);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      l.pre->systolic = cases[i].pre_systolic;
      l.pre->diastolic = cases[i].pre_diastolic;
      l.after->systolic = cases[i].systolic;
      l.after->diastolic = cases[i].diastolic;
      g_test_message ("%u", i);
      assert_open (&l, cases[i].met ? "" : "pressure");
    }
  l.pre->systolic = TIDE_INTEGER_UNKNOWN; /* what it was before is not known: no allowance */
  l.after->systolic = 150;
  l.after->diastolic = 80;
  assert_open (&l, "pressure");
  l.after->systolic = 120;
  l.after->diastolic = TIDE_INTEGER_UNKNOWN; /* half a reading is none */
  assert_open (&l, "pressure");
  end (&l);
}

static void
test_leaving_other_readings (void)
{
  Leaving l;
  begin (&l);
  l.after->moaas = 4;
  assert_open (&l, "moaas");
  l.after->moaas = 5;
  l.after->spo2 = 94;
  assert_open (&l, "");
  l.after->spo2 = 93;
  assert_open (&l, "spo2");
  l.pre->spo2 = 95; /* within 2 points */
  assert_open (&l, "");
  l.pre->spo2 = 96;
  assert_open (&l, "spo2");
  l.pre->spo2 = TIDE_INTEGER_UNKNOWN;
  assert_open (&l, "spo2");
  l.after->spo2 = 98;
  l.after->cadss6 = 4;
  assert_open (&l, "");
  l.after->cadss6 = 5;
  assert_open (&l, "dissociation");
  l.pre->cadss6 = 5; /* dissociative patients start higher */
  assert_open (&l, "");
  l.after->cadss6 = TIDE_INTEGER_UNKNOWN;
  assert_open (&l, "dissociation");
  l.after->cadss6 = 0;
  l.after->nausea = 3;
  assert_open (&l, "");
  l.after->nausea = 4;
  assert_open (&l, "nausea");
  answer (&l, "nausea_controlled", "yes"); /* whoever asks knows more than the number */
  assert_open (&l, "");
  end (&l);
}

static void
add_rating (Leaving *l, const char *instrument, const char *taken, const char *scores)
{
  TideAssessmentData *data = tide_assessment_data_new ();
  data->session_id = SESSION;
  data->status = TIDE_STATUS_FINAL;
  tide_record_set_text (&data->instrument_id, instrument);
  tide_record_set_text (&data->scores, scores);
  g_assert_true (tide_instant_parse (taken, &data->taken, NULL));
  g_ptr_array_add (l->assessments, data);
}

static void
test_leaving_ratings (void)
{
  Leaving l;
  begin (&l);
  add_rating (&l, "cadss", "2025-11-20T11:46+01:00",
              "total=6"); /* the CADSS itself goes before its six items */
  assert_open (&l, "dissociation");
  add_rating (&l, "cadss", "2025-11-20T09:50+01:00", "total=6");
  assert_open (&l, "");
  ((TideSessionAnswer *) l.answers->pdata[2])->answer = 0;
  assert_open (&l, "suicide_check");
  add_rating (&l, "cssrs_screen", "2025-11-20T09:50+01:00", "risk=0");
  assert_open (&l, "suicide_check"); /* before the dose */
  add_rating (&l, "cssrs_screen", "2025-11-20T11:40+01:00", "risk=0");
  assert_open (&l, "");
  ((TideSessionAnswer *) l.answers->pdata[3])->answer = CODE (tide_yes_no_codes, "no");
  assert_open (&l, "escort_present");
  g_autoptr (GPtrArray) criteria = list (&l);
  g_assert_cmpint (((TideGateCriterion *) criteria->pdata[9])->met, ==, TIDE_TRUTH_NO);
  end (&l);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/vitals/amber-and-red-at-each-limit", test_limits);
  g_test_add_func ("/safety/vitals/a-rise-needs-a-reading-before", test_rises);
  g_test_add_func ("/safety/vitals/a-clinic-may-change-a-limit", test_a_clinic_changes_a_limit);
  g_test_add_func ("/safety/vitals/pressure-comes-and-goes", test_pressure_comes_and_goes);
  g_test_add_func ("/safety/session-dose/eighty-kilograms-are-forty-milligrams", test_dose_arithmetic);
  g_test_add_func ("/safety/session-dose/units-are-guarded", test_unit_guards);
  g_test_add_func ("/safety/session-dose/vein-rate-and-dilution", test_iv_limit_and_mixture);
  g_test_add_func ("/safety/session-dose/devices-hold-28-mg", test_nasal_devices);
  g_test_add_func ("/safety/vitals/amber-and-red-are-read-again", test_what_is_read_again);
  g_test_add_func ("/safety/discharge/an-open-suicide-alert-keeps-the-patient", test_leaving_suicide_alert);
  g_test_add_func ("/safety/discharge/an-hour-or-two", test_leaving_time);
  g_test_add_func ("/safety/discharge/only-what-came-after-the-end", test_leaving_before_the_end);
  g_test_add_func ("/safety/discharge/pressure-near-that-before", test_leaving_pressure);
  g_test_add_func ("/safety/discharge/each-reading-meets-and-fails", test_leaving_other_readings);
  g_test_add_func ("/safety/discharge/ratings-of-the-session", test_leaving_ratings);
  return g_test_run ();
}
