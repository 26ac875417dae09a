/* tide-due.c: ratings and screens by the schedules of the courses. */
#include "tide-due.h"

#include <math.h>
#include <string.h>

#include "tide-due-private.h"

const TideRecordClass *const tide_due_classes[] = { &tide_patient_class,
                                                    &tide_diagnosis_class,
                                                    &tide_course_class,
                                                    &tide_session_class,
                                                    &tide_assessment_data_class,
                                                    &tide_schedule_class,
                                                    &tide_review_class,
                                                    &tide_consent_class,
                                                    &tide_screening_class,
                                                    &tide_session_answer_class,
                                                    &tide_safety_plan_class,
                                                    &tide_event_class,
                                                    NULL };

gboolean
tide_due_depends_on (const TideRecordClass *klass)
{
  for (guint i = 0; tide_due_classes[i] != NULL; i++)
    if (tide_due_classes[i] == klass)
      return TRUE;
  return FALSE;
}

TideDue *
tide_due_list_add (TideDueList *list, TideDueKind kind, const char *subject, gint64 due_utc, gint64 until_utc,
                   gint64 course_id, gint64 ref_id)
{
  TideDue *due = tide_due_new (kind, subject, due_utc, until_utc);
  due->patient_id = list->subject->history->patient->base.id;
  due->course_id = course_id;
  due->ref_id = ref_id;
  g_ptr_array_add (list->rows, due);
  return due;
}

gint64
tide_due_utc_of_day (TideDate day)
{
  return (gint64) day * TIDE_DUE_DAY;
}

gboolean
tide_due_course_is_open (const TideCourse *course)
{
  return !tide_date_is_known (course->ended_on);
}

/* --- one schedule, from the rules or of the course --- */

typedef struct
{
  TideDueList *list;
  const TideCourse *course;
  GPtrArray *treated; /* TideSession that gave the treatment, by time */
  TideInstant day0;   /* unknown: the course has not begun, or nobody knows when */
} CourseDue;

typedef struct
{
  const char *instrument;
  TideDueKind kind;
  TideScheduleRule rule;
  gint64 session_number;
  double from_days, until_days, every_days, age_below;
} Rule;

/* A window in days from its anchor.  Where the anchor or a rating is known by the day only, or the window
 * begins after whole days, calendar days count: what is due "on day 7" may be done on the morning of day 7.
 */
typedef struct
{
  TideInstant anchor;
  gint64 from, until; /* UTC; until excluded */
  gboolean by_day;
} Window;

static Window
make_window (TideInstant anchor, double from_days, double until_days)
{
  Window window = { anchor, 0, TIDE_DUE_NEVER, FALSE };
  window.by_day
    = anchor.precision == TIDE_PRECISION_DAY || (from_days >= 1 && from_days == floor (from_days));
  window.from = anchor.utc + (gint64) llround (from_days * (double) TIDE_DUE_DAY);
  if (!isnan (until_days))
    window.until = anchor.utc + (gint64) llround (until_days * (double) TIDE_DUE_DAY);
  return window;
}

static TideDate
get_day (const Window *window, gint64 utc)
{
  TideInstant instant = window->anchor;
  instant.utc = utc;
  return tide_instant_get_date (instant);
}

static gboolean
is_within (const Window *window, TideInstant taken)
{
  if (!window->by_day && taken.precision != TIDE_PRECISION_DAY)
    return taken.utc >= window->from && taken.utc < window->until;
  TideDate day = tide_instant_get_date (taken);
  if (day < get_day (window, window->from))
    return FALSE;
  /* The last day ends with its moment; a rating known by the day alone has the benefit of the doubt. */
  if (window->until == TIDE_DUE_NEVER || taken.utc < window->until)
    return TRUE;
  return taken.precision == TIDE_PRECISION_DAY && day == get_day (window, window->until);
}

static gboolean
is_rating_of (const TideAssessmentData *data, const char *instrument)
{
  return tide_assessment_data_is_current (data) && tide_instant_is_known (data->taken)
         && g_strcmp0 (data->instrument_id, instrument) == 0;
}

static gboolean
is_rated (const CourseDue *self, const char *instrument, const Window *window)
{
  const GPtrArray *assessments = self->list->subject->history->assessments;
  for (guint i = 0; i < assessments->len; i++)
    {
      const TideAssessmentData *data = assessments->pdata[i];
      if (is_rating_of (data, instrument) && is_within (window, data->taken))
        return TRUE;
    }
  return FALSE;
}

/* Nothing new is asked for once the course is over, or the patient old enough. */
static gboolean
is_asked (const CourseDue *self, const Rule *rule, const Window *window)
{
  TideDate day = get_day (window, window->from);
  if (tide_date_is_known (self->course->ended_on) && day > self->course->ended_on)
    return FALSE;
  if (isnan (rule->age_below))
    return TRUE;
  int age = tide_date_age (self->list->subject->history->patient->birth_date, day);
  return age >= 0 && age < rule->age_below;
}

static void
add_window (const CourseDue *self, const Rule *rule, const Window *window, gint64 ref_id, gint32 number)
{
  if (!is_asked (self, rule, window) || is_rated (self, rule->instrument, window))
    return;
  /* What has no end of its own ends with the course. */
  if (window->until == TIDE_DUE_NEVER && !tide_due_course_is_open (self->course))
    return;
  TideDue *due = tide_due_list_add (self->list, rule->kind, rule->instrument, window->from, window->until,
                                    self->course->base.id, ref_id);
  due->number = number;
}

static void
apply_after_session (const CourseDue *self, const Rule *rule)
{
  for (guint i = 0; i < self->treated->len; i++)
    {
      const TideSession *session = self->treated->pdata[i];
      if (rule->session_number != TIDE_INTEGER_UNKNOWN && rule->session_number != (gint64) i + 1)
        continue;
      Window window = make_window (session->started, rule->from_days, rule->until_days);
      add_window (self, rule, &window, session->base.id, (gint32) i + 1);
    }
}

/* Until the session itself; what was planned and never decided is asked for no longer either. */
static void
apply_before_session (const CourseDue *self, const Rule *rule)
{
  const GPtrArray *sessions = self->list->subject->history->sessions;
  for (guint i = 0; i < sessions->len; i++)
    {
      const TideSession *session = sessions->pdata[i];
      if (!tide_course_is_planned_by (self->course, session))
        continue;
      TideInstant agreed = tide_session_get_agreed (session);
      Window window = make_window (agreed, -rule->from_days, NAN);
      /* Of a session known by its day alone a rating on that day is still before it. */
      window.until = agreed.utc + (agreed.precision == TIDE_PRECISION_DAY ? TIDE_DUE_DAY / 2 : 1);
      add_window (self, rule, &window, session->base.id, 0);
    }
}

static void
apply_every (const CourseDue *self, const Rule *rule)
{
  const GPtrArray *assessments = self->list->subject->history->assessments;
  TideInstant last = TIDE_INSTANT_UNKNOWN;
  if (!tide_instant_is_known (self->day0) || !tide_due_course_is_open (self->course))
    return;
  for (guint i = 0; i < assessments->len; i++)
    {
      const TideAssessmentData *data = assessments->pdata[i];
      if (is_rating_of (data, rule->instrument) && data->taken.utc > self->day0.utc
          && tide_instant_compare (data->taken, last) > 0)
        last = data->taken;
    }
  gboolean rated = tide_instant_is_known (last);
  Window window
    = rated ? make_window (last, rule->every_days, NAN) : make_window (self->day0, rule->from_days, NAN);
  if (is_asked (self, rule, &window))
    tide_due_list_add (self->list, rule->kind, rule->instrument, window.from, TIDE_DUE_NEVER,
                       self->course->base.id, 0);
}

static void
apply_from_start (const CourseDue *self, const Rule *rule)
{
  if (!tide_instant_is_known (self->day0))
    return;
  Window window = make_window (self->day0, rule->from_days, rule->until_days);
  add_window (self, rule, &window, 0, 0);
}

static void
apply (const CourseDue *self, const Rule *rule)
{
  switch (rule->rule)
    {
    case TIDE_SCHEDULE_AFTER_SESSION:
      apply_after_session (self, rule);
      break;
    case TIDE_SCHEDULE_BEFORE_SESSION:
      apply_before_session (self, rule);
      break;
    case TIDE_SCHEDULE_EVERY:
      apply_every (self, rule);
      break;
    case TIDE_SCHEDULE_FROM_START:
      apply_from_start (self, rule);
      break;
    case TIDE_SCHEDULE_UNKNOWN:
    default:
      break;
    }
}

/* --- which schedules a course has --- */

/* By the course's indication; of bipolar disorder, and where no indication was recorded, by every diagnosis
 * that is not over. */
static gboolean
fits_condition (const CourseDue *self, char **conditions)
{
  const GPtrArray *diagnoses = self->list->subject->history->diagnoses;
  const char *const *wanted = (const char *const *) conditions;
  const char *own
    = self->course->indication != NULL ? tide_icd_get_condition (self->course->indication) : NULL;
  if (wanted == NULL || (own != NULL && g_strv_contains (wanted, own)))
    return TRUE;
  for (guint i = 0; i < diagnoses->len; i++)
    {
      const TideDiagnosis *diagnosis = diagnoses->pdata[i];
      const char *condition = diagnosis->code != NULL ? tide_icd_get_condition (diagnosis->code) : NULL;
      if (condition != NULL && !tide_date_is_known (diagnosis->resolved_on)
          && g_strv_contains (wanted, condition) && (own == NULL || strcmp (condition, "bipolar") == 0))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_own_schedule (const CourseDue *self, const char *instrument)
{
  const GPtrArray *schedules = self->list->subject->history->schedules;
  for (guint i = 0; i < schedules->len; i++)
    {
      const TideSchedule *schedule = schedules->pdata[i];
      if (schedule->course_id == self->course->base.id && g_strcmp0 (schedule->instrument, instrument) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
apply_defaults (const CourseDue *self)
{
  const GPtrArray *defaults = tide_session_rules_get_schedules (self->list->subject->rules);
  for (guint i = 0; i < defaults->len; i++)
    {
      const TideScheduleDefault *given = defaults->pdata[i];
      if ((given->arms != 0 && !(given->arms & (1u << self->course->arm)))
          || !fits_condition (self, given->conditions)
          || (given->kind == TIDE_DUE_RATING && has_own_schedule (self, given->instrument)))
        continue;
      Rule rule = { given->instrument, given->kind,       given->rule,       given->session_number,
                    given->from_days,  given->until_days, given->every_days, given->age_below };
      apply (self, &rule);
    }
}

static void
apply_own (const CourseDue *self)
{
  const GPtrArray *schedules = self->list->subject->history->schedules;
  for (guint i = 0; i < schedules->len; i++)
    {
      const TideSchedule *own = schedules->pdata[i];
      if (own->course_id != self->course->base.id || own->inactive)
        continue;
      Rule rule = { own->instrument,
                    TIDE_DUE_RATING,
                    (TideScheduleRule) own->rule,
                    own->session_number,
                    own->from_days,
                    own->until_days,
                    own->every_days,
                    NAN };
      apply (self, &rule);
    }
}

/* The first dose of ketamine or esketamine, else the first day of the course. */
static TideInstant
find_day0 (const CourseDue *self)
{
  if (tide_arm_is_ketamine ((TideArm) self->course->arm))
    return self->treated->len > 0 ? ((const TideSession *) self->treated->pdata[0])->started
                                  : TIDE_INSTANT_UNKNOWN;
  TideInstant day0 = TIDE_INSTANT_UNKNOWN;
  if (tide_date_is_known (self->course->started_on))
    /* Noon of UTC, so that no machine's zone makes another row of the same course. */
    day0 = (TideInstant){ tide_due_utc_of_day (self->course->started_on) + TIDE_DUE_DAY / 2, 0,
                          TIDE_PRECISION_DAY };
  return day0;
}

static void
list_course (TideDueList *list, const TideCourse *course)
{
  const GPtrArray *sessions = list->subject->history->sessions;
  g_autoptr (GPtrArray) treated = g_ptr_array_new ();
  for (guint i = 0; i < sessions->len; i++)
    if (tide_course_was_treated_by (course, sessions->pdata[i]))
      g_ptr_array_add (treated, sessions->pdata[i]);
  CourseDue self = { list, course, treated, TIDE_INSTANT_UNKNOWN };
  self.day0 = find_day0 (&self);
  apply_defaults (&self);
  apply_own (&self);
}

/* Two rules may ask for the same thing at the same time. */
static void
remove_twins (GPtrArray *rows)
{
  g_ptr_array_sort (rows, tide_due_compare);
  for (guint i = rows->len; i > 1; i--)
    {
      const TideDue *a = rows->pdata[i - 2], *b = rows->pdata[i - 1];
      if (a->due_utc == b->due_utc && a->kind == b->kind && strcmp (a->subject, b->subject) == 0
          && a->course_id == b->course_id && a->ref_id == b->ref_id && a->number == b->number)
        g_ptr_array_remove_index (rows, i - 2); /* the longer one stays */
    }
}

GPtrArray *
tide_due_compute (const TideDueCase *self)
{
  g_return_val_if_fail (self != NULL && self->history != NULL && self->history->patient != NULL, NULL);

  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_due_free);
  TideDueList list = { self, rows };
  /* The dead are asked for nothing. */
  if (tide_history_get_death (self->history, NULL))
    return rows;
  for (guint i = 0; i < self->history->courses->len; i++)
    list_course (&list, self->history->courses->pdata[i]);
  tide_due_list_papers (&list);
  remove_twins (rows);
  return rows;
}
