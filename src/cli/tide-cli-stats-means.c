/* tide-cli-stats-means.c: tidemark-cli stats means: groups, Welch, Hedges g and ANCOVA of a CSV file. */
#include "tide-cli-stats.h"

#include <math.h>
#include <string.h>

#include "tide-ancova.h"
#include "tide-means.h"

typedef struct
{
  const char *value, *group, *baseline, *reference;
  gboolean as_json;
} Options;

typedef struct
{
  const Options *options;
  TideCliGroups groups;
  gsize n;
  double *values, *baselines, *changes; /* by row; NAN is missing; the last two NULL without --baseline */
  TideMean *value_means, *change_means; /* by group */
  guint reference;
  TideAncova *ancova;
} Result;

static void
result_clear (Result *result)
{
  tide_cli_groups_clear (&result->groups);
  g_clear_pointer (&result->values, g_free);
  g_clear_pointer (&result->baselines, g_free);
  g_clear_pointer (&result->changes, g_free);
  g_clear_pointer (&result->value_means, g_free);
  g_clear_pointer (&result->change_means, g_free);
  g_clear_pointer (&result->ancova, tide_ancova_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, result_clear)

static guint
count_groups (const Result *result)
{
  return result->groups.names->len;
}

static const char *
get_name (const Result *result, guint group)
{
  return tide_cli_groups_get_name (&result->groups, group);
}

/* --- JSON: groups and pairs --- */

static void
json_group (JsonBuilder *builder, const char *name, const TideMean *mean)
{
  TideQuantity all[] = { mean->mean, mean->sd, mean->lower, mean->median };
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  tide_cli_stats_json_count (builder, "n", mean->n);
  tide_cli_stats_json_count (builder, "missing", mean->n_missing);
  tide_cli_stats_json (builder, "mean", mean->mean);
  tide_cli_stats_json (builder, "sd", mean->sd);
  tide_cli_stats_json_interval (builder, "ci", mean->lower, mean->upper);
  tide_cli_stats_json (builder, "median", mean->median);
  tide_cli_stats_json (builder, "q1", mean->q1);
  tide_cli_stats_json (builder, "q3", mean->q3);
  tide_cli_stats_json_why (builder, all, G_N_ELEMENTS (all));
  json_builder_end_object (builder);
}

static void
json_pair (JsonBuilder *builder, const Result *result, const TideMean *means, guint a, guint b)
{
  TideWelch welch = tide_welch_compute (&means[a], &means[b]);
  TideHedges hedges = tide_hedges_compute (&means[a], &means[b]);
  TideQuantity of_welch[] = { welch.t, welch.p }, of_pair[] = { welch.diff, welch.t, hedges.d };
  json_builder_begin_object (builder);
  tide_cli_json_string (builder, "a", get_name (result, a));
  tide_cli_json_string (builder, "b", get_name (result, b));
  tide_cli_stats_json (builder, "diff", welch.diff);
  json_builder_set_member_name (builder, "welch");
  json_builder_begin_object (builder);
  tide_cli_stats_json (builder, "t", welch.t);
  tide_cli_stats_json (builder, "df", welch.df);
  tide_cli_stats_json (builder, "p", welch.p);
  tide_cli_stats_json_interval (builder, "ci", welch.lower, welch.upper);
  tide_cli_stats_json (builder, "se", welch.se);
  tide_cli_stats_json_why (builder, of_welch, G_N_ELEMENTS (of_welch));
  json_builder_end_object (builder);
  tide_cli_stats_json (builder, "pooled_sd", hedges.pooled_sd);
  tide_cli_stats_json (builder, "cohens_d", hedges.d);
  tide_cli_stats_json (builder, "hedges_g_exact_J", hedges.g_exact);
  tide_cli_stats_json (builder, "hedges_g_approx_J", hedges.g_approx);
  tide_cli_stats_json (builder, "hedges_g_se", hedges.se);
  tide_cli_stats_json_interval (builder, "hedges_g_ci", hedges.lower, hedges.upper);
  tide_cli_stats_json_why (builder, of_pair, G_N_ELEMENTS (of_pair));
  json_builder_end_object (builder);
}

static void
json_groups_and_pairs (JsonBuilder *builder, const Result *result, const TideMean *means)
{
  guint k = count_groups (result);
  json_builder_set_member_name (builder, "groups");
  json_builder_begin_object (builder);
  for (guint g = 0; g < k; g++)
    json_group (builder, get_name (result, g), &means[g]);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "pairs");
  json_builder_begin_array (builder);
  for (guint a = 0; a < k; a++)
    for (guint b = a + 1; b < k; b++)
      json_pair (builder, result, means, a, b);
  json_builder_end_array (builder);
}

/* --- JSON: ANCOVA --- */

typedef TideQuantity (*ContrastFunc) (const TideContrast *contrast);

#define CONTRAST_FUNC(field)                                                                                 \
  static TideQuantity get_##field (const TideContrast *contrast) { return contrast->field; }
CONTRAST_FUNC (value)
CONTRAST_FUNC (se)
CONTRAST_FUNC (t)
CONTRAST_FUNC (p)
CONTRAST_FUNC (lower)
CONTRAST_FUNC (upper)

static const struct
{
  const char *key;
  ContrastFunc get;
} contrast_columns[] = { { "adj_diff", get_value }, { "se", get_se },      { "t", get_t }, { "p", get_p },
                         { "lower", get_lower },    { "upper", get_upper } };

/* One value for two groups, arrays for more. */
static void
json_terms (JsonBuilder *builder, const Result *result)
{
  guint k = count_groups (result);
  json_builder_set_member_name (builder, "term");
  if (k != 2)
    json_builder_begin_array (builder);
  for (guint g = 0; g < k; g++)
    if (g != result->reference)
      json_builder_add_string_value (builder, get_name (result, g));
  if (k != 2)
    json_builder_end_array (builder);
  for (guint c = 0; c < G_N_ELEMENTS (contrast_columns); c++)
    {
      json_builder_set_member_name (builder, contrast_columns[c].key);
      if (k != 2)
        json_builder_begin_array (builder);
      for (guint g = 0; g < k; g++)
        if (g != result->reference)
          {
            TideContrast contrast = tide_ancova_get_difference (result->ancova, g, result->reference);
            tide_cli_json_number (builder, contrast_columns[c].get (&contrast).value);
          }
      if (k != 2)
        json_builder_end_array (builder);
    }
}

/* The reference first, as R's tables of adjusted means. */
static void
json_adjusted_means (JsonBuilder *builder, const Result *result)
{
  static const struct
  {
    const char *key;
    ContrastFunc get;
  } columns[] = { { "mean", get_value }, { "se", get_se }, { "lower", get_lower }, { "upper", get_upper } };
  guint k = count_groups (result);
  g_autofree guint *order = g_new (guint, k);
  order[0] = result->reference;
  for (guint g = 0, at = 1; g < k; g++)
    if (g != result->reference)
      order[at++] = g;
  json_builder_set_member_name (builder, "emmeans");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "group");
  json_builder_begin_array (builder);
  for (guint i = 0; i < k; i++)
    json_builder_add_string_value (builder, get_name (result, order[i]));
  json_builder_end_array (builder);
  for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
    {
      json_builder_set_member_name (builder, columns[c].key);
      json_builder_begin_array (builder);
      for (guint i = 0; i < k; i++)
        {
          TideContrast mean = tide_ancova_get_mean (result->ancova, order[i]);
          tide_cli_json_number (builder, columns[c].get (&mean).value);
        }
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}

static void
json_adjusted_pairs (JsonBuilder *builder, const Result *result)
{
  json_builder_set_member_name (builder, "pairs");
  json_builder_begin_array (builder);
  for (guint a = 0; a < count_groups (result); a++)
    for (guint b = a + 1; b < count_groups (result); b++)
      {
        TideContrast contrast = tide_ancova_get_difference (result->ancova, a, b);
        json_builder_begin_object (builder);
        tide_cli_json_string (builder, "a", get_name (result, a));
        tide_cli_json_string (builder, "b", get_name (result, b));
        for (guint c = 0; c < G_N_ELEMENTS (contrast_columns); c++)
          tide_cli_stats_json (builder, contrast_columns[c].key, contrast_columns[c].get (&contrast));
        tide_cli_stats_json_why (builder, &contrast.value, 1);
        json_builder_end_object (builder);
      }
  json_builder_end_array (builder);
}

static void
json_ancova_model (JsonBuilder *builder, const TideAncova *ancova)
{
  gboolean defined = ancova->why == TIDE_WHY_DEFINED;
  TideContrast slope = tide_ancova_get_slope (ancova, 0);
  json_builder_set_member_name (builder, "df");
  tide_cli_json_number (builder, defined ? ancova->df : NAN);
  tide_cli_stats_json (builder, "slope", slope.value);
  json_builder_set_member_name (builder, "sigma");
  tide_cli_json_number (builder, ancova->sigma);
  json_builder_set_member_name (builder, "r2");
  tide_cli_json_number (builder, ancova->r2);
  json_builder_set_member_name (builder, "omnibus");
  json_builder_begin_object (builder);
  tide_cli_stats_json (builder, "F", ancova->f);
  json_builder_set_member_name (builder, "df1");
  tide_cli_json_number (builder, defined ? ancova->f_df : NAN);
  json_builder_set_member_name (builder, "df2");
  tide_cli_json_number (builder, defined ? ancova->df : NAN);
  tide_cli_stats_json (builder, "p", ancova->f_p);
  json_builder_end_object (builder);
}

static void
json_ancova (JsonBuilder *builder, const Result *result)
{
  const TideAncova *ancova = result->ancova;
  json_builder_set_member_name (builder, "ancova");
  json_builder_begin_object (builder);
  tide_cli_stats_json_count (builder, "n", ancova->n);
  tide_cli_stats_json_count (builder, "missing", ancova->n_missing);
  tide_cli_json_string (builder, "reference", get_name (result, result->reference));
  json_terms (builder, result);
  json_ancova_model (builder, ancova);
  json_adjusted_means (builder, result);
  json_adjusted_pairs (builder, result);
  tide_cli_json_string (builder, "why", tide_why_get_code (ancova->why));
  json_builder_end_object (builder);
}

static void
print_json (const Result *result)
{
  JsonBuilder *builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_groups_and_pairs (builder, result, result->value_means);
  if (result->ancova != NULL)
    {
      json_builder_set_member_name (builder, "change");
      json_builder_begin_object (builder);
      json_groups_and_pairs (builder, result, result->change_means);
      json_builder_end_object (builder);
      json_ancova (builder, result);
    }
  json_builder_end_object (builder);
  tide_cli_print_json (builder);
}

/* --- text --- */

static void
print_means (const Result *result, const char *title, const TideMean *means)
{
  g_print ("%s\n", title);
  for (guint g = 0; g < count_groups (result); g++)
    {
      g_autofree char *mean = tide_cli_stats_dup_interval (means[g].mean, means[g].lower, means[g].upper);
      g_autofree char *sd = tide_cli_stats_dup_text (means[g].sd);
      g_autofree char *median = tide_cli_stats_dup_interval (means[g].median, means[g].q1, means[g].q3);
      g_print ("  %s: n %u, missing %u, mean %s", get_name (result, g), means[g].n, means[g].n_missing, mean);
      if (tide_quantity_is_defined (means[g].mean))
        g_print (", sd %s, median and quartiles %s", sd, median);
      g_print ("\n");
    }
  for (guint a = 0; a < count_groups (result); a++)
    for (guint b = a + 1; b < count_groups (result); b++)
      {
        TideWelch welch = tide_welch_compute (&means[a], &means[b]);
        TideHedges hedges = tide_hedges_compute (&means[a], &means[b]);
        g_autofree char *diff = tide_cli_stats_dup_interval (welch.diff, welch.lower, welch.upper);
        g_autofree char *g = tide_cli_stats_dup_interval (hedges.g_approx, hedges.lower, hedges.upper);
        g_autofree char *p = tide_cli_stats_dup_text (welch.p);
        g_print ("  %s less %s: %s", get_name (result, a), get_name (result, b), diff);
        if (tide_quantity_is_defined (welch.p))
          g_print (", t %.4g, df %.4g, p %s; Hedges g %s", welch.t.value, welch.df.value, p, g);
        g_print ("\n");
      }
}

static void
print_text (const Result *result)
{
  print_means (result, result->options->value, result->value_means);
  if (result->ancova == NULL)
    return;
  g_autofree char *title = g_strdup_printf ("change from %s", result->options->baseline);
  print_means (result, title, result->change_means);
  g_print ("adjusted for %s (ANCOVA): n %u, missing %u\n", result->options->baseline, result->ancova->n,
           result->ancova->n_missing);
  if (result->ancova->why != TIDE_WHY_DEFINED)
    {
      g_print ("  undefined (%s)\n", tide_why_get_words (result->ancova->why));
      return;
    }
  for (guint g = 0; g < count_groups (result); g++)
    {
      TideContrast mean = tide_ancova_get_mean (result->ancova, g);
      g_autofree char *text = tide_cli_stats_dup_interval (mean.value, mean.lower, mean.upper);
      g_print ("  %s: adjusted mean %s\n", get_name (result, g), text);
    }
  for (guint g = 0; g < count_groups (result); g++)
    if (g != result->reference)
      {
        TideContrast contrast = tide_ancova_get_difference (result->ancova, g, result->reference);
        g_autofree char *text = tide_cli_stats_dup_interval (contrast.value, contrast.lower, contrast.upper);
        g_autofree char *p = tide_cli_stats_dup_text (contrast.p);
        g_print ("  %s less %s: %s, p %s\n", get_name (result, g), get_name (result, result->reference), text,
                 p);
      }
}

/* --- reading and computing --- */

static gboolean
read_columns (TideArguments *arguments, const TideCsvSheet *sheet, Result *result)
{
  const Options *options = result->options;
  guint value, group, baseline = 0;
  if (!tide_cli_stats_find_column (arguments, sheet, "--value", options->value, &value)
      || !tide_cli_stats_find_column (arguments, sheet, "--group", options->group, &group)
      || (options->baseline != NULL
          && !tide_cli_stats_find_column (arguments, sheet, "--baseline", options->baseline, &baseline)))
    return FALSE;
  if (!tide_cli_groups_init (&result->groups, arguments, sheet, &group))
    return FALSE;
  result->n = sheet->rows->len;
  result->values = g_new (double, result->n);
  result->baselines = options->baseline != NULL ? g_new (double, result->n) : NULL;
  result->changes = options->baseline != NULL ? g_new (double, result->n) : NULL;
  for (gsize i = 0; i < result->n; i++)
    {
      if (!tide_cli_stats_read_number (arguments, sheet, i, value, TRUE, &result->values[i]))
        return FALSE;
      if (options->baseline == NULL)
        continue;
      if (!tide_cli_stats_read_number (arguments, sheet, i, baseline, TRUE, &result->baselines[i]))
        return FALSE;
      result->changes[i] = result->values[i] - result->baselines[i];
    }
  return TRUE;
}

/* What a column of treatments calls the untreated: an adjusted difference against them is what people look
 * for. */
static gboolean
is_control (const char *name)
{
  static const char *const starts[]
    = { "control", "cont", "placebo", "usual", "tau", "treatment as usual", "wait", "sham", "untreated" };
  g_autofree char *folded = g_utf8_casefold (name, -1);
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      gsize length = strlen (starts[i]);
      if (strncmp (folded, starts[i], length) == 0 && (length > 4 || !g_ascii_isalpha (folded[length])))
        return TRUE;
    }
  return FALSE;
}

static guint
choose_reference (const TideCliGroups *groups)
{
  for (guint g = 0; g < groups->names->len; g++)
    if (is_control (tide_cli_groups_get_name (groups, g)))
      return g;
  return groups->names->len - 1; /* so that a difference has the direction of the pairs: first less last */
}

static TideMean *
compute_means (const Result *result, const double *values)
{
  guint k = count_groups (result);
  TideMean *means = g_new0 (TideMean, k);
  g_autofree double *of_group = g_new (double, result->n);
  for (guint g = 0; g < k; g++)
    {
      gsize n = 0;
      for (gsize i = 0; i < result->n; i++)
        if (result->groups.of_row[i] == g)
          of_group[n++] = values[i];
      means[g] = tide_mean_compute (of_group, n, TIDE_STATS_LEAST_N);
    }
  return means;
}

static void
compute (Result *result)
{
  result->value_means = compute_means (result, result->values);
  if (result->baselines == NULL)
    return;
  result->change_means = compute_means (result, result->changes);
  const double *covariates[] = { result->baselines };
  TideAncovaDesign design = { .n = result->n,
                              .outcome = result->values,
                              .group = result->groups.of_row,
                              .n_groups = count_groups (result),
                              .n_covariates = 1,
                              .covariates = covariates,
                              .least_n = TIDE_STATS_LEAST_N };
  result->ancova = tide_ancova_new (&design);
}

static gboolean
take_options (TideArguments *arguments, Options *options)
{
  options->as_json = tide_cli_take_flag (arguments, "--json");
  if (!tide_cli_take_option (arguments, "--value", &options->value)
      || !tide_cli_take_option (arguments, "--group", &options->group)
      || !tide_cli_take_option (arguments, "--baseline", &options->baseline)
      || !tide_cli_take_option (arguments, "--reference", &options->reference))
    return FALSE;
  const char *lacking = options->value == NULL ? "--value" : options->group == NULL ? "--group" : NULL;
  if (lacking != NULL)
    tide_cli_refuse (arguments, "%s: the column must be named", lacking);
  return lacking == NULL;
}

TideExit
tide_cli_stats_means (TideArguments *arguments)
{
  Options options;
  TideExit code;
  if (!take_options (arguments, &options))
    return TIDE_EXIT_USAGE;
  g_autoptr (TideCsvSheet) sheet = tide_cli_stats_take_file (arguments, &code);
  if (sheet == NULL)
    return code;
  g_auto (Result) result = { .options = &options };
  if (!read_columns (arguments, sheet, &result))
    return TIDE_EXIT_USAGE;
  result.reference = choose_reference (&result.groups);
  if (!tide_cli_groups_find (&result.groups, arguments, options.reference, &result.reference))
    return TIDE_EXIT_USAGE;
  compute (&result);
  if (options.as_json)
    print_json (&result);
  else
    print_text (&result);
  return TIDE_EXIT_DONE;
}
