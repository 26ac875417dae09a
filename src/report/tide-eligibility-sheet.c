/* tide-eligibility-sheet.c: the eligibility list as pages.
 *
 * Nothing on it depends on colour: each state is a word, and what needs a person is bold. */
#include "tide-eligibility-sheet.h"

#include <glib/gi18n-lib.h>

#include "tide-summary-private.h"

/* A heading and the first lines of what follows stay together. */
#define LEAST_PART 60.0

typedef struct
{
  TideSummary base;
  const TideEligibilitySheetData *sheet;
  TideFlow flow;
} Sheet;

static void
begin_page_cb (gpointer data)
{
  Sheet *self = data;
  tide_flow_place (&self->flow, tide_summary_identity_line (&self->base), 0);
  tide_flow_place (&self->flow, tide_block_rule_new (0.9), 3);
}

static void
add_part (Sheet *self, const char *title, TideBlock *block)
{
  if (self->flow.y + LEAST_PART > self->flow.bottom)
    tide_flow_begin_page (&self->flow);
  tide_flow_add (&self->flow, tide_summary_heading (&self->base, title), TIDE_FLOW_GAP);
  tide_flow_add (&self->flow, block, 2);
}

/* --- the list --- */

static TideBlock *
verdict_block (const Sheet *self)
{
  const TideEligibility *list = self->sheet->list;
  g_autofree char *day = tide_date_to_iso (list->day);
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (
    stack, tide_summary_text (&self->base, TIDE_PT_CLINIC, "<b>%s</b>", self->sheet->treatment), 0);
  tide_block_stack_add (stack, tide_summary_text (&self->base, TIDE_PT_HEADING, "%s", list->words), 1);
  tide_block_stack_add (
    stack,
    tide_summary_text (&self->base, TIDE_PT_CAPTION,
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
  TideBlock *table = tide_block_table_new (self->base.context, columns, G_N_ELEMENTS (columns));
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
  const TideStaff *person = tide_history_find_staff (self->base.data->history, decision->staff_id);
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
  const GPtrArray *decisions = self->base.data->history->decisions;
  TideBlock *table = tide_block_table_new (self->base.context, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < decisions->len; i++)
    if (is_about (self, decisions->pdata[i]))
      add_decision_row (self, table, decisions->pdata[i]);
  if (tide_block_table_get_n_rows (table) > 0)
    return table;
  tide_block_free (table);
  return tide_summary_text (&self->base, TIDE_PT_TEXT, "%s", _ ("Nobody has decided yet."));
}

/* --- the whole --- */

static void
compose (Sheet *self)
{
  TideFlow *flow = &self->flow;
  const char *policy = self->sheet->policy;
  tide_report_begin_page (flow->report);
  tide_flow_place (flow, tide_summary_letterhead (&self->base, tide_report_get_title (flow->report)), 0);
  tide_flow_place (flow, tide_block_rule_new (1.2), 4);
  tide_flow_place (flow, tide_summary_identifiers (&self->base), 3);
  tide_flow_place (flow, tide_block_rule_new (0.5), 3);
  tide_flow_place (flow, tide_summary_diagnoses (&self->base), 4);
  tide_flow_place (flow, verdict_block (self), TIDE_FLOW_GAP);
  add_part (self, _ ("What speaks for and against it"), items_table (self));
  if (policy != NULL && *policy != '\0')
    add_part (self, _ ("Policy of this clinic"), tide_summary_text (&self->base, TIDE_PT_TEXT, "%s", policy));
  add_part (self, _ ("Decisions"), decisions_block (self));
  /* At the foot of the sheet, where one looks for it. */
  TideBlock *signature = tide_summary_signature (&self->base);
  if (flow->y + 2 * TIDE_FLOW_GAP + TIDE_SIGNATURE_HEIGHT > flow->bottom)
    tide_flow_begin_page (flow);
  flow->y = MAX (flow->y, flow->bottom - TIDE_SIGNATURE_HEIGHT - TIDE_FLOW_GAP);
  tide_flow_place (flow, signature, TIDE_FLOW_GAP);
}

TideReport *
tide_eligibility_sheet_new (const TideEligibilitySheetData *data)
{
  g_return_val_if_fail (data != NULL && data->page != NULL && data->list != NULL, NULL);
  g_return_val_if_fail (data->page->history != NULL && data->page->history->patient != NULL, NULL);
  TideReport *report = tide_summary_report_new (data->page, _ ("Eligibility list"));
  Sheet self = { .base = { .data = data->page, .context = tide_report_get_context (report) }, .sheet = data };
  tide_flow_init (&self.flow, report, begin_page_cb, &self);
  self.base.width = self.flow.width;
  compose (&self);
  return report;
}
