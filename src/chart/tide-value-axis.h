/* tide-value-axis.h: values up the page, and which of them get a tick. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double minimum, maximum; /* maximum > minimum */
  double top, bottom;      /* y of maximum and of minimum */
} TideValueAxis;

double tide_value_axis_to_y (const TideValueAxis *self,
                             double value); /* clamped to the axis: a point never leaves it */

/* Even values from minimum to maximum, a round step apart, at least @spacing of y between them (element-type
 * double) (transfer full). */
GArray *tide_value_axis_make_ticks (const TideValueAxis *self, double spacing);
/* Of the ascending @values those at least @spacing of y apart, the first and the last always (element-type
 * double) (transfer full). */
GArray *tide_value_axis_thin_ticks (const TideValueAxis *self, const double *values, guint n, double spacing);

G_END_DECLS
