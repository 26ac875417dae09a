/* tide-grid.h: when the slots of a session's grid stand on the clock, and which are open, missed or to come.
 */
#pragma once

#include "tide-infusion.h"
#include "tide-session-rules.h"

G_BEGIN_DECLS

typedef enum
{
  TIDE_SLOT_LATER,     /* not yet open, or without a time: before the start, at leaving */
  TIDE_SLOT_OPEN,      /* within its window */
  TIDE_SLOT_OVERDUE,   /* the window has closed and a cell is neither read nor missed */
  TIDE_SLOT_DONE,      /* every cell asked for is read or missed */
  TIDE_SLOT_NOT_ASKED, /* it would have come after an early end */
} TideSlotState;

typedef struct
{
  const TideGridSlot *slot;
  double seconds; /* after the start, pauses included; NAN: has no time */
  gboolean moves; /* follows an end that is still to come */
  TideSlotState state;
  const TideObservation *row; /* what was entered, or NULL */
  guint n_asked, n_entered;   /* cells; entered: read or missed */
} TideSlotTime;

/**
 * tide_grid_list_times:
 * @observations: (element-type TideObservation): of any sessions
 *
 * Slots after the start count from it by the clock; those after the end move with the planned end and its
 * pauses, then with the real one. Before the start "pre" is open.
 *
 * Returns: (transfer full) (element-type TideSlotTime): in the grid's order
 */
GArray *tide_grid_list_times (const TideGrid *grid, const TideInfusion *infusion,
                              const GPtrArray *observations, gint64 session_id);
/* The slot to be filled in next: the first that is open or overdue, else the next to open; NULL: none. A slot
 * without a time comes last. */
const TideSlotTime *tide_grid_find_next (const GArray *times);
/* The row of a slot, not of an extra reading; NULL: none. */
const TideObservation *tide_grid_find_row (const GPtrArray *observations, gint64 session_id,
                                           const char *slot);

G_END_DECLS
