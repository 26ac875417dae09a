/* tide-visit.h: an encounter and what is written at it: parts not done, notes, life events, alerts. */
#pragma once

#include "tide-instrument.h"
#include "tide-record.h"

G_BEGIN_DECLS

extern const char *const tide_contact_codes[];    /* "", in_person, video, phone, paper */
extern const char *const tide_rater_type_codes[]; /* "", clinician, self, informant, independent */

typedef struct
{
  TideRecord base;
  gint64 patient_id;
  TideInstant taken;
  gint64 rater_id; /* staff */
  int contact;
  gint64 session_id; /* at which session, 0 = none */
  gboolean entered_in_error;
} TideVisit;
TIDE_DEFINE_RECORD (TideVisit, tide_visit)
guint tide_visit_find_faults (const TideVisit *self, TideDate birth_date, TideFaultFunc report,
                              gpointer data);

/* A part of the battery that was skipped, with the reason. */
typedef struct
{
  TideRecord base;
  gint64 visit_id, patient_id;
  char *part; /* instrument id, "side_effects", "note" */
  char *reason;
  gboolean entered_in_error;
} TideVisitPart;
TIDE_DEFINE_RECORD (TideVisitPart, tide_visit_part)

typedef struct
{
  TideRecord base;
  gint64 patient_id, visit_id, author_id;
  TideInstant taken;
  char *text;
  gint64 supersedes_id;
  gboolean entered_in_error;
} TideNote;
TIDE_DEFINE_RECORD (TideNote, tide_note)
guint tide_note_find_faults (const TideNote *self, TideDate birth_date, TideFaultFunc report, gpointer data);

extern const char *const tide_event_kind_codes[]; /* "", life_event, hospital_stay, emergency_visit,
                                                     suicide_attempt, self_harm, other, sleep, exercise,
                                                     alcohol, death */
const char *tide_event_kind_get_label (int kind);
typedef struct
{
  TideRecord base;
  gint64 patient_id;
  int kind;
  TideDate on_date, until_date;
  char *label; /* "Lost job" */
  gboolean entered_in_error;
} TideEvent;
TIDE_DEFINE_RECORD (TideEvent, tide_event)
guint tide_event_find_faults (const TideEvent *self, TideDate birth_date, TideFaultFunc report,
                              gpointer data);

extern const char *const tide_level_codes[];  /* "", yellow, amber, red: TideLevel */
const char *tide_level_get_label (int level); /* translated; "–" for none */
typedef struct
{
  TideRecord base;
  gint64 patient_id, assessment_id;
  char *rule; /* "A4" */
  int level;
  char *instrument_id;
  char *item_id; /* or NULL */
  double value;  /* of the item or score; NAN for "not assessed" */
  TideInstant raised;
  gboolean historical;     /* ledger and chart only: no banner */
  gboolean source_amended; /* its answer was amended down or entered in error; the alert stays */
  gboolean resolved;
  char *action; /* what a person did; required to resolve */
  gint64 acted_by;
  TideInstant acted;
  gint64 session_id, observation_id; /* what it comes from when it is no assessment; 0 = neither */
  char *subject; /* signal, drug or question: "systolic"; open alerts without assessment_id are unique by
                  * patient, rule, subject, session and observation */
  char *detail;  /* the numbers: "164/90 at 20 min" */
} TideAlert;
TIDE_DEFINE_RECORD (TideAlert, tide_alert)
guint tide_alert_find_faults (const TideAlert *self, TideFaultFunc report,
                              gpointer data);             /* resolved without an action */
gboolean tide_alert_is_open (const TideAlert *self);      /* not resolved */
gboolean tide_alert_is_in_banner (const TideAlert *self); /* open and not historical */

G_END_DECLS
