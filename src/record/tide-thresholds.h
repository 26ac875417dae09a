/* tide-thresholds.h: numbers that a clinic may change, each with its source; handed down, never global. */
#pragma once

#include "tide-record.h"

G_BEGIN_DECLS

typedef struct
{
  /* "gap_days", "state_days", "carry_over_days", "therapy_window_days", "cgi_window_days" … */
  const char *rule;
  double value;
  const char *unit;
  const char *source; /* citation, "clinic convention", or who changed it and why */
} TideThreshold;

typedef struct _TideThresholds TideThresholds;
TideThresholds *tide_thresholds_new (void); /* the defaults */
void tide_thresholds_free (TideThresholds *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideThresholds, tide_thresholds_free)
const TideThreshold *tide_thresholds_lookup (const TideThresholds *self,
                                             const char *rule);            /* NULL: no such rule */
double tide_thresholds_get (const TideThresholds *self, const char *rule); /* aborts on an unknown rule */
void tide_thresholds_set (TideThresholds *self, const char *rule, double value, const char *source);
const TideThreshold *tide_thresholds_list (const TideThresholds *self, guint *n);

G_END_DECLS
