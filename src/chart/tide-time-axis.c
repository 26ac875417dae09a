/* tide-time-axis.c: ticks of a calendar.  Months are not equal and days not always 24 hours: ticks are walked
 * with GDateTime in the clinic's zone, never by adding seconds. */
#include "tide-time-axis.h"

#include <math.h>
#include <string.h>

#define DAY (24 * 60 * 60.0)

typedef enum
{
  UNIT_HOUR,
  UNIT_DAY,
  UNIT_MONTH,
  UNIT_YEAR,
} Unit;

typedef struct
{
  Unit unit;
  int count;
  double seconds; /* about */
} Step;

static const Step steps[] = {
  { UNIT_HOUR, 1, DAY / 24 },      { UNIT_HOUR, 2, DAY / 12 },      { UNIT_HOUR, 3, DAY / 8 },
  { UNIT_HOUR, 6, DAY / 4 },       { UNIT_HOUR, 12, DAY / 2 },      { UNIT_DAY, 1, DAY },
  { UNIT_DAY, 2, 2 * DAY },        { UNIT_DAY, 7, 7 * DAY },        { UNIT_MONTH, 1, 30.4 * DAY },
  { UNIT_MONTH, 3, 91.3 * DAY },   { UNIT_YEAR, 1, 365.25 * DAY },  { UNIT_YEAR, 2, 730.5 * DAY },
  { UNIT_YEAR, 5, 1826.25 * DAY }, { UNIT_YEAR, 10, 3652.5 * DAY }, { UNIT_YEAR, 50, 18262.5 * DAY },
};

double
tide_time_axis_to_x (const TideTimeAxis *self, gint64 utc)
{
  double span = MAX (1.0, (double) self->to_utc - (double) self->from_utc);

  return self->left + ((double) utc - (double) self->from_utc) / span * (self->right - self->left);
}

gint64
tide_time_axis_to_utc (const TideTimeAxis *self, double x)
{
  double width = MAX (1e-9, self->right - self->left);

  return self->from_utc
         + (gint64) llround ((x - self->left) / width * ((double) self->to_utc - (double) self->from_utc));
}

static int
floor_to (int value, int step)
{
  return (int) floor ((double) value / step) * step;
}

/* The last boundary of @step at or before @at. */
static GDateTime *
align (GDateTime *at, GTimeZone *zone, const Step *step)
{
  int year, month, day;
  g_autoptr (GDateTime) midnight = NULL;

  g_date_time_get_ymd (at, &year, &month, &day);
  switch (step->unit)
    {
    case UNIT_YEAR:
      return g_date_time_new (zone, MAX (1, floor_to (year, step->count)), 1, 1, 0, 0, 0);
    case UNIT_MONTH:
      return g_date_time_new (zone, year, floor_to (month - 1, step->count) + 1, 1, 0, 0, 0);
    case UNIT_HOUR:
      return g_date_time_new (zone, year, month, day, floor_to (g_date_time_get_hour (at), step->count), 0,
                              0);
    case UNIT_DAY:
    default:
      midnight = g_date_time_new (zone, year, month, day, 0, 0, 0);
      if (step->count == 7)
        return g_date_time_add_days (midnight, 1 - g_date_time_get_day_of_week (midnight));
      return g_date_time_add_days (midnight, -((day - 1) % step->count));
    }
}

static GDateTime *
advance (GDateTime *at, GTimeZone *zone, const Step *step)
{
  g_autoptr (GDateTime) later = NULL;

  switch (step->unit)
    {
    case UNIT_YEAR:
      return g_date_time_add_years (at, step->count);
    case UNIT_MONTH:
      return g_date_time_add_months (at, step->count);
    case UNIT_DAY:
      later = g_date_time_add_days (at, step->count);
      /* Every second day starts again on the first, so that the first is always named. */
      return step->count == 2 ? align (later, zone, step) : g_steal_pointer (&later);
    case UNIT_HOUR:
    default:
      later = g_date_time_add_hours (at, step->count);
      return align (later, zone, step); /* a clock that jumps: back on the even hour */
    }
}

static gboolean
is_major (GDateTime *at, const Step *step)
{
  switch (step->unit)
    {
    case UNIT_YEAR:
      return step->count == 1 && g_date_time_get_year (at) % 10 == 0;
    case UNIT_MONTH:
      return g_date_time_get_month (at) == 1;
    case UNIT_DAY:
      return g_date_time_get_day_of_month (at) == 1;
    case UNIT_HOUR:
    default:
      return g_date_time_get_hour (at) == 0;
    }
}

static const char *
label_format (GDateTime *at, const Step *step, gboolean first)
{
  gboolean major = is_major (at, step);

  switch (step->unit)
    {
    case UNIT_YEAR:
      return "%Y";
    case UNIT_MONTH:
      return first || major ? "%b %Y" : "%b";
    case UNIT_DAY:
      if (first)
        return "%-d %b %Y";
      return major || step->count == 7 ? "%-d %b" : "%-d";
    case UNIT_HOUR:
    default:
      if (first)
        return major ? "%-d %b %Y" : "%-d %b %H:%M";
      return major ? "%-d %b" : "%H:%M";
    }
}

static gboolean
is_centred (const Step *step)
{
  return step->count == 1 && step->unit != UNIT_HOUR;
}

/* Names the tick that spans @x1 to @x2, where there is room; FALSE: there is none. */
static gboolean
place_label (TideTimeTick *tick, GDateTime *at, const Step *step, gboolean first, double x1, double x2,
             TideWords *words, double size, double gap)
{
  g_autofree char *text = g_date_time_format (at, label_format (at, step, first));
  TideText shaped;

  tick->emphasised = step->unit != UNIT_YEAR && (first || tick->major);
  shaped = tide_words_get (words, text != NULL ? text : "", size, tick->emphasised);
  if (shaped.width + gap > x2 - x1)
    return FALSE;
  tick->label_x = is_centred (step) ? (x1 + x2 - shaped.width) / 2 : x1 + MIN (3, gap);
  if (!is_centred (step) && tick->label_x + shaped.width > x2)
    return FALSE;
  g_strlcpy (tick->label, text != NULL ? text : "", sizeof tick->label);
  return TRUE;
}

/* All ticks of one step; FALSE when a label in the middle of the axis has no room. */
static gboolean
walk (const TideTimeAxis *self, GTimeZone *zone, const Step *step, TideWords *words, double size, double gap,
      GArray *ticks)
{
  g_autoptr (GDateTime) start = g_date_time_new_from_unix_utc (self->from_utc);
  g_autoptr (GDateTime) local = start != NULL ? g_date_time_to_timezone (start, zone) : NULL;
  g_autoptr (GDateTime) at = local != NULL ? align (local, zone, step) : NULL;
  gboolean first = TRUE, fits = TRUE;

  while (at != NULL && g_date_time_to_unix (at) <= self->to_utc)
    {
      g_autoptr (GDateTime) next = advance (at, zone, step);
      TideTimeTick tick = { .utc = g_date_time_to_unix (at), .major = is_major (at, step) };
      gint64 end = next != NULL ? g_date_time_to_unix (next) : self->to_utc;
      double x2 = MIN (tide_time_axis_to_x (self, end), self->right);

      tick.x = tide_time_axis_to_x (self, tick.utc);
      tick.in_range = tick.utc >= self->from_utc;
      /* A unit cut by an end of the axis may stay unnamed; one in the middle may not. */
      if (!tick.in_range && !is_centred (step))
        ;
      else if (place_label (&tick, at, step, first, MAX (tick.x, self->left), x2, words, size, gap))
        first = FALSE;
      else if (tick.in_range && end <= self->to_utc)
        fits = FALSE;
      if (tick.in_range || tick.label[0] != '\0')
        g_array_append_val (ticks, tick);
      if (end <= tick.utc)
        break;
      g_date_time_unref (at);
      at = g_steal_pointer (&next);
    }
  return fits;
}

GArray *
tide_time_axis_make_ticks (const TideTimeAxis *self, GTimeZone *zone, TideWords *words, double size,
                           double gap)
{
  g_autoptr (GTimeZone) here = zone != NULL ? g_time_zone_ref (zone) : g_time_zone_new_local ();
  GArray *ticks = g_array_new (FALSE, TRUE, sizeof (TideTimeTick));
  double span = (double) self->to_utc - (double) self->from_utc, width = self->right - self->left;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      /* No label is narrower than its size: don't walk ten thousand hours to learn that. */
      if (i + 1 < G_N_ELEMENTS (steps) && span / steps[i].seconds * size > width)
        continue;
      g_array_set_size (ticks, 0);
      if (walk (self, here, &steps[i], words, size, gap, ticks))
        break;
    }
  return ticks;
}
