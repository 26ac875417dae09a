/* tide-window-actions.c: the actions win.* of an open clinic: one name for menu, button, shortcut and test.
 */
#include "tide-alert-ledger.h"
#include "tide-window-exchange.h"
#include "tide-window-private.h"

#include <glib/gi18n-lib.h>
#include "tide-cockpit-page.h"
#include "tide-compare-page.h"
#include "tide-eligibility-page.h"
#include "tide-form-dialog.h"
#include "tide-paper-actions.h"
#include "tide-paper-print.h"
#include "tide-patient-dialog.h"
#include "tide-preferences.h"
#include "tide-reference-card.h"
#include "tide-sentences.h"
#include "tide-summary-page.h"

/* --- going about --- */

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tide_clinic_page_focus_search (TIDE_WINDOW (widget)->clinic_page);
}

static void
show_view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tide_clinic_page_show_view (TIDE_WINDOW (widget)->clinic_page, g_variant_get_string (parameter, NULL));
}

static void
next_pane_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tide_clinic_page_focus_next (TIDE_WINDOW (widget)->clinic_page);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tide_clinic_page_go_back (TIDE_WINDOW (widget)->clinic_page);
}

gboolean
tide_window_takes_patient_actions (TideWindow *self)
{
  g_return_val_if_fail (TIDE_IS_WINDOW (self), FALSE);
  GtkWidget *pushed = tide_window_get_pushed_page (self);
  return pushed == NULL || TIDE_IS_ELIGIBILITY_PAGE (pushed);
}

void
tide_window_activate_patient_action (TideWindow *self, const char *name, GVariant *target)
{
  g_return_if_fail (TIDE_IS_WINDOW (self) && name != NULL);
  if (self->clinic_page == NULL)
    return;
  GtkWidget *page = GTK_WIDGET (tide_clinic_page_get_patient_page (self->clinic_page));
  if (!gtk_widget_activate_action_variant (page, name, target))
    g_message ("no action %s", name);
}

/* --- a new patient --- */

static void
new_patient_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideWindow *self = TIDE_WINDOW (widget);
  tide_patient_dialog_present (GTK_WINDOW (self), self->clinic, 0);
  GListModel *toplevels = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);
      if (TIDE_IS_FORM_DIALOG (window) && gtk_window_get_transient_for (window) == GTK_WINDOW (self))
        g_set_weak_pointer (&self->patient_dialog, window);
    }
}

static gboolean
show_new_patient_cb (gpointer data)
{
  TideWindow *self = data;
  self->show_id = 0;
  tide_window_show_patient (self, self->new_patient);
  return G_SOURCE_REMOVE;
}

/* Whoever was just added is who the person wants to see next. */
static void
notice_new_patient (TideWindow *self, gint64 patient_id)
{
  if (self->patient_dialog == NULL || patient_id == 0 || self->show_id != 0)
    return;
  g_clear_weak_pointer (&self->patient_dialog);
  self->new_patient = patient_id;
  self->show_id = g_idle_add (show_new_patient_cb, self);
}

/* --- undo --- */

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideWindow *self = TIDE_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  if (self->clinic == NULL || !tide_clinic_can_undo (self->clinic))
    return;
  self->undoing = TRUE;
  g_autofree char *words = tide_clinic_dup_undo_words (self->clinic);
  gboolean undone = tide_clinic_undo (self->clinic, &error);
  self->undoing = FALSE;
  tide_window_actions_update (self);
  if (undone)
    tide_window_toast (self, words != NULL ? words : _ ("Undone"), FALSE);
  else
    tide_window_show_error (self, tide_sentence_heading (error), error);
}

/* Forms that close announce themselves what they saved; dialogs do not, so the window does it for them. */
static gboolean
announce_cb (gpointer data)
{
  TideWindow *self = data;
  self->announce_id = 0;
  if (!self->toasted && self->clinic != NULL && tide_clinic_can_undo (self->clinic)
      && !TIDE_IS_COCKPIT_PAGE (tide_window_get_pushed_page (self)))
    tide_window_toast (self, _ ("Saved"), TRUE);
  return G_SOURCE_REMOVE;
}

void
tide_window_clinic_changed (TideWindow *self, gint64 patient_id)
{
  tide_window_actions_update (self);
  notice_new_patient (self, patient_id);
  if (self->undoing || patient_id == 0 || self->clinic_page == NULL || self->announce_id != 0
      || tide_time_watch_is_writing (self->time_watch)
      || TIDE_IS_COCKPIT_PAGE (
        tide_window_get_pushed_page (self))) /* it says itself what was saved, and when */
    return;
  self->toasted = FALSE;
  self->announce_id = g_timeout_add (150, announce_cb, self);
}

/* --- alerts --- */

static void
alert_ledger_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideWindow *self = TIDE_WINDOW (widget);
  if (self->clinic_page != NULL && tide_window_get_pushed_page (self) == NULL)
    tide_window_push_made_page (self, tide_alert_ledger_new, g_variant_new_tuple (NULL, 0));
}

/* --- comparison --- */

static void
compare_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideWindow *self = TIDE_WINDOW (widget);
  if (self->clinic_page != NULL && tide_window_get_pushed_page (self) == NULL)
    {
      /* From a chart to its patient's own courses, from anywhere else to the clinic. */
      const char *view = tide_clinic_page_shows_patient (self->clinic_page) ? "one-patient" : "";
      tide_window_push_made_page (self, tide_compare_page_make,
                                  g_variant_new ("(sx)", view, tide_window_get_patient (self)));
    }
}

/* --- to read --- */

static void
reference_card_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tide_reference_card_present (GTK_WINDOW (widget));
}

/* --- sessions under way --- */

static void
open_cockpit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideWindow *self = TIDE_WINDOW (widget);
  GtkWidget *pushed = tide_window_get_pushed_page (self);
  if (self->clinic_page == NULL)
    return;
  if (TIDE_IS_COCKPIT_PAGE (pushed))
    tide_cockpit_page_show_session (TIDE_COCKPIT_PAGE (pushed), g_variant_get_int64 (parameter));
  else if (pushed == NULL)
    tide_window_push_made_page (self, tide_cockpit_page_make, parameter);
}

/* --- paper --- */

static void
print_form_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideWindow *self = TIDE_WINDOW (widget);
  if (self->clinic == NULL || tide_clinic_is_locked (self->clinic))
    return;
  TideReport *report = tide_paper_new_blank_form (self->clinic, g_variant_get_string (parameter, NULL));
  if (report != NULL)
    tide_clinic_paper_print (widget, self->clinic, report, 0, "blank form");
  else
    tide_window_toast (self, _ ("This scale has no items to print, only a total"), FALSE);
}

static void
print_summary_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideWindow *self = TIDE_WINDOW (widget);
  gint64 patient_id = tide_window_get_patient (self);
  if (patient_id != 0 && tide_clinic_page_shows_patient (self->clinic_page))
    tide_window_push_page (self, tide_summary_page_new (self->clinic, patient_id, NULL));
}

/* --- backup --- */

static void
back_up_cb (GtkNativeDialog *dialog, int response, TideWindow *self)
{
  g_autoptr (GFile) file
    = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *parent = file != NULL ? g_file_get_path (file) : NULL;
  g_clear_object (&self->chooser);
  if (parent == NULL || self->clinic == NULL)
    return;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "tidemark-backup-%Y-%m-%d-%H%M%S");
  g_autofree char *folder = g_build_filename (parent, name, NULL);
  g_autoptr (GError) error = NULL;
  if (tide_clinic_backup (self->clinic, folder, &error))
    tide_window_toast (self, _ ("Backup made and checked"), FALSE);
  else
    tide_window_show_error (self, tide_sentence_heading (error), error);
}

static void
back_up_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideWindow *self = TIDE_WINDOW (widget);
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Where the Backup Goes"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Back Up"), NULL);
  g_signal_connect (self->chooser, "response", G_CALLBACK (back_up_cb), self);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
try_again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideWindow *self = TIDE_WINDOW (widget);
  if (self->time_watch != NULL)
    tide_time_watch_try_again (self->time_watch);
}

/* --- preferences --- */

static gboolean
preferences_closed_cb (GtkWindow *preferences, TideWindow *self)
{
  tide_window_read_lock_minutes (self);
  return FALSE;
}

static void
preferences_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideWindow *self = TIDE_WINDOW (widget);
  TidePreferences *preferences = tide_preferences_new (GTK_WINDOW (self), self->clinic);
  /* The minutes until locking may have been changed. */
  g_signal_connect_object (preferences, "close-request", G_CALLBACK (preferences_closed_cb), self, 0);
  gtk_window_present (GTK_WINDOW (preferences));
}

/* --- class --- */

void
tide_window_actions_update (TideWindow *self)
{
  static const char *const with_clinic[]
    = { "win.find",         "win.show-view", "win.next-pane",    "win.back",
        "win.lock",         "win.back-up",   "win.close-clinic", "win.preferences",
        "win.alert-ledger", "win.compare",   "win.print-form" };
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean open = self->clinic_page != NULL;
  /* A form over the window has its own keys; the clinic's wait until it is closed, except locking. */
  gboolean at_root = open && tide_window_get_pushed_page (self) == NULL;
  for (guint i = 0; i < G_N_ELEMENTS (with_clinic); i++)
    gtk_widget_action_set_enabled (widget, with_clinic[i], at_root);
  gtk_widget_action_set_enabled (widget, "win.lock", open);
  gtk_widget_action_set_enabled (widget, "win.new-patient",
                                 at_root && !tide_clinic_get_read_only (self->clinic));
  tide_window_exchange_update (self);
  gtk_widget_action_set_enabled (widget, "win.undo", at_root && tide_clinic_can_undo (self->clinic));
  gtk_widget_action_set_enabled (widget, "win.print-summary",
                                 at_root && tide_clinic_page_shows_patient (self->clinic_page));
}

void
tide_window_actions_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.find", NULL, find_action);
  gtk_widget_class_install_action (klass, "win.show-view", "s", show_view_action);
  gtk_widget_class_install_action (klass, "win.next-pane", NULL, next_pane_action);
  gtk_widget_class_install_action (klass, "win.back", NULL, back_action);
  gtk_widget_class_install_action (klass, "win.new-patient", NULL, new_patient_action);
  gtk_widget_class_install_action (klass, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (klass, "win.open-cockpit", "x", open_cockpit_action);
  gtk_widget_class_install_action (klass, "win.print-summary", NULL, print_summary_action);
  gtk_widget_class_install_action (klass, "win.print-form", "s", print_form_action);
  gtk_widget_class_install_action (klass, "win.alert-ledger", NULL, alert_ledger_action);
  gtk_widget_class_install_action (klass, "win.look-again", NULL, try_again_action);
  gtk_widget_class_install_action (klass, "win.compare", NULL, compare_action);
  gtk_widget_class_install_action (klass, "win.reference-card", NULL, reference_card_action);
  gtk_widget_class_install_action (klass, "win.back-up", NULL, back_up_action);
  tide_window_exchange_install (klass);
  gtk_widget_class_install_action (klass, "win.preferences", NULL, preferences_action);
}
