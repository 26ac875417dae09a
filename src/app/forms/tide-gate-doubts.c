/* tide-gate-doubts.c: the same gates before an infusion, a first dose step and a course that brings its first
 * dose: a drug that is begun at home is begun with no less consent. */

#include "tide-gate-doubts.h"

#include "tide-eligibility.h"
#include "tide-safety-case.h"
#include "tide-wording.h"

gboolean
tide_gate_doubts_is_first_step (const TideHistory *history, const TideCourse *course,
                                const TideDoseStep *step)
{
  if (!tide_arm_has_daily_dose ((TideArm) course->arm) || !(step->dose_mg_per_day > 0)
      || !tide_date_is_known (step->from_date))
    return FALSE;
  for (guint i = 0; i < history->dose_steps->len; i++)
    {
      const TideDoseStep *other = history->dose_steps->pdata[i];

      if (other->course_id == course->base.id && other->base.id != step->base.id && other->dose_mg_per_day > 0
          && other->from_date <= step->from_date)
        return FALSE;
    }
  return TRUE;
}

/* @only (nullable): the id of the gates that are told. */
static void
report_gates (TideFormDialog *dialog, const TideCourse *course, TideDate day, const char *field,
              const char *only, TideDoubtFunc report, gpointer data)
{
  g_auto (TideDeskCase) desk = { 0 };
  g_autoptr (GPtrArray) gates = NULL;

  tide_desk_case_init (&desk, tide_form_dialog_get_clinic (dialog), tide_form_dialog_get_history (dialog));
  gates = tide_course_gate_list (&desk.subject, course, day);
  for (guint i = 0; i < gates->len; i++)
    {
      const TideGate *gate = gates->pdata[i];
      g_autofree char *words = tide_words_sentence (gate->words);

      if (only == NULL || g_str_equal (gate->id, only))
        report (field, words, gate->level == TIDE_GATE_STOP, data);
    }
}

void
tide_gate_doubts_report (TideFormDialog *dialog, const TideCourse *course, TideDate day, const char *field,
                         TideDoubtFunc report, gpointer data)
{
  report_gates (dialog, course, day, field, NULL, report, data);
}

void
tide_gate_doubts_report_age (TideFormDialog *dialog, const TideCourse *course, TideDate day,
                             const char *field, TideDoubtFunc report, gpointer data)
{
  report_gates (dialog, course, day, field, "age", report, data);
}
