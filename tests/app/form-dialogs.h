/* form-dialogs.h: opens each dialog of the forms by its name, for the host and the tests. */
#pragma once

#include <gtk/gtk.h>
#include "form-fixture.h"

G_BEGIN_DECLS

extern const char *const form_dialog_names[]; /* NULL-terminated */
/* FALSE when there is no dialog of that name. */
gboolean form_dialogs_present (const char *name, GtkWindow *parent, FormFixture *fixture);

G_END_DECLS
