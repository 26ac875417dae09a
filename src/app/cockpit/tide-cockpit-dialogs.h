/* tide-cockpit-dialogs.h: the forms of the cockpit: dose, drug register, acute effect, what else happened. */
#pragma once

#include <gtk/gtk.h>
#include "tide-cockpit-model.h"

G_BEGIN_DECLS

void tide_session_plan_dialog_present (GtkWindow *parent, const TideCockpitModel *model);
/* @use_id: 0 adds one. */
void tide_drug_use_dialog_present (GtkWindow *parent, const TideCockpitModel *model, gint64 use_id);
void tide_acute_effect_dialog_present (GtkWindow *parent, const TideCockpitModel *model, gint64 event_id);
void tide_session_entry_dialog_present (GtkWindow *parent, const TideCockpitModel *model, gint64 entry_id);

G_END_DECLS
