/* tide-summary-standing.c: how the patient stands besides the scores, in a few lines under the diagnoses: how
 * resistant the illness is and by how many trials, what else is taken, allergies, whether there is a safety
 * plan.  "No known allergy" is a statement; that nobody recorded one is another. */

#include "tide-stage.h"
#include "tide-summary-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Bold label, then words; four blanks before the next. */
static void
add_part (GString *line, const char *label, const char *words)
{
  g_autofree char *part = g_markup_printf_escaped ("<b>%s</b> %s", label, words);
  g_string_append_printf (line, "%s%s", line->len > 0 ? "    " : "", part);
}

/* --- resistance --- */

/* A letter does not say of a patient's trials that they failed; the count stands beside it. */
static char *
dup_stage (const TideStage *stage)
{
  if (stage->lowest == TIDE_INTEGER_UNKNOWN)
    return g_strdup (_ ("no total yet"));
  return g_strdup (stage->computed == 0 ? _ ("no stage") : stage->words);
}

static char *
dup_scheme_words (const TideSummary *self, TideScheme scheme, const TideAdequacyList *list)
{
  g_autoptr (TideStage) stage = tide_stage_compute (&self->subject, scheme, list);
  const char *name = tide_stage_scheme_get_label ((int) scheme);
  g_autofree char *bare = dup_stage (stage);
  if (stage->override_stage == TIDE_INTEGER_UNKNOWN)
    return g_strdup_printf ("%s, %s", bare, name);
  const char *reason = stage->staging->reason != NULL ? stage->staging->reason : _ ("no reason");
  /* Translators: a stage, who made the scheme, what a person set instead and why. */
  return g_strdup_printf (_ ("%s, %s; set by hand to %" G_GINT64_FORMAT ": %s"), bare, name,
                          stage->override_stage, reason);
}

/* The count stands beside the stage: a stage of two trials and one of nine are read apart. */
static char *
dup_trial_count (const TideAdequacyList *list)
{
  guint open = list->counts[TIDE_ADEQUACY_UNKNOWN] + list->counts[TIDE_ADEQUACY_TOO_EARLY];
  if (list->trials->len == 0)
    return g_strdup (_ ("no trial recorded"));
  g_autofree char *count
    = g_strdup_printf (_ ("adequate trials: %u of %u"), list->n_adequate, list->trials->len);
  if (open == 0)
    return g_steal_pointer (&count);
  return g_strdup_printf (_ ("%s, %u too early or not known"), count, open);
}

static char *
dup_resistance (const TideSummary *self)
{
  TideScheme scheme = tide_scheme_for (&self->subject);
  TidePreset preset = scheme != TIDE_SCHEME_UNKNOWN ? tide_scheme_get_preset (&self->subject, scheme)
                                                    : tide_adequacy_get_preset (&self->subject);
  g_autoptr (TideAdequacyList) list = tide_adequacy_judge (&self->subject, preset);
  g_autofree char *count = dup_trial_count (list);
  if (scheme == TIDE_SCHEME_UNKNOWN || list->trials->len == 0)
    return g_steal_pointer (&count);
  g_autofree char *stage = dup_scheme_words (self, scheme, list);
  return g_strdup_printf ("%s; %s", stage, count);
}

/* --- medicines and allergies --- */

char *
tide_summary_dose_words (const TideMedication *medication)
{
  g_autofree char *dose
    = isnan (medication->dose_mg_per_day) ? NULL : tide_number_to_text (medication->dose_mg_per_day);
  const char *needed = medication->as_needed ? _ (" as needed") : "";
  /* A dose that was not recorded is left open, not written as none. */
  return dose != NULL ? g_strdup_printf (_ ("%s %s mg/d%s"), medication->drug, dose, needed)
                      : g_strdup_printf (_ ("%s, dose not recorded%s"), medication->drug, needed);
}

static char *
dup_medicines (const TideSummary *self)
{
  const GPtrArray *medications = self->data->history->medications;
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < medications->len; i++)
    {
      const TideMedication *medication = medications->pdata[i];
      if (!tide_medication_is_taken_on (medication, tide_instant_get_date (self->data->now)))
        continue;
      g_autofree char *dose = tide_summary_dose_words (medication);
      g_autofree char *start = tide_date_to_iso (medication->started_on);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", dose);
      if (*start != '\0')
        g_string_append_printf (text, _ (" from %s"), start);
      else
        g_string_append (text, _ (", start not recorded"));
    }
  if (text->len == 0)
    g_string_append (text, _ ("none recorded besides the courses"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_allergies (const TideSummary *self)
{
  const GPtrArray *allergies = self->data->history->allergies;
  g_autoptr (GString) text = g_string_new (NULL);
  const TideAllergy *none = NULL;
  for (guint i = 0; i < allergies->len; i++)
    {
      const TideAllergy *allergy = allergies->pdata[i];
      if (allergy->none_known)
        {
          none = allergy;
          continue;
        }
      g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", allergy->substance);
      if (allergy->reaction != NULL)
        g_string_append_printf (text, " (%s)", allergy->reaction);
    }
  if (text->len > 0)
    return g_string_free (g_steal_pointer (&text), FALSE);
  if (none == NULL)
    return g_strdup (_ ("No allergy recorded"));
  g_autofree char *noted = tide_date_to_iso (none->noted_on);
  return *noted != '\0' ? g_strdup_printf (_ ("no known allergy (%s)"), noted)
                        : g_strdup (_ ("no known allergy"));
}

/* Whether and when, never what it says: the page leaves the clinic. */
static char *
dup_safety_plan (const TideSummary *self)
{
  const GPtrArray *plans = self->data->history->safety_plans;
  if (plans->len == 0)
    return g_strdup (_ ("none recorded"));
  const TideSafetyPlan *plan = plans->pdata[0];
  g_autofree char *agreed = tide_date_to_iso (plan->agreed_on);
  g_autofree char *review = tide_date_to_iso (plan->review_on);
  return *review != '\0' ? g_strdup_printf (_ ("yes, %s, review %s"), agreed, review)
                         : g_strdup_printf (_ ("yes, %s"), agreed);
}

/* --- death --- */

static char *
dup_death (const TideSummary *self)
{
  TideDate on;
  if (!tide_history_get_death (self->data->history, &on))
    return NULL;
  g_autofree char *day = tide_date_to_iso (on);
  return *day != '\0' ? g_strdup (day) : g_strdup (_ ("day not recorded"));
}

TideBlock *
tide_summary_standing (const TideSummary *self)
{
  g_autofree char *resistance = dup_resistance (self), *medicines = dup_medicines (self);
  g_autofree char *allergies = dup_allergies (self), *plan = dup_safety_plan (self),
                  *death = dup_death (self);
  g_autoptr (GString) text = g_string_new (NULL);
  if (death != NULL)
    add_part (text, _ ("Died"), death);
  add_part (text, _ ("Resistance"), resistance);
  add_part (text, _ ("Medicines"), medicines);
  add_part (text, _ ("Allergies"), allergies);
  add_part (text, _ ("Safety plan"), plan);
  return tide_block_text_new (self->context, text->str, TIDE_PT_TEXT, PANGO_ALIGN_LEFT);
}
