/* tide-exposure-watch.c: sums of doses, looks back that are due, and the findings of rules A17, A18 and F66.
 */
#include "tide-exposure-watch.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-checklists.h"
#include "tide-look-back.h"
#include "tide-session-given.h"

/* The session's course when it is a dose of @arm up to now, else NULL. */
static const TideCourse *
get_course_of_dose (const TideHistory *history, const TideSession *session, TideArm arm, TideInstant now)
{
  const TideCourse *course
    = tide_instant_is_known (session->started) && tide_session_is_treatment (session, arm)
        ? tide_history_find_course (history, session->course_id)
        : NULL;
  return course != NULL && course->arm == (int) arm && tide_instant_compare (session->started, now) <= 0
           ? course
           : NULL;
}

static void
add_dose (TideExposureSum *sum, const TideSession *session)
{
  sum->n_doses++;
  if (isnan (session->dose_mg))
    sum->n_without_mg++;
  else
    sum->mg += session->dose_mg;
}

TideExposureTotals
tide_exposure_watch_sum (const TideHistory *history, TideArm arm, TideInstant now)
{
  TideExposureTotals totals
    = { .arm = (int) arm, .first = TIDE_INSTANT_UNKNOWN, .last = TIDE_INSTANT_UNKNOWN };
  g_return_val_if_fail (history != NULL, totals);
  TideDate today = tide_instant_get_date (now);
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      if (get_course_of_dose (history, session, arm, now) == NULL)
        continue;
      TideDate ago = today - tide_instant_get_date (session->started);
      add_dose (&totals.all, session);
      totals.n_unsupervised += session->unsupervised == tide_code_from_text (tide_yes_no_codes, "yes");
      if (ago < 30)
        add_dose (&totals.days_30, session);
      if (ago < 90)
        add_dose (&totals.days_90, session);
      if (ago < 365)
        add_dose (&totals.days_365, session);
      if (!tide_instant_is_known (totals.first) || tide_instant_compare (session->started, totals.first) < 0)
        totals.first = session->started;
      if (!tide_instant_is_known (totals.last) || tide_instant_compare (session->started, totals.last) > 0)
        totals.last = session->started;
    }
  return totals;
}

/* --- looks back that are due --- */

static void
review_due_free (gpointer data)
{
  TideReviewDue *due = data;
  g_free (due->words);
  g_free (due->source);
  g_free (due);
}

static char *
dup_due_words (const TideReviewDue *due, TideDate since)
{
  g_autofree char *day = tide_date_to_words (since);
  g_autofree char *until = tide_date_to_words (due->due_on);
  const char *label = tide_review_kind_get_label (due->kind);
  if (due->due && due->last == NULL)
    return g_strdup_printf (_ ("%s: due, never done (sessions since %s: %u)"), label, day, due->n_sessions);
  if (due->due)
    return g_strdup_printf (_ ("%s: due, last done on %s (sessions since: %u)"), label, day, due->n_sessions);
  return g_strdup_printf (_ ("%s: due on %s at the latest (sessions so far: %u)"), label, until,
                          due->n_sessions);
}

static void
add_review (GPtrArray *list, const TideSafetyCase *subject, const TideCourse *course, guint look)
{
  TideDate today = tide_instant_get_date (subject->now);
  TideLookBack back = tide_look_back_find (subject->history, subject->thresholds, course, look, subject->now);
  if (!tide_date_is_known (back.last_dose) || today - back.last_dose >= 365)
    return;
  TideReviewDue *due = g_new0 (TideReviewDue, 1);
  due->course = course;
  due->kind = back.kind;
  due->last = back.last;
  due->n_sessions = back.n_doses;
  due->due_on = back.due_by_days;
  due->due = tide_date_is_known (back.due_by_doses) || today >= back.due_by_days;
  due->words = dup_due_words (due, back.since);
  g_autofree char *sessions = tide_safety_dup_threshold (subject->thresholds, "review_sessions");
  g_autofree char *days = tide_safety_dup_threshold (subject->thresholds, back.threshold);
  due->source = g_strdup_printf (_ ("every %s; or every %s"), sessions, days);
  g_ptr_array_add (list, due);
}

GPtrArray *
tide_exposure_watch_list_reviews (const TideSafetyCase *subject)
{
  g_return_val_if_fail (subject != NULL, NULL);
  GPtrArray *list = g_ptr_array_new_with_free_func (review_due_free);
  for (guint i = 0; i < subject->history->courses->len; i++)
    {
      const TideCourse *course = subject->history->courses->pdata[i];
      for (guint look = 0; tide_arm_is_ketamine ((TideArm) course->arm) && look < TIDE_N_LOOKS_BACK; look++)
        add_review (list, subject, course, look);
    }
  return list;
}

/* --- findings --- */

static void
finding_free (gpointer data)
{
  TideSafetyFinding *finding = data;
  g_free (finding->words);
  g_free (finding->source);
  g_free (finding);
}

/* Takes @words; @threshold names the number of the rule, or is NULL. */
static TideSafetyFinding *
add_finding (GPtrArray *list, const TideSafetyCase *subject, const char *rule, const char *id,
             TideLevel level, double value, char *words, const char *threshold)
{
  TideSafetyFinding *finding = g_new0 (TideSafetyFinding, 1);
  *finding = (TideSafetyFinding){ .rule = rule, .id = id, .level = level, .words = words, .value = value };
  finding->source = threshold != NULL ? tide_safety_dup_threshold (subject->thresholds, threshold)
                                      : g_strdup (_ ("clinic convention"));
  g_ptr_array_add (list, finding);
  return finding;
}

static void
find_too_many_doses (GPtrArray *list, const TideSafetyCase *subject)
{
  const char *rule = "ketamine_doses_in_30_days";
  TideExposureTotals totals = tide_exposure_watch_sum (subject->history, TIDE_ARM_KETAMINE, subject->now);
  if (totals.days_30.n_doses > tide_thresholds_get (subject->thresholds, rule))
    add_finding (list, subject, "A18", "doses", TIDE_LEVEL_AMBER, totals.days_30.n_doses,
                 g_strdup_printf (_ ("%u doses of ketamine in 30 days: misuse and bladder review"),
                                  totals.days_30.n_doses),
                 rule);
}

/* The first and the last dose of the newest series: a gap of rechallenge_days begins another one. */
static guint
find_newest_series (const TideSafetyCase *subject, TideDate *first, TideDate *last)
{
  double gap = tide_thresholds_get (subject->thresholds, "rechallenge_days");
  guint n = 0;
  *first = *last = TIDE_DATE_UNKNOWN;
  for (guint i = 0; i < subject->history->sessions->len; i++)
    {
      const TideSession *session = subject->history->sessions->pdata[i];
      TideDate date = tide_instant_get_date (session->started);
      if (get_course_of_dose (subject->history, session, TIDE_ARM_ESKETAMINE, subject->now) == NULL)
        continue;
      if (n == 0 || date - *last >= gap)
        *first = date;
      *last = date;
      n++;
    }
  return n;
}

static guint
count_doses_from (const TideSafetyCase *subject, TideDate from)
{
  guint n = 0;
  for (guint i = 0; i < subject->history->sessions->len; i++)
    {
      const TideSession *session = subject->history->sessions->pdata[i];
      n += get_course_of_dose (subject->history, session, TIDE_ARM_ESKETAMINE, subject->now) != NULL
           && tide_instant_get_date (session->started) >= from;
    }
  return n;
}

/* Twice weekly in the first weeks, then at most weekly.  The label counts weeks of treatment: a dose at the
 * end of one week and one at the beginning of the next are one in each. */
static void
find_more_than_label (GPtrArray *list, const TideSafetyCase *subject)
{
  TideDate first, last;
  if (find_newest_series (subject, &first, &last) == 0 || tide_instant_get_date (subject->now) - last >= 7)
    return;
  guint week = (guint) (last - first) / 7;
  guint n = count_doses_from (subject, first + (TideDate) (7 * week));
  gboolean early = week < tide_thresholds_get (subject->thresholds, "esketamine_first_weeks");
  const char *rule = early ? "esketamine_first_per_week" : "esketamine_later_per_week";
  if (n > tide_thresholds_get (subject->thresholds, rule))
    add_finding (list, subject, "A18", "label", TIDE_LEVEL_AMBER, n,
                 g_strdup_printf (_ ("%u doses of esketamine in week %u: more than the label's phase allows"),
                                  n, week + 1),
                 rule);
}

static gboolean
is_high_dose (const TideSafetyCase *subject, const TideSession *session)
{
  int iv = tide_code_from_text (tide_route_codes, "iv");
  const TideCourse *course = get_course_of_dose (subject->history, session, TIDE_ARM_KETAMINE, subject->now);
  double limit = tide_thresholds_get (subject->thresholds, "ketamine_iv_mg_per_kg");
  return course != NULL && tide_session_get_route (session, course) == iv
         && tide_session_get_mg_per_kg (session) > limit + 1e-9;
}

static void
add_high_dose (GPtrArray *list, const TideSafetyCase *subject, const TideSession *session)
{
  double mg_per_kg = tide_session_get_mg_per_kg (session);
  g_autofree char *dose = tide_number_to_text (mg_per_kg);
  g_autofree char *when = tide_instant_to_words (session->started);
  add_finding (list, subject, "A18", "dose_per_kg", TIDE_LEVEL_AMBER, mg_per_kg,
               g_strdup_printf (_ ("%s mg/kg IV on %s: misuse and bladder review"), dose, when),
               "ketamine_iv_mg_per_kg");
}

static void
find_high_dose (GPtrArray *list, const TideSafetyCase *subject)
{
  const TideSession *highest = NULL;
  for (guint i = 0; i < subject->history->sessions->len; i++)
    {
      const TideSession *session = subject->history->sessions->pdata[i];
      if (is_high_dose (subject, session)
          && (highest == NULL || tide_session_get_mg_per_kg (session) > tide_session_get_mg_per_kg (highest)))
        highest = session;
    }
  if (highest != NULL)
    add_high_dose (list, subject, highest);
}

static gboolean
had_any_dose (const TideSafetyCase *subject)
{
  for (guint i = 0; i < subject->history->sessions->len; i++)
    if (tide_look_back_is_dose (subject->history, subject->history->sessions->pdata[i], subject->now))
      return TRUE;
  return FALSE;
}

/* An effect that was written down of no course may still be one of the ketamine that was given. */
static TideArm
get_arm_of (const TideSafetyCase *subject, const TideAdverseEvent *event)
{
  const TideCourse *course = tide_history_find_course (subject->history, event->course_id);
  if (course != NULL)
    return (TideArm) course->arm;
  return event->course_id == 0 && had_any_dose (subject) ? TIDE_ARM_KETAMINE : TIDE_ARM_UNKNOWN;
}

/* By the term that the arm's checklist asks for, whatever it is called there. */
static gboolean
is_urinary (const TideSafetyRules *rules, TideArm arm, const char *text)
{
  const TideChecklist *list = tide_checklists_for (rules, arm);
  const TideChecklistTerm *term = list != NULL ? tide_checklist_match_term (list, text) : NULL;
  return term != NULL && strcmp (term->id, "urinary") == 0;
}

static gboolean
add_urinary (GPtrArray *list, const TideSafetyCase *subject, const TideAdverseEvent *event)
{
  TideArm arm = get_arm_of (subject, event);
  if (event->entered_in_error || !tide_arm_is_ketamine (arm)
      || !is_urinary (subject->rules, arm, event->term))
    return FALSE;
  add_finding (list, subject, "A18", "urinary", TIDE_LEVEL_AMBER, NAN,
               g_strdup_printf (_ ("%s reported: misuse and bladder review"), event->term), NULL);
  return TRUE;
}

static void
find_urinary (GPtrArray *list, const TideSafetyCase *subject)
{
  for (guint i = subject->history->adverse_events->len; i > 0; i--)
    if (add_urinary (list, subject, subject->history->adverse_events->pdata[i - 1]))
      return;
}

static void
add_misuse (GPtrArray *list, const TideSafetyCase *subject, const TideReview *last)
{
  if (last->early_refill != 2 && last->extra_sessions != 2 && last->craving != 2)
    return;
  GString *words = g_string_new (NULL);
  g_autofree char *day = tide_date_to_words (last->done_on);
  g_string_append_printf (words, _ ("Misuse review of %s:"), day);
  if (last->early_refill == 2)
    g_string_append (words, _ (" early refill"));
  if (last->extra_sessions == 2)
    g_string_append_printf (words, "%s%s", last->early_refill == 2 ? "," : "",
                            _ (" extra sessions asked for"));
  if (last->craving == 2)
    g_string_append_printf (words, "%s%s", last->early_refill == 2 || last->extra_sessions == 2 ? "," : "",
                            _ (" craving"));
  add_finding (list, subject, "misuse", "misuse", TIDE_LEVEL_AMBER, NAN, g_string_free (words, FALSE), NULL);
}

static gboolean
is_misuse_review (const TideReview *review)
{
  return review->kind == tide_code_from_text (tide_review_kind_codes, "misuse") && !review->entered_in_error;
}

static void
find_misuse (GPtrArray *list, const TideSafetyCase *subject)
{
  const TideReview *last = NULL;
  for (guint i = 0; i < subject->history->reviews->len; i++)
    {
      const TideReview *review = subject->history->reviews->pdata[i];
      if (is_misuse_review (review) && (last == NULL || review->done_on >= last->done_on))
        last = review;
    }
  if (last != NULL)
    add_misuse (list, subject, last);
}

static gboolean
is_measurement_of (const TideMeasurement *measurement, const char *id, TideInstant now)
{
  const TideMeasure *measure = measurement->loinc != NULL ? tide_measure_lookup (measurement->loinc) : NULL;
  return measure != NULL && strcmp (measure->id, id) == 0 && !measurement->entered_in_error
         && !isnan (measurement->value) && tide_instant_compare (measurement->taken, now) <= 0;
}

static const TideMeasurement *
find_latest_measurement (const TideHistory *history, const char *id, TideInstant now)
{
  const TideMeasurement *latest = NULL;
  for (guint i = 0; i < history->measurements->len; i++)
    {
      const TideMeasurement *measurement = history->measurements->pdata[i];
      if (is_measurement_of (measurement, id, now)
          && (latest == NULL || tide_instant_compare (measurement->taken, latest->taken) >= 0))
        latest = measurement;
    }
  return latest;
}

static void
add_sodium (GPtrArray *list, const TideSafetyCase *subject, const TideMeasurement *sodium)
{
  if (sodium->value >= tide_thresholds_get (subject->thresholds, "sodium_below") - 1e-9)
    return;
  g_autofree char *value = tide_number_to_text (sodium->value);
  add_finding (list, subject, "A17", "sodium", TIDE_LEVEL_RED, sodium->value,
               g_strdup_printf (_ ("Sodium %s mmol/L: review"), value), "sodium_below");
}

static void
add_qtc (GPtrArray *list, const TideSafetyCase *subject, const TideMeasurement *qtc)
{
  if (qtc->value < tide_thresholds_get (subject->thresholds, "qtc_at_least") - 1e-9)
    return;
  g_autofree char *value = tide_number_to_text (qtc->value);
  add_finding (list, subject, "A17", "qtc", TIDE_LEVEL_RED, qtc->value,
               g_strdup_printf (_ ("QTc %s ms: review"), value), "qtc_at_least");
}

static void
find_in_blood (GPtrArray *list, const TideSafetyCase *subject)
{
  const TideMeasurement *sodium = find_latest_measurement (subject->history, "sodium", subject->now);
  const TideMeasurement *qtc = find_latest_measurement (subject->history, "qtc", subject->now);
  if (sodium != NULL)
    add_sodium (list, subject, sodium);
  if (qtc != NULL)
    add_qtc (list, subject, qtc);
}

static void
find_weight_gain (GPtrArray *list, const TideSafetyCase *subject)
{
  for (guint i = 0; i < subject->history->courses->len; i++)
    {
      const TideCourse *course = subject->history->courses->pdata[i];
      TideWeightTrend trend = tide_exposure_watch_weigh (subject, course);
      gboolean over
        = tide_date_is_known (course->ended_on) && course->ended_on <= tide_instant_get_date (subject->now);
      if (!tide_arm_has_daily_dose ((TideArm) course->arm) || over || trend.gained != TIDE_TRUTH_YES)
        continue;
      g_autofree char *title = tide_course_dup_title (course);
      g_autofree char *kg = tide_number_to_text (floor (trend.change_kg * 10 + 0.5) / 10);
      g_autofree char *percent = tide_number_to_text (floor (trend.percent * 10 + 0.5) / 10);
      add_finding (list, subject, "A17", "weight", TIDE_LEVEL_YELLOW, trend.percent,
                   g_strdup_printf (_ ("%s: weight +%s kg (+%s %%) since its start"), title, kg, percent),
                   "weight_gain_percent")
        ->course_id
        = course->base.id;
    }
}

static int
by_level (gconstpointer a, gconstpointer b)
{
  const TideSafetyFinding *x = *(TideSafetyFinding *const *) a, *y = *(TideSafetyFinding *const *) b;
  return x->level != y->level ? (int) y->level - (int) x->level : strcmp (x->id, y->id);
}

GPtrArray *
tide_exposure_watch_list_findings (const TideSafetyCase *subject)
{
  g_return_val_if_fail (subject != NULL, NULL);
  GPtrArray *list = g_ptr_array_new_with_free_func (finding_free);
  find_too_many_doses (list, subject);
  find_more_than_label (list, subject);
  find_high_dose (list, subject);
  find_urinary (list, subject);
  find_misuse (list, subject);
  find_weight_gain (list, subject);
  find_in_blood (list, subject);
  g_ptr_array_sort (list, by_level);
  return list;
}

/* The session's moment: what is counted up to it. */
static void
add_of_session (GPtrArray *list, const TideSafetyCase *subject, const TideSession *session)
{
  TideSafetyCase then = *subject;
  then.now = session->started;
  if (get_course_of_dose (subject->history, session, TIDE_ARM_KETAMINE, then.now) != NULL)
    find_too_many_doses (list, &then);
  if (get_course_of_dose (subject->history, session, TIDE_ARM_ESKETAMINE, then.now) != NULL)
    find_more_than_label (list, &then);
  if (is_high_dose (&then, session))
    add_high_dose (list, &then, session);
}

static void
add_of_measurement (GPtrArray *list, const TideSafetyCase *subject, const TideMeasurement *measurement)
{
  TideSafetyCase then = *subject;
  then.now = measurement->taken;
  if (is_measurement_of (measurement, "sodium", then.now))
    add_sodium (list, &then, measurement);
  else if (is_measurement_of (measurement, "qtc", then.now))
    add_qtc (list, &then, measurement);
  else if (is_measurement_of (measurement, "weight", then.now))
    find_weight_gain (list, &then);
}

GPtrArray *
tide_exposure_watch_list_findings_of (const TideSafetyCase *subject, gconstpointer record)
{
  g_return_val_if_fail (subject != NULL && record != NULL, NULL);
  GPtrArray *list = g_ptr_array_new_with_free_func (finding_free);
  const TideRecordClass *klass = ((const TideRecord *) record)->klass;
  if (klass == &tide_session_class)
    add_of_session (list, subject, record);
  else if (klass == &tide_measurement_class)
    add_of_measurement (list, subject, record);
  else if (klass == &tide_adverse_event_class)
    add_urinary (list, subject, record);
  else if (klass == &tide_review_class && is_misuse_review (record))
    add_misuse (list, subject, record);
  return list;
}

/* --- weight --- */

/* When the treatment really began; unknown: it did not. */
static TideDate
find_start (const TideHistory *history, const TideCourse *course)
{
  for (guint i = 0; i < history->dose_steps->len; i++)
    {
      const TideDoseStep *step = history->dose_steps->pdata[i];
      if (step->course_id == course->base.id && step->dose_mg_per_day > 0)
        return step->from_date;
    }
  return course->started_on;
}

TideWeightTrend
tide_exposure_watch_weigh (const TideSafetyCase *subject, const TideCourse *course)
{
  TideWeightTrend trend
    = { NAN, NAN, TIDE_INSTANT_UNKNOWN, TIDE_INSTANT_UNKNOWN, NAN, NAN, TIDE_TRUTH_UNKNOWN, 0 };
  g_return_val_if_fail (subject != NULL && course != NULL, trend);
  TideDate start = find_start (subject->history, course);
  for (guint i = 0; tide_date_is_known (start) && i < subject->history->measurements->len; i++)
    {
      const TideMeasurement *weight = subject->history->measurements->pdata[i];
      const TideMeasure *measure = weight->loinc != NULL ? tide_measure_lookup (weight->loinc) : NULL;
      TideDate date = tide_instant_get_date (weight->taken);
      if (measure == NULL || strcmp (measure->id, "weight") != 0 || weight->entered_in_error
          || isnan (weight->value) || tide_instant_compare (weight->taken, subject->now) > 0
          || (tide_date_is_known (course->ended_on) && date > course->ended_on))
        continue;
      if (date <= start || trend.n == 0)
        {
          trend.first_kg = weight->value;
          trend.first_taken = weight->taken;
          trend.n = 1;
          continue;
        }
      trend.last_kg = weight->value;
      trend.last_taken = weight->taken;
      trend.n++;
    }
  if (trend.n < 2)
    return trend;
  trend.change_kg = trend.last_kg - trend.first_kg;
  trend.percent = 100 * trend.change_kg / trend.first_kg;
  double limit = tide_thresholds_get (subject->thresholds, "weight_gain_percent");
  trend.gained = trend.percent >= limit - 1e-9 ? TIDE_TRUTH_YES : TIDE_TRUTH_NO;
  return trend;
}
