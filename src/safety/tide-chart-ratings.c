/* tide-chart-ratings.c: what a rating means against the baseline of its course: deterioration (A9), a
 * response that is lost (A10), a rise of mania (A11).  The arithmetic is outcome's.
 */
#include "tide-chart-alerts-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-outcome.h"

typedef struct
{
  const TideSafetyCase *subject;
  GPtrArray *list;
  TideInstrument *instrument;
  const TideChangeRule *rule;
  const TideOutcome *outcome;
} Reading;

static gboolean
is_target (const Reading *reading, const TideCourseOutcome *course)
{
  const char *target = course->course->target_instrument != NULL ? course->course->target_instrument
                                                                 : reading->subject->target;
  return g_strcmp0 (target, tide_instrument_get_id (reading->instrument)) == 0;
}

static gboolean
has_ketamine (const TideCourseOutcome *course)
{
  gboolean found = tide_arm_is_ketamine ((TideArm) course->course->arm);
  for (guint i = 0; i < course->with->len; i++)
    found |= tide_arm_is_ketamine ((TideArm) ((const TideCourse *) course->with->pdata[i])->arm);
  return found;
}

static void
add (const Reading *reading, const TideVisitOutcome *visit, const char *rule, TideLevel level,
     const char *word, char *detail)
{
  const TideAssessmentData *data
    = tide_history_find_assessment (reading->subject->history, visit->rating.assessment_id);
  TideInstant when
    = data != NULL ? data->taken : (TideInstant){ visit->rating.taken_utc, 0, TIDE_PRECISION_MINUTE };
  TideAlert *alert
    = tide_chart_alert_add (reading->list, reading->subject, rule, level, when, g_strdup (word), detail);
  alert->assessment_id = visit->rating.assessment_id;
  alert->instrument_id = g_strdup (tide_instrument_get_id (reading->instrument));
  alert->value = tide_rating_get_value (&visit->rating);
}

/* "27", "4.3": with the decimals that the scale shows. */
static char *
dup_value (const Reading *reading, double value)
{
  guint decimals = tide_instrument_get_primary (reading->instrument)->decimals;
  double unit = pow (10, decimals);
  return tide_number_to_text (floor (value * unit + 0.5) / unit);
}

static void
judge_deterioration (const Reading *reading, const TideVisitOutcome *visit, const TideCourseOutcome *course)
{
  double value = tide_rating_get_value (&visit->rating);
  if (!is_target (reading, course) || visit->state == TIDE_STATE_BASELINE
      || !tide_outcome_is_deterioration (reading->rule, reading->subject->thresholds, course->baseline_value,
                                         value))
    return;
  g_autofree char *now = dup_value (reading, value);
  g_autofree char *before = dup_value (reading, course->baseline_value);
  add (reading, visit, "A9", TIDE_LEVEL_AMBER, "deterioration",
       g_strdup_printf (_ ("%s %s, worse than the baseline of %s"),
                        tide_instrument_get_short_name (reading->instrument), now, before));
}

/* The criterion is missing again: outcome watches it, or says relapse. */
static gboolean
is_lost (const TideVisitOutcome *visit)
{
  return visit->state == TIDE_STATE_RELAPSE || (visit->marks & TIDE_MARK_WATCH) != 0;
}

static void
judge_loss (const Reading *reading, const TideVisitOutcome *visit, const TideCourseOutcome *course)
{
  double limit = tide_thresholds_get (reading->subject->thresholds, "loss_of_response_days");
  if (!is_target (reading, course) || !has_ketamine (course) || visit->ketamine_days < 0
      || visit->ketamine_days > limit)
    return;
  g_autofree char *now = dup_value (reading, tide_rating_get_value (&visit->rating));
  const char *format
    = ngettext ("%s %s, response lost %d day after the last infusion",
                "%s %s, response lost %d days after the last infusion", (gulong) visit->ketamine_days);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  add (reading, visit, "A10", TIDE_LEVEL_YELLOW, "loss",
       g_strdup_printf (format, tide_instrument_get_short_name (reading->instrument), now,
                        visit->ketamine_days));
#pragma GCC diagnostic pop
}

/* The file's own limits (12, 20) speak for themselves. */
static gboolean
is_said_by_file (const Reading *reading, double value)
{
  g_autoptr (TideScores) scores = tide_instrument_compute_total (reading->instrument, value);
  g_autoptr (GArray) findings
    = tide_instrument_find_safety (reading->instrument, NULL, scores, TIDE_SEX_UNKNOWN);
  for (guint i = 0; i < findings->len; i++)
    if (strcmp (g_array_index (findings, TideFinding, i).rule, "A11") == 0)
      return TRUE;
  return FALSE;
}

static void
judge_rise (const Reading *reading, const TideVisitOutcome *visit, const TideCourseOutcome *course)
{
  double value = tide_rating_get_value (&visit->rating);
  double rise = tide_thresholds_get (reading->subject->thresholds, "switch_rise");
  if (tide_instrument_get_safety_source (reading->instrument, "A11") == NULL
      || visit->state == TIDE_STATE_BASELINE || !tide_outcome_at_least (visit->change, rise)
      || is_said_by_file (reading, value))
    return;
  g_autofree char *now = dup_value (reading, value);
  g_autofree char *before = dup_value (reading, course->baseline_value);
  add (reading, visit, "A11", TIDE_LEVEL_AMBER, "rise",
       g_strdup_printf (_ ("%s %s, risen from the baseline of %s"),
                        tide_instrument_get_short_name (reading->instrument), now, before));
}

static void
read_outcome (const Reading *reading)
{
  const TideOutcome *outcome = reading->outcome;
  g_autofree gboolean *lost = g_new0 (gboolean, outcome->n_courses + 1);
  for (guint i = 0; i < outcome->n_visits; i++)
    {
      const TideVisitOutcome *visit = &outcome->visits[i];
      if (visit->course < 0 || outcome->courses[visit->course].baseline < 0)
        continue;
      const TideCourseOutcome *course = &outcome->courses[visit->course];
      judge_deterioration (reading, visit, course);
      judge_rise (reading, visit, course);
      /* Once for each loss: the visits after it say nothing new. */
      if (is_lost (visit) && !lost[visit->course])
        judge_loss (reading, visit, course);
      if (visit->state != TIDE_STATE_NONE)
        lost[visit->course] = is_lost (visit);
    }
}

/* Whether any course can ask something of this scale: most scales are nobody's target. */
static gboolean
is_watched (const TideSafetyCase *subject, TideInstrument *instrument)
{
  const char *id = tide_instrument_get_id (instrument);
  const TideChangeRule *rule = tide_instrument_get_change_rule (instrument);
  if (isnan (rule->reliable_change) && isnan (rule->reliable_points) && isnan (rule->response_percent)
      && isnan (rule->response_points))
    return FALSE;
  for (guint i = 0; i < subject->history->courses->len; i++)
    {
      const TideCourse *course = subject->history->courses->pdata[i];
      if (g_strcmp0 (course->target_instrument != NULL ? course->target_instrument : subject->target, id)
          == 0)
        return TRUE;
    }
  return subject->history->courses->len > 0 && tide_instrument_get_safety_source (instrument, "A11") != NULL;
}

void
tide_chart_alerts_find_in_ratings (GPtrArray *list, const TideSafetyCase *subject)
{
  const TideHistory *history = subject->history;
  for (guint i = 0; subject->library != NULL && history->courses->len > 0 && i < history->series->len; i++)
    {
      const TideSeries *series = history->series->pdata[i];
      TideInstrument *instrument = tide_library_lookup (subject->library, series->instrument_id);
      if (instrument == NULL
          || g_strcmp0 (series->score_id, tide_instrument_get_primary (instrument)->id) != 0)
        continue;
      if (!is_watched (subject, instrument))
        continue;
      g_autoptr (TideOutcome) outcome
        = tide_outcome_compute (history, instrument, subject->thresholds, subject->now);
      read_outcome (
        &(Reading){ subject, list, instrument, tide_instrument_get_change_rule (instrument), outcome });
    }
}

/* An earlier rating that was lower: without one nothing has risen, worsened or been lost. */
static double
find_lowest_before (const TideRating *ratings, guint n_ratings, TideInstant taken)
{
  double lowest = NAN;
  for (guint i = 0; i < n_ratings; i++)
    {
      double value = tide_rating_get_value (&ratings[i]);
      if (ratings[i].taken_utc <= taken.utc && (isnan (lowest) || value < lowest))
        lowest = value;
    }
  return lowest;
}

gboolean
tide_chart_alerts_need_ratings (TideInstrument *instrument, const TideThresholds *thresholds,
                                const GPtrArray *courses, const TideRating *ratings, guint n_ratings,
                                double value, TideInstant taken)
{
  g_return_val_if_fail (instrument != NULL && thresholds != NULL && courses != NULL, FALSE);
  const TideChangeRule *rule = tide_instrument_get_change_rule (instrument);
  double reliable = isnan (rule->reliable_change) ? rule->reliable_points : rule->reliable_change;
  double rise = value - find_lowest_before (ratings, n_ratings, taken);
  gboolean ketamine = FALSE, any = FALSE;
  for (guint i = 0; i < courses->len; i++)
    {
      const TideCourse *course = courses->pdata[i];
      any |= !course->entered_in_error;
      ketamine |= !course->entered_in_error && tide_arm_is_ketamine ((TideArm) course->arm);
    }
  if (!any || isnan (rise))
    return FALSE;
  if (!isnan (reliable) && tide_outcome_at_least (rise, reliable / 2))
    return TRUE;
  if (ketamine && rise > 0 && (!isnan (rule->response_percent) || !isnan (rule->response_points)))
    return TRUE;
  return tide_instrument_get_safety_source (instrument, "A11") != NULL
         && tide_outcome_at_least (rise, tide_thresholds_get (thresholds, "switch_rise"));
}
