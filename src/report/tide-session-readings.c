/* tide-session-readings.c: the readings of a session on its record: the figure, the table, what is lacking.
 *
 * What was asked for and not read says "missed" with its reason; a slot that was due and of which nothing was
 * read stands in its place as "not taken" (F36). */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-session-sheet-private.h"
#include "tide-session-vitals.h"
#include "tide-vitals.h"

#define FIGURE_HEIGHT (62 * TIDE_MM)

typedef struct
{
  const TideSessionSheet *sheet;
  TideVitalsData *vitals;
  TideStyle style;
} Figure;

static void
figure_free (gpointer data)
{
  Figure *figure = data;
  tide_vitals_data_free (figure->vitals);
  g_free (figure);
}

static void
draw_vitals (cairo_t *cr, double x, double y, double width, double height, gpointer data)
{
  const Figure *figure = data;
  cairo_save (cr);
  cairo_translate (cr, x, y);
  tide_vitals_figure_draw (figure->vitals, &figure->style, cr, width, height, -1);
  cairo_restore (cr);
}

TideBlock *
tide_session_sheet_vitals (const TideSessionSheet *self)
{
  TideVitalsData *vitals
    = tide_session_vitals_new (self->sheet->rules, self->grid, self->history, self->session, &self->infusion);
  if (vitals->readings->len == 0)
    {
      tide_vitals_data_free (vitals);
      return NULL;
    }
  Figure *figure = g_new0 (Figure, 1);
  vitals->now_minute = NAN;
  figure->vitals = vitals;
  figure->style = tide_style_default (TIDE_STYLE_PAPER);
  g_autofree char *words
    = tide_session_vitals_dup_words (self->sheet->rules, self->history, self->session, &self->infusion);
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (stack, tide_summary_text (&self->leaf.base, TIDE_PT_CAPTION, "%s", words), 0);
  tide_block_stack_add (stack, tide_block_figure_new (0, FIGURE_HEIGHT, draw_vitals, figure, figure_free), 2);
  return stack;
}

static const char *
level_mark (const TideSessionSheet *self, const TideObservation *row, TideCell cell)
{
  TideVitalsFinding finding;
  const TideObservation *pre = tide_vitals_find_pre (self->history->observations, self->session->base.id);
  if (!tide_vitals_judge_cell (self->sheet->rules, row, pre, cell, &finding))
    return "";
  return finding.level >= TIDE_LEVEL_RED ? _ (" RED") : _ (" amber");
}

static char *
dup_cell (const TideSessionSheet *self, const TideObservation *row, TideCell cell)
{
  gint64 value = tide_observation_get_cell (row, cell);
  if (value == TIDE_INTEGER_UNKNOWN)
    {
      g_autofree char *why = tide_observation_dup_missed_reason (row, cell);
      return !tide_observation_is_missed (row, cell) ? g_strdup ("")
             : why != NULL                           ? g_strdup_printf (_ ("missed: %s"), why)
                                                     : g_strdup (_ ("missed"));
    }
  if (cell == TIDE_CELL_SYSTOLIC && row->diastolic != TIDE_INTEGER_UNKNOWN)
    {
      const char *mark = level_mark (self, row, TIDE_CELL_SYSTOLIC);
      const char *other = level_mark (self, row, TIDE_CELL_DIASTOLIC);
      gboolean graver = g_str_equal (other, _ (" RED")) || *mark == '\0';
      return g_strdup_printf ("%d/%d%s", (int) value, (int) row->diastolic, graver ? other : mark);
    }
  return g_strdup_printf ("%d%s", (int) value, level_mark (self, row, cell));
}

/* The columns of the table, between the clock and the note. */
static const TideCell reading_cells[]
  = { TIDE_CELL_SYSTOLIC, TIDE_CELL_HEART_RATE, TIDE_CELL_SPO2,  TIDE_CELL_RESPIRATORY_RATE,
      TIDE_CELL_MOAAS,    TIDE_CELL_NAUSEA,     TIDE_CELL_CADSS6 };

static void
add_reading (const TideSessionSheet *self, TideBlock *table, const TideObservation *row)
{
  const TideGridSlot *slot = self->grid != NULL ? tide_grid_find_slot (self->grid, row->slot) : NULL;
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (cells, g_strdup (slot != NULL ? slot->label : _ ("extra")));
  g_ptr_array_add (cells, tide_session_sheet_dup_clock (row->taken));
  for (guint i = 0; i < G_N_ELEMENTS (reading_cells); i++)
    g_ptr_array_add (cells, dup_cell (self, row, reading_cells[i]));
  g_ptr_array_add (cells, g_strdup (row->note != NULL ? row->note : ""));
  tide_leaf_table_add (table, (const char *const *) cells->pdata, cells->len);
}

/* NULL without a grid. */
static GArray *
list_slots (const TideSessionSheet *self)
{
  return self->grid != NULL ? tide_grid_list_times (self->grid, &self->infusion, self->history->observations,
                                                    self->session->base.id)
                            : NULL;
}

/* What the grid asked for: nobody read it in its time, or the patient left before. NOT_ASKED is neither. */
static gboolean
was_due (const TideSessionSheet *self, const TideSlotTime *time)
{
  gboolean left = tide_instant_is_known (self->session->discharged);
  return self->infusion.phase != TIDE_CLOCK_NOT_STARTED
         && (time->state == TIDE_SLOT_OVERDUE
             || (left && (time->state == TIDE_SLOT_OPEN || time->state == TIDE_SLOT_LATER)));
}

/* When it was to be read; unknown for those without a minute: before the start, at leaving. */
static TideInstant
get_due (const TideSessionSheet *self, const TideSlotTime *time)
{
  TideInstant due = self->infusion.started;
  if (isnan (time->seconds))
    return TIDE_INSTANT_UNKNOWN;
  due.utc += (gint64) time->seconds;
  due.precision = TIDE_PRECISION_MINUTE;
  return due;
}

static char *
dup_due_words (const TideSessionSheet *self, const TideSlotTime *time)
{
  TideInstant due = get_due (self, time), left = self->session->discharged;
  if (!tide_instant_is_known (due))
    return g_strdup ("");
  g_autofree char *clock = tide_session_sheet_dup_clock (due);
  return tide_instant_is_known (left) && due.utc > left.utc
           ? g_strdup_printf (_ ("due %s, after leaving"), clock)
           : g_strdup_printf (_ ("due %s"), clock);
}

static void
add_not_taken (const TideSessionSheet *self, TideBlock *table, const TideSlotTime *time)
{
  g_autofree char *due = dup_due_words (self, time);
  const char *cells[] = { time->slot->label, _ ("not taken"), "–", "–", "–", "–", "–", "–", "–", due };
  for (guint i = 0; i < G_N_ELEMENTS (reading_cells); i++)
    if (!(time->slot->cells & (1u << reading_cells[i])))
      cells[2 + i] = "";
  tide_leaf_table_add (table, cells, G_N_ELEMENTS (cells));
}

/* Those from *@at on that were due before @until (unknown: all of them) and that nobody filled in. */
static void
add_not_taken_until (const TideSessionSheet *self, TideBlock *table, const GArray *times, guint *at,
                     TideInstant until)
{
  for (; times != NULL && *at < times->len; (*at)++)
    {
      const TideSlotTime *time = &g_array_index (times, TideSlotTime, *at);
      TideInstant due = get_due (self, time);
      gboolean before
        = time->slot->anchor == TIDE_SLOT_BEFORE || (tide_instant_is_known (due) && due.utc < until.utc);
      if (time->row != NULL || !was_due (self, time))
        continue;
      if (tide_instant_is_known (until) && !before)
        return;
      add_not_taken (self, table, time);
    }
}

/* A slot that was due and that nobody read stands in its place: a gap is not a normal reading (F36). */
TideBlock *
tide_session_sheet_readings (const TideSessionSheet *self)
{
  const char *const titles[] = { _ ("Slot"), _ ("Clock"),  _ ("BP mmHg"), _ ("HR"),      _ ("SpO₂ %"),
                                 _ ("RR"),   _ ("MOAA/S"), _ ("Nausea"),  _ ("CADSS-6"), _ ("Note") };
  TideBlock *table = tide_leaf_table_new (&self->leaf, titles, G_N_ELEMENTS (titles), 1);
  g_autoptr (GArray) times = list_slots (self);
  guint at = 0;
  for (guint i = 0; i < self->history->observations->len; i++)
    {
      const TideObservation *row = self->history->observations->pdata[i];
      if (row->session_id != self->session->base.id || row->entered_in_error)
        continue;
      if (tide_instant_is_known (row->taken))
        add_not_taken_until (self, table, times, &at, row->taken);
      add_reading (self, table, row);
    }
  add_not_taken_until (self, table, times, &at, TIDE_INSTANT_UNKNOWN);
  return tide_leaf_table_or_nothing (table);
}

/* Slots that were filled in by half are named; those of which nothing was read stand in the table. */
TideBlock *
tide_session_sheet_gaps (const TideSessionSheet *self)
{
  g_autoptr (GArray) times = list_slots (self);
  GString *gaps = g_string_new (NULL);
  for (guint i = 0; times != NULL && i < times->len; i++)
    {
      const TideSlotTime *time = &g_array_index (times, TideSlotTime, i);
      if (time->row != NULL && was_due (self, time))
        g_string_append_printf (gaps, "%s%s (%u/%u)", gaps->len > 0 ? ", " : "", time->slot->label,
                                time->n_entered, time->n_asked);
    }
  g_autofree char *text = g_string_free (gaps, FALSE);
  return *text != '\0' ? tide_summary_text (&self->leaf.base, TIDE_PT_CAPTION, _ ("Not filled in: %s"), text)
                       : NULL;
}
