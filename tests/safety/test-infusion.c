/* test-infusion.c: the infusion clock against pauses, midnight, a changed wall clock, a restart; the slots of
 * the grids against it.  The times are those of clinical.md 4.1 and, where a picture of the cockpit shows
 * one, that one's.
 */
#include <math.h>
#include <string.h>

#include "tide-grid.h"

#define SESSION 7
#define BOOT_A "aaaaaaaa-0000-4000-8000-000000000001"
#define BOOT_B "bbbbbbbb-0000-4000-8000-000000000002"

typedef struct
{
  GPtrArray *events, *rows;
  TideSessionRules *rules;
  gint64 next_id;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->events = g_ptr_array_new_with_free_func (tide_record_free);
  f->rows = g_ptr_array_new_with_free_func (tide_record_free);
  f->rules = tide_session_rules_new ();
  f->next_id = 1;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_ptr_array_unref (f->events);
  g_ptr_array_unref (f->rows);
  tide_session_rules_free (f->rules);
}

static gint64
utc (const char *iso)
{
  TideInstant instant;
  g_assert_true (tide_instant_parse_exact (iso, &instant, NULL));
  return instant.utc;
}

/* @boottime_s: seconds of the boot clock; a negative one is not known. */
static void
add (Fixture *f, TideClockKind kind, const char *at, const char *boot, double boottime_s)
{
  TideClockEvent *event = tide_clock_event_new ();
  event->base.id = f->next_id++;
  event->patient_id = 1;
  event->session_id = SESSION;
  event->kind = (int) kind;
  g_assert_true (tide_instant_parse_exact (at, &event->at, NULL));
  tide_record_set_text (&event->boot_id, boot);
  event->boottime_ms = boottime_s < 0 ? TIDE_INTEGER_UNKNOWN : (gint64) (boottime_s * 1000);
  g_ptr_array_add (f->events, event);
}

static TideInfusion
compute (Fixture *f, double planned, const char *now, const char *boot, double boottime_s)
{
  TideClockReading reading
    = { utc (now), boot, boottime_s < 0 ? TIDE_INTEGER_UNKNOWN : (gint64) (boottime_s * 1000) };
  return tide_infusion_compute (f->events, SESSION, planned, &reading);
}

/* The picture: started 10:04:00, one pause of 1:45 at 12:20, 27:12 infused at 10:32:57. */
static void
test_pauses_are_left_out (Fixture *f, gconstpointer unused)
{
  add (f, TIDE_CLOCK_START, "2025-11-20T10:04:00+01:00", BOOT_A, 1000);
  add (f, TIDE_CLOCK_PAUSE, "2025-11-20T10:16:20+01:00", BOOT_A, 1740);
  add (f, TIDE_CLOCK_RESUME, "2025-11-20T10:18:05+01:00", BOOT_A, 1845);
  TideInfusion i = compute (f, 40, "2025-11-20T10:32:57+01:00", BOOT_A, 2737);
  g_assert_cmpint (i.phase, ==, TIDE_CLOCK_RUNNING);
  g_assert_cmpfloat (i.infused_seconds, ==, 27 * 60 + 12);
  g_assert_cmpfloat (i.paused_seconds, ==, 105);
  g_assert_cmpuint (i.n_pauses, ==, 1);
  g_assert_cmpfloat (i.elapsed_seconds, ==, 28 * 60 + 57);
  g_assert_false (i.fell_back || i.stepped);
  /* planned end 10:45:45, 1:45 later than planned */
  g_assert_cmpfloat (i.end_seconds, ==, 41 * 60 + 45);
  g_assert_cmpint (tide_infusion_get_utc_of (&i, i.end_seconds, utc ("2025-11-20T10:32:57+01:00")), ==,
                   utc ("2025-11-20T10:45:45+01:00"));
  g_assert_true (isnan (i.observed_seconds));
}

static void
test_a_pause_pushes_the_end (Fixture *f, gconstpointer unused)
{
  TideInfusion before = compute (f, 40, "2025-11-20T10:00:00+01:00", BOOT_A, 900);
  g_assert_cmpint (before.phase, ==, TIDE_CLOCK_NOT_STARTED);
  g_assert_cmpfloat (before.elapsed_seconds, ==, 0);
  g_assert_true (isnan (before.end_seconds));
  add (f, TIDE_CLOCK_START, "2025-11-20T10:04:00+01:00", BOOT_A, 1000);
  add (f, TIDE_CLOCK_PAUSE, "2025-11-20T10:14:00+01:00", BOOT_A, 1600);
  TideInfusion i = compute (f, 40, "2025-11-20T10:19:00+01:00", BOOT_A, 1900);
  g_assert_cmpint (i.phase, ==, TIDE_CLOCK_PAUSED);
  g_assert_cmpfloat (i.infused_seconds, ==, 600);
  g_assert_cmpfloat (i.end_seconds, ==, 2400 + 300); /* and goes on moving */
  g_assert_true (isnan (compute (f, NAN, "2025-11-20T10:19:00+01:00", BOOT_A, 1900).end_seconds));
}

static void
test_end_and_observation (Fixture *f, gconstpointer unused)
{
  add (f, TIDE_CLOCK_START, "2025-11-20T23:40:00+01:00", BOOT_A, 0);
  add (f, TIDE_CLOCK_STOP, "2025-11-21T00:10:00+01:00", BOOT_A, 1800); /* past midnight, before its time */
  TideInfusion i = compute (f, 40, "2025-11-21T01:10:00+01:00", BOOT_A, 5400);
  g_assert_cmpint (i.phase, ==, TIDE_CLOCK_OVER);
  g_assert_true (i.stopped);
  g_assert_cmpfloat (i.infused_seconds, ==, 1800);
  g_assert_cmpfloat (i.end_seconds, ==, 1800);
  g_assert_cmpfloat (i.observed_seconds, ==, 3600);
  g_assert_cmpint (i.ended.utc, ==, utc ("2025-11-21T00:10:00+01:00"));
}

/* Clocks go back on 26 October 2025 at 03:00: the offset changes, UTC does not. */
static void
test_the_night_of_the_clock_change (Fixture *f, gconstpointer unused)
{
  add (f, TIDE_CLOCK_START, "2025-10-26T02:50:00+02:00", NULL, -1);
  TideInfusion i = compute (f, 40, "2025-10-26T02:10:00+01:00", NULL, -1);
  g_assert_cmpfloat (i.infused_seconds, ==, 20 * 60);
  g_assert_true (i.fell_back); /* no boot time: by UTC, and said so */
}

static void
test_a_wall_clock_step (Fixture *f, gconstpointer unused)
{
  add (f, TIDE_CLOCK_START, "2025-11-20T10:04:00+01:00", BOOT_A, 1000);
  TideInfusion at = compute (f, 40, "2025-11-20T10:14:05+01:00", BOOT_A, 1600);
  g_assert_cmpfloat (at.step_seconds, ==, 5); /* exactly the limit is none */
  g_assert_false (at.stepped);
  TideInfusion above = compute (f, 40, "2025-11-20T10:14:06+01:00", BOOT_A, 1600);
  g_assert_true (above.stepped);
  g_assert_cmpfloat (above.infused_seconds, ==, 600); /* the boot clock knows better */
  TideInfusion back = compute (f, 40, "2025-11-20T09:14:00+01:00", BOOT_A, 1600);
  g_assert_cmpfloat (back.step_seconds, ==, -3600);
  g_assert_true (back.stepped);
  g_assert_cmpfloat (back.infused_seconds, ==, 600);
  add (f, TIDE_CLOCK_STEP_ACCEPTED, "2025-11-20T09:14:00+01:00", BOOT_A, 1600);
  TideInfusion later = compute (f, 40, "2025-11-20T09:15:00+01:00", BOOT_A, 1660);
  g_assert_false (later.stepped);
  g_assert_cmpfloat (later.infused_seconds, ==, 660);
}

static void
test_a_restart_falls_back_to_utc (Fixture *f, gconstpointer unused)
{
  add (f, TIDE_CLOCK_START, "2025-11-20T10:04:00+01:00", BOOT_A, 1000);
  TideInfusion i = compute (f, 40, "2025-11-20T10:14:00+01:00", BOOT_B, 30);
  g_assert_cmpfloat (i.infused_seconds, ==, 600); /* the pump went on */
  g_assert_true (i.fell_back);
  g_assert_false (i.stepped); /* not comparable */
  add (f, TIDE_CLOCK_RESUMED_AFTER_RESTART, "2025-11-20T10:14:00+01:00", BOOT_B, 30);
  i = compute (f, 40, "2025-11-20T10:20:00+01:00", BOOT_B, 330);
  g_assert_cmpfloat (i.infused_seconds, ==, 600 + 300); /* from here by the boot clock again */
  g_assert_true (i.stepped);
  g_assert_cmpfloat (i.step_seconds, ==, 60);
  /* set back over the start: nothing negative */
  TideInfusion early = compute (f, 40, "2025-11-20T10:00:00+01:00", "c", 1);
  g_assert_cmpfloat (early.infused_seconds, ==, 600);
}

static void
test_events_that_cannot_be (Fixture *f, gconstpointer unused)
{
  add (f, TIDE_CLOCK_START, "2025-11-20T10:04:00+01:00", BOOT_A, 0);
  add (f, TIDE_CLOCK_RESUME, "2025-11-20T10:08:00+01:00", BOOT_A, 240);
  TideInfusion i = compute (f, 40, "2025-11-20T10:14:00+01:00", BOOT_A, 600);
  g_assert_cmpstr (i.fault, ==, "resumed without a pause");
  g_assert_cmpfloat (i.infused_seconds, ==, 600); /* what came before it still counts */
  ((TideClockEvent *) f->events->pdata[1])->session_id = SESSION + 1;
  g_assert_null (compute (f, 40, "2025-11-20T10:14:00+01:00", BOOT_A, 600).fault);
}

static void
test_given_so_far (void)
{
  g_autoptr (TideSession) session = tide_session_new ();
  g_assert_true (isnan (tide_infusion_get_given_mg (session, 60)));
  session->rate_ml_per_h = 54;
  session->concentration_mg_per_ml = 1;
  /* 54 mL/h for 27:12 are 24.48 mL: the picture's 24.5 of 36.0 mg */
  g_assert_cmpfloat_with_epsilon (tide_infusion_get_given_mg (session, 1632), 24.48, 1e-9);
  session->volume_ml = 36;
  g_assert_cmpfloat_with_epsilon (tide_infusion_get_given_mg (session, 2400), 36, 1e-9);
  g_assert_cmpfloat_with_epsilon (tide_infusion_get_given_mg (session, 2600), 36, 1e-9); /* empty */
  session->bolus_ml = 2;
  g_assert_cmpfloat_with_epsilon (tide_infusion_get_given_mg (session, 600), 11, 1e-9);
  g_assert_cmpfloat_with_epsilon (tide_infusion_get_given_mg (session, 0), 2, 1e-9);
}

static void
test_machine_clocks (void)
{
  char one[37], two[37];
  gint64 first, second;
  tide_clock_read_machine (one, &first);
  tide_clock_read_machine (two, &second);
  g_assert_cmpstr (one, ==, two);
  if (*one != '\0')
    g_assert_true (g_uuid_string_is_valid (one) && second >= first && first >= 0);
}

/* --- slots --- */

static const TideSlotTime *
find (GArray *times, const char *id)
{
  for (guint i = 0; i < times->len; i++)
    if (strcmp (g_array_index (times, TideSlotTime, i).slot->id, id) == 0)
      return &g_array_index (times, TideSlotTime, i);
  g_error ("no slot %s", id);
}

static GArray *
list (Fixture *f, const char *grid, const TideInfusion *infusion)
{
  return tide_grid_list_times (
    tide_session_rules_find_grid (f->rules, tide_code_from_text (tide_grid_codes, grid)), infusion, f->rows,
    SESSION);
}

static void
assert_slots (Fixture *f, const char *grid, const TideInfusion *infusion, const char *expected)
{
  g_autoptr (GArray) times = list (f, grid, infusion);
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < times->len; i++)
    {
      const TideSlotTime *time = &g_array_index (times, TideSlotTime, i);
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", time->slot->id);
      if (!isnan (time->seconds))
        g_string_append_printf (text, "@%g", time->seconds / 60);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_slots_of_the_grids (Fixture *f, gconstpointer unused)
{
  add (f, TIDE_CLOCK_START, "2025-11-20T10:04:00+01:00", BOOT_A, 0);
  TideInfusion i = compute (f, 40, "2025-11-20T10:05:00+01:00", BOOT_A, 60);
  assert_slots (f, "light", &i, "pre 15@15 30@30 40_end@40 60@60 80@80 100@100 leave");
  assert_slots (f, "dense", &i, "pre 5@5 10@10 15@15 20@20 30@30 40_end@40 55@55 70@70 85@85 100@100 leave");
  assert_slots (f, "esketamine", &i, "pre 40@40 60@60 90@90 120@120 leave");
  g_assert_cmpint (tide_session_rules_get_default_grid (f->rules, TIDE_ARM_KETAMINE)->code, ==,
                   tide_code_from_text (tide_grid_codes, "light"));
  g_assert_cmpint (tide_session_rules_get_default_grid (f->rules, TIDE_ARM_ESKETAMINE)->code, ==,
                   tide_code_from_text (tide_grid_codes, "esketamine"));
  g_assert_null (tide_session_rules_get_default_grid (f->rules, TIDE_ARM_CBT));
}

/* 40 end and all after it move with the end; a slot that would come after an early end is not asked. */
static void
test_slots_move_with_the_end (Fixture *f, gconstpointer unused)
{
  add (f, TIDE_CLOCK_START, "2025-11-20T10:04:00+01:00", BOOT_A, 0);
  add (f, TIDE_CLOCK_PAUSE, "2025-11-20T10:16:20+01:00", BOOT_A, 740);
  add (f, TIDE_CLOCK_RESUME, "2025-11-20T10:18:05+01:00", BOOT_A, 845);
  TideInfusion i = compute (f, 40, "2025-11-20T10:19:00+01:00", BOOT_A, 900);
  assert_slots (f, "light", &i, "pre 15@15 30@30 40_end@41.75 60@61.75 80@81.75 100@101.75 leave");
  add (f, TIDE_CLOCK_STOP, "2025-11-20T10:24:00+01:00", BOOT_A, 1200);
  i = compute (f, 40, "2025-11-20T10:24:00+01:00", BOOT_A, 1200);
  assert_slots (f, "light", &i, "pre 15@15 30@30 40_end@20 60@40 80@60 100@80 leave");
  g_autoptr (GArray) times = list (f, "light", &i);
  g_assert_cmpint (find (times, "30")->state, ==, TIDE_SLOT_NOT_ASKED);
  g_assert_cmpint (find (times, "40_end")->state, ==, TIDE_SLOT_OPEN);
  g_assert_false (find (times, "60")->moves);
  g_autoptr (GArray) nasal = list (f, "esketamine", &i);
  g_assert_cmpint (find (nasal, "40")->state, ==, TIDE_SLOT_LATER); /* of the dose, whenever it ended */
}

static TideObservation *
enter (Fixture *f, const char *slot)
{
  TideObservation *row = tide_observation_new ();
  row->session_id = SESSION;
  tide_record_set_text (&row->slot, slot);
  g_ptr_array_add (f->rows, row);
  return row;
}

static TideSlotState
state_at (Fixture *f, const char *slot, double seconds)
{
  TideClockReading now = { 0, BOOT_A, (gint64) (seconds * 1000) };
  TideInfusion i = tide_infusion_compute (f->events, SESSION, 40, &now);
  g_autoptr (GArray) times = list (f, "light", &i);
  return find (times, slot)->state;
}

/* A window of 5 minutes on both sides, its edges included. */
static void
test_windows (Fixture *f, gconstpointer unused)
{
  g_assert_cmpint (state_at (f, "pre", 0), ==, TIDE_SLOT_OPEN); /* before the start */
  add (f, TIDE_CLOCK_START, "2025-11-20T10:04:00+01:00", BOOT_A, 0);
  g_assert_cmpint (state_at (f, "pre", 1), ==, TIDE_SLOT_OVERDUE);
  g_assert_cmpint (state_at (f, "15", 599), ==, TIDE_SLOT_LATER);
  g_assert_cmpint (state_at (f, "15", 600), ==, TIDE_SLOT_OPEN);
  g_assert_cmpint (state_at (f, "15", 1200), ==, TIDE_SLOT_OPEN);
  g_assert_cmpint (state_at (f, "15", 1201), ==, TIDE_SLOT_OVERDUE);
  g_assert_cmpint (state_at (f, "leave", 9000), ==, TIDE_SLOT_LATER);
  TideObservation *row = enter (f, "15");
  row->systolic = 120;
  row->diastolic = 80;
  row->heart_rate = row->spo2 = 70;
  row->respiratory_rate = 14;
  g_assert_cmpint (state_at (f, "15", 1201), ==, TIDE_SLOT_OVERDUE); /* MOAA/S is open */
  tide_observation_set_missed (row, TIDE_CELL_MOAAS, "asleep");
  g_assert_cmpint (state_at (f, "15", 1201), ==, TIDE_SLOT_DONE);
  row->entered_in_error = TRUE;
  g_assert_cmpint (state_at (f, "15", 1201), ==, TIDE_SLOT_OVERDUE);
}

static void
test_next_slot (Fixture *f, gconstpointer unused)
{
  add (f, TIDE_CLOCK_START, "2025-11-20T10:04:00+01:00", BOOT_A, 0);
  TideObservation *pre = enter (f, "pre");
  pre->systolic = 120;
  pre->diastolic = 80;
  pre->heart_rate = pre->spo2 = 70;
  pre->respiratory_rate = pre->moaas = 5;
  pre->cadss6 = 0;
  TideInfusion i = compute (f, 40, "2025-11-20T10:05:00+01:00", BOOT_A, 60);
  g_autoptr (GArray) early = list (f, "light", &i);
  g_assert_cmpstr (tide_grid_find_next (early)->slot->id, ==, "15");
  i = compute (f, 40, "2025-11-20T10:30:00+01:00", BOOT_A, 1560);
  g_autoptr (GArray) late = list (f, "light", &i);
  g_assert_cmpstr (tide_grid_find_next (late)->slot->id, ==, "15"); /* overdue comes first */
}

static void
test_files_are_checked (Fixture *f, gconstpointer unused)
{
  static const char *const wrong[][2] = {
    { "<grids version='1' window-minutes='5' source='x' tag='A'><grid id='light' label='L' arms='ketamine' "
      "source='x' tag='A'><slot id='a' label='A' before='yes' after-end='3'/></grid></grids>",
      "x.xml:1: a slot has one of before, after-start, after-end and leave" },
    { "<grids version='1' window-minutes='5' source='x' tag='A'><grid id='light' label='L' arms='ketamine' "
      "cells='mood' source='x' tag='A'/></grids>",
      "x.xml:1: “mood” is no cell of a row" },
    { "<vitals version='1'><limit id='a' cell='spo2' phase='both' level='red' source='x' tag='A'/></vitals>",
      "x.xml:1: <vitals> lacks <discharge>" },
    { "<schedules version='1'><schedule id='a' instrument='phq9' rule='every' from-days='1' source='x' "
      "tag='A'/></schedules>",
      "x.xml:1: the numbers of “a” do not fit its rule" },
    { "<mood/>", "x.xml:1: the root <mood> is none of grids, vitals, schedules" },
  };
  guint n = tide_session_rules_get_grids (f->rules)->len;
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (tide_session_rules_add (f->rules, "x.xml", wrong[i][0], -1, &error));
      if (i != 2)
        g_assert_cmpstr (error->message, ==, wrong[i][1]);
      else
        g_assert_nonnull (strstr (error->message, "discharge"));
    }
  g_assert_cmpuint (tide_session_rules_get_grids (f->rules)->len, ==, n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/safety/infusion/pauses-are-left-out", test_pauses_are_left_out);
  ADD ("/safety/infusion/a-pause-pushes-the-end", test_a_pause_pushes_the_end);
  ADD ("/safety/infusion/past-midnight-and-observed", test_end_and_observation);
  ADD ("/safety/infusion/the-night-of-the-clock-change", test_the_night_of_the_clock_change);
  ADD ("/safety/infusion/a-wall-clock-step-is-seen", test_a_wall_clock_step);
  ADD ("/safety/infusion/a-restart-falls-back-to-utc", test_a_restart_falls_back_to_utc);
  ADD ("/safety/infusion/events-that-cannot-be", test_events_that_cannot_be);
  g_test_add_func ("/safety/infusion/given-is-rate-times-time", test_given_so_far);
  g_test_add_func ("/safety/infusion/one-boot-one-clock", test_machine_clocks);
  ADD ("/safety/grid/slots-of-the-reference", test_slots_of_the_grids);
  ADD ("/safety/grid/slots-move-with-the-end", test_slots_move_with_the_end);
  ADD ("/safety/grid/five-minutes-on-both-sides", test_windows);
  ADD ("/safety/grid/overdue-comes-first", test_next_slot);
  ADD ("/safety/grid/faulty-files-change-nothing", test_files_are_checked);
  return g_test_run ();
}
