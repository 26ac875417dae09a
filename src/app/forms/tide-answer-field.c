/* tide-answer-field.c: thirty questions are thirty keys.
 *
 * The question holds the keyboard, not its buttons, as in the rating forms: y, n and u answer and go on. "Not
 * known" is an answer that was given; no answer is none: both stay open, neither is a "no". */

#include "tide-answer-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-accessible-name.h"

#define N_REPLIES 4

/* --- the row: a GtkBox would hand the keyboard on to its children --- */

#define TIDE_TYPE_QUESTION_ROW (tide_question_row_get_type ())
G_DECLARE_FINAL_TYPE (TideQuestionRow, tide_question_row, TIDE, QUESTION_ROW, GtkWidget)

struct _TideQuestionRow
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (TideQuestionRow, tide_question_row, GTK_TYPE_WIDGET)

static void
tide_question_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (tide_question_row_parent_class)->dispose (object);
}

static void
tide_question_row_class_init (TideQuestionRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tide_question_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tide_question_row_init (TideQuestionRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 9);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "tide-question");
}

/* --- the field --- */

struct _TideAnswerField
{
  TideFormField parent_instance;

  GtkWidget *row, *label, *note, *note_button, *buttons[N_REPLIES];
  TideReply reply;
};

G_DEFINE_FINAL_TYPE (TideAnswerField, tide_answer_field, TIDE_TYPE_FORM_FIELD)

static guint answered_signal;
static const char *const codes[N_REPLIES] = { "", "unknown", "no", "yes" };

static const char *
get_word (TideReply reply)
{
  switch (reply)
    {
    case TIDE_REPLY_YES:
      return _ ("yes");
    case TIDE_REPLY_NO:
      return _ ("no");
    case TIDE_REPLY_UNKNOWN:
      return _ ("not known");
    case TIDE_REPLY_NONE:
    default:
      return _ ("open");
    }
}

static void
show_reply (TideAnswerField *self)
{
  g_autofree char *name = NULL;

  for (int i = TIDE_REPLY_UNKNOWN; i < N_REPLIES; i++)
    {
      gboolean chosen = (int) self->reply == i;

      if (chosen)
        gtk_widget_add_css_class (self->buttons[i], "chosen");
      else
        gtk_widget_remove_css_class (self->buttons[i], "chosen");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->buttons[i]), GTK_ACCESSIBLE_STATE_CHECKED,
                                   chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
    }
  name
    = g_strdup_printf ("%s: %s", tide_form_field_get_label (TIDE_FORM_FIELD (self)), get_word (self->reply));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (self->reply == TIDE_REPLY_YES || *gtk_editable_get_text (GTK_EDITABLE (self->note)))
    gtk_widget_set_visible (self->note, TRUE);
}

void
tide_answer_field_reply (TideAnswerField *self, TideReply reply)
{
  self->reply = reply;
  show_reply (self);
  tide_form_field_emit_changed (TIDE_FORM_FIELD (self));
}

gboolean
tide_answer_field_press (TideAnswerField *self, guint keyval)
{
  switch (gdk_keyval_to_lower (keyval))
    {
    case GDK_KEY_y:
      tide_answer_field_reply (self, TIDE_REPLY_YES);
      break;
    case GDK_KEY_n:
      tide_answer_field_reply (self, TIDE_REPLY_NO);
      break;
    case GDK_KEY_u:
      tide_answer_field_reply (self, TIDE_REPLY_UNKNOWN);
      break;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      gtk_widget_set_visible (self->note, TRUE);
      gtk_widget_grab_focus (self->note);
      return TRUE;
    case GDK_KEY_BackSpace:
    case GDK_KEY_Delete:
      tide_answer_field_reply (self, TIDE_REPLY_NONE);
      return TRUE;
    default:
      return FALSE;
    }
  g_signal_emit (self, answered_signal, 0);
  return TRUE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
                TideAnswerField *self)
{
  if (!gtk_widget_is_focus (self->row)
      || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0)
    return FALSE;
  return tide_answer_field_press (self, keyval);
}

static void
button_clicked_cb (GtkButton *button, TideAnswerField *self)
{
  for (int i = TIDE_REPLY_UNKNOWN; i < N_REPLIES; i++)
    if (GTK_WIDGET (button) == self->buttons[i])
      tide_answer_field_reply (self, (TideReply) i);
  gtk_widget_grab_focus (self->row);
}

static void
note_clicked_cb (GtkButton *button, TideAnswerField *self)
{
  gtk_widget_set_visible (self->note, TRUE);
  gtk_widget_grab_focus (self->note);
}

static void
note_changed_cb (GtkEditable *editable, TideAnswerField *self)
{
  tide_form_field_emit_changed (TIDE_FORM_FIELD (self));
}

static char *
tide_answer_field_dup_text (TideFormField *field, char **fault)
{
  return g_strdup (codes[TIDE_ANSWER_FIELD (field)->reply]);
}

static void
tide_answer_field_set_text (TideFormField *field, const char *text)
{
  TideAnswerField *self = TIDE_ANSWER_FIELD (field);

  self->reply = TIDE_REPLY_NONE;
  for (int i = 0; i < N_REPLIES; i++)
    if (g_str_equal (codes[i], text))
      self->reply = (TideReply) i;
  show_reply (self);
}

/* "yes|since the spring" */
static char *
tide_answer_field_dup_typed (TideFormField *field)
{
  TideAnswerField *self = TIDE_ANSWER_FIELD (field);

  return g_strdup_printf ("%s|%s", codes[self->reply], gtk_editable_get_text (GTK_EDITABLE (self->note)));
}

static void
tide_answer_field_set_typed (TideFormField *field, const char *typed)
{
  TideAnswerField *self = TIDE_ANSWER_FIELD (field);
  const char *bar = strchr (typed, '|');
  g_autofree char *code = bar ? g_strndup (typed, (gsize) (bar - typed)) : g_strdup (typed);

  gtk_editable_set_text (GTK_EDITABLE (self->note), bar ? bar + 1 : "");
  tide_answer_field_set_text (field, code);
}

static gboolean
tide_answer_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (TIDE_ANSWER_FIELD (widget)->row);
}

static void
tide_answer_field_class_init (TideAnswerFieldClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = tide_answer_field_grab_focus;
  TIDE_FORM_FIELD_CLASS (klass)->dup_text = tide_answer_field_dup_text;
  TIDE_FORM_FIELD_CLASS (klass)->set_text = tide_answer_field_set_text;
  TIDE_FORM_FIELD_CLASS (klass)->dup_typed = tide_answer_field_dup_typed;
  TIDE_FORM_FIELD_CLASS (klass)->set_typed = tide_answer_field_set_typed;
  answered_signal = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_button (TideAnswerField *self, TideReply reply, const char *label)
{
  GtkWidget *button
    = g_object_new (GTK_TYPE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO, "label", label, NULL);

  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_add_css_class (button, "tide-answer");
  gtk_widget_add_css_class (button, "wide");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, get_word (reply),
                                  -1);
  g_signal_connect (button, "clicked", G_CALLBACK (button_clicked_cb), self);
  self->buttons[reply] = button;
  return button;
}

static GtkWidget *
make_buttons (TideAnswerField *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (buttons, "tide-answers");
  gtk_widget_set_valign (buttons, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (buttons), make_button (self, TIDE_REPLY_YES, _ ("Y  yes")));
  gtk_box_append (GTK_BOX (buttons), make_button (self, TIDE_REPLY_NO, _ ("N  no")));
  gtk_box_append (GTK_BOX (buttons), make_button (self, TIDE_REPLY_UNKNOWN, _ ("U  not known")));
  return buttons;
}

static GtkWidget *
make_row (TideAnswerField *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->row = g_object_new (TIDE_TYPE_QUESTION_ROW, NULL);
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_widget_set_parent (self->label, self->row);
  gtk_widget_set_parent (make_buttons (self), self->row);
  self->note_button = gtk_button_new_from_icon_name ("document-edit-symbolic");
  gtk_widget_add_css_class (self->note_button, "flat");
  gtk_widget_set_valign (self->note_button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->note_button, _ ("Add a note (Enter)"));
  gtk_widget_set_focusable (self->note_button, FALSE); /* Enter does it */
  g_signal_connect (self->note_button, "clicked", G_CALLBACK (note_clicked_cb), self);
  gtk_widget_set_parent (self->note_button, self->row);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->row, keys);
  return self->row;
}

static void
tide_answer_field_init (TideAnswerField *self)
{
  GtkWidget *control = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->note = gtk_entry_new ();
  gtk_widget_set_visible (self->note, FALSE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->note), _ ("Note: since when, how it is treated"));
  g_signal_connect (self->note, "changed", G_CALLBACK (note_changed_cb), self);
  gtk_box_append (GTK_BOX (control), make_row (self));
  gtk_box_append (GTK_BOX (control), self->note);
  tide_form_field_set_control (TIDE_FORM_FIELD (self), control);
  tide_form_field_hide_label (TIDE_FORM_FIELD (self));
}

GtkWidget *
tide_answer_field_new (const char *field, const char *question, const char *yes_words)
{
  TideAnswerField *self
    = g_object_new (TIDE_TYPE_ANSWER_FIELD, "field", field, "label", question, "hint", NULL, NULL);
  g_autofree char *note = g_strdup_printf (_ ("Note on: %s"), question);
  g_autofree char *yes = yes_words ? g_strdup_printf (_ ("Yes: %s"), yes_words) : NULL;

  gtk_label_set_text (GTK_LABEL (self->label), question);
  gtk_widget_set_tooltip_text (self->label, yes);
  tide_accessible_name (self->note, note);
  tide_accessible_name (self->note_button, note);
  if (yes)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, yes, -1);
  show_reply (self);
  return GTK_WIDGET (self);
}

void
tide_answer_field_set_note_hint (TideAnswerField *self, const char *hint)
{
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->note), hint);
}

TideReply
tide_answer_field_get_reply (TideAnswerField *self)
{
  return self->reply;
}

void
tide_answer_field_set (TideAnswerField *self, TideReply reply, const char *note)
{
  gtk_editable_set_text (GTK_EDITABLE (self->note), note ? note : "");
  self->reply = reply;
  show_reply (self);
}

char *
tide_answer_field_dup_note (TideAnswerField *self)
{
  g_autofree char *note = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->note))));

  return *note ? g_steal_pointer (&note) : NULL;
}
