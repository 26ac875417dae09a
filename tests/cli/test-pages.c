/* test-pages.c: chart and summary as a script meets them. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli-run.h"

static char *demo;

static void
assert_begins (const char *path, const char *magic, gsize least)
{
  g_autofree char *bytes = NULL;
  gsize length;
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpuint (length, >, least);
  g_assert_cmpint (memcmp (bytes, magic, strlen (magic)), ==, 0);
}

static void
test_chart (void)
{
  static const struct
  {
    const char *name, *magic;
  } kinds[] = { { "t.png", "\x89PNG" }, { "t.svg", "<?xml" }, { "t.pdf", "%PDF" } };
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = cli_path (kinds[i].name);
      g_autofree char *out
        = cli_done ("chart", demo, "--patient", "TM-0417", "--output", path, "--size", "900x500", NULL);
      assert_begins (path, kinds[i].magic, 5000);
    }
}

/* A PNG says its size: width and height big-endian at byte 16; drawn at twice the pixels. */
static void
test_size (void)
{
  g_autofree char *path = cli_path ("size.png"), *bytes = NULL;
  g_autofree char *out
    = cli_done ("chart", demo, "--patient", "TM-0417", "--output", path, "--size", "800x450", NULL);
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  guint32 width, height;
  memcpy (&width, bytes + 16, 4);
  memcpy (&height, bytes + 20, 4);
  g_assert_cmpuint (GUINT32_FROM_BE (width), ==, 1600);
  g_assert_cmpuint (GUINT32_FROM_BE (height), ==, 900);
}

static void
test_summary (void)
{
  static const char *const papers[] = { "a4", "letter" };
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_autofree char *name = g_strconcat (papers[i], ".pdf", NULL), *path = cli_path (name);
      g_autofree char *out
        = cli_done ("summary", demo, "--patient", "TM-0417", "--output", path, "--paper", papers[i], NULL);
      assert_begins (path, "%PDF", 5000);
      GStatBuf state;
      g_assert_cmpint (g_stat (path, &state), ==, 0);
      g_assert_cmpint (state.st_mode & 0777, ==, 0600);
      g_autofree char *text = cli_pdf_text (path);
      if (text == NULL)
        return;
      static const char *const words[]
        = { "Lindqvist", "TM-0417", "1987-03-14", "F42.2", "SYNTHETIC", "Y-BOCS" };
      for (guint w = 0; w < G_N_ELEMENTS (words); w++)
        {
          g_autofree char *upper = g_utf8_strup (text, -1), *word = g_utf8_strup (words[w], -1);
          if (strstr (upper, word) == NULL)
            g_error ("the page does not say %s:\n%s", words[w], text);
        }
    }
}

/* Every baseline, score and change of outcomes stands on the payer's page as it is printed: whole points. */
static void
test_payers_numbers_are_those_of_outcomes (void)
{
  g_autofree char *path = cli_path ("payer.pdf");
  g_autofree char *out
    = cli_done ("summary", demo, "--patient", "TM-0417", "--reader", "payer", "--output", path, NULL);
  g_autofree char *json
    = cli_done ("outcomes", demo, "--patient", "TM-0417", "--instrument", "ybocs", "--json", NULL);
  g_autofree char *text = cli_pdf_text (path);
  if (text == NULL)
    return;
  g_autoptr (GRegex) blanks = g_regex_new ("[ \\x{a0}]+", 0, 0, NULL);
  g_autofree char *flat = g_regex_replace_literal (blanks, text, -1, 0, " ", 0, NULL);
  g_autoptr (JsonNode) root = cli_json (json);
  JsonArray *courses = json_object_get_array_member (json_node_get_object (root), "courses");
  guint seen = 0;
  for (guint c = 0; c < json_array_get_length (courses); c++)
    {
      JsonArray *visits = json_object_get_array_member (json_array_get_object_element (courses, c), "visits");
      for (guint v = 0; v < json_array_get_length (visits); v++)
        {
          JsonObject *visit = json_array_get_object_element (visits, v);
          if (json_object_get_null_member (visit, "change")
              || g_strcmp0 (json_object_get_string_member (visit, "state"), "baseline") == 0)
            continue;
          double change = json_object_get_double_member (visit, "change");
          double percent = json_object_get_double_member (visit, "percent");
          g_autofree char *day = g_strndup (json_object_get_string_member (visit, "taken_at"), 10);
          g_autofree char *numbers = g_strdup_printf (
            "%.0f %s%.0f %s%.0f\n", json_object_get_double_member (visit, "total"),
            change < 0   ? "−"
            : change > 0 ? "+"
                         : "",
            change < 0 ? -change : change, percent < -0.5 ? "−" : "", percent < 0 ? -percent : percent);
          const char *row = strstr (flat, day);
          while (row != NULL && strstr (row, numbers) == NULL)
            row = strstr (row + 1, day);
          if (row == NULL)
            g_error ("%s %s is not on the page:\n%s", day, numbers, flat);
          seen++;
        }
    }
  g_assert_cmpuint (seen, >, 10);
}

/* The last totals that the demo gives Lindqvist, as outcomes tells them, end in her last score. */
static void
test_the_caseload_tells_the_trend (void)
{
  g_autofree char *path = cli_path ("trend.pdf");
  g_autofree char *out = cli_done ("report", demo, "caseload", "--output", path, NULL);
  g_autofree char *json
    = cli_done ("outcomes", demo, "--patient", "TM-0417", "--instrument", "ybocs", "--json", NULL);
  g_autofree char *text = cli_pdf_text (path);
  if (text == NULL)
    {
      g_test_skip ("pdftotext is not here");
      return;
    }
  g_autoptr (JsonNode) root = cli_json (json);
  g_autoptr (GString) totals = g_string_new (NULL);
  guint n = cli_json_length (root, "courses.1.visits");
  for (guint i = n - 4; i < n; i++)
    {
      g_autofree char *at = g_strdup_printf ("courses.1.visits.%u.total", i);
      g_string_append_printf (totals, "%s%.0f", i > n - 4 ? ", " : "", cli_json_number (root, at));
    }
  const char *row = strstr (text, "Lindqvist");
  g_assert_nonnull (row);
  g_autofree char *line = g_strndup (row, strcspn (row, "\n"));
  if (strstr (line, totals->str) == NULL)
    g_error ("the trend is not %s: %s", totals->str, line);
}

/* Where lines begin at the right, the foot of a page begins there too: whose it is behind who printed it. */
static void
check_direction (const char *language, gboolean leftward)
{
  g_autofree char *path = cli_path ("direction.pdf");
  g_auto (CliRun) summary
    = cli_run_env ("LC_ALL", language, "summary", demo, "--patient", "TM-0417", "--output", path, NULL);
  cli_assert_status (&summary, 0);
  g_autofree char *text = cli_pdf_text (path);
  if (text == NULL)
    {
      g_test_skip ("pdftotext is not here");
      return;
    }
  const char *number = strstr (text, "Page 1 of"), *from = number;
  g_assert_nonnull (number);
  while (from > text && from[-1] != '\n')
    from--;
  g_autofree char *line = g_strndup (from, strcspn (from, "\n"));
  const char *whose = strstr (line, "TM-0417"), *printed = strstr (line, "Printed");
  g_assert_true (whose != NULL && printed != NULL);
  g_assert_cmpint (whose > printed, ==, leftward);
}

static void
test_the_locale_says_where_lines_begin (void)
{
  check_direction ("he_IL.UTF-8", TRUE);
  check_direction ("de_DE.UTF-8", FALSE);
}

static void
test_readers (void)
{
  g_autofree char *path = cli_path ("patient.pdf"), *words = cli_path ("words.txt");
  g_assert_true (g_file_set_contents (words, "You did *well*.\n- *Monday:* we call", -1, NULL));
  g_autofree char *out = cli_done ("summary", demo, "--patient", "TM-0417", "--reader", "patient",
                                   "--text-file", words, "--output", path, NULL);
  g_autofree char *text = cli_pdf_text (path);
  if (text != NULL)
    {
      g_assert_nonnull (strstr (text, "You did well."));
      g_assert_nonnull (strstr (text, "Monday:"));
    }
  g_autofree char *letters = cli_done ("summary", demo, "--patient", "TM-0417", "--text", "--sections",
                                       "scores", "--instruments", "ybocs", NULL);
  g_assert_nonnull (strstr (letters, "Progress summary\n================\n"));
  g_assert_nonnull (strstr (letters, "\nY-BOCS: Range 0–40; First"));
  g_assert_null (strstr (letters, "\nPHQ-9: Range"));
  g_assert_null (strstr (letters, "Courses of treatment"));
  g_autofree char *clinician
    = cli_done ("summary", demo, "--patient", "TM-0417", "--reader", "clinician", "--output", path, NULL);
}

static void
test_eligibility (void)
{
  static const char *const papers[] = { "a4", "letter" };
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_autofree char *name = g_strconcat ("list-", papers[i], ".pdf", NULL), *path = cli_path (name);
      g_autofree char *out = cli_done ("report", demo, "eligibility", "--patient", "TM-0417", "--arm",
                                       "ketamine", "--output", path, "--paper", papers[i], NULL);
      assert_begins (path, "%PDF", 5000);
      GStatBuf state;
      g_assert_cmpint (g_stat (path, &state), ==, 0);
      g_assert_cmpint (state.st_mode & 0777, ==, 0600);
      g_autofree char *text = cli_pdf_text (path);
      static const char *const words[]
        = { "Eligibility list", "Lindqvist", "TM-0417", "Ketamine", "not a recommendation", "Signature" };
      for (guint w = 0; text != NULL && w < G_N_ELEMENTS (words); w++)
        if (strstr (text, words[w]) == NULL)
          g_error ("the list does not say %s:\n%s", words[w], text);
    }
}

/* The demo's open alert stands on it, and --open and the days leave out what they say. */
static void
test_ledger (void)
{
  g_autofree char *all = cli_path ("ledger.pdf"), *none = cli_path ("ledger-none.pdf");
  g_autofree char *out
    = cli_done ("report", demo, "ledger", "--output", all, "--open", "--paper", "letter", NULL);
  g_autofree char *empty = cli_done ("report", demo, "ledger", "--output", none, "--to", "1999-12-31", NULL);
  assert_begins (all, "%PDF", 5000);
  GStatBuf state;
  g_assert_cmpint (g_stat (all, &state), ==, 0);
  g_assert_cmpint (state.st_mode & 0777, ==, 0600);
  g_autofree char *text = cli_pdf_text (all), *nothing = cli_pdf_text (none);
  static const char *const words[]
    = { "Alert ledger", "Open alerts", "Lindqvist", "TM-0417", "Amber", "Nobody has acted yet", "SYNTHETIC" };
  for (guint w = 0; text != NULL && w < G_N_ELEMENTS (words); w++)
    if (strstr (text, words[w]) == NULL)
      g_error ("the ledger does not say %s:\n%s", words[w], text);
  if (nothing != NULL)
    g_assert_nonnull (strstr (nothing, "No alerts here."));
  if (nothing != NULL)
    g_assert_nonnull (strstr (nothing, "raised until 1999-12-31"));
}

/* Every kind that is of a patient, and what each must say. */
static void
test_kinds (void)
{
  static const struct
  {
    const char *words[6];
    const char *says[4];
  } kinds[] = {
    { { "course", "--patient", "TM-0417" }, { "Course report", "What is not known", "TM-0417" } },
    { { "course", "--patient", "TM-0417", "--course", "TM-0417-1" }, { "Course report", "Ketamine" } },
    { { "scores", "--patient", "TM-0417", "--instruments", "phq9" }, { "Score table", "PHQ-9" } },
    { { "scores", "--patient", "TM-0417", "--to", "1999-12-31" }, { "Nothing was rated here." } },
    { { "blank", "--instrument", "ybocs" }, { "Form: Y-BOCS", "licensed copy", "Record no." } },
    { { "blank", "--instrument", "gad7", "--patient", "TM-0417" }, { "Form: GAD-7", "TM-0417" } },
    { { "diary", "--patient", "TM-0417", "--weeks", "2" }, { "Diary", "What I noticed", "Page 1 of 2" } },
    { { "caseload", "--show", "everybody" }, { "Caseload", "Everybody, by name", "TM-0417" } },
  };
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = cli_path ("kind.pdf");
      const char *const *w = kinds[i].words;
      const char *words[] = { "report", demo, "--output", path, w[0], w[1], w[2], w[3], w[4], w[5], NULL };
      g_auto (CliRun) run = cli_run_words (words);
      g_assert_cmpint (run.status, ==, 0);
      assert_begins (path, "%PDF", 3000);
      g_autofree char *text = cli_pdf_text (path);
      for (guint k = 0; text != NULL && k < 4 && kinds[i].says[k] != NULL; k++)
        if (strstr (text, kinds[i].says[k]) == NULL)
          g_error ("%s does not say %s:\n%s", w[0], kinds[i].says[k], text);
    }
}

static guint
count_pdfs (const char *folder, const char *prefix)
{
  guint n = 0;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    n += g_str_has_prefix (name, prefix);
  return n;
}

/* A chart is looked at before it is printed, as it is at the desk: what ran out stands on the first paper of
 * a clinic that no window has opened, and three expiries are three alerts, not one and its repeats. */
static void
test_paper_tells_every_open_alert (void)
{
  g_autofree char *fresh = cli_path ("fresh");
  g_autofree char *made = cli_done ("demo", fresh, "--patients", "3", NULL);
  g_autofree char *summary = cli_done ("summary", fresh, "--patient", "TM-0417", "--text", NULL);
  g_autofree char *out = cli_done ("alerts", fresh, "--json", NULL);
  g_autoptr (GRegex) blanks = g_regex_new ("\\s+", 0, 0, NULL);
  g_autofree char *flat = g_regex_replace_literal (blanks, summary, -1, 0, " ", 0, NULL);
  g_autoptr (JsonNode) root = cli_json (out);
  guint n_expiries = 0;
  for (guint i = 0; i < cli_json_length (root, "alerts"); i++)
    {
      g_autofree char *mrn = g_strdup_printf ("alerts.%u.mrn", i),
                      *rule = g_strdup_printf ("alerts.%u.rule", i),
                      *title = g_strdup_printf ("alerts.%u.title", i);
      if (strcmp (cli_json_string (root, mrn), "TM-0417") != 0)
        continue;
      n_expiries += strcmp (cli_json_string (root, rule), "expiry") == 0;
      g_assert_nonnull (strstr (flat, cli_json_string (root, title)));
    }
  g_assert_cmpuint (n_expiries, >=, 3); /* consent, authorisation, screening of the demo's story */
}

/* Everybody into a folder, a PDF each, named by record number or only counted; or into one PDF. */
static void
test_many (void)
{
  g_autofree char *folder = cli_path ("many"), *one = cli_path ("many.pdf");
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_autofree char *out = cli_done ("summary", demo, "--all", "--output", folder, NULL);
  guint n = count_pdfs (folder, "progress-summary-referrer-TM-");
  g_assert_cmpuint (n, >=, 5);
  g_assert_cmpuint (count_pdfs (folder, "."), ==, 0);
  g_autofree char *counted = cli_done ("summary", demo, "--all", "--output", folder, "--names", "counted",
                                       "--reader", "payer", NULL);
  g_assert_cmpuint (count_pdfs (folder, "progress-summary-payer-00"), ==, n);
  /* What a folder held is not replaced. */
  g_auto (CliRun) again
    = cli_run ("summary", demo, "--patient", "TM-0417", "--patient", "TM-0440", "--output", folder, NULL);
  g_assert_cmpint (again.status, ==, 1);
  g_assert_nonnull (strstr (again.err, "progress-summary-referrer-TM-0417.pdf is in this folder already"));
  g_assert_nonnull (strstr (again.err, "progress-summary-referrer-TM-0440.pdf is in this folder already"));
  g_autofree char *joined
    = cli_done ("summary", demo, "--patient", "TM-0417", "--patient", "TM-0440", "--output", one, NULL);
  g_autofree char *text = cli_pdf_text (one);
  if (text != NULL)
    g_assert_nonnull (strstr (text, "TM-0417"));
  if (text != NULL)
    g_assert_nonnull (strstr (text, "TM-0440"));
}

/* Whom a report cannot be made of is told with the record number; the others are written, and the command has
 * failed.  Where nothing can be written, nothing is. */
static void
test_many_with_faults (void)
{
  g_autofree char *folder = cli_path ("faults"), *nowhere = cli_path ("nowhere");
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_auto (CliRun) run = cli_run ("report", demo, "course", "--patient", "TM-0417", "--patient", "TM-0440",
                                 "--course", "TM-0417-1", "--output-dir", folder, NULL);
  g_assert_cmpint (run.status, ==, 1);
  g_assert_nonnull (strstr (run.err, "TM-0440: --course: the patient has no course “TM-0417-1”"));
  g_assert_nonnull (strstr (run.err, "1 of 2 were written"));
  g_assert_cmpuint (count_pdfs (folder, "course-report-TM-0417.pdf"), ==, 1);
  g_assert_cmpuint (count_pdfs (folder, ""), ==, 1);
  g_auto (CliRun) gone = cli_run ("report", demo, "scores", "--all", "--output-dir", nowhere, NULL);
  cli_assert_failed (&gone, "nowhere is no folder");
}

/* The page's audit head is in the chain: verify --head finds it. */
static void
test_head_on_paper (void)
{
  g_autofree char *path = cli_path ("head.pdf");
  g_autofree char *before = cli_done ("verify", demo, "--json", NULL);
  g_autoptr (JsonNode) root = cli_json (before);
  g_autofree char *head = g_strndup (cli_json_string (root, "audit.head"), 8);
  g_autofree char *out = cli_done ("summary", demo, "--patient", "TM-0440", "--output", path, NULL);
  g_autofree char *found = cli_done ("verify", demo, "--head", head, NULL);
  g_assert_nonnull (strstr (found, "has this head"));
}

static void
test_usage (void)
{
  g_autofree char *png = cli_path ("no.png"), *pdf = cli_path ("no.pdf"), *gif = cli_path ("no.gif");
  const struct
  {
    const char *words[12];
    const char *says;
  } cases[] = {
    { { "chart", demo, NULL }, "--output" },
    { { "chart", demo, "--patient", "TM-0417", "--output", gif, NULL },
      "does not end with .png, .svg, .pdf" },
    { { "chart", demo, "--output", png, NULL }, "--patient" },
    { { "chart", demo, "--output", png, "--patient", "TM-9999", NULL },
      "nobody has the record number “TM-9999”" },
    { { "chart", demo, "--output", png, "--patient", "TM-0417", "--size", "10x10", NULL },
      "--size: “10x10”" },
    { { "chart", demo, "--output", png, "--patient", "TM-0417", "--size", "big", NULL }, "WIDTHxHEIGHT" },
    { { "chart", demo, "--output", png, "--patient", "TM-0417", "--instrument", "bdi", NULL },
      "--instrument: “bdi”" },
    { { "summary", demo, "--output", png, "--patient", "TM-0417", NULL }, ".pdf" },
    { { "summary", demo, "--output", pdf, "--patient", "TM-0417", "--paper", "a3", NULL },
      "“a3” is not a4 or letter" },
    { { "summary", demo, "--output", pdf, "--patient", "TM-0417", "--from", "1.1.2025", NULL }, "--from" },
    { { "summary", demo, "--output", pdf, "--patient", "TM-0417", "--from", "2025-02-01", "--to",
        "2025-01-01", NULL },
      "before --from" },
    { { "summary", demo, "--output", pdf, "--patient", "TM-0417", "--reader", "cat", NULL },
      "--reader: “cat” is not referrer, patient or payer" },
    { { "summary", demo, "--text", "--patient", "TM-0417", "--reader", "payer", "--sections", "goals", NULL },
      "--sections: “goals” is not one of scores, courses, sessions, costs" },
    { { "summary", demo, "--text", "--patient", "TM-0417", "--instruments", "ybocs,bdi", NULL },
      "--instruments: “bdi” is not known to this clinic" },
    { { "summary", demo, "--output", pdf, "--patient", "TM-0417", "--to", "1999-12-31", NULL },
      "TM-0417: No rating and no session in this period" },
    { { "report", demo, "eligibility", "--output", pdf, "--patient", "TM-0417", NULL }, "--arm: not given" },
    { { "report", demo, "eligibility", "--output", pdf, "--patient", "TM-0417", "--arm", "tea", NULL },
      "--arm: “tea”: the treatment must be one of ketamine" },
    { { "report", demo, "session", "--output", pdf, "--patient", "TM-0417", NULL }, "--date: the day" },
    { { "report", demo, "session", "--output", pdf, "--patient", "TM-0417", "--date", "1999-01-01", NULL },
      "--date: no dose was given on 1999-01-01" },
    { { "report", demo, "course", "--output", pdf, "--patient", "TM-9999", NULL },
      "nobody has the record number “TM-9999”" },
    { { "report", demo, "course", "--output", pdf, "--patient", "TM-0417", "--course", "X-1", NULL },
      "--course: the patient has no course “X-1”" },
    { { "report", demo, "course", "--output", pdf, "--patient", "TM-0417", "--arm", "cbt", NULL },
      "--arm: the course report takes none" },
    { { "report", demo, "course", "--output", pdf, NULL },
      "--patient: the record number must be named, or --all" },
    { { "report", demo, "course", "--output", pdf, "--all", "--patient", "TM-0417", NULL }, "--all: leaves" },
    { { "report", demo, "scores", "--output", pdf, "--patient", "TM-0417", "--instruments", "phq9,bdi",
        NULL },
      "--instruments: “bdi”" },
    { { "report", demo, "blank", "--output", pdf, NULL },
      "--instrument: the scale of the form must be named" },
    { { "report", demo, "blank", "--output", pdf, "--instrument", "bdi", NULL }, "--instrument: “bdi”" },
    { { "report", demo, "diary", "--output", pdf, "--patient", "TM-0417", "--weeks", "99", NULL },
      "--weeks: “99” is not a whole number from 0 to 26" },
    { { "report", demo, "caseload", "--output", pdf, "--show", "friends", NULL },
      "--show: “friends” is not one" },
    { { "summary", demo, "--output", pdf, "--patient", "TM-0417", "--names", "full", NULL },
      "--names: “full” is not record or counted" },
    { { "report", demo, "tea", "--output", pdf, "--patient", "TM-0417", "--arm", "cbt", NULL },
      "KIND: “tea” is not one of eligibility, session" },
    { { "report", demo, "--output", pdf, "--patient", "TM-0417", "--arm", "cbt", NULL },
      "KIND: what to write must be named: eligibility, session, ledger" },
    { { "report", demo, "ledger", NULL }, "--output: a file must be named (.pdf)" },
    { { "report", demo, "ledger", "--output", pdf, "--arm", "cbt", NULL }, "--arm: the ledger is" },
    { { "report", demo, "ledger", "--output", pdf, "--patient", "TM-0417", NULL }, "--patient" },
    { { "report", demo, "ledger", "--output", pdf, "--from", "yesterday", NULL }, "--from" },
    { { "report", demo, "ledger", "--output", pdf, "--from", "2025-02-01", "--to", "2025-01-01", NULL },
      "before --from" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (CliRun) run = cli_run_words (cases[i].words);
      cli_assert_refused (&run, cases[i].says);
    }
  g_assert_false (g_file_test (png, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (pdf, G_FILE_TEST_EXISTS));
  g_auto (CliRun) nowhere
    = cli_run ("chart", demo, "--patient", "TM-0417", "--output", "/no-such-folder/x.png", NULL);
  cli_assert_failed (&nowhere, "/no-such-folder");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli_set_program (&argc, argv);
  demo = cli_path ("demo");
  g_autofree char *made = cli_done ("demo", demo, "--patients", "5", NULL);
  g_test_add_func ("/cli/pages/the-caseload-tells-the-trend", test_the_caseload_tells_the_trend);
  g_test_add_func ("/cli/pages/the-locale-says-where-lines-begin", test_the_locale_says_where_lines_begin);
  g_test_add_func ("/cli/pages/chart-in-three-formats", test_chart);
  g_test_add_func ("/cli/pages/chart-has-the-size-asked-for", test_size);
  g_test_add_func ("/cli/pages/summary-on-both-papers", test_summary);
  g_test_add_func ("/cli/pages/readers-of-a-summary", test_readers);
  g_test_add_func ("/cli/pages/payers-numbers-are-those-of-outcomes",
                   test_payers_numbers_are_those_of_outcomes);
  g_test_add_func ("/cli/pages/eligibility-on-both-papers", test_eligibility);
  g_test_add_func ("/cli/pages/ledger-of-the-clinic", test_ledger);
  g_test_add_func ("/cli/pages/each-kind-of-report", test_kinds);
  g_test_add_func ("/cli/pages/paper-tells-every-open-alert", test_paper_tells_every_open_alert);
  g_test_add_func ("/cli/pages/everybody-in-a-folder-or-a-file", test_many);
  g_test_add_func ("/cli/pages/faults-are-told-by-record-number", test_many_with_faults);
  g_test_add_func ("/cli/pages/the-head-on-paper-is-in-the-chain", test_head_on_paper);
  g_test_add_func ("/cli/pages/wrong-usage", test_usage);
  int result = g_test_run ();
  g_free (demo);
  return result;
}
