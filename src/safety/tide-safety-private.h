/* tide-safety-private.h: the inside of TideSafetyRules, and small words that several rules share. */
#pragma once

#include "tide-dose-rules.h"
#include "tide-safety-rules.h"
#include "tide-xml.h"

G_BEGIN_DECLS

struct _TideSafetyRules
{
  GPtrArray *questions;       /* TideScreeningQuestion */
  GPtrArray *classes;         /* TideDrugClass */
  GPtrArray *interactions;    /* TideInteractionRule */
  GPtrArray *checklists;      /* TideChecklist */
  GPtrArray *labels;          /* TideLabelRule */
  TideSelector misusable;     /* of the interactions' file */
  const TideDoseRules *doses; /* for the names of drugs */
};

void tide_source_clear (TideSource *source);
void tide_selector_clear (TideSelector *selector);

/* tide-safety-parse.c: readers of attributes that several kinds of rules have */
/* @seen: the ids above it in the file. */
gboolean tide_safety_read_unique_id (const TideXmlNode *node, GHashTable *seen, char **id, GError **error);
gboolean tide_safety_read_source (const TideXmlNode *node, const TideSource *fallback, TideSource *source,
                                  GError **error);
gboolean tide_safety_read_arms (const TideXmlNode *node, guint *arms, GError **error);
gboolean tide_safety_read_selector (const TideXmlNode *node, TideSelector *selector, GError **error);
gboolean tide_safety_read_bar (const TideXmlNode *node, TideBar *bar, GError **error);
char **tide_safety_split_names (const char *text);                      /* the same, folded: names of drugs */
char **tide_safety_split (const char *text);                            /* at commas; NULL stays NULL */
char *tide_safety_dup_label (const TideXmlNode *node, const char *key); /* translated */
GPtrArray *tide_safety_parse_screening (const TideXmlNode *root, GError **error);
/* Classes and interactions: FALSE leaves both NULL, and @misusable (empty before) empty. */
gboolean tide_safety_parse_interactions (const TideXmlNode *root, GPtrArray **classes,
                                         GPtrArray **interactions, TideSelector *misusable, GError **error);
GPtrArray *tide_safety_parse_checklists (const TideXmlNode *root, GError **error);
GPtrArray *tide_safety_parse_treatments (const TideXmlNode *root, GError **error);

G_END_DECLS
