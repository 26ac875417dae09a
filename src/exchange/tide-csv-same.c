/* tide-csv-same.c: whether a row says what the clinic has already.
 *
 * With an id (record number, course_id, UUID) the id decides, and a row that says something else under it is
 * refused.  Without one the body decides: everything that was found or done, but not how it was entered.
 * Whether the row counts is no part of the body, but a row that says otherwise about it is refused as well.
 */
#include "tide-csv-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The column that says whether a row counts: final, entered in error, and of a rating amended or moved. A
 * session has a "status" of its own. */
static const TideCsvColumn *
find_mark (const TideCsvTable *table)
{
  const char *name = table->file == TIDE_CSV_ASSESSMENTS ? "status" : "entered_in_error";
  for (guint i = 0; i < table->n_columns; i++)
    if (strcmp (tide_csv_column_get_field (&table->columns[i]), name) == 0)
      return &table->columns[i];
  return NULL;
}

/* "final", "entered_in_error" …; "" where the file has no such column. (transfer full) */
static char *
dup_mark (TideCsvImport *self, const TideCsvTable *table, gconstpointer record)
{
  const TideCsvColumn *column = find_mark (table);
  return column != NULL ? tide_csv_render (&self->names, table, column, record) : g_strdup ("");
}

/* What the row itself says of it; NULL: nothing. */
static const char *
get_given_mark (const TideCsvInput *input, const TideCsvRow *row)
{
  const TideCsvColumn *column = find_mark (input->table);
  const char *cell = column != NULL ? tide_csv_input_get_cell (input, row, column->name) : NULL;
  return cell != NULL && *cell != '\0' ? cell : NULL;
}

/* Everything of BODY as one text. */
static char *
dup_body (TideCsvImport *self, const TideCsvTable *table, gconstpointer record)
{
  GString *body = g_string_new (NULL);
  for (guint i = 0; i < table->n_columns; i++)
    {
      if (!(table->columns[i].flags & TIDE_CSV_BODY) || table->columns[i].kind == TIDE_CSV_TOTAL)
        continue;
      g_autofree char *cell = tide_csv_render (&self->names, table, &table->columns[i], record);
      tide_csv_append_cell (body, cell, FALSE);
    }
  if (table->file == TIDE_CSV_ASSESSMENTS)
    {
      const TideAssessmentData *data = record;
      g_autofree char *total = tide_number_to_text (data->total);
      g_string_append_printf (body, ",%s", data->answers != NULL ? data->answers : total);
    }
  return g_string_free (body, FALSE);
}

/* Adds a record's body, with its mark beside those of the records that say the same. */
static void
add_body (TideCsvImport *self, const TideCsvTable *table, GHashTable *bodies, gconstpointer record)
{
  char *body = dup_body (self, table, record);
  g_autofree char *mark = dup_mark (self, table, record);
  const char *marks = g_hash_table_lookup (bodies, body);
  g_hash_table_replace (bodies, body,
                        marks != NULL ? g_strdup_printf ("%s %s", marks, mark) : g_steal_pointer (&mark));
}

/* The bodies of all records of one owner, each with the marks under which it is there; filled from the clinic
 * when it is first asked for. */
static GHashTable *
get_bodies (TideCsvImport *self, const TideCsvTable *table, gconstpointer record)
{
  const TideField *field = tide_record_class_find (table->klass, table->owner);
  gint64 owner = G_STRUCT_MEMBER (gint64, record, field->offset);
  g_autofree char *key = g_strdup_printf ("%s %" G_GINT64_FORMAT, table->klass->table, owner);
  GHashTable *bodies = g_hash_table_lookup (self->seen, key);
  if (bodies != NULL)
    return bodies;
  bodies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (self->seen, g_steal_pointer (&key), bodies);
  g_autoptr (GPtrArray) rows = tide_clinic_list (self->clinic, table->klass, table->owner, owner, NULL);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    add_body (self, table, bodies, g_ptr_array_index (rows, i));
  return bodies;
}

void
tide_csv_import_remember (TideCsvImport *self, const TideCsvInput *input, gconstpointer record)
{
  if (input->table->owner != NULL && input->table->key == NULL)
    add_body (self, input->table, get_bodies (self, input->table, record), record);
}

static gboolean
is_same_cell (TideCsvImport *self, const TideCsvInput *input, const TideCsvColumn *column, gconstpointer old,
              gconstpointer record, const char *given, char **has)
{
  *has = tide_csv_render (&self->names, input->table, column, old);
  if (column->kind == TIDE_CSV_DIAGNOSIS)
    {
      g_auto (GStrv) codes = tide_csv_split_codes (given);
      g_autofree char *text = g_strjoinv (";", codes);
      return strcmp (*has, text) == 0;
    }
  if (column->kind == TIDE_CSV_TOTAL && *given == '\0')
    return TRUE; /* the answers stand for it */
  if (column->kind == TIDE_CSV_TOTAL)
    {
      double number;
      g_autofree char *text = tide_number_parse (given, &number, NULL) ? tide_number_to_text (number) : NULL;
      return g_strcmp0 (*has, text) == 0;
    }
  g_autofree char *says = tide_csv_render (&self->names, input->table, column, record);
  return strcmp (*has, says) == 0;
}

static void
refuse_difference (TideCsvImport *self, const TideCsvInput *input, const TideCsvRow *row, const char *column,
                   const char *given, const char *has)
{
  g_autofree char *reason = g_strdup_printf (
    _ ("the clinic has this id already, with “%s” here; an import adds, it changes nothing"), has);
  tide_csv_import_refuse (self, input->sheet->file, row->line, column, given, reason);
}

static TideCsvSameness
compare_records (TideCsvImport *self, const TideCsvInput *input, const TideCsvRow *row, gconstpointer old,
                 gconstpointer record)
{
  const TideCsvColumn *mark = get_given_mark (input, row) != NULL ? find_mark (input->table) : NULL;
  for (guint i = 0; i < input->meaning->len; i++)
    {
      int meaning = g_array_index (input->meaning, int, i);
      const char *given = g_ptr_array_index (row->cells, i);
      g_autofree char *has = NULL;
      gboolean same = TRUE;
      const char *name = g_ptr_array_index (input->sheet->header, i);
      if (meaning == TIDE_CSV_ITEM)
        {
          has = tide_csv_render_item (&self->names, old, name);
          g_autofree char *says = tide_csv_render_item (&self->names, record, name);
          same = strcmp (has, says) == 0;
        }
      else if (meaning >= 0
               && ((input->table->columns[meaning].flags & TIDE_CSV_BODY)
                   || &input->table->columns[meaning] == mark))
        same = is_same_cell (self, input, &input->table->columns[meaning], old, record, given, &has);
      if (!same)
        {
          refuse_difference (self, input, row, name, given, has);
          return TIDE_CSV_DIFFERENT;
        }
    }
  return TIDE_CSV_SAME;
}

static gpointer
find_known (TideCsvImport *self, const TideCsvInput *input, const TideCsvRow *row, gpointer record)
{
  if (input->table->key != NULL)
    {
      const TideField *field = tide_record_class_find (input->table->klass, input->table->key);
      return tide_clinic_lookup_text (self->clinic, input->table->klass, input->table->key,
                                      G_STRUCT_MEMBER (char *, record, field->offset), NULL);
    }
  return tide_clinic_lookup_uuid (self->clinic, input->table->klass, TIDE_RECORD (record)->uuid, NULL);
}

static gboolean
has_id (const TideCsvInput *input, const TideCsvRow *row)
{
  for (guint i = 0; i < input->table->n_columns; i++)
    if (input->table->columns[i].kind == TIDE_CSV_ID)
      {
        const char *cell = tide_csv_input_get_cell (input, row, input->table->columns[i].name);
        return cell != NULL && *cell != '\0';
      }
  return input->table->key != NULL;
}

/* A row without an id, by its body. */
static TideCsvSameness
compare_bodies (TideCsvImport *self, const TideCsvInput *input, const TideCsvRow *row, gconstpointer record)
{
  g_autofree char *body = dup_body (self, input->table, record);
  const char *marks = g_hash_table_lookup (get_bodies (self, input->table, record), body);
  if (marks == NULL)
    return TIDE_CSV_NEW;
  const char *given = get_given_mark (input, row);
  g_autofree char *says = dup_mark (self, input->table, record);
  g_auto (GStrv) each = g_strsplit (marks, " ", -1);
  if (given == NULL || g_strv_contains ((const char *const *) each, says))
    return TIDE_CSV_SAME;
  g_autofree char *reason = g_strdup_printf (
    _ ("the clinic has this row already, with “%s” here; an import adds, it changes nothing"), each[0]);
  tide_csv_import_refuse (self, input->sheet->file, row->line, find_mark (input->table)->name, given, reason);
  return TIDE_CSV_DIFFERENT;
}

TideCsvSameness
tide_csv_import_compare (TideCsvImport *self, const TideCsvInput *input, const TideCsvRow *row,
                         gpointer record)
{
  if (!has_id (input, row))
    return compare_bodies (self, input, row, record);
  gpointer old = find_known (self, input, row, record);
  if (old == NULL)
    return TIDE_CSV_NEW;
  TideCsvSameness sameness
    = input->table->file == TIDE_CSV_STAFF
        ? TIDE_CSV_SAME /* a name is a person; a role that changed is the clinic's to say */
        : compare_records (self, input, row, old, record);
  tide_record_free (old);
  return sameness;
}
