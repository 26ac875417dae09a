/* test-means.c: means, Welch, Hedges g, ANCOVA and balance against R and against worked values. */
#include <math.h>

#include "stats-check.h"
#include "tide-ancova.h"
#include "tide-balance.h"
#include "tide-csv-sheet.h"
#include "tide-means.h"

/* --- a data set in memory --- */

typedef struct
{
  guint n, n_groups, n_covariates;
  double *values;
  guint *group;
  double *covariates[4];
  guint *factor, factor_levels; /* NULL without one */
} Set;

static void
set_clear (Set *set)
{
  g_free (set->values);
  g_free (set->group);
  for (guint i = 0; i < set->n_covariates; i++)
    g_free (set->covariates[i]);
  g_free (set->factor);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Set, set_clear)

static guint *
read_codes (JsonNode *root, const char *path, guint *n)
{
  g_autofree double *codes = check_array_at (root, path, n);
  guint *out = g_new0 (guint, *n);
  for (guint i = 0; i < *n; i++)
    out[i] = (guint) codes[i];
  return out;
}

static Set
read_set (JsonNode *root)
{
  Set set = { 0 };
  guint n_factor;
  set.values = check_array_at (root, "value", &set.n);
  set.group = read_codes (root, "group", &set.n);
  set.n_groups = (guint) check_number_at (root, "n_groups");
  set.n_covariates = check_length_at (root, "covariates");
  for (guint c = 0; c < set.n_covariates; c++)
    {
      g_autofree char *path = g_strdup_printf ("covariates.%u", c);
      set.covariates[c] = check_array_at (root, path, &set.n);
    }
  set.factor = read_codes (root, "factor", &n_factor);
  for (guint i = 0; i < n_factor; i++)
    set.factor_levels = MAX (set.factor_levels, set.factor[i] + 1);
  return set;
}

static double *
pick_group (const Set *set, const double *values, guint group, guint *n)
{
  double *picked = g_new (double, set->n);
  *n = 0;
  for (guint i = 0; i < set->n; i++)
    if (set->group[i] == group)
      picked[(*n)++] = values[i];
  return picked;
}

static TideMean
mean_of_group (const Set *set, const double *values, guint group)
{
  guint n;
  g_autofree double *picked = pick_group (set, values, group, &n);
  return tide_mean_compute (picked, n, TIDE_STATS_LEAST_N);
}

static TideAncova *
make_ancova (const Set *set)
{
  const guint *factors[] = { set->factor };
  TideAncovaDesign design = { .n = set->n,
                              .outcome = set->values,
                              .group = set->group,
                              .n_groups = set->n_groups,
                              .n_covariates = set->n_covariates,
                              .covariates = (const double *const *) set->covariates,
                              .n_factors = set->factor_levels > 0,
                              .factors = factors,
                              .factor_levels = &set->factor_levels,
                              .least_n = TIDE_STATS_LEAST_N };
  return tide_ancova_new (&design);
}

/* --- against R: synthetic --- */

static void
check_mean (const char *what, const TideMean *mean, JsonNode *answer)
{
  g_assert_cmpfloat (mean->n, ==, check_number_at (answer, "n"));
  check_quantity (what, mean->mean, check_number_at (answer, "mean"), CHECK_EXACT);
  check_quantity (what, mean->sd, check_number_at (answer, "sd"), CHECK_EXACT);
  check_quantity (what, mean->lower, check_number_at (answer, "lower"), CHECK_EXACT);
  check_quantity (what, mean->upper, check_number_at (answer, "upper"), CHECK_EXACT);
  check_quantity (what, mean->q1, check_number_at (answer, "q1"), CHECK_EXACT);
  check_quantity (what, mean->median, check_number_at (answer, "median"), CHECK_EXACT);
  check_quantity (what, mean->q3, check_number_at (answer, "q3"), CHECK_EXACT);
}

static void
check_pair (const char *what, const TideMean *a, const TideMean *b, JsonNode *answer)
{
  TideWelch welch = tide_welch_compute (a, b);
  TideHedges hedges = tide_hedges_compute (a, b);
  check_quantity (what, welch.diff, check_number_at (answer, "diff"), CHECK_EXACT);
  check_quantity (what, welch.t, check_number_at (answer, "t"), CHECK_EXACT);
  check_quantity (what, welch.df, check_number_at (answer, "df"), CHECK_EXACT);
  check_quantity (what, welch.p, check_number_at (answer, "p"), CHECK_FITTED);
  check_quantity (what, welch.lower, check_number_at (answer, "lower"), CHECK_EXACT);
  check_quantity (what, welch.upper, check_number_at (answer, "upper"), CHECK_EXACT);
  check_quantity (what, hedges.pooled_sd, check_number_at (answer, "pooled_sd"), CHECK_EXACT);
  check_quantity (what, hedges.d, check_number_at (answer, "d"), CHECK_EXACT);
  check_quantity (what, hedges.g_exact, check_number_at (answer, "g_exact"), CHECK_EXACT);
  check_quantity (what, hedges.g_approx, check_number_at (answer, "g_approx"), CHECK_EXACT);
}

static void
check_contrast (const char *what, TideContrast ours, JsonNode *answer, const char *const *keys, guint i)
{
  TideQuantity values[] = { ours.value, ours.se, ours.lower, ours.upper, ours.t, ours.p };
  for (guint k = 0; keys[k] != NULL; k++)
    {
      g_autofree char *path = g_strdup_printf ("%s.%u", keys[k], i);
      check_quantity (what, values[k], check_number_at (answer, path), k == 5 ? CHECK_FITTED : CHECK_EXACT);
    }
}

static gboolean
is_complete (const Set *set, guint i)
{
  gboolean complete = !isnan (set->values[i]);
  for (guint c = 0; c < set->n_covariates; c++)
    complete = complete && !isnan (set->covariates[c][i]);
  return complete;
}

/* Complete rows @from, @from + 2 … of one group. */
static TideAncovaFold *
fold_half (const Set *set, guint group, guint from)
{
  g_autofree double *values = g_new (double, (gsize) set->n * 4);
  const double *columns[] = { values, values + set->n, values + 2 * set->n, values + 3 * set->n };
  gsize n = 0;
  g_assert_cmpuint (set->n_covariates, <=, 3);
  for (guint i = 0, nth = 0; i < set->n; i++)
    {
      if (set->group[i] != group || !is_complete (set, i) || nth++ % 2 != from)
        continue;
      values[n] = set->values[i];
      for (guint c = 0; c < set->n_covariates; c++)
        values[(gsize) (c + 1) * set->n + n] = set->covariates[c][i];
      n++;
    }
  return tide_ancova_fold_new (columns, set->n_covariates + 1, n);
}

/* Every group in two folds, none of which was made beside another, answers as R does of the rows. */
static void
check_folded (const char *what, const Set *set, JsonNode *answer, const char *const *keys)
{
  g_autoptr (GPtrArray) folds = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_ancova_fold_free);
  g_autofree guint *group = g_new (guint, 2 * set->n_groups);
  for (guint i = 0; i < 2 * set->n_groups; i++)
    {
      g_ptr_array_add (folds, fold_half (set, i / 2, i % 2));
      group[i] = i / 2;
    }
  TideAncovaFolded design = { .n_folds = folds->len,
                              .folds = (const TideAncovaFold *const *) folds->pdata,
                              .group = group,
                              .n_groups = set->n_groups,
                              .n_covariates = set->n_covariates,
                              .least_n = TIDE_STATS_LEAST_N };
  g_autoptr (TideAncova) ancova = tide_ancova_new_of_folds (&design);
  g_assert_cmpint (ancova->why, ==, TIDE_WHY_DEFINED);
  for (guint a = 0, pair = 0; a < set->n_groups; a++)
    for (guint b = a + 1; b < set->n_groups; b++)
      check_contrast (what, tide_ancova_get_difference (ancova, a, b), answer, keys, pair++);
}

static void
check_ancova (const char *what, const Set *set, JsonNode *answer)
{
  static const char *const mean_keys[] = { "mean", "mean_se", "mean_lower", "mean_upper", NULL };
  static const char *const diff_keys[] = { "diff", "se", "lower", "upper", "t", "p", NULL };
  static const char *const slope_keys[] = { "slopes", "slope_se", NULL };
  g_autoptr (TideAncova) ancova = make_ancova (set);
  g_assert_cmpint (ancova->why, ==, TIDE_WHY_DEFINED);
  g_assert_cmpfloat (ancova->df, ==, check_number_at (answer, "df"));
  check_double (what, ancova->sigma, check_number_at (answer, "sigma"), CHECK_EXACT);
  check_double (what, ancova->r2, check_number_at (answer, "r2"), CHECK_EXACT);
  check_quantity (what, ancova->f, check_number_at (answer, "f"), CHECK_EXACT);
  check_quantity (what, ancova->f_p, check_number_at (answer, "f_p"), CHECK_FITTED);
  if (set->factor_levels == 0)
    check_folded (what, set, answer, diff_keys);
  for (guint c = 0; c < set->n_covariates; c++)
    check_contrast (what, tide_ancova_get_slope (ancova, c), answer, slope_keys, c);
  for (guint a = 0, pair = 0; a < set->n_groups; a++)
    {
      check_contrast (what, tide_ancova_get_mean (ancova, a), answer, mean_keys, a);
      for (guint b = a + 1; b < set->n_groups; b++)
        check_contrast (what, tide_ancova_get_difference (ancova, a, b), answer, diff_keys, pair++);
    }
}

static void
test_synthetic_set (gconstpointer user_data)
{
  const char *name = user_data;
  g_autoptr (JsonNode) root = check_load ("synthetic.json");
  JsonNode *answers = check_at (check_at (root, "means"), name);
  g_auto (Set) set = read_set (answers);
  for (guint a = 0, pair = 0; a < set.n_groups; a++)
    {
      g_autofree char *at = g_strdup_printf ("groups.%u", a);
      TideMean mean_a = mean_of_group (&set, set.values, a);
      check_mean (name, &mean_a, check_at (answers, at));
      for (guint b = a + 1; b < set.n_groups; b++)
        {
          g_autofree char *path = g_strdup_printf ("pairs.%u", pair++);
          TideMean mean_b = mean_of_group (&set, set.values, b);
          JsonNode *answer = check_at (answers, path);
          check_pair (name, &mean_a, &mean_b, answer);
          guint n_a, n_b;
          g_autofree double *values_a = pick_group (&set, set.values, a, &n_a);
          g_autofree double *values_b = pick_group (&set, set.values, b, &n_b);
          TideBalance balance = tide_balance_of_numbers (values_a, n_a, values_b, n_b, TIDE_STATS_LEAST_N);
          check_quantity (name, balance.smd, check_number_at (answer, "smd"), CHECK_EXACT);
          g_assert_cmpint (balance.flagged, ==, fabs (check_number_at (answer, "smd")) > 0.1);
        }
    }
  check_ancova (name, &set, check_at (answers, "ancova"));
}

/* --- against R: published --- */

static TideCsvSheet *
read_sheet (const char *file)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "stats", "input", file, NULL),
                  *text = NULL;
  gsize length;
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  return tide_csv_sheet_parse (file, text, length);
}

/* The rows' group is the index of their cell in @groups; rows of other groups are left out. */
static Set
read_published (const char *file, guint group_column, const char *const *groups, guint value_column,
                guint baseline_column)
{
  g_autoptr (TideCsvSheet) sheet = read_sheet (file);
  Set set = { .values = g_new0 (double, sheet->rows->len), .group = g_new0 (guint, sheet->rows->len) };
  set.covariates[0] = g_new0 (double, sheet->rows->len);
  set.n_covariates = 1;
  set.n_groups = g_strv_length ((char **) groups);
  for (guint i = 0; i < sheet->rows->len; i++)
    {
      char **cells = (char **) ((TideCsvRow *) sheet->rows->pdata[i])->cells->pdata;
      for (guint g = 0; g < set.n_groups; g++)
        if (g_str_equal (cells[group_column], groups[g]))
          {
            set.values[set.n]
              = *cells[value_column] != '\0' ? g_ascii_strtod (cells[value_column], NULL) : NAN;
            set.covariates[0][set.n] = g_ascii_strtod (cells[baseline_column], NULL);
            set.group[set.n++] = g;
          }
    }
  return set;
}

static void
check_published_pair (const char *what, const TideMean *a, const TideMean *b, JsonNode *answer)
{
  TideWelch welch = tide_welch_compute (a, b);
  TideHedges hedges = tide_hedges_compute (a, b);
  check_quantity (what, welch.diff, check_number_at (answer, "diff"), CHECK_EXACT);
  check_quantity (what, welch.t, check_number_at (answer, "welch.t"), CHECK_EXACT);
  check_quantity (what, welch.df, check_number_at (answer, "welch.df"), CHECK_EXACT);
  check_quantity (what, welch.p, check_number_at (answer, "welch.p"), CHECK_FITTED);
  check_quantity (what, welch.lower, check_number_at (answer, "welch.ci.0"), CHECK_EXACT);
  check_quantity (what, welch.upper, check_number_at (answer, "welch.ci.1"), CHECK_EXACT);
  check_quantity (what, hedges.pooled_sd, check_number_at (answer, "pooled_sd"), CHECK_EXACT);
  check_quantity (what, hedges.d, check_number_at (answer, "cohens_d"), CHECK_EXACT);
  check_quantity (what, hedges.g_exact, check_number_at (answer, "hedges_g_exact_J"), CHECK_EXACT);
  check_quantity (what, hedges.g_approx, check_number_at (answer, "hedges_g_approx_J"), CHECK_EXACT);
}

/* R's reference is the last of our groups. */
static void
check_published_ancova (const char *what, const Set *set, JsonNode *answer)
{
  static const char *const mean_keys[]
    = { "emmeans.mean", "emmeans.se", "emmeans.lower", "emmeans.upper", NULL };
  static const char *const keys[] = { "adj_diff", "se", "lower", "upper", "t", "p" };
  guint reference = set->n_groups - 1;
  g_autoptr (TideAncova) ancova = make_ancova (set);
  g_assert_cmpfloat (ancova->n, ==, check_number_at (answer, "n"));
  g_assert_cmpfloat (ancova->df, ==, check_number_at (answer, "df"));
  check_double (what, ancova->sigma, check_number_at (answer, "sigma"), CHECK_EXACT);
  check_double (what, ancova->r2, check_number_at (answer, "r2"), CHECK_EXACT);
  check_quantity (what, tide_ancova_get_slope (ancova, 0).value, check_number_at (answer, "slope"),
                  CHECK_EXACT);
  check_quantity (what, ancova->f, check_number_at (answer, "omnibus.F"), CHECK_EXACT);
  check_quantity (what, ancova->f_p, check_number_at (answer, "omnibus.p"), CHECK_FITTED);
  check_contrast (what, tide_ancova_get_mean (ancova, reference), answer, mean_keys, 0);
  for (guint g = 0; g < reference; g++)
    {
      TideContrast ours = tide_ancova_get_difference (ancova, g, reference);
      TideQuantity values[] = { ours.value, ours.se, ours.lower, ours.upper, ours.t, ours.p };
      check_contrast (what, tide_ancova_get_mean (ancova, g), answer, mean_keys, g + 1);
      for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
        {
          guint n;
          g_autofree double *theirs = check_array_at (answer, keys[k], &n);
          check_quantity (what, values[k], theirs[g], k == 5 ? CHECK_FITTED : CHECK_EXACT);
        }
    }
}

static void
test_anorexia (void)
{
  static const char *const groups[] = { "CBT", "FT", "Cont", NULL };
  static const struct
  {
    const char *key;
    guint a, b;
  } pairs[] = { { "change_cbt_vs_cont", 0, 2 }, { "change_ft_vs_cont", 1, 2 }, { "change_cbt_vs_ft", 0, 1 } };
  g_autoptr (JsonNode) root = check_load ("expected/anorexia.json");
  g_auto (Set) set = read_published ("anorexia.csv", 1, groups, 3, 2);
  g_autofree double *changes = g_new (double, set.n);
  TideMean means[3];
  for (guint i = 0; i < set.n; i++)
    changes[i] = set.values[i] - set.covariates[0][i];
  for (guint g = 0; g < 3; g++)
    {
      JsonNode *answer = check_at (check_at (root, "paired"), groups[g]);
      means[g] = mean_of_group (&set, changes, g);
      TideWelch test = tide_mean_against_zero (&means[g]);
      check_quantity (groups[g], means[g].mean, check_number_at (answer, "mean_change"), CHECK_EXACT);
      check_quantity (groups[g], means[g].sd, check_number_at (answer, "sd_change"), CHECK_EXACT);
      check_quantity (groups[g], means[g].lower, check_number_at (answer, "ci.0"), CHECK_EXACT);
      check_quantity (groups[g], means[g].upper, check_number_at (answer, "ci.1"), CHECK_EXACT);
      check_quantity (groups[g], test.t, check_number_at (answer, "t"), CHECK_EXACT);
      check_quantity (groups[g], test.df, check_number_at (answer, "df"), CHECK_EXACT);
      check_quantity (groups[g], test.p, check_number_at (answer, "p"), CHECK_FITTED);
    }
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    check_published_pair (pairs[i].key, &means[pairs[i].a], &means[pairs[i].b],
                          check_at (root, pairs[i].key));
  check_published_ancova ("anorexia", &set, check_at (root, "ancova_vs_cont"));
}

static void
test_beat_the_blues (void)
{
  static const char *const groups[] = { "BtheB", "TAU", NULL };
  static const char *const visits[] = { "bdi_2m", "bdi_3m", "bdi_5m", "bdi_8m" };
  g_autoptr (JsonNode) root = check_load ("expected/bthe_b.json");
  for (guint v = 0; v < G_N_ELEMENTS (visits); v++)
    {
      JsonNode *answer = check_at (check_at (root, "by_visit"), visits[v]);
      g_auto (Set) set = read_published ("bthe_b.csv", 3, groups, 5 + v, 4);
      TideMean a = mean_of_group (&set, set.values, 0), b = mean_of_group (&set, set.values, 1);
      check_published_pair (visits[v], &a, &b, answer);
      g_assert_cmpfloat (a.n, ==, check_number_at (answer, "n.0"));
      g_assert_cmpuint (a.n + a.n_missing, ==, 52);
      check_quantity (visits[v], a.median, check_number_at (answer, "median.0"), CHECK_EXACT);
      check_published_ancova (visits[v], &set, check_at (check_at (root, "ancova"), visits[v]));
    }
}

static void
test_sleep (void)
{
  static const char *const groups[] = { "1", "2", NULL };
  g_autoptr (JsonNode) root = check_load ("expected/sleep.json");
  g_auto (Set) set = read_published ("sleep.csv", 1, groups, 0, 0);
  TideMean a = mean_of_group (&set, set.values, 0), b = mean_of_group (&set, set.values, 1);
  check_published_pair ("sleep", &a, &b, check_at (root, "unpaired"));
}

/* --- clinical.md 6.1 --- */

static const double before[] = { 28, 26, 31, 24, 27, 29, 30, 25, 27, 25, 30, 26, 28, 24, 29, 27 };
static const double after[] = { 17, 20, 15, 22, 14, 19, 26, 12, 21, 18, 24, 25, 19, 20, 26, 17 };
static const guint arm[] = { 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1 };

static void
assert_printed (TideQuantity quantity, double printed, int digits)
{
  check_sound (quantity);
  g_assert_cmpfloat_with_epsilon (quantity.value, printed, 0.5000001 * pow (10, -digits));
}

static void
test_worked_changes (void)
{
  double changes[16];
  for (guint i = 0; i < 16; i++)
    changes[i] = after[i] - before[i];
  TideMean k = tide_mean_compute (changes, 8, TIDE_STATS_LEAST_N);
  TideMean s = tide_mean_compute (changes + 8, 8, TIDE_STATS_LEAST_N);
  TideWelch welch = tide_welch_compute (&k, &s);
  TideHedges hedges = tide_hedges_compute (&k, &s);
  assert_printed (k.mean, -9.375, 3);
  assert_printed (k.lower, -13.469, 3);
  assert_printed (k.upper, -5.281, 3);
  assert_printed (k.sd, 4.897, 3);
  assert_printed (s.mean, -5.750, 3);
  assert_printed (s.lower, -8.268, 3);
  assert_printed (s.upper, -3.232, 3);
  assert_printed (s.sd, 3.012, 3);
  assert_printed (welch.diff, -3.625, 3);
  assert_printed (welch.lower, -8.069, 3);
  assert_printed (welch.upper, 0.819, 3);
  assert_printed (welch.t, -1.783, 3);
  assert_printed (welch.df, 11.633, 3);
  assert_printed (welch.p, 0.1006, 4);
  assert_printed (hedges.pooled_sd, 4.0653, 4);
  assert_printed (hedges.approx_j, 0.94545, 5);
  assert_printed (hedges.g_approx, -0.8431, 4);
  assert_printed (hedges.se, 0.4957, 4);
  assert_printed (hedges.lower, -1.8146, 3); /* printed from rounded numbers there */
  assert_printed (hedges.upper, 0.1284, 3);
}

static void
test_worked_ancova (void)
{
  const double *covariates[] = { before };
  TideAncovaDesign design = { .n = 16,
                              .outcome = after,
                              .group = arm,
                              .n_groups = 2,
                              .n_covariates = 1,
                              .covariates = covariates,
                              .least_n = TIDE_STATS_LEAST_N };
  g_autoptr (TideAncova) ancova = tide_ancova_new (&design);
  TideContrast difference = tide_ancova_get_difference (ancova, 0, 1);
  assert_printed (difference.value, -3.3571, 4);
  assert_printed (difference.se, 2.0301, 4);
  assert_printed (difference.lower, -7.7429, 4);
  assert_printed (difference.upper, 1.0286, 4);
  assert_printed (difference.p, 0.1221, 4);
  assert_printed (tide_ancova_get_mean (ancova, 0).value, 18.0, 1);
  assert_printed (tide_ancova_get_mean (ancova, 1).value, 21.4, 1);
  assert_printed (tide_ancova_get_mean (ancova, 0).se, 1.43, 2);
}

/* --- balance --- */

/* 3 of 5 against 1 of 5: 0.4 / sqrt ((0.24 + 0.16) / 2) = 0.894427 */
static void
test_shares (void)
{
  const double a[] = { 1, 0, 1, NAN, 1, 0 }, b[] = { 0, 0, 0, 1, 0 };
  TideBalance balance = tide_balance_of_shares (a, 6, b, 5, TIDE_STATS_LEAST_N);
  g_assert_cmpuint (balance.n_a, ==, 5);
  g_assert_cmpuint (balance.missing_a, ==, 1);
  g_assert_cmpuint (balance.missing_b, ==, 0);
  assert_printed (balance.a, 0.6, 12);
  assert_printed (balance.smd, 0.894427191, 9);
  g_assert_true (balance.flagged);
  TideBalance same = tide_balance_of_shares (b, 5, b, 5, TIDE_STATS_LEAST_N);
  assert_printed (same.smd, 0, 12);
  g_assert_false (same.flagged);
}

static void
test_no_spread_and_a_difference (void)
{
  const double none[] = { 0, 0, 0, 0, 0 }, all[] = { 1, 1, 1, 1, 1 };
  TideBalance balance = tide_balance_of_shares (all, 5, none, 5, TIDE_STATS_LEAST_N);
  check_undefined (balance.smd, "no_spread");
  g_assert_true (balance.flagged);
  TideBalance equal = tide_balance_of_shares (all, 5, all, 5, TIDE_STATS_LEAST_N);
  assert_printed (equal.smd, 0, 12);
  g_assert_false (equal.flagged);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  static const char *const sets[] = { "five_in_each_group", "two_groups_with_holes",
                                      "four_groups_two_covariates", "far_from_zero", "with_a_factor" };
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autofree char *path = g_strconcat ("/stats/means/agrees-with-r/", sets[i], NULL);
      g_test_add_data_func (path, sets[i], test_synthetic_set);
    }
  g_test_add_func ("/stats/means/agrees-with-r/anorexia", test_anorexia);
  g_test_add_func ("/stats/means/agrees-with-r/beat-the-blues", test_beat_the_blues);
  g_test_add_func ("/stats/means/agrees-with-r/sleep", test_sleep);
  g_test_add_func ("/stats/means/worked-changes", test_worked_changes);
  g_test_add_func ("/stats/means/worked-ancova", test_worked_ancova);
  g_test_add_func ("/stats/balance/missing-is-counted-apart", test_shares);
  g_test_add_func ("/stats/balance/a-difference-without-spread-has-no-size-and-is-flagged",
                   test_no_spread_and_a_difference);
  return g_test_run ();
}
