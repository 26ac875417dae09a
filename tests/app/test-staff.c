/* test-staff.c: who works here: nobody is added by a key pressed too soon, and a name that is written from
 * right to left turns no sentence round. */
#include "app-fixture.h"
#include "tide-staff-dialog.h"
#include "tide-wording.h"

static GtkWidget *
find_dialog (void)
{
  return GTK_WIDGET (app_fixture_find_window (ADW_TYPE_MESSAGE_DIALOG));
}

static guint
count_staff (TideClinic *clinic)
{
  g_autoptr (GPtrArray) staff = tide_clinic_list (clinic, &tide_staff_class, NULL, 0, NULL);
  return staff->len;
}

static void
added_cb (gint64 staff_id, gpointer data)
{
}

static void
enter_in_the_name_adds_nobody (void)
{
  g_autoptr (TideClinic) clinic = app_fixture_clinic (FALSE, 0);
  TideWindow *window = app_fixture_window (clinic);
  guint before = count_staff (clinic);
  tide_staff_dialog_present (GTK_WINDOW (window), clinic, added_cb, NULL, NULL);
  app_fixture_settle ();
  GtkWidget *text = app_fixture_find (find_dialog (), GTK_TYPE_TEXT);
  gtk_editable_set_text (GTK_EDITABLE (text), "Rana Okafor");
  g_signal_emit_by_name (text, "activate");
  app_fixture_settle ();
  g_assert_nonnull (find_dialog ());
  g_assert_cmpuint (count_staff (clinic), ==, before);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (find_dialog ()));
  g_assert_nonnull (gtk_widget_get_ancestor (focus, GTK_TYPE_DROP_DOWN)); /* the role comes next */
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_dialog ()), "add");
  WAIT (count_staff (clinic) == before + 1);
  app_fixture_gone (window);
}

/* "דן כהן, video": without marks the word after it would stand on the wrong side. */
static void
a_name_from_right_to_left_is_isolated (void)
{
  g_autoptr (TideHistory) history = tide_history_new ();
  g_autoptr (TideAssessmentData) data = tide_assessment_data_new ();
  TideStaff *staff = tide_staff_new (), *latin = tide_staff_new ();
  staff->base.id = data->rater_id = 7;
  latin->base.id = 8;
  tide_record_set_text (&staff->name, "\u05d3\u05df \u05db\u05d4\u05df");
  tide_record_set_text (&latin->name, "R. Okafor");
  g_ptr_array_add (history->staff, staff);
  g_ptr_array_add (history->staff, latin);
  data->contact = tide_code_from_text (tide_contact_codes, "video");
  g_autofree char *words = tide_words_for_rater (history, data);
  g_assert_cmpstr (words, ==, "\u2068\u05d3\u05df \u05db\u05d4\u05df\u2069, video");
  g_autofree char *plain = tide_words_dup_staff_name (history, 8);
  g_assert_cmpstr (plain, ==, "R. Okafor");
  g_autofree char *nobody = tide_words_dup_staff_name (history, 0);
  g_assert_cmpstr (nobody, ==, "");
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/app/staff/enter-in-the-name-adds-nobody", enter_in_the_name_adds_nobody);
  g_test_add_func ("/app/staff/a-name-from-right-to-left-is-isolated", a_name_from_right_to_left_is_isolated);
  return g_test_run ();
}
