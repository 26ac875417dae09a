/* tide-stage.h: how resistant an illness is, from the trials that were adequate and failed, with the
 * evidence.
 *
 * clinical.md 4.4: Pallanti and Quercioli 2006 for OCD, the Maudsley Staging Method (Fekadu 2009) and the
 * count of the Antidepressant Treatment History Form (Sackeim 2019) for depression.  A stage is never shown
 * without the trials behind it; what is not known is listed, and a clinician's override stands beside the
 * computed one.
 */
#pragma once

#include "tide-adequacy.h"

G_BEGIN_DECLS

typedef enum
{
  TIDE_SCHEME_UNKNOWN,
  TIDE_SCHEME_PALLANTI, /* 0 (none) to 10 */
  TIDE_SCHEME_MAUDSLEY, /* 3 to 15 */
  TIDE_SCHEME_ATHF,     /* a count */
  TIDE_N_SCHEMES
} TideScheme; /* index into tide_stage_scheme_codes and tide_stage_scheme_get_label () */

typedef struct
{
  const TideTrialVerdict *trial; /* of the list that was handed in */
  gboolean counted;
  char *why; /* translated: "adequate and failed: an SSRI", "not adequate", "not in this episode" */
} TideStageEvidence;

typedef struct
{
  TideScheme scheme;
  gint64 computed;            /* TIDE_INTEGER_UNKNOWN: cannot be said yet */
  gint64 lowest, highest;     /* what it is at least, and could at most be with what is missing; both
                                 TIDE_INTEGER_UNKNOWN while the Maudsley method has no failed drug */
  char *words;                /* "Stage IV: three SSRIs plus CBT", "10 of 15, moderate" */
  GPtrArray *parts;           /* (utf8) how the number came: "duration 30 months: 3" */
  GPtrArray *evidence;        /* TideStageEvidence, in the order of the list */
  GPtrArray *missing;         /* (utf8) what is missing to decide */
  const TideStaging *staging; /* the newest of this scheme, or NULL */
  gint64 override_stage;      /* TIDE_INTEGER_UNKNOWN: none */
  gint64 stage;               /* the override, else the computed one */
  gint64 confidence;          /* ATHF, 1-5, TIDE_INTEGER_UNKNOWN */
  const char *source;
} TideStage;

/**
 * tide_stage_compute:
 * @list: judged with the scheme's preset (tide_scheme_get_preset ()); it must outlive the result
 *
 * Returns: (transfer full): never NULL
 */
TideStage *tide_stage_compute (const TideSafetyCase *subject, TideScheme scheme,
                               const TideAdequacyList *list);
void tide_stage_free (TideStage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideStage, tide_stage_free)
/* The preset by which trials are judged for @scheme. */
TidePreset tide_scheme_get_preset (const TideSafetyCase *subject, TideScheme scheme);
/* Pallanti for OCD, Maudsley for depression; UNKNOWN for others and NULL. */
TideScheme tide_scheme_for_condition (const char *condition);
/* The scheme for the primary diagnosis: Pallanti for OCD, Maudsley for depression; UNKNOWN for others. */
TideScheme tide_scheme_for (const TideSafetyCase *subject);
/* "3-6 mild", "7-10 moderate", "11-15 severe" (Fekadu 2009); NULL outside. */
const char *tide_stage_get_maudsley_band (gint64 total);

G_END_DECLS
