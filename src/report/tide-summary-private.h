/* tide-summary-private.h: the parts of the progress summary, each a block.  Private to the report room. */
#pragma once

#include "tide-report-private.h"

G_BEGIN_DECLS

/* What every part reads. */
typedef struct
{
  const TideSummaryData *data;
  TideInstrument *instrument; /* of the timeline */
  TideTimelineModel *model;
  const TideOutcome *outcome;
  PangoContext *context;
} TideSummary;

TideBlock *tide_summary_letterhead (const TideSummary *self);
TideBlock *tide_summary_identifiers (const TideSummary *self);
TideBlock *tide_summary_identity_line (const TideSummary *self); /* opens every page after the first */
TideBlock *tide_summary_diagnoses (const TideSummary *self);
TideBlock *tide_summary_facts (const TideSummary *self);
TideBlock *tide_summary_scores (const TideSummary *self);       /* a table, or NULL without ratings */
TideBlock *tide_summary_courses (const TideSummary *self);      /* a table, or NULL without courses */
TideBlock *tide_summary_courses_note (const TideSummary *self); /* what the marks and states mean */
TideBlock *tide_summary_alert (const TideSummary *self, const TideAlert *alert);
TideBlock *tide_summary_signature (const TideSummary *self);

/* Whether a rating lies in the span that is printed. */
gboolean tide_summary_in_span (const TideSummary *self, gint64 utc);

/* "−16", "0", "3": U+2212, no plus. @decimals 0 or 1. (transfer full) */
char *tide_summary_points (double value, guint decimals);
char *tide_summary_date_of (gint64 utc); /* ISO day by the local clock (transfer full) */

G_END_DECLS
