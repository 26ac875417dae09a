/* tide-cohort-row.c: folds the courses of one patient to rows.  See tide-cohort-row.h. */
#include "tide-cohort-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-course-facts.h"
#include "tide-outcome-private.h"

/* clinical.md 6: week 1 (4-10 d), 2 (11-17), 4 (21-35), 8 (49-63), 12 (70-98), 24 (140-196). */
const TideCohortWindow tide_cohort_windows[TIDE_N_WINDOWS]
  = { { 1, 4, 10 }, { 2, 11, 17 }, { 4, 21, 35 }, { 8, 49, 63 }, { 12, 70, 98 }, { 24, 140, 196 } };

const char *
tide_fate_get_code (TideFate fate)
{
  static const char *const codes[]
    = { "no_baseline", "not_rated", "responded", "too_early", "not_responded", "planned" };
  G_STATIC_ASSERT (G_N_ELEMENTS (codes) == TIDE_N_FATES);
  return fate < TIDE_N_FATES ? codes[fate] : NULL;
}

gboolean
tide_cohort_row_is_marked (const TideCohortRow *self)
{
  const guint marks = TIDE_MARK_CARRY_OVER | TIDE_MARK_OVERLAP | TIDE_MARK_DOSE | TIDE_MARK_MODE;
  for (guint bit = 0; bit < TIDE_N_MARKS; bit++)
    if ((marks & (1u << bit)) != 0 && self->marks[bit] > 0)
      return TRUE;
  return FALSE;
}

/* --- conditions --- */

/* Those of the table of diagnoses; 0 is none. */
static const char *const conditions[] = { NULL,      "substance", "bipolar", "depression", "social_anxiety",
                                          "anxiety", "ocd",       "ptsd",    "pain",       "suicide" };

const char *
tide_cohort_row_get_condition (const TideCohortRow *self)
{
  g_return_val_if_fail (self != NULL && self->condition < G_N_ELEMENTS (conditions), NULL);
  return conditions[self->condition];
}

guint8
tide_cohort_condition_of (const char *condition)
{
  for (guint8 i = 1; condition != NULL && i < G_N_ELEMENTS (conditions); i++)
    if (strcmp (conditions[i], condition) == 0)
      return i;
  g_return_val_if_fail (condition == NULL, 0);
  return 0;
}

/* --- arms --- */

static guint32
arm_bit (int arm)
{
  return arm > TIDE_ARM_UNKNOWN && arm < TIDE_N_ARMS ? 1u << arm : 0;
}

static guint32
get_arms (const TideCourseOutcome *period)
{
  guint32 arms = arm_bit (period->course->arm);
  for (guint i = 0; i < period->with->len; i++)
    arms |= arm_bit (((const TideCourse *) period->with->pdata[i])->arm);
  return arms;
}

char *
tide_arms_dup_code (guint32 arms)
{
  GString *code = g_string_new (NULL);
  for (int arm = TIDE_ARM_KETAMINE; arm < TIDE_N_ARMS; arm++)
    if ((arms & arm_bit (arm)) != 0)
      g_string_append_printf (code, "%s%s", code->len > 0 ? "+" : "", tide_arm_codes[arm]);
  return g_string_free (code, FALSE);
}

char *
tide_arms_dup_label (guint32 arms)
{
  GString *label = g_string_new (NULL);
  gboolean one = (arms & (arms - 1)) == 0;
  for (int arm = TIDE_ARM_KETAMINE; arm < TIDE_N_ARMS; arm++)
    if ((arms & arm_bit (arm)) != 0)
      {
        /* In a combination each is named by its first word: "SSRI + CBT". */
        g_autofree char *whole = g_strdup (tide_arm_get_label ((TideArm) arm));
        char *slash = one ? NULL : strstr (whole, " / ");
        if (slash != NULL)
          *slash = '\0';
        g_string_append_printf (label, "%s%s", label->len > 0 ? " + " : "", whole);
      }
  return g_string_free (label, FALSE);
}

guint32
tide_arms_parse (const char *code)
{
  g_return_val_if_fail (code != NULL, 0);
  g_auto (GStrv) names = g_strsplit (code, "+", -1);
  guint32 arms = 0;
  for (char **name = names; *name != NULL; name++)
    {
      guint32 bit = 0;
      for (int arm = TIDE_ARM_KETAMINE; arm < TIDE_N_ARMS; arm++)
        if (strcmp (tide_arm_codes[arm], *name) == 0)
          bit = arm_bit (arm);
      if (bit == 0)
        return 0;
      arms |= bit;
    }
  return arms;
}

/* --- what the courses of a period tell --- */

typedef struct
{
  const TideHistory *history;
  TideInstrument *instrument;
  const TideThresholds *thresholds;
  TideInstant now;
  const TideOutcome *outcome;
  const TideCourseEvents *events;
  double companion_days;
} Fold;

static guint
n_courses_of (const TideCourseOutcome *period)
{
  return 1 + period->with->len;
}

static const TideCourse *
course_of (const TideCourseOutcome *period, guint i)
{
  return i == 0 ? period->course : period->with->pdata[i - 1];
}

static gboolean
has_course (const TideCourseOutcome *period, gint64 id)
{
  for (guint i = 0; i < n_courses_of (period); i++)
    if (course_of (period, i)->base.id == id)
      return TRUE;
  return FALSE;
}

/* A course that had been treated for long when this period began: what it cost, and the sessions before,
 * stand with the period that it opened. */
static gboolean
is_older (const Fold *fold, const TideCourseOutcome *period, const TideCourse *course)
{
  for (guint i = 0; i < fold->outcome->treatments->len; i++)
    {
      const TideTreatment *treatment = fold->outcome->treatments->pdata[i];
      if (treatment->course == course)
        return tide_instant_get_date (period->day0) - tide_instant_get_date (treatment->day0)
               > fold->companion_days;
    }
  return FALSE;
}

/* Whether a later row counts what happens to @course_id on @day. */
static gboolean
is_of_next (const Fold *fold, const TideCourseOutcome *period, gint64 course_id, TideDate day)
{
  guint next = (guint) (period - fold->outcome->courses) + 1;
  return next < fold->outcome->n_courses && !fold->outcome->courses[next].planned
         && has_course (&fold->outcome->courses[next], course_id)
         && day >= tide_instant_get_date (fold->outcome->courses[next].day0);
}

static const char *
get_condition (const TideHistory *history, const TideCourse *course)
{
  const TideDiagnosis *primary = tide_history_get_primary_diagnosis (history);
  const char *code = course->indication != NULL ? course->indication : primary != NULL ? primary->code : NULL;
  return code != NULL ? tide_icd_get_condition (code) : NULL;
}

/* The last day of treatment by all courses of the period; -1 while one runs on. Sessions of a series that
 * nobody closed end it once the gap is past that makes the next one a new series. */
static int
find_end_day (const Fold *fold, const TideCourseOutcome *period, TideDate start)
{
  TideDate today = tide_instant_get_date (fold->now);
  int end = 0;
  for (guint i = 0; i < n_courses_of (period); i++)
    {
      const TideCourse *course = course_of (period, i);
      TideDate last = tide_course_find_stop (fold->history, course, fold->now), session = TIDE_DATE_UNKNOWN;
      for (guint s = 0; s < fold->history->sessions->len; s++)
        if (tide_course_was_treated_by (course, fold->history->sessions->pdata[s]))
          session = tide_instant_get_date (((TideSession *) fold->history->sessions->pdata[s])->started);
      if (!tide_date_is_known (last) && tide_date_is_known (session)
          && !tide_arm_has_daily_dose ((TideArm) course->arm)
          && today - session >= tide_thresholds_get (fold->thresholds, "rechallenge_days"))
        last = session;
      if (!tide_date_is_known (last) || last > today)
        return -1;
      end = MAX (end, last - start);
    }
  return end;
}

static gboolean
is_carried_over (const Fold *fold, const TideCourseOutcome *period, TideDate start)
{
  double days = tide_thresholds_get (fold->thresholds, "carry_over_days");
  if (tide_arm_is_ketamine ((TideArm) period->course->arm))
    return FALSE;
  for (guint i = 0; i < fold->history->sessions->len; i++)
    {
      const TideSession *session = fold->history->sessions->pdata[i];
      const TideCourse *course = tide_history_find_course (fold->history, session->course_id);
      if (course == NULL || !tide_arm_is_ketamine ((TideArm) course->arm)
          || has_course (period, course->base.id) || !tide_course_was_treated_by (course, session))
        continue;
      int since = start - tide_instant_get_date (session->started);
      if (since >= 0 && since <= days)
        return TRUE;
    }
  return FALSE;
}

/* Older treatments by a daily dose, unchanged for so long that they are no overlap (clinical.md 3.6), that
 * run on beside the period: what has no mark "overlap" on day 0. */
static guint32
get_background (const Fold *fold, const TideCourseOutcome *period, TideDate start)
{
  double days = tide_thresholds_get (fold->thresholds, "background_days");
  guint32 background = 0;
  for (guint i = 0; i < fold->outcome->treatments->len; i++)
    {
      const TideTreatment *treatment = fold->outcome->treatments->pdata[i];
      if (!has_course (period, treatment->course->base.id) && tide_treatment_runs_at (treatment, start)
          && tide_treatment_is_background (treatment, start, start, days))
        background |= arm_bit (treatment->course->arm);
    }
  return background;
}

static void
count_sessions (const Fold *fold, const TideCourseOutcome *period, TideCohortRow *row)
{
  guint n_doses = 0;
  gint64 planned = 0;
  for (guint i = 0; i < fold->history->sessions->len; i++)
    {
      const TideSession *session = fold->history->sessions->pdata[i];
      const TideCourse *course = tide_history_find_course (fold->history, session->course_id);
      if (course == NULL || !has_course (period, course->base.id)
          || !tide_course_was_treated_by (course, session))
        continue;
      /* A series is one whatever of it was given before the other treatment began. */
      n_doses += tide_arm_is_ketamine ((TideArm) course->arm);
      planned = MAX (planned, tide_arm_is_ketamine ((TideArm) course->arm) ? course->planned_sessions : 0);
      TideDate day = tide_instant_get_date (session->started);
      if ((day < row->start && is_older (fold, period, course))
          || is_of_next (fold, period, course->base.id, day))
        continue;
      if (row->n_sessions++ == 0)
        row->setting = (guint8) session->setting;
    }
  if ((row->arms & (arm_bit (TIDE_ARM_KETAMINE) | arm_bit (TIDE_ARM_ESKETAMINE))) == 0)
    row->dosed = TIDE_DOSED_NOT;
  else
    row->dosed = n_doses == 0                 ? TIDE_DOSED_UNKNOWN
                 : n_doses > 1 || planned > 1 ? TIDE_DOSED_SERIES
                                              : TIDE_DOSED_ONCE;
}

/* Moderate or worse, or serious; begun between day 0 and the end of treatment. */
static void
count_effects (const Fold *fold, const TideCourseOutcome *period, TideCohortRow *row)
{
  for (guint i = 0; i < fold->history->adverse_events->len; i++)
    {
      const TideAdverseEvent *event = fold->history->adverse_events->pdata[i];
      TideDate day
        = tide_instant_is_known (event->started) ? tide_instant_get_date (event->started) : TIDE_DATE_UNKNOWN;
      gboolean weighty = strcmp (tide_severity_codes[event->severity], "moderate") == 0
                         || strcmp (tide_severity_codes[event->severity], "severe") == 0
                         || strcmp (tide_yes_no_codes[event->serious], "yes") == 0;
      if (event->entered_in_error || !weighty || !tide_date_is_known (day))
        continue;
      /* One that is laid to a course is counted with it to its end, even where the next treatment has begun.
       */
      gboolean named = event->course_id != 0 && has_course (period, event->course_id)
                       && !is_of_next (fold, period, event->course_id, day);
      gint32 last = named && row->end_day >= 0 ? row->end_day
                    : named                    ? row->observed_days
                                               : tide_cohort_row_get_treated_days (row);
      row->n_effects += day >= row->start && day - row->start <= last && (named || event->course_id == 0);
    }
}

static void
add_costs (const Fold *fold, const TideCourseOutcome *period, TideCohortRow *row)
{
  double total = 0;
  guint n = 0;
  for (guint i = 0; i < n_courses_of (period); i++)
    {
      if (is_older (fold, period, course_of (period, i)))
        continue;
      TideCourseCost cost = tide_course_add_costs (fold->history, course_of (period, i), fold->outcome,
                                                   fold->thresholds, fold->now);
      total += cost.total;
      n += cost.n_rows - cost.n_unknown;
      if (i == 0)
        row->response_weeks = (float) cost.response_weeks;
    }
  row->cost = n > 0 ? (float) total : NAN;
}

/* Trials of old charts without response that ended before, and the patient's own earlier courses without. */
static guint
count_failed (const Fold *fold, guint at, TideDate start)
{
  guint n = 0;
  for (guint i = 0; i < fold->history->trials->len; i++)
    {
      const TideTrial *trial = fold->history->trials->pdata[i];
      TideDate ended = tide_date_is_known (trial->ended_on) ? trial->ended_on : trial->started_on;
      n += strcmp (tide_trial_response_codes[trial->response], "none") == 0
           && (!tide_date_is_known (ended) || ended <= start);
    }
  for (guint i = 0; i < at; i++)
    {
      const TideCourseEvent *response = &fold->events[i].events[TIDE_COURSE_RESPONSE];
      n += response->status == TIDE_EVENT_CENSORED && fold->events[i].n_ratings > 0;
    }
  return n;
}

/* --- ratings --- */

static gboolean
counts (const TideVisitOutcome *visit)
{
  return !visit->passed_over && !visit->too_fresh && visit->state != TIDE_STATE_BASELINE
         && !isnan (visit->days) && visit->days > 0;
}

/* The rating nearest to the week; of two as near, the earlier. */
static void
fold_window (TideCohortRow *row, const GPtrArray *visits, guint w)
{
  const TideCohortWindow *window = &tide_cohort_windows[w];
  int nearest = G_MAXINT;
  row->window[w] = TIDE_COHORT_NO_SCORE;
  for (guint i = 0; i < visits->len; i++)
    {
      const TideVisitOutcome *visit = visits->pdata[i];
      int away = ABS (visit->day - 7 * window->week);
      if (!counts (visit) || visit->day < window->from_day || visit->day > window->to_day || away >= nearest)
        continue;
      nearest = away;
      row->window[w].units = visit->rating.value;
    }
  gboolean stopped = (row->end_day >= 0 && row->end_day < window->from_day)
                     || (row->until_day >= 0 && row->until_day < window->from_day);
  row->windows[w] = nearest < G_MAXINT                    ? TIDE_WINDOW_RATED
                    : stopped                             ? TIDE_WINDOW_STOPPED
                    : row->observed_days < window->to_day ? TIDE_WINDOW_NOT_YET_DUE
                                                          : TIDE_WINDOW_MISSED;
}

static guint8
get_rated_by (const TideRating *rating)
{
  G_STATIC_ASSERT (TIDE_RATING_SELF >> 2 == TIDE_RATED_BY_SELF
                   && TIDE_RATING_INDEPENDENT >> 2 == TIDE_RATED_BY_INDEPENDENT);
  guint kinds = (rating->flags >> 2) & 0xf;
  return (guint8) (kinds != 0 ? kinds : TIDE_RATED_BY_UNKNOWN);
}

/* The day on which it was taken: hours rounded to days would name the one before, or the one after. */
static gint16
day_of (const TideVisitOutcome *visit)
{
  return (gint16) CLAMP (visit->day, -1, G_MAXINT16);
}

static void
fold_visits (const Fold *fold, guint index, TideCohortRow *row)
{
  g_autoptr (GPtrArray) visits = tide_outcome_list_visits (fold->outcome, (int) index);
  const TideVisitOutcome *last = NULL;
  int baseline = fold->outcome->courses[index].baseline;
  if (baseline >= 0)
    row->rated_by = get_rated_by (&fold->outcome->visits[baseline].rating);
  for (guint i = 0; i < visits->len; i++)
    {
      const TideVisitOutcome *visit = visits->pdata[i];
      if (!counts (visit))
        continue;
      for (guint bit = 0; bit < TIDE_N_MARKS; bit++)
        row->marks[bit] += (visit->marks & (1u << bit)) != 0 && row->marks[bit] < G_MAXUINT8;
      row->rated_by |= get_rated_by (&visit->rating);
      last = visit;
      if (!tide_cohort_score_is_known (row->best) || visit->rating.value < row->best.units)
        {
          row->best.units = visit->rating.value;
          row->best_days = (float) visit->days;
        }
    }
  if (last != NULL)
    {
      row->last.units = last->rating.value;
      row->last_days = (float) last->days;
      row->last_day = day_of (last);
      row->last_state = (guint8) last->state;
      row->last_holds = (last->meets & TIDE_MEETS_RESPONSE) != 0;
    }
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    fold_window (row, visits, w);
}

/* --- events and fate --- */

static gint32
to_seconds (double days)
{
  return isnan (days) ? -1 : (gint32) MIN (round (days * 86400), (double) G_MAXINT32);
}

static void
fold_events (const TideCourseEvents *events, TideCohortRow *row)
{
  for (guint i = 0; i < TIDE_N_COURSE_EVENTS; i++)
    {
      const TideCourseEvent *event = &events->events[i];
      row->events[i] = (TideCohortEvent){ .lower = to_seconds (event->lower_days),
                                          .upper = to_seconds (event->upper_days),
                                          .status = (guint8) event->status & 3,
                                          .why = (guint8) event->why & 31,
                                          .confirmed = event->confirmed != FALSE };
    }
  row->n_ratings = (guint16) events->n_ratings;
  row->n_recall = (guint16) events->n_recall;
  row->gap_days = (float) events->gap_days;
}

static TideFate
find_fate (const TideCourseOutcome *period, const TideCourseEvents *events)
{
  const TideCourseEvent *response = &events->events[TIDE_COURSE_RESPONSE];
  if (response->why == TIDE_WHY_PLANNED)
    return TIDE_FATE_PLANNED;
  if (response->status == TIDE_EVENT_SEEN)
    return TIDE_FATE_RESPONDED;
  if (period->baseline < 0 || response->why == TIDE_WHY_NO_BASELINE || response->why == TIDE_WHY_AT_FLOOR)
    return TIDE_FATE_NO_BASELINE;
  if (response->status == TIDE_EVENT_EXCLUDED)
    return TIDE_FATE_NOT_RATED;
  /* Whoever left, or was followed no further, before the day of the verdict stays without one: it does not
   * come by waiting (F12).  Ratings that do not count for response, as those after the stop, do not bring it.
   */
  TideInstant until = period->too_early_until;
  gboolean early = tide_instant_is_known (until)
                   && tide_instant_get_date (period->day0) + (TideDate) response->lower_days
                        < tide_instant_get_date (until);
  return early ? TIDE_FATE_TOO_EARLY : TIDE_FATE_NOT_RESPONDED;
}

/* --- the row --- */

static void
fold_course (const Fold *fold, const TideCourseOutcome *period, TideCohortRow *row)
{
  const TideCourse *course = period->course;
  TideDate start = tide_instant_get_date (period->day0);
  row->course_id = course->base.id;
  row->named = course->target_instrument != NULL;
  row->condition = tide_cohort_condition_of (get_condition (fold->history, course));
  row->arms = (guint16) get_arms (period);
  row->route = (guint8) course->route;
  row->coverage = (guint8) course->coverage;
  row->end_reason = (guint8) course->end_reason;
  row->dropped_out = tide_end_reason_is_dropout (course->end_reason) != FALSE;
  row->line = course->line_of_treatment > 0 && course->line_of_treatment < 256
                ? (guint8) course->line_of_treatment
                : 0;
  row->wait_days = tide_course_get_wait (fold->history, course, fold->now).days;
  row->start = tide_instant_is_known (period->day0) ? start : TIDE_DATE_UNKNOWN;
  if (!tide_date_is_known (row->start))
    return;
  row->age = (gint16) tide_patient_get_age (fold->history->patient, start);
  row->end_day = find_end_day (fold, period, start);
  row->observed_days = MAX (tide_instant_get_date (fold->now) - start, 0);
  row->until_day = tide_instant_is_known (period->until) && period->until.utc <= fold->now.utc
                     ? tide_instant_get_date (period->until) - start
                     : -1;
  row->carry_over = is_carried_over (fold, period, start) != FALSE;
  row->background = (guint16) get_background (fold, period, start);
}

static void
fold_period (GArray *rows, const Fold *fold, guint index)
{
  const TideCourseOutcome *period = &fold->outcome->courses[index];
  const TideCourseEvents *events = &fold->events[index];
  TideCohortRow row;
  memset (&row, 0, sizeof row); /* the bytes between the fields, too: rows are compared whole */
  row.patient_id = fold->history->patient->base.id;
  row.baseline = period->baseline >= 0
                   ? (TideCohortScore){ fold->outcome->visits[period->baseline].rating.value }
                   : TIDE_COHORT_NO_SCORE;
  row.best = row.last = TIDE_COHORT_NO_SCORE;
  row.best_days = row.last_days = row.cost = row.response_weeks = NAN;
  row.watch_day = events->watch >= 0 ? day_of (&fold->outcome->visits[events->watch]) : -1;
  row.faded_day = events->faded >= 0 ? day_of (&fold->outcome->visits[events->faded]) : -1;
  row.end_day = row.until_day = row.age = row.last_day = -1;
  row.sex = (guint8) fold->history->patient->sex;
  fold_course (fold, period, &row);
  fold_events (events, &row);
  row.died = events->died != FALSE;
  row.low_baseline = period->baseline >= 0 && period->baseline_value < period->rule.low_baseline_below - 1e-9;
  row.at_floor = events->events[TIDE_COURSE_RESPONSE].why == TIDE_WHY_AT_FLOOR;
  row.fate = find_fate (period, events) & 7;
  fold_visits (fold, index, &row);
  if (tide_date_is_known (row.start))
    {
      row.n_failed = (guint16) count_failed (fold, index, row.start);
      count_sessions (fold, period, &row);
      count_effects (fold, period, &row);
    }
  add_costs (fold, period, &row);
  row.sequence = row.sequence_any = 1;
  for (guint i = rows->len; i > 0; i--)
    {
      const TideCohortRow *other = &g_array_index (rows, TideCohortRow, i - 1);
      if (other->patient_id != row.patient_id)
        break;
      if (other->arms != row.arms || other->fate == TIDE_FATE_PLANNED)
        continue;
      row.sequence_any++;
      row.sequence += other->dosed == row.dosed;
    }
  g_array_append_val (rows, row);
}

struct _TideCohortFolder
{
  TideOutcomeBook *book;
  TideEventOptions events;
};

TideCohortFolder *
tide_cohort_folder_new (TideInstrument *instrument, const TideThresholds *thresholds, TideInstant now,
                        const TideEventOptions *options)
{
  g_return_val_if_fail (instrument != NULL && thresholds != NULL, NULL);
  TideCohortFolder *self = g_new0 (TideCohortFolder, 1);
  self->events = options != NULL ? *options : tide_event_options_default ();
  self->book = tide_outcome_book_new (instrument, thresholds, now, &self->events.states);
  self->book->wordless = TRUE;
  return self;
}

void
tide_cohort_folder_free (TideCohortFolder *self)
{
  if (self == NULL)
    return;
  tide_outcome_book_free (self->book);
  g_free (self);
}

void
tide_cohort_folder_add (TideCohortFolder *self, GArray *rows, const TideHistory *history)
{
  g_return_if_fail (self != NULL && rows != NULL && history != NULL && history->patient != NULL);
  const TideOutcomeBook *book = self->book;
  g_autoptr (TideOutcome) outcome = tide_outcome_compute_from (self->book, history);
  g_autofree TideCourseEvents *events = tide_course_events_compute (
    outcome, history, book->instrument, book->thresholds, book->now, &self->events);
  Fold fold
    = { history, book->instrument, book->thresholds, book->now, outcome, events, book->companion_days };
  for (guint i = 0; i < outcome->n_courses; i++)
    if (tide_outcome_aims_at (&outcome->courses[i], book->instrument))
      fold_period (rows, &fold, i);
}

void
tide_cohort_fold (GArray *rows, const TideHistory *history, TideInstrument *instrument,
                  const TideThresholds *thresholds, TideInstant now, const TideEventOptions *options)
{
  g_autoptr (TideCohortFolder) folder = tide_cohort_folder_new (instrument, thresholds, now, options);
  tide_cohort_folder_add (folder, rows, history);
}
