/* fixture-comparison.h: rows of a made-up clinic, the same at every run, for drawings of the comparison. */
#pragma once

#include "tide-comparison.h"

G_BEGIN_DECLS

typedef struct
{
  GArray *rows; /* TideCohortRow */
  TideThresholds *thresholds;
  TideLibrary *library;
  TideInstrument *instrument; /* Y-BOCS */
  TideComparison *comparison;
} ComparisonFixture;

#define COMPARISON_FIXTURE_ARMS 7
/* @sizes: courses of ketamine, SSRI, CBT, SSRI + CBT, ketamine + SSRI, another antidepressant,
 * neuromodulation; all of them are compared */
void comparison_fixture_init (ComparisonFixture *self, const guint sizes[COMPARISON_FIXTURE_ARMS]);
void comparison_fixture_clear (ComparisonFixture *self);

G_END_DECLS
