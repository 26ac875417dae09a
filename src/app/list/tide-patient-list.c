/* tide-patient-list.c: the sidebar: search as you type, and the patients found.
 *
 * A keystroke costs one search in memory and at most fifty rows.  What takes longer, the state of a patient's
 * newest course, is filled in afterwards, a row at a time, so that neither typing nor the first frame waits
 * for it.
 */
#include "tide-patient-list.h"

#include <glib/gi18n-lib.h>
#include "tide-chart-style.h"
#include "tide-draft-marks.h"
#include "tide-patient-cell.h"
#include "tide-patient-rows.h"
#include "tide-patient-summary.h"

#define PAGE_OF_ROWS 50
#define WIDTH_EM 19.6 /* 288 px at 100 % text */

struct _TidePatientList
{
  AdwBin parent_instance;

  GtkSearchEntry *search;
  GtkLabel *count_label;
  GtkStack *stack;
  GtkListView *view;

  TideClinic *clinic;
  TideThresholds *thresholds;
  TidePatientRows *rows;
  GtkSingleSelection *selection;
  guint max;
  gint64 selected;       /* patient shown, 0 none */
  gboolean quiet;        /* the selection is moved by us */
  GPtrArray *waiting;    /* (TidePatientCell, not owned) without a summary */
  GHashTable *summaries; /* patient id -> TidePatientSummary */
  TideDraftMarks *drafts;
  guint fill_id;
  guint rest_id;
};

G_DEFINE_FINAL_TYPE (TidePatientList, tide_patient_list, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- filling in states --- */

static const TidePatientSummary *
take_summary (TidePatientList *self, gint64 patient_id)
{
  TidePatientSummary *summary = g_hash_table_lookup (self->summaries, &patient_id);
  if (summary != NULL)
    return summary;
  summary = tide_patient_summary_load (self->clinic, patient_id, self->thresholds, NULL);
  if (summary != NULL)
    g_hash_table_insert (self->summaries, g_memdup2 (&patient_id, sizeof patient_id), summary);
  return summary;
}

static gboolean
fill_one_cb (gpointer data)
{
  TidePatientList *self = data;
  if (self->waiting->len == 0 || self->clinic == NULL)
    {
      self->fill_id = 0;
      return G_SOURCE_REMOVE;
    }
  TidePatientCell *cell = g_ptr_array_steal_index (self->waiting, 0);
  gint64 patient_id = tide_patient_cell_get_patient (cell);
  if (patient_id != 0)
    tide_patient_cell_set_summary (cell, take_summary (self, patient_id));
  return G_SOURCE_CONTINUE;
}

static void
want_summary (TidePatientList *self, TidePatientCell *cell)
{
  gint64 patient_id = tide_patient_cell_get_patient (cell);
  const TidePatientSummary *known = g_hash_table_lookup (self->summaries, &patient_id);
  if (patient_id == 0)
    return;
  if (known != NULL)
    {
      tide_patient_cell_set_summary (cell, known);
      return;
    }
  g_ptr_array_add (self->waiting, cell);
  if (self->fill_id == 0)
    self->fill_id = g_idle_add_full (G_PRIORITY_LOW, fill_one_cb, self, NULL);
}

/* --- rows --- */

static void
show_draft (TidePatientList *self, TidePatientCell *cell)
{
  tide_patient_cell_set_draft (cell,
                               tide_draft_marks_has (self->drafts, tide_patient_cell_get_patient (cell)));
}

static void
drafts_changed_cb (gpointer marks, gpointer data)
{
  TidePatientList *self = data;
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->view)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *cell = gtk_widget_get_first_child (row);
      if (cell != NULL && TIDE_IS_PATIENT_CELL (cell))
        show_draft (self, TIDE_PATIENT_CELL (cell));
    }
}

static void
clicked_cb (GtkGestureClick *gesture, int n_press, double x, double y, TidePatientList *self)
{
  GtkWidget *cell = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  gint64 patient_id = tide_patient_cell_get_patient (TIDE_PATIENT_CELL (cell));
  if (patient_id != 0)
    g_signal_emit (self, signals[CHOSEN], 0, patient_id, TRUE);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, TidePatientList *self)
{
  GtkWidget *cell = tide_patient_cell_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  g_signal_connect (click, "released", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (cell, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (item, cell);
}

static void
show_item (TidePatientList *self, GtkListItem *item)
{
  TidePatientCell *cell = TIDE_PATIENT_CELL (gtk_list_item_get_child (item));
  g_ptr_array_remove (self->waiting, cell);
  tide_patient_cell_unbind (cell);
  if (self->clinic == NULL)
    return;
  tide_patient_cell_bind (cell, self->clinic, gtk_list_item_get_item (item));
  show_draft (self, cell);
  want_summary (self, cell);
}

static void
item_changed_cb (TidePatientItem *row, GtkListItem *item)
{
  GtkWidget *list = gtk_widget_get_ancestor (gtk_list_item_get_child (item), TIDE_TYPE_PATIENT_LIST);
  if (list != NULL)
    show_item (TIDE_PATIENT_LIST (list), item);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, TidePatientList *self)
{
  g_signal_connect (gtk_list_item_get_item (item), "changed", G_CALLBACK (item_changed_cb), item);
  show_item (self, item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, TidePatientList *self)
{
  TidePatientCell *cell = TIDE_PATIENT_CELL (gtk_list_item_get_child (item));
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), item_changed_cb, item);
  g_ptr_array_remove (self->waiting, cell);
  tide_patient_cell_unbind (cell);
}

/* --- the search --- */

static void
restore_selection (TidePatientList *self)
{
  guint position
    = self->selected != 0 ? tide_patient_rows_find (self->rows, self->selected) : GTK_INVALID_LIST_POSITION;
  self->quiet = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->quiet = FALSE;
}

static void
show_count (TidePatientList *self)
{
  guint n = tide_patient_rows_get_n_hits (self->rows);
  gboolean searching = gtk_editable_get_text (GTK_EDITABLE (self->search))[0] != '\0';
  g_autofree char *text
    = searching ? g_strdup_printf (ngettext ("%u found · by name", "%u found · by name", n), n)
                : g_strdup_printf (ngettext ("%u patient · by name", "%u patients · by name", n), n);
  gtk_label_set_text (self->count_label, text);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "rows" : searching ? "none" : "empty");
  if (searching)
    return;
  g_autofree char *hint = g_strdup_printf (ngettext ("Search %u patient", "Search %u patients", n), n);
  g_object_set (self->search, "placeholder-text", hint, NULL);
}

/* Whose row holds the keyboard: 0 for none, or for "more". */
static gint64
get_focused_patient (TidePatientList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean inside = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view));
  GtkWidget *cell = inside ? gtk_widget_get_first_child (focus) : NULL;
  return cell != NULL && TIDE_IS_PATIENT_CELL (cell)
           ? tide_patient_cell_get_patient (TIDE_PATIENT_CELL (cell))
           : 0;
}

/* GTK 4.8 gives a row the keyboard by its widget alone; list.scroll-to-item moves no focus. */
static gboolean
focus_row (TidePatientList *self, guint position)
{
  gint64 patient_id = tide_patient_rows_get_id (self->rows, position);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->view)); row != NULL && patient_id != 0;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *cell = gtk_widget_get_first_child (row);
      if (cell != NULL && TIDE_IS_PATIENT_CELL (cell)
          && tide_patient_cell_get_patient (TIDE_PATIENT_CELL (cell)) == patient_id)
        return gtk_widget_grab_focus (row);
    }
  return FALSE;
}

/* A row is a place, the keyboard follows the patient: Enter must open the chart it would have opened. */
static void
follow_focus (TidePatientList *self, gint64 patient_id)
{
  guint position = tide_patient_rows_find (self->rows, patient_id);
  if (position == GTK_INVALID_LIST_POSITION || !focus_row (self, position))
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
run_search (TidePatientList *self)
{
  gint64 focused = get_focused_patient (self);
  self->quiet = TRUE;
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  tide_patient_rows_query (self->rows, self->clinic, gtk_editable_get_text (GTK_EDITABLE (self->search)),
                           self->max);
  self->quiet = FALSE;
  restore_selection (self);
  show_count (self);
  if (focused != 0)
    follow_focus (self, focused);
}

static void
search_changed_cb (GtkSearchEntry *entry, TidePatientList *self)
{
  self->max = PAGE_OF_ROWS;
  if (self->clinic != NULL)
    run_search (self);
}

static void
choose (TidePatientList *self, guint position, gboolean activated)
{
  gint64 patient_id = tide_patient_rows_get_id (self->rows, position);
  if (patient_id != 0)
    {
      self->selected = patient_id;
      g_signal_emit (self, signals[CHOSEN], 0, patient_id, activated);
    }
  else if (activated && position < g_list_model_get_n_items (G_LIST_MODEL (self->rows)))
    {
      self->max += PAGE_OF_ROWS;
      run_search (self);
    }
}

static void
search_activate_cb (GtkSearchEntry *entry, TidePatientList *self)
{
  if (tide_patient_rows_get_id (self->rows, 0) == 0)
    return;
  choose (self, 0, TRUE);
  restore_selection (self);
  /* The search is over: Ctrl+Z means the last deed again, not the typed letters. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    focus_row (self, 0);
}

static void
activate_cb (GtkListView *view, guint position, TidePatientList *self)
{
  choose (self, position, TRUE);
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, TidePatientList *self)
{
  guint position = gtk_single_selection_get_selected (selection);
  if (!self->quiet && position != GTK_INVALID_LIST_POSITION)
    choose (self, position, FALSE);
}

/* Down leaves the search for the rows. */
static gboolean
search_key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
               TidePatientList *self)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  tide_patient_list_focus_rows (self);
  return GDK_EVENT_STOP;
}

static void
stop_search_cb (GtkSearchEntry *entry, TidePatientList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
}

/* --- from outside --- */

void
tide_patient_list_focus_search (TidePatientList *self)
{
  g_return_if_fail (TIDE_IS_PATIENT_LIST (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

gboolean
tide_patient_list_search_has_focus (TidePatientList *self)
{
  g_return_val_if_fail (TIDE_IS_PATIENT_LIST (self), FALSE);
  return (gtk_widget_get_state_flags (GTK_WIDGET (self->search)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

void
tide_patient_list_focus_rows (TidePatientList *self)
{
  g_return_if_fail (TIDE_IS_PATIENT_LIST (self));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  if (n == 0)
    return;
  guint position = gtk_single_selection_get_selected (self->selection);
  if (position == GTK_INVALID_LIST_POSITION)
    {
      position = 0;
      gtk_single_selection_set_selected (self->selection, 0);
    }
  if (!focus_row (self, position))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

void
tide_patient_list_select (TidePatientList *self, gint64 patient_id)
{
  g_return_if_fail (TIDE_IS_PATIENT_LIST (self));
  self->selected = patient_id;
  restore_selection (self);
  guint position = gtk_single_selection_get_selected (self->selection);
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

guint
tide_patient_list_get_n_hits (TidePatientList *self)
{
  g_return_val_if_fail (TIDE_IS_PATIENT_LIST (self), 0);
  return tide_patient_rows_get_n_hits (self->rows);
}

static void
changed_cb (TideClinic *clinic, gint64 patient_id, TidePatientList *self)
{
  if (patient_id != 0)
    g_hash_table_remove (self->summaries, &patient_id);
  else
    g_hash_table_remove_all (self->summaries);
  gint64 focused = get_focused_patient (self);
  self->quiet = TRUE;
  tide_patient_rows_refresh (self->rows, self->clinic, gtk_editable_get_text (GTK_EDITABLE (self->search)),
                             self->max, patient_id);
  self->quiet = FALSE;
  restore_selection (self);
  show_count (self);
  if (focused != 0)
    follow_focus (self, focused);
}

void
tide_patient_list_set_clinic (TidePatientList *self, TideClinic *clinic)
{
  g_return_if_fail (TIDE_IS_PATIENT_LIST (self));
  if (self->clinic != NULL)
    g_signal_handlers_disconnect_by_func (self->clinic, changed_cb, self);
  g_set_object (&self->clinic, clinic);
  g_clear_pointer (&self->thresholds, tide_thresholds_free);
  g_hash_table_remove_all (self->summaries);
  tide_draft_marks_set_clinic (self->drafts, clinic);
  self->selected = 0;
  self->max = PAGE_OF_ROWS;
  if (clinic != NULL)
    {
      self->thresholds = tide_clinic_load_thresholds (clinic);
      g_signal_connect (clinic, "changed", G_CALLBACK (changed_cb), self);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  run_search (self);
}

/* --- size: a fixed width beside the content, whatever the names are --- */

static void
tide_patient_list_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                           int *natural, int *minimum_baseline, int *natural_baseline)
{
  /* The width is the text size's alone: names ellipsize, and measuring every row costs a frame. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *natural = (int) (WIDTH_EM * tide_chart_em (widget) + .5);
      *minimum = *natural * 2 / 3;
      return;
    }
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, minimum, natural, NULL,
                      NULL);
}

static void
tide_patient_list_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_size_allocate (adw_bin_get_child (ADW_BIN (widget)), &(GtkAllocation){ 0, 0, width, height },
                            -1);
}

/* --- class --- */

static void
tide_patient_list_dispose (GObject *object)
{
  TidePatientList *self = TIDE_PATIENT_LIST (object);
  g_clear_handle_id (&self->fill_id, g_source_remove);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (self->clinic != NULL)
    g_signal_handlers_disconnect_by_func (self->clinic, changed_cb, self);
  g_clear_object (&self->clinic);
  tide_draft_marks_set_clinic (self->drafts, NULL);
  G_OBJECT_CLASS (tide_patient_list_parent_class)->dispose (object);
}

static void
tide_patient_list_finalize (GObject *object)
{
  TidePatientList *self = TIDE_PATIENT_LIST (object);
  g_clear_pointer (&self->thresholds, tide_thresholds_free);
  g_clear_pointer (&self->summaries, g_hash_table_unref);
  g_clear_pointer (&self->drafts, tide_draft_marks_free);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (tide_patient_list_parent_class)->finalize (object);
}

static void
tide_patient_list_class_init (TidePatientListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_patient_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_patient_list_finalize;
  widget_class->measure = tide_patient_list_measure;
  widget_class->size_allocate = tide_patient_list_size_allocate;
  signals[CHOSEN] = g_signal_new ("chosen", TIDE_TYPE_PATIENT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-patient-list.ui");
  gtk_widget_class_bind_template_child (widget_class, TidePatientList, search);
  gtk_widget_class_bind_template_child (widget_class, TidePatientList, count_label);
  gtk_widget_class_bind_template_child (widget_class, TidePatientList, stack);
  gtk_widget_class_bind_template_child (widget_class, TidePatientList, view);
}

static gboolean
tell_rest_cb (gpointer data)
{
  TidePatientList *self = data;
  self->rest_id = 0;
  tide_patient_rows_tell_rest (self->rows);
  return G_SOURCE_REMOVE;
}

/* The end of what is told comes into sight: by scrolling, by the arrow keys, in a tall window. Not at once,
 * since this may be in the middle of laying out. */
static void
scrolled_cb (GtkAdjustment *adjustment, TidePatientList *self)
{
  double end = gtk_adjustment_get_value (adjustment) + 1.25 * gtk_adjustment_get_page_size (adjustment);
  if (end >= gtk_adjustment_get_upper (adjustment) && self->rest_id == 0)
    self->rest_id = g_idle_add_full (G_PRIORITY_LOW, tell_rest_cb, self, NULL);
}

/* Who walks the rows finds all of them, also with End. */
static void
rows_entered_cb (GtkEventControllerFocus *controller, TidePatientList *self)
{
  if (self->rest_id == 0)
    self->rest_id = g_idle_add_full (G_PRIORITY_LOW, tell_rest_cb, self, NULL);
}

static void
init_view (TidePatientList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->rows = tide_patient_rows_new ();
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->rows));
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect (self->selection, "notify::selected", G_CALLBACK (selected_cb), self);
  g_signal_connect (self->view, "activate", G_CALLBACK (activate_cb), self);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_signal_connect (focus, "enter", G_CALLBACK (rows_entered_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), focus);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, 0);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (scrolled_cb), self, 0);
  g_object_unref (factory);
}

static void
tide_patient_list_init (TidePatientList *self)
{
  self->max = PAGE_OF_ROWS;
  self->waiting = g_ptr_array_new ();
  self->drafts = tide_draft_marks_new (drafts_changed_cb, self);
  self->summaries
    = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) tide_patient_summary_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL); /* it measures itself */
  init_view (self);
  g_signal_connect (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect (self->search, "activate", G_CALLBACK (search_activate_cb), self);
  g_signal_connect (self->search, "stop-search", G_CALLBACK (stop_search_cb), self);
  GtkEventController *keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
}
