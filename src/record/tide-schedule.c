/* tide-schedule.c: fields and faults of a course's schedule, and the plain values of what is due. */
#include "tide-schedule.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-field-private.h"

const char *const tide_schedule_rule_codes[]
  = { "", "after_session", "before_session", "every", "from_start", NULL };
const char *const tide_due_kind_codes[]
  = { "",        "rating",    "suicide_screen",        "mania_rating",       "review",      "authorisation",
      "consent", "screening", "esketamine_monitoring", "safety_plan_review", "integration", NULL };

static const TideField tide_schedule_fields[] = {
  TIDE_FIELD_REFERS (TideSchedule, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_REFERS (TideSchedule, course_id, TIDE_FIELD_REQUIRED, "course"),
  TIDE_FIELD_MUST (TideSchedule, instrument, TIDE_FIELD_TEXT),
  TIDE_FIELD_CODED (TideSchedule, rule, 0, tide_schedule_rule_codes),
  TIDE_FIELD_BETWEEN (TideSchedule, session_number, TIDE_FIELD_INTEGER, 1, 1000),
  TIDE_FIELD_BETWEEN (TideSchedule, from_days, TIDE_FIELD_REAL, 0, 3660),
  TIDE_FIELD_BETWEEN (TideSchedule, until_days, TIDE_FIELD_REAL, 0, 3660),
  TIDE_FIELD_BETWEEN (TideSchedule, every_days, TIDE_FIELD_REAL, 0.25, 3660),
  TIDE_FIELD (TideSchedule, inactive, TIDE_FIELD_BOOLEAN),
  TIDE_FIELD (TideSchedule, note, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideSchedule, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideSchedule, tide_schedule, "schedule");

const char *
tide_schedule_rule_get_label (int rule)
{
  const char *const labels[] = { _ ("Unknown rule"), _ ("after a session"), _ ("before a session"),
                                 _ ("every"), _ ("from the start") };
  TIDE_LABEL_OF (labels, tide_schedule_rule_codes, rule);
}

const char *
tide_due_kind_get_label (int kind)
{
  const char *const labels[] = { _ ("Due"),
                                 _ ("Rating"),
                                 _ ("Suicide screen"),
                                 _ ("Mania rating"),
                                 _ ("Review"),
                                 _ ("Authorisation"),
                                 _ ("Consent"),
                                 _ ("Screening"),
                                 _ ("Esketamine monitoring sheet"),
                                 _ ("Review of the safety plan"),
                                 _ ("Integration session") };
  TIDE_LABEL_OF (labels, tide_due_kind_codes, kind);
}

guint
tide_schedule_find_faults (const TideSchedule *self, TideFaultFunc report, gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  if (self->inactive)
    return faults.n;
  if (self->rule == TIDE_SCHEDULE_UNKNOWN)
    tide_faults_add (&faults, "rule", _ ("is required"));
  if (self->rule != TIDE_SCHEDULE_UNKNOWN && isnan (self->from_days))
    tide_faults_add (&faults, "from_days", _ ("is required"));
  if (self->rule == TIDE_SCHEDULE_EVERY && isnan (self->every_days))
    tide_faults_add (&faults, "every_days", _ ("is required"));
  if (self->session_number != TIDE_INTEGER_UNKNOWN && self->rule != TIDE_SCHEDULE_AFTER_SESSION)
    tide_faults_add (&faults, "session_number", _ ("belongs to a rule after a session"));
  /* Before a session the window ends with it. */
  if (self->rule == TIDE_SCHEDULE_BEFORE_SESSION && !isnan (self->until_days))
    tide_faults_add (&faults, "until_days", _ ("ends with the session by itself"));
  else if (self->until_days <= self->from_days)
    tide_faults_add (&faults, "until_days", _ ("is not after the start of the window"));
  return faults.n;
}

TideDue *
tide_due_new (TideDueKind kind, const char *subject, gint64 due_utc, gint64 until_utc)
{
  TideDue *due = g_new0 (TideDue, 1);
  due->kind = (int) kind;
  due->subject = g_strdup (subject != NULL ? subject : "");
  due->due_utc = due_utc;
  due->until_utc = until_utc;
  return due;
}

void
tide_due_free (TideDue *due)
{
  if (due == NULL)
    return;
  g_free (due->subject);
  g_free (due);
}

#define SIGN(a, b) (((a) > (b)) - ((a) < (b)))

int
tide_due_compare (gconstpointer pa, gconstpointer pb)
{
  const TideDue *a = *(TideDue *const *) pa, *b = *(TideDue *const *) pb;
  int keys[]
    = { SIGN (a->patient_id, b->patient_id), SIGN (a->due_utc, b->due_utc),     SIGN (a->kind, b->kind),
        strcmp (a->subject, b->subject),     SIGN (a->course_id, b->course_id), SIGN (a->ref_id, b->ref_id),
        SIGN (a->number, b->number),         SIGN (a->until_utc, b->until_utc) };
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i] != 0)
      return keys[i];
  return 0;
}
