/* tide-death-doubts.h: what is recorded of a day after a death, told in every form. */
#pragma once

#include "tide-form-dialog.h"

G_BEGIN_DECLS

/* "This day lies after the death on 3 Mar 2026."; NULL when it does not (transfer full). */
char *tide_death_doubts_dup_words (const TideHistory *history, TideDate day);
/* Reports it at the field that holds the record's day; a day that is stored already is not asked about. */
void tide_death_doubts_report (TideFormDialog *dialog, TideDoubtFunc report, gpointer data);
/* Reports at @field, for a death on @day, what the chart has of later days. */
void tide_death_doubts_report_later (TideFormDialog *dialog, const char *field, TideDate day,
                                     TideDoubtFunc report, gpointer data);

G_END_DECLS
