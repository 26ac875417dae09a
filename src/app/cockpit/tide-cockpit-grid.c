/* tide-cockpit-grid.c: the rows of the observation grid and what is seen in them (comparison-and-paper.md 5).
 *
 * The slots of the session's grid stand in their order, extra readings indented where they fell.  Rows keep a
 * copy of their record, so that the next cell can be typed before the chart is read anew.
 */
#include "tide-cockpit-grid-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-accessible-name.h"

G_DEFINE_FINAL_TYPE (TideCockpitGrid, tide_cockpit_grid, GTK_TYPE_WIDGET)

static guint saved_signal;

const TideGridColumn tide_grid_columns[TIDE_GRID_COLUMNS] = {
  { TIDE_CELL_SYSTOLIC, N_ ("BP"), N_ ("mmHg"), 8 }, { TIDE_CELL_HEART_RATE, N_ ("HR"), NULL, 4 },
  { TIDE_CELL_SPO2, N_ ("SpO₂"), "%", 4 },           { TIDE_CELL_RESPIRATORY_RATE, N_ ("RR"), NULL, 4 },
  { TIDE_CELL_MOAAS, N_ ("MOAA/S"), NULL, 4 },       { TIDE_CELL_NAUSEA, N_ ("Nausea"), NULL, 4 },
  { TIDE_CELL_CADSS6, N_ ("CADSS-6"), NULL, 4 },
};

static void
row_free (gpointer data)
{
  TideGridRow *row = data;
  tide_observation_free (row->record);
  g_free (row->key);
  g_free (row);
}

static void
show_missed (TideCockpitGrid *self)
{
  guint n = 0;
  for (guint i = 0; i < self->rows->len; i++)
    for (guint column = 0; column < TIDE_GRID_COLUMNS; column++)
      n += tide_observation_is_missed (((TideGridRow *) self->rows->pdata[i])->record,
                                       tide_grid_columns[column].cell);
  g_autofree char *words
    = n > 0 ? g_strdup_printf (ngettext ("%u value missed", "%u values missed", n), n) : g_strdup ("");
  gtk_label_set_text (self->missed_label, words);
}

/* --- making rows --- */

static void
leave_cell_cb (GtkEventController *controller, TideCockpitGrid *self)
{
  GtkWidget *cell = gtk_event_controller_get_widget (controller);
  if (self->typing_row != NULL && GTK_WIDGET (self->typing_row->cells[self->typing_column]) == cell)
    tide_cockpit_grid_commit (self);
}

static GtkLabel *
add_label (TideCockpitGrid *self, GtkWidget *box, guint group, const char *css_class, float xalign)
{
  GtkWidget *label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_widget_add_css_class (label, css_class);
  gtk_size_group_add_widget (self->groups[group], label);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
add_cells (TideCockpitGrid *self, TideGridRow *row)
{
  for (guint i = 0; i < TIDE_GRID_COLUMNS; i++)
    {
      GtkWidget *cell = tide_grid_cell_new ();
      GtkEventController *focus = gtk_event_controller_focus_new ();
      g_signal_connect (focus, "leave", G_CALLBACK (leave_cell_cb), self);
      gtk_widget_add_controller (cell, focus);
      gtk_size_group_add_widget (self->groups[2 + i], cell);
      gtk_box_append (GTK_BOX (row->box), cell);
      row->cells[i] = TIDE_GRID_CELL (cell);
    }
}

static void
build_row (TideCockpitGrid *self, TideGridRow *row)
{
  row->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (row->box, "tide-slot-row");
  row->cursor = gtk_label_new (NULL);
  gtk_label_set_width_chars (GTK_LABEL (row->cursor), 1);
  gtk_widget_add_css_class (row->cursor, "tide-slot-cursor");
  gtk_box_append (GTK_BOX (row->box), row->cursor);
  row->slot_label = add_label (self, row->box, 0, row->slot != NULL ? "tide-slot" : "tide-slot-extra", 0);
  row->clock_label = add_label (self, row->box, 1, "tide-slot-clock", 1);
  add_cells (self, row);
  row->note_label = add_label (self, row->box, 2 + TIDE_GRID_COLUMNS, "tide-slot-note", 0);
  gtk_label_set_ellipsize (row->note_label, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (row->note_label), TRUE);
  gtk_box_append (GTK_BOX (self->rows_box), row->box);
}

/* --- which rows there are --- */

static TideGridRow *
new_row (TideCockpitGrid *self, const char *key, const TideGridSlot *slot, const TideObservation *record)
{
  TideGridRow *row = g_new0 (TideGridRow, 1);
  row->key = g_strdup (key);
  row->slot = slot;
  row->record = record != NULL ? tide_observation_copy (record) : tide_observation_new ();
  if (record == NULL)
    {
      row->record->patient_id = tide_cockpit_model_get_patient (self->model);
      row->record->session_id = self->model->session->base.id;
      row->record->slot = g_strdup (slot->id);
    }
  return row;
}

static void
add_extra_row (TideCockpitGrid *self, GPtrArray *rows, const TideObservation *record)
{
  TideGridRow *row = new_row (self, record->base.uuid, NULL, record);
  TideInstant when = tide_instant_is_known (record->taken) ? record->taken : record->asked;
  row->seconds = self->infusion.phase == TIDE_CLOCK_NOT_STARTED
                   ? -1
                   : tide_cockpit_model_get_minute (self->model, &self->infusion, when) * 60;
  row->state = TIDE_SLOT_OPEN;
  guint at = rows->len;
  /* A slot that was read late stands before what was read after it. */
  while (at > 0 && !(((TideGridRow *) rows->pdata[at - 1])->seconds <= row->seconds))
    at--;
  g_ptr_array_insert (rows, (int) at, row);
}

static void
take_slot (TideGridRow *row, const TideSlotTime *time)
{
  row->state = time->state;
  row->seconds = !isnan (time->seconds)                   ? time->seconds
                 : time->slot->anchor == TIDE_SLOT_BEFORE ? -INFINITY
                                                          : INFINITY;
}

static GPtrArray *
list_rows (TideCockpitGrid *self, const TideCockpitNow *now)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);
  g_autoptr (GPtrArray) readings = tide_cockpit_model_list_readings (self->model);
  for (guint i = 0; i < now->times->len; i++)
    {
      const TideSlotTime *time = &g_array_index (now->times, TideSlotTime, i);
      TideGridRow *row = new_row (self, time->slot->id, time->slot, time->row);
      take_slot (row, time);
      g_ptr_array_add (rows, row);
    }
  gboolean stored = FALSE;
  for (guint i = 0; i < readings->len; i++)
    {
      const TideObservation *record = readings->pdata[i];
      if (tide_grid_find_slot (self->model->grid, record->slot) == NULL)
        add_extra_row (self, rows, record);
      stored |= self->pending != NULL && g_str_equal (record->base.uuid, self->pending->base.uuid);
    }
  if (stored)
    g_clear_pointer (&self->pending, tide_observation_free);
  if (self->pending != NULL)
    add_extra_row (self, rows, self->pending);
  return rows;
}

static gboolean
same_keys (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!g_str_equal (((TideGridRow *) a->pdata[i])->key, ((TideGridRow *) b->pdata[i])->key))
      return FALSE;
  return TRUE;
}

static TideGridRow *
find_row (TideCockpitGrid *self, const char *key)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (((TideGridRow *) self->rows->pdata[i])->key, key) == 0)
      return self->rows->pdata[i];
  return NULL;
}

/* The keyboard, and what is being typed, stay where they were. */
static void
rebuild (TideCockpitGrid *self, GPtrArray *rows)
{
  guint column = 0;
  TideGridRow *focused = tide_cockpit_grid_find_focus (self, &column);
  g_autofree char *key = focused != NULL ? g_strdup (focused->key) : NULL;
  g_autofree char *typing = self->typing_row != NULL ? g_strdup (self->typing_row->key) : NULL;
  GtkWidget *child;
  self->typing_row = NULL; /* a cell that goes must not save itself */
  while ((child = gtk_widget_get_first_child (self->rows_box)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows_box), child);
  g_ptr_array_unref (self->rows);
  self->rows = rows;
  for (guint i = 0; i < rows->len; i++)
    build_row (self, rows->pdata[i]);
  self->typing_row = typing != NULL ? find_row (self, typing) : NULL;
  for (guint i = 0; i < rows->len; i++)
    tide_cockpit_grid_show_row (self, rows->pdata[i]);
  TideGridRow *again = key != NULL ? find_row (self, key) : NULL;
  if (again != NULL)
    tide_cockpit_grid_focus_at (self, again, column);
}

static void
take_records (TideCockpitGrid *self, GPtrArray *fresh)
{
  for (guint i = 0; i < fresh->len; i++)
    {
      TideGridRow *row = self->rows->pdata[i], *other = fresh->pdata[i];
      TideObservation *swap = row->record;
      row->record = other->record;
      other->record = swap;
      row->seconds = other->seconds;
      row->state = other->state;
      row->slot = other->slot;
    }
  g_ptr_array_unref (fresh);
}

/* Nausea has a column where it is asked, or was told. */
static void
show_columns (TideCockpitGrid *self)
{
  for (guint column = 0; column < TIDE_GRID_COLUMNS; column++)
    {
      TideCell cell = tide_grid_columns[column].cell;
      gboolean shown = cell != TIDE_CELL_NAUSEA;
      for (guint i = 0; i < self->rows->len && !shown; i++)
        {
          const TideGridRow *row = self->rows->pdata[i];
          shown = tide_grid_row_asks (row, cell)
                  || tide_observation_get_cell (row->record, cell) != TIDE_INTEGER_UNKNOWN;
        }
      gtk_widget_set_visible (self->heads[column], shown);
      for (guint i = 0; i < self->rows->len; i++)
        gtk_widget_set_visible (GTK_WIDGET (((TideGridRow *) self->rows->pdata[i])->cells[column]), shown);
    }
}

static void
show_all (TideCockpitGrid *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    tide_cockpit_grid_show_row (self, self->rows->pdata[i]);
  show_missed (self);
}

static void
take_now (TideCockpitGrid *self, const TideCockpitNow *now)
{
  self->infusion = now->infusion;
  g_free (self->next_key);
  self->next_key = now->next != NULL ? g_strdup (now->next->slot->id) : NULL;
}

void
tide_cockpit_grid_set_model (TideCockpitGrid *self, TideCockpitModel *model)
{
  g_return_if_fail (TIDE_IS_COCKPIT_GRID (self));
  gboolean other
    = self->model == NULL || model == NULL || self->model->session->base.id != model->session->base.id;
  TideCockpitModel *old = self->model;
  self->model = model != NULL ? tide_cockpit_model_ref (model) : NULL;
  if (other)
    {
      tide_cockpit_grid_stop_typing (self);
      g_clear_pointer (&self->pending, tide_observation_free);
    }
  if (model == NULL)
    rebuild (self, g_ptr_array_new_with_free_func (row_free));
  else
    {
      g_auto (TideCockpitNow) now = { 0 };
      tide_cockpit_now_init (&now, model);
      take_now (self, &now);
      GPtrArray *rows = list_rows (self, &now);
      if (same_keys (self->rows, rows))
        take_records (self, rows);
      else
        rebuild (self, rows);
      show_columns (self);
      show_all (self);
    }
  g_clear_pointer (&old, tide_cockpit_model_unref);
}

void
tide_cockpit_grid_tick (TideCockpitGrid *self, const TideCockpitNow *now)
{
  g_return_if_fail (TIDE_IS_COCKPIT_GRID (self));
  if (self->model == NULL)
    return;
  take_now (self, now);
  for (guint i = 0; i < now->times->len; i++)
    {
      const TideSlotTime *time = &g_array_index (now->times, TideSlotTime, i);
      TideGridRow *row = find_row (self, time->slot->id);
      if (row != NULL)
        take_slot (row, time);
    }
  show_all (self);
}

/* --- the keyboard's place --- */

TideGridRow *
tide_cockpit_grid_find_focus (TideCockpitGrid *self, guint *column)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      TideGridRow *row = self->rows->pdata[i];
      for (guint c = 0; row->box != NULL && c < TIDE_GRID_COLUMNS; c++)
        if (gtk_widget_is_focus (GTK_WIDGET (row->cells[c])))
          {
            *column = c;
            return row;
          }
    }
  return NULL;
}

gboolean
tide_cockpit_grid_focus_at (TideCockpitGrid *self, TideGridRow *row, guint column)
{
  GtkWidget *cell = GTK_WIDGET (row->cells[column]);
  return gtk_widget_get_focusable (cell) && gtk_widget_get_visible (cell) && gtk_widget_grab_focus (cell);
}

static gboolean
focus_empty (TideCockpitGrid *self, TideGridRow *row)
{
  for (guint pass = 0; pass < 2; pass++)
    for (guint c = 0; c < TIDE_GRID_COLUMNS; c++)
      {
        TideGridCellState state = tide_grid_cell_get_state (row->cells[c]);
        if ((pass == 1 || state == TIDE_GRID_CELL_OPEN || state == TIDE_GRID_CELL_LATER)
            && tide_cockpit_grid_focus_at (self, row, c))
          return TRUE;
      }
  return FALSE;
}

void
tide_cockpit_grid_focus_next (TideCockpitGrid *self)
{
  g_return_if_fail (TIDE_IS_COCKPIT_GRID (self));
  TideGridRow *row = find_row (self, self->next_key);
  if (row == NULL && self->rows->len > 0)
    row = self->rows->pdata[0];
  if (row != NULL)
    focus_empty (self, row);
}

gboolean
tide_cockpit_grid_has_focus (TideCockpitGrid *self)
{
  guint column;
  return tide_cockpit_grid_find_focus (self, &column) != NULL;
}

static TideGridRow *
get_current (TideCockpitGrid *self)
{
  guint column;
  TideGridRow *row = tide_cockpit_grid_find_focus (self, &column);
  return row != NULL ? row : find_row (self, self->next_key);
}

TideObservation *
tide_cockpit_grid_get_current (TideCockpitGrid *self)
{
  g_return_val_if_fail (TIDE_IS_COCKPIT_GRID (self), NULL);
  TideGridRow *row = get_current (self);
  return row != NULL ? row->record : NULL;
}

const TideGridSlot *
tide_cockpit_grid_get_current_slot (TideCockpitGrid *self)
{
  g_return_val_if_fail (TIDE_IS_COCKPIT_GRID (self), NULL);
  TideGridRow *row = get_current (self);
  return row != NULL ? row->slot : NULL;
}

void
tide_cockpit_grid_add_extra (TideCockpitGrid *self)
{
  g_return_if_fail (TIDE_IS_COCKPIT_GRID (self));
  if (self->model == NULL || !tide_cockpit_grid_commit (self))
    return;
  if (self->pending == NULL)
    {
      self->pending = tide_observation_new ();
      self->pending->patient_id = tide_cockpit_model_get_patient (self->model);
      self->pending->session_id = self->model->session->base.id;
      self->pending->slot = g_strdup (TIDE_SLOT_EXTRA);
      self->pending->asked = tide_instant_now_exact ();
    }
  g_autofree char *key = g_strdup (self->pending->base.uuid);
  tide_cockpit_grid_set_model (self, self->model);
  TideGridRow *row = find_row (self, key);
  if (row != NULL)
    focus_empty (self, row);
}

/* --- typing --- */

const char *
tide_cockpit_grid_get_fault (TideCockpitGrid *self)
{
  g_return_val_if_fail (TIDE_IS_COCKPIT_GRID (self), "");
  return gtk_label_get_text (self->fault_label);
}

void
tide_cockpit_grid_show_fault (TideCockpitGrid *self, const char *words)
{
  gtk_label_set_text (self->fault_label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault_label), words != NULL);
}

void
tide_cockpit_grid_stop_typing (TideCockpitGrid *self)
{
  TideGridRow *row = self->typing_row;
  self->typing_row = NULL;
  g_string_truncate (self->typed, 0);
  tide_cockpit_grid_show_fault (self, NULL);
  if (row != NULL)
    tide_cockpit_grid_show_row (self, row);
}

void
tide_cockpit_grid_saved (TideCockpitGrid *self, TideGridRow *row)
{
  tide_cockpit_grid_show_row (self, row);
  show_missed (self);
  g_signal_emit (self, saved_signal, 0);
}

const char *
tide_cockpit_grid_get_text (TideCockpitGrid *self, const char *slot, TideCell cell)
{
  g_return_val_if_fail (TIDE_IS_COCKPIT_GRID (self), NULL);
  TideGridRow *row = find_row (self, slot);
  for (guint i = 0; row != NULL && i < TIDE_GRID_COLUMNS; i++)
    if (tide_grid_columns[i].cell == cell)
      return tide_grid_cell_get_text (row->cells[i]);
  return NULL;
}

gboolean
tide_cockpit_grid_focus_cell (TideCockpitGrid *self, const char *slot, TideCell cell)
{
  g_return_val_if_fail (TIDE_IS_COCKPIT_GRID (self), FALSE);
  TideGridRow *row = find_row (self, slot);
  for (guint i = 0; row != NULL && i < TIDE_GRID_COLUMNS; i++)
    if (tide_grid_columns[i].cell == cell)
      return tide_cockpit_grid_focus_at (self, row, i);
  return FALSE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
                TideCockpitGrid *self)
{
  return self->model != NULL && tide_cockpit_grid_press (self, keyval, state);
}

/* --- class --- */

static void
tide_cockpit_grid_dispose (GObject *object)
{
  TideCockpitGrid *self = TIDE_COCKPIT_GRID (object);
  self->typing_row = NULL;
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->model, tide_cockpit_model_unref);
  g_clear_pointer (&self->pending, tide_observation_free);
  for (guint i = 0; i < G_N_ELEMENTS (self->groups); i++)
    g_clear_object (&self->groups[i]);
  G_OBJECT_CLASS (tide_cockpit_grid_parent_class)->dispose (object);
}

static void
tide_cockpit_grid_finalize (GObject *object)
{
  TideCockpitGrid *self = TIDE_COCKPIT_GRID (object);
  g_string_free (self->typed, TRUE);
  g_free (self->next_key);
  G_OBJECT_CLASS (tide_cockpit_grid_parent_class)->finalize (object);
}

static void
tide_cockpit_grid_class_init (TideCockpitGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_cockpit_grid_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_cockpit_grid_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tide-cockpit-grid");
  saved_signal = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
}

static GtkWidget *
new_head (const TideGridColumn *column)
{
  GtkWidget *label = gtk_label_new (NULL);
  g_autofree char *text = column->unit != NULL
                            ? g_markup_printf_escaped ("<b>%s</b> %s", _ (column->title),
                                                       column->unit[0] == '%' ? "%" : _ (column->unit))
                            : g_markup_printf_escaped ("<b>%s</b>", _ (column->title));
  gtk_label_set_markup (GTK_LABEL (label), text);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_width_chars (GTK_LABEL (label), column->width_chars);
  return label;
}

static void
add_heads (TideCockpitGrid *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *space = gtk_label_new (NULL);
  gtk_label_set_width_chars (GTK_LABEL (space), 1);
  gtk_widget_add_css_class (space, "tide-slot-cursor");
  gtk_widget_add_css_class (box, "tide-slot-heads");
  gtk_box_append (GTK_BOX (box), space);
  gtk_label_set_markup (add_label (self, box, 0, "tide-slot-head", 0), _ ("<b>Slot</b>"));
  gtk_label_set_markup (add_label (self, box, 1, "tide-slot-head", 1), _ ("<b>Clock</b>"));
  for (guint i = 0; i < TIDE_GRID_COLUMNS; i++)
    {
      self->heads[i] = new_head (&tide_grid_columns[i]);
      gtk_size_group_add_widget (self->groups[2 + i], self->heads[i]);
      gtk_box_append (GTK_BOX (box), self->heads[i]);
    }
  GtkLabel *note = add_label (self, box, 2 + TIDE_GRID_COLUMNS, "tide-slot-head", 0);
  gtk_label_set_markup (note, _ ("<b>Note</b>"));
  gtk_widget_set_hexpand (GTK_WIDGET (note), TRUE);
  gtk_box_append (GTK_BOX (self->content), box);
}

static void
add_title (TideCockpitGrid *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = gtk_label_new (_ ("Observations"));
  GtkWidget *caption = gtk_label_new (_ ("slots in minutes from start; after the end, from the real end"));
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (caption, "tide-data-dim");
  gtk_widget_set_hexpand (caption, TRUE);
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_ellipsize (GTK_LABEL (caption), PANGO_ELLIPSIZE_END);
  self->missed_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->missed_label), "tide-amber");
  gtk_widget_add_css_class (box, "tide-cockpit-title");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->missed_label));
  gtk_box_append (GTK_BOX (self->content), box);
}

static void
tide_cockpit_grid_init (TideCockpitGrid *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->typed = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (self->groups); i++)
    self->groups[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->content, GTK_WIDGET (self));
  add_title (self);
  self->fault_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->fault_label, 0);
  gtk_label_set_wrap (self->fault_label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->fault_label), "tide-fault");
  gtk_widget_add_css_class (GTK_WIDGET (self->fault_label), "tide-cockpit-title");
  gtk_widget_set_visible (GTK_WIDGET (self->fault_label), FALSE);
  gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->fault_label));
  add_heads (self);
  self->rows_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->content), self->rows_box);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
tide_cockpit_grid_new (void)
{
  return g_object_new (TIDE_TYPE_COCKPIT_GRID, NULL);
}
