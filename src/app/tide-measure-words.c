/* tide-measure-words.c: measured numbers as a person reads them, and how a weight went. */
#include "tide-measure-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-patient-summary.h"

const char *
tide_measure_get_unit_words (const TideMeasure *measure)
{
  static const struct
  {
    const char *ucum, *words;
  } units[] = { { "mm[Hg]", "mmHg" }, { "Cel", "°C" }, { "kg/m2", "kg/m²" } };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (measure->unit, units[i].ucum))
      return units[i].words;
  return measure->unit;
}

char *
tide_measure_dup_words (const TideMeasure *measure, double value)
{
  g_autofree char *number = tide_number_to_text (round (value * 10) / 10);
  return g_strdup_printf ("%s\u202f%s", number, tide_measure_get_unit_words (measure));
}

/* A trend is of one scale and one time: the first is the oldest weight on record, whatever came between. */
gboolean
tide_weight_change_compute (const TideHistory *history, TideWeightChange *trend)
{
  const TideMeasure *weight = tide_measure_find ("weight");
  *trend = (TideWeightChange){ .change_kg = NAN, .change_percent = NAN };
  for (guint i = 0; i < history->measurements->len; i++)
    {
      const TideMeasurement *m = g_ptr_array_index (history->measurements, i);
      if (g_strcmp0 (m->loinc, weight->loinc) != 0 || isnan (m->value))
        continue;
      if (trend->first == NULL)
        trend->first = m;
      trend->last = m;
    }
  if (trend->first == NULL || trend->first == trend->last)
    return FALSE;
  trend->change_kg = trend->last->value - trend->first->value;
  trend->change_percent = 100 * trend->change_kg / trend->first->value;
  return TRUE;
}

char *
tide_weight_change_dup_words (const TideWeightChange *trend)
{
  g_autofree char *kg = tide_figure_text (trend->change_kg, 1, TRUE);
  g_autofree char *percent = tide_figure_text (trend->change_percent, 1, TRUE);
  g_autofree char *day = tide_date_to_words (tide_instant_get_date (trend->first->taken));
  return g_strdup_printf (_ ("%s\u202fkg (%s\u202f%%) since %s"), kg, percent, day);
}
