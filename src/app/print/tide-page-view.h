/* tide-page-view.h: the pages of a report, one under the other, as they will lie on paper: the preview. */
#pragma once

#include <gtk/gtk.h>
#include "tide-report.h"

G_BEGIN_DECLS

#define TIDE_TYPE_PAGE_VIEW (tide_page_view_get_type ())
G_DECLARE_FINAL_TYPE (TidePageView, tide_page_view, TIDE, PAGE_VIEW, GtkWidget)

GtkWidget *tide_page_view_new (void);
/* Shows @report (transfer none; must live until the next call or tide_page_view_set_report (view, NULL)). */
void tide_page_view_set_report (TidePageView *self, TideReport *report);

G_END_DECLS
