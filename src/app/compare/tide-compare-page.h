/* tide-compare-page.h: what each treatment did: for one patient, and for the clinic (N02).  A page over the
 * window with views, header and caveats of its own. */
#pragma once

#include <adwaita.h>
#include "tide-clinic.h"

G_BEGIN_DECLS

#define TIDE_TYPE_COMPARE_PAGE (tide_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (TideComparePage, tide_compare_page, TIDE, COMPARE_PAGE, AdwBin)
/* Signal "closed" (gboolean saved, char *message): a pushed page of the window. */

/* A TidePageMaker: @parameter is "(sx)", the view to begin with ("one-patient"; "" for the first) and the
 * patient, 0 for none. */
GtkWidget *tide_compare_page_make (TideClinic *clinic, GVariant *parameter);

G_END_DECLS
