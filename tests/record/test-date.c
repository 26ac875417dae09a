/* test-date.c: calendar days: leap years, limits, every malformed form, words and ages. */
#include <glib.h>
#include <string.h>

#include "tide-error.h"
#include "tide-time.h"

static void
test_leap_years (void)
{
  /* By the Gregorian rule: every fourth year, centuries only when divisible by 400. */
  static const struct
  {
    int year;
    gboolean leap;
  } years[] = { { 1800, FALSE }, { 1804, TRUE }, { 1900, FALSE }, { 1996, TRUE }, { 2000, TRUE },
                { 2023, FALSE }, { 2024, TRUE }, { 2100, FALSE }, { 2200, FALSE } };
  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    {
      g_assert_cmpint (tide_date_is_known (tide_date_from_ymd (years[i].year, 2, 29)), ==, years[i].leap);
      TideDate first = tide_date_from_ymd (years[i].year, 1, 1),
               next = tide_date_from_ymd (years[i].year + 1, 1, 1);
      g_assert_cmpint (next - first, ==, years[i].leap ? 366 : 365);
    }
}

static void
test_known_days (void)
{
  /* Counted by hand: 1970-01-01 is 0; 30 years of which 7 leap: 10957; 1800-01-01: 170 years, 41 leap years
   * before it. */
  g_assert_cmpint (tide_date_from_ymd (1970, 1, 1), ==, 0);
  g_assert_cmpint (tide_date_from_ymd (1969, 12, 31), ==, -1);
  g_assert_cmpint (tide_date_from_ymd (2000, 1, 1), ==, 10957);
  g_assert_cmpint (tide_date_from_ymd (1800, 1, 1), ==, -(170 * 365 + 41));
  g_assert_cmpint (tide_date_from_ymd (2025, 6, 3) - tide_date_from_ymd (2024, 9, 30), ==, 246);
}

static void
test_each_day_survives_the_round_trip (void)
{
  TideDate first = tide_date_from_ymd (1800, 1, 1), last = tide_date_from_ymd (2200, 12, 31);
  for (TideDate day = first; day <= last; day += 3)
    {
      int year, month, mday;
      tide_date_get_ymd (day, &year, &month, &mday);
      g_assert_cmpint (tide_date_from_ymd (year, month, mday), ==, day);
      g_autofree char *iso = tide_date_to_iso (day);
      TideDate read;
      g_assert_true (tide_date_parse (iso, &read, NULL));
      g_assert_cmpint (read, ==, day);
    }
}

static void
test_limits (void)
{
  TideDate date;
  g_assert_true (tide_date_parse ("1800-01-01", &date, NULL));
  g_assert_true (tide_date_parse ("2200-12-31", &date, NULL));
  g_assert_false (tide_date_parse ("1799-12-31", &date, NULL));
  g_assert_false (tide_date_parse ("2201-01-01", &date, NULL));
}

static void
test_malformed_dates_are_refused (void)
{
  static const char *const wrong[] = {
    "",           " ",           "2025",           "2025-",       "2025-1",      "2025-11",    "2025-11-",
    "2025-11-2",  "2025-11-200", "2025-1-20",      "25-11-20",    "02025-11-20", "2025/11/20", "2025.11.20",
    "20.11.2025", "20251120",    " 2025-11-20",    "2025-11-20 ", "2025-11-20T", "2025-13-01", "2025-00-10",
    "2025-11-00", "2025-11-31",  "2025-02-29",     "2025-02-30",  "2025-11-+1",  "-025-11-20", "+2025-11-2",
    "2025-11-2O", "2025–11–20",  "２０２５-11-20", "today",       "0000-00-00",  "9999-99-99", "2025-11-20\n",
    "\xff\xfe-x", "2025-11-\xc3"
  };
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      TideDate date = 4711;
      g_autoptr (GError) error = NULL;
      g_assert_false (tide_date_parse (wrong[i], &date, &error));
      g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpint (date, ==, 4711); /* nothing is changed by a refusal */
    }
}

static void
test_messages_say_what_is_wrong (void)
{
  static const struct
  {
    const char *text, *message;
  } cases[] = {
    { "20.11.2025", "“20.11.2025” is not a date written as YYYY-MM-DD" },
    { "2025-02-29", "“2025-02-29” names a day that its month does not have" },
    { "2025-13-01", "“2025-13-01” has a month outside 01 to 12" },
    { "1700-01-01", "“1700-01-01” is outside the years 1800 to 2200" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TideDate date;
      g_autoptr (GError) error = NULL;
      g_assert_false (tide_date_parse (cases[i].text, &date, &error));
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_a_very_long_text_is_cut_in_the_message (void)
{
  g_autofree char *text = g_strnfill (100000, '7');
  TideDate date;
  g_autoptr (GError) error = NULL;
  g_assert_false (tide_date_parse (text, &date, &error));
  g_assert_cmpuint (strlen (error->message), <, 200);
}

static void
test_age (void)
{
  TideDate birth = tide_date_from_ymd (1987, 3, 14);
  g_assert_cmpint (tide_date_age (birth, tide_date_from_ymd (2025, 11, 20)), ==, 38);
  g_assert_cmpint (tide_date_age (birth, tide_date_from_ymd (2025, 3, 13)), ==, 37);
  g_assert_cmpint (tide_date_age (birth, tide_date_from_ymd (2025, 3, 14)), ==, 38);
  g_assert_cmpint (tide_date_age (birth, birth), ==, 0);
  g_assert_cmpint (tide_date_age (birth, birth - 1), ==, -1);
  g_assert_cmpint (tide_date_age (TIDE_DATE_UNKNOWN, birth), ==, -1);
  g_assert_cmpint (tide_date_age (birth, TIDE_DATE_UNKNOWN), ==, -1);
  /* Born on 29 February: a year older on 1 March of a common year. */
  TideDate leap = tide_date_from_ymd (2000, 2, 29);
  g_assert_cmpint (tide_date_age (leap, tide_date_from_ymd (2001, 2, 28)), ==, 0);
  g_assert_cmpint (tide_date_age (leap, tide_date_from_ymd (2001, 3, 1)), ==, 1);
}

static void
test_weekday (void)
{
  g_assert_cmpint (tide_date_weekday (tide_date_from_ymd (2025, 9, 1)), ==, 1); /* the picture says Monday */
  g_assert_cmpint (tide_date_weekday (tide_date_from_ymd (1970, 1, 1)), ==, 4);
  g_assert_cmpint (tide_date_weekday (tide_date_from_ymd (1969, 12, 31)), ==, 3);
  g_assert_cmpint (tide_date_weekday (tide_date_from_ymd (2025, 11, 23)), ==, 7);
}

static void
test_words (void)
{
  g_autofree char *words = tide_date_to_words (tide_date_from_ymd (2025, 11, 20));
  g_assert_cmpstr (words, ==, "20 Nov 2025");
  g_autofree char *early = tide_date_to_words (tide_date_from_ymd (1800, 1, 2));
  g_assert_cmpstr (early, ==, "2 Jan 1800");
  g_autofree char *unknown = tide_date_to_words (TIDE_DATE_UNKNOWN);
  g_assert_cmpstr (unknown, ==, "");
  g_autofree char *unknown_iso = tide_date_to_iso (TIDE_DATE_UNKNOWN);
  g_assert_cmpstr (unknown_iso, ==, "");
}

static void
test_any_integer_is_safe (void)
{
  static const TideDate damaged[] = { G_MININT32 + 1, G_MAXINT32, -800000, 40000000 };
  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autofree char *iso = tide_date_to_iso (damaged[i]);
      g_autofree char *words = tide_date_to_words (damaged[i]);
      g_assert_nonnull (iso);
      g_assert_nonnull (words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/date/leap-years", test_leap_years);
  g_test_add_func ("/record/date/known-days", test_known_days);
  g_test_add_func ("/record/date/each-day-survives-the-round-trip", test_each_day_survives_the_round_trip);
  g_test_add_func ("/record/date/years-1800-to-2200-are-read", test_limits);
  g_test_add_func ("/record/date/malformed-dates-are-refused", test_malformed_dates_are_refused);
  g_test_add_func ("/record/date/messages-say-what-is-wrong", test_messages_say_what_is_wrong);
  g_test_add_func ("/record/date/a-very-long-text-is-cut-in-the-message",
                   test_a_very_long_text_is_cut_in_the_message);
  g_test_add_func ("/record/date/age-counts-birthdays", test_age);
  g_test_add_func ("/record/date/weekday", test_weekday);
  g_test_add_func ("/record/date/words", test_words);
  g_test_add_func ("/record/date/any-integer-is-safe", test_any_integer_is_safe);
  return g_test_run ();
}
