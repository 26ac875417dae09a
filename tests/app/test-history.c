/* test-history.c: the History tab tells in one look what was taken, tried and agreed, and everything on it is
 * done by keyboard. */

#include "app-fixture.h"
#include "form-desk.h"
#include "tide-chip-row.h"
#include "tide-history-view.h"
#include "tide-patient-page.h"
#include "tide-screening-rules.h"
#include "tide-stage-window.h"

typedef struct
{
  FormDesk desk;
  TideWindow *window;
  GtkWidget *page, *view;
} Tab;

static void
tab_init (Tab *tab, gboolean filled)
{
  form_fixture_init (&tab->desk.fixture);
  if (filled)
    form_fixture_add_history (&tab->desk.fixture);
  tab->window = app_fixture_window (tab->desk.fixture.clinic);
  tide_window_show_patient (tab->window, tab->desk.fixture.patient_id);
  WAIT (app_fixture_find (GTK_WIDGET (tab->window), TIDE_TYPE_PATIENT_PAGE) != NULL);
  tab->page = app_fixture_find (GTK_WIDGET (tab->window), TIDE_TYPE_PATIENT_PAGE);
  tide_patient_page_set_tab (TIDE_PATIENT_PAGE (tab->page), "history");
  WAIT (app_fixture_find (tab->page, TIDE_TYPE_HISTORY_VIEW) != NULL);
  tab->view = app_fixture_find (tab->page, TIDE_TYPE_HISTORY_VIEW);
}

static void
tab_clear (Tab *tab)
{
  app_fixture_settle ();
  tide_window_set_clinic (tab->window, NULL);
  app_fixture_gone (tab->window);
  form_fixture_clear (&tab->desk.fixture);
}

static gboolean
tab_says (Tab *tab, const char *text)
{
  return app_fixture_says (tab->view, text);
}

/* The row whose title begins with @title. */
static GtkWidget *
find_row (GtkWidget *root, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (root)
      && g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found)
        return found;
    }
  return NULL;
}

static void
nothing_asked_is_not_none (void)
{
  Tab tab = { 0 };

  tab_init (&tab, FALSE);
  g_assert_true (tab_says (&tab, "Not asked"));
  g_assert_null (find_row (tab.view, "None known"));
  g_assert_true (tab_says (&tab, "No medicine recorded"));
  g_assert_true (tab_says (&tab, "Nobody to call, and no safety plan"));
  tab_clear (&tab);
}

/* "Takes a medicine that is not recorded", answered no: the tab says what the eligibility list says. */
static void
a_screening_says_that_nothing_is_taken (void)
{
  Tab tab = { 0 };
  g_autoptr (TideScreening) screening = tide_screening_new ();
  g_autoptr (TideScreeningAnswer) answer = tide_screening_answer_new ();

  tab_init (&tab, FALSE);
  g_assert_true (tab_says (&tab, "A screening asks whether there are any"));
  g_assert_true (app_fixture_says (app_fixture_find (tab.view, TIDE_TYPE_CHIP_ROW), "not asked"));
  screening->patient_id = answer->patient_id = tab.desk.fixture.patient_id;
  screening->arm = TIDE_ARM_SSRI;
  screening->taken = tide_instant_now ();
  g_assert_true (tide_clinic_save (tab.desk.fixture.clinic, screening, NULL));
  answer->screening_id = screening->base.id;
  answer->answer = tide_code_from_text (tide_yes_no_codes, "no");
  tide_record_set_text (&answer->question, TIDE_SCREENING_OTHER_MEDICINES);
  g_assert_true (tide_clinic_save (tab.desk.fixture.clinic, answer, NULL));
  WAIT (find_row (tab.view, "None taken") != NULL);
  g_assert_false (tab_says (&tab, "No medicine recorded"));
  tab_clear (&tab);
}

/* Lorazepam with ketamine (clinical.md 4.1), sertraline with moclobemide (4.2: block-level warning). */
static void
what_clashes_stands_first_with_its_source (void)
{
  Tab tab = { 0 };
  GtkWidget *row;

  tab_init (&tab, TRUE);
  row = find_row (tab.view, "Ketamine IV with lorazepam");
  g_assert_nonnull (row);
  g_assert_nonnull (gtk_widget_get_tooltip_text (row));
  g_assert_true (app_fixture_says (row, "Caution"));
  g_assert_true (tab_says (&tab, "Contraindicated"));
  g_assert_true (tab_says (&tab, "Lorazepam 1 mg/day, as needed"));
  g_assert_true (tab_says (&tab, "since before, start not known"));
  g_assert_true (tab_says (&tab, "charted as a course"));
  g_assert_true (tab_says (&tab, "1 earlier medicine"));
  tab_clear (&tab);
}

/* What is planned is no earlier medicine: it stands with its day, with its reason, and with what it will
 * clash with; an unknown name is not passed over. */
static void
what_is_planned_stands_with_its_day (void)
{
  Tab tab = { 0 };
  g_autoptr (TideMedication) now = tide_medication_new (), planned = tide_medication_new ();

  tab_init (&tab, FALSE);
  now->patient_id = planned->patient_id = tab.desk.fixture.patient_id;
  tide_record_set_text (&now->drug, "Zauberkraut and Zoloft");
  g_assert_true (tide_clinic_save (tab.desk.fixture.clinic, now, NULL));
  tide_record_set_text (&planned->drug, "Nardil");
  tide_record_set_text (&planned->reason, "agreed with the ward");
  planned->started_on = tide_date_from_ymd (2025, 12, 1);
  g_assert_true (tide_clinic_save (tab.desk.fixture.clinic, planned, NULL));
  WAIT (find_row (tab.view, "Nardil") != NULL);
  g_assert_true (tab_says (&tab, "planned from 1 Dec 2025"));
  g_assert_true (tab_says (&tab, "reason given: agreed with the ward"));
  g_assert_true (tab_says (&tab, "serotonin syndrome, from 1 Dec 2025"));
  g_assert_false (tab_says (&tab, "earlier medicine"));
  g_assert_true (tab_says (&tab, "1 contraindicated ahead")); /* also in the tab's head */
  tide_record_set_text (&now->drug, "Zauberkraut");
  g_assert_true (tide_clinic_save (tab.desk.fixture.clinic, now, NULL));
  WAIT (tab_says (&tab, "not checked: name unknown to the interaction rules"));
  tab_clear (&tab);
}

/* Three SSRIs and CBT that were adequate and failed are stage IV (Pallanti); clomipramine was stopped early.
 */
static void
the_trials_are_counted_and_the_stage_shows_them (void)
{
  Tab tab = { 0 };
  GtkWidget *banner, *evidence;

  tab_init (&tab, TRUE);
  g_assert_true (tab_says (&tab, "4 adequate and failed, 1 not tolerated"));
  g_assert_true (tab_says (&tab, "Resistance: IV"));
  g_assert_true (app_fixture_says (find_row (tab.view, "Fluoxetine"), "Adequate, failed"));
  banner = app_fixture_find (tab.page, g_type_from_name ("TidePatientBanner"));
  g_assert_true (app_fixture_says (banner, "Resistance IV"));
  gtk_widget_activate_action (tab.page, "patient.show-stage", "x", (gint64) 1);
  app_fixture_settle ();
  evidence = NULL;
  for (guint i = 0; i < g_list_model_get_n_items (gtk_window_get_toplevels ()); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (gtk_window_get_toplevels (), i);

      if (TIDE_IS_STAGE_WINDOW (window))
        evidence = window;
    }
  g_assert_nonnull (evidence);
  g_assert_true (app_fixture_says (evidence, "Stage IV: three SSRIs plus CBT"));
  g_assert_true (app_fixture_says (evidence, "Pallanti and Quercioli 2006"));
  g_assert_true (app_fixture_says (find_row (evidence, "Fluoxetine"), "Counted"));
  /* Another stage is set by hand, beside the computed one. */
  gtk_widget_activate_action (evidence, "stage.override", NULL);
  form_desk_take (&tab.desk);
  form_desk_enter (&tab.desk, "override_stage", "3");
  form_desk_enter (&tab.desk, "reason", "Doses from the old chart are doubtful");
  form_desk_assert_saved (&tab.desk);
  WAIT (tab_says (&tab, "Resistance: III"));
  g_assert_true (tab_says (&tab, "Stage IV: three SSRIs plus CBT (computed). Set by hand"));
  g_assert_true (app_fixture_says (banner, "set by hand"));
  tab_clear (&tab);
}

/* 70 kg to 73.5 kg is a gain of 3.5 kg, 5.0 %. */
static void
a_weight_has_its_trend (void)
{
  Tab tab = { 0 };

  tab_init (&tab, TRUE);
  g_assert_true (tab_says (&tab, "Weight 73.5\u202fkg"));
  g_assert_true (tab_says (&tab, "+3.5\u202fkg (+5.0\u202f%)"));
  g_assert_true (tab_says (&tab, "2 earlier measurements"));
  g_assert_true (tab_says (&tab, "128\u202fmmHg"));
  g_assert_true (tab_says (&tab, "1 → 2 → 4 of 10"));
  g_assert_true (
    tab_says (&tab, "Onset at 14 · good or fair insight · not tic-related · contamination, symmetry"));
  tab_clear (&tab);
}

static void
a_row_is_edited_and_undone_by_keyboard (void)
{
  Tab tab = { 0 };
  GtkWidget *row;

  tab_init (&tab, TRUE);
  row = find_row (tab.view, "Penicillin");
  gtk_widget_grab_focus (row);
  gtk_widget_activate (row); /* Enter */
  WAIT (form_desk_find_dialog () != NULL);
  form_desk_take (&tab.desk);
  form_desk_enter (&tab.desk, "reaction", "swelling");
  form_desk_assert_saved (&tab.desk);
  WAIT (tab_says (&tab, "swelling"));
  row = find_row (tab.view, "Penicillin");
  g_assert_true (gtk_root_get_focus (GTK_ROOT (tab.window)) == row); /* the keyboard stays where it was */
  gtk_widget_activate_action (GTK_WIDGET (tab.window), "win.undo", NULL);
  WAIT (tab_says (&tab, "rash"));
  tab_clear (&tab);
}

static void
a_mistaken_row_goes_with_a_reason (void)
{
  Tab tab = { 0 };
  GtkWidget *row;
  g_autoptr (GVariant) args = NULL;

  tab_init (&tab, TRUE);
  row = find_row (tab.view, "To take the bus");
  g_assert_nonnull (row);
  args = g_variant_ref_sink (g_variant_new ("(sxs)", "goal", (gint64) 1, "To take the bus alone"));
  gtk_widget_activate_action_variant (row, "patient.mark-error", args);
  WAIT (form_desk_find_dialog () != NULL);
  form_desk_take (&tab.desk);
  g_assert_nonnull (strstr (tide_form_dialog_get_notice (tab.desk.dialog), "To take the bus alone"));
  form_desk_enter (&tab.desk, "reason", "not this patient's");
  form_desk_assert_saved (&tab.desk);
  WAIT (!tab_says (&tab, "To take the bus"));
  g_assert_true (tab_says (&tab, "No goal set"));
  gtk_widget_activate_action (GTK_WIDGET (tab.window), "win.undo", NULL);
  WAIT (tab_says (&tab, "To take the bus"));
  tab_clear (&tab);
}

static void
a_chip_leads_to_its_section (void)
{
  Tab tab = { 0 };
  GtkWidget *focus;

  tab_init (&tab, TRUE);
  gtk_widget_activate_action (tab.view, "history.jump", "s", "contacts");
  app_fixture_settle ();
  focus = gtk_root_get_focus (GTK_ROOT (tab.window));
  g_assert_true (ADW_IS_PREFERENCES_ROW (focus));
  g_assert_true (
    g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (focus)), "Safety plan of"));
  tab_clear (&tab);
}

/* No name of a patient's record stays on a locked screen. */
static void
locking_empties_the_view (void)
{
  Tab tab = { 0 };

  tab_init (&tab, TRUE);
  gtk_widget_activate_action (tab.page, "patient.show-stage", "x", (gint64) 1);
  app_fixture_settle ();
  gtk_widget_activate_action (GTK_WIDGET (tab.window), "win.lock", NULL);
  WAIT (tide_clinic_is_locked (tab.desk.fixture.clinic));
  app_fixture_settle ();
  g_assert_false (app_fixture_anyone_says ("enicillin"));
  g_assert_false (app_fixture_anyone_says ("three SSRIs"));
  g_assert_true (tide_clinic_unlock (tab.desk.fixture.clinic, NULL, NULL));
  tab_clear (&tab);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/app/history/nothing-asked-is-not-none", nothing_asked_is_not_none);
  g_test_add_func ("/app/history/a-screening-says-that-nothing-is-taken",
                   a_screening_says_that_nothing_is_taken);
  g_test_add_func ("/app/history/what-clashes-stands-first-with-its-source",
                   what_clashes_stands_first_with_its_source);
  g_test_add_func ("/app/history/what-is-planned-stands-with-its-day", what_is_planned_stands_with_its_day);
  g_test_add_func ("/app/history/the-trials-are-counted-and-the-stage-shows-them",
                   the_trials_are_counted_and_the_stage_shows_them);
  g_test_add_func ("/app/history/a-weight-has-its-trend", a_weight_has_its_trend);
  g_test_add_func ("/app/history/a-row-is-edited-and-undone-by-keyboard",
                   a_row_is_edited_and_undone_by_keyboard);
  g_test_add_func ("/app/history/a-mistaken-row-goes-with-a-reason", a_mistaken_row_goes_with_a_reason);
  g_test_add_func ("/app/history/a-chip-leads-to-its-section", a_chip_leads_to_its_section);
  g_test_add_func ("/app/history/locking-empties-the-view", locking_empties_the_view);
  return g_test_run ();
}
