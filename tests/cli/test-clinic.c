/* test-clinic.c: new, demo, patients, alerts, backup and verify as a script meets them. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <string.h>

#include "cli-run.h"

static char *demo; /* a clinic of 40 synthetic patients */

static void
make_demo (void)
{
  demo = cli_path ("demo");
  g_autofree char *out = cli_done ("demo", demo, "--patients", "40", "--seed", "5", NULL);
  g_assert_nonnull (strstr (out, "40 synthetic patients"));
}

static void
test_new_plain (void)
{
  g_autofree char *folder = cli_path ("plain");
  g_autofree char *out = cli_done ("new", folder, "--plain", NULL);
  g_assert_cmpstr (out, ==, "");
  g_auto (CliRun) again = cli_run ("new", folder, "--plain", NULL);
  cli_assert_failed (&again, "clinic");
  g_autofree char *list = cli_done ("patients", folder, "--json", NULL);
  g_autoptr (JsonNode) root = cli_json (list);
  g_assert_cmpuint (cli_json_length (root, "patients"), ==, 0);
}

static void
test_new_refused (void)
{
  g_autofree char *folder = cli_path ("refused");
  g_auto (CliRun) neither = cli_run ("new", folder, NULL);
  cli_assert_refused (&neither, "--passphrase-file FILE or --plain");
  g_auto (CliRun) nowhere = cli_run ("new", "--plain", NULL);
  cli_assert_refused (&nowhere, "DIR");
  g_auto (CliRun) no_file = cli_run ("new", folder, "--passphrase-file", "no-such-file", NULL);
  cli_assert_refused (&no_file, "no-such-file");
  g_auto (CliRun) empty = cli_run ("new", folder, "--passphrase-file", "/dev/null", NULL);
  cli_assert_refused (&empty, "first line");
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_passphrase (void)
{
  g_autofree char *folder = cli_path ("keyed"), *good = cli_path ("good"), *bad = cli_path ("bad");
  g_assert_true (g_file_set_contents (good, "a long passphrase\nnot this line\n", -1, NULL));
  g_assert_true (g_file_set_contents (bad, "another passphrase\n", -1, NULL));
  g_autofree char *out = cli_done ("new", folder, "--passphrase-file", good, NULL);
  g_assert_nonnull (strstr (out, "Recovery key"));
  g_auto (CliRun) without = cli_run ("patients", folder, NULL);
  cli_assert_refused (&without, "--passphrase-file");
  g_auto (CliRun) wrong = cli_run ("patients", folder, "--passphrase-file", bad, NULL);
  cli_assert_failed (&wrong, "passphrase");
  g_autofree char *list = cli_done ("patients", folder, "--passphrase-file", good, NULL);
  g_assert_cmpstr (list, ==, "");
}

/* The number of a descriptor that the caller has opened, as a shell's 3<file. */
static void
test_passphrase_descriptor (void)
{
  g_autofree char *folder = cli_path ("keyed-fd");
  g_auto (CliRun) closed = cli_run ("new", folder, "--passphrase-file", "97", NULL);
  cli_assert_refused (&closed, "97");
}

static void
test_demo_refused (void)
{
  g_autofree char *folder = cli_path ("no-demo");
  g_auto (CliRun) words = cli_run ("demo", folder, "--patients", "many", NULL);
  cli_assert_refused (&words, "--patients: “many”");
  g_auto (CliRun) none = cli_run ("demo", folder, "--patients", "0", NULL);
  cli_assert_refused (&none, "1 to 1000000");
  g_auto (CliRun) seed = cli_run ("demo", folder, "--seed", "-1", NULL);
  cli_assert_refused (&seed, "--seed: “-1”");
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_auto (CliRun) there = cli_run ("demo", demo, NULL);
  cli_assert_failed (&there, demo);
}

static void
test_patients (void)
{
  g_autofree char *out = cli_done ("patients", demo, "--json", NULL);
  g_autoptr (JsonNode) root = cli_json (out);
  g_assert_cmpuint (cli_json_length (root, "patients"), ==, 40);

  g_autofree char *found = cli_done ("patients", demo, "--find", "lindq han", "--json", NULL);
  g_autoptr (JsonNode) one = cli_json (found);
  g_assert_cmpuint (cli_json_length (one, "patients"), ==, 1);
  g_autofree char *members = cli_json_members (one, "patients.0");
  g_assert_cmpstr (members, ==, "birth_date diagnoses family_name given_name highest_alert mrn sex");
  g_assert_cmpstr (cli_json_string (one, "patients.0.mrn"), ==, "TM-0417");
  g_assert_cmpstr (cli_json_string (one, "patients.0.family_name"), ==, "Lindqvist");
  g_assert_cmpstr (cli_json_string (one, "patients.0.birth_date"), ==, "1987-03-14");
  g_assert_cmpstr (cli_json_string (one, "patients.0.sex"), ==, "female");
  g_assert_cmpstr (cli_json_string (one, "patients.0.diagnoses.0"), ==, "F42.2");
  g_assert_cmpstr (cli_json_string (one, "patients.0.highest_alert"), ==, "amber");

  g_autofree char *nobody = cli_done ("patients", demo, "--find", "qqqq", NULL);
  g_assert_cmpstr (nobody, ==, "");
}

static void
test_not_a_clinic (void)
{
  g_autofree char *folder = cli_path ("empty");
  g_mkdir (folder, 0700);
  static const char *const commands[] = { "patients", "alerts", "verify" };
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_auto (CliRun) run = cli_run (commands[i], folder, NULL);
      cli_assert_refused (&run, "not a clinic");
      g_auto (CliRun) none = cli_run (commands[i], NULL);
      cli_assert_refused (&none, "DIR");
      g_auto (CliRun) more = cli_run (commands[i], demo, "more", NULL);
      cli_assert_refused (&more, "more: one word too many");
      g_auto (CliRun) option = cli_run (commands[i], demo, "--loud", NULL);
      cli_assert_refused (&option, "--loud: no such option");
    }
}

/* The lists of Today, in its order; the demo's last self-report waits to be looked at. */
static void
test_today (void)
{
  static const char *const lists[]
    = { "alerts", "sessions", "self_reports", "ratings", "expiring", "reviews" };
  g_autofree char *out = cli_done ("today", demo, "--json", NULL), *text = cli_done ("today", demo, NULL);
  g_autoptr (JsonNode) root = cli_json (out);
  g_autofree char *members = cli_json_members (root, "");
  g_assert_cmpstr (members, ==,
                   "alerts date expiring fading off_track open_alerts ratings reviews self_reports "
                   "sessions with_band without_band");
  g_assert_cmpuint (strlen (cli_json_string (root, "date")), ==, 10);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint k = 0; k < cli_json_length (root, lists[i]); k++)
      {
        g_autofree char *path = g_strdup_printf ("%s.%u.mrn", lists[i], k);
        g_assert_true (g_str_has_prefix (cli_json_string (root, path), "TM-"));
      }
  g_assert_cmpuint (cli_json_length (root, "alerts"), >, 0);
  /* each open alert of the ledger stands somewhere, once */
  g_autofree char *ledger = cli_done ("alerts", demo, "--json", NULL);
  g_autoptr (JsonNode) all = cli_json (ledger);
  double rows = cli_json_number (root, "open_alerts.rows"), n_all = cli_json_number (root, "open_alerts.all");
  double elsewhere = cli_json_number (root, "open_alerts.in_those_rows")
                     + cli_json_number (root, "open_alerts.in_expiring_and_reviews")
                     + cli_json_number (root, "open_alerts.in_ledger_only");
  g_autofree char *words = g_strdup_printf ("\n  %.0f more: ", elsewhere);
  g_assert_cmpfloat (rows, ==, cli_json_length (root, "alerts"));
  g_assert_cmpfloat (n_all, >=, cli_json_length (all, "alerts")); /* which leaves out old entries */
  g_assert_cmpfloat (rows + elsewhere, ==, n_all);
  g_assert_cmpfloat (elsewhere, >, 0);
  g_assert_nonnull (strstr (text, words));
  g_assert_cmpuint (cli_json_length (root, "self_reports"), >, 0);
  g_assert_cmpstr (cli_json_string (root, "self_reports.0.instrument"), !=, "");
  static const char *const titles[] = { "Open alerts: ", "Sessions today: ", "Self-reports to review: ",
                                        "Ratings due: ", "Expiring: ",       "Reviews due: " };
  const char *at = text;
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      at = strstr (at, titles[i]);
      g_assert_nonnull (at);
    }
  g_auto (CliRun) more = cli_run ("today", demo, "tomorrow", NULL);
  cli_assert_refused (&more, "tomorrow");
}

static void
test_alerts (void)
{
  g_autofree char *out = cli_done ("alerts", demo, "--json", NULL);
  g_autoptr (JsonNode) root = cli_json (out);
  guint n = cli_json_length (root, "alerts");
  g_assert_cmpuint (n, >, 0);
  static const char *const levels[] = { "red", "amber", "yellow" };
  guint level = 0;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("alerts.%u.level", i);
      const char *code = cli_json_string (root, path);
      while (level < G_N_ELEMENTS (levels) && strcmp (levels[level], code) != 0)
        level++;
    }
  g_assert_cmpuint (level, <, G_N_ELEMENTS (levels)); /* never back to a higher level */
  g_autofree char *text = cli_done ("alerts", demo, NULL);
  g_assert_nonnull (strstr (text, "TM-0417"));
  g_assert_nonnull (strstr (text, "PHQ-9 item 9 answered 1"));
}

static void
test_verify (void)
{
  g_autofree char *out = cli_done ("verify", demo, "--json", NULL);
  g_autoptr (JsonNode) root = cli_json (out);
  g_autofree char *members = cli_json_members (root, ""), *audit = cli_json_members (root, "audit");
  g_autofree char *rows = cli_json_members (root, "rows"), *scores = cli_json_members (root, "scores");
  g_assert_cmpstr (members, ==, "audit integrity ok rows scores");
  g_assert_cmpstr (audit, ==, "breaks head rows");
  g_assert_cmpstr (rows, ==, "changed checked missing unaudited");
  g_assert_cmpstr (scores, ==, "checked different");
  g_assert_true (json_node_get_boolean (cli_json_at (root, "ok")));
  g_assert_cmpstr (cli_json_string (root, "integrity"), ==, "ok");
  g_assert_cmpfloat (cli_json_number (root, "scores.checked"), >, 300);

  const char *head = cli_json_string (root, "audit.head");
  g_assert_cmpuint (strlen (head), ==, 64);
  g_autofree char *start = g_strndup (head, 12);
  g_autofree char *there = cli_done ("verify", demo, "--head", start, NULL);
  g_assert_nonnull (strstr (there, "has this head"));
}

static void
test_verify_head_refused (void)
{
  g_auto (CliRun) other = cli_run ("verify", demo, "--head", "0123456789abcdef", NULL);
  cli_assert_status (&other, 1);
  g_assert_nonnull (strstr (other.err, "is not in this clinic's chain"));
  g_auto (CliRun) no_hex = cli_run ("verify", demo, "--head", "nonsense", NULL);
  cli_assert_refused (&no_hex, "hexadecimal");
}

/* One letter of a note changed in the file: verify names the row and fails. */
static void
test_verify_finds_a_change (void)
{
  g_autofree char *folder = cli_path ("changed"), *out = cli_done ("backup", demo, folder, NULL);
  g_autofree char *path = g_build_filename (folder, "clinic.db", NULL), *bytes = NULL;
  gsize length;
  static const char needle[] = "Synthetic note: checks more since";
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  char *at = memmem (bytes, length, needle, sizeof needle - 1);
  g_assert_nonnull (at);
  for (; at != NULL; at = memmem (at + 1, length - (gsize) (at + 1 - bytes), needle, sizeof needle - 1))
    if (memcmp (at - 5, "text=", 5) != 0) /* the row, not its image in the audit */
      at[0] = 'C';
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  g_auto (CliRun) run = cli_run ("verify", folder, "--json", NULL);
  cli_assert_status (&run, 1);
  g_autoptr (JsonNode) root = cli_json (run.out);
  g_assert_false (json_node_get_boolean (cli_json_at (root, "ok")));
  g_assert_cmpuint (cli_json_length (root, "rows.changed"), ==, 1);
  g_assert_nonnull (strstr (cli_json_string (root, "rows.changed.0"), "note"));
}

static void
test_backup (void)
{
  g_autofree char *folder = cli_path ("backup"), *out = cli_done ("backup", demo, folder, NULL);
  g_assert_nonnull (strstr (out, "opened and verified"));
  GStatBuf state;
  g_assert_cmpint (g_stat (folder, &state), ==, 0);
  g_assert_cmpint (state.st_mode & 0777, ==, 0700);
  g_autofree char *list = cli_done ("patients", folder, NULL), *original = cli_done ("patients", demo, NULL);
  g_assert_cmpstr (list, ==, original);
  g_auto (CliRun) again = cli_run ("backup", demo, folder, NULL);
  cli_assert_failed (&again, "exists");
  g_auto (CliRun) none = cli_run ("backup", demo, NULL);
  cli_assert_refused (&none, "OUT");
}

static gboolean
can_encrypt (void)
{
  g_auto (CliRun) run = cli_run ("--version", NULL);
  return strstr (run.out, "SQLCipher") != NULL;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli_set_program (&argc, argv);
  make_demo ();
  g_test_add_func ("/cli/clinic/new-without-encryption", test_new_plain);
  g_test_add_func ("/cli/clinic/new-wants-a-decision", test_new_refused);
  if (can_encrypt ())
    {
      g_test_add_func ("/cli/clinic/passphrase-from-a-file", test_passphrase);
      g_test_add_func ("/cli/clinic/passphrase-from-a-descriptor", test_passphrase_descriptor);
    }
  g_test_add_func ("/cli/clinic/demo-refuses-nonsense", test_demo_refused);
  g_test_add_func ("/cli/clinic/patients-are-found-and-listed", test_patients);
  g_test_add_func ("/cli/clinic/a-folder-that-is-no-clinic", test_not_a_clinic);
  g_test_add_func ("/cli/clinic/today-as-on-the-screen", test_today);
  g_test_add_func ("/cli/clinic/open-alerts-highest-first", test_alerts);
  g_test_add_func ("/cli/clinic/verify-has-the-keys-of-the-design", test_verify);
  g_test_add_func ("/cli/clinic/verify-knows-heads", test_verify_head_refused);
  g_test_add_func ("/cli/clinic/verify-names-a-changed-row", test_verify_finds_a_change);
  g_test_add_func ("/cli/clinic/backup-opens", test_backup);
  int result = g_test_run ();
  g_free (demo);
  return result;
}
