/* tide-visit-overview.h: the parts of a visit, how far each is and what it came to. */
#pragma once

#include <gtk/gtk.h>
#include "tide-answer-sheet.h"

G_BEGIN_DECLS

#define TIDE_TYPE_VISIT_OVERVIEW (tide_visit_overview_get_type ())
G_DECLARE_FINAL_TYPE (TideVisitOverview, tide_visit_overview, TIDE, VISIT_OVERVIEW, GtkWidget)
/* Signal "chosen" (guint part). */

GtkWidget *tide_visit_overview_new (TideAnswerSheet *sheet);
void tide_visit_overview_update (TideVisitOverview *self);
/* The name of a part: "Y-BOCS", "Unwanted effects", "Note" (transfer none). */
const char *tide_visit_part_name (const TideSheetPart *part);
/* How many parts from @index on are scales of one item: they share a card, goals apart from impressions. */
guint tide_visit_count_joint_parts (TideAnswerSheet *sheet, guint index);
/* "Clinical global impression", "Goals, 0 not at all to 10 reached" (transfer full). */
char *tide_visit_dup_joint_title (TideAnswerSheet *sheet, guint index, guint n);

G_END_DECLS
