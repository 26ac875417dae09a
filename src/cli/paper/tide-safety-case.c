/* tide-safety-case.c: what safety's rules read, put together for pages and forms.
 *
 * The rules are parsed once for each open clinic and kept with it: a form judges after every key. */
#include "tide-safety-case.h"

#define RULES_KEY "tide-safety-rules"

const TideSafetyRules *
tide_desk_get_rules (TideClinic *clinic)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (clinic), NULL);

  TideSafetyRules *rules = g_object_get_data (G_OBJECT (clinic), RULES_KEY);
  if (rules == NULL)
    {
      rules = tide_safety_rules_new ();
      g_object_set_data_full (G_OBJECT (clinic), RULES_KEY, rules, (GDestroyNotify) tide_safety_rules_free);
    }
  return rules;
}

void
tide_desk_case_init (TideDeskCase *self, TideClinic *clinic, const TideHistory *history)
{
  g_return_if_fail (self != NULL && TIDE_IS_CLINIC (clinic) && history != NULL);

  self->thresholds = tide_clinic_load_thresholds (clinic);
  self->subject = (TideSafetyCase){ .history = history,
                                    .library = tide_clinic_get_library (clinic),
                                    .thresholds = self->thresholds,
                                    .rules = tide_desk_get_rules (clinic),
                                    .target = tide_clinic_get_target_instrument (clinic, history),
                                    .now = tide_instant_now () };
}

void
tide_desk_case_clear (TideDeskCase *self)
{
  g_clear_pointer (&self->thresholds, tide_thresholds_free);
}
