/* tide-form-field.h: one field of a dialog: its name, its control, and under it what is wrong with it, in
 * words.
 *
 * A field is bound to a member of the dialog's record by the property "field" (the member's name); what it
 * hands over is the record's canonical text.  Kinds: TideTextField, TideDateField, TideChoiceField,
 * TideCheckField, TideSearchField.
 */
#pragma once

#include <gtk/gtk.h>
#include "tide-record.h"

G_BEGIN_DECLS

#define TIDE_TYPE_FORM_FIELD (tide_form_field_get_type ())
G_DECLARE_DERIVABLE_TYPE (TideFormField, tide_form_field, TIDE, FORM_FIELD, GtkWidget)
/* Signals: "changed"; "left" (changed, and the keyboard went on); "activate" (Enter in it). Properties:
 * "field", "label", "hint". */

struct _TideFormFieldClass
{
  GtkWidgetClass parent_class;

  /* Canonical text, "" for unknown; NULL with *fault in words when what is typed cannot be read. */
  char *(*dup_text) (TideFormField *self, char **fault);
  void (*set_text) (TideFormField *self, const char *text);
  /* What stands in the control letter by letter, readable or not, and back: for drafts.  By default the
   * canonical text. */
  char *(*dup_typed) (TideFormField *self);
  void (*set_typed) (TideFormField *self, const char *typed);
};

const char *tide_form_field_get_field (TideFormField *self);
const char *tide_form_field_get_label (TideFormField *self);
char *tide_form_field_dup_text (TideFormField *self, char **fault); /* (transfer full) */
void tide_form_field_set_text (TideFormField *self, const char *text);
/* A sentence under the control; NULL takes it away. */
void tide_form_field_set_fault (TideFormField *self, const char *fault);
const char *tide_form_field_get_fault (TideFormField *self); /* "" when none */
void tide_form_field_set_hint (TideFormField *self, const char *hint);
/* An amber sentence: it may be saved, but is it meant?  NULL takes it away. */
void tide_form_field_set_doubt (TideFormField *self, const char *doubt);
const char *tide_form_field_get_doubt (TideFormField *self); /* "" when none */
char *tide_form_field_dup_typed (TideFormField *self);       /* (transfer full) */
void tide_form_field_set_typed (TideFormField *self, const char *typed);
gboolean tide_form_field_get_touched (TideFormField *self); /* a person changed it */
void tide_form_field_set_touched (TideFormField *self, gboolean touched);

/* A person changed it and went on to another field: now it may be judged aloud. */
gboolean tide_form_field_get_left (TideFormField *self);

/* For the kinds: puts the control in its place and names it. */
void tide_form_field_set_control (TideFormField *self, GtkWidget *control);
GtkWidget *tide_form_field_get_control (TideFormField *self);
void tide_form_field_hide_label (TideFormField *self); /* the control shows it itself */
void tide_form_field_emit_changed (TideFormField *self);
void tide_form_field_emit_activate (TideFormField *self);

G_END_DECLS
