/* tide-preferences.h: the settings of a clinic: letterhead, lock, staff, what a new visit asks. */
#pragma once

#include <adwaita.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

#define TIDE_TYPE_PREFERENCES (tide_preferences_get_type ())
G_DECLARE_FINAL_TYPE (TidePreferences, tide_preferences, TIDE, PREFERENCES, AdwPreferencesWindow)

TidePreferences *tide_preferences_new (GtkWindow *parent, TideClinic *clinic);

/* The member of staff at the desk is kept with the clinic as a uuid; this sets it again after opening. */
void tide_preferences_restore_person (TideClinic *clinic);

/* The file's bytes become the clinic's logo; FALSE: why not stands in the row. */
gboolean tide_preferences_take_logo (TidePreferences *self, const char *path);

G_END_DECLS
