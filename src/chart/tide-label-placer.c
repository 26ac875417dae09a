/* tide-label-placer.c: the keeper of free places.  Plain lists: a figure has some hundred labels and some
 * thousand pieces of ink, and a label tests a handful of places. */
#include "tide-label-placer.h"

#include <math.h>

typedef struct
{
  double x1, y1, x2, y2;
} Segment;

struct _TideLabelPlacer
{
  TideBox frame;
  GArray *labels;   /* TideBox */
  GArray *boxes;    /* TideBox of ink */
  GArray *segments; /* Segment of ink */
};

TideLabelPlacer *
tide_label_placer_new (TideBox frame)
{
  TideLabelPlacer *self = g_new0 (TideLabelPlacer, 1);

  self->frame = frame;
  self->labels = g_array_new (FALSE, FALSE, sizeof (TideBox));
  self->boxes = g_array_new (FALSE, FALSE, sizeof (TideBox));
  self->segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  return self;
}

void
tide_label_placer_free (TideLabelPlacer *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->labels);
  g_array_unref (self->boxes);
  g_array_unref (self->segments);
  g_free (self);
}

void
tide_label_placer_add_box (TideLabelPlacer *self, TideBox box)
{
  g_array_append_val (self->boxes, box);
}

void
tide_label_placer_add_segment (TideLabelPlacer *self, double x1, double y1, double x2, double y2)
{
  Segment segment = { x1, y1, x2, y2 };

  g_array_append_val (self->segments, segment);
}

gboolean
tide_label_placer_is_free (TideLabelPlacer *self, TideBox box)
{
  if (!tide_box_contains (self->frame, box))
    return FALSE;
  for (guint i = 0; i < self->labels->len; i++)
    if (tide_box_intersects (g_array_index (self->labels, TideBox, i), box))
      return FALSE;
  return TRUE;
}

gboolean
tide_label_placer_is_clear (TideLabelPlacer *self, TideBox box)
{
  if (!tide_label_placer_is_free (self, box))
    return FALSE;
  for (guint i = 0; i < self->boxes->len; i++)
    if (tide_box_intersects (g_array_index (self->boxes, TideBox, i), box))
      return FALSE;
  for (guint i = 0; i < self->segments->len; i++)
    {
      const Segment *s = &g_array_index (self->segments, Segment, i);

      if (tide_box_meets_segment (box, s->x1, s->y1, s->x2, s->y2))
        return FALSE;
    }
  return TRUE;
}

gboolean
tide_label_placer_place (TideLabelPlacer *self, TideBox box)
{
  if (!tide_label_placer_is_free (self, box))
    return FALSE;
  g_array_append_val (self->labels, box);
  return TRUE;
}

int
tide_label_placer_place_first (TideLabelPlacer *self, const TideBox *boxes, guint n)
{
  for (guint i = 0; i < n; i++)
    if (tide_label_placer_is_clear (self, boxes[i]))
      {
        g_array_append_val (self->labels, boxes[i]);
        return (int) i;
      }
  return -1;
}

static double
shared_area (TideBox a, TideBox b)
{
  TideBox cut = tide_box_cut (a, b);

  return cut.width * cut.height;
}

double
tide_label_placer_weigh (TideLabelPlacer *self, TideBox box)
{
  double sum = 0;

  for (guint i = 0; i < self->labels->len; i++)
    sum += shared_area (g_array_index (self->labels, TideBox, i), box);
  for (guint i = 0; i < self->boxes->len; i++)
    sum += shared_area (g_array_index (self->boxes, TideBox, i), box);
  for (guint i = 0; i < self->segments->len; i++)
    {
      const Segment *s = &g_array_index (self->segments, Segment, i);

      if (tide_box_meets_segment (box, s->x1, s->y1, s->x2, s->y2))
        sum += 3 * MIN (hypot (s->x2 - s->x1, s->y2 - s->y1), hypot (box.width, box.height));
    }
  return sum;
}

const TideBox *
tide_label_placer_get_labels (TideLabelPlacer *self, guint *n)
{
  *n = self->labels->len;
  return (const TideBox *) (gpointer) self->labels->data;
}
