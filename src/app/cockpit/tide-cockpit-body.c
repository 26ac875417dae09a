/* tide-cockpit-body.c: holds the four parts of the cockpit. */
#include "tide-cockpit-body.h"

#include "tide-cockpit-layout.h"

struct _TideCockpitBody
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (TideCockpitBody, tide_cockpit_body, GTK_TYPE_WIDGET)

static void
tide_cockpit_body_dispose (GObject *object)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (tide_cockpit_body_parent_class)->dispose (object);
}

static void
tide_cockpit_body_class_init (TideCockpitBodyClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tide_cockpit_body_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), TIDE_TYPE_COCKPIT_LAYOUT);
}

static void
tide_cockpit_body_init (TideCockpitBody *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "tide-cockpit-body");
}

void
tide_cockpit_body_set_parts (TideCockpitBody *self, GtkWidget *prompt, GtkWidget *left, GtkWidget *middle,
                             GtkWidget *right)
{
  GtkWidget *parts[] = { prompt, left, middle, right };
  g_return_if_fail (TIDE_IS_COCKPIT_BODY (self));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_widget_set_parent (parts[i], GTK_WIDGET (self));
}
