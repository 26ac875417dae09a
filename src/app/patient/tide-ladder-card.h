/* tide-ladder-card.h: how long earlier responses to doses held (F43, N11). */
#pragma once

#include <adwaita.h>
#include "tide-patient-model.h"

G_BEGIN_DECLS

/* "Earlier responses", a row for each kind of treatment given in doses that brought one; NULL without any
 * (transfer floating).  A day to look; what is given then is the clinician's to say. */
GtkWidget *tide_ladder_card_new (TidePatientModel *model);

G_END_DECLS
