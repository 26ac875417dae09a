/* tide-visit-form.h: a whole visit: the battery of the patient's condition, one date, one rater, one save. */
#pragma once

#include "tide-effects-box.h"
#include "tide-rating-form.h"

G_BEGIN_DECLS

#define TIDE_TYPE_VISIT_FORM (tide_visit_form_get_type ())
G_DECLARE_FINAL_TYPE (TideVisitForm, tide_visit_form, TIDE, VISIT_FORM, TideRatingForm)
/* Signal "closed" (gboolean saved, char *message). */

/* NULL, with a message on the log, when the patient cannot be read or the battery has no part. */
GtkWidget *tide_visit_form_new (TideClinic *clinic, gint64 patient_id);
void tide_visit_form_save_draft (TideVisitForm *self);
gboolean tide_visit_form_press (TideVisitForm *self, guint keyval, GdkModifierType modifiers);
GtkTextBuffer *tide_visit_form_get_note (TideVisitForm *self); /* NULL when the battery has no note */
TideEffectsBox *tide_visit_form_get_effects (TideVisitForm *self);

G_END_DECLS
