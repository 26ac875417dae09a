/* test-kinds.c: every kind of report, of the longest and the shortest synthetic patient and of one whose
 * names are, on both papers, read from the left and from the right: nothing overlaps, nothing leaves the
 * margins, heads are repeated, pages are counted and say whose they are, and the pages of either direction
 * hold the same words.
 */
#include <math.h>
#include <string.h>

#include "fixture-builder.h"
#include "fixture-comparison.h"
#include "pdf-check.h"
#include "summary-fixtures.h"
#include "tide-blank-form.h"
#include "tide-caseload-sheet.h"
#include "tide-comparison-sheet.h"
#include "tide-course-sheet.h"
#include "tide-courses-sheet.h"
#include "tide-diary-sheet.h"
#include "tide-eligibility-sheet.h"
#include "tide-ledger-sheet.h"
#include "tide-monitoring-sheet.h"
#include "tide-report-private.h"
#include "tide-scores-sheet.h"

#define N_ROWS 60
#define SESSION 990001

/* The shortest, the longest, and the one whose words are. */
static const char *const cases[] = { "nothing", "crowded", "long-names" };
#define N_CASES G_N_ELEMENTS (cases)

/* A patient with what the pages borrow; made once. */
typedef struct
{
  SummaryCase *one;
  TideSafetyRules *rules;
  TideSessionRules *session_rules;
  TideSafetyCase subject;
  TideCourseBook *book;
} Desk;

static Desk desks[N_CASES];

static Desk *
desk_of (guint index)
{
  Desk *self = &desks[index];
  if (self->one != NULL)
    return self;
  self->one = summary_case_new (cases[index]);
  self->rules = tide_safety_rules_new ();
  self->session_rules = tide_session_rules_new ();
  self->subject = (TideSafetyCase){ .history = self->one->history,
                                    .library = self->one->library,
                                    .thresholds = self->one->thresholds,
                                    .rules = self->rules,
                                    .target = self->one->data.instrument_id,
                                    .now = self->one->data.now };
  self->book = tide_course_book_new (&self->subject, "EUR");
  return self;
}

static void
desk_clear (Desk *self)
{
  if (self->one == NULL)
    return;
  tide_course_book_free (self->book);
  tide_session_rules_free (self->session_rules);
  tide_safety_rules_free (self->rules);
  summary_case_free (self->one);
}

/* --- of a patient; NULL: he has nothing of it --- */

static TideReport *
make_summary (Desk *desk, const TideSummaryData *page, TideReader reader)
{
  TideSummaryData data = *page;
  data.reader = reader;
  data.text = reader == TIDE_READER_CLINICIAN ? page->text : NULL;
  return tide_summary_new (&data);
}

static TideReport *
make_referrer (Desk *desk, const TideSummaryData *page)
{
  return make_summary (desk, page, TIDE_READER_CLINICIAN);
}

static TideReport *
make_patient (Desk *desk, const TideSummaryData *page)
{
  return make_summary (desk, page, TIDE_READER_PATIENT);
}

static TideReport *
make_payer (Desk *desk, const TideSummaryData *page)
{
  return make_summary (desk, page, TIDE_READER_PAYER);
}

static TideReport *
make_course_at (Desk *desk, const TideSummaryData *page, guint index)
{
  const GPtrArray *courses = desk->one->history->courses;
  if (index >= courses->len)
    return NULL;
  TideCourseSheetData data = { page, desk->book, TIDE_RECORD (courses->pdata[index])->id };
  return tide_course_sheet_new (&data);
}

static TideReport *
make_first_course (Desk *desk, const TideSummaryData *page)
{
  return make_course_at (desk, page, 0);
}

static TideReport *
make_last_course (Desk *desk, const TideSummaryData *page)
{
  return make_course_at (desk, page, MAX (desk->one->history->courses->len, 1) - 1);
}

static TideReport *
make_courses (Desk *desk, const TideSummaryData *page)
{
  g_autoptr (TideOwnCourses) courses
    = tide_own_courses_new (desk->one->history, tide_library_lookup (desk->one->library, "ybocs"),
                            desk->one->thresholds, page->now, 0, "EUR");
  TideOwnOptions options = { TIDE_OWN_ALIGNED, TIDE_OWN_RANGE_52, FALSE, FALSE };
  TideCoursesSheetData data = { page, courses, &options };
  return tide_courses_sheet_new (&data);
}

static TideReport *
make_scores (Desk *desk, const TideSummaryData *page)
{
  TideScoresSheetData data = { page, desk->book, NULL };
  return tide_scores_sheet_new (&data);
}

static TideReport *
make_diary (Desk *desk, const TideSummaryData *page)
{
  const GPtrArray *courses = desk->one->history->courses;
  if (courses->len == 0)
    return NULL;
  TideDiarySheetData data = { page, desk->book, TIDE_RECORD (courses->pdata[0])->id, TIDE_DATE_UNKNOWN, 3 };
  return tide_diary_sheet_new (&data);
}

static TideReport *
make_form (Desk *desk, const TideSummaryData *page, const char *instrument_id)
{
  TideBlankFormData data = { page, tide_library_lookup (desk->one->library, instrument_id) };
  return tide_blank_form_new (&data);
}

static TideReport *
make_long_form (Desk *desk, const TideSummaryData *page)
{
  return make_form (desk, page, "lsas");
}

static TideReport *
make_short_form (Desk *desk, const TideSummaryData *page)
{
  return make_form (desk, page, "phq9");
}

static TideReport *
make_eligibility (Desk *desk, const TideSummaryData *page)
{
  TideProposal proposal = { .arm = TIDE_ARM_KETAMINE };
  g_autoptr (TideEligibility) list
    = tide_eligibility_compute (&desk->subject, &proposal, tide_instant_get_date (page->now));
  TideEligibilitySheetData data
    = { page, list, "Ketamine IV, no course yet", 0, "Two signatures before a first dose." };
  return tide_eligibility_sheet_new (&data);
}

/* --- a dose --- */

static void
add_reading (TideHistory *history, guint minute)
{
  TideObservation *row = tide_observation_new ();
  row->base.id = SESSION + 1000 + minute;
  row->session_id = SESSION;
  row->slot = g_strdup_printf ("%u", minute);
  row->taken = fixture_instant ("2025-11-20T10:00+01:00");
  row->taken.utc += 60 * minute;
  row->systolic = 120 + minute % 70;
  row->diastolic = 70 + minute % 30;
  row->heart_rate = 71;
  tide_observation_set_missed (row, TIDE_CELL_RESPIRATORY_RATE,
                               "the patient talked and did not want to be watched so closely");
  g_ptr_array_add (history->observations, row);
}

/* Of the shortest an empty one, of the others one that is watched for two hours and a half. */
static void
need_dose (Desk *desk)
{
  TideHistory *history = desk->one->history;
  for (guint i = 0; i < history->sessions->len; i++)
    if (TIDE_RECORD (history->sessions->pdata[i])->id == SESSION)
      return;
  TideCourse *course = tide_course_new ();
  course->base.id = SESSION - 1;
  course->patient_id = history->patient->base.id;
  course->arm = TIDE_ARM_ESKETAMINE;
  TideSession *session = tide_session_new ();
  session->base.id = SESSION;
  session->course_id = course->base.id;
  session->started = fixture_instant ("2025-11-20T10:00+01:00");
  session->status = TIDE_SESSION_HELD;
  gboolean empty = history->courses->len == 0;
  g_ptr_array_add (history->courses, course);
  g_ptr_array_add (history->sessions, session);
  for (guint minute = 0; !empty && minute < 150; minute += 3)
    add_reading (history, minute);
}

static TideReport *
make_session (Desk *desk, const TideSummaryData *page)
{
  need_dose (desk);
  TideSessionSheetData data = { page, &desk->subject, desk->session_rules, SESSION };
  return tide_session_sheet_new (&data);
}

static TideReport *
make_monitoring (Desk *desk, const TideSummaryData *page)
{
  need_dose (desk);
  TideSessionSheetData data = { page, &desk->subject, desk->session_rules, SESSION };
  return tide_monitoring_sheet_new (&data);
}

/* --- of the clinic: the shortest has nobody --- */

static gboolean
is_shortest (const Desk *desk)
{
  return desk == &desks[0];
}

static TideReport *
make_caseload (Desk *desk, const TideSummaryData *page)
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
                                           "Y-BOCS, 12 days late",
                                           "31.3, 30.0, 28.7, 26.0" };
  TideCaseloadEntry entries[N_ROWS];
  for (guint i = 0; i < N_ROWS; i++)
    entries[i] = entry;
  TideCaseloadSheetData data = { page, "Open courses, by name", entries, is_shortest (desk) ? 0 : N_ROWS };
  return tide_caseload_sheet_new (&data);
}

static TideReport *
make_ledger (Desk *desk, const TideSummaryData *page)
{
  TideLedgerEntry entries[N_ROWS];
  TideReport *report;
  g_autoptr (GPtrArray) alerts = g_ptr_array_new_with_free_func (tide_record_free);
  for (guint i = 0; i < N_ROWS; i++)
    {
      TideAlert *alert = tide_alert_new ();
      alert->base.id = i + 1;
      alert->level = i % 3 == 0 ? TIDE_LEVEL_RED : TIDE_LEVEL_AMBER;
      alert->rule = g_strdup ("A18");
      alert->detail = g_strdup ("Nine doses in 30 days: review");
      alert->raised = fixture_instant ("2025-11-18T10:00+01:00");
      g_ptr_array_add (alerts, alert);
      entries[i] = (TideLedgerEntry){ alert, desk->one->history->patient, "Dr Probe" };
    }
  TideLedgerSheetData data = { page, "All alerts", entries, is_shortest (desk) ? 0 : N_ROWS };
  report = tide_ledger_sheet_new (&data);
  return report;
}

static TideReport *
make_comparison (Desk *desk, const TideSummaryData *page)
{
  static const guint few[COMPARISON_FIXTURE_ARMS] = { 0 },
                     many[COMPARISON_FIXTURE_ARMS] = { 60, 80, 40, 24, 6, 3, 12 };
  ComparisonFixture fixture;
  comparison_fixture_init (&fixture, is_shortest (desk) ? few : many);
  TideSheet *sheet = tide_sheet_new (fixture.comparison, NULL, "EUR");
  TideComparisonSheetData data = { page, fixture.comparison, sheet };
  TideReport *report = tide_comparison_sheet_new (&data);
  tide_sheet_free (sheet);
  comparison_fixture_clear (&fixture);
  return report;
}

/* --- the kinds --- */

static const struct
{
  const char *name;
  TideReport *(*make) (Desk *desk, const TideSummaryData *page);
  gboolean of_clinic;
  const char *head;  /* of the table that goes on for pages with the crowded patient, or NULL */
  guint least_pages; /* then */
} kinds[] = {
  { "summary-referrer", make_referrer },
  { "summary-patient", make_patient },
  { "summary-payer", make_payer },
  { "first-course", make_first_course },
  { "last-course", make_last_course },
  { "courses", make_courses },
  { "scores", make_scores, FALSE, "Date, time", 5 }, /* 500 ratings */
  { "diary", make_diary },
  { "long-form", make_long_form },
  { "short-form", make_short_form },
  { "eligibility", make_eligibility },
  { "session", make_session, FALSE, NULL, 2 }, /* 50 readings */
  { "monitoring", make_monitoring },
  { "caseload", make_caseload, TRUE, "Last score", 2 },
  { "ledger", make_ledger, TRUE, "Raised", 2 },
  { "comparison", make_comparison, TRUE, NULL, 2 },
};

typedef struct
{
  guint kind, index; /* of cases */
} Test;

/* A report of each: paper by direction; long names are as wide on either paper. */
#define N_VARIANTS 4
static const struct
{
  const char *name;
  TidePaper paper;
  gboolean leftward;
} variants[N_VARIANTS] = { { "A4", TIDE_PAPER_A4, FALSE },
                           { "A4 from the right", TIDE_PAPER_A4, TRUE },
                           { "Letter", TIDE_PAPER_LETTER, FALSE },
                           { "Letter from the right", TIDE_PAPER_LETTER, TRUE } };

static TideReport *
make (const Test *test, guint variant)
{
  Desk *desk = desk_of (test->index);
  TideSummaryData page = desk->one->data;
  page.paper = variants[variant].paper;
  page.leftward = variants[variant].leftward;
  if (kinds[test->kind].of_clinic)
    page.history = NULL;
  return kinds[test->kind].make (desk, &page);
}

/* --- what each page says --- */

static const PdfWord *
find_word (const GArray *words, const char *text, double from, double to)
{
  for (guint i = 0; i < words->len; i++)
    {
      const PdfWord *word = &g_array_index (words, PdfWord, i);
      if (word->y >= from && word->bottom <= to && g_str_has_prefix (word->text, text))
        return word;
    }
  return NULL;
}

/* Whose it is stands at the head and at the foot, at the side where a line begins. */
static void
check_whose (const char *whose, const GArray *words, const char *at_head, const char *at_foot, guint variant)
{
  double width, height;
  tide_paper_get_size (variants[variant].paper, &width, &height);
  const PdfWord *head = find_word (words, at_head, 0, height / 3),
                *foot = find_word (words, at_foot, height - TIDE_MARGIN_BOTTOM - 30, height);
  if (head == NULL || foot == NULL)
    {
      g_test_fail_printf ("%s: %s is not at the %s", whose, head == NULL ? at_head : at_foot,
                          head == NULL ? "head" : "foot");
      return;
    }
  gboolean at_right = (foot->x + foot->right) / 2 > width / 2;
  if (at_right != variants[variant].leftward)
    g_test_fail_printf ("%s: the foot begins at the wrong side", whose);
}

/* The head of the table, in the half where its column belongs. */
static void
check_table_head (const char *whose, const GArray *words, const char *head)
{
  g_auto (GStrv) parts = g_strsplit (head, " ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (find_word (words, parts[i], 0, 300) == NULL)
      g_test_fail_printf ("%s: the table's head “%s” is not repeated", whose, head);
}

static int
compare_words (gconstpointer pa, gconstpointer pb)
{
  return strcmp (*(const char *const *) pa, *(const char *const *) pb);
}

/* Letters and digits in any order: what stands beside what differs by direction, how much does not. */
static char *
dup_bag (const GArray *words)
{
  g_autoptr (GPtrArray) bag = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < words->len; i++)
    {
      const char *text = g_array_index (words, PdfWord, i).text;
      for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
        if (g_unichar_isalnum (g_utf8_get_char (at)))
          g_ptr_array_add (bag, g_strndup (at, (gsize) (g_utf8_next_char (at) - at)));
    }
  g_ptr_array_sort (bag, compare_words);
  g_ptr_array_add (bag, NULL);
  return g_strjoinv ("", (char **) bag->pdata);
}

static void
check_page (const Test *test, guint variant, const GArray *words, guint page, guint n)
{
  g_autofree char *whose = g_strdup_printf ("%s of %s, %s, page %u of %u", kinds[test->kind].name,
                                            cases[test->index], variants[variant].name, page + 1, n);
  g_autofree char *number = g_strdup_printf ("Page %u of %u", page + 1, n);
  g_autofree char *all = pdf_join_words (words);
  const SummaryCase *one = desks[test->index].one;
  g_autofree char *clinic = g_strndup (one->data.clinic_name, strcspn (one->data.clinic_name, " "));
  check_words_stand_apart (whose, words, variants[variant].paper);
  if (strstr (all, number) == NULL)
    g_test_fail_printf ("%s: does not say its number:\n%s", whose, all);
  if (!kinds[test->kind].of_clinic)
    {
      /* A long number may go on in the next line; the patient's own sheet opens with the name alone. */
      g_autofree char *number_begins = g_strndup (one->history->patient->mrn, 7);
      g_autofree char *name_begins = g_strndup (one->history->patient->family_name, 7);
      gboolean own = kinds[test->kind].make == make_patient;
      check_whose (whose, words, own ? name_begins : number_begins, number_begins, variant);
    }
  else if (page == 0)
    check_whose (whose, words, clinic, clinic, variant);
  if (kinds[test->kind].head != NULL && test->index == 1)
    check_table_head (whose, words, kinds[test->kind].head);
}

static void
test_layout (gconstpointer data)
{
  const Test *test = data;
  TideReport *reports[N_VARIANTS];
  guint n[N_VARIANTS], n_variants = test->index == 2 ? 2 : N_VARIANTS, from = 0, n_pages = 0;
  for (guint v = 0; v < n_variants; v++)
    {
      reports[v] = make (test, v);
      if (reports[v] == NULL)
        return;
      check_blocks_stand_apart (reports[v]);
      n_pages += n[v] = tide_report_get_n_pages (reports[v]);
    }
  g_assert_cmpuint (n[0], >=, test->index == 1 ? kinds[test->kind].least_pages : 1);
  g_autofree char *path = pdf_write ("kinds", reports, n_variants);
  for (guint v = 0; v < n_variants; v++)
    tide_report_free (reports[v]);
  if (!pdf_check_tools ())
    return;
  g_autoptr (GPtrArray) pages = pdf_read_words (path);
  g_assert_cmpuint (pages->len, ==, n_pages);
  for (guint v = 0; v < n_variants; from += n[v++])
    for (guint page = 0; page < n[v]; page++)
      {
        check_page (test, v, pages->pdata[from + page], page, n[v]);
        if (!variants[v].leftward)
          continue;
        g_autofree char *here = dup_bag (pages->pdata[from + page]);
        g_autofree char *there = dup_bag (pages->pdata[from - n[v - 1] + page]);
        g_assert_cmpstr (here, ==, there);
      }
}

/* The check itself: neighbours and close lines do not cross, words over each other do. */
static void
test_crossing_is_seen (void)
{
  const PdfWord word = { 10, 10, 30, 20, NULL };
  g_assert_true (pdf_do_cross (&word, &(PdfWord){ 25, 12, 45, 22, NULL }));
  g_assert_false (pdf_do_cross (&word, &(PdfWord){ 30.5, 10, 45, 20, NULL }));
  g_assert_false (pdf_do_cross (&word, &(PdfWord){ 10, 17, 30, 27, NULL }));
}

/* --- from the right --- */

static const PdfWord *
find_exact (const GArray *words, const char *text)
{
  for (guint i = 0; i < words->len; i++)
    if (g_str_equal (g_array_index (words, PdfWord, i).text, text))
      return &g_array_index (words, PdfWord, i);
  g_error ("%s is not on the page", text);
}

/* The first column of a table stands at the right, its last at the left; a sign stands before its number. */
static void
test_tables_are_mirrored (void)
{
  Test test = { 13, 1 };
  g_assert_cmpstr (kinds[test.kind].name, ==, "caseload");
  g_autoptr (TideReport) rightward = make (&test, 0), leftward = make (&test, 1);
  if (!pdf_check_tools ())
    return;
  g_autofree char *path = pdf_write ("mirror", (TideReport *const[]){ rightward, leftward }, 2);
  g_autoptr (GPtrArray) pages = pdf_read_words (path);
  const GArray *from_left = pages->pdata[0], *from_right = pages->pdata[pages->len / 2];
  g_assert_cmpfloat (find_exact (from_left, "Patient")->x, <, find_exact (from_left, "State")->x);
  g_assert_cmpfloat (find_exact (from_right, "Patient")->x, >, find_exact (from_right, "State")->x);
}

/* Unicode's rules set the sign of a number that stands alone behind it where lines begin at the right; all
 * glyphs of the cell are asked where they are. */
static void
test_signs_stand_before_their_numbers (void)
{
  PangoContext *context = tide_page_context_new ();
  pango_context_set_base_dir (context, PANGO_DIRECTION_RTL);
  g_autofree char *markup = tide_block_dup_markup (context, "−4");
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  pango_layout_set_markup (layout, markup, -1);
  const char *text = pango_layout_get_text (layout);
  int sign = (int) (strstr (text, "−") - text), digit = (int) (strchr (text, '4') - text), sign_x, digit_x;
  PangoLayoutLine *line = pango_layout_get_line_readonly (layout, 0);
  pango_layout_line_index_to_x (line, sign, FALSE, &sign_x);
  pango_layout_line_index_to_x (line, digit, FALSE, &digit_x);
  g_assert_cmpint (sign_x, <, digit_x);
  g_autofree char *range = tide_block_dup_markup (context, "2025-11-20, 4-7, COVID-19");
  g_assert_null (strstr (range, "\u200e")); /* hyphens are no signs */
  g_object_unref (context);
}

static void
test_languages_have_a_direction (void)
{
  static const struct
  {
    const char *language;
    gboolean leftward;
  } expected[]
    = { { "ar_EG.UTF-8", TRUE }, { "he_IL", TRUE },  { "fa", TRUE },           { "ur_PK.utf8", TRUE },
        { "dv_MV", TRUE },       { "de_DE", FALSE }, { "en_GB.UTF-8", FALSE }, { "C.UTF-8", FALSE } };
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpint (tide_paper_is_leftward ((const char *const[]){ expected[i].language, "C", NULL }), ==,
                     expected[i].leftward);
  /* The first that somebody reads. */
  g_assert_false (tide_paper_is_leftward ((const char *const[]){ "de_DE", "he_IL", "C", NULL }));
}

int
main (int argc, char *argv[])
{
  static Test tests[G_N_ELEMENTS (kinds)][N_CASES];
  g_test_init (&argc, &argv, NULL);
  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    for (guint i = 0; i < N_CASES; i++)
      {
        g_autofree char *name
          = g_strdup_printf ("/report/kinds/pages-are-whole/%s/%s", kinds[kind].name, cases[i]);
        tests[kind][i] = (Test){ kind, i };
        g_test_add_data_func (name, &tests[kind][i], test_layout);
      }
  g_test_add_func ("/report/kinds/crossing-words-are-seen", test_crossing_is_seen);
  g_test_add_func ("/report/kinds/tables-are-mirrored", test_tables_are_mirrored);
  g_test_add_func ("/report/kinds/signs-stand-before-their-numbers", test_signs_stand_before_their_numbers);
  g_test_add_func ("/report/kinds/languages-have-a-direction", test_languages_have_a_direction);
  int result = g_test_run ();
  for (guint i = 0; i < N_CASES; i++)
    desk_clear (&desks[i]);
  pdf_check_end ();
  return result;
}
