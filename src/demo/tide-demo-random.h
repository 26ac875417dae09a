/* tide-demo-random.h: the demo's own dice, so that a seed means the same patients on every machine and with
 * every GLib. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint64 state;
} TideDemoRandom;

/* An independent stream for the @index-th patient: the first n patients are the same in a clinic of any size.
 */
TideDemoRandom tide_demo_random_new (guint64 seed, guint64 index);
guint64 tide_demo_random_next (TideDemoRandom *self);
double tide_demo_random_real (TideDemoRandom *self); /* [0, 1) */
double tide_demo_random_between (TideDemoRandom *self, double low, double high);
int tide_demo_random_int (TideDemoRandom *self, int low, int high); /* both ends included */
gboolean tide_demo_random_chance (TideDemoRandom *self, double probability);
double tide_demo_random_normal (TideDemoRandom *self, double mean, double sd);
/* What must come out even over the clinic (who gets which treatment, how ill, how long ago) is not thrown but
 * dealt: the
 * @dimension-th (0-5) coordinate, in (0, 1), of the @index-th point of a low-discrepancy sequence. */
double tide_demo_random_dealt (guint64 seed, guint64 index, guint dimension);
double tide_demo_normal_quantile (double p); /* of the standard normal distribution, 0 < p < 1 */
void tide_demo_random_uuid (TideDemoRandom *self, char uuid[37]); /* version 4 */

G_END_DECLS
