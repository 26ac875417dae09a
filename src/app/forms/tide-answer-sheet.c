/* tide-answer-sheet.c: holds the rows of a form and moves through them.
 *
 * One sheet serves a single scale and a whole visit: a visit is only more parts.  Rows that are not asked (a
 * C-SSRS item after "no", the items of a part that was left out) are stepped over; optional items are stepped
 * over while they are folded away, so that the usual scale needs one key an item. */

#include "tide-answer-sheet.h"

#include <glib/gi18n-lib.h>

#include "tide-form-draw.h"

struct _TideAnswerSheet
{
  GObject parent_instance;

  GPtrArray *parts; /* TideSheetPart */
  GArray *rows;     /* TideSheetRow */
  guint cursor;
  char pending[8];
  gboolean halted; /* a key was refused and the person has not said "seen" */
  gboolean at_end; /* typing came to the end: nothing is left to go on to */
};

G_DEFINE_FINAL_TYPE (TideAnswerSheet, tide_answer_sheet, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_CURSOR,
  SIGNAL_PENDING,
  SIGNAL_REFUSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
part_free (gpointer data)
{
  TideSheetPart *part = data;

  g_free (part->id);
  g_clear_object (&part->assessment);
  g_free (part->previous);
  g_free (part->not_done);
  g_free (part->label);
  g_free (part);
}

static void
tide_answer_sheet_finalize (GObject *object)
{
  TideAnswerSheet *self = TIDE_ANSWER_SHEET (object);

  g_ptr_array_unref (self->parts);
  g_array_unref (self->rows);
  G_OBJECT_CLASS (tide_answer_sheet_parent_class)->finalize (object);
}

static void
tide_answer_sheet_class_init (TideAnswerSheetClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tide_answer_sheet_finalize;
  signals[SIGNAL_CHANGED]
    = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_CURSOR]
    = g_signal_new ("cursor", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PENDING]
    = g_signal_new ("pending", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
}

static void
tide_answer_sheet_init (TideAnswerSheet *self)
{
  self->parts = g_ptr_array_new_with_free_func (part_free);
  self->rows = g_array_new (FALSE, TRUE, sizeof (TideSheetRow));
}

TideAnswerSheet *
tide_answer_sheet_new (void)
{
  return g_object_new (TIDE_TYPE_ANSWER_SHEET, NULL);
}

static TideSheetPart *
part_of_row (TideAnswerSheet *self, guint row)
{
  return g_ptr_array_index (self->parts, tide_answer_sheet_get_row (self, row)->part);
}

static TideSheetPart *
add_part (TideAnswerSheet *self, const char *id, TidePartKind kind)
{
  TideSheetPart *part = g_new0 (TideSheetPart, 1);

  part->id = g_strdup (id);
  part->kind = kind;
  part->first_row = self->rows->len;
  g_ptr_array_add (self->parts, part);
  return part;
}

static void
add_items (TideAnswerSheet *self, TideSheetPart *part, gboolean optional)
{
  TideInstrument *instrument = tide_assessment_get_instrument (part->assessment);

  for (guint i = 0; i < tide_instrument_get_n_items (instrument); i++)
    {
      const TideItem *info = tide_instrument_get_item (instrument, i);
      TideSheetRow row = { self->parts->len - 1, i, info, FALSE };

      if (info->optional == optional)
        g_array_append_val (self->rows, row);
    }
}

guint
tide_answer_sheet_add_instrument (TideAnswerSheet *self, TideAssessment *assessment, gboolean required)
{
  TideSheetPart *part;

  g_return_val_if_fail (TIDE_IS_ANSWER_SHEET (self) && TIDE_IS_ASSESSMENT (assessment), 0);

  part = add_part (self, tide_instrument_get_id (tide_assessment_get_instrument (assessment)),
                   TIDE_PART_INSTRUMENT);
  part->assessment = g_object_ref (assessment);
  part->required = required;
  add_items (self, part, FALSE);
  add_items (self, part, TRUE);
  part->n_rows = self->rows->len - part->first_row;
  return self->parts->len - 1;
}

void
tide_answer_sheet_set_label (TideAnswerSheet *self, guint part, const char *label)
{
  TideSheetPart *p = tide_answer_sheet_get_part (self, part);

  g_free (p->label);
  p->label = g_strdup (label);
}

void
tide_answer_sheet_set_record (TideAnswerSheet *self, guint part, gint64 record_id)
{
  tide_answer_sheet_get_part (self, part)->record_id = record_id;
}

guint
tide_answer_sheet_add_part (TideAnswerSheet *self, const char *id, TidePartKind kind)
{
  TideSheetPart *part;
  TideSheetRow row = { 0 };

  g_return_val_if_fail (TIDE_IS_ANSWER_SHEET (self) && kind != TIDE_PART_INSTRUMENT, 0);

  part = add_part (self, id, kind);
  part->n_rows = 1;
  row.part = self->parts->len - 1;
  g_array_append_val (self->rows, row);
  return row.part;
}

void
tide_answer_sheet_set_previous (TideAnswerSheet *self, guint part_index, const TideAssessmentData *data)
{
  TideSheetPart *part = tide_answer_sheet_get_part (self, part_index);
  TideInstrument *instrument = tide_assessment_get_instrument (part->assessment);
  g_autofree TideAnswer *answers = g_new0 (TideAnswer, tide_instrument_get_n_items (instrument));

  g_clear_pointer (&part->previous, g_free);
  part->previous_taken = TIDE_INSTANT_UNKNOWN;
  if (data == NULL || data->answers == NULL
      || !tide_answers_from_text (instrument, data->answers, answers, NULL))
    return;
  part->previous = g_steal_pointer (&answers);
  part->previous_taken = data->taken;
}

guint
tide_answer_sheet_get_n_parts (TideAnswerSheet *self)
{
  return self->parts->len;
}

TideSheetPart *
tide_answer_sheet_get_part (TideAnswerSheet *self, guint part)
{
  g_assert (part < self->parts->len);
  return g_ptr_array_index (self->parts, part);
}

int
tide_answer_sheet_find_part (TideAnswerSheet *self, const char *id)
{
  for (guint i = 0; i < self->parts->len; i++)
    if (g_strcmp0 (tide_answer_sheet_get_part (self, i)->id, id) == 0)
      return (int) i;
  return -1;
}

guint
tide_answer_sheet_get_n_rows (TideAnswerSheet *self)
{
  return self->rows->len;
}

const TideSheetRow *
tide_answer_sheet_get_row (TideAnswerSheet *self, guint row)
{
  g_assert (row < self->rows->len);
  return &g_array_index (self->rows, TideSheetRow, row);
}

int
tide_answer_sheet_find_row (TideAnswerSheet *self, const char *part_id, const char *item_id)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const TideSheetRow *row = tide_answer_sheet_get_row (self, i);

      if (g_strcmp0 (part_of_row (self, i)->id, part_id) == 0
          && (item_id == NULL || (row->info && g_strcmp0 (row->info->id, item_id) == 0)))
        return (int) i;
    }
  return -1;
}

TideAnswer
tide_answer_sheet_get_answer (TideAnswerSheet *self, guint row)
{
  TideSheetPart *part = part_of_row (self, row);

  if (part->assessment == NULL)
    return (TideAnswer){ TIDE_ANSWER_MISSING, 0 };
  return tide_assessment_get_answer (part->assessment, tide_answer_sheet_get_row (self, row)->item);
}

gboolean
tide_answer_sheet_get_previous (TideAnswerSheet *self, guint row, TideAnswer *answer)
{
  TideSheetPart *part = part_of_row (self, row);

  if (part->previous == NULL)
    return FALSE;
  *answer = part->previous[tide_answer_sheet_get_row (self, row)->item];
  return answer->state != TIDE_ANSWER_MISSING;
}

gboolean
tide_answer_sheet_is_asked (TideAnswerSheet *self, guint row)
{
  TideSheetPart *part = part_of_row (self, row);

  if (part->not_done)
    return FALSE;
  if (part->assessment == NULL)
    return TRUE;
  return tide_instrument_item_is_asked (tide_assessment_get_instrument (part->assessment),
                                        tide_assessment_get_answers (part->assessment),
                                        tide_answer_sheet_get_row (self, row)->item);
}

gboolean
tide_answer_sheet_is_missing (TideAnswerSheet *self, guint row)
{
  const TideSheetRow *r = tide_answer_sheet_get_row (self, row);
  TideSheetPart *part = part_of_row (self, row);

  if (!tide_answer_sheet_is_asked (self, row))
    return FALSE;
  if (part->kind == TIDE_PART_EFFECTS)
    return part->effects == TIDE_EFFECTS_NOT_ASKED;
  if (part->kind == TIDE_PART_NOTE)
    return FALSE;
  return !r->info->optional && tide_answer_sheet_get_answer (self, row).state == TIDE_ANSWER_MISSING;
}

gboolean
tide_answer_sheet_is_open (TideAnswerSheet *self, guint row)
{
  return tide_answer_sheet_is_missing (self, row) && !tide_answer_sheet_get_row (self, row)->marked;
}

guint
tide_answer_sheet_count_missing (TideAnswerSheet *self, guint part_index)
{
  TideSheetPart *part = tide_answer_sheet_get_part (self, part_index);
  guint n = 0;

  for (guint i = 0; i < part->n_rows; i++)
    n += tide_answer_sheet_is_missing (self, part->first_row + i);
  return n;
}

guint
tide_answer_sheet_count_answered (TideAnswerSheet *self, guint part_index)
{
  TideSheetPart *part = tide_answer_sheet_get_part (self, part_index);
  guint n = 0;

  for (guint i = 0; i < part->n_rows; i++)
    {
      const TideSheetRow *row = tide_answer_sheet_get_row (self, part->first_row + i);

      n += row->info && !row->info->optional
           && tide_answer_sheet_get_answer (self, part->first_row + i).state != TIDE_ANSWER_MISSING;
    }
  return n;
}

gboolean
tide_answer_sheet_part_is_untouched (TideAnswerSheet *self, guint part_index)
{
  TideSheetPart *part = tide_answer_sheet_get_part (self, part_index);

  if (part->kind == TIDE_PART_EFFECTS)
    return part->effects == TIDE_EFFECTS_NOT_ASKED;
  if (part->assessment == NULL)
    return TRUE;
  if (tide_assessment_data_is_total_only (tide_assessment_get_data (part->assessment)))
    return FALSE;
  for (guint i = part->first_row; i < part->first_row + part->n_rows; i++)
    if (tide_answer_sheet_get_answer (self, i).state != TIDE_ANSWER_MISSING
        || tide_answer_sheet_get_row (self, i)->marked)
      return FALSE;
  return TRUE;
}

gboolean
tide_answer_sheet_part_is_complete (TideAnswerSheet *self, guint part_index)
{
  TideSheetPart *part = tide_answer_sheet_get_part (self, part_index);

  if (part->not_done)
    return TRUE;
  if (part->assessment == NULL)
    return tide_answer_sheet_count_missing (self, part_index) == 0;
  return tide_assessment_is_complete (part->assessment);
}

gboolean
tide_answer_sheet_is_complete (TideAnswerSheet *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      gboolean needed
        = tide_answer_sheet_get_part (self, i)->required || !tide_answer_sheet_part_is_untouched (self, i);

      if (needed && !tide_answer_sheet_part_is_complete (self, i))
        return FALSE;
    }
  return TRUE;
}

guint
tide_answer_sheet_get_cursor (TideAnswerSheet *self)
{
  return self->cursor;
}

void
tide_answer_sheet_set_cursor (TideAnswerSheet *self, guint row)
{
  g_return_if_fail (row < self->rows->len);

  tide_answer_sheet_resume (self);
  if (self->cursor == row)
    return;
  tide_answer_sheet_set_pending (self, "");
  self->cursor = row;
  g_signal_emit (self, signals[SIGNAL_CURSOR], 0);
}

/* Whether the keys stop at a row: asked, and in sight. */
static gboolean
is_stop (TideAnswerSheet *self, guint row)
{
  const TideSheetRow *r = tide_answer_sheet_get_row (self, row);

  if (!tide_answer_sheet_is_asked (self, row))
    return FALSE;
  return r->info == NULL || !r->info->optional || part_of_row (self, row)->optional_open;
}

int
tide_answer_sheet_step_from (TideAnswerSheet *self, guint row, int direction)
{
  for (int i = (int) row + direction; i >= 0 && i < (int) self->rows->len; i += direction)
    if (is_stop (self, (guint) i))
      return i;
  return -1;
}

/* The next row in order; at the end the first that still wants an answer, else it stays. */
void
tide_answer_sheet_go_on (TideAnswerSheet *self)
{
  int next = tide_answer_sheet_step_from (self, self->cursor, 1);

  for (guint i = 0; next < 0 && i < self->rows->len; i++)
    if (is_stop (self, i) && tide_answer_sheet_is_open (self, i))
      next = (int) i;
  if (next >= 0)
    tide_answer_sheet_set_cursor (self, (guint) next);
  else
    self->at_end = TRUE;
}

gboolean
tide_answer_sheet_is_at_end (TideAnswerSheet *self)
{
  return self->at_end;
}

static void
emit_changed (TideAnswerSheet *self, guint part)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, part);
}

void
tide_answer_sheet_set_optional_open (TideAnswerSheet *self, guint part, gboolean open)
{
  tide_answer_sheet_get_part (self, part)->optional_open = open;
  if (!open && !is_stop (self, self->cursor) && tide_answer_sheet_get_row (self, self->cursor)->info)
    tide_answer_sheet_go_on (self);
}

void
tide_answer_sheet_set_not_done (TideAnswerSheet *self, guint part_index, const char *reason)
{
  TideSheetPart *part = tide_answer_sheet_get_part (self, part_index);
  gboolean leaves = reason != NULL && tide_answer_sheet_get_row (self, self->cursor)->part == part_index;
  int next;

  if (g_strcmp0 (part->not_done, reason) == 0)
    return;
  g_free (part->not_done);
  part->not_done = g_strdup (reason);
  emit_changed (self, part_index);
  if (leaves && (next = tide_answer_sheet_step_from (self, part->first_row + part->n_rows - 1, 1)) >= 0)
    tide_answer_sheet_set_cursor (self, (guint) next);
}

void
tide_answer_sheet_set_effects (TideAnswerSheet *self, guint part, TideEffects effects)
{
  tide_answer_sheet_get_part (self, part)->effects = effects;
  emit_changed (self, part);
}

static TideSheetRow *
mutable_row (TideAnswerSheet *self, guint row)
{
  return &g_array_index (self->rows, TideSheetRow, row);
}

gboolean
tide_answer_sheet_set_answer (TideAnswerSheet *self, guint row, TideAnswer answer)
{
  TideSheetRow *r = mutable_row (self, row);
  TideSheetPart *part = part_of_row (self, row);
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (part->assessment != NULL, FALSE);

  tide_answer_sheet_set_pending (self, "");
  if (!tide_assessment_set_answer (part->assessment, r->item, answer, &error))
    {
      tide_answer_sheet_emit_refused (self, row, error->message);
      return FALSE;
    }
  tide_answer_sheet_resume (self); /* the mouse answered */
  r->marked = FALSE;
  emit_changed (self, r->part);
  return TRUE;
}

void
tide_answer_sheet_mark_missing (TideAnswerSheet *self, guint row)
{
  if (!tide_answer_sheet_set_answer (self, row, (TideAnswer){ TIDE_ANSWER_MISSING, 0 }))
    return;
  mutable_row (self, row)->marked = TRUE;
  emit_changed (self, mutable_row (self, row)->part);
}

void
tide_answer_sheet_clear (TideAnswerSheet *self, guint row)
{
  TideSheetPart *part = part_of_row (self, row);

  if (part->assessment)
    tide_answer_sheet_set_answer (self, row, (TideAnswer){ TIDE_ANSWER_MISSING, 0 });
  else if (part->kind == TIDE_PART_EFFECTS)
    tide_answer_sheet_set_effects (self, tide_answer_sheet_get_row (self, row)->part, TIDE_EFFECTS_NOT_ASKED);
}

const char *
tide_answer_sheet_get_pending (TideAnswerSheet *self)
{
  return self->pending;
}

void
tide_answer_sheet_set_pending (TideAnswerSheet *self, const char *digits)
{
  if (g_str_equal (self->pending, digits))
    return;
  g_strlcpy (self->pending, digits, sizeof self->pending);
  g_signal_emit (self, signals[SIGNAL_PENDING], 0);
}

gboolean
tide_answer_sheet_is_halted (TideAnswerSheet *self)
{
  return self->halted;
}

void
tide_answer_sheet_halt (TideAnswerSheet *self)
{
  self->halted = TRUE;
}

void
tide_answer_sheet_resume (TideAnswerSheet *self)
{
  self->at_end = FALSE;
  if (!self->halted)
    return;
  self->halted = FALSE;
  g_signal_emit (self, signals[SIGNAL_PENDING], 0);
}

void
tide_answer_sheet_emit_refused (TideAnswerSheet *self, guint row, const char *why)
{
  g_signal_emit (self, signals[SIGNAL_REFUSED], 0, row, why);
}

char *
tide_answer_sheet_dup_label (TideAnswerSheet *self, guint row)
{
  const TideItem *info = tide_answer_sheet_get_row (self, row)->info;
  TideSheetPart *part = part_of_row (self, row);
  const char *name;

  if (part->label)
    return g_strdup (part->label);
  if (info == NULL)
    return g_strdup (part->kind == TIDE_PART_EFFECTS ? _ ("Unwanted effects") : _ ("Note"));
  if (part->n_rows > 1)
    return tide_form_capitalise (info->label);
  name = tide_instrument_get_short_name (tide_assessment_get_instrument (part->assessment));
  if (g_ascii_strcasecmp (name, info->label) == 0)
    return tide_form_capitalise (info->label);
  return g_strdup_printf ("%s, %s", name, info->label);
}

char *
tide_answer_sheet_dup_row_name (TideAnswerSheet *self, guint row)
{
  const TideItem *info = tide_answer_sheet_get_row (self, row)->info;
  char *label = tide_answer_sheet_dup_label (self, row);
  char *name;

  if (info == NULL || part_of_row (self, row)->n_rows == 1 || info->number == NULL || *info->number == '\0')
    return label;
  name = g_strdup_printf (_ ("Item %s %s"), info->number, label);
  g_free (label);
  return name;
}
