/* bench-cohort-data.h: a large clinic of courses and ratings, and the time in which SQLite itself reads them.
 */
#pragma once

#include "bench.h"

G_BEGIN_DECLS

/* @n_courses with twelve ratings each into the new @clinic, which has to be opened again afterwards: the
 * connection that wrote them has other settings. */
void bench_cohort_fill (TideClinic *clinic, guint n_courses);
/* What SQLite itself needs to step the entries through a new connection of the same kind, every column read
 * and nothing made of them: of the ratings alone, and of all tables that the pass reads. Processor time. */
typedef struct
{
  double ratings_ms, all_ms;
  guint64 n_ratings, n_others;
} BenchFloor;
BenchFloor bench_cohort_measure_floor (TideClinic *clinic);

G_END_DECLS
