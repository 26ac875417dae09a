/* tide-grid.c: a grid's slots against the infusion clock and what was entered. */
#include "tide-grid.h"

#include <math.h>

const TideObservation *
tide_grid_find_row (const GPtrArray *observations, gint64 session_id, const char *slot)
{
  g_return_val_if_fail (observations != NULL && slot != NULL, NULL);
  for (guint i = 0; i < observations->len; i++)
    {
      const TideObservation *row = observations->pdata[i];
      if (row->session_id == session_id && !row->entered_in_error && g_strcmp0 (row->slot, slot) == 0)
        return row;
    }
  return NULL;
}

static double
get_seconds (const TideGridSlot *slot, const TideInfusion *infusion)
{
  switch (slot->anchor)
    {
    case TIDE_SLOT_AFTER_START:
      return slot->minutes * 60;
    case TIDE_SLOT_AFTER_END:
      return infusion->end_seconds + slot->minutes * 60; /* NAN without a plan */
    case TIDE_SLOT_BEFORE:
    case TIDE_SLOT_LEAVE:
    default:
      return NAN;
    }
}

static void
count_cells (TideSlotTime *time)
{
  for (guint cell = 0; cell < TIDE_N_CELLS; cell++)
    {
      if (!(time->slot->cells & (1u << cell)))
        continue;
      time->n_asked++;
      time->n_entered += time->row != NULL
                         && (tide_observation_get_cell (time->row, cell) != TIDE_INTEGER_UNKNOWN
                             || tide_observation_is_missed (time->row, cell));
    }
}

/* Read together with the slot of the end, a reading after the start would ask for the same twice. */
static gboolean
comes_after_end (const TideSlotTime *time, const TideInfusion *infusion)
{
  return time->slot->anchor == TIDE_SLOT_AFTER_START && !time->slot->keep
         && time->seconds >= infusion->end_seconds;
}

static TideSlotState
get_state (const TideSlotTime *time, const TideGrid *grid, const TideInfusion *infusion)
{
  double window = grid->window_minutes * 60, now = infusion->elapsed_seconds;
  gboolean begun = infusion->phase != TIDE_CLOCK_NOT_STARTED;
  if (time->n_entered > 0 && time->n_entered == time->n_asked)
    return TIDE_SLOT_DONE;
  if (time->slot->anchor == TIDE_SLOT_BEFORE)
    return begun ? TIDE_SLOT_OVERDUE : TIDE_SLOT_OPEN;
  if (comes_after_end (time, infusion) && time->row == NULL)
    return TIDE_SLOT_NOT_ASKED;
  if (!begun || isnan (time->seconds) || now < time->seconds - window)
    return TIDE_SLOT_LATER;
  return now <= time->seconds + window ? TIDE_SLOT_OPEN : TIDE_SLOT_OVERDUE;
}

GArray *
tide_grid_list_times (const TideGrid *grid, const TideInfusion *infusion, const GPtrArray *observations,
                      gint64 session_id)
{
  g_return_val_if_fail (grid != NULL && infusion != NULL && observations != NULL, NULL);

  GArray *times = g_array_sized_new (FALSE, TRUE, sizeof (TideSlotTime), grid->slots->len);
  for (guint i = 0; i < grid->slots->len; i++)
    {
      const TideGridSlot *slot = grid->slots->pdata[i];
      TideSlotTime time = { .slot = slot, .seconds = get_seconds (slot, infusion) };
      time.moves = slot->anchor == TIDE_SLOT_AFTER_END && infusion->phase != TIDE_CLOCK_OVER;
      time.row = tide_grid_find_row (observations, session_id, slot->id);
      count_cells (&time);
      time.state = get_state (&time, grid, infusion);
      g_array_append_val (times, time);
    }
  return times;
}

const TideSlotTime *
tide_grid_find_next (const GArray *times)
{
  g_return_val_if_fail (times != NULL, NULL);
  const TideSlotTime *next = NULL;
  for (guint i = 0; i < times->len; i++)
    {
      const TideSlotTime *time = &g_array_index (times, TideSlotTime, i);
      if (time->state == TIDE_SLOT_OPEN || time->state == TIDE_SLOT_OVERDUE)
        return time;
      if (time->state == TIDE_SLOT_LATER
          && (next == NULL || (!isnan (time->seconds) && !(time->seconds >= next->seconds))))
        next = time;
    }
  return next;
}
