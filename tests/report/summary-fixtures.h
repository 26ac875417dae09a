/* summary-fixtures.h: synthetic patients that press on one part of the progress summary each: too many
 * scales, courses or alerts, too long a text, nothing at all.  Shared by the tests and by draw-summaries. */
#pragma once

#include "tide-report.h"

G_BEGIN_DECLS

typedef struct
{
  TideLibrary *library;
  TideThresholds *thresholds;
  TideHistory *history;
  TideSummaryData data; /* points into the others */
} SummaryCase;

/* The names of every case, NULL at the end: "lindqvist", "crowded", "no-rating" … */
extern const char *const summary_case_names[];
/* Aborts on an unknown name. (transfer full) */
SummaryCase *summary_case_new (const char *name);
void summary_case_free (SummaryCase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SummaryCase, summary_case_free)

G_END_DECLS
