/* outcome-check.h: what the outcome tests share: the library, a computed outcome, marks as letters. */
#pragma once

#include "fixture-builder.h"
#include "tide-outcome.h"

G_BEGIN_DECLS

TideLibrary *outcome_library (void);
TideInstrument *outcome_instrument (const char *id);
/* With the default thresholds, at 20 November 2025 unless @now is given (transfer full). */
TideOutcome *outcome_of (const TideHistory *history, const char *instrument_id, const char *now);
/* "CR": boxed letters in the order C R O D M, as the table prints them (transfer full). */
char *outcome_dup_letters (guint marks);
void outcome_assert_states (const TideOutcome *outcome, const char *const *codes);

G_END_DECLS
