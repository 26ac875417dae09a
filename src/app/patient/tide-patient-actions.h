/* tide-patient-actions.h: the actions patient.*: one name for menu, button, shortcut and test. */
#pragma once

#include "tide-patient-page.h"

G_BEGIN_DECLS

void tide_patient_actions_install (GtkWidgetClass *klass);
/* Enables what can be done now. */
void tide_patient_actions_update (TidePatientPage *self);

G_END_DECLS
