/* tide-ledger-item.c: one alert of the ledger with what its columns show and sort by. */
#include "tide-ledger-item.h"

#include <glib/gi18n-lib.h>

#include "tide-alert-rules.h"
#include "tide-ledger-sheet.h"
#include "tide-store.h"

struct _TideLedgerItem
{
  GObject parent_instance;
  TideClinic *clinic;
  TideAlert *alert;
  char *name, *mrn, *key, *title, *who;
  TideDate source_day;
  gboolean source_known;
};

G_DEFINE_FINAL_TYPE (TideLedgerItem, tide_ledger_item, G_TYPE_OBJECT)

static void
tide_ledger_item_finalize (GObject *object)
{
  TideLedgerItem *self = TIDE_LEDGER_ITEM (object);
  g_clear_object (&self->clinic);
  tide_alert_free (self->alert);
  g_free (self->name);
  g_free (self->mrn);
  g_free (self->key);
  g_free (self->title);
  g_free (self->who);
  G_OBJECT_CLASS (tide_ledger_item_parent_class)->finalize (object);
}

static void
tide_ledger_item_class_init (TideLedgerItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tide_ledger_item_finalize;
}

static void
tide_ledger_item_init (TideLedgerItem *self)
{
}

TideLedgerItem *
tide_ledger_item_new (TideClinic *clinic, const TideAlert *alert, const TidePatient *patient,
                      const TideStaff *staff)
{
  TideLedgerItem *self = g_object_new (TIDE_TYPE_LEDGER_ITEM, NULL);
  TideInstrument *scale = alert->instrument_id != NULL
                            ? tide_library_lookup (tide_clinic_get_library (clinic), alert->instrument_id)
                            : NULL;
  self->clinic = g_object_ref (clinic);
  self->alert = tide_alert_copy (alert);
  self->name = patient != NULL ? tide_patient_dup_list_name (patient) : g_strdup (_ ("Unknown"));
  self->mrn = g_strdup (patient != NULL && patient->mrn != NULL ? patient->mrn : "");
  self->title = tide_alert_rules_dup_title (scale, alert);
  self->who = g_strdup (staff != NULL ? staff->name : "");
  g_autofree char *plain = g_strdup_printf ("%s %s", self->name, self->mrn);
  self->key = tide_fold_text (plain);
  return self;
}

const TideAlert *
tide_ledger_item_get_alert (TideLedgerItem *self)
{
  return self->alert;
}

const char *
tide_ledger_item_get_name (TideLedgerItem *self)
{
  return self->name;
}

const char *
tide_ledger_item_get_mrn (TideLedgerItem *self)
{
  return self->mrn;
}

const char *
tide_ledger_item_get_key (TideLedgerItem *self)
{
  return self->key;
}

const char *
tide_ledger_item_get_title (TideLedgerItem *self)
{
  return self->title;
}

const char *
tide_ledger_item_get_who (TideLedgerItem *self)
{
  return self->who;
}

static TideInstant
find_source (TideLedgerItem *self)
{
  TideInstant when = TIDE_INSTANT_UNKNOWN;
  if (self->alert->assessment_id != 0)
    {
      g_autoptr (TideAssessmentData) data
        = tide_clinic_lookup (self->clinic, &tide_assessment_data_class, self->alert->assessment_id, NULL);
      when = data != NULL ? data->taken : when;
    }
  else if (self->alert->session_id != 0)
    {
      g_autoptr (TideSession) session
        = tide_clinic_lookup (self->clinic, &tide_session_class, self->alert->session_id, NULL);
      when = session != NULL ? session->started : when;
    }
  return tide_instant_is_known (when) ? when : self->alert->raised;
}

TideDate
tide_ledger_item_get_source_day (TideLedgerItem *self)
{
  if (!self->source_known)
    {
      self->source_day = tide_instant_get_date (find_source (self));
      self->source_known = TRUE;
    }
  return self->source_day;
}

int
tide_ledger_item_get_age (TideLedgerItem *self, TideDate today)
{
  return tide_ledger_get_age (self->alert, today);
}
