/* tide-ancova-fold.c: the rows of one group as a triangle, all that least squares needs of them.
 *
 * A clinic compares each arm with every other, at six weeks, by two models: read once an arm, a pair costs
 * nothing that grows with the number of courses.  Sums of squares and products would do the same with half
 * the digits; triangles of blocks of rows, each put under the one before it and reduced again, lose none
 * (Golub & Van Loan 2013, 5.2).  The blocks stay in the processor's cache, which is why GSL's decomposition
 * of the whole matrix is not used here.
 */
#include <math.h>
#include <string.h>

#include "tide-ancova.h"

#define BLOCK 256

static double
add_up (const double *values, gsize n)
{
  double sums[4] = { 0 };
  gsize i = 0;
  for (; i + 4 <= n; i += 4)
    for (guint j = 0; j < 4; j++)
      sums[j] += values[i + j];
  for (; i < n; i++)
    sums[0] += values[i];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

static double
multiply (const double *a, const double *b, guint n)
{
  double sums[4] = { 0 };
  guint i = 0;
  for (; i + 4 <= n; i += 4)
    for (guint j = 0; j < 4; j++)
      sums[j] += a[i + j] * b[i + j];
  for (; i < n; i++)
    sums[0] += a[i] * b[i];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/* One Householder reflection a column, from its diagonal down; @height rows a column, one column after the
 * other. */
static void
reduce (double *block, guint n_columns, guint n, guint height)
{
  for (guint k = 0; k < n_columns && k + 1 < n; k++)
    {
      double *v = block + (gsize) k * height + k;
      guint rest = n - k;
      double norm = sqrt (multiply (v, v, rest)), diagonal = v[0] > 0 ? -norm : norm;
      if (!(norm > 0))
        continue;
      v[0] -= diagonal;
      double squares = multiply (v, v, rest);
      for (guint c = k + 1; c < n_columns; c++)
        {
          double *column = block + (gsize) c * height + k;
          double factor = 2 * multiply (v, column, rest) / squares;
          for (guint i = 0; i < rest; i++)
            column[i] -= factor * v[i];
        }
      memset (v, 0, rest * sizeof *v);
      v[0] = diagonal;
    }
}

TideAncovaFold *
tide_ancova_fold_new (const double *const *columns, guint n_columns, gsize n)
{
  g_return_val_if_fail (columns != NULL && n_columns > 0 && n <= G_MAXUINT, NULL);
  TideAncovaFold *self = g_new0 (TideAncovaFold, 1);
  guint height = BLOCK + n_columns, used = 0;
  g_autofree double *block = g_new0 (double, (gsize) height *n_columns);
  self->n = (guint) n;
  self->n_columns = n_columns;
  self->means = g_new (double, n_columns);
  self->rests = g_new0 (double, n_columns);
  self->triangle = g_new0 (double, (gsize) n_columns *n_columns);
  for (guint c = 0; c < n_columns; c++)
    self->means[c] = n > 0 ? add_up (columns[c], n) / (double) n : 0;
  for (gsize from = 0; from < n; from += BLOCK)
    {
      guint more = (guint) MIN (n - from, BLOCK);
      for (guint c = 0; c < n_columns; c++)
        {
          double *rows = block + (gsize) c * height + used;
          for (guint i = 0; i < more; i++)
            rows[i] = columns[c][from + i] - self->means[c];
          self->rests[c] += add_up (rows, more) / (double) n;
        }
      reduce (block, n_columns, used + more, height);
      used = MIN (used + more, n_columns);
    }
  for (guint c = 0; c < n_columns; c++)
    for (guint i = 0; i < used; i++)
      self->triangle[i * n_columns + c] = block[(gsize) c * height + i];
  return self;
}

void
tide_ancova_fold_free (TideAncovaFold *self)
{
  if (self == NULL)
    return;
  g_free (self->means);
  g_free (self->rests);
  g_free (self->triangle);
  g_free (self);
}
