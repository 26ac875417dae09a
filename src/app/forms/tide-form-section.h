/* tide-form-section.h: the part of a dialog that is mostly not needed: folded until it is. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TIDE_TYPE_FORM_SECTION (tide_form_section_get_type ())
G_DECLARE_FINAL_TYPE (TideFormSection, tide_form_section, TIDE, FORM_SECTION, GtkWidget)
/* Properties: "title", "child". Action "section.open": what is inside asks to be seen, such as a field with a
 * fault. */

void tide_form_section_set_open (TideFormSection *self, gboolean open);
gboolean tide_form_section_get_open (TideFormSection *self);

G_END_DECLS
