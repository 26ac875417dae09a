/* tide-field-kinds.h: the kinds of fields: text, number, date, choice, tick. */
#pragma once

#include "tide-date-entry.h"
#include "tide-form-field.h"

G_BEGIN_DECLS

/* Properties: "numeric" (a number, decimal comma allowed), "multiline". */
#define TIDE_TYPE_TEXT_FIELD (tide_text_field_get_type ())
G_DECLARE_FINAL_TYPE (TideTextField, tide_text_field, TIDE, TEXT_FIELD, TideFormField)
GtkWidget *tide_text_field_get_entry (TideTextField *self);        /* GtkEntry or GtkTextView */
void tide_text_field_type (TideTextField *self, const char *text); /* as typed by a person */

/* Property "with-time". */
#define TIDE_TYPE_DATE_FIELD (tide_date_field_get_type ())
G_DECLARE_FINAL_TYPE (TideDateField, tide_date_field, TIDE, DATE_FIELD, TideFormField)
GtkEditable *tide_date_field_get_editable (TideDateField *self);

#define TIDE_TYPE_CHOICE_FIELD (tide_choice_field_get_type ())
G_DECLARE_FINAL_TYPE (TideChoiceField, tide_choice_field, TIDE, CHOICE_FIELD, TideFormField)
/* One choice; @text is what the record holds ("female", "12", "" for unknown), @label what is read. */
void tide_choice_field_add (TideChoiceField *self, const char *text, const char *label);
typedef const char *(*TideCodeLabelFunc) (int code);
/* All codes of a list; codes[0] gets @unknown. @label NULL takes tide_word_for_code (). */
void tide_choice_field_add_codes (TideChoiceField *self, const char *const *codes, const char *unknown,
                                  TideCodeLabelFunc label);
void tide_choice_field_clear (TideChoiceField *self);
void tide_choice_field_choose (TideChoiceField *self, const char *text); /* as chosen by a person */
const char *tide_choice_field_get_chosen (TideChoiceField *self);

#define TIDE_TYPE_CHECK_FIELD (tide_check_field_get_type ())
G_DECLARE_FINAL_TYPE (TideCheckField, tide_check_field, TIDE, CHECK_FIELD, TideFormField)
void tide_check_field_set_words (TideCheckField *self, const char *words);
gboolean tide_check_field_get_active (TideCheckField *self);
void tide_check_field_tick (TideCheckField *self, gboolean active); /* as ticked by a person */

G_END_DECLS
