/* tide-course-sketch.h: the course so far in a small line, with today's score where it would stand. */
#pragma once

#include <gtk/gtk.h>
#include "tide-form-context.h"

G_BEGIN_DECLS

#define TIDE_TYPE_COURSE_SKETCH (tide_course_sketch_get_type ())
G_DECLARE_FINAL_TYPE (TideCourseSketch, tide_course_sketch, TIDE, COURSE_SKETCH, GtkWidget)

GtkWidget *tide_course_sketch_new (void);
/**
 * tide_course_sketch_set:
 * @taken: when the form's rating is done: ratings before it are drawn, at most the last seven
 * @value: the score that is being made, or would be; NAN none
 * @sure: every item is answered
 */
void tide_course_sketch_set (TideCourseSketch *self, const TideFormContext *context,
                             TideInstrument *instrument, TideInstant taken, const TideFormPlace *place,
                             double value, gboolean sure, TideState state);
guint tide_course_sketch_get_n_points (TideCourseSketch *self); /* ratings before this one */

G_END_DECLS
