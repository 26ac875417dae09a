/* tide-gate-row.h: one criterion for leaving: met, not met or not known; some are answered here by y or n. */
#pragma once

#include <gtk/gtk.h>
#include "tide-discharge.h"

G_BEGIN_DECLS

#define TIDE_TYPE_GATE_ROW (tide_gate_row_get_type ())
G_DECLARE_FINAL_TYPE (TideGateRow, tide_gate_row, TIDE, GATE_ROW, GtkWidget)
/* Signal "answered" (int code of tide_yes_no_codes). */

/* @asked: it is answered here. */
GtkWidget *tide_gate_row_new (const char *id, gboolean asked);
const char *tide_gate_row_get_id (TideGateRow *self);
void tide_gate_row_set (TideGateRow *self, const TideGateCriterion *criterion, const char *detail);
void tide_gate_row_set_open (TideGateRow *self, gboolean open); /* whether it can be answered now */
gboolean tide_gate_row_press (TideGateRow *self, guint keyval);

G_END_DECLS
