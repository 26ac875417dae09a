/* tide-due-private.h: what the two files of tide-due share: a list on its way and the moments of a course. */
#pragma once

#include "tide-due.h"

G_BEGIN_DECLS

#define TIDE_DUE_DAY ((gint64) 86400)
#define TIDE_DUE_NEVER G_MAXINT64

typedef struct
{
  const TideDueCase *subject;
  GPtrArray *rows; /* TideDue */
} TideDueList;

/* Adds a row of the patient; it stays the list's. */
TideDue *tide_due_list_add (TideDueList *list, TideDueKind kind, const char *subject, gint64 due_utc,
                            gint64 until_utc, gint64 course_id, gint64 ref_id);
/* A calendar day has no time zone: its UTC midnight. */
gint64 tide_due_utc_of_day (TideDate day);
gboolean tide_due_course_is_open (const TideCourse *course);

/* tide-due-papers.c: reviews, authorisations, consents, screenings, monitoring sheets, safety plans,
 * integration */
void tide_due_list_papers (TideDueList *list);

G_END_DECLS
