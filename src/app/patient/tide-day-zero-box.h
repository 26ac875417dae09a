/* tide-day-zero-box.h: what should be on record before a planned course begins. */
#pragma once

#include <adwaita.h>
#include "tide-patient-model.h"

G_BEGIN_DECLS

#define TIDE_TYPE_DAY_ZERO_BOX (tide_day_zero_box_get_type ())
G_DECLARE_FINAL_TYPE (TideDayZeroBox, tide_day_zero_box, TIDE, DAY_ZERO_BOX, AdwBin)

/* Shows itself while the newest course is planned; NULL empties and hides it. */
void tide_day_zero_box_set_model (TideDayZeroBox *self, TidePatientModel *model);
void tide_day_zero_box_set_narrow (TideDayZeroBox *self, gboolean narrow); /* one column */

G_END_DECLS
