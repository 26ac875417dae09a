/* tide-medication.h: what a patient takes besides the courses that are charted, what he cannot take, and what
 * was measured of his body. */
#pragma once

#include "tide-record.h"

G_BEGIN_DECLS

extern const char *const tide_purpose_codes[]; /* "", psychiatric, sleep, pain, cardiovascular, endocrine,
                                                  neurological, contraception, substance_use, other */
const char *tide_purpose_get_label (int purpose);

/* A drug over a stretch of time.  A drug that is one of the compared treatments is a course instead. */
typedef struct
{
  TideRecord base;
  gint64 patient_id;
  char *drug;   /* required; the ingredient, "lorazepam" */
  char *rxnorm; /* ingredient's RxNorm number in digits, or NULL */
  double dose_mg_per_day;
  gboolean as_needed;
  int purpose;
  TideDate started_on, ended_on; /* no end: still taken */
  char *note;
  char *reason; /* why it is given in spite of what was asked about: a contraindication, an allergy, a dose */
  gboolean entered_in_error;
} TideMedication;
TIDE_DEFINE_RECORD (TideMedication, tide_medication)
guint tide_medication_find_faults (const TideMedication *self, TideDate birth_date, TideFaultFunc report,
                                   gpointer data);
/* Begins only after @day. */
gboolean tide_medication_is_planned_on (const TideMedication *self, TideDate day);
/* Unknown start counts as "since before". */
gboolean tide_medication_is_taken_on (const TideMedication *self, TideDate day);

/* The ingredients of clinical.md 7.2: name, RxNorm number, class. Names are lower case. */
typedef struct
{
  const char *name;
  const char *rxnorm;     /* or NULL: none is known with certainty */
  const char *drug_class; /* "ssri", "tricyclic", "snri", "maoi", "antipsychotic", "benzodiazepine",
                             "mood_stabiliser", "stimulant", "opioid", … as in the safety rules; or NULL */
} TideDrug;
const TideDrug *tide_drug_lookup (const char *name);       /* any case; NULL when not in the table */
GPtrArray *tide_drug_search (const char *text, guint max); /* by word start (element-type TideDrug)
                                                              (transfer container) */

typedef struct
{
  TideRecord base;
  gint64 patient_id;
  char *substance; /* required unless none_known, which is a statement too */
  gboolean none_known;
  char *reaction;
  int severity; /* tide_severity_codes */
  TideDate noted_on;
  gboolean entered_in_error;
} TideAllergy;
TIDE_DEFINE_RECORD (TideAllergy, tide_allergy)
guint tide_allergy_find_faults (const TideAllergy *self, TideDate birth_date, TideFaultFunc report,
                                gpointer data);

/* What can be measured, with its LOINC code and UCUM unit (clinical.md 7.3), and where a number can only be a
 * slip of the keyboard. */
typedef struct
{
  const char *loinc;
  const char *id;    /* "weight", "height", "bmi", "systolic", "diastolic", "heart_rate", "respiratory_rate",
                        "spo2", "temperature", "sodium", "qtc" */
  const char *label; /* translated */
  const char *unit;  /* UCUM: "kg", "mm[Hg]", "/min", "%", "Cel", "mmol/L", "ms" */
  double minimum, maximum; /* inclusive limits of what is possible */
} TideMeasure;
const TideMeasure *tide_measure_lookup (const char *loinc);
const TideMeasure *tide_measure_find (const char *id); /* by "weight" …; NULL when there is none */
const TideMeasure *tide_measure_get (guint i);         /* NULL behind the last */

typedef struct
{
  TideRecord base;
  gint64 patient_id, visit_id, session_id;
  char *loinc;  /* required */
  double value; /* required */
  char *unit;   /* required, UCUM: the measure's own */
  TideInstant taken;
  gboolean entered_in_error;
} TideMeasurement;
TIDE_DEFINE_RECORD (TideMeasurement, tide_measurement)
/* An impossible weight, an unknown measure, another unit than the table's, a future time. */
guint tide_measurement_find_faults (const TideMeasurement *self, TideDate birth_date, TideFaultFunc report,
                                    gpointer data);

G_END_DECLS
