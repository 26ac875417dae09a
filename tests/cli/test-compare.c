/* test-compare.c: the comparison of the synthetic clinic as a script meets it. */
#include <glib/gstdio.h>
#include <string.h>

#include "cli-run.h"

static char *demo;

static void
test_json_keys (void)
{
  g_autofree char *out
    = cli_done ("compare", demo, "--instrument", "ybocs", "--condition", "ocd", "--json", NULL);
  g_autoptr (JsonNode) root = cli_json (out);
  g_assert_cmpstr (cli_json_string (root, "definition.instrument"), ==, "ybocs");
  g_autofree char *members = cli_json_members (root, "arms.0");
  static const char *const keys[]
    = { "arm",         "started",          "with_baseline", "rated_in_window", "responded",
        "dropped_out", "unknown",          "excluded",      "best_case",       "worst_case",
        "response",    "time_to_response", "duration",      "mean_change" };
  g_auto (GStrv) list = g_strsplit (members, " ", -1);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (!g_strv_contains ((const char *const *) list, keys[i]))
      g_error ("arms lack %s", keys[i]);
  guint n = cli_json_length (root, "arms");
  g_assert_cmpuint (n, >=, 2);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *arm = g_strdup_printf ("arms.%u", i);
      double sum = 0;
      static const char *const parts[] = { "excluded.no_baseline",
                                           "excluded.repeat_course",
                                           "excluded.carry_over",
                                           "excluded.filter",
                                           "not_rated",
                                           "responded",
                                           "not_responded",
                                           "too_early" };
      for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
        {
          g_autofree char *path = g_strdup_printf ("%s.%s", arm, parts[p]);
          sum += cli_json_number (root, path);
        }
      g_autofree char *started = g_strdup_printf ("%s.started", arm);
      g_assert_cmpfloat (sum, ==, cli_json_number (root, started));
    }
  g_assert_cmpuint (cli_json_length (root, "caveats"), >=, 7);
}

/* R makes the numbers again from the exported folder. */
static void
test_r_recomputes_the_export (void)
{
  g_autofree char *folder = cli_path ("export"), *tool = g_find_program_in_path ("Rscript");
  g_autofree char *out
    = cli_done ("compare", demo, "--instrument", "ybocs", "--condition", "ocd", "--csv", folder, NULL);
  CliRun again = cli_run ("compare", demo, "--instrument", "ybocs", "--csv", folder, NULL);
  g_auto (CliRun) refused = again;
  cli_assert_refused (&refused, "rows.csv exists already");
  if (tool == NULL)
    {
      g_test_skip ("Rscript is not installed");
      return;
    }
  const char *argv[] = { tool, "recompute.R", NULL };
  g_autofree char *said = NULL;
  int status;
  g_assert_true (
    g_spawn_sync (folder, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &said, NULL, &status, NULL));
  g_test_message ("%s", said);
  g_assert_cmpint (status, ==, 0);
  g_assert_nonnull (strstr (said, "All numbers agree."));
}

/* Every caveat and each arm stand on paper, on both sheets; no patient does. */
static void
test_paper (void)
{
  static const char *const papers[] = { "a4", "letter" };
  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_autofree char *path = cli_path ("compared.pdf"), *said = NULL;
      g_autofree char *out = cli_done ("compare", demo, "--instrument", "ybocs", "--condition", "ocd",
                                       "--output", path, "--paper", papers[i], NULL);
      if (tool == NULL)
        {
          g_test_skip ("pdftotext is not installed");
          return;
        }
      const char *argv[] = { tool, path, "-", NULL };
      g_assert_true (
        g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &said, NULL, NULL, NULL));
      for (char *c = said; *c != '\0'; c++)
        *c = *c == '\n' ? ' ' : *c;
      static const char *const words[]
        = { "Treatments compared",       "Not randomised", "regression to the mean", "started",
            "Mean change from baseline", "SYNTHETIC DATA" };
      for (guint w = 0; w < G_N_ELEMENTS (words); w++)
        if (strstr (said, words[w]) == NULL)
          g_error ("the page lacks “%s”", words[w]);
      g_assert_null (strstr (said, "Lindqvist"));
      g_assert_null (strstr (said, "better"));
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
}

static void
test_text (void)
{
  g_autofree char *out = cli_done ("compare", demo, "--instrument", "ybocs", "--arms", "ketamine,cbt",
                                   "--filter", "sex=female", NULL);
  g_assert_nonnull (strstr (out, "first course, carry-over out, sex female"));
  g_assert_nonnull (strstr (out, "Not randomised"));
  g_assert_nonnull (strstr (out, " started"));
  g_assert_null (strstr (out, "better"));
}

static double
count_responded (const char *const *words)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  static const char *const before[]
    = { "compare", NULL, "--instrument", "ybocs", "--arms", "ssri", "--json" };
  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    g_ptr_array_add (all, (gpointer) (before[i] != NULL ? before[i] : demo));
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    g_ptr_array_add (all, (gpointer) words[i]);
  g_ptr_array_add (all, NULL);
  g_auto (CliRun) run = cli_run_words ((const char *const *) all->pdata);
  g_assert_cmpint (run.status, ==, 0);
  g_autoptr (JsonNode) root = cli_json (run.out);
  return cli_json_number (root, "arms.0.responded");
}

/* A clinic's own file asks for a fall of 10 percent: more respond; of 90 percent: fewer. */
static void
test_a_file_of_rules_decides (void)
{
  double usual = count_responded (NULL), found[2];
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path = cli_path (i == 0 ? "lenient.xml" : "stern.xml");
      g_autofree char *text = g_strdup_printf (
        "<criteria id=\"own-%u\" version=\"1\" name=\"Own rules\" based-on=\"ocd-consensus\" "
        "instruments=\"ybocs\"><threshold instrument=\"ybocs\" response-percent=\"%d\" "
        "source=\"test\" tag=\"A\"/></criteria>",
        i, i == 0 ? 10 : 90);
      g_assert_true (g_file_set_contents (path, text, -1, NULL));
      const char *const words[] = { "--rules", path, NULL };
      found[i] = count_responded (words);
    }
  g_assert_cmpfloat (found[0], >, usual);
  g_assert_cmpfloat (found[1], <, usual);
  /* The folder says by which rules it was made, in words. */
  g_autofree char *folder = cli_path ("own"), *rules = g_build_filename (folder, "rules.txt", NULL);
  g_autofree char *lenient = cli_path ("lenient.xml");
  g_autofree char *out
    = cli_done ("compare", demo, "--instrument", "ybocs", "--rules", lenient, "--csv", folder, NULL);
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (rules, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "rules\town-0\t1\tOwn rules\n"));
  g_assert_nonnull (strstr (text, "fall of 10 % or more"));
  /* The question names the arms that were chosen by themselves, what is the default, and of which data. */
  g_autofree char *question = g_build_filename (folder, "definition.txt", NULL), *asked = NULL;
  g_assert_true (g_file_get_contents (question, &asked, NULL, NULL));
  static const char *const words[] = { "instrument=ybocs\n",  "\narms=ketamine,ssri,cbt,",
                                       "# Made by Tidemark ", "# Data as of: 20",
                                       "# Audit head: ",      "relapse",
                                       "duration_from" };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (asked, words[i]) == NULL)
      g_error ("“%s” is not in %s", words[i], asked);
}

/* So does the paper, and not by those of the scale. */
static void
test_paper_says_the_rules (void)
{
  g_autofree char *path = cli_path ("ruled.pdf"), *usual = cli_path ("usual.pdf");
  g_autofree char *done
    = cli_done ("compare", demo, "--instrument", "ybocs", "--rules", "ocd-farris", "--output", path, NULL);
  g_autofree char *text = cli_pdf_text (path);
  g_autofree char *again = cli_done ("compare", demo, "--instrument", "ybocs", "--output", usual, NULL);
  g_autofree char *other = cli_pdf_text (usual);
  if (text == NULL || other == NULL)
    return;
  g_assert_nonnull (strstr (text, "Farris"));
  g_assert_nonnull (strstr (text, "total 14 or less")); /* Farris 2013: response 35 %, remission 14 */
  g_assert_null (strstr (text, "both with the CGI where it was rated"));
  g_assert_nonnull (strstr (other, "both with the CGI where it was rated"));
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *words[8], *says;
  } bad[] = {
    { { NULL }, "--instrument" },
    { { "--instrument", "nosuch", NULL }, "“nosuch” is not known" },
    { { "--instrument", "ybocs", "--arms", "gold", NULL }, "“gold” is not an arm" },
    { { "--instrument", "ybocs", "--filter", "age", NULL }, "“age” is not KEY=VALUE" },
    { { "--instrument", "ybocs", "--filter", "age_from=x", NULL }, "“x” is not a whole number" },
    { { "--instrument", "ybocs", "--filter", "sex=", NULL }, "“sex=” names no value" },
    { { "--instrument", "ybocs", "--from", "2026-01-01", "--to", "2020-01-01", NULL },
      "--to: to: “2020-01-01” is not from or more" },
    { { "--instrument", "ybocs", "--filter", "age_from=70", "--filter", "age_to=20", NULL },
      "age_to: “20” is not age_from or more" },
    { { "--instrument", "ybocs", "--filter", "baseline_to=10", "--filter", "baseline_from=20.5", NULL },
      "baseline_from: “20.5” is not baseline_to or less" },
    { { "--instrument", "ybocs", "--first", "--all-courses", NULL }, "only one of them" },
    { { "--instrument", "ybocs", "--rules", "no-such-file.xml", NULL }, "no-such-file.xml" },
    { { "--instrument", "phq9", "--rules", "ocd-farris", NULL }, "“ocd-farris” is for ybocs, not for phq9" },
    { { "--instrument", "phq9", "--filter", "rules=ocd-farris", NULL },
      "--filter: rules: “ocd-farris” is for ybocs, not for phq9" },
    { { "--instrument", "ybocs", "--filter", "rules=ocd-farris", "--filter", "instrument=phq9", NULL },
      "“ocd-farris” is for ybocs, not for phq9" },
    { { "--instrument", "ybocs", "--rules", "common", NULL }, "“common” names no scale" },
    { { "--instrument", "ybocs", "--filter", "rules=mine", NULL },
      "“mine” is not one of common, ocd-consensus" },
    { { "--instrument", "ybocs", "--from", "soon", NULL }, "a date as" },
    { { "--instrument", "ybocs", "--output", "x.doc", NULL }, "does not end with .pdf" },
    { { "--instrument", "ybocs", "--json", "--output", "x.pdf", NULL }, "only one of them" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GPtrArray) words = g_ptr_array_new ();
      g_ptr_array_add (words, (gpointer) "compare");
      g_ptr_array_add (words, demo);
      for (guint w = 0; bad[i].words[w] != NULL; w++)
        g_ptr_array_add (words, (gpointer) bad[i].words[w]);
      g_ptr_array_add (words, NULL);
      g_auto (CliRun) run = cli_run_words ((const char *const *) words->pdata);
      cli_assert_refused (&run, bad[i].says);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli_set_program (&argc, argv);
  demo = cli_path ("demo");
  g_autofree char *made = cli_done ("demo", demo, "--patients", "120", NULL);
  g_test_add_func ("/cli/compare/json-keys", test_json_keys);
  g_test_add_func ("/cli/compare/r-recomputes-the-export", test_r_recomputes_the_export);
  g_test_add_func ("/cli/compare/paper", test_paper);
  g_test_add_func ("/cli/compare/text", test_text);
  g_test_add_func ("/cli/compare/a-file-of-rules-decides", test_a_file_of_rules_decides);
  g_test_add_func ("/cli/compare/paper-says-the-rules", test_paper_says_the_rules);
  g_test_add_func ("/cli/compare/refusals", test_refusals);
  int result = g_test_run ();
  g_free (demo);
  return result;
}
