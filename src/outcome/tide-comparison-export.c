/* tide-comparison-export.c: what stands behind a comparison as files: its rows, its numbers, its question,
 * its rules, and a script for R that makes the numbers from the rows again (N19).
 *
 * The script uses R's own functions, none of ours: it agrees, or it says each line that differs.
 */
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "tide-comparison-private.h"
#include "tide-error.h"
#include "tide-references-resources.h"

#define SCRIPT "/tidemark/outcome/recompute.R"

static char *
load_script (void)
{
  g_autoptr (GBytes) bytes
    = g_resource_lookup_data (tide_references_get_resource (), SCRIPT, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (bytes != NULL);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Before anything is written: half an export would also stand in the way of the next try. */
static gboolean
is_free (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, _ ("%s exists already and is not written over"), path);
  return FALSE;
}

static gboolean
write_new (const char *folder, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  return g_file_set_contents_full (path, text, -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

static void
remove_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_unlink (path);
}

gboolean
tide_comparison_export (const TideComparison *self, const TideThresholds *thresholds,
                        const TideComparisonOrigin *origin, const char *folder, GError **error)
{
  g_return_val_if_fail (self != NULL && thresholds != NULL && folder != NULL, FALSE);
  g_autofree char *rows = tide_comparison_to_csv (self), *results = tide_comparison_results_to_csv (self);
  g_autofree char *columns = tide_comparison_columns_to_text (), *script = load_script ();
  g_autofree char *definition = tide_comparison_question_to_text (self, origin);
  g_autofree char *rules = tide_comparison_rules_to_text (self, thresholds);
  const struct
  {
    const char *name, *text;
  } files[] = { { "rows.csv", rows },       { "columns.txt", columns },
                { "results.csv", results }, { "definition.txt", definition },
                { "rules.txt", rules },     { "recompute.R", script } };
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_IO, "%s: %s", folder, g_strerror (errno));
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    if (!is_free (folder, files[i].name, error))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    if (!write_new (folder, files[i].name, files[i].text, error))
      {
        while (i > 0)
          remove_file (folder, files[--i].name);
        return FALSE;
      }
  return TRUE;
}
