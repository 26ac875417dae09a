/* tide-schedule.h: when a course's scales are asked for, and what is due of a patient.
 *
 * Schedules have defaults in safety's rules/schedules.xml; a record here replaces those of its instrument for
 * one course.  What is due follows from the history (safety's tide_due_compute ()), is kept beside it by the
 * saving transaction, and is never entered by hand.
 */
#pragma once

#include "tide-record.h"

G_BEGIN_DECLS

typedef enum
{
  TIDE_SCHEDULE_UNKNOWN,
  TIDE_SCHEDULE_AFTER_SESSION,  /* from_days after each, or the nth, session that gave the treatment */
  TIDE_SCHEDULE_BEFORE_SESSION, /* of each planned one: from_days before it */
  TIDE_SCHEDULE_EVERY,          /* every_days after the newest rating, the first from_days after day 0 */
  TIDE_SCHEDULE_FROM_START,     /* once, from_days after day 0 */
} TideScheduleRule;
extern const char
  *const tide_schedule_rule_codes[]; /* "", after_session, before_session, every, from_start */
const char *tide_schedule_rule_get_label (int rule);
typedef struct
{
  TideRecord base;
  gint64 patient_id, course_id; /* both required */
  char *instrument;             /* required: id of a scale */
  int rule;                     /* required, unless inactive */
  gint64 session_number;        /* AFTER_SESSION: 1 = the first; TIDE_INTEGER_UNKNOWN: each */
  double from_days;             /* may be a part of a day: 1/24 is an hour */
  double until_days;            /* after which it is no longer asked; NAN: it stays overdue */
  double every_days;            /* EVERY */
  gboolean inactive;            /* this scale is not asked for in this course */
  char *note;
  gboolean entered_in_error;
} TideSchedule;
TIDE_DEFINE_RECORD (TideSchedule, tide_schedule)
guint tide_schedule_find_faults (const TideSchedule *self, TideFaultFunc report, gpointer data);

typedef enum
{
  TIDE_DUE_UNKNOWN,
  TIDE_DUE_RATING,                /* subject: instrument */
  TIDE_DUE_SUICIDE_SCREEN,        /* before a session, or weekly under 25; subject: instrument */
  TIDE_DUE_MANIA_RATING,          /* subject: instrument */
  TIDE_DUE_REVIEW,                /* subject: tide_review_kind_codes */
  TIDE_DUE_AUTHORISATION,         /* subject: "date" or "sessions" */
  TIDE_DUE_CONSENT,               /* subject: tide_consent_kind_codes */
  TIDE_DUE_SCREENING,             /* subject: arm */
  TIDE_DUE_ESKETAMINE_MONITORING, /* the sheet of one session */
  TIDE_DUE_SAFETY_PLAN_REVIEW,
  TIDE_DUE_INTEGRATION, /* a dosing session of a chain that nobody has integrated */
  TIDE_N_DUE_KINDS
} TideDueKind;
extern const char *const tide_due_kind_codes[];
const char *tide_due_kind_get_label (int kind);

/* One thing that is due. Whether it is overdue follows from the clock. */
typedef struct
{
  gint64 patient_id;
  gint64 due_utc;   /* from when it can be done; of an expiry: the moment of it */
  gint64 until_utc; /* after which it is no longer asked; G_MAXINT64: never */
  int kind;         /* TideDueKind */
  char *subject;    /* never NULL; see the kinds */
  gint64 course_id; /* 0 = none */
  gint64 ref_id;    /* the record that it follows from: session, review, consent … of the kind; 0 = none */
  gint32 number;    /* of a session: which one of its course; of an authorisation: sessions left; else 0 */
} TideDue;
TideDue *tide_due_new (TideDueKind kind, const char *subject, gint64 due_utc, gint64 until_utc);
void tide_due_free (TideDue *due);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideDue, tide_due_free)
/* For g_ptr_array_sort (): by patient, time, kind, subject, course, ref, number, until. */
int tide_due_compare (gconstpointer a, gconstpointer b);

G_END_DECLS
