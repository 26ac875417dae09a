/* tide-csv-table.c: the files and their columns, in the order in which they are written.
 *
 * The columns that every clinic's spreadsheets have come first; those that only a round trip needs follow,
 * and may be absent.
 */
#include "tide-csv-table.h"

#include <string.h>

#define REQUIRED (TIDE_CSV_REQUIRED | TIDE_CSV_BODY)
#define BODY TIDE_CSV_BODY

static const TideCsvColumn staff_columns[] = {
  { "name", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "role", TIDE_CSV_FIELD, NULL, 0 },
  { "inactive", TIDE_CSV_FIELD, NULL, 0 },
};
static const TideCsvColumn patients_columns[] = {
  { "mrn", TIDE_CSV_FIELD, NULL, REQUIRED },    { "family_name", TIDE_CSV_FIELD, NULL, BODY },
  { "given_name", TIDE_CSV_FIELD, NULL, BODY }, { "birth_date", TIDE_CSV_FIELD, NULL, BODY },
  { "sex", TIDE_CSV_SEX, NULL, BODY },          { "diagnosis", TIDE_CSV_DIAGNOSIS, NULL, BODY },
  { "referrer", TIDE_CSV_FIELD, NULL, BODY },   { "referred_on", TIDE_CSV_FIELD, NULL, BODY },
  { "synthetic", TIDE_CSV_FIELD, NULL, BODY },
};
static const TideCsvColumn identifiers_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },
  { "system", TIDE_CSV_FIELD, NULL, BODY },
  { "value", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "identifier_id", TIDE_CSV_ID, NULL, 0 },
};
static const TideCsvColumn diagnoses_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED }, { "code", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "label", TIDE_CSV_FIELD, NULL, BODY },         { "onset_on", TIDE_CSV_FIELD, NULL, BODY },
  { "resolved_on", TIDE_CSV_FIELD, NULL, BODY },   { "primary", TIDE_CSV_FIELD, NULL, BODY },
  { "diagnosis_id", TIDE_CSV_ID, NULL, 0 },        { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn courses_columns[] = {
  { "course_id", TIDE_CSV_FIELD, "code", REQUIRED },
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },
  { "arm", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "agent", TIDE_CSV_FIELD, NULL, BODY },
  { "route", TIDE_CSV_FIELD, NULL, BODY },
  { "indication", TIDE_CSV_FIELD, NULL, BODY },
  { "started_on", TIDE_CSV_FIELD, NULL, BODY },
  { "ended_on", TIDE_CSV_FIELD, NULL, BODY },
  { "end_reason", TIDE_CSV_FIELD, NULL, BODY },
  { "planned_sessions", TIDE_CSV_FIELD, NULL, BODY },
  { "target_instrument", TIDE_CSV_FIELD, NULL, BODY },
  { "intent", TIDE_CSV_FIELD, NULL, BODY },
  { "line_of_treatment", TIDE_CSV_FIELD, NULL, BODY },
  { "role", TIDE_CSV_FIELD, NULL, BODY },
  { "spacing_days", TIDE_CSV_FIELD, NULL, BODY },
  { "referrer", TIDE_CSV_FIELD, NULL, BODY },
  { "referred_on", TIDE_CSV_FIELD, NULL, BODY },
  { "coverage", TIDE_CSV_FIELD, NULL, BODY },
  { "authorisation", TIDE_CSV_FIELD, NULL, BODY },
  { "authorised_from", TIDE_CSV_FIELD, NULL, BODY },
  { "authorised_until", TIDE_CSV_FIELD, NULL, BODY },
  { "authorised_sessions", TIDE_CSV_FIELD, NULL, BODY },
  { "payment_plan", TIDE_CSV_FIELD, NULL, BODY },
  { "adherence", TIDE_CSV_FIELD, NULL, BODY },
  { "note", TIDE_CSV_FIELD, NULL, BODY },
  { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn dose_steps_columns[] = {
  { "course_id", TIDE_CSV_COURSE, NULL, REQUIRED },
  { "from_date", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "dose_mg_per_day", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "reason", TIDE_CSV_FIELD, NULL, BODY },
  { "dose_step_id", TIDE_CSV_ID, NULL, 0 },
  { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn sessions_columns[] = {
  { "course_id", TIDE_CSV_COURSE, NULL, REQUIRED },
  { "started_at", TIDE_CSV_FIELD, "started", REQUIRED },
  { "ended_at", TIDE_CSV_FIELD, "ended", BODY },
  { "status", TIDE_CSV_FIELD, NULL, BODY },
  { "dose_mg", TIDE_CSV_FIELD, NULL, BODY },
  { "dose_mg_per_kg", TIDE_CSV_FIELD, NULL, BODY },
  { "weight_kg", TIDE_CSV_FIELD, NULL, BODY },
  { "device", TIDE_CSV_FIELD, NULL, BODY },
  { "setting", TIDE_CSV_FIELD, NULL, BODY },
  { "minutes", TIDE_CSV_FIELD, NULL, BODY },
  { "homework_percent", TIDE_CSV_FIELD, NULL, BODY },
  { "session_id", TIDE_CSV_ID, NULL, 0 },
  { "kind", TIDE_CSV_FIELD, NULL, BODY },
  { "planned_at", TIDE_CSV_FIELD, "planned", BODY },
  { "chain_id", TIDE_CSV_UUID, NULL, BODY },
  { "response_prevention", TIDE_CSV_FIELD, NULL, BODY },
  { "peas_tried", TIDE_CSV_FIELD, NULL, BODY },
  { "peas_quality", TIDE_CSV_FIELD, NULL, BODY },
  { "peas_resisted", TIDE_CSV_FIELD, NULL, BODY },
  { "prescriber", TIDE_CSV_STAFF_NAME, "prescriber_id", BODY },
  { "administrator", TIDE_CSV_STAFF_NAME, "administrator_id", BODY },
  { "monitor", TIDE_CSV_STAFF_NAME, "monitor_id", BODY },
  { "contact", TIDE_CSV_FIELD, NULL, BODY },
  { "unsupervised", TIDE_CSV_FIELD, NULL, BODY },
  { "reason", TIDE_CSV_FIELD, NULL, BODY },
  { "route", TIDE_CSV_FIELD, NULL, BODY },
  { "site", TIDE_CSV_FIELD, NULL, BODY },
  { "weight_basis", TIDE_CSV_FIELD, NULL, BODY },
  { "weighed_at", TIDE_CSV_FIELD, "weighed", BODY },
  { "planned_mg_per_kg", TIDE_CSV_FIELD, NULL, BODY },
  { "planned_mg", TIDE_CSV_FIELD, NULL, BODY },
  { "rounding_mg", TIDE_CSV_FIELD, NULL, BODY },
  { "concentration_mg_per_ml", TIDE_CSV_FIELD, NULL, BODY },
  { "volume_ml", TIDE_CSV_FIELD, NULL, BODY },
  { "rate_ml_per_h", TIDE_CSV_FIELD, NULL, BODY },
  { "bolus_ml", TIDE_CSV_FIELD, NULL, BODY },
  { "residual_ml", TIDE_CSV_FIELD, NULL, BODY },
  { "planned_minutes", TIDE_CSV_FIELD, NULL, BODY },
  { "device_label", TIDE_CSV_FIELD, NULL, BODY },
  { "nasal_devices", TIDE_CSV_FIELD, NULL, BODY },
  { "grid", TIDE_CSV_FIELD, NULL, BODY },
  { "responsible_adult", TIDE_CSV_FIELD, NULL, BODY },
  { "nurse", TIDE_CSV_FIELD, NULL, BODY },
  { "emergency_access", TIDE_CSV_FIELD, NULL, BODY },
  { "mood_stabiliser", TIDE_CSV_FIELD, NULL, BODY },
  { "identifiers", TIDE_CSV_FIELD, NULL, BODY },
  { "identified_by", TIDE_CSV_STAFF_NAME, NULL, BODY },
  { "identified_at", TIDE_CSV_FIELD, "identified", BODY },
  { "discharged_at", TIDE_CSV_FIELD, "discharged", BODY },
  { "discharged_by", TIDE_CSV_STAFF_NAME, NULL, BODY },
  { "discharge_reason", TIDE_CSV_FIELD, NULL, BODY },
  { "entered_in_error", TIDE_CSV_FIELD, NULL, 0 }, /* "status" is the session's own */
};
static const TideCsvColumn visits_columns[] = {
  { "visit_id", TIDE_CSV_ID, NULL, 0 },
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },
  { "taken_at", TIDE_CSV_FIELD, "taken", REQUIRED },
  { "rater", TIDE_CSV_STAFF_NAME, "rater_id", BODY },
  { "contact", TIDE_CSV_FIELD, NULL, BODY },
  { "session_id", TIDE_CSV_UUID, NULL, BODY },
  { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn visit_parts_columns[] = {
  { "visit_id", TIDE_CSV_UUID, NULL, REQUIRED }, { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },
  { "part", TIDE_CSV_FIELD, NULL, REQUIRED },    { "reason", TIDE_CSV_FIELD, NULL, BODY },
  { "visit_part_id", TIDE_CSV_ID, NULL, 0 },
};
static const TideCsvColumn assessments_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },
  { "instrument", TIDE_CSV_FIELD, "instrument_id", REQUIRED },
  { "taken_at", TIDE_CSV_FIELD, "taken", REQUIRED },
  { "rater", TIDE_CSV_STAFF_NAME, "rater_id", BODY },
  { "rater_type", TIDE_CSV_FIELD, NULL, BODY },
  { "contact", TIDE_CSV_FIELD, NULL, BODY },
  { "total", TIDE_CSV_TOTAL, NULL, BODY },
  { "assessment_id", TIDE_CSV_ID, NULL, 0 },
  { "visit_id", TIDE_CSV_UUID, NULL, BODY },
  { "session_id", TIDE_CSV_UUID, NULL, BODY },
  { "status", TIDE_CSV_FIELD, NULL, 0 },
  { "instrument_version", TIDE_CSV_FIELD, NULL, 0 },
  { "recall", TIDE_CSV_FIELD, NULL, BODY },
  { "compared_with", TIDE_CSV_FIELD, NULL, BODY },
  { "compared_on", TIDE_CSV_FIELD, NULL, BODY },
  { "incomplete_reason", TIDE_CSV_FIELD, NULL, 0 },
  { "entered_at", TIDE_CSV_FIELD, "entered", 0 },
  { "supersedes", TIDE_CSV_UUID, "supersedes_id", 0 },
  { "moved_from", TIDE_CSV_UUID, "moved_from_id", 0 },
  { "reason", TIDE_CSV_FIELD, NULL, 0 },
  { "review", TIDE_CSV_FIELD, NULL, 0 },
  { "reviewed_by", TIDE_CSV_STAFF_NAME, NULL, 0 },
  { "reviewed_at", TIDE_CSV_FIELD, "reviewed", 0 },
};
static const TideCsvColumn adverse_events_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },
  { "course_id", TIDE_CSV_COURSE, NULL, BODY },
  { "term", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "severity", TIDE_CSV_FIELD, NULL, BODY },
  { "started_at", TIDE_CSV_FIELD, "started", BODY },
  { "ended_at", TIDE_CSV_FIELD, "ended", BODY },
  { "serious", TIDE_CSV_FIELD, NULL, BODY },
  { "adverse_event_id", TIDE_CSV_ID, NULL, 0 },
  { "visit_id", TIDE_CSV_UUID, NULL, BODY },
  { "relation", TIDE_CSV_FIELD, NULL, BODY },
  { "action", TIDE_CSV_FIELD, NULL, BODY },
  { "session_id", TIDE_CSV_UUID, NULL, BODY },
  { "onset_minute", TIDE_CSV_FIELD, NULL, BODY },
  { "peak_minute", TIDE_CSV_FIELD, NULL, BODY },
  { "resolved_minute", TIDE_CSV_FIELD, NULL, BODY },
  { "peak_value", TIDE_CSV_FIELD, NULL, BODY },
  { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn notes_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },
  { "taken_at", TIDE_CSV_FIELD, "taken", REQUIRED },
  { "author", TIDE_CSV_STAFF_NAME, "author_id", BODY },
  { "text", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "note_id", TIDE_CSV_ID, NULL, 0 },
  { "visit_id", TIDE_CSV_UUID, NULL, BODY },
  { "supersedes", TIDE_CSV_UUID, "supersedes_id", 0 },
  { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn events_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },      { "kind", TIDE_CSV_FIELD, NULL, BODY },
  { "on_date", TIDE_CSV_FIELD, NULL, REQUIRED },        { "until_date", TIDE_CSV_FIELD, NULL, BODY },
  { "label", TIDE_CSV_FIELD, NULL, REQUIRED },          { "event_id", TIDE_CSV_ID, NULL, 0 },
  { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn medications_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED }, { "drug", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "rxnorm", TIDE_CSV_FIELD, NULL, BODY },        { "dose_mg_per_day", TIDE_CSV_FIELD, NULL, BODY },
  { "as_needed", TIDE_CSV_FIELD, NULL, BODY },     { "purpose", TIDE_CSV_FIELD, NULL, BODY },
  { "started_on", TIDE_CSV_FIELD, NULL, BODY },    { "ended_on", TIDE_CSV_FIELD, NULL, BODY },
  { "note", TIDE_CSV_FIELD, NULL, BODY },          { "reason", TIDE_CSV_FIELD, NULL, BODY },
  { "medication_id", TIDE_CSV_ID, NULL, 0 },       { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn allergies_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED }, { "substance", TIDE_CSV_FIELD, NULL, BODY },
  { "none_known", TIDE_CSV_FIELD, NULL, BODY },    { "reaction", TIDE_CSV_FIELD, NULL, BODY },
  { "severity", TIDE_CSV_FIELD, NULL, BODY },      { "noted_on", TIDE_CSV_FIELD, NULL, BODY },
  { "allergy_id", TIDE_CSV_ID, NULL, 0 },          { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn measurements_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },      { "loinc", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "value", TIDE_CSV_FIELD, NULL, REQUIRED },          { "unit", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "taken_at", TIDE_CSV_FIELD, "taken", REQUIRED },    { "visit_id", TIDE_CSV_UUID, NULL, BODY },
  { "session_id", TIDE_CSV_UUID, NULL, BODY },          { "measurement_id", TIDE_CSV_ID, NULL, 0 },
  { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn trials_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },
  { "arm", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "agent", TIDE_CSV_FIELD, NULL, BODY },
  { "started_on", TIDE_CSV_FIELD, NULL, BODY },
  { "ended_on", TIDE_CSV_FIELD, NULL, BODY },
  { "dose_mg_per_day", TIDE_CSV_FIELD, NULL, BODY },
  { "weeks", TIDE_CSV_FIELD, NULL, BODY },
  { "weeks_at_dose", TIDE_CSV_FIELD, NULL, BODY },
  { "sessions", TIDE_CSV_FIELD, NULL, BODY },
  { "exposure_sessions", TIDE_CSV_FIELD, NULL, BODY },
  { "hours", TIDE_CSV_FIELD, NULL, BODY },
  { "response", TIDE_CSV_FIELD, NULL, BODY },
  { "percent_fall", TIDE_CSV_FIELD, NULL, BODY },
  { "adherence", TIDE_CSV_FIELD, NULL, BODY },
  { "stop_reason", TIDE_CSV_FIELD, NULL, BODY },
  { "this_episode", TIDE_CSV_FIELD, NULL, BODY },
  { "note", TIDE_CSV_FIELD, NULL, BODY },
  { "trial_id", TIDE_CSV_ID, NULL, 0 },
  { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn stagings_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },      { "scheme", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "taken_at", TIDE_CSV_FIELD, "taken", REQUIRED },    { "episode_months", TIDE_CSV_FIELD, NULL, BODY },
  { "episode_severity", TIDE_CSV_FIELD, NULL, BODY },   { "ect_used", TIDE_CSV_FIELD, NULL, BODY },
  { "neurosurgery", TIDE_CSV_FIELD, NULL, BODY },       { "confidence", TIDE_CSV_FIELD, NULL, BODY },
  { "override_stage", TIDE_CSV_FIELD, NULL, BODY },     { "reason", TIDE_CSV_FIELD, NULL, BODY },
  { "staff", TIDE_CSV_STAFF_NAME, "staff_id", BODY },   { "staging_id", TIDE_CSV_ID, NULL, 0 },
  { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn screenings_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },    { "arm", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "taken_at", TIDE_CSV_FIELD, "taken", REQUIRED },  { "expires_on", TIDE_CSV_FIELD, NULL, BODY },
  { "staff", TIDE_CSV_STAFF_NAME, "staff_id", BODY }, { "note", TIDE_CSV_FIELD, NULL, BODY },
  { "screening_id", TIDE_CSV_ID, NULL, 0 },           { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn screening_answers_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },
  { "screening_id", TIDE_CSV_UUID, NULL, REQUIRED },
  { "question", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "answer", TIDE_CSV_FIELD, NULL, BODY },
  { "note", TIDE_CSV_FIELD, NULL, BODY },
  { "screening_answer_id", TIDE_CSV_ID, NULL, 0 },
  { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn consents_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },
  { "course_id", TIDE_CSV_COURSE, NULL, BODY },
  { "kind", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "arm", TIDE_CSV_FIELD, NULL, BODY },
  { "version", TIDE_CSV_FIELD, NULL, BODY },
  { "given_on", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "expires_on", TIDE_CSV_FIELD, NULL, BODY },
  { "withdrawn_on", TIDE_CSV_FIELD, NULL, BODY },
  { "staff", TIDE_CSV_STAFF_NAME, "staff_id", BODY },
  { "note", TIDE_CSV_FIELD, NULL, BODY },
  { "consent_id", TIDE_CSV_ID, NULL, 0 },
  { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn decisions_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },
  { "course_id", TIDE_CSV_COURSE, NULL, BODY },
  { "arm", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "verdict", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "computed", TIDE_CSV_FIELD, NULL, BODY },
  { "taken_at", TIDE_CSV_FIELD, "taken", REQUIRED },
  { "staff", TIDE_CSV_STAFF_NAME, "staff_id", REQUIRED },
  { "reason", TIDE_CSV_FIELD, NULL, BODY },
  { "evidence", TIDE_CSV_FIELD, NULL, BODY },
  { "decision_id", TIDE_CSV_ID, NULL, 0 },
  { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn goals_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },
  { "text", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "set_on", TIDE_CSV_FIELD, NULL, BODY },
  { "closed_on", TIDE_CSV_FIELD, NULL, BODY },
  { "goal_id", TIDE_CSV_ID, NULL, 0 },
  { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn goal_ratings_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },
  { "goal_id", TIDE_CSV_UUID, NULL, REQUIRED },
  { "visit_id", TIDE_CSV_UUID, NULL, BODY },
  { "taken_at", TIDE_CSV_FIELD, "taken", REQUIRED },
  { "value", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "goal_rating_id", TIDE_CSV_ID, NULL, 0 },
  { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn contacts_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },
  { "name", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "relation", TIDE_CSV_FIELD, NULL, BODY },
  { "phone", TIDE_CSV_FIELD, NULL, BODY },
  { "emergency", TIDE_CSV_FIELD, NULL, BODY },
  { "escort", TIDE_CSV_FIELD, NULL, BODY },
  { "note", TIDE_CSV_FIELD, NULL, BODY },
  { "contact_id", TIDE_CSV_ID, NULL, 0 },
  { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn safety_plans_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED }, { "agreed_on", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "review_on", TIDE_CSV_FIELD, NULL, BODY },     { "staff", TIDE_CSV_STAFF_NAME, "staff_id", BODY },
  { "warning_signs", TIDE_CSV_FIELD, NULL, BODY }, { "coping", TIDE_CSV_FIELD, NULL, BODY },
  { "people", TIDE_CSV_FIELD, NULL, BODY },        { "professionals", TIDE_CSV_FIELD, NULL, BODY },
  { "means_safety", TIDE_CSV_FIELD, NULL, BODY },  { "supersedes", TIDE_CSV_UUID, "supersedes_id", BODY },
  { "safety_plan_id", TIDE_CSV_ID, NULL, 0 },      { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn specifiers_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },  { "noted_on", TIDE_CSV_FIELD, NULL, BODY },
  { "onset_age", TIDE_CSV_FIELD, NULL, BODY },      { "insight", TIDE_CSV_FIELD, NULL, BODY },
  { "tic_related", TIDE_CSV_FIELD, NULL, BODY },    { "contamination", TIDE_CSV_FIELD, NULL, BODY },
  { "responsibility", TIDE_CSV_FIELD, NULL, BODY }, { "symmetry", TIDE_CSV_FIELD, NULL, BODY },
  { "taboo_thoughts", TIDE_CSV_FIELD, NULL, BODY }, { "hoarding", TIDE_CSV_FIELD, NULL, BODY },
  { "specifier_id", TIDE_CSV_ID, NULL, 0 },         { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn exposures_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED }, { "session_id", TIDE_CSV_UUID, NULL, REQUIRED },
  { "task", TIDE_CSV_FIELD, NULL, REQUIRED },      { "suds_planned", TIDE_CSV_FIELD, NULL, BODY },
  { "suds_start", TIDE_CSV_FIELD, NULL, BODY },    { "suds_peak", TIDE_CSV_FIELD, NULL, BODY },
  { "suds_end", TIDE_CSV_FIELD, NULL, BODY },      { "minutes", TIDE_CSV_FIELD, NULL, BODY },
  { "exposure_id", TIDE_CSV_ID, NULL, 0 },         { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn costs_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },      { "course_id", TIDE_CSV_COURSE, NULL, BODY },
  { "unit", TIDE_CSV_FIELD, NULL, REQUIRED },           { "payer", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "amount", TIDE_CSV_FIELD, NULL, REQUIRED },         { "from_date", TIDE_CSV_FIELD, NULL, BODY },
  { "until_date", TIDE_CSV_FIELD, NULL, BODY },         { "cost_id", TIDE_CSV_ID, NULL, 0 },
  { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn effect_checks_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },
  { "course_id", TIDE_CSV_COURSE, NULL, BODY },
  { "taken_at", TIDE_CSV_FIELD, "taken", REQUIRED },
  { "checklist", TIDE_CSV_FIELD, NULL, BODY },
  { "asked", TIDE_CSV_FIELD, NULL, BODY },
  { "visit_id", TIDE_CSV_UUID, NULL, BODY },
  { "session_id", TIDE_CSV_UUID, NULL, BODY },
  { "effect_check_id", TIDE_CSV_ID, NULL, 0 },
  { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn reviews_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },
  { "course_id", TIDE_CSV_COURSE, NULL, BODY },
  { "kind", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "done_on", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "result", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "early_refill", TIDE_CSV_FIELD, NULL, BODY },
  { "extra_sessions", TIDE_CSV_FIELD, NULL, BODY },
  { "craving", TIDE_CSV_FIELD, NULL, BODY },
  { "next_on", TIDE_CSV_FIELD, NULL, BODY },
  { "staff", TIDE_CSV_STAFF_NAME, "staff_id", BODY },
  { "note", TIDE_CSV_FIELD, NULL, BODY },
  { "review_id", TIDE_CSV_ID, NULL, 0 },
  { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};

static const TideCsvColumn observations_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },
  { "session_id", TIDE_CSV_UUID, NULL, REQUIRED },
  { "slot", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "asked_at", TIDE_CSV_FIELD, "asked", BODY },
  { "taken_at", TIDE_CSV_FIELD, "taken", REQUIRED },
  { "systolic", TIDE_CSV_FIELD, NULL, BODY },
  { "diastolic", TIDE_CSV_FIELD, NULL, BODY },
  { "heart_rate", TIDE_CSV_FIELD, NULL, BODY },
  { "spo2", TIDE_CSV_FIELD, NULL, BODY },
  { "respiratory_rate", TIDE_CSV_FIELD, NULL, BODY },
  { "moaas", TIDE_CSV_FIELD, NULL, BODY },
  { "nausea", TIDE_CSV_FIELD, NULL, BODY },
  { "cadss6", TIDE_CSV_FIELD, NULL, BODY },
  { "missed", TIDE_CSV_FIELD, NULL, BODY },
  { "note", TIDE_CSV_FIELD, NULL, BODY },
  { "staff", TIDE_CSV_STAFF_NAME, "staff_id", BODY },
  { "observation_id", TIDE_CSV_ID, NULL, 0 },
  { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn session_answers_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },
  { "session_id", TIDE_CSV_UUID, NULL, REQUIRED },
  { "list", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "question", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "answer", TIDE_CSV_FIELD, NULL, BODY },
  { "value", TIDE_CSV_FIELD, NULL, BODY },
  { "reason", TIDE_CSV_FIELD, NULL, BODY },
  { "taken_at", TIDE_CSV_FIELD, "taken", REQUIRED },
  { "staff", TIDE_CSV_STAFF_NAME, "staff_id", BODY },
  { "session_answer_id", TIDE_CSV_ID, NULL, 0 },
  { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn clock_events_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED }, { "session_id", TIDE_CSV_UUID, NULL, REQUIRED },
  { "kind", TIDE_CSV_FIELD, NULL, REQUIRED },      { "at", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "boot_id", TIDE_CSV_FIELD, NULL, BODY },       { "boottime_ms", TIDE_CSV_FIELD, NULL, BODY },
  { "reason", TIDE_CSV_FIELD, NULL, BODY },        { "staff", TIDE_CSV_STAFF_NAME, "staff_id", BODY },
  { "clock_event_id", TIDE_CSV_ID, NULL, 0 },      { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn drug_register_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },    { "session_id", TIDE_CSV_UUID, NULL, REQUIRED },
  { "drug", TIDE_CSV_FIELD, NULL, REQUIRED },         { "lot", TIDE_CSV_FIELD, NULL, BODY },
  { "expires_on", TIDE_CSV_FIELD, NULL, BODY },       { "mg_drawn", TIDE_CSV_FIELD, NULL, BODY },
  { "mg_given", TIDE_CSV_FIELD, NULL, BODY },         { "mg_wasted", TIDE_CSV_FIELD, NULL, BODY },
  { "staff", TIDE_CSV_STAFF_NAME, "staff_id", BODY }, { "witness", TIDE_CSV_STAFF_NAME, "witness_id", BODY },
  { "reason", TIDE_CSV_FIELD, NULL, BODY },           { "taken_at", TIDE_CSV_FIELD, "taken", REQUIRED },
  { "drug_register_id", TIDE_CSV_ID, NULL, 0 },       { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn session_entries_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },
  { "session_id", TIDE_CSV_UUID, NULL, REQUIRED },
  { "kind", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "text", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "dose", TIDE_CSV_FIELD, NULL, BODY },
  { "taken_at", TIDE_CSV_FIELD, "taken", REQUIRED },
  { "staff", TIDE_CSV_STAFF_NAME, "staff_id", BODY },
  { "session_entry_id", TIDE_CSV_ID, NULL, 0 },
  { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn schedules_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },  { "course_id", TIDE_CSV_COURSE, NULL, REQUIRED },
  { "instrument", TIDE_CSV_FIELD, NULL, REQUIRED }, { "rule", TIDE_CSV_FIELD, NULL, BODY },
  { "session_number", TIDE_CSV_FIELD, NULL, BODY }, { "from_days", TIDE_CSV_FIELD, NULL, BODY },
  { "until_days", TIDE_CSV_FIELD, NULL, BODY },     { "every_days", TIDE_CSV_FIELD, NULL, BODY },
  { "inactive", TIDE_CSV_FIELD, NULL, BODY },       { "note", TIDE_CSV_FIELD, NULL, BODY },
  { "schedule_id", TIDE_CSV_ID, NULL, 0 },          { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};

#define TABLE(FILE, name, klass, owner, key)                                                                 \
  {                                                                                                          \
    TIDE_CSV_##FILE, &klass##_class, owner, name##_columns, G_N_ELEMENTS (name##_columns), key               \
  }
static const TideCsvTable tables[] = {
  TABLE (STAFF, staff, tide_staff, NULL, "name"),
  TABLE (PATIENTS, patients, tide_patient, NULL, "mrn"),
  TABLE (IDENTIFIERS, identifiers, tide_identifier, "patient_id", NULL),
  TABLE (DIAGNOSES, diagnoses, tide_diagnosis, "patient_id", NULL),
  TABLE (COURSES, courses, tide_course, "patient_id", "code"),
  TABLE (DOSE_STEPS, dose_steps, tide_dose_step, "course_id", NULL),
  TABLE (SESSIONS, sessions, tide_session, "course_id", NULL),
  TABLE (VISITS, visits, tide_visit, "patient_id", NULL),
  TABLE (VISIT_PARTS, visit_parts, tide_visit_part, "patient_id", NULL),
  TABLE (ASSESSMENTS, assessments, tide_assessment_data, "patient_id", NULL),
  TABLE (ADVERSE_EVENTS, adverse_events, tide_adverse_event, "patient_id", NULL),
  TABLE (NOTES, notes, tide_note, "patient_id", NULL),
  TABLE (EVENTS, events, tide_event, "patient_id", NULL),
  TABLE (MEDICATIONS, medications, tide_medication, "patient_id", NULL),
  TABLE (ALLERGIES, allergies, tide_allergy, "patient_id", NULL),
  TABLE (MEASUREMENTS, measurements, tide_measurement, "patient_id", NULL),
  TABLE (TRIALS, trials, tide_trial, "patient_id", NULL),
  TABLE (STAGINGS, stagings, tide_staging, "patient_id", NULL),
  TABLE (SCREENINGS, screenings, tide_screening, "patient_id", NULL),
  TABLE (SCREENING_ANSWERS, screening_answers, tide_screening_answer, "patient_id", NULL),
  TABLE (CONSENTS, consents, tide_consent, "patient_id", NULL),
  TABLE (DECISIONS, decisions, tide_eligibility_decision, "patient_id", NULL),
  TABLE (GOALS, goals, tide_goal, "patient_id", NULL),
  TABLE (GOAL_RATINGS, goal_ratings, tide_goal_rating, "patient_id", NULL),
  TABLE (CONTACTS, contacts, tide_contact, "patient_id", NULL),
  TABLE (SAFETY_PLANS, safety_plans, tide_safety_plan, "patient_id", NULL),
  TABLE (SPECIFIERS, specifiers, tide_specifier, "patient_id", NULL),
  TABLE (EXPOSURES, exposures, tide_exposure, "patient_id", NULL),
  TABLE (COSTS, costs, tide_cost, "patient_id", NULL),
  TABLE (EFFECT_CHECKS, effect_checks, tide_effect_check, "patient_id", NULL),
  TABLE (REVIEWS, reviews, tide_review, "patient_id", NULL),
  TABLE (OBSERVATIONS, observations, tide_observation, "patient_id", NULL),
  TABLE (SESSION_ANSWERS, session_answers, tide_session_answer, "patient_id", NULL),
  TABLE (CLOCK_EVENTS, clock_events, tide_clock_event, "patient_id", NULL),
  TABLE (DRUG_REGISTER, drug_register, tide_drug_use, "patient_id", NULL),
  TABLE (SESSION_ENTRIES, session_entries, tide_session_entry, "patient_id", NULL),
  TABLE (SCHEDULES, schedules, tide_schedule, "patient_id", NULL),
};
G_STATIC_ASSERT (G_N_ELEMENTS (tables) == TIDE_CSV_N_FILES);

const TideCsvTable *
tide_csv_get_table (TideCsvFile file)
{
  g_return_val_if_fail (file < TIDE_CSV_N_FILES, NULL);
  g_assert (tables[file].file == file);
  return &tables[file];
}

const char *
tide_csv_file_get_name (TideCsvFile file)
{
  static const char *const names[TIDE_CSV_N_FILES]
    = { "staff",           "patients",     "identifiers",     "diagnoses",    "courses",
        "dose_steps",      "sessions",     "visits",          "visit_parts",  "assessments",
        "adverse_events",  "notes",        "events",          "medications",  "allergies",
        "measurements",    "trials",       "stagings",        "screenings",   "screening_answers",
        "consents",        "decisions",    "goals",           "goal_ratings", "contacts",
        "safety_plans",    "specifiers",   "exposures",       "costs",        "effect_checks",
        "reviews",         "observations", "session_answers", "clock_events", "drug_register",
        "session_entries", "schedules" };
  g_return_val_if_fail (file < TIDE_CSV_N_FILES, NULL);
  return names[file];
}

int
tide_csv_table_find (const TideCsvTable *table, const char *column)
{
  for (guint i = 0; i < table->n_columns; i++)
    if (strcmp (table->columns[i].name, column) == 0)
      return (int) i;
  return -1;
}

const char *
tide_csv_column_get_field (const TideCsvColumn *column)
{
  return column->field != NULL ? column->field : column->name;
}
