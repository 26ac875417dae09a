/* test-comparison-export.c: whoever has only the exported rows makes the printed numbers again, by the
 * schoolbook: moments and quantiles of each window, Wilson's interval (Wilson 1927), the Kaplan-Meier median
 * (Kaplan & Meier 1958), the difference of Welch (1947) and the one adjusted for the baseline (Fisher 1932).
 */
#include <math.h>
#include <string.h>

#include "fixture-comparison.h"

#define Z 1.959963984540054 /* R: qnorm (0.975) */

typedef struct
{
  ComparisonFixture fixture;
  char **lines, **head;
} Case;

static void
set_up (Case *self, gconstpointer data)
{
  static const guint sizes[COMPARISON_FIXTURE_ARMS] = { 60, 90, 48, 24, 0, 0, 0 };
  comparison_fixture_init (&self->fixture, sizes);
  g_autofree char *csv = tide_comparison_to_csv (self->fixture.comparison);
  self->lines = g_strsplit (g_strstrip (csv), "\n", -1);
  self->head = g_strsplit (self->lines[0], ",", -1);
  g_assert_cmpuint (g_strv_length (self->lines), ==, 60 + 90 + 48 + 24 + 1);
}

static void
tear_down (Case *self, gconstpointer data)
{
  g_strfreev (self->lines);
  g_strfreev (self->head);
  comparison_fixture_clear (&self->fixture);
}

/* --- rows --- */

static const char *
get (const Case *self, char **cells, const char *name)
{
  for (guint i = 0; self->head[i] != NULL; i++)
    if (strcmp (self->head[i], name) == 0)
      return cells[i];
  g_error ("no column %s", name);
}

static double
get_number (const Case *self, char **cells, const char *name)
{
  const char *text = get (self, cells, name);
  return *text != '\0' ? g_ascii_strtod (text, NULL) : NAN;
}

/* The counted rows of an arm (element-type char **). */
static GPtrArray *
list_rows (const Case *self, guint arm)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint i = 1; self->lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (self->lines[i], ",", -1);
      g_assert_cmpuint (g_strv_length (cells), ==, g_strv_length (self->head));
      if (strcmp (get (self, cells, "arm"), self->fixture.comparison->arms[arm].code) == 0
          && strcmp (get (self, cells, "counted"), "counted") == 0)
        g_ptr_array_add (rows, g_steal_pointer (&cells));
    }
  return rows;
}

/* Baseline and change of those who were rated in a window. */
typedef struct
{
  guint n;
  double x[100], y[100], sum_x, sum_y, sxx, sxy, syy; /* the last three about the means */
} Sample;

static Sample
sample_of (const Case *self, guint arm, guint w)
{
  static const char *const names[] = { "week_1", "week_2", "week_4", "week_8", "week_12", "week_24" };
  G_STATIC_ASSERT (G_N_ELEMENTS (names) == TIDE_N_WINDOWS);
  Sample sample = { 0 };
  g_autoptr (GPtrArray) rows = list_rows (self, arm);
  for (guint i = 0; i < rows->len; i++)
    {
      double at = get_number (self, rows->pdata[i], names[w]),
             baseline = get_number (self, rows->pdata[i], "baseline");
      if (isnan (at))
        continue;
      g_assert_cmpuint (sample.n, <, G_N_ELEMENTS (sample.x));
      sample.x[sample.n] = baseline;
      sample.y[sample.n++] = at - baseline;
      sample.sum_x += baseline;
      sample.sum_y += at - baseline;
    }
  for (guint i = 0; i < sample.n; i++)
    {
      double dx = sample.x[i] - sample.sum_x / sample.n, dy = sample.y[i] - sample.sum_y / sample.n;
      sample.sxx += dx * dx;
      sample.sxy += dx * dy;
      sample.syy += dy * dy;
    }
  return sample;
}

static int
compare_doubles (const void *a, const void *b)
{
  double first = *(const double *) a, second = *(const double *) b;
  return (first > second) - (first < second);
}

/* Type 7 of Hyndman & Fan 1996. */
static double
quantile (const double *sorted, guint n, double p)
{
  double h = (n - 1) * p;
  guint low = (guint) floor (h);
  return low + 1 < n ? sorted[low] + (h - low) * (sorted[low + 1] - sorted[low]) : sorted[n - 1];
}

#define same(a, b) g_assert_cmpfloat_with_epsilon ((a), (b), 1e-9)

/* --- tests --- */

static void
test_every_window (Case *self, gconstpointer data)
{
  const TideComparison *comparison = self->fixture.comparison;
  guint compared = 0;
  for (guint a = 0; a < comparison->n_arms; a++)
    for (guint w = 0; w < TIDE_N_WINDOWS; w++)
      {
        const TideMean *mean = &comparison->arms[a].change[w];
        Sample sample = sample_of (self, a, w);
        g_assert_cmpuint (sample.n, ==, mean->n);
        if (sample.n < TIDE_STATS_LEAST_N)
          continue;
        same (mean->mean.value, sample.sum_y / sample.n);
        same (mean->sd.value, sqrt (sample.syy / (sample.n - 1)));
        qsort (sample.y, sample.n, sizeof *sample.y, compare_doubles);
        same (mean->q1.value, quantile (sample.y, sample.n, 0.25));
        same (mean->median.value, quantile (sample.y, sample.n, 0.5));
        same (mean->q3.value, quantile (sample.y, sample.n, 0.75));
        compared++;
      }
  g_assert_cmpuint (compared, >=, 20); /* of 24 */
}

static void
test_shares (Case *self, gconstpointer data)
{
  const TideComparison *comparison = self->fixture.comparison;
  for (guint a = 0; a < comparison->n_arms; a++)
    {
      const TideProportion *response = &comparison->arms[a].response;
      g_autoptr (GPtrArray) rows = list_rows (self, a);
      double n = rows->len, k = 0;
      for (guint i = 0; i < rows->len; i++)
        k += strcmp (get (self, rows->pdata[i], "fate"), "responded") == 0;
      double p = k / n, root = Z * sqrt (p * (1 - p) / n + Z * Z / (4 * n * n)), scale = 1 + Z * Z / n;
      same (response->p.value, p);
      same (response->lower.value, (p + Z * Z / (2 * n) - root) / scale);
      same (response->upper.value, (p + Z * Z / (2 * n) + root) / scale);
    }
}

/* The time at which the curve falls to a half; where it lies on a half, the middle of that step, as in R. */
static double
km_median (const Case *self, const GPtrArray *rows)
{
  double surv = 1, last = -1, on_half = NAN;
  for (;;)
    {
      double next = INFINITY;
      guint at_risk = 0, events = 0;
      for (guint i = 0; i < rows->len; i++)
        {
          gboolean event = strcmp (get (self, rows->pdata[i], "response"), "event") == 0;
          double time
            = get_number (self, rows->pdata[i], event ? "response_upper_s" : "response_lower_s") / 86400;
          if (event && time > last)
            next = MIN (next, time);
        }
      if (isinf (next))
        return NAN;
      for (guint i = 0; i < rows->len; i++)
        {
          const char *status = get (self, rows->pdata[i], "response");
          gboolean event = strcmp (status, "event") == 0;
          double time
            = get_number (self, rows->pdata[i], event ? "response_upper_s" : "response_lower_s") / 86400;
          if (!event && strcmp (status, "censored") != 0)
            continue;
          at_risk += time >= next;
          events += event && time == next;
        }
      if (!isnan (on_half))
        return (on_half + next) / 2;
      surv *= 1 - (double) events / at_risk;
      if (fabs (surv - 0.5) < 1e-12)
        on_half = next;
      else if (surv < 0.5)
        return next;
      last = next;
    }
}

static void
test_medians (Case *self, gconstpointer data)
{
  const TideComparison *comparison = self->fixture.comparison;
  guint reached = 0;
  for (guint a = 0; a < comparison->n_arms; a++)
    {
      g_autoptr (GPtrArray) rows = list_rows (self, a);
      TideQuantity median = comparison->arms[a].times[TIDE_COURSE_RESPONSE].median.value;
      double expected = km_median (self, rows);
      g_assert_cmpint (tide_quantity_is_defined (median), ==, !isnan (expected));
      if (isnan (expected))
        continue;
      same (median.value, expected);
      reached++;
    }
  g_assert_cmpuint (reached, >, 0);
}

static void
test_differences (Case *self, gconstpointer data)
{
  const TideComparison *comparison = self->fixture.comparison;
  g_assert_cmpuint (comparison->pairs->len, ==, 6); /* of four arms */
  for (guint i = 0; i < comparison->pairs->len; i++)
    for (guint w = 0; w < TIDE_N_WINDOWS; w++)
      {
        const TideComparedPair *pair = comparison->pairs->pdata[i];
        const TideDifference *found = &pair->differences[w];
        Sample a = sample_of (self, pair->a, w), b = sample_of (self, pair->b, w);
        if (MIN (a.n, b.n) < TIDE_STATS_LEAST_N)
          continue;
        double diff = a.sum_y / a.n - b.sum_y / b.n, gap = a.sum_x / a.n - b.sum_x / b.n;
        same (found->unadjusted.value.value, diff);
        same (found->unadjusted.se.value, sqrt (a.syy / (a.n - 1) / a.n + b.syy / (b.n - 1) / b.n));
        /* One slope for both arms. */
        double sxx = a.sxx + b.sxx, slope = (a.sxy + b.sxy) / sxx;
        double sigma2 = (a.syy + b.syy - slope * (a.sxy + b.sxy)) / (a.n + b.n - 3);
        same (found->baseline.value.value, diff - slope * gap);
        same (found->baseline.se.value, sqrt (sigma2 * (1.0 / a.n + 1.0 / b.n + gap * gap / sxx)));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name, function)                                                                                 \
  g_test_add ("/outcome/comparison-export/" name, Case, NULL, set_up, function, tear_down)
  TEST ("moments-and-quantiles-of-every-window", test_every_window);
  TEST ("shares-with-wilsons-interval", test_shares);
  TEST ("medians-of-the-curves", test_medians);
  TEST ("differences-with-and-without-the-baseline", test_differences);
  return g_test_run ();
}
