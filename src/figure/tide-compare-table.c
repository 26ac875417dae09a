/* tide-compare-table.c: each drawing of the comparison as a table: all numbers that it is made of. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-compare-private.h"

static void
add_row (TideCompareTable *self, ...)
{
  va_list cells;
  va_start (cells, self);
  guint n = g_strv_length (self->head);
  char **row = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    row[i] = va_arg (cells, char *);
  va_end (cells);
  g_ptr_array_add (self->rows, row);
}

static char *
number_of (guint n)
{
  return g_strdup_printf ("%u", n);
}

static void
set_head (TideCompareTable *self, const char *const *head)
{
  self->head = g_strdupv ((char **) head);
}

/* --- change --- */

static void
list_change (TideCompareTable *self, const TideComparison *comparison, const TideCompareOptions *options)
{
  const char *const head[] = { _ ("Treatment"),
                               _ ("Week"),
                               options->median ? _ ("Median change") : _ ("Mean change"),
                               options->median ? _ ("Quartiles") : _ ("95 % CI"),
                               _ ("n rated"),
                               NULL };
  set_head (self, head);
  for (guint a = 0; a < comparison->n_arms; a++)
    for (guint w = 0; w < TIDE_N_WINDOWS; w++)
      {
        const TideMean *mean = &comparison->arms[a].change[w];
        add_row (self, g_strdup (comparison->arms[a].label),
                 g_strdup_printf ("%d", tide_cohort_windows[w].week),
                 tide_compare_format_quantity (options->median ? mean->median : mean->mean, 1),
                 tide_compare_format_interval (options->median ? mean->q1 : mean->lower,
                                               options->median ? mean->q3 : mean->upper, 1),
                 mean->n < TIDE_STATS_LEAST_N ? g_strdup ("<5") : number_of (mean->n));
      }
}

/* --- times --- */

static void
list_times (TideCompareTable *self, const TideComparison *comparison, const TideCompareOptions *options)
{
  gboolean rises = options->event < TIDE_COURSE_DURATION;
  const char *const head[] = { _ ("Treatment"),  _ ("Day"),
                               _ ("At risk"),    _ ("Events"),
                               _ ("Censored"),   rises ? _ ("Share with it") : _ ("Share without it"),
                               _ ("95 % CI, %"), NULL };
  set_head (self, head);
  for (guint a = 0; a < comparison->n_arms; a++)
    {
      const TideSurvivalCurve *curve = comparison->arms[a].times[options->event].right;
      for (guint i = 0; i < curve->n_steps; i++)
        {
          const TideSurvivalStep *step = &curve->steps[i];
          double lower = rises ? 1 - step->upper : step->lower, upper = rises ? 1 - step->lower : step->upper;
          char *interval = isnan (lower) || isnan (upper)
                             ? g_strdup (_ ("(no interval)"))
                             : tide_compare_format_interval (tide_quantity_of (100 * lower),
                                                             tide_quantity_of (100 * upper), 0);
          add_row (self, g_strdup (comparison->arms[a].label),
                   tide_compare_format_number (step->time, step->time == floor (step->time) ? 0 : 1),
                   number_of (step->n_risk), number_of (step->n_event), number_of (step->n_censor),
                   tide_compare_format_percent (rises ? 1 - step->surv : step->surv), interval);
        }
    }
}

/* --- waterfall --- */

static void
list_waterfall (TideCompareTable *self, const TideComparison *comparison, const TideCompareOptions *options)
{
  const char *const head[]
    = { _ ("Treatment"),   _ ("Course"),        options->points ? _ ("Change, points") : _ ("Change, %"),
        _ ("Last rating"), _ ("Response line"), NULL };
  set_head (self, head);
  for (guint a = 0; a < comparison->n_arms; a++)
    {
      const TideComparedArm *arm = &comparison->arms[a];
      if (!arm->drawn)
        continue;
      g_autoptr (GArray) falls = tide_compare_list_falls (comparison, arm, options);
      for (guint i = 0; i < falls->len; i++)
        {
          const TideCompareFall *fall = &g_array_index (falls, TideCompareFall, i);
          const char *state = isnan (fall->value) ? _ ("not rated")
                              : fall->held        ? _ ("reached and held")
                              : fall->reached     ? _ ("reached and lost")
                                                  : _ ("not reached");
          add_row (self, g_strdup (arm->label), number_of (i + 1),
                   tide_compare_format_number (fall->value, 0), tide_compare_format_number (fall->last, 0),
                   g_strdup (state));
        }
    }
}

/* --- forest --- */

static void
add_contrast (TideCompareTable *self, const TideComparison *comparison, guint a, guint b, guint w,
              const char *kind, TideContrast contrast, guint n_a, guint n_b)
{
  gboolean defined = tide_quantity_is_defined (contrast.value);
  add_row (self, g_strdup_printf ("%s − %s", comparison->arms[a].label, comparison->arms[b].label),
           g_strdup_printf ("%d", tide_cohort_windows[w].week), g_strdup (kind),
           tide_compare_format_quantity (contrast.value, 1),
           defined ? tide_compare_format_interval (contrast.lower, contrast.upper, 1)
                   : g_strdup (tide_why_get_words (contrast.value.why)),
           tide_compare_format_p (contrast.p), g_strdup_printf (_ ("%u and %u"), n_a, n_b));
}

static void
list_forest (TideCompareTable *self, const TideComparison *comparison, const TideCompareOptions *options)
{
  static const guint windows[] = { 2, 4 };
  const char *const head[]
    = { _ ("Arms"), _ ("Week"), _ ("Adjusted for"), _ ("Difference"), _ ("95 % CI"), _ ("p"), _ ("n"), NULL };
  set_head (self, head);
  for (guint a = 0; a < comparison->n_arms; a++)
    for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
      {
        TideCompareContrast contrast;
        guint b = options->against, w = windows[i];
        if (!tide_compare_find_contrast (comparison, a, b, w, &contrast))
          continue;
        add_contrast (self, comparison, a, b, w, _ ("nothing"), contrast.unadjusted, contrast.n_a,
                      contrast.n_b);
        add_contrast (self, comparison, a, b, w, _ ("baseline"), contrast.baseline, contrast.n_a,
                      contrast.n_b);
        add_contrast (self, comparison, a, b, w, _ ("baseline, age, failed trials"), contrast.full,
                      contrast.n_a, contrast.n_b);
      }
}

/* --- balance --- */

static char *
dup_value (const TideBalanceRow *row, TideQuantity value)
{
  if (!tide_quantity_is_defined (value))
    return g_strdup ("–");
  return row->share ? tide_compare_format_percent (value.value) : tide_compare_format_number (value.value, 1);
}

static void
list_balance (TideCompareTable *self, const TideComparison *comparison, const TideCompareOptions *options)
{
  gboolean both = options->first < comparison->n_arms && options->second < comparison->n_arms;
  const char *const head[] = { _ ("Before treatment"),
                               both ? comparison->arms[options->first].label : "–",
                               both ? comparison->arms[options->second].label : "–",
                               _ ("Standardised difference"),
                               _ ("Missing"),
                               NULL };
  g_autoptr (GArray) rows = tide_compare_list_balance (comparison, options->first, options->second);
  set_head (self, head);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TideBalanceRow *row = &g_array_index (rows, TideBalanceRow, i);
      add_row (self, g_strdup (row->label), dup_value (row, row->balance.a), dup_value (row, row->balance.b),
               tide_quantity_is_defined (row->balance.smd)
                 ? tide_compare_format_number (row->balance.smd.value, 2)
                 : g_strdup (tide_why_get_words (row->balance.smd.why)),
               g_strdup_printf (_ ("%u and %u"), row->balance.missing_a, row->balance.missing_b));
    }
}

TideCompareTable *
tide_compare_table_new (const TideComparison *comparison, const TideCompareOptions *options)
{
  static void (*const lists[]) (TideCompareTable * self, const TideComparison *comparison,
                                const TideCompareOptions *options)
    = { list_change, list_times, list_waterfall, list_forest, list_balance };
  g_return_val_if_fail (comparison != NULL && options != NULL, NULL);
  g_return_val_if_fail (options->drawing < G_N_ELEMENTS (lists), NULL);
  TideCompareTable *self = g_new0 (TideCompareTable, 1);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  lists[options->drawing](self, comparison, options);
  return self;
}

void
tide_compare_table_free (TideCompareTable *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->head);
  g_ptr_array_unref (self->rows);
  g_free (self);
}
