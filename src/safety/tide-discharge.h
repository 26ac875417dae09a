/* tide-discharge.h: whether a patient may leave after a dose: each criterion with what it was judged on
 * (clinical.md 4.1).  Only what was read or asked after the end counts; what is not known is not met.
 *
 * The program computes a list; a person decides, and gives a reason where a criterion is not met.
 */
#pragma once

#include "tide-infusion.h"
#include "tide-session-rules.h"

G_BEGIN_DECLS

typedef struct
{
  const TideSessionRules *rules;
  const TideSession *session;
  TideArm arm;
  const TideInfusion *infusion;
  const GPtrArray *observations;    /* TideObservation, of any sessions */
  const GPtrArray *session_answers; /* TideSessionAnswer */
  const GPtrArray *assessments; /* TideAssessmentData: CADSS and suicide screen of the session; NULL: none */
  const GPtrArray *alerts;      /* TideAlert: suicide alerts raised in the session; NULL: none */
  TideInstant when;             /* as it stood then; unknown: as it stands */
} TideDischargeCase;

typedef struct
{
  const char *id;      /* "time", "pressure", "moaas", "dissociation", "spo2", "nausea", and the questions
                        * "walks_unaided", "orientated", "suicide_check", "escort_present"; where A1 was
                        * raised in the session, "suicide_alert" */
  char *label;         /* translated: "60 min after the end" */
  TideTruth met;       /* unknown: not read or asked after the end */
  char *detail;        /* what it was judged on, "152/88, before 126/80"; "" nothing; translated */
  gint64 wait_seconds; /* of the time: until it is met; else 0 */
} TideGateCriterion;

/* (transfer full) (element-type TideGateCriterion), always all of them; "suicide_alert" comes last, and only
 * where there is one */
GPtrArray *tide_discharge_list (const TideDischargeCase *self);
/* How many are not met, the unknown ones too. */
guint tide_discharge_count_open (const GPtrArray *criteria);
/* The ids of those, ", " between; "" none. (transfer full) */
char *tide_discharge_dup_open (const GPtrArray *criteria);
/* Their labels, as people read them, "; " between. (transfer full), translated */
char *tide_discharge_dup_open_words (const GPtrArray *criteria);

/* Two hours of observation after esketamine (its label): the end of them, unknown until the dose is over. */
double tide_discharge_get_minutes (const TideSessionRules *rules, TideArm arm);

G_END_DECLS
