/* tide-proportion.c: Wilson, Newcombe, number needed to treat, Fisher (clinical.md 6). */
#include "tide-proportion.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-distribution.h"

/* Wilson 1927: the p that a score test would not refuse. */
TideProportion
tide_proportion_compute (guint x, guint n, guint least_n)
{
  g_return_val_if_fail (x <= n, ((TideProportion){ 0 }));
  TideProportion self = { .x = x, .n = n };
  if (n == 0 || n < least_n)
    {
      self.p = self.lower = self.upper
        = tide_quantity_undefined (n == 0 ? TIDE_WHY_NO_DATA : TIDE_WHY_SMALL_GROUP);
      return self;
    }
  double p = (double) x / n, z2 = TIDE_Z95 * TIDE_Z95, below = 1 + z2 / n;
  double middle = (p + z2 / (2.0 * n)) / below;
  double half = TIDE_Z95 * sqrt (p * (1 - p) / n + z2 / (4.0 * n * n)) / below;
  self.p = tide_quantity_of (p);
  self.lower = tide_quantity_of (x == 0 ? 0 : middle - half); /* exactly 0 and 1 at the ends, not nearly */
  self.upper = tide_quantity_of (x == n ? 1 : middle + half);
  return self;
}

/* --- Fisher --- */

/* The ratio of the next table's probability to this one's, x1 of a fixed sum. */
static double
get_ratio (double x, double n1, double n2, double sum)
{
  return (n1 - x) * (sum - x) / ((x + 1) * (n2 - sum + x + 1));
}

/* Sums the tables that are no likelier than the observed one, walking out from it: its own probability is 1
 * here, so nothing underflows but what is nothing.  1e-7 as in R, for tables equally likely but for rounding.
 */
double
tide_fisher_p (guint x1, guint n1, guint x2, guint n2)
{
  g_return_val_if_fail (x1 <= n1 && x2 <= n2, NAN);
  double sum = (double) x1 + x2, low = MAX (0, sum - n2), high = MIN ((double) n1, sum);
  TideSum all = { 0 }, extreme = { 0 };
  tide_sum_add (&all, 1);
  tide_sum_add (&extreme, 1);
  double weight = 1;
  for (double x = x1; x < high; x++)
    {
      weight *= get_ratio (x, n1, n2, sum);
      tide_sum_add (&all, weight);
      tide_sum_add (&extreme, weight <= 1 + 1e-7 ? weight : 0);
    }
  weight = 1;
  for (double x = x1; x > low; x--)
    {
      weight /= get_ratio (x - 1, n1, n2, sum);
      tide_sum_add (&all, weight);
      tide_sum_add (&extreme, weight <= 1 + 1e-7 ? weight : 0);
    }
  return isfinite (tide_sum_get (&all)) ? MIN (tide_sum_get (&extreme) / tide_sum_get (&all), 1) : 0;
}

/* --- difference --- */

static void
set_nnt (TideRiskDifference *self)
{
  double d = self->diff.value, lower = self->lower.value, upper = self->upper.value;
  self->nnt = d != 0 ? tide_quantity_of (1 / d) : tide_quantity_undefined (TIDE_WHY_NO_DIFFERENCE);
  self->crosses_infinity = lower <= 0 && upper >= 0;
  if (!self->crosses_infinity)
    {
      self->nnt_lower = tide_quantity_of (1 / upper);
      self->nnt_upper = tide_quantity_of (1 / lower);
      self->nntb_limit = self->nnth_limit = tide_quantity_undefined (TIDE_WHY_NO_DIFFERENCE);
      return;
    }
  self->nnt_lower = self->nnt_upper = tide_quantity_undefined (TIDE_WHY_INTERVAL_HAS_ZERO);
  self->nntb_limit
    = upper > 0 ? tide_quantity_of (1 / upper) : tide_quantity_undefined (TIDE_WHY_NO_DIFFERENCE);
  self->nnth_limit
    = lower < 0 ? tide_quantity_of (-1 / lower) : tide_quantity_undefined (TIDE_WHY_NO_DIFFERENCE);
}

static void
set_undefined (TideRiskDifference *self, TideWhy why)
{
  self->diff = self->lower = self->upper = self->nnt = self->nnt_lower = self->nnt_upper = self->nntb_limit
    = self->nnth_limit = self->fisher_p = tide_quantity_undefined (why);
}

static gboolean
has_small_expected (const TideProportion *a, const TideProportion *b)
{
  double events = (double) a->x + b->x, n = (double) a->n + b->n, least_n = MIN (a->n, b->n);
  return least_n * MIN (events, n - events) / n < 5;
}

/* Newcombe 1998: L = D - sqrt ((p1 - l1)² + (u2 - p2)²), U = D + sqrt ((u1 - p1)² + (p2 - l2)²). */
TideRiskDifference
tide_risk_difference_compute (const TideProportion *first, const TideProportion *second)
{
  TideRiskDifference self = { 0 };
  const TideProportion *both[] = { first, second };
  for (guint i = 0; i < 2; i++)
    if (!tide_quantity_is_defined (both[i]->p))
      {
        set_undefined (&self, both[i]->p.why);
        return self;
      }
  double p1 = first->p.value, p2 = second->p.value;
  self.diff = tide_quantity_of (p1 - p2);
  self.lower = tide_quantity_of (p1 - p2 - hypot (p1 - first->lower.value, second->upper.value - p2));
  self.upper = tide_quantity_of (p1 - p2 + hypot (first->upper.value - p1, p2 - second->lower.value));
  set_nnt (&self);
  self.fisher_p = tide_quantity_of (tide_fisher_p (first->x, first->n, second->x, second->n));
  self.small_expected = has_small_expected (first, second);
  return self;
}

static char *
dup_limit (const char *name, TideQuantity limit)
{
  return tide_quantity_is_defined (limit) ? g_strdup_printf ("%s %.3g", name, limit.value) : g_strdup ("∞");
}

char *
tide_risk_difference_dup_nnt_text (const TideRiskDifference *self)
{
  const char *benefit = _ ("NNTB"), *harm = _ ("NNTH");
  if (!tide_quantity_is_defined (self->nnt))
    return g_strdup (tide_why_get_words (self->nnt.why));
  double nnt = self->nnt.value;
  const char *name = nnt > 0 ? benefit : harm;
  if (!self->crosses_infinity)
    {
      double a = fabs (self->nnt_lower.value), b = fabs (self->nnt_upper.value);
      return g_strdup_printf (_ ("%s %.3g (%.3g to %.3g)"), name, fabs (nnt), MIN (a, b), MAX (a, b));
    }
  g_autofree char *b = dup_limit (benefit, self->nntb_limit), *h = dup_limit (harm, self->nnth_limit);
  if (!tide_quantity_is_defined (self->nntb_limit) || !tide_quantity_is_defined (self->nnth_limit))
    return g_strdup_printf (_ ("%s %.3g (%s to %s)"), name, fabs (nnt), nnt > 0 ? b : h, nnt > 0 ? h : b);
  return nnt > 0 ? g_strdup_printf (_ ("%s %.3g (%s to ∞ to %s)"), name, nnt, b, h)
                 : g_strdup_printf (_ ("%s %.3g (%s to ∞ to %s)"), name, -nnt, h, b);
}
