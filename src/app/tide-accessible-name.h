/* tide-accessible-name.h: a control's name for those who hear it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Names @widget and those parts inside it that take the keyboard in its stead. */
void tide_accessible_name (GtkWidget *widget, const char *name);

G_END_DECLS
