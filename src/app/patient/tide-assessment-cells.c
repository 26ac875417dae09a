/* tide-assessment-cells.c: the columns of the table of assessments: how each writes its cell and how it
 * sorts. */
#include "tide-assessment-cells.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include "tide-alert-rules.h"
#include "tide-change-scale.h"
#include "tide-chart-style.h"
#include "tide-patient-summary.h"
#include "tide-record-item.h"
#include "tide-score-words.h"
#include "tide-wording.h"

static const TideAssessmentData *
data_of (gpointer item)
{
  return tide_record_item_get_record (item);
}

static TideInstrument *
instrument_of (gpointer item)
{
  TidePatientModel *model = tide_record_item_get_model (item);
  const char *id = data_of (item)->instrument_id;
  return id != NULL ? tide_library_lookup (tide_clinic_get_library (model->clinic), id) : NULL;
}

static gboolean
is_narrow (gpointer data)
{
  return data != NULL && ((TideAssessmentCellData *) data)->narrow;
}

static gboolean
is_compact (gpointer data)
{
  return data != NULL
         && (((TideAssessmentCellData *) data)->narrow || ((TideAssessmentCellData *) data)->compact);
}

/* What is no longer counted is struck, in every cell that says something about it. */
static void
strike (GtkWidget *cell, gpointer item)
{
  if (tide_assessment_data_is_current (data_of (item)))
    gtk_widget_remove_css_class (cell, "tide-struck");
  else
    gtk_widget_add_css_class (cell, "tide-struck");
}

/* The primary score as stored: figure and status. */
static gboolean
find_total (gpointer item, double *value, TideScoreStatus *status)
{
  const TideAssessmentData *data = data_of (item);
  TideInstrument *instrument = instrument_of (item);
  *status = TIDE_SCORE_VALID;
  *value = data->total;
  if (instrument == NULL)
    return !isnan (*value);
  return tide_scores_text_find (data->scores, tide_instrument_get_primary (instrument)->id, status, value)
         || !isnan (*value);
}

/* --- cells --- */

static void
bind_date (GtkWidget *cell, gpointer item, gpointer data)
{
  const TideAssessmentData *record = data_of (item);
  g_autofree char *words = tide_instant_to_words (record->taken);
  g_autofree char *day = tide_date_to_words (tide_instant_get_date (record->taken));
  const char *clock = g_str_has_prefix (words, day) && !is_compact (data) ? words + strlen (day) : "";
  g_autofree char *markup = g_markup_printf_escaped ("%s<span alpha=\"70%%\">%s</span>", day, clock);
  gtk_label_set_markup (GTK_LABEL (cell), markup);
  gtk_widget_set_tooltip_text (cell, is_compact (data) ? words : NULL);
  strike (cell, item);
}

static void
bind_instrument (GtkWidget *cell, gpointer item, gpointer data)
{
  TideInstrument *instrument = instrument_of (item);
  gtk_label_set_text (GTK_LABEL (cell), instrument != NULL ? tide_instrument_get_short_name (instrument)
                                                           : data_of (item)->instrument_id);
  gtk_widget_set_tooltip_text (cell, instrument != NULL ? tide_instrument_get_name (instrument) : NULL);
  strike (cell, item);
}

static void
bind_total (GtkWidget *cell, gpointer item, gpointer data)
{
  TideInstrument *instrument = instrument_of (item);
  TideScoreStatus status;
  double value;
  gboolean found = find_total (item, &value, &status) && status != TIDE_SCORE_INVALID && !isnan (value);
  if (!found)
    {
      g_autofree char *whole = instrument != NULL ? tide_score_dup_value (instrument, data_of (item)) : NULL;
      gtk_label_set_text (GTK_LABEL (cell), _ ("no total"));
      gtk_widget_set_tooltip_text (cell, whole);
      strike (cell, item);
      return;
    }
  const TideScoreInfo *info = instrument != NULL ? tide_instrument_get_primary (instrument) : NULL;
  const TideBandSet *set = info != NULL ? tide_instrument_find_band_set (instrument, info->id, NULL) : NULL;
  const TideBand *band = set != NULL ? tide_band_set_find (set, value) : NULL;
  g_autofree char *figure = tide_figure_text (value, info != NULL ? info->decimals : 0, FALSE);
  g_autofree char *word = band != NULL ? g_utf8_strdown (band->label, -1) : g_strdup ("");
  g_autofree char *markup
    = g_markup_printf_escaped ("<b>%s</b>%s <span alpha=\"78%%\">%s</span>", figure,
                               status == TIDE_SCORE_PRORATED ? "~" : "", is_narrow (data) ? "" : word);
  gtk_label_set_markup (GTK_LABEL (cell), markup);
  g_autofree char *whole = instrument != NULL ? tide_score_dup_value (instrument, data_of (item)) : NULL;
  g_autofree char *tip
    = band != NULL && whole != NULL ? g_strdup_printf ("%s: %s", whole, band->label) : NULL;
  gtk_widget_set_tooltip_text (cell, tip != NULL ? tip : whole);
  strike (cell, item);
}

static double
change_of (gconstpointer item)
{
  const TideVisitOutcome *visit = tide_record_item_get_visit ((gpointer) item);
  if (visit == NULL || tide_outcome_rates_change (data_of ((gpointer) item)->instrument_id))
    return NAN;
  return visit->change;
}

static void
bind_change (GtkWidget *cell, gpointer item, gpointer data)
{
  const TideVisitOutcome *visit = tide_record_item_get_visit (item);
  TideInstrument *instrument = instrument_of (item);
  gboolean shown = visit != NULL && visit->state != TIDE_STATE_BASELINE;
  g_autofree char *text
    = tide_figure_text (shown ? change_of (item) : NAN,
                        instrument != NULL ? tide_instrument_get_primary (instrument)->decimals : 0, TRUE);
  gtk_label_set_text (GTK_LABEL (cell), text);
}

static void
bind_percent (GtkWidget *cell, gpointer item, gpointer data)
{
  const TideVisitOutcome *visit = tide_record_item_get_visit (item);
  double percent = visit != NULL && visit->state != TIDE_STATE_BASELINE ? visit->percent : NAN;
  g_autofree char *figure = tide_figure_text (percent, 1, FALSE);
  g_autofree char *text = isnan (percent) ? g_strdup (figure) : g_strdup_printf ("%s\u202f%%", figure);
  gtk_label_set_text (GTK_LABEL (cell), text);
}

/* A scale without thresholds (the CGI) has no states, so its first rating is nobody's baseline. */
static gboolean
has_states (TideInstrument *instrument)
{
  const TideChangeRule *rule = instrument != NULL ? tide_instrument_get_change_rule (instrument) : NULL;
  return rule != NULL
         && !(isnan (rule->response_percent) && isnan (rule->response_points)
              && isnan (rule->remission_at_most));
}

static const TideCourseOutcome *
course_of (gpointer item, const TideVisitOutcome *visit)
{
  const TideOutcome *outcome
    = tide_patient_model_get_outcome (tide_record_item_get_model (item), data_of (item)->instrument_id);
  return outcome != NULL && visit->course >= 0 ? &outcome->courses[visit->course] : NULL;
}

/* In the words of chart, list and paper; "–" where there is nothing to judge. */
static const char *
why_no_state (gpointer item, const TideVisitOutcome *visit)
{
  if (visit == NULL || visit->state != TIDE_STATE_NONE || !has_states (instrument_of (item)))
    return "–";
  const TideOutcome *outcome
    = tide_patient_model_get_outcome (tide_record_item_get_model (item), data_of (item)->instrument_id);
  return tide_outcome_why_no_state (outcome, visit);
}

/* The clause by which a rating has its state, as at its point of the timeline. */
static char *
dup_clause (gpointer item, const TideVisitOutcome *visit, const TideCourseOutcome *course)
{
  TidePatientModel *model = tide_record_item_get_model (item);
  g_autofree char *words
    = tide_criteria_dup_words (course->criteria, visit->clause, instrument_of (item),
                               (TideSex) model->history->patient->sex, model->thresholds);
  return words != NULL ? g_strdup_printf (_ ("By: %s"), words) : NULL;
}

/* What decided the state; or whose baseline is missing, and why: another course's may stand in the chart. */
static char *
dup_state_tooltip (gpointer item, const TideVisitOutcome *visit)
{
  const TideCourseOutcome *course = visit != NULL ? course_of (item, visit) : NULL;
  if (course != NULL && visit->clause != NULL)
    return dup_clause (item, visit, course);
  if (course == NULL || visit->state != TIDE_STATE_NONE || course->baseline >= 0)
    return NULL;
  g_autofree char *title = tide_course_dup_title (course->course);
  return g_strdup_printf ("%s: %s", title, course->baseline_why);
}

static GtkWidget *
make_state (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), tide_state_glyph_new (TIDE_STATE_NONE));
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
bind_state (GtkWidget *cell, gpointer item, gpointer data)
{
  const TideVisitOutcome *visit = tide_record_item_get_visit (item);
  GtkWidget *glyph = gtk_widget_get_first_child (cell), *label = gtk_widget_get_last_child (cell);
  const TideAssessmentData *record = data_of (item);
  if (!tide_assessment_data_is_current (record))
    {
      tide_state_glyph_set (TIDE_STATE_GLYPH (glyph), TIDE_STATE_NONE);
      gtk_label_set_text (GTK_LABEL (label),
                          tide_word_for_code (tide_assessment_status_codes, record->status));
      return;
    }
  TideState state = visit != NULL ? visit->state : TIDE_STATE_NONE;
  if (state == TIDE_STATE_BASELINE && !has_states (instrument_of (item)))
    state = TIDE_STATE_NONE;
  g_autofree char *words
    = visit != NULL && (visit->marks & TIDE_MARK_WATCH) != 0
        ? g_strdup_printf (_ ("%s, watch"), tide_state_get_label (state))
        : g_strdup (state != TIDE_STATE_NONE ? tide_state_get_label (state) : why_no_state (item, visit));
  g_autofree char *tooltip = dup_state_tooltip (item, visit);
  tide_state_glyph_set (TIDE_STATE_GLYPH (glyph), state);
  gtk_label_set_text (GTK_LABEL (label), words);
  gtk_widget_set_tooltip_text (cell, tooltip);
}

static void
bind_rater (GtkWidget *cell, gpointer item, gpointer data)
{
  TidePatientModel *model = tide_record_item_get_model (item);
  g_autofree char *text = tide_words_for_rater (model->history, data_of (item));
  g_autofree char *name = tide_words_dup_staff_name (model->history, data_of (item)->rater_id);
  /* What is usual is not said: a clinician in the room. */
  gboolean usual = data_of (item)->rater_type == TIDE_RATER_CLINICIAN && data_of (item)->contact <= 1;
  gtk_label_set_text (GTK_LABEL (cell), usual && name[0] != '\0' ? name : text);
  gtk_widget_set_tooltip_text (cell, text[0] != '\0' ? text : NULL);
}

/* --- flags --- */

typedef struct
{
  TideMark mark;
  const char *letter; /* NULL: words only */
  const char *words;
} Flag;

static const Flag flags[] = {
  { TIDE_MARK_CARRY_OVER, "C", N_ ("Carry-over possible") },
  { TIDE_MARK_RECALL, "R", N_ ("Recall window reaches before treatment") },
  { TIDE_MARK_OVERLAP, "O", N_ ("Two treatments at once") },
  { TIDE_MARK_DOSE, "D", N_ ("Dose still rising") },
  { TIDE_MARK_MODE, "M", N_ ("Rater or mode differs from the baseline's") },
  { TIDE_MARK_DISAGREE, NULL, N_ ("Score and CGI disagree") },
  { TIDE_MARK_DISCONTINUATION, NULL, N_ ("Antidepressant just stopped") },
  { TIDE_MARK_LOW_BASELINE, NULL, N_ ("Low baseline") },
  { TIDE_MARK_TOTAL_ONLY, NULL, N_ ("Total only") },
};

static void
add_words (GString *words, const char *more)
{
  if (words->len > 0)
    g_string_append (words, "; ");
  g_string_append (words, more);
}

/* An alert stands at the version that raised it; whoever reads the newest version must see it there. */
static gboolean
is_of_row (const TideHistory *history, const TideAlert *alert, const TideAssessmentData *data)
{
  while (data != NULL && alert->assessment_id != data->base.id)
    data = data->supersedes_id != 0 ? tide_history_find_assessment (history, data->supersedes_id) : NULL;
  return data != NULL && alert->assessment_id != 0;
}

static TideLevel
find_open_alert (gpointer item)
{
  const TideHistory *history = tide_record_item_get_model (item)->history;
  for (guint i = 0; i < history->alerts->len; i++)
    {
      const TideAlert *alert = g_ptr_array_index (history->alerts, i);
      if (tide_alert_is_in_banner (alert) && is_of_row (history, alert, data_of (item)))
        return alert->level; /* the highest comes first */
    }
  return TIDE_LEVEL_NONE;
}

/* What stands for the record and waits for a person: in no banner, so here in words; *level the highest. */
static char *
dup_record_words (gpointer item, TideLevel *level)
{
  const TideHistory *history = tide_record_item_get_model (item)->history;
  g_autoptr (GPtrArray) groups = tide_alert_rules_list_record (history->alerts);
  GString *words = g_string_new (NULL);
  *level = TIDE_LEVEL_NONE;
  for (guint i = 0; i < groups->len; i++)
    {
      const TideAlert *alert = g_ptr_array_index ((GPtrArray *) g_ptr_array_index (groups, i), 0);
      if (!is_of_row (history, alert, data_of (item)))
        continue;
      g_autofree char *one = tide_alert_rules_dup_record_words (instrument_of (item), alert);
      add_words (words, one);
      *level = MAX (*level, (TideLevel) alert->level);
    }
  return g_string_free (words, FALSE);
}

/* The alert of this row about which something was done last, or NULL. */
static const TideAlert *
find_acted_alert (gpointer item)
{
  const TideHistory *history = tide_record_item_get_model (item)->history;
  const TideAlert *found = NULL;
  for (guint i = 0; i < history->alerts->len; i++)
    {
      const TideAlert *alert = g_ptr_array_index (history->alerts, i);
      if (alert->resolved && is_of_row (history, alert, data_of (item))
          && (found == NULL || tide_instant_compare (alert->acted, found->acted) > 0))
        found = alert;
    }
  return found;
}

static char *
dup_action_words (gpointer item)
{
  const TideAlert *alert = find_acted_alert (item);
  if (alert == NULL)
    return NULL;
  return tide_patient_model_dup_action_words (tide_record_item_get_model (item), alert);
}

/* "amended 16 Nov 2025: misread", of a row that replaces another. */
static char *
dup_amended_words (gpointer item)
{
  const TideAssessmentData *record = data_of (item);
  const TideAssessmentData *old
    = record->supersedes_id != 0
        ? tide_history_find_assessment (tide_record_item_get_model (item)->history, record->supersedes_id)
        : NULL;
  if (old == NULL)
    return NULL;
  g_autofree char *day = tide_date_to_words (tide_instant_get_date (record->entered));
  return old->reason != NULL ? g_strdup_printf (_ ("amended %s: %s"), day, old->reason)
                             : g_strdup_printf (_ ("amended %s"), day);
}

static char *
dup_flag_words (gpointer item, guint marks)
{
  const TideAssessmentData *record = data_of (item);
  const TideVisitOutcome *visit = tide_record_item_get_visit (item);
  GString *words = g_string_new (NULL);
  TideInstrument *instrument = instrument_of (item);
  g_autofree char *estimate = instrument != NULL ? tide_score_dup_estimate (instrument, record) : NULL;
  g_autofree char *unasked = instrument != NULL ? tide_score_dup_open_safety (instrument, record) : NULL;
  g_autofree char *amended = dup_amended_words (item), *action = dup_action_words (item);
  TideLevel level;
  g_autofree char *for_record = dup_record_words (item, &level);
  if (find_open_alert (item) != TIDE_LEVEL_NONE)
    add_words (words, _ ("alert open"));
  if (level != TIDE_LEVEL_NONE)
    add_words (words, for_record);
  if (unasked != NULL)
    add_words (words, unasked);
  if (estimate != NULL)
    add_words (words, estimate);
  if (amended != NULL)
    add_words (words, amended);
  if (action != NULL)
    add_words (words, action);
  if (record->moved_from_id != 0)
    add_words (words, _ ("moved here from another chart"));
  if (visit != NULL && visit->cgi_i > 0)
    g_string_append_printf (words, "%s%s %d", words->len > 0 ? "; " : "", "CGI-I", visit->cgi_i);
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if ((marks & flags[i].mark) != 0)
      add_words (words, _ (flags[i].words));
  if (record->incomplete_reason != NULL)
    add_words (words, record->incomplete_reason);
  if (record->reason != NULL)
    add_words (words, record->reason);
  return g_string_free (words, FALSE);
}

static GtkWidget *
make_flags (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static void
add_mark (GtkWidget *box, const Flag *flag)
{
  GtkWidget *label = gtk_label_new (flag->letter);
  gtk_widget_add_css_class (label, "tide-mark");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (label, _ (flag->words));
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_alert (GtkWidget *box, TideLevel level, const char *words)
{
  GtkWidget *image = gtk_image_new_from_icon_name (tide_level_icon_name (level));
  gtk_widget_add_css_class (image, tide_level_css_class (level));
  gtk_widget_set_tooltip_text (image, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_box_append (GTK_BOX (box), image);
}

static void
add_icon (GtkWidget *box, const char *icon, const char *words)
{
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  gtk_widget_set_tooltip_text (image, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_box_append (GTK_BOX (box), image);
}

static void
bind_flags (GtkWidget *cell, gpointer item, gpointer data)
{
  const TideVisitOutcome *visit = tide_record_item_get_visit (item);
  guint marks = visit != NULL ? visit->marks : 0;
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (cell)) != NULL)
    gtk_box_remove (GTK_BOX (cell), child);
  TideLevel level = find_open_alert (item), record_level;
  g_autofree char *amended = dup_amended_words (item), *action = dup_action_words (item);
  g_autofree char *open = g_strdup_printf (_ ("Open alert: %s"), tide_level_word (level));
  g_autofree char *for_record = dup_record_words (item, &record_level);
  if (level != TIDE_LEVEL_NONE)
    add_alert (cell, level, open);
  if (record_level != TIDE_LEVEL_NONE)
    add_alert (cell, record_level, for_record);
  if (action != NULL)
    add_icon (cell, "emblem-ok-symbolic", action);
  if (amended != NULL)
    add_icon (cell, "document-edit-symbolic", amended);
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if ((marks & flags[i].mark) != 0 && flags[i].letter != NULL)
      add_mark (cell, &flags[i]);
  g_autofree char *words = dup_flag_words (item, marks);
  gtk_widget_set_tooltip_text (cell, words[0] != '\0' ? words : NULL);
  if (is_narrow (data))
    return;
  GtkWidget *label = gtk_label_new (words);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (cell), label);
}

/* --- order --- */

static int
compare_date (gconstpointer a, gconstpointer b, gpointer data)
{
  const TideAssessmentData *x = data_of ((gpointer) a), *y = data_of ((gpointer) b);
  int order = tide_instant_compare (x->taken, y->taken);
  return order != 0 ? order : (x->base.id > y->base.id) - (x->base.id < y->base.id);
}

static int
compare_instrument (gconstpointer a, gconstpointer b, gpointer data)
{
  return g_strcmp0 (data_of ((gpointer) a)->instrument_id, data_of ((gpointer) b)->instrument_id);
}

/* Unknown comes first in ascending order, so that descending shows what is known. */
static int
compare_numbers (double a, double b)
{
  if (isnan (a) || isnan (b))
    return isnan (b) - isnan (a);
  return (a > b) - (a < b);
}

static int
compare_total (gconstpointer a, gconstpointer b, gpointer data)
{
  TideScoreStatus status;
  double x, y;
  find_total ((gpointer) a, &x, &status);
  find_total ((gpointer) b, &y, &status);
  return compare_numbers (x, y);
}

static int
compare_change (gconstpointer a, gconstpointer b, gpointer data)
{
  return compare_numbers (change_of (a), change_of (b));
}

static int
compare_percent (gconstpointer a, gconstpointer b, gpointer data)
{
  const TideVisitOutcome *x = tide_record_item_get_visit ((gpointer) a),
                         *y = tide_record_item_get_visit ((gpointer) b);
  return compare_numbers (x != NULL ? x->percent : NAN, y != NULL ? y->percent : NAN);
}

static int
compare_state (gconstpointer a, gconstpointer b, gpointer data)
{
  const TideVisitOutcome *x = tide_record_item_get_visit ((gpointer) a),
                         *y = tide_record_item_get_visit ((gpointer) b);
  return (int) (x != NULL ? x->state : TIDE_STATE_NONE) - (int) (y != NULL ? y->state : TIDE_STATE_NONE);
}

const TideColumnInfo tide_assessment_columns[TIDE_N_ASSESSMENT_COLUMNS] = {
  { "date", N_ ("Date"), NULL, bind_date, compare_date, 150, FALSE, FALSE },
  { "instrument", N_ ("Instrument"), NULL, bind_instrument, compare_instrument, 76, FALSE, FALSE },
  { "total", N_ ("Total"), NULL, bind_total, compare_total, 172, FALSE, FALSE },
  { "change", N_ ("Change"), NULL, bind_change, compare_change, 60, TRUE, FALSE },
  { "percent", N_ ("Percent"), NULL, bind_percent, compare_percent, 70, TRUE, FALSE },
  { "state", N_ ("State"), make_state, bind_state, compare_state, 116, FALSE, FALSE },
  { "rater", N_ ("Rater"), NULL, bind_rater, NULL, 104, FALSE, FALSE },
  { "flags", N_ ("Flags"), make_flags, bind_flags, NULL, 0, FALSE, TRUE },
};

/* Beside the list in a window of 1024 px: the clock and the rater stand in the tooltip and in the sheet. */
const int tide_assessment_compact_widths[TIDE_N_ASSESSMENT_COLUMNS] = { 100, 76, 152, 54, 72, 122, 0, 0 };
const int tide_assessment_narrow_widths[TIDE_N_ASSESSMENT_COLUMNS] = { 104, 78, 50, 62, 70, 124, 0, 0 };
