/* test-exchange.c: import and export as a script meets them: the real trial, bad rows, the round trip. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli-run.h"

static const char *const files[]
  = { "staff.csv",          "patients.csv", "identifiers.csv", "diagnoses.csv",   "courses.csv",
      "dose_steps.csv",     "sessions.csv", "visits.csv",      "visit_parts.csv", "assessments.csv",
      "adverse_events.csv", "notes.csv",    "events.csv" };

static char *
new_clinic (const char *name)
{
  char *folder = cli_path (name);
  g_autofree char *out = cli_done ("new", folder, "--plain", NULL);
  return folder;
}

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_mkdir (folder, 0700);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
assert_same_folders (const char *one, const char *other)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *a = g_build_filename (one, files[i], NULL),
                      *b = g_build_filename (other, files[i], NULL);
      g_autofree char *text_a = NULL, *text_b = NULL;
      g_assert_true (g_file_get_contents (a, &text_a, NULL, NULL));
      g_assert_true (g_file_get_contents (b, &text_b, NULL, NULL));
      g_assert_cmpstr (text_a, ==, text_b);
    }
}

/* The commands of the data set's README. */
static void
test_beat_the_blues (void)
{
  g_autofree char *clinic = new_clinic ("btb");
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "data", "beat-the-blues", NULL);
  g_autofree char *scale = g_build_filename (source, "bdi2.xml", NULL), *xml = NULL;
  g_autofree char *site = g_build_filename (clinic, "instruments", NULL);
  g_assert_true (g_file_get_contents (scale, &xml, NULL, NULL));
  write_file (site, "bdi2.xml", xml);

  g_autofree char *dry = cli_done ("import", clinic, source, "--dry-run", "--json", NULL);
  g_autoptr (JsonNode) plan = cli_json (dry);
  g_assert_true (json_node_get_boolean (cli_json_at (plan, "dry_run")));
  g_assert_cmpfloat (cli_json_number (plan, "imported.patients"), ==, 100);
  g_assert_true (JSON_NODE_HOLDS_NULL (cli_json_at (plan, "alerts")));
  g_autofree char *none = cli_done ("patients", clinic, NULL);
  g_assert_cmpstr (none, ==, "");

  g_autofree char *out = cli_done ("import", clinic, source, "--json", NULL);
  g_autoptr (JsonNode) root = cli_json (out);
  g_autofree char *members = cli_json_members (root, "");
  g_assert_cmpstr (members, ==, "alerts dry_run duplicates ignored_columns imported refused");
  g_assert_cmpfloat (cli_json_number (root, "imported.patients"), ==, 100);
  g_assert_cmpfloat (cli_json_number (root, "imported.courses"), ==, 52 + 48 + 44);
  g_assert_cmpfloat (cli_json_number (root, "imported.assessments"), ==, 380);
  g_assert_cmpuint (cli_json_length (root, "refused"), ==, 0);
  g_assert_cmpfloat (cli_json_number (root, "duplicates"), ==, 0);

  g_autofree char *again = cli_done ("import", clinic, source, NULL);
  g_assert_nonnull (strstr (again, "duplicates: 624 kept out"));
  g_assert_nonnull (strstr (again, "nothing new"));
  g_autofree char *one = cli_done ("patients", clinic, "--find", "BTB-002", "--json", NULL);
  g_autoptr (JsonNode) patient = cli_json (one);
  g_assert_null (cli_json_string (patient, "patients.0.birth_date"));
  g_assert_cmpstr (cli_json_string (patient, "patients.0.sex"), ==, "unknown");
  g_autofree char *verified = cli_done ("verify", clinic, NULL);
}

static void
test_refusals (void)
{
  g_autofree char *clinic = new_clinic ("refusing"), *source = cli_path ("bad-rows");
  write_file (source, "patients.csv",
              "mrn,family_name,birth_date,mood\nX-1,A,1980-01-01,\nX-2,B,01.02.1980,\nX-3,C,1980-99-01,\n");
  g_auto (CliRun) json = cli_run ("import", clinic, source, "--json", NULL);
  cli_assert_status (&json, 2);
  g_autoptr (JsonNode) root = cli_json (json.out);
  g_assert_cmpuint (cli_json_length (root, "refused"), ==, 2);
  g_autofree char *members = cli_json_members (root, "refused.0");
  g_assert_cmpstr (members, ==, "column file line reason value");
  g_assert_cmpstr (cli_json_string (root, "refused.0.file"), ==, "patients.csv");
  g_assert_cmpfloat (cli_json_number (root, "refused.0.line"), ==, 3);
  g_assert_cmpstr (cli_json_string (root, "refused.0.column"), ==, "birth_date");
  g_assert_cmpstr (cli_json_string (root, "refused.0.value"), ==, "01.02.1980");
  g_assert_cmpfloat (cli_json_number (root, "imported.patients"), ==, 0);
  g_assert_cmpstr (cli_json_string (root, "ignored_columns.0"), ==, "patients.csv: mood");
  g_assert_nonnull (strstr (json.err, "patients.csv:3: birth_date"));
  g_assert_nonnull (strstr (json.err, "and 1 more; nothing was imported"));

  g_auto (CliRun) text = cli_run ("import", clinic, source, NULL);
  cli_assert_status (&text, 2);
  g_assert_nonnull (strstr (text.out, "patients.csv:4: birth_date"));
  g_autofree char *nobody = cli_done ("patients", clinic, NULL);
  g_assert_cmpstr (nobody, ==, "");
}

static void
test_usage (void)
{
  g_autofree char *clinic = new_clinic ("usage"), *empty = cli_path ("empty"), *outside = cli_path ("out");
  g_autofree char *inside = g_build_filename (clinic, "csv", NULL);
  g_mkdir (empty, 0700);
  const struct
  {
    const char *words[8];
    const char *says;
  } cases[] = {
    { { "import", NULL }, "DIR" },
    { { "import", clinic, NULL }, "SOURCE" },
    { { "import", clinic, "no-such-folder", NULL }, "“no-such-folder” is not a folder" },
    { { "import", clinic, empty, NULL }, "has none of the files" },
    { { "import", empty, empty, NULL }, "not a clinic" },
    { { "import", clinic, empty, "--fast", NULL }, "--fast: no such option" },
    { { "import", clinic, empty, "--map", "m", NULL }, "--map" },
    { { "export", clinic, NULL }, "--format: must be named: csv" },
    { { "export", clinic, "--format", "xlsx", "--output", outside, NULL }, "“xlsx” is not csv" },
    { { "export", clinic, "--format", "csv", NULL }, "--output" },
    { { "export", clinic, "--format", "csv", "--output", inside, NULL }, "the clinic's own folder" },
    { { "export", clinic, "--format", "csv", "--output", outside, "--patient", NULL },
      "--patient: a value must follow" },
    { { "export", clinic, "--format", "csv", "--output", outside, "--patient=X", NULL },
      "nobody has the record number “X”" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (CliRun) run = cli_run_words (cases[i].words);
      cli_assert_refused (&run, cases[i].says);
    }
  g_assert_false (g_file_test (inside, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (outside, G_FILE_TEST_EXISTS));
}

/* The demo out, into an empty clinic, and out again: the same bytes; the same seed: the same bytes. */
static void
test_round_trip (void)
{
  g_autofree char *demo = cli_path ("demo"), *twin = cli_path ("twin"), *other = new_clinic ("other");
  g_autofree char *first = cli_path ("first"), *second = cli_path ("second"), *third = cli_path ("third");
  g_autofree char *made = cli_done ("demo", demo, "--patients", "60", "--seed", "11", NULL);
  g_autofree char *again = cli_done ("demo", twin, "--patients", "60", "--seed", "11", NULL);
  g_autofree char *one = cli_done ("export", demo, "--format", "csv", "--output", first, NULL);
  g_assert_nonnull (strstr (one, "not part of the files: alerts and what was done about them"));
  g_autofree char *two = cli_done ("import", other, first, NULL);
  g_autofree char *three = cli_done ("export", other, "--format", "csv", "--output", second, NULL);
  g_autofree char *four = cli_done ("export", twin, "--format", "csv", "--output", third, NULL);
  assert_same_folders (first, second);
  assert_same_folders (first, third);

  GStatBuf state;
  g_assert_cmpint (g_stat (first, &state), ==, 0);
  g_assert_cmpint (state.st_mode & 0777, ==, 0700);
  g_autofree char *file = g_build_filename (first, "patients.csv", NULL);
  g_assert_cmpint (g_stat (file, &state), ==, 0);
  g_assert_cmpint (state.st_mode & 0777, ==, 0600);
}

static void
test_one_patient (void)
{
  g_autofree char *demo = cli_path ("demo"), *out = cli_path ("one");
  g_autofree char *made
    = cli_done ("export", demo, "--format", "csv", "--output", out, "--patient", "TM-0417", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (out, files[i], NULL), *text = NULL;
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
      for (guint k = 1; lines[k] != NULL && *lines[k] != '\0'; k++)
        if (strcmp (files[i], "staff.csv") != 0 && strstr (lines[k], "TM-0417") == NULL)
          g_error ("%s has another patient's row: %s", files[i], lines[k]);
    }
  g_autofree char *clinic = new_clinic ("one-clinic");
  g_autofree char *in = cli_done ("import", clinic, out, NULL);
  g_assert_nonnull (strstr (in, "patients: 1 imported"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli_set_program (&argc, argv);
  g_test_add_func ("/cli/exchange/the-real-trial-by-its-readme", test_beat_the_blues);
  g_test_add_func ("/cli/exchange/bad-rows-are-listed-and-nothing-comes-in", test_refusals);
  g_test_add_func ("/cli/exchange/wrong-usage", test_usage);
  g_test_add_func ("/cli/exchange/round-trip-to-the-byte", test_round_trip);
  g_test_add_func ("/cli/exchange/one-patient-alone", test_one_patient);
  return g_test_run ();
}
