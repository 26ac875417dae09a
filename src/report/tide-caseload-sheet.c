/* tide-caseload-sheet.c: the rows of the caseload as pages.
 *
 * It lists many patients, so its footer names the clinic alone; levels and states are words. */
#include "tide-caseload-sheet.h"

#include <glib/gi18n-lib.h>

#include "tide-leaf-private.h"

typedef struct
{
  TideLeaf leaf;
  const TideCaseloadSheetData *sheet;
} Sheet;

static void
add_row (TideBlock *table, const TideCaseloadEntry *entry)
{
  g_autofree char *who
    = entry->alert != NULL
        ? g_markup_printf_escaped (_ ("<b>%s</b>\n%s · alert: %s"), entry->name, entry->mrn, entry->alert)
        : g_markup_printf_escaped ("<b>%s</b>\n%s", entry->name, entry->mrn);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  const char *const plain[] = { entry->diagnosis, entry->last,     entry->trend, entry->change, entry->state,
                                entry->weeks,     entry->sessions, entry->rated, entry->due };
  g_ptr_array_add (cells, g_steal_pointer (&who));
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    g_ptr_array_add (cells, g_markup_escape_text (plain[i] != NULL ? plain[i] : "–", -1));
  tide_block_table_add_row (table, (const char *const *) cells->pdata);
}

static TideBlock *
make_table (const Sheet *self)
{
  const TideTableColumn columns[]
    = { { _ ("Patient"), PANGO_ALIGN_LEFT, FALSE },    { _ ("Diagnosis"), PANGO_ALIGN_LEFT, FALSE },
        { _ ("Last score"), PANGO_ALIGN_LEFT, TRUE },  { _ ("Trend"), PANGO_ALIGN_LEFT, FALSE },
        { _ ("Change"), PANGO_ALIGN_RIGHT, FALSE },    { _ ("State"), PANGO_ALIGN_LEFT, FALSE },
        { _ ("Weeks"), PANGO_ALIGN_RIGHT, FALSE },     { _ ("Sessions"), PANGO_ALIGN_RIGHT, FALSE },
        { _ ("Last rated"), PANGO_ALIGN_LEFT, FALSE }, { _ ("Next due"), PANGO_ALIGN_LEFT, FALSE } };
  TideBlock *table = tide_block_table_new (self->leaf.base.context, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < self->sheet->n_entries; i++)
    add_row (table, &self->sheet->entries[i]);
  return table;
}

TideReport *
tide_caseload_sheet_new (const TideCaseloadSheetData *data)
{
  g_return_val_if_fail (data != NULL && data->page != NULL && data->selection != NULL, NULL);
  Sheet self = { .sheet = data };
  TideReport *report = tide_leaf_init (&self.leaf, data->page, _ ("Caseload"));
  g_autofree char *when = tide_instant_to_words (tide_instant_to_minute (data->page->now));
  g_autofree char *count = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%u patient", "%u patients", data->n_entries), data->n_entries);
  self.leaf.subtitle = data->selection;
  tide_leaf_begin (&self.leaf, FALSE);
  tide_flow_place (
    &self.leaf.flow,
    tide_summary_text (&self.leaf.base, TIDE_PT_HEADING, "<b>%s</b> · %s", data->selection, count), 4);
  tide_flow_place (
    &self.leaf.flow,
    tide_summary_text (&self.leaf.base, TIDE_PT_CAPTION,
                       _ ("As it stood on %s. The trend is up to four last ratings, oldest first. A "
                          "state that is too old to be the present one is a question mark with its age."),
                       when),
    1);
  if (data->n_entries == 0)
    tide_leaf_add_words (&self.leaf, TIDE_PT_TEXT, TIDE_FLOW_GAP, _ ("Nobody here."));
  else
    tide_flow_add (&self.leaf.flow, make_table (&self), TIDE_FLOW_GAP);
  return report;
}
