/* test-form-words.c: what a form says of a safety item without an answer and of an estimated total, and what
 * an untouched time keeps. */

#include <adwaita.h>

#include "app-fixture.h"
#include "form-fixture.h"
#include "tide-wording.h"
#include "tide-application.h"
#include "tide-assessment-form.h"
#include "tide-form-save.h"
#include "tide-score-words.h"

typedef struct
{
  FormFixture fixture;
  GtkWidget *window, *form;
} Page;

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
settle (void)
{
  gint64 end = g_get_monotonic_time () + 400000;
  guint source = g_timeout_add (10, tick_cb, NULL);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

static void
page_show (Page *page, const char *instrument_id, gint64 amend_id)
{
  page->form
    = tide_assessment_form_new (page->fixture.clinic, page->fixture.patient_id, instrument_id, amend_id);
  g_assert_nonnull (page->form);
  page->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (page->window), 1280, 860);
  adw_window_set_content (ADW_WINDOW (page->window), page->form);
  gtk_window_present (GTK_WINDOW (page->window));
  gtk_test_widget_wait_for_draw (page->form);
}

static void
press (Page *page, const char *keys)
{
  for (; *keys; keys++)
    tide_rating_form_press (TIDE_RATING_FORM (page->form),
                            *keys == '-' ? GDK_KEY_minus : (guint) (GDK_KEY_0 + (*keys - '0')), 0);
}

static TideAssessmentData *
load (Page *page, gint64 id)
{
  g_autoptr (GError) error = NULL;
  TideAssessmentData *data
    = tide_clinic_lookup (page->fixture.clinic, &tide_assessment_data_class, id, &error);

  g_assert_no_error (error);
  return data;
}

/* Written at 09:05 in New York, amended on a machine in Berlin: the moment and the writer's clock stay. */
static void
an_untouched_time_keeps_instant_and_offset (void)
{
  static const char *const times[] = { "2025-11-10T09:05-05:00", "2025-07-10T09:05:42+01:00", "2025-11-10" };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      Page page = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (TideAssessmentData) data = tide_assessment_data_new ();
      g_autoptr (TideAssessmentData) after = NULL;
      g_autoptr (GPtrArray) list = NULL;
      TideInstant taken;

      form_fixture_init (&page.fixture);
      g_assert_true (tide_instant_parse (times[i], &taken, &error));
      data->patient_id = page.fixture.patient_id;
      data->rater_id = page.fixture.rater_id;
      data->taken = taken;
      tide_record_set_text (&data->instrument_id, "cgis");
      tide_record_set_text (&data->answers, "1=4");
      g_assert_true (tide_clinic_save_assessment (page.fixture.clinic, data, NULL, &error));
      page_show (&page, "cgis", data->base.id);
      press (&page, "5");
      g_assert_true (tide_rating_form_finish (TIDE_RATING_FORM (page.form), "misread"));
      list = tide_clinic_list (page.fixture.clinic, &tide_assessment_data_class, "patient_id",
                               page.fixture.patient_id, &error);
      for (guint j = 0; j < list->len; j++)
        if (((TideAssessmentData *) list->pdata[j])->supersedes_id == data->base.id)
          after = load (&page, TIDE_RECORD (list->pdata[j])->id);
      g_assert_nonnull (after);
      g_assert_cmpstr (after->answers, ==, "1=5");
      g_assert_cmpint (after->taken.utc, ==, taken.utc);
      g_assert_cmpint (after->taken.offset, ==, taken.offset);
      g_assert_cmpint (after->taken.precision, ==, taken.precision);
      gtk_window_destroy (GTK_WINDOW (page.window));
      form_fixture_clear (&page.fixture);
    }
}

static void
assert_asked (const char *instrument_id, const char *keys, const char *heading, const char *words)
{
  Page page = { 0 };
  AdwMessageDialog *dialog;

  form_fixture_init (&page.fixture);
  page_show (&page, instrument_id, 0);
  press (&page, keys);
  tide_rating_form_save_incomplete (TIDE_RATING_FORM (page.form));
  settle ();
  dialog = app_fixture_find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (dialog);
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, heading);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), words));
  /* No reason stands there already: Enter alone does not pass it. */
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "confirm"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  gtk_window_destroy (GTK_WINDOW (page.window));
  form_fixture_clear (&page.fixture);
}

static void
an_open_safety_item_is_named (void)
{
  assert_asked ("phq9", "22222222-", "The suicide item (9) has no answer", "PHQ-9 item 9 (");
  assert_asked ("madrs", "222222222-", "The suicide item (10) has no answer", "MADRS item 10 (");
  assert_asked ("hamd17", "11-11111111111111", "The suicide item (3) has no answer", "HAM-D17 item 3 (");
  assert_asked ("qids_sr16", "11111111111-1111", "The suicide item (12) has no answer", " item 12 (");
  assert_asked ("pcl5", "111111111111111-1111", "The safety item (16) has no answer", "PCL-5 item 16 (");
}

/* A form that amends promises what its saving does (clinical.md 8.1): PHQ-9 item 9 from @first to @second. */
static void
assert_promised (const char *first, const char *second, gboolean acted, const char *words, guint n_open)
{
  Page page = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TideAssessmentData) data = tide_assessment_data_new ();
  g_autoptr (GPtrArray) raised = NULL, open = NULL;
  g_autofree char *answers = g_strconcat ("1=1;2=1;3=1;4=1;5=1;6=1;7=1;8=1;9=", first, NULL);
  g_autofree char *keys = g_strconcat ("11111111", second, NULL);
  TideItemRow *row;

  form_fixture_init (&page.fixture);
  data->patient_id = page.fixture.patient_id;
  data->rater_id = page.fixture.rater_id;
  data->taken = tide_instant_now ();
  tide_record_set_text (&data->instrument_id, "phq9");
  tide_record_set_text (&data->answers, answers);
  g_assert_true (tide_clinic_save_assessment (page.fixture.clinic, data, &raised, &error));
  g_assert_cmpuint (raised->len, ==, 1);
  if (acted)
    g_assert_true (
      tide_clinic_resolve_alert (page.fixture.clinic, TIDE_RECORD (raised->pdata[0])->id, "asked", &error));
  page_show (&page, "phq9", data->base.id);
  press (&page, keys);
  row = tide_sheet_view_get_row (tide_rating_form_get_view (TIDE_RATING_FORM (page.form)), 8);
  if (strstr (tide_item_row_get_note (row), words) == NULL)
    g_error ("%s to %s: expected “%s”, read “%s”", first, second, words, tide_item_row_get_note (row));
  g_assert_true (tide_rating_form_finish (TIDE_RATING_FORM (page.form), "misread"));
  open = tide_clinic_list_open_alerts (page.fixture.clinic, NULL);
  g_assert_cmpuint (open->len, ==, n_open);
  gtk_window_destroy (GTK_WINDOW (page.window));
  form_fixture_clear (&page.fixture);
}

static void
an_amendment_promises_what_its_saving_does (void)
{
  assert_promised ("1", "1", FALSE, "is open already and stays open", 1);
  assert_promised ("3", "2", FALSE, "stays open, marked as amended", 1);
  assert_promised ("1", "1", TRUE, "has acted on its alert already", 0);
  assert_promised ("1", "2", FALSE, "an alert is raised at saving", 2);
}

static void
another_open_item_asks_as_before (void)
{
  assert_asked ("phq9", "-22222222", "Save incomplete?", "Item 1 is missing.");
}

static void
a_saved_estimate_is_told (void)
{
  FormFixture fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TideFormContext) context = NULL;
  g_autoptr (TideAssessmentData) data = tide_assessment_data_new ();
  g_autoptr (GPtrArray) alerts = NULL;
  g_autofree char *words = NULL;

  form_fixture_init (&fixture);
  data->patient_id = fixture.patient_id;
  data->taken = tide_instant_now ();
  tide_record_set_text (&data->instrument_id, "phq9");
  tide_record_set_text (&data->answers, "1=2;2=2;3=2;4=2;5=2;6=2;7=-;8=2;9=-");
  g_assert_true (tide_clinic_save_assessment (fixture.clinic, data, &alerts, &error));
  context = tide_form_context_new (fixture.clinic, fixture.patient_id, &error);
  words = tide_form_dup_saved_words (context, data, alerts);
  g_assert_cmpstr (words, ==,
                   "Saved PHQ-9 18 of 27, estimated from 7 of 9, moderately severe, item 9 not answered. "
                   "1 alert raised.");
  g_clear_pointer (&context, tide_form_context_free);
  form_fixture_clear (&fixture);
}

/* clinical.md 8.1: entered more than 14 days after it was taken, and older than 30 days. */
static void
an_alert_of_a_late_rating_is_told_as_such (void)
{
  g_autoptr (GPtrArray) alerts = g_ptr_array_new_with_free_func (tide_record_free);
  TideInstant taken = tide_instant_from_local (tide_date_today () - 53, 10, 0);
  TideAlert *late = tide_alert_new ();
  g_autofree char *one = NULL, *both = NULL, *none = tide_form_dup_alert_words (NULL, taken);

  late->historical = TRUE;
  g_ptr_array_add (alerts, late);
  one = tide_form_dup_alert_words (alerts, taken);
  g_assert_cmpstr (one, ==, "1 alert for the record: the rating is 53 days old; see History.");
  g_ptr_array_add (alerts, tide_alert_new ());
  both = tide_form_dup_alert_words (alerts, taken);
  g_assert_cmpstr (both, ==,
                   "1 alert raised. 1 alert for the record: the rating is 53 days old; see History.");
  g_assert_null (none);
}

/* Kind and moment, and nobody's name: the same for whomever it is about, and not twice the same. */
static void
a_file_name_tells_kind_and_moment (void)
{
  g_autofree char *name = tide_words_file_name ("timeline", "svg");
  g_assert_true (g_regex_match_simple ("^timeline-\\d{4}-\\d{2}-\\d{2}-\\d{6}\\.svg$", name, 0, 0));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  tide_application_load_resources ();
  g_test_add_func ("/form/an-amendment-promises-what-its-saving-does",
                   an_amendment_promises_what_its_saving_does);
  g_test_add_func ("/form-words/an-untouched-time-keeps-instant-and-offset",
                   an_untouched_time_keeps_instant_and_offset);
  g_test_add_func ("/form-words/an-open-safety-item-is-named-before-saving", an_open_safety_item_is_named);
  g_test_add_func ("/form-words/another-open-item-asks-as-before", another_open_item_asks_as_before);
  g_test_add_func ("/form-words/a-saved-estimate-is-told", a_saved_estimate_is_told);
  g_test_add_func ("/form-words/an-alert-of-a-late-rating-is-told-as-such",
                   an_alert_of_a_late_rating_is_told_as_such);
  g_test_add_func ("/app/words/a-file-name-tells-kind-and-moment", a_file_name_tells_kind_and_moment);
  return g_test_run ();
}
