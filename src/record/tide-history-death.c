/* tide-history-death.c: whether a patient's death is recorded, and on which day.  Banner, lists, paper and
 * everything that waits for a date ask here, so that they cannot disagree. */
#include "tide-history.h"

#include <string.h>

/* The earliest of the days that are known: two records of one death may differ. */
static void
note_day (TideDate *earliest, TideDate day)
{
  if (tide_date_is_known (day) && (!tide_date_is_known (*earliest) || day < *earliest))
    *earliest = day;
}

gboolean
tide_history_get_death (const TideHistory *self, TideDate *on)
{
  g_return_val_if_fail (self != NULL, FALSE);

  int death = tide_code_from_text (tide_event_kind_codes, "death");
  int by_death = tide_code_from_text (tide_end_reason_codes, "death");
  gboolean died = FALSE;
  TideDate day = TIDE_DATE_UNKNOWN;
  for (guint i = 0; i < self->events->len; i++)
    {
      const TideEvent *event = self->events->pdata[i];
      if (event->kind != death || event->entered_in_error)
        continue;
      died = TRUE;
      note_day (&day, event->on_date);
    }
  for (guint i = 0; i < self->courses->len; i++)
    {
      const TideCourse *course = self->courses->pdata[i];
      if (course->end_reason != by_death || course->entered_in_error)
        continue;
      died = TRUE;
      note_day (&day, course->ended_on);
    }
  if (on != NULL)
    *on = day;
  return died;
}
