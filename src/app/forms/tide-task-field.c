/* tide-task-field.c: what was faced, and how the distress went: planned, start, peak, end.
 *
 * There is always one empty row at the end; typing into it makes the next one.  SUDS are 0 to 100
 * (clinical.md 4.3); a cell that is left empty is not known. */

#include "tide-task-field.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-accessible-name.h"

#define N_COLUMNS 6

typedef struct
{
  GtkWidget *cells[N_COLUMNS];
  gint64 id;        /* of the stored task, 0: a new one */
  char uuid[37];    /* of the stored task */
  gint64 owners[2]; /* its session and patient */
} Row;

struct _TideTaskField
{
  TideFormField parent_instance;

  GtkWidget *grid;
  GPtrArray *rows;   /* Row */
  GPtrArray *stored; /* TideExposure: as they were loaded */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (TideTaskField, tide_task_field, TIDE_TYPE_FORM_FIELD)

static const char *
get_column_name (guint column)
{
  const char *const names[] = { _ ("Task"), _ ("Planned"), _ ("Start"), _ ("Peak"), _ ("End"), _ ("min") };
  return names[column];
}

static const char *
get_cell (const Row *row, guint column)
{
  return gtk_editable_get_text (GTK_EDITABLE (row->cells[column]));
}

static gboolean
is_empty (const Row *row)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_autofree char *text = g_strstrip (g_strdup (get_cell (row, i)));

      if (*text)
        return FALSE;
    }
  return TRUE;
}

static Row *add_row (TideTaskField *self);

static void
keep_one_empty (TideTaskField *self)
{
  if (self->rows->len == 0 || !is_empty (self->rows->pdata[self->rows->len - 1]))
    add_row (self);
}

static void
cell_changed_cb (GtkEditable *editable, TideTaskField *self)
{
  if (self->filling)
    return;
  keep_one_empty (self);
  tide_form_field_emit_changed (TIDE_FORM_FIELD (self));
}

static GtkWidget *
make_cell (TideTaskField *self, guint row, guint column)
{
  GtkWidget *cell = gtk_entry_new ();
  g_autofree char *name = column == 0
                            ? g_strdup_printf (_ ("Task %u"), row + 1)
                            : g_strdup_printf (_ ("Task %u, %s"), row + 1,
                                               column == 5 ? _ ("minutes") : get_column_name (column));

  if (column == 0)
    {
      gtk_widget_set_hexpand (cell, TRUE);
      gtk_entry_set_placeholder_text (GTK_ENTRY (cell), _ ("Step of the hierarchy"));
    }
  else
    {
      gtk_editable_set_width_chars (GTK_EDITABLE (cell), 3);
      gtk_editable_set_max_width_chars (GTK_EDITABLE (cell), 3);
      gtk_entry_set_input_purpose (GTK_ENTRY (cell), GTK_INPUT_PURPOSE_NUMBER);
    }
  tide_accessible_name (cell, name);
  g_signal_connect (cell, "changed", G_CALLBACK (cell_changed_cb), self);
  return cell;
}

static Row *
add_row (TideTaskField *self)
{
  Row *row = g_new0 (Row, 1);
  guint at = self->rows->len;

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      row->cells[i] = make_cell (self, at, i);
      gtk_grid_attach (GTK_GRID (self->grid), row->cells[i], (int) i, (int) at + 1, 1, 1);
    }
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
put_number (Row *row, guint column, double value)
{
  g_autofree char *text = isnan (value) ? g_strdup ("") : tide_number_to_text (value);

  gtk_editable_set_text (GTK_EDITABLE (row->cells[column]), text);
}

/* FALSE: no number. Empty is NAN. */
static gboolean
read_cell (const Row *row, guint column, double *value)
{
  g_autofree char *text = g_strstrip (g_strdup (get_cell (row, column)));

  *value = NAN;
  g_strdelimit (text, ",", '.');
  return *text == '\0' || tide_number_parse (text, value, NULL);
}

/* The words stand below the whole table: the cell that they are about is marked, and says them too. */
static void
mark_cell (Row *row, guint column, const char *words)
{
  GtkWidget *cell = row->cells[column];

  if (words)
    gtk_widget_add_css_class (cell, "wrong");
  else
    gtk_widget_remove_css_class (cell, "wrong");
  gtk_widget_set_tooltip_text (cell, words);
  gtk_accessible_update_state (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_STATE_INVALID,
                               words ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
clear_marks (TideTaskField *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    for (guint column = 0; column < N_COLUMNS; column++)
      mark_cell (self->rows->pdata[i], column, NULL);
}

static char *
tide_task_field_dup_text (TideFormField *field, char **fault)
{
  TideTaskField *self = TIDE_TASK_FIELD (field);

  clear_marks (self);
  for (guint i = 0; i < self->rows->len; i++)
    for (guint column = 1; column < N_COLUMNS; column++)
      {
        Row *row = self->rows->pdata[i];
        double value;

        if (read_cell (row, column, &value))
          continue;
        *fault = g_strdup_printf (_ ("Task %u, %s: “%s” is no number."), i + 1, get_column_name (column),
                                  get_cell (row, column));
        mark_cell (row, column, *fault);
        return NULL;
      }
  return g_strdup ("");
}

static void
clear (TideTaskField *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    for (guint column = 0; column < N_COLUMNS; column++)
      gtk_grid_remove (GTK_GRID (self->grid), ((Row *) self->rows->pdata[i])->cells[column]);
  g_ptr_array_set_size (self->rows, 0);
}

/* Record text is none: the tasks are records of their own. */
static void
tide_task_field_set_text (TideFormField *field, const char *text)
{
}

/* A line a row: id, uuid and the cells by tabs. */
static char *
tide_task_field_dup_typed (TideFormField *field)
{
  TideTaskField *self = TIDE_TASK_FIELD (field);
  GString *typed = g_string_new (NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = self->rows->pdata[i];

      if (is_empty (row) && row->id == 0)
        continue;
      g_string_append_printf (typed, "%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%s",
                              row->id, row->owners[0], row->owners[1], row->uuid);
      for (guint column = 0; column < N_COLUMNS; column++)
        {
          g_autofree char *cell = g_strdup (get_cell (row, column));

          g_string_append_printf (typed, "\t%s", g_strdelimit (cell, "\t\n", ' '));
        }
      g_string_append_c (typed, '\n');
    }
  return g_string_free (typed, FALSE);
}

static void
read_line (TideTaskField *self, const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, "\t", -1);
  Row *row;

  if (g_strv_length (parts) != N_COLUMNS + 4)
    return;
  row = add_row (self);
  row->id = g_ascii_strtoll (parts[0], NULL, 10);
  row->owners[0] = g_ascii_strtoll (parts[1], NULL, 10);
  row->owners[1] = g_ascii_strtoll (parts[2], NULL, 10);
  g_strlcpy (row->uuid, parts[3], sizeof row->uuid);
  for (guint column = 0; column < N_COLUMNS; column++)
    gtk_editable_set_text (GTK_EDITABLE (row->cells[column]), parts[column + 4]);
}

static void
tide_task_field_set_typed (TideFormField *field, const char *typed)
{
  TideTaskField *self = TIDE_TASK_FIELD (field);
  g_auto (GStrv) lines = g_strsplit (typed, "\n", -1);

  self->filling = TRUE;
  clear (self);
  for (guint i = 0; lines[i]; i++)
    read_line (self, lines[i]);
  keep_one_empty (self);
  self->filling = FALSE;
}

static void
tide_task_field_finalize (GObject *object)
{
  g_ptr_array_unref (TIDE_TASK_FIELD (object)->rows);
  g_ptr_array_unref (TIDE_TASK_FIELD (object)->stored);
  G_OBJECT_CLASS (tide_task_field_parent_class)->finalize (object);
}

static void
tide_task_field_class_init (TideTaskFieldClass *klass)
{
  TideFormFieldClass *field_class = TIDE_FORM_FIELD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tide_task_field_finalize;
  field_class->dup_text = tide_task_field_dup_text;
  field_class->set_text = tide_task_field_set_text;
  field_class->dup_typed = tide_task_field_dup_typed;
  field_class->set_typed = tide_task_field_set_typed;
}

static void
tide_task_field_init (TideTaskField *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_free);
  self->stored = g_ptr_array_new_with_free_func (tide_record_free);
  self->grid = gtk_grid_new ();
  gtk_widget_add_css_class (self->grid, "tide-tasks");
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 3);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 3);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      GtkWidget *head = gtk_label_new (get_column_name (i));

      gtk_label_set_xalign (GTK_LABEL (head), 0);
      gtk_widget_add_css_class (head, "tide-field-name");
      gtk_grid_attach (GTK_GRID (self->grid), head, (int) i, 0, 1, 1);
    }
  add_row (self);
  tide_form_field_set_control (TIDE_FORM_FIELD (self), self->grid);
  tide_form_field_hide_label (TIDE_FORM_FIELD (self));
}

void
tide_task_field_set_tasks (TideTaskField *self, GPtrArray *tasks)
{
  self->filling = TRUE;
  clear (self);
  g_ptr_array_set_size (self->stored, 0);
  for (guint i = 0; i < tasks->len; i++)
    {
      const TideExposure *task = tasks->pdata[i];
      Row *row = add_row (self);

      g_ptr_array_add (self->stored, tide_exposure_copy (task));
      row->id = task->base.id;
      row->owners[0] = task->session_id;
      row->owners[1] = task->patient_id;
      g_strlcpy (row->uuid, task->base.uuid, sizeof row->uuid);
      gtk_editable_set_text (GTK_EDITABLE (row->cells[0]), task->task ? task->task : "");
      put_number (row, 1, task->suds_planned);
      put_number (row, 2, task->suds_start);
      put_number (row, 3, task->suds_peak);
      put_number (row, 4, task->suds_end);
      put_number (row, 5, task->minutes);
    }
  keep_one_empty (self);
  self->filling = FALSE;
}

static const TideExposure *
find_stored (TideTaskField *self, gint64 id)
{
  for (guint i = 0; id != 0 && i < self->stored->len; i++)
    if (TIDE_RECORD (self->stored->pdata[i])->id == id)
      return self->stored->pdata[i];
  return NULL;
}

/* A stored row that was cleared: what stood there was no task, and stays readable. */
static TideExposure *
make_struck (const TideExposure *stored)
{
  TideExposure *task = tide_exposure_copy (stored);

  task->entered_in_error = TRUE;
  return task;
}

static TideExposure *
make_task (const Row *row)
{
  TideExposure *task = tide_exposure_new ();
  g_autofree char *words = g_strstrip (g_strdup (get_cell (row, 0)));

  task->base.id = row->id;
  if (row->id != 0)
    g_strlcpy (task->base.uuid, row->uuid, sizeof task->base.uuid);
  task->session_id = row->owners[0];
  task->patient_id = row->owners[1];
  tide_record_set_text (&task->task, words);
  read_cell (row, 1, &task->suds_planned);
  read_cell (row, 2, &task->suds_start);
  read_cell (row, 3, &task->suds_peak);
  read_cell (row, 4, &task->suds_end);
  read_cell (row, 5, &task->minutes);
  return task;
}

GPtrArray *
tide_task_field_list (TideTaskField *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (tide_record_free);
  g_autofree char *fault = NULL, *text = tide_task_field_dup_text (TIDE_FORM_FIELD (self), &fault);

  if (text == NULL)
    g_clear_pointer (&list, g_ptr_array_unref);
  for (guint i = 0; list && i < self->rows->len; i++)
    {
      const Row *row = self->rows->pdata[i];
      const TideExposure *stored = find_stored (self, row->id);

      if (!is_empty (row))
        g_ptr_array_add (list, make_task (row));
      else if (stored) /* else it is an empty row, or was marked while a draft of it lay there */
        g_ptr_array_add (list, make_struck (stored));
    }
  return list;
}

void
tide_task_field_type (TideTaskField *self, guint row, guint column, const char *text)
{
  g_return_if_fail (row < self->rows->len && column < N_COLUMNS);
  gtk_editable_set_text (GTK_EDITABLE (((Row *) self->rows->pdata[row])->cells[column]), text);
}

guint
tide_task_field_get_n_rows (TideTaskField *self)
{
  return self->rows->len;
}

typedef struct
{
  TideFaultFunc report;
  gpointer data;
  guint number; /* as the screen reader names the row: "Task 2" */
  Row *row;
} Report;

/* "exposures" is the field of the dialog; the word before the reason says where in it. */
static void
fault_cb (const char *field, const char *reason, gpointer data)
{
  static const struct
  {
    const char *member;
    guint column;
  } members[] = { { "task", 0 },      { "suds_planned", 1 }, { "suds_start", 2 },
                  { "suds_peak", 3 }, { "suds_end", 4 },     { "minutes", 5 } };
  Report *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (g_str_equal (members[i].member, field))
      {
        g_autofree char *words
          = g_strdup_printf ("%u, %s: %s", self->number, get_column_name (members[i].column), reason);

        mark_cell (self->row, members[i].column, words);
        self->report ("exposures", words, self->data);
      }
}

void
tide_task_field_report (TideTaskField *self, TideFaultFunc report, gpointer data)
{
  g_autoptr (GPtrArray) list = tide_task_field_list (self);
  guint at = 0;

  for (guint i = 0; list && i < self->rows->len; i++)
    {
      Row *row = self->rows->pdata[i];
      Report to = { report, data, i + 1, row };

      if (!is_empty (row))
        tide_exposure_find_faults (list->pdata[at++], fault_cb, &to);
      else if (find_stored (self, row->id))
        at++; /* marked, not judged */
    }
}
