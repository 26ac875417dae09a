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
  { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn dose_steps_columns[] = {
  { "course_id", TIDE_CSV_COURSE, NULL, REQUIRED },      { "from_date", TIDE_CSV_FIELD, NULL, REQUIRED },
  { "dose_mg_per_day", TIDE_CSV_FIELD, NULL, REQUIRED }, { "dose_step_id", TIDE_CSV_ID, NULL, 0 },
  { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
};
static const TideCsvColumn sessions_columns[] = {
  { "course_id", TIDE_CSV_COURSE, NULL, REQUIRED },   { "started_at", TIDE_CSV_FIELD, "started", REQUIRED },
  { "ended_at", TIDE_CSV_FIELD, "ended", BODY },      { "status", TIDE_CSV_FIELD, NULL, BODY },
  { "dose_mg", TIDE_CSV_FIELD, NULL, BODY },          { "dose_mg_per_kg", TIDE_CSV_FIELD, NULL, BODY },
  { "weight_kg", TIDE_CSV_FIELD, NULL, BODY },        { "device", TIDE_CSV_FIELD, NULL, BODY },
  { "setting", TIDE_CSV_FIELD, NULL, BODY },          { "minutes", TIDE_CSV_FIELD, NULL, BODY },
  { "homework_percent", TIDE_CSV_FIELD, NULL, BODY }, { "session_id", TIDE_CSV_ID, NULL, 0 },
  { "entered_in_error", TIDE_CSV_FIELD, NULL, 0 }, /* "status" is the session's own */
};
static const TideCsvColumn visits_columns[] = {
  { "visit_id", TIDE_CSV_ID, NULL, 0 },
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },
  { "taken_at", TIDE_CSV_FIELD, "taken", REQUIRED },
  { "rater", TIDE_CSV_STAFF_NAME, "rater_id", BODY },
  { "contact", TIDE_CSV_FIELD, NULL, BODY },
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
};
static const TideCsvColumn adverse_events_columns[] = {
  { "mrn", TIDE_CSV_MRN, "patient_id", REQUIRED },   { "course_id", TIDE_CSV_COURSE, NULL, BODY },
  { "term", TIDE_CSV_FIELD, NULL, REQUIRED },        { "severity", TIDE_CSV_FIELD, NULL, BODY },
  { "started_at", TIDE_CSV_FIELD, "started", BODY }, { "ended_at", TIDE_CSV_FIELD, "ended", BODY },
  { "serious", TIDE_CSV_FIELD, NULL, BODY },         { "adverse_event_id", TIDE_CSV_ID, NULL, 0 },
  { "visit_id", TIDE_CSV_UUID, NULL, BODY },         { "status", TIDE_CSV_STATUS, "entered_in_error", 0 },
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
    = { "staff",  "patients",    "identifiers", "diagnoses",      "courses", "dose_steps", "sessions",
        "visits", "visit_parts", "assessments", "adverse_events", "notes",   "events" };
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
