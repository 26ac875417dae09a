/* tide-track-spark.c: the drawing of figure/tide-track-figure.h as a widget.  What it shows stands in words
 * beside it, so a screen reader passes it over. */
#include "tide-track-spark.h"

#include "tide-chart-style.h"

#define EM_PX 14.667
#define WIDTH_PX 132
#define HEIGHT_PX 46

struct _TideTrackSpark
{
  GtkWidget parent_instance;
  TideOffTrack *off;
  double floor;
};

G_DEFINE_FINAL_TYPE (TideTrackSpark, tide_track_spark, GTK_TYPE_WIDGET)

static void
tide_track_spark_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  double px = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH_PX : HEIGHT_PX;
  *minimum = *natural = (int) (px * tide_chart_em (widget) / EM_PX + .5);
}

static void
tide_track_spark_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TideTrackSpark *self = TIDE_TRACK_SPARK (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  if (width <= 0 || height <= 0)
    return;
  TideStyle style = tide_chart_style_for (widget);
  TideTrackCurve curve = { .band = &self->off->band,
                           .baseline = self->off->baseline,
                           .floor = self->floor,
                           .days = self->off->days,
                           .values = self->off->values,
                           .n = self->off->n_points,
                           .state = self->off->state };
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  tide_track_draw_curve (cr, &curve, width, height, &style);
  cairo_destroy (cr);
}

static void
tide_track_spark_finalize (GObject *object)
{
  tide_off_track_free (TIDE_TRACK_SPARK (object)->off);
  G_OBJECT_CLASS (tide_track_spark_parent_class)->finalize (object);
}

static void
tide_track_spark_class_init (TideTrackSparkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->finalize = tide_track_spark_finalize;
  widget_class->measure = tide_track_spark_measure;
  widget_class->snapshot = tide_track_spark_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
tide_track_spark_init (TideTrackSpark *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
tide_track_spark_new (const TideOffTrack *off, double floor)
{
  g_return_val_if_fail (off != NULL, NULL);
  TideTrackSpark *self = g_object_new (TIDE_TYPE_TRACK_SPARK, NULL);
  self->off = tide_off_track_copy (off);
  self->floor = floor;
  return GTK_WIDGET (self);
}
