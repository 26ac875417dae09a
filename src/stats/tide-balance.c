/* tide-balance.c: standardised mean differences (clinical.md 6). */
#include "tide-balance.h"

#include <math.h>

static TideBalance
compare (const TideMean *a, const TideMean *b)
{
  TideBalance self = { .n_a = a->n,
                       .n_b = b->n,
                       .missing_a = a->n_missing,
                       .missing_b = b->n_missing,
                       .a = a->mean,
                       .b = b->mean,
                       .sd_a = a->sd,
                       .sd_b = b->sd };
  return self;
}

/* No spread and no difference is perfect balance; no spread and a difference has no standardised size, and is
 * flagged. */
static void
set_smd (TideBalance *self, double variance_a, double variance_b)
{
  double diff = self->a.value - self->b.value, spread = sqrt ((variance_a + variance_b) / 2);
  if (spread > 0)
    self->smd = tide_quantity_of (diff / spread);
  else
    self->smd = diff == 0 ? tide_quantity_of (0) : tide_quantity_undefined (TIDE_WHY_NO_SPREAD);
  self->flagged = spread > 0 ? fabs (self->smd.value) > TIDE_BALANCE_LIMIT : diff != 0;
}

static TideWhy
find_why (TideQuantity a, TideQuantity b)
{
  return !tide_quantity_is_defined (a) ? a.why : b.why;
}

static TideQuantity
get_sd_of_share (TideQuantity p)
{
  return tide_quantity_is_defined (p) ? tide_quantity_of (sqrt (p.value * (1 - p.value))) : p;
}

TideBalance
tide_balance_of_means (const TideMean *a, const TideMean *b, gboolean shares)
{
  TideBalance self = compare (a, b);
  TideWhy why = find_why (self.a, self.b);
  if (shares)
    {
      self.sd_a = get_sd_of_share (self.a);
      self.sd_b = get_sd_of_share (self.b);
    }
  if (why == TIDE_WHY_DEFINED && !shares)
    why = find_why (self.sd_a, self.sd_b);
  if (why != TIDE_WHY_DEFINED)
    self.smd = tide_quantity_undefined (why);
  else if (shares)
    set_smd (&self, self.a.value * (1 - self.a.value), self.b.value * (1 - self.b.value));
  else
    set_smd (&self, self.sd_a.value * self.sd_a.value, self.sd_b.value * self.sd_b.value);
  return self;
}

TideBalance
tide_balance_of_numbers (const double *a, gsize n_a, const double *b, gsize n_b, guint least_n)
{
  TideMean mean_a = tide_mean_compute (a, n_a, least_n), mean_b = tide_mean_compute (b, n_b, least_n);
  return tide_balance_of_means (&mean_a, &mean_b, FALSE);
}

TideBalance
tide_balance_of_shares (const double *a, gsize n_a, const double *b, gsize n_b, guint least_n)
{
  for (gsize i = 0; i < n_a; i++)
    g_assert (isnan (a[i]) || a[i] == 0 || a[i] == 1);
  for (gsize i = 0; i < n_b; i++)
    g_assert (isnan (b[i]) || b[i] == 0 || b[i] == 1);
  TideMean mean_a = tide_mean_compute (a, n_a, least_n), mean_b = tide_mean_compute (b, n_b, least_n);
  return tide_balance_of_means (&mean_a, &mean_b, TRUE);
}
