/* test-compare-clinic.c: what is asked of the comparison across the clinic: filters, period and scale, kept
 * by name and forgotten, and a pass over the patients that is told to stop. */
#include <glib/gstdio.h>
#include <string.h>

#include "app-fixture.h"
#include "tide-clinic-criteria.h"
#include "tide-compare-clinic-view.h"
#include "tide-compare-filters.h"

/* Six patients, three of them with sertraline since 2025, all aged 44 or more. */
typedef struct
{
  TideClinic *clinic;
  TideCompareClinic *model;
  TideCompareFilters *filters;
} Fixture;

static gboolean
has_result (Fixture *f)
{
  return tide_compare_clinic_get_comparison (f->model) != NULL;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->clinic = app_fixture_clinic (FALSE, 6);
  f->model = tide_compare_clinic_new (f->clinic);
  g_autoptr (TideComparisonDefinition) definition = tide_comparison_definition_new ("ybocs");
  tide_compare_clinic_set_definition (f->model, definition); /* of any condition */
  tide_compare_clinic_wake (f->model);
  WAIT (has_result (f));
  f->filters = g_object_ref_sink (TIDE_COMPARE_FILTERS (tide_compare_filters_new (f->model)));
  tide_compare_filters_refresh (f->filters);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->filters);
  g_object_unref (f->model);
  g_object_unref (f->clinic);
}

static const TideAccounting *
get_count (Fixture *f)
{
  const TideComparison *comparison = tide_compare_clinic_get_comparison (f->model);
  g_assert_cmpuint (comparison->n_arms, ==, 1);
  return &comparison->arms[0].accounting;
}

/* --- widgets, none of them on screen --- */

static void
collect (GtkWidget *root, GType type, GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    g_ptr_array_add (found, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static GtkWidget *
nth (Fixture *f, GType type, guint n)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  collect (GTK_WIDGET (f->filters), type, found);
  return n < found->len ? found->pdata[n] : NULL;
}

/* In the order of the rows: begun from, begun until, age from …; the last one is the name. */
static GtkEditable *
entry (Fixture *f, guint n)
{
  return GTK_EDITABLE (nth (f, GTK_TYPE_ENTRY, n));
}
#define BEGUN_FROM 0
#define AGE_FROM 2
#define NAME 8

static void
click (Fixture *f, const char *label)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  collect (GTK_WIDGET (f->filters), GTK_TYPE_BUTTON, found);
  for (guint i = 0; i < found->len; i++)
    if (g_strcmp0 (gtk_button_get_label (found->pdata[i]), label) == 0)
      {
        g_signal_emit_by_name (found->pdata[i], "clicked");
        return;
      }
  g_error ("no button “%s”", label);
}

static gboolean
says (Fixture *f, const char *words)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  collect (GTK_WIDGET (f->filters), GTK_TYPE_LABEL, found);
  for (guint i = 0; i < found->len; i++)
    if (strstr (gtk_label_get_text (found->pdata[i]), words) != NULL)
      return TRUE;
  return FALSE;
}

/* --- filters --- */

/* Another filter reads the rows that are there: the result is there at once. */
static void
a_filter_needs_no_pass (Fixture *f, gconstpointer data)
{
  g_assert_cmpuint (get_count (f)->started, ==, 3);
  g_assert_cmpuint (get_count (f)->left_out[TIDE_LEFT_FILTER], ==, 0);
  gtk_editable_set_text (entry (f, AGE_FROM), "90");
  click (f, "_Apply");
  g_assert_cmpfloat (tide_compare_clinic_get_progress (f->model), <, 0);
  g_assert_cmpuint (get_count (f)->left_out[TIDE_LEFT_FILTER], ==, 3);
  g_assert_cmpuint (get_count (f)->counted, ==, 0);
  click (f, "_Reset");
  g_assert_cmpuint (get_count (f)->counted, ==, 3);
  g_assert_cmpstr (gtk_editable_get_text (entry (f, AGE_FROM)), ==, "");
}

static void
a_period_leaves_out_what_began_before (Fixture *f, gconstpointer data)
{
  gtk_editable_set_text (entry (f, BEGUN_FROM), "2025-12-31");
  click (f, "_Apply");
  g_assert_cmpuint (get_count (f)->left_out[TIDE_LEFT_FILTER], ==, 3);
  gtk_editable_set_text (entry (f, BEGUN_FROM), "2024-12-31");
  click (f, "_Apply");
  g_assert_cmpuint (get_count (f)->counted, ==, 3);
}

static void
what_cannot_be_read_is_said_and_changes_nothing (Fixture *f, gconstpointer data)
{
  gtk_editable_set_text (entry (f, AGE_FROM), "old");
  click (f, "_Apply");
  g_assert_true (says (f, "“old” is not a whole number"));
  g_assert_cmpint (tide_compare_clinic_get_definition (f->model)->age_from, ==, -1);
  g_assert_cmpuint (get_count (f)->counted, ==, 3);
}

/* --- kept by name --- */

static void
a_comparison_is_kept_loaded_and_forgotten (Fixture *f, gconstpointer data)
{
  click (f, "_Save");
  g_assert_true (says (f, "Type the name"));
  gtk_editable_set_text (entry (f, AGE_FROM), "40");
  click (f, "_Apply");
  gtk_editable_set_text (entry (f, NAME), "Over forty");
  click (f, "_Save");
  g_assert_cmpstr (gtk_editable_get_text (entry (f, NAME)), ==, "");
  g_assert_true (says (f, "Over forty"));
  click (f, "_Reset");
  g_assert_cmpint (tide_compare_clinic_get_definition (f->model)->age_from, ==, -1);
  GtkWidget *row = nth (f, GTK_TYPE_LIST_BOX_ROW, 0);
  g_assert_nonnull (row);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  g_assert_cmpint (tide_compare_clinic_get_definition (f->model)->age_from, ==, 40);
  g_assert_cmpstr (gtk_editable_get_text (entry (f, AGE_FROM)), ==, "40");
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();
  collect (nth (f, GTK_TYPE_LIST_BOX_ROW, 0), GTK_TYPE_BUTTON, buttons);
  g_signal_emit_by_name (buttons->pdata[0], "clicked");
  g_assert_null (nth (f, GTK_TYPE_LIST_BOX_ROW, 0));
  g_autoptr (GPtrArray) names = tide_clinic_list_comparisons (f->clinic);
  g_assert_cmpuint (names->len, ==, 0);
}

/* --- passes --- */

static void
a_pass_can_be_stopped (Fixture *f, gconstpointer data)
{
  tide_compare_clinic_restart (f->model);
  g_assert_cmpfloat (tide_compare_clinic_get_progress (f->model), >=, 0);
  g_assert_false (has_result (f)); /* an old result never stands under a new question */
  tide_compare_clinic_cancel (f->model);
  g_assert_cmpfloat (tide_compare_clinic_get_progress (f->model), <, 0);
  app_fixture_settle ();
  g_assert_false (has_result (f));
  g_assert_null (tide_compare_clinic_get_error (f->model));
  tide_compare_clinic_restart (f->model);
  WAIT (has_result (f));
  g_assert_cmpuint (get_count (f)->started, ==, 3);
}

static void
another_scale_runs_another_pass (Fixture *f, gconstpointer data)
{
  g_autoptr (TideComparisonDefinition) definition
    = tide_comparison_definition_copy (tide_compare_clinic_get_definition (f->model));
  g_assert_false (tide_comparison_definition_change_instrument (definition, "phq9"));
  tide_compare_clinic_set_definition (f->model, definition);
  g_assert_cmpfloat (tide_compare_clinic_get_progress (f->model), >=, 0);
  WAIT (has_result (f));
  g_assert_cmpstr (tide_instrument_get_id (tide_compare_clinic_get_comparison (f->model)->instrument), ==,
                   "phq9");
}

/* --- rules --- */

static void
write_rules (const char *path, int percent, const char *tag)
{
  g_autofree char *text = g_strdup_printf (
    "<criteria id=\"ours\" version=\"1\" name=\"Ours\" based-on=\"ocd-consensus\" instruments=\"ybocs\">\n"
    "<threshold instrument=\"ybocs\" response-percent=\"%d\" source=\"test\" tag=\"%s\"/>\n</criteria>\n",
    percent, tag);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
choose_rules (Fixture *f, const char *label)
{
  GtkDropDown *choice = GTK_DROP_DOWN (nth (f, GTK_TYPE_DROP_DOWN, 0));
  GtkStringList *names = GTK_STRING_LIST (gtk_drop_down_get_model (choice));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (names)); i++)
    if (g_strcmp0 (gtk_string_list_get_string (names, i), label) == 0)
      {
        gtk_drop_down_set_selected (choice, i);
        return;
      }
  g_error ("no rules are named %s", label);
}

/* Shipped ones and the clinic's own are offered; a choice runs a pass, a changed file another, a broken one
 * says where and takes the result away. */
static void
rules_are_chosen_and_followed (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = tide_clinic_dup_criteria_folder (f->clinic);
  g_autofree char *path = g_build_filename (folder, "ours.xml", NULL);
  write_rules (path, 40, "A");
  tide_compare_filters_refresh (f->filters);
  choose_rules (f, "OCD, 35 % and 14 points");
  click (f, "_Apply");
  g_assert_cmpstr (tide_compare_clinic_get_definition (f->model)->rules, ==, "ocd-farris");
  g_assert_cmpfloat (tide_compare_clinic_get_progress (f->model), >=, 0);
  WAIT (has_result (f));
  choose_rules (f, "Own: Ours");
  click (f, "_Apply");
  WAIT (has_result (f));
  g_assert_cmpfloat (tide_compare_clinic_get_comparison (f->model)->rule.response_percent, ==, 40);
  tide_compare_filters_refresh (f->filters); /* nothing was changed: no pass */
  g_assert_true (has_result (f));
  write_rules (path, 50, "A");
  tide_compare_filters_refresh (f->filters);
  g_assert_cmpfloat (tide_compare_clinic_get_progress (f->model), >=, 0);
  WAIT (has_result (f));
  g_assert_cmpfloat (tide_compare_clinic_get_comparison (f->model)->rule.response_percent, ==, 50);
  write_rules (path, 50, "Z");
  tide_compare_filters_refresh (f->filters);
  g_assert_true (says (f, "ours.xml:2: tag “Z”: allowed are V, M, U and A"));
  g_assert_false (has_result (f));
  g_assert_nonnull (strstr (tide_compare_clinic_get_error (f->model)->message, "ours.xml:2"));
  click (f, "_Reset");
  WAIT (has_result (f));
  g_assert_null (tide_compare_clinic_get_definition (f->model)->rules);
}

static void
a_file_from_elsewhere_is_opened_or_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("tide-rules-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "else.xml", NULL);
  write_rules (path, 45, "Z");
  g_assert_false (tide_compare_clinic_open_rules (f->model, path, &error));
  g_assert_nonnull (strstr (error->message, "else.xml:2: tag “Z”"));
  g_assert_true (has_result (f)); /* as it was */
  write_rules (path, 45, "A");
  g_clear_error (&error);
  g_assert_true (tide_compare_clinic_open_rules (f->model, path, &error));
  WAIT (has_result (f));
  g_assert_cmpfloat (tide_compare_clinic_get_comparison (f->model)->rule.response_percent, ==, 45);
  tide_compare_filters_refresh (f->filters);
  choose_rules (f, "Opened: Ours");
  gtk_editable_set_text (entry (f, AGE_FROM), "40");
  click (f, "_Apply"); /* another filter keeps them */
  g_assert_cmpstr (tide_compare_clinic_get_definition (f->model)->rules, ==, "ours");
  gtk_editable_set_text (entry (f, NAME), "By theirs");
  click (f, "_Save");
  g_assert_true (says (f, "is of a file that the clinic does not keep"));
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Text twice as large asks for twice the width: half of a small screen of 1024 px is what there is for it. */
static void
large_text_has_room_on_a_small_screen (Fixture *f, gconstpointer data)
{
  for (int spread = 0; spread < 2; spread++)
    {
      int least;
      g_autoptr (GtkWidget) view
        = g_object_ref_sink (g_object_new (TIDE_TYPE_COMPARE_CLINIC_VIEW, "spread", spread, NULL));
      tide_compare_clinic_view_set_model (TIDE_COMPARE_CLINIC_VIEW (view), f->model);
      gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      g_test_message ("%d px", least);
      g_assert_cmpint (least, <=, 512);
    }
}

#define ADD(path, test) g_test_add ("/app/compare-clinic/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  ADD ("a-filter-needs-no-pass", a_filter_needs_no_pass);
  ADD ("a-period-leaves-out-what-began-before", a_period_leaves_out_what_began_before);
  ADD ("what-cannot-be-read-is-said-and-changes-nothing", what_cannot_be_read_is_said_and_changes_nothing);
  ADD ("a-comparison-is-kept-loaded-and-forgotten", a_comparison_is_kept_loaded_and_forgotten);
  ADD ("a-pass-can-be-stopped", a_pass_can_be_stopped);
  ADD ("rules-are-chosen-and-followed", rules_are_chosen_and_followed);
  ADD ("a-file-from-elsewhere-is-opened-or-refused", a_file_from_elsewhere_is_opened_or_refused);
  ADD ("another-scale-runs-another-pass", another_scale_runs_another_pass);
  ADD ("large-text-has-room-on-a-small-screen", large_text_has_room_on_a_small_screen);
  return g_test_run ();
}
