/* tide-chart-alerts-private.h: what the files of the chart's alerts share. */
#pragma once

#include "tide-chart-alerts.h"

G_BEGIN_DECLS

/* A new finding at @when in @list; subject and detail are taken. */
TideAlert *tide_chart_alert_add (GPtrArray *list, const TideSafetyCase *subject, const char *rule,
                                 TideLevel level, TideInstant when, char *word, char *detail);
/* "sodium#measurement-12" (transfer full) */
char *tide_chart_alert_dup_subject (const char *word, const TideRecordClass *klass, gint64 id);
/* A9, A10, A11 (tide-chart-ratings.c) */
void tide_chart_alerts_find_in_ratings (GPtrArray *list, const TideSafetyCase *subject);

G_END_DECLS
