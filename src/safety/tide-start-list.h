/* tide-start-list.h: which questions a clinic asks before a dose: those of the program, less those that it
 * has switched off with a reason, and its own (features F40).
 *
 * What the record itself says (two identifiers, weight, dose, consent, suicide screen, pressure) cannot be
 * switched off.
 */
#pragma once

#include "tide-session-rules.h"

G_BEGIN_DECLS

typedef enum
{
  TIDE_WANTED_WORDS, /* answered in words, any */
  TIDE_WANTED_ANY,   /* yes or no, asked and not judged */
  TIDE_WANTED_YES,   /* another answer blocks the start until there is a reason */
  TIDE_WANTED_NO,
} TideWanted;
extern const char *const tide_wanted_codes[]; /* words, any, yes, no */

typedef struct
{
  char *id;    /* "own_1" */
  char *label; /* as the clinic wrote it */
  TideWanted wanted;
} TideStartQuestion;

/* The program's questions that may be switched off, in the order in which they are asked: the id, NULL after
 * the last; *@label translated. */
const char *tide_start_list_get_optional (guint index, const char **label);

/* Forgets what a clinic has changed. */
void tide_session_rules_reset_start_list (TideSessionRules *self);
/* The clinic's own, after those that there are; an id that is there already is replaced. */
void tide_session_rules_add_question (TideSessionRules *self, const char *id, const char *label,
                                      TideWanted wanted);
const GPtrArray *tide_session_rules_get_questions (const TideSessionRules *self); /* TideStartQuestion */
/* @source: why, by whom, when. FALSE: neither one of the optional questions nor one of the clinic's own. */
gboolean tide_session_rules_switch_off (TideSessionRules *self, const char *id, const char *source);
const char *tide_session_rules_get_off_source (const TideSessionRules *self,
                                               const char *id); /* NULL: asked */

G_END_DECLS
