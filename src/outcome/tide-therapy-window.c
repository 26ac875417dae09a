/* tide-therapy-window.c: counts therapy after doses, and homework between ratings. */
#include "tide-therapy-window.h"

#include <math.h>
#include <string.h>

static const TideCourse *
get_course_of_dose (const TideHistory *history, const TideSession *session)
{
  const TideCourse *course = tide_history_find_course (history, session->course_id);
  return course != NULL && tide_arm_is_ketamine ((TideArm) course->arm)
             && tide_course_was_treated_by (course, session)
           ? course
           : NULL;
}

/* Also a therapy session that was written down under the ketamine that it goes with. */
static gboolean
is_therapy (const TideHistory *history, const TideSession *session)
{
  const TideCourse *course = tide_history_find_course (history, session->course_id);
  const char *kind = tide_session_kind_codes[session->kind];
  if (course == NULL || session->entered_in_error || !tide_session_took_place (session)
      || !tide_instant_is_known (session->started))
    return FALSE;
  return tide_arm_is_therapy ((TideArm) course->arm)
         || (tide_arm_is_ketamine ((TideArm) course->arm) && kind != NULL
             && (strcmp (kind, "therapy") == 0 || strcmp (kind, "exposure") == 0));
}

static gboolean
follows (const TideSession *therapy, const TideSession *dose, const TideThresholds *thresholds)
{
  int days = tide_instant_get_date (therapy->started) - tide_instant_get_date (dose->started);
  if (days == 0 && tide_instant_has_clock (therapy->started) && tide_instant_has_clock (dose->started))
    return therapy->started.utc >= dose->started.utc;
  return days >= 0 && days <= tide_thresholds_get (thresholds, "therapy_window_days");
}

gboolean
tide_therapy_is_in_window (const TideHistory *history, const TideSession *session,
                           const TideThresholds *thresholds)
{
  g_return_val_if_fail (history != NULL && session != NULL, FALSE);
  for (guint i = 0; is_therapy (history, session) && i < history->sessions->len; i++)
    {
      const TideSession *dose = history->sessions->pdata[i];
      if (get_course_of_dose (history, dose) != NULL && follows (session, dose, thresholds))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_up_to (const TideSession *session, TideInstant now)
{
  return tide_instant_compare (session->started, now) <= 0;
}

static gboolean
is_followed (const TideHistory *history, const TideSession *dose, const TideThresholds *thresholds,
             TideInstant now)
{
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      if (is_therapy (history, session) && is_up_to (session, now) && follows (session, dose, thresholds))
        return TRUE;
    }
  return FALSE;
}

TideTherapyCoupling
tide_therapy_count_coupling (const TideHistory *history, const TideCourse *course,
                             const TideThresholds *thresholds, TideInstant now)
{
  TideTherapyCoupling self = { 0 };
  g_return_val_if_fail (history != NULL && course != NULL, self);
  TideDate today = tide_instant_get_date (now), first = TIDE_DATE_UNKNOWN;
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *dose = history->sessions->pdata[i];
      if (get_course_of_dose (history, dose) != course || !is_up_to (dose, now))
        continue;
      TideDate day = tide_instant_get_date (dose->started);
      gboolean followed = is_followed (history, dose, thresholds, now);
      first = tide_date_is_known (first) ? MIN (first, day) : day;
      self.n_doses++;
      self.n_followed += followed;
      self.n_running += !followed && today - day <= tide_thresholds_get (thresholds, "therapy_window_days");
    }
  for (guint i = 0; self.n_doses > 0 && i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      if (!is_therapy (history, session) || !is_up_to (session, now)
          || tide_instant_get_date (session->started) < first)
        continue;
      self.n_sessions++;
      self.n_inside += tide_therapy_is_in_window (history, session, thresholds);
    }
  return self;
}

/* --- homework --- */

static void
add_spell (GArray *list, const TideHistory *history, const TideCourse *course, const TideRating *from,
           const TideRating *to)
{
  TideHomeworkSpell spell = { .from = from, .to = to, .change = NAN };
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      if (session->course_id != course->base.id || !is_therapy (history, session)
          || session->started.utc <= from->taken_utc || session->started.utc > to->taken_utc)
        continue;
      spell.n_sessions++;
      if (isnan (session->homework_percent))
        continue;
      spell.homework += session->homework_percent;
      spell.n_homework++;
    }
  if (spell.n_homework == 0)
    return;
  spell.homework /= spell.n_homework;
  spell.change = tide_rating_get_value (to) - tide_rating_get_value (from);
  g_array_append_val (list, spell);
}

GArray *
tide_therapy_list_homework (const TideHistory *history, const TideCourse *course, const TideOutcome *outcome)
{
  g_return_val_if_fail (history != NULL && course != NULL, NULL);
  GArray *list = g_array_new (FALSE, FALSE, sizeof (TideHomeworkSpell));
  const TideRating *before = NULL;
  for (guint i = 0; outcome != NULL && i < outcome->n_visits; i++)
    {
      const TideVisitOutcome *visit = &outcome->visits[i];
      if (visit->passed_over)
        continue;
      if (before != NULL)
        add_spell (list, history, course, before, &visit->rating);
      before = &visit->rating;
    }
  return list;
}
