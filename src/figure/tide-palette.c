/* tide-palette.c: every colour of the timeline.  Shape says what a state is, colour only repeats it: on paper
 * the same shapes stand in black. */
#include "tide-palette.h"

#include <math.h>

static TideInk
ink_of (TideColor color)
{
  return (TideInk){ color.red, color.green, color.blue, color.alpha };
}

static TideColor
color_of (guint32 rgb)
{
  TideInk ink = tide_ink_rgb (rgb);

  return (TideColor){ ink.red, ink.green, ink.blue, 1 };
}

TideStyle
tide_style_default (TideStyleKind kind)
{
  TideStyle style = { .kind = kind, .text_scale = 1, .font_family = "Cantarell" };
  gboolean dark = kind == TIDE_STYLE_DARK, paper = kind == TIDE_STYLE_PAPER;

  style.foreground = color_of (dark ? 0xffffff : paper ? 0x000000 : 0x2e2d36);
  style.background = color_of (dark ? 0x242424 : paper ? 0xffffff : 0xfafafa);
  style.card = color_of (dark ? 0x353535 : 0xffffff);
  style.accent = color_of (paper ? 0x000000 : 0x3584e4);
  return style;
}

/* @ink laid over the opaque @ground. */
static TideInk
flatten (TideInk ink, TideInk ground)
{
  TideInk flat = tide_ink_mix (ground, ink, ink.alpha);

  flat.alpha = 1;
  return flat;
}

static void
set_paper_states (TidePalette *self)
{
  static const double greys[TIDE_N_STATES] = { 1, 1, 1, .9, .9, .78, .4, .2, .2 };

  for (int s = 0; s < TIDE_N_STATES; s++)
    {
      self->state_fill[s] = (TideInk){ greys[s], greys[s], greys[s], 1 };
      self->state_text[s] = greys[s] < 0.5 ? self->card : self->ink;
      self->state_ink[s] = self->ink;
    }
  self->state_pattern = (TideInk){ .45, .45, .45, 1 };
}

static void
set_screen_states (TidePalette *self)
{
  gboolean dark = self->dark;
  TideInk green = tide_ink_rgb (dark ? 0x57e389 : 0x1b8553),
          amber = tide_ink_rgb (dark ? 0xf6d32d : 0xa06a00);
  TideInk red = tide_ink_rgb (dark ? 0xff7b63 : 0xc01c28);

  for (int s = 0; s < TIDE_N_STATES; s++)
    {
      self->state_fill[s] = flatten (tide_ink_alpha (self->ink, 0.12), self->card);
      self->state_text[s] = self->state_ink[s] = self->ink;
    }
  self->state_ink[TIDE_STATE_PARTIAL] = amber;
  self->state_ink[TIDE_STATE_RESPONSE] = self->state_ink[TIDE_STATE_REMISSION] = green;
  self->state_ink[TIDE_STATE_RELAPSE] = self->state_ink[TIDE_STATE_WORSE] = red;
  self->state_fill[TIDE_STATE_PARTIAL] = tide_ink_rgb (dark ? 0x6a5728 : 0xf7dfa2);
  self->state_fill[TIDE_STATE_RESPONSE] = tide_ink_rgb (dark ? 0x2a7a55 : 0xa6e5c8);
  self->state_fill[TIDE_STATE_REMISSION] = tide_ink_rgb (dark ? 0x8ff0a4 : 0x1b8553);
  self->state_fill[TIDE_STATE_RELAPSE] = self->state_fill[TIDE_STATE_WORSE] = red;
  self->state_text[TIDE_STATE_REMISSION] = tide_ink_rgb (dark ? 0x12301f : 0xffffff);
  self->state_text[TIDE_STATE_RELAPSE] = self->state_text[TIDE_STATE_WORSE]
    = tide_ink_rgb (dark ? 0x3d0b05 : 0xffffff);
  self->state_pattern = tide_ink_rgb (dark ? 0x9c7f2e : 0xdcb866);
}

TidePalette
tide_palette_new (const TideStyle *style)
{
  TidePalette self = { .paper = style->kind == TIDE_STYLE_PAPER,
                       .dark = style->kind == TIDE_STYLE_DARK,
                       .high_contrast = style->high_contrast };
  double strong = style->high_contrast ? 2.2 : 1, second = self.paper ? 0.67 : self.dark ? 0.72 : 0.66;

  self.card = ink_of (style->card);
  self.card.alpha = 1;
  self.ink = flatten (ink_of (style->foreground), self.card);
  if (style->high_contrast)
    self.ink = tide_ink_rgb (self.dark ? 0xffffff : 0x000000);
  self.accent = flatten (ink_of (style->accent), self.card);
  self.second_ink = style->high_contrast ? self.ink : flatten (tide_ink_alpha (self.ink, second), self.card);
  self.series2 = flatten (tide_ink_alpha (self.ink, style->high_contrast ? 0.8 : 0.55), self.card);
  self.grid = tide_ink_alpha (self.ink, (self.paper ? 0.10 : 0.055) * strong);
  self.major_grid = tide_ink_alpha (self.ink, (self.paper ? 0.28 : 0.13) * strong);
  self.hairline = tide_ink_alpha (self.ink, 0.085 * strong);
  self.axis = tide_ink_alpha (self.ink, MIN (1, 0.28 * strong));
  self.lane = tide_ink_alpha (self.ink, self.paper ? 0.03 : 0.045);
  self.band_alpha = self.paper ? 0.10 : 0.085;
  if (self.paper)
    set_paper_states (&self);
  else
    set_screen_states (&self);
  return self;
}

/* comparison-and-paper.md 2: one colour an arm everywhere. */
TideInk
tide_palette_get_arm (const TidePalette *self, TideArm arm)
{
  if (self->paper)
    return self->ink;
  switch (arm)
    {
    case TIDE_ARM_KETAMINE:
    case TIDE_ARM_ESKETAMINE:
      return tide_ink_rgb (self->dark ? 0xf2803f : 0xb9540f);
    case TIDE_ARM_SSRI:
      return tide_ink_rgb (self->dark ? 0x5c9bff : 0x1450c8);
    case TIDE_ARM_CBT:
      return tide_ink_rgb (self->dark ? 0x86f0cc : 0x00855f);
    default:
      return tide_ink_rgb (self->dark ? 0xc0bfbc : 0x5e5c64);
    }
}

TideMarkerShape
tide_palette_get_shape (TideState state)
{
  switch (state)
    {
    case TIDE_STATE_BASELINE:
      return TIDE_MARKER_DIAMOND_OPEN;
    case TIDE_STATE_TOO_EARLY:
      return TIDE_MARKER_RING_DOTTED;
    case TIDE_STATE_NO_RESPONSE:
      return TIDE_MARKER_RING;
    case TIDE_STATE_PARTIAL:
      return TIDE_MARKER_HALF_DISC;
    case TIDE_STATE_RESPONSE:
      return TIDE_MARKER_DISC;
    case TIDE_STATE_REMISSION:
      return TIDE_MARKER_DISC_IN_RING;
    case TIDE_STATE_RELAPSE:
      return TIDE_MARKER_TRIANGLE_UP;
    case TIDE_STATE_WORSE:
      return TIDE_MARKER_TRIANGLE_UP_OPEN;
    case TIDE_STATE_NONE:
    default:
      return TIDE_MARKER_DOT;
    }
}

void
tide_palette_draw_state (const TidePalette *self, cairo_t *cr, TideState state, double x, double y,
                         double radius, double halo_width)
{
  TideMarkerInks inks
    = { .ink = self->state_ink[state], .hole = self->card, .halo = self->card, .halo_width = halo_width };

  tide_marker_draw (cr, tide_palette_get_shape (state), x, y, radius, &inks);
}

void
tide_timeline_draw_state_glyph (cairo_t *cr, TideState state, double x, double y, double radius,
                                const TideStyle *style)
{
  TidePalette palette = tide_palette_new (style);

  g_return_if_fail (cr != NULL && state < TIDE_N_STATES);
  tide_palette_draw_state (&palette, cr, state, x, y, radius, 0);
}

typedef struct
{
  double left, width, top, height, from, span, least, range;
} SparkScale;

static SparkScale
spark_scale (const TideRating *ratings, guint n, double width, double height, double radius)
{
  SparkScale scale = { .left = 1,
                       .top = radius + 1,
                       .width = MAX (1, width - 2 * radius - 2),
                       .height = MAX (1, height - 2 * radius - 2) };
  double most = ratings[0].value;

  scale.least = most;
  for (guint i = 0; i < n; i++)
    {
      scale.least = MIN (scale.least, ratings[i].value);
      most = MAX (most, ratings[i].value);
    }
  scale.from = (double) ratings[0].taken_utc;
  scale.span = (double) ratings[n - 1].taken_utc - scale.from;
  scale.range = most - scale.least;
  return scale;
}

static void
spark_point (const SparkScale *scale, const TideRating *rating, double *x, double *y)
{
  double across = scale->span > 0 ? ((double) rating->taken_utc - scale->from) / scale->span : 1;
  double up = scale->range > 0 ? ((double) rating->value - scale->least) / scale->range : 0.5;

  *x = scale->left + across * scale->width;
  *y = scale->top + (1 - up) * scale->height;
}

void
tide_timeline_draw_sparkline (cairo_t *cr, const TideRating *ratings, guint n, TideState last, double width,
                              double height, const TideStyle *style)
{
  TidePalette palette = tide_palette_new (style);
  double radius = CLAMP (height * 0.19, 2, 6), x = width - radius - 2, y = height / 2;
  TideMarkerInks inks = { .ink = palette.second_ink, .hole = palette.card };
  SparkScale scale;

  g_return_if_fail (cr != NULL && (n == 0 || ratings != NULL) && last < TIDE_N_STATES);
  if (n == 0)
    {
      /* Planned, not rated yet. */
      tide_marker_draw (cr, TIDE_MARKER_DIAMOND_DOTTED, x, y, radius, &inks);
      return;
    }
  scale = spark_scale (ratings, n, width, height, radius);
  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 1.4);
  tide_ink_set (cr, palette.second_ink);
  for (guint i = 0; i < n; i++)
    {
      spark_point (&scale, &ratings[i], &x, &y);
      cairo_line_to (cr, x, y);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
  tide_palette_draw_state (&palette, cr, last, x, y, radius, 1.4);
}
