/* tide-safety-case.h: what safety's rules read, put together for pages and forms. */
#pragma once

#include "tide-adequacy.h"
#include "tide-clinic.h"
#include "tide-safety-rules.h"

G_BEGIN_DECLS

/* The shipped rules, read once for each clinic that is open (transfer none). */
const TideSafetyRules *tide_desk_get_rules (TideClinic *clinic);

typedef struct
{
  TideSafetyCase subject;
  TideThresholds *thresholds; /* owned */
} TideDeskCase;

/* @history must outlive it. */
void tide_desk_case_init (TideDeskCase *self, TideClinic *clinic, const TideHistory *history);
void tide_desk_case_clear (TideDeskCase *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TideDeskCase, tide_desk_case_clear)

G_END_DECLS
