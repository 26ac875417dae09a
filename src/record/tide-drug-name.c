/* tide-drug-name.c: the table of doses knows brands and other languages, the table of drugs more drugs. */
#include "tide-drug-name.h"

#include "tide-medication.h"

/* Empty when there is none. */
static char *
dup_first_word (const char *typed)
{
  g_autofree char *folded
    = typed != NULL && g_utf8_validate (typed, -1, NULL) ? g_utf8_casefold (typed, -1) : g_strdup ("");
  const char *first = folded;
  while (*first != '\0' && !g_unichar_isalpha (g_utf8_get_char (first)))
    first = g_utf8_next_char (first);
  const char *end = first;
  while (g_unichar_isalpha (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  return g_strndup (first, (gsize) (end - first));
}

const char *
tide_drug_find_name (const TideDoseRules *doses, const char *typed)
{
  g_return_val_if_fail (doses != NULL, NULL);
  const char *name = tide_dose_rules_find_agent (doses, typed);
  if (name != NULL)
    return name;
  g_autofree char *first = dup_first_word (typed);
  const TideDrug *drug = tide_drug_lookup (typed);
  if (drug == NULL)
    drug = tide_drug_lookup (first);
  return drug != NULL ? drug->name : NULL;
}

char *
tide_drug_dup_key (const TideDoseRules *doses, const char *typed)
{
  g_return_val_if_fail (doses != NULL, NULL);
  const char *name = tide_drug_find_name (doses, typed);
  if (name != NULL)
    return g_strdup (name);
  g_autofree char *first = dup_first_word (typed);
  return *first != '\0' ? g_steal_pointer (&first) : NULL;
}
