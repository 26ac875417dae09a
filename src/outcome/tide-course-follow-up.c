/* tide-course-follow-up.c: see the header. */
#include "tide-course-follow-up.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-outcome-private.h"

#define TOLERANCE 1e-9
#define RELIABLE_Z 1.96
/* Conventions of this program: which rating goes with which dose, and which with which month. */
#define BEFORE_DAYS 7
#define AFTER_DAYS 3

/* --- reliable change --- */

const char *
tide_reliable_class_get_code (TideReliableClass found)
{
  static const char *const codes[] = { "unknown", "recovered", "improved", "unchanged", "deteriorated" };
  g_return_val_if_fail (found < G_N_ELEMENTS (codes), NULL);
  return codes[found];
}

const char *
tide_reliable_class_get_label (TideReliableClass found)
{
  static const char *const labels[]
    = { N_ ("not known"), N_ ("recovered"), N_ ("improved"), N_ ("unchanged"), N_ ("deteriorated") };
  g_return_val_if_fail (found < G_N_ELEMENTS (labels), NULL);
  return _ (labels[found]);
}

TideReliableChange
tide_reliable_change (const TideChangeRule *rule, double baseline, double value)
{
  TideReliableChange change = { NAN, TIDE_RELIABLE_UNKNOWN };
  g_return_val_if_fail (rule != NULL, change);
  if (isnan (rule->reliable_change) || isnan (baseline) || isnan (value))
    return change;
  change.index = RELIABLE_Z * (baseline - value) / rule->reliable_change;
  gboolean crossed = !isnan (rule->remission_at_most) && baseline > rule->remission_at_most + TOLERANCE
                     && tide_outcome_at_least (rule->remission_at_most, value);
  if (tide_outcome_at_least (change.index, RELIABLE_Z))
    change.found = crossed ? TIDE_RELIABLE_RECOVERED : TIDE_RELIABLE_IMPROVED;
  else if (tide_outcome_at_least (-change.index, RELIABLE_Z))
    change.found = TIDE_RELIABLE_DETERIORATED;
  else
    change.found = TIDE_RELIABLE_UNCHANGED;
  return change;
}

/* --- ratings and doses --- */

/* As a rating of the course under way: the baseline of the next one closes it. */
static const TideVisitOutcome *
get_visit (const TideOutcome *outcome, guint index)
{
  const TideVisitOutcome *closing = &outcome->closings[index];
  return closing->course >= 0 ? closing : &outcome->visits[index];
}

static TideInstant
get_taken (const TideHistory *history, const TideVisitOutcome *visit)
{
  const TideAssessmentData *data = tide_history_find_assessment (history, visit->rating.assessment_id);
  return data != NULL ? data->taken : (TideInstant){ visit->rating.taken_utc, 0, TIDE_PRECISION_DAY };
}

static gboolean
can_be_judged (const TideVisitOutcome *visit)
{
  return !visit->passed_over && !visit->too_fresh && visit->state != TIDE_STATE_NONE
         && visit->state != TIDE_STATE_BASELINE;
}

/* Treatment sessions of one course, or of all courses of an arm (@course NULL), up to @now. */
static GPtrArray *
list_doses (const TideHistory *history, const TideCourse *course, TideArm arm, TideInstant now)
{
  GPtrArray *doses = g_ptr_array_new ();
  for (guint i = 0; i < history->sessions->len; i++)
    {
      TideSession *session = history->sessions->pdata[i];
      const TideCourse *own = tide_history_find_course (history, session->course_id);
      if (own != NULL && (course != NULL ? own == course : own->arm == (int) arm) && !own->entered_in_error
          && tide_course_was_treated_by (own, session) && tide_instant_compare (session->started, now) <= 0)
        g_ptr_array_add (doses, session);
    }
  return doses;
}

static const TideSession *
get_dose (const GPtrArray *doses, guint i)
{
  return i < doses->len ? doses->pdata[i] : NULL;
}

static gboolean
is_between (TideInstant taken, const TideSession *dose, const TideSession *next)
{
  return tide_instant_is_after_dose (taken, dose->started)
         && (next == NULL || !tide_instant_is_after_dose (taken, next->started));
}

/* --- session by session --- */

static void
place_visit (const TideOutcome *outcome, const TideHistory *history, guint index, const TideSession *previous,
             const TideSession *next, double carry_over_days, TideSessionOutcome *self)
{
  const TideVisitOutcome *visit = get_visit (outcome, index);
  TideInstant taken = get_taken (history, visit);
  TideDate day = tide_instant_get_date (taken), dose_day = tide_instant_get_date (self->session->started);
  if (visit->passed_over)
    return;
  if (!tide_instant_is_after_dose (taken, self->session->started))
    {
      if (dose_day - day <= BEFORE_DAYS
          && (previous == NULL || tide_instant_is_after_dose (taken, previous->started)))
        self->before = (int) index;
      return;
    }
  if (!is_between (taken, self->session, next))
    return;
  if (self->after < 0 && day - dose_day <= AFTER_DAYS
      && (next == NULL || day < tide_instant_get_date (next->started)))
    self->after = (int) index;
  if (can_be_judged (visit) && (next != NULL || (self->state < 0 && day - dose_day <= carry_over_days)))
    self->state = (int) index;
}

GArray *
tide_course_list_session_outcomes (const TideOutcome *outcome, guint course, const TideHistory *history,
                                   const TideThresholds *thresholds, TideInstant now)
{
  g_return_val_if_fail (outcome != NULL && course < outcome->n_courses && history != NULL, NULL);
  g_return_val_if_fail (thresholds != NULL, NULL);
  GArray *list = g_array_new (FALSE, FALSE, sizeof (TideSessionOutcome));
  const TideCourse *own = outcome->courses[course].course;
  double carry_over_days = tide_thresholds_get (thresholds, "carry_over_days");
  g_autoptr (GPtrArray) doses = list_doses (history, own, (TideArm) own->arm, now);
  for (guint i = 0; i < doses->len; i++)
    {
      TideSessionOutcome row = { i + 1, doses->pdata[i], -1, -1, -1 };
      for (guint v = 0; v < outcome->n_visits; v++)
        place_visit (outcome, history, v, i > 0 ? doses->pdata[i - 1] : NULL, get_dose (doses, i + 1),
                     carry_over_days, &row);
      g_array_append_val (list, row);
    }
  return list;
}

/* --- after the end --- */

/* The recorded end; unknown while the course runs. */
static TideDate
find_end (const TideCourse *course, TideInstant now)
{
  TideDate today = tide_instant_get_date (now);
  if (tide_date_is_known (course->ended_on))
    return course->ended_on <= today ? course->ended_on : TIDE_DATE_UNKNOWN;
  return TIDE_DATE_UNKNOWN;
}

static guint
count_boosters (const TideHistory *history, const TideCourse *course, TideDate end, TideDate until)
{
  int booster = tide_code_from_text (tide_session_kind_codes, "booster");
  guint n = 0;
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      TideDate day = tide_instant_get_date (session->started);
      n += session->course_id == course->base.id && !session->entered_in_error && session->kind == booster
           && tide_session_took_place (session) && day > end && day <= until;
    }
  return n;
}

/* Each rating after the end goes to the month that it lies nearest to. */
static int
find_nearest (const TideOutcome *outcome, guint course, const TideHistory *history, TideDate due,
              TideDate from, TideDate until)
{
  int nearest = -1, distance = G_MAXINT;
  for (guint i = 0; i < outcome->n_visits; i++)
    {
      const TideVisitOutcome *visit = get_visit (outcome, i);
      TideDate day = tide_instant_get_date (get_taken (history, visit));
      if (visit->course != (int) course || !can_be_judged (visit) || day < from || day > until
          || ABS (day - due) >= distance)
        continue;
      nearest = (int) i;
      distance = ABS (day - due);
    }
  return nearest;
}

GArray *
tide_course_list_follow_up (const TideOutcome *outcome, guint course, const TideHistory *history,
                            TideInstant now)
{
  /* Days after the end of 3, 6 and 12 months, and the first and last day that is nearer to it than to the
   * others. */
  static const struct
  {
    guint months;
    int due, from, until;
  } points[] = { { 3, 91, 46, 136 }, { 6, 182, 137, 273 }, { 12, 365, 274, 456 } };
  g_return_val_if_fail (outcome != NULL && course < outcome->n_courses && history != NULL, NULL);
  GArray *list = g_array_new (FALSE, FALSE, sizeof (TideFollowUp));
  const TideCourseOutcome *own = &outcome->courses[course];
  TideDate end = find_end (own->course, now), today = tide_instant_get_date (now);
  TideDate next = course + 1 < outcome->n_courses && !outcome->courses[course + 1].planned
                    ? tide_instant_get_date (outcome->courses[course + 1].day0)
                    : TIDE_DATE_UNKNOWN;
  for (guint i = 0; tide_date_is_known (end) && i < G_N_ELEMENTS (points); i++)
    {
      TideFollowUp row = { .months = points[i].months, .due = end + points[i].due };
      row.visit
        = find_nearest (outcome, course, history, row.due, end + points[i].from, end + points[i].until);
      row.n_boosters = count_boosters (history, own->course, end, row.due);
      row.status = row.visit >= 0                                 ? TIDE_FOLLOW_UP_RATED
                   : tide_date_is_known (next) && next <= row.due ? TIDE_FOLLOW_UP_SWITCHED
                   : today < row.due                              ? TIDE_FOLLOW_UP_NOT_YET
                                                                  : TIDE_FOLLOW_UP_MISSING;
      g_array_append_val (list, row);
    }
  return list;
}

/* --- the maintenance ladder --- */

static double
get_days (TideInstant taken, const TideSession *dose)
{
  return tide_outcome_days_between (taken, dose->started);
}

/* What the ratings between a dose and the next say; FALSE when no response was seen. */
static gboolean
climb (const TideOutcome *outcome, const TideHistory *history, const TideSession *next, TideRung *rung)
{
  gboolean responded = FALSE;
  for (guint i = 0; i < outcome->n_visits && !rung->faded; i++)
    {
      const TideVisitOutcome *visit = get_visit (outcome, i);
      TideInstant taken = get_taken (history, visit);
      if (!can_be_judged (visit) || !is_between (taken, rung->session, next))
        continue;
      double days = get_days (taken, rung->session);
      if (visit->meets & TIDE_MEETS_RESPONSE)
        {
          responded = TRUE;
          rung->lower_days = days;
          rung->visit = (int) i;
        }
      else if (responded)
        {
          rung->faded = TRUE;
          rung->upper_days = days;
          rung->visit = (int) i;
        }
    }
  return responded;
}

static int
by_number (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return x < y ? -1 : x > y;
}

static void
summarise (TideLadder *self, const TideSession *last)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < self->rungs->len; i++)
    {
      const TideRung *rung = &g_array_index (self->rungs, TideRung, i);
      if (rung->faded)
        g_array_append_val (days, rung->upper_days);
    }
  self->n_faded = days->len;
  if (days->len == 0)
    return;
  g_array_sort (days, by_number);
  self->shortest_days = g_array_index (days, double, 0);
  self->longest_days = g_array_index (days, double, days->len - 1);
  self->median_days
    = (g_array_index (days, double, (days->len - 1) / 2) + g_array_index (days, double, days->len / 2)) / 2;
  self->review_on = tide_instant_get_date (last->started) + (TideDate) floor (self->median_days + TOLERANCE);
}

TideLadder *
tide_ladder_new (const TideOutcome *outcome, TideArm arm, const TideHistory *history,
                 const TideThresholds *thresholds, TideInstant now)
{
  g_return_val_if_fail (outcome != NULL && history != NULL && thresholds != NULL, NULL);
  TideLadder *self = g_new0 (TideLadder, 1);
  self->rungs = g_array_new (FALSE, FALSE, sizeof (TideRung));
  self->median_days = self->shortest_days = self->longest_days = NAN;
  self->review_on = TIDE_DATE_UNKNOWN;
  double series_gap_days = tide_thresholds_get (thresholds, "series_gap_days");
  g_autoptr (GPtrArray) doses = list_doses (history, NULL, arm, now);
  for (guint i = 0; i < doses->len; i++)
    {
      const TideSession *next = get_dose (doses, i + 1);
      TideRung rung = { .session = doses->pdata[i], .lower_days = NAN, .upper_days = NAN, .visit = -1 };
      gboolean responded = climb (outcome, history, next, &rung);
      gboolean ends_series = next == NULL || get_days (next->started, rung.session) > series_gap_days;
      if (responded && (rung.faded || ends_series))
        g_array_append_val (self->rungs, rung);
    }
  if (doses->len > 0)
    summarise (self, doses->pdata[doses->len - 1]);
  return self;
}

void
tide_ladder_free (TideLadder *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->rungs);
  g_free (self);
}
