/* scale-check-cli.c: the worked examples again, this time typed to the real tidemark-cli and read from its
 * JSON.
 */
#include "scale-check.h"

#include <string.h>

#include "cli-run.h"

TideLibrary *
scale_library (void)
{
  return NULL;
}

void
scale_library_done (void)
{
}

static JsonNode *
score (const char *instrument_id, TideSex sex, const char *text)
{
  static const char *const sexes[] = { "unknown", "female", "male", "other" };
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_auto (GStrv) answers = g_strsplit (text, ",", -1);
  g_ptr_array_add (words, (char *) "score");
  g_ptr_array_add (words, (char *) instrument_id);
  for (guint i = 0; answers[i] != NULL; i++)
    g_ptr_array_add (words, g_strstrip (answers[i]));
  g_ptr_array_add (words, (char *) "--sex");
  g_ptr_array_add (words, (char *) sexes[sex]);
  g_ptr_array_add (words, (char *) "--json");
  g_ptr_array_add (words, NULL);
  g_auto (CliRun) run = cli_run_words ((const char *const *) words->pdata);
  cli_assert_status (&run, 0);
  return cli_json (run.out);
}

static void
check_score (JsonNode *root, const char *id, const char *value)
{
  g_autofree char *path = g_strconcat ("scores.", id, ".value", NULL);
  g_autofree char *status_path = g_strconcat ("scores.", id, ".status", NULL);
  gboolean invalid = strcmp (value, "!") == 0, prorated = g_str_has_suffix (value, "~");
  g_assert_cmpstr (cli_json_string (root, status_path), ==,
                   invalid    ? "invalid"
                   : prorated ? "prorated"
                              : "valid");
  if (invalid)
    g_assert_true (JSON_NODE_HOLDS_NULL (cli_json_at (root, path)));
  else
    g_assert_cmpfloat_with_epsilon (cli_json_number (root, path), g_ascii_strtod (value, NULL), 0.005);
}

static void
check_partial (JsonNode *root, const char *id, const char *value)
{
  g_autofree char *path = g_strconcat ("scores.", id, ".partial", NULL);
  if (strcmp (value, "!") == 0)
    g_assert_null (cli_json_at (root, path));
  else
    g_assert_cmpfloat_with_epsilon (cli_json_number (root, path), g_ascii_strtod (value, NULL), 1e-9);
}

/* A set of bands stands under the score that it is about. */
static void
check_band (JsonNode *root, const char *set_id, const char *label)
{
  g_autofree char *members = cli_json_members (root, "scores");
  g_auto (GStrv) ids = g_strsplit (members, " ", -1);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("scores.", ids[i], ".bands.", set_id, NULL);
      if (cli_json_at (root, path) == NULL)
        continue;
      const char *said = cli_json_string (root, path);
      g_assert_cmpstr (said != NULL ? said : "none", ==, label);
      return;
    }
  g_error ("no bands %s", set_id);
}

static void
check_alert (JsonNode *root, const char *rule, const char *level_and_subject)
{
  for (guint i = 0; i < cli_json_length (root, "alerts"); i++)
    {
      g_autofree char *at = g_strdup_printf ("alerts.%u", i);
      JsonNode *alert = cli_json_at (root, at);
      const char *item = cli_json_string (alert, "item");
      g_autofree char *text = g_strdup_printf ("%s:%s", cli_json_string (alert, "level"),
                                               item != NULL ? item : cli_json_string (alert, "score"));
      if (strcmp (cli_json_string (alert, "rule"), rule) == 0 && strcmp (text, level_and_subject) == 0)
        return;
    }
  g_error ("alert %s@%s did not arise", rule, level_and_subject);
}

void
scale_check (const char *instrument_id, TideSex sex, const char *text, const char *expected)
{
  g_autoptr (JsonNode) root = score (instrument_id, sex, text);
  g_auto (GStrv) words = g_strsplit (expected, "; ", -1);
  guint n_alerts = 0;
  g_assert_cmpstr (cli_json_string (root, "instrument"), ==, instrument_id);
  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize at = strcspn (words[i], "=|:@");
      char kind = words[i][at];
      const char *value = words[i] + at + 1;
      words[i][at] = '\0';
      if (kind == '=')
        check_score (root, words[i], value);
      else if (kind == '|')
        check_partial (root, words[i], value);
      else if (kind == ':')
        check_band (root, words[i], value);
      else
        check_alert (root, words[i], value);
      n_alerts += kind == '@';
    }
  g_assert_cmpuint (cli_json_length (root, "alerts"), ==, n_alerts);
}

/* The program is named by the environment: the main () is that of the instrument room's test. */
__attribute__ ((constructor)) static void
find_program (void)
{
  static char *argv[2];
  int argc = 2;
  argv[1] = (char *) g_getenv ("TIDEMARK_CLI");
  if (argv[1] == NULL)
    g_error ("TIDEMARK_CLI does not name the program");
  cli_set_program (&argc, argv);
}
