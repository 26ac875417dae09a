/* tide-cli-pages.c: the timeline, the progress summary, the eligibility list, the session record and the
 * alert ledger as files.
 */

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "tide-cli-pages.h"
#include "tide-clinic-cockpit.h"
#include "tide-eligibility-sheet.h"
#include "tide-monitoring-sheet.h"
#include "tide-session-sheet.h"

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

/* What each command loads of a patient. */
typedef struct
{
  TideClinic *clinic;
  TideHistory *history;
  TideThresholds *thresholds;
  const char *instrument_id;
  guint kind; /* of the words after DIR: its place */
} Loaded;

static void
loaded_clear (Loaded *self)
{
  g_clear_pointer (&self->history, tide_history_free);
  g_clear_pointer (&self->thresholds, tide_thresholds_free);
  g_clear_object (&self->clinic);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loaded, loaded_clear)

/* The word after DIR, where a command has kinds; *which gets its place. */
static gboolean
take_kind (TideArguments *arguments, const char *const *kinds, guint *which)
{
  const char *word = tide_cli_take_word (arguments);
  g_autofree char *allowed = g_strjoinv (", ", (char **) kinds);
  for (*which = 0; word != NULL && kinds[*which] != NULL; (*which)++)
    if (g_str_equal (word, kinds[*which]))
      return TRUE;
  if (word != NULL)
    tide_cli_refuse (arguments, "KIND: “%s” is not one of %s", word, allowed);
  else
    tide_cli_refuse (arguments, "KIND: what to write must be named: %s", allowed);
  return FALSE;
}

/* @kinds: of the words that may follow DIR one must; NULL: none does */
static gboolean
load (TideArguments *arguments, Loaded *self, const char *const *kinds, TideExit *code)
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
  if ((kinds != NULL && !take_kind (arguments, kinds, &self->kind)) || !tide_cli_take_end (arguments))
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
  const char *output = tide_cli_take_output (arguments, suffixes);
  if (output == NULL || !tide_cli_take_option (arguments, "--size", &size)
      || (size != NULL && !parse_size (arguments, size, &width, &height)))
    return TIDE_EXIT_USAGE;
  g_auto (Loaded) loaded = { 0 };
  if (!load (arguments, &loaded, NULL, &code))
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
tide_cli_take_paper (TideArguments *arguments, TidePaper *paper)
{
  const char *name;
  if (!tide_cli_take_option (arguments, "--paper", &name))
    return FALSE;
  if (name != NULL && !g_str_equal (name, "a4") && !g_str_equal (name, "letter"))
    return tide_cli_refuse (arguments, "--paper: “%s” is not a4 or letter", name) == TIDE_EXIT_DONE;
  *paper = g_strcmp0 (name, "letter") == 0 ? TIDE_PAPER_LETTER : TIDE_PAPER_A4;
  return TRUE;
}

/* What every page says of the clinic and its state. */
typedef struct
{
  TideSummaryData data;
  char *name, *address, *phone, *crisis, *currency, *head;
} Page;

static void
page_init (Page *self, const Loaded *loaded, TidePaper paper)
{
  self->name = tide_clinic_dup_setting (loaded->clinic, "clinic.name");
  self->address = tide_clinic_dup_setting (loaded->clinic, "clinic.address");
  self->phone = tide_clinic_dup_setting (loaded->clinic, "clinic.phone");
  self->crisis = tide_clinic_dup_setting (loaded->clinic, "clinic.patient_crisis_text");
  self->currency = tide_clinic_dup_setting (loaded->clinic, "clinic.currency");
  self->data = (TideSummaryData){
    .history = loaded->history,
    .library = tide_clinic_get_library (loaded->clinic),
    .thresholds = loaded->thresholds,
    .session_rules = tide_clinic_get_session_rules (loaded->clinic),
    .instrument_id = loaded->instrument_id,
    .target = tide_clinic_get_target_instrument (loaded->clinic, loaded->history),
    .clinic_name = self->name != NULL ? self->name : "",
    .clinic_address = self->address,
    .clinic_phone = self->phone,
    .crisis_text = self->crisis,
    .currency = self->currency,
    .synthetic = loaded->history->patient->synthetic,
    .now = tide_instant_now (),
    .from = TIDE_DATE_UNKNOWN,
    .to = TIDE_DATE_UNKNOWN,
    .paper = paper,
  };
  self->head = tide_clinic_get_audit_head (loaded->clinic, &self->data.audit_number);
  self->data.audit_head = self->head;
}

static void
page_clear (Page *self)
{
  g_free (self->name);
  g_free (self->address);
  g_free (self->phone);
  g_free (self->crisis);
  g_free (self->currency);
  g_free (self->head);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

/* Writes the file and notes in the audit that it left the clinic. */
static TideExit
write_report (TideArguments *arguments, const Loaded *loaded, TideReport *report, const char *path,
              const char *what)
{
  g_autoptr (GError) error = NULL;
  if (!tide_report_write_pdf (&report, 1, path, &error))
    return tide_cli_fail (arguments, error);
  if (!tide_clinic_get_read_only (loaded->clinic)
      && !tide_clinic_log (loaded->clinic, "export", loaded->history->patient->base.id, what, &error))
    return tide_cli_fail (arguments, error);
  return TIDE_EXIT_DONE;
}

/* --- summary --- */

typedef struct
{
  const char *output;
  TidePaper paper;
  TideReader reader;
  TideDate from, to;
  char *text;
} SummaryOptions;

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
  tide_cli_refuse (arguments, "--reader: “%s” is not clinician, patient or payer", name);
  return FALSE;
}

static gboolean
take_summary_options (TideArguments *arguments, SummaryOptions *self)
{
  static const char *const suffixes[] = { ".pdf", NULL };
  const char *from, *to, *text_file;
  self->output = tide_cli_take_output (arguments, suffixes);
  self->from = self->to = TIDE_DATE_UNKNOWN;
  if (self->output == NULL || !tide_cli_take_paper (arguments, &self->paper)
      || !take_reader (arguments, &self->reader) || !tide_cli_take_option (arguments, "--from", &from)
      || !tide_cli_take_option (arguments, "--to", &to)
      || !tide_cli_take_option (arguments, "--text-file", &text_file))
    return FALSE;
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
  if (!load (arguments, &loaded, NULL, &code))
    return code;
  g_auto (Page) page = { 0 };
  page_init (&page, &loaded, chosen.paper);
  page.data.reader = chosen.reader;
  page.data.text = text;
  page.data.from = chosen.from;
  page.data.to = chosen.to;
  g_autofree char *obstacle = tide_summary_dup_obstacle (&page.data);
  if (obstacle != NULL)
    return tide_cli_refuse (arguments, "%s: %s", loaded.history->patient->mrn, obstacle);
  g_autofree char *what = g_strdup_printf ("progress summary for %s, PDF", tide_reader_codes[chosen.reader]);
  g_autoptr (TideReport) report = tide_summary_new (&page.data);
  return write_report (arguments, &loaded, report, chosen.output, what);
}

/* --- report: eligibility --- */

static gboolean
parse_arm (TideArguments *arguments, const char *code, TideArm *arm)
{
  int found = code != NULL ? tide_code_from_text (tide_arm_codes, code) : -1;
  if (found <= 0)
    {
      g_autofree char *allowed = g_strjoinv (", ", (char **) tide_arm_codes + 1);
      tide_cli_refuse (arguments, "--arm: %s%s%s: the treatment must be one of %s", code != NULL ? "“" : "",
                       code != NULL ? code : "not given", code != NULL ? "”" : "", allowed);
      return FALSE;
    }
  *arm = (TideArm) found;
  return TRUE;
}

/* The newest course of the treatment that has not ended, as the page chooses; NULL: nobody has planned one.
 */
static const TideCourse *
find_open_course (const TideHistory *history, TideArm arm, TideDate day)
{
  for (guint i = history->courses->len; i > 0; i--)
    {
      const TideCourse *course = history->courses->pdata[i - 1];
      if (course->arm == (int) arm && (!tide_date_is_known (course->ended_on) || course->ended_on >= day))
        return course;
    }
  return NULL;
}

static TideSafetyCase
make_case (const Loaded *loaded, const Page *page, const TideSafetyRules *rules)
{
  return (TideSafetyCase){ .history = loaded->history,
                           .library = page->data.library,
                           .thresholds = loaded->thresholds,
                           .rules = rules,
                           .target = loaded->instrument_id,
                           .now = page->data.now };
}

static TideReport *
make_eligibility_sheet (const Loaded *loaded, const Page *page, TideArm arm)
{
  g_autoptr (TideSafetyRules) rules = tide_safety_rules_new ();
  g_autofree char *policy = tide_clinic_dup_setting (loaded->clinic, "policy.text");
  TideDate today = tide_instant_get_date (page->data.now);
  const TideCourse *course = find_open_course (loaded->history, arm, today);
  TideSafetyCase subject = make_case (loaded, page, rules);
  TideProposal proposal = { .arm = (int) arm, .course = course };
  g_autoptr (TideEligibility) list = tide_eligibility_compute (&subject, &proposal, today);
  g_autofree char *treatment = course != NULL
                                 ? tide_course_dup_title (course)
                                 : g_strdup_printf (_ ("%s, no course yet"), tide_arm_get_label (arm));
  TideEligibilitySheetData data
    = { &page->data, list, treatment, course != NULL ? course->base.id : 0, policy };
  return tide_eligibility_sheet_new (&data);
}

static TideExit
write_eligibility (TideArguments *arguments, const Loaded *loaded, const Page *page, const char *arm_code,
                   const char *output)
{
  TideArm arm;
  if (!parse_arm (arguments, arm_code, &arm))
    return TIDE_EXIT_USAGE;
  g_autoptr (TideReport) report = make_eligibility_sheet (loaded, page, arm);
  return write_report (arguments, loaded, report, output, "eligibility list, PDF");
}

/* --- report: session --- */

/* The dose of that day; of several the last. NULL: there was none. */
static const TideSession *
find_dose (const TideHistory *history, TideDate day)
{
  for (guint i = history->sessions->len; i > 0; i--)
    {
      const TideSession *session = history->sessions->pdata[i - 1];
      const TideCourse *course = tide_history_find_course (history, session->course_id);
      if (course != NULL && tide_arm_is_ketamine ((TideArm) course->arm)
          && tide_session_is_treatment (session, (TideArm) course->arm)
          && tide_instant_get_date (session->started) == day)
        return session;
    }
  return NULL;
}

static TideExit
write_session (TideArguments *arguments, const Loaded *loaded, const Page *page, const char *date_text,
               gboolean monitoring, const char *output)
{
  TideDate day;
  if (date_text == NULL)
    return tide_cli_refuse (arguments, "--date: the day of the session must be named (YYYY-MM-DD)");
  if (!tide_cli_parse_date (arguments, "--date", date_text, &day))
    return TIDE_EXIT_USAGE;
  const TideSession *session = find_dose (loaded->history, day);
  if (session == NULL)
    return tide_cli_refuse (arguments, "--date: no dose was given on %s", date_text);
  g_autoptr (TideSafetyRules) rules = tide_safety_rules_new ();
  TideSafetyCase subject = make_case (loaded, page, rules);
  TideSessionSheetData data
    = { &page->data, &subject, tide_clinic_get_session_rules (loaded->clinic), session->base.id };
  g_autoptr (TideReport) report
    = monitoring ? tide_monitoring_sheet_new (&data) : tide_session_sheet_new (&data);
  return write_report (arguments, loaded, report, output,
                       monitoring ? "monitoring sheet, PDF" : "session record, PDF");
}

/* The word, not the value of an option. */
static gboolean
asks_for_ledger (const TideArguments *arguments)
{
  const GPtrArray *words = arguments->words;
  for (guint i = 1; i < words->len; i++)
    if (g_str_equal (g_ptr_array_index (words, i), "ledger")
        && !g_str_has_prefix (g_ptr_array_index (words, i - 1), "--"))
      return TRUE;
  return FALSE;
}

static TideExit
run_report (TideArguments *arguments)
{
  static const char *const suffixes[] = { ".pdf", NULL };
  static const char *const kinds[] = { "eligibility", "session", "ledger", "monitoring", NULL };
  TideExit code;
  TidePaper paper;
  const char *arm, *date, *output = tide_cli_take_output (arguments, suffixes);
  if (output == NULL || !tide_cli_take_paper (arguments, &paper)
      || !tide_cli_take_option (arguments, "--arm", &arm)
      || !tide_cli_take_option (arguments, "--date", &date))
    return TIDE_EXIT_USAGE;
  gboolean ledger = asks_for_ledger (arguments);
  if (ledger && (arm != NULL || date != NULL))
    return tide_cli_refuse (arguments, "%s: the ledger is the whole clinic's and takes none",
                            arm != NULL ? "--arm" : "--date");
  if (ledger)
    return tide_cli_run_ledger (arguments, output, paper);
  g_auto (Loaded) loaded = { 0 };
  if (!load (arguments, &loaded, kinds, &code))
    return code;
  g_auto (Page) page = { 0 };
  page_init (&page, &loaded, paper);
  return loaded.kind == 0 ? write_eligibility (arguments, &loaded, &page, arm, output)
                          : write_session (arguments, &loaded, &page, date, loaded.kind == 3, output);
}

const TideCommand tide_cli_page_commands[] = {
  { "chart", "DIR --patient MRN --output FILE.{png,svg,pdf} [--size WxH] [--instrument ID]",
    "Draws the patient's timeline (1000x560 unless --size says otherwise).", run_chart },
  { "summary",
    "DIR --patient MRN --output FILE.pdf [--paper a4|letter] [--reader clinician|patient|payer] "
    "[--from D] [--to D] [--text-file F]",
    "Writes the progress summary. --text-file holds the clinician's text; for a patient the\n"
    "sentences instead of those that the program chooses, a line that begins with “- ” is a thing\n"
    "to come, *stars* are bold. A payer gets no text.",
    run_summary },
  { "report",
    "DIR (eligibility|session|monitoring --patient MRN (--arm ARM | --date D) | ledger [--open] [--from D] [--to D]) "
    "--output FILE.pdf [--paper a4|letter]",
    "Writes the eligibility list of a treatment (--arm), the record or the fields of the\n"
    "monitoring sheet of the dose of a day (--date), or the "
    "clinic's alerts with what was done about them (--open: only those that nobody has answered).",
    run_report },
  { 0 },
};
