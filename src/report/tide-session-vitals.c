/* tide-session-vitals.c: observations, limits and pauses become points, lines and spans. */
#include "tide-session-vitals.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-grid.h"
#include "tide-vitals.h"

#define LONGEST_AFTER 180.0 /* minutes that are shown after the end when nothing more is read */

static double
real_of (gint64 value)
{
  return value == TIDE_INTEGER_UNKNOWN ? NAN : (double) value;
}

/* Minute 0: when the clock was started; of a dose that was entered without one, when it is said to have
 * begun; of one that is still to come, now. */
static gint64
find_start (const TideSession *session, const TideInfusion *infusion)
{
  if (tide_instant_is_known (infusion->started))
    return infusion->started.utc;
  if (session->status != TIDE_SESSION_PLANNED && tide_instant_is_known (session->started))
    return session->started.utc;
  return tide_instant_now ().utc;
}

static double
get_minute (gint64 start_utc, TideInstant when)
{
  return (double) (when.utc - start_utc) / 60;
}

static TideLevel
get_level (const TideSessionRules *rules, const TideObservation *row, const TideObservation *pre,
           TideCell cell)
{
  TideVitalsFinding finding;
  return tide_vitals_judge_cell (rules, row, pre, cell, &finding) ? finding.level : TIDE_LEVEL_NONE;
}

static void
add_reading (TideVitalsData *data, const TideSessionRules *rules, gint64 start_utc,
             const TideObservation *row, const TideObservation *pre)
{
  TideVitalsReading reading = { get_minute (start_utc, row->taken),
                                real_of (row->systolic),
                                real_of (row->diastolic),
                                real_of (row->heart_rate),
                                real_of (row->spo2),
                                { 0 },
                                FALSE };
  reading.level[TIDE_STRIP_PRESSURE]
    = MAX (get_level (rules, row, pre, TIDE_CELL_SYSTOLIC), get_level (rules, row, pre, TIDE_CELL_DIASTOLIC));
  reading.level[TIDE_STRIP_HEART_RATE] = get_level (rules, row, pre, TIDE_CELL_HEART_RATE);
  reading.level[TIDE_STRIP_OXYGEN] = get_level (rules, row, pre, TIDE_CELL_SPO2);
  reading.entering = isnan (reading.heart_rate) || isnan (reading.spo2) || isnan (reading.systolic);
  if (isnan (reading.heart_rate) && isnan (reading.spo2) && isnan (reading.systolic))
    return;
  g_array_append_val (data->readings, reading);
  data->from_minute = MIN (data->from_minute, reading.minute - 3);
  data->to_minute = MAX (data->to_minute, reading.minute + 3);
}

static int
by_minute (gconstpointer a, gconstpointer b)
{
  double x = ((const TideVitalsReading *) a)->minute, y = ((const TideVitalsReading *) b)->minute;
  return (x > y) - (x < y);
}

/* The limits during a dose; a rise has no line of its own. */
static void
add_lines (TideVitalsData *data, const TideSessionRules *rules)
{
  static const struct
  {
    TideCell cell;
    TideVitalsStrip strip;
  } strips[] = { { TIDE_CELL_SYSTOLIC, TIDE_STRIP_PRESSURE },
                 { TIDE_CELL_HEART_RATE, TIDE_STRIP_HEART_RATE },
                 { TIDE_CELL_SPO2, TIDE_STRIP_OXYGEN } };
  const GPtrArray *limits = tide_session_rules_get_limits (rules);
  for (guint i = 0; i < limits->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (strips); j++)
      {
        const TideVitalsLimit *limit = limits->pdata[i];
        if (limit->cell != strips[j].cell || limit->rise || !(limit->phases & TIDE_VITALS_DURING))
          continue;
        TideVitalsLine line = { strips[j].strip, tide_vitals_limit_get_value (limit), limit->level };
        g_array_append_val (data->lines, line);
      }
}

/* Each pause with the moment at which it ended; the present one until now. */
static void
add_pauses (TideVitalsData *data, const GPtrArray *events, gint64 session_id, gint64 start_utc,
            const TideInfusion *infusion)
{
  double from = NAN;
  for (guint i = 0; i < events->len; i++)
    {
      const TideClockEvent *event = events->pdata[i];
      if (event->session_id != session_id || event->entered_in_error)
        continue;
      double minute = get_minute (start_utc, event->at);
      if (event->kind == TIDE_CLOCK_PAUSE)
        from = minute;
      else if (!isnan (from)
               && (event->kind == TIDE_CLOCK_RESUME || event->kind == TIDE_CLOCK_STOP
                   || event->kind == TIDE_CLOCK_END))
        {
          TideVitalsSpan span = { from, minute };
          g_array_append_val (data->pauses, span);
          from = NAN;
        }
    }
  TideVitalsSpan open = { from, infusion->elapsed_seconds / 60 };
  if (!isnan (from))
    g_array_append_val (data->pauses, open);
}

static void
add_slots (TideVitalsData *data, const TideGrid *grid, const TideHistory *history, gint64 session_id,
           const TideInfusion *infusion)
{
  g_autoptr (GArray) times
    = grid != NULL ? tide_grid_list_times (grid, infusion, history->observations, session_id) : NULL;
  for (guint i = 0; times != NULL && i < times->len; i++)
    {
      double minute = g_array_index (times, TideSlotTime, i).seconds / 60;
      if (isnan (minute))
        continue;
      data->to_minute = MAX (data->to_minute, minute + 5);
      g_array_append_val (data->slots, minute);
    }
}

TideVitalsData *
tide_session_vitals_new (const TideSessionRules *rules, const TideGrid *grid, const TideHistory *history,
                         const TideSession *session, const TideInfusion *infusion)
{
  g_return_val_if_fail (rules != NULL && history != NULL && session != NULL && infusion != NULL, NULL);
  TideVitalsData *data = tide_vitals_data_new ();
  gint64 id = session->base.id, start = find_start (session, infusion);
  const TideObservation *pre = tide_vitals_find_pre (history->observations, id);
  for (guint i = 0; i < history->observations->len; i++)
    {
      const TideObservation *row = history->observations->pdata[i];
      if (row->session_id == id && !row->entered_in_error)
        add_reading (data, rules, start, row, pre);
    }
  g_array_sort (data->readings, by_minute);
  add_lines (data, rules);
  add_pauses (data, history->clock_events, id, start, infusion);
  add_slots (data, grid, history, id, infusion);
  if (infusion->phase == TIDE_CLOCK_NOT_STARTED)
    return data;
  data->end_minute = infusion->end_seconds / 60;
  data->ended = infusion->phase == TIDE_CLOCK_OVER;
  data->now_minute = infusion->elapsed_seconds / 60;
  /* A session that nobody closed must not squeeze its readings. */
  double last = data->ended ? MIN (data->now_minute, data->end_minute + LONGEST_AFTER) : data->now_minute;
  data->to_minute = MAX (data->to_minute, MIN (last, 24 * 60) + 3);
  return data;
}

char *
tide_session_vitals_dup_words (const TideSessionRules *rules, const TideHistory *history,
                               const TideSession *session, const TideInfusion *infusion)
{
  g_return_val_if_fail (rules != NULL && history != NULL && session != NULL && infusion != NULL, NULL);
  TidePressureCourse course = tide_vitals_follow_pressure (rules, history->observations, session->base.id);
  if (course.peak == NULL)
    return g_strdup (_ ("no pressure after the start yet"));
  gint64 start = find_start (session, infusion);
  GString *text = g_string_new (NULL);
  g_string_append_printf (text, _ ("peak %d/%d at %.0f min"), (int) course.peak->systolic,
                          (int) course.peak->diastolic, get_minute (start, course.peak->taken));
  if (course.rise_systolic != TIDE_INTEGER_UNKNOWN)
    g_string_append_printf (text, " (%+d/%+d)", (int) course.rise_systolic, (int) course.rise_diastolic);
  if (course.back != NULL)
    g_string_append_printf (text, _ (" · back to pre-dose at %.0f min"),
                            get_minute (start, course.back->taken));
  else if (course.rise_systolic != TIDE_INTEGER_UNKNOWN)
    g_string_append (text, _ (" · back to pre-dose: not yet"));
  return g_string_free (text, FALSE);
}
