/* bench-cohort-data.h: a large clinic of courses and ratings, and the time in which SQLite itself reads them.
 */
#pragma once

#include "bench.h"

G_BEGIN_DECLS

/* @n_courses with twelve ratings each into the new @clinic, which has to be opened again afterwards: the
 * connection that wrote them has other settings. */
void bench_cohort_fill (TideClinic *clinic, guint n_courses);
/* Steps every rating by its index through a new connection of the same kind; ms. */
double bench_cohort_measure_floor (TideClinic *clinic, guint64 *n);

G_END_DECLS
