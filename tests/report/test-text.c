/* test-text.c: a summary as plain text: the layout that a record system is pasted, line by line, and what the
 * file of the same pages says to who does not see them: outline, tags, fonts, direction. */
#include "fixture-builder.h"
#include "pdf-check.h"
#include "summary-fixtures.h"
#include "tide-report-private.h"

#include <string.h>

static char *
text_of (const TideSummaryData *page)
{
  TideSummaryData data = *page;
  data.paper = TIDE_PAPER_ENDLESS;
  g_autoptr (TideReport) report = tide_summary_new (&data);
  return tide_report_dup_text (report);
}

/* --- wrapping --- */

static void
test_wraps_at_76_columns (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  /* 38 words of one letter and their blanks are 75 columns; the next would end at 77. */
  g_autoptr (GString) words = g_string_new ("a");
  for (guint i = 0; i < 39; i++)
    g_string_append (words, " b");
  tide_text_add_wrapped (text, words->str, 0, 2);
  g_auto (GStrv) lines = g_strsplit (text->str, "\n", -1);
  g_assert_cmpuint (strlen (lines[0]), ==, 75);
  g_assert_cmpstr (lines[1], ==, "  b b");
  g_assert_cmpstr (lines[2], ==, "");
}

static void
test_a_long_word_stays_whole (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *word = g_strnfill (90, 'x');
  g_autofree char *words = g_strdup_printf ("a %s b", word);
  g_autofree char *expected = g_strdup_printf ("a\n%s\nb\n", word);
  tide_text_add_wrapped (text, words, 0, 0);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_wide_letters_take_two_columns (void)
{
  g_assert_cmpuint (tide_text_get_width ("−4"), ==, 2);
  g_assert_cmpuint (tide_text_get_width ("e\u0301"), ==, 1);
  g_assert_cmpuint (tide_text_get_width ("漢字"), ==, 4);
}

/* --- a whole page, by hand ---
 *
 * 30 to 12 is a fall of 60 %, 18 points; 12 is in 8-15.  The next rating is four weeks after day 0 of the
 * course, 20 November.
 */

static const char patients_page[]
  = "Harbour Street Clinic\n"
    "Tel. 555 0142\n"
    "20 Nov 2025 · SYNTHETIC DATA, no real person\n"
    "\n"
    "How you are doing\n"
    "=================\n"
    "Small Synthetica, born 1 Jan 1980\n"
    "\n"
    "Your OCD symptoms are less than half of what they were at your first visit.\n"
    "They are mild now.\n"
    "\n"
    "Your OCD symptoms   Y-BOCS, lower means fewer symptoms\n"
    "------------------------------------------------------\n"
    "first visit: 30, latest: 12\n"
    "\n"
    "Your goals   0 = not yet, 10 = reached\n"
    "--------------------------------------\n"
    "Cook for friends  1 → 8\n"
    "\n"
    "What comes next\n"
    "---------------\n"
    "•  27 November, 09:30: therapy session\n"
    "•  18 December: we look at your scores again\n"
    "\n"
    "If it gets hard\n"
    "---------------\n"
    "Nights: 555 0199.\n"
    "This page shows your own scores. It cannot say which treatment caused which\n"
    "change. Ask us about anything that is unclear.\n";

static TideHistory *
small_patient_new (TideLibrary *library)
{
  FixtureBuilder b;
  fixture_begin (&b, library, "TM-0800", "Small", "Synthetica", "1980-01-01", TIDE_SEX_FEMALE);
  fixture_add_diagnosis (&b, "F42.2", "Mixed obsessional thoughts and acts", TRUE);
  fixture_add_ybocs (&b, "2025-02-03T10:00", 30);
  fixture_add_ybocs (&b, "2025-11-13T10:00", 12);
  TideCourse *course = fixture_add_course (&b, TIDE_ARM_OTHER_THERAPY, "talking", "2025-11-20");
  fixture_add_session (&b, course, "2025-11-27T09:30", TIDE_SESSION_PLANNED);
  TideGoal *goal = tide_goal_new ();
  goal->base.id = 7001;
  tide_record_set_text (&goal->text, "Cook for friends");
  g_ptr_array_add (b.history->goals, goal);
  for (guint i = 0; i < 2; i++)
    {
      TideGoalRating *rating = tide_goal_rating_new ();
      rating->base.id = 7010 + i;
      rating->goal_id = goal->base.id;
      rating->value = i == 0 ? 1 : 8;
      rating->taken = fixture_instant (i == 0 ? "2025-02-03T10:00" : "2025-11-13T10:00");
      g_ptr_array_add (b.history->goal_ratings, rating);
    }
  return fixture_end (&b);
}

static void
test_a_patients_page_by_hand (void)
{
  g_autoptr (SummaryCase) one = summary_case_new ("nothing");
  g_autoptr (TideHistory) history = small_patient_new (one->library);
  TideSummaryData data = one->data;
  data.history = history;
  data.reader = TIDE_READER_PATIENT;
  data.clinic_phone = "555 0142";
  data.crisis_text = "Nights: *555 0199*.";
  g_autofree char *text = text_of (&data);
  g_assert_cmpstr (text, ==, patients_page);
}

static void
check_lines (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("\"%s\" is not in:\n%s", words, text);
}

static void
test_a_clinicians_page_has_its_numbers (void)
{
  g_autoptr (SummaryCase) one = summary_case_new ("lindqvist");
  g_autofree char *text = text_of (&one->data);
  static const char *const words[]
    = { "\nProgress summary\n================\n",
        "\nPatient  Lindqvist, Hanna\n",
        "\nY-BOCS now  26  severe, 2025-11-17\n",
        "\nSince first rating  13 % lower  30 to 26, within error\n",
        "\nScores\n------\n",
        "\nPHQ-9: Range 0–27; First 2024-09-23 17; Baseline 2025-06-02 15; Before\n",
        "(09-22) 6; Now 2025-11-17 14",
        "In brackets: rated on that day",
        "\nClinician’s text\n----------------\nMs Lindqvist finished" };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    check_lines (text, words[i]);
  g_assert_null (strstr (text, "Signature"));
  g_assert_null (strstr (text, "Page 1"));
}

static void
test_no_line_is_too_long (gconstpointer name)
{
  g_autoptr (SummaryCase) one = summary_case_new (name);
  for (TideReader reader = 0; reader < TIDE_N_READERS; reader++)
    {
      TideSummaryData data = one->data;
      data.reader = reader;
      g_autofree char *text = text_of (&data);
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      for (guint i = 0; lines[i] != NULL; i++)
        if (tide_text_get_width (lines[i]) > TIDE_TEXT_COLUMNS || g_str_has_suffix (lines[i], " "))
          g_error ("line %u: “%s”", i + 1, lines[i]);
      g_assert_null (strstr (text, "continues on page"));
    }
}

/* --- parts and scales --- */

static void
test_parts_can_be_left_out (void)
{
  g_autoptr (SummaryCase) one = summary_case_new ("full");
  TideSummaryData data = one->data;
  data.left_out = TIDE_SECTION_CHART | TIDE_SECTION_COURSES | TIDE_SECTION_RECORD | TIDE_SECTION_TEXT;
  g_autofree char *text = text_of (&data);
  static const char *const gone[]
    = { "Course over time", "Courses of treatment", "On record\n", "Clinician’s text", "Ms Lindqvist" };
  for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
    g_assert_null (strstr (text, gone[i]));
  check_lines (text, "Scores\n");
  check_lines (text, "Open alerts (1)"); /* cannot be left out */
  check_has (text, "Left out: Chart, Courses, On record, Text.");
  static const char *const scales[] = { "ybocs", "gad7", NULL };
  data.scales = scales;
  g_autofree char *fewer = text_of (&data);
  check_lines (fewer, "GAD-7");
  g_assert_null (strstr (fewer, "\nOCI-R"));
  check_has (fewer, "Scales left out: ");
  check_has (strstr (fewer, "Scales left out: "), "OCI-R");
  /* The pages too, not the letters alone. */
  g_autoptr (TideReport) report = tide_summary_new (&data);
  g_assert_cmpuint (tide_report_get_n_pages (report), ==, 1);
}

static void
test_sections_have_names (void)
{
  guint sections = 0;
  g_autofree char *unknown = NULL;
  g_assert_true (tide_sections_parse ("scores, costs", TIDE_READER_PAYER, &sections, &unknown));
  g_assert_cmpuint (sections, ==, TIDE_SECTION_SCORES | TIDE_SECTION_COSTS);
  g_assert_true (tide_sections_parse ("", TIDE_READER_PAYER, &sections, &unknown));
  g_assert_cmpuint (sections, ==, 0);
  /* A payer's summary has no goals. */
  g_assert_false (tide_sections_parse ("scores goals", TIDE_READER_PAYER, &sections, &unknown));
  g_assert_cmpstr (unknown, ==, "goals");
}

/* --- the file --- */

static void
test_tags_and_outline (void)
{
  if (!pdf_check_tools ())
    return;
  g_autoptr (SummaryCase) one = summary_case_new ("lindqvist");
  TideReport *report = tide_summary_new (&one->data);
  g_autofree char *path = pdf_write ("tagged", &report, 1), *tree = NULL, *json = NULL;
  g_autofree char *author = pdf_info (path, "Author");
  tide_report_free (report);
  g_assert_cmpstr (author, ==, "Harbour Street Clinic");
  const char *argv[] = { "pdfinfo", "-struct-text", path, NULL };
  g_assert_cmpint (pdf_run (argv, &tree), ==, 0);
  const char *names[] = { "H1", "H2", "Table", "TR", "TH", "TD", "Figure", "P" };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    check_lines (tree, names[i]);
  /* The order of the tree is the order of reading. */
  const char *const order[] = { "Progress summary",     "Course over time", "Scores",
                                "Courses of treatment", "Open alerts",      "Clinician" };
  const char *at = tree;
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      at = strstr (at, order[i]);
      if (at == NULL)
        g_error ("\"%s\" does not follow in:\n%s", order[i], tree);
    }
  const char *qpdf[] = { "qpdf", "--json", "--json-key=outlines", path, NULL };
  g_assert_cmpint (pdf_run (qpdf, &json), ==, 0);
  check_lines (json, "\"title\": \"Progress summary\"");
  check_lines (json, "\"title\": \"Scores\"");
  check_lines (json, "\"title\": \"Courses of treatment\"");
}

static void
test_every_font_is_embedded (gconstpointer name)
{
  if (!pdf_check_tools ())
    return;
  g_autoptr (SummaryCase) one = summary_case_new (name);
  g_autofree TideReport **reports = g_new0 (TideReport *, TIDE_N_READERS);
  for (TideReader reader = 0; reader < TIDE_N_READERS; reader++)
    {
      TideSummaryData data = one->data;
      data.reader = reader;
      reports[reader] = tide_summary_new (&data);
    }
  g_autofree char *path = pdf_write ("fonts", reports, TIDE_N_READERS), *fonts = NULL;
  for (TideReader reader = 0; reader < TIDE_N_READERS; reader++)
    tide_report_free (reports[reader]);
  const char *argv[] = { "pdffonts", path, NULL };
  g_assert_cmpint (pdf_run (argv, &fonts), ==, 0);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (fonts), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, 2); /* two lines of head */
  for (guint i = 2; lines[i] != NULL; i++)
    {
      /* name, type (one or two words), encoding, emb, sub, uni, object, generation: from the right */
      g_auto (GStrv) words = g_regex_split_simple ("\\s+", lines[i], 0, 0);
      guint n = g_strv_length (words);
      g_assert_cmpuint (n, >=, 8);
      g_assert_cmpstr (words[n - 5], ==, "yes");
    }
}

/* --- from right to left --- */

/* Ink in the margins would show what ran out of its box. */
static void
check_white_margins (TideReport *report)
{
  const double px = 100 / 25.4;
  for (guint page = 0; page < tide_report_get_n_pages (report); page++)
    {
      cairo_surface_t *surface = pdf_draw (report, page);
      int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
      int stride = cairo_image_surface_get_stride (surface);
      const guint8 *pixels = cairo_image_surface_get_data (surface);
      guint outside = 0;
      for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
          outside += (x < 14.5 * px || x > width - 14.5 * px) && pixels[y * stride + 4 * x] != 255;
      g_assert_cmpuint (outside, ==, 0);
      cairo_surface_destroy (surface);
    }
}

static void
test_right_to_left (gconstpointer name)
{
  g_autoptr (SummaryCase) one = summary_case_new (name);
  for (TideReader reader = 0; reader < TIDE_N_READERS; reader++)
    for (TidePaper paper = TIDE_PAPER_A4; paper <= TIDE_PAPER_LETTER; paper++)
      {
        TideSummaryData data = one->data;
        data.reader = reader;
        data.paper = paper;
        g_autoptr (TideReport) plain = tide_summary_new (&data);
        data.leftward = TRUE;
        g_autoptr (TideReport) report = tide_summary_new (&data);
        g_assert_cmpuint (tide_report_get_n_pages (report), ==, tide_report_get_n_pages (plain));
        check_blocks_stand_apart (report);
        if (paper == TIDE_PAPER_A4)
          check_white_margins (report);
      }
}

/* The clinic stands at the right, the first column of a table too. */
static void
test_right_to_left_is_mirrored (void)
{
  if (!pdf_check_tools ())
    return;
  g_autoptr (SummaryCase) one = summary_case_new ("lindqvist");
  one->data.leftward = TRUE;
  TideReport *report = tide_summary_new (&one->data);
  g_autofree char *path = pdf_write ("leftward", &report, 1), *text = pdf_text (path, 0);
  tide_report_free (report);
  const char *head = strstr (text, "Progress summary"), *clinic = strstr (text, "Harbour Street Clinic");
  g_assert_true (head != NULL && clinic != NULL && head < clinic);
  const char *band = strstr (text, "Band now"), *scale = strstr (text, "Scale");
  g_assert_true (band != NULL && scale != NULL && band < scale);
}

int
main (int argc, char *argv[])
{
  static const char *const extremes[] = { "everything", "nothing" };
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/text/wraps-at-76-columns", test_wraps_at_76_columns);
  g_test_add_func ("/report/text/a-long-word-stays-whole", test_a_long_word_stays_whole);
  g_test_add_func ("/report/text/wide-letters-take-two-columns", test_wide_letters_take_two_columns);
  g_test_add_func ("/report/text/a-patients-page-by-hand", test_a_patients_page_by_hand);
  g_test_add_func ("/report/text/a-clinicians-page-has-its-numbers", test_a_clinicians_page_has_its_numbers);
  g_test_add_func ("/report/text/parts-can-be-left-out", test_parts_can_be_left_out);
  g_test_add_func ("/report/text/sections-have-names", test_sections_have_names);
  g_test_add_func ("/report/file/tags-and-outline", test_tags_and_outline);
  g_test_add_func ("/report/file/right-to-left-is-mirrored", test_right_to_left_is_mirrored);
  for (guint i = 0; summary_case_names[i] != NULL; i++)
    {
      g_autofree char *lines = g_strdup_printf ("/report/text/no-line-is-too-long/%s", summary_case_names[i]);
      g_test_add_data_func (lines, summary_case_names[i], test_no_line_is_too_long);
    }
  for (guint i = 0; i < G_N_ELEMENTS (extremes); i++)
    {
      g_autofree char *fonts = g_strdup_printf ("/report/file/every-font-is-embedded/%s", extremes[i]);
      g_autofree char *left = g_strdup_printf ("/report/file/right-to-left/%s", extremes[i]);
      g_test_add_data_func (fonts, extremes[i], test_every_font_is_embedded);
      g_test_add_data_func (left, extremes[i], test_right_to_left);
    }
  int result = g_test_run ();
  pdf_check_end ();
  return result;
}
