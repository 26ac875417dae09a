/* tide-compare-figure.h: the drawings of the comparison across the clinic: change by week, time to an event,
 * waterfall, forest, balance.  The same code for window, paper, file and test. */
#pragma once

#include "tide-comparison.h"
#include "tide-timeline.h"

G_BEGIN_DECLS

typedef enum
{
  TIDE_COMPARE_CHANGE,
  TIDE_COMPARE_TIMES,
  TIDE_COMPARE_WATERFALL,
  TIDE_COMPARE_FOREST,
  TIDE_COMPARE_BALANCE,
  TIDE_N_COMPARE_DRAWINGS
} TideCompareDrawing;

typedef enum
{
  TIDE_COMPARE_BEST, /* lowest rating after the start */
  TIDE_COMPARE_WEEK_12,
  TIDE_COMPARE_LAST,
} TideCompareBar;

typedef struct
{
  TideCompareDrawing drawing;
  gboolean title;            /* with its title and subtitle: on paper and in files */
  gboolean median;           /* change: median with quartiles, else mean with its interval */
  gboolean single;           /* change: thin lines of single courses */
  TideCourseEventKind event; /* times */
  gboolean log;              /* times: from 1 d on a log axis, 0 left of a break */
  gboolean between;          /* times: the band between the visits instead of the interval */
  TideCompareBar bar;        /* waterfall */
  gboolean points;           /* waterfall: in points, else % of the possible fall */
  guint against;             /* forest: index of the arm of reference */
  guint first, second;       /* balance: indexes of two arms */
} TideCompareOptions;
/* Mean with single lines; response on a log axis; best change in %; against the SSRI arm, else the first. */
TideCompareOptions tide_compare_options_default (TideCompareDrawing drawing,
                                                 const TideComparison *comparison);

typedef struct _TideCompareFigure TideCompareFigure; /* a layout */
/* @comparison must outlive it. */
TideCompareFigure *tide_compare_figure_layout (const TideComparison *comparison,
                                               const TideCompareOptions *options, const TideStyle *style,
                                               double width, double height);
void tide_compare_figure_free (TideCompareFigure *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideCompareFigure, tide_compare_figure_free)
void tide_compare_figure_draw (TideCompareFigure *self, cairo_t *cr);
/* The same without a layout to keep: for paper and files. */
void tide_compare_figure_draw_at_once (const TideComparison *comparison, const TideCompareOptions *options,
                                       const TideStyle *style, double width, double height, cairo_t *cr);
/* The least height at which everything has its place. */
double tide_compare_figure_get_natural_height (const TideComparison *comparison,
                                               const TideCompareOptions *options, const TideStyle *style,
                                               double width);

/* "Mean change from baseline", and "points, 95 % CI; thin lines are single courses" (transfer full). */
char *tide_compare_figure_dup_title (const TideComparison *comparison, const TideCompareOptions *options);
char *tide_compare_figure_dup_subtitle (const TideComparison *comparison, const TideCompareOptions *options);
/* The drawing in words, for those who hear it (transfer full). */
char *tide_compare_figure_dup_summary (const TideComparison *comparison, const TideCompareOptions *options);

/* Every text that was placed, for the test that none meets another or leaves the frame. */
const TideRect *tide_compare_figure_get_labels (TideCompareFigure *self, guint *n);
TideRect tide_compare_figure_get_plot (TideCompareFigure *self);

/* What can be pointed at: in order of arms, then along the axis. */
typedef struct
{
  double x, y;
  guint arm;
  char *words; /* "SSRI, week 4: −4.5 (−5.6 to −3.4), n 57" */
} TideCompareSpot;
const TideCompareSpot *tide_compare_figure_get_spots (TideCompareFigure *self, guint *n);
int tide_compare_figure_pick (TideCompareFigure *self, double x,
                              double y); /* nearest within 24 px; -1 none */
/* Left and right along the arm, up and down to the nearest spot of the arm before or after; from -1: the
 * first. */
int tide_compare_figure_step (TideCompareFigure *self, int from, TideStep step);
void tide_compare_figure_draw_pick (TideCompareFigure *self, cairo_t *cr, int spot);

/* The same as a table: all numbers that the drawing is made of. */
typedef struct
{
  char **head;
  GPtrArray *rows; /* char **, as many cells as head, none empty */
} TideCompareTable;
TideCompareTable *tide_compare_table_new (const TideComparison *comparison,
                                          const TideCompareOptions *options);
void tide_compare_table_free (TideCompareTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideCompareTable, tide_compare_table_free)

/* The drawing as a file, "png", "svg" or "pdf", with the caveats under it; 0600, written beside and renamed.
 * TIDE_ERROR_IO, TIDE_ERROR_DISK_FULL. */
gboolean tide_compare_figure_write (const TideComparison *comparison, const TideCompareOptions *options,
                                    const char *kind, const char *path, GError **error);

G_END_DECLS
