/* pdf-check.c: runs pdftotext, pdfinfo and qpdf for the tests of reports. */
#include "pdf-check.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "tide-report-private.h"

static char *folder;

const char *
pdf_check_begin (void)
{
  g_autoptr (GError) error = NULL;
  if (folder == NULL)
    folder = g_dir_make_tmp ("tide-report-XXXXXX", &error);
  g_assert_no_error (error);
  return folder;
}

void
pdf_check_end (void)
{
  if (folder == NULL)
    return;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_remove (path) != 0)
        g_rmdir (path);
    }
  g_rmdir (folder);
  g_clear_pointer (&folder, g_free);
}

char *
pdf_write (const char *name, TideReport *const *reports, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_strconcat (name, ".pdf", NULL);
  char *path = g_build_filename (pdf_check_begin (), file, NULL);
  tide_report_write_pdf (reports, n, path, &error);
  g_assert_no_error (error);
  return path;
}

int
pdf_run (const char *const *argv, char **output)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *errors = NULL;
  int status;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, output, &errors, &status,
                &error);
  g_assert_no_error (error);
  return WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}

char *
pdf_text (const char *path, guint page)
{
  char *text = NULL;
  g_autofree char *first = g_strdup_printf ("%u", MAX (page, 1)),
                  *last = g_strdup_printf ("%u", page > 0 ? page : 999);
  const char *argv[] = { "pdftotext", "-layout", "-f", first, "-l", last, path, "-", NULL };
  g_assert_cmpint (pdf_run (argv, &text), ==, 0);
  return text;
}

char *
pdf_info (const char *path, const char *key)
{
  g_autofree char *text = NULL;
  const char *argv[] = { "pdfinfo", path, NULL };
  g_assert_cmpint (pdf_run (argv, &text), ==, 0);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *start = g_strconcat (key, ":", NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], start))
      return g_strstrip (g_strdup (lines[i] + strlen (start)));
  return g_strdup ("");
}

gboolean
pdf_check_tools (void)
{
  static const char *const tools[] = { "pdftotext", "pdfinfo", "qpdf" };
  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      g_autofree char *path = g_find_program_in_path (tools[i]);
      if (path == NULL)
        {
          g_test_skip_printf ("%s is not installed", tools[i]);
          return FALSE;
        }
    }
  return TRUE;
}

/* --- words --- */

char *
pdf_squeeze (const char *text)
{
  g_autoptr (GRegex) blanks = g_regex_new ("[\\s\\x{a0}\\x{202f}]+", 0, 0, NULL);
  return g_regex_replace_literal (blanks, text, -1, 0, " ", 0, NULL);
}

char *
pdf_text_of (TideReport *report)
{
  g_autofree char *path = pdf_write ("text", &report, 1), *text = pdf_text (path, 0);
  return pdf_squeeze (text);
}

void
check_has (const char *text, const char *words)
{
  g_autofree char *flat = pdf_squeeze (text);
  if (strstr (flat, words) == NULL)
    g_error ("\"%s\" is not in:\n%s", words, flat);
}

void
check_has_not (const char *text, const char *words)
{
  g_autofree char *flat = pdf_squeeze (text);
  if (strstr (flat, words) != NULL)
    g_error ("\"%s\" is in:\n%s", words, flat);
}

guint
pdf_count (const char *text, const char *words)
{
  guint n = 0;
  for (const char *at = strstr (text, words); at != NULL; at = strstr (at + 1, words))
    n++;
  return n;
}

/* --- geometry --- */

static void
word_clear (gpointer data)
{
  g_free (((PdfWord *) data)->text);
}

/* "…>M&amp;M</word>" */
static char *
dup_word (const char *line)
{
  g_autofree char *text = g_strdup (strchr (line, '>') + 1);
  char *end = strstr (text, "</word>");
  if (end != NULL)
    *end = '\0';
  return g_steal_pointer (&text);
}

GPtrArray *
pdf_read_words (const char *path)
{
  g_autofree char *out = NULL;
  const char *const argv[] = { "pdftotext", "-bbox", path, "-", NULL };
  g_assert_cmpint (pdf_run (argv, &out), ==, 0);
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_auto (GStrv) lines = g_strsplit (out, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      PdfWord word = { 0 };
      char *line = g_strstrip (lines[i]);
      if (g_str_has_prefix (line, "<page "))
        {
          GArray *words = g_array_new (FALSE, FALSE, sizeof (PdfWord));
          g_array_set_clear_func (words, word_clear);
          g_ptr_array_add (pages, words);
        }
      else if (sscanf (line, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", &word.x, &word.y,
                       &word.right, &word.bottom)
               == 4)
        {
          word.text = dup_word (line);
          g_array_append_val ((GArray *) pages->pdata[pages->len - 1], word);
        }
    }
  return pages;
}

char *
pdf_join_words (const GArray *words)
{
  GString *all = g_string_new (NULL);
  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? " " : "", g_array_index (words, PdfWord, i).text);
  return g_string_free (all, FALSE);
}

/* The boxes are as high as the font: lines set close touch, crossing words share half of it. */
gboolean
pdf_do_cross (const PdfWord *a, const PdfWord *b)
{
  double across = MIN (a->right, b->right) - MAX (a->x, b->x);
  double down = MIN (a->bottom, b->bottom) - MAX (a->y, b->y);
  return across > 0.8 && down > 0.45 * MIN (a->bottom - a->y, b->bottom - b->y);
}

void
check_words_stand_apart (const char *whose, const GArray *words, TidePaper paper)
{
  double width, height;
  tide_paper_get_size (paper, &width, &height);
  for (guint i = 0; i < words->len; i++)
    {
      const PdfWord *a = &g_array_index (words, PdfWord, i);
      if (a->x < TIDE_MARGIN_SIDE - 1 || a->right > width - TIDE_MARGIN_SIDE + 1 || a->y < TIDE_MARGIN_TOP - 3
          || a->bottom > height - TIDE_MARGIN_BOTTOM + 4)
        {
          g_test_fail_printf ("%s: %s leaves the margin", whose, a->text);
          return;
        }
      for (guint k = i + 1; k < words->len; k++)
        if (pdf_do_cross (a, &g_array_index (words, PdfWord, k)))
          {
            g_test_fail_printf ("%s: %s crosses %s", whose, a->text, g_array_index (words, PdfWord, k).text);
            return;
          }
    }
}

void
check_blocks_stand_apart (TideReport *report)
{
  double x, y, width, height;
  tide_report_get_content (report, &x, &y, &width, &height);
  g_assert_cmpuint (tide_report_get_n_pages (report), >, 0);
  for (guint page = 0; page < tide_report_get_n_pages (report); page++)
    {
      double bottom = y;
      g_assert_cmpuint (tide_report_get_n_placed (report, page), >, 0);
      for (guint i = 0; i < tide_report_get_n_placed (report, page); i++)
        {
          TideRect box = tide_report_get_placed (report, page, i);
          g_assert_cmpfloat (box.x, >=, x - 0.1);
          g_assert_cmpfloat (box.x + box.width, <=, x + width + 0.1);
          g_assert_cmpfloat (box.y, >=, bottom - 0.1);
          bottom = box.y + box.height;
          g_assert_cmpfloat (bottom, <=, y + height + 0.1);
        }
    }
}

cairo_surface_t *
pdf_draw (TideReport *report, guint page)
{
  double width, height, scale = 100 / 72.0;
  tide_paper_get_size (tide_report_get_paper (report), &width, &height);
  cairo_surface_t *surface
    = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width * scale), (int) (height * scale));
  cairo_t *cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  tide_report_draw_page (report, cr, page);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}
