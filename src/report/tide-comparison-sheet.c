/* tide-comparison-sheet.c: the comparison across the clinic as pages.
 *
 * Order: what was asked, who was counted, change and times, the sheet of numbers with the cited ones apart,
 * spread, differences and balance, all caveats, the rules by which states were named.
 */
#include "tide-comparison-sheet.h"

#include <cairo.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-compare-figure.h"
#include "tide-leaf-private.h"
#include "tide-studies.h"

#define SCALE 0.72 /* the figure's px as points: its 11 px become 7.9 pt */

typedef struct
{
  TideLeaf leaf;
  const TideComparisonSheetData *data;
} Sheet;

static TideBlock *
text (Sheet *self, double size, const char *words)
{
  return tide_summary_text (&self->leaf.base, size, "%s", words);
}

/* --- figures --- */

/* The drawing is kept, not the comparison: the pages outlive it. */
static void
add_figure (Sheet *self, TideCompareDrawing drawing, TideCourseEventKind event)
{
  const TideComparison *comparison = self->data->comparison;
  TideCompareOptions options = tide_compare_options_default (drawing, comparison);
  TideStyle style = tide_style_default (TIDE_STYLE_PAPER);
  double width = self->leaf.flow.width;
  options.title = TRUE;
  options.event = event;
  style.text_scale = SCALE;
  double height = tide_compare_figure_get_natural_height (comparison, &options, &style, width);
  cairo_surface_t *recording = tide_leaf_recording_surface (width, height);
  cairo_t *cr = cairo_create (recording);
  tide_compare_figure_draw_at_once (comparison, &options, &style, width, height, cr);
  cairo_destroy (cr);
  TideBlock *figure = tide_leaf_recording_new (recording, 0, height);
  g_autofree char *words = tide_compare_figure_dup_summary (comparison, &options);
  tide_block_figure_set_words (figure, words);
  tide_flow_add (&self->leaf.flow, figure, TIDE_FLOW_GAP);
}

/* --- the sheet of numbers --- */

/* A line of a cell, its values in bold as on the screen. */
static void
put_line (GString *markup, const GPtrArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const TideSheetPart *part = parts->pdata[i];
      g_autofree char *piece = g_markup_printf_escaped (
        "%s%s<b>%s</b>%s%s%s%s", part->lead, *part->lead != '\0' ? " " : "", part->value,
        *part->interval != '\0' ? " " : "", part->interval, *part->rest != '\0' ? " " : "", part->rest);
      g_string_append_printf (markup, "%s%s", i > 0 ? " · " : "", piece);
    }
}

static char *
dup_cell (const TideSheetCell *cell)
{
  g_autoptr (GString) markup = g_string_new (NULL);
  for (guint line = 0; line < G_N_ELEMENTS (cell->lines); line++)
    {
      if (cell->lines[line]->len > 0 && markup->len > 0)
        g_string_append_c (markup, '\n');
      put_line (markup, cell->lines[line]);
    }
  g_autofree char *citation = g_markup_printf_escaped ("\n<i>%s</i>", cell->citation);
  g_string_append (markup, citation);
  return g_string_free (g_steal_pointer (&markup), FALSE);
}

/* The arms from @first up to @end as columns. */
static TideBlock *
numbers_block (Sheet *self, guint first, guint end)
{
  const TideComparison *comparison = self->data->comparison;
  guint n = end - first + 1;
  g_autofree TideTableColumn *columns = g_new0 (TideTableColumn, n);
  columns[0] = (TideTableColumn){ _ ("Counted"), PANGO_ALIGN_LEFT, FALSE };
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  for (guint a = first; a < end; a++)
    {
      char *title = g_markup_escape_text (comparison->arms[a].label, -1);
      g_ptr_array_add (titles, title);
      columns[a - first + 1] = (TideTableColumn){ title, PANGO_ALIGN_LEFT, FALSE };
    }
  TideBlock *table = tide_block_table_new (self->leaf.base.context, columns, n);
  for (guint row = 0; row <= TIDE_N_SHEET_ROWS; row++)
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
      TideSheetRow which = (TideSheetRow) (row - 1);
      g_ptr_array_add (cells, row == 0
                                ? g_markup_printf_escaped ("<b>%s</b>", _ ("Who was counted"))
                                : g_markup_printf_escaped ("<b>%s</b>\n%s", tide_sheet_row_get_label (which),
                                                           tide_sheet_row_get_note (which)));
      for (guint a = first; a < end; a++)
        {
          const TideSheetArm *arm = &self->data->sheet->arms[a];
          g_ptr_array_add (cells, row == 0
                                    ? g_markup_printf_escaped ("%s\n%s\n%s\n%s", arm->strip[0], arm->strip[1],
                                                               arm->strip[2], arm->strip[3])
                                    : dup_cell (&arm->cells[which]));
        }
      tide_block_table_add_row (table, (const char *const *) cells->pdata);
    }
  return table;
}

/* More columns than this are too narrow to read. */
#define MOST_BESIDE 4

static void
add_numbers (Sheet *self)
{
  guint n = self->data->comparison->n_arms;
  for (guint first = 0; first < n; first += MOST_BESIDE)
    tide_leaf_add_part (&self->leaf,
                        first == 0 ? _ ("Speed, depth, response, duration, burden, access, cost")
                                   : _ ("The same of the other treatments"),
                        numbers_block (self, first, MIN (first + MOST_BESIDE, n)));
}

/* --- words --- */

static TideBlock *
caveats_block (Sheet *self)
{
  const GPtrArray *caveats = self->data->comparison->caveats;
  TideBlock *stack = tide_block_stack_new ();
  for (guint i = 0; i < caveats->len; i++)
    tide_block_stack_add (stack, text (self, TIDE_PT_TEXT, ((const TideCaveat *) caveats->pdata[i])->words),
                          i > 0 ? 2 : 0);
  return tide_block_frame_new (stack, 5, 0);
}

/* Of the arms on the page; after the clinic's numbers and under a heading that says whose they are (F64). */
static void
add_studies (Sheet *self)
{
  const TideComparison *comparison = self->data->comparison;
  const char *condition = comparison->definition->condition;
  const TideStudies *studies = tide_studies_get_shipped ();
  TideBlock *stack = tide_block_stack_new ();
  guint n = 0;
  if (condition == NULL)
    condition = "";
  for (guint i = 0; i < studies->notes->len; i++)
    {
      const TideStudyNote *note = studies->notes->pdata[i];
      gboolean asked = FALSE;
      for (guint a = 0; a < comparison->n_arms; a++)
        asked |= comparison->arms[a].arms == note->arms;
      if (!asked || !g_str_equal (note->condition, condition))
        continue;
      g_autofree char *label = tide_arms_dup_label (note->arms), *words = tide_study_note_dup_words (note),
                      *citation = tide_study_note_dup_citation (note);
      tide_block_stack_add (stack,
                            tide_summary_text (&self->leaf.base, TIDE_PT_CAPTION, "<b>%s</b> %s · <i>%s</i>",
                                               label, words, citation),
                            n++ > 0 ? 1 : 0);
    }
  if (n == 0)
    {
      tide_block_free (stack);
      return;
    }
  g_autofree char *heading = tide_studies_dup_heading (studies, condition);
  tide_leaf_add_part (&self->leaf, heading, stack);
}

/* By which the states were named: those that the question chose, else those of the scale. */
static void
put_rules (GString *words, const TideComparison *comparison, const TideThresholds *thresholds)
{
  static const char *const clauses[] = { "response", "remission" };
  const TideCriteria *criteria = comparison->definition->events.states.criteria;
  const TideChangeRule *rule = tide_instrument_get_change_rule (comparison->instrument);
  const char *source = tide_instrument_get_change_source (comparison->instrument, "response");
  if (criteria != NULL)
    {
      g_string_append_printf (words, _ ("Rules: %s, version %s."), tide_criteria_get_name (criteria),
                              tide_criteria_get_version (criteria));
      for (guint i = 0; i < G_N_ELEMENTS (clauses); i++)
        {
          const TideClause *clause = tide_criteria_find_clause (criteria, clauses[i]);
          g_autofree char *said = tide_criteria_dup_words (criteria, clauses[i], comparison->instrument,
                                                           TIDE_SEX_UNKNOWN, thresholds);
          if (clause != NULL)
            g_string_append_printf (words, " %s: %s (%s).", i == 0 ? _ ("Response") : _ ("Remission"), said,
                                    clause->source);
        }
      const char *numbers = tide_criteria_resolve (criteria, comparison->instrument, TIDE_SEX_UNKNOWN).source;
      if (numbers != NULL)
        g_string_append_printf (words, _ (" The numbers for %s: %s."),
                                tide_instrument_get_short_name (comparison->instrument), numbers);
      return;
    }
  if (!isnan (rule->response_points))
    g_string_append_printf (words, _ ("Response: a fall of %g points or more"), rule->response_points);
  else
    g_string_append_printf (words, _ ("Response: a fall of %g %% or more"), rule->response_percent);
  if (!isnan (rule->remission_at_most))
    g_string_append_printf (words, _ ("; remission: %g or less"), rule->remission_at_most);
  g_string_append (words, _ (", both with the CGI where it was rated."));
  if (source != NULL)
    g_string_append_printf (words, " %s.", source);
}

static void
add_rules (Sheet *self)
{
  g_autoptr (GString) words = g_string_new (NULL);
  put_rules (words, self->data->comparison, self->leaf.base.data->thresholds);
  g_string_append (words,
                   _ (" Kaplan-Meier with log-log intervals; events dated at the first rating with them. "
                      "Differences: Welch, and least squares adjusted for baseline, age and failed "
                      "treatments."));
  tide_flow_add (&self->leaf.flow, text (self, TIDE_PT_CAPTION, words->str), 2);
}

static void
compose (Sheet *self)
{
  TideFlow *flow = &self->leaf.flow;
  const TideComparison *comparison = self->data->comparison;
  g_autofree char *small = tide_compare_dup_not_drawn (comparison);
  tide_leaf_begin (&self->leaf, FALSE);
  tide_flow_place (flow,
                   tide_summary_text (&self->leaf.base, TIDE_PT_HEADING, "<b>%s</b> · %s%s%s",
                                      tide_instrument_get_name (comparison->instrument), self->leaf.subtitle,
                                      *small != '\0' ? " · " : "", small),
                   4);
  if (comparison->n_arms == 0)
    {
      tide_flow_add (flow, text (self, TIDE_PT_TEXT, _ ("No course of treatment is on record.")),
                     TIDE_FLOW_GAP);
      return;
    }
  add_figure (self, TIDE_COMPARE_CHANGE, TIDE_COURSE_RESPONSE);
  add_figure (self, TIDE_COMPARE_TIMES, TIDE_COURSE_RESPONSE);
  add_numbers (self);
  add_rules (self);
  add_studies (self);
  add_figure (self, TIDE_COMPARE_TIMES, TIDE_COURSE_DURATION);
  add_figure (self, TIDE_COMPARE_WATERFALL, TIDE_COURSE_RESPONSE);
  add_figure (self, TIDE_COMPARE_FOREST, TIDE_COURSE_RESPONSE);
  add_figure (self, TIDE_COMPARE_BALANCE, TIDE_COURSE_RESPONSE);
  tide_leaf_add_part (&self->leaf, _ ("How to read this"), caveats_block (self));
}

TideReport *
tide_comparison_sheet_new (const TideComparisonSheetData *data)
{
  g_return_val_if_fail (data != NULL && data->page != NULL && data->comparison != NULL && data->sheet != NULL,
                        NULL);
  g_autofree char *words = tide_comparison_definition_dup_words (data->comparison->definition);
  Sheet self = { .data = data };
  TideReport *report = tide_leaf_init (&self.leaf, data->page, _ ("Treatments compared"));
  self.leaf.subtitle = words;
  compose (&self);
  return report;
}
