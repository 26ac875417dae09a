/* tide-dialog-draft.h: what is typed in a dialog and not saved yet, as text, and back. */
#pragma once

#include "tide-clinic.h"
#include "tide-form-field.h"

G_BEGIN_DECLS

/* "dialog:TideDoseStepDialog:dose_step:0:course_id=12": which dialog, which record (0: a new one), and what
 * it hangs on; a link that is itself a field of the dialog does not count. @about: ":arm=2", what else the
 * dialog was opened for, or "". (transfer full) */
char *tide_dialog_draft_dup_kind (const char *type_name, gconstpointer record, const GPtrArray *fields,
                                  const char *about);
/* @fields: (element-type TideFormField). With @only_touched, fields that nobody changed are left out: an
 * older draft must not write back what was stored since. (transfer full) */
char *tide_dialog_draft_write (const GPtrArray *fields, gboolean only_touched);
/* Takes what fits and marks it as touched; FALSE when nothing of @payload can be read. */
gboolean tide_dialog_draft_read (const GPtrArray *fields, const char *payload);
/* The stored one, NULL when there is none; patient 0 is a patient not saved yet. (transfer full) */
char *tide_dialog_draft_load (TideClinic *clinic, gint64 patient_id, const char *kind, gint64 *updated_utc);
/* "Draft of 10:31 brought back", with the day when it is not today's. (transfer full) */
char *tide_dialog_draft_dup_words (gint64 updated_utc);

G_END_DECLS
