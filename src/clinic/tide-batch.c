/* tide-batch.c: many records in one transaction, for imports and the demo.
 *
 * Alerts are raised at the commit, patient by patient and in the order of time: a file may bring its rows in
 * any order, and whether an answer is a patient's newest, or has risen, is known only when all of them are
 * there.
 */
#include "tide-clinic-private.h"

#include <string.h>

#include "tide-alert-rules.h"
#include "tide-chart-alerts.h"
#include "tide-settings.h"

struct _TideBatch
{
  TideClinic *clinic;
  gboolean imported;
  double historical_days; /* by the clinic's own limits when the batch began */
  gboolean broken;        /* rolled back, or a row may be half written: nothing can be committed */
  TideCheck check;
  GPtrArray *charts;  /* Chart, in the order in which the patients first got a rating */
  GHashTable *by_id;  /* gint64 * → Chart */
  GHashTable *born;   /* gint64 *: patients who were inserted here */
  gboolean was_empty; /* the clinic had no patient before */
  gboolean all_synthetic;
  guint n_alerts;
  TideBatchAlertFunc alert_func;
  gpointer alert_data;
};

/* What this batch brought of one patient. */
typedef struct
{
  gint64 patient_id;
  GPtrArray *fresh;   /* TideAssessmentData, copies */
  TideHistory *other; /* of a patient who was born here: what else the rules of a chart read, copies */
  guint rules;        /* TideChartRules that have something new to read */
  TideDate since;     /* the earliest day that was told of; unknown: none */
} Chart;

static void
chart_free (Chart *chart)
{
  g_ptr_array_unref (chart->fresh);
  tide_history_free (chart->other);
  g_free (chart);
}

static void
batch_free (TideBatch *batch)
{
  tide_check_clear (&batch->check);
  g_hash_table_unref (batch->by_id);
  g_hash_table_unref (batch->born);
  g_ptr_array_unref (batch->charts);
  g_object_unref (batch->clinic);
  g_free (batch);
}

/**
 * tide_clinic_begin_batch:
 *
 * Until it is committed or cancelled no other verb can write (TIDE_ERROR_IN_USE). Locking or closing the
 * clinic rolls it back.
 */
TideBatch *
tide_clinic_begin_batch (TideClinic *self, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), NULL);
  if (!tide_clinic_check_writable (self, error) || !tide_store_begin (self->store, error))
    return NULL;
  tide_store_set_bulk (self->store, TRUE);
  TideBatch *batch = g_new0 (TideBatch, 1);
  batch->clinic = g_object_ref (self);
  tide_check_init (&batch->check, self);
  tide_check_expect_many (&batch->check);
  batch->charts = g_ptr_array_new_with_free_func ((GDestroyNotify) chart_free);
  batch->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  batch->born = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  batch->was_empty = tide_store_count (self->store, &tide_patient_class) == 0;
  batch->all_synthetic = TRUE;
  g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (self);
  batch->historical_days = tide_thresholds_get (thresholds, "historical_days");
  self->batch = batch;
  return batch;
}

void
tide_batch_set_imported (TideBatch *batch, gboolean imported)
{
  g_return_if_fail (batch != NULL);
  batch->imported = imported;
}

void
tide_batch_set_alert_func (TideBatch *batch, TideBatchAlertFunc func, gpointer data)
{
  g_return_if_fail (batch != NULL);
  batch->alert_func = func;
  batch->alert_data = data;
}

static void
end_bulk (TideClinic *clinic)
{
  clinic->batch = NULL;
  if (clinic->store != NULL)
    tide_store_set_bulk (clinic->store, FALSE);
}

void
tide_clinic_drop_batch (TideClinic *self)
{
  if (self->batch == NULL)
    return;
  self->batch->broken = TRUE;
  tide_store_rollback (self->store);
  end_bulk (self);
}

/* A refused value or a taken number leaves the batch as it was; after anything else a row may be written by
 * half. */
static gboolean
insert (TideBatch *batch, gpointer record, GError **error)
{
  g_autoptr (GError) local = NULL;
  if (tide_store_insert (batch->clinic->store, record, &local))
    return TRUE;
  TIDE_RECORD (record)->id = 0;
  if (!g_error_matches (local, TIDE_ERROR, TIDE_ERROR_DUPLICATE)
      && !g_error_matches (local, TIDE_ERROR, TIDE_ERROR_VALUE))
    batch->broken = TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static Chart *
take_chart (TideBatch *batch, gint64 patient_id)
{
  Chart *chart = g_hash_table_lookup (batch->by_id, &patient_id);
  if (chart != NULL)
    return chart;
  chart = g_new0 (Chart, 1);
  chart->patient_id = patient_id;
  chart->fresh = g_ptr_array_new_with_free_func (tide_record_free);
  chart->other = tide_history_new ();
  chart->since = TIDE_DATE_UNKNOWN;
  g_ptr_array_add (batch->charts, chart);
  g_hash_table_insert (batch->by_id, &chart->patient_id, chart);
  return chart;
}

static void
remember_day (Chart *chart, gconstpointer record)
{
  TideDate day = tide_clinic_day_of_evidence (record);
  if (tide_date_is_known (day))
    chart->since = tide_date_is_known (chart->since) ? MIN (chart->since, day) : day;
}

static void
remember_rating (TideBatch *batch, const TideAssessmentData *data)
{
  Chart *chart = take_chart (batch, data->patient_id);
  g_ptr_array_add (chart->fresh, tide_assessment_data_copy (data));
  chart->rules |= TIDE_CHART_RATINGS;
  remember_day (chart, data);
}

/* Only what a rule of the chart reads: the rest of an import may be long. */
static void
remember_other (TideBatch *batch, gconstpointer record)
{
  const TideRecordClass *klass = ((const TideRecord *) record)->klass;
  guint rules = tide_chart_alerts_rules_of (klass);
  gint64 patient_id = rules != 0 ? tide_check_patient_of (&batch->check, record) : 0;
  if (patient_id == 0)
    return;
  Chart *chart = take_chart (batch, patient_id);
  chart->rules |= rules;
  remember_day (chart, record);
  for (guint i = 0; tide_history_arrays[i].klass != NULL; i++)
    if (tide_history_arrays[i].klass == klass && g_hash_table_contains (batch->born, &patient_id))
      g_ptr_array_add (*tide_history_get_array_place (chart->other, i), tide_record_copy (record));
}

static gboolean
add_assessment (TideBatch *batch, TideAssessmentData *data, GError **error)
{
  const TidePatient *patient = tide_check_find_patient (&batch->check, data->patient_id, error);
  if (patient == NULL)
    return FALSE;
  if (data->status == TIDE_STATUS_UNKNOWN)
    data->status = TIDE_STATUS_FINAL;
  if (!tide_instant_is_known (data->entered))
    data->entered = tide_instant_now ();
  tide_clinic_ask_for_review (batch->clinic, data, batch->historical_days, FALSE);
  if (!tide_clinic_score (batch->clinic, patient, data, error)
      || !tide_check_assessment (&batch->check, data, error) || !insert (batch, data, error))
    return FALSE;
  remember_rating (batch, data);
  return TRUE;
}

static gboolean
add_patient (TideBatch *batch, TidePatient *patient, GError **error)
{
  if (!tide_check_record (&batch->check, patient, error) || !insert (batch, patient, error))
    return FALSE;
  tide_check_take_number (&batch->check, patient);
  batch->all_synthetic = batch->all_synthetic && patient->synthetic;
  g_hash_table_add (batch->born, g_memdup2 (&patient->base.id, sizeof (gint64)));
  return TRUE;
}

static gboolean
put_setting (TideBatch *batch, const char *key, const char *value, GError **error)
{
  TideStore *store = batch->clinic->store;
  if (!tide_setting_check (key, value, tide_clinic_get_library (batch->clinic), error))
    return FALSE;
  g_autoptr (TideSetting) row = tide_store_lookup_text (store, &tide_setting_class, "key", key, NULL);
  if (row != NULL)
    {
      tide_record_set_text (&row->value, value);
      return tide_store_update (store, row, error);
    }
  g_autoptr (TideSetting) fresh = tide_setting_new ();
  tide_record_set_text (&fresh->key, key);
  tide_record_set_text (&fresh->value, value);
  return insert (batch, fresh, error);
}

/**
 * tide_batch_add:
 * @record: a new record (id 0) of any class; its id is set here
 *
 * TIDE_ERROR_VALUE or TIDE_ERROR_DUPLICATE refuses this record alone: the caller may go on, to find every bad
 * row, and cancel then. After any other error the batch can only be cancelled. An assessment without a status
 * is final; without a time of entry it is entered now.
 */
gboolean
tide_batch_add (TideBatch *batch, gpointer record, GError **error)
{
  g_return_val_if_fail (batch != NULL && record != NULL, FALSE);
  const TideRecordClass *klass = TIDE_RECORD (record)->klass;
  if (batch->broken)
    {
      if (tide_clinic_check_unlocked (batch->clinic, error))
        g_set_error_literal (error, TIDE_ERROR, TIDE_ERROR_IO, "the batch was rolled back");
      return FALSE;
    }
  if (TIDE_RECORD (record)->id != 0)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "id: a batch takes new records only");
      return FALSE;
    }
  if (klass == &tide_assessment_data_class)
    return add_assessment (batch, record, error);
  if (klass == &tide_patient_class)
    return add_patient (batch, record, error);
  if (klass == &tide_setting_class)
    return put_setting (batch, ((TideSetting *) record)->key, ((TideSetting *) record)->value, error);
  if (!tide_check_record (&batch->check, record, error))
    return FALSE;
  if (klass == &tide_course_class)
    tide_clinic_give_code (batch->clinic, record);
  if (!insert (batch, record, error))
    return FALSE;
  remember_other (batch, record);
  return TRUE;
}

/* --- the commit --- */

static int
compare_taken (gconstpointer a, gconstpointer b)
{
  const TideAssessmentData *first = *(TideAssessmentData *const *) a;
  const TideAssessmentData *second = *(TideAssessmentData *const *) b;
  int order = tide_instant_compare (first->taken, second->taken);
  if (order != 0)
    return order;
  return first->base.id < second->base.id ? -1 : first->base.id > second->base.id;
}

/* Of a patient who was born here nothing else is in the store. */
static TideHistory *
make_born (Chart *chart, const TidePatient *patient)
{
  TideHistory *history = g_steal_pointer (&chart->other);
  history->patient = tide_patient_copy (patient);
  g_ptr_array_unref (history->assessments);
  history->assessments = g_ptr_array_ref (chart->fresh);
  tide_history_arrange (history);
  tide_history_build_series (history);
  return history;
}

static TideHistory *
load_chart (TideBatch *batch, Chart *chart, GError **error)
{
  const TidePatient *patient = tide_check_find_patient (&batch->check, chart->patient_id, error);
  if (patient == NULL)
    return NULL;
  if (g_hash_table_contains (batch->born, &chart->patient_id))
    return make_born (chart, patient);
  return tide_store_load_history (batch->clinic->store, chart->patient_id, error);
}

static gboolean
store_alert (TideBatch *batch, TideAlert *alert, GError **error)
{
  if (batch->alert_func != NULL)
    batch->alert_func (alert, batch->alert_data);
  if (!insert (batch, alert, error))
    return FALSE;
  batch->n_alerts++;
  return TRUE;
}

/* What each rating says by its own answers. */
static void
raise_for_ratings (TideBatch *batch, Chart *chart, const TideHistory *history,
                   const TideThresholds *thresholds, GPtrArray *raised)
{
  TideLibrary *library = tide_clinic_get_library (batch->clinic);
  for (guint i = 0; i < chart->fresh->len; i++)
    {
      const TideAssessmentData *data = g_ptr_array_index (chart->fresh, i);
      TideInstrument *instrument = tide_library_lookup (library, data->instrument_id);
      TideInstant now = batch->imported ? tide_instant_now () : data->entered;
      g_ptr_array_extend_and_steal (
        raised, tide_alert_rules_raise_by (history, instrument, data, batch->imported, now, thresholds));
    }
}

static gboolean
raise_for_chart (TideBatch *batch, Chart *chart, const TideThresholds *thresholds, GError **error)
{
  g_autoptr (GPtrArray) raised = g_ptr_array_new_with_free_func (tide_record_free);
  g_ptr_array_sort (chart->fresh, compare_taken);
  g_autoptr (TideHistory) history = load_chart (batch, chart, error);
  if (history == NULL)
    return FALSE;
  raise_for_ratings (batch, chart, history, thresholds, raised);
  for (guint i = 0; i < raised->len; i++)
    g_ptr_array_add (history->alerts, tide_alert_copy (g_ptr_array_index (raised, i)));
  if (!tide_clinic_raise_in_batch (batch->clinic, history, chart->rules, chart->since, batch->imported,
                                   thresholds, raised, error))
    return FALSE;
  TideAlert *summary = batch->imported ? tide_alert_rules_summarise (raised, tide_instant_now ()) : NULL;
  if (summary != NULL)
    g_ptr_array_add (raised, summary);
  for (guint i = 0; i < raised->len; i++)
    if (!store_alert (batch, g_ptr_array_index (raised, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
finish (TideBatch *batch, const char *action, const char *detail, GError **error)
{
  g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (batch->clinic);
  for (guint i = 0; i < batch->charts->len; i++)
    if (!raise_for_chart (batch, g_ptr_array_index (batch->charts, i), thresholds, error))
      return FALSE;
  gboolean demo = batch->was_empty && batch->all_synthetic && g_hash_table_size (batch->born) > 0;
  if (demo && !put_setting (batch, "clinic.synthetic", "yes", error))
    return FALSE;
  return tide_store_log (batch->clinic->store, action, NULL, 0, 0, detail, error);
}

/**
 * tide_batch_commit:
 * @action: the audit's word: "import", "demo" …
 * @detail: (nullable): what was imported, without patients' data
 * @n_alerts: (out) (optional): how many alerts were raised
 *
 * Raises the alerts and commits, or rolls everything back. Frees the batch either way. An import cannot be
 * undone.
 */
gboolean
tide_batch_commit (TideBatch *batch, const char *action, const char *detail, guint *n_alerts, GError **error)
{
  g_return_val_if_fail (batch != NULL && action != NULL, FALSE);
  TideClinic *clinic = batch->clinic;
  if (batch->broken)
    {
      if (tide_clinic_check_unlocked (clinic, error))
        g_set_error_literal (error, TIDE_ERROR, TIDE_ERROR_IO, "the batch was rolled back");
      tide_batch_cancel (batch);
      return FALSE;
    }
  if (!finish (batch, action, detail, error))
    {
      tide_batch_cancel (batch);
      return FALSE;
    }
  clinic->batch = NULL; /* whoever hears "changed" may write again */
  if (!tide_store_commit (clinic->store, error))
    {
      clinic->batch = batch;
      tide_batch_cancel (batch);
      return FALSE;
    }
  if (n_alerts != NULL)
    *n_alerts = batch->n_alerts;
  tide_clinic_forget_undo (clinic);
  end_bulk (clinic);
  batch_free (batch);
  return TRUE;
}

void
tide_batch_cancel (TideBatch *batch)
{
  if (batch == NULL)
    return;
  if (batch->clinic->batch == batch)
    tide_clinic_drop_batch (batch->clinic);
  batch_free (batch);
}
