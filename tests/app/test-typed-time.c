/* test-typed-time.c: days and times as a person types them; what can be read in two ways is refused. */

#include "tide-typed-time.h"

static TideDate
read_date (const char *text)
{
  g_autofree char *fault = NULL;
  TideDate date = TIDE_DATE_UNKNOWN;
  gboolean read = tide_typed_date_parse (text, &date, &fault);

  g_assert_true (read == (fault == NULL));
  return read ? date : TIDE_DATE_UNKNOWN;
}

static void
assert_refused (const char *text, const char *words)
{
  g_autofree char *fault = NULL;
  TideDate date = 0;

  g_assert_false (tide_typed_date_parse (text, &date, &fault));
  g_assert_nonnull (fault);
  if (strstr (fault, words) == NULL)
    g_error ("“%s”: expected “%s” in “%s”", text, words, fault);
  g_assert_cmpint (date, ==, TIDE_DATE_UNKNOWN);
}

static void
many_ways_name_one_day (void)
{
  const char *const ways[]
    = { "1979-03-14",      "14.3.1979",      "14.03.1979",   "14 Mar 1979", "14 march 1979",
        "Mar 14 1979",     "March 14, 1979", "14/03/1979",   "3/14/1979",   "1979/3/14",
        "Wed 14 Mar 1979", " 14-3-1979 ",    "14th Mar 1979" };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (read_date (ways[i]) != tide_date_from_ymd (1979, 3, 14))
      g_error ("“%s” was not read as 14 March 1979", ways[i]);
  g_assert_cmpint (read_date (""), ==, TIDE_DATE_UNKNOWN);
}

static void
what_can_be_two_days_is_refused (void)
{
  assert_refused ("3/4/1979", "could be");
  assert_refused ("14.3.79", "four digits");
  g_assert_cmpint (read_date ("4/4/1979"), ==, tide_date_from_ymd (1979, 4, 4));
}

static void
impossible_days_are_named (void)
{
  assert_refused ("31.2.1979", "no day 31");
  assert_refused ("1979-13-01", "no month 13");
  assert_refused ("14.3.1700", "1800 to 2200");
  assert_refused ("yes", "no date");
  assert_refused ("14.3", "no date");
  assert_refused ("1 2 3 4 5", "no date");
  assert_refused ("\xff\xfe", "no date");
  assert_refused ("9999999999-03-14", "no date");
}

static void
a_time_keeps_its_minute (void)
{
  TideInstant instant;
  g_autofree char *fault = NULL;
  int hour, minute;

  g_assert_true (tide_typed_instant_parse ("Thu 20 Nov 2025, 11:05", &instant, &fault));
  g_assert_cmpint (tide_instant_get_date (instant), ==, tide_date_from_ymd (2025, 11, 20));
  g_assert_cmpint (instant.precision, ==, TIDE_PRECISION_MINUTE);
  tide_instant_get_clock (instant, &hour, &minute);
  g_assert_cmpint (hour * 100 + minute, ==, 1105);
  g_assert_true (tide_typed_instant_parse ("2025-11-20T9:30", &instant, &fault));
  tide_instant_get_clock (instant, &hour, &minute);
  g_assert_cmpint (hour * 100 + minute, ==, 930);
  g_assert_true (tide_typed_instant_parse ("20.11.2025", &instant, &fault));
  g_assert_cmpint (instant.precision, ==, TIDE_PRECISION_DAY);
}

static void
a_wrong_time_is_said (void)
{
  const char *const wrong[]
    = { "20.11.2025 24:00", "20.11.2025 11:60", "20.11.2025 11:5", ":30", "20.11.2025 111:05" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      TideInstant instant;
      g_autofree char *fault = NULL;

      g_assert_false (tide_typed_instant_parse (wrong[i], &instant, &fault));
      g_assert_nonnull (strstr (fault, "no time of day"));
      g_assert_false (tide_instant_is_known (instant));
    }
}

static void
shown_text_reads_back (void)
{
  for (int year = 1800; year <= 2200; year += 25)
    {
      TideDate date = tide_date_from_ymd (year, 2, 28);
      g_autofree char *text = tide_typed_date_to_text (date);

      g_assert_cmpint (read_date (text), ==, date);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/typed-time/many-ways-name-one-day", many_ways_name_one_day);
  g_test_add_func ("/typed-time/what-can-be-two-days-is-refused", what_can_be_two_days_is_refused);
  g_test_add_func ("/typed-time/impossible-days-are-named", impossible_days_are_named);
  g_test_add_func ("/typed-time/a-time-keeps-its-minute", a_time_keeps_its_minute);
  g_test_add_func ("/typed-time/a-wrong-time-is-said", a_wrong_time_is_said);
  g_test_add_func ("/typed-time/shown-text-reads-back", shown_text_reads_back);
  return g_test_run ();
}
