/* tide-today-section.h: one list of Today: heading, count, a hint, and its first rows. */
#pragma once

#include "tide-today-row.h"

G_BEGIN_DECLS

#define TIDE_TYPE_TODAY_SECTION (tide_today_section_get_type ())
G_DECLARE_FINAL_TYPE (TideTodaySection, tide_today_section, TIDE, TODAY_SECTION, GtkBox)
/* Signals: "open" (TideTodayRow, gboolean chart): a row was chosen; "leave" (GtkDirectionType): the arrow
 * keys went past an end; "more": more rows are asked for; "elsewhere"; "retry". */

GtkWidget *tide_today_section_new (const char *title);
/* Takes the rows away. @n: how many there are in all; @hint stands right of the heading; @empty is the one
 * line when there is nothing. How many rows it wants is returned: the caller appends those. */
guint tide_today_section_begin (TideTodaySection *self, guint n, const char *hint, const char *empty);
void tide_today_section_append (TideTodaySection *self, GtkWidget *row);
void tide_today_section_end (TideTodaySection *self); /* "Show all 23" */
/* A last line, after end(): what stands elsewhere; choosing it emits "elsewhere". */
void tide_today_section_add_elsewhere (TideTodaySection *self, const char *words);
/* Two last lines, after end(): why the list may be wrong (where there are rows; else it is the empty line),
 * and
 * @action, which emits "retry". */
void tide_today_section_add_retry (TideTodaySection *self, const char *words, const char *action);
guint tide_today_section_get_n (TideTodaySection *self);
/* The row with the keyboard: its place, and its key; -1: none. */
int tide_today_section_find_focus (TideTodaySection *self, const char **key);
/* Gives the keyboard to the row with @key; FALSE: it is not there. */
gboolean tide_today_section_focus_key (TideTodaySection *self, const char *key);
/* The row at @at, or the last before it; FALSE when there is none that can be opened. */
gboolean tide_today_section_focus_at (TideTodaySection *self, int at);
TideTodayRow *tide_today_section_get_row (TideTodaySection *self, guint at); /* NULL: none */

G_END_DECLS
