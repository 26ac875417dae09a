/* tide-compare-page.c: the shell of Compare: header with Back and its own views, the caveats at the foot.
 *
 * The caveats cannot be closed: a comparison without them says more than it knows.  What the views show is
 * their own business (tide-compare-view.h). */
#include "tide-compare-page.h"

#include <glib/gi18n-lib.h>
#include "tide-compare-clinic-view.h"
#include "tide-compare-own-view.h"
#include "tide-compare-view.h"

struct _TideComparePage
{
  AdwBin parent_instance;

  AdwViewSwitcherTitle *switcher;
  AdwViewSwitcherBar *bar;
  AdwViewStack *views;
  TideCompareOwnView *own;
  TideCompareClinicView *over_time, *spread;
  GtkWidget *title, *badge, *caveat_bar;
  GtkToggleButton *table_button;
  GtkLabel *caveat_label;
  GtkMenuButton *caveat_button;
  GtkListBox *caveat_list;
  GtkWidget *export_button, *print_button;

  TideClinic *clinic;
  guint narrow_id;
};

G_DEFINE_FINAL_TYPE (TideComparePage, tide_compare_page, ADW_TYPE_BIN)

enum
{
  CLOSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static TideCompareView *
get_view (TideComparePage *self)
{
  GtkWidget *child = adw_view_stack_get_visible_child (self->views);
  return TIDE_IS_COMPARE_VIEW (child) ? TIDE_COMPARE_VIEW (child) : NULL;
}

/* --- caveats --- */

static char *
dup_markup (const TideViewCaveat *caveat)
{
  return *caveat->lead != '\0' ? g_markup_printf_escaped ("<b>%s</b> %s", caveat->lead, caveat->text)
                               : g_markup_escape_text (caveat->text, -1);
}

static void
show_caveats (TideComparePage *self, const GPtrArray *caveats)
{
  g_autoptr (GString) bar = g_string_new (NULL);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->caveat_list)); row != NULL;
       row = gtk_widget_get_first_child (GTK_WIDGET (self->caveat_list)))
    gtk_list_box_remove (self->caveat_list, row);
  for (guint i = 0; i < caveats->len; i++)
    {
      g_autofree char *markup = dup_markup (caveats->pdata[i]);
      GtkWidget *label = gtk_label_new (NULL);
      gtk_label_set_markup (GTK_LABEL (label), markup);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
      gtk_list_box_append (self->caveat_list, label);
      if (i == 0 || ((const TideViewCaveat *) caveats->pdata[i])->weighty)
        g_string_append_printf (bar, "%s%s", i > 0 ? " " : "", markup);
    }
  gtk_label_set_markup (self->caveat_label, bar->str);
  gtk_widget_set_tooltip_markup (GTK_WIDGET (self->caveat_label), bar->str);
  g_autofree char *words
    = g_strdup_printf (ngettext ("%u _caveat", "All %u _caveats", caveats->len), caveats->len);
  gtk_menu_button_set_label (self->caveat_button, words);
  gtk_widget_set_visible (self->caveat_bar, caveats->len > 0);
}

static void
refresh (TideComparePage *self)
{
  TideCompareView *view = get_view (self);
  if (view == NULL || self->clinic == NULL || tide_clinic_is_locked (self->clinic))
    return;
  g_autoptr (GPtrArray) caveats = tide_compare_view_list_caveats (view);
  gboolean has = tide_compare_view_has_figure (view);
  show_caveats (self, caveats);
  tide_compare_view_set_table (view, gtk_toggle_button_get_active (self->table_button));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.print", has);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.export", has);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.export-rows",
                                 has && TIDE_IS_COMPARE_CLINIC_VIEW (view));
  gtk_widget_set_sensitive (self->export_button, has);
  gtk_widget_set_sensitive (GTK_WIDGET (self->table_button), has);
}

static void
view_changed_cb (TideCompareView *view, TideComparePage *self)
{
  if (view == get_view (self))
    refresh (self);
}

/* Narrow: the switcher shows the title, and the views go to the foot.  Told while sizes are given out; what
 * it shows and hides has to wait until that is over. */
static gboolean
narrow_cb (gpointer data)
{
  TideComparePage *self = data;
  gboolean narrow = adw_view_switcher_title_get_title_visible (self->switcher);
  self->narrow_id = 0;
  gtk_widget_set_visible (self->title, !narrow);
  adw_view_switcher_bar_set_reveal (self->bar, narrow);
  return G_SOURCE_REMOVE;
}

static void
title_visible_cb (TideComparePage *self)
{
  if (self->narrow_id == 0)
    self->narrow_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, narrow_cb, self, NULL);
}

/* --- actions --- */

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[CLOSED], 0, FALSE, NULL);
}

static void
table_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideComparePage *self = TIDE_COMPARE_PAGE (widget);
  gtk_toggle_button_set_active (self->table_button, !gtk_toggle_button_get_active (self->table_button));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCompareView *view = get_view (TIDE_COMPARE_PAGE (widget));
  if (view != NULL)
    tide_compare_view_export (view, g_variant_get_string (parameter, NULL));
}

static void
export_rows_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCompareView *view = get_view (TIDE_COMPARE_PAGE (widget));
  if (TIDE_IS_COMPARE_CLINIC_VIEW (view))
    tide_compare_view_export (view, "csv");
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCompareView *view = get_view (TIDE_COMPARE_PAGE (widget));
  if (view != NULL)
    tide_compare_view_print (view);
}

static void
caveats_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (TIDE_COMPARE_PAGE (widget)->caveat_button);
}

static void
view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideComparePage *self = TIDE_COMPARE_PAGE (widget);
  const char *view = g_variant_get_string (parameter, NULL);
  if (adw_view_stack_get_child_by_name (self->views, view) != NULL)
    adw_view_stack_set_visible_child_name (self->views, view);
}

/* --- class --- */

static void
tide_compare_page_dispose (GObject *object)
{
  TideComparePage *self = TIDE_COMPARE_PAGE (object);
  g_clear_handle_id (&self->narrow_id, g_source_remove);
  g_clear_object (&self->clinic);
  G_OBJECT_CLASS (tide_compare_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "compare.close", NULL, close_action);
  gtk_widget_class_install_action (klass, "compare.view", "s", view_action);
  gtk_widget_class_install_action (klass, "compare.table-twin", NULL, table_action);
  gtk_widget_class_install_action (klass, "compare.export", "s", export_action);
  gtk_widget_class_install_action (klass, "compare.export-rows", NULL, export_rows_action);
  gtk_widget_class_install_action (klass, "compare.print", NULL, print_action);
  gtk_widget_class_install_action (klass, "compare.show-caveats", NULL, caveats_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Escape, 0, "compare.close", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Left, GDK_ALT_MASK, "compare.close", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_t, GDK_CONTROL_MASK, "compare.table-twin", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_p, GDK_CONTROL_MASK, "compare.print", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_1, GDK_CONTROL_MASK, "compare.view", "s", "over-time");
  gtk_widget_class_add_binding_action (klass, GDK_KEY_2, GDK_CONTROL_MASK, "compare.view", "s", "spread");
  gtk_widget_class_add_binding_action (klass, GDK_KEY_3, GDK_CONTROL_MASK, "compare.view", "s",
                                       "one-patient");
}

static void
tide_compare_page_class_init (TideComparePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_compare_page_dispose;
  signals[CLOSED] = g_signal_new ("closed", TIDE_TYPE_COMPARE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_BOOLEAN, G_TYPE_STRING);
  install_actions (widget_class);
  g_type_ensure (TIDE_TYPE_COMPARE_OWN_VIEW);
  g_type_ensure (TIDE_TYPE_COMPARE_CLINIC_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-compare-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TideComparePage, switcher);
  gtk_widget_class_bind_template_child (widget_class, TideComparePage, bar);
  gtk_widget_class_bind_template_child (widget_class, TideComparePage, views);
  gtk_widget_class_bind_template_child (widget_class, TideComparePage, own);
  gtk_widget_class_bind_template_child (widget_class, TideComparePage, over_time);
  gtk_widget_class_bind_template_child (widget_class, TideComparePage, spread);
  gtk_widget_class_bind_template_child (widget_class, TideComparePage, title);
  gtk_widget_class_bind_template_child (widget_class, TideComparePage, badge);
  gtk_widget_class_bind_template_child (widget_class, TideComparePage, caveat_bar);
  gtk_widget_class_bind_template_child (widget_class, TideComparePage, caveat_label);
  gtk_widget_class_bind_template_child (widget_class, TideComparePage, caveat_button);
  gtk_widget_class_bind_template_child (widget_class, TideComparePage, caveat_list);
  gtk_widget_class_bind_template_child (widget_class, TideComparePage, table_button);
  gtk_widget_class_bind_template_child (widget_class, TideComparePage, export_button);
  gtk_widget_class_bind_template_child (widget_class, TideComparePage, print_button);
}

static void
tide_compare_page_init (TideComparePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->switcher, "notify::title-visible", G_CALLBACK (title_visible_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->views, "notify::visible-child", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table_button, "toggled", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->own, "changed", G_CALLBACK (view_changed_cb), self, 0);
  g_signal_connect_object (self->over_time, "changed", G_CALLBACK (view_changed_cb), self, 0);
  g_signal_connect_object (self->spread, "changed", G_CALLBACK (view_changed_cb), self, 0);
}

GtkWidget *
tide_compare_page_make (TideClinic *clinic, GVariant *parameter)
{
  const char *view;
  gint64 patient_id;
  TideComparePage *self = g_object_new (TIDE_TYPE_COMPARE_PAGE, NULL);
  g_variant_get (parameter, "(&sx)", &view, &patient_id);
  self->clinic = g_object_ref (clinic);
  gtk_widget_set_visible (self->badge, tide_clinic_is_synthetic (clinic));
  g_autoptr (TideCompareClinic) model = tide_compare_clinic_new (clinic);
  tide_compare_clinic_view_set_model (self->over_time, model);
  tide_compare_clinic_view_set_model (self->spread, model);
  tide_compare_own_view_show (self->own, clinic, patient_id);
  if (adw_view_stack_get_child_by_name (self->views, view) != NULL)
    adw_view_stack_set_visible_child_name (self->views, view);
  title_visible_cb (self);
  refresh (self);
  return GTK_WIDGET (self);
}
