/* stats-check.c: reads R's answers and compares. */
#include "stats-check.h"

#include <math.h>
#include <stdlib.h>

JsonNode *
check_load (const char *name)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "stats", name, NULL);
  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_parser_steal_root (parser);
}

JsonNode *
check_at (JsonNode *root, const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, ".", -1);
  JsonNode *node = root;
  for (guint i = 0; node != NULL && steps[i] != NULL; i++)
    {
      if (JSON_NODE_HOLDS_OBJECT (node))
        node = json_object_get_member (json_node_get_object (node), steps[i]);
      else if (JSON_NODE_HOLDS_ARRAY (node)
               && (guint) atoi (steps[i]) < json_array_get_length (json_node_get_array (node)))
        node = json_array_get_element (json_node_get_array (node), (guint) atoi (steps[i]));
      else
        node = NULL;
    }
  if (node == NULL)
    g_error ("nothing at %s", path);
  return node;
}

static double
get_double (JsonNode *node)
{
  return JSON_NODE_HOLDS_NULL (node) ? NAN : json_node_get_double (node);
}

double
check_number_at (JsonNode *root, const char *path)
{
  return get_double (check_at (root, path));
}

guint
check_length_at (JsonNode *root, const char *path)
{
  return json_array_get_length (json_node_get_array (check_at (root, path)));
}

double *
check_array_at (JsonNode *root, const char *path, guint *n)
{
  JsonNode *node = check_at (root, path);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      *n = 1;
      double value = get_double (node);
      return g_memdup2 (&value, sizeof value);
    }
  JsonArray *array = json_node_get_array (node);
  *n = json_array_get_length (array);
  double *values = g_new (double, *n);
  for (guint i = 0; i < *n; i++)
    values[i] = get_double (json_array_get_element (array, i));
  return values;
}

void
check_double (const char *what, double ours, double theirs, double tolerance)
{
  if (isnan (ours) != isnan (theirs))
    g_error ("%s: %.17g here, %.17g in R", what, ours, theirs);
  /* What R gives as 1e-15 is a rounded 0: nothing here has a unit in which that is something. */
  if (!isnan (ours) && fabs (ours - theirs) > MAX (tolerance * fabs (theirs), 1e-13))
    g_error ("%s: %.17g here, %.17g in R, relatively %g", what, ours, theirs, fabs (ours / theirs - 1));
}

void
check_sound (TideQuantity quantity)
{
  if (quantity.why == TIDE_WHY_DEFINED)
    g_assert_true (isfinite (quantity.value));
  else
    {
      g_assert_true (isnan (quantity.value));
      g_assert_nonnull (tide_why_get_code (quantity.why));
      g_assert_nonnull (tide_why_get_words (quantity.why));
    }
}

void
check_quantity (const char *what, TideQuantity ours, double theirs, double tolerance)
{
  check_sound (ours);
  check_double (what, ours.value, theirs, tolerance);
}

void
check_undefined (TideQuantity quantity, const char *code)
{
  check_sound (quantity);
  g_assert_cmpstr (tide_why_get_code (quantity.why), ==, code);
}

/* splitmix64 (Steele, Lea & Flood 2014). */
guint64
check_random (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

double
check_uniform (guint64 *state)
{
  return (double) (check_random (state) >> 11) / 9007199254740992.0;
}
