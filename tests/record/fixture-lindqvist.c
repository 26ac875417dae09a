/* fixture-lindqvist.c: the patients of the pictures, after section 7 of the screens' description; times of
 * day and the video visit are read from the picture's table.  Nobody here exists.
 */
#include "fixture-lindqvist.h"

#include "fixture-builder.h"

TideInstant
fixture_now (void)
{
  return fixture_instant ("2025-11-20T14:32+01:00");
}

/* One Y-BOCS; @time is the local time in Berlin. */
typedef struct
{
  const char *taken;
  int total;
} Point;

static const Point ybocs[] = {
  { "2024-09-23T09:30", 30 }, { "2024-10-28T09:30", 29 }, { "2024-11-25T09:30", 27 },
  { "2025-01-06T09:30", 26 }, { "2025-02-17T09:30", 25 }, { "2025-03-31T09:30", 27 },
  { "2025-06-02T09:30", 28 }, { "2025-06-13T09:30", 20 }, { "2025-06-20T09:30", 18 },
  { "2025-06-27T09:30", 17 }, { "2025-07-14T09:30", 19 }, { "2025-07-28T09:30", 15 },
  { "2025-08-25T09:30", 16 }, { "2025-09-01T10:00", 13 }, { "2025-09-22T09:10", 12 },
  { "2025-10-06T09:30", 14 }, { "2025-10-27T09:15", 20 }, { "2025-11-17T09:20", 26 },
};

static const Point phq9[] = {
  { "2024-09-23T09:15", 17 }, { "2024-11-25T09:15", 15 }, { "2025-01-06T09:15", 14 },
  { "2025-02-17T09:15", 13 }, { "2025-03-31T09:15", 14 }, { "2025-06-02T09:15", 15 },
  { "2025-06-27T09:15", 9 },  { "2025-07-28T09:15", 8 },  { "2025-09-22T08:55", 6 },
  { "2025-11-17T09:05", 14 },
};

static void
add_sertraline (FixtureBuilder *b)
{
  TideCourse *course = fixture_add_course (b, TIDE_ARM_SSRI, "sertraline", "2024-09-30");
  course->route = tide_code_from_text (tide_route_codes, "oral");
  tide_record_set_text (&course->indication, "F42.2");
  tide_record_set_text (&course->target_instrument, "ybocs");
  fixture_add_step (b, course, "2024-09-30", 50);
  fixture_add_step (b, course, "2024-10-14", 100);
  fixture_add_step (b, course, "2024-11-04", 150);
  fixture_add_step (b, course, "2024-11-25", 200);
}

static void
add_infusion (FixtureBuilder *b, const TideCourse *course, const char *started, const char *ended,
              double mg_per_kg)
{
  TideSession *session = fixture_add_session (b, course, started, TIDE_SESSION_HELD);
  session->ended = fixture_instant (ended);
  session->dose_mg_per_kg = mg_per_kg;
  session->weight_kg = 62;
  session->dose_mg = mg_per_kg * 62;
  session->device = tide_code_from_text (tide_device_codes, "syringe_pump");
  session->minutes = 40;
}

static void
add_ketamine (FixtureBuilder *b)
{
  TideCourse *course = fixture_add_course (b, TIDE_ARM_KETAMINE, "ketamine", "2025-06-03");
  course->route = tide_code_from_text (tide_route_codes, "iv");
  tide_record_set_text (&course->indication, "F42.2");
  tide_record_set_text (&course->target_instrument, "ybocs");
  static const char *const days[] = { "2025-06-03", "2025-06-06", "2025-06-10", "2025-06-13",
                                      "2025-06-17", "2025-06-20", "2025-07-15", "2025-08-26" };
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *started = g_strconcat (days[i], "T11:00", NULL),
                      *ended = g_strconcat (days[i], "T11:40", NULL);
      add_infusion (b, course, started, ended, i + 1 < G_N_ELEMENTS (days) ? 0.5 : 0.6);
    }
}

static void
add_erp (FixtureBuilder *b)
{
  TideCourse *course = fixture_add_course (b, TIDE_ARM_CBT, "ERP", "2025-06-23");
  course->planned_sessions = 18;
  tide_record_set_text (&course->indication, "F42.2");
  tide_record_set_text (&course->target_instrument, "ybocs");
  TideDate missed[]
    = { fixture_date ("2025-08-04"), fixture_date ("2025-09-15"), fixture_date ("2025-10-20") };
  TideDate first = fixture_date ("2025-06-23"), last = fixture_date ("2025-10-20");
  for (TideDate day = first; day <= last; day += 7)
    {
      g_autofree char *iso = tide_date_to_iso (day), *started = g_strconcat (iso, "T14:00", NULL);
      gboolean held = day != missed[0] && day != missed[1] && day != missed[2];
      TideSession *session
        = fixture_add_session (b, course, started, held ? TIDE_SESSION_HELD : TIDE_SESSION_MISSED);
      session->minutes = held ? 90 : session->minutes;
      session->homework_percent = held ? 70 : session->homework_percent;
    }
}

static void
add_cgii (FixtureBuilder *b, const char *taken, int value, const char *compared_with, const char *compared_on)
{
  TideAssessmentData *data = fixture_add_single (b, "cgii", taken, value);
  data->compared_with = tide_code_from_text (tide_compared_with_codes, compared_with);
  data->compared_on = fixture_date (compared_on);
}

static void
add_alert (FixtureBuilder *b, const TideAssessmentData *phq9_data)
{
  TideAlert *alert = tide_alert_new ();
  alert->base.id = b->next_id++;
  alert->patient_id = b->patient_id;
  alert->assessment_id = phq9_data->base.id;
  tide_record_set_text (&alert->rule, "A4");
  alert->level = TIDE_LEVEL_AMBER;
  tide_record_set_text (&alert->instrument_id, "phq9");
  tide_record_set_text (&alert->item_id, "9");
  alert->value = 1;
  alert->raised = phq9_data->taken;
  g_ptr_array_add (b->history->alerts, alert);
}

TideHistory *
fixture_lindqvist_new (TideLibrary *library)
{
  FixtureBuilder b;
  fixture_begin (&b, library, "TM-0417", "Hanna", "Lindqvist", "1987-03-14", TIDE_SEX_FEMALE);
  fixture_add_diagnosis (&b, "F42.2", "Mixed obsessional thoughts and acts", TRUE);
  fixture_add_diagnosis (&b, "F33.1", "Recurrent depression, moderate", FALSE);
  add_sertraline (&b);
  add_ketamine (&b);
  add_erp (&b);
  for (guint i = 0; i < G_N_ELEMENTS (ybocs); i++)
    {
      TideAssessmentData *data = fixture_add_ybocs (&b, ybocs[i].taken, ybocs[i].total);
      if (g_str_has_prefix (ybocs[i].taken, "2025-10-06"))
        data->contact = tide_code_from_text (tide_contact_codes, "video");
    }
  for (guint i = 0; i < G_N_ELEMENTS (phq9); i++)
    {
      gboolean last = i + 1 == G_N_ELEMENTS (phq9);
      TideAssessmentData *data = fixture_add_phq9 (&b, phq9[i].taken, phq9[i].total, last ? 1 : 0);
      if (last)
        add_alert (&b, data);
    }
  add_cgii (&b, "2025-09-01T10:00", 2, "baseline", "2025-06-02");
  /* After the remission of 22 September the clinician compares with it, the best state (clinical.md 1.12). */
  add_cgii (&b, "2025-10-27T09:15", 4, "best", "2025-09-22");
  add_cgii (&b, "2025-11-17T09:20", 6, "best", "2025-09-22");
  fixture_add_event (&b, "2025-10-13", "Lost job");
  return fixture_end (&b);
}

TideHistory *
fixture_farouk_new (TideLibrary *library)
{
  FixtureBuilder b;
  fixture_begin (&b, library, "TM-0440", "Salma", "Farouk", "1992-08-09", TIDE_SEX_FEMALE);
  fixture_add_diagnosis (&b, "F42.2", "Mixed obsessional thoughts and acts", TRUE);
  TideCourse *course = fixture_add_course (&b, TIDE_ARM_SSRI, "sertraline", "2025-11-24");
  course->route = tide_code_from_text (tide_route_codes, "oral");
  tide_record_set_text (&course->indication, "F42.2");
  tide_record_set_text (&course->target_instrument, "ybocs");
  fixture_add_step (&b, course, "2025-11-24", 50);
  fixture_add_step (&b, course, "2025-12-08", 100);
  fixture_add_step (&b, course, "2025-12-29", 150);
  fixture_add_step (&b, course, "2026-01-19", 200);
  fixture_add_ybocs (&b, "2025-11-18T14:10", 29);
  return fixture_end (&b);
}
