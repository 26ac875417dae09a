/* tide-rating.c: the one place where a score becomes the integer that is stored. */
#include "tide-rating.h"

#include <math.h>

gint32
tide_rating_from_value (double value)
{
  g_return_val_if_fail (isfinite (value), 0);
  double units = round (value * TIDE_RATING_UNITS);
  return (gint32) CLAMP (units, (double) G_MININT32, (double) G_MAXINT32);
}
