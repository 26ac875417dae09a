/* tide-app-settings.h: what the program remembers of itself: a folder and a window size, never anything of a
 * patient. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer full); NULL when the schema is not installed: then nothing is remembered. */
GSettings *tide_app_settings_new (void);

G_END_DECLS
