/* tide-course-unknowns.c: what a reader of the course report would look for and does not find.
 *
 * Unknown is not zero and not "no": on a screen an empty place can be filled, on paper it can only be read,
 * so each is said. */
#include "tide-course-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-course-facts.h"
#include "tide-course-follow-up.h"

static void
add (GPtrArray *lines, const char *words)
{
  g_ptr_array_add (lines, g_strdup (words));
}

/* --- before the course --- */

static void
list_access (const TideCourseSheet *self, GPtrArray *lines)
{
  const TideCourse *course = self->course;
  TideWait wait = tide_course_get_wait (self->history, course, self->book->subject.now);
  if (wait.days < 0)
    add (lines, _ ("How long the patient waited: no day of referral, or no first dose."));
  if (!tide_date_is_known (course->started_on))
    add (lines, _ ("The day on which the course began."));
  if (course->coverage == 0)
    add (lines, _ ("Whether it is covered."));
  if (course->intent == 0)
    add (lines, _ ("With which intent it was given."));
  if (course->indication == NULL)
    add (lines, _ ("For which diagnosis it was given."));
}

/* --- what it did --- */

static void
list_ratings (const TideCourseSheet *self, GPtrArray *lines)
{
  if (self->period == NULL)
    {
      add (lines, _ ("What it did: nothing of the course is dated, or its scale is not known here."));
      return;
    }
  if (self->period->planned || self->events == NULL)
    return;
  g_autoptr (GPtrArray) visits = tide_outcome_list_visits (self->outcome, self->index);
  guint n = 0, n_without = 0;
  for (guint i = 0; i < visits->len; i++)
    {
      const TideVisitOutcome *visit = visits->pdata[i];
      if (visit->state == TIDE_STATE_BASELINE || visit->state == TIDE_STATE_NONE || visit->passed_over)
        continue;
      n++;
      n_without += visit->cgi_s == 0 && visit->cgi_i == 0;
    }
  if (isnan (self->period->baseline_value))
    add (lines, _ ("The score before it: without a baseline there is no change and no response."));
  if (n == 0)
    add (lines, _ ("How it went: no rating during the course can be judged."));
  else if (n_without > 0)
    g_ptr_array_add (lines,
                     g_strdup_printf (_ ("The clinician’s CGI at %u of %u ratings: these were judged by "
                                         "the score alone."),
                                      n_without, n));
}

static void
list_follow_up (const TideCourseSheet *self, GPtrArray *lines)
{
  if (self->period == NULL || self->period->course != self->course || self->period->planned)
    return;
  g_autoptr (GArray) rows
    = tide_course_list_follow_up (self->outcome, (guint) self->index, self->history, self->book->subject.now);
  for (guint i = 0; i < rows->len; i++)
    {
      const TideFollowUp *row = &g_array_index (rows, TideFollowUp, i);
      if (row->status == TIDE_FOLLOW_UP_MISSING)
        g_ptr_array_add (lines,
                         g_strdup_printf (_ ("How the patient was %u months after the end."), row->months));
    }
  const TideCourseEvent *held = self->events != NULL ? &self->events->events[TIDE_COURSE_DURATION] : NULL;
  if (held != NULL && held->status == TIDE_EVENT_CENSORED)
    g_ptr_array_add (lines, g_strdup_printf (_ ("How long the response held in all: it was followed for %.0f "
                                                "days and had not been lost."),
                                             held->lower_days));
}

/* --- what was given --- */

static void
list_sessions (const TideCourseSheet *self, GPtrArray *lines)
{
  const TideSafetyCase *subject = &self->book->subject;
  TideSessionCount count = tide_course_count_sessions (self->history, self->course, subject->now);
  guint n_without_mg = 0, n_steps = 0;
  for (guint i = 0; i < self->history->sessions->len; i++)
    {
      const TideSession *session = self->history->sessions->pdata[i];
      n_without_mg
        += session->course_id == self->course->base.id && tide_arm_is_ketamine ((TideArm) self->course->arm)
           && tide_session_took_place (session)
           && tide_session_is_treatment (session, (TideArm) self->course->arm) && isnan (session->dose_mg);
    }
  for (guint i = 0; i < self->history->dose_steps->len; i++)
    n_steps
      += ((const TideDoseStep *) self->history->dose_steps->pdata[i])->course_id == self->course->base.id;
  if (n_without_mg > 0)
    g_ptr_array_add (
      lines, g_strdup_printf (ngettext ("The dose of %u session.", "The dose of %u sessions.", n_without_mg),
                              n_without_mg));
  if (n_steps == 0 && tide_arm_has_daily_dose ((TideArm) self->course->arm))
    add (lines, _ ("The daily dose."));
  if (count.n_open > 0)
    g_ptr_array_add (
      lines, g_strdup_printf (ngettext ("What became of %u session whose day is past.",
                                        "What became of %u sessions whose days are past.", count.n_open),
                              count.n_open));
  if (tide_date_is_known (self->course->ended_on) && self->course->end_reason == 0)
    add (lines, _ ("Why it ended."));
  if (tide_arm_has_daily_dose ((TideArm) self->course->arm) && self->course->adherence == 0)
    add (lines, _ ("Whether the drug was taken."));
}

static void
list_effects (const TideCourseSheet *self, GPtrArray *lines)
{
  guint n_checks = 0;
  for (guint i = 0; i < self->history->effect_checks->len; i++)
    n_checks += ((const TideEffectCheck *) self->history->effect_checks->pdata[i])->course_id
                == self->course->base.id;
  if (n_checks == 0)
    add (lines, _ ("Unwanted effects that nobody mentioned: they were not asked for by the checklist."));
}

static void
list_costs (const TideCourseSheet *self, GPtrArray *lines)
{
  const TideSafetyCase *subject = &self->book->subject;
  TideCourseCost cost
    = tide_course_add_costs (self->history, self->course, self->outcome, subject->thresholds, subject->now);
  if (cost.n_rows == 0)
    add (lines, _ ("What it cost."));
  else if (isnan (cost.per_week) && isnan (cost.response_weeks))
    add (lines, _ ("What a week in response cost: no rating tells how many there were."));
}

TideBlock *
tide_course_sheet_unknowns (TideCourseSheet *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  list_access (self, lines);
  list_ratings (self, lines);
  list_follow_up (self, lines);
  list_sessions (self, lines);
  list_effects (self, lines);
  list_costs (self, lines);
  if (lines->len == 0)
    add (lines, _ ("Nothing that this page asks for is missing."));
  TideBlock *stack = tide_block_stack_new ();
  for (guint i = 0; i < lines->len; i++)
    tide_block_stack_add (stack,
                          tide_summary_text (&self->leaf.base, TIDE_PT_TEXT, "%s%s",
                                             lines->len > 1 ? "•  " : "", (const char *) lines->pdata[i]),
                          i > 0 ? 1 : 0);
  return stack;
}
