/* tide-effects-box.c: "none" is an answer: without it a rate of unwanted effects has no denominator.
 *
 * Rows are typed as free terms with a severity; what is still going on from earlier visits is named above
 * them, so that it is not entered twice. */

#include "tide-effects-box.h"

#include <glib/gi18n-lib.h>

#include "tide-accessible-name.h"
#include "tide-typed-time.h"

struct _TideEffectsBox
{
  GtkWidget parent_instance;

  TideAnswerSheet *sheet;
  guint part;
  GtkWidget *box, *none, *some, *ongoing, *list, *add;
};

G_DEFINE_FINAL_TYPE (TideEffectsBox, tide_effects_box, GTK_TYPE_WIDGET)

static guint changed_signal;

typedef struct
{
  GtkWidget *term, *severity;
} Effect;

static Effect *
get_effect (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "tide-effect");
}

static void
emit_changed (TideEffectsBox *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
term_changed_cb (GtkEditable *editable, TideEffectsBox *self)
{
  emit_changed (self);
}

static void
severity_changed_cb (GtkDropDown *drop, GParamSpec *pspec, TideEffectsBox *self)
{
  emit_changed (self);
}

static void
term_activate_cb (GtkEntry *entry, TideEffectsBox *self)
{
  gtk_widget_child_focus (gtk_widget_get_parent (GTK_WIDGET (entry)), GTK_DIR_TAB_FORWARD);
}

static void
remove_clicked_cb (GtkButton *button, TideEffectsBox *self)
{
  gtk_box_remove (GTK_BOX (self->list), gtk_widget_get_parent (GTK_WIDGET (button)));
  emit_changed (self);
}

static GtkWidget *
make_severity (void)
{
  const char *labels[] = { _ ("severity?"), _ ("mild"), _ ("moderate"), _ ("severe"), NULL };
  GtkWidget *drop = gtk_drop_down_new_from_strings (labels);

  tide_accessible_name (drop, _ ("Severity"));
  return drop;
}

static GtkWidget *
make_row (TideEffectsBox *self, const char *term, int severity)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  Effect *effect = g_new0 (Effect, 1);

  effect->term = gtk_entry_new ();
  gtk_widget_set_hexpand (effect->term, TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (effect->term), _ ("Effect, such as nausea"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (effect->term), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Unwanted effect"), -1);
  gtk_editable_set_text (GTK_EDITABLE (effect->term), term ? term : "");
  g_signal_connect (effect->term, "changed", G_CALLBACK (term_changed_cb), self);
  g_signal_connect (effect->term, "activate", G_CALLBACK (term_activate_cb), self);
  effect->severity = make_severity ();
  gtk_drop_down_set_selected (GTK_DROP_DOWN (effect->severity), (guint) CLAMP (severity, 0, 3));
  g_signal_connect (effect->severity, "notify::selected", G_CALLBACK (severity_changed_cb), self);
  gtk_widget_set_tooltip_text (remove, _ ("Take this effect out"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Take this effect out"), -1);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_clicked_cb), self);
  g_object_set_data_full (G_OBJECT (row), "tide-effect", effect, g_free);
  gtk_box_append (GTK_BOX (row), effect->term);
  gtk_box_append (GTK_BOX (row), effect->severity);
  gtk_box_append (GTK_BOX (row), remove);
  return row;
}

void
tide_effects_box_add (TideEffectsBox *self, const char *term, int severity)
{
  GtkWidget *row = make_row (self, term, severity);

  gtk_box_append (GTK_BOX (self->list), row);
  if (term == NULL)
    gtk_widget_grab_focus (get_effect (row)->term);
  emit_changed (self);
}

static void
add_clicked_cb (GtkButton *button, TideEffectsBox *self)
{
  tide_effects_box_add (self, NULL, 0);
}

static void
answer_clicked_cb (GtkButton *button, TideEffectsBox *self)
{
  gboolean some = GTK_WIDGET (button) == self->some;
  guint row = tide_answer_sheet_get_part (self->sheet, self->part)->first_row;

  tide_answer_sheet_set_cursor (self->sheet, row);
  tide_answer_sheet_set_effects (self->sheet, self->part, some ? TIDE_EFFECTS_SOME : TIDE_EFFECTS_NONE);
}

static void
show_ongoing (TideEffectsBox *self, const TideHistory *history)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < history->adverse_events->len; i++)
    {
      const TideAdverseEvent *event = history->adverse_events->pdata[i];
      g_autofree char *since = tide_typed_date_to_text (
        tide_instant_is_known (event->started) ? tide_instant_get_date (event->started) : TIDE_DATE_UNKNOWN);

      if (event->entered_in_error || tide_instant_is_known (event->ended))
        continue;
      g_string_append_printf (words, "%s%s", words->len ? ", " : "", event->term);
      if (*since)
        g_string_append_printf (words, _ (" since %s"), since);
    }
  if (words->len)
    {
      g_autofree char *text = g_strdup_printf (_ ("Still open from before: %s."), words->str);

      gtk_label_set_text (GTK_LABEL (self->ongoing), text);
    }
  gtk_widget_set_visible (self->ongoing, words->len > 0);
}

static void
tide_effects_box_dispose (GObject *object)
{
  TideEffectsBox *self = TIDE_EFFECTS_BOX (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->sheet);
  G_OBJECT_CLASS (tide_effects_box_parent_class)->dispose (object);
}

static void
tide_effects_box_class_init (TideEffectsBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tide_effects_box_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidemark/Tidemark/ui/tide-effects-box.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, TideEffectsBox, box);
  gtk_widget_class_bind_template_child (widget_class, TideEffectsBox, none);
  gtk_widget_class_bind_template_child (widget_class, TideEffectsBox, some);
  gtk_widget_class_bind_template_child (widget_class, TideEffectsBox, ongoing);
  gtk_widget_class_bind_template_child (widget_class, TideEffectsBox, list);
  gtk_widget_class_bind_template_child (widget_class, TideEffectsBox, add);
  gtk_widget_class_bind_template_callback (widget_class, answer_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
tide_effects_box_init (TideEffectsBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tide_effects_box_new (TideAnswerSheet *sheet, guint part, const TideHistory *history)
{
  TideEffectsBox *self = g_object_new (TIDE_TYPE_EFFECTS_BOX, NULL);

  self->sheet = g_object_ref (sheet);
  self->part = part;
  show_ongoing (self, history);
  tide_effects_box_update (self);
  return GTK_WIDGET (self);
}

static void
set_chosen (GtkWidget *button, gboolean chosen)
{
  if (chosen)
    gtk_widget_add_css_class (button, "chosen");
  else
    gtk_widget_remove_css_class (button, "chosen");
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_CHECKED,
                               chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

void
tide_effects_box_update (TideEffectsBox *self)
{
  const TideSheetPart *part = tide_answer_sheet_get_part (self->sheet, self->part);
  gboolean some = part->effects == TIDE_EFFECTS_SOME;

  set_chosen (self->none, part->effects == TIDE_EFFECTS_NONE);
  set_chosen (self->some, some);
  gtk_widget_set_visible (self->list, some);
  gtk_widget_set_visible (self->add, some);
  if (some && gtk_widget_get_first_child (self->list) == NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    tide_effects_box_add (self, NULL, 0);
  if (tide_answer_sheet_get_cursor (self->sheet) == part->first_row)
    gtk_widget_add_css_class (GTK_WIDGET (self), "current");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "current");
}

static char *
dup_term (GtkWidget *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (get_effect (row)->term))));
}

GPtrArray *
tide_effects_box_list (TideEffectsBox *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (tide_record_free);
  GtkWidget *row = gtk_widget_get_first_child (self->list);

  if (tide_answer_sheet_get_part (self->sheet, self->part)->effects != TIDE_EFFECTS_SOME)
    return list;
  for (; row; row = gtk_widget_get_next_sibling (row))
    {
      TideAdverseEvent *event = tide_adverse_event_new ();
      g_autofree char *term = dup_term (row);

      tide_record_set_text (&event->term, term);
      event->severity = (int) gtk_drop_down_get_selected (GTK_DROP_DOWN (get_effect (row)->severity));
      g_ptr_array_add (list, event);
    }
  return list;
}

char *
tide_effects_box_dup_fault (TideEffectsBox *self)
{
  g_autoptr (GPtrArray) list = tide_effects_box_list (self);

  if (tide_answer_sheet_get_part (self->sheet, self->part)->effects != TIDE_EFFECTS_SOME)
    return NULL;
  if (list->len == 0)
    return g_strdup (_ ("Name the unwanted effect, or say that there is none."));
  for (guint i = 0; i < list->len; i++)
    if (((TideAdverseEvent *) list->pdata[i])->term == NULL)
      return g_strdup (_ ("Name the unwanted effect."));
  return NULL;
}
