/* tide-session-given.c: the dose by weight and the route, from what was recorded of them. */
#include "tide-session-given.h"

#include <math.h>

double
tide_session_get_mg_per_kg (const TideSession *self)
{
  g_return_val_if_fail (self != NULL, NAN);
  if (!isnan (self->dose_mg_per_kg))
    return self->dose_mg_per_kg;
  if (isnan (self->dose_mg) || isnan (self->weight_kg) || self->weight_kg <= 0)
    return NAN;
  return round (self->dose_mg / self->weight_kg * 1000) / 1000;
}

int
tide_session_get_route (const TideSession *self, const TideCourse *course)
{
  g_return_val_if_fail (self != NULL, 0);
  if (self->route != 0 || course == NULL)
    return self->route;
  return course->route;
}
