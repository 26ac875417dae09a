/* tide-date-entry.h: a day, or a day with its time, typed or picked from a calendar. */
#pragma once

#include <gtk/gtk.h>
#include "tide-time.h"

G_BEGIN_DECLS

#define TIDE_TYPE_DATE_ENTRY (tide_date_entry_get_type ())
G_DECLARE_FINAL_TYPE (TideDateEntry, tide_date_entry, TIDE, DATE_ENTRY, GtkWidget)
/* Signals: "changed"; "activate" (Enter). Property "with-time". */

GtkWidget *tide_date_entry_new (gboolean with_time);
GtkEditable *tide_date_entry_get_editable (TideDateEntry *self);         /* (transfer none) */
void tide_date_entry_set_label (TideDateEntry *self, const char *label); /* the accessible name */
void tide_date_entry_set_date (TideDateEntry *self, TideDate date);
void tide_date_entry_set_instant (TideDateEntry *self, TideInstant instant);
/* FALSE and a sentence when the text is no date; an empty text is TIDE_DATE_UNKNOWN. */
gboolean tide_date_entry_read_date (TideDateEntry *self, TideDate *date, char **fault);
gboolean tide_date_entry_read_instant (TideDateEntry *self, TideInstant *instant, char **fault);

G_END_DECLS
