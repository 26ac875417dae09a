/* pdf-check.c: runs pdftotext, pdfinfo and qpdf for the tests of reports. */
#include "pdf-check.h"

#include <glib/gstdio.h>
#include <string.h>

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
