/* tide-chart-alerts.c: from what the safety rules find in a chart to alerts, each with its source. */
#include "tide-chart-alerts-private.h"

#include <math.h>
#include <string.h>

#include "tide-exposure-watch.h"
#include "tide-interactions.h"
#include "tide-screening-rules.h"
#include "tide-substance-caution.h"
#include "tide-vitals.h"

guint
tide_chart_alerts_rules_of (const TideRecordClass *klass)
{
  if (klass == &tide_assessment_data_class)
    return TIDE_CHART_RATINGS;
  if (klass == &tide_session_class)
    return TIDE_CHART_SESSIONS;
  if (klass == &tide_measurement_class)
    return TIDE_CHART_MEASUREMENTS;
  if (klass == &tide_adverse_event_class || klass == &tide_review_class)
    return TIDE_CHART_EFFECTS;
  if (klass == &tide_screening_class || klass == &tide_screening_answer_class)
    return TIDE_CHART_SCREENINGS;
  if (klass == &tide_medication_class || klass == &tide_dose_step_class)
    return TIDE_CHART_TAKEN;
  if (klass == &tide_course_class)
    return TIDE_CHART_TAKEN | TIDE_CHART_SESSIONS;
  if (klass == &tide_observation_class)
    return TIDE_CHART_VITALS;
  return 0;
}

TideAlert *
tide_chart_alert_add (GPtrArray *list, const TideSafetyCase *subject, const char *rule, TideLevel level,
                      TideInstant when, char *word, char *detail)
{
  TideAlert *alert = tide_alert_new ();
  alert->patient_id = subject->history->patient != NULL ? subject->history->patient->base.id : 0;
  alert->rule = g_strdup (rule);
  alert->level = level;
  alert->value = NAN;
  alert->raised = when;
  alert->subject = word;
  alert->detail = detail;
  g_ptr_array_add (list, alert);
  return alert;
}

char *
tide_chart_alert_dup_subject (const char *word, const TideRecordClass *klass, gint64 id)
{
  return g_strdup_printf ("%s#%s-%" G_GINT64_FORMAT, word, klass->table, id);
}

char *
tide_chart_alerts_dup_word (const TideAlert *alert)
{
  g_return_val_if_fail (alert != NULL, NULL);
  return alert->subject != NULL ? g_strndup (alert->subject, strcspn (alert->subject, "#")) : NULL;
}

/* --- exposure watch: A17, A18 --- */

/* Of two findings with one source the later stays: the weight of a course is weighed again and again. */
static void
drop_same (GPtrArray *list, const TideAlert *newest)
{
  for (guint i = 0; i + 1 < list->len; i++)
    {
      const TideAlert *alert = g_ptr_array_index (list, i);
      if (g_strcmp0 (alert->rule, newest->rule) == 0 && g_strcmp0 (alert->subject, newest->subject) == 0
          && alert->session_id == newest->session_id && alert->assessment_id == newest->assessment_id)
        {
          g_ptr_array_remove_index (list, i);
          return;
        }
    }
}

static void
add_exposure (GPtrArray *list, const TideSafetyCase *subject, gpointer record, TideInstant when)
{
  g_autoptr (GPtrArray) findings = tide_exposure_watch_list_findings_of (subject, record);
  const TideRecordClass *klass = TIDE_RECORD (record)->klass;
  gint64 id = TIDE_RECORD (record)->id;
  for (guint i = 0; i < findings->len; i++)
    {
      const TideSafetyFinding *finding = g_ptr_array_index (findings, i);
      gboolean of_session = klass == &tide_session_class;
      char *word = of_session ? g_strdup (finding->id)
                   : finding->course_id != 0
                     ? tide_chart_alert_dup_subject (finding->id, &tide_course_class, finding->course_id)
                     : tide_chart_alert_dup_subject (finding->id, klass, id);
      TideAlert *alert = tide_chart_alert_add (list, subject, finding->rule, finding->level, when, word,
                                               g_strdup (finding->words));
      alert->value = finding->value;
      alert->session_id = of_session ? id : 0;
      drop_same (list, alert);
    }
}

static void
find_in_sessions (GPtrArray *list, const TideSafetyCase *subject)
{
  for (guint i = 0; i < subject->history->sessions->len; i++)
    {
      TideSession *session = subject->history->sessions->pdata[i];
      if (tide_instant_is_known (session->started)
          && tide_instant_compare (session->started, subject->now) <= 0)
        add_exposure (list, subject, session, session->started);
    }
}

static void
find_in_measurements (GPtrArray *list, const TideSafetyCase *subject)
{
  for (guint i = 0; i < subject->history->measurements->len; i++)
    {
      TideMeasurement *measurement = subject->history->measurements->pdata[i];
      if (tide_instant_is_known (measurement->taken))
        add_exposure (list, subject, measurement, measurement->taken);
    }
}

static void
find_in_effects (GPtrArray *list, const TideSafetyCase *subject)
{
  for (guint i = 0; i < subject->history->adverse_events->len; i++)
    {
      TideAdverseEvent *event = subject->history->adverse_events->pdata[i];
      add_exposure (list, subject, event,
                    tide_instant_is_known (event->started) ? event->started : subject->now);
    }
  for (guint i = 0; i < subject->history->reviews->len; i++)
    {
      TideReview *review = subject->history->reviews->pdata[i];
      if (tide_date_is_known (review->done_on))
        add_exposure (list, subject, review, tide_instant_from_date (review->done_on));
    }
}

/* --- screening: A16 ticked, A15 --- */

static void
add_ticked (GPtrArray *list, const TideSafetyCase *subject, const TideScreeningState *state)
{
  const TideScreening *screening = state->screening;
  for (guint i = 0; i < state->items->len; i++)
    {
      const TideScreeningItem *item = g_ptr_array_index (state->items, i);
      if (item->value != 2 || item->clause->bar != TIDE_BAR_CONTRAINDICATED)
        continue;
      tide_chart_alert_add (
        list, subject, "A16", TIDE_LEVEL_RED, screening->taken,
        tide_chart_alert_dup_subject (item->question->id, &tide_screening_class, screening->base.id),
        g_strdup_printf ("%s: %s", tide_arm_get_label ((TideArm) screening->arm), item->question->label));
    }
}

/* Whether an alert of the rating itself waits already: the screening then adds nothing. */
static gboolean
is_said_by_rating (const TideHistory *history, const char *instrument_id, const char *key)
{
  gboolean said = FALSE;
  for (guint i = 0; i < history->alerts->len; i++)
    {
      const TideAlert *alert = history->alerts->pdata[i];
      if (strcmp (alert->rule, "A15") != 0)
        continue;
      if (g_strcmp0 (alert->subject, key) == 0)
        return FALSE; /* raised before */
      said |= alert->subject == NULL && tide_alert_is_in_banner (alert)
              && g_strcmp0 (alert->instrument_id, instrument_id) == 0;
    }
  return said;
}

static void
add_substances (GPtrArray *list, const TideSafetyCase *subject, const TideScreening *screening)
{
  if (!tide_arm_is_ketamine ((TideArm) screening->arm))
    return;
  g_autoptr (GPtrArray) cautions
    = tide_substance_caution_list (subject, tide_instant_get_date (screening->taken));
  for (guint i = 0; i < cautions->len; i++)
    {
      const TideSubstanceCaution *caution = g_ptr_array_index (cautions, i);
      TideInstrument *scale
        = subject->library != NULL ? tide_library_lookup (subject->library, caution->id) : NULL;
      if (scale == NULL || caution->level < TIDE_LEVEL_AMBER)
        continue;
      char *key = tide_chart_alert_dup_subject (caution->id, &tide_screening_class, screening->base.id);
      if (is_said_by_rating (subject->history, caution->id, key))
        {
          g_free (key);
          continue;
        }
      TideAlert *alert = tide_chart_alert_add (list, subject, "A15", caution->level, screening->taken, key,
                                               g_strdup (caution->words));
      alert->instrument_id = g_strdup (caution->id);
    }
}

static void
find_in_screenings (GPtrArray *list, const TideSafetyCase *subject)
{
  for (guint i = 0; i < subject->history->screenings->len; i++)
    {
      const TideScreening *screening = subject->history->screenings->pdata[i];
      if (!tide_instant_is_known (screening->taken))
        continue;
      g_autoptr (TideScreeningState) state = tide_screening_rules_judge (
        subject, (TideArm) screening->arm, tide_instant_get_date (screening->taken));
      if (state->screening != screening)
        continue; /* asked again on the same day */
      add_ticked (list, subject, state);
      add_substances (list, subject, screening);
    }
}

/* --- interactions: A16 --- */

static char *
dup_pair (const TideInteraction *interaction)
{
  const TideTaken *both[] = { interaction->one, interaction->other };
  GString *key = g_string_new (interaction->rule->id);
  for (guint i = 0; i < 2; i++)
    {
      const TideRecord *source
        = both[i]->medication != NULL ? &both[i]->medication->base : &both[i]->course->base;
      g_string_append_printf (key, "%c%s-%" G_GINT64_FORMAT, i == 0 ? '#' : '+', source->klass->table,
                              source->id);
    }
  return g_string_free (key, FALSE);
}

static void
add_pairs (GPtrArray *list, const TideSafetyCase *subject, const TideInteractions *found, TideInstant when)
{
  for (guint i = 0; i < found->interactions->len; i++)
    {
      const TideInteraction *interaction = g_ptr_array_index (found->interactions, i);
      if (interaction->bar == TIDE_BAR_NONE)
        continue;
      TideAlert *alert = tide_chart_alert_add (
        list, subject, "A16",
        interaction->bar == TIDE_BAR_CONTRAINDICATED ? TIDE_LEVEL_RED : TIDE_LEVEL_AMBER, when,
        dup_pair (interaction), g_strdup (interaction->words));
      drop_same (list, alert);
    }
}

static void
find_on_day (GPtrArray *list, const TideSafetyCase *subject, TideInstant when)
{
  g_autoptr (TideInteractions) found
    = tide_interactions_find (subject, tide_instant_get_date (when), TIDE_ARM_UNKNOWN, NULL);
  add_pairs (list, subject, found, when);
}

/* What is begun after the day of @when, told as of @told. */
static void
find_planned (GPtrArray *list, const TideSafetyCase *subject, TideInstant when, TideInstant told)
{
  g_autoptr (TideInteractions) found = tide_interactions_find_planned (subject, tide_instant_get_date (when));
  add_pairs (list, subject, found, told);
}

gboolean
tide_chart_alerts_is_of_pair (const TideAlert *alert)
{
  g_return_val_if_fail (alert != NULL, FALSE);
  return g_strcmp0 (alert->rule, "A16") == 0 && alert->subject != NULL
         && strchr (alert->subject, '+') != NULL;
}

static const TideAlert *
find_by_subject (const GPtrArray *list, const char *subject)
{
  for (guint i = 0; i < list->len; i++)
    if (g_strcmp0 (((const TideAlert *) list->pdata[i])->subject, subject) == 0)
      return list->pdata[i];
  return NULL;
}

gboolean
tide_chart_alerts_is_pair_taken (const TideSafetyCase *subject, const TideAlert *alert)
{
  g_return_val_if_fail (subject != NULL && tide_chart_alerts_is_of_pair (alert), FALSE);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (tide_record_free);
  find_on_day (list, subject, alert->raised);
  find_planned (list, subject, alert->raised, alert->raised);
  find_on_day (list, subject, subject->now);
  return find_by_subject (list, alert->subject) != NULL;
}

/* Of an alert about what was planned: the two that it names, when they were taken since. */
static void
keep_if_later (GPtrArray *list, const TideSafetyCase *subject, const TideAlert *alert)
{
  if (find_by_subject (list, alert->subject) != NULL)
    return;
  g_autoptr (GPtrArray) later = g_ptr_array_new_with_free_func (tide_record_free);
  find_planned (later, subject, alert->raised, alert->raised);
  const TideAlert *found = find_by_subject (later, alert->subject);
  if (found != NULL)
    g_ptr_array_add (list, tide_alert_copy (found));
}

/* What will be taken together, what is, and what was on the day on which an alert was raised or later, for
 * what was taken then was no mistake of the entry. */
static void
find_taken_together (GPtrArray *list, const TideSafetyCase *subject)
{
  find_planned (list, subject, subject->now, subject->now);
  for (guint i = 0; i < subject->history->alerts->len; i++)
    {
      const TideAlert *alert = subject->history->alerts->pdata[i];
      if (!tide_chart_alerts_is_of_pair (alert) || alert->source_amended)
        continue;
      find_on_day (list, subject, alert->raised);
      keep_if_later (list, subject, alert);
    }
  find_on_day (list, subject, subject->now);
}

/* --- readings of a session: A13, A14 --- */

/* Without a number of its own: of oxygen less is worse, of pressure more; the level tells, the words name it.
 */
static void
add_reading (GPtrArray *list, const TideSafetyCase *subject, const TideObservation *row,
             const TideVitalsFinding *finding)
{
  TideAlert *alert = tide_chart_alert_add (
    list, subject, finding->limit->rule, finding->level, tide_instant_to_minute (row->taken),
    tide_chart_alert_dup_subject (tide_cell_get_name (finding->cell), &tide_observation_class, row->base.id),
    tide_vitals_finding_dup_words (finding));
  alert->session_id = row->session_id;
  alert->observation_id = row->base.id;
}

static void
find_in_readings (GPtrArray *list, const TideSafetyCase *subject)
{
  const GPtrArray *rows = subject->history->observations;
  for (guint i = 0; subject->session_rules != NULL && i < rows->len; i++)
    {
      const TideObservation *row = rows->pdata[i];
      if (row->entered_in_error)
        continue;
      g_autoptr (GArray) findings
        = tide_vitals_judge (subject->session_rules, row, tide_vitals_find_pre (rows, row->session_id));
      for (guint j = 0; j < findings->len; j++)
        add_reading (list, subject, row, &g_array_index (findings, TideVitalsFinding, j));
    }
}

GPtrArray *
tide_chart_alerts_find (const TideSafetyCase *subject, guint rules)
{
  g_return_val_if_fail (subject != NULL, NULL);
  GPtrArray *list = g_ptr_array_new_with_free_func (tide_record_free);
  if (rules & TIDE_CHART_RATINGS)
    tide_chart_alerts_find_in_ratings (list, subject);
  if (rules & TIDE_CHART_SESSIONS)
    find_in_sessions (list, subject);
  if (rules & TIDE_CHART_MEASUREMENTS)
    find_in_measurements (list, subject);
  if (rules & TIDE_CHART_EFFECTS)
    find_in_effects (list, subject);
  if (rules & TIDE_CHART_SCREENINGS)
    find_in_screenings (list, subject);
  if (rules & TIDE_CHART_TAKEN)
    find_taken_together (list, subject);
  if (rules & TIDE_CHART_VITALS)
    find_in_readings (list, subject);
  return list;
}
