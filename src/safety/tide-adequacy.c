/* tide-adequacy.c: the rules: what a trial needs, whether it had it, and the list in its sequence. */
#include "tide-adequacy-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-dose-rules.h"

const char *
tide_adequacy_get_label (TideAdequacy verdict)
{
  switch (verdict)
    {
    case TIDE_ADEQUACY_TOO_EARLY:
      return _ ("Too early");
    case TIDE_ADEQUACY_FAILED:
      return _ ("Adequate, failed");
    case TIDE_ADEQUACY_HELPED:
      return _ ("Adequate, helped");
    case TIDE_ADEQUACY_NOT_ADEQUATE:
      return _ ("Not adequate");
    case TIDE_ADEQUACY_NOT_TOLERATED:
      return _ ("Not tolerated");
    case TIDE_ADEQUACY_UNKNOWN:
    case TIDE_N_ADEQUACIES:
    default:
      return _ ("Not known");
    }
}

double
tide_adequacy_threshold (const TideAdequacyTask *task, const char *rule)
{
  return tide_thresholds_get (task->subject->thresholds, rule);
}

TideTruth
tide_range_at_least (TideRange range, double needed)
{
  if (tide_outcome_at_least (range.low, needed))
    return TIDE_TRUTH_YES;
  return tide_outcome_at_least (range.high, needed) ? TIDE_TRUTH_UNKNOWN : TIDE_TRUTH_NO;
}

TidePreset
tide_adequacy_get_preset (const TideSafetyCase *subject)
{
  g_return_val_if_fail (subject != NULL, TIDE_PRESET_DAYS);
  const TideDiagnosis *primary = tide_history_get_primary_diagnosis (subject->history);
  const char *condition = primary != NULL ? tide_icd_get_condition (primary->code) : NULL;
  return tide_preset_for_condition (subject->thresholds, condition);
}

/* --- what a trial needs --- */

static void
need (TideTrialVerdict *verdict, const char *id, TideRange range, double needed, const char *threshold)
{
  TideAdequacyItem item
    = { id, tide_range_at_least (range, needed), range.low, range.high, needed, threshold };
  g_array_append_val (verdict->items, item);
}

/* "good" is at least 80 %: another limit of the clinic can only be met by what the code says for sure. */
static TideTruth
judge_adherence (int adherence, double needed_percent)
{
  switch (adherence)
    {
    case 1:
      return needed_percent <= 80 ? TIDE_TRUTH_YES : TIDE_TRUTH_UNKNOWN;
    case 2:
    case 3:
      return needed_percent >= 80 ? TIDE_TRUTH_NO : TIDE_TRUTH_UNKNOWN;
    default:
      return TIDE_TRUTH_UNKNOWN;
    }
}

/* What was charted is what was prescribed: how it was taken is asked of a course here as of an earlier trial.
 */
static void
need_adherence (const TideAdequacyTask *task, TideTrialVerdict *verdict, const TideAmount *amount)
{
  const char *rule = "adequate_adherence_percent";
  double percent = tide_adequacy_threshold (task, rule);
  TideAdequacyItem item
    = { "adherence", judge_adherence (amount->adherence, percent), NAN, NAN, percent, rule };
  g_array_append_val (verdict->items, item);
}

static void
need_drug (const TideAdequacyTask *task, TideTrialVerdict *verdict, const TideAmount *amount)
{
  const TideDoseNeed *dose = &amount->need;
  if (task->preset == TIDE_PRESET_DAYS && verdict->arm != TIDE_ARM_AUGMENTATION)
    need (verdict, "days", amount->days, tide_adequacy_threshold (task, "too_early_days"), "too_early_days");
  need (verdict, "dose", dose->top ? amount->days_at_top : amount->days_at_target, dose->days,
        dose->threshold);
  need_adherence (task, verdict, amount);
}

static gboolean
names_one_of (const char *agent, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (tide_drug_names (agent, names[i]))
      return TRUE;
  return FALSE;
}

static void
need_sessions (const TideAdequacyTask *task, TideTrialVerdict *verdict, const TideAmount *amount)
{
  static const char *const ect[] = { "ECT", "electroconvulsive", NULL };
  static const char *const tms[] = { "TMS", "rTMS", "dTMS", "iTBS", "magnetic", NULL };
  const char *rule = NULL;
  if (verdict->arm == TIDE_ARM_KETAMINE)
    rule = "ketamine_sessions";
  else if (verdict->arm == TIDE_ARM_ESKETAMINE)
    rule = "esketamine_sessions";
  else if (verdict->arm == TIDE_ARM_NEUROMODULATION && names_one_of (verdict->agent, ect))
    rule = "ect_sessions";
  else if (verdict->arm == TIDE_ARM_NEUROMODULATION && names_one_of (verdict->agent, tms))
    rule = "tms_sessions";
  if (rule != NULL)
    need (verdict, "sessions", amount->sessions, tide_adequacy_threshold (task, rule), rule);
}

static void
add_needs (const TideAdequacyTask *task, TideTrialVerdict *verdict, const TideAmount *amount)
{
  if (tide_arm_has_daily_dose ((TideArm) verdict->arm))
    need_drug (task, verdict, amount);
  else if (verdict->arm == TIDE_ARM_CBT)
    {
      need (verdict, "sessions", amount->sessions, tide_adequacy_threshold (task, "cbt_sessions"),
            "cbt_sessions");
      need (verdict, "hours", amount->hours, tide_adequacy_threshold (task, "cbt_hours"), "cbt_hours");
      need (verdict, "exposure", amount->exposure_sessions,
            tide_adequacy_threshold (task, "cbt_exposure_sessions"), "cbt_exposure_sessions");
    }
  else
    need_sessions (task, verdict, amount);
}

/* One "no" decides; else one "not known" leaves it open. Without any rule nothing is known. */
static TideTruth
join_items (const GArray *items)
{
  TideTruth all = items->len > 0 ? TIDE_TRUTH_YES : TIDE_TRUTH_UNKNOWN;
  for (guint i = 0; i < items->len; i++)
    {
      TideTruth met = g_array_index (items, TideAdequacyItem, i).met;
      if (met == TIDE_TRUTH_NO)
        return TIDE_TRUTH_NO;
      if (met == TIDE_TRUTH_UNKNOWN)
        all = TIDE_TRUTH_UNKNOWN;
    }
  return all;
}

/* --- the verdict --- */

static TideAdequacy
conclude (const TideTrialVerdict *verdict, gboolean open)
{
  gboolean helped = verdict->adequate == TIDE_TRUTH_YES && verdict->failed == TIDE_TRUTH_NO;
  if (open && verdict->items->len > 0 && !helped)
    return TIDE_ADEQUACY_TOO_EARLY;
  if (verdict->adequate == TIDE_TRUTH_NO)
    return verdict->end_reason == tide_code_from_text (tide_end_reason_codes, "side_effects")
             ? TIDE_ADEQUACY_NOT_TOLERATED
             : TIDE_ADEQUACY_NOT_ADEQUATE;
  if (verdict->adequate == TIDE_TRUTH_UNKNOWN || verdict->failed == TIDE_TRUTH_UNKNOWN)
    return TIDE_ADEQUACY_UNKNOWN;
  return verdict->failed == TIDE_TRUTH_YES ? TIDE_ADEQUACY_FAILED : TIDE_ADEQUACY_HELPED;
}

/* A dose that nobody takes is a slip: what was really taken is not known, and proves nothing. */
static void
find_impossible (const TideAdequacyTask *task, TideTrialVerdict *verdict, const TideAmount *amount)
{
  if (!tide_arm_has_daily_dose ((TideArm) verdict->arm)
      || !tide_dose_rules_is_daily_impossible (tide_thresholds_get_doses (task->subject->thresholds),
                                               verdict->agent, amount->top_mg, &verdict->possible_mg))
    return;
  verdict->impossible_mg = amount->top_mg;
  for (guint i = 0; i < verdict->items->len; i++)
    {
      TideAdequacyItem *item = &g_array_index (verdict->items, TideAdequacyItem, i);
      if (strcmp (item->id, "dose") == 0)
        item->met = TIDE_TRUTH_UNKNOWN;
    }
}

static void
judge (const TideAdequacyTask *task, TideTrialVerdict *verdict, const TideAmount *amount)
{
  add_needs (task, verdict, amount);
  find_impossible (task, verdict, amount);
  verdict->adequate = join_items (verdict->items);
  TideDate today = tide_instant_get_date (task->subject->now);
  gboolean open
    = verdict->course != NULL && verdict->running && today < tide_adequacy_get_open_until (task, verdict);
  verdict->verdict = conclude (verdict, open);
  tide_adequacy_write_words (task, verdict, amount);
}

static TideTrialVerdict *
verdict_new (int arm, const char *agent, int route, char *title)
{
  TideTrialVerdict *verdict = g_new0 (TideTrialVerdict, 1);
  verdict->title = title;
  verdict->arm = arm;
  verdict->agent = agent;
  verdict->route = route;
  verdict->percent_fall = NAN;
  verdict->impossible_mg = verdict->possible_mg = NAN;
  verdict->items = g_array_new (FALSE, FALSE, sizeof (TideAdequacyItem));
  return verdict;
}

static void
verdict_free (gpointer data)
{
  TideTrialVerdict *verdict = data;
  g_free (verdict->title);
  g_free (verdict->words);
  g_free (verdict->source);
  g_free (verdict->missing);
  g_array_unref (verdict->items);
  g_free (verdict);
}

/* --- earlier trials --- */

static TideRange
exactly (double value)
{
  return isnan (value) ? TIDE_RANGE_UNKNOWN : (TideRange){ value, value };
}

static TideRange
exactly_count (gint64 value)
{
  return value == TIDE_INTEGER_UNKNOWN ? TIDE_RANGE_UNKNOWN : (TideRange){ (double) value, (double) value };
}

/* The dose recorded is the highest that was held, so at another target below it there were at least as many
 * days, and above it none. */
static TideAmount
measure_trial (const TideAdequacyTask *task, const TideTrial *trial)
{
  TideAmount amount = { .top_mg = trial->dose_mg_per_day, .adherence = trial->adherence };
  amount.need
    = tide_dose_need_of (task->subject->thresholds, task->preset, (TideArm) trial->arm, trial->agent);
  double needed_mg = amount.need.mg;
  amount.days = exactly (7 * trial->weeks);
  if (isnan (trial->weeks) && tide_date_is_known (trial->started_on) && tide_date_is_known (trial->ended_on))
    amount.days = exactly ((double) (trial->ended_on - trial->started_on));
  amount.days_at_top = exactly (7 * trial->weeks_at_dose);
  /* Whatever the whole was, the weeks at its highest dose are part of it. */
  if (isinf (amount.days.high))
    amount.days.low = MAX (amount.days.low, amount.days_at_top.low);
  amount.days_at_top.high = MIN (amount.days_at_top.high, MAX (amount.days.high, amount.days_at_top.low));
  amount.days_at_target = (TideRange){ 0, amount.days.high };
  if (!isnan (needed_mg) && !isnan (amount.top_mg))
    {
      gboolean reached = tide_outcome_at_least (amount.top_mg, needed_mg);
      amount.days_at_target.low = reached ? amount.days_at_top.low : 0;
      if (!reached)
        amount.days_at_target.high = 0;
      else if (!tide_outcome_at_least (amount.top_mg, needed_mg + 1e-6))
        amount.days_at_target.high = amount.days_at_top.high;
    }
  amount.sessions = exactly_count (trial->sessions);
  amount.exposure_sessions = exactly_count (trial->exposure_sessions);
  amount.exposure_sessions.high = MIN (amount.exposure_sessions.high, amount.sessions.high);
  amount.hours = exactly (trial->hours);
  return amount;
}

static TideState
state_of_response (int response)
{
  static const TideState states[] = { TIDE_STATE_NONE, TIDE_STATE_NO_RESPONSE, TIDE_STATE_PARTIAL,
                                      TIDE_STATE_RESPONSE, TIDE_STATE_REMISSION };
  return response >= 0 && response < (int) G_N_ELEMENTS (states) ? states[response] : TIDE_STATE_NONE;
}

/* By the fall, which is measured, else by the word.  "Partial" beside 22 % is a matter of words; "no
 * response" beside 60 %, or "response" beside 20 %, is a slip of one of them, and nobody knows of which. */
static TideTruth
has_failed (const TideAdequacyTask *task, const TideTrial *trial, gboolean *contradictory)
{
  TideState word = state_of_response (trial->response);
  gboolean small
    = !isnan (trial->percent_fall)
      && !tide_outcome_at_least (trial->percent_fall, tide_adequacy_threshold (task, "failed_percent_below"));
  *contradictory = !isnan (trial->percent_fall)
                   && (small ? word == TIDE_STATE_RESPONSE || word == TIDE_STATE_REMISSION
                             : word == TIDE_STATE_NO_RESPONSE);
  if (*contradictory || (isnan (trial->percent_fall) && word == TIDE_STATE_NONE))
    return TIDE_TRUTH_UNKNOWN;
  if (!isnan (trial->percent_fall))
    return small ? TIDE_TRUTH_YES : TIDE_TRUTH_NO;
  return word == TIDE_STATE_NO_RESPONSE ? TIDE_TRUTH_YES : TIDE_TRUTH_NO;
}

static void
add_trial (TideAdequacyTask *task, TideAdequacyList *list, const TideTrial *trial)
{
  TideTrialVerdict *verdict = verdict_new (trial->arm, trial->agent, 0, tide_trial_dup_title (trial));
  verdict->trial = trial;
  verdict->started_on = trial->started_on;
  verdict->ended_on = trial->ended_on;
  verdict->end_reason = trial->stop_reason;
  verdict->percent_fall = trial->percent_fall;
  verdict->best = state_of_response (trial->response);
  verdict->failed = has_failed (task, trial, &verdict->contradictory);
  TideAmount amount = measure_trial (task, trial);
  judge (task, verdict, &amount);
  g_ptr_array_add (list->trials, verdict);
}

/* --- courses of this clinic --- */

static void
add_course (TideAdequacyTask *task, TideAdequacyList *list, const TideCourse *course)
{
  TideTrialVerdict *verdict
    = verdict_new (course->arm, course->agent, course->route, tide_course_dup_title (course));
  verdict->course = course;
  verdict->end_reason = course->end_reason;
  TideAmount amount = tide_adequacy_measure_course (task, verdict);
  if (!tide_date_is_known (verdict->started_on)
      || verdict->started_on <= tide_instant_get_date (task->subject->now))
    {
      tide_adequacy_read_response (task, verdict);
      judge (task, verdict, &amount);
      g_ptr_array_add (list->trials, verdict);
    }
  else
    verdict_free (verdict);
}

static int
by_start (gconstpointer a, gconstpointer b)
{
  const TideTrialVerdict *x = *(TideTrialVerdict *const *) a, *y = *(TideTrialVerdict *const *) b;
  if (x->started_on != y->started_on)
    return x->started_on < y->started_on ? -1 : 1;
  /* Of one day, what was before this clinic comes first. */
  if ((x->trial != NULL) != (y->trial != NULL))
    return x->trial != NULL ? -1 : 1;
  gint64 id = TIDE_RECORD (x->trial != NULL ? (gpointer) x->trial : (gpointer) x->course)->id;
  gint64 other = TIDE_RECORD (y->trial != NULL ? (gpointer) y->trial : (gpointer) y->course)->id;
  return id < other ? -1 : id > other;
}

static void
count (TideAdequacyList *list)
{
  for (guint i = 0; i < list->trials->len; i++)
    {
      TideTrialVerdict *verdict = list->trials->pdata[i];
      gint64 line = verdict->course != NULL ? verdict->course->line_of_treatment : TIDE_INTEGER_UNKNOWN;
      verdict->line = line != TIDE_INTEGER_UNKNOWN && line > 0 ? (guint) line : i + 1;
      list->counts[verdict->verdict]++;
      if (verdict->verdict == TIDE_ADEQUACY_TOO_EARLY)
        continue;
      list->n_adequate += verdict->adequate == TIDE_TRUTH_YES;
      list->n_inadequate += verdict->adequate == TIDE_TRUTH_NO;
    }
}

TideAdequacyList *
tide_adequacy_judge (const TideSafetyCase *subject, TidePreset preset)
{
  g_return_val_if_fail (subject != NULL && subject->history != NULL && subject->thresholds != NULL
                          && subject->rules != NULL,
                        NULL);
  TideAdequacyList *list = g_new0 (TideAdequacyList, 1);
  list->preset = preset;
  list->trials = g_ptr_array_new_with_free_func (verdict_free);
  TideAdequacyTask task
    = { subject, preset,
        g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) tide_outcome_free) };
  for (guint i = 0; i < subject->history->trials->len; i++)
    add_trial (&task, list, subject->history->trials->pdata[i]);
  for (guint i = 0; i < subject->history->courses->len; i++)
    add_course (&task, list, subject->history->courses->pdata[i]);
  g_ptr_array_sort (list->trials, by_start);
  count (list);
  g_hash_table_unref (task.outcomes);
  return list;
}

void
tide_adequacy_list_free (TideAdequacyList *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->trials);
  g_free (self);
}

const TideTrialVerdict *
tide_adequacy_list_find_course (const TideAdequacyList *self, gint64 course_id)
{
  g_return_val_if_fail (self != NULL, NULL);
  for (guint i = 0; i < self->trials->len; i++)
    {
      const TideTrialVerdict *verdict = self->trials->pdata[i];
      if (verdict->course != NULL && verdict->course->base.id == course_id)
        return verdict;
    }
  return NULL;
}
