/* test-pages.c: how the progress summary breaks over pages, for every synthetic case: nothing overlaps,
 * nothing leaves the margins, nothing is lost, and each page says whose it is. */
#include <math.h>

#include "fixture-lindqvist.h"
#include "pdf-check.h"
#include "summary-fixtures.h"
#include "tide-report-private.h"

/* --- geometry --- */

static void
test_geometry (gconstpointer data)
{
  g_autoptr (SummaryCase) one = summary_case_new (data);
  for (TidePaper paper = TIDE_PAPER_A4; paper <= TIDE_PAPER_LETTER; paper++)
    {
      one->data.paper = paper;
      g_autoptr (TideReport) report = tide_summary_new (&one->data);
      check_blocks_stand_apart (report);
    }
}

/* The margins of a drawn page are white: 15 mm at the sides, 10 mm at the top, 9 mm at the foot; half a
 * millimetre is left for the width of a line. */
static void
test_margins_are_white (gconstpointer data)
{
  g_autoptr (SummaryCase) one = summary_case_new (data);
  g_autoptr (TideReport) report = tide_summary_new (&one->data);
  const double px = 100 / 25.4;
  for (guint page = 0; page < tide_report_get_n_pages (report); page++)
    {
      cairo_surface_t *surface = pdf_draw (report, page);
      int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
      int stride = cairo_image_surface_get_stride (surface);
      const guint8 *pixels = cairo_image_surface_get_data (surface);
      guint outside = 0, coloured = 0;
      for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
          {
            const guint8 *p = pixels + y * stride + 4 * x;
            gboolean margin = x < 14.5 * px || x > width - 14.5 * px || y < 9.5 * px || y > height - 8.5 * px;
            outside += margin && p[0] != 255;
            coloured += p[0] != p[1] || p[1] != p[2];
          }
      g_assert_cmpuint (outside, ==, 0);
      g_assert_cmpuint (coloured, ==, 0);
      cairo_surface_destroy (surface);
    }
}

/* --- numbers of pages --- */

static void
check_n_pages (const char *name, guint n)
{
  g_autoptr (SummaryCase) one = summary_case_new (name);
  g_autoptr (TideReport) report = tide_summary_new (&one->data);
  g_assert_cmpuint (tide_report_get_n_pages (report), ==, n);
}

static void
test_ordinary_patients_fit_on_one_page (void)
{
  check_n_pages ("lindqvist", 1);
  check_n_pages ("sparse", 1);
  check_n_pages ("nothing", 1);
  check_n_pages ("no-rating", 1);
  check_n_pages ("unknown-birth", 1);
}

static void
test_long_data_flow_on (void)
{
  check_n_pages ("letter", 2);
  check_n_pages ("full", 2);
  check_n_pages ("crowded", 2);
  check_n_pages ("record", 2);
  check_n_pages ("courses", 2);
  check_n_pages ("scales", 2);
  check_n_pages ("alerts", 2);
}

/* --- what stands where --- */

static char *
write_case (const char *name, guint *n_pages)
{
  g_autoptr (SummaryCase) one = summary_case_new (name);
  TideReport *report = tide_summary_new (&one->data);
  char *path = pdf_write (name, &report, 1);
  *n_pages = tide_report_get_n_pages (report);
  tide_report_free (report);
  return path;
}

static void
test_every_page_says_whose_it_is (gconstpointer name)
{
  guint n;
  if (!pdf_check_tools ())
    return;
  g_autoptr (SummaryCase) one = summary_case_new (name);
  g_autofree char *path = write_case (name, &n);
  g_autofree char *pages = pdf_info (path, "Pages");
  g_assert_cmpint (atoi (pages), ==, (int) n);
  const TidePatient *patient = one->history->patient;
  for (guint page = 1; page <= n; page++)
    {
      g_autofree char *text = pdf_text (path, page);
      g_autofree char *number = g_strdup_printf ("Page %u of %u", page, n);
      g_autofree char *born = tide_date_to_iso (patient->birth_date);
      g_autofree char *head_end = g_strndup (text, strlen (text) / 3);
      check_has (text, number);
      check_has (text, patient->mrn);
      check_has (text, *born != '\0' ? born : "not known");
      check_has (text, "Printed 2025-11-20 14:32 +01:00");
      check_has (text, "audit 48211 · 5c1e 90a7 3f42 d8b6");
      check_has (text, "Tidemark " TIDE_VERSION);
      /* Name and record number stand at the foot, and once more above. */
      g_assert_cmpuint (pdf_count (text, patient->mrn), >=, 2);
      if (patient->synthetic)
        check_has (text, "SYNTHETIC DATA, no real person");
    }
}

static void
test_signature_follows_the_text (void)
{
  guint n;
  if (!pdf_check_tools ())
    return;
  g_autofree char *path = write_case ("long-text", &n);
  g_assert_cmpuint (n, >=, 3);
  g_autofree char *first = pdf_text (path, 1), *last = pdf_text (path, n), *all = pdf_text (path, 0);
  check_has_not (first, "Signature");
  check_has (last, "Signature");
  g_assert_cmpuint (pdf_count (all, "Signature"), ==, 1);
  check_has (first, "continues on page 2");
  check_has (first, "Paragraph 1.");
  check_has (first, "Course over time");
  /* No paragraph is lost at a break; & and < are the reader's, not markup. */
  for (guint i = 1; i <= 60; i++)
    {
      g_autofree char *words = g_strdup_printf ("Paragraph %u.", i);
      g_assert_cmpuint (pdf_count (all, words), ==, 1);
    }
  g_assert_cmpuint (pdf_count (all, "<hours>"), ==, 60);
}

static void
test_scores_beyond_eight_rows_go_on (void)
{
  guint n;
  if (!pdf_check_tools ())
    return;
  g_autofree char *path = write_case ("scales", &n);
  g_autofree char *first = pdf_text (path, 1), *second = pdf_text (path, 2);
  static const char *const on_first[]
    = { "Y-BOCS", "obsessions", "compulsions", "OCI-R", "PHQ-9", "GAD-7", "MADRS" };
  static const char *const on_second[] = { "LSAS", "YMRS", "CGI-S", "WSAS", "ASEX", "SUDS", "Pain NRS" };
  for (guint i = 0; i < G_N_ELEMENTS (on_first); i++)
    check_has (first, on_first[i]);
  for (guint i = 0; i < G_N_ELEMENTS (on_second); i++)
    check_has (second, on_second[i]);
  check_has (first, "continues on page 2");
  check_has (second, "Scores, continued");
  check_has (second, "Band now"); /* the head again */
  g_assert_cmpuint (pdf_count (second, "Band now"), ==, 1);
}

static void
test_the_last_three_courses_stay (void)
{
  guint n;
  if (!pdf_check_tools ())
    return;
  g_autofree char *path = write_case ("courses", &n);
  g_autofree char *first = pdf_text (path, 1), *second = pdf_text (path, 2);
  check_has (first, "2024-09-30");
  check_has (first, "15 of 18");
  check_has_not (first, "2012-03-01");
  check_has (second, "Courses of treatment, continued");
  for (guint year = 2012; year <= 2022; year++)
    {
      g_autofree char *start = g_strdup_printf ("%u-03-01", year);
      check_has (second, start);
    }
  check_has (first, "Not every treatment fits into the figure");
}

static void
test_no_alert_is_lost (void)
{
  guint n;
  if (!pdf_check_tools ())
    return;
  g_autofree char *path = write_case ("alerts", &n);
  g_autofree char *first = pdf_text (path, 1), *all = pdf_text (path, 0);
  check_has (first, "Open alerts (11)"); /* twelve, two of them on one answer */
  check_has (first, "[!] Red, A6, A4");
  check_has (all, "Open alerts, continued (4 to 11 of 11)");
  g_assert_cmpuint (pdf_count (all, "[!] "), ==, 11);
  check_has (first, "Signature");
}

/* What one rule said of one scale again and again stands in one box with all its days, the newest leading; a
 * red one and an older entry stand for themselves, and the number tells all. */
static void
test_a_series_of_alerts_is_one_box (void)
{
  guint n;
  if (!pdf_check_tools ())
    return;
  g_autofree char *alone = write_case ("lindqvist", &n);
  g_autofree char *before = pdf_text (alone, 0);
  g_autofree char *path = write_case ("series", &n);
  g_autofree char *all = pdf_text (path, 0);
  guint other = pdf_count (before, "[!] ");
  g_autofree char *title = g_strdup_printf ("Open alerts (%u), older entries (1)", other + 5);
  check_has (all, title);
  /* A9 on days 1 and 5 in one box, the red one of day 3 alone; A10 on days 2 and 4, day 6 an older entry. */
  g_assert_cmpuint (pdf_count (all, "[!] "), ==, other + 4);
  check_has (all, "Also on 2025-03-01.");
  check_has (all, "Also on 2025-03-02.");
  check_has (all, "2025-03-03");
  check_has (all, "2025-03-06");
}

static void
test_parts_name_the_page_they_went_to (void)
{
  guint n;
  if (!pdf_check_tools ())
    return;
  g_autofree char *path = write_case ("everything", &n);
  g_autofree char *first = pdf_text (path, 1);
  static const char *const parts[]
    = { "Open alerts, continued", "Scores, continued", "Courses of treatment, continued", "text, continued" };
  guint told[8] = { 0 }, found[8] = { 0 };
  for (const char *at = strstr (first, "continues on page "); at != NULL;
       at = strstr (at + 1, "continues on page "))
    told[atoi (at + strlen ("continues on page "))]++;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    for (guint page = 2; page <= MIN (n, 7); page++)
      {
        g_autofree char *text = pdf_text (path, page);
        found[page] += pdf_count (text, parts[i]);
      }
  for (guint page = 0; page < G_N_ELEMENTS (told); page++)
    g_assert_cmpuint (told[page], ==, found[page]);
  g_assert_cmpuint (told[2], >=, 3);
}

static void
add_for_each (const char *path, GTestDataFunc func)
{
  for (guint i = 0; summary_case_names[i] != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s/%s", path, summary_case_names[i]);
      g_test_add_data_func (name, summary_case_names[i], func);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_for_each ("/report/pages/blocks-stand-inside-and-apart", test_geometry);
  add_for_each ("/report/pages/margins-are-white-and-ink-is-grey", test_margins_are_white);
  add_for_each ("/report/pages/every-page-says-whose-it-is", test_every_page_says_whose_it_is);
  g_test_add_func ("/report/pages/ordinary-patients-fit-on-one", test_ordinary_patients_fit_on_one_page);
  g_test_add_func ("/report/pages/long-data-flow-on", test_long_data_flow_on);
  g_test_add_func ("/report/pages/signature-follows-the-text", test_signature_follows_the_text);
  g_test_add_func ("/report/pages/scores-beyond-eight-rows-go-on", test_scores_beyond_eight_rows_go_on);
  g_test_add_func ("/report/pages/the-last-three-courses-stay", test_the_last_three_courses_stay);
  g_test_add_func ("/report/pages/no-alert-is-lost", test_no_alert_is_lost);
  g_test_add_func ("/report/pages/a-series-of-alerts-is-one-box", test_a_series_of_alerts_is_one_box);
  g_test_add_func ("/report/pages/parts-name-the-page-they-went-to", test_parts_name_the_page_they_went_to);
  int result = g_test_run ();
  pdf_check_end ();
  return result;
}
