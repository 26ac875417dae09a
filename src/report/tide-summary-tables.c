/* tide-summary-tables.c: the scores, courses and alerts of the progress summary. */

#include "tide-alert-rules.h"
#include "tide-summary-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* --- scores --- */

/* One score of one scale at the four moments that the table shows. */
typedef struct
{
  const TideRating *first, *course, *before, *now;
} Moments;

static Moments
find_moments (const TideSummary *self, const TideSeries *series, gint64 day0_utc)
{
  Moments m = { NULL, NULL, NULL, NULL };
  for (guint i = 0; i < series->n_ratings; i++)
    {
      const TideRating *r = &series->ratings[i];
      if (!tide_summary_in_span (self, r->taken_utc))
        continue;
      if (m.first == NULL)
        m.first = r;
      /* The last one at or before day 0, as the baseline of the course is chosen. */
      if (day0_utc != G_MININT64 && r->taken_utc <= day0_utc)
        m.course = r;
      m.before = m.now;
      m.now = r;
    }
  return m;
}

static char *
cell_number (const TideRating *rating, guint decimals, gint64 column_day, gboolean bold)
{
  if (rating == NULL)
    return g_strdup ("–");
  g_autofree char *number = g_strdup_printf ("%.*f", (int) decimals, tide_rating_get_value (rating));
  const char *flag = (rating->flags & TIDE_RATING_PRORATED) != 0     ? "<sup>p</sup>"
                     : (rating->flags & TIDE_RATING_TOTAL_ONLY) != 0 ? "<sup>t</sup>"
                                                                     : "";
  g_autofree char *shown
    = bold ? g_strdup_printf ("<b>%s</b>%s", number, flag) : g_strdup_printf ("%s%s", number, flag);
  if (ABS (rating->taken_utc - column_day) < 86400)
    return g_steal_pointer (&shown);
  /* Another day than the column's: a number must not pass for one that was taken then. */
  g_autofree char *date = tide_summary_date_of (rating->taken_utc);
  return g_strdup_printf ("%s\n<span size=\"82%%\">%s</span>", shown, date);
}

static void
add_change (char **points, char **percent, const TideRating *from, const TideRating *to, double floor,
            guint decimals)
{
  if (from == NULL || to == NULL || from == to)
    {
      *points = g_strdup ("–");
      *percent = g_strdup ("–");
      return;
    }
  double a = tide_rating_get_value (from), b = tide_rating_get_value (to);
  double fall = tide_outcome_percent (a, b, floor);
  *points = tide_summary_points (b - a, decimals);
  *percent = isnan (fall) ? g_strdup ("–") : tide_summary_points (fall, 1);
}

static char *
reliable_cell (const TideChangeRule *rule, gboolean primary, const TideRating *from, const TideRating *to)
{
  if (!primary || rule == NULL || isnan (rule->reliable_change) || from == NULL || to == NULL || from == to)
    return g_strdup ("–");
  double change = fabs (tide_rating_get_value (to) - tide_rating_get_value (from));
  double points = isnan (rule->reliable_points) ? rule->reliable_change : rule->reliable_points;
  g_autofree char *limit = tide_summary_points (points, points == floor (points) ? 0 : 1);
  return g_strdup_printf (
    "%s (≥ %s)", tide_outcome_at_least (change, rule->reliable_change) ? _ ("yes") : _ ("no"), limit);
}

typedef struct
{
  const TideSummary *summary;
  TideBlock *table;
  gint64 first_day, course_day, before_day, now_day;
} ScoreTable;

static void
add_score_row (ScoreTable *self, TideInstrument *instrument, const TideScoreInfo *info,
               const TideSeries *series)
{
  gboolean primary = info == tide_instrument_get_primary (instrument);
  const TideChangeRule *rule = tide_instrument_get_change_rule (instrument);
  Moments m = find_moments (self->summary, series, self->course_day);
  if (m.now == NULL)
    return;
  const TideBandSet *set = tide_instrument_find_band_set (instrument, info->id, NULL);
  const TideBand *band = set != NULL ? tide_band_set_find (set, tide_rating_get_value (m.now)) : NULL;
  g_autofree char *name = primary
                            ? g_markup_printf_escaped ("%s", tide_instrument_get_short_name (instrument))
                            : g_markup_printf_escaped ("    %s", info->label);
  g_autofree char *range = g_strdup_printf ("%.*f–%.*f", 0, info->minimum, 0, info->maximum);
  g_autofree char *first = cell_number (m.first, info->decimals, self->first_day, FALSE);
  g_autofree char *course = cell_number (m.course, info->decimals, self->course_day, FALSE);
  g_autofree char *before = cell_number (m.before, info->decimals, self->before_day, FALSE);
  g_autofree char *now = cell_number (m.now, info->decimals, self->now_day, TRUE);
  g_autofree char *points = NULL;
  g_autofree char *percent = NULL;
  g_autofree char *since = NULL;
  g_autofree char *since_percent = NULL;
  /* A subscale has no floor of its own; a total's floor is its file's (clinical.md 3.3). */
  double floor_of = primary && rule != NULL ? rule->floor : info->minimum;
  add_change (&points, &percent, m.first, m.now, floor_of, info->decimals);
  add_change (&since, &since_percent, m.course, m.now, floor_of, info->decimals);
  g_autofree char *reliable = reliable_cell (rule, primary, m.first, m.now);
  g_autofree char *band_cell = g_markup_escape_text (band != NULL ? band->label : "–", -1);
  const char *cells[]
    = { name, range, first, course, before, now, points, percent, since, since_percent, reliable, band_cell };
  tide_block_table_add_row (self->table, cells);
}

static void
add_scale (ScoreTable *self, TideInstrument *instrument, gboolean with_subscales)
{
  const TideHistory *history = self->summary->data->history;
  const char *id = tide_instrument_get_id (instrument);
  const TideScoreInfo *primary = tide_instrument_get_primary (instrument);
  const TideSeries *series = tide_history_find_series (history, id, primary->id);
  if (series != NULL)
    add_score_row (self, instrument, primary, series);
  for (guint i = 0; with_subscales && i < tide_instrument_get_n_scores (instrument); i++)
    {
      const TideScoreInfo *info = tide_instrument_get_score_info (instrument, i);
      series = info != primary ? tide_history_find_series (history, id, info->id) : NULL;
      if (series != NULL)
        add_score_row (self, instrument, info, series);
    }
}

static char *
column_title (const char *word, gint64 utc)
{
  if (utc == G_MININT64)
    return g_strdup (word);
  g_autofree char *date = tide_summary_date_of (utc);
  return g_strdup_printf ("%s\n%s", word, date);
}

TideBlock *
tide_summary_scores (const TideSummary *self)
{
  const TideOutcome *outcome = self->outcome;
  ScoreTable table = { self, NULL, G_MININT64, G_MININT64, G_MININT64, G_MININT64 };
  if (outcome->n_courses > 0 && tide_instant_is_known (outcome->courses[outcome->n_courses - 1].day0))
    table.course_day = outcome->courses[outcome->n_courses - 1].day0.utc;
  if (outcome->series != NULL)
    {
      Moments m = find_moments (self, outcome->series, table.course_day);
      table.first_day = m.first != NULL ? m.first->taken_utc : G_MININT64;
      table.before_day = m.before != NULL ? m.before->taken_utc : G_MININT64;
      table.now_day = m.now != NULL ? m.now->taken_utc : G_MININT64;
    }
  g_autofree char *first = column_title (_ ("First"), table.first_day);
  g_autofree char *course = column_title (_ ("By day 0"), table.course_day);
  g_autofree char *before = column_title (_ ("Before"), table.before_day);
  g_autofree char *now = column_title (_ ("Now"), table.now_day);
  const TideTableColumn columns[] = {
    { _ ("Scale"), PANGO_ALIGN_LEFT, FALSE },
    { _ ("Range"), PANGO_ALIGN_LEFT, FALSE },
    { first, PANGO_ALIGN_RIGHT, FALSE },
    { course, PANGO_ALIGN_RIGHT, FALSE },
    { before, PANGO_ALIGN_RIGHT, FALSE },
    { now, PANGO_ALIGN_RIGHT, TRUE },
    { _ ("Change\nfrom first"), PANGO_ALIGN_RIGHT, FALSE },
    { _ ("Fall\n%"), PANGO_ALIGN_RIGHT, FALSE },
    { _ ("Change\nfrom day 0"), PANGO_ALIGN_RIGHT, FALSE },
    { _ ("Fall\n%"), PANGO_ALIGN_RIGHT, FALSE },
    { _ ("Reliable\nfrom first"), PANGO_ALIGN_LEFT, FALSE },
    { _ ("Band now"), PANGO_ALIGN_LEFT, FALSE },
  };
  table.table = tide_block_table_new (self->context, columns, G_N_ELEMENTS (columns));
  add_scale (&table, self->instrument, TRUE);
  for (guint i = 0; i < tide_library_get_n (self->data->library); i++)
    {
      TideInstrument *instrument = tide_library_get (self->data->library, i);
      if (instrument != self->instrument)
        add_scale (&table, instrument, FALSE);
    }
  if (tide_block_table_get_n_rows (table.table) == 0)
    g_clear_pointer (&table.table, tide_block_free);
  return table.table;
}

/* --- courses --- */

static char *
dates_cell (const TideCourse *course)
{
  g_autofree char *start = tide_date_is_known (course->started_on) ? tide_date_to_iso (course->started_on)
                                                                   : g_strdup (_ ("start unknown"));
  g_autofree char *end
    = tide_date_is_known (course->ended_on) ? tide_date_to_iso (course->ended_on) : g_strdup (_ ("running"));
  return g_strdup_printf ("%s\n%s", start, end);
}

/* "50 to 200 mg/d" of a drug, "8 infusions, 0.5–0.6 mg/kg", "15 of 18 held". */
static char *
dose_cell (const TideHistory *history, const TideCourse *course)
{
  double first = NAN, highest = NAN, low_kg = NAN, high_kg = NAN;
  guint held = 0, all = 0;
  for (guint i = 0; i < history->dose_steps->len; i++)
    {
      const TideDoseStep *step = history->dose_steps->pdata[i];
      if (step->course_id != course->base.id || !(step->dose_mg_per_day > 0))
        continue;
      first = isnan (first) ? step->dose_mg_per_day : first;
      highest = isnan (highest) ? step->dose_mg_per_day : MAX (highest, step->dose_mg_per_day);
    }
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      if (session->course_id != course->base.id || session->status == TIDE_SESSION_PLANNED)
        continue;
      all++;
      if (session->status != TIDE_SESSION_HELD && session->status != TIDE_SESSION_STOPPED)
        continue;
      held++;
      if (isnan (session->dose_mg_per_kg))
        continue;
      low_kg = isnan (low_kg) ? session->dose_mg_per_kg : MIN (low_kg, session->dose_mg_per_kg);
      high_kg = isnan (high_kg) ? session->dose_mg_per_kg : MAX (high_kg, session->dose_mg_per_kg);
    }
  g_autoptr (GString) text = g_string_new (NULL);
  if (!isnan (highest) && first < highest)
    g_string_append_printf (text, _ ("%g to %g mg/d"), first, highest);
  else if (!isnan (highest))
    g_string_append_printf (text, _ ("%g mg/d"), highest);
  if (all > 0)
    g_string_append_printf (text, _ ("%s%u of %u sessions held"), text->len > 0 ? "; " : "", held, all);
  if (!isnan (high_kg) && low_kg < high_kg)
    g_string_append_printf (text, ", %g–%g mg/kg", low_kg, high_kg);
  else if (!isnan (high_kg))
    g_string_append_printf (text, ", %g mg/kg", high_kg);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : g_strdup ("–");
}

/* How many ratings of a course carry each mark: "C 5 R 4". */
static char *
marks_cell (const TideOutcome *outcome, int course)
{
  static const struct
  {
    guint mark;
    const char *letter;
  } letters[] = { { TIDE_MARK_OVERLAP, "O" },
                  { TIDE_MARK_CARRY_OVER, "C" },
                  { TIDE_MARK_RECALL, "R" },
                  { TIDE_MARK_DOSE, "D" },
                  { TIDE_MARK_MODE, "M" } };
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint k = 0; k < G_N_ELEMENTS (letters); k++)
    {
      guint n = 0;
      for (guint i = 0; i < outcome->n_visits; i++)
        n += outcome->visits[i].course == course && (outcome->visits[i].marks & letters[k].mark) != 0;
      if (n > 0)
        g_string_append_printf (text, "%s%s %u", text->len > 0 ? "  " : "", letters[k].letter, n);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : g_strdup ("–");
}

static const TideVisitOutcome *
best_visit (const TideOutcome *outcome, int course)
{
  const TideVisitOutcome *best = NULL;
  for (guint i = 0; i < outcome->n_visits; i++)
    {
      const TideVisitOutcome *v = &outcome->visits[i];
      if (v->course == course && v->days > 0 && (best == NULL || v->rating.value < best->rating.value))
        best = v;
    }
  return best;
}

/* The furthest state that a rating of the course reached. */
static const char *
reached_word (const TideOutcome *outcome, int course)
{
  static const TideState order[] = { TIDE_STATE_REMISSION,   TIDE_STATE_RESPONSE, TIDE_STATE_PARTIAL,
                                     TIDE_STATE_NO_RESPONSE, TIDE_STATE_WORSE,    TIDE_STATE_TOO_EARLY };
  for (guint k = 0; k < G_N_ELEMENTS (order); k++)
    for (guint i = 0; i < outcome->n_visits; i++)
      if (outcome->visits[i].course == course && outcome->visits[i].state == order[k])
        return tide_state_get_label (order[k]);
  return _ ("not rated");
}

static int
outcome_of_course (const TideOutcome *outcome, const TideCourse *course)
{
  for (guint i = 0; i < outcome->n_courses; i++)
    {
      if (outcome->courses[i].course == course)
        return (int) i;
      for (guint w = 0; outcome->courses[i].with != NULL && w < outcome->courses[i].with->len; w++)
        if (outcome->courses[i].with->pdata[w] == course)
          return (int) i;
    }
  return -1;
}

static void
add_course_row (const TideSummary *self, TideBlock *table, const TideCourse *course)
{
  const TideOutcome *outcome = self->outcome;
  int index = outcome_of_course (outcome, course);
  const TideCourseOutcome *result = index >= 0 ? &outcome->courses[index] : NULL;
  const TideVisitOutcome *best = index >= 0 ? best_visit (outcome, index) : NULL;
  guint decimals = tide_instrument_get_primary (self->instrument)->decimals;
  g_autofree char *title = tide_course_dup_title (course);
  g_autofree char *name = g_markup_printf_escaped ("<b>%s</b>", title);
  g_autofree char *dates = dates_cell (course);
  g_autofree char *dose = dose_cell (self->data->history, course);
  g_autofree char *baseline = result == NULL || isnan (result->baseline_value)
                                ? g_strdup ("–")
                                : g_strdup_printf ("%.*f", (int) decimals, result->baseline_value);
  g_autofree char *lowest = NULL;
  if (best != NULL)
    {
      double value = tide_rating_get_value (&best->rating);
      g_autofree char *percent
        = isnan (best->percent) ? g_strdup ("–") : tide_summary_points (best->percent, 1);
      lowest = g_strdup_printf ("%.*f\n%s %%", (int) decimals, value, percent);
    }
  g_autofree char *marks = index >= 0 ? marks_cell (outcome, index) : g_strdup ("–");
  g_autofree char *why = g_markup_escape_text (
    tide_date_is_known (course->ended_on)
      ? (course->end_reason != 0 ? tide_end_reason_get_label (course->end_reason) : _ ("reason not recorded"))
      : _ ("running"),
    -1);
  const char *cells[] = { name,
                          dates,
                          dose,
                          baseline,
                          lowest != NULL ? lowest : "–",
                          index >= 0 ? reached_word (outcome, index) : "–",
                          why,
                          marks };
  tide_block_table_add_row (table, cells);
}

TideBlock *
tide_summary_courses (const TideSummary *self)
{
  const GPtrArray *courses = self->data->history->courses;
  if (courses->len == 0)
    return NULL;
  const TideTableColumn columns[] = {
    { _ ("Course"), PANGO_ALIGN_LEFT, FALSE },           { _ ("Dates"), PANGO_ALIGN_LEFT, FALSE },
    { _ ("Dose or sessions"), PANGO_ALIGN_LEFT, FALSE }, { _ ("Baseline"), PANGO_ALIGN_RIGHT, FALSE },
    { _ ("Lowest\nfall %"), PANGO_ALIGN_RIGHT, FALSE },  { _ ("Reached"), PANGO_ALIGN_LEFT, FALSE },
    { _ ("Why ended"), PANGO_ALIGN_LEFT, FALSE },        { _ ("Marks"), PANGO_ALIGN_LEFT, FALSE },
  };
  TideBlock *table = tide_block_table_new (self->context, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < courses->len; i++)
    add_course_row (self, table, courses->pdata[i]);
  return table;
}

TideBlock *
tide_summary_courses_note (const TideSummary *self)
{
  const TideChangeRule *rule = tide_instrument_get_change_rule (self->instrument);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *marks = g_markup_escape_text (
    _ (
      "Marks with number of ratings: O two treatments overlap; C within 28 d after ketamine; R recall reaches back "
      "before the treatment or a dose step; D dose still rising; M rater or mode differs. p prorated, t total only."),
    -1);
  g_string_append (text, marks);
  if (rule != NULL && !isnan (rule->response_percent))
    {
      g_autofree char *remission = isnan (rule->remission_at_most)
                                     ? g_strdup ("")
                                     : g_strdup_printf (_ ("; remission ≤ %g"), rule->remission_at_most);
      g_autofree char *states = g_markup_printf_escaped (
        _ ("%s: response is a fall of at least %g %%%s, with the CGI where it was rated. "
           "Percent is the fall from baseline; a minus means a rise."),
        tide_instrument_get_short_name (self->instrument), rule->response_percent, remission);
      g_string_append_printf (text, " %s", states);
    }
  return tide_block_text_new (self->context, text->str, TIDE_PT_CAPTION, PANGO_ALIGN_LEFT);
}

/* --- alerts --- */

TideBlock *
tide_summary_alert (const TideSummary *self, const TideAlert *alert)
{
  const char *const words[] = { "", _ ("Yellow"), _ ("Amber"), _ ("Red") };
  TideInstrument *instrument
    = alert->instrument_id != NULL ? tide_library_lookup (self->data->library, alert->instrument_id) : NULL;
  g_autofree char *title = tide_alert_rules_dup_title (instrument, alert);
  const TideAssessmentData *source = tide_history_find_assessment (self->data->history, alert->assessment_id);
  g_autofree char *date
    = tide_date_to_iso (tide_instant_get_date (source != NULL ? source->taken : alert->raised));
  int days = tide_instant_get_date (self->data->now) - tide_instant_get_date (alert->raised);
  g_autofree char *age
    = days > 0 ? g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "Open %d day.", "Open %d days.", (gulong) days), days)
               : g_strdup (_ ("Opened today."));
  g_autofree char *markup
    = g_markup_printf_escaped ("<b>[!] %s, %s</b> %s, %s. %s", words[CLAMP (alert->level, 0, 3)], alert->rule,
                               title, date, alert->historical ? _ ("From an earlier record.") : age);
  return tide_block_frame_new (tide_block_text_new (self->context, markup, TIDE_PT_TEXT, PANGO_ALIGN_LEFT), 4,
                               3);
}
