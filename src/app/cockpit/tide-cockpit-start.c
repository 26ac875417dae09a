/* tide-cockpit-start.c: the checklist as it stands at the side of the cockpit, before the dose and after it.
 */
#include "tide-cockpit-start.h"

#include <glib/gi18n-lib.h>

#include "tide-cockpit-card.h"
#include "tide-wording.h"

struct _TideCockpitStart
{
  AdwBin parent_instance;

  GtkWidget *rows;
  GtkLabel *count, *who;
};

G_DEFINE_FINAL_TYPE (TideCockpitStart, tide_cockpit_start, ADW_TYPE_BIN)

static gboolean
is_warned (const TideStartItem *item)
{
  return item->met != TIDE_TRUTH_YES || item->level >= TIDE_LEVEL_AMBER;
}

const char *
tide_start_item_get_icon (const TideStartItem *item)
{
  if (tide_start_item_is_open (item))
    return item->met == TIDE_TRUTH_UNKNOWN ? "dialog-question-symbolic" : "action-unavailable-symbolic";
  return is_warned (item) ? "dialog-warning-symbolic" : "object-select-symbolic";
}

const char *
tide_start_item_get_css_class (const TideStartItem *item)
{
  if (tide_start_item_is_open (item))
    return item->met == TIDE_TRUTH_UNKNOWN ? "tide-data-dim" : "tide-red";
  return is_warned (item) ? "tide-amber" : "tide-green";
}

const char *
tide_start_item_get_word (const TideStartItem *item)
{
  if (tide_start_item_is_open (item))
    return item->met == TIDE_TRUTH_UNKNOWN ? _ ("open") : _ ("blocks the start");
  return item->met != TIDE_TRUTH_YES ? _ ("goes on with a reason") : _ ("met");
}

char *
tide_start_item_dup_words (const TideStartItem *item, const TideHistory *history)
{
  if (item->override == NULL || item->met == TIDE_TRUTH_YES)
    return g_strdup (item->detail);
  g_autofree char *name = tide_words_dup_staff_name (history, item->override->staff_id);
  g_autofree char *when = tide_words_clock_time (item->override->taken, FALSE);
  g_autofree char *why = g_strdup_printf (_ ("goes on: %s (%s, %s)"), item->override->reason,
                                          *name != '\0' ? name : _ ("no name"), when);
  return *item->detail != '\0' ? g_strdup_printf ("%s · %s", item->detail, why) : g_steal_pointer (&why);
}

static GtkWidget *
new_row (const TideStartItem *item, const TideHistory *history)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", tide_start_item_get_icon (item),
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *name = gtk_label_new (item->label), *value = gtk_label_new (NULL);
  g_autofree char *words = tide_start_item_dup_words (item, history);
  g_autofree char *tip = g_strdup_printf ("%s: %s%s%s", item->label, words, *words != '\0' ? ", " : "",
                                          tide_start_item_get_word (item));
  gtk_widget_add_css_class (row, "tide-cockpit-check");
  gtk_widget_add_css_class (icon, tide_start_item_get_css_class (item));
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_text (GTK_LABEL (value), words);
  gtk_label_set_ellipsize (GTK_LABEL (value), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (value), 16);
  gtk_widget_add_css_class (value, "tide-cockpit-value");
  gtk_widget_set_tooltip_text (row, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (name), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), name);
  gtk_box_append (GTK_BOX (row), value);
  return row;
}

/* Who answered last, and when. */
static void
show_who (TideCockpitStart *self, TideCockpitModel *model)
{
  const TideSessionAnswer *last = NULL;
  for (guint i = 0; i < model->start_items->len; i++)
    {
      const TideStartItem *item = model->start_items->pdata[i];
      if (item->answer != NULL
          && (last == NULL || tide_instant_compare (item->answer->taken, last->taken) > 0))
        last = item->answer;
    }
  g_autofree char *name = tide_words_dup_staff_name (model->history, last != NULL ? last->staff_id : 0);
  g_autofree char *when = last != NULL ? tide_words_clock_time (last->taken, FALSE) : NULL;
  g_autofree char *words = last == NULL    ? g_strdup ("")
                           : *name != '\0' ? g_strdup_printf ("%s, %s", name, when)
                                           : g_strdup (when);
  gtk_label_set_text (self->who, words);
  gtk_widget_set_visible (GTK_WIDGET (self->who), *words != '\0');
}

void
tide_cockpit_start_set_model (TideCockpitStart *self, TideCockpitModel *model)
{
  g_return_if_fail (TIDE_IS_COCKPIT_START (self));
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), child);
  if (model == NULL)
    return;
  guint n = model->start_items->len, open = tide_start_gate_count_open (model->start_items);
  for (guint i = 0; i < n; i++)
    gtk_box_append (GTK_BOX (self->rows), new_row (model->start_items->pdata[i], model->history));
  g_autofree char *count = g_strdup_printf (_ ("%u of %u"), n - open, n);
  gtk_label_set_text (self->count, count);
  tide_card_set_class (GTK_WIDGET (self->count), "tide-green", open == 0);
  tide_card_set_class (GTK_WIDGET (self->count), "tide-amber", open > 0);
  show_who (self, model);
}

static void
tide_cockpit_start_class_init (TideCockpitStartClass *klass)
{
}

static void
tide_cockpit_start_init (TideCockpitStart *self)
{
  GtkWidget *card = tide_card_new (_ ("Pre-session checklist"), &self->count);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (card), self->rows);
  self->who = tide_card_add_text (card, "tide-cockpit-small");
  adw_bin_set_child (ADW_BIN (self), card);
}

GtkWidget *
tide_cockpit_start_new (void)
{
  return g_object_new (TIDE_TYPE_COCKPIT_START, NULL);
}
