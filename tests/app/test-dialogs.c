/* test-dialogs.c: every dialog refuses each bad input in words at its field, and saves what is right. */

#include <adwaita.h>
#include <math.h>

#include "form-dialogs.h"
#include "tide-application.h"
#include "tide-form-dialog.h"
#include "tide-session-dialog.h"

typedef struct
{
  FormFixture fixture;
  TideFormDialog *dialog;
} Desk;

/* The dialog that is open. */
static TideFormDialog *
find_dialog (void)
{
  GListModel *list = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (list, i);

      if (TIDE_IS_FORM_DIALOG (window))
        return TIDE_FORM_DIALOG (window);
    }
  return NULL;
}

static void
desk_open (Desk *desk, const char *name)
{
  g_assert_null (find_dialog ());
  g_assert_true (form_dialogs_present (name, NULL, &desk->fixture));
  desk->dialog = find_dialog ();
  g_assert_nonnull (desk->dialog);
}

static void
desk_close (Desk *desk)
{
  if (find_dialog ())
    gtk_window_destroy (GTK_WINDOW (find_dialog ()));
}

static TideFormField *
field (Desk *desk, const char *name)
{
  TideFormField *found = tide_form_dialog_find (desk->dialog, name);

  g_assert_nonnull (found);
  return found;
}

/* As a person does it: text into an entry, a date into its entry, a choice, a search. */
static void
enter (Desk *desk, const char *name, const char *text)
{
  TideFormField *f = field (desk, name);

  if (TIDE_IS_TEXT_FIELD (f))
    tide_text_field_type (TIDE_TEXT_FIELD (f), text);
  else if (TIDE_IS_DATE_FIELD (f))
    gtk_editable_set_text (tide_date_field_get_editable (TIDE_DATE_FIELD (f)), text);
  else if (TIDE_IS_CHOICE_FIELD (f))
    tide_choice_field_choose (TIDE_CHOICE_FIELD (f), text);
  else if (TIDE_IS_SEARCH_FIELD (f))
    {
      gtk_editable_set_text (tide_search_field_get_editable (TIDE_SEARCH_FIELD (f)), text);
      tide_search_field_choose_first (TIDE_SEARCH_FIELD (f));
    }
  else
    tide_check_field_tick (TIDE_CHECK_FIELD (f), g_str_equal (text, "1"));
}

static void
assert_refused (Desk *desk, const char *name, const char *text, const char *words)
{
  const char *fault;

  enter (desk, name, text);
  g_assert_false (tide_form_dialog_save (desk->dialog));
  g_assert_true (find_dialog () == desk->dialog);
  fault = tide_form_field_get_fault (field (desk, name));
  if (strstr (fault, words) == NULL)
    g_error ("%s = “%s”: expected “%s”, read “%s”", name, text, words, fault);
  g_assert_false (gtk_widget_get_sensitive (tide_form_dialog_get_save_button (desk->dialog)));
  g_assert_nonnull (gtk_widget_get_tooltip_text (tide_form_dialog_get_save_button (desk->dialog)));
}

static void
assert_saved (Desk *desk)
{
  if (!tide_form_dialog_save (desk->dialog))
    g_error ("not saved: %s", gtk_widget_get_tooltip_text (tide_form_dialog_get_save_button (desk->dialog)));
  g_assert_null (find_dialog ());
}

/* A dose without consent or screening stops for a reason (F29): here it is given. */
static void
assert_saved_because (Desk *desk, const char *reason)
{
  g_assert_false (tide_form_dialog_save (desk->dialog));
  g_assert_true (tide_form_dialog_get_can_save (desk->dialog));
  g_assert_true (tide_form_dialog_save_because (desk->dialog, reason));
}

static gpointer
last_of (Desk *desk, const TideRecordClass *klass, GPtrArray **list)
{
  *list = tide_clinic_list (desk->fixture.clinic, klass, NULL, 0, NULL);
  return (*list)->len ? (*list)->pdata[(*list)->len - 1] : NULL;
}

static void
a_patient_is_entered_once (void)
{
  Desk desk = { 0 };
  g_autoptr (GPtrArray) patients = NULL, diagnoses = NULL;
  const TidePatient *patient;
  const TideDiagnosis *diagnosis;

  form_fixture_init (&desk.fixture);
  desk_open (&desk, "patient");
  assert_refused (&desk, "mrn", "", "is required");
  assert_refused (&desk, "family_name", "", "is required");
  assert_refused (&desk, "mrn", "TM-0352", "already that of Novák, Tomáš");
  assert_refused (&desk, "mrn", "tm -0352", "already that of Novák, Tomáš, as TM-0352");
  enter (&desk, "mrn", "TM-0400");
  enter (&desk, "family_name", "Novák");
  enter (&desk, "given_name", "Tomas");
  /* A like name is shown and stands in nobody's way. */
  g_assert_nonnull (strstr (tide_form_dialog_get_notice (desk.dialog), "Novák, Tomáš, born 14 Mar 1977"));
  enter (&desk, "given_name", "Wilhelmine");
  g_assert_cmpstr (tide_form_dialog_get_notice (desk.dialog), ==, "");
  enter (&desk, "given_name", "Tomáš");
  assert_refused (&desk, "birth_date", "21.11.2025", "lies in the future");
  assert_refused (&desk, "birth_date", "3/4/1979", "could be");
  assert_refused (&desk, "birth_date", "1.1.1890", "125 years");
  assert_refused (&desk, "birth_date", "soon", "no date");
  assert_refused (&desk, "diagnosis", "zzz", "Nothing found");
  enter (&desk, "diagnosis", "obsess");
  enter (&desk, "birth_date", "14.3.1977"); /* the same name and birth date as the other one */
  g_assert_false (tide_form_dialog_save (desk.dialog));
  g_assert_nonnull (strstr (tide_form_field_get_fault (field (&desk, "another")), "another person"));
  enter (&desk, "another", "1");
  assert_refused (&desk, "referred_on", "1.1.1970", "before the birth date");
  enter (&desk, "referred_on", "");
  assert_saved (&desk);
  patient = last_of (&desk, &tide_patient_class, &patients);
  g_assert_cmpstr (patient->mrn, ==, "TM-0400");
  g_assert_cmpint (patient->birth_date, ==, tide_date_from_ymd (1977, 3, 14));
  diagnosis = last_of (&desk, &tide_diagnosis_class, &diagnoses);
  g_assert_cmpint (diagnosis->patient_id, ==, patient->base.id);
  g_assert_true (g_str_has_prefix (diagnosis->code, "F42"));
  form_fixture_clear (&desk.fixture);
}

static void
a_patient_is_changed (void)
{
  Desk desk = { 0 };
  g_autoptr (TidePatient) patient = NULL;

  form_fixture_init (&desk.fixture);
  desk_open (&desk, "patient-edit");
  g_assert_false (tide_form_dialog_is_changed (desk.dialog));
  enter (&desk, "referrer", "Dr. Sand");
  enter (&desk, "birth_date", "");
  assert_saved (&desk);
  patient = tide_clinic_lookup (desk.fixture.clinic, &tide_patient_class, desk.fixture.patient_id, NULL);
  g_assert_cmpstr (patient->referrer, ==, "Dr. Sand");
  g_assert_false (tide_date_is_known (patient->birth_date)); /* unknown stays unknown */
  form_fixture_clear (&desk.fixture);
}

static void
a_diagnosis_needs_a_code (void)
{
  Desk desk = { 0 };
  g_autoptr (GPtrArray) list = NULL;

  form_fixture_init (&desk.fixture);
  desk_open (&desk, "diagnosis");
  assert_refused (&desk, "code", "", "is required");
  assert_refused (&desk, "code", "not a code", "Nothing found");
  enter (&desk, "code", "F33.1");
  assert_refused (&desk, "onset_on", "21.11.2025", "lies in the future");
  enter (&desk, "onset_on", "1.2.2024");
  assert_refused (&desk, "resolved_on", "1.1.2024", "before the onset");
  enter (&desk, "resolved_on", "");
  assert_saved (&desk);
  g_assert_cmpstr (((TideDiagnosis *) last_of (&desk, &tide_diagnosis_class, &list))->code, ==, "F33.1");
  form_fixture_clear (&desk.fixture);
}

static void
an_identifier_needs_its_number (void)
{
  Desk desk = { 0 };

  form_fixture_init (&desk.fixture);
  desk_open (&desk, "identifier");
  assert_refused (&desk, "value", "", "is required");
  enter (&desk, "system", "insurer");
  enter (&desk, "value", "A 17");
  assert_saved (&desk);
  desk_open (&desk, "identifier");
  enter (&desk, "system", "insurer");
  assert_refused (&desk, "value", "A 17", "in the list already");
  desk_close (&desk);
  form_fixture_clear (&desk.fixture);
}

static void
a_course_brings_its_first_dose (void)
{
  Desk desk = { 0 };
  g_autoptr (GPtrArray) courses = NULL, steps = NULL;
  const TideCourse *course;
  const TideDoseStep *step;

  form_fixture_init (&desk.fixture);
  desk_open (&desk, "course");
  g_assert_cmpstr (tide_form_field_get_fault (field (&desk, "arm")), ==,
                   ""); /* nobody is scolded before typing */
  assert_refused (&desk, "arm", "", "is required");
  enter (&desk, "arm", "ssri");
  enter (&desk, "agent", "sertraline");
  assert_refused (&desk, "started_on", "1.1.1970", "before the birth date");
  enter (&desk, "started_on", "3.11.2025");
  assert_refused (&desk, "first_dose", "fifty", "no number");
  assert_refused (&desk, "first_dose", "0", "more than 0");
  enter (&desk, "first_dose", "50");
  assert_refused (&desk, "started_on", "", "needed for a first dose");
  enter (&desk, "started_on", "3.11.2025");
  assert_refused (&desk, "ended_on", "1.11.2025", "before the start");
  enter (&desk, "ended_on", "10.11.2025");
  assert_refused (&desk, "end_reason", "", "needed with an end");
  enter (&desk, "ended_on", "");
  assert_saved_because (&desk, "Consent signed on paper today");
  course = last_of (&desk, &tide_course_class, &courses);
  step = last_of (&desk, &tide_dose_step_class, &steps);
  g_assert_cmpint (course->arm, ==, TIDE_ARM_SSRI);
  g_assert_cmpint (step->course_id, ==, course->base.id);
  g_assert_cmpfloat (step->dose_mg_per_day, ==, 50);
  form_fixture_clear (&desk.fixture);
}

static void
a_course_is_ended_with_a_reason (void)
{
  Desk desk = { 0 };
  g_autoptr (TideCourse) course = NULL;

  form_fixture_init (&desk.fixture);
  desk_open (&desk, "course-edit");
  assert_refused (&desk, "planned_sessions", "1.5", "");
  enter (&desk, "planned_sessions", "20");
  enter (&desk, "ended_on", "15.11.2025");
  enter (&desk, "end_reason", "completed");
  assert_saved (&desk);
  course = tide_clinic_lookup (desk.fixture.clinic, &tide_course_class, desk.fixture.course_id, NULL);
  g_assert_cmpint (course->ended_on, ==, tide_date_from_ymd (2025, 11, 15));
  form_fixture_clear (&desk.fixture);
}

static void
a_dose_step_lies_in_its_course (void)
{
  Desk desk = { 0 };

  form_fixture_init (&desk.fixture);
  desk_open (&desk, "dose-step");
  assert_refused (&desk, "dose_mg_per_day", "", "is required");
  assert_refused (&desk, "dose_mg_per_day", "-5", "");
  enter (&desk, "dose_mg_per_day", "12,5"); /* a decimal comma */
  assert_refused (&desk, "from_date", "1.7.2025", "before the start of the course");
  assert_refused (&desk, "from_date", "", "is required");
  enter (&desk, "from_date", "1.9.2025");
  assert_saved (&desk);
  desk_open (&desk, "dose-step");
  enter (&desk, "dose_mg_per_day", "25");
  assert_refused (&desk, "from_date", "1.9.2025", "has a dose already");
  desk_close (&desk);
  form_fixture_clear (&desk.fixture);
}

static char *
text_of (Desk *desk, const char *name)
{
  return tide_form_dialog_dup_text (desk->dialog, name);
}

/* 0.5 mg/kg at 72 kg is 36 mg; 30 mg at 60 kg is 0.5 mg/kg. */
static void
mg_and_mg_per_kg_stay_in_step (void)
{
  Desk desk = { 0 };
  g_autofree char *mg = NULL, *per_kg = NULL;
  g_autoptr (GPtrArray) list = NULL;
  const TideSession *session;

  form_fixture_init (&desk.fixture);
  desk_open (&desk, "infusion");
  enter (&desk, "weight_kg", "72");
  enter (&desk, "dose_mg_per_kg", "0.5");
  mg = text_of (&desk, "dose_mg");
  g_assert_cmpstr (mg, ==, "36");
  enter (&desk, "dose_mg", "30");
  enter (&desk, "weight_kg", "60");
  per_kg = text_of (&desk, "dose_mg_per_kg");
  g_assert_cmpstr (per_kg, ==, "0.5");
  assert_refused (&desk, "weight_kg", "1", "");
  enter (&desk, "weight_kg", "60");
  assert_refused (&desk, "started", "1.11.2025", "before the start of the course");
  assert_refused (&desk, "started", "21.11.2025", "lies in the future");
  enter (&desk, "started", "20.11.2025 10:00");
  assert_refused (&desk, "ended", "20.11.2025 09:00", "before the start");
  enter (&desk, "ended", "20.11.2025 10:40");
  assert_refused (&desk, "minutes", "2000", "");
  enter (&desk, "minutes", "40");
  assert_refused (&desk, "status", "", "is needed");
  enter (&desk, "status", "held");
  assert_saved_because (&desk, "consent on paper");
  session = last_of (&desk, &tide_session_class, &list);
  g_assert_cmpfloat (session->dose_mg, ==, 30);
  g_assert_cmpfloat (session->dose_mg_per_kg, ==, .5);
  form_fixture_clear (&desk.fixture);
}

static void
a_therapy_session_has_homework_and_no_dose (void)
{
  Desk desk = { 0 };

  form_fixture_init (&desk.fixture);
  desk_open (&desk, "session");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (field (&desk, "dose_mg"))));
  assert_refused (&desk, "homework_percent", "120", "");
  enter (&desk, "homework_percent", "80");
  enter (&desk, "minutes", "50");
  assert_saved (&desk);
  form_fixture_clear (&desk.fixture);
}

static void
notes_and_events_are_checked (void)
{
  Desk desk = { 0 };
  g_autoptr (GPtrArray) notes = NULL, events = NULL;

  form_fixture_init (&desk.fixture);
  desk_open (&desk, "note");
  assert_refused (&desk, "text", "  ", "is required");
  assert_refused (&desk, "taken", "21.11.2025", "lies in the future");
  enter (&desk, "taken", "now");
  enter (&desk, "text", "Sleeps better.");
  assert_saved (&desk);
  g_assert_cmpint (((TideNote *) last_of (&desk, &tide_note_class, &notes))->author_id, ==,
                   desk.fixture.rater_id);

  desk_open (&desk, "event");
  assert_refused (&desk, "label", "", "is required");
  enter (&desk, "label", "Lost job");
  assert_refused (&desk, "on_date", "", "is required");
  assert_refused (&desk, "on_date", "1.1.1970", "before the birth date");
  enter (&desk, "on_date", "3.11.2025");
  assert_refused (&desk, "until_date", "2.11.2025", "before the start");
  enter (&desk, "until_date", "");
  assert_saved (&desk);
  g_assert_cmpstr (((TideEvent *) last_of (&desk, &tide_event_class, &events))->label, ==, "Lost job");
  form_fixture_clear (&desk.fixture);
}

static void
an_unwanted_effect_is_checked (void)
{
  Desk desk = { 0 };
  g_autoptr (GPtrArray) list = NULL;

  form_fixture_init (&desk.fixture);
  desk_open (&desk, "adverse-event");
  assert_refused (&desk, "term", "", "is required");
  enter (&desk, "term", "nausea");
  assert_refused (&desk, "started", "21.11.2025", "lies in the future");
  enter (&desk, "started", "10.11.2025");
  assert_refused (&desk, "ended", "9.11.2025", "before the start");
  enter (&desk, "ended", "");
  assert_saved (&desk);
  g_assert_cmpint (((TideAdverseEvent *) last_of (&desk, &tide_adverse_event_class, &list))->course_id, ==,
                   desk.fixture.course_id);
  form_fixture_clear (&desk.fixture);
}

static void
an_alert_closes_only_by_an_action (void)
{
  Desk desk = { 0 };
  g_autoptr (GPtrArray) open = NULL, list = NULL;
  const TideAlert *alert;

  form_fixture_init (&desk.fixture);
  desk_open (&desk, "alert");
  assert_refused (&desk, "action", " ", "is required");
  enter (&desk, "action", "Seen at once; safety plan renewed.");
  assert_saved (&desk);
  open = tide_clinic_list_open_alerts (desk.fixture.clinic, NULL);
  g_assert_cmpuint (open->len, ==, 0);
  alert = last_of (&desk, &tide_alert_class, &list);
  g_assert_cmpstr (alert->action, ==, "Seen at once; safety plan renewed.");
  g_assert_cmpint (alert->acted_by, ==, desk.fixture.rater_id);
  form_fixture_clear (&desk.fixture);
}

/* Whom the program only supposes at the desk (the only one who works here) has signed nothing. */
static void
an_action_is_signed_by_whom_somebody_chose (void)
{
  Desk desk = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (TideStaff) only = NULL;
  g_autofree char *id = NULL;

  form_fixture_init (&desk.fixture);
  only = tide_clinic_lookup (desk.fixture.clinic, &tide_staff_class, desk.fixture.rater_id, NULL);
  tide_clinic_suppose_person (desk.fixture.clinic, only);
  desk_open (&desk, "alert");
  enter (&desk, "action", "Seen at once.");
  assert_refused (&desk, "acted_by", "", "is required");
  id = g_strdup_printf ("%" G_GINT64_FORMAT, only->base.id);
  enter (&desk, "acted_by", id);
  assert_saved (&desk);
  g_assert_cmpint (((TideAlert *) last_of (&desk, &tide_alert_class, &list))->acted_by, ==, only->base.id);
  form_fixture_clear (&desk.fixture);
}

static void
a_rating_moves_with_both_people_in_sight (void)
{
  Desk desk = { 0 };
  g_autoptr (TideAssessmentData) old = NULL;
  g_autoptr (GPtrArray) there = NULL;
  gint64 other;

  form_fixture_init (&desk.fixture);
  other = form_fixture_add_patient (&desk.fixture, "TM-0900", "Larsen", "Mette", "F42.2");
  desk_open (&desk, "move");
  assert_refused (&desk, "target", "", "is required");
  assert_refused (&desk, "target", "Nobody Here", "Nothing found");
  assert_refused (&desk, "target", "Novák", "whose chart it is in");
  enter (&desk, "target", "Larsen");
  assert_refused (&desk, "reason", "", "is required");
  enter (&desk, "reason", "wrong chart");
  assert_saved (&desk);
  old = tide_clinic_lookup (desk.fixture.clinic, &tide_assessment_data_class, desk.fixture.last_id, NULL);
  g_assert_cmpint (old->status, ==, TIDE_STATUS_MOVED);
  there = tide_clinic_list (desk.fixture.clinic, &tide_assessment_data_class, "patient_id", other, NULL);
  g_assert_cmpuint (there->len, ==, 1);
  form_fixture_clear (&desk.fixture);
}

static void
in_error_needs_a_reason (void)
{
  Desk desk = { 0 };
  g_autoptr (TideAssessmentData) data = NULL;

  form_fixture_init (&desk.fixture);
  desk_open (&desk, "in-error");
  assert_refused (&desk, "reason", "", "is required");
  enter (&desk, "reason", "typed twice");
  assert_saved (&desk);
  data = tide_clinic_lookup (desk.fixture.clinic, &tide_assessment_data_class, desk.fixture.last_id, NULL);
  g_assert_cmpint (data->status, ==, TIDE_STATUS_ENTERED_IN_ERROR);
  g_assert_cmpstr (data->reason, ==, "typed twice");
  form_fixture_clear (&desk.fixture);
}

static void
assert_asked (Desk *desk, const char *name, const char *words)
{
  const char *doubt;

  g_assert_false (tide_form_dialog_save (desk->dialog));
  g_assert_true (find_dialog () == desk->dialog);
  g_assert_true (tide_form_dialog_get_can_save (desk->dialog)); /* a warning, no block */
  doubt = tide_form_field_get_doubt (field (desk, name));
  if (strstr (doubt, words) == NULL)
    g_error ("%s: expected “%s”, read “%s”", name, words, doubt);
}

static void
assert_reason_kept (Desk *desk, const char *reason)
{
  g_autoptr (GPtrArray) rows = tide_clinic_list_audit (desk->fixture.clinic, 0, 1, NULL);
  const TideAuditRow *row = rows->pdata[0];

  g_assert_cmpstr (row->action, ==, "override");
  g_assert_cmpstr (row->after, ==, reason);
}

static void
a_dose_that_is_hardly_meant_asks_for_a_reason (void)
{
  Desk desk = { 0 };
  g_autoptr (GPtrArray) steps = NULL;

  form_fixture_init (&desk.fixture);
  desk_open (&desk, "course");
  enter (&desk, "arm", "ssri");
  enter (&desk, "agent", "Sertraline");
  enter (&desk, "started_on", "3.11.2025");
  enter (&desk, "first_dose", "5000");
  assert_asked (&desk, "first_dose", "5000 mg a day is far above");
  enter (&desk, "first_dose", "250");
  g_assert_nonnull (
    strstr (tide_form_field_get_doubt (field (&desk, "first_dose")), "maximum of 200 mg a day"));
  g_assert_true (tide_form_dialog_save_because (desk.dialog, "fast metaboliser, level measured"));
  g_assert_null (find_dialog ());
  assert_reason_kept (&desk, "fast metaboliser, level measured");
  g_assert_cmpfloat (((TideDoseStep *) last_of (&desk, &tide_dose_step_class, &steps))->dose_mg_per_day, ==,
                     250);
  form_fixture_clear (&desk.fixture);
}

/* The first dose was asked about; the next one is only a dose. */
static void
a_usual_dose_is_saved_without_a_question (void)
{
  Desk desk = { 0 };
  g_autoptr (TideCourse) course = tide_course_new ();
  g_autoptr (TideDoseStep) first = tide_dose_step_new ();

  form_fixture_init (&desk.fixture);
  course->patient_id = desk.fixture.patient_id;
  course->arm = TIDE_ARM_SSRI;
  tide_record_set_text (&course->agent, "Sertraline");
  course->started_on = first->from_date = tide_date_from_ymd (2025, 9, 1);
  g_assert_true (tide_clinic_save (desk.fixture.clinic, course, NULL));
  first->course_id = desk.fixture.course_id = course->base.id;
  first->dose_mg_per_day = 50;
  g_assert_true (tide_clinic_save (desk.fixture.clinic, first, NULL));
  desk_open (&desk, "dose-step");
  enter (&desk, "from_date", "3.11.2025");
  enter (&desk, "dose_mg_per_day", "200");
  assert_saved (&desk);
  form_fixture_clear (&desk.fixture);
}

static void
an_infusion_asks_about_dose_and_weight (void)
{
  Desk desk = { 0 };
  gint64 course_id;

  form_fixture_init (&desk.fixture);
  desk_open (&desk, "infusion");
  course_id = ((TideSession *) tide_form_dialog_get_record (desk.dialog))->course_id;
  enter (&desk, "started", "10.11.2025 10:00");
  enter (&desk, "weight_kg", "7");
  assert_asked (&desk, "weight_kg", "7 kg is hardly");
  enter (&desk, "weight_kg", "80");
  enter (&desk, "dose_mg_per_kg", "1");
  g_assert_cmpstr (tide_form_field_get_doubt (field (&desk, "dose_mg_per_kg")), ==, "");
  enter (&desk, "dose_mg_per_kg", "5");
  assert_asked (&desk, "dose_mg_per_kg", "5 mg/kg is far above");
  enter (&desk, "dose_mg_per_kg", "1.1");
  assert_asked (&desk, "dose_mg_per_kg", "above the maximum of 1 mg/kg");
  enter (&desk, "dose_mg_per_kg", "0.5");
  assert_saved_because (&desk, "consent on paper");
  tide_session_dialog_present (NULL, desk.fixture.clinic, course_id, 0);
  desk.dialog = find_dialog ();
  enter (&desk, "started", "12.11.2025 10:00");
  enter (&desk, "weight_kg", "60"); /* 25 % below 80 */
  assert_asked (&desk, "weight_kg", "60 kg differs from the 80 kg of");
  enter (&desk, "weight_kg", "64"); /* just 20 % */
  g_assert_cmpstr (tide_form_field_get_doubt (field (&desk, "weight_kg")), ==, "");
  assert_saved_because (&desk, "consent on paper");
  form_fixture_clear (&desk.fixture);
}

/* A second dose ten minutes later, one without milligrams, minutes that do not fit the clock. */
static void
an_infusion_that_is_hardly_true_is_asked_about (void)
{
  Desk desk = { 0 };
  gint64 course_id;

  form_fixture_init (&desk.fixture);
  desk_open (&desk, "infusion");
  course_id = ((TideSession *) tide_form_dialog_get_record (desk.dialog))->course_id;
  enter (&desk, "started", "10.11.2025 10:00");
  assert_asked (&desk, "dose_mg", "No dose is written");
  enter (&desk, "weight_kg", "80");
  enter (&desk, "dose_mg_per_kg", "0.5");
  g_assert_cmpstr (tide_form_field_get_doubt (field (&desk, "dose_mg")), ==, "");
  enter (&desk, "ended", "10.11.2025 10:40");
  assert_refused (&desk, "minutes", "400", "allowed are up to 40 minutes");
  enter (&desk, "minutes", "30");
  assert_asked (&desk, "minutes", "30 minutes, and yet the end lies 40 minutes after the start");
  enter (&desk, "minutes", "40");
  g_assert_cmpstr (tide_form_field_get_doubt (field (&desk, "minutes")), ==, "");
  assert_saved_because (&desk, "consent on paper");
  tide_session_dialog_present (NULL, desk.fixture.clinic, course_id, 0);
  desk.dialog = find_dialog ();
  enter (&desk, "started", "10.11.2025 10:50");
  enter (&desk, "weight_kg", "80");
  enter (&desk, "dose_mg_per_kg", "0.5");
  assert_asked (&desk, "started", "Another dose was given on the same day: 10 Nov 2025");
  enter (&desk, "started", "11.11.2025 10:50");
  g_assert_null (strstr (tide_form_field_get_doubt (field (&desk, "started")), "Another dose"));
  assert_saved_because (&desk, "consent on paper");
  form_fixture_clear (&desk.fixture);
}

/* A course of ketamine for a child of eleven, and for one whose age nobody knows. */
static void
a_course_of_ketamine_asks_for_the_age (void)
{
  static const int years[] = { 2014, 0, 1990 };
  static const char *const words[]
    = { "Age 11: ketamine and esketamine have no indication under 18 years", "Age: not known", "" };

  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    {
      Desk desk = { 0 };
      g_autoptr (TidePatient) patient = NULL;

      form_fixture_init (&desk.fixture);
      patient = tide_clinic_lookup (desk.fixture.clinic, &tide_patient_class, desk.fixture.patient_id, NULL);
      patient->birth_date = years[i] ? tide_date_from_ymd (years[i], 1, 1) : TIDE_DATE_UNKNOWN;
      g_assert_true (tide_clinic_save (desk.fixture.clinic, patient, NULL));
      desk_open (&desk, "course");
      enter (&desk, "arm", "ketamine");
      if (*words[i])
        assert_asked (&desk, "arm", words[i]);
      else
        g_assert_cmpstr (tide_form_field_get_doubt (field (&desk, "arm")), ==, "");
      tide_form_dialog_throw_away (desk.dialog);
      form_fixture_clear (&desk.fixture);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  tide_application_load_resources ();
  g_test_add_func ("/dialog/a-patient-is-entered-once", a_patient_is_entered_once);
  g_test_add_func ("/dialog/a-patient-is-changed", a_patient_is_changed);
  g_test_add_func ("/dialog/a-diagnosis-needs-a-code", a_diagnosis_needs_a_code);
  g_test_add_func ("/dialog/an-identifier-needs-its-number", an_identifier_needs_its_number);
  g_test_add_func ("/dialog/a-course-brings-its-first-dose", a_course_brings_its_first_dose);
  g_test_add_func ("/dialog/a-course-is-ended-with-a-reason", a_course_is_ended_with_a_reason);
  g_test_add_func ("/dialog/a-dose-step-lies-in-its-course", a_dose_step_lies_in_its_course);
  g_test_add_func ("/dialog/mg-and-mg-per-kg-stay-in-step", mg_and_mg_per_kg_stay_in_step);
  g_test_add_func ("/dialog/a-therapy-session-has-homework-and-no-dose",
                   a_therapy_session_has_homework_and_no_dose);
  g_test_add_func ("/dialog/notes-and-events-are-checked", notes_and_events_are_checked);
  g_test_add_func ("/dialog/an-unwanted-effect-is-checked", an_unwanted_effect_is_checked);
  g_test_add_func ("/dialog/an-alert-closes-only-by-an-action", an_alert_closes_only_by_an_action);
  g_test_add_func ("/dialog/an-action-is-signed-by-whom-somebody-chose",
                   an_action_is_signed_by_whom_somebody_chose);
  g_test_add_func ("/dialog/a-rating-moves-with-both-people-in-sight",
                   a_rating_moves_with_both_people_in_sight);
  g_test_add_func ("/dialog/in-error-needs-a-reason", in_error_needs_a_reason);
  g_test_add_func ("/dialog/a-dose-that-is-hardly-meant-asks-for-a-reason",
                   a_dose_that_is_hardly_meant_asks_for_a_reason);
  g_test_add_func ("/dialog/a-usual-dose-is-saved-without-a-question",
                   a_usual_dose_is_saved_without_a_question);
  g_test_add_func ("/dialog/an-infusion-asks-about-dose-and-weight", an_infusion_asks_about_dose_and_weight);
  g_test_add_func ("/dialog/a-course-of-ketamine-asks-for-the-age", a_course_of_ketamine_asks_for_the_age);
  g_test_add_func ("/dialog/an-infusion-that-is-hardly-true-is-asked-about",
                   an_infusion_that_is_hardly_true_is_asked_about);
  return g_test_run ();
}
