/* tide-references.h: published figures that stand beside the clinic's own, read from references.xml, each
 * with its citation and how sure it is (clinical.md 5). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TIDE_REFERENCE_VERIFIED,  /* checked in the source, its abstract or a quotation */
  TIDE_REFERENCE_SECONDARY, /* by a secondary source */
  TIDE_REFERENCE_UNCHECKED, /* well known, not checked again */
} TideReferenceTag;

typedef struct
{
  guint32 arms;
  char *row;          /* "speed", "depth", "response", "duration", "burden", "access", "cost" */
  char *condition;    /* "ocd": of the study */
  char *instrument;   /* in its points; NULL: in no points */
  gboolean elsewhere; /* may stand beside another condition, which is then said */
  TideReferenceTag tag;
  char *figure;   /* "−3.2 (−3.8 to −2.6)" */
  char *differs;  /* "against placebo"; NULL */
  char *citation; /* "Soomro 2008" */
  char *source;   /* in full */
} TideReference;

typedef struct _TideReferences TideReferences;

/* Those that come with the program. Lives as long as it. */
const TideReferences *tide_references_get_shipped (void);
/* NULL with "file:line: reason". (transfer full) */
TideReferences *tide_references_parse (const char *file_name, const char *text, gssize length,
                                       GError **error);
void tide_references_free (TideReferences *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideReferences, tide_references_free)
guint tide_references_get_n (const TideReferences *self);
const TideReference *tide_references_get (const TideReferences *self, guint i);

/* The figure for just these arms and @row: of @condition (nullable: any), else one of another that may stand
 * there; never one in points of another scale than @instrument. NULL: none on file. */
const TideReference *tide_references_find (const TideReferences *self, guint32 arms, const char *row,
                                           const char *condition, const char *instrument);
/* "OCD", in the middle of a line; translated; the code itself when it has no word. */
const char *tide_reference_get_condition_words (const char *condition);
/* " (not checked)"; "" for what was. */
const char *tide_reference_tag_get_words (TideReferenceTag tag);
/* "−3.2 (−3.8 to −2.6), against placebo · Soomro 2008"; of another condition: "depression: …"; unchecked ones
 * say so. (transfer full) */
char *tide_reference_dup_words (const TideReference *self, const char *condition);

G_END_DECLS
