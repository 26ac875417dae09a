/* tide-due-papers.c: what is due besides ratings: reviews, authorisations, consents, screenings, the
 * monitoring sheet of esketamine, the safety plan, sessions that nobody has integrated.
 */
#include "tide-due-private.h"
#include "tide-look-back.h"
#include "tide-screening-rules.h"

#include <math.h>
#include <string.h>

static gboolean
was_done (const TideReview *review)
{
  return review->result != 0 && review->result != tide_code_from_text (tide_review_result_codes, "not_done");
}

/* The newest that was done; reviews are by day. */
static const TideReview *
find_review (const TideHistory *history, int kind)
{
  const TideReview *newest = NULL;
  for (guint i = 0; i < history->reviews->len; i++)
    {
      const TideReview *review = history->reviews->pdata[i];
      if (review->kind == kind && was_done (review))
        newest = review;
    }
  return newest;
}

/* --- looks back of ketamine and esketamine --- */

static void
list_look (TideDueList *list, const TideCourse *course, guint look)
{
  TideLookBack back = tide_look_back_find (list->subject->history, list->subject->thresholds, course, look,
                                           TIDE_INSTANT_UNKNOWN);
  if (back.n_doses_of_course == 0) /* nothing new to look back on */
    return;
  TideDate due
    = tide_date_is_known (back.due_by_doses) ? MIN (back.due_by_days, back.due_by_doses) : back.due_by_days;
  tide_due_list_add (list, TIDE_DUE_REVIEW, tide_review_kind_codes[back.kind], tide_due_utc_of_day (due),
                     TIDE_DUE_NEVER, course->base.id, back.last != NULL ? back.last->base.id : 0);
}

/* Other reviews come when the last one said so. */
static void
list_agreed_reviews (TideDueList *list)
{
  for (int kind = 1; tide_review_kind_codes[kind] != NULL; kind++)
    {
      const TideReview *review = find_review (list->subject->history, kind);
      gboolean looked = FALSE;
      for (guint i = 0; i < list->rows->len; i++)
        {
          const TideDue *due = list->rows->pdata[i];
          looked
            = looked
              || (due->kind == TIDE_DUE_REVIEW && strcmp (due->subject, tide_review_kind_codes[kind]) == 0);
        }
      if (!looked && review != NULL && tide_date_is_known (review->next_on))
        tide_due_list_add (list, TIDE_DUE_REVIEW, tide_review_kind_codes[kind],
                           tide_due_utc_of_day (review->next_on), TIDE_DUE_NEVER, review->course_id,
                           review->base.id);
    }
}

/* --- papers --- */

static gint32
count_treated (const TideHistory *history, const TideCourse *course)
{
  gint32 n = 0;
  for (guint i = 0; i < history->sessions->len; i++)
    n += tide_course_was_treated_by (course, history->sessions->pdata[i]);
  return n;
}

/* The day it ends, with the sessions that are left; used up, the next planned session. */
static void
list_authorisation (TideDueList *list, const TideCourse *course)
{
  const TideHistory *history = list->subject->history;
  gboolean counted = course->authorised_sessions != TIDE_INTEGER_UNKNOWN;
  gint32 left = counted ? (gint32) course->authorised_sessions - count_treated (history, course) : 0;
  if (tide_date_is_known (course->authorised_until))
    {
      TideDue *due = tide_due_list_add (list, TIDE_DUE_AUTHORISATION, "date",
                                        tide_due_utc_of_day (course->authorised_until), TIDE_DUE_NEVER,
                                        course->base.id, 0);
      due->number = left;
    }
  for (guint i = 0; counted && i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      if (!tide_course_is_planned_by (course, session) || --left >= 0)
        continue;
      tide_due_list_add (list, TIDE_DUE_AUTHORISATION, "sessions", tide_session_get_agreed (session).utc,
                         TIDE_DUE_NEVER, course->base.id, session->base.id);
      return;
    }
}

static gboolean
is_for (const TideConsent *consent, const TideCourse *course)
{
  if (consent->course_id != 0)
    return consent->course_id == course->base.id;
  return consent->arm == 0 || consent->arm == course->arm;
}

/* Of each kind the one that lasts longest; one without an end never runs out. */
static void
list_consents (TideDueList *list, const TideCourse *course)
{
  const GPtrArray *consents = list->subject->history->consents;
  for (int kind = 1; tide_consent_kind_codes[kind] != NULL; kind++)
    {
      const TideConsent *last = NULL;
      gboolean endless = FALSE;
      for (guint i = 0; i < consents->len; i++)
        {
          const TideConsent *consent = consents->pdata[i];
          if (consent->kind != kind || !is_for (consent, course)
              || tide_date_is_known (consent->withdrawn_on))
            continue;
          endless = endless || !tide_date_is_known (consent->expires_on);
          if (last == NULL || consent->expires_on > last->expires_on)
            last = consent;
        }
      if (last != NULL && !endless)
        tide_due_list_add (list, TIDE_DUE_CONSENT, tide_consent_kind_codes[kind],
                           tide_due_utc_of_day (last->expires_on), TIDE_DUE_NEVER, course->base.id,
                           last->base.id);
    }
}

/* The newest of the arm; without a day of its own it is valid as long as the clinic says. */
static void
list_screening (TideDueList *list, const TideCourse *course)
{
  const TideHistory *history = list->subject->history;
  for (guint i = 0; i < history->screenings->len; i++)
    {
      const TideScreening *screening = history->screenings->pdata[i];
      if (screening->arm != course->arm || !tide_instant_is_known (screening->taken))
        continue;
      TideDate end = tide_screening_rules_get_expiry (screening, list->subject->thresholds);
      tide_due_list_add (list, TIDE_DUE_SCREENING, tide_arm_codes[course->arm], tide_due_utc_of_day (end),
                         TIDE_DUE_NEVER, course->base.id, screening->base.id);
      return;
    }
}

/* Each dose of esketamine has a sheet that goes out within 7 days; a person says when it did. */
static void
list_monitoring (TideDueList *list, const TideCourse *course)
{
  const TideHistory *history = list->subject->history;
  int discharge = tide_code_from_text (tide_session_list_codes, "discharge");
  int yes = tide_code_from_text (tide_yes_no_codes, "yes");
  gint32 number = 0;
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = history->sessions->pdata[i];
      if (!tide_course_was_treated_by (course, session))
        continue;
      number++;
      const TideSessionAnswer *sent = tide_session_answer_find (history->session_answers, session->base.id,
                                                                discharge, "monitoring_sheet_sent");
      if ((sent != NULL && sent->answer == yes) || !tide_instant_is_known (session->discharged))
        continue;
      TideDate day = tide_instant_get_date (session->started) + 7;
      TideDue *due = tide_due_list_add (list, TIDE_DUE_ESKETAMINE_MONITORING, "", tide_due_utc_of_day (day),
                                        TIDE_DUE_NEVER, course->base.id, session->base.id);
      due->number = number;
    }
}

/* A dose that was prepared is to be integrated: chains that were begun and not closed (features F53). */
static void
list_integration (TideDueList *list, const TideCourse *course)
{
  const TideHistory *history = list->subject->history;
  int integration = tide_code_from_text (tide_session_kind_codes, "integration");
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *dose = history->sessions->pdata[i];
      gboolean prepared = FALSE, integrated = FALSE;
      if (!tide_course_was_treated_by (course, dose))
        continue;
      for (guint k = 0; k < history->sessions->len; k++)
        {
          const TideSession *other = history->sessions->pdata[k];
          if (other->chain_id != dose->base.id)
            continue;
          prepared = TRUE;
          integrated = integrated || (other->kind == integration && tide_session_took_place (other));
        }
      if (prepared && !integrated)
        tide_due_list_add (list, TIDE_DUE_INTEGRATION, "", dose->started.utc + TIDE_DUE_DAY, TIDE_DUE_NEVER,
                           course->base.id, dose->base.id);
    }
}

void
tide_due_list_papers (TideDueList *list)
{
  const TideHistory *history = list->subject->history;
  for (guint i = 0; i < history->courses->len; i++)
    {
      const TideCourse *course = history->courses->pdata[i];
      if (course->arm == TIDE_ARM_ESKETAMINE) /* also after the last dose */
        list_monitoring (list, course);
      if (!tide_due_course_is_open (course))
        continue;
      for (guint look = 0; tide_arm_is_ketamine ((TideArm) course->arm) && look < TIDE_N_LOOKS_BACK; look++)
        list_look (list, course, look);
      list_authorisation (list, course);
      list_consents (list, course);
      list_screening (list, course);
      if (tide_arm_is_ketamine ((TideArm) course->arm))
        list_integration (list, course);
    }
  list_agreed_reviews (list);
  if (history->safety_plans->len > 0)
    {
      const TideSafetyPlan *plan = history->safety_plans->pdata[0];
      if (tide_date_is_known (plan->review_on))
        tide_due_list_add (list, TIDE_DUE_SAFETY_PLAN_REVIEW, "", tide_due_utc_of_day (plan->review_on),
                           TIDE_DUE_NEVER, 0, plan->base.id);
    }
}
