/* tide-compare-card.h: one figure of the comparison across the clinic on a card: title, its switches, the
 * drawing whose points can be walked, and its table twin. */
#pragma once

#include <gtk/gtk.h>
#include "tide-compare-figure.h"

G_BEGIN_DECLS

#define TIDE_TYPE_COMPARE_CHART (tide_compare_chart_get_type ())
G_DECLARE_FINAL_TYPE (TideCompareChart, tide_compare_chart, TIDE, COMPARE_CHART, GtkWidget)

#define TIDE_TYPE_COMPARE_CARD (tide_compare_card_get_type ())
G_DECLARE_FINAL_TYPE (TideCompareCard, tide_compare_card, TIDE, COMPARE_CARD, GtkBox)

GtkWidget *tide_compare_card_new (TideCompareDrawing drawing);
/* @comparison is borrowed until the next call; NULL empties it. */
void tide_compare_card_set (TideCompareCard *self, const TideComparison *comparison);
void tide_compare_card_set_table (TideCompareCard *self, gboolean table);
/* The switches stand under the title, for large text and small windows. */
void tide_compare_card_set_narrow (TideCompareCard *self, gboolean narrow);
TideCompareOptions tide_compare_card_get_options (TideCompareCard *self);
TideCompareChart *tide_compare_card_get_chart (TideCompareCard *self);

/* (nullable): borrowed */
void tide_compare_chart_set (TideCompareChart *self, const TideComparison *comparison,
                             const TideCompareOptions *options);
const char *tide_compare_chart_get_words (TideCompareChart *self); /* of what is pointed at; NULL nothing */
gboolean tide_compare_chart_get_place (TideCompareChart *self, double *x, double *y);

G_END_DECLS
