/* tide-assessment-sheet.c: reading a rating must not be the first step of changing it: Enter on a row shows
 * what was answered, what it comes to, who wrote it and what stood there before; amending is one more key.
 */
#include "tide-assessment-sheet.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include "tide-patient-summary.h"
#include "tide-score-words.h"
#include "tide-sentences.h"
#include "tide-window.h"
#include "tide-wording.h"

#define TIDE_TYPE_ASSESSMENT_SHEET (tide_assessment_sheet_get_type ())
G_DECLARE_FINAL_TYPE (TideAssessmentSheet, tide_assessment_sheet, TIDE, ASSESSMENT_SHEET, AdwWindow)

struct _TideAssessmentSheet
{
  AdwWindow parent_instance;

  TidePatientModel *model;
  const TideAssessmentData *data; /* of the model */
  TideInstrument *instrument;     /* of the library, or NULL: its file is gone */
  TidePatientPage *page;          /* weak */
  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (TideAssessmentSheet, tide_assessment_sheet, ADW_TYPE_WINDOW)

/* --- parts of the page --- */

static GtkGrid *
add_section (TideAssessmentSheet *self, const char *title)
{
  GtkWidget *label = gtk_label_new (title), *grid = gtk_grid_new ();
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 5);
  gtk_widget_add_css_class (grid, "card");
  gtk_widget_add_css_class (grid, "tide-side-card");
  gtk_box_append (self->box, label);
  gtk_box_append (self->box, grid);
  return GTK_GRID (grid);
}

static int
count_rows (GtkGrid *grid)
{
  int n = 0;
  while (gtk_grid_get_child_at (grid, 0, n) != NULL)
    n++;
  return n;
}

static void
add_row (GtkGrid *grid, const char *name, const char *value, const char *css_class)
{
  int row = count_rows (grid);
  GtkWidget *left = gtk_label_new (name), *right = gtk_label_new (value);
  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_label_set_yalign (GTK_LABEL (left), 0);
  gtk_label_set_wrap (GTK_LABEL (left), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (left), 14);
  gtk_label_set_max_width_chars (GTK_LABEL (left), 34);
  gtk_label_set_xalign (GTK_LABEL (right), 0);
  gtk_label_set_wrap (GTK_LABEL (right), TRUE);
  gtk_label_set_selectable (GTK_LABEL (right), TRUE);
  gtk_widget_set_can_focus (right, FALSE);
  gtk_widget_set_hexpand (right, TRUE);
  gtk_widget_add_css_class (left, "tide-data-dim");
  gtk_widget_add_css_class (right, "tide-numbers");
  if (css_class != NULL)
    gtk_widget_add_css_class (right, css_class);
  gtk_grid_attach (grid, left, 0, row, 1, 1);
  gtk_grid_attach (grid, right, 1, row, 1, 1);
}

/* --- scores --- */

typedef struct
{
  TideAssessmentSheet *sheet;
  GtkGrid *grid;
} ScoreRows;

static char *
dup_score (TideAssessmentSheet *self, const TideScoreInfo *info, TideScoreStatus status, double value)
{
  const TideBandSet *set = tide_instrument_find_band_set (self->instrument, info->id, NULL);
  const TideBand *band
    = set != NULL && status != TIDE_SCORE_INVALID && !isnan (value) ? tide_band_set_find (set, value) : NULL;
  g_autofree char *figure = tide_figure_text (value, info->decimals, FALSE);
  g_autofree char *most = tide_figure_text (info->maximum, info->decimals, FALSE);
  g_autofree char *whole = info->primary ? tide_score_dup_value (self->instrument, self->data) : NULL;
  if (status == TIDE_SCORE_INVALID || isnan (value))
    return g_strdup (whole != NULL ? whole : _ ("no value"));
  if (whole != NULL && status == TIDE_SCORE_PRORATED)
    return band != NULL ? g_strdup_printf ("%s · %s", whole, band->label) : g_strdup (whole);
  return band != NULL ? g_strdup_printf (_ ("%s of %s · %s"), figure, most, band->label)
                      : g_strdup_printf (_ ("%s of %s"), figure, most);
}

static void
add_score_cb (const char *score_id, TideScoreStatus status, double value, gpointer data)
{
  const ScoreRows *rows = data;
  int index = tide_instrument_find_score (rows->sheet->instrument, score_id);
  if (index < 0)
    return;
  const TideScoreInfo *info = tide_instrument_get_score_info (rows->sheet->instrument, (guint) index);
  g_autofree char *words = dup_score (rows->sheet, info, status, value);
  add_row (rows->grid, info->label, words, info->primary ? "heading" : NULL);
}

static void
add_state (TideAssessmentSheet *self, GtkGrid *grid)
{
  const TideVisitOutcome *visit = tide_patient_model_find_visit (self->model, self->data);
  if (visit == NULL || visit->state == TIDE_STATE_NONE)
    return;
  guint decimals = tide_instrument_get_primary (self->instrument)->decimals;
  g_autofree char *change = tide_figure_text (visit->change, decimals, TRUE);
  g_autofree char *percent = tide_figure_text (visit->percent, 1, FALSE);
  g_autofree char *words
    = visit->state == TIDE_STATE_BASELINE || isnan (visit->change)
        ? g_strdup (tide_state_get_label (visit->state))
      : isnan (visit->percent)
        ? g_strdup_printf (_ ("%s · %s from baseline"), tide_state_get_label (visit->state), change)
        : g_strdup_printf (_ ("%s · %s from baseline, %s\u202f%%"), tide_state_get_label (visit->state),
                           change, percent);
  add_row (grid, _ ("State"), words, NULL);
}

static void
add_scores (TideAssessmentSheet *self)
{
  GtkGrid *grid = add_section (self, _ ("Scores"));
  ScoreRows rows = { self, grid };
  g_autofree char *open = tide_score_dup_open_safety (self->instrument, self->data);
  if (self->data->scores != NULL)
    tide_scores_text_foreach (self->data->scores, add_score_cb, &rows);
  if (tide_assessment_data_is_total_only (self->data))
    add_row (grid, _ ("Entered as"), _ ("a total alone, without answers"), NULL);
  if (open != NULL)
    add_row (grid, _ ("Safety"), open, "tide-amber");
  if (self->data->incomplete_reason != NULL)
    add_row (grid, _ ("Why incomplete"), self->data->incomplete_reason, NULL);
  add_state (self, grid);
}

/* --- answers --- */

static char *
dup_answer (const TideItem *item, TideAnswer answer)
{
  if (answer.state == TIDE_ANSWER_NOT_APPLICABLE)
    return g_strdup (_ ("not applicable"));
  if (answer.state == TIDE_ANSWER_MISSING)
    return g_strdup (_ ("no answer"));
  if (item->yes_no)
    return g_strdup (answer.value != 0 ? _ ("yes") : _ ("no"));
  for (guint i = 0; i < item->n_options; i++)
    if (item->options[i].value == answer.value && item->options[i].label != NULL)
      return g_strdup_printf ("%d  %s", answer.value, item->options[i].label);
  return g_strdup_printf ("%d", answer.value);
}

static char *
dup_item_name (const TideItem *item)
{
  const char *label = item->label != NULL ? item->label : "";
  return item->number != NULL && *item->number != '\0' ? g_strdup_printf ("%s  %s", item->number, label)
                                                       : g_strdup (label);
}

static TideAnswer *
dup_answers (TideInstrument *instrument, const TideAssessmentData *data)
{
  g_autofree TideAnswer *answers = g_new0 (TideAnswer, tide_instrument_get_n_items (instrument) + 1);
  if (data->answers == NULL || !tide_answers_from_text (instrument, data->answers, answers, NULL))
    return NULL;
  return g_steal_pointer (&answers);
}

static void
add_answers (TideAssessmentSheet *self)
{
  g_autofree TideAnswer *answers = dup_answers (self->instrument, self->data);
  if (self->data->answers == NULL)
    return;
  GtkGrid *grid = add_section (self, _ ("Answers"));
  if (answers == NULL)
    {
      add_row (grid, _ ("As stored"), self->data->answers, NULL); /* of another version of the scale */
      return;
    }
  for (guint i = 0; i < tide_instrument_get_n_items (self->instrument); i++)
    {
      const TideItem *item = tide_instrument_get_item (self->instrument, i);
      gboolean missing = answers[i].state == TIDE_ANSWER_MISSING;
      if (missing && (item->optional || !tide_instrument_item_is_asked (self->instrument, answers, i)))
        continue;
      g_autofree char *name = dup_item_name (item), *words = dup_answer (item, answers[i]);
      add_row (grid, name, words, missing ? "tide-amber" : NULL);
    }
}

/* --- who and when --- */

/* "Dr. Weiss, 17 Nov 2025, 09:10" */
static void
add_review (TideAssessmentSheet *self, GtkGrid *grid)
{
  const TideAssessmentData *data = self->data;
  if (data->review == TIDE_LOOK_WANTED)
    {
      add_row (grid, _ ("Reviewed"), _ ("not yet"), "tide-amber");
      return;
    }
  g_autofree char *when = tide_instant_to_words (data->reviewed);
  g_autofree char *who = tide_words_dup_staff_name (self->model->history, data->reviewed_by);
  g_autofree char *words = who[0] != '\0' ? g_strdup_printf ("%s, %s", who, when) : g_strdup (when);
  add_row (grid, _ ("Reviewed"), words, NULL);
}

static void
add_entry (TideAssessmentSheet *self)
{
  const TideAssessmentData *data = self->data;
  GtkGrid *grid = add_section (self, _ ("Entry"));
  g_autofree char *done = tide_instant_to_words (data->taken),
                  *entered = tide_instant_to_words (data->entered);
  g_autofree char *rater = tide_words_for_rater (self->model->history, data);
  const char *mode = tide_word_for_code (tide_contact_codes, data->contact);
  add_row (grid, _ ("Done"), done, NULL);
  add_row (grid, _ ("Entered"), entered, NULL);
  add_row (grid, _ ("Rater"), rater[0] != '\0' ? rater : _ ("not recorded"), NULL);
  add_row (grid, _ ("Mode"), mode[0] != '\0' ? mode : _ ("not recorded"), NULL);
  if (data->review != TIDE_LOOK_NONE)
    add_review (self, grid);
  if (data->compared_with > 0)
    {
      g_autofree char *day = tide_date_to_words (data->compared_on);
      g_autofree char *words
        = g_strdup_printf (data->compared_with == 1 ? _ ("the baseline, %s") : _ ("the best state, %s"), day);
      add_row (grid, _ ("Compared with"), words, NULL);
    }
  if (!tide_assessment_data_is_current (data))
    add_row (grid, _ ("Status"), tide_word_for_code (tide_assessment_status_codes, data->status),
             "tide-amber");
  if (data->reason != NULL)
    add_row (grid, _ ("Reason"), data->reason, NULL);
  if (data->moved_from_id != 0)
    add_row (grid, _ ("Origin"), _ ("moved here from another chart"), NULL);
  if (self->instrument != NULL)
    add_row (grid, _ ("Scale"), tide_instrument_get_name (self->instrument), NULL);
}

/* --- alerts and earlier versions --- */

static void
add_alerts_of (TideAssessmentSheet *self, const TideAssessmentData *version, GtkGrid **grid)
{
  const GPtrArray *alerts = self->model->history->alerts;
  for (guint i = 0; i < alerts->len; i++)
    {
      const TideAlert *alert = g_ptr_array_index (alerts, i);
      if (alert->assessment_id != version->base.id)
        continue;
      if (*grid == NULL)
        *grid = add_section (self, _ ("Alerts"));
      g_autofree char *title = tide_patient_model_dup_alert_title (self->model, alert);
      g_autofree char *story = tide_patient_model_dup_alert_story (self->model, alert);
      g_autofree char *name = g_strdup_printf ("%s: %s", tide_level_word (alert->level), title);
      g_autofree char *action = tide_patient_model_dup_action_words (self->model, alert);
      g_autofree char *state = action != NULL ? tide_words_sentence (action) : g_strdup (_ ("open"));
      g_autofree char *words = story != NULL ? g_strdup_printf ("%s\n%s", state, story) : g_strdup (state);
      add_row (*grid, name, words, NULL);
    }
}

static void
add_alerts (TideAssessmentSheet *self)
{
  GtkGrid *grid = NULL;
  for (const TideAssessmentData *version = self->data; version != NULL;
       version = version->supersedes_id != 0
                   ? tide_history_find_assessment (self->model->history, version->supersedes_id)
                   : NULL)
    add_alerts_of (self, version, &grid);
}

/* "item 9: 2 → 0" for each answer that differs; "" when none does. */
static char *
dup_differences (TideInstrument *instrument, const TideAssessmentData *old, const TideAssessmentData *now)
{
  GString *words = g_string_new (NULL);
  g_autofree TideAnswer *before = dup_answers (instrument, old), *after = dup_answers (instrument, now);
  for (guint i = 0; before != NULL && after != NULL && i < tide_instrument_get_n_items (instrument); i++)
    {
      const TideItem *item = tide_instrument_get_item (instrument, i);
      if (before[i].state == after[i].state && before[i].value == after[i].value)
        continue;
      g_autofree char *from = dup_answer (item, before[i]), *to = dup_answer (item, after[i]);
      g_string_append_printf (words, _ ("\nitem %s: %s \u2192 %s"),
                              item->number != NULL ? item->number : item->id, from, to);
    }
  return g_string_free (words, FALSE);
}

static void
add_versions (TideAssessmentSheet *self)
{
  GtkGrid *grid = NULL;
  const TideAssessmentData *now = self->data;
  while (now->supersedes_id != 0)
    {
      const TideAssessmentData *old = tide_history_find_assessment (self->model->history, now->supersedes_id);
      if (old == NULL)
        return;
      if (grid == NULL)
        grid = add_section (self, _ ("Earlier versions"));
      g_autofree char *entered = tide_instant_to_words (old->entered);
      g_autofree char *name = g_strdup_printf (_ ("Entered %s"), entered);
      g_autofree char *total = tide_score_dup_value (self->instrument, old);
      g_autofree char *differences = dup_differences (self->instrument, old, now);
      g_autofree char *why
        = old->reason != NULL ? g_strdup_printf (_ ("amended: %s"), old->reason) : g_strdup ("");
      g_autofree char *words = g_strdup_printf ("%s · %s%s", total, why, differences);
      add_row (grid, name, words, NULL);
      now = old;
    }
}

/* --- keys and buttons --- */

/* The page's action needs the window gone: it acts on the row that is selected there. */
static void
go_on_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideAssessmentSheet *self = TIDE_ASSESSMENT_SHEET (widget);
  const char *then = g_str_equal (name, "sheet.amend")  ? "patient.amend-assessment"
                     : g_str_equal (name, "sheet.move") ? "patient.move-assessment"
                                                        : "patient.mark-assessment-error";
  g_autoptr (GtkWidget) page = self->page != NULL ? g_object_ref (GTK_WIDGET (self->page)) : NULL;
  gtk_window_destroy (GTK_WINDOW (self));
  if (page != NULL)
    gtk_widget_activate_action (page, then, NULL);
}

static void
review_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideAssessmentSheet *self = TIDE_ASSESSMENT_SHEET (widget);
  g_autoptr (GError) error = NULL;
  TideWindow *window = TIDE_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (self)));
  if (!tide_clinic_review_assessment (self->model->clinic, self->data->base.id, &error))
    tide_window_show_error (window, tide_sentence_heading (error), error);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static GtkWidget *
new_button (const char *label, const char *action, const char *tooltip)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
  return button;
}

static GtkWidget *
new_header (TideAssessmentSheet *self)
{
  const char *scale = self->instrument != NULL ? tide_instrument_get_short_name (self->instrument)
                                               : self->data->instrument_id;
  g_autofree char *when = tide_instant_to_words (self->data->taken);
  g_autofree char *title = g_strdup_printf (_ ("%s of %s"), scale, when);
  g_autofree char *name = tide_patient_dup_name (self->model->history->patient);
  g_autofree char *who = g_strdup_printf ("%s · %s", name, self->model->history->patient->mrn);
  GtkWidget *header = adw_header_bar_new (),
            *amend = new_button (_ ("_Amend"), "sheet.amend", _ ("Amend (A)"));
  gtk_widget_add_css_class (amend, "suggested-action");
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (title, who));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header),
                             new_button (_ ("_Close"), "sheet.close", _ ("Close (Esc)")));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), amend);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header),
                           new_button (_ ("_Move\u2026"), "sheet.move", _ ("Move to another chart (M)")));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), new_button (_ ("In _Error\u2026"), "sheet.in-error",
                                                                _ ("Entered in error (Delete)")));
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  if (tide_assessment_data_is_unreviewed (self->data))
    adw_header_bar_pack_start (ADW_HEADER_BAR (header),
                               new_button (_ ("_Reviewed"), "sheet.review", _ ("Mark as reviewed (V)")));
  gtk_window_set_title (GTK_WINDOW (self), title);
  return header;
}

static void
build (TideAssessmentSheet *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scroller = gtk_scrolled_window_new ();
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "tide-form-main");
  gtk_box_append (GTK_BOX (all), new_header (self));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->box));
  gtk_box_append (GTK_BOX (all), scroller);
  adw_window_set_content (ADW_WINDOW (self), all);
  if (self->instrument != NULL)
    {
      add_scores (self);
      add_alerts (self);
      add_answers (self);
    }
  add_entry (self);
  if (self->instrument != NULL)
    add_versions (self);
}

static void
tide_assessment_sheet_dispose (GObject *object)
{
  TideAssessmentSheet *self = TIDE_ASSESSMENT_SHEET (object);
  g_clear_weak_pointer (&self->page);
  g_clear_pointer (&self->model, tide_patient_model_unref);
  G_OBJECT_CLASS (tide_assessment_sheet_parent_class)->dispose (object);
}

static void
tide_assessment_sheet_class_init (TideAssessmentSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_assessment_sheet_dispose;
  gtk_widget_class_install_action (widget_class, "sheet.amend", NULL, go_on_action);
  gtk_widget_class_install_action (widget_class, "sheet.move", NULL, go_on_action);
  gtk_widget_class_install_action (widget_class, "sheet.in-error", NULL, go_on_action);
  gtk_widget_class_install_action (widget_class, "sheet.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "sheet.review", NULL, review_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, 0, "sheet.amend", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, 0, "sheet.review", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, 0, "sheet.move", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "sheet.in-error", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "sheet.close", NULL);
}

static void
tide_assessment_sheet_init (TideAssessmentSheet *self)
{
}

void
tide_assessment_sheet_present (TidePatientPage *page, gint64 assessment_id)
{
  TidePatientModel *model = tide_patient_page_get_model (page);
  const TideAssessmentData *data
    = model != NULL ? tide_history_find_assessment (model->history, assessment_id) : NULL;
  TideWindow *window = tide_window_of (GTK_WIDGET (page));
  if (data == NULL || window == NULL)
    return;
  TideAssessmentSheet *self
    = g_object_new (TIDE_TYPE_ASSESSMENT_SHEET, "transient-for", window, "modal", TRUE, "default-width", 620,
                    "default-height", 620, "destroy-with-parent", TRUE, NULL);
  gboolean current = tide_assessment_data_is_current (data) && !tide_clinic_get_read_only (model->clinic);
  self->model = tide_patient_model_ref (model);
  self->data = data;
  self->instrument = data->instrument_id != NULL
                       ? tide_library_lookup (tide_clinic_get_library (model->clinic), data->instrument_id)
                       : NULL;
  g_set_weak_pointer (&self->page, page);
  build (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.amend", current && self->instrument != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.move", current);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.in-error", current);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.review",
                                 current && tide_assessment_data_is_unreviewed (data));
  /* What a patient answered must not stay on the screen when the clinic is locked. */
  g_signal_connect_object (window, "locking", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self));
}
