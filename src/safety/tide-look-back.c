/* tide-look-back.c: counts doses of ketamine and esketamine since the last look of each kind.
 */
#include "tide-look-back.h"

static const struct
{
  const char *kind, *threshold;
} looks[TIDE_N_LOOKS_BACK] = { { "urinary", "review_urinary_days" },
                               { "liver", "review_liver_days" },
                               { "cognition", "review_cognition_days" },
                               { "misuse", "review_misuse_days" } };

gboolean
tide_look_back_is_dose (const TideHistory *history, const TideSession *session, TideInstant until)
{
  if (!tide_instant_is_known (session->started)
      || (tide_instant_is_known (until) && tide_instant_compare (session->started, until) > 0))
    return FALSE;
  const TideCourse *course = tide_history_find_course (history, session->course_id);
  return course != NULL && tide_arm_is_ketamine ((TideArm) course->arm)
         && tide_session_is_treatment (session, (TideArm) course->arm);
}

static gboolean
is_by (TideDate day, TideInstant until)
{
  return tide_date_is_known (day) && (!tide_instant_is_known (until) || day <= tide_instant_get_date (until));
}

static const TideReview *
find_last (const TideHistory *history, int kind, TideInstant until)
{
  const TideReview *last = NULL;
  int not_done = tide_code_from_text (tide_review_result_codes, "not_done");
  for (guint i = 0; i < history->reviews->len; i++)
    {
      const TideReview *review = history->reviews->pdata[i];
      if (review->kind == kind && review->result != 0 && review->result != not_done
          && !review->entered_in_error && is_by (review->done_on, until)
          && (last == NULL || review->done_on >= last->done_on))
        last = review;
    }
  return last;
}

/* Sessions stand in their order of time, so that the n-th dose is met as the n-th. */
static void
count_doses (TideLookBack *self, const TideHistory *history, const TideCourse *course, TideInstant until,
             guint limit)
{
  TideDate first = TIDE_DATE_UNKNOWN;
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      if (!tide_look_back_is_dose (history, session, until))
        continue;
      TideDate day = tide_instant_get_date (session->started);
      gboolean own = session->course_id == course->base.id;
      first = tide_date_is_known (first) ? MIN (first, day) : day;
      if (own)
        self->last_dose = MAX (self->last_dose, day);
      if (self->last != NULL && day <= self->last->done_on)
        continue;
      self->n_doses_of_course += own;
      if (++self->n_doses == limit)
        self->due_by_doses = day;
    }
  self->since = self->last != NULL ? self->last->done_on : first;
}

TideLookBack
tide_look_back_find (const TideHistory *history, const TideThresholds *thresholds, const TideCourse *course,
                     guint look, TideInstant until)
{
  TideLookBack self = { .since = TIDE_DATE_UNKNOWN,
                        .last_dose = TIDE_DATE_UNKNOWN,
                        .due_by_days = TIDE_DATE_UNKNOWN,
                        .due_by_doses = TIDE_DATE_UNKNOWN };
  g_return_val_if_fail (history != NULL && course != NULL && look < TIDE_N_LOOKS_BACK, self);
  self.kind = tide_code_from_text (tide_review_kind_codes, looks[look].kind);
  self.threshold = looks[look].threshold;
  self.last = find_last (history, self.kind, until);
  count_doses (&self, history, course, until, (guint) tide_thresholds_get (thresholds, "review_sessions"));
  if (self.last != NULL && tide_date_is_known (self.last->next_on))
    self.due_by_days = self.last->next_on;
  else if (tide_date_is_known (self.since))
    self.due_by_days = self.since + (TideDate) tide_thresholds_get (thresholds, self.threshold);
  return self;
}
