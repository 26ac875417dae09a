/* tide-reason-dialog.h: asks for the reason of a step that the record keeps for ever. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef void (*TideReasonFunc) (const char *reason, gpointer data);
/* @func is called once when a reason was given and @verb pressed; never when cancelled. @data is freed by
 * @free_data. */
void tide_reason_dialog_present (GtkWindow *parent, const char *heading, const char *body, const char *verb,
                                 TideReasonFunc func, gpointer data, GDestroyNotify free_data);

G_END_DECLS
