/* bench-search.c: from a typed prefix to its result on 100,000 patients, for 3,000 prefixes, two-word and
 * no-hit queries among them.  Target: under 3 ms for each (the painted frame is bench-window's). */

#include "bench.h"
#include "tide-store.h"

#include <math.h>

#define N_PATIENTS 100000
#define N_QUERIES 3000

/* Every third query is a word typed so far, every fifth two words, every seventh one that nobody has. */
static char *
make_query (GRand *rand)
{
  g_autofree char *family = NULL;
  g_autofree char *given = NULL;
  guint i = (guint) g_rand_int_range (rand, 0, N_PATIENTS);
  bench_name (i, &family, &given);
  glong letters = g_utf8_strlen (family, -1);
  g_autofree char *prefix = g_utf8_substring (family, 0, g_rand_int_range (rand, 1, (gint32) letters + 1));
  switch (g_rand_int_range (rand, 0, 7))
    {
    case 0:
      return g_strdup_printf ("%s %.3s", prefix, given);
    case 1:
      return g_strdup_printf ("%sxqz", prefix);
    case 2:
      return g_strdup_printf ("%03u", i % 1000);
    case 3:
      return g_strdup_printf ("19%02u-0%u", 40 + i % 60, 1 + i % 9);
    default:
      return g_steal_pointer (&prefix);
    }
}

static void
run (gboolean keyed)
{
  TideClinic *clinic = bench_clinic_new (keyed);
  bench_clinic_fill (clinic, N_PATIENTS, 0);
  BenchSeries *series
    = bench_series_new (keyed ? "search, 100000 patients, keyed" : "search, 100000 patients, plain");
  g_autoptr (GRand) rand = g_rand_new_with_seed (417);
  guint hits = 0;
  for (guint q = 0; q < N_QUERIES; q++)
    {
      g_autofree char *query = make_query (rand);
      guint more = 0;
      double start = bench_now_ms ();
      g_autoptr (GArray) found = tide_clinic_search (clinic, query, 0, 50, &more);
      bench_series_add (series, bench_now_ms () - start);
      hits += found->len;
    }
  g_assert_cmpuint (hits, >, N_QUERIES);
  bench_series_report (series, 3, NAN);
  bench_clinic_remove (clinic);
}

int
main (void)
{
  run (FALSE);
  if (tide_store_can_encrypt ())
    run (TRUE);
  return 0;
}
