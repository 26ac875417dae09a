/* tide-cli-ledger.c: the alert ledger as a file. */

#include <glib/gi18n-lib.h>

#include "tide-cli-pages.h"
#include "tide-clinic-paper.h"
#include "tide-ledger-sheet.h"

typedef struct
{
  gboolean open;
  TideDate from, to; /* raised on; UNKNOWN: no limit */
} Wanted;

static gboolean
take_wanted (TideArguments *arguments, Wanted *self)
{
  *self = (Wanted){ .open = tide_cli_take_flag (arguments, "--open") };
  return tide_cli_take_span (arguments, &self->from, &self->to);
}

static gboolean
is_wanted (const Wanted *self, const TideAlert *alert)
{
  TideDate day = tide_instant_get_date (alert->raised);
  return !(self->open && alert->resolved) && !(tide_date_is_known (self->from) && day < self->from)
         && !(tide_date_is_known (self->to) && day > self->to);
}

static char *
dup_selection (const Wanted *self)
{
  g_autofree char *from = tide_date_to_iso (self->from), *to = tide_date_to_iso (self->to);
  const char *which = self->open ? _ ("Open alerts") : _ ("All alerts");
  if (*from == '\0' && *to == '\0')
    return g_strdup (which);
  if (*to == '\0')
    return g_strdup_printf (_ ("%s, raised from %s"), which, from);
  if (*from == '\0')
    return g_strdup_printf (_ ("%s, raised until %s"), which, to);
  return g_strdup_printf (_ ("%s, raised from %s to %s"), which, from, to);
}

static int
compare_alerts (gconstpointer pa, gconstpointer pb)
{
  return tide_ledger_compare (*(TideAlert *const *) pa, *(TideAlert *const *) pb);
}

/* People that several alerts name are read once. */
static gpointer
find (TideClinic *clinic, GHashTable *known, const TideRecordClass *klass, gint64 id)
{
  gpointer record = id != 0 ? g_hash_table_lookup (known, &id) : NULL;
  if (record == NULL && id != 0 && (record = tide_clinic_lookup (clinic, klass, id, NULL)) != NULL)
    g_hash_table_insert (known, &TIDE_RECORD (record)->id, record);
  return record;
}

static GHashTable *
new_known (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, tide_record_free);
}

static gboolean
write_ledger (TideClinic *clinic, const GPtrArray *alerts, const Wanted *wanted, const char *paper,
              const char *output, GError **error)
{
  g_autoptr (GHashTable) patients = new_known (), staff = new_known ();
  g_autofree TideLedgerEntry *entries = g_new0 (TideLedgerEntry, alerts->len + 1);
  guint n = 0;
  for (guint i = 0; i < alerts->len; i++)
    {
      const TideAlert *alert = g_ptr_array_index (alerts, i);
      if (!is_wanted (wanted, alert))
        continue;
      const TideStaff *person = find (clinic, staff, &tide_staff_class, alert->acted_by);
      entries[n++]
        = (TideLedgerEntry){ alert, find (clinic, patients, &tide_patient_class, alert->patient_id),
                             person != NULL ? person->name : NULL };
    }
  g_auto (TideClinicPaper) page = { 0 };
  tide_clinic_paper_init (&page, clinic, NULL);
  tide_clinic_paper_set_size (&page, paper);
  page.page.clinician = NULL;
  g_autofree char *selection = dup_selection (wanted);
  TideLedgerSheetData data = { &page.page, selection, entries, n };
  g_autoptr (TideReport) report = tide_ledger_sheet_new (&data);
  return tide_report_write_pdf (&report, 1, output, error)
         && (tide_clinic_get_read_only (clinic)
             || tide_clinic_log (clinic, "export", 0, "alert ledger, PDF", error));
}

TideExit
tide_cli_run_ledger (TideArguments *arguments, const char *output, const char *paper)
{
  TideExit code;
  Wanted wanted;
  if (!take_wanted (arguments, &wanted))
    return TIDE_EXIT_USAGE;
  g_autoptr (TideClinic) clinic = tide_cli_open (arguments, &code);
  if (clinic == NULL)
    return code;
  tide_cli_take_word (arguments); /* "ledger" */
  if (!tide_cli_take_end (arguments))
    return TIDE_EXIT_USAGE;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) alerts = tide_clinic_run_time_rules (clinic, 0, tide_instant_now (), &error)
                                   ? tide_clinic_list (clinic, &tide_alert_class, NULL, 0, &error)
                                   : NULL;
  if (alerts == NULL)
    return tide_cli_fail (arguments, error);
  g_ptr_array_sort (alerts, compare_alerts);
  return write_ledger (clinic, alerts, &wanted, paper, output, &error) ? TIDE_EXIT_DONE
                                                                       : tide_cli_fail (arguments, error);
}
