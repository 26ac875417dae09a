/* tide-draft-box.h: the drafts of a patient, one line each: what, when, how far, what it says about suicide.
 */
#pragma once

#include <gtk/gtk.h>
#include "tide-patient-model.h"

G_BEGIN_DECLS

#define TIDE_TYPE_DRAFT_BOX (tide_draft_box_get_type ())
G_DECLARE_FINAL_TYPE (TideDraftBox, tide_draft_box, TIDE, DRAFT_BOX, GtkBox)
/* Its buttons use the actions patient.rate-with, patient.new-visit and those that open dialogs. */

/* NULL empties it; without a draft it is not shown. */
void tide_draft_box_set_model (TideDraftBox *self, TidePatientModel *model);
/* Reads the drafts again: forms keep and drop them without a word to the page. */
void tide_draft_box_refresh (TideDraftBox *self);
/* Without asking: what the question does once answered. */
void tide_draft_box_discard (TideDraftBox *self, const char *kind);

G_END_DECLS
