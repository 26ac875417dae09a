/* tide-effects-ongoing.h: unwanted effects that were not over when they were last written down: each is
 * carried to the next visit until somebody says that it is over (F39). */
#pragma once

#include <gtk/gtk.h>
#include "tide-history.h"

G_BEGIN_DECLS

#define TIDE_TYPE_EFFECTS_ONGOING (tide_effects_ongoing_get_type ())
G_DECLARE_FINAL_TYPE (TideEffectsOngoing, tide_effects_ongoing, TIDE, EFFECTS_ONGOING, GtkBox)
/* Signal "changed". Not visible while there is none. */

GtkWidget *tide_effects_ongoing_new (const TideHistory *history);
guint tide_effects_ongoing_get_n (TideEffectsOngoing *self);
/* Ticks one, as a person does. */
void tide_effects_ongoing_set_over (TideEffectsOngoing *self, guint at, gboolean over);
/* Those that are over, ended at @taken: the stored records changed (element-type TideAdverseEvent)
 * (transfer full). */
GPtrArray *tide_effects_ongoing_list_over (TideEffectsOngoing *self, TideInstant taken);
void tide_effects_ongoing_write_draft (TideEffectsOngoing *self, GKeyFile *file);
void tide_effects_ongoing_read_draft (TideEffectsOngoing *self, GKeyFile *file);

G_END_DECLS
