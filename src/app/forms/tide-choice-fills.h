/* tide-choice-fills.h: the same choices in many dialogs: codes, staff, courses, sessions. */
#pragma once

#include "tide-form-dialog.h"

G_BEGIN_DECLS

/* Each before tide_form_dialog_setup (); @field is a TideChoiceField of @dialog. */
void tide_fill_codes (TideFormDialog *dialog, const char *field, const char *const *codes,
                      const char *unknown, TideCodeLabelFunc label);
void tide_fill_yes_no (TideFormDialog *dialog, const char *field);
/* Everybody who is at work here, with the role; who has left only where @kept names him. */
void tide_fill_staff (TideFormDialog *dialog, const char *field, TideClinic *clinic, gint64 kept);
void tide_fill_courses (TideFormDialog *dialog, const char *field, const TideHistory *history,
                        const char *unknown);

G_END_DECLS
