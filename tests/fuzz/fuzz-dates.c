/* fuzz-dates.c: any bytes as a day or a moment: no crash, and what is accepted comes back as the same text.
 */
#include <glib.h>
#include <string.h>

#include "fuzz-target.h"
#include "tide-record.h"

static void
check_date (const char *text)
{
  TideDate date = TIDE_DATE_UNKNOWN;
  g_autoptr (GError) error = NULL;
  if (!tide_date_parse (text, &date, &error))
    {
      g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpint (date, ==, TIDE_DATE_UNKNOWN);
      return;
    }
  g_autofree char *iso = tide_date_to_iso (date);
  g_assert_cmpstr (iso, ==, text); /* there is one way to write a day */
  g_autofree char *words = tide_date_to_words (date);
  g_assert_true (g_utf8_validate (words, -1, NULL));
  int year, month, day;
  tide_date_get_ymd (date, &year, &month, &day);
  g_assert_cmpint (tide_date_from_ymd (year, month, day), ==, date);
}

static void
check_instant (const char *text)
{
  TideInstant instant = TIDE_INSTANT_UNKNOWN, again = TIDE_INSTANT_UNKNOWN;
  g_autoptr (GError) error = NULL;
  if (!tide_instant_parse (text, &instant, &error))
    {
      g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_false (tide_instant_is_known (instant));
      return;
    }
  g_autofree char *iso = tide_instant_to_iso (instant);
  g_assert_true (tide_instant_parse (iso, &again, NULL));
  g_assert_cmpint (again.utc, ==, instant.utc);
  g_assert_cmpint (again.offset, ==, instant.offset);
  g_assert_cmpint (again.precision, ==, instant.precision);
}

/* A damaged row hands over any integers: words may be empty, nothing may break. */
static void
check_any_integers (const guint8 *data, gsize size)
{
  TideInstant instant = { 0, 0, TIDE_PRECISION_MINUTE };
  TideDate date;
  if (size < sizeof instant.utc + sizeof instant.offset)
    return;
  memcpy (&instant.utc, data, sizeof instant.utc);
  memcpy (&instant.offset, data + sizeof instant.utc, sizeof instant.offset);
  memcpy (&date, data, sizeof date);
  instant.utc = CLAMP (instant.utc, G_MININT64 / 4, G_MAXINT64 / 4);
  g_autofree char *iso = tide_instant_to_iso (instant), *words = tide_instant_to_words (instant);
  g_autofree char *day = tide_date_to_iso (date), *day_words = tide_date_to_words (date);
  g_assert_true (g_utf8_validate (iso, -1, NULL) && g_utf8_validate (words, -1, NULL));
  g_assert_true (g_utf8_validate (day, -1, NULL) && g_utf8_validate (day_words, -1, NULL));
  tide_date_age (date, tide_instant_get_date (instant));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_setenv ("TZ", "Europe/Berlin", FALSE);
  g_autofree char *text = g_strndup ((const char *) data, size);
  check_date (text);
  check_instant (text);
  check_any_integers (data, size);
  return 0;
}
