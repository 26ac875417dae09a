/* tide-course-sheet.c: one course of treatment as pages.
 *
 * The words are those of the Courses tab, so that nobody reads one thing on the screen and another in the
 * chart.  What the tab leaves out because nothing is recorded stands at the end in words: a reader on paper
 * cannot go and look. */
#include "tide-course-sheet.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-course-facts.h"
#include "tide-course-result.h"
#include "tide-course-sheet-private.h"
#include "tide-course-words.h"
#include "tide-wording.h"

#define FIGURE_HEIGHT (78 * TIDE_MM)
/* The chart leaves this free at its left, where windows have their frame; paper has its margin already. */
#define FIGURE_INSET 9.0
/* Drawn before the first dose and after the last day. */
#define DAYS_BEFORE 42
#define DAYS_AFTER 28

static void
add_fact (TideBlock *table, const char *name, const char *words)
{
  if (words != NULL && *words != '\0')
    tide_leaf_table_add (table, (const char *const[]){ name, words }, 2);
}

/* --- which course --- */

static TideBlock *
title_block (TideCourseSheet *self)
{
  g_autofree char *title = tide_course_dup_title (self->course), *head = tide_course_dup_head (self->course);
  g_autofree char *scale
    = self->scale != NULL
        ? g_strdup_printf (_ ("Followed by %s (%s)"), tide_instrument_get_short_name (self->scale),
                           tide_instrument_get_name (self->scale))
        : g_strdup (_ ("The scale it is followed by is not known here"));
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (stack, tide_summary_text (&self->leaf.base, TIDE_PT_CLINIC, "<b>%s</b>", title), 0);
  tide_block_stack_add (stack, tide_summary_text (&self->leaf.base, TIDE_PT_TEXT, "%s", head), 1);
  tide_block_stack_add (stack, tide_summary_text (&self->leaf.base, TIDE_PT_TEXT, "%s", scale), 0);
  return tide_block_frame_new (stack, 5, 0);
}

static void
add_consents (TideCourseSheet *self, TideBlock *table)
{
  for (guint i = 0; i < self->history->consents->len; i++)
    {
      const TideConsent *consent = self->history->consents->pdata[i];
      if (!tide_consent_is_about (consent, self->course))
        continue;
      g_autofree char *title
        = g_strdup_printf (_ ("Consent: %s"), tide_consent_kind_get_label (consent->kind));
      g_autofree char *words = tide_consent_dup_days (consent);
      add_fact (table, title, words);
    }
}

static TideBlock *
access_table (TideCourseSheet *self)
{
  gboolean warns;
  TideBlock *table = tide_leaf_table_new (&self->leaf, NULL, 2, 1);
  const TideEligibilityDecision *decision = tide_course_find_decision (self->history, self->course);
  g_autofree char *wait = tide_course_dup_wait (self->book, self->course);
  g_autofree char *coverage = tide_course_dup_coverage (self->book, self->course, &warns);
  g_autofree char *decided = decision != NULL ? tide_decision_dup_words (self->history, decision) : NULL;
  add_fact (table, _ ("Referral and waiting"), wait);
  add_fact (table, _ ("Coverage"), coverage);
  add_fact (table, _ ("Eligibility"), decided);
  add_consents (self, table);
  return tide_leaf_table_or_nothing (table);
}

/* --- figure --- */

/* From the rating before the first dose to the last that belongs to the course. */
static gboolean
find_span (const TideCourseSheet *self, TideTimelineOptions *options)
{
  const gint64 day = 86400;
  if (self->period == NULL || self->period->planned || !tide_instant_is_known (self->period->day0))
    return FALSE;
  gint64 now = self->leaf.base.data->now.utc;
  gint64 until = tide_instant_is_known (self->period->until) ? self->period->until.utc : now;
  options->range = TIDE_RANGE_CUSTOM;
  options->from_utc = self->period->day0.utc - DAYS_BEFORE * day;
  options->to_utc = MAX (MIN (until + DAYS_AFTER * day, now), self->period->day0.utc + 14 * day);
  if (self->period->baseline >= 0)
    options->from_utc
      = MIN (options->from_utc, self->outcome->visits[self->period->baseline].rating.taken_utc - 7 * day);
  return TRUE;
}

static TideBlock *
figure_block (TideCourseSheet *self)
{
  const TideSafetyCase *subject = &self->book->subject;
  TideTimelineOptions options = tide_timeline_options_default ();
  TideStyle style = tide_style_default (TIDE_STYLE_PAPER);
  double width = self->leaf.flow.width + FIGURE_INSET;
  options.legend = TRUE;
  if (!find_span (self, &options))
    return NULL;
  g_autoptr (TideTimelineModel) model
    = tide_timeline_model_new (self->history, subject->library, tide_instrument_get_id (self->scale),
                               subject->thresholds, subject->now, &options);
  g_autoptr (TideTimeline) timeline = tide_timeline_layout (model, &options, &style, width, FIGURE_HEIGHT);
  cairo_surface_t *surface = tide_leaf_recording_surface (width, FIGURE_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  tide_timeline_draw (timeline, cr);
  cairo_destroy (cr);
  return tide_leaf_recording_new (surface, FIGURE_INSET, FIGURE_HEIGHT);
}

/* --- what it did --- */

static char *
dup_baseline (const TideCourseSheet *self)
{
  const TideCourseOutcome *period = self->period;
  if (isnan (period->baseline_value))
    return g_strdup (period->baseline_why);
  g_autofree char *day = tide_summary_date_of (self->outcome->visits[period->baseline].rating.taken_utc);
  return g_strdup_printf (_ ("%.*f on %s: %s"), (int) tide_instrument_get_primary (self->scale)->decimals,
                          period->baseline_value, day, period->baseline_why);
}

/* Two treatments at once share what was reached; a reader on paper cannot go and see the other. */
static void
add_shared (TideCourseSheet *self, TideBlock *table)
{
  const TideCourse *lead = self->period->course;
  if (lead == self->course)
    return;
  g_autofree char *title = tide_course_dup_title (lead);
  g_autofree char *day = tide_date_to_words (tide_instant_get_date (self->period->day0));
  g_autofree char *words = g_strdup_printf (
    _ ("together with %s, which began on %s: neither gets the credit alone. Days count from then."), title,
    day);
  tide_leaf_table_add (table, (const char *const[]){ _ ("Judged"), words, NULL }, 3);
}

static TideBlock *
result_table (TideCourseSheet *self)
{
  const char *const titles[] = { _ ("Question"), _ ("What was found"), _ ("By which rule") };
  gboolean begun = self->period != NULL && !self->period->planned;
  TideBlock *table = tide_leaf_table_new (&self->leaf, titles, 3, 1);
  g_autoptr (GPtrArray) lines
    = tide_course_list_result (self->book, begun ? self->period->course : self->course);
  TideResultLine *own = tide_course_get_own_view (self->book, self->course);
  if (own != NULL)
    g_ptr_array_add (lines, own);
  if (begun)
    {
      g_autofree char *baseline = dup_baseline (self);
      add_shared (self, table);
      tide_leaf_table_add (table, (const char *const[]){ _ ("Baseline"), baseline, NULL }, 3);
    }
  for (guint i = 0; i < lines->len; i++)
    {
      const TideResultLine *line = lines->pdata[i];
      tide_leaf_table_add (table, (const char *const[]){ line->title, line->words, line->source }, 3);
    }
  const TideTrialVerdict *verdict
    = tide_adequacy_list_find_course (tide_course_book_get_trials (self->book), self->course->base.id);
  if (verdict != NULL)
    {
      g_autofree char *judged = tide_trial_verdict_dup_words (verdict);
      gboolean shared = begun && self->period->course != self->course;
      g_autofree char *words = shared
                                 ? g_strdup_printf (_ ("%s Neither treatment gets the credit alone."), judged)
                                 : g_strdup (judged);
      tide_leaf_table_add (table, (const char *const[]){ _ ("Adequacy"), words, verdict->source }, 3);
    }
  return tide_leaf_table_or_nothing (table);
}

/* --- what was given --- */

static TideBlock *
given_table (TideCourseSheet *self)
{
  TideBlock *table = tide_leaf_table_new (&self->leaf, NULL, 2, 1);
  g_autofree char *sessions = tide_course_dup_sessions (self->book, self->course);
  g_autofree char *breaks = tide_course_dup_breaks (self->book, self->course);
  g_autofree char *coupling = tide_course_dup_coupling (self->book, self->course);
  g_autofree char *exposure = tide_course_dup_exposure (self->book, self->course);
  g_autofree char *weight = tide_course_dup_weight (self->book, self->course);
  g_auto (GStrv) homework = tide_course_list_homework (self->book, self->course);
  g_autofree char *lines = g_strjoinv ("\n", homework);
  g_autofree char *end = tide_course_dup_end (self->course);
  add_fact (table, _ ("Sessions"), sessions);
  add_fact (table, _ ("Continuity"), breaks);
  add_fact (table, _ ("Therapy"), coupling);
  add_fact (table, _ ("Homework against change"), lines);
  add_fact (table, _ ("Exposure"), exposure);
  add_fact (table, _ ("Weight"), weight);
  add_fact (table, _ ("Ended"), end);
  add_fact (table, _ ("Note"), self->course->note);
  return tide_leaf_table_or_nothing (table);
}

/* --- the whole --- */

static void
compose (TideCourseSheet *self)
{
  TideLeaf *leaf = &self->leaf;
  tide_leaf_begin (leaf, TRUE);
  tide_flow_place (&leaf->flow, title_block (self), TIDE_FLOW_GAP);
  tide_leaf_add_part (leaf, _ ("The course over time"), figure_block (self));
  tide_leaf_add_part (leaf, _ ("What it did"), result_table (self));
  tide_leaf_add_part (leaf, _ ("Ratings"), tide_course_sheet_ratings (self));
  tide_leaf_add_part (leaf, _ ("Access"), access_table (self));
  tide_leaf_add_part (leaf, _ ("What was given"), given_table (self));
  tide_leaf_add_part (leaf, _ ("Dose steps"), tide_course_sheet_doses (self));
  tide_leaf_add_part (leaf, _ ("Each session"), tide_course_sheet_sessions (self));
  tide_leaf_add_part (leaf, _ ("Unwanted effects"), tide_course_sheet_effects (self));
  tide_leaf_add_part (leaf, _ ("Cost"), tide_course_sheet_costs (self));
  tide_leaf_add_signed_part (leaf, _ ("What is not known"), tide_course_sheet_unknowns (self));
}

static void
find_outcome (TideCourseSheet *self)
{
  self->index = -1;
  self->scale = tide_course_get_scale (self->book, self->course);
  if (self->scale == NULL)
    return;
  const char *id = tide_instrument_get_id (self->scale);
  self->outcome = tide_course_book_get_outcome (self->book, id);
  self->index = tide_course_find_period (self->outcome, self->course);
  if (self->index < 0)
    return;
  self->period = &self->outcome->courses[self->index];
  self->events = &tide_course_book_get_events (self->book, id)[self->index];
}

TideReport *
tide_course_sheet_new (const TideCourseSheetData *data)
{
  g_return_val_if_fail (data != NULL && data->page != NULL && data->book != NULL, NULL);
  const TideHistory *history = data->page->history;
  g_return_val_if_fail (history != NULL && history->patient != NULL, NULL);
  const TideCourse *course = tide_history_find_course (history, data->course_id);
  if (course == NULL)
    return NULL;
  TideCourseSheet self = { .history = history, .book = data->book, .course = course };
  TideReport *report = tide_leaf_init (&self.leaf, data->page, _ ("Course report"));
  find_outcome (&self);
  compose (&self);
  return report;
}
