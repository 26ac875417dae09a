/* tide-dose-doubts.c: the same question for the first dose, a dose step and a session, so that no door is
 * left open for a zero too many. */

#include "tide-dose-doubts.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* By the drug's name; of a ketamine course that says something else there, by its arm. */
static const TideDoseRule *
find_rule (const TideDoseRules *rules, const TideCourse *course, TideDoseUnit unit)
{
  const char *route = tide_route_codes[course->route];
  const TideDoseRule *rule = tide_dose_rules_find (rules, course->agent, route, unit);

  if (rule == NULL && tide_arm_is_ketamine ((TideArm) course->arm))
    rule = tide_dose_rules_find (rules, tide_arm_codes[course->arm], route, unit);
  return rule;
}

gboolean
tide_dose_doubts_report (TideFormDialog *dialog, const TideCourse *course, const char *field,
                         TideDoseUnit unit, double dose, TideDate day, TideDoubtFunc report, gpointer data)
{
  g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (tide_form_dialog_get_clinic (dialog));
  const TideDoseRule *rule = find_rule (tide_thresholds_get_doses (thresholds), course, unit);
  g_auto (TideDosePerson) person = { 0 };
  g_autofree char *doubt = NULL, *caution = NULL;

  tide_dose_person_init (&person, tide_form_dialog_get_history (dialog),
                         tide_date_is_known (day) ? day : tide_date_today ());
  doubt = rule ? tide_dose_rule_dup_doubt (rule, dose, &person) : NULL;
  caution = tide_dose_rule_dup_caution (rule, dose, &person);
  if (doubt)
    report (field, doubt, TRUE, data);
  else if (caution)
    report (field, caution, FALSE, data);
  return rule != NULL;
}

/* The newest session before @session at which the person was weighed. */
static const TideSession *
find_last_weighed (const TideHistory *history, const TideSession *session)
{
  const TideSession *last = NULL;

  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *other = history->sessions->pdata[i];

      if (other->base.id == session->base.id || other->entered_in_error || isnan (other->weight_kg)
          || !tide_instant_is_known (other->started)
          || (tide_instant_is_known (session->started)
              && tide_instant_compare (other->started, session->started) > 0))
        continue;
      if (last == NULL || tide_instant_compare (other->started, last->started) >= 0)
        last = other;
    }
  return last;
}

void
tide_dose_doubts_report_weight (TideFormDialog *dialog, const TideSession *session, TideDoubtFunc report,
                                gpointer data)
{
  g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (tide_form_dialog_get_clinic (dialog));
  const TideDoseRules *rules = tide_thresholds_get_doses (thresholds);
  const TideHistory *history = tide_form_dialog_get_history (dialog);
  const TideSession *last = find_last_weighed (history, session);
  TideDate weighed = tide_instant_is_known (session->started) ? tide_instant_get_date (session->started)
                                                              : tide_date_today ();
  int age = history->patient ? tide_patient_get_age (history->patient, weighed) : -1;
  g_autofree char *now = NULL, *then = NULL, *day = NULL, *words = NULL;

  if (isnan (session->weight_kg))
    return;
  now = tide_number_to_text (session->weight_kg);
  if (tide_dose_rules_is_weight_implausible (rules, session->weight_kg, age))
    {
      words = g_strdup_printf (_ ("%s kg is hardly the weight of a grown person."), now);
      report ("weight_kg", words, TRUE, data);
      return;
    }
  if (last == NULL || !tide_dose_rules_is_weight_change_large (rules, session->weight_kg, last->weight_kg))
    return;
  then = tide_number_to_text (last->weight_kg);
  day = tide_date_to_words (tide_instant_get_date (last->started));
  words = g_strdup_printf (_ ("%s kg differs from the %s kg of %s by %.0f %%."), now, then, day,
                           fabs (session->weight_kg - last->weight_kg) * 100 / last->weight_kg);
  report ("weight_kg", words, FALSE, data);
}
