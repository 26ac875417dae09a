/* tide-window-exchange.h: win.import, win.export and win.verify. */
#pragma once

#include "tide-window.h"

G_BEGIN_DECLS

void tide_window_exchange_install (GtkWidgetClass *klass);
void tide_window_exchange_update (TideWindow *self);

G_END_DECLS
