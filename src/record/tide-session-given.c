/* tide-session-given.c: the dose by weight and the route, from what was recorded of them. */
#include "tide-session-given.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

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

gboolean
tide_session_is_infused (const TideSession *self, const TideCourse *course)
{
  g_return_val_if_fail (self != NULL, FALSE);
  int route = tide_session_get_route (self, course);
  if (route == 0)
    return course == NULL || course->arm != TIDE_ARM_ESKETAMINE;
  if (route == tide_code_from_text (tide_route_codes, "sc"))
    return !isnan (self->rate_ml_per_h);
  return route == tide_code_from_text (tide_route_codes, "iv");
}

/* Stored in English by whichever desk; a word that is not one of ours was imported and stays as it is. */
char *
tide_session_dup_identifiers_words (const TideSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  const char *const words[][2] = { { "name", _ ("name") },
                                   { "birth date", _ ("birth date") },
                                   { "record number", _ ("record number") } };
  if (self->identifiers == NULL)
    return NULL;
  g_auto (GStrv) parts = g_strsplit (self->identifiers, ", ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    for (guint k = 0; k < G_N_ELEMENTS (words); k++)
      if (strcmp (parts[i], words[k][0]) == 0)
        {
          g_free (parts[i]);
          parts[i] = g_strdup (words[k][1]);
          break;
        }
  return g_strjoinv (", ", parts);
}
