/* tide-cockpit-start.h: the list before the dose: what is met, in short. */
#pragma once

#include <adwaita.h>
#include "tide-cockpit-model.h"

G_BEGIN_DECLS

#define TIDE_TYPE_COCKPIT_START (tide_cockpit_start_get_type ())
G_DECLARE_FINAL_TYPE (TideCockpitStart, tide_cockpit_start, TIDE, COCKPIT_START, AdwBin)

GtkWidget *tide_cockpit_start_new (void);
void tide_cockpit_start_set_model (TideCockpitStart *self, TideCockpitModel *model);

/* The sign of an item: icon, colour and word. */
const char *tide_start_item_get_icon (const TideStartItem *item);
const char *tide_start_item_get_css_class (const TideStartItem *item);
const char *tide_start_item_get_word (const TideStartItem *item);
/* "no escort, reason: … (A. Ferreira)" (transfer full) */
char *tide_start_item_dup_words (const TideStartItem *item, const TideHistory *history);

G_END_DECLS
