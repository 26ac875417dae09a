/* fuzz-keys.c: any bytes as a key file, or typed as a recovery key: no crash, and never a key out of nothing.
 *
 * The file ends with a check of all before it, which no mutation would hit: the same bytes are also tried
 * with the check that fits, as somebody who forges a file would write it.
 */
#include <sodium.h>
#include <string.h>

#include "fuzz-target.h"
#include "tide-keys.h"

#define CHECK_BYTES 16

static void
check_file (const char *bytes, gsize length)
{
  TidePassphrase wrong = { "wrong", 5 };
  char uuid[37] = "";
  g_autoptr (GError) error = NULL;

  /* Without a passphrase the file is only read, so that no input can ask for a minute of key stretching. */
  if (tide_keys_open_bytes (bytes, length, NULL, uuid, &error) != NULL)
    g_error ("a key without a passphrase");
  if (error == NULL)
    return;
  g_assert_true (error->domain == TIDE_ERROR
                 && (error->code == TIDE_ERROR_DAMAGED || error->code == TIDE_ERROR_NEWER));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  /* What cannot be read is refused before any passphrase is tried. */
  g_assert_null (tide_keys_open_bytes (bytes, length, &wrong, uuid, NULL));
}

static void
check_with_fitting_end (const char *bytes, gsize length)
{
  g_autoptr (GString) text = g_string_new_len (bytes, (gssize) length);
  guint8 sum[CHECK_BYTES];
  char hex[2 * CHECK_BYTES + 1];

  crypto_generichash (sum, sizeof sum, (const guint8 *) bytes, length, NULL, 0);
  sodium_bin2hex (hex, sizeof hex, sum, sizeof sum);
  g_string_append_printf (text, "# check %s\n", hex);
  check_file (text->str, text->len);
}

static void
check_recovery (const char *bytes, gsize length)
{
  TidePassphrase typed = { bytes, length };
  guint8 bits[32], again[32];
  guint wrong = 0;

  if (!tide_recovery_read (&typed, bits, &wrong))
    return;
  g_assert_cmpuint (wrong, <=, 13);
  g_assert_true (tide_recovery_read (&typed, again, &wrong));
  g_assert_cmpmem (bits, sizeof bits, again, sizeof again);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static gboolean started;

  if (!started)
    g_assert_cmpint (sodium_init (), >=, 0);
  started = TRUE;
  check_file ((const char *) data, size);
  check_with_fitting_end ((const char *) data, size);
  check_recovery ((const char *) data, size);
  return 0;
}
