/* fixture-builder.h: short words for writing a synthetic patient down: one call a course, session or rating.
 */
#pragma once

#include "tide-history.h"

G_BEGIN_DECLS

typedef struct
{
  TideHistory *history;
  TideLibrary *library; /* or NULL: scores are then written without asking the instrument */
  gint64 next_id;
  gint64 patient_id;
  gint64 rater_id; /* the clinician of the fixtures */
} FixtureBuilder;

void fixture_begin (FixtureBuilder *self, TideLibrary *library, const char *mrn, const char *given_name,
                    const char *family_name, const char *birth_date, TideSex sex);
/* Arranges the arrays and builds the series (transfer full). */
TideHistory *fixture_end (FixtureBuilder *self);

TideDate fixture_date (const char *iso);
TideInstant fixture_instant (const char *iso);

TideDiagnosis *fixture_add_diagnosis (FixtureBuilder *self, const char *code, const char *label,
                                      gboolean primary);
TideCourse *fixture_add_course (FixtureBuilder *self, TideArm arm, const char *agent, const char *started_on);
TideDoseStep *fixture_add_step (FixtureBuilder *self, const TideCourse *course, const char *from,
                                double dose_mg_per_day);
TideSession *fixture_add_session (FixtureBuilder *self, const TideCourse *course, const char *started,
                                  TideSessionStatus status);
TideEvent *fixture_add_event (FixtureBuilder *self, const char *on, const char *label);
/* Items of ybocs share @total evenly, obsessions getting the smaller half; those of phq9 fill up from item 1
 * to 8 and item 9 is @item_9. */
TideAssessmentData *fixture_add_ybocs (FixtureBuilder *self, const char *taken, int total);
TideAssessmentData *fixture_add_phq9 (FixtureBuilder *self, const char *taken, int total, int item_9);
/* "cgis", "cgii" and other scales of one item. */
TideAssessmentData *fixture_add_single (FixtureBuilder *self, const char *instrument_id, const char *taken,
                                        int value);
/* Any scale, its total alone. */
TideAssessmentData *fixture_add_total (FixtureBuilder *self, const char *instrument_id, const char *taken,
                                       double total);

G_END_DECLS
