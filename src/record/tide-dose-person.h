/* tide-dose-person.h: what of a person changes a dose's limits: age, other drugs, the liver. */
#pragma once

#include "tide-history.h"

G_BEGIN_DECLS

typedef struct
{
  int age;          /* years, negative when unknown */
  GPtrArray *taken; /* (element-type utf8) (transfer none): drugs, as written, or NULL */
  GHashTable *yes;  /* ids of screening questions answered with yes, or NULL */
} TideDosePerson;

/* As of @day; @history must outlive it. */
void tide_dose_person_init (TideDosePerson *self, const TideHistory *history, TideDate day);
void tide_dose_person_clear (TideDosePerson *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TideDosePerson, tide_dose_person_clear)

/* mg a day of the last step up to @day; NAN: none recorded. */
double tide_course_get_dose_on (const TideHistory *history, const TideCourse *course, TideDate day);
/* A drug course runs until its end or its step to nothing; a series while it is open. */
gboolean tide_course_is_taken_on (const TideHistory *history, const TideCourse *course, TideDate day);

G_END_DECLS
