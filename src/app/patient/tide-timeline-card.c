/* tide-timeline-card.c: the timeline of a patient on its card. */
#include "tide-timeline-card.h"

#include "tide-timeline-view.h"

struct _TideTimelineCard
{
  AdwBin parent_instance;
  TideTimelineView *view;
  TidePatientModel *model;
};

G_DEFINE_FINAL_TYPE (TideTimelineCard, tide_timeline_card, ADW_TYPE_BIN)

enum
{
  POINT_HOVERED,
  POINT_ACTIVATED,
  RECORD_ACTIVATED,
  TABLE_TWIN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

void
tide_timeline_card_set_model (TideTimelineCard *self, TidePatientModel *model)
{
  g_return_if_fail (TIDE_IS_TIMELINE_CARD (self));
  TidePatientModel *old = self->model;
  TideInstrument *target = model != NULL ? tide_patient_model_get_target (model) : NULL;
  self->model = model != NULL ? tide_patient_model_ref (model) : NULL;
  if (model == NULL)
    tide_timeline_view_clear (self->view);
  else
    tide_timeline_view_set_data (self->view, model->history, tide_clinic_get_library (model->clinic),
                                 target != NULL ? tide_instrument_get_id (target) : NULL, model->thresholds);
  g_clear_pointer (&old, tide_patient_model_unref);
}

void
tide_timeline_card_set_narrow (TideTimelineCard *self, gboolean narrow)
{
  g_return_if_fail (TIDE_IS_TIMELINE_CARD (self));
  tide_timeline_view_set_narrow (self->view, narrow);
}

void
tide_timeline_card_set_compact (TideTimelineCard *self, gboolean compact)
{
  g_return_if_fail (TIDE_IS_TIMELINE_CARD (self));
  gtk_widget_set_vexpand (GTK_WIDGET (self), !compact);
  tide_timeline_view_set_compact (self->view, compact);
}

void
tide_timeline_card_highlight (TideTimelineCard *self, gint64 assessment_id)
{
  g_return_if_fail (TIDE_IS_TIMELINE_CARD (self));
  tide_timeline_view_highlight (self->view, assessment_id);
}

static void
point_hovered_cb (TideTimelineView *view, gint64 assessment_id, TideTimelineCard *self)
{
  g_signal_emit (self, signals[POINT_HOVERED], 0, assessment_id);
}

static void
record_activated_cb (TideTimelineView *view, int kind, gint64 id, TideTimelineCard *self)
{
  if (kind == TIDE_PICK_RATING)
    g_signal_emit (self, signals[POINT_ACTIVATED], 0, id);
  else
    g_signal_emit (self, signals[RECORD_ACTIVATED], 0, kind, id);
}

static void
table_twin_cb (TideTimelineView *view, TideTimelineCard *self)
{
  g_signal_emit (self, signals[TABLE_TWIN], 0);
}

static void
tide_timeline_card_dispose (GObject *object)
{
  TideTimelineCard *self = TIDE_TIMELINE_CARD (object);
  if (self->view != NULL)
    tide_timeline_view_clear (self->view);
  self->view = NULL;
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
  signals[RECORD_ACTIVATED] = g_signal_new ("record-activated", TIDE_TYPE_TIMELINE_CARD, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT64);
  signals[TABLE_TWIN] = g_signal_new ("table-twin", TIDE_TYPE_TIMELINE_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 0);
}

static void
tide_timeline_card_init (TideTimelineCard *self)
{
  self->view = TIDE_TIMELINE_VIEW (tide_timeline_view_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->view));
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  g_signal_connect (self->view, "point-hovered", G_CALLBACK (point_hovered_cb), self);
  g_signal_connect (self->view, "record-activated", G_CALLBACK (record_activated_cb), self);
  g_signal_connect (self->view, "table-twin", G_CALLBACK (table_twin_cb), self);
}
