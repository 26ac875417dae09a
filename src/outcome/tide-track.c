/* tide-track.c: the expected band of a running course, from what other courses of the clinic did.  See
 * tide-track.h. */
#include "tide-track.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-track-falls.h"

typedef struct
{
  guint32 arms;
  guint8 dosed;          /* one dose of ketamine and a series are not one curve (F63) */
  const char *condition; /* static, or NULL: not known */
  GArray *rows;          /* (const TideCohortRow *) by start, then patient, once it is ready */
  gboolean ready;
  guint *by_patient; /* places in rows, by patient */
  TideTrackFalls *falls[TIDE_N_WINDOWS];
  guint n_in; /* the first so many places are in the falls: those of the course asked for last */
} Group;

struct _TideTrackBook
{
  double floor;
  GHashTable *groups; /* Group → itself */
};

const char *
tide_track_state_get_code (TideTrackState state)
{
  static const char *const codes[] = { "inside",     "smaller",   "larger", "not_running", "no_baseline",
                                       "carry_over", "not_rated", "old",    "beyond",      "few" };
  G_STATIC_ASSERT (G_N_ELEMENTS (codes) == TIDE_N_TRACK_STATES);
  return state < TIDE_N_TRACK_STATES ? codes[state] : NULL;
}

gboolean
tide_track_state_is_outside (TideTrackState state)
{
  return state == TIDE_TRACK_SMALLER || state == TIDE_TRACK_LARGER;
}

/* --- groups --- */

static guint
hash_group (gconstpointer data)
{
  const Group *group = data;
  return group->arms * 31u + group->dosed * 7u
         + (group->condition != NULL ? g_str_hash (group->condition) : 0);
}

static gboolean
equal_groups (gconstpointer pa, gconstpointer pb)
{
  const Group *a = pa, *b = pb;
  return a->arms == b->arms && a->dosed == b->dosed && g_strcmp0 (a->condition, b->condition) == 0;
}

static void
group_free (gpointer data)
{
  Group *self = data;
  g_array_unref (self->rows);
  g_free (self->by_patient);
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    tide_track_falls_free (self->falls[w]);
  g_free (self);
}

/* Whether a course may stand for its arm; as a comparison counts by default. */
static gboolean
counts (const TideCohortRow *row)
{
  return row->fate != TIDE_FATE_PLANNED && row->fate != TIDE_FATE_NO_BASELINE
         && !isnan (tide_cohort_score_get (row->baseline)) && !row->at_floor
         && tide_date_is_known (row->start) && row->sequence == 1 && !row->carry_over;
}

static Group *
find_group (const TideTrackBook *self, const TideCohortRow *row)
{
  Group key = { .arms = row->arms, .dosed = row->dosed, .condition = tide_cohort_row_get_condition (row) };
  return g_hash_table_lookup (self->groups, &key);
}

static void
add_row (TideTrackBook *self, const TideCohortRow *row)
{
  Group *group = find_group (self, row);
  if (group == NULL)
    {
      group = g_new0 (Group, 1);
      group->arms = row->arms;
      group->dosed = row->dosed;
      group->condition = tide_cohort_row_get_condition (row);
      group->rows = g_array_new (FALSE, FALSE, sizeof (const TideCohortRow *));
      g_hash_table_add (self->groups, group);
    }
  g_array_append_val (group->rows, row);
}

TideTrackBook *
tide_track_book_new (const GArray *rows, TideInstrument *instrument)
{
  g_return_val_if_fail (rows != NULL && instrument != NULL, NULL);
  TideTrackBook *self = g_new0 (TideTrackBook, 1);
  double floor = tide_instrument_get_change_rule (instrument)->floor;
  self->floor = isnan (floor) ? 0 : floor;
  self->groups = g_hash_table_new_full (hash_group, equal_groups, group_free, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      const TideCohortRow *row = &g_array_index (rows, TideCohortRow, i);
      if (counts (row))
        add_row (self, row);
    }
  return self;
}

void
tide_track_book_free (TideTrackBook *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->groups);
  g_free (self);
}

double
tide_track_book_get_floor (const TideTrackBook *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->floor;
}

/* --- the band --- */

static int
compare_starts (gconstpointer pa, gconstpointer pb)
{
  const TideCohortRow *a = *(const TideCohortRow *const *) pa, *b = *(const TideCohortRow *const *) pb;
  if (a->start != b->start)
    return a->start < b->start ? -1 : 1;
  return (a->patient_id > b->patient_id) - (a->patient_id < b->patient_id);
}

static const TideCohortRow *
get_place (const Group *group, guint place)
{
  return g_array_index (group->rows, const TideCohortRow *, place);
}

static int
compare_patients (gconstpointer pa, gconstpointer pb, gpointer data)
{
  gint64 a = get_place (data, *(const guint *) pa)->patient_id,
         b = get_place (data, *(const guint *) pb)->patient_id;
  return (a > b) - (a < b);
}

/* When a course of the group is first asked for: the look at a large clinic takes its steps group by group.
 */
static void
make_ready (const TideTrackBook *self, Group *group)
{
  guint n = group->rows->len;
  g_autofree double *percents = g_new (double, n);
  if (group->ready)
    return;
  group->ready = TRUE;
  g_array_sort (group->rows, compare_starts);
  group->by_patient = g_new (guint, n);
  for (guint i = 0; i < n; i++)
    group->by_patient[i] = i;
  g_qsort_with_data (group->by_patient, (int) n, sizeof (guint), compare_patients, group);
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    {
      for (guint i = 0; i < n; i++)
        percents[i]
          = tide_outcome_percent (tide_cohort_score_get (get_place (group, i)->baseline),
                                  tide_cohort_score_get (get_place (group, i)->window[w]), self->floor);
      group->falls[w] = tide_track_falls_new (percents, n);
    }
}

static guint
count_earlier (const Group *group, TideDate start)
{
  guint low = 0, high = group->rows->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (get_place (group, middle)->start < start)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* In the order of start each course is put in once, whatever the number of those who ask. */
static void
move_to (Group *group, guint n_in)
{
  for (; group->n_in < n_in; group->n_in++)
    for (guint w = 0; w < TIDE_N_WINDOWS; w++)
      tide_track_falls_put (group->falls[w], group->n_in);
  for (; group->n_in > n_in; group->n_in--)
    for (guint w = 0; w < TIDE_N_WINDOWS; w++)
      tide_track_falls_take (group->falls[w], group->n_in - 1);
}

static guint
find_patient (const Group *group, gint64 patient_id)
{
  guint low = 0, high = group->rows->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (get_place (group, group->by_patient[middle])->patient_id < patient_id)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Leave-one-out: takes the patient's own earlier courses out, or puts them back; how many they are. */
static guint
leave_out (Group *group, gint64 patient_id, gboolean out)
{
  guint n = 0;
  for (guint i = find_patient (group, patient_id); i < group->rows->len; i++)
    {
      guint place = group->by_patient[i];
      if (get_place (group, place)->patient_id != patient_id)
        break;
      if (place >= group->n_in)
        continue;
      n++;
      for (guint w = 0; w < TIDE_N_WINDOWS; w++)
        if (out)
          tide_track_falls_take (group->falls[w], place);
        else
          tide_track_falls_put (group->falls[w], place);
    }
  return n;
}

static void
fill_week (const TideTrackFalls *falls, TideTrackWeek *week)
{
  week->n = tide_track_falls_count (falls);
  if (week->n < TIDE_TRACK_LEAST_N)
    return;
  week->lower = tide_track_falls_get_quantile (falls, (1 - TIDE_TRACK_MIDDLE) / 2);
  week->upper = tide_track_falls_get_quantile (falls, (1 + TIDE_TRACK_MIDDLE) / 2);
}

TideTrackBand
tide_track_book_get_band (const TideTrackBook *self, const TideCohortRow *row)
{
  TideTrackBand band = { 0 };
  g_return_val_if_fail (self != NULL && row != NULL, band);
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    band.weeks[w].lower = band.weeks[w].upper = NAN;
  Group *group = find_group (self, row);
  if (group == NULL || !tide_date_is_known (row->start))
    return band;
  make_ready (self, group);
  move_to (group, count_earlier (group, row->start));
  band.n = group->n_in - leave_out (group, row->patient_id, TRUE);
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    fill_week (group->falls[w], &band.weeks[w]);
  leave_out (group, row->patient_id, FALSE);
  return band;
}

/* Windows are of calendar days; a row keeps days with their hours, which round to it but for a start late in
 * the evening. */
static int
whole (double days)
{
  return (int) round (days);
}

static double
middle_of (guint w)
{
  return 7 * tide_cohort_windows[w].week;
}

static gboolean
take_week (const TideTrackWeek *week, double *lower, double *upper, guint *n)
{
  *lower = week->lower;
  *upper = week->upper;
  *n = week->n;
  return !isnan (week->lower);
}

gboolean
tide_track_band_at (const TideTrackBand *self, double days, double *lower, double *upper, guint *n)
{
  g_return_val_if_fail (self != NULL && lower != NULL && upper != NULL && n != NULL, FALSE);
  const guint last = TIDE_N_WINDOWS - 1;
  guint after = 0;
  *lower = *upper = NAN;
  *n = 0;
  if (isnan (days) || whole (days) < tide_cohort_windows[0].from_day
      || whole (days) > tide_cohort_windows[last].to_day)
    return FALSE;
  while (after <= last && middle_of (after) < days)
    after++;
  if (after == 0 || after > last)
    return take_week (&self->weeks[MIN (after, last)], lower, upper, n);
  const TideTrackWeek *a = &self->weeks[after - 1], *b = &self->weeks[after];
  if (middle_of (after) == days)
    return take_week (b, lower, upper, n);
  *n = MIN (a->n, b->n);
  if (isnan (a->lower) || isnan (b->lower))
    {
      /* One of the two has enough courses: it stands for its own window, not for the time between. */
      guint w = isnan (a->lower) ? after : after - 1;
      return whole (days) >= tide_cohort_windows[w].from_day && whole (days) <= tide_cohort_windows[w].to_day
             && take_week (&self->weeks[w], lower, upper, n);
    }
  double share = (days - middle_of (after - 1)) / (middle_of (after) - middle_of (after - 1));
  *lower = a->lower + share * (b->lower - a->lower);
  *upper = a->upper + share * (b->upper - a->upper);
  return TRUE;
}

/* --- one course --- */

double
tide_track_to_points (double percent, double baseline, double floor)
{
  return baseline - percent / 100 * (baseline - floor);
}

static TideTrackState
find_silence (const TideCohortRow *row, const TideThresholds *thresholds, TideDate today)
{
  if (row->fate == TIDE_FATE_PLANNED || row->end_day >= 0 || row->until_day >= 0 || row->died
      || !tide_date_is_known (row->start))
    return TIDE_TRACK_NOT_RUNNING;
  if (row->fate == TIDE_FATE_NO_BASELINE || isnan (tide_cohort_score_get (row->baseline)) || row->at_floor)
    return TIDE_TRACK_NO_BASELINE;
  if (row->carry_over)
    return TIDE_TRACK_CARRY_OVER;
  if (isnan (tide_cohort_score_get (row->last)) || whole (row->last_days) < tide_cohort_windows[0].from_day)
    return TIDE_TRACK_NOT_RATED;
  if (today - row->start - whole (row->last_days) > tide_thresholds_get (thresholds, "state_days"))
    return TIDE_TRACK_OLD;
  if (whole (row->last_days) > tide_cohort_windows[TIDE_N_WINDOWS - 1].to_day)
    return TIDE_TRACK_BEYOND;
  return TIDE_TRACK_INSIDE;
}

TideTrack
tide_track_book_judge (const TideTrackBook *self, const TideCohortRow *row, const TideThresholds *thresholds,
                       TideDate today)
{
  TideTrack track = { 0 };
  g_return_val_if_fail (self != NULL && row != NULL && thresholds != NULL, track);
  track.patient_id = row->patient_id;
  track.course_id = row->course_id;
  track.arms = row->arms;
  track.days = row->last_days;
  track.value = tide_cohort_score_get (row->last);
  track.lower = track.upper = track.low_value = track.high_value = NAN;
  track.percent = tide_outcome_percent (tide_cohort_score_get (row->baseline),
                                        tide_cohort_score_get (row->last), self->floor);
  track.state = find_silence (row, thresholds, today);
  if (track.state != TIDE_TRACK_INSIDE)
    return track;
  TideTrackBand band = tide_track_book_get_band (self, row);
  if (!tide_track_band_at (&band, track.days, &track.lower, &track.upper, &track.n))
    {
      track.state = TIDE_TRACK_FEW;
      return track;
    }
  track.low_value = tide_track_to_points (track.upper, tide_cohort_score_get (row->baseline), self->floor);
  track.high_value = tide_track_to_points (track.lower, tide_cohort_score_get (row->baseline), self->floor);
  /* On the edge is inside: thresholds compare with the tolerance of clinical.md 3.3. */
  if (!tide_outcome_at_least (track.percent, track.lower))
    track.state = TIDE_TRACK_SMALLER;
  else if (!tide_outcome_at_least (track.upper, track.percent))
    track.state = TIDE_TRACK_LARGER;
  return track;
}

char *
tide_track_dup_band_words (guint n)
{
  if (n >= TIDE_TRACK_LEAST_N)
    return g_strdup_printf (_ ("middle %d %% of the clinic’s earlier courses of the same arm, n = %u"),
                            (int) (100 * TIDE_TRACK_MIDDLE + 0.5), n);
  return g_strdup_printf (ngettext ("no expected band: %u earlier course of the same arm, %d are needed",
                                    "no expected band: %u earlier courses of the same arm, %d are needed", n),
                          n, TIDE_TRACK_LEAST_N);
}
