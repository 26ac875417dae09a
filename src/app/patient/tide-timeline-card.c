/* tide-timeline-card.c: the timeline of a patient on its card. */
#include "tide-timeline-card.h"

#include <glib/gi18n-lib.h>
#include "tide-chart-style.h"

struct _TideTimelineCard
{
  AdwBin parent_instance;
  GtkWidget *area;
  TidePatientModel *model;
  TideTimelineModel *timeline;
  TideTimelineOptions options;
};

G_DEFINE_FINAL_TYPE (TideTimelineCard, tide_timeline_card, ADW_TYPE_BIN)

enum
{
  POINT_HOVERED,
  POINT_ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  TideTimelineCard *self = data;
  if (self->timeline == NULL)
    return;
  TideStyle style = tide_chart_style_for (GTK_WIDGET (area));
  g_autoptr (TideTimeline) layout
    = tide_timeline_layout (self->timeline, &self->options, &style, width, height);
  tide_timeline_draw (layout, cr);
}

static void
renew (TideTimelineCard *self)
{
  g_clear_pointer (&self->timeline, tide_timeline_model_free);
  if (self->model != NULL)
    {
      TideInstrument *target = tide_patient_model_get_target (self->model);
      self->timeline = tide_timeline_model_new (
        self->model->history, tide_clinic_get_library (self->model->clinic), tide_instrument_get_id (target),
        self->model->thresholds, self->model->now, &self->options);
    }
  g_autofree char *summary
    = self->timeline != NULL ? tide_timeline_model_dup_summary (self->timeline) : g_strdup ("");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, summary,
                                  -1);
  gtk_widget_queue_draw (self->area);
}

void
tide_timeline_card_set_model (TideTimelineCard *self, TidePatientModel *model)
{
  g_return_if_fail (TIDE_IS_TIMELINE_CARD (self));
  TidePatientModel *old = self->model;
  self->model = model != NULL ? tide_patient_model_ref (model) : NULL;
  renew (self);
  g_clear_pointer (&old, tide_patient_model_unref);
}

void
tide_timeline_card_set_narrow (TideTimelineCard *self, gboolean narrow)
{
  g_return_if_fail (TIDE_IS_TIMELINE_CARD (self));
  self->options.narrow = narrow;
  self->options.range = narrow ? TIDE_RANGE_6M : TIDE_RANGE_ALL;
  renew (self);
}

static void
tide_timeline_card_dispose (GObject *object)
{
  TideTimelineCard *self = TIDE_TIMELINE_CARD (object);
  g_clear_pointer (&self->timeline, tide_timeline_model_free);
  g_clear_pointer (&self->model, tide_patient_model_unref);
  G_OBJECT_CLASS (tide_timeline_card_parent_class)->dispose (object);
}

static void
tide_timeline_card_class_init (TideTimelineCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tide_timeline_card_dispose;
  signals[POINT_HOVERED] = g_signal_new ("point-hovered", TIDE_TYPE_TIMELINE_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[POINT_ACTIVATED] = g_signal_new ("point-activated", TIDE_TYPE_TIMELINE_CARD, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
tide_timeline_card_init (TideTimelineCard *self)
{
  self->options = tide_timeline_options_default ();
  self->area
    = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, "content-height", 300,
                    "margin-top", 6, "margin-bottom", 6, "margin-start", 6, "margin-end", 6, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Timeline"),
                                  -1);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->area), draw_cb, self, NULL);
  adw_bin_set_child (ADW_BIN (self), self->area);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
}
