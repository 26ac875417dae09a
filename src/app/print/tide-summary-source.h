/* tide-summary-source.h: the progress summary of one patient after the other, each laid out when it is needed
 * and let go: a thousand need no more memory than one. */
#pragma once

#include "tide-clinic-paper.h"

G_BEGIN_DECLS

/* The summary of a patient with everything on record, as the person at the desk would print it; @mrn gets the
 * record number (transfer full), also on failure when it is known.  NULL with the reason. (transfer full) */
TideReport *tide_summary_source_make (TideClinic *clinic, gint64 patient_id, TideReader reader, char **mrn,
                                      GError **error);

G_END_DECLS
