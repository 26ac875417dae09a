/* tide-sheet-view.h: the rows of an answer sheet as cards with headings, subtotals and the ring on the
 * current row. */
#pragma once

#include <gtk/gtk.h>
#include "tide-answer-sheet.h"
#include "tide-item-row.h"
#include "tide-score-outlook.h"

G_BEGIN_DECLS

#define TIDE_TYPE_SHEET_VIEW (tide_sheet_view_get_type ())
G_DECLARE_FINAL_TYPE (TideSheetView, tide_sheet_view, TIDE, SHEET_VIEW, GtkBox)

TideSheetView *tide_sheet_view_new (TideAnswerSheet *sheet, TideSex sex, TideDate today);
/* What saving will do with a finding of a part, in words; not more, and not less. */
typedef const char *(*TideSheetPromise) (guint part, const TideFinding *finding, gpointer data);
/* @data must outlive the view's last refresh; without a promise no finding is noted. */
void tide_sheet_view_set_promise (TideSheetView *self, TideSheetPromise promise, gpointer data);
/**
 * tide_sheet_view_add_part:
 * @title: (nullable): a heading over the whole part, with a "Not done…" button when @skippable
 *
 * Cards of one instrument, one for each group of its items, and the optional items folded away below.
 */
void tide_sheet_view_add_part (TideSheetView *self, guint part, const char *title, gboolean skippable);
/* One card for several scales of one item each that follow each other: CGI-S and CGI-I. @title may be NULL.
 */
void tide_sheet_view_add_joint_card (TideSheetView *self, guint first_part, guint n_parts, const char *title,
                                     const char *subtitle, gboolean skippable);
/* A part without an instrument: the caller's widget under a heading like the others. */
void tide_sheet_view_add_widget (TideSheetView *self, guint part, const char *title, GtkWidget *widget,
                                 gboolean skippable);

TideItemRow *tide_sheet_view_get_row (TideSheetView *self, guint row); /* NULL for parts without items */
/* What the answers of a part say now; NULL for parts without an instrument. (transfer none) */
const TideScoreOutlook *tide_sheet_view_get_outlook (TideSheetView *self, guint part);
/* TRUE for each item of a part that was said to be missing (transfer full). */
gboolean *tide_sheet_view_dup_marked (TideSheetView *self, guint part);
/* Puts keyboard and ring on the current row. */
void tide_sheet_view_focus (TideSheetView *self);
/* Asks why a part is not done; NULL data asks for the part under the cursor. Used by the key "s". */
void tide_sheet_view_ask_not_done (TideSheetView *self, guint part);
/* After the date of the form changed: headings and rows again. */
void tide_sheet_view_refresh (TideSheetView *self);
void tide_sheet_view_refresh_findings (TideSheetView *self); /* the notes at safety items alone */

G_END_DECLS
