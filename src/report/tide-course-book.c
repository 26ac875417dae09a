/* tide-course-book.c: what is computed of one history for the words about its courses, each thing once. */
#include "tide-course-book.h"

TideCourseBook *
tide_course_book_new (const TideSafetyCase *subject, const char *currency)
{
  g_return_val_if_fail (subject != NULL && subject->history != NULL && subject->library != NULL, NULL);
  TideCourseBook *self = g_new0 (TideCourseBook, 1);
  self->subject = *subject;
  self->currency = g_strdup (currency);
  self->outcomes
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) tide_outcome_free);
  self->events = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
tide_course_book_free (TideCourseBook *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->trials, tide_adequacy_list_free);
  g_hash_table_unref (self->events);
  g_hash_table_unref (self->outcomes);
  g_free (self->currency);
  g_free (self);
}

TideInstrument *
tide_course_book_get_target (const TideCourseBook *self)
{
  const char *id = self->subject.target;
  TideInstrument *instrument = id != NULL ? tide_library_lookup (self->subject.library, id) : NULL;
  return instrument != NULL ? instrument : tide_library_get (self->subject.library, 0);
}

const TideOutcome *
tide_course_book_get_outcome (TideCourseBook *self, const char *instrument_id)
{
  TideOutcome *outcome = g_hash_table_lookup (self->outcomes, instrument_id);
  if (outcome != NULL)
    return outcome;
  TideInstrument *instrument = tide_library_lookup (self->subject.library, instrument_id);
  if (instrument == NULL)
    return NULL;
  outcome
    = tide_outcome_compute (self->subject.history, instrument, self->subject.thresholds, self->subject.now);
  g_hash_table_insert (self->outcomes, g_strdup (instrument_id), outcome);
  return outcome;
}

const TideCourseEvents *
tide_course_book_get_events (TideCourseBook *self, const char *instrument_id)
{
  const TideOutcome *outcome = tide_course_book_get_outcome (self, instrument_id);
  TideCourseEvents *events = g_hash_table_lookup (self->events, instrument_id);
  if (events != NULL || outcome == NULL || outcome->n_courses == 0)
    return events;
  events = tide_course_events_compute (outcome, self->subject.history,
                                       tide_library_lookup (self->subject.library, instrument_id),
                                       self->subject.thresholds, self->subject.now, NULL);
  g_hash_table_insert (self->events, g_strdup (instrument_id), events);
  return events;
}

const TideAdequacyList *
tide_course_book_get_trials (TideCourseBook *self)
{
  g_return_val_if_fail (self->subject.rules != NULL, NULL);
  if (self->trials == NULL)
    self->trials = tide_adequacy_judge (&self->subject, tide_adequacy_get_preset (&self->subject));
  return self->trials;
}
