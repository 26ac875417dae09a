/* test-session-sheet.c: the record of a session on paper says what was read, missed, done and by whom; what
 * is open or was not filled in is said too. */
#include <math.h>
#include <string.h>

#include "fixture-builder.h"
#include "pdf-check.h"
#include "summary-fixtures.h"
#include "tide-session-sheet.h"

#define SESSION 7001
#define NURSE 900

typedef struct
{
  SummaryCase *one;
  TideSafetyRules *rules;
  TideSessionRules *session_rules;
  TideSafetyCase subject;
  TideSessionSheetData data;
} Desk;

static TideInstant
at (const char *clock)
{
  g_autofree char *iso = g_strdup_printf ("2025-11-20T%s+01:00", clock);
  TideInstant instant;
  g_assert_true (tide_instant_parse_exact (iso, &instant, NULL));
  return instant;
}

static void
add_session (TideHistory *history)
{
  TideCourse *course = tide_course_new ();
  TideSession *session = tide_session_new ();
  course->base.id = 7000;
  course->patient_id = history->patient->base.id;
  course->arm = TIDE_ARM_KETAMINE;
  course->route = tide_code_from_text (tide_route_codes, "iv");
  g_ptr_array_add (history->courses, course);
  session->base.id = SESSION;
  session->course_id = 7000;
  session->started = at ("10:04");
  session->ended = at ("10:45");
  session->status = TIDE_SESSION_HELD;
  session->minutes = 39.5;
  session->weight_kg = 72;
  session->planned_mg = 36;
  session->planned_mg_per_kg = 0.5;
  session->dose_mg = 35.5;
  session->planned_minutes = 40;
  tide_record_set_text (&session->identifiers, "name, birth date");
  session->identified_by = NURSE;
  g_ptr_array_add (history->sessions, session);
}

static void
add_reading (TideHistory *history, gint64 id, const char *slot, const char *clock, gint64 systolic,
             gint64 diastolic)
{
  TideObservation *row = tide_observation_new ();
  row->base.id = id;
  row->session_id = SESSION;
  tide_record_set_text (&row->slot, slot);
  row->taken = at (clock);
  row->systolic = systolic;
  row->diastolic = diastolic;
  row->heart_rate = 71;
  tide_observation_set_missed (row, TIDE_CELL_RESPIRATORY_RATE, "talking");
  g_ptr_array_add (history->observations, row);
}

static void
add_clock (TideHistory *history, gint64 id, TideClockKind kind, const char *clock)
{
  TideClockEvent *event = tide_clock_event_new ();
  event->base.id = id;
  event->session_id = SESSION;
  event->kind = (int) kind;
  event->at = at (clock);
  event->staff_id = NURSE;
  g_ptr_array_add (history->clock_events, event);
}

static void
add_alert (TideHistory *history)
{
  TideAlert *alert = tide_alert_new ();
  alert->base.id = 7100;
  alert->session_id = SESSION;
  tide_record_set_text (&alert->rule, "A13");
  alert->level = TIDE_LEVEL_RED;
  tide_record_set_text (&alert->detail, "Systolic 184, limit 180");
  g_ptr_array_add (history->alerts, alert);
}

static void
desk_init (Desk *self)
{
  TideStaff *nurse = tide_staff_new ();
  self->one = summary_case_new ("lindqvist");
  self->rules = tide_safety_rules_new ();
  self->session_rules = tide_session_rules_new ();
  TideHistory *history = self->one->history;
  nurse->base.id = NURSE;
  tide_record_set_text (&nurse->name, "A. Ferreira");
  g_ptr_array_add (history->staff, nurse);
  add_session (history);
  add_reading (history, 7010, "pre", "09:52:10", 126, 80);
  add_reading (history, 7011, "15", "10:19:05", 184, 90);
  add_clock (history, 7020, TIDE_CLOCK_START, "10:04:00");
  add_clock (history, 7021, TIDE_CLOCK_END, "10:45:00");
  add_alert (history);
  self->subject = (TideSafetyCase){ .history = history,
                                    .library = self->one->library,
                                    .thresholds = self->one->thresholds,
                                    .rules = self->rules,
                                    .target = "ybocs",
                                    .now = self->one->data.now };
  self->data = (TideSessionSheetData){ &self->one->data, &self->subject, self->session_rules, SESSION };
}

static void
desk_clear (Desk *self)
{
  tide_session_rules_free (self->session_rules);
  tide_safety_rules_free (self->rules);
  summary_case_free (self->one);
}

static void
test_words (gconstpointer paper)
{
  if (!pdf_check_tools ())
    return;
  Desk desk;
  desk_init (&desk);
  desk.one->data.paper = (TidePaper) GPOINTER_TO_INT (paper);
  g_autoptr (TideReport) report = tide_session_sheet_new (&desk.data);
  g_assert_cmpstr (tide_report_get_title (report), ==, "Session record"); /* queues are read by others */
  g_autofree char *path = pdf_write ("session", &report, 1), *pages = pdf_text (path, 0);
  g_autofree char *text = pdf_squeeze (pages);
  static const char *const words[] = { "Session record",
                                       "TM-0417",
                                       "126/80",
                                       "184/90 RED",
                                       "missed: talking",
                                       "10:04:00",
                                       "A. Ferreira",
                                       "36 mg",
                                       "35.5 mg",
                                       "name, birth date",
                                       "39.5 min",
                                       "Systolic 184, limit 180",
                                       "OPEN",
                                       "not known",
                                       "talking",
                                       "The patient has not left yet.",
                                       "peak 184/90 at 15 min (+58/+10)" };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    check_has (text, words[i]);
  desk_clear (&desk);
}

/* Taken over from elsewhere: readings and a beginning, but nobody pressed the clock's button. */
static void
test_minutes_without_a_clock (void)
{
  if (!pdf_check_tools ())
    return;
  Desk desk;
  desk_init (&desk);
  g_ptr_array_set_size (desk.one->history->clock_events, 0);
  g_autoptr (TideReport) report = tide_session_sheet_new (&desk.data);
  g_autofree char *text = pdf_text_of (report);
  check_has (text, "peak 184/90 at 15 min (+58/+10)");
  desk_clear (&desk);
}

static char *
dup_text (Desk *desk)
{
  g_autoptr (TideReport) report = tide_session_sheet_new (&desk->data);
  g_autofree char *path = pdf_write ("session", &report, 1), *pages = pdf_text (path, 0);
  return pdf_squeeze (pages);
}

/* Nobody pressed the clock's button: the sheet judges by the beginning, end and leaving that were written
 * down, not by the moment of printing.  The PHQ-9 of 17 November is within seven days, that of 26
 * November (before the paper is printed) came after the dose; left 11:50, 65 minutes after 10:45. */
static void
test_judged_by_its_own_day (void)
{
  if (!pdf_check_tools ())
    return;
  Desk desk;
  desk_init (&desk);
  TideHistory *history = desk.one->history;
  TideSession *session = history->sessions->pdata[history->sessions->len - 1];
  g_ptr_array_set_size (history->clock_events, 0);
  session->weighed = at ("09:40");
  session->identified = at ("09:45");
  session->discharged = at ("11:50");
  session->discharged_by = NURSE;
  g_assert_true (tide_instant_parse_exact ("2025-12-01T09:00+01:00", &desk.subject.now, NULL));
  desk.one->data.now = desk.subject.now;
  TideAssessmentData *later = tide_assessment_data_new ();
  later->base.id = 7300;
  tide_record_set_text (&later->instrument_id, "phq9");
  tide_record_set_text (&later->answers, "1=1;2=1;3=1;4=1;5=1;6=1;7=1;8=1;9=1");
  later->status = TIDE_STATUS_FINAL;
  g_assert_true (tide_instant_parse_exact ("2025-11-26T09:00+01:00", &later->taken, NULL));
  g_ptr_array_add (history->assessments, later);
  g_autofree char *text = dup_text (&desk);
  check_has (text, "Two identifiers met");
  check_has (text, "Weight today met 72 kg");
  check_has (text, "60 min after the end met 65 min");
  check_has_not (text, "the infusion is not over");
  check_has (text, "PHQ-9, 17 Nov 2025 09:05");
  check_has_not (text, "26 Nov 2025");
  desk_clear (&desk);
}

static TideAlert *
add_suicide_alert (Desk *desk, const char *raised, const char *acted)
{
  TideAlert *alert = tide_alert_new ();
  alert->base.id = 7200;
  tide_record_set_text (&alert->rule, "A1");
  alert->level = TIDE_LEVEL_RED;
  g_assert_true (tide_instant_parse_exact (raised, &alert->raised, NULL));
  alert->resolved = acted != NULL;
  if (acted != NULL)
    g_assert_true (tide_instant_parse_exact (acted, &alert->acted, NULL));
  g_ptr_array_add (desk->one->history->alerts, alert);
  return alert;
}

/* Begun 20 November 10:04: an alert of two days later was not there, one that was answered the day after was
 * open, one that was answered at 09:30 was not. */
static void
test_an_alert_as_of_then (void)
{
  static const struct
  {
    const char *raised, *acted;
    gboolean shown;
  } rows[] = { { "2025-11-22T09:00:00+01:00", NULL, FALSE },
               { "2025-11-20T09:00:00+01:00", "2025-11-21T09:00:00+01:00", TRUE },
               { "2025-11-20T09:00:00+01:00", "2025-11-20T09:30:00+01:00", FALSE },
               { "2025-11-20T09:00:00+01:00", NULL, TRUE } };
  if (!pdf_check_tools ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Desk desk;
      desk_init (&desk);
      add_suicide_alert (&desk, rows[i].raised, rows[i].acted);
      g_autofree char *text = dup_text (&desk);
      g_test_message ("%s", rows[i].raised);
      g_assert_cmpint (strstr (text, "Suicide alert answered") != NULL, ==, rows[i].shown);
      desk_clear (&desk);
    }
}

/* Light grid, from 10:04 to 10:45, read before the start and at 15 minutes; the patient left at 10:47, while
 * the slot of the end was open and those after it were to come.  Five readings a slot, CADSS-6 at the end too
 * (clinical.md 4.1). */
static void
test_what_was_due_and_not_taken (void)
{
  static const char *const rows[]
    = { "30 not taken – – – – – due 10:34", "40 end not taken – – – – – – due 10:45",
        "60 not taken – – – – – due 11:05, after leaving", "100 not taken – – – – – due 11:45, after leaving",
        "leave not taken" };
  if (!pdf_check_tools ())
    return;
  Desk desk;
  desk_init (&desk);
  TideSession *session = desk.one->history->sessions->pdata[desk.one->history->sessions->len - 1];
  g_assert_cmpint (session->base.id, ==, SESSION);
  session->discharged = at ("10:47");
  session->discharged_by = NURSE;
  g_autofree char *text = dup_text (&desk);
  const char *from = strstr (text, "184/90 RED");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      check_has (from, rows[i]);
      from = strstr (from, rows[i]); /* in the order of the clock */
    }
  desk_clear (&desk);
}

/* Stopped at 20 minutes: what stands at 30 is no longer asked for, the reading at the end is. */
static void
test_a_stop_moves_what_is_due (void)
{
  if (!pdf_check_tools ())
    return;
  Desk desk;
  desk_init (&desk);
  TideClockEvent *end = desk.one->history->clock_events->pdata[desk.one->history->clock_events->len - 1];
  g_assert_cmpint (end->base.id, ==, 7021);
  end->kind = TIDE_CLOCK_STOP;
  end->at = at ("10:24");
  g_autofree char *text = dup_text (&desk);
  check_has (text, "40 end not taken – – – – – – due 10:24");
  g_assert_null (strstr (text, "30 not taken"));
  g_assert_null (strstr (text, "leave not taken")); /* nobody has left yet */
  desk_clear (&desk);
}

/* Codes are the program's: people read words, in their language where there is one. */
static void
test_an_effect_says_how_severe (void)
{
  if (!pdf_check_tools ())
    return;
  Desk desk;
  desk_init (&desk);
  TideAdverseEvent *event = tide_adverse_event_new ();
  event->session_id = SESSION;
  tide_record_set_text (&event->term, "Nausea");
  g_ptr_array_add (desk.one->history->adverse_events, event);
  g_autofree char *unknown = dup_text (&desk);
  check_has (unknown, "Nausea –"); /* not recorded is not mild */
  event->severity = tide_code_from_text (tide_severity_codes, "moderate");
  g_autofree char *text = dup_text (&desk);
  check_has (text, "Nausea moderate");
  desk_clear (&desk);
}

static void
test_no_such_session (void)
{
  Desk desk;
  desk_init (&desk);
  desk.data.session_id = 1;
  g_assert_null (tide_session_sheet_new (&desk.data));
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  pdf_check_begin ();
  g_test_add_func ("/report/session/minutes-count-from-the-beginning-without-a-clock",
                   test_minutes_without_a_clock);
  g_test_add_data_func ("/report/session/says-what-was-read-and-done-on-a4", GINT_TO_POINTER (TIDE_PAPER_A4),
                        test_words);
  g_test_add_data_func ("/report/session/and-on-letter", GINT_TO_POINTER (TIDE_PAPER_LETTER), test_words);
  g_test_add_func ("/report/session/an-alert-stands-as-it-stood-then", test_an_alert_as_of_then);
  g_test_add_func ("/report/session/a-slot-that-was-due-says-not-taken", test_what_was_due_and_not_taken);
  g_test_add_func ("/report/session/a-stop-moves-what-was-due", test_a_stop_moves_what_is_due);
  g_test_add_func ("/report/session/an-effect-says-how-severe", test_an_effect_says_how_severe);
  g_test_add_func ("/report/session/is-judged-by-its-own-day", test_judged_by_its_own_day);
  g_test_add_func ("/report/session/of-another-chart-is-nothing", test_no_such_session);
  int result = g_test_run ();
  pdf_check_end ();
  return result;
}
