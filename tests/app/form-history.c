/* form-history.c: a synthetic treatment history for the tests and pictures of the History tab: three SSRIs
 * and a therapy that were adequate and failed, one trial that was stopped early. */

#include "form-fixture.h"

static void
save (FormFixture *self, gpointer record)
{
  g_autoptr (GError) error = NULL;

  tide_clinic_save (self->clinic, record, &error);
  g_assert_no_error (error);
}

static void
add_drug_trial (FormFixture *self, const char *agent, TideDate from, double mg, double weeks, double at_dose,
                int response, double fall, int adherence, const char *stop_reason)
{
  g_autoptr (TideTrial) trial = tide_trial_new ();

  trial->patient_id = self->patient_id;
  trial->arm = TIDE_ARM_SSRI;
  tide_record_set_text (&trial->agent, agent);
  trial->started_on = from;
  trial->dose_mg_per_day = mg;
  trial->weeks = weeks;
  trial->weeks_at_dose = at_dose;
  trial->response = response;
  trial->percent_fall = fall;
  trial->adherence = adherence;
  trial->stop_reason = tide_code_from_text (tide_end_reason_codes, stop_reason);
  save (self, trial);
}

static void
add_trials (FormFixture *self)
{
  g_autoptr (TideTrial) therapy = tide_trial_new ();

  add_drug_trial (self, "sertraline", tide_date_from_ymd (2021, 2, 1), 200, 14, 8, 1, 9, 1, "no_response");
  add_drug_trial (self, "fluoxetine", tide_date_from_ymd (2021, 9, 1), 60, 16, 10, 1, 12, 1, "no_response");
  add_drug_trial (self, "escitalopram", tide_date_from_ymd (2022, 3, 1), 20, 12, 9, 1, 4, 1, "no_response");
  add_drug_trial (self, "clomipramine", tide_date_from_ymd (2023, 1, 9), 75, 5, 2, 0, 0. / 0., 2,
                  "side_effects");
  therapy->patient_id = self->patient_id;
  therapy->arm = TIDE_ARM_CBT;
  tide_record_set_text (&therapy->agent, "ERP");
  therapy->started_on = tide_date_from_ymd (2022, 8, 1);
  therapy->sessions = 16;
  therapy->exposure_sessions = 12;
  therapy->hours = 20;
  therapy->response = 1;
  therapy->percent_fall = 15;
  therapy->adherence = 1;
  save (self, therapy);
}

static void
add_medicine (FormFixture *self, const char *drug, double mg, gboolean as_needed, int purpose, TideDate from,
              TideDate until)
{
  g_autoptr (TideMedication) medicine = tide_medication_new ();

  medicine->patient_id = self->patient_id;
  tide_record_set_text (&medicine->drug, drug);
  medicine->dose_mg_per_day = mg;
  medicine->as_needed = as_needed;
  medicine->purpose = purpose;
  medicine->started_on = from;
  medicine->ended_on = until;
  save (self, medicine);
}

static void
add_measurement (FormFixture *self, const char *id, double value, TideDate day)
{
  g_autoptr (TideMeasurement) m = tide_measurement_new ();
  const TideMeasure *measure = tide_measure_find (id);

  m->patient_id = self->patient_id;
  tide_record_set_text (&m->loinc, measure->loinc);
  tide_record_set_text (&m->unit, measure->unit);
  m->value = value;
  m->taken = tide_instant_from_date (day);
  save (self, m);
}

static void
add_goals (FormFixture *self)
{
  static const gint64 values[] = { 1, 2, 4 };
  gint64 goal_id = form_fixture_add_goal (self);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (TideGoalRating) rating = tide_goal_rating_new ();

      rating->patient_id = self->patient_id;
      rating->goal_id = goal_id;
      rating->value = values[i];
      rating->taken = tide_instant_from_date (tide_date_from_ymd (2025, 8 + (int) i, 14));
      save (self, rating);
    }
}

static void
add_event (FormFixture *self, const char *kind, const char *label, TideDate day)
{
  g_autoptr (TideEvent) event = tide_event_new ();

  event->patient_id = self->patient_id;
  event->kind = tide_code_from_text (tide_event_kind_codes, kind);
  tide_record_set_text (&event->label, label);
  event->on_date = day;
  save (self, event);
}

static void
add_agreements (FormFixture *self)
{
  g_autoptr (TideContact) contact = tide_contact_new ();
  g_autoptr (TideSafetyPlan) plan = tide_safety_plan_new ();
  g_autoptr (TideSpecifier) specifier = tide_specifier_new ();
  g_autoptr (TideAllergy) allergy = tide_allergy_new ();

  contact->patient_id = plan->patient_id = specifier->patient_id = allergy->patient_id = self->patient_id;
  tide_record_set_text (&contact->name, "Eva Nováková");
  tide_record_set_text (&contact->relation, "sister");
  tide_record_set_text (&contact->phone, "+420 555 010 020");
  contact->emergency = contact->escort = TRUE;
  save (self, contact);
  plan->agreed_on = tide_date_from_ymd (2025, 8, 14);
  plan->review_on = tide_date_from_ymd (2026, 2, 14);
  tide_record_set_text (&plan->warning_signs, "Two nights without sleep");
  tide_record_set_text (&plan->people, "Sister; the chess club on Thursdays");
  save (self, plan);
  specifier->noted_on = tide_date_from_ymd (2025, 7, 24);
  specifier->onset_age = 14;
  specifier->insight = 1;
  specifier->tic_related = specifier->hoarding = 1;
  specifier->contamination = specifier->symmetry = 2;
  save (self, specifier);
  tide_record_set_text (&allergy->substance, "penicillin");
  tide_record_set_text (&allergy->reaction, "rash");
  allergy->severity = 2;
  allergy->noted_on = tide_date_from_ymd (2025, 7, 24);
  save (self, allergy);
}

void
form_fixture_add_history (FormFixture *self)
{
  add_trials (self);
  add_medicine (self, "lorazepam", 1, TRUE, 2, tide_date_from_ymd (2025, 3, 1), TIDE_DATE_UNKNOWN);
  add_medicine (self, "moclobemide", 300, FALSE, 1, TIDE_DATE_UNKNOWN, TIDE_DATE_UNKNOWN);
  add_medicine (self, "sertraline", 50, FALSE, 1, tide_date_from_ymd (2025, 11, 10), TIDE_DATE_UNKNOWN);
  add_medicine (self, "tramadol", 100, FALSE, 3, tide_date_from_ymd (2025, 10, 1), TIDE_DATE_UNKNOWN);
  add_medicine (self, "zopiclone", 7.5, FALSE, 2, tide_date_from_ymd (2024, 3, 1),
                tide_date_from_ymd (2024, 6, 1));
  form_fixture_add_infusions (self);
  add_measurement (self, "weight", 70, tide_date_from_ymd (2025, 7, 24));
  add_measurement (self, "weight", 72.1, tide_date_from_ymd (2025, 9, 4));
  add_measurement (self, "weight", 73.5, tide_date_from_ymd (2025, 10, 23));
  add_measurement (self, "systolic", 128, tide_date_from_ymd (2025, 10, 23));
  add_measurement (self, "diastolic", 82, tide_date_from_ymd (2025, 10, 23));
  add_goals (self);
  add_event (self, "life_event", "Lost job", tide_date_from_ymd (2025, 9, 10));
  add_event (self, "sleep", "Sleeps under five hours", tide_date_from_ymd (2025, 10, 2));
  add_event (self, "exercise", "Runs three times a week", tide_date_from_ymd (2025, 10, 20));
  add_agreements (self);
}
