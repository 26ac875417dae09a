/* tide-demo.h: the synthetic clinic (clinical.md 5.1): seeded, of any size, every patient visibly synthetic.
 */
#pragma once

#include "tide-clinic.h"

G_BEGIN_DECLS

/* Fills an empty clinic. The same seed gives the same export bytes; @today is the demo's last day. */
typedef void (*TideDemoProgress) (guint done, guint total, gpointer data);
gboolean tide_demo_fill (TideClinic *clinic, guint n_patients, guint64 seed, TideDate today,
                         TideDemoProgress progress, gpointer data, GError **error);

G_END_DECLS
