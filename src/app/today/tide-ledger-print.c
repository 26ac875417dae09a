/* tide-ledger-print.c: the rows of the ledger's table as they stand, on paper. */
#include "tide-ledger-print.h"

#include <glib/gi18n-lib.h>

#include "tide-ledger-item.h"
#include "tide-ledger-sheet.h"
#include "tide-print-job.h"
#include "tide-window.h"

/* Each patient once; the entries borrow from the table. */
static const TidePatient *
find_patient (TideClinic *clinic, GHashTable *known, gint64 patient_id)
{
  TidePatient *patient = g_hash_table_lookup (known, &patient_id);
  if (patient == NULL
      && (patient = tide_clinic_lookup (clinic, &tide_patient_class, patient_id, NULL)) != NULL)
    g_hash_table_insert (known, &patient->base.id, patient);
  return patient;
}

TideReport *
tide_ledger_print_new_report (TideClinic *clinic, GListModel *items, const char *selection)
{
  guint n = g_list_model_get_n_items (items);
  g_autofree TideLedgerEntry *entries = g_new0 (TideLedgerEntry, n + 1);
  g_autoptr (GHashTable) patients
    = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, tide_record_free);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TideLedgerItem) item = g_list_model_get_item (items, i); /* kept by the list */
      const TideAlert *alert = tide_ledger_item_get_alert (item);
      entries[i] = (TideLedgerEntry){ alert, find_patient (clinic, patients, alert->patient_id),
                                      tide_ledger_item_get_who (item) };
    }
  const TideStaff *person = tide_clinic_get_person (clinic);
  g_autofree char *name = tide_clinic_dup_setting (clinic, "clinic.name");
  g_autofree char *address = tide_clinic_dup_setting (clinic, "clinic.address");
  g_autofree char *paper = tide_clinic_dup_setting (clinic, "paper");
  TideSummaryData page = { .library = tide_clinic_get_library (clinic),
                           .clinic_name = name != NULL ? name : "",
                           .clinic_address = address,
                           .clinician = person != NULL ? person->name : NULL,
                           .synthetic = tide_clinic_is_synthetic (clinic),
                           .now = tide_instant_now (),
                           .from = TIDE_DATE_UNKNOWN,
                           .to = TIDE_DATE_UNKNOWN,
                           .paper = g_strcmp0 (paper, "letter") == 0 ? TIDE_PAPER_LETTER : TIDE_PAPER_A4 };
  g_autofree char *head = tide_clinic_get_audit_head (clinic, &page.audit_number);
  page.audit_head = head;
  TideLedgerSheetData data = { &page, selection, entries, n };
  return tide_ledger_sheet_new (&data);
}

/* --- the job --- */

typedef struct
{
  GWeakRef widget;
  TideClinic *clinic;
} Job;

static void
printed_cb (gboolean printed, const GError *error, gpointer data)
{
  Job *job = data;
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&job->widget);
  g_autoptr (TideClinic) clinic = job->clinic;
  g_autoptr (GError) log_error = NULL;
  TideWindow *window = widget != NULL ? tide_window_of (widget) : NULL;
  g_weak_ref_clear (&job->widget);
  g_free (job);
  if (tide_clinic_is_locked (clinic))
    return;
  if (window != NULL && error != NULL)
    tide_window_show_error (window, _ ("Nothing was printed"), error);
  if (error != NULL || !printed)
    return;
  gboolean noted
    = tide_clinic_get_read_only (clinic) || tide_clinic_log (clinic, "print", 0, "alert ledger", &log_error);
  if (window != NULL && noted)
    tide_window_toast (window, _ ("Sent to the printer"), FALSE);
  else if (window != NULL)
    tide_window_show_error (window, _ ("Printed, but not noted in the audit"), log_error);
}

void
tide_ledger_print (GtkWidget *widget, TideClinic *clinic, GListModel *items, const char *selection)
{
  Job *job = g_new0 (Job, 1);
  g_weak_ref_init (&job->widget, widget);
  job->clinic = g_object_ref (clinic);
  tide_print_job_run (GTK_WINDOW (gtk_widget_get_root (widget)),
                      tide_ledger_print_new_report (clinic, items, selection), printed_cb, job);
}
