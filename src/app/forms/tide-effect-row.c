/* tide-effect-row.c: what is always asked stands in one line; onset, end, cause, action and seriousness are
 * one press away. */

#include "tide-effect-row.h"

#include <glib/gi18n-lib.h>

#include "tide-accessible-name.h"
#include "tide-choice-fills.h"
#include "tide-date-entry.h"
#include "tide-wording.h"

struct _TideEffectRow
{
  GtkWidget parent_instance;

  GtkWidget *box, *term, *severity, *more, *details, *started, *ended, *date_fault, *relation, *action,
    *serious;
  char *fixed_term;
  gint64 course_id;
};

G_DEFINE_FINAL_TYPE (TideEffectRow, tide_effect_row, GTK_TYPE_WIDGET)

static guint changed_signal, removed_signal;

static void
clear_fault (TideEffectRow *self)
{
  gtk_widget_set_visible (self->date_fault, FALSE);
  gtk_widget_remove_css_class (self->started, "error");
  gtk_widget_remove_css_class (self->ended, "error");
}

static void
date_changed_cb (TideEffectRow *self)
{
  clear_fault (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
changed_cb (TideEffectRow *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
more_clicked_cb (GtkButton *button, TideEffectRow *self)
{
  gboolean shown = !gtk_widget_get_visible (self->details);

  gtk_widget_set_visible (self->details, shown);
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_EXPANDED, shown, -1);
  if (shown)
    gtk_widget_grab_focus (GTK_WIDGET (tide_date_entry_get_editable (TIDE_DATE_ENTRY (self->started))));
}

static void
remove_clicked_cb (GtkButton *button, TideEffectRow *self)
{
  g_signal_emit (self, removed_signal, 0);
}

static void
term_activate_cb (GtkEntry *entry, TideEffectRow *self)
{
  gtk_widget_grab_focus (self->severity);
}

/* --- making --- */

static GtkWidget *
make_choice (TideEffectRow *self, const char *const *codes, TideCodeLabelFunc label, const char *name,
             const char *unknown)
{
  GtkStringList *words = gtk_string_list_new (NULL);
  GtkWidget *drop;

  gtk_string_list_append (words, unknown);
  for (int i = 1; codes[i]; i++)
    gtk_string_list_append (words, label ? label (i) : tide_word_for_code (codes, i));
  drop = gtk_drop_down_new (G_LIST_MODEL (words), NULL);
  tide_accessible_name (drop, name);
  g_signal_connect_swapped (drop, "notify::selected", G_CALLBACK (changed_cb), self);
  return drop;
}

static GtkWidget *
make_date (TideEffectRow *self, const char *name)
{
  GtkWidget *entry = tide_date_entry_new (FALSE);

  tide_date_entry_set_label (TIDE_DATE_ENTRY (entry), name);
  gtk_widget_add_css_class (entry, "linked");
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (date_changed_cb), self);
  return entry;
}

static void
add_detail (TideEffectRow *self, int column, int row, const char *name, GtkWidget *control)
{
  GtkWidget *label = gtk_label_new (name), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "tide-field-name");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), control);
  gtk_widget_set_hexpand (control, TRUE);
  gtk_grid_attach (GTK_GRID (self->details), box, column, row, 1, 1);
}

static void
make_details (TideEffectRow *self)
{
  self->details = gtk_grid_new ();
  gtk_widget_set_visible (self->details, FALSE);
  gtk_grid_set_row_spacing (GTK_GRID (self->details), 6);
  gtk_grid_set_column_spacing (GTK_GRID (self->details), 9);
  gtk_grid_set_column_homogeneous (GTK_GRID (self->details), TRUE);
  gtk_widget_add_css_class (self->details, "tide-effect-details");
  self->started = make_date (self, _ ("Since"));
  self->ended = make_date (self, _ ("Until"));
  self->relation
    = make_choice (self, tide_relation_codes, tide_relation_get_label, _ ("Caused by it"), _ ("cause?"));
  self->action = make_choice (self, tide_effect_action_codes, tide_effect_action_get_label,
                              _ ("What was done"), _ ("action?"));
  self->serious = make_choice (self, tide_yes_no_codes, NULL, _ ("Serious"), _ ("serious?"));
  add_detail (self, 0, 0, _ ("Since"), self->started);
  add_detail (self, 1, 0, _ ("Until"), self->ended);
  add_detail (self, 2, 0, _ ("Serious"), self->serious);
  add_detail (self, 0, 1, _ ("Caused by it"), self->relation);
  add_detail (self, 1, 1, _ ("What was done"), self->action);
  self->date_fault = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->date_fault), 0);
  gtk_label_set_wrap (GTK_LABEL (self->date_fault), TRUE);
  gtk_widget_add_css_class (self->date_fault, "tide-fault");
  gtk_widget_set_visible (self->date_fault, FALSE);
  gtk_grid_attach (GTK_GRID (self->details), self->date_fault, 0, 2, 3, 1);
}

static GtkWidget *
make_icon_button (TideEffectRow *self, const char *icon, const char *name, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  tide_accessible_name (button, name);
  g_signal_connect (button, "clicked", clicked, self);
  return button;
}

static GtkWidget *
make_line (TideEffectRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (self->fixed_term)
    {
      GtkWidget *label = gtk_label_new (self->fixed_term);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_box_append (GTK_BOX (line), label);
    }
  else
    {
      self->term = gtk_entry_new ();
      gtk_widget_set_hexpand (self->term, TRUE);
      gtk_entry_set_placeholder_text (GTK_ENTRY (self->term), _ ("Another effect"));
      tide_accessible_name (self->term, _ ("Unwanted effect"));
      g_signal_connect_swapped (self->term, "changed", G_CALLBACK (changed_cb), self);
      g_signal_connect (self->term, "activate", G_CALLBACK (term_activate_cb), self);
      gtk_box_append (GTK_BOX (line), self->term);
    }
  self->severity = make_choice (self, tide_severity_codes, NULL, _ ("Severity"), _ ("severity?"));
  gtk_box_append (GTK_BOX (line), self->severity);
  self->more = make_icon_button (self, "view-more-horizontal-symbolic", _ ("Onset, end, cause and action"),
                                 G_CALLBACK (more_clicked_cb));
  gtk_box_append (GTK_BOX (line), self->more);
  gtk_box_append (GTK_BOX (line), make_icon_button (self, "list-remove-symbolic", _ ("Take this effect out"),
                                                    G_CALLBACK (remove_clicked_cb)));
  return line;
}

static void
tide_effect_row_dispose (GObject *object)
{
  g_clear_pointer (&TIDE_EFFECT_ROW (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (tide_effect_row_parent_class)->dispose (object);
}

static void
tide_effect_row_finalize (GObject *object)
{
  g_free (TIDE_EFFECT_ROW (object)->fixed_term);
  G_OBJECT_CLASS (tide_effect_row_parent_class)->finalize (object);
}

static void
tide_effect_row_class_init (TideEffectRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tide_effect_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_effect_row_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  removed_signal = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
tide_effect_row_init (TideEffectRow *self)
{
}

GtkWidget *
tide_effect_row_new (const char *term, gint64 course_id)
{
  TideEffectRow *self = g_object_new (TIDE_TYPE_EFFECT_ROW, NULL);

  self->fixed_term = g_strdup (term);
  self->course_id = course_id;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->box), make_line (self));
  make_details (self);
  gtk_box_append (GTK_BOX (self->box), self->details);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

const char *
tide_effect_row_get_fixed_term (TideEffectRow *self)
{
  return self->fixed_term;
}

static void
choose (GtkWidget *drop, int code)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), (guint) MAX (code, 0));
}

void
tide_effect_row_set (TideEffectRow *self, const TideAdverseEvent *event)
{
  gboolean detailed = event->relation || event->action || event->serious
                      || tide_instant_is_known (event->started) || tide_instant_is_known (event->ended);

  if (self->term)
    gtk_editable_set_text (GTK_EDITABLE (self->term), event->term ? event->term : "");
  choose (self->severity, event->severity);
  choose (self->relation, event->relation);
  choose (self->action, event->action);
  choose (self->serious, event->serious);
  if (tide_instant_is_known (event->started))
    tide_date_entry_set_date (TIDE_DATE_ENTRY (self->started), tide_instant_get_date (event->started));
  if (tide_instant_is_known (event->ended))
    tide_date_entry_set_date (TIDE_DATE_ENTRY (self->ended), tide_instant_get_date (event->ended));
  if (event->course_id != 0)
    self->course_id = event->course_id;
  gtk_widget_set_visible (self->details, detailed);
}

static int
get_chosen (GtkWidget *drop)
{
  return (int) gtk_drop_down_get_selected (GTK_DROP_DOWN (drop));
}

static char *
dup_term (TideEffectRow *self)
{
  return self->fixed_term ? g_strdup (self->fixed_term)
                          : g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->term))));
}

static TideInstant
read_day (GtkWidget *entry)
{
  g_autofree char *fault = NULL;
  TideDate day = TIDE_DATE_UNKNOWN;

  if (!tide_date_entry_read_date (TIDE_DATE_ENTRY (entry), &day, &fault) || !tide_date_is_known (day))
    return TIDE_INSTANT_UNKNOWN;
  return tide_instant_from_date (day);
}

TideAdverseEvent *
tide_effect_row_dup_event (TideEffectRow *self)
{
  TideAdverseEvent *event = tide_adverse_event_new ();
  g_autofree char *term = dup_term (self);

  tide_record_set_text (&event->term, term);
  event->course_id = self->course_id;
  event->severity = get_chosen (self->severity);
  event->relation = get_chosen (self->relation);
  event->action = get_chosen (self->action);
  event->serious = get_chosen (self->serious);
  event->started = read_day (self->started);
  event->ended = read_day (self->ended);
  return event;
}

/* The date that cannot stand and why (transfer full), or NULL. */
static char *
dup_date_fault (TideEffectRow *self, GtkWidget **where)
{
  TideDate from = TIDE_DATE_UNKNOWN, until = TIDE_DATE_UNKNOWN;
  char *fault = NULL;

  *where = self->started;
  if (!tide_date_entry_read_date (TIDE_DATE_ENTRY (self->started), &from, &fault))
    return fault;
  if (tide_date_is_known (from) && from > tide_date_today ())
    return g_strdup (_ ("The start lies in the future."));
  *where = self->ended;
  if (!tide_date_entry_read_date (TIDE_DATE_ENTRY (self->ended), &until, &fault))
    return fault;
  if (tide_date_is_known (from) && tide_date_is_known (until) && until < from)
    return g_strdup (_ ("The end lies before the start."));
  return NULL;
}

char *
tide_effect_row_dup_fault (TideEffectRow *self)
{
  g_autofree char *term = dup_term (self);
  GtkWidget *where;

  if (*term == '\0')
    return g_strdup (_ ("Name the unwanted effect."));
  g_autofree char *why = dup_date_fault (self, &where);
  return why != NULL ? g_strdup_printf ("%s: %s", term, why) : NULL;
}

gboolean
tide_effect_row_show_fault (TideEffectRow *self)
{
  GtkWidget *where;
  g_autofree char *why = dup_date_fault (self, &where);

  clear_fault (self);
  if (why == NULL)
    return FALSE;
  gtk_widget_set_visible (self->details, TRUE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_STATE_EXPANDED, TRUE, -1);
  gtk_widget_add_css_class (where, "error");
  gtk_label_set_text (GTK_LABEL (self->date_fault), why);
  gtk_widget_set_visible (self->date_fault, TRUE);
  gtk_widget_grab_focus (where);
  return TRUE;
}

void
tide_effect_row_focus (TideEffectRow *self)
{
  gtk_widget_grab_focus (self->term ? self->term : self->severity);
}

/* --- drafts --- */

/* What a row knows, by the names of the record. */
static const char *const draft_fields[]
  = { "term", "severity", "course_id", "started", "ended", "relation", "action", "serious" };

/* Half a date is no date of the record, and still somebody's work. */
static void
write_typed (GKeyFile *file, const char *group, const char *key, GtkWidget *entry)
{
  g_autofree char *fault = NULL;
  TideDate day;

  if (!tide_date_entry_read_date (TIDE_DATE_ENTRY (entry), &day, &fault))
    g_key_file_set_string (file, group, key,
                           gtk_editable_get_text (tide_date_entry_get_editable (TIDE_DATE_ENTRY (entry))));
}

void
tide_effect_row_write (TideEffectRow *self, GKeyFile *file, const char *group)
{
  g_autoptr (TideAdverseEvent) event = tide_effect_row_dup_event (self);

  for (guint i = 0; i < G_N_ELEMENTS (draft_fields); i++)
    {
      const TideField *field = tide_record_class_find (&tide_adverse_event_class, draft_fields[i]);
      g_autofree char *text = tide_record_field_to_text (event, field);

      g_key_file_set_string (file, group, draft_fields[i], text);
    }
  write_typed (file, group, "started-typed", self->started);
  write_typed (file, group, "ended-typed", self->ended);
}

gboolean
tide_effect_row_read_event (GKeyFile *file, const char *group, TideAdverseEvent *event)
{
  if (!g_key_file_has_group (file, group))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (draft_fields); i++)
    {
      const TideField *field = tide_record_class_find (&tide_adverse_event_class, draft_fields[i]);
      g_autofree char *text = g_key_file_get_string (file, group, draft_fields[i], NULL);

      if (text)
        tide_record_field_from_text (event, field, text, NULL);
    }
  return TRUE;
}

static void
read_typed (TideEffectRow *self, GKeyFile *file, const char *group, const char *key, GtkWidget *entry)
{
  g_autofree char *text = g_key_file_get_string (file, group, key, NULL);

  if (text == NULL)
    return;
  gtk_editable_set_text (tide_date_entry_get_editable (TIDE_DATE_ENTRY (entry)), text);
  gtk_widget_set_visible (self->details, TRUE);
}

void
tide_effect_row_read_typed (TideEffectRow *self, GKeyFile *file, const char *group)
{
  read_typed (self, file, group, "started-typed", self->started);
  read_typed (self, file, group, "ended-typed", self->ended);
}
