/* tide-opener.h: makes, opens and unlocks clinics in a thread, so that the window stays alive while a key is
 * derived. */
#pragma once

#include "tide-clinic.h"

G_BEGIN_DECLS

/* Each copies @passphrase into guarded memory and wipes it when done; NULL for a clinic without encryption.
 */
void tide_opener_open_async (const char *folder, const TidePassphrase *passphrase, TideStoreFlags flags,
                             GAsyncReadyCallback callback, gpointer data);
void tide_opener_create_async (const char *folder, const char *name, const TidePassphrase *passphrase,
                               GAsyncReadyCallback callback, gpointer data);
void tide_opener_unlock_async (TideClinic *clinic, const TidePassphrase *passphrase,
                               GAsyncReadyCallback callback, gpointer data);
/* Opens the demo clinic in @folder; makes and fills it first when the folder holds none. */
void tide_opener_demo_async (const char *folder, TideStoreFlags flags, GAsyncReadyCallback callback,
                             gpointer data);

/* The clinic (transfer full), or NULL and *error. @recovery_key: (out) (optional): of a new keyed clinic,
 * free with tide_store_free_secret (). */
TideClinic *tide_opener_finish (GAsyncResult *result, char **recovery_key, GError **error);

/* Removes a clinic that was just made and never used: closes it, then unlinks only the files that it consists
 * of. */
void tide_opener_discard (TideClinic *clinic);

G_END_DECLS
