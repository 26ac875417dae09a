/* tide-assessment-form.h: one scale, new or amended, as a whole page. */
#pragma once

#include "tide-rating-form.h"

G_BEGIN_DECLS

#define TIDE_TYPE_ASSESSMENT_FORM (tide_assessment_form_get_type ())
G_DECLARE_FINAL_TYPE (TideAssessmentForm, tide_assessment_form, TIDE, ASSESSMENT_FORM, TideRatingForm)
/* Signal "closed" (gboolean saved, char *message). */

/**
 * tide_assessment_form_new:
 * @amend_id: the assessment to amend, 0 for a new one
 *
 * Returns: (nullable): NULL, with a warning in words on the log, when patient, scale or assessment cannot be
 * read.
 */
GtkWidget *tide_assessment_form_new (TideClinic *clinic, gint64 patient_id, const char *instrument_id,
                                     gint64 amend_id);
/* Writes the draft now: before the clinic is locked. */
void tide_assessment_form_save_draft (TideAssessmentForm *self);
/* It is taken at a slot of this session; of a new rating, before it is saved. */
void tide_assessment_form_set_session (TideAssessmentForm *self, gint64 session_id);

/* As the page's own key controller: digits, −, Backspace … TRUE when the key was taken. */
gboolean tide_assessment_form_press (TideAssessmentForm *self, guint keyval, GdkModifierType modifiers);
void tide_assessment_form_set_total_only (TideAssessmentForm *self, gboolean total_only);
const char *tide_assessment_form_get_total_words (TideAssessmentForm *self); /* "9 so far, of 40" */
const char *tide_assessment_form_get_state_words (TideAssessmentForm *self);
GtkEditable *tide_assessment_form_get_total_editable (TideAssessmentForm *self);

G_END_DECLS
