/* tide-opener.h: makes, opens and unlocks clinics in a thread, so that the window stays alive while a key is
 * derived. */
#pragma once

#include "tide-clinic.h"

G_BEGIN_DECLS

/* Each copies @passphrase into guarded memory and wipes it when done; NULL for a clinic without encryption.
 */
void tide_opener_open_async (const char *folder, const TidePassphrase *passphrase, TideStoreFlags flags,
                             GAsyncReadyCallback callback, gpointer data);
/* @recovery_key: (nullable): shown and typed back before; copied and wiped like the passphrase. */
void tide_opener_create_async (const char *folder, const char *name, const TidePassphrase *passphrase,
                               const char *recovery_key, GAsyncReadyCallback callback, gpointer data);
void tide_opener_unlock_async (TideClinic *clinic, const TidePassphrase *passphrase,
                               GAsyncReadyCallback callback, gpointer data);
/* Opens the demo clinic in @folder; makes and fills it first when the folder holds none. */
void tide_opener_demo_async (const char *folder, TideStoreFlags flags, GAsyncReadyCallback callback,
                             gpointer data);

TideClinic *tide_opener_finish (GAsyncResult *result, GError **error); /* (transfer full) */

G_END_DECLS
