/* tide-cli-stats-survival.c: tidemark-cli stats survival: curves, log-rank, restricted means and Cox of a CSV
 * file. */
#include "tide-cli-stats.h"

#include <math.h>

#include "tide-cox.h"
#include "tide-logrank.h"
#include "tide-record.h"
#include "tide-survival.h"

static const double probabilities[] = { 0.25, 0.5, 0.75 };
static const char *const conf_types[] = { "log-log", "log", "plain" }; /* TideConfidence */

typedef struct
{
  const char *time, *event, *group, *reference;
  TideConfidence confidence;
  double tau; /* NAN: the latest that all groups reached */
  gboolean as_json;
} Options;

typedef struct
{
  const Options *options;
  TideCliGroups groups;
  TideSurvivalData *data;
  TideSurvivalCurve *all;
  GPtrArray *curves; /* TideSurvivalCurve, by group */
  TideQuantity tau;
  guint reference;
  TideLogRank *logrank;
  TideCox *cox;
} Result;

static void
result_clear (Result *result)
{
  tide_cli_groups_clear (&result->groups);
  g_clear_pointer (&result->data, tide_survival_data_free);
  g_clear_pointer (&result->all, tide_survival_curve_free);
  g_clear_pointer (&result->curves, g_ptr_array_unref);
  g_clear_pointer (&result->logrank, tide_logrank_free);
  g_clear_pointer (&result->cox, tide_cox_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, result_clear)

static TideRestrictedMean
get_restricted_mean (const Result *result, const TideSurvivalCurve *curve)
{
  if (!tide_quantity_is_defined (result->tau))
    return (TideRestrictedMean){ NAN, result->tau, result->tau, result->tau, result->tau };
  return tide_survival_curve_restricted_mean (curve, result->tau.value);
}

/* --- JSON --- */

typedef double (*StepFunc) (const TideSurvivalStep *step);

#define STEP_FUNC(field)                                                                                     \
  static double get_##field (const TideSurvivalStep *step) { return step->field; }
STEP_FUNC (time)
STEP_FUNC (n_risk)
STEP_FUNC (n_event)
STEP_FUNC (n_censor)
STEP_FUNC (surv)
STEP_FUNC (std_err)
STEP_FUNC (lower)
STEP_FUNC (upper)

static void
json_steps (JsonBuilder *builder, const TideSurvivalCurve *curve)
{
  static const struct
  {
    const char *key;
    StepFunc get;
  } columns[] = {
    { "time", get_time },         { "n_risk", get_n_risk }, { "n_event", get_n_event },
    { "n_censor", get_n_censor }, { "surv", get_surv },     { "std_err_greenwood", get_std_err },
    { "lower", get_lower },       { "upper", get_upper },
  };
  for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
    {
      json_builder_set_member_name (builder, columns[c].key);
      if (curve->why != TIDE_WHY_DEFINED)
        {
          json_builder_add_null_value (builder);
          continue;
        }
      json_builder_begin_array (builder);
      for (guint i = 0; i < curve->n_steps; i++)
        tide_cli_json_number (builder, columns[c].get (&curve->steps[i]));
      json_builder_end_array (builder);
    }
}

static void
json_quantiles (JsonBuilder *builder, const TideSurvivalCurve *curve)
{
  enum
  {
    N = G_N_ELEMENTS (probabilities)
  };
  TideQuantity all[3 * N];
  static const char *const keys[] = { "est", "lower", "upper" };
  for (guint i = 0; i < N; i++)
    {
      TideSurvivalEstimate estimate = tide_survival_curve_quantile (curve, probabilities[i]);
      all[i] = estimate.value;
      all[N + i] = estimate.lower;
      all[2 * N + i] = estimate.upper;
    }
  json_builder_set_member_name (builder, "quantiles");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "p");
  json_builder_begin_array (builder);
  for (guint i = 0; i < N; i++)
    json_builder_add_double_value (builder, probabilities[i]);
  json_builder_end_array (builder);
  for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
    {
      json_builder_set_member_name (builder, keys[k]);
      json_builder_begin_array (builder);
      for (guint i = 0; i < N; i++)
        tide_cli_json_number (builder, all[k * N + i].value);
      json_builder_end_array (builder);
    }
  tide_cli_stats_json_why (builder, all, G_N_ELEMENTS (all));
  json_builder_end_object (builder);
}

static void
json_restricted_mean (JsonBuilder *builder, const TideRestrictedMean *mean, const char *key)
{
  TideQuantity all[] = { mean->mean, mean->se, mean->lower, mean->upper };
  json_builder_set_member_name (builder, "tau");
  tide_cli_json_number (builder, mean->tau);
  tide_cli_stats_json (builder, key, mean->mean);
  tide_cli_stats_json (builder, "se", mean->se);
  tide_cli_stats_json (builder, "lower", mean->lower);
  tide_cli_stats_json (builder, "upper", mean->upper);
  tide_cli_stats_json_why (builder, all, G_N_ELEMENTS (all));
}

/* The reasons of what is undefined in the arrays: no steps at all, or no interval at some. */
static void
json_curve_why (JsonBuilder *builder, const TideSurvivalCurve *curve)
{
  TideQuantity all[3] = { 0 };
  if (curve->why != TIDE_WHY_DEFINED)
    all[0] = tide_quantity_undefined (curve->why);
  for (guint i = 0; i < curve->n_steps; i++)
    if (curve->steps[i].interval_why != TIDE_WHY_DEFINED)
      all[curve->steps[i].interval_why == TIDE_WHY_CURVE_AT_ONE ? 1 : 2]
        = tide_quantity_undefined (curve->steps[i].interval_why);
  tide_cli_stats_json_why (builder, all, G_N_ELEMENTS (all));
}

static void
json_curve (JsonBuilder *builder, const char *key, const Result *result, const TideSurvivalCurve *curve)
{
  TideRestrictedMean mean = get_restricted_mean (result, curve);
  json_builder_set_member_name (builder, key);
  json_builder_begin_object (builder);
  tide_cli_stats_json_count (builder, "n", curve->n);
  tide_cli_stats_json_count (builder, "events", curve->events);
  json_steps (builder, curve);
  json_quantiles (builder, curve);
  json_builder_set_member_name (builder, "rmst");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  json_restricted_mean (builder, &mean, "rmst");
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_curve_why (builder, curve);
  json_builder_end_object (builder);
}

static void
json_differences (JsonBuilder *builder, const Result *result)
{
  json_builder_set_member_name (builder, "rmst_difference");
  json_builder_begin_array (builder);
  for (guint a = 0; a < result->curves->len; a++)
    for (guint b = a + 1; b < result->curves->len; b++)
      {
        TideRestrictedMean one = get_restricted_mean (result, result->curves->pdata[a]);
        TideRestrictedMean other = get_restricted_mean (result, result->curves->pdata[b]);
        TideRestrictedMean difference = tide_restricted_mean_subtract (&one, &other);
        json_builder_begin_object (builder);
        tide_cli_json_string (builder, "a", tide_cli_groups_get_name (&result->groups, a));
        tide_cli_json_string (builder, "b", tide_cli_groups_get_name (&result->groups, b));
        json_restricted_mean (builder, &difference, "diff");
        json_builder_end_object (builder);
      }
  json_builder_end_array (builder);
}

static void
json_names (JsonBuilder *builder, const char *key, const TideCliGroups *groups)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint i = 0; i < groups->names->len; i++)
    json_builder_add_string_value (builder, groups->names->pdata[i]);
  json_builder_end_array (builder);
}

static void
json_variance (JsonBuilder *builder, const TideLogRank *logrank)
{
  json_builder_set_member_name (builder, "variance");
  json_builder_begin_array (builder);
  for (guint i = 0; i < logrank->n_groups; i++)
    {
      json_builder_begin_array (builder);
      for (guint j = 0; j < logrank->n_groups; j++)
        tide_cli_json_number (builder, logrank->variance[i * logrank->n_groups + j]);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
}

static void
json_logrank (JsonBuilder *builder, const Result *result)
{
  const TideLogRank *logrank = result->logrank;
  gboolean defined = tide_quantity_is_defined (logrank->chisq);
  json_builder_set_member_name (builder, "logrank");
  json_builder_begin_object (builder);
  tide_cli_stats_json (builder, "chisq", logrank->chisq);
  json_builder_set_member_name (builder, "df");
  tide_cli_json_number (builder, defined ? logrank->df : NAN);
  tide_cli_stats_json (builder, "p", logrank->p);
  json_names (builder, "group", &result->groups);
  json_builder_set_member_name (builder, "n");
  json_builder_begin_array (builder);
  for (guint g = 0; g < logrank->n_groups; g++)
    json_builder_add_int_value (builder, logrank->n[g]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "observed");
  json_builder_begin_array (builder);
  for (guint g = 0; g < logrank->n_groups; g++)
    json_builder_add_int_value (builder, logrank->observed[g]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "expected");
  if (defined)
    {
      json_builder_begin_array (builder);
      for (guint g = 0; g < logrank->n_groups; g++)
        tide_cli_json_number (builder, logrank->expected[g]);
      json_builder_end_array (builder);
      json_variance (builder, logrank);
    }
  else
    {
      json_builder_add_null_value (builder);
      json_builder_set_member_name (builder, "variance");
      json_builder_add_null_value (builder);
    }
  tide_cli_stats_json_why (builder, &logrank->chisq, 1);
  json_builder_end_object (builder);
}

typedef TideQuantity (*TermFunc) (const TideCoxTerm *term);

#define TERM_FUNC(field)                                                                                     \
  static TideQuantity get_term_##field (const TideCoxTerm *term) { return term->field; }
TERM_FUNC (hr)
TERM_FUNC (lower)
TERM_FUNC (upper)
TERM_FUNC (coef)
TERM_FUNC (se)
TERM_FUNC (p)

/* One value for two groups, arrays for more, as R's tables become when there is one row. */
static void
json_term_values (JsonBuilder *builder, const char *key, const TideCox *cox, TermFunc get)
{
  json_builder_set_member_name (builder, key);
  if (cox->n_terms != 1)
    json_builder_begin_array (builder);
  for (guint i = 0; i < cox->n_terms; i++)
    tide_cli_json_number (builder, get (&cox->terms[i]).value);
  if (cox->n_terms != 1)
    json_builder_end_array (builder);
}

static void
json_term_names (JsonBuilder *builder, const Result *result)
{
  json_builder_set_member_name (builder, "term");
  if (result->cox->n_terms != 1)
    json_builder_begin_array (builder);
  for (guint i = 0; i < result->cox->n_terms; i++)
    json_builder_add_string_value (builder,
                                   tide_cli_groups_get_name (&result->groups, result->cox->terms[i].group));
  if (result->cox->n_terms != 1)
    json_builder_end_array (builder);
}

static void
json_cox (JsonBuilder *builder, const Result *result)
{
  static const struct
  {
    const char *key;
    TermFunc get;
  } columns[] = { { "hr", get_term_hr },     { "lower", get_term_lower }, { "upper", get_term_upper },
                  { "coef", get_term_coef }, { "se", get_term_se },       { "p_wald", get_term_p } };
  const TideCox *cox = result->cox;
  g_autofree TideQuantity *all = g_new0 (TideQuantity, cox->n_terms + 1);
  json_builder_set_member_name (builder, "cox_efron");
  json_builder_begin_object (builder);
  tide_cli_json_string (builder, "reference", tide_cli_groups_get_name (&result->groups, cox->reference));
  json_term_names (builder, result);
  for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
    json_term_values (builder, columns[c].key, cox, columns[c].get);
  tide_cli_stats_json (builder, "score_chisq", cox->score_chisq);
  tide_cli_stats_json (builder, "lr_chisq", cox->lr_chisq);
  for (guint i = 0; i < cox->n_terms; i++)
    all[i] = cox->terms[i].coef;
  all[cox->n_terms] = cox->score_chisq;
  tide_cli_stats_json_why (builder, all, cox->n_terms + 1);
  json_builder_end_object (builder);
}

static void
print_json (const Result *result)
{
  JsonBuilder *builder = json_builder_new ();
  json_builder_begin_object (builder);
  tide_cli_json_string (builder, "conf_type", conf_types[result->options->confidence]);
  tide_cli_stats_json (builder, "tau", result->tau);
  json_curve (builder, "all", result, result->all);
  json_builder_set_member_name (builder, "groups");
  json_builder_begin_object (builder);
  for (guint g = 0; result->options->group != NULL && g < result->curves->len; g++)
    json_curve (builder, tide_cli_groups_get_name (&result->groups, g), result, result->curves->pdata[g]);
  json_builder_end_object (builder);
  json_differences (builder, result);
  json_logrank (builder, result);
  json_cox (builder, result);
  json_builder_end_object (builder);
  tide_cli_print_json (builder);
}

/* --- text --- */

static void
print_cell (double value)
{
  if (isnan (value))
    g_print (" %9s", "-");
  else
    g_print (" %9.4f", value);
}

static void
print_curve (const char *name, const Result *result, const TideSurvivalCurve *curve)
{
  g_print ("%s: n %u, events %u\n", name, curve->n, curve->events);
  if (curve->why != TIDE_WHY_DEFINED)
    {
      g_print ("  no curve: %s\n\n", tide_why_get_words (curve->why));
      return;
    }
  g_print ("%10s %7s %7s %8s %9s %9s %9s %9s\n", "time", "n_risk", "n_event", "n_censor", "surv", "std_err",
           "lower", "upper");
  for (guint i = 0; i < curve->n_steps; i++)
    {
      const TideSurvivalStep *step = &curve->steps[i];
      g_print ("%10g %7u %7u %8u", step->time, step->n_risk, step->n_event, step->n_censor);
      print_cell (step->surv);
      print_cell (step->std_err);
      print_cell (step->lower);
      print_cell (step->upper);
      g_print ("\n");
    }
  for (guint i = 0; i < G_N_ELEMENTS (probabilities); i++)
    {
      TideSurvivalEstimate estimate = tide_survival_curve_quantile (curve, probabilities[i]);
      g_autofree char *text = tide_cli_stats_dup_interval (estimate.value, estimate.lower, estimate.upper);
      g_print ("  %g %% by %s\n", probabilities[i] * 100, text);
    }
  TideRestrictedMean mean = get_restricted_mean (result, curve);
  g_autofree char *text = tide_cli_stats_dup_interval (mean.mean, mean.lower, mean.upper);
  if (isnan (mean.tau))
    g_print ("  restricted mean: %s\n\n", text);
  else
    g_print ("  restricted mean to %g: %s\n\n", mean.tau, text);
}

static void
print_comparison (const Result *result)
{
  const TideLogRank *logrank = result->logrank;
  g_autofree char *chisq = tide_cli_stats_dup_text (logrank->chisq),
                  *p = tide_cli_stats_dup_text (logrank->p);
  if (tide_quantity_is_defined (logrank->chisq))
    {
      for (guint g = 0; g < logrank->n_groups; g++)
        g_print ("%s: n %u, observed %u, expected %.4f\n", tide_cli_groups_get_name (&result->groups, g),
                 logrank->n[g], logrank->observed[g], logrank->expected[g]);
      g_print ("log-rank: chi-squared %s, df %u, p %s\n", chisq, logrank->df, p);
    }
  else
    g_print ("log-rank: %s\n", chisq);
  for (guint i = 0; i < result->cox->n_terms; i++)
    {
      const TideCoxTerm *term = &result->cox->terms[i];
      g_autofree char *hr = tide_cli_stats_dup_interval (term->hr, term->lower, term->upper);
      g_autofree char *wald = tide_cli_stats_dup_text (term->p);
      g_print (
        "hazard ratio %s against %s: %s%s%s\n", tide_cli_groups_get_name (&result->groups, term->group),
        tide_cli_groups_get_name (&result->groups, result->cox->reference), hr,
        tide_quantity_is_defined (term->p) ? ", p " : "", tide_quantity_is_defined (term->p) ? wald : "");
    }
  for (guint a = 0; a < result->curves->len; a++)
    for (guint b = a + 1; b < result->curves->len; b++)
      {
        TideRestrictedMean one = get_restricted_mean (result, result->curves->pdata[a]);
        TideRestrictedMean other = get_restricted_mean (result, result->curves->pdata[b]);
        TideRestrictedMean difference = tide_restricted_mean_subtract (&one, &other);
        g_autofree char *text
          = tide_cli_stats_dup_interval (difference.mean, difference.lower, difference.upper);
        g_print ("restricted mean %s less %s: %s\n", tide_cli_groups_get_name (&result->groups, a),
                 tide_cli_groups_get_name (&result->groups, b), text);
      }
}

static void
print_text (const Result *result)
{
  if (result->options->group == NULL || result->groups.names->len > 1)
    print_curve ("all", result, result->all);
  for (guint g = 0; result->options->group != NULL && g < result->curves->len; g++)
    print_curve (tide_cli_groups_get_name (&result->groups, g), result, result->curves->pdata[g]);
  if (result->options->group != NULL)
    print_comparison (result);
}

/* --- reading and computing --- */

static gboolean
take_options (TideArguments *arguments, Options *options)
{
  const char *confidence, *tau;
  options->as_json = tide_cli_take_flag (arguments, "--json");
  options->tau = NAN;
  if (!tide_cli_take_option (arguments, "--time", &options->time)
      || !tide_cli_take_option (arguments, "--event", &options->event)
      || !tide_cli_take_option (arguments, "--group", &options->group)
      || !tide_cli_take_option (arguments, "--reference", &options->reference)
      || !tide_cli_take_option (arguments, "--conf-type", &confidence)
      || !tide_cli_take_option (arguments, "--tau", &tau))
    return FALSE;
  const char *lacking = options->time == NULL ? "--time" : options->event == NULL ? "--event" : NULL;
  if (lacking != NULL)
    {
      tide_cli_refuse (arguments, "%s: the column must be named", lacking);
      return FALSE;
    }
  guint type = 0;
  while (confidence != NULL && type < G_N_ELEMENTS (conf_types)
         && !g_str_equal (confidence, conf_types[type]))
    type++;
  if (type == G_N_ELEMENTS (conf_types))
    {
      tide_cli_refuse (arguments, "--conf-type: “%s” is not log-log, log or plain", confidence);
      return FALSE;
    }
  options->confidence = (TideConfidence) type;
  if (tau != NULL && (!tide_number_parse (tau, &options->tau, NULL) || !(options->tau > 0)))
    {
      tide_cli_refuse (arguments, "--tau: “%s” is not a number above 0", tau);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_sample (TideArguments *arguments, const TideCsvSheet *sheet, gsize row, guint time, guint event,
             TideSurvivalSample *sample)
{
  const char *happened = tide_cli_stats_get_cell (sheet, row, event);
  if (!tide_number_parse (tide_cli_stats_get_cell (sheet, row, time), &sample->time, NULL)
      || sample->time < 0)
    return tide_cli_stats_refuse_cell (arguments, sheet, row, time, "a number of 0 or more");
  if (!g_str_equal (happened, "0") && !g_str_equal (happened, "1"))
    return tide_cli_stats_refuse_cell (arguments, sheet, row, event, "1 (the event) or 0 (censored)");
  sample->event = *happened == '1';
  return TRUE;
}

static gboolean
read_samples (TideArguments *arguments, const TideCsvSheet *sheet, const Options *options, Result *result)
{
  guint time, event, group;
  if (!tide_cli_stats_find_column (arguments, sheet, "--time", options->time, &time)
      || !tide_cli_stats_find_column (arguments, sheet, "--event", options->event, &event)
      || (options->group != NULL
          && !tide_cli_stats_find_column (arguments, sheet, "--group", options->group, &group)))
    return FALSE;
  if (!tide_cli_groups_init (&result->groups, arguments, sheet, options->group != NULL ? &group : NULL)
      || !tide_cli_groups_find (&result->groups, arguments, options->reference, &result->reference))
    return FALSE;
  g_autofree TideSurvivalSample *samples = g_new0 (TideSurvivalSample, sheet->rows->len);
  for (guint i = 0; i < sheet->rows->len; i++)
    {
      if (!read_sample (arguments, sheet, i, time, event, &samples[i]))
        return FALSE;
      samples[i].group = result->groups.of_row[i];
    }
  result->data = tide_survival_data_new (samples, sheet->rows->len, result->groups.names->len);
  return TRUE;
}

static void
compute (Result *result)
{
  const Options *options = result->options;
  result->all
    = tide_survival_curve_new (result->data, TIDE_SURVIVAL_ALL, options->confidence, TIDE_STATS_LEAST_N);
  result->curves = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_survival_curve_free);
  for (guint g = 0; g < result->groups.names->len; g++)
    g_ptr_array_add (result->curves,
                     tide_survival_curve_new (result->data, g, options->confidence, TIDE_STATS_LEAST_N));
  result->tau = isnan (options->tau) ? tide_survival_data_get_tau (result->data, TIDE_STATS_LEAST_N)
                                     : tide_quantity_of (options->tau);
  result->logrank = tide_logrank_new (result->data, TIDE_STATS_LEAST_N);
  result->cox = tide_cox_new (result->data, result->reference, TIDE_STATS_LEAST_N);
}

TideExit
tide_cli_stats_survival (TideArguments *arguments)
{
  Options options;
  TideExit code;
  if (!take_options (arguments, &options))
    return TIDE_EXIT_USAGE;
  g_autoptr (TideCsvSheet) sheet = tide_cli_stats_take_file (arguments, &code);
  if (sheet == NULL)
    return code;
  g_auto (Result) result = { .options = &options };
  if (!read_samples (arguments, sheet, &options, &result))
    return TIDE_EXIT_USAGE;
  compute (&result);
  if (options.as_json)
    print_json (&result);
  else
    print_text (&result);
  return TIDE_EXIT_DONE;
}
