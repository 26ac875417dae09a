/* fuzz-numbers.c: any bytes as a number, a field or a list of scores: no crash, and what is accepted comes
 * back exactly. */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "fuzz-target.h"
#include "tide-assessment.h"
#include "tide-course.h"

static void
check_number (const char *text)
{
  double value = NAN, again = NAN;
  g_autoptr (GError) error = NULL;
  if (!tide_number_parse (text, &value, &error))
    {
      g_assert_error (error, TIDE_ERROR, TIDE_ERROR_VALUE);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_true (isnan (value));
      return;
    }
  g_assert_true (isfinite (value));
  g_autofree char *shortest = tide_number_to_text (value);
  g_assert_true (tide_number_parse (shortest, &again, NULL));
  g_assert_true (again == value);
}

static void
check_any_double (const guint8 *data, gsize size)
{
  double value, again = NAN;
  if (size < sizeof value)
    return;
  memcpy (&value, data, sizeof value);
  if (!isfinite (value))
    return;
  g_autofree char *text = tide_number_to_text (value);
  g_assert_true (tide_number_parse (text, &again, NULL));
  g_assert_true (again == value);
}

/* Every field of a class that has all kinds: what it takes, it gives back; what it refuses, it leaves alone.
 */
static void
check_fields (const char *text)
{
  g_autoptr (TideSession) session = tide_session_new ();
  for (guint i = 0; i < tide_session_class.n_fields; i++)
    {
      const TideField *field = &tide_session_class.fields[i];
      g_autoptr (GError) error = NULL;
      gboolean taken = tide_record_field_from_text (session, field, text, &error);
      g_assert_cmpint (taken, ==, error == NULL);
      if (!taken)
        continue;
      g_autofree char *canonical = tide_record_field_to_text (session, field);
      g_autoptr (TideSession) copy = tide_session_copy (session);
      g_assert_true (tide_record_field_from_text (copy, field, canonical, NULL));
      g_assert_true (tide_record_equal (copy, session));
    }
  tide_record_find_faults (session, NULL, NULL);
}

static void
append_score (const char *score_id, TideScoreStatus status, double value, gpointer data)
{
  g_assert_cmpint (status == TIDE_SCORE_INVALID, ==, isnan (value));
  g_string_append (data, score_id);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_setenv ("TZ", "Europe/Berlin", FALSE);
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GString) ids = g_string_new (NULL);
  check_number (text);
  check_any_double (data, size);
  check_fields (text);
  tide_scores_text_foreach (text, append_score, ids);
  tide_scores_text_find (text, "total", NULL, NULL);
  return 0;
}
