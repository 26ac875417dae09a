/* cli-run.h: runs the real tidemark-cli and looks at what came out. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Path of tidemark-cli; each test's main () sets it from its first argument. */
void cli_set_program (int *argc, char **argv);

typedef struct
{
  int status; /* exit code */
  char *out, *err;
} CliRun;
void cli_run_clear (CliRun *run);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliRun, cli_run_clear)

/* Runs with words up to NULL. */
CliRun cli_run (const char *word, ...) G_GNUC_NULL_TERMINATED;
CliRun cli_run_words (const char *const *words);
CliRun cli_run_env (const char *variable, const char *value, const char *word, ...) G_GNUC_NULL_TERMINATED;
/* Fails the test unless the command ended so; what it said is shown. */
void cli_assert_status (const CliRun *run, int status);
/* Exit 2, nothing on stdout, one line on stderr in which @says stands. */
void cli_assert_refused (const CliRun *run, const char *says);
void cli_assert_failed (const CliRun *run, const char *says); /* the same with exit 1 */
/* A command that must succeed; its stdout (transfer full). */
char *cli_done (const char *word, ...) G_GNUC_NULL_TERMINATED;
JsonNode *cli_json (const char *text); /* fails the test when it is no JSON (transfer full) */
JsonNode *cli_json_at (JsonNode *root,
                       const char *path); /* "scores.total.value", "refused.0.line"; NULL when absent */
double cli_json_number (JsonNode *root, const char *path);
const char *cli_json_string (JsonNode *root, const char *path);
guint cli_json_length (JsonNode *root, const char *path); /* of an array */
/* The members of the object at @path, sorted, separated by blanks (transfer full). */
char *cli_json_members (JsonNode *root, const char *path);

/* A path in a temporary folder that is removed at exit (transfer full). */
char *cli_path (const char *name);
/* What pdftotext reads in the file (transfer full); without that tool the test is skipped and NULL returned.
 */
char *cli_pdf_text (const char *path);

G_END_DECLS
