/* tide-answer-field.h: one question of a screening: yes, no, not known, by one key each, with a note. */
#pragma once

#include "tide-form-field.h"

G_BEGIN_DECLS

typedef enum
{
  TIDE_REPLY_NONE, /* not answered yet */
  TIDE_REPLY_UNKNOWN,
  TIDE_REPLY_NO,
  TIDE_REPLY_YES,
} TideReply;

#define TIDE_TYPE_ANSWER_FIELD (tide_answer_field_get_type ())
G_DECLARE_FINAL_TYPE (TideAnswerField, tide_answer_field, TIDE, ANSWER_FIELD, TideFormField)
/* Signal "answered": by a key; the next question may come. */

/* @yes_words: what a yes means here, such as "contraindicated"; or NULL. */
GtkWidget *tide_answer_field_new (const char *field, const char *question, const char *yes_words);
/* What the note is for, in place of the usual words. */
void tide_answer_field_set_note_hint (TideAnswerField *self, const char *hint);
TideReply tide_answer_field_get_reply (TideAnswerField *self);
void tide_answer_field_set (TideAnswerField *self, TideReply reply, const char *note);
void tide_answer_field_reply (TideAnswerField *self, TideReply reply); /* as a person does */
char *tide_answer_field_dup_note (TideAnswerField *self);              /* NULL: none (transfer full) */
/* What a key does on the question; FALSE when it is no key of it. */
gboolean tide_answer_field_press (TideAnswerField *self, guint keyval);

G_END_DECLS
