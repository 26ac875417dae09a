/* tide-drug-doubts.c: interactions, allergies and doses are told at the desk, while the drug is written down.
 *
 * A contraindicated pair, an allergy and a dose above its maximum need a reason, a caution is only told: a
 * form that asks about every caution is soon answered without reading. */

#include "tide-drug-doubts.h"

#include <glib/gi18n-lib.h>

#include "tide-dose-rules.h"
#include "tide-eligibility.h"
#include "tide-interactions.h"
#include "tide-safety-case.h"
#include "tide-substance-caution.h"
#include "tide-wording.h"

static void
report_interactions (const TideDeskCase *desk, const TideMedication *medication, TideDoubtFunc report,
                     gpointer data)
{
  g_autoptr (TideInteractions) found
    = tide_interactions_find_for_medication (&desk->subject, tide_date_today (), medication);

  for (guint i = 0; i < found->interactions->len; i++)
    {
      const TideInteraction *pair = found->interactions->pdata[i];
      g_autofree char *words = NULL;

      if (pair->bar != TIDE_BAR_CONTRAINDICATED)
        continue;
      words = g_strdup_printf (_ ("Contraindicated: %s (%s)."), pair->words, pair->source);
      report ("drug", words, TRUE, data);
    }
}

static void
report_allergy (const TideDeskCase *desk, const TideMedication *medication, TideDoubtFunc report,
                gpointer data)
{
  const TideAllergy *allergy
    = tide_eligibility_find_allergy (&desk->subject, TIDE_ARM_UNKNOWN, medication->drug);
  g_autofree char *words = NULL;

  if (allergy == NULL)
    return;
  words = g_strdup_printf (_ ("An allergy to %s is recorded%s%s."), allergy->substance,
                           allergy->reaction ? ": " : "", allergy->reaction ? allergy->reaction : "");
  report ("drug", words, TRUE, data);
}

static void
report_dose (TideFormDialog *dialog, const TideDeskCase *desk, const TideMedication *medication,
             TideDoubtFunc report, gpointer data)
{
  g_auto (TideDosePerson) person = { 0 };
  g_autofree char *words = NULL;

  tide_dose_person_init (&person, tide_form_dialog_get_history (dialog),
                         tide_date_is_known (medication->started_on) ? medication->started_on
                                                                     : tide_date_today ());
  words = tide_dose_rules_dup_daily_doubt (tide_thresholds_get_doses (desk->subject.thresholds),
                                           medication->drug, medication->dose_mg_per_day, &person);
  if (words)
    report ("dose_mg_per_day", words, TRUE, data);
}

void
tide_drug_doubts_report (TideFormDialog *dialog, const TideMedication *medication, TideDoubtFunc report,
                         gpointer data)
{
  g_auto (TideDeskCase) desk = { 0 };

  if (medication->drug == NULL || *medication->drug == '\0')
    return;
  tide_desk_case_init (&desk, tide_form_dialog_get_clinic (dialog), tide_form_dialog_get_history (dialog));
  /* What was taken and is not any more clashes with nothing that begins now. */
  if (!tide_date_is_known (medication->ended_on) || medication->ended_on >= tide_date_today ())
    {
      report_interactions (&desk, medication, report, data);
      report_allergy (&desk, medication, report, data);
    }
  report_dose (dialog, &desk, medication, report, data);
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

/* "Tavor" is what the rules call lorazepam. */
static void
append_name (GString *lines, const TideDeskCase *desk, const char *drug)
{
  const char *name = tide_dose_rules_find_agent (tide_thresholds_get_doses (desk->subject.thresholds), drug);
  g_autofree char *words = NULL;

  if (name == NULL || tide_drug_names (drug, name))
    return;
  words = g_strdup_printf (_ ("Known to the rules as %s."), name);
  append (lines, words);
}

static void
append_not_checked (GString *lines, const TideDeskCase *desk, const char *drug)
{
  const char *not_checked = tide_safety_rules_get_not_checked_words (desk->subject.rules, drug);
  g_autofree char *sentence = not_checked ? tide_words_sentence (not_checked) : NULL;

  if (sentence)
    append (lines, sentence);
}

char *
tide_drug_doubts_dup_hint (TideFormDialog *dialog, const TideMedication *medication)
{
  g_auto (TideDeskCase) desk = { 0 };
  g_autoptr (TideInteractions) found = NULL;
  g_autoptr (GString) lines = g_string_new (NULL);

  if (medication->drug == NULL || *medication->drug == '\0')
    return NULL;
  tide_desk_case_init (&desk, tide_form_dialog_get_clinic (dialog), tide_form_dialog_get_history (dialog));
  append_name (lines, &desk, medication->drug);
  found = tide_interactions_find_for_medication (&desk.subject, tide_date_today (), medication);
  for (guint i = 0; i < found->interactions->len; i++)
    {
      const TideInteraction *pair = found->interactions->pdata[i];

      if (pair->bar != TIDE_BAR_CONTRAINDICATED)
        append (lines, pair->words);
    }
  /* A history of substance use is told before a drug that can be misused (F60). */
  if (tide_safety_rules_is_misusable (desk.subject.rules, medication->drug))
    append_substances (lines, &desk);
  append_not_checked (lines, &desk, medication->drug);
  return lines->len > 0 ? g_string_free (g_steal_pointer (&lines), FALSE) : NULL;
}
