/* tide-cli-compare.c: the comparison of a clinic's treatments as text, JSON, or a folder from which every
 * number can be recomputed. */
#include "tide-cli-compare.h"

#include <math.h>
#include <string.h>

#include "tide-cli-pages.h"
#include "tide-clinic-cohort.h"
#include "tide-clinic-paper.h"
#include "tide-comparison-sheet.h"

/* --- arguments --- */

static gboolean
set (TideArguments *arguments, TideComparisonDefinition *definition, const char *option, const char *key,
     const char *value)
{
  g_autoptr (GError) error = NULL;
  if (tide_comparison_definition_set (definition, key, value, &error))
    return TRUE;
  tide_cli_refuse (arguments, "%s: %s", option, error->message);
  return FALSE;
}

static gboolean
take_filters (TideArguments *arguments, TideComparisonDefinition *definition)
{
  const char *filter;
  while (tide_cli_take_option (arguments, "--filter", &filter))
    {
      if (filter == NULL)
        return TRUE;
      const char *equals = strchr (filter, '=');
      if (equals == NULL)
        {
          tide_cli_refuse (arguments, "--filter: “%s” is not KEY=VALUE", filter);
          return FALSE;
        }
      if (equals[1] == '\0')
        {
          tide_cli_refuse (arguments, "--filter: “%s” names no value", filter);
          return FALSE;
        }
      g_autofree char *key = g_strndup (filter, (gsize) (equals - filter));
      if (!set (arguments, definition, "--filter", key, equals + 1))
        return FALSE;
    }
  return FALSE;
}

static gboolean
take_definition (TideArguments *arguments, TideComparisonDefinition *definition)
{
  static const struct
  {
    const char *option, *key;
  } options[] = { { "--condition", "condition" },
                  { "--instrument", "instrument" },
                  { "--arms", "arms" },
                  { "--from", "from" },
                  { "--to", "to" } };
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      const char *value;
      if (!tide_cli_take_option (arguments, options[i].option, &value)
          || (value != NULL && !set (arguments, definition, options[i].option, options[i].key, value)))
        return FALSE;
    }
  gboolean first = tide_cli_take_flag (arguments, "--first"),
           all = tide_cli_take_flag (arguments, "--all-courses");
  if (first && all)
    {
      tide_cli_refuse (arguments, "--first and --all-courses: only one of them");
      return FALSE;
    }
  definition->all_courses = all;
  if (!take_filters (arguments, definition))
    return FALSE;
  if (definition->instrument == NULL)
    tide_cli_refuse (arguments, "--instrument: a scale must be named, such as ybocs");
  return definition->instrument != NULL;
}

/* --- text --- */

static void
print_quantities (const char *name, TideQuantity value, TideQuantity lower, TideQuantity upper,
                  const char *unit)
{
  g_print ("  %-22s ", name);
  if (!tide_quantity_is_defined (value))
    g_print ("undefined (%s)\n", tide_why_get_words (value.why));
  else if (tide_quantity_is_defined (lower) && tide_quantity_is_defined (upper))
    g_print ("%.4g (%.4g to %.4g)%s\n", value.value, lower.value, upper.value, unit);
  else if (tide_quantity_is_defined (lower))
    g_print ("%.4g (%.4g to not reached)%s\n", value.value, lower.value, unit);
  else
    g_print ("%.4g%s\n", value.value, unit);
}

static void
print_accounting (const TideComparedArm *arm)
{
  const TideAccounting *count = &arm->accounting;
  g_print ("%s\n  %u started", arm->label, count->started);
  for (guint reason = TIDE_COUNTED + 1; reason < TIDE_N_LEFT; reason++)
    if (count->left_out[reason] > 0)
      g_print (", %u %s", count->left_out[reason], tide_left_out_get_label ((TideLeftOut) reason));
  g_print ("; %u counted\n  %u responded, %u not, %u too early, %u not rated; %u dropped out\n",
           count->counted, count->responded, count->not_responded, count->too_early, count->not_rated,
           count->dropped_out);
}

static void
print_arm (const TideComparedArm *arm)
{
  print_accounting (arm);
  if (!arm->drawn)
    {
      g_print ("  fewer than %d: counts only\n", TIDE_STATS_LEAST_N);
      return;
    }
  print_quantities ("responded", arm->response.p, arm->response.lower, arm->response.upper, " of counted");
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    {
      g_autofree char *name
        = g_strdup_printf ("change, week %d, n %u", tide_cohort_windows[w].week, arm->accounting.rated[w]);
      print_quantities (name, arm->change[w].mean, arm->change[w].lower, arm->change[w].upper, " points");
    }
  for (guint kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
    {
      const TideTimes *times = &arm->times[kind];
      g_autofree char *name = g_strdup_printf (
        "%s, %u of %u", tide_course_event_get_code ((TideCourseEventKind) kind), times->events, times->n);
      print_quantities (name, times->median.value, times->median.lower, times->median.upper, " d, median");
    }
}

static void
print_text (const TideComparison *comparison)
{
  g_autofree char *words = tide_comparison_definition_dup_words (comparison->definition);
  g_print ("%s; %s\n\n", tide_instrument_get_short_name (comparison->instrument), words);
  for (guint i = 0; i < comparison->n_arms; i++)
    print_arm (&comparison->arms[i]);
  if (comparison->n_arms == 0)
    g_print ("No course of treatment is on record.\n");
  g_print ("\n");
  for (guint i = 0; i < comparison->caveats->len; i++)
    g_print ("- %s\n", ((const TideCaveat *) comparison->caveats->pdata[i])->words);
}

/* --- paper --- */

static gboolean
write_pdf (TideClinic *clinic, const TideComparison *comparison, const char *path, const char *paper,
           GError **error)
{
  g_auto (TideClinicPaper) page = { 0 };
  tide_clinic_paper_init (&page, clinic, NULL);
  tide_clinic_paper_set_size (&page, paper);
  g_autoptr (TideSheet) sheet
    = tide_sheet_new (comparison, tide_references_get_shipped (), page.page.currency);
  TideComparisonSheetData data = { &page.page, comparison, sheet };
  g_autoptr (TideReport) report = tide_comparison_sheet_new (&data);
  return tide_report_write_pdf (&report, 1, path, error)
         && (tide_clinic_get_read_only (clinic)
             || tide_clinic_log (clinic, "export", 0, "treatments compared, PDF", error));
}

/* --- the command --- */

/* Where the answer goes: at most one of them. */
typedef struct
{
  gboolean json;
  const char *folder, *pdf;
  const char *paper;
} Target;

static gboolean
take_target (TideArguments *arguments, Target *target)
{
  target->json = tide_cli_take_flag (arguments, "--json");
  if (!tide_cli_take_option (arguments, "--csv", &target->folder)
      || !tide_cli_take_option (arguments, "--output", &target->pdf)
      || !tide_cli_take_paper (arguments, &target->paper))
    return FALSE;
  if (target->json + (target->folder != NULL) + (target->pdf != NULL) > 1)
    {
      tide_cli_refuse (arguments, "--json, --csv and --output: only one of them");
      return FALSE;
    }
  if (target->pdf == NULL || g_str_has_suffix (target->pdf, ".pdf"))
    return TRUE;
  tide_cli_refuse (arguments, "--output: “%s” does not end with .pdf", target->pdf);
  return FALSE;
}

static gboolean
take_rules (TideArguments *arguments, TideClinic *clinic, TideComparisonDefinition *definition,
            const char *name)
{
  const TideCriteria *criteria = NULL;
  g_autoptr (TideCriteria) owned = NULL;
  g_autoptr (GError) error = NULL;
  if (!tide_cli_load_rules (arguments, clinic, name, &criteria, &owned))
    return FALSE;
  if (criteria == NULL || tide_comparison_definition_set_criteria (definition, criteria, &error))
    return TRUE;
  tide_cli_refuse (arguments, "--rules: %s", error->message);
  return FALSE;
}

static TideExit
compare (TideArguments *arguments, TideClinic *clinic, const TideComparisonDefinition *definition,
         const Target *target)
{
  g_autoptr (GError) error = NULL;
  TideInstrument *instrument = tide_library_lookup (tide_clinic_get_library (clinic), definition->instrument);
  if (instrument == NULL)
    return tide_cli_refuse (arguments, "--instrument: “%s” is not known to this clinic",
                            definition->instrument);
  g_autoptr (GArray) rows = tide_clinic_fold_cohort (clinic, instrument, &definition->events, &error);
  if (rows == NULL)
    return tide_cli_fail (arguments, error);
  g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (clinic);
  g_autoptr (TideComparison) comparison = tide_comparison_new (rows, definition, instrument, thresholds);
  if ((target->folder != NULL && !tide_clinic_export_comparison (clinic, comparison, target->folder, &error))
      || (target->pdf != NULL && !write_pdf (clinic, comparison, target->pdf, target->paper, &error)))
    return tide_cli_fail (arguments, error);
  if (target->json)
    tide_cli_compare_print_json (comparison);
  else if (target->folder == NULL && target->pdf == NULL)
    print_text (comparison);
  return TIDE_EXIT_DONE;
}

static TideExit
run_compare (TideArguments *arguments)
{
  TideExit code;
  Target target = { 0 };
  const char *rules;
  g_autoptr (TideComparisonDefinition) definition = tide_comparison_definition_new (NULL);
  if (!take_target (arguments, &target) || !take_definition (arguments, definition)
      || !tide_cli_take_option (arguments, "--rules", &rules))
    return TIDE_EXIT_USAGE;
  g_autoptr (TideClinic) clinic = tide_cli_open (arguments, &code);
  if (clinic == NULL)
    return code;
  if (!tide_cli_take_end (arguments) || !take_rules (arguments, clinic, definition, rules))
    code = TIDE_EXIT_USAGE;
  else
    code = compare (arguments, clinic, definition, &target);
  tide_clinic_close (clinic);
  return code;
}

const TideCommand tide_cli_compare_commands[] = {
  { "compare",
    "DIR --instrument I [--condition C] [--arms A,B,…] [--rules FILE] [--from D] [--to D] "
    "[--first | --all-courses] [--filter K=V]… "
    "[--json | --csv OUTDIR | --output F.pdf [--paper a4|letter]]",
    "What each treatment of the clinic did: who was counted, how far, how fast, how long, with intervals and caveats.\n"
    "Arms are names of courses (ketamine, ssri, cbt, …), combinations joined by + (ssri+cbt); without --arms the four with "
    "most courses.\nFilters: sex, age_from, age_to, baseline_from, baseline_to, failed_from, failed_to, route, setting, "
    "line, background (none, some),\ndoses (single, mixed), raters (clinician, independent, self), keep_carry_over=yes, "
    "response=confirmed,\nfollow_up=treatment_policy, duration_from=last_dose, include_recall=yes, strict=yes, "
    "relapse (default, consensus, depression).\n"
    "--rules: a file of criteria, or the id of shipped ones (ocd-consensus, ocd-farris …) or of the clinic's own (folder "
    "criteria);\nthey must name the scale; without it each course's condition says.\n"
    "--csv writes the rows, the results, the question, the rules and an R script that recomputes the results.",
    run_compare },
  { 0 },
};
