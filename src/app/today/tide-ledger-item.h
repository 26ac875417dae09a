/* tide-ledger-item.h: one alert of the ledger with what its columns show and sort by. */
#pragma once

#include "tide-clinic.h"

G_BEGIN_DECLS

#define TIDE_TYPE_LEDGER_ITEM (tide_ledger_item_get_type ())
G_DECLARE_FINAL_TYPE (TideLedgerItem, tide_ledger_item, TIDE, LEDGER_ITEM, GObject)

/* @alert is copied; @patient and @staff (nullable) are only read. */
TideLedgerItem *tide_ledger_item_new (TideClinic *clinic, const TideAlert *alert, const TidePatient *patient,
                                      const TideStaff *staff);
const TideAlert *tide_ledger_item_get_alert (TideLedgerItem *self);
const char *tide_ledger_item_get_name (TideLedgerItem *self);  /* "Lindqvist, Hanna" */
const char *tide_ledger_item_get_mrn (TideLedgerItem *self);   /* "TM-0417" */
const char *tide_ledger_item_get_key (TideLedgerItem *self);   /* folded name and record number, to search */
const char *tide_ledger_item_get_title (TideLedgerItem *self); /* "PHQ-9 item 9 answered 1" */
const char *tide_ledger_item_get_who (TideLedgerItem *self);   /* who acted, "" */
/* The day of the rating or session behind it, else when it was raised; read when it is first asked for. */
TideDate tide_ledger_item_get_source_day (TideLedgerItem *self);
/* Days from raising it to the action, or to @today while it is open. */
int tide_ledger_item_get_age (TideLedgerItem *self, TideDate today);

G_END_DECLS
