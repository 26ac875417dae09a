/* tide-keys.c: the file that holds a clinic's data key, sealed once for each passphrase.
 *
 * The database is encrypted with a random key that no person ever sees; each slot of this file holds that key
 * sealed with a key stretched (Argon2id) from one passphrase.  A slot that opens proves the passphrase
 * (XChaCha20-Poly1305), so a wrong passphrase is never mistaken for a damaged database.  Everything else in a
 * slot, and whose clinic it is, is bound to the seal.  The file is kept twice: losing it would lose the
 * clinic.
 */

#include "tide-keys.h"

#include "tide-db.h"
#include "tide-folder.h"

#include <sodium.h>
#include <string.h>

#define FORMAT 1
#define CIPHER "sqlcipher-3-4096"
#define GROUP "Tidemark keys"
#define MAX_SLOTS 32
#define SALT_BYTES crypto_pwhash_SALTBYTES
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define SEAL_BYTES (TIDE_DATA_KEY_BYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES)
#define CHECK_BYTES 16
#define LABEL_PASSPHRASE "passphrase"
#define LABEL_RECOVERY "recovery"

/* 256 MiB and three passes: about a second on a desk computer, the same for each guess of somebody who has
 * the file. What a file may ask for is bounded, so that a forged one cannot take all memory. */
static guint64 new_operations = crypto_pwhash_OPSLIMIT_MODERATE;
static gsize new_memory = crypto_pwhash_MEMLIMIT_MODERATE;
#define MAX_OPERATIONS 16
#define MAX_MEMORY (G_GUINT64_CONSTANT (1) << 30)

typedef struct
{
  int id;
  char *label;
  guint64 operations, memory;
  guint8 salt[SALT_BYTES], nonce[NONCE_BYTES], sealed[SEAL_BYTES];
} Slot;

typedef struct
{
  char clinic_uuid[37];
  GArray *slots; /* Slot */
} KeyFile;

static void
clear_slot (gpointer data)
{
  g_free (((Slot *) data)->label);
}

static KeyFile *
key_file_new (void)
{
  KeyFile *self = g_new0 (KeyFile, 1);

  self->slots = g_array_new (FALSE, TRUE, sizeof (Slot));
  g_array_set_clear_func (self->slots, clear_slot);
  return self;
}

static void
key_file_free (KeyFile *self)
{
  g_array_unref (self->slots);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyFile, key_file_free)

void
tide_keys_set_limits_for_test (guint64 operations, gsize memory_bytes)
{
  new_operations = operations != 0 ? operations : crypto_pwhash_OPSLIMIT_MODERATE;
  new_memory = memory_bytes != 0 ? memory_bytes : crypto_pwhash_MEMLIMIT_MODERATE;
}

guint8 *
tide_keys_new_data_key (void)
{
  guint8 *key = sodium_malloc (TIDE_DATA_KEY_BYTES);

  g_assert (key != NULL);
  randombytes_buf (key, TIDE_DATA_KEY_BYTES);
  sodium_mprotect_readonly (key);
  return key;
}

void
tide_keys_free_data_key (guint8 *key)
{
  sodium_free (key);
}

/* --- sealing --- */

/* What the seal also vouches for. */
static char *
make_associated (const Slot *slot, const char *clinic_uuid)
{
  return g_strdup_printf ("Tidemark keys\n%d\n%s\n%s\n%d\n%s\nargon2id13\n%" G_GUINT64_FORMAT
                          "\n%" G_GUINT64_FORMAT,
                          FORMAT, CIPHER, clinic_uuid, slot->id, slot->label, slot->operations, slot->memory);
}

/* NULL when there is not enough memory. */
static guint8 *
stretch (const Slot *slot, const char *secret, gsize length)
{
  guint8 *key = sodium_malloc (crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

  g_assert (key != NULL);
  if (crypto_pwhash (key, crypto_aead_xchacha20poly1305_ietf_KEYBYTES, secret, length, slot->salt,
                     slot->operations, (gsize) slot->memory, crypto_pwhash_ALG_ARGON2ID13)
      == 0)
    return key;
  sodium_free (key);
  return NULL;
}

static gboolean
seal_slot (Slot *slot, const char *clinic_uuid, const guint8 *data_key, const char *secret, gsize length,
           GError **error)
{
  g_autofree char *associated = NULL;
  unsigned long long n;
  guint8 *key;

  slot->operations = new_operations;
  slot->memory = new_memory;
  randombytes_buf (slot->salt, sizeof slot->salt);
  randombytes_buf (slot->nonce, sizeof slot->nonce);
  key = stretch (slot, secret, length);
  if (key == NULL)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_IO, "not enough memory to protect the key");
      return FALSE;
    }
  associated = make_associated (slot, clinic_uuid);
  crypto_aead_xchacha20poly1305_ietf_encrypt (slot->sealed, &n, data_key, TIDE_DATA_KEY_BYTES,
                                              (const guint8 *) associated, strlen (associated), NULL,
                                              slot->nonce, key);
  sodium_free (key);
  return TRUE;
}

/* NULL when the secret is not this slot's. */
static guint8 *
open_slot (const Slot *slot, const char *clinic_uuid, const char *secret, gsize length)
{
  g_autofree char *associated = make_associated (slot, clinic_uuid);
  guint8 *key = stretch (slot, secret, length);
  guint8 *data_key;
  int rc;

  if (key == NULL)
    return NULL;
  data_key = sodium_malloc (TIDE_DATA_KEY_BYTES);
  g_assert (data_key != NULL);
  rc = crypto_aead_xchacha20poly1305_ietf_decrypt (data_key, NULL, NULL, slot->sealed, SEAL_BYTES,
                                                   (const guint8 *) associated, strlen (associated),
                                                   slot->nonce, key);
  sodium_free (key);
  sodium_mprotect_readonly (data_key);
  if (rc == 0)
    return data_key;
  sodium_free (data_key);
  return NULL;
}

/* --- the file --- */

static void
set_hex (GKeyFile *file, const char *group, const char *name, const guint8 *bytes, gsize length)
{
  g_autofree char *hex = g_malloc (2 * length + 1);

  sodium_bin2hex (hex, 2 * length + 1, bytes, length);
  g_key_file_set_string (file, group, name, hex);
}

static gboolean
get_hex (GKeyFile *file, const char *group, const char *name, guint8 *bytes, gsize length)
{
  g_autofree char *hex = g_key_file_get_string (file, group, name, NULL);
  gsize n = 0;
  const char *end = NULL;

  return hex != NULL && strlen (hex) == 2 * length
         && sodium_hex2bin (bytes, length, hex, 2 * length, NULL, &n, &end) == 0 && n == length
         && *end == '\0';
}

static void
make_check (const char *text, gsize length, char check[2 * CHECK_BYTES + 1])
{
  guint8 bytes[CHECK_BYTES];

  crypto_generichash (bytes, sizeof bytes, (const guint8 *) text, length, NULL, 0);
  sodium_bin2hex (check, 2 * CHECK_BYTES + 1, bytes, sizeof bytes);
}

/* The last line, "# check " and a hash of all before it, tells damage from a wrong passphrase. */
static char *
key_file_to_text (const KeyFile *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;
  char check[2 * CHECK_BYTES + 1];

  g_key_file_set_integer (file, GROUP, "format", FORMAT);
  g_key_file_set_string (file, GROUP, "cipher", CIPHER);
  g_key_file_set_string (file, GROUP, "clinic", self->clinic_uuid);
  for (guint i = 0; i < self->slots->len; i++)
    {
      const Slot *slot = &g_array_index (self->slots, Slot, i);
      g_autofree char *group = g_strdup_printf ("slot %d", slot->id);

      g_key_file_set_string (file, group, "label", slot->label);
      g_key_file_set_string (file, group, "kdf", "argon2id13");
      g_key_file_set_uint64 (file, group, "operations", slot->operations);
      g_key_file_set_uint64 (file, group, "memory", slot->memory);
      set_hex (file, group, "salt", slot->salt, sizeof slot->salt);
      set_hex (file, group, "nonce", slot->nonce, sizeof slot->nonce);
      set_hex (file, group, "sealed", slot->sealed, sizeof slot->sealed);
    }
  text = g_key_file_to_data (file, NULL, NULL);
  make_check (text, strlen (text), check);
  return g_strdup_printf ("%s# check %s\n", text, check);
}

static gboolean
damaged (GError **error, const char *what)
{
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_DAMAGED, "the key file is damaged: %s", what);
  return FALSE;
}

static gboolean
verify_check (const char *text, gsize length, GError **error)
{
  const gsize line = strlen ("# check ") + 2 * CHECK_BYTES + 1;
  char check[2 * CHECK_BYTES + 1];

  if (length <= line || memcmp (text + length - line, "# check ", strlen ("# check ")) != 0)
    return damaged (error, "its end is missing");
  make_check (text, length - line, check);
  if (memcmp (text + length - 1 - 2 * CHECK_BYTES, check, 2 * CHECK_BYTES) != 0)
    return damaged (error, "its content does not fit its check");
  return TRUE;
}

static gboolean
read_slot (KeyFile *self, GKeyFile *file, const char *group, GError **error)
{
  Slot slot = { .id = atoi (group + strlen ("slot ")) };
  g_autofree char *kdf = g_key_file_get_string (file, group, "kdf", NULL);

  slot.operations = g_key_file_get_uint64 (file, group, "operations", NULL);
  slot.memory = g_key_file_get_uint64 (file, group, "memory", NULL);
  if (g_strcmp0 (kdf, "argon2id13") != 0)
    return damaged (error, "a slot names no known way to stretch a passphrase");
  if (slot.operations < 1 || slot.operations > MAX_OPERATIONS || slot.memory < crypto_pwhash_MEMLIMIT_MIN
      || slot.memory > MAX_MEMORY)
    return damaged (error, "a slot asks for an impossible effort");
  if (slot.id < 1 || !get_hex (file, group, "salt", slot.salt, sizeof slot.salt)
      || !get_hex (file, group, "nonce", slot.nonce, sizeof slot.nonce)
      || !get_hex (file, group, "sealed", slot.sealed, sizeof slot.sealed))
    return damaged (error, "a slot is incomplete");
  slot.label = g_key_file_get_string (file, group, "label", NULL);
  if (slot.label == NULL)
    return damaged (error, "a slot has no label");
  g_array_append_val (self->slots, slot);
  return TRUE;
}

static gboolean
read_head (KeyFile *self, GKeyFile *file, GError **error)
{
  g_autofree char *clinic = g_key_file_get_string (file, GROUP, "clinic", NULL);
  g_autofree char *cipher = g_key_file_get_string (file, GROUP, "cipher", NULL);
  int format = g_key_file_get_integer (file, GROUP, "format", NULL);

  if (format > FORMAT)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_NEWER,
                   "the key file was written by a newer Tidemark (format %d)", format);
      return FALSE;
    }
  if (format != FORMAT || g_strcmp0 (cipher, CIPHER) != 0)
    return damaged (error, "its format is not known");
  if (clinic == NULL || !g_uuid_string_is_valid (clinic))
    return damaged (error, "it does not say whose it is");
  g_strlcpy (self->clinic_uuid, clinic, sizeof self->clinic_uuid);
  return TRUE;
}

static KeyFile *
key_file_parse (const char *bytes, gsize length, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (KeyFile) self = key_file_new ();
  g_auto (GStrv) groups = NULL;

  if (!verify_check (bytes, length, error))
    return NULL;
  if (!g_key_file_load_from_data (file, bytes, length, G_KEY_FILE_NONE, NULL))
    {
      damaged (error, "it cannot be read");
      return NULL;
    }
  if (!read_head (self, file, error))
    return NULL;
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL && self->slots->len < MAX_SLOTS; i++)
    if (g_str_has_prefix (groups[i], "slot ") && !read_slot (self, file, groups[i], error))
      return NULL;
  if (self->slots->len > 0)
    return g_steal_pointer (&self);
  damaged (error, "it has no slot");
  return NULL;
}

/* --- making --- */

static gboolean
add_slot (KeyFile *self, const char *label, const guint8 *data_key, const char *secret, gsize length,
          GError **error)
{
  Slot slot = { .id = (int) self->slots->len + 1, .label = g_strdup (label) };

  if (!seal_slot (&slot, self->clinic_uuid, data_key, secret, length, error))
    {
      clear_slot (&slot);
      return FALSE;
    }
  g_array_append_val (self->slots, slot);
  return TRUE;
}

static gboolean
add_recovery (KeyFile *self, const guint8 *data_key, const char *recovery_key, GError **error)
{
  TidePassphrase typed = { recovery_key, strlen (recovery_key) };
  guint8 *bits = sodium_malloc (32);
  guint wrong;
  gboolean ok;

  g_assert (bits != NULL);
  ok = tide_recovery_read (&typed, bits, &wrong) && wrong == 0;
  if (!ok)
    g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "recovery key: is not one");
  ok = ok && add_slot (self, LABEL_RECOVERY, data_key, (const char *) bits, 32, error);
  sodium_free (bits);
  return ok;
}

static gboolean
write_both (const char *folder, const char *text, GError **error)
{
  g_autofree char *first = g_build_filename (folder, TIDE_FILE_KEYS, NULL);
  g_autofree char *second = g_build_filename (folder, TIDE_FILE_KEYS_COPY, NULL);

  return tide_folder_write_file (first, text, strlen (text), error)
         && tide_folder_write_file (second, text, strlen (text), error);
}

gboolean
tide_keys_create (const char *folder, const char *clinic_uuid, const guint8 *data_key,
                  const TidePassphrase *passphrase, const char *recovery_key, GError **error)
{
  g_autoptr (KeyFile) file = key_file_new ();
  g_autofree char *text = NULL;

  g_strlcpy (file->clinic_uuid, clinic_uuid, sizeof file->clinic_uuid);
  if (!add_slot (file, LABEL_PASSPHRASE, data_key, passphrase->bytes, passphrase->length, error)
      || (recovery_key != NULL && !add_recovery (file, data_key, recovery_key, error)))
    return FALSE;
  text = key_file_to_text (file);
  return write_both (folder, text, error);
}

/* --- opening --- */

static guint8 *
try_slots (const KeyFile *file, gboolean recovery, const char *secret, gsize length)
{
  for (guint i = 0; i < file->slots->len; i++)
    {
      const Slot *slot = &g_array_index (file->slots, Slot, i);
      guint8 *key;

      if ((strcmp (slot->label, LABEL_RECOVERY) == 0) != recovery)
        continue;
      key = open_slot (slot, file->clinic_uuid, secret, length);
      if (key != NULL)
        return key;
    }
  return NULL;
}

/* What looks like a recovery key is tried as one first; a passphrase of that shape is still a passphrase. */
static guint8 *
try_secret (const KeyFile *file, const TidePassphrase *typed, GError **error)
{
  guint8 *bits = sodium_malloc (32);
  guint8 *key = NULL;
  guint wrong_group = 0;
  gboolean shaped;

  g_assert (bits != NULL);
  shaped = tide_recovery_read (typed, bits, &wrong_group);
  if (shaped && wrong_group == 0)
    key = try_slots (file, TRUE, (const char *) bits, 32);
  sodium_free (bits);
  if (key == NULL)
    key = try_slots (file, FALSE, typed->bytes, typed->length);
  if (key == NULL && shaped && wrong_group != 0)
    g_set_error (error, TIDE_ERROR, TIDE_ERROR_WRONG_PASSPHRASE,
                 "the recovery key is mistyped in group %u: its check letter does not fit", wrong_group);
  else if (key == NULL)
    g_set_error (error, TIDE_ERROR, TIDE_ERROR_WRONG_PASSPHRASE, "wrong passphrase");
  return key;
}

guint8 *
tide_keys_open_bytes (const char *bytes, gsize length, const TidePassphrase *passphrase, char clinic_uuid[37],
                      GError **error)
{
  g_autoptr (KeyFile) file = key_file_parse (bytes, length, error);

  if (file == NULL || passphrase == NULL)
    return NULL;
  g_strlcpy (clinic_uuid, file->clinic_uuid, 37);
  return try_secret (file, passphrase, error);
}

static guint8 *
open_one (const char *folder, const char *name, const TidePassphrase *passphrase, char clinic_uuid[37],
          GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GBytes) bytes = tide_folder_read_file (path, TIDE_KEYS_MAX_BYTES, error);

  if (bytes == NULL)
    return NULL;
  return tide_keys_open_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), passphrase,
                               clinic_uuid, error);
}

static gboolean
is_readable (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GBytes) bytes = tide_folder_read_file (path, TIDE_KEYS_MAX_BYTES, NULL);
  g_autoptr (KeyFile) file = NULL;

  if (bytes != NULL)
    file = key_file_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);
  return file != NULL;
}

guint8 *
tide_keys_open (const char *folder, const TidePassphrase *passphrase, char clinic_uuid[37],
                gboolean *needs_repair, GError **error)
{
  g_autoptr (GError) first = NULL;
  guint8 *key = open_one (folder, TIDE_FILE_KEYS, passphrase, clinic_uuid, &first);

  *needs_repair = key == NULL || !is_readable (folder, TIDE_FILE_KEYS_COPY);
  if (key != NULL)
    return key;
  if (g_error_matches (first, TIDE_ERROR, TIDE_ERROR_WRONG_PASSPHRASE)
      || g_error_matches (first, TIDE_ERROR, TIDE_ERROR_NEWER))
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return NULL;
    }
  return open_one (folder, TIDE_FILE_KEYS_COPY, passphrase, clinic_uuid, error);
}

gboolean
tide_keys_repair (const char *folder, GError **error)
{
  gboolean first_is_good = is_readable (folder, TIDE_FILE_KEYS);
  g_autofree char *good
    = g_build_filename (folder, first_is_good ? TIDE_FILE_KEYS : TIDE_FILE_KEYS_COPY, NULL);
  g_autofree char *bad
    = g_build_filename (folder, first_is_good ? TIDE_FILE_KEYS_COPY : TIDE_FILE_KEYS, NULL);
  g_autoptr (GBytes) bytes = tide_folder_read_file (good, TIDE_KEYS_MAX_BYTES, error);

  return bytes != NULL
         && tide_folder_write_file (bad, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}
