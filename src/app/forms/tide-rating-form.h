/* tide-rating-form.h: the page around every rating: header, rows, details, footer, keys, draft, leaving and
 * saving.
 *
 * A single scale (TideAssessmentForm) and a whole visit (TideVisitForm) are this page with different parts.
 */
#pragma once

#include <gtk/gtk.h>
#include "tide-answer-sheet.h"
#include "tide-entry-details.h"
#include "tide-form-context.h"
#include "tide-sheet-view.h"

G_BEGIN_DECLS

#define TIDE_TYPE_RATING_FORM (tide_rating_form_get_type ())
G_DECLARE_DERIVABLE_TYPE (TideRatingForm, tide_rating_form, TIDE, RATING_FORM, GtkWidget)
/* Signal "closed" (gboolean saved, char *message). */

struct _TideRatingFormClass
{
  GtkWidgetClass parent_class;

  /* Something changed: scores, chips, bar. */
  void (*refresh) (TideRatingForm *self);
  /* What is missing, in words, NULL when the form is complete (transfer full). */
  char *(*dup_missing) (TideRatingForm *self);
  /* What must be said before saving, NULL when nothing (transfer full): "CGI-I 6 … although the score fell".
   */
  char *(*dup_doubt) (TideRatingForm *self);
  /* Writes; @reason is why it is incomplete or amended, or NULL. *message is for the toast. */
  gboolean (*save) (TideRatingForm *self, const char *reason, char **message, GError **error);
  /* The draft's own keys; the page adds answers and details. */
  void (*write_draft) (TideRatingForm *self, GKeyFile *file);
  void (*read_draft) (TideRatingForm *self, GKeyFile *file);
};

/* The draft's @kind is "assessment:ybocs" or "visit"; @context is taken over. Called once, before any part is
 * shown. */
void tide_rating_form_setup (TideRatingForm *self, TideFormContext *context, TideAnswerSheet *sheet,
                             const char *kind, TideRaterType rater, const char *title, const char *notice);
/* After all parts stand: restores the draft and shows the scores. */
void tide_rating_form_start (TideRatingForm *self);

TideFormContext *tide_rating_form_get_context (TideRatingForm *self);
TideAnswerSheet *tide_rating_form_get_sheet (TideRatingForm *self);
TideSheetView *tide_rating_form_get_view (TideRatingForm *self);
TideEntryDetails *tide_rating_form_get_details (TideRatingForm *self);
GtkBox *tide_rating_form_get_main (TideRatingForm *self);
GtkBox *tide_rating_form_get_side (TideRatingForm *self);
GSimpleActionGroup *tide_rating_form_get_actions (TideRatingForm *self);
void tide_rating_form_add_menu (TideRatingForm *self, GMenuModel *menu);
/* The bar of a narrow window: score, what is missing, state. */
void tide_rating_form_set_bar (TideRatingForm *self, const char *total, const char *missing,
                               const char *state);
/* An amendment asks why at saving, complete or not. */
void tide_rating_form_set_asks_reason (TideRatingForm *self, const char *heading, const char *body);
/* What the button for saving an unfinished form is called; default "Save Incomplete…". */
void tide_rating_form_set_incomplete_words (TideRatingForm *self, const char *heading, const char *preset);
/* Ctrl+S on an unfinished form asks for the reason instead of refusing: a visit may leave parts out. */
void tide_rating_form_set_save_asks (TideRatingForm *self, gboolean asks);
/* While a visit is being saved: the reason of the parts whose suicide or safety items have no answer, which
 * is not that of the other parts; NULL when it was not asked. */
const char *tide_rating_form_get_safety_reason (TideRatingForm *self);
/* Whether keys go to the rows; off while only a total is typed. */
void tide_rating_form_set_keys_active (TideRatingForm *self, gboolean active);

void tide_rating_form_touch (TideRatingForm *self);      /* changed by hand: draft soon, refresh now */
void tide_rating_form_save_draft (TideRatingForm *self); /* now */
void tide_rating_form_drop_draft (TideRatingForm *self);
gboolean tide_rating_form_is_changed (TideRatingForm *self);
/* What a key does, as the page's own controller does it. */
gboolean tide_rating_form_press (TideRatingForm *self, guint keyval, GdkModifierType modifiers);
void tide_rating_form_save (TideRatingForm *self);
void tide_rating_form_save_incomplete (TideRatingForm *self);
void tide_rating_form_close (TideRatingForm *self); /* asks when changed */
/* Saves without asking anything: what the questions do once answered, and what tests do. */
gboolean tide_rating_form_finish (TideRatingForm *self, const char *reason);
GtkWidget *tide_rating_form_get_save_button (TideRatingForm *self);

G_END_DECLS
