/* tide-running-strip.c: one button for each session under way, the same over the clinic and in the cockpit.
 */
#include "tide-running-strip.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-accessible-name.h"
#include "tide-cockpit-card.h"
#include "tide-cockpit-model.h"
#include "tide-cockpit-prompt.h"

#define WATCH_SECONDS (24 * 60 * 60) /* a session that nobody closed is not running for ever */

typedef struct
{
  TideCockpitModel *model;
  GtkWidget *button, *icon;
  GtkLabel *number, *name, *clock, *next;
} Run;

struct _TideRunningStrip
{
  AdwBin parent_instance;

  GtkWidget *box;
  TideClinic *clinic;
  GPtrArray *runs; /* Run */
  gint64 shown_id;
  gboolean always;
  gulong changed_handler;
  guint reload_source, tick_source;
};

G_DEFINE_FINAL_TYPE (TideRunningStrip, tide_running_strip, ADW_TYPE_BIN)

static void
run_free (gpointer data)
{
  Run *run = data;
  tide_cockpit_model_unref (run->model);
  g_free (run);
}

/* --- which --- */

static gboolean
is_under_way (TideClinic *clinic, gint64 session_id)
{
  g_autoptr (GPtrArray) events
    = tide_clinic_list (clinic, &tide_clock_event_class, "session_id", session_id, NULL);
  TideClockPhase phase = TIDE_CLOCK_NOT_STARTED;
  if (events != NULL)
    tide_clock_read (events, session_id, &phase);
  return phase != TIDE_CLOCK_NOT_STARTED;
}

static int
by_start (gconstpointer pa, gconstpointer pb)
{
  const TideSession *a = *(TideSession *const *) pa, *b = *(TideSession *const *) pb;
  int order = tide_instant_compare (a->started, b->started);
  return order != 0 ? order : (a->base.id > b->base.id) - (a->base.id < b->base.id);
}

GArray *
tide_running_list_sessions (TideClinic *clinic)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (clinic), NULL);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  TideInstant from = tide_instant_now (), to = from;
  from.utc -= WATCH_SECONDS;
  to.utc += 60;
  g_autoptr (GPtrArray) sessions = tide_clinic_list_sessions_between (clinic, from, to, NULL);
  if (sessions == NULL)
    return ids;
  g_ptr_array_sort (sessions, by_start);
  for (guint i = 0; i < sessions->len; i++)
    {
      const TideSession *session = sessions->pdata[i];
      if (!session->entered_in_error && tide_session_took_place (session)
          && !tide_instant_is_known (session->discharged) && is_under_way (clinic, session->base.id))
        g_array_append_val (ids, session->base.id);
    }
  return ids;
}

/* --- what each says --- */

static TideLevel
get_worst (const TideCockpitModel *model, const TideCockpitNow *now)
{
  g_autoptr (GPtrArray) alerts = tide_cockpit_model_list_alerts (model, TRUE);
  TideLevel worst = TIDE_LEVEL_NONE;
  for (guint i = 0; i < alerts->len; i++)
    worst = MAX (worst, (TideLevel) ((TideAlert *) alerts->pdata[i])->level);
  if (now->next != NULL && now->next->state == TIDE_SLOT_OVERDUE)
    worst = MAX (worst, TIDE_LEVEL_AMBER);
  return worst;
}

static void
show_level (Run *run, TideLevel worst)
{
  const char *icon = worst >= TIDE_LEVEL_AMBER ? "dialog-warning-symbolic" : "object-select-symbolic";
  if (g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (run->icon)), icon) != 0)
    gtk_image_set_from_icon_name (GTK_IMAGE (run->icon), icon);
  tide_card_set_class (run->icon, "tide-red", worst >= TIDE_LEVEL_RED);
  tide_card_set_class (run->icon, "tide-amber", worst == TIDE_LEVEL_AMBER);
  tide_card_set_class (run->icon, "tide-green", worst < TIDE_LEVEL_AMBER);
  tide_card_set_class (run->button, "red", worst >= TIDE_LEVEL_RED);
}

static void
tick_run (TideRunningStrip *self, Run *run, guint at)
{
  g_auto (TideCockpitNow) now = { 0 };
  tide_cockpit_now_init (&now, run->model);
  g_autofree char *when = NULL, *slot = tide_cockpit_dup_next_words (&now, &when);
  gboolean over = now.infusion.phase == TIDE_CLOCK_OVER;
  g_autofree char *clock
    = tide_words_duration (over ? now.infusion.observed_seconds : now.infusion.infused_seconds);
  g_autofree char *time = over                                      ? g_strdup_printf (_ ("%s after"), clock)
                          : now.infusion.phase == TIDE_CLOCK_PAUSED ? g_strdup_printf (_ ("%s paused"), clock)
                                                                    : g_strdup (clock);
  g_autofree char *next = g_strdup_printf ("%s %s", slot, when);
  TideLevel worst = get_worst (run->model, &now);
  const char *word = worst >= TIDE_LEVEL_RED     ? _ ("red")
                     : worst == TIDE_LEVEL_AMBER ? _ ("amber")
                                                 : _ ("quiet");
  g_autofree char *said = g_strdup_printf (_ ("Session %u, %s: %s, next %s, %s"), at + 1,
                                           gtk_label_get_text (run->name), time, next, word);
  tide_card_set_text (run->clock, time);
  tide_card_set_text (run->next, next);
  show_level (run, worst);
  gtk_accessible_update_property (GTK_ACCESSIBLE (run->button), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
}

static gboolean
tick_cb (gpointer data)
{
  TideRunningStrip *self = data;
  for (guint i = 0; i < self->runs->len; i++)
    tick_run (self, self->runs->pdata[i], i);
  return G_SOURCE_CONTINUE;
}

/* --- the buttons --- */

static GtkLabel *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static Run *
new_run (TideRunningStrip *self, TideCockpitModel *model, guint at)
{
  Run *run = g_new0 (Run, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *number = g_strdup_printf ("%u", at + 1);
  run->model = model;
  run->button = gtk_button_new ();
  run->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  run->number = add_label (box, "tide-keycap");
  gtk_box_append (GTK_BOX (box), run->icon);
  run->name = add_label (box, "heading");
  run->clock = add_label (box, "tide-cockpit-value");
  run->next = add_label (box, "tide-cockpit-note");
  gtk_label_set_text (run->number, number);
  /* Namesakes may be infused side by side. */
  g_autofree char *name = tide_patient_dup_list_name (model->history->patient);
  g_autofree char *who = g_strdup_printf ("%s · %s", name, model->history->patient->mrn);
  gtk_label_set_text (run->name, name);
  gtk_widget_set_tooltip_text (run->button, who);
  gtk_button_set_child (GTK_BUTTON (run->button), box);
  gtk_widget_add_css_class (run->button, "tide-run");
  tide_card_set_class (run->button, "shown", model->session->base.id == self->shown_id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (run->button), "x", model->session->base.id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (run->button), "win.open-cockpit");
  gtk_box_append (GTK_BOX (self->box), run->button);
  return run;
}

static void
show_or_hide (TideRunningStrip *self)
{
  gboolean alone
    = self->runs->len == 1 && ((Run *) self->runs->pdata[0])->model->session->base.id == self->shown_id;
  gtk_widget_set_visible (GTK_WIDGET (self), self->runs->len > 0 && (!alone || self->always));
}

static void
load (TideRunningStrip *self)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  g_ptr_array_set_size (self->runs, 0);
  g_autoptr (GArray) ids = tide_running_list_sessions (self->clinic);
  for (guint i = 0; i < ids->len; i++)
    {
      TideCockpitModel *model = tide_cockpit_model_load (self->clinic, g_array_index (ids, gint64, i), NULL);
      if (model != NULL)
        g_ptr_array_add (self->runs, new_run (self, model, self->runs->len));
    }
  tick_cb (self);
  show_or_hide (self);
}

static gboolean
reload_cb (gpointer data)
{
  TideRunningStrip *self = data;
  self->reload_source = 0;
  if (!tide_clinic_is_locked (self->clinic))
    load (self);
  return G_SOURCE_REMOVE;
}

/* Not before the cell that is being typed has its own row again. */
static void
changed_cb (TideClinic *clinic, gint64 patient_id, TideRunningStrip *self)
{
  if (self->reload_source == 0)
    self->reload_source = g_timeout_add (200, reload_cb, self);
}

void
tide_running_strip_set_shown (TideRunningStrip *self, gint64 session_id)
{
  g_return_if_fail (TIDE_IS_RUNNING_STRIP (self));
  self->shown_id = session_id;
  for (guint i = 0; i < self->runs->len; i++)
    {
      Run *run = self->runs->pdata[i];
      tide_card_set_class (run->button, "shown", run->model->session->base.id == session_id);
    }
  show_or_hide (self);
}

void
tide_running_strip_set_always (TideRunningStrip *self, gboolean always)
{
  g_return_if_fail (TIDE_IS_RUNNING_STRIP (self));
  if (self->always == always)
    return;
  self->always = always;
  show_or_hide (self);
}

guint
tide_running_strip_get_n (TideRunningStrip *self)
{
  g_return_val_if_fail (TIDE_IS_RUNNING_STRIP (self), 0);
  return self->runs->len;
}

gint64
tide_running_strip_get_session (TideRunningStrip *self, guint at)
{
  g_return_val_if_fail (TIDE_IS_RUNNING_STRIP (self), 0);
  return at < self->runs->len ? ((Run *) self->runs->pdata[at])->model->session->base.id : 0;
}

/* --- class --- */

static void
tide_running_strip_dispose (GObject *object)
{
  TideRunningStrip *self = TIDE_RUNNING_STRIP (object);
  g_clear_handle_id (&self->reload_source, g_source_remove);
  g_clear_handle_id (&self->tick_source, g_source_remove);
  if (self->clinic != NULL)
    g_clear_signal_handler (&self->changed_handler, self->clinic);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  g_clear_object (&self->clinic);
  G_OBJECT_CLASS (tide_running_strip_parent_class)->dispose (object);
}

static void
tide_running_strip_class_init (TideRunningStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tide_running_strip_dispose;
}

static void
tide_running_strip_init (TideRunningStrip *self)
{
  self->runs = g_ptr_array_new_with_free_func (run_free);
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->box, "tide-running-strip");
  GtkWidget *scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->box);
  adw_bin_set_child (ADW_BIN (self), scroller);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Sessions under way"), -1);
}

GtkWidget *
tide_running_strip_new (TideClinic *clinic)
{
  TideRunningStrip *self = g_object_new (TIDE_TYPE_RUNNING_STRIP, NULL);
  self->clinic = g_object_ref (clinic);
  self->changed_handler = g_signal_connect (clinic, "changed", G_CALLBACK (changed_cb), self);
  self->tick_source = g_timeout_add_seconds (1, tick_cb, self);
  load (self);
  return GTK_WIDGET (self);
}
