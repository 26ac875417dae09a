/* tide-icd.c: the diagnoses that this program is about (clinical.md 7.1), found by code or by word.
 *
 * ICD-10-CM is a public classification of the US National Center for Health Statistics.  Any other
 * well-formed code may be typed too: it is stored with the label the clinic gives it.
 */
#include "tide-patient.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const TideIcdCode codes[] = {
  { "F10.10", N_ ("Alcohol abuse, uncomplicated"), "substance", "AUD" },
  { "F10.20", N_ ("Alcohol dependence, uncomplicated"), "substance", "AUD" },
  { "F10.21", N_ ("Alcohol dependence, in remission"), "substance", "AUD" },
  { "F11.20", N_ ("Opioid dependence, uncomplicated"), "substance", "OUD" },
  { "F12.20", N_ ("Cannabis dependence, uncomplicated"), "substance", "CUD" },
  { "F13.20", N_ ("Sedative, hypnotic or anxiolytic dependence, uncomplicated"), "substance", "SUD" },
  { "F14.20", N_ ("Cocaine dependence, uncomplicated"), "substance", "SUD" },
  { "F15.20", N_ ("Other stimulant dependence, uncomplicated"), "substance", "SUD" },
  { "F16.20", N_ ("Hallucinogen dependence (includes ketamine), uncomplicated"), "substance", "SUD" },
  { "F31.30", N_ ("Bipolar disorder, current episode depressed, mild or moderate severity, unspecified"),
    "bipolar", "BD" },
  { "F31.31", N_ ("Bipolar disorder, current episode depressed, mild"), "bipolar", "BD" },
  { "F31.32", N_ ("Bipolar disorder, current episode depressed, moderate"), "bipolar", "BD" },
  { "F31.4", N_ ("Bipolar disorder, current episode depressed, severe, without psychotic features"),
    "bipolar", "BD" },
  { "F31.5", N_ ("Bipolar disorder, current episode depressed, severe, with psychotic features"), "bipolar",
    "BD" },
  { "F31.81", N_ ("Bipolar II disorder"), "bipolar", "BD II" },
  { "F32.0", N_ ("Major depressive disorder, single episode, mild"), "depression", "MDD" },
  { "F32.1", N_ ("Major depressive disorder, single episode, moderate"), "depression", "MDD" },
  { "F32.2", N_ ("Major depressive disorder, single episode, severe without psychotic features"),
    "depression", "MDD" },
  { "F32.3", N_ ("Major depressive disorder, single episode, severe with psychotic features"), "depression",
    "MDD" },
  { "F32.4", N_ ("Major depressive disorder, single episode, in partial remission"), "depression", "MDD" },
  { "F32.5", N_ ("Major depressive disorder, single episode, in full remission"), "depression", "MDD" },
  { "F32.A", N_ ("Depression, unspecified"), "depression", "MDD" },
  { "F33.0", N_ ("Major depressive disorder, recurrent, mild"), "depression", "MDD" },
  { "F33.1", N_ ("Major depressive disorder, recurrent, moderate"), "depression", "MDD" },
  { "F33.2", N_ ("Major depressive disorder, recurrent, severe without psychotic features"), "depression",
    "MDD" },
  { "F33.3", N_ ("Major depressive disorder, recurrent, severe with psychotic symptoms"), "depression",
    "MDD" },
  { "F33.40", N_ ("Major depressive disorder, recurrent, in remission, unspecified"), "depression", "MDD" },
  { "F33.41", N_ ("Major depressive disorder, recurrent, in partial remission"), "depression", "MDD" },
  { "F33.42", N_ ("Major depressive disorder, recurrent, in full remission"), "depression", "MDD" },
  { "F33.9", N_ ("Major depressive disorder, recurrent, unspecified"), "depression", "MDD" },
  { "F40.10", N_ ("Social phobia, unspecified"), "social_anxiety", "SAD" },
  { "F40.11", N_ ("Social phobia, generalized"), "social_anxiety", "SAD" },
  { "F41.1", N_ ("Generalized anxiety disorder"), "anxiety", "GAD" },
  { "F42.2", N_ ("Mixed obsessional thoughts and acts"), "ocd", "OCD" },
  { "F42.3", N_ ("Hoarding disorder"), "ocd", "Hoarding" },
  { "F42.4", N_ ("Excoriation (skin-picking) disorder"), "ocd", "Skin picking" },
  { "F42.8", N_ ("Other obsessive-compulsive disorder"), "ocd", "OCD" },
  { "F42.9", N_ ("Obsessive-compulsive disorder, unspecified"), "ocd", "OCD" },
  { "F43.10", N_ ("Post-traumatic stress disorder, unspecified"), "ptsd", "PTSD" },
  { "F43.11", N_ ("Post-traumatic stress disorder, acute"), "ptsd", "PTSD" },
  { "F43.12", N_ ("Post-traumatic stress disorder, chronic"), "ptsd", "PTSD" },
  { "G89.21", N_ ("Chronic pain due to trauma"), "pain", "Pain" },
  { "G89.28", N_ ("Other chronic postprocedural pain"), "pain", "Pain" },
  { "G89.29", N_ ("Other chronic pain"), "pain", "Pain" },
  { "G89.4", N_ ("Chronic pain syndrome"), "pain", "Pain" },
  { "G90.50", N_ ("Complex regional pain syndrome I, unspecified"), "pain", "CRPS" },
  { "G90.511", N_ ("Complex regional pain syndrome I of right upper limb"), "pain", "CRPS" },
  { "G90.512", N_ ("Complex regional pain syndrome I of left upper limb"), "pain", "CRPS" },
  { "G90.513", N_ ("Complex regional pain syndrome I of upper limb, bilateral"), "pain", "CRPS" },
  { "G90.519", N_ ("Complex regional pain syndrome I of unspecified upper limb"), "pain", "CRPS" },
  { "G90.521", N_ ("Complex regional pain syndrome I of right lower limb"), "pain", "CRPS" },
  { "G90.522", N_ ("Complex regional pain syndrome I of left lower limb"), "pain", "CRPS" },
  { "G90.523", N_ ("Complex regional pain syndrome I of lower limb, bilateral"), "pain", "CRPS" },
  { "G90.529", N_ ("Complex regional pain syndrome I of unspecified lower limb"), "pain", "CRPS" },
  { "G90.59", N_ ("Complex regional pain syndrome I of other specified site"), "pain", "CRPS" },
  { "M79.7", N_ ("Fibromyalgia"), "pain", "FM" },
  { "R45.851", N_ ("Suicidal ideations"), "suicide", "SI" },
  { "T14.91XA", N_ ("Suicide attempt, initial encounter"), "suicide", "SA" },
  { "Z91.51", N_ ("Personal history of suicidal behavior"), "suicide", "Hx SB" },
};

/* The category of a code outside the table.  F43 and F40 also hold disorders that are not meant (adjustment
 * disorder, agoraphobia), so there one more character decides. */
static const struct
{
  const char *start, *condition;
} categories[] = {
  { "F1", "substance" },    { "F31", "bipolar" },         { "F32", "depression" }, { "F33", "depression" },
  { "F341", "depression" }, { "F401", "social_anxiety" }, { "F40", "anxiety" },    { "F41", "anxiety" },
  { "F42", "ocd" },         { "F431", "ptsd" },           { "G89", "pain" },       { "G905", "pain" },
  { "M797", "pain" },       { "R4585", "suicide" },       { "T1491", "suicide" },  { "Z9151", "suicide" },
};

/* The table with labels in the user's language, made once: the language is set before the first window. */
static const TideIcdCode *
get_table (void)
{
  static TideIcdCode *table = NULL;
  static gsize once = 0;
  if (g_once_init_enter (&once))
    {
      table = g_memdup2 (codes, sizeof codes);
      for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
        table[i].label = _ (codes[i].label);
      g_once_init_leave (&once, 1);
    }
  return table;
}

/* Upper case and without the dot: how two writings of one code are compared. */
static char *
dup_bare (const char *code)
{
  GString *bare = g_string_new (NULL);
  for (const char *at = code; *at != '\0'; at++)
    if (*at != '.')
      g_string_append_c (bare, g_ascii_toupper (*at));
  return g_string_free (bare, FALSE);
}

const TideIcdCode *
tide_icd_lookup (const char *code)
{
  if (code == NULL || *code == '\0')
    return NULL;
  const TideIcdCode *table = get_table ();
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_ascii_strcasecmp (table[i].code, code) == 0)
      return &table[i];
  return NULL;
}

gboolean
tide_icd_is_valid (const char *code)
{
  if (code == NULL || !g_ascii_isalpha (code[0]) || !g_ascii_isdigit (code[1]) || !g_ascii_isalnum (code[2]))
    return FALSE;
  const char *rest = code + 3;
  if (*rest == '\0')
    return TRUE;
  if (*rest == '.')
    rest++;
  gsize n = strlen (rest);
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isalnum (rest[i]))
      return FALSE;
  return n >= 1 && n <= 4;
}

static const char *
find_condition (const char *code)
{
  const TideIcdCode *known = tide_icd_lookup (code);
  if (known != NULL)
    return known->condition;
  if (!tide_icd_is_valid (code))
    return NULL;
  g_autofree char *bare = dup_bare (code);
  for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
    if (g_str_has_prefix (bare, categories[i].start))
      return categories[i].condition;
  return NULL;
}

/* A comparison asks it of every course, and a clinic treats few illnesses: what was found lately is kept. */
const char *
tide_icd_get_condition (const char *code)
{
  static _Thread_local struct
  {
    char code[16];
    const char *condition;
  } seen[32];
  gsize length = code != NULL ? strlen (code) : 0;
  if (length == 0 || length >= sizeof seen[0].code)
    return find_condition (code);
  guint place = 0;
  for (gsize i = 0; i < length; i++)
    place = place * 31 + (guchar) code[i];
  place %= G_N_ELEMENTS (seen);
  if (strcmp (seen[place].code, code) != 0)
    {
      seen[place].condition = find_condition (code);
      g_strlcpy (seen[place].code, code, sizeof seen[place].code);
    }
  return seen[place].condition;
}

static gboolean
any_starts (char **words, const char *typed)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], typed))
      return TRUE;
  return FALSE;
}

static gboolean
text_has (const char *text, const char *typed)
{
  g_auto (GStrv) alternates = NULL;
  g_auto (GStrv) words = g_str_tokenize_and_fold (text, NULL, &alternates);
  return any_starts (words, typed) || any_starts (alternates, typed);
}

/* Every typed word must start the code or a word of the label or abbreviation: -1 when one does not, else how
 * many stand behind the name of the disorder only.  "Bipolar disorder, current episode depressed" is no
 * depression: who types "depress" is offered it last. */
static int
count_behind_the_name (const TideIcdCode *entry, char **typed)
{
  g_autofree char *bare = dup_bare (entry->code), *name = g_strdup (entry->label);
  int behind = 0;
  name[strcspn (name, ",")] = '\0';
  for (guint i = 0; typed[i] != NULL; i++)
    {
      if (g_ascii_strncasecmp (bare, typed[i], strlen (typed[i])) == 0 || text_has (name, typed[i])
          || (entry->abbreviation != NULL && text_has (entry->abbreviation, typed[i])))
        continue;
      if (!text_has (entry->label, typed[i]))
        return -1;
      behind++;
    }
  return behind;
}

/* "F42.2" must stay one word, so dots go before the text is cut into words. */
static char **
split_typed (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_auto (GStrv) parts = g_strsplit (valid, ".", -1);
  g_autofree char *joined = g_strjoinv ("", parts);
  return g_str_tokenize_and_fold (joined, NULL, NULL);
}

GPtrArray *
tide_icd_search (const char *text, guint max)
{
  g_return_val_if_fail (text != NULL, NULL);

  GPtrArray *hits = g_ptr_array_new ();
  g_auto (GStrv) typed = split_typed (text);
  const TideIcdCode *table = get_table ();
  int most = (int) g_strv_length (typed), ranks[G_N_ELEMENTS (codes)];
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    ranks[i] = count_behind_the_name (&table[i], typed);
  for (int rank = 0; rank <= most; rank++)
    for (guint i = 0; i < G_N_ELEMENTS (codes) && hits->len < max; i++)
      if (ranks[i] == rank)
        g_ptr_array_add (hits, (gpointer) &table[i]);
  return hits;
}
