/* tide-history-view.h: what else is recorded of a patient: diagnoses, medicines, treatments tried, goals … */
#pragma once

#include <adwaita.h>
#include "tide-patient-model.h"

G_BEGIN_DECLS

#define TIDE_TYPE_HISTORY_VIEW (tide_history_view_get_type ())
G_DECLARE_FINAL_TYPE (TideHistoryView, tide_history_view, TIDE, HISTORY_VIEW, AdwBin)

/* NULL empties it. The rows keep no reference on @model. */
void tide_history_view_set_model (TideHistoryView *self, TidePatientModel *model);
/* Brings a section into sight and puts the keyboard there: "medicines", "trials", "events" … */
void tide_history_view_jump (TideHistoryView *self, const char *section);
/* On a narrow window the summary above the sections wraps. */
void tide_history_view_set_narrow (TideHistoryView *self, gboolean narrow);

G_END_DECLS
