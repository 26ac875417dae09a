/* tide-today-row.h: one line of Today: who, what, how it stands, and the place where the work is done. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TIDE_TYPE_TODAY_ROW (tide_today_row_get_type ())
G_DECLARE_FINAL_TYPE (TideTodayRow, tide_today_row, TIDE, TODAY_ROW, GtkListBoxRow)

/* @key names what the row is about, so that the keyboard finds it again after a refresh: "alert 12". */
GtkWidget *tide_today_row_new (const char *key, gint64 patient_id);
/* The moment at the left of a session. */
void tide_today_row_set_time (TideTodayRow *self, const char *time);
/* @tint: (nullable): css class of the row's colour; @css: (nullable): of the icon itself */
void tide_today_row_set_icon (TideTodayRow *self, const char *icon_name, const char *css);
/* @name in bold before @what (nullable). */
void tide_today_row_set_title (TideTodayRow *self, const char *name, const char *what);
/* @word (nullable) stands first, bold, in the colour of @css; then @words. */
void tide_today_row_set_below (TideTodayRow *self, const char *word, const char *css, const char *words);
/* At the right: how it stands, in the colour of @css (nullable). */
void tide_today_row_set_standing (TideTodayRow *self, const char *words, const char *css);
/* The same as a pill with an icon. */
void tide_today_row_set_pill (TideTodayRow *self, const char *words, const char *icon_name, const char *css);
/* Before the arrow: a drawing that the words beside it say, too. (transfer floating) */
void tide_today_row_add_end (TideTodayRow *self, GtkWidget *widget);
/* The same over a bar, @done of 0 to 1. */
void tide_today_row_set_progress (TideTodayRow *self, const char *words, double done);
/**
 * tide_today_row_set_action:
 * @action: an action patient.*
 * @target: (transfer floating) (nullable)
 * @button: (nullable): what the button says; NULL: an arrow
 */
void tide_today_row_set_action (TideTodayRow *self, const char *action, GVariant *target, const char *button);
/* A second button, for what is done without opening anything; @action of the page gets the same target. */
void tide_today_row_set_mark (TideTodayRow *self, const char *action, const char *button,
                              const char *tooltip);

const char *tide_today_row_get_key (TideTodayRow *self);
gint64 tide_today_row_get_patient (TideTodayRow *self);
const char *tide_today_row_get_action (TideTodayRow *self);
GVariant *tide_today_row_get_target (TideTodayRow *self); /* (transfer none) (nullable) */

G_END_DECLS
