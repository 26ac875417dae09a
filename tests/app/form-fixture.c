/* form-fixture.c: makes the clinic through the clinic's own verbs, so that the forms meet what they meet in
 * life. */

#include "form-fixture.h"

#include <glib/gstdio.h>
#include <math.h>

static TideInstant
at (const char *text)
{
  TideInstant instant;
  g_autoptr (GError) error = NULL;

  tide_instant_parse (text, &instant, &error);
  g_assert_no_error (error);
  return instant;
}

static void
save (FormFixture *self, gpointer record)
{
  g_autoptr (GError) error = NULL;

  tide_clinic_save (self->clinic, record, &error);
  g_assert_no_error (error);
}

static gint64
rate (FormFixture *self, const char *instrument, const char *when, const char *answers)
{
  g_autoptr (TideAssessmentData) data = tide_assessment_data_new ();
  g_autoptr (GError) error = NULL;

  data->patient_id = self->patient_id;
  tide_record_set_text (&data->instrument_id, instrument);
  data->taken = at (when);
  data->rater_id = self->rater_id;
  data->rater_type = TIDE_RATER_CLINICIAN;
  data->contact = 1;
  data->status = TIDE_STATUS_FINAL;
  tide_record_set_text (&data->answers, answers);
  if (g_str_equal (instrument, "cgii"))
    {
      data->compared_with = 1;
      data->compared_on = tide_date_from_ymd (2025, 7, 24);
    }
  tide_clinic_save_assessment (self->clinic, data, NULL, &error);
  g_assert_no_error (error);
  return data->base.id;
}

gint64
form_fixture_add_patient (FormFixture *self, const char *mrn, const char *family, const char *given,
                          const char *icd)
{
  g_autoptr (TidePatient) patient = tide_patient_new ();
  g_autoptr (GPtrArray) diagnoses = g_ptr_array_new_with_free_func (tide_record_free);
  TideDiagnosis *diagnosis = tide_diagnosis_new ();
  g_autoptr (GError) error = NULL;

  tide_record_set_text (&patient->mrn, mrn);
  tide_record_set_text (&patient->family_name, family);
  tide_record_set_text (&patient->given_name, given);
  patient->birth_date = tide_date_from_ymd (1977, 3, 14);
  patient->sex = TIDE_SEX_MALE;
  patient->synthetic = TRUE;
  tide_record_set_text (&diagnosis->code, icd);
  diagnosis->primary = TRUE;
  g_ptr_array_add (diagnoses, diagnosis);
  tide_clinic_save_patient (self->clinic, patient, diagnoses, NULL, &error);
  g_assert_no_error (error);
  return patient->base.id;
}

static void
add_course (FormFixture *self)
{
  g_autoptr (TideCourse) course = tide_course_new ();

  course->patient_id = self->patient_id;
  course->arm = TIDE_ARM_CBT;
  tide_record_set_text (&course->agent, "ERP");
  course->started_on = tide_date_from_ymd (2025, 7, 28);
  course->planned_sessions = 20;
  save (self, course);
  self->course_id = course->base.id;
}

gint64
form_fixture_add_infusions (FormFixture *self)
{
  g_autoptr (TideCourse) course = tide_course_new ();
  gboolean first = self->n_infusion_courses++ == 0;

  course->patient_id = self->patient_id;
  course->arm = first ? TIDE_ARM_KETAMINE : TIDE_ARM_ESKETAMINE;
  course->route = 1;
  tide_record_set_text (&course->agent, first ? "ketamine" : "esketamine");
  course->started_on = tide_date_from_ymd (2025, 11, 3);
  save (self, course);
  return course->base.id;
}

gint64
form_fixture_add_goal (FormFixture *self)
{
  g_autoptr (TideGoal) goal = tide_goal_new ();

  goal->patient_id = self->patient_id;
  tide_record_set_text (&goal->text, "To take the bus alone");
  goal->set_on = tide_date_from_ymd (2025, 7, 28);
  save (self, goal);
  return goal->base.id;
}

gint64
form_fixture_add_alert (FormFixture *self)
{
  g_autoptr (GPtrArray) alerts = NULL;

  rate (self, "phq9", "2025-11-20 10:30", "1=1;2=1;3=1;4=1;5=0;6=0;7=1;8=0;9=2");
  alerts = tide_clinic_list_open_alerts (self->clinic, NULL);
  g_assert_cmpuint (alerts->len, >, 0);
  return TIDE_RECORD (alerts->pdata[0])->id;
}

static void
add_ratings (FormFixture *self)
{
  rate (self, "ybocs", "2025-07-24 10:00", "1=3;2=3;3=3;4=2;5=3;6=3;7=3;8=3;9=2;10=2");
  rate (self, "ybocs", "2025-08-14 10:00", "1=3;2=3;3=2;4=2;5=3;6=3;7=3;8=2;9=2;10=2");
  rate (self, "ybocs", "2025-09-04 10:00", "1=2;2=2;3=2;4=2;5=3;6=3;7=2;8=2;9=2;10=2");
  rate (self, "ybocs", "2025-09-25 10:00", "1=2;2=2;3=2;4=2;5=2;6=2;7=2;8=2;9=2;10=2");
  self->last_id = rate (self, "ybocs", "2025-10-23 10:00", "1=2;2=2;3=2;4=2;5=2;6=2;7=2;8=2;9=1;10=2");
  rate (self, "cgis", "2025-10-23 10:00", "1=4");
  rate (self, "cgii", "2025-10-23 10:00", "1=3");
}

void
form_fixture_init (FormFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideStaff) rater = tide_staff_new ();
  g_autofree char *base = g_dir_make_tmp ("tide-forms-XXXXXX", &error);

  g_assert_no_error (error);
  tide_time_set_now (at ("2025-11-20 11:05"));
  self->folder = g_build_filename (base, "clinic", NULL);
  self->clinic = tide_clinic_create (self->folder, "Synthetic clinic", NULL, NULL, &error);
  g_assert_no_error (error);
  tide_record_set_text (&rater->name, "R. Okafor");
  rater->role = 1;
  save (self, rater);
  self->rater_id = rater->base.id;
  tide_clinic_set_person (self->clinic, rater);
  self->patient_id = form_fixture_add_patient (self, "TM-0352", "Novák", "Tomáš", "F42.2");
  add_course (self);
  add_ratings (self);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

void
form_fixture_clear (FormFixture *self)
{
  g_autofree char *base = g_path_get_dirname (self->folder);

  tide_clinic_close (self->clinic);
  g_clear_object (&self->clinic);
  remove_tree (base);
  g_clear_pointer (&self->folder, g_free);
}
