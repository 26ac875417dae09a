/* tide-screening-dialog.h: what is asked before a treatment, question by question. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

/* A new form for @arm, or with @screening_id the one that was begun; @question (nullable) has the keyboard.
 */
void tide_screening_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, int arm,
                                    gint64 screening_id, const char *question);

G_END_DECLS
