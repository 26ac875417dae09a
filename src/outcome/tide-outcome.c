/* tide-outcome.c: from a series of ratings to baseline, change and state at each visit: the order of the
 * steps. */
#include "tide-outcome.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-outcome-private.h"

/* --- moments: each rating with its clock, its assessment and the CGI near it --- */

/* A CGI goes with the rating that lies nearest to it: one that was given beside another rating, on its day or
 * nearer to it, says nothing of this one, however wide the window is. */
static gboolean
belongs_elsewhere (const TideOutcomeTask *task, TideDate cgi, TideDate date)
{
  int distance = ABS (cgi - date);
  for (guint i = 0; i < task->outcome->n_visits; i++)
    if (ABS (task->moments[i].date - cgi) < distance)
      return TRUE;
  return FALSE;
}

/* The CGI nearest in calendar days within the window (clinical.md 3.5); 0 when there is none. */
static int
find_cgi (const TideOutcomeTask *task, const TideSeries *series, const TideMoment *moments, TideDate date,
          double window_days, guint32 mask, guint32 wanted, gint64 *assessment_id)
{
  int value = 0, nearest = G_MAXINT;
  for (guint i = 0; series != NULL && i < series->n_ratings; i++)
    {
      int distance = ABS (moments[i].date - date);
      if ((series->ratings[i].flags & mask) != wanted || distance > window_days || distance > nearest
          || (distance > 0 && belongs_elsewhere (task, moments[i].date, date)))
        continue;
      nearest = distance;
      value = (int) lround (tide_rating_get_value (&series->ratings[i]));
      *assessment_id = series->ratings[i].assessment_id;
    }
  return value;
}

static TideMoment *
make_moments (const TideSeries *series)
{
  TideMoment *moments = g_new0 (TideMoment, (series != NULL ? series->n_ratings : 0) + 1);
  for (guint i = 0; series != NULL && i < series->n_ratings; i++)
    {
      moments[i].version = series->ratings[i].version;
      moments[i].recall = series->ratings[i].recall;
      moments[i].taken = tide_rating_get_taken (&series->ratings[i]);
      moments[i].date = tide_instant_get_date (moments[i].taken);
    }
  return moments;
}

static void
add_cgi (TideOutcomeTask *task)
{
  if (g_str_has_prefix (tide_instrument_get_id (task->instrument), "cgi"))
    return; /* the CGI is not judged by itself */
  const TideSeries *severity = tide_history_find_series (task->history, "cgis", "total");
  const TideSeries *change = tide_history_find_series (task->history, "cgii", "total");
  g_autofree TideMoment *severity_moments = make_moments (severity);
  g_autofree TideMoment *change_moments = make_moments (change);
  double window = task->book->cgi_window_days;
  for (guint i = 0; i < task->outcome->n_visits; i++)
    {
      TideMoment *moment = &task->moments[i];
      TideDate date = moment->date;
      moment->cgi_s = find_cgi (task, severity, severity_moments, date, window, 0, 0, &moment->cgi_s_id);
      moment->cgi_i
        = find_cgi (task, change, change_moments, date, window, TIDE_RATING_BEST, 0, &moment->cgi_i_id);
      moment->cgi_i_best = find_cgi (task, change, change_moments, date, window, TIDE_RATING_BEST,
                                     TIDE_RATING_BEST, &moment->cgi_i_best_id);
    }
}

static gboolean
is_too_fresh (const TideOutcomeTask *task, const TideMoment *moment)
{
  /* A scale about a week cannot speak of the hours since a dose; one about a day can (clinical.md 3.4). */
  if (task->book->recall_days <= 1 || (moment->recall != NULL && strcmp (moment->recall, "24h") == 0)
      || moment->taken.precision != TIDE_PRECISION_MINUTE)
    return FALSE;
  gint64 wait = task->book->ketamine_wait_seconds;
  for (guint t = 0; t < task->treatments->len; t++)
    {
      const TideTreatment *treatment = task->treatments->pdata[t];
      if (!tide_arm_is_ketamine ((TideArm) treatment->course->arm))
        continue;
      for (guint i = 0; i < treatment->doses->len; i++)
        {
          TideInstant dose = g_array_index (treatment->doses, TideInstant, i);
          gint64 since = moment->taken.utc - dose.utc;
          if (dose.precision == TIDE_PRECISION_MINUTE && since >= 0 && since < wait)
            return TRUE;
        }
    }
  return FALSE;
}

/* --- assignment and visit reduction --- */

/* The last course that had started; planned ones hold only their own baseline. */
static int
find_course_of (const TideOutcomeTask *task, guint visit)
{
  int found = -1;
  for (guint c = 0; c < task->outcome->n_courses; c++)
    {
      const TideCourseOutcome *course = &task->outcome->courses[c];
      gboolean started = tide_instant_is_known (course->day0) && !course->planned
                         && tide_instant_is_after_dose (task->moments[visit].taken, course->day0);
      if (started || (course->baseline == (int) visit && (!course->planned || found < 0)))
        found = (int) c;
    }
  return found;
}

/* The course that was under way at a visit, whose baseline it may be; -1 none. */
static int
find_course_before (const TideOutcomeTask *task, guint visit)
{
  int found = -1;
  for (guint c = 0; c < task->outcome->n_courses; c++)
    {
      const TideCourseOutcome *course = &task->outcome->courses[c];
      if (tide_instant_is_known (course->day0) && !course->planned
          && tide_instant_is_after_dose (task->moments[visit].taken, course->day0))
        found = (int) c;
    }
  return found;
}

/* Of several on one day within a course the preferred one counts; the others stay visible (clinical.md 3.4).
 */
static void
pass_over_same_day (TideOutcomeTask *task)
{
  for (guint i = 1; i < task->outcome->n_visits; i++)
    {
      guint keep = i - 1;
      while (keep > 0 && task->outcome->visits[keep].passed_over)
        keep--;
      const TideMoment *before = &task->moments[keep], *here = &task->moments[i];
      /* Before and after a first dose are two occasions: neither stands for the other. */
      if (before->date != here->date || find_course_before (task, keep) != find_course_before (task, i)
          || here->too_fresh || before->too_fresh)
        continue;
      int rank = tide_outcome_rank_rater (&task->outcome->visits[keep].rating)
                 - tide_outcome_rank_rater (&task->outcome->visits[i].rating);
      task->outcome->visits[keep].passed_over = rank >= 0; /* equal: the later one */
      task->outcome->visits[i].passed_over = rank < 0;
    }
}

static void
assign_visits (TideOutcomeTask *task)
{
  for (guint i = 0; i < task->outcome->n_visits; i++)
    {
      TideVisitOutcome *visit = &task->outcome->visits[i];
      visit->course = find_course_of (task, i);
      visit->too_fresh = task->moments[i].too_fresh = is_too_fresh (task, &task->moments[i]);
    }
  pass_over_same_day (task);
}

/* --- change and state --- */

static double
get_days (const TideMoment *moment, const TideCourseOutcome *course)
{
  /* The time of day is kept for ketamine, where hours count (clinical.md 3.1). */
  if (tide_arm_is_ketamine ((TideArm) course->course->arm))
    return tide_outcome_days_between (moment->taken, course->day0);
  return (double) (moment->date - tide_instant_get_date (course->day0));
}

static gboolean
is_too_early (const TideCourseOutcome *course, TideDate date)
{
  return tide_instant_is_known (course->too_early_until)
         && date < tide_instant_get_date (course->too_early_until);
}

/* Who has responded is judged from then on: a response that was lost is no verdict that comes too early. */
static gboolean
has_responded (const TideOutcomeTask *task, guint index, int course)
{
  for (guint i = 0; i < index; i++)
    {
      const TideVisitOutcome *visit = &task->outcome->visits[i];
      if (visit->course == course && !visit->passed_over
          && (visit->state == TIDE_STATE_RESPONSE || visit->state == TIDE_STATE_REMISSION))
        return TRUE;
    }
  return FALSE;
}

static void
judge_visit (TideOutcomeTask *task, guint index, TideVisitOutcome *visit)
{
  const TideMoment *moment = &task->moments[index];
  if (visit->course < 0)
    return;
  const TideCourseOutcome *course = &task->outcome->courses[visit->course];
  const TideChangeRule *rule = &course->rule;
  const TidePeriod *period = task->periods->pdata[visit->course];
  TideEvidence evidence = tide_outcome_collect_evidence (task, course, index);
  visit->days = get_days (moment, course);
  visit->day = moment->date - tide_instant_get_date (course->day0);
  TideJudgement found = tide_outcome_judge (rule, &period->judging->limits, &evidence);
  if (course->baseline == (int) index)
    {
      visit->state = visit->score_state = TIDE_STATE_BASELINE;
      visit->marks = found.marks & TIDE_MARK_LOW_BASELINE;
      return;
    }
  visit->change = evidence.value - course->baseline_value;
  if (!isnan (rule->response_percent) || !isnan (rule->response_points))
    visit->percent = tide_outcome_percent (course->baseline_value, evidence.value, rule->floor);
  if (moment->too_fresh)
    return;

  visit->score_state = visit->state = found.state;
  visit->marks = found.marks;
  if (!tide_outcome_is_target (task, visit->course))
    visit->marks &= ~(guint) TIDE_MARK_SCORE_ONLY;
  visit->meets = found.meets;
  visit->clause = found.clause;
  visit->decided_at = found.clause != NULL ? (int) index : -1;
  if (visit->state == TIDE_STATE_NO_RESPONSE && is_too_early (course, moment->date)
      && !has_responded (task, index, visit->course))
    {
      visit->state = TIDE_STATE_TOO_EARLY;
      visit->clause = "too_early";
    }
}

/* A response that is reached on the eve of the next treatment is one of the treatment that was given. */
static void
judge_closing (TideOutcomeTask *task, guint index)
{
  const TideVisitOutcome *visit = &task->outcome->visits[index];
  TideVisitOutcome *closing = &task->outcome->closings[index];
  int course = visit->course >= 0 && task->outcome->courses[visit->course].baseline == (int) index
                 ? find_course_before (task, index)
                 : -1;
  closing->course = course;
  if (course < 0)
    return;
  *closing = *visit;
  closing->course = course;
  closing->state = closing->score_state = TIDE_STATE_NONE;
  closing->marks = closing->meets = 0;
  closing->clause = NULL;
  closing->decided_at = -1;
  closing->days = closing->change = closing->percent = NAN;
  judge_visit (task, index, closing);
}

/* What was rated beside an unsaved rating stands in its form, not in the history. */
static void
add_unsaved_cgi (TideOutcomeTask *task)
{
  const TideUnsavedRating *unsaved = task->unsaved;
  TideMoment *moment = &task->moments[task->unsaved_at];
  if (unsaved->cgi_s != 0)
    {
      moment->cgi_s = unsaved->cgi_s;
      moment->cgi_s_id = 0;
    }
  if (unsaved->cgi_i == 0)
    return;
  moment->cgi_i_id = moment->cgi_i_best_id = 0;
  moment->cgi_i = unsaved->cgi_i_best ? 0 : unsaved->cgi_i;
  moment->cgi_i_best = unsaved->cgi_i_best ? unsaved->cgi_i : 0;
}

static void
prepare_visits (TideOutcomeTask *task)
{
  const TideSeries *series = task->outcome->series;
  task->moments = make_moments (series);
  if (task->unsaved != NULL)
    {
      task->moments[task->unsaved_at].taken = task->unsaved->taken;
      task->moments[task->unsaved_at].date = tide_instant_get_date (task->unsaved->taken);
    }
  task->outcome->n_visits = series != NULL ? series->n_ratings : 0;
  task->outcome->visits = g_new0 (TideVisitOutcome, task->outcome->n_visits + 1);
  task->outcome->closings = g_new0 (TideVisitOutcome, task->outcome->n_visits + 1);
  add_cgi (task);
  if (task->unsaved != NULL)
    add_unsaved_cgi (task);
  for (guint i = 0; i < task->outcome->n_visits; i++)
    {
      TideVisitOutcome *visit = &task->outcome->visits[i];
      const TideMoment *moment = &task->moments[i];
      visit->rating = series->ratings[i];
      visit->course = visit->decided_at = -1;
      visit->days = visit->change = visit->percent = NAN;
      visit->day = G_MININT;
      visit->cgi_s = moment->cgi_s;
      /* Shown: the one against the baseline, else the one against the best state. */
      visit->cgi_i_best = moment->cgi_i == 0 && moment->cgi_i_best != 0;
      visit->cgi_i = visit->cgi_i_best ? moment->cgi_i_best : moment->cgi_i;
      visit->cgi_s_id = moment->cgi_s_id;
      visit->cgi_i_id = visit->cgi_i_best ? moment->cgi_i_best_id : moment->cgi_i_id;
    }
}

static const TideSeries *
find_series (const TideHistory *history, TideInstrument *instrument)
{
  return tide_history_find_series (history, tide_instrument_get_id (instrument),
                                   tide_instrument_get_primary (instrument)->id);
}

/* @unsaved (nullable) is rating @unsaved_at of @series. */
static TideOutcome *
compute (TideOutcomeBook *book, const TideHistory *history, const TideSeries *series,
         const TideUnsavedRating *unsaved, guint unsaved_at)
{
  TideOutcome *outcome = g_new0 (TideOutcome, 1);
  outcome->series = series;
  TideOutcomeTask task = { .book = book,
                           .history = history,
                           .instrument = book->instrument,
                           .thresholds = book->thresholds,
                           .now = book->now,
                           .treatments = tide_treatments_new (history, book->now),
                           .outcome = outcome,
                           .unsaved = unsaved,
                           .unsaved_at = unsaved_at };
  prepare_visits (&task);
  tide_outcome_make_periods (&task);
  tide_outcome_find_baselines (&task);
  assign_visits (&task);
  for (guint i = 0; i < outcome->n_visits; i++)
    judge_visit (&task, i, &outcome->visits[i]);
  for (guint i = 0; i < outcome->n_visits; i++)
    judge_closing (&task, i);
  for (guint i = 0; i < outcome->n_courses; i++)
    tide_outcome_find_relapses (&task, (int) i);
  tide_outcome_mark_visits (&task);
  g_free (task.moments);
  g_ptr_array_unref (task.periods);
  outcome->treatments = task.treatments;
  return outcome;
}

TideOutcome *
tide_outcome_compute_from (TideOutcomeBook *book, const TideHistory *history)
{
  return compute (book, history, find_series (history, book->instrument), NULL, 0);
}

TideOutcome *
tide_outcome_compute_by (const TideHistory *history, TideInstrument *instrument,
                         const TideThresholds *thresholds, TideInstant now, const TideOutcomeOptions *options)
{
  g_return_val_if_fail (history != NULL && instrument != NULL && thresholds != NULL, NULL);
  g_autoptr (TideOutcomeBook) book = tide_outcome_book_new (instrument, thresholds, now, options);
  return tide_outcome_compute_from (book, history);
}

TideOutcome *
tide_outcome_compute (const TideHistory *history, TideInstrument *instrument,
                      const TideThresholds *thresholds, TideInstant now)
{
  return tide_outcome_compute_by (history, instrument, thresholds, now, NULL);
}

/* The saved ratings without the one that is amended, and the unsaved one after all that are not later. */
static GArray *
list_with_unsaved (const TideSeries *series, const TideUnsavedRating *unsaved, guint *unsaved_at)
{
  TideAssessmentData about = { .rater_type = unsaved->rater_type, .taken = unsaved->taken, .total = NAN };
  TideRating rating = { .taken_utc = unsaved->taken.utc,
                        .value = tide_rating_from_value (unsaved->value),
                        .flags = tide_rating_flags_of (&about),
                        .taken_offset = unsaved->taken.offset };
  GArray *ratings = g_array_new (FALSE, FALSE, sizeof (TideRating));
  *unsaved_at = 0;
  for (guint i = 0; series != NULL && i < series->n_ratings; i++)
    {
      if (unsaved->replaces_id != 0 && series->ratings[i].assessment_id == unsaved->replaces_id)
        continue;
      g_array_append_val (ratings, series->ratings[i]);
      if (series->ratings[i].taken_utc <= rating.taken_utc)
        *unsaved_at = ratings->len;
    }
  g_array_insert_val (ratings, *unsaved_at, rating);
  return ratings;
}

TideVisitOutcome
tide_outcome_judge_unsaved (const TideHistory *history, TideInstrument *instrument,
                            const TideThresholds *thresholds, TideInstant now,
                            const TideUnsavedRating *unsaved)
{
  TideVisitOutcome visit = { .course = -1, .days = NAN, .change = NAN, .percent = NAN, .day = G_MININT };
  g_return_val_if_fail (history != NULL && instrument != NULL && thresholds != NULL, visit);
  g_return_val_if_fail (unsaved != NULL && !isnan (unsaved->value), visit);
  guint at;
  const TideSeries *saved = find_series (history, instrument);
  g_autoptr (GArray) ratings = list_with_unsaved (saved, unsaved, &at);
  TideSeries series = { .ratings = (TideRating *) ratings->data, .n_ratings = ratings->len };
  g_autoptr (TideOutcomeBook) book = tide_outcome_book_new (instrument, thresholds, now, NULL);
  g_autoptr (TideOutcome) outcome = compute (book, history, &series, unsaved, at);
  return outcome->visits[at];
}

GPtrArray *
tide_outcome_list_visits (const TideOutcome *self, int course)
{
  g_return_val_if_fail (self != NULL, NULL);
  GPtrArray *list = g_ptr_array_new ();
  for (guint i = 0; i < self->n_visits; i++)
    {
      if (self->visits[i].course == course)
        g_ptr_array_add (list, &self->visits[i]);
      else if (self->closings[i].course == course)
        g_ptr_array_add (list, &self->closings[i]);
    }
  return list;
}

gboolean
tide_outcome_is_passed_over (const TideOutcome *self, gint64 assessment_id)
{
  g_return_val_if_fail (self != NULL, FALSE);
  for (guint i = 0; i < self->n_visits; i++)
    if (self->visits[i].passed_over && self->visits[i].rating.assessment_id == assessment_id)
      return TRUE;
  return FALSE;
}

const TideVisitOutcome *
tide_outcome_get_last (const TideOutcome *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  for (guint i = self->n_visits; i > 0; i--)
    if (!self->visits[i - 1].passed_over)
      return &self->visits[i - 1];
  return NULL;
}

const TideCourseOutcome *
tide_outcome_find_course_at (const TideOutcome *self, TideInstant when, gboolean or_planned)
{
  g_return_val_if_fail (self != NULL, NULL);
  const TideCourseOutcome *started = NULL, *planned = NULL;
  for (guint i = 0; i < self->n_courses; i++)
    {
      const TideCourseOutcome *course = &self->courses[i];
      if (course->planned)
        planned = planned != NULL ? planned : course;
      else if (!tide_instant_is_known (course->day0) || tide_instant_is_after_dose (when, course->day0))
        started = course;
    }
  gboolean ended = started != NULL && tide_instant_is_known (started->until)
                   && tide_instant_compare (started->until, when) <= 0;
  return or_planned && planned != NULL && (started == NULL || ended) ? planned : started;
}

const char *
tide_outcome_why_no_state (const TideOutcome *self, const TideVisitOutcome *visit)
{
  g_return_val_if_fail (self != NULL && visit != NULL, NULL);
  if (visit->state != TIDE_STATE_NONE)
    return NULL;
  if (visit->course < 0)
    return _ ("No course");
  if (isnan (self->courses[visit->course].baseline_value))
    return _ ("No baseline");
  return isnan (visit->percent) ? _ ("No state") : _ ("Too soon after a dose");
}

void
tide_outcome_free (TideOutcome *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_courses; i++)
    {
      g_ptr_array_unref (self->courses[i].with);
      g_free (self->courses[i].baseline_why);
    }
  g_clear_pointer (&self->treatments, g_ptr_array_unref);
  g_free (self->courses);
  g_free (self->visits);
  g_free (self->closings);
  g_free (self);
}
