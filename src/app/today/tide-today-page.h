/* tide-today-page.h: the morning list: what the day asks, of the person at the desk or of the whole clinic.
 */
#pragma once

#include <adwaita.h>
#include "tide-clinic.h"
#include "tide-today-section.h"

G_BEGIN_DECLS

#define TIDE_TYPE_TODAY_PAGE (tide_today_page_get_type ())
G_DECLARE_FINAL_TYPE (TideTodayPage, tide_today_page, TIDE, TODAY_PAGE, AdwBin)
/* Signals: "open" (gint64 patient_id, const char *action, GVariant *target): the place where the work is done
 * is asked for; action NULL: the chart.  "counted": another number of open alerts. */

/* NULL empties the page. Follows the clinic's "changed", and midnight. */
void tide_today_page_set_clinic (TideTodayPage *self, TideClinic *clinic);
/* The row that was opened last, or the one in its place; else the first. */
void tide_today_page_focus (TideTodayPage *self);
void tide_today_page_focus_next (TideTodayPage *self); /* the next list that has rows */
void tide_today_page_refresh (TideTodayPage *self);    /* now, instead of in a moment */
guint tide_today_page_get_n_alerts (TideTodayPage *self);
gboolean tide_today_page_has_red (TideTodayPage *self);

typedef enum
{
  TIDE_TODAY_ALERTS,
  TIDE_TODAY_SESSIONS,
  TIDE_TODAY_REPORTS,
  TIDE_TODAY_RATINGS,
  TIDE_TODAY_FADING,
  TIDE_TODAY_OFF_TRACK,
  TIDE_TODAY_PAPERS,
  TIDE_TODAY_REVIEWS,
  TIDE_N_TODAY_SECTIONS
} TideTodayList;
TideTodaySection *tide_today_page_get_section (TideTodayPage *self, TideTodayList which);

G_END_DECLS
