/* tide-csv-header.c: the header row: which column means what, and which are not understood.
 *
 * An unknown column is reported and left out; a missing one that every row needs refuses the file, since each
 * of its rows would be refused for the same reason.
 */
#include "tide-csv-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
stands_before (const TideCsvSheet *sheet, guint index)
{
  for (guint i = 0; i < index; i++)
    if (strcmp (g_ptr_array_index (sheet->header, i), g_ptr_array_index (sheet->header, index)) == 0)
      return TRUE;
  return FALSE;
}

static int
find_meaning (TideCsvImport *self, const TideCsvInput *input, const char *name)
{
  int index = tide_csv_table_find (input->table, name);
  if (index >= 0)
    return index;
  return input->table->file == TIDE_CSV_ASSESSMENTS && g_utf8_validate (name, -1, NULL)
             && tide_csv_is_item_column (&self->names, name)
           ? TIDE_CSV_ITEM
           : TIDE_CSV_IGNORED;
}

static void
read_name (TideCsvImport *self, TideCsvInput *input, guint index)
{
  const char *name = g_ptr_array_index (input->sheet->header, index);
  int meaning = find_meaning (self, input, name);
  g_array_append_val (input->meaning, meaning);
  if (*name != '\0' && stands_before (input->sheet, index))
    {
      tide_csv_import_refuse (self, input->sheet->file, input->sheet->header_line, name, name,
                              _ ("the column stands twice; each may stand once"));
      input->usable = FALSE;
    }
  else if (meaning == TIDE_CSV_IGNORED)
    {
      g_autofree char *valid = g_utf8_make_valid (name, -1);
      g_ptr_array_add (self->report->ignored_columns, g_strdup_printf ("%s: %s", input->sheet->file, valid));
    }
}

gboolean
tide_csv_input_has (const TideCsvInput *input, int column)
{
  for (guint i = 0; i < input->meaning->len; i++)
    if (g_array_index (input->meaning, int, i) == column)
      return TRUE;
  return FALSE;
}

static const char *
get_missing_reason (const TideCsvInput *input)
{
  const char *first = input->sheet->header->len == 1 ? g_ptr_array_index (input->sheet->header, 0) : "";
  if (strchr (first, ';') != NULL || strchr (first, '\t') != NULL)
    return _ ("the column is missing; columns are separated by commas, not by semicolons or tabs");
  return _ ("the column is missing from the header row, and every row needs it");
}

void
tide_csv_import_read_header (TideCsvImport *self, TideCsvInput *input)
{
  input->usable = input->sheet->header_line > 0;
  for (guint i = 0; i < input->sheet->header->len; i++)
    read_name (self, input, i);
  for (guint i = 0; input->usable && i < input->table->n_columns; i++)
    {
      const TideCsvColumn *column = &input->table->columns[i];
      if (!(column->flags & TIDE_CSV_REQUIRED) || tide_csv_input_has (input, (int) i))
        continue;
      tide_csv_import_refuse (self, input->sheet->file, input->sheet->header_line, column->name, "",
                              get_missing_reason (input));
      input->usable = FALSE;
    }
  if (input->sheet->fault != NULL)
    tide_csv_import_refuse (self, input->sheet->file, input->sheet->fault_line, "", "", input->sheet->fault);
}

const char *
tide_csv_input_get_cell (const TideCsvInput *input, const TideCsvRow *row, const char *column)
{
  int index = tide_csv_table_find (input->table, column);
  for (guint i = 0; i < input->meaning->len && i < row->cells->len; i++)
    if (index >= 0 && g_array_index (input->meaning, int, i) == index)
      return g_ptr_array_index (row->cells, i);
  return NULL;
}
