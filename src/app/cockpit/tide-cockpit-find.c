/* tide-cockpit-find.c: which session a person means who opens the cockpit, and a new one for now. */
#include "tide-cockpit-page.h"

#include <glib/gi18n-lib.h>

/* How well a session fits; 0: not at all. */
static int
get_fit (const TideHistory *history, const TideSession *session)
{
  TideClockPhase phase = TIDE_CLOCK_NOT_STARTED;
  TideInstant when = tide_session_get_agreed (session);
  TideDate today = tide_date_today ();
  tide_clock_read (history->clock_events, session->base.id, &phase);
  if (tide_instant_is_known (session->discharged))
    return 0;
  TideDate day = tide_instant_get_date (tide_instant_is_known (session->started) ? session->started : when);
  if (phase != TIDE_CLOCK_NOT_STARTED)
    return day >= today - 1 ? 4 : 0;
  if (session->status != TIDE_SESSION_PLANNED || !tide_instant_is_known (when))
    return 0;
  day = tide_instant_get_date (when);
  return day == today ? 3 : day > today ? 2 : 0;
}

gint64
tide_cockpit_find_session (const TideHistory *history, gint64 course_id)
{
  g_return_val_if_fail (history != NULL, 0);
  gint64 found = 0;
  int best = 0;
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      const TideCourse *course = tide_history_find_course (history, session->course_id);
      if (course == NULL || !tide_arm_is_ketamine ((TideArm) course->arm)
          || (course_id != 0 && course_id != session->course_id) || session->entered_in_error)
        continue;
      int fit = get_fit (history, session);
      if (fit > best) /* of those that fit alike the earliest */
        {
          best = fit;
          found = session->base.id;
        }
    }
  return found;
}

/* Setting, device, mixture and people are mostly those of the last dose; weight and dose are of the day. */
static void
take_from_last (TideSession *session, const TideHistory *history)
{
  const TideSession *last = NULL;
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *other = history->sessions->pdata[i];
      if (other->course_id == session->course_id && tide_session_took_place (other))
        last = other;
    }
  if (last == NULL)
    return;
  session->setting = last->setting;
  session->device = last->device;
  session->grid = last->grid;
  session->weight_basis = last->weight_basis;
  session->rounding_mg = last->rounding_mg;
  session->concentration_mg_per_ml = last->concentration_mg_per_ml;
  session->planned_minutes = last->planned_minutes;
  session->administrator_id = last->administrator_id;
  session->prescriber_id = last->prescriber_id;
  session->monitor_id = last->monitor_id;
  tide_record_set_text (&session->device_label, last->device_label);
}

gint64
tide_cockpit_agree_session (TideClinic *clinic, const TideHistory *history, const TideCourse *course,
                            GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (clinic) && history != NULL && course != NULL, 0);
  g_autoptr (TideSession) session = tide_session_new ();
  session->course_id = course->base.id;
  session->status = TIDE_SESSION_PLANNED;
  session->kind = tide_code_from_text (tide_session_kind_codes, "dosing");
  session->started = tide_instant_now ();
  take_from_last (session, history);
  return tide_clinic_save (clinic, session, error) ? session->base.id : 0;
}
