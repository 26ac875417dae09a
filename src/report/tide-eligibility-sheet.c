/* tide-eligibility-sheet.c: the eligibility list as pages.
 *
 * Nothing on it depends on colour: each state is a word, and what needs a person is bold. */
#include "tide-eligibility-sheet.h"

#include <glib/gi18n-lib.h>

#include "tide-leaf-private.h"

typedef struct
{
  TideLeaf leaf;
  const TideEligibilitySheetData *sheet;
} Sheet;

/* --- the list --- */

static TideBlock *
verdict_block (const Sheet *self)
{
  const TideEligibility *list = self->sheet->list;
  g_autofree char *day = tide_date_to_iso (list->day);
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (
    stack, tide_summary_text (&self->leaf.base, TIDE_PT_CLINIC, "<b>%s</b>", self->sheet->treatment), 0);
  tide_block_stack_add (stack, tide_summary_text (&self->leaf.base, TIDE_PT_HEADING, "%s", list->words), 1);
  tide_block_stack_add (
    stack,
    tide_summary_text (&self->leaf.base, TIDE_PT_CAPTION,
                       _ ("By what was recorded on %s. Not known is not no: it is to be asked."), day),
    1);
  return tide_block_frame_new (stack, 5, 0);
}

static void
add_item_row (TideBlock *table, const TideEligibilityItem *item)
{
  gboolean open = item->state != TIDE_ITEM_OK;
  g_autofree char *state
    = g_markup_printf_escaped (open ? "<b>%s</b>" : "%s", tide_item_state_get_label (item->state));
  g_autofree char *title = g_markup_escape_text (item->title, -1);
  g_autofree char *words = g_markup_escape_text (item->words != NULL ? item->words : "", -1);
  g_autofree char *source = g_markup_escape_text (item->source != NULL ? item->source : "", -1);
  tide_block_table_add_row (table, (const char *const[]){ state, title, words, source });
}

static TideBlock *
items_table (const Sheet *self)
{
  static const TideItemState order[] = { TIDE_ITEM_STOP, TIDE_ITEM_REVIEW, TIDE_ITEM_UNKNOWN, TIDE_ITEM_OK };
  const TideTableColumn columns[] = { { _ ("State"), PANGO_ALIGN_LEFT, TRUE },
                                      { _ ("Item"), PANGO_ALIGN_LEFT, FALSE },
                                      { _ ("What is recorded"), PANGO_ALIGN_LEFT, FALSE },
                                      { _ ("Source of the rule"), PANGO_ALIGN_LEFT, FALSE } };
  const GPtrArray *items = self->sheet->list->items;
  TideBlock *table = tide_block_table_new (self->leaf.base.context, columns, G_N_ELEMENTS (columns));
  for (guint k = 0; k < G_N_ELEMENTS (order); k++)
    for (guint i = 0; i < items->len; i++)
      if (((const TideEligibilityItem *) items->pdata[i])->state == order[k])
        add_item_row (table, items->pdata[i]);
  return table;
}

/* --- who decided --- */

static gboolean
is_about (const Sheet *self, const TideEligibilityDecision *decision)
{
  gint64 course_id = self->sheet->course_id;
  return decision->arm == self->sheet->list->arm
         && (decision->course_id == 0 || course_id == 0 || decision->course_id == course_id);
}

static void
add_decision_row (const Sheet *self, TideBlock *table, const TideEligibilityDecision *decision)
{
  const TideStaff *person = tide_history_find_staff (self->leaf.base.data->history, decision->staff_id);
  g_autofree char *taken = tide_instant_to_words (decision->taken);
  g_autofree char *verdict
    = g_markup_printf_escaped ("<b>%s</b>", tide_verdict_get_label (decision->verdict));
  g_autofree char *said
    = g_markup_escape_text (decision->computed != 0 ? tide_verdict_get_label (decision->computed) : "–", -1);
  g_autofree char *who
    = g_markup_escape_text (person != NULL && person->name != NULL ? person->name : _ ("not known"), -1);
  g_autofree char *when = g_markup_escape_text (taken, -1);
  g_autofree char *why = g_markup_escape_text (decision->reason != NULL ? decision->reason : "–", -1);
  g_autofree char *entered = tide_instant_is_known (decision->entered)
                               ? tide_instant_to_words (decision->entered)
                               : g_strdup (_ ("not known"));
  tide_block_table_add_row (table, (const char *const[]){ verdict, said, who, when, entered, why });
}

static TideBlock *
decisions_block (const Sheet *self)
{
  const TideTableColumn columns[]
    = { { _ ("Decision"), PANGO_ALIGN_LEFT, TRUE },   { _ ("The list said"), PANGO_ALIGN_LEFT, FALSE },
        { _ ("Signed by"), PANGO_ALIGN_LEFT, FALSE }, { _ ("Decided"), PANGO_ALIGN_LEFT, FALSE },
        { _ ("Entered"), PANGO_ALIGN_LEFT, FALSE },   { _ ("Reason"), PANGO_ALIGN_LEFT, FALSE } };
  const GPtrArray *decisions = self->leaf.base.data->history->decisions;
  TideBlock *table = tide_block_table_new (self->leaf.base.context, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < decisions->len; i++)
    if (is_about (self, decisions->pdata[i]))
      add_decision_row (self, table, decisions->pdata[i]);
  if (tide_block_table_get_n_rows (table) > 0)
    return table;
  tide_block_free (table);
  return tide_summary_text (&self->leaf.base, TIDE_PT_TEXT, "%s", _ ("Nobody has decided yet."));
}

/* --- the whole --- */

static void
compose (Sheet *self)
{
  TideFlow *flow = &self->leaf.flow;
  const char *policy = self->sheet->policy;
  tide_leaf_begin (&self->leaf, TRUE);
  tide_flow_place (flow, verdict_block (self), TIDE_FLOW_GAP);
  tide_leaf_add_part (&self->leaf, _ ("What speaks for and against it"), items_table (self));
  if (policy != NULL && *policy != '\0')
    tide_leaf_add_part (&self->leaf, _ ("Policy of this clinic"),
                        tide_summary_text (&self->leaf.base, TIDE_PT_TEXT, "%s", policy));
  tide_leaf_add_part (&self->leaf, _ ("Decisions"), decisions_block (self));
  tide_leaf_add_signature (&self->leaf);
}

TideReport *
tide_eligibility_sheet_new (const TideEligibilitySheetData *data)
{
  g_return_val_if_fail (data != NULL && data->page != NULL && data->list != NULL, NULL);
  g_return_val_if_fail (data->page->history != NULL && data->page->history->patient != NULL, NULL);
  Sheet self = { .sheet = data };
  TideReport *report = tide_leaf_init (&self.leaf, data->page, _ ("Eligibility list"));
  compose (&self);
  return report;
}
