/* tide-instant.c: moments, with the clock that wrote them.
 *
 * UTC gives the order, the offset gives back the wall clock that the clinician saw, the precision keeps a
 * rating known only by its day from pretending to a time.  The offset is whole minutes; the wall clock is
 * what must come back exactly, so UTC is made from the wall clock and the offset, never the other way round.
 */
#include "tide-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-error.h"
#include "tide-time-private.h"

#define SECONDS_PER_DAY ((gint64) 86400)
#define MAX_OFFSET_MINUTES (14 * 60) /* Kiribati, the farthest zone there is */

#define N_NOONS                                                                                              \
  8192 /* days that are remembered while the zone is held: 22 years without two in one place                 \
        */

/* A pass over many records asks for the noon of some thousand days some million times; the system's zone is
 * read from its file at each question when TZ is not set. */
typedef struct
{
  TideDate date;
  TideInstant noon;
} Noon;
static _Thread_local GTimeZone *held_zone = NULL;
static _Thread_local Noon *noons = NULL;
static _Thread_local guint n_holds = 0;

static TideInstant fixed_now = { 0, 0, TIDE_PRECISION_UNKNOWN };

static gint64
floor_divide (gint64 a, gint64 b)
{
  return a / b - (a % b < 0 ? 1 : 0);
}

static gint64
get_wall_seconds (TideInstant instant)
{
  return instant.utc + (gint64) instant.offset * 60;
}

gboolean
tide_instant_is_known (TideInstant instant)
{
  return instant.precision != TIDE_PRECISION_UNKNOWN;
}

gboolean
tide_instant_has_clock (TideInstant instant)
{
  return instant.precision >= TIDE_PRECISION_MINUTE;
}

TideInstant
tide_instant_to_minute (TideInstant instant)
{
  instant.precision = MIN (instant.precision, TIDE_PRECISION_MINUTE);
  return instant;
}

void
tide_time_set_now (TideInstant instant)
{
  fixed_now = instant;
}

/* The environment is read once: a test or a demo sets it before it starts. */
static TideInstant
get_environment_now (void)
{
  static gsize once = 0;
  static TideInstant now = { 0, 0, TIDE_PRECISION_UNKNOWN };
  if (g_once_init_enter (&once))
    {
      const char *text = g_getenv ("TIDEMARK_NOW");
      g_autoptr (GError) error = NULL;
      if (text != NULL && *text != '\0' && !tide_instant_parse (text, &now, &error))
        g_warning ("TIDEMARK_NOW: %s", error->message);
      g_once_init_leave (&once, 1);
    }
  return now;
}

gboolean
tide_time_is_fixed (void)
{
  return tide_instant_is_known (fixed_now) || tide_instant_is_known (get_environment_now ());
}

TideInstant
tide_instant_now (void)
{
  if (tide_instant_is_known (fixed_now))
    return fixed_now;
  TideInstant now = get_environment_now ();
  if (tide_instant_is_known (now))
    return now;

  g_autoptr (GDateTime) clock = g_date_time_new_now_local ();
  now.utc = g_date_time_to_unix (clock);
  now.offset = (gint16) (g_date_time_get_utc_offset (clock) / G_TIME_SPAN_MINUTE);
  now.precision = TIDE_PRECISION_MINUTE;
  return now;
}

TideInstant
tide_instant_now_exact (void)
{
  TideInstant now = tide_instant_now ();
  now.precision = TIDE_PRECISION_SECOND;
  return now;
}

static TideInstant
make_instant (TideDate date, int hour, int minute, int second, int offset, TidePrecision precision)
{
  gint64 wall = (gint64) date * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second;
  return (TideInstant){ wall - (gint64) offset * 60, (gint16) offset, (guint8) precision };
}

/* The local zone's instant for a wall clock.  Of an hour that the change to summer time skips GLib takes the
 * first moment after it; of an hour that comes twice it takes one, always the same. */
static TideInstant
make_local (TideDate date, int hour, int minute, int second, TidePrecision precision)
{
  int year, month, day;
  tide_date_get_ymd (date, &year, &month, &day);
  g_autoptr (GTimeZone) zone = held_zone != NULL ? g_time_zone_ref (held_zone) : g_time_zone_new_local ();
  g_autoptr (GDateTime) time = g_date_time_new (zone, year, month, day, hour, minute, second);
  if (time == NULL) /* years past 9999: no zone has rules for them */
    return make_instant (date, hour, minute, second, 0, precision);

  /* Zones of the 19th century are off by odd seconds: the offset is cut to minutes, the wall clock stays. */
  int offset = (int) floor_divide (g_date_time_get_utc_offset (time), G_TIME_SPAN_MINUTE);
  TideDate moved = tide_date_from_ymd (g_date_time_get_year (time), g_date_time_get_month (time),
                                       g_date_time_get_day_of_month (time));
  return make_instant (moved, g_date_time_get_hour (time), g_date_time_get_minute (time), second, offset,
                       precision);
}

void
tide_time_hold_zone (void)
{
  if (n_holds++ > 0)
    return;
  held_zone = g_time_zone_new_local ();
  noons = g_new0 (Noon, N_NOONS);
}

void
tide_time_release_zone (void)
{
  g_return_if_fail (n_holds > 0);
  if (--n_holds > 0)
    return;
  g_clear_pointer (&held_zone, g_time_zone_unref);
  g_clear_pointer (&noons, g_free);
}

TideInstant
tide_instant_from_date (TideDate date)
{
  if (!tide_date_is_known (date))
    return TIDE_INSTANT_UNKNOWN;
  if (noons == NULL)
    return make_local (date, 12, 0, 0, TIDE_PRECISION_DAY);
  Noon *place = &noons[(guint32) date % N_NOONS];
  if (!tide_instant_is_known (place->noon) || place->date != date)
    *place = (Noon){ date, make_local (date, 12, 0, 0, TIDE_PRECISION_DAY) };
  return place->noon;
}

TideInstant
tide_instant_from_local (TideDate date, int hour, int minute)
{
  g_return_val_if_fail (hour >= 0 && hour < 24 && minute >= 0 && minute < 60, TIDE_INSTANT_UNKNOWN);
  return tide_date_is_known (date) ? make_local (date, hour, minute, 0, TIDE_PRECISION_MINUTE)
                                   : TIDE_INSTANT_UNKNOWN;
}

/* "HH:MM" or "HH:MM:SS" at *text, which moves behind it. */
static const char *
read_clock (const char **text, int *hour, int *minute, int *second, TidePrecision *precision)
{
  const char *at = *text;
  if (!tide_time_read_digits (at, 2, hour) || at[2] != ':' || !tide_time_read_digits (at + 3, 2, minute))
    return _ ("has no time written as HH:MM after its date");
  at += 5;
  *second = 0;
  *precision = *at == ':' ? TIDE_PRECISION_SECOND : TIDE_PRECISION_MINUTE;
  if (*at == ':')
    {
      if (!tide_time_read_digits (at + 1, 2, second))
        return _ ("has seconds that are not two digits");
      at += 3;
    }
  *text = at;
  if (*hour > 23 || *minute > 59 || *second > 59)
    return _ ("has a time outside 00:00 to 23:59:59");
  return NULL;
}

/* "", "Z" or "+HH:MM" to the end of @text. */
static const char *
read_offset (const char *text, gboolean *given, int *offset)
{
  *given = *text != '\0';
  *offset = 0;
  if (!*given || strcmp (text, "Z") == 0)
    return NULL;
  int hours, minutes;
  if ((text[0] != '+' && text[0] != '-') || !tide_time_read_digits (text + 1, 2, &hours) || text[3] != ':'
      || !tide_time_read_digits (text + 4, 2, &minutes) || text[6] != '\0')
    return _ ("does not end after its time, with Z or with an offset written as +HH:MM");
  *offset = (hours * 60 + minutes) * (text[0] == '-' ? -1 : 1);
  if (minutes > 59 || ABS (*offset) > MAX_OFFSET_MINUTES)
    return _ ("has an offset outside -14:00 to +14:00");
  return NULL;
}

static const char *
read_instant (const char *text, TideInstant *instant)
{
  TideDate date;
  const char *reason = tide_time_read_day (text, &date);
  if (reason != NULL)
    return reason;
  const char *at = text + 10;
  if (*at == '\0')
    {
      *instant = tide_instant_from_date (date);
      return NULL;
    }
  if (*at != 'T' && *at != ' ')
    return _ ("is neither a date nor a date and a time (YYYY-MM-DDTHH:MM)");
  at++;

  int hour, minute, second, offset;
  gboolean given;
  TidePrecision precision = TIDE_PRECISION_MINUTE;
  if ((reason = read_clock (&at, &hour, &minute, &second, &precision)) != NULL
      || (reason = read_offset (at, &given, &offset)) != NULL)
    return reason;
  *instant = given ? make_instant (date, hour, minute, second, offset, precision)
                   : make_local (date, hour, minute, second, precision);
  return NULL;
}

gboolean
tide_instant_parse_exact (const char *text, TideInstant *instant, GError **error)
{
  g_return_val_if_fail (text != NULL && instant != NULL, FALSE);

  TideInstant read = TIDE_INSTANT_UNKNOWN;
  const char *reason = read_instant (text, &read);
  if (reason != NULL)
    {
      g_autofree char *shown = tide_time_dup_shown (text);
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, _ ("“%s” %s"), shown, reason);
      return FALSE;
    }
  *instant = read;
  return TRUE;
}

gboolean
tide_instant_parse (const char *text, TideInstant *instant, GError **error)
{
  if (!tide_instant_parse_exact (text, instant, error))
    return FALSE;
  *instant = tide_instant_to_minute (*instant);
  return TRUE;
}

static int
get_second (TideInstant instant)
{
  gint64 wall = get_wall_seconds (instant);
  return (int) (wall - floor_divide (wall, 60) * 60);
}

char *
tide_instant_to_iso (TideInstant instant)
{
  if (!tide_instant_is_known (instant))
    return g_strdup ("");
  g_autofree char *day = tide_date_to_iso (tide_instant_get_date (instant));
  if (instant.precision == TIDE_PRECISION_DAY)
    return g_steal_pointer (&day);

  int hour, minute;
  tide_instant_get_clock (instant, &hour, &minute);
  int second = get_second (instant);
  GString *text = g_string_new (day);
  g_string_append_printf (text, "T%02d:%02d", hour, minute);
  if (second != 0 || instant.precision == TIDE_PRECISION_SECOND)
    g_string_append_printf (text, ":%02d", second);
  int offset = ABS (instant.offset);
  g_string_append_printf (text, "%c%02d:%02d", instant.offset < 0 ? '-' : '+', offset / 60, offset % 60);
  return g_string_free (text, FALSE);
}

char *
tide_instant_to_words (TideInstant instant)
{
  if (!tide_instant_is_known (instant))
    return g_strdup ("");
  g_autofree char *day = tide_date_to_words (tide_instant_get_date (instant));
  if (instant.precision == TIDE_PRECISION_DAY)
    return g_steal_pointer (&day);
  int hour, minute;
  tide_instant_get_clock (instant, &hour, &minute);
  if (instant.precision == TIDE_PRECISION_SECOND)
    /* Translators: a day and the time on it to the second, such as 20 Nov 2025 14:32:05. */
    return g_strdup_printf (_ ("%s %02d:%02d:%02d"), day, hour, minute, get_second (instant));
  /* Translators: a day and the time on it, such as 20 Nov 2025 14:32. */
  return g_strdup_printf (_ ("%s %02d:%02d"), day, hour, minute);
}

TideDate
tide_instant_get_date (TideInstant instant)
{
  if (!tide_instant_is_known (instant))
    return TIDE_DATE_UNKNOWN;
  gint64 day = floor_divide (get_wall_seconds (instant), SECONDS_PER_DAY);
  /* A damaged row may hold any integer. */
  return day > G_MININT32 && day < G_MAXINT32 ? (TideDate) day : TIDE_DATE_UNKNOWN;
}

void
tide_instant_get_clock (TideInstant instant, int *hour, int *minute)
{
  gint64 wall = get_wall_seconds (instant);
  int of_day = (int) (wall - floor_divide (wall, SECONDS_PER_DAY) * SECONDS_PER_DAY);
  if (hour != NULL)
    *hour = of_day / 3600;
  if (minute != NULL)
    *minute = of_day % 3600 / 60;
}

double
tide_instant_days_since (TideInstant instant, TideInstant origin)
{
  g_return_val_if_fail (tide_instant_is_known (instant) && tide_instant_is_known (origin), 0);
  if (instant.precision == TIDE_PRECISION_DAY || origin.precision == TIDE_PRECISION_DAY)
    return (double) tide_instant_get_date (instant) - (double) tide_instant_get_date (origin);
  return (double) (instant.utc - origin.utc) / (double) SECONDS_PER_DAY;
}

int
tide_instant_compare (TideInstant a, TideInstant b)
{
  gboolean a_known = tide_instant_is_known (a), b_known = tide_instant_is_known (b);
  if (!a_known || !b_known)
    return (a_known ? 1 : 0) - (b_known ? 1 : 0); /* unknown first */
  return a.utc < b.utc ? -1 : a.utc > b.utc;
}
