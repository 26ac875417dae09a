/* tide-cli-many.c: reports of one patient or of many, into one PDF or a folder of them. */
#include "tide-cli-many.h"

#include <stdio.h>
#include <unistd.h>

/* --- options --- */

static gboolean
take_patients (TideArguments *arguments, TideCliMany *self, gboolean optional)
{
  const char *mrn = "";
  self->mrns = g_ptr_array_new ();
  while (mrn != NULL)
    {
      if (!tide_cli_take_option (arguments, "--patient", &mrn))
        return FALSE;
      if (mrn != NULL)
        g_ptr_array_add (self->mrns, (gpointer) mrn);
    }
  self->all = tide_cli_take_flag (arguments, "--all");
  if (self->all && self->mrns->len > 0)
    return tide_cli_refuse (arguments, "--all: leaves nobody out, so --patient cannot stand beside it")
           == TIDE_EXIT_DONE;
  if (!self->all && self->mrns->len == 0 && !optional)
    return tide_cli_refuse (arguments, "--patient: the record number must be named, or --all")
           == TIDE_EXIT_DONE;
  return TRUE;
}

static gboolean
take_place (TideArguments *arguments, TideCliMany *self)
{
  static const char *const suffixes[] = { ".pdf", NULL };
  const char *output = NULL;
  for (guint i = 0; i + 1 < arguments->words->len; i++)
    if (g_str_equal (arguments->words->pdata[i], "--output"))
      output = arguments->words->pdata[i + 1];
  if (!tide_cli_take_option (arguments, "--output-dir", &self->folder))
    return FALSE;
  if (self->folder != NULL && output != NULL)
    return tide_cli_refuse (arguments, "--output-dir: --output says another place") == TIDE_EXIT_DONE;
  if (self->folder != NULL)
    return TRUE;
  if (output != NULL && !g_str_has_suffix (output, ".pdf") && g_file_test (output, G_FILE_TEST_IS_DIR))
    return tide_cli_take_option (arguments, "--output", &self->folder);
  self->path = tide_cli_take_output (arguments, suffixes);
  return self->path != NULL;
}

static gboolean
take_names (TideArguments *arguments, TideCliMany *self)
{
  const char *names;
  if (!tide_cli_take_option (arguments, "--names", &names))
    return FALSE;
  if (names != NULL && !g_str_equal (names, "record") && !g_str_equal (names, "counted"))
    return tide_cli_refuse (arguments, "--names: “%s” is not record or counted", names) == TIDE_EXIT_DONE;
  self->names = g_strcmp0 (names, "counted") == 0 ? TIDE_BATCH_COUNTED : TIDE_BATCH_RECORD_NUMBERS;
  return TRUE;
}

gboolean
tide_cli_take_many (TideArguments *arguments, TideCliMany *self, gboolean optional)
{
  *self = (TideCliMany){ 0 };
  return take_place (arguments, self) && tide_cli_take_paper (arguments, &self->paper)
         && take_names (arguments, self)
         && tide_cli_take_option (arguments, "--instrument", &self->instrument)
         && take_patients (arguments, self, optional);
}

void
tide_cli_many_clear (TideCliMany *self)
{
  g_clear_pointer (&self->mrns, g_ptr_array_unref);
}

/* --- one patient --- */

static void
chart_clear (TideCliChart *self)
{
  tide_desk_case_clear (&self->desk);
  tide_clinic_paper_clear (&self->paper);
  g_clear_pointer (&self->history, tide_history_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TideCliChart, chart_clear)

typedef struct
{
  TideClinic *clinic;
  const TideCliMany *many;
  const char *what;
  TideCliMake make;
  gpointer data;
  TideReportBatch *batch;
} Writing;

static gboolean
write_one (Writing *self, gint64 patient_id, GError **error)
{
  g_auto (TideCliChart) chart = { .clinic = self->clinic };
  /* As at the desk, where a chart that is opened is looked at first: what ran out yesterday is told today. */
  if (patient_id != 0 && tide_clinic_run_time_rules (self->clinic, patient_id, tide_instant_now (), error))
    chart.history = tide_clinic_load_history (self->clinic, patient_id, error);
  if (patient_id != 0 && chart.history == NULL)
    return FALSE;
  tide_clinic_paper_init (&chart.paper, self->clinic, chart.history);
  if (chart.history != NULL)
    tide_desk_case_init (&chart.desk, self->clinic, chart.history);
  tide_clinic_paper_set_size (&chart.paper, self->many->paper);
  chart.paper.page.clinician = NULL;
  if (self->many->instrument != NULL)
    chart.paper.page.instrument_id = self->many->instrument;
  g_autoptr (TideReport) report = self->make (&chart, self->data, error);
  const char *mrn = chart.history != NULL ? chart.history->patient->mrn : "blank";
  return report != NULL && tide_report_batch_add (self->batch, report, mrn, error)
         && (tide_clinic_get_read_only (self->clinic)
             || tide_clinic_log (self->clinic, "export", patient_id, self->what, error));
}

/* --- all of them --- */

/* (element-type gint64): in the order of the words, or by name; NULL and said. */
static GArray *
list_patients (TideArguments *arguments, TideClinic *clinic, const TideCliMany *many, TideExit *code)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n_more;
  g_autoptr (GArray) hits = many->all ? tide_clinic_search (clinic, "", 0, G_MAXINT, &n_more) : NULL;
  for (guint i = 0; hits != NULL && i < hits->len; i++)
    g_array_append_val (ids, g_array_index (hits, TideSearchHit, i).patient_id);
  for (guint i = 0; i < many->mrns->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TidePatient) patient
        = tide_clinic_lookup_text (clinic, &tide_patient_class, "mrn", many->mrns->pdata[i], &error);
      if (patient == NULL)
        {
          *code = error != NULL ? tide_cli_fail (arguments, error)
                                : tide_cli_refuse (arguments, "--patient: nobody has the record number “%s”",
                                                   (const char *) many->mrns->pdata[i]);
          return NULL;
        }
      g_array_append_val (ids, patient->base.id);
    }
  gint64 nobody = 0;
  if (!many->all && many->mrns->len == 0)
    g_array_append_val (ids, nobody);
  if (ids->len > 0)
    return g_steal_pointer (&ids);
  *code = tide_cli_refuse (arguments, "--all: there are no patients in this clinic");
  return NULL;
}

/* On a terminal alone: a script's log is for faults. */
static void
show_progress (guint done, guint all)
{
  if (all > 1 && isatty (STDERR_FILENO))
    g_printerr ("\r%u of %u%s", done, all, done == all ? "\n" : "");
}

static void
tell_fault (const TideArguments *arguments, Writing *self, gint64 patient_id, const GError *error)
{
  g_autoptr (TidePatient) patient = tide_clinic_lookup (self->clinic, &tide_patient_class, patient_id, NULL);
  g_printerr ("tidemark-cli %s: %s: %s\n", arguments->command, patient != NULL ? patient->mrn : "–",
              error->message);
}

static TideExit
write_all (TideArguments *arguments, Writing *self, const GArray *ids)
{
  guint n_failed = 0;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 id = g_array_index (ids, gint64, i);
      if (!write_one (self, id, &error))
        {
          if (ids->len == 1)
            return tide_cli_fail (arguments, error);
          tell_fault (arguments, self, id, error);
          n_failed++;
        }
      if (tide_report_batch_is_broken (self->batch))
        break;
      show_progress (i + 1, ids->len);
    }
  g_autoptr (GError) error = NULL;
  gboolean broken = tide_report_batch_is_broken (self->batch);
  if (!broken && !tide_report_batch_finish (self->batch, &error))
    return tide_cli_fail (arguments, error);
  guint n_written = broken && self->many->path != NULL ? 0 : tide_report_batch_get_n_written (self->batch);
  if (n_failed > 0)
    g_printerr ("tidemark-cli %s: %u of %u were written\n", arguments->command, n_written, ids->len);
  return n_failed > 0 ? TIDE_EXIT_FAILED : TIDE_EXIT_DONE;
}

TideExit
tide_cli_write_many (TideArguments *arguments, TideClinic *clinic, const TideCliMany *many,
                     const char *file_kind, const char *what, TideCliMake make, gpointer data)
{
  TideExit code = TIDE_EXIT_USAGE;
  g_autoptr (GError) error = NULL;
  if (many->instrument != NULL
      && tide_library_lookup (tide_clinic_get_library (clinic), many->instrument) == NULL)
    return tide_cli_refuse (arguments, "--instrument: “%s” is not known to this clinic", many->instrument);
  g_autoptr (GArray) ids = list_patients (arguments, clinic, many, &code);
  if (ids == NULL)
    return code;
  g_autoptr (TideReportBatch) batch
    = many->path != NULL ? tide_report_batch_new_file (many->path, &error)
                         : tide_report_batch_new_folder (many->folder, file_kind, many->names, &error);
  if (batch == NULL)
    return tide_cli_fail (arguments, error);
  Writing writing = { clinic, many, what, make, data, batch };
  return write_all (arguments, &writing, ids);
}
