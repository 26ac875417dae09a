/* tide-time.h: calendar days and instants as a clinic writes them.
 *
 * A day is a calendar day and has no time zone.  An instant is UTC seconds with the offset of the clock that
 * wrote it and its precision: a rating known only by its day must not pretend to a time.  Order and windows
 * use UTC; ISO 8601 with offset is for files and the eye.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A mean month, 365.25 / 12: what a rate a month and a price a month are counted by. */
#define TIDE_DAYS_OF_A_MONTH 30.4375

/* Days since 1970-01-01 in the proleptic Gregorian calendar. */
typedef gint32 TideDate;
#define TIDE_DATE_UNKNOWN G_MININT32

typedef enum
{
  TIDE_PRECISION_UNKNOWN, /* the instant is not known at all */
  TIDE_PRECISION_DAY,     /* utc is local noon of the day */
  TIDE_PRECISION_MINUTE,
  TIDE_PRECISION_SECOND, /* the cockpit's clock and readings; only in fields that say TIDE_FIELD_SECONDS */
} TidePrecision;

typedef struct
{
  gint64 utc;       /* seconds since 1970-01-01T00:00Z */
  gint16 offset;    /* minutes east of UTC */
  guint8 precision; /* TidePrecision */
} TideInstant;
#define TIDE_INSTANT_UNKNOWN ((TideInstant){ 0, 0, TIDE_PRECISION_UNKNOWN })

gboolean tide_date_is_known (TideDate date);
TideDate tide_date_from_ymd (int year, int month, int day); /* UNKNOWN when no such day */
void tide_date_get_ymd (TideDate date, int *year, int *month, int *day);
/* Reads exactly YYYY-MM-DD, years 1800-2200. FALSE and *error (TIDE_ERROR_VALUE) otherwise; any bytes are
 * safe. */
gboolean tide_date_parse (const char *text, TideDate *date, GError **error);
char *tide_date_to_iso (TideDate date);   /* "2025-11-20", "" when unknown (transfer full) */
char *tide_date_to_words (TideDate date); /* by locale: "20 Nov 2025" (transfer full) */
TideDate tide_date_today (void);
/* Whole years between @birth and @on; -1 when either is unknown or @on is before @birth. */
int tide_date_age (TideDate birth, TideDate on);
int tide_date_weekday (TideDate date); /* 1 Monday … 7 Sunday */

gboolean tide_instant_is_known (TideInstant instant);
gboolean tide_instant_has_clock (TideInstant instant); /* known to the minute or better */
TideInstant tide_instant_now (void);
TideInstant tide_instant_now_exact (void);                /* the same moment, to the second */
TideInstant tide_instant_to_minute (TideInstant instant); /* precision second becomes minute; utc stays */
TideInstant tide_instant_from_date (TideDate date);       /* precision day */
TideInstant tide_instant_from_local (TideDate date, int hour,
                                     int minute); /* offset of the local zone on that day */
/* Reads "YYYY-MM-DD", "YYYY-MM-DDTHH:MM[:SS]" or the same with " " for T, optionally "Z" or "+HH:MM". Without
 * an offset the local zone is taken. */
gboolean tide_instant_parse (const char *text, TideInstant *instant, GError **error);
/* The same, but a text that says its seconds, 00 too, is known to the second. */
gboolean tide_instant_parse_exact (const char *text, TideInstant *instant, GError **error);
char *tide_instant_to_iso (
  TideInstant instant); /* "2025-11-20", "2025-11-20T14:32+01:00"; seconds when known or not 0; "" unknown */
char *tide_instant_to_words (TideInstant instant); /* "20 Nov 2025 14:32" by locale, with :05 when it is known
                                                    to the second; date alone for precision day */
TideDate tide_instant_get_date (TideInstant instant); /* the day on the writer's clock */
void tide_instant_get_clock (TideInstant instant, int *hour, int *minute);
/* Days from day 0 to @instant: whole calendar days when either is known by the day only, else with the time
 * of day. */
double tide_instant_days_since (TideInstant instant, TideInstant origin);
int tide_instant_compare (TideInstant a, TideInstant b);

/* Between the two the local zone is asked for once and the noon of a day is worked out once: for passes over
 * many records, in one thread.  Nests. */
void tide_time_hold_zone (void);
void tide_time_release_zone (void);

/* "Now" for tests and the demo: when set (ISO text in TIDEMARK_NOW, or by this call), every function above
 * that asks the clock uses it. Unknown resets to the machine's clock. */
void tide_time_set_now (TideInstant instant);
gboolean tide_time_is_fixed (void); /* then no clock of the machine may be compared with it */

G_END_DECLS
