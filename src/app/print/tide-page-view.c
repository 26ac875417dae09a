/* tide-page-view.c: draws the pages of a report with the same call that the printer uses, scaled to the width
 * at hand.
 *
 * GTK's own preview would write the pages in clear text to a temporary file; this one stays in memory.
 */
#include "tide-page-view.h"

#include <glib/gi18n-lib.h>

#define PAGE_GAP 18 /* round each sheet */
/* Of a sheet. */
#define LEAST_WIDTH 280
#define NATURAL_WIDTH 724
#define MOST_WIDTH 960

struct _TidePageView
{
  GtkWidget parent_instance;
  TideReport *report; /* borrowed */
};

G_DEFINE_FINAL_TYPE (TidePageView, tide_page_view, GTK_TYPE_WIDGET)

/* Width of a sheet in a view of @width. */
static int
sheet_width (int width)
{
  return CLAMP (width - 2 * PAGE_GAP, LEAST_WIDTH, MOST_WIDTH);
}

/* Height of a sheet for its width on screen. */
static double
sheet_height (TidePageView *self, double width)
{
  double w, h;
  tide_paper_get_size (tide_report_get_paper (self->report), &w, &h);
  return width * h / w;
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  TidePageView *self = TIDE_PAGE_VIEW (widget);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = LEAST_WIDTH + 2 * PAGE_GAP;
      *natural = NATURAL_WIDTH + 2 * PAGE_GAP;
      return;
    }
  guint n = self->report != NULL ? tide_report_get_n_pages (self->report) : 0;
  int width = sheet_width (for_size < 0 ? NATURAL_WIDTH + 2 * PAGE_GAP : for_size);
  *minimum = *natural = n == 0 ? 0 : (int) (n * (sheet_height (self, width) + PAGE_GAP) + PAGE_GAP);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
draw_sheet (TidePageView *self, GtkSnapshot *snapshot, guint page, const graphene_rect_t *sheet)
{
  double w, h;
  tide_paper_get_size (tide_report_get_paper (self->report), &w, &h);
  GskRoundedRect outline;
  gsk_rounded_rect_init_from_rect (&outline, sheet, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &(GdkRGBA){ 0, 0, 0, 0.35f }, 0, 1, 0, 6);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 1, 1, 1, 1 }, sheet);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, sheet);
  cairo_translate (cr, sheet->origin.x, sheet->origin.y);
  cairo_scale (cr, sheet->size.width / w, sheet->size.width / w);
  tide_report_draw_page (self->report, cr, page);
  cairo_destroy (cr);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TidePageView *self = TIDE_PAGE_VIEW (widget);
  if (self->report == NULL)
    return;
  double width = sheet_width (gtk_widget_get_width (widget));
  double left = (gtk_widget_get_width (widget) - width) / 2, height = sheet_height (self, width);
  for (guint page = 0; page < tide_report_get_n_pages (self->report); page++)
    draw_sheet (self, snapshot, page,
                &GRAPHENE_RECT_INIT ((float) left, (float) (PAGE_GAP + page * (height + PAGE_GAP)),
                                     (float) width, (float) height));
}

static void
tide_page_view_class_init (TidePageViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  widget_class->measure = measure;
  widget_class->get_request_mode = get_request_mode;
  widget_class->snapshot = snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
tide_page_view_init (TidePageView *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Print preview"),
                                  -1);
}

GtkWidget *
tide_page_view_new (void)
{
  return g_object_new (TIDE_TYPE_PAGE_VIEW, NULL);
}

void
tide_page_view_set_report (TidePageView *self, TideReport *report)
{
  g_return_if_fail (TIDE_IS_PAGE_VIEW (self));
  self->report = report;
  guint n = report != NULL ? tide_report_get_n_pages (report) : 0;
  g_autofree char *pages = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u page", "%u pages", n), n);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, pages, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
