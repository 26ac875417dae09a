/* test-monitoring-sheet.c: the fields of esketamine's monitoring sheet: what the record has stands there,
 * what it lacks is blank and named, a day is seven days after the dose. */
#include <math.h>
#include <string.h>

#include "fixture-builder.h"
#include "pdf-check.h"
#include "summary-fixtures.h"
#include "tide-monitoring-sheet.h"

#define SESSION 7001
#define NURSE 900

static SummaryCase *one;
static TideSessionRules *rules;

static TideInstant
at (const char *clock)
{
  g_autofree char *iso = g_strdup_printf ("2025-11-20T%s+01:00", clock);
  TideInstant instant;
  g_assert_true (tide_instant_parse_exact (iso, &instant, NULL));
  return instant;
}

static TideSession *
add_session (void)
{
  TideHistory *history = one->history;
  TideCourse *course = tide_course_new ();
  TideSession *session = tide_session_new ();
  course->base.id = 7000;
  course->patient_id = history->patient->base.id;
  course->arm = TIDE_ARM_ESKETAMINE;
  g_ptr_array_add (history->courses, course);
  session->base.id = SESSION;
  session->course_id = 7000;
  session->started = at ("10:00:00");
  session->status = TIDE_SESSION_HELD;
  session->nasal_devices = 2;
  session->dose_mg = 56;
  g_ptr_array_add (history->sessions, session);
  return session;
}

static void
add_clock (TideClockKind kind, const char *clock)
{
  TideClockEvent *event = tide_clock_event_new ();
  event->session_id = SESSION;
  event->kind = (int) kind;
  event->at = at (clock);
  g_ptr_array_add (one->history->clock_events, event);
}

static void
add_reading (const char *slot, const char *clock, gint64 systolic, gint64 diastolic, gint64 moaas)
{
  TideObservation *row = tide_observation_new ();
  row->session_id = SESSION;
  tide_record_set_text (&row->slot, slot);
  row->taken = at (clock);
  row->systolic = systolic;
  row->diastolic = diastolic;
  row->moaas = moaas;
  g_ptr_array_add (one->history->observations, row);
}

static char *
dup_text (void)
{
  TideSessionSheetData data = { &one->data, NULL, rules, SESSION };
  g_autoptr (TideReport) report = tide_monitoring_sheet_new (&data);
  g_assert_nonnull (report);
  g_autofree char *path = pdf_write ("monitoring", &report, 1), *pages = pdf_text (path, 0);
  return pdf_squeeze (pages);
}

static void
test_what_is_recorded (void)
{
  if (!pdf_check_tools ())
    return;
  one = summary_case_new ("lindqvist");
  rules = tide_session_rules_new ();
  TideSession *session = add_session ();
  TideStaff *nurse = tide_staff_new ();
  nurse->base.id = NURSE;
  tide_record_set_text (&nurse->name, "A. Ferreira");
  g_ptr_array_add (one->history->staff, nurse);
  add_clock (TIDE_CLOCK_START, "10:00:00");
  add_clock (TIDE_CLOCK_END, "10:05:00");
  add_reading ("pre", "09:50:00", 124, 78, 5);
  add_reading ("40", "10:40:00", 151, 92, 3);
  add_reading ("60", "11:00:00", 140, 85, 5);
  add_reading ("120", "12:00:00", 128, 80, 5);
  session->discharged = at ("12:10:00");
  session->discharged_by = NURSE;
  g_autofree char *text = dup_text ();
  static const char *const words[] = { "27 Nov 2025",     "2 × 28 mg = 56 mg", "124/78 at 09:50",
                                       "151/92 at 10:40", "128/80 at 12:00",   "3 at 10:40; over: 11:00",
                                       "yes, 125 min",    "A. Ferreira",       "12:10" };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    check_has (text, words[i]);
  /* Nobody said that there were none. */
  check_has (text, "Missing: Watched by; Dissociation, highest CADSS-6;");
  check_has (text, "Unwanted effects; Serious events");
  session->discharged = at ("11:30:00");
  g_autofree char *early = dup_text ();
  check_has (early, "no, 85 min");
  tide_session_rules_free (rules);
  summary_case_free (one);
}

static void
test_nothing_recorded (void)
{
  if (!pdf_check_tools ())
    return;
  one = summary_case_new ("lindqvist");
  rules = tide_session_rules_new ();
  TideSession *session = add_session ();
  session->nasal_devices = TIDE_INTEGER_UNKNOWN;
  session->dose_mg = NAN;
  g_autofree char *text = dup_text ();
  check_has (text,
             "Devices and dose; First device at; Last device at; Watched by; Blood pressure before the dose");
  check_has (text, "Left at ____");
  tide_session_rules_free (rules);
  summary_case_free (one);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  pdf_check_begin ();
  g_test_add_func ("/report/monitoring/says-what-is-recorded", test_what_is_recorded);
  g_test_add_func ("/report/monitoring/names-what-is-missing", test_nothing_recorded);
  int result = g_test_run ();
  pdf_check_end ();
  return result;
}
