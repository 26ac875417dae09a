/* tide-demo-cockpit.c: the last infusion of each course of ketamine or esketamine as it was watched: clock,
 * readings of the light or the esketamine grid, checklist, drug register, what was said before leaving.
 *
 * Of the last one only: the cockpit and the printed record need some, and a clinic that began with this
 * program has none of its past.  The dice are its own, so that all other records stay what they were.
 */
#include "tide-demo-private.h"

#include <math.h>

typedef struct
{
  TideDemoWriter *writer;
  TideDemoRandom *dice;
  const TideHistory *chart;
  const TideSession *session;
  gboolean nasal;
} Watch;

#define CODE(codes, word) tide_code_from_text (codes, word)

/* Adds and frees; patient and session are written here. */
static void
take (Watch *watch, gpointer record)
{
  const TideRecordClass *klass = TIDE_RECORD (record)->klass;
  G_STRUCT_MEMBER (gint64, record, tide_record_class_find (klass, "patient_id")->offset)
    = watch->chart->patient->base.id;
  const TideField *session = tide_record_class_find (klass, "session_id");
  if (session != NULL)
    G_STRUCT_MEMBER (gint64, record, session->offset) = watch->session->base.id;
  tide_demo_add (watch->writer, record);
  tide_record_free (record);
}

static TideInstant
at_second (const Watch *watch, gint64 seconds)
{
  TideInstant instant = watch->session->started;
  instant.utc += seconds;
  instant.precision = TIDE_PRECISION_SECOND;
  return instant;
}

/* --- clock --- */

static void
add_event (Watch *watch, TideClockKind kind, gint64 seconds)
{
  TideClockEvent *event = tide_clock_event_new ();
  event->kind = (int) kind;
  event->at = at_second (watch, seconds);
  event->boot_id = g_strdup ("00000000-0000-4000-8000-000000000001");
  event->boottime_ms = 3600000 + seconds * 1000;
  event->staff_id = watch->writer->staff_ids[3];
  take (watch, event);
}

static void
add_clock (Watch *watch)
{
  gint64 end = watch->session->ended.utc - watch->session->started.utc;
  add_event (watch, TIDE_CLOCK_START, 0);
  add_event (watch, TIDE_CLOCK_END, watch->nasal ? 10 * 60 : end);
}

/* --- readings --- */

/* Blood pressure rises to the end of the infusion, or to 40 minutes, and is back an hour later. */
static double
get_rise (double minute)
{
  if (minute < 0)
    return 0;
  return minute <= 40 ? minute / 40 : MAX (0, 1 - (minute - 40) / 60);
}

static void
add_reading (Watch *watch, const char *slot, double minute, int resting, int peak)
{
  TideObservation *row = tide_observation_new ();
  gint64 asked = (gint64) (minute * 60);
  double rise = get_rise (minute);
  row->slot = g_strdup (slot);
  row->asked = at_second (watch, asked);
  row->taken = at_second (watch, asked + tide_demo_random_int (watch->dice, 10, 150));
  row->systolic = resting + (gint64) round (peak * rise) + tide_demo_random_int (watch->dice, -3, 3);
  row->diastolic = row->systolic * 62 / 100 + tide_demo_random_int (watch->dice, -2, 2);
  row->heart_rate = 68 + (gint64) round (14 * rise) + tide_demo_random_int (watch->dice, -3, 3);
  row->spo2 = 98 - tide_demo_random_int (watch->dice, 0, 2);
  row->respiratory_rate = 14 + tide_demo_random_int (watch->dice, -1, 2);
  row->moaas = rise > 0.9 && tide_demo_random_chance (watch->dice, 0.3) ? 4 : 5;
  row->nausea = rise > 0.5 && tide_demo_random_chance (watch->dice, 0.3) ? 2 : 0;
  if (minute < 0 || fabs (minute - 40) < 1e-6 || minute > 110)
    row->cadss6 = (gint64) round (rise * tide_demo_random_int (watch->dice, 1, 9));
  else if (tide_demo_random_chance (watch->dice, 0.05))
    tide_observation_set_missed (row, TIDE_CELL_RESPIRATORY_RATE, "talking");
  row->staff_id = watch->writer->staff_ids[3];
  take (watch, row);
}

static void
add_readings (Watch *watch)
{
  static const struct
  {
    const char *slot;
    double minute;
  } light[] = { { "pre", -12 }, { "15", 15 }, { "30", 30 },   { "40_end", 40 },
                { "60", 60 },   { "80", 80 }, { "100", 100 }, { "leave", 104 } },
    nasal[] = { { "pre", -12 }, { "40", 40 }, { "60", 60 }, { "90", 90 }, { "120", 120 }, { "leave", 124 } };
  int resting = tide_demo_random_int (watch->dice, 108, 134),
      peak = tide_demo_random_int (watch->dice, 8, 38);
  for (guint i = 0; !watch->nasal && i < G_N_ELEMENTS (light); i++)
    add_reading (watch, light[i].slot, light[i].minute, resting, peak);
  for (guint i = 0; watch->nasal && i < G_N_ELEMENTS (nasal); i++)
    add_reading (watch, nasal[i].slot, nasal[i].minute, resting, peak);
}

/* --- asked and given --- */

static void
add_answers (Watch *watch)
{
  static const struct
  {
    const char *list, *question, *answer, *value;
  } answers[] = {
    { "checklist", "last_food", NULL, "06:30, toast" },     { "checklist", "escort", "yes", NULL },
    { "checklist", "driving", "no", "not until tomorrow" }, { "checklist", "consent", "yes", NULL },
    { "discharge", "walks_unaided", "yes", NULL },          { "discharge", "orientated", "yes", NULL },
    { "discharge", "suicide_check", "yes", NULL },          { "discharge", "escort_present", "yes", NULL },
  };
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      TideSessionAnswer *answer = tide_session_answer_new ();
      gboolean before = i < 4;
      answer->list = CODE (tide_session_list_codes, answers[i].list);
      answer->question = g_strdup (answers[i].question);
      answer->answer = CODE (tide_yes_no_codes, answers[i].answer);
      answer->value = g_strdup (answers[i].value);
      answer->staff_id = watch->writer->staff_ids[3];
      answer->taken = watch->session->started;
      answer->taken.utc += before ? -15 * 60 : (watch->nasal ? 124 : 104) * 60;
      take (watch, answer);
    }
}

static void
add_drug (Watch *watch)
{
  const TideSession *session = watch->session;
  if (isnan (session->dose_mg))
    return;
  TideDrugUse *use = tide_drug_use_new ();
  use->drug = g_strdup (watch->nasal ? "esketamine" : "ketamine");
  use->lot = g_strdup_printf ("S%04d", tide_demo_random_int (watch->dice, 0, 9999));
  use->expires_on = tide_instant_get_date (session->started) + 400;
  use->mg_drawn = watch->nasal ? session->dose_mg : 50 * ceil (session->dose_mg / 50);
  use->mg_given = session->dose_mg;
  use->mg_wasted = use->mg_drawn - use->mg_given;
  use->staff_id = watch->writer->staff_ids[3];
  use->witness_id = watch->writer->staff_ids[0];
  use->taken = session->started;
  take (watch, use);
}

static void
add_entry (Watch *watch)
{
  TideSessionEntry *entry = tide_session_entry_new ();
  gboolean sick = tide_demo_random_chance (watch->dice, 0.2);
  entry->kind = CODE (tide_session_entry_kind_codes, sick ? "medicine" : "note");
  entry->text = g_strdup (sick ? "ondansetron" : "Quiet, eyes closed, music");
  entry->dose = g_strdup (sick ? "4 mg IV" : NULL);
  entry->taken = at_second (watch, tide_demo_random_int (watch->dice, 15 * 60, 35 * 60));
  entry->staff_id = watch->writer->staff_ids[3];
  take (watch, entry);
}

/* A clinic's own plan for one scale of a course that still goes on. */
static void
add_schedule (Watch *watch, const TideCourse *course)
{
  if (tide_date_is_known (course->ended_on) || !tide_demo_random_chance (watch->dice, 0.3))
    return;
  TideSchedule *schedule = tide_schedule_new ();
  schedule->course_id = course->base.id;
  schedule->instrument = g_strdup ("phq9");
  schedule->rule = TIDE_SCHEDULE_EVERY;
  schedule->from_days = 14;
  schedule->every_days = 28;
  take (watch, schedule);
}

/* Days after a dose within which the next one of a course that goes on is agreed. */
#define NEXT_FROM 2
#define NEXT_UNTIL 35

/* The next dose of a course that goes on: some today, so that a morning list has something to begin. */
static void
add_next (Watch *watch, const TideCourse *course, guint64 index)
{
  /* The writer's last day with a record is the day before the demo's own. */
  TideDate last = tide_instant_get_date (watch->session->started), today = watch->writer->today + 1;
  if (tide_date_is_known (course->ended_on) || today - last < NEXT_FROM || today - last > NEXT_UNTIL)
    return;
  int ahead = tide_demo_random_chance (watch->dice, 0.6) ? 0 : tide_demo_random_int (watch->dice, 1, 13);
  TideSession *session = tide_session_new ();
  session->course_id = course->base.id;
  session->status = TIDE_SESSION_PLANNED;
  session->kind = CODE (tide_session_kind_codes, "dosing");
  session->planned = tide_instant_from_local (today + ahead, 9 + (int) (index % 6), index % 2 == 0 ? 0 : 30);
  session->started = session->planned;
  session->setting = CODE (tide_setting_codes, "clinic");
  session->route = watch->session->route;
  session->device = watch->session->device;
  session->grid = watch->session->grid;
  tide_demo_add (watch->writer, session);
  tide_record_free (session);
}

static const TideSession *
find_last (const TideHistory *chart, const TideCourse *course)
{
  const TideSession *last = NULL;
  for (guint i = 0; i < chart->sessions->len; i++)
    {
      const TideSession *session = chart->sessions->pdata[i];
      if (tide_course_was_treated_by (course, session) && tide_instant_has_clock (session->started)
          && tide_instant_has_clock (session->ended))
        last = session;
    }
  return last;
}

void
tide_demo_add_cockpit (TideDemoWriter *writer, const TideHistory *chart, guint64 index)
{
  TideDemoRandom dice = tide_demo_random_new (writer->seed ^ G_GUINT64_CONSTANT (0x636f636b), index);
  TideDemoRandom *usual = writer->random;
  writer->random = &dice;
  for (guint i = 0; i < chart->courses->len; i++)
    {
      const TideCourse *course = chart->courses->pdata[i];
      Watch watch = { writer, &dice, chart, find_last (chart, course), course->arm == TIDE_ARM_ESKETAMINE };
      if (!tide_arm_is_ketamine ((TideArm) course->arm) || watch.session == NULL)
        continue;
      add_answers (&watch);
      add_drug (&watch);
      add_clock (&watch);
      add_readings (&watch);
      add_entry (&watch);
      add_schedule (&watch, course);
      add_next (&watch, course, index);
    }
  writer->random = usual;
}
