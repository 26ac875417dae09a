/* tide-drug.c: the drugs that a form offers and a rule knows by class.
 *
 * RxNorm numbers are those of clinical.md 7.2; a number that is marked there as uncertain is left out, as is
 * one that is not there.  The classes and the drugs that clash come from clinical.md 4.1 and 4.2; a class
 * that is named there without its members (MAO inhibitors, triptans, opioids …) has its common ones here, by
 * the definition of the class.  Any other drug may be typed: it has no class, and no rule of a class sees it.
 */
#include "tide-medication.h"

#include <string.h>

/* In the order of names. */
static const TideDrug drugs[] = {
  { "acetylcysteine", "197", NULL },
  { "alcohol", NULL, "cns_depressant" },
  { "alprazolam", NULL, "benzodiazepine" },
  { "aminophylline", NULL, "xanthine" },
  { "amphetamine", NULL, "stimulant" },
  { "apixaban", NULL, "anticoagulant" },
  { "aripiprazole", "89013", "antipsychotic" },
  { "buprenorphine", NULL, "opioid" },
  { "bupropion", "42347", "antidepressant" },
  { "carbamazepine", NULL, "mood_stabiliser" },
  { "citalopram", "2556", "ssri" },
  { "clarithromycin", NULL, "enzyme_inhibitor" },
  { "clomipramine", "2597", "tricyclic" },
  { "clonazepam", NULL, "benzodiazepine" },
  { "clonidine", "2599", "alpha_agonist" },
  { "clozapine", NULL, "antipsychotic" },
  { "codeine", NULL, "opioid" },
  { "dexamfetamine", NULL, "stimulant" },
  { "diazepam", "3322", "benzodiazepine" },
  { "diclofenac", NULL, "nsaid" },
  { "duloxetine", "72625", "snri" },
  { "escitalopram", "321988", "ssri" },
  { "esketamine", NULL, "ketamine" },
  { "fentanyl", NULL, "opioid" },
  { "fluoxetine", "4493", "ssri" },
  { "fluvoxamine", "42355", "ssri" },
  { "haloperidol", "5093", "antipsychotic" },
  { "ibuprofen", NULL, "nsaid" },
  { "isocarboxazid", NULL, "maoi" },
  { "ketamine", "6130", "ketamine" },
  { "labetalol", "6185", NULL },
  { "lamotrigine", "28439", "mood_stabiliser" },
  { "levothyroxine", NULL, "thyroid_hormone" },
  { "linezolid", NULL, "serotonergic" },
  { "liothyronine", NULL, "thyroid_hormone" },
  { "lisdexamfetamine", NULL, "stimulant" },
  { "lithium", "6448", "mood_stabiliser" },
  { "lorazepam", "6470", "benzodiazepine" },
  { "memantine", "6719", NULL },
  { "methadone", NULL, "opioid" },
  { "methylene blue", NULL, "serotonergic" },
  { "methylphenidate", "6901", "stimulant" },
  { "midazolam", "6960", "benzodiazepine" },
  { "mirtazapine", "15996", "antidepressant" },
  { "moclobemide", NULL, "maoi" },
  { "modafinil", "30125", "stimulant" },
  { "morphine", NULL, "opioid" },
  { "naltrexone", "7243", "opioid_antagonist" },
  { "naproxen", NULL, "nsaid" },
  { "olanzapine", "61381", "antipsychotic" },
  { "ondansetron", "26225", NULL },
  { "oxycodone", NULL, "opioid" },
  { "paroxetine", "32937", "ssri" },
  { "phenelzine", NULL, "maoi" },
  { "pimozide", NULL, "antipsychotic" },
  { "quetiapine", "51272", "antipsychotic" },
  { "rifampicin", NULL, "enzyme_inducer" },
  { "risperidone", "35636", "antipsychotic" },
  { "rivaroxaban", NULL, "anticoagulant" },
  { "rizatriptan", NULL, "triptan" },
  { "selegiline", NULL, "maoi" },
  { "sertraline", "36437", "ssri" },
  { "sumatriptan", NULL, "triptan" },
  { "tamoxifen", NULL, NULL },
  { "temazepam", NULL, "benzodiazepine" },
  { "theophylline", NULL, "xanthine" },
  { "thyroid hormone", NULL, "thyroid_hormone" },
  { "tizanidine", NULL, NULL },
  { "tramadol", NULL, "opioid" },
  { "tranylcypromine", NULL, "maoi" },
  { "venlafaxine", "39786", "snri" },
  { "warfarin", NULL, "anticoagulant" },
  { "zolmitriptan", NULL, "triptan" },
};

const TideDrug *
tide_drug_lookup (const char *name)
{
  if (name == NULL)
    return NULL;
  g_autofree char *bare = g_strstrip (g_strdup (name));
  for (guint i = 0; i < G_N_ELEMENTS (drugs); i++)
    if (g_ascii_strcasecmp (drugs[i].name, bare) == 0)
      return &drugs[i];
  return NULL;
}

/* "blue" finds "methylene blue". */
static gboolean
has_word_start (const char *name, const char *text, gsize length)
{
  for (const char *word = name; word != NULL; word = strchr (word, ' '))
    {
      word += *word == ' ';
      if (g_ascii_strncasecmp (word, text, length) == 0)
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
tide_drug_search (const char *text, guint max)
{
  GPtrArray *found = g_ptr_array_new ();
  g_autofree char *bare = g_strstrip (g_strdup (text != NULL ? text : ""));
  if (*bare == '\0')
    return found;
  for (guint i = 0; i < G_N_ELEMENTS (drugs) && found->len < max; i++)
    if (has_word_start (drugs[i].name, bare, strlen (bare)))
      g_ptr_array_add (found, (gpointer) &drugs[i]);
  return found;
}
