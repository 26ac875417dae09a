/* fixture-crowded.c: ten years of one synthetic patient, for layouts and benchmarks: 500 ratings, 120
 * sessions, five courses that follow each other, 20 dose steps, 12 life events.
 */
#include "fixture-lindqvist.h"

#include "fixture-builder.h"

#define N_YBOCS 300
#define N_PHQ9 150
#define N_CGII 50
#define SPAN_DAYS 3650

typedef struct
{
  FixtureBuilder builder;
  GRand *random;
  TideDate start;
} Crowd;

static char *
dup_day (const Crowd *crowd, int day, const char *clock)
{
  g_autofree char *iso = tide_date_to_iso (crowd->start + day);
  return clock != NULL ? g_strconcat (iso, "T", clock, NULL) : g_steal_pointer (&iso);
}

static void
add_infusions (Crowd *crowd, int from_day, int n)
{
  g_autofree char *start = dup_day (crowd, from_day, NULL);
  TideCourse *course = fixture_add_course (&crowd->builder, TIDE_ARM_KETAMINE, "ketamine", start);
  course->route = tide_code_from_text (tide_route_codes, "iv");
  tide_record_set_text (&course->target_instrument, "ybocs");
  int day = from_day;
  for (int i = 0; i < n; i++)
    {
      g_autofree char *started = dup_day (crowd, day, "11:00");
      TideSession *session = fixture_add_session (&crowd->builder, course, started, TIDE_SESSION_HELD);
      session->dose_mg_per_kg = i < 6 ? 0.5 : 0.6;
      session->minutes = 40;
      day += i < 6 ? 3 : 14; /* an induction series, then maintenance */
    }
}

static void
add_therapy (Crowd *crowd, int from_day, int n)
{
  g_autofree char *start = dup_day (crowd, from_day, NULL);
  TideCourse *course = fixture_add_course (&crowd->builder, TIDE_ARM_CBT, "ERP", start);
  tide_record_set_text (&course->target_instrument, "ybocs");
  for (int i = 0; i < n; i++)
    {
      g_autofree char *started = dup_day (crowd, from_day + 7 * i, "14:00");
      gboolean held = g_rand_int_range (crowd->random, 0, 10) > 0;
      fixture_add_session (&crowd->builder, course, started, held ? TIDE_SESSION_HELD : TIDE_SESSION_MISSED);
    }
}

static void
add_tablets (Crowd *crowd, const char *agent, int from_day, int until_day, double step_mg)
{
  g_autofree char *start = dup_day (crowd, from_day, NULL);
  TideCourse *course = fixture_add_course (&crowd->builder, TIDE_ARM_SSRI, agent, start);
  tide_record_set_text (&course->target_instrument, "ybocs");
  course->ended_on = crowd->start + until_day;
  course->end_reason = tide_code_from_text (tide_end_reason_codes, "no_response");
  for (int i = 0; i < 10; i++)
    {
      g_autofree char *from = dup_day (crowd, from_day + 28 * i, NULL);
      fixture_add_step (&crowd->builder, course, from, step_mg * (i < 4 ? i + 1 : 4 - (i % 2)));
    }
}

/* A score that drifts, falls after each start and comes back. */
static int
draw_score (Crowd *crowd, int day, int ceiling)
{
  int wave = ABS (day % 700 - 350);
  int score = ceiling / 4 + wave * ceiling / 700 + g_rand_int_range (crowd->random, -3, 4);
  return CLAMP (score, 0, ceiling - 4);
}

static void
add_ratings (Crowd *crowd)
{
  for (int i = 0; i < N_YBOCS; i++)
    {
      g_autofree char *taken = dup_day (crowd, i * SPAN_DAYS / N_YBOCS, "09:30");
      TideAssessmentData *data
        = fixture_add_ybocs (&crowd->builder, taken, draw_score (crowd, i * SPAN_DAYS / N_YBOCS, 40));
      if (g_rand_int_range (crowd->random, 0, 8) == 0)
        data->contact = tide_code_from_text (tide_contact_codes, "video");
    }
  for (int i = 0; i < N_PHQ9; i++)
    {
      g_autofree char *taken = dup_day (crowd, i * SPAN_DAYS / N_PHQ9, "09:15");
      fixture_add_phq9 (&crowd->builder, taken, draw_score (crowd, i * SPAN_DAYS / N_PHQ9, 27), 0);
    }
  for (int i = 0; i < N_CGII; i++)
    {
      g_autofree char *taken = dup_day (crowd, i * SPAN_DAYS / N_CGII, "09:45");
      TideAssessmentData *data
        = fixture_add_single (&crowd->builder, "cgii", taken, g_rand_int_range (crowd->random, 1, 8));
      data->compared_with = tide_code_from_text (tide_compared_with_codes, i % 3 == 0 ? "best" : "baseline");
      data->compared_on = crowd->start;
    }
}

TideHistory *
fixture_crowded_new (TideLibrary *library, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  Crowd crowd = { .random = random, .start = fixture_date ("2015-11-23") };
  fixture_begin (&crowd.builder, library, "TM-9000", "Crowded", "Syntheticus", "1980-02-29", TIDE_SEX_OTHER);
  fixture_add_diagnosis (&crowd.builder, "F42.2", "Mixed obsessional thoughts and acts", TRUE);
  add_tablets (&crowd, "fluoxetine", 30, 700, 20);
  add_therapy (&crowd, 720, 40);
  add_tablets (&crowd, "sertraline", 1200, 3600, 50);
  add_infusions (&crowd, 1900, 40);
  add_therapy (&crowd, 2700, 40);
  add_ratings (&crowd);
  for (int i = 0; i < 12; i++)
    {
      g_autofree char *on = dup_day (&crowd, 100 + 290 * i, NULL),
                      *label = g_strdup_printf ("Event %d", i + 1);
      fixture_add_event (&crowd.builder, on, label);
    }
  return fixture_end (&crowd.builder);
}
