/* safety-check.c: see the header. */
#include "safety-check.h"

#include <string.h>

int
code_of (const char *const *codes, const char *code)
{
  int index = tide_code_from_text (codes, code);
  g_assert_cmpint (index, >=, 0);
  return index;
}

void
bench_begin (Bench *self, const char *code)
{
  memset (self, 0, sizeof *self);
  self->library = tide_library_new ();
  self->thresholds = tide_thresholds_new ();
  self->rules = tide_safety_rules_new ();
  fixture_begin (&self->b, self->library, "T-1", "Test", "Synthetic", "1990-01-01", TIDE_SEX_FEMALE);
  if (code == NULL || code[0] != '\0')
    fixture_add_diagnosis (&self->b, code != NULL ? code : "F42.2", "", TRUE);
}

gpointer
bench_add (Bench *self, GPtrArray *array, gpointer record)
{
  TIDE_RECORD (record)->id = self->b.next_id++;
  const TideField *patient = tide_record_class_find (TIDE_RECORD (record)->klass, "patient_id");
  if (patient != NULL)
    *(gint64 *) ((char *) record + patient->offset) = self->b.patient_id;
  g_ptr_array_add (array, record);
  return record;
}

TideTrial *
bench_add_trial (Bench *self, TideArm arm, const char *agent)
{
  TideTrial *trial = bench_add (self, self->b.history->trials, tide_trial_new ());
  trial->arm = (int) arm;
  tide_record_set_text (&trial->agent, agent);
  return trial;
}

TideTrial *
bench_add_failed_drug (Bench *self, const char *agent, double dose_mg)
{
  TideTrial *trial = bench_add_trial (self, TIDE_ARM_SSRI, agent);
  trial->weeks = 12;
  trial->weeks_at_dose = 8;
  trial->dose_mg_per_day = dose_mg;
  trial->adherence = code_of (tide_adherence_codes, "good");
  trial->response = code_of (tide_trial_response_codes, "none");
  return trial;
}

TideTrial *
bench_add_failed_cbt (Bench *self)
{
  TideTrial *trial = bench_add_trial (self, TIDE_ARM_CBT, "ERP");
  trial->sessions = 16;
  trial->hours = 20;
  trial->exposure_sessions = 12;
  trial->response = code_of (tide_trial_response_codes, "none");
  return trial;
}

TideMedication *
bench_add_drug (Bench *self, const char *drug, const char *from, const char *until)
{
  TideMedication *medication = bench_add (self, self->b.history->medications, tide_medication_new ());
  tide_record_set_text (&medication->drug, drug);
  if (from != NULL)
    medication->started_on = fixture_date (from);
  if (until != NULL)
    medication->ended_on = fixture_date (until);
  return medication;
}

TideMeasurement *
bench_add_measurement (Bench *self, const char *id, double value, const char *taken)
{
  TideMeasurement *measurement = bench_add (self, self->b.history->measurements, tide_measurement_new ());
  for (guint i = 0; tide_measure_get (i) != NULL; i++)
    if (strcmp (tide_measure_get (i)->id, id) == 0)
      tide_record_set_text (&measurement->loinc, tide_measure_get (i)->loinc);
  g_assert_nonnull (measurement->loinc);
  measurement->value = value;
  measurement->taken = fixture_instant (taken);
  return measurement;
}

const TideSafetyCase *
bench_case (Bench *self, const char *now)
{
  self->history = fixture_end (&self->b);
  self->subject = (TideSafetyCase){ self->history, self->library, self->thresholds,
                                    self->rules,   "ybocs",       fixture_instant (now) };
  return &self->subject;
}

void
bench_end (Bench *self)
{
  tide_history_free (self->history);
  tide_safety_rules_free (self->rules);
  tide_thresholds_free (self->thresholds);
  tide_library_free (self->library);
}
