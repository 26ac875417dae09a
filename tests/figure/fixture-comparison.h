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

/* @sizes: courses of ketamine, SSRI, CBT, SSRI + CBT */
void comparison_fixture_init (ComparisonFixture *self, const guint sizes[4]);
void comparison_fixture_clear (ComparisonFixture *self);

G_END_DECLS
