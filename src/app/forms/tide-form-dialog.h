/* tide-form-dialog.h: the window around the fields of one record: check while typing, save, leave. */
#pragma once

#include <adwaita.h>
#include "tide-clinic.h"
#include "tide-field-kinds.h"
#include "tide-search-field.h"

G_BEGIN_DECLS

#define TIDE_TYPE_FORM_DIALOG (tide_form_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (TideFormDialog, tide_form_dialog, TIDE, FORM_DIALOG, AdwWindow)

/* A value that may be saved, but is hardly meant. @weighty: saving asks for a reason, else for a yes. */
typedef void (*TideDoubtFunc) (const char *field, const char *words, gboolean weighty, gpointer data);

struct _TideFormDialogClass
{
  AdwWindowClass parent_class;

  /* Reports what is wrong with the record as it was read from the fields; field names are the record's. */
  void (*find_faults) (TideFormDialog *self, TideFaultFunc report, gpointer data);
  /* Reports what is allowed and yet doubtful: a sentence for each. */
  void (*find_doubts) (TideFormDialog *self, TideDoubtFunc report, gpointer data);
  /* After every change, before the check: fields that follow others. @field is the one that changed, or NULL.
   */
  void (*follow) (TideFormDialog *self, TideFormField *field);
  /* Writes; the default saves the record. */
  gboolean (*save) (TideFormDialog *self, GError **error);
};

/**
 * tide_form_dialog_setup:
 * @record: (transfer full) (nullable): what the fields are bound to
 * @history: (transfer full) (nullable): of the patient, for birth date and facts
 *
 * Fills the fields; called once by the dialog's constructor, after its choices stand (the fields themselves
 * are there from the template on: tide_form_dialog_find ()).
 */
void tide_form_dialog_setup (TideFormDialog *self, GtkWindow *parent, TideClinic *clinic,
                             TideHistory *history, gpointer record, const char *title);
void tide_form_dialog_open (TideFormDialog *self); /* checks once and shows the window */

/* What a new record is opened for and its links do not tell (arm, kind, scheme): a draft comes back only
 * where it was typed. 0 is nothing. Before tide_form_dialog_setup (). */
void tide_form_dialog_add_draft_about (TideFormDialog *self, const char *name, gint64 value);

/* Fields below @widget that are made from data, not by the template: before tide_form_dialog_setup (). */
void tide_form_dialog_add_fields (TideFormDialog *self, GtkWidget *widget);

TideClinic *tide_form_dialog_get_clinic (TideFormDialog *self);
TideHistory *tide_form_dialog_get_history (TideFormDialog *self);
gpointer tide_form_dialog_get_record (TideFormDialog *self);
double tide_form_dialog_get_number (TideFormDialog *self, const char *name); /* NAN: empty or not a number */
gconstpointer tide_form_dialog_get_stored (TideFormDialog *self); /* as it was opened; NULL: a new one */
TideDate tide_form_dialog_get_birth_date (TideFormDialog *self);
TideFormField *tide_form_dialog_find (TideFormDialog *self, const char *field); /* NULL when there is none */
TideFormField *tide_form_dialog_get_field (TideFormDialog *self, guint at);     /* NULL behind the last one */
/* The canonical text of a field; "" when it cannot be read (transfer full). */
char *tide_form_dialog_dup_text (TideFormDialog *self, const char *field);
/* What is not shown is not of the record: its member is emptied by the next check. */
void tide_form_dialog_set_shown (TideFormDialog *self, const char *field, gboolean shown);
/* Shows @field where it @applies; and, while the record is of the @same kind as it was stored, where
 * something is stored in it: else an edit of another field would wipe it without a word. */
void tide_form_dialog_set_applies (TideFormDialog *self, const char *field, gboolean applies, gboolean same);
void tide_form_dialog_set_notice (TideFormDialog *self,
                                  const char *notice);          /* above the fields; NULL hides it */
const char *tide_form_dialog_get_notice (TideFormDialog *self); /* "" when none */
void tide_form_dialog_set_save_label (TideFormDialog *self, const char *label);
void tide_form_dialog_set_message (TideFormDialog *self,
                                   const char *message); /* the toast after saving; default "Saved." */

void tide_form_dialog_check (TideFormDialog *self);
/* FALSE when a fault stands, then the faults are shown; or when a doubt does, then it is asked about. */
gboolean tide_form_dialog_save (TideFormDialog *self);
/* Saves in spite of doubts: what the question does when it is answered. @reason is kept in the audit. */
gboolean tide_form_dialog_save_because (TideFormDialog *self, const char *reason);
/* Writes the draft now, when anything was changed: before a lock, and in tests. */
void tide_form_dialog_save_draft (TideFormDialog *self);
/* Leaves without asking; the draft is dropped. */
void tide_form_dialog_throw_away (TideFormDialog *self);
/* The line "Draft of 10:31 brought back"; NULL when none was. */
const char *tide_form_dialog_get_draft_words (TideFormDialog *self);
void tide_form_dialog_discard_draft (TideFormDialog *self); /* its button: the fields as they were opened */
/* While saving: the typed reason for a weighty doubt, for records that keep it themselves; else NULL. */
const char *tide_form_dialog_get_reason (TideFormDialog *self);
gboolean tide_form_dialog_get_can_save (TideFormDialog *self);
GtkWidget *tide_form_dialog_get_save_button (TideFormDialog *self);
gboolean tide_form_dialog_is_changed (TideFormDialog *self);

G_END_DECLS
