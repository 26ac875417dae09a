/* tide-cockpit-prepare.h: the questions before the dose, answered by one key each and saved at once. */
#pragma once

#include <adwaita.h>
#include "tide-cockpit-model.h"

G_BEGIN_DECLS

#define TIDE_TYPE_COCKPIT_PREPARE (tide_cockpit_prepare_get_type ())
G_DECLARE_FINAL_TYPE (TideCockpitPrepare, tide_cockpit_prepare, TIDE, COCKPIT_PREPARE, AdwBin)

GtkWidget *tide_cockpit_prepare_new (void);
void tide_cockpit_prepare_set_model (TideCockpitPrepare *self, TideCockpitModel *model);
void tide_cockpit_prepare_focus (TideCockpitPrepare *self); /* the first that is open */
/* Saves words that are being typed. */
void tide_cockpit_prepare_commit (TideCockpitPrepare *self);
/* For tests: the field of an item, or NULL. */
GtkWidget *tide_cockpit_prepare_get_field (TideCockpitPrepare *self, const char *id);

G_END_DECLS
