/* tide-alert-box.c: the open alerts of a patient.
 *
 * An alert tints its box; the icon and the word say the level too, and its button stays plain: red buttons
 * are for destructive steps only.
 */
#include "tide-alert-box.h"

#include <glib/gi18n-lib.h>
#include "tide-accessible-name.h"
#include "tide-alert-rules.h"
#include "tide-patient-summary.h"

struct _TideAlertBox
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkWidget *frame, *action_button, *record_button;
  GtkImage *image;
  GtkImage *record_image;
  GtkLabel *title_label, *advice_label, *record_label;
  GtkMenuButton *more_button;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (TideAlertBox, tide_alert_box, ADW_TYPE_BIN)

static void
set_level (TideAlertBox *self, TideLevel level)
{
  static const char *const tints[] = { NULL, "yellow", "amber", "red" };
  for (TideLevel l = TIDE_LEVEL_YELLOW; l <= TIDE_LEVEL_RED; l++)
    {
      gtk_widget_remove_css_class (self->frame, tints[l]);
      gtk_widget_remove_css_class (GTK_WIDGET (self->image), tide_level_css_class (l));
    }
  if (level == TIDE_LEVEL_NONE)
    return;
  gtk_widget_add_css_class (self->frame, tints[level]);
  gtk_widget_add_css_class (GTK_WIDGET (self->image), tide_level_css_class (level));
  gtk_image_set_from_icon_name (self->image, tide_level_icon_name (level));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->image), tide_level_word (level));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->image), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tide_level_word (level), -1);
}

static GtkWidget *
new_row (TidePatientModel *model, const TideAlert *alert)
{
  g_autofree char *title = tide_patient_model_dup_alert_title (model, alert);
  g_autofree char *advice = tide_patient_model_dup_alert_advice (model, alert);
  g_autofree char *heading = g_markup_printf_escaped (
    alert->historical ? _ ("%s, of an older entry: %s") : "%s: %s", tide_level_word (alert->level), title);
  g_autofree char *below = g_markup_escape_text (advice, -1);
  GtkWidget *row = adw_action_row_new (), *button = gtk_button_new_with_label (_ ("Record Action"));
  GtkWidget *image = gtk_image_new_from_icon_name (tide_level_icon_name (alert->level));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), heading);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), below);
  gtk_widget_add_css_class (image, tide_level_css_class (alert->level));
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tide_level_word (alert->level), -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "patient.record-action-for");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", alert->base.id);
  g_autofree char *deed = g_strdup_printf (_ ("Record action: %s"), title);
  tide_accessible_name (button, deed);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

/* "1 red, 2 amber" as "+1 red\n+2 amber". */
static char *
dup_figure (const char *counts)
{
  g_auto (GStrv) parts = g_strsplit (counts, ", ", -1);
  g_autofree char *joined = g_strjoinv ("\n+", parts);
  return g_strconcat ("+", joined, NULL);
}

static void
fill_list (TideAlertBox *self, TidePatientModel *model, GPtrArray *alerts)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  guint n_more = alerts->len > 0 ? alerts->len - 1 : 0;
  g_autofree char *counts = tide_alert_rules_dup_counts (alerts, 1);
  g_autofree char *words
    = g_strdup_printf (ngettext ("and %u more: %s", "and %u more: %s", n_more), n_more, counts);
  g_autofree char *figure = dup_figure (counts); /* the name beside it needs the room */
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), n_more > 0);
  gtk_menu_button_set_label (self->more_button, n_more > 0 ? figure : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->more_button), n_more > 0 ? words : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  n_more > 0 ? words : "", -1);
  if (n_more == 0)
    return;
  gtk_list_box_append (self->list, new_row (model, g_ptr_array_index (alerts, 0)));
  for (int level = TIDE_LEVEL_RED; level >= TIDE_LEVEL_YELLOW; level--)
    for (guint i = 1; i < alerts->len; i++)
      if (((const TideAlert *) alerts->pdata[i])->level == level)
        gtk_list_box_append (self->list, new_row (model, g_ptr_array_index (alerts, i)));
}

/* Nothing for the banner, and yet something that nobody has acted on: no tick (clinical.md 8.1). */
static guint
show_record (TideAlertBox *self, TidePatientModel *model)
{
  g_autoptr (GPtrArray) groups
    = model != NULL ? tide_alert_rules_list_record (model->history->alerts) : g_ptr_array_new ();
  gtk_stack_set_visible_child_name (self->stack, groups->len > 0 ? "record" : "none");
  if (groups->len == 0)
    return 0;
  const TideAlert *first = g_ptr_array_index ((GPtrArray *) g_ptr_array_index (groups, 0), 0);
  g_autofree char *words = g_strdup_printf (ngettext ("No open alerts · %u from an older entry",
                                                      "No open alerts · %u from older entries", groups->len),
                                            groups->len);
  gtk_label_set_text (self->record_label, words);
  tide_accessible_name (self->record_button, words);
  gtk_image_set_from_icon_name (self->record_image, tide_level_icon_name (first->level));
  return groups->len;
}

guint
tide_alert_box_set_model (TideAlertBox *self, TidePatientModel *model)
{
  g_return_val_if_fail (TIDE_IS_ALERT_BOX (self), 0);
  g_autoptr (GPtrArray) alerts = model != NULL ? tide_patient_model_list_alerts (model) : g_ptr_array_new ();
  gtk_menu_button_popdown (self->more_button);
  fill_list (self, model, alerts);
  gtk_label_set_text (self->record_label, "");
  if (alerts->len == 0 || ((const TideAlert *) alerts->pdata[0])->historical) /* those come last */
    {
      set_level (self, TIDE_LEVEL_NONE);
      gtk_label_set_text (self->title_label, "");
      gtk_label_set_text (self->advice_label, "");
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->title_label), NULL);
      tide_accessible_name (self->action_button, _ ("Record Action")); /* no finding stays in the tree */
      tide_accessible_name (self->record_button, "");
      return show_record (self, model);
    }
  gtk_stack_set_visible_child_name (self->stack, "open");
  const TideAlert *first = g_ptr_array_index (alerts, 0);
  g_autofree char *title = tide_patient_model_dup_alert_title (model, first);
  g_autofree char *advice = tide_patient_model_dup_alert_advice (model, first);
  g_autofree char *both = g_strdup_printf ("%s: %s\n%s", tide_level_word (first->level), title, advice);
  set_level (self, first->level);
  g_autofree char *deed = g_strdup_printf (_ ("Record action: %s"), title);
  tide_accessible_name (self->action_button, deed);
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->advice_label, advice);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title_label), both);
  return alerts->len;
}

void
tide_alert_box_set_strip (TideAlertBox *self, gboolean strip)
{
  g_return_if_fail (TIDE_IS_ALERT_BOX (self));
  if (strip)
    gtk_widget_add_css_class (self->frame, "strip");
  else
    gtk_widget_remove_css_class (self->frame, "strip");
}

static void
tide_alert_box_class_init (TideAlertBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidemark/Tidemark/ui/tide-alert-box.ui");
  gtk_widget_class_bind_template_child (widget_class, TideAlertBox, stack);
  gtk_widget_class_bind_template_child (widget_class, TideAlertBox, frame);
  gtk_widget_class_bind_template_child (widget_class, TideAlertBox, action_button);
  gtk_widget_class_bind_template_child (widget_class, TideAlertBox, record_button);
  gtk_widget_class_bind_template_child (widget_class, TideAlertBox, image);
  gtk_widget_class_bind_template_child (widget_class, TideAlertBox, record_image);
  gtk_widget_class_bind_template_child (widget_class, TideAlertBox, record_label);
  gtk_widget_class_bind_template_child (widget_class, TideAlertBox, title_label);
  gtk_widget_class_bind_template_child (widget_class, TideAlertBox, advice_label);
  gtk_widget_class_bind_template_child (widget_class, TideAlertBox, more_button);
  gtk_widget_class_bind_template_child (widget_class, TideAlertBox, list);
}

static void
tide_alert_box_init (TideAlertBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
