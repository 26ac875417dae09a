/* tide-cockpit-clock.h: the infusion clock with its buttons: start, pause, resume, stop. */
#pragma once

#include <adwaita.h>
#include "tide-cockpit-model.h"

G_BEGIN_DECLS

#define TIDE_TYPE_COCKPIT_CLOCK (tide_cockpit_clock_get_type ())
G_DECLARE_FINAL_TYPE (TideCockpitClock, tide_cockpit_clock, TIDE, COCKPIT_CLOCK, AdwBin)

GtkWidget *tide_cockpit_clock_new (void);
void tide_cockpit_clock_set_model (TideCockpitClock *self, TideCockpitModel *model);
void tide_cockpit_clock_tick (TideCockpitClock *self, const TideCockpitNow *now);
/* S was pressed once: a second one within three seconds stops. */
void tide_cockpit_clock_arm_stop (TideCockpitClock *self, gboolean armed);

G_END_DECLS
