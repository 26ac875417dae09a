/* test-number.c: numbers as text: exact both ways, one text a value, no locale. */
#include <glib.h>
#include <float.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "tide-record.h"

static void
assert_text (double value, const char *text)
{
  g_autofree char *written = tide_number_to_text (value);
  g_assert_cmpstr (written, ==, text);
}

static void
test_shortest_text (void)
{
  assert_text (0, "0");
  assert_text (-0.0, "0");
  assert_text (27, "27");
  assert_text (-3, "-3");
  assert_text (0.1, "0.1");
  assert_text (0.1 + 0.2, "0.30000000000000004");
  assert_text (12.375, "12.375");
  assert_text (1e22, "1e+22");
  assert_text (1.0 / 3, "0.3333333333333333");
  assert_text (NAN, "");
}

static void
test_random_doubles_survive (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20251120);
  for (guint i = 0; i < 100000; i++)
    {
      guint64 bits = ((guint64) g_rand_int (random) << 32) | g_rand_int (random);
      double value, read;
      memcpy (&value, &bits, sizeof value);
      if (!isfinite (value))
        continue;
      g_autofree char *text = tide_number_to_text (value);
      g_assert_true (tide_number_parse (text, &read, NULL));
      g_assert_cmpfloat (read, ==, value);
      g_assert_cmpuint (strlen (text), <=, 24);
    }
}

static void
test_extremes_survive (void)
{
  static const double values[] = { DBL_MAX, -DBL_MAX, DBL_MIN, DBL_TRUE_MIN, DBL_EPSILON, 1e-310 };
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      double read;
      g_autofree char *text = tide_number_to_text (values[i]);
      g_assert_true (tide_number_parse (text, &read, NULL));
      g_assert_cmpfloat (read, ==, values[i]);
    }
}

static void
test_plain_numbers_are_read (void)
{
  static const struct
  {
    const char *text;
    double value;
  } cases[] = { { "0", 0 },  { "007", 7 },    { "+3", 3 },      { "-3.5", -3.5 }, { ".5", 0.5 },
                { "5.", 5 }, { "1e3", 1000 }, { "1E-2", 0.01 }, { "2.5e+1", 25 }, { "-0", 0 } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double value = NAN;
      g_autoptr (GError) error = NULL;
      g_assert_true (tide_number_parse (cases[i].text, &value, &error));
      g_assert_no_error (error);
      g_assert_cmpfloat (value, ==, cases[i].value);
    }
}

static void
test_other_texts_are_refused (void)
{
  static const char *const wrong[]
    = { "",  " ", "1 ", " 1",  "1,5", "1.5.2", "0x10", "inf",   "-inf",   "nan", "NaN",   "1e",   "1e+", "e5",
        ".", "+", "-",  "--1", "1_0", "1'000", "１",   "1e999", "-1e999", "1f",  "1.5kg", "\xff", "½" };
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      double value = 47.11;
      g_autoptr (GError) error = NULL;
      g_assert_false (tide_number_parse (wrong[i], &value, &error));
      g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpfloat (value, ==, 47.11);
    }
}

static void
test_a_comma_locale_changes_nothing (void)
{
  /* Skipped where no such locale is installed. */
  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL && setlocale (LC_NUMERIC, "de_DE.utf8") == NULL
      && setlocale (LC_NUMERIC, "fr_FR.UTF-8") == NULL)
    {
      g_test_skip ("no locale with a decimal comma is installed");
      return;
    }
  double value;
  assert_text (1.5, "1.5");
  g_assert_true (tide_number_parse ("1.5", &value, NULL));
  g_assert_cmpfloat (value, ==, 1.5);
  g_assert_false (tide_number_parse ("1,5", &value, NULL));
  setlocale (LC_NUMERIC, "C");
}

static void
test_the_message_names_the_value (void)
{
  double value;
  g_autoptr (GError) error = NULL;
  g_assert_false (tide_number_parse ("1,5", &value, &error));
  g_assert_cmpstr (error->message, ==, "“1,5” is not a number written with digits and a decimal point");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/number/shortest-text", test_shortest_text);
  g_test_add_func ("/record/number/random-doubles-survive", test_random_doubles_survive);
  g_test_add_func ("/record/number/extremes-survive", test_extremes_survive);
  g_test_add_func ("/record/number/plain-numbers-are-read", test_plain_numbers_are_read);
  g_test_add_func ("/record/number/other-texts-are-refused", test_other_texts_are_refused);
  g_test_add_func ("/record/number/a-comma-locale-changes-nothing", test_a_comma_locale_changes_nothing);
  g_test_add_func ("/record/number/the-message-names-the-value", test_the_message_names_the_value);
  return g_test_run ();
}
