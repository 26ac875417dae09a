/* tide-form-save.c: from rows on the screen to records for the clinic. */

#include "tide-form-save.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-form-draw.h"

#define CGI_I "cgii"
enum
{
  COMPARED_BASELINE = 1,
  COMPARED_BEST,
};

int
tide_form_cgi (TideAnswerSheet *sheet, const char *part_id)
{
  int row = tide_answer_sheet_find_row (sheet, part_id, NULL);
  TideAnswer answer = { 0 };

  if (row >= 0)
    answer = tide_answer_sheet_get_answer (sheet, (guint) row);
  return answer.state == TIDE_ANSWER_GIVEN ? answer.value : 0;
}

/* The lowest rating of the target scale before @taken: the state that a relapse is compared with. */
static TideDate
find_best_day (TideFormContext *context, TideInstant taken)
{
  const char *target = tide_clinic_get_target_instrument (context->clinic, context->history);
  TideInstrument *instrument
    = target ? tide_library_lookup (tide_clinic_get_library (context->clinic), target) : NULL;
  const TideSeries *series
    = instrument
        ? tide_history_find_series (context->history, target, tide_instrument_get_primary (instrument)->id)
        : NULL;
  const TideRating *best = NULL;
  const TideAssessmentData *data;

  for (guint i = 0; series && i < series->n_ratings; i++)
    if (series->ratings[i].taken_utc < taken.utc && (best == NULL || series->ratings[i].value <= best->value))
      best = &series->ratings[i];
  data = best ? tide_history_find_assessment (context->history, best->assessment_id) : NULL;
  return data ? tide_instant_get_date (data->taken) : tide_form_context_find_comparison_day (context, taken);
}

TideAssessmentData *
tide_form_dup_assessment (TideFormContext *context, TideAnswerSheet *sheet, guint part_index,
                          TideEntryDetails *details, int compared_with, gboolean by_scale)
{
  const TideSheetPart *part = tide_answer_sheet_get_part (sheet, part_index);
  TideAssessmentData *data = tide_assessment_data_copy (tide_assessment_get_data (part->assessment));
  TideRaterType type = tide_instrument_get_rater (tide_assessment_get_instrument (part->assessment));

  data->patient_id = context->history->patient->base.id;
  data->taken = tide_entry_details_get_taken (details);
  data->contact = tide_entry_details_get_contact (details);
  data->rater_type = (int) tide_entry_details_get_rater_type (details);
  data->rater_id = tide_entry_details_get_rater (details);
  if (type == TIDE_RATER_SELF && by_scale)
    {
      data->rater_type = TIDE_RATER_SELF;
      data->rater_id = 0;
    }
  data->status = TIDE_STATUS_FINAL;
  if (g_str_equal (part->id, CGI_I))
    {
      data->compared_with = compared_with;
      data->compared_on = compared_with == COMPARED_BEST
                            ? find_best_day (context, data->taken)
                            : tide_form_context_find_comparison_day (context, data->taken);
    }
  return data;
}

char *
tide_form_dup_cgi_doubt (int cgi_i, int compared_with, const char *scale_name, double change)
{
  g_autofree char *points = NULL;

  if (cgi_i == 0 || isnan (change) || compared_with != COMPARED_BASELINE)
    return NULL;
  points = tide_form_number (fabs (change), 0);
  if (cgi_i >= 5 && change < 0)
    return g_strdup_printf (_ ("CGI-I %d says worse than at baseline, but %s is %s points lower."), cgi_i,
                            scale_name, points);
  if (cgi_i <= 2 && change > 0)
    return g_strdup_printf (_ ("CGI-I %d says much improved since baseline, but %s is %s points higher."),
                            cgi_i, scale_name, points);
  return NULL;
}

char *
tide_form_dup_score_words (TideFormContext *context, const TideAssessmentData *data)
{
  TideInstrument *instrument
    = tide_library_lookup (tide_clinic_get_library (context->clinic), data->instrument_id);
  const TideScoreInfo *primary = tide_instrument_get_primary (instrument);
  const char *name = tide_instrument_get_short_name (instrument);
  const TideBandSet *set = tide_instrument_find_band_set (instrument, primary->id, NULL);
  TideScoreStatus status = TIDE_SCORE_INVALID;
  double value = NAN;
  const TideBand *band;
  g_autofree char *number = NULL, *most = tide_form_number (primary->maximum, 0);

  if (data->scores == NULL || !tide_scores_text_find (data->scores, primary->id, &status, &value)
      || isnan (value))
    return g_strdup_printf (_ ("%s without a total"), name);
  number = tide_form_number (value, primary->decimals);
  band = set ? tide_band_set_find (set, value) : NULL;
  return band ? g_strdup_printf (_ ("%s %s of %s, %s"), name, number, most, band->label)
              : g_strdup_printf (_ ("%s %s of %s"), name, number, most);
}

char *
tide_form_dup_alert_words (guint n_alerts)
{
  return n_alerts == 0
           ? NULL
           : g_strdup_printf (ngettext ("%u alert raised.", "%u alerts raised.", n_alerts), n_alerts);
}

char *
tide_form_dup_saved_words (TideFormContext *context, const TideAssessmentData *data, guint n_alerts)
{
  g_autofree char *score = tide_form_dup_score_words (context, data);
  g_autofree char *alerts = tide_form_dup_alert_words (n_alerts);

  /* Translators: "Saved Y-BOCS 17 of 40, moderate. 1 alert raised." */
  return alerts ? g_strdup_printf (_ ("Saved %s. %s"), score, alerts)
                : g_strdup_printf (_ ("Saved %s."), score);
}
