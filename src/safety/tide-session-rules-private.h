/* tide-session-rules-private.h: the inside of TideSessionRules, for its reader. */
#pragma once

#include "tide-safety-private.h"
#include "tide-session-rules.h"

G_BEGIN_DECLS

struct _TideSessionRules
{
  GPtrArray *grids;  /* TideGrid */
  GPtrArray *limits; /* TideVitalsLimit */
  TideDischargeLimits discharge;
  TideRecheckTimes recheck;
  GPtrArray *schedules; /* TideScheduleDefault */
  GPtrArray *questions; /* TideStartQuestion: tide-start-list.h */
  GHashTable *off;      /* id of a question → why it is not asked */
};

/* (transfer full); NULL with the fault */
GPtrArray *tide_session_rules_parse_grids (const TideXmlNode *root, GError **error);
GPtrArray *tide_session_rules_parse_vitals (const TideXmlNode *root, TideDischargeLimits *discharge,
                                            TideRecheckTimes *recheck, GError **error);
GPtrArray *tide_session_rules_parse_schedules (const TideXmlNode *root, GError **error);

G_END_DECLS
