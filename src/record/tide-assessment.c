/* tide-assessment.c: an assessment while a person works on it: live scores, and a signal for the form.
 *
 * The answers live twice, as an array for scoring and as canonical text in the record; the text is rewritten
 * after each change, so that a draft or a save never meets an old one.
 */
#include "tide-assessment.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

struct _TideAssessment
{
  GObject parent_instance;
  TideInstrument *instrument;
  TideSex sex;
  TideAssessmentData *data;
  TideAnswer *answers;
  TideScores *scores;
};

G_DEFINE_FINAL_TYPE (TideAssessment, tide_assessment, G_TYPE_OBJECT)

static guint changed_signal;

static void
tide_assessment_finalize (GObject *object)
{
  TideAssessment *self = TIDE_ASSESSMENT (object);
  g_clear_pointer (&self->scores, tide_scores_free);
  g_clear_pointer (&self->answers, g_free);
  g_clear_pointer (&self->data, tide_assessment_data_free);
  g_clear_pointer (&self->instrument, tide_instrument_unref);
  G_OBJECT_CLASS (tide_assessment_parent_class)->finalize (object);
}

static void
tide_assessment_class_init (TideAssessmentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tide_assessment_finalize;
  /**
   * TideAssessment::changed:
   *
   * An answer, the total or a field of the record changed; scores are already those of the new state.
   */
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
tide_assessment_init (TideAssessment *self)
{
}

static gboolean
total_is_possible (TideAssessment *self)
{
  const TideScoreInfo *primary = tide_instrument_get_primary (self->instrument);
  return self->data->total >= primary->minimum && self->data->total <= primary->maximum;
}

/* A total alone gives the primary score and nothing else. */
static void
put_total_into_scores (TideAssessment *self)
{
  TideScore *score
    = (TideScore *) tide_scores_find (self->scores, tide_instrument_get_primary (self->instrument)->id);
  g_return_if_fail (score != NULL);
  g_clear_pointer (&score->missing, g_ptr_array_unref);
  score->status = total_is_possible (self) ? TIDE_SCORE_VALID : TIDE_SCORE_INVALID;
  score->value = score->status == TIDE_SCORE_VALID ? self->data->total : NAN;
}

static void
compute_scores (TideAssessment *self)
{
  g_clear_pointer (&self->scores, tide_scores_free);
  self->scores = tide_instrument_compute (self->instrument, self->answers, self->sex);
  if (!isnan (self->data->total))
    put_total_into_scores (self);
}

static TideAssessment *
create (TideInstrument *instrument, TideSex sex, TideAssessmentData *take_data)
{
  TideAssessment *self = g_object_new (TIDE_TYPE_ASSESSMENT, NULL);
  self->instrument = tide_instrument_ref (instrument);
  self->sex = sex;
  self->data = take_data;
  self->answers = g_new0 (TideAnswer, tide_instrument_get_n_items (instrument) + 1);
  return self;
}

TideAssessment *
tide_assessment_new (TideInstrument *instrument, TideSex sex)
{
  g_return_val_if_fail (instrument != NULL, NULL);

  TideAssessmentData *data = tide_assessment_data_new ();
  tide_record_set_text (&data->instrument_id, tide_instrument_get_id (instrument));
  tide_record_set_text (&data->instrument_version, tide_instrument_get_version (instrument));
  data->rater_type = (int) tide_instrument_get_rater (instrument);
  data->status = TIDE_STATUS_FINAL;
  TideAssessment *self = create (instrument, sex, data);
  compute_scores (self);
  return self;
}

TideAssessment *
tide_assessment_new_from_data (TideInstrument *instrument, TideSex sex, const TideAssessmentData *data,
                               GError **error)
{
  g_return_val_if_fail (instrument != NULL && data != NULL, NULL);

  if (g_strcmp0 (data->instrument_id, tide_instrument_get_id (instrument)) != 0)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, _ ("an assessment of %s cannot be opened with %s"),
                   data->instrument_id != NULL ? data->instrument_id : "?",
                   tide_instrument_get_id (instrument));
      return NULL;
    }
  g_autoptr (TideAssessment) self = create (instrument, sex, tide_assessment_data_copy (data));
  if (!tide_answers_from_text (instrument, data->answers, self->answers, error))
    return NULL;
  compute_scores (self);
  return g_steal_pointer (&self);
}

TideInstrument *
tide_assessment_get_instrument (TideAssessment *self)
{
  g_return_val_if_fail (TIDE_IS_ASSESSMENT (self), NULL);
  return self->instrument;
}

TideAssessmentData *
tide_assessment_get_data (TideAssessment *self)
{
  g_return_val_if_fail (TIDE_IS_ASSESSMENT (self), NULL);
  return self->data;
}

void
tide_assessment_touch (TideAssessment *self)
{
  g_return_if_fail (TIDE_IS_ASSESSMENT (self));
  g_signal_emit (self, changed_signal, 0);
}

TideAnswer
tide_assessment_get_answer (TideAssessment *self, guint item)
{
  TideAnswer missing = { TIDE_ANSWER_MISSING, 0 };
  g_return_val_if_fail (TIDE_IS_ASSESSMENT (self), missing);
  g_return_val_if_fail (item < tide_instrument_get_n_items (self->instrument), missing);
  return self->answers[item];
}

const TideAnswer *
tide_assessment_get_answers (TideAssessment *self)
{
  g_return_val_if_fail (TIDE_IS_ASSESSMENT (self), NULL);
  return self->answers;
}

/* An answer to a question that is no longer asked would be scored although nobody sees it. */
static void
clear_items_not_asked (TideAssessment *self)
{
  guint n = tide_instrument_get_n_items (self->instrument);
  for (guint i = 0; i < n; i++)
    if (!tide_instrument_item_is_asked (self->instrument, self->answers, i))
      self->answers[i] = (TideAnswer){ TIDE_ANSWER_MISSING, 0 };
}

static gboolean
has_answers (TideAssessment *self)
{
  guint n = tide_instrument_get_n_items (self->instrument);
  for (guint i = 0; i < n; i++)
    if (self->answers[i].state != TIDE_ANSWER_MISSING)
      return TRUE;
  return FALSE;
}

gboolean
tide_assessment_set_answer (TideAssessment *self, guint item, TideAnswer answer, GError **error)
{
  g_return_val_if_fail (TIDE_IS_ASSESSMENT (self), FALSE);
  g_return_val_if_fail (item < tide_instrument_get_n_items (self->instrument), FALSE);

  g_autofree char *refusal = tide_instrument_check_answer (self->instrument, item, answer);
  if (refusal != NULL)
    {
      g_set_error_literal (error, TIDE_ERROR, TIDE_ERROR_VALUE, refusal);
      return FALSE;
    }
  self->answers[item] = answer;
  clear_items_not_asked (self);
  g_free (self->data->answers);
  self->data->answers = has_answers (self) ? tide_answers_to_text (self->instrument, self->answers) : NULL;
  self->data->total = NAN;
  compute_scores (self);
  tide_assessment_touch (self);
  return TRUE;
}

void
tide_assessment_set_total (TideAssessment *self, double total)
{
  g_return_if_fail (TIDE_IS_ASSESSMENT (self));

  memset (self->answers, 0, tide_instrument_get_n_items (self->instrument) * sizeof *self->answers);
  g_clear_pointer (&self->data->answers, g_free);
  self->data->total = total;
  compute_scores (self);
  tide_assessment_touch (self);
}

const TideScores *
tide_assessment_get_scores (TideAssessment *self)
{
  g_return_val_if_fail (TIDE_IS_ASSESSMENT (self), NULL);
  return self->scores;
}

gboolean
tide_assessment_is_complete (TideAssessment *self)
{
  g_return_val_if_fail (TIDE_IS_ASSESSMENT (self), FALSE);
  if (!isnan (self->data->total))
    return total_is_possible (self);
  return tide_instrument_is_complete (self->instrument, self->answers);
}

gboolean
tide_assessment_is_empty (TideAssessment *self)
{
  g_return_val_if_fail (TIDE_IS_ASSESSMENT (self), TRUE);
  return isnan (self->data->total) && !has_answers (self);
}
