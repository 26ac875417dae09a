/* tide-comparison.c: puts a comparison together, and writes the rows behind it. */
#include "tide-comparison-private.h"

#include <math.h>

static void
times_clear (TideTimes *times)
{
  tide_survival_curve_free (times->right);
  tide_survival_curve_free (times->left);
}

static void
arm_clear (TideComparedArm *arm)
{
  g_free (arm->code);
  g_free (arm->label);
  g_array_unref (arm->rows);
  g_array_unref (arm->single);
  g_array_unref (arm->bars);
  for (guint kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
    times_clear (&arm->times[kind]);
}

static void
caveat_free (gpointer data)
{
  TideCaveat *caveat = data;
  g_free (caveat->words);
  g_free (caveat);
}

/* Every drawn arm beside every other. */
static void
compare_arms (TideComparison *self)
{
  g_autofree const TideComparedArm **drawn = g_new (const TideComparedArm *, MAX (self->n_arms, 1));
  guint n = 0;
  for (guint a = 0; a < self->n_arms; a++)
    {
      if (!self->arms[a].drawn)
        continue;
      drawn[n++] = &self->arms[a];
      for (guint b = a + 1; b < self->n_arms; b++)
        if (self->arms[b].drawn)
          g_ptr_array_add (self->pairs, tide_compared_pair_new (self, a, b));
    }
  for (guint kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
    {
      guint excluded;
      g_autoptr (TideSurvivalData) data
        = tide_comparison_get_times (self, drawn, n, (TideCourseEventKind) kind, FALSE, &excluded);
      self->logrank[kind] = tide_logrank_new (data, TIDE_STATS_LEAST_N);
    }
}

TideComparison *
tide_comparison_new (const GArray *rows, const TideComparisonDefinition *definition,
                     TideInstrument *instrument, const TideThresholds *thresholds)
{
  g_return_val_if_fail (rows != NULL && definition != NULL && instrument != NULL && thresholds != NULL, NULL);
  TideComparison *self = g_new0 (TideComparison, 1);
  const TideScoreInfo *score = tide_instrument_get_primary (instrument);
  self->definition = tide_comparison_definition_copy (definition);
  self->instrument = instrument;
  self->rows = rows;
  self->others = g_array_new (FALSE, FALSE, sizeof (TideArmCount));
  self->pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_compared_pair_free);
  self->caveats = g_ptr_array_new_with_free_func (caveat_free);
  self->floor = score->minimum;
  self->reliable = tide_instrument_get_change_rule (instrument)->reliable_change;
  tide_comparison_choose_arms (self);
  for (guint i = 0; i < self->n_arms; i++)
    {
      tide_compared_arm_count (self, &self->arms[i]);
      tide_compared_arm_estimate (self, &self->arms[i]);
      self->n_counted += self->arms[i].accounting.counted;
    }
  tide_comparison_draw_lots (self);
  compare_arms (self);
  tide_comparison_add_caveats (self);
  return self;
}

void
tide_comparison_free (TideComparison *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_arms; i++)
    arm_clear (&self->arms[i]);
  for (guint kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
    tide_logrank_free (self->logrank[kind]);
  tide_comparison_definition_free (self->definition);
  g_free (self->arms);
  g_array_unref (self->others);
  g_ptr_array_unref (self->pairs);
  g_ptr_array_unref (self->caveats);
  g_free (self);
}

/* --- the rows as a file --- */

static void
put_number (GString *csv, double value)
{
  g_autofree char *text = isnan (value) ? NULL : tide_number_to_text (value);
  g_string_append_printf (csv, ",%s", text != NULL ? text : "");
}

static void
put_event (GString *csv, const TideCohortEvent *event)
{
  const char *why = tide_event_why_get_code ((TideEventWhy) event->why);
  g_string_append_printf (csv, ",%s,", tide_event_status_get_code ((TideEventStatus) event->status));
  if (event->lower >= 0)
    g_string_append_printf (csv, "%d", event->lower);
  g_string_append_c (csv, ',');
  if (event->upper >= 0)
    g_string_append_printf (csv, "%d", event->upper);
  g_string_append_printf (csv, ",%s", why != NULL ? why : "");
}

/* Courses are numbered as they stand in the file: neither record numbers nor dates of birth leave. */
static void
put_row (GString *csv, const TideComparison *self, const TideComparedArm *arm, const TideCohortRow *row,
         guint number)
{
  g_autofree char *start = tide_date_is_known (row->start) ? tide_date_to_iso (row->start) : NULL;
  TideLeftOut reason = tide_comparison_get_left_out (self->definition, row);
  g_string_append_printf (csv, "%u,%s,%s,%s,%s", number, arm->code, start != NULL ? start : "",
                          tide_left_out_get_code (reason), tide_fate_get_code ((TideFate) row->fate));
  put_number (csv, row->baseline);
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    put_number (csv, row->window[w]);
  put_number (csv, row->best);
  put_number (csv, row->last);
  for (guint kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
    put_event (csv, &row->events[kind]);
  put_number (csv, row->age >= 0 ? row->age : NAN);
  g_string_append_printf (csv, ",%s", tide_sex_codes[row->sex]);
  put_number (csv, row->n_failed);
  put_number (csv, row->wait_days >= 0 ? row->wait_days : NAN);
  put_number (csv, row->cost);
  put_number (csv, row->n_effects);
  put_number (csv, row->treated_days);
  g_string_append_printf (csv, ",%s\n", row->dropped_out ? "yes" : "no");
}

char *
tide_comparison_to_csv (const TideComparison *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  GString *csv = g_string_new ("course,arm,start,counted,fate,baseline");
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    g_string_append_printf (csv, ",week_%d", tide_cohort_windows[w].week);
  g_string_append (csv, ",best,last");
  for (guint kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
    {
      const char *code = tide_course_event_get_code ((TideCourseEventKind) kind);
      g_string_append_printf (csv, ",%s,%s_lower_s,%s_upper_s,%s_why", code, code, code, code);
    }
  g_string_append (csv, ",age,sex,failed,wait_days,cost,effects,treated_days,dropped_out\n");
  guint number = 0;
  for (guint a = 0; a < self->n_arms; a++)
    for (guint i = 0; i < self->rows->len; i++)
      {
        const TideCohortRow *row = tide_comparison_row (self, i);
        const char *condition = self->definition->condition;
        if (row->arms == self->arms[a].arms && row->fate != TIDE_FATE_PLANNED
            && (condition == NULL || g_strcmp0 (condition, row->condition) == 0))
          put_row (csv, self, &self->arms[a], row, ++number);
      }
  return g_string_free (csv, FALSE);
}
