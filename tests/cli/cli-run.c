/* cli-run.c: runs the real tidemark-cli and looks at what came out. */
#include "cli-run.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static const char *program;
static char *root;

void
cli_set_program (int *argc, char **argv)
{
  if (*argc < 2)
    g_error ("usage: %s TIDEMARK-CLI", argv[0]);
  program = argv[1];
}

void
cli_run_clear (CliRun *run)
{
  g_clear_pointer (&run->out, g_free);
  g_clear_pointer (&run->err, g_free);
}

static CliRun
run_with (const char *variable, const char *value, const char *const *words)
{
  g_autoptr (GSubprocessLauncher) launcher
    = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  CliRun run = { -1, NULL, NULL };
  if (variable != NULL)
    g_subprocess_launcher_setenv (launcher, variable, value, TRUE);
  g_ptr_array_add (arguments, (char *) program);
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (arguments, (char *) words[i]);
  g_ptr_array_add (arguments, NULL);
  g_autoptr (GSubprocess) process
    = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) out = NULL, err = NULL;
  g_subprocess_communicate (process, NULL, NULL, &out, &err, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_if_exited (process))
    g_error ("%s was killed by a signal: %s", words[0], (const char *) g_bytes_get_data (err, NULL));
  run.status = g_subprocess_get_exit_status (process);
  run.out = g_strndup (g_bytes_get_data (out, NULL), g_bytes_get_size (out));
  run.err = g_strndup (g_bytes_get_data (err, NULL), g_bytes_get_size (err));
  run.out = run.out != NULL ? run.out : g_strdup ("");
  run.err = run.err != NULL ? run.err : g_strdup ("");
  return run;
}

static GPtrArray *
collect (const char *word, va_list args)
{
  GPtrArray *words = g_ptr_array_new ();
  for (; word != NULL; word = va_arg (args, const char *))
    g_ptr_array_add (words, (char *) word);
  g_ptr_array_add (words, NULL);
  return words;
}

CliRun
cli_run_words (const char *const *words)
{
  return run_with (NULL, NULL, words);
}

CliRun
cli_run (const char *word, ...)
{
  va_list args;
  va_start (args, word);
  g_autoptr (GPtrArray) words = collect (word, args);
  va_end (args);
  return cli_run_words ((const char *const *) words->pdata);
}

CliRun
cli_run_env (const char *variable, const char *value, const char *word, ...)
{
  va_list args;
  va_start (args, word);
  g_autoptr (GPtrArray) words = collect (word, args);
  va_end (args);
  return run_with (variable, value, (const char *const *) words->pdata);
}

void
cli_assert_status (const CliRun *run, int status)
{
  if (run->status != status)
    g_error ("exit %d instead of %d\nstdout: %s\nstderr: %s", run->status, status, run->out, run->err);
}

static void
assert_one_line (const CliRun *run, const char *says)
{
  const char *end = strchr (run->err, '\n');
  if (end == NULL || end[1] != '\0')
    g_error ("not one line on stderr: %s", run->err);
  if (strstr (run->err, says) == NULL)
    g_error ("stderr does not say “%s”: %s", says, run->err);
  g_assert_cmpstr (run->out, ==, "");
}

void
cli_assert_refused (const CliRun *run, const char *says)
{
  cli_assert_status (run, 2);
  assert_one_line (run, says);
}

void
cli_assert_failed (const CliRun *run, const char *says)
{
  cli_assert_status (run, 1);
  assert_one_line (run, says);
}

char *
cli_done (const char *word, ...)
{
  va_list args;
  va_start (args, word);
  g_autoptr (GPtrArray) words = collect (word, args);
  va_end (args);
  g_auto (CliRun) run = cli_run_words ((const char *const *) words->pdata);
  cli_assert_status (&run, 0);
  g_assert_cmpstr (run.err, ==, "");
  return g_steal_pointer (&run.out);
}

JsonNode *
cli_json (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);
  g_assert_no_error (error);
  return node;
}

JsonNode *
cli_json_at (JsonNode *node, const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, ".", -1);
  for (guint i = 0; node != NULL && steps[i] != NULL && *steps[i] != '\0'; i++)
    {
      if (JSON_NODE_HOLDS_OBJECT (node))
        node = json_object_get_member (json_node_get_object (node), steps[i]);
      else if (JSON_NODE_HOLDS_ARRAY (node)
               && (guint) atoi (steps[i]) < json_array_get_length (json_node_get_array (node)))
        node = json_array_get_element (json_node_get_array (node), (guint) atoi (steps[i]));
      else
        node = NULL;
    }
  return node;
}

double
cli_json_number (JsonNode *node, const char *path)
{
  JsonNode *at = cli_json_at (node, path);
  if (at == NULL || !JSON_NODE_HOLDS_VALUE (at))
    g_error ("no number at %s", path);
  return json_node_get_double (at);
}

const char *
cli_json_string (JsonNode *node, const char *path)
{
  JsonNode *at = cli_json_at (node, path);
  if (at == NULL)
    g_error ("nothing at %s", path);
  return JSON_NODE_HOLDS_NULL (at) ? NULL : json_node_get_string (at);
}

guint
cli_json_length (JsonNode *node, const char *path)
{
  JsonNode *at = cli_json_at (node, path);
  if (at == NULL || !JSON_NODE_HOLDS_ARRAY (at))
    g_error ("no array at %s", path);
  return json_array_get_length (json_node_get_array (at));
}

char *
cli_json_members (JsonNode *node, const char *path)
{
  JsonNode *at = cli_json_at (node, path);
  g_assert_true (at != NULL && JSON_NODE_HOLDS_OBJECT (at));
  g_autoptr (GList) names = json_object_get_members (json_node_get_object (at));
  names = g_list_sort (names, (GCompareFunc) strcmp);
  GString *text = g_string_new (NULL);
  for (GList *name = names; name != NULL; name = name->next)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", (const char *) name->data);
  return g_string_free (text, FALSE);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      remove_tree (child);
    }
  g_remove (path);
}

static void
remove_root (void)
{
  remove_tree (root);
  g_clear_pointer (&root, g_free);
}

char *
cli_path (const char *name)
{
  if (root == NULL)
    {
      root = g_dir_make_tmp ("tidemark-cli-XXXXXX", NULL);
      g_assert_nonnull (root);
      atexit (remove_root);
    }
  return g_build_filename (root, name, NULL);
}

char *
cli_pdf_text (const char *path)
{
  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  const char *argv[] = { tool, "-layout", path, "-", NULL };
  char *text = NULL;
  if (tool == NULL)
    g_test_skip ("pdftotext is not here");
  else
    g_assert_true (
      g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text, NULL, NULL, NULL));
  return text;
}
