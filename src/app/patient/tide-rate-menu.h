/* tide-rate-menu.h: the menu of the button Rate: a visit, every scale of the clinic, and the files that were
 * refused. */
#pragma once

#include <adwaita.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

/* Gives @button its menu, which reads the clinic's own files again whenever it opens. @clinic is asked for
 * each time: *@clinic may change or be NULL. */
void tide_rate_menu_attach (AdwSplitButton *button, TideClinic **clinic);
/* Every refused file with line and reason, in a window over @parent. */
void tide_rate_menu_show_refused (GtkWindow *parent, TideClinic *clinic);
/* Tells the window once of files that were refused since it was last told. */
void tide_rate_menu_tell_refused (GtkWidget *widget, TideClinic *clinic);
/* Every scale that has items, each with @action and its id. (transfer full) */
GMenu *tide_rate_menu_new_scales (TideLibrary *library, const char *action);

G_END_DECLS
