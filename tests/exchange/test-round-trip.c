/* test-round-trip.c: a clinic with every kind of record goes out, into an empty clinic, and out again: the
 * same bytes, and the same records.
 */
#include "csv-fixture.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static void
save (TideClinic *clinic, gpointer record)
{
  g_autoptr (GError) error = NULL;
  tide_clinic_save (clinic, record, &error);
  g_assert_no_error (error);
}

static void
save_assessment (TideClinic *clinic, TideAssessmentData *data)
{
  g_autoptr (GError) error = NULL;
  tide_clinic_save_assessment (clinic, data, NULL, &error);
  g_assert_no_error (error);
}

static gint64
add_staff (TideClinic *clinic, const char *name, const char *role)
{
  g_autoptr (TideStaff) staff = tide_staff_new ();
  tide_record_set_text (&staff->name, name);
  staff->role = tide_code_from_text (tide_staff_role_codes, role);
  save (clinic, staff);
  return staff->base.id;
}

static void
add_people (TideClinic *clinic, gint64 *first, gint64 *second)
{
  g_autoptr (TidePatient) patient = tide_patient_new ();
  tide_record_set_text (&patient->mrn, "X,1 \"odd\"");
  tide_record_set_text (&patient->family_name, "Müller-Groß, Łucja");
  tide_record_set_text (&patient->given_name, " Ås e ");
  tide_record_set_text (&patient->referrer, "=1+1");
  patient->birth_date = test_clinic_date ("1980-02-29");
  patient->referred_on = test_clinic_date ("2023-12-01");
  patient->sex = TIDE_SEX_OTHER;
  save (clinic, patient);
  *first = patient->base.id;
  *second = test_clinic_add_patient (clinic, "X-2", "Nobody", NULL);

  static const char *const codes[] = { "F33.1", "F42.2", "F41.1" };
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (TideDiagnosis) diagnosis = tide_diagnosis_new ();
      diagnosis->patient_id = *first;
      diagnosis->primary = i == 1; /* not the first that was entered */
      diagnosis->entered_in_error = i == 2;
      tide_record_set_text (&diagnosis->code, codes[i]);
      tide_record_set_text (&diagnosis->label, i == 0 ? "two\nlines" : NULL);
      diagnosis->onset_on = i == 1 ? test_clinic_date ("2001-09-01") : TIDE_DATE_UNKNOWN;
      save (clinic, diagnosis);
    }
  g_autoptr (TideIdentifier) identifier = tide_identifier_new ();
  identifier->patient_id = *first;
  tide_record_set_text (&identifier->system, "hospital");
  tide_record_set_text (&identifier->value, "0017");
  save (clinic, identifier);
}

static gint64
add_treatment (TideClinic *clinic, gint64 patient_id)
{
  g_autoptr (TideCourse) course = tide_course_new (), odd = tide_course_new ();
  course->patient_id = odd->patient_id = patient_id;
  course->arm = TIDE_ARM_KETAMINE;
  tide_record_set_text (&course->code, "C 1");
  tide_record_set_text (&course->agent, "ketamine");
  course->route = tide_code_from_text (tide_route_codes, "iv");
  course->started_on = test_clinic_date ("2024-01-10");
  course->planned_sessions = 0; /* none planned, which is not "unknown" */
  tide_record_set_text (&course->target_instrument, "ybocs");
  save (clinic, course);
  odd->arm = TIDE_ARM_OTHER;
  odd->entered_in_error = TRUE;
  save (clinic, odd); /* the clinic makes its code */

  g_autoptr (TideDoseStep) step = tide_dose_step_new ();
  step->course_id = course->base.id;
  step->from_date = test_clinic_date ("2024-01-11");
  step->dose_mg_per_day = 62.5;
  save (clinic, step);
  static const char *const starts[] = { "2024-01-10T09:00+01:00", "2024-07-10T09:00:30+02:00", "2024-08-01" };
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_autoptr (TideSession) session = tide_session_new ();
      session->course_id = course->base.id;
      session->started = test_clinic_instant (starts[i]);
      session->status = i == 2 ? TIDE_SESSION_MISSED : TIDE_SESSION_HELD;
      session->dose_mg_per_kg = i == 0 ? 0.1 + 0.2 : NAN; /* 0.30000000000000004 must come back */
      session->entered_in_error = i == 1;
      save (clinic, session);
    }
  g_autoptr (TideAdverseEvent) effect = tide_adverse_event_new ();
  effect->patient_id = patient_id;
  effect->course_id = course->base.id;
  tide_record_set_text (&effect->term, "nausea, \"mild\"");
  effect->serious = tide_code_from_text (tide_yes_no_codes, "no");
  save (clinic, effect);
  return course->base.id;
}

static void
add_visit (TideClinic *clinic, gint64 patient_id, gint64 rater_id)
{
  g_autoptr (TideVisit) visit = tide_visit_new ();
  g_autoptr (TideNote) note = tide_note_new ();
  g_autoptr (GPtrArray) assessments = g_ptr_array_new_with_free_func (tide_record_free);
  g_autoptr (GPtrArray) not_done = g_ptr_array_new_with_free_func (tide_record_free);
  g_autoptr (GPtrArray) effects = g_ptr_array_new_with_free_func (tide_record_free);
  g_autoptr (GError) error = NULL;
  visit->patient_id = patient_id;
  visit->taken = test_clinic_instant ("2024-02-01T10:00+01:00");
  visit->rater_id = rater_id;
  visit->contact = tide_code_from_text (tide_contact_codes, "video");
  g_autofree char *answers = test_clinic_dup_same_answers (10, 2);
  TideAssessmentData *ybocs
    = test_clinic_new_assessment (patient_id, "ybocs", "2024-02-01T10:00+01:00", answers);
  ybocs->rater_id = rater_id;
  ybocs->rater_type = tide_code_from_text (tide_rater_type_codes, "clinician");
  g_ptr_array_add (assessments, ybocs);
  TideVisitPart *part = tide_visit_part_new ();
  part->patient_id = patient_id;
  tide_record_set_text (&part->part, "phq9");
  tide_record_set_text (&part->reason, "no time");
  g_ptr_array_add (not_done, part);
  note->patient_id = patient_id;
  note->author_id = rater_id;
  note->taken = visit->taken;
  tide_record_set_text (&note->text, "First line,\r\nsecond \"line\"\n\n\tand a tab ");
  TideVisitEntry entry = { visit, assessments, effects, note, not_done };
  tide_clinic_save_visit (clinic, &entry, NULL, &error);
  g_assert_no_error (error);

  g_autoptr (TideNote) later = tide_note_new ();
  later->patient_id = patient_id;
  later->taken = test_clinic_instant ("2024-02-02T10:00+01:00");
  later->supersedes_id = note->base.id;
  tide_record_set_text (&later->text, "'mended");
  save (clinic, later);
}

/* Answered, missing, not applicable, optional, prorated, total alone, by two facets; amended, moved, in
 * error. */
static void
add_ratings (TideClinic *clinic, gint64 patient_id, gint64 other_id)
{
  static const struct
  {
    const char *instrument, *answers;
  } forms[] = {
    { "phq9", "1=3;2=3;3=-;4=3;5=1;6=2;7=2;8=1;9=1;10=2" },
    { "wsas", "1=na;2=4;3=5;4=3;5=4" },
    { "ybocs", "1=4;2=3;3=-;4=3;5=4;6=3;7=3;8=2;9=2;10=3;1b=2;11=4" },
    { "peg", "1=2;2=1;3=1" },
    { "cssrs_screen", "1=0;2=0;6=0" },
    { "auditc", "1=4;2=0;3=0" },
  };
  g_autoptr (GError) error = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (TideAssessmentData) data
        = test_clinic_new_assessment (patient_id, forms[i].instrument, "2024-03-01", forms[i].answers);
      tide_record_set_text (&data->incomplete_reason, i == 2 ? "tired" : NULL);
      save_assessment (clinic, data);
    }
  g_autoptr (TideAssessmentData) total = test_clinic_new_assessment (patient_id, "madrs", "2024-03-02", NULL);
  total->total = 31;
  tide_record_set_text (&total->recall, "24h");
  save_assessment (clinic, total);
  g_autoptr (GPtrArray) sessions = tide_clinic_list (clinic, &tide_session_class, NULL, 0, NULL);
  g_autoptr (TideAssessmentData) cadss
    = test_clinic_new_assessment (patient_id, "cadss6", "2024-01-10T09:40+01:00", "1=1;2=0;3=2;4=1;5=0;6=3");
  cadss->session_id = TIDE_RECORD (sessions->pdata[0])->id;
  save_assessment (clinic, cadss);
  g_autoptr (TideAssessmentData) cgi = test_clinic_new_assessment (patient_id, "cgii", "2024-03-02", "1=2");
  cgi->compared_with = tide_code_from_text (tide_compared_with_codes, "best");
  cgi->compared_on = test_clinic_date ("2024-03-01");
  save_assessment (clinic, cgi);

  g_autoptr (TideAssessmentData) amended
    = test_clinic_new_assessment (patient_id, "cgis", "2024-03-03", "1=5");
  save_assessment (clinic, amended);
  tide_record_set_text (&amended->answers, "1=4");
  tide_record_set_text (&amended->reason, "typed wrongly");
  save_assessment (clinic, amended);
  g_autoptr (TideAssessmentData) wrong = test_clinic_new_assessment (patient_id, "gad7", "2024-03-04", NULL);
  wrong->total = 9;
  save_assessment (clinic, wrong);
  tide_clinic_move_assessment (clinic, wrong->base.id, other_id, "wrong chart", NULL, &error);
  g_assert_no_error (error);
  g_autoptr (TideAssessmentData) error_row
    = test_clinic_new_assessment (patient_id, "gad7", "2024-03-05", NULL);
  error_row->total = 10;
  save_assessment (clinic, error_row);
  tide_clinic_mark_assessment_error (clinic, error_row->base.id, "not this patient", &error);
  g_assert_no_error (error);
}

static void
add_event (TideClinic *clinic, gint64 patient_id)
{
  g_autoptr (TideEvent) event = tide_event_new ();
  event->patient_id = patient_id;
  event->kind = tide_code_from_text (tide_event_kind_codes, "hospital_stay");
  event->on_date = test_clinic_date ("2024-04-01");
  event->until_date = test_clinic_date ("2024-04-08");
  tide_record_set_text (&event->label, "Ward 3");
  save (clinic, event);
}

/* One row of each kind of a treatment history, every field with a value: "field=text" by "|"; "@" is the
 * first row of what the field refers to, of staff the second: the first is named nowhere. */
static const struct
{
  const TideRecordClass *klass;
  const char *fields;
} history_rows[] = {
  { &tide_medication_class, "drug=lorazepam|rxnorm=6470|dose_mg_per_day=0.5|as_needed=1|purpose=sleep|"
                            "started_on=2023-05-01|ended_on=2023-06-01|note=one, \"two\"" },
  { &tide_allergy_class, "substance=penicillin|reaction=rash|severity=moderate|noted_on=2024-01-01" },
  { &tide_allergy_class, "none_known=1" },
  { &tide_measurement_class, "visit_id=@|session_id=@|loinc=29463-7|value=62.300000000000004|unit=kg|"
                             "taken=2024-02-01T10:00+01:00" },
  { &tide_trial_class,
    "arm=ssri|agent=sertraline|started_on=2019-01-01|ended_on=2019-04-01|dose_mg_per_day=200|"
    "weeks=12|weeks_at_dose=6.5|sessions=0|exposure_sessions=0|hours=0|response=partial|"
    "percent_fall=18.5|adherence=good|stop_reason=no_response|this_episode=yes|note=x" },
  { &tide_staging_class,
    "scheme=maudsley|taken=2024-02-01|episode_months=30|episode_severity=severe|ect_used=no|"
    "neurosurgery=no|confidence=3|override_stage=10|reason=letter|staff_id=@" },
  { &tide_screening_class, "arm=ketamine|taken=2024-01-05T09:00Z|expires_on=2024-07-05|staff_id=@|note=x" },
  { &tide_screening_answer_class, "screening_id=@|question=psychosis|answer=no|note=x" },
  { &tide_screening_answer_class, "screening_id=@|question=pregnancy" },
  { &tide_consent_class, "course_id=@|kind=off_label|arm=ketamine|version=2.1|given_on=2024-01-05|"
                         "expires_on=2025-01-05|withdrawn_on=2024-12-01|staff_id=@|note=x" },
  { &tide_eligibility_decision_class, "course_id=@|arm=ketamine|verdict=eligible|computed=needs_review|"
                                      "taken=2024-01-06|staff_id=@|reason=why|evidence=one\ntwo" },
  { &tide_goal_class, "text=Cook again|set_on=2024-01-01|closed_on=2024-06-01" },
  { &tide_goal_rating_class, "goal_id=@|visit_id=@|taken=2024-02-01|value=0" },
  { &tide_contact_class, "name=Ada|relation=sister|phone=+46 1|emergency=1|escort=1|note=x" },
  { &tide_safety_plan_class, "staff_id=@|agreed_on=2024-01-01|review_on=2024-02-01|warning_signs=a|coping=b|"
                             "people=c|professionals=d|means_safety=e" },
  { &tide_safety_plan_class, "agreed_on=2024-02-01|supersedes_id=@" },
  { &tide_specifier_class,
    "noted_on=2024-01-01|onset_age=0|insight=good_or_fair|tic_related=no|contamination=yes|"
    "responsibility=no|symmetry=yes|taboo_thoughts=no|hoarding=no" },
  { &tide_exposure_class, "session_id=@|task=Touch|suds_planned=50|suds_start=40|suds_peak=80.5|suds_end=0|"
                          "minutes=45" },
  { &tide_cost_class, "course_id=@|unit=session|payer=patient|amount=120.5|from_date=2024-01-01|"
                      "until_date=2024-12-31" },
  { &tide_effect_check_class, "course_id=@|visit_id=@|session_id=@|taken=2024-02-01|checklist=ketamine|"
                              "asked=nausea headache" },
  { &tide_review_class,
    "course_id=@|staff_id=@|kind=misuse|done_on=2024-03-01|result=finding|early_refill=no|"
    "extra_sessions=yes|craving=no|next_on=2024-06-01|note=x|entered_in_error=1" },
  { &tide_session_class,
    "course_id=@|started=2024-01-12T09:00+01:00|status=held|kind=preparation|"
    "planned=2024-01-08|chain_id=@|response_prevention=partly|peas_tried=1|peas_quality=7|"
    "peas_resisted=4|prescriber_id=@|administrator_id=@|monitor_id=@|contact=video|"
    "unsupervised=no|reason=late|route=sublingual|site=left arm|weight_basis=ideal|weighed=2024-01-12T08:50+01:00|"
    "planned_mg_per_kg=0.5|planned_mg=36.1|rounding_mg=0.1|concentration_mg_per_ml=1|volume_ml=36|"
    "rate_ml_per_h=54|bolus_ml=0|residual_ml=1.5|planned_minutes=40|device_label=Pump 2|nasal_devices=0|"
    "grid=dense|responsible_adult=Ada|nurse=N. Berg|emergency_access=key with the neighbour|"
    "mood_stabiliser=no|identifiers=name, birth date|identified_by=@|identified=2024-01-12T08:55+01:00|"
    "discharged=2024-01-12T11:00+01:00|discharged_by=@|discharge_reason=escort waits" },
  { &tide_session_answer_class,
    "session_id=@|list=checklist|question=last_food|answer=yes|value=06:30, toast|"
    "reason=two hours are over|staff_id=@|taken=2024-01-10T08:30+01:00" },
  { &tide_session_answer_class,
    "session_id=@|list=discharge|question=last_food|value=soup|taken=2024-01-10" },
  { &tide_clock_event_class,
    "session_id=@|kind=start|at=2024-01-10T09:04:00+01:00|"
    "boot_id=0d3b1c1e-5d0c-4a0e-9d8e-2f1f0a1b2c3d|boottime_ms=8640000123|staff_id=@" },
  { &tide_clock_event_class, "session_id=@|kind=pause|at=2024-01-10T09:16:20+01:00|reason=line flushed" },
  { &tide_observation_class,
    "session_id=@|slot=20|asked=2024-01-10T09:24:00+01:00|taken=2024-01-10T09:24:41+01:00|systolic=164|"
    "diastolic=90|heart_rate=82|spo2=97|respiratory_rate=0|moaas=5|nausea=0|missed=cadss6: asleep|note=a, b|"
    "staff_id=@" },
  { &tide_observation_class, "session_id=@|slot=extra|taken=2024-01-10T09:27:00+01:00|cadss6=7" },
  { &tide_drug_use_class,
    "session_id=@|drug=ketamine|lot=K-7|expires_on=2024-01-09|mg_drawn=50|mg_given=36.1|"
    "mg_wasted=13|staff_id=@|reason=spilt, and the lot had expired|taken=2024-01-10" },
  { &tide_session_entry_class, "session_id=@|kind=medicine|text=ondansetron|dose=4 mg IV|"
                               "taken=2024-01-10T09:22:10+01:00|staff_id=@" },
  { &tide_schedule_class, "course_id=@|instrument=madrs|rule=after_session|session_number=1|from_days=0.25|"
                          "until_days=3|note=x" },
  { &tide_schedule_class, "course_id=@|instrument=phq9|rule=every|from_days=0|every_days=14|inactive=1" },
  { &tide_visit_class, "session_id=@|taken=2024-01-10T11:00+01:00" },
  { &tide_course_class,
    "code=C 9|arm=cbt|agent=ERP|started_on=2024-05-01|intent=acute|line_of_treatment=2|"
    "role=background|spacing_days=3.5|referrer=self|referred_on=2024-04-01|"
    "coverage=pending|authorisation=A/7|authorised_from=2024-05-01|"
    "authorised_until=2024-08-01|authorised_sessions=20|payment_plan=monthly|adherence=partial|note=x" },
  { &tide_adverse_event_class,
    "course_id=@|visit_id=@|session_id=@|term=headache|relation=possible|action=watched|onset_minute=-3.5|"
    "peak_minute=20|resolved_minute=60|peak_value=7" },
};

static void
add_history (TideClinic *clinic, gint64 patient_id)
{
  for (guint i = 0; i < G_N_ELEMENTS (history_rows); i++)
    {
      gpointer record = tide_record_new (history_rows[i].klass);
      const TideField *owner = tide_record_class_find (history_rows[i].klass, "patient_id");
      g_auto (GStrv) fields = g_strsplit (history_rows[i].fields, "|", -1);
      if (owner != NULL)
        G_STRUCT_MEMBER (gint64, record, owner->offset) = patient_id;
      for (guint f = 0; fields[f] != NULL; f++)
        {
          char *value = strchr (fields[f], '=');
          *value++ = '\0';
          const TideField *field = tide_record_class_find (history_rows[i].klass, fields[f]);
          g_autoptr (GPtrArray) rows
            = strcmp (value, "@") == 0 ? csv_fixture_list_by_table (clinic, field->refers) : NULL;
          g_autofree char *id
            = rows != NULL ? g_strdup_printf (
                "%" G_GINT64_FORMAT, TIDE_RECORD (rows->pdata[strcmp (field->refers, "staff") == 0])->id)
                           : NULL;
          g_assert_true (tide_record_field_from_text (record, field, id != NULL ? id : value, NULL));
        }
      save (clinic, record);
      tide_record_free (record);
    }
}

static TideClinic *
new_full_clinic (gint64 *patient_id)
{
  TideClinic *clinic = test_clinic_new (FALSE);
  gint64 first, second;
  add_staff (clinic, "Zed, never named", "nurse");
  gint64 rater = add_staff (clinic, "Dr K. Brandt", "psychiatrist");
  add_people (clinic, &first, &second);
  add_treatment (clinic, first);
  add_visit (clinic, first, rater);
  add_ratings (clinic, first, second);
  add_event (clinic, first);
  add_history (clinic, first);
  *patient_id = first;
  return clinic;
}

static void export(TideClinic *clinic, const char *folder, gint64 patient_id)
{
  g_autoptr (GError) error = NULL;
  tide_csv_export (clinic, folder, patient_id, &error);
  g_assert_no_error (error);
}

static const TideRecordClass *const classes[]
  = { &tide_staff_class,          &tide_patient_class,
      &tide_identifier_class,     &tide_diagnosis_class,
      &tide_course_class,         &tide_dose_step_class,
      &tide_session_class,        &tide_visit_class,
      &tide_visit_part_class,     &tide_assessment_data_class,
      &tide_adverse_event_class,  &tide_note_class,
      &tide_event_class,          &tide_medication_class,
      &tide_allergy_class,        &tide_measurement_class,
      &tide_trial_class,          &tide_staging_class,
      &tide_screening_class,      &tide_screening_answer_class,
      &tide_consent_class,        &tide_eligibility_decision_class,
      &tide_goal_class,           &tide_goal_rating_class,
      &tide_contact_class,        &tide_safety_plan_class,
      &tide_specifier_class,      &tide_exposure_class,
      &tide_cost_class,           &tide_effect_check_class,
      &tide_review_class,         &tide_observation_class,
      &tide_session_answer_class, &tide_clock_event_class,
      &tide_drug_use_class,       &tide_session_entry_class,
      &tide_schedule_class };

/* Ids of rows differ from clinic to clinic only where rows were never exported: here they are all the same.
 */
static void
assert_same_records (TideClinic *clinic, TideClinic *other)
{
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      g_autoptr (GPtrArray) rows = tide_clinic_list (clinic, classes[i], NULL, 0, NULL);
      g_autoptr (GPtrArray) others = tide_clinic_list (other, classes[i], NULL, 0, NULL);
      g_assert_cmpuint (rows->len, ==, others->len);
      for (guint k = 0; k < rows->len; k++)
        for (guint f = 0; f < classes[i]->n_fields; f++)
          {
            g_autofree char *value = tide_record_field_to_text (rows->pdata[k], &classes[i]->fields[f]);
            g_autofree char *copy = tide_record_field_to_text (others->pdata[k], &classes[i]->fields[f]);
            if (strcmp (value, copy) != 0)
              g_error ("%s %u, %s: “%s” came back as “%s”", classes[i]->table, k, classes[i]->fields[f].name,
                       value, copy);
          }
    }
}

static void
test_everything (void)
{
  gint64 patient_id;
  g_autoptr (TideClinic) clinic = new_full_clinic (&patient_id), other = test_clinic_new (FALSE);
  g_autofree char *first = csv_fixture_new_folder (), *second = csv_fixture_new_folder ();
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    g_assert_cmpint (tide_clinic_count (clinic, classes[i]), >, 0);
  export(clinic, first, 0);
  g_autoptr (TideImportReport) report = csv_fixture_import (other, first);
  for (guint i = 0; i < report->refused->len; i++)
    {
      const TideRefusal *refusal = report->refused->pdata[i];
      g_error ("%s:%u: %s: %s", refusal->file, refusal->line, refusal->column, refusal->reason);
    }
  g_assert_cmpuint (report->duplicates + report->ignored_columns->len, ==, 0);
  export(other, second, 0);
  csv_fixture_assert_same (first, second);
  assert_same_records (clinic, other);
  g_autoptr (TideVerification) v = tide_clinic_verify (other, NULL, NULL);
  g_assert_true (v->ok);

  g_autoptr (TideImportReport) again = csv_fixture_import (other, first);
  g_assert_cmpuint (again->refused->len, ==, 0);
  g_assert_cmpuint (tide_import_report_get_n (again), ==, 0);
}

/* A session that was written down before the one it is tied to stands behind it in the file, and comes back.
 */
static void
test_chain_forward (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE), other = test_clinic_new (FALSE);
  g_autofree char *first = csv_fixture_new_folder (), *second = csv_fixture_new_folder ();
  gint64 patient_id = test_clinic_add_patient (clinic, "T-1", "Lindqvist", "Hanna");
  gint64 course_id = add_treatment (clinic, patient_id), dose;
  g_autoptr (GPtrArray) sessions
    = tide_clinic_list (clinic, &tide_session_class, "course_id", course_id, NULL);
  TideSession *preparation = sessions->pdata[0];
  dose = TIDE_RECORD (sessions->pdata[1])->id;
  preparation->chain_id = dose;
  save (clinic, preparation);
  export(clinic, first, 0);
  g_autoptr (TideImportReport) report = csv_fixture_import (other, first);
  g_assert_cmpuint (report->refused->len, ==, 0);
  export(other, second, 0);
  csv_fixture_assert_same (first, second);
  g_autoptr (TideSession) back
    = tide_clinic_lookup_uuid (other, &tide_session_class, preparation->base.uuid, NULL);
  g_autoptr (TideSession) target = tide_clinic_lookup (other, &tide_session_class, back->chain_id, NULL);
  g_assert_cmpstr (target->base.uuid, ==, TIDE_RECORD (sessions->pdata[1])->uuid);
}

/* The codes of patients.csv and the rows of diagnoses.csv are the same diagnoses, not twice as many. */
static void
test_diagnoses_once (void)
{
  gint64 patient_id;
  g_autoptr (TideClinic) clinic = new_full_clinic (&patient_id);
  g_autofree char *folder = csv_fixture_new_folder ();
  export(clinic, folder, 0);
  g_autofree char *patients = csv_fixture_read (folder, "patients.csv");
  g_assert_nonnull (strstr (patients, ",F42.2;F33.1,")); /* primary first, without the one in error */
  g_autofree char *diagnoses = csv_fixture_read (folder, "diagnoses.csv");
  g_auto (GStrv) lines = g_strsplit (diagnoses, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 3 + 1);
}

/* A patient, an identifier and a skipped part entered in error are nobody's; what was below such a patient
 * goes too. */
static void
test_entered_in_error (void)
{
  gint64 patient_id;
  g_autoptr (TideClinic) clinic = new_full_clinic (&patient_id), other = test_clinic_new (FALSE);
  g_autofree char *folder = csv_fixture_new_folder ();
  g_autoptr (GError) error = NULL;
  gint64 n = tide_clinic_count (clinic, &tide_patient_class);
  gint64 wrong = test_clinic_add_patient (clinic, "X-9", "Wrongly", "Will");
  g_autoptr (TideCourse) course = tide_course_new ();
  course->patient_id = wrong;
  course->arm = TIDE_ARM_SSRI;
  g_assert_true (tide_clinic_save (clinic, course, &error));
  g_autoptr (TideIdentifier) identifier = tide_identifier_new ();
  identifier->patient_id = patient_id;
  tide_record_set_text (&identifier->value, "WRONG-7");
  for (guint i = 0; i < 2; i++)
    g_assert_true (tide_clinic_undo (clinic, &error)); /* course, patient */
  g_assert_true (tide_clinic_save (clinic, identifier, &error));
  g_assert_true (tide_clinic_undo (clinic, &error));
  export(clinic, folder, 0);
  for (guint i = 0; i < TIDE_CSV_N_FILES; i++)
    {
      g_autofree char *file = g_strconcat (tide_csv_file_get_name (i), ".csv", NULL);
      g_autofree char *text = csv_fixture_read (folder, file);
      g_assert_null (strstr (text, "X-9"));
      g_assert_null (strstr (text, "WRONG-7"));
      g_assert_null (strstr (text, course->code));
    }
  g_autoptr (TideImportReport) report = csv_fixture_import (other, folder);
  g_assert_cmpuint (report->refused->len, ==, 0);
  g_assert_cmpint (tide_clinic_count (other, &tide_patient_class), ==, n);
}

static void
test_one_patient (void)
{
  gint64 patient_id;
  g_autoptr (TideClinic) clinic = new_full_clinic (&patient_id), other = test_clinic_new (FALSE);
  g_autofree char *folder = csv_fixture_new_folder ();
  export(clinic, folder, patient_id);
  for (guint i = 0; i < TIDE_CSV_N_FILES; i++)
    {
      g_autofree char *file = g_strconcat (tide_csv_file_get_name (i), ".csv", NULL);
      g_autofree char *text = csv_fixture_read (folder, file);
      g_assert_null (strstr (text, "X-2"));
      g_assert_null (strstr (text, "Zed"));
    }
  g_autofree char *staff = csv_fixture_read (folder, "staff.csv");
  g_assert_nonnull (strstr (staff, "Dr K. Brandt,psychiatrist"));
  g_autoptr (TideImportReport) report = csv_fixture_import (other, folder);
  g_assert_cmpuint (report->refused->len, ==, 0);
  g_assert_cmpint (tide_clinic_count (other, &tide_patient_class), ==, 1);
}

static void
test_private_files (void)
{
  gint64 patient_id;
  g_autoptr (TideClinic) clinic = new_full_clinic (&patient_id);
  g_autofree char *folder = test_clinic_dup_path ("private");
  struct stat state;
  mode_t mask = umask (0);
  export(clinic, folder, 0);
  umask (mask);
  g_assert_cmpint (stat (folder, &state), ==, 0);
  g_assert_cmpint (state.st_mode & 0777, ==, 0700);
  guint n = 0;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name (dir)) != NULL; n++)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_assert_cmpint (stat (path, &state), ==, 0);
      g_assert_cmpint (state.st_mode & 0777, ==, 0600);
    }
  g_assert_cmpuint (n, ==, TIDE_CSV_N_FILES); /* nothing is left beside them */
}

static void
test_export_refused (void)
{
  gint64 patient_id;
  g_autoptr (TideClinic) clinic = new_full_clinic (&patient_id);
  g_autoptr (GError) error = NULL;
  g_autofree char *inside = g_build_filename (tide_clinic_get_folder (clinic), "out", NULL);
  g_assert_false (tide_csv_export (clinic, inside, 0, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
  g_assert_false (g_file_test (inside, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  g_autofree char *file = test_clinic_dup_path ("a-file");
  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_assert_false (tide_csv_export (clinic, file, 0, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_IO);
  g_clear_error (&error);
  g_assert_false (tide_csv_export (clinic, file, 4711, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_NOT_FOUND);
}

static void
test_audited (void)
{
  gint64 patient_id;
  g_autoptr (TideClinic) clinic = new_full_clinic (&patient_id);
  g_autofree char *folder = csv_fixture_new_folder ();
  export(clinic, folder, patient_id);
  g_autoptr (GPtrArray) rows = tide_clinic_list_audit (clinic, patient_id, 1, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (((TideAuditRow *) rows->pdata[0])->action, ==, "export");
}

/* The file of the scale is gone: its answers go out all the same. */
static void
test_lost_scale (void)
{
  static const char scale[]
    = "<instrument id=\"mood\" version=\"1\" rater=\"self\"><name short=\"Mood\">Mood</name>"
      "<recall days=\"0\">now</recall><rights>own</rights><source>own</source>"
      "<items><item id=\"1\" minimum=\"0\" maximum=\"9\">mood</item></items>"
      "<scores><score id=\"total\" name=\"Mood\" minimum=\"0\" maximum=\"9\" primary=\"yes\"><sum items=\"1\"/></score></scores>"
      "<examples><example id=\"mood.a\" answers=\"3\"><score id=\"total\" value=\"3\"/></example></examples></instrument>";
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_autofree char *path = g_strdup (tide_clinic_get_folder (clinic));
  g_autofree char *site = g_build_filename (path, "instruments", NULL);
  g_autofree char *file = g_build_filename (site, "mood.xml", NULL);
  g_autoptr (GError) error = NULL;
  gint64 patient_id = test_clinic_add_patient (clinic, "X-1", "A", "B");
  g_mkdir_with_parents (site, 0700);
  csv_fixture_write (site, "mood.xml", scale);
  tide_clinic_close (clinic);
  g_autoptr (TideClinic) with = tide_clinic_open (path, NULL, 0, &error);
  g_assert_no_error (error);
  g_autoptr (TideAssessmentData) data = test_clinic_new_assessment (patient_id, "mood", "2024-01-01", "1=7");
  save_assessment (with, data);
  tide_clinic_close (with);
  g_assert_cmpint (remove (file), ==, 0);
  g_autoptr (TideClinic) without = tide_clinic_open (path, NULL, 0, &error);
  g_assert_no_error (error);
  g_autofree char *folder = csv_fixture_new_folder ();
  export(without, folder, 0);
  g_autofree char *text = csv_fixture_read (folder, "assessments.csv");
  g_assert_nonnull (strstr (text, ",item_1\r\n"));
  g_assert_true (g_str_has_suffix (text, ",7\r\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/round-trip/every-record-to-the-byte", test_everything);
  g_test_add_func ("/exchange/round-trip/chain-to-a-later-session", test_chain_forward);
  g_test_add_func ("/exchange/round-trip/diagnoses-stand-once", test_diagnoses_once);
  g_test_add_func ("/exchange/round-trip/what-never-was-stays-behind", test_entered_in_error);
  g_test_add_func ("/exchange/round-trip/one-patient-and-nobody-else", test_one_patient);
  g_test_add_func ("/exchange/round-trip/files-are-private", test_private_files);
  g_test_add_func ("/exchange/round-trip/export-refuses-bad-places", test_export_refused);
  g_test_add_func ("/exchange/round-trip/an-export-is-audited", test_audited);
  g_test_add_func ("/exchange/round-trip/answers-of-a-lost-scale", test_lost_scale);
  return g_test_run ();
}
