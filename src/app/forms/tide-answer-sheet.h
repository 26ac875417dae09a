/* tide-answer-sheet.h: the questions that one form asks, in order, and what each key does to them.
 *
 * A sheet holds parts (an instrument, or a part without one: side effects, note) and their rows.  It knows no
 * widget, so that the keyboard is tested as it is used; the view of the rows is TideSheetView.
 */
#pragma once

#include <gdk/gdk.h>
#include "tide-assessment.h"

G_BEGIN_DECLS

#define TIDE_TYPE_ANSWER_SHEET (tide_answer_sheet_get_type ())
G_DECLARE_FINAL_TYPE (TideAnswerSheet, tide_answer_sheet, TIDE, ANSWER_SHEET, GObject)
/* Signals: "changed" (guint part): an answer, a mark or "not done"; "cursor" (): another row is current;
 * "pending" (): the first digit of two was typed or forgotten, or a refusal was seen; "refused" (guint row,
 * char *why). */

typedef enum
{
  TIDE_PART_INSTRUMENT,
  TIDE_PART_EFFECTS, /* unwanted effects: asked, none or some */
  TIDE_PART_NOTE,
} TidePartKind;

/* Whether unwanted effects were asked for. */
typedef enum
{
  TIDE_EFFECTS_NOT_ASKED,
  TIDE_EFFECTS_NONE,
  TIDE_EFFECTS_SOME,
} TideEffects;

typedef struct
{
  char *id; /* instrument id, "side_effects", "note": what a skipped part is stored by */
  TidePartKind kind;
  char *label;                /* words that stand for its one row instead of the instrument's, or NULL */
  gint64 record_id;           /* of the record that it asks about (a goal), or 0 */
  TideAssessment *assessment; /* INSTRUMENT, else NULL */
  gboolean required;          /* the form is not complete without it */
  TideAnswer *previous;       /* of the last filling-in, one for each item, or NULL */
  TideInstant previous_taken;
  TideEffects effects;
  char *not_done;         /* the reason why it was skipped, or NULL */
  gboolean optional_open; /* the optional items are in sight, so the keys stop at them */
  guint first_row, n_rows;
} TideSheetPart;

typedef struct
{
  guint part;
  guint item;           /* index in the instrument */
  const TideItem *info; /* NULL in a part without an instrument */
  gboolean marked;      /* "missing" was said, not merely left */
} TideSheetRow;

typedef enum
{
  TIDE_PRESS_IGNORED, /* not a key of the sheet */
  TIDE_PRESS_DONE,
  TIDE_PRESS_REFUSED, /* "refused" said why */
} TidePress;

TideAnswerSheet *tide_answer_sheet_new (void);
guint tide_answer_sheet_add_instrument (TideAnswerSheet *self, TideAssessment *assessment, gboolean required);
/* Other words for the one row of a part: the patient's own goal. */
void tide_answer_sheet_set_label (TideAnswerSheet *self, guint part, const char *label);
/* The record that a part asks about: a draft finds the part by it. */
void tide_answer_sheet_set_record (TideAnswerSheet *self, guint part, gint64 record_id);
guint tide_answer_sheet_add_part (TideAnswerSheet *self, const char *id, TidePartKind kind);
/* The answers of an earlier filling-in, for "as last time" and the changes; @data may be NULL. */
void tide_answer_sheet_set_previous (TideAnswerSheet *self, guint part, const TideAssessmentData *data);

guint tide_answer_sheet_get_n_parts (TideAnswerSheet *self);
TideSheetPart *tide_answer_sheet_get_part (TideAnswerSheet *self, guint part); /* (transfer none) */
int tide_answer_sheet_find_part (TideAnswerSheet *self, const char *id);       /* -1 when there is none */
guint tide_answer_sheet_get_n_rows (TideAnswerSheet *self);
const TideSheetRow *tide_answer_sheet_get_row (TideAnswerSheet *self, guint row);
int tide_answer_sheet_find_row (TideAnswerSheet *self, const char *part_id, const char *item_id); /* or -1 */

/* The answer of a row; MISSING in a part without an instrument. */
TideAnswer tide_answer_sheet_get_answer (TideAnswerSheet *self, guint row);
gboolean tide_answer_sheet_get_previous (TideAnswerSheet *self, guint row, TideAnswer *answer);
/* Whether the row is asked now: not skipped by an earlier answer, its part not left out. */
gboolean tide_answer_sheet_is_asked (TideAnswerSheet *self, guint row);
/* Whether the row still wants an answer: asked, not optional, neither answered nor marked missing. */
gboolean tide_answer_sheet_is_open (TideAnswerSheet *self, guint row);
/* Whether it has no answer though one is wanted: open or marked missing. */
gboolean tide_answer_sheet_is_missing (TideAnswerSheet *self, guint row);
guint tide_answer_sheet_count_missing (TideAnswerSheet *self, guint part);
guint tide_answer_sheet_count_answered (TideAnswerSheet *self, guint part);
/* Nothing was answered in it. */
gboolean tide_answer_sheet_part_is_untouched (TideAnswerSheet *self, guint part);
gboolean tide_answer_sheet_part_is_complete (TideAnswerSheet *self, guint part);
/* Every required part is complete; a part that was not required may be empty, but not half done. */
gboolean tide_answer_sheet_is_complete (TideAnswerSheet *self);

guint tide_answer_sheet_get_cursor (TideAnswerSheet *self);
void tide_answer_sheet_set_cursor (TideAnswerSheet *self, guint row);
void tide_answer_sheet_set_optional_open (TideAnswerSheet *self, guint part, gboolean open);
void tide_answer_sheet_set_not_done (TideAnswerSheet *self, guint part, const char *reason);
void tide_answer_sheet_set_effects (TideAnswerSheet *self, guint part, TideEffects effects);

/* What the keys do, one deed each; the mouse uses them too. They do not move on. */
gboolean tide_answer_sheet_set_answer (TideAnswerSheet *self, guint row, TideAnswer answer);
void tide_answer_sheet_mark_missing (TideAnswerSheet *self, guint row);
void tide_answer_sheet_clear (TideAnswerSheet *self, guint row);

/**
 * tide_answer_sheet_press:
 *
 * What a key does on the current row: digits answer and go on ("1" waits where 10 is allowed too), - or
 * Delete missing, n not applicable or no, y yes, Backspace clears and goes back, p as last time, arrows.
 */
TidePress tide_answer_sheet_press (TideAnswerSheet *self, guint keyval, GdkModifierType modifiers);
/* The digits typed so far of a longer answer, "" when none. */
const char *tide_answer_sheet_get_pending (TideAnswerSheet *self);
/* Takes the typed digits as they stand ("1" and not "10") and goes on; refuses them when they are no answer.
 */
TidePress tide_answer_sheet_commit (TideAnswerSheet *self);

/* The keys for the current row as the hints name them: "0–4" (transfer full). */
char *tide_answer_sheet_dup_key_range (TideAnswerSheet *self, guint row);
/* The words of an answer: "2 moderate", "missing", "not applicable", "" when open (transfer full). */
char *tide_answer_sheet_dup_answer_words (TideAnswerSheet *self, guint row);
/* "Item 3 Distress from obsessions" (transfer full). */
char *tide_answer_sheet_dup_row_name (TideAnswerSheet *self, guint row);

/* What stands before the answers: "Distress from obsessions", "CGI-S, severity of illness" (transfer full).
 */
char *tide_answer_sheet_dup_label (TideAnswerSheet *self, guint row);

/* Whether a key was refused and the person has not yet said "seen" (Enter, Escape, Backspace, an arrow, the
 * mouse): until then no key answers. */
gboolean tide_answer_sheet_is_halted (TideAnswerSheet *self);

/* For the two files of the sheet. */
void tide_answer_sheet_halt (TideAnswerSheet *self);
void tide_answer_sheet_resume (TideAnswerSheet *self);
void tide_answer_sheet_emit_refused (TideAnswerSheet *self, guint row, const char *why);
void tide_answer_sheet_set_pending (TideAnswerSheet *self, const char *digits);
void tide_answer_sheet_go_on (TideAnswerSheet *self);
/* The last answer was typed and no row is open: the next digit of a hurried hand must not change it. Until
 * the person moves, goes back, or answers to the refusal. */
gboolean tide_answer_sheet_is_at_end (TideAnswerSheet *self);
int tide_answer_sheet_step_from (TideAnswerSheet *self, guint row,
                                 int direction); /* next row the keys stop at, or -1 */

G_END_DECLS
