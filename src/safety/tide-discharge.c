/* tide-discharge.c: the criteria for leaving, one function each. */
#include "tide-discharge.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-vitals.h"

#define DISCHARGE 3 /* of tide_session_list_codes */

static void
criterion_free (gpointer data)
{
  TideGateCriterion *criterion = data;
  g_free (criterion->label);
  g_free (criterion->detail);
  g_free (criterion);
}

/* Takes @detail; NULL is "". */
static TideGateCriterion *
add (GPtrArray *list, const char *id, char *label, TideTruth met, char *detail)
{
  TideGateCriterion *criterion = g_new0 (TideGateCriterion, 1);
  *criterion = (TideGateCriterion){ id, label, met, detail != NULL ? detail : g_strdup (""), 0 };
  g_ptr_array_add (list, criterion);
  return criterion;
}

static TideTruth
truth (gboolean met)
{
  return met ? TIDE_TRUTH_YES : TIDE_TRUTH_NO;
}

/* --- what counts --- */

static gboolean
is_over (const TideDischargeCase *self)
{
  return self->infusion->phase == TIDE_CLOCK_OVER;
}

/* The newest value of a cell among the readings after the end; @row gets where it stands. */
static gint64
find_after (const TideDischargeCase *self, TideCell cell, const TideObservation **row)
{
  gint64 value = TIDE_INTEGER_UNKNOWN;
  TideInstant newest = TIDE_INSTANT_UNKNOWN;
  for (guint i = 0; is_over (self) && i < self->observations->len; i++)
    {
      const TideObservation *other = self->observations->pdata[i];
      gint64 read = tide_observation_get_cell (other, cell);
      if (other->session_id != self->session->base.id || other->entered_in_error
          || read == TIDE_INTEGER_UNKNOWN || tide_instant_compare (other->taken, self->infusion->ended) < 0
          || tide_instant_compare (other->taken, newest) < 0)
        continue;
      value = read;
      newest = other->taken;
      if (row != NULL)
        *row = other;
    }
  return value;
}

static gint64
get_pre (const TideDischargeCase *self, TideCell cell)
{
  const TideObservation *pre = tide_vitals_find_pre (self->observations, self->session->base.id);
  return pre != NULL ? tide_observation_get_cell (pre, cell) : TIDE_INTEGER_UNKNOWN;
}

/* The total of a CADSS of this session: the newest after the end, or the newest before the start. */
static double
find_cadss (const TideDischargeCase *self, gboolean after)
{
  double found = NAN;
  TideInstant newest = TIDE_INSTANT_UNKNOWN;
  for (guint i = 0; self->assessments != NULL && i < self->assessments->len; i++)
    {
      const TideAssessmentData *data = self->assessments->pdata[i];
      TideScoreStatus status;
      double value;
      if (data->session_id != self->session->base.id || !tide_assessment_data_is_current (data)
          || g_strcmp0 (data->instrument_id, "cadss") != 0 || data->scores == NULL
          || !tide_scores_text_find (data->scores, "total", &status, &value) || isnan (value))
        continue;
      gboolean counts = after ? tide_instant_compare (data->taken, self->infusion->ended) >= 0
                              : tide_instant_compare (data->taken, self->infusion->started) <= 0;
      if (!counts || tide_instant_compare (data->taken, newest) < 0)
        continue;
      found = value;
      newest = data->taken;
    }
  return found;
}

/* --- the criteria --- */

double
tide_discharge_get_minutes (const TideSessionRules *rules, TideArm arm)
{
  const TideDischargeLimits *limits = tide_session_rules_get_discharge (rules);
  return arm == TIDE_ARM_ESKETAMINE ? limits->minutes_after_esketamine : limits->minutes_after_infusion;
}

static void
add_time (GPtrArray *list, const TideDischargeCase *self)
{
  double minutes = tide_discharge_get_minutes (self->rules, self->arm);
  g_autofree char *number = tide_number_to_text (minutes);
  char *label = g_strdup_printf (_ ("%s min after the end"), number);
  if (!is_over (self))
    {
      add (list, "time", label, TIDE_TRUTH_NO, g_strdup (_ ("the infusion is not over")));
      return;
    }
  double left = minutes * 60 - self->infusion->observed_seconds;
  char *detail = g_strdup_printf (_ ("%d min"), (int) floor (self->infusion->observed_seconds / 60));
  TideGateCriterion *criterion = add (list, "time", label, truth (left <= 0), detail);
  criterion->wait_seconds = left > 0 ? (gint64) ceil (left) : 0;
}

/* Below 140/90; or, higher before the dose, at most 10/5 above that; and always below 160/100. */
static gboolean
is_pressure_well (double value, gint64 pre, double below, double above_pre, double always_below)
{
  if (value < below)
    return TRUE;
  return pre != TIDE_INTEGER_UNKNOWN && (double) pre >= below && value <= (double) pre + above_pre
         && value < always_below;
}

static void
add_pressure (GPtrArray *list, const TideDischargeCase *self)
{
  const TideDischargeLimits *limits = tide_session_rules_get_discharge (self->rules);
  const TideObservation *row = NULL;
  gint64 systolic = find_after (self, TIDE_CELL_SYSTOLIC, &row);
  gint64 diastolic = row != NULL ? row->diastolic : TIDE_INTEGER_UNKNOWN;
  gint64 pre_systolic = get_pre (self, TIDE_CELL_SYSTOLIC),
         pre_diastolic = get_pre (self, TIDE_CELL_DIASTOLIC);
  g_autofree char *low = tide_number_to_text (limits->systolic_below);
  g_autofree char *low_2 = tide_number_to_text (limits->diastolic_below);
  char *label = g_strdup_printf (_ ("Blood pressure under %s/%s, or near that before"), low, low_2);
  if (systolic == TIDE_INTEGER_UNKNOWN || diastolic == TIDE_INTEGER_UNKNOWN)
    {
      add (list, "pressure", label, TIDE_TRUTH_UNKNOWN, NULL);
      return;
    }
  gboolean well = is_pressure_well ((double) systolic, pre_systolic, limits->systolic_below,
                                    limits->systolic_above_pre, limits->systolic_always_below)
                  && is_pressure_well ((double) diastolic, pre_diastolic, limits->diastolic_below,
                                       limits->diastolic_above_pre, limits->diastolic_always_below);
  gboolean has_pre = pre_systolic != TIDE_INTEGER_UNKNOWN && pre_diastolic != TIDE_INTEGER_UNKNOWN;
  char *detail = has_pre ? g_strdup_printf (_ ("%d/%d, before %d/%d"), (int) systolic, (int) diastolic,
                                            (int) pre_systolic, (int) pre_diastolic)
                         : g_strdup_printf ("%d/%d", (int) systolic, (int) diastolic);
  add (list, "pressure", label, truth (well), detail);
}

static void
add_sedation (GPtrArray *list, const TideDischargeCase *self)
{
  const TideDischargeLimits *limits = tide_session_rules_get_discharge (self->rules);
  gint64 value = find_after (self, TIDE_CELL_MOAAS, NULL);
  g_autofree char *number = tide_number_to_text (limits->moaas_at_least);
  char *label = g_strdup_printf (_ ("MOAA/S %s"), number);
  if (value == TIDE_INTEGER_UNKNOWN)
    add (list, "moaas", label, TIDE_TRUTH_UNKNOWN, NULL);
  else
    add (list, "moaas", label, truth ((double) value >= limits->moaas_at_least),
         g_strdup_printf ("%d", (int) value));
}

/* The CADSS when there is one, else the six items at a slot; dissociative patients start higher. */
static void
add_dissociation (GPtrArray *list, const TideDischargeCase *self)
{
  const TideDischargeLimits *limits = tide_session_rules_get_discharge (self->rules);
  gint64 six = find_after (self, TIDE_CELL_CADSS6, NULL), six_before = get_pre (self, TIDE_CELL_CADSS6);
  double value = is_over (self) ? find_cadss (self, TRUE) : NAN, before;
  if (!isnan (value))
    before = find_cadss (self, FALSE);
  else
    {
      value = six == TIDE_INTEGER_UNKNOWN ? NAN : (double) six;
      before = six_before == TIDE_INTEGER_UNKNOWN ? NAN : (double) six_before;
    }
  g_autofree char *limit = tide_number_to_text (limits->cadss_at_most);
  char *label = g_strdup_printf (_ ("CADSS at most %s, or not above that before"), limit);
  if (isnan (value))
    {
      add (list, "dissociation", label, TIDE_TRUTH_UNKNOWN, NULL);
      return;
    }
  g_autofree char *now = tide_number_to_text (value);
  g_autofree char *then = tide_number_to_text (before);
  char *detail = isnan (before) ? g_strdup (now) : g_strdup_printf (_ ("%s, before %s"), now, then);
  add (list, "dissociation", label, truth (value <= limits->cadss_at_most || value <= before), detail);
}

static void
add_oxygen (GPtrArray *list, const TideDischargeCase *self)
{
  const TideDischargeLimits *limits = tide_session_rules_get_discharge (self->rules);
  gint64 value = find_after (self, TIDE_CELL_SPO2, NULL), pre = get_pre (self, TIDE_CELL_SPO2);
  g_autofree char *number = tide_number_to_text (limits->spo2_at_least);
  char *label = g_strdup_printf (_ ("Oxygen saturation at least %s %%, or near that before"), number);
  if (value == TIDE_INTEGER_UNKNOWN)
    {
      add (list, "spo2", label, TIDE_TRUTH_UNKNOWN, NULL);
      return;
    }
  gboolean near_pre = pre != TIDE_INTEGER_UNKNOWN && (double) value >= (double) pre - limits->spo2_below_pre;
  char *detail = pre != TIDE_INTEGER_UNKNOWN
                   ? g_strdup_printf (_ ("%d %%, before %d %%"), (int) value, (int) pre)
                   : g_strdup_printf ("%d %%", (int) value);
  add (list, "spo2", label, truth ((double) value >= limits->spo2_at_least || near_pre), detail);
}

/* The answer of a question that was asked after the end, or NULL: one of before says nothing of afterwards.
 * Its time is known to the minute only. */
static const TideSessionAnswer *
find_answer (const TideDischargeCase *self, const char *id)
{
  const TideSessionAnswer *answer
    = tide_session_answer_find (self->session_answers, self->session->base.id, DISCHARGE, id);
  gboolean counts = answer != NULL && answer->answer != 0 && is_over (self)
                    && answer->taken.utc + 59 >= self->infusion->ended.utc;
  return counts ? answer : NULL;
}

static TideTruth
truth_of (const TideSessionAnswer *answer)
{
  return answer == NULL ? TIDE_TRUTH_UNKNOWN
                        : truth (answer->answer == tide_code_from_text (tide_yes_no_codes, "yes"));
}

/* By the answer, else by the number that was read after the end. */
static void
add_nausea (GPtrArray *list, const TideDischargeCase *self)
{
  const TideDischargeLimits *limits = tide_session_rules_get_discharge (self->rules);
  gint64 value = find_after (self, TIDE_CELL_NAUSEA, NULL);
  TideTruth met = truth_of (find_answer (self, "nausea_controlled"));
  if (met == TIDE_TRUTH_UNKNOWN && value != TIDE_INTEGER_UNKNOWN)
    met = truth ((double) value < limits->nausea_below);
  add (list, "nausea", g_strdup (_ ("No uncontrolled nausea")), met,
       value != TIDE_INTEGER_UNKNOWN ? g_strdup_printf (_ ("%d of 10"), (int) value) : NULL);
}

/* A suicide screen of this session after the end stands for the question. */
static gboolean
has_screen (const TideDischargeCase *self)
{
  for (guint i = 0; is_over (self) && self->assessments != NULL && i < self->assessments->len; i++)
    {
      const TideAssessmentData *data = self->assessments->pdata[i];
      if (data->session_id == self->session->base.id && tide_assessment_data_is_current (data)
          && g_strcmp0 (data->instrument_id, "cssrs_screen") == 0
          && tide_instant_compare (data->taken, self->infusion->ended) >= 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_question (GPtrArray *list, const TideDischargeCase *self, const char *id, const char *label)
{
  const TideSessionAnswer *answer = find_answer (self, id);
  TideTruth met = truth_of (answer);
  if (strcmp (id, "suicide_check") == 0 && met == TIDE_TRUTH_UNKNOWN && has_screen (self))
    met = TIDE_TRUTH_YES;
  add (list, id, g_strdup (label), met, answer != NULL ? g_strdup (answer->value) : NULL);
}

/* --- a suicide alert --- */

#define ONE_DAY 86400 /* seconds: who was never written off has not been there ever since */

/* Of the session's own forms, or raised while the patient was there: nobody leaves over it unseen. */
static gboolean
was_raised_here (const TideDischargeCase *self, const TideAlert *alert)
{
  gboolean known = tide_instant_is_known (self->when);
  if (g_strcmp0 (alert->rule, "A1") != 0 || alert->historical
      || (known && alert->raised.utc > self->when.utc + 59))
    return FALSE;
  if (alert->session_id == self->session->base.id)
    return TRUE;
  return tide_instant_is_known (self->infusion->started)
         && alert->raised.utc + 59 >= self->infusion->started.utc
         && alert->raised.utc < self->infusion->started.utc + ONE_DAY
         && (!tide_instant_is_known (self->session->discharged)
             || alert->raised.utc <= self->session->discharged.utc);
}

static gboolean
was_answered (const TideDischargeCase *self, const TideAlert *alert)
{
  if (!alert->resolved || !tide_instant_is_known (self->when) || !tide_instant_is_known (alert->acted))
    return alert->resolved;
  return alert->acted.utc <= self->when.utc + 59;
}

static void
add_suicide_alert (GPtrArray *list, const TideDischargeCase *self)
{
  const TideAlert *found = NULL;
  for (guint i = 0; self->alerts != NULL && i < self->alerts->len; i++)
    {
      const TideAlert *alert = self->alerts->pdata[i];
      if (was_raised_here (self, alert) && (found == NULL || was_answered (self, found)))
        found = alert;
    }
  if (found == NULL)
    return;
  gboolean answered = was_answered (self, found);
  g_autofree char *since = tide_instant_to_words (found->raised);
  add (list, "suicide_alert", g_strdup (_ ("Suicide alert answered")), truth (answered),
       answered ? g_strdup (found->action) : g_strdup_printf (_ ("open since %s"), since));
}

GPtrArray *
tide_discharge_list (const TideDischargeCase *self)
{
  g_return_val_if_fail (self != NULL && self->rules != NULL && self->session != NULL, NULL);

  GPtrArray *list = g_ptr_array_new_with_free_func (criterion_free);
  add_time (list, self);
  add_pressure (list, self);
  add_sedation (list, self);
  add_dissociation (list, self);
  add_oxygen (list, self);
  add_question (list, self, "walks_unaided", _ ("Walks unaided"));
  add_question (list, self, "orientated", _ ("Orientated"));
  add_nausea (list, self);
  add_question (list, self, "suicide_check", _ ("Suicide check"));
  add_question (list, self, "escort_present", _ ("Escort present"));
  add_suicide_alert (list, self);
  return list;
}

guint
tide_discharge_count_open (const GPtrArray *criteria)
{
  guint n = 0;
  for (guint i = 0; i < criteria->len; i++)
    n += ((const TideGateCriterion *) criteria->pdata[i])->met != TIDE_TRUTH_YES;
  return n;
}

char *
tide_discharge_dup_open (const GPtrArray *criteria)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < criteria->len; i++)
    {
      const TideGateCriterion *criterion = criteria->pdata[i];
      if (criterion->met != TIDE_TRUTH_YES)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", criterion->id);
    }
  return g_string_free (text, FALSE);
}

char *
tide_discharge_dup_open_words (const GPtrArray *criteria)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < criteria->len; i++)
    {
      const TideGateCriterion *criterion = criteria->pdata[i];
      if (criterion->met != TIDE_TRUTH_YES)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", criterion->label);
    }
  return g_string_free (text, FALSE);
}
