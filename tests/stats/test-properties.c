/* test-properties.c: what must not change a number: order of rows, unit of time, names of groups, distance
 * from 0; and a second, naive way to the same curves. 200 random data sets, the same on every machine.
 */
#include <math.h>
#include <string.h>

#include "stats-check.h"
#include "tide-ancova.h"
#include "tide-cox.h"
#include "tide-logrank.h"
#include "tide-means.h"
#include "tide-survival.h"

#define SETS 200
#define SAME 1e-12

typedef struct
{
  guint n, k;
  TideSurvivalSample *samples;
} Sample;

static void
sample_clear (Sample *sample)
{
  g_free (sample->samples);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sample, sample_clear)

/* Whole days with many ties in every other set; every group has somebody with an event. */
static Sample
make_sample (guint64 *state, gboolean tied)
{
  Sample sample = { .k = 2 + (guint) (check_random (state) % 3) };
  sample.n = sample.k * 2 + (guint) (check_random (state) % 120);
  sample.samples = g_new0 (TideSurvivalSample, sample.n);
  for (guint i = 0; i < sample.n; i++)
    {
      double time = -log (1 - check_uniform (state)) * 30;
      sample.samples[i].time = tied ? floor (time) + 1 : time;
      sample.samples[i].group = i % sample.k;
      sample.samples[i].event = i < sample.k || check_uniform (state) < 0.6;
    }
  return sample;
}

static void
shuffle (Sample *sample, guint64 *state)
{
  for (guint i = sample->n - 1; i > 0; i--)
    {
      guint j = (guint) (check_random (state) % (i + 1));
      TideSurvivalSample kept = sample->samples[i];
      sample->samples[i] = sample->samples[j];
      sample->samples[j] = kept;
    }
}

static void
assert_same (TideQuantity a, TideQuantity b, double tolerance)
{
  check_sound (a);
  g_assert_cmpint (a.why, ==, b.why);
  check_quantity ("the same", a, b.value, tolerance);
}

/* Every number of @a and @b; times of @b are @scale times those of @a, its groups are named by @names. */
static void
assert_same_answers (const Sample *a, const Sample *b, double scale, const guint *names)
{
  g_autoptr (TideSurvivalData) data_a = tide_survival_data_new (a->samples, a->n, a->k);
  g_autoptr (TideSurvivalData) data_b = tide_survival_data_new (b->samples, b->n, b->k);
  for (guint g = 0; g < a->k; g++)
    {
      g_autoptr (TideSurvivalCurve) one = tide_survival_curve_new (data_a, g, TIDE_CONFIDENCE_LOG_LOG, 1);
      g_autoptr (TideSurvivalCurve) other
        = tide_survival_curve_new (data_b, names[g], TIDE_CONFIDENCE_LOG_LOG, 1);
      g_assert_cmpuint (one->n_steps, ==, other->n_steps);
      for (guint i = 0; i < one->n_steps; i++)
        {
          check_double ("time", other->steps[i].time, one->steps[i].time * scale, SAME);
          check_double ("surv", other->steps[i].surv, one->steps[i].surv, SAME);
          check_double ("lower", other->steps[i].lower, one->steps[i].lower, SAME);
          g_assert_cmpuint (other->steps[i].n_risk, ==, one->steps[i].n_risk);
        }
      double tau = one->steps[one->n_steps - 1].time;
      TideQuantity median = tide_survival_curve_quantile (one, 0.5).value;
      TideRestrictedMean mean = tide_survival_curve_restricted_mean (one, tau);
      median.value *= scale;
      mean.se.value *= scale;
      assert_same (tide_survival_curve_quantile (other, 0.5).value, median, SAME);
      assert_same (tide_survival_curve_restricted_mean (other, tau * scale).se, mean.se, SAME * 10);
    }
  g_autoptr (TideLogRank) one = tide_logrank_new (data_a, 1), other = tide_logrank_new (data_b, 1);
  g_autoptr (TideCox) cox = tide_cox_new (data_a, 0, 1), cox_other = tide_cox_new (data_b, names[0], 1);
  assert_same (other->chisq, one->chisq, 1e-9);
  assert_same (cox_other->lr_chisq, cox->lr_chisq, 1e-9);
  for (guint i = 0; i < cox->n_terms; i++)
    for (guint j = 0; j < cox->n_terms; j++)
      if (cox_other->terms[j].group == names[cox->terms[i].group])
        assert_same (cox_other->terms[j].hr, cox->terms[i].hr, 1e-9);
}

static const guint as_they_are[] = { 0, 1, 2, 3 };

static void
test_row_order (void)
{
  guint64 state = 1;
  for (guint s = 0; s < SETS; s++)
    {
      g_auto (Sample) sample = make_sample (&state, s % 2 == 0);
      g_auto (Sample) mixed = sample;
      mixed.samples = g_memdup2 (sample.samples, sample.n * sizeof *sample.samples);
      shuffle (&mixed, &state);
      assert_same_answers (&sample, &mixed, 1, as_they_are);
    }
}

static void
test_unit_of_time (void)
{
  guint64 state = 2;
  for (guint s = 0; s < SETS; s++)
    {
      g_auto (Sample) sample = make_sample (&state, s % 2 == 0);
      g_auto (Sample) weeks = sample;
      weeks.samples = g_memdup2 (sample.samples, sample.n * sizeof *sample.samples);
      for (guint i = 0; i < weeks.n; i++)
        weeks.samples[i].time /= 7;
      assert_same_answers (&sample, &weeks, 1 / 7.0, as_they_are);
    }
}

static void
test_names_of_groups (void)
{
  guint64 state = 3;
  for (guint s = 0; s < SETS; s++)
    {
      g_auto (Sample) sample = make_sample (&state, s % 2 == 0);
      g_auto (Sample) renamed = sample;
      guint names[4];
      renamed.samples = g_memdup2 (sample.samples, sample.n * sizeof *sample.samples);
      for (guint g = 0; g < sample.k; g++)
        names[g] = (g + 1) % sample.k;
      for (guint i = 0; i < renamed.n; i++)
        renamed.samples[i].group = names[sample.samples[i].group];
      assert_same_answers (&sample, &renamed, 1, names);
    }
}

/* S as the product over the event times, counted anew for each: the definition, at the cost of n². */
static double
naive_surv (const Sample *sample, guint group, double time, double *greenwood)
{
  double surv = 1;
  *greenwood = 0;
  for (guint i = 0; i < sample->n; i++)
    {
      const TideSurvivalSample *here = &sample->samples[i];
      guint n = 0, d = 0, before = 0;
      if (here->group != group || !here->event || here->time > time)
        continue;
      for (guint j = 0; j < sample->n; j++)
        if (sample->samples[j].group == group)
          {
            n += sample->samples[j].time >= here->time;
            d += sample->samples[j].time == here->time && sample->samples[j].event;
            before += sample->samples[j].time == here->time && sample->samples[j].event && j < i;
          }
      if (before > 0)
        continue;
      surv *= 1 - (double) d / n;
      *greenwood += d / ((double) n * (n - d));
    }
  return surv;
}

static void
test_naive (void)
{
  guint64 state = 4;
  for (guint s = 0; s < SETS; s++)
    {
      g_auto (Sample) sample = make_sample (&state, s % 2 == 0);
      g_autoptr (TideSurvivalData) data = tide_survival_data_new (sample.samples, sample.n, sample.k);
      g_autoptr (TideSurvivalCurve) curve = tide_survival_curve_new (data, 0, TIDE_CONFIDENCE_PLAIN, 1);
      for (guint i = 0; i < curve->n_steps; i++)
        {
          double greenwood, surv = naive_surv (&sample, 0, curve->steps[i].time, &greenwood);
          check_double ("surv", curve->steps[i].surv, surv, 1e-11);
          if (surv > 0)
            check_double ("std_err", curve->steps[i].std_err, surv * sqrt (greenwood), 1e-11);
        }
    }
}

/* Two groups: the square of the score of a Cox model without ties is the log-rank test. */
static void
test_score_is_logrank (void)
{
  guint64 state = 5;
  for (guint s = 0; s < SETS; s++)
    {
      g_auto (Sample) sample = make_sample (&state, FALSE);
      g_autoptr (TideSurvivalData) data = tide_survival_data_new (sample.samples, sample.n, sample.k);
      g_autoptr (TideLogRank) logrank = tide_logrank_new (data, 1);
      g_autoptr (TideCox) cox = tide_cox_new (data, 0, 1);
      if (tide_quantity_is_defined (cox->score_chisq))
        assert_same (cox->score_chisq, logrank->chisq, 1e-9);
    }
}

/* --- means --- */

typedef struct
{
  double value[90], baseline[90];
  guint group[90];
} Rows;

static void
fill_rows (Rows *rows, guint64 *state)
{
  for (guint i = 0; i < 90; i++)
    {
      rows->group[i] = i % 3;
      rows->baseline[i] = 20 + floor (check_uniform (state) * 20);
      rows->value[i] = rows->baseline[i] * 0.6 + rows->group[i] * 2 + check_uniform (state) * 15;
    }
}

static TideAncova *
fit (const Rows *rows, const double *baseline, const double *value)
{
  const double *covariates[] = { baseline };
  TideAncovaDesign design = { .n = 90,
                              .outcome = value,
                              .group = rows->group,
                              .n_groups = 3,
                              .n_covariates = 1,
                              .covariates = covariates,
                              .least_n = TIDE_STATS_LEAST_N };
  return tide_ancova_new (&design);
}

static void
test_far_from_zero (void)
{
  guint64 state = 6;
  for (guint s = 0; s < 50; s++)
    {
      Rows rows;
      double far_baseline[90], far_value[90];
      fill_rows (&rows, &state);
      for (guint i = 0; i < 90; i++)
        {
          far_baseline[i] = rows.baseline[i] + 1048576; /* a power of two: the shift itself loses little */
          far_value[i] = rows.value[i] * 8 - 4096;
        }
      g_autoptr (TideAncova) near = fit (&rows, rows.baseline, rows.value);
      g_autoptr (TideAncova) far = fit (&rows, far_baseline, far_value);
      for (guint a = 0; a < 3; a++)
        {
          guint b = (a + 1) % 3;
          TideContrast one = tide_ancova_get_difference (near, a, b),
                       other = tide_ancova_get_difference (far, a, b);
          check_double ("difference", other.value.value / 8, one.value.value, 1e-10);
          check_double ("t", other.t.value, one.t.value, 1e-10);
          check_double ("mean", (tide_ancova_get_mean (far, a).value.value + 4096) / 8,
                        tide_ancova_get_mean (near, a).value.value, 1e-10);
        }
    }
}

static void
test_means_row_order (void)
{
  guint64 state = 7;
  for (guint s = 0; s < 50; s++)
    {
      Rows rows, turned;
      fill_rows (&rows, &state);
      for (guint i = 0; i < 90; i++)
        {
          turned.value[i] = rows.value[89 - i];
          turned.baseline[i] = rows.baseline[89 - i];
          turned.group[i] = rows.group[89 - i];
        }
      TideMean one = tide_mean_compute (rows.value, 90, 1), other = tide_mean_compute (turned.value, 90, 1);
      assert_same (other.mean, one.mean, SAME);
      assert_same (other.sd, one.sd, SAME);
      g_autoptr (TideAncova) a = fit (&rows, rows.baseline, rows.value);
      g_autoptr (TideAncova) b = fit (&turned, turned.baseline, turned.value);
      assert_same (tide_ancova_get_difference (b, 0, 1).value, tide_ancova_get_difference (a, 0, 1).value,
                   SAME);
      assert_same (tide_ancova_get_difference (b, 0, 1).se, tide_ancova_get_difference (a, 0, 1).se, SAME);
    }
}

/* Of two groups and one covariate by hand: b = sum of Sxy within / sum of Sxx within, difference = difference
 * of means - b x difference of the covariate's means.  Far more rows than a fold reduces at once, of numbers
 * far from zero. */
#define MANY 3001
static void
test_folds_of_many_rows (void)
{
  guint64 state = 8;
  g_autofree double *x = g_new (double, 2 * MANY), *y = g_new (double, 2 * MANY);
  long double mean_x[2] = { 0 }, mean_y[2] = { 0 }, sxx = 0, sxy = 0;
  for (guint i = 0; i < 2 * MANY; i++)
    {
      x[i] = 1e5 + 40 * check_uniform (&state) + (i >= MANY ? 3 : 0);
      y[i] = -1e5 + 0.7 * x[i] + 20 * check_uniform (&state) - (i >= MANY ? 5 : 0);
      mean_x[i / MANY] += (long double) x[i] / MANY;
      mean_y[i / MANY] += (long double) y[i] / MANY;
    }
  for (guint i = 0; i < 2 * MANY; i++)
    {
      sxx += (x[i] - mean_x[i / MANY]) * (x[i] - mean_x[i / MANY]);
      sxy += (x[i] - mean_x[i / MANY]) * (y[i] - mean_y[i / MANY]);
    }
  const double *a[] = { y, x }, *b[] = { y + MANY, x + MANY };
  g_autoptr (TideAncovaFold) fold_a = tide_ancova_fold_new (a, 2, MANY),
                             fold_b = tide_ancova_fold_new (b, 2, MANY);
  const TideAncovaFold *folds[] = { fold_a, fold_b };
  static const guint group[] = { 0, 1 };
  TideAncovaFolded design
    = { .n_folds = 2, .folds = folds, .group = group, .n_groups = 2, .n_covariates = 1, .least_n = 5 };
  g_autoptr (TideAncova) ancova = tide_ancova_new_of_folds (&design);
  double slope = (double) (sxy / sxx);
  double difference = (double) (mean_y[0] - mean_y[1] - sxy / sxx * (mean_x[0] - mean_x[1]));
  g_assert_cmpint (ancova->why, ==, TIDE_WHY_DEFINED);
  g_assert_cmpuint (ancova->group_n[1], ==, MANY);
  g_assert_cmpfloat (ancova->df, ==, 2 * MANY - 3);
  check_double ("slope", tide_ancova_get_slope (ancova, 0).value.value, slope, 1e-10);
  check_double ("difference", tide_ancova_get_difference (ancova, 0, 1).value.value, difference, 1e-10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/properties/the-order-of-rows-changes-nothing", test_row_order);
  g_test_add_func ("/stats/properties/days-or-weeks-change-nothing-but-the-unit", test_unit_of_time);
  g_test_add_func ("/stats/properties/the-numbers-of-groups-change-nothing", test_names_of_groups);
  g_test_add_func ("/stats/properties/the-curve-is-its-definition", test_naive);
  g_test_add_func ("/stats/properties/without-ties-the-score-test-is-the-log-rank-test",
                   test_score_is_logrank);
  g_test_add_func ("/stats/properties/an-adjusted-difference-does-not-depend-on-where-zero-is",
                   test_far_from_zero);
  g_test_add_func ("/stats/properties/folds-of-many-rows-lose-no-digit", test_folds_of_many_rows);
  g_test_add_func ("/stats/properties/the-order-of-rows-changes-no-mean", test_means_row_order);
  return g_test_run ();
}
