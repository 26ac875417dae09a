/* tide-assessment-cells.h: the columns of the table of assessments. */
#pragma once

#include "tide-table.h"

G_BEGIN_DECLS

/* Date, instrument, total, change, percent, state, rater, flags; the items are TideRecordItem. */
extern const TideColumnInfo tide_assessment_columns[];
extern const int tide_assessment_narrow_widths[]; /* px at 100 % text, same order */
extern const int tide_assessment_compact_widths[];
#define TIDE_N_ASSESSMENT_COLUMNS 8

/* Sets whether times, bands and words of flags are left out for a narrow window (data of the columns). */
typedef struct
{
  gboolean narrow;
  gboolean compact; /* a window just wide enough for the list beside it: no clock, no rater */
} TideAssessmentCellData;

G_END_DECLS
