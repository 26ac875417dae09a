/* tide-scores-sheet.c: every rating of the chosen scales, in the order of time.
 *
 * What was amended, moved or entered in error stands in the chart's history, not here; its number does, so
 * that nobody takes the table for all that was ever written. */
#include "tide-scores-sheet.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-leaf-private.h"
#include "tide-own-courses.h"
#include "tide-score-words.h"
#include "tide-wording.h"

typedef struct
{
  TideLeaf leaf;
  const TideScoresSheetData *sheet;
  guint n_rows, n_replaced;
  GPtrArray *scales; /* TideInstrument, as they are first met */
  guint marks;
} Sheet;

static gboolean
is_chosen (const Sheet *self, const TideAssessmentData *data)
{
  const char *const *ids = self->sheet->instruments;
  return data->instrument_id != NULL && tide_summary_in_span (&self->leaf.base, data->taken.utc)
         && (ids == NULL || ids[0] == NULL || g_strv_contains (ids, data->instrument_id));
}

static const TideVisitOutcome *
find_visit (Sheet *self, const TideAssessmentData *data, const TideOutcome **outcome)
{
  *outcome = tide_course_book_get_outcome (self->sheet->book, data->instrument_id);
  for (guint i = 0; *outcome != NULL && i < (*outcome)->n_visits; i++)
    if ((*outcome)->visits[i].rating.assessment_id == data->base.id)
      return &(*outcome)->visits[i];
  return NULL;
}

/* --- cells --- */

static char *
dup_when (TideInstant taken)
{
  int hour, minute;
  g_autofree char *day = tide_date_to_iso (tide_instant_get_date (taken));
  if (!tide_instant_has_clock (taken))
    return g_steal_pointer (&day);
  tide_instant_get_clock (taken, &hour, &minute);
  return g_strdup_printf ("%s %02d:%02d", day, hour, minute);
}

typedef struct
{
  TideInstrument *scale;
  GString *text;
} Parts;

static void
add_part_cb (const char *score_id, TideScoreStatus status, double value, gpointer data)
{
  const Parts *parts = data;
  int index = tide_instrument_find_score (parts->scale, score_id);
  const TideScoreInfo *info
    = index >= 0 ? tide_instrument_get_score_info (parts->scale, (guint) index) : NULL;
  if (info == NULL || info->primary)
    return;
  g_autofree char *name = g_utf8_strdown (info->label, -1);
  g_autofree char *number = status == TIDE_SCORE_INVALID || isnan (value)
                              ? g_strdup ("–")
                              : tide_summary_points (value, info->decimals, FALSE);
  g_string_append_printf (parts->text, "%s%s %s", parts->text->len > 0 ? ", " : "", name, number);
}

/* "obsessions 14, compulsions 13"; the open safety items of an incomplete sheet are said. */
static char *
dup_parts (TideInstrument *scale, const TideAssessmentData *data)
{
  Parts parts = { scale, g_string_new (NULL) };
  g_autofree char *open = tide_score_dup_open_safety (scale, data);
  if (data->scores != NULL)
    tide_scores_text_foreach (data->scores, add_part_cb, &parts);
  if (open != NULL)
    g_string_append_printf (parts.text, "%s%s", parts.text->len > 0 ? "; " : "", open);
  return g_string_free (parts.text, FALSE);
}

static char *
dup_band (TideInstrument *scale, const TideAssessmentData *data)
{
  TideScoreStatus status;
  double value;
  const TideScoreInfo *primary = tide_instrument_get_primary (scale);
  const TideBandSet *set = tide_instrument_find_band_set (scale, primary->id, NULL);
  if (set == NULL || data->scores == NULL
      || !tide_scores_text_find (data->scores, primary->id, &status, &value) || isnan (value))
    return g_strdup ("–");
  const TideBand *band = tide_band_set_find (set, value);
  return g_strdup (band != NULL ? band->label : "–");
}

/* A scale without a rule of response has no states of its own: it is one of what others are judged by. */
static gboolean
has_response (TideInstrument *scale)
{
  const TideChangeRule *rule = tide_instrument_get_change_rule (scale);
  return !isnan (rule->response_percent) || !isnan (rule->response_points);
}

static char *
dup_state (TideInstrument *scale, const TideOutcome *outcome, const TideVisitOutcome *visit)
{
  if (visit == NULL)
    return g_strdup ("–");
  const char *why = visit->state == TIDE_STATE_NONE ? tide_outcome_why_no_state (outcome, visit) : NULL;
  const char *label = why != NULL ? why : tide_state_get_label (visit->state);
  if (isnan (visit->change) || visit->state == TIDE_STATE_NONE)
    return g_strdup (label);
  g_autofree char *change
    = tide_summary_points (visit->change, tide_instrument_get_primary (scale)->decimals, TRUE);
  return g_strdup_printf ("%s, %s", label, change);
}

static char *
dup_marks (Sheet *self, const TideAssessmentData *data, const TideVisitOutcome *visit)
{
  GString *text = g_string_new (NULL);
  if (visit != NULL)
    {
      g_autofree char *letters = tide_own_marks_dup_letters (visit->marks & TIDE_OWN_MARKS_MASK);
      self->marks |= visit->marks & TIDE_OWN_MARKS_MASK;
      g_string_append (text, letters);
    }
  if (tide_assessment_data_is_total_only (data))
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", _ ("total only"));
  if (tide_assessment_data_is_unreviewed (data))
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", _ ("not reviewed"));
  if (visit != NULL && (visit->passed_over || visit->too_fresh))
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", _ ("not counted"));
  return g_string_free (text, FALSE);
}

/* --- rows --- */

static void
add_row (Sheet *self, TideBlock *table, const TideAssessmentData *data)
{
  const TideHistory *history = self->sheet->page->history;
  TideInstrument *scale = tide_library_lookup (self->sheet->page->library, data->instrument_id);
  const TideOutcome *outcome;
  const TideVisitOutcome *visit = find_visit (self, data, &outcome);
  gboolean judged = scale != NULL && has_response (scale);
  g_autofree char *when = dup_when (data->taken), *rater = tide_words_for_rater (history, data);
  g_autofree char *state = dup_state (scale, outcome, judged ? visit : NULL),
                  *marks = dup_marks (self, data, visit);
  g_autofree char *score = scale != NULL ? tide_score_dup_value (scale, data) : g_strdup (data->scores);
  g_autofree char *parts
    = scale != NULL ? dup_parts (scale, data) : g_strdup (_ ("this scale is not known here"));
  g_autofree char *band = scale != NULL ? dup_band (scale, data) : g_strdup ("–");
  if (scale != NULL && !g_ptr_array_find (self->scales, scale, NULL))
    g_ptr_array_add (self->scales, scale);
  tide_leaf_table_add (
    table,
    (const char *const[]){ when, scale != NULL ? tide_instrument_get_short_name (scale) : data->instrument_id,
                           score, parts, band, state, *rater != '\0' ? rater : "–", marks },
    8);
}

static TideBlock *
make_table (Sheet *self)
{
  const char *const titles[] = { _ ("Date, time"), _ ("Scale"), _ ("Score"), _ ("Parts"),
                                 _ ("Band"),       _ ("State"), _ ("Rater"), _ ("Marks") };
  const GPtrArray *all = self->sheet->page->history->assessments;
  TideBlock *table = tide_leaf_table_new (&self->leaf, titles, 8, 0);
  for (guint i = 0; i < all->len; i++)
    {
      const TideAssessmentData *data = all->pdata[i];
      if (!is_chosen (self, data))
        continue;
      if (!tide_assessment_data_is_current (data))
        {
          self->n_replaced++;
          continue;
        }
      add_row (self, table, data);
      self->n_rows++;
    }
  return tide_leaf_table_or_nothing (table);
}

/* --- what stands round the table --- */

/* "2025-05-01 to 2025-09-30 · all scales that were rated · 18 ratings" */
static char *
dup_selection (const Sheet *self)
{
  g_autofree char *span = tide_summary_span (&self->leaf.base);
  g_autoptr (GString) names = g_string_new (NULL);
  for (guint i = 0; self->sheet->instruments != NULL && self->sheet->instruments[i] != NULL; i++)
    {
      TideInstrument *scale = tide_library_lookup (self->sheet->page->library, self->sheet->instruments[i]);
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                              scale != NULL ? tide_instrument_get_short_name (scale)
                                            : self->sheet->instruments[i]);
    }
  g_autofree char *count
    = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u rating", "%u ratings", self->n_rows), self->n_rows);
  return g_strdup_printf ("%s · %s · %s", span != NULL ? span : _ ("Everything on record"),
                          names->len > 0 ? names->str : _ ("all scales"), count);
}

static void
append_scales (const Sheet *self, GString *text)
{
  for (guint i = 0; i < self->scales->len; i++)
    {
      TideInstrument *scale = self->scales->pdata[i];
      const TideScoreInfo *primary = tide_instrument_get_primary (scale);
      g_string_append_printf (text, "%s%s %.0f–%.0f", i > 0 ? "; " : "",
                              tide_instrument_get_short_name (scale), primary->minimum, primary->maximum);
    }
  g_string_append (text, self->scales->len > 0 ? ". " : "");
}

static void
add_notes (Sheet *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  append_scales (self, text);
  for (guint i = 0; i < TIDE_N_OWN_MARKS; i++)
    if ((self->marks & tide_own_marks[i]) != 0)
      g_string_append_printf (text, "%s %s. ", tide_own_mark_get_letter (tide_own_marks[i]),
                              tide_own_mark_get_label (tide_own_marks[i]));
  if (self->n_replaced > 0)
    g_string_append_printf (
      text,
      g_dngettext (GETTEXT_PACKAGE, "%u entry that was amended, moved or entered in error is not listed.",
                   "%u entries that were amended, moved or entered in error are not listed.",
                   self->n_replaced),
      self->n_replaced);
  if (text->len > 0)
    tide_leaf_add_words (&self->leaf, TIDE_PT_CAPTION, 2, text->str);
}

static void
compose (Sheet *self)
{
  TideBlock *table = make_table (self);
  g_autofree char *selection = dup_selection (self);
  tide_leaf_begin (&self->leaf, TRUE);
  tide_flow_place (&self->leaf.flow,
                   tide_summary_text (&self->leaf.base, TIDE_PT_HEADING, "<b>%s</b>", selection),
                   TIDE_FLOW_GAP);
  if (table == NULL)
    tide_leaf_add_words (&self->leaf, TIDE_PT_TEXT, 3, _ ("Nothing was rated here."));
  else
    tide_flow_add (&self->leaf.flow, table, 3);
  add_notes (self);
}

TideReport *
tide_scores_sheet_new (const TideScoresSheetData *data)
{
  g_return_val_if_fail (data != NULL && data->page != NULL && data->book != NULL, NULL);
  g_return_val_if_fail (data->page->history != NULL && data->page->history->patient != NULL, NULL);
  g_autoptr (GPtrArray) scales = g_ptr_array_new ();
  Sheet self = { .sheet = data, .scales = scales };
  TideReport *report = tide_leaf_init (&self.leaf, data->page, _ ("Score table"));
  compose (&self);
  return report;
}
