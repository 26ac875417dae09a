/* tide-clinic-alerts.c: alerts that a whole chart raises, in the transaction of whatever was saved, and those
 * that time raises.
 *
 * A deed says what it wrote; from that follows which rules can have something to say, and what of the chart
 * they need.  Most saves need nothing, a measurement needs a few tables, and only a rating that got worse
 * needs all.
 */
#include "tide-clinic-private.h"

#include <math.h>
#include <string.h>

#include "tide-chart-alerts.h"
#include "tide-clinic-cockpit.h"

const TideSafetyRules *
tide_clinic_get_rules (TideClinic *self)
{
  if (self->rules == NULL)
    self->rules = tide_safety_rules_new ();
  return self->rules;
}

/* The day of what a record tells; unknown: it tells of now. */
TideDate
tide_clinic_day_of_evidence (gconstpointer record)
{
  static const char *const instants[] = { "taken", "started" };
  static const char *const days[] = { "done_on", "started_on", "from_date" };
  const TideRecordClass *klass = ((const TideRecord *) record)->klass;
  for (guint i = 0; i < G_N_ELEMENTS (instants); i++)
    {
      const TideField *field = tide_record_class_find (klass, instants[i]);
      if (field != NULL)
        {
          TideInstant when = G_STRUCT_MEMBER (TideInstant, record, field->offset);
          return tide_instant_is_known (when) ? tide_instant_get_date (when) : TIDE_DATE_UNKNOWN;
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      const TideField *field = tide_record_class_find (klass, days[i]);
      if (field != NULL)
        return G_STRUCT_MEMBER (TideDate, record, field->offset);
    }
  return TIDE_DATE_UNKNOWN;
}

/* --- what a deed wrote --- */

/* What was written of one patient. */
typedef struct
{
  gint64 patient_id;
  guint rules;       /* TideChartRules */
  gboolean timely;   /* a dose was written: what must precede it is asked now */
  gint64 session_id; /* of readings: that they are of; 0: of several, or none was written */
  TideDate since;    /* the earliest day that was told of */
} Touched;

static Touched *
find_touched (GArray *all, gint64 patient_id)
{
  for (guint i = 0; i < all->len; i++)
    if (g_array_index (all, Touched, i).patient_id == patient_id)
      return &g_array_index (all, Touched, i);
  Touched touched = { .patient_id = patient_id, .since = tide_date_today () };
  g_array_append_val (all, touched);
  return &g_array_index (all, Touched, all->len - 1);
}

static double
get_primary_score (TideInstrument *instrument, const TideAssessmentData *data)
{
  TideScoreStatus status;
  double value = NAN;
  if (data->scores != NULL)
    tide_scores_text_find (data->scores, tide_instrument_get_primary (instrument)->id, &status, &value);
  return value;
}

/* Whether this rating can have got worse than something (A9-A11): by its own series, without the chart. */
static gboolean
needs_course (TideClinic *self, const TideAssessmentData *data, const TideThresholds *thresholds)
{
  TideInstrument *instrument = tide_library_lookup (tide_clinic_get_library (self), data->instrument_id);
  double value = instrument != NULL ? get_primary_score (instrument, data) : NAN;
  if (isnan (value) || !tide_assessment_data_is_current (data))
    return FALSE;
  g_autoptr (GPtrArray) courses
    = tide_store_list (self->store, &tide_course_class, "patient_id", data->patient_id, NULL);
  if (courses == NULL || courses->len == 0)
    return FALSE;
  if (data->supersedes_id != 0 || data->moved_from_id != 0)
    return TRUE; /* rare, and what it replaces may have raised something */
  guint n = 0;
  g_autofree TideRating *ratings
    = tide_store_load_ratings (self->store, data->patient_id, data->instrument_id,
                               tide_instrument_get_primary (instrument)->id, &n, NULL);
  return tide_chart_alerts_need_ratings (instrument, thresholds, courses, ratings, n, value, data->taken);
}

static gboolean
is_watched_measure (const TideMeasurement *measurement)
{
  static const char *const watched[] = { "weight", "sodium", "qtc", NULL };
  const TideMeasure *measure = measurement->loinc != NULL ? tide_measure_lookup (measurement->loinc) : NULL;
  return measure != NULL && g_strv_contains (watched, measure->id);
}

/* The groups of rules that this very record can speak to. */
static guint
get_rules_of (TideDeed *deed, gconstpointer record, const TideThresholds *thresholds)
{
  const TideRecordClass *klass = ((const TideRecord *) record)->klass;
  if (klass == &tide_assessment_data_class && !needs_course (deed->clinic, record, thresholds))
    return 0;
  if (klass == &tide_measurement_class && !is_watched_measure (record))
    return 0;
  if (klass == &tide_session_class)
    {
      const TideCourse *course
        = tide_check_find_course (&deed->check, ((const TideSession *) record)->course_id, NULL);
      if (course == NULL || !tide_arm_is_ketamine ((TideArm) course->arm))
        return 0;
    }
  return tide_chart_alerts_rules_of (klass);
}

/* An answer tells of the day of its screening. */
static TideDate
get_day (TideDeed *deed, gconstpointer record)
{
  if (((const TideRecord *) record)->klass != &tide_screening_answer_class)
    return tide_clinic_day_of_evidence (record);
  g_autoptr (TideScreening) screening = tide_store_lookup (
    deed->clinic->store, &tide_screening_class, ((const TideScreeningAnswer *) record)->screening_id, NULL);
  return screening != NULL ? tide_clinic_day_of_evidence (screening) : TIDE_DATE_UNKNOWN;
}

static void
touch (TideDeed *deed, GArray *all, gconstpointer record, const TideThresholds *thresholds)
{
  guint rules = get_rules_of (deed, record, thresholds);
  gint64 patient_id = rules != 0 ? tide_check_patient_of (&deed->check, record) : 0;
  if (patient_id == 0)
    return;
  Touched *touched = find_touched (all, patient_id);
  gboolean first = touched->rules == 0;
  touched->rules |= rules;
  touched->timely |= ((const TideRecord *) record)->klass == &tide_session_class;
  if (rules == TIDE_CHART_VITALS)
    {
      gint64 session_id = ((const TideObservation *) record)->session_id;
      touched->session_id = first || touched->session_id == session_id ? session_id : 0;
    }
  TideDate day = get_day (deed, record);
  if (tide_date_is_known (day))
    touched->since = MIN (touched->since, day);
}

static GArray *
list_touched (TideDeed *deed, const TideThresholds *thresholds, GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Touched));
  for (guint i = 0; i < deed->step->changes->len; i++)
    {
      const TideChange *change = &g_array_index (deed->step->changes, TideChange, i);
      gboolean rating = change->klass == &tide_assessment_data_class;
      if (tide_chart_alerts_rules_of (change->klass) == 0 || (rating && change->before != NULL))
        continue; /* a rating that is retired or struck marks its alerts itself */
      gpointer now = tide_store_lookup (deed->clinic->store, change->klass, change->id, error);
      if (now == NULL)
        return NULL;
      touch (deed, all, now, thresholds);
      if (change->before != NULL)
        touch (deed, all, change->before, thresholds);
      tide_record_free (now);
    }
  return g_steal_pointer (&all);
}

/* --- what the rules read --- */

static gboolean
load_into (TideClinic *self, GPtrArray **place, const TideRecordClass *klass, const char *column, gint64 id,
           GError **error)
{
  GPtrArray *rows = tide_store_list (self->store, klass, column, id, error);
  if (rows == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (*place, rows);
  return TRUE;
}

static gboolean
load_courses (TideClinic *self, TideHistory *h, gint64 patient_id, GError **error)
{
  if (!load_into (self, &h->courses, &tide_course_class, "patient_id", patient_id, error))
    return FALSE;
  for (guint i = h->courses->len; i > 0; i--)
    {
      TideCourse *course = g_ptr_array_index (h->courses, i - 1);
      if (course->entered_in_error)
        g_ptr_array_remove_index (h->courses, i - 1);
      else if (!load_into (self, &h->dose_steps, &tide_dose_step_class, "course_id", course->base.id, error)
               || !load_into (self, &h->sessions, &tide_session_class, "course_id", course->base.id, error))
        return FALSE;
    }
  return TRUE;
}

/* A reading is saved before the cursor moves on: when nothing else was, its own session is enough. */
static gboolean
is_one_session (const Touched *touched)
{
  return touched->rules == TIDE_CHART_VITALS && touched->session_id != 0;
}

static gboolean
load_readings (TideClinic *self, TideHistory *h, const Touched *touched, GError **error)
{
  if (!is_one_session (touched))
    return load_into (self, &h->observations, &tide_observation_class, "patient_id", touched->patient_id,
                      error);
  /* An alert whose reading is not loaded must not look as if it had lost it. */
  for (guint i = h->alerts->len; i > 0; i--)
    if (((const TideAlert *) h->alerts->pdata[i - 1])->session_id != touched->session_id)
      g_ptr_array_remove_index (h->alerts, i - 1);
  return load_into (self, &h->observations, &tide_observation_class, "session_id", touched->session_id,
                    error);
}

/* A few tables instead of all. */
static TideHistory *
load_part (TideClinic *self, const TidePatient *patient, const Touched *touched, GError **error)
{
  g_autoptr (TideHistory) h = tide_history_new ();
  gint64 id = patient->base.id;
  guint rules = touched->rules;
  h->patient = tide_patient_copy (patient);
  gboolean loaded
    = (rules == TIDE_CHART_VITALS || load_courses (self, h, id, error))
      && load_into (self, &h->alerts, &tide_alert_class, "patient_id", id, error)
      && ((rules & TIDE_CHART_VITALS) == 0 || load_readings (self, h, touched, error))
      && ((rules & TIDE_CHART_MEASUREMENTS) == 0
          || load_into (self, &h->measurements, &tide_measurement_class, "patient_id", id, error))
      && ((rules & TIDE_CHART_TAKEN) == 0
          || load_into (self, &h->medications, &tide_medication_class, "patient_id", id, error))
      && ((rules & TIDE_CHART_EFFECTS) == 0
          || (load_into (self, &h->adverse_events, &tide_adverse_event_class, "patient_id", id, error)
              && load_into (self, &h->reviews, &tide_review_class, "patient_id", id, error)));
  if (!loaded)
    return NULL;
  tide_history_arrange (h);
  return g_steal_pointer (&h);
}

static TideSafetyCase
make_case (TideClinic *self, const TideHistory *history, const TideThresholds *thresholds, TideInstant now)
{
  return (TideSafetyCase){ .history = history,
                           .library = tide_clinic_get_library (self),
                           .thresholds = thresholds,
                           .rules = tide_clinic_get_rules (self),
                           .target = tide_clinic_get_target_instrument (self, history),
                           .now = now,
                           .session_rules = tide_clinic_get_session_rules (self) };
}

/* --- raising --- */

/* What time asks for, too, when a dose is written. */
static void
reconcile (const TideSafetyCase *subject, const Touched *touched, GPtrArray *fresh, GPtrArray *changed)
{
  g_autoptr (GPtrArray) found = tide_chart_alerts_find (subject, touched->rules);
  TideChartSave save = { .rules = touched->rules, .since = touched->since };
  tide_chart_alerts_reconcile (subject, found, &save, fresh, changed);
  if (!touched->timely)
    return;
  g_autoptr (GPtrArray) timely = tide_time_alerts_find (subject);
  TideChartSave by_time = { .since = TIDE_DATE_UNKNOWN };
  tide_chart_alerts_reconcile (subject, timely, &by_time, fresh, changed);
}

static gboolean
write_alerts (TideDeed *deed, GPtrArray *fresh, GPtrArray *changed, GPtrArray *raised, GError **error)
{
  for (guint i = 0; i < changed->len; i++)
    if (!tide_deed_update (deed, g_ptr_array_index (changed, i), error))
      return FALSE;
  for (guint i = 0; i < fresh->len; i++)
    {
      gpointer alert = g_ptr_array_index (fresh, i);
      gboolean stored = tide_deed_insert (deed, alert, error);
      g_ptr_array_remove (deed->fresh, alert); /* ours: it may go before the deed does */
      if (!stored)
        return FALSE;
      if (raised != NULL)
        g_ptr_array_add (raised, tide_alert_copy (alert));
    }
  return TRUE;
}

static gboolean
raise_for (TideDeed *deed, const Touched *touched, const TideThresholds *thresholds, GPtrArray *raised,
           GError **error)
{
  const guint whole = TIDE_CHART_RATINGS | TIDE_CHART_SCREENINGS | TIDE_CHART_SESSIONS;
  TideClinic *self = deed->clinic;
  const TidePatient *patient = tide_check_find_patient (&deed->check, touched->patient_id, error);
  if (patient == NULL)
    return FALSE;
  if (patient->entered_in_error)
    return TRUE;
  g_autoptr (TideHistory) history = (touched->rules & whole) != 0
                                      ? tide_store_load_history (self->store, touched->patient_id, error)
                                      : load_part (self, patient, touched, error);
  if (history == NULL)
    return FALSE;
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (tide_record_free);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (tide_record_free);
  TideSafetyCase subject = make_case (self, history, thresholds, tide_instant_now ());
  reconcile (&subject, touched, fresh, changed);
  return write_alerts (deed, fresh, changed, raised, error);
}

gboolean
tide_deed_raise (TideDeed *deed, GPtrArray *raised, GError **error)
{
  if (deed->judged)
    return TRUE;
  deed->judged = TRUE;
  gboolean speaks = FALSE;
  for (guint i = 0; i < deed->step->changes->len; i++)
    speaks |= tide_chart_alerts_rules_of (g_array_index (deed->step->changes, TideChange, i).klass) != 0;
  if (!speaks)
    return TRUE;
  g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (deed->clinic);
  g_autoptr (GArray) all = list_touched (deed, thresholds, error);
  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    if (!raise_for (deed, &g_array_index (all, Touched, i), thresholds, raised, error))
      return FALSE;
  return TRUE;
}

gboolean
tide_clinic_raise_in_batch (TideClinic *self, TideHistory *history, guint rules, TideDate since,
                            gboolean imported, const TideThresholds *thresholds, GPtrArray *raised,
                            GError **error)
{
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (tide_record_free);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (tide_record_free);
  TideSafetyCase subject = make_case (self, history, thresholds, tide_instant_now ());
  g_autoptr (GPtrArray) found = tide_chart_alerts_find (&subject, rules);
  TideChartSave save = { .rules = rules, .since = since, .imported = imported, .as_then = !imported };
  tide_chart_alerts_reconcile (&subject, found, &save, fresh, changed);
  for (guint i = 0; i < changed->len; i++)
    if (((TideRecord *) changed->pdata[i])->id != 0
        && !tide_store_update (self->store, changed->pdata[i], error))
      return FALSE;
  g_ptr_array_extend_and_steal (raised, g_steal_pointer (&fresh));
  return TRUE;
}

/* --- taking back --- */

static gboolean
recheck_pair (TideClinic *self, TideAlert *alert, const TideThresholds *thresholds, GError **error)
{
  g_autoptr (TidePatient) patient
    = tide_store_lookup (self->store, &tide_patient_class, alert->patient_id, error);
  Touched taken = { .patient_id = alert->patient_id, .rules = TIDE_CHART_TAKEN };
  g_autoptr (TideHistory) history = patient != NULL ? load_part (self, patient, &taken, error) : NULL;
  if (history == NULL)
    return FALSE;
  TideSafetyCase subject = make_case (self, history, thresholds, tide_instant_now ());
  gboolean amended = !tide_chart_alerts_is_pair_taken (&subject, alert);
  if (alert->source_amended == amended)
    return TRUE;
  alert->source_amended = amended;
  return tide_store_update (self->store, alert, error);
}

gboolean
tide_clinic_recheck_pairs (TideClinic *self, const TideUndoStep *step, GError **error)
{
  g_autoptr (TideThresholds) thresholds = NULL;
  for (guint i = 0; i < step->changes->len; i++)
    {
      const TideChange *change = &g_array_index (step->changes, TideChange, i);
      if (change->klass != &tide_alert_class)
        continue;
      g_autoptr (TideAlert) alert = tide_store_lookup (self->store, change->klass, change->id, error);
      if (alert == NULL)
        return FALSE;
      if (!tide_chart_alerts_is_of_pair (alert))
        continue;
      if (thresholds == NULL)
        thresholds = tide_clinic_load_thresholds (self);
      if (!recheck_pair (self, alert, thresholds, error))
        return FALSE;
    }
  return TRUE;
}

/* --- time --- */

static gboolean
run_for (TideClinic *self, gint64 patient_id, TideInstant now, const TideThresholds *thresholds,
         GError **error)
{
  g_autoptr (TideHistory) history = tide_store_load_history (self->store, patient_id, error);
  if (history == NULL)
    return FALSE;
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (tide_record_free);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (tide_record_free);
  TideSafetyCase subject = make_case (self, history, thresholds, now);
  g_autoptr (GPtrArray) found = tide_time_alerts_find (&subject);
  TideChartSave save = { .since = TIDE_DATE_UNKNOWN };
  tide_chart_alerts_reconcile (&subject, found, &save, fresh, changed);
  if (fresh->len == 0)
    return TRUE;
  if (!tide_store_begin (self->store, error))
    return FALSE;
  for (guint i = 0; i < fresh->len; i++)
    if (!tide_store_insert (self->store, g_ptr_array_index (fresh, i), error))
      {
        tide_store_rollback (self->store);
        return FALSE;
      }
  return tide_store_commit (self->store, error);
}

GArray *
tide_clinic_list_time_rule_patients (TideClinic *self, TideInstant now, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), NULL);
  if (!tide_clinic_check_unlocked (self, error))
    return NULL;
  g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (self);
  TideDate today = tide_instant_get_date (now);
  int days = (int) MAX (tide_thresholds_get (thresholds, "suicide_screen_days"),
                        tide_thresholds_get (thresholds, "new_antidepressant_days"));
  int ahead = (int) tide_thresholds_get (thresholds, "authorisation_warning_days");
  return tide_store_list_watched_patients (self->store, today - days, today, today + ahead, error);
}

/* A patient who cannot be read must not keep the others from being looked at. */
gboolean
tide_clinic_run_time_rules (TideClinic *self, gint64 patient_id, TideInstant now, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && tide_instant_is_known (now), FALSE);
  if (tide_clinic_get_read_only (self))
    return tide_clinic_check_unlocked (self, error); /* whoever holds the clinic raises them */
  if (!tide_clinic_check_writable (self, error))
    return FALSE;
  g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (self);
  if (patient_id != 0)
    return run_for (self, patient_id, now, thresholds, error);
  g_autoptr (GArray) patients = tide_clinic_list_time_rule_patients (self, now, error);
  if (patients == NULL)
    return FALSE;
  gboolean done = TRUE;
  for (guint i = 0; i < patients->len; i++)
    done = run_for (self, g_array_index (patients, gint64, i), now, thresholds, done ? error : NULL) && done;
  return done;
}
