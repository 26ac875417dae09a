/* tide-session-dose.c: dose arithmetic and its guards. */
#include "tide-session-dose.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-dose-rules.h"
#include "tide-session-given.h"

/* Numbers that were rounded for a pump or a syringe agree within this. */
#define AGREEMENT_PERCENT 5
/* A weight in pounds fits the last one in kilograms as well as a day-to-day change allows. */
#define POUNDS_PERCENT 7
#define UNDILUTED_MG_PER_ML 100
/* Per kilogram above this, or as a total below it, a number has the other unit: 3 mg/kg by mouth is the most
 * that is given, 10 mg under the tongue the least (clinical.md 4.1). */
#define MOST_MG_PER_KG 3.5
#define LEAST_MG 3.5

static double
round_to (double value, double step)
{
  /* 40.25 in steps of 0.5 must not miss its half for the last bit. */
  return step > 0 ? floor (value / step + 0.5 + 1e-9) * step : value;
}

double
tide_session_dose_get_at_once_mg (const TideSession *session, const TideCourse *course)
{
  g_return_val_if_fail (session != NULL && course != NULL, NAN);
  if (course->arm != TIDE_ARM_ESKETAMINE)
    return tide_session_is_infused (session, course) ? NAN : session->planned_mg;
  return session->nasal_devices != TIDE_INTEGER_UNKNOWN
           ? (double) session->nasal_devices * TIDE_NASAL_DEVICE_MG
           : NAN;
}

TideDoseSum
tide_session_dose_compute (double mg_per_kg, double weight_kg, double rounding_mg,
                           double concentration_mg_per_ml, double minutes)
{
  TideDoseSum sum;
  sum.exact_mg = mg_per_kg * weight_kg;
  sum.mg = round_to (sum.exact_mg, rounding_mg);
  sum.volume_ml = concentration_mg_per_ml > 0 ? sum.mg / concentration_mg_per_ml : NAN;
  sum.rate_ml_per_h = minutes > 0 ? sum.volume_ml / (minutes / 60) : NAN;
  return sum;
}

/* --- doubts --- */

static void
doubt_free (gpointer data)
{
  g_free (((TideDoseDoubt *) data)->words);
  g_free (data);
}

/* @format has two numbers, as %s each. */
static void
add_doubt (GPtrArray *list, TideDoseDoubtKind kind, const char *field, double value, double other,
           const char *format)
{
  TideDoseDoubt *doubt = g_new0 (TideDoseDoubt, 1);
  g_autofree char *one = tide_number_to_text (round (value * 100) / 100);
  g_autofree char *two = tide_number_to_text (round (other * 100) / 100);
  g_auto (GStrv) parts = g_strsplit (format, "%s", 3);
  *doubt = (TideDoseDoubt){ kind, field, value, other, NULL };
  doubt->words = g_strconcat (parts[0], one, parts[1], two, parts[2], NULL);
  g_ptr_array_add (list, doubt);
}

static gboolean
differs (double value, double other, double percent)
{
  return fabs (value - other) > other * percent / 100 + 1e-9; /* FALSE when one is not known */
}

static void
doubt_weight (GPtrArray *list, const TideSession *session, double last, const TideThresholds *thresholds)
{
  double weight = session->weight_kg;
  if (isnan (weight) || isnan (last))
    return;
  if (differs (weight, last, 20) && !differs (weight / TIDE_POUNDS_PER_KG, last, POUNDS_PERCENT))
    add_doubt (list, TIDE_DOUBT_WEIGHT_IN_POUNDS, "weight_kg", weight, last,
               _ ("%s kg; the last weight was %s kg: were these pounds?"));
  else if (tide_dose_rules_is_weight_change_large (tide_thresholds_get_doses (thresholds), weight, last))
    add_doubt (list, TIDE_DOUBT_WEIGHT_CHANGED, "weight_kg", weight, last,
               _ ("%s kg; the last weight was %s kg"));
}

static void
doubt_units (GPtrArray *list, const TideSession *session, double per_kg, double mg, const char *per_kg_field,
             const char *mg_field)
{
  if (per_kg > MOST_MG_PER_KG)
    add_doubt (list, TIDE_DOUBT_MG_PER_KG_IS_MG, per_kg_field, per_kg, per_kg * session->weight_kg,
               _ ("%s mg/kg would be %s mg: is this the whole dose in mg?"));
  if (mg > 0 && mg < LEAST_MG)
    add_doubt (list, TIDE_DOUBT_MG_IS_MG_PER_KG, mg_field, mg, mg * session->weight_kg,
               _ ("%s mg in all; per kilogram it would be %s mg: is this mg/kg?"));
  else if (per_kg <= MOST_MG_PER_KG && differs (mg, per_kg * session->weight_kg, AGREEMENT_PERCENT)
           && !(fabs (mg - per_kg * session->weight_kg) <= session->rounding_mg))
    add_doubt (list, TIDE_DOUBT_MG_DISAGREES, mg_field, mg, per_kg * session->weight_kg,
               _ ("%s mg; by weight it is %s mg"));
}

static void
doubt_mixture (GPtrArray *list, const TideSession *session)
{
  double ml = session->rate_ml_per_h * session->planned_minutes / 60;
  if (differs (ml, session->volume_ml, AGREEMENT_PERCENT))
    add_doubt (list, TIDE_DOUBT_RATE_DISAGREES, "rate_ml_per_h", ml, session->volume_ml,
               _ ("at this rate %s mL run in the planned time; the volume is %s mL"));
  if (session->concentration_mg_per_ml >= UNDILUTED_MG_PER_ML)
    add_doubt (list, TIDE_DOUBT_UNDILUTED, "concentration_mg_per_ml", session->concentration_mg_per_ml,
               UNDILUTED_MG_PER_ML, _ ("%s mg/mL; %s mg/mL is stock that must be diluted"));
}

static void
doubt_devices (GPtrArray *list, const TideSession *session, double mg)
{
  if (session->nasal_devices == TIDE_INTEGER_UNKNOWN)
    return;
  double by_devices = (double) session->nasal_devices * TIDE_NASAL_DEVICE_MG;
  if (fabs (mg - by_devices) > 1e-9)
    add_doubt (list, TIDE_DOUBT_DEVICES, "nasal_devices", by_devices, mg,
               _ ("the devices hold %s mg; the dose is %s mg"));
}

GPtrArray *
tide_session_dose_list_doubts (const TideSession *session, const TideCourse *course, double last_weight_kg,
                               const TideThresholds *thresholds)
{
  g_return_val_if_fail (session != NULL && thresholds != NULL, NULL);

  GPtrArray *list = g_ptr_array_new_with_free_func (doubt_free);
  gboolean planned = !isnan (session->planned_mg) || !isnan (session->planned_mg_per_kg);
  double per_kg = planned ? session->planned_mg_per_kg : session->dose_mg_per_kg;
  double mg = planned ? session->planned_mg : session->dose_mg;
  int route = session->route != 0 ? session->route : course != NULL ? course->route : 0;
  double limit = tide_thresholds_get (thresholds, "ketamine_iv_mg_per_kg");
  double given_per_kg = isnan (per_kg) ? mg / session->weight_kg : per_kg;
  const char *per_kg_field = planned ? "planned_mg_per_kg" : "dose_mg_per_kg";

  doubt_weight (list, session, last_weight_kg, thresholds);
  if (course == NULL || course->arm != TIDE_ARM_ESKETAMINE)
    doubt_units (list, session, per_kg, mg, per_kg_field, planned ? "planned_mg" : "dose_mg");
  else
    doubt_devices (list, session, mg);
  if (route == tide_code_from_text (tide_route_codes, "iv") && given_per_kg > limit + 1e-9
      && !(given_per_kg > MOST_MG_PER_KG))
    add_doubt (list, TIDE_DOUBT_ABOVE_IV_LIMIT, per_kg_field, given_per_kg, limit,
               _ ("%s mg/kg into a vein; the limit is %s mg/kg"));
  doubt_mixture (list, session);
  return list;
}

double
tide_session_dose_find_last_weight (const TideHistory *history, const TideSession *session)
{
  g_return_val_if_fail (history != NULL && session != NULL, NAN);

  const TideMeasure *measure = tide_measure_find ("weight");
  TideInstant before = tide_instant_is_known (session->started) ? session->started : tide_instant_now ();
  TideInstant newest = TIDE_INSTANT_UNKNOWN;
  double weight = NAN;
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *other = history->sessions->pdata[i];
      gboolean own = other->base.id == session->base.id && other->base.id != 0;
      if (own || isnan (other->weight_kg) || tide_instant_compare (other->started, before) >= 0
          || tide_instant_compare (other->started, newest) < 0)
        continue;
      weight = other->weight_kg;
      newest = other->started;
    }
  for (guint i = 0; i < history->measurements->len; i++)
    {
      const TideMeasurement *taken = history->measurements->pdata[i];
      gboolean own = taken->session_id == session->base.id && taken->session_id != 0;
      if (own || g_strcmp0 (taken->loinc, measure->loinc) != 0 || isnan (taken->value)
          || tide_instant_compare (taken->taken, before) >= 0
          || tide_instant_compare (taken->taken, newest) < 0)
        continue;
      weight = taken->value;
      newest = taken->taken;
    }
  return weight;
}
