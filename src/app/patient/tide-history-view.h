/* tide-history-view.h: what else is recorded of a patient: diagnoses, identifiers, events, effects, alerts,
 * visits. */
#pragma once

#include <adwaita.h>
#include "tide-patient-model.h"

G_BEGIN_DECLS

#define TIDE_TYPE_HISTORY_VIEW (tide_history_view_get_type ())
G_DECLARE_FINAL_TYPE (TideHistoryView, tide_history_view, TIDE, HISTORY_VIEW, AdwBin)

void tide_history_view_set_model (TideHistoryView *self, TidePatientModel *model); /* NULL empties */

G_END_DECLS
