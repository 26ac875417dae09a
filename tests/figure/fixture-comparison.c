/* fixture-comparison.c: synthetic rows after clinical.md 5.1: an SSRI falls slowly, CBT further, ketamine
 * fast and not for long.  No random source: a linear congruential sequence of its own (Park & Miller 1988).
 */
#include "fixture-comparison.h"

#include <math.h>

static guint64 state;

static double
draw_share (void)
{
  state = state * 48271 % 2147483647;
  return (double) state / 2147483647.0;
}

static double
fall_of (guint kind, double week, double strength)
{
  double days = week * 7, rise = 1 - exp (-days / 5);
  switch (kind)
    {
    case 0:
      return 11 * rise * pow (2, -MAX (days - 12, 0) / 30) * strength;
    case 1:
      return 2.9 * log (1 + week) * strength;
    case 2:
      return 13 * (1 - exp (-week / 4)) * strength;
    default:
      return 12 * (1 - exp (-week / 3)) * strength;
    }
}

static void
add_events (TideCohortRow *row, guint kind)
{
  const double last = row->last_days;
  int responded = -1, lost = -1;
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    {
      double value = tide_cohort_score_get (row->window[w]);
      gboolean meets = !isnan (value) && value <= 0.65 * tide_cohort_score_get (row->baseline);
      if (responded < 0 && meets)
        responded = (int) w;
      if (responded >= 0 && lost < 0 && !isnan (value) && !meets)
        lost = (int) w;
    }
  for (guint i = 0; i < TIDE_N_COURSE_EVENTS; i++)
    {
      TideCohortEvent *event = &row->events[i];
      int at = i < TIDE_COURSE_DURATION ? responded : lost;
      double origin = i < TIDE_COURSE_DURATION ? 0
                      : responded >= 0         ? 7 * tide_cohort_windows[responded].week
                                               : 0;
      *event = (TideCohortEvent){ -1, -1, TIDE_EVENT_EXCLUDED, TIDE_WHY_NO_RESPONSE, 0 };
      if (isnan (last))
        event->why = TIDE_WHY_NOT_RATED;
      else if (i >= TIDE_COURSE_DURATION && (responded < 0 || last <= origin))
        continue;
      else if (at >= 0)
        *event = (TideCohortEvent){
          (gint32) (MAX (7 * (at > 0 ? tide_cohort_windows[at - 1].week : 0) - origin, 0) * 86400),
          (gint32) ((7 * tide_cohort_windows[at].week - origin) * 86400), TIDE_EVENT_SEEN, TIDE_WHY_NONE, 1
        };
      else
        *event = (TideCohortEvent){ (gint32) ((last - origin) * 86400), -1, TIDE_EVENT_CENSORED,
                                    TIDE_WHY_LAST_RATING, 0 };
    }
  row->fate = isnan (last)     ? TIDE_FATE_NOT_RATED
              : responded >= 0 ? TIDE_FATE_RESPONDED
                               : TIDE_FATE_NOT_RESPONDED;
  row->last_holds = tide_cohort_score_get (row->last) <= 0.65 * tide_cohort_score_get (row->baseline);
}

static const guint32 arms[COMPARISON_FIXTURE_ARMS] = { 1u << TIDE_ARM_KETAMINE,
                                                       1u << TIDE_ARM_SSRI,
                                                       1u << TIDE_ARM_CBT,
                                                       (1u << TIDE_ARM_SSRI) | (1u << TIDE_ARM_CBT),
                                                       (1u << TIDE_ARM_KETAMINE) | (1u << TIDE_ARM_SSRI),
                                                       1u << TIDE_ARM_ANTIDEPRESSANT,
                                                       1u << TIDE_ARM_NEUROMODULATION };

static TideCohortRow
make_row (guint kind, guint i)
{
  double strength = 0.2 + 1.6 * draw_share (), leaves = draw_share () < 0.35 ? 1 + 20 * draw_share () : 40;
  TideCohortRow row = { .patient_id = kind * 1000 + i + 1,
                        .course_id = kind * 1000 + i + 1,
                        .condition = tide_cohort_condition_of ("ocd"),
                        .arms = (guint16) arms[kind],
                        .start = 19000 + (TideDate) i,
                        .sequence = 1,
                        .end_day = -1,
                        .until_day = -1,
                        .observed_days = 150,
                        .sex = (guint8) (1 + (i + kind) % 2),
                        .n_effects = (guint16) (i % 3),
                        .n_sessions = kind == 1 ? 0 : 6,
                        .wait_days = 5 + (gint32) (kind * 10 + i % 9),
                        .cost = (float) (500 * (kind + 1)) };
  row.baseline = tide_cohort_score_of (20 + floor (14 * draw_share ()));
  row.age = (gint16) (20 + 40 * draw_share ());
  row.n_failed = (guint16) (kind == 0 ? 2 + 3 * draw_share () : 2 * draw_share ());
  row.line = (guint8) (1 + row.n_failed);
  row.response_weeks = NAN;
  row.best = row.last = TIDE_COHORT_NO_SCORE;
  row.best_days = row.last_days = row.gap_days = NAN;
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    {
      int week = tide_cohort_windows[w].week;
      double value
        = tide_cohort_score_get (row.baseline) - fall_of (kind, week, strength) + 5 * (draw_share () - 0.5);
      gboolean rated = i % 17 != 16 && week < leaves && draw_share () > 0.08;
      row.window[w] = rated ? tide_cohort_score_of (CLAMP (round (value), 0, 40)) : TIDE_COHORT_NO_SCORE;
      row.windows[w] = rated ? TIDE_WINDOW_RATED : week >= leaves ? TIDE_WINDOW_STOPPED : TIDE_WINDOW_MISSED;
      if (!rated)
        continue;
      row.n_ratings++;
      row.last = row.window[w];
      row.last_days = (float) (7 * week);
      if (!tide_cohort_score_is_known (row.best) || row.last.units < row.best.units)
        row.best = row.last;
      row.gap_days = kind == 0 ? 6 : 14;
    }
  row.dropped_out = leaves < 24;
  row.end_day = row.dropped_out ? (gint32) (leaves * 7) : -1;
  add_events (&row, kind);
  return row;
}

void
comparison_fixture_init (ComparisonFixture *self, const guint sizes[COMPARISON_FIXTURE_ARMS])
{
  g_autoptr (TideComparisonDefinition) definition = tide_comparison_definition_new ("ybocs");
  state = 20261122;
  self->rows = g_array_new (FALSE, FALSE, sizeof (TideCohortRow));
  self->thresholds = tide_thresholds_new ();
  self->library = tide_library_new ();
  self->instrument = tide_library_lookup (self->library, "ybocs");
  for (guint kind = 0; kind < COMPARISON_FIXTURE_ARMS; kind++)
    {
      if (sizes[kind] > 0)
        definition->arms[definition->n_arms++] = arms[kind];
      for (guint i = 0; i < sizes[kind]; i++)
        {
          TideCohortRow row = make_row (kind, i);
          g_array_append_val (self->rows, row);
        }
    }
  self->comparison = tide_comparison_new (self->rows, definition, self->instrument, self->thresholds);
}

void
comparison_fixture_clear (ComparisonFixture *self)
{
  g_clear_pointer (&self->comparison, tide_comparison_free);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->thresholds, tide_thresholds_free);
  g_clear_pointer (&self->library, tide_library_free);
}
