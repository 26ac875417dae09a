/* test-forms.c: real rating pages on a synthetic clinic: typed, left, found again, saved. */

#include <adwaita.h>
#include <math.h>

#include "form-fixture.h"
#include "tide-application.h"
#include "tide-assessment-form.h"
#include "tide-date-entry.h"
#include "tide-effects-box.h"
#include "tide-visit-form.h"

typedef struct
{
  FormFixture fixture;
  GtkWidget *window, *form;
  gboolean closed, saved;
  char *message;
} Page;

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

#define WAIT_FOR(condition)                                                                                  \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    gint64 end_ = g_get_monotonic_time () + 5 * G_TIME_SPAN_SECOND;                                          \
    guint source_ = g_timeout_add (10, tick_cb, NULL);                                                       \
    while (!(condition) && g_get_monotonic_time () < end_)                                                   \
      g_main_context_iteration (NULL, TRUE);                                                                 \
    g_source_remove (source_);                                                                               \
    if (!(condition))                                                                                        \
      g_error ("waited in vain for " #condition);                                                            \
  }                                                                                                          \
  G_STMT_END

static void
closed_cb (GtkWidget *form, gboolean saved, const char *message, Page *page)
{
  page->closed = TRUE;
  page->saved = saved;
  g_free (page->message);
  page->message = g_strdup (message);
}

static void
page_show (Page *page, GtkWidget *form)
{
  g_assert_nonnull (form);
  page->form = form;
  page->closed = page->saved = FALSE;
  page->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (page->window), 1280, 860);
  g_signal_connect (form, "closed", G_CALLBACK (closed_cb), page);
  adw_window_set_content (ADW_WINDOW (page->window), form);
  gtk_window_present (GTK_WINDOW (page->window));
  gtk_test_widget_wait_for_draw (form);
}

static void
page_hide (Page *page)
{
  gpointer weak = page->form;

  g_object_add_weak_pointer (G_OBJECT (page->form), &weak);
  gtk_window_destroy (GTK_WINDOW (page->window));
  g_clear_pointer (&page->message, g_free);
  WAIT_FOR (weak == NULL); /* a page that leaks keeps a patient on a locked screen */
}

static void
page_open (Page *page, const char *instrument_id)
{
  page_show (page,
             tide_assessment_form_new (page->fixture.clinic, page->fixture.patient_id, instrument_id, 0));
}

static void
type (Page *page, const char *keys)
{
  for (; *keys; keys++)
    tide_rating_form_press (TIDE_RATING_FORM (page->form),
                            *keys == '<'   ? GDK_KEY_BackSpace
                            : *keys == '-' ? GDK_KEY_minus
                                           : (guint) *keys,
                            0);
}

static GPtrArray *
list_assessments (Page *page)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = tide_clinic_list (page->fixture.clinic, &tide_assessment_data_class, "patient_id",
                                      page->fixture.patient_id, &error);

  g_assert_no_error (error);
  return list;
}

static const TideAssessmentData *
find_newest (GPtrArray *list, const char *instrument_id)
{
  for (guint i = list->len; i > 0; i--)
    {
      const TideAssessmentData *data = list->pdata[i - 1];

      if (g_str_equal (data->instrument_id, instrument_id))
        return data;
    }
  return NULL;
}

static const TideAssessmentData *
find_by_id (GPtrArray *list, gint64 id)
{
  for (guint i = 0; i < list->len; i++)
    if (TIDE_RECORD (list->pdata[i])->id == id)
      return list->pdata[i];
  return NULL;
}

static double
stored_total (const TideAssessmentData *data)
{
  TideScoreStatus status;
  double value = NAN;

  g_assert_true (tide_scores_text_find (data->scores, "total", &status, &value));
  return value;
}

static TideRatingForm *
form_of (Page *page)
{
  return TIDE_RATING_FORM (page->form);
}

static gboolean
can_save (Page *page)
{
  return gtk_widget_get_sensitive (tide_rating_form_get_save_button (form_of (page)));
}

static const char *
save_tooltip (Page *page)
{
  return gtk_widget_get_tooltip_text (tide_rating_form_get_save_button (form_of (page)));
}

/* --- one scale --- */

/* The numbers are those of mockups/assessment-form.png: 9 so far, response if the rest stay as on 23 Oct. */
static void
a_form_says_what_it_comes_to (void)
{
  Page page = { 0 };

  form_fixture_init (&page.fixture);
  page_open (&page, "ybocs");
  type (&page, "112122");
  g_assert_cmpstr (tide_assessment_form_get_total_words (TIDE_ASSESSMENT_FORM (page.form)), ==,
                   "9 so far, of 40");
  g_assert_cmpstr (tide_assessment_form_get_state_words (TIDE_ASSESSMENT_FORM (page.form)), ==,
                   "Response if the rest stay as on 23 Oct");
  g_assert_false (can_save (&page));
  g_assert_cmpstr (save_tooltip (&page), ==, "Items 7, 8, 9, 10 are missing.");
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

static void
a_whole_ybocs_is_typed_and_saved (void)
{
  Page page = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  const TideAssessmentData *data;

  form_fixture_init (&page.fixture);
  page_open (&page, "ybocs");
  type (&page, "1121222212");
  g_assert_true (can_save (&page));
  tide_rating_form_save (form_of (&page));
  g_assert_true (page.closed && page.saved);
  g_assert_nonnull (strstr (page.message, "Y-BOCS 16 of 40"));
  list = list_assessments (&page);
  data = find_newest (list, "ybocs");
  g_assert_cmpstr (data->answers, ==, "1=1;2=1;3=2;4=1;5=2;6=2;7=2;8=2;9=1;10=2");
  g_assert_cmpfloat (stored_total (data), ==, 16);
  g_assert_cmpint (data->rater_id, ==, page.fixture.rater_id);
  g_assert_cmpint (data->rater_type, ==, TIDE_RATER_CLINICIAN);
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

static void
keep_ybocs (Page *page, const char *taken, const char *answers)
{
  g_autoptr (TideAssessmentData) data = tide_assessment_data_new ();
  g_autoptr (GError) error = NULL;

  data->patient_id = page->fixture.patient_id;
  tide_record_set_text (&data->instrument_id, "ybocs");
  tide_instant_parse (taken, &data->taken, &error);
  g_assert_no_error (error);
  data->rater_id = page->fixture.rater_id;
  data->rater_type = TIDE_RATER_CLINICIAN;
  data->status = TIDE_STATUS_FINAL;
  tide_record_set_text (&data->answers, answers);
  tide_clinic_save_assessment (page->fixture.clinic, data, NULL, &error);
  g_assert_no_error (error);
}

/* From 27: 16 is a response, 26 a relapse, and 22 (18.5 %) after it stays one, in the form as in the table.
 */
static void
a_relapse_is_said_before_it_is_saved (void)
{
  Page page = { 0 };

  form_fixture_init (&page.fixture);
  keep_ybocs (&page, "2025-10-30 10:00", "1=1;2=1;3=2;4=1;5=2;6=2;7=2;8=2;9=1;10=2");
  keep_ybocs (&page, "2025-11-06 10:00", "1=3;2=3;3=3;4=2;5=3;6=3;7=3;8=2;9=2;10=2");
  page_open (&page, "ybocs");
  type (&page, "2222222323");
  g_assert_cmpstr (tide_assessment_form_get_state_words (TIDE_ASSESSMENT_FORM (page.form)), ==,
                   "Relapse, by score only");
  tide_rating_form_save (form_of (&page));
  g_assert_true (page.saved);
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (TideHistory) history
      = tide_clinic_load_history (page.fixture.clinic, page.fixture.patient_id, &error);
    g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (page.fixture.clinic);
    TideInstrument *ybocs = tide_library_lookup (tide_clinic_get_library (page.fixture.clinic), "ybocs");
    g_autoptr (TideOutcome) outcome = tide_outcome_compute (history, ybocs, thresholds, tide_instant_now ());

    g_assert_no_error (error);
    g_assert_cmpint (outcome->visits[outcome->n_visits - 1].state, ==, TIDE_STATE_RELAPSE);
  }
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

static void
score_and_cgi_are_one_save (void)
{
  Page page = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  const TideAssessmentData *score, *cgi_i;

  form_fixture_init (&page.fixture);
  page_open (&page, "ybocs");
  type (&page, "112122221232");
  tide_rating_form_save (form_of (&page));
  g_assert_true (page.saved);
  list = list_assessments (&page);
  score = find_newest (list, "ybocs");
  cgi_i = find_newest (list, "cgii");
  g_assert_cmpstr (find_newest (list, "cgis")->answers, ==, "1=3");
  g_assert_cmpstr (cgi_i->answers, ==, "1=2");
  g_assert_cmpint (score->visit_id, !=, 0);
  g_assert_cmpint (score->visit_id, ==, cgi_i->visit_id);
  g_assert_cmpint (cgi_i->compared_with, ==, 1);
  g_assert_cmpint (cgi_i->compared_on, ==, tide_date_from_ymd (2025, 7, 24)); /* the baseline's day */
  page_hide (&page);
  g_assert_true (tide_clinic_undo (page.fixture.clinic, NULL)); /* one step takes all three back */
  form_fixture_clear (&page.fixture);
}

static void
a_suicide_answer_is_noted_and_alerts (void)
{
  Page page = { 0 };
  g_autoptr (GPtrArray) alerts = NULL;
  TideItemRow *row;

  form_fixture_init (&page.fixture);
  page_open (&page, "phq9");
  type (&page, "111111112");
  row = tide_sheet_view_get_row (tide_rating_form_get_view (form_of (&page)), 8);
  g_assert_nonnull (strstr (tide_item_row_get_note (row), "Assess risk now"));
  tide_rating_form_save (form_of (&page));
  g_assert_true (page.saved);
  g_assert_nonnull (strstr (page.message, "1 alert raised"));
  alerts = tide_clinic_list_open_alerts (page.fixture.clinic, NULL);
  g_assert_cmpuint (alerts->len, ==, 1);
  g_assert_cmpint (((TideAlert *) alerts->pdata[0])->level, ==, TIDE_LEVEL_RED);
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

/* What the form says of a late answer is what its saving does (clinical.md 8.1); the fixture's now is 20 Nov
 * 2025, so that the 1st is more than a fortnight back and the 10th is not. */
static void
a_late_suicide_answer_is_promised_as_it_is_kept (void)
{
  Page page = { 0 };
  TideItemRow *row;
  GtkEditable *done;

  form_fixture_init (&page.fixture);
  page_open (&page, "phq9");
  type (&page, "111111112");
  row = tide_sheet_view_get_row (tide_rating_form_get_view (form_of (&page)), 8);
  done = tide_entry_details_get_done_editable (tide_rating_form_get_details (form_of (&page)));
  gtk_editable_set_text (done, "2025-09-01 10:00");
  g_assert_nonnull (strstr (tide_item_row_get_note (row), "kept for the record"));
  g_assert_null (strstr (tide_item_row_get_note (row), "raised at saving"));
  gtk_editable_set_text (done, "2025-11-01 10:00"); /* late, but the newest within 30 days: news */
  g_assert_nonnull (strstr (tide_item_row_get_note (row), "an alert is raised at saving"));
  gtk_editable_set_text (done, "2025-09-01 10:00");
  tide_rating_form_save (form_of (&page));
  g_assert_true (page.saved);
  g_assert_nonnull (strstr (page.message, "1 alert for the record"));
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

/* Tab goes round the whole page, forwards and backwards, and comes by the answers. */
static void
assert_tab_reaches_answers (Page *page)
{
  WAIT_FOR (TIDE_IS_ITEM_ROW (gtk_window_get_focus (GTK_WINDOW (page->window))));
  for (int back = 0; back < 2; back++)
    {
      GtkDirectionType direction = back ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD;
      gboolean reached = FALSE;

      gtk_widget_child_focus (page->window, direction);
      g_assert_false (TIDE_IS_ITEM_ROW (gtk_window_get_focus (GTK_WINDOW (page->window)))); /* one stop */
      for (guint i = 0; i < 60 && !reached; i++)
        {
          gtk_widget_child_focus (page->window, direction);
          reached = TIDE_IS_ITEM_ROW (gtk_window_get_focus (GTK_WINDOW (page->window)));
        }
      g_assert_true (reached);
    }
}

static void
tab_reaches_the_answers (void)
{
  Page page = { 0 };

  form_fixture_init (&page.fixture);
  page_open (&page, "gad7");
  assert_tab_reaches_answers (&page);
  page_hide (&page);
  page_show (&page, tide_visit_form_new (page.fixture.clinic, page.fixture.patient_id));
  assert_tab_reaches_answers (&page);
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

static void
a_self_report_has_no_rater_but_the_patient (void)
{
  Page page = { 0 };
  g_autoptr (GPtrArray) list = NULL;

  form_fixture_init (&page.fixture);
  page_open (&page, "gad7");
  type (&page, "1111111");
  tide_rating_form_save (form_of (&page));
  list = list_assessments (&page);
  g_assert_cmpint (find_newest (list, "gad7")->rater_type, ==, TIDE_RATER_SELF);
  g_assert_cmpint (find_newest (list, "gad7")->rater_id, ==, 0);
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

static void
incomplete_needs_a_reason_and_keeps_missing_missing (void)
{
  Page page = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  const TideAssessmentData *data;
  TideItemRow *row;

  form_fixture_init (&page.fixture);
  page_open (&page, "ybocs");
  type (&page, "33233-");
  tide_rating_form_save (form_of (&page)); /* refused in words at the first missing item */
  g_assert_false (page.closed);
  row = tide_sheet_view_get_row (tide_rating_form_get_view (form_of (&page)), 5);
  g_assert_nonnull (strstr (tide_item_row_get_note (row), "Save Incomplete"));
  g_assert_true (tide_rating_form_finish (form_of (&page), "patient declined"));
  list = list_assessments (&page);
  data = find_newest (list, "ybocs");
  g_assert_cmpstr (data->incomplete_reason, ==, "patient declined");
  g_assert_cmpstr (data->answers, ==, "1=3;2=3;3=2;4=3;5=3;6=-;7=-;8=-;9=-;10=-");
  g_assert_true (isnan (stored_total (data)));
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

/* Ctrl+S without a rater: said at the row, and the keyboard goes to where the rater is chosen. */
static void
a_save_without_a_rater_leads_to_the_rater (void)
{
  Page page = { 0 };
  TideEntryDetails *details;
  TideItemRow *row;
  GtkWidget *focus;

  form_fixture_init (&page.fixture);
  page_open (&page, "ybocs");
  details = tide_rating_form_get_details (form_of (&page));
  type (&page, "3323332323");
  tide_entry_details_set (details, tide_entry_details_get_taken (details), 0, TIDE_RATER_CLINICIAN, 1);
  tide_rating_form_save (form_of (&page));
  g_assert_false (page.closed);
  row = tide_sheet_view_get_row (tide_rating_form_get_view (form_of (&page)),
                                 tide_answer_sheet_get_cursor (tide_rating_form_get_sheet (form_of (&page))));
  g_assert_cmpstr (tide_item_row_get_note (row), ==, "Not saved: Choose who rated.");
  focus = gtk_root_get_focus (GTK_ROOT (page.window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (details)));
  g_assert_nonnull (gtk_widget_get_ancestor (focus, GTK_TYPE_DROP_DOWN));
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

static void
a_draft_is_kept_and_comes_back (void)
{
  Page page = { 0 };
  g_autoptr (GPtrArray) drafts = NULL, after = NULL;
  gint64 start;

  form_fixture_init (&page.fixture);
  page_open (&page, "ybocs");
  type (&page, "112-");
  start = g_get_monotonic_time ();
  for (;;)
    {
      g_clear_pointer (&drafts, g_ptr_array_unref);
      g_main_context_iteration (NULL, FALSE);
      drafts = tide_clinic_list_drafts (page.fixture.clinic, page.fixture.patient_id, NULL);
      if (drafts->len > 0)
        break;
      g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_TIME_SPAN_SECOND);
    }
  g_test_message ("draft after %d ms", (int) ((g_get_monotonic_time () - start) / 1000));
  page_hide (&page);

  page_open (&page, "ybocs");
  g_assert_true (tide_answer_sheet_get_row (tide_rating_form_get_sheet (form_of (&page)), 3)->marked);
  g_assert_cmpuint (tide_answer_sheet_get_cursor (tide_rating_form_get_sheet (form_of (&page))), ==, 4);
  g_assert_true (tide_rating_form_is_changed (form_of (&page)));
  type (&page, "^");
  tide_answer_sheet_set_cursor (tide_rating_form_get_sheet (form_of (&page)), 3);
  type (&page, "1222212");
  tide_rating_form_save (form_of (&page));
  g_assert_true (page.saved);
  after = tide_clinic_list_drafts (page.fixture.clinic, page.fixture.patient_id, NULL);
  g_assert_cmpuint (after->len, ==, 0);
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

static void
a_wrong_time_blocks_both_saves (void)
{
  Page page = { 0 };
  GtkEditable *done;
  static const struct
  {
    const char *typed, *words;
  } wrong[] = { { "21 Nov 2025", "future" },
                { "1 Jan 1970", "before the patient's birth" },
                { "31.2.2025", "no day 31" },
                { "", "Say when" },
                { "20 Nov 2025 25:00", "no time of day" } };

  form_fixture_init (&page.fixture);
  page_open (&page, "gad7");
  type (&page, "1111111");
  done = tide_entry_details_get_done_editable (tide_rating_form_get_details (form_of (&page)));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      gtk_editable_set_text (done, wrong[i].typed);
      g_assert_false (can_save (&page));
      g_assert_nonnull (strstr (save_tooltip (&page), wrong[i].words));
      tide_rating_form_save (form_of (&page));
      tide_rating_form_save_incomplete (form_of (&page));
      g_assert_false (page.closed);
    }
  gtk_editable_set_text (done, "19.11.2025 09:30");
  g_assert_true (can_save (&page));
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

static void
an_amendment_shows_the_old_and_keeps_it (void)
{
  Page page = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  const TideAssessmentData *new_one;

  form_fixture_init (&page.fixture);
  page_show (&page, tide_assessment_form_new (page.fixture.clinic, page.fixture.patient_id, "ybocs",
                                              page.fixture.last_id));
  g_assert_cmpstr (tide_assessment_form_get_total_words (TIDE_ASSESSMENT_FORM (page.form)), ==,
                   "19 of 40 · moderate");
  /* Compared with the rating before it (25 Sep), not with itself (23 Oct). */
  g_assert_cmpint (
    tide_instant_get_date (
      tide_answer_sheet_get_part (tide_rating_form_get_sheet (form_of (&page)), 0)->previous_taken),
    ==, tide_date_from_ymd (2025, 9, 25));
  type (&page, "3");
  g_assert_true (tide_rating_form_finish (form_of (&page), "misread"));
  list = list_assessments (&page);
  new_one = find_newest (list, "ybocs");
  g_assert_cmpint (new_one->supersedes_id, ==, page.fixture.last_id);
  g_assert_cmpstr (find_by_id (list, page.fixture.last_id)->reason, ==, "misread");
  g_assert_cmpint (find_by_id (list, page.fixture.last_id)->status, ==, TIDE_STATUS_AMENDED);
  g_assert_cmpfloat (stored_total (new_one), ==, 20);
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

/* Rated were 25 Sep and 23 Oct: on 1 October only the first had been, years ago none. */
static void
a_late_rating_is_compared_with_what_was_before_it (void)
{
  Page page = { 0 };
  GtkEditable *done;
  static const struct
  {
    const char *typed;
    int month, day; /* of the rating before, 0: none */
  } days[] = { { "24.10.2025 09:00", 10, 23 }, { "1.10.2025 09:00", 9, 25 }, { "1.1.2020 09:00", 0, 0 } };

  form_fixture_init (&page.fixture);
  page_open (&page, "ybocs");
  done = tide_entry_details_get_done_editable (tide_rating_form_get_details (form_of (&page)));
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      TideSheetPart *part = tide_answer_sheet_get_part (tide_rating_form_get_sheet (form_of (&page)), 0);
      gtk_editable_set_text (done, days[i].typed);
      g_assert_cmpint (tide_instant_is_known (part->previous_taken), ==, days[i].day != 0);
      if (days[i].day != 0)
        g_assert_cmpint (tide_instant_get_date (part->previous_taken), ==,
                         tide_date_from_ymd (2025, days[i].month, days[i].day));
    }
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

/* A file may name who rated and not say whether that was a clinician: amending the answers does not say so.
 */
static void
an_amendment_does_not_make_a_clinician (void)
{
  Page page = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (TideAssessmentData) data = NULL;
  g_autoptr (GError) error = NULL;

  form_fixture_init (&page.fixture);
  data = tide_clinic_lookup (page.fixture.clinic, &tide_assessment_data_class, page.fixture.last_id, &error);
  data->rater_type = TIDE_RATER_UNKNOWN;
  g_assert_true (tide_clinic_save_assessment (page.fixture.clinic, data, NULL, &error));
  page_show (&page,
             tide_assessment_form_new (page.fixture.clinic, page.fixture.patient_id, "ybocs", data->base.id));
  type (&page, "3");
  g_assert_true (tide_rating_form_finish (form_of (&page), "misread"));
  list = list_assessments (&page);
  g_assert_cmpint (find_newest (list, "ybocs")->supersedes_id, ==, data->base.id);
  g_assert_cmpint (find_newest (list, "ybocs")->rater_id, ==, page.fixture.rater_id);
  g_assert_cmpint (find_newest (list, "ybocs")->rater_type, ==, TIDE_RATER_UNKNOWN);
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

static void
a_total_alone_is_checked_and_kept (void)
{
  Page page = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  static const char *const wrong[] = { "", "41", "-1", "12.5", "x" };
  GtkEditable *total;

  form_fixture_init (&page.fixture);
  page_open (&page, "ybocs");
  tide_assessment_form_set_total_only (TIDE_ASSESSMENT_FORM (page.form), TRUE);
  total = tide_assessment_form_get_total_editable (TIDE_ASSESSMENT_FORM (page.form));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      gtk_editable_set_text (total, wrong[i]);
      g_assert_false (can_save (&page));
    }
  gtk_editable_set_text (total, "24");
  g_assert_true (can_save (&page));
  tide_rating_form_save (form_of (&page));
  list = list_assessments (&page);
  g_assert_true (tide_assessment_data_is_total_only (find_newest (list, "ybocs")));
  g_assert_cmpfloat (find_newest (list, "ybocs")->total, ==, 24);
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

static GtkWidget *
find_button (Page *page, guint row, int value)
{
  return tide_item_row_get_button (tide_sheet_view_get_row (tide_rating_form_get_view (form_of (page)), row),
                                   value);
}

static void
answers_are_named_for_screen_readers (void)
{
  Page page = { 0 };
  GtkWidget *button;

  form_fixture_init (&page.fixture);
  page_open (&page, "ybocs");
  button = find_button (&page, 2, 2);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_ROLE_RADIO);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Item 3 Distress from obsessions: 2 moderate");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_FALSE);
  gtk_widget_activate (button);
  WAIT_FOR (tide_answer_sheet_get_answer (tide_rating_form_get_sheet (form_of (&page)), 2).state
            == TIDE_ANSWER_GIVEN);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

/* --- every shipped scale --- */

static int
least_answer (const TideItem *item)
{
  for (guint i = 0; item->options && i < item->n_options; i++)
    if (!item->options[i].is_missing)
      return item->options[i].value;
  return item->minimum;
}

static void
complete_by_keys (Page *page)
{
  TideAnswerSheet *sheet = tide_rating_form_get_sheet (form_of (page));

  for (guint guard = 0; guard < 200; guard++)
    {
      guint row = tide_answer_sheet_get_cursor (sheet);
      const TideSheetRow *r = tide_answer_sheet_get_row (sheet, row);
      g_autofree char *digits = NULL;

      if (r->part > 0
          || (tide_answer_sheet_part_is_complete (sheet, 0) && !tide_answer_sheet_is_open (sheet, row)))
        return;
      digits = g_strdup_printf ("%d", least_answer (r->info));
      type (page, digits);
      if (*tide_answer_sheet_get_pending (sheet) != '\0')
        tide_answer_sheet_commit (sheet);
      if (tide_answer_sheet_get_cursor (sheet) == row)
        return; /* the last one */
    }
}

static void
every_shipped_scale_can_be_completed (void)
{
  Page page = { 0 };
  TideLibrary *library;

  form_fixture_init (&page.fixture);
  library = tide_clinic_get_library (page.fixture.clinic);
  g_assert_cmpuint (tide_library_get_n (library), >, 20);
  for (guint i = 0; i < tide_library_get_n (library); i++)
    {
      const char *id = tide_instrument_get_id (tide_library_get (library, i));
      g_autofree char *missing = NULL;

      page_open (&page, id);
      complete_by_keys (&page);
      missing = TIDE_RATING_FORM_GET_CLASS (page.form)->dup_missing (form_of (&page));
      if (missing)
        g_error ("%s: %s", id, missing);
      g_assert_true (can_save (&page));
      tide_rating_form_save (form_of (&page));
      g_assert_true (page.saved);
      page_hide (&page);
    }
  form_fixture_clear (&page.fixture);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* What a key costs before the next frame, on the longest form: 48 items, seven scores. The bound is wide for
 * a busy machine and for sanitizers; the figure itself is printed. */
static void
a_key_is_not_felt (void)
{
  Page page = { 0 };
  double times[48];

  form_fixture_init (&page.fixture);
  page_open (&page, "lsas");
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      gint64 start = g_get_monotonic_time ();

      type (&page, "2");
      times[i] = (double) (g_get_monotonic_time () - start) / 1000;
    }
  qsort (times, G_N_ELEMENTS (times), sizeof times[0], compare_doubles);
  g_test_message ("a key on the LSAS: median %.1f ms, longest %.1f ms", times[24], times[47]);
  g_assert_cmpfloat (times[24], <, 100);
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

/* --- a visit --- */

static void
an_ocd_visit_takes_twenty_four_keys (void)
{
  Page page = { 0 };
  const char *keys = "1121222212"
                     "3"
                     "2"
                     "111111110"
                     "n";                       /* Y-BOCS, CGI-S, CGI-I, PHQ-9, no unwanted effects */
  guint n_keys = 1 + (guint) strlen (keys) + 1; /* with the one that opens and the one that saves */
  g_autoptr (GPtrArray) list = NULL, parts = NULL;

  form_fixture_init (&page.fixture);
  page_show (&page, tide_visit_form_new (page.fixture.clinic, page.fixture.patient_id));
  type (&page, keys);
  tide_rating_form_save (form_of (&page));
  g_assert_true (page.saved);
  g_assert_cmpuint (n_keys, ==, 24);
  g_assert_cmpuint (n_keys, <=, 26);
  list = list_assessments (&page);
  g_assert_cmpfloat (stored_total (find_newest (list, "ybocs")), ==, 16);
  g_assert_cmpfloat (stored_total (find_newest (list, "phq9")), ==, 8);
  g_assert_cmpint (find_newest (list, "phq9")->rater_type, ==, TIDE_RATER_SELF);
  g_assert_cmpint (find_newest (list, "ybocs")->visit_id, ==, find_newest (list, "phq9")->visit_id);
  parts = tide_clinic_list (page.fixture.clinic, &tide_visit_part_class, "patient_id",
                            page.fixture.patient_id, NULL);
  g_assert_cmpuint (parts->len, ==, 0); /* everything was done */
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

/* One key a goal between the scales and the unwanted effects; "10" is two digits, P repeats last time's. */
static void
each_open_goal_is_rated_at_the_visit (void)
{
  Page page = { 0 };
  g_autoptr (GPtrArray) ratings = NULL, list = NULL;
  const TideGoalRating *first, *second;
  TideAnswerSheet *sheet;
  gint64 one, other;

  form_fixture_init (&page.fixture);
  one = form_fixture_add_goal (&page.fixture);
  other = form_fixture_add_goal (&page.fixture);
  page_show (&page, tide_visit_form_new (page.fixture.clinic, page.fixture.patient_id));
  sheet = tide_rating_form_get_sheet (form_of (&page));
  type (&page, "1121222212"
               "3"
               "2"
               "111111110"
               "10"
               "4"
               "n");
  g_assert_cmpstr (tide_answer_sheet_get_part (sheet, 4)->label, ==, "To take the bus alone");
  tide_rating_form_save (form_of (&page));
  g_assert_true (page.saved);
  ratings = tide_clinic_list (page.fixture.clinic, &tide_goal_rating_class, "patient_id",
                              page.fixture.patient_id, NULL);
  g_assert_cmpuint (ratings->len, ==, 2);
  first = ratings->pdata[0];
  second = ratings->pdata[1];
  g_assert_cmpint (first->goal_id, ==, one);
  g_assert_cmpint (first->value, ==, 10);
  g_assert_cmpint (second->goal_id, ==, other);
  g_assert_cmpint (second->value, ==, 4);
  list = list_assessments (&page);
  g_assert_cmpint (first->visit_id, ==, find_newest (list, "ybocs")->visit_id);
  g_assert_cmpint (first->taken.utc, ==, find_newest (list, "ybocs")->taken.utc);
  g_assert_null (find_newest (list, "goal_1")); /* it is the goal's rating, not a scale's */
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

/* The first goal is closed between draft and visit: the second's answer does not move to another goal. */
static void
a_goal_keeps_its_answer_when_another_is_closed (void)
{
  Page page = { 0 };
  g_autoptr (GPtrArray) ratings = NULL;
  g_autoptr (TideGoal) closed = NULL;
  g_autoptr (GError) error = NULL;
  const TideGoalRating *rating;
  gint64 one, other;

  form_fixture_init (&page.fixture);
  one = form_fixture_add_goal (&page.fixture);
  other = form_fixture_add_goal (&page.fixture);
  page_show (&page, tide_visit_form_new (page.fixture.clinic, page.fixture.patient_id));
  type (&page, "1121222212"
               "3"
               "2"
               "111111110"
               "10"
               "4"
               "n");
  tide_rating_form_save_draft (form_of (&page));
  page_hide (&page);
  closed = tide_clinic_lookup (page.fixture.clinic, &tide_goal_class, one, &error);
  g_assert_no_error (error);
  closed->closed_on = tide_date_today ();
  g_assert_true (tide_clinic_save (page.fixture.clinic, closed, &error));

  page_show (&page, tide_visit_form_new (page.fixture.clinic, page.fixture.patient_id)); /* from the draft */
  tide_rating_form_save (form_of (&page));
  g_assert_true (page.saved);
  ratings = tide_clinic_list (page.fixture.clinic, &tide_goal_rating_class, "patient_id",
                              page.fixture.patient_id, NULL);
  g_assert_cmpuint (ratings->len, ==, 1);
  rating = ratings->pdata[0];
  g_assert_cmpint (rating->goal_id, ==, other);
  g_assert_cmpint (rating->value, ==, 4);
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

static void
skipped_parts_are_stored_with_their_reason (void)
{
  Page page = { 0 };
  g_autoptr (GPtrArray) parts = NULL, list = NULL, notes = NULL;
  TideAnswerSheet *sheet;

  form_fixture_init (&page.fixture);
  page_show (&page, tide_visit_form_new (page.fixture.clinic, page.fixture.patient_id));
  sheet = tide_rating_form_get_sheet (form_of (&page));
  type (&page, "112122");
  tide_answer_sheet_set_not_done (sheet, (guint) tide_answer_sheet_find_part (sheet, "phq9"),
                                  "patient declined");
  gtk_text_buffer_set_text (tide_visit_form_get_note (TIDE_VISIT_FORM (page.form)), "Left early.", -1);
  g_assert_true (tide_rating_form_finish (form_of (&page), "no time"));
  list = list_assessments (&page);
  g_assert_cmpstr (find_newest (list, "ybocs")->incomplete_reason, ==, "no time");
  parts = tide_clinic_list (page.fixture.clinic, &tide_visit_part_class, "patient_id",
                            page.fixture.patient_id, NULL);
  g_assert_cmpuint (parts->len, ==, 4); /* cgis, cgii, phq9, side effects */
  for (guint i = 0; i < parts->len; i++)
    {
      const TideVisitPart *part = parts->pdata[i];

      g_assert_cmpstr (part->reason, ==, g_str_equal (part->part, "phq9") ? "patient declined" : "no time");
    }
  notes
    = tide_clinic_list (page.fixture.clinic, &tide_note_class, "patient_id", page.fixture.patient_id, NULL);
  g_assert_cmpuint (notes->len, ==, 1);
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

static AdwMessageDialog *
find_dialog (const char *heading)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window)
          && strstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (window)), heading))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

static GtkEditable *
find_entry (GtkWidget *widget)
{
  if (GTK_IS_ENTRY (widget))
    return GTK_EDITABLE (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkEditable *found = find_entry (child);

      if (found)
        return found;
    }
  return NULL;
}

static void
answer_dialog (const char *heading, const char *reason)
{
  AdwMessageDialog *dialog = find_dialog (heading);

  g_assert_nonnull (dialog);
  gtk_editable_set_text (find_entry (GTK_WIDGET (dialog)), reason);
  adw_message_dialog_response (dialog, "confirm");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Why item 9 was not answered is not why the unwanted effects were not asked for. */
static void
the_reason_of_the_suicide_item_stays_its_own (void)
{
  Page page = { 0 };
  g_autoptr (GPtrArray) parts = NULL;

  form_fixture_init (&page.fixture);
  page_show (&page, tide_visit_form_new (page.fixture.clinic, page.fixture.patient_id));
  type (&page, "1121222212"
               "3");
  tide_rating_form_save (form_of (&page));
  answer_dialog ("suicide item", "asked in person, denied");
  g_assert_false (page.closed);
  answer_dialog ("Why not done?", "no time");
  g_assert_true (page.saved);
  parts = tide_clinic_list (page.fixture.clinic, &tide_visit_part_class, "patient_id",
                            page.fixture.patient_id, NULL);
  g_assert_cmpuint (parts->len, ==, 3); /* cgii, phq9, side effects */
  for (guint i = 0; i < parts->len; i++)
    {
      const TideVisitPart *part = parts->pdata[i];

      g_assert_cmpstr (part->reason, ==,
                       g_str_equal (part->part, "phq9") ? "asked in person, denied" : "no time");
    }
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

static GtkWidget *
find_below (GtkWidget *widget, GType type, guint *skip)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*skip)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_below (child, type, skip);
      if (found)
        return found;
    }
  return NULL;
}

/* The second date of the first effect: "Until". */
static TideDateEntry *
find_until (Page *page)
{
  guint skip = 1;

  return TIDE_DATE_ENTRY (find_below (GTK_WIDGET (tide_visit_form_get_effects (TIDE_VISIT_FORM (page->form))),
                                      TIDE_TYPE_DATE_ENTRY, &skip));
}

static void
a_half_typed_date_is_kept_and_refused_at_its_field (void)
{
  Page page = { 0 };
  g_autoptr (GPtrArray) events = NULL;
  TideAnswerSheet *sheet;
  TideDateEntry *until;

  form_fixture_init (&page.fixture);
  page_show (&page, tide_visit_form_new (page.fixture.clinic, page.fixture.patient_id));
  sheet = tide_rating_form_get_sheet (form_of (&page));
  tide_answer_sheet_set_effects (sheet, (guint) tide_answer_sheet_find_part (sheet, "side_effects"),
                                 TIDE_EFFECTS_SOME);
  tide_effects_box_add (tide_visit_form_get_effects (TIDE_VISIT_FORM (page.form)), "nausea", 1);
  gtk_editable_set_text (tide_date_entry_get_editable (find_until (&page)), "2025-06-");
  tide_rating_form_save_draft (form_of (&page));
  page_hide (&page);

  page_show (&page, tide_visit_form_new (page.fixture.clinic, page.fixture.patient_id)); /* from the draft */
  until = find_until (&page);
  g_assert_cmpstr (gtk_editable_get_text (tide_date_entry_get_editable (until)), ==, "2025-06-");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (until), "error"));
  tide_effects_box_show_fault (tide_visit_form_get_effects (TIDE_VISIT_FORM (page.form)));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (until), "error"));
  g_assert_true (gtk_widget_is_visible (GTK_WIDGET (until)));
  gtk_editable_set_text (tide_date_entry_get_editable (until), "2025-06-02");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (until), "error"));
  events = tide_effects_box_list (tide_visit_form_get_effects (TIDE_VISIT_FORM (page.form)));
  g_assert_cmpint (tide_instant_get_date (((TideAdverseEvent *) events->pdata[0])->ended), ==,
                   tide_date_from_ymd (2025, 6, 2));
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

static void
unwanted_effects_are_named (void)
{
  Page page = { 0 };
  g_autoptr (GPtrArray) events = NULL;
  g_autofree char *fault = NULL;
  TideEffectsBox *effects;
  TideAnswerSheet *sheet;

  form_fixture_init (&page.fixture);
  page_show (&page, tide_visit_form_new (page.fixture.clinic, page.fixture.patient_id));
  sheet = tide_rating_form_get_sheet (form_of (&page));
  effects = tide_visit_form_get_effects (TIDE_VISIT_FORM (page.form));
  tide_answer_sheet_set_effects (sheet, (guint) tide_answer_sheet_find_part (sheet, "side_effects"),
                                 TIDE_EFFECTS_SOME);
  fault = tide_effects_box_dup_fault (effects);
  g_assert_nonnull (fault);
  tide_effects_box_add (effects, "nausea", 1);
  tide_effects_box_add (effects, "dizziness", 2);
  tide_rating_form_save_draft (form_of (&page));
  page_hide (&page);

  page_show (&page, tide_visit_form_new (page.fixture.clinic, page.fixture.patient_id)); /* from the draft */
  events = tide_effects_box_list (tide_visit_form_get_effects (TIDE_VISIT_FORM (page.form)));
  for (guint i = events->len; i > 0; i--)
    if (((TideAdverseEvent *) events->pdata[i - 1])->term == NULL)
      g_ptr_array_remove_index (events, i - 1);
  g_assert_cmpuint (events->len, ==, 2);
  g_assert_cmpstr (((TideAdverseEvent *) events->pdata[1])->term, ==, "dizziness");
  g_assert_cmpint (((TideAdverseEvent *) events->pdata[1])->severity, ==, 2);
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

/* Dizzy since the last dose, the nausea is over: one tick ends it, even when a killed program comes between,
 * and what is not ticked is carried on. */
static void
open_effects_are_carried_to_the_visit (void)
{
  Page page = { 0 };
  const char *terms[] = { "dizziness", "nausea" };
  gint64 ids[2];

  form_fixture_init (&page.fixture);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TideAdverseEvent) event = tide_adverse_event_new ();
      event->patient_id = page.fixture.patient_id;
      tide_record_set_text (&event->term, terms[i]);
      event->started = tide_instant_from_date (tide_date_from_ymd (2025, 11, 3));
      g_assert_true (tide_clinic_save (page.fixture.clinic, event, NULL));
      ids[i] = event->base.id;
    }
  page_show (&page, tide_visit_form_new (page.fixture.clinic, page.fixture.patient_id));
  TideEffectsOngoing *ongoing
    = tide_effects_box_get_ongoing (tide_visit_form_get_effects (TIDE_VISIT_FORM (page.form)));
  g_assert_cmpuint (tide_effects_ongoing_get_n (ongoing), ==, 2);
  tide_effects_ongoing_set_over (ongoing, 1, TRUE);
  tide_rating_form_save_draft (form_of (&page));
  page_hide (&page);

  page_show (&page, tide_visit_form_new (page.fixture.clinic, page.fixture.patient_id)); /* from the draft */
  type (&page, "112122221232111111110n");
  tide_rating_form_save (form_of (&page));
  g_assert_true (page.saved);
  g_autoptr (TideAdverseEvent) open
    = tide_clinic_lookup (page.fixture.clinic, &tide_adverse_event_class, ids[0], NULL);
  g_autoptr (TideAdverseEvent) over
    = tide_clinic_lookup (page.fixture.clinic, &tide_adverse_event_class, ids[1], NULL);
  g_assert_false (tide_instant_is_known (open->ended));
  g_assert_true (tide_instant_is_known (over->ended));
  g_assert_cmpint (over->visit_id, ==, 0); /* it was written down elsewhere */
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

static void
an_empty_visit_is_not_saved (void)
{
  Page page = { 0 };
  g_autoptr (GPtrArray) visits = NULL;

  form_fixture_init (&page.fixture);
  page_show (&page, tide_visit_form_new (page.fixture.clinic, page.fixture.patient_id));
  g_assert_false (tide_rating_form_finish (form_of (&page), "no time"));
  g_assert_false (page.closed);
  visits
    = tide_clinic_list (page.fixture.clinic, &tide_visit_class, "patient_id", page.fixture.patient_id, NULL);
  g_assert_cmpuint (visits->len, ==, 0);
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

static void
a_new_patient_can_be_visited_at_once (void)
{
  Page page = { 0 };
  g_autoptr (GPtrArray) list = NULL;

  form_fixture_init (&page.fixture);
  page.fixture.patient_id = form_fixture_add_patient (&page.fixture, "TM-0900", "Larsen", "Mette", "F42.2");
  page_show (&page, tide_visit_form_new (page.fixture.clinic, page.fixture.patient_id));
  type (&page, "3323332323"
               "5"
               "4"
               "111111110"
               "n");
  tide_rating_form_save (form_of (&page));
  g_assert_true (page.saved);
  list = list_assessments (&page);
  g_assert_cmpuint (list->len, ==, 4);
  g_assert_cmpint (find_newest (list, "cgii")->compared_on, ==, tide_date_from_ymd (2025, 11, 20));
  page_hide (&page);
  form_fixture_clear (&page.fixture);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  tide_application_load_resources ();
  g_test_add_func ("/form/says-what-it-comes-to", a_form_says_what_it_comes_to);
  g_test_add_func ("/form/a-whole-ybocs-is-typed-and-saved", a_whole_ybocs_is_typed_and_saved);
  g_test_add_func ("/app/forms/a-relapse-is-said-before-it-is-saved", a_relapse_is_said_before_it_is_saved);
  g_test_add_func ("/form/score-and-cgi-are-one-save", score_and_cgi_are_one_save);
  g_test_add_func ("/form/a-suicide-answer-is-noted-and-alerts", a_suicide_answer_is_noted_and_alerts);
  g_test_add_func ("/form/a-late-suicide-answer-is-promised-as-it-is-kept",
                   a_late_suicide_answer_is_promised_as_it_is_kept);
  g_test_add_func ("/form/tab-reaches-the-answers", tab_reaches_the_answers);
  g_test_add_func ("/form/a-self-report-has-no-rater-but-the-patient",
                   a_self_report_has_no_rater_but_the_patient);
  g_test_add_func ("/form/incomplete-needs-a-reason", incomplete_needs_a_reason_and_keeps_missing_missing);
  g_test_add_func ("/form/a-save-without-a-rater-leads-to-the-rater",
                   a_save_without_a_rater_leads_to_the_rater);
  g_test_add_func ("/form/a-draft-is-kept-and-comes-back", a_draft_is_kept_and_comes_back);
  g_test_add_func ("/form/a-wrong-time-blocks-both-saves", a_wrong_time_blocks_both_saves);
  g_test_add_func ("/form/an-amendment-shows-the-old-and-keeps-it", an_amendment_shows_the_old_and_keeps_it);
  g_test_add_func ("/forms/a-late-rating-is-compared-with-what-was-before-it",
                   a_late_rating_is_compared_with_what_was_before_it);
  g_test_add_func ("/form/an-amendment-does-not-make-a-clinician", an_amendment_does_not_make_a_clinician);
  g_test_add_func ("/form/a-total-alone-is-checked-and-kept", a_total_alone_is_checked_and_kept);
  g_test_add_func ("/form/answers-are-named-for-screen-readers", answers_are_named_for_screen_readers);
  g_test_add_func ("/form/every-shipped-scale-can-be-completed", every_shipped_scale_can_be_completed);
  g_test_add_func ("/form/a-key-is-not-felt", a_key_is_not_felt);
  g_test_add_func ("/visit/an-ocd-visit-takes-twenty-four-keys", an_ocd_visit_takes_twenty_four_keys);
  g_test_add_func ("/visit/each-open-goal-is-rated-at-the-visit", each_open_goal_is_rated_at_the_visit);
  g_test_add_func ("/visit/a-goal-keeps-its-answer-when-another-is-closed",
                   a_goal_keeps_its_answer_when_another_is_closed);
  g_test_add_func ("/visit/a-half-typed-date-is-kept-and-refused-at-its-field",
                   a_half_typed_date_is_kept_and_refused_at_its_field);
  g_test_add_func ("/visit/skipped-parts-are-stored-with-their-reason",
                   skipped_parts_are_stored_with_their_reason);
  g_test_add_func ("/visit/the-reason-of-the-suicide-item-stays-its-own",
                   the_reason_of_the_suicide_item_stays_its_own);
  g_test_add_func ("/visit/unwanted-effects-are-named", unwanted_effects_are_named);
  g_test_add_func ("/visit/open-effects-are-carried-to-the-visit", open_effects_are_carried_to_the_visit);
  g_test_add_func ("/visit/an-empty-visit-is-not-saved", an_empty_visit_is_not_saved);
  g_test_add_func ("/visit/a-new-patient-can-be-visited-at-once", a_new_patient_can_be_visited_at_once);
  return g_test_run ();
}
