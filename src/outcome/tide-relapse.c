/* tide-relapse.c: what happens after a response (clinical.md 3.6): one bad score is a watch, a relapse needs
 * more.
 *
 * Default preset: the criterion is lost (fall under the response threshold, or the remission total exceeded
 * by somebody who remitted) and the CGI-I against the best state is 6 or worse, or hardly anything of the
 * fall is left, or a new treatment begins.  Without a CGI a second visit 28 days later that still lacks the
 * criterion makes it an event by score only, dated at the first.  The preset of
 * depression: under the threshold at two visits in a row, or rescue.  The consensus: what the default asks
 * for, for 28 days.
 *
 * Only the scale that a course aims at can relapse; a second scale has states, not events.  A rating in the
 * days after an antidepressant of the course, or one beside it, was stopped is marked and judged at the next
 * one: discontinuation symptoms look like a relapse.  A rescue, and a relapse that was there before, need no
 * such care.
 */
#include "tide-outcome-private.h"

#include <math.h>
#include <string.h>

#include "tide-continuity.h"

typedef struct
{
  TideOutcomeTask *task;
  const TideCourseOutcome *course;
  TideRelapsePreset preset;
  gboolean responded, remitted, remission_confirmed, relapsed;
  TideDate remission_since; /* start of the present run of remission */
  int lost_at;              /* visit at which the criterion was first lost, -1 */
  int held_back_at;         /* first visit that is an event but for the discontinuation, -1 */
  int candidate_at;         /* consensus: first visit of a run of visits that would be an event, -1 */
} Watcher;

/* A visit of the course, or the rating that closes it. */
static TideVisitOutcome *
get_visit (const Watcher *w, guint index)
{
  int course = (int) (w->course - w->task->outcome->courses);
  TideOutcome *outcome = w->task->outcome;
  return outcome->visits[index].course == course ? &outcome->visits[index] : &outcome->closings[index];
}

gboolean
tide_outcome_aims_at (const TideCourseOutcome *course, TideInstrument *instrument)
{
  const char *target = course->course->target_instrument;
  return target == NULL || strcmp (target, tide_instrument_get_id (instrument)) == 0;
}

gboolean
tide_outcome_is_target (const TideOutcomeTask *task, int course)
{
  return tide_outcome_aims_at (&task->outcome->courses[course], task->instrument);
}

/* A new course for the target that begins at this visit or soon after it. */
static gboolean
is_rescued (const Watcher *w, TideDate date)
{
  const TideOutcome *outcome = w->task->outcome;
  guint next = (guint) (w->course - outcome->courses) + 1;
  if (next >= outcome->n_courses || outcome->courses[next].planned)
    return FALSE;
  TideDate start = tide_instant_get_date (outcome->courses[next].day0);
  return start >= date && start - date <= w->task->book->watch_days;
}

static void
note_good_state (Watcher *w, const TideVisitOutcome *visit, TideDate date)
{
  if (visit->state != TIDE_STATE_RESPONSE && visit->state != TIDE_STATE_REMISSION)
    return;
  w->responded = TRUE;
  w->relapsed = FALSE;
  if (visit->state != TIDE_STATE_REMISSION)
    {
      w->remission_since = TIDE_DATE_UNKNOWN;
      return;
    }
  w->remitted = TRUE;
  if (!tide_date_is_known (w->remission_since))
    w->remission_since = date;
  /* "For at least one week": confirmed at the next visit 7 days later or more. */
  else if (date - w->remission_since >= 7)
    w->remission_confirmed = TRUE;
}

static void
set_relapse (TideVisitOutcome *visit, const char *clause, guint decided_at, gboolean score_only)
{
  visit->state = TIDE_STATE_RELAPSE;
  visit->clause = clause;
  visit->decided_at = (int) decided_at;
  visit->marks &= ~(guint) (TIDE_MARK_WATCH | TIDE_MARK_SCORE_ONLY | TIDE_MARK_DISCONTINUATION);
  if (score_only)
    visit->marks |= TIDE_MARK_SCORE_ONLY;
}

/* The event is dated at the first of its visits. */
static void
set_relapse_from (Watcher *w, int first, guint last, const char *clause, gboolean score_only)
{
  int course = (int) (w->course - w->task->outcome->courses);
  for (guint i = (guint) first; i <= last; i++)
    {
      TideVisitOutcome *visit = get_visit (w, i);
      if (visit->course == course && visit->state != TIDE_STATE_NONE && !visit->passed_over
          && !visit->too_fresh)
        set_relapse (visit, clause, last, score_only);
    }
}

static gboolean
has_cgi_i (const TideMoment *moment)
{
  return moment->cgi_i != 0 || moment->cgi_i_best != 0;
}

/* The second visit that lacks the criterion makes the first one an event. */
static gboolean
is_event_by_two_visits (const Watcher *w, guint index)
{
  if (w->lost_at < 0)
    return FALSE;
  if (w->preset == TIDE_RELAPSE_DEPRESSION)
    return TRUE;
  const TideMoment *first = &w->task->moments[w->lost_at], *here = &w->task->moments[index];
  return !has_cgi_i (first) && !has_cgi_i (here) && here->date - first->date >= w->task->book->watch_days;
}

/* The clause by which this visit is an event by itself, or NULL. */
static const char *
find_clause (const Watcher *w, guint index)
{
  if (w->preset == TIDE_RELAPSE_DEPRESSION)
    return NULL;
  if (w->task->moments[index].cgi_i_best
      >= tide_criteria_get_cgi (w->course->criteria, "relapse_by_cgi", w->task->thresholds))
    return "relapse_by_cgi";
  double below = w->task->book->relapse_percent_below;
  double percent = get_visit (w, index)->percent;
  return !isnan (percent) && !tide_outcome_at_least (percent, below) ? "relapse_by_fall" : NULL;
}

/* The judged course itself, one that is judged with it, or one that was already running when it began: what
 * was stopped before that is not its own. */
static gboolean
runs_with (const Watcher *w, const TideTreatment *treatment)
{
  if (treatment->course == w->course->course || g_ptr_array_find (w->course->with, treatment->course, NULL))
    return TRUE;
  return tide_instant_is_known (w->course->day0)
         && tide_treatment_runs_at (treatment, tide_instant_get_date (w->course->day0) + 1)
         && tide_instant_compare (treatment->day0, w->course->day0) <= 0;
}

static gboolean
is_discontinuation (const Watcher *w, TideDate date)
{
  const TideOutcomeTask *task = w->task;
  for (guint i = 0; i < task->treatments->len; i++)
    {
      const TideTreatment *treatment = task->treatments->pdata[i];
      if (runs_with (w, treatment)
          && tide_continuity_is_discontinuation (task->history, treatment->course, date, task->thresholds))
        return TRUE;
    }
  return FALSE;
}

static void
forget_loss (Watcher *w)
{
  w->lost_at = w->held_back_at = w->candidate_at = -1;
}

/* Neither watch nor relapse yet (F21); an event that a later visit confirms is dated here. */
static void
hold_back (Watcher *w, guint index)
{
  get_visit (w, index)->marks |= TIDE_MARK_DISCONTINUATION;
  if (w->lost_at < 0)
    w->lost_at = (int) index;
  if (w->held_back_at < 0 && find_clause (w, index) != NULL)
    w->held_back_at = (int) index;
}

/* Criterion lost, not yet a relapse. */
static void
watch (Watcher *w, guint index)
{
  if (w->lost_at < 0)
    w->lost_at = (int) index;
  get_visit (w, index)->marks |= TIDE_MARK_WATCH;
}

static void
relapse (Watcher *w, int first, guint index, const char *clause, gboolean score_only)
{
  w->relapsed = TRUE;
  set_relapse_from (w, first, index, clause, score_only);
}

/* "Early withdrawal because of severe worsening": the course was ended for want of an effect within the month
 * of the visit that would be the event. */
static gboolean
withdrew_for_worsening (const Watcher *w, TideDate date)
{
  const TideCourse *course = w->course->course;
  return course->end_reason == tide_code_from_text (tide_end_reason_codes, "no_response")
         && tide_date_is_known (course->ended_on) && course->ended_on >= date
         && course->ended_on - date <= w->task->book->watch_days;
}

/* The consensus: what would be an event holds for a month. */
static void
judge_candidate (Watcher *w, guint index, const char *clause)
{
  const TideMoment *moments = w->task->moments;
  if (w->candidate_at < 0)
    w->candidate_at = (int) index;
  TideDate since = moments[w->candidate_at].date;
  if (moments[index].date - since >= w->task->book->watch_days || withdrew_for_worsening (w, since))
    relapse (w, w->candidate_at, index, clause, moments[index].cgi_i_best == 0);
  else
    watch (w, index);
}

static void
judge_loss (Watcher *w, guint index)
{
  const TideMoment *moment = &w->task->moments[index];
  gboolean score_only = moment->cgi_i_best == 0;
  const char *clause = find_clause (w, index);
  if (clause != NULL && w->preset == TIDE_RELAPSE_CONSENSUS)
    {
      judge_candidate (w, index, clause);
      return;
    }
  w->candidate_at = -1;
  if (clause != NULL)
    relapse (w, w->held_back_at >= 0 ? w->held_back_at : (int) index, index, clause, score_only);
  else if (is_event_by_two_visits (w, index))
    relapse (w, w->lost_at, index, "relapse_by_visits", TRUE);
  else
    watch (w, index);
}

static void
judge_visit (Watcher *w, guint index)
{
  TideVisitOutcome *visit = get_visit (w, index);
  const TideMoment *moment = &w->task->moments[index];
  const TideChangeRule *rule = &w->course->rule;
  double value = tide_rating_get_value (&visit->rating);
  gboolean under = !tide_outcome_meets_response (rule, w->course->baseline_value, value);
  gboolean above_remission
    = w->remitted && !isnan (rule->relapse_at_least) && tide_outcome_at_least (value, rule->relapse_at_least);
  gboolean lost = under || (above_remission && w->remission_confirmed);

  if (!w->responded || !(under || above_remission))
    {
      forget_loss (w);
      note_good_state (w, visit, moment->date);
    }
  else if (w->relapsed && lost)
    set_relapse (visit, "relapse_goes_on", index, moment->cgi_i_best == 0);
  else if (lost && w->preset != TIDE_RELAPSE_CONSENSUS && is_rescued (w, moment->date))
    {
      w->relapsed = TRUE;
      set_relapse (visit, "relapse_by_treatment", index, moment->cgi_i_best == 0);
    }
  else if (lost && is_discontinuation (w, moment->date))
    hold_back (w, index);
  else if (lost || find_clause (w, index) != NULL)
    judge_loss (w, index);
  else
    {
      /* One total above the remission line, after one visit under it: still a response. */
      forget_loss (w);
      note_good_state (w, visit, moment->date);
    }
}

void
tide_outcome_find_relapses (TideOutcomeTask *task, int course)
{
  if (!tide_outcome_is_target (task, course) || task->outcome->courses[course].baseline < 0)
    return;
  Watcher w = { .task = task,
                .course = &task->outcome->courses[course],
                .preset = task->book->options.relapse,
                .remission_since = TIDE_DATE_UNKNOWN };
  if (w.preset == TIDE_RELAPSE_BY_RULES)
    w.preset = tide_criteria_get_relapse (w.course->criteria);
  forget_loss (&w);
  for (guint i = 0; i < task->outcome->n_visits; i++)
    {
      const TideVisitOutcome *visit = get_visit (&w, i);
      if (visit->course == course && visit->state != TIDE_STATE_BASELINE && visit->state != TIDE_STATE_NONE
          && !visit->passed_over && !visit->too_fresh)
        judge_visit (&w, i);
    }
}
