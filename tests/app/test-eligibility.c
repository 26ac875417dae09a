/* test-eligibility.c: the eligibility page: every open item has a way to close it, a person signs, and the
 * list as it stood is kept with the decision. */

#include "app-fixture.h"
#include "tide-answer-field.h"
#include "tide-eligibility-page.h"
#include "tide-form-dialog.h"

typedef struct
{
  TideClinic *clinic;
  TideWindow *window;
  TideEligibilityPage *page;
  gint64 patient_id;
} Desk;

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
desk_open (Desk *desk)
{
  desk->clinic = app_fixture_clinic (FALSE, 1); /* sertraline runs, OCD, Y-BOCS 30 and 10 */
  g_autoptr (TidePatient) patient
    = tide_clinic_lookup_text (desk->clinic, &tide_patient_class, "mrn", "PR-0001", NULL);
  desk->patient_id = patient->base.id;
  g_assert_true (
    tide_clinic_set_setting (desk->clinic, "policy.text", "Two signatures before a first dose.", NULL));
  desk->window = app_fixture_window (desk->clinic);
  tide_window_show_patient (desk->window, desk->patient_id);
  app_fixture_settle ();
  tide_window_activate_patient_action (desk->window, "patient.check-eligibility", NULL);
  desk->page = TIDE_ELIGIBILITY_PAGE (tide_window_get_pushed_page (desk->window));
  g_assert_nonnull (desk->page);
  tide_eligibility_page_choose_arm (desk->page, TIDE_ARM_KETAMINE);
}

static void
desk_close (Desk *desk)
{
  app_fixture_gone (desk->window);
  g_clear_object (&desk->clinic);
}

static const char *
answer_of (Desk *desk, const char *item)
{
  const char *label = NULL;
  GVariant *floating = NULL;
  const char *action = tide_eligibility_page_find_answer (desk->page, item, &label, &floating);
  if (floating != NULL)
    g_variant_unref (g_variant_ref_sink (floating));
  return action;
}

static void
every_open_item_has_its_button (void)
{
  Desk desk = { 0 };
  desk_open (&desk);
  GtkWidget *page = GTK_WIDGET (desk.page);
  g_assert_true (g_str_has_prefix (tide_eligibility_page_get_verdict (desk.page), "Needs review"));
  g_assert_true (app_fixture_says (page, "not a recommendation"));
  g_assert_true (app_fixture_says (page, "Two signatures before a first dose."));
  g_assert_true (app_fixture_says (page, "Nobody has decided yet"));
  g_assert_cmpstr (answer_of (&desk, "screening"), ==, "patient.screen");
  g_assert_cmpstr (answer_of (&desk, "treatment"), ==, "patient.add-consent-for");
  g_assert_cmpstr (answer_of (&desk, "off_label"), ==, "patient.add-consent-for");
  g_assert_cmpstr (answer_of (&desk, "referral"), ==, "patient.edit");
  g_assert_cmpstr (answer_of (&desk, "allergies"), ==, "patient.add-allergy");
  g_assert_cmpstr (answer_of (&desk, "severity"), ==, "patient.rate"); /* the last one is old */
  g_assert_null (answer_of (&desk, "diagnosis"));                      /* it is coded: nothing to do */
  desk_close (&desk);
}

static void
answer (const char *field, const char *code)
{
  TideFormField *found = tide_form_dialog_find (find_dialog (), field);
  g_assert_nonnull (found);
  tide_choice_field_choose (TIDE_CHOICE_FIELD (found), code);
}

/* Over the page the form opens on what is asked; once it is saved, the list says so. */
static void
an_answer_closes_its_item (void)
{
  Desk desk = { 0 };
  desk_open (&desk);
  gtk_widget_activate_action (GTK_WIDGET (desk.page), "eligibility.answer", "s", "off_label");
  WAIT (find_dialog () != NULL);
  g_autofree char *kind = tide_form_dialog_dup_text (find_dialog (), "kind");
  g_autofree char *arm = tide_form_dialog_dup_text (find_dialog (), "arm");
  g_assert_cmpstr (kind, ==, "off_label");
  g_assert_cmpstr (arm, ==, "ketamine");
  tide_text_field_type (TIDE_TEXT_FIELD (tide_form_dialog_find (find_dialog (), "version")), "2.1");
  g_assert_true (tide_form_dialog_save (find_dialog ()));
  WAIT (answer_of (&desk, "off_label") == NULL);
  g_assert_true (app_fixture_says (GTK_WIDGET (desk.page), "form 2.1"));
  desk_close (&desk);
}

static void
a_decision_is_signed_with_its_evidence (void)
{
  Desk desk = { 0 };
  desk_open (&desk);
  g_autoptr (TideStaff) person = tide_staff_new ();
  tide_record_set_text (&person->name, "A. Probe");
  g_assert_true (tide_clinic_save (desk.clinic, person, NULL));
  app_fixture_settle ();
  gtk_widget_activate_action (GTK_WIDGET (desk.page), "eligibility.sign", NULL);
  WAIT (find_dialog () != NULL);
  g_assert_false (tide_form_dialog_save (find_dialog ())); /* nothing is chosen beforehand */
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, person->base.id);
  answer ("staff_id", id);
  answer ("verdict", "eligible");
  g_assert_false (tide_form_dialog_save (find_dialog ())); /* it differs from the list: why? */
  TideFormField *reason = tide_form_dialog_find (find_dialog (), "reason");
  g_assert_nonnull (strstr (tide_form_field_get_fault (reason), "differs from the list"));
  tide_text_field_type (TIDE_TEXT_FIELD (reason), "Screened elsewhere; letter of 3 Nov.");
  /* The list names the last rating: a decision of the day before cannot have read it. */
  TideFormField *taken = tide_form_dialog_find (find_dialog (), "taken");
  GtkEditable *day = tide_date_field_get_editable (TIDE_DATE_FIELD (taken));
  g_autofree char *now = g_strdup (gtk_editable_get_text (day));
  gtk_editable_set_text (day, "8.5.2025");
  g_assert_false (tide_form_dialog_save (find_dialog ()));
  g_assert_nonnull (strstr (tide_form_field_get_fault (taken), "before the rating by Y-BOCS of 9 May 2025"));
  gtk_editable_set_text (day, now);
  g_assert_true (tide_form_dialog_save (find_dialog ()));
  WAIT (app_fixture_says (GTK_WIDGET (desk.page), "Screened elsewhere"));
  g_assert_true (app_fixture_says (GTK_WIDGET (desk.page), "entered "));
  g_assert_true (app_fixture_says (GTK_WIDGET (desk.page), "A. Probe"));
  g_autoptr (GPtrArray) decisions
    = tide_clinic_list (desk.clinic, &tide_eligibility_decision_class, "patient_id", desk.patient_id, NULL);
  g_assert_cmpuint (decisions->len, ==, 1);
  const TideEligibilityDecision *decision = decisions->pdata[0];
  g_assert_cmpstr (tide_verdict_codes[decision->verdict], ==, "eligible");
  g_assert_cmpstr (tide_verdict_codes[decision->computed], ==, "needs_review");
  g_assert_nonnull (strstr (decision->evidence, "unknown · Screening · not done"));
  desk_close (&desk);
}

/* Esketamine, CBT …: each treatment has its own list. */
static void
another_treatment_has_another_list (void)
{
  Desk desk = { 0 };
  desk_open (&desk);
  tide_eligibility_page_choose_arm (desk.page, TIDE_ARM_CBT);
  g_assert_null (answer_of (&desk, "screening")); /* nothing is asked for a therapy */
  g_assert_null (answer_of (&desk, "off_label"));
  g_assert_cmpstr (answer_of (&desk, "treatment"), ==, "patient.add-consent-for");
  desk_close (&desk);
}

static gint64
add_ketamine (Desk *desk, TideDate started, TideDate ended)
{
  g_autoptr (TideCourse) course = tide_course_new ();
  course->patient_id = desk->patient_id;
  course->arm = TIDE_ARM_KETAMINE;
  course->started_on = started;
  course->ended_on = ended;
  if (ended != TIDE_DATE_UNKNOWN)
    course->end_reason = tide_code_from_text (tide_end_reason_codes, "completed");
  tide_record_set_text (&course->agent, "ketamine");
  g_assert_true (tide_clinic_save (desk->clinic, course, NULL));
  return course->base.id;
}

static void
show_course (Desk *desk, gint64 course_id)
{
  g_autoptr (GVariant) course = g_variant_ref_sink (g_variant_new_int64 (course_id));
  tide_window_pop_page (desk->window);
  app_fixture_settle ();
  tide_window_activate_patient_action (desk->window, "patient.check-eligibility-of", course);
  desk->page = TIDE_ELIGIBILITY_PAGE (tide_window_get_pushed_page (desk->window));
  g_assert_nonnull (desk->page);
}

/* Sertraline is charted, so ketamine has something to be held against; for itself nothing else is recorded,
 * and the item opens the question that settles it. */
static void
nothing_recorded_is_asked_about (void)
{
  Desk desk = { 0 };
  desk_open (&desk);
  g_assert_null (answer_of (&desk, "interactions"));
  g_autoptr (GPtrArray) courses
    = tide_clinic_list (desk.clinic, &tide_course_class, "patient_id", desk.patient_id, NULL);
  show_course (&desk, ((const TideCourse *) courses->pdata[0])->base.id);
  g_assert_true (app_fixture_says (GTK_WIDGET (desk.page), "obody has said that no other medicine is taken"));
  g_assert_cmpstr (answer_of (&desk, "interactions"), ==, "patient.screen");
  gtk_widget_activate_action (GTK_WIDGET (desk.page), "eligibility.answer", "s", "interactions");
  WAIT (find_dialog () != NULL);
  TideFormField *question = tide_form_dialog_find (find_dialog (), "other_medicines");
  g_assert_nonnull (question);
  tide_answer_field_set (TIDE_ANSWER_FIELD (question), TIDE_REPLY_NO, NULL);
  g_assert_true (tide_form_dialog_save (find_dialog ()));
  WAIT (answer_of (&desk, "interactions") == NULL);
  g_assert_true (app_fixture_says (GTK_WIDGET (desk.page), "other medicine is taken: asked "));
  desk_close (&desk);
}

static gint64
sign (Desk *desk)
{
  app_fixture_settle ();
  gtk_widget_activate_action (GTK_WIDGET (desk->page), "eligibility.sign", NULL);
  app_fixture_settle ();
  if (find_dialog () == NULL)
    return -1;
  const TideEligibilityDecision *decision = tide_form_dialog_get_record (find_dialog ());
  gint64 course_id = decision->course_id;
  g_assert_cmpint (decision->arm, ==, TIDE_ARM_KETAMINE);
  tide_form_dialog_throw_away (find_dialog ());
  app_fixture_settle ();
  return course_id;
}

/* Sertraline runs and stands first in the list; the ended course is asked about. */
static void
an_ended_course_keeps_its_own_list (void)
{
  Desk desk = { 0 };
  desk_open (&desk);
  TideDate today = tide_date_today ();
  gint64 course_id = add_ketamine (&desk, today - 90, today - 30);
  show_course (&desk, course_id);
  g_assert_cmpint (sign (&desk), ==, course_id);
  desk_close (&desk);
}

static void
a_course_that_ends_meanwhile_stays_chosen (void)
{
  Desk desk = { 0 };
  desk_open (&desk);
  TideDate today = tide_date_today ();
  gint64 course_id = add_ketamine (&desk, today - 90, TIDE_DATE_UNKNOWN);
  show_course (&desk, course_id);
  g_autoptr (TideCourse) course = tide_clinic_lookup (desk.clinic, &tide_course_class, course_id, NULL);
  course->ended_on = today - 1;
  course->end_reason = tide_code_from_text (tide_end_reason_codes, "completed");
  g_assert_true (tide_clinic_save (desk.clinic, course, NULL));
  g_assert_cmpint (sign (&desk), ==, course_id);
  desk_close (&desk);
}

/* Undone under the reader's eyes: no other list takes its place, and nothing can be signed. */
static void
a_course_that_is_gone_cannot_be_signed (void)
{
  Desk desk = { 0 };
  desk_open (&desk);
  gint64 course_id = add_ketamine (&desk, tide_date_today () - 90, TIDE_DATE_UNKNOWN);
  show_course (&desk, course_id);
  g_assert_true (tide_clinic_undo (desk.clinic, NULL));
  WAIT (g_str_has_prefix (tide_eligibility_page_get_verdict (desk.page), "This course is no longer"));
  g_assert_null (answer_of (&desk, "screening"));
  g_assert_cmpint (sign (&desk), ==, -1);
  tide_eligibility_page_choose_arm (desk.page, TIDE_ARM_KETAMINE);
  g_assert_cmpint (sign (&desk), ==, 0); /* by arm, as chosen now */
  desk_close (&desk);
}

/* The report is that of what is on the screen; nothing can be printed when nothing is asked about. */
static void
the_list_is_printed (void)
{
  Desk desk = { 0 };
  desk_open (&desk);
  g_autoptr (TideReport) report = tide_eligibility_page_new_report (desk.page);
  g_assert_cmpstr (tide_report_get_title (report), ==, "Eligibility list");
  g_assert_cmpuint (tide_report_get_n_pages (report), >, 0);
  g_assert_true (tide_clinic_set_setting (desk.clinic, "paper", "letter", NULL));
  g_autoptr (TideReport) letter = tide_eligibility_page_new_report (desk.page);
  g_assert_cmpint (tide_report_get_paper (letter), ==, TIDE_PAPER_LETTER);
  gint64 course_id = add_ketamine (&desk, tide_date_today () - 90, TIDE_DATE_UNKNOWN);
  show_course (&desk, course_id);
  g_assert_true (tide_clinic_undo (desk.clinic, NULL));
  WAIT (g_str_has_prefix (tide_eligibility_page_get_verdict (desk.page), "This course is no longer"));
  g_assert_null (tide_eligibility_page_new_report (desk.page));
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/eligibility/every-open-item-has-its-button", every_open_item_has_its_button);
  g_test_add_func ("/eligibility/an-answer-closes-its-item", an_answer_closes_its_item);
  g_test_add_func ("/eligibility/a-decision-is-signed-with-its-evidence",
                   a_decision_is_signed_with_its_evidence);
  g_test_add_func ("/eligibility/another-treatment-has-another-list", another_treatment_has_another_list);
  g_test_add_func ("/eligibility/nothing-recorded-is-asked-about", nothing_recorded_is_asked_about);
  g_test_add_func ("/eligibility/the-list-is-printed", the_list_is_printed);
  g_test_add_func ("/eligibility/an-ended-course-keeps-its-own-list", an_ended_course_keeps_its_own_list);
  g_test_add_func ("/eligibility/a-course-that-ends-meanwhile-stays-chosen",
                   a_course_that_ends_meanwhile_stays_chosen);
  g_test_add_func ("/eligibility/a-course-that-is-gone-cannot-be-signed",
                   a_course_that_is_gone_cannot_be_signed);
  return g_test_run ();
}
