/* tide-track-falls.c: quantiles of a set that grows by one course after the other.
 *
 * Sorting what began earlier anew for every running course is quadratic: a hundred thousand courses took
 * minutes.  Here values are sorted once; a tree of partial counts (Fenwick 1994) then says the k-th smallest
 * of those that are in after as many steps as the number of courses has binary digits.
 */
#include "tide-track-falls.h"

#include <math.h>

#include "tide-sort.h"

#define NO_RANK G_MAXUINT

struct _TideTrackFalls
{
  double *sorted; /* every value, from the smallest */
  guint n_sorted, n_in;
  guint *ranks;  /* of each place among them; NO_RANK: no value */
  guint *counts; /* from 1: how many of the ranks that end here are in */
  guint top;     /* the largest power of two that is not above n_sorted */
};

TideTrackFalls *
tide_track_falls_new (const double *values, guint n)
{
  g_return_val_if_fail (values != NULL || n == 0, NULL);
  TideTrackFalls *self = g_new0 (TideTrackFalls, 1);
  g_autofree TideSurvivalSample *samples = g_new (TideSurvivalSample, n + 1); /* a value and its place */
  self->ranks = g_new (guint, n);
  for (guint i = 0; i < n; i++)
    {
      self->ranks[i] = NO_RANK;
      if (!isnan (values[i]))
        samples[self->n_sorted++] = (TideSurvivalSample){ values[i], i, FALSE };
    }
  tide_sort_samples (samples, self->n_sorted);
  self->sorted = g_new (double, self->n_sorted);
  self->counts = g_new0 (guint, self->n_sorted + 1);
  for (guint rank = 0; rank < self->n_sorted; rank++)
    {
      self->sorted[rank] = samples[rank].time;
      self->ranks[samples[rank].group] = rank;
    }
  self->top = self->n_sorted > 0 ? 1 : 0;
  while (self->top > 0 && self->top <= self->n_sorted / 2)
    self->top *= 2;
  return self;
}

void
tide_track_falls_free (TideTrackFalls *self)
{
  if (self == NULL)
    return;
  g_free (self->sorted);
  g_free (self->ranks);
  g_free (self->counts);
  g_free (self);
}

static void
add (TideTrackFalls *self, guint place, gboolean in)
{
  guint rank = self->ranks[place];
  if (rank == NO_RANK)
    return;
  for (guint at = rank + 1; at <= self->n_sorted; at += at & -at)
    self->counts[at] += in ? 1u : -1u;
  self->n_in += in ? 1u : -1u;
}

void
tide_track_falls_put (TideTrackFalls *self, guint place)
{
  g_return_if_fail (self != NULL);
  add (self, place, TRUE);
}

void
tide_track_falls_take (TideTrackFalls *self, guint place)
{
  g_return_if_fail (self != NULL);
  add (self, place, FALSE);
}

guint
tide_track_falls_count (const TideTrackFalls *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_in;
}

/* The smallest but @k. */
static double
get_nth (const TideTrackFalls *self, guint k)
{
  guint at = 0;
  for (guint step = self->top; step > 0; step /= 2)
    if (at + step <= self->n_sorted && self->counts[at + step] <= k)
      {
        at += step;
        k -= self->counts[at];
      }
  return self->sorted[at];
}

double
tide_track_falls_get_quantile (const TideTrackFalls *self, double p)
{
  g_return_val_if_fail (self != NULL && self->n_in > 0, NAN);
  double at = p * (double) (self->n_in - 1);
  guint low = (guint) floor (at), high = MIN (low + 1, self->n_in - 1);
  double lower = get_nth (self, low);
  return lower + (at - (double) low) * (get_nth (self, high) - lower);
}
