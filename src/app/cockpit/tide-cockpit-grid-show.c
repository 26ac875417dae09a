/* tide-cockpit-grid-show.c: what is seen in a row of the observation grid: values with their level, when it
 * was read or is to be, what was missed. */
#include "tide-cockpit-grid-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

gboolean
tide_grid_row_asks (const TideGridRow *row, TideCell cell)
{
  if (row->slot == NULL)
    return cell != TIDE_CELL_CADSS6 && cell != TIDE_CELL_NAUSEA;
  return (row->slot->cells & (1u << cell)) != 0;
}

/* --- one row --- */

static char *
dup_value (const TideObservation *record, TideCell cell)
{
  gint64 value = tide_observation_get_cell (record, cell);
  if (value == TIDE_INTEGER_UNKNOWN)
    return NULL;
  if (cell == TIDE_CELL_SYSTOLIC && record->diastolic != TIDE_INTEGER_UNKNOWN)
    return g_strdup_printf ("%d/%d", (int) value, (int) record->diastolic);
  return g_strdup_printf ("%d", (int) value);
}

static TideLevel
get_level (TideCockpitGrid *self, const TideObservation *record, TideCell cell)
{
  const TideObservation *pre = NULL;
  TideVitalsFinding one = { .level = TIDE_LEVEL_NONE }, other = { .level = TIDE_LEVEL_NONE };
  for (guint i = 0; i < self->rows->len && pre == NULL; i++)
    if (g_strcmp0 (((TideGridRow *) self->rows->pdata[i])->record->slot, "pre") == 0)
      pre = ((TideGridRow *) self->rows->pdata[i])->record;
  tide_vitals_judge_cell (self->model->rules, record, pre, cell, &one);
  if (cell == TIDE_CELL_SYSTOLIC)
    tide_vitals_judge_cell (self->model->rules, record, pre, TIDE_CELL_DIASTOLIC, &other);
  return MAX (one.level, other.level);
}

static char *
dup_cell_name (const TideGridRow *row, guint column)
{
  const char *slot = row->slot != NULL ? row->slot->label : _ ("extra");
  return column == 0 ? g_strdup_printf (_ ("%s, blood pressure"), slot)
                     : g_strdup_printf ("%s, %s", slot, tide_cell_get_label (tide_grid_columns[column].cell));
}

static void
show_cell (TideCockpitGrid *self, TideGridRow *row, guint column)
{
  TideCell cell = tide_grid_columns[column].cell;
  g_autofree char *name = dup_cell_name (row, column);
  g_autofree char *value = dup_value (row->record, cell);
  TideGridCell *widget = row->cells[column];
  if (self->typing_row == row && self->typing_column == column)
    {
      gboolean refused = *tide_cockpit_grid_get_fault (self) != '\0';
      tide_grid_cell_set (widget, refused ? TIDE_GRID_CELL_FAULT : TIDE_GRID_CELL_TYPING, self->typed->str,
                          name);
      return;
    }
  if (value != NULL)
    {
      TideLevel level = get_level (self, row->record, cell);
      tide_grid_cell_set (widget,
                          level >= TIDE_LEVEL_RED     ? TIDE_GRID_CELL_RED
                          : level >= TIDE_LEVEL_AMBER ? TIDE_GRID_CELL_AMBER
                                                      : TIDE_GRID_CELL_VALUE,
                          value, name);
    }
  else if (tide_observation_is_missed (row->record, cell))
    tide_grid_cell_set (widget, TIDE_GRID_CELL_MISSED, _ ("missed"), name);
  else if (!tide_grid_row_asks (row, cell) || row->state == TIDE_SLOT_NOT_ASKED)
    tide_grid_cell_set (widget, TIDE_GRID_CELL_NOT_ASKED, "·", name);
  else if (row->state == TIDE_SLOT_LATER)
    tide_grid_cell_set (widget, TIDE_GRID_CELL_LATER, "----", name);
  else
    tide_grid_cell_set (widget, TIDE_GRID_CELL_OPEN, "", name);
  g_autofree char *reason = tide_observation_dup_missed_reason (row->record, cell);
  gtk_widget_set_tooltip_text (GTK_WIDGET (widget), value == NULL ? reason : NULL);
}

/* When it was read; before that, when it is to be. */
static void
show_times (TideCockpitGrid *self, TideGridRow *row)
{
  TideInstant when = row->record->taken, now = tide_instant_now_exact ();
  gboolean planned = !tide_instant_is_known (when);
  if (planned && !isnan (row->seconds) && !isinf (row->seconds)
      && self->infusion.phase != TIDE_CLOCK_NOT_STARTED)
    {
      when = now;
      when.utc = tide_infusion_get_utc_of (&self->infusion, row->seconds, now.utc);
    }
  g_autofree char *clock = tide_instant_is_known (when) ? tide_words_clock_time (when, FALSE) : g_strdup ("");
  double minute = tide_cockpit_model_get_minute (self->model, &self->infusion, row->record->taken);
  gboolean begun = self->infusion.phase != TIDE_CLOCK_NOT_STARTED && !planned;
  g_autofree char *label = row->slot == NULL && begun ? g_strdup_printf (_ ("%.0f extra"), floor (minute))
                           : row->slot == NULL        ? g_strdup (_ ("extra"))
                           : row->slot->anchor == TIDE_SLOT_BEFORE && begun && minute <= -0.5
                             ? g_strdup_printf ("%s \u2212%.0f", row->slot->label, -minute)
                             : g_strdup (row->slot->label);
  gtk_label_set_text (row->slot_label, label);
  gtk_label_set_text (row->clock_label, clock);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on != gtk_widget_has_css_class (widget, name))
    (on ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (widget, name);
}

void
tide_cockpit_grid_show_row (TideCockpitGrid *self, TideGridRow *row)
{
  for (guint i = 0; i < TIDE_GRID_COLUMNS; i++)
    show_cell (self, row, i);
  show_times (self, row);
  const char *note = row->record->note != NULL ? row->record->note : "";
  gtk_label_set_text (row->note_label, note);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row->note_label), *note != '\0' ? note : NULL);
  gboolean next = g_strcmp0 (row->key, self->next_key) == 0;
  set_class (row->box, "next", next);
  set_class (row->box, "overdue", row->state == TIDE_SLOT_OVERDUE);
  gtk_label_set_text (GTK_LABEL (row->cursor), next ? "›" : "");
}
