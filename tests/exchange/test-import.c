/* test-import.c: bad rows are named and nothing comes in; duplicates stay out; unknown stays unknown. */
#include "csv-fixture.h"

#include <string.h>

#define PATIENTS "mrn,family_name,given_name,birth_date,sex,diagnosis\n"
#define COURSES "course_id,mrn,arm,agent,route,indication,started_on,ended_on,end_reason,planned_sessions\n"
#define SESSIONS                                                                                             \
  "course_id,started_at,ended_at,status,dose_mg,dose_mg_per_kg,weight_kg,device,setting,minutes,"            \
  "homework_percent\n"
#define PHQ9 "item_1,item_2,item_3,item_4,item_5,item_6,item_7,item_8,item_9"

/* One patient, one course of each kind, a form with answers: everything well. */
static char *
write_good (void)
{
  char *folder = csv_fixture_new_folder ();
  csv_fixture_write (folder, "patients.csv",
                     PATIENTS "X-1,Örn,Åsa,1980-02-29,female,F42.2; F33.1\nX-2,Nobody,,,unknown,\n");
  csv_fixture_write (folder, "courses.csv",
                     COURSES "C1,X-1,ssri,sertraline,oral,F42.2,2024-01-10,,,\n"
                             "C2,X-1,ketamine,ketamine,iv,F42.2,2024-03-01,2024-03-20,completed,6\n"
                             "C3,X-2,other,,,,,,,\n");
  csv_fixture_write (folder, "dose_steps.csv",
                     "course_id,from_date,dose_mg_per_day\nC1,2024-01-10,50\nC1,2024-02-01,100\n");
  csv_fixture_write (folder, "sessions.csv",
                     SESSIONS "C2,2024-03-01T09:00+01:00,2024-03-01T09:40+01:00,held,35,0.5,70,syringe_pump,"
                              "clinic,40,\n");
  csv_fixture_write (folder, "assessments.csv",
                     "mrn,instrument,taken_at,rater,rater_type,contact,total," PHQ9 "\n"
                     "X-1,phq9,2024-01-09,,self,paper,,3,3,2,3,1,2,2,1,1\n"
                     "X-1,ybocs,2024-01-09T10:00+01:00,Dr K. Brandt,clinician,in_person,27,,,,,,,,,\n"
                     "X-1,phq9,2024-02-09,,self,paper,4,1,0,1,1,0,0,1,0,0\n");
  csv_fixture_write (
    folder, "adverse_events.csv",
    "mrn,course_id,term,severity,started_at,ended_at,serious\nX-1,C2,nausea,mild,2024-03-01,,no\n");
  return folder;
}

static void
test_good (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autofree char *folder = write_good ();
  g_autoptr (TideImportReport) report = csv_fixture_import (clinic, folder);
  g_assert_cmpuint (report->refused->len, ==, 0);
  g_assert_cmpuint (report->imported[TIDE_CSV_PATIENTS], ==, 2);
  g_assert_cmpuint (report->imported[TIDE_CSV_COURSES], ==, 3);
  g_assert_cmpuint (report->imported[TIDE_CSV_DOSE_STEPS], ==, 2);
  g_assert_cmpuint (report->imported[TIDE_CSV_SESSIONS], ==, 1);
  g_assert_cmpuint (report->imported[TIDE_CSV_ASSESSMENTS], ==, 3);
  g_assert_cmpuint (report->imported[TIDE_CSV_ADVERSE_EVENTS], ==, 1);

  g_autoptr (TidePatient) patient = tide_clinic_lookup_text (clinic, &tide_patient_class, "mrn", "X-1", NULL);
  g_autoptr (TideHistory) history = tide_clinic_load_history (clinic, patient->base.id, NULL);
  g_assert_cmpuint (history->diagnoses->len, ==, 2);
  g_assert_cmpstr (tide_history_get_primary_diagnosis (history)->code, ==, "F42.2");
  /* clinical.md, phq9.a: 18; phq9.b: 4 */
  const TideSeries *series = tide_history_find_series (history, "phq9", "total");
  g_assert_cmpuint (series->n_ratings, ==, 2);
  g_assert_cmpfloat (tide_rating_get_value (&series->ratings[0]), ==, 18);
  g_assert_cmpfloat (tide_rating_get_value (&series->ratings[1]), ==, 4);
  g_autoptr (TideVerification) v = tide_clinic_verify (clinic, NULL, NULL);
  g_assert_true (v->ok);
}

static void
test_raters_become_staff (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autofree char *folder = write_good ();
  csv_fixture_import_all (clinic, folder, 12);
  g_assert_cmpint (tide_clinic_count (clinic, &tide_staff_class), ==, 1);
  g_autoptr (TideStaff) staff
    = tide_clinic_lookup_text (clinic, &tide_staff_class, "name", "Dr K. Brandt", NULL);
  g_assert_nonnull (staff);
}

static void
test_unknown (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autofree char *folder = write_good ();
  csv_fixture_import_all (clinic, folder, 12);
  g_autoptr (TidePatient) patient = tide_clinic_lookup_text (clinic, &tide_patient_class, "mrn", "X-2", NULL);
  g_assert_false (tide_date_is_known (patient->birth_date));
  g_assert_cmpint (patient->sex, ==, TIDE_SEX_UNKNOWN);
  g_assert_null (patient->given_name);
  g_autoptr (TideCourse) course = tide_clinic_lookup_text (clinic, &tide_course_class, "code", "C3", NULL);
  g_assert_false (tide_date_is_known (course->started_on));
  g_assert_cmpint (course->planned_sessions, ==, TIDE_INTEGER_UNKNOWN);
}

/* The answers of phq9.a raise A4; from a file it is historical, with one summary for the patient. */
static void
test_alerts (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autofree char *folder = write_good ();
  g_autoptr (TideImportReport) report = csv_fixture_import (clinic, folder);
  g_assert_cmpuint (report->alerts, >=, 1);
  g_autoptr (GPtrArray) alerts = tide_clinic_list (clinic, &tide_alert_class, NULL, 0, NULL);
  g_assert_cmpuint (alerts->len, ==, report->alerts);
  gboolean found = FALSE;
  for (guint i = 0; i < alerts->len; i++)
    {
      const TideAlert *alert = g_ptr_array_index (alerts, i);
      found = found || (g_strcmp0 (alert->rule, "A4") == 0 && alert->historical);
    }
  g_assert_true (found);
}

static void
test_dry_run (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autofree char *folder = write_good ();
  g_autofree char *before = tide_clinic_get_audit_head (clinic, NULL);
  g_autoptr (TideImportReport) report = tide_csv_import (clinic, folder, TRUE, NULL, NULL);
  g_assert_cmpuint (tide_import_report_get_n (report), ==, 12);
  csv_fixture_assert_empty (clinic);
  g_autofree char *after = tide_clinic_get_audit_head (clinic, NULL);
  g_assert_cmpstr (before, ==, after);
}

/* --- bad rows --- */

typedef struct
{
  const char *file, *text;
  guint line;
  const char *column, *value, *says;
} Bad;

#define ASSESSMENTS "mrn,instrument,taken_at,rater,rater_type,contact,total," PHQ9 "\n"
#define MEASURES "mrn,loinc,value,unit,taken_at\n"
static const Bad bad_rows[] = {
  /* a treatment history: the words are those of the form */
  { "courses.csv", COURSES "C7,X-1,ssri,Fluoxetine,,,2024-02-01,,,\nC8,X-1,ssri,fluoxetine,,,2024-03-15,,,\n",
    3, "agent", "fluoxetine",
    "another course of it runs at that time: Fluoxetine, from 2024-02-01 to today" },
  { "dose_steps.csv", "course_id,from_date,dose_mg_per_day\nC2,2024-02-29,50\n", 2, "from_date", "2024-02-29",
    "lies before the start of the course" },
  { "dose_steps.csv", "course_id,from_date,dose_mg_per_day\nC2,2024-03-21,50\n", 2, "from_date", "2024-03-21",
    "lies after the end of the course" },
  { "sessions.csv", SESSIONS "C2,2024-03-21,,held,,,,,,,\n", 2, "started_at", "2024-03-21",
    "lies after the end of the course" },
  { "courses.csv", "course_id,mrn,arm,authorised_from,authorised_until\nC7,X-1,cbt,2024-03-01,2024-02-29\n",
    2, "authorised_until", "2024-02-29", "lies before the start" },
  { "screenings.csv", "mrn,arm,taken_at,expires_on\nX-1,ketamine,2024-03-01,2024-02-29\n", 2, "expires_on",
    "2024-02-29", "lies before the screening" },
  { "consents.csv", "mrn,kind,given_on,expires_on\nX-1,off_label,2024-03-01,2024-02-29\n", 2, "expires_on",
    "2024-02-29", "lies before the consent" },
  { "measurements.csv", MEASURES "X-1,29463-7,620,kg,2024-03-01\n", 2, "value", "620",
    "must lie between 2 and 500 kg" },
  { "measurements.csv", MEASURES "X-1,29463-7,150,lb,2024-03-01\n", 2, "unit", "lb", "must be kg" },
  { "measurements.csv", MEASURES "X-1,99999-9,62,kg,2024-03-01\n", 2, "loinc", "99999-9",
    "is not a measure" },
  { "sessions.csv", "course_id,started_at,weight_kg\nC2,2024-03-02,620\n", 2, "weight_kg", "620",
    "must lie between 2 and 500" },
  { "sessions.csv",
    "course_id,started_at,session_id,chain_id\n"
    "C3,2024-03-02,6f6c1d4e-0000-4000-8000-000000000001,\n"
    "C2,2024-03-02,,6f6c1d4e-0000-4000-8000-000000000001\n",
    3, "chain_id", "6f6c1d4e-0000-4000-8000-000000000001", "belongs to another patient" },
  { "trials.csv", "mrn,arm,weeks,weeks_at_dose\nX-1,ssri,8,9\n", 2, "weeks_at_dose", "9",
    "is more than the whole trial" },
  { "decisions.csv",
    "mrn,arm,verdict,computed,taken_at,staff\nX-1,ketamine,eligible,not_eligible,2024-03-01,Dr A\n", 2,
    "reason", "", "the verdict differs" },
  { "decisions.csv",
    "mrn,arm,verdict,computed,taken_at,staff\nX-1,ketamine,eligible,eligible,2190-03-01,Dr A\n", 2,
    "taken_at", "2190-03-01", "lies in the future" },
  { "patients.csv", PATIENTS "X-1,A,B,1980-02-30,female,\n", 2, "birth_date", "1980-02-30", "1980-02-30" },
  { "patients.csv", PATIENTS "X-1,A,B,29/02/1980,female,\n", 2, "birth_date", "29/02/1980", "YYYY-MM-DD" },
  { "patients.csv", PATIENTS "X-1,A,B,2190-01-01,female,\n", 2, "birth_date", "2190-01-01", "future" },
  { "patients.csv", PATIENTS "X-1,A,B,,woman,\n", 2, "sex", "woman", "female, male, other, unknown" },
  { "patients.csv", PATIENTS ",A,B,,,\n", 2, "mrn", "", "empty" },
  { "patients.csv", PATIENTS "X-1,A,B,,,F42.2;OCD!\n", 2, "diagnosis", "F42.2;OCD!", "ICD-10-CM" },
  { "patients.csv", PATIENTS "X-1,A,B,,\n", 2, "", "", "5 cells, the header has 6" },
  { "patients.csv", PATIENTS "X-1,A\xff,B,,,\n", 2, "family_name", "A\xef\xbf\xbd", "UTF-8" },
  { "patients.csv", "mrn;family_name\nX-1;A\n", 1, "mrn", "", "semicolons" },
  { "patients.csv", "family_name\nA\n", 1, "mrn", "", "missing" },
  { "patients.csv", "mrn,mrn\nX-1,X-1\n", 1, "mrn", "mrn", "twice" },
  { "patients.csv", PATIENTS "X-1,A,\"B,,,\n", 2, "", "", "does not end" },
  { "courses.csv", COURSES "C1,X-9,ssri,,,,,,,\n", 2, "mrn", "X-9", "no patient" },
  { "courses.csv", COURSES "C1,X-1,pills,,,,,,,\n", 2, "arm", "pills", "ketamine, esketamine, ssri" },
  { "courses.csv", COURSES "C1,X-1,,,,,,,,\n", 2, "arm", "", "empty" },
  { "courses.csv", COURSES ",X-1,ssri,,,,,,,\n", 2, "course_id", "", "empty" },
  { "courses.csv", COURSES "C1,X-1,ssri,,,,2024-02-01,2024-01-01,,\n", 2, "ended_on", "2024-01-01",
    "before" },
  { "courses.csv", COURSES "C1,X-1,cbt,,,,,,,many\n", 2, "planned_sessions", "many", "whole number" },
  { "dose_steps.csv", "course_id,from_date,dose_mg_per_day\nC9,2024-01-01,50\n", 2, "course_id", "C9",
    "no course" },
  { "dose_steps.csv", "course_id,from_date,dose_mg_per_day\nC0,2024-01-01,\"50,5\"\n", 2, "dose_mg_per_day",
    "50,5", "number" },
  { "dose_steps.csv", "course_id,from_date,dose_mg_per_day\nC0,2024-01-01,-5\n", 2, "dose_mg_per_day", "-5",
    "between" },
  { "dose_steps.csv", "course_id,from_date\nC0,2024-01-01\n", 1, "dose_mg_per_day", "", "missing" },
  { "sessions.csv", SESSIONS "C0,2019-01-01,,held,,,,,,,\n", 2, "started_at", "2019-01-01",
    "before the start" },
  { "sessions.csv", SESSIONS "C0,2024-01-01,,done,,,,,,,\n", 2, "status", "done", "held, missed" },
  { "sessions.csv", SESSIONS "C0,2024-01-01,,held,,,,,,,120\n", 2, "homework_percent", "120", "0 and 100" },
  { "assessments.csv", ASSESSMENTS "X-1,phq9,2024-01-09,,,,,4,0,0,0,0,0,0,0,0\n", 2, "item_1", "4", "0" },
  { "assessments.csv", ASSESSMENTS "X-1,phq9,2024-01-09,,,,,na,0,0,0,0,0,0,0,0\n", 2, "item_1", "na", "0" },
  { "assessments.csv", ASSESSMENTS "X-1,phq9,2024-01-09,,,,5,3,3,3,0,0,0,0,0,0\n", 2, "total", "5", "9" },
  { "assessments.csv", ASSESSMENTS "X-1,phq9,2024-01-09,,,,28,,,,,,,,,\n", 2, "total", "28", "0 to 27" },
  { "assessments.csv", ASSESSMENTS "X-1,phq9,2024-01-09,,,,12.5,,,,,,,,,\n", 2, "total", "12.5", "whole" },
  { "assessments.csv", ASSESSMENTS "X-1,phq9,2024-01-09,,,,,,,,,,,,,\n", 2, "", "", "neither" },
  { "assessments.csv", ASSESSMENTS "X-1,cgis,2024-01-09,,,,,1,2,,,,,,,\n", 2, "item_2", "2",
    "cgis has no item_2" },
  { "assessments.csv", ASSESSMENTS "X-1,bdi,2024-01-09,,,,9,,,,,,,,,\n", 2, "instrument", "bdi",
    "no instrument" },
  { "assessments.csv", ASSESSMENTS "X-1,phq9,yesterday,,,,9,,,,,,,,,\n", 2, "taken_at", "yesterday",
    "yesterday" },
  { "assessments.csv", ASSESSMENTS "X-1,phq9,1970-01-01,,,,9,,,,,,,,,\n", 2, "taken_at", "1970-01-01",
    "birth" },
  { "assessments.csv", ASSESSMENTS "X-1,phq9,2024-01-09,,nurse,,9,,,,,,,,,\n", 2, "rater_type", "nurse",
    "clinician, self" },
  { "assessments.csv", "mrn,instrument,taken_at,total,assessment_id\nX-1,phq9,2024-01-09,9,17\n", 2,
    "assessment_id", "17", "UUID" },
  { "assessments.csv", "mrn,instrument,taken_at,total,instrument_version\nX-1,phq9,2024-01-09,9,0.3\n", 2,
    "instrument_version", "0.3", "version" },
  { "adverse_events.csv", "mrn,term,severity\nX-1,nausea,awful\n", 2, "severity", "awful",
    "mild, moderate, severe" },
  { "adverse_events.csv", "mrn,term,course_id\nX-0,nausea,C0\n", 2, "course_id", "C0", "another patient" },
  { "notes.csv", "mrn,taken_at,text\nX-1,2024-01-01,\n", 2, "text", "", "empty" },
  { "visit_parts.csv", "visit_id,mrn,part\n00000000-0000-4000-8000-000000000000,X-1,ybocs\n", 2, "visit_id",
    "00000000-0000-4000-8000-000000000000", "no record" },
};

static void
test_bad_row (gconstpointer data)
{
  const Bad *bad = data;
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autofree char *base = csv_fixture_new_folder (), *folder = csv_fixture_new_folder ();
  gboolean patients = strcmp (bad->file, "patients.csv") == 0;
  csv_fixture_write (base, "patients.csv", PATIENTS "X-1,A,B,1975-01-01,female,\nX-0,C,D,,,\n");
  csv_fixture_write (base, "courses.csv",
                     COURSES "C0,X-1,ssri,,,,2020-01-01,,,\n"
                             "C2,X-1,ketamine,,,,2024-03-01,2024-03-20,,\nC3,X-0,other,,,,,,,\n");
  if (!patients)
    csv_fixture_import_all (clinic, base, 5);
  csv_fixture_write (folder, bad->file, bad->text);
  g_autofree char *before = tide_clinic_get_audit_head (clinic, NULL);
  g_autoptr (TideImportReport) report = csv_fixture_import (clinic, folder);
  csv_fixture_assert_refused (report, 0, bad->file, bad->line, bad->column, bad->value, bad->says);
  g_autofree char *after = tide_clinic_get_audit_head (clinic, NULL);
  g_assert_cmpstr (before, ==, after);
}

/* Good rows beside bad ones stay out too; every bad one is listed, several faults of one row as well. */
static void
test_all_or_nothing (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autofree char *folder = write_good ();
  csv_fixture_write (folder, "patients.csv",
                     PATIENTS "X-1,Örn,Åsa,1980-02-29,female,F42.2\n"
                              "X-2,Bad,,1980-13-01,cat,\n"
                              "X-3,\"two\nlines\",,,,\n"
                              "X-4,Bad,,,,nothing\n");
  csv_fixture_write (folder, "adverse_events.csv", "mrn,term,severity\nX-1,nausea,awful\n");
  g_autoptr (TideImportReport) report = csv_fixture_import (clinic, folder);
  g_assert_cmpuint (report->refused->len, ==, 4); /* course C3 hangs on X-2 and is not blamed */
  csv_fixture_assert_refused (report, 0, "patients.csv", 3, "birth_date", "1980-13-01", "1980-13-01");
  csv_fixture_assert_refused (report, 1, "patients.csv", 3, "sex", "cat", "female");
  csv_fixture_assert_refused (report, 2, "patients.csv", 6, "diagnosis", "nothing", "ICD-10-CM");
  csv_fixture_assert_refused (report, 3, "adverse_events.csv", 2, "severity", "awful", "mild");
  csv_fixture_assert_empty (clinic);
}

static void
test_unknown_columns (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autofree char *folder = csv_fixture_new_folder ();
  csv_fixture_write (folder, "patients.csv", "mrn,mood,family_name\nX-1,fine,A\n");
  csv_fixture_write (folder, "assessments.csv",
                     "mrn,instrument,taken_at,total,item_99,fear_25\nX-1,phq9,2024-01-01,3,1,1\n");
  csv_fixture_write (folder, "patient.csv", "mrn\nX-7\n");
  g_autoptr (TideImportReport) report = csv_fixture_import (clinic, folder);
  g_assert_cmpuint (tide_import_report_get_n (report), ==, 2);
  static const char *const expected[]
    = { "patient.csv", "patients.csv: mood", "assessments.csv: item_99", "assessments.csv: fear_25" };
  g_assert_cmpuint (report->ignored_columns->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (g_ptr_array_index (report->ignored_columns, i), ==, expected[i]);
}

/* --- duplicates --- */

static void
test_twice_without_ids (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autofree char *folder = write_good ();
  csv_fixture_import_all (clinic, folder, 12);
  g_autofree char *before = tide_clinic_get_audit_head (clinic, NULL);
  g_autoptr (TideImportReport) report = csv_fixture_import (clinic, folder);
  g_assert_cmpuint (report->refused->len, ==, 0);
  g_assert_cmpuint (report->duplicates, ==, 12);
  g_assert_cmpuint (tide_import_report_get_n (report), ==, 0);
  g_autofree char *after = tide_clinic_get_audit_head (clinic, NULL);
  g_assert_cmpstr (before, ==, after);
}

static void
test_same_row_twice_in_a_file (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autofree char *folder = csv_fixture_new_folder ();
  csv_fixture_write (folder, "patients.csv", PATIENTS "X-1,A,B,,,\nX-1,A,B,,,\n");
  csv_fixture_write (folder, "assessments.csv",
                     "mrn,instrument,taken_at,total\nX-1,phq9,2024-01-01,3\nX-1,phq9,2024-01-01,3\n"
                     "X-1,phq9,2024-01-01,4\nX-1,phq9,2024-01-02,3\n");
  g_autoptr (TideImportReport) report = csv_fixture_import (clinic, folder);
  g_assert_cmpuint (report->refused->len, ==, 0);
  g_assert_cmpuint (report->duplicates, ==, 2);
  g_assert_cmpuint (report->imported[TIDE_CSV_ASSESSMENTS], ==, 3);
}

#define ID_A "0c1b8e9e-6d6c-4a5e-9a41-0c6b5b1c7a01"
#define ID_B "0c1b8e9e-6d6c-4a5e-9a41-0c6b5b1c7a02"

static void
test_ids (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autofree char *folder = csv_fixture_new_folder ();
  csv_fixture_write (folder, "patients.csv", PATIENTS "X-1,A,B,,,\n");
  csv_fixture_write (folder, "assessments.csv",
                     "mrn,instrument,taken_at,total,assessment_id\nX-1,phq9,2024-01-01,3," ID_A "\n"
                     "X-1,phq9,2024-01-01,3," ID_B "\n");
  csv_fixture_import_all (clinic, folder, 3); /* two ids are two ratings, whatever they say */
  g_autoptr (TideImportReport) again = csv_fixture_import (clinic, folder);
  g_assert_cmpuint (again->duplicates, ==, 3);

  csv_fixture_write (folder, "assessments.csv",
                     "mrn,instrument,taken_at,total,assessment_id\nX-1,phq9,2024-01-01,4," ID_A "\n");
  g_autoptr (TideImportReport) other = csv_fixture_import (clinic, folder);
  g_assert_cmpuint (other->refused->len, ==, 1);
  csv_fixture_assert_refused (other, 0, "assessments.csv", 2, "total", "4", "“3”");
}

/* Whether a row counts is said by both: clinic and file must agree, with an id and without. */
static void
test_what_counts_is_no_duplicate_of_what_does_not (void)
{
  static const char *const marks[] = { "final", "entered_in_error" };
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *has = marks[i], *says = marks[!i];
      g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
      g_autofree char *folder = csv_fixture_new_folder ();
      g_autofree char *first = g_strdup_printf (
        "mrn,instrument,taken_at,total,assessment_id,status,reason\nX-1,phq9,2024-01-01,3," ID_A ",%s,slip\n"
        "X-1,phq9,2024-01-02,3,,%s,slip\n",
        has, has);
      g_autofree char *first_events
        = g_strdup_printf ("mrn,kind,on_date,label,event_id,status\nX-1,,2024-01-01,Lost job," ID_B ",%s\n"
                           "X-1,,2024-01-02,Moved house,,%s\n",
                           has, has);
      g_autofree char *second = g_strdup_printf (
        "mrn,instrument,taken_at,total,assessment_id,status,reason\nX-1,phq9,2024-01-01,3," ID_A ",%s,slip\n"
        "X-1,phq9,2024-01-02,3,,%s,slip\n"
        "X-1,phq9,2024-01-02,3,,%s,slip\n"
        "X-1,phq9,2024-01-02,3,,,slip\n",
        says, says, has);
      g_autofree char *second_events
        = g_strdup_printf ("mrn,kind,on_date,label,event_id,status\nX-1,,2024-01-01,Lost job," ID_B ",%s\n"
                           "X-1,,2024-01-02,Moved house,,%s\n",
                           says, says);
      g_autofree char *quoted = g_strdup_printf ("“%s”", has);
      csv_fixture_write (folder, "patients.csv", PATIENTS "X-1,A,B,,,\n");
      csv_fixture_write (folder, "assessments.csv", first);
      csv_fixture_write (folder, "events.csv", first_events);
      csv_fixture_import_all (clinic, folder, 5);
      g_autoptr (TideImportReport) same = csv_fixture_import (clinic, folder);
      g_assert_cmpuint (same->refused->len, ==, 0);
      g_assert_cmpuint (same->duplicates, ==, 5);

      csv_fixture_write (folder, "assessments.csv", second);
      csv_fixture_write (folder, "events.csv", second_events);
      g_autoptr (TideImportReport) report = csv_fixture_import (clinic, folder);
      g_assert_cmpuint (report->refused->len, ==, 4);
      csv_fixture_assert_refused (report, 0, "assessments.csv", 2, "status", says, quoted);
      csv_fixture_assert_refused (report, 1, "assessments.csv", 3, "status", says, quoted);
      csv_fixture_assert_refused (report, 2, "events.csv", 2, "status", says, quoted);
      csv_fixture_assert_refused (report, 3, "events.csv", 3, "status", says, quoted);
      g_assert_cmpuint (report->duplicates, ==, 3); /* the patient, the same, and the one that says nothing */
    }
}

/* The session's own "status" tells what became of it; its mark is another column. */
static void
test_a_session_that_does_not_count (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autofree char *folder = write_good ();
  csv_fixture_import_all (clinic, folder, 12);
  csv_fixture_write (
    folder, "sessions.csv",
    "course_id,started_at,ended_at,status,dose_mg,dose_mg_per_kg,weight_kg,device,setting,minutes,"
    "entered_in_error\nC2,2024-03-01T09:00+01:00,2024-03-01T09:40+01:00,held,35,0.5,70,"
    "syringe_pump,clinic,40,1\n");
  g_autoptr (TideImportReport) report = csv_fixture_import (clinic, folder);
  g_assert_cmpuint (report->refused->len, ==, 1);
  csv_fixture_assert_refused (report, 0, "sessions.csv", 2, "entered_in_error", "1", "“0”");
}

static void
test_another_patient_under_the_number (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autofree char *folder = write_good ();
  csv_fixture_import_all (clinic, folder, 12);
  csv_fixture_write (folder, "patients.csv", PATIENTS "X-1,Berg,Åsa,1980-02-29,female,F42.2;F33.1\n");
  g_autoptr (TideImportReport) report = csv_fixture_import (clinic, folder);
  g_assert_cmpuint (report->refused->len, ==, 1);
  csv_fixture_assert_refused (report, 0, "patients.csv", 2, "family_name", "Berg", "Örn");
}

/* A visit_id without visits.csv: the ratings that share it were made at one visit. */
static void
test_visits_from_ratings (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autofree char *folder = csv_fixture_new_folder ();
  csv_fixture_write (folder, "patients.csv", PATIENTS "X-1,A,B,,,\n");
  csv_fixture_write (folder, "assessments.csv",
                     "visit_id,mrn,instrument,taken_at,rater,total\n" ID_A
                     ",X-1,phq9,2024-01-01T09:00Z,M. Sato,3\n" ID_A
                     ",X-1,cgis,2024-01-01T09:00Z,M. Sato,3\n");
  csv_fixture_import_all (clinic, folder, 3);
  g_assert_cmpint (tide_clinic_count (clinic, &tide_visit_class), ==, 1);
  g_autoptr (TideVisit) visit = tide_clinic_lookup_uuid (clinic, &tide_visit_class, ID_A, NULL);
  g_assert_cmpint (visit->taken.utc, ==, test_clinic_instant ("2024-01-01T09:00Z").utc);
  g_autoptr (TideImportReport) again = csv_fixture_import (clinic, folder);
  g_assert_cmpuint (again->duplicates, ==, 3);
}

/* --- what cannot be read at all --- */

static void
test_no_files (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autofree char *folder = csv_fixture_new_folder ();
  g_autoptr (GError) error = NULL;
  g_assert_null (tide_csv_import (clinic, folder, FALSE, NULL, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_autofree char *nowhere = g_build_filename (folder, "nowhere", NULL);
  g_assert_null (tide_csv_import (clinic, nowhere, FALSE, NULL, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_IO);
}

static void
test_cancelled (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autofree char *folder = write_good ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_cancellable_cancel (cancellable);
  g_assert_null (tide_csv_import (clinic, folder, FALSE, cancellable, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_CANCELLED);
  csv_fixture_assert_empty (clinic);
  csv_fixture_import_all (clinic, folder, 12); /* the clinic is as usable as before */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/import/every-file-comes-in", test_good);
  g_test_add_func ("/exchange/import/raters-become-staff", test_raters_become_staff);
  g_test_add_func ("/exchange/import/unknown-stays-unknown", test_unknown);
  g_test_add_func ("/exchange/import/alerts-of-old-answers-are-historical", test_alerts);
  g_test_add_func ("/exchange/import/a-dry-run-changes-nothing", test_dry_run);
  for (guint i = 0; i < G_N_ELEMENTS (bad_rows); i++)
    {
      g_autofree char *stem = g_strndup (bad_rows[i].file, strlen (bad_rows[i].file) - 4);
      g_autofree char *name = g_strdup_printf ("/exchange/import/bad/%02u-%s-%s", i, stem,
                                               *bad_rows[i].column != '\0' ? bad_rows[i].column : "row");
      g_test_add_data_func (name, &bad_rows[i], test_bad_row);
    }
  g_test_add_func ("/exchange/import/all-or-nothing", test_all_or_nothing);
  g_test_add_func ("/exchange/import/unknown-columns-are-reported", test_unknown_columns);
  g_test_add_func ("/exchange/import/twice-without-ids-adds-nothing", test_twice_without_ids);
  g_test_add_func ("/exchange/import/the-same-row-twice-in-a-file", test_same_row_twice_in_a_file);
  g_test_add_func ("/exchange/import/ids-decide", test_ids);
  g_test_add_func ("/exchange/import/what-counts-is-no-duplicate-of-what-does-not",
                   test_what_counts_is_no_duplicate_of_what_does_not);
  g_test_add_func ("/exchange/import/a-session-that-does-not-count", test_a_session_that_does_not_count);
  g_test_add_func ("/exchange/import/another-patient-under-the-same-number",
                   test_another_patient_under_the_number);
  g_test_add_func ("/exchange/import/visits-from-ratings", test_visits_from_ratings);
  g_test_add_func ("/exchange/import/a-folder-without-files", test_no_files);
  g_test_add_func ("/exchange/import/cancelled", test_cancelled);
  return g_test_run ();
}
