/* tide-clinic-score.c: what the program itself writes into an assessment before it is stored: the version of
 * the instrument, the answers in canonical order, the scores.  They are stored with it for ever, so that a
 * printed figure does not change when a file does.
 */
#include "tide-clinic-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static gboolean
fault (GError **error, const char *field, const char *reason)
{
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "%s: %s", field, reason);
  return FALSE;
}

static gboolean
has_answer (TideInstrument *instrument, const TideAnswer *answers)
{
  for (guint i = 0; i < tide_instrument_get_n_items (instrument); i++)
    if (answers[i].state != TIDE_ANSWER_MISSING)
      return TRUE;
  return FALSE;
}

char *
tide_clinic_score_answers (TideInstrument *instrument, const char *answers, TideSex sex)
{
  g_autofree TideAnswer *read = g_new0 (TideAnswer, tide_instrument_get_n_items (instrument) + 1);
  if (!tide_answers_from_text (instrument, answers, read, NULL))
    return NULL;
  g_autoptr (TideScores) scores = tide_instrument_compute (instrument, read, sex);
  return tide_scores_to_text (scores);
}

/* A file may bring answers and a total: then they must agree, and the answers are kept. */
static gboolean
compare_total (TideInstrument *instrument, const TideScores *scores, double total, GError **error)
{
  const TideScore *primary = tide_scores_find (scores, tide_instrument_get_primary (instrument)->id);
  if (isnan (total) || primary == NULL || primary->status == TIDE_SCORE_INVALID)
    return TRUE;
  if (fabs (primary->value - total) < 1e-9)
    return TRUE;
  g_autofree char *given = tide_number_to_text (total);
  g_autofree char *computed = tide_number_to_text (primary->value);
  g_autofree char *reason = g_strdup_printf (_ ("%s is given, the answers make %s"), given, computed);
  return fault (error, "total", reason);
}

static gboolean
score_answers (TideInstrument *instrument, TideSex sex, TideAssessmentData *data, GError **error)
{
  g_autofree TideAnswer *answers = g_new0 (TideAnswer, tide_instrument_get_n_items (instrument) + 1);
  g_autoptr (GError) local = NULL;

  if (!tide_answers_from_text (instrument, data->answers, answers, &local))
    return fault (error, "answers", local->message);
  if (!has_answer (instrument, answers))
    return fault (error, "answers", _ ("has neither answers nor a total"));
  g_autoptr (TideScores) scores = tide_instrument_compute (instrument, answers, sex);
  if (!compare_total (instrument, scores, data->total, error))
    return FALSE;
  g_free (data->answers);
  data->answers = tide_answers_to_text (instrument, answers);
  data->total = NAN;
  g_free (data->scores);
  data->scores = tide_scores_to_text (scores);
  return TRUE;
}

static gboolean
score_total (TideInstrument *instrument, TideAssessmentData *data, GError **error)
{
  const TideScoreInfo *info = tide_instrument_get_primary (instrument);
  gboolean whole = info->decimals > 0 || data->total == floor (data->total);
  if (data->total < info->minimum || data->total > info->maximum || !whole)
    {
      g_autofree char *reason
        = g_strdup_printf (info->decimals > 0 ? _ ("%g is not a number from %g to %g")
                                              : _ ("%g is not a whole number from %g to %g"),
                           data->total, info->minimum, info->maximum);
      return fault (error, "total", reason);
    }
  g_autofree char *value = tide_number_to_text (data->total);
  g_free (data->scores);
  data->scores = g_strdup_printf ("%s=%s", info->id, value);
  return TRUE;
}

gboolean
tide_clinic_score (TideClinic *self, const TidePatient *patient, TideAssessmentData *data, GError **error)
{
  if (data->instrument_id == NULL)
    return fault (error, "instrument_id", _ ("is required"));
  TideInstrument *instrument = tide_library_lookup (tide_clinic_get_library (self), data->instrument_id);
  if (instrument == NULL)
    {
      g_autofree char *reason = g_strdup_printf (_ ("this clinic has no scale \"%s\""), data->instrument_id);
      return fault (error, "instrument_id", reason);
    }
  tide_record_set_text (&data->instrument_version, tide_instrument_get_version (instrument));
  if (data->answers != NULL && *data->answers != '\0')
    return score_answers (instrument, (TideSex) patient->sex, data, error);
  g_clear_pointer (&data->answers, g_free);
  if (isnan (data->total))
    return fault (error, "answers", _ ("has neither answers nor a total"));
  return score_total (instrument, data, error);
}
