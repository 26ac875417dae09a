/* test-kinds.c: every kind of report, of the longest and the shortest synthetic patient and of some between,
 * on both papers: nothing overlaps, nothing leaves the margins, heads are repeated, pages are counted. */
#include <math.h>
#include <string.h>

#include "pdf-check.h"
#include "summary-fixtures.h"
#include "tide-blank-form.h"
#include "tide-caseload-sheet.h"
#include "tide-course-sheet.h"
#include "tide-diary-sheet.h"
#include "tide-report-private.h"
#include "tide-scores-sheet.h"

typedef TideReport *(*Make) (SummaryCase *one, TideSafetyRules *rules);

static TideCourseBook *
new_book (SummaryCase *one, TideSafetyRules *rules)
{
  TideSafetyCase subject = { .history = one->history,
                             .library = one->library,
                             .thresholds = one->thresholds,
                             .rules = rules,
                             .target = one->data.instrument_id,
                             .now = one->data.now };
  return tide_course_book_new (&subject, "EUR");
}

/* --- the kinds; NULL: the patient has nothing of it --- */

static TideReport *
make_summary (SummaryCase *one, TideSafetyRules *rules)
{
  return tide_summary_new (&one->data);
}

static TideReport *
make_course_at (SummaryCase *one, TideSafetyRules *rules, guint index)
{
  if (index >= one->history->courses->len)
    return NULL;
  g_autoptr (TideCourseBook) book = new_book (one, rules);
  TideCourseSheetData data = { &one->data, book, TIDE_RECORD (one->history->courses->pdata[index])->id };
  return tide_course_sheet_new (&data);
}

static TideReport *
make_first_course (SummaryCase *one, TideSafetyRules *rules)
{
  return make_course_at (one, rules, 0);
}

static TideReport *
make_last_course (SummaryCase *one, TideSafetyRules *rules)
{
  return one->history->courses->len > 0 ? make_course_at (one, rules, one->history->courses->len - 1) : NULL;
}

static TideReport *
make_scores (SummaryCase *one, TideSafetyRules *rules)
{
  g_autoptr (TideCourseBook) book = new_book (one, rules);
  TideScoresSheetData data = { &one->data, book, NULL };
  return tide_scores_sheet_new (&data);
}

static TideReport *
make_diary (SummaryCase *one, TideSafetyRules *rules)
{
  if (one->history->courses->len == 0)
    return NULL;
  g_autoptr (TideCourseBook) book = new_book (one, rules);
  TideDiarySheetData data
    = { &one->data, book, TIDE_RECORD (one->history->courses->pdata[0])->id, TIDE_DATE_UNKNOWN, 3 };
  return tide_diary_sheet_new (&data);
}

static TideReport *
make_form (SummaryCase *one, const char *instrument_id)
{
  TideBlankFormData data = { &one->data, tide_library_lookup (one->library, instrument_id) };
  return tide_blank_form_new (&data);
}

static TideReport *
make_long_form (SummaryCase *one, TideSafetyRules *rules)
{
  return make_form (one, "lsas");
}

static TideReport *
make_short_form (SummaryCase *one, TideSafetyRules *rules)
{
  return make_form (one, "phq9");
}

#define N_CASELOAD 120

static TideReport *
make_caseload (SummaryCase *one, TideSafetyRules *rules)
{
  static const TideCaseloadEntry entry = { "Bartholomäus-Wigginstone, Maximiliana Theodora Philippina",
                                           "TM-000417",
                                           "OCD",
                                           "Amber",
                                           "Y-BOCS 26",
                                           "−4",
                                           "No response",
                                           "52",
                                           "18",
                                           "17 Nov 2025",
                                           "Y-BOCS, 12 days late" };
  TideCaseloadEntry entries[N_CASELOAD];
  for (guint i = 0; i < N_CASELOAD; i++)
    entries[i] = entry;
  TideSummaryData page = one->data;
  page.history = NULL;
  TideCaseloadSheetData data = { &page, "Open courses, by name", entries, N_CASELOAD };
  return tide_caseload_sheet_new (&data);
}

static const struct
{
  const char *name;
  Make make;
} kinds[] = { { "summary", make_summary },
              { "first-course", make_first_course },
              { "last-course", make_last_course },
              { "scores", make_scores },
              { "diary", make_diary },
              { "long-form", make_long_form },
              { "short-form", make_short_form },
              { "caseload", make_caseload } };

/* The shortest, the longest, and the one whose words are. */
static const char *const cases[] = { "nothing", "crowded", "long-names" };

typedef struct
{
  guint kind;
  const char *one;
  TidePaper paper;
} Test;

static TideReport *
make (const Test *test)
{
  g_autoptr (SummaryCase) one = summary_case_new (test->one);
  g_autoptr (TideSafetyRules) rules = tide_safety_rules_new ();
  one->data.paper = test->paper;
  return kinds[test->kind].make (one, rules);
}

/* --- blocks --- */

static void
check_blocks (TideReport *report)
{
  double x, y, width, height;
  tide_report_get_content (report, &x, &y, &width, &height);
  g_assert_cmpuint (tide_report_get_n_pages (report), >, 0);
  for (guint page = 0; page < tide_report_get_n_pages (report); page++)
    {
      double bottom = y;
      g_assert_cmpuint (tide_report_get_n_placed (report, page), >, 0);
      for (guint i = 0; i < tide_report_get_n_placed (report, page); i++)
        {
          TideRect box = tide_report_get_placed (report, page, i);
          g_assert_cmpfloat (box.x, >=, x - 0.1);
          g_assert_cmpfloat (box.x + box.width, <=, x + width + 0.1);
          g_assert_cmpfloat (box.y, >=, bottom - 0.1);
          bottom = box.y + box.height;
          g_assert_cmpfloat (bottom, <=, y + height + 0.1);
        }
    }
}

/* --- words, as another program finds them in the file --- */

typedef struct
{
  double x, y, right, bottom;
  char *text;
} Word;

static void
word_clear (gpointer data)
{
  g_free (((Word *) data)->text);
}

/* (element-type Word) of each page */
static GPtrArray *
read_words (const char *path)
{
  g_autofree char *out = NULL;
  const char *const argv[] = { "pdftotext", "-bbox", path, "-", NULL };
  g_assert_cmpint (pdf_run (argv, &out), ==, 0);
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_auto (GStrv) lines = g_strsplit (out, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      Word word = { 0 };
      char *line = g_strstrip (lines[i]);
      if (g_str_has_prefix (line, "<page "))
        {
          GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
          g_array_set_clear_func (words, word_clear);
          g_ptr_array_add (pages, words);
        }
      else if (sscanf (line, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", &word.x, &word.y,
                       &word.right, &word.bottom)
               == 4)
        {
          word.text = g_strdup (strchr (line, '>') + 1);
          g_array_append_val ((GArray *) pages->pdata[pages->len - 1], word);
        }
    }
  return pages;
}

/* The boxes are as high as the font: lines set close touch, crossing words share half of it. */
static gboolean
do_cross (const Word *a, const Word *b)
{
  double across = MIN (a->right, b->right) - MAX (a->x, b->x);
  double down = MIN (a->bottom, b->bottom) - MAX (a->y, b->y);
  return across > 0.8 && down > 0.45 * MIN (a->bottom - a->y, b->bottom - b->y);
}

static void
check_words (const Test *test, const GArray *words, double width, double height)
{
  for (guint i = 0; i < words->len; i++)
    {
      const Word *a = &g_array_index (words, Word, i);
      if (a->x < TIDE_MARGIN_SIDE - 1 || a->right > width - TIDE_MARGIN_SIDE + 1 || a->y < TIDE_MARGIN_TOP - 3
          || a->bottom > height - TIDE_MARGIN_BOTTOM + 4)
        g_error ("%s of %s: %s leaves the margin", kinds[test->kind].name, test->one, a->text);
      for (guint k = i + 1; k < words->len; k++)
        if (do_cross (a, &g_array_index (words, Word, k)))
          g_error ("%s of %s: %s crosses %s", kinds[test->kind].name, test->one, a->text,
                   g_array_index (words, Word, k).text);
    }
}

static void
test_layout (gconstpointer data)
{
  const Test *test = data;
  g_autoptr (TideReport) report = make (test);
  if (report == NULL)
    return;
  check_blocks (report);
  if (!pdf_check_tools ())
    return;
  double width, height;
  guint n = tide_report_get_n_pages (report);
  tide_paper_get_size (test->paper, &width, &height);
  g_autofree char *path = pdf_write ("kinds", &report, 1);
  g_autoptr (GPtrArray) pages = read_words (path);
  g_assert_cmpuint (pages->len, ==, n);
  g_autofree char *text = pdf_text (path, 0);
  for (guint page = 0; page < n; page++)
    {
      g_autofree char *number = g_strdup_printf ("Page %u of %u", page + 1, n);
      g_assert_nonnull (strstr (text, number));
      check_words (test, pages->pdata[page], width, height);
    }
}

/* The check itself: neighbours and close lines do not cross, words over each other do. */
static void
test_crossing_is_seen (void)
{
  const Word word = { 10, 10, 30, 20, NULL };
  g_assert_true (do_cross (&word, &(Word){ 25, 12, 45, 22, NULL }));
  g_assert_false (do_cross (&word, &(Word){ 30.5, 10, 45, 20, NULL }));
  g_assert_false (do_cross (&word, &(Word){ 10, 17, 30, 27, NULL }));
}

/* --- heads --- */

static void
check_head_on_each_page (const char *one, guint kind, const char *head, guint least_pages)
{
  Test test = { kind, one, TIDE_PAPER_A4 };
  g_autoptr (TideReport) report = make (&test);
  guint n = tide_report_get_n_pages (report);
  g_assert_cmpuint (n, >=, least_pages);
  if (!pdf_check_tools ())
    return;
  g_autofree char *path = pdf_write ("heads", &report, 1);
  g_autofree char *text = pdf_text (path, 0);
  g_auto (GStrv) pages = g_strsplit (text, "\f", -1);
  for (guint page = 0; page < n; page++)
    if (strstr (pages[page], head) == NULL)
      g_error ("page %u of %u does not repeat “%s”", page + 1, n, head);
}

static void
test_heads_are_repeated (void)
{
  check_head_on_each_page ("crowded", 3, "Date, time", 5); /* 500 ratings */
  check_head_on_each_page ("lindqvist", 7, "Last score", 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_autoptr (GPtrArray) tests = g_ptr_array_new_with_free_func (g_free);
  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
      for (TidePaper paper = TIDE_PAPER_A4; paper <= TIDE_PAPER_LETTER; paper++)
        {
          Test *test = g_memdup2 (&(Test){ kind, cases[i], paper }, sizeof (Test));
          g_autofree char *name
            = g_strdup_printf ("/report/kinds/words-stand-apart-within-margins/%s/%s/%s", kinds[kind].name,
                               cases[i], paper == TIDE_PAPER_A4 ? "a4" : "letter");
          g_ptr_array_add (tests, test);
          /* The caseload and the forms do not change with the patient beyond his name. */
          if (kind < 5 || i == 0 || g_str_equal (cases[i], "long-names"))
            g_test_add_data_func (name, test, test_layout);
        }
  g_test_add_func ("/report/kinds/crossing-words-are-seen", test_crossing_is_seen);
  g_test_add_func ("/report/kinds/table-heads-are-repeated", test_heads_are_repeated);
  int result = g_test_run ();
  pdf_check_end ();
  return result;
}
