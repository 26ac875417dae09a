/* tide-caseload-page.c: everybody under treatment in one table.
 *
 * A state needs the whole history of a patient, about a millisecond each.  So the table fills in slices
 * between frames while it is in sight, says how far it is, and stops when it is left.
 */
#include "tide-caseload-page.h"

#include <glib/gi18n-lib.h>
#include "tide-accessible-name.h"
#include "tide-caseload-cells.h"
#include "tide-caseload-item.h"
#include "tide-paper-print.h"
#include "tide-store.h"
#include "tide-summary-batch.h"
#include "tide-window.h"

#define SLICE_USEC 6000

struct _TideCaseloadPage
{
  AdwBin parent_instance;

  GtkEditable *search;
  GtkDropDown *filter;
  GtkLabel *count_label;
  GtkStack *stack;
  GtkColumnView *view;

  TideClinic *clinic;
  TideThresholds *thresholds;
  GArray *hits; /* TideSearchHit */
  guint n_read;
  GListStore *items; /* TideCaseloadItem */
  GtkCustomFilter *custom;
  GtkFilterListModel *filtered;
  GtkMultiSelection *selection;
  GStrv words; /* of the filter, folded */
  guint fill_id;
};

G_DEFINE_FINAL_TYPE (TideCaseloadPage, tide_caseload_page, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- filling --- */

static void
show_count (TideCaseloadPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
  gboolean done = tide_caseload_page_is_complete (self);
  g_autofree char *shown = g_strdup_printf (ngettext ("%u patient", "%u patients", n), n);
  g_autofree char *text = done ? g_strdup (shown)
                               : g_strdup_printf (_ ("%s · reading %u of %u"), shown, self->n_read,
                                                  self->hits != NULL ? self->hits->len : 0);
  gtk_label_set_text (self->count_label, text);
  gtk_stack_set_visible_child_name (self->stack, n > 0 || !done ? "table" : "empty");
}

static gboolean
fill_cb (gpointer data)
{
  TideCaseloadPage *self = data;
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 end = g_get_monotonic_time () + SLICE_USEC;
  while (self->n_read < self->hits->len && g_get_monotonic_time () < end)
    {
      gint64 id = g_array_index (self->hits, TideSearchHit, self->n_read++).patient_id;
      TideCaseloadItem *item = tide_caseload_item_load (self->clinic, id, self->thresholds);
      if (item != NULL)
        g_ptr_array_add (fresh, item);
    }
  g_list_store_splice (self->items, g_list_model_get_n_items (G_LIST_MODEL (self->items)), 0, fresh->pdata,
                       fresh->len);
  gboolean more = self->n_read < self->hits->len;
  if (!more)
    self->fill_id = 0;
  show_count (self);
  return more ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
start_filling (TideCaseloadPage *self)
{
  if (self->clinic == NULL || self->fill_id != 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (self->hits == NULL)
    {
      guint n_more;
      self->hits = tide_clinic_search (self->clinic, "", 0, G_MAXINT, &n_more);
      self->n_read = 0;
    }
  if (self->n_read < self->hits->len)
    self->fill_id = g_idle_add_full (G_PRIORITY_LOW, fill_cb, self, NULL);
  show_count (self);
}

static void
empty (TideCaseloadPage *self)
{
  g_clear_handle_id (&self->fill_id, g_source_remove);
  g_clear_pointer (&self->hits, g_array_unref);
  self->n_read = 0;
  g_list_store_remove_all (self->items);
}

static void
map_cb (GtkWidget *widget, gpointer data)
{
  start_filling (TIDE_CASELOAD_PAGE (widget));
}

static void
unmap_cb (GtkWidget *widget, gpointer data)
{
  g_clear_handle_id (&TIDE_CASELOAD_PAGE (widget)->fill_id, g_source_remove);
}

static void
replace_item (TideCaseloadPage *self, gint64 patient_id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TideCaseloadItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      if (tide_caseload_item_get_line (item)->patient_id != patient_id)
        continue;
      g_autoptr (TideCaseloadItem) fresh
        = tide_caseload_item_load (self->clinic, patient_id, self->thresholds);
      gpointer added[] = { fresh };
      g_list_store_splice (self->items, i, 1, added, fresh != NULL ? 1 : 0);
      show_count (self);
      return;
    }
  empty (self); /* a patient that is new to us */
  start_filling (self);
}

static void
changed_cb (TideClinic *clinic, gint64 patient_id, TideCaseloadPage *self)
{
  if (self->hits == NULL || tide_clinic_is_locked (clinic))
    return;
  if (patient_id != 0)
    {
      replace_item (self, patient_id);
      return;
    }
  empty (self);
  start_filling (self);
}

/* --- filter --- */

static gboolean
match (gpointer object, gpointer data)
{
  TideCaseloadPage *self = data;
  TideCaseloadItem *item = object;
  const TideCaseloadLine *line = tide_caseload_item_get_line (item);
  if (!tide_caseload_line_fits (line, gtk_drop_down_get_selected (self->filter), tide_date_today ()))
    return FALSE;
  for (guint i = 0; self->words != NULL && self->words[i] != NULL; i++)
    if (strstr (line->key, self->words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
filter_changed_cb (TideCaseloadPage *self)
{
  g_autofree char *folded = tide_fold_text (gtk_editable_get_text (self->search));
  g_strfreev (self->words);
  self->words = g_strsplit (folded, " ", -1);
  gtk_filter_changed (GTK_FILTER (self->custom), GTK_FILTER_CHANGE_DIFFERENT);
  show_count (self);
}

static void
selected_cb (TideCaseloadPage *self)
{
  g_autoptr (GtkBitset) rows = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  gboolean any = !gtk_bitset_is_empty (rows);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "caseload.print-list-selected", any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "caseload.print-summaries-selected", any);
}

static void
activate_cb (GtkColumnView *view, guint position, TideCaseloadPage *self)
{
  g_autoptr (TideCaseloadItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  if (item != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, tide_caseload_item_get_line (item)->patient_id);
}

/* --- on paper --- */

/* "Open courses · “lind” · selected": what the list holds; it is printed as it stands. */
static char *
dup_selection (TideCaseloadPage *self, gboolean selected)
{
  const char *typed = gtk_editable_get_text (self->search);
  const char *show = tide_caseload_show_get_label (gtk_drop_down_get_selected (self->filter));
  GString *words = g_string_new (show);
  if (*typed != '\0')
    g_string_append_printf (words, " · “%s”", typed);
  if (selected)
    g_string_append_printf (words, " · %s", _ ("selected"));
  return g_string_free (words, FALSE);
}

/* (transfer container): the lines are kept by the list */
static GPtrArray *
list_lines (TideCaseloadPage *self, gboolean selected)
{
  GListModel *rows = G_LIST_MODEL (self->selection);
  GPtrArray *lines = g_ptr_array_new ();
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (TideCaseloadItem) item = g_list_model_get_item (rows, i);
      if (!selected || gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), i))
        g_ptr_array_add (lines, (gpointer) tide_caseload_item_get_line (item));
    }
  return lines;
}

TideReport *
tide_caseload_page_new_report (TideCaseloadPage *self, gboolean selected)
{
  g_return_val_if_fail (TIDE_IS_CASELOAD_PAGE (self) && self->clinic != NULL, NULL);
  g_autoptr (GPtrArray) lines = list_lines (self, selected);
  g_auto (TideClinicPaper) paper = { 0 };
  tide_clinic_paper_init (&paper, self->clinic, NULL);
  g_autofree char *selection = dup_selection (self, selected);
  return tide_caseload_new_report (&paper.page, lines, selection);
}

GArray *
tide_caseload_page_list_patients (TideCaseloadPage *self, gboolean selected)
{
  g_return_val_if_fail (TIDE_IS_CASELOAD_PAGE (self), NULL);
  g_autoptr (GPtrArray) lines = list_lines (self, selected);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < lines->len; i++)
    g_array_append_val (ids, ((const TideCaseloadLine *) lines->pdata[i])->patient_id);
  return ids;
}

/* A list that is still being read would leave people out. */
static gboolean
is_ready (TideCaseloadPage *self)
{
  TideWindow *window = tide_window_of (GTK_WIDGET (self));
  if (self->clinic == NULL || window == NULL || tide_clinic_is_locked (self->clinic))
    return FALSE;
  if (tide_caseload_page_is_complete (self))
    return TRUE;
  tide_window_toast (window, _ ("The list is still being read: a moment please"), FALSE);
  return FALSE;
}

static void
print_list_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCaseloadPage *self = TIDE_CASELOAD_PAGE (widget);
  if (is_ready (self))
    tide_clinic_paper_print (widget, self->clinic,
                             tide_caseload_page_new_report (self, g_str_has_suffix (name, "-selected")), 0,
                             "caseload");
}

static void
print_summaries_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCaseloadPage *self = TIDE_CASELOAD_PAGE (widget);
  if (!is_ready (self))
    return;
  g_autoptr (GArray) ids = tide_caseload_page_list_patients (self, g_str_has_suffix (name, "-selected"));
  gtk_window_present (
    GTK_WINDOW (tide_summary_batch_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->clinic, ids)));
}

/* --- from outside --- */

void
tide_caseload_page_set_clinic (TideCaseloadPage *self, TideClinic *clinic)
{
  g_return_if_fail (TIDE_IS_CASELOAD_PAGE (self));
  if (self->clinic != NULL)
    g_signal_handlers_disconnect_by_func (self->clinic, changed_cb, self);
  empty (self);
  g_set_object (&self->clinic, clinic);
  g_clear_pointer (&self->thresholds, tide_thresholds_free);
  if (clinic == NULL)
    return;
  self->thresholds = tide_clinic_load_thresholds (clinic);
  g_signal_connect (clinic, "changed", G_CALLBACK (changed_cb), self);
  start_filling (self);
}

void
tide_caseload_page_focus_search (TideCaseloadPage *self)
{
  g_return_if_fail (TIDE_IS_CASELOAD_PAGE (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

guint
tide_caseload_page_get_n_rows (TideCaseloadPage *self)
{
  g_return_val_if_fail (TIDE_IS_CASELOAD_PAGE (self), 0);
  return g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
}

gboolean
tide_caseload_page_is_complete (TideCaseloadPage *self)
{
  g_return_val_if_fail (TIDE_IS_CASELOAD_PAGE (self), FALSE);
  return self->hits != NULL && self->n_read == self->hits->len;
}

/* --- class --- */

static void
tide_caseload_page_dispose (GObject *object)
{
  TideCaseloadPage *self = TIDE_CASELOAD_PAGE (object);
  g_clear_handle_id (&self->fill_id, g_source_remove);
  if (self->clinic != NULL)
    g_signal_handlers_disconnect_by_func (self->clinic, changed_cb, self);
  g_clear_object (&self->clinic);
  G_OBJECT_CLASS (tide_caseload_page_parent_class)->dispose (object);
}

static void
tide_caseload_page_finalize (GObject *object)
{
  TideCaseloadPage *self = TIDE_CASELOAD_PAGE (object);
  g_clear_object (&self->selection);
  g_clear_object (&self->filtered);
  g_clear_object (&self->items);
  g_clear_pointer (&self->thresholds, tide_thresholds_free);
  g_clear_pointer (&self->hits, g_array_unref);
  g_clear_pointer (&self->words, g_strfreev);
  G_OBJECT_CLASS (tide_caseload_page_parent_class)->finalize (object);
}

static void
tide_caseload_page_class_init (TideCaseloadPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_caseload_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_caseload_page_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", TIDE_TYPE_CASELOAD_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-caseload-page.ui");
  gtk_widget_class_install_action (widget_class, "caseload.print-list", NULL, print_list_action);
  gtk_widget_class_install_action (widget_class, "caseload.print-summaries", NULL, print_summaries_action);
  gtk_widget_class_install_action (widget_class, "caseload.print-list-selected", NULL, print_list_action);
  gtk_widget_class_install_action (widget_class, "caseload.print-summaries-selected", NULL,
                                   print_summaries_action);
  gtk_widget_class_bind_template_child (widget_class, TideCaseloadPage, search);
  gtk_widget_class_bind_template_child (widget_class, TideCaseloadPage, filter);
  gtk_widget_class_bind_template_child (widget_class, TideCaseloadPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, TideCaseloadPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TideCaseloadPage, view);
}

static void
tide_caseload_page_init (TideCaseloadPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  tide_accessible_name (GTK_WIDGET (self->filter), _ ("Who is shown"));
  self->items = g_list_store_new (TIDE_TYPE_CASELOAD_ITEM);
  self->custom = gtk_custom_filter_new (match, self, NULL);
  self->filtered
    = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->items)), GTK_FILTER (self->custom));
  for (guint i = 0; i < TIDE_N_CASELOAD_COLUMNS; i++)
    tide_table_add_column (self->view, &tide_caseload_columns[i], self);
  self->selection = tide_table_set_model_of_many (self->view, g_object_ref (G_LIST_MODEL (self->filtered)));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  selected_cb (self);
  gtk_column_view_sort_by_column (self->view, tide_table_find_column (self->view, "name"),
                                  GTK_SORT_ASCENDING);
  g_signal_connect_swapped (self->search, "changed", G_CALLBACK (filter_changed_cb), self);
  g_signal_connect_swapped (self->filter, "notify::selected", G_CALLBACK (filter_changed_cb), self);
  tide_table_follow (self->view, tide_caseload_columns, TIDE_N_CASELOAD_COLUMNS);
  g_signal_connect (self->view, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (unmap_cb), NULL);
}
