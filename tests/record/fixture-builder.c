/* fixture-builder.c: makes histories as the clinic would load them, for tests of everything above the record.
 */
#include "fixture-builder.h"

TideDate
fixture_date (const char *iso)
{
  TideDate date = TIDE_DATE_UNKNOWN;
  g_autoptr (GError) error = NULL;
  if (!tide_date_parse (iso, &date, &error))
    g_error ("fixture: %s", error->message);
  return date;
}

TideInstant
fixture_instant (const char *iso)
{
  TideInstant instant = TIDE_INSTANT_UNKNOWN;
  g_autoptr (GError) error = NULL;
  if (!tide_instant_parse (iso, &instant, &error))
    g_error ("fixture: %s", error->message);
  return instant;
}

static gpointer
keep (FixtureBuilder *self, GPtrArray *array, gpointer record)
{
  TIDE_RECORD (record)->id = self->next_id++;
  g_ptr_array_add (array, record);
  return record;
}

void
fixture_begin (FixtureBuilder *self, TideLibrary *library, const char *mrn, const char *given_name,
               const char *family_name, const char *birth_date, TideSex sex)
{
  *self = (FixtureBuilder){ tide_history_new (), library, 1, 1, 0 };
  TidePatient *patient = tide_patient_new ();
  patient->base.id = self->patient_id;
  tide_record_set_text (&patient->mrn, mrn);
  tide_record_set_text (&patient->given_name, given_name);
  tide_record_set_text (&patient->family_name, family_name);
  patient->birth_date = fixture_date (birth_date);
  patient->sex = (int) sex;
  patient->synthetic = TRUE;
  self->history->patient = patient;

  TideStaff *rater = keep (self, self->history->staff, tide_staff_new ());
  tide_record_set_text (&rater->name, "R. Okafor");
  rater->role = tide_code_from_text (tide_staff_role_codes, "psychiatrist");
  self->rater_id = rater->base.id;
}

TideHistory *
fixture_end (FixtureBuilder *self)
{
  tide_history_arrange (self->history);
  tide_history_build_series (self->history);
  return g_steal_pointer (&self->history);
}

TideDiagnosis *
fixture_add_diagnosis (FixtureBuilder *self, const char *code, const char *label, gboolean primary)
{
  TideDiagnosis *diagnosis = keep (self, self->history->diagnoses, tide_diagnosis_new ());
  diagnosis->patient_id = self->patient_id;
  tide_record_set_text (&diagnosis->code, code);
  tide_record_set_text (&diagnosis->label, label);
  diagnosis->primary = primary;
  return diagnosis;
}

TideCourse *
fixture_add_course (FixtureBuilder *self, TideArm arm, const char *agent, const char *started_on)
{
  TideCourse *course = keep (self, self->history->courses, tide_course_new ());
  course->patient_id = self->patient_id;
  course->code = g_strdup_printf ("C%" G_GINT64_FORMAT, course->base.id);
  course->arm = (int) arm;
  tide_record_set_text (&course->agent, agent);
  if (started_on != NULL)
    course->started_on = fixture_date (started_on);
  return course;
}

TideDoseStep *
fixture_add_step (FixtureBuilder *self, const TideCourse *course, const char *from, double dose_mg_per_day)
{
  TideDoseStep *step = keep (self, self->history->dose_steps, tide_dose_step_new ());
  step->course_id = course->base.id;
  step->from_date = fixture_date (from);
  step->dose_mg_per_day = dose_mg_per_day;
  return step;
}

TideSession *
fixture_add_session (FixtureBuilder *self, const TideCourse *course, const char *started,
                     TideSessionStatus status)
{
  TideSession *session = keep (self, self->history->sessions, tide_session_new ());
  session->course_id = course->base.id;
  session->started = fixture_instant (started);
  session->status = (int) status;
  session->setting = tide_code_from_text (tide_setting_codes, "clinic");
  return session;
}

TideEvent *
fixture_add_event (FixtureBuilder *self, const char *on, const char *label)
{
  TideEvent *event = keep (self, self->history->events, tide_event_new ());
  event->patient_id = self->patient_id;
  event->kind = tide_code_from_text (tide_event_kind_codes, "life_event");
  event->on_date = fixture_date (on);
  tide_record_set_text (&event->label, label);
  return event;
}

static TideAssessmentData *
add_assessment (FixtureBuilder *self, const char *instrument_id, const char *taken)
{
  TideAssessmentData *data = keep (self, self->history->assessments, tide_assessment_data_new ());
  data->patient_id = self->patient_id;
  tide_record_set_text (&data->instrument_id, instrument_id);
  data->taken = data->entered = fixture_instant (taken);
  data->rater_id = self->rater_id;
  data->rater_type = TIDE_RATER_CLINICIAN;
  data->contact = tide_code_from_text (tide_contact_codes, "in_person");
  data->status = TIDE_STATUS_FINAL;
  return data;
}

/* The scores as the clinic stores them; @plain is what they must come to (the record's tests compare). */
static void
write_scores (FixtureBuilder *self, TideAssessmentData *data, const char *plain)
{
  TideInstrument *instrument
    = self->library != NULL ? tide_library_lookup (self->library, data->instrument_id) : NULL;
  tide_record_set_text (&data->scores, plain);
  tide_record_set_text (&data->instrument_version, "1");
  if (instrument == NULL)
    return;
  tide_record_set_text (&data->instrument_version, tide_instrument_get_version (instrument));
  if (data->answers == NULL)
    return;

  g_autofree TideAnswer *answers = g_new0 (TideAnswer, tide_instrument_get_n_items (instrument) + 1);
  g_autoptr (GError) error = NULL;
  if (!tide_answers_from_text (instrument, data->answers, answers, &error))
    g_error ("fixture: %s", error->message);
  g_autoptr (TideScores) scores = tide_instrument_compute (instrument, answers, TIDE_SEX_FEMALE);
  g_free (data->scores);
  data->scores = tide_scores_to_text (scores);
}

static void
append_shared (GString *answers, int sum, int first_item)
{
  for (int i = 0; i < 5; i++)
    g_string_append_printf (answers, "%s%d=%d", answers->len > 0 ? ";" : "", first_item + i, (sum + i) / 5);
}

TideAssessmentData *
fixture_add_ybocs (FixtureBuilder *self, const char *taken, int total)
{
  TideAssessmentData *data = add_assessment (self, "ybocs", taken);
  int obsessions = total / 2, compulsions = total - obsessions;
  GString *answers = g_string_new (NULL);
  append_shared (answers, obsessions, 1);
  append_shared (answers, compulsions, 6);
  data->answers = g_string_free (answers, FALSE);
  g_autofree char *scores
    = g_strdup_printf ("obsessions=%d;compulsions=%d;total=%d", obsessions, compulsions, total);
  write_scores (self, data, scores);
  return data;
}

TideAssessmentData *
fixture_add_phq9 (FixtureBuilder *self, const char *taken, int total, int item_9)
{
  TideAssessmentData *data = add_assessment (self, "phq9", taken);
  data->rater_id = 0;
  data->rater_type = TIDE_RATER_SELF;
  GString *answers = g_string_new (NULL);
  for (int item = 1; item <= 8; item++) /* eight shares that sum to the rest */
    g_string_append_printf (answers, "%d=%d;", item, (total - item_9 + item - 1) / 8);
  g_string_append_printf (answers, "9=%d", item_9);
  data->answers = g_string_free (answers, FALSE);
  g_autofree char *scores = g_strdup_printf ("total=%d", total);
  write_scores (self, data, scores);
  return data;
}

TideAssessmentData *
fixture_add_single (FixtureBuilder *self, const char *instrument_id, const char *taken, int value)
{
  TideAssessmentData *data = add_assessment (self, instrument_id, taken);
  data->answers = g_strdup_printf ("1=%d", value);
  g_autofree char *scores = g_strdup_printf ("total=%d", value);
  write_scores (self, data, scores);
  return data;
}

TideAssessmentData *
fixture_add_total (FixtureBuilder *self, const char *instrument_id, const char *taken, double total)
{
  TideAssessmentData *data = add_assessment (self, instrument_id, taken);
  data->total = total;
  g_autofree char *number = tide_number_to_text (total);
  g_autofree char *scores = g_strdup_printf ("total=%s", number);
  write_scores (self, data, scores);
  return data;
}
