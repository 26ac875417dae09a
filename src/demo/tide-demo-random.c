/* tide-demo-random.c: SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number
 * generators") and the distributions that the simulation needs. */

#include "tide-demo-random.h"

#include <math.h>

guint64
tide_demo_random_next (TideDemoRandom *self)
{
  guint64 z = (self->state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

TideDemoRandom
tide_demo_random_new (guint64 seed, guint64 index)
{
  TideDemoRandom self = { seed * 0x2545f4914f6cdd1du + index };
  self.state = tide_demo_random_next (&self) ^ index;
  return self;
}

double
tide_demo_random_real (TideDemoRandom *self)
{
  return (double) (tide_demo_random_next (self) >> 11) / 9007199254740992.0; /* 2^53 */
}

double
tide_demo_random_between (TideDemoRandom *self, double low, double high)
{
  return low + (high - low) * tide_demo_random_real (self);
}

int
tide_demo_random_int (TideDemoRandom *self, int low, int high)
{
  return low + (int) floor (tide_demo_random_real (self) * (high - low + 1));
}

gboolean
tide_demo_random_chance (TideDemoRandom *self, double probability)
{
  return tide_demo_random_real (self) < probability;
}

/* Box and Muller 1958; the second value is thrown away so that a stream stays easy to follow. */
double
tide_demo_random_normal (TideDemoRandom *self, double mean, double sd)
{
  double u = 1 - tide_demo_random_real (self), v = tide_demo_random_real (self);
  return mean + sd * sqrt (-2 * log (u)) * cos (2 * G_PI * v);
}

/* Roberts 2018, "The unreasonable effectiveness of quasirandom sequences": steps of 1/g, 1/g^2 … with g^7 = g
 * + 1 for six dimensions, from a start that the seed draws. */
double
tide_demo_random_dealt (guint64 seed, guint64 index, guint dimension)
{
  const double g = 1.1127756842787055; /* the positive root of x^7 = x + 1 */
  TideDemoRandom start = tide_demo_random_new (seed, G_MAXUINT64 - dimension);
  double at = tide_demo_random_real (&start) + (double) index * pow (g, -(double) (dimension + 1));
  return CLAMP (at - floor (at), 1e-9, 1 - 1e-9);
}

double
tide_demo_normal_quantile (double p)
{
  double low = -9, high = 9;
  for (int i = 0; i < 60; i++)
    {
      double middle = (low + high) / 2;
      if (0.5 * erfc (-middle / G_SQRT2) < p)
        low = middle;
      else
        high = middle;
    }
  return (low + high) / 2;
}

void
tide_demo_random_uuid (TideDemoRandom *self, char uuid[37])
{
  guint64 a = tide_demo_random_next (self), b = tide_demo_random_next (self);
  g_snprintf (uuid, 37, "%08x-%04x-4%03x-%04x-%012" G_GINT64_MODIFIER "x", (guint) (a >> 32),
              (guint) (a >> 16) & 0xffff, (guint) a & 0xfff, ((guint) (b >> 48) & 0x3fff) | 0x8000,
              b & G_GUINT64_CONSTANT (0xffffffffffff));
}
