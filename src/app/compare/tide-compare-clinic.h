/* tide-compare-clinic.h: the comparison across the clinic as both of its views see it: what is asked, the
 * pass over all patients, and the result. */
#pragma once

#include <gio/gio.h>
#include "tide-clinic-cohort.h"
#include "tide-compare-words.h"

G_BEGIN_DECLS

#define TIDE_TYPE_COMPARE_CLINIC (tide_compare_clinic_get_type ())
G_DECLARE_FINAL_TYPE (TideCompareClinic, tide_compare_clinic, TIDE, COMPARE_CLINIC, GObject)
/* Signals: "changed": another result, or none; "progress". Both views of a page share one. */

TideCompareClinic *tide_compare_clinic_new (TideClinic *clinic);
TideClinic *tide_compare_clinic_get_clinic (TideCompareClinic *self);
/* Begins the first pass, once a view is seen. */
void tide_compare_clinic_wake (TideCompareClinic *self);
void tide_compare_clinic_cancel (TideCompareClinic *self);
void tide_compare_clinic_restart (TideCompareClinic *self);
/* 0 to 1 while a pass runs; below 0: none does. */
double tide_compare_clinic_get_progress (TideCompareClinic *self);
const GError *tide_compare_clinic_get_error (TideCompareClinic *self); /* of the last pass, NULL none */

const TideComparisonDefinition *tide_compare_clinic_get_definition (TideCompareClinic *self);
/* Another filter, arm or period reads the rows that are there; another scale or rule runs a new pass. */
void tide_compare_clinic_set_definition (TideCompareClinic *self, const TideComparisonDefinition *definition);
/* Rules of a file anywhere.  FALSE, and nothing is changed, when it is wrong or does not name the scale. */
gboolean tide_compare_clinic_open_rules (TideCompareClinic *self, const char *path, GError **error);
/* Reads the file of the rules again where they are not shipped: another text runs a new pass, one that is
 * refused takes the result away and says why. */
void tide_compare_clinic_check_rules (TideCompareClinic *self);
const TideComparison *tide_compare_clinic_get_comparison (TideCompareClinic *self); /* NULL: none yet */
const TideSheet *tide_compare_clinic_get_sheet (TideCompareClinic *self);           /* the same */

G_END_DECLS
