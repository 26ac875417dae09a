/* tide-goal.c: goals, contacts, safety plans and specifiers of the illness: fields, words and faults. */
#include "tide-goal.h"

#include <glib/gi18n-lib.h>

#include "tide-course.h"
#include "tide-field-private.h"

const char *const tide_insight_codes[] = { "", "good_or_fair", "poor", "absent", NULL };

static const TideField tide_goal_fields[] = {
  TIDE_FIELD_REFERS (TideGoal, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_MUST (TideGoal, text, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideGoal, set_on, TIDE_FIELD_DATE),
  TIDE_FIELD (TideGoal, closed_on, TIDE_FIELD_DATE),
  TIDE_FIELD (TideGoal, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideGoal, tide_goal, "goal");

static const TideField tide_goal_rating_fields[] = {
  TIDE_FIELD_REFERS (TideGoalRating, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_REFERS (TideGoalRating, goal_id, TIDE_FIELD_REQUIRED, "goal"),
  TIDE_FIELD_REFERS (TideGoalRating, visit_id, 0, "visit"),
  TIDE_FIELD_MUST (TideGoalRating, taken, TIDE_FIELD_INSTANT),
  TIDE_FIELD_MUST_BETWEEN (TideGoalRating, value, TIDE_FIELD_INTEGER, 0, 10),
  TIDE_FIELD (TideGoalRating, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideGoalRating, tide_goal_rating, "goal_rating");

static const TideField tide_contact_fields[] = {
  TIDE_FIELD_REFERS (TideContact, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_MUST (TideContact, name, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideContact, relation, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideContact, phone, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideContact, emergency, TIDE_FIELD_BOOLEAN),
  TIDE_FIELD (TideContact, escort, TIDE_FIELD_BOOLEAN),
  TIDE_FIELD (TideContact, note, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideContact, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideContact, tide_contact, "contact");

static const TideField tide_safety_plan_fields[] = {
  TIDE_FIELD_REFERS (TideSafetyPlan, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_REFERS (TideSafetyPlan, staff_id, 0, "staff"),
  TIDE_FIELD_MUST (TideSafetyPlan, agreed_on, TIDE_FIELD_DATE),
  TIDE_FIELD (TideSafetyPlan, review_on, TIDE_FIELD_DATE),
  TIDE_FIELD (TideSafetyPlan, warning_signs, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideSafetyPlan, coping, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideSafetyPlan, people, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideSafetyPlan, professionals, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideSafetyPlan, means_safety, TIDE_FIELD_TEXT),
  TIDE_FIELD_REFERS (TideSafetyPlan, supersedes_id, 0, "safety_plan"),
  TIDE_FIELD (TideSafetyPlan, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideSafetyPlan, tide_safety_plan, "safety_plan");

static const TideField tide_specifier_fields[] = {
  TIDE_FIELD_REFERS (TideSpecifier, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD (TideSpecifier, noted_on, TIDE_FIELD_DATE),
  TIDE_FIELD_BETWEEN (TideSpecifier, onset_age, TIDE_FIELD_INTEGER, 0, 120),
  TIDE_FIELD_CODED (TideSpecifier, insight, 0, tide_insight_codes),
  TIDE_FIELD_CODED (TideSpecifier, tic_related, 0, tide_yes_no_codes),
  TIDE_FIELD_CODED (TideSpecifier, contamination, 0, tide_yes_no_codes),
  TIDE_FIELD_CODED (TideSpecifier, responsibility, 0, tide_yes_no_codes),
  TIDE_FIELD_CODED (TideSpecifier, symmetry, 0, tide_yes_no_codes),
  TIDE_FIELD_CODED (TideSpecifier, taboo_thoughts, 0, tide_yes_no_codes),
  TIDE_FIELD_CODED (TideSpecifier, hoarding, 0, tide_yes_no_codes),
  TIDE_FIELD (TideSpecifier, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideSpecifier, tide_specifier, "specifier");

const char *
tide_insight_get_label (int insight)
{
  const char *const labels[]
    = { _ ("Unknown insight"), _ ("good or fair insight"), _ ("poor insight"), _ ("absent insight") };
  TIDE_LABEL_OF (labels, tide_insight_codes, insight);
}

guint
tide_goal_find_faults (const TideGoal *self, TideDate birth_date, TideFaultFunc report, gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  tide_faults_check_day (&faults, "set_on", self->set_on, birth_date);
  tide_faults_check_order (&faults, "closed_on", self->set_on, self->closed_on, _ ("lies before the start"));
  return faults.n;
}

guint
tide_goal_rating_find_faults (const TideGoalRating *self, TideDate birth_date, TideFaultFunc report,
                              gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  tide_faults_check_moment (&faults, "taken", self->taken, birth_date);
  return faults.n;
}

guint
tide_safety_plan_find_faults (const TideSafetyPlan *self, TideDate birth_date, TideFaultFunc report,
                              gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  tide_faults_check_day (&faults, "agreed_on", self->agreed_on, birth_date);
  tide_faults_check_order (&faults, "review_on", self->agreed_on, self->review_on,
                           _ ("lies before the day of agreement"));
  return faults.n;
}

guint
tide_specifier_find_faults (const TideSpecifier *self, TideDate birth_date, TideFaultFunc report,
                            gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  tide_faults_check_day (&faults, "noted_on", self->noted_on, birth_date);
  int age
    = tide_date_age (birth_date, tide_date_is_known (self->noted_on) ? self->noted_on : tide_date_today ());
  if (self->onset_age != TIDE_INTEGER_UNKNOWN && age >= 0 && self->onset_age > age)
    tide_faults_add (&faults, "onset_age", _ ("is more than the patient's age"));
  return faults.n;
}
