/* tide-cohort-row.c: folds the courses of one patient to rows. */
#include "tide-cohort-row.h"

#include <math.h>
#include <string.h>

#include "tide-outcome-private.h"

#define SECONDS_OF_A_DAY 86400.0

const TideWindow tide_windows[TIDE_N_WINDOWS]
  = { { 1, 4, 10 }, { 2, 11, 17 }, { 4, 21, 35 }, { 8, 49, 63 }, { 12, 70, 98 }, { 24, 140, 196 } };

static gint32
to_seconds (double days)
{
  return isnan (days) ? G_MININT32 : (gint32) lround (days * SECONDS_OF_A_DAY);
}

static double
to_days (gint32 seconds)
{
  return seconds == G_MININT32 ? NAN : seconds / SECONDS_OF_A_DAY;
}

double
tide_cohort_event_get_lower (const TideCohortEvent *self)
{
  g_return_val_if_fail (self != NULL, NAN);
  return to_days (self->lower_s);
}

double
tide_cohort_event_get_upper (const TideCohortEvent *self)
{
  g_return_val_if_fail (self != NULL, NAN);
  return to_days (self->upper_s);
}

double
tide_cohort_value (gint32 units)
{
  return units == G_MININT32 ? NAN : (double) units / TIDE_RATING_UNITS;
}

static void
count (guint8 *n)
{
  if (*n < G_MAXUINT8)
    (*n)++;
}

/* --- ratings --- */

/* The nearest to the day; of two as near the earlier. */
static void
take_window (TideCohortRow *row, double *distances, const TideVisitOutcome *visit)
{
  for (guint i = 0; i < TIDE_N_WINDOWS; i++)
    {
      double distance = ABS (visit->day - 7 * tide_windows[i].week);
      if (visit->day < tide_windows[i].from_day || visit->day > tide_windows[i].to_day
          || (row->windows[i] != G_MININT32 && distance >= distances[i]))
        continue;
      row->windows[i] = visit->rating.value;
      distances[i] = distance;
    }
}

static void
take_visit (TideCohortRow *row, double *distances, const TideVisitOutcome *visit)
{
  row->last = visit->rating.value;
  row->last_state = (guint8) visit->state;
  if (row->best == G_MININT32 || visit->rating.value < row->best)
    row->best = visit->rating.value;
  for (guint bit = 0; bit < TIDE_N_MARKS; bit++)
    if (visit->marks & (1u << bit))
      count (&row->marks[bit]);
  take_window (row, distances, visit);
}

static void
take_visits (TideCohortRow *row, const TideOutcome *outcome, guint course, const TideCourseEvents *events)
{
  double distances[TIDE_N_WINDOWS] = { 0 };
  for (guint i = 0; i < outcome->n_visits; i++)
    {
      const TideVisitOutcome *visit = &outcome->visits[i];
      if (visit->course != (int) course)
        visit = &outcome->closings[i];
      if (visit->course != (int) course || visit->passed_over || visit->too_fresh
          || visit->state == TIDE_STATE_NONE || visit->state == TIDE_STATE_BASELINE
          || (TideDate) visit->day + row->day0 > events->followed_to)
        continue;
      take_visit (row, distances, visit);
    }
}

/* --- the course --- */

/* Trials that were written down as without response, and earlier courses that were rated and brought none. */
static guint8
count_failed (const TideHistory *history, const TideCourseEvents *events, guint course, TideDate day0)
{
  int none = tide_code_from_text (tide_trial_response_codes, "none");
  guint8 n = 0;
  for (guint i = 0; i < history->trials->len; i++)
    {
      const TideTrial *trial = history->trials->pdata[i];
      if (trial->response == none && !trial->entered_in_error
          && (!tide_date_is_known (trial->started_on) || !tide_date_is_known (day0)
              || trial->started_on < day0))
        count (&n);
    }
  for (guint i = 0; i < course; i++)
    if (events[i].events[TIDE_COURSE_RESPONSE].status == TIDE_EVENT_CENSORED)
      count (&n);
  return n;
}

static void
fill_arms (TideCohortRow *row, const TideCourseOutcome *course)
{
  row->arm = (guint8) course->course->arm;
  row->route = (guint8) course->course->route;
  row->arms = (guint16) (1u << course->course->arm);
  for (guint i = 0; i < course->with->len; i++)
    row->arms |= (guint16) (1u << ((const TideCourse *) course->with->pdata[i])->arm);
}

static void
fill_events (TideCohortRow *row, const TideCourseEvents *events)
{
  for (guint kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
    {
      const TideCourseEvent *event = &events->events[kind];
      row->events[kind] = (TideCohortEvent){ .lower_s = to_seconds (event->lower_days),
                                             .upper_s = to_seconds (event->upper_days),
                                             .status = (guint8) event->status,
                                             .why = (guint8) event->why,
                                             .confirmed = event->confirmed };
    }
  const TideCourseEvent *response = &events->events[TIDE_COURSE_RESPONSE];
  row->excluded = response->status == TIDE_EVENT_EXCLUDED ? (guint8) response->why : TIDE_WHY_NONE;
  row->gap_s = to_seconds (events->gap_days);
  row->n_ratings = (guint8) MIN (events->n_ratings, G_MAXUINT8);
  row->n_recall = (guint8) MIN (events->n_recall, G_MAXUINT8);
  row->died = events->died;
}

static TideCohortRow
fold_course (const TideHistory *history, const TideOutcome *outcome, guint index,
             const TideCourseEvents *events)
{
  const TideCourseOutcome *course = &outcome->courses[index];
  TideCohortRow row = { .patient_id = course->course->patient_id,
                        .course_id = course->course->base.id,
                        .day0 = tide_instant_get_date (course->day0),
                        .baseline = G_MININT32,
                        .best = G_MININT32,
                        .last = G_MININT32,
                        .age = -1,
                        .end_reason = (guint8) course->course->end_reason };
  for (guint i = 0; i < TIDE_N_WINDOWS; i++)
    row.windows[i] = G_MININT32;
  if (course->baseline >= 0)
    {
      row.baseline = outcome->visits[course->baseline].rating.value;
      row.low_baseline = course->baseline_value < course->rule.low_baseline_below - 1e-9;
    }
  if (history->patient != NULL)
    {
      row.sex = (guint8) history->patient->sex;
      row.age = (gint16) tide_date_age (history->patient->birth_date, row.day0);
    }
  fill_arms (&row, course);
  fill_events (&row, &events[index]);
  row.failed_before = count_failed (history, events, index, row.day0);
  take_visits (&row, outcome, index, &events[index]);
  return row;
}

void
tide_cohort_fold (const TideHistory *history, TideInstrument *instrument, const TideThresholds *thresholds,
                  TideInstant now, const TideEventOptions *options, GArray *rows)
{
  g_return_if_fail (history != NULL && instrument != NULL && thresholds != NULL && rows != NULL);
  g_autoptr (TideOutcome) outcome = tide_outcome_compute_by (history, instrument, thresholds, now,
                                                             options != NULL ? &options->states : NULL);
  g_autofree TideCourseEvents *events
    = tide_course_events_compute (outcome, history, instrument, thresholds, now, options);
  guint8 numbers[TIDE_N_ARMS] = { 0 };
  for (guint i = 0; i < outcome->n_courses; i++)
    {
      if (!tide_outcome_aims_at (&outcome->courses[i], instrument))
        continue;
      TideCohortRow row = fold_course (history, outcome, i, events);
      /* By the arm that opened it: ketamine twice is a repeat, whatever was given beside it. */
      count (&numbers[row.arm]);
      row.number = numbers[row.arm];
      g_array_append_val (rows, row);
    }
}
