/* tide-continuity.c: breaks of a course from its dose steps or its sessions. */
#include "tide-continuity.h"

static void
add_break (GArray *breaks, TideDate from, TideDate until, TideDate today)
{
  gboolean back = tide_date_is_known (until);
  TideBreak found = { back ? TIDE_BREAK_GAP : TIDE_BREAK_STOP, from, until, (back ? until : today) - from };
  if (found.days > 0 || !back)
    g_array_append_val (breaks, found);
}

static void
list_of_steps (const TideHistory *history, const TideCourse *course, TideDate today, GArray *breaks)
{
  TideDate off = TIDE_DATE_UNKNOWN;
  gboolean taken = FALSE;
  for (guint i = 0; i < history->dose_steps->len; i++)
    {
      const TideDoseStep *step = history->dose_steps->pdata[i];
      if (step->course_id != course->base.id || step->from_date > today)
        continue;
      if (step->dose_mg_per_day > 0)
        {
          if (tide_date_is_known (off))
            add_break (breaks, off, step->from_date, today);
          off = TIDE_DATE_UNKNOWN;
          taken = TRUE;
        }
      else if (taken && !tide_date_is_known (off))
        off = step->from_date;
    }
  if (!tide_date_is_known (off) && tide_date_is_known (course->ended_on) && course->ended_on <= today)
    off = course->ended_on;
  if (tide_date_is_known (off))
    add_break (breaks, off, TIDE_DATE_UNKNOWN, today);
}

static void
list_of_sessions (const TideHistory *history, const TideCourse *course, double gap_days, TideDate today,
                  GArray *breaks)
{
  TideDate last = TIDE_DATE_UNKNOWN;
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      TideDate date = tide_instant_get_date (session->started);
      if (!tide_course_was_treated_by (course, session) || date > today)
        continue;
      if (tide_date_is_known (last) && date - last > gap_days)
        add_break (breaks, last, date, today);
      last = date;
    }
  gboolean ended = tide_date_is_known (course->ended_on) && course->ended_on <= today;
  if (tide_date_is_known (last) && (ended || today - last > gap_days))
    add_break (breaks, last, TIDE_DATE_UNKNOWN, today);
}

GArray *
tide_continuity_list (const TideHistory *history, const TideCourse *course, const TideThresholds *thresholds,
                      TideInstant now)
{
  g_return_val_if_fail (history != NULL && course != NULL && thresholds != NULL, NULL);
  GArray *breaks = g_array_new (FALSE, FALSE, sizeof (TideBreak));
  TideDate today = tide_instant_get_date (now);
  const char *gap = tide_arm_is_ketamine ((TideArm) course->arm) ? "series_gap_days" : "gap_days";
  if (tide_arm_has_daily_dose ((TideArm) course->arm))
    list_of_steps (history, course, today, breaks);
  else
    list_of_sessions (history, course, tide_thresholds_get (thresholds, gap), today, breaks);
  return breaks;
}

/* Drugs that are missed by the body when they stop. */
static gboolean
can_be_missed (const TideCourse *course)
{
  return !course->entered_in_error
         && (course->arm == TIDE_ARM_SSRI || course->arm == TIDE_ARM_ANTIDEPRESSANT);
}

static gboolean
is_shortly_after_stop (const GArray *breaks, TideDate date, double days)
{
  for (guint i = 0; i < breaks->len; i++)
    {
      const TideBreak *found = &g_array_index (breaks, TideBreak, i);
      gboolean before_restart = !tide_date_is_known (found->until_date) || date < found->until_date;
      if (date > found->from_date && date - found->from_date <= days && before_restart)
        return TRUE;
    }
  return FALSE;
}

gboolean
tide_continuity_is_discontinuation (const TideHistory *history, const TideCourse *course, TideDate date,
                                    const TideThresholds *thresholds)
{
  g_return_val_if_fail (history != NULL && course != NULL && thresholds != NULL, FALSE);
  if (!can_be_missed (course))
    return FALSE;
  g_autoptr (GArray) breaks
    = tide_continuity_list (history, course, thresholds, tide_instant_from_date (date));
  return is_shortly_after_stop (breaks, date, tide_thresholds_get (thresholds, "discontinuation"));
}
