/* tide-ledger-sheet.c: the alert ledger as pages.
 *
 * It lists many patients, so its footer names the clinic alone.  Levels are words: paper has no colour. */
#include "tide-ledger-sheet.h"

#include <glib/gi18n-lib.h>

#include "tide-alert-rules.h"
#include "tide-leaf-private.h"

typedef struct
{
  TideLeaf leaf;
  const TideLedgerSheetData *sheet;
} Sheet;

int
tide_ledger_compare (const TideAlert *a, const TideAlert *b)
{
  if (a->resolved != b->resolved)
    return a->resolved ? 1 : -1;
  if (a->level != b->level)
    return b->level - a->level;
  int by_time = tide_instant_compare (a->raised, b->raised);
  return by_time != 0 ? by_time : (a->base.id > b->base.id) - (a->base.id < b->base.id);
}

int
tide_ledger_get_age (const TideAlert *alert, TideDate today)
{
  TideDate end
    = alert->resolved && tide_instant_is_known (alert->acted) ? tide_instant_get_date (alert->acted) : today;
  return MAX (end - tide_instant_get_date (alert->raised), 0);
}

/* --- cells: markup --- */

static const char *
get_level_words (int level)
{
  switch (level)
    {
    case TIDE_LEVEL_RED:
      return _ ("Red");
    case TIDE_LEVEL_AMBER:
      return _ ("Amber");
    case TIDE_LEVEL_YELLOW:
      return _ ("Yellow");
    default:
      return "–";
    }
}

static char *
dup_age (const TideAlert *alert, TideDate today)
{
  int days = tide_ledger_get_age (alert, today);
  g_autofree char *words
    = days == 0 ? g_strdup (_ ("same day")) : g_strdup_printf (ngettext ("%d day", "%d days", days), days);
  if (alert->resolved)
    return g_steal_pointer (&words);
  return days == 0 ? g_strdup (_ ("open today")) : g_strdup_printf (_ ("open %s"), words);
}

/* "Lindqvist, Hanna", below it "TM-0417 · born 1987-03-14" */
static char *
dup_patient (const TidePatient *patient)
{
  if (patient == NULL)
    return g_strdup ("–");
  g_autofree char *name = tide_summary_name (patient);
  g_autofree char *identity = tide_summary_identity (patient);
  return g_markup_printf_escaped ("<b>%s</b>\n%s", name, identity);
}

static char *
dup_finding (const Sheet *self, const TideAlert *alert)
{
  TideInstrument *scale = alert->instrument_id != NULL
                            ? tide_library_lookup (self->leaf.base.data->library, alert->instrument_id)
                            : NULL;
  g_autofree char *title = tide_alert_rules_dup_title (scale, alert);
  g_autoptr (GString) text = g_string_new (title);
  if (alert->rule != NULL)
    g_string_append_printf (text, " (%s)", alert->rule);
  if (alert->historical)
    g_string_append_printf (text, " · %s", _ ("entered late"));
  if (alert->source_amended)
    g_string_append_printf (text, " · %s", _ ("source amended"));
  return g_markup_escape_text (text->str, -1);
}

static char *
dup_action (const TideAlert *alert, const char *who)
{
  if (!alert->resolved)
    return g_markup_printf_escaped ("<b>%s</b>", _ ("Nobody has acted yet"));
  g_autofree char *when = tide_instant_is_known (alert->acted)
                            ? tide_instant_to_words (tide_instant_to_minute (alert->acted))
                            : g_strdup (_ ("day not known"));
  return g_markup_printf_escaped ("%s\n%s · %s", alert->action != NULL ? alert->action : "–", when,
                                  who != NULL && *who != '\0' ? who : _ ("nobody was named"));
}

static void
add_row (const Sheet *self, TideBlock *table, const TideLedgerEntry *entry)
{
  const TideAlert *alert = entry->alert;
  TideDate today = tide_instant_get_date (self->leaf.base.data->now);
  g_autofree char *level
    = g_markup_printf_escaped (alert->resolved ? "%s" : "<b>%s</b>", get_level_words (alert->level));
  g_autofree char *raised = tide_instant_to_words (tide_instant_to_minute (alert->raised));
  g_autofree char *age = dup_age (alert, today);
  g_autofree char *when = g_markup_printf_escaped ("%s\n%s", raised, age);
  g_autofree char *who = dup_patient (entry->patient);
  g_autofree char *finding = dup_finding (self, alert);
  g_autofree char *action = dup_action (alert, entry->who);
  tide_block_table_add_row (table, (const char *const[]){ level, when, who, finding, action });
}

static TideBlock *
make_table (const Sheet *self)
{
  const TideTableColumn columns[] = { { _ ("Level"), PANGO_ALIGN_LEFT, TRUE },
                                      { _ ("Raised, age"), PANGO_ALIGN_LEFT, FALSE },
                                      { _ ("Patient"), PANGO_ALIGN_LEFT, FALSE },
                                      { _ ("Finding"), PANGO_ALIGN_LEFT, FALSE },
                                      { _ ("Action taken"), PANGO_ALIGN_LEFT, FALSE } };
  TideBlock *table = tide_block_table_new (self->leaf.base.context, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < self->sheet->n_entries; i++)
    add_row (self, table, &self->sheet->entries[i]);
  return table;
}

/* --- the whole --- */

static char *
dup_counts (const TideLedgerSheetData *sheet)
{
  guint n_open = 0;
  for (guint i = 0; i < sheet->n_entries; i++)
    n_open += !sheet->entries[i].alert->resolved;
  return g_strdup_printf (ngettext ("%u alert, %u open", "%u alerts, %u open", sheet->n_entries),
                          sheet->n_entries, n_open);
}

static void
compose (Sheet *self)
{
  TideFlow *flow = &self->leaf.flow;
  g_autofree char *counts = dup_counts (self->sheet);
  g_autofree char *when = tide_instant_to_words (tide_instant_to_minute (self->leaf.base.data->now));
  tide_leaf_begin (&self->leaf, FALSE);
  tide_flow_place (
    flow,
    tide_summary_text (&self->leaf.base, TIDE_PT_HEADING, "<b>%s</b> · %s", self->sheet->selection, counts),
    4);
  tide_flow_place (flow,
                   tide_summary_text (&self->leaf.base, TIDE_PT_CAPTION,
                                      _ ("As it stood on %s. An alert stays open until a person has recorded "
                                         "what was done; none can be deleted."),
                                      when),
                   1);
  if (self->sheet->n_entries == 0)
    tide_flow_add (flow, tide_summary_text (&self->leaf.base, TIDE_PT_TEXT, "%s", _ ("No alerts here.")),
                   TIDE_FLOW_GAP);
  else
    tide_flow_add (flow, make_table (self), TIDE_FLOW_GAP);
}

TideReport *
tide_ledger_sheet_new (const TideLedgerSheetData *data)
{
  g_return_val_if_fail (data != NULL && data->page != NULL && data->selection != NULL, NULL);
  Sheet self = { .sheet = data };
  TideReport *report = tide_leaf_init (&self.leaf, data->page, _ ("Alert ledger"));
  self.leaf.subtitle = data->selection;
  compose (&self);
  return report;
}
