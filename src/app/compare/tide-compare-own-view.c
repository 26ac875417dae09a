/* tide-compare-own-view.c: one patient's courses beside each other.
 *
 * Scale, values, range, axis and marks are kept while the page lives; everything shown is made anew from the
 * record when one of them, or the record, changes. */
#include "tide-clinic-track.h"
#include "tide-paper-print.h"
#include "tide-compare-own-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-accessible-name.h"
#include "tide-chart-style.h"
#include "tide-compare-own-table.h"
#include "tide-compare-view.h"
#include "tide-courses-sheet.h"
#include "tide-own-chart.h"
#include "tide-patient-banner.h"
#include "tide-patient-model.h"
#include "tide-sentences.h"
#include "tide-window.h"
#include "tide-wording.h"

#define NARROW_EM 62 /* below, the marks stand under the figure */
#define SMALL_EM 46  /* below, the switches stand under each other */

struct _TideCompareOwnView
{
  AdwBin parent_instance;

  GtkStack *stack, *figure_stack;
  AdwStatusPage *empty;
  GtkScrolledWindow *scroller;
  GtkBox *head, *controls, *middle;
  AdwAvatar *avatar;
  GtkLabel *name_label, *facts_label, *warning_label;
  GtkDropDown *scale;
  TideOwnChart *strip, *chart;
  GtkOverlay *overlay;
  GtkWidget *marks_card, *warning, *percent_button;
  GtkLabel *tip;
  GtkListBox *marks;
  GtkGrid *table;
  GtkColumnView *twin;

  TideClinic *clinic;
  gint64 patient_id;
  TidePatientModel *model;
  TideOwnCourses *courses;
  GPtrArray *scales; /* TideInstrument, as in the drop-down */
  GtkWidget *mark_rows[TIDE_N_OWN_MARKS];
  char *instrument_id;
  guint marks_off;
  TideOwnOptions options;
  GSimpleActionGroup *actions;
  GtkFileChooserNative *chooser;
  gboolean filling;
  guint fit_id;
};

static void compare_view_init (TideCompareViewInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (TideCompareOwnView, tide_compare_own_view, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (TIDE_TYPE_COMPARE_VIEW, compare_view_init))

/* --- filling --- */

static void
clear_courses (TideCompareOwnView *self)
{
  tide_own_chart_set (self->strip, NULL, NULL);
  tide_own_chart_set (self->chart, NULL, NULL);
  tide_compare_own_table_fill (self->table, NULL);
  tide_compare_own_twin_fill (self->twin, NULL);
  g_clear_pointer (&self->courses, tide_own_courses_free);
}

static void
show_empty (TideCompareOwnView *self, const char *title, const char *description)
{
  adw_status_page_set_title (self->empty, title);
  adw_status_page_set_description (self->empty, description);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
show_person (TideCompareOwnView *self)
{
  g_autofree char *name = tide_patient_dup_name (self->model->history->patient),
                  *facts = tide_patient_dup_facts (self->model->history->patient, TRUE);
  g_autoptr (GString) all = g_string_new (facts);
  for (guint i = 0; i < self->model->history->diagnoses->len && i < 3; i++)
    g_string_append_printf (all, " · %s",
                            ((TideDiagnosis *) self->model->history->diagnoses->pdata[i])->code);
  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_text (self->name_label, name);
  gtk_label_set_text (self->facts_label, all->str);
}

static void
show_warning (TideCompareOwnView *self)
{
  g_autofree char *words = tide_own_courses_dup_baseline_warning (self->courses);
  gtk_widget_set_visible (self->warning, words != NULL);
  if (words == NULL)
    return;
  g_auto (GStrv) parts = g_strsplit (words, "\t", 2);
  g_autofree char *markup = g_markup_printf_escaped ("<b>%s</b> %s", parts[0], parts[1]);
  gtk_label_set_markup (self->warning_label, markup);
}

static void
show_drawings (TideCompareOwnView *self)
{
  TideOwnOptions strip = self->options;
  strip.drawing = TIDE_OWN_STRIP;
  tide_own_chart_set (self->strip, self->courses, &strip);
  tide_own_chart_set (self->chart, self->courses, &self->options);
}

/* Of the newest course that goes on; the clinic knows it once it has looked at everybody. */
static void
add_band (TideCompareOwnView *self)
{
  for (guint i = tide_own_courses_get_n (self->courses); i > 0; i--)
    {
      const TideOwnCourse *course = tide_own_courses_get (self->courses, i - 1);
      TideOffTrack track = { 0 };
      if (!course->running || isnan (course->period->baseline_value)
          || !tide_clinic_find_track (self->clinic, self->patient_id, course->period->course->base.id,
                                      self->instrument_id, &track))
        continue;
      if (track.track.state != TIDE_TRACK_NOT_RUNNING && track.track.state != TIDE_TRACK_CARRY_OVER)
        tide_own_courses_set_band (self->courses, i - 1, &track.band);
      tide_off_track_clear (&track);
      return;
    }
}

static void
rebuild (TideCompareOwnView *self)
{
  TideInstrument *instrument
    = self->instrument_id != NULL
        ? tide_library_lookup (tide_clinic_get_library (self->clinic), self->instrument_id)
        : NULL;
  g_autofree char *currency = tide_clinic_dup_setting (self->clinic, "clinic.currency");
  clear_courses (self);
  if (instrument != NULL)
    self->courses = tide_own_courses_new (self->model->history, instrument, self->model->thresholds,
                                          self->model->now, self->marks_off, currency);
  if (self->courses == NULL || tide_own_courses_get_n (self->courses) == 0)
    {
      g_clear_pointer (&self->courses, tide_own_courses_free);
      show_empty (self, _ ("No course to compare"),
                  _ ("Courses that have begun are compared here. Add one in the chart (Courses, Add)."));
    }
  else
    {
      add_band (self);
      self->filling = TRUE;
      for (guint i = 0; i < TIDE_N_OWN_MARKS; i++)
        tide_compare_mark_row_set (self->mark_rows[i], self->courses, tide_own_marks[i],
                                   (self->marks_off & tide_own_marks[i]) == 0);
      self->filling = FALSE;
      show_warning (self);
      show_drawings (self);
      tide_compare_own_table_fill (self->table, self->courses);
      tide_compare_own_twin_fill (self->twin, self->courses);
      gtk_stack_set_visible_child_name (self->stack, "courses");
    }
  tide_compare_view_tell_changed (TIDE_COMPARE_VIEW (self));
}

/* --- scales --- */

static gboolean
has_ratings (const TideHistory *history, TideInstrument *instrument)
{
  const TideSeries *series = tide_history_find_series (history, tide_instrument_get_id (instrument),
                                                       tide_instrument_get_primary (instrument)->id);
  return series != NULL && series->n_ratings > 0;
}

static void
fill_scales (TideCompareOwnView *self)
{
  TideLibrary *library = tide_clinic_get_library (self->clinic);
  TideInstrument *target = tide_patient_model_get_target (self->model);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;
  g_ptr_array_set_size (self->scales, 0);
  for (guint i = 0; i < tide_library_get_n (library); i++)
    {
      TideInstrument *instrument = tide_library_get (library, i);
      const char *id = tide_instrument_get_id (instrument);
      gboolean wanted
        = g_strcmp0 (id, self->instrument_id) == 0 || (self->instrument_id == NULL && instrument == target);
      if (!wanted && !has_ratings (self->model->history, instrument))
        continue;
      if (wanted)
        selected = self->scales->len;
      g_ptr_array_add (self->scales, instrument);
      gtk_string_list_append (names, tide_instrument_get_short_name (instrument));
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->scale, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->scale, self->scales->len > 0 ? selected : GTK_INVALID_LIST_POSITION);
  self->filling = FALSE;
  g_free (self->instrument_id);
  self->instrument_id
    = self->scales->len > 0 ? g_strdup (tide_instrument_get_id (self->scales->pdata[selected])) : NULL;
}

static void
scale_cb (TideCompareOwnView *self)
{
  guint at = gtk_drop_down_get_selected (self->scale);
  if (self->filling || self->model == NULL || at >= self->scales->len)
    return;
  g_free (self->instrument_id);
  self->instrument_id = g_strdup (tide_instrument_get_id (self->scales->pdata[at]));
  rebuild (self);
}

static void
load (TideCompareOwnView *self)
{
  g_autoptr (GError) error = NULL;
  clear_courses (self);
  g_clear_pointer (&self->model, tide_patient_model_unref);
  if (self->patient_id != 0)
    self->model = tide_patient_model_load (self->clinic, self->patient_id, &error);
  if (self->model == NULL)
    {
      g_autofree char *sentence = error != NULL ? tide_sentence_for (error) : NULL;
      show_empty (self, _ ("No patient chosen"),
                  sentence != NULL
                    ? sentence
                    : _ ("Choose one in Patients; then Compare Courses is in the patient’s menu."));
      tide_compare_view_tell_changed (TIDE_COMPARE_VIEW (self));
      return;
    }
  show_person (self);
  fill_scales (self);
  rebuild (self);
}

static void
changed_cb (TideClinic *clinic, gint64 patient_id, TideCompareOwnView *self)
{
  if (!tide_clinic_is_locked (clinic) && self->patient_id != 0
      && (patient_id == 0 || patient_id == self->patient_id))
    load (self);
}

static void
tracked_cb (TideClinic *clinic, TideCompareOwnView *self)
{
  if (self->model != NULL)
    rebuild (self);
}

/* --- marks --- */

void
tide_compare_own_view_set_mark (TideCompareOwnView *self, TideMark mark, gboolean on)
{
  g_return_if_fail (TIDE_IS_COMPARE_OWN_VIEW (self));
  guint off = on ? self->marks_off & ~(guint) mark : self->marks_off | (guint) mark;
  if (off == self->marks_off || self->model == NULL)
    return;
  self->marks_off = off;
  rebuild (self);
}

static void
mark_toggled_cb (GtkSwitch *widget, GParamSpec *pspec, TideCompareOwnView *self)
{
  if (!self->filling)
    tide_compare_own_view_set_mark (
      self, (TideMark) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "mark")),
      gtk_switch_get_active (widget));
}

/* --- choices --- */

static void
choice_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  TideCompareOwnView *self = data;
  const char *name = g_action_get_name (G_ACTION (action)), *chosen = g_variant_get_string (value, NULL);
  g_simple_action_set_state (action, value);
  if (strcmp (name, "values") == 0)
    self->options.points = strcmp (chosen, "points") == 0;
  else if (strcmp (name, "axis") == 0)
    self->options.log = strcmp (chosen, "log") == 0;
  else
    self->options.range = strcmp (chosen, "26") == 0   ? TIDE_OWN_RANGE_26
                          : strcmp (chosen, "52") == 0 ? TIDE_OWN_RANGE_52
                                                       : TIDE_OWN_RANGE_ALL;
  if (self->courses != NULL)
    show_drawings (self);
}

static void
add_actions (TideCompareOwnView *self)
{
  static const GActionEntry entries[] = {
    { .name = "values", .parameter_type = "s", .state = "'percent'", .change_state = choice_cb },
    { .name = "range", .parameter_type = "s", .state = "'26'", .change_state = choice_cb },
    { .name = "axis", .parameter_type = "s", .state = "'linear'", .change_state = choice_cb },
  };
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "own", G_ACTION_GROUP (self->actions));
}

/* --- tip --- */

static void
pick_changed_cb (TideCompareOwnView *self)
{
  g_autofree char *words = tide_own_chart_dup_pick_words (self->chart);
  gtk_widget_set_visible (GTK_WIDGET (self->tip), words != NULL);
  gtk_label_set_text (self->tip, words != NULL ? words : "");
}

static gboolean
place_tip_cb (GtkOverlay *overlay, GtkWidget *widget, GdkRectangle *place, TideCompareOwnView *self)
{
  TideOwnPick pick = tide_own_chart_get_pick (self->chart);
  GtkRequisition size;
  int width = gtk_widget_get_width (GTK_WIDGET (overlay));
  if (widget != GTK_WIDGET (self->tip))
    return FALSE;
  gtk_widget_get_preferred_size (widget, NULL, &size);
  place->width = MIN (size.width, width);
  place->height = size.height;
  place->x = CLAMP ((int) pick.x - place->width / 2, 4, MAX (4, width - place->width - 4));
  place->y = (int) pick.y - place->height - 16;
  if (place->y < 2)
    place->y = (int) pick.y + 16;
  return TRUE;
}

static void
make_tip (TideCompareOwnView *self)
{
  self->tip = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->tip), "tide-tip");
  gtk_widget_set_can_target (GTK_WIDGET (self->tip), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->tip), FALSE);
  gtk_label_set_ellipsize (self->tip, PANGO_ELLIPSIZE_END);
  gtk_overlay_add_overlay (self->overlay, GTK_WIDGET (self->tip));
  g_signal_connect (self->overlay, "get-child-position", G_CALLBACK (place_tip_cb), self);
  g_signal_connect_swapped (self->chart, "pick-changed", G_CALLBACK (pick_changed_cb), self);
}

/* --- narrow and wide --- */

static gboolean
fit_cb (gpointer data)
{
  TideCompareOwnView *self = data;
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (self->scroller);
  double em = tide_chart_em (GTK_WIDGET (self));
  gboolean narrow = gtk_adjustment_get_page_size (across) < NARROW_EM * em;
  GtkOrientation way = narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;
  self->fit_id = 0;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->middle), way);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->head), way);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->controls),
                                  gtk_adjustment_get_page_size (across) < SMALL_EM * em
                                    ? GTK_ORIENTATION_VERTICAL
                                    : GTK_ORIENTATION_HORIZONTAL);
  return G_SOURCE_REMOVE;
}

static void
page_size_cb (TideCompareOwnView *self)
{
  if (self->fit_id == 0)
    self->fit_id = g_idle_add_full (GTK_PRIORITY_RESIZE, fit_cb, self, NULL);
}

/* --- what the page around asks --- */

static GPtrArray *
list_caveats (TideCompareView *view)
{
  TideCompareOwnView *self = TIDE_COMPARE_OWN_VIEW (view);
  GPtrArray *caveats = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_view_caveat_free);
  if (self->courses == NULL)
    return caveats;
  g_autoptr (GPtrArray) words = tide_own_courses_list_caveats (self->courses);
  for (guint i = 0; i < words->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words->pdata[i], "\t", 2);
      g_ptr_array_add (caveats, tide_view_caveat_new (parts[0], parts[1] != NULL ? parts[1] : ""));
    }
  return caveats;
}

static gboolean
has_figure (TideCompareView *view)
{
  return TIDE_COMPARE_OWN_VIEW (view)->courses != NULL;
}

static void
set_table (TideCompareView *view, gboolean table)
{
  gtk_stack_set_visible_child_name (TIDE_COMPARE_OWN_VIEW (view)->figure_stack, table ? "table" : "figure");
}

gboolean
tide_compare_own_view_write (TideCompareOwnView *self, const char *kind, const char *path, GError **error)
{
  g_return_val_if_fail (TIDE_IS_COMPARE_OWN_VIEW (self) && self->courses != NULL, FALSE);
  return tide_own_figure_write (self->courses, &self->options, kind, path, error);
}

static void
file_chosen_cb (GtkNativeDialog *chooser, int response, TideCompareOwnView *self)
{
  const char *kind = g_object_get_data (G_OBJECT (chooser), "kind");
  g_autoptr (GFile) file
    = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (GError) error = NULL;
  TideWindow *window = tide_window_of (GTK_WIDGET (self));
  /* The clinic may have been locked behind the dialog. */
  if (path != NULL && self->courses != NULL && !tide_compare_own_view_write (self, kind, path, &error)
      && window != NULL)
    tide_window_show_error (window, tide_sentence_heading (error), error);
  g_clear_object (&self->chooser);
}

static void
export_figure (TideCompareView *view, const char *kind)
{
  TideCompareOwnView *self = TIDE_COMPARE_OWN_VIEW (view);
  /* Translators: begins the name of a file: letters, digits and hyphens */
  g_autofree char *name = tide_words_file_name (_ ("courses"), kind);
  if (self->courses == NULL || self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_ ("Save the Figure, Not Encrypted"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_object_set_data_full (G_OBJECT (self->chooser), "kind", g_strdup (kind), g_free);
  g_signal_connect (self->chooser, "response", G_CALLBACK (file_chosen_cb), self);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* --- paper --- */

TideReport *
tide_compare_own_view_new_report (TideCompareOwnView *self)
{
  g_return_val_if_fail (TIDE_IS_COMPARE_OWN_VIEW (self), NULL);
  if (self->courses == NULL)
    return NULL;
  g_auto (TideClinicPaper) paper;
  tide_clinic_paper_init (&paper, self->clinic, self->model->history);
  TideCoursesSheetData data = { &paper.page, self->courses, &self->options };
  return tide_courses_sheet_new (&data);
}

static void
print (TideCompareView *view)
{
  TideCompareOwnView *self = TIDE_COMPARE_OWN_VIEW (view);
  TideReport *report = tide_compare_own_view_new_report (self);
  if (report != NULL)
    tide_clinic_paper_print (GTK_WIDGET (self), self->clinic, report, self->patient_id, "courses compared");
}

static void
focus (TideCompareView *view)
{
  gtk_widget_grab_focus (TIDE_COMPARE_OWN_VIEW (view)->percent_button);
}

static void
compare_view_init (TideCompareViewInterface *iface)
{
  iface->list_caveats = list_caveats;
  iface->has_figure = has_figure;
  iface->set_table = set_table;
  iface->export_figure = export_figure;
  iface->print = print;
  iface->focus = focus;
}

/* --- class --- */

static void
tide_compare_own_view_dispose (GObject *object)
{
  TideCompareOwnView *self = TIDE_COMPARE_OWN_VIEW (object);
  g_clear_handle_id (&self->fit_id, g_source_remove);
  g_clear_object (&self->chooser);
  if (self->clinic != NULL)
    g_signal_handlers_disconnect_by_data (self->clinic, self);
  if (self->strip != NULL && self->courses != NULL)
    clear_courses (self);
  g_clear_pointer (&self->model, tide_patient_model_unref);
  g_clear_object (&self->clinic);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (tide_compare_own_view_parent_class)->dispose (object);
}

static void
tide_compare_own_view_finalize (GObject *object)
{
  TideCompareOwnView *self = TIDE_COMPARE_OWN_VIEW (object);
  g_clear_pointer (&self->courses, tide_own_courses_free);
  g_clear_pointer (&self->instrument_id, g_free);
  g_ptr_array_unref (self->scales);
  G_OBJECT_CLASS (tide_compare_own_view_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, TideCompareOwnView, stack);
  gtk_widget_class_bind_template_child (klass, TideCompareOwnView, figure_stack);
  gtk_widget_class_bind_template_child (klass, TideCompareOwnView, empty);
  gtk_widget_class_bind_template_child (klass, TideCompareOwnView, scroller);
  gtk_widget_class_bind_template_child (klass, TideCompareOwnView, head);
  gtk_widget_class_bind_template_child (klass, TideCompareOwnView, controls);
  gtk_widget_class_bind_template_child (klass, TideCompareOwnView, middle);
  gtk_widget_class_bind_template_child (klass, TideCompareOwnView, avatar);
  gtk_widget_class_bind_template_child (klass, TideCompareOwnView, name_label);
  gtk_widget_class_bind_template_child (klass, TideCompareOwnView, facts_label);
  gtk_widget_class_bind_template_child (klass, TideCompareOwnView, warning_label);
  gtk_widget_class_bind_template_child (klass, TideCompareOwnView, scale);
  gtk_widget_class_bind_template_child (klass, TideCompareOwnView, strip);
  gtk_widget_class_bind_template_child (klass, TideCompareOwnView, chart);
  gtk_widget_class_bind_template_child (klass, TideCompareOwnView, overlay);
  gtk_widget_class_bind_template_child (klass, TideCompareOwnView, marks_card);
  gtk_widget_class_bind_template_child (klass, TideCompareOwnView, warning);
  gtk_widget_class_bind_template_child (klass, TideCompareOwnView, percent_button);
  gtk_widget_class_bind_template_child (klass, TideCompareOwnView, marks);
  gtk_widget_class_bind_template_child (klass, TideCompareOwnView, table);
  gtk_widget_class_bind_template_child (klass, TideCompareOwnView, twin);
}

static void
tide_compare_own_view_class_init (TideCompareOwnViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_compare_own_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_compare_own_view_finalize;
  g_type_ensure (TIDE_TYPE_OWN_CHART);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-compare-own-view.ui");
  bind_children (widget_class);
}

static void
tide_compare_own_view_init (TideCompareOwnView *self)
{
  add_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->scales = g_ptr_array_new ();
  tide_accessible_name (GTK_WIDGET (self->scale), _ ("Scale"));
  for (guint i = 0; i < TIDE_N_OWN_MARKS; i++)
    {
      self->mark_rows[i] = tide_compare_mark_row_new (tide_own_marks[i], G_CALLBACK (mark_toggled_cb), self);
      gtk_list_box_append (self->marks, self->mark_rows[i]);
    }
  tide_compare_own_twin_init (self->twin);
  make_tip (self);
  g_signal_connect_object (self->scale, "notify::selected", G_CALLBACK (scale_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scroller), "notify::page-size",
                           G_CALLBACK (page_size_cb), self, G_CONNECT_SWAPPED);
  show_empty (self, _ ("No patient chosen"), NULL);
}

void
tide_compare_own_view_show (TideCompareOwnView *self, TideClinic *clinic, gint64 patient_id)
{
  g_return_if_fail (TIDE_IS_COMPARE_OWN_VIEW (self) && clinic != NULL);
  if (g_set_object (&self->clinic, clinic))
    {
      g_signal_connect (clinic, "changed", G_CALLBACK (changed_cb), self);
      g_signal_connect (clinic, "tracked", G_CALLBACK (tracked_cb), self);
    }
  self->patient_id = patient_id;
  load (self);
}

const TideOwnCourses *
tide_compare_own_view_get_courses (TideCompareOwnView *self)
{
  g_return_val_if_fail (TIDE_IS_COMPARE_OWN_VIEW (self), NULL);
  return self->courses;
}
