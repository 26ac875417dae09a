/* tide-cockpit-leaving.h: what must be so before the patient leaves, and how he left. */
#pragma once

#include <adwaita.h>
#include "tide-cockpit-model.h"

G_BEGIN_DECLS

#define TIDE_TYPE_COCKPIT_LEAVING (tide_cockpit_leaving_get_type ())
G_DECLARE_FINAL_TYPE (TideCockpitLeaving, tide_cockpit_leaving, TIDE, COCKPIT_LEAVING, AdwBin)

GtkWidget *tide_cockpit_leaving_new (void);
void tide_cockpit_leaving_set_model (TideCockpitLeaving *self, TideCockpitModel *model);
void tide_cockpit_leaving_tick (TideCockpitLeaving *self, const TideCockpitNow *now);
void tide_cockpit_leaving_focus (TideCockpitLeaving *self); /* the first that is open and can be answered */

G_END_DECLS
