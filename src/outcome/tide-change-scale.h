/* tide-change-scale.h: scales that already are a change. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether a scale rates the change against a stored state (CGI-I, PGI-I; clinical.md 1.12): a difference of
 * two of its ratings says nothing, so none is shown. @instrument_id may be NULL. */
gboolean tide_outcome_rates_change (const char *instrument_id);

G_END_DECLS
