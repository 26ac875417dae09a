/* data-key.c: prints the data key of a test clinic in hex, so that a test can look for it in the memory of
 * the program.
 *
 * It opens the key file as the program does, with the passphrase; there is no other way to the key.
 */
#include <sodium.h>

#include "tide-keys.h"

#define KEY_BYTES 32

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  char uuid[37], hex[2 * KEY_BYTES + 1];
  gboolean needs_repair;
  gsize length;
  if (argc != 3 || sodium_init () < 0)
    {
      g_printerr ("Usage: data-key CLINIC PASSPHRASE-FILE\n");
      return 2;
    }
  if (!g_file_get_contents (argv[2], &text, &length, &error))
    g_error ("%s", error->message);
  TidePassphrase passphrase = { text, length };
  guint8 *key = tide_keys_open (argv[1], &passphrase, uuid, &needs_repair, &error);
  if (key == NULL)
    g_error ("%s", error->message);
  sodium_bin2hex (hex, sizeof hex, key, KEY_BYTES);
  tide_keys_free_data_key (key);
  g_print ("%s\n", hex);
  return 0;
}
