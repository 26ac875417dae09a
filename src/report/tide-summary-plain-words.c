/* tide-summary-plain-words.c: the sentences on a patient's sheet.
 *
 * They are chosen from fixed patterns, whole sentences for the translator, by the plain word of the scale's
 * band and by reliable change (Jacobson and Truax 1991, clinical.md 3.7): nothing is said to have changed
 * that may be the scale's error.  No sentence says why something changed.
 */

#include "tide-due.h"
#include "tide-plain-figure.h"
#include "tide-summary-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A scale without a reliable change: a quarter of the first score, as partial response has it. */
#define PERCENT_OF_CHANGE 25.0
/* Of an older rating nobody says "now". */
#define NOW_DAYS 56
#define MOST_SESSIONS 3

/* --- days in words --- */

/* "August", with the year unless it is this one. */
static char *
dup_month (const TideSummaryData *data, TideDate day)
{
  int year, month, dom, this_year;
  tide_date_get_ymd (day, &year, &month, &dom);
  g_autoptr (GDateTime) moment = g_date_time_new_utc (year, month, dom, 12, 0, 0);
  tide_date_get_ymd (tide_instant_get_date (data->now), &this_year, &month, &dom);
  return g_date_time_format (moment, year == this_year ? "%B" : "%B %Y");
}

/* "27 November", with the year unless it is this one. */
static char *
dup_day (const TideSummaryData *data, TideDate day)
{
  int year, month, dom, this_year;
  tide_date_get_ymd (day, &year, &month, &dom);
  g_autoptr (GDateTime) moment = g_date_time_new_utc (year, month, dom, 12, 0, 0);
  tide_date_get_ymd (tide_instant_get_date (data->now), &this_year, &month, &dom);
  /* Translators: a day for a patient, by g_date_time_format (): "27 November" */
  return g_date_time_format (moment, year == this_year ? _ ("%-e %B") : _ ("%-e %B %Y"));
}

static TideDate
get_day (gint64 utc)
{
  g_autofree char *iso = tide_summary_date_of (utc);
  TideDate day = TIDE_DATE_UNKNOWN;
  tide_date_parse (iso, &day, NULL);
  return day;
}

/* "in August"; "on 3 November" when @other lies in the same month. */
static char *
dup_when (const TideSummaryData *data, TideDate day, TideDate other)
{
  g_autofree char *month = dup_month (data, day), *other_month = dup_month (data, other);
  if (!g_str_equal (month, other_month))
    /* Translators: %s is a month */
    return g_strdup_printf (_ ("in %s"), month);
  g_autofree char *words = dup_day (data, day);
  /* Translators: %s is a day and month */
  return g_strdup_printf (_ ("on %s"), words);
}

/* --- how it stands --- */

typedef struct
{
  const TideSummaryData *data;
  TideInstrument *instrument;
  const TideVisitOutcome *first, *before, *last; /* of the period; counted ones only */
  gboolean from_the_start;                       /* first is the first of all */
} Standing;

static void
find_standing (Standing *self, const TideOutcome *outcome)
{
  TideSummary summary = { .data = self->data, .outcome = outcome };
  self->from_the_start = TRUE;
  for (guint i = 0; i < outcome->n_visits; i++)
    {
      const TideVisitOutcome *visit = &outcome->visits[i];
      if (visit->passed_over)
        continue;
      if (!tide_summary_in_span (&summary, visit->rating.taken_utc))
        {
          self->from_the_start = self->from_the_start && self->first != NULL;
          continue;
        }
      if (self->first == NULL)
        self->first = visit;
      self->before = self->last;
      self->last = visit;
    }
}

static double
value_of (const TideVisitOutcome *visit)
{
  return tide_rating_get_value (&visit->rating);
}

static double
percent_fall (const Standing *self, const TideVisitOutcome *from)
{
  return tide_outcome_percent (value_of (from), value_of (self->last),
                               tide_instrument_get_change_rule (self->instrument)->floor);
}

static gboolean
is_reliable (const Standing *self, const TideVisitOutcome *from)
{
  double reliable = tide_instrument_get_change_rule (self->instrument)->reliable_change;
  if (!isnan (reliable))
    return tide_outcome_at_least (fabs (value_of (self->last) - value_of (from)), reliable);
  double percent = percent_fall (self, from);
  return !isnan (percent) && tide_outcome_at_least (fabs (percent), PERCENT_OF_CHANGE);
}

/* Each pattern takes "OCD symptoms" and "at your first visit". */
static const char *
choose_change (const Standing *self)
{
  double change = value_of (self->last) - value_of (self->first), percent = percent_fall (self, self->first);
  if (!is_reliable (self, self->first))
    return _ ("Your %s are *about the same* as %s.");
  if (change > 0)
    return _ ("Your %s are *stronger* than %s.");
  if (!isnan (percent) && percent > 50)
    return _ ("Your %s are *less than half* of what they were %s.");
  return _ ("Your %s are *clearly less strong* than %s.");
}

static void
append_change (const Standing *self, GString *text)
{
  const char *symptoms = tide_summary_get_symptoms (self->data, self->instrument);
  if (self->first == self->last)
    {
      g_string_append_printf (
        text, _ ("The chart shows your first score for your %s. Later ones are compared with it."), symptoms);
      return;
    }
  g_autofree char *when = self->from_the_start
                            ? g_strdup (_ ("at your first visit"))
                            : dup_when (self->data, get_day (self->first->rating.taken_utc),
                                        get_day (self->last->rating.taken_utc));
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* four literals, all with the same two words */
  g_string_append_printf (text, choose_change (self), symptoms, when);
#pragma GCC diagnostic pop
}

static void
append_band (const Standing *self, GString *text)
{
  const char *const now[TIDE_N_PLAIN_BANDS] = { _ ("There are *very few* now."), _ ("They are *mild* now."),
                                                _ ("They are *medium* now."), _ ("They are *strong* now.") };
  const char *const then[TIDE_N_PLAIN_BANDS] = { _ ("When we last measured them there were *very few*."),
                                                 _ ("When we last measured them they were *mild*."),
                                                 _ ("When we last measured them they were *medium*."),
                                                 _ ("When we last measured them they were *strong*.") };
  TidePlainBand band;
  if (!tide_plain_band_of (self->instrument, value_of (self->last), &band))
    return;
  int age = tide_instant_get_date (self->data->now) - get_day (self->last->rating.taken_utc);
  g_string_append_printf (text, " %s", age <= NOW_DAYS ? now[band] : then[band]);
}

/* Against the rating before: one higher score is no relapse, and one lower no cure. */
static void
append_latest (const Standing *self, GString *text, TideDate next)
{
  if (self->before == NULL || self->before == self->first)
    return;
  double change = value_of (self->last) - value_of (self->before);
  g_autofree char *when
    = dup_when (self->data, get_day (self->before->rating.taken_utc), get_day (self->last->rating.taken_utc));
  g_autofree char *month = tide_date_is_known (next) ? dup_month (self->data, next) : NULL;
  if (change == 0)
    g_string_append_printf (text, _ (" They are the same as %s."), when);
  else if (change < 0)
    g_string_append_printf (text,
                            is_reliable (self, self->before) ? _ (" They are *less strong than %s*.")
                                                             : _ (" They are a little less strong than %s."),
                            when);
  else if (is_reliable (self, self->before))
    g_string_append_printf (text, _ (" They are *stronger than %s*. Let us talk about it."), when);
  else
    g_string_append_printf (text, _ (" They are *a little stronger than %s*."), when);
  if (change <= 0 || is_reliable (self, self->before))
    return;
  if (month != NULL)
    g_string_append_printf (text, _ (" One higher score can come and go, so we will look again in %s."),
                            month);
  else
    g_string_append (text, _ (" One higher score can come and go."));
}

/* --- what comes next --- */

/* When the scale of the chart is asked for next; UNKNOWN: not agreed. */
static TideDate
find_next_rating (const TideSummaryData *data, TideInstrument *instrument)
{
  g_autoptr (TideSessionRules) shipped = data->session_rules == NULL ? tide_session_rules_new () : NULL;
  TideDueCase subject
    = { data->history, data->session_rules != NULL ? data->session_rules : shipped, data->thresholds };
  g_autoptr (GPtrArray) due = tide_due_compute (&subject);
  TideDate best = TIDE_DATE_UNKNOWN, today = tide_instant_get_date (data->now);
  for (guint i = 0; instrument != NULL && i < due->len; i++)
    {
      const TideDue *one = due->pdata[i];
      if (one->kind != TIDE_DUE_RATING || one->until_utc <= data->now.utc
          || !g_str_equal (one->subject, tide_instrument_get_id (instrument)))
        continue;
      TideDate day = MAX (get_day (one->due_utc), today);
      if (!tide_date_is_known (best) || day < best)
        best = day;
    }
  return best;
}

static int
compare_agreed (gconstpointer a, gconstpointer b)
{
  const TideSession *first = *(const TideSession *const *) a, *second = *(const TideSession *const *) b;
  return tide_instant_compare (tide_session_get_agreed (first), tide_session_get_agreed (second));
}

/* Agreed for today or later, the next first. */
static GPtrArray *
list_agreed (const TideSummaryData *data)
{
  GPtrArray *agreed = g_ptr_array_new ();
  for (guint i = 0; i < data->history->sessions->len; i++)
    {
      TideSession *session = data->history->sessions->pdata[i];
      TideInstant when = tide_session_get_agreed (session);
      if (session->status == TIDE_SESSION_PLANNED && tide_instant_is_known (when)
          && tide_instant_get_date (when) >= tide_instant_get_date (data->now))
        g_ptr_array_add (agreed, session);
    }
  g_ptr_array_sort (agreed, compare_agreed);
  return agreed;
}

static const char *
name_session (const TideHistory *history, const TideSession *session)
{
  const TideCourse *course = tide_history_find_course (history, session->course_id);
  if (course == NULL)
    return _ ("your next session");
  if (tide_arm_is_therapy ((TideArm) course->arm))
    return _ ("therapy session");
  if (!tide_arm_is_ketamine ((TideArm) course->arm))
    return _ ("treatment session");
  return tide_course_is_planned_by (course, session) ? _ ("ketamine treatment")
                                                     : _ ("a talk about your treatment");
}

static void
append_next (const TideSummaryData *data, GString *text, TideDate next_rating)
{
  g_autoptr (GPtrArray) agreed = list_agreed (data);
  for (guint i = 0; i < MIN (agreed->len, MOST_SESSIONS); i++)
    {
      TideInstant when = tide_session_get_agreed (agreed->pdata[i]);
      g_autofree char *day = dup_day (data, tide_instant_get_date (when));
      const char *what = name_session (data->history, agreed->pdata[i]);
      int hour, minute;
      tide_instant_get_clock (when, &hour, &minute);
      if (tide_instant_has_clock (when))
        /* Translators: day, hour and minute, what is agreed */
        g_string_append_printf (text, _ ("- *%s, %02d:%02d:* %s\n"), day, hour, minute, what);
      else
        g_string_append_printf (text, "- *%s:* %s\n", day, what);
    }
  if (tide_date_is_known (next_rating) && next_rating > tide_instant_get_date (data->now))
    {
      g_autofree char *day = dup_day (data, next_rating);
      g_string_append_printf (text, _ ("- *%s:* we look at your scores again\n"), day);
    }
  else if (tide_date_is_known (next_rating))
    g_string_append (text, _ ("- *Next visit:* we look at your scores again\n"));
  if (agreed->len == 0 && !tide_date_is_known (next_rating))
    g_string_append (text, _ ("- Nothing is agreed yet. Ask us for your next visit.\n"));
}

char *
tide_summary_dup_plain_text (const TideSummaryData *data)
{
  Standing standing = { .data = data, .instrument = tide_summary_find_open_instrument (data) };
  g_autoptr (TideOutcome) outcome
    = standing.instrument != NULL
        ? tide_outcome_compute (data->history, standing.instrument, data->thresholds, data->now)
        : NULL;
  TideDate next = find_next_rating (data, standing.instrument);
  GString *text = g_string_new (NULL);
  if (outcome != NULL)
    find_standing (&standing, outcome);
  if (standing.last != NULL)
    {
      append_change (&standing, text);
      append_band (&standing, text);
      append_latest (&standing, text, next);
    }
  else
    g_string_append (text, _ ("We have no scores of your symptoms for this page yet."));
  g_string_append (text, "\n\n");
  append_next (data, text, next);
  g_strchomp (text->str);
  text->len = strlen (text->str);
  return g_string_free (text, FALSE);
}
