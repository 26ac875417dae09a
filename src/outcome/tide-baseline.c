/* tide-baseline.c: which rating a course is measured against (clinical.md 3.2), and why in words. */
#include "tide-outcome-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define OVERRIDE_DAYS                                                                                        \
  3 /* clinical.md 3.2.3: within these a later rating may be used, after an explicit override */

int
tide_outcome_rank_rater (const TideRating *rating)
{
  if (rating->flags & TIDE_RATING_INDEPENDENT)
    return 0;
  if (rating->flags & TIDE_RATING_CLINICIAN)
    return 1;
  if (rating->flags & TIDE_RATING_SELF)
    return 2;
  return rating->flags & TIDE_RATING_INFORMANT ? 3 : 4;
}

static double
get_window_days (const TideOutcomeTask *task, const TideCourseOutcome *course)
{
  gboolean fast = tide_arm_is_ketamine ((TideArm) course->course->arm);
  return fast ? task->book->baseline_days_ketamine : task->book->baseline_days;
}

/* In the window by calendar days, and before the first dose as far as the clocks tell. */
static gboolean
is_candidate (const TideOutcomeTask *task, const TideCourseOutcome *course, guint visit)
{
  const TideMoment *moment = &task->moments[visit];
  TideDate day0 = tide_instant_get_date (course->day0);
  return moment->date <= day0 && day0 - moment->date <= get_window_days (task, course)
         && !tide_instant_is_after_dose (moment->taken, course->day0);
}

/* The latest day; on it the preferred rater, then the later time, then the larger record id. */
static gboolean
is_preferred (const TideOutcomeTask *task, guint a, guint b)
{
  const TideMoment *x = &task->moments[a], *y = &task->moments[b];
  const TideRating *p = &task->outcome->visits[a].rating, *q = &task->outcome->visits[b].rating;
  if (x->date != y->date)
    return x->date > y->date;
  int rank = tide_outcome_rank_rater (p) - tide_outcome_rank_rater (q);
  if (rank != 0)
    return rank < 0;
  if (p->taken_utc != q->taken_utc)
    return p->taken_utc > q->taken_utc;
  return p->assessment_id > q->assessment_id;
}

static char *
explain_none (const TideOutcomeTask *task, const TideCourseOutcome *course)
{
  if (!tide_instant_is_known (course->day0))
    return g_strdup (_ ("no baseline: the start of the course is not known"));
  TideDate day0 = tide_instant_get_date (course->day0);
  gboolean same_day = FALSE, soon_after = FALSE;
  for (guint i = 0; i < task->outcome->n_visits; i++)
    {
      TideDate after = task->moments[i].date - day0;
      same_day |= after == 0;
      soon_after |= after >= 1 && after <= OVERRIDE_DAYS;
    }
  if (same_day)
    return g_strdup (_ ("no baseline: first rated after the first dose"));
  if (soon_after && !tide_arm_is_ketamine ((TideArm) course->course->arm))
    return g_strdup (_ ("no baseline: first rated 1 to 3 days after day 0; using it needs an override"));
  int window = (int) get_window_days (task, course);
  return g_strdup_printf (ngettext ("no baseline: not rated in the %d day before day 0",
                                    "no baseline: not rated in the %d days before day 0", (gulong) window),
                          window);
}

static char *
explain_choice (const TideOutcomeTask *task, const TideCourseOutcome *course, guint n, guint n_that_day)
{
  int window = (int) get_window_days (task, course);
  if (n == 1)
    return g_strdup_printf (_ ("only rating in the %d days before day 0"), window);
  if (n_that_day == 1)
    return g_strdup_printf (_ ("latest of %u in the %d days before day 0"), n, window);
  /* Several on one day: the reader must see that a choice was made. */
  return g_strdup_printf (_ ("latest of %u in the %d days before day 0; preferred of %u on that day"), n,
                          window, n_that_day);
}

static void
set_lines (TideCourseOutcome *course)
{
  const TideChangeRule *rule = &course->rule;
  double baseline = course->baseline_value, above_floor = baseline - rule->floor;
  course->remission_line = rule->remission_at_most;
  if (!isnan (rule->response_points))
    course->response_line = baseline - rule->response_points;
  else if (!isnan (rule->response_percent) && above_floor > 0)
    course->response_line = baseline - above_floor * rule->response_percent / 100;
  /* The largest whole total that counts, with the tolerance of every comparison. */
  course->response_at_most = isnan (course->response_line) ? NAN : floor (course->response_line + 1e-9);
}

static void
find_baseline (TideOutcomeTask *task, TideCourseOutcome *course)
{
  guint n = 0, n_that_day = 0;
  int best = -1;
  for (guint i = 0; tide_instant_is_known (course->day0) && i < task->outcome->n_visits; i++)
    {
      if (!is_candidate (task, course, i))
        continue;
      n++;
      gboolean same_day = best >= 0 && task->moments[i].date == task->moments[best].date;
      n_that_day = same_day ? n_that_day + 1 : 1; /* visits come in order of time */
      if (best < 0 || is_preferred (task, i, (guint) best))
        best = (int) i;
    }
  course->baseline = best;
  if (!task->book->wordless)
    course->baseline_why
      = best < 0 ? explain_none (task, course) : explain_choice (task, course, n, n_that_day);
  if (best < 0)
    return;
  course->baseline_value = tide_rating_get_value (&task->outcome->visits[best].rating);
  set_lines (course);
}

void
tide_outcome_find_baselines (TideOutcomeTask *task)
{
  for (guint i = 0; i < task->outcome->n_courses; i++)
    find_baseline (task, &task->outcome->courses[i]);
}
