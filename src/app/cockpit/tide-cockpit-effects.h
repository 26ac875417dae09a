/* tide-cockpit-effects.h: what happened besides the readings: effects, alerts, medicines, calls. */
#pragma once

#include <adwaita.h>
#include "tide-cockpit-model.h"

G_BEGIN_DECLS

#define TIDE_TYPE_COCKPIT_EFFECTS (tide_cockpit_effects_get_type ())
G_DECLARE_FINAL_TYPE (TideCockpitEffects, tide_cockpit_effects, TIDE, COCKPIT_EFFECTS, AdwBin)

GtkWidget *tide_cockpit_effects_new (void);
void tide_cockpit_effects_set_model (TideCockpitEffects *self, TideCockpitModel *model);

G_END_DECLS
