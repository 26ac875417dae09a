/* tide-time-alerts.c: alerts that no entry raises: what should have been asked by now and was not, what runs
 * out (clinical.md 8: A8, A7's repeats, looks back, expiries).
 */
#include "tide-chart-alerts-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-alert-rules.h"
#include "tide-course-facts.h"
#include "tide-exposure-watch.h"
#include "tide-screening-rules.h"

/* --- suicide screens --- */

static gboolean
asked_all_of_suicide (const TideSafetyCase *subject, const TideAssessmentData *data)
{
  TideInstrument *instrument
    = subject->library != NULL ? tide_library_lookup (subject->library, data->instrument_id) : NULL;
  if (instrument == NULL || data->answers == NULL)
    return FALSE;
  g_autoptr (GPtrArray) items = tide_instrument_list_suicide_items (instrument);
  g_autofree TideAnswer *answers = g_new0 (TideAnswer, tide_instrument_get_n_items (instrument) + 1);
  if (items->len == 0 || !tide_answers_from_text (instrument, data->answers, answers, NULL))
    return FALSE;
  g_autoptr (TideScores) scores = tide_instrument_compute (instrument, answers, TIDE_SEX_UNKNOWN);
  g_autoptr (GArray) findings = tide_instrument_find_safety (instrument, answers, scores, TIDE_SEX_UNKNOWN);
  for (guint i = 0; i < findings->len; i++)
    if (g_array_index (findings, TideFinding, i).not_assessed)
      return FALSE;
  return TRUE;
}

/* Not after it, as far as the clocks tell. */
static gboolean
is_up_to (TideInstant taken, TideInstant until)
{
  if (tide_instant_has_clock (taken) && tide_instant_has_clock (until))
    return taken.utc <= until.utc;
  return tide_instant_get_date (taken) <= tide_instant_get_date (until);
}

const TideAssessmentData *
tide_suicide_screen_find_last (const TideSafetyCase *subject, TideInstant until)
{
  g_return_val_if_fail (subject != NULL && tide_instant_is_known (until), NULL);
  const GPtrArray *all = subject->history->assessments;
  for (guint i = all->len; i > 0; i--)
    {
      const TideAssessmentData *data = g_ptr_array_index (all, i - 1);
      if (tide_assessment_data_is_current (data) && is_up_to (data->taken, until)
          && asked_all_of_suicide (subject, data))
        return data;
    }
  return NULL;
}

/* How long before @when the last screen was; -1: there was none. */
static int
count_days_since_screen (const TideSafetyCase *subject, TideInstant when)
{
  const TideAssessmentData *last = tide_suicide_screen_find_last (subject, when);
  return last != NULL ? tide_instant_get_date (when) - tide_instant_get_date (last->taken) : -1;
}

static void
judge_dose (GPtrArray *list, const TideSafetyCase *subject, const TideSession *session, TideInstant dose)
{
  int limit = (int) tide_thresholds_get (subject->thresholds, "suicide_screen_days");
  int days = count_days_since_screen (subject, dose);
  if (days >= 0 && days <= limit)
    return;
  g_autofree char *when = tide_instant_to_words (dose);
  TideAlert *alert = tide_chart_alert_add (
    list, subject, "A8", TIDE_LEVEL_AMBER, subject->now, g_strdup ("suicide_screen"),
    g_strdup_printf (_ ("No suicide screen in the %d days before the dose of %s"), limit, when));
  alert->session_id = session->base.id;
}

/* Doses that are agreed for today, and those of the last days that were begun without. */
static void
find_unscreened_doses (GPtrArray *list, const TideSafetyCase *subject)
{
  TideDate today = tide_instant_get_date (subject->now);
  int limit = (int) tide_thresholds_get (subject->thresholds, "suicide_screen_days");
  for (guint i = 0; i < subject->history->sessions->len; i++)
    {
      const TideSession *session = subject->history->sessions->pdata[i];
      const TideCourse *course = tide_history_find_course (subject->history, session->course_id);
      if (course == NULL || !tide_arm_is_ketamine ((TideArm) course->arm))
        continue;
      TideInstant agreed = tide_session_get_agreed (session);
      if (tide_course_was_treated_by (course, session))
        {
          TideDate ago = today - tide_instant_get_date (session->started);
          if (ago >= 0 && ago <= limit)
            judge_dose (list, subject, session, session->started);
        }
      else if (tide_course_is_planned_by (course, session) && tide_instant_is_known (agreed)
               && tide_instant_get_date (agreed) == today)
        judge_dose (list, subject, session, agreed);
    }
}

/* An age that is not known may be below the limit. */
static gboolean
is_young (const TideSafetyCase *subject, TideDate day)
{
  const TidePatient *patient = subject->history->patient;
  int age = patient != NULL ? tide_date_age (patient->birth_date, day) : -1;
  return age < (int) tide_thresholds_get (subject->thresholds, "new_antidepressant_age_below");
}

static void
judge_new_antidepressant (GPtrArray *list, const TideSafetyCase *subject, const TideRecord *source,
                          const char *name, TideDate first)
{
  TideDate today = tide_instant_get_date (subject->now);
  int limit = (int) tide_thresholds_get (subject->thresholds, "suicide_screen_days");
  if (!tide_date_is_known (first) || first > today
      || today - first > tide_thresholds_get (subject->thresholds, "new_antidepressant_days")
      || !is_young (subject, first))
    return;
  int screened = count_days_since_screen (subject, subject->now);
  int waited = screened >= 0 && screened < today - first ? screened : today - first;
  if (waited <= limit)
    return;
  g_autofree char *word = g_strdup_printf ("suicide_screen#%s-%" G_GINT64_FORMAT "-%d", source->klass->table,
                                           source->id, (today - first - 1) / MAX (limit, 1));
  tide_chart_alert_add (list, subject, "A8", TIDE_LEVEL_AMBER, subject->now, g_steal_pointer (&word),
                        g_strdup_printf (_ ("No suicide screen for %d days, %s is new"), waited, name));
}

static gboolean
is_antidepressant (const TideSafetyCase *subject, const char *drug)
{
  static const char *const classes[] = { "ssri", "snri", "tricyclic", "maoi", "antidepressant" };
  for (guint i = 0; drug != NULL && i < G_N_ELEMENTS (classes); i++)
    if (tide_safety_rules_is_of_class (subject->rules, drug, classes[i]))
      return TRUE;
  return FALSE;
}

static void
find_unscreened_starts (GPtrArray *list, const TideSafetyCase *subject)
{
  const TideHistory *history = subject->history;
  TideDate today = tide_instant_get_date (subject->now);
  int background = tide_code_from_text (tide_course_role_codes, "background");
  for (guint i = 0; i < history->courses->len; i++)
    {
      const TideCourse *course = history->courses->pdata[i];
      gboolean is_drug = course->arm == TIDE_ARM_SSRI || course->arm == TIDE_ARM_ANTIDEPRESSANT;
      gboolean over = tide_date_is_known (course->ended_on) && course->ended_on <= today;
      g_autofree char *title = is_drug ? tide_course_dup_title (course) : NULL;
      if (is_drug && !over && course->role != background)
        judge_new_antidepressant (list, subject, &course->base, title,
                                  tide_course_get_first_day (history, course));
    }
  for (guint i = 0; i < history->medications->len; i++)
    {
      const TideMedication *medication = history->medications->pdata[i];
      if (tide_medication_is_taken_on (medication, today) && is_antidepressant (subject, medication->drug))
        judge_new_antidepressant (list, subject, &medication->base, medication->drug, medication->started_on);
    }
}

/* --- A7: until it is done --- */

static gboolean
is_rated_later (const TideHistory *history, const TideAssessmentData *data)
{
  for (guint i = 0; i < history->assessments->len; i++)
    {
      const TideAssessmentData *other = history->assessments->pdata[i];
      if (other != data && tide_assessment_data_is_current (other)
          && g_strcmp0 (other->instrument_id, data->instrument_id) == 0
          && tide_instant_compare (other->taken, data->taken) > 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_item_missing (const TideSafetyCase *subject, const TideAssessmentData *data, const char *item_id)
{
  TideInstrument *instrument
    = subject->library != NULL ? tide_library_lookup (subject->library, data->instrument_id) : NULL;
  int item = instrument != NULL && item_id != NULL ? tide_instrument_find_item (instrument, item_id) : -1;
  if (item < 0 || data->answers == NULL)
    return FALSE;
  g_autofree TideAnswer *answers = g_new0 (TideAnswer, tide_instrument_get_n_items (instrument) + 1);
  return tide_answers_from_text (instrument, data->answers, answers, NULL)
         && tide_instrument_item_is_asked (instrument, answers, (guint) item)
         && answers[item].state == TIDE_ANSWER_MISSING;
}

/* Answered today, or waiting still: one at a time, and not twice on a day. */
static gboolean
is_at_rest (const TideHistory *history, gint64 rating, const char *item_id, TideDate today)
{
  for (guint i = 0; i < history->alerts->len; i++)
    {
      const TideAlert *alert = history->alerts->pdata[i];
      if (strcmp (alert->rule, "A7") != 0 || g_strcmp0 (alert->item_id, item_id) != 0)
        continue;
      const TideAssessmentData *source = tide_alert_rules_find_source (history, alert);
      if (source == NULL || source->base.id != rating)
        continue;
      if (tide_alert_is_open (alert) || tide_instant_get_date (alert->acted) >= today)
        return TRUE;
    }
  return FALSE;
}

static void
repeat_not_assessed (GPtrArray *list, const TideSafetyCase *subject)
{
  const TideHistory *history = subject->history;
  TideDate today = tide_instant_get_date (subject->now);
  g_autofree char *day = tide_date_to_iso (today);
  for (guint i = 0; i < history->alerts->len; i++)
    {
      const TideAlert *alert = history->alerts->pdata[i];
      if (strcmp (alert->rule, "A7") != 0 || alert->historical || !alert->resolved || alert->subject != NULL)
        continue;
      const TideAssessmentData *source = tide_alert_rules_find_source (history, alert);
      if (source == NULL || !tide_assessment_data_is_current (source) || is_rated_later (history, source)
          || !is_item_missing (subject, source, alert->item_id)
          || is_at_rest (history, source->base.id, alert->item_id, today))
        continue;
      TideAlert *again = tide_chart_alert_add (list, subject, "A7", TIDE_LEVEL_YELLOW, subject->now,
                                               g_strdup_printf ("%s#%s", alert->item_id, day), NULL);
      again->assessment_id = source->base.id;
      again->instrument_id = g_strdup (source->instrument_id);
      again->item_id = g_strdup (alert->item_id);
    }
}

/* --- looks back and expiries --- */

static void
find_due_reviews (GPtrArray *list, const TideSafetyCase *subject)
{
  g_autoptr (GPtrArray) dues = tide_exposure_watch_list_reviews (subject);
  for (guint i = 0; i < dues->len; i++)
    {
      const TideReviewDue *due = g_ptr_array_index (dues, i);
      TideDate today = tide_instant_get_date (subject->now);
      gboolean over = tide_date_is_known (due->course->ended_on) && due->course->ended_on < today;
      if (!due->due || over)
        continue;
      g_autofree char *day = tide_date_to_iso (due->due_on);
      tide_chart_alert_add (list, subject, "review", TIDE_LEVEL_YELLOW, subject->now,
                            g_strdup_printf ("%s#course-%" G_GINT64_FORMAT "-%s",
                                             tide_review_kind_codes[due->kind], due->course->base.id, day),
                            g_strdup (due->words));
    }
}

static gboolean
is_running (const TideCourse *course, TideDate today)
{
  gboolean over = tide_date_is_known (course->ended_on) && course->ended_on < today;
  return !over && !(tide_date_is_known (course->started_on) && course->started_on > today);
}

/* @until is the last day on which it holds; @word is taken. */
static void
judge_expiry (GPtrArray *list, const TideSafetyCase *subject, TideDate until, const char *what, char *word)
{
  TideDate today = tide_instant_get_date (subject->now);
  if (until - today > tide_thresholds_get (subject->thresholds, "authorisation_warning_days"))
    {
      g_free (word);
      return;
    }
  g_autofree char *day = tide_date_to_words (until);
  tide_chart_alert_add (
    list, subject, "expiry", TIDE_LEVEL_YELLOW, subject->now, word,
    g_strdup_printf (until < today ? _ ("%s ended on %s") : _ ("%s ends on %s"), what, day));
}

static void
find_ending_authorisations (GPtrArray *list, const TideSafetyCase *subject)
{
  TideDate today = tide_instant_get_date (subject->now);
  for (guint i = 0; i < subject->history->courses->len; i++)
    {
      const TideCourse *course = subject->history->courses->pdata[i];
      if (!is_running (course, today) || !tide_date_is_known (course->authorised_until))
        continue;
      g_autofree char *title = tide_course_dup_title (course);
      g_autofree char *what = g_strdup_printf (_ ("%s: the authorisation"), title);
      g_autofree char *day = tide_date_to_iso (course->authorised_until);
      judge_expiry (list, subject, course->authorised_until, what,
                    g_strdup_printf ("authorisation#course-%" G_GINT64_FORMAT "-%s", course->base.id, day));
    }
}

/* Whether a treatment that runs today rests on it. */
static gboolean
is_needed (const TideHistory *history, const TideConsent *consent, TideDate today)
{
  for (guint i = 0; i < history->courses->len; i++)
    {
      const TideCourse *course = history->courses->pdata[i];
      gboolean meant = consent->course_id != 0 ? course->base.id == consent->course_id
                                               : consent->arm == 0 || course->arm == consent->arm;
      if (meant && is_running (course, today))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_renewed (const TideHistory *history, const TideConsent *consent)
{
  for (guint i = 0; i < history->consents->len; i++)
    {
      const TideConsent *other = history->consents->pdata[i];
      if (other != consent && other->kind == consent->kind && other->course_id == consent->course_id
          && other->arm == consent->arm && !tide_date_is_known (other->withdrawn_on)
          && (!tide_date_is_known (other->expires_on) || other->expires_on > consent->expires_on))
        return TRUE;
    }
  return FALSE;
}

static void
find_ending_consents (GPtrArray *list, const TideSafetyCase *subject)
{
  TideDate today = tide_instant_get_date (subject->now);
  for (guint i = 0; i < subject->history->consents->len; i++)
    {
      const TideConsent *consent = subject->history->consents->pdata[i];
      if (!tide_date_is_known (consent->expires_on) || tide_date_is_known (consent->withdrawn_on)
          || !is_needed (subject->history, consent, today) || is_renewed (subject->history, consent))
        continue;
      g_autofree char *what
        = g_strdup_printf (_ ("The consent (%s)"), tide_consent_kind_get_label (consent->kind));
      judge_expiry (list, subject, consent->expires_on, what,
                    tide_chart_alert_dup_subject ("consent", &tide_consent_class, consent->base.id));
    }
}

static void
find_ending_screenings (GPtrArray *list, const TideSafetyCase *subject)
{
  static const TideArm arms[] = { TIDE_ARM_KETAMINE, TIDE_ARM_ESKETAMINE };
  TideDate today = tide_instant_get_date (subject->now);
  for (guint a = 0; a < G_N_ELEMENTS (arms); a++)
    {
      gboolean running = FALSE;
      for (guint i = 0; i < subject->history->courses->len; i++)
        {
          const TideCourse *course = subject->history->courses->pdata[i];
          running |= course->arm == (int) arms[a] && is_running (course, today);
        }
      g_autoptr (TideScreeningState) state
        = running ? tide_screening_rules_judge (subject, arms[a], today) : NULL;
      if (state == NULL || state->screening == NULL || !tide_date_is_known (state->expires_on))
        continue;
      g_autofree char *what = g_strdup_printf (_ ("The screening for %s"), tide_arm_get_label (arms[a]));
      judge_expiry (
        list, subject, state->expires_on, what,
        tide_chart_alert_dup_subject ("screening", &tide_screening_class, state->screening->base.id));
    }
}

GPtrArray *
tide_time_alerts_find (const TideSafetyCase *subject)
{
  g_return_val_if_fail (subject != NULL, NULL);
  GPtrArray *list = g_ptr_array_new_with_free_func (tide_record_free);
  /* The dead are asked for nothing; what an entry raised stays. */
  if (tide_history_get_death (subject->history, NULL))
    return list;
  find_unscreened_doses (list, subject);
  find_unscreened_starts (list, subject);
  repeat_not_assessed (list, subject);
  find_due_reviews (list, subject);
  find_ending_authorisations (list, subject);
  find_ending_consents (list, subject);
  find_ending_screenings (list, subject);
  return list;
}
