/* test-threshold-words.c: every number that a clinic may change can be found in the settings, in words. */
#include <glib.h>

#include "tide-threshold-words.h"

static void
every_number_has_words_and_a_group (void)
{
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  guint n, group;
  const TideThreshold *all = tide_thresholds_list (thresholds, &n);
  g_assert_cmpuint (n, >, 0);
  for (guint i = 0; i < n; i++)
    {
      group = G_MAXUINT;
      if (tide_threshold_get_label (all[i].rule, &group) == NULL)
        g_error ("%s has no words", all[i].rule);
      g_assert_cmpuint (group, <, TIDE_N_THRESHOLD_GROUPS);
    }
}

static void
values_have_their_units (void)
{
  static const struct
  {
    double value;
    const char *unit, *words;
  } rows[] = { { 1, "d", "1\u202fday" },
               { 28, "d", "28\u202fdays" },
               { 1.5, "wk", "1.5\u202fweeks" },
               { 0.6, "mg/kg", "0.6\u202fmg/kg" },
               { 6, "", "6" },
               { 0, "0 or 1", "not used" } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = tide_threshold_dup_value (rows[i].value, rows[i].unit);
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/threshold-words/every-number-has-words-and-a-group", every_number_has_words_and_a_group);
  g_test_add_func ("/threshold-words/values-have-their-units", values_have_their_units);
  return g_test_run ();
}
