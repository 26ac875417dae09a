/* tide-screening-rules.c: questions and answers of a screening, side by side. */
#include "tide-screening-rules.h"

#include <string.h>

const TideScreeningClause *
tide_screening_question_find_clause (const TideScreeningQuestion *question, TideArm arm)
{
  g_return_val_if_fail (question != NULL, NULL);
  for (guint i = 0; i < question->clauses->len; i++)
    {
      const TideScreeningClause *clause = question->clauses->pdata[i];
      if ((clause->arms & (1u << arm)) != 0)
        return clause;
    }
  return NULL;
}

GPtrArray *
tide_screening_rules_list (const TideSafetyRules *rules, TideArm arm, TideSex sex)
{
  const GPtrArray *all = tide_safety_rules_get_questions (rules);
  GPtrArray *questions = g_ptr_array_new ();
  for (guint i = 0; i < all->len; i++)
    {
      TideScreeningQuestion *question = all->pdata[i];
      if (tide_screening_question_find_clause (question, arm) != NULL
          && !(question->not_for_male && sex == TIDE_SEX_MALE))
        g_ptr_array_add (questions, question);
    }
  return questions;
}

TideDate
tide_screening_rules_get_expiry (const TideScreening *screening, const TideThresholds *thresholds)
{
  g_return_val_if_fail (screening != NULL && thresholds != NULL, TIDE_DATE_UNKNOWN);
  if (tide_date_is_known (screening->expires_on))
    return screening->expires_on;
  if (!tide_instant_is_known (screening->taken))
    return TIDE_DATE_UNKNOWN;
  return tide_instant_get_date (screening->taken)
         + (TideDate) tide_thresholds_get (thresholds, "screening_valid_days");
}

static const TideScreening *
find_newest (const TideHistory *history, TideArm arm, TideDate day)
{
  const TideScreening *newest = NULL;
  for (guint i = 0; i < history->screenings->len; i++)
    {
      const TideScreening *screening = history->screenings->pdata[i];
      if (screening->arm != (int) arm || screening->entered_in_error
          || !tide_instant_is_known (screening->taken) || tide_instant_get_date (screening->taken) > day)
        continue;
      if (newest == NULL || tide_instant_compare (screening->taken, newest->taken) > 0)
        newest = screening;
    }
  return newest;
}

static const TideScreeningAnswer *
find_answer (const TideHistory *history, gint64 screening_id, const char *question)
{
  for (guint i = history->screening_answers->len; i > 0; i--)
    {
      const TideScreeningAnswer *answer = history->screening_answers->pdata[i - 1];
      if (answer->screening_id == screening_id && !answer->entered_in_error
          && g_strcmp0 (answer->question, question) == 0)
        return answer;
    }
  return NULL;
}

int
tide_screening_rules_find_other_medicines (const TideSafetyCase *subject, TideDate day,
                                           const TideScreening **screening)
{
  g_return_val_if_fail (subject != NULL && screening != NULL && tide_date_is_known (day), 0);
  int value = 0;
  *screening = NULL;
  for (guint i = 0; i < subject->history->screenings->len; i++)
    {
      const TideScreening *form = subject->history->screenings->pdata[i];
      if (form->entered_in_error || !tide_instant_is_known (form->taken)
          || tide_instant_get_date (form->taken) > day
          || tide_screening_rules_get_expiry (form, subject->thresholds) < day
          || (*screening != NULL && tide_instant_compare (form->taken, (*screening)->taken) <= 0))
        continue;
      const TideScreeningAnswer *answer
        = find_answer (subject->history, form->base.id, TIDE_SCREENING_OTHER_MEDICINES);
      if (answer == NULL || answer->answer == 0)
        continue;
      value = answer->answer;
      *screening = form;
    }
  return value;
}

static void
add_item (TideScreeningState *self, const TideHistory *history, const TideScreeningQuestion *question,
          TideArm arm)
{
  TideScreeningItem *item = g_new0 (TideScreeningItem, 1);
  item->question = question;
  item->clause = tide_screening_question_find_clause (question, arm);
  if (self->screening != NULL)
    item->answer = find_answer (history, self->screening->base.id, question->id);
  item->value = item->answer != NULL ? item->answer->answer : 0;
  self->n_open += item->value == 0;
  self->n_contraindications += item->value == 2 && item->clause->bar == TIDE_BAR_CONTRAINDICATED;
  self->n_cautions += item->value == 2 && item->clause->bar == TIDE_BAR_CAUTION;
  g_ptr_array_add (self->items, item);
}

TideScreeningState *
tide_screening_rules_judge (const TideSafetyCase *subject, TideArm arm, TideDate day)
{
  g_return_val_if_fail (subject != NULL && tide_date_is_known (day), NULL);
  const TideHistory *history = subject->history;
  TideScreeningState *self = g_new0 (TideScreeningState, 1);
  self->items = g_ptr_array_new_with_free_func (g_free);
  self->expires_on = TIDE_DATE_UNKNOWN;
  self->screening = find_newest (history, arm, day);
  if (self->screening != NULL)
    {
      self->expires_on = tide_screening_rules_get_expiry (self->screening, subject->thresholds);
      self->status = day <= self->expires_on ? TIDE_SCREENING_CURRENT : TIDE_SCREENING_EXPIRED;
    }
  TideSex sex = history->patient != NULL ? (TideSex) history->patient->sex : TIDE_SEX_UNKNOWN;
  g_autoptr (GPtrArray) questions = tide_screening_rules_list (subject->rules, arm, sex);
  for (guint i = 0; i < questions->len; i++)
    add_item (self, history, questions->pdata[i], arm);
  return self;
}

void
tide_screening_state_free (TideScreeningState *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->items);
  g_free (self);
}
