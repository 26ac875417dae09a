/* test-courses.c: the dialogs around a course refuse what cannot be, in words at the field, and keep what is
 * right: end, cost, review, consent, screening, session, unwanted effects. */

#include <adwaita.h>
#include <math.h>

#include "app-fixture.h"
#include "form-desk.h"
#include "tide-answer-field.h"
#include "tide-course-block.h"
#include "tide-dose-step-dialog.h"
#include "tide-effects-box.h"
#include "tide-form-section.h"
#include "tide-patient-model.h"
#include "tide-patient-page.h"
#include "tide-session-dialog.h"
#include "tide-task-field.h"
#include "tide-visit-form.h"

static TideFormSection *
find_section (GtkWidget *widget)
{
  for (; widget; widget = gtk_widget_get_parent (widget))
    if (TIDE_IS_FORM_SECTION (widget))
      return TIDE_FORM_SECTION (widget);
  return NULL;
}

static void
the_plan_is_folded_until_it_is_at_fault (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  TideFormSection *more;
  const TideCourse *course;

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "course");
  more = find_section (GTK_WIDGET (form_desk_field (&desk, "authorised_until")));
  g_assert_nonnull (more);
  g_assert_false (tide_form_section_get_open (more));
  form_desk_enter (&desk, "arm", "ketamine");
  form_desk_enter (&desk, "agent", "ketamine");
  form_desk_enter (&desk, "route", "iv");
  form_desk_enter (&desk, "started_on", "20.11.2025");
  form_desk_enter (&desk, "authorised_from", "1.12.2025");
  form_desk_assert_refused (&desk, "authorised_until", "30.11.2025", "before the start");
  g_assert_true (tide_form_section_get_open (more)); /* the fault is to be seen */
  form_desk_enter (&desk, "authorised_until", "1.3.2026");
  form_desk_assert_refused (&desk, "spacing_days", "0", "more than 0");
  form_desk_enter (&desk, "spacing_days", "3.5");
  form_desk_assert_refused (&desk, "line_of_treatment", "0", "");
  form_desk_enter (&desk, "line_of_treatment", "2");
  form_desk_enter (&desk, "self_referred", "1");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (form_desk_field (&desk, "referrer"))));
  form_desk_assert_refused (&desk, "referred_on", "21.11.2025", "lies in the future");
  form_desk_enter (&desk, "referred_on", "3.11.2025");
  form_desk_enter (&desk, "intent", "induction");
  form_desk_enter (&desk, "role", "study");
  form_desk_enter (&desk, "coverage", "covered");
  form_desk_assert_saved (&desk);
  course = form_desk_last_of (&desk, &tide_course_class, &list);
  g_assert_cmpstr (course->referrer, ==, "self");
  g_assert_cmpstr (tide_intent_codes[course->intent], ==, "induction");
  g_assert_cmpint (course->line_of_treatment, ==, 2);
  g_assert_cmpfloat (course->spacing_days, ==, 3.5);
  g_assert_cmpint (course->authorised_until, ==, tide_date_from_ymd (2026, 3, 1));
  form_fixture_clear (&desk.fixture);
}

static void
one_agent_is_not_given_twice_at_once (void)
{
  FormDesk desk = { 0 };

  form_fixture_init (&desk.fixture); /* CBT / ERP runs since 28 Jul 2025 */
  form_desk_open (&desk, "course");
  form_desk_enter (&desk, "arm", "cbt");
  form_desk_assert_refused (
    &desk, "agent", "erp",
    "another course of it runs at that time: CBT / ERP, from 2025-07-28 to today"); /* as an import says it */
  form_desk_close (&desk);
  form_fixture_clear (&desk.fixture);
}

static void
an_end_has_its_reason (void)
{
  FormDesk desk = { 0 };
  g_autoptr (TideCourse) course = NULL;
  g_autoptr (TideSession) session = tide_session_new ();

  form_fixture_init (&desk.fixture);
  session->course_id = desk.fixture.course_id;
  session->status = TIDE_SESSION_HELD;
  session->started = test_clinic_instant ("2025-11-12T10:00");
  g_assert_true (tide_clinic_save (desk.fixture.clinic, session, NULL));
  form_desk_open (&desk, "course-end");
  form_desk_assert_refused (&desk, "end_reason", "", "is needed");
  form_desk_enter (&desk, "end_reason", "lost_to_follow_up");
  form_desk_assert_refused (&desk, "ended_on", "11.11.2025",
                            "the course has a session or dose step after it, on 2025-11-12");
  form_desk_assert_refused (&desk, "ended_on", "", "is needed");
  form_desk_enter (&desk, "ended_on", "12.11.2025");
  form_desk_assert_saved (&desk);
  course = tide_clinic_lookup (desk.fixture.clinic, &tide_course_class, desk.fixture.course_id, NULL);
  g_assert_cmpint (course->ended_on, ==, tide_date_from_ymd (2025, 11, 12));
  g_assert_true (tide_end_reason_is_dropout (course->end_reason));
  form_fixture_clear (&desk.fixture);
}

static void
a_cost_has_amount_unit_and_payer (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  const TideCost *cost;

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "cost");
  form_desk_assert_refused (&desk, "amount", "", "is required");
  form_desk_assert_refused (&desk, "amount", "-5", "");
  form_desk_enter (&desk, "amount", "120,50");
  form_desk_assert_refused (&desk, "unit", "", "is required");
  form_desk_enter (&desk, "unit", "session");
  form_desk_assert_refused (&desk, "payer", "", "is required");
  form_desk_enter (&desk, "payer", "insurer");
  form_desk_enter (&desk, "from_date", "1.11.2025");
  form_desk_assert_refused (&desk, "until_date", "31.10.2025", "before the start");
  form_desk_enter (&desk, "until_date", "");
  form_desk_assert_saved (&desk);
  cost = form_desk_last_of (&desk, &tide_cost_class, &list);
  g_assert_cmpfloat (cost->amount, ==, 120.5);
  g_assert_cmpint (cost->course_id, ==, desk.fixture.course_id);
  form_fixture_clear (&desk.fixture);
}

static void
a_review_of_misuse_asks_more (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  const TideReview *review;

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "review");
  form_desk_assert_refused (&desk, "kind", "", "is required");
  form_desk_enter (&desk, "kind", "urinary");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (form_desk_field (&desk, "craving"))));
  form_desk_enter (&desk, "kind", "misuse");
  form_desk_enter (&desk, "craving", "yes");
  form_desk_assert_refused (&desk, "result", "", "is required");
  form_desk_enter (&desk, "result", "finding");
  form_desk_assert_refused (&desk, "note", "", "what was found?");
  form_desk_enter (&desk, "note", "Asked for a session between the agreed ones.");
  form_desk_assert_refused (&desk, "done_on", "21.11.2025", "lies in the future");
  form_desk_enter (&desk, "done_on", "20.11.2025");
  form_desk_assert_refused (&desk, "next_on", "1.11.2025", "before the review");
  form_desk_enter (&desk, "next_on", "20.2.2026");
  form_desk_assert_saved (&desk);
  review = form_desk_last_of (&desk, &tide_review_class, &list);
  g_assert_cmpint (review->craving, ==, 2);
  g_assert_cmpint (review->early_refill, ==, 0); /* not asked is not "no" */
  form_fixture_clear (&desk.fixture);
}

static void
a_consent_keeps_its_dates (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  const TideConsent *consent;

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "consent");
  form_desk_assert_refused (&desk, "kind", "", "is required");
  form_desk_enter (&desk, "kind", "off_label");
  form_desk_enter (&desk, "arm", "ketamine");
  form_desk_enter (&desk, "version", "2.1");
  form_desk_assert_refused (&desk, "given_on", "21.11.2025", "lies in the future");
  form_desk_enter (&desk, "given_on", "19.11.2025");
  form_desk_assert_refused (&desk, "expires_on", "18.11.2025", "before the consent");
  form_desk_enter (&desk, "expires_on", "19.11.2026");
  form_desk_assert_saved (&desk);
  consent = form_desk_last_of (&desk, &tide_consent_class, &list);
  g_assert_cmpstr (consent->version, ==, "2.1");
  g_assert_true (tide_consent_is_valid_on (consent, tide_date_from_ymd (2025, 11, 20)));
  form_fixture_clear (&desk.fixture);
}

static TideAnswerField *
question (FormDesk *desk, const char *id)
{
  return TIDE_ANSWER_FIELD (form_desk_field (desk, id));
}

static const TideScreeningAnswer *
find_answer (GPtrArray *answers, const char *id)
{
  for (guint i = 0; i < answers->len; i++)
    if (g_str_equal (((TideScreeningAnswer *) answers->pdata[i])->question, id))
      return answers->pdata[i];
  return NULL;
}

/* y, n, u and Backspace: one key each, and what was not answered is no row at all. */
static void
a_screening_is_answered_by_keys (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) screenings = NULL, answers = NULL;

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "screening");
  g_assert_false (tide_form_dialog_save (desk.dialog));             /* no answer at all is no screening */
  g_assert_null (tide_form_dialog_find (desk.dialog, "pregnancy")); /* the patient is a man */
  g_assert_true (tide_answer_field_press (question (&desk, "psychosis"), GDK_KEY_n));
  /* The keyboard is on the next question already. */
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (desk.dialog)),
                                         GTK_WIDGET (question (&desk, "psychosis_family"))));
  g_assert_true (tide_answer_field_press (question (&desk, "mania"), GDK_KEY_u));
  g_assert_true (tide_answer_field_press (question (&desk, "hypertension"), GDK_KEY_y));
  tide_answer_field_set (question (&desk, "hypertension"), TIDE_REPLY_YES, "160/95 on 3 Nov");
  g_assert_true (tide_answer_field_press (question (&desk, "aneurysm"), GDK_KEY_y));
  g_assert_true (tide_answer_field_press (question (&desk, "aneurysm"), GDK_KEY_BackSpace));
  g_assert_false (tide_answer_field_press (question (&desk, "aneurysm"), GDK_KEY_q));
  form_desk_assert_refused (&desk, "expires_on", "1.11.2025", "before the screening");
  form_desk_enter (&desk, "expires_on", "");
  form_desk_assert_saved (&desk);
  form_desk_last_of (&desk, &tide_screening_class, &screenings);
  form_desk_last_of (&desk, &tide_screening_answer_class, &answers);
  g_assert_cmpuint (screenings->len, ==, 1);
  g_assert_cmpuint (answers->len, ==, 3);
  g_assert_cmpint (find_answer (answers, "psychosis")->answer, ==, 1);
  g_assert_cmpint (find_answer (answers, "mania")->answer, ==, 0); /* unknown is not no */
  g_assert_cmpint (find_answer (answers, "hypertension")->answer, ==, 2);
  g_assert_cmpstr (find_answer (answers, "hypertension")->note, ==, "160/95 on 3 Nov");
  g_assert_null (find_answer (answers, "aneurysm"));
  form_fixture_clear (&desk.fixture);
}

/* How many cells are marked, and whether a mark says why. */
static guint
count_wrong (GtkWidget *widget, const char *why)
{
  guint n = 0;

  if (GTK_IS_ENTRY (widget) && gtk_widget_has_css_class (widget, "wrong"))
    {
      g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (widget), why));
      n = 1;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n += count_wrong (child, why);
  return n;
}

static void
exposure_tasks_are_typed_in_a_table (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) tasks = NULL, sessions = NULL;
  TideTaskField *table;
  const TideExposure *task;
  const TideSession *session;

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "session");
  table = TIDE_TASK_FIELD (form_desk_field (&desk, "exposures"));
  tide_task_field_type (table, 0, 0, "Touch the door handle");
  g_assert_cmpuint (tide_task_field_get_n_rows (table), ==, 2); /* there is always an empty one */
  tide_task_field_type (table, 0, 2, "40");
  tide_task_field_type (table, 0, 3, "30");
  g_assert_false (tide_form_dialog_save (desk.dialog));
  g_assert_nonnull (strstr (tide_form_field_get_fault (TIDE_FORM_FIELD (table)), "lies under the start"));
  g_assert_cmpuint (count_wrong (GTK_WIDGET (table), "lies under the start"), ==, 1);
  tide_task_field_type (table, 0, 3, "high");
  g_assert_false (tide_form_dialog_save (desk.dialog));
  g_assert_nonnull (strstr (tide_form_field_get_fault (TIDE_FORM_FIELD (table)), "“high” is no number"));
  g_assert_cmpuint (count_wrong (GTK_WIDGET (table), "is no number"), ==, 1);
  tide_task_field_type (table, 0, 3, "120");
  g_assert_false (tide_form_dialog_save (desk.dialog)); /* SUDS end at 100 */
  tide_task_field_type (table, 0, 3, "85");
  tide_task_field_type (table, 0, 4, "30");
  g_assert_cmpuint (count_wrong (GTK_WIDGET (table), ""), ==, 0);
  form_desk_assert_refused (&desk, "peas_tried", "8", "");
  form_desk_enter (&desk, "peas_tried", "6");
  form_desk_enter (&desk, "peas_quality", "5");
  form_desk_enter (&desk, "peas_resisted", "4");
  form_desk_enter (&desk, "response_prevention", "partly");
  form_desk_assert_saved (&desk);
  task = form_desk_last_of (&desk, &tide_exposure_class, &tasks);
  session = form_desk_last_of (&desk, &tide_session_class, &sessions);
  g_assert_cmpuint (tasks->len, ==, 1);
  g_assert_cmpint (task->session_id, ==, session->base.id);
  g_assert_cmpfloat (task->suds_peak, ==, 85);
  g_assert_true (isnan (task->suds_planned)); /* an empty cell is not known */
  g_assert_cmpint (session->peas_resisted, ==, 4);
  form_fixture_clear (&desk.fixture);
}

static void
a_missed_session_says_why (void)
{
  FormDesk desk = { 0 };

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "session");
  form_desk_enter (&desk, "status", "missed");
  form_desk_assert_refused (&desk, "reason", "", "why was it missed");
  form_desk_enter (&desk, "reason", "Ill");
  form_desk_assert_saved (&desk);
  form_fixture_clear (&desk.fixture);
}

static void
an_integration_belongs_to_its_dose (void)
{
  FormDesk desk = { 0 };
  g_autoptr (TideSession) dose = tide_session_new ();
  g_autoptr (GPtrArray) sessions = NULL;
  gint64 course_id;
  const TideSession *talk;

  form_fixture_init (&desk.fixture);
  course_id = form_fixture_add_infusions (&desk.fixture);
  dose->course_id = course_id;
  dose->status = TIDE_SESSION_HELD;
  dose->started = test_clinic_instant ("2025-11-18T10:00");
  g_assert_true (tide_clinic_save (desk.fixture.clinic, dose, NULL));
  tide_session_dialog_present_integration (NULL, desk.fixture.clinic, course_id, dose->base.id);
  form_desk_take (&desk);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (form_desk_field (&desk, "dose_mg"))));
  form_desk_assert_saved (&desk);
  talk = form_desk_last_of (&desk, &tide_session_class, &sessions);
  g_assert_cmpint (talk->chain_id, ==, dose->base.id);
  g_assert_cmpstr (tide_session_kind_codes[talk->kind], ==, "integration");
  form_fixture_clear (&desk.fixture);
}

/* Nothing is agreed, nobody has screened: the first dose waits for a reason, which stays with it (F29). */
static void
a_first_dose_without_consent_stops_for_a_reason (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) sessions = NULL;
  const char *doubt;

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "infusion");
  form_desk_enter (&desk, "started", "20.11.2025 10:00");
  g_assert_false (tide_form_dialog_save (desk.dialog));
  doubt = tide_form_field_get_doubt (form_desk_field (&desk, "started"));
  g_assert_cmpstr (doubt, !=, "");
  g_assert_true (app_fixture_anyone_says ("Consent to treatment: not recorded"));
  g_assert_true (app_fixture_anyone_says ("Consent to off-label use: not recorded"));
  g_assert_true (app_fixture_anyone_says ("Screening: not done"));
  g_assert_true (tide_form_dialog_save_because (desk.dialog, "Consent signed on paper today"));
  form_desk_last_of (&desk, &tide_session_class, &sessions);
  g_assert_cmpuint (sessions->len, ==, 1);
  g_assert_cmpstr (((TideSession *) sessions->pdata[0])->reason, ==, "Consent signed on paper today");
  form_fixture_clear (&desk.fixture);
}

/* An SSRI runs beside the CBT: its list is asked. */
static gint64
add_ssri (FormDesk *desk)
{
  g_autoptr (TideCourse) course = tide_course_new ();

  course->patient_id = desk->fixture.patient_id;
  course->arm = TIDE_ARM_SSRI;
  course->started_on = tide_date_from_ymd (2025, 9, 1);
  tide_record_set_text (&course->agent, "sertraline");
  g_assert_true (tide_clinic_save (desk->fixture.clinic, course, NULL));
  return course->base.id;
}

/* A drug that is begun at home: the same questions as before an infusion, once. */
static void
a_first_dose_step_asks_as_an_infusion_does (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) first = NULL, both = NULL;
  gint64 course_id;

  form_fixture_init (&desk.fixture);
  course_id = add_ssri (&desk);
  tide_dose_step_dialog_present (NULL, desk.fixture.clinic, course_id, 0);
  form_desk_take (&desk);
  form_desk_enter (&desk, "from_date", "1.9.2025");
  form_desk_enter (&desk, "dose_mg_per_day", "50");
  g_assert_false (tide_form_dialog_save (desk.dialog));
  g_assert_cmpstr (tide_form_field_get_doubt (form_desk_field (&desk, "from_date")), !=, "");
  g_assert_true (app_fixture_anyone_says ("Consent to treatment: not recorded"));
  g_assert_true (app_fixture_anyone_says ("Screening: not done"));
  g_assert_true (tide_form_dialog_save_because (desk.dialog, "Consent signed on paper today"));
  form_desk_last_of (&desk, &tide_dose_step_class, &first);
  g_assert_cmpuint (first->len, ==, 1);
  g_assert_cmpstr (((TideDoseStep *) first->pdata[0])->reason, ==, "Consent signed on paper today");
  tide_dose_step_dialog_present (NULL, desk.fixture.clinic, course_id, 0);
  form_desk_take (&desk);
  form_desk_enter (&desk, "from_date", "1.10.2025");
  form_desk_enter (&desk, "dose_mg_per_day", "100");
  form_desk_assert_saved (&desk);
  form_desk_last_of (&desk, &tide_dose_step_class, &both);
  g_assert_cmpuint (both->len, ==, 2);
  form_fixture_clear (&desk.fixture);
}

/* A course that brings its first dose begins the drug. */
static void
a_course_with_a_first_dose_asks_too (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) steps = NULL;

  form_fixture_init (&desk.fixture);
  form_desk_open (&desk, "course");
  form_desk_enter (&desk, "arm", "ssri");
  form_desk_enter (&desk, "agent", "sertraline");
  form_desk_enter (&desk, "started_on", "3.11.2025");
  form_desk_enter (&desk, "first_dose", "50");
  g_assert_false (tide_form_dialog_save (desk.dialog));
  g_assert_true (app_fixture_anyone_says ("Consent to treatment: not recorded"));
  g_assert_true (tide_form_dialog_save_because (desk.dialog, "Consent signed on paper today"));
  form_desk_last_of (&desk, &tide_dose_step_class, &steps);
  g_assert_cmpuint (steps->len, ==, 1);
  g_assert_cmpstr (((TideDoseStep *) steps->pdata[0])->reason, ==, "Consent signed on paper today");
  /* Without a dose nothing begins: planning asks for nothing. */
  form_desk_open (&desk, "course");
  form_desk_enter (&desk, "arm", "ssri");
  form_desk_enter (&desk, "agent", "fluoxetine");
  form_desk_enter (&desk, "started_on", "3.11.2025");
  form_desk_assert_saved (&desk);
  form_fixture_clear (&desk.fixture);
}

static GtkWidget *
find_titled (GtkWidget *root, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (root)
      && g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_titled (child, title);

      if (found)
        return found;
    }
  return NULL;
}

/* Enter on the row opens what was found; a review of the wrong chart goes with a reason. */
static void
a_review_is_corrected_and_taken_back (void)
{
  FormDesk desk = { 0 };
  g_autoptr (TideReview) review = tide_review_new (), stored = NULL;
  g_autoptr (GVariant) strike = NULL;
  TideWindow *window;
  GtkWidget *page;

  form_fixture_init (&desk.fixture);
  review->patient_id = desk.fixture.patient_id;
  review->course_id = desk.fixture.course_id;
  review->kind = tide_code_from_text (tide_review_kind_codes, "urinary");
  review->result = tide_code_from_text (tide_review_result_codes, "clear");
  review->done_on = tide_date_from_ymd (2025, 11, 3);
  g_assert_true (tide_clinic_save (desk.fixture.clinic, review, NULL));
  window = app_fixture_window (desk.fixture.clinic);
  tide_window_show_patient (window, desk.fixture.patient_id);
  WAIT (app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_PATIENT_PAGE) != NULL);
  page = app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_PATIENT_PAGE);
  tide_patient_page_set_tab (TIDE_PATIENT_PAGE (page), "courses");
  WAIT (find_titled (page, "Reviews") != NULL);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (find_titled (page, "Reviews")), TRUE);
  app_fixture_settle ();
  gtk_widget_activate (
    find_titled (find_titled (page, "Reviews"), tide_review_kind_get_label (review->kind)));
  WAIT (form_desk_find_dialog () != NULL);
  form_desk_take (&desk);
  form_desk_enter (&desk, "note", "No symptoms, no blood");
  form_desk_assert_saved (&desk);
  WAIT (app_fixture_says (page, "No symptoms, no blood"));
  strike = g_variant_ref_sink (g_variant_new ("(sxs)", "review", review->base.id, "Bladder"));
  gtk_widget_activate_action_variant (page, "patient.mark-error", strike);
  WAIT (form_desk_find_dialog () != NULL);
  form_desk_take (&desk);
  form_desk_enter (&desk, "reason", "not this patient's");
  form_desk_assert_saved (&desk);
  WAIT (find_titled (page, "Reviews") == NULL);
  stored = tide_clinic_lookup (desk.fixture.clinic, &tide_review_class, review->base.id, NULL);
  g_assert_true (stored->entered_in_error);
  app_fixture_settle ();
  tide_window_set_clinic (window, NULL);
  app_fixture_gone (window);
  form_fixture_clear (&desk.fixture);
}

static GtkWidget *
show_visit (FormDesk *desk)
{
  GtkWidget *window = gtk_window_new (),
            *form = tide_visit_form_new (desk->fixture.clinic, desk->fixture.patient_id);

  gtk_window_set_child (GTK_WINDOW (window), form);
  gtk_window_present (GTK_WINDOW (window));
  return form;
}

static void
answer_effects (GtkWidget *form, TideEffects effects)
{
  TideAnswerSheet *sheet = tide_rating_form_get_sheet (TIDE_RATING_FORM (form));

  tide_answer_sheet_set_effects (sheet, (guint) tide_answer_sheet_find_part (sheet, "side_effects"), effects);
}

static void
asking_makes_the_denominator_even_when_nothing_is_found (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) checks = NULL, effects = NULL;
  const TideEffectCheck *check;
  gint64 course_id;
  GtkWidget *form;

  form_fixture_init (&desk.fixture);
  course_id = add_ssri (&desk);
  form = show_visit (&desk);
  answer_effects (form, TIDE_EFFECTS_NONE);
  g_assert_true (tide_rating_form_finish (TIDE_RATING_FORM (form), "no time"));
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (form)));
  form_desk_last_of (&desk, &tide_effect_check_class, &checks);
  form_desk_last_of (&desk, &tide_adverse_event_class, &effects);
  g_assert_cmpuint (checks->len, ==, 2); /* the CBT that runs has its list too */
  check = checks->pdata[((TideEffectCheck *) checks->pdata[0])->course_id == course_id ? 0 : 1];
  g_assert_cmpuint (effects->len, ==, 0);
  g_assert_cmpint (check->course_id, ==, course_id);
  g_assert_cmpint (check->visit_id, !=, 0);
  g_assert_cmpstr (check->checklist, ==, "ssri");
  g_assert_true (g_str_has_prefix (check->asked, "nausea headache "));
  form_fixture_clear (&desk.fixture);
}

static void
what_was_ticked_is_found_at_that_check (void)
{
  FormDesk desk = { 0 };
  g_autoptr (GPtrArray) effects = NULL;
  g_autoptr (GError) error = NULL;
  const TideAdverseEvent *effect;
  TideEffectsBox *box;
  gint64 course_id;
  GtkWidget *form, *block;

  form_fixture_init (&desk.fixture);
  course_id = add_ssri (&desk);
  form = show_visit (&desk);
  answer_effects (form, TIDE_EFFECTS_SOME);
  box = tide_visit_form_get_effects (TIDE_VISIT_FORM (form));
  g_assert_false (tide_effects_box_tick (box, "no such effect", TRUE));
  g_assert_true (tide_effects_box_tick (box, "nausea", TRUE));
  g_assert_true (tide_effects_box_tick (box, "tremor", TRUE));
  g_assert_true (tide_effects_box_tick (box, "tremor", FALSE)); /* a slip of the key */
  g_assert_true (tide_rating_form_finish (TIDE_RATING_FORM (form), "no time"));
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (form)));
  effect = form_desk_last_of (&desk, &tide_adverse_event_class, &effects);
  g_assert_cmpuint (effects->len, ==, 1);
  g_assert_cmpstr (effect->term, ==, "Nausea");
  g_assert_cmpint (effect->course_id, ==, course_id);

  /* The Courses tab counts it: one of one. */
  TidePatientModel *model = tide_patient_model_load (desk.fixture.clinic, desk.fixture.patient_id, &error);
  g_assert_no_error (error);
  block
    = g_object_ref_sink (tide_course_block_new (model, tide_history_find_course (model->history, course_id)));
  g_assert_true (app_fixture_says (block, "1 of 1 checks"));
  g_object_unref (block);
  tide_patient_model_unref (model);
  form_fixture_clear (&desk.fixture);
}

/* A term that is unticked by a slip and ticked again has its details still. */
static void
an_unticked_effect_keeps_what_was_typed (void)
{
  FormDesk desk = { 0 };
  g_autoptr (TideAdverseEvent) typed = tide_adverse_event_new ();
  g_autoptr (GPtrArray) without = NULL, again = NULL;
  const TideAdverseEvent *effect;
  TideEffectsBox *box;
  GtkWidget *form;

  form_fixture_init (&desk.fixture);
  add_ssri (&desk);
  form = show_visit (&desk);
  answer_effects (form, TIDE_EFFECTS_SOME);
  box = tide_visit_form_get_effects (TIDE_VISIT_FORM (form));
  tide_record_set_text (&typed->term, "Tremor");
  typed->severity = 2;
  typed->started = tide_instant_from_date (tide_date_from_ymd (2025, 11, 10));
  tide_effects_box_add_event (box, typed);
  g_assert_true (tide_effects_box_tick (box, "tremor", FALSE));
  without = tide_effects_box_list (box);
  g_assert_cmpuint (without->len, ==, 0);
  g_assert_true (tide_effects_box_tick (box, "tremor", TRUE));
  again = tide_effects_box_list (box);
  g_assert_cmpuint (again->len, ==, 1);
  effect = again->pdata[0];
  g_assert_cmpint (effect->severity, ==, 2);
  g_assert_cmpint (tide_instant_get_date (effect->started), ==, tide_date_from_ymd (2025, 11, 10));
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (form)));
  form_fixture_clear (&desk.fixture);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/courses/a-first-dose-step-asks-as-an-infusion-does",
                   a_first_dose_step_asks_as_an_infusion_does);
  g_test_add_func ("/courses/a-course-with-a-first-dose-asks-too", a_course_with_a_first_dose_asks_too);
  g_test_add_func ("/courses/a-review-is-corrected-and-taken-back", a_review_is_corrected_and_taken_back);
  g_test_add_func ("/courses/the-plan-is-folded-until-it-is-at-fault",
                   the_plan_is_folded_until_it_is_at_fault);
  g_test_add_func ("/courses/one-agent-is-not-given-twice-at-once", one_agent_is_not_given_twice_at_once);
  g_test_add_func ("/courses/an-end-has-its-reason", an_end_has_its_reason);
  g_test_add_func ("/courses/a-cost-has-amount-unit-and-payer", a_cost_has_amount_unit_and_payer);
  g_test_add_func ("/courses/a-review-of-misuse-asks-more", a_review_of_misuse_asks_more);
  g_test_add_func ("/courses/a-consent-keeps-its-dates", a_consent_keeps_its_dates);
  g_test_add_func ("/courses/a-screening-is-answered-by-keys", a_screening_is_answered_by_keys);
  g_test_add_func ("/courses/exposure-tasks-are-typed-in-a-table", exposure_tasks_are_typed_in_a_table);
  g_test_add_func ("/courses/a-missed-session-says-why", a_missed_session_says_why);
  g_test_add_func ("/courses/an-integration-belongs-to-its-dose", an_integration_belongs_to_its_dose);
  g_test_add_func ("/courses/a-first-dose-without-consent-stops",
                   a_first_dose_without_consent_stops_for_a_reason);
  g_test_add_func ("/courses/asking-makes-the-denominator",
                   asking_makes_the_denominator_even_when_nothing_is_found);
  g_test_add_func ("/courses/what-was-ticked-is-found-at-that-check", what_was_ticked_is_found_at_that_check);
  g_test_add_func ("/courses/an-unticked-effect-keeps-what-was-typed",
                   an_unticked_effect_keeps_what_was_typed);
  return g_test_run ();
}
