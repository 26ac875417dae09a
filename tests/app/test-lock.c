/* test-lock.c: locking leaves nothing of a patient in any widget, and unlocking comes back to the same place.
 */
#include "app-fixture.h"
#include "tide-clinic-page.h"
#include "tide-form-dialog.h"
#include "tide-medication-dialog.h"
#include "tide-search-field.h"
#include "tide-secret-entry.h"
#include "tide-unlock-page.h"

#define FAMILY "Probe-2"

static gint64
patient_of (TideClinic *clinic, const char *mrn)
{
  g_autoptr (TidePatient) patient = tide_clinic_lookup_text (clinic, &tide_patient_class, "mrn", mrn, NULL);
  return patient->base.id;
}

static TidePatientPage *
page_of (TideWindow *window)
{
  GtkWidget *page = app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_CLINIC_PAGE);
  return tide_clinic_page_get_patient_page (TIDE_CLINIC_PAGE (page));
}

static void
assert_nothing_is_left (void)
{
  app_fixture_settle ();
  g_assert_false (app_fixture_anyone_says ("Probe"));
  g_assert_false (app_fixture_anyone_says ("PR-0"));
  g_assert_false (app_fixture_anyone_says ("1980"));
  g_assert_false (app_fixture_anyone_says ("F42.2"));
  g_assert_false (app_fixture_anyone_says ("ertraline"));
}

static void
empties_everything (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 5);
  TideWindow *window = app_fixture_window (clinic);
  tide_window_show_patient (window, patient_of (clinic, "PR-0002"));
  for (const char *const *tab = (const char *const[]){ "courses", "sessions", "history", "notes", NULL };
       *tab != NULL; tab++)
    tide_patient_page_set_tab (page_of (window), *tab); /* each is filled when it is seen */
  tide_window_toast (window, "Saved Y-BOCS of " FAMILY, TRUE);
  app_fixture_settle ();
  g_assert_true (app_fixture_anyone_says (FAMILY));
  tide_window_lock (window);
  g_assert_true (tide_clinic_is_locked (clinic));
  assert_nothing_is_left ();
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Tidemark");
  app_fixture_gone (window);
}

/* Every window, popover, menu and tooltip of the process that is on screen. */
static guint
count_surfaces (GtkWidget *widget)
{
  guint n = GTK_IS_NATIVE (widget) && gtk_widget_get_mapped (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_surfaces (child);
  return n;
}

static gboolean
anyone_has (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);
      if (app_fixture_find (window, type) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
assert_only_the_window_is_left (TideWindow *window)
{
  assert_nothing_is_left ();
  g_assert_cmpuint (count_surfaces (GTK_WIDGET (window)), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 1);
  g_assert_false (anyone_has (GTK_TYPE_POPOVER));
}

static TideWindow *
open_chart (TideClinic *clinic)
{
  TideWindow *window = app_fixture_window (clinic);
  tide_window_show_patient (window, patient_of (clinic, "PR-0002"));
  app_fixture_settle ();
  return window;
}

/* The pointer stands still in the middle of the screen. */
static GtkWidget *
find_under_pointer (TideWindow *window)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (GTK_WIDGET (window)));
  double x, y, left, top;
  g_assert_true (gdk_surface_get_device_position (surface, gdk_seat_get_pointer (seat), &x, &y, NULL));
  gtk_native_get_surface_transform (GTK_NATIVE (window), &left, &top);
  GtkWidget *found = gtk_widget_pick (GTK_WIDGET (window), x - left, y - top, GTK_PICK_DEFAULT);
  g_assert_nonnull (found);
  return found;
}

static void
empties_the_tooltip (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 3);
  TideWindow *window = open_chart (clinic);
  GtkWidget *under = find_under_pointer (window);
  gtk_widget_set_tooltip_text (under, "Sertraline of " FAMILY);
  gtk_widget_trigger_tooltip_query (under);
  WAIT (count_surfaces (GTK_WIDGET (window)) == 2);
  tide_window_lock (window);
  assert_only_the_window_is_left (window);
  app_fixture_gone (window);
}

static void
unlock (TideWindow *window)
{
  GtkWidget *page = app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_UNLOCK_PAGE);
  gtk_widget_activate_action (page, "unlock.try", NULL);
  WAIT (tide_window_get_patient (window) != 0);
  app_fixture_settle ();
}

/* What is scrolled away can be mapped still. */
static gboolean
is_on_screen (GtkWidget *widget)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (widget));
  graphene_rect_t box;
  return gtk_widget_get_mapped (widget) && gtk_widget_is_sensitive (widget)
         && gtk_widget_compute_bounds (widget, root, &box)
         && box.origin.y + box.size.height <= gtk_widget_get_height (root);
}

/* The @nth menu button that can be seen, counted down; NULL: there are fewer. */
static GtkWidget *
find_menu_button (GtkWidget *root, guint *nth)
{
  if (GTK_IS_MENU_BUTTON (root) && is_on_screen (root) && (*nth)-- == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_menu_button (child, nth);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static guint
lock_under_each_menu (TideWindow *window)
{
  for (guint n = 0;; n++)
    {
      guint nth = n;
      GtkWidget *button = find_menu_button (GTK_WIDGET (window), &nth);
      if (button == NULL)
        return n;
      gtk_menu_button_popup (GTK_MENU_BUTTON (button));
      WAIT (count_surfaces (GTK_WIDGET (window)) == 2);
      tide_window_lock (window);
      assert_only_the_window_is_left (window);
      unlock (window);
    }
}

static void
closes_menus (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 3);
  TideWindow *window = open_chart (clinic);
  tide_patient_page_set_tab (page_of (window), "history");
  app_fixture_settle ();
  g_assert_cmpuint (lock_under_each_menu (window), >, 3); /* the program's, the patient's, and of each row */
  app_fixture_gone (window);
}

/* A medicine half typed, what was found still listed, a list of choices open over it. */
static void
closes_searches_and_drop_downs (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 3);
  TideWindow *window = open_chart (clinic);
  tide_medication_dialog_present (GTK_WINDOW (window), clinic, patient_of (clinic, "PR-0002"), 0);
  app_fixture_settle ();
  TideFormDialog *dialog = app_fixture_find_window (TIDE_TYPE_FORM_DIALOG);
  TideFormField *drug = tide_form_dialog_find (dialog, "drug");
  gtk_editable_set_text (tide_search_field_get_editable (TIDE_SEARCH_FIELD (drug)), "sertral");
  WAIT (app_fixture_says (GTK_WIDGET (dialog), "sertraline"));
  GtkWidget *choice = app_fixture_find (GTK_WIDGET (dialog), GTK_TYPE_DROP_DOWN);
  gtk_widget_activate (choice);
  WAIT (count_surfaces (GTK_WIDGET (dialog)) == 2);
  tide_window_lock (window);
  assert_only_the_window_is_left (window);
  app_fixture_gone (window);
}

static void
got_text_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
  *(char **) data = text != NULL ? text : g_strdup ("nothing");
}

static char *
dup_primary (TideWindow *window)
{
  char *text = NULL;
  gdk_clipboard_read_text_async (gtk_widget_get_primary_clipboard (GTK_WIDGET (window)), NULL, got_text_cb,
                                 &text);
  WAIT (text != NULL);
  return text;
}

static void
select_in_entry (TideWindow *window)
{
  GtkWidget *search = app_fixture_find (GTK_WIDGET (window), GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), FAMILY);
  gtk_editable_select_region (GTK_EDITABLE (search), 0, -1);
}

static void
select_in_label (TideWindow *window)
{
  GtkWidget *label = gtk_label_new (FAMILY);
  tide_window_push_page (window, label);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_select_region (GTK_LABEL (label), 0, -1);
}

static void
select_in_text (TideWindow *window)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start, end;
  tide_window_push_page (window, view);
  gtk_text_buffer_set_text (buffer, FAMILY, -1);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_select_range (buffer, &start, &end);
}

/* A middle click pastes what is selected, into any program. */
static void
forgets_what_was_selected (void)
{
  void (*const selections[]) (TideWindow *) = { select_in_entry, select_in_label, select_in_text };
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 3);
  TideWindow *window = open_chart (clinic);
  for (guint i = 0; i < G_N_ELEMENTS (selections); i++)
    {
      selections[i](window);
      app_fixture_settle ();
      g_autofree char *before = dup_primary (window);
      g_assert_cmpstr (before, ==, FAMILY);
      tide_window_lock (window);
      g_autofree char *after = dup_primary (window);
      g_assert_cmpstr (after, ==, "nothing");
      unlock (window);
    }
  app_fixture_gone (window);
}

static void
closes_dialogs (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 3);
  TideWindow *window = app_fixture_window (clinic);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window), FAMILY, NULL);
  GtkWidget *upon = adw_message_dialog_new (GTK_WINDOW (dialog), FAMILY " again", NULL);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_window_present (GTK_WINDOW (upon));
  app_fixture_settle ();
  tide_window_lock (window);
  assert_nothing_is_left ();
  app_fixture_gone (window);
}

static void
comes_back_to_the_same_place (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 5);
  TideWindow *window = app_fixture_window (clinic);
  gint64 patient_id = patient_of (clinic, "PR-0002");
  tide_window_show_patient (window, patient_id);
  tide_patient_page_set_tab (page_of (window), "history");
  tide_window_lock (window);
  g_assert_cmpint (tide_window_get_patient (window), ==, 0);
  GtkWidget *unlock = app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_UNLOCK_PAGE);
  gtk_widget_activate_action (unlock, "unlock.try", NULL);
  WAIT (tide_window_get_patient (window) == patient_id);
  g_assert_cmpstr (tide_patient_page_get_tab (page_of (window)), ==, "history");
  g_assert_true (app_fixture_anyone_says (FAMILY));
  app_fixture_gone (window);
}

static void
type_passphrase (TideWindow *window, const char *text)
{
  GtkWidget *unlock = app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_UNLOCK_PAGE);
  GtkWidget *entry = app_fixture_find (unlock, TIDE_TYPE_SECRET_ENTRY);
  tide_secret_entry_append (TIDE_SECRET_ENTRY (entry), text, -1);
  gtk_widget_activate_action (unlock, "unlock.try", NULL);
}

static void
a_wrong_passphrase_is_told (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (TRUE, 3);
  if (clinic == NULL)
    return;
  TideWindow *window = app_fixture_window (clinic);
  tide_window_show_patient (window, patient_of (clinic, "PR-0002"));
  tide_window_lock (window);
  type_passphrase (window, "wrong horse");
  WAIT (app_fixture_anyone_says ("Neither the passphrase nor the recovery key fits"));
  g_assert_true (tide_clinic_is_locked (clinic));
  assert_nothing_is_left ();
  type_passphrase (window, TEST_CLINIC_PASSPHRASE);
  WAIT (tide_window_get_patient (window) != 0);
  g_assert_false (app_fixture_anyone_says ("horse"));
  app_fixture_gone (window);
}

/* A form that must be told before the clinic goes. */
static void
locking_cb (TideWindow *window, gboolean *was_unlocked)
{
  *was_unlocked = !tide_clinic_is_locked (tide_window_get_clinic (window));
}

static GtkWidget *
make_form (TideClinic *clinic, GVariant *parameter)
{
  g_autofree char *text = g_strdup_printf ("form %" G_GINT64_FORMAT, g_variant_get_int64 (parameter));
  return gtk_label_new (text);
}

static void
forms_save_first_and_come_back (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 3);
  TideWindow *window = app_fixture_window (clinic);
  gboolean was_unlocked = FALSE;
  g_signal_connect (window, "locking", G_CALLBACK (locking_cb), &was_unlocked);
  tide_window_push_made_page (window, make_form, g_variant_new_int64 (42));
  g_assert_true (app_fixture_anyone_says ("form 42"));
  tide_window_lock (window);
  g_assert_true (was_unlocked);
  g_assert_null (tide_window_get_pushed_page (window));
  g_assert_false (app_fixture_anyone_says ("form 42"));
  GtkWidget *unlock = app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_UNLOCK_PAGE);
  gtk_widget_activate_action (unlock, "unlock.try", NULL);
  WAIT (tide_window_get_pushed_page (window) != NULL);
  g_assert_true (app_fixture_anyone_says ("form 42"));
  tide_window_pop_page (window);
  g_assert_null (tide_window_get_pushed_page (window));
  app_fixture_gone (window);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/app/lock/empties-everything", empties_everything);
  g_test_add_func ("/app/lock/empties-the-tooltip", empties_the_tooltip);
  g_test_add_func ("/app/lock/closes-menus", closes_menus);
  g_test_add_func ("/app/lock/closes-searches-and-drop-downs", closes_searches_and_drop_downs);
  g_test_add_func ("/app/lock/forgets-what-was-selected", forgets_what_was_selected);
  g_test_add_func ("/app/lock/closes-dialogs", closes_dialogs);
  g_test_add_func ("/app/lock/comes-back-to-the-same-place", comes_back_to_the_same_place);
  g_test_add_func ("/app/lock/a-wrong-passphrase-is-told", a_wrong_passphrase_is_told);
  g_test_add_func ("/app/lock/forms-save-first-and-come-back", forms_save_first_and_come_back);
  return g_test_run ();
}
