/* tide-compare-toolbar.h: what is compared: condition, scale, arms with their look, filters. */
#pragma once

#include <gtk/gtk.h>
#include "tide-compare-clinic.h"

G_BEGIN_DECLS

#define TIDE_TYPE_COMPARE_TOOLBAR (tide_compare_toolbar_get_type ())
G_DECLARE_FINAL_TYPE (TideCompareToolbar, tide_compare_toolbar, TIDE, COMPARE_TOOLBAR, GtkBox)

GtkWidget *tide_compare_toolbar_new (TideCompareClinic *model);
/* Large text, small window: the treatments stand in a row of their own. */
void tide_compare_toolbar_set_narrow (TideCompareToolbar *self, gboolean narrow);

G_END_DECLS
