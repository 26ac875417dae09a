/* tide-timeline-lanes.c: courses, dose steps and sessions become lanes: one for each treatment, however many
 * courses of it there were, in the order of first start. */
#include "tide-timeline-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-dose-rules.h"
#include "tide-session-given.h"
#include "tide-therapy-window.h"

#define FULL_MG_PER_KG 0.6

/* The most by the table of doses, 0 when it is not known: it only sets the height of the lane. */
static double
get_maximum (const TideTimelineModel *self, const char *agent, TideDoseUnit unit)
{
  const TideDoseRule *rule
    = tide_dose_rules_find (tide_thresholds_get_doses (self->thresholds), agent, NULL, unit);
  return rule != NULL && !isnan (rule->maximum) ? rule->maximum : 0;
}

static TideLane *
find_or_make_lane (TideTimelineModel *self, const TideCourse *course, TideLaneKind kind)
{
  g_autofree char *title = tide_course_dup_title (course);
  TideLane *lane;

  for (guint i = 0; i < self->lanes->len; i++)
    {
      lane = g_ptr_array_index (self->lanes, i);
      if (lane->kind == kind && lane->arm == (TideArm) course->arm && strcmp (lane->title, title) == 0)
        return lane;
    }
  lane = g_new0 (TideLane, 1);
  lane->kind = kind;
  lane->arm = course->arm;
  lane->title = g_steal_pointer (&title);
  lane->first = G_MAXINT64;
  lane->steps = g_array_new (FALSE, TRUE, sizeof (TideLaneStep));
  lane->marks = g_array_new (FALSE, TRUE, sizeof (TideLaneMark));
  lane->spans = g_array_new (FALSE, TRUE, sizeof (TideSpan));
  g_ptr_array_add (self->lanes, lane);
  return lane;
}

/* End of the course: the midnight after its last day; now while it runs; open when all of it is planned. */
static gint64
course_end (const TideTimelineModel *self, const TideCourse *course, gint64 start)
{
  if (tide_date_is_known (course->ended_on))
    return MAX (start, tide_timeline_midnight (course->ended_on + 1));
  return start > self->now ? TIDE_OPEN_END : self->now;
}

static void
add_steps (TideTimelineModel *self, TideLane *lane, const TideCourse *course, const GArray *steps,
           gint64 start, gint64 end)
{
  for (guint i = 0; i < steps->len; i++)
    {
      const TideDoseStep *step = g_array_index (steps, const TideDoseStep *, i);
      const TideDoseStep *next
        = i + 1 < steps->len ? g_array_index (steps, const TideDoseStep *, i + 1) : NULL;
      TideLaneStep made
        = { .dose_mg = step->dose_mg_per_day, .record_id = step->base.id, .course = course, .first = i == 0 };

      made.from = tide_timeline_midnight (step->from_date);
      if (next != NULL)
        made.to = tide_timeline_midnight (next->from_date);
      else if (made.from > self->now && !tide_date_is_known (course->ended_on))
        made.to = TIDE_OPEN_END;
      else
        made.to = MAX (made.from, end);
      if (made.to > made.from)
        g_array_append_val (lane->steps, made);
      if (isfinite (made.dose_mg))
        lane->full = MAX (lane->full, made.dose_mg);
    }
  if (steps->len == 0)
    {
      TideLaneStep made = { .from = start, .to = end, .dose_mg = NAN, .course = course, .first = TRUE };

      if (end > start)
        g_array_append_val (lane->steps, made);
    }
  lane->full = MAX (lane->full, get_maximum (self, course->agent, TIDE_DOSE_MG_PER_DAY));
}

static void
add_sessions (TideLane *lane, const TideCourse *course, const GArray *sessions)
{
  for (guint i = 0; i < sessions->len; i++)
    {
      const TideSession *session = g_array_index (sessions, const TideSession *, i);
      TideLaneMark mark
        = { .utc = session->started.utc, .session = session, .course = course, .number = i + 1 };

      mark.amount = tide_session_get_mg_per_kg (session);
      if (isfinite (mark.amount))
        lane->per_kg = TRUE;
      g_array_append_val (lane->marks, mark);
    }
}

/* Records of @course in @all, in their order. */
static GArray *
steps_of (const TideHistory *history, const TideCourse *course)
{
  GArray *own = g_array_new (FALSE, FALSE, sizeof (gpointer));

  for (guint i = 0; i < history->dose_steps->len; i++)
    {
      const TideDoseStep *step = g_ptr_array_index (history->dose_steps, i);

      if (step->course_id == course->base.id && !step->entered_in_error
          && tide_date_is_known (step->from_date))
        g_array_append_val (own, step);
    }
  return own;
}

static GArray *
sessions_of (const TideHistory *history, const TideCourse *course)
{
  GArray *own = g_array_new (FALSE, FALSE, sizeof (gpointer));

  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = g_ptr_array_index (history->sessions, i);

      if (session->course_id == course->base.id && !session->entered_in_error
          && tide_instant_is_known (session->started)
          && (!tide_session_took_place (session)
              || tide_session_is_treatment (session, (TideArm) course->arm)))
        g_array_append_val (own, session);
    }
  return own;
}

static gint64
course_start (const TideCourse *course, const GArray *steps, const GArray *sessions)
{
  gint64 start = G_MAXINT64;

  if (steps->len > 0)
    start = tide_timeline_midnight (g_array_index (steps, const TideDoseStep *, 0)->from_date);
  if (sessions->len > 0)
    start = MIN (start, g_array_index (sessions, const TideSession *, 0)->started.utc);
  if (start == G_MAXINT64 && tide_date_is_known (course->started_on))
    start = tide_timeline_midnight (course->started_on);
  return start;
}

static void
add_course (TideTimelineModel *self, const TideCourse *course)
{
  g_autoptr (GArray) steps = steps_of (self->history, course);
  g_autoptr (GArray) sessions = sessions_of (self->history, course);
  gint64 start = course_start (course, steps, sessions), end;
  TideLaneKind kind = TIDE_LANE_DOSE;
  TideLane *lane;
  TideSpan span;

  if (course->entered_in_error || start == G_MAXINT64)
    return; /* a course whose start is unknown has no place in time: it stays in the list of courses */
  if (tide_arm_is_ketamine (course->arm) && steps->len == 0)
    kind = TIDE_LANE_INFUSION;
  else if (sessions->len > 0 || tide_arm_is_therapy (course->arm) || course->arm == TIDE_ARM_NEUROMODULATION)
    kind = TIDE_LANE_SESSION;
  end = course_end (self, course, start);
  lane = find_or_make_lane (self, course, kind);
  lane->first = MIN (lane->first, start);
  span = (TideSpan){ start, end };
  g_array_append_val (lane->spans, span);
  if (kind == TIDE_LANE_DOSE || steps->len > 0)
    {
      TideLane *doses = kind == TIDE_LANE_DOSE ? lane : find_or_make_lane (self, course, TIDE_LANE_DOSE);

      doses->first = MIN (doses->first, start);
      add_steps (self, doses, course, steps, start, end);
    }
  add_sessions (lane, course, sessions);
}

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  const TideLaneMark *first = a, *second = b;

  return (first->utc > second->utc) - (first->utc < second->utc);
}

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const TideLaneStep *first = a, *second = b;

  return (first->from > second->from) - (first->from < second->from);
}

static int
compare_lanes (gconstpointer a, gconstpointer b)
{
  const TideLane *first = *(TideLane *const *) a, *second = *(TideLane *const *) b;

  /* Doses, sessions, infusions, as the eye looks for them; within a kind by first start. */
  if (first->kind != second->kind)
    return first->kind < second->kind ? -1 : 1;
  if (first->first != second->first)
    return first->first < second->first ? -1 : 1;
  return strcmp (first->title, second->title);
}

/* Amounts in mg/kg where any is known, else in mg. */
static void
set_amounts (const TideTimelineModel *self, TideLane *lane)
{
  lane->full = lane->per_kg ? FULL_MG_PER_KG : 0;
  if (!lane->per_kg && lane->arm == TIDE_ARM_ESKETAMINE)
    lane->full = get_maximum (self, "esketamine", TIDE_DOSE_MG);
  for (guint i = 0; i < lane->marks->len; i++)
    {
      TideLaneMark *mark = &g_array_index (lane->marks, TideLaneMark, i);

      mark->amount = lane->per_kg ? tide_session_get_mg_per_kg (mark->session) : mark->session->dose_mg;
      if (isfinite (mark->amount))
        lane->full = MAX (lane->full, mark->amount);
    }
  lane->unit = g_strdup (lane->per_kg ? _ ("mg/kg") : _ ("mg"));
}

static void
sum_doses (const TideTimelineModel *self, TideLane *lane)
{
  const TideLaneStep *first, *last;
  g_autofree char *from = NULL, *dose = NULL;
  int days;

  lane->unit = g_strdup (_ ("mg per day"));
  if (lane->steps->len == 0)
    return;
  first = &g_array_index (lane->steps, TideLaneStep, 0);
  last = &g_array_index (lane->steps, TideLaneStep, lane->steps->len - 1);
  from = isfinite (first->dose_mg) ? tide_timeline_format_dose (first->dose_mg) : g_strdup ("?");
  dose = isfinite (last->dose_mg) ? tide_timeline_format_dose (last->dose_mg) : g_strdup ("?");
  if (first->from > self->now)
    {
      lane->planned = TRUE;
      lane->sum = g_strdup (_ ("planned"));
      lane->sum_second = strcmp (from, dose) == 0 ? g_strdup_printf (_ ("%s mg"), dose)
                                                  : g_strdup_printf (_ ("%s → %s mg"), from, dose);
      lane->sum_long = g_strdup_printf (_ ("planned, %s"), lane->sum_second);
      return;
    }
  while (last > first && last->from > self->now)
    last--;
  g_free (dose);
  dose = isfinite (last->dose_mg) ? tide_timeline_format_dose (last->dose_mg) : NULL;
  days = (int) (tide_timeline_date_of (MIN (last->to, self->now)) - tide_timeline_date_of (last->from));
  lane->sum = dose == NULL ? g_strdup (_ ("dose not recorded")) : g_strdup_printf (_ ("%s mg/day"), dose);
  if (last->to < self->now)
    {
      g_autofree char *until = tide_timeline_short_date (tide_timeline_date_of (last->to - 1));

      /* Translators: a treatment given until a day. */
      lane->sum_second = g_strdup_printf (_ ("until %s"), until);
    }
  else
    lane->sum_second = g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), days);
  /* Translators: a dose and for how long, "200 mg/day for 360 days". */
  lane->sum_long = last->to < self->now ? g_strdup_printf ("%s · %s", lane->sum, lane->sum_second)
                                        : g_strdup_printf (_ ("%s for %s"), lane->sum, lane->sum_second);
}

static void
sum_sessions (const TideTimelineModel *self, TideLane *lane)
{
  guint held = 0, all = 0, near_infusion = 0;
  int window = (int) tide_thresholds_get (self->thresholds, "therapy_window_days");

  for (guint i = 0; i < lane->marks->len; i++)
    {
      const TideLaneMark *mark = &g_array_index (lane->marks, TideLaneMark, i);

      if (mark->session->status == TIDE_SESSION_PLANNED)
        continue;
      all++;
      held += mark->session->status == TIDE_SESSION_HELD;
      near_infusion += tide_therapy_is_in_window (self->history, mark->session, self->thresholds);
    }
  lane->planned = lane->first > self->now;
  if (lane->marks->len == 0 || all == 0)
    {
      lane->sum = g_strdup (lane->planned ? _ ("planned") : _ ("no session recorded"));
      lane->sum_long = g_strdup (lane->sum);
      return;
    }
  /* Translators: sessions held of those that were due. */
  lane->sum = g_strdup_printf (_ ("%u of %u held"), held, all);
  lane->sum_long = near_infusion > 0 ? g_strdup_printf (_ ("%s · %u within %d days of an infusion"),
                                                        lane->sum, near_infusion, window)
                                     : g_strdup (lane->sum);
}

static void
sum_infusions (const TideTimelineModel *self, TideLane *lane)
{
  guint given = 0;
  gint64 last = 0;

  set_amounts (self, lane);
  for (guint i = 0; i < lane->marks->len; i++)
    {
      const TideLaneMark *mark = &g_array_index (lane->marks, TideLaneMark, i);

      if (!tide_session_took_place (mark->session))
        continue;
      given++;
      last = mark->utc;
    }
  lane->planned = lane->first > self->now;
  if (given == 0)
    {
      lane->sum = g_strdup (lane->planned ? _ ("planned") : _ ("no dose recorded"));
      lane->sum_long = g_strdup (lane->sum);
      return;
    }
  lane->sum = lane->per_kg ? g_strdup_printf (ngettext ("%u infusion", "%u infusions", given), given)
                           : g_strdup_printf (ngettext ("%u dose", "%u doses", given), given);
  {
    g_autofree char *date = tide_timeline_short_date (tide_timeline_date_of (last));

    lane->sum_second = g_strdup_printf (_ ("last %s"), date);
  }
  lane->sum_long = g_strdup_printf ("%s · %s", lane->sum, lane->sum_second);
}

void
tide_timeline_model_build_lanes (TideTimelineModel *self)
{
  for (guint i = 0; i < self->history->courses->len; i++)
    add_course (self, g_ptr_array_index (self->history->courses, i));
  g_ptr_array_sort (self->lanes, compare_lanes);
  for (guint i = 0; i < self->lanes->len; i++)
    {
      TideLane *lane = g_ptr_array_index (self->lanes, i);

      g_array_sort (lane->marks, compare_marks);
      g_array_sort (lane->steps, compare_steps);
      if (lane->kind == TIDE_LANE_DOSE)
        sum_doses (self, lane);
      else if (lane->kind == TIDE_LANE_SESSION)
        sum_sessions (self, lane);
      else
        sum_infusions (self, lane);
    }
}
