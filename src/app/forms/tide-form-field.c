/* tide-form-field.c: the frame that all fields share, so that every fault in every dialog looks and reads the
 * same. */

#include "tide-form-field.h"

#include "tide-accessible-name.h"

typedef struct
{
  GtkWidget *box, *control;
  GtkLabel *label, *fault, *doubt, *hint;
  char *field, *label_text;
  gboolean touched, left, filling;
} TideFormFieldPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (TideFormField, tide_form_field, GTK_TYPE_WIDGET)

enum
{
  PROP_FIELD = 1,
  PROP_LABEL,
  PROP_HINT,
};
static guint changed_signal, left_signal, activate_signal;

static TideFormFieldPrivate *
get_private (TideFormField *self)
{
  return tide_form_field_get_instance_private (self);
}

static void
set_label (TideFormField *self, const char *label)
{
  TideFormFieldPrivate *p = get_private (self);

  g_free (p->label_text);
  p->label_text = g_strdup (label);
  gtk_label_set_text (p->label, label ? label : "");
  if (p->control)
    tide_accessible_name (p->control, label ? label : "");
}

static void
tide_form_field_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TideFormField *self = TIDE_FORM_FIELD (object);
  TideFormFieldPrivate *p = get_private (self);

  switch (id)
    {
    case PROP_FIELD:
      g_free (p->field);
      p->field = g_value_dup_string (value);
      break;
    case PROP_LABEL:
      set_label (self, g_value_get_string (value));
      break;
    case PROP_HINT:
      tide_form_field_set_hint (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tide_form_field_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TideFormFieldPrivate *p = get_private (TIDE_FORM_FIELD (object));

  if (id == PROP_FIELD)
    g_value_set_string (value, p->field);
  else if (id == PROP_LABEL)
    g_value_set_string (value, p->label_text);
  else
    g_value_set_string (value, gtk_label_get_text (p->hint));
}

static char *
tide_form_field_default_dup_typed (TideFormField *self)
{
  g_autofree char *fault = NULL;
  char *text = TIDE_FORM_FIELD_GET_CLASS (self)->dup_text (self, &fault);

  return text ? text : g_strdup ("");
}

static void
tide_form_field_default_set_typed (TideFormField *self, const char *typed)
{
  TIDE_FORM_FIELD_GET_CLASS (self)->set_text (self, typed);
}

/* What pops up from the field belongs to it: a list or a calendar is no leaving. */
static void
focus_left_cb (GtkEventControllerFocus *focus, TideFormField *self)
{
  TideFormFieldPrivate *p = get_private (self);

  if (!p->touched || p->left || p->control == NULL)
    return;
  p->left = TRUE;
  g_signal_emit (self, left_signal, 0);
}

static gboolean
tide_form_field_grab_focus (GtkWidget *widget)
{
  TideFormFieldPrivate *p = get_private (TIDE_FORM_FIELD (widget));

  return p->control
         && (gtk_widget_grab_focus (p->control) || gtk_widget_child_focus (p->control, GTK_DIR_TAB_FORWARD));
}

/* GTK's own would, going back, give the keyboard to the field itself, which hands it to its control again. */
static gboolean
tide_form_field_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (get_private (TIDE_FORM_FIELD (widget))->box, direction);
}

static void
tide_form_field_dispose (GObject *object)
{
  TideFormFieldPrivate *p = get_private (TIDE_FORM_FIELD (object));

  p->filling = TRUE;
  p->control = NULL;
  g_clear_pointer (&p->box, gtk_widget_unparent);
  G_OBJECT_CLASS (tide_form_field_parent_class)->dispose (object);
}

static void
tide_form_field_finalize (GObject *object)
{
  TideFormFieldPrivate *p = get_private (TIDE_FORM_FIELD (object));

  g_free (p->field);
  g_free (p->label_text);
  G_OBJECT_CLASS (tide_form_field_parent_class)->finalize (object);
}

static void
tide_form_field_class_init (TideFormFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = tide_form_field_set_property;
  object_class->get_property = tide_form_field_get_property;
  object_class->dispose = tide_form_field_dispose;
  object_class->finalize = tide_form_field_finalize;
  klass->dup_typed = tide_form_field_default_dup_typed;
  klass->set_typed = tide_form_field_default_set_typed;
  widget_class->grab_focus = tide_form_field_grab_focus;
  widget_class->focus = tide_form_field_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidemark/Tidemark/ui/tide-form-field.ui");
  gtk_widget_class_bind_template_child_private (widget_class, TideFormField, box);
  gtk_widget_class_bind_template_child_private (widget_class, TideFormField, label);
  gtk_widget_class_bind_template_child_private (widget_class, TideFormField, fault);
  gtk_widget_class_bind_template_child_private (widget_class, TideFormField, doubt);
  gtk_widget_class_bind_template_child_private (widget_class, TideFormField, hint);
  g_object_class_install_property (object_class, PROP_FIELD,
                                   g_param_spec_string ("field", NULL, NULL, NULL, flags));
  g_object_class_install_property (object_class, PROP_LABEL,
                                   g_param_spec_string ("label", NULL, NULL, NULL, flags));
  g_object_class_install_property (object_class, PROP_HINT,
                                   g_param_spec_string ("hint", NULL, NULL, NULL, flags));
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  left_signal = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);
  activate_signal = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
tide_form_field_init (TideFormField *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

const char *
tide_form_field_get_field (TideFormField *self)
{
  return get_private (self)->field;
}

const char *
tide_form_field_get_label (TideFormField *self)
{
  return get_private (self)->label_text;
}

char *
tide_form_field_dup_text (TideFormField *self, char **fault)
{
  *fault = NULL;
  return TIDE_FORM_FIELD_GET_CLASS (self)->dup_text (self, fault);
}

void
tide_form_field_set_text (TideFormField *self, const char *text)
{
  TideFormFieldPrivate *p = get_private (self);

  p->filling = TRUE;
  TIDE_FORM_FIELD_GET_CLASS (self)->set_text (self, text ? text : "");
  p->filling = FALSE;
}

char *
tide_form_field_dup_typed (TideFormField *self)
{
  return TIDE_FORM_FIELD_GET_CLASS (self)->dup_typed (self);
}

void
tide_form_field_set_typed (TideFormField *self, const char *typed)
{
  TideFormFieldPrivate *p = get_private (self);

  p->filling = TRUE;
  TIDE_FORM_FIELD_GET_CLASS (self)->set_typed (self, typed ? typed : "");
  p->filling = FALSE;
}

/* Where the keyboard is when one types: an entry beside its buttons, a text in its scroller. */
static GtkWidget *
find_typed_in (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_EDITABLE (widget) || GTK_IS_TEXT_VIEW (widget))
    return widget;
  if (GTK_IS_DROP_DOWN (widget)) /* its search is no part of the form */
    return NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_typed_in (child);
  return found;
}

/* What a screen reader says after the name: what is wrong, or else what is doubtful. */
static void
describe (TideFormField *self)
{
  TideFormFieldPrivate *p = get_private (self);
  const char *fault = gtk_label_get_text (p->fault), *doubt = gtk_label_get_text (p->doubt);
  GtkWidget *typed_in = p->control != NULL && !GTK_IS_GRID (p->control) ? find_typed_in (p->control) : NULL;
  GtkWidget *spoken = typed_in != NULL ? typed_in : p->control;

  if (spoken != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (spoken), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    *fault ? fault : doubt, -1);
}

void
tide_form_field_set_fault (TideFormField *self, const char *fault)
{
  TideFormFieldPrivate *p = get_private (self);

  gtk_label_set_text (p->fault, fault ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (p->fault), fault && *fault);
  if (fault && *fault)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "error");
      gtk_widget_activate_action (GTK_WIDGET (self), "section.open", NULL); /* not folded away */
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  describe (self);
}

const char *
tide_form_field_get_fault (TideFormField *self)
{
  return gtk_label_get_text (get_private (self)->fault);
}

void
tide_form_field_set_doubt (TideFormField *self, const char *doubt)
{
  TideFormFieldPrivate *p = get_private (self);

  gtk_label_set_text (p->doubt, doubt ? doubt : "");
  gtk_widget_set_visible (GTK_WIDGET (p->doubt), doubt && *doubt);
  if (doubt && *doubt)
    gtk_widget_add_css_class (GTK_WIDGET (self), "doubtful");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "doubtful");
  describe (self);
}

const char *
tide_form_field_get_doubt (TideFormField *self)
{
  return gtk_label_get_text (get_private (self)->doubt);
}

void
tide_form_field_set_hint (TideFormField *self, const char *hint)
{
  TideFormFieldPrivate *p = get_private (self);

  gtk_label_set_text (p->hint, hint ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (p->hint), hint && *hint);
}

gboolean
tide_form_field_get_touched (TideFormField *self)
{
  return get_private (self)->touched;
}

void
tide_form_field_set_touched (TideFormField *self, gboolean touched)
{
  get_private (self)->touched = touched;
  if (!touched)
    get_private (self)->left = FALSE;
}

gboolean
tide_form_field_get_left (TideFormField *self)
{
  return get_private (self)->left;
}

void
tide_form_field_set_control (TideFormField *self, GtkWidget *control)
{
  TideFormFieldPrivate *p = get_private (self);

  p->control = control;
  /* The label is no mnemonic's: as such GTK would say the name twice. */
  gtk_box_insert_child_after (GTK_BOX (p->box), control, GTK_WIDGET (p->label));
  if (p->label_text)
    tide_accessible_name (control, p->label_text);
}

void
tide_form_field_hide_label (TideFormField *self)
{
  gtk_widget_set_visible (GTK_WIDGET (get_private (self)->label), FALSE);
}

GtkWidget *
tide_form_field_get_control (TideFormField *self)
{
  return get_private (self)->control;
}

void
tide_form_field_emit_changed (TideFormField *self)
{
  TideFormFieldPrivate *p = get_private (self);

  if (p->filling)
    return;
  p->touched = TRUE;
  g_signal_emit (self, changed_signal, 0);
}

void
tide_form_field_emit_activate (TideFormField *self)
{
  g_signal_emit (self, activate_signal, 0);
}
