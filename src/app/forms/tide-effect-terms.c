/* tide-effect-terms.c: the same list at each visit makes a rate; what is found only when somebody thinks of
 * it does not (F09). */

#include "tide-effect-terms.h"

#include "tide-dose-person.h"

GPtrArray *
tide_effect_terms_list_courses (const TideSafetyRules *rules, const TideHistory *history, TideDate day)
{
  GPtrArray *courses = g_ptr_array_new ();

  for (guint i = 0; i < history->courses->len; i++)
    {
      TideCourse *course = history->courses->pdata[i];

      if (tide_course_is_taken_on (history, course, day)
          && tide_checklists_for (rules, (TideArm) course->arm))
        g_ptr_array_add (courses, course);
    }
  return courses;
}

static gboolean
has_label (const GArray *terms, const char *label)
{
  for (guint i = 0; i < terms->len; i++)
    if (g_str_equal (g_array_index (terms, TideAskedTerm, i).term->label, label))
      return TRUE;
  return FALSE;
}

GArray *
tide_effect_terms_list (const TideSafetyRules *rules, const GPtrArray *courses)
{
  GArray *terms = g_array_new (FALSE, FALSE, sizeof (TideAskedTerm));

  for (guint i = 0; i < courses->len; i++)
    {
      const TideCourse *course = courses->pdata[i];
      const TideChecklist *list = tide_checklists_for (rules, (TideArm) course->arm);

      for (guint j = 0; list && j < list->terms->len; j++)
        {
          TideAskedTerm asked = { list->terms->pdata[j], course };

          if (!has_label (terms, asked.term->label))
            g_array_append_val (terms, asked);
        }
    }
  return terms;
}

GPtrArray *
tide_effect_terms_make_checks (const TideSafetyRules *rules, const GPtrArray *courses, TideInstant taken)
{
  GPtrArray *checks = g_ptr_array_new_with_free_func (tide_record_free);

  for (guint i = 0; i < courses->len; i++)
    {
      const TideCourse *course = courses->pdata[i];
      const TideChecklist *list = tide_checklists_for (rules, (TideArm) course->arm);
      g_autofree char *asked = list ? tide_checklist_dup_asked (list) : NULL;
      TideEffectCheck *check;

      if (asked == NULL)
        continue;
      check = tide_effect_check_new ();
      check->course_id = course->base.id;
      check->patient_id = course->patient_id;
      check->taken = taken;
      tide_record_set_text (&check->checklist, list->id);
      tide_record_set_text (&check->asked, asked);
      g_ptr_array_add (checks, check);
    }
  return checks;
}
