/* test-sort.c: numbers and samples in order, however many and whatever their bytes. */
#include "tide-sort.h"

#include <math.h>
#include <stdlib.h>

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

static double
draw (GRand *rand, guint kind)
{
  switch (kind)
    {
    case 0:
      return g_rand_int_range (rand, -40, 41); /* changes of a score: many of one value */
    case 1:
      return g_rand_double_range (rand, -1e-300, 1e300);
    default:
      return g_rand_int_range (rand, 0, 100000) / 86400.0;
    }
}

static void
test_numbers (void)
{
  static const guint sizes[] = { 0, 1, 2, 255, 256, 257, 5000 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (guint kind = 0; kind < 3; kind++)
      {
        guint n = sizes[s];
        g_autofree double *values = g_new (double, n + 1), *expected = g_new (double, n + 1);
        for (guint i = 0; i < n; i++)
          values[i] = expected[i] = draw (rand, kind);
        if (n > 2)
          values[1] = expected[1] = -INFINITY, values[2] = expected[2] = INFINITY;
        qsort (expected, n, sizeof *expected, compare);
        tide_sort_numbers (values, n);
        for (guint i = 0; i < n; i++)
          g_assert_cmpfloat (values[i], ==, expected[i]);
      }
}

/* Those of one time stay in the order in which they came. */
static void
test_samples (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  guint n = 4000;
  g_autofree TideSurvivalSample *samples = g_new (TideSurvivalSample, n);
  for (guint i = 0; i < n; i++)
    samples[i] = (TideSurvivalSample){ g_rand_int_range (rand, 0, 90) * 0.5, i, i % 2 == 0 };
  tide_sort_samples (samples, n);
  for (guint i = 1; i < n; i++)
    {
      g_assert_cmpfloat (samples[i - 1].time, <=, samples[i].time);
      if (samples[i - 1].time == samples[i].time)
        g_assert_cmpuint (samples[i - 1].group, <, samples[i].group);
      g_assert_true (samples[i].event == (samples[i].group % 2 == 0));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/sort/numbers-come-out-in-order", test_numbers);
  g_test_add_func ("/stats/sort/samples-of-one-time-keep-their-order", test_samples);
  return g_test_run ();
}
