/* tide-course-book.h: what is computed of one history for the words about its courses, each thing once:
 * outcomes, events, adequacy.  The Courses tab and the pages read the same one, so that screen and paper say
 * the same. */
#pragma once

#include "tide-adequacy.h"
#include "tide-course-events.h"

G_BEGIN_DECLS

typedef struct
{
  TideSafetyCase subject; /* what it points to must outlive the book; rules: see tide_course_book_new () */
  char *currency;         /* of the clinic, or NULL */
  GHashTable *outcomes;   /* instrument id -> TideOutcome */
  GHashTable *events;     /* instrument id -> (array) TideCourseEvents */
  TideAdequacyList *trials;
} TideCourseBook;

/**
 * tide_course_book_new:
 * @subject: copied; without `rules` only words that need none may be asked for until they are set
 * @currency: (nullable): of the clinic
 *
 * Returns: (transfer full): nothing is computed yet
 */
TideCourseBook *tide_course_book_new (const TideSafetyCase *subject, const char *currency);
void tide_course_book_free (TideCourseBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideCourseBook, tide_course_book_free)

/* The scale of courses that name none, else the library's first; never NULL while the library has any. */
TideInstrument *tide_course_book_get_target (const TideCourseBook *self);
/* Computed once for each scale; NULL for an unknown one. (transfer none) */
const TideOutcome *tide_course_book_get_outcome (TideCourseBook *self, const char *instrument_id);
/* The events of its courses, same order; NULL for an unknown scale, and without courses (transfer none). */
const TideCourseEvents *tide_course_book_get_events (TideCourseBook *self, const char *instrument_id);
/* Every treatment so far, by the clinic's preset for this patient. Needs the rules. (transfer none) */
const TideAdequacyList *tide_course_book_get_trials (TideCourseBook *self);

G_END_DECLS
