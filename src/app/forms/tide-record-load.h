/* tide-record-load.h: what a dialog opens with: the patient's history and the record, new or stored. */
#pragma once

#include "tide-clinic.h"

G_BEGIN_DECLS

/* NULL, with a message on the log, when it cannot be read (transfer full). */
TideHistory *tide_record_load_history (TideClinic *clinic, gint64 patient_id);
/* A new record for id 0, else the stored one (transfer full) (nullable). */
gpointer tide_record_load (TideClinic *clinic, const TideRecordClass *klass, gint64 id);
/* Frees both; either may be NULL. */
void tide_record_load_failed (TideHistory *history, gpointer record);

G_END_DECLS
