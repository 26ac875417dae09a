/* tide-threshold-words.h: the numbers of the rules as a person reads them: what each decides, in groups. */
#pragma once

#include "tide-session-rules.h"

G_BEGIN_DECLS

#define TIDE_N_THRESHOLD_GROUPS 8
const char *tide_threshold_group_get_label (guint group); /* translated: "Outcome of a course" */

/* What the number decides, translated: "No rating for so long is a gap"; @group: (out): where it is listed.
 * NULL: nobody has given it words. */
const char *tide_threshold_get_label (const char *rule, guint *group);
const char *tide_threshold_get_unit_label (const char *unit); /* translated: "days" of "d" */
/* "28 days", "0.6 mg/kg" (transfer full). */
char *tide_threshold_dup_value (double value, const char *unit);
/* "Systolic, red from" (transfer full). */
char *tide_limit_dup_label (const TideVitalsLimit *limit);

G_END_DECLS
