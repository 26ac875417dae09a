/* tide-cockpit-vitals.h: the vital signs of the session as they come in. */
#pragma once

#include <adwaita.h>
#include "tide-cockpit-model.h"

G_BEGIN_DECLS

#define TIDE_TYPE_COCKPIT_VITALS (tide_cockpit_vitals_get_type ())
G_DECLARE_FINAL_TYPE (TideCockpitVitals, tide_cockpit_vitals, TIDE, COCKPIT_VITALS, AdwBin)

GtkWidget *tide_cockpit_vitals_new (void);
void tide_cockpit_vitals_set_model (TideCockpitVitals *self, TideCockpitModel *model);
void tide_cockpit_vitals_tick (TideCockpitVitals *self, const TideCockpitNow *now);
void tide_cockpit_vitals_focus (TideCockpitVitals *self);
/* What is said of the marked reading, or of the course of the pressure. */
const char *tide_cockpit_vitals_get_words (TideCockpitVitals *self);

G_END_DECLS
