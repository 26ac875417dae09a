/* tide-sort.h: numbers put in order in a time that grows with their count alone. */
#pragma once

#include "tide-survival.h"

G_BEGIN_DECLS

/* From the smallest; none may be NAN. */
void tide_sort_numbers (double *values, gsize n);
/* By time, which is finite; those of one time stay in the order in which they came. */
void tide_sort_samples (TideSurvivalSample *samples, gsize n);

G_END_DECLS
