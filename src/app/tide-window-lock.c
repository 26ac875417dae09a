/* tide-window-lock.c: locking: drafts are saved, everything that shows a patient goes, the key is wiped.
 *
 * Nothing is hidden: the widgets are destroyed, dialogs and toasts too, so that neither the screen nor the
 * accessibility tree keeps a name.  Where the person was is kept as ids, and made anew after unlocking.
 */
#include "tide-window-private.h"

#include <stdlib.h>

/* Dialogs over this window, and dialogs over those. */
static void
close_dialogs (TideWindow *self)
{
  g_autoptr (GPtrArray) dialogs = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *toplevels = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      GtkWindow *window = g_list_model_get_item (toplevels, i), *above = window;
      while (above != NULL && above != GTK_WINDOW (self))
        above = gtk_window_get_transient_for (above);
      if (above != NULL && window != GTK_WINDOW (self))
        g_ptr_array_add (dialogs, window);
      else
        g_object_unref (window);
    }
  for (guint i = 0; i < dialogs->len; i++)
    gtk_window_destroy (g_ptr_array_index (dialogs, i));
}

void
tide_window_take_down_clinic (TideWindow *self)
{
  g_clear_handle_id (&self->announce_id, g_source_remove);
  close_dialogs (self);
  tide_window_dismiss_toasts (self);
  adw_leaflet_set_visible_child (self->pages, GTK_WIDGET (self->root_stack));
  GtkWidget *page;
  while ((page = tide_window_get_pushed_page (self)) != NULL)
    adw_leaflet_remove (self->pages, page);
  if (self->clinic_page != NULL)
    gtk_stack_remove (self->root_stack, GTK_WIDGET (self->clinic_page));
  self->clinic_page = NULL;
}

void
tide_window_ask_to_unlock (TideWindow *self)
{
  tide_unlock_page_ask (self->unlock, tide_clinic_get_folder (self->clinic), self->clinic, 0);
  tide_window_show_root (self, "unlock");
  tide_unlock_page_focus (self->unlock);
}

void
tide_window_lock (TideWindow *self)
{
  g_return_if_fail (TIDE_IS_WINDOW (self));
  if (self->clinic == NULL || self->clinic_page == NULL)
    return;
  tide_idle_watch_set_minutes (self->idle, 0);
  g_signal_emit_by_name (self, "locking");
  tide_place_clear (&self->place);
  self->place = tide_clinic_page_get_place (self->clinic_page);
  tide_window_show_root (self, "unlock");
  tide_window_take_down_clinic (self);
  tide_clinic_lock (self->clinic);
  tide_window_ask_to_unlock (self);
}

void
tide_window_read_lock_minutes (TideWindow *self)
{
  g_autofree char *minutes
    = self->clinic_page != NULL ? tide_clinic_dup_setting (self->clinic, "lock.minutes") : NULL;
  int n = minutes != NULL ? atoi (minutes) : 0;
  tide_idle_watch_set_minutes (self->idle, n > 0 ? (guint) n : 0);
}

static void
idle_cb (gpointer data)
{
  tide_window_lock (TIDE_WINDOW (data));
}

static void
lock_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tide_window_lock (TIDE_WINDOW (widget));
}

void
tide_window_lock_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.lock", NULL, lock_action);
}

void
tide_window_lock_init (TideWindow *self)
{
  self->idle = tide_idle_watch_new (idle_cb, self);
}
