/* tide-draft-marks.h: whose chart has a form that was begun and not saved. */
#pragma once

#include "tide-clinic.h"

G_BEGIN_DECLS

typedef struct _TideDraftMarks TideDraftMarks;

/* @changed is called with @data, outside of any verb of the clinic, when somebody's mark comes or goes. */
TideDraftMarks *tide_draft_marks_new (GFunc changed, gpointer data);
void tide_draft_marks_free (TideDraftMarks *self);
void tide_draft_marks_set_clinic (TideDraftMarks *self, TideClinic *clinic); /* NULL empties */
gboolean tide_draft_marks_has (TideDraftMarks *self, gint64 patient_id);

/* Whether it waits for somebody: the text of the summary stands in its page until the next one, nothing is
 * open there. */
gboolean tide_draft_is_unfinished (const TideDraft *draft);

G_END_DECLS
