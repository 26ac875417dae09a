/* tide-measure.c: what can be measured of a body (clinical.md 7.3), and a measurement: fields and faults.
 *
 * The limits are not normal values: outside them a number can only be a slip of the keyboard or another unit.
 */
#include "tide-medication.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-field-private.h"

static const TideMeasure measures[] = {
  { "29463-7", "weight", N_ ("Weight"), "kg", 2, 500 },
  { "8302-2", "height", N_ ("Height"), "cm", 30, 260 },
  { "39156-5", "bmi", N_ ("Body mass index"), "kg/m2", 5, 150 },
  { "8480-6", "systolic", N_ ("Systolic blood pressure"), "mm[Hg]", 30, 320 },
  { "8462-4", "diastolic", N_ ("Diastolic blood pressure"), "mm[Hg]", 10, 220 },
  { "8867-4", "heart_rate", N_ ("Heart rate"), "/min", 10, 350 },
  { "9279-1", "respiratory_rate", N_ ("Respiratory rate"), "/min", 1, 100 },
  { "59408-5", "spo2", N_ ("Oxygen saturation"), "%", 30, 100 },
  { "8310-5", "temperature", N_ ("Temperature"), "Cel", 25, 45 },
  /* [M]: not in clinical.md 7.3, known but not checked there; asked for by alert A17. */
  { "2951-2", "sodium", N_ ("Sodium"), "mmol/L", 80, 200 },
  { "8636-3", "qtc", N_ ("Corrected QT interval"), "ms", 200, 800 },
};

static const TideField tide_measurement_fields[] = {
  TIDE_FIELD_REFERS (TideMeasurement, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_REFERS (TideMeasurement, visit_id, 0, "visit"),
  TIDE_FIELD_REFERS (TideMeasurement, session_id, 0, "session"),
  TIDE_FIELD_MUST (TideMeasurement, loinc, TIDE_FIELD_TEXT),
  TIDE_FIELD_MUST (TideMeasurement, value, TIDE_FIELD_REAL),
  TIDE_FIELD_MUST (TideMeasurement, unit, TIDE_FIELD_TEXT),
  TIDE_FIELD_MUST (TideMeasurement, taken, TIDE_FIELD_INSTANT),
  TIDE_FIELD (TideMeasurement, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideMeasurement, tide_measurement, "measurement");

/* The table with its labels in the reader's language. */
static const TideMeasure *
get_table (void)
{
  static TideMeasure translated[G_N_ELEMENTS (measures)];
  static gsize once = 0;
  if (g_once_init_enter (&once))
    {
      for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
        {
          translated[i] = measures[i];
          translated[i].label = _ (measures[i].label);
        }
      g_once_init_leave (&once, 1);
    }
  return translated;
}

const TideMeasure *
tide_measure_get (guint i)
{
  return i < G_N_ELEMENTS (measures) ? &get_table ()[i] : NULL;
}

const TideMeasure *
tide_measure_lookup (const char *loinc)
{
  for (guint i = 0; loinc != NULL && i < G_N_ELEMENTS (measures); i++)
    if (strcmp (measures[i].loinc, loinc) == 0)
      return tide_measure_get (i);
  return NULL;
}

const TideMeasure *
tide_measure_find (const char *id)
{
  for (guint i = 0; id != NULL && i < G_N_ELEMENTS (measures); i++)
    if (strcmp (measures[i].id, id) == 0)
      return tide_measure_get (i);
  return NULL;
}

static void
check_value (TideFaults *faults, const TideMeasurement *self, const TideMeasure *measure)
{
  if (self->unit != NULL && *self->unit != '\0' && strcmp (self->unit, measure->unit) != 0)
    {
      g_autofree char *reason = g_strdup_printf (_ ("must be %s"), measure->unit);
      tide_faults_add (faults, "unit", reason);
    }
  else if (isfinite (self->value) && (self->value < measure->minimum || self->value > measure->maximum))
    {
      g_autofree char *low = tide_number_to_text (measure->minimum);
      g_autofree char *high = tide_number_to_text (measure->maximum);
      /* Translators: two limits and their unit, such as "must lie between 2 and 500 kg". */
      g_autofree char *reason
        = g_strdup_printf (_ ("must lie between %s and %s %s"), low, high, measure->unit);
      tide_faults_add (faults, "value", reason);
    }
}

guint
tide_measurement_find_faults (const TideMeasurement *self, TideDate birth_date, TideFaultFunc report,
                              gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  const TideMeasure *measure = tide_measure_lookup (self->loinc);
  if (measure != NULL)
    check_value (&faults, self, measure);
  else if (self->loinc != NULL && *self->loinc != '\0')
    tide_faults_add (&faults, "loinc", _ ("is not a measure that this program knows"));
  tide_faults_check_moment (&faults, "taken", self->taken, birth_date);
  return faults.n;
}
