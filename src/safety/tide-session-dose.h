/* tide-session-dose.h: milligrams, millilitres and rate of one dose, and what looks like a slip of the unit.
 *
 * clinical.md 4.1: 80 kg at 0.5 mg/kg are 40 mg; at 1 mg/mL 40 mL over 40 minutes run at 60 mL/h.  A doubt is
 * asked about with both numbers and never blocks; it is no advice.
 */
#pragma once

#include "tide-session-rules.h"

G_BEGIN_DECLS

typedef struct
{
  double exact_mg;      /* mg/kg x kg */
  double mg;            /* rounded to the step */
  double volume_ml;     /* at the concentration */
  double rate_ml_per_h; /* over the planned minutes */
} TideDoseSum;
/* @rounding_mg 0 or NAN: not rounded; half a step goes up. What is not known makes NAN of what needs it. */
TideDoseSum tide_session_dose_compute (double mg_per_kg, double weight_kg, double rounding_mg,
                                       double concentration_mg_per_ml, double minutes);

#define TIDE_POUNDS_PER_KG 2.2046
#define TIDE_NASAL_DEVICE_MG 28

/* The milligrams of a dose that is given at once: of esketamine the devices by 28 mg, of an injection or a
 * tablet what was planned.  NAN: not known, or an infusion, whose clock counts them. */
double tide_session_dose_get_at_once_mg (const TideSession *session, const TideCourse *course);

typedef enum
{
  TIDE_DOUBT_WEIGHT_IN_POUNDS, /* fits the last weight when it is taken as pounds */
  TIDE_DOUBT_WEIGHT_CHANGED,   /* 20 % off the last one */
  TIDE_DOUBT_MG_PER_KG_IS_MG,  /* a total was typed where mg/kg stands, or the other way round */
  TIDE_DOUBT_MG_IS_MG_PER_KG,
  TIDE_DOUBT_ABOVE_IV_LIMIT, /* above 1 mg/kg IV: rule A18 */
  TIDE_DOUBT_MG_DISAGREES,   /* mg against mg/kg x kg */
  TIDE_DOUBT_RATE_DISAGREES, /* rate x time against the volume */
  TIDE_DOUBT_UNDILUTED,      /* 100 mg/mL must be diluted */
  TIDE_DOUBT_DEVICES,        /* 28 mg each against the dose */
} TideDoseDoubtKind;
typedef struct
{
  TideDoseDoubtKind kind;
  const char *field;   /* of the session, at which it is asked */
  double value, other; /* the two numbers */
  char *words;         /* both numbers, translated */
} TideDoseDoubt;

/**
 * tide_session_dose_list_doubts:
 * @last_weight_kg: NAN: none
 *
 * Of the planned dose, or where there is no plan of the delivered one.
 *
 * Returns: (transfer full) (element-type TideDoseDoubt)
 */
GPtrArray *tide_session_dose_list_doubts (const TideSession *session, const TideCourse *course,
                                          double last_weight_kg, const TideThresholds *thresholds);
/* The newest weight before @session: of another session or measured; NAN: none. */
double tide_session_dose_find_last_weight (const TideHistory *history, const TideSession *session);

G_END_DECLS
