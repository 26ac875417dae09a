/* tide-adequacy-course.c: how much of a treatment a course of this clinic was, and what came of it: from dose
 * steps, sessions and the outcome of its target scale. */
#include "tide-adequacy-private.h"

#include <math.h>
#include <string.h>

#include "tide-course-facts.h"

/* --- from when to when --- */

/* An end that is only planned is none yet: until then the course is judged as one that runs. */
static void
set_end (TideTrialVerdict *verdict, TideDate found, TideDate today)
{
  TideDate recorded = verdict->course->ended_on;
  verdict->ended_on = tide_date_is_known (recorded) && recorded <= today ? recorded : found;
  verdict->running = !tide_date_is_known (verdict->ended_on);
}

static void
find_drug_dates (const TideHistory *history, TideTrialVerdict *verdict, TideDate today)
{
  gint64 id = verdict->course->base.id;
  TideDate first = TIDE_DATE_UNKNOWN, stopped = TIDE_DATE_UNKNOWN;
  for (guint i = 0; i < history->dose_steps->len; i++)
    {
      const TideDoseStep *step = history->dose_steps->pdata[i];
      if (step->course_id != id)
        continue;
      if (step->dose_mg_per_day > 0 && !tide_date_is_known (first))
        first = step->from_date;
      if (step->from_date > today)
        continue;
      stopped = step->dose_mg_per_day > 0 ? TIDE_DATE_UNKNOWN : step->from_date;
    }
  verdict->started_on = tide_date_is_known (first) ? first : verdict->course->started_on;
  set_end (verdict, stopped, today);
}

/* A series that nobody closed ends with its last session, once the usual gap has passed. */
static void
find_session_dates (const TideAdequacyTask *task, TideTrialVerdict *verdict)
{
  const TideHistory *history = task->subject->history;
  TideDate today = tide_instant_get_date (task->subject->now);
  TideDate first = TIDE_DATE_UNKNOWN, last = TIDE_DATE_UNKNOWN;
  gboolean planned = FALSE;
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      TideDate date = tide_instant_get_date (session->started);
      planned |= tide_course_is_planned_by (verdict->course, session)
                 && tide_instant_get_date (tide_session_get_agreed (session)) >= today;
      if (!tide_course_was_treated_by (verdict->course, session) || date > today)
        continue;
      first = tide_date_is_known (first) ? MIN (first, date) : date;
      last = MAX (last, date);
    }
  const char *gap = tide_arm_is_ketamine ((TideArm) verdict->arm) ? "rechallenge_days" : "gap_days";
  gboolean stale = tide_date_is_known (last) && today - last > tide_adequacy_threshold (task, gap);
  verdict->started_on = tide_date_is_known (first) ? first : verdict->course->started_on;
  set_end (verdict, stale && !planned ? last : TIDE_DATE_UNKNOWN, today);
}

/* --- how much --- */

static TideRange
exactly (double value)
{
  return (TideRange){ value, value };
}

static void
measure_steps (const TideAdequacyTask *task, const TideTrialVerdict *verdict, TideDate end,
               TideAmount *amount)
{
  const GPtrArray *steps = task->subject->history->dose_steps;
  double days = 0, at_top = 0, at_target = 0;
  guint n = 0;
  for (guint i = 0; i < steps->len; i++)
    {
      const TideDoseStep *step = steps->pdata[i];
      if (step->course_id != verdict->course->base.id || step->from_date > end)
        continue;
      const TideDoseStep *next = i + 1 < steps->len ? steps->pdata[i + 1] : NULL;
      TideDate until = next != NULL && next->course_id == step->course_id ? MIN (next->from_date, end) : end;
      double mg = step->dose_mg_per_day, span = until - step->from_date;
      n++;
      if (mg <= 0)
        continue;
      days += span;
      if (isnan (amount->top_mg) || mg > amount->top_mg + 1e-9)
        {
          amount->top_mg = mg;
          at_top = 0;
        }
      if (tide_outcome_at_least (mg, amount->top_mg))
        at_top += span;
      if (!isnan (amount->need.mg) && tide_outcome_at_least (mg, amount->need.mg))
        at_target += span;
    }
  if (n == 0)
    return;
  amount->days = exactly (days);
  amount->days_at_top = exactly (at_top);
  amount->days_at_target = isnan (amount->need.mg) ? (TideRange){ 0, days } : exactly (at_target);
}

static gboolean
has_exposure (const TideHistory *history, gint64 session_id)
{
  for (guint i = 0; i < history->exposures->len; i++)
    if (((const TideExposure *) history->exposures->pdata[i])->session_id == session_id)
      return TRUE;
  return FALSE;
}

static double
get_minutes (const TideSession *session)
{
  if (!isnan (session->minutes))
    return session->minutes;
  if (session->started.precision == TIDE_PRECISION_MINUTE
      && session->ended.precision == TIDE_PRECISION_MINUTE)
    return (double) (session->ended.utc - session->started.utc) / 60;
  return NAN;
}

static void
measure_sessions (const TideAdequacyTask *task, const TideTrialVerdict *verdict, TideAmount *amount)
{
  const TideHistory *history = task->subject->history;
  int exposure = tide_code_from_text (tide_session_kind_codes, "exposure");
  guint n = 0, n_exposure = 0, n_open = 0;
  double minutes = 0;
  gboolean all_timed = TRUE;
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      /* Talking before and after a dose is no dose; one that was begun and stopped is one. */
      if (!tide_course_was_treated_by (verdict->course, session)
          || tide_instant_compare (session->started, task->subject->now) > 0)
        continue;
      n++;
      gboolean exposed = session->kind == exposure || has_exposure (history, session->base.id);
      n_exposure += exposed;
      n_open += !exposed && session->kind == 0;
      double length = get_minutes (session);
      all_timed = all_timed && !isnan (length);
      minutes += isnan (length) ? 0 : length;
    }
  amount->sessions = exactly (n);
  amount->exposure_sessions = (TideRange){ n_exposure, n_exposure + n_open };
  amount->hours = (TideRange){ minutes / 60, all_timed ? minutes / 60 : INFINITY };
}

TideAmount
tide_adequacy_measure_course (const TideAdequacyTask *task, TideTrialVerdict *verdict)
{
  TideAmount amount = { .top_mg = NAN,
                        .days = TIDE_RANGE_UNKNOWN,
                        .days_at_top = TIDE_RANGE_UNKNOWN,
                        .days_at_target = TIDE_RANGE_UNKNOWN,
                        .adherence = verdict->course->adherence };
  amount.need
    = tide_dose_need_of (task->subject->thresholds, task->preset, (TideArm) verdict->arm, verdict->agent);
  if (!tide_arm_has_daily_dose ((TideArm) verdict->arm))
    {
      find_session_dates (task, verdict);
      measure_sessions (task, verdict, &amount);
      return amount;
    }
  TideDate today = tide_instant_get_date (task->subject->now);
  find_drug_dates (task->subject->history, verdict, today);
  TideDate end = verdict->running ? today : MIN (verdict->ended_on, today);
  if (tide_date_is_known (verdict->started_on) && end >= verdict->started_on)
    {
      amount.days = exactly (end - verdict->started_on);
      amount.days_at_top = amount.days_at_target = (TideRange){ 0, amount.days.high };
    }
  measure_steps (task, verdict, end, &amount);
  return amount;
}

/* --- when it may be judged --- */

TideDate
tide_adequacy_get_open_until (const TideAdequacyTask *task, const TideTrialVerdict *verdict)
{
  /* A series or a therapy that goes on is open until it is long enough. */
  if (!tide_arm_has_daily_dose ((TideArm) verdict->arm))
    return verdict->adequate == TIDE_TRUTH_YES ? TIDE_DATE_UNKNOWN : G_MAXINT32;
  return tide_course_get_too_early_until (task->subject->history, verdict->course, task->subject->thresholds,
                                          task->subject->now);
}

/* --- what came of it --- */

static const TideOutcome *
get_outcome (TideAdequacyTask *task, const TideCourse *course)
{
  const char *id = course->target_instrument != NULL ? course->target_instrument : task->subject->target;
  TideInstrument *instrument
    = id != NULL && task->subject->library != NULL ? tide_library_lookup (task->subject->library, id) : NULL;
  if (instrument == NULL)
    return NULL;
  TideOutcome *outcome = g_hash_table_lookup (task->outcomes, tide_instrument_get_id (instrument));
  if (outcome == NULL)
    {
      outcome = tide_outcome_compute (task->subject->history, instrument, task->subject->thresholds,
                                      task->subject->now);
      g_hash_table_insert (task->outcomes, (gpointer) tide_instrument_get_id (instrument), outcome);
    }
  return outcome;
}

/* What a course brought beside a treatment that was added long after it is no longer its own trial: that is
 * judged as far as it went alone, or with what began close to it (clinical.md 3.6). */
static gboolean
is_of_period (const TideAdequacyTask *task, const TideCourseOutcome *period, const TideCourse *course)
{
  if (period->course == course)
    return TRUE;
  TideDate first = tide_course_get_first_day (task->subject->history, course);
  if (tide_date_is_known (first) && tide_instant_is_known (period->day0)
      && tide_instant_get_date (period->day0) - first > tide_adequacy_threshold (task, "companion_days"))
    return FALSE;
  for (guint i = 0; i < period->with->len; i++)
    if (period->with->pdata[i] == course)
      return TRUE;
  return FALSE;
}

/* Also those that closed it and opened the next one. */
static GPtrArray *
list_visits (const TideAdequacyTask *task, const TideOutcome *outcome, const TideCourse *course)
{
  GPtrArray *list = g_ptr_array_new ();
  for (guint i = 0; i < outcome->n_courses; i++)
    if (is_of_period (task, &outcome->courses[i], course))
      g_ptr_array_extend_and_steal (list, tide_outcome_list_visits (outcome, (int) i));
  return list;
}

static int
rank_state (TideState state)
{
  static const TideState order[] = { TIDE_STATE_TOO_EARLY, TIDE_STATE_WORSE,    TIDE_STATE_NO_RESPONSE,
                                     TIDE_STATE_PARTIAL,   TIDE_STATE_RESPONSE, TIDE_STATE_REMISSION };
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (order[i] == state)
      return (int) i + 1;
  return 0;
}

/* A rating belongs to the course from its start to shortly after its end. */
static gboolean
is_within (const TideAdequacyTask *task, const TideTrialVerdict *verdict, TideDate date)
{
  const char *after
    = tide_arm_is_ketamine ((TideArm) verdict->arm) ? "carry_over_days" : "therapy_window_days";
  return date >= verdict->started_on
         && (verdict->running || date <= verdict->ended_on + tide_adequacy_threshold (task, after));
}

/* The best fall once the treatment could be judged; when it ended before that, the last one. */
static void
read_visits (const TideAdequacyTask *task, const TideOutcome *outcome, TideTrialVerdict *verdict)
{
  double best = NAN, last = NAN;
  g_autoptr (GPtrArray) visits = list_visits (task, outcome, verdict->course);
  for (guint i = 0; i < visits->len; i++)
    {
      const TideVisitOutcome *visit = visits->pdata[i];
      if (visit->passed_over)
        continue;
      const TideCourseOutcome *period = &outcome->courses[visit->course];
      TideDate date = tide_instant_get_date (period->day0) + visit->day;
      if (rank_state (visit->score_state) == 0 || isnan (visit->percent) || !is_within (task, verdict, date))
        continue;
      if (rank_state (visit->state) > rank_state (verdict->best))
        verdict->best = visit->state;
      last = visit->percent;
      gboolean judged = !tide_instant_is_known (period->too_early_until)
                        || date >= tide_instant_get_date (period->too_early_until);
      if (judged && (isnan (best) || visit->percent > best))
        best = visit->percent;
    }
  verdict->percent_fall = isnan (best) ? last : best;
}

void
tide_adequacy_read_response (TideAdequacyTask *task, TideTrialVerdict *verdict)
{
  const TideOutcome *outcome = get_outcome (task, verdict->course);
  if (outcome != NULL)
    read_visits (task, outcome, verdict);
  double limit = tide_adequacy_threshold (task, "failed_percent_below");
  if (!isnan (verdict->percent_fall))
    verdict->failed = tide_outcome_at_least (verdict->percent_fall, limit) ? TIDE_TRUTH_NO : TIDE_TRUTH_YES;
  else if (verdict->end_reason == tide_code_from_text (tide_end_reason_codes, "no_response"))
    verdict->failed = TIDE_TRUTH_YES;
  else if (verdict->end_reason == tide_code_from_text (tide_end_reason_codes, "response"))
    verdict->failed = TIDE_TRUTH_NO;
}
