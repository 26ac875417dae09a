/* tide-course-end-dialog.h: a course ends, on a day and for a reason. */
#pragma once

#include <gtk/gtk.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

void tide_course_end_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 course_id);

G_END_DECLS
