/* tide-form-dialog-private.h: what the two files of the form dialog share. */
#pragma once

#include "tide-form-dialog.h"

G_BEGIN_DECLS

typedef struct
{
  GtkBox *content;
  GtkWidget *header, *scroller, *body, *draft_row, *draft_discard;
  GtkLabel *title_label, *facts_label, *notice, *fault, *draft_label;
  GtkWidget *save_button, *badge;

  TideClinic *clinic;
  TideHistory *history;
  gpointer record;
  gpointer stored;        /* the record as it was opened; NULL: a new one */
  GPtrArray *fields;      /* TideFormField */
  GHashTable *unreadable; /* TideFormField */
  GPtrArray *opened;      /* (utf8): what stood in the fields before any draft */
  char *message, *why_not, *draft_kind;
  char *reason;         /* why a doubtful value is meant, while it is saved */
  GString *draft_about; /* ":arm=2": what the dialog was opened for, as part of the draft's key */
  GString *doubts;      /* the sentences of the last check */
  gboolean weighty;     /* one of them needs a reason */
  guint draft_source, fit_source;
  gboolean ready, changed, tried, can_save, done;
} TideFormDialogPrivate;

TideFormDialogPrivate *tide_form_dialog_get_private (gpointer self);

/* tide-form-dialog.c */
void tide_form_dialog_queue_fit (TideFormDialog *self);
void tide_form_dialog_follow (TideFormDialog *self, TideFormField *field);
void tide_form_dialog_focus_first (TideFormDialog *self);
/* @field NULL: under all of them. Shown when the person has gone on from the field, or tried to save. */
void tide_form_dialog_note_fault (TideFormDialog *self, TideFormField *field, const char *words);

/* tide-form-dialog-save.c */
void tide_form_dialog_queue_draft (TideFormDialog *self);
void tide_form_dialog_bring_draft_back (TideFormDialog *self);
/* Enter in @field: the next field in sight takes the keyboard; FALSE from the last one, where Enter saves. */
gboolean tide_form_dialog_go_on (TideFormDialog *self, TideFormField *field);
gboolean tide_form_dialog_close_request (GtkWindow *window);

G_END_DECLS
