/* tide-idle-watch.c: tells when nobody has touched the program for a while, or when Ctrl+L is pressed.
 *
 * Dialogs and menus are surfaces of their own, and an open menu keeps its keys from the window: so the events
 * of every surface are listened to.  Who is called away while a dialog or a menu is open must not have to
 * close it first.
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
  gulong hook_id;
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
event_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  TideIdleWatch *self = data;
  GdkEvent *event = g_value_peek_pointer (&values[1]);
  if (is_lock_key (event) && self->lock_id == 0)
    self->lock_id = g_idle_add_full (G_PRIORITY_HIGH, lock_cb, self, NULL);
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
  return TRUE; /* goes on listening */
}

/* "event" of GdkSurface, of whichever surface. */
static guint
get_signal_id (void)
{
  g_type_class_unref (g_type_class_ref (GDK_TYPE_SURFACE)); /* its signals are there from its first use on */
  return g_signal_lookup ("event", GDK_TYPE_SURFACE);
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
  self->hook_id = g_signal_add_emission_hook (get_signal_id (), 0, event_cb, self, NULL);
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
  g_signal_remove_emission_hook (get_signal_id (), self->hook_id);
  g_free (self);
}
