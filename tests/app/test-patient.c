/* test-patient.c: the patient page says who it is on every tab, and its table tells what was amended or
 * mistaken. */
#include "app-fixture.h"
#include "tide-assessment-sheet.h"
#include "tide-clinic-page.h"
#include "tide-demo.h"
#include "tide-draft-box.h"
#include "tide-history-rows.h"
#include "tide-timeline-chart.h"

static TidePatientPage *
page_of (TideWindow *window)
{
  GtkWidget *page = app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_CLINIC_PAGE);
  return tide_clinic_page_get_patient_page (TIDE_CLINIC_PAGE (page));
}

static gint64
patient_of (TideClinic *clinic, const char *mrn)
{
  g_autoptr (TidePatient) patient = tide_clinic_lookup_text (clinic, &tide_patient_class, "mrn", mrn, NULL);
  return patient->base.id;
}

static GtkWidget *
child_of_type (GtkWidget *root, const char *type_name)
{
  GType type = g_type_from_name (type_name);
  return type != 0 ? app_fixture_find (root, type) : NULL;
}

static void
says_who_on_every_tab (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 3);
  TideWindow *window = app_fixture_window (clinic);
  tide_window_show_patient (window, patient_of (clinic, "PR-0002"));
  static const char *const tabs[] = { "assessments", "courses", "sessions", "history", "notes" };
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      tide_patient_page_set_tab (page_of (window), tabs[i]);
      app_fixture_settle ();
      GtkWidget *banner = child_of_type (GTK_WIDGET (page_of (window)), "TidePatientBanner");
      g_assert_nonnull (banner);
      g_assert_true (app_fixture_says (banner, "Anna Probe-2"));
      g_assert_true (app_fixture_says (banner, "PR-0002"));
      g_assert_true (app_fixture_says (banner, "17 May 1980"));
      g_assert_true (app_fixture_says (banner, "F42.2"));
      g_assert_true (app_fixture_says (banner, "No open alerts"));
    }
  app_fixture_gone (window);
}

/* A PHQ-9 whose item 9 is 3: the alert stands in the banner until a person acts. */
static void
an_alert_stands_until_somebody_acts (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 2);
  gint64 patient_id = patient_of (clinic, "PR-0001");
  g_autoptr (GError) error = NULL;
  g_autofree char *today = tide_instant_to_iso (tide_instant_now ());
  g_autoptr (TideAssessmentData) data
    = test_clinic_new_assessment (patient_id, "phq9", today, "1=1;2=1;3=1;4=1;5=1;6=1;7=1;8=1;9=3");
  TideWindow *window = app_fixture_window (clinic);
  tide_window_show_patient (window, patient_id);
  g_autoptr (GPtrArray) alerts = NULL;
  tide_clinic_save_assessment (clinic, data, &alerts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (alerts->len, >, 0);
  app_fixture_settle ();
  GtkWidget *box = child_of_type (GTK_WIDGET (page_of (window)), "TideAlertBox");
  g_assert_false (gtk_widget_get_mapped (box) && app_fixture_says (box, "and 0 more"));
  g_assert_true (app_fixture_says (box, "PHQ-9"));
  const TideAlert *alert = g_ptr_array_index (alerts, 0);
  g_autoptr (GPtrArray) open = tide_clinic_list_open_alerts (clinic, &error);
  for (guint i = 0; i < open->len; i++)
    tide_clinic_resolve_alert (clinic, ((TideAlert *) g_ptr_array_index (open, i))->base.id, "Seen and safe",
                               &error);
  g_assert_no_error (error);
  g_assert_cmpint (alert->patient_id, ==, patient_id);
  app_fixture_settle ();
  g_assert_false (app_fixture_says (box, "PHQ-9"));
  app_fixture_gone (window);
}

/* A suicide item of 53 days ago, entered today: historical (clinical.md 8.1: late by more than 14 days, and
 * not within 30 days), so in no banner; but it is not hidden. */
static void
a_late_answer_is_told_beside_its_rating (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 2);
  gint64 patient_id = patient_of (clinic, "PR-0001");
  g_autoptr (GError) error = NULL;
  g_autofree char *day = tide_date_to_iso (tide_date_today () - 53);
  g_autoptr (TideAssessmentData) data
    = test_clinic_new_assessment (patient_id, "phq9", day, "1=1;2=1;3=1;4=1;5=1;6=1;7=1;8=1;9=3");
  g_autoptr (GPtrArray) alerts = NULL;
  tide_clinic_save_assessment (clinic, data, &alerts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (alerts->len, ==, 1);
  TideWindow *window = app_fixture_window (clinic);
  tide_window_show_patient (window, patient_id);
  GtkWidget *page = GTK_WIDGET (page_of (window));
  app_fixture_settle ();
  WAIT (app_fixture_says (page, "item 9 = 3, not acted on (entered late)"));
  GtkWidget *box = child_of_type (page, "TideAlertBox");
  g_assert_true (app_fixture_says (box, "No open alerts · 1 from an older entry"));
  gtk_widget_activate_action (page, "patient.show-history", "s", "alerts");
  app_fixture_settle ();
  GtkWidget *history = child_of_type (page, "TideHistoryView");
  g_assert_nonnull (history);
  g_assert_true (app_fixture_says (history, "PHQ-9 item 9 answered 3"));
  tide_clinic_resolve_alert (clinic, ((TideAlert *) g_ptr_array_index (alerts, 0))->base.id, "Read and asked",
                             &error);
  g_assert_no_error (error);
  app_fixture_settle ();
  g_assert_false (app_fixture_says (box, "from an older entry"));
  app_fixture_gone (window);
}

static TideAssessmentData *
save_phq9 (TideClinic *clinic, gint64 patient_id, TideDate day, const char *answers)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *when = tide_date_to_iso (day);
  TideAssessmentData *data = test_clinic_new_assessment (patient_id, "phq9", when, answers);
  tide_clinic_save_assessment (clinic, data, NULL, &error);
  g_assert_no_error (error);
  return data;
}

/* A red answer of 53 days ago, entered today, and an amber one of three days ago: the banner leads with the
 * new one and yet counts and lists the red one; each with the day of its answer (clinical.md 8, 8.1). */
static void
an_older_red_answer_is_counted_beside_a_new_one (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 2);
  gint64 patient_id = patient_of (clinic, "PR-0001");
  TideDate today = tide_date_today ();
  g_autofree char *old_day = tide_date_to_words (today - 53), *new_day = tide_date_to_words (today - 3);
  g_autofree char *day_of_entry = tide_date_to_words (today);
  g_autofree char *old_words = g_strdup_printf ("Answer of %s, raised %s", old_day, day_of_entry);
  g_autofree char *new_words = g_strdup_printf ("Answer of %s, raised %s", new_day, day_of_entry);
  g_autoptr (TideAssessmentData) old
    = save_phq9 (clinic, patient_id, today - 53, "1=1;2=1;3=1;4=1;5=1;6=1;7=1;8=1;9=3");
  g_autoptr (TideAssessmentData) recent
    = save_phq9 (clinic, patient_id, today - 3, "1=1;2=1;3=1;4=1;5=1;6=1;7=1;8=1;9=1");
  TideWindow *window = app_fixture_window (clinic);
  tide_window_show_patient (window, patient_id);
  app_fixture_settle ();
  GtkWidget *page = GTK_WIDGET (page_of (window)), *box = child_of_type (page, "TideAlertBox");
  WAIT (app_fixture_says (box, "+1 red"));
  g_assert_true (app_fixture_says (box, "PHQ-9 item 9 answered 1"));
  g_assert_true (app_fixture_says (box, new_words));
  g_assert_true (app_fixture_says (box, "Red, of an older entry: PHQ-9 item 9 answered 3"));
  g_assert_true (app_fixture_says (box, old_words));
  gtk_widget_activate_action (page, "patient.record-action", NULL);
  app_fixture_settle ();
  g_assert_true (app_fixture_anyone_says ("Stays open beside it: 1 red"));
  g_assert_true (app_fixture_anyone_says ("Red, of an older entry: PHQ-9 item 9 answered 3. Answer of"));
  app_fixture_gone (window);
}

static gboolean
menu_has (GMenuModel *menu, const char *action)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      if ((g_menu_model_get_item_attribute (menu, i, "action", "s", &name) && g_str_equal (name, action))
          || (section != NULL && menu_has (section, action)))
        return TRUE;
    }
  return FALSE;
}

static GtkWidget *
find_by_action (GtkWidget *widget, const char *action)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
      && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_by_action (child, action);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* A visit is begun by a button in sight; the menu offers what the open tab has. */
static void
the_menu_fits_the_tab (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 2);
  TideWindow *window = app_fixture_window (clinic);
  tide_window_show_patient (window, patient_of (clinic, "PR-0001"));
  app_fixture_settle ();
  GtkWidget *page = GTK_WIDGET (page_of (window));
  g_assert_nonnull (find_by_action (page, "patient.new-visit"));
  GtkWidget *button
    = GTK_WIDGET (gtk_widget_get_template_child (page, TIDE_TYPE_PATIENT_PAGE, "menu_button"));
  GMenuModel *menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button));
  g_assert_true (menu_has (menu, "patient.amend-assessment"));
  tide_patient_page_set_tab (page_of (window), "courses");
  app_fixture_settle ();
  g_assert_false (menu_has (menu, "patient.amend-assessment"));
  g_assert_true (menu_has (menu, "patient.edit"));
  tide_patient_page_set_tab (page_of (window), "assessments");
  app_fixture_settle ();
  g_assert_true (menu_has (menu, "patient.amend-assessment"));
  app_fixture_gone (window);
}

/* A visit that is undone stays in the list, as what it is; so does the alert that it raised. */
static void
an_undone_visit_says_so (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 2);
  gint64 patient_id = patient_of (clinic, "PR-0001");
  g_autoptr (GError) error = NULL;
  g_autofree char *today = tide_instant_to_iso (tide_instant_now ());
  g_autoptr (TideVisit) visit = tide_visit_new ();
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (tide_record_free);
  g_autoptr (GPtrArray) skipped = g_ptr_array_new_with_free_func (tide_record_free);
  TideVisitPart *part = tide_visit_part_new ();
  TideVisitEntry entry = { .visit = visit, .assessments = all, .not_done = skipped };
  part->patient_id = patient_id;
  tide_record_set_text (&part->part, "side_effects");
  tide_record_set_text (&part->reason, "no time");
  g_ptr_array_add (skipped, part);
  visit->patient_id = patient_id;
  visit->taken = tide_instant_now ();
  g_ptr_array_add (
    all, test_clinic_new_assessment (patient_id, "phq9", today, "1=1;2=1;3=1;4=1;5=1;6=1;7=1;8=1;9=3"));
  tide_clinic_save_visit (clinic, &entry, NULL, &error);
  g_assert_no_error (error);
  TideWindow *window = app_fixture_window (clinic);
  tide_window_show_patient (window, patient_id);
  GtkWidget *page = GTK_WIDGET (page_of (window));
  tide_patient_page_set_tab (page_of (window), "history");
  app_fixture_settle ();
  GtkWidget *history = child_of_type (page, "TideHistoryView");
  g_assert_nonnull (history);
  g_assert_false (app_fixture_says (history, "entered in error"));
  g_assert_true (app_fixture_says (history, "Unwanted effects not done: no time"));
  g_assert_false (app_fixture_says (history, "side_effects"));
  tide_clinic_undo (clinic, &error);
  g_assert_no_error (error);
  app_fixture_settle ();
  WAIT (app_fixture_says (history, "entered in error"));
  g_assert_true (app_fixture_says (history, "the entry was undone"));
  app_fixture_gone (window);
}

static GtkWindow *
find_sheet (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      if (g_str_equal (G_OBJECT_TYPE_NAME (window), "TideAssessmentSheet"))
        return window;
    }
  return NULL;
}

/* What was done with one patient does not stand as done with the other. */
static void
an_action_of_the_other_chart_is_told_as_such (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 2);
  gint64 from = patient_of (clinic, "PR-0001"), to = patient_of (clinic, "PR-0002"), moved = 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *today = tide_instant_to_iso (tide_instant_now ());
  g_autoptr (TideAssessmentData) data
    = test_clinic_new_assessment (from, "phq9", today, "1=1;2=1;3=1;4=1;5=1;6=1;7=1;8=1;9=3");
  g_autoptr (GPtrArray) alerts = NULL;
  tide_clinic_save_assessment (clinic, data, &alerts, &error);
  g_assert_no_error (error);
  tide_clinic_resolve_alert (clinic, ((TideAlert *) g_ptr_array_index (alerts, 0))->base.id, "Seen and safe",
                             &error);
  tide_clinic_move_assessment (clinic, data->base.id, to, "wrong chart", &moved, &error);
  g_assert_no_error (error);
  TideWindow *window = app_fixture_window (clinic);
  tide_window_show_patient (window, to);
  app_fixture_settle ();
  WAIT (app_fixture_says (GTK_WIDGET (page_of (window)), "action recorded in the other chart"));
  /* The History tab and the sheet say the same. */
  TidePatientModel *model = tide_patient_page_get_model (page_of (window));
  const TideAlert *alert = g_ptr_array_index (model->history->alerts, 0);
  g_autofree char *words = tide_patient_model_dup_action_words (model, alert);
  g_assert_true (g_str_has_prefix (words, "action recorded in the other chart "));
  g_assert_true (g_str_has_suffix (words, ": Seen and safe"));
  GtkWidget *row = g_object_ref_sink (tide_history_alert_row (model, (gpointer) alert));
  g_assert_true (app_fixture_says (row, words));
  g_object_unref (row);
  tide_assessment_sheet_present (page_of (window), moved);
  app_fixture_settle ();
  g_assert_true (app_fixture_anyone_says ("Action recorded in the other chart "));
  gtk_window_destroy (find_sheet ());
  app_fixture_gone (window);
}

static guint
count_rows (TideWindow *window)
{
  GtkWidget *view = app_fixture_find (GTK_WIDGET (page_of (window)), GTK_TYPE_COLUMN_VIEW);
  return view != NULL
           ? g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view))))
           : 0;
}

static void
mistaken_entries_show_on_request (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 2);
  gint64 patient_id = patient_of (clinic, "PR-0001");
  TideWindow *window = app_fixture_window (clinic);
  tide_window_show_patient (window, patient_id);
  app_fixture_settle ();
  g_assert_cmpuint (count_rows (window), ==, 2);
  const TideHistory *history = tide_patient_page_get_model (page_of (window))->history;
  gint64 id = ((TideAssessmentData *) g_ptr_array_index (history->assessments, 1))->base.id;
  g_autoptr (GError) error = NULL;
  tide_clinic_mark_assessment_error (clinic, id, "other patient", &error);
  g_assert_no_error (error);
  app_fixture_settle ();
  g_assert_cmpuint (count_rows (window), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (page_of (window)), "patient.show-all", NULL);
  app_fixture_settle ();
  g_assert_cmpuint (count_rows (window), ==, 2);
  WAIT (app_fixture_says (GTK_WIDGET (page_of (window)), "Entered in error"));
  /* Undo takes it back. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  gtk_widget_activate_action (GTK_WIDGET (page_of (window)), "patient.show-all", NULL);
  app_fixture_settle ();
  g_assert_cmpuint (count_rows (window), ==, 2);
  app_fixture_gone (window);
}

static void
a_save_is_announced_with_undo (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 2);
  gint64 patient_id = patient_of (clinic, "PR-0001");
  TideWindow *window = app_fixture_window (clinic);
  g_autoptr (GError) error = NULL;
  g_autoptr (TideNote) note = tide_note_new ();
  note->patient_id = patient_id;
  note->taken = tide_instant_now ();
  tide_record_set_text (&note->text, "Slept well");
  tide_clinic_save (clinic, note, &error);
  g_assert_no_error (error);
  WAIT (app_fixture_says (GTK_WIDGET (window), "Saved"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  WAIT (app_fixture_says (GTK_WIDGET (window), "Taken back: note."));
  g_assert_false (tide_clinic_can_undo (clinic) && app_fixture_says (GTK_WIDGET (window), "Slept well"));
  app_fixture_gone (window);
}

/* A draft that nobody sees is lost all the same, above all when it holds a positive suicide item. */
static void
a_draft_stands_under_the_banner (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 2);
  gint64 patient_id = patient_of (clinic, "PR-0001");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) left = NULL;
  tide_clinic_save_draft (clinic, patient_id, "assessment:phq9",
                          "[form]\ncursor=3\n[phq9]\nanswers=1=1;2=0;3=-;4=-;5=-;6=-;7=-;8=-;9=2;10=-\n",
                          &error);
  g_assert_no_error (error);
  TideWindow *window = app_fixture_window (clinic);
  tide_window_show_patient (window, patient_id);
  app_fixture_settle ();
  GtkWidget *box = child_of_type (GTK_WIDGET (page_of (window)), "TideDraftBox");
  g_assert_true (gtk_widget_get_mapped (box));
  g_assert_true (app_fixture_says (box, "Draft: PHQ-9 of "));
  g_assert_true (app_fixture_says (box, ", 3 answers"));
  g_assert_true (app_fixture_says (box, "PHQ-9 item 9 answered 2, not saved"));
  g_assert_true (app_fixture_says (box, "Open"));
  tide_draft_box_discard (TIDE_DRAFT_BOX (box), "assessment:phq9");
  g_assert_false (gtk_widget_get_visible (box));
  left = tide_clinic_list_drafts (clinic, patient_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (left->len, ==, 0);
  app_fixture_gone (window);
}

/* An amendment can be gone on with, as long as what it amends still counts. */
static void
a_draft_of_an_amendment_opens (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 2);
  gint64 patient_id = patient_of (clinic, "PR-0001");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ratings
    = tide_clinic_list (clinic, &tide_assessment_data_class, "patient_id", patient_id, &error);
  g_assert_no_error (error);
  gint64 id = TIDE_RECORD (ratings->pdata[ratings->len - 1])->id;
  g_autofree char *kind = g_strdup_printf ("amend:%" G_GINT64_FORMAT, id);
  tide_clinic_save_draft (clinic, patient_id, kind, "[form]\ncursor=1\n[ybocs]\nanswers=1=1\n", &error);
  g_assert_no_error (error);
  TideWindow *window = app_fixture_window (clinic);
  tide_window_show_patient (window, patient_id);
  app_fixture_settle ();
  GtkWidget *box = child_of_type (GTK_WIDGET (page_of (window)), "TideDraftBox");
  GtkWidget *button = child_of_type (box, "GtkButton");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Open");
  g_signal_emit_by_name (button, "clicked");
  WAIT (child_of_type (GTK_WIDGET (window), "TideAssessmentForm") != NULL);
  app_fixture_gone (window);
}

/* What the page does not name is still said, and dialogs are named by their record. */
static void
a_draft_of_a_dialog_is_named (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 2);
  gint64 patient_id = patient_of (clinic, "PR-0001");
  tide_clinic_save_draft (clinic, patient_id, "dialog:TideNoteDialog:note:0", "[typed]\ntext=Half a\n", NULL);
  tide_clinic_save_draft (clinic, patient_id, "dialog:TideOther:other:0", "not a key file", NULL);
  tide_clinic_save_draft (clinic, patient_id, "summary", "Doing well.", NULL);
  TideWindow *window = app_fixture_window (clinic);
  tide_window_show_patient (window, patient_id);
  app_fixture_settle ();
  GtkWidget *box = child_of_type (GTK_WIDGET (page_of (window)), "TideDraftBox");
  g_assert_nonnull (box);
  guint n = 0;
  for (GtkWidget *line = gtk_widget_get_first_child (box); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    n++;
  g_assert_cmpuint (n, ==, 2); /* what is kept for the next summary is no open form */
  g_assert_true (app_fixture_says (box, "Draft: note of "));
  g_assert_true (app_fixture_says (box, "Draft: form of "));
  app_fixture_gone (window);
}

static void
a_narrow_window_folds (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 3);
  TideWindow *window = tide_window_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 600, 800);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  tide_window_set_clinic (window, clinic);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  gint64 patient_id = patient_of (clinic, "PR-0002");
  tide_window_show_patient (window, patient_id);
  gboolean narrow = FALSE;
  WAIT ((g_object_get (page_of (window), "narrow", &narrow, NULL), narrow));
  g_assert_cmpint (tide_window_get_patient (window), ==, patient_id);
  g_assert_true (app_fixture_says (GTK_WIDGET (window), "Anna Probe-2"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  WAIT (child_of_type (GTK_WIDGET (window), "TidePatientList") != NULL);
  app_fixture_gone (window);
}

/* Three lanes, a second scale and a life event in the window as it opens: nothing of the timeline is left out
 * for the sake of the table below, which scrolls. */
static void
the_timeline_comes_before_the_table (void)
{
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  g_assert_true (tide_demo_fill (clinic, 1, 1, tide_date_today (), NULL, NULL, NULL));
  TideWindow *window = app_fixture_window (clinic);
  tide_window_show_patient (window, patient_of (clinic, "TM-0417"));
  app_fixture_settle ();
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (window)), <=, 860);
  GtkWidget *chart = child_of_type (GTK_WIDGET (window), "TideTimelineChart");
  const TideHistory *history = tide_patient_page_get_model (page_of (window))->history;
  g_assert_cmpuint (history->events->len, ==, 1);
  const TideEvent *event = history->events->pdata[0];
  TideTimeline *layout = tide_timeline_chart_get_layout (TIDE_TIMELINE_CHART (chart));
  TideRect score = tide_timeline_get_score_area (layout);
  TidePick pick = tide_timeline_pick_record (layout, TIDE_PICK_EVENT, event->base.id);
  g_assert_cmpint (pick.kind, ==, TIDE_PICK_EVENT);
  g_assert_cmpfloat (pick.y, >, score.y + score.height); /* it has a row */
  GtkWidget *table = child_of_type (GTK_WIDGET (window), "TideAssessmentsView");
  g_assert_cmpint (gtk_widget_get_height (table), >=, 130); /* titles and four rows at least */
  app_fixture_gone (window);
}

static TideWindow *
show_demo_patient (TideClinic *clinic, int width, int height)
{
  g_assert_true (tide_demo_fill (clinic, 1, 1, tide_date_today (), NULL, NULL, NULL));
  TideWindow *window = tide_window_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  tide_window_set_clinic (window, clinic);
  tide_window_show_patient (window, patient_of (clinic, "TM-0417"));
  app_fixture_settle ();
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  return window;
}

/* 320 px of 860 for what was chosen, and the assessments again as they were. */
static void
the_other_tabs_have_room (void)
{
  static const char *const tabs[][2] = { { "courses", "TideCoursesView" },
                                         { "sessions", "TideSessionsView" },
                                         { "history", "TideHistoryView" },
                                         { "notes", "TideNotesView" } };
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  TideWindow *window = show_demo_patient (clinic, 1280, 860);
  GtkWidget *chart = child_of_type (GTK_WIDGET (window), "TideTimelineChart");
  int height = gtk_widget_get_height (chart);
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      tide_patient_page_set_tab (page_of (window), tabs[i][0]);
      GtkWidget *view = NULL;
      WAIT ((view = child_of_type (GTK_WIDGET (window), tabs[i][1])) != NULL
            && gtk_widget_get_height (view) >= 320);
      g_test_message ("%s: %d px", tabs[i][0], gtk_widget_get_height (view));
      g_assert_cmpint (gtk_widget_get_height (chart), >=, 280);
      g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (window)), <=, 860);
    }
  tide_patient_page_set_tab (page_of (window), "assessments");
  WAIT (gtk_widget_get_height (chart) == height);
  app_fixture_gone (window);
}

static gboolean
is_in_sight (TideWindow *window, GtkWidget *tab)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));
  if (focus == NULL || !gtk_widget_is_ancestor (focus, tab))
    return FALSE;
  for (GtkWidget *at = gtk_widget_get_parent (focus); at != NULL; at = gtk_widget_get_parent (at))
    {
      graphene_rect_t bounds;
      if (!GTK_IS_SCROLLED_WINDOW (at))
        continue;
      g_assert_true (gtk_widget_compute_bounds (focus, at, &bounds));
      if (bounds.origin.y < -0.5 || bounds.origin.y + bounds.size.height > gtk_widget_get_height (at) + 0.5)
        return FALSE;
    }
  return TRUE;
}

/* A row that is higher than what is left would never be wholly in sight: none is. */
static void
walk_down (TideWindow *window, GtkWidget *tab, guint n)
{
  g_assert_true (gtk_widget_child_focus (tab, GTK_DIR_TAB_FORWARD));
  for (guint i = 0; i < n; i++)
    {
      WAIT (is_in_sight (window, tab));
      if (!gtk_widget_child_focus (tab, GTK_DIR_TAB_FORWARD))
        return;
    }
}

/* 1024 by 700 with text twice as large. */
static void
a_small_page_scrolls_to_the_row_with_the_keyboard (void)
{
  static const char *const types[]
    = { "TideAssessmentsView", "TideCoursesView", "TideSessionsView", "TideHistoryView", "TideNotesView" };
  static const char *const tabs[] = { "assessments", "courses", "sessions", "history", "notes" };
  g_autoptr (TideClinic) clinic = test_clinic_new (FALSE);
  int dpi = 0;
  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  TideWindow *window = show_demo_patient (clinic, 1024, 700);
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      GtkWidget *view = NULL;
      tide_patient_page_set_tab (page_of (window), tabs[i]);
      WAIT ((view = child_of_type (GTK_WIDGET (window), types[i])) != NULL
            && gtk_widget_get_height (view) >= 200);
      g_test_message ("%s: %d px", tabs[i], gtk_widget_get_height (view));
      gtk_root_set_focus (GTK_ROOT (window), NULL);
      walk_down (window, view, 40);
    }
  app_fixture_gone (window);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi, NULL);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/app/patient/a-draft-stands-under-the-banner", a_draft_stands_under_the_banner);
  g_test_add_func ("/patient/a-draft-of-an-amendment-opens", a_draft_of_an_amendment_opens);
  g_test_add_func ("/app/patient/a-draft-of-a-dialog-is-named", a_draft_of_a_dialog_is_named);
  g_test_add_func ("/app/patient/says-who-on-every-tab", says_who_on_every_tab);
  g_test_add_func ("/app/patient/an-alert-stands-until-somebody-acts", an_alert_stands_until_somebody_acts);
  g_test_add_func ("/app/patient/an-undone-visit-says-so", an_undone_visit_says_so);
  g_test_add_func ("/app/patient/an-action-of-the-other-chart-is-told-as-such",
                   an_action_of_the_other_chart_is_told_as_such);
  g_test_add_func ("/app/patient/a-late-answer-is-told-beside-its-rating",
                   a_late_answer_is_told_beside_its_rating);
  g_test_add_func ("/app/patient/an-older-red-answer-is-counted-beside-a-new-one",
                   an_older_red_answer_is_counted_beside_a_new_one);
  g_test_add_func ("/app/patient/the-menu-fits-the-tab", the_menu_fits_the_tab);
  g_test_add_func ("/app/patient/mistaken-entries-show-on-request", mistaken_entries_show_on_request);
  g_test_add_func ("/app/patient/a-save-is-announced-with-undo", a_save_is_announced_with_undo);
  g_test_add_func ("/app/patient/the-timeline-comes-before-the-table", the_timeline_comes_before_the_table);
  g_test_add_func ("/app/patient/a-narrow-window-folds", a_narrow_window_folds);
  g_test_add_func ("/app/patient/the-other-tabs-have-room", the_other_tabs_have_room);
  g_test_add_func ("/app/patient/a-small-page-scrolls-to-the-row-with-the-keyboard",
                   a_small_page_scrolls_to_the_row_with_the_keyboard);
  return g_test_run ();
}
