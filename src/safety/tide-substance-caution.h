/* tide-substance-caution.h: what to think of before prescribing: use of alcohol and drugs (F60), pain (F61).
 *
 * From the newest AUDIT-C and DAST-10 with the thresholds of their own files (rule A15), from coded diagnoses
 * and the screening, and from pain beside opioids.  No score is no clearance: what was not asked is listed
 * with TIDE_LEVEL_NONE. */
#pragma once

#include "tide-safety-rules.h"

G_BEGIN_DECLS

typedef struct
{
  const char *id;  /* "auditc", "dast10", "diagnosis", "history", "pain", "opioid" */
  TideLevel level; /* NONE: not asked yet */
  char *words;
  char *source; /* or NULL */
} TideSubstanceCaution;

/* (transfer full) (element-type TideSubstanceCaution) */
GPtrArray *tide_substance_caution_list (const TideSafetyCase *subject, TideDate day);

G_END_DECLS
