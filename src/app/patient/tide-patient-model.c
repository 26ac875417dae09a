/* tide-patient-model.c: one patient as the page shows him: history and, for each scale, its outcome. */
#include "tide-patient-model.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include "tide-alert-rules.h"
#include "tide-wording.h"

TidePatientModel *
tide_patient_model_load (TideClinic *clinic, gint64 patient_id, GError **error)
{
  TideHistory *history = tide_clinic_load_history (clinic, patient_id, error);
  if (history == NULL)
    return NULL;
  TidePatientModel *self = g_rc_box_new0 (TidePatientModel);
  self->clinic = g_object_ref (clinic);
  self->history = history;
  self->thresholds = tide_clinic_load_thresholds (clinic);
  self->now = tide_instant_now ();
  g_autofree char *currency = tide_clinic_dup_setting (clinic, "clinic.currency");
  TideSafetyCase subject = { .history = history,
                             .library = tide_clinic_get_library (clinic),
                             .thresholds = self->thresholds,
                             .target = tide_clinic_get_target_instrument (clinic, history),
                             .now = self->now };
  self->book = tide_course_book_new (&subject, currency);
  return self;
}

TidePatientModel *
tide_patient_model_ref (TidePatientModel *self)
{
  return g_rc_box_acquire (self);
}

static void
clear_model (gpointer data)
{
  TidePatientModel *self = data;
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  g_clear_pointer (&self->interactions, tide_interactions_free);
  tide_desk_case_clear (&self->desk);
  tide_course_book_free (self->book);
  tide_history_free (self->history);
  tide_thresholds_free (self->thresholds);
  g_object_unref (self->clinic);
}

void
tide_patient_model_unref (TidePatientModel *self)
{
  g_rc_box_release_full (self, clear_model);
}

gint64
tide_patient_model_get_id (const TidePatientModel *self)
{
  return self->history->patient->base.id;
}

TideInstrument *
tide_patient_model_get_target (const TidePatientModel *self)
{
  return tide_course_book_get_target (self->book);
}

const TideOutcome *
tide_patient_model_get_outcome (TidePatientModel *self, const char *instrument_id)
{
  return tide_course_book_get_outcome (self->book, instrument_id);
}

const TideCourseEvents *
tide_patient_model_get_events (TidePatientModel *self, const char *instrument_id)
{
  return tide_course_book_get_events (self->book, instrument_id);
}

const TideVisitOutcome *
tide_patient_model_find_visit (TidePatientModel *self, const TideAssessmentData *data)
{
  const TideOutcome *outcome
    = data->instrument_id != NULL ? tide_patient_model_get_outcome (self, data->instrument_id) : NULL;
  for (guint i = 0; outcome != NULL && i < outcome->n_visits; i++)
    if (outcome->visits[i].rating.assessment_id == data->base.id)
      return &outcome->visits[i];
  return NULL;
}

GPtrArray *
tide_patient_model_list_alerts (const TidePatientModel *self)
{
  return tide_alert_rules_list_open (self->history->alerts);
}

char *
tide_patient_model_dup_alert_title (const TidePatientModel *self, const TideAlert *alert)
{
  TideInstrument *instrument
    = alert->instrument_id != NULL
        ? tide_library_lookup (tide_clinic_get_library (self->clinic), alert->instrument_id)
        : NULL;
  return tide_alert_rules_dup_title (instrument, alert);
}

/* Who changed row @id last, and when, as the audit has it. (transfer full) */
static char *
find_author (const TidePatientModel *self, gint64 id, TideInstant *when)
{
  g_autoptr (GPtrArray) rows
    = tide_clinic_list_audit (self->clinic, tide_patient_model_get_id (self), 0, NULL);
  *when = TIDE_INSTANT_UNKNOWN;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TideAuditRow *row = g_ptr_array_index (rows, i); /* newest first */
      if (row->row_id != id || g_strcmp0 (row->table, tide_assessment_data_class.table) != 0)
        continue;
      *when = (TideInstant){ row->at_utc, (gint16) row->at_offset, TIDE_PRECISION_MINUTE };
      return g_strdup (row->who);
    }
  return NULL;
}

char *
tide_patient_model_dup_alert_story (const TidePatientModel *self, const TideAlert *alert)
{
  TideInstrument *instrument
    = alert->instrument_id != NULL
        ? tide_library_lookup (tide_clinic_get_library (self->clinic), alert->instrument_id)
        : NULL;
  const TideAssessmentData *source = tide_alert_rules_find_source (self->history, alert);
  TideInstant when = TIDE_INSTANT_UNKNOWN;
  g_autofree char *who
    = alert->source_amended && source != NULL ? find_author (self, source->base.id, &when) : NULL;
  return tide_alert_rules_dup_story (self->history, instrument, alert, who, when);
}

/* When assessment @id came into this chart, as the audit has it; 0 when it does not tell. */
static gint64
find_arrival (const TidePatientModel *self, gint64 id)
{
  g_autoptr (GPtrArray) rows
    = tide_clinic_list_audit (self->clinic, tide_patient_model_get_id (self), 0, NULL);
  gint64 at_utc = 0;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TideAuditRow *row = g_ptr_array_index (rows, i); /* newest first */
      if (row->row_id == id && g_strcmp0 (row->table, tide_assessment_data_class.table) == 0)
        at_utc = row->at_utc;
    }
  return at_utc;
}

/* Whether its action was recorded before its rating was moved here: it was taken with another patient. */
static gboolean
was_acted_elsewhere (const TidePatientModel *self, const TideAlert *alert)
{
  const TideAssessmentData *row = tide_history_find_assessment (self->history, alert->assessment_id);
  return row != NULL && row->moved_from_id != 0 && alert->acted.utc <= find_arrival (self, row->base.id);
}

char *
tide_patient_model_dup_action_words (const TidePatientModel *self, const TideAlert *alert)
{
  if (!alert->resolved)
    return NULL;
  gboolean elsewhere = was_acted_elsewhere (self, alert);
  g_autofree char *who = tide_words_dup_staff_name (self->history, alert->acted_by);
  g_autofree char *day = tide_date_to_words (tide_instant_get_date (alert->acted));
  g_autofree char *head
    = who[0] == '\0' ? g_strdup_printf (
        elsewhere ? _ ("action recorded in the other chart %s") : _ ("action recorded %s"), day)
                     : g_strdup_printf (elsewhere ? _ ("action recorded in the other chart %s by %s")
                                                  : _ ("action recorded %s by %s"),
                                        day, who);
  return alert->action != NULL ? g_strdup_printf ("%s: %s", head, alert->action) : g_steal_pointer (&head);
}

char *
tide_patient_model_dup_alert_advice (const TidePatientModel *self, const TideAlert *alert)
{
  g_autofree char *advice = tide_alert_rules_dup_advice (alert);
  g_autofree char *period = tide_alert_rules_dup_days (self->history, alert);
  gsize length = strlen (advice);
  if (length > 0 && advice[length - 1] == '.')
    advice[length - 1] = '\0';
  g_autofree char *plain = length > 0 ? g_strdup_printf ("%s · %s", period, advice) : g_strdup (period);
  g_autofree char *story = tide_patient_model_dup_alert_story (self, alert);
  if (story == NULL)
    return g_steal_pointer (&plain);
  g_autofree char *first = g_utf8_substring (story, 0, 1), *upper = g_utf8_strup (first, -1);
  return g_strdup_printf ("%s%s. %s", upper, story + strlen (first), plain);
}

/* --- what the rules say --- */

const TideSafetyCase *
tide_patient_model_get_case (TidePatientModel *self)
{
  if (self->desk.subject.rules == NULL)
    tide_desk_case_init (&self->desk, self->clinic, self->history);
  return &self->desk.subject;
}

TideCourseBook *
tide_patient_model_get_book (TidePatientModel *self)
{
  if (self->book->subject.rules == NULL)
    self->book->subject.rules = tide_patient_model_get_case (self)->rules;
  return self->book;
}

const TideAdequacyList *
tide_patient_model_get_trials (TidePatientModel *self)
{
  return tide_course_book_get_trials (tide_patient_model_get_book (self));
}

static void
judged_stage_free (gpointer data)
{
  TideJudgedStage *judged = data;
  tide_stage_free (judged->stage);
  tide_adequacy_list_free (judged->list);
  g_free (judged);
}

static void
add_stage (TidePatientModel *self, TideScheme scheme)
{
  const TideSafetyCase *subject = tide_patient_model_get_case (self);
  TideJudgedStage *judged = g_new0 (TideJudgedStage, 1);
  judged->list = tide_adequacy_judge (subject, tide_scheme_get_preset (subject, scheme));
  judged->stage = tide_stage_compute (subject, scheme, judged->list);
  g_ptr_array_add (self->stages, judged);
}

const GPtrArray *
tide_patient_model_get_stages (TidePatientModel *self)
{
  if (self->stages != NULL)
    return self->stages;
  TideScheme scheme = tide_scheme_for (tide_patient_model_get_case (self));
  self->stages = g_ptr_array_new_with_free_func (judged_stage_free);
  if (scheme != TIDE_SCHEME_UNKNOWN)
    add_stage (self, scheme);
  if (scheme == TIDE_SCHEME_MAUDSLEY)
    add_stage (self, TIDE_SCHEME_ATHF);
  return self->stages;
}

const TideStage *
tide_patient_model_find_stage (TidePatientModel *self, TideScheme scheme)
{
  const GPtrArray *stages = tide_patient_model_get_stages (self);
  for (guint i = 0; i < stages->len; i++)
    {
      const TideJudgedStage *judged = g_ptr_array_index (stages, i);
      if (judged->stage->scheme == scheme)
        return judged->stage;
    }
  return NULL;
}

const TideInteractions *
tide_patient_model_get_interactions (TidePatientModel *self)
{
  if (self->interactions == NULL)
    self->interactions = tide_interactions_find (tide_patient_model_get_case (self),
                                                 tide_instant_get_date (self->now), TIDE_ARM_UNKNOWN, NULL);
  return self->interactions;
}
