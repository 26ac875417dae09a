/* fuzz-csv.c: any bytes as a CSV file: no crash, every refusal has a reason, and what is understood is
 * written and read back the same.
 *
 * The first byte chooses the file; the clinic is left out (every record that a cell names is there).
 */
#include <glib.h>
#include <string.h>

#include "fuzz-target.h"
#include "tide-csv-sheet.h"
#include "tide-csv-table.h"

static TideCsvNames *
get_names (void)
{
  static TideCsvNames names;
  if (names.library == NULL)
    tide_csv_names_init (&names, NULL, tide_library_new ());
  return &names;
}

/* Whatever the cells are, writing and reading gives them back. */
static void
check_cells (const TideCsvSheet *sheet)
{
  GString *text = g_string_new ("x");
  tide_csv_end_row (text);
  for (guint i = 0; i < sheet->rows->len; i++)
    {
      const TideCsvRow *row = g_ptr_array_index (sheet->rows, i);
      tide_csv_append_cell (text, "x", TRUE);
      for (guint k = 0; k < row->cells->len; k++)
        tide_csv_append_cell (text, g_ptr_array_index (row->cells, k), FALSE);
      tide_csv_end_row (text);
    }
  g_autoptr (TideCsvSheet) again = tide_csv_sheet_parse ("x.csv", text->str, text->len);
  g_assert_null (again->fault);
  g_assert_cmpuint (again->rows->len, ==, sheet->rows->len);
  for (guint i = 0; i < sheet->rows->len; i++)
    {
      const TideCsvRow *row = g_ptr_array_index (sheet->rows, i), *other = g_ptr_array_index (again->rows, i);
      g_assert_cmpuint (other->cells->len, ==, row->cells->len + 1);
      for (guint k = 0; k < row->cells->len; k++)
        g_assert_cmpstr (g_ptr_array_index (row->cells, k), ==, g_ptr_array_index (other->cells, k + 1));
    }
  g_string_free (text, TRUE);
}

static gboolean
check_reason (gboolean ok, GError **error)
{
  g_assert_true (ok == (*error == NULL));
  if (ok)
    return TRUE;
  g_assert_cmpstr ((*error)->message, !=, "");
  g_clear_error (error);
  return FALSE;
}

/* The cells that @record renders make the same record again. */
static void
check_record (const TideCsvTable *table, gconstpointer record)
{
  gpointer again = tide_record_new (table->klass);
  g_assert_cmpuint (tide_record_find_faults (record, NULL, NULL) < G_MAXUINT, ==, TRUE);
  for (guint i = 0; i < table->n_columns; i++)
    {
      const TideCsvColumn *column = &table->columns[i];
      g_autofree char *cell = tide_csv_render (get_names (), table, column, record);
      GError *error = NULL;
      g_assert_true (g_utf8_validate (cell, -1, NULL));
      if (*cell == '\0' || column->kind == TIDE_CSV_DIAGNOSIS)
        continue;
      if (!check_reason (tide_csv_read (get_names (), table, column, again, cell, &error), &error))
        g_error ("%s: “%s” is not read back", column->name, cell);
      g_autofree char *once_more = tide_csv_render (get_names (), table, column, again);
      g_assert_cmpstr (cell, ==, once_more);
    }
  tide_record_free (again);
}

static void
read_items (const TideCsvSheet *sheet, const TideCsvRow *row, TideAssessmentData *data)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new (), cells = g_ptr_array_new ();
  GError *error = NULL;
  guint at;
  if (data->instrument_id == NULL || tide_library_lookup (get_names ()->library, data->instrument_id) == NULL)
    return;
  for (guint i = 0; i < sheet->header->len; i++)
    if (tide_csv_is_item_column (get_names (), g_ptr_array_index (sheet->header, i)))
      {
        g_ptr_array_add (columns, g_ptr_array_index (sheet->header, i));
        g_ptr_array_add (cells, g_ptr_array_index (row->cells, i));
      }
  g_ptr_array_add (columns, NULL);
  g_ptr_array_add (cells, NULL);
  if (!check_reason (tide_csv_read_items (get_names (), data, (const char *const *) columns->pdata,
                                          (const char *const *) cells->pdata, &at, &error),
                     &error))
    g_assert_cmpuint (at, <, columns->len - 1);
}

static void
read_row (const TideCsvTable *table, const TideCsvSheet *sheet, const TideCsvRow *row)
{
  gpointer record = tide_record_new (table->klass);
  gboolean good = row->cells->len == sheet->header->len;
  for (guint i = 0; good && i < sheet->header->len; i++)
    {
      GError *error = NULL;
      int column = tide_csv_table_find (table, g_ptr_array_index (sheet->header, i));
      if (column >= 0)
        good = check_reason (tide_csv_read (get_names (), table, &table->columns[column], record,
                                            g_ptr_array_index (row->cells, i), &error),
                             &error);
    }
  if (good && table->file == TIDE_CSV_ASSESSMENTS)
    read_items (sheet, row, record);
  if (good)
    check_record (table, record);
  tide_record_free (record);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  if (size == 0)
    return 0;
  const TideCsvTable *table = tide_csv_get_table (data[0] % TIDE_CSV_N_FILES);
  g_autoptr (TideCsvSheet) sheet = tide_csv_sheet_parse ("x.csv", (const char *) data + 1, size - 1);
  guint line = 0;
  check_cells (sheet);
  for (guint i = 0; i < sheet->rows->len; i++)
    {
      const TideCsvRow *row = g_ptr_array_index (sheet->rows, i);
      g_assert_cmpuint (row->line, >=, line);
      line = row->line;
      read_row (table, sheet, row);
    }
  g_assert_true (sheet->fault == NULL || sheet->fault_line > 0);
  return 0;
}
