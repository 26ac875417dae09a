/* test-stats.c: the statistics commands as a script meets them: keys, nulls with their reasons, refusals with
 * their place. The numbers are tested in tests/stats; a few stand here to show that they arrive unrounded.
 */
#include <math.h>
#include <string.h>

#include "cli-run.h"

static char *
input (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "stats", "input", name, NULL);
}

static JsonNode *
expected (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "stats", "expected", name, NULL),
                  *text = NULL;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return cli_json (text);
}

static char *
write_csv (const char *name, const char *text)
{
  g_autofree char *path = cli_path (name);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return g_steal_pointer (&path);
}

static void
assert_null_at (JsonNode *root, const char *path)
{
  JsonNode *at = cli_json_at (root, path);
  if (at == NULL || !JSON_NODE_HOLDS_NULL (at))
    g_error ("no null at %s", path);
}

static void
assert_near (JsonNode *ours, const char *path, JsonNode *theirs, const char *their_path, double tolerance)
{
  double a = cli_json_number (ours, path), b = cli_json_number (theirs, their_path);
  if (fabs (a - b) > tolerance * fabs (b))
    g_error ("%s: %.17g here, %.17g in R", path, a, b);
}

/* --- survival --- */

static void
test_survival_keys (void)
{
  g_autofree char *file = input ("km_aml.csv");
  g_autofree char *out = cli_done ("stats", "survival", file, "--time", "time", "--event", "event", "--group",
                                   "group", "--tau", "24", "--json", NULL);
  g_autoptr (JsonNode) root = cli_json (out), answer = expected ("km_aml.json");
  g_autofree char *members = cli_json_members (root, ""), *all = cli_json_members (root, "all"),
                  *groups = cli_json_members (root, "groups"), *logrank = cli_json_members (root, "logrank"),
                  *quantiles = cli_json_members (root, "groups.Maintained.quantiles");
  g_assert_cmpstr (members, ==, "all conf_type cox_efron groups logrank rmst_difference tau");
  g_assert_cmpstr (groups, ==, "Maintained Nonmaintained");
  g_assert_cmpstr (
    all, ==, "events lower n n_censor n_event n_risk quantiles rmst std_err_greenwood surv time upper why");
  g_assert_cmpstr (logrank, ==, "chisq df expected group n observed p variance why");
  g_assert_cmpstr (quantiles, ==, "est lower p upper why");
  for (guint i = 0; i + 1 < cli_json_length (root, "all.time"); i++)
    {
      g_autofree char *here = g_strdup_printf ("all.time.%u", i),
                      *next = g_strdup_printf ("all.time.%u", i + 1);
      g_assert_cmpfloat (cli_json_number (root, here), <, cli_json_number (root, next));
    }
  assert_near (root, "all.surv.3", answer, "all.surv.3", 1e-12);
  assert_near (root, "all.lower.3", answer, "all.ci_loglog.lower.3", 1e-12);
  assert_near (root, "all.rmst.0.rmst", answer, "all.rmst.0.rmst", 1e-12);
  assert_near (root, "logrank.chisq", answer, "logrank.chisq", 1e-12);
  assert_near (root, "logrank.variance.0.1", answer, "logrank.variance.0.1", 1e-9);
  assert_near (root, "cox_efron.hr", answer, "cox_efron.hr", 1e-6);
  assert_near (root, "cox_efron.p_wald", answer, "cox_efron.p_wald", 1e-6);
  g_assert_cmpstr (cli_json_string (root, "cox_efron.reference"), ==, "Maintained");
  g_assert_cmpstr (cli_json_string (root, "cox_efron.term"), ==, "Nonmaintained");
  assert_null_at (root, "logrank.why");
  /* Nonmaintained ends at 0 on day 45. */
  assert_null_at (root, "groups.Nonmaintained.lower.9");
  g_assert_cmpstr (cli_json_string (root, "groups.Nonmaintained.why"), ==, "curve_at_zero");
  assert_null_at (root, "groups.Maintained.quantiles.upper.1");
  g_assert_cmpstr (cli_json_string (root, "groups.Maintained.quantiles.why"), ==, "not_reached");
}

static void
test_conf_types (void)
{
  static const char *const types[][2] = { { "log-log", "loglog" }, { "log", "log" }, { "plain", "plain" } };
  g_autofree char *file = input ("km_gehan.csv");
  g_autoptr (JsonNode) answer = expected ("km_gehan.json");
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *out = cli_done ("stats", "survival", file, "--time=time", "--event=event",
                                       "--conf-type", types[i][0], "--json", NULL);
      g_autofree char *path = g_strdup_printf ("all.ci_%s.upper.5", types[i][1]);
      g_autoptr (JsonNode) root = cli_json (out);
      assert_near (root, "all.upper.5", answer, path, 1e-12);
      g_assert_cmpstr (cli_json_string (root, "conf_type"), ==, types[i][0]);
      g_assert_cmpstr (cli_json_string (root, "logrank.why"), ==, "one_group");
    }
}

/* Five of three groups in any order of rows: tables for more than one ratio are arrays. */
static void
test_three_groups (void)
{
  g_autofree char *file
    = write_csv ("three.csv", "g,t,e\n"
                              "10,1,1\n2,3,0\n1,8,1\n10,2,1\n2,5,1\n1,9,0\n10,4,0\n2,6,1\n1,12,1\n"
                              "10,6,1\n2,7,1\n1,13,1\n10,7,1\n2,9,0\n1,20,1\n");
  g_autofree char *out = cli_done ("stats", "survival", file, "--time", "t", "--event", "e", "--group", "g",
                                   "--reference", "2", "--json", NULL);
  g_autoptr (JsonNode) root = cli_json (out);
  g_assert_cmpstr (cli_json_string (root, "logrank.group.0"), ==, "1"); /* by number, not by letters */
  g_assert_cmpstr (cli_json_string (root, "logrank.group.2"), ==, "10");
  g_assert_cmpfloat (cli_json_number (root, "logrank.df"), ==, 2);
  g_assert_cmpuint (cli_json_length (root, "cox_efron.hr"), ==, 2);
  g_assert_cmpstr (cli_json_string (root, "cox_efron.term.0"), ==, "1");
  g_assert_cmpuint (cli_json_length (root, "rmst_difference"), ==, 3);
}

static void
test_small_group (void)
{
  g_autofree char *file
    = write_csv ("small.csv", "g,t,e\na,1,1\na,2,1\na,3,0\na,4,1\nb,1,1\nb,2,0\nb,3,1\nb,4,1\nb,6,1\n");
  g_autofree char *out
    = cli_done ("stats", "survival", file, "--time", "t", "--event", "e", "--group", "g", "--json", NULL);
  g_autoptr (JsonNode) root = cli_json (out);
  g_assert_cmpfloat (cli_json_number (root, "groups.a.n"), ==, 4);
  g_assert_cmpfloat (cli_json_number (root, "groups.a.events"), ==, 3);
  assert_null_at (root, "groups.a.surv");
  assert_null_at (root, "groups.a.quantiles.est.1");
  g_assert_cmpstr (cli_json_string (root, "groups.a.why"), ==, "small_group");
  assert_null_at (root, "logrank.p");
  g_assert_cmpstr (cli_json_string (root, "logrank.why"), ==, "small_group");
  assert_null_at (root, "cox_efron.hr");
  g_assert_cmpstr (cli_json_string (root, "cox_efron.why"), ==, "small_group");
  g_assert_cmpuint (cli_json_length (root, "groups.b.surv"), ==, 5);
  g_assert_null (strstr (out, "NaN"));
}

static void
test_empty_file_of_rows (void)
{
  g_autofree char *file = write_csv ("empty.csv", "t,e,g\n");
  g_autofree char *out
    = cli_done ("stats", "survival", file, "--time", "t", "--event", "e", "--group", "g", "--json", NULL);
  g_autoptr (JsonNode) root = cli_json (out);
  g_assert_cmpfloat (cli_json_number (root, "all.n"), ==, 0);
  g_assert_cmpstr (cli_json_string (root, "all.why"), ==, "no_data");
  assert_null_at (root, "logrank.chisq");
}

static void
test_text (void)
{
  g_autofree char *file = input ("km_aml.csv");
  g_autofree char *out
    = cli_done ("stats", "survival", file, "--time", "time", "--event", "event", "--group", "group", NULL);
  g_assert_nonnull (strstr (out, "Maintained: n 11, events 7"));
  g_assert_nonnull (strstr (out, "log-rank: chi-squared 3.396, df 1, p 0.06534"));
  g_assert_nonnull (strstr (out, "50 % by 31 (13 to not reached within the follow-up)"));
  g_assert_null (strstr (out, "nan"));
}

/* --- means --- */

static void
test_means (void)
{
  g_autofree char *file = input ("anorexia.csv");
  g_autofree char *out = cli_done ("stats", "means", file, "--value", "Postwt", "--group", "Treat",
                                   "--baseline", "Prewt", "--json", NULL);
  g_autoptr (JsonNode) root = cli_json (out), answer = expected ("anorexia.json");
  g_autofree char *members = cli_json_members (root, ""), *pair = cli_json_members (root, "pairs.0");
  g_assert_cmpstr (members, ==, "ancova change groups pairs");
  g_assert_cmpstr (
    pair, ==,
    "a b cohens_d diff hedges_g_approx_J hedges_g_ci hedges_g_exact_J hedges_g_se pooled_sd welch why");
  g_assert_cmpstr (cli_json_string (root, "ancova.reference"), ==, "Cont"); /* a control, by its name */
  assert_near (root, "ancova.adj_diff.0", answer, "ancova_vs_cont.adj_diff.0", 1e-12);
  assert_near (root, "ancova.emmeans.se.2", answer, "ancova_vs_cont.emmeans.se.2", 1e-12);
  assert_near (root, "change.groups.CBT.ci.0", answer, "paired.CBT.ci.0", 1e-12);
  assert_near (root, "change.pairs.0.welch.p", answer, "change_cbt_vs_cont.welch.p", 1e-9);
  g_autofree char *other = cli_done ("stats", "means", file, "--value", "Postwt", "--group", "Treat",
                                     "--baseline", "Prewt", "--reference", "CBT", "--json", NULL);
  g_autoptr (JsonNode) turned = cli_json (other);
  g_assert_cmpstr (cli_json_string (turned, "ancova.term.0"), ==, "Cont");
  g_assert_cmpfloat_with_epsilon (cli_json_number (turned, "ancova.adj_diff.0"),
                                  -cli_json_number (root, "ancova.adj_diff.0"), 1e-12);
}

static void
test_missing_values (void)
{
  g_autofree char *file = input ("bthe_b.csv");
  g_autofree char *out = cli_done ("stats", "means", file, "--value", "bdi_8m", "--group", "treatment",
                                   "--baseline", "bdi_pre", "--json", NULL);
  g_autoptr (JsonNode) root = cli_json (out), answer = expected ("bthe_b.json");
  g_assert_cmpfloat (cli_json_number (root, "groups.TAU.n"), ==, 25);
  g_assert_cmpfloat (cli_json_number (root, "groups.TAU.missing"), ==, 23);
  g_assert_cmpfloat (cli_json_number (root, "ancova.missing"), ==, 48);
  assert_near (root, "ancova.p", answer, "ancova.bdi_8m.p", 1e-9);
}

static void
test_singular (void)
{
  g_autofree char *file
    = write_csv ("same.csv", "g,b,v\na,20,1\na,20,2\na,20,3\na,20,4\na,20,6\nb,20,2\nb,20,2\nb,20,5\n"
                             "b,20,7\nb,20,8\n");
  g_autofree char *out
    = cli_done ("stats", "means", file, "--value", "v", "--group", "g", "--baseline", "b", "--json", NULL);
  g_autoptr (JsonNode) root = cli_json (out);
  g_assert_cmpstr (cli_json_string (root, "ancova.why"), ==, "singular");
  assert_null_at (root, "ancova.adj_diff");
  assert_null_at (root, "ancova.emmeans.mean.0");
  assert_null_at (root, "ancova.df");
  g_assert_cmpfloat (cli_json_number (root, "pairs.0.diff"), <, 0);
}

/* --- proportions --- */

static void
test_proportions (void)
{
  g_autofree char *out = cli_done ("stats", "proportions", "12", "20", "7", "22", "--json", NULL);
  g_autoptr (JsonNode) root = cli_json (out);
  g_autofree char *members = cli_json_members (root, "");
  g_assert_cmpstr (
    members, ==,
    "fisher_p n newcombe_ci nnt nnt_ci nnt_crosses_infinity nntb_limit nnth_limit p risk_diff why wilson1 "
    "wilson2 x");
  g_assert_cmpfloat_with_epsilon (cli_json_number (root, "wilson1.0"), 0.3866, 5e-5);
  g_assert_true (json_node_get_boolean (cli_json_at (root, "nnt_crosses_infinity")));
  assert_null_at (root, "nnt_ci");
  g_assert_cmpstr (cli_json_string (root, "why"), ==, "interval_includes_zero");
  g_autofree char *text = cli_done ("stats", "proportions", "12", "20", "7", "22", NULL);
  g_assert_nonnull (strstr (text, "NNTB 3.55 (NNTB 1.92 to ∞ to NNTH 60.1)"));
  g_autofree char *none = cli_done ("stats", "proportions", "0", "0", "7", "22", "--json", NULL);
  g_autoptr (JsonNode) nobody = cli_json (none);
  assert_null_at (nobody, "p.0");
  assert_null_at (nobody, "wilson1");
  assert_null_at (nobody, "fisher_p");
  g_assert_cmpstr (cli_json_string (nobody, "why"), ==, "no_data");
}

/* --- refusals --- */

#define SURVIVAL "--time", "t", "--event", "e"

static void
test_refused_cells (void)
{
  static const struct
  {
    const char *csv, *says;
  } cases[] = {
    { "t,e\n1,1\n-2,1\n", "bad.csv:3: t: “-2” is not a number of 0 or more" },
    { "t,e\n1,1\n\"soon\",1\n", "bad.csv:3: t: “soon” is not a number of 0 or more" },
    { "t,e\n1,1\n,1\n", "bad.csv:3: t: “” is not a number of 0 or more" },
    { "t,e\n1,1\ninf,1\n", "bad.csv:3: t: “inf” is not" },
    { "t,e\n1,1\n1e400,1\n", "bad.csv:3: t: “1e400” is not" },
    { "t,e\n1,1\n2,2\n", "bad.csv:3: e: “2” is not 1 (the event) or 0 (censored)" },
    { "t,e\n1,1\n2,\n", "bad.csv:3: e: “” is not 1" },
    { "t,e\n1,1\n2\n", "bad.csv:3: the row has 1 cells, the header 2" },
    { "t,x\n1,1\n", "there is no column “e”; there are t, x" },
    { "t,e,e\n1,1,1\n", "2 columns are called “e”" },
    { "t,e\n1,\"1\n", "bad.csv:2: a quoted cell" },
    { "", "bad.csv:1: the file has no header row" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *file = write_csv ("bad.csv", cases[i].csv);
      g_auto (CliRun) run = cli_run ("stats", "survival", file, SURVIVAL, "--json", NULL);
      cli_assert_refused (&run, cases[i].says);
    }
}

static void
test_refused_means (void)
{
  g_autofree char *word = write_csv ("word.csv", "g,v\na,1\nb,much\n");
  g_autofree char *group = write_csv ("group.csv", "g,v\na,1\n,2\n");
  g_auto (CliRun) value = cli_run ("stats", "means", word, "--value", "v", "--group", "g", NULL);
  cli_assert_refused (&value, "word.csv:3: v: “much” is not a number such as 21 or 21.5");
  g_auto (CliRun) nameless = cli_run ("stats", "means", group, "--value", "v", "--group", "g", NULL);
  cli_assert_refused (&nameless, "group.csv:3: g: “” is not the name of a group");
  g_autofree char *good = write_csv ("good.csv", "g,v\na,1\nb,2\n");
  g_auto (CliRun) reference
    = cli_run ("stats", "means", good, "--value", "v", "--group", "g", "--reference", "c", NULL);
  cli_assert_refused (&reference, "there is no group “c”; there are a, b");
}

static void
test_refused_words (void)
{
  static const struct
  {
    const char *words[12], *says;
  } cases[] = {
    { { "stats", NULL }, "KIND: must be named" },
    { { "stats", "median", NULL }, "KIND: “median” is not survival, means or proportions" },
    { { "stats", "survival", "x.csv", "--event", "e", NULL }, "--time: the column must be named" },
    { { "stats", "survival", SURVIVAL, NULL }, "FILE: the CSV file must be named" },
    { { "stats", "survival", "/nonexistent/x.csv", SURVIVAL, NULL }, "FILE:" },
    { { "stats", "survival", "x.csv", SURVIVAL, "--conf-type", "logit", NULL },
      "“logit” is not log-log, log or plain" },
    { { "stats", "survival", "x.csv", SURVIVAL, "--tau", "0", NULL }, "--tau: “0” is not a number above 0" },
    { { "stats", "survival", "x.csv", SURVIVAL, "--strata", "g", NULL }, "--strata: no such option" },
    { { "stats", "means", "x.csv", "--value", "v", NULL }, "--group: the column must be named" },
    { { "stats", "proportions", "1", "2", "3", NULL }, "N2: a whole number must be given" },
    { { "stats", "proportions", "3", "2", "1", "5", NULL }, "X1: “3” is more than N1, 2" },
    { { "stats", "proportions", "1.5", "2", "1", "5", NULL }, "X1: “1.5” is not a whole number" },
    { { "stats", "proportions", "1", "2", "1", "5", "9", NULL }, "9: one word too many" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (CliRun) run = cli_run_words (cases[i].words);
      cli_assert_refused (&run, cases[i].says);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli_set_program (&argc, argv);
  g_test_add_func ("/cli/stats/survival-has-its-keys-and-r-s-numbers", test_survival_keys);
  g_test_add_func ("/cli/stats/three-kinds-of-interval", test_conf_types);
  g_test_add_func ("/cli/stats/three-groups-have-arrays-of-ratios", test_three_groups);
  g_test_add_func ("/cli/stats/four-people-are-counted-and-not-drawn", test_small_group);
  g_test_add_func ("/cli/stats/no-rows-is-no-data", test_empty_file_of_rows);
  g_test_add_func ("/cli/stats/without-json-a-table", test_text);
  g_test_add_func ("/cli/stats/means-have-pairs-change-and-ancova", test_means);
  g_test_add_func ("/cli/stats/empty-cells-are-missing-and-counted", test_missing_values);
  g_test_add_func ("/cli/stats/a-constant-baseline-is-singular", test_singular);
  g_test_add_func ("/cli/stats/proportions", test_proportions);
  g_test_add_func ("/cli/stats/a-bad-cell-is-refused-with-its-place", test_refused_cells);
  g_test_add_func ("/cli/stats/a-bad-value-or-group-is-refused", test_refused_means);
  g_test_add_func ("/cli/stats/bad-words-are-refused", test_refused_words);
  return g_test_run ();
}
