/* tide-course-actions.h: the actions patient.* of the Courses and Sessions tabs and of eligibility. */
#pragma once

#include "tide-patient-page.h"

G_BEGIN_DECLS

void tide_course_actions_install (GtkWidgetClass *klass);
/* @writable: a patient is shown and the clinic may be changed. */
void tide_course_actions_update (TidePatientPage *page, gboolean writable);

G_END_DECLS
