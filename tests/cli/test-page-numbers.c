/* test-page-numbers.c: the numbers on the pages are those of `outcomes --json` and `compare --json`, to the
 * last digit that is printed.  The pages are read as another program reads them, cell after cell. */
#include <math.h>
#include <string.h>

#include "cli-run.h"

static char *demo;

/* The text in the order of drawing, every run of white space as one blank; NULL: skipped. */
static char *
read_cells (const char *path)
{
  g_autofree char *tool = g_find_program_in_path ("pdftotext"), *text = NULL;
  const char *argv[] = { tool, "-raw", path, "-", NULL };
  if (tool == NULL)
    {
      g_test_skip ("pdftotext is not here");
      return NULL;
    }
  g_assert_true (
    g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text, NULL, NULL, NULL));
  g_autoptr (GRegex) blanks = g_regex_new ("[\\s\\x{a0}\\x{202f}]+", 0, 0, NULL);
  return g_regex_replace_literal (blanks, text, -1, 0, " ", 0, NULL);
}

static void
check (const char *text, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *words = g_strdup_vprintf (format, args);
  va_end (args);
  if (strstr (text, words) == NULL)
    g_error ("“%s” is not on the page:\n%s", words, text);
}

/* A real minus; a rise has its plus where @plus. */
static char *
dup_number (double value, int decimals, gboolean plus)
{
  double least = 0.5 * pow (10, -decimals);
  const char *sign = value <= -least ? "−" : plus && value >= least ? "+" : "";
  return g_strdup_printf ("%s%.*f", sign, decimals, fabs (value));
}

static JsonArray *
array_of (JsonObject *object, const char *name)
{
  return json_object_get_array_member (object, name);
}

static double
number_of (JsonObject *object, const char *name)
{
  return json_object_get_double_member (object, name);
}

static JsonArray *
list_courses (JsonNode **root)
{
  g_autofree char *json
    = cli_done ("outcomes", demo, "--patient", "TM-0417", "--instrument", "ybocs", "--json", NULL);
  *root = cli_json (json);
  return array_of (json_node_get_object (*root), "courses");
}

static gboolean
has_change (JsonObject *visit)
{
  return !json_object_get_null_member (visit, "change")
         && g_strcmp0 (json_object_get_string_member (visit, "state"), "baseline") != 0;
}

/* --- of a patient --- */

/* "10 2026-06-12 20 −8 28.6": day, date, score, change, fall. */
static void
check_course_row (const char *text, JsonObject *visit)
{
  g_autofree char *date = g_strndup (json_object_get_string_member (visit, "taken_at"), 10),
                  *day = dup_number (number_of (visit, "day"), 0, FALSE),
                  *change = dup_number (number_of (visit, "change"), 0, TRUE),
                  *percent = dup_number (number_of (visit, "percent"), 1, FALSE);
  check (text, "%s %s %.0f %s %s ", day, date, number_of (visit, "total"), change, percent);
}

static void
test_course_report (void)
{
  static const char *const codes[] = { "TM-0417-1", "TM-0417-2" };
  g_autoptr (JsonNode) root = NULL;
  JsonArray *courses = list_courses (&root);
  guint seen = 0;
  for (guint c = 0; c < G_N_ELEMENTS (codes); c++)
    {
      g_autofree char *path = cli_path ("course.pdf");
      g_autofree char *out = cli_done ("report", demo, "course", "--patient", "TM-0417", "--course", codes[c],
                                       "--output", path, NULL);
      g_autofree char *text = read_cells (path);
      if (text == NULL)
        return;
      JsonObject *course = json_array_get_object_element (courses, c);
      g_assert_cmpstr (json_object_get_string_member (course, "course_id"), ==, codes[c]);
      JsonObject *baseline = json_object_get_object_member (course, "baseline");
      g_autofree char *day = g_strndup (json_object_get_string_member (baseline, "taken_at"), 10);
      check (text, "%.0f on %s", number_of (baseline, "value"), day);
      JsonArray *visits = array_of (course, "visits");
      for (guint v = 0; v < json_array_get_length (visits); v++)
        if (has_change (json_array_get_object_element (visits, v)))
          {
            check_course_row (text, json_array_get_object_element (visits, v));
            seen++;
          }
    }
  g_assert_cmpuint (seen, >, 10);
}

/* The last rating under one course may be the first of the next: the table counts it there. */
static gboolean
is_baseline (JsonArray *courses, const char *taken_at)
{
  for (guint c = 0; c < json_array_get_length (courses); c++)
    {
      JsonObject *baseline
        = json_object_get_object_member (json_array_get_object_element (courses, c), "baseline");
      if (g_strcmp0 (json_object_get_string_member (baseline, "taken_at"), taken_at) == 0)
        return TRUE;
    }
  return FALSE;
}

/* "2026-06-12 09:20 Y-BOCS 20 obsessions …, −8 R. Okafor" */
static void
test_score_table (void)
{
  g_autofree char *path = cli_path ("scores.pdf");
  g_autofree char *out = cli_done ("report", demo, "scores", "--patient", "TM-0417", "--instruments", "ybocs",
                                   "--output", path, NULL);
  g_autofree char *text = read_cells (path);
  g_autoptr (JsonNode) root = NULL;
  JsonArray *courses = list_courses (&root);
  if (text == NULL)
    return;
  guint seen = 0;
  for (guint c = 0; c < json_array_get_length (courses); c++)
    {
      JsonArray *visits = array_of (json_array_get_object_element (courses, c), "visits");
      for (guint v = 0; v < json_array_get_length (visits); v++)
        {
          JsonObject *visit = json_array_get_object_element (visits, v);
          g_autofree char *stamp = g_strndup (json_object_get_string_member (visit, "taken_at"), 16);
          g_strdelimit (stamp, "T", ' ');
          check (text, "%s Y-BOCS %.0f ", stamp, number_of (visit, "total"));
          if (!has_change (visit) || is_baseline (courses, json_object_get_string_member (visit, "taken_at")))
            continue;
          g_autofree char *change = dup_number (number_of (visit, "change"), 0, TRUE);
          g_autofree char *said = g_strdup_printf (", %s ", change);
          const char *row = strstr (text, stamp), *found = row != NULL ? strstr (row, said) : NULL;
          if (found == NULL || found - row > 140)
            g_error ("%s: %s is not in its row: %.140s", stamp, said, row);
          seen++;
        }
    }
  g_assert_cmpuint (seen, >, 10);
}

/* The last rating of the newest course: key facts and the row of the scale for a clinician, first and last
 * score for the patient. */
static void
test_summary (void)
{
  g_autofree char *path = cli_path ("referrer.pdf"), *own = cli_path ("patient.pdf");
  g_autofree char *out = cli_done ("summary", demo, "--patient", "TM-0417", "--output", path, NULL);
  g_autofree char *more
    = cli_done ("summary", demo, "--patient", "TM-0417", "--reader", "patient", "--output", own, NULL);
  g_autofree char *text = read_cells (path), *patient = read_cells (own);
  g_autoptr (JsonNode) root = NULL;
  JsonArray *courses = list_courses (&root);
  if (text == NULL)
    return;
  JsonObject *course = json_array_get_object_element (courses, 1);
  JsonArray *visits = array_of (course, "visits");
  JsonObject *last = json_array_get_object_element (visits, json_array_get_length (visits) - 1);
  JsonObject *begin
    = json_array_get_object_element (array_of (json_array_get_object_element (courses, 0), "visits"), 0);
  double now = number_of (last, "total"), first = number_of (begin, "total"),
         baseline = number_of (json_object_get_object_member (course, "baseline"), "value");
  g_autofree char *change = dup_number (number_of (last, "change"), 0, FALSE),
                  *percent = dup_number (number_of (last, "percent"), 0, FALSE),
                  *since_first = dup_number (now - first, 0, FALSE);
  check (text, "Y-BOCS now %.0f ", now);
  check (text, "Since first rating %.0f %% lower %.0f to %.0f", 100 * (first - now) / first, first, now);
  check (text, "Since baseline of course %s %.0f to %.0f", change, baseline, now);
  check (text, " %.0f %s %.0f %s %s ", now, since_first, 100 * (first - now) / first, change, percent);
  check (text, "Y-BOCS 0–40 %.0f %.0f ", first, baseline);
  check (patient, "first visit: %.0f", first);
  check (patient, "latest: %.0f", now);
}

/* --- of the clinic --- */

/* "52 % (34 to 69) 14 of 27" */
static void
check_proportion (const char *text, const char *lead, JsonObject *share)
{
  JsonArray *ci = array_of (share, "ci");
  check (text, "%s %.0f %% (%.0f to %.0f) %.0f of %.0f", lead, 100 * number_of (share, "p"),
         100 * json_array_get_double_element (ci, 0), 100 * json_array_get_double_element (ci, 1),
         number_of (share, "x"), number_of (share, "n"));
}

/* "wk 2 −8.6 (−9.8 to −7.3) n 19" */
static void
check_means (const char *text, JsonArray *windows)
{
  for (guint i = 0; i < json_array_get_length (windows); i++)
    {
      JsonObject *window = json_array_get_object_element (windows, i);
      int week = (int) number_of (window, "week");
      if ((week != 2 && week != 12) || number_of (window, "n") < 5)
        continue;
      JsonArray *ci = array_of (window, "ci");
      g_autofree char *mean = dup_number (number_of (window, "mean"), 1, FALSE),
                      *lower = dup_number (json_array_get_double_element (ci, 0), 1, FALSE),
                      *upper = dup_number (json_array_get_double_element (ci, 1), 1, FALSE);
      check (text, "wk %d %s (%s to %s) n %.0f", week, mean, lower, upper, number_of (window, "n"));
    }
}

static void
test_comparison (void)
{
  g_autofree char *path = cli_path ("compared.pdf");
  g_autofree char *out = cli_done ("compare", demo, "--instrument", "ybocs", "--output", path, NULL);
  g_autofree char *json = cli_done ("compare", demo, "--instrument", "ybocs", "--json", NULL);
  g_autofree char *text = read_cells (path);
  if (text == NULL)
    return;
  g_autoptr (JsonNode) root = cli_json (json);
  JsonArray *arms = array_of (json_node_get_object (root), "arms");
  guint seen = 0;
  for (guint i = 0; i < json_array_get_length (arms); i++)
    {
      JsonObject *arm = json_array_get_object_element (arms, i);
      if (number_of (arm, "counted") < 5)
        continue;
      check (text, "%.0f started › %.0f baseline › %.0f counted", number_of (arm, "started"),
             number_of (arm, "with_baseline"), number_of (arm, "counted"));
      check_proportion (text, "responded", json_object_get_object_member (arm, "response"));
      check_means (text, array_of (arm, "mean_change"));
      seen++;
    }
  g_assert_cmpuint (seen, >=, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli_set_program (&argc, argv);
  demo = cli_path ("demo");
  g_autofree char *made = cli_done ("demo", demo, "--patients", "100", NULL);
  g_test_add_func ("/cli/page-numbers/course-report-is-outcomes", test_course_report);
  g_test_add_func ("/cli/page-numbers/score-table-is-outcomes", test_score_table);
  g_test_add_func ("/cli/page-numbers/summary-is-outcomes", test_summary);
  g_test_add_func ("/cli/page-numbers/comparison-is-compare", test_comparison);
  int result = g_test_run ();
  g_free (demo);
  return result;
}
