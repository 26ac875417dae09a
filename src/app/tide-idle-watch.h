/* tide-idle-watch.h: tells when nobody has touched the program for a while, or Ctrl+L is pressed. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _TideIdleWatch TideIdleWatch;
/* @func is called after @minutes without a key, click or movement in any window of the program (0: never),
 * and when Ctrl+L is pressed in any of them. */
TideIdleWatch *tide_idle_watch_new (void (*func) (gpointer data), gpointer data);
void tide_idle_watch_set_minutes (TideIdleWatch *self, guint minutes);
void tide_idle_watch_free (TideIdleWatch *self);

G_END_DECLS
