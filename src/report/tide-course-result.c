/* tide-course-result.c: what became of a course, a line a question; the ratings that decided stand beside it,
 * the clause and its source one step behind. */
#include "tide-course-result.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include "tide-course-follow-up.h"

#define SESSIONS_SHOWN 24 /* of a long series the latest */

void
tide_result_line_free (TideResultLine *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->words);
  g_free (self->source);
  g_free (self);
}

/* One period of one scale, and everything that its lines need. */
typedef struct
{
  TideCourseBook *book;
  TideInstrument *scale;
  const TideOutcome *outcome;
  const TideCourseOutcome *period;
  const TideCourseEvents *events;
  int index;
  GPtrArray *lines;
} Page;

static TideResultLine *
take_line (const Page *page, const char *title, char *words)
{
  TideResultLine *line = g_new0 (TideResultLine, 1);
  line->title = g_strdup (title);
  line->words = words;
  g_ptr_array_add (page->lines, line);
  return line;
}

static void
append (GString *text, const char *glue, const char *words)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? glue : "", words);
}

TideInstrument *
tide_course_get_scale (TideCourseBook *book, const TideCourse *course)
{
  return course->target_instrument != NULL
           ? tide_library_lookup (book->subject.library, course->target_instrument)
           : tide_course_book_get_target (book);
}

int
tide_course_find_period (const TideOutcome *outcome, const TideCourse *course)
{
  for (guint i = 0; i < outcome->n_courses; i++)
    if (outcome->courses[i].course == course || g_ptr_array_find (outcome->courses[i].with, course, NULL))
      return (int) i;
  return -1;
}

const TideVisitOutcome *
tide_course_get_visit (const TideOutcome *outcome, int course, int visit)
{
  const TideVisitOutcome *closing = &outcome->closings[visit];
  return closing->course == course ? closing : &outcome->visits[visit];
}

/* --- a rating --- */

static const struct
{
  TideMark mark;
  const char *words;
} remarks[] = { { TIDE_MARK_SCORE_ONLY, N_ ("score only") },
                { TIDE_MARK_DISAGREE, N_ ("score and CGI disagree") },
                { TIDE_MARK_CARRY_OVER, N_ ("carry-over possible") },
                { TIDE_MARK_OVERLAP, N_ ("two treatments at once") },
                { TIDE_MARK_DOSE, N_ ("dose still rising") },
                { TIDE_MARK_MODE, N_ ("other rater or mode than at baseline") },
                { TIDE_MARK_LOW_BASELINE, N_ ("low baseline") },
                { TIDE_MARK_DISCONTINUATION, N_ ("antidepressant just stopped") },
                { TIDE_MARK_PRORATED, N_ ("prorated") },
                { TIDE_MARK_TOTAL_ONLY, N_ ("total only") } };

static void
append_remarks (GString *text, const TideVisitOutcome *visit)
{
  const char *glue = "; ";
  if (visit->marks & TIDE_MARK_RECALL)
    {
      append (text, glue,
              visit->recalls_start ? _ ("recall reaches before the start or a dose step")
                                   : _ ("recall reaches over an infusion"));
      glue = ", ";
    }
  for (guint i = 0; i < G_N_ELEMENTS (remarks); i++)
    if (visit->marks & remarks[i].mark)
      {
        append (text, glue, _ (remarks[i].words));
        glue = ", ";
      }
}

static char *
dup_day (TideCourseBook *book, const TideVisitOutcome *visit)
{
  const TideAssessmentData *data
    = tide_history_find_assessment (book->subject.history, visit->rating.assessment_id);
  return tide_date_to_words (data != NULL ? tide_instant_get_date (data->taken) : TIDE_DATE_UNKNOWN);
}

/* "Y-BOCS 17 on 14 Jun 2025" */
static char *
dup_score (TideCourseBook *book, TideInstrument *scale, const TideVisitOutcome *visit)
{
  g_autofree char *day = dup_day (book, visit);
  /* Translators: a scale, its score, a day. */
  return g_strdup_printf (_ ("%s %.*f on %s"), tide_instrument_get_short_name (scale),
                          (int) tide_instrument_get_primary (scale)->decimals,
                          tide_rating_get_value (&visit->rating), day);
}

char *
tide_visit_dup_words (TideCourseBook *book, TideInstrument *scale, const TideVisitOutcome *visit)
{
  g_autofree char *score = dup_score (book, scale, visit);
  GString *text = g_string_new (score);
  if (isfinite (visit->percent))
    g_string_append_printf (text, visit->percent < 0 ? _ (", rose %.1f %%") : _ (", fell %.1f %%"),
                            fabs (visit->percent));
  if (visit->cgi_i > 0)
    g_string_append_printf (text, visit->cgi_i_best ? _ (", CGI-I %d against the best") : _ (", CGI-I %d"),
                            visit->cgi_i);
  if (visit->cgi_s > 0)
    g_string_append_printf (text, _ (", CGI-S %d"), visit->cgi_s);
  append_remarks (text, visit);
  return g_string_free (text, FALSE);
}

/* --- the four events --- */

/* "at least 35 % below the baseline … (Mataix-Cols 2016)" */
static char *
dup_source (const Page *page, const char *clause_id)
{
  const TideCriteria *criteria = page->period->criteria;
  const TideClause *clause = clause_id != NULL ? tide_criteria_find_clause (criteria, clause_id) : NULL;
  if (clause == NULL)
    return NULL;
  g_autofree char *words = tide_criteria_dup_words (criteria, clause_id, page->scale,
                                                    (TideSex) page->book->subject.history->patient->sex,
                                                    page->book->subject.thresholds);
  return g_strdup_printf (_ ("%s: %s\nSource: %s"), tide_criteria_get_name (criteria), words,
                          clause->source != NULL ? clause->source : _ ("not named"));
}

static const char *const event_titles[TIDE_N_COURSE_EVENTS]
  = { N_ ("Response"), N_ ("Remission"), N_ ("How long it held"), N_ ("Relapse") };

/* Without relapse at 4, 12, 24 and 52 weeks: what is not known is said so (clinical.md 3.6). */
static void
append_sustained (const Page *page, GString *text)
{
  static const guint weeks[] = { 4, 12, 24, 52 };
  g_autoptr (GString) parts = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (weeks); i++)
    {
      int by = tide_course_event_by (&page->events->events[TIDE_COURSE_RELAPSE], 7.0 * weeks[i]);
      g_autofree char *part = g_strdup_printf (by == 0   ? _ ("%u weeks yes")
                                               : by == 1 ? _ ("%u weeks no")
                                                         : _ ("%u weeks unknown"),
                                               weeks[i]);
      append (parts, ", ", part);
      if (by != 0)
        break; /* lost once, or not known from here on: the later ones say the same */
    }
  g_string_append_printf (text, _ ("\nWithout relapse at %s"), parts->str);
}

static void
add_event (const Page *page, TideCourseEventKind kind)
{
  const TideCourseEvent *event = &page->events->events[kind];
  g_autofree char *words = tide_course_events_dup_words (page->events, kind);
  GString *text = g_string_new (words);
  if (event->status == TIDE_EVENT_SEEN)
    {
      g_string_append (text, event->confirmed ? _ (" · confirmed") : _ (" · not confirmed"));
      if (event->visit >= 0)
        {
          g_autofree char *rating = tide_visit_dup_words (
            page->book, page->scale, tide_course_get_visit (page->outcome, page->index, event->visit));
          g_string_append_printf (text, "\n%s", rating);
        }
    }
  if (kind == TIDE_COURSE_RELAPSE && event->status != TIDE_EVENT_EXCLUDED)
    append_sustained (page, text);
  TideResultLine *line = take_line (page, _ (event_titles[kind]), g_string_free (text, FALSE));
  line->source = event->status == TIDE_EVENT_SEEN ? dup_source (page, event->clause) : NULL;
}

/* Without a baseline one line says why there are no others; without a response there is nothing to lose. */
static void
add_events (const Page *page)
{
  const TideCourseEvent *response = &page->events->events[TIDE_COURSE_RESPONSE];
  add_event (page, TIDE_COURSE_RESPONSE);
  if (response->status == TIDE_EVENT_EXCLUDED)
    return;
  if (page->events->events[TIDE_COURSE_REMISSION].status != TIDE_EVENT_EXCLUDED)
    add_event (page, TIDE_COURSE_REMISSION);
  if (response->status != TIDE_EVENT_SEEN)
    return;
  add_event (page, TIDE_COURSE_DURATION);
  add_event (page, TIDE_COURSE_RELAPSE);
}

/* --- how it stands --- */

static void
add_too_early (const Page *page)
{
  TideInstant until = page->period->too_early_until;
  if (!tide_instant_is_known (until) || tide_instant_compare (page->book->subject.now, until) >= 0
      || page->events->events[TIDE_COURSE_RESPONSE].status == TIDE_EVENT_SEEN)
    return;
  g_autofree char *day = tide_date_to_words (tide_instant_get_date (until));
  take_line (page, _ ("Too early to judge"), g_strdup_printf (_ ("too early until %s"), day));
}

/* "faded since 3 Oct 2025", and the rating since which it is so. */
static void
add_since (const Page *page, gboolean faded, int visit)
{
  if (visit < 0)
    return;
  const TideVisitOutcome *rating = tide_course_get_visit (page->outcome, page->index, visit);
  g_autofree char *day = dup_day (page->book, rating);
  g_autofree char *words = tide_visit_dup_words (page->book, page->scale, rating);
  TideResultLine *line
    = take_line (page, faded ? _ ("Effect fading") : _ ("Watch"),
                 g_strdup_printf (faded ? _ ("faded since %s\n%s") : _ ("watch since %s\n%s"), day, words));
  line->is_amber = TRUE;
}

static const TideVisitOutcome *
find_last (const Page *page)
{
  g_autoptr (GPtrArray) visits = tide_outcome_list_visits (page->outcome, page->index);
  for (guint i = visits->len; i > 0; i--)
    {
      const TideVisitOutcome *visit = visits->pdata[i - 1];
      if (!visit->passed_over && !visit->too_fresh && visit->state != TIDE_STATE_NONE
          && visit->state != TIDE_STATE_BASELINE)
        return visit;
    }
  return NULL;
}

static void
add_reliable (const Page *page)
{
  const TideVisitOutcome *last = find_last (page);
  if (last == NULL)
    return;
  TideReliableChange change = tide_reliable_change (&page->period->rule, page->period->baseline_value,
                                                    tide_rating_get_value (&last->rating));
  g_autofree char *score = dup_score (page->book, page->scale, last);
  TideResultLine *line
    = take_line (page, _ ("Reliable change"),
                 change.found == TIDE_RELIABLE_UNKNOWN
                   ? g_strdup_printf (_ ("unknown: %s has no measure of its own error"),
                                      tide_instrument_get_short_name (page->scale))
                   : g_strdup_printf (_ ("%s, index %.2f, at %s"),
                                      tide_reliable_class_get_label (change.found), change.index, score));
  line->source = g_strdup (_ ("More than the scale’s own error from an index of 1.96 on\n"
                              "Source: Jacobson & Truax 1991"));
}

/* --- session by session --- */

static const char *
state_word (const Page *page, int visit)
{
  return visit < 0 ? _ ("unknown")
                   : tide_state_get_label (tide_course_get_visit (page->outcome, page->index, visit)->state);
}

/* "1 partial response, 2–4 response, 5 unknown" */
static char *
dup_states (const Page *page, const GArray *list, guint from)
{
  GString *text = g_string_new (NULL);
  for (guint i = from; i < list->len;)
    {
      const TideSessionOutcome *first = &g_array_index (list, TideSessionOutcome, i);
      const char *word = state_word (page, first->state);
      guint last = i;
      while (
        last + 1 < list->len
        && g_str_equal (state_word (page, g_array_index (list, TideSessionOutcome, last + 1).state), word))
        last++;
      g_autofree char *low = g_utf8_strdown (word, -1);
      g_autofree char *part = last > i ? g_strdup_printf ("%u–%u %s", i + 1, last + 1, low)
                                       : g_strdup_printf ("%u %s", i + 1, low);
      append (text, ", ", part);
      i = last + 1;
    }
  return g_string_free (text, FALSE);
}

/* "28  22  –  19": a session without a rating keeps its place. */
static char *
dup_scores (const Page *page, const GArray *list, guint from, gboolean after)
{
  GString *text = g_string_new (NULL);
  gboolean any = FALSE;
  int decimals = (int) tide_instrument_get_primary (page->scale)->decimals;
  for (guint i = from; i < list->len; i++)
    {
      const TideSessionOutcome *row = &g_array_index (list, TideSessionOutcome, i);
      int visit = after ? row->after : row->before;
      g_autofree char *score
        = visit >= 0
            ? g_strdup_printf ("%.*f", decimals, tide_rating_get_value (&page->outcome->visits[visit].rating))
            : g_strdup ("–");
      any = any || visit >= 0;
      append (text, "  ", score);
    }
  return g_string_free (text, !any);
}

static void
add_sessions (const Page *page)
{
  g_autoptr (GArray) list
    = tide_course_list_session_outcomes (page->outcome, (guint) page->index, page->book->subject.history,
                                         page->book->subject.thresholds, page->book->subject.now);
  if (list->len == 0)
    return;
  guint from = list->len > SESSIONS_SHOWN ? list->len - SESSIONS_SHOWN : 0;
  g_autofree char *states = dup_states (page, list, from);
  g_autofree char *before = dup_scores (page, list, from, FALSE);
  g_autofree char *after = dup_scores (page, list, from, TRUE);
  GString *text = g_string_new (NULL);
  if (from > 0)
    g_string_append_printf (text, _ ("The last %u of %u sessions\n"), (guint) SESSIONS_SHOWN, list->len);
  /* Of treatments that are judged together, those of the one that began it. */
  g_autofree char *course = tide_course_dup_title (page->period->course);
  g_string_append_printf (text, _ ("%s, after session %s"), course, states);
  if (before != NULL)
    g_string_append_printf (text, _ ("\n%s before each session: %s"),
                            tide_instrument_get_short_name (page->scale), before);
  if (after != NULL)
    g_string_append_printf (text, _ ("\n%s within 3 days after: %s"),
                            tide_instrument_get_short_name (page->scale), after);
  take_line (page, _ ("By session"), g_string_free (text, FALSE));
}

/* --- after the end --- */

static char *
dup_follow_up (const Page *page, const TideFollowUp *row)
{
  g_autofree char *due = tide_date_to_words (row->due);
  g_autofree char *score
    = row->visit >= 0
        ? dup_score (page->book, page->scale, tide_course_get_visit (page->outcome, page->index, row->visit))
        : NULL;
  g_autofree char *state = g_utf8_strdown (state_word (page, row->visit), -1);
  switch (row->status)
    {
    case TIDE_FOLLOW_UP_RATED:
      return g_strdup_printf ("%s, %s", state, score);
    case TIDE_FOLLOW_UP_NOT_YET:
      return g_strdup_printf (_ ("not yet, %s"), due);
    case TIDE_FOLLOW_UP_SWITCHED:
      return g_strdup (_ ("the next treatment had begun"));
    case TIDE_FOLLOW_UP_MISSING:
    default:
      return g_strdup (_ ("unknown, not rated"));
    }
}

static void
add_follow_up (const Page *page)
{
  g_autoptr (GArray) list = tide_course_list_follow_up (page->outcome, (guint) page->index,
                                                        page->book->subject.history, page->book->subject.now);
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < list->len; i++)
    {
      const TideFollowUp *row = &g_array_index (list, TideFollowUp, i);
      g_autofree char *words = dup_follow_up (page, row);
      g_autofree char *boosters
        = row->n_boosters > 0 ? g_strdup_printf (
            ngettext (", %u booster by then", ", %u boosters by then", row->n_boosters), row->n_boosters)
                              : g_strdup ("");
      g_autofree char *part = g_strdup_printf (_ ("%u months: %s%s"), row->months, words, boosters);
      append (text, "\n", part);
    }
  if (text->len > 0)
    take_line (page, _ ("After the end"), g_strdup (text->str));
}

/* --- all of a course --- */

/* Two treatments at once share what was reached: it is told once. */
static void
add_shared (const Page *page)
{
  g_autofree char *lead = tide_course_dup_title (page->period->course);
  take_line (page, _ ("Response"), g_strdup_printf (_ ("judged together, see %s"), lead));
}

GPtrArray *
tide_course_list_result (TideCourseBook *book, const TideCourse *course)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_result_line_free);
  Page page = { .book = book, .scale = tide_course_get_scale (book, course), .lines = lines };
  const char *id = page.scale != NULL ? tide_instrument_get_id (page.scale) : NULL;
  page.outcome = id != NULL ? tide_course_book_get_outcome (book, id) : NULL;
  page.index = page.outcome != NULL ? tide_course_find_period (page.outcome, course) : -1;
  if (page.index < 0 || page.outcome->courses[page.index].planned)
    return lines;
  page.period = &page.outcome->courses[page.index];
  page.events = &tide_course_book_get_events (book, id)[page.index];
  if (page.period->course != course)
    {
      add_shared (&page);
      return lines;
    }
  add_events (&page);
  add_too_early (&page);
  add_since (&page, TRUE, page.events->faded);
  add_since (&page, FALSE, page.events->watch);
  add_reliable (&page);
  add_sessions (&page);
  add_follow_up (&page);
  return lines;
}
