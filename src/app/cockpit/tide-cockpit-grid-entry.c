/* tide-cockpit-grid-entry.c: what the keys do in the observation grid.
 *
 * Cells take digits only, so that letters are free to be commands.  A cell is saved by leaving it; one that
 * is refused keeps what was typed and says why, and nothing else can be typed until it is put right or given
 * up.
 */
#include "tide-cockpit-grid-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST 7 /* "180/110" */

static gboolean
is_pressure (guint column)
{
  return tide_grid_columns[column].cell == TIDE_CELL_SYSTOLIC;
}

/* --- saving --- */

/* "systolic: must be …" → "Systolic must be …." */
static char *
dup_fault_words (const GError *error)
{
  const char *colon = strstr (error->message, ": ");
  g_autofree char *field
    = colon != NULL ? g_strndup (error->message, (gsize) (colon - error->message)) : g_strdup ("");
  int cell = tide_cell_from_name (field);
  return cell >= 0 ? g_strdup_printf ("%s %s.", tide_cell_get_label ((TideCell) cell), colon + 2)
                   : g_strdup (error->message);
}

static gboolean
save_pressure (TideCockpitGrid *self, TideGridRow *row, GError **error)
{
  int systolic, diastolic, end = 0;
  if (*self->typed->str == '\0')
    return tide_clinic_save_observation_pressure (self->model->clinic, row->record, TIDE_INTEGER_UNKNOWN,
                                                  TIDE_INTEGER_UNKNOWN, error);
  if (sscanf (self->typed->str, "%d/%d%n", &systolic, &diastolic, &end) != 2 || self->typed->str[end] != '\0')
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "%s", _ ("Both numbers are needed: 126/80."));
      return FALSE;
    }
  return tide_clinic_save_observation_pressure (self->model->clinic, row->record, systolic, diastolic, error);
}

/* When the slot stood on the clock is kept with the first cell. */
static void
note_asked (TideCockpitGrid *self, TideGridRow *row)
{
  TideInstant now = tide_instant_now_exact ();
  if (tide_instant_is_known (row->record->asked) || isnan (row->seconds) || isinf (row->seconds)
      || self->infusion.phase == TIDE_CLOCK_NOT_STARTED)
    return;
  row->record->asked = now;
  row->record->asked.utc = tide_infusion_get_utc_of (&self->infusion, row->seconds, now.utc);
}

static gboolean
save_typed (TideCockpitGrid *self, TideGridRow *row, guint column, GError **error)
{
  note_asked (self, row);
  if (is_pressure (column))
    return save_pressure (self, row, error);
  gint64 value = *self->typed->str != '\0' ? atoi (self->typed->str) : TIDE_INTEGER_UNKNOWN;
  return tide_clinic_save_observation_cell (self->model->clinic, row->record, tide_grid_columns[column].cell,
                                            value, error);
}

static gboolean
has_value (const TideGridRow *row, guint column)
{
  return tide_observation_get_cell (row->record, tide_grid_columns[column].cell) != TIDE_INTEGER_UNKNOWN
         || tide_observation_is_missed (row->record, tide_grid_columns[column].cell);
}

gboolean
tide_cockpit_grid_commit (TideCockpitGrid *self)
{
  g_return_val_if_fail (TIDE_IS_COCKPIT_GRID (self), FALSE);
  g_autoptr (GError) error = NULL;
  TideGridRow *row = self->typing_row;
  guint column = self->typing_column;
  if (row == NULL)
    return TRUE;
  if (*self->typed->str == '\0' && !has_value (row, column))
    {
      tide_cockpit_grid_stop_typing (self);
      return TRUE;
    }
  if (!save_typed (self, row, column, &error))
    {
      g_autofree char *words = dup_fault_words (error);
      tide_cockpit_grid_show_fault (self, words);
      tide_cockpit_grid_show_row (self, row);
      return FALSE;
    }
  tide_cockpit_grid_stop_typing (self);
  tide_cockpit_grid_saved (self, row);
  return TRUE;
}

/* --- typing --- */

/* The old text stands there to be corrected by Backspace, and goes at the first digit. */
static void
begin_typing (TideCockpitGrid *self, TideGridRow *row, guint column, gboolean keep)
{
  self->typing_row = row;
  self->typing_column = column;
  g_string_truncate (self->typed, 0);
  if (keep && has_value (row, column)
      && !tide_observation_is_missed (row->record, tide_grid_columns[column].cell))
    g_string_assign (self->typed, tide_grid_cell_get_text (row->cells[column]));
}

static gboolean
type_digit (TideCockpitGrid *self, char digit)
{
  const char *slash = strchr (self->typed->str, '/');
  const char *number = slash != NULL ? slash + 1 : self->typed->str;
  if (strlen (number) < 3 && self->typed->len < LONGEST)
    g_string_append_c (self->typed, digit);
  return TRUE;
}

static void
type_separator (TideCockpitGrid *self)
{
  if (is_pressure (self->typing_column) && self->typed->len > 0 && strchr (self->typed->str, '/') == NULL)
    g_string_append_c (self->typed, '/');
}

static int
get_digit (guint keyval)
{
  if (keyval >= GDK_KEY_0 && keyval <= GDK_KEY_9)
    return (int) (keyval - GDK_KEY_0);
  if (keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9)
    return (int) (keyval - GDK_KEY_KP_0);
  return -1;
}

/* --- going about --- */

static int
index_of (TideCockpitGrid *self, const TideGridRow *row)
{
  guint at;
  return g_ptr_array_find (self->rows, row, &at) ? (int) at : -1;
}

static gboolean
go_up_or_down (TideCockpitGrid *self, TideGridRow *row, guint column, int step)
{
  for (int i = index_of (self, row) + step; i >= 0 && i < (int) self->rows->len; i += step)
    if (tide_cockpit_grid_focus_at (self, self->rows->pdata[i], column))
      return TRUE;
  return TRUE; /* the edge: the cursor stays */
}

/* FALSE at the ends of the grid: there Tab leaves it. */
static gboolean
go_on (TideCockpitGrid *self, TideGridRow *row, guint column, int step)
{
  int at = index_of (self, row), c = (int) column + step;
  for (; at >= 0 && at < (int) self->rows->len; at += step)
    {
      for (; c >= 0 && c < TIDE_GRID_COLUMNS; c += step)
        if (tide_cockpit_grid_focus_at (self, self->rows->pdata[at], (guint) c))
          return TRUE;
      c = step > 0 ? 0 : TIDE_GRID_COLUMNS - 1;
    }
  return FALSE;
}

static gboolean
move (TideCockpitGrid *self, TideGridRow *row, guint column, guint keyval, gboolean shift)
{
  if (!tide_cockpit_grid_commit (self))
    return TRUE;
  switch (keyval)
    {
    case GDK_KEY_Up:
      return go_up_or_down (self, row, column, -1);
    case GDK_KEY_Down:
      return go_up_or_down (self, row, column, 1);
    case GDK_KEY_Left:
    case GDK_KEY_ISO_Left_Tab:
      return go_on (self, row, column, -1) || keyval == GDK_KEY_Left;
    case GDK_KEY_Right:
      return go_on (self, row, column, 1) || TRUE;
    case GDK_KEY_Tab:
      return go_on (self, row, column, shift ? -1 : 1);
    default: /* Enter */
      return go_on (self, row, column, 1) || TRUE;
    }
}

static gboolean
is_move (guint keyval)
{
  static const guint keys[] = { GDK_KEY_Up,  GDK_KEY_Down,         GDK_KEY_Left,   GDK_KEY_Right,
                                GDK_KEY_Tab, GDK_KEY_ISO_Left_Tab, GDK_KEY_Return, GDK_KEY_KP_Enter };
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i] == keyval)
      return TRUE;
  return FALSE;
}

/* Backspace and digits; FALSE: no key of a cell. */
static gboolean
change_typed (TideCockpitGrid *self, TideGridRow *row, guint column, guint keyval)
{
  int digit = get_digit (keyval);
  gboolean separator = keyval == GDK_KEY_space || keyval == GDK_KEY_slash || keyval == GDK_KEY_KP_Divide;
  if (digit < 0 && !separator && keyval != GDK_KEY_BackSpace)
    return FALSE;
  if (self->typing_row == NULL)
    begin_typing (self, row, column, keyval == GDK_KEY_BackSpace);
  if (digit >= 0)
    type_digit (self, (char) ('0' + digit));
  else if (separator)
    type_separator (self);
  else if (self->typed->len > 0)
    g_string_truncate (self->typed, self->typed->len - 1);
  tide_cockpit_grid_show_fault (self, NULL);
  tide_cockpit_grid_show_row (self, row);
  return TRUE;
}

gboolean
tide_cockpit_grid_press (TideCockpitGrid *self, guint keyval, GdkModifierType modifiers)
{
  g_return_val_if_fail (TIDE_IS_COCKPIT_GRID (self), FALSE);
  guint column;
  TideGridRow *row = tide_cockpit_grid_find_focus (self, &column);
  if (row == NULL || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return FALSE;
  if (self->typing_row != NULL && (self->typing_row != row || self->typing_column != column))
    {
      tide_cockpit_grid_focus_at (self, self->typing_row, self->typing_column);
      return TRUE;
    }
  if (keyval == GDK_KEY_Escape && self->typing_row != NULL)
    {
      tide_cockpit_grid_stop_typing (self);
      return TRUE;
    }
  if (is_move (keyval))
    return move (self, row, column, keyval, (modifiers & GDK_SHIFT_MASK) != 0);
  return tide_cockpit_model_is_writable (self->model) && change_typed (self, row, column, keyval);
}

/* --- other than numbers --- */

gboolean
tide_cockpit_grid_mark_missed (TideCockpitGrid *self, const char *reason, GError **error)
{
  g_return_val_if_fail (TIDE_IS_COCKPIT_GRID (self), FALSE);
  guint column;
  TideGridRow *row = tide_cockpit_grid_find_focus (self, &column);
  if (row == NULL)
    return FALSE;
  tide_cockpit_grid_stop_typing (self);
  note_asked (self, row);
  TideCell cell = tide_grid_columns[column].cell;
  gboolean done = is_pressure (column)
                    ? tide_clinic_mark_pressure_missed (self->model->clinic, row->record, reason, error)
                    : tide_clinic_mark_cell_missed (self->model->clinic, row->record, cell, reason, error);
  if (!done)
    return FALSE;
  tide_cockpit_grid_saved (self, row);
  go_on (self, row, column, 1);
  return TRUE;
}

gboolean
tide_cockpit_grid_set_note (TideCockpitGrid *self, const char *note, GError **error)
{
  g_return_val_if_fail (TIDE_IS_COCKPIT_GRID (self), FALSE);
  TideObservation *record = tide_cockpit_grid_get_current (self);
  if (record == NULL)
    return FALSE;
  g_autofree char *before = g_strdup (record->note);
  tide_record_set_text (&record->note, note);
  if (!tide_instant_is_known (record->taken))
    record->taken = tide_instant_now_exact ();
  if (!tide_clinic_save (self->model->clinic, record, error))
    {
      tide_record_set_text (&record->note, before);
      return FALSE;
    }
  for (guint i = 0; i < self->rows->len; i++)
    if (((TideGridRow *) self->rows->pdata[i])->record == record)
      tide_cockpit_grid_saved (self, self->rows->pdata[i]);
  return TRUE;
}
