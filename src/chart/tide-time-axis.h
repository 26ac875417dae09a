/* tide-time-axis.h: time across the page, from an hour to a century: places of instants and the ticks of a
 * calendar. */
#pragma once

#include "tide-words.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 from_utc, to_utc; /* seconds; to > from */
  double left, right;
} TideTimeAxis;

double tide_time_axis_to_x (const TideTimeAxis *self, gint64 utc); /* not clamped */
gint64 tide_time_axis_to_utc (const TideTimeAxis *self, double x);

typedef struct
{
  gint64 utc;
  double x;
  gboolean major;      /* begins a year (months, quarters), a month (days) or a day (hours) */
  gboolean in_range;   /* FALSE: the unit began before the axis, only its label stands */
  char label[40];      /* by locale; "" when it does not fit */
  gboolean emphasised; /* the label names the larger unit too */
  double label_x;      /* left end of the label */
} TideTimeTick;

/**
 * tide_time_axis_make_ticks:
 * @zone: (nullable): NULL is the local zone
 * @gap: least room between two labels
 *
 * Takes the finest of hour, day, week, month, quarter, year, decade at which all labels fit.  Units of one
 * day, month or year are named in the middle of their span, coarser and hourly ticks beside the tick.
 *
 * Returns: (transfer full) (element-type TideTimeTick): by time
 */
GArray *tide_time_axis_make_ticks (const TideTimeAxis *self, GTimeZone *zone, TideWords *words, double size,
                                   double gap);

G_END_DECLS
