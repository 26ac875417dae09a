/* tide-drug-doubts.c: interactions are told at the desk, while the drug is written down.
 *
 * A contraindicated pair needs a reason, a caution is only told: a form that asks about every caution is soon
 * answered without reading. */

#include "tide-drug-doubts.h"

#include <glib/gi18n-lib.h>

#include "tide-interactions.h"
#include "tide-safety-case.h"
#include "tide-substance-caution.h"

static TideInteractions *
find_for (TideDeskCase *desk, const char *drug)
{
  return tide_interactions_find_for_drug (&desk->subject, tide_date_today (), drug);
}

void
tide_drug_doubts_report (TideFormDialog *dialog, const char *field, const char *drug, TideDoubtFunc report,
                         gpointer data)
{
  g_auto (TideDeskCase) desk = { 0 };
  g_autoptr (TideInteractions) found = NULL;

  if (drug == NULL || *drug == '\0')
    return;
  tide_desk_case_init (&desk, tide_form_dialog_get_clinic (dialog), tide_form_dialog_get_history (dialog));
  found = find_for (&desk, drug);
  for (guint i = 0; i < found->interactions->len; i++)
    {
      const TideInteraction *pair = found->interactions->pdata[i];
      g_autofree char *words = NULL;

      if (pair->bar != TIDE_BAR_CONTRAINDICATED)
        continue;
      words = g_strdup_printf (_ ("Contraindicated: %s (%s)."), pair->words, pair->source);
      report (field, words, TRUE, data);
    }
}

/* A history of substance use is told before a drug that can be misused (F60). */
static gboolean
can_be_misused (const TideSafetyRules *rules, const char *drug)
{
  static const char *const classes[]
    = { "benzodiazepine", "opioid", "stimulant", "cns_depressant", "ketamine" };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (tide_safety_rules_is_of_class (rules, drug, classes[i]))
      return TRUE;
  return FALSE;
}

static void
append (GString *lines, const char *words)
{
  g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", words);
}

static void
append_substances (GString *lines, const TideDeskCase *desk)
{
  g_autoptr (GPtrArray) cautions = tide_substance_caution_list (&desk->subject, tide_date_today ());

  for (guint i = 0; i < cautions->len; i++)
    {
      const TideSubstanceCaution *caution = cautions->pdata[i];

      if (caution->level != TIDE_LEVEL_NONE)
        append (lines, caution->words);
    }
}

char *
tide_drug_doubts_dup_hint (TideFormDialog *dialog, const char *drug)
{
  g_auto (TideDeskCase) desk = { 0 };
  g_autoptr (TideInteractions) found = NULL;
  g_autoptr (GString) lines = g_string_new (NULL);

  if (drug == NULL || *drug == '\0')
    return NULL;
  tide_desk_case_init (&desk, tide_form_dialog_get_clinic (dialog), tide_form_dialog_get_history (dialog));
  found = find_for (&desk, drug);
  for (guint i = 0; i < found->interactions->len; i++)
    {
      const TideInteraction *pair = found->interactions->pdata[i];

      if (pair->bar != TIDE_BAR_CONTRAINDICATED)
        append (lines, pair->words);
    }
  if (can_be_misused (desk.subject.rules, drug))
    append_substances (lines, &desk);
  if (!tide_safety_rules_knows_drug (desk.subject.rules, drug))
    append (lines, _ ("No interaction rule speaks of this drug: nothing said is no promise."));
  return lines->len > 0 ? g_string_free (g_steal_pointer (&lines), FALSE) : NULL;
}
