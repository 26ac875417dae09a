/* tide-clinic-check-own.c: which function finds the faults of which record.
 *
 * The record room says what cannot be true of a record alone; most of it needs the patient's birth date.
 */
#include "tide-clinic-private.h"

/* Most classes are asked in the same way. */
#define WITH_BIRTH(name, prefix)                                                                             \
  static guint find_##name (gconstpointer record, TideDate birth, TideFaultFunc report, gpointer data)       \
  {                                                                                                          \
    return prefix##_find_faults (record, birth, report, data);                                               \
  }
#define ALONE(name, prefix)                                                                                  \
  static guint find_##name (gconstpointer record, TideDate birth, TideFaultFunc report, gpointer data)       \
  {                                                                                                          \
    return prefix##_find_faults (record, report, data);                                                      \
  }

ALONE (diagnosis, tide_diagnosis)
WITH_BIRTH (course, tide_course)
WITH_BIRTH (session, tide_session)
WITH_BIRTH (adverse_event, tide_adverse_event)
WITH_BIRTH (visit, tide_visit)
WITH_BIRTH (note, tide_note)
WITH_BIRTH (event, tide_event)
ALONE (alert, tide_alert)
WITH_BIRTH (medication, tide_medication)
WITH_BIRTH (allergy, tide_allergy)
WITH_BIRTH (measurement, tide_measurement)
WITH_BIRTH (trial, tide_trial)
WITH_BIRTH (staging, tide_staging)
WITH_BIRTH (screening, tide_screening)
WITH_BIRTH (consent, tide_consent)
WITH_BIRTH (decision, tide_eligibility_decision)
WITH_BIRTH (goal, tide_goal)
WITH_BIRTH (goal_rating, tide_goal_rating)
WITH_BIRTH (safety_plan, tide_safety_plan)
WITH_BIRTH (specifier, tide_specifier)
ALONE (exposure, tide_exposure)
ALONE (cost, tide_cost)
WITH_BIRTH (effect_check, tide_effect_check)
WITH_BIRTH (review, tide_review)
WITH_BIRTH (observation, tide_observation)
WITH_BIRTH (session_answer, tide_session_answer)
WITH_BIRTH (clock_event, tide_clock_event)
WITH_BIRTH (drug_use, tide_drug_use)
WITH_BIRTH (session_entry, tide_session_entry)
ALONE (schedule, tide_schedule)

static const struct
{
  const TideRecordClass *klass;
  guint (*find) (gconstpointer record, TideDate birth, TideFaultFunc report, gpointer data);
} finders[] = {
  { &tide_diagnosis_class, find_diagnosis },
  { &tide_course_class, find_course },
  { &tide_session_class, find_session },
  { &tide_adverse_event_class, find_adverse_event },
  { &tide_visit_class, find_visit },
  { &tide_note_class, find_note },
  { &tide_event_class, find_event },
  { &tide_alert_class, find_alert },
  { &tide_medication_class, find_medication },
  { &tide_allergy_class, find_allergy },
  { &tide_measurement_class, find_measurement },
  { &tide_trial_class, find_trial },
  { &tide_staging_class, find_staging },
  { &tide_screening_class, find_screening },
  { &tide_consent_class, find_consent },
  { &tide_eligibility_decision_class, find_decision },
  { &tide_goal_class, find_goal },
  { &tide_goal_rating_class, find_goal_rating },
  { &tide_safety_plan_class, find_safety_plan },
  { &tide_specifier_class, find_specifier },
  { &tide_exposure_class, find_exposure },
  { &tide_cost_class, find_cost },
  { &tide_effect_check_class, find_effect_check },
  { &tide_review_class, find_review },
  { &tide_observation_class, find_observation },
  { &tide_session_answer_class, find_session_answer },
  { &tide_clock_event_class, find_clock_event },
  { &tide_drug_use_class, find_drug_use },
  { &tide_session_entry_class, find_session_entry },
  { &tide_schedule_class, find_schedule },
};

guint
tide_check_find_own_faults (gconstpointer record, const TidePatient *patient, const TideCourse *course,
                            TideFaultFunc report, gpointer data)
{
  const TideRecordClass *klass = ((const TideRecord *) record)->klass;
  TideDate birth = patient != NULL ? patient->birth_date : TIDE_DATE_UNKNOWN;
  if (klass == &tide_dose_step_class)
    return tide_dose_step_find_faults (record, course, report, data);
  for (guint i = 0; i < G_N_ELEMENTS (finders); i++)
    if (finders[i].klass == klass)
      return finders[i].find (record, birth, report, data);
  return tide_record_find_faults (record, report, data);
}
