/* test-keys.c: who has a passphrase gets in, who has not does not, and after a lock nothing of the key is
 * left. */

#include "store-fixture.h"

#include "tide-keys.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

static TideStore *
try_open (const char *folder, const char *secret, GError **error)
{
  TidePassphrase passphrase = test_passphrase (secret);

  return tide_store_open (folder, &passphrase, 0, error);
}

/* Refused with @code, and every byte as it was. */
static void
expect_refusal (const char *folder, const char *secret, TideError code, const char *words)
{
  g_autofree char *before = test_folder_print (folder);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (try_open (folder, secret, &error));
  g_assert_error (error, TIDE_ERROR, (int) code);
  if (words != NULL && strstr (error->message, words) == NULL)
    g_error ("“%s” lacks “%s”", error->message, words);
  after = test_folder_print (folder);
  g_assert_cmpstr (before, ==, after);
}

static void
expect_opens (const char *folder, const char *secret)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TideStore) store = try_open (folder, secret, &error);

  g_assert_no_error (error);
  g_assert_nonnull (store);
}

/* A keyed clinic with a recovery key, closed again. */
static char *
make_clinic (const char *folder)
{
  TidePassphrase passphrase = test_passphrase (PASSPHRASE);
  g_autoptr (GError) error = NULL;
  g_autoptr (TideStore) store = NULL;
  char *recovery = NULL;

  tide_keys_set_limits_for_test (crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN);
  store = tide_store_create (folder, &passphrase, &recovery, &error);
  g_assert_no_error (error);
  g_assert_nonnull (recovery);
  return recovery;
}

static char *
read_file (const char *folder, const char *name, gsize *length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, length, NULL));
  return content;
}

static void
write_file (const char *folder, const char *name, const char *content, gsize length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (
    g_file_set_contents_full (path, content, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* Changes one character in the middle of @name. */
static void
damage (const char *folder, const char *name)
{
  gsize length;
  g_autofree char *content = read_file (folder, name, &length);

  content[length / 2] = content[length / 2] == 'a' ? 'b' : 'a';
  write_file (folder, name, content, length);
}

/* Replaces text in both key files and makes the check at their end fit again, as somebody who forges them
 * would. */
static void
forge (const char *folder, const char *from, const char *to)
{
  gsize length;
  g_autofree char *content = read_file (folder, "keys", &length);
  g_autoptr (GString) text = g_string_new (content);
  guint8 sum[16];
  char hex[33];
  g_autofree char *line = NULL;

  g_string_truncate (text, text->len - strlen ("# check ") - 33);
  g_assert_cmpuint (g_string_replace (text, from, to, 1), ==, 1);
  crypto_generichash (sum, sizeof sum, (const guint8 *) text->str, text->len, NULL, 0);
  sodium_bin2hex (hex, sizeof hex, sum, sizeof sum);
  line = g_strdup_printf ("# check %s\n", hex);
  g_string_append (text, line);
  write_file (folder, "keys", text->str, text->len);
  write_file (folder, "keys.copy", text->str, text->len);
}

static void
test_passphrases (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *recovery = make_clinic (folder->clinic);
  g_autofree char *before = test_folder_print (folder->clinic);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (tide_store_is_clinic (folder->clinic));
  g_assert_true (tide_store_is_encrypted (folder->clinic));
  expect_refusal (folder->clinic, "correct horse battery stapl", TIDE_ERROR_WRONG_PASSPHRASE,
                  "wrong passphrase");
  expect_refusal (folder->clinic, "Correct horse battery staple", TIDE_ERROR_WRONG_PASSPHRASE, NULL);
  expect_refusal (folder->clinic, "", TIDE_ERROR_NEEDS_PASSPHRASE, NULL);
  g_assert_null (tide_store_open (folder->clinic, NULL, 0, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_NEEDS_PASSPHRASE);
  after = test_folder_print (folder->clinic);
  g_assert_cmpstr (before, ==, after);
  expect_opens (folder->clinic, PASSPHRASE);
}

/* Without the tests' cheap limits: three passes over 256 MiB, in the file and so in the seal. */
static void
test_default_effort (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  TidePassphrase passphrase = test_passphrase (PASSPHRASE);
  g_autoptr (GError) error = NULL;
  g_autofree char *keys = NULL;
  gsize length;

  tide_keys_set_limits_for_test (0, 0);
  g_object_unref (tide_store_create (folder->clinic, &passphrase, NULL, &error));
  g_assert_no_error (error);
  keys = read_file (folder->clinic, "keys", &length);
  g_assert_nonnull (strstr (keys, "kdf=argon2id13\noperations=3\nmemory=268435456\n"));
  expect_opens (folder->clinic, PASSPHRASE);
}

static void
test_nothing_in_clear_text (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *recovery = make_clinic (folder->clinic);
  g_autoptr (TideStore) store = test_store_open (folder->clinic);
  static const char *const files[] = { "clinic.db", "clinic.db-wal", "keys", "keys.copy", "clinic.lock" };
  static const char *const secrets[] = { "Xylander", "Quirin", PASSPHRASE, "SQLite format" };

  test_take (store, test_patient ("1", "Xylander", "Quirin", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      gsize length;
      g_autofree char *content = read_file (folder->clinic, files[i], &length);

      for (guint j = 0; j < G_N_ELEMENTS (secrets); j++)
        g_assert_null (memmem (content, length, secrets[j], strlen (secrets[j])));
      g_assert_null (memmem (content, length, recovery, 10));
    }
}

static void
test_damaged_slot_uses_the_copy (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *recovery = make_clinic (folder->clinic);
  gsize length;
  g_autofree char *good = read_file (folder->clinic, "keys", &length);
  g_autofree char *path = g_build_filename (folder->clinic, "keys", NULL);
  g_autofree char *repaired = NULL, *again = NULL;

  damage (folder->clinic, "keys");
  expect_refusal (folder->clinic, "wrong", TIDE_ERROR_WRONG_PASSPHRASE, NULL);
  expect_opens (folder->clinic, PASSPHRASE);
  repaired = read_file (folder->clinic, "keys", &length);
  g_assert_cmpstr (repaired, ==, good);

  g_assert_cmpint (g_unlink (path), ==, 0);
  expect_opens (folder->clinic, PASSPHRASE);
  damage (folder->clinic, "keys.copy");
  expect_opens (folder->clinic, PASSPHRASE);
  again = read_file (folder->clinic, "keys.copy", &length);
  g_assert_cmpstr (again, ==, good);
}

static void
test_both_damaged (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *recovery = make_clinic (folder->clinic);

  damage (folder->clinic, "keys");
  damage (folder->clinic, "keys.copy");
  expect_refusal (folder->clinic, PASSPHRASE, TIDE_ERROR_DAMAGED, "key file is damaged");
  write_file (folder->clinic, "keys", "", 0);
  write_file (folder->clinic, "keys.copy", "", 0);
  expect_refusal (folder->clinic, PASSPHRASE, TIDE_ERROR_DAMAGED, "key file is damaged");
}

static void
test_forged_slots (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *recovery = make_clinic (folder->clinic);
  gsize length;
  g_autofree char *keys = read_file (folder->clinic, "keys", &length);
  const char *uuid = strstr (keys, "clinic=") + strlen ("clinic=");
  g_autofree char *old = g_strdup_printf ("clinic=%.36s", uuid);
  g_autofree char *forged = g_strdup_printf ("clinic=%c%.35s", uuid[0] == 'a' ? 'b' : 'a', uuid + 1);
  static const struct
  {
    const char *from, *to;
    TideError code;
  } cases[] = {
    { "[slot 1]", "[slot 7]", TIDE_ERROR_WRONG_PASSPHRASE },
    { "label=passphrase", "label=passphrasf", TIDE_ERROR_WRONG_PASSPHRASE },
    { "memory=8192", "memory=9216", TIDE_ERROR_WRONG_PASSPHRASE },
    { "operations=1", "operations=2", TIDE_ERROR_WRONG_PASSPHRASE },
    { "operations=1", "operations=0", TIDE_ERROR_DAMAGED },
    { "memory=8192", "memory=99999999999", TIDE_ERROR_DAMAGED },
    { "memory=8192", "memory=1", TIDE_ERROR_DAMAGED },
    { "kdf=argon2id13", "kdf=scrypt", TIDE_ERROR_DAMAGED },
    { "cipher=sqlcipher-3-4096", "cipher=none", TIDE_ERROR_DAMAGED },
    { "format=1", "format=2", TIDE_ERROR_NEWER },
    { "salt=", "salt=zz", TIDE_ERROR_DAMAGED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      forge (folder->clinic, cases[i].from, cases[i].to);
      expect_refusal (folder->clinic, PASSPHRASE, cases[i].code, NULL);
      write_file (folder->clinic, "keys", keys, length);
      write_file (folder->clinic, "keys.copy", keys, length);
    }
  forge (folder->clinic, old, forged);
  expect_refusal (folder->clinic, PASSPHRASE, TIDE_ERROR_WRONG_PASSPHRASE, NULL);
}

static void
test_keys_of_another_clinic (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *recovery = make_clinic (folder->clinic);
  g_autofree char *other = g_build_filename (folder->parent, "other", NULL);
  g_autofree char *other_recovery = make_clinic (other);
  gsize length;
  g_autofree char *keys = read_file (other, "keys", &length);

  write_file (folder->clinic, "keys", keys, length);
  write_file (folder->clinic, "keys.copy", keys, length);
  expect_refusal (folder->clinic, PASSPHRASE, TIDE_ERROR_DAMAGED, "damaged, or not a database of Tidemark");
}

/* Somebody puts an unencrypted database in the place of the encrypted one. */
static void
test_plain_database_under_keys (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *recovery = make_clinic (folder->clinic);
  g_autofree char *other = g_build_filename (folder->parent, "other", NULL);
  gsize length;
  g_autofree char *database = NULL;

  g_object_unref (test_store_create_plain (other));
  database = read_file (other, "clinic.db", &length);
  write_file (folder->clinic, "clinic.db", database, length);
  expect_refusal (folder->clinic, PASSPHRASE, TIDE_ERROR_DAMAGED, NULL);
}

/* --- the recovery key --- */

static void
test_recovery_as_typed (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *recovery = make_clinic (folder->clinic);
  g_autofree char *lower = g_strdelimit (g_ascii_strdown (recovery, -1), "-", ' ');
  g_auto (GStrv) groups = g_strsplit (recovery, "-", -1);
  g_autofree char *squeezed = g_strjoinv ("", groups);
  g_autofree char *lookalike = g_strdelimit (g_strdelimit (g_strdup (recovery), "0", 'o'), "1", 'l');
  g_autofree char *lines = g_strdup_printf ("\t%s\n", lower);

  /* 13 groups of 5 and 12 hyphens */
  g_assert_cmpuint (strlen (recovery), ==, 77);
  expect_opens (folder->clinic, recovery);
  expect_opens (folder->clinic, lower);
  expect_opens (folder->clinic, squeezed);
  expect_opens (folder->clinic, lookalike);
  expect_opens (folder->clinic, lines);
}

static void
test_recovery_mistyped (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *recovery = make_clinic (folder->clinic);
  g_autofree char *another = tide_store_new_recovery_key ();

  for (guint group = 0; group < 13; group++)
    {
      g_autofree char *typed = g_strdup (recovery);
      g_autofree char *words = g_strdup_printf ("mistyped in group %u:", group + 1);
      char *letter = typed + group * 6 + group % 5;

      *letter = *letter == 'A' ? 'B' : 'A';
      expect_refusal (folder->clinic, typed, TIDE_ERROR_WRONG_PASSPHRASE, words);
    }
  expect_refusal (folder->clinic, another, TIDE_ERROR_WRONG_PASSPHRASE, "wrong passphrase");
}

static void
test_recovery_check_letters (void)
{
  g_autofree char *key = tide_store_new_recovery_key ();
  static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  gsize length = strlen (key);
  guint8 bits[32];
  guint wrong;

  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *typed = g_strdup (key);
      TidePassphrase passphrase = { typed, length };

      if (key[i] == '-')
        continue;
      for (guint j = 0; letters[j] != '\0'; j++)
        {
          typed[i] = letters[j];
          g_assert_true (tide_recovery_read (&passphrase, bits, &wrong));
          g_assert_cmpuint (wrong, ==, letters[j] == key[i] ? 0 : i / 6 + 1);
        }
      typed[i] = key[i];
      if (i + 1 < length && key[i + 1] != '-' && key[i] != key[i + 1])
        {
          typed[i] = key[i + 1];
          typed[i + 1] = key[i];
          g_assert_true (tide_recovery_read (&passphrase, bits, &wrong));
          g_assert_cmpuint (wrong, ==, i / 6 + 1);
        }
    }
}

static void
test_recovery_typed_back (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *key = tide_store_new_recovery_key ();
  g_autofree char *lower = g_ascii_strdown (key, -1);
  g_autofree char *another = tide_store_new_recovery_key ();
  TidePassphrase typed = test_passphrase (lower), wrong = test_passphrase (another),
                 nonsense = test_passphrase ("abc");
  TidePassphrase passphrase = test_passphrase (PASSPHRASE);
  g_autoptr (GError) error = NULL;
  TideStore *store;

  g_assert_true (tide_store_check_recovery_key (&typed, key, NULL));
  g_assert_false (tide_store_check_recovery_key (&wrong, key, &error));
  g_assert_nonnull (strstr (error->message, "another one"));
  g_clear_error (&error);
  g_assert_false (tide_store_check_recovery_key (&nonsense, key, &error));
  g_assert_nonnull (strstr (error->message, "13 groups of 5"));
  g_clear_error (&error);
  lower[13] = lower[13] == 'a' ? 'b' : 'a';
  g_assert_false (tide_store_check_recovery_key (&typed, key, &error));
  g_assert_nonnull (strstr (error->message, "group 3"));
  g_clear_error (&error);

  tide_keys_set_limits_for_test (crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN);
  store = tide_store_create_with_key (folder->clinic, &passphrase, key, &error);
  g_assert_no_error (error);
  g_object_unref (store);
  expect_opens (folder->clinic, key);
}

static void
expect_groups (const char *key, const char *text, guint n, gsize length)
{
  TidePassphrase typed = test_passphrase (text);
  gsize kept = G_MAXSIZE;

  g_assert_cmpuint (tide_store_count_recovery_groups (&typed, key, &kept), ==, n);
  g_assert_cmpuint (kept, ==, length);
}

static void
test_recovery_right_groups (void)
{
  g_autofree char *key = tide_store_new_recovery_key ();
  g_autofree char *lower = g_strdelimit (g_ascii_strdown (key, -1), "-", ' ');
  g_autofree char *more = g_strconcat (key, "-0", NULL);
  g_autofree char *first = g_strndup (key, 5);
  g_autofree char *half = g_strndup (key, 9);

  /* Thirteen groups of five with a hyphen after each but the last: the third ends at 17. */
  expect_groups (key, "", 0, 0);
  expect_groups (key, "?", 0, 0);
  expect_groups (key, first, 1, 5);
  expect_groups (key, half, 1, 5);
  expect_groups (key, key, 13, 77);
  expect_groups (key, lower, 13, 77);
  expect_groups (key, more, 13, 77);
  lower[19] = lower[19] == 'a' ? 'b' : 'a';
  expect_groups (key, lower, 3, 17);
}

/* --- after a lock --- */

/* How often @bytes stand in the writable memory of this process. */
static guint
count_in_memory (const guint8 *masked, gsize length, guint8 mask)
{
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  int memory = open ("/proc/self/mem", O_RDONLY);
  guint found = 0;

  g_assert_cmpint (memory, >=, 0);
  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint64 from, to;
      char mode[5];
      guint8 *copy;
      gssize n;

      if (sscanf (lines[i], "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x %4s", &from, &to, mode) != 3
          || mode[1] != 'w' || to - from > (G_GUINT64_CONSTANT (1) << 30))
        continue;
      /* Its own mapping, gone before the next is read: what it copied is not found again. */
      copy = sodium_malloc (to - from);
      n = pread (memory, copy, to - from, (off_t) from);
      for (gssize p = 0; p + (gssize) length <= n; p++)
        {
          gsize j = 0;

          while (j < length && copy[p + (gssize) j] == (masked[j] ^ mask))
            j++;
          found += j == length;
        }
      sodium_free (copy);
    }
  close (memory);
  return found;
}

static void
test_lock_wipes_the_key (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *recovery = make_clinic (folder->clinic);
  g_autoptr (TideStore) store = test_store_open (folder->clinic);
  TidePassphrase passphrase = test_passphrase (PASSPHRASE);
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;
  guint8 masked[TIDE_DATA_KEY_BYTES], masked_hex[2 * TIDE_DATA_KEY_BYTES];
  char *hex;

  test_take (store, test_patient ("1", "Xylander", "Quirin", NULL));
  hex = sodium_malloc (2 * TIDE_DATA_KEY_BYTES + 1);
  sodium_bin2hex (hex, 2 * TIDE_DATA_KEY_BYTES + 1, store->key, TIDE_DATA_KEY_BYTES);
  for (guint i = 0; i < sizeof masked; i++)
    masked[i] = store->key[i] ^ 0x5a;
  for (guint i = 0; i < sizeof masked_hex; i++)
    masked_hex[i] = (guint8) hex[i] ^ 0x5a;
  sodium_free (hex);
  /* It is there while open, so that a search that finds nothing later has shown that it can find. */
  g_assert_cmpuint (count_in_memory (masked, sizeof masked, 0x5a), >=, 1);
  tide_store_lock (store);
  g_assert_true (tide_store_is_locked (store));
  g_assert_cmpuint (count_in_memory (masked, sizeof masked, 0x5a), ==, 0);
  g_assert_cmpuint (count_in_memory (masked_hex, sizeof masked_hex, 0x5a), ==, 0);

  /* Locked: nothing can be read or written, the folder stays held. */
  g_assert_null (tide_store_lookup (store, &tide_patient_class, 1, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (tide_store_begin (store, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_LOCKED);
  g_clear_error (&error);
  drafts = tide_store_list_drafts (store, 0, &error);
  g_assert_null (drafts);
  g_clear_error (&error);
  g_assert_null (try_open (folder->clinic, PASSPHRASE, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_IN_USE);
  g_clear_error (&error);

  passphrase = test_passphrase ("wrong");
  g_assert_false (tide_store_unlock (store, &passphrase, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_WRONG_PASSPHRASE);
  g_assert_true (tide_store_is_locked (store));
  g_clear_error (&error);
  passphrase = test_passphrase (PASSPHRASE);
  g_assert_true (tide_store_unlock (store, &passphrase, &error));
  g_assert_cmpint (tide_store_count (store, &tide_patient_class), ==, 1);
  test_take (store, test_patient ("2", "After", "Lock", NULL));
}

static void
test_lock_in_a_transaction (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TideStore) store = test_store_create (folder->clinic);
  g_autoptr (TidePatient) patient = test_patient ("1", "Abel", "Anna", NULL);
  TidePassphrase passphrase = test_passphrase (PASSPHRASE);

  g_assert_true (tide_store_begin (store, NULL));
  g_assert_true (tide_store_insert (store, patient, NULL));
  tide_store_lock (store);
  g_assert_true (tide_store_unlock (store, &passphrase, NULL));
  g_assert_cmpint (tide_store_count (store, &tide_patient_class), ==, 0);
}

/* --- built without encryption --- */

static void
test_cannot_encrypt (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  TidePassphrase passphrase = test_passphrase (PASSPHRASE);
  g_autoptr (GError) error = NULL;

  g_assert_null (tide_store_create (folder->clinic, &passphrase, NULL, &error));
  g_assert_error (error, TIDE_ERROR, TIDE_ERROR_CANNOT_ENCRYPT);
  g_assert_false (g_file_test (folder->clinic, G_FILE_TEST_EXISTS));
  g_object_unref (test_store_create_plain (folder->clinic));
  write_file (folder->clinic, "keys", "x", 1);
  expect_refusal (folder->clinic, PASSPHRASE, TIDE_ERROR_CANNOT_ENCRYPT, "built without encryption");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (sodium_init (), >=, 0);
  g_test_add_func ("/store/recovery/each-wrong-letter-and-swap-is-told-by-group",
                   test_recovery_check_letters);
  if (!tide_store_can_encrypt ())
    {
      g_test_add_func ("/store/keys/cannot-encrypt-is-said-and-changes-nothing", test_cannot_encrypt);
      return g_test_run ();
    }
  g_test_add_func ("/store/keys/wrong-passphrase-is-known-and-changes-nothing", test_passphrases);
  g_test_add_func ("/store/keys/a-guess-costs-three-passes-over-256-mib", test_default_effort);
  g_test_add_func ("/store/keys/no-name-and-no-secret-in-any-file", test_nothing_in_clear_text);
  g_test_add_func ("/store/keys/damaged-file-is-mended-from-its-copy", test_damaged_slot_uses_the_copy);
  g_test_add_func ("/store/keys/both-files-damaged-is-damaged", test_both_damaged);
  g_test_add_func ("/store/keys/forged-slots-do-not-open", test_forged_slots);
  g_test_add_func ("/store/keys/keys-of-another-clinic-do-not-open", test_keys_of_another_clinic);
  g_test_add_func ("/store/keys/plain-database-under-keys-is-refused", test_plain_database_under_keys);
  g_test_add_func ("/store/recovery/opens-in-any-case-and-spacing", test_recovery_as_typed);
  g_test_add_func ("/store/recovery/one-wrong-letter-names-its-group", test_recovery_mistyped);
  g_test_add_func ("/store/recovery/is-typed-back-before-the-clinic-is-made", test_recovery_typed_back);
  g_test_add_func ("/store/recovery/the-groups-that-are-right-are-kept", test_recovery_right_groups);
  g_test_add_func ("/store/lock/leaves-no-key-in-memory", test_lock_wipes_the_key);
  g_test_add_func ("/store/lock/drops-an-open-transaction", test_lock_in_a_transaction);
  return g_test_run ();
}
