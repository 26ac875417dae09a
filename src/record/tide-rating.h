/* tide-rating.h: one score as charts, worklists and comparisons read it: an integer and its circumstances. */
#pragma once

#include "tide-record.h"

G_BEGIN_DECLS

/* A stored value is the score times this: the lowest common multiple of 1 to 10, so that a mean of up to ten
 * items stays exact and a threshold is never missed by a rounding of the store. */
#define TIDE_RATING_UNITS 2520

typedef enum
{
  TIDE_RATING_PRORATED = 1 << 0,
  TIDE_RATING_TOTAL_ONLY = 1 << 1,
  TIDE_RATING_SELF = 1 << 2, /* rater type, none set: unknown */
  TIDE_RATING_CLINICIAN = 1 << 3,
  TIDE_RATING_INFORMANT = 1 << 4,
  TIDE_RATING_INDEPENDENT = 1 << 5,
  TIDE_RATING_IN_PERSON = 1 << 6, /* contact, none set: unknown */
  TIDE_RATING_VIDEO = 1 << 7,
  TIDE_RATING_PHONE = 1 << 8,
  TIDE_RATING_PAPER = 1 << 9,
  TIDE_RATING_DAY_ONLY = 1 << 10, /* taken is known by the day only */
  TIDE_RATING_BEST = 1 << 11,     /* a CGI-I compared with "best"; none: with the baseline */
} TideRatingFlags;

typedef struct
{
  gint64 assessment_id;
  gint64 patient_id;
  gint64 taken_utc;
  gint64 rater_id;
  gint32 value; /* in 1/TIDE_RATING_UNITS */
  guint32 flags;
  /* Of the form: its version and what it recalls when the version can be asked for several; interned, NULL
   * not known. */
  const char *version, *recall;
  gint16 taken_offset; /* of the writer's clock, minutes east of UTC */
} TideRating;

static inline double
tide_rating_get_value (const TideRating *r)
{
  return (double) r->value / TIDE_RATING_UNITS;
}
gint32 tide_rating_from_value (double value);
static inline TideInstant
tide_rating_get_taken (const TideRating *r)
{
  guint8 precision = (r->flags & TIDE_RATING_DAY_ONLY) != 0 ? TIDE_PRECISION_DAY : TIDE_PRECISION_MINUTE;
  return (TideInstant){ r->taken_utc, r->taken_offset, precision };
}

G_END_DECLS
