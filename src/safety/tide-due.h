/* tide-due.h: what is due of one patient: ratings by the schedules of the courses, screens, reviews, papers
 * that run out.
 *
 * A pure function of the history and the rules, of no clock: a row says from when until when something is
 * asked for, and whether it is overdue follows when it is read.  So what a save has computed stays right
 * until the next one.
 */
#pragma once

#include "tide-session-rules.h"

G_BEGIN_DECLS

typedef struct
{
  const TideHistory *history; /* arranged; the classes of tide_due_classes are enough */
  const TideSessionRules *rules;
  const TideThresholds *thresholds;
} TideDueCase;

/* (transfer full) (element-type TideDue), in the order of tide_due_compare (), none twice */
GPtrArray *tide_due_compute (const TideDueCase *self);

/* Of which classes a change can change what is due; NULL-terminated. */
extern const TideRecordClass *const tide_due_classes[];
gboolean tide_due_depends_on (const TideRecordClass *klass);

G_END_DECLS
