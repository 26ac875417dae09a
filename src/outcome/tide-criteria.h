/* tide-criteria.h: rules by which a visit is called response, remission, relapse: files of clauses, each with
 * its words and its source (N04).
 *
 * Who says what: the file of a scale says what a fall of its score amounts to (<change>: response percent,
 * remission total …); a file of criteria says for which scales and conditions, which CGI and which other
 * scale must agree, and what makes a relapse.  A preset that uses another number than the scale's file names
 * it. Numbers that a clinic may change are named, never copied: cgi-i="cgi_response_at_most".
 * tide_outcome_compute
 * () takes the rules of the course's condition, so that timeline, summary and comparison name one state.
 */
#pragma once

#include "tide-history.h"

G_BEGIN_DECLS

/* What makes a relapse of a response that was lost (clinical.md 3.6). */
typedef enum
{
  TIDE_RELAPSE_BY_RULES,   /* as the rules of the course say */
  TIDE_RELAPSE_DEFAULT,    /* CGI-I 6 against the best state, or hardly any fall left, or a new treatment */
  TIDE_RELAPSE_CONSENSUS,  /* the same for 28 days, or withdrawal for worsening */
  TIDE_RELAPSE_DEPRESSION, /* under the response threshold at two visits in a row, or rescue */
} TideRelapsePreset;

/* Another score that must be below a number near the visit, where it is rated. */
typedef struct
{
  char *instrument, *score;
  double below;
} TideClauseAlso;

typedef struct
{
  char *id;
  char *words; /* translated; {response}, {partial}, {remission}, {relapse}, {cgi}, {fall}, {days}: numbers */
  char *source;
  char tag;            /* V, M, U, A: clinical.md's evidence tags */
  double cgi;          /* the worst that fits (relapse: the best); NAN: see cgi_threshold */
  char *cgi_threshold; /* the clinic's threshold that says so, or NULL */
  GPtrArray *also;     /* TideClauseAlso, all of which must hold */
} TideClause;

typedef struct _TideCriteria TideCriteria;

/**
 * tide_criteria_parse:
 * @file_name: the name to print in errors
 * @text: (array length=length): any bytes; @length -1 when NUL-terminated
 * @library: (nullable): when given, scales and scores that it does not have are refused
 *
 * Reads one file of rules.  What it is based on must be shipped.  Every fault reads "file:line: reason".
 *
 * Returns: (transfer full) (nullable)
 */
TideCriteria *tide_criteria_parse (const char *file_name, const char *text, gssize length,
                                   TideLibrary *library, GError **error);
/* Gives up one reference; the caller of parse () holds the first. */
void tide_criteria_free (TideCriteria *self);
const TideCriteria *tide_criteria_ref (const TideCriteria *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideCriteria, tide_criteria_free)

/* The shipped ones, in their order; live as long as the program. A fault in one aborts. */
guint tide_criteria_get_n (void);
const TideCriteria *tide_criteria_get (guint index);
const TideCriteria *tide_criteria_lookup (const char *id); /* or NULL */
/* The rules for a scale under a condition (tide_icd_get_condition (); NULL: not known): those of the
 * condition that name the scale, else the first that name it, else what holds for every scale; never NULL. */
const TideCriteria *tide_criteria_find (const char *condition, const char *instrument_id);

const char *tide_criteria_get_id (const TideCriteria *self);
const char *tide_criteria_get_version (const TideCriteria *self);
const char *tide_criteria_get_name (const TideCriteria *self); /* translated */
gboolean tide_criteria_is_shipped (const TideCriteria *self);  /* these very rules, not others of that id */
/* Whether both were read from the same text; NULL is the same as NULL alone. */
gboolean tide_criteria_is_same (const TideCriteria *a, const TideCriteria *b);
gboolean tide_criteria_names_instrument (const TideCriteria *self, const char *instrument_id);
const char *const *tide_criteria_list_instruments (const TideCriteria *self);
TideRelapsePreset tide_criteria_get_relapse (const TideCriteria *self); /* never BY_RULES */
const TideClause *tide_criteria_find_clause (const TideCriteria *self, const char *clause_id); /* or NULL */
/* The CGI of a clause in force: the file's number, or the clinic's; NAN when it names none. */
double tide_criteria_get_cgi (const TideCriteria *self, const char *clause_id,
                              const TideThresholds *thresholds);
/* The thresholds of @instrument under these rules. */
TideChangeRule tide_criteria_resolve (const TideCriteria *self, TideInstrument *instrument, TideSex sex);
/* The words of a clause with the numbers in force; NULL: no such clause (transfer full). */
char *tide_criteria_dup_words (const TideCriteria *self, const char *clause_id, TideInstrument *instrument,
                               TideSex sex, const TideThresholds *thresholds);

G_END_DECLS
