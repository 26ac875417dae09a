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

G_END_DECLS
