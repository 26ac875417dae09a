/* tide-session-log.h: what is written while a session runs, beside its readings: answers of checklist, gate
 * and discharge, the clock, the drug register, medicines and calls.
 */
#pragma once

#include "tide-record.h"

G_BEGIN_DECLS

/* --- answers --- */
extern const char *const tide_session_list_codes[]; /* "", checklist, gate, discharge */
/* One question of one list. No row, or neither answer nor value: not known. */
typedef struct
{
  TideRecord base;
  gint64 patient_id, session_id;
  int list;       /* required */
  char *question; /* required: "last_food", "escort", "walks_unaided" …; once in a list */
  int answer;     /* yes_no */
  char *value;    /* in words or numbers: "06:30, toast" */
  char *reason;   /* why it goes on in spite of this answer */
  gint64 staff_id;
  TideInstant taken; /* required */
  gboolean entered_in_error;
} TideSessionAnswer;
TIDE_DEFINE_RECORD (TideSessionAnswer, tide_session_answer)
guint tide_session_answer_find_faults (const TideSessionAnswer *self, TideDate birth_date,
                                       TideFaultFunc report, gpointer data);
/* The live answer, or NULL. (element-type TideSessionAnswer) */
const TideSessionAnswer *tide_session_answer_find (const GPtrArray *answers, gint64 session_id, int list,
                                                   const char *question);

/* --- the clock --- */
typedef enum
{
  TIDE_CLOCK_UNKNOWN,
  TIDE_CLOCK_START,
  TIDE_CLOCK_PAUSE,
  TIDE_CLOCK_RESUME,
  TIDE_CLOCK_STOP,                  /* before the planned end, by a person */
  TIDE_CLOCK_END,                   /* as planned */
  TIDE_CLOCK_RESUMED_AFTER_RESTART, /* the program came back and the clock went on */
  TIDE_CLOCK_STEP_ACCEPTED,         /* the wall clock jumped and a person has seen it */
} TideClockKind;
extern const char *const tide_clock_kind_codes[];
const char *tide_clock_kind_get_label (int kind);
typedef struct
{
  TideRecord base;
  gint64 patient_id, session_id;
  int kind;           /* required */
  TideInstant at;     /* required, to the second */
  char *boot_id;      /* of the machine's run in which it was written; NULL: not known */
  gint64 boottime_ms; /* CLOCK_BOOTTIME then, comparable within one boot_id only */
  char *reason;       /* why paused or stopped; of a step: by how much */
  gint64 staff_id;
  gboolean entered_in_error;
} TideClockEvent;
TIDE_DEFINE_RECORD (TideClockEvent, tide_clock_event)
guint tide_clock_event_find_faults (const TideClockEvent *self, TideDate birth_date, TideFaultFunc report,
                                    gpointer data);

typedef enum
{
  TIDE_CLOCK_NOT_STARTED,
  TIDE_CLOCK_RUNNING,
  TIDE_CLOCK_PAUSED,
  TIDE_CLOCK_OVER, /* stopped or ended */
} TideClockPhase;
/* Where a session's clock stands after its live events, in the order of their entry (by id; an event not yet
 * saved last). NULL, or why @events cannot have happened: "resumed without a pause". (transfer none) */
const char *tide_clock_read (const GPtrArray *events, gint64 session_id, TideClockPhase *phase);

/* --- the drug register --- */
/* Amounts within this are equal: the tenth of a milligram that a syringe shows. */
#define TIDE_DRUG_TOLERANCE_MG 0.05
typedef struct
{
  TideRecord base;
  gint64 patient_id, session_id;
  char *drug; /* required */
  char *lot;
  TideDate expires_on;
  double mg_drawn, mg_given, mg_wasted;
  gint64 staff_id, witness_id; /* two people */
  char *reason;                /* required when the amounts do not add up, or after expires_on */
  TideInstant taken;           /* required */
  gboolean entered_in_error;
} TideDrugUse;
TIDE_DEFINE_RECORD (TideDrugUse, tide_drug_use)
guint tide_drug_use_find_faults (const TideDrugUse *self, TideDate birth_date, TideFaultFunc report,
                                 gpointer data);
/* drawn - given - wasted; NAN while one is not known. */
double tide_drug_use_get_difference_mg (const TideDrugUse *self);

/* --- whatever else happened --- */
extern const char *const tide_session_entry_kind_codes[]; /* "", medicine, call, interruption, note */
const char *tide_session_entry_kind_get_label (int kind);
typedef struct
{
  TideRecord base;
  gint64 patient_id, session_id;
  int kind;          /* required */
  char *text;        /* required: the medicine, who was called and why, what was seen */
  char *dose;        /* of a medicine: "4 mg IV" */
  TideInstant taken; /* required, to the second */
  gint64 staff_id;
  gboolean entered_in_error;
} TideSessionEntry;
TIDE_DEFINE_RECORD (TideSessionEntry, tide_session_entry)
guint tide_session_entry_find_faults (const TideSessionEntry *self, TideDate birth_date, TideFaultFunc report,
                                      gpointer data);

G_END_DECLS
