/* tide-form-draft.h: a half-filled form as text, and back. */
#pragma once

#include "tide-answer-sheet.h"
#include "tide-entry-details.h"

G_BEGIN_DECLS

/* Date, rater and mode, the answers of each part, what was marked missing and where the cursor stood. */
GKeyFile *tide_form_draft_write (TideAnswerSheet *sheet, TideEntryDetails *details);
/* Takes what fits: a part or an item that the form no longer has is passed over. */
void tide_form_draft_read (GKeyFile *file, TideAnswerSheet *sheet, TideEntryDetails *details);

G_END_DECLS
