/* test-axes.c: ticks of time from hours to decades, over changes of the clock, and ticks of values. */
#include "tide-time-axis.h"
#include "tide-value-axis.h"

#include <math.h>
#include <string.h>

static gint64
utc_of (int year, int month, int day, int hour)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (GDateTime) at = g_date_time_new (zone, year, month, day, hour, 0, 0);

  return g_date_time_to_unix (at);
}

static GArray *
ticks_between (gint64 from, gint64 to, double width)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (TideWords) words = tide_words_new ("Cantarell", FALSE);
  TideTimeAxis axis = { from, to, 100, 100 + width };

  return tide_time_axis_make_ticks (&axis, zone, words, 11, 4);
}

/* The labels in order, joined by "|". */
static char *
labels_of (GArray *ticks)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < ticks->len; i++)
    {
      const TideTimeTick *tick = &g_array_index (ticks, TideTimeTick, i);

      if (tick->label[0] != '\0')
        g_string_append_printf (all, "%s%s", all->len > 0 ? "|" : "", tick->label);
    }
  return g_string_free (all, FALSE);
}

static void
test_months (void)
{
  g_autoptr (GArray) ticks = ticks_between (utc_of (2024, 9, 20, 0), utc_of (2025, 3, 5, 0), 400);
  g_autofree char *labels = labels_of (ticks);

  /* September and March show too little of themselves to be named; the year stands on the first name and on
   * January. */
  g_assert_cmpstr (labels, ==, "Oct 2024|Nov|Dec|Jan 2025|Feb");
}

static void
test_one_day (void)
{
  g_autoptr (GArray) ticks = ticks_between (utc_of (2025, 6, 3, 0), utc_of (2025, 6, 4, 0), 700);
  g_autofree char *labels = labels_of (ticks);

  g_assert_true (g_str_has_prefix (labels, "3 Jun 2025|02:00|04:00|")
                 || g_str_has_prefix (labels, "3 Jun 2025|03:00|"));
}

static void
test_spring_forward (void)
{
  /* 30 March 2025 has 23 hours: the ticks stay on even hours of the clock, none twice. */
  g_autoptr (GArray) ticks = ticks_between (utc_of (2025, 3, 29, 12), utc_of (2025, 3, 30, 23), 300);

  g_assert_cmpuint (ticks->len, >, 2);
  for (guint i = 0; i < ticks->len; i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (g_array_index (ticks, TideTimeTick, i).utc);
      g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

      g_assert_cmpint (g_date_time_get_hour (local) % 6, ==, 0);
      g_assert_cmpint (g_date_time_get_minute (local), ==, 0);
      if (i > 0)
        g_assert_cmpint (g_array_index (ticks, TideTimeTick, i).utc, >,
                         g_array_index (ticks, TideTimeTick, i - 1).utc);
    }
}

static void
test_three_decades (void)
{
  g_autoptr (GArray) ticks = ticks_between (utc_of (1995, 1, 1, 0), utc_of (2025, 1, 1, 0), 500);
  g_autofree char *labels = labels_of (ticks);

  g_assert_nonnull (strstr (labels, "2004|2006"));
  g_assert_null (strstr (labels, "Jan"));
}

/* Whatever the span and width: labels keep their gap and stay within the axis, and there is at least one tick
 * or label. */
static void
test_labels_keep_apart (void)
{
  g_autoptr (TideWords) words = tide_words_new ("Cantarell", FALSE);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  GRand *rand = g_rand_new_with_seed (7);

  for (int round = 0; round < 400; round++)
    {
      gint64 from = utc_of (1990, 1, 1, 0) + (gint64) (g_rand_double (rand) * 1e9);
      gint64 span = (gint64) pow (10, g_rand_double_range (rand, 3.6, 9.3));
      TideTimeAxis axis = { from, from + span, 104, 104 + g_rand_double_range (rand, 60, 1200) };
      g_autoptr (GArray) ticks = tide_time_axis_make_ticks (&axis, zone, words, 11, 4);
      double end = axis.left - 4;

      for (guint i = 0; i < ticks->len; i++)
        {
          const TideTimeTick *tick = &g_array_index (ticks, TideTimeTick, i);
          TideText text;

          if (tick->label[0] == '\0')
            continue;
          text = tide_words_get (words, tick->label, 11, tick->emphasised);
          g_assert_cmpfloat (tick->label_x, >=, end + 3.99);
          end = tick->label_x + text.width;
          g_assert_cmpfloat (end, <=, axis.right + 0.01);
        }
    }
  g_rand_free (rand);
}

static void
test_x_and_back (void)
{
  TideTimeAxis axis = { 1000, 2000, 50, 150 };

  g_assert_cmpfloat (tide_time_axis_to_x (&axis, 1500), ==, 100);
  g_assert_cmpint (tide_time_axis_to_utc (&axis, 100), ==, 1500);
  g_assert_cmpint (tide_time_axis_to_utc (&axis, 200), ==, 2500);
}

static void
test_values (void)
{
  TideValueAxis axis = { 0, 27, 10, 64 };
  const double edges[] = { 0, 5, 10, 15, 20, 27 };
  g_autoptr (GArray) round_ticks = tide_value_axis_make_ticks (&axis, 18);
  g_autoptr (GArray) thin = tide_value_axis_thin_ticks (&axis, edges, 6, 12);

  g_assert_cmpfloat (tide_value_axis_to_y (&axis, 0), ==, 64);
  g_assert_cmpfloat (tide_value_axis_to_y (&axis, 27), ==, 10);
  g_assert_cmpfloat (tide_value_axis_to_y (&axis, 99), ==, 10);
  /* 54 px for 27 points: 18 px are 9 points, the next round step is 10. */
  g_assert_cmpuint (round_ticks->len, ==, 3);
  g_assert_cmpfloat (g_array_index (round_ticks, double, 2), ==, 20);
  /* 12 px are 6 points: of 0 5 10 15 20 27 stay 0, 10, 20 (7 below the last) and 27. */
  g_assert_cmpuint (thin->len, ==, 4);
  g_assert_cmpfloat (g_array_index (thin, double, 1), ==, 10);
  g_assert_cmpfloat (g_array_index (thin, double, 3), ==, 27);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/axes/the-year-stands-on-january-and-on-the-first-name", test_months);
  g_test_add_func ("/chart/axes/one-day-has-hours", test_one_day);
  g_test_add_func ("/chart/axes/a-lost-hour-keeps-ticks-on-the-clock", test_spring_forward);
  g_test_add_func ("/chart/axes/three-decades-have-years", test_three_decades);
  g_test_add_func ("/chart/axes/labels-keep-apart-at-any-span", test_labels_keep_apart);
  g_test_add_func ("/chart/axes/x-and-back", test_x_and_back);
  g_test_add_func ("/chart/axes/values", test_values);
  return g_test_run ();
}
