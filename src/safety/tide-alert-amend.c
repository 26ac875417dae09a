/* tide-alert-amend.c: an amendment raises what is new, and takes nothing away. */
#include "tide-alert-amend.h"

#include <math.h>

#include "tide-alert-rules.h"

static const TideAlert *
find_finding (const GPtrArray *alerts, const char *rule, const char *item_id)
{
  for (guint i = 0; i < alerts->len; i++)
    {
      const TideAlert *alert = g_ptr_array_index (alerts, i);
      if (alert->subject == NULL && g_strcmp0 (alert->rule, rule) == 0
          && g_strcmp0 (alert->item_id, item_id) == 0)
        return alert;
    }
  return NULL;
}

/* Not assessed (NAN) is covered by not assessed only. */
static gboolean
is_at_least (double value, double other)
{
  return isnan (other) ? isnan (value) : value >= other;
}

GPtrArray *
tide_alert_amend_list_before (const TideHistory *history, TideInstrument *instrument,
                              const TideAssessmentData *old, TideInstant now,
                              const TideThresholds *thresholds)
{
  g_return_val_if_fail (old != NULL, NULL);
  g_autoptr (TideAssessmentData) as_final = tide_assessment_data_copy (old);
  as_final->status = TIDE_STATUS_FINAL;
  return tide_alert_rules_raise_by (history, instrument, as_final, FALSE, now, thresholds);
}

/* An alert whose answer went down and stays there still covers what is left of it; one whose answer comes up
 * again does not. */
const TideAlert *
tide_alert_amend_find_cover (const GPtrArray *chain, const GPtrArray *before, const TideAlert *finding)
{
  g_return_val_if_fail (chain != NULL && before != NULL && finding != NULL, NULL);
  const TideAlert *old = find_finding (before, finding->rule, finding->item_id), *cover = NULL;
  gboolean rose = old == NULL || !is_at_least (old->value, finding->value);
  for (guint i = 0; i < chain->len; i++)
    {
      const TideAlert *other = g_ptr_array_index (chain, i);
      if (other->subject != NULL || g_strcmp0 (other->rule, finding->rule) != 0
          || g_strcmp0 (other->item_id, finding->item_id) != 0 || other->level < finding->level
          || !is_at_least (other->value, finding->value) || (rose && other->source_amended))
        continue;
      if (cover == NULL || (!tide_alert_is_open (cover) && tide_alert_is_open (other)))
        cover = other;
    }
  return cover;
}

gboolean
tide_alert_amend_has_fallen (const TideAlert *alert, const GPtrArray *findings)
{
  g_return_val_if_fail (alert != NULL && findings != NULL, FALSE);
  const TideAlert *now = find_finding (findings, alert->rule, alert->item_id);
  gboolean of_chart = alert->subject != NULL && g_strcmp0 (alert->rule, "A7") != 0;
  return !of_chart && (now == NULL || !is_at_least (now->value, alert->value));
}

/* --- foretelling --- */

/* The alerts of all versions, those marked that the saving would mark (transfer full). */
static GPtrArray *
list_chain (const TideHistory *history, const TideAssessmentData *newest, const GPtrArray *findings)
{
  GPtrArray *chain = g_ptr_array_new_with_free_func (tide_record_free);
  for (const TideAssessmentData *row = newest; row != NULL;
       row = row->supersedes_id != 0 ? tide_history_find_assessment (history, row->supersedes_id) : NULL)
    for (guint i = 0; i < history->alerts->len; i++)
      {
        const TideAlert *stored = history->alerts->pdata[i];
        if (stored->assessment_id != row->base.id)
          continue;
        TideAlert *alert = tide_alert_copy (stored);
        alert->source_amended = alert->source_amended || tide_alert_amend_has_fallen (alert, findings);
        g_ptr_array_add (chain, alert);
      }
  return chain;
}

/* As the saving makes it: a row of its own that replaces the old one. */
static TideAssessmentData *
make_successor (const TideAssessmentData *data)
{
  TideAssessmentData *row = tide_assessment_data_copy (data);
  row->status = TIDE_STATUS_FINAL;
  row->supersedes_id = data->base.id;
  row->base.id = 0;
  row->entered = TIDE_INSTANT_UNKNOWN; /* it is entered now */
  return row;
}

static TideForeseen
foresee_covered (const TideAlert *cover)
{
  return !tide_alert_is_open (cover) ? TIDE_FORESEEN_ACTED_ON
         : cover->historical         ? TIDE_FORESEEN_FOR_RECORD
         : cover->source_amended     ? TIDE_FORESEEN_STAYS_AMENDED
                                     : TIDE_FORESEEN_STAYS;
}

TideForeseen
tide_alert_amend_foresee (const TideHistory *history, TideInstrument *instrument,
                          const TideAssessmentData *data, const char *rule, const char *item_id,
                          gboolean suicide, TideInstant now, const TideThresholds *thresholds)
{
  g_return_val_if_fail (history != NULL && instrument != NULL && data != NULL, TIDE_FORESEEN_RAISED);
  g_autoptr (TideAssessmentData) row = make_successor (data);
  TideForeseen fresh = tide_alert_rules_is_for_record (history, row, suicide, FALSE, now, thresholds)
                         ? TIDE_FORESEEN_FOR_RECORD
                         : TIDE_FORESEEN_RAISED;
  const TideAssessmentData *old
    = data->base.id != 0 ? tide_history_find_assessment (history, data->base.id) : NULL;
  if (old == NULL)
    return fresh;
  g_autoptr (GPtrArray) findings
    = tide_alert_rules_raise_by (history, instrument, row, FALSE, now, thresholds);
  const TideAlert *finding = find_finding (findings, rule, item_id);
  if (finding == NULL)
    return fresh;
  g_autoptr (GPtrArray) chain = list_chain (history, old, findings);
  g_autoptr (GPtrArray) before = tide_alert_amend_list_before (history, instrument, old, now, thresholds);
  const TideAlert *cover = tide_alert_amend_find_cover (chain, before, finding);
  return cover != NULL ? foresee_covered (cover) : fresh;
}
