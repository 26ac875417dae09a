/* tide-secret-entry.h: a field for passphrases whose text no other program can read. */
#pragma once

#include <gtk/gtk.h>
#include "tide-store.h"

G_BEGIN_DECLS

#define TIDE_TYPE_SECRET_ENTRY (tide_secret_entry_get_type ())
G_DECLARE_FINAL_TYPE (TideSecretEntry, tide_secret_entry, TIDE, SECRET_ENTRY, GtkWidget)
/* Properties: "label" (the accessible name). Signals: "changed", "activate" (Enter). */

GtkWidget *tide_secret_entry_new (const char *label);
/* What was typed: bytes in guarded memory of the entry, valid until the next change; length 0 when empty. */
TidePassphrase tide_secret_entry_get (TideSecretEntry *self);
gboolean tide_secret_entry_is_empty (TideSecretEntry *self);
void tide_secret_entry_clear (TideSecretEntry *self); /* wipes */
/* As typed at the end: input methods, paste and tests come through here. Control characters are left out;
 * what would not fit is refused with a beep, so that a passphrase is never cut silently. */
void tide_secret_entry_append (TideSecretEntry *self, const char *text, gssize length);
/* As Ctrl+A does: what is typed or pasted next replaces it. */
void tide_secret_entry_select_all (TideSecretEntry *self);
void tide_secret_entry_set_failed (TideSecretEntry *self, gboolean failed); /* red outline, state invalid */
gboolean tide_secret_entry_equal (TideSecretEntry *a, TideSecretEntry *b);  /* in constant time */

G_END_DECLS
