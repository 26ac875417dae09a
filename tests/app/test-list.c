/* test-list.c: the patient list finds as one types, shows fifty rows at most, and forgets when it is emptied.
 */
#include "app-fixture.h"
#include "tide-patient-cell.h"
#include "tide-patient-list.h"
#include "tide-patient-rows.h"
#include "tide-patient-summary.h"

typedef struct
{
  TideClinic *clinic;
  GtkWidget *window;
  TidePatientList *list;
  gint64 chosen;
  guint n_chosen;
} Fixture;

static void
chosen_cb (TidePatientList *list, gint64 patient_id, gboolean activated, Fixture *f)
{
  f->chosen = patient_id;
  f->n_chosen++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->clinic = app_fixture_clinic (FALSE, GPOINTER_TO_UINT (data));
  f->window = gtk_window_new ();
  f->list = g_object_new (TIDE_TYPE_PATIENT_LIST, NULL);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->list));
  gtk_window_set_default_size (GTK_WINDOW (f->window), 300, 700);
  tide_patient_list_set_clinic (f->list, f->clinic);
  g_signal_connect (f->list, "chosen", G_CALLBACK (chosen_cb), f);
  gtk_window_present (GTK_WINDOW (f->window));
  gtk_test_widget_wait_for_draw (f->window);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  app_fixture_settle ();
  tide_clinic_close (f->clinic);
  g_object_unref (f->clinic);
}

static GtkEditable *
search_of (Fixture *f)
{
  return GTK_EDITABLE (app_fixture_find (GTK_WIDGET (f->list), GTK_TYPE_SEARCH_ENTRY));
}

static GListModel *
model_of (Fixture *f)
{
  GtkWidget *view = app_fixture_find (GTK_WIDGET (f->list), GTK_TYPE_LIST_VIEW);
  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view)));
}

static void
type (Fixture *f, const char *text)
{
  gtk_editable_set_text (search_of (f), text);
  app_fixture_settle ();
}

static void
finds_as_one_types (Fixture *f, gconstpointer data)
{
  g_assert_cmpuint (tide_patient_list_get_n_hits (f->list), ==, 60);
  type (f, "probe-7");
  WAIT (tide_patient_list_get_n_hits (f->list) == 1);
  g_assert_true (app_fixture_says (GTK_WIDGET (f->list), "Probe-7"));
  type (f, "0042");
  WAIT (tide_patient_list_get_n_hits (f->list) == 1);
  g_assert_true (app_fixture_says (GTK_WIDGET (f->list), "PR-0042"));
  type (f, "nobody");
  WAIT (tide_patient_list_get_n_hits (f->list) == 0);
  g_assert_true (app_fixture_says (GTK_WIDGET (f->list), "Nobody found"));
}

static void
shows_fifty_and_how_many_more (Fixture *f, gconstpointer data)
{
  /* The first screenful first, all when somebody goes there. */
  g_assert_cmpuint (g_list_model_get_n_items (model_of (f)), <, 51);
  tide_patient_list_focus_rows (f->list);
  WAIT (g_list_model_get_n_items (model_of (f)) == 51);
  f->n_chosen = 0;
  g_autoptr (TidePatientItem) last = g_list_model_get_item (model_of (f), 50);
  g_assert_cmpint (tide_patient_item_get_id (last), ==, 0);
  g_assert_cmpuint (tide_patient_item_get_more (last), ==, 10);
  /* Enter on "10 more" shows them. */
  GtkWidget *view = app_fixture_find (GTK_WIDGET (f->list), GTK_TYPE_LIST_VIEW);
  g_signal_emit_by_name (view, "activate", 50);
  g_assert_cmpuint (g_list_model_get_n_items (model_of (f)), ==, 60);
  g_assert_cmpuint (f->n_chosen, ==, 0);
}

static void
enter_opens_the_first_hit (Fixture *f, gconstpointer data)
{
  type (f, "probe-9");
  g_signal_emit_by_name (search_of (f), "activate");
  g_assert_cmpuint (f->n_chosen, ==, 1);
  g_autoptr (TidePatientRow) row = tide_clinic_load_row (f->clinic, f->chosen, NULL);
  g_assert_cmpstr (row->mrn, ==, "PR-0009");
}

static void
arrow_keys_choose (Fixture *f, gconstpointer data)
{
  tide_patient_list_focus_rows (f->list);
  g_assert_cmpuint (f->n_chosen, ==, 1);
  gint64 first = f->chosen;
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (model_of (f)), 1, TRUE);
  g_assert_cmpuint (f->n_chosen, ==, 2);
  g_assert_cmpint (f->chosen, !=, first);
}

static void
a_new_search_keeps_the_choice (Fixture *f, gconstpointer data)
{
  type (f, "probe-2");
  g_signal_emit_by_name (search_of (f), "activate");
  gint64 chosen = f->chosen;
  type (f, "probe");
  TidePatientItem *item = gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model_of (f)));
  g_assert_nonnull (item);
  g_assert_cmpint (tide_patient_item_get_id (item), ==, chosen);
  g_assert_cmpuint (f->n_chosen, ==, 1); /* moved by us, not by the person */
}

static void
rate_ten (Fixture *f, const char *mrn, int days_ago)
{
  g_autoptr (TidePatient) patient
    = tide_clinic_lookup_text (f->clinic, &tide_patient_class, "mrn", mrn, NULL);
  TideInstant taken = tide_instant_now ();
  taken.utc -= days_ago * (gint64) 86400;
  g_autofree char *when = tide_instant_to_iso (taken);
  g_autoptr (TideAssessmentData) ybocs = test_clinic_new_assessment (
    patient->base.id, "ybocs", when, "1=1;2=1;3=1;4=1;5=1;6=1;7=1;8=1;9=1;10=1");
  g_autoptr (GError) error = NULL;
  g_assert_true (tide_clinic_save_assessment (f->clinic, ybocs, NULL, &error));
  g_assert_no_error (error);
}

/* Probe-1: Y-BOCS 30 before the course, then 10. A state holds 42 days (screens.md 2), then it is not known.
 */
static void
rows_tell_the_state (Fixture *f, gconstpointer data)
{
  type (f, "0001");
  WAIT (app_fixture_says (GTK_WIDGET (f->list), "d ago"));
  g_assert_true (app_fixture_says (GTK_WIDGET (f->list), "10"));
  g_assert_true (app_fixture_says (GTK_WIDGET (f->list), "OCD"));
  g_assert_false (app_fixture_says (GTK_WIDGET (f->list), "Remission"));
  rate_ten (f, "PR-0001", 43);
  WAIT (app_fixture_says (GTK_WIDGET (f->list), "Y-BOCS · ? 43 d ago"));
  rate_ten (f, "PR-0001", 41);
  WAIT (app_fixture_says (GTK_WIDGET (f->list), "Y-BOCS · Remission"));
}

static guint
count_drafts_shown (GtkWidget *root)
{
  guint n = GTK_IS_LABEL (root) && gtk_widget_get_child_visible (root) && gtk_widget_get_visible (root)
            && g_str_equal (gtk_label_get_text (GTK_LABEL (root)), "draft");
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_drafts_shown (child);
  return n;
}

/* The text of a summary is no form that waits; what another screen keeps and drops shows here at once. */
static void
rows_tell_of_a_draft (Fixture *f, gconstpointer data)
{
  g_autoptr (TidePatient) patient
    = tide_clinic_lookup_text (f->clinic, &tide_patient_class, "mrn", "PR-0002", NULL);
  gint64 id = patient->base.id;
  app_fixture_settle ();
  g_assert_true (tide_clinic_save_draft (f->clinic, id, "summary", "Improving.", NULL));
  app_fixture_settle ();
  g_assert_cmpuint (count_drafts_shown (f->window), ==, 0);
  g_assert_true (tide_clinic_save_draft (f->clinic, id, "assessment:phq9", "[phq9]\nq.1=2\n", NULL));
  WAIT (count_drafts_shown (f->window) == 1);
  type (f, "0003"); /* the same cell shows somebody else */
  WAIT (tide_patient_list_get_n_hits (f->list) == 1);
  g_assert_cmpuint (count_drafts_shown (f->window), ==, 0);
  type (f, "0002");
  WAIT (count_drafts_shown (f->window) == 1);
  g_assert_true (tide_clinic_save_draft (f->clinic, id, "assessment:phq9", NULL, NULL));
  WAIT (count_drafts_shown (f->window) == 0);
}

static void
emptied_it_forgets (Fixture *f, gconstpointer data)
{
  type (f, "probe");
  g_assert_true (app_fixture_says (GTK_WIDGET (f->list), "Probe"));
  tide_patient_list_set_clinic (f->list, NULL);
  app_fixture_settle ();
  g_assert_false (app_fixture_says (GTK_WIDGET (f->list), "Probe"));
  g_assert_false (app_fixture_says (GTK_WIDGET (f->list), "PR-0"));
  g_assert_false (app_fixture_says (GTK_WIDGET (f->list), "probe"));
}

static void
a_new_patient_appears (Fixture *f, gconstpointer data)
{
  test_clinic_add_patient (f->clinic, "NEW-1", "Zweig", "Ida");
  WAIT (tide_patient_list_get_n_hits (f->list) == 61);
}

static void
count_change_cb (TidePatientItem *item, GPtrArray *changed)
{
  g_ptr_array_add (changed, item);
}

static void
refuse_change_cb (GListModel *model, guint position, guint removed, guint added)
{
  g_error ("rows came or went");
}

/* A save must not throw the list back to its top. */
static void
a_save_touches_one_row (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  type (f, "probe-2");
  g_signal_emit_by_name (search_of (f), "activate");
  type (f, "");
  GListModel *model = model_of (f);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (TidePatientItem) item = g_list_model_get_item (model, i);
      g_signal_connect (item, "changed", G_CALLBACK (count_change_cb), changed);
    }
  gulong id = g_signal_connect (model, "items-changed", G_CALLBACK (refuse_change_cb), NULL);
  g_autoptr (TideNote) note = tide_note_new ();
  note->patient_id = f->chosen;
  note->taken = tide_instant_now ();
  tide_record_set_text (&note->text, "Slept well");
  g_assert_true (tide_clinic_save (f->clinic, note, NULL));
  app_fixture_settle ();
  g_assert_cmpuint (changed->len, ==, 1);
  g_assert_cmpint (tide_patient_item_get_id (changed->pdata[0]), ==, f->chosen);
  g_signal_handler_disconnect (model, id);
}

static gint64
focused_patient (Fixture *f)
{
  GtkWidget *row = gtk_root_get_focus (GTK_ROOT (f->window));
  GtkWidget *cell = row != NULL ? gtk_widget_get_first_child (row) : NULL;
  return cell != NULL && TIDE_IS_PATIENT_CELL (cell)
           ? tide_patient_cell_get_patient (TIDE_PATIENT_CELL (cell))
           : 0;
}

static gint64
focus_row_five (Fixture *f)
{
  tide_patient_list_focus_rows (f->list);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (model_of (f)), 4, TRUE);
  tide_patient_list_focus_rows (f->list);
  app_fixture_settle ();
  g_assert_cmpint (focused_patient (f), ==, f->chosen);
  return f->chosen;
}

/* A row is a place: when somebody sorts above it, the keyboard goes on with the patient. */
static void
the_keyboard_stays_with_its_patient (Fixture *f, gconstpointer data)
{
  gint64 before = focus_row_five (f);
  gint64 first = test_clinic_add_patient (f->clinic, "NEW-1", "Aalto", "Ida");
  WAIT (tide_patient_list_get_n_hits (f->list) == 13);
  app_fixture_settle ();
  g_autoptr (TidePatientItem) top = g_list_model_get_item (model_of (f), 0);
  g_assert_cmpint (tide_patient_item_get_id (top), ==, first); /* the order did change */
  g_assert_cmpint (focused_patient (f), ==, before);
  gtk_widget_activate (gtk_root_get_focus (GTK_ROOT (f->window)));
  g_assert_cmpint (f->chosen, ==, before);
}

/* Enter ends the search: from now on Ctrl+Z is the last deed's again, not the typed letters'. */
static void
enter_leaves_the_search (Fixture *f, gconstpointer data)
{
  gtk_widget_grab_focus (GTK_WIDGET (search_of (f)));
  type (f, "probe-7");
  WAIT (tide_patient_list_get_n_hits (f->list) == 1);
  g_signal_emit_by_name (search_of (f), "activate");
  app_fixture_settle ();
  g_assert_cmpint (f->chosen, !=, 0);
  g_assert_false (tide_patient_list_search_has_focus (f->list));
  g_assert_cmpint (focused_patient (f), ==, f->chosen);
}

/* The label in sight that says exactly @text, markup apart. */
static GtkWidget *
find_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* What tells two namesakes apart stands in the narrow row, whole. */
static void
a_given_name_is_never_cut (Fixture *f, gconstpointer data)
{
  static const char *const given[] = { "Maria Magdalena Theresia", "Maria Magdalena Walburga" };
  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    {
      g_autofree char *mrn = g_strdup_printf ("NK-%u", i);
      test_clinic_add_patient (f->clinic, mrn, "Hohenleitner", given[i]);
    }
  type (f, "hohenleitner");
  WAIT (tide_patient_list_get_n_hits (f->list) == 2);
  gtk_test_widget_wait_for_draw (f->window);
  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    {
      g_autofree char *name = g_strdup_printf ("Hohenleitner, %s", given[i]);
      GtkWidget *label = find_label (GTK_WIDGET (f->list), name);
      g_assert_nonnull (label);
      g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))));
    }
}

static void
rate (Fixture *f, gint64 patient_id, const char *clock, int answer, TideRaterType type)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *day = tide_date_to_iso (tide_date_today () - 1), *when = g_strconcat (day, clock, NULL);
  g_autofree char *answers = test_clinic_dup_same_answers (10, answer);
  g_autoptr (TideAssessmentData) data = test_clinic_new_assessment (patient_id, "ybocs", when, answers);
  data->rater_type = (int) type;
  tide_clinic_save_assessment (f->clinic, data, NULL, &error);
  g_assert_no_error (error);
}

/* Of one day's ratings the clinician's counts, though the self-rating came later (clinical.md 3.4). */
static void
a_row_shows_the_rating_that_counts (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) hits = tide_clinic_search (f->clinic, "PR-0001", 0, 1, NULL);
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  gint64 patient_id = g_array_index (hits, TideSearchHit, 0).patient_id;
  g_autoptr (TidePatientSummary) before = tide_patient_summary_load (f->clinic, patient_id, thresholds, NULL);
  rate (f, patient_id, "T09:00", 3, TIDE_RATER_CLINICIAN);
  rate (f, patient_id, "T15:00", 1, TIDE_RATER_SELF);
  g_autoptr (TidePatientSummary) after = tide_patient_summary_load (f->clinic, patient_id, thresholds, NULL);
  g_assert_cmpfloat (after->last, ==, 30);
  g_assert_cmpuint (after->n_ratings, ==, before->n_ratings + 1);
}

/* Found no more, he is nobody's neighbour: Enter opens no chart by chance. */
static void
a_patient_who_is_gone_leaves_the_search (Fixture *f, gconstpointer data)
{
  gint64 before = focus_row_five (f);
  g_autoptr (TidePatientRow) row = tide_clinic_load_row (f->clinic, before, NULL);
  const char *other = g_str_equal (row->mrn, "PR-0002") ? "PR-0003" : "PR-0002";
  type (f, other);
  WAIT (tide_patient_list_get_n_hits (f->list) == 1);
  app_fixture_settle ();
  g_assert_cmpint (focused_patient (f), ==, 0);
  g_assert_true (tide_patient_list_search_has_focus (f->list));
}

#define TEST(path, n, func) g_test_add (path, Fixture, GUINT_TO_POINTER (n), set_up, func, tear_down)

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  TEST ("/app/list/finds-as-one-types", 60, finds_as_one_types);
  TEST ("/app/list/shows-fifty-and-how-many-more", 60, shows_fifty_and_how_many_more);
  TEST ("/app/list/enter-opens-the-first-hit", 12, enter_opens_the_first_hit);
  TEST ("/app/list/arrow-keys-choose", 3, arrow_keys_choose);
  TEST ("/app/list/a-new-search-keeps-the-choice", 12, a_new_search_keeps_the_choice);
  TEST ("/app/list/rows-tell-the-state", 3, rows_tell_the_state);
  TEST ("/app/list/rows-tell-of-a-draft", 12, rows_tell_of_a_draft);
  TEST ("/app/list/emptied-it-forgets", 12, emptied_it_forgets);
  TEST ("/app/list/a-new-patient-appears", 60, a_new_patient_appears);
  TEST ("/app/list/a-save-touches-one-row", 12, a_save_touches_one_row);
  TEST ("/app/list/the-keyboard-stays-with-its-patient", 12, the_keyboard_stays_with_its_patient);
  TEST ("/app/list/a-patient-who-is-gone-leaves-the-search", 12, a_patient_who_is_gone_leaves_the_search);
  TEST ("/app/list/enter-leaves-the-search", 12, enter_leaves_the_search);
  TEST ("/app/list/a-row-shows-the-rating-that-counts", 12, a_row_shows_the_rating_that_counts);
  TEST ("/app/list/a-given-name-is-never-cut", 12, a_given_name_is_never_cut);
  return g_test_run ();
}
