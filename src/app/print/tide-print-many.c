/* tide-print-many.c: the summaries of many patients as one print job.
 *
 * GTK asks for pages one by one and wants to know their number first.  Each patient is laid out to count the
 * pages while GTK paginates, which it does between frames, and again when its first page is drawn. */
#include "tide-print-many.h"

#include <glib/gi18n-lib.h>

#include "tide-summary-source.h"

struct _TidePrintMany
{
  TideClinic *clinic;
  GArray *patients; /* gint64 */
  TideReader reader;
  TidePrintProgress progress;
  TidePrintFault fault;
  TidePrintDone done;
  gpointer data;
  GtkPrintOperation *operation;
  GArray *first_pages; /* int: of each report in the job */
  GArray *owners;      /* gint64: whose it is */
  guint next;
  int n_pages;
  TideReport *report; /* laid out last */
  gint64 report_of;
  TideReport *previewed; /* of the first patient, while its window stands */
  gboolean drawn;
};

/* @error NULL: the fault is told to whoever listens. */
static TideReport *
make (TidePrintMany *self, gint64 patient_id, GError **error)
{
  g_autofree char *mrn = NULL;
  g_autoptr (GError) local = NULL;
  TideReport *report = tide_clinic_is_locked (self->clinic)
                         ? NULL
                         : tide_summary_source_make (self->clinic, patient_id, self->reader, &mrn, &local);
  if (local != NULL && error != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (local != NULL && self->fault != NULL)
    self->fault (mrn, local, self->data);
  return report;
}

/* --- counting --- */

static gboolean
paginate_cb (GtkPrintOperation *operation, GtkPrintContext *context, TidePrintMany *self)
{
  if (self->next < self->patients->len)
    {
      gint64 id = g_array_index (self->patients, gint64, self->next++);
      g_autoptr (TideReport) report = make (self, id, NULL);
      if (report != NULL)
        {
          g_array_append_val (self->first_pages, self->n_pages);
          g_array_append_val (self->owners, id);
          self->n_pages += (int) tide_report_get_n_pages (report);
        }
      if (self->progress != NULL)
        self->progress (self->next, self->data);
    }
  if (self->next < self->patients->len)
    return FALSE;
  gtk_print_operation_set_n_pages (operation, MAX (self->n_pages, 1));
  if (self->n_pages == 0)
    gtk_print_operation_cancel (operation);
  return TRUE;
}

/* --- drawing --- */

static guint
find_report (const TidePrintMany *self, int page)
{
  guint found = 0;
  for (guint i = 0; i < self->first_pages->len; i++)
    if (g_array_index (self->first_pages, int, i) <= page)
      found = i;
  return found;
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, TidePrintMany *self)
{
  if (self->owners->len == 0)
    return;
  guint index = find_report (self, page);
  gint64 id = g_array_index (self->owners, gint64, index);
  if (self->report == NULL || self->report_of != id)
    {
      g_clear_pointer (&self->report, tide_report_free);
      self->report = make (self, id, NULL);
      self->report_of = id;
    }
  guint own = (guint) (page - g_array_index (self->first_pages, int, index));
  /* Changed between counting and drawing: a job with a hole is worse than none. */
  if (self->report == NULL || own >= tide_report_get_n_pages (self->report))
    {
      gtk_print_operation_cancel (operation);
      return;
    }
  tide_print_job_draw (self->report, context, own);
  self->drawn = TRUE;
}

/* --- preview --- */

/* Of the first patient who can be printed: a thousand are not leafed through. Always answered here: GTK's own
 * preview would write everybody's pages in clear text. */
static gboolean
preview_cb (GtkPrintOperation *operation, GtkPrintOperationPreview *preview, GtkPrintContext *context,
            GtkWindow *parent, TidePrintMany *self)
{
  g_autoptr (GError) error = NULL;
  tide_print_job_begin_preview (context);
  for (guint i = 0; i < self->patients->len && self->previewed == NULL; i++)
    {
      g_clear_error (&error);
      self->previewed = make (self, g_array_index (self->patients, gint64, i), &error);
    }
  g_autofree char *title
    = g_strdup_printf (_ ("Print Preview: the first of %u patients"), self->patients->len);
  if (self->previewed != NULL)
    tide_print_job_preview (preview, parent, title, self->previewed);
  else
    gtk_print_operation_preview_end_preview (preview);
  return TRUE;
}

/* --- the job --- */

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, TidePrintMany *self)
{
  g_autoptr (GError) error = NULL;
  gboolean printed = result == GTK_PRINT_OPERATION_RESULT_APPLY && self->drawn;
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  for (guint i = 0; printed && i < self->owners->len && !tide_clinic_get_read_only (self->clinic)
                    && !tide_clinic_is_locked (self->clinic);
       i++)
    {
      g_autoptr (GError) log_error = NULL;
      if (!tide_clinic_log (self->clinic, "print", g_array_index (self->owners, gint64, i),
                            "progress summary", &log_error)
          && self->fault != NULL)
        self->fault (NULL, log_error, self->data);
    }
  self->done (printed, error, self->data); /* frees us */
}

TidePrintMany *
tide_print_many_new (TideClinic *clinic, const GArray *patients, TideReader reader,
                     TidePrintProgress progress, TidePrintFault fault, TidePrintDone done, gpointer data)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (clinic) && patients != NULL && done != NULL, NULL);
  TidePrintMany *self = g_new0 (TidePrintMany, 1);
  g_autofree char *paper = tide_clinic_dup_setting (clinic, "paper");
  self->clinic = g_object_ref (clinic);
  self->patients = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (self->patients, patients->data, patients->len);
  self->reader = reader;
  self->progress = progress;
  self->fault = fault;
  self->done = done;
  self->data = data;
  self->first_pages = g_array_new (FALSE, FALSE, sizeof (int));
  self->owners = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->operation = tide_print_job_new_bare (
    g_strcmp0 (paper, "letter") == 0 ? TIDE_PAPER_LETTER : TIDE_PAPER_A4, _ ("Progress summaries"));
  g_signal_connect (self->operation, "paginate", G_CALLBACK (paginate_cb), self);
  g_signal_connect (self->operation, "draw-page", G_CALLBACK (draw_page_cb), self);
  g_signal_connect (self->operation, "preview", G_CALLBACK (preview_cb), self);
  g_signal_connect (self->operation, "done", G_CALLBACK (done_cb), self);
  return self;
}

void
tide_print_many_free (TidePrintMany *self)
{
  if (self == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->operation, self);
  g_object_unref (self->operation);
  g_clear_pointer (&self->report, tide_report_free);
  g_clear_pointer (&self->previewed, tide_report_free);
  g_array_unref (self->first_pages);
  g_array_unref (self->owners);
  g_array_unref (self->patients);
  g_object_unref (self->clinic);
  g_free (self);
}

void
tide_print_many_run (TidePrintMany *self, GtkWindow *parent)
{
  gtk_print_operation_run (self->operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}

void
tide_print_many_cancel (TidePrintMany *self)
{
  gtk_print_operation_cancel (self->operation);
}

gboolean
tide_print_many_was_previewed (TidePrintMany *self)
{
  return self->previewed != NULL && !self->drawn;
}

guint
tide_print_many_get_n_reports (TidePrintMany *self)
{
  return self->owners->len;
}

GtkPrintOperation *
tide_print_many_get_operation (TidePrintMany *self)
{
  return self->operation;
}
