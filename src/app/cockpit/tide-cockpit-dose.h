/* tide-cockpit-dose.h: what is to be given and what was, with the arithmetic and the drug register. */
#pragma once

#include <adwaita.h>
#include "tide-cockpit-model.h"

G_BEGIN_DECLS

#define TIDE_TYPE_COCKPIT_DOSE (tide_cockpit_dose_get_type ())
G_DECLARE_FINAL_TYPE (TideCockpitDose, tide_cockpit_dose, TIDE, COCKPIT_DOSE, AdwBin)

GtkWidget *tide_cockpit_dose_new (void);
void tide_cockpit_dose_set_model (TideCockpitDose *self, TideCockpitModel *model);

G_END_DECLS
