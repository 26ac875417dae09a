/* tide-course-block.h: one course on the Courses tab. */
#pragma once

#include <adwaita.h>
#include "tide-patient-model.h"

G_BEGIN_DECLS

/* A group with everything that there is to say of @course, and the buttons of what can be done (transfer
 * floating). */
GtkWidget *tide_course_block_new (TidePatientModel *model, const TideCourse *course);

G_END_DECLS
