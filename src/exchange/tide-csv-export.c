/* tide-csv-export.c: a clinic, or one patient of it, as a folder of CSV files.
 *
 * Rows stand in the order in which they were entered, so that what a row refers to stands before it and a
 * second clinic that reads them writes the same bytes.
 */
#include "tide-csv-sheet.h"
#include "tide-csv-table.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct
{
  TideClinic *clinic;
  TideCsvNames names;
  gint64 patient_id;  /* 0: everybody */
  GHashTable *struck; /* "patient 7", "course 3": entered in error with all that is below them */
  GHashTable *named;  /* ids of staff that the patient's rows name (gint64 *), filled on the way */
  GString *texts[TIDE_CSV_N_FILES];
} Export;

static void
write_row (Export *self, const TideCsvTable *table, GPtrArray *items, gconstpointer record, GString *text)
{
  for (guint i = 0; i < table->n_columns; i++)
    {
      g_autofree char *cell = tide_csv_render (&self->names, table, &table->columns[i], record);
      tide_csv_append_cell (text, cell, i == 0);
    }
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      g_autofree char *cell = tide_csv_render_item (&self->names, record, g_ptr_array_index (items, i));
      tide_csv_append_cell (text, cell, FALSE);
    }
  tide_csv_end_row (text);
}

static void
note_staff (Export *self, const TideCsvTable *table, gconstpointer record)
{
  for (guint i = 0; i < table->n_columns; i++)
    if (table->columns[i].kind == TIDE_CSV_STAFF_NAME)
      {
        const TideField *field
          = tide_record_class_find (table->klass, tide_csv_column_get_field (&table->columns[i]));
        g_hash_table_add (self->named,
                          g_memdup2 (&G_STRUCT_MEMBER (gint64, record, field->offset), sizeof (gint64)));
      }
}

/* A rating or note of this patient's that came from, or replaces one in, another chart keeps that to itself.
 */
static void
cut_foreign_links (Export *self, gpointer record)
{
  TideAssessmentData *data = record;
  if (self->patient_id == 0 || data->base.klass != &tide_assessment_data_class || data->moved_from_id == 0)
    return;
  TideAssessmentData *from
    = tide_clinic_lookup (self->clinic, &tide_assessment_data_class, data->moved_from_id, NULL);
  if (from == NULL || from->patient_id != self->patient_id)
    data->moved_from_id = 0;
  tide_record_free (from);
}

static GPtrArray *
list_courses_rows (Export *self, const TideCsvTable *table, GError **error)
{
  g_autoptr (GPtrArray) courses
    = tide_clinic_list (self->clinic, &tide_course_class, "patient_id", self->patient_id, error);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (tide_record_free);
  for (guint i = 0; courses != NULL && i < courses->len; i++)
    {
      const TideCourse *course = g_ptr_array_index (courses, i);
      GPtrArray *some = tide_clinic_list (self->clinic, table->klass, "course_id", course->base.id, error);
      if (some == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (all, some);
    }
  return courses != NULL ? g_steal_pointer (&all) : NULL;
}

static GPtrArray *
list_rows (Export *self, const TideCsvTable *table, GError **error)
{
  if (self->patient_id == 0 || table->file == TIDE_CSV_STAFF)
    return tide_clinic_list (self->clinic, table->klass, NULL, 0, error);
  if (table->file == TIDE_CSV_PATIENTS)
    {
      gpointer patient = tide_clinic_lookup (self->clinic, table->klass, self->patient_id, error);
      if (patient == NULL)
        return NULL;
      GPtrArray *one = g_ptr_array_new_with_free_func (tide_record_free);
      g_ptr_array_add (one, patient);
      return one;
    }
  if (strcmp (table->owner, "course_id") == 0)
    return list_courses_rows (self, table, error);
  return tide_clinic_list (self->clinic, table->klass, table->owner, self->patient_id, error);
}

static char *
dup_place (const char *table, gint64 id)
{
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, table, id);
}

static gboolean
is_below_struck (Export *self, gconstpointer record)
{
  static const char *const owners[][2] = { { "patient_id", "patient" }, { "course_id", "course" } };
  for (guint i = 0; i < G_N_ELEMENTS (owners); i++)
    {
      const TideField *field = tide_record_class_find (((const TideRecord *) record)->klass, owners[i][0]);
      if (field == NULL)
        continue;
      g_autofree char *place = dup_place (owners[i][1], G_STRUCT_MEMBER (gint64, record, field->offset));
      return g_hash_table_contains (self->struck, place);
    }
  return FALSE;
}

/* The files of patients, identifiers and skipped parts have no column for the mark: a second clinic has no
 * use for what was never true of anybody. Owners are written before what they own. */
static gboolean
is_struck (Export *self, const TideCsvTable *table, gconstpointer record)
{
  const TideRecord *head = record;
  const TideField *field = tide_record_class_find (table->klass, "entered_in_error");
  gboolean has_no_column = table->file == TIDE_CSV_PATIENTS || table->file == TIDE_CSV_IDENTIFIERS
                           || table->file == TIDE_CSV_VISIT_PARTS;
  if (!is_below_struck (self, record)
      && !(has_no_column && G_STRUCT_MEMBER (gboolean, record, field->offset)))
    return FALSE;
  g_hash_table_add (self->struck, dup_place (table->klass->table, head->id));
  return TRUE;
}

static gboolean
is_left_out (Export *self, const TideCsvTable *table, gconstpointer record)
{
  if (is_struck (self, table, record))
    return TRUE;
  return self->patient_id != 0 && table->file == TIDE_CSV_STAFF
         && !g_hash_table_contains (self->named, &((const TideRecord *) record)->id);
}

/* A session may be tied to one that was entered after it: what is referred to must stand before. */
static void
put_referred_first (GPtrArray *rows, const TideField *link)
{
  g_autoptr (GHashTable) there = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) written = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) waiting = g_ptr_array_new (), ordered = g_ptr_array_new ();
  for (guint i = 0; i < rows->len; i++)
    {
      g_hash_table_add (there, &TIDE_RECORD (rows->pdata[i])->id);
      g_ptr_array_add (waiting, rows->pdata[i]);
    }
  guint before;
  do
    {
      g_autoptr (GPtrArray) left = g_ptr_array_new ();
      before = waiting->len;
      for (guint i = 0; i < waiting->len; i++)
        {
          gpointer row = waiting->pdata[i];
          gint64 *to = &G_STRUCT_MEMBER (gint64, row, link->offset);
          gboolean ready
            = *to == 0 || !g_hash_table_contains (there, to) || g_hash_table_contains (written, to);
          g_ptr_array_add (ready ? ordered : left, row);
          if (ready)
            g_hash_table_add (written, &TIDE_RECORD (row)->id);
        }
      g_ptr_array_unref (g_steal_pointer (&waiting));
      waiting = g_steal_pointer (&left);
    }
  while (waiting->len > 0 && waiting->len < before);
  g_ptr_array_extend (ordered, waiting, NULL, NULL); /* a circle, which no verb makes */
  memcpy (rows->pdata, ordered->pdata, rows->len * sizeof (gpointer));
}

static gboolean
write_file (Export *self, const TideCsvTable *table, GError **error)
{
  g_autoptr (GPtrArray) rows = list_rows (self, table, error);
  g_autoptr (GPtrArray) items = NULL;
  if (rows == NULL)
    return FALSE;
  if (table->file == TIDE_CSV_SESSIONS && rows->len > 0)
    put_referred_first (rows, tide_record_class_find (table->klass, "chain_id"));
  GString *text = self->texts[table->file] = g_string_new (NULL);
  if (table->file == TIDE_CSV_ASSESSMENTS)
    items = tide_csv_list_item_columns (&self->names, rows);
  for (guint i = 0; i < table->n_columns; i++)
    tide_csv_append_cell (text, table->columns[i].name, i == 0);
  for (guint i = 0; items != NULL && i < items->len; i++)
    tide_csv_append_cell (text, g_ptr_array_index (items, i), FALSE);
  tide_csv_end_row (text);
  for (guint i = 0; i < rows->len; i++)
    {
      gpointer record = g_ptr_array_index (rows, i);
      if (is_left_out (self, table, record))
        continue;
      note_staff (self, table, record);
      cut_foreign_links (self, record);
      write_row (self, table, items, record, text);
    }
  return TRUE;
}

/* --- the disk --- */

static gboolean
make_folder (TideClinic *clinic, const char *folder, GError **error)
{
  g_autoptr (GFile) there = g_file_new_for_path (folder);
  g_autoptr (GFile) home = g_file_new_for_path (tide_clinic_get_folder (clinic));
  if (g_file_equal (there, home) || g_file_has_prefix (there, home))
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE,
                   _ ("%s lies in the clinic's own folder; choose another"), folder);
      return FALSE;
    }
  if (g_mkdir_with_parents (folder, 0700) == 0 && g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  int code = errno == ENOSPC ? TIDE_ERROR_DISK_FULL : errno == EROFS ? TIDE_ERROR_READ_ONLY : TIDE_ERROR_IO;
  g_set_error (error, TIDE_ERROR, code, "%s: %s", folder, g_strerror (errno));
  return FALSE;
}

static gboolean
save_file (Export *self, TideCsvFile file, const char *folder, GError **error)
{
  g_autofree char *name = g_strconcat (tide_csv_file_get_name (file), ".csv", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) local = NULL;
  if (g_file_set_contents_full (path, self->texts[file]->str, (gssize) self->texts[file]->len,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &local))
    return TRUE;
  int code = g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOSPC)  ? TIDE_ERROR_DISK_FULL
             : g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_ROFS) ? TIDE_ERROR_READ_ONLY
                                                                        : TIDE_ERROR_IO;
  g_set_error_literal (error, TIDE_ERROR, code, local->message);
  return FALSE;
}

static gboolean
export_all (Export *self, const char *folder, GError **error)
{
  /* Staff last: of one patient only those are named whom the rows name. */
  for (guint i = 1; i <= TIDE_CSV_N_FILES; i++)
    if (!write_file (self, tide_csv_get_table (i % TIDE_CSV_N_FILES), error))
      return FALSE;
  if (!make_folder (self->clinic, folder, error)
      || !tide_clinic_log (self->clinic, "export", self->patient_id, "csv", error))
    return FALSE;
  for (guint i = 0; i < TIDE_CSV_N_FILES; i++)
    if (!save_file (self, i, folder, error))
      return FALSE;
  return TRUE;
}

gboolean
tide_csv_export (TideClinic *clinic, const char *folder, gint64 patient_id, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (clinic) && folder != NULL, FALSE);

  Export self = { 0 };
  self.clinic = clinic;
  self.patient_id = patient_id;
  self.struck = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.named = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  tide_csv_names_init (&self.names, clinic, tide_clinic_get_library (clinic));
  gboolean ok = export_all (&self, folder, error);
  for (guint i = 0; i < TIDE_CSV_N_FILES; i++)
    if (self.texts[i] != NULL)
      g_string_free (self.texts[i], TRUE);
  g_hash_table_unref (self.struck);
  g_hash_table_unref (self.named);
  tide_csv_names_clear (&self.names);
  return ok;
}
