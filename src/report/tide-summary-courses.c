/* tide-summary-courses.c: the courses of treatment and the open alerts of the progress summary, and the line
 * that explains the marks of both tables. */

#include "tide-alert-rules.h"
#include "tide-session-given.h"
#include "tide-summary-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* --- courses --- */

/* Attribution marks that the table counts. */
static const struct
{
  guint mark;
  const char *letter;
  const char *meaning; /* NULL: it names a number */
} letters[] = { { TIDE_MARK_OVERLAP, "O", N_ ("two treatments overlap") },
                { TIDE_MARK_CARRY_OVER, "C", NULL },
                { TIDE_MARK_RECALL, "R", N_ ("recall reaches back before the treatment or a dose step") },
                { TIDE_MARK_DOSE, "D", N_ ("dose still rising") },
                { TIDE_MARK_MODE, "M", N_ ("other rater or mode than at baseline") } };

static char *
dates_cell (const TideSummary *self, const TideCourse *course)
{
  TideDate today = tide_instant_get_date (self->data->now);
  g_autofree char *start = tide_date_is_known (course->started_on) ? tide_date_to_iso (course->started_on)
                                                                   : g_strdup (_ ("start unknown"));
  g_autofree char *end = tide_date_to_iso (course->ended_on);
  gboolean planned = tide_date_is_known (course->started_on) && course->started_on > today;
  return g_strdup_printf ("%s\n%s", start, *end != '\0' ? end : planned ? _ ("planned") : _ ("running"));
}

/* "50 to 200 mg/d" of a drug, "8 sessions,\n0.5–0.6 mg/kg", "15 of 18 sessions held". */
static char *
dose_cell (const TideHistory *history, const TideCourse *course)
{
  double first = NAN, highest = NAN, low_kg = NAN, high_kg = NAN;
  guint held = 0, dosed = 0, all = 0;
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
      double mg_per_kg = tide_session_get_mg_per_kg (session);
      if (isnan (mg_per_kg))
        continue;
      dosed++;
      low_kg = isnan (low_kg) ? mg_per_kg : MIN (low_kg, mg_per_kg);
      high_kg = isnan (high_kg) ? mg_per_kg : MAX (high_kg, mg_per_kg);
    }
  g_autoptr (GString) text = g_string_new (NULL);
  if (!isnan (highest) && first < highest)
    g_string_append_printf (text, _ ("%g to %g mg/d"), first, highest);
  else if (!isnan (highest))
    g_string_append_printf (text, _ ("%g mg/d"), highest);
  if (all > 0)
    {
      g_string_append (text, text->len > 0 ? "; " : "");
      if (held == all)
        g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u session", "%u sessions", held), held);
      else
        g_string_append_printf (text, _ ("%u of %u sessions held"), held, all);
    }
  if (!isnan (high_kg) && low_kg < high_kg)
    g_string_append_printf (text, ",\n%g–%g mg/kg", low_kg, high_kg);
  else if (!isnan (high_kg))
    g_string_append_printf (text, ",\n%g mg/kg", high_kg);
  /* The dose is that of the sessions that have one. */
  if (dosed > 0 && dosed < held)
    g_string_append_printf (text, _ (", dose recorded in %u"), dosed);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : g_strdup ("–");
}

/* How many ratings of a course carry each mark: "C 5 R 4". */
static char *
marks_cell (TideSummary *self, int course)
{
  const TideOutcome *outcome = self->outcome;
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint k = 0; k < G_N_ELEMENTS (letters); k++)
    {
      guint n = 0;
      for (guint i = 0; i < outcome->n_visits; i++)
        n += outcome->visits[i].course == course && (outcome->visits[i].marks & letters[k].mark) != 0;
      if (n == 0)
        continue;
      self->marks |= letters[k].mark;
      /* A letter and its number stay together. */
      g_string_append_printf (text, "%s%s\u00a0%u", text->len > 0 ? "  " : "", letters[k].letter, n);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : g_strdup ("–");
}

static const TideVisitOutcome *
best_visit (const TideOutcome *outcome, int course)
{
  const TideVisitOutcome *best = NULL;
  g_autoptr (GPtrArray) visits = tide_outcome_list_visits (outcome, course);
  for (guint i = 0; i < visits->len; i++)
    {
      const TideVisitOutcome *v = visits->pdata[i];
      if (!v->passed_over && v->days > 0 && (best == NULL || v->rating.value < best->rating.value))
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
  g_autoptr (GPtrArray) visits = tide_outcome_list_visits (outcome, course);
  for (guint k = 0; k < G_N_ELEMENTS (order); k++)
    for (guint i = 0; i < visits->len; i++)
      {
        const TideVisitOutcome *visit = visits->pdata[i];
        if (visit->state == order[k] && !visit->passed_over)
          return tide_state_get_label (order[k]);
      }
  for (guint i = 0; i < outcome->n_visits; i++)
    if (outcome->visits[i].course == course && isnan (outcome->courses[course].baseline_value))
      return tide_outcome_why_no_state (outcome, &outcome->visits[i]);
  return _ ("not rated");
}

/* When a response came: after the last rating without it, by the first with it (clinical.md 3.6). */
static char *
response_cell (const TideCourseEvent *response)
{
  if (response->status == TIDE_EVENT_EXCLUDED)
    return g_strdup ("–");
  if (response->status == TIDE_EVENT_CENSORED)
    return g_strdup_printf (_ ("not within\n%.0f d"), response->lower_days);
  return g_strdup_printf (_ ("day %.0f\nto day %.0f"), response->lower_days, response->upper_days);
}

/* How long it held, in the words of the screen; in a narrow cell the longer ones take two lines, "1 to" and
 * "4.4 wk". */
static char *
held_cell (const TideCourseEvents *events)
{
  char *words = tide_course_events_dup_held (events), *space = words != NULL ? strchr (words, ' ') : NULL;
  if (space != NULL && (space = strchr (space + 1, ' ')) != NULL)
    *space = '\n';
  return words != NULL ? words : g_strdup ("–");
}

/* The period that a course belongs to, and whether it leads it. */
static const TideCourseOutcome *
find_period (const TideOutcome *outcome, const TideCourse *course, int *index)
{
  for (guint i = 0; i < outcome->n_courses; i++)
    {
      *index = (int) i;
      if (outcome->courses[i].course == course)
        return &outcome->courses[i];
      for (guint w = 0; w < outcome->courses[i].with->len; w++)
        if (outcome->courses[i].with->pdata[w] == course)
          return &outcome->courses[i];
    }
  *index = -1;
  return NULL;
}

static char *
lowest_cell (TideSummary *self, int index)
{
  const TideVisitOutcome *best = best_visit (self->outcome, index);
  if (best == NULL)
    return g_strdup ("–");
  guint decimals = tide_instrument_get_primary (self->instrument)->decimals;
  g_autofree char *percent = isnan (best->percent) ? NULL : tide_summary_points (best->percent, 0, FALSE);
  if (percent == NULL)
    return g_strdup_printf ("%.*f", (int) decimals, tide_rating_get_value (&best->rating));
  self->notes |= TIDE_NOTE_PERCENT;
  return g_strdup_printf ("%.*f\n%s %%", (int) decimals, tide_rating_get_value (&best->rating), percent);
}

static char *
why_ended_cell (const TideSummary *self, const TideCourse *course)
{
  if (!tide_date_is_known (course->ended_on) || course->ended_on > tide_instant_get_date (self->data->now))
    return g_strdup ("–");
  return g_markup_escape_text (
    course->end_reason != 0 ? tide_end_reason_get_label (course->end_reason) : _ ("not recorded"), -1);
}

enum
{
  COURSE_TITLE,
  COURSE_DATES,
  COURSE_DOSE,
  COURSE_BASELINE,
  COURSE_LOWEST,
  COURSE_REACHED,
  COURSE_RESPONSE,
  COURSE_HELD,
  COURSE_WHY,
  COURSE_MARKS,
  N_COURSE_CELLS
};

static void
fill_outcome (TideSummary *self, char *cells[], const TideCourseOutcome *period, int index)
{
  guint decimals = tide_instrument_get_primary (self->instrument)->decimals;
  if (!isnan (period->baseline_value))
    cells[COURSE_BASELINE] = g_strdup_printf ("%.*f", (int) decimals, period->baseline_value);
  cells[COURSE_LOWEST] = lowest_cell (self, index);
  cells[COURSE_REACHED] = g_markup_escape_text (reached_word (self->outcome, index), -1);
  cells[COURSE_RESPONSE] = response_cell (&self->events[index].events[TIDE_COURSE_RESPONSE]);
  cells[COURSE_HELD] = held_cell (&self->events[index]);
  cells[COURSE_MARKS] = marks_cell (self, index);
}

static void
add_course_row (TideSummary *self, TideBlock *table, const TideCourse *course)
{
  int index;
  const TideCourseOutcome *period = find_period (self->outcome, course, &index);
  g_autofree char *title = tide_course_dup_title (course);
  char *cells[N_COURSE_CELLS] = {
    [COURSE_TITLE] = g_markup_printf_escaped ("<b>%s</b>", title),
    [COURSE_DATES] = dates_cell (self, course),
    [COURSE_DOSE] = dose_cell (self->data->history, course),
    [COURSE_WHY] = why_ended_cell (self, course),
  };
  if (period != NULL && period->course == course)
    fill_outcome (self, cells, period, index);
  else if (period != NULL)
    {
      /* Two treatments at once share what was reached: it is told once, and neither gets the credit alone. */
      g_autofree char *lead = tide_course_dup_title (period->course);
      cells[COURSE_REACHED] = g_markup_printf_escaped (_ ("see %s"), lead);
    }
  for (guint i = 0; i < N_COURSE_CELLS; i++)
    if (cells[i] == NULL)
      cells[i] = g_strdup ("–");
  tide_block_table_add_row (table, (const char *const *) cells);
  for (guint i = 0; i < N_COURSE_CELLS; i++)
    g_free (cells[i]);
}

TideBlock *
tide_summary_courses (TideSummary *self)
{
  const GPtrArray *courses = self->data->history->courses;
  if (courses->len == 0)
    return NULL;
  const TideTableColumn columns[N_COURSE_CELLS] = {
    [COURSE_TITLE] = { _ ("\nCourse"), PANGO_ALIGN_LEFT, FALSE },
    [COURSE_DATES] = { _ ("\nDates"), PANGO_ALIGN_LEFT, FALSE },
    [COURSE_DOSE] = { _ ("Dose or\nsessions"), PANGO_ALIGN_LEFT, FALSE },
    [COURSE_BASELINE] = { _ ("\nBaseline"), PANGO_ALIGN_RIGHT, FALSE },
    [COURSE_LOWEST] = { _ ("Lowest,\nfall %"), PANGO_ALIGN_RIGHT, FALSE },
    [COURSE_REACHED] = { _ ("\nReached"), PANGO_ALIGN_LEFT, FALSE },
    [COURSE_RESPONSE] = { _ ("\nResponse"), PANGO_ALIGN_LEFT, FALSE },
    [COURSE_HELD] = { _ ("\nHeld for"), PANGO_ALIGN_LEFT, FALSE },
    [COURSE_WHY] = { _ ("\nWhy ended"), PANGO_ALIGN_LEFT, FALSE },
    [COURSE_MARKS] = { _ ("\nMarks"), PANGO_ALIGN_LEFT, FALSE },
  };
  TideBlock *table = tide_block_table_new (self->context, columns, G_N_ELEMENTS (columns));
  g_autofree TideCourseEvents *events = tide_course_events_compute (
    self->outcome, self->data->history, self->instrument, self->data->thresholds, self->data->now, NULL);
  self->events = events;
  for (guint i = 0; i < courses->len; i++)
    add_course_row (self, table, courses->pdata[i]);
  self->events = NULL;
  return table;
}

/* --- what the marks mean --- */

static void
explain_marks (const TideSummary *self, GString *text)
{
  if (self->marks == 0)
    return;
  const char *glue = " ";
  g_string_append (text, _ ("Marks with number of ratings:"));
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      if ((self->marks & letters[i].mark) == 0)
        continue;
      g_string_append_printf (text, "%s%s ", glue, letters[i].letter);
      if (letters[i].mark == TIDE_MARK_CARRY_OVER)
        g_string_append_printf (text, _ ("within %.0f d after ketamine"),
                                tide_thresholds_get (self->data->thresholds, "carry_over_days"));
      else
        g_string_append (text, g_dgettext (GETTEXT_PACKAGE, letters[i].meaning));
      glue = "; ";
    }
  g_string_append (text, ". ");
}

static void
explain_scores (const TideSummary *self, GString *text)
{
  if ((self->notes & TIDE_NOTE_OTHER_DAY) != 0)
    g_string_append (text, self->data->paper == TIDE_PAPER_ENDLESS
                             ? _ ("In brackets: rated on that day, not on the day of the column. ")
                             : _ ("Small digits: rated on that day, not on the day of the column. "));
  if ((self->notes & TIDE_NOTE_PRORATED) != 0)
    g_string_append (text, _ ("p: prorated. "));
  if ((self->notes & TIDE_NOTE_TOTAL_ONLY) != 0)
    g_string_append (text, _ ("t: total only. "));
  if ((self->notes & TIDE_NOTE_PERCENT) != 0)
    g_string_append (text, _ ("Fall in %: a minus is a rise. "));
}

static void
explain_states (const TideSummary *self, GString *text)
{
  const TideChangeRule *rule = tide_instrument_get_change_rule (self->instrument);
  if (self->outcome->n_courses == 0 || self->outcome->n_visits == 0)
    return;
  const char *name = tide_instrument_get_short_name (self->instrument);
  if (!isnan (rule->response_points))
    g_string_append_printf (text, _ ("%s: response is a fall of %g points or more"), name,
                            rule->response_points);
  else if (!isnan (rule->response_percent))
    g_string_append_printf (text, _ ("%s: response is a fall of %g %% or more"), name,
                            rule->response_percent);
  else
    return;
  if (!isnan (rule->remission_at_most))
    g_string_append_printf (text, _ (", remission %g or less"), rule->remission_at_most);
  g_string_append (text, _ (", both with the CGI where it was rated"));
  const char *source = tide_instrument_get_change_source (self->instrument, "response");
  g_autofree char *bare = source != NULL ? g_strstrip (g_strndup (source, strcspn (source, "["))) : NULL;
  if (bare != NULL && *bare != '\0')
    g_string_append_printf (text, " (%s)", bare);
  g_string_append (text, ".");
}

TideBlock *
tide_summary_notes (const TideSummary *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *span = tide_summary_span (self);
  if (span != NULL)
    g_string_append_printf (text, _ ("Printed: %s; courses are told whole. "), span);
  if (span != NULL && tide_summary_last_visit (self) == NULL)
    g_string_append_printf (text, _ ("No %s was rated in this period. "),
                            tide_instrument_get_short_name (self->instrument));
  explain_marks (self, text);
  explain_scores (self, text);
  explain_states (self, text);
  g_autofree char *left_out = tide_summary_dup_left_out (self);
  if (left_out != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 && !g_str_has_suffix (text->str, " ") ? " " : "",
                            left_out);
  return text->len > 0 ? tide_summary_text (self, TIDE_PT_CAPTION, "%s", text->str) : NULL;
}

/* --- alerts --- */

/* One rule that spoke of one series again and again: of an answer to an item nothing is drawn together. */
static gboolean
is_series (const GPtrArray *group)
{
  const TideAlert *first = group->pdata[0], *second = group->len > 1 ? group->pdata[1] : NULL;
  return second != NULL && first->item_id == NULL && g_strcmp0 (first->rule, second->rule) == 0;
}

guint
tide_summary_count_alerts (const GPtrArray *group)
{
  return is_series (group) ? group->len : 1;
}

static gboolean
continues_series (const TideAlert *alert, const TideAlert *older)
{
  return alert->item_id == NULL && older->item_id == NULL && alert->level == older->level
         && alert->level < TIDE_LEVEL_RED && !alert->historical == !older->historical
         && g_strcmp0 (alert->rule, older->rule) == 0 && g_strcmp0 (alert->subject, older->subject) == 0
         && g_strcmp0 (alert->instrument_id, older->instrument_id) == 0;
}

GPtrArray *
tide_summary_join_alerts (GPtrArray *groups)
{
  GPtrArray *joined = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  while (groups->len > 0)
    {
      g_autoptr (GPtrArray) group = g_ptr_array_steal_index (groups, 0);
      GPtrArray *series = NULL;
      for (guint i = 0; i < joined->len && group->len == 1 && series == NULL; i++)
        if (continues_series (group->pdata[0], ((GPtrArray *) joined->pdata[i])->pdata[0]))
          series = joined->pdata[i];
      if (series != NULL) /* the newest leads */
        g_ptr_array_insert (series, 0, group->pdata[0]);
      else
        g_ptr_array_add (joined, g_steal_pointer (&group));
    }
  g_ptr_array_unref (groups);
  return joined;
}

/* Days of a series that a box names beside its newest. */
#define DAYS_NAMED 4

/* " Also on 2015-02-02, 2015-01-26 and 12 earlier days from 2014-03-03 on (all: alert ledger).": the others
 * of a series, "" when there is none. */
static char *
dup_others (const TideSummary *self, const GPtrArray *group)
{
  if (!is_series (group))
    return g_strdup ("");
  GString *text = g_string_new (NULL);
  guint named = MIN (group->len - 1, DAYS_NAMED), left = group->len - 1 - named;
  for (guint i = 1; i <= named; i++)
    {
      g_autofree char *day
        = tide_date_to_iso (tide_alert_rules_get_day (self->data->history, group->pdata[i]));
      g_string_append (text, i > 1 ? ", " : _ (" Also on "));
      g_string_append (text, day);
    }
  if (left > 0)
    {
      g_autofree char *first
        = tide_date_to_iso (tide_alert_rules_get_day (self->data->history, group->pdata[group->len - 1]));
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE, " and %u earlier one, on %s",
                                           " and %u earlier ones from %s on (all: alert ledger)", left),
                              left, first);
    }
  g_string_append_c (text, '.');
  return g_string_free (text, FALSE);
}

/* The rules of one box, ", A5, A6": by their names in the book of rules; an expiry or a look back has none.
 */
static char *
dup_rules (const GPtrArray *group)
{
  g_autoptr (GString) rules = g_string_new (NULL);
  for (guint i = 0; i < (is_series (group) ? 1 : group->len); i++)
    {
      const char *rule = ((const TideAlert *) group->pdata[i])->rule;
      if (rule != NULL && g_ascii_isupper (*rule))
        g_string_append_printf (rules, ", %s", rule);
    }
  return g_string_free (g_steal_pointer (&rules), FALSE);
}

/* "Opened today.", "Open 3 days."; of an older entry "Kept for the record, not acted on.". */
static char *
dup_age (const TideSummary *self, const TideAlert *alert)
{
  if (alert->historical)
    return g_strdup (_ ("Kept for the record, not acted on."));
  int days = tide_instant_get_date (self->data->now) - tide_instant_get_date (alert->raised);
  if (days <= 0)
    return g_strdup (_ ("Opened today."));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Open %d day.", "Open %d days.", (gulong) days),
                          days);
}

/* " The entry was marked as entered in error (misread).", in the banner's words; "" while the answer stands.
 */
static char *
dup_story (const TideSummary *self, TideInstrument *instrument, const TideAlert *alert)
{
  g_autofree char *story
    = tide_alert_rules_dup_story (self->data->history, instrument, alert, NULL, TIDE_INSTANT_UNKNOWN);
  if (story == NULL)
    return g_strdup ("");
  g_autofree char *first = g_utf8_substring (story, 0, 1), *upper = g_utf8_strup (first, -1);
  return g_strdup_printf (" %s%s.", upper, story + strlen (first));
}

TideBlock *
tide_summary_alert (const TideSummary *self, const GPtrArray *group)
{
  const char *const words[] = { "", _ ("Yellow"), _ ("Amber"), _ ("Red") };
  const TideAlert *alert = group->pdata[0];
  TideInstrument *instrument
    = alert->instrument_id != NULL ? tide_library_lookup (self->data->library, alert->instrument_id) : NULL;
  g_autofree char *title = tide_alert_rules_dup_title (instrument, alert);
  g_autofree char *rules = dup_rules (group);
  TideDate day = tide_alert_rules_get_day (self->data->history, alert);
  g_autofree char *of = tide_date_to_iso (day);
  g_autofree char *raised = tide_date_to_iso (tide_instant_get_date (alert->raised));
  g_autofree char *date = day == tide_instant_get_date (alert->raised)
                            ? g_strdup (of)
                            : g_strdup_printf (_ ("%s (raised %s)"), of, raised);
  g_autofree char *age = dup_age (self, alert), *story = dup_story (self, instrument, alert);
  g_autofree char *others = dup_others (self, group);
  TideBlock *text
    = tide_summary_text (self, TIDE_PT_TEXT, "<b>[!] %s%s</b> %s, %s. %s%s%s",
                         words[CLAMP (alert->level, 0, 3)], rules, title, date, age, story, others);
  return tide_block_frame_new (text, 3.5, 3);
}
