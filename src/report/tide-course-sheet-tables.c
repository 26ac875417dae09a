/* tide-course-sheet-tables.c: the tables of the course report: ratings with what decided them, dose steps,
 * sessions, effects, costs.
 *
 * A state is a word, never a tint; the rule behind it is a number that is written out under the table, since
 * nobody can point at paper. */
#include "tide-course-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-course-result.h"
#include "tide-course-words.h"
#include "tide-own-courses.h"
#include "tide-session-given.h"
#include "tide-wording.h"

/* "0.5 mg/kg", "–" */
static char *
dup_amount (double value, int places, const char *unit)
{
  double step = pow (10, places);
  if (isnan (value))
    return g_strdup ("–");
  g_autofree char *number = tide_number_to_text (round (value * step) / step);
  return *unit != '\0' ? g_strdup_printf ("%s %s", number, unit) : g_steal_pointer (&number);
}

/* --- ratings --- */

/* What the rating is to the course: "baseline", "response", "remission", "lost", "relapse"; "" for others. */
static char *
dup_decides (const TideCourseSheet *self, const TideVisitOutcome *visit)
{
  const char *const words[TIDE_N_COURSE_EVENTS]
    = { _ ("response"), _ ("remission"), _ ("lost"), _ ("relapse") };
  const TideOutcome *outcome = self->outcome;
  g_autoptr (GString) text = g_string_new (NULL);
  if (self->period->baseline >= 0
      && outcome->visits[self->period->baseline].rating.assessment_id == visit->rating.assessment_id)
    g_string_append (text, _ ("baseline"));
  for (guint kind = 0; kind < TIDE_N_COURSE_EVENTS; kind++)
    {
      const TideCourseEvent *event = &self->events->events[kind];
      if (event->status == TIDE_EVENT_SEEN && event->visit >= 0
          && outcome->visits[event->visit].rating.assessment_id == visit->rating.assessment_id)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", words[kind]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Letters of attribution, then what the number is worth. */
static char *
dup_marks (const TideVisitOutcome *visit)
{
  g_autofree char *letters = tide_own_marks_dup_letters (visit->marks & TIDE_OWN_MARKS_MASK);
  GString *text = g_string_new (letters);
  const struct
  {
    gboolean is;
    const char *words;
  } notes[] = { { (visit->marks & TIDE_MARK_PRORATED) != 0, _ ("prorated") },
                { (visit->marks & TIDE_MARK_TOTAL_ONLY) != 0, _ ("total only") },
                { (visit->marks & TIDE_MARK_DISAGREE) != 0, _ ("CGI disagrees") },
                { visit->too_fresh, _ ("under 24 h") },
                { visit->passed_over, _ ("not counted") } };
  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    if (notes[i].is)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", notes[i].words);
  if (text->len == 0)
    g_string_append (text, "–");
  return g_string_free (text, FALSE);
}

/* The number of a rule, given when it is first met. */
static guint
number_rule (GPtrArray *rules, const char *clause)
{
  guint found;
  if (g_ptr_array_find_with_equal_func (rules, clause, g_str_equal, &found))
    return found + 1;
  g_ptr_array_add (rules, (gpointer) clause);
  return rules->len;
}

static char *
dup_cgi (const TideVisitOutcome *visit)
{
  g_autofree char *severity = visit->cgi_s > 0 ? g_strdup_printf ("%d", visit->cgi_s) : g_strdup ("–");
  g_autofree char *change = visit->cgi_i > 0
                              ? g_strdup_printf (visit->cgi_i_best ? _ ("%d (best)") : "%d", visit->cgi_i)
                              : g_strdup ("–");
  return g_strdup_printf ("%s / %s", severity, change);
}

static char *
dup_cell (const char *words, gboolean bold)
{
  return bold ? g_markup_printf_escaped ("<b>%s</b>", words) : g_markup_escape_text (words, -1);
}

static void
add_rating (TideCourseSheet *self, TideBlock *table, GPtrArray *rules, const TideVisitOutcome *visit)
{
  const TideAssessmentData *data = tide_history_find_assessment (self->history, visit->rating.assessment_id);
  guint decimals = tide_instrument_get_primary (self->scale)->decimals;
  g_autofree char *day = visit->day != G_MININT ? tide_summary_points (visit->day, 0, FALSE) : g_strdup ("–");
  g_autofree char *date = tide_summary_date_of (visit->rating.taken_utc);
  g_autofree char *score = g_strdup_printf ("%.*f", (int) decimals, tide_rating_get_value (&visit->rating));
  g_autofree char *change
    = isnan (visit->change) ? g_strdup ("–") : tide_summary_points (visit->change, decimals, TRUE);
  g_autofree char *fall
    = isnan (visit->percent) ? g_strdup ("–") : tide_summary_points (visit->percent, 1, FALSE);
  g_autofree char *cgi = dup_cgi (visit);
  g_autofree char *rater = data != NULL ? tide_words_for_rater (self->history, data) : g_strdup ("");
  g_autofree char *marks = dup_marks (visit), *decides = dup_decides (self, visit);
  g_autofree char *rule
    = visit->clause != NULL ? g_strdup_printf (" [%u]", number_rule (rules, visit->clause)) : g_strdup ("");
  const char *why = visit->state == TIDE_STATE_NONE ? tide_outcome_why_no_state (self->outcome, visit) : NULL;
  g_autofree char *state
    = g_strdup_printf ("%s%s", why != NULL ? why : tide_state_get_label (visit->state), rule);
  gboolean bold = *decides != '\0';
  g_autofree char *score_cell = dup_cell (score, bold), *state_cell = dup_cell (state, bold);
  g_autofree char *decides_cell = dup_cell (decides, bold);
  g_autofree char *rater_cell = g_markup_escape_text (*rater != '\0' ? rater : "–", -1);
  g_autofree char *marks_cell = g_markup_escape_text (marks, -1);
  tide_block_table_add_row (table, (const char *const[]){ day, date, score_cell, change, fall, state_cell,
                                                          cgi, rater_cell, marks_cell, decides_cell });
}

static TideBlock *
rules_block (TideCourseSheet *self, const GPtrArray *rules)
{
  const TideCriteria *criteria = self->period->criteria;
  g_autoptr (GString) text = g_string_new (NULL);
  g_string_append_printf (text, _ ("Rules of %s (version %s):"), tide_criteria_get_name (criteria),
                          tide_criteria_get_version (criteria));
  for (guint i = 0; i < rules->len; i++)
    {
      const TideClause *clause = tide_criteria_find_clause (criteria, rules->pdata[i]);
      g_autofree char *words
        = tide_criteria_dup_words (criteria, rules->pdata[i], self->scale,
                                   (TideSex) self->history->patient->sex, self->book->subject.thresholds);
      if (words == NULL)
        continue;
      g_string_append_printf (text, " [%u] %s (%s).", i + 1, words,
                              clause->source != NULL ? clause->source : _ ("source not named"));
    }
  g_string_append (text, _ (" Marks: O two treatments overlap; C carry-over after ketamine; R recall reaches "
                            "back before the treatment or a dose; D dose still rising; M other rater or mode "
                            "than at baseline. Fall in %: a minus is a rise."));
  return tide_summary_text (&self->leaf.base, TIDE_PT_CAPTION, "%s", text->str);
}

TideBlock *
tide_course_sheet_ratings (TideCourseSheet *self)
{
  if (self->period == NULL || self->events == NULL)
    return NULL;
  const TideTableColumn columns[]
    = { { _ ("Day"), PANGO_ALIGN_RIGHT, FALSE },
        { _ ("Date"), PANGO_ALIGN_LEFT, FALSE },
        { tide_instrument_get_short_name (self->scale), PANGO_ALIGN_RIGHT, TRUE },
        { _ ("Change"), PANGO_ALIGN_RIGHT, FALSE },
        { _ ("Fall %"), PANGO_ALIGN_RIGHT, FALSE },
        { _ ("State [rule]"), PANGO_ALIGN_LEFT, FALSE },
        { _ ("CGI-S / I"), PANGO_ALIGN_LEFT, FALSE },
        { _ ("Rater"), PANGO_ALIGN_LEFT, FALSE },
        { _ ("Marks"), PANGO_ALIGN_LEFT, FALSE },
        { _ ("Decides"), PANGO_ALIGN_LEFT, FALSE } };
  g_autoptr (GPtrArray) rules = g_ptr_array_new ();
  g_autoptr (GPtrArray) visits = tide_outcome_list_visits (self->outcome, self->index);
  TideBlock *table = tide_block_table_new (self->leaf.base.context, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < visits->len; i++)
    add_rating (self, table, rules, visits->pdata[i]);
  if (visits->len == 0)
    {
      tide_block_free (table);
      return tide_summary_text (&self->leaf.base, TIDE_PT_TEXT, _ ("%s was not rated during this course."),
                                tide_instrument_get_short_name (self->scale));
    }
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (stack, table, 0);
  tide_block_stack_add (stack, rules_block (self, rules), 2);
  return stack;
}

/* --- dose steps --- */

TideBlock *
tide_course_sheet_doses (TideCourseSheet *self)
{
  const char *const titles[] = { _ ("Dose"), _ ("From, and by the table of doses") };
  TideBlock *table = tide_leaf_table_new (&self->leaf, titles, 2, 1);
  for (guint i = 0; i < self->history->dose_steps->len; i++)
    {
      const TideDoseStep *step = self->history->dose_steps->pdata[i];
      gboolean above;
      if (step->course_id != self->course->base.id)
        continue;
      g_autofree char *dose = tide_words_daily_dose (step->dose_mg_per_day);
      g_autofree char *words = tide_dose_step_dup_words (self->book, self->course, step, &above);
      tide_leaf_table_add (table, (const char *const[]){ dose, words }, 2);
    }
  return tide_leaf_table_or_nothing (table);
}

/* --- sessions --- */

static char *
dup_session_status (const TideCourseSheet *self, const TideSession *session)
{
  if (session->status == TIDE_SESSION_PLANNED
      && tide_instant_compare (tide_session_get_agreed (session), self->book->subject.now) < 0)
    return g_strdup (_ ("past, not told what became of it"));
  g_autofree char *lower
    = g_utf8_strdown (tide_word_for_code (tide_session_status_codes, session->status), -1);
  return g_strdup_printf ("%s%s%s", *lower != '\0' ? lower : "–", session->reason != NULL ? ": " : "",
                          session->reason != NULL ? session->reason : "");
}

static char *
dup_session_dose (const TideSession *session)
{
  double per_kg = tide_session_get_mg_per_kg (session);
  g_autofree char *mg = dup_amount (session->dose_mg, 1, "mg");
  if (isnan (per_kg))
    return g_steal_pointer (&mg);
  g_autofree char *kg = dup_amount (per_kg, 3, "mg/kg");
  return g_strdup_printf ("%s, %s", mg, kg);
}

static void
add_session (TideCourseSheet *self, TideBlock *table, const TideSession *session, guint number,
             gboolean doses)
{
  TideInstant when
    = tide_instant_is_known (session->started) ? session->started : tide_session_get_agreed (session);
  g_autofree char *n = number > 0 ? g_strdup_printf ("%u", number) : g_strdup ("");
  g_autofree char *date
    = tide_instant_is_known (when) ? tide_date_to_iso (tide_instant_get_date (when)) : g_strdup ("–");
  g_autofree char *status = dup_session_status (self, session);
  g_autofree char *dose = dup_session_dose (session);
  g_autofree char *minutes = dup_amount (session->minutes, 1, _ ("min"));
  g_autofree char *homework = dup_amount (session->homework_percent, 0, "%");
  const char *kind = session->kind > 0 ? tide_session_kind_get_label (session->kind) : "–";
  tide_leaf_table_add (table,
                       (const char *const[]){ n, date, kind, status, doses ? dose : homework, minutes }, 6);
}

static gboolean
has_doses (const TideCourseSheet *self)
{
  return tide_arm_is_ketamine ((TideArm) self->course->arm);
}

TideBlock *
tide_course_sheet_sessions (TideCourseSheet *self)
{
  gboolean doses = has_doses (self);
  const char *const titles[] = {
    _ ("No."),    _ ("Date"), _ ("Kind"), _ ("What became of it"), doses ? _ ("Dose given") : _ ("Homework"),
    _ ("Minutes")
  };
  TideBlock *table = tide_leaf_table_new (&self->leaf, titles, 6, 1);
  guint number = 0;
  for (guint i = 0; i < self->history->sessions->len; i++)
    {
      const TideSession *session = self->history->sessions->pdata[i];
      if (session->course_id != self->course->base.id)
        continue;
      gboolean counts = tide_course_was_treated_by (self->course, session);
      number += counts;
      add_session (self, table, session, counts ? number : 0, doses);
    }
  return tide_leaf_table_or_nothing (table);
}

/* --- unwanted effects --- */

static TideBlock *
events_table (TideCourseSheet *self)
{
  const char *const titles[]
    = { _ ("Effect"), _ ("Severity"), _ ("Began"), _ ("Ended"), _ ("Serious"), _ ("Done") };
  TideBlock *table = tide_leaf_table_new (&self->leaf, titles, 6, 1);
  for (guint i = 0; i < self->history->adverse_events->len; i++)
    {
      const TideAdverseEvent *event = self->history->adverse_events->pdata[i];
      if (event->course_id != self->course->base.id || event->entered_in_error)
        continue;
      g_autofree char *began = tide_date_to_iso (tide_instant_get_date (event->started));
      g_autofree char *ended = tide_date_to_iso (tide_instant_get_date (event->ended));
      const char *serious = tide_word_for_code (tide_yes_no_codes, event->serious);
      const char *action = event->action > 0 ? tide_effect_action_get_label (event->action) : "–";
      gboolean acute = !isnan (event->resolved_minute);
      tide_leaf_table_add (table,
                           (const char *const[]){ event->term, tide_severity_get_label (event->severity),
                                                  *began != '\0' ? began : "–",
                                                  *ended != '\0' ? ended
                                                  : acute        ? _ ("same day")
                                                                 : _ ("no end recorded"),
                                                  *serious != '\0' ? serious : "–", action },
                           6);
    }
  return tide_leaf_table_or_nothing (table);
}

static TideBlock *
rates_table (TideCourseSheet *self)
{
  const char *const titles[] = { _ ("Asked for"), _ ("Found") };
  TideBlock *table = tide_leaf_table_new (&self->leaf, titles, 2, 1);
  g_autoptr (GPtrArray) rates
    = tide_exposure_watch_list_effects (&self->book->subject, (TideArm) self->course->arm);
  for (guint i = 0; i < rates->len; i++)
    {
      const TideEffectRate *rate = rates->pdata[i];
      g_autofree char *words
        = rate->n_found > 0 || rate->n_onsets > 0 ? tide_effect_rate_dup_words (rate) : NULL;
      if (words != NULL)
        tide_leaf_table_add (table, (const char *const[]){ rate->term->label, words }, 2);
    }
  return tide_leaf_table_or_nothing (table);
}

TideBlock *
tide_course_sheet_effects (TideCourseSheet *self)
{
  TideBlock *rates = rates_table (self), *events = events_table (self);
  g_autofree char *acute = tide_course_dup_acute (self->history, self->course);
  if (rates == NULL && events == NULL && acute == NULL)
    return NULL;
  TideBlock *stack = tide_block_stack_new ();
  if (acute != NULL)
    tide_block_stack_add (
      stack, tide_summary_text (&self->leaf.base, TIDE_PT_TEXT, _ ("Acute effects: %s"), acute), 0);
  if (events != NULL)
    tide_block_stack_add (stack, events, 3);
  if (rates != NULL)
    {
      tide_block_stack_add (stack,
                            tide_summary_text (&self->leaf.base, TIDE_PT_CAPTION,
                                               _ ("By the checklist, all courses of %s together:"),
                                               tide_arm_get_label ((TideArm) self->course->arm)),
                            4);
      tide_block_stack_add (stack, rates, 1);
    }
  return stack;
}

/* --- cost --- */

TideBlock *
tide_course_sheet_costs (TideCourseSheet *self)
{
  g_autofree char *sum = tide_course_dup_cost (self->book, self->course);
  if (sum == NULL)
    return NULL;
  TideBlock *table = tide_leaf_table_new (&self->leaf, NULL, 2, 1);
  tide_leaf_table_add (table, (const char *const[]){ _ ("Sum"), sum }, 2);
  for (guint i = 0; i < self->history->costs->len; i++)
    {
      const TideCost *cost = self->history->costs->pdata[i];
      if (cost->course_id != self->course->base.id)
        continue;
      g_autofree char *words = tide_cost_dup_words (self->book, cost);
      tide_leaf_table_add (table, (const char *const[]){ _ ("Recorded"), words }, 2);
    }
  return table;
}
