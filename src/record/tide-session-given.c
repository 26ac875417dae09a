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

gboolean
tide_session_is_elastomeric (const TideSession *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->device == tide_code_from_text (tide_device_codes, "elastomeric_pump");
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

static const TideSession *
find_session (const TideHistory *history, gint64 session_id)
{
  for (guint i = 0; session_id != 0 && i < history->sessions->len; i++)
    if (TIDE_RECORD (history->sessions->pdata[i])->id == session_id)
      return history->sessions->pdata[i];
  return NULL;
}

static gboolean
was_over (const TideAdverseEvent *event, const TideSession *session)
{
  if (!isnan (event->resolved_minute))
    return tide_instant_is_known (session->started)
           && (double) session->started.utc + event->resolved_minute * 60 <= (double) session->discharged.utc;
  return tide_instant_is_known (event->ended) && event->ended.utc <= session->discharged.utc;
}

TideAcuteCount
tide_session_count_acute (const TideHistory *history, gint64 course_id, gint64 session_id)
{
  TideAcuteCount count = { 0, 0 };
  g_return_val_if_fail (history != NULL, count);
  for (guint i = 0; i < history->adverse_events->len; i++)
    {
      const TideAdverseEvent *event = history->adverse_events->pdata[i];
      const TideSession *session = find_session (history, event->session_id);
      if (event->entered_in_error || session == NULL || session->entered_in_error
          || session->course_id != course_id || (session_id != 0 && session->base.id != session_id)
          || !tide_instant_is_known (session->discharged))
        continue;
      count.n_effects++;
      count.n_resolved += was_over (event, session);
    }
  return count;
}
