/* test-sheet.c: rows of RFC 4180 text, with the lines they begin on. */
#include "tide-csv-sheet.h"

#include <string.h>

static TideCsvSheet *
parse (const char *text)
{
  return tide_csv_sheet_parse ("test.csv", text, strlen (text));
}

/* "a|b" for the cells of row @index. */
static char *
dup_row (const TideCsvSheet *sheet, guint index)
{
  g_assert_cmpuint (index, <, sheet->rows->len);
  const TideCsvRow *row = g_ptr_array_index (sheet->rows, index);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < row->cells->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", (const char *) g_ptr_array_index (row->cells, i));
  return g_string_free (text, FALSE);
}

static void
assert_row (const TideCsvSheet *sheet, guint index, guint line, const char *cells)
{
  g_autofree char *text = dup_row (sheet, index);
  g_assert_cmpstr (text, ==, cells);
  const TideCsvRow *row = g_ptr_array_index (sheet->rows, index);
  g_assert_cmpuint (row->line, ==, line);
}

static void
test_plain (void)
{
  g_autoptr (TideCsvSheet) sheet = parse ("mrn,name\r\n1,Åsa\r\n2,\r\n");
  g_assert_null (sheet->fault);
  g_assert_cmpuint (sheet->header->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (sheet->header, 1), ==, "name");
  g_assert_cmpuint (sheet->rows->len, ==, 2);
  assert_row (sheet, 0, 2, "1|Åsa");
  assert_row (sheet, 1, 3, "2|");
}

static void
test_line_ends (void)
{
  static const char *const texts[]
    = { "a,b\n1,2\n3,4", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r", "a,b\n1,2\r\n3,4\n\n" };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (TideCsvSheet) sheet = parse (texts[i]);
      g_assert_null (sheet->fault);
      g_assert_cmpuint (sheet->rows->len, ==, 2);
      assert_row (sheet, 0, 2, "1|2");
      assert_row (sheet, 1, 3, "3|4");
    }
}

static void
test_lines_inside_quotes (void)
{
  g_autoptr (TideCsvSheet) sheet
    = parse ("text,mrn\n\"first\nsecond\r\nthird, \"\"said\"\"\",1\n\n\"x\",2\n\"a\n\nb\",\"c\n\"\nlast,3\n");
  g_assert_null (sheet->fault);
  g_assert_cmpuint (sheet->rows->len, ==, 4);
  assert_row (sheet, 0, 2, "first\nsecond\r\nthird, \"said\"|1");
  assert_row (sheet, 1, 6, "x|2");
  assert_row (sheet, 2, 7, "a\n\nb|c\n");
  assert_row (sheet, 3, 11, "last|3");
}

static void
test_spaces_stay (void)
{
  g_autoptr (TideCsvSheet) sheet = parse ("a,b\n 1 ,\" 2 \"\n");
  assert_row (sheet, 0, 2, " 1 | 2 ");
}

static void
test_byte_order_mark (void)
{
  g_autoptr (TideCsvSheet) sheet = parse ("\xef\xbb\xbfmrn,name\n1,2\n");
  g_assert_cmpstr (g_ptr_array_index (sheet->header, 0), ==, "mrn");
}

static void
assert_fault (const char *bytes, gsize length, guint line, const char *says)
{
  g_autoptr (TideCsvSheet) sheet = tide_csv_sheet_parse ("test.csv", bytes, length);
  g_assert_nonnull (sheet->fault);
  g_assert_cmpuint (sheet->fault_line, ==, line);
  if (strstr (sheet->fault, says) == NULL)
    g_error ("“%s” does not say “%s”", sheet->fault, says);
}

static void
test_faults (void)
{
  static const char nul[] = "a,b\n1,2\n3,\0\n", utf16[] = "\xff\xfe\x61\0,\0";
  assert_fault ("", 0, 1, "no header");
  assert_fault ("\n\n", 2, 1, "no header");
  assert_fault (nul, sizeof nul - 1, 3, "NUL");
  assert_fault (utf16, sizeof utf16 - 1, 1, "UTF-16");
  assert_fault ("a,b\n1,x\"y\n", 10, 2, "quotation mark");
  assert_fault ("a,b\n1,2\n\"x\"y,2\n", 15, 3, "quotation mark");
  assert_fault ("a,b\n1,2\n3,\"open\nand on\n", 23, 3, "does not end");
}

/* Whatever a cell holds, reading gives back what was written. */
static void
test_round_trip (void)
{
  static const char *const cells[] = { "",   "plain", "a,b",    "\"",    "\"\"", "line\nbreak", "\r\n",
                                       "\r", " lead", "trail ", "\ttab", "=1+1", "ł–ß",         "'" };
  GString *text = g_string_new ("first,second");
  tide_csv_end_row (text);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      tide_csv_append_cell (text, "x", TRUE);
      tide_csv_append_cell (text, cells[i], FALSE);
      tide_csv_end_row (text);
    }
  g_autoptr (TideCsvSheet) sheet = tide_csv_sheet_parse ("test.csv", text->str, text->len);
  g_assert_null (sheet->fault);
  g_assert_cmpuint (sheet->rows->len, ==, G_N_ELEMENTS (cells));
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      const TideCsvRow *row = g_ptr_array_index (sheet->rows, i);
      g_assert_cmpstr (g_ptr_array_index (row->cells, 1), ==, cells[i]);
    }
  g_string_free (text, TRUE);
}

static void
test_quotes_only_where_needed (void)
{
  GString *text = g_string_new (NULL);
  tide_csv_append_cell (text, "plain text", TRUE);
  tide_csv_append_cell (text, "say \"ah\"", FALSE);
  tide_csv_append_cell (text, "", FALSE);
  tide_csv_end_row (text);
  g_assert_cmpstr (text->str, ==, "plain text,\"say \"\"ah\"\"\",\r\n");
  g_string_free (text, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/sheet/rows-of-cells", test_plain);
  g_test_add_func ("/exchange/sheet/every-kind-of-line-end", test_line_ends);
  g_test_add_func ("/exchange/sheet/a-row-begins-on-its-first-line", test_lines_inside_quotes);
  g_test_add_func ("/exchange/sheet/spaces-are-part-of-a-cell", test_spaces_stay);
  g_test_add_func ("/exchange/sheet/byte-order-mark-is-no-part-of-the-header", test_byte_order_mark);
  g_test_add_func ("/exchange/sheet/faults-name-their-line", test_faults);
  g_test_add_func ("/exchange/sheet/what-is-written-is-read", test_round_trip);
  g_test_add_func ("/exchange/sheet/quotes-only-where-needed", test_quotes_only_where_needed);
  return g_test_run ();
}
