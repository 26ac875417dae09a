/* tide-timeline-words.c: what is said about a thing under the pointer or the keyboard: the same lines for the
 * tooltip and for a screen reader. */
#include "tide-timeline-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-session-given.h"

static void
take (GPtrArray *lines, char *line)
{
  if (line != NULL && *line != '\0')
    g_ptr_array_add (lines, line);
  else
    g_free (line);
}

static char *
escape (const char *text)
{
  return g_markup_escape_text (text != NULL ? text : "", -1);
}

/* "Mon 1 Sep 2025, 10:00" */
static char *
long_date (TideInstant instant)
{
  int year, month, day, hour, minute;
  g_autoptr (GDateTime) at = NULL;

  tide_date_get_ymd (tide_instant_get_date (instant), &year, &month, &day);
  tide_instant_get_clock (instant, &hour, &minute);
  at = g_date_time_new_utc (year, month, day, hour, minute, 0);
  if (at == NULL)
    return g_strdup ("?");
  /* Translators: weekday and day, with and without the time, as g_date_time_format () writes them. */
  return g_date_time_format (at, instant.precision == TIDE_PRECISION_MINUTE ? _ ("%a %-d %b %Y, %H:%M")
                                                                            : _ ("%a %-d %b %Y"));
}

/* A rating knows its time as UTC only; the assessment knows the writer's clock. */
static TideInstant
instant_of (const TideTimeline *self, const TideRating *rating)
{
  const TideAssessmentData *data = tide_history_find_assessment (self->model->history, rating->assessment_id);
  TideInstant instant;

  if (data != NULL && tide_instant_is_known (data->taken))
    return data->taken;
  instant = tide_instant_from_date (tide_timeline_date_of (rating->taken_utc));
  return instant;
}

/* The start of a score's name, up to its second group of vowels: "obs" of obsessions, "comp" of compulsions.
 * Only where that is safe: plain ASCII words. */
static char *
abbreviate (const char *label)
{
  g_autofree char *low = g_utf8_strdown (label, -1);
  guint groups = 0;
  gboolean vowel_before = FALSE;

  if (!g_str_is_ascii (low))
    return g_steal_pointer (&low);
  for (guint i = 0; low[i] != '\0'; i++)
    {
      gboolean vowel = strchr ("aeiouy", low[i]) != NULL;

      if (!g_ascii_isalpha (low[i]))
        break;
      groups += vowel && !vowel_before;
      if (groups == 2 && i >= 3)
        {
          low[i] = '\0';
          break;
        }
      vowel_before = vowel;
    }
  return g_steal_pointer (&low);
}

typedef struct
{
  TideInstrument *instrument;
  GString *text;
  double total, sum;
} Subscales;

static void
add_subscale (const char *score_id, TideScoreStatus status, double value, gpointer data)
{
  Subscales *parts = data;
  int index = tide_instrument_find_score (parts->instrument, score_id);
  const TideScoreInfo *info
    = index >= 0 ? tide_instrument_get_score_info (parts->instrument, (guint) index) : NULL;
  g_autofree char *name = NULL, *number = NULL;

  if (info == NULL || info->primary || !isfinite (value) || status == TIDE_SCORE_INVALID)
    return;
  name = abbreviate (info->label);
  number = tide_timeline_format_number (value, info->decimals);
  parts->sum += value;
  g_string_append_printf (parts->text, "%s%s %s", parts->text->len > 0 ? "|" : "", name, number);
}

/* "obs 6 + comp 7" where the parts make the total, else "a 6, b 7"; at most three parts. */
static char *
subscale_words (const TideTimeline *self, guint s, const TideVisitOutcome *visit)
{
  const TideAssessmentData *data
    = tide_history_find_assessment (self->model->history, visit->rating.assessment_id);
  Subscales parts = { .instrument = self->model->scales[s].instrument, .text = g_string_new (NULL) };
  g_auto (GStrv) pieces = NULL;
  gboolean sums;

  if (data != NULL && data->scores != NULL)
    tide_scores_text_foreach (data->scores, add_subscale, &parts);
  pieces = g_strsplit (parts.text->str, "|", -1);
  sums = fabs (parts.sum - tide_rating_get_value (&visit->rating)) < 1e-6;
  g_string_free (parts.text, TRUE);
  if (g_strv_length (pieces) < 2 || g_strv_length (pieces) > 3)
    return NULL;
  return g_strjoinv (sums ? " + " : ", ", pieces);
}

/* Whole days of the calendar since day 0, as a person counts them. */
static gboolean
day_of_course (const TideTimeline *self, guint s, const TideVisitOutcome *visit, int *day)
{
  const TideOutcome *outcome = self->model->scales[s].outcome;

  if (visit->course < 0 || (guint) visit->course >= outcome->n_courses || !isfinite (visit->days))
    return FALSE;
  *day = tide_instant_get_date (instant_of (self, &visit->rating))
         - tide_instant_get_date (outcome->courses[visit->course].day0);
  return TRUE;
}

static gboolean
has_course (const TideCourseOutcome *period, gint64 id)
{
  gboolean found = period->course->base.id == id;

  for (guint i = 0; !found && i < period->with->len; i++)
    found = ((const TideCourse *) g_ptr_array_index (period->with, i))->base.id == id;
  return found;
}

/* "8 doses, 9 sessions": what the course had brought by then; NULL: nothing that is given in sessions (F13).
 */
static char *
given_words (const TideTimeline *self, guint s, const TideVisitOutcome *visit)
{
  const TideCourseOutcome *period = &self->model->scales[s].outcome->courses[visit->course];
  const GPtrArray *sessions = self->model->history->sessions;
  guint n_doses = 0, n_sessions = 0;
  GString *words;

  for (guint i = 0; i < sessions->len; i++)
    {
      const TideSession *session = g_ptr_array_index (sessions, i);
      const TideCourse *course = tide_history_find_course (self->model->history, session->course_id);

      if (course == NULL || !has_course (period, course->base.id)
          || !tide_course_was_treated_by (course, session) || session->started.utc > visit->rating.taken_utc)
        continue;
      if (tide_arm_is_ketamine ((TideArm) course->arm))
        n_doses++;
      else
        n_sessions++;
    }
  words = g_string_new (NULL);
  if (n_doses > 0)
    g_string_append_printf (words, ngettext ("%u dose", "%u doses", n_doses), n_doses);
  if (n_sessions > 0)
    {
      g_string_append (words, words->len > 0 ? ", " : "");
      g_string_append_printf (words, ngettext ("%u session", "%u sessions", n_sessions), n_sessions);
    }
  return g_string_free (words, words->len == 0);
}

static char *
date_line (const TideTimeline *self, guint s, const TideVisitOutcome *visit)
{
  g_autofree char *date = long_date (instant_of (self, &visit->rating)), *safe = escape (date),
                  *number = NULL, *given = NULL;
  GString *clock;
  int day;

  if (!day_of_course (self, s, visit, &day))
    return g_strdup_printf ("<b>%s</b>", safe);
  number = tide_timeline_format_number (day, 0);
  clock = g_string_new (NULL);
  /* Translators: date and clock of the course: "Mon 1 Sep 2025, 10:00 · day 90, wk 12 · 8 doses". */
  g_string_append_printf (clock, _ ("day %s"), number);
  if (day >= 14)
    g_string_append_printf (clock, _ (", wk %d"), day / 7);
  given = given_words (self, s, visit);
  if (given != NULL)
    g_string_append_printf (clock, " · %s", given);
  g_autofree char *words = g_string_free (clock, FALSE);
  return g_strdup_printf ("<b>%s</b><span alpha=\"70%%\"> · %s</span>", safe, words);
}

static char *
score_line (const TideTimeline *self, guint s, const TideVisitOutcome *visit)
{
  const TideScale *scale = &self->model->scales[s];
  double value = tide_rating_get_value (&visit->rating);
  const TideBand *band = scale->bands != NULL ? tide_band_set_find (scale->bands, value) : NULL;
  g_autofree char *name = escape (tide_instrument_get_short_name (scale->instrument));
  g_autofree char *number = tide_timeline_format_number (value, scale->score->decimals);
  g_autofree char *parts = subscale_words (self, s, visit);
  GString *line = g_string_new (NULL);

  g_string_append_printf (line, "<b>%s %s</b>", name, number);
  if (band != NULL)
    {
      g_autofree char *low = g_utf8_strdown (band->label, -1), *safe = escape (low);

      g_string_append_printf (line, ", %s", safe);
    }
  if (parts != NULL)
    {
      g_autofree char *safe = escape (parts);

      g_string_append_printf (line, "<span alpha=\"70%%\"> · %s</span>", safe);
    }
  return g_string_free (line, FALSE);
}

static double
baseline_of (const TideTimeline *self, guint s, const TideVisitOutcome *visit)
{
  const TideOutcome *outcome = self->model->scales[s].outcome;

  if (visit->course < 0 || (guint) visit->course >= outcome->n_courses)
    return NAN;
  return outcome->courses[visit->course].baseline_value;
}

static char *
change_line (const TideTimeline *self, guint s, const TideVisitOutcome *visit)
{
  double baseline = baseline_of (self, s, visit);
  guint decimals = self->model->scales[s].score->decimals;
  g_autofree char *state
    = visit->state != TIDE_STATE_NONE ? escape (tide_state_get_label (visit->state)) : NULL;
  GString *line = g_string_new (NULL);

  if (isfinite (visit->change) && isfinite (baseline) && visit->state != TIDE_STATE_BASELINE)
    {
      g_autofree char *change = tide_timeline_format_number (visit->change, decimals);
      g_autofree char *from = tide_timeline_format_number (baseline, decimals);

      /* Translators: change in points from the baseline, "−15 from 28"; a rise carries its sign. */
      g_string_append_printf (line, _ ("<b>%s%s</b> from %s"), visit->change > 0 ? "+" : "", change, from);
    }
  if (isfinite (visit->percent) && visit->state != TIDE_STATE_BASELINE)
    {
      g_autofree char *percent = tide_timeline_format_number (visit->percent, 1);

      g_string_append_printf (line, "%s<b>%s %%</b>", line->len > 0 ? " · " : "", percent);
    }
  if (state != NULL)
    g_string_append_printf (line, "%s<b>%s</b>", line->len > 0 ? " · " : "", state);
  else if (visit->course >= 0 && !isfinite (baseline))
    g_string_append (line, tide_outcome_why_no_state (self->model->scales[s].outcome, visit));
  if (visit->marks & TIDE_MARK_WATCH)
    g_string_append_printf (line, ", %s", _ ("watch"));
  return g_string_free (line, FALSE);
}

static const char *
rater_words (int rater_type)
{
  switch (rater_type)
    {
    case TIDE_RATER_CLINICIAN:
      return _ ("clinician");
    case TIDE_RATER_SELF:
      return _ ("self-rated");
    case TIDE_RATER_INFORMANT:
      return _ ("informant");
    case TIDE_RATER_INDEPENDENT:
      return _ ("independent rater");
    default:
      return NULL;
    }
}

static char *
rater_line (const TideTimeline *self, const TideVisitOutcome *visit)
{
  const TideAssessmentData *data
    = tide_history_find_assessment (self->model->history, visit->rating.assessment_id);
  const TideStaff *staff = tide_history_find_staff (self->model->history, visit->rating.rater_id);
  const char *type = data != NULL ? rater_words (data->rater_type) : NULL;
  GString *line = g_string_new (NULL);

  if (visit->cgi_i > 0)
    g_string_append_printf (line, "CGI-I %d", visit->cgi_i);
  else if (visit->cgi_s > 0)
    g_string_append_printf (line, "CGI-S %d", visit->cgi_s);
  if (staff != NULL)
    {
      g_autofree char *isolated = tide_name_isolate (staff->name);
      g_autofree char *name = escape (isolated);

      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", name);
    }
  if (type != NULL)
    g_string_append_printf (line, "%s%s", staff != NULL ? ", " : line->len > 0 ? " · " : "", type);
  /* What is usual is not said: in the room, or on paper. */
  if (tide_timeline_is_remote (&visit->rating))
    g_string_append_printf (line, "%s%s", line->len > 0 ? ", " : "",
                            visit->rating.flags & TIDE_RATING_VIDEO ? _ ("by video") : _ ("by telephone"));
  if (line->len > 0)
    {
      g_string_prepend (line, "<span alpha=\"70%\">");
      g_string_append (line, "</span>");
    }
  return g_string_free (line, FALSE);
}

/* By which clause the rating has its state, and another rating where that one decided (N04). */
static char *
clause_line (const TideTimeline *self, guint s, const TideVisitOutcome *visit)
{
  const TideOutcome *outcome = self->model->scales[s].outcome;
  GString *line = g_string_new (NULL);

  if (visit->clause == NULL || visit->course < 0 || (guint) visit->course >= outcome->n_courses)
    return g_string_free (line, FALSE);
  g_autofree char *words = tide_criteria_dup_words (
    outcome->courses[visit->course].criteria, visit->clause, self->model->scales[s].instrument,
    (TideSex) self->model->history->patient->sex, self->model->thresholds);
  g_autofree char *safe = escape (words);
  if (words != NULL)
    g_string_append_printf (line, _ ("By: %s"), safe);
  if (visit->marks & TIDE_MARK_SCORE_ONLY)
    g_string_append (line, _ (" · score only"));
  if (visit->decided_at >= 0 && visit->decided_at != (int) (visit - outcome->visits))
    {
      g_autofree char *date = tide_date_to_words (
        tide_instant_get_date (instant_of (self, &outcome->visits[visit->decided_at].rating)));
      g_string_append_printf (line, _ (" · decided by the rating of %s"), date);
    }
  return g_string_free (line, FALSE);
}

/* Why the recall period is not clean: an infusion, a dose step, or the start. */
static char *
recall_words (const TideTimeline *self, guint s, const TideVisitOutcome *visit)
{
  double days = tide_instrument_get_recall_days (self->model->scales[s].instrument);
  gint64 since = visit->rating.taken_utc - (gint64) (days * TIDE_DAY);

  for (guint l = 0; l < self->model->lanes->len; l++)
    {
      const TideLane *lane = g_ptr_array_index (self->model->lanes, l);

      for (guint i = 0; lane->kind == TIDE_LANE_INFUSION && i < lane->marks->len; i++)
        {
          const TideLaneMark *mark = &g_array_index (lane->marks, TideLaneMark, i);

          if (tide_session_took_place (mark->session) && mark->utc > since
              && mark->utc <= visit->rating.taken_utc)
            return g_strdup (days == 7 ? _ ("Recall week overlaps infusion")
                                       : _ ("Recall period overlaps infusion"));
        }
    }
  return g_strdup (_ ("Recall reaches before treatment or a dose step"));
}

static char *
boxed (char letter, char *words)
{
  g_autofree char *own = words;

  /* The tooltip draws the letter in its box; a screen reader says it. */
  return g_strdup_printf ("[%c] %s", letter, own);
}

/* Carry-over has no line: the point stands in the dotted area, and the table has its letter. */
static void
add_flags (const TideTimeline *self, guint s, const TideVisitOutcome *visit, GPtrArray *lines)
{
  guint marks = visit->marks;

  if (marks & TIDE_MARK_RECALL)
    take (lines, boxed ('R', recall_words (self, s, visit)));
  if (visit->recalls_start)
    take (lines, g_strdup (_ ("Left out of time to response")));
  if (marks & TIDE_MARK_OVERLAP)
    take (lines, boxed ('O', g_strdup (_ ("Two treatments at once"))));
  if (marks & TIDE_MARK_DOSE)
    take (lines, boxed ('D', g_strdup (_ ("Dose still rising"))));
  if (marks & TIDE_MARK_MODE)
    take (lines, boxed ('M', g_strdup (_ ("Rater or mode differs from the baseline’s"))));
  if (marks & TIDE_MARK_DISAGREE)
    take (lines, g_strdup (_ ("Score and CGI disagree")));
  if (marks & TIDE_MARK_DISCONTINUATION)
    take (lines, g_strdup (_ ("Shortly after an antidepressant was stopped: not scored as relapse")));
  if (marks & TIDE_MARK_LOW_BASELINE)
    take (lines, g_strdup (_ ("Low baseline")));
  if (marks & TIDE_MARK_PRORATED)
    take (lines, g_strdup (_ ("Prorated: answers are missing")));
  if (marks & TIDE_MARK_TOTAL_ONLY)
    take (lines, g_strdup (_ ("Total only, no answers")));
}

static void
describe_rating (TideTimeline *self, TidePick pick, GPtrArray *lines)
{
  const TidePoint *point = &g_array_index (self->points[pick.row], TidePoint, pick.index);
  const TideVisitOutcome *visit = &self->model->scales[pick.row].outcome->visits[point->visit];

  take (lines, date_line (self, pick.row, visit));
  take (lines, score_line (self, pick.row, visit));
  take (lines, change_line (self, pick.row, visit));
  take (lines, rater_line (self, visit));
  take (lines, clause_line (self, pick.row, visit));
  add_flags (self, pick.row, visit, lines);
}

/* --- lanes --- */

static void
describe_step (TideTimeline *self, const TideLane *lane, const TideLaneStep *step, GPtrArray *lines)
{
  g_autofree char *from = tide_date_to_words (tide_timeline_date_of (step->from)),
                  *title = escape (lane->title);
  g_autofree char *dose = isfinite (step->dose_mg) ? tide_timeline_format_dose (step->dose_mg) : NULL;
  gint64 until = MIN (step->to, self->model->now);

  /* Translators: a dose from a day on. */
  take (lines, g_strdup_printf (
                 step->from > self->model->now ? _ ("<b>Planned from %s</b>") : _ ("<b>From %s</b>"), from));
  if (dose == NULL)
    take (lines, g_strdup_printf (_ ("%s, dose not recorded"), title));
  else if (step->dose_mg == 0)
    take (lines, g_strdup_printf (_ ("%s stopped"), title));
  else
    take (lines, g_strdup_printf (_ ("%s <b>%s mg/day</b>"), title, dose));
  if (until > step->from)
    {
      int days = (int) (tide_timeline_date_of (until) - tide_timeline_date_of (step->from));

      take (lines, g_strdup_printf (step->to >= self->model->now
                                      ? ngettext ("%d day so far", "%d days so far", (gulong) days)
                                      : ngettext ("for %d day", "for %d days", (gulong) days),
                                    days));
    }
}

static const char *
status_words (int status)
{
  switch (status)
    {
    case TIDE_SESSION_PLANNED:
      return _ ("planned");
    case TIDE_SESSION_HELD:
      return _ ("held");
    case TIDE_SESSION_MISSED:
      return _ ("missed");
    case TIDE_SESSION_CANCELLED:
      return _ ("cancelled by the clinic");
    case TIDE_SESSION_STOPPED:
      return _ ("stopped early");
    default:
      return _ ("not known whether held");
    }
}

static char *
amount_words (const TideSession *session)
{
  GString *text = g_string_new (NULL);

  double mg_per_kg = tide_session_get_mg_per_kg (session);

  if (isfinite (mg_per_kg))
    {
      g_autofree char *amount = tide_timeline_format_dose (mg_per_kg);

      g_string_append_printf (text, _ ("<b>%s mg/kg</b>"), amount);
    }
  if (isfinite (session->dose_mg))
    {
      g_autofree char *amount = tide_timeline_format_dose (session->dose_mg);

      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", amount);
      g_string_append (text, _ (" mg"));
    }
  return g_string_free (text, FALSE);
}

static void
describe_session (const TideLane *lane, const TideLaneMark *mark, GPtrArray *lines)
{
  const TideSession *session = mark->session;
  g_autofree char *date = long_date (session->started), *title = escape (lane->title);
  g_autofree char *amount = lane->kind == TIDE_LANE_INFUSION ? amount_words (session) : NULL;

  take (lines, g_strdup_printf ("<b>%s</b>", date));
  if (lane->kind == TIDE_LANE_INFUSION)
    take (lines,
          g_strdup_printf (_ ("%s, dose %u, %s"), title, mark->number, status_words (session->status)));
  else
    take (lines,
          g_strdup_printf (_ ("%s, session %u, %s"), title, mark->number, status_words (session->status)));
  take (lines, g_steal_pointer (&amount));
  if (isfinite (session->minutes))
    take (lines, g_strdup_printf (_ ("%.0f minutes"), session->minutes));
  if (isfinite (session->homework_percent))
    take (lines, g_strdup_printf (_ ("homework %.0f %%"), session->homework_percent));
}

static void
describe_event (const TideLaneEvent *mark, GPtrArray *lines)
{
  const TideEvent *event = mark->event;
  g_autofree char *date = tide_date_to_words (event->on_date), *label = escape (event->label);
  g_autofree char *kind = escape (tide_event_kind_get_label (event->kind));

  if (mark->until != 0)
    {
      g_autofree char *until = tide_date_to_words (event->until_date);

      /* Translators: first and last day of an event. */
      take (lines, g_strdup_printf (_ ("<b>%s to %s</b>"), date, until));
    }
  else
    take (lines, g_strdup_printf ("<b>%s</b>", date));
  take (lines, g_steal_pointer (&label));
  take (lines, g_steal_pointer (&kind));
}

GPtrArray *
tide_timeline_describe_pick_markup (TideTimeline *self, TidePick pick)
{
  GPtrArray *lines;
  const TideLane *lane;

  g_return_val_if_fail (self != NULL, NULL);
  lines = g_ptr_array_new_with_free_func (g_free);
  switch (pick.kind)
    {
    case TIDE_PICK_RATING:
      if (pick.row < 2 && pick.index < self->points[pick.row]->len)
        describe_rating (self, pick, lines);
      break;
    case TIDE_PICK_STEP:
    case TIDE_PICK_SESSION:
      if (pick.row < 2 || pick.row - 2 >= self->model->lanes->len)
        break;
      lane = g_ptr_array_index (self->model->lanes, pick.row - 2);
      if (pick.kind == TIDE_PICK_STEP && pick.index < lane->steps->len)
        describe_step (self, lane, &g_array_index (lane->steps, TideLaneStep, pick.index), lines);
      else if (pick.kind == TIDE_PICK_SESSION && pick.index < lane->marks->len)
        describe_session (lane, &g_array_index (lane->marks, TideLaneMark, pick.index), lines);
      break;
    case TIDE_PICK_EVENT:
      if (pick.index < self->model->events->len)
        describe_event (&g_array_index (self->model->events, TideLaneEvent, pick.index), lines);
      break;
    case TIDE_PICK_NONE:
    default:
      break;
    }
  return lines;
}

GPtrArray *
tide_timeline_describe_pick (TideTimeline *self, TidePick pick)
{
  GPtrArray *lines = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  lines = tide_timeline_describe_pick_markup (self, pick);
  for (guint i = 0; i < lines->len; i++)
    {
      char *plain = NULL;

      if (pango_parse_markup (g_ptr_array_index (lines, i), -1, 0, NULL, &plain, NULL, NULL))
        {
          g_free (g_ptr_array_index (lines, i));
          g_ptr_array_index (lines, i) = plain;
        }
    }
  return lines;
}
