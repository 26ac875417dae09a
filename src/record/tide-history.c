/* tide-history.c: one patient's whole record in memory, in the order that readers rely on. */
#include "tide-history.h"

#include <math.h>
#include <string.h>

static void
series_free (gpointer data)
{
  TideSeries *series = data;
  g_free (series->instrument_id);
  g_free (series->score_id);
  g_free (series->ratings);
  g_free (series);
}

TideHistory *
tide_history_new (void)
{
  TideHistory *self = g_new0 (TideHistory, 1);
  for (guint i = 0; tide_history_arrays[i].klass != NULL; i++)
    *tide_history_get_array_place (self, i) = g_ptr_array_new_with_free_func (tide_record_free);
  self->staff = g_ptr_array_new_with_free_func (tide_record_free);
  self->series = g_ptr_array_new_with_free_func (series_free);
  return self;
}

void
tide_history_free (TideHistory *self)
{
  if (self == NULL)
    return;
  tide_patient_free (self->patient);
  for (guint i = 0; tide_history_arrays[i].klass != NULL; i++)
    g_ptr_array_unref (*tide_history_get_array_place (self, i));
  g_ptr_array_unref (self->staff);
  g_ptr_array_unref (self->series);
  g_free (self);
}

static gpointer
find_by_id (const GPtrArray *records, gint64 id)
{
  for (guint i = 0; id != 0 && i < records->len; i++)
    if (((TideRecord *) records->pdata[i])->id == id)
      return records->pdata[i];
  return NULL;
}

const TideAssessmentData *
tide_history_find_assessment (const TideHistory *self, gint64 id)
{
  g_return_val_if_fail (self != NULL, NULL);
  return find_by_id (self->assessments, id);
}

const TideCourse *
tide_history_find_course (const TideHistory *self, gint64 id)
{
  g_return_val_if_fail (self != NULL, NULL);
  return find_by_id (self->courses, id);
}

const TideStaff *
tide_history_find_staff (const TideHistory *self, gint64 id)
{
  g_return_val_if_fail (self != NULL, NULL);
  return find_by_id (self->staff, id);
}

const TideDiagnosis *
tide_history_get_primary_diagnosis (const TideHistory *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  for (guint i = 0; i < self->diagnoses->len; i++)
    {
      const TideDiagnosis *diagnosis = self->diagnoses->pdata[i];
      if (diagnosis->primary && !diagnosis->entered_in_error)
        return diagnosis;
    }
  return NULL;
}

TideLevel
tide_history_get_highest_alert (const TideHistory *self)
{
  g_return_val_if_fail (self != NULL, TIDE_LEVEL_NONE);
  int highest = TIDE_LEVEL_NONE;
  for (guint i = 0; i < self->alerts->len; i++)
    {
      const TideAlert *alert = self->alerts->pdata[i];
      if (tide_alert_is_in_banner (alert))
        highest = MAX (highest, alert->level);
    }
  return (TideLevel) highest;
}

const TideSeries *
tide_history_find_series (const TideHistory *self, const char *instrument_id, const char *score_id)
{
  g_return_val_if_fail (self != NULL && instrument_id != NULL && score_id != NULL, NULL);
  for (guint i = 0; i < self->series->len; i++)
    {
      const TideSeries *series = self->series->pdata[i];
      if (strcmp (series->instrument_id, instrument_id) == 0 && strcmp (series->score_id, score_id) == 0)
        return series;
    }
  return NULL;
}

/* --- building series --- */

typedef struct
{
  GPtrArray *series; /* TideSeries */
  GPtrArray *arrays; /* GArray of TideRating, same order */
  const TideAssessmentData *assessment;
} Builder;

guint32
tide_rating_flags_of (const TideAssessmentData *assessment)
{
  static const guint32 rater_types[]
    = { 0, TIDE_RATING_CLINICIAN, TIDE_RATING_SELF, TIDE_RATING_INFORMANT, TIDE_RATING_INDEPENDENT };
  static const guint32 contacts[]
    = { 0, TIDE_RATING_IN_PERSON, TIDE_RATING_VIDEO, TIDE_RATING_PHONE, TIDE_RATING_PAPER };
  g_return_val_if_fail (assessment != NULL, 0);

  guint32 flags = 0;
  if (assessment->rater_type > 0 && assessment->rater_type < (int) G_N_ELEMENTS (rater_types))
    flags |= rater_types[assessment->rater_type];
  if (assessment->contact > 0 && assessment->contact < (int) G_N_ELEMENTS (contacts))
    flags |= contacts[assessment->contact];
  if (tide_assessment_data_is_total_only (assessment))
    flags |= TIDE_RATING_TOTAL_ONLY;
  if (assessment->taken.precision == TIDE_PRECISION_DAY)
    flags |= TIDE_RATING_DAY_ONLY;
  if (assessment->compared_with == 2)
    flags |= TIDE_RATING_BEST;
  return flags;
}

static const char *
intern (const char *text)
{
  return text != NULL && *text != '\0' ? g_intern_string (text) : NULL;
}

void
tide_rating_take_form (TideRating *rating, const TideAssessmentData *assessment)
{
  g_return_if_fail (rating != NULL && assessment != NULL);
  rating->version = intern (assessment->instrument_version);
  rating->recall = intern (assessment->recall);
  rating->taken_offset = assessment->taken.offset;
}

static GArray *
get_array (Builder *builder, const char *instrument_id, const char *score_id)
{
  for (guint i = 0; i < builder->series->len; i++)
    {
      TideSeries *series = builder->series->pdata[i];
      if (strcmp (series->instrument_id, instrument_id) == 0 && strcmp (series->score_id, score_id) == 0)
        return builder->arrays->pdata[i];
    }
  TideSeries *series = g_new0 (TideSeries, 1);
  series->instrument_id = g_strdup (instrument_id);
  series->score_id = g_strdup (score_id);
  g_ptr_array_add (builder->series, series);
  GArray *array = g_array_new (FALSE, FALSE, sizeof (TideRating));
  g_ptr_array_add (builder->arrays, array);
  return array;
}

static void
add_rating (const char *score_id, TideScoreStatus status, double value, gpointer data)
{
  Builder *builder = data;
  const TideAssessmentData *assessment = builder->assessment;
  if (status == TIDE_SCORE_INVALID || !isfinite (value))
    return;
  TideRating rating = {
    .assessment_id = assessment->base.id,
    .patient_id = assessment->patient_id,
    .taken_utc = assessment->taken.utc,
    .rater_id = assessment->rater_id,
    .value = tide_rating_from_value (value),
    .flags = tide_rating_flags_of (assessment) | (status == TIDE_SCORE_PRORATED ? TIDE_RATING_PRORATED : 0),
  };
  tide_rating_take_form (&rating, assessment);
  g_array_append_val (get_array (builder, assessment->instrument_id, score_id), rating);
}

static int
compare_ratings (gconstpointer a, gconstpointer b)
{
  const TideRating *x = a, *y = b;
  if (x->taken_utc != y->taken_utc)
    return x->taken_utc < y->taken_utc ? -1 : 1;
  return x->assessment_id < y->assessment_id ? -1 : x->assessment_id > y->assessment_id;
}

void
tide_history_build_series (TideHistory *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_set_size (self->series, 0);
  g_autoptr (GPtrArray) arrays = g_ptr_array_new ();
  Builder builder = { self->series, arrays, NULL };
  for (guint i = 0; i < self->assessments->len; i++)
    {
      const TideAssessmentData *assessment = self->assessments->pdata[i];
      if (!tide_assessment_data_is_current (assessment) || assessment->instrument_id == NULL
          || !tide_instant_is_known (assessment->taken))
        continue;
      builder.assessment = assessment;
      if (assessment->scores != NULL)
        tide_scores_text_foreach (assessment->scores, add_rating, &builder);
      else if (!isnan (assessment->total))
        add_rating ("total", TIDE_SCORE_VALID, assessment->total, &builder);
    }
  for (guint i = 0; i < arrays->len; i++)
    {
      TideSeries *series = self->series->pdata[i];
      GArray *array = arrays->pdata[i];
      g_array_sort (array, compare_ratings);
      series->n_ratings = array->len;
      series->ratings = (TideRating *) g_array_free (array, FALSE);
    }
}
