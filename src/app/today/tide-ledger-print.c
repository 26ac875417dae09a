/* tide-ledger-print.c: the rows of the ledger's table as they stand, on paper. */
#include "tide-ledger-print.h"

#include "tide-paper-print.h"
#include "tide-ledger-item.h"
#include "tide-ledger-sheet.h"

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
  g_auto (TideClinicPaper) paper;
  tide_clinic_paper_init (&paper, clinic, NULL);
  TideLedgerSheetData data = { &paper.page, selection, entries, n };
  return tide_ledger_sheet_new (&data);
}

void
tide_ledger_print (GtkWidget *widget, TideClinic *clinic, GListModel *items, const char *selection)
{
  tide_clinic_paper_print (widget, clinic, tide_ledger_print_new_report (clinic, items, selection), 0,
                           "alert ledger");
}
