/* tide-compare-sheet.c: what each cell of the comparison sheet says (comparison-and-paper.md 4; F67).
 *
 * Each cell has its own number with interval and n; what cannot be said is "–" with its n, never empty. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-compare-private.h"

#define WEEK_2 1 /* indexes of the windows */
#define WEEK_12 4
#define WEEK_24 5

const char *
tide_sheet_row_get_code (TideSheetRow row)
{
  static const char *const codes[] = { "speed", "depth", "response", "duration", "burden", "access", "cost" };
  return row < TIDE_N_SHEET_ROWS ? codes[row] : NULL;
}

const char *
tide_sheet_row_get_label (TideSheetRow row)
{
  static const char *const labels[] = { N_ ("Speed"),  N_ ("Depth"),  N_ ("Response"), N_ ("Duration"),
                                        N_ ("Burden"), N_ ("Access"), N_ ("Cost") };
  return row < TIDE_N_SHEET_ROWS ? _ (labels[row]) : NULL;
}

const char *
tide_sheet_row_get_note (TideSheetRow row)
{
  static const char *const notes[]
    = { N_ ("median to response"),
        N_ ("mean change, points"),
        N_ ("of those counted; worst and best case of the unknown"),
        N_ ("median if responded, share still holding"),
        N_ ("moderate or worse effects per 10 patient-months; dropped out: ended for effects, cost, "
            "a move, by choice or unseen"),
        N_ ("referral to start, median"),
        N_ ("of a course to now, median") };
  return row < TIDE_N_SHEET_ROWS ? _ (notes[row]) : NULL;
}

/* --- parts --- */

static void
part_free (gpointer data)
{
  TideSheetPart *part = data;
  g_free (part->lead);
  g_free (part->value);
  g_free (part->interval);
  g_free (part->rest);
  g_free (part);
}

static void
add (TideSheetCell *cell, guint line, const char *lead, char *value, char *interval, char *rest)
{
  TideSheetPart *part = g_new0 (TideSheetPart, 1);
  *part = (TideSheetPart){ g_strdup (lead), value, interval != NULL ? interval : g_strdup (""),
                           rest != NULL ? rest : g_strdup ("") };
  g_ptr_array_add (cell->lines[line], part);
}

/* --- speed and duration --- */

/* A median with its interval: "not reached (40.4 wk to n.r.)". */
static void
add_median (TideSheetCell *cell, const TideTimes *times, char *rest)
{
  TideQuantity median = times->median.value;
  gboolean not_reached = median.why == TIDE_WHY_NOT_REACHED;
  char *interval = tide_quantity_is_defined (median) || not_reached
                     ? tide_compare_format_days_interval (times->median.lower, times->median.upper)
                     : NULL;
  add (cell, 0, "", not_reached ? g_strdup (_ ("not reached")) : tide_compare_format_days (median), interval,
       rest);
}

/* Where fewer than five are at risk a share hangs on each of them, and says so; where nobody is, the curve
 * ended before and has nothing to say of the week (comparison-and-paper.md 3). */
static char *
dup_few_at_risk (guint n_risk)
{
  return n_risk < TIDE_COMPARE_LEAST_AT_RISK ? g_strdup_printf (_ ("only %u at risk"), n_risk) : NULL;
}

/* The share with the event by the week, or without it still. */
static void
add_share (TideSheetCell *cell, const TideTimes *times, guint w, const char *lead, gboolean rises)
{
  const TideSurvivalEstimate *at = &times->after[w];
  double surv = at->value.value;
  guint n_risk = tide_survival_curve_n_risk_at (times->right, 7 * tide_cohort_windows[w].week);
  gboolean ended = tide_quantity_is_defined (at->value) && n_risk == 0;
  if (ended || !tide_quantity_is_defined (at->value))
    {
      ended |= at->value.why == TIDE_WHY_BEYOND_FOLLOW_UP;
      add (cell, 1, lead, g_strdup ("–"), NULL, g_strdup (ended ? _ ("nobody at risk any more") : ""));
      return;
    }
  char *interval;
  if (tide_quantity_is_defined (at->lower) && tide_quantity_is_defined (at->upper))
    interval = tide_compare_format_interval (
      tide_quantity_of (100 * (rises ? 1 - at->upper.value : at->lower.value)),
      tide_quantity_of (100 * (rises ? 1 - at->lower.value : at->upper.value)), 0);
  else
    interval = g_strdup (surv >= 1 ? _ ("(no event)") : _ ("(no interval)"));
  add (cell, 1, lead, tide_compare_format_percent (rises ? 1 - surv : surv), interval,
       dup_few_at_risk (n_risk));
}

static void
fill_speed (const TideComparedArm *arm, TideSheetCell *cell)
{
  const TideTimes *times = &arm->times[TIDE_COURSE_RESPONSE];
  add_median (cell, times, g_strdup_printf (_ ("n %u, %u responded"), times->n, times->events));
  add_share (cell, times, WEEK_2, _ ("by wk 2"), TRUE);
  add_share (cell, times, WEEK_12, _ ("by wk 12"), TRUE);
}

static void
fill_duration (const TideComparedArm *arm, TideSheetCell *cell)
{
  const TideTimes *times = &arm->times[TIDE_COURSE_DURATION];
  add_median (cell, times,
              g_strdup_printf (_ ("n %u, %u still holding"), times->n, times->n - times->events));
  add_share (cell, times, WEEK_12, _ ("12 wk"), FALSE);
  add_share (cell, times, WEEK_24, _ ("24 wk"), FALSE);
}

/* --- depth --- */

static void
add_change (TideSheetCell *cell, guint line, const char *lead, const TideMean *mean)
{
  gboolean defined = tide_quantity_is_defined (mean->mean);
  add (cell, line, lead, tide_compare_format_quantity (mean->mean, 1),
       defined ? tide_compare_format_interval (mean->lower, mean->upper, 1) : NULL,
       mean->n < TIDE_STATS_LEAST_N ? g_strdup (_ ("n <5")) : g_strdup_printf (_ ("n %u"), mean->n));
}

static void
fill_depth (const TideComparedArm *arm, TideSheetCell *cell)
{
  add_change (cell, 0, _ ("wk 2"), &arm->change[WEEK_2]);
  add_change (cell, 1, _ ("wk 12"), &arm->change[WEEK_12]);
}

/* --- response --- */

static char *
dup_share_interval (const TideProportion *share)
{
  if (!tide_quantity_is_defined (share->p))
    return NULL;
  return tide_compare_format_interval (tide_quantity_of (100 * share->lower.value),
                                       tide_quantity_of (100 * share->upper.value), 0);
}

/* "9 started", or how they come from those that the head says started: "13 (17 started less 4 repeat,
 * carry-over or filter)". */
static char *
dup_asked (const TideAccounting *count, guint asked)
{
  return asked < count->started ? g_strdup_printf (_ ("%u (%u started less %u repeat, carry-over or filter)"),
                                                   asked, count->started, count->started - asked)
                                : g_strdup_printf (_ ("%u started"), asked);
}

/* The share, between what it would be if none, and if all, of those responded of whom nobody can tell (N05);
 * and who had not responded by week 12, of all who started (F11). */
static void
fill_response (const TideComparedArm *arm, TideSheetCell *cell)
{
  const TideAccounting *count = &arm->accounting;
  const TideNonResponse *without = &arm->non_response;
  g_autofree char *worst = tide_compare_format_percent (arm->worst_case.p.value),
                  *best = tide_compare_format_percent (arm->best_case.p.value);
  add (cell, 0, _ ("responded"), tide_compare_format_percent (arm->response.p.value),
       dup_share_interval (&arm->response),
       g_strdup_printf (_ ("%u of %u"), count->responded, count->counted));
  add (cell, 0, _ ("worst to best case"), g_strdup_printf (_ ("%s to %s"), worst, best), NULL,
       g_strdup_printf (_ ("%u unknown"), count->not_rated + count->too_early));
  g_autofree char *asked = dup_asked (count, without->started);
  add (cell, 1, _ ("no response by wk 12"), tide_compare_format_percent (without->share.p.value),
       dup_share_interval (&without->share),
       g_strdup_printf (_ ("%u of %s; of these %u not assessable"), without->started - without->responded,
                        asked, without->unknown));
}

/* --- burden, access, cost --- */

static void
add_stopped (const TideComparedArm *arm, TideSheetCell *cell, guint w, const char *lead)
{
  guint n = arm->accounting.counted;
  g_autofree char *share = tide_compare_format_percent (n > 0 ? (double) arm->stopped_by[w] / n : NAN);
  add (cell, 1, lead, g_strdup_printf (_ ("%u of %u"), arm->stopped_by[w], n), NULL,
       n >= TIDE_STATS_LEAST_N ? g_steal_pointer (&share) : NULL);
}

static void
fill_burden (const TideComparedArm *arm, TideSheetCell *cell)
{
  double tens = arm->patient_months / 10, lower, upper;
  tide_compare_rate_interval (arm->n_effects, tens, &lower, &upper);
  char *rest = g_strdup_printf (_ ("%u in %.0f months"), arm->n_effects, arm->patient_months);
  if (arm->accounting.counted < TIDE_STATS_LEAST_N || !(tens > 0))
    add (cell, 0, "", g_strdup ("–"), NULL, rest);
  else
    add (cell, 0, "", tide_compare_format_number (arm->n_effects / tens, 1),
         tide_compare_format_interval (tide_quantity_of (lower), tide_quantity_of (upper), 1), rest);
  add_stopped (arm, cell, WEEK_2, _ ("dropped out by wk 2"));
  add_stopped (arm, cell, WEEK_12, _ ("by wk 12"));
}

/* "(IQR 9 to 18)". */
static char *
dup_quartiles (const TideMean *mean)
{
  if (!tide_quantity_is_defined (mean->q1) || !tide_quantity_is_defined (mean->q3))
    return NULL;
  return g_strdup_printf (_ ("(IQR %.0f to %.0f)"), mean->q1.value, mean->q3.value);
}

static char *
dup_n_missing (const TideMean *mean)
{
  return mean->n_missing > 0 ? g_strdup_printf (_ ("n %u, %u not recorded"), mean->n, mean->n_missing)
                             : g_strdup_printf (_ ("n %u"), mean->n);
}

static void
fill_access (const TideComparedArm *arm, TideSheetCell *cell)
{
  gboolean defined = tide_quantity_is_defined (arm->wait.median);
  double sessions = arm->accounting.counted > 0 ? (double) arm->n_sessions / arm->accounting.counted : NAN;
  add (cell, 0, "", defined ? g_strdup_printf (_ ("%.0f d"), arm->wait.median.value) : g_strdup ("–"),
       dup_quartiles (&arm->wait), dup_n_missing (&arm->wait));
  add (cell, 1, _ ("sessions a course"),
       arm->accounting.counted >= TIDE_STATS_LEAST_N ? tide_compare_format_number (sessions, 1)
                                                     : g_strdup ("–"),
       NULL, g_strdup_printf (_ ("%u in all"), arm->n_sessions));
}

static char *
dup_money (double amount, const char *currency)
{
  if (isnan (amount))
    return g_strdup ("–");
  g_autofree char *number = g_strdup_printf ("%'.0f", amount);
  return currency != NULL && *currency != '\0' ? g_strdup_printf ("%s %s", number, currency)
                                               : g_steal_pointer (&number);
}

/* "n 38, 3 not recorded; 115,140 in all". */
static char *
dup_cost_sum (const TideComparedArm *arm, const char *currency)
{
  g_autofree char *n = dup_n_missing (&arm->cost);
  if (isnan (arm->cost_sum) || arm->cost.n < TIDE_STATS_LEAST_N)
    return g_steal_pointer (&n);
  g_autofree char *sum = dup_money (arm->cost_sum, currency);
  return g_strdup_printf (_ ("%s; %s in all"), n, sum);
}

static void
fill_cost (const TideComparedArm *arm, const char *currency, TideSheetCell *cell)
{
  TideQuantity median = arm->cost.median;
  add (cell, 0, "", dup_money (tide_quantity_is_defined (median) ? median.value : NAN, currency),
       dup_quartiles (&arm->cost), dup_cost_sum (arm, currency));
  add (cell, 1, _ ("per responder"), dup_money (arm->cost_per_responder, currency), NULL,
       arm->cost.n > 0
         ? g_strdup_printf (_ ("%u of %u with a price responded"), arm->n_cost_responders, arm->cost.n)
         : g_strdup (_ ("no price recorded")));
}

/* --- the strip --- */

static char *
dup_left_out (const TideAccounting *count)
{
  GString *words = g_string_new (NULL);
  for (guint reason = TIDE_COUNTED + 1; reason < TIDE_N_LEFT; reason++)
    if (count->left_out[reason] > 0 || reason == TIDE_LEFT_NO_BASELINE)
      g_string_append_printf (words, "%s%u %s", words->len > 0 ? ", " : "", count->left_out[reason],
                              tide_left_out_get_label ((TideLeftOut) reason));
  g_autofree char *list = g_string_free (words, FALSE);
  return g_strdup_printf (_ ("left out: %s"), list);
}

/* Ratings that something else may have had a part in, by what it is. */
static char *
dup_marked (const TideAccounting *count)
{
  const struct
  {
    TideMark mark;
    const char *label;
  } marks[] = { { TIDE_MARK_OVERLAP, _ ("overlap") },
                { TIDE_MARK_CARRY_OVER, _ ("carry-over") },
                { TIDE_MARK_RECALL, _ ("recall") },
                { TIDE_MARK_DOSE, _ ("dose rising") },
                { TIDE_MARK_MODE, _ ("rater or mode") } };
  GString *words = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      guint n = count->marks[g_bit_nth_lsf (marks[i].mark, -1)];
      if (n > 0)
        g_string_append_printf (words, "%s%u %s", words->len > 0 ? ", " : "", n, marks[i].label);
    }
  g_autofree char *list = g_string_free (words, FALSE);
  return g_strdup_printf (
    ngettext ("marked, of %u rating: %s", "marked, of %u ratings: %s", count->n_ratings), count->n_ratings,
    *list != '\0' ? list : _ ("none"));
}

static void
fill_strip (const TideComparedArm *arm, TideSheetArm *sheet)
{
  const TideAccounting *count = &arm->accounting;
  const guint *unrated = count->unrated[WEEK_12];
  sheet->strip[0] = g_strdup_printf (_ ("%u started › %u baseline › %u counted › %u\302\240wk\302\24012"),
                                     count->started, count->started - count->left_out[TIDE_LEFT_NO_BASELINE],
                                     count->counted, count->rated[WEEK_12]);
  sheet->strip[1] = dup_left_out (count);
  sheet->strip[2] = g_strdup_printf (_ ("not at wk 12: %u treatment over, %u not yet due, %u missed"),
                                     unrated[TIDE_WINDOW_STOPPED], unrated[TIDE_WINDOW_NOT_YET_DUE],
                                     unrated[TIDE_WINDOW_MISSED]);
  sheet->strip[3] = dup_marked (count);
}

/* --- all --- */

static void
fill_cell (const TideComparison *comparison, const TideComparedArm *arm, TideSheetRow row,
           const TideReferences *references, const char *currency, TideSheetCell *cell)
{
  const char *condition = comparison->definition->condition;
  for (guint line = 0; line < 2; line++)
    cell->lines[line] = g_ptr_array_new_with_free_func (part_free);
  switch (row)
    {
    case TIDE_SHEET_SPEED:
      fill_speed (arm, cell);
      break;
    case TIDE_SHEET_DEPTH:
      fill_depth (arm, cell);
      break;
    case TIDE_SHEET_RESPONSE:
      fill_response (arm, cell);
      break;
    case TIDE_SHEET_DURATION:
      fill_duration (arm, cell);
      break;
    case TIDE_SHEET_BURDEN:
      fill_burden (arm, cell);
      break;
    case TIDE_SHEET_ACCESS:
      fill_access (arm, cell);
      break;
    case TIDE_SHEET_COST:
    case TIDE_N_SHEET_ROWS:
    default:
      fill_cost (arm, currency, cell);
      break;
    }
  if (references != NULL && row == TIDE_SHEET_RESPONSE && arm->arms == 1u << TIDE_ARM_SSRI)
    {
      /* A number of the clinic's settings, so that it can be changed with a reason. */
      g_autofree char *short_source
        = g_strndup (comparison->quoted_source, strcspn (comparison->quoted_source, ";"));
      /* Translators: "40 % do not respond · widely quoted" */
      cell->citation
        = g_strdup_printf (_ ("%.0f %% do not respond · %s"), comparison->quoted_non_response, short_source);
      cell->source = g_strdup (comparison->quoted_source);
      return;
    }
  if (references != NULL)
    cell->reference = tide_references_find (references, arm->arms, tide_sheet_row_get_code (row), condition,
                                            tide_instrument_get_id (comparison->instrument));
  cell->source = cell->reference != NULL ? g_strdup (cell->reference->source) : NULL;
  cell->citation = cell->reference != NULL ? tide_reference_dup_words (cell->reference, condition)
                                           : g_strdup (_ ("No cited figure"));
}

TideSheet *
tide_sheet_new (const TideComparison *comparison, const TideReferences *references, const char *currency)
{
  g_return_val_if_fail (comparison != NULL, NULL);
  TideSheet *self = g_new0 (TideSheet, 1);
  self->n_arms = comparison->n_arms;
  self->arms = g_new0 (TideSheetArm, MAX (self->n_arms, 1));
  for (guint a = 0; a < self->n_arms; a++)
    {
      fill_strip (&comparison->arms[a], &self->arms[a]);
      for (guint row = 0; row < TIDE_N_SHEET_ROWS; row++)
        fill_cell (comparison, &comparison->arms[a], (TideSheetRow) row, references, currency,
                   &self->arms[a].cells[row]);
    }
  return self;
}

void
tide_sheet_free (TideSheet *self)
{
  if (self == NULL)
    return;
  for (guint a = 0; a < self->n_arms; a++)
    {
      for (guint i = 0; i < TIDE_SHEET_N_STRIP; i++)
        g_free (self->arms[a].strip[i]);
      for (guint row = 0; row < TIDE_N_SHEET_ROWS; row++)
        {
          TideSheetCell *cell = &self->arms[a].cells[row];
          g_ptr_array_unref (cell->lines[0]);
          g_ptr_array_unref (cell->lines[1]);
          g_free (cell->citation);
          g_free (cell->source);
        }
    }
  g_free (self->arms);
  g_free (self);
}

char *
tide_sheet_cell_dup_line (const TideSheetCell *cell, guint line)
{
  g_return_val_if_fail (cell != NULL && line < 2, NULL);
  GString *words = g_string_new (NULL);
  for (guint i = 0; i < cell->lines[line]->len; i++)
    {
      const TideSheetPart *part = cell->lines[line]->pdata[i];
      const char *const pieces[] = { part->lead, part->value, part->interval, part->rest };
      if (i > 0)
        g_string_append (words, " ·");
      for (guint piece = 0; piece < G_N_ELEMENTS (pieces); piece++)
        if (*pieces[piece] != '\0')
          g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", pieces[piece]);
    }
  return g_string_free (words, FALSE);
}
