/* scale-check.h: one line of clinical.md section 2 as one call: answers typed as there, scores and words that
 * must come out. The words are a list "score=value", "score=value~" prorated, "score=!" invalid,
 * "score|partial", "set:band", "rule@level:subject"; all alerts must be named.
 */
#pragma once

#include "tide-instrument.h"

G_BEGIN_DECLS

TideLibrary *scale_library (void); /* one for the whole test program */
void scale_library_done (void);

void scale_check (const char *instrument_id, TideSex sex, const char *answers, const char *expected);

G_END_DECLS
