/* test-score.c: instruments, check-instrument and score as a script meets them. The numbers are tested by
 * worked-examples; here is what is said, refused and printed.
 */
#include <string.h>

#include "cli-run.h"

#define PHQ9_A "3", "3", "2", "3", "1", "2", "2", "1", "1"

static void
test_json_keys (void)
{
  g_autofree char *out
    = cli_done ("score", "phq9", "2", "2", "-", "3", "1", "2", "1", "0", "-", "--json", NULL);
  g_autoptr (JsonNode) root = cli_json (out);
  g_autofree char *members = cli_json_members (root, ""), *score = cli_json_members (root, "scores.total");
  g_assert_cmpstr (members, ==, "alerts instrument scores version");
  g_assert_cmpstr (score, ==, "band bands maximum missing status value");
  /* 11 of seven answered: 11 * 9 / 7 = 14.14 */
  g_assert_cmpfloat (cli_json_number (root, "scores.total.value"), ==, 14);
  g_assert_cmpstr (cli_json_string (root, "scores.total.status"), ==, "prorated");
  g_assert_cmpstr (cli_json_string (root, "scores.total.band"), ==, "moderate");
  g_assert_cmpstr (cli_json_string (root, "scores.total.bands.severity"), ==, "moderate");
  g_assert_cmpstr (cli_json_string (root, "scores.total.missing.0"), ==, "3");
  g_assert_cmpstr (cli_json_string (root, "scores.total.missing.1"), ==, "9");
  g_assert_cmpstr (cli_json_string (root, "alerts.0.rule"), ==, "A7");
  g_assert_cmpstr (cli_json_string (root, "alerts.0.level"), ==, "yellow");
}

static void
test_undefined_is_null (void)
{
  g_autofree char *out = cli_done ("score", "peg", "6", "-", "8", "--json", NULL);
  g_autoptr (JsonNode) root = cli_json (out);
  g_assert_true (JSON_NODE_HOLDS_NULL (cli_json_at (root, "scores.total.value")));
  g_assert_null (cli_json_string (root, "scores.total.band"));
  g_assert_cmpstr (cli_json_string (root, "scores.total.status"), ==, "invalid");
}

/* PEG of 2, 1, 1 is 4/3: not rounded in JSON, to one decimal for the eye, with a point in every locale. */
static void
test_numbers (void)
{
  g_autofree char *json = cli_done ("score", "peg", "2", "1", "1", "--json", NULL);
  g_autoptr (JsonNode) root = cli_json (json);
  g_assert_cmpfloat_with_epsilon (cli_json_number (root, "scores.total.value"), 4.0 / 3, 1e-15);
  g_autofree char *text = cli_done ("score", "peg", "2", "1", "1", NULL);
  g_assert_nonnull (strstr (text, "total: 1.3 of 10"));
  static const char *const locales[] = { "de_DE.UTF-8", "tr_TR.UTF-8", "C" };
  for (guint i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      g_auto (CliRun) run = cli_run_env ("LC_ALL", locales[i], "score", "peg", "2", "1", "1", NULL);
      g_assert_nonnull (strstr (run.out, "1.3"));
    }
}

static void
test_optional_items (void)
{
  /* The difficulty item of PHQ-9 may be given or left out; the total is the same. */
  g_autofree char *without = cli_done ("score", "phq9", PHQ9_A, NULL);
  g_autofree char *with = cli_done ("score", "phq9", PHQ9_A, "2", NULL);
  g_assert_cmpstr (without, ==, with);
  g_assert_nonnull (strstr (without, "total: 18 of 27, moderately severe"));
  g_assert_nonnull (strstr (without, "amber A4, item 9"));
}

static void
test_refused (void)
{
  static const struct
  {
    const char *words[16];
    const char *says;
  } cases[] = {
    { { "score", NULL }, "INSTRUMENT" },
    { { "score", "bdi2", "1", NULL }, "“bdi2” is not known" },
    { { "score", "phq9", "1", "2", NULL }, "phq9 needs 9 answers, 2 are given" },
    { { "score", "gad7", NULL }, "gad7 needs 7 answers, 0 are given" },
    { { "score", "phq9", PHQ9_A, "1", "1", NULL }, "11 are given" },
    { { "score", "phq9", "4", "3", "2", "3", "1", "2", "2", "1", "1", NULL }, "item 1: “4” is not allowed" },
    { { "score", "phq9", "-1", "3", "2", "3", "1", "2", "2", "1", "1", NULL },
      "item 1: “-1” is not allowed" },
    { { "score", "phq9", "1.5", "3", "2", "3", "1", "2", "2", "1", "1", NULL }, "0 to 3" },
    { { "score", "phq9", "na", "3", "2", "3", "1", "2", "2", "1", "1", NULL },
      "item 1: “na” is not allowed" },
    { { "score", "phq9", PHQ9_A, "--sex", "cat", NULL },
      "--sex: “cat” is not female, male, other or unknown" },
    { { "score", "phq9", PHQ9_A, "--sex", NULL }, "--sex: a value must follow" },
    { { "score", "phq9", PHQ9_A, "--sex", "--json", NULL }, "--sex: a value must follow" },
    { { "score", "phq9", PHQ9_A, "--loud", NULL }, "--loud: no such option" },
    { { "instruments", "all", NULL }, "all: one word too many" },
    { { "check-instrument", NULL }, "FILE" },
    { { "unheard-of", "x", NULL },
      "“unheard-of” is not a command; there are instruments, check-instrument, score" },
    { { NULL }, "a command must be named" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (CliRun) run = cli_run_words (cases[i].words);
      cli_assert_refused (&run, cases[i].says);
    }
}

static void
test_help (void)
{
  g_autofree char *all = cli_done ("--help", NULL);
  static const char *const commands[]
    = { "instruments", "check-instrument", "score",  "new",    "demo",  "patients", "alerts",
        "backup",      "verify",           "import", "export", "chart", "summary" };
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *line = g_strdup_printf ("\n  %s ", commands[i]);
      g_assert_nonnull (strstr (all, line));
      g_autofree char *one = cli_done (commands[i], "--help", NULL);
      g_autofree char *usage = g_strdup_printf ("Usage: tidemark-cli %s ", commands[i]);
      g_assert_true (g_str_has_prefix (one, usage));
    }
}

static void
test_instruments (void)
{
  g_autofree char *out = cli_done ("instruments", "--json", NULL);
  g_autoptr (JsonNode) root = cli_json (out);
  g_assert_cmpuint (cli_json_length (root, "instruments"), ==, 34);
  gboolean found = FALSE;
  for (guint i = 0; i < cli_json_length (root, "instruments"); i++)
    {
      g_autofree char *at = g_strdup_printf ("instruments.%u", i);
      JsonNode *one = cli_json_at (root, at);
      if (strcmp (cli_json_string (one, "id"), "ybocs") != 0)
        continue;
      found = TRUE;
      g_assert_cmpfloat (cli_json_number (one, "maximum"), ==, 40);
      g_assert_cmpstr (cli_json_string (one, "scores.0"), ==, "obsessions");
    }
  g_assert_true (found);
  g_autofree char *text = cli_done ("instruments", NULL);
  g_assert_nonnull (strstr (text, "cssrs_screen"));
}

static void
test_check_instrument (void)
{
  g_autofree char *good = g_test_build_filename (G_TEST_DIST, "data", "beat-the-blues", "bdi2.xml", NULL);
  g_autofree char *out = cli_done ("check-instrument", good, NULL);
  g_assert_nonnull (strstr (out, "bdi2, version 1"));
  g_autofree char *bad = cli_path ("bad.xml");
  g_assert_true (g_file_set_contents (bad, "<instrument id=\"x\">\n</wrong>", -1, NULL));
  g_auto (CliRun) run = cli_run ("check-instrument", bad, NULL);
  g_autofree char *place = g_strconcat (bad, ":2: ", NULL);
  cli_assert_refused (&run, place);
  g_auto (CliRun) none = cli_run ("check-instrument", "no-such-file.xml", NULL);
  cli_assert_failed (&none, "no-such-file.xml");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli_set_program (&argc, argv);
  g_test_add_func ("/cli/score/json-has-the-keys-of-the-design", test_json_keys);
  g_test_add_func ("/cli/score/undefined-is-null", test_undefined_is_null);
  g_test_add_func ("/cli/score/numbers-are-exact-and-without-locale", test_numbers);
  g_test_add_func ("/cli/score/optional-items-may-be-left-out", test_optional_items);
  g_test_add_func ("/cli/score/what-is-refused-is-named", test_refused);
  g_test_add_func ("/cli/score/every-command-has-help", test_help);
  g_test_add_func ("/cli/score/instruments-are-listed", test_instruments);
  g_test_add_func ("/cli/score/a-site-file-is-checked", test_check_instrument);
  return g_test_run ();
}
