/* tide-notes-view.h: the notes on a patient, newest first. */
#pragma once

#include <adwaita.h>
#include "tide-patient-model.h"

G_BEGIN_DECLS

#define TIDE_TYPE_NOTES_VIEW (tide_notes_view_get_type ())
G_DECLARE_FINAL_TYPE (TideNotesView, tide_notes_view, TIDE, NOTES_VIEW, AdwBin)

void tide_notes_view_set_model (TideNotesView *self, TidePatientModel *model); /* NULL empties */

G_END_DECLS
