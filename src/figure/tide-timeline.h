/* tide-timeline.h: the treatment-aware timeline (N01): scores above, one lane for each treatment below.
 *
 * Three steps, the same for window, printer, PNG and test: a model (what there is to show, made from history
 * and outcome), a layout (where everything stands in a given size, range and style; labels placed without
 * overlap) and the drawing of a layout on any cairo_t.  Picking and keyboard walk the layout.
 */
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>
#include "tide-outcome.h"

G_BEGIN_DECLS

typedef struct
{
  double red, green, blue, alpha;
} TideColor;

typedef enum
{
  TIDE_STYLE_LIGHT,
  TIDE_STYLE_DARK,
  TIDE_STYLE_PAPER, /* black and three greys; hatches and words carry the meaning */
} TideStyleKind;

/* Everything a drawing takes from outside. Sizes are in px at 96 dpi, or points on paper; scale 2 = 200 %
 * text. */
typedef struct
{
  TideStyleKind kind;
  gboolean high_contrast;
  double text_scale;
  const char *font_family; /* "Cantarell" */
  TideColor foreground, background, card, accent;
} TideStyle;
TideStyle tide_style_default (TideStyleKind kind);

typedef enum
{
  TIDE_RANGE_1M,
  TIDE_RANGE_6M,
  TIDE_RANGE_1Y,
  TIDE_RANGE_ALL,
  TIDE_RANGE_CUSTOM, /* from_utc, to_utc: one day to decades */
} TideRange;

typedef struct
{
  TideRange range;
  gint64 from_utc, to_utc;       /* CUSTOM */
  gboolean narrow;               /* lane names above their lanes, small gutters */
  gboolean compact;              /* the natural height is the least that still tells the course */
  const char *second_instrument; /* id of the second scale, NULL = automatic (first of phq9, gad7, madrs …
                                    with data), "" = none */
  gboolean overlay_percent;      /* both scales as percent of baseline, one axis */
  const char *band_set;          /* id or NULL = default */
  gboolean mark_remote;          /* a sign at ratings made by video or telephone */
  gboolean legend;               /* draw the legend (window and paper) */
  double head_inset;  /* room at the right of the legend that the window's buttons take; 0 = none */
  double lane_offset; /* more than five lanes: how far the lane area is scrolled */
} TideTimelineOptions;
TideTimelineOptions tide_timeline_options_default (void);

typedef struct _TideTimelineModel TideTimelineModel;
/**
 * tide_timeline_model_new:
 *
 * @history, @library and @thresholds must outlive the model. Computes the outcome of @instrument_id and of
 * the second scale.
 */
TideTimelineModel *tide_timeline_model_new (const TideHistory *history, TideLibrary *library,
                                            const char *instrument_id, const TideThresholds *thresholds,
                                            TideInstant now, const TideTimelineOptions *options);
void tide_timeline_model_free (TideTimelineModel *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideTimelineModel, tide_timeline_model_free)
const TideOutcome *tide_timeline_model_get_outcome (TideTimelineModel *self); /* of the first scale */
char *tide_timeline_model_dup_summary (
  TideTimelineModel *self); /* "Y-BOCS, 18 ratings, baseline 28, last 26, relapse" */
void tide_timeline_model_get_extent (TideTimelineModel *self, gint64 *from_utc,
                                     gint64 *to_utc); /* of "All" */

typedef struct _TideTimeline TideTimeline; /* a layout */
/* @model must outlive the layout. */
TideTimeline *tide_timeline_layout (TideTimelineModel *model, const TideTimelineOptions *options,
                                    const TideStyle *style, double width, double height);
void tide_timeline_free (TideTimeline *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideTimeline, tide_timeline_free)
/* The lane area and how far it can be scrolled (0: everything shows). */
double tide_timeline_get_lane_scroll (TideTimeline *self, double *y, double *height);
/* Height that shows every lane at its natural size. */
double tide_timeline_get_natural_height (TideTimelineModel *model, const TideTimelineOptions *options,
                                         const TideStyle *style, double width);
void tide_timeline_draw (TideTimeline *self, cairo_t *cr);

/* What stands at a place. */
typedef enum
{
  TIDE_PICK_NONE,
  TIDE_PICK_RATING, /* series 0 or 1 */
  TIDE_PICK_STEP,
  TIDE_PICK_SESSION,
  TIDE_PICK_EVENT,
} TidePickKind;
typedef struct
{
  TidePickKind kind;
  guint row;        /* series (ratings) or lane */
  guint index;      /* within it */
  gint64 record_id; /* assessment, dose step, session or event */
  gint64 utc;
  double x, y;
} TidePick;
TidePick tide_timeline_pick (TideTimeline *self, double x,
                             double y); /* nearest within 24 px, x weighted twice */
TidePick tide_timeline_pick_record (TideTimeline *self, TidePickKind kind, gint64 record_id);
typedef enum
{
  TIDE_STEP_PREVIOUS,
  TIDE_STEP_NEXT,
  TIDE_STEP_UP,
  TIDE_STEP_DOWN,
  TIDE_STEP_FIRST,
  TIDE_STEP_LAST,
} TideStep;
TidePick tide_timeline_step (TideTimeline *self, TidePick from,
                             TideStep step); /* NONE as @from: the last rating */
void tide_timeline_draw_pick (TideTimeline *self, cairo_t *cr,
                              TidePick pick); /* crosshair, ring, date chip */
/* Lines of the tooltip, the first bold (element-type utf8) (transfer full); also read out by screen readers.
 */
GPtrArray *tide_timeline_describe_pick (TideTimeline *self, TidePick pick);
/* The same with Pango markup: bold where the eye looks first (element-type utf8) (transfer full). "[R] …"
 * begins a line about an attribution mark, whose letter is drawn in a box. */
GPtrArray *tide_timeline_describe_pick_markup (TideTimeline *self, TidePick pick);
/* Where a tooltip of this size covers least ink and never the picked point. */
void tide_timeline_place_tip (TideTimeline *self, TidePick pick, double tip_width, double tip_height,
                              double *x, double *y);
gint64 tide_timeline_get_utc_at (TideTimeline *self, double x); /* for zoom at the pointer */
void tide_timeline_get_range (TideTimeline *self, gint64 *from_utc, gint64 *to_utc);

/* Every label rectangle that was placed, for the test that none intersect or leave the frame. */
typedef struct
{
  double x, y, width, height;
} TideRect;
const TideRect *tide_timeline_get_labels (TideTimeline *self, guint *n);
/* The score area, where the window puts its "Rate" button while there is no rating. */
TideRect tide_timeline_get_score_area (TideTimeline *self);

/* The marker of a state, for tables, lists and legends; centred on x, y. */
void tide_timeline_draw_state_glyph (cairo_t *cr, TideState state, double x, double y, double radius,
                                     const TideStyle *style);
/* The small line of the patient list: own scale, the last point as its state's glyph. */
void tide_timeline_draw_sparkline (cairo_t *cr, const TideRating *ratings, guint n, TideState last,
                                   double width, double height, const TideStyle *style);

/* Files; the suffix is the caller's business. TIDE_ERROR_IO. */
gboolean tide_timeline_write_png (TideTimelineModel *model, const TideTimelineOptions *options,
                                  const TideStyle *style, double width, double height, double pixel_ratio,
                                  const char *path, GError **error);
gboolean tide_timeline_write_svg (TideTimelineModel *model, const TideTimelineOptions *options,
                                  const TideStyle *style, double width, double height, const char *path,
                                  GError **error);
gboolean tide_timeline_write_pdf (TideTimelineModel *model, const TideTimelineOptions *options,
                                  const TideStyle *style, double width, double height, const char *path,
                                  GError **error);

G_END_DECLS
