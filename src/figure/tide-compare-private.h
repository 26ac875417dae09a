/* tide-compare-private.h: what the drawings of the comparison across the clinic share.  Internal to the
 * figure room.
 *
 * A layout is drawn once into a recording while texts ask for their places; drawing it plays the recording.
 */
#pragma once

#include "tide-arm-style.h"
#include "tide-compare-figure.h"
#include "tide-compare-words.h"
#include "tide-label-placer.h"
#include "tide-palette.h"
#include "tide-value-axis.h"
#include "tide-words.h"

G_BEGIN_DECLS

#define TIDE_COMPARE_TEXT 12.0 /* px at 100 % */
#define TIDE_COMPARE_SMALL 11.0
#define TIDE_COMPARE_PITCH 14.5       /* of the rows of numbers */
#define TIDE_COMPARE_LABEL_PITCH 15.0 /* of direct labels */
#define TIDE_COMPARE_LEAST_AT_RISK 5  /* below: a thin curve */

struct _TideCompareFigure
{
  const TideComparison *comparison;
  TideCompareOptions options;
  TideStyle style;
  TidePalette palette;
  TideWords *words;
  TideLabelPlacer *placer;
  cairo_surface_t *recording;
  cairo_t *cr; /* while it is laid out */
  double width, height, u;
  int only;    /* the one arm of a panel; -1: all that are drawn */
  double head; /* y under the title */
  TideBox plot;
  GArray *spots; /* TideCompareSpot */
};

/* --- tide-compare-figure.c --- */
/* Without a layout yet; of a panel the caller sets only and cr. */
TideCompareFigure *tide_compare_figure_make (const TideComparison *comparison,
                                             const TideCompareOptions *options, const TideStyle *style,
                                             double width, double height);
TideText tide_compare_shape (TideCompareFigure *self, const char *text, double size, gboolean bold);
/* Draws @text where it is free; @align: share of its width left of @x. */
gboolean tide_compare_put (TideCompareFigure *self, const char *text, double size, gboolean bold, double x,
                           double baseline, double align, TideInk ink);
/* The same with a halo at the first of the places (right ends) that keeps off ink, else at the first free
 * one. */
void tide_compare_put_somewhere (TideCompareFigure *self, const char *text, double size, const double *xs,
                                 const double *baselines, guint n, TideInk ink);
void tide_compare_add_spot (TideCompareFigure *self, guint arm, double x, double y, char *words);
TideArmStyle tide_compare_get_style (const TideCompareFigure *self, guint arm);
guint tide_compare_count_drawn (const TideComparison *comparison);
gboolean tide_compare_is_shown (const TideCompareFigure *self, guint arm); /* in this figure or panel */
guint tide_compare_count_shown (const TideCompareFigure *self);            /* in one plot */
gboolean tide_compare_has_ribbons (const TideCompareFigure *self); /* paper: only with one or two arms */
/* Not on paper beside another arm. */
gboolean tide_compare_shows_single (const TideCompareFigure *self);
/* "Nobody counted in …": the only thing a figure says that has nothing to show. */
void tide_compare_say_nothing (TideCompareFigure *self);

/* --- tide-compare-axes.c --- */
typedef struct
{
  double x;     /* on the axis */
  char *label;  /* under it */
  char **cells; /* one an arm drawn; NULL: ticks only */
} TideCompareColumn;
void tide_compare_draw_y_axis (TideCompareFigure *self, const TideValueAxis *axis, double spacing,
                               const char *unit, gboolean plus);
/* The ticks, and under them a row of numbers an arm; a column that does not fit is left out whole.
 * @columns: (element-type TideCompareColumn), the weightiest first
 * @last: (nullable): cells at the right edge, one an arm drawn, under @last_head */
void tide_compare_draw_columns (TideCompareFigure *self, GPtrArray *columns, const char *title,
                                const char *note, const char *last_head, char **last);
GPtrArray *tide_compare_columns_new (void);
void tide_compare_columns_take (GPtrArray *columns, double x, char *label, char **cells);
/* Room that axis and rows take under the plot. */
double tide_compare_get_columns_height (guint n_rows, double u);

typedef struct
{
  guint arm;
  double x, y; /* where the line ends */
} TideCompareEnd;
double tide_compare_get_labels_width (TideCompareFigure *self); /* right of the plot */
void tide_compare_draw_ends (TideCompareFigure *self, GArray *ends);
/* Halo, then the arm's line, along the present path. */
void tide_compare_stroke_main (TideCompareFigure *self, const TideArmStyle *style, double width);
void tide_compare_draw_dashed (TideCompareFigure *self, double x1, double y1, double x2, double y2, double on,
                               double off, double width, TideInk ink);
void tide_compare_draw_bar (TideCompareFigure *self, double x, double y1, double y2,
                            TideInk ink); /* with caps */

/* --- tide-compare-panels.c --- */
gboolean tide_compare_explains (const TideCompareFigure *self); /* of panels the first says what lines are */
#define TIDE_COMPARE_MOST_IN_PLOT 4                             /* more: a panel each, on one scale */
gboolean tide_compare_needs_panels (const TideComparison *comparison, TideCompareDrawing drawing);
/* Lays each arm out by itself with @layout, beside and under one another. */
void tide_compare_layout_panels (TideCompareFigure *self, void (*layout) (TideCompareFigure *panel));
double tide_compare_get_panels_height (const TideComparison *comparison, double width, double u);

/* --- one file each --- */
void tide_compare_layout_change (TideCompareFigure *self);
void tide_compare_layout_times (TideCompareFigure *self);
void tide_compare_layout_waterfall (TideCompareFigure *self);
void tide_compare_layout_forest (TideCompareFigure *self);
void tide_compare_layout_balance (TideCompareFigure *self);
double tide_compare_get_forest_height (TideCompareFigure *self);
double tide_compare_get_balance_height (TideCompareFigure *self);

/* --- tide-compare-waterfall-key.c --- */
double tide_compare_get_key_height (TideCompareFigure *self);
/* What the bars mean, at the head, which moves down under it. */
void tide_compare_draw_key (TideCompareFigure *self);

/* What the waterfall shows of a course. */
typedef struct
{
  guint row;              /* index into rows */
  double value, last;     /* below 0 a fall; NAN never rated */
  gboolean reached, held; /* the response line, by score alone */
} TideCompareFall;
/* (element-type TideCompareFall) (transfer full): from the least to the most; never rated at the end */
GArray *tide_compare_list_falls (const TideComparison *comparison, const TideComparedArm *arm,
                                 const TideCompareOptions *options);
/* Response and partial response in the unit of the waterfall, below 0; NAN none. */
double tide_compare_get_response_line (const TideComparison *comparison, const TideCompareOptions *options);
double tide_compare_get_partial_line (const TideComparison *comparison, const TideCompareOptions *options);
/* The difference of arm @a less arm @b at window @w, whichever way the pair stands; FALSE: none. */
typedef struct
{
  guint n_a, n_b;
  TideContrast unadjusted, baseline, full;
} TideCompareContrast;
gboolean tide_compare_find_contrast (const TideComparison *comparison, guint a, guint b, guint w,
                                     TideCompareContrast *contrast);
/* Rows of @first less @second, the most unlike first, those that cannot be compared last (element-type
 * TideBalanceRow) (transfer full); NULL: not both drawn. */
GArray *tide_compare_list_balance (const TideComparison *comparison, guint first, guint second);

G_END_DECLS
