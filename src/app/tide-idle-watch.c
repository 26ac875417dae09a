/* tide-idle-watch.c: tells when nobody has touched the program for a while, or when Ctrl+L is pressed.
 *
 * Dialogs are windows of their own, so every toplevel is listened to, also those that open later: who is
 * called away while a dialog is open must not have to close it first.
 */
#include "tide-idle-watch.h"

#define LOOK_EVERY_SECONDS 5

struct _TideIdleWatch
{
  void (*func) (gpointer data);
  gpointer data;
  guint minutes;
  gint64 touched; /* monotonic microseconds */
  guint timer_id, lock_id;
  GListModel *toplevels;
};

static gboolean
is_lock_key (GdkEvent *event)
{
  return gdk_event_get_event_type (event) == GDK_KEY_PRESS
         && gdk_key_event_matches (event, GDK_KEY_l, GDK_CONTROL_MASK) == GDK_KEY_MATCH_EXACT;
}

/* Not at once: locking destroys the window that the event is travelling through. */
static gboolean
lock_cb (gpointer data)
{
  TideIdleWatch *self = data;
  self->lock_id = 0;
  self->func (self->data);
  return G_SOURCE_REMOVE;
}

static gboolean
event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, TideIdleWatch *self)
{
  if (is_lock_key (event))
    {
      if (self->lock_id == 0)
        self->lock_id = g_idle_add_full (G_PRIORITY_HIGH, lock_cb, self, NULL);
      return GDK_EVENT_STOP;
    }
  switch (gdk_event_get_event_type (event))
    {
    case GDK_KEY_PRESS:
    case GDK_BUTTON_PRESS:
    case GDK_MOTION_NOTIFY:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
      self->touched = g_get_monotonic_time ();
      break;
    default:
      break;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
listen_to (TideIdleWatch *self, GtkWidget *window)
{
  if (g_object_get_data (G_OBJECT (window), "tide-idle-watch") != NULL)
    return;
  GtkEventController *controller = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "event", G_CALLBACK (event_cb), self);
  gtk_widget_add_controller (window, controller);
  g_object_set_data (G_OBJECT (window), "tide-idle-watch", controller);
}

static void
toplevels_changed_cb (GListModel *toplevels, guint position, guint removed, guint added, TideIdleWatch *self)
{
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, position + i);
      listen_to (self, window);
    }
}

static gboolean
look_cb (gpointer data)
{
  TideIdleWatch *self = data;
  gint64 idle = g_get_monotonic_time () - self->touched;
  if (idle < (gint64) self->minutes * 60 * G_USEC_PER_SEC)
    return G_SOURCE_CONTINUE;
  self->timer_id = 0;
  self->func (self->data);
  return G_SOURCE_REMOVE;
}

TideIdleWatch *
tide_idle_watch_new (void (*func) (gpointer data), gpointer data)
{
  TideIdleWatch *self = g_new0 (TideIdleWatch, 1);
  self->func = func;
  self->data = data;
  self->toplevels = gtk_window_get_toplevels ();
  g_signal_connect (self->toplevels, "items-changed", G_CALLBACK (toplevels_changed_cb), self);
  toplevels_changed_cb (self->toplevels, 0, 0, g_list_model_get_n_items (self->toplevels), self);
  return self;
}

void
tide_idle_watch_set_minutes (TideIdleWatch *self, guint minutes)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
  self->minutes = minutes;
  self->touched = g_get_monotonic_time ();
  if (minutes > 0)
    self->timer_id = g_timeout_add_seconds (LOOK_EVERY_SECONDS, look_cb, self);
}

void
tide_idle_watch_free (TideIdleWatch *self)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_clear_handle_id (&self->lock_id, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->toplevels, self);
  for (guint i = 0; i < g_list_model_get_n_items (self->toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (self->toplevels, i);
      GtkEventController *controller = g_object_get_data (G_OBJECT (window), "tide-idle-watch");
      if (controller != NULL && g_signal_handlers_disconnect_by_data (controller, self) > 0)
        {
          gtk_widget_remove_controller (window, controller);
          g_object_set_data (G_OBJECT (window), "tide-idle-watch", NULL);
        }
    }
  g_free (self);
}
