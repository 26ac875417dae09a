/* tide-compare-figure.c: a layout of the comparison across the clinic: made, drawn, pointed at.  See
 * tide-compare-figure.h. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-compare-private.h"

#define PICK_RADIUS 24.0
#define TITLE_HEIGHT 40.0

/* --- text --- */

TideText
tide_compare_shape (TideCompareFigure *self, const char *text, double size, gboolean bold)
{
  return tide_words_get (self->words, text, size * self->u, bold);
}

gboolean
tide_compare_put (TideCompareFigure *self, const char *text, double size, gboolean bold, double x,
                  double baseline, double align, TideInk ink)
{
  TideText shaped = tide_compare_shape (self, text, size, bold);
  double left = x - align * shaped.width;
  if (!tide_label_placer_place (self->placer, tide_text_get_box (&shaped, left, baseline)))
    return FALSE;
  tide_text_draw (self->cr, &shaped, left, baseline, ink, self->palette.card, 0);
  return TRUE;
}

void
tide_compare_put_somewhere (TideCompareFigure *self, const char *text, double size, const double *xs,
                            const double *baselines, guint n, TideInk ink)
{
  TideText shaped = tide_compare_shape (self, text, size, FALSE);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n; i++)
      {
        TideBox box = tide_text_get_box (&shaped, xs[i] - shaped.width, baselines[i]);
        if (pass == 0 && !tide_label_placer_is_clear (self->placer, box))
          continue;
        if (!tide_label_placer_place (self->placer, box))
          continue;
        tide_text_draw (self->cr, &shaped, xs[i] - shaped.width, baselines[i], ink, self->palette.card,
                        4 * self->u);
        return;
      }
}

/* --- what all drawings share --- */

void
tide_compare_add_spot (TideCompareFigure *self, guint arm, double x, double y, char *words)
{
  TideCompareSpot spot = { x, y, arm, words };
  g_array_append_val (self->spots, spot);
}

TideArmStyle
tide_compare_get_style (const TideCompareFigure *self, guint arm)
{
  return tide_arm_style_get (self->comparison->arms[arm].arms, &self->style);
}

guint
tide_compare_count_drawn (const TideComparison *comparison)
{
  guint n = 0;
  for (guint a = 0; a < comparison->n_arms; a++)
    n += comparison->arms[a].drawn;
  return n;
}

gboolean
tide_compare_is_shown (const TideCompareFigure *self, guint arm)
{
  return self->comparison->arms[arm].drawn && (self->only < 0 || self->only == (int) arm);
}

guint
tide_compare_count_shown (const TideCompareFigure *self)
{
  return self->only >= 0 || tide_compare_needs_panels (self->comparison, self->options.drawing)
           ? 1
           : tide_compare_count_drawn (self->comparison);
}

gboolean
tide_compare_has_ribbons (const TideCompareFigure *self)
{
  return self->style.kind != TIDE_STYLE_PAPER || tide_compare_count_shown (self) <= 2;
}

gboolean
tide_compare_shows_single (const TideCompareFigure *self)
{
  return self->options.single
         && (self->style.kind != TIDE_STYLE_PAPER || tide_compare_count_shown (self) == 1);
}

void
tide_compare_say_nothing (TideCompareFigure *self)
{
  TideText text = tide_words_get_within (self->words, _ ("No arm has five counted courses."),
                                         TIDE_COMPARE_TEXT * self->u, FALSE, self->width - 24 * self->u);
  double x = (self->width - text.width) / 2, y = (self->head + self->height) / 2;
  if (tide_label_placer_place (self->placer, tide_text_get_box (&text, x, y)))
    tide_text_draw (self->cr, &text, x, y, self->palette.second_ink, self->palette.card, 0);
}

static void
put_title (TideCompareFigure *self)
{
  double u = self->u, room = self->width - 24 * u;
  g_autofree char *title = tide_compare_figure_dup_title (self->comparison, &self->options);
  TideCompareOptions shown = self->options;
  shown.single = tide_compare_shows_single (self);
  g_autofree char *subtitle = tide_compare_figure_dup_subtitle (self->comparison, &shown);
  TideText first = tide_words_get_within (self->words, title, 13.3 * u, TRUE, room);
  TideText second = tide_words_get_within (self->words, subtitle, TIDE_COMPARE_SMALL * u, FALSE, room);
  tide_label_placer_place (self->placer, tide_text_get_box (&first, 12 * u, 17 * u));
  tide_text_draw (self->cr, &first, 12 * u, 17 * u, self->palette.ink, self->palette.card, 0);
  tide_label_placer_place (self->placer, tide_text_get_box (&second, 12 * u, 33 * u));
  tide_text_draw (self->cr, &second, 12 * u, 33 * u, self->palette.second_ink, self->palette.card, 0);
  self->head = TITLE_HEIGHT * u;
}

/* --- making --- */

TideCompareOptions
tide_compare_options_default (TideCompareDrawing drawing, const TideComparison *comparison)
{
  TideCompareOptions options = { .drawing = drawing, .single = TRUE, .log = TRUE };
  g_return_val_if_fail (comparison != NULL, options);
  for (guint a = 0; a < comparison->n_arms; a++)
    if (comparison->arms[a].drawn
        && (comparison->arms[a].arms == 1u << TIDE_ARM_SSRI || !comparison->arms[options.against].drawn))
      options.against = a;
  options.second = options.against;
  while (options.first + 1 < comparison->n_arms
         && (options.first == options.second || !comparison->arms[options.first].drawn))
    options.first++;
  return options;
}

static void
clear_spot (gpointer data)
{
  g_free (((TideCompareSpot *) data)->words);
}

TideCompareFigure *
tide_compare_figure_make (const TideComparison *comparison, const TideCompareOptions *options,
                          const TideStyle *style, double width, double height)
{
  TideCompareFigure *self = g_new0 (TideCompareFigure, 1);
  self->comparison = comparison;
  self->options = *options;
  self->style = *style;
  self->only = -1;
  self->palette = tide_palette_new (style);
  self->words = tide_words_new (style->font_family, style->kind != TIDE_STYLE_PAPER);
  self->width = width;
  self->height = height;
  self->u = style->text_scale > 0 ? style->text_scale : 1;
  self->head = 6 * self->u;
  self->placer = tide_label_placer_new ((TideBox){ 0, 0, width, height });
  self->spots = g_array_new (FALSE, FALSE, sizeof (TideCompareSpot));
  g_array_set_clear_func (self->spots, clear_spot);
  return self;
}

/* Takes @cr. */
static TideCompareFigure *
layout_on (cairo_t *cr, const TideComparison *comparison, const TideCompareOptions *options,
           const TideStyle *style, double width, double height)
{
  static void (*const layouts[]) (TideCompareFigure * self)
    = { tide_compare_layout_change, tide_compare_layout_times, tide_compare_layout_waterfall,
        tide_compare_layout_forest, tide_compare_layout_balance };
  G_STATIC_ASSERT (G_N_ELEMENTS (layouts) == TIDE_N_COMPARE_DRAWINGS);
  TideCompareFigure *self = tide_compare_figure_make (comparison, options, style, width, height);
  self->cr = cr;
  if (options->title)
    put_title (self);
  if (tide_compare_count_drawn (comparison) == 0)
    tide_compare_say_nothing (self);
  else if (tide_compare_needs_panels (comparison, options->drawing))
    tide_compare_layout_panels (self, layouts[options->drawing]);
  else
    layouts[options->drawing](self);
  g_clear_pointer (&self->cr, cairo_destroy);
  return self;
}

TideCompareFigure *
tide_compare_figure_layout (const TideComparison *comparison, const TideCompareOptions *options,
                            const TideStyle *style, double width, double height)
{
  g_return_val_if_fail (comparison != NULL && options != NULL && style != NULL, NULL);
  g_return_val_if_fail (options->drawing < TIDE_N_COMPARE_DRAWINGS, NULL);
  /* With bounds: Cairo 1.16 does not give back one without them that was painted into a PDF. */
  cairo_surface_t *recording
    = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &(cairo_rectangle_t){ 0, 0, width, height });
  TideCompareFigure *self = layout_on (cairo_create (recording), comparison, options, style, width, height);
  self->recording = recording;
  return self;
}

void
tide_compare_figure_draw_at_once (const TideComparison *comparison, const TideCompareOptions *options,
                                  const TideStyle *style, double width, double height, cairo_t *cr)
{
  g_return_if_fail (comparison != NULL && options != NULL && style != NULL && cr != NULL);
  g_return_if_fail (options->drawing < TIDE_N_COMPARE_DRAWINGS);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  tide_compare_figure_free (layout_on (cairo_reference (cr), comparison, options, style, width, height));
  cairo_restore (cr);
}

void
tide_compare_figure_free (TideCompareFigure *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->cr, cairo_destroy);
  g_clear_pointer (&self->recording, cairo_surface_destroy);
  g_array_unref (self->spots);
  tide_label_placer_free (self->placer);
  tide_words_free (self->words);
  g_free (self);
}

void
tide_compare_figure_draw (TideCompareFigure *self, cairo_t *cr)
{
  g_return_if_fail (self != NULL && cr != NULL);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, self->width, self->height);
  cairo_clip (cr);
  cairo_set_source_surface (cr, self->recording, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
}

double
tide_compare_figure_get_natural_height (const TideComparison *comparison, const TideCompareOptions *options,
                                        const TideStyle *style, double width)
{
  g_return_val_if_fail (comparison != NULL && options != NULL && style != NULL, 0);
  g_autoptr (TideCompareFigure) self = tide_compare_figure_make (comparison, options, style, width, 0);
  double u = self->u, head = options->title ? TITLE_HEIGHT * u : 6 * u;
  switch (options->drawing)
    {
    case TIDE_COMPARE_FOREST:
      return head + tide_compare_get_forest_height (self);
    case TIDE_COMPARE_BALANCE:
      return head + tide_compare_get_balance_height (self);
    case TIDE_COMPARE_WATERFALL:
      return head + tide_compare_get_key_height (self) + 290 * u;
    case TIDE_COMPARE_CHANGE:
    case TIDE_COMPARE_TIMES:
    default:
      return head
             + (tide_compare_needs_panels (comparison, options->drawing)
                  ? tide_compare_get_panels_height (comparison, width, u)
                  : 190 * u + tide_compare_get_columns_height (tide_compare_count_drawn (comparison), u));
    }
}

/* --- words --- */

char *
tide_compare_figure_dup_title (const TideComparison *comparison, const TideCompareOptions *options)
{
  g_return_val_if_fail (comparison != NULL && options != NULL, NULL);
  const char *scale = tide_instrument_get_short_name (comparison->instrument);
  switch (options->drawing)
    {
    case TIDE_COMPARE_CHANGE:
      return g_strdup (options->median ? _ ("Median change from baseline") : _ ("Mean change from baseline"));
    case TIDE_COMPARE_TIMES:
      return g_strdup (tide_course_event_get_label (options->event));
    case TIDE_COMPARE_WATERFALL:
      return g_strdup (options->bar == TIDE_COMPARE_BEST      ? _ ("Best change by course")
                       : options->bar == TIDE_COMPARE_WEEK_12 ? _ ("Change at week 12 by course")
                                                              : _ ("Change at the last rating by course"));
    case TIDE_COMPARE_FOREST:
      /* Translators: the argument is a rating scale. */
      return g_strdup_printf (_ ("Adjusted difference in change, %s points"), scale);
    case TIDE_COMPARE_BALANCE:
    default:
      return g_strdup (_ ("Baseline balance"));
    }
}

static char *
dup_times_subtitle (const TideCompareOptions *options)
{
  const char *share = options->event == TIDE_COURSE_RESPONSE    ? _ ("share responded, 1 − Kaplan-Meier")
                      : options->event == TIDE_COURSE_REMISSION ? _ ("share in remission, 1 − Kaplan-Meier")
                      : options->event == TIDE_COURSE_DURATION
                        ? _ ("share of responders still holding, Kaplan-Meier")
                        : _ ("share of responders without relapse, Kaplan-Meier");
  const char *band = options->between ? _ ("band between visits; | censored")
                                      : _ ("95 % CI; | censored; thin: the visit before");
  return g_strdup_printf ("%s, %s", share, band);
}

char *
tide_compare_figure_dup_subtitle (const TideComparison *comparison, const TideCompareOptions *options)
{
  g_return_val_if_fail (comparison != NULL && options != NULL, NULL);
  switch (options->drawing)
    {
    case TIDE_COMPARE_CHANGE:
      return g_strdup_printf ("%s%s", options->median ? _ ("points, quartiles") : _ ("points, 95 % CI"),
                              options->single ? _ ("; thin lines are single courses") : "");
    case TIDE_COMPARE_TIMES:
      return dup_times_subtitle (options);
    case TIDE_COMPARE_WATERFALL:
      return g_strdup (options->points ? _ ("one bar a course, points")
                                       : _ ("one bar a course, % of baseline"));
    case TIDE_COMPARE_FOREST:
      /* Translators: the argument is a treatment. */
      return options->against < comparison->n_arms
               ? g_strdup_printf (_ ("against %s, 95 %% CI"), comparison->arms[options->against].label)
               : g_strdup ("");
    case TIDE_COMPARE_BALANCE:
    default:
      return options->first < comparison->n_arms && options->second < comparison->n_arms
               ? g_strdup_printf (_ ("standardised difference, %s less %s"),
                                  comparison->arms[options->first].label,
                                  comparison->arms[options->second].label)
               : g_strdup ("");
    }
}

char *
tide_compare_figure_dup_summary (const TideComparison *comparison, const TideCompareOptions *options)
{
  g_return_val_if_fail (comparison != NULL && options != NULL, NULL);
  g_autofree char *title = tide_compare_figure_dup_title (comparison, options);
  g_autofree char *subtitle = tide_compare_figure_dup_subtitle (comparison, options);
  GString *words = g_string_new (title);
  g_string_append_printf (words, ", %s.", subtitle);
  for (guint a = 0; a < comparison->n_arms; a++)
    g_string_append_printf (words, comparison->arms[a].drawn ? _ (" %s: n %u.") : _ (" %s: n %u, not drawn."),
                            comparison->arms[a].label, comparison->arms[a].accounting.counted);
  return g_string_free (words, FALSE);
}

/* --- pointing --- */

const TideRect *
tide_compare_figure_get_labels (TideCompareFigure *self, guint *n)
{
  g_return_val_if_fail (self != NULL, NULL);
  return (const TideRect *) tide_label_placer_get_labels (self->placer, n);
}

TideRect
tide_compare_figure_get_plot (TideCompareFigure *self)
{
  g_return_val_if_fail (self != NULL, ((TideRect){ 0 }));
  return (TideRect){ self->plot.x, self->plot.y, self->plot.width, self->plot.height };
}

static const TideCompareSpot *
get_spot (const TideCompareFigure *self, guint i)
{
  return &g_array_index (self->spots, TideCompareSpot, i);
}

const TideCompareSpot *
tide_compare_figure_get_spots (TideCompareFigure *self, guint *n)
{
  g_return_val_if_fail (self != NULL && n != NULL, NULL);
  *n = self->spots->len;
  return (const TideCompareSpot *) self->spots->data;
}

int
tide_compare_figure_pick (TideCompareFigure *self, double x, double y)
{
  int best = -1;
  g_return_val_if_fail (self != NULL, -1);
  double nearest = PICK_RADIUS * self->u;
  for (guint i = 0; i < self->spots->len; i++)
    {
      double distance = hypot (get_spot (self, i)->x - x, get_spot (self, i)->y - y);
      if (distance < nearest)
        {
          nearest = distance;
          best = (int) i;
        }
    }
  return best;
}

/* The spot of the next arm in that direction that is nearest along x. */
static int
step_arm (const TideCompareFigure *self, guint from, gboolean down)
{
  guint arm = get_spot (self, from)->arm, wanted = G_MAXUINT;
  int best = (int) from;
  double nearest = G_MAXDOUBLE;
  for (guint i = 0; i < self->spots->len; i++)
    {
      guint other = get_spot (self, i)->arm;
      if (down ? other > arm && (wanted == G_MAXUINT || other < wanted)
               : other < arm && (wanted == G_MAXUINT || other > wanted))
        wanted = other;
    }
  for (guint i = 0; i < self->spots->len; i++)
    {
      double distance = fabs (get_spot (self, i)->x - get_spot (self, from)->x);
      if (get_spot (self, i)->arm == wanted && distance < nearest)
        {
          nearest = distance;
          best = (int) i;
        }
    }
  return best;
}

int
tide_compare_figure_step (TideCompareFigure *self, int from, TideStep step)
{
  g_return_val_if_fail (self != NULL, -1);
  int n = (int) self->spots->len;
  if (n == 0)
    return -1;
  if (from < 0 || from >= n)
    return 0;
  guint arm = get_spot (self, (guint) from)->arm;
  switch (step)
    {
    case TIDE_STEP_PREVIOUS:
      return from > 0 && get_spot (self, (guint) from - 1)->arm == arm ? from - 1 : from;
    case TIDE_STEP_NEXT:
      return from + 1 < n && get_spot (self, (guint) from + 1)->arm == arm ? from + 1 : from;
    case TIDE_STEP_UP:
      return step_arm (self, (guint) from, FALSE);
    case TIDE_STEP_DOWN:
      return step_arm (self, (guint) from, TRUE);
    default:
      return from;
    }
}

void
tide_compare_figure_draw_pick (TideCompareFigure *self, cairo_t *cr, int spot)
{
  g_return_if_fail (self != NULL && cr != NULL);
  if (spot < 0 || (guint) spot >= self->spots->len)
    return;
  const TideCompareSpot *at = get_spot (self, (guint) spot);
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_arc (cr, at->x, at->y, 8 * self->u, 0, 2 * G_PI);
  tide_ink_set (cr, self->palette.accent);
  cairo_set_line_width (cr, 2 * self->u);
  cairo_stroke (cr);
  cairo_restore (cr);
}
