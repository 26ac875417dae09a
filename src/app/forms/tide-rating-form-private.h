/* tide-rating-form-private.h: what the two files of the rating page share. */
#pragma once

#include "tide-form-layout.h"
#include "tide-rating-form.h"

G_BEGIN_DECLS

typedef struct
{
  GtkWidget *page;
  GtkLabel *draft_label, *title_label, *facts_label, *badge, *notice, *range_cap, *facts_line;
  GtkLabel *bar_total, *bar_missing, *bar_state, *bar_fault;
  GtkWidget *save_button, *incomplete_button, *bar_save, *hints, *menu_button, *na_hint;
  GtkBox *main, *side;
  TideFormLayout *layout;
  TideEntryDetails *details;

  TideFormContext *context;
  TideAnswerSheet *sheet;
  TideSheetView *view;
  GSimpleActionGroup *actions;
  GMenu *menu;
  char *safety_reason; /* why a suicide item has no answer: of its own part only, NULL until asked */
  char *kind, *ask_heading, *ask_body, *incomplete_heading, *incomplete_preset;
  gboolean save_asks, keys_active, started, changed, closed;
  guint draft_source, pending_source;
} TideRatingFormPrivate;

TideRatingFormPrivate *tide_rating_form_get_private (TideRatingForm *self);
void tide_rating_form_queue_draft (TideRatingForm *self);
void tide_rating_form_restore_draft (TideRatingForm *self);
void tide_rating_form_emit_closed (TideRatingForm *self, gboolean saved, const char *message);

G_END_DECLS
