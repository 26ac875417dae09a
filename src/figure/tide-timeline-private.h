/* tide-timeline-private.h: the model and the layout of the timeline, shared by the files that build, place,
 * draw and pick it. Internal to the figure room. */
#pragma once

#include "tide-label-placer.h"
#include "tide-palette.h"
#include "tide-time-axis.h"
#include "tide-timeline.h"
#include "tide-value-axis.h"
#include "tide-words.h"

G_BEGIN_DECLS

#define TIDE_DAY ((gint64) 24 * 60 * 60)
#define TIDE_OPEN_END (G_MAXINT64 / 4)

typedef struct
{
  gint64 from, to;
} TideSpan;

/* --- model --- */

typedef enum
{
  TIDE_LANE_DOSE,
  TIDE_LANE_SESSION,
  TIDE_LANE_INFUSION,
} TideLaneKind;

typedef struct
{
  gint64 from,
    to; /* to: the next step, the end of the course or now; TIDE_OPEN_END when planned without an end */
  double dose_mg;   /* NAN: not recorded */
  gint64 record_id; /* 0 without a step of its own */
  const TideCourse *course;
  gboolean first; /* of its course */
} TideLaneStep;

typedef struct
{
  gint64 utc;
  const TideSession *session;
  const TideCourse *course;
  double amount; /* in the lane's unit; NAN: not recorded */
  guint number;  /* within its course, from 1 */
} TideLaneMark;

typedef struct
{
  TideLaneKind kind;
  TideArm arm;
  char *title, *unit;
  gboolean per_kg;        /* INFUSION: amounts are mg/kg, else mg */
  gboolean planned;       /* nothing of it lies before now */
  gint64 first;           /* its first start */
  double full;            /* the amount that fills the lane's height */
  GArray *steps;          /* TideLaneStep by time */
  GArray *marks;          /* TideLaneMark by time */
  GArray *spans;          /* TideSpan of each course */
  char *sum, *sum_second; /* right gutter */
  char *sum_long;         /* one line, narrow */
} TideLane;

typedef struct
{
  gint64 utc, until; /* until 0: a day */
  const TideEvent *event;
} TideLaneEvent;

typedef struct
{
  const TideHistory *history;
  TideInstrument *instrument; /* borrowed of the library; NULL: no such scale */
  const TideScoreInfo *score;
  const TideBandSet *bands; /* or NULL */
  TideOutcome *outcome;     /* NULL without an instrument */
} TideScale;

struct _TideTimelineModel
{
  const TideHistory *history;
  const TideThresholds *thresholds;
  TideScale scales[2];
  gint64 now;
  TideInstant now_instant;
  GPtrArray *lanes;  /* TideLane by kind, then first start */
  GArray *events;    /* TideLaneEvent by time */
  GArray *runs;      /* TideSpan: first to last dose of a ketamine series */
  GArray *carry;     /* TideSpan: carry-over, without the runs */
  GArray *carry_end; /* TideSpan: whole stretches, for the words at their foot */
  GArray *overlaps;  /* TideSpan: two arms at once */
  GArray *effects;   /* TideSpan: usual time of effect of the course that runs */
  GArray *dues;      /* gint64: when a rating is due, first course without ratings */
  TideArm effect_arm;
  double effect_from, effect_to; /* weeks */
  gboolean sparse;               /* under two ratings of the first scale */
  gboolean awaited;              /* the newest course has no rating yet that could tell of it */
  gboolean planned;              /* something lies in the future */
  gint64 from, to;               /* of All */
  TideWords *words;              /* shaped texts, kept between layouts */
};

void tide_timeline_model_build_lanes (TideTimelineModel *self);
void tide_timeline_model_build_spans (TideTimelineModel *self);
void tide_timeline_model_build_extent (TideTimelineModel *self);
/* The clinic's midnight at the start of @date. */
gint64 tide_timeline_midnight (TideDate date);
TideDate tide_timeline_date_of (gint64 utc);
/* "23 Sep" / "23 Sep 2025" by locale. */
char *tide_timeline_short_date (TideDate date);
char *tide_timeline_format_number (double value, guint decimals); /* U+2212, the locale's point */
char *tide_timeline_format_dose (double dose);
/* Title of a course of the outcome: "Ketamine IV + ERP". */
char *tide_timeline_course_title (const TideCourseOutcome *course);
const TideCourseOutcome *tide_timeline_current_course (const TideTimelineModel *self);
TideWords *tide_timeline_model_get_words (TideTimelineModel *self, const char *family, gboolean rounded);
TideWords *tide_timeline_words (TideTimeline *self);

/* --- layout --- */

typedef enum
{
  TIDE_INK_MAIN,
  TIDE_INK_SECOND,
  TIDE_INK_ARM,   /* of the label's arm */
  TIDE_INK_STATE, /* text on the state's fill */
} TideInkRole;

typedef struct
{
  TideText text;
  double x, baseline;
  TideInkRole role;
  int which; /* arm or state */
  double halo;
  gboolean on_axis; /* hidden under the date chip */
} TideLabel;

typedef struct
{
  double x, y;
  gint64 utc, record_id;
  double value;
  guint visit;
  TideState state;
  guint marks;
  gboolean in_range;
  gboolean small;  /* crowded: r 3, no halo */
  gboolean joined; /* to the point before */
  gboolean remote; /* by video or telephone, and the signs are wanted */
} TidePoint;

typedef struct
{
  double x, low, high, median; /* y */
  gboolean joined;
} TideColumn;

typedef struct
{
  double x1, x2;
  TideState state;
  gboolean unknown, watch;
  enum
  {
    TIDE_SHOW_NOTHING,
    TIDE_SHOW_GLYPH,
  } show; /* when no word fits */
} TideStateBox;

typedef struct
{
  TideBox box; /* of the coloured lane, in the drawing, scrolled */
  double caption_baseline;
  gboolean visible;
} TideLaneBox;

typedef struct
{
  double x;
  guint first, n; /* of the model's events */
} TideEventCluster;

typedef struct
{
  double x, y;
  char text[8]; /* "R", "R+" */
  double width;
} TideLetter;

/* Response line of an earlier course: on paper, where no hover tells it. */
typedef struct
{
  double x1, x2, y;
  guint course;
} TideOldLine;

typedef struct
{
  TideRect sample;
  guint kind; /* TideLegendKind */
  int which;
} TideLegendSample;

struct _TideTimeline
{
  TideTimelineModel *model; /* borrowed: outlives the layout */
  TideTimelineOptions options;
  TideStyle style;
  TidePalette palette;
  double width, height, u; /* u: px of the design to units of the drawing */
  gboolean narrow, paper;
  TideTimeAxis axis;
  TideValueAxis values[2];
  TideBox legend, strip, score, second, state, lane_area, other, events, axis_box,
    plot; /* height 0: not shown */
  guint legend_rows;
  double lane_scroll_max;
  TideLaneBox *lanes;
  GArray *labels;         /* TideLabel */
  GArray *points[2];      /* TidePoint, all of them, by time */
  GArray *columns[2];     /* TideColumn when crowded, else empty */
  GArray *state_boxes;    /* TideStateBox */
  GArray *old_lines;      /* TideOldLine, paper only */
  GArray *letters;        /* TideLetter */
  GArray *clusters;       /* TideEventCluster */
  GArray *ticks;          /* TideTimeTick */
  GArray *value_ticks[2]; /* double */
  GArray *samples;        /* TideLegendSample */
  TideLabelPlacer *placer;
  double reference_y[2], reference_x; /* response, remission; NAN none */
};

#define TIDE_TEXT 11.0
#define TIDE_SMALL_TEXT 10.5
#define TIDE_NAME_TEXT 12.0

double tide_timeline_x (TideTimeline *self, gint64 utc);
gboolean tide_timeline_overlay (const TideTimeline *self); /* the second scale shares the first's area */
TideText tide_timeline_shape (TideTimeline *self, const char *text, double size, gboolean bold);

/* A label where it must stand; FALSE and nothing when the place is taken or out of the frame. @align 0 left,
 * .5, 1. */
typedef struct
{
  const char *text;
  double size;
  gboolean bold;
  double x, centre_y, align;
  double max_width; /* 0: as wide as it is; else ellipsised */
  TideInkRole role;
  int which;
  double halo;
  gboolean on_axis;
} TideLabelSpec;
gboolean tide_timeline_add_label (TideTimeline *self, const TideLabelSpec *spec);
/* The box the label would take. */
TideBox tide_timeline_label_box (TideTimeline *self, const TideLabelSpec *spec);

/* Height of the stem of a full dose in an infusion lane. */
double tide_timeline_stem_height (const TideTimeline *self, TideBox box);
double tide_timeline_caption_end (TideTimeline *self);
double tide_timeline_strip_middle (const TideTimeline *self); /* of its words */
void tide_timeline_place_rows (TideTimeline *self);
double tide_timeline_rows_height (TideTimeline *self, double score_height); /* natural */
double tide_timeline_natural_score (const TideTimeline *self);
void tide_timeline_place_gutters (TideTimeline *self);
void tide_timeline_place_strip (TideTimeline *self);
gboolean tide_timeline_is_remote (const TideRating *rating); /* by video or telephone */
void tide_timeline_place_points (TideTimeline *self);
void tide_timeline_place_point_labels (TideTimeline *self);
void tide_timeline_place_states (TideTimeline *self);
void tide_timeline_place_lanes (TideTimeline *self);
void tide_timeline_place_events (TideTimeline *self);
void tide_timeline_place_sparse (TideTimeline *self);
/* Whether an upright line, of today, of a day 0 or of the usual time of effect, would run through @box. */
gboolean tide_timeline_is_crossed (TideTimeline *self, TideBox box);
/* One sentence in a row without data, beside the line of today where it has room there. */
void tide_timeline_add_row_words (TideTimeline *self, TideBox row, double size, const char *words);
void tide_timeline_place_legend (TideTimeline *self);
guint tide_timeline_legend_rows (TideTimeline *self, double width);

/* --- drawing --- */

void tide_timeline_draw_ground (TideTimeline *self, cairo_t *cr);
void tide_timeline_draw_lanes (TideTimeline *self, cairo_t *cr);
void tide_timeline_draw_scores (TideTimeline *self, cairo_t *cr);
void tide_timeline_draw_states (TideTimeline *self, cairo_t *cr);
void tide_timeline_draw_legend (TideTimeline *self, cairo_t *cr);
void tide_timeline_draw_remote (TideTimeline *self, cairo_t *cr, double x, double y);
void tide_timeline_draw_letter (TideTimeline *self, cairo_t *cr, const char *letter, double x, double y);

G_END_DECLS
