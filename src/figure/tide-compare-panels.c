/* tide-compare-panels.c: more arms than one plot can tell apart stand in a panel each, all on one scale
 * (comparison-and-paper.md 2: at most four arms a plot). */
#include <math.h>

#include "tide-compare-private.h"

#define NAME_HEIGHT 20.0
#define PANEL_HEIGHT 130.0 /* of a plot, without its axis and numbers */
#define LEAST_WIDTH 300.0  /* of a panel */
#define MOST_BESIDE 3
#define GAP 8.0

gboolean
tide_compare_needs_panels (const TideComparison *comparison, TideCompareDrawing drawing)
{
  return (drawing == TIDE_COMPARE_CHANGE || drawing == TIDE_COMPARE_TIMES)
         && tide_compare_count_drawn (comparison) > TIDE_COMPARE_MOST_IN_PLOT;
}

gboolean
tide_compare_explains (const TideCompareFigure *self)
{
  int first = 0;
  while (first < self->only && !self->comparison->arms[first].drawn)
    first++;
  return self->only <= first;
}

static guint
count_beside (double width, double u)
{
  return (guint) CLAMP (floor (width / (LEAST_WIDTH * u)), 1, MOST_BESIDE);
}

static guint
count_rows (const TideComparison *comparison, guint beside)
{
  return (tide_compare_count_drawn (comparison) + beside - 1) / beside;
}

double
tide_compare_get_panels_height (const TideComparison *comparison, double width, double u)
{
  guint rows = count_rows (comparison, count_beside (width, u));
  return rows * ((NAME_HEIGHT + PANEL_HEIGHT + GAP) * u + tide_compare_get_columns_height (1, u));
}

static void
put_name (TideCompareFigure *self, guint arm, TideBox box)
{
  double u = self->u, baseline = box.y + 14 * u;
  TideText text = tide_words_get_within (self->words, self->comparison->arms[arm].label,
                                         TIDE_COMPARE_TEXT * u, TRUE, box.width - 24 * u);
  TideInk ink = tide_compare_get_style (self, arm).ink;
  if (tide_label_placer_place (self->placer, tide_text_get_box (&text, box.x + 14 * u, baseline)))
    tide_text_draw (self->cr, &text, box.x + 14 * u, baseline, ink, self->palette.card, 0);
}

/* What the panel placed and can be pointed at belongs to the whole. */
static void
take_over (TideCompareFigure *self, TideCompareFigure *panel, TideBox box)
{
  guint n;
  const TideBox *labels = tide_label_placer_get_labels (panel->placer, &n);
  for (guint i = 0; i < n; i++)
    tide_label_placer_place (
      self->placer, (TideBox){ labels[i].x + box.x, labels[i].y + box.y, labels[i].width, labels[i].height });
  for (guint i = 0; i < panel->spots->len; i++)
    {
      TideCompareSpot *spot = &g_array_index (panel->spots, TideCompareSpot, i);
      tide_compare_add_spot (self, spot->arm, spot->x + box.x, spot->y + box.y,
                             g_steal_pointer (&spot->words));
    }
}

static void
lay_out_one (TideCompareFigure *self, guint arm, TideBox box, void (*layout) (TideCompareFigure *panel))
{
  TideCompareOptions options = self->options;
  double name = NAME_HEIGHT * self->u;
  options.title = FALSE;
  put_name (self, arm, box);
  box.y += name;
  box.height -= name;
  TideCompareFigure *panel
    = tide_compare_figure_make (self->comparison, &options, &self->style, box.width, box.height);
  panel->only = (int) arm;
  panel->head = 0;
  panel->cr = cairo_reference (self->cr);
  cairo_save (self->cr);
  cairo_translate (self->cr, box.x, box.y);
  layout (panel);
  cairo_restore (self->cr);
  take_over (self, panel, box);
  tide_compare_figure_free (panel);
}

void
tide_compare_layout_panels (TideCompareFigure *self, void (*layout) (TideCompareFigure *panel))
{
  double u = self->u;
  guint beside = count_beside (self->width, u), rows = count_rows (self->comparison, beside), nth = 0;
  double width = (self->width - (beside - 1) * GAP * u) / beside, height = (self->height - self->head) / rows;
  self->plot = (TideBox){ 0, self->head, self->width, self->height - self->head };
  for (guint a = 0; a < self->comparison->n_arms; a++)
    if (self->comparison->arms[a].drawn)
      {
        TideBox box
          = { nth % beside * (width + GAP * u), self->head + nth / beside * height, width, height - GAP * u };
        lay_out_one (self, a, box, layout);
        nth++;
      }
}
