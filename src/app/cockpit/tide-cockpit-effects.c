/* tide-cockpit-effects.c: a row for each effect with onset, peak and resolution, each alert of a reading with
 * what was done about it, and each medicine, call and interruption.
 */
#include "tide-cockpit-effects.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-accessible-name.h"
#include "tide-alert-rules.h"
#include "tide-cockpit-card.h"
#include "tide-wording.h"

struct _TideCockpitEffects
{
  AdwBin parent_instance;

  GtkWidget *rows;
  GtkLabel *empty;
};

G_DEFINE_FINAL_TYPE (TideCockpitEffects, tide_cockpit_effects, ADW_TYPE_BIN)

typedef struct
{
  const char *title, *middle, *end, *below;
  const char *title_class, *end_class, *icon;
  const char *action;
  gint64 target;
} RowWords;

static void
append_label (GtkWidget *box, const char *text, const char *css_class, gboolean grows)
{
  GtkWidget *label = gtk_label_new (text != NULL ? text : "");
  gtk_label_set_xalign (GTK_LABEL (label), grows ? 0 : 1);
  if (grows)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_set_hexpand (label, TRUE);
    }
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
}

static GtkWidget *
new_content (const RowWords *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0),
            *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  if (words->icon != NULL)
    {
      GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", words->icon, "accessible-role",
                                      GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      gtk_widget_add_css_class (icon, words->title_class);
      gtk_box_append (GTK_BOX (top), icon);
    }
  append_label (top, words->title, "heading", TRUE);
  append_label (top, words->middle, words->title_class, FALSE);
  append_label (top, words->end, words->end_class, FALSE);
  gtk_box_append (GTK_BOX (box), top);
  if (words->below != NULL && *words->below != '\0')
    append_label (box, words->below, "tide-cockpit-note", TRUE);
  return box;
}

static void
add_row (TideCockpitEffects *self, const RowWords *words)
{
  g_autofree char *name
    = g_strdup_printf ("%s %s %s, %s", words->title, words->middle != NULL ? words->middle : "",
                       words->end != NULL ? words->end : "", words->below != NULL ? words->below : "");
  GtkWidget *content = new_content (words), *row = content;
  if (words->action != NULL)
    {
      row = gtk_button_new ();
      gtk_button_set_child (GTK_BUTTON (row), content);
      gtk_widget_add_css_class (row, "flat");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", words->target);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), words->action);
      tide_accessible_name (row, name);
    }
  gtk_widget_add_css_class (row, "tide-cockpit-effect");
  gtk_box_append (GTK_BOX (self->rows), row);
}

/* --- effects --- */

static char *
dup_minutes (const TideAdverseEvent *event)
{
  GString *text = g_string_new (NULL);
  if (!isnan (event->onset_minute) && !isnan (event->resolved_minute))
    g_string_append_printf (text, _ ("from %.0f to %.0f min"), event->onset_minute, event->resolved_minute);
  else if (!isnan (event->onset_minute))
    g_string_append_printf (text, _ ("from %.0f min"), event->onset_minute);
  if (!isnan (event->peak_minute) && !isnan (event->peak_value))
    g_string_append_printf (text, _ ("%speak %.0f at %.0f min"), text->len > 0 ? " · " : "",
                            event->peak_value, event->peak_minute);
  else if (!isnan (event->peak_minute))
    g_string_append_printf (text, _ ("%speak at %.0f min"), text->len > 0 ? " · " : "", event->peak_minute);
  if (event->action > 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "",
                            tide_effect_action_get_label (event->action));
  return g_string_free (text, FALSE);
}

static guint
add_effects (TideCockpitEffects *self, TideCockpitModel *model)
{
  guint n = 0;
  for (guint i = 0; i < model->history->adverse_events->len; i++)
    {
      const TideAdverseEvent *event = model->history->adverse_events->pdata[i];
      if (event->session_id != model->session->base.id || event->entered_in_error)
        continue;
      gboolean ended = !isnan (event->resolved_minute) || tide_instant_is_known (event->ended);
      g_autofree char *below = dup_minutes (event);
      RowWords words = { event->term,
                         tide_word_for_code (tide_severity_codes, event->severity),
                         ended ? _ ("ended") : _ ("ongoing"),
                         below,
                         "tide-cockpit-note",
                         ended ? "tide-green" : "tide-cockpit-note",
                         NULL,
                         "cockpit.edit-effect",
                         event->base.id };
      add_row (self, &words);
      n++;
    }
  return n;
}

/* --- alerts --- */

static void
add_alert (TideCockpitEffects *self, TideCockpitModel *model, const TideAlert *alert)
{
  gboolean open = tide_alert_is_open (alert);
  gboolean red = alert->level >= TIDE_LEVEL_RED;
  g_autofree char *title = tide_alert_rules_dup_title (NULL, alert);
  g_autofree char *name = tide_words_dup_staff_name (model->history, alert->acted_by);
  g_autofree char *when = tide_words_clock_time (open ? alert->raised : alert->acted, FALSE);
  g_autofree char *below = open ? g_strdup_printf (_ ("%s · say what was done (A)"), when)
                                : g_strdup_printf ("%s%s%s · %s", when, *name != '\0' ? ", " : "", name,
                                                   alert->action != NULL ? alert->action : "");
  RowWords words = { title,
                     red ? _ ("red") : _ ("amber"),
                     open ? _ ("open") : _ ("answered"),
                     below,
                     red ? "tide-red" : "tide-amber",
                     open ? (red ? "tide-red" : "tide-amber") : "tide-green",
                     "dialog-warning-symbolic",
                     open ? "cockpit.answer-alert" : NULL,
                     alert->base.id };
  add_row (self, &words);
}

static guint
add_alerts (TideCockpitEffects *self, TideCockpitModel *model, gboolean open)
{
  g_autoptr (GPtrArray) alerts = tide_cockpit_model_list_alerts (model, FALSE);
  guint n = 0;
  for (guint i = 0; i < alerts->len; i++)
    if (tide_alert_is_open (alerts->pdata[i]) == open)
      {
        add_alert (self, model, alerts->pdata[i]);
        n++;
      }
  return n;
}

/* --- medicines, calls, interruptions --- */

static guint
add_entries (TideCockpitEffects *self, TideCockpitModel *model)
{
  guint n = 0;
  for (guint i = 0; i < model->history->session_entries->len; i++)
    {
      const TideSessionEntry *entry = model->history->session_entries->pdata[i];
      if (entry->session_id != model->session->base.id || entry->entered_in_error)
        continue;
      g_autofree char *when = tide_words_clock_time (entry->taken, FALSE);
      g_autofree char *title
        = entry->dose != NULL ? g_strdup_printf ("%s %s", entry->text, entry->dose) : g_strdup (entry->text);
      g_autofree char *name = tide_words_dup_staff_name (model->history, entry->staff_id);
      RowWords words = { title,
                         tide_session_entry_kind_get_label (entry->kind),
                         when,
                         name,
                         "tide-cockpit-note",
                         "tide-cockpit-note",
                         NULL,
                         "cockpit.edit-entry",
                         entry->base.id };
      add_row (self, &words);
      n++;
    }
  return n;
}

void
tide_cockpit_effects_set_model (TideCockpitEffects *self, TideCockpitModel *model)
{
  g_return_if_fail (TIDE_IS_COCKPIT_EFFECTS (self));
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), child);
  if (model == NULL)
    return;
  guint n = add_alerts (self, model, TRUE); /* what waits for somebody comes first */
  n += add_effects (self, model);
  n += add_alerts (self, model, FALSE);
  n += add_entries (self, model);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), n == 0);
}

static void
tide_cockpit_effects_class_init (TideCockpitEffectsClass *klass)
{
}

static void
tide_cockpit_effects_init (TideCockpitEffects *self)
{
  GtkWidget *card = tide_card_new (_ ("Acute effects"), NULL);
  GtkWidget *head = gtk_widget_get_first_child (card);
  GtkWidget *add = tide_key_button_new (_ ("Add"), "E", "cockpit.effect");
  GtkWidget *entry = tide_key_button_new (_ ("Event"), "I", "cockpit.entry");
  gtk_widget_add_css_class (add, "flat");
  gtk_widget_add_css_class (entry, "flat");
  tide_accessible_name (add, _ ("Add an acute effect"));
  tide_accessible_name (entry, _ ("Add a medicine, a call or an interruption"));
  gtk_box_append (GTK_BOX (head), add);
  gtk_box_append (GTK_BOX (head), entry);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (card), self->rows);
  self->empty = tide_card_add_text (card, "tide-cockpit-small");
  gtk_label_set_text (self->empty, _ ("Nothing so far. Medicines, calls and interruptions stand here too."));
  adw_bin_set_child (ADW_BIN (self), card);
}

GtkWidget *
tide_cockpit_effects_new (void)
{
  return g_object_new (TIDE_TYPE_COCKPIT_EFFECTS, NULL);
}
