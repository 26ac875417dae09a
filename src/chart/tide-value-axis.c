/* tide-value-axis.c: values up the page. */
#include "tide-value-axis.h"

#include <math.h>

double
tide_value_axis_to_y (const TideValueAxis *self, double value)
{
  double span = self->maximum - self->minimum;
  double share = span > 0 ? (CLAMP (value, self->minimum, self->maximum) - self->minimum) / span : 0;

  return self->bottom + share * (self->top - self->bottom);
}

GArray *
tide_value_axis_make_ticks (const TideValueAxis *self, double spacing)
{
  static const double mantissas[] = { 1, 2, 5, 10 };
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (double));
  double span = self->maximum - self->minimum, height = fabs (self->bottom - self->top);
  double least, power, step = span;

  if (!(span > 0) || !(height > 0))
    return ticks;
  least = span * MIN (1, spacing / height);
  power = pow (10, floor (log10 (least)));
  for (guint i = 0; i < G_N_ELEMENTS (mantissas); i++)
    if (mantissas[i] * power >= least * (1 - 1e-9))
      {
        step = mantissas[i] * power;
        break;
      }
  for (double at = ceil (self->minimum / step - 1e-9) * step; at <= self->maximum + step * 1e-9; at += step)
    g_array_append_val (ticks, at);
  return ticks;
}

GArray *
tide_value_axis_thin_ticks (const TideValueAxis *self, const double *values, guint n, double spacing)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < n; i++)
    {
      double y = tide_value_axis_to_y (self, values[i]);
      double last_y = tide_value_axis_to_y (self, values[n - 1]);
      double before
        = ticks->len > 0 ? tide_value_axis_to_y (self, g_array_index (ticks, double, ticks->len - 1)) : 0;

      if (ticks->len > 0 && fabs (before - y) < spacing)
        continue;
      if (ticks->len > 0 && i + 1 < n && fabs (y - last_y) < spacing)
        continue;
      g_array_append_val (ticks, values[i]);
    }
  return ticks;
}
