/* tide-cockpit-clock.c: what has run in, since when, and until when.
 *
 * The ring counts infused time; a pause stops it and pushes the planned end.  A nasal dose has no infusion:
 * there the ring counts the observation. */
#include "tide-cockpit-clock.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-chart-style.h"
#include "tide-cockpit-card.h"
#include "tide-infusion-dial.h"

#define DIAL_EM 11.0

struct _TideCockpitClock
{
  AdwBin parent_instance;

  GtkWidget *dial, *go_button, *stop_button;
  GtkLabel *started, *paused, *end, *end_name, *given, *why;
  TideCockpitModel *model;
  TideDialData data;
  GArray *pauses; /* double: infused seconds */
  char *above, *number, *below;
};

G_DEFINE_FINAL_TYPE (TideCockpitClock, tide_cockpit_clock, ADW_TYPE_BIN)

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  TideCockpitClock *self = data;
  TideStyle style = tide_chart_style_for (GTK_WIDGET (area));
  double size = MIN (width, height);
  if (self->model == NULL)
    return;
  cairo_translate (cr, (width - size) / 2, (height - size) / 2);
  tide_infusion_dial_draw (&self->data, &style, cr, size);
}

/* --- what it says --- */

static void
list_pauses (TideCockpitClock *self)
{
  const GPtrArray *events = self->model->history->clock_events;
  g_array_set_size (self->pauses, 0);
  for (guint i = 0; i < events->len; i++)
    {
      const TideClockEvent *event = events->pdata[i];
      if (event->session_id != self->model->session->base.id || event->kind != TIDE_CLOCK_PAUSE)
        continue;
      TideClockReading then = { event->at.utc, event->boot_id, event->boottime_ms };
      TideInfusion infusion
        = tide_infusion_compute (events, event->session_id, self->model->session->planned_minutes, &then);
      double at = infusion.infused_seconds;
      /* By the events up to the pause alone: computed at its own moment, later ones add nothing before it. */
      g_array_append_val (self->pauses, at);
    }
}

static double
get_target (const TideCockpitClock *self, const TideInfusion *infusion)
{
  if (!tide_cockpit_model_is_nasal (self->model))
    return infusion->planned_seconds;
  return tide_discharge_get_minutes (self->model->rules, TIDE_ARM_ESKETAMINE) * 60;
}

static void
set_dial (TideCockpitClock *self, const TideInfusion *infusion)
{
  gboolean nasal = tide_cockpit_model_is_nasal (self->model), over = infusion->phase == TIDE_CLOCK_OVER;
  double seconds = nasal && over ? infusion->observed_seconds : infusion->infused_seconds;
  double target = get_target (self, infusion);
  g_autofree char *of = isnan (target) ? g_strdup ("") : tide_words_duration (target);
  g_free (self->above);
  g_free (self->number);
  g_free (self->below);
  self->above = g_strdup (infusion->phase == TIDE_CLOCK_NOT_STARTED ? _ ("not started")
                          : infusion->phase == TIDE_CLOCK_PAUSED    ? _ ("paused")
                          : nasal && over                           ? _ ("observed")
                          : over                                    ? _ ("over")
                          : nasal                                   ? _ ("taking")
                                                                    : _ ("infused"));
  self->number = tide_words_duration (seconds);
  self->below = *of != '\0' ? g_strdup_printf (_ ("of %s"), of) : g_strdup ("");
  self->data = (TideDialData){ .infused_seconds = seconds,
                               .planned_seconds = target,
                               .pauses = (const double *) self->pauses->data,
                               .n_pauses = self->pauses->len,
                               .paused = infusion->phase == TIDE_CLOCK_PAUSED,
                               .over = over && !nasal,
                               .above = self->above,
                               .number = self->number,
                               .below = self->below };
  g_autofree char *said = g_strdup_printf ("%s %s %s", self->above, self->number, self->below);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->dial), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Infusion clock"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, said, -1);
  gtk_widget_queue_draw (self->dial);
}

static char *
dup_given (const TideCockpitClock *self, const TideInfusion *infusion)
{
  const TideSession *session = self->model->session;
  double mg = tide_infusion_get_given_mg (session, infusion->infused_seconds);
  g_autofree char *planned = tide_number_to_text (session->planned_mg);
  if (!isnan (session->dose_mg))
    mg = session->dose_mg;
  if (isnan (mg))
    return g_strdup (_ ("rate not known"));
  g_autofree char *now = g_strdup_printf ("%.1f", mg);
  return isnan (session->planned_mg) ? g_strdup_printf (_ ("%s mg"), now)
                                     : g_strdup_printf (_ ("%s of %s mg"), now, planned);
}

static char *
dup_end (const TideCockpitNow *now)
{
  TideInstant end = now->infusion.phase == TIDE_CLOCK_OVER ? now->infusion.ended : now->now;
  if (now->infusion.phase == TIDE_CLOCK_NOT_STARTED || isnan (now->infusion.end_seconds))
    return g_strdup ("–");
  if (now->infusion.phase != TIDE_CLOCK_OVER)
    end.utc = tide_infusion_get_utc_of (&now->infusion, now->infusion.end_seconds, now->now.utc);
  g_autofree char *time = tide_words_clock_time (end, TRUE);
  if (now->infusion.phase == TIDE_CLOCK_OVER || now->infusion.paused_seconds < 1)
    return g_steal_pointer (&time);
  g_autofree char *later = tide_words_duration (now->infusion.paused_seconds);
  return g_strdup_printf ("%s +%s", time, later);
}

static void
set_facts (TideCockpitClock *self, const TideCockpitNow *now)
{
  const TideInfusion *infusion = &now->infusion;
  g_autofree char *started = tide_words_clock_time (infusion->started, TRUE);
  g_autofree char *length = tide_words_duration (infusion->paused_seconds);
  g_autofree char *paused
    = infusion->n_pauses == 0 ? g_strdup (_ ("no")) : g_strdup_printf ("%u × %s", infusion->n_pauses, length);
  g_autofree char *end = dup_end (now), *given = dup_given (self, infusion);
  tide_card_set_text (self->started, started);
  tide_card_set_text (self->paused, paused);
  tide_card_set_text (self->end_name, infusion->phase == TIDE_CLOCK_OVER ? _ ("Ended") : _ ("Planned end"));
  tide_card_set_text (self->end, end);
  tide_card_set_text (self->given, given);
}

static const char *
get_go_label (TideClockPhase phase, gboolean nasal)
{
  return phase == TIDE_CLOCK_NOT_STARTED ? (nasal ? _ ("First device") : _ ("Start"))
         : phase == TIDE_CLOCK_PAUSED    ? _ ("Resume")
                                         : _ ("Pause");
}

static void
set_buttons (TideCockpitClock *self, const TideInfusion *infusion)
{
  gboolean nasal = tide_cockpit_model_is_nasal (self->model);
  gboolean done = infusion->phase == TIDE_CLOCK_OVER;
  guint open
    = infusion->phase == TIDE_CLOCK_NOT_STARTED ? tide_start_gate_count_open (self->model->start_items) : 0;
  g_autofree char *why
    = open > 0 ? g_strdup_printf (ngettext ("Start opens when %u item is answered or has a reason",
                                            "Start opens when %u items are answered or have a reason", open),
                                  open)
               : g_strdup ("");
  tide_key_button_set_label (self->go_button, get_go_label (infusion->phase, nasal));
  tide_key_button_set_label (self->stop_button, nasal ? _ ("Last device") : _ ("Stop"));
  gtk_widget_set_visible (self->go_button, !done);
  gtk_widget_set_visible (self->stop_button, !done && infusion->phase != TIDE_CLOCK_NOT_STARTED);
  tide_card_set_class (self->go_button, "suggested-action", infusion->phase == TIDE_CLOCK_NOT_STARTED);
  tide_card_set_text (self->why, why);
  gtk_widget_set_visible (GTK_WIDGET (self->why), open > 0);
}

void
tide_cockpit_clock_set_model (TideCockpitClock *self, TideCockpitModel *model)
{
  g_return_if_fail (TIDE_IS_COCKPIT_CLOCK (self));
  TideCockpitModel *old = self->model;
  self->model = model != NULL ? tide_cockpit_model_ref (model) : NULL;
  g_clear_pointer (&old, tide_cockpit_model_unref);
  if (model != NULL)
    list_pauses (self);
}

void
tide_cockpit_clock_tick (TideCockpitClock *self, const TideCockpitNow *now)
{
  g_return_if_fail (TIDE_IS_COCKPIT_CLOCK (self));
  if (self->model == NULL)
    return;
  set_dial (self, &now->infusion);
  set_facts (self, now);
  set_buttons (self, &now->infusion);
}

void
tide_cockpit_clock_arm_stop (TideCockpitClock *self, gboolean armed)
{
  g_return_if_fail (TIDE_IS_COCKPIT_CLOCK (self));
  tide_card_set_class (self->stop_button, "armed", armed);
}

/* --- class --- */

static void
tide_cockpit_clock_dispose (GObject *object)
{
  TideCockpitClock *self = TIDE_COCKPIT_CLOCK (object);
  g_clear_pointer (&self->model, tide_cockpit_model_unref);
  G_OBJECT_CLASS (tide_cockpit_clock_parent_class)->dispose (object);
}

static void
tide_cockpit_clock_finalize (GObject *object)
{
  TideCockpitClock *self = TIDE_COCKPIT_CLOCK (object);
  g_array_unref (self->pauses);
  g_free (self->above);
  g_free (self->number);
  g_free (self->below);
  G_OBJECT_CLASS (tide_cockpit_clock_parent_class)->finalize (object);
}

static void
tide_cockpit_clock_class_init (TideCockpitClockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tide_cockpit_clock_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_cockpit_clock_finalize;
}

static void
realize_cb (GtkWidget *widget, TideCockpitClock *self)
{
  int size = (int) (DIAL_EM * tide_chart_em (widget));
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self->dial), size);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->dial), size);
}

static void
add_buttons (TideCockpitClock *self, GtkWidget *card)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_add_css_class (row, "tide-cockpit-buttons");
  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  self->go_button = tide_key_button_new (_ ("Start"), "P", "cockpit.go");
  self->stop_button = tide_key_button_new (_ ("Stop"), "S S", "cockpit.stop");
  gtk_widget_add_css_class (self->stop_button, "destructive-action");
  gtk_box_append (GTK_BOX (row), self->go_button);
  gtk_box_append (GTK_BOX (row), self->stop_button);
  gtk_box_append (GTK_BOX (card), row);
}

static void
tide_cockpit_clock_init (TideCockpitClock *self)
{
  GtkWidget *card = tide_card_new (NULL, NULL);
  self->pauses = g_array_new (FALSE, FALSE, sizeof (double));
  self->dial = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  gtk_widget_set_margin_top (self->dial, 12);
  gtk_widget_set_margin_bottom (self->dial, 9);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->dial), draw_cb, self, NULL);
  g_signal_connect (self->dial, "realize", G_CALLBACK (realize_cb), self);
  gtk_box_append (GTK_BOX (card), self->dial);
  self->started = tide_card_add_fact (card, _ ("Started"));
  self->paused = tide_card_add_fact (card, _ ("Paused"));
  self->end = tide_card_add_fact (card, _ ("Planned end"));
  self->end_name = GTK_LABEL (gtk_widget_get_prev_sibling (GTK_WIDGET (self->end)));
  self->given = tide_card_add_fact (card, _ ("Given so far"));
  add_buttons (self, card);
  self->why = tide_card_add_text (card, "tide-cockpit-hint");
  adw_bin_set_child (ADW_BIN (self), card);
}

GtkWidget *
tide_cockpit_clock_new (void)
{
  return g_object_new (TIDE_TYPE_COCKPIT_CLOCK, NULL);
}
