/* tide-window-lock.c: locking: drafts are saved, everything that shows a patient goes, the key is wiped.
 *
 * Nothing is hidden: the widgets are destroyed, dialogs and toasts too, so that neither the screen nor the
 * accessibility tree keeps a name; the tooltip, which is GTK's own, is emptied.  Where the person was is kept
 * as ids, and made anew after unlocking.
 */
#include "tide-window-private.h"

#include <stdlib.h>

/* How many windows lie between @window and the one it belongs to; -1: it is not ours. */
static int
depth_over (TideWindow *self, GtkWindow *window)
{
  int depth = 0;
  for (; window != NULL && window != GTK_WINDOW (self); window = gtk_window_get_transient_for (window))
    depth++;
  return window != NULL ? depth : -1;
}

/* Dialogs over this window, and dialogs over those: the uppermost first, since GTK keeps no reference on the
 * one below. */
static void
close_dialogs (TideWindow *self)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  for (;;)
    {
      g_autoptr (GtkWindow) highest = NULL;
      int most = 0;
      for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
        {
          g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);
          int depth = depth_over (self, window);
          if (depth > most)
            {
              most = depth;
              g_set_object (&highest, window);
            }
        }
      if (highest == NULL)
        return;
      /* Whoever waits for a dialog of GTK's own (print, files) is told of its answer alone, not of its end.
       */
      if (GTK_IS_DIALOG (highest))
        gtk_dialog_response (GTK_DIALOG (highest), GTK_RESPONSE_CANCEL);
      gtk_window_destroy (highest);
    }
}

/* GTK has one window for all tooltips, which hangs on the window they point into, and only hides what it last
 * said.  It is no type of the public API; its CSS name is. */
static gboolean
is_tooltip (GtkWidget *widget)
{
  return GTK_IS_NATIVE (widget) && g_str_equal (gtk_widget_get_css_name (widget), "tooltip");
}

static void
empty_labels (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    gtk_label_set_text (GTK_LABEL (widget), "");
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    empty_labels (child);
}

static void
empty_tooltips (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!is_tooltip (child))
        {
          empty_tooltips (child);
          continue;
        }
      gtk_widget_set_visible (child, FALSE);
      empty_labels (child);
    }
}

void
tide_window_take_down_clinic (TideWindow *self)
{
  g_clear_handle_id (&self->announce_id, g_source_remove);
  g_clear_handle_id (&self->show_id, g_source_remove);
  g_clear_pointer (&self->time_watch, tide_time_watch_free);
  close_dialogs (self);
  tide_window_dismiss_toasts (self);
  adw_leaflet_set_visible_child (self->pages, GTK_WIDGET (self->root_stack));
  for (guint i = self->pushed->len; i > 0; i--)
    adw_leaflet_remove (self->pages, g_ptr_array_index (self->pushed, i - 1));
  g_ptr_array_set_size (self->pushed, 0);
  if (self->clinic_page != NULL)
    gtk_stack_remove (self->root_stack, GTK_WIDGET (self->clinic_page));
  self->clinic_page = NULL;
  empty_tooltips (GTK_WIDGET (self));
}

void
tide_window_ask_to_unlock (TideWindow *self)
{
  tide_unlock_page_ask (self->unlock, tide_clinic_get_folder (self->clinic), self->clinic, 0);
  tide_window_show_root (self, "unlock");
  tide_unlock_page_focus (self->unlock);
}

static void
pop_down (GtkWidget *root)
{
  if (GTK_IS_POPOVER (root) && gtk_widget_get_mapped (root))
    gtk_popover_popdown (GTK_POPOVER (root));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    pop_down (child);
}

/* A menu that is destroyed while it is open takes the keyboard with it: nobody could type the passphrase. */
static void
close_menus (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      pop_down (window);
    }
}

void
tide_window_lock (TideWindow *self)
{
  g_return_if_fail (TIDE_IS_WINDOW (self));
  if (self->clinic == NULL || self->clinic_page == NULL)
    return;
  close_menus ();
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
