/* tide-summary-scores.c: the table of scores: each scale at the moments that matter, and its changes.
 *
 * The heads carry the days of the charted scale.  A score of another day says its own in small digits, so
 * that no number passes for one that was taken then; a column that would say the same twice is left out.
 */

#include "tide-change-scale.h"
#include "tide-summary-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* One score at the moments that the table shows; NULL: not rated then. */
typedef struct
{
  const TideRating *first, *baseline, *before, *now;
} Moments;

typedef enum
{
  COLUMN_SCALE,
  COLUMN_RANGE,
  COLUMN_FIRST,
  COLUMN_BASELINE,
  COLUMN_BEFORE,
  COLUMN_NOW,
  COLUMN_CHANGE,
  COLUMN_FALL,
  COLUMN_SINCE,
  COLUMN_SINCE_FALL,
  COLUMN_RELIABLE,
  COLUMN_BAND,
  N_COLUMNS
} Column;

typedef struct
{
  TideSummary *summary;
  TideBlock *table;
  gboolean shown[N_COLUMNS];
  gint64 days[N_COLUMNS];   /* UTC of the heads of the four moments; G_MININT64 none */
  const TideCourse *course; /* whose baseline is shown, or NULL */
} ScoreTable;

/* --- moments --- */

/* The baseline of the course by the same rules as for the charted scale (clinical.md 3.2). */
static const TideRating *
find_baseline (const TideSummary *self, const TideOutcome *outcome, const TideCourse *course)
{
  for (guint i = 0; i < outcome->n_courses; i++)
    {
      const TideCourseOutcome *one = &outcome->courses[i];
      if (one->course == course && one->baseline >= 0
          && tide_summary_in_span (self, outcome->visits[one->baseline].rating.taken_utc))
        return &outcome->series->ratings[one->baseline];
    }
  return NULL;
}

static Moments
find_moments (const TideSummary *self, const TideOutcome *outcome, const TideSeries *series)
{
  Moments m = { NULL, NULL, NULL, NULL };
  for (guint i = 0; i < series->n_ratings; i++)
    {
      const TideRating *rating = &series->ratings[i];
      if (!tide_summary_in_span (self, rating->taken_utc)
          || tide_outcome_is_passed_over (outcome, rating->assessment_id))
        continue;
      if (m.first == NULL)
        m.first = rating;
      m.before = m.now;
      m.now = rating;
    }
  return m;
}

/* A part of a scale has the baseline that the whole has: the same sheet. */
static const TideRating *
find_same_sheet (const TideSeries *series, const TideRating *rating)
{
  for (guint i = 0; rating != NULL && i < series->n_ratings; i++)
    if (series->ratings[i].assessment_id == rating->assessment_id)
      return &series->ratings[i];
  return NULL;
}

/* --- cells --- */

/* "09-22" beside a number that was not taken on the day of the head; "2024-09" when the year differs. */
static char *
other_day (gint64 utc, gint64 head)
{
  g_autofree char *day = tide_summary_date_of (utc);
  g_autofree char *head_day = head != G_MININT64 ? tide_summary_date_of (head) : g_strdup ("");
  if (g_str_equal (day, head_day))
    return NULL;
  if (strncmp (day, head_day, 4) == 0)
    return g_strdup (day + 5);
  return g_strndup (day, 7);
}

static char *
number_cell (ScoreTable *self, Column column, const TideRating *rating, guint decimals)
{
  if (rating == NULL)
    return g_strdup ("–");
  const char *flag = "";
  if ((rating->flags & TIDE_RATING_PRORATED) != 0)
    {
      flag = "<sup>p</sup>";
      self->summary->notes |= TIDE_NOTE_PRORATED;
    }
  else if ((rating->flags & TIDE_RATING_TOTAL_ONLY) != 0)
    {
      flag = "<sup>t</sup>";
      self->summary->notes |= TIDE_NOTE_TOTAL_ONLY;
    }
  g_autofree char *number = g_strdup_printf ("%.*f", (int) decimals, tide_rating_get_value (rating));
  g_autofree char *shown
    = column == COLUMN_NOW ? g_strdup_printf ("<b>%s</b>%s", number, flag) : g_strconcat (number, flag, NULL);
  g_autofree char *day = other_day (rating->taken_utc, self->days[column]);
  if (day == NULL)
    return g_steal_pointer (&shown);
  self->summary->notes |= TIDE_NOTE_OTHER_DAY;
  if (self->summary->data->paper == TIDE_PAPER_ENDLESS)
    return g_strdup_printf ("(%s) %s", day, shown); /* letters have no small digits */
  return g_strdup_printf ("<span size=\"%d\">%s</span>  %s", (int) (TIDE_PT_CAPTION * PANGO_SCALE), day,
                          shown);
}

/* Two judgements of improvement against different states have no difference. */
static gboolean
is_comparable (const TideRating *from, const TideRating *to)
{
  return from != NULL && to != NULL && from != to && ((from->flags ^ to->flags) & TIDE_RATING_BEST) == 0;
}

static char *
change_cell (const TideRating *from, const TideRating *to, guint decimals)
{
  if (!is_comparable (from, to))
    return g_strdup ("–");
  return tide_summary_points (tide_rating_get_value (to) - tide_rating_get_value (from), decimals, FALSE);
}

/* Only scales that have a response rule are told in percent; a part of one falls towards its own minimum. */
static char *
fall_cell (ScoreTable *self, const TideChangeRule *rule, const TideScoreInfo *info, const TideRating *from,
           const TideRating *to)
{
  if (!is_comparable (from, to) || (isnan (rule->response_percent) && isnan (rule->response_points)))
    return g_strdup ("–");
  double fall = tide_outcome_percent (tide_rating_get_value (from), tide_rating_get_value (to),
                                      info->primary ? rule->floor : info->minimum);
  if (isnan (fall))
    return g_strdup ("–");
  self->summary->notes |= TIDE_NOTE_PERCENT;
  return tide_summary_points (fall, 0, FALSE);
}

static char *
reliable_cell (const TideChangeRule *rule, const TideScoreInfo *info, const TideRating *from,
               const TideRating *to)
{
  if (!info->primary || isnan (rule->reliable_change) || !is_comparable (from, to))
    return g_strdup ("–");
  double change = fabs (tide_rating_get_value (to) - tide_rating_get_value (from));
  double points = isnan (rule->reliable_points) ? rule->reliable_change : rule->reliable_points;
  g_autofree char *limit = tide_summary_points (points, points == floor (points) ? 0 : 1, FALSE);
  return g_strdup_printf (
    "%s (≥ %s)", tide_outcome_at_least (change, rule->reliable_change) ? _ ("yes") : _ ("no"), limit);
}

static char *
band_cell (TideInstrument *instrument, const TideScoreInfo *info, const TideRating *now)
{
  const TideBandSet *set = tide_instrument_find_band_set (instrument, info->id, NULL);
  const TideBand *band = set != NULL ? tide_band_set_find (set, tide_rating_get_value (now)) : NULL;
  return g_markup_escape_text (band != NULL ? band->label : "–", -1);
}

/* --- rows --- */

static void
add_row (ScoreTable *self, char *cells[N_COLUMNS])
{
  const char *kept[N_COLUMNS];
  guint n = 0;
  for (guint i = 0; i < N_COLUMNS; i++)
    if (self->shown[i])
      kept[n++] = cells[i];
  tide_block_table_add_row (self->table, kept);
  for (guint i = 0; i < N_COLUMNS; i++)
    g_free (cells[i]);
}

static void
add_score (ScoreTable *self, TideInstrument *instrument, const TideScoreInfo *info, Moments m)
{
  const TideChangeRule *rule = tide_instrument_get_change_rule (instrument);
  const char *name = info->primary ? tide_instrument_get_short_name (instrument) : info->label;
  gboolean differs = !tide_outcome_rates_change (tide_instrument_get_id (instrument));
  g_autofree char *part = info->primary ? NULL : g_utf8_strdown (name, -1);
  /* No-break spaces: an indent must not become a line of its own. */
  g_autofree char *label
    = info->primary ? g_strdup (name) : g_strconcat ("\u00a0\u00a0\u00a0\u00a0", part, NULL);
  char *cells[N_COLUMNS] = {
    [COLUMN_SCALE] = g_markup_escape_text (label, -1),
    [COLUMN_RANGE] = g_strdup_printf ("%.0f–%.0f", info->minimum, info->maximum),
    [COLUMN_FIRST] = number_cell (self, COLUMN_FIRST, m.first, info->decimals),
    [COLUMN_BASELINE] = number_cell (self, COLUMN_BASELINE, m.baseline, info->decimals),
    [COLUMN_BEFORE] = number_cell (self, COLUMN_BEFORE, m.before, info->decimals),
    [COLUMN_NOW] = number_cell (self, COLUMN_NOW, m.now, info->decimals),
    [COLUMN_CHANGE] = change_cell (differs ? m.first : NULL, m.now, info->decimals),
    [COLUMN_FALL] = fall_cell (self, rule, info, m.first, m.now),
    [COLUMN_SINCE] = change_cell (differs ? m.baseline : NULL, m.now, info->decimals),
    [COLUMN_SINCE_FALL] = fall_cell (self, rule, info, m.baseline, m.now),
    [COLUMN_RELIABLE] = reliable_cell (rule, info, m.first, m.now),
    [COLUMN_BAND] = band_cell (instrument, info, m.now),
  };
  add_row (self, cells);
}

static void
add_scale (ScoreTable *self, TideInstrument *instrument, const TideOutcome *outcome, gboolean with_parts)
{
  TideSummary *summary = self->summary;
  const TideScoreInfo *primary = tide_instrument_get_primary (instrument);
  if (outcome->series == NULL)
    return;
  const TideRating *baseline = find_baseline (summary, outcome, self->course);
  Moments m = find_moments (summary, outcome, outcome->series);
  m.baseline = baseline;
  if (m.now != NULL)
    add_score (self, instrument, primary, m);
  for (guint i = 0; with_parts && i < tide_instrument_get_n_scores (instrument); i++)
    {
      const TideScoreInfo *info = tide_instrument_get_score_info (instrument, i);
      const TideSeries *series
        = tide_history_find_series (summary->data->history, tide_instrument_get_id (instrument), info->id);
      if (info == primary || series == NULL)
        continue;
      m = find_moments (summary, outcome, series);
      m.baseline = find_same_sheet (series, baseline);
      if (m.now != NULL)
        add_score (self, instrument, info, m);
    }
}

static void
add_other_scales (ScoreTable *self)
{
  const TideSummaryData *data = self->summary->data;
  for (guint i = 0; i < tide_library_get_n (data->library); i++)
    {
      TideInstrument *instrument = tide_library_get (data->library, i);
      const TideScoreInfo *primary = tide_instrument_get_primary (instrument);
      if (!tide_summary_has_scale (data, tide_instrument_get_id (instrument))
          || instrument == self->summary->instrument
          || tide_history_find_series (data->history, tide_instrument_get_id (instrument), primary->id)
               == NULL)
        continue;
      g_autoptr (TideOutcome) outcome
        = tide_outcome_compute (data->history, instrument, data->thresholds, data->now);
      add_scale (self, instrument, outcome, FALSE);
    }
}

/* --- the table --- */

/* Which moments differ, on the charted scale; without it all that other scales may need. */
static void
choose_columns (ScoreTable *self)
{
  const TideOutcome *outcome = self->summary->outcome;
  const TideCourseOutcome *course = tide_summary_course (self->summary);
  Moments m = { NULL, NULL, NULL, NULL };
  self->course = course != NULL ? course->course : NULL;
  if (outcome->series != NULL)
    {
      m = find_moments (self->summary, outcome, outcome->series);
      m.baseline = find_baseline (self->summary, outcome, self->course);
    }
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      self->shown[i] = TRUE;
      self->days[i] = G_MININT64;
    }
  if (m.now == NULL)
    return;
  self->shown[COLUMN_FIRST] = self->shown[COLUMN_CHANGE] = self->shown[COLUMN_FALL]
    = self->shown[COLUMN_RELIABLE] = m.first != m.now;
  self->shown[COLUMN_BASELINE] = self->shown[COLUMN_SINCE] = self->shown[COLUMN_SINCE_FALL]
    = m.baseline != NULL && m.baseline != m.now && m.baseline != m.first;
  self->shown[COLUMN_BEFORE] = m.before != NULL && m.before != m.first && m.before != m.baseline;
  const TideRating *at[] = { m.first, m.baseline, m.before, m.now };
  for (guint i = 0; i < G_N_ELEMENTS (at); i++)
    if (at[i] != NULL)
      self->days[COLUMN_FIRST + i] = at[i]->taken_utc;
}

static char *
moment_title (const char *word, gint64 utc)
{
  g_autofree char *date = utc != G_MININT64 ? tide_summary_date_of (utc) : g_strdup ("");
  return g_strdup_printf ("%s\n%s", word, date);
}

static TideBlock *
table_with_head (ScoreTable *self)
{
  g_autofree char *first = moment_title (_ ("First"), self->days[COLUMN_FIRST]);
  g_autofree char *baseline = moment_title (_ ("Baseline"), self->days[COLUMN_BASELINE]);
  g_autofree char *before = moment_title (_ ("Before"), self->days[COLUMN_BEFORE]);
  g_autofree char *now = moment_title (_ ("Now"), self->days[COLUMN_NOW]);
  const TideTableColumn all[N_COLUMNS] = {
    [COLUMN_SCALE] = { _ ("\nScale"), PANGO_ALIGN_LEFT, FALSE },
    [COLUMN_RANGE] = { _ ("\nRange"), PANGO_ALIGN_LEFT, FALSE },
    [COLUMN_FIRST] = { first, PANGO_ALIGN_RIGHT, FALSE },
    [COLUMN_BASELINE] = { baseline, PANGO_ALIGN_RIGHT, FALSE },
    [COLUMN_BEFORE] = { before, PANGO_ALIGN_RIGHT, FALSE },
    [COLUMN_NOW] = { now, PANGO_ALIGN_RIGHT, TRUE },
    [COLUMN_CHANGE] = { _ ("Since\nfirst"), PANGO_ALIGN_RIGHT, FALSE },
    [COLUMN_FALL] = { _ ("Fall\n%"), PANGO_ALIGN_RIGHT, FALSE },
    [COLUMN_SINCE] = { _ ("Since\nbaseline"), PANGO_ALIGN_RIGHT, FALSE },
    [COLUMN_SINCE_FALL] = { _ ("Fall\n%"), PANGO_ALIGN_RIGHT, FALSE },
    [COLUMN_RELIABLE] = { _ ("Reliable\nfrom first"), PANGO_ALIGN_LEFT, FALSE },
    [COLUMN_BAND] = { _ ("\nBand now"), PANGO_ALIGN_LEFT, FALSE },
  };
  TideTableColumn kept[N_COLUMNS];
  guint n = 0;
  for (guint i = 0; i < N_COLUMNS; i++)
    if (self->shown[i])
      kept[n++] = all[i];
  return tide_block_table_new (self->summary->context, kept, n);
}

TideBlock *
tide_summary_scores (TideSummary *summary)
{
  ScoreTable self = { .summary = summary };
  choose_columns (&self);
  self.table = table_with_head (&self);
  add_scale (&self, summary->instrument, summary->outcome, TRUE);
  add_other_scales (&self);
  if (tide_block_table_get_n_rows (self.table) == 0)
    g_clear_pointer (&self.table, tide_block_free);
  return self.table;
}
