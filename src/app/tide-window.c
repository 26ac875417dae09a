/* tide-window.c: the one window of the program.
 *
 * Its pages are the start, the unlocking and the clinic; forms that need the whole window are pushed over
 * them.  The title is always "Tidemark": window managers, task lists and logs must not learn who is being
 * treated.
 */
#include "tide-window-private.h"

#include <glib/gi18n-lib.h>
#include "tide-app-settings.h"
#include "tide-preferences.h"
#include "tide-sentences.h"

G_DEFINE_FINAL_TYPE (TideWindow, tide_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  LOCKING,
  READY,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- pushed pages --- */

typedef struct
{
  GtkWidget *page; /* not owned; it removes itself here when it goes */
  TidePageMaker maker;
  GVariant *parameter;
} MadePage;

static void
made_page_free (gpointer data)
{
  MadePage *made = data;
  g_variant_unref (made->parameter);
  g_free (made);
}

void
tide_window_show_root (TideWindow *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->root_stack, name);
  tide_window_actions_update (self);
}

GtkWidget *
tide_window_get_pushed_page (TideWindow *self)
{
  g_return_val_if_fail (TIDE_IS_WINDOW (self), NULL);
  return self->pushed->len > 0 ? g_ptr_array_index (self->pushed, self->pushed->len - 1) : NULL;
}

static void
page_closed_cb (GtkWidget *page, gboolean saved, const char *message, TideWindow *self)
{
  g_autofree char *text = g_strdup (message);
  if (tide_window_get_pushed_page (self) == page)
    tide_window_pop_page (self);
  if (text != NULL && text[0] != '\0')
    tide_window_toast (self, text, saved);
  if (saved && self->clinic_page != NULL && tide_window_get_pushed_page (self) == NULL)
    tide_clinic_page_focus_saved (self->clinic_page);
}

void
tide_window_push_page (TideWindow *self, GtkWidget *page)
{
  g_return_if_fail (TIDE_IS_WINDOW (self));
  g_return_if_fail (GTK_IS_WIDGET (page));

  adw_leaflet_append (self->pages, page);
  g_ptr_array_add (self->pushed, page);
  if (g_signal_lookup ("closed", G_OBJECT_TYPE (page)) != 0)
    g_signal_connect_object (page, "closed", G_CALLBACK (page_closed_cb), self, 0);
  adw_leaflet_set_visible_child (self->pages, page);
  gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
  tide_window_actions_update (self);
}

void
tide_window_push_made_page (TideWindow *self, TidePageMaker maker, GVariant *parameter)
{
  g_return_if_fail (TIDE_IS_WINDOW (self));
  g_autoptr (GVariant) kept = g_variant_ref_sink (parameter);
  GtkWidget *page = maker (self->clinic, kept);
  if (page == NULL)
    return; /* what it was about is gone */
  MadePage *made = g_new0 (MadePage, 1);
  made->maker = maker;
  made->parameter = g_variant_ref (kept);
  made->page = page;
  g_ptr_array_add (self->made_pages, made);
  tide_window_push_page (self, made->page);
}

static void
forget_made_page (TideWindow *self, GtkWidget *page)
{
  for (guint i = 0; i < self->made_pages->len; i++)
    if (((MadePage *) g_ptr_array_index (self->made_pages, i))->page == page)
      {
        g_ptr_array_remove_index (self->made_pages, i);
        return;
      }
}

void
tide_window_pop_page (TideWindow *self)
{
  g_return_if_fail (TIDE_IS_WINDOW (self));

  GtkWidget *page = tide_window_get_pushed_page (self);
  if (page == NULL)
    return;
  forget_made_page (self, page);
  g_ptr_array_set_size (self->pushed, self->pushed->len - 1);
  GtkWidget *below = tide_window_get_pushed_page (self);
  adw_leaflet_set_visible_child (self->pages, below != NULL ? below : GTK_WIDGET (self->root_stack));
  adw_leaflet_remove (self->pages, page);
  tide_window_actions_update (self);
}

void
tide_window_forget_made_pages (TideWindow *self)
{
  g_ptr_array_set_size (self->made_pages, 0);
}

/* --- messages --- */

static void
toast_gone_cb (gpointer data, GObject *toast)
{
  TideWindow *self = data;
  g_ptr_array_remove (self->shown_toasts, toast);
  if (self->shown_toasts->len == 0 && self->pages != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "tide-toasting");
}

/* A toast may name a scale or a patient: none may outlive the lock. */
void
tide_window_dismiss_toasts (TideWindow *self)
{
  g_autoptr (GPtrArray) toasts = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->shown_toasts->len; i++)
    g_ptr_array_add (toasts, g_object_ref (g_ptr_array_index (self->shown_toasts, i)));
  for (guint i = 0; i < toasts->len; i++)
    adw_toast_dismiss (g_ptr_array_index (toasts, i));
}

void
tide_window_toast (TideWindow *self, const char *text, gboolean undo)
{
  g_return_if_fail (TIDE_IS_WINDOW (self));

  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);
  tide_window_dismiss_toasts (self); /* toasts queue; the newest is the one that matters */
  if (undo && self->clinic != NULL && tide_clinic_can_undo (self->clinic))
    {
      adw_toast_set_button_label (toast, _ ("Undo"));
      adw_toast_set_action_name (toast, "win.undo");
      adw_toast_set_timeout (toast, 5);
    }
  g_ptr_array_add (self->shown_toasts, toast);
  gtk_widget_add_css_class (GTK_WIDGET (self), "tide-toasting");
  g_object_weak_ref (G_OBJECT (toast), toast_gone_cb, self);
  adw_toast_overlay_add_toast (self->toasts, toast);
  self->toasted = TRUE;
}

void
tide_window_show_error (TideWindow *self, const char *heading, const GError *error)
{
  g_return_if_fail (TIDE_IS_WINDOW (self));

  g_autofree char *sentence = tide_sentence_for (error);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, sentence);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

TideWindow *
tide_window_of (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  return TIDE_IS_WINDOW (root) ? TIDE_WINDOW (root) : NULL;
}

/* --- the clinic --- */

TideClinic *
tide_window_get_clinic (TideWindow *self)
{
  g_return_val_if_fail (TIDE_IS_WINDOW (self), NULL);
  return self->clinic;
}

gint64
tide_window_get_patient (TideWindow *self)
{
  g_return_val_if_fail (TIDE_IS_WINDOW (self), 0);
  return self->clinic_page != NULL ? tide_clinic_page_get_patient (self->clinic_page) : 0;
}

void
tide_window_show_patient (TideWindow *self, gint64 patient_id)
{
  g_return_if_fail (TIDE_IS_WINDOW (self));
  if (self->clinic_page != NULL)
    tide_clinic_page_show_patient (self->clinic_page, patient_id);
}

static void
changed_cb (TideClinic *clinic, gint64 patient_id, TideWindow *self)
{
  tide_window_clinic_changed (self, patient_id);
}

static void
patient_changed_cb (TideWindow *self)
{
  tide_window_actions_update (self);
  if (self->time_watch != NULL && self->clinic_page != NULL)
    tide_time_watch_open_chart (self->time_watch, tide_clinic_page_get_patient (self->clinic_page));
}

static void
drop_clinic (TideWindow *self)
{
  if (self->clinic == NULL)
    return;
  g_signal_handlers_disconnect_by_func (self->clinic, changed_cb, self);
  tide_clinic_close (self->clinic);
  g_clear_object (&self->clinic);
}

static void
remember_folder (TideWindow *self)
{
  if (self->settings != NULL && !tide_clinic_is_synthetic (self->clinic))
    g_settings_set_string (self->settings, "last-clinic", tide_clinic_get_folder (self->clinic));
}

static void
remake_pages (TideWindow *self)
{
  g_autoptr (GPtrArray) made = g_steal_pointer (&self->made_pages);
  self->made_pages = g_ptr_array_new_with_free_func (made_page_free);
  for (guint i = 0; i < made->len; i++)
    {
      MadePage *page = g_ptr_array_index (made, i);
      tide_window_push_made_page (self, page->maker, page->parameter);
    }
}

void
tide_window_set_clinic (TideWindow *self, TideClinic *clinic)
{
  g_return_if_fail (TIDE_IS_WINDOW (self));
  gboolean same = clinic == self->clinic; /* it was locked */
  tide_window_take_down_clinic (self);
  if (!same)
    {
      tide_place_clear (&self->place);
      tide_window_forget_made_pages (self);
      drop_clinic (self);
    }
  if (clinic == NULL)
    {
      tide_window_show_root (self, "start");
      return;
    }
  if (!same)
    {
      self->clinic = g_object_ref (clinic);
      g_signal_connect (clinic, "changed", G_CALLBACK (changed_cb), self);
      remember_folder (self);
      tide_preferences_restore_person (clinic);
    }
  self->clinic_page = TIDE_CLINIC_PAGE (tide_clinic_page_new (clinic));
  self->time_watch = tide_time_watch_new (clinic);
  g_signal_connect_swapped (self->clinic_page, "patient-changed", G_CALLBACK (patient_changed_cb), self);
  gtk_stack_add_named (self->root_stack, GTK_WIDGET (self->clinic_page), "clinic");
  tide_window_show_root (self, "clinic");
  tide_clinic_page_restore_place (self->clinic_page, &self->place);
  tide_clinic_page_focus_start (self->clinic_page);
  remake_pages (self);
  tide_window_read_lock_minutes (self);
  g_signal_emit (self, signals[READY], 0);
}

/* --- class --- */

static gboolean
tide_window_close_request (GtkWindow *window)
{
  TideWindow *self = TIDE_WINDOW (window);
  g_signal_emit_by_name (self, "locking"); /* what is half typed becomes a draft */
  if (self->settings != NULL)
    {
      int width, height;
      gtk_window_get_default_size (window, &width, &height);
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
      g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
    }
  return GTK_WINDOW_CLASS (tide_window_parent_class)->close_request (window);
}

static void
tide_window_dispose (GObject *object)
{
  TideWindow *self = TIDE_WINDOW (object);
  g_clear_handle_id (&self->announce_id, g_source_remove);
  g_clear_handle_id (&self->show_id, g_source_remove);
  g_clear_weak_pointer (&self->patient_dialog);
  g_clear_pointer (&self->idle, tide_idle_watch_free);
  if (self->pages != NULL)
    tide_window_take_down_clinic (self);
  drop_clinic (self);
  g_clear_object (&self->settings);
  g_clear_object (&self->wanted);
  g_clear_object (&self->chooser);
  G_OBJECT_CLASS (tide_window_parent_class)->dispose (object);
  self->pages = NULL;
}

static void
tide_window_finalize (GObject *object)
{
  TideWindow *self = TIDE_WINDOW (object);
  for (guint i = 0; i < self->shown_toasts->len; i++)
    g_object_weak_unref (g_ptr_array_index (self->shown_toasts, i), toast_gone_cb, self);
  g_ptr_array_unref (self->shown_toasts);
  g_ptr_array_unref (self->made_pages);
  g_ptr_array_unref (self->pushed);
  tide_place_clear (&self->place);
  G_OBJECT_CLASS (tide_window_parent_class)->finalize (object);
}

static void
tide_window_class_init (TideWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = tide_window_close_request;

  signals[LOCKING]
    = g_signal_new ("locking", TIDE_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[READY]
    = g_signal_new ("ready", TIDE_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidemark/Tidemark/ui/tide-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TideWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, TideWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, TideWindow, root_stack);
  tide_window_open_install (widget_class);
  tide_window_lock_install (widget_class);
  tide_window_actions_install (widget_class);
}

static void
restore_size (TideWindow *self)
{
  if (self->settings == NULL)
    return;
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
tide_window_init (TideWindow *self)
{
  self->settings = tide_app_settings_new ();
  self->shown_toasts = g_ptr_array_new ();
  self->made_pages = g_ptr_array_new_with_free_func (made_page_free);
  self->pushed = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  restore_size (self);
  tide_window_open_init (self);
  tide_window_lock_init (self);
  tide_window_show_root (self, "start");
}

TideWindow *
tide_window_new (GtkApplication *app)
{
  return g_object_new (TIDE_TYPE_WINDOW, "application", app, NULL);
}
