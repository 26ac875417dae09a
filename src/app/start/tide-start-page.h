/* tide-start-page.h: what is on screen while no clinic is open. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TIDE_TYPE_START_PAGE (tide_start_page_get_type ())
G_DECLARE_FINAL_TYPE (TideStartPage, tide_start_page, TIDE, START_PAGE, AdwBin)

GtkWidget *tide_start_page_new (void);
/* The folder that "Open the last clinic" stands for, or NULL to hide the row. */
void tide_start_page_set_last_folder (TideStartPage *self, const char *folder);
void tide_start_page_show_error (TideStartPage *self, const GError *error); /* NULL clears */
void tide_start_page_show_busy (TideStartPage *self, const char *text);     /* NULL: back to the choices */

G_END_DECLS
