/* tide-drug-doubts.h: what speaks against a medicine that is being written down. */
#pragma once

#include "tide-form-dialog.h"

G_BEGIN_DECLS

/* Weighty doubts, saving asks for a reason: at "drug" for each pair that the rules call contraindicated, now
 * or from a planned day on, and for an allergy to it by name, brand or class; at "dose_mg_per_day" for a dose
 * above the maximum, or above what any drug is taken by. */
void tide_drug_doubts_report (TideFormDialog *dialog, const TideMedication *medication, TideDoubtFunc report,
                              gpointer data);
/* What the rules call it, cautions, and whether any rule knows it: a line each. NULL when there is nothing to
 * say (transfer full). */
char *tide_drug_doubts_dup_hint (TideFormDialog *dialog, const TideMedication *medication);

G_END_DECLS
