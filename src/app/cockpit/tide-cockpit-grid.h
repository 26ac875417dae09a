/* tide-cockpit-grid.h: what is read at each slot, typed cell by cell; each cell is saved before the cursor
 * moves on. */
#pragma once

#include <gtk/gtk.h>
#include "tide-cockpit-model.h"

G_BEGIN_DECLS

#define TIDE_TYPE_COCKPIT_GRID (tide_cockpit_grid_get_type ())
G_DECLARE_FINAL_TYPE (TideCockpitGrid, tide_cockpit_grid, TIDE, COCKPIT_GRID, GtkWidget)
/* Signal "saved": a cell was written. */

GtkWidget *tide_cockpit_grid_new (void);
/* NULL takes everything away. */
void tide_cockpit_grid_set_model (TideCockpitGrid *self, TideCockpitModel *model);
void tide_cockpit_grid_tick (TideCockpitGrid *self, const TideCockpitNow *now);

/* To the first empty cell of the slot that comes next. */
void tide_cockpit_grid_focus_next (TideCockpitGrid *self);
gboolean tide_cockpit_grid_has_focus (TideCockpitGrid *self);
/* A row for a reading between the slots; it is stored with its first cell. */
void tide_cockpit_grid_add_extra (TideCockpitGrid *self);
/* The row with the keyboard, else that of the next slot; NULL: none. (transfer none) */
TideObservation *tide_cockpit_grid_get_current (TideCockpitGrid *self);
/* Its slot in the grid, or NULL. */
const TideGridSlot *tide_cockpit_grid_get_current_slot (TideCockpitGrid *self);
/* Of the cell with the keyboard; FALSE and *error when it cannot be; FALSE alone when there is none. */
gboolean tide_cockpit_grid_mark_missed (TideCockpitGrid *self, const char *reason, GError **error);
gboolean tide_cockpit_grid_set_note (TideCockpitGrid *self, const char *note, GError **error);
/* What a key does in the cell that has the keyboard. */
gboolean tide_cockpit_grid_press (TideCockpitGrid *self, guint keyval, GdkModifierType modifiers);
/* Saves what is being typed; FALSE: it was refused and stands there with its reason. */
gboolean tide_cockpit_grid_commit (TideCockpitGrid *self);
const char *tide_cockpit_grid_get_fault (TideCockpitGrid *self); /* "" none */
/* For tests: what stands in a cell of a slot. */
const char *tide_cockpit_grid_get_text (TideCockpitGrid *self, const char *slot, TideCell cell);
gboolean tide_cockpit_grid_focus_cell (TideCockpitGrid *self, const char *slot, TideCell cell);

G_END_DECLS
