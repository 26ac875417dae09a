/* tide-total-card.h: types a total alone, for an old chart whose answers are not known. */
#pragma once

#include <gtk/gtk.h>
#include "tide-instrument.h"

G_BEGIN_DECLS

#define TIDE_TYPE_TOTAL_CARD (tide_total_card_get_type ())
G_DECLARE_FINAL_TYPE (TideTotalCard, tide_total_card, TIDE, TOTAL_CARD, GtkWidget)
/* Signal "changed". */

GtkWidget *tide_total_card_new (TideInstrument *instrument);
/* NAN while the text is no total; *fault says why (transfer full), also when nothing is typed yet. */
double tide_total_card_get_total (TideTotalCard *self, char **fault);
void tide_total_card_set_total (TideTotalCard *self, double total);
GtkEditable *tide_total_card_get_editable (TideTotalCard *self);

G_END_DECLS
