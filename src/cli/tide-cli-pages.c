/* tide-cli-pages.c: the timeline and the progress summary as files. */

#include <stdlib.h>

#include "tide-cli-many.h"

/* --output, which must be there and end with one of @suffixes. */
const char *
tide_cli_take_output (TideArguments *arguments, const char *const *suffixes)
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

/* --- chart --- */

/* What is drawn of a patient. */
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
  if (patient == NULL)
    return FALSE;
  *code = TIDE_EXIT_USAGE;
  if (!tide_cli_take_end (arguments))
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
  const char *output = tide_cli_take_output (arguments, suffixes);
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

/* --- paper --- */

gboolean
tide_cli_take_paper (TideArguments *arguments, const char **paper)
{
  if (!tide_cli_take_option (arguments, "--paper", paper))
    return FALSE;
  return *paper == NULL || g_str_equal (*paper, "a4") || g_str_equal (*paper, "letter")
         || tide_cli_refuse (arguments, "--paper: “%s” is not a4 or letter", *paper) == TIDE_EXIT_DONE;
}

gboolean
tide_cli_take_span (TideArguments *arguments, TideDate *first, TideDate *last)
{
  const char *from, *to;
  *first = *last = TIDE_DATE_UNKNOWN;
  if (!tide_cli_take_option (arguments, "--from", &from) || !tide_cli_take_option (arguments, "--to", &to)
      || (from != NULL && !tide_cli_parse_date (arguments, "--from", from, first))
      || (to != NULL && !tide_cli_parse_date (arguments, "--to", to, last)))
    return FALSE;
  if (from != NULL && to != NULL && *last < *first)
    return tide_cli_refuse (arguments, "--to: %s is before --from %s", to, from) == TIDE_EXIT_DONE;
  return TRUE;
}

/* --- summary --- */

typedef struct
{
  TideReader reader;
  TideDate from, to;
  char *text;
  gboolean as_text;   /* on standard output instead of a file */
  guint left_out;     /* TideSection */
  char **instruments; /* or NULL: as the clinic has it */
} SummaryOptions;

static void
summary_options_clear (SummaryOptions *self)
{
  g_free (self->text);
  g_strfreev (self->instruments);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SummaryOptions, summary_options_clear)

/* Those that are named, all others are left out. */
static gboolean
take_sections (TideArguments *arguments, SummaryOptions *self)
{
  const char *names;
  guint sections, all = tide_reader_get_sections (self->reader);
  g_autofree char *unknown = NULL;
  if (!tide_cli_take_option (arguments, "--sections", &names))
    return FALSE;
  if (names == NULL || tide_sections_parse (names, self->reader, &sections, &unknown))
    {
      self->left_out = names != NULL ? all & ~sections : 0;
      return TRUE;
    }
  g_autoptr (GString) allowed = g_string_new (NULL);
  for (guint i = 0; i < TIDE_N_SECTIONS; i++)
    if ((all & (1u << i)) != 0)
      g_string_append_printf (allowed, "%s%s", allowed->len > 0 ? ", " : "",
                              tide_section_get_code ((TideSection) (1u << i)));
  tide_cli_refuse (arguments, "--sections: “%s” is not one of %s", unknown, allowed->str);
  return FALSE;
}

/* The first is charted; the table of scores has these alone. */
static gboolean
check_instruments (TideArguments *arguments, const SummaryOptions *self, TideLibrary *library)
{
  for (guint i = 0; self->instruments != NULL && self->instruments[i] != NULL; i++)
    if (tide_library_lookup (library, self->instruments[i]) == NULL)
      {
        tide_cli_refuse (arguments, "--instruments: “%s” is not known to this clinic", self->instruments[i]);
        return FALSE;
      }
  return TRUE;
}

/* "clinician" is the referrer's by the name of who reads it. */
static gboolean
take_reader (TideArguments *arguments, TideReader *reader)
{
  const char *name;
  if (!tide_cli_take_option (arguments, "--reader", &name))
    return FALSE;
  *reader = TIDE_READER_CLINICIAN;
  if (name == NULL || g_str_equal (name, "clinician"))
    return TRUE;
  for (; *reader < TIDE_N_READERS; (*reader)++)
    if (g_str_equal (name, tide_reader_codes[*reader]))
      return TRUE;
  tide_cli_refuse (arguments, "--reader: “%s” is not referrer, patient or payer", name);
  return FALSE;
}

static gboolean
take_summary_options (TideArguments *arguments, SummaryOptions *self)
{
  const char *text_file, *instruments;
  if (!take_reader (arguments, &self->reader) || !take_sections (arguments, self)
      || !tide_cli_take_option (arguments, "--instruments", &instruments)
      || !tide_cli_take_option (arguments, "--text-file", &text_file)
      || !tide_cli_take_span (arguments, &self->from, &self->to))
    return FALSE;
  self->instruments = instruments != NULL ? g_strsplit (instruments, ",", -1) : NULL;
  g_autoptr (GError) error = NULL;
  if (text_file != NULL && !g_file_get_contents (text_file, &self->text, NULL, &error))
    return tide_cli_refuse (arguments, "--text-file: %s", error->message) == TIDE_EXIT_DONE;
  if (self->text != NULL && !g_utf8_validate (self->text, -1, NULL))
    return tide_cli_refuse (arguments, "--text-file: %s is not UTF-8", text_file) == TIDE_EXIT_DONE;
  return TRUE;
}

static TideReport *
make_summary (TideCliChart *chart, gpointer data, GError **error)
{
  const SummaryOptions *chosen = data;
  TideSummaryData *page = &chart->paper.page;
  page->reader = chosen->reader;
  page->text = chosen->text;
  page->from = chosen->from;
  page->to = chosen->to;
  page->left_out = chosen->left_out;
  page->scales = (const char *const *) chosen->instruments;
  if (chosen->instruments != NULL && chosen->instruments[0] != NULL)
    page->instrument_id = chosen->instruments[0];
  if (chosen->as_text)
    page->paper = TIDE_PAPER_ENDLESS;
  g_autofree char *obstacle = tide_summary_dup_obstacle (page);
  if (obstacle != NULL)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "%s: %s", chart->history->patient->mrn, obstacle);
      return NULL;
    }
  return tide_summary_new (page);
}

static TideExit
print_chart (TideArguments *arguments, TideCliChart *chart, SummaryOptions *chosen)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *what
    = g_strdup_printf ("progress summary for %s, text", tide_reader_codes[chosen->reader]);
  g_autoptr (TideReport) report = make_summary (chart, chosen, &error);
  if (report == NULL
      || (!tide_clinic_get_read_only (chart->clinic)
          && !tide_clinic_log (chart->clinic, "export", chart->history->patient->base.id, what, &error)))
    return tide_cli_fail (arguments, error);
  g_autofree char *text = tide_report_dup_text (report);
  g_print ("%s", text);
  return TIDE_EXIT_DONE;
}

/* The pages of one patient as letters on standard output. */
static TideExit
print_text (TideArguments *arguments, TideClinic *clinic, SummaryOptions *chosen)
{
  TideExit code;
  g_autoptr (GError) error = NULL;
  g_autoptr (TidePatient) patient = tide_cli_take_patient (arguments, clinic, &code);
  if (patient == NULL)
    return code;
  if (!tide_cli_take_end (arguments))
    return TIDE_EXIT_USAGE;
  g_autoptr (TideHistory) history
    = tide_clinic_run_time_rules (clinic, patient->base.id, tide_instant_now (), &error)
        ? tide_clinic_load_history (clinic, patient->base.id, &error)
        : NULL;
  if (history == NULL)
    return tide_cli_fail (arguments, error);
  TideCliChart chart = { .clinic = clinic, .history = history };
  tide_clinic_paper_init (&chart.paper, clinic, history);
  chart.paper.page.clinician = NULL;
  code = print_chart (arguments, &chart, chosen);
  tide_clinic_paper_clear (&chart.paper);
  return code;
}

static TideExit
run_summary (TideArguments *arguments)
{
  TideExit code;
  g_auto (SummaryOptions) chosen = { 0 };
  chosen.as_text = tide_cli_take_flag (arguments, "--text");
  g_auto (TideCliMany) many = { 0 };
  if ((!chosen.as_text && !tide_cli_take_many (arguments, &many, FALSE))
      || !take_summary_options (arguments, &chosen))
    return TIDE_EXIT_USAGE;
  g_autoptr (TideClinic) clinic = tide_cli_open (arguments, &code);
  if (clinic == NULL)
    return code;
  if (!check_instruments (arguments, &chosen, tide_clinic_get_library (clinic)))
    return TIDE_EXIT_USAGE;
  if (chosen.as_text)
    return print_text (arguments, clinic, &chosen);
  if (!tide_cli_take_end (arguments))
    return TIDE_EXIT_USAGE;
  g_autofree char *what = g_strdup_printf ("progress summary for %s, PDF", tide_reader_codes[chosen.reader]);
  g_autofree char *file_kind = g_strdup_printf ("progress-summary-%s", tide_reader_codes[chosen.reader]);
  return tide_cli_write_many (arguments, clinic, &many, file_kind, what, make_summary, &chosen);
}

const TideCommand tide_cli_page_commands[] = {
  { "chart", "DIR --patient MRN --output FILE.{png,svg,pdf} [--size WxH] [--instrument ID]",
    "Draws the patient's timeline (1000x560 unless --size says otherwise).", run_chart },
  { "summary",
    "DIR ((--patient MRN … | --all) --output (FILE.pdf | FOLDER) [--names record|counted] | --patient MRN --text) "
    "[--paper a4|letter] [--reader referrer|patient|payer] [--from D] [--to D] [--instruments A,B] "
    "[--sections A,B] [--text-file F]",
    "Writes the progress summary: of several patients one after the other into one PDF, or into a\n"
    "folder as one PDF each, named by the record number or only counted; with --text as plain text of\n"
    "76 columns to standard output. The first of --instruments is charted, the table of scores has\n"
    "these alone; --sections leaves out every part that it does not name. --text-file holds the\n"
    "clinician's text; for a patient the sentences instead of those that the program chooses, a line\n"
    "that begins with “- ” is a thing to come, *stars* are bold. A payer gets no text.",
    run_summary },
  { "report",
    "DIR KIND (--patient MRN … | --all) (--output FILE.pdf | --output-dir FOLDER) [--names record|counted] "
    "[--paper a4|letter] …",
    tide_cli_report_help, tide_cli_run_report },
  { 0 },
};
