/* tide-stage-window.h: a stage of resistance with the trials behind it. */
#pragma once

#include <adwaita.h>
#include "tide-patient-model.h"

G_BEGIN_DECLS

#define TIDE_TYPE_STAGE_WINDOW (tide_stage_window_get_type ())
G_DECLARE_FINAL_TYPE (TideStageWindow, tide_stage_window, TIDE, STAGE_WINDOW, AdwWindow)

/* Does nothing when the scheme does not fit the patient's main diagnosis. */
void tide_stage_window_present (GtkWindow *parent, TidePatientModel *model, TideScheme scheme);

G_END_DECLS
