/* tide-cli-pages.c: the timeline and the progress summary as files. */

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "tide-cli.h"
#include "tide-report.h"

/* --output, which must be there and end with one of @suffixes. */
static const char *
take_output (TideArguments *arguments, const char *const *suffixes)
{
  const char *path;
  if (!tide_cli_take_option (arguments, "--output", &path))
    return NULL;
  g_autofree char *allowed = g_strjoinv (", ", (char **) suffixes);
  if (path == NULL)
    {
      tide_cli_refuse (arguments, "--output: a file must be named (%s)", allowed);
      return NULL;
    }
  for (guint i = 0; suffixes[i] != NULL; i++)
    if (g_str_has_suffix (path, suffixes[i]))
      return path;
  tide_cli_refuse (arguments, "--output: “%s” does not end with %s", path, allowed);
  return NULL;
}

/* What both commands load of a patient. */
typedef struct
{
  TideClinic *clinic;
  TideHistory *history;
  TideThresholds *thresholds;
  const char *instrument_id;
} Loaded;

static void
loaded_clear (Loaded *self)
{
  g_clear_pointer (&self->history, tide_history_free);
  g_clear_pointer (&self->thresholds, tide_thresholds_free);
  g_clear_object (&self->clinic);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loaded, loaded_clear)

static gboolean
load (TideArguments *arguments, Loaded *self, TideExit *code)
{
  const char *instrument;
  *code = TIDE_EXIT_USAGE;
  if (!tide_cli_take_option (arguments, "--instrument", &instrument))
    return FALSE;
  self->clinic = tide_cli_open (arguments, code);
  if (self->clinic == NULL)
    return FALSE;
  g_autoptr (TidePatient) patient = tide_cli_take_patient (arguments, self->clinic, code);
  if (patient == NULL || !tide_cli_take_end (arguments))
    return FALSE;
  TideLibrary *library = tide_clinic_get_library (self->clinic);
  if (instrument != NULL && tide_library_lookup (library, instrument) == NULL)
    {
      tide_cli_refuse (arguments, "--instrument: “%s” is not known to this clinic", instrument);
      return FALSE;
    }
  g_autoptr (GError) error = NULL;
  self->history = tide_clinic_load_history (self->clinic, patient->base.id, &error);
  if (self->history == NULL)
    {
      *code = tide_cli_fail (arguments, error);
      return FALSE;
    }
  self->thresholds = tide_clinic_load_thresholds (self->clinic);
  self->instrument_id
    = instrument != NULL ? instrument : tide_clinic_get_target_instrument (self->clinic, self->history);
  return TRUE;
}

/* --- chart --- */

static gboolean
parse_size (TideArguments *arguments, const char *text, double *width, double *height)
{
  char *end = NULL;
  gint64 w = g_ascii_strtoll (text, &end, 10), h = 0;
  if (*end == 'x')
    h = g_ascii_strtoll (end + 1, &end, 10);
  if (*end != '\0' || w < 300 || h < 200 || w > 10000 || h > 10000)
    {
      tide_cli_refuse (arguments, "--size: “%s” is not WIDTHxHEIGHT from 300x200 to 10000x10000", text);
      return FALSE;
    }
  *width = (double) w;
  *height = (double) h;
  return TRUE;
}

static TideExit
run_chart (TideArguments *arguments)
{
  static const char *const suffixes[] = { ".png", ".svg", ".pdf", NULL };
  TideExit code;
  double width = 1000, height = 560;
  const char *size;
  const char *output = take_output (arguments, suffixes);
  if (output == NULL || !tide_cli_take_option (arguments, "--size", &size)
      || (size != NULL && !parse_size (arguments, size, &width, &height)))
    return TIDE_EXIT_USAGE;
  g_auto (Loaded) loaded = { 0 };
  if (!load (arguments, &loaded, &code))
    return code;
  TideTimelineOptions options = tide_timeline_options_default ();
  options.legend = TRUE;
  TideStyle style = tide_style_default (TIDE_STYLE_LIGHT);
  g_autoptr (TideTimelineModel) model
    = tide_timeline_model_new (loaded.history, tide_clinic_get_library (loaded.clinic), loaded.instrument_id,
                               loaded.thresholds, tide_instant_now (), &options);
  g_autoptr (GError) error = NULL;
  gboolean done = g_str_has_suffix (output, ".png")
                    ? tide_timeline_write_png (model, &options, &style, width, height, 2, output, &error)
                  : g_str_has_suffix (output, ".svg")
                    ? tide_timeline_write_svg (model, &options, &style, width, height, output, &error)
                    : tide_timeline_write_pdf (model, &options, &style, width, height, output, &error);
  return done ? TIDE_EXIT_DONE : tide_cli_fail (arguments, error);
}

/* --- summary --- */

typedef struct
{
  const char *output;
  TidePaper paper;
  TideDate from, to;
  char *text;
} SummaryOptions;

static gboolean
take_summary_options (TideArguments *arguments, SummaryOptions *self)
{
  static const char *const suffixes[] = { ".pdf", NULL };
  const char *paper, *reader, *from, *to, *text_file;
  self->output = take_output (arguments, suffixes);
  self->from = self->to = TIDE_DATE_UNKNOWN;
  if (self->output == NULL || !tide_cli_take_option (arguments, "--paper", &paper)
      || !tide_cli_take_option (arguments, "--reader", &reader)
      || !tide_cli_take_option (arguments, "--from", &from) || !tide_cli_take_option (arguments, "--to", &to)
      || !tide_cli_take_option (arguments, "--text-file", &text_file))
    return FALSE;
  if (paper != NULL && !g_str_equal (paper, "a4") && !g_str_equal (paper, "letter"))
    return tide_cli_refuse (arguments, "--paper: “%s” is not a4 or letter", paper) == TIDE_EXIT_DONE;
  self->paper = g_strcmp0 (paper, "letter") == 0 ? TIDE_PAPER_LETTER : TIDE_PAPER_A4;
  if (reader != NULL && !g_str_equal (reader, "referrer"))
    return tide_cli_refuse (arguments, "--reader: “%s” is not referrer, the one that this version writes",
                            reader)
           == TIDE_EXIT_DONE;
  if ((from != NULL && !tide_cli_parse_date (arguments, "--from", from, &self->from))
      || (to != NULL && !tide_cli_parse_date (arguments, "--to", to, &self->to)))
    return FALSE;
  if (from != NULL && to != NULL && self->to < self->from)
    return tide_cli_refuse (arguments, "--to: %s is before --from %s", to, from) == TIDE_EXIT_DONE;
  g_autoptr (GError) error = NULL;
  if (text_file != NULL && !g_file_get_contents (text_file, &self->text, NULL, &error))
    return tide_cli_refuse (arguments, "--text-file: %s", error->message) == TIDE_EXIT_DONE;
  if (self->text != NULL && !g_utf8_validate (self->text, -1, NULL))
    return tide_cli_refuse (arguments, "--text-file: %s is not UTF-8", text_file) == TIDE_EXIT_DONE;
  return TRUE;
}

static TideExit
run_summary (TideArguments *arguments)
{
  TideExit code;
  SummaryOptions chosen = { 0 };
  if (!take_summary_options (arguments, &chosen))
    return TIDE_EXIT_USAGE;
  g_autofree char *text = chosen.text;
  g_auto (Loaded) loaded = { 0 };
  if (!load (arguments, &loaded, &code))
    return code;
  g_autofree char *name = tide_clinic_dup_setting (loaded.clinic, "clinic.name");
  g_autofree char *address = tide_clinic_dup_setting (loaded.clinic, "clinic.address");
  TideSummaryData data = {
    .history = loaded.history,
    .library = tide_clinic_get_library (loaded.clinic),
    .thresholds = loaded.thresholds,
    .instrument_id = loaded.instrument_id,
    .clinic_name = name != NULL ? name : "",
    .clinic_address = address,
    .text = text,
    .synthetic = loaded.history->patient->synthetic,
    .now = tide_instant_now (),
    .from = chosen.from,
    .to = chosen.to,
    .paper = chosen.paper,
  };
  g_autofree char *head = tide_clinic_get_audit_head (loaded.clinic, &data.audit_number);
  data.audit_head = head;
  g_autoptr (TideReport) report = tide_summary_new (&data);
  g_autoptr (GError) error = NULL;
  if (!tide_report_write_pdf (&report, 1, chosen.output, &error))
    return tide_cli_fail (arguments, error);
  if (!tide_clinic_get_read_only (loaded.clinic)
      && !tide_clinic_log (loaded.clinic, "export", loaded.history->patient->base.id, "progress summary, PDF",
                           &error))
    return tide_cli_fail (arguments, error);
  return TIDE_EXIT_DONE;
}

const TideCommand tide_cli_page_commands[] = {
  { "chart", "DIR --patient MRN --output FILE.{png,svg,pdf} [--size WxH] [--instrument ID]",
    "Draws the patient's timeline (1000x560 unless --size says otherwise).", run_chart },
  { "summary",
    "DIR --patient MRN --output FILE.pdf [--paper a4|letter] [--reader referrer] [--from D] [--to D] [--text-file F]",
    "Writes the progress summary. --text-file holds the clinician's text.", run_summary },
  { 0 },
};
