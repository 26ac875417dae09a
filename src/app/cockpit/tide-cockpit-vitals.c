/* tide-cockpit-vitals.c: hosts the vitals figure; arrows walk its readings. */
#include "tide-cockpit-vitals.h"

#include <glib/gi18n-lib.h>

#include "tide-chart-style.h"
#include "tide-cockpit-card.h"
#include "tide-session-vitals.h"

#define HEIGHT_EM 17.0

struct _TideCockpitVitals
{
  AdwBin parent_instance;

  GtkWidget *area;
  GtkLabel *caption;
  TideCockpitModel *model;
  TideVitalsData *data;
  char *words;  /* of the pressure's course */
  int selected; /* -1: none */
  int drawn_minute;
};

G_DEFINE_FINAL_TYPE (TideCockpitVitals, tide_cockpit_vitals, ADW_TYPE_BIN)

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  TideCockpitVitals *self = data;
  if (self->data == NULL)
    return;
  TideStyle style = tide_chart_style_for (GTK_WIDGET (area));
  tide_vitals_figure_draw (self->data, &style, cr, width, height, self->selected);
}

static void
describe (TideCockpitVitals *self)
{
  g_autofree char *one
    = self->selected >= 0 && self->data != NULL && self->selected < (int) self->data->readings->len
        ? tide_vitals_reading_dup_words (
          &g_array_index (self->data->readings, TideVitalsReading, self->selected))
        : NULL;
  const char *words = one != NULL ? one : self->words != NULL ? self->words : "";
  tide_card_set_text (self->caption, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->caption), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words,
                                  -1);
}

static void
compute (TideCockpitVitals *self, const TideInfusion *infusion)
{
  g_clear_pointer (&self->data, tide_vitals_data_free);
  self->data = tide_session_vitals_new (self->model->rules, self->model->grid, self->model->history,
                                        self->model->session, infusion);
  g_free (self->words);
  self->words = tide_session_vitals_dup_words (self->model->rules, self->model->history, self->model->session,
                                               infusion);
  describe (self);
  gtk_widget_queue_draw (self->area);
}

void
tide_cockpit_vitals_set_model (TideCockpitVitals *self, TideCockpitModel *model)
{
  g_return_if_fail (TIDE_IS_COCKPIT_VITALS (self));
  gboolean other
    = self->model == NULL || model == NULL || self->model->session->base.id != model->session->base.id;
  TideCockpitModel *old = self->model;
  self->model = model != NULL ? tide_cockpit_model_ref (model) : NULL;
  g_clear_pointer (&old, tide_cockpit_model_unref);
  if (other)
    self->selected = -1;
  self->drawn_minute = G_MININT;
}

/* The line of now moves by pixels, not by seconds: every five are enough. */
void
tide_cockpit_vitals_tick (TideCockpitVitals *self, const TideCockpitNow *now)
{
  g_return_if_fail (TIDE_IS_COCKPIT_VITALS (self));
  int step = (int) (now->infusion.elapsed_seconds / 5);
  if (self->model == NULL || step == self->drawn_minute)
    return;
  self->drawn_minute = step;
  compute (self, &now->infusion);
}

void
tide_cockpit_vitals_focus (TideCockpitVitals *self)
{
  g_return_if_fail (TIDE_IS_COCKPIT_VITALS (self));
  gtk_widget_grab_focus (self->area);
}

const char *
tide_cockpit_vitals_get_words (TideCockpitVitals *self)
{
  g_return_val_if_fail (TIDE_IS_COCKPIT_VITALS (self), "");
  return gtk_label_get_text (self->caption);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
                TideCockpitVitals *self)
{
  int n = self->data != NULL ? (int) self->data->readings->len : 0;
  int step = keyval == GDK_KEY_Right ? 1 : keyval == GDK_KEY_Left ? -1 : 0;
  if (n == 0 || (step == 0 && keyval != GDK_KEY_Home && keyval != GDK_KEY_End))
    return FALSE;
  if (keyval == GDK_KEY_Home)
    self->selected = 0;
  else if (keyval == GDK_KEY_End || (self->selected < 0 && step < 0))
    self->selected = n - 1;
  else
    self->selected = CLAMP (self->selected + step, 0, n - 1);
  describe (self);
  gtk_widget_queue_draw (self->area);
  return TRUE;
}

static void
left_cb (GtkEventController *controller, TideCockpitVitals *self)
{
  self->selected = -1;
  describe (self);
  gtk_widget_queue_draw (self->area);
}

static void
tide_cockpit_vitals_dispose (GObject *object)
{
  TideCockpitVitals *self = TIDE_COCKPIT_VITALS (object);
  g_clear_pointer (&self->data, tide_vitals_data_free);
  g_clear_pointer (&self->model, tide_cockpit_model_unref);
  G_OBJECT_CLASS (tide_cockpit_vitals_parent_class)->dispose (object);
}

static void
tide_cockpit_vitals_finalize (GObject *object)
{
  g_free (TIDE_COCKPIT_VITALS (object)->words);
  G_OBJECT_CLASS (tide_cockpit_vitals_parent_class)->finalize (object);
}

static void
tide_cockpit_vitals_class_init (TideCockpitVitalsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tide_cockpit_vitals_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_cockpit_vitals_finalize;
}

static void
add_controllers (TideCockpitVitals *self)
{
  GtkEventController *keys = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (self->area, keys);
  gtk_widget_add_controller (self->area, focus);
}

/* Three strips with their words need room in proportion to the text: of less the figure draws nothing. */
static void
realize_cb (GtkWidget *area, gpointer unused)
{
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), (int) (HEIGHT_EM * tide_chart_em (area)));
}

static void
tide_cockpit_vitals_init (TideCockpitVitals *self)
{
  GtkWidget *card = tide_card_new (_ ("Vital signs"), &self->caption);
  GtkWidget *title = gtk_widget_get_prev_sibling (GTK_WIDGET (self->caption));
  self->selected = -1;
  self->drawn_minute = G_MININT;
  gtk_widget_set_hexpand (title, FALSE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->caption), TRUE);
  gtk_label_set_xalign (self->caption, 0);
  gtk_label_set_ellipsize (self->caption, PANGO_ELLIPSIZE_END);
  gtk_widget_remove_css_class (GTK_WIDGET (self->caption), "tide-cockpit-count");
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "tide-data-dim");
  self->area = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, "focusable",
                             TRUE, "vexpand", TRUE, NULL);
  gtk_widget_add_css_class (self->area, "tide-vitals-area");
  g_signal_connect (self->area, "realize", G_CALLBACK (realize_cb), NULL);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->area), draw_cb, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Vital signs"), -1);
  add_controllers (self);
  gtk_box_append (GTK_BOX (card), self->area);
  adw_bin_set_child (ADW_BIN (self), card);
}

GtkWidget *
tide_cockpit_vitals_new (void)
{
  return g_object_new (TIDE_TYPE_COCKPIT_VITALS, NULL);
}
