/* tide-drug-doubts.h: what a drug that is being written down does not go together with. */
#pragma once

#include "tide-form-dialog.h"

G_BEGIN_DECLS

/* A doubt at @field for each pair that the rules call contraindicated, weighty: saving asks for a reason. */
void tide_drug_doubts_report (TideFormDialog *dialog, const char *field, const char *drug,
                              TideDoubtFunc report, gpointer data);
/* Cautions, and whether any rule knows the drug: a line each. NULL when there is nothing to say (transfer
 * full).
 */
char *tide_drug_doubts_dup_hint (TideFormDialog *dialog, const char *drug);

G_END_DECLS
