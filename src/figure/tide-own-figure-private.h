/* tide-own-figure-private.h: the layout of the comparison within a patient, shared by the files that place,
 * draw and pick it.  Internal to the figure room. */
#pragma once

#include "tide-arm-style.h"
#include "tide-label-placer.h"
#include "tide-own-courses-private.h"
#include "tide-own-figure.h"
#include "tide-palette.h"
#include "tide-time-axis.h"
#include "tide-words.h"

G_BEGIN_DECLS

#define TIDE_OWN_GAP_DAYS 91 /* ratings further apart are joined by dots: 13 weeks */
#define TIDE_OWN_TEXT 12.0   /* px at 100 % */
#define TIDE_OWN_SMALL 11.0
#define TIDE_OWN_LABEL_PITCH 15.0

typedef struct
{
  TideText text;
  double x, baseline;
  TideInk ink;
  double halo; /* width, 0 none */
} TideOwnLabel;

typedef struct
{
  guint point; /* of the course */
  double days, x, y;
  gboolean hollow, in_range;
} TideOwnDot;

typedef struct
{
  guint course;
  TideArmStyle style;
  GArray *dots; /* TideOwnDot */
  guint n_in_range;
  gboolean goes_on; /* there are ratings beyond the right edge */
  double edge_y;    /* where the line leaves, when it goes on */
  double lane_y;    /* top of its lane, or row of the strip */
} TideOwnLine;

/* What a lane shows: courses that were given in more than one way have a lane for each. */
typedef enum
{
  TIDE_OWN_DAILY,    /* doses by the day */
  TIDE_OWN_KETAMINE, /* single doses of ketamine or esketamine */
  TIDE_OWN_SESSIONS, /* sessions of something else */
  TIDE_OWN_N_GIVEN
} TideOwnGiven;

typedef struct
{
  double x1, y1, x2, y2;
  TideInk ink;
} TideOwnLeader;

typedef struct
{
  TideBox box;
  TideText text;
  TideInk ink;
} TideOwnTag;

typedef struct
{
  double value, y;
} TideOwnTickY;

typedef struct
{
  double days, x;
  gboolean labelled;
} TideOwnTickX;

struct _TideOwnFigure
{
  const TideOwnCourses *courses;
  TideOwnOptions options;
  TideStyle style;
  TidePalette palette;
  TideWords *words;
  TideLabelPlacer *placer;
  double width, height, u;
  TideBox plot;
  double most_days; /* aligned: right edge */
  double y_min, y_max;
  GArray *labels;               /* TideOwnLabel */
  GArray *lines;                /* TideOwnLine */
  GArray *leaders;              /* TideOwnLeader */
  GArray *tags;                 /* TideOwnTag */
  GArray *ticks_y;              /* TideOwnTickY */
  GArray *ticks_x;              /* TideOwnTickX */
  double partial_y, response_y; /* NAN: not drawn */
  double lane_height;
  TideTimeAxis time;  /* strip */
  GArray *time_ticks; /* TideTimeTick, strip */
};

/* --- tide-own-figure-layout.c --- */
TideText tide_own_shape (TideOwnFigure *self, const char *text, double size, gboolean bold);
/* Takes the place and keeps the label; FALSE when it is taken or outside. */
gboolean tide_own_place (TideOwnFigure *self, const TideText *text, double x, double baseline, TideInk ink,
                         double halo);
/* The same only where neither text nor ink is. */
gboolean tide_own_place_clear (TideOwnFigure *self, const TideText *text, double x, double baseline,
                               TideInk ink, double halo);
TideOwnLine *tide_own_get_line (TideOwnFigure *self, guint i);
double tide_own_lane_height (const TideOwnFigure *self);
/* Of points or percent, as the options have it; outside the axis: its end. */
double tide_own_figure_to_y (const TideOwnFigure *self, double value);

/* --- tide-own-figure-labels.c --- */
void tide_own_place_line_labels (TideOwnFigure *self);
void tide_own_place_tags (TideOwnFigure *self);
void tide_own_place_lane_labels (TideOwnFigure *self);
/* "50, 100, then 200 mg/d from wk 6", "8 doses, 0.5 mg/kg, 40 min", "17 sessions, 90 min"; "" when nothing is
 * recorded (transfer full). */
char *tide_own_dup_given_words (const TideOwnCourse *course, TideOwnGiven given);
/* Of all its lanes (transfer full). */
char *tide_own_dup_treatment_words (const TideOwnCourse *course);

/* --- tide-own-strip.c --- */
void tide_own_strip_layout (TideOwnFigure *self);
void tide_own_strip_draw (TideOwnFigure *self, cairo_t *cr);
double tide_own_strip_get_height (const TideOwnCourses *courses, double u);

/* --- tide-own-figure-draw.c --- */
void tide_own_draw_labels (TideOwnFigure *self, cairo_t *cr);
/* The treatment of a course on any x axis. */
typedef double (*TideOwnToX) (TideOwnFigure *self, const TideOwnCourse *course, double days);
void tide_own_draw_lane (TideOwnFigure *self, cairo_t *cr, const TideOwnLine *line, TideOwnGiven given,
                         double top, double height, TideOwnToX to_x, double left, double right,
                         gboolean ground);
/* Fills @lanes with what was given in the course; returns how many, one at least. */
guint tide_own_list_lanes (const TideOwnCourse *course, TideOwnGiven lanes[TIDE_OWN_N_GIVEN]);
/* Of the line; of a lane beside others that of its own treatment. */
TideArmStyle tide_own_get_lane_style (TideOwnFigure *self, const TideOwnLine *line, TideOwnGiven given);

G_END_DECLS
