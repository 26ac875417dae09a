/* tide-verify-scores.c: ratings against the assessments they follow from, and stored scores against the
 * answers. */

#include "tide-verify-private.h"

#include <math.h>
#include <string.h>

typedef struct
{
  TideVerifyJob *job;
  const TideAssessmentData *data;
  GHashTable *ratings; /* score id -> TideRating, those not yet accounted for */
} ScoreJob;

static void
report (TideVerifyJob *job, gint64 assessment_id, const char *score_id, const char *what)
{
  g_ptr_array_add (job->result->changed, g_strdup_printf ("assessment %" G_GINT64_FORMAT ", rating %s: %s",
                                                          assessment_id, score_id, what));
}

static void
compare_score_cb (const char *score_id, TideScoreStatus status, double value, gpointer user_data)
{
  ScoreJob *scores = user_data;
  const TideAssessmentData *data = scores->data;
  TideRating *rating = g_hash_table_lookup (scores->ratings, score_id);
  guint32 flags = tide_rating_flags_of (data) | (status == TIDE_SCORE_PRORATED ? TIDE_RATING_PRORATED : 0);
  TideRating expected;

  tide_rating_take_form (&expected, data);
  if (status == TIDE_SCORE_INVALID || !isfinite (value))
    return;
  if (rating == NULL)
    report (scores->job, data->base.id, score_id, "is missing");
  else if (rating->value != tide_rating_from_value (value))
    {
      g_autofree char *stored = tide_number_to_text (value);
      g_autofree char *found = tide_number_to_text (tide_rating_get_value (rating));
      g_autofree char *what = g_strdup_printf ("%s in the assessment, %s in the ratings", stored, found);

      report (scores->job, data->base.id, score_id, what);
    }
  else if (rating->patient_id != data->patient_id || rating->taken_utc != data->taken.utc
           || rating->flags != flags || rating->rater_id != data->rater_id
           || rating->taken_offset != expected.taken_offset || rating->version != expected.version
           || rating->recall != expected.recall)
    report (scores->job, data->base.id, score_id, "its circumstances are not those of the assessment");
  g_hash_table_remove (scores->ratings, score_id);
}

/* score id -> TideRating of one assessment. */
static GHashTable *
load_ratings (TideVerifyJob *job, gint64 assessment_id, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (job->store, TIDE_SQL_RATING_OF_ASSESSMENT, error);
  g_autoptr (GHashTable) ratings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  tide_bind_integer (statement, "assessment_id", assessment_id);
  while (tide_db_step (job->store->db, statement, &has_row, error))
    {
      TideRating rating;

      if (!has_row)
        return g_steal_pointer (&ratings);
      rating = tide_store_read_rating (job->store, statement, 2);
      g_hash_table_insert (ratings, g_strdup ((const char *) sqlite3_column_text (statement, 1)),
                           g_memdup2 (&rating, sizeof rating));
    }
  return NULL;
}

static gboolean
check_ratings (TideVerifyJob *job, const TideAssessmentData *data, GError **error)
{
  ScoreJob scores = { job, data, load_ratings (job, data->base.id, error) };
  GHashTableIter iter;
  gpointer score_id;

  if (scores.ratings == NULL)
    return FALSE;
  if (tide_assessment_data_is_current (data) && data->scores != NULL)
    tide_scores_text_foreach (data->scores, compare_score_cb, &scores);
  g_hash_table_iter_init (&iter, scores.ratings);
  while (g_hash_table_iter_next (&iter, &score_id, NULL))
    report (job, data->base.id, score_id, "follows from no score of the assessment");
  g_hash_table_unref (scores.ratings);
  return TRUE;
}

static TideSex
get_sex (TideVerifyJob *job, gint64 patient_id)
{
  gpointer found;
  TidePatient *patient;
  TideSex sex;

  if (g_hash_table_lookup_extended (job->sexes, &patient_id, NULL, &found))
    return (TideSex) GPOINTER_TO_INT (found);
  patient = tide_store_lookup (job->store, &tide_patient_class, patient_id, NULL);
  sex = patient != NULL ? (TideSex) patient->sex : TIDE_SEX_UNKNOWN;
  tide_patient_free (patient);
  g_hash_table_insert (job->sexes, g_memdup2 (&patient_id, sizeof patient_id), GINT_TO_POINTER (sex));
  return sex;
}

/* Only with the very version that made them: another version's scores may rightly differ. */
static void
check_scores (TideVerifyJob *job, const TideAssessmentData *data)
{
  TideInstrument *instrument = tide_library_lookup (job->library, data->instrument_id);
  g_autofree TideAnswer *answers = NULL;
  g_autoptr (TideScores) scores = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *text = NULL;

  if (instrument == NULL || data->answers == NULL || data->scores == NULL
      || g_strcmp0 (tide_instrument_get_version (instrument), data->instrument_version) != 0)
    return;
  job->result->scores_checked++;
  answers = g_new0 (TideAnswer, tide_instrument_get_n_items (instrument) + 1);
  if (!tide_answers_from_text (instrument, data->answers, answers, &local))
    {
      g_ptr_array_add (job->result->scores_different,
                       g_strdup_printf ("assessment %" G_GINT64_FORMAT ": its answers cannot be read: %s",
                                        data->base.id, local->message));
      return;
    }
  scores = tide_instrument_compute (instrument, answers, get_sex (job, data->patient_id));
  text = tide_scores_to_text (scores);
  if (strcmp (text, data->scores) != 0)
    g_ptr_array_add (job->result->scores_different,
                     g_strdup_printf ("assessment %" G_GINT64_FORMAT ": %s stored, %s computed",
                                      data->base.id, data->scores, text));
}

gboolean
tide_verify_assessment (TideVerifyJob *job, const TideAssessmentData *data, GError **error)
{
  if (job->library != NULL)
    check_scores (job, data);
  return check_ratings (job, data, error);
}

gboolean
tide_verify_rating_orphans (TideVerifyJob *job, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (job->store, TIDE_SQL_RATING_ORPHANS, error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  while (tide_db_step (job->store->db, statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      g_ptr_array_add (job->result->unaudited,
                       g_strdup_printf ("rating of assessment %" G_GINT64_FORMAT
                                        ": there is no such assessment",
                                        (gint64) sqlite3_column_int64 (statement, 0)));
    }
  return FALSE;
}
