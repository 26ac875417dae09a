/* tide-timeline-lane-labels.c: the words of the lanes: names and sums in the gutters, doses at their steps,
 * merged doses of infusions, life events. */
#include "tide-timeline-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* --- names and sums --- */

/* Sums of a narrow window end at today's line. */
double
tide_timeline_caption_end (TideTimeline *self)
{
  double today = tide_timeline_x (self, self->model->now);

  return today > self->axis.left && today < self->axis.right ? today - 3 * self->u : self->axis.right;
}

static void
place_lane_caption (TideTimeline *self, const TideLane *lane, double y)
{
  g_autofree char *caption
    = lane->unit != NULL ? g_strdup_printf ("%s, %s", lane->title, lane->unit) : g_strdup (lane->title);
  const char *const sums[] = { lane->sum_long, lane->sum };
  double half = (self->axis.right - self->axis.left) * 0.62;

  tide_timeline_add_label (self, &(TideLabelSpec){ .text = caption,
                                                   .bold = TRUE,
                                                   .x = self->axis.left,
                                                   .centre_y = y,
                                                   .max_width = half,
                                                   .halo = 3 * self->u });
  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    if (sums[i] != NULL
        && tide_timeline_add_label (self, &(TideLabelSpec){ .text = sums[i],
                                                            .size = TIDE_SMALL_TEXT,
                                                            .align = 1,
                                                            .x = tide_timeline_caption_end (self),
                                                            .centre_y = y,
                                                            .halo = 3 * self->u,
                                                            .role = TIDE_INK_SECOND }))
      return;
}

static void
place_lane_gutters (TideTimeline *self, const TideLane *lane, const TideLaneBox *at)
{
  double middle = at->box.y + at->box.height / 2, u = self->u;
  double room = self->axis.left - 20 * u, right_room = self->width - self->axis.right - 8 * u;
  gboolean two = lane->unit != NULL && at->box.height >= 23 * u, two_sums = lane->sum_second != NULL && two;

  tide_timeline_add_label (self, &(TideLabelSpec){ .text = lane->title,
                                                   .size = TIDE_NAME_TEXT,
                                                   .bold = TRUE,
                                                   .x = 14 * u,
                                                   .centre_y = middle - (two ? 6.5 * u : 0),
                                                   .max_width = room });
  if (two)
    tide_timeline_add_label (self, &(TideLabelSpec){ .text = lane->unit,
                                                     .size = TIDE_SMALL_TEXT,
                                                     .x = 14 * u,
                                                     .centre_y = middle + 7 * u,
                                                     .max_width = room,
                                                     .role = TIDE_INK_SECOND });
  if (lane->sum != NULL)
    tide_timeline_add_label (self, &(TideLabelSpec){ .text = lane->sum,
                                                     .x = self->axis.right + 6 * u,
                                                     .centre_y = middle - (two_sums ? 6.5 * u : 0),
                                                     .max_width = right_room });
  if (two_sums)
    tide_timeline_add_label (self, &(TideLabelSpec){ .text = lane->sum_second,
                                                     .x = self->axis.right + 6 * u,
                                                     .centre_y = middle + 6.5 * u,
                                                     .max_width = right_room,
                                                     .role = TIDE_INK_SECOND });
}

/* --- dose steps --- */

/* Inside or above its step; a step narrower than its label + 3 has none. */
static void
place_dose (TideTimeline *self, const TideLane *lane, const TideLaneBox *at, const TideLaneStep *step,
            gboolean last)
{
  double x1 = MAX (self->axis.left, tide_timeline_x (self, step->from)), u = self->u;
  double x2 = MIN (self->axis.right, tide_timeline_x (self, step->to));
  double top = at->box.y + at->box.height * (1 - CLAMP (step->dose_mg / lane->full, 0, 1));
  g_autofree char *dose = tide_timeline_format_dose (step->dose_mg);
  g_autofree char *text = last ? g_strdup_printf (_ ("%s mg/day"), dose) : g_strdup (dose);
  TideText shaped = tide_timeline_shape (self, text, TIDE_TEXT, TRUE);
  TideLabelSpec spec = { .text = text,
                         .bold = TRUE,
                         .role = TIDE_INK_ARM,
                         .which = lane->arm,
                         .x = (x1 + x2) / 2,
                         .align = 0.5,
                         .halo = self->paper ? 2.5 * u : 0 };
  TideBox box;

  if (shaped.width + 3 * u > x2 - x1)
    return;
  if (last)
    {
      spec.x = x1 + 6 * u;
      spec.align = 0;
    }
  spec.centre_y = top - 7.5 * u;
  box = tide_timeline_label_box (self, &spec);
  if (box.y >= at->box.y && box.x >= x1 && !last && tide_timeline_add_label (self, &spec))
    return;
  spec.centre_y = top + 9 * u;
  box = tide_timeline_label_box (self, &spec);
  if (box.y + box.height <= at->box.y + at->box.height && box.x + box.width <= x2
      && tide_timeline_add_label (self, &spec))
    return;
  spec.centre_y = top - 7.5 * u;
  if (last && tide_timeline_label_box (self, &spec).y >= at->box.y)
    tide_timeline_add_label (self, &spec);
}

static void
place_doses (TideTimeline *self, const TideLane *lane, const TideLaneBox *at)
{
  for (guint i = 0; i < lane->steps->len; i++)
    {
      const TideLaneStep *step = &g_array_index (lane->steps, TideLaneStep, i);
      gboolean last
        = i + 1 == lane->steps->len || g_array_index (lane->steps, TideLaneStep, i + 1).dose_mg == 0;

      if (isfinite (step->dose_mg) && step->dose_mg > 0 && lane->full > 0)
        place_dose (self, lane, at, step, last);
    }
}

/* --- infusions --- */

typedef struct
{
  double x1, x2, low, high;
  guint n;
} Group;

static char *
group_words (const TideLane *lane, const Group *group, gboolean with_unit)
{
  g_autofree char *low = tide_timeline_format_dose (group->low),
                  *high = tide_timeline_format_dose (group->high);
  g_autofree char *range = group->low == group->high ? g_strdup (low) : g_strdup_printf ("%s–%s", low, high);
  g_autofree char *amount = with_unit ? g_strdup_printf ("%s %s", range, lane->unit) : g_strdup (range);

  /* Translators: number of doses and their size, such as "6 × 0.5 mg/kg". */
  return group->n > 1 ? g_strdup_printf (_ ("%u × %s"), group->n, amount) : g_strdup (amount);
}

double
tide_timeline_stem_height (const TideTimeline *self, TideBox box)
{
  return MAX (box.height - 14 * self->u, box.height * 0.55);
}

static gboolean
place_group_words (TideTimeline *self, const TideLane *lane, const TideLaneBox *at, const Group *group,
                   gboolean with_unit)
{
  double stem = tide_timeline_stem_height (self, at->box) * CLAMP (group->high / lane->full, 0.2, 1),
         u = self->u;
  double top = at->box.y + at->box.height - stem;
  g_autofree char *text = group_words (lane, group, with_unit);
  TideText shaped = tide_timeline_shape (self, text, TIDE_TEXT, TRUE);
  TideLabelSpec spec
    = { .text = text, .bold = TRUE, .role = TIDE_INK_ARM, .which = lane->arm, .halo = 3 * u };

  /* Above: over its ticks, from the first one on when the words are wider than they; else right of them. */
  spec.align = group->n > 1 ? 0 : 0.5;
  spec.x = CLAMP (group->x1, self->axis.left + spec.align * shaped.width,
                  MAX (self->axis.left, self->axis.right - (1 - spec.align) * shaped.width));
  spec.centre_y = MAX (at->box.y + 6 * u, top - 9 * u);
  if (top - at->box.y >= 12 * u && tide_timeline_add_label (self, &spec))
    return TRUE;
  spec.align = 0;
  spec.x = group->x2 + 6 * u;
  spec.centre_y = MAX (top + 2 * u, at->box.y + 6 * u);
  return spec.x + shaped.width <= self->axis.right && tide_timeline_add_label (self, &spec);
}

static void
place_infusions (TideTimeline *self, const TideLane *lane, const TideLaneBox *at)
{
  Group group = { .n = 0 };
  gboolean with_unit = TRUE;

  for (guint i = 0; i <= lane->marks->len; i++)
    {
      const TideLaneMark *mark = i < lane->marks->len ? &g_array_index (lane->marks, TideLaneMark, i) : NULL;
      double x = mark != NULL ? tide_timeline_x (self, mark->utc) : INFINITY;

      if (mark != NULL
          && (x < self->axis.left || x > self->axis.right || !isfinite (mark->amount)
              || !tide_session_took_place (mark->session)))
        continue;
      if (group.n > 0 && x - group.x2 >= 14 * self->u)
        {
          if (place_group_words (self, lane, at, &group, with_unit))
            with_unit = FALSE;
          group.n = 0;
        }
      if (mark == NULL)
        continue;
      if (group.n++ == 0)
        group = (Group){ x, x, mark->amount, mark->amount, 1 };
      group.x2 = x;
      group.low = MIN (group.low, mark->amount);
      group.high = MAX (group.high, mark->amount);
    }
}

static void
place_other (TideTimeline *self)
{
  double middle = self->other.y + self->other.height / 2, u = self->u;

  if (self->other.height == 0)
    return;
  if (!self->narrow)
    tide_timeline_add_label (
      self, &(TideLabelSpec){ .text = self->model->lanes->len > 0 ? _ ("Other courses") : _ ("Courses"),
                              .size = TIDE_NAME_TEXT,
                              .bold = TRUE,
                              .x = 14 * u,
                              .centre_y = middle,
                              .max_width = self->axis.left - 20 * u });
  tide_timeline_add_row_words (self, self->other, TIDE_TEXT,
                               self->model->lanes->len > 0 ? _ ("No therapy or infusion course recorded")
                                                           : _ ("No course recorded"));
}

void
tide_timeline_place_lanes (TideTimeline *self)
{
  for (guint i = 0; i < self->model->lanes->len; i++)
    {
      const TideLane *lane = g_ptr_array_index (self->model->lanes, i);
      const TideLaneBox *at = &self->lanes[i];

      if (!at->visible)
        continue;
      if (self->narrow)
        place_lane_caption (self, lane, at->caption_baseline);
      else
        place_lane_gutters (self, lane, at);
      if (lane->kind == TIDE_LANE_DOSE)
        place_doses (self, lane, at);
      else if (lane->kind == TIDE_LANE_INFUSION)
        place_infusions (self, lane, at);
    }
  place_other (self);
}

/* --- life events --- */

static void
make_clusters (TideTimeline *self)
{
  GArray *events = self->model->events;

  for (guint i = 0; i < events->len;)
    {
      double x = tide_timeline_x (self, g_array_index (events, TideLaneEvent, i).utc);
      TideEventCluster cluster = { .x = x, .first = i, .n = 1 };
      guint near = 1;

      while (i + near < events->len
             && tide_timeline_x (self, g_array_index (events, TideLaneEvent, i + near).utc) - x
                  <= 40 * self->u)
        near++;
      if (near > 3)
        {
          cluster.n = near;
          cluster.x
            = (x + tide_timeline_x (self, g_array_index (events, TideLaneEvent, i + near - 1).utc)) / 2;
        }
      if (cluster.x >= self->axis.left && cluster.x <= self->axis.right)
        g_array_append_val (self->clusters, cluster);
      i += cluster.n;
    }
}

static const char *
event_words (const TideEvent *event)
{
  return event->label != NULL ? event->label : tide_event_kind_get_label (event->kind);
}

static gboolean
try_event_words (TideTimeline *self, const TideEventCluster *cluster, const char *text)
{
  double u = self->u;
  TideLabelSpec spec = { .text = text,
                         .x = cluster->x - 8 * u,
                         .align = 1,
                         .halo = 3 * u,
                         .centre_y = self->events.y + self->events.height / 2 };

  if (tide_timeline_label_box (self, &spec).x >= self->axis.left
      && tide_label_placer_is_clear (self->placer, tide_timeline_label_box (self, &spec))
      && tide_timeline_add_label (self, &spec))
    return TRUE;
  spec.x = cluster->x + 8 * u;
  spec.align = 0;
  return spec.x + tide_timeline_label_box (self, &spec).width <= self->axis.right
         && tide_label_placer_is_clear (self->placer, tide_timeline_label_box (self, &spec))
         && tide_timeline_add_label (self, &spec);
}

static void
place_event_words (TideTimeline *self, const TideEventCluster *cluster)
{
  const TideLaneEvent *event = &g_array_index (self->model->events, TideLaneEvent, cluster->first);
  g_autofree char *label = NULL, *date = NULL, *dated = NULL;

  if (cluster->n > 1)
    {
      label = g_strdup_printf (ngettext ("%u event", "%u events", cluster->n), cluster->n);
      dated = g_strdup_printf ("%u", cluster->n);
      if (!try_event_words (self, cluster, label))
        try_event_words (self, cluster, dated);
      return;
    }
  label = tide_words_isolate (event_words (event->event));
  date = tide_timeline_short_date (event->event->on_date);
  /* Translators: a life event and its day: "Lost job, 13 Oct". */
  dated = g_strdup_printf (_ ("%s, %s"), label, date);
  if (!self->narrow && try_event_words (self, cluster, dated))
    return;
  try_event_words (self, cluster, label);
}

void
tide_timeline_place_events (TideTimeline *self)
{
  double middle = self->events.y + self->events.height / 2;

  make_clusters (self);
  if (self->events.height == 0)
    return;
  tide_timeline_add_label (self,
                           &(TideLabelSpec){ .text = _ ("Life events"),
                                             .bold = TRUE,
                                             .size = self->narrow ? TIDE_TEXT : TIDE_NAME_TEXT,
                                             .x = self->narrow ? self->axis.left + 5 * self->u : 14 * self->u,
                                             .centre_y = middle });
  /* Diamonds first: words keep off them. */
  for (guint i = 0; i < self->clusters->len; i++)
    tide_label_placer_add_box (self->placer,
                               (TideBox){ g_array_index (self->clusters, TideEventCluster, i).x - 6 * self->u,
                                          middle - 6 * self->u, 12 * self->u, 12 * self->u });
  for (guint i = 0; i < self->clusters->len; i++)
    place_event_words (self, &g_array_index (self->clusters, TideEventCluster, i));
}
