/* tide-assessment-data.c: the stored form of an assessment: its fields, its faults, and its answers and
 * scores as text. */
#include "tide-assessment.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-field-private.h"
#include "tide-time-private.h"
#include "tide-visit.h"

const char *const tide_assessment_status_codes[]
  = { "", "final", "amended", "moved", "entered_in_error", NULL };
const char *const tide_look_codes[] = { "", "wanted", "done", NULL };
const char *const tide_compared_with_codes[] = { "", "baseline", "best", NULL };

static const TideField tide_assessment_data_fields[] = {
  TIDE_FIELD_REFERS (TideAssessmentData, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_REFERS (TideAssessmentData, visit_id, 0, "visit"),
  TIDE_FIELD_MUST (TideAssessmentData, instrument_id, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideAssessmentData, instrument_version, TIDE_FIELD_TEXT),
  TIDE_FIELD_MUST (TideAssessmentData, taken, TIDE_FIELD_INSTANT),
  TIDE_FIELD (TideAssessmentData, entered, TIDE_FIELD_INSTANT),
  TIDE_FIELD_REFERS (TideAssessmentData, rater_id, 0, "staff"),
  TIDE_FIELD_CODED (TideAssessmentData, rater_type, 0, tide_rater_type_codes),
  TIDE_FIELD_CODED (TideAssessmentData, contact, 0, tide_contact_codes),
  TIDE_FIELD_CODED (TideAssessmentData, status, TIDE_FIELD_REQUIRED, tide_assessment_status_codes),
  TIDE_FIELD (TideAssessmentData, answers, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideAssessmentData, total, TIDE_FIELD_REAL),
  TIDE_FIELD (TideAssessmentData, scores, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideAssessmentData, incomplete_reason, TIDE_FIELD_TEXT),
  TIDE_FIELD_CODED (TideAssessmentData, compared_with, 0, tide_compared_with_codes),
  TIDE_FIELD (TideAssessmentData, compared_on, TIDE_FIELD_DATE),
  TIDE_FIELD_REFERS (TideAssessmentData, supersedes_id, 0, "assessment"),
  TIDE_FIELD_REFERS (TideAssessmentData, moved_from_id, 0, "assessment"),
  TIDE_FIELD (TideAssessmentData, reason, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideAssessmentData, recall, TIDE_FIELD_TEXT),
  TIDE_FIELD_REFERS (TideAssessmentData, session_id, 0, "session"),
  TIDE_FIELD_CODED (TideAssessmentData, review, 0, tide_look_codes),
  TIDE_FIELD_REFERS (TideAssessmentData, reviewed_by, 0, "staff"),
  TIDE_FIELD (TideAssessmentData, reviewed, TIDE_FIELD_INSTANT),
};
TIDE_RECORD_CLASS (TideAssessmentData, tide_assessment_data, "assessment");

gboolean
tide_assessment_data_is_current (const TideAssessmentData *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->status == TIDE_STATUS_FINAL;
}

gboolean
tide_assessment_data_is_unreviewed (const TideAssessmentData *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return tide_assessment_data_is_current (self) && self->review == TIDE_LOOK_WANTED;
}

gboolean
tide_assessment_data_is_total_only (const TideAssessmentData *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->answers == NULL && !isnan (self->total);
}

static void
check_review (TideFaults *faults, const TideAssessmentData *self)
{
  gboolean done = self->review == TIDE_LOOK_DONE, dated = tide_instant_is_known (self->reviewed);
  if (self->review != TIDE_LOOK_NONE && self->rater_type != TIDE_RATER_SELF)
    tide_faults_add (faults, "review", _ ("is only for a rating by the patient"));
  if (done && !dated)
    tide_faults_add (faults, "reviewed", _ ("is required"));
  if (!done && (dated || self->reviewed_by != 0))
    tide_faults_add (faults, "review", _ ("must be “done” where somebody reviewed it"));
  if (dated && tide_instant_get_date (self->reviewed) < tide_instant_get_date (self->taken))
    tide_faults_add (faults, "reviewed", _ ("lies before the assessment"));
}

guint
tide_assessment_data_find_faults (const TideAssessmentData *self, TideDate birth_date, TideFaultFunc report,
                                  gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  tide_faults_check_moment (&faults, "taken", self->taken, birth_date);
  if ((self->answers == NULL || *self->answers == '\0') && isnan (self->total))
    tide_faults_add (&faults, "answers", _ ("has neither answers nor a total"));
  if (self->answers != NULL && !isnan (self->total))
    tide_faults_add (&faults, "total", _ ("is only for an assessment without answers"));
  /* A CGI-I means nothing without the state that it compares with (clinical.md 1.12). */
  if (self->compared_with != 0 && !tide_date_is_known (self->compared_on))
    tide_faults_add (&faults, "compared_on", _ ("needs the date of the state that is compared with"));
  tide_faults_check_order (&faults, "compared_on", self->compared_on, tide_instant_get_date (self->taken),
                           _ ("lies after the assessment"));
  if ((self->status == TIDE_STATUS_MOVED || self->status == TIDE_STATUS_ENTERED_IN_ERROR)
      && (self->reason == NULL || *self->reason == '\0'))
    tide_faults_add (&faults, "reason", _ ("is required"));
  check_review (&faults, self);
  return faults.n;
}

/* --- answers --- */

char *
tide_answers_to_text (TideInstrument *instrument, const TideAnswer *answers)
{
  g_return_val_if_fail (instrument != NULL && answers != NULL, NULL);

  GString *text = g_string_new (NULL);
  guint n = tide_instrument_get_n_items (instrument);
  for (guint i = 0; i < n; i++)
    {
      const TideItem *item = tide_instrument_get_item (instrument, i);
      gboolean untouched = item->optional && answers[i].state == TIDE_ANSWER_MISSING;
      if (untouched || !tide_instrument_item_is_asked (instrument, answers, i))
        continue;
      g_string_append_printf (text, "%s%s=", text->len > 0 ? ";" : "", item->id);
      if (answers[i].state == TIDE_ANSWER_GIVEN)
        g_string_append_printf (text, "%d", answers[i].value);
      else
        g_string_append (text, answers[i].state == TIDE_ANSWER_MISSING ? "-" : "na");
    }
  return g_string_free (text, FALSE);
}

static gboolean
read_one_answer (TideInstrument *instrument, const char *part, TideAnswer *answers, gboolean *seen,
                 GError **error)
{
  const char *equals = strchr (part, '=');
  g_autofree char *shown = tide_time_dup_shown (part);
  if (equals == NULL)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, _ ("“%s” is not an answer written as item=value"),
                   shown);
      return FALSE;
    }
  g_autofree char *id = g_strndup (part, (gsize) (equals - part));
  int index = tide_instrument_find_item (instrument, id);
  if (index < 0 || seen[index])
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE,
                   index < 0 ? _ ("“%s” names no item of %s")
                             : _ ("“%s” answers an item of %s a second time"),
                   shown, tide_instrument_get_id (instrument));
      return FALSE;
    }
  seen[index] = TRUE;
  return tide_instrument_read_answer (instrument, (guint) index, equals + 1, &answers[index], error);
}

gboolean
tide_answers_from_text (TideInstrument *instrument, const char *text, TideAnswer *answers, GError **error)
{
  g_return_val_if_fail (instrument != NULL && answers != NULL, FALSE);

  guint n = tide_instrument_get_n_items (instrument);
  g_autofree TideAnswer *read = g_new0 (TideAnswer, n + 1);
  g_autofree gboolean *seen = g_new0 (gboolean, n + 1);
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ";", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (!read_one_answer (instrument, parts[i], read, seen, error))
      return FALSE;
  if (n > 0)
    memcpy (answers, read, n * sizeof *read);
  return TRUE;
}

/* --- scores --- */

char *
tide_scores_to_text (const TideScores *scores)
{
  g_return_val_if_fail (scores != NULL, NULL);

  GString *text = g_string_new (NULL);
  for (guint i = 0; i < scores->n_scores; i++)
    {
      const TideScore *score = &scores->scores[i];
      g_autofree char *value
        = score->status == TIDE_SCORE_INVALID ? g_strdup ("!") : tide_number_to_text (score->value);
      g_string_append_printf (text, "%s%s=%s%s", i > 0 ? ";" : "", score->info->id, value,
                              score->status == TIDE_SCORE_PRORATED ? "~" : "");
    }
  return g_string_free (text, FALSE);
}

/* "27", "12~" or "!" in @part, which is changed. */
static gboolean
read_score_value (char *part, TideScoreStatus *status, double *value)
{
  gsize length = strlen (part);
  *status = TIDE_SCORE_VALID;
  *value = NAN;
  if (strcmp (part, "!") == 0)
    {
      *status = TIDE_SCORE_INVALID;
      return TRUE;
    }
  if (length > 0 && part[length - 1] == '~')
    {
      *status = TIDE_SCORE_PRORATED;
      part[length - 1] = '\0';
    }
  return tide_number_parse (part, value, NULL);
}

gboolean
tide_scores_text_foreach (const char *text, TideScoreTextFunc func, gpointer data)
{
  g_return_val_if_fail (func != NULL, FALSE);
  if (text == NULL || *text == '\0')
    return TRUE;

  g_auto (GStrv) parts = g_strsplit (text, ";", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      TideScoreStatus status;
      double value;
      char *equals = strchr (parts[i], '=');
      if (equals == NULL || equals == parts[i] || !read_score_value (equals + 1, &status, &value))
        return FALSE;
      *equals = '\0';
      func (parts[i], status, value, data);
    }
  return TRUE;
}

typedef struct
{
  const char *id;
  gboolean found;
  TideScoreStatus status;
  double value;
} Wanted;

static void
keep_wanted (const char *score_id, TideScoreStatus status, double value, gpointer data)
{
  Wanted *wanted = data;
  if (wanted->found || strcmp (score_id, wanted->id) != 0)
    return;
  wanted->found = TRUE;
  wanted->status = status;
  wanted->value = value;
}

gboolean
tide_scores_text_find (const char *text, const char *score_id, TideScoreStatus *status, double *value)
{
  g_return_val_if_fail (score_id != NULL, FALSE);

  Wanted wanted = { score_id, FALSE, TIDE_SCORE_INVALID, NAN };
  tide_scores_text_foreach (text, keep_wanted, &wanted);
  if (status != NULL)
    *status = wanted.status;
  if (value != NULL)
    *value = wanted.value;
  return wanted.found;
}
