/* test-instant.c: moments: offsets, the changes of Europe/Berlin to and from summer time, precision, order.
 */
#include <glib.h>
#include <string.h>

#include "tide-error.h"
#include "tide-time.h"

static TideInstant
read_instant (const char *text)
{
  TideInstant instant = TIDE_INSTANT_UNKNOWN;
  g_autoptr (GError) error = NULL;
  tide_instant_parse (text, &instant, &error);
  g_assert_no_error (error);
  return instant;
}

static void
assert_iso (const char *text, const char *iso)
{
  g_autofree char *written = tide_instant_to_iso (read_instant (text));
  g_assert_cmpstr (written, ==, iso);
}

static void
test_iso_both_ways (void)
{
  assert_iso ("2025-11-20T14:32+01:00", "2025-11-20T14:32+01:00");
  assert_iso ("2025-11-20 14:32+01:00", "2025-11-20T14:32+01:00");
  assert_iso ("2025-11-20T14:32:00Z", "2025-11-20T14:32+00:00");
  assert_iso ("2025-11-20T14:32:07-08:00", "2025-11-20T14:32:07-08:00");
  assert_iso ("2025-11-20T00:00-03:30", "2025-11-20T00:00-03:30");
  assert_iso ("2025-11-20T23:59:59+14:00", "2025-11-20T23:59:59+14:00");
  assert_iso ("2025-11-20", "2025-11-20");
  assert_iso ("1800-01-01T00:00Z", "1800-01-01T00:00+00:00");
  assert_iso ("2200-12-31T23:59Z", "2200-12-31T23:59+00:00");
}

static void
test_utc_of_an_offset (void)
{
  /* 1763645520 is 2025-11-20T13:32:00Z. */
  g_assert_cmpint (read_instant ("2025-11-20T14:32+01:00").utc, ==, 1763645520);
  g_assert_cmpint (read_instant ("2025-11-20T13:32Z").utc, ==, 1763645520);
  g_assert_cmpint (read_instant ("2025-11-20T05:32-08:00").utc, ==, 1763645520);
  g_assert_cmpint (read_instant ("2025-11-20T14:32+01:00").offset, ==, 60);
}

static void
test_the_writers_day_is_kept (void)
{
  /* Late evening in Los Angeles is the next day in UTC. */
  TideInstant late = read_instant ("2025-11-20T23:30-08:00");
  int year, month, day, hour, minute;
  tide_date_get_ymd (tide_instant_get_date (late), &year, &month, &day);
  tide_instant_get_clock (late, &hour, &minute);
  g_assert_cmpint (day, ==, 20);
  g_assert_cmpint (hour, ==, 23);
  g_assert_cmpint (minute, ==, 30);
}

static void
test_berlin_winter_and_summer (void)
{
  g_assert_cmpint (read_instant ("2025-01-15T09:00").offset, ==, 60);
  g_assert_cmpint (read_instant ("2025-07-15T09:00").offset, ==, 120);
  assert_iso ("2025-07-15T09:00", "2025-07-15T09:00+02:00");
}

static void
test_the_hour_that_summer_time_skips (void)
{
  /* 30 March 2025: 02:00 to 03:00 does not exist; GLib takes the first moment after it. */
  assert_iso ("2025-03-30T01:59", "2025-03-30T01:59+01:00");
  assert_iso ("2025-03-30T02:30", "2025-03-30T03:00+02:00");
  assert_iso ("2025-03-30T03:00", "2025-03-30T03:00+02:00");
}

static void
test_the_hour_that_comes_twice (void)
{
  /* 26 October 2025, 02:30 happens twice: whichever is taken, the wall clock stays and both can be written.
   */
  TideInstant local = read_instant ("2025-10-26T02:30");
  int hour, minute;
  tide_instant_get_clock (local, &hour, &minute);
  g_assert_cmpint (hour, ==, 2);
  g_assert_cmpint (minute, ==, 30);
  g_assert_true (local.offset == 60 || local.offset == 120);
  TideInstant first = read_instant ("2025-10-26T02:30+02:00"),
              second = read_instant ("2025-10-26T02:30+01:00");
  g_assert_cmpint (second.utc - first.utc, ==, 3600);
  g_assert_cmpint (tide_instant_compare (first, second), ==, -1);
}

static void
test_a_day_alone_is_noon (void)
{
  TideInstant day = read_instant ("2025-07-15");
  g_assert_cmpint (day.precision, ==, TIDE_PRECISION_DAY);
  g_assert_cmpint (day.utc, ==, read_instant ("2025-07-15T12:00").utc);
  g_autofree char *words = tide_instant_to_words (day);
  g_assert_cmpstr (words, ==, "15 Jul 2025");
  g_autofree char *timed = tide_instant_to_words (read_instant ("2025-11-20T14:32"));
  g_assert_cmpstr (timed, ==, "20 Nov 2025 14:32");
}

static void
test_malformed_instants_are_refused (void)
{
  static const char *const wrong[] = {
    "",
    "x",
    "2025-11-20T",
    "2025-11-20 ",
    "2025-11-20t14:32",
    "2025-11-20T1:32",
    "2025-11-20T14",
    "2025-11-20T14:",
    "2025-11-20T14:3",
    "2025-11-20T1432",
    "2025-11-20T14:32:",
    "2025-11-20T14:32:1",
    "2025-11-20T14:32:00.5",
    "2025-11-20T24:00",
    "2025-11-20T14:60",
    "2025-11-20T14:32:60",
    "2025-11-20T14:32z",
    "2025-11-20T14:32ZZ",
    "2025-11-20T14:32+1:00",
    "2025-11-20T14:32+01",
    "2025-11-20T14:32+0100",
    "2025-11-20T14:32+01:60",
    "2025-11-20T14:32+14:01",
    "2025-11-20T14:32-15:00",
    "2025-11-20T14:32 +01:00",
    "2025-11-20T14:32+01:00 ",
    "2025-02-29T14:32Z",
    "1799-12-31T14:32Z",
    "2025-11-20T14:32\xff",
  };
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      TideInstant instant = { 7, 7, TIDE_PRECISION_MINUTE };
      g_autoptr (GError) error = NULL;
      g_assert_false (tide_instant_parse (wrong[i], &instant, &error));
      g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpint (instant.utc, ==, 7);
    }
}

static void
test_days_since (void)
{
  TideInstant dose = read_instant ("2025-06-03T09:00");
  g_assert_cmpfloat (tide_instant_days_since (read_instant ("2025-06-04T15:00"), dose), ==, 1.25);
  g_assert_cmpfloat (tide_instant_days_since (read_instant ("2025-06-03T06:00"), dose), ==, -0.125);
  /* Known by the day only: whole days, even where summer time made a day of 23 hours. */
  g_assert_cmpfloat (tide_instant_days_since (read_instant ("2025-06-04"), dose), ==, 1);
  g_assert_cmpfloat (tide_instant_days_since (read_instant ("2025-04-06"), read_instant ("2025-03-23")), ==,
                     14);
}

static void
test_order_is_by_utc_and_unknown_comes_first (void)
{
  TideInstant early = read_instant ("2025-11-20T14:00+01:00"), late = read_instant ("2025-11-20T13:30Z");
  g_assert_cmpint (tide_instant_compare (early, late), ==, -1);
  g_assert_cmpint (tide_instant_compare (late, early), ==, 1);
  g_assert_cmpint (tide_instant_compare (early, early), ==, 0);
  g_assert_cmpint (tide_instant_compare (TIDE_INSTANT_UNKNOWN, early), ==, -1);
  g_assert_cmpint (tide_instant_compare (TIDE_INSTANT_UNKNOWN, TIDE_INSTANT_UNKNOWN), ==, 0);
}

static void
test_now_can_be_set (void)
{
  tide_time_set_now (read_instant ("2025-11-20T14:32+01:00"));
  g_assert_cmpint (tide_instant_now ().utc, ==, 1763645520);
  g_assert_cmpint (tide_date_today (), ==, tide_date_from_ymd (2025, 11, 20));
  tide_time_set_now (TIDE_INSTANT_UNKNOWN);
  TideInstant now = tide_instant_now ();
  g_assert_cmpint (ABS (now.utc - g_get_real_time () / G_USEC_PER_SEC), <, 60);
  g_assert_cmpint (now.precision, ==, TIDE_PRECISION_MINUTE);
}

static void
test_the_wall_clock_of_old_zones_survives (void)
{
  /* Berlin kept its own mean time, +00:53:28, until 1893: seconds are cut from the offset, not from the
   * clock. */
  TideInstant old = read_instant ("1850-05-05T08:15");
  int hour, minute;
  tide_instant_get_clock (old, &hour, &minute);
  g_assert_cmpint (hour, ==, 8);
  g_assert_cmpint (minute, ==, 15);
  g_assert_cmpint (tide_instant_get_date (old), ==, tide_date_from_ymd (1850, 5, 5));
}

static void
test_unknown_is_empty (void)
{
  g_autofree char *iso = tide_instant_to_iso (TIDE_INSTANT_UNKNOWN),
                  *words = tide_instant_to_words (TIDE_INSTANT_UNKNOWN);
  g_assert_cmpstr (iso, ==, "");
  g_assert_cmpstr (words, ==, "");
  g_assert_false (tide_date_is_known (tide_instant_get_date (TIDE_INSTANT_UNKNOWN)));
}

static void
test_any_stored_integer_is_safe (void)
{
  static const gint64 damaged[] = { G_MAXINT64 / 2, G_MININT64 / 2, 100000000000000 };
  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      TideInstant instant = { damaged[i], 60, TIDE_PRECISION_MINUTE };
      g_autofree char *iso = tide_instant_to_iso (instant), *words = tide_instant_to_words (instant);
      g_assert_nonnull (iso);
      g_assert_nonnull (words);
    }
}

static TideInstant
read_exact (const char *text)
{
  TideInstant instant = TIDE_INSTANT_UNKNOWN;
  g_autoptr (GError) error = NULL;
  tide_instant_parse_exact (text, &instant, &error);
  g_assert_no_error (error);
  return instant;
}

static void
test_seconds_are_known_only_when_written (void)
{
  static const struct
  {
    const char *text;
    TidePrecision exact;
  } cases[] = { { "2025-11-20", TIDE_PRECISION_DAY },
                { "2025-11-20T10:04+01:00", TIDE_PRECISION_MINUTE },
                { "2025-11-20T10:04:00+01:00", TIDE_PRECISION_SECOND },
                { "2025-11-20T10:04:59+01:00", TIDE_PRECISION_SECOND } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TideInstant exact = read_exact (cases[i].text), loose = read_instant (cases[i].text);
      g_assert_cmpint (exact.precision, ==, cases[i].exact);
      g_assert_cmpint (loose.precision, ==, MIN (cases[i].exact, TIDE_PRECISION_MINUTE));
      g_assert_cmpint (exact.utc, ==, loose.utc);
      g_autofree char *back = tide_instant_to_iso (exact);
      g_assert_cmpstr (back, ==, cases[i].text);
      g_assert_cmpint (tide_instant_has_clock (exact), ==, cases[i].exact > TIDE_PRECISION_DAY);
    }
  g_assert_false (tide_instant_has_clock (TIDE_INSTANT_UNKNOWN));
  g_autofree char *words = tide_instant_to_words (read_exact ("2025-11-20T10:04:05+01:00"));
  g_assert_cmpstr (words, ==, "20 Nov 2025 10:04:05");
  TideInstant coarse = tide_instant_to_minute (read_exact ("2025-11-20T10:04:05+01:00"));
  g_assert_cmpint (coarse.precision, ==, TIDE_PRECISION_MINUTE);
  g_assert_cmpint (tide_instant_to_minute (read_exact ("2025-11-20")).precision, ==, TIDE_PRECISION_DAY);
}

static void
test_now_to_the_second (void)
{
  tide_time_set_now (read_instant ("2025-11-20T10:32:48+01:00"));
  g_autofree char *now = tide_instant_to_iso (tide_instant_now_exact ());
  g_assert_cmpstr (now, ==, "2025-11-20T10:32:48+01:00");
  g_assert_cmpint (tide_instant_now ().precision, ==, TIDE_PRECISION_MINUTE);
  tide_time_set_now (TIDE_INSTANT_UNKNOWN);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/instant/iso-both-ways", test_iso_both_ways);
  g_test_add_func ("/record/instant/utc-of-an-offset", test_utc_of_an_offset);
  g_test_add_func ("/record/instant/the-writers-day-is-kept", test_the_writers_day_is_kept);
  g_test_add_func ("/record/instant/berlin-winter-and-summer", test_berlin_winter_and_summer);
  g_test_add_func ("/record/instant/the-hour-that-summer-time-skips", test_the_hour_that_summer_time_skips);
  g_test_add_func ("/record/instant/the-hour-that-comes-twice", test_the_hour_that_comes_twice);
  g_test_add_func ("/record/instant/a-day-alone-is-noon", test_a_day_alone_is_noon);
  g_test_add_func ("/record/instant/malformed-instants-are-refused", test_malformed_instants_are_refused);
  g_test_add_func ("/record/instant/days-since-keeps-hours-only-where-known", test_days_since);
  g_test_add_func ("/record/instant/order-is-by-utc-and-unknown-comes-first",
                   test_order_is_by_utc_and_unknown_comes_first);
  g_test_add_func ("/record/instant/now-can-be-set", test_now_can_be_set);
  g_test_add_func ("/record/instant/the-wall-clock-of-old-zones-survives",
                   test_the_wall_clock_of_old_zones_survives);
  g_test_add_func ("/record/instant/unknown-is-empty", test_unknown_is_empty);
  g_test_add_func ("/record/instant/any-stored-integer-is-safe", test_any_stored_integer_is_safe);
  g_test_add_func ("/record/instant/seconds-are-known-only-when-written",
                   test_seconds_are_known_only_when_written);
  g_test_add_func ("/record/instant/now-to-the-second", test_now_to_the_second);
  return g_test_run ();
}
