/* tide-keys.h: the file that holds a clinic's data key, sealed once for each passphrase.  Private to the
 * store. */
#pragma once

#include "tide-store.h"

G_BEGIN_DECLS

#define TIDE_KEYS_MAX_BYTES 65536

/* Makes a random data key in locked memory (sodium_malloc). */
guint8 *tide_keys_new_data_key (void);
void tide_keys_free_data_key (guint8 *key); /* wipes */

/* Seals @data_key for the passphrase and for the recovery key and writes both files of @folder. */
gboolean tide_keys_create (const char *folder, const char *clinic_uuid, const guint8 *data_key,
                           const TidePassphrase *passphrase, const char *recovery_key, GError **error);

/**
 * tide_keys_open:
 * @clinic_uuid: (out): whose keys these are
 * @needs_repair: (out): one of the two files is damaged or missing; tide_keys_repair () mends it
 *
 * Opens a slot with the passphrase or the recovery key; changes nothing. WRONG_PASSPHRASE, also with the name
 * of the group of a mistyped recovery key; DAMAGED when neither file can be read; NEWER.
 *
 * Returns: (transfer full): free with tide_keys_free_data_key ()
 */
guint8 *tide_keys_open (const char *folder, const TidePassphrase *passphrase, char clinic_uuid[37],
                        gboolean *needs_repair, GError **error);
gboolean tide_keys_repair (const char *folder, GError **error);

/* Any bytes are safe: what the fuzzer drives. NULL passphrase only parses. */
guint8 *tide_keys_open_bytes (const char *bytes, gsize length, const TidePassphrase *passphrase,
                              char clinic_uuid[37], GError **error);

/* Cheap limits for tests; 0, 0 are the program's own. Not an environment variable: nothing outside the
 * process may weaken a real clinic. */
void tide_keys_set_limits_for_test (guint64 operations, gsize memory_bytes);

/* --- the recovery key --- */

/* 256 random bits as 13 groups of four letters and a check letter. (transfer full): tide_store_free_secret ()
 */
char *tide_recovery_new (void);
/* Whether @typed looks like a recovery key; then its letters are read into @bits (32 bytes). *wrong_group is
 * 0, or the number of the first group whose letters do not agree (its check letter does not fit). */
gboolean tide_recovery_read (const TidePassphrase *typed, guint8 bits[32], guint *wrong_group);

G_END_DECLS
