/* tide-ratings.c: one integer row for each score of each assessment in force.
 *
 * Charts and comparisons read only these rows; they follow from the scores text that is stored with the
 * assessment, in the same transaction, and are never written by anything else.  What is amended, moved or
 * entered in error has none.
 */

#include "tide-store-private.h"

#include <math.h>
#include <string.h>

static gboolean
load_score_keys (TideStore *self, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_SCORE_KEY_LIST, error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  g_hash_table_remove_all (self->score_keys);
  while (tide_db_step (self->db, statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      g_hash_table_insert (self->score_keys,
                           g_strjoin (" ", (const char *) sqlite3_column_text (statement, 1),
                                      (const char *) sqlite3_column_text (statement, 2), NULL),
                           GINT_TO_POINTER (sqlite3_column_int (statement, 0)));
    }
  return FALSE;
}

gint64
tide_store_find_score_key (TideStore *self, const char *instrument_id, const char *score_id, GError **error)
{
  g_autofree char *name = g_strjoin (" ", instrument_id, score_id, NULL);
  gpointer id = g_hash_table_lookup (self->score_keys, name);

  if (id == NULL && (g_hash_table_size (self->score_keys) == 0 || self->read_only))
    {
      if (!load_score_keys (self, error))
        return -1;
      id = g_hash_table_lookup (self->score_keys, name);
    }
  return GPOINTER_TO_INT (id);
}

static gint64
make_score_key (TideStore *self, const char *instrument_id, const char *score_id, GError **error)
{
  gint64 id = tide_store_find_score_key (self, instrument_id, score_id, error);
  sqlite3_stmt *next, *insert;

  if (id != 0)
    return id;
  next = tide_store_get_statement (self, TIDE_SQL_SCORE_KEY_NEXT, error);
  insert = tide_store_get_statement (self, TIDE_SQL_SCORE_KEY_INSERT, error);
  if (next == NULL || insert == NULL || !tide_db_insert (self->db, next, &id, error))
    return -1;
  tide_bind_integer (insert, "id", id);
  tide_bind_text (insert, "instrument_id", instrument_id);
  tide_bind_text (insert, "score_id", score_id);
  if (!tide_db_run (self->db, insert, error))
    return -1;
  g_hash_table_insert (self->score_keys, g_strjoin (" ", instrument_id, score_id, NULL),
                       GINT_TO_POINTER (id));
  return id;
}

/* --- forms --- */

static const char *
intern_column (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text != NULL && *text != '\0' ? g_intern_string (text) : NULL;
}

/* Those that came since the last look. */
static gboolean
load_forms (TideStore *self, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_RATING_FORM_LIST, error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  tide_bind_integer (
    statement, "after_id",
    self->forms->len > 0 ? g_array_index (self->forms, TideRatingForm, self->forms->len - 1).id : 0);
  while (tide_db_step (self->db, statement, &has_row, error))
    {
      TideRatingForm form;

      if (!has_row)
        return TRUE;
      form = (TideRatingForm){ sqlite3_column_int64 (statement, 0), intern_column (statement, 1),
                               intern_column (statement, 2) };
      g_array_append_val (self->forms, form);
    }
  return FALSE;
}

static const TideRatingForm *
look_up_form (TideStore *self, gint64 id)
{
  /* Numbered from 1 without gaps, but for a rolled-back one. */
  if (id <= self->forms->len && g_array_index (self->forms, TideRatingForm, id - 1).id == id)
    return &g_array_index (self->forms, TideRatingForm, id - 1);
  for (guint i = 0; i < self->forms->len; i++)
    if (g_array_index (self->forms, TideRatingForm, i).id == id)
      return &g_array_index (self->forms, TideRatingForm, i);
  return NULL;
}

/* Of the clinic, not the patient: its number, made when it is the first such assessment; -1 on error. */
static gint64
make_form (TideStore *self, const TideAssessmentData *data, GError **error)
{
  TideRating rating;
  TideRatingForm form;
  sqlite3_stmt *next, *insert;

  tide_rating_take_form (&rating, data);
  form = (TideRatingForm){ 0, rating.version, rating.recall };
  if (self->forms->len == 0 && !load_forms (self, error))
    return -1;
  for (guint i = 0; i < self->forms->len; i++)
    {
      const TideRatingForm *known = &g_array_index (self->forms, TideRatingForm, i);

      if (known->version == form.version && known->recall == form.recall)
        return known->id;
    }
  next = tide_store_get_statement (self, TIDE_SQL_RATING_FORM_NEXT, error);
  insert = tide_store_get_statement (self, TIDE_SQL_RATING_FORM_INSERT, error);
  if (next == NULL || insert == NULL || !tide_db_insert (self->db, next, &form.id, error))
    return -1;
  tide_bind_integer (insert, "id", form.id);
  tide_bind_text (insert, "instrument_version", form.version != NULL ? form.version : "");
  tide_bind_text (insert, "recall", form.recall != NULL ? form.recall : "");
  if (!tide_db_run (self->db, insert, error))
    return -1;
  g_array_append_val (self->forms, form);
  return form.id;
}

/* --- writing --- */

typedef struct
{
  TideStore *store;
  const TideAssessmentData *data;
  gint64 form;
  GError *error;
} WriteJob;

static gboolean
write_rating (const WriteJob *job, gint64 score_key, double value, gboolean prorated, GError **error)
{
  TideStore *self = job->store;
  const TideAssessmentData *data = job->data;
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_RATING_INSERT, error);

  if (statement == NULL)
    return FALSE;
  tide_bind_integer (statement, "assessment_id", data->base.id);
  tide_bind_integer (statement, "score_key", score_key);
  tide_bind_integer (statement, "patient_id", data->patient_id);
  tide_bind_integer (statement, "taken_utc", data->taken.utc);
  tide_bind_integer (statement, "value", tide_rating_from_value (value));
  tide_bind_integer (statement, "flags", tide_rating_flags_of (data) | (prorated ? TIDE_RATING_PRORATED : 0));
  tide_bind_reference (statement, "rater_id", data->rater_id);
  tide_bind_integer (statement, "taken_offset", data->taken.offset);
  tide_bind_integer (statement, "form_id", job->form);
  return tide_db_run (self->db, statement, error);
}

/* An invalid score has no value and so no rating: a chart shows a gap there, not a zero. */
static void
write_rating_cb (const char *score_id, TideScoreStatus status, double value, gpointer user_data)
{
  WriteJob *job = user_data;
  gint64 score_key;

  if (job->error != NULL || status == TIDE_SCORE_INVALID || !isfinite (value))
    return;
  if (fabs (value) * TIDE_RATING_UNITS >= G_MAXINT32)
    {
      g_set_error (&job->error, TIDE_ERROR, TIDE_ERROR_VALUE, "scores: %s=%g is beyond what can be stored",
                   score_id, value);
      return;
    }
  score_key = make_score_key (job->store, job->data->instrument_id, score_id, &job->error);
  if (score_key > 0)
    write_rating (job, score_key, value, status == TIDE_SCORE_PRORATED, &job->error);
}

gboolean
tide_store_write_ratings (TideStore *self, gconstpointer assessment, GError **error)
{
  WriteJob job = { self, assessment, 0, NULL };

  if (!tide_assessment_data_is_current (job.data) || job.data->scores == NULL)
    return TRUE;
  job.form = make_form (self, job.data, error);
  if (job.form < 0)
    return FALSE;
  if (!tide_scores_text_foreach (job.data->scores, write_rating_cb, &job) && job.error == NULL)
    g_set_error (&job.error, TIDE_ERROR, TIDE_ERROR_VALUE, "scores: “%s” cannot be read", job.data->scores);
  if (job.error == NULL)
    return TRUE;
  g_propagate_error (error, job.error);
  return FALSE;
}

gboolean
tide_store_remove_ratings (TideStore *self, gint64 assessment_id, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_RATING_DELETE, error);

  if (statement == NULL)
    return FALSE;
  tide_bind_integer (statement, "assessment_id", assessment_id);
  return tide_db_run (self->db, statement, error);
}

TideRating
tide_store_read_rating (TideStore *self, sqlite3_stmt *statement, int column)
{
  gint64 form_id = sqlite3_column_int64 (statement, column + 7);
  const TideRatingForm *form = form_id > 0 ? look_up_form (self, form_id) : NULL;

  if (form == NULL && form_id > 0 && load_forms (self, NULL))
    form = look_up_form (self, form_id);
  return (TideRating){
    .assessment_id = sqlite3_column_int64 (statement, column),
    .patient_id = sqlite3_column_int64 (statement, column + 1),
    .taken_utc = sqlite3_column_int64 (statement, column + 2),
    .rater_id = sqlite3_column_int64 (statement, column + 3),
    .value = sqlite3_column_int (statement, column + 4),
    .flags = (guint32) sqlite3_column_int (statement, column + 5),
    .version = form != NULL ? form->version : NULL,
    .recall = form != NULL ? form->recall : NULL,
    .taken_offset = (gint16) sqlite3_column_int (statement, column + 6),
  };
}

static gboolean
append_rating_cb (const TideRating *rating, gpointer data)
{
  g_array_append_val ((GArray *) data, *rating);
  return TRUE;
}

static gboolean
foreach_row (TideStore *self, sqlite3_stmt *statement, TideRatingFunc func, gpointer data, GError **error)
{
  gboolean has_row = FALSE;

  while (tide_db_step (self->db, statement, &has_row, error))
    {
      TideRating rating;

      if (!has_row)
        return TRUE;
      rating = tide_store_read_rating (self, statement, 0);
      if (func (&rating, data))
        continue;
      sqlite3_reset (statement);
      return TRUE;
    }
  return FALSE;
}

TideRating *
tide_store_load_ratings (TideStore *self, gint64 patient_id, const char *instrument_id, const char *score_id,
                         guint *n, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_RATING_SERIES, error);
  g_autoptr (GArray) ratings = g_array_new (FALSE, FALSE, sizeof (TideRating));
  gint64 score_key;

  *n = 0;
  if (statement == NULL)
    return NULL;
  g_array_set_size (ratings, 1); /* never NULL without an error */
  g_array_set_size (ratings, 0);
  score_key = tide_store_find_score_key (self, instrument_id, score_id, error);
  if (score_key < 0)
    return NULL;
  tide_bind_integer (statement, "score_key", score_key);
  tide_bind_integer (statement, "patient_id", patient_id);
  if (!foreach_row (self, statement, append_rating_cb, ratings, error))
    return NULL;
  *n = ratings->len;
  return (TideRating *) g_array_free (g_steal_pointer (&ratings), FALSE);
}

gboolean
tide_store_foreach_rating (TideStore *self, const char *instrument_id, const char *score_id,
                           TideRatingFunc func, gpointer data, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_RATING_SCORE, error);
  gint64 score_key;

  if (statement == NULL)
    return FALSE;
  score_key = tide_store_find_score_key (self, instrument_id, score_id, error);
  if (score_key < 0)
    return FALSE;
  tide_bind_integer (statement, "score_key", score_key);
  return foreach_row (self, statement, func, data, error);
}

static void
free_series (gpointer data)
{
  TideSeries *series = data;

  g_free (series->instrument_id);
  g_free (series->score_id);
  g_free (series->ratings);
  g_free (series);
}

static void
close_series (GPtrArray *all, GArray *ratings)
{
  TideSeries *last = all->len > 0 ? g_ptr_array_index (all, all->len - 1) : NULL;

  if (last == NULL)
    return;
  last->n_ratings = ratings->len;
  last->ratings = g_memdup2 (ratings->data, ratings->len * sizeof (TideRating));
  g_array_set_size (ratings, 0);
}

/* All series of one patient in one statement. (transfer full) (element-type TideSeries) */
GPtrArray *
tide_store_load_series (TideStore *self, gint64 patient_id, GError **error)
{
  sqlite3_stmt *statement = tide_store_get_statement (self, TIDE_SQL_RATING_PATIENT, error);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (free_series);
  g_autoptr (GArray) ratings = g_array_new (FALSE, FALSE, sizeof (TideRating));
  gint64 open_key = 0;
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  tide_bind_integer (statement, "patient_id", patient_id);
  while (tide_db_step (self->db, statement, &has_row, error))
    {
      TideRating rating;

      if (!has_row || sqlite3_column_int64 (statement, 0) != open_key)
        close_series (all, ratings);
      if (!has_row)
        return g_steal_pointer (&all);
      if (sqlite3_column_int64 (statement, 0) != open_key)
        {
          TideSeries *series = g_new0 (TideSeries, 1);

          open_key = sqlite3_column_int64 (statement, 0);
          series->instrument_id = g_strdup ((const char *) sqlite3_column_text (statement, 1));
          series->score_id = g_strdup ((const char *) sqlite3_column_text (statement, 2));
          g_ptr_array_add (all, series);
        }
      rating = tide_store_read_rating (self, statement, 3);
      g_array_append_val (ratings, rating);
    }
  return NULL;
}
