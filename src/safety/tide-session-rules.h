/* tide-session-rules.h: what a dosing session is watched by, and when a course's scales are asked for: grids,
 * limits of the readings, criteria for leaving, schedules.
 *
 * Files in rules/, each clause with its source.  Read once; everything that uses them is pure.
 */
#pragma once

#include "tide-safety-rules.h"

G_BEGIN_DECLS

/* --- rules/grids.xml --- */
typedef enum
{
  TIDE_SLOT_BEFORE, /* any time before the start */
  TIDE_SLOT_AFTER_START,
  TIDE_SLOT_AFTER_END, /* of the infusion: moves with it */
  TIDE_SLOT_LEAVE,     /* at discharge */
} TideSlotAnchor;
typedef struct
{
  char *id;    /* TideObservation.slot */
  char *label; /* translated: "40 end" */
  TideSlotAnchor anchor;
  double minutes; /* after the anchor; 0 where there is none */
  gboolean keep;  /* after the start, and asked also when the end came before */
  guint cells;    /* 1 << TideCell: what is read */
  char **scales;  /* ids of instruments rated at this slot, or NULL */
} TideGridSlot;
typedef struct
{
  int code;               /* tide_grid_codes */
  char *label;            /* translated */
  guint arms;             /* 1 << TideArm */
  double planned_minutes; /* NAN: no infusion */
  double window_minutes;  /* a slot is open so long before and after its time */
  GPtrArray *slots;       /* TideGridSlot, in order */
  TideSource source;
} TideGrid;

/* --- rules/vitals.xml --- */
typedef enum
{
  TIDE_VITALS_BEFORE = 1 << 0, /* the dose */
  TIDE_VITALS_DURING = 1 << 1, /* and after it */
} TideVitalsPhase;
typedef struct
{
  char *id;   /* "systolic_red" */
  char *rule; /* of clinical.md 8: "A13", "A14" */
  TideCell cell;
  guint phases; /* TideVitalsPhase */
  TideLevel level;
  gboolean rise;                 /* against the reading before the dose */
  double at_least, above, below; /* one of them; the others NAN */
  TideSource source;
} TideVitalsLimit;
typedef struct
{
  double minutes_after_infusion, minutes_after_esketamine;
  double systolic_below, diastolic_below;
  double systolic_above_pre, diastolic_above_pre; /* enough when the pressure was higher before the dose */
  double systolic_always_below, diastolic_always_below;
  double cadss_at_most, moaas_at_least;
  double spo2_at_least, spo2_below_pre; /* or within so many points of the reading before */
  double nausea_below;
  TideSource source;
} TideDischargeLimits;

/* When a reading that is amber or red is repeated. */
typedef struct
{
  double minutes, red_minutes; /* the second also before the dose */
  TideSource source;
} TideRecheckTimes;

/* --- rules/schedules.xml --- */
typedef struct
{
  char *id, *instrument;
  guint arms;        /* 1 << TideArm; 0: any */
  char **conditions; /* of the course's indication or the patient's diagnosis; NULL: any */
  TideDueKind kind;  /* rating, mania_rating, suicide_screen */
  TideScheduleRule rule;
  gint64 session_number;                    /* TIDE_INTEGER_UNKNOWN: each */
  double from_days, until_days, every_days; /* NAN where the rule has none */
  double age_below;                         /* only for those younger on the day; NAN: any age */
  TideSource source;
} TideScheduleDefault;

typedef struct _TideSessionRules TideSessionRules;
/* The shipped rules. A fault in one is a programmer's mistake and aborts. */
TideSessionRules *tide_session_rules_new (void);
void tide_session_rules_free (TideSessionRules *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideSessionRules, tide_session_rules_free)
/* Reads a file: its root says which (grids, vitals, schedules); it replaces what was there of that kind. A
 * fault is "file:line: reason" and changes nothing. */
gboolean tide_session_rules_add (TideSessionRules *self, const char *file_name, const char *text,
                                 gssize length, GError **error);

const GPtrArray *tide_session_rules_get_grids (const TideSessionRules *self);          /* TideGrid */
const TideGrid *tide_session_rules_find_grid (const TideSessionRules *self, int code); /* or NULL */
/* The first for the arm: light for ketamine; NULL for other arms. */
const TideGrid *tide_session_rules_get_default_grid (const TideSessionRules *self, TideArm arm);
const TideGridSlot *tide_grid_find_slot (const TideGrid *self, const char *id); /* or NULL */
const GPtrArray *tide_session_rules_get_limits (const TideSessionRules *self);  /* TideVitalsLimit */
const TideDischargeLimits *tide_session_rules_get_discharge (const TideSessionRules *self);
const TideRecheckTimes *tide_session_rules_get_recheck (const TideSessionRules *self);
const GPtrArray *tide_session_rules_get_schedules (const TideSessionRules *self); /* TideScheduleDefault */
/* A clinic's other number for one limit, with where it comes from; FALSE: no such limit. */
gboolean tide_session_rules_set_limit (TideSessionRules *self, const char *id, double value,
                                       const char *source);
/* TIDE_ERROR_VALUE "id: reason" unless amber comes before red for the reading of the limit @id. */
gboolean tide_session_rules_check_limits (const TideSessionRules *self, const char *id, GError **error);
double tide_vitals_limit_get_value (const TideVitalsLimit *self); /* the one of the three that is set */

G_END_DECLS
