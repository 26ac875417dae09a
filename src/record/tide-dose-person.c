/* tide-dose-person.c: gathers from the chart what changes the limits of a dose on a day. */
#include "tide-dose-person.h"

#include <math.h>

double
tide_course_get_dose_on (const TideHistory *history, const TideCourse *course, TideDate day)
{
  g_return_val_if_fail (history != NULL && course != NULL, NAN);
  double mg = NAN;
  for (guint i = 0; i < history->dose_steps->len; i++)
    {
      const TideDoseStep *step = history->dose_steps->pdata[i];
      if (step->course_id == course->base.id && step->from_date <= day)
        mg = step->dose_mg_per_day;
    }
  return mg;
}

gboolean
tide_course_is_taken_on (const TideHistory *history, const TideCourse *course, TideDate day)
{
  g_return_val_if_fail (history != NULL && course != NULL, FALSE);
  if (course->entered_in_error || (tide_date_is_known (course->started_on) && course->started_on > day)
      || (tide_date_is_known (course->ended_on) && course->ended_on < day))
    return FALSE;
  return tide_course_get_dose_on (history, course, day) != 0; /* NAN is not 0: no step is no end */
}

static void
add_taken (TideDosePerson *self, const TideHistory *history, TideDate day)
{
  for (guint i = 0; i < history->medications->len; i++)
    {
      const TideMedication *medication = history->medications->pdata[i];
      if (!medication->entered_in_error && medication->drug != NULL
          && tide_medication_is_taken_on (medication, day))
        g_ptr_array_add (self->taken, medication->drug);
    }
  for (guint i = 0; i < history->courses->len; i++)
    {
      const TideCourse *course = history->courses->pdata[i];
      if (course->agent != NULL && tide_course_is_taken_on (history, course, day))
        g_ptr_array_add (self->taken, course->agent);
    }
}

/* The newest form up to @day in which the question was decided; screenings stand newest first. */
static void
add_answers (TideDosePerson *self, const TideHistory *history, TideDate day)
{
  g_autoptr (GHashTable) decided = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < history->screenings->len; i++)
    {
      const TideScreening *form = history->screenings->pdata[i];
      if (form->entered_in_error || tide_instant_get_date (form->taken) > day)
        continue;
      for (guint j = 0; j < history->screening_answers->len; j++)
        {
          const TideScreeningAnswer *answer = history->screening_answers->pdata[j];
          if (answer->screening_id != form->base.id || answer->entered_in_error || answer->answer == 0
              || !g_hash_table_add (decided, answer->question))
            continue;
          if (answer->answer == tide_code_from_text (tide_yes_no_codes, "yes"))
            g_hash_table_add (self->yes, answer->question);
        }
    }
}

void
tide_dose_person_init (TideDosePerson *self, const TideHistory *history, TideDate day)
{
  g_return_if_fail (self != NULL && history != NULL);
  self->age = history->patient != NULL ? tide_patient_get_age (history->patient, day) : -1;
  self->taken = g_ptr_array_new ();
  self->yes = g_hash_table_new (g_str_hash, g_str_equal);
  add_taken (self, history, day);
  add_answers (self, history, day);
}

void
tide_dose_person_clear (TideDosePerson *self)
{
  g_clear_pointer (&self->taken, g_ptr_array_unref);
  g_clear_pointer (&self->yes, g_hash_table_unref);
}
