/* tide-review-dialog.h: a look back at a course: bladder, liver, memory, misuse. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

/* @kind: of tide_review_kind_codes, 0: to be chosen. */
void tide_review_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 course_id, gint64 review_id,
                                 int kind);

G_END_DECLS
