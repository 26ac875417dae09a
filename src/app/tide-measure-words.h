/* tide-measure-words.h: measured numbers as a person reads them, and how a weight went. */
#pragma once

#include "tide-history.h"

G_BEGIN_DECLS

/* "mmHg" for UCUM's "mm[Hg]", "°C" for "Cel" (transfer none). */
const char *tide_measure_get_unit_words (const TideMeasure *measure);
/* "72.4 kg" (transfer full). */
char *tide_measure_dup_words (const TideMeasure *measure, double value);

/* From the first weight to the last, as far as @history has two. */
typedef struct
{
  const TideMeasurement *first, *last;
  double change_kg, change_percent; /* of the first; positive: gained */
} TideWeightChange;
/* FALSE when there are not two. */
gboolean tide_weight_change_compute (const TideHistory *history, TideWeightChange *trend);
/* "+3.4 kg (+4.9 %) since 3 Jun 2025" (transfer full). */
char *tide_weight_change_dup_words (const TideWeightChange *trend);

G_END_DECLS
