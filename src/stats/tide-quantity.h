/* tide-quantity.h: a number that may be undefined, and why.
 *
 * Small clinics make degenerate data all the time: everybody censored, one arm, three people.  A statistic
 * that does not exist must not look like one, so every result is a number or a reason, never NaN and never 0.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TIDE_WHY_DEFINED = 0,
  TIDE_WHY_NO_DATA,          /* n = 0 */
  TIDE_WHY_TOO_FEW,          /* n = 1, or no degree of freedom left */
  TIDE_WHY_SMALL_GROUP,      /* fewer than the least n that may be shown */
  TIDE_WHY_ONE_GROUP,        /* nothing to compare with */
  TIDE_WHY_NO_EVENTS,        /* all censored */
  TIDE_WHY_ALL_TIED,         /* every event at one time, or no group at risk beside another */
  TIDE_WHY_CURVE_AT_ONE,     /* no interval where the curve is 1 */
  TIDE_WHY_CURVE_AT_ZERO,    /* no error and no interval where the curve is 0 */
  TIDE_WHY_NOT_REACHED,      /* the curve or its limit does not fall so far */
  TIDE_WHY_BEYOND_FOLLOW_UP, /* later than the last observed time */
  TIDE_WHY_NO_SPREAD,        /* all values equal, or fitted exactly */
  TIDE_WHY_SINGULAR,         /* a column of the design follows from the others */
  TIDE_WHY_SEPARATION,       /* the likelihood has no finite maximum */
  TIDE_WHY_NOT_CONVERGED,
  TIDE_WHY_NO_DIFFERENCE,     /* a number needed to treat of a difference of 0 */
  TIDE_WHY_INTERVAL_HAS_ZERO, /* its interval passes through infinity */
  TIDE_WHY_LOW_EFFECTIVE_N,   /* weights leave the information of too few people */
  TIDE_WHY_NEGATIVE_TIME,
  TIDE_WHY_NOT_FINITE, /* a value given is not a number, or a result is too large for one */
  TIDE_WHY_N,
} TideWhy;

/* The default of every @least_n: fewer people than this in a group show counts only (comparison-and-paper).
 */
#define TIDE_STATS_LEAST_N 5

/* "no_events": stable, for files and JSON; NULL for DEFINED. */
const char *tide_why_get_code (TideWhy why);
/* The same in words, translated; NULL for DEFINED. */
const char *tide_why_get_words (TideWhy why);

typedef struct
{
  double value; /* NAN unless why is DEFINED */
  TideWhy why;
} TideQuantity;

/* A finite @value is defined, any other is NOT_FINITE. */
TideQuantity tide_quantity_of (double value);
TideQuantity tide_quantity_undefined (TideWhy why); /* not DEFINED */
gboolean tide_quantity_is_defined (TideQuantity quantity);

G_END_DECLS
