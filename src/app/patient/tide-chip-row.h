/* tide-chip-row.h: chips in one line, the rest behind "+n"; or wrapped on several lines. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TIDE_TYPE_CHIP_ROW (tide_chip_row_get_type ())
G_DECLARE_FINAL_TYPE (TideChipRow, tide_chip_row, TIDE, CHIP_ROW, GtkWidget)

void tide_chip_row_clear (TideChipRow *self);
/* @strong is bold; @text may be NULL. */
void tide_chip_row_add (TideChipRow *self, const char *strong, const char *text);
/* A chip that runs a detailed action name, "patient.show-stage(1)", when it is pressed; the chip itself
 * (transfer none). */
GtkWidget *tide_chip_row_add_action (TideChipRow *self, const char *strong, const char *text,
                                     const char *action, const char *tooltip);
void tide_chip_row_set_wrap (TideChipRow *self, gboolean wrap);

G_END_DECLS
