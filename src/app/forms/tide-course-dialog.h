/* tide-course-dialog.h: a course of treatment, with its first dose. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

/* @course_id: 0 adds one. */
void tide_course_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, gint64 course_id);
/* With the folded part open and the keyboard on one of its fields: "referrer", "coverage". */
void tide_course_dialog_present_at (GtkWindow *parent, TideClinic *clinic, gint64 patient_id,
                                    gint64 course_id, const char *field);

G_END_DECLS
