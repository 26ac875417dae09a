/* tide-today-rows.h: the rows of Today's lists, in words, with the action that each one opens. */
#pragma once

#include "tide-clinic-day.h"
#include "tide-today-row.h"

G_BEGIN_DECLS

/* What rows are made from; patients are read once a refresh. */
typedef struct
{
  TideClinic *clinic;
  const TideDay *day;
  GHashTable *patients; /* gint64 → TidePatient */
  TideThresholds *thresholds;
} TideTodayRows;

TideTodayRows *tide_today_rows_new (TideClinic *clinic, const TideDay *day);
void tide_today_rows_free (TideTodayRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideTodayRows, tide_today_rows_free)

/* Each returns a TideTodayRow (transfer floating). */
GtkWidget *tide_today_rows_make_alert (TideTodayRows *self, const GPtrArray *group);
GtkWidget *tide_today_rows_make_session (TideTodayRows *self, const TideDaySession *session);
GtkWidget *tide_today_rows_make_report (TideTodayRows *self, const TideAssessmentData *report);
GtkWidget *tide_today_rows_make_rating (TideTodayRows *self, const TideDue *due);
GtkWidget *tide_today_rows_make_paper (TideTodayRows *self, const TideDue *due);
GtkWidget *tide_today_rows_make_off_track (TideTodayRows *self, const TideOffTrack *off);
GtkWidget *tide_today_rows_make_fading (TideTodayRows *self, const TideFading *fading);
GtkWidget *tide_today_rows_make_review (TideTodayRows *self, const TideDue *due);

/* "2 red · 3 amber", "2 done · 1 running"; "" (transfer full). */
char *tide_today_rows_dup_alert_hint (const TideDay *day);
char *tide_today_rows_dup_session_hint (const TideDay *day);
char *tide_today_rows_dup_rating_hint (const TideDay *day);
char *tide_today_rows_dup_off_track_hint (const TideDay *day);
/* Why nobody stands there (transfer full). */
char *tide_today_rows_dup_no_off_track (const TideDay *day);

/* "open 1 h 50 min", "open 3 days": how long an alert has waited at @now (transfer full). */
char *tide_today_dup_age (TideInstant raised, TideInstant now);

G_END_DECLS
