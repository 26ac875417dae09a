/* test-sheets.c: what the course report, the score table, the caseload and the forms say, by the fixture
 * whose numbers stand in its header: Y-BOCS 28 before the infusions, response, remission, relapse. */
#include <math.h>
#include <string.h>

#include "fixture-lindqvist.h"
#include "fixture-builder.h"
#include "pdf-check.h"
#include "summary-fixtures.h"
#include "tide-blank-form.h"
#include "tide-caseload-sheet.h"
#include "tide-course-sheet.h"
#include "tide-diary-sheet.h"
#include "tide-leaf-private.h"
#include "tide-scores-sheet.h"

typedef struct
{
  SummaryCase *one;
  TideSafetyRules *rules;
  TideCourseBook *book;
} Desk;

static void
desk_init (Desk *self, const char *name)
{
  self->one = summary_case_new (name);
  self->rules = tide_safety_rules_new ();
  TideSafetyCase subject = { .history = self->one->history,
                             .library = self->one->library,
                             .thresholds = self->one->thresholds,
                             .rules = self->rules,
                             .target = self->one->data.instrument_id,
                             .now = self->one->data.now };
  self->book = tide_course_book_new (&subject, "EUR");
}

static void
desk_clear (Desk *self)
{
  tide_course_book_free (self->book);
  tide_safety_rules_free (self->rules);
  summary_case_free (self->one);
}

static const TideCourse *
find_course (const Desk *self, TideArm arm)
{
  for (guint i = 0; i < self->one->history->courses->len; i++)
    {
      const TideCourse *course = self->one->history->courses->pdata[i];
      if (course->arm == (int) arm)
        return course;
    }
  g_error ("no course of %s", tide_arm_get_label (arm));
}

static char *
course_text (Desk *self, TideArm arm)
{
  TideCourseSheetData data = { &self->one->data, self->book, find_course (self, arm)->base.id };
  g_autoptr (TideReport) report = tide_course_sheet_new (&data);
  return pdf_text_of (report);
}

/* The figures of clinical.md 3.5 on the fixture: 28 before, at most 18 is response (35 %), 12 remission. */
static void
test_course_tells_what_it_did (void)
{
  Desk desk;
  if (!pdf_check_tools ())
    return;
  desk_init (&desk, "lindqvist");
  g_autofree char *text = course_text (&desk, TIDE_ARM_KETAMINE);
  static const char *const words[]
    = { "Course report",     "Ketamine IV",   "Followed by Y-BOCS", "The course over time",
        "Baseline",          "28 on",         "Response",           "confirmed",
        "How long it held",  "Relapse",       "Rules of",           "fall of 35",
        "What is not known", "What it cost.", "Signature",          "Mataix-Cols 2016" };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    check_has (text, words[i]);
  desk_clear (&desk);
}

/* Two treatments in one period: the later one says with whom it is judged, and the same numbers. */
static void
test_shared_period_is_told (void)
{
  Desk desk;
  if (!pdf_check_tools ())
    return;
  desk_init (&desk, "lindqvist");
  g_autofree char *text = course_text (&desk, TIDE_ARM_CBT);
  check_has (text, "together with Ketamine IV");
  check_has (text, "neither gets the credit alone");
  check_has (text, "28 on");
  desk_clear (&desk);
}

static void
test_a_course_without_ratings_says_so (void)
{
  Desk desk;
  if (!pdf_check_tools ())
    return;
  desk_init (&desk, "no-rating");
  const TideCourse *course = desk.one->history->courses->pdata[0];
  TideCourseSheetData data = { &desk.one->data, desk.book, course->base.id };
  g_autoptr (TideReport) report = tide_course_sheet_new (&data);
  g_autofree char *text = pdf_text_of (report);
  check_has (text, "What is not known");
  check_has_not (text, "nan");
  data.course_id = 999999;
  g_assert_null (tide_course_sheet_new (&data));
  desk_clear (&desk);
}

/* 18 Y-BOCS and 10 PHQ-9 (fixture-lindqvist.h). */
static void
test_scores_of_the_chosen_scales (void)
{
  static const char *const phq9[] = { "phq9", NULL };
  Desk desk;
  if (!pdf_check_tools ())
    return;
  desk_init (&desk, "lindqvist");
  desk.one->data.from = desk.one->data.to = TIDE_DATE_UNKNOWN;
  TideScoresSheetData data = { &desk.one->data, desk.book, phq9 };
  g_autoptr (TideReport) report = tide_scores_sheet_new (&data);
  g_autofree char *text = pdf_text_of (report);
  check_has (text, "Everything on record · PHQ-9 · 10 ratings");
  check_has_not (text, "obsessions");
  desk.one->data.from = desk.one->data.to = tide_instant_get_date (fixture_now ()) + 30;
  g_autoptr (TideReport) empty = tide_scores_sheet_new (&data);
  g_autofree char *nothing = pdf_text_of (empty);
  check_has (nothing, "Nothing was rated here.");
  check_has (nothing, "0 ratings");
  desk_clear (&desk);
}

/* PEG is a mean of three answers: 7.3 at baseline, then 4.0 and 3.7 are 3.3 and 3.6 less. */
static void
test_a_change_has_the_decimals_of_its_score (void)
{
  static const char *const peg[] = { "peg", NULL };
  FixtureBuilder b;
  Desk desk;
  if (!pdf_check_tools ())
    return;
  desk_init (&desk, "nothing");
  fixture_begin (&b, desk.one->library, "TM-0701", "Sheet", "Synthetica", "1980-01-01", TIDE_SEX_FEMALE);
  fixture_add_diagnosis (&b, "G89.4", "Chronic pain syndrome", TRUE);
  TideCourse *course = fixture_add_course (&b, TIDE_ARM_CBT, "CBT", "2025-06-02");
  tide_record_set_text (&course->indication, "G89.4");
  fixture_add_total (&b, "peg", "2025-06-01T10:00", 7.3);
  fixture_add_total (&b, "peg", "2025-09-01T10:00", 4.0);
  fixture_add_total (&b, "peg", "2025-10-01T10:00", 3.7);
  g_autoptr (TideHistory) history = fixture_end (&b);
  TideSafetyCase subject = { .history = history,
                             .library = desk.one->library,
                             .thresholds = desk.one->thresholds,
                             .rules = desk.rules,
                             .target = "peg",
                             .now = desk.one->data.now };
  TideSummaryData page = desk.one->data;
  page.history = history;
  page.from = page.to = TIDE_DATE_UNKNOWN;
  page.instrument_id = "peg";
  TideCourseBook *book = tide_course_book_new (&subject, "EUR");
  TideScoresSheetData data = { &page, book, peg };
  g_autoptr (TideReport) report = tide_scores_sheet_new (&data);
  g_autofree char *text = pdf_text_of (report);
  check_has (text, "−3.3");
  check_has (text, "−3.6");
  tide_course_book_free (book);
  desk_clear (&desk);
}

/* However much room is left, something to be signed stands over the signature. */
static void
test_no_signature_stands_alone (void)
{
  Desk desk;
  if (!pdf_check_tools ())
    return;
  desk_init (&desk, "lindqvist");
  for (double room = 30; room < 150; room += 10)
    {
      TideLeaf leaf;
      TideReport *report = tide_leaf_init (&leaf, &desk.one->data, "Course report");
      tide_leaf_begin (&leaf, FALSE);
      leaf.flow.y = leaf.flow.bottom - room;
      tide_leaf_add_signed_part (&leaf, "Last part",
                                 tide_summary_text (&leaf.base, TIDE_PT_TEXT, "%s", "One line."));
      g_autofree char *path = pdf_write ("signed", &report, 1);
      g_autofree char *last = pdf_text (path, tide_report_get_n_pages (report));
      check_has (last, "Signature");
      check_has (last, "One line.");
      tide_report_free (report);
    }
  desk_clear (&desk);
}

static void
test_caseload_of_nobody (void)
{
  Desk desk;
  if (!pdf_check_tools ())
    return;
  desk_init (&desk, "lindqvist");
  TideSummaryData page = desk.one->data;
  page.history = NULL;
  TideCaseloadSheetData data = { &page, "Rating overdue, by name", NULL, 0 };
  g_autoptr (TideReport) report = tide_caseload_sheet_new (&data);
  g_autofree char *text = pdf_text_of (report);
  check_has (text, "Rating overdue, by name · 0 patients");
  check_has (text, "Nobody here.");
  desk_clear (&desk);
}

/* --- forms --- */

/* A digit each from top to bottom is what `score` and the form on the screen take: words for the items that
 * are not optional, in the order of the file. */
static void
test_boxes_stand_in_the_order_of_keying (void)
{
  g_autoptr (TideLibrary) library = tide_library_new ();
  for (guint k = 0; k < tide_library_get_n (library); k++)
    {
      guint n_main;
      TideInstrument *scale = tide_library_get (library, k);
      if (!tide_blank_form_is_possible (scale))
        continue;
      g_autoptr (GArray) order = tide_blank_form_list_items (scale, &n_main);
      guint n = tide_instrument_get_n_items (scale);
      g_assert_cmpuint (order->len, ==, n);
      /* The box at place p gets an answer that tells its item; keyed in that order each comes to its item. */
      g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
      for (guint p = 0; p < n_main; p++)
        {
          const TideItem *item = tide_instrument_get_item (scale, g_array_index (order, guint, p));
          int value = item->options != NULL ? item->options[p % item->n_options].value
                                            : item->minimum + (int) p % (item->maximum - item->minimum + 1);
          g_ptr_array_add (words, g_strdup_printf ("%d", value));
        }
      g_autofree TideAnswer *answers = g_new0 (TideAnswer, n + 1);
      g_autoptr (GError) error = NULL;
      tide_instrument_read_answers (scale, (const char *const *) words->pdata, words->len, answers, &error);
      g_assert_no_error (error);
      for (guint p = 0; p < n_main; p++)
        {
          guint index = g_array_index (order, guint, p);
          if (answers[index].state == TIDE_ANSWER_GIVEN)
            g_assert_cmpint (answers[index].value, ==, atoi (words->pdata[p]));
          g_assert_false (tide_instrument_get_item (scale, index)->optional);
        }
      for (guint p = n_main; p < n; p++)
        g_assert_true (tide_instrument_get_item (scale, g_array_index (order, guint, p))->optional);
    }
}

static void
test_ten_boxes_for_ten_items (void)
{
  guint n_main;
  g_autoptr (TideLibrary) library = tide_library_new ();
  g_autoptr (GArray) order = tide_blank_form_list_items (tide_library_lookup (library, "ybocs"), &n_main);
  g_assert_cmpuint (n_main, ==, 10);
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i + 1);
      const TideItem *item
        = tide_instrument_get_item (tide_library_lookup (library, "ybocs"), g_array_index (order, guint, i));
      g_assert_cmpstr (item->id, ==, id);
    }
}

static char *
form_text (SummaryCase *one, const char *instrument_id)
{
  TideBlankFormData data = { &one->data, tide_library_lookup (one->library, instrument_id) };
  g_autoptr (TideReport) report = tide_blank_form_new (&data);
  return pdf_text_of (report);
}

/* clinical.md 1.24: right-hand column: labels, numbers and the notice; left-hand column: with its answers. */
static void
test_forms_print_what_the_rights_allow (void)
{
  Desk desk;
  if (!pdf_check_tools ())
    return;
  desk_init (&desk, "lindqvist");
  g_autofree char *ybocs = form_text (desk.one, "ybocs"), *phq9 = form_text (desk.one, "phq9");
  check_has (ybocs, "Score entry form. Administer with your own licensed copy.");
  check_has (ybocs, "time on obsessions");
  check_has (ybocs, "0 to 4");
  check_has_not (ybocs, "extreme"); /* a word of its answers */
  check_has (ybocs, "Lindqvist");
  check_has (ybocs, "To key in: 10 boxes");
  check_has (phq9, "several days");
  check_has_not (phq9, "licensed copy");
  /* Every scale with a notice, none of its answers' words. */
  for (guint k = 0; k < tide_library_get_n (desk.one->library); k++)
    {
      TideInstrument *scale = tide_library_get (desk.one->library, k);
      const char *notice = tide_instrument_get_notice (scale);
      if (notice == NULL || !tide_blank_form_is_possible (scale))
        continue;
      g_autofree char *text = form_text (desk.one, tide_instrument_get_id (scale));
      check_has (text, notice);
      for (guint i = 0; i < tide_instrument_get_n_items (scale); i++)
        {
          const TideItem *item = tide_instrument_get_item (scale, i);
          for (guint o = 0; o < item->n_options; o++)
            {
              g_autofree char *choice
                = g_strdup_printf ("%d %s", item->options[o].value,
                                   item->options[o].label != NULL ? item->options[o].label : "-");
              if (strlen (choice) > 4 && !item->yes_no)
                check_has_not (text, choice);
            }
        }
    }
  desk_clear (&desk);
}

static void
test_a_form_of_nobody_has_lines_for_the_name (void)
{
  Desk desk;
  if (!pdf_check_tools ())
    return;
  desk_init (&desk, "lindqvist");
  desk.one->data.history = NULL;
  g_autofree char *text = form_text (desk.one, "gad7");
  check_has (text, "Record no.");
  check_has (text, "Form: GAD-7");
  check_has_not (text, "Lindqvist");
  desk_clear (&desk);
}

/* What is agreed for a day stands on it; no score of the past does. */
static void
test_diary_has_days_and_scales (void)
{
  Desk desk;
  if (!pdf_check_tools ())
    return;
  desk_init (&desk, "lindqvist");
  TideDiarySheetData data = { &desk.one->data, desk.book, find_course (&desk, TIDE_ARM_SSRI)->base.id,
                              tide_instant_get_date (fixture_now ()), 2 };
  g_autoptr (TideReport) report = tide_diary_sheet_new (&data);
  g_assert_cmpuint (tide_report_get_n_pages (report), ==, 2);
  g_autofree char *text = pdf_text_of (report);
  check_has (text, "20 Nov 2025");
  check_has (text, "3 Dec 2025");
  check_has (text, "Y-BOCS");
  check_has (text, "mg/day");
  check_has_not (text, "response");
  desk_clear (&desk);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/sheets/course-tells-what-it-did-by-which-rule", test_course_tells_what_it_did);
  g_test_add_func ("/report/sheets/a-shared-period-is-told", test_shared_period_is_told);
  g_test_add_func ("/report/sheets/a-course-without-ratings-says-so", test_a_course_without_ratings_says_so);
  g_test_add_func ("/report/sheets/scores-of-the-chosen-scales", test_scores_of_the_chosen_scales);
  g_test_add_func ("/report/sheets/a-change-has-the-decimals-of-its-score",
                   test_a_change_has_the_decimals_of_its_score);
  g_test_add_func ("/report/sheets/no-signature-stands-alone", test_no_signature_stands_alone);
  g_test_add_func ("/report/sheets/a-caseload-of-nobody", test_caseload_of_nobody);
  g_test_add_func ("/report/sheets/boxes-stand-in-the-order-of-keying",
                   test_boxes_stand_in_the_order_of_keying);
  g_test_add_func ("/report/sheets/ten-boxes-for-ten-items", test_ten_boxes_for_ten_items);
  g_test_add_func ("/report/sheets/forms-print-what-the-rights-allow",
                   test_forms_print_what_the_rights_allow);
  g_test_add_func ("/report/sheets/a-form-of-nobody-has-lines", test_a_form_of_nobody_has_lines_for_the_name);
  g_test_add_func ("/report/sheets/diary-has-days-and-scales", test_diary_has_days_and_scales);
  int result = g_test_run ();
  pdf_check_end ();
  return result;
}
