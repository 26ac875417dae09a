/* tide-print-job.c: GtkPrintOperation drawing a report's pages.
 *
 * GTK's own preview writes the pages in clear text under the temporary folder and starts another program on
 * them, so the "preview" signal is answered here with a window of ours.  GTK 4.8 must never be asked to print
 * without its dialog: that hangs or crashes with some printers.
 */
#include "tide-print-job.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include "tide-page-view.h"

typedef struct
{
  TideReport *report;
  GtkPrintOperation *operation;
  TidePrintDone done;
  gpointer data;
  gboolean drawn; /* a page went out: closing the preview ends a job too */
} Job;

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, TideReport *report)
{
  gtk_print_operation_set_n_pages (operation, (int) tide_report_get_n_pages (report));
}

void
tide_print_job_draw (TideReport *report, GtkPrintContext *context, guint page)
{
  double width, height;
  tide_paper_get_size (tide_report_get_paper (report), &width, &height);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  /* Another paper than the report's in the printer: the whole page is made smaller, never cut. */
  double scale = MIN (1.0, MIN (gtk_print_context_get_width (context) / width,
                                gtk_print_context_get_height (context) / height));
  cairo_scale (cr, scale, scale);
  tide_report_draw_page (report, cr, page);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, TideReport *report)
{
  tide_print_job_draw (report, context, (guint) page);
}

/* Closed by a hand or by the lock. */
static void
preview_gone_cb (GtkWindow *window, GtkPrintOperationPreview *preview)
{
  gtk_print_operation_preview_end_preview (preview);
}

void
tide_print_job_begin_preview (GtkPrintContext *context)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (surface);
  gtk_print_context_set_cairo_context (context, cr, 72, 72);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

void
tide_print_job_preview (GtkPrintOperationPreview *preview, GtkWindow *parent, const char *title,
                        TideReport *report)
{
  GtkWidget *view = tide_page_view_new ();
  tide_page_view_set_report (TIDE_PAGE_VIEW (view), report);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_set_vexpand (scroller, TRUE);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scroller);
  GtkWidget *window = adw_window_new ();
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_default_size (GTK_WINDOW (window), 820, 900);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  adw_window_set_content (ADW_WINDOW (window), box);
  g_signal_connect_object (window, "destroy", G_CALLBACK (preview_gone_cb), preview, 0);
  gtk_window_present (GTK_WINDOW (window));
}

static gboolean
preview_cb (GtkPrintOperation *operation, GtkPrintOperationPreview *preview, GtkPrintContext *context,
            GtkWindow *parent, TideReport *report)
{
  tide_print_job_begin_preview (context);
  tide_print_job_preview (preview, parent, _ ("Print Preview"), report);
  return TRUE;
}

GtkPrintOperation *
tide_print_job_new_bare (TidePaper kind, const char *title)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper
    = gtk_paper_size_new (kind == TIDE_PAPER_LETTER ? GTK_PAPER_NAME_LETTER : GTK_PAPER_NAME_A4);
  gtk_page_setup_set_paper_size (setup, paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_allow_async (operation, TRUE);
  return operation;
}

GtkPrintOperation *
tide_print_job_new_operation (TideReport *report)
{
  GtkPrintOperation *operation
    = tide_print_job_new_bare (tide_report_get_paper (report), tide_report_get_title (report));
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), report);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), report);
  g_signal_connect (operation, "preview", G_CALLBACK (preview_cb), report);
  return operation;
}

static void
note_drawn_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Job *job)
{
  job->drawn = TRUE;
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, Job *job)
{
  g_autoptr (GError) error = NULL;
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  if (job->done != NULL)
    job->done (result == GTK_PRINT_OPERATION_RESULT_APPLY && job->drawn, error, job->data);
  tide_report_free (job->report);
  g_object_unref (job->operation);
  g_free (job);
}

void
tide_print_job_run (GtkWindow *parent, TideReport *report, TidePrintDone done, gpointer data)
{
  Job *job = g_new0 (Job, 1);
  job->report = report;
  job->operation = tide_print_job_new_operation (report);
  job->done = done;
  job->data = data;
  g_signal_connect (job->operation, "draw-page", G_CALLBACK (note_drawn_cb), job);
  g_signal_connect (job->operation, "done", G_CALLBACK (done_cb), job);
  /* The result is told to done_cb, also when the dialog runs on after this returns. */
  gtk_print_operation_run (job->operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}
