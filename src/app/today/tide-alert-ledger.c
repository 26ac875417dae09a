/* tide-alert-ledger.c: every alert that was ever raised, and what was done about it.
 *
 * The ledger is for looking and for acting: an alert is closed by recording an action, and by nothing else;
 * there is no way to delete one.  Alerts of old ratings, which no banner shows, stand here too.
 */
#include "tide-alert-ledger.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-accessible-name.h"
#include "tide-alert-dialog.h"
#include "tide-ledger-cells.h"
#include "tide-ledger-item.h"
#include "tide-ledger-print.h"
#include "tide-store.h"
#include "tide-window.h"

typedef enum
{
  SHOW_OPEN,
  SHOW_ALL,
} Show;

struct _TideAlertLedger
{
  AdwBin parent_instance;

  AdwWindowTitle *title;
  GtkEditable *search;
  GtkDropDown *show, *level;
  GtkStack *stack;
  GtkColumnView *view;

  TideClinic *clinic;
  GListStore *items; /* TideLedgerItem */
  GtkCustomFilter *custom;
  GtkFilterListModel *filtered;
  GtkSingleSelection *selection;
  GStrv words; /* of the search, folded */
};

G_DEFINE_FINAL_TYPE (TideAlertLedger, tide_alert_ledger, ADW_TYPE_BIN)

enum
{
  CLOSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- filling --- */

static void
show_count (TideAlertLedger *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->filtered)), n_open = 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TideLedgerItem) item = g_list_model_get_item (G_LIST_MODEL (self->filtered), i);
      n_open += !tide_ledger_item_get_alert (item)->resolved;
    }
  g_autofree char *words
    = g_strdup_printf (ngettext ("%u alert, %u open", "%u alerts, %u open", n), n, n_open);
  adw_window_title_set_subtitle (self->title, words);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "table" : "empty");
}

static gpointer
find (TideClinic *clinic, GHashTable *known, const TideRecordClass *klass, gint64 id)
{
  gpointer record = id != 0 ? g_hash_table_lookup (known, &id) : NULL;
  if (record == NULL && id != 0 && (record = tide_clinic_lookup (clinic, klass, id, NULL)) != NULL)
    g_hash_table_insert (known, &TIDE_RECORD (record)->id, record);
  return record;
}

static void
fill (TideAlertLedger *self)
{
  g_autoptr (GPtrArray) alerts = tide_clinic_list (self->clinic, &tide_alert_class, NULL, 0, NULL);
  g_autoptr (GHashTable) patients
    = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, tide_record_free);
  g_autoptr (GHashTable) staff = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, tide_record_free);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; alerts != NULL && i < alerts->len; i++)
    {
      const TideAlert *alert = g_ptr_array_index (alerts, i);
      g_ptr_array_add (
        items, tide_ledger_item_new (self->clinic, alert,
                                     find (self->clinic, patients, &tide_patient_class, alert->patient_id),
                                     find (self->clinic, staff, &tide_staff_class, alert->acted_by)));
    }
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata,
                       items->len);
  show_count (self);
}

static gint64
get_selected (TideAlertLedger *self, gboolean *open, gint64 *patient_id)
{
  TideLedgerItem *item = gtk_single_selection_get_selected_item (self->selection);
  const TideAlert *alert = item != NULL ? tide_ledger_item_get_alert (item) : NULL;
  if (open != NULL)
    *open = alert != NULL && !alert->resolved;
  if (patient_id != NULL)
    *patient_id = alert != NULL ? alert->patient_id : 0;
  return alert != NULL ? alert->base.id : 0;
}

static void
select_alert (TideAlertLedger *self, gint64 alert_id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TideLedgerItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);
      if (tide_ledger_item_get_alert (item)->base.id == alert_id)
        {
          gtk_single_selection_set_selected (self->selection, i);
          return;
        }
    }
}

static void
changed_cb (TideClinic *clinic, gint64 patient_id, TideAlertLedger *self)
{
  if (tide_clinic_is_locked (clinic))
    return;
  gint64 selected = get_selected (self, NULL, NULL);
  fill (self);
  select_alert (self, selected);
}

/* --- filter --- */

static gboolean
match (gpointer object, gpointer data)
{
  TideAlertLedger *self = data;
  const TideAlert *alert = tide_ledger_item_get_alert (object);
  guint level = gtk_drop_down_get_selected (self->level); /* all, red, amber, yellow */
  if (gtk_drop_down_get_selected (self->show) == SHOW_OPEN && alert->resolved)
    return FALSE;
  if (level != 0 && level != GTK_INVALID_LIST_POSITION && alert->level != TIDE_LEVEL_RED + 1 - (int) level)
    return FALSE;
  for (guint i = 0; self->words != NULL && self->words[i] != NULL; i++)
    if (strstr (tide_ledger_item_get_key (object), self->words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
filter_changed_cb (TideAlertLedger *self)
{
  g_autofree char *folded = tide_fold_text (gtk_editable_get_text (self->search));
  g_strfreev (self->words);
  self->words = g_strsplit (folded, " ", -1);
  gtk_filter_changed (GTK_FILTER (self->custom), GTK_FILTER_CHANGE_DIFFERENT);
  show_count (self);
}

/* Escape in the search empties it first, then leaves the page. */
static void
stop_search_cb (TideAlertLedger *self)
{
  if (*gtk_editable_get_text (self->search) != '\0')
    gtk_editable_set_text (self->search, "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "ledger.close", NULL);
}

/* --- actions --- */

static void
update_actions (TideAlertLedger *self)
{
  gboolean open = FALSE;
  gint64 id = get_selected (self, &open, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ledger.record-action",
                                 id != 0 && open && !tide_clinic_get_read_only (self->clinic));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ledger.open-patient", id != 0);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[CLOSED], 0, FALSE, NULL);
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (TIDE_ALERT_LEDGER (widget)->search));
}

static void
record_action_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideAlertLedger *self = TIDE_ALERT_LEDGER (widget);
  gboolean open;
  gint64 id = get_selected (self, &open, NULL);
  if (id != 0 && open)
    tide_alert_dialog_present (GTK_WINDOW (gtk_widget_get_root (widget)), self->clinic, id);
}

/* "Open alerts · Red", "All alerts · “lind”" */
static char *
dup_selection (TideAlertLedger *self)
{
  const char *const levels[] = { NULL, _ ("Red"), _ ("Amber"), _ ("Yellow") };
  const char *search = gtk_editable_get_text (self->search);
  guint level = gtk_drop_down_get_selected (self->level);
  g_autoptr (GString) text = g_string_new (
    gtk_drop_down_get_selected (self->show) == SHOW_OPEN ? _ ("Open alerts") : _ ("All alerts"));
  if (level > 0 && level < G_N_ELEMENTS (levels))
    g_string_append_printf (text, " · %s", levels[level]);
  if (*search != '\0')
    g_string_append_printf (text, _ (" · “%s”"), search);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

TideReport *
tide_alert_ledger_new_report (TideAlertLedger *self)
{
  g_return_val_if_fail (TIDE_IS_ALERT_LEDGER (self), NULL);
  g_autofree char *selection = dup_selection (self);
  return tide_ledger_print_new_report (self->clinic, G_LIST_MODEL (self->selection), selection);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideAlertLedger *self = TIDE_ALERT_LEDGER (widget);
  g_autofree char *selection = dup_selection (self);
  tide_ledger_print (widget, self->clinic, G_LIST_MODEL (self->selection), selection);
}

/* The page goes, and with it what called this. */
static void
open_patient_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (TideAlertLedger) self = g_object_ref (TIDE_ALERT_LEDGER (widget));
  TideWindow *window = tide_window_of (widget);
  gint64 patient_id;
  if (get_selected (self, NULL, &patient_id) == 0 || window == NULL)
    return;
  g_signal_emit (self, signals[CLOSED], 0, FALSE, NULL);
  tide_window_show_patient (window, patient_id);
}

static void
activate_cb (GtkColumnView *view, guint position, TideAlertLedger *self)
{
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self), "ledger.open-patient", NULL);
}

/* --- class --- */

static void
tide_alert_ledger_dispose (GObject *object)
{
  TideAlertLedger *self = TIDE_ALERT_LEDGER (object);
  if (self->clinic != NULL)
    g_signal_handlers_disconnect_by_func (self->clinic, changed_cb, self);
  g_clear_object (&self->clinic);
  G_OBJECT_CLASS (tide_alert_ledger_parent_class)->dispose (object);
}

static void
tide_alert_ledger_finalize (GObject *object)
{
  TideAlertLedger *self = TIDE_ALERT_LEDGER (object);
  g_clear_object (&self->selection);
  g_clear_object (&self->filtered);
  g_clear_object (&self->items);
  g_clear_pointer (&self->words, g_strfreev);
  G_OBJECT_CLASS (tide_alert_ledger_parent_class)->finalize (object);
}

static void
tide_alert_ledger_class_init (TideAlertLedgerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_alert_ledger_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_alert_ledger_finalize;
  signals[CLOSED] = g_signal_new ("closed", TIDE_TYPE_ALERT_LEDGER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_BOOLEAN, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "ledger.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "ledger.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "ledger.record-action", NULL, record_action_action);
  gtk_widget_class_install_action (widget_class, "ledger.open-patient", NULL, open_patient_action);
  gtk_widget_class_install_action (widget_class, "ledger.print", NULL, print_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "ledger.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "ledger.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "ledger.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "ledger.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "ledger.record-action",
                                       NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-alert-ledger.ui");
  gtk_widget_class_bind_template_child (widget_class, TideAlertLedger, title);
  gtk_widget_class_bind_template_child (widget_class, TideAlertLedger, search);
  gtk_widget_class_bind_template_child (widget_class, TideAlertLedger, show);
  gtk_widget_class_bind_template_child (widget_class, TideAlertLedger, level);
  gtk_widget_class_bind_template_child (widget_class, TideAlertLedger, stack);
  gtk_widget_class_bind_template_child (widget_class, TideAlertLedger, view);
}

static void
tide_alert_ledger_init (TideAlertLedger *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  tide_accessible_name (GTK_WIDGET (self->show), _ ("Which alerts"));
  tide_accessible_name (GTK_WIDGET (self->level), _ ("Level"));
  self->items = g_list_store_new (TIDE_TYPE_LEDGER_ITEM);
  self->custom = gtk_custom_filter_new (match, self, NULL);
  self->filtered
    = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->items)), GTK_FILTER (self->custom));
  for (guint i = 0; i < TIDE_N_LEDGER_COLUMNS; i++)
    tide_table_add_column (self->view, &tide_ledger_columns[i], self);
  self->selection = tide_table_set_model (self->view, g_object_ref (G_LIST_MODEL (self->filtered)));
  gtk_column_view_sort_by_column (self->view, tide_table_find_column (self->view, "level"),
                                  GTK_SORT_DESCENDING);
  g_signal_connect_swapped (self->search, "changed", G_CALLBACK (filter_changed_cb), self);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (stop_search_cb), self);
  g_signal_connect_swapped (self->show, "notify::selected", G_CALLBACK (filter_changed_cb), self);
  g_signal_connect_swapped (self->level, "notify::selected", G_CALLBACK (filter_changed_cb), self);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self->view, "activate", G_CALLBACK (activate_cb), self);
  tide_table_follow (self->view, tide_ledger_columns, TIDE_N_LEDGER_COLUMNS);
}

GtkWidget *
tide_alert_ledger_new (TideClinic *clinic, GVariant *parameter)
{
  TideAlertLedger *self = g_object_new (TIDE_TYPE_ALERT_LEDGER, NULL);
  self->clinic = g_object_ref (clinic);
  g_signal_connect (clinic, "changed", G_CALLBACK (changed_cb), self);
  fill (self);
  update_actions (self);
  return GTK_WIDGET (self);
}

guint
tide_alert_ledger_get_n_rows (TideAlertLedger *self)
{
  g_return_val_if_fail (TIDE_IS_ALERT_LEDGER (self), 0);
  return g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
}
