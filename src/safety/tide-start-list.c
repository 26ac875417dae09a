/* tide-start-list.c: the questions before a dose as a clinic has changed them. */
#include "tide-start-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-session-rules-private.h"

const char *const tide_wanted_codes[] = { "words", "any", "yes", "no", NULL };

const char *
tide_start_list_get_optional (guint index, const char **label)
{
  static const struct
  {
    const char *id, *label;
  } questions[] = { { "last_food", N_ ("Last food, fluids") },
                    { "food_2h", N_ ("No food for 2 h") },
                    { "liquids_30min", N_ ("No liquids for 30 min") },
                    { "nasal_1h", N_ ("No nasal steroid or decongestant for 1 h") },
                    { "escort", N_ ("Escort") },
                    { "driving", N_ ("Drives before a night of sleep") },
                    { "held", N_ ("Held medicines") },
                    { "pregnancy", N_ ("Pregnant") } };
  if (index >= G_N_ELEMENTS (questions))
    return NULL;
  if (label != NULL)
    *label = _ (questions[index].label);
  return questions[index].id;
}

static void
question_free (gpointer data)
{
  TideStartQuestion *question = data;
  g_free (question->id);
  g_free (question->label);
  g_free (question);
}

void
tide_session_rules_reset_start_list (TideSessionRules *self)
{
  g_return_if_fail (self != NULL);
  g_clear_pointer (&self->questions, g_ptr_array_unref);
  g_clear_pointer (&self->off, g_hash_table_unref);
  self->questions = g_ptr_array_new_with_free_func (question_free);
  self->off = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static TideStartQuestion *
find (const TideSessionRules *self, const char *id)
{
  for (guint i = 0; i < self->questions->len; i++)
    if (strcmp (((TideStartQuestion *) self->questions->pdata[i])->id, id) == 0)
      return self->questions->pdata[i];
  return NULL;
}

void
tide_session_rules_add_question (TideSessionRules *self, const char *id, const char *label, TideWanted wanted)
{
  g_return_if_fail (self != NULL && id != NULL && label != NULL);
  TideStartQuestion *question = find (self, id);
  if (question == NULL)
    {
      question = g_new0 (TideStartQuestion, 1);
      question->id = g_strdup (id);
      g_ptr_array_add (self->questions, question);
    }
  g_free (question->label);
  question->label = g_strdup (label);
  question->wanted = wanted;
}

const GPtrArray *
tide_session_rules_get_questions (const TideSessionRules *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->questions;
}

static gboolean
can_be_off (const TideSessionRules *self, const char *id)
{
  const char *optional;
  for (guint i = 0; (optional = tide_start_list_get_optional (i, NULL)) != NULL; i++)
    if (strcmp (optional, id) == 0)
      return TRUE;
  return find (self, id) != NULL;
}

gboolean
tide_session_rules_switch_off (TideSessionRules *self, const char *id, const char *source)
{
  g_return_val_if_fail (self != NULL && id != NULL && source != NULL, FALSE);
  if (!can_be_off (self, id))
    return FALSE;
  g_hash_table_insert (self->off, g_strdup (id), g_strdup (source));
  return TRUE;
}

const char *
tide_session_rules_get_off_source (const TideSessionRules *self, const char *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);
  return g_hash_table_lookup (self->off, id);
}
