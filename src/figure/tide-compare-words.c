/* tide-compare-words.c: the notation of the comparison: numbers, times, intervals (comparison-and-paper.md
 * 4).
 */
#include "tide-compare-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define Z95 1.959964
#define DAYS_AS_WEEKS_FROM 28.0
#define HOURS_BELOW_DAYS 2.0

static char *
format_plain (double value, guint decimals)
{
  g_autofree char *digits = g_strdup_printf ("%.*f", (int) decimals, fabs (value));
  gboolean zero = strspn (digits, "0.,") == strlen (digits);
  return g_strdup_printf ("%s%s", value < 0 && !zero ? "−" : "", digits);
}

char *
tide_compare_format_number (double value, guint decimals)
{
  if (isnan (value))
    return g_strdup ("–");
  /* A bound that would read 0.0 though it is not: one more place. */
  if (decimals > 0 && value != 0 && fabs (value) < 0.5 * pow (10, -(double) decimals))
    return format_plain (value, decimals + 1);
  return format_plain (value, decimals);
}

char *
tide_compare_format_quantity (TideQuantity quantity, guint decimals)
{
  return tide_quantity_is_defined (quantity) ? tide_compare_format_number (quantity.value, decimals)
                                             : g_strdup ("–");
}

char *
tide_compare_format_percent (double share)
{
  return isnan (share) ? g_strdup ("–") : g_strdup_printf ("%.0f %%", floor (share * 100 + 0.5));
}

char *
tide_compare_format_days (TideQuantity days)
{
  if (!tide_quantity_is_defined (days))
    return g_strdup (days.why == TIDE_WHY_NOT_REACHED ? _ ("n.r.") : "–");
  if (days.value >= DAYS_AS_WEEKS_FROM)
    {
      g_autofree char *weeks = tide_compare_format_number (days.value / 7, 1);
      return g_strdup_printf (_ ("%s wk"), weeks);
    }
  if (days.value < HOURS_BELOW_DAYS && days.value != floor (days.value))
    return g_strdup_printf (_ ("%.0f h"), days.value * 24);
  g_autofree char *number = tide_compare_format_number (days.value, 0);
  return g_strdup_printf (_ ("%s d"), number);
}

char *
tide_compare_format_interval (TideQuantity lower, TideQuantity upper, guint decimals)
{
  if (!tide_quantity_is_defined (lower) && !tide_quantity_is_defined (upper))
    return g_strdup (_ ("(no interval)"));
  g_autofree char *from = tide_compare_format_quantity (lower, decimals);
  g_autofree char *to = tide_compare_format_quantity (upper, decimals);
  return g_strdup_printf (_ ("(%s to %s)"), from, to);
}

char *
tide_compare_format_days_interval (TideQuantity lower, TideQuantity upper)
{
  if (!tide_quantity_is_defined (lower) && !tide_quantity_is_defined (upper))
    return g_strdup (_ ("(no interval)"));
  g_autofree char *from = tide_compare_format_days (lower), *to = tide_compare_format_days (upper);
  return g_strdup_printf (_ ("(%s to %s)"), from, to);
}

char *
tide_compare_format_p (TideQuantity p)
{
  if (!tide_quantity_is_defined (p))
    return g_strdup ("–");
  return p.value < 0.0001 ? g_strdup (_ ("< 0.0001")) : tide_compare_format_number (p.value, 4);
}

void
tide_compare_rate_interval (guint n, double time, double *lower, double *upper)
{
  double x = n, y = n + 1.0;
  *lower = *upper = NAN;
  if (!(time > 0))
    return;
  *lower = n == 0 ? 0 : x * pow (1 - 1 / (9 * x) - Z95 / (3 * sqrt (x)), 3) / time;
  *upper = y * pow (1 - 1 / (9 * y) + Z95 / (3 * sqrt (y)), 3) / time;
}

char *
tide_compare_dup_not_drawn (const TideComparison *comparison)
{
  g_return_val_if_fail (comparison != NULL, NULL);
  GString *words = g_string_new (NULL);
  for (guint a = 0; a < comparison->n_arms; a++)
    if (!comparison->arms[a].drawn)
      g_string_append_printf (words, _ ("%s%s: n %u, not drawn below 5"), words->len > 0 ? "; " : "",
                              comparison->arms[a].label, comparison->arms[a].accounting.counted);
  return g_string_free (words, FALSE);
}
