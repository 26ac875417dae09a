/* tide-instrument-private.h: a scale in memory, shared by the files of this room only. */
#pragma once

#include "tide-expression.h"
#include "tide-instrument.h"

G_BEGIN_DECLS

/* Items that are asked only when a condition holds; an item's own entry is found through `skip_of`. */
typedef struct
{
  TideExpression *condition; /* refers to earlier items only, so that states can be found in one pass */
  int unasked_value;         /* what an item counts when it is not asked and not answered */
} TideSkip;

typedef struct
{
  TideExpression *value;       /* NULL in a totals-only file */
  TideExpression *own_maximum; /* or NULL: the info's maximum */
  TideExpression *partial;     /* or NULL */
  gboolean partial_at_least;   /* an undecided ordinal shows the least that it can be */
  const char *loinc;
} TideScoreRule;

/* One level of a safety rule. */
typedef struct
{
  TideLevel level;
  TideExpression *condition; /* NULL: the bounds below, on the rule's item or score */
  double at_least, at_most;
} TideSafetyLevel;

typedef struct
{
  const char *id;
  const char *source;
  GArray *items;  /* (guint), NULL for a score rule */
  int score;      /* index, or -1 */
  GArray *levels; /* (TideSafetyLevel), highest first */
  char **unless;  /* rules that silence this one, or NULL */
  gboolean suicide;
  gboolean if_missing; /* fires when an asked item has no answer */
  int rise;
} TideSafetyRule;

typedef struct
{
  const char *id;
  const char *text; /* translated */
  TideExpression *condition;
} TideRemark;

typedef struct
{
  const char *what; /* "response" */
  const char *source;
} TideChangeSource;

struct _TideInstrument
{
  gatomicrefcount ref_count;
  GStringChunk *strings; /* owns every string below */
  const char *id, *version, *name, *short_name, *notice, *rights, *source, *recall_label, *loinc;
  TideRaterType rater;
  double recall_days;
  gboolean totals_only;
  GArray *items;      /* (TideItem) */
  GArray *skip_of;    /* (int): for each item an index into skips, or -1 */
  GArray *is_facet;   /* (gboolean): for each item, whether its id is a facet's ("fear_1") */
  GArray *skips;      /* (TideSkip) */
  GPtrArray *options; /* (TideOption[]) shared by items */
  GArray *infos;      /* (TideScoreInfo) */
  GArray *rules;      /* (TideScoreRule), parallel to infos */
  guint primary;
  GArray *band_sets; /* (TideBandSet) */
  TideChangeRule change;
  GArray *change_sources; /* (TideChangeSource) */
  GArray *safety;         /* (TideSafetyRule) */
  GArray *remarks;        /* (TideRemark) */
};

#define tide_instrument_item(self, i) (&g_array_index ((self)->items, TideItem, (i)))
#define tide_instrument_info(self, i) (&g_array_index ((self)->infos, TideScoreInfo, (i)))
#define tide_instrument_rule(self, i) (&g_array_index ((self)->rules, TideScoreRule, (i)))

const char *tide_instrument_keep (TideInstrument *self, const char *text);        /* NULL stays NULL */
const char *tide_instrument_keep_source (TideInstrument *self, const char *text); /* without our tags */
const char *tide_instrument_translate (TideInstrument *self, const char *text);   /* kept and translated */

/* Parts of the parser; each reads its elements of @root. */
gboolean tide_instrument_parse_items (TideInstrument *self, const TideXmlNode *root, GError **error);
gboolean tide_instrument_parse_skips (TideInstrument *self, const TideXmlNode *root, GError **error);
gboolean tide_instrument_parse_scores (TideInstrument *self, const TideXmlNode *root, GError **error);
gboolean tide_instrument_parse_bands (TideInstrument *self, const TideXmlNode *root, GError **error);
gboolean tide_instrument_parse_change (TideInstrument *self, const TideXmlNode *root, GError **error);
gboolean tide_instrument_parse_safety (TideInstrument *self, const TideXmlNode *root, GError **error);
gboolean tide_instrument_parse_remarks (TideInstrument *self, const TideXmlNode *root, GError **error);
gboolean tide_instrument_run_examples (TideInstrument *self, const TideXmlNode *root, GError **error);

/* The state of an answer after the rules of the file: what is not asked is not missing. */
TideAnswer tide_instrument_effective_answer (TideInstrument *self, const TideAnswer *answers, guint index);
char *tide_instrument_dup_allowed (TideInstrument *self, guint index); /* "0 to 4, - for missing" */

G_END_DECLS
