/* tide-clipped-text.h: text of a patient on the clipboard, for as short as it is needed there. */
#pragma once

#include "tide-clinic.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TIDE_CLIPPED_SECONDS 120

/**
 * tide_clipped_text_put:
 * @seconds: after which it is dropped; TIDE_CLIPPED_SECONDS but in tests
 *
 * Puts @text on the clipboard. It is taken off when the time is over, when the clinic is locked or closed,
 * each only while it is still ours: what somebody copied since stays.
 */
void tide_clipped_text_put (GdkClipboard *clipboard, TideClinic *clinic, const char *text, guint seconds);

G_END_DECLS
