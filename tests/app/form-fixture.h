/* form-fixture.h: a synthetic clinic with one patient in treatment, for the tests of the forms. */
#pragma once

#include "tide-clinic.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  TideClinic *clinic;
  gint64 patient_id, course_id, rater_id;
  gint64 last_id; /* the newest Y-BOCS */
  guint n_infusion_courses;
} FormFixture;

/* The patient of the form's picture: Tomáš Novák, five Y-BOCS from 27 to 19, CBT since 28 Jul 2025; now is 20
 * Nov 2025 11:05. */
void form_fixture_init (FormFixture *self);
void form_fixture_clear (FormFixture *self);
/* Another synthetic patient without history. */
gint64 form_fixture_add_patient (FormFixture *self, const char *mrn, const char *family, const char *given,
                                 const char *icd);
/* A ketamine course from 3 Nov 2025, the second time one of esketamine: of one agent only one runs. Its id.
 */
gint64 form_fixture_add_infusions (FormFixture *self);
gint64 form_fixture_add_goal (FormFixture *self); /* "To take the bus alone"; its id */
/* An allergy, medicines, five earlier treatments, goals, weights, events, a contact and a safety plan. */
void form_fixture_add_history (FormFixture *self);
gint64 form_fixture_add_alert (FormFixture *self); /* PHQ-9 item 9 = 2 today; the alert's id */

G_END_DECLS
