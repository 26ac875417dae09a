/* tide-start-gate.h: what must be so before a dose begins: two identifiers, the day's weight, food and
 * escort, a suicide screen, consent, blood pressure, held medicines (clinical.md 4.1; issue's list of the
 * cockpit).
 *
 * What is not known is not met.  The program computes a list and gives no advice; whoever starts in spite of
 * an item gives a reason, which is stored with name and time as an answer of the list "gate".
 */
#pragma once

#include "tide-session-rules.h"

G_BEGIN_DECLS

typedef enum
{
  TIDE_START_COMPUTED, /* from the record */
  TIDE_START_YES_NO,   /* asked; the answer has a note */
  TIDE_START_WORDS,    /* asked, answered in words */
  TIDE_START_IDENTITY, /* computed, and cannot be overridden */
} TideStartKind;

typedef struct
{
  char *id;    /* "weight", "escort", "gate_consent" …: TideSessionAnswer.question */
  char *label; /* translated */
  char *hint;  /* what the field of an asked one is for: "name, phone"; NULL; translated */
  TideStartKind kind;
  gboolean applies; /* FALSE: is met, and says so */
  TideTruth met;
  TideLevel level; /* amber or red: a reading or an alert that should be seen although it is met */
  char *detail;    /* what it was judged on; "" nothing; translated */
  const TideSessionAnswer *answer;   /* of the list "checklist", or NULL */
  const TideSessionAnswer *override; /* of the list "gate", with its reason, or NULL */
} TideStartItem;

typedef struct
{
  const TideSafetyCase *subject; /* now: when the dose is to begin */
  const TideSessionRules *rules;
  const TideSession *session;
  const TideCourse *course;
} TideStartCase;

/* (transfer full) (element-type TideStartItem): in the order in which they are asked, always all of them */
GPtrArray *tide_start_gate_list (const TideStartCase *self);
/* Not met and without a reason. */
gboolean tide_start_item_is_open (const TideStartItem *item);
guint tide_start_gate_count_open (const GPtrArray *items);
/* The ids of those, ", " between; "" none. (transfer full) */
char *tide_start_gate_dup_open (const GPtrArray *items);
/* Their labels, as people read them, "; " between. (transfer full), translated */
char *tide_start_gate_dup_open_words (const GPtrArray *items);
const TideStartItem *tide_start_gate_find (const GPtrArray *items, const char *id); /* or NULL */

G_END_DECLS
