/* tide-cli-stats-proportions.c: tidemark-cli stats proportions: two shares, their difference, the number
 * needed to treat. */
#include "tide-cli-stats.h"

#include <math.h>

#include "tide-proportion.h"

static void
print_json (const TideProportion *first, const TideProportion *second, const TideRiskDifference *difference)
{
  TideQuantity all[] = { first->p, second->p, difference->diff, difference->nnt, difference->nnt_lower };
  JsonBuilder *builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "x");
  json_builder_begin_array (builder);
  json_builder_add_int_value (builder, first->x);
  json_builder_add_int_value (builder, second->x);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "n");
  json_builder_begin_array (builder);
  json_builder_add_int_value (builder, first->n);
  json_builder_add_int_value (builder, second->n);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "p");
  json_builder_begin_array (builder);
  tide_cli_json_number (builder, first->p.value);
  tide_cli_json_number (builder, second->p.value);
  json_builder_end_array (builder);
  tide_cli_stats_json_interval (builder, "wilson1", first->lower, first->upper);
  tide_cli_stats_json_interval (builder, "wilson2", second->lower, second->upper);
  tide_cli_stats_json (builder, "risk_diff", difference->diff);
  tide_cli_stats_json_interval (builder, "newcombe_ci", difference->lower, difference->upper);
  tide_cli_stats_json (builder, "nnt", difference->nnt);
  tide_cli_stats_json_interval (builder, "nnt_ci", difference->nnt_lower, difference->nnt_upper);
  json_builder_set_member_name (builder, "nnt_crosses_infinity");
  if (tide_quantity_is_defined (difference->diff))
    json_builder_add_boolean_value (builder, difference->crosses_infinity);
  else
    json_builder_add_null_value (builder);
  tide_cli_stats_json (builder, "nntb_limit", difference->nntb_limit);
  tide_cli_stats_json (builder, "nnth_limit", difference->nnth_limit);
  tide_cli_stats_json (builder, "fisher_p", difference->fisher_p);
  tide_cli_stats_json_why (builder, all, G_N_ELEMENTS (all));
  json_builder_end_object (builder);
  tide_cli_print_json (builder);
}

static void
print_text (const TideProportion *first, const TideProportion *second, const TideRiskDifference *difference)
{
  const TideProportion *both[] = { first, second };
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *text = tide_cli_stats_dup_interval (both[i]->p, both[i]->lower, both[i]->upper);
      g_print ("%u of %u: %s\n", both[i]->x, both[i]->n, text);
    }
  g_autofree char *diff
    = tide_cli_stats_dup_interval (difference->diff, difference->lower, difference->upper);
  g_autofree char *nnt = tide_risk_difference_dup_nnt_text (difference);
  g_autofree char *p = tide_cli_stats_dup_text (difference->fisher_p);
  g_print ("difference: %s\nnumber needed to treat: %s\nFisher's exact p: %s\n", diff, nnt, p);
}

TideExit
tide_cli_stats_proportions (TideArguments *arguments)
{
  static const char *const names[] = { "X1", "N1", "X2", "N2" };
  guint64 counts[4];
  gboolean as_json = tide_cli_take_flag (arguments, "--json");
  for (guint i = 0; i < 4; i++)
    {
      const char *word = tide_cli_take_word (arguments);
      if (word == NULL)
        return tide_cli_refuse (arguments, "%s: a whole number must be given: X1 N1 X2 N2", names[i]);
      if (!tide_cli_parse_count (arguments, names[i], word, G_MAXINT32, &counts[i]))
        return TIDE_EXIT_USAGE;
    }
  if (!tide_cli_take_end (arguments))
    return TIDE_EXIT_USAGE;
  for (guint i = 0; i < 4; i += 2)
    if (counts[i] > counts[i + 1])
      return tide_cli_refuse (arguments,
                              "%s: “%" G_GUINT64_FORMAT "” is more than %s, %" G_GUINT64_FORMAT
                              "; at most that is allowed",
                              names[i], counts[i], names[i + 1], counts[i + 1]);
  TideProportion first = tide_proportion_compute ((guint) counts[0], (guint) counts[1], TIDE_STATS_LEAST_N);
  TideProportion second = tide_proportion_compute ((guint) counts[2], (guint) counts[3], TIDE_STATS_LEAST_N);
  TideRiskDifference difference = tide_risk_difference_compute (&first, &second);
  if (as_json)
    print_json (&first, &second, &difference);
  else
    print_text (&first, &second, &difference);
  return TIDE_EXIT_DONE;
}
