/* tide-form-section.c: keeps a long dialog short.
 *
 * Not a GtkExpander: that one takes its child out of the tree while it is folded, and a field that the dialog
 * cannot find would neither be read nor kept in a draft.  Nor a GtkRevealer: without a movement it asks for
 * the room of its child though it is folded. */

#include "tide-form-section.h"

#include "tide-form-dialog-private.h"

struct _TideFormSection
{
  GtkWidget parent_instance;

  GtkWidget *box, *button, *arrow, *body;
  GtkLabel *title_label;
};

G_DEFINE_FINAL_TYPE (TideFormSection, tide_form_section, GTK_TYPE_WIDGET)

enum
{
  PROP_TITLE = 1,
  PROP_CHILD,
};

gboolean
tide_form_section_get_open (TideFormSection *self)
{
  return gtk_widget_get_visible (self->body);
}

void
tide_form_section_set_open (TideFormSection *self, gboolean open)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_widget_set_visible (self->body, open);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow), open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
  if (root && TIDE_IS_FORM_DIALOG (root))
    tide_form_dialog_queue_fit (TIDE_FORM_DIALOG (root));
}

static void
clicked_cb (GtkButton *button, TideFormSection *self)
{
  tide_form_section_set_open (self, !tide_form_section_get_open (self));
}

static void
open_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (!tide_form_section_get_open (TIDE_FORM_SECTION (widget)))
    tide_form_section_set_open (TIDE_FORM_SECTION (widget), TRUE);
}

static void
tide_form_section_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TideFormSection *self = TIDE_FORM_SECTION (object);

  if (id == PROP_CHILD)
    {
      adw_bin_set_child (ADW_BIN (self->body), g_value_get_object (value));
      return;
    }
  gtk_label_set_text (self->title_label, g_value_get_string (value));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  g_value_get_string (value), -1);
}

static void
tide_form_section_dispose (GObject *object)
{
  g_clear_pointer (&TIDE_FORM_SECTION (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (tide_form_section_parent_class)->dispose (object);
}

static void
tide_form_section_class_init (TideFormSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = tide_form_section_dispose;
  object_class->set_property = tide_form_section_set_property;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-form-section.ui");
  gtk_widget_class_bind_template_child (widget_class, TideFormSection, box);
  gtk_widget_class_bind_template_child (widget_class, TideFormSection, button);
  gtk_widget_class_bind_template_child (widget_class, TideFormSection, arrow);
  gtk_widget_class_bind_template_child (widget_class, TideFormSection, body);
  gtk_widget_class_bind_template_child (widget_class, TideFormSection, title_label);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
  gtk_widget_class_install_action (widget_class, "section.open", NULL, open_action_cb);
  g_object_class_install_property (object_class, PROP_TITLE,
                                   g_param_spec_string ("title", NULL, NULL, NULL, flags));
  g_object_class_install_property (object_class, PROP_CHILD,
                                   g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, flags));
}

static void
tide_form_section_init (TideFormSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE, -1);
}
