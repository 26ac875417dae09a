/* tide-cli-exchange.c: CSV files into a clinic and out of it. */

#include <string.h>

#include "tide-cli.h"
#include "tide-csv.h"

/* --- import --- */

static void
json_refusals (JsonBuilder *builder, const TideImportReport *report)
{
  json_builder_set_member_name (builder, "refused");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->refused->len; i++)
    {
      const TideRefusal *refusal = report->refused->pdata[i];
      json_builder_begin_object (builder);
      tide_cli_json_string (builder, "file", refusal->file);
      json_builder_set_member_name (builder, "line");
      json_builder_add_int_value (builder, refusal->line);
      tide_cli_json_string (builder, "column", *refusal->column != '\0' ? refusal->column : NULL);
      tide_cli_json_string (builder, "value", refusal->value);
      tide_cli_json_string (builder, "reason", refusal->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_report_json (const TideImportReport *report)
{
  JsonBuilder *builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "dry_run");
  json_builder_add_boolean_value (builder, report->dry_run);
  json_builder_set_member_name (builder, "imported");
  json_builder_begin_object (builder);
  for (guint i = 0; i < TIDE_CSV_N_FILES; i++)
    {
      json_builder_set_member_name (builder, tide_csv_file_get_name (i));
      json_builder_add_int_value (builder, report->refused->len == 0 ? report->imported[i] : 0);
    }
  json_builder_end_object (builder);
  json_refusals (builder, report);
  json_builder_set_member_name (builder, "ignored_columns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->ignored_columns->len; i++)
    json_builder_add_string_value (builder, report->ignored_columns->pdata[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "duplicates");
  json_builder_add_int_value (builder, report->duplicates);
  json_builder_set_member_name (builder, "alerts");
  if (report->dry_run || report->refused->len > 0)
    json_builder_add_null_value (builder); /* they are raised at the writing, which did not happen */
  else
    json_builder_add_int_value (builder, report->alerts);
  json_builder_end_object (builder);
  tide_cli_print_json (builder);
}

static void
print_report_text (const TideImportReport *report)
{
  for (guint i = 0; i < report->ignored_columns->len; i++)
    g_print ("not understood and left out: %s\n", (const char *) report->ignored_columns->pdata[i]);
  if (report->refused->len > 0)
    return;
  for (guint i = 0; i < TIDE_CSV_N_FILES; i++)
    if (report->imported[i] > 0)
      g_print ("%s: %u %s\n", tide_csv_file_get_name (i), report->imported[i],
               report->dry_run ? "would be imported" : "imported");
  if (report->duplicates > 0)
    g_print ("duplicates: %u kept out\n", report->duplicates);
  if (report->alerts > 0)
    g_print ("alerts: %u raised\n", report->alerts);
  if (tide_import_report_get_n (report) == 0)
    g_print ("nothing new\n");
}

static char *
dup_refusal (const TideRefusal *refusal)
{
  GString *text = g_string_new (NULL);
  g_string_append_printf (text, "%s:%u: ", refusal->file, refusal->line);
  if (*refusal->column != '\0')
    g_string_append_printf (text, "%s: ", refusal->column);
  /* A reason that does not quote the cell itself. */
  if (*refusal->value != '\0' && strstr (refusal->reason, refusal->value) == NULL)
    g_string_append_printf (text, "“%s” ", refusal->value);
  g_string_append (text, refusal->reason);
  for (char *c = text->str; *c != '\0'; c++)
    *c = *c == '\n' || *c == '\r' ? ' ' : *c; /* one refusal is one line */
  return g_string_free (text, FALSE);
}

/* All on standard output, the first with the count on standard error. */
static TideExit
refuse_all (TideArguments *arguments, const TideImportReport *report, gboolean list)
{
  g_autofree char *first = dup_refusal (report->refused->pdata[0]);
  for (guint i = 0; list && i < report->refused->len; i++)
    {
      g_autofree char *text = dup_refusal (report->refused->pdata[i]);
      g_print ("%s\n", text);
    }
  return report->refused->len == 1 ? tide_cli_refuse (arguments, "%s (nothing was imported)", first)
                                   : tide_cli_refuse (arguments, "%s (and %u more; nothing was imported)",
                                                      first, report->refused->len - 1);
}

static TideExit
run_import (TideArguments *arguments)
{
  TideExit code;
  const char *map;
  gboolean as_json = tide_cli_take_flag (arguments, "--json");
  gboolean dry_run = tide_cli_take_flag (arguments, "--dry-run");
  if (!tide_cli_take_option (arguments, "--map", &map))
    return TIDE_EXIT_USAGE;
  if (map != NULL)
    return tide_cli_refuse (arguments, "--map: this version reads the canonical columns only, without a map");
  g_autoptr (TideClinic) clinic = tide_cli_open (arguments, &code);
  if (clinic == NULL)
    return code;
  const char *source = tide_cli_take_word (arguments);
  if (source == NULL)
    return tide_cli_refuse (arguments, "SOURCE: the folder of CSV files must be named");
  if (!tide_cli_take_end (arguments))
    return TIDE_EXIT_USAGE;
  if (!g_file_test (source, G_FILE_TEST_IS_DIR))
    return tide_cli_refuse (arguments,
                            "SOURCE: “%s” is not a folder; it holds patients.csv, assessments.csv …", source);
  g_autoptr (GError) error = NULL;
  g_autoptr (TideImportReport) report = tide_csv_import (clinic, source, dry_run, NULL, &error);
  if (report == NULL)
    return g_error_matches (error, TIDE_ERROR, TIDE_ERROR_NOT_FOUND)
             ? tide_cli_refuse (arguments, "SOURCE: %s", error->message)
             : tide_cli_fail (arguments, error);
  if (as_json)
    print_report_json (report);
  else
    print_report_text (report);
  if (report->refused->len == 0)
    return TIDE_EXIT_DONE;
  return refuse_all (arguments, report, !as_json);
}

/* --- export --- */

static TideExit
run_export (TideArguments *arguments)
{
  TideExit code;
  const char *format, *output;
  gboolean one = FALSE;
  g_autoptr (TidePatient) patient = NULL;
  if (!tide_cli_take_option (arguments, "--format", &format)
      || !tide_cli_take_option (arguments, "--output", &output))
    return TIDE_EXIT_USAGE;
  if (format == NULL)
    return tide_cli_refuse (arguments, "--format: must be named: csv");
  if (!g_str_equal (format, "csv"))
    return tide_cli_refuse (arguments, "--format: “%s” is not csv, the one that this version writes", format);
  if (output == NULL)
    return tide_cli_refuse (arguments, "--output: the folder to write must be named");
  for (guint i = 0; i < arguments->words->len; i++)
    if (g_str_has_prefix (arguments->words->pdata[i], "--patient"))
      one = TRUE;
  g_autoptr (TideClinic) clinic = tide_cli_open (arguments, &code);
  if (clinic == NULL)
    return code;
  if (one && (patient = tide_cli_take_patient (arguments, clinic, &code)) == NULL)
    return code;
  if (!tide_cli_take_end (arguments))
    return TIDE_EXIT_USAGE;
  g_autoptr (GError) error = NULL;
  if (!tide_csv_export (clinic, output, patient != NULL ? patient->base.id : 0, &error))
    return tide_cli_fail (arguments, error);
  g_print ("exported to %s, not encrypted\n"
           "not part of the files: alerts and what was done about them, the audit, drafts and settings\n",
           output);
  return TIDE_EXIT_DONE;
}

const TideCommand tide_cli_exchange_commands[] = {
  { "import", "DIR SOURCE [--dry-run] [--json] [--passphrase-file FILE]",
    "Imports the CSV files of the folder SOURCE into the clinic DIR: all rows, or none when one is refused. --dry-run "
    "only says what\nwould happen. Files: staff, patients, identifiers, diagnoses, courses, dose_steps, sessions, visits, "
    "visit_parts, assessments,\nadverse_events, notes, events (.csv); any may be absent.",
    run_import },
  { "export", "DIR --format csv --output OUT [--patient MRN] [--passphrase-file FILE]",
    "Writes the clinic, or one patient of it, as CSV files that an import reads back exactly. They are not encrypted. "
    "Alerts and what\nwas done about them, the audit, drafts and settings are not part of them.",
    run_export },
  { 0 },
};
