/* tide-report.c: laid-out pages, their footer, and the PDF that is made of them.  Printer, preview, PDF and
 * command line all draw through tide_report_draw_page (). */

#include "tide-report-private.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define FOOTER_HEIGHT 24.0

typedef struct
{
  TideBlock *block;
  double x, y, width;
} Placed;

struct _TideReport
{
  TidePaper paper;
  char *title;
  char *footer_left, *footer_right;
  PangoContext *context;
  GPtrArray *pages; /* GArray of Placed */
};

void
tide_paper_get_size (TidePaper paper, double *width_pt, double *height_pt)
{
  *width_pt = paper == TIDE_PAPER_LETTER ? 612 : 210 * TIDE_MM;
  *height_pt = paper == TIDE_PAPER_LETTER ? 792 : 297 * TIDE_MM;
}

static void
placed_clear (Placed *placed)
{
  tide_block_free (placed->block);
}

TideReport *
tide_report_new (TidePaper paper, const char *title, const char *footer_left, const char *footer_right)
{
  TideReport *self = g_new0 (TideReport, 1);
  self->paper = paper;
  self->title = g_strdup (title);
  self->footer_left = g_strdup (footer_left);
  self->footer_right = g_strdup (footer_right);
  self->context = tide_page_context_new ();
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  return self;
}

void
tide_report_free (TideReport *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->pages);
  g_object_unref (self->context);
  g_free (self->title);
  g_free (self->footer_left);
  g_free (self->footer_right);
  g_free (self);
}

void
tide_report_begin_page (TideReport *self)
{
  GArray *page = g_array_new (FALSE, FALSE, sizeof (Placed));
  g_array_set_clear_func (page, (GDestroyNotify) placed_clear);
  g_ptr_array_add (self->pages, page);
}

void
tide_report_place (TideReport *self, TideBlock *block, double x, double y, double width)
{
  g_return_if_fail (self->pages->len > 0);
  Placed placed = { block, x, y, width };
  g_array_append_val ((GArray *) self->pages->pdata[self->pages->len - 1], placed);
}

void
tide_report_get_content (TideReport *self, double *x, double *y, double *width, double *height)
{
  double sheet_width, sheet_height;
  tide_paper_get_size (self->paper, &sheet_width, &sheet_height);
  *x = TIDE_MARGIN_SIDE;
  *y = TIDE_MARGIN_TOP;
  *width = sheet_width - 2 * TIDE_MARGIN_SIDE;
  *height = sheet_height - TIDE_MARGIN_TOP - TIDE_MARGIN_BOTTOM - FOOTER_HEIGHT - 6;
}

PangoContext *
tide_report_get_context (TideReport *self)
{
  return self->context;
}

guint
tide_report_get_n_pages (TideReport *self)
{
  return self->pages->len;
}

TidePaper
tide_report_get_paper (TideReport *self)
{
  return self->paper;
}

const char *
tide_report_get_title (TideReport *self)
{
  return self->title;
}

static void
draw_footer (TideReport *self, cairo_t *cr, guint page)
{
  double sheet_width, sheet_height;
  tide_paper_get_size (self->paper, &sheet_width, &sheet_height);
  double y = sheet_height - TIDE_MARGIN_BOTTOM - FOOTER_HEIGHT, width = sheet_width - 2 * TIDE_MARGIN_SIDE;
  /* Translators: the page number at the foot of a printed page */
  g_autofree char *number = g_strdup_printf (_ ("Page %u of %u"), page + 1, self->pages->len);
  g_autofree char *number_markup = g_strdup_printf ("<b>%s</b>", number);
  TideBlock *cells[] = {
    tide_block_text_new (self->context, self->footer_left, TIDE_PT_CAPTION, PANGO_ALIGN_LEFT),
    tide_block_text_new (self->context, number_markup, TIDE_PT_CAPTION, PANGO_ALIGN_CENTER),
    tide_block_text_new (self->context, self->footer_right, TIDE_PT_CAPTION, PANGO_ALIGN_RIGHT),
  };
  g_autoptr (TideBlock) rule = tide_block_rule_new (0.9);
  g_autoptr (TideBlock) row = tide_block_row_new (cells, (const double[]){ 3, 1, 3 }, 3, 4);
  tide_block_draw (rule, cr, TIDE_MARGIN_SIDE, y, width);
  tide_block_draw (row, cr, TIDE_MARGIN_SIDE, y + 3.5, width);
}

void
tide_report_draw_page (TideReport *self, cairo_t *cr, guint page)
{
  g_return_if_fail (page < self->pages->len);
  GArray *blocks = self->pages->pdata[page];
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint i = 0; i < blocks->len; i++)
    {
      Placed *placed = &g_array_index (blocks, Placed, i);
      tide_block_draw (placed->block, cr, placed->x, placed->y, placed->width);
    }
  draw_footer (self, cr, page);
  cairo_restore (cr);
}

static cairo_status_t
write_bytes (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t
draw_pdf (TideReport *const *reports, guint n_reports, GByteArray *bytes)
{
  double width, height;
  tide_paper_get_size (reports[0]->paper, &width, &height);
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_bytes, bytes, width, height);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, reports[0]->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Tidemark " TIDE_VERSION);
  cairo_t *cr = cairo_create (surface);
  for (guint r = 0; r < n_reports; r++)
    {
      tide_paper_get_size (reports[r]->paper, &width, &height);
      for (guint page = 0; page < reports[r]->pages->len; page++)
        {
          cairo_pdf_surface_set_size (surface, width, height);
          tide_report_draw_page (reports[r], cr, page);
          cairo_show_page (cr);
        }
    }
  cairo_status_t status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

gboolean
tide_report_write_pdf (TideReport *const *reports, guint n_reports, const char *path, GError **error)
{
  g_return_val_if_fail (n_reports > 0, FALSE);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_status_t status = draw_pdf (reports, n_reports, bytes);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_IO, "%s: %s", path, cairo_status_to_string (status));
      return FALSE;
    }
  g_autoptr (GError) local = NULL;
  if (!g_file_set_contents_full (path, (const char *) bytes->data, bytes->len,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &local))
    {
      int code
        = g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? TIDE_ERROR_DISK_FULL : TIDE_ERROR_IO;
      g_set_error (error, TIDE_ERROR, code, "%s: %s", path, local->message);
      return FALSE;
    }
  return TRUE;
}
