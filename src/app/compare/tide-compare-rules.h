/* tide-compare-rules.h: by which rules the states of the compared courses are named: those of each course's
 * condition, shipped presets, the clinic's own files, or any file. */
#pragma once

#include <gtk/gtk.h>
#include "tide-compare-clinic.h"

G_BEGIN_DECLS

#define TIDE_TYPE_COMPARE_RULES (tide_compare_rules_get_type ())
G_DECLARE_FINAL_TYPE (TideCompareRules, tide_compare_rules, TIDE, COMPARE_RULES, GtkBox)

GtkWidget *tide_compare_rules_new (TideCompareClinic *model);
/* Reads the clinic's folder again and shows what the model's question says. */
void tide_compare_rules_refresh (TideCompareRules *self);
/* Those of each course's condition. */
void tide_compare_rules_reset (TideCompareRules *self);
/* The id of the rules that are chosen; "" those of each course's condition. */
const char *tide_compare_rules_get_id (TideCompareRules *self);
/* (element-type TideCriteria): what an id may mean beside the shipped ones. */
const GPtrArray *tide_compare_rules_get_own (TideCompareRules *self);

G_END_DECLS
