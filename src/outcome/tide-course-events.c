/* tide-course-events.c: from the visits of a course to four events, each an interval with its censoring.
 *
 * First the ratings that may decide are listed, up to where the follow-up ends and with the reason why it
 * ends there; each event is then one walk along the list (clinical.md 3.6). */
#include "tide-course-events.h"

#include <math.h>

#include "tide-outcome-private.h"

#define TOLERANCE 1e-9
#define RECOVERY_DAYS 365   /* "remission held for at least one year": Mataix-Cols 2016 */
#define CONFIRM_DAYS 7      /* "for at least one week": clinical.md 3.6 */
#define FIRST_DAY_EVENT 0.5 /* an event at t = 0 */

/* A rating that may decide. */
typedef struct
{
  double days; /* since day 0 */
  TideDate date;
  guint visit;
  gboolean responds, remits, relapsed;
  const char *clause;
} Point;

typedef struct
{
  const TideOutcome *outcome;
  const TideHistory *history;
  TideInstrument *instrument;
  const TideThresholds *thresholds;
  TideInstant now;
  TideEventOptions options;
  guint index;
  const TideCourseOutcome *course;
  TideDate day0, stop; /* stop: the last course of the period ended; unknown: runs */
  GArray *points;      /* Point by time */
  TideCourseEvents *events;
} Walk;

TideEventOptions
tide_event_options_default (void)
{
  return (TideEventOptions){ 0 };
}

/* --- how far a course is followed --- */

static const TideCourse *
get_member (const Walk *w, guint i)
{
  return i == 0 ? w->course->course : w->course->with->pdata[i - 1];
}

/* The day on which the last of the courses that are judged as one ended. */
static TideDate
find_period_stop (const Walk *w)
{
  TideDate stop = TIDE_DATE_UNKNOWN;
  for (guint i = 0; i <= w->course->with->len; i++)
    {
      TideDate own = tide_course_find_stop (w->history, get_member (w, i), w->now);
      if (!tide_date_is_known (own))
        return TIDE_DATE_UNKNOWN;
      stop = i == 0 ? own : MAX (stop, own);
    }
  return stop;
}

/* What is given in sessions works on after the last one; what is taken daily does not count after its stop.
 */
static gboolean
is_daily (const Walk *w)
{
  for (guint i = 0; i <= w->course->with->len; i++)
    if (!tide_arm_has_daily_dose ((TideArm) get_member (w, i)->arm))
      return FALSE;
  return TRUE;
}

/* The last day whose ratings count.  Response and remission of sessions: so long after the last one as its
 * effect may carry over; their duration is followed on, for it is what is asked. */
static TideDate
get_last_day (const Walk *w, TideCourseEventKind kind)
{
  if (!tide_date_is_known (w->stop) || w->options.policy == TIDE_TREATMENT_POLICY)
    return G_MAXINT32;
  if (is_daily (w))
    return w->stop;
  if (kind == TIDE_COURSE_DURATION || kind == TIDE_COURSE_RELAPSE)
    return G_MAXINT32;
  return w->stop + (TideDate) tide_thresholds_get (w->thresholds, "carry_over_days");
}

/* Started and for the same target: what ends the follow-up of this one. */
static TideDate
find_next_start (const Walk *w)
{
  if (w->index + 1 >= w->outcome->n_courses)
    return TIDE_DATE_UNKNOWN;
  const TideCourseOutcome *next = &w->outcome->courses[w->index + 1];
  return next->planned ? TIDE_DATE_UNKNOWN : tide_instant_get_date (next->day0);
}

/* Whether this course went on beside the next one: by its recorded end, else by its sessions. */
static gboolean
runs_beside (const Walk *w, TideDate next)
{
  if (tide_date_is_known (w->stop))
    return w->stop > next;
  for (guint i = 0; i <= w->course->with->len; i++)
    {
      const TideCourse *course = get_member (w, i);
      if (tide_arm_has_daily_dose ((TideArm) course->arm))
        return TRUE;
      gboolean any = FALSE;
      for (guint j = 0; j < w->history->sessions->len; j++)
        {
          const TideSession *session = w->history->sessions->pdata[j];
          if (!tide_course_was_treated_by (course, session))
            continue;
          any = TRUE;
          if (tide_instant_get_date (session->started) >= next)
            return TRUE;
        }
      if (!any)
        return TRUE; /* nothing says that it was over */
    }
  return FALSE;
}

static TideEventWhy
explain_stop (const Walk *w)
{
  return tide_end_reason_is_dropout (w->course->course->end_reason) ? TIDE_WHY_LOST : TIDE_WHY_STOPPED;
}

/* What ended the follow-up when the event was not seen: the earliest of death, stop and the next treatment.
 */
static TideEventWhy
find_why (const Walk *w, TideCourseEventKind kind)
{
  TideDate died_on, next = find_next_start (w), last = get_last_day (w, kind);
  gboolean policy = w->options.policy == TIDE_TREATMENT_POLICY;
  gboolean has_next = tide_date_is_known (next) && !policy;
  if (tide_history_get_death (w->history, &died_on)
      && (!has_next || (tide_date_is_known (died_on) && died_on <= next))
      && (!tide_date_is_known (died_on) || died_on <= last))
    return TIDE_WHY_DIED;
  if (last != G_MAXINT32 && (!has_next || last < next))
    return explain_stop (w);
  if (has_next)
    return runs_beside (w, next) ? TIDE_WHY_OVERLAP : TIDE_WHY_SWITCHED;
  return explain_stop (w) == TIDE_WHY_LOST ? TIDE_WHY_LOST : TIDE_WHY_LAST_RATING;
}

/* --- the ratings that decide --- */

static void
add_point (Walk *w, const TideVisitOutcome *visit, guint index, double days)
{
  Point point = { .days = days,
                  .date = w->day0 + visit->day,
                  .visit = index,
                  .responds = (visit->meets & TIDE_MEETS_RESPONSE) != 0,
                  .remits = (visit->meets & TIDE_MEETS_REMISSION) != 0,
                  .relapsed = visit->state == TIDE_STATE_RELAPSE,
                  .clause = visit->clause };
  g_array_append_val (w->points, point);
}

/* A rating under a later treatment, judged against this course's baseline: its CGI compares with another
 * state, so the score speaks alone.  A new treatment has been started: a response that is lost is a relapse.
 */
static void
add_followed (Walk *w, const TideVisitOutcome *visit, guint index)
{
  TideStateLimits limits = tide_state_limits_from (w->course->criteria, w->thresholds);
  limits.strict = w->options.states.strict;
  TideEvidence evidence
    = { .baseline = w->course->baseline_value, .value = tide_rating_get_value (&visit->rating) };
  TideJudgement found = tide_outcome_judge (&w->course->rule, &limits, &evidence);
  if (found.state == TIDE_STATE_NONE)
    return;
  /* Its days count from the later course: so many more from this one. */
  const TideCourseOutcome *later = &w->outcome->courses[visit->course];
  gboolean by_clock = tide_arm_is_ketamine ((TideArm) w->course->course->arm);
  TideDate later_day0 = tide_instant_get_date (later->day0);
  TideVisitOutcome followed = { .meets = found.meets, .clause = found.clause, .state = found.state };
  followed.day = visit->day + (int) (later_day0 - w->day0);
  TideInstant taken = { visit->rating.taken_utc, later->day0.offset, TIDE_PRECISION_MINUTE };
  if (visit->rating.flags & TIDE_RATING_DAY_ONLY)
    taken = tide_instant_from_date (w->day0 + followed.day);
  double days = by_clock ? tide_outcome_days_between (taken, w->course->day0) : (double) followed.day;
  if (!(found.meets & TIDE_MEETS_RESPONSE))
    {
      followed.state = TIDE_STATE_RELAPSE;
      followed.clause = "relapse_by_treatment";
    }
  w->events->n_ratings++;
  add_point (w, &followed, index, days);
}

/* Counts every rating of the course, and lists those that decide. */
static void
take_visit (Walk *w, const TideVisitOutcome *visit, guint index)
{
  TideCourseEvents *events = w->events;
  if (w->course->baseline == (int) index || isnan (visit->days) || visit->days < 0
      || tide_instant_compare ((TideInstant){ visit->rating.taken_utc, 0, TIDE_PRECISION_MINUTE }, w->now)
           > 0)
    return;
  if (visit->passed_over || visit->too_fresh)
    {
      events->n_passed_over += visit->passed_over;
      events->n_too_fresh += visit->too_fresh && !visit->passed_over;
      return;
    }
  if (visit->state == TIDE_STATE_NONE)
    return;
  events->n_ratings++;
  if (visit->recalls_start && !w->options.include_recall)
    events->n_recall++;
  else
    add_point (w, visit, index, visit->days);
}

static void
list_points (Walk *w)
{
  const TideOutcome *outcome = w->outcome;
  gboolean follow = w->options.policy == TIDE_TREATMENT_POLICY;
  for (guint i = 0; i < outcome->n_visits; i++)
    {
      const TideVisitOutcome *visit = &outcome->visits[i];
      if (visit->course == (int) w->index)
        take_visit (w, visit, i);
      else if (outcome->closings[i].course == (int) w->index)
        take_visit (w, &outcome->closings[i], i);
      else if (follow && visit->course > (int) w->index && !visit->passed_over && !visit->too_fresh)
        add_followed (w, visit, i);
    }
}

static const Point *
get_point (const Walk *w, guint i)
{
  return &g_array_index (w->points, Point, i);
}

/* How many points of the list count for @kind. */
static guint
count_points (const Walk *w, TideCourseEventKind kind)
{
  TideDate last = get_last_day (w, kind);
  guint n = w->points->len;
  while (n > 0 && get_point (w, n - 1)->date > last)
    n--;
  return n;
}

static gboolean
has_criterion (const Walk *w, guint i, TideCourseEventKind kind)
{
  const Point *point = get_point (w, i);
  switch (kind)
    {
    case TIDE_COURSE_REMISSION:
      return point->remits;
    case TIDE_COURSE_DURATION:
      return !point->responds;
    case TIDE_COURSE_RELAPSE:
      return point->relapsed;
    case TIDE_COURSE_RESPONSE:
    case TIDE_N_COURSE_EVENTS:
    default:
      return point->responds;
    }
}

/* Holds at the next rating 7 days later or more, and at all before it.  By the calendar, as the relapse
 * counts its days: whether a week has passed does not hang on the hour of the appointment. */
static gboolean
is_confirmed (const Walk *w, guint at, guint n, TideCourseEventKind kind)
{
  for (guint i = at + 1; i < n; i++)
    {
      if (!has_criterion (w, i, kind))
        return FALSE;
      if (get_point (w, i)->date - get_point (w, at)->date >= CONFIRM_DAYS)
        return TRUE;
    }
  return FALSE;
}

/* --- the events --- */

static TideCourseEvent
exclude (TideEventWhy why)
{
  return (TideCourseEvent){ TIDE_EVENT_EXCLUDED, why, NAN, NAN, FALSE, -1, NULL };
}

static TideCourseEvent
see (const Walk *w, guint at, double lower, double upper, gboolean confirmed)
{
  return (TideCourseEvent){ .status = TIDE_EVENT_SEEN,
                            .lower_days = MAX (lower, 0),
                            .upper_days = upper > TOLERANCE ? upper : FIRST_DAY_EVENT,
                            .confirmed = confirmed,
                            .visit = (int) get_point (w, at)->visit,
                            .clause = get_point (w, at)->clause };
}

/* Followed to the last of @n points without the event. */
static TideCourseEvent
censor (const Walk *w, guint n, double origin, TideEventWhy why)
{
  double days = n > 0 ? get_point (w, n - 1)->days - origin : 0;
  if (days <= TOLERANCE)
    return exclude (n == 0 ? TIDE_WHY_NOT_RATED : TIDE_WHY_NO_FOLLOW_UP);
  return (
    TideCourseEvent){ TIDE_EVENT_CENSORED, why, days, NAN, FALSE, (int) get_point (w, n - 1)->visit, NULL };
}

static const char *
name_criterion (TideCourseEventKind kind)
{
  return kind == TIDE_COURSE_REMISSION ? "remission" : "response";
}

/* The first point that counts as reaching the criterion, -1 none. */
static int
find_reached (const Walk *w, guint n, TideCourseEventKind kind)
{
  for (guint i = 0; i < n; i++)
    if (has_criterion (w, i, kind)
        && (w->options.moment == TIDE_MOMENT_FIRST || is_confirmed (w, i, n, kind)))
      return (int) i;
  return -1;
}

/* Response or remission: from the first dose. */
static TideCourseEvent
find_reaching (const Walk *w, TideCourseEventKind kind)
{
  const TideChangeRule *rule = &w->course->rule;
  if (kind == TIDE_COURSE_REMISSION ? isnan (rule->remission_at_most)
                                    : isnan (rule->response_percent) && isnan (rule->response_points))
    return exclude (TIDE_WHY_NO_CRITERION);
  guint n = count_points (w, kind);
  int at = find_reached (w, n, kind);
  if (at < 0)
    return censor (w, n, 0, find_why (w, kind));
  TideCourseEvent event = see (w, (guint) at, at > 0 ? get_point (w, (guint) at - 1)->days : 0,
                               get_point (w, (guint) at)->days, is_confirmed (w, (guint) at, n, kind));
  /* A remission that is also a response is named by the state; the event says which criterion was asked. */
  event.clause = name_criterion (kind);
  return event;
}

/* The last dose of the acute series, or the last session, in days since day 0; NAN for daily drugs. */
static double
find_last_dose (const Walk *w)
{
  const TideCourse *course = w->course->course;
  if (tide_arm_has_daily_dose ((TideArm) course->arm))
    return NAN;
  gboolean ketamine = tide_arm_is_ketamine ((TideArm) course->arm);
  double gap = tide_thresholds_get (w->thresholds, "series_gap_days"), last = NAN;
  for (guint i = 0; i < w->history->sessions->len; i++)
    {
      const TideSession *session = w->history->sessions->pdata[i];
      if (!tide_course_was_treated_by (course, session)
          || tide_instant_compare (session->started, w->now) > 0)
        continue;
      double days = ketamine ? tide_outcome_days_between (session->started, w->course->day0)
                             : (double) (tide_instant_get_date (session->started) - w->day0);
      if (ketamine && !isnan (last) && days - last > gap)
        break;
      last = days;
    }
  return last;
}

/* A daily dose that was raised between two days: of the course, or of one that runs beside it. */
static gboolean
was_raised (const Walk *w, TideDate after, TideDate until)
{
  for (guint i = 1; i < w->history->dose_steps->len; i++)
    {
      const TideDoseStep *before = w->history->dose_steps->pdata[i - 1],
                         *step = w->history->dose_steps->pdata[i];
      if (before->course_id == step->course_id && step->dose_mg_per_day > before->dose_mg_per_day
          && step->from_date > after && step->from_date < until)
        return TRUE;
    }
  return FALSE;
}

/* The number of points up to the rescue: the first rise of a dose after a rating that lacked the criterion.
 */
static guint
count_to_rescue (const Walk *w, guint from, guint n)
{
  for (guint i = from + 1; w->options.policy == TIDE_WHILE_ON_TREATMENT && i < n; i++)
    if (!get_point (w, i - 1)->responds
        && was_raised (w, get_point (w, i - 1)->date - 1, get_point (w, i)->date))
      return i;
  return n;
}

/* Duration and relapse: from the origin, of courses with a response at point @at. */
static TideCourseEvent
find_losing (const Walk *w, TideCourseEventKind kind, guint at, double origin)
{
  gboolean relapse = kind == TIDE_COURSE_RELAPSE;
  guint all = count_points (w, kind), n = relapse ? count_to_rescue (w, at, all) : all;
  double before = MAX (get_point (w, at)->days, origin);
  for (guint i = at + 1; i < n; i++)
    {
      const Point *point = get_point (w, i);
      if (point->days <= origin + TOLERANCE)
        continue;
      if (has_criterion (w, i, kind))
        return see (w, i, before - origin, point->days - origin, is_confirmed (w, i, n, kind));
      before = point->days;
    }
  return censor (w, n, origin, n < all ? TIDE_WHY_RESCUE : find_why (w, kind));
}

static void
find_losses (Walk *w)
{
  TideCourseEvent *events = w->events->events;
  const TideCourseEvent *response = &events[TIDE_COURSE_RESPONSE];
  guint n = count_points (w, TIDE_COURSE_RESPONSE);
  int at = find_reached (w, n, TIDE_COURSE_RESPONSE);
  if (at < 0)
    {
      gboolean unconfirmed = FALSE;
      for (guint i = 0; i < n; i++)
        unconfirmed |= get_point (w, i)->responds;
      TideEventWhy why = response->status == TIDE_EVENT_EXCLUDED ? response->why
                         : unconfirmed                           ? TIDE_WHY_UNCONFIRMED
                                                                 : TIDE_WHY_NO_RESPONSE;
      events[TIDE_COURSE_DURATION] = events[TIDE_COURSE_RELAPSE] = exclude (why);
      return;
    }
  double origin = get_point (w, (guint) at)->days, last_dose = find_last_dose (w);
  if (w->options.origin == TIDE_ORIGIN_LAST_DOSE && last_dose > origin)
    origin = last_dose;
  w->events->origin_days = origin;
  events[TIDE_COURSE_DURATION] = find_losing (w, TIDE_COURSE_DURATION, (guint) at, origin);
  events[TIDE_COURSE_RELAPSE] = tide_outcome_aims_at (w->course, w->instrument)
                                  ? find_losing (w, TIDE_COURSE_RELAPSE, (guint) at, origin)
                                  : exclude (TIDE_WHY_NO_CRITERION);
}

/* --- what the clinic is told of a running course --- */

static gboolean
is_running (const Walk *w)
{
  TideDate today = tide_instant_get_date (w->now);
  return !w->course->planned && (!tide_date_is_known (w->stop) || w->stop >= today)
         && (!tide_instant_is_known (w->course->until) || tide_instant_get_date (w->course->until) >= today);
}

static void
find_fading (Walk *w)
{
  guint n = w->points->len, lost = n;
  while (lost > 0 && !get_point (w, lost - 1)->responds)
    lost--;
  if (lost == 0 || lost == n || !is_running (w))
    return;
  const TideVisitOutcome *last = &w->outcome->visits[get_point (w, n - 1)->visit];
  if (last->marks & TIDE_MARK_WATCH)
    w->events->watch = (int) get_point (w, lost)->visit;
  gboolean held = FALSE;
  for (guint i = 0; i < lost; i++)
    held |= get_point (w, i)->responds && is_confirmed (w, i, lost, TIDE_COURSE_RESPONSE);
  if (held && n - lost >= 2)
    w->events->faded = (int) get_point (w, lost)->visit;
}

static void
find_recovery (Walk *w)
{
  TideDate since = TIDE_DATE_UNKNOWN;
  for (guint i = 0; i < w->points->len && w->events->recovery < 0; i++)
    {
      const Point *point = get_point (w, i);
      if (!point->remits)
        since = TIDE_DATE_UNKNOWN;
      else if (!tide_date_is_known (since))
        since = point->date;
      else if (point->date - since >= RECOVERY_DAYS)
        w->events->recovery = (int) point->visit;
    }
}

/* Gaps come nearly equal and a course has a dozen: each is put in its place. */
static void
insert (double *gaps, guint n, double gap)
{
  for (; n > 0 && gaps[n - 1] > gap; n--)
    gaps[n] = gaps[n - 1];
  gaps[n] = gap;
}

static void
find_gap (Walk *w)
{
  guint n = w->points->len;
  double few[32];
  g_autofree double *many = n > G_N_ELEMENTS (few) ? g_new (double, n) : NULL;
  double *gaps = many != NULL ? many : few;
  for (guint i = 0; i < n; i++)
    insert (gaps, i, get_point (w, i)->days - (i > 0 ? get_point (w, i - 1)->days : 0));
  if (n > 0)
    w->events->gap_days = (gaps[(n - 1) / 2] + gaps[n / 2]) / 2;
}

static TideEventWhy
find_exclusion (const Walk *w)
{
  if (w->course->planned)
    return TIDE_WHY_PLANNED;
  if (!tide_instant_is_known (w->course->day0))
    return TIDE_WHY_NO_START;
  if (w->course->baseline < 0)
    return TIDE_WHY_NO_BASELINE;
  double floor = w->course->rule.floor;
  return isnan (tide_outcome_percent (w->course->baseline_value, floor, floor)) ? TIDE_WHY_AT_FLOOR
                                                                                : TIDE_WHY_NONE;
}

static void
walk_course (Walk *w)
{
  *w->events = (TideCourseEvents){
    .origin_days = NAN, .last_days = NAN, .gap_days = NAN, .recovery = -1, .watch = -1, .faded = -1
  };
  w->day0 = tide_instant_get_date (w->course->day0);
  w->stop = find_period_stop (w);
  w->events->followed_to = get_last_day (w, TIDE_COURSE_RESPONSE);
  TideEventWhy why = find_exclusion (w);
  if (why != TIDE_WHY_NONE)
    {
      for (guint i = 0; i < TIDE_N_COURSE_EVENTS; i++)
        w->events->events[i] = exclude (why);
      return;
    }
  g_array_set_size (w->points, 0);
  list_points (w);
  if (w->points->len > 0)
    w->events->last_days = get_point (w, w->points->len - 1)->days;
  w->events->events[TIDE_COURSE_RESPONSE] = find_reaching (w, TIDE_COURSE_RESPONSE);
  w->events->events[TIDE_COURSE_REMISSION] = find_reaching (w, TIDE_COURSE_REMISSION);
  find_losses (w);
  find_fading (w);
  find_recovery (w);
  find_gap (w);
  w->events->died = tide_history_get_death (w->history, NULL) && !tide_date_is_known (find_next_start (w));
}

TideCourseEvents *
tide_course_events_compute (const TideOutcome *outcome, const TideHistory *history,
                            TideInstrument *instrument, const TideThresholds *thresholds, TideInstant now,
                            const TideEventOptions *options)
{
  g_return_val_if_fail (outcome != NULL && history != NULL && instrument != NULL && thresholds != NULL, NULL);
  TideCourseEvents *events = g_new0 (TideCourseEvents, outcome->n_courses + 1);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (Point));
  for (guint i = 0; i < outcome->n_courses; i++)
    {
      Walk w = { .outcome = outcome,
                 .history = history,
                 .instrument = instrument,
                 .thresholds = thresholds,
                 .now = now,
                 .options = options != NULL ? *options : tide_event_options_default (),
                 .index = i,
                 .course = &outcome->courses[i],
                 .points = points,
                 .events = &events[i] };
      walk_course (&w);
    }
  return events;
}
