/* tide-import-page.h: a folder of canonical CSV, checked row by row before anything is written. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

#define TIDE_TYPE_IMPORT_PAGE (tide_import_page_get_type ())
G_DECLARE_FINAL_TYPE (TideImportPage, tide_import_page, TIDE, IMPORT_PAGE, GtkWidget)
/* Signal "closed" (gboolean saved, char *message). The page closes itself when the clinic is locked. */

GtkWidget *tide_import_page_new (TideClinic *clinic);
/* What the folder chooser leads to: a dry run of @folder and its result on screen. */
void tide_import_page_set_folder (TideImportPage *self, const char *folder);

G_END_DECLS
