/* tide-checklists.c: finding a checklist and its terms. */
#include "tide-checklists.h"

#include <string.h>

const TideChecklist *
tide_checklists_for (const TideSafetyRules *rules, TideArm arm)
{
  const GPtrArray *lists = tide_safety_rules_get_checklists (rules);
  for (guint i = 0; i < lists->len; i++)
    if ((((const TideChecklist *) lists->pdata[i])->arms & (1u << arm)) != 0)
      return lists->pdata[i];
  return NULL;
}

const TideChecklist *
tide_checklists_find (const TideSafetyRules *rules, const char *id)
{
  const GPtrArray *lists = tide_safety_rules_get_checklists (rules);
  for (guint i = 0; i < lists->len; i++)
    if (g_strcmp0 (((const TideChecklist *) lists->pdata[i])->id, id) == 0)
      return lists->pdata[i];
  return NULL;
}

const TideChecklistTerm *
tide_checklist_find_term (const TideChecklist *self, const char *term_id)
{
  g_return_val_if_fail (self != NULL, NULL);
  for (guint i = 0; i < self->terms->len; i++)
    if (g_strcmp0 (((const TideChecklistTerm *) self->terms->pdata[i])->id, term_id) == 0)
      return self->terms->pdata[i];
  return NULL;
}

/* "Cystitis" is typed where the list says "Urinary symptoms". */
static gboolean
is_also (const TideChecklistTerm *term, const char *text)
{
  for (guint i = 0; term->also != NULL && term->also[i] != NULL; i++)
    if (tide_drug_names (text, term->also[i]))
      return TRUE;
  return FALSE;
}

const TideChecklistTerm *
tide_checklist_match_term (const TideChecklist *self, const char *text)
{
  g_return_val_if_fail (self != NULL, NULL);
  if (text == NULL)
    return NULL;
  g_autofree char *wanted = g_utf8_casefold (text, -1);
  for (guint i = 0; i < self->terms->len; i++)
    {
      const TideChecklistTerm *term = self->terms->pdata[i];
      g_autofree char *label = g_utf8_casefold (term->label, -1);
      if (strcmp (wanted, term->id) == 0 || strcmp (wanted, label) == 0)
        return term;
    }
  for (guint i = 0; i < self->terms->len; i++)
    if (is_also (self->terms->pdata[i], text))
      return self->terms->pdata[i];
  return NULL;
}

char *
tide_checklist_dup_asked (const TideChecklist *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < self->terms->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            ((const TideChecklistTerm *) self->terms->pdata[i])->id);
  return g_string_free (text, FALSE);
}

gboolean
tide_effect_check_asks (const TideEffectCheck *check, const char *term_id)
{
  g_return_val_if_fail (check != NULL && term_id != NULL, FALSE);
  g_auto (GStrv) words = g_strsplit (check->asked != NULL ? check->asked : "", " ", -1);
  return g_strv_contains ((const char *const *) words, term_id);
}
