/* tide-consent-dialog.h: a consent: to what, for which treatment, on which form, until when. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

/* @kind: of tide_consent_kind_codes, 0: to be chosen; both, @arm and @course_id only fill in a new one. */
void tide_consent_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, gint64 consent_id,
                                  int kind, int arm, gint64 course_id);

G_END_DECLS
