/* tide-session-log.c: fields, words and faults of what is written while a session runs, and the order in
 * which a clock's events can come.
 */
#include "tide-session-log.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-course.h"
#include "tide-field-private.h"

const char *const tide_session_list_codes[] = { "", "checklist", "gate", "discharge", NULL };
const char *const tide_clock_kind_codes[]
  = { "", "start", "pause", "resume", "stop", "end", "resumed_after_restart", "clock_step_accepted", NULL };
const char *const tide_session_entry_kind_codes[] = { "", "medicine", "call", "interruption", "note", NULL };

static const TideField tide_session_answer_fields[] = {
  TIDE_FIELD_REFERS (TideSessionAnswer, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_REFERS (TideSessionAnswer, session_id, TIDE_FIELD_REQUIRED, "session"),
  TIDE_FIELD_CODED (TideSessionAnswer, list, TIDE_FIELD_REQUIRED, tide_session_list_codes),
  TIDE_FIELD_MUST (TideSessionAnswer, question, TIDE_FIELD_TEXT),
  TIDE_FIELD_CODED (TideSessionAnswer, answer, 0, tide_yes_no_codes),
  TIDE_FIELD (TideSessionAnswer, value, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideSessionAnswer, reason, TIDE_FIELD_TEXT),
  TIDE_FIELD_REFERS (TideSessionAnswer, staff_id, 0, "staff"),
  TIDE_FIELD_MUST (TideSessionAnswer, taken, TIDE_FIELD_INSTANT),
  TIDE_FIELD (TideSessionAnswer, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideSessionAnswer, tide_session_answer, "session_answer");

static const TideField tide_clock_event_fields[] = {
  TIDE_FIELD_REFERS (TideClockEvent, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_REFERS (TideClockEvent, session_id, TIDE_FIELD_REQUIRED, "session"),
  TIDE_FIELD_CODED (TideClockEvent, kind, TIDE_FIELD_REQUIRED, tide_clock_kind_codes),
  TIDE_FIELD_EXACT (TideClockEvent, at, TIDE_FIELD_REQUIRED),
  TIDE_FIELD (TideClockEvent, boot_id, TIDE_FIELD_TEXT),
  TIDE_FIELD_BETWEEN (TideClockEvent, boottime_ms, TIDE_FIELD_INTEGER, 0, 9e15),
  TIDE_FIELD (TideClockEvent, reason, TIDE_FIELD_TEXT),
  TIDE_FIELD_REFERS (TideClockEvent, staff_id, 0, "staff"),
  TIDE_FIELD (TideClockEvent, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideClockEvent, tide_clock_event, "clock_event");

static const TideField tide_drug_use_fields[] = {
  TIDE_FIELD_REFERS (TideDrugUse, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_REFERS (TideDrugUse, session_id, TIDE_FIELD_REQUIRED, "session"),
  TIDE_FIELD_MUST (TideDrugUse, drug, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideDrugUse, lot, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideDrugUse, expires_on, TIDE_FIELD_DATE),
  TIDE_FIELD_BETWEEN (TideDrugUse, mg_drawn, TIDE_FIELD_REAL, 0, 10000),
  TIDE_FIELD_BETWEEN (TideDrugUse, mg_given, TIDE_FIELD_REAL, 0, 10000),
  TIDE_FIELD_BETWEEN (TideDrugUse, mg_wasted, TIDE_FIELD_REAL, 0, 10000),
  TIDE_FIELD_REFERS (TideDrugUse, staff_id, 0, "staff"),
  TIDE_FIELD_REFERS (TideDrugUse, witness_id, 0, "staff"),
  TIDE_FIELD (TideDrugUse, reason, TIDE_FIELD_TEXT),
  TIDE_FIELD_MUST (TideDrugUse, taken, TIDE_FIELD_INSTANT),
  TIDE_FIELD (TideDrugUse, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideDrugUse, tide_drug_use, "drug_register");

static const TideField tide_session_entry_fields[] = {
  TIDE_FIELD_REFERS (TideSessionEntry, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_REFERS (TideSessionEntry, session_id, TIDE_FIELD_REQUIRED, "session"),
  TIDE_FIELD_CODED (TideSessionEntry, kind, TIDE_FIELD_REQUIRED, tide_session_entry_kind_codes),
  TIDE_FIELD_MUST (TideSessionEntry, text, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideSessionEntry, dose, TIDE_FIELD_TEXT),
  TIDE_FIELD_EXACT (TideSessionEntry, taken, TIDE_FIELD_REQUIRED),
  TIDE_FIELD_REFERS (TideSessionEntry, staff_id, 0, "staff"),
  TIDE_FIELD (TideSessionEntry, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideSessionEntry, tide_session_entry, "session_entry");

const char *
tide_clock_kind_get_label (int kind)
{
  const char *const labels[] = { _ ("Unknown"),
                                 _ ("Started"),
                                 _ ("Paused"),
                                 _ ("Resumed"),
                                 _ ("Stopped"),
                                 _ ("Ended"),
                                 _ ("Went on after a restart"),
                                 _ ("Clock change accepted") };
  TIDE_LABEL_OF (labels, tide_clock_kind_codes, kind);
}

const char *
tide_session_entry_kind_get_label (int kind)
{
  const char *const labels[]
    = { _ ("Entry"), _ ("Medicine given"), _ ("Called"), _ ("Interruption"), _ ("Note") };
  TIDE_LABEL_OF (labels, tide_session_entry_kind_codes, kind);
}

const TideSessionAnswer *
tide_session_answer_find (const GPtrArray *answers, gint64 session_id, int list, const char *question)
{
  g_return_val_if_fail (answers != NULL && question != NULL, NULL);
  for (guint i = 0; i < answers->len; i++)
    {
      const TideSessionAnswer *answer = answers->pdata[i];
      if (answer->session_id == session_id && answer->list == list && !answer->entered_in_error
          && g_strcmp0 (answer->question, question) == 0)
        return answer;
    }
  return NULL;
}

/* --- the clock's order --- */

/* Why an event of @kind cannot follow @phase, which otherwise moves on; NULL: it can. */
static const char *
advance (TideClockKind kind, TideClockPhase *phase)
{
  gboolean under_way = *phase == TIDE_CLOCK_RUNNING || *phase == TIDE_CLOCK_PAUSED;
  switch (kind)
    {
    case TIDE_CLOCK_START:
      if (*phase != TIDE_CLOCK_NOT_STARTED)
        return _ ("was started before");
      *phase = TIDE_CLOCK_RUNNING;
      return NULL;
    case TIDE_CLOCK_PAUSE:
      if (*phase != TIDE_CLOCK_RUNNING)
        return _ ("paused while it does not run");
      *phase = TIDE_CLOCK_PAUSED;
      return NULL;
    case TIDE_CLOCK_RESUME:
      if (*phase != TIDE_CLOCK_PAUSED)
        return _ ("resumed without a pause");
      *phase = TIDE_CLOCK_RUNNING;
      return NULL;
    case TIDE_CLOCK_STOP:
    case TIDE_CLOCK_END:
      if (!under_way)
        return _ ("ended while it does not run");
      *phase = TIDE_CLOCK_OVER;
      return NULL;
    case TIDE_CLOCK_RESUMED_AFTER_RESTART:
    case TIDE_CLOCK_STEP_ACCEPTED:
      return *phase == TIDE_CLOCK_NOT_STARTED ? _ ("comes before the start") : NULL;
    case TIDE_CLOCK_UNKNOWN:
    default:
      return _ ("is no event of a clock");
    }
}

static int
compare_entry (gconstpointer pa, gconstpointer pb)
{
  gint64 a = (*(TideRecord *const *) pa)->id, b = (*(TideRecord *const *) pb)->id;
  a = a == 0 ? G_MAXINT64 : a;
  b = b == 0 ? G_MAXINT64 : b;
  return a < b ? -1 : a > b;
}

const char *
tide_clock_read (const GPtrArray *events, gint64 session_id, TideClockPhase *phase)
{
  g_return_val_if_fail (events != NULL && phase != NULL, NULL);

  g_autoptr (GPtrArray) own = g_ptr_array_new ();
  for (guint i = 0; i < events->len; i++)
    {
      TideClockEvent *event = events->pdata[i];
      if (event->session_id == session_id && !event->entered_in_error)
        g_ptr_array_add (own, event);
    }
  g_ptr_array_sort (own, compare_entry);
  const char *fault = NULL;
  *phase = TIDE_CLOCK_NOT_STARTED;
  for (guint i = 0; i < own->len && fault == NULL; i++)
    fault = advance ((TideClockKind) ((const TideClockEvent *) own->pdata[i])->kind, phase);
  return fault;
}

/* --- faults --- */

static gboolean
is_blank (const char *text)
{
  return text == NULL || *text == '\0';
}

guint
tide_session_answer_find_faults (const TideSessionAnswer *self, TideDate birth_date, TideFaultFunc report,
                                 gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  if (self->answer == 0 && is_blank (self->value) && is_blank (self->reason))
    tide_faults_add (&faults, "answer", _ ("says nothing: neither an answer, a value nor a reason"));
  tide_faults_check_moment (&faults, "taken", self->taken, birth_date);
  return faults.n;
}

guint
tide_clock_event_find_faults (const TideClockEvent *self, TideDate birth_date, TideFaultFunc report,
                              gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  if (tide_instant_is_known (self->at) && self->at.precision != TIDE_PRECISION_SECOND)
    tide_faults_add (&faults, "at", _ ("must be known to the second"));
  if (self->boottime_ms != TIDE_INTEGER_UNKNOWN && is_blank (self->boot_id))
    tide_faults_add (&faults, "boot_id", _ ("is required beside a boot time"));
  tide_faults_check_moment (&faults, "at", self->at, birth_date);
  return faults.n;
}

double
tide_drug_use_get_difference_mg (const TideDrugUse *self)
{
  g_return_val_if_fail (self != NULL, NAN);
  return self->mg_drawn - self->mg_given - self->mg_wasted;
}

guint
tide_drug_use_find_faults (const TideDrugUse *self, TideDate birth_date, TideFaultFunc report, gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  double difference = tide_drug_use_get_difference_mg (self);
  gboolean expired = tide_date_is_known (self->expires_on) && tide_instant_is_known (self->taken)
                     && tide_instant_get_date (self->taken) > self->expires_on;
  if (is_blank (self->reason) && fabs (difference) > TIDE_DRUG_TOLERANCE_MG + 1e-9)
    {
      g_autofree char *drawn = tide_number_to_text (self->mg_drawn);
      g_autofree char *given = tide_number_to_text (self->mg_given);
      g_autofree char *wasted = tide_number_to_text (self->mg_wasted);
      g_autofree char *reason = g_strdup_printf (
        _ ("is required: %s mg drawn, but %s mg given and %s mg wasted"), drawn, given, wasted);
      tide_faults_add (&faults, "reason", reason);
    }
  else if (is_blank (self->reason) && expired)
    tide_faults_add (&faults, "reason", _ ("is required: the lot had expired"));
  if (self->witness_id != 0 && self->witness_id == self->staff_id)
    tide_faults_add (&faults, "witness_id", _ ("must be another person"));
  tide_faults_check_moment (&faults, "taken", self->taken, birth_date);
  return faults.n;
}

guint
tide_session_entry_find_faults (const TideSessionEntry *self, TideDate birth_date, TideFaultFunc report,
                                gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  int medicine = tide_code_from_text (tide_session_entry_kind_codes, "medicine");
  if (!is_blank (self->dose) && self->kind != 0 && self->kind != medicine)
    tide_faults_add (&faults, "dose", _ ("belongs to a medicine"));
  tide_faults_check_moment (&faults, "taken", self->taken, birth_date);
  return faults.n;
}
