/* test-session-log.c: what cannot be true of a session as it is watched: readings, answers, the clock's
 * order, the drug register; at, below and above each limit, and with values missing.
 */
#include <glib.h>
#include <math.h>

#include "fault-check.h"
#include "fixture-builder.h"
#include "tide-session-given.h"

#define BIRTH "1987-03-14"
#define CODE(codes, word) tide_code_from_text (codes, word)

static TideInstant
exact (const char *iso)
{
  TideInstant instant;
  g_assert_true (tide_instant_parse_exact (iso, &instant, NULL));
  return instant;
}

static TideObservation *
new_row (const char *slot)
{
  TideObservation *row = tide_observation_new ();
  row->patient_id = row->session_id = 1;
  tide_record_set_text (&row->slot, slot);
  row->taken = exact ("2025-11-20T10:24:41+01:00");
  return row;
}

static void
test_seconds_only_where_they_are_kept (void)
{
  g_autoptr (TideObservation) row = new_row ("20");
  g_autoptr (TideSession) session = tide_session_new ();
  ASSERT_FAULTS (tide_observation_find_faults (row, fixture_date (BIRTH), collect, said), "");
  session->course_id = 1;
  session->started = exact ("2025-11-20T10:04:00+01:00");
  ASSERT_FAULTS (tide_session_find_faults (session, fixture_date (BIRTH), collect, said),
                 "started is kept to the minute");
  const TideField *taken = tide_record_class_find (&tide_observation_class, "taken");
  const TideField *started = tide_record_class_find (&tide_session_class, "started");
  g_assert_true (tide_record_field_from_text (row, taken, "2025-11-20T10:24:00+01:00", NULL));
  g_assert_cmpint (row->taken.precision, ==, TIDE_PRECISION_SECOND);
  g_assert_true (tide_record_field_from_text (session, started, "2025-11-20T10:24:09+01:00", NULL));
  g_assert_cmpint (session->started.precision, ==, TIDE_PRECISION_MINUTE);
  ASSERT_FAULTS (tide_session_find_faults (session, fixture_date (BIRTH), collect, said), "");
}

static void
test_pressure (void)
{
  TideDate birth = fixture_date (BIRTH);
  g_autoptr (TideObservation) row = new_row ("20");
  row->diastolic = 90; /* one number alone is not at fault */
  ASSERT_FAULTS (tide_observation_find_faults (row, birth, collect, said), "");
  row->systolic = 91;
  ASSERT_FAULTS (tide_observation_find_faults (row, birth, collect, said), "");
  row->systolic = 90;
  ASSERT_FAULTS (tide_observation_find_faults (row, birth, collect, said),
                 "diastolic is not below the systolic pressure");
  row->systolic = 89;
  ASSERT_FAULTS (tide_observation_find_faults (row, birth, collect, said),
                 "diastolic is not below the systolic pressure");
}

static void
test_cells_have_limits (void)
{
  static const struct
  {
    TideCell cell;
    int low, high;
    const char *below;
  } cases[] = { { TIDE_CELL_SYSTOLIC, 30, 320, "systolic must lie between 30 and 320" },
                { TIDE_CELL_DIASTOLIC, 10, 220, "diastolic must lie between 10 and 220" },
                { TIDE_CELL_HEART_RATE, 10, 350, "heart_rate must lie between 10 and 350" },
                { TIDE_CELL_SPO2, 30, 100, "spo2 must lie between 30 and 100" },
                { TIDE_CELL_RESPIRATORY_RATE, 0, 100, "respiratory_rate must lie between 0 and 100" },
                { TIDE_CELL_MOAAS, 0, 5, "moaas must lie between 0 and 5" },
                { TIDE_CELL_NAUSEA, 0, 10, "nausea must lie between 0 and 10" },
                { TIDE_CELL_CADSS6, 0, 24, "cadss6 must lie between 0 and 24" } };
  G_STATIC_ASSERT (G_N_ELEMENTS (cases) == TIDE_N_CELLS);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TideObservation) row = new_row ("20");
      g_assert_cmpint (tide_cell_from_name (tide_cell_get_name (cases[i].cell)), ==, cases[i].cell);
      tide_observation_set_cell (row, cases[i].cell, cases[i].low);
      ASSERT_FAULTS (tide_observation_find_faults (row, TIDE_DATE_UNKNOWN, collect, said), "");
      tide_observation_set_cell (row, cases[i].cell, cases[i].high);
      ASSERT_FAULTS (tide_observation_find_faults (row, TIDE_DATE_UNKNOWN, collect, said), "");
      tide_observation_set_cell (row, cases[i].cell, cases[i].low - 1);
      ASSERT_FAULTS (tide_observation_find_faults (row, TIDE_DATE_UNKNOWN, collect, said), cases[i].below);
      tide_observation_set_cell (row, cases[i].cell, cases[i].high + 1);
      ASSERT_FAULTS (tide_observation_find_faults (row, TIDE_DATE_UNKNOWN, collect, said), cases[i].below);
    }
  g_assert_cmpint (tide_cell_from_name ("spo"), ==, -1);
  g_assert_cmpint (tide_cell_from_name (NULL), ==, -1);
}

static void
test_missed_cells (void)
{
  g_autoptr (TideObservation) row = new_row ("20");
  g_assert_true (tide_observation_is_empty (row));
  tide_observation_set_missed (row, TIDE_CELL_SPO2, "probe off:\n cold hand ");
  tide_observation_set_missed (row, TIDE_CELL_HEART_RATE, NULL);
  g_assert_cmpstr (row->missed, ==, "heart_rate\nspo2: probe off:  cold hand");
  g_assert_false (tide_observation_is_empty (row));
  g_assert_true (tide_observation_is_missed (row, TIDE_CELL_HEART_RATE));
  g_assert_false (tide_observation_is_missed (row, TIDE_CELL_MOAAS));
  g_autofree char *why = tide_observation_dup_missed_reason (row, TIDE_CELL_SPO2);
  g_assert_cmpstr (why, ==, "probe off:  cold hand");
  g_assert_null (tide_observation_dup_missed_reason (row, TIDE_CELL_HEART_RATE));
  ASSERT_FAULTS (tide_observation_find_faults (row, TIDE_DATE_UNKNOWN, collect, said), "");
  tide_observation_set_cell (row, TIDE_CELL_SPO2, 97); /* read after all */
  g_assert_cmpstr (row->missed, ==, "heart_rate");
  tide_observation_set_cell (row, TIDE_CELL_HEART_RATE, 80);
  g_assert_null (row->missed);
  tide_observation_set_missed (row, TIDE_CELL_HEART_RATE, "x");
  g_assert_true (row->heart_rate == TIDE_INTEGER_UNKNOWN); /* a value is not kept beside "missed" */

  tide_record_set_text (&row->missed, "spo2: off\nmood");
  ASSERT_FAULTS (tide_observation_find_faults (row, TIDE_DATE_UNKNOWN, collect, said),
                 "spo2 is both measured and missed; missed “mood” is no cell of a row");
}

/* --- the clock --- */

static void
add_event (GPtrArray *events, gint64 id, TideClockKind kind)
{
  TideClockEvent *event = tide_clock_event_new ();
  event->base.id = id;
  event->patient_id = event->session_id = 1;
  event->kind = kind;
  event->at = exact ("2025-11-20T10:04:00+01:00");
  g_ptr_array_add (events, event);
}

/* "start pause": what tide_clock_read () says of them. */
static char *
read_clock (const char *words)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (tide_record_free);
  g_auto (GStrv) kinds = g_strsplit (words, " ", -1);
  TideClockPhase phase;
  static const char *const phases[] = { "not started", "running", "paused", "over" };
  for (guint i = 0; kinds[i] != NULL && *kinds[i] != '\0'; i++)
    add_event (events, i + 1, CODE (tide_clock_kind_codes, kinds[i]));
  const char *fault = tide_clock_read (events, 1, &phase);
  return g_strdup (fault != NULL ? fault : phases[phase]);
}

static void
test_clock_order (void)
{
  static const char *const cases[][2] = {
    { "", "not started" },
    { "start", "running" },
    { "start pause", "paused" },
    { "start pause resume", "running" },
    { "start resumed_after_restart", "running" },
    { "start pause clock_step_accepted", "paused" },
    { "start end", "over" },
    { "start pause stop", "over" },
    { "start end clock_step_accepted", "over" }, /* the observation goes on */
    { "pause", "paused while it does not run" },
    { "resume", "resumed without a pause" },
    { "start resume", "resumed without a pause" },
    { "start pause pause", "paused while it does not run" },
    { "start start", "was started before" },
    { "start end start", "was started before" },
    { "start end pause", "paused while it does not run" },
    { "end", "ended while it does not run" },
    { "start stop end", "ended while it does not run" },
    { "resumed_after_restart", "comes before the start" },
    { "start pause end resume", "resumed without a pause" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *said = read_clock (cases[i][0]);
      g_assert_cmpstr (said, ==, cases[i][1]);
    }
}

static void
test_clock_reads_by_entry (void)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (tide_record_free);
  TideClockPhase phase;
  add_event (events, 0, TIDE_CLOCK_RESUME); /* not saved yet: the last */
  add_event (events, 7, TIDE_CLOCK_PAUSE);
  add_event (events, 3, TIDE_CLOCK_START);
  g_assert_null (tide_clock_read (events, 1, &phase));
  g_assert_cmpint (phase, ==, TIDE_CLOCK_RUNNING);
  ((TideClockEvent *) events->pdata[1])->entered_in_error = TRUE;
  g_assert_cmpstr (tide_clock_read (events, 1, &phase), ==, "resumed without a pause");
  g_assert_null (tide_clock_read (events, 2, &phase)); /* another session has none of them */
  g_assert_cmpint (phase, ==, TIDE_CLOCK_NOT_STARTED);
}

static void
test_clock_event_faults (void)
{
  TideDate birth = fixture_date (BIRTH);
  g_autoptr (TideClockEvent) event = tide_clock_event_new ();
  event->patient_id = event->session_id = 1;
  event->kind = TIDE_CLOCK_START;
  event->at = exact ("2025-11-20T10:04:00+01:00");
  ASSERT_FAULTS (tide_clock_event_find_faults (event, birth, collect, said), "");
  event->boottime_ms = 0;
  ASSERT_FAULTS (tide_clock_event_find_faults (event, birth, collect, said),
                 "boot_id is required beside a boot time");
  tide_record_set_text (&event->boot_id, "b");
  ASSERT_FAULTS (tide_clock_event_find_faults (event, birth, collect, said), "");
  event->at = exact ("2025-11-20T10:04+01:00");
  ASSERT_FAULTS (tide_clock_event_find_faults (event, birth, collect, said),
                 "at must be known to the second");
}

/* --- answers, the register, entries --- */

static void
test_answers_say_something (void)
{
  g_autoptr (TideSessionAnswer) answer = tide_session_answer_new ();
  answer->patient_id = answer->session_id = 1;
  answer->list = CODE (tide_session_list_codes, "checklist");
  tide_record_set_text (&answer->question, "last_food");
  answer->taken = fixture_instant ("2025-11-20T09:52");
  ASSERT_FAULTS (tide_session_answer_find_faults (answer, TIDE_DATE_UNKNOWN, collect, said),
                 "answer says nothing: neither an answer, a value nor a reason");
  tide_record_set_text (&answer->value, "06:30");
  ASSERT_FAULTS (tide_session_answer_find_faults (answer, TIDE_DATE_UNKNOWN, collect, said), "");
  g_autoptr (GPtrArray) answers = g_ptr_array_new ();
  g_ptr_array_add (answers, answer);
  g_assert_true (tide_session_answer_find (answers, 1, answer->list, "last_food") == answer);
  g_assert_null (tide_session_answer_find (answers, 1, answer->list + 1, "last_food"));
  g_assert_null (tide_session_answer_find (answers, 2, answer->list, "last_food"));
  answer->entered_in_error = TRUE;
  g_assert_null (tide_session_answer_find (answers, 1, answer->list, "last_food"));
}

static TideDrugUse *
new_use (double drawn, double given, double wasted)
{
  TideDrugUse *use = tide_drug_use_new ();
  use->patient_id = use->session_id = 1;
  tide_record_set_text (&use->drug, "ketamine");
  use->mg_drawn = drawn;
  use->mg_given = given;
  use->mg_wasted = wasted;
  use->staff_id = 1;
  use->taken = fixture_instant ("2025-11-20T09:50");
  return use;
}

static void
test_drug_register_balances (void)
{
  static const struct
  {
    double drawn, given, wasted;
    const char *fault;
  } cases[] = {
    { 50, 36, 14, "" },
    { 50, 36.05, 14, "" }, /* within the tolerance of 0.05 mg */
    { 50, 36.06, 14, "reason is required: 50 mg drawn, but 36.06 mg given and 14 mg wasted" },
    { 50, 36, 13.9, "reason is required: 50 mg drawn, but 36 mg given and 13.9 mg wasted" },
    { 50, 36, NAN, "" }, /* not known is not zero */
    { NAN, 36, 14, "" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TideDrugUse) use = new_use (cases[i].drawn, cases[i].given, cases[i].wasted);
      ASSERT_FAULTS (tide_drug_use_find_faults (use, TIDE_DATE_UNKNOWN, collect, said), cases[i].fault);
      tide_record_set_text (&use->reason, "broken ampoule");
      ASSERT_FAULTS (tide_drug_use_find_faults (use, TIDE_DATE_UNKNOWN, collect, said), "");
    }
}

static void
test_expired_lots_and_witnesses (void)
{
  g_autoptr (TideDrugUse) use = new_use (50, 36, 14);
  use->expires_on = fixture_date ("2025-11-20"); /* its last day */
  ASSERT_FAULTS (tide_drug_use_find_faults (use, TIDE_DATE_UNKNOWN, collect, said), "");
  use->expires_on = fixture_date ("2025-11-19");
  ASSERT_FAULTS (tide_drug_use_find_faults (use, TIDE_DATE_UNKNOWN, collect, said),
                 "reason is required: the lot had expired");
  tide_record_set_text (&use->reason, "no other at hand");
  use->witness_id = 2;
  ASSERT_FAULTS (tide_drug_use_find_faults (use, TIDE_DATE_UNKNOWN, collect, said), "");
  use->witness_id = 1;
  ASSERT_FAULTS (tide_drug_use_find_faults (use, TIDE_DATE_UNKNOWN, collect, said),
                 "witness_id must be another person");
}

static void
test_entries (void)
{
  g_autoptr (TideSessionEntry) entry = tide_session_entry_new ();
  entry->patient_id = entry->session_id = 1;
  entry->kind = CODE (tide_session_entry_kind_codes, "medicine");
  tide_record_set_text (&entry->text, "ondansetron");
  tide_record_set_text (&entry->dose, "4 mg IV");
  entry->taken = exact ("2025-11-20T10:22:10+01:00");
  ASSERT_FAULTS (tide_session_entry_find_faults (entry, TIDE_DATE_UNKNOWN, collect, said), "");
  entry->kind = CODE (tide_session_entry_kind_codes, "call");
  ASSERT_FAULTS (tide_session_entry_find_faults (entry, TIDE_DATE_UNKNOWN, collect, said),
                 "dose belongs to a medicine");
}

/* --- the session itself and acute effects --- */

static void
test_session_order (void)
{
  TideDate birth = fixture_date (BIRTH);
  g_autoptr (TideSession) session = tide_session_new ();
  session->course_id = 1;
  session->status = TIDE_SESSION_HELD;
  session->weighed = session->started = fixture_instant ("2025-11-20T10:04");
  session->ended = session->discharged = fixture_instant ("2025-11-20T10:45");
  ASSERT_FAULTS (tide_session_find_faults (session, birth, collect, said), "discharged_by is required");
  session->discharged_by = 1;
  ASSERT_FAULTS (tide_session_find_faults (session, birth, collect, said), "");
  session->weighed = fixture_instant ("2025-11-20T10:05");
  ASSERT_FAULTS (tide_session_find_faults (session, birth, collect, said), "weighed lies after the start");
  session->weighed = fixture_instant ("2025-11-20"); /* the day alone is no time */
  session->discharged = fixture_instant ("2025-11-20T10:44");
  ASSERT_FAULTS (tide_session_find_faults (session, birth, collect, said), "discharged lies before the end");
  session->ended = TIDE_INSTANT_UNKNOWN;
  ASSERT_FAULTS (tide_session_find_faults (session, birth, collect, said), "");
  session->status = TIDE_SESSION_PLANNED;
  ASSERT_FAULTS (tide_session_find_faults (session, birth, collect, said),
                 "discharged belongs to a session that took place");
  session->discharged = TIDE_INSTANT_UNKNOWN;
  tide_record_set_text (&session->discharge_reason, "left by himself");
  ASSERT_FAULTS (tide_session_find_faults (session, birth, collect, said),
                 "discharged is required beside a reason");
}

static void
test_effect_minutes (void)
{
  TideDate birth = fixture_date (BIRTH);
  g_autoptr (TideAdverseEvent) effect = tide_adverse_event_new ();
  effect->patient_id = 1;
  tide_record_set_text (&effect->term, "Dissociation");
  effect->peak_minute = 20; /* an onset that nobody saw is no fault */
  ASSERT_FAULTS (tide_adverse_event_find_faults (effect, birth, collect, said), "");
  effect->onset_minute = 20;
  effect->resolved_minute = 20;
  ASSERT_FAULTS (tide_adverse_event_find_faults (effect, birth, collect, said), "");
  effect->resolved_minute = 19.5;
  ASSERT_FAULTS (tide_adverse_event_find_faults (effect, birth, collect, said),
                 "resolved_minute lies before the onset");
  effect->onset_minute = 12;
  ASSERT_FAULTS (tide_adverse_event_find_faults (effect, birth, collect, said),
                 "resolved_minute lies before the peak");
  effect->resolved_minute = NAN;
  effect->peak_minute = 11;
  ASSERT_FAULTS (tide_adverse_event_find_faults (effect, birth, collect, said),
                 "peak_minute lies before the onset");
}

/* --- what came with a dose --- */

static TideAdverseEvent *
add_acute (TideHistory *history, gint64 session_id, double resolved_minute, const char *ended)
{
  TideAdverseEvent *event = tide_adverse_event_new ();
  event->session_id = session_id;
  event->resolved_minute = resolved_minute;
  if (ended != NULL)
    g_assert_true (tide_instant_parse (ended, &event->ended, NULL));
  g_ptr_array_add (history->adverse_events, event);
  return event;
}

static void
add_session (TideHistory *history, gint64 id, const char *discharged)
{
  TideSession *session = tide_session_new ();
  session->base.id = id;
  session->course_id = 7;
  g_assert_true (tide_instant_parse ("2026-03-10T10:00+01:00", &session->started, NULL));
  if (discharged != NULL)
    g_assert_true (tide_instant_parse (discharged, &session->discharged, NULL));
  g_ptr_array_add (history->sessions, session);
}

/* Left at 12:00, minute 120: what was over at minute 120 was, at 121 was not; an end nobody wrote down is
 * none; of a session that the patient has not left nothing is said. */
static void
test_resolved_by_discharge (void)
{
  g_autoptr (TideHistory) history = tide_history_new ();
  add_session (history, 1, "2026-03-10T12:00+01:00");
  add_session (history, 2, "2026-03-10T12:00+01:00");
  add_session (history, 3, NULL);
  add_acute (history, 1, 120, NULL);
  add_acute (history, 1, 121, NULL);
  add_acute (history, 1, NAN, NULL);
  add_acute (history, 2, NAN, "2026-03-10T11:30+01:00");
  add_acute (history, 2, NAN, "2026-03-12T08:00+01:00");
  add_acute (history, 3, 10, NULL);
  add_acute (history, 1, 10, NULL)->entered_in_error = TRUE;
  add_acute (history, 0, 10, NULL); /* of no session */
  TideAcuteCount one = tide_session_count_acute (history, 7, 1),
                 all = tide_session_count_acute (history, 7, 0);
  g_assert_cmpuint (one.n_effects, ==, 3);
  g_assert_cmpuint (one.n_resolved, ==, 1);
  g_assert_cmpuint (all.n_effects, ==, 5);
  g_assert_cmpuint (all.n_resolved, ==, 2);
  g_assert_cmpuint (tide_session_count_acute (history, 8, 0).n_effects, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tide_time_set_now (exact ("2025-11-20T12:00+01:00"));
  g_test_add_func ("/record/session-log/seconds-only-where-they-are-kept",
                   test_seconds_only_where_they_are_kept);
  g_test_add_func ("/record/session-log/diastolic-lies-below-systolic", test_pressure);
  g_test_add_func ("/record/session-log/each-cell-has-limits", test_cells_have_limits);
  g_test_add_func ("/record/session-log/missed-is-neither-open-nor-a-value", test_missed_cells);
  g_test_add_func ("/record/session-log/clock-events-have-an-order", test_clock_order);
  g_test_add_func ("/record/session-log/clock-is-read-as-it-was-entered", test_clock_reads_by_entry);
  g_test_add_func ("/record/session-log/clock-event-knows-its-second", test_clock_event_faults);
  g_test_add_func ("/record/session-log/an-answer-says-something", test_answers_say_something);
  g_test_add_func ("/record/session-log/drug-register-balances", test_drug_register_balances);
  g_test_add_func ("/record/session-log/expired-lot-and-witness", test_expired_lots_and_witnesses);
  g_test_add_func ("/record/session-log/a-dose-belongs-to-a-medicine", test_entries);
  g_test_add_func ("/record/session-log/weighed-begun-left", test_session_order);
  g_test_add_func ("/record/session-log/onset-peak-resolution", test_effect_minutes);
  g_test_add_func ("/record/acute/what-was-over-by-discharge-is-counted", test_resolved_by_discharge);
  return g_test_run ();
}
