/* tide-goal.h: what a patient wants, who stands by, and what was agreed for a bad day. */
#pragma once

#include "tide-record.h"

G_BEGIN_DECLS

typedef struct
{
  TideRecord base;
  gint64 patient_id;
  char *text; /* required: in the patient's words */
  TideDate set_on, closed_on;
  gboolean entered_in_error;
} TideGoal;
TIDE_DEFINE_RECORD (TideGoal, tide_goal)
guint tide_goal_find_faults (const TideGoal *self, TideDate birth_date, TideFaultFunc report, gpointer data);

/* How far a goal is reached, 0 not at all to 10 wholly, as the patient says. */
typedef struct
{
  TideRecord base;
  gint64 patient_id, goal_id, visit_id;
  TideInstant taken;
  gint64 value; /* 0-10, required */
  gboolean entered_in_error;
} TideGoalRating;
TIDE_DEFINE_RECORD (TideGoalRating, tide_goal_rating)
guint tide_goal_rating_find_faults (const TideGoalRating *self, TideDate birth_date, TideFaultFunc report,
                                    gpointer data);

typedef struct
{
  TideRecord base;
  gint64 patient_id;
  char *name;     /* required */
  char *relation; /* "sister", "family doctor" */
  char *phone;
  gboolean emergency, escort;
  char *note;
  gboolean entered_in_error;
} TideContact;
TIDE_DEFINE_RECORD (TideContact, tide_contact)

typedef struct
{
  TideRecord base;
  gint64 patient_id, staff_id;
  TideDate agreed_on;                                                   /* required */
  TideDate review_on;                                                   /* not before agreed_on */
  char *warning_signs, *coping, *people, *professionals, *means_safety; /* the clinic's own words */
  gint64 supersedes_id;
  gboolean entered_in_error;
} TideSafetyPlan;
TIDE_DEFINE_RECORD (TideSafetyPlan, tide_safety_plan)
guint tide_safety_plan_find_faults (const TideSafetyPlan *self, TideDate birth_date, TideFaultFunc report,
                                    gpointer data);

extern const char *const tide_insight_codes[]; /* "", good_or_fair, poor, absent */
const char *tide_insight_get_label (int insight);
/* OCD specifiers (DSM-5-TR: insight, tic-related; symptom dimensions: Mataix-Cols 2005). */
typedef struct
{
  TideRecord base;
  gint64 patient_id;
  TideDate noted_on;
  gint64 onset_age; /* years, 0-120 */
  int insight;
  int tic_related; /* yes_no, as all below */
  int contamination, responsibility, symmetry, taboo_thoughts, hoarding;
  gboolean entered_in_error;
} TideSpecifier;
TIDE_DEFINE_RECORD (TideSpecifier, tide_specifier)
guint tide_specifier_find_faults (const TideSpecifier *self, TideDate birth_date, TideFaultFunc report,
                                  gpointer data);

G_END_DECLS
