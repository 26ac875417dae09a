/* tide-visit.c: encounters and what is written at them: fields, words and faults. */
#include "tide-visit.h"

#include <glib/gi18n-lib.h>

#include "tide-field-private.h"

const char *const tide_contact_codes[] = { "", "in_person", "video", "phone", "paper", NULL };
const char *const tide_rater_type_codes[] = { "", "clinician", "self", "informant", "independent", NULL };
const char *const tide_event_kind_codes[]
  = { "",      "life_event", "hospital_stay", "emergency_visit", "suicide_attempt", "self_harm",
      "other", "sleep",      "exercise",      "alcohol",         "death",           NULL };
const char *const tide_level_codes[] = { "", "yellow", "amber", "red", NULL };

static const TideField tide_visit_fields[] = {
  TIDE_FIELD_REFERS (TideVisit, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_MUST (TideVisit, taken, TIDE_FIELD_INSTANT),
  TIDE_FIELD_REFERS (TideVisit, rater_id, 0, "staff"),
  TIDE_FIELD_CODED (TideVisit, contact, 0, tide_contact_codes),
  TIDE_FIELD_REFERS (TideVisit, session_id, 0, "session"),
  TIDE_FIELD (TideVisit, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideVisit, tide_visit, "visit");

static const TideField tide_visit_part_fields[] = {
  TIDE_FIELD_REFERS (TideVisitPart, visit_id, TIDE_FIELD_REQUIRED, "visit"),
  TIDE_FIELD_REFERS (TideVisitPart, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_MUST (TideVisitPart, part, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideVisitPart, reason, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideVisitPart, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideVisitPart, tide_visit_part, "visit_part");

static const TideField tide_note_fields[] = {
  TIDE_FIELD_REFERS (TideNote, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_REFERS (TideNote, visit_id, 0, "visit"),
  TIDE_FIELD_REFERS (TideNote, author_id, 0, "staff"),
  TIDE_FIELD_MUST (TideNote, taken, TIDE_FIELD_INSTANT),
  TIDE_FIELD_MUST (TideNote, text, TIDE_FIELD_TEXT),
  TIDE_FIELD_REFERS (TideNote, supersedes_id, 0, "note"),
  TIDE_FIELD (TideNote, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideNote, tide_note, "note");

static const TideField tide_event_fields[] = {
  TIDE_FIELD_REFERS (TideEvent, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_CODED (TideEvent, kind, 0, tide_event_kind_codes),
  TIDE_FIELD_MUST (TideEvent, on_date, TIDE_FIELD_DATE),
  TIDE_FIELD (TideEvent, until_date, TIDE_FIELD_DATE),
  TIDE_FIELD_MUST (TideEvent, label, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideEvent, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideEvent, tide_event, "event");

static const TideField tide_alert_fields[] = {
  TIDE_FIELD_REFERS (TideAlert, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_REFERS (TideAlert, assessment_id, 0, "assessment"),
  TIDE_FIELD_MUST (TideAlert, rule, TIDE_FIELD_TEXT),
  TIDE_FIELD_CODED (TideAlert, level, TIDE_FIELD_REQUIRED, tide_level_codes),
  TIDE_FIELD (TideAlert, instrument_id, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideAlert, item_id, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideAlert, value, TIDE_FIELD_REAL),
  TIDE_FIELD_MUST (TideAlert, raised, TIDE_FIELD_INSTANT),
  TIDE_FIELD (TideAlert, historical, TIDE_FIELD_BOOLEAN),
  TIDE_FIELD (TideAlert, source_amended, TIDE_FIELD_BOOLEAN),
  TIDE_FIELD (TideAlert, resolved, TIDE_FIELD_BOOLEAN),
  TIDE_FIELD (TideAlert, action, TIDE_FIELD_TEXT),
  TIDE_FIELD_REFERS (TideAlert, acted_by, 0, "staff"),
  TIDE_FIELD (TideAlert, acted, TIDE_FIELD_INSTANT),
  TIDE_FIELD_REFERS (TideAlert, session_id, 0, "session"),
  TIDE_FIELD_REFERS (TideAlert, observation_id, 0, "observation"),
  TIDE_FIELD (TideAlert, subject, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideAlert, detail, TIDE_FIELD_TEXT),
};
TIDE_RECORD_CLASS (TideAlert, tide_alert, "alert");

const char *
tide_event_kind_get_label (int kind)
{
  const char *const labels[]
    = { _ ("Event"),           _ ("Life event"), _ ("Hospital stay"), _ ("Emergency visit"),
        _ ("Suicide attempt"), _ ("Self-harm"),  _ ("Other event"),   _ ("Sleep"),
        _ ("Exercise"),        _ ("Alcohol"),    _ ("Death") };
  TIDE_LABEL_OF (labels, tide_event_kind_codes, kind);
}

gboolean
tide_alert_is_open (const TideAlert *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return !self->resolved;
}

gboolean
tide_alert_is_in_banner (const TideAlert *self)
{
  return tide_alert_is_open (self) && !self->historical;
}

const char *
tide_level_get_label (int level)
{
  const char *const labels[] = { "–", _ ("yellow"), _ ("amber"), _ ("red") };
  return level > 0 && level < (int) G_N_ELEMENTS (labels) ? labels[level] : labels[0];
}

guint
tide_visit_find_faults (const TideVisit *self, TideDate birth_date, TideFaultFunc report, gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  tide_faults_check_moment (&faults, "taken", self->taken, birth_date);
  return faults.n;
}

guint
tide_note_find_faults (const TideNote *self, TideDate birth_date, TideFaultFunc report, gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  tide_faults_check_moment (&faults, "taken", self->taken, birth_date);
  return faults.n;
}

guint
tide_event_find_faults (const TideEvent *self, TideDate birth_date, TideFaultFunc report, gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  if (tide_date_is_known (self->on_date) && self->on_date > tide_date_today ())
    tide_faults_add (&faults, "on_date", _ ("lies in the future"));
  tide_faults_check_order (&faults, "on_date", birth_date, self->on_date, _ ("lies before the birth date"));
  tide_faults_check_order (&faults, "until_date", self->on_date, self->until_date,
                           _ ("lies before the start"));
  return faults.n;
}

guint
tide_alert_find_faults (const TideAlert *self, TideFaultFunc report, gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  /* An alert is closed only by what a person did (clinical.md 8). */
  if (self->resolved && (self->action == NULL || *self->action == '\0'))
    tide_faults_add (&faults, "action", _ ("is required to resolve an alert"));
  return faults.n;
}
