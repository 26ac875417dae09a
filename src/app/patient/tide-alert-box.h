/* tide-alert-box.h: the open alerts of a patient: highest first, until a person records what was done. */
#pragma once

#include <adwaita.h>
#include "tide-patient-model.h"

G_BEGIN_DECLS

#define TIDE_TYPE_ALERT_BOX (tide_alert_box_get_type ())
G_DECLARE_FINAL_TYPE (TideAlertBox, tide_alert_box, TIDE, ALERT_BOX, AdwBin)
/* Its buttons use the actions patient.record-action and patient.record-action-for (x: alert id);
 * what stands for the record alone leads to patient.show-history (s: section). */

/* Returns how many are open, or, when none is, how many stand for the record and wait for a person. NULL
 * empties it. */
guint tide_alert_box_set_model (TideAlertBox *self, TidePatientModel *model);
/* As wide as the window instead of a box. */
void tide_alert_box_set_strip (TideAlertBox *self, gboolean strip);

G_END_DECLS
