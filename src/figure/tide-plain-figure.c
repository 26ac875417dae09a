/* tide-plain-figure.c: the chart on a patient's own sheet.
 *
 * A timeline tells a clinician everything at once; here one line, four words and a lane for each kind of
 * treatment must do.  What somebody may not read unprepared (events, marks, states, second scales) never gets
 * in, since nothing of it is taken from the history.
 */
#include "tide-plain-figure.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-course-facts.h"
#include "tide-ink.h"
#include "tide-label-placer.h"
#include "tide-time-axis.h"
#include "tide-value-axis.h"
#include "tide-words.h"

#define DAY 86400
#define FAR_APART (91 * DAY) /* comparison-and-paper.md 3: more than 13 weeks are joined by dots */
#define TEXT_SIZE 11.3
#define LANE_HEIGHT 22.0
#define BAR_HEIGHT 15.0
#define YEARS_HEIGHT 19.0
#define LANES_GAP 6.0
#define POINT_RADIUS 2.3
#define LAST_RADIUS 4.6

static const TideInk black = { 0, 0, 0, 1 }, white = { 1, 1, 1, 1 }, stripe = { 0.94, 0.94, 0.94, 1 },
                     line_grey = { 0.55, 0.55, 0.55, 1 }, bar_grey = { 0.83, 0.83, 0.83, 1 };

/* --- words --- */

const char *
tide_plain_band_get_label (TidePlainBand band)
{
  switch (band)
    {
    case TIDE_PLAIN_VERY_FEW:
      /* Translators: symptoms, for a patient */
      return _ ("very few");
    case TIDE_PLAIN_MILD:
      return C_ ("plain band", "mild");
    case TIDE_PLAIN_MEDIUM:
      return C_ ("plain band", "medium");
    case TIDE_PLAIN_STRONG:
    case TIDE_N_PLAIN_BANDS:
    default:
      return C_ ("plain band", "strong");
    }
}

static const TideBandSet *
plain_set (TideInstrument *instrument)
{
  const TideScoreInfo *primary = tide_instrument_get_primary (instrument);
  const TideBandSet *set = tide_instrument_find_band_set (instrument, primary->id, NULL);
  if (set == NULL || primary->higher_is_better || set->n_bands < 3 || set->n_bands > 6)
    return NULL;
  return set;
}

/* Of three bands the upper two are medium and strong; the lowest is mild only where it is called so, and of
 * "subclinical" or "low" nothing is mild. */
static TidePlainBand
plain_of (const TideBandSet *set, guint index)
{
  if (set->n_bands == 3 && index == 0)
    return g_str_equal (set->bands[0].label, _ ("mild")) /* as the scale's file, translated */
             ? TIDE_PLAIN_MILD
             : TIDE_PLAIN_VERY_FEW;
  return (TidePlainBand) MIN (index + (set->n_bands == 3 ? 1 : 0), TIDE_PLAIN_STRONG);
}

gboolean
tide_plain_band_of (TideInstrument *instrument, double value, TidePlainBand *band)
{
  const TideBandSet *set = plain_set (instrument);
  const TideBand *found = set != NULL ? tide_band_set_find (set, value) : NULL;
  if (found == NULL)
    return FALSE;
  /* Fewer than none there cannot be, whatever the lowest of three bands is called. */
  *band = value <= tide_instrument_get_primary (instrument)->minimum
            ? TIDE_PLAIN_VERY_FEW
            : plain_of (set, (guint) (found - set->bands));
  return TRUE;
}

/* --- what is taken from the history --- */

typedef enum
{
  LANE_TABLETS,
  LANE_KETAMINE,
  LANE_THERAPY,
  LANE_STIMULATION,
  LANE_OTHER,
  N_LANES
} LaneKind;

typedef struct
{
  gint64 from, to;
  char *label;
} Bar;

typedef struct
{
  LaneKind kind;
  GArray *bars;  /* Bar */
  GArray *ticks; /* gint64 */
  char *label;   /* "8 infusions", or NULL */
} Lane;

typedef struct
{
  gint64 utc;
  double value;
} Point;

typedef struct
{
  double from, to; /* values of the scale */
  TidePlainBand band;
} Stripe;

struct _TidePlainFigure
{
  gint64 from_utc, to_utc;
  double minimum, maximum;
  guint decimals;
  gboolean begins; /* the first point is the first rating of all */
  GArray *points;  /* Point */
  GArray *stripes; /* Stripe, from below; empty: the scale has no words */
  GPtrArray *lanes;
  TideWords *words;
};

static void
clear_bar (gpointer data)
{
  g_free (((Bar *) data)->label);
}

static void
lane_free (gpointer data)
{
  Lane *lane = data;
  g_array_unref (lane->bars);
  g_array_unref (lane->ticks);
  g_free (lane->label);
  g_free (lane);
}

static const char *
lane_name (LaneKind kind)
{
  const char *const names[N_LANES]
    = { _ ("Tablets"), _ ("Ketamine"), _ ("Therapy"), _ ("Stimulation"), _ ("Other") };
  return names[kind];
}

static LaneKind
lane_of (const TideCourse *course)
{
  if (tide_arm_is_ketamine ((TideArm) course->arm))
    return LANE_KETAMINE;
  if (tide_arm_has_daily_dose ((TideArm) course->arm))
    return LANE_TABLETS;
  if (tide_arm_is_therapy ((TideArm) course->arm))
    return LANE_THERAPY;
  return course->arm == TIDE_ARM_NEUROMODULATION ? LANE_STIMULATION : LANE_OTHER;
}

static gboolean
is_free (const Lane *lane, gint64 from, gint64 to)
{
  for (guint i = 0; i < lane->bars->len; i++)
    {
      const Bar *bar = &g_array_index (lane->bars, Bar, i);
      if (from < bar->to && bar->from < to)
        return FALSE;
    }
  return TRUE;
}

/* Two drugs at once stand under each other; more than that few patients need to see. */
#define MOST_ROWS 3

/* The first lane of @kind with room from @from to @to, a new one below its likes when there is none. */
static Lane *
get_lane (TidePlainFigure *self, LaneKind kind, gint64 from, gint64 to)
{
  guint at = 0, rows = 0;
  for (; at < self->lanes->len && ((Lane *) self->lanes->pdata[at])->kind <= kind; at++)
    if (((Lane *) self->lanes->pdata[at])->kind == kind
        && (is_free (self->lanes->pdata[at], from, to) || ++rows == MOST_ROWS))
      return self->lanes->pdata[at];
  Lane *lane = g_new0 (Lane, 1);
  lane->kind = kind;
  lane->bars = g_array_new (FALSE, FALSE, sizeof (Bar));
  g_array_set_clear_func (lane->bars, clear_bar);
  lane->ticks = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_ptr_array_insert (self->lanes, (int) at, lane);
  return lane;
}

static void
add_bar (TidePlainFigure *self, const TideHistory *history, const TideCourse *course)
{
  TideDate first = tide_course_get_first_day (history, course);
  gint64 from = tide_date_is_known (first) ? tide_instant_from_date (first).utc : self->from_utc;
  gint64 to
    = tide_date_is_known (course->ended_on) ? tide_instant_from_date (course->ended_on).utc : self->to_utc;
  if (to < self->from_utc || from > self->to_utc)
    return;
  Bar bar = { MAX (from, self->from_utc), MIN (to, self->to_utc), NULL };
  bar.label = course->agent != NULL && *course->agent != '\0' ? g_strdup (course->agent)
                                                              : tide_course_dup_title (course);
  g_array_append_val (get_lane (self, lane_of (course), bar.from, bar.to)->bars, bar);
}

static void
add_sessions (TidePlainFigure *self, const TideHistory *history, const TideCourse *course)
{
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      gint64 utc = session->started.utc;
      if (session->course_id == course->base.id && tide_course_was_treated_by (course, session)
          && utc >= self->from_utc && utc <= self->to_utc)
        g_array_append_val (get_lane (self, lane_of (course), 0, 0)->ticks, utc);
    }
}

static void
name_sessions (Lane *lane, gboolean all_infused)
{
  guint n = lane->ticks->len;
  if (n == 0)
    return;
  if (lane->kind == LANE_KETAMINE && all_infused)
    lane->label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u infusion", "%u infusions", n), n);
  else if (lane->kind == LANE_KETAMINE)
    lane->label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u dose", "%u doses", n), n);
  else
    lane->label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u session", "%u sessions", n), n);
}

static void
take_treatments (TidePlainFigure *self, const TideHistory *history)
{
  gboolean all_infused = TRUE;
  for (guint i = 0; i < history->courses->len; i++)
    {
      const TideCourse *course = history->courses->pdata[i];
      if (course->arm == TIDE_ARM_USUAL_CARE || course->arm == TIDE_ARM_UNKNOWN)
        continue;
      if (tide_arm_is_ketamine ((TideArm) course->arm))
        all_infused = all_infused && course->route == tide_code_from_text (tide_route_codes, "iv");
      if (tide_arm_has_daily_dose ((TideArm) course->arm))
        add_bar (self, history, course);
      else
        add_sessions (self, history, course);
    }
  for (guint i = 0; i < self->lanes->len; i++)
    name_sessions (self->lanes->pdata[i], all_infused);
}

static void
take_points (TidePlainFigure *self, const TideOutcome *outcome)
{
  self->begins = TRUE;
  for (guint i = 0; i < outcome->n_visits; i++)
    {
      const TideVisitOutcome *visit = &outcome->visits[i];
      Point point = { visit->rating.taken_utc, tide_rating_get_value (&visit->rating) };
      if (visit->passed_over)
        continue;
      if (point.utc < self->from_utc)
        self->begins = FALSE;
      else if (point.utc <= self->to_utc)
        g_array_append_val (self->points, point);
    }
}

/* The top of the plot: one band above the highest value, so that the words keep their room. */
static void
take_scale (TidePlainFigure *self, TideInstrument *instrument)
{
  const TideScoreInfo *primary = tide_instrument_get_primary (instrument);
  const TideBandSet *set = plain_set (instrument);
  double highest = primary->minimum;
  for (guint i = 0; i < self->points->len; i++)
    highest = MAX (highest, g_array_index (self->points, Point, i).value);
  self->minimum = primary->minimum;
  self->maximum = primary->maximum;
  self->decimals = primary->decimals;
  for (guint i = 0; set != NULL && i < set->n_bands; i++)
    {
      TidePlainBand band = plain_of (set, i);
      Stripe one
        = { set->bands[i].lower, i + 1 < set->n_bands ? set->bands[i + 1].lower : primary->maximum, band };
      if (self->stripes->len > 0
          && g_array_index (self->stripes, Stripe, self->stripes->len - 1).band == band)
        g_array_index (self->stripes, Stripe, self->stripes->len - 1).to = one.to;
      else
        g_array_append_val (self->stripes, one);
    }
  if (self->stripes->len < 2)
    return;
  Stripe *top = &g_array_index (self->stripes, Stripe, self->stripes->len - 1);
  const Stripe *below = top - 1;
  double room = top->from + (below->to - below->from);
  self->maximum = top->to = MIN (primary->maximum, MAX (room, ceil (highest * 1.04)));
}

TidePlainFigure *
tide_plain_figure_new (const TideHistory *history, const TideOutcome *outcome, TideInstrument *instrument,
                       gint64 from_utc, gint64 to_utc)
{
  g_return_val_if_fail (history != NULL && outcome != NULL && instrument != NULL, NULL);
  g_autoptr (TidePlainFigure) self = g_new0 (TidePlainFigure, 1);
  self->from_utc = from_utc;
  self->to_utc = to_utc;
  self->points = g_array_new (FALSE, FALSE, sizeof (Point));
  self->stripes = g_array_new (FALSE, FALSE, sizeof (Stripe));
  self->lanes = g_ptr_array_new_with_free_func (lane_free);
  self->words = tide_words_new ("Cantarell", FALSE);
  take_points (self, outcome);
  if (self->points->len == 0)
    return NULL;
  /* What lies before the first rating has no line to stand under. */
  gint64 first = g_array_index (self->points, Point, 0).utc;
  gint64 last = g_array_index (self->points, Point, self->points->len - 1).utc;
  self->from_utc = first;
  self->to_utc = MAX (self->to_utc, MAX (last, first + 14 * DAY));
  take_scale (self, instrument);
  take_treatments (self, history);
  return g_steal_pointer (&self);
}

void
tide_plain_figure_free (TidePlainFigure *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->points);
  g_array_unref (self->stripes);
  g_ptr_array_unref (self->lanes);
  tide_words_free (self->words);
  g_free (self);
}

double
tide_plain_figure_get_foot (const TidePlainFigure *self)
{
  return LANES_GAP + self->lanes->len * LANE_HEIGHT + YEARS_HEIGHT;
}

/* --- drawing --- */

typedef struct
{
  TidePlainFigure *figure;
  cairo_t *cr;
  TideTimeAxis time;
  TideValueAxis values;
  double gutter, right, bottom, lanes_bottom;
  TideLabelPlacer *placer;
} Drawing;

/* Room for the widest word at the left. */
static double
measure_gutter (TidePlainFigure *self)
{
  double width = 0;
  for (guint i = 0; i < self->stripes->len; i++)
    width
      = MAX (width, tide_words_get (self->words,
                                    tide_plain_band_get_label (g_array_index (self->stripes, Stripe, i).band),
                                    TEXT_SIZE, FALSE)
                      .width);
  for (guint i = 0; i < self->lanes->len; i++)
    width = MAX (
      width, tide_words_get (self->words, lane_name (((Lane *) self->lanes->pdata[i])->kind), TEXT_SIZE, TRUE)
               .width);
  if (self->stripes->len == 0)
    width = MAX (width, tide_words_get (self->words, _ ("more"), TEXT_SIZE, FALSE).width);
  return width + 7;
}

static void
draw_gutter_word (Drawing *d, const char *words, gboolean bold, double middle)
{
  TideText text = tide_words_get (d->figure->words, words, TEXT_SIZE, bold);
  tide_text_draw (d->cr, &text, d->gutter - 7 - text.width, middle + (text.ascent - text.descent) / 2, black,
                  white, 0);
}

static void
draw_stripes (Drawing *d)
{
  TidePlainFigure *self = d->figure;
  for (guint i = 0; i < self->stripes->len; i++)
    {
      const Stripe *one = &g_array_index (self->stripes, Stripe, i);
      double top = tide_value_axis_to_y (&d->values, one->to),
             low = tide_value_axis_to_y (&d->values, one->from);
      if ((one->band & 1) != 0)
        tide_fill_box (d->cr, (TideBox){ d->gutter, top, d->right - d->gutter, low - top }, stripe);
      draw_gutter_word (d, tide_plain_band_get_label (one->band), FALSE, (top + low) / 2);
    }
  if (self->stripes->len == 0)
    {
      draw_gutter_word (d, _ ("more"), FALSE, d->values.top + 8);
      draw_gutter_word (d, _ ("fewer"), FALSE, d->bottom - 8);
    }
}

static void
draw_years (Drawing *d)
{
  g_autoptr (GArray) ticks = tide_time_axis_make_ticks (&d->time, NULL, d->figure->words, TEXT_SIZE, 16);
  for (guint i = 0; i < ticks->len; i++)
    {
      const TideTimeTick *tick = &g_array_index (ticks, TideTimeTick, i);
      if (tick->in_range && tick->major && tick->x > d->gutter + 1 && tick->x < d->right - 1)
        tide_draw_vline (d->cr, tick->x, d->values.top, d->lanes_bottom, 0.7, line_grey);
      if (*tick->label == '\0')
        continue;
      TideText text = tide_words_get (d->figure->words, tick->label, TEXT_SIZE, tick->emphasised);
      double x = MIN (MAX (tick->label_x, d->gutter), d->right - text.width);
      tide_text_draw (d->cr, &text, x, d->lanes_bottom + 14, black, white, 0);
    }
  cairo_set_line_width (d->cr, 0.8);
  tide_ink_set (d->cr, line_grey);
  cairo_rectangle (d->cr, d->gutter, d->values.top, d->right - d->gutter, d->bottom - d->values.top);
  cairo_stroke (d->cr);
}

static void
draw_line (Drawing *d)
{
  const GArray *points = d->figure->points;
  cairo_set_line_join (d->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (d->cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (d->cr, 1.6);
  tide_ink_set (d->cr, black);
  for (guint i = 1; i < points->len; i++)
    {
      const Point *a = &g_array_index (points, Point, i - 1), *b = &g_array_index (points, Point, i);
      const double dots[] = { 0.1, 3.4 };
      double x1 = tide_time_axis_to_x (&d->time, a->utc), y1 = tide_value_axis_to_y (&d->values, a->value);
      double x2 = tide_time_axis_to_x (&d->time, b->utc), y2 = tide_value_axis_to_y (&d->values, b->value);
      cairo_set_dash (d->cr, dots, b->utc - a->utc > FAR_APART ? 2 : 0, 0);
      cairo_move_to (d->cr, x1, y1);
      cairo_line_to (d->cr, x2, y2);
      cairo_stroke (d->cr);
      tide_label_placer_add_segment (d->placer, x1, y1, x2, y2);
    }
  cairo_set_dash (d->cr, NULL, 0, 0);
  for (guint i = 0; i < points->len; i++)
    {
      const Point *p = &g_array_index (points, Point, i);
      double x = tide_time_axis_to_x (&d->time, p->utc), y = tide_value_axis_to_y (&d->values, p->value);
      double r = i + 1 == points->len ? LAST_RADIUS : POINT_RADIUS;
      cairo_new_path (d->cr);
      cairo_arc (d->cr, x, y, r + 0.9, 0, 2 * G_PI);
      tide_ink_set (d->cr, white);
      cairo_fill (d->cr);
      cairo_arc (d->cr, x, y, r, 0, 2 * G_PI);
      tide_ink_set (d->cr, black);
      cairo_fill (d->cr);
      tide_label_placer_add_box (d->placer, (TideBox){ x - r, y - r, 2 * r, 2 * r });
    }
}

/* Beside, above or below the point, where nothing is; else where least is. */
static void
draw_label (Drawing *d, const char *words, gboolean bold, double x, double y)
{
  TideText text = tide_words_get (d->figure->words, words, TEXT_SIZE, bold);
  double high = text.ascent + text.descent, w = text.width;
  const double places[][2] = { { x + 9, y - high / 2 },
                               { x - w - 9, y - high / 2 },
                               { x - w / 2, y - high - 9 },
                               { x - w + 6, y - high - 9 },
                               { x - 6, y - high - 9 },
                               { x - w / 2, y + 9 },
                               { x - w + 6, y + 9 },
                               { x - 6, y + 9 },
                               { x + 9, y - high - 16 },
                               { x - w - 9, y - high - 16 },
                               { x + 9, y + 16 },
                               { x - w - 9, y + 16 },
                               { x - w / 2, y - high - 26 },
                               { x - w / 2, y + 26 },
                               { x + 4, y + 20 },
                               { x + 4, y + 30 },
                               { x + 12, y - high - 22 } };
  TideBox boxes[G_N_ELEMENTS (places)];
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    boxes[i] = (TideBox){ places[i][0], places[i][1], w, high };
  int found = tide_label_placer_place_first (d->placer, boxes, G_N_ELEMENTS (boxes));
  double least = G_MAXDOUBLE;
  for (guint i = 0; found < 0 && i < G_N_ELEMENTS (boxes); i++)
    least = tide_label_placer_is_free (d->placer, boxes[i])
              ? MIN (least, tide_label_placer_weigh (d->placer, boxes[i]))
              : least;
  for (guint i = 0; found < 0 && i < G_N_ELEMENTS (boxes); i++)
    if (tide_label_placer_is_free (d->placer, boxes[i])
        && tide_label_placer_weigh (d->placer, boxes[i]) <= least)
      {
        found = (int) i;
        tide_label_placer_place (d->placer, boxes[i]);
      }
  if (found >= 0)
    tide_text_draw (d->cr, &text, boxes[found].x, boxes[found].y + text.ascent, black, white, 4);
}

/* "first visit: 29", or of a period "start: 29". */
static char *
dup_first_words (const TidePlainFigure *self)
{
  const Point *first = &g_array_index (self->points, Point, 0);
  g_autofree char *number = g_strdup_printf ("%.*f", (int) self->decimals, first->value);
  /* Translators: %s is a number of a scale: the first rating of all, or of the period that is printed */
  return g_strdup_printf (self->begins ? _ ("first visit: %s") : _ ("start: %s"), number);
}

static char *
dup_latest_words (const TidePlainFigure *self)
{
  const Point *last = &g_array_index (self->points, Point, self->points->len - 1);
  g_autofree char *number = g_strdup_printf ("%.*f", (int) self->decimals, last->value);
  return g_strdup_printf (_ ("latest: %s"), number);
}

char *
tide_plain_figure_dup_words (const TidePlainFigure *self)
{
  g_autofree char *first = dup_first_words (self), *latest = dup_latest_words (self);
  return self->points->len > 1 ? g_strdup_printf ("%s, %s", first, latest) : g_steal_pointer (&latest);
}

static void
draw_labels (Drawing *d)
{
  const GArray *points = d->figure->points;
  const Point *first = &g_array_index (points, Point, 0),
              *last = &g_array_index (points, Point, points->len - 1);
  g_autofree char *begin = dup_first_words (d->figure), *latest = dup_latest_words (d->figure);
  draw_label (d, latest, TRUE, tide_time_axis_to_x (&d->time, last->utc),
              tide_value_axis_to_y (&d->values, last->value));
  if (points->len > 1)
    draw_label (d, begin, TRUE, tide_time_axis_to_x (&d->time, first->utc),
                tide_value_axis_to_y (&d->values, first->value));
  for (guint i = points->len - 1; i > 0; i--)
    {
      const Point *a = &g_array_index (points, Point, i - 1), *b = &g_array_index (points, Point, i);
      if (b->utc - a->utc <= FAR_APART)
        continue;
      draw_label (d, _ ("dotted: visits far apart"), FALSE,
                  (tide_time_axis_to_x (&d->time, a->utc) + tide_time_axis_to_x (&d->time, b->utc)) / 2,
                  (tide_value_axis_to_y (&d->values, a->value) + tide_value_axis_to_y (&d->values, b->value))
                    / 2);
      break;
    }
}

static void
draw_bars (Drawing *d, const Lane *lane, double middle)
{
  double free_from = d->gutter;
  for (guint i = 0; i < lane->bars->len; i++)
    {
      const Bar *bar = &g_array_index (lane->bars, Bar, i);
      double x1 = tide_time_axis_to_x (&d->time, bar->from), x2 = tide_time_axis_to_x (&d->time, bar->to);
      TideBox box = { x1, middle - BAR_HEIGHT / 2, MAX (2, x2 - x1), BAR_HEIGHT };
      tide_fill_box (d->cr, box, bar_grey);
      cairo_rectangle (d->cr, box.x, box.y, box.width, box.height);
      cairo_set_line_width (d->cr, 0.7);
      tide_ink_set (d->cr, black);
      cairo_stroke (d->cr);
      double next = i + 1 < lane->bars->len
                      ? tide_time_axis_to_x (&d->time, g_array_index (lane->bars, Bar, i + 1).from)
                      : d->right;
      double left = MAX (box.x, free_from) + 2;
      TideText text = tide_words_get_within (d->figure->words, bar->label, TEXT_SIZE, FALSE,
                                             MAX (0, MAX (box.x + box.width, next) - left - 4));
      if (text.width < 8)
        continue;
      double room = box.x + box.width - left;
      double x = text.width <= room - 4 ? left + (room - text.width) / 2
                                        : MAX (left + 1, MIN (box.x + box.width + 4, next - text.width - 2));
      tide_text_draw (d->cr, &text, x, middle + (text.ascent - text.descent) / 2, black, white,
                      text.width <= room - 4 ? 0 : 3);
      free_from = x + text.width + 3;
    }
}

static void
draw_ticks (Drawing *d, const Lane *lane, double middle)
{
  double first = d->right, last = d->gutter;
  for (guint i = 0; i < lane->ticks->len; i++)
    {
      double x = tide_time_axis_to_x (&d->time, g_array_index (lane->ticks, gint64, i));
      tide_draw_vline (d->cr, x, middle - BAR_HEIGHT / 2, middle + BAR_HEIGHT / 2, 1.2, black);
      first = MIN (first, x);
      last = MAX (last, x);
    }
  if (lane->label == NULL)
    return;
  TideText text = tide_words_get (d->figure->words, lane->label, TEXT_SIZE, FALSE);
  double x = last + 7;
  if (x + text.width > d->right)
    x = first - 7 - text.width >= d->gutter + 2 ? first - 7 - text.width : d->right - text.width;
  tide_text_draw (d->cr, &text, x, middle + (text.ascent - text.descent) / 2, black, white, 4);
}

static void
draw_lanes (Drawing *d)
{
  double middle = d->bottom + LANES_GAP + LANE_HEIGHT / 2;
  for (guint i = 0; i < d->figure->lanes->len; i++, middle += LANE_HEIGHT)
    {
      const Lane *lane = d->figure->lanes->pdata[i];
      if (i == 0 || ((const Lane *) d->figure->lanes->pdata[i - 1])->kind != lane->kind)
        draw_gutter_word (d, lane_name (lane->kind), TRUE, middle);
      draw_bars (d, lane, middle);
      draw_ticks (d, lane, middle);
    }
}

void
tide_plain_figure_draw (TidePlainFigure *self, cairo_t *cr, double width, double height)
{
  double gutter = measure_gutter (self), bottom = height - tide_plain_figure_get_foot (self);
  /* Points keep off the frame. */
  gint64 inset = MAX ((self->to_utc - self->from_utc) / 60, DAY);
  Drawing d = { .figure = self,
                .cr = cr,
                .time = { self->from_utc - inset, self->to_utc + inset, gutter, width - 1 },
                .values = { self->minimum, self->maximum, 1, bottom },
                .gutter = gutter,
                .right = width - 1,
                .bottom = bottom,
                .lanes_bottom = bottom + LANES_GAP + self->lanes->len * LANE_HEIGHT };
  d.placer = tide_label_placer_new ((TideBox){ gutter, 1, d.right - gutter, bottom - 1 });
  draw_stripes (&d);
  draw_years (&d);
  draw_line (&d);
  draw_labels (&d);
  draw_lanes (&d);
  tide_label_placer_free (d.placer);
}
