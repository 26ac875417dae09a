/* tide-alert-rules.c: from the answers of one assessment to the alerts that it raises.
 *
 * What an answer means alone stands in the instrument's file; this file adds what only the chart knows: the
 * previous answer to a suicide item (A6) and whether a finding is news or history (clinical.md 8.1).
 */
#include "tide-alert-rules.h"

#include <math.h>

/* What every step of one raising needs. */
typedef struct
{
  const TideHistory *history;
  TideInstrument *instrument;
  const TideAssessmentData *data;
  const TideAnswer *answers;
  gboolean imported;
  TideInstant now;
  const TideThresholds *thresholds;
  GPtrArray *alerts;
} Raising;

/**
 * tide_alert_rules_is_repeat_due:
 * @last_shown: when it was last brought before the person; unknown: never
 *
 * clinical.md 8: a red alert that nobody has acted on repeats after "red_repeat_minutes".
 */
gboolean
tide_alert_rules_is_repeat_due (const TideAlert *alert, TideInstant last_shown, TideInstant now,
                                const TideThresholds *thresholds)
{
  if (alert->level != TIDE_LEVEL_RED || !tide_alert_is_in_banner (alert))
    return FALSE;
  if (!tide_instant_is_known (last_shown))
    return TRUE;
  return now.utc - last_shown.utc >= (gint64) (tide_thresholds_get (thresholds, "red_repeat_minutes") * 60);
}

/* The row itself, the one it replaces and the one it is replaced by are not "the previous visit". */
static gboolean
is_other_current (const TideAssessmentData *other, const TideAssessmentData *data)
{
  if (!tide_assessment_data_is_current (other) || g_strcmp0 (other->instrument_id, data->instrument_id) != 0)
    return FALSE;
  if (other == data || (data->base.id != 0 && other->base.id == data->base.id))
    return FALSE;
  if (data->base.id != 0 && other->supersedes_id == data->base.id)
    return FALSE;
  return data->supersedes_id == 0 || other->base.id != data->supersedes_id;
}

/* Negative when @a was taken before @b; rows of one instant stand in the order of their ids, new ones (0)
 * last. */
static int
compare_taken (const TideAssessmentData *a, const TideAssessmentData *b)
{
  int order = tide_instant_compare (a->taken, b->taken);
  if (order != 0)
    return order;
  guint64 first = a->base.id == 0 ? G_MAXUINT64 : (guint64) a->base.id;
  guint64 second = b->base.id == 0 ? G_MAXUINT64 : (guint64) b->base.id;
  return first < second ? -1 : first > second;
}

/* Newest of its own scale: a later Y-BOCS says nothing about suicide and must not turn a PHQ-9 into history.
 */
static gboolean
is_newest (const TideHistory *history, const TideAssessmentData *data)
{
  for (guint i = 0; i < history->assessments->len; i++)
    {
      const TideAssessmentData *other = g_ptr_array_index (history->assessments, i);
      if (is_other_current (other, data) && tide_instant_compare (other->taken, data->taken) > 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_late (const TideAssessmentData *data, gboolean imported, TideInstant now, const TideThresholds *thresholds)
{
  TideInstant entered = tide_instant_is_known (data->entered) ? data->entered : now;
  return imported
         || tide_instant_days_since (entered, data->taken)
              > tide_thresholds_get (thresholds, "historical_days");
}

/**
 * tide_alert_rules_is_for_record:
 * @suicide: the finding is about suicide: never historical in the newest rating of its scale
 *
 * clinical.md 8.1: a rating that is imported or entered late raises historical alerts. The form asks here
 * what it may promise before it is saved, and the saving what it does.
 */
gboolean
tide_alert_rules_is_for_record (const TideHistory *history, const TideAssessmentData *data, gboolean suicide,
                                gboolean imported, TideInstant now, const TideThresholds *thresholds)
{
  g_return_val_if_fail (history != NULL && data != NULL && thresholds != NULL, FALSE);
  if (!is_late (data, imported, now, thresholds))
    return FALSE;
  double age_days = tide_instant_days_since (now, data->taken);
  gboolean recent = age_days <= tide_thresholds_get (thresholds, "suicide_recent_days");
  return !(suicide && recent && is_newest (history, data));
}

static TideAlert *
new_alert (const Raising *raising, const char *rule, TideLevel level, const char *item_id, double value,
           gboolean suicide)
{
  TideAlert *alert = tide_alert_new ();
  alert->patient_id = raising->data->patient_id;
  alert->assessment_id = raising->data->base.id;
  alert->rule = g_strdup (rule);
  alert->level = level;
  alert->instrument_id = g_strdup (raising->data->instrument_id);
  alert->item_id = g_strdup (item_id);
  alert->value = value;
  alert->raised = raising->now;
  alert->historical = tide_alert_rules_is_for_record (raising->history, raising->data, suicide,
                                                      raising->imported, raising->now, raising->thresholds);
  return alert;
}

/* One alert for each rule and item: of two findings the graver stays. */
static void
take_alert (GPtrArray *alerts, TideAlert *alert)
{
  for (guint i = 0; i < alerts->len; i++)
    {
      TideAlert *other = g_ptr_array_index (alerts, i);
      if (g_strcmp0 (other->rule, alert->rule) != 0 || g_strcmp0 (other->item_id, alert->item_id) != 0)
        continue;
      if (other->level >= alert->level)
        tide_alert_free (alert);
      else
        {
          tide_alert_free (other);
          alerts->pdata[i] = alert;
        }
      return;
    }
  g_ptr_array_add (alerts, alert);
}

/* A score-only rating still has its total: rules on scores must see it though no item is known. */
static TideScores *
compute_scores (TideInstrument *instrument, const TideAssessmentData *data, const TideAnswer *answers,
                TideSex sex)
{
  TideScores *scores = tide_instrument_compute (instrument, answers, sex);
  if (!tide_assessment_data_is_total_only (data))
    return scores;
  for (guint i = 0; i < scores->n_scores; i++)
    if (scores->scores[i].info->primary)
      {
        scores->scores[i].status = TIDE_SCORE_VALID;
        scores->scores[i].value = data->total;
      }
  return scores;
}

static void
raise_findings (const Raising *raising)
{
  const TidePatient *patient = raising->history->patient;
  TideSex sex = patient != NULL ? (TideSex) patient->sex : TIDE_SEX_UNKNOWN;
  gboolean total_only = tide_assessment_data_is_total_only (raising->data);
  g_autoptr (TideScores) scores = compute_scores (raising->instrument, raising->data, raising->answers, sex);
  /* Without answers the file's rules read the scores. */
  g_autoptr (GArray) findings
    = tide_instrument_find_safety (raising->instrument, total_only ? NULL : raising->answers, scores, sex);

  for (guint i = 0; i < findings->len; i++)
    {
      const TideFinding *finding = &g_array_index (findings, TideFinding, i);
      if (finding->not_assessed && total_only)
        continue; /* nobody left the item out: its answers are not known (8.1) */
      take_alert (raising->alerts,
                  new_alert (raising, finding->rule, finding->level, finding->item_id,
                             finding->not_assessed ? NAN : finding->value, finding->suicide));
    }
}

/* The latest earlier answer to @item of the same scale; visits that left it out say nothing and are passed
 * over. */
static gboolean
find_previous_answer (const Raising *raising, int item, int *value)
{
  g_autofree TideAnswer *answers = g_new0 (TideAnswer, tide_instrument_get_n_items (raising->instrument));
  const GPtrArray *assessments = raising->history->assessments;
  const TideAssessmentData *best = NULL;

  /* From the end: in a chart by time the first that fits is the latest, and no other needs reading. */
  for (guint i = assessments->len; i > 0; i--)
    {
      const TideAssessmentData *other = g_ptr_array_index (assessments, i - 1);
      if (!is_other_current (other, raising->data) || other->answers == NULL)
        continue;
      if (compare_taken (other, raising->data) >= 0 || (best != NULL && compare_taken (other, best) < 0))
        continue;
      if (!tide_answers_from_text (raising->instrument, other->answers, answers, NULL)
          || answers[item].state != TIDE_ANSWER_GIVEN)
        continue;
      best = other;
      *value = answers[item].value;
    }
  return best != NULL;
}

/* A6: a suicide item risen by the file's number of steps since the previous visit, whatever its level. */
static void
raise_rises (const Raising *raising)
{
  g_autoptr (GPtrArray) items = tide_instrument_list_suicide_items (raising->instrument);
  for (guint i = 0; i < items->len; i++)
    {
      const char *item_id = g_ptr_array_index (items, i);
      int item = tide_instrument_find_item (raising->instrument, item_id);
      int rise = tide_instrument_get_rise_alert (raising->instrument, item_id);
      int previous = 0;
      if (item < 0 || rise <= 0 || raising->answers[item].state != TIDE_ANSWER_GIVEN)
        continue;
      int value = raising->answers[item].value;
      if (find_previous_answer (raising, item, &previous) && value - previous >= rise)
        take_alert (raising->alerts, new_alert (raising, "A6", TIDE_LEVEL_AMBER, item_id, value, TRUE));
    }
}

/* --- A12: a psychotic symptom that lasts, or is new the next day --- */

/* The observation slots are before the dose, at 40 and at 120 minutes, each five minutes wide: from the one
 * to the other pass 70 minutes at least (clinical.md 4.1). */
#define LASTING_SECONDS (70 * 60)

/* The answer of @other to @item; FALSE when it has none. */
static gboolean
find_answer (const Raising *raising, const TideAssessmentData *other, int item, int *value)
{
  g_autofree TideAnswer *answers = g_new0 (TideAnswer, tide_instrument_get_n_items (raising->instrument) + 1);
  if (other->answers == NULL || !tide_answers_from_text (raising->instrument, other->answers, answers, NULL)
      || answers[item].state != TIDE_ANSWER_GIVEN)
    return FALSE;
  *value = answers[item].value;
  return TRUE;
}

/* Lasting: the same symptom stood at this level in a rating of the same day at least a slot before, or the
 * day before. */
static gboolean
has_lasted (const Raising *raising, int item, int value_at_least)
{
  const GPtrArray *assessments = raising->history->assessments;
  TideDate today = tide_instant_get_date (raising->data->taken);
  for (guint i = 0; i < assessments->len; i++)
    {
      const TideAssessmentData *other = g_ptr_array_index (assessments, i);
      TideDate day = tide_instant_get_date (other->taken);
      int before;
      if (!is_other_current (other, raising->data) || compare_taken (other, raising->data) >= 0
          || !find_answer (raising, other, item, &before))
        continue;
      if (day == today - 1)
        return TRUE; /* strong the day after, whether it stood then or came since */
      gboolean slot = other->taken.precision == TIDE_PRECISION_MINUTE
                      && raising->data->taken.utc - other->taken.utc >= LASTING_SECONDS;
      if (day == today && slot && before >= value_at_least)
        return TRUE;
    }
  return FALSE;
}

/* Of the day before @data, the first rating with that item: what there was before the dose. */
static gboolean
find_answer_of_yesterday (const Raising *raising, int item, int *value)
{
  const GPtrArray *assessments = raising->history->assessments;
  TideDate yesterday = tide_instant_get_date (raising->data->taken) - 1;
  const TideAssessmentData *first = NULL;
  for (guint i = 0; i < assessments->len; i++)
    {
      const TideAssessmentData *other = g_ptr_array_index (assessments, i);
      int found;
      if (is_other_current (other, raising->data) && tide_instant_get_date (other->taken) == yesterday
          && (first == NULL || compare_taken (other, first) < 0)
          && find_answer (raising, other, item, &found))
        {
          first = other;
          *value = found;
        }
    }
  return first != NULL;
}

/* Any new symptom the next day, also a slight one: absent before the dose of the day before, and there now.
 */
static void
raise_new (const Raising *raising)
{
  if (tide_instrument_get_safety_source (raising->instrument, "A12") == NULL)
    return;
  guint n = tide_instrument_get_n_items (raising->instrument);
  double absent = tide_instrument_get_primary (raising->instrument)->minimum / n; /* each item's least */
  for (guint item = 0; item < n; item++)
    {
      int before;
      if (raising->answers[item].state != TIDE_ANSWER_GIVEN || raising->answers[item].value <= absent
          || !find_answer_of_yesterday (raising, (int) item, &before) || before > absent)
        continue;
      take_alert (raising->alerts, new_alert (raising, "A12", TIDE_LEVEL_RED,
                                              tide_instrument_get_item (raising->instrument, item)->id,
                                              raising->answers[item].value, FALSE));
    }
}

static void
raise_lasting (const Raising *raising)
{
  for (guint i = 0; i < raising->alerts->len; i++)
    {
      TideAlert *alert = g_ptr_array_index (raising->alerts, i);
      int item
        = alert->item_id != NULL ? tide_instrument_find_item (raising->instrument, alert->item_id) : -1;
      if (g_strcmp0 (alert->rule, "A12") == 0 && item >= 0 && alert->level < TIDE_LEVEL_RED
          && has_lasted (raising, item, 4))
        alert->level = TIDE_LEVEL_RED;
    }
}

/* An answer below the rise itself cannot have risen so far. */
gboolean
tide_alert_rules_needs_history (TideInstrument *instrument, const TideAssessmentData *data, gboolean imported,
                                TideInstant now, const TideThresholds *thresholds)
{
  g_autofree TideAnswer *answers = g_new0 (TideAnswer, tide_instrument_get_n_items (instrument) + 1);
  g_autoptr (GPtrArray) items = tide_instrument_list_suicide_items (instrument);
  if (items->len > 0 && is_late (data, imported, now, thresholds))
    return TRUE;
  if (tide_instrument_get_safety_source (instrument, "A12") != NULL)
    return TRUE;
  if (data->answers == NULL || !tide_answers_from_text (instrument, data->answers, answers, NULL))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      int item = tide_instrument_find_item (instrument, g_ptr_array_index (items, i));
      int rise = tide_instrument_get_rise_alert (instrument, g_ptr_array_index (items, i));
      if (item < 0 || rise <= 0 || answers[item].state != TIDE_ANSWER_GIVEN)
        continue;
      if (answers[item].value - tide_instrument_get_item (instrument, (guint) item)->minimum >= rise)
        return TRUE;
    }
  return FALSE;
}

static int
compare_levels (gconstpointer a, gconstpointer b)
{
  const TideAlert *first = *(TideAlert *const *) a;
  const TideAlert *second = *(TideAlert *const *) b;
  if (first->level != second->level)
    return second->level - first->level;
  return g_strcmp0 (first->rule, second->rule);
}

GPtrArray *
tide_alert_rules_raise_by (const TideHistory *history, TideInstrument *instrument,
                           const TideAssessmentData *data, gboolean imported, TideInstant now,
                           const TideThresholds *thresholds)
{
  g_autoptr (GPtrArray) alerts = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_alert_free);
  g_return_val_if_fail (history != NULL && instrument != NULL && data != NULL, g_steal_pointer (&alerts));

  if (!tide_assessment_data_is_current (data))
    return g_steal_pointer (&alerts);
  g_autofree TideAnswer *answers = g_new0 (TideAnswer, tide_instrument_get_n_items (instrument) + 1);
  if (data->answers != NULL && !tide_answers_from_text (instrument, data->answers, answers, NULL))
    return g_steal_pointer (&alerts); /* the saving clinic refuses such answers before it asks here */

  Raising raising = { history, instrument, data, answers, imported, now, thresholds, alerts };
  raise_findings (&raising);
  raise_rises (&raising);
  raise_lasting (&raising);
  raise_new (&raising);
  g_ptr_array_sort (alerts, compare_levels);
  return g_steal_pointer (&alerts);
}

GPtrArray *
tide_alert_rules_raise (const TideHistory *history, TideInstrument *instrument,
                        const TideAssessmentData *data, gboolean imported, TideInstant now)
{
  g_autoptr (TideThresholds) thresholds = tide_thresholds_new ();
  return tide_alert_rules_raise_by (history, instrument, data, imported, now, thresholds);
}

/* Yellow: the banner says that there is something to read, the levels themselves are history. */
TideAlert *
tide_alert_rules_summarise (const GPtrArray *alerts, TideInstant now)
{
  const TideAlert *newest = NULL;
  guint n = 0;
  for (guint i = 0; i < alerts->len; i++)
    {
      const TideAlert *alert = g_ptr_array_index (alerts, i);
      if (!alert->historical)
        continue;
      newest = alert;
      n++;
    }
  if (newest == NULL)
    return NULL;
  TideAlert *summary = tide_alert_new ();
  summary->patient_id = newest->patient_id;
  summary->assessment_id = newest->assessment_id;
  summary->instrument_id = g_strdup (newest->instrument_id);
  summary->rule = g_strdup ("import");
  summary->level = TIDE_LEVEL_YELLOW;
  summary->value = n;
  summary->raised = now;
  return summary;
}

static gboolean
shares_banner (const TideAlert *a, const TideAlert *b)
{
  return a->assessment_id == b->assessment_id && a->item_id != NULL && g_strcmp0 (a->item_id, b->item_id) == 0
         && g_strcmp0 (a->instrument_id, b->instrument_id) == 0;
}

static int
compare_banners (gconstpointer a, gconstpointer b)
{
  const TideAlert *first = *(TideAlert *const *) a;
  const TideAlert *second = *(TideAlert *const *) b;
  if (first->level != second->level)
    return second->level - first->level;
  int order = tide_instant_compare (first->raised, second->raised);
  return order != 0 ? order : g_strcmp0 (first->rule, second->rule);
}

GPtrArray *
tide_alert_rules_merge (const GPtrArray *alerts)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  for (guint i = 0; i < alerts->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (alerts, i));
  g_ptr_array_sort (sorted, compare_banners);

  for (guint i = 0; i < sorted->len; i++)
    {
      TideAlert *alert = g_ptr_array_index (sorted, i);
      GPtrArray *group = NULL;
      for (guint g = 0; g < groups->len && group == NULL; g++)
        {
          GPtrArray *other = g_ptr_array_index (groups, g);
          if (shares_banner (g_ptr_array_index (other, 0), alert))
            group = other;
        }
      if (group == NULL)
        g_ptr_array_add (groups, group = g_ptr_array_new ());
      g_ptr_array_add (group, alert);
    }
  return groups;
}

GPtrArray *
tide_alert_rules_list_open (const GPtrArray *alerts)
{
  g_return_val_if_fail (alerts != NULL, NULL);
  GPtrArray *open = g_ptr_array_new ();
  for (int historical = FALSE; historical <= TRUE; historical++)
    for (guint i = 0; i < alerts->len; i++)
      {
        TideAlert *alert = g_ptr_array_index (alerts, i);
        if (tide_alert_is_open (alert) && !alert->historical == !historical)
          g_ptr_array_add (open, alert);
      }
  return open;
}

GPtrArray *
tide_alert_rules_list_record (const GPtrArray *alerts)
{
  g_return_val_if_fail (alerts != NULL, NULL);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  for (guint i = 0; i < alerts->len; i++)
    {
      TideAlert *alert = g_ptr_array_index (alerts, i);
      if (tide_alert_is_open (alert) && alert->historical)
        g_ptr_array_add (open, alert);
    }
  return tide_alert_rules_merge (open);
}
