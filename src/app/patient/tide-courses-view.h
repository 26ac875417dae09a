/* tide-courses-view.h: the courses of a patient with their dose steps. */
#pragma once

#include <adwaita.h>
#include "tide-patient-model.h"

G_BEGIN_DECLS

#define TIDE_TYPE_COURSES_VIEW (tide_courses_view_get_type ())
G_DECLARE_FINAL_TYPE (TideCoursesView, tide_courses_view, TIDE, COURSES_VIEW, AdwBin)

/* Scrolls to the block of this course and gives it the keyboard. */
void tide_courses_view_show_course (TideCoursesView *self, gint64 course_id);
void tide_courses_view_set_model (TideCoursesView *self, TidePatientModel *model); /* NULL empties */

G_END_DECLS
