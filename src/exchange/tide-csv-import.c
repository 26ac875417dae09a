/* tide-csv-import.c: a folder of CSV files into a clinic: every row judged first, then all of them or none.
 *
 * The judging and the writing are one pass through a batch, which is rolled back when a row is refused: what
 * the clinic would say of a record only the clinic can say.
 */
#include "tide-csv-import-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

static void
refusal_free (TideRefusal *refusal)
{
  g_free (refusal->file);
  g_free (refusal->column);
  g_free (refusal->value);
  g_free (refusal->reason);
  g_free (refusal);
}

static TideImportReport *
report_new (gboolean dry_run)
{
  TideImportReport *report = g_new0 (TideImportReport, 1);
  report->dry_run = dry_run;
  report->refused = g_ptr_array_new_with_free_func ((GDestroyNotify) refusal_free);
  report->ignored_columns = g_ptr_array_new_with_free_func (g_free);
  return report;
}

void
tide_import_report_free (TideImportReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->refused);
  g_ptr_array_unref (report->ignored_columns);
  g_free (report);
}

guint
tide_import_report_get_n (const TideImportReport *report)
{
  guint n = 0;
  for (guint i = 0; i < TIDE_CSV_N_FILES; i++)
    n += report->imported[i];
  return n;
}

void
tide_csv_import_refuse (TideCsvImport *self, const char *file, guint line, const char *column,
                        const char *value, const char *reason)
{
  TideRefusal *refusal = g_new (TideRefusal, 1);
  refusal->file = g_strdup (file);
  refusal->line = line;
  refusal->column = g_utf8_make_valid (column, -1);
  refusal->value = g_utf8_make_valid (value, -1);
  refusal->reason = g_utf8_make_valid (reason, -1);
  g_ptr_array_add (self->report->refused, refusal);
}

/* --- reading the folder --- */

static gboolean
read_file (TideCsvImport *self, TideCsvFile file, const char *folder, GError **error)
{
  TideCsvInput *input = &self->inputs[file];
  g_autofree char *name = g_strconcat (tide_csv_file_get_name (file), ".csv", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) local = NULL;
  gsize length;
  input->table = tide_csv_get_table (file);
  input->meaning = g_array_new (FALSE, FALSE, sizeof (int));
  if (g_file_get_contents (path, &bytes, &length, &local))
    {
      input->sheet = tide_csv_sheet_parse (name, bytes, length);
      return TRUE;
    }
  if (g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return TRUE;
  g_set_error_literal (error, TIDE_ERROR, TIDE_ERROR_IO, local->message);
  return FALSE;
}

static gboolean
is_known_file (const char *name)
{
  for (guint i = 0; i < TIDE_CSV_N_FILES; i++)
    {
      const char *known = tide_csv_file_get_name (i);
      gsize length = strlen (known);
      if (strncmp (name, known, length) == 0 && strcmp (name + length, ".csv") == 0)
        return TRUE;
    }
  return FALSE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* CSV files that no import reads are named: a misspelt file must not be passed over in silence. */
static gboolean
find_other_files (TideCsvImport *self, const char *folder, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &local);
  const char *name;
  if (dir == NULL)
    {
      g_set_error_literal (error, TIDE_ERROR, TIDE_ERROR_IO, local->message);
      return FALSE;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".csv") && name[0] != '.' && !is_known_file (name))
      g_ptr_array_add (self->report->ignored_columns, g_utf8_make_valid (name, -1));
  g_ptr_array_sort (self->report->ignored_columns, compare_names);
  return TRUE;
}

static gboolean
read_folder (TideCsvImport *self, const char *folder, GError **error)
{
  gboolean any = FALSE;
  if (!find_other_files (self, folder, error))
    return FALSE;
  for (guint i = 0; i < TIDE_CSV_N_FILES; i++)
    {
      if (!read_file (self, i, folder, error))
        return FALSE;
      any = any || self->inputs[i].sheet != NULL;
    }
  if (!any)
    g_set_error (error, TIDE_ERROR, TIDE_ERROR_NOT_FOUND,
                 _ ("%s has none of the files patients.csv, courses.csv, sessions.csv, assessments.csv …"),
                 folder);
  return any;
}

/* --- rows --- */

/* patients.csv names the codes, diagnoses.csv says more of them: what stands there is not added twice. */
static void
note_diagnoses (TideCsvImport *self)
{
  const TideCsvInput *input = &self->inputs[TIDE_CSV_DIAGNOSES];
  for (guint i = 0; input->sheet != NULL && input->usable && i < input->sheet->rows->len; i++)
    {
      const TideCsvRow *row = g_ptr_array_index (input->sheet->rows, i);
      const char *mrn = tide_csv_input_get_cell (input, row, "mrn");
      const char *code = tide_csv_input_get_cell (input, row, "code");
      if (mrn != NULL && code != NULL)
        g_hash_table_add (self->diagnosed, g_strconcat (mrn, " ", code, NULL));
    }
}

static gboolean
import_file (TideCsvImport *self, TideCsvInput *input, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < input->sheet->rows->len; i++)
    {
      if (i % 64 == 0 && g_cancellable_is_cancelled (cancellable))
        {
          g_set_error_literal (error, TIDE_ERROR, TIDE_ERROR_CANCELLED, _ ("the import was cancelled"));
          return FALSE;
        }
      if (!tide_csv_import_row (self, input, g_ptr_array_index (input->sheet->rows, i), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
import_files (TideCsvImport *self, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < TIDE_CSV_N_FILES; i++)
    if (self->inputs[i].sheet != NULL)
      tide_csv_import_read_header (self, &self->inputs[i]);
  note_diagnoses (self);
  for (guint i = 0; i < TIDE_CSV_N_FILES; i++)
    if (self->inputs[i].sheet != NULL && self->inputs[i].usable
        && !import_file (self, &self->inputs[i], cancellable, error))
      return FALSE;
  return TRUE;
}

static int
compare_refusals (gconstpointer a, gconstpointer b)
{
  const TideRefusal *first = *(TideRefusal *const *) a, *second = *(TideRefusal *const *) b;
  int file_1 = 0, file_2 = 0;
  for (int i = 0; i < TIDE_CSV_N_FILES; i++)
    {
      const char *name = tide_csv_file_get_name (i);
      file_1 = g_str_has_prefix (first->file, name) && first->file[strlen (name)] == '.' ? i : file_1;
      file_2 = g_str_has_prefix (second->file, name) && second->file[strlen (name)] == '.' ? i : file_2;
    }
  if (file_1 != file_2)
    return file_1 - file_2;
  return first->line < second->line ? -1 : first->line > second->line;
}

/* The audit's words: how many rows, nobody's data. */
static char *
dup_detail (const TideImportReport *report)
{
  GString *text = g_string_new ("csv");
  for (guint i = 0; i < TIDE_CSV_N_FILES; i++)
    if (report->imported[i] > 0)
      g_string_append_printf (text, " %s=%u", tide_csv_file_get_name (i), report->imported[i]);
  if (report->duplicates > 0)
    g_string_append_printf (text, " duplicates=%u", report->duplicates);
  return g_string_free (text, FALSE);
}

static gboolean
finish (TideCsvImport *self, GError **error)
{
  TideBatch *batch = g_steal_pointer (&self->batch);
  TideImportReport *report = self->report;
  g_ptr_array_sort (report->refused, compare_refusals);
  if (report->dry_run || report->refused->len > 0 || tide_import_report_get_n (report) == 0)
    {
      tide_batch_cancel (batch);
      return TRUE;
    }
  g_autofree char *detail = dup_detail (report);
  return tide_batch_commit (batch, "import", detail, &report->alerts, error);
}

static void
import_clear (TideCsvImport *self)
{
  tide_batch_cancel (self->batch);
  for (guint i = 0; i < TIDE_CSV_N_FILES; i++)
    {
      tide_csv_sheet_free (self->inputs[i].sheet);
      g_clear_pointer (&self->inputs[i].meaning, g_array_unref);
    }
  tide_csv_names_clear (&self->names);
  g_hash_table_unref (self->refused);
  g_hash_table_unref (self->seen);
  g_hash_table_unref (self->diagnosed);
}

TideImportReport *
tide_csv_import (TideClinic *clinic, const char *folder, gboolean dry_run, GCancellable *cancellable,
                 GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (clinic) && folder != NULL, NULL);

  TideCsvImport self = { 0 };
  g_autoptr (TideImportReport) report = report_new (dry_run);
  tide_clinic_refresh_library (clinic); /* a file of its own is put there just before */
  self.clinic = clinic;
  self.report = report;
  self.refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  self.diagnosed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  tide_csv_names_init (&self.names, clinic, tide_clinic_get_library (clinic));
  gboolean ok
    = read_folder (&self, folder, error) && (self.batch = tide_clinic_begin_batch (clinic, error)) != NULL;
  if (ok)
    {
      tide_batch_set_imported (self.batch, TRUE);
      ok = import_files (&self, cancellable, error) && finish (&self, error);
    }
  import_clear (&self);
  return ok ? g_steal_pointer (&report) : NULL;
}
