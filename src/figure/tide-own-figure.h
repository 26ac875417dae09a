/* tide-own-figure.h: the drawings of the comparison within a patient: the calendar strip "When they happened"
 * and the courses aligned at their start.  The same code for window, paper, file and test. */
#pragma once

#include "tide-own-courses.h"

G_BEGIN_DECLS

typedef enum
{
  TIDE_OWN_ALIGNED,
  TIDE_OWN_STRIP,
} TideOwnDrawing;

typedef enum
{
  TIDE_OWN_RANGE_26,
  TIDE_OWN_RANGE_52,
  TIDE_OWN_RANGE_ALL,
} TideOwnRange;

typedef struct
{
  TideOwnDrawing drawing;
  TideOwnRange range;
  gboolean points; /* y in points of the scale; else % of each course's own baseline */
  gboolean log;    /* x from 1 d on a log axis, 0 left of a break */
} TideOwnOptions;

typedef struct _TideOwnFigure TideOwnFigure; /* a layout */
/* @courses must outlive it. */
TideOwnFigure *tide_own_figure_layout (const TideOwnCourses *courses, const TideOwnOptions *options,
                                       const TideStyle *style, double width, double height);
void tide_own_figure_free (TideOwnFigure *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideOwnFigure, tide_own_figure_free)
double tide_own_figure_get_natural_height (const TideOwnCourses *courses, const TideOwnOptions *options,
                                           const TideStyle *style);
void tide_own_figure_draw (TideOwnFigure *self, cairo_t *cr);

/* Every text that was placed, for the test that none meets another or leaves the frame. */
const TideRect *tide_own_figure_get_labels (TideOwnFigure *self, guint *n);
TideRect tide_own_figure_get_plot (TideOwnFigure *self);
double tide_own_figure_get_x (TideOwnFigure *self, double days); /* of the aligned drawing */
gboolean tide_own_figure_draws (TideOwnFigure *self, guint course);

/* A rating of the drawing. */
typedef struct
{
  gboolean found;
  guint course, point; /* indices into the model */
  double x, y;
} TideOwnPick;
TideOwnPick tide_own_figure_pick (TideOwnFigure *self, double x, double y); /* nearest within 24 px */
/* Along a course by time, up and down to the course next above or below at that time; from nothing: the first
 * rating of the first course. */
TideOwnPick tide_own_figure_step (TideOwnFigure *self, TideOwnPick from, TideStep step);
/* The same rating where it stands now; not found when it is out of range. */
TideOwnPick tide_own_figure_find (TideOwnFigure *self, guint course, gint64 assessment_id);
void tide_own_figure_draw_pick (TideOwnFigure *self, cairo_t *cr, TideOwnPick pick);
/* "Ketamine IV, day 7 · 12 Feb 2024 · Y-BOCS 14 (52 % of 27) · Response · marked OR" (transfer full). */
char *tide_own_figure_describe (TideOwnFigure *self, TideOwnPick pick);
/* The drawing in words, for those who hear it (transfer full). */
char *tide_own_figure_dup_summary (const TideOwnCourses *courses, const TideOwnOptions *options);

/* Strip and aligned courses in one file, "png", "svg" or "pdf"; 0600, written beside and renamed.
 * TIDE_ERROR_IO, TIDE_ERROR_DISK_FULL. */
gboolean tide_own_figure_write (const TideOwnCourses *courses, const TideOwnOptions *options,
                                const char *kind, const char *path, GError **error);

G_END_DECLS
