/* tide-demo-private.h: what the parts of the demo share.  Private to the demo room. */
#pragma once

#include "tide-clinic.h"
#include "tide-demo-random.h"

G_BEGIN_DECLS

/* What happens to a patient; the first five are the arms of clinical.md 5.1, taken alone. */
typedef enum
{
  TIDE_PLAN_SSRI,
  TIDE_PLAN_ERP,
  TIDE_PLAN_USUAL_CARE, /* placebo-like drift */
  TIDE_PLAN_KETAMINE_SINGLE,
  TIDE_PLAN_KETAMINE_SERIES,
  TIDE_PLAN_KETAMINE_MAINTENANCE, /* a series and single infusions when the effect fades */
  TIDE_PLAN_SSRI_ERP,
  TIDE_PLAN_KETAMINE_ERP,
  TIDE_PLAN_ALL_THREE, /* SSRI running, then ketamine and ERP */
  TIDE_PLAN_AUGMENTATION,
  TIDE_PLAN_ESKETAMINE,      /* depression */
  TIDE_PLAN_ANTIDEPRESSANT,  /* depression */
  TIDE_PLAN_NEUROMODULATION, /* depression */
  TIDE_PLAN_TRAUMA_THERAPY,  /* PTSD */
  TIDE_PLAN_OTHER,           /* PTSD, prazosin and the like */
  TIDE_N_PLANS
} TideDemoPlan;

/* Everything that is fixed for one simulated patient. */
typedef struct
{
  TideDemoPlan plan;
  double baseline;    /* B of the target scale */
  double u;           /* patient factor, Normal (0, 1) */
  gboolean responder; /* ketamine single */
  double multiplier;  /* ketamine series, 0.2-1.6 */
  TideDate day0;
  int dropout_day;   /* days since day 0 at which the course ends early; G_MAXINT none */
  int relapse_day;   /* days since day 0; G_MAXINT none */
  GArray *dose_days; /* int: days since day 0 with a ketamine or esketamine dose */
} TideDemoCase;

/* The expected total of the target scale @days after day 0 (clinical.md 5.1), before noise. */
double tide_demo_expect (const TideDemoCase *self, double days);
/* Shares @total over @n items of 0 to @most with jitter; fills @items. */
void tide_demo_share (TideDemoRandom *random, int total, guint n, int most, int *items);

/* Adding records: a batch, the dice, and the first error. Every call after an error does nothing. */
typedef struct
{
  TideClinic *clinic;
  TideBatch *batch;
  TideDemoRandom *random;
  guint64 seed;
  TideDate today;      /* the last day with a record */
  gint64 staff_ids[4]; /* two psychiatrists, a therapist, a nurse */
  gint64 visit_id;     /* of what is added now, or 0 */
  int late_days;       /* how long after the visit it is typed in */
  GError **error;
  gboolean failed;
} TideDemoWriter;

/* A time of the demo's own clock, an hour east of UTC all year: the same bytes wherever the demo is made. */
TideInstant tide_demo_at (TideDate date, int hour, int minute);
void tide_demo_add (TideDemoWriter *writer,
                    gpointer record); /* gives it a uuid of the dice; record stays the caller's */
TidePatient *tide_demo_new_patient (const char *mrn, const char *family, const char *given, TideDate birth,
                                    TideSex sex);
void tide_demo_add_diagnosis (TideDemoWriter *writer, gint64 patient_id, const char *code, gboolean primary,
                              TideDate onset);
TideCourse *tide_demo_new_course (gint64 patient_id, const char *code, TideArm arm, const char *agent,
                                  const char *route, const char *indication, TideDate start,
                                  const char *target);
void tide_demo_add_step (TideDemoWriter *writer, gint64 course_id, TideDate from, double dose_mg_per_day);
void tide_demo_add_infusion (TideDemoWriter *writer, gint64 course_id, TideInstant started, double mg_per_kg,
                             double weight_kg);
void tide_demo_add_nasal_dose (TideDemoWriter *writer, gint64 course_id, TideInstant started, double dose_mg);
/* @kind: "exposure" has PEAS and response prevention too. */
void tide_demo_add_therapy (TideDemoWriter *writer, gint64 course_id, const char *kind, TideInstant started,
                            TideSessionStatus status);
/* What is added until the visit ends was done at it. @rater: index into staff_ids. @late_days: between the
 * visit and its entry; more than a fortnight makes its alerts historical (clinical.md 8.1). */
void tide_demo_begin_visit (TideDemoWriter *writer, gint64 patient_id, TideInstant taken, int rater,
                            const char *contact, int late_days);
void tide_demo_skip_part (TideDemoWriter *writer, gint64 patient_id, const char *part, const char *reason);
void tide_demo_end_visit (TideDemoWriter *writer);
void tide_demo_add_identifier (TideDemoWriter *writer, gint64 patient_id, const char *system,
                               const char *value);
/* Whether somebody has looked at what a patient reported. */
void tide_demo_review (TideDemoWriter *writer, TideAssessmentData *data);
/* Items share @total. @rater: index into staff_ids, -1 self. Nothing is written for a day after today. */
void tide_demo_add_scale (TideDemoWriter *writer, gint64 patient_id, const char *instrument,
                          TideInstant taken, int total, int rater, const char *contact);
void tide_demo_add_cgi (TideDemoWriter *writer, gint64 patient_id, TideInstant taken, int severity,
                        int improvement, gboolean best, TideDate compared_on, int rater);
void tide_demo_add_pgi (TideDemoWriter *writer, gint64 patient_id, TideInstant taken, int improvement);
void tide_demo_add_event (TideDemoWriter *writer, gint64 patient_id, const char *kind, TideDate on,
                          const char *label);
void tide_demo_add_effect (TideDemoWriter *writer, gint64 patient_id, gint64 course_id, const char *term,
                           const char *severity, TideInstant started, TideInstant ended);
void tide_demo_add_note (TideDemoWriter *writer, gint64 patient_id, TideInstant taken, const char *text);

/* Everything around the treatments and ratings that are there: earlier trials (several when @resistant),
 * medicines, screening, consent, goals, checks, exposures, reviews. @index: the patient's dice. */
void tide_demo_add_history (TideDemoWriter *writer, gint64 patient_id, guint64 index, gboolean resistant);
/* The last dosing session of each course of @chart as it was watched. @index: the patient's dice. */
void tide_demo_add_cockpit (TideDemoWriter *writer, const TideHistory *chart, guint64 index);

/* The two patients of the pictures and the rest. */
void tide_demo_add_lindqvist (TideDemoWriter *writer);
void tide_demo_add_farouk (TideDemoWriter *writer);
void tide_demo_add_simulated (TideDemoWriter *writer, guint index);

G_END_DECLS
