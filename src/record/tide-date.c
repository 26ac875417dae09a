/* tide-date.c: calendar days.
 *
 * A birthday or the first day of a course has no clock and no time zone, so it is kept as a count of days and
 * never passes through an instant: a day may not slip because a laptop travelled.  GLib's GDate knows the
 * calendar.
 */
#include "tide-time.h"

#include <glib/gi18n-lib.h>

#include "tide-error.h"
#include "tide-time-private.h"

#define EPOCH_JULIAN 719163 /* GDate counts 0001-01-01 as day 1; this is 1970-01-01 */
#define LAST_GDATE_YEAR 65535

gboolean
tide_date_is_known (TideDate date)
{
  return date != TIDE_DATE_UNKNOWN;
}

TideDate
tide_date_from_ymd (int year, int month, int day)
{
  if (year < 1 || year > LAST_GDATE_YEAR || month < 1 || month > 12 || day < 1 || day > 31)
    return TIDE_DATE_UNKNOWN;
  if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return TIDE_DATE_UNKNOWN;

  GDate date;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return (TideDate) g_date_get_julian (&date) - EPOCH_JULIAN;
}

void
tide_date_get_ymd (TideDate date, int *year, int *month, int *day)
{
  gint64 julian = (gint64) date + EPOCH_JULIAN;
  gboolean in_range = tide_date_is_known (date) && julian >= 1 && julian <= G_MAXINT32
                      && g_date_valid_julian ((guint32) julian);
  GDate split;
  g_date_clear (&split, 1);
  if (in_range)
    g_date_set_julian (&split, (guint32) julian);
  if (year != NULL)
    *year = in_range ? g_date_get_year (&split) : 0;
  if (month != NULL)
    *month = in_range ? g_date_get_month (&split) : 0;
  if (day != NULL)
    *day = in_range ? g_date_get_day (&split) : 0;
}

/* Exactly @n ASCII digits; never reads past the terminator, since a NUL is no digit. */
gboolean
tide_time_read_digits (const char *text, guint n, int *value)
{
  int sum = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      sum = sum * 10 + (text[i] - '0');
    }
  *value = sum;
  return TRUE;
}

/* What a person typed may be any bytes: a message must stay valid UTF-8 and short. */
char *
tide_time_dup_shown (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  if (g_utf8_strlen (valid, -1) <= 40)
    return g_steal_pointer (&valid);
  g_autofree char *start = g_utf8_substring (valid, 0, 40);
  return g_strconcat (start, "…", NULL);
}

/* Reads YYYY-MM-DD at the start of @text.  NULL when it is a day, else the reason in words. */
const char *
tide_time_read_day (const char *text, TideDate *date)
{
  int year = 0, month = 0, day = 0;
  if (!tide_time_read_digits (text, 4, &year) || text[4] != '-'
      || !tide_time_read_digits (text + 5, 2, &month) || text[7] != '-'
      || !tide_time_read_digits (text + 8, 2, &day))
    return _ ("is not a date written as YYYY-MM-DD");
  if (year < TIDE_FIRST_YEAR || year > TIDE_LAST_YEAR)
    return _ ("is outside the years 1800 to 2200");
  if (month < 1 || month > 12)
    return _ ("has a month outside 01 to 12");
  *date = tide_date_from_ymd (year, month, day);
  return tide_date_is_known (*date) ? NULL : _ ("names a day that its month does not have");
}

gboolean
tide_date_parse (const char *text, TideDate *date, GError **error)
{
  g_return_val_if_fail (text != NULL && date != NULL, FALSE);

  TideDate read = TIDE_DATE_UNKNOWN;
  const char *reason = tide_time_read_day (text, &read);
  if (reason == NULL && text[10] != '\0')
    reason = _ ("is not a date written as YYYY-MM-DD");
  if (reason != NULL)
    {
      g_autofree char *shown = tide_time_dup_shown (text);
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, _ ("“%s” %s"), shown, reason);
      return FALSE;
    }
  *date = read;
  return TRUE;
}

char *
tide_date_to_iso (TideDate date)
{
  int year, month, day;
  tide_date_get_ymd (date, &year, &month, &day);
  return year == 0 ? g_strdup ("") : g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

char *
tide_date_to_words (TideDate date)
{
  int year, month, day;
  tide_date_get_ymd (date, &year, &month, &day);
  if (year == 0)
    return g_strdup ("");
  g_autoptr (GDateTime) noon = year > 9999 ? NULL : g_date_time_new_utc (year, month, day, 12, 0, 0);
  /* Translators: a calendar day as g_date_time_format () writes it, such as 20 Nov 2025. */
  return noon == NULL ? tide_date_to_iso (date) : g_date_time_format (noon, _ ("%-d %b %Y"));
}

TideDate
tide_date_today (void)
{
  return tide_instant_get_date (tide_instant_now ());
}

int
tide_date_age (TideDate birth, TideDate on)
{
  if (!tide_date_is_known (birth) || !tide_date_is_known (on) || on < birth)
    return -1;

  int birth_year, birth_month, birth_day, year, month, day;
  tide_date_get_ymd (birth, &birth_year, &birth_month, &birth_day);
  tide_date_get_ymd (on, &year, &month, &day);
  gboolean had_birthday = month > birth_month || (month == birth_month && day >= birth_day);
  return year - birth_year - (had_birthday ? 0 : 1);
}

int
tide_date_weekday (TideDate date)
{
  g_return_val_if_fail (tide_date_is_known (date), 1);
  /* 1970-01-01 was a Thursday, the fourth day. */
  return (((date % 7) + 7 + 3) % 7) + 1;
}
