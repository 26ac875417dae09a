/* tide-relapse.c: what happens after a response (clinical.md 3.6): one bad score is a watch, a relapse needs
 * more.
 *
 * Default preset: the criterion is lost (fall under the response threshold, or the remission total exceeded
 * by somebody who remitted) and the CGI-I against the best state is 6 or worse, or hardly anything of the
 * fall is left, or a new treatment begins.  Without a CGI a second visit 28 days later that still lacks the
 * criterion makes it an event by score only, dated at the first.  Scales of depression: under the threshold
 * at two visits in a row, or rescue.
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
  gboolean two_visits; /* the depression preset */
  gboolean responded, remitted, remission_confirmed, relapsed;
  TideDate remission_since; /* start of the present run of remission */
  int lost_at;              /* visit at which the criterion was first lost, -1 */
  int held_back_at;         /* first visit that is an event but for the discontinuation, -1 */
} Watcher;

gboolean
tide_outcome_is_target (const TideOutcomeTask *task, int course)
{
  const char *target = task->outcome->courses[course].course->target_instrument;
  return target == NULL || strcmp (target, tide_instrument_get_id (task->instrument)) == 0;
}

static gboolean
uses_depression_preset (const char *instrument_id)
{
  static const char *const ids[] = { "madrs", "hamd17", "qids_sr16", "phq9", NULL };
  return g_strv_contains (ids, instrument_id);
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
  return start >= date && start - date <= tide_thresholds_get (w->task->thresholds, "watch_days");
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
set_relapse (TideVisitOutcome *visit, gboolean score_only)
{
  visit->state = TIDE_STATE_RELAPSE;
  visit->marks &= ~(guint) (TIDE_MARK_WATCH | TIDE_MARK_SCORE_ONLY | TIDE_MARK_DISCONTINUATION);
  if (score_only)
    visit->marks |= TIDE_MARK_SCORE_ONLY;
}

/* The event is dated at the first of its visits. */
static void
set_relapse_from (Watcher *w, int first, guint last, gboolean score_only)
{
  int course = (int) (w->course - w->task->outcome->courses);
  for (guint i = (guint) first; i <= last; i++)
    {
      TideVisitOutcome *visit = &w->task->outcome->visits[i];
      const TideMoment *moment = &w->task->moments[i];
      if (visit->course == course && !visit->passed_over && !moment->too_fresh)
        set_relapse (visit, score_only);
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
  if (w->two_visits)
    return TRUE;
  const TideMoment *first = &w->task->moments[w->lost_at], *here = &w->task->moments[index];
  return !has_cgi_i (first) && !has_cgi_i (here)
         && here->date - first->date >= tide_thresholds_get (w->task->thresholds, "watch_days");
}

static gboolean
is_event_by_score (const Watcher *w, guint index)
{
  const TideMoment *moment = &w->task->moments[index];
  if (w->two_visits)
    return FALSE;
  if (moment->cgi_i_best >= tide_thresholds_get (w->task->thresholds, "cgi_relapse_at_least"))
    return TRUE;
  double below = tide_thresholds_get (w->task->thresholds, "relapse_percent_below");
  double percent = w->task->outcome->visits[index].percent;
  return !isnan (percent) && !tide_outcome_at_least (percent, below);
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
  w->lost_at = w->held_back_at = -1;
}

/* Neither watch nor relapse yet (F21); an event that a later visit confirms is dated here. */
static void
hold_back (Watcher *w, guint index)
{
  w->task->outcome->visits[index].marks |= TIDE_MARK_DISCONTINUATION;
  if (w->lost_at < 0)
    w->lost_at = (int) index;
  if (w->held_back_at < 0 && is_event_by_score (w, index))
    w->held_back_at = (int) index;
}

static void
judge_visit (Watcher *w, guint index)
{
  TideVisitOutcome *visit = &w->task->outcome->visits[index];
  const TideMoment *moment = &w->task->moments[index];
  const TideChangeRule *rule = w->task->rule;
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
  else if ((lost && is_rescued (w, moment->date)) || (w->relapsed && lost))
    {
      w->relapsed = TRUE;
      set_relapse (visit, moment->cgi_i_best == 0);
    }
  else if (lost && is_discontinuation (w, moment->date))
    hold_back (w, index);
  else if (is_event_by_score (w, index))
    {
      w->relapsed = TRUE;
      set_relapse_from (w, w->held_back_at >= 0 ? w->held_back_at : (int) index, index,
                        moment->cgi_i_best == 0);
    }
  else if (!lost)
    {
      /* One total above the remission line, after one visit under it: still a response. */
      forget_loss (w);
      note_good_state (w, visit, moment->date);
    }
  else if (is_event_by_two_visits (w, index))
    {
      w->relapsed = TRUE;
      set_relapse_from (w, w->lost_at, index, TRUE);
    }
  else
    {
      if (w->lost_at < 0)
        w->lost_at = (int) index;
      visit->marks |= TIDE_MARK_WATCH;
    }
}

void
tide_outcome_find_relapses (TideOutcomeTask *task, int course)
{
  if (!tide_outcome_is_target (task, course) || task->outcome->courses[course].baseline < 0)
    return;
  Watcher w
    = { task, &task->outcome->courses[course], FALSE, FALSE, FALSE, FALSE, FALSE, TIDE_DATE_UNKNOWN, -1, -1 };
  w.two_visits = uses_depression_preset (tide_instrument_get_id (task->instrument));
  for (guint i = 0; i < task->outcome->n_visits; i++)
    {
      const TideVisitOutcome *visit = &task->outcome->visits[i];
      const TideMoment *moment = &task->moments[i];
      if (visit->course == course && visit->state != TIDE_STATE_BASELINE && visit->state != TIDE_STATE_NONE
          && !visit->passed_over && !moment->too_fresh)
        judge_visit (&w, i);
    }
}
