/* tide-demo-stories.c: two patients with a story, so that the demo opens on something worth seeing: one with
 * three courses and a relapse, one who has not begun.  Their days are fixed against each other and end at the
 * demo's today. */

#include "tide-demo-private.h"

/* The stories were written for this day; they are moved by whole weeks, so that weekdays stay. */
#define STORY_TODAY tide_date_from_ymd (2025, 11, 20)

static TideDate
story_day (const TideDemoWriter *writer, int year, int month, int day)
{
  TideDate shift = (writer->today - STORY_TODAY) / 7 * 7;
  return tide_date_from_ymd (year, month, day) + shift;
}

typedef struct
{
  int year, month, day, hour, total;
} Point;

static void
add_points (TideDemoWriter *writer, gint64 patient_id, const char *instrument, const Point *points, guint n,
            int rater)
{
  for (guint i = 0; i < n; i++)
    {
      const Point *p = &points[i];
      gboolean video = p->year == 2025 && p->month == 10 && p->day == 6;
      tide_demo_add_scale (writer, patient_id, instrument,
                           tide_demo_at (story_day (writer, p->year, p->month, p->day), p->hour, 20),
                           p->total, rater, video ? "video" : "in_person");
    }
}

/* Asked for by another doctor, paid by the insurer for half a year and @sessions. */
static void
permit (TideCourse *course, int line, const char *authorisation, int sessions)
{
  course->referred_on = course->started_on - 21;
  course->referrer = g_strdup ("Dr Synthetic A");
  course->line_of_treatment = line;
  course->coverage = tide_code_from_text (tide_coverage_codes, "covered");
  course->authorisation = g_strdup (authorisation);
  course->authorised_from = course->started_on - 7;
  course->authorised_until = course->started_on + 182;
  course->authorised_sessions = sessions;
}

static void
add_sertraline (TideDemoWriter *writer, gint64 patient_id)
{
  g_autoptr (TideCourse) course
    = tide_demo_new_course (patient_id, "TM-0417-1", TIDE_ARM_SSRI, "sertraline", "oral", "F42.2",
                            story_day (writer, 2024, 9, 30), "ybocs");
  tide_demo_add (writer, course);
  tide_demo_add_step (writer, course->base.id, story_day (writer, 2024, 9, 30), 50);
  tide_demo_add_step (writer, course->base.id, story_day (writer, 2024, 10, 14), 100);
  tide_demo_add_step (writer, course->base.id, story_day (writer, 2024, 11, 4), 150);
  tide_demo_add_step (writer, course->base.id, story_day (writer, 2024, 11, 25), 200);
  tide_demo_add_effect (writer, patient_id, course->base.id, "nausea", "mild",
                        tide_demo_at (story_day (writer, 2024, 10, 3), 12, 0),
                        tide_demo_at (story_day (writer, 2024, 10, 20), 12, 0));
}

static void
add_ketamine (TideDemoWriter *writer, gint64 patient_id)
{
  static const int days[][2]
    = { { 6, 3 }, { 6, 6 }, { 6, 10 }, { 6, 13 }, { 6, 17 }, { 6, 20 }, { 7, 15 }, { 8, 26 } };
  g_autoptr (TideCourse) course
    = tide_demo_new_course (patient_id, "TM-0417-2", TIDE_ARM_KETAMINE, "ketamine", "iv", "F42.2",
                            story_day (writer, 2025, 6, 3), "ybocs");
  course->planned_sessions = 6;
  permit (course, 2, "SYN/0417-K", 8);
  tide_demo_add (writer, course);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    tide_demo_add_infusion (writer, course->base.id,
                            tide_demo_at (story_day (writer, 2025, days[i][0], days[i][1]), 11, 0),
                            i + 1 < G_N_ELEMENTS (days) ? 0.5 : 0.6, 62);
  TideInstant onset = tide_demo_at (story_day (writer, 2025, 6, 3), 11, 20);
  TideInstant end = tide_demo_at (story_day (writer, 2025, 6, 3), 12, 20);
  tide_demo_add_effect (writer, patient_id, course->base.id, "dissociation", "mild", onset, end);
}

static void
add_erp (TideDemoWriter *writer, gint64 patient_id)
{
  g_autoptr (TideCourse) course = tide_demo_new_course (patient_id, "TM-0417-3", TIDE_ARM_CBT, "ERP", "",
                                                        "F42.2", story_day (writer, 2025, 6, 23), "ybocs");
  course->planned_sessions = 18;
  permit (course, 2, "SYN/0417-T", 20);
  tide_demo_add (writer, course);
  TideDate first = story_day (writer, 2025, 6, 23);
  for (int i = 0; i < 18; i++)
    tide_demo_add_therapy (writer, course->base.id, "exposure", tide_demo_at (first + 7 * i, 14, 0),
                           i == 6 || i == 12 || i == 17 ? TIDE_SESSION_MISSED : TIDE_SESSION_HELD);
}

/* The last PHQ-9 with its first answer above zero on item 9: the alert that stands open. */
static void
add_open_alert (TideDemoWriter *writer, gint64 patient_id)
{
  g_autoptr (TideAssessmentData) data = tide_assessment_data_new ();
  TideInstant taken = tide_demo_at (story_day (writer, 2025, 11, 17), 9, 5);
  data->patient_id = patient_id;
  data->instrument_id = g_strdup ("phq9");
  data->taken = data->entered = taken;
  data->entered.utc += 60;
  data->rater_type = TIDE_RATER_SELF;
  data->contact = tide_code_from_text (tide_contact_codes, "in_person");
  data->answers = g_strdup ("1=2;2=2;3=2;4=2;5=1;6=2;7=1;8=1;9=1");
  data->review = TIDE_LOOK_WANTED; /* nobody has answered its alert either */
  tide_demo_add (writer, data);
}

/* Three wishes, each rated before ketamine, at the best time and after the relapse. */
static void
add_goals (TideDemoWriter *writer, gint64 patient_id)
{
  static const struct
  {
    const char *text;
    int values[3];
  } wishes[] = { { "Leave home within 15 minutes", { 2, 7, 4 } },
                 { "Cook for friends", { 1, 8, 6 } },
                 { "Open doors at work, no washing", { 3, 6, 4 } } };
  const TideDate days[]
    = { story_day (writer, 2025, 6, 2), story_day (writer, 2025, 9, 22), story_day (writer, 2025, 11, 17) };
  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    {
      g_autoptr (TideGoal) goal = tide_goal_new ();
      goal->patient_id = patient_id;
      goal->text = g_strdup (wishes[i].text);
      goal->set_on = days[0];
      tide_demo_add (writer, goal);
      for (guint k = 0; k < G_N_ELEMENTS (days); k++)
        {
          g_autoptr (TideGoalRating) rating = tide_goal_rating_new ();
          rating->patient_id = patient_id;
          rating->goal_id = goal->base.id;
          rating->taken = tide_demo_at (days[k], 9, 30);
          rating->value = wishes[i].values[k];
          tide_demo_add (writer, rating);
        }
    }
}

void
tide_demo_add_lindqvist (TideDemoWriter *writer)
{
  static const Point ybocs[] = {
    { 2024, 9, 23, 9, 30 },  { 2024, 10, 28, 9, 29 }, { 2024, 11, 25, 9, 27 }, { 2025, 1, 6, 9, 26 },
    { 2025, 2, 17, 9, 25 },  { 2025, 3, 31, 9, 27 },  { 2025, 6, 2, 9, 28 },   { 2025, 6, 13, 9, 20 },
    { 2025, 6, 20, 9, 18 },  { 2025, 6, 27, 9, 17 },  { 2025, 7, 14, 9, 19 },  { 2025, 7, 28, 9, 15 },
    { 2025, 8, 25, 9, 16 },  { 2025, 9, 1, 10, 13 },  { 2025, 9, 22, 9, 12 },  { 2025, 10, 6, 9, 14 },
    { 2025, 10, 27, 9, 20 }, { 2025, 11, 17, 9, 26 },
  };
  static const Point phq9[] = {
    { 2024, 9, 23, 8, 17 }, { 2024, 11, 25, 8, 15 }, { 2025, 1, 6, 8, 14 },
    { 2025, 2, 17, 8, 13 }, { 2025, 3, 31, 8, 14 },  { 2025, 6, 2, 8, 15 },
    { 2025, 6, 27, 8, 9 },  { 2025, 7, 28, 8, 8 },   { 2025, 9, 22, 8, 6 },
  };
  g_autoptr (TidePatient) patient = tide_demo_new_patient ("TM-0417", "Lindqvist", "Hanna",
                                                           tide_date_from_ymd (1987, 3, 14), TIDE_SEX_FEMALE);
  patient->referrer = g_strdup ("Dr Synthetic A");
  patient->referred_on = story_day (writer, 2024, 9, 2);
  tide_demo_add (writer, patient);
  gint64 id = patient->base.id;
  tide_demo_add_diagnosis (writer, id, "F42.2", TRUE, tide_date_from_ymd (2007, 9, 1));
  tide_demo_add_diagnosis (writer, id, "F33.1", FALSE, TIDE_DATE_UNKNOWN);
  add_sertraline (writer, id);
  add_ketamine (writer, id);
  add_erp (writer, id);
  add_points (writer, id, "ybocs", ybocs, G_N_ELEMENTS (ybocs), 0);
  add_points (writer, id, "phq9", phq9, G_N_ELEMENTS (phq9), -1);
  add_open_alert (writer, id);
  TideDate day0 = story_day (writer, 2025, 6, 3);
  tide_demo_add_cgi (writer, id, tide_demo_at (story_day (writer, 2025, 9, 1), 10, 20), 3, 2, FALSE, day0, 0);
  tide_demo_add_cgi (writer, id, tide_demo_at (story_day (writer, 2025, 10, 27), 9, 20), 4, 4, TRUE,
                     story_day (writer, 2025, 9, 22), 0);
  tide_demo_add_cgi (writer, id, tide_demo_at (story_day (writer, 2025, 11, 17), 9, 20), 5, 6, TRUE,
                     story_day (writer, 2025, 9, 22), 0);
  tide_demo_add_event (writer, id, "life_event", story_day (writer, 2025, 10, 13), "Lost job");
  tide_demo_add_note (
    writer, id, tide_demo_at (story_day (writer, 2025, 11, 17), 9, 40),
    "Synthetic note: checks more since the job was lost; hierarchy left aside for three weeks.");
  add_goals (writer, id);
  tide_demo_add_pgi (writer, id, tide_demo_at (story_day (writer, 2025, 11, 17), 9, 10), 3);
  tide_demo_add_history (writer, id, 417, TRUE);
}

void
tide_demo_add_farouk (TideDemoWriter *writer)
{
  g_autoptr (TidePatient) patient
    = tide_demo_new_patient ("TM-0440", "Farouk", "Salma", tide_date_from_ymd (1992, 8, 9), TIDE_SEX_FEMALE);
  tide_demo_add (writer, patient);
  gint64 id = patient->base.id;
  tide_demo_add_diagnosis (writer, id, "F42.2", TRUE, TIDE_DATE_UNKNOWN);
  tide_demo_add_scale (writer, id, "ybocs", tide_demo_at (story_day (writer, 2025, 11, 18), 14, 10), 29, 0,
                       "in_person");
  /* Planned for the coming week, whatever the day on which the demo is made. */
  TideDate start = MAX (story_day (writer, 2025, 11, 24), writer->today + 3);
  g_autoptr (TideCourse) course
    = tide_demo_new_course (id, "TM-0440-1", TIDE_ARM_SSRI, "sertraline", "oral", "F42.2", start, "ybocs");
  tide_demo_add (writer, course);
  static const double doses[] = { 50, 100, 150, 200 };
  static const int after[] = { 0, 14, 35, 56 };
  for (guint i = 0; i < G_N_ELEMENTS (doses); i++)
    tide_demo_add_step (writer, course->base.id, start + after[i], doses[i]);
}
