/* tide-studies.h: what others found, to read: which studies are on file for a condition (F64), and the card
 * about the treatments (F71).  Nothing here is computed with, and none of it is the clinic's own. */
#pragma once

#include <glib.h>

#include "tide-references.h"
#include "tide-time.h"

G_BEGIN_DECLS

typedef struct
{
  char *condition;                        /* "ocd" */
  guint32 arms;                           /* mask of TideArm bits */
  guint n_randomised, n_others, n_people; /* of what is cited; 0: not said */
  TideReferenceTag tag;
  char *words; /* as in the file: translated when it is shown */
  char *citation, *source;
} TideStudyNote;

typedef struct
{
  guint32 arms;
  TideReferenceTag tag;
  char *label, *words; /* as in the file */
  char *citation, *source;
} TideCardRow;

typedef struct
{
  TideDate as_of;   /* when the file was last gone through */
  GPtrArray *notes; /* TideStudyNote */
  GPtrArray *card;  /* TideCardRow, those of a treatment together */
} TideStudies;

/* Those that come with the program. Lives as long as it. */
const TideStudies *tide_studies_get_shipped (void);
/* NULL with "file:line: reason". (transfer full) */
TideStudies *tide_studies_parse (const char *file_name, const char *text, gssize length, GError **error);
void tide_studies_free (TideStudies *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideStudies, tide_studies_free)

/* "17 randomised trials, n 3097: against placebo, 6 to 13 weeks" (transfer full), translated. */
char *tide_study_note_dup_words (const TideStudyNote *self);
/* "Soomro 2008", "Taylor 2018 (not checked)" (transfer full). */
char *tide_study_note_dup_citation (const TideStudyNote *self);
char *tide_card_row_dup_citation (const TideCardRow *self);
/* "Studies on file for OCD, as of 1 Nov 2026: not of this clinic" (transfer full); @condition NULL: any. */
char *tide_studies_dup_heading (const TideStudies *self, const char *condition);

G_END_DECLS
