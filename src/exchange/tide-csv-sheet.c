/* tide-csv-sheet.c: reading and writing rows of RFC 4180 text.
 *
 * libcsv finds the cells; what it does not know is the line on which a row begins, and a refusal without a
 * line is of no use to the person who has to mend the file.  So the bytes are handed to it line by line.
 */
#include "tide-csv-sheet.h"

#include <csv.h>
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  TideCsvSheet *sheet;
  GPtrArray *cells; /* of the row that is being read */
  guint row_line;
} Reader;

static void
row_free (TideCsvRow *row)
{
  g_ptr_array_unref (row->cells);
  g_free (row);
}

void
tide_csv_sheet_free (TideCsvSheet *sheet)
{
  if (sheet == NULL)
    return;
  g_free (sheet->file);
  g_free (sheet->fault);
  g_ptr_array_unref (sheet->header);
  g_ptr_array_unref (sheet->rows);
  g_free (sheet);
}

static void
cell_cb (void *bytes, size_t length, void *data)
{
  Reader *reader = data;
  g_ptr_array_add (reader->cells, length > 0 ? g_strndup (bytes, length) : g_strdup (""));
}

static void
row_cb (int end, void *data)
{
  Reader *reader = data;
  GPtrArray *cells = g_steal_pointer (&reader->cells);
  reader->cells = g_ptr_array_new_with_free_func (g_free);
  if (reader->sheet->header_line == 0)
    {
      g_ptr_array_unref (reader->sheet->header);
      reader->sheet->header = cells;
      reader->sheet->header_line = reader->row_line;
      return;
    }
  TideCsvRow *row = g_new (TideCsvRow, 1);
  row->line = reader->row_line;
  row->cells = cells;
  g_ptr_array_add (reader->sheet->rows, row);
}

/* RFC 4180: spaces are part of a field. */
static int
is_space (unsigned char c)
{
  return 0;
}

static void
set_fault (TideCsvSheet *sheet, guint line, const char *reason)
{
  if (sheet->fault != NULL)
    return;
  sheet->fault = g_strdup (reason);
  sheet->fault_line = line;
}

/* The end of the physical line that begins at @at: behind LF, CR LF or a lone CR. */
static const char *
find_line_end (const char *at, const char *end)
{
  while (at < end && *at != '\n' && *at != '\r')
    at++;
  if (at < end && *at == '\r' && at + 1 < end && at[1] == '\n')
    return at + 2;
  return at < end ? at + 1 : end;
}

static guint
count_quotes (const char *at, const char *end)
{
  guint n = 0;
  for (; at < end; at++)
    n += *at == '"';
  return n;
}

static void
parse_lines (Reader *reader, struct csv_parser *parser, const char *at, const char *end)
{
  gboolean in_quotes = FALSE;
  guint line = 0;
  while (at < end && reader->sheet->fault == NULL)
    {
      const char *next = find_line_end (at, end);
      gsize length = (gsize) (next - at);
      line++;
      if (!in_quotes)
        reader->row_line = line;
      if (csv_parse (parser, at, length, cell_cb, row_cb, reader) != length)
        set_fault (
          reader->sheet, line,
          csv_error (parser) == CSV_EPARSE
            ? _ ("a quotation mark stands where none may: quote the whole cell and double the marks in it")
            : _ ("the row is too long"));
      in_quotes = in_quotes != (count_quotes (at, next) % 2 == 1);
      at = next;
    }
  if (reader->sheet->fault == NULL && csv_fini (parser, cell_cb, row_cb, reader) != 0)
    set_fault (reader->sheet, reader->row_line, _ ("a quoted cell that begins in this row does not end"));
}

static const char *
check_bytes (const char *bytes, gsize length, guint *line)
{
  *line = 1;
  if (length >= 2 && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0))
    return _ ("the file is UTF-16; save it as UTF-8");
  const char *nul = memchr (bytes, '\0', length);
  if (nul == NULL)
    return NULL;
  for (const char *at = bytes; at < nul; at = find_line_end (at, nul))
    if (find_line_end (at, nul) < nul)
      (*line)++;
  return _ ("the line has a NUL byte; a CSV file is UTF-8 text");
}

TideCsvSheet *
tide_csv_sheet_parse (const char *file, const char *bytes, gsize length)
{
  g_return_val_if_fail (file != NULL && (bytes != NULL || length == 0), NULL);

  TideCsvSheet *sheet = g_new0 (TideCsvSheet, 1);
  guint line = 0;
  sheet->file = g_strdup (file);
  sheet->header = g_ptr_array_new_with_free_func (g_free);
  sheet->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  const char *reason = length > 0 ? check_bytes (bytes, length, &line) : NULL;
  if (reason != NULL)
    {
      set_fault (sheet, line, reason);
      return sheet;
    }
  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0) /* the byte order mark of spreadsheet programs */
    {
      bytes += 3;
      length -= 3;
    }

  struct csv_parser parser;
  if (csv_init (&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
    g_error ("csv_init");
  csv_set_space_func (&parser, is_space);
  Reader reader = { sheet, g_ptr_array_new_with_free_func (g_free), 0 };
  if (length > 0)
    parse_lines (&reader, &parser, bytes, bytes + length);
  csv_free (&parser);
  g_ptr_array_unref (reader.cells);
  if (sheet->header_line == 0)
    set_fault (sheet, 1, _ ("the file has no header row"));
  return sheet;
}

/* --- writing --- */

static gboolean
needs_quotes (const char *cell)
{
  gsize length = strlen (cell);
  if (length == 0)
    return FALSE;
  /* A space at an end is safe by the letter, but other readers drop it. */
  return strpbrk (cell, ",\"\r\n") != NULL || g_ascii_isspace (cell[0]) || g_ascii_isspace (cell[length - 1]);
}

void
tide_csv_append_cell (GString *text, const char *cell, gboolean first)
{
  if (!first)
    g_string_append_c (text, ',');
  if (!needs_quotes (cell))
    {
      g_string_append (text, cell);
      return;
    }
  g_string_append_c (text, '"');
  for (const char *at = cell; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *at);
    }
  g_string_append_c (text, '"');
}

void
tide_csv_end_row (GString *text)
{
  g_string_append (text, "\r\n");
}
