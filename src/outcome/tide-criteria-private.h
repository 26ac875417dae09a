/* tide-criteria-private.h: the inside of TideCriteria, for its reader. */
#pragma once

#include "tide-criteria.h"
#include "tide-xml.h"

G_BEGIN_DECLS

/* Another number than the scale's file has. */
typedef struct
{
  char *instrument;
  TideSex sex; /* UNKNOWN: everybody */
  char *source;
  char tag;
  double response_percent, response_points, partial_percent, remission_at_most, relapse_at_least; /* NAN */
} TideCriteriaThreshold;

struct _TideCriteria
{
  gint n_refs;
  char *id, *version, *name, *digest; /* SHA-256 of the file */
  const TideCriteria *base;           /* shipped, or NULL */
  char **instruments, **conditions;
  GPtrArray *thresholds; /* TideCriteriaThreshold */
  GPtrArray *clauses;    /* TideClause */
  TideRelapsePreset relapse;
};

TideCriteria *tide_criteria_read (const TideXmlNode *root, TideLibrary *library, GError **error);

G_END_DECLS
