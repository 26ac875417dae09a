/* tide-report.c: laid-out pages and their footer.  Printer, preview, PDF and command line all draw through
 * tide_report_draw_page (). */

#include "tide-report-private.h"

#include <glib/gi18n-lib.h>

#define FOOTER_HEIGHT 24.0
#define ENDLESS 1e6 /* pt */

typedef struct
{
  TideBlock *block;
  double x, y, width;
} Placed;

struct _TideReport
{
  TidePaper paper;
  char *title, *author; /* author or NULL */
  gboolean leftward;
  TideBlock *footer;      /* its middle says the page */
  TideBlock *page_number; /* within footer */
  TideInstant printed;
  PangoContext *context;
  GPtrArray *pages; /* GArray of Placed */
};

void
tide_paper_get_size (TidePaper paper, double *width_pt, double *height_pt)
{
  *width_pt = paper == TIDE_PAPER_LETTER ? 612 : 210 * TIDE_MM;
  *height_pt = paper == TIDE_PAPER_LETTER ? 792 : paper == TIDE_PAPER_ENDLESS ? ENDLESS : 297 * TIDE_MM;
}

/* The first that names a script decides: “he_IL.UTF-8”, “he_IL”, “he”, “C”. */
gboolean
tide_paper_is_leftward (const char *const *languages)
{
  static const PangoScript leftward[] = { PANGO_SCRIPT_ARABIC, PANGO_SCRIPT_HEBREW, PANGO_SCRIPT_SYRIAC,
                                          PANGO_SCRIPT_THAANA, PANGO_SCRIPT_NKO };
  for (guint i = 0; languages[i] != NULL; i++)
    {
      int n = 0;
      const PangoScript *scripts = pango_language_get_scripts (pango_language_from_string (languages[i]), &n);
      for (guint k = 0; n > 0 && k < G_N_ELEMENTS (leftward); k++)
        if (scripts[0] == leftward[k])
          return TRUE;
      if (n > 0)
        return FALSE;
    }
  return FALSE;
}

static void
placed_clear (Placed *placed)
{
  tide_block_free (placed->block);
}

static TideBlock *
caption (TideReport *self, const char *markup, PangoAlignment align)
{
  TideBlock *block = tide_block_text_new (self->context, markup, TIDE_PT_CAPTION, align);
  tide_block_text_set_ellipsized (block);
  return block;
}

#define FOOTER_SIDE 3.0
#define FOOTER_MIDDLE 1.1
#define FOOTER_GAP 4.0

/* Name and rest on one line; a long name stands, shortened, above the rest, which must stay whole. */
static TideBlock *
footer_left (TideReport *self, const TideReportFooter *footer, double width)
{
  g_autofree char *one_line = g_markup_printf_escaped ("<b>%s</b> · %s", footer->name, footer->rest);
  g_autofree char *two_lines = g_markup_printf_escaped ("<b>%s</b>\n%s", footer->name, footer->rest);
  TideBlock *block = caption (self, one_line, PANGO_ALIGN_LEFT);
  if (tide_block_get_natural_width (block) > width)
    tide_block_text_set_markup (block, two_lines);
  return block;
}

static void
make_footer (TideReport *self, const TideReportFooter *footer)
{
  double x, y, width, height;
  tide_report_get_content (self, &x, &y, &width, &height);
  double side = (width - 2 * FOOTER_GAP) * FOOTER_SIDE / (2 * FOOTER_SIDE + FOOTER_MIDDLE);
  g_autofree char *right = g_markup_escape_text (footer->right, -1);
  self->page_number = caption (self, "", PANGO_ALIGN_CENTER);
  TideBlock *cells[]
    = { footer_left (self, footer, side), self->page_number, caption (self, right, PANGO_ALIGN_RIGHT) };
  self->footer = tide_block_stack_new ();
  tide_block_stack_add (self->footer, tide_block_rule_new (0.7), 0);
  tide_block_stack_add (
    self->footer,
    tide_block_row_new (cells, (const double[]){ FOOTER_SIDE, FOOTER_MIDDLE, FOOTER_SIDE }, 3, FOOTER_GAP),
    3);
}

TideReport *
tide_report_new (TidePaper paper, const char *title, const TideReportFooter *footer, TideInstant printed)
{
  TideReport *self = g_new0 (TideReport, 1);
  self->paper = paper;
  self->title = g_strdup (title);
  self->printed = printed;
  self->author = g_strdup (footer->author);
  self->leftward = footer->leftward;
  self->context = tide_page_context_new ();
  if (self->leftward)
    pango_context_set_base_dir (self->context, PANGO_DIRECTION_RTL);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  make_footer (self, footer);
  return self;
}

void
tide_report_free (TideReport *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->pages);
  tide_block_free (self->footer);
  g_object_unref (self->context);
  g_free (self->title);
  g_free (self->author);
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

guint
tide_report_get_n_placed (TideReport *self, guint page)
{
  g_return_val_if_fail (page < self->pages->len, 0);
  return ((GArray *) self->pages->pdata[page])->len;
}

TideRect
tide_report_get_placed (TideReport *self, guint page, guint index)
{
  const Placed *placed = &g_array_index ((GArray *) self->pages->pdata[page], Placed, index);
  return (TideRect){ placed->x, placed->y, placed->width,
                     tide_block_get_height (placed->block, placed->width) };
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
  double y = sheet_height - TIDE_MARGIN_BOTTOM - FOOTER_HEIGHT;
  /* Translators: the page number at the foot of a printed page */
  g_autofree char *number = g_strdup_printf (_ ("Page %u of %u"), page + 1, self->pages->len);
  g_autofree char *markup = g_markup_printf_escaped ("<b>%s</b>", number);
  tide_block_text_set_markup (self->page_number, markup);
  tide_block_draw (self->footer, cr, TIDE_MARGIN_SIDE, y, sheet_width - 2 * TIDE_MARGIN_SIDE);
}

static void
draw_page (TideReport *self, cairo_t *cr, guint page, const TideDrawing *drawing)
{
  GArray *blocks = self->pages->pdata[page];
  cairo_save (cr);
  tide_drawing_attach (cr, drawing);
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint i = 0; i < blocks->len; i++)
    {
      Placed *placed = &g_array_index (blocks, Placed, i);
      tide_block_draw (placed->block, cr, placed->x, placed->y, placed->width);
    }
  draw_footer (self, cr, page);
  tide_drawing_attach (cr, NULL);
  cairo_restore (cr);
}

void
tide_report_draw_page (TideReport *self, cairo_t *cr, guint page)
{
  g_return_if_fail (page < self->pages->len);
  TideDrawing drawing = { .leftward = self->leftward };
  draw_page (self, cr, page, &drawing);
}

void
tide_report_draw_file_page (TideReport *self, cairo_t *cr, guint page, guint file_page, GArray *headings)
{
  g_return_if_fail (page < self->pages->len);
  TideDrawing drawing
    = { .leftward = self->leftward, .tagged = headings != NULL, .page = file_page, .headings = headings };
  draw_page (self, cr, page, &drawing);
}

const char *
tide_report_get_author (TideReport *self)
{
  return self->author;
}

char *
tide_report_dup_text (TideReport *self)
{
  GString *text = g_string_new (NULL);
  for (guint page = 0; page < self->pages->len; page++)
    {
      const GArray *blocks = self->pages->pdata[page];
      for (guint i = 0; i < blocks->len; i++)
        tide_block_write_text (g_array_index (blocks, Placed, i).block, text);
    }
  return g_string_free (text, FALSE);
}

TideInstant
tide_report_get_printed (TideReport *self)
{
  return self->printed;
}
