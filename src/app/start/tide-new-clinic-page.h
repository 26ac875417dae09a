/* tide-new-clinic-page.h: makes a clinic: name, folder, passphrase twice, recovery key typed back. */
#pragma once

#include <adwaita.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

#define TIDE_TYPE_NEW_CLINIC_PAGE (tide_new_clinic_page_get_type ())
G_DECLARE_FINAL_TYPE (TideNewClinicPage, tide_new_clinic_page, TIDE, NEW_CLINIC_PAGE, AdwBin)
/* Signals: "created" (TideClinic *), "cancelled". */

GtkWidget *tide_new_clinic_page_new (void);

G_END_DECLS
