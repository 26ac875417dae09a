/* tide-csv-row.c: one row of a file: read, judged, and put into the batch.
 *
 * Every fault of the row is reported, not only the first.  What depends on other records (a session inside
 * its course, an answer that the scale allows) the batch judges, as it does for a form.
 */
#include "tide-csv-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  TideCsvImport *import;
  TideCsvInput *input;
  const TideCsvRow *row;
  gpointer record;
  gboolean bad;    /* a cell is refused */
  gboolean orphan; /* hangs on a row that is refused: not judged */
  GError *stop;    /* the import cannot go on */
} Reading;

static void
refuse_cell (Reading *r, const char *column, const char *value, const char *reason)
{
  r->bad = TRUE;
  tide_csv_import_refuse (r->import, r->input->sheet->file, r->row->line, column, value, reason);
}

/* A value or a taken number is the row's fault; anything else is the disk's, and ends the import. */
static gboolean
add (Reading *r, gpointer record, GError **reason)
{
  g_autoptr (GError) local = NULL;
  if (tide_batch_add (r->import->batch, record, &local))
    return TRUE;
  if (g_error_matches (local, TIDE_ERROR, TIDE_ERROR_VALUE)
      || g_error_matches (local, TIDE_ERROR, TIDE_ERROR_DUPLICATE))
    g_propagate_error (reason, g_steal_pointer (&local));
  else if (r->stop == NULL)
    r->stop = g_steal_pointer (&local);
  return FALSE;
}

/* --- people and visits that a row names and no file describes --- */

static void
add_staff (Reading *r, const char *name)
{
  g_autoptr (TideStaff) staff = tide_staff_new ();
  g_autoptr (GError) reason = NULL;
  tide_record_set_text (&staff->name, name);
  if (add (r, staff, &reason))
    tide_csv_names_add (&r->import->names, &tide_staff_class, name, staff->base.id);
}

/* Ratings that share a visit_id were made at one visit; without visits.csv its first rating says when and by
 * whom. */
static void
add_visit (Reading *r, const char *uuid)
{
  const TideAssessmentData *data = r->record;
  if (r->input->table->file != TIDE_CSV_ASSESSMENTS || data->patient_id == 0 || !g_uuid_string_is_valid (uuid)
      || !tide_instant_is_known (data->taken))
    return;
  g_autofree char *lower = g_ascii_strdown (uuid, -1);
  g_autoptr (TideVisit) visit = tide_visit_new ();
  g_autoptr (GError) reason = NULL;
  g_strlcpy (visit->base.uuid, lower, sizeof visit->base.uuid);
  visit->patient_id = data->patient_id;
  visit->taken = data->taken;
  visit->rater_id = data->rater_id;
  visit->contact = data->contact;
  if (add (r, visit, &reason))
    tide_csv_names_add (&r->import->names, &tide_visit_class, lower, visit->base.id);
}

static gboolean
is_refused (Reading *r, const TideCsvColumn *column, const char *cell)
{
  const TideRecordClass *klass = tide_csv_column_get_class (r->input->table, column);
  g_autofree char *lower = column->kind == TIDE_CSV_UUID ? g_ascii_strdown (cell, -1) : g_strdup (cell);
  g_autofree char *key = g_strconcat (klass->table, " ", lower, NULL);
  return g_hash_table_contains (r->import->refused, key);
}

static void
introduce (Reading *r, const TideCsvColumn *column, const char *cell)
{
  if (*cell == '\0' || !g_utf8_validate (cell, -1, NULL)
      || tide_csv_names_find (&r->import->names, r->input->table, column, cell) != 0)
    return;
  if (column->kind == TIDE_CSV_STAFF_NAME)
    add_staff (r, cell);
  else if (column->kind == TIDE_CSV_UUID && !is_refused (r, column, cell)
           && tide_csv_column_get_class (r->input->table, column) == &tide_visit_class)
    add_visit (r, cell);
}

/* --- cells --- */

static void
read_cell (Reading *r, const TideCsvColumn *column, const char *cell)
{
  g_autoptr (GError) reason = NULL;
  introduce (r, column, cell);
  if (r->stop != NULL || tide_csv_read (&r->import->names, r->input->table, column, r->record, cell, &reason))
    return;
  if (g_error_matches (reason, TIDE_ERROR, TIDE_ERROR_NOT_FOUND) && is_refused (r, column, cell))
    r->orphan = TRUE;
  else
    refuse_cell (r, column->name, cell, reason->message);
}

static void
read_items (Reading *r)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new (), cells = g_ptr_array_new ();
  g_autoptr (GError) reason = NULL;
  guint at;
  for (guint i = 0; i < r->input->meaning->len; i++)
    if (g_array_index (r->input->meaning, int, i) == TIDE_CSV_ITEM)
      {
        g_ptr_array_add (columns, g_ptr_array_index (r->input->sheet->header, i));
        g_ptr_array_add (cells, g_ptr_array_index (r->row->cells, i));
      }
  g_ptr_array_add (columns, NULL);
  g_ptr_array_add (cells, NULL);
  if (!tide_csv_read_items (&r->import->names, r->record, (const char *const *) columns->pdata,
                            (const char *const *) cells->pdata, &at, &reason))
    refuse_cell (r, g_ptr_array_index (columns, at), g_ptr_array_index (cells, at), reason->message);
}

/* A site file that was refused may be the reason: its fault is told with it. */
static void
refuse_instrument (Reading *r, const char *id)
{
  GPtrArray *problems = tide_clinic_get_library_problems (r->import->clinic);
  const char *problem = problems != NULL && problems->len > 0 ? g_ptr_array_index (problems, 0) : NULL;
  g_autofree char *reason
    = problem != NULL
        ? g_strdup_printf (_ ("the clinic has no instrument of this id; a file of its own was refused: %s"),
                           problem)
        : g_strdup (_ (
          "the clinic has no instrument of this id; tidemark-cli instruments lists the shipped ones, and a "
          "file of its own goes into the clinic's folder “instruments”"));
  refuse_cell (r, "instrument", id, reason);
}

static void
finish_assessment (Reading *r)
{
  TideAssessmentData *data = r->record;
  if (data->instrument_id == NULL)
    return;
  TideInstrument *instrument = tide_library_lookup (r->import->names.library, data->instrument_id);
  if (instrument == NULL)
    {
      refuse_instrument (r, data->instrument_id);
      return;
    }
  const char *version = tide_instrument_get_version (instrument);
  if (data->instrument_version != NULL && strcmp (data->instrument_version, version) != 0)
    {
      g_autofree char *reason = g_strdup_printf (
        _ ("the clinic has version %s of it; answers are not moved to another version"), version);
      refuse_cell (r, "instrument_version", data->instrument_version, reason);
    }
  read_items (r);
}

static void
read_cells (Reading *r)
{
  /* Visits last: one that must be made takes its patient and time from the row's other cells. */
  for (guint turn = 0; turn < 2; turn++)
    for (guint i = 0; i < r->input->meaning->len && r->stop == NULL; i++)
      {
        int meaning = g_array_index (r->input->meaning, int, i);
        if (meaning < 0)
          continue;
        const TideCsvColumn *column = &r->input->table->columns[meaning];
        if ((column->kind == TIDE_CSV_UUID) == (turn == 1))
          read_cell (r, column, g_ptr_array_index (r->row->cells, i));
      }
  if (r->input->table->file == TIDE_CSV_ASSESSMENTS && r->stop == NULL)
    finish_assessment (r);
}

/* --- into the batch --- */

/* The column that shows @field, or "". */
static const char *
find_column (const TideCsvTable *table, const char *field)
{
  for (guint i = 0; i < table->n_columns; i++)
    if (strcmp (tide_csv_column_get_field (&table->columns[i]), field) == 0)
      return table->columns[i].name;
  return "";
}

static void
refuse_record (Reading *r, const char *message)
{
  const char *colon = strstr (message, ": ");
  g_autofree char *field = colon != NULL ? g_strndup (message, (gsize) (colon - message)) : g_strdup ("");
  const char *column = find_column (r->input->table, field);
  gboolean named = *column != '\0' || strcmp (field, "answers") == 0;
  const char *cell = *column != '\0' ? tide_csv_input_get_cell (r->input, r->row, column) : NULL;
  refuse_cell (r, column, cell != NULL ? cell : "", named ? colon + 2 : message);
}

static gboolean
add_diagnosis (Reading *r, const TidePatient *patient, const char *code, gboolean primary)
{
  g_autofree char *key = g_strconcat (patient->mrn, " ", code, NULL);
  if (g_hash_table_contains (r->import->diagnosed, key))
    return TRUE;
  g_autoptr (TideDiagnosis) diagnosis = tide_diagnosis_new ();
  g_autoptr (GError) reason = NULL;
  const TideIcdCode *known = tide_icd_lookup (code);
  diagnosis->patient_id = patient->base.id;
  diagnosis->primary = primary;
  tide_record_set_text (&diagnosis->code, code);
  tide_record_set_text (&diagnosis->label, known != NULL ? known->label : NULL);
  if (add (r, diagnosis, &reason))
    return TRUE;
  if (reason != NULL)
    refuse_cell (r, "diagnosis", code, reason->message);
  return FALSE;
}

static void
add_diagnoses (Reading *r)
{
  const char *cell = tide_csv_input_get_cell (r->input, r->row, "diagnosis");
  g_auto (GStrv) codes = tide_csv_split_codes (cell != NULL ? cell : "");
  for (guint i = 0; codes[i] != NULL; i++)
    if (!add_diagnosis (r, r->record, codes[i], i == 0))
      return;
}

static void
put (Reading *r)
{
  g_autoptr (GError) reason = NULL;
  TideCsvSameness sameness = tide_csv_import_compare (r->import, r->input, r->row, r->record);
  if (sameness == TIDE_CSV_SAME)
    r->import->report->duplicates++;
  if (sameness != TIDE_CSV_NEW)
    return;
  if (!add (r, r->record, &reason))
    {
      if (reason != NULL)
        refuse_record (r, reason->message);
      return;
    }
  r->import->report->imported[r->input->table->file]++;
  tide_csv_import_remember (r->import, r->input, r->record);
  if (r->input->table->file == TIDE_CSV_PATIENTS)
    add_diagnoses (r);
}

/* What hangs on this row is not blamed for it. */
static void
remember_refused (Reading *r)
{
  const TideCsvTable *table = r->input->table;
  const char *name = NULL;
  for (guint i = 0; i < table->n_columns && name == NULL; i++)
    if (table->columns[i].kind == TIDE_CSV_ID
        || (table->key != NULL && strcmp (tide_csv_column_get_field (&table->columns[i]), table->key) == 0))
      name = tide_csv_input_get_cell (r->input, r->row, table->columns[i].name);
  if (name == NULL || *name == '\0')
    return;
  g_autofree char *lower = table->key == NULL ? g_ascii_strdown (name, -1) : g_strdup (name);
  g_hash_table_add (r->import->refused, g_strconcat (table->klass->table, " ", lower, NULL));
}

gboolean
tide_csv_import_row (TideCsvImport *self, TideCsvInput *input, const TideCsvRow *row, GError **error)
{
  Reading r = { self, input, row, NULL, FALSE, FALSE, NULL };
  if (row->cells->len != input->meaning->len)
    {
      g_autofree char *reason = g_strdup_printf (_ ("the row has %u cells, the header has %u"),
                                                 row->cells->len, input->meaning->len);
      refuse_cell (&r, "", "", reason);
    }
  else
    {
      r.record = tide_record_new (input->table->klass);
      read_cells (&r);
      if (!r.bad && !r.orphan && r.stop == NULL)
        put (&r);
    }
  if (r.bad || r.orphan)
    remember_refused (&r);
  tide_record_free (r.record);
  if (r.stop == NULL)
    return TRUE;
  g_propagate_error (error, r.stop);
  return FALSE;
}
