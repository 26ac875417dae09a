/* tide-form-layout.h: a form's main column with a second column beside it, which becomes a bar below where it
 * is narrow. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TIDE_TYPE_FORM_LAYOUT (tide_form_layout_get_type ())
G_DECLARE_FINAL_TYPE (TideFormLayout, tide_form_layout, TIDE, FORM_LAYOUT, GtkWidget)
/* Properties: "main", "side", "bar" (GtkWidget), "side-open" (gboolean): narrow only, the side stands over
 * the bar; "narrow" (gboolean, read only). */

gboolean tide_form_layout_get_narrow (TideFormLayout *self);
/* Before the first allocation: the window that the layout is put into has this width, so that it does not
 * grow first. */
void tide_form_layout_expect_width (TideFormLayout *self, int width);

G_END_DECLS
