/* tide-history-order.c: which records a history holds and the order that readers rely on. */
#include "tide-history.h"

#include <string.h>

#define SIGN(a, b) (((a) > (b)) - ((a) < (b)))
#define BY_ID(a, b) SIGN (TIDE_RECORD (a)->id, TIDE_RECORD (b)->id)
#define BY_TIME(a, b) tide_instant_compare (a, b) /* unknown first */
/* Compares by the first key that differs, then by id.  TIDE_DATE_UNKNOWN is the smallest number: it stands
 * first by itself. */
#define DEFINE_ORDER(name, Type, ...)                                                                        \
  static int name (gconstpointer pa, gconstpointer pb)                                                       \
  {                                                                                                          \
    const Type *a = *(Type *const *) pa, *b = *(Type *const *) pb;                                           \
    int keys[] = { __VA_ARGS__ };                                                                            \
    for (guint i = 0; i < G_N_ELEMENTS (keys); i++)                                                          \
      if (keys[i] != 0)                                                                                      \
        return keys[i];                                                                                      \
    return BY_ID (a, b);                                                                                     \
  }

DEFINE_ORDER (by_id, TideRecord, BY_ID (a, b))
DEFINE_ORDER (by_primary, TideDiagnosis, SIGN (b->primary, a->primary))
DEFINE_ORDER (by_course_start, TideCourse, SIGN (a->started_on, b->started_on))
DEFINE_ORDER (by_course_and_date, TideDoseStep, SIGN (a->course_id, b->course_id),
              SIGN (a->from_date, b->from_date))
DEFINE_ORDER (by_session_time, TideSession, BY_TIME (a->started, b->started))
DEFINE_ORDER (by_adverse_event_time, TideAdverseEvent, BY_TIME (a->started, b->started))
DEFINE_ORDER (by_visit_time, TideVisit, BY_TIME (a->taken, b->taken))
DEFINE_ORDER (by_assessment_time, TideAssessmentData, BY_TIME (a->taken, b->taken))
DEFINE_ORDER (by_newest_note, TideNote, BY_TIME (b->taken, a->taken), BY_ID (b, a))
DEFINE_ORDER (by_event_date, TideEvent, SIGN (a->on_date, b->on_date))
DEFINE_ORDER (by_level, TideAlert, SIGN (b->level, a->level), BY_TIME (a->raised, b->raised))
DEFINE_ORDER (by_medication_start, TideMedication, SIGN (a->started_on, b->started_on))
DEFINE_ORDER (by_measurement_time, TideMeasurement, BY_TIME (a->taken, b->taken))
DEFINE_ORDER (by_trial_start, TideTrial, SIGN (a->started_on, b->started_on))
DEFINE_ORDER (by_newest_staging, TideStaging, BY_TIME (b->taken, a->taken), BY_ID (b, a))
DEFINE_ORDER (by_newest_screening, TideScreening, BY_TIME (b->taken, a->taken), BY_ID (b, a))
DEFINE_ORDER (by_consent_day, TideConsent, SIGN (a->given_on, b->given_on))
DEFINE_ORDER (by_newest_decision, TideEligibilityDecision, BY_TIME (b->taken, a->taken), BY_ID (b, a))
DEFINE_ORDER (by_goal_day, TideGoal, SIGN (a->set_on, b->set_on))
DEFINE_ORDER (by_goal_rating_time, TideGoalRating, BY_TIME (a->taken, b->taken))
DEFINE_ORDER (by_newest_plan, TideSafetyPlan, SIGN (b->agreed_on, a->agreed_on), BY_ID (b, a))
DEFINE_ORDER (by_newest_specifier, TideSpecifier, SIGN (b->noted_on, a->noted_on), BY_ID (b, a))
DEFINE_ORDER (by_cost_day, TideCost, SIGN (a->from_date, b->from_date))
DEFINE_ORDER (by_effect_check_time, TideEffectCheck, BY_TIME (a->taken, b->taken))
DEFINE_ORDER (by_review_day, TideReview, SIGN (a->done_on, b->done_on))

DEFINE_ORDER (by_observation_time, TideObservation, BY_TIME (a->taken, b->taken))
DEFINE_ORDER (by_drug_use_time, TideDrugUse, BY_TIME (a->taken, b->taken))
DEFINE_ORDER (by_session_entry_time, TideSessionEntry, BY_TIME (a->taken, b->taken))

#define ARRAY(member, klass, order, keeps_errors)                                                            \
  {                                                                                                          \
    &klass, G_STRUCT_OFFSET (TideHistory, member), order, keeps_errors                                       \
  }
const TideHistoryArray tide_history_arrays[] = {
  ARRAY (identifiers, tide_identifier_class, by_id, FALSE),
  ARRAY (diagnoses, tide_diagnosis_class, by_primary, FALSE),
  ARRAY (courses, tide_course_class, by_course_start, FALSE),
  ARRAY (dose_steps, tide_dose_step_class, by_course_and_date, FALSE),
  ARRAY (sessions, tide_session_class, by_session_time, FALSE),
  ARRAY (adverse_events, tide_adverse_event_class, by_adverse_event_time, TRUE),
  ARRAY (visits, tide_visit_class, by_visit_time, TRUE),
  ARRAY (visit_parts, tide_visit_part_class, by_id, FALSE),
  ARRAY (assessments, tide_assessment_data_class, by_assessment_time, TRUE),
  ARRAY (notes, tide_note_class, by_newest_note, TRUE),
  ARRAY (events, tide_event_class, by_event_date, TRUE),
  ARRAY (alerts, tide_alert_class, by_level, TRUE),
  ARRAY (medications, tide_medication_class, by_medication_start, FALSE),
  ARRAY (allergies, tide_allergy_class, by_id, FALSE),
  ARRAY (measurements, tide_measurement_class, by_measurement_time, FALSE),
  ARRAY (trials, tide_trial_class, by_trial_start, FALSE),
  ARRAY (stagings, tide_staging_class, by_newest_staging, FALSE),
  ARRAY (screenings, tide_screening_class, by_newest_screening, FALSE),
  ARRAY (screening_answers, tide_screening_answer_class, by_id, FALSE),
  ARRAY (consents, tide_consent_class, by_consent_day, FALSE),
  ARRAY (decisions, tide_eligibility_decision_class, by_newest_decision, FALSE),
  ARRAY (goals, tide_goal_class, by_goal_day, FALSE),
  ARRAY (goal_ratings, tide_goal_rating_class, by_goal_rating_time, FALSE),
  ARRAY (contacts, tide_contact_class, by_id, FALSE),
  ARRAY (safety_plans, tide_safety_plan_class, by_newest_plan, FALSE),
  ARRAY (specifiers, tide_specifier_class, by_newest_specifier, FALSE),
  ARRAY (exposures, tide_exposure_class, by_id, FALSE),
  ARRAY (costs, tide_cost_class, by_cost_day, FALSE),
  ARRAY (effect_checks, tide_effect_check_class, by_effect_check_time, FALSE),
  ARRAY (reviews, tide_review_class, by_review_day, FALSE),
  ARRAY (observations, tide_observation_class, by_observation_time, FALSE),
  ARRAY (session_answers, tide_session_answer_class, by_id, FALSE),
  ARRAY (clock_events, tide_clock_event_class, by_id, FALSE),
  ARRAY (drug_uses, tide_drug_use_class, by_drug_use_time, FALSE),
  ARRAY (session_entries, tide_session_entry_class, by_session_entry_time, FALSE),
  ARRAY (schedules, tide_schedule_class, by_id, FALSE),
  { NULL, 0, NULL, FALSE },
};

/* Frees what @leave says; the rest keeps its order. */
typedef gboolean (*LeaveFunc) (gconstpointer record, gconstpointer data);

static void
remove_those (GPtrArray *records, LeaveFunc leave, gconstpointer data)
{
  guint kept = 0;
  for (guint i = 0; i < records->len; i++)
    if (leave (records->pdata[i], data))
      tide_record_free (records->pdata[i]);
    else
      records->pdata[kept++] = records->pdata[i];
  g_ptr_array_set_free_func (records, NULL);
  g_ptr_array_set_size (records, (int) kept);
  g_ptr_array_set_free_func (records, tide_record_free);
}

static gboolean
is_in_error (gconstpointer record, gconstpointer data)
{
  return *(const gboolean *) ((const char *) record + ((const TideField *) data)->offset);
}

gboolean
tide_record_is_struck (gconstpointer record)
{
  g_return_val_if_fail (record != NULL, FALSE);
  const TideRecordClass *klass = TIDE_RECORD (record)->klass;
  if (klass == &tide_assessment_data_class)
    return ((const TideAssessmentData *) record)->status == TIDE_STATUS_ENTERED_IN_ERROR;
  const TideField *field = tide_record_class_find (klass, "entered_in_error");
  return field != NULL && G_STRUCT_MEMBER (gboolean, record, field->offset);
}

gboolean
tide_record_is_superseded (gconstpointer record, const GPtrArray *rows)
{
  g_return_val_if_fail (record != NULL && rows != NULL, FALSE);
  const TideRecord *self = record;
  const TideField *field = tide_record_class_find (self->klass, "supersedes_id");
  if (field == NULL || self->id == 0)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      gconstpointer other = rows->pdata[i];
      if (G_STRUCT_MEMBER (gint64, other, field->offset) == self->id && !tide_record_is_struck (other))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_among (gconstpointer record, gconstpointer data)
{
  return g_hash_table_contains ((GHashTable *) data, record);
}

static void
drop_superseded (GPtrArray *plans)
{
  g_autoptr (GHashTable) superseded = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < plans->len; i++)
    if (tide_record_is_superseded (plans->pdata[i], plans))
      g_hash_table_add (superseded, plans->pdata[i]);
  remove_those (plans, is_among, superseded);
}

void
tide_history_arrange (TideHistory *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; tide_history_arrays[i].klass != NULL; i++)
    {
      GPtrArray *records = *tide_history_get_array_place (self, i);
      if (records->len == 0)
        continue;
      if (!tide_history_arrays[i].keeps_errors)
        remove_those (records, is_in_error,
                      tide_record_class_find (tide_history_arrays[i].klass, "entered_in_error"));
      g_ptr_array_sort (records, tide_history_arrays[i].order);
    }
  drop_superseded (self->safety_plans);
}
