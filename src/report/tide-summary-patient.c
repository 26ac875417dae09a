/* tide-summary-patient.c: the sheet for the patient (F69, F70): plain words, large type, the own chart,
 * goals, both views, what comes next and whom to call (comparison-and-paper.md 6).
 *
 * It is made from what may stand on it, not from a clinician's page with parts left out: answers to items,
 * alerts, events, notes and tests of significance are never asked for here.
 */

#include "tide-plain-figure.h"
#include "tide-leaf-private.h"
#include "tide-summary-patient-private.h"

#include <glib/gi18n-lib.h>

#define GAP 9.0
#define CHART_LEAST 112.0 /* of the plot itself, pt */
#define CHART_MOST 205.0
#define COLUMN_GAP 20.0
#define MOST_BESIDE 400.0 /* what stands beside each other does not break */
#define LEFT_SHARE 0.66

typedef struct
{
  TideLeaf leaf;
  TidePlainFigure *figure;
  TideBlock *lead, *goals, *views, *next, *crisis; /* NULL: nothing of the kind, or placed */
} Sheet;

/* --- parts --- */

static TideBlock *
head_block (Sheet *self)
{
  const TidePatient *patient = self->leaf.base.data->history->patient;
  g_autofree char *name = tide_patient_dup_name (patient);
  g_autofree char *born = tide_date_to_words (patient->birth_date);
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (stack, tide_summary_letterhead_for (&self->leaf.base, NULL, NULL), 0);
  tide_block_stack_add (stack, tide_block_rule_new (1.2), 4);
  TideBlock *title = tide_summary_text (&self->leaf.base, TIDE_PT_TITLE_LARGE, "<b>%s</b>",
                                        tide_report_get_title (self->leaf.flow.report));
  tide_block_text_set_role (title, TIDE_ROLE_TITLE);
  tide_block_stack_add (stack, title, 4);
  /* Translators: name and birth date under the title of a patient's sheet */
  g_autofree char *who = *born != '\0' ? g_strdup_printf (_ ("%s, born %s"), name, born) : g_strdup (name);
  tide_block_stack_add (stack, tide_summary_text (&self->leaf.base, TIDE_PT_TEXT_LARGE, "%s", who), 0);
  return stack;
}

/* Two blocks beside each other; one alone has the whole width. */
static TideBlock *
beside (TideBlock *left, TideBlock *right, double share)
{
  TideBlock *both[] = { left, right };
  if (left == NULL || right == NULL)
    return left != NULL ? left : right;
  return tide_block_row_new (both, (const double[]){ share, 1 - share }, 2, COLUMN_GAP);
}

static double
height_of (Sheet *self, TideBlock *left, TideBlock *right, double share)
{
  double room = self->leaf.flow.width - COLUMN_GAP, height = 0;
  gboolean both = left != NULL && right != NULL;
  if (left != NULL)
    height = tide_block_get_height (left, both ? room * share : self->leaf.flow.width);
  if (right != NULL)
    height = MAX (height, tide_block_get_height (right, both ? room * (1 - share) : self->leaf.flow.width));
  return height > 0 ? GAP + height : 0;
}

static TideBlock *
closing_line (Sheet *self)
{
  g_autofree char *left_out = tide_summary_dup_left_out (&self->leaf.base);
  return tide_summary_text (&self->leaf.base, TIDE_PT_SMALLEST_LARGE, "%s%s%s",
                            _ ("This page shows your own scores. It cannot say which treatment caused which "
                               "change. Ask us about anything that is unclear."),
                            left_out != NULL ? " " : "", left_out != NULL ? left_out : "");
}

/* --- the chart --- */

static void
draw_chart (cairo_t *cr, double x, double y, double width, double height, gpointer figure)
{
  cairo_translate (cr, x, y);
  tide_plain_figure_draw (figure, cr, width, height);
}

static void
place_chart (Sheet *self, double height)
{
  TideInstrument *instrument = self->leaf.base.instrument;
  g_autofree char *title
    = g_strdup_printf (_ ("Your %s"), tide_summary_get_symptoms (self->leaf.base.data, instrument));
  g_autofree char *span = tide_summary_span (&self->leaf.base);
  /* Translators: %s is the short name of a scale */
  g_autofree char *note
    = g_strdup_printf (_ ("%s, lower means fewer symptoms"), tide_instrument_get_short_name (instrument));
  g_autofree char *with_span = span != NULL ? g_strdup_printf ("%s; %s", note, span) : g_strdup (note);
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (stack, tide_patient_sheet_heading (&self->leaf.base, title, with_span), 0);
  g_autofree char *words = tide_plain_figure_dup_words (self->figure);
  TideBlock *chart = tide_block_figure_new (0, height, draw_chart, g_steal_pointer (&self->figure),
                                            (GDestroyNotify) tide_plain_figure_free);
  tide_block_figure_set_words (chart, words);
  tide_block_stack_add (stack, chart, 3);
  tide_flow_add (&self->leaf.flow, stack, GAP);
}

static gint64
get_bound (TideDate day, gint64 without)
{
  return tide_date_is_known (day) ? tide_instant_from_local (day, 0, 0).utc : without;
}

static void
make_chart (Sheet *self)
{
  const TideSummaryData *data = self->leaf.base.data;
  gint64 to = MIN (get_bound (tide_date_is_known (data->to) ? data->to + 1 : data->to, G_MAXINT64) - 1,
                   data->now.utc);
  if (self->leaf.base.outcome != NULL)
    self->figure = tide_plain_figure_new (data->history, self->leaf.base.outcome, self->leaf.base.instrument,
                                          get_bound (data->from, G_MININT64), to);
  if (self->figure == NULL || tide_summary_has_section (data, TIDE_SECTION_CHART))
    return;
  self->leaf.base.left_out |= TIDE_SECTION_CHART;
  g_clear_pointer (&self->figure, tide_plain_figure_free);
}

/* --- the whole --- */

static void
fill_page (Sheet *self)
{
  tide_report_begin_page (self->leaf.flow.report);
  tide_flow_place (&self->leaf.flow, head_block (self), 0);
  if (self->lead != NULL)
    tide_flow_add (&self->leaf.flow, g_steal_pointer (&self->lead), GAP);
  TideBlock *closing = closing_line (self);
  if (self->figure != NULL)
    {
      double rest = height_of (self, self->goals, self->views, LEFT_SHARE)
                    + height_of (self, self->next, self->crisis, 0.53) + GAP
                    + tide_block_get_height (closing, self->leaf.flow.width) + GAP + 26;
      double foot = tide_plain_figure_get_foot (self->figure);
      double plot = CLAMP (self->leaf.flow.bottom - self->leaf.flow.y - rest - foot, CHART_LEAST, CHART_MOST);
      place_chart (self, plot + foot);
    }
  TideBlock *middle = beside (g_steal_pointer (&self->goals), g_steal_pointer (&self->views), LEFT_SHARE);
  if (middle != NULL)
    tide_flow_add (&self->leaf.flow, middle, GAP);
  if (height_of (self, self->next, self->crisis, 0.53) > MOST_BESIDE)
    {
      tide_flow_add (&self->leaf.flow, g_steal_pointer (&self->crisis), GAP);
      tide_flow_add (&self->leaf.flow, g_steal_pointer (&self->next), GAP);
    }
  else
    tide_flow_add (&self->leaf.flow,
                   beside (g_steal_pointer (&self->next), g_steal_pointer (&self->crisis), 0.53), GAP);
  tide_flow_add (&self->leaf.flow, closing, GAP);
}

TideReport *
tide_summary_new_for_patient (const TideSummaryData *data)
{
  TideInstrument *instrument = tide_summary_find_open_instrument (data);
  g_autoptr (TideOutcome) outcome
    = instrument != NULL ? tide_outcome_compute (data->history, instrument, data->thresholds, data->now)
                         : NULL;
  g_autofree char *generated = data->text == NULL ? tide_summary_dup_plain_text (data) : NULL;
  const char *text = generated != NULL ? generated : data->text;
  Sheet self = { 0 };
  TideReport *report = tide_leaf_init (&self.leaf, data, _ ("How you are doing"));
  self.leaf.base.instrument = instrument;
  self.leaf.base.outcome = outcome;
  TideSummary *base = &self.leaf.base;
  self.lead = tide_summary_unless_left_out (base, TIDE_SECTION_TEXT, tide_patient_sheet_lead (base, text));
  self.next = tide_summary_unless_left_out (base, TIDE_SECTION_NEXT, tide_patient_sheet_next (base, text));
  self.goals = tide_summary_unless_left_out (base, TIDE_SECTION_GOALS, tide_patient_sheet_goals (base));
  self.views = tide_summary_unless_left_out (base, TIDE_SECTION_VIEWS, tide_patient_sheet_views (base));
  self.crisis = tide_patient_sheet_crisis (base);
  make_chart (&self);
  fill_page (&self);
  return report;
}
