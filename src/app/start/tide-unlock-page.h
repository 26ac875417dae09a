/* tide-unlock-page.h: asks for the passphrase of a clinic that is about to be opened, or that was locked. */
#pragma once

#include <adwaita.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

#define TIDE_TYPE_UNLOCK_PAGE (tide_unlock_page_get_type ())
G_DECLARE_FINAL_TYPE (TideUnlockPage, tide_unlock_page, TIDE, UNLOCK_PAGE, AdwBin)
/* Signals: "unlocked" (TideClinic *): opened or unlocked; "left": another clinic is wanted; "failed" (GError
 * *): something other than a wrong passphrase. */

GtkWidget *tide_unlock_page_new (void);
/* Opens the clinic in @folder, or unlocks @clinic when that is not NULL. */
void tide_unlock_page_ask (TideUnlockPage *self, const char *folder, TideClinic *clinic,
                           TideStoreFlags flags);
void tide_unlock_page_focus (TideUnlockPage *self);

G_END_DECLS
