/* tide-sentences.h: errors of the world as sentences for a person: what happened, that nothing was lost, what
 * to do. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A short heading for a dialog or page: "Wrong passphrase". Static, translated. */
const char *tide_sentence_heading (const GError *error);
/* One or two sentences (transfer full). */
char *tide_sentence_for (const GError *error);

G_END_DECLS
