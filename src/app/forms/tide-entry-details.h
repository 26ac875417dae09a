/* tide-entry-details.h: when, by whom and how a rating was done: the box beside every rating form. */
#pragma once

#include <gtk/gtk.h>
#include "tide-form-context.h"

G_BEGIN_DECLS

#define TIDE_TYPE_ENTRY_DETAILS (tide_entry_details_get_type ())
G_DECLARE_FINAL_TYPE (TideEntryDetails, tide_entry_details, TIDE, ENTRY_DETAILS, GtkWidget)
/* Signal "changed". */

/**
 * tide_entry_details_setup:
 * @context: must outlive the widget
 * @rater: who fills the scale in: SELF offers the patient as rater
 */
void tide_entry_details_setup (TideEntryDetails *self, const TideFormContext *context, TideRaterType rater);
void tide_entry_details_set (TideEntryDetails *self, TideInstant taken, gint64 rater_id, TideRaterType type,
                             int contact);
/* When; unknown while the text is no time. */
TideInstant tide_entry_details_get_taken (TideEntryDetails *self);
gint64 tide_entry_details_get_rater (TideEntryDetails *self);
TideRaterType tide_entry_details_get_rater_type (TideEntryDetails *self);
void tide_entry_details_set_rater_type (TideEntryDetails *self, TideRaterType type);
int tide_entry_details_get_contact (TideEntryDetails *self);
void tide_entry_details_set_place (TideEntryDetails *self, const char *words);
/* Shows the faults under the fields; TRUE when there is none. */
gboolean tide_entry_details_check (TideEntryDetails *self);
/* Puts the keyboard where the fault is: a save that was refused must not look like one that did nothing. */
void tide_entry_details_focus_fault (TideEntryDetails *self);
/* The first fault in words, NULL when there is none (transfer full). */
char *tide_entry_details_dup_fault (TideEntryDetails *self);
GtkEditable *tide_entry_details_get_done_editable (TideEntryDetails *self); /* for tests */
/* Adds a person to the staff and chooses her. */
gboolean tide_entry_details_add_person (TideEntryDetails *self, const char *name, int role, GError **error);

G_END_DECLS
