/* tide-timeline-spans.c: stretches of time that change how a score is read: dosing runs and carry-over of
 * ketamine, two arms at once, the usual time of effect of a course that is still to be rated; and how far the
 * whole history reaches. */
#include "tide-timeline-private.h"

#include <math.h>

/* Doses further apart than this belong to two series: induction is two or three a week, maintenance starts at
 * two to four weeks (clinical.md 4.1). */
#define SERIES_GAP (14 * TIDE_DAY)
/* What is shown before the first rating, and after day 0 of a course to come: four and fourteen weeks. */
#define SPAN_BEFORE_DAYS 28
#define EXPECTED_DAYS 98

static gint64
threshold_seconds (const TideTimelineModel *self, const char *rule, gint64 unit)
{
  return (gint64) llround (tide_thresholds_get (self->thresholds, rule) * (double) unit);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

/* Times of every ketamine or esketamine dose that was given, by time (transfer full). */
static GArray *
list_doses (const TideTimelineModel *self)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint l = 0; l < self->lanes->len; l++)
    {
      const TideLane *lane = g_ptr_array_index (self->lanes, l);

      for (guint i = 0; tide_arm_is_ketamine (lane->arm) && i < lane->marks->len; i++)
        {
          const TideLaneMark *mark = &g_array_index (lane->marks, TideLaneMark, i);

          if (tide_session_took_place (mark->session) && mark->utc <= self->now)
            g_array_append_val (times, mark->utc);
        }
    }
  g_array_sort (times, compare_times);
  return times;
}

static void
add_span (GArray *spans, gint64 from, gint64 to)
{
  TideSpan span = { from, to };

  if (to > from)
    g_array_append_val (spans, span);
}

static void
build_carry_over (TideTimelineModel *self)
{
  g_autoptr (GArray) doses = list_doses (self);
  gint64 carry = threshold_seconds (self, "carry_over_days", TIDE_DAY);

  for (guint i = 0; i < doses->len;)
    {
      guint last = i;
      gint64 from = g_array_index (doses, gint64, i), end, next;

      while (last + 1 < doses->len
             && g_array_index (doses, gint64, last + 1) - g_array_index (doses, gint64, last) <= SERIES_GAP)
        last++;
      end = g_array_index (doses, gint64, last);
      next = last + 1 < doses->len ? g_array_index (doses, gint64, last + 1) : G_MAXINT64;
      add_span (self->runs, from, end);
      /* A new dose prolongs what the last one left: the dots go on, only a new run stands without them. */
      add_span (self->carry, end, MIN (end + carry, next));
      if (self->carry_end->len > 0
          && g_array_index (self->carry_end, TideSpan, self->carry_end->len - 1).to >= from)
        g_array_index (self->carry_end, TideSpan, self->carry_end->len - 1).to = end + carry;
      else
        add_span (self->carry_end, end, end + carry);
      i = last + 1;
    }
}

/* Start and end of a course on its lane; FALSE when it stands in none. */
static gboolean
course_span (const TideTimelineModel *self, const TideCourse *course, TideSpan *span, gint64 *last_change)
{
  gboolean found = FALSE;

  *span = (TideSpan){ G_MAXINT64, 0 };
  *last_change = 0;
  for (guint l = 0; l < self->lanes->len; l++)
    {
      const TideLane *lane = g_ptr_array_index (self->lanes, l);

      for (guint i = 0; i < lane->steps->len; i++)
        {
          const TideLaneStep *step = &g_array_index (lane->steps, TideLaneStep, i);

          if (step->course != course || step->dose_mg == 0)
            continue;
          *span = (TideSpan){ MIN (span->from, step->from), MAX (span->to, MIN (step->to, self->now)) };
          *last_change = MAX (*last_change, step->from);
          found = TRUE;
        }
      for (guint i = 0; i < lane->marks->len; i++)
        {
          const TideLaneMark *mark = &g_array_index (lane->marks, TideLaneMark, i);

          if (mark->course != course || !tide_session_took_place (mark->session))
            continue;
          *span = (TideSpan){ MIN (span->from, mark->utc), MAX (span->to, mark->utc) };
          *last_change = MAX (*last_change, mark->utc);
          found = TRUE;
        }
    }
  return found && span->to > span->from;
}

/* Courses of one outcome course are one treatment ("Ketamine IV + ERP"), not an overlap. */
static gboolean
are_companions (const TideTimelineModel *self, const TideCourse *a, const TideCourse *b)
{
  const TideOutcome *outcome = self->scales[0].outcome;

  for (guint i = 0; outcome != NULL && i < outcome->n_courses; i++)
    {
      const TideCourseOutcome *course = &outcome->courses[i];
      gboolean has_a = course->course == a, has_b = course->course == b;

      for (guint w = 0; course->with != NULL && w < course->with->len; w++)
        {
          has_a |= g_ptr_array_index (course->with, w) == a;
          has_b |= g_ptr_array_index (course->with, w) == b;
        }
      if (has_a && has_b)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_one_arm (int a, int b)
{
  return a == b || (tide_arm_is_ketamine (a) && tide_arm_is_ketamine (b));
}

static void
add_overlap (TideTimelineModel *self, const TideCourse *a, const TideCourse *b)
{
  gint64 background = threshold_seconds (self, "background_days", TIDE_DAY), change_a, change_b;
  TideSpan span_a, span_b;

  if (is_one_arm (a->arm, b->arm) || are_companions (self, a, b) || !course_span (self, a, &span_a, &change_a)
      || !course_span (self, b, &span_b, &change_b))
    return;
  /* An unchanged drug of eight weeks is background, not a second arm (clinical.md 3.6). */
  if (tide_arm_has_daily_dose (a->arm) && change_a + background <= span_b.from)
    return;
  if (tide_arm_has_daily_dose (b->arm) && change_b + background <= span_a.from)
    return;
  add_span (self->overlaps, MAX (span_a.from, span_b.from), MIN (span_a.to, span_b.to));
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const TideSpan *first = a, *second = b;

  return (first->from > second->from) - (first->from < second->from);
}

static void
merge_spans (GArray *spans)
{
  guint kept = 0;

  g_array_sort (spans, compare_spans);
  for (guint i = 1; i < spans->len; i++)
    {
      TideSpan *last = &g_array_index (spans, TideSpan, kept), next = g_array_index (spans, TideSpan, i);

      if (next.from <= last->to)
        last->to = MAX (last->to, next.to);
      else
        g_array_index (spans, TideSpan, ++kept) = next;
    }
  if (spans->len > 0)
    g_array_set_size (spans, kept + 1);
}

/* Within the weeks that ratings are due in; a second rating before day 0 takes nothing away from the plan. */
static gboolean
is_awaited (const TideTimelineModel *self)
{
  const TideCourseOutcome *course = tide_timeline_current_course (self);
  const TideOutcome *outcome = self->scales[0].outcome;

  if (course == NULL || !tide_instant_is_known (course->day0))
    return FALSE;
  if (self->sparse)
    return TRUE;
  return self->now < course->day0.utc + EXPECTED_DAYS * TIDE_DAY
         && outcome->visits[outcome->n_visits - 1].rating.taken_utc < course->day0.utc;
}

/* When the effect of the arm is usually seen, in weeks; FALSE: within days, too short to be shaded (F13). */
static gboolean
find_effect_weeks (TideTimelineModel *self, TideArm arm)
{
  gboolean therapy = arm == TIDE_ARM_CBT || arm == TIDE_ARM_OTHER_THERAPY;

  self->effect_arm = arm;
  self->effect_from
    = tide_thresholds_get (self->thresholds, therapy ? "therapy_effect_from_weeks" : "effect_from_weeks");
  self->effect_to
    = tide_thresholds_get (self->thresholds, therapy ? "therapy_effect_to_weeks" : "effect_to_weeks");
  return !tide_arm_is_ketamine (arm);
}

/* Those alone of whose weeks the thresholds name a source. */
static gboolean
has_usual_weeks (int arm)
{
  return arm == TIDE_ARM_SSRI || arm == TIDE_ARM_CBT;
}

static gboolean
is_running (const TideTimelineModel *self, const TideCourseOutcome *course)
{
  return tide_instant_is_known (course->day0) && course->day0.utc <= self->now
         && (!tide_instant_is_known (course->until) || course->until.utc > self->now);
}

/* When the effect of the course that runs is usually seen; before it is rated, also when ratings are due. */
static void
build_expectations (TideTimelineModel *self)
{
  const TideCourseOutcome *course = tide_timeline_current_course (self);
  gboolean slow;
  double weeks[3];

  if (course == NULL || (!self->awaited && !is_running (self, course)))
    return;
  slow = find_effect_weeks (self, course->course->arm);
  weeks[0] = slow ? MIN (4, self->effect_from / 2) : 1;
  weeks[1] = slow ? self->effect_from : 2;
  weeks[2] = slow ? self->effect_to : 4;
  if (has_usual_weeks (course->course->arm))
    add_span (self->effects, course->day0.utc + (gint64) (self->effect_from * 7 * TIDE_DAY),
              course->day0.utc + (gint64) (self->effect_to * 7 * TIDE_DAY));
  for (guint i = 0; i < 3 && self->awaited; i++)
    {
      gint64 due = course->day0.utc + (gint64) (weeks[i] * 7 * TIDE_DAY);

      if (due > self->now)
        g_array_append_val (self->dues, due);
    }
}

void
tide_timeline_model_build_spans (TideTimelineModel *self)
{
  build_carry_over (self);
  for (guint i = 0; i < self->history->courses->len; i++)
    for (guint j = i + 1; j < self->history->courses->len; j++)
      add_overlap (self, g_ptr_array_index (self->history->courses, i),
                   g_ptr_array_index (self->history->courses, j));
  merge_spans (self->overlaps);
  self->awaited = is_awaited (self);
  build_expectations (self);
}

static void
stretch (TideSpan *extent, gint64 utc)
{
  extent->from = MIN (extent->from, utc);
  extent->to = MAX (extent->to, utc);
}

static void
stretch_by_lanes (TideTimelineModel *self, TideSpan *extent)
{
  for (guint l = 0; l < self->lanes->len; l++)
    {
      const TideLane *lane = g_ptr_array_index (self->lanes, l);

      for (guint i = 0; i < lane->steps->len; i++)
        {
          const TideLaneStep *step = &g_array_index (lane->steps, TideLaneStep, i);

          stretch (extent, step->from);
          if (step->to < TIDE_OPEN_END)
            stretch (extent, step->to);
        }
      for (guint i = 0; i < lane->marks->len; i++)
        stretch (extent, g_array_index (lane->marks, TideLaneMark, i).utc);
    }
}

void
tide_timeline_model_build_extent (TideTimelineModel *self)
{
  const TideCourseOutcome *course = tide_timeline_current_course (self);
  TideSpan extent = { G_MAXINT64, -G_MAXINT64 };
  gint64 first_rating = G_MAXINT64;

  for (guint s = 0; s < 2; s++)
    {
      const TideOutcome *outcome = self->scales[s].outcome;

      for (guint i = 0; outcome != NULL && i < outcome->n_visits; i++)
        stretch (&extent, outcome->visits[i].rating.taken_utc);
      if (s == 0 && outcome != NULL && outcome->n_visits > 0)
        first_rating = outcome->visits[0].rating.taken_utc;
    }
  stretch_by_lanes (self, &extent);
  for (guint i = 0; i < self->events->len; i++)
    stretch (&extent, g_array_index (self->events, TideLaneEvent, i).utc);
  if (extent.from > extent.to)
    extent = (TideSpan){ self->now - 28 * TIDE_DAY, self->now };
  self->planned = extent.to > self->now || self->dues->len > 0;
  /* An old record is shown as it was; one that goes on is shown up to today. */
  if (self->now - extent.to <= MAX (180 * TIDE_DAY, (extent.to - extent.from) / 2))
    stretch (&extent, self->now);
  if (self->awaited)
    {
      stretch (&extent, MIN (first_rating, course->day0.utc) - SPAN_BEFORE_DAYS * TIDE_DAY);
      stretch (&extent, course->day0.utc + EXPECTED_DAYS * TIDE_DAY);
      self->from = extent.from;
      self->to = extent.to;
      return;
    }
  /* A few days stand in a frame of weeks: hours on the axis would make an evening look like a course. */
  if (extent.to - extent.from < 2 * SPAN_BEFORE_DAYS * TIDE_DAY)
    {
      gint64 missing = 2 * SPAN_BEFORE_DAYS * TIDE_DAY - (extent.to - extent.from);

      extent.from -= missing / 2;
      extent.to += missing / 2;
    }
  self->from = extent.from - MAX (TIDE_DAY / 2, (gint64) ((double) (extent.to - extent.from) * 0.016));
  self->to = extent.to + MAX (TIDE_DAY / 2, (gint64) ((double) (extent.to - extent.from) * 0.023));
}
