/* tide-vitals.c: readings against the limits of vitals.xml. */
#include "tide-vitals.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-grid.h"

const TideObservation *
tide_vitals_find_pre (const GPtrArray *observations, gint64 session_id)
{
  return tide_grid_find_row (observations, session_id, "pre");
}

static gboolean
is_pre (const TideObservation *row)
{
  return g_strcmp0 (row->slot, "pre") == 0;
}

static gboolean
is_beyond (const TideVitalsLimit *limit, double value)
{
  /* A comparison with NAN is FALSE: only the one that is set can be true. */
  return value >= limit->at_least || value > limit->above || value < limit->below;
}

/* What the limit speaks of: the reading, or its rise; FALSE: not known. */
static gboolean
get_judged (const TideVitalsLimit *limit, gint64 value, const TideObservation *pre, gint64 *judged)
{
  *judged = value;
  if (!limit->rise)
    return TRUE;
  gint64 before = pre != NULL ? tide_observation_get_cell (pre, limit->cell) : TIDE_INTEGER_UNKNOWN;
  if (before == TIDE_INTEGER_UNKNOWN)
    return FALSE;
  *judged = value - before;
  return TRUE;
}

gboolean
tide_vitals_judge_cell (const TideSessionRules *rules, const TideObservation *row, const TideObservation *pre,
                        TideCell cell, TideVitalsFinding *finding)
{
  g_return_val_if_fail (rules != NULL && row != NULL && finding != NULL, FALSE);

  const GPtrArray *limits = tide_session_rules_get_limits (rules);
  guint phase = is_pre (row) ? TIDE_VITALS_BEFORE : TIDE_VITALS_DURING;
  gint64 value = tide_observation_get_cell (row, cell), judged;
  *finding = (TideVitalsFinding){ cell, TIDE_LEVEL_NONE, value, TIDE_INTEGER_UNKNOWN, NULL };
  for (guint i = 0; value != TIDE_INTEGER_UNKNOWN && i < limits->len; i++)
    {
      const TideVitalsLimit *limit = limits->pdata[i];
      if (limit->cell != cell || !(limit->phases & phase) || limit->level <= finding->level
          || !get_judged (limit, value, pre, &judged) || !is_beyond (limit, (double) judged))
        continue;
      finding->level = limit->level;
      finding->limit = limit;
      finding->rise = limit->rise ? judged : TIDE_INTEGER_UNKNOWN;
    }
  return finding->limit != NULL;
}

GArray *
tide_vitals_judge (const TideSessionRules *rules, const TideObservation *row, const TideObservation *pre)
{
  GArray *findings = g_array_new (FALSE, FALSE, sizeof (TideVitalsFinding));
  TideVitalsFinding finding;
  for (guint cell = 0; cell < TIDE_N_CELLS; cell++)
    if (tide_vitals_judge_cell (rules, row, pre, cell, &finding))
      g_array_append_val (findings, finding);
  return findings;
}

TideLevel
tide_vitals_get_level (const TideSessionRules *rules, const TideObservation *row, const TideObservation *pre)
{
  TideLevel level = TIDE_LEVEL_NONE;
  TideVitalsFinding finding;
  for (guint cell = 0; cell < TIDE_N_CELLS; cell++)
    if (tide_vitals_judge_cell (rules, row, pre, cell, &finding))
      level = MAX (level, finding.level);
  return level;
}

char *
tide_vitals_finding_dup_words (const TideVitalsFinding *finding)
{
  g_return_val_if_fail (finding != NULL && finding->limit != NULL, NULL);
  const char *label = tide_cell_get_label (finding->cell);
  g_autofree char *limit = tide_number_to_text (tide_vitals_limit_get_value (finding->limit));
  if (finding->rise != TIDE_INTEGER_UNKNOWN)
    /* Translators: a reading, its number, by how much it rose, the limit of the rise, where that comes from.
     */
    return g_strdup_printf (_ ("%s %" G_GINT64_FORMAT ", a rise of %" G_GINT64_FORMAT ", limit %s (%s)"),
                            label, finding->value, finding->rise, limit, finding->limit->source.text);
  /* Translators: a reading, its number, the limit, where that comes from. */
  return g_strdup_printf (_ ("%s %" G_GINT64_FORMAT ", limit %s (%s)"), label, finding->value, limit,
                          finding->limit->source.text);
}

static gboolean
has_pressure (const TideObservation *row)
{
  return row->systolic != TIDE_INTEGER_UNKNOWN && row->diastolic != TIDE_INTEGER_UNKNOWN;
}

static int
by_time (gconstpointer pa, gconstpointer pb)
{
  const TideObservation *a = *(TideObservation *const *) pa, *b = *(TideObservation *const *) pb;
  int order = tide_instant_compare (a->taken, b->taken);
  return order != 0 ? order : (a->base.id > b->base.id) - (a->base.id < b->base.id);
}

/* --- what is read again --- */

/* The readings of the session on this side of the start, in time. (transfer container) */
static GPtrArray *
list_side (const GPtrArray *observations, gint64 session_id, TideInstant started)
{
  GPtrArray *rows = g_ptr_array_new ();
  for (guint i = 0; i < observations->len; i++)
    {
      TideObservation *row = observations->pdata[i];
      if (row->session_id == session_id && !row->entered_in_error && tide_instant_is_known (row->taken)
          && (!tide_instant_is_known (started) || tide_instant_compare (row->taken, started) >= 0))
        g_ptr_array_add (rows, row);
    }
  g_ptr_array_sort (rows, by_time);
  return rows;
}

static TideLevel
get_level_at (const TideSessionRules *rules, const TideObservation *row, const TideObservation *pre,
              gboolean before)
{
  g_autoptr (TideObservation) copy = tide_observation_copy (row);
  if (before)
    tide_record_set_text (&copy->slot, "pre");
  return tide_vitals_get_level (rules, copy, pre);
}

TideRecheck
tide_vitals_find_recheck (const TideSessionRules *rules, const GPtrArray *observations, gint64 session_id,
                          TideInstant started)
{
  TideRecheck found = { NULL, TIDE_LEVEL_NONE, TIDE_INSTANT_UNKNOWN };
  g_return_val_if_fail (rules != NULL && observations != NULL, found);

  const TideRecheckTimes *times = tide_session_rules_get_recheck (rules);
  const TideObservation *pre = tide_vitals_find_pre (observations, session_id);
  gboolean before = !tide_instant_is_known (started);
  g_autoptr (GPtrArray) rows = list_side (observations, session_id, started);
  const TideObservation *newest = rows->len > 0 ? rows->pdata[rows->len - 1] : NULL;
  for (guint i = rows->len; i > 0; i--)
    {
      const TideObservation *row = rows->pdata[i - 1];
      TideLevel level = get_level_at (rules, row, pre, before);
      gboolean red = level >= TIDE_LEVEL_RED;
      double minutes = row == newest && !before ? times->minutes : times->red_minutes;
      TideInstant due = row->taken;
      due.utc += (gint64) (minutes * 60);
      /* A minute early is no reason to read once more. */
      if (level >= TIDE_LEVEL_AMBER && (row == newest || (red && newest->taken.utc + 60 < due.utc)))
        return (TideRecheck){ row, level, due };
    }
  return found;
}

TidePressureCourse
tide_vitals_follow_pressure (const TideSessionRules *rules, const GPtrArray *observations, gint64 session_id)
{
  TidePressureCourse course = { NULL, TIDE_INTEGER_UNKNOWN, TIDE_INTEGER_UNKNOWN, NULL };
  g_return_val_if_fail (rules != NULL && observations != NULL, course);

  const TideDischargeLimits *limits = tide_session_rules_get_discharge (rules);
  const TideObservation *pre = tide_vitals_find_pre (observations, session_id);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  for (guint i = 0; i < observations->len; i++)
    {
      TideObservation *row = observations->pdata[i];
      if (row->session_id == session_id && !row->entered_in_error && !is_pre (row) && has_pressure (row))
        g_ptr_array_add (rows, row);
    }
  g_ptr_array_sort (rows, by_time);
  for (guint i = 0; i < rows->len; i++)
    {
      const TideObservation *row = rows->pdata[i];
      if (course.peak == NULL || row->systolic > course.peak->systolic)
        course.peak = row;
    }
  if (course.peak == NULL || pre == NULL || !has_pressure (pre))
    return course;
  course.rise_systolic = course.peak->systolic - pre->systolic;
  course.rise_diastolic = course.peak->diastolic - pre->diastolic;
  for (guint i = 0; i < rows->len && course.back == NULL; i++)
    {
      const TideObservation *row = rows->pdata[i];
      if (by_time (&rows->pdata[i], &course.peak) >= 0
          && (double) (row->systolic - pre->systolic) <= limits->systolic_above_pre
          && (double) (row->diastolic - pre->diastolic) <= limits->diastolic_above_pre)
        course.back = row;
    }
  return course;
}
