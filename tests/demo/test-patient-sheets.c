/* test-patient-sheets.c: the sheet of every synthetic patient, read for what nobody should find on a page
 * about himself (F69), and its numbers against what outcomes says.
 */
#include <math.h>
#include <string.h>

#include "pdf-check.h"
#include "tide-clinic-fixture.h"
#include "tide-demo.h"
#include "tide-outcome.h"

#define N_PATIENTS 40

static const char *const forbidden[]
  = { "suicid", "self-harm", "self harm", "kill",    "alert", "amber", "item",     "c-ssrs", "safety plan",
      "p =",    "p <",       "relapse",   "adverse", "risk",  "death", "response", NULL };

typedef struct
{
  TideClinic *clinic;
  GPtrArray *patients;
  TideThresholds *thresholds;
} Demo;

static Demo demo;

static void
demo_begin (void)
{
  g_autoptr (GError) error = NULL;
  demo.clinic = test_clinic_new (FALSE);
  tide_demo_fill (demo.clinic, N_PATIENTS, 1, tide_date_today (), NULL, NULL, &error);
  g_assert_no_error (error);
  demo.patients = tide_clinic_list (demo.clinic, &tide_patient_class, NULL, 0, &error);
  g_assert_no_error (error);
  demo.thresholds = tide_clinic_load_thresholds (demo.clinic);
}

static void
demo_end (void)
{
  tide_thresholds_free (demo.thresholds);
  g_ptr_array_unref (demo.patients);
  g_object_unref (demo.clinic);
}

static TideSummaryData
data_of (const TideHistory *history)
{
  return (TideSummaryData){ .reader = TIDE_READER_PATIENT,
                            .history = history,
                            .library = tide_clinic_get_library (demo.clinic),
                            .thresholds = demo.thresholds,
                            .target = tide_clinic_get_target_instrument (demo.clinic, history),
                            .instrument_id = tide_clinic_get_target_instrument (demo.clinic, history),
                            .clinic_name = "Demo clinic",
                            .synthetic = TRUE,
                            .now = tide_instant_now (),
                            .from = TIDE_DATE_UNKNOWN,
                            .to = TIDE_DATE_UNKNOWN };
}

static TideHistory *
load (guint i)
{
  g_autoptr (GError) error = NULL;
  const TidePatient *patient = demo.patients->pdata[i];
  TideHistory *history = tide_clinic_load_history (demo.clinic, patient->base.id, &error);
  g_assert_no_error (error);
  return history;
}

static void
test_no_sheet_alarms (void)
{
  if (!pdf_check_tools ())
    return;
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_report_free);
  for (guint i = 0; i < demo.patients->len; i++)
    {
      g_autoptr (TideHistory) history = load (i);
      TideSummaryData data = data_of (history);
      g_ptr_array_add (reports, tide_summary_new (&data));
    }
  g_assert_cmpuint (reports->len, ==, N_PATIENTS);
  g_autofree char *path = pdf_write ("sheets", (TideReport *const *) reports->pdata, reports->len);
  g_autofree char *text = pdf_text (path, 0), *lower = g_utf8_strdown (text, -1);
  g_assert_nonnull (strstr (lower, "how you are doing"));
  for (guint i = 0; forbidden[i] != NULL; i++)
    {
      const char *found = strstr (lower, forbidden[i]);
      if (found != NULL)
        g_error ("\"%s\" stands on a sheet: %.60s", forbidden[i], found);
    }
}

/* "latest: 26" and "first visit: 30" are the last and first rating that count (clinical.md 3.4). */
static void
test_numbers_are_those_of_the_outcome (void)
{
  if (!pdf_check_tools ())
    return;
  guint seen = 0;
  for (guint i = 0; i < demo.patients->len && seen < 8; i++)
    {
      g_autoptr (TideHistory) history = load (i);
      TideSummaryData data = data_of (history);
      TideInstrument *instrument = tide_library_lookup (data.library, data.instrument_id);
      g_autoptr (TideOutcome) outcome = tide_outcome_compute (history, instrument, demo.thresholds, data.now);
      const TideVisitOutcome *last = tide_outcome_get_last (outcome), *first = NULL;
      for (guint v = 0; v < outcome->n_visits && first == NULL; v++)
        first = outcome->visits[v].passed_over ? NULL : &outcome->visits[v];
      if (last == NULL || last == first)
        continue;
      TideReport *report = tide_summary_new (&data);
      g_autofree char *path = pdf_write ("one", &report, 1), *text = pdf_text (path, 0);
      int decimals = (int) tide_instrument_get_primary (instrument)->decimals;
      g_autofree char *latest
        = g_strdup_printf ("latest: %.*f", decimals, tide_rating_get_value (&last->rating));
      g_autofree char *begin
        = g_strdup_printf ("first visit: %.*f", decimals, tide_rating_get_value (&first->rating));
      g_assert_nonnull (strstr (text, latest));
      g_assert_nonnull (strstr (text, begin));
      tide_report_free (report);
      seen++;
    }
  g_assert_cmpuint (seen, ==, 8);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  demo_begin ();
  g_test_add_func ("/demo/patient-sheets/no-sheet-alarms", test_no_sheet_alarms);
  g_test_add_func ("/demo/patient-sheets/numbers-are-those-of-the-outcome",
                   test_numbers_are_those_of_the_outcome);
  int result = g_test_run ();
  demo_end ();
  pdf_check_end ();
  return result;
}
