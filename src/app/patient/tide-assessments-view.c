/* tide-assessments-view.c: the table of a patient's assessments, newest first.
 *
 * It is the timeline's twin in figures, and the only place where amended, moved and mistaken entries can be
 * seen: nothing clinical is ever deleted.
 */
#include "tide-assessments-view.h"

#include <glib/gi18n-lib.h>
#include "tide-assessment-cells.h"
#include "tide-chart-style.h"
#include "tide-day-zero-box.h"
#include "tide-record-item.h"

struct _TideAssessmentsView
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkColumnView *view;
  TideDayZeroBox *day_zero;

  TidePatientModel *model;
  GListStore *items; /* TideRecordItem */
  GtkSingleSelection *selection;
  TideAssessmentCellData cells;
  gboolean show_all;
  char *instrument_id;
  guint focus_id, compact_id;
  double width; /* of the table, px */
};

G_DEFINE_FINAL_TYPE (TideAssessmentsView, tide_assessments_view, ADW_TYPE_BIN)

enum
{
  ACTIVATED,
  SELECTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static gboolean
is_shown (TideAssessmentsView *self, const TideAssessmentData *data)
{
  if (!self->show_all && !tide_assessment_data_is_current (data))
    return FALSE;
  return self->instrument_id == NULL || g_strcmp0 (self->instrument_id, data->instrument_id) == 0;
}

#define FOCUS_DELAY_MS 60
#define EM_PX 14.667          /* widths of columns are written for this */
#define COMPACT_BELOW_EM 58.0 /* 850 px: with less the flags would leave the window */
#define LEAST_EM 6.55         /* three rows beside a timeline that stays in sight */
#define NARROW_EM 12.0        /* six rows: a narrow page scrolls as a whole */
#define MOST_EM 17.0

static void
update_height (TideAssessmentsView *self)
{
  double em = tide_chart_em (GTK_WIDGET (self)), least = self->cells.narrow ? NARROW_EM : LEAST_EM;
  GtkScrolledWindow *scroller
    = GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (self->view), GTK_TYPE_SCROLLED_WINDOW));
  gtk_scrolled_window_set_max_content_height (scroller, (int) (MOST_EM * em));
  gtk_scrolled_window_set_min_content_height (scroller, (int) (least * em));
}

/* With a column hidden GTK 4.8 gives the one that expands nothing of the room that is left: it is told how
 * much that is. */
static void
fit_flags (TideAssessmentsView *self)
{
  GtkColumnViewColumn *flags = tide_table_find_column (self->view, "flags");
  double em = tide_chart_em (GTK_WIDGET (self)), left = self->width;
  gboolean fixed = self->cells.compact && !self->cells.narrow && self->width > 0;
  for (guint i = 0; i < TIDE_N_ASSESSMENT_COLUMNS; i++)
    left -= tide_assessment_compact_widths[i] * em / EM_PX;
  gtk_column_view_column_set_fixed_width (flags, fixed ? (int) MAX (left - 2, 4 * em) : -1);
}

/* The widths of columns are in px and must follow the text scale, which is known once there is a display. */
static void
update_widths (TideAssessmentsView *self)
{
  const int *widths = self->cells.narrow    ? tide_assessment_narrow_widths
                      : self->cells.compact ? tide_assessment_compact_widths
                                            : NULL;
  tide_table_update_widths (self->view, tide_assessment_columns, widths, TIDE_N_ASSESSMENT_COLUMNS);
  gtk_column_view_column_set_visible (tide_table_find_column (self->view, "rater"),
                                      !self->cells.narrow && !self->cells.compact);
  fit_flags (self);
  update_height (self);
}

static void
refill (TideAssessmentsView *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *all = self->model != NULL ? self->model->history->assessments : NULL;
  for (guint i = all != NULL ? all->len : 0; i > 0; i--)
    {
      const TideAssessmentData *data = g_ptr_array_index (all, i - 1);
      if (is_shown (self, data))
        g_ptr_array_add (items, tide_record_item_new (self->model, data));
    }
  /* In two steps: see tide-patient-rows.c. */
  g_list_store_remove_all (self->items);
  g_list_store_splice (self->items, 0, 0, items->pdata, items->len);
  gtk_stack_set_visible_child_name (self->stack, items->len > 0 ? "table" : "empty");
}

void
tide_assessments_view_set_model (TideAssessmentsView *self, TidePatientModel *model)
{
  g_return_if_fail (TIDE_IS_ASSESSMENTS_VIEW (self));
  gboolean same = model != NULL && self->model != NULL
                  && tide_patient_model_get_id (model) == tide_patient_model_get_id (self->model);
  gint64 selected = same ? tide_assessments_view_get_selected (self) : 0;
  TidePatientModel *old = self->model;
  self->model = model != NULL ? tide_patient_model_ref (model) : NULL;
  refill (self);
  tide_day_zero_box_set_model (self->day_zero, model);
  g_clear_pointer (&old, tide_patient_model_unref);
  tide_assessments_view_select (self, selected);
}

void
tide_assessments_view_set_narrow (TideAssessmentsView *self, gboolean narrow)
{
  g_return_if_fail (TIDE_IS_ASSESSMENTS_VIEW (self));
  if (self->cells.narrow == narrow)
    return;
  self->cells.narrow = narrow;
  update_widths (self);
  tide_day_zero_box_set_narrow (self->day_zero, narrow);
  refill (self);
}

void
tide_assessments_view_set_show_all (TideAssessmentsView *self, gboolean show_all)
{
  g_return_if_fail (TIDE_IS_ASSESSMENTS_VIEW (self));
  self->show_all = show_all;
  refill (self);
}

void
tide_assessments_view_set_instrument (TideAssessmentsView *self, const char *instrument_id)
{
  g_return_if_fail (TIDE_IS_ASSESSMENTS_VIEW (self));
  if (instrument_id != NULL && instrument_id[0] == '\0')
    instrument_id = NULL;
  if (g_strcmp0 (self->instrument_id, instrument_id) == 0)
    return;
  g_free (self->instrument_id);
  self->instrument_id = g_strdup (instrument_id);
  refill (self);
}

void
tide_assessments_view_select (TideAssessmentsView *self, gint64 assessment_id)
{
  g_return_if_fail (TIDE_IS_ASSESSMENTS_VIEW (self));
  guint n = assessment_id != 0 ? g_list_model_get_n_items (G_LIST_MODEL (self->selection)) : 0, position = 0;
  for (; position < n; position++)
    {
      g_autoptr (TideRecordItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
      if (tide_record_item_get_id (item) == assessment_id)
        break;
    }
  gtk_single_selection_set_selected (self->selection, position < n ? position : GTK_INVALID_LIST_POSITION);
  GtkWidget *rows = gtk_widget_get_last_child (GTK_WIDGET (self->view)); /* the list inside has the action */
  if (position < n && rows != NULL)
    gtk_widget_activate_action (rows, "list.scroll-to-item", "u", position);
}

gint64
tide_assessments_view_get_selected (TideAssessmentsView *self)
{
  g_return_val_if_fail (TIDE_IS_ASSESSMENTS_VIEW (self), 0);
  TideRecordItem *item = gtk_single_selection_get_selected_item (self->selection);
  return item != NULL ? tide_record_item_get_id (item) : 0;
}

static gboolean
compact_cb (gpointer data)
{
  TideAssessmentsView *self = data;
  gint64 selected = tide_assessments_view_get_selected (self);
  gboolean compact = self->width < COMPACT_BELOW_EM * tide_chart_em (GTK_WIDGET (self));
  self->compact_id = 0;
  if (compact == self->cells.compact)
    {
      fit_flags (self);
      return G_SOURCE_REMOVE;
    }
  self->cells.compact = compact;
  update_widths (self);
  refill (self);
  tide_assessments_view_select (self, selected);
  return G_SOURCE_REMOVE;
}

/* Columns cannot change while sizes are given out. */
static void
width_changed_cb (GtkAdjustment *adjustment, GParamSpec *pspec, TideAssessmentsView *self)
{
  double width = gtk_adjustment_get_page_size (adjustment);
  if (width < 1 || width == self->width)
    return;
  self->width = width;
  if (self->compact_id == 0)
    self->compact_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, compact_cb, self, NULL);
}

static gboolean
focus_cb (gpointer data)
{
  TideAssessmentsView *self = data;
  GtkWidget *rows = gtk_widget_get_last_child (GTK_WIDGET (self->view));
  self->focus_id = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && rows != NULL)
    gtk_widget_grab_focus (rows); /* the list gives it to the row that is scrolled to */
  return G_SOURCE_REMOVE;
}

/* The row has to be there first: the list makes it when it is given its size. */
void
tide_assessments_view_focus_selected (TideAssessmentsView *self)
{
  g_return_if_fail (TIDE_IS_ASSESSMENTS_VIEW (self));
  if (self->focus_id == 0)
    self->focus_id = g_timeout_add (FOCUS_DELAY_MS, focus_cb, self);
}

static void
activate_cb (GtkColumnView *view, guint position, TideAssessmentsView *self)
{
  g_autoptr (TideRecordItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  if (item != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, tide_record_item_get_id (item));
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, TideAssessmentsView *self)
{
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
tide_assessments_view_dispose (GObject *object)
{
  TideAssessmentsView *self = TIDE_ASSESSMENTS_VIEW (object);
  g_clear_handle_id (&self->focus_id, g_source_remove);
  g_clear_handle_id (&self->compact_id, g_source_remove);
  g_clear_pointer (&self->model, tide_patient_model_unref);
  G_OBJECT_CLASS (tide_assessments_view_parent_class)->dispose (object);
}

static void
tide_assessments_view_finalize (GObject *object)
{
  TideAssessmentsView *self = TIDE_ASSESSMENTS_VIEW (object);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_free (self->instrument_id);
  G_OBJECT_CLASS (tide_assessments_view_parent_class)->finalize (object);
}

static void
tide_assessments_view_class_init (TideAssessmentsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_assessments_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_assessments_view_finalize;
  signals[ACTIVATED] = g_signal_new ("activated", TIDE_TYPE_ASSESSMENTS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SELECTED] = g_signal_new ("selected", TIDE_TYPE_ASSESSMENTS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
  g_type_ensure (TIDE_TYPE_DAY_ZERO_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-assessments-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TideAssessmentsView, stack);
  gtk_widget_class_bind_template_child (widget_class, TideAssessmentsView, view);
  gtk_widget_class_bind_template_child (widget_class, TideAssessmentsView, day_zero);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "patient.mark-assessment-error",
                                       NULL);
}

static void
tide_assessments_view_init (TideAssessmentsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < TIDE_N_ASSESSMENT_COLUMNS; i++)
    tide_table_add_column (self->view, &tide_assessment_columns[i], &self->cells);
  self->items = g_list_store_new (TIDE_TYPE_RECORD_ITEM);
  self->selection = tide_table_set_model (self->view, g_object_ref (G_LIST_MODEL (self->items)));
  gtk_column_view_sort_by_column (self->view, tide_table_find_column (self->view, "date"),
                                  GTK_SORT_DESCENDING);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  g_signal_connect (self->view, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (self, "realize", G_CALLBACK (update_widths), NULL);
  g_signal_connect_object (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->view)), "notify::page-size",
                           G_CALLBACK (width_changed_cb), self, 0);
}
