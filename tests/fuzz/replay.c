/* replay.c: runs a fuzz target over its kept corpus, one ordinary test a file, and over every cut of it: what
 * was once found stays found without clang.
 */
#include <glib.h>
#include <string.h>

#include "fuzz-target.h"

static void
replay_file (gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize size = 0;
  g_autoptr (GError) error = NULL;
  g_file_get_contents (data, &bytes, &size, &error);
  g_assert_no_error (error);
  LLVMFuzzerTestOneInput ((const guint8 *) bytes, size);

  /* Cut short, and with one byte turned: cheap neighbours of what is known. */
  gsize cuts = MIN (size, 512);
  for (gsize n = 0; n < cuts; n++)
    {
      LLVMFuzzerTestOneInput ((const guint8 *) bytes, n);
      g_autofree char *turned = g_memdup2 (bytes, size);
      turned[n] = (char) (turned[n] ^ 0x20);
      LLVMFuzzerTestOneInput ((const guint8 *) turned, size);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (argc != 3)
    g_error ("usage: %s NAME CORPUS", argv[0]);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (argv[2], 0, &error);
  g_assert_no_error (error);
  guint n = 0;
  for (const char *name; (name = g_dir_read_name (folder)) != NULL; n++)
    {
      g_autofree char *path = g_strdup_printf ("/fuzz/%s/%s", argv[1], name);
      g_test_add_data_func_full (path, g_build_filename (argv[2], name, NULL), replay_file, g_free);
    }
  g_assert_cmpuint (n, >, 0);
  return g_test_run ();
}
