/* tide-form-save.c: from rows on the screen to records for the clinic. */

#include "tide-form-save.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-alert-amend.h"
#include "tide-form-draw.h"
#include "tide-score-words.h"

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
  g_autofree char *estimate = tide_score_dup_estimate (instrument, data);
  g_autofree char *unasked = tide_score_dup_open_safety (instrument, data);
  GString *words = g_string_new (name);

  if (data->scores == NULL || !tide_scores_text_find (data->scores, primary->id, &status, &value)
      || isnan (value))
    g_string_append (words, _ (" without a total"));
  else
    {
      number = tide_form_number (value, primary->decimals);
      band = set ? tide_band_set_find (set, value) : NULL;
      /* Translators: "PHQ-9 18 of 27, estimated from 7 of 9, moderately severe, item 9 not answered". */
      g_string_append_printf (words, _ (" %s of %s"), number, most);
      if (estimate)
        g_string_append_printf (words, ", %s", estimate);
      if (band)
        g_string_append_printf (words, ", %s", band->label);
    }
  if (unasked)
    g_string_append_printf (words, ", %s", unasked);
  return g_string_free (words, FALSE);
}

static void
note_open_item (GString *body, TideInstrument *instrument, const TideItem *item, gboolean whole)
{
  if (body->len)
    g_string_append_c (body, '\n');
  g_string_append_printf (
    body, whole ? _ ("%s is not done, so item %s (%s) is not asked.") : _ ("%s item %s (%s) has no answer."),
    tide_instrument_get_short_name (instrument), item->number ? item->number : item->id,
    item->label ? item->label : item->id);
}

/* Nothing is said of parts that were left out with a reason. */
static GPtrArray *
list_open_items (TideAnswerSheet *sheet, guint index, gboolean *suicide)
{
  const TideSheetPart *part = tide_answer_sheet_get_part (sheet, index);

  *suicide = FALSE;
  if (part->assessment == NULL || part->not_done
      || !isnan (tide_assessment_get_data (part->assessment)->total)
      || (!part->required && tide_answer_sheet_part_is_untouched (sheet, index)))
    return g_ptr_array_new ();
  return tide_score_list_open_safety (tide_assessment_get_instrument (part->assessment),
                                      tide_assessment_get_answers (part->assessment), suicide);
}

gboolean
tide_form_has_open_safety (TideAnswerSheet *sheet, guint part)
{
  gboolean suicide;
  g_autoptr (GPtrArray) items = list_open_items (sheet, part, &suicide);

  return items->len > 0;
}

static char *
dup_safety_heading (const GPtrArray *items, gboolean suicide)
{
  g_autofree char *numbers = tide_score_dup_item_numbers (items);

  if (suicide)
    return g_strdup_printf (
      ngettext ("The suicide item (%s) has no answer", "The suicide items (%s) have no answer", items->len),
      numbers);
  return g_strdup_printf (
    ngettext ("The safety item (%s) has no answer", "The safety items (%s) have no answer", items->len),
    numbers);
}

char *
tide_form_dup_safety_words (TideAnswerSheet *sheet, char **heading)
{
  g_autoptr (GString) body = g_string_new (NULL);
  guint n_scales = 0;
  gboolean any_suicide = FALSE;

  *heading = NULL;
  for (guint i = 0; i < tide_answer_sheet_get_n_parts (sheet); i++)
    {
      const TideSheetPart *part = tide_answer_sheet_get_part (sheet, i);
      gboolean suicide, whole = tide_answer_sheet_part_is_untouched (sheet, i);
      g_autoptr (GPtrArray) items = list_open_items (sheet, i, &suicide);

      for (guint j = 0; j < items->len; j++)
        note_open_item (body, tide_assessment_get_instrument (part->assessment), items->pdata[j], whole);
      if (items->len == 0)
        continue;
      any_suicide = any_suicide || suicide;
      g_free (*heading);
      *heading = dup_safety_heading (items, suicide);
      n_scales++;
    }
  if (n_scales == 0)
    return NULL;
  if (n_scales > 1)
    {
      g_free (*heading);
      *heading
        = g_strdup (any_suicide ? _ ("Suicide items have no answer") : _ ("Safety items have no answer"));
    }
  g_string_append_printf (body, "\n%s", _ ("No answer is not a “no”. Say why there is none."));
  return g_string_free (g_steal_pointer (&body), FALSE);
}

/* What saving this part now would do: the saving asks the same functions. */
static TideForeseen
foresee (TideFormContext *context, TideAnswerSheet *sheet, guint part, TideEntryDetails *details,
         const TideFinding *finding)
{
  g_autoptr (TideAssessmentData) data = tide_form_dup_assessment (context, sheet, part, details, 1, FALSE);
  TideInstrument *instrument
    = tide_assessment_get_instrument (tide_answer_sheet_get_part (sheet, part)->assessment);

  if (!tide_instant_is_known (data->taken))
    return TIDE_FORESEEN_RAISED;
  return tide_alert_amend_foresee (context->history, instrument, data, finding->rule, finding->item_id,
                                   finding->suicide, tide_instant_now (), context->thresholds);
}

static const char *
get_suicide_promise (TideForeseen foreseen)
{
  switch (foreseen)
    {
    case TIDE_FORESEEN_FOR_RECORD:
      return _ ("Positive answer of an older rating: its alert is kept for the record (in its row, in "
                "History and on paper) and not raised as new. Assess risk according to local policy.");
    case TIDE_FORESEEN_STAYS:
      return _ ("Positive answer: its alert is open already and stays open; no other is raised. Assess risk "
                "now according to local policy.");
    case TIDE_FORESEEN_STAYS_AMENDED:
      return _ ("Positive answer: the alert of the earlier answer stays open, marked as amended; no other is "
                "raised. Assess risk now according to local policy.");
    case TIDE_FORESEEN_ACTED_ON:
      return _ ("Positive answer: somebody has acted on its alert already; no other is raised. Assess risk "
                "now according to local policy.");
    case TIDE_FORESEEN_RAISED:
    default:
      return _ ("Positive answer: an alert is raised at saving. Assess risk now according to local policy.");
    }
}

const char *
tide_form_get_promise (TideFormContext *context, TideAnswerSheet *sheet, guint part,
                       TideEntryDetails *details, const TideFinding *finding)
{
  TideForeseen foreseen = foresee (context, sheet, part, details, finding);

  if (finding->suicide)
    return get_suicide_promise (foreseen);
  switch (foreseen)
    {
    case TIDE_FORESEEN_FOR_RECORD:
      return _ ("An older rating: its alert is kept for the record (in its row, in History and on paper) and "
                "not raised as new.");
    case TIDE_FORESEEN_STAYS:
      return _ ("Its alert is open already and stays open: review.");
    case TIDE_FORESEEN_STAYS_AMENDED:
      return _ ("The alert of the earlier answer stays open, marked as amended: review.");
    case TIDE_FORESEEN_ACTED_ON:
      return _ ("Somebody has acted on its alert already; no other is raised.");
    case TIDE_FORESEEN_RAISED:
    default:
      return _ ("An alert is raised at saving: review.");
    }
}

/* Whole days between the rating and today. */
static int
get_age_days (TideInstant taken)
{
  return (int) (tide_date_today () - tide_instant_get_date (taken));
}

char *
tide_form_dup_alert_words (const GPtrArray *alerts, TideInstant taken)
{
  guint n_live = 0, n_record = 0;
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; alerts && i < alerts->len; i++)
    if (((const TideAlert *) alerts->pdata[i])->historical)
      n_record++;
    else
      n_live++;
  if (n_live > 0)
    g_string_append_printf (words, ngettext ("%u alert raised.", "%u alerts raised.", n_live), n_live);
  if (n_record > 0)
    {
      int days = get_age_days (taken);
      g_autofree char *age = g_strdup_printf (ngettext ("%d day old", "%d days old", (gulong) days), days);

      if (words->len > 0)
        g_string_append_c (words, ' ');
      /* Translators: %s is "53 days old". */
      g_string_append_printf (words,
                              ngettext ("%u alert for the record: the rating is %s; see History.",
                                        "%u alerts for the record: the rating is %s; see History.", n_record),
                              n_record, age);
    }
  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

char *
tide_form_dup_saved_words (TideFormContext *context, const TideAssessmentData *data, const GPtrArray *alerts)
{
  g_autofree char *score = tide_form_dup_score_words (context, data);
  g_autofree char *raised = tide_form_dup_alert_words (alerts, data->taken);

  /* Translators: "Saved Y-BOCS 17 of 40, moderate. 1 alert raised." */
  return raised ? g_strdup_printf (_ ("Saved %s. %s"), score, raised)
                : g_strdup_printf (_ ("Saved %s."), score);
}
