/* tide-visit-goals.c: the goals of a patient as parts of a visit.
 *
 * The scales goal_1, goal_2 … lend their keys (0 to 10, missing, as last time); what is answered is kept as
 * the rating of the goal itself, so that it stays with its words when another goal is closed. */

#include "tide-visit-goals.h"

#define SCALE_FORMAT "goal_%u"

static const TideGoal *
find_goal (const TideHistory *history, gint64 goal_id)
{
  for (guint i = 0; i < history->goals->len; i++)
    {
      const TideGoal *goal = history->goals->pdata[i];

      if (goal->base.id == goal_id)
        return goal;
    }
  return NULL;
}

/* The last rating of @goal as a filling-in of the scale, NULL when there is none (transfer full). */
static TideAssessmentData *
make_previous (const TideHistory *history, const TideGoal *goal)
{
  const TideGoalRating *last = NULL;
  g_autofree char *answers = NULL;
  TideAssessmentData *data;

  for (guint i = 0; i < history->goal_ratings->len; i++)
    if (((const TideGoalRating *) history->goal_ratings->pdata[i])->goal_id == goal->base.id)
      last = history->goal_ratings->pdata[i];
  if (last == NULL)
    return NULL;
  data = tide_assessment_data_new ();
  answers = g_strdup_printf ("1=%" G_GINT64_FORMAT, last->value);
  tide_record_set_text (&data->answers, answers);
  data->taken = last->taken;
  return data;
}

/* FALSE: no scale is left for it. */
static gboolean
add_goal (const TideFormContext *context, TideAnswerSheet *sheet, const TideGoal *goal, guint n)
{
  g_autofree char *id = g_strdup_printf (SCALE_FORMAT, n);
  TideInstrument *scale = tide_library_lookup (tide_clinic_get_library (context->clinic), id);
  g_autoptr (TideAssessment) assessment = NULL;
  g_autoptr (TideAssessmentData) previous = NULL;
  guint part;

  /* Once; a battery that asks for a scale of goals itself keeps it. */
  if (scale == NULL || tide_answer_sheet_find_part (sheet, id) >= 0)
    return FALSE;
  assessment = tide_assessment_new (scale, tide_form_context_get_sex (context));
  part = tide_answer_sheet_add_instrument (sheet, assessment, TRUE);
  tide_answer_sheet_set_label (sheet, part, goal->text);
  tide_answer_sheet_set_record (sheet, part, goal->base.id);
  previous = make_previous (context->history, goal);
  if (previous)
    tide_answer_sheet_set_previous (sheet, part, previous);
  return TRUE;
}

void
tide_visit_goals_add (const TideFormContext *context, TideAnswerSheet *sheet)
{
  guint n = 1;

  for (guint i = 0; i < context->history->goals->len; i++)
    {
      const TideGoal *goal = context->history->goals->pdata[i];

      if (!tide_date_is_known (goal->closed_on) && !add_goal (context, sheet, goal, n++))
        return;
    }
}

gboolean
tide_visit_goals_is_goal (const TideSheetPart *part)
{
  return part->record_id != 0;
}

TideGoalRating *
tide_visit_goals_make_rating (const TideFormContext *context, TideAnswerSheet *sheet,
                              const TideSheetPart *part)
{
  TideAnswer answer = tide_answer_sheet_get_answer (sheet, part->first_row);
  const TideGoal *goal = find_goal (context->history, part->record_id);
  TideGoalRating *rating;

  if (goal == NULL || answer.state != TIDE_ANSWER_GIVEN)
    return NULL;
  rating = tide_goal_rating_new ();
  rating->patient_id = goal->patient_id;
  rating->goal_id = goal->base.id;
  rating->value = answer.value;
  return rating;
}
