/* tide-record-rows.h: rows of boxed lists for courses, diagnoses, notes and the like. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Plain text, not markup; @subtitle may be NULL. */
GtkWidget *tide_record_row_new (const char *title, const char *subtitle);
/* A row whose words may be long: the whole text, wrapped. */
GtkWidget *tide_record_text_row_new (const char *head, const char *text);
/* An icon button at the end of a row that activates @action with an int64 (or two). @label is its accessible
 * name. */
void tide_record_row_add_button (GtkWidget *row, const char *icon, const char *label, const char *action,
                                 GVariant *target);
/* Replaces the rows of @group, which @rows lists; an empty list shows @empty as its only row. Both arrays
 * hold widgets not owned; @fresh is emptied. */
void tide_record_group_replace (AdwPreferencesGroup *group, GPtrArray *rows, GPtrArray *fresh,
                                const char *empty);

G_END_DECLS
