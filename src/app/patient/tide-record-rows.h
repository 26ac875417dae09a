/* tide-record-rows.h: rows of boxed lists for courses, diagnoses, notes and the like. */
#pragma once

#include <adwaita.h>
#include "tide-record.h"

G_BEGIN_DECLS

/* A row with title and subtitle as plain text; @subtitle may be NULL. */
GtkWidget *tide_record_row_new (const char *title, const char *subtitle);
/* As above for text that may be long: it wraps and is shown in full. */
GtkWidget *tide_record_text_row_new (const char *head, const char *text);
/* An icon button at the end: runs @action with @target (taken when floating). */
void tide_record_row_add_button (GtkWidget *row, const char *icon, const char *label, const char *action,
                                 GVariant *target);
/* An icon before the title, with the words that it stands for. */
void tide_record_row_add_icon (GtkWidget *row, const char *icon, const char *words, const char *css_class);

/**
 * tide_record_row_bind:
 * @edit: (nullable): the action that opens @record by its id
 *
 * Makes an action row that of a record: Enter and a click edit it, Delete asks to mark it as entered in
 * error, and both stand in a menu at its end, which Shift+F10, the menu key and the second mouse button open
 * too.
 *
 * Returns: (transfer none): the menu, for what else can be done
 */
GMenu *tide_record_row_bind (GtkWidget *row, gconstpointer record, const char *edit);
/* Another entry at the top of the menu; @target is taken when floating. */
void tide_record_row_add_deed (GMenu *menu, const char *label, const char *action, GVariant *target);
/* Enter and a click run @action with @target (taken when floating). */
void tide_record_row_set_action (GtkWidget *row, const char *action, GVariant *target);

/* Puts @fresh (emptied; rows not yet in a widget) in the place of @rows, which remembers them; with none, a
 * row that says @empty.  The keyboard stays on the row of the same record, or at the same place. */
void tide_record_group_replace (AdwPreferencesGroup *group, GPtrArray *rows, GPtrArray *fresh,
                                const char *empty);

G_END_DECLS
