/* tide-leaf.c: what the sheets of one patient or of the clinic have in common. */
#include "tide-leaf-private.h"

#define LEAST_PART 60.0 /* for a heading over parts that are not known yet */
#define PART_GAP 2.0

static void
begin_page_cb (gpointer data)
{
  TideLeaf *self = data;
  if (self->base.data->history != NULL)
    {
      tide_flow_place (&self->flow, tide_summary_identity_line (&self->base), 0);
      if (self->subtitle != NULL)
        tide_leaf_add_words (self, TIDE_PT_TEXT, 0, self->subtitle);
    }
  else
    tide_flow_place (&self->flow,
                     tide_summary_text (&self->base, TIDE_PT_HEADING, "<b>%s</b>%s%s",
                                        tide_report_get_title (self->flow.report),
                                        self->subtitle != NULL ? " · " : "",
                                        self->subtitle != NULL ? self->subtitle : ""),
                     0);
  tide_flow_place (&self->flow, tide_block_rule_new (0.9), 3);
}

TideReport *
tide_leaf_init (TideLeaf *self, const TideSummaryData *page, const char *title)
{
  TideReport *report = tide_summary_report_new (page, title);
  *self = (TideLeaf){ .base = { .data = page, .context = tide_report_get_context (report) } };
  tide_flow_init (&self->flow, report, begin_page_cb, self);
  self->base.width = self->flow.width;
  return report;
}

void
tide_leaf_begin (TideLeaf *self, gboolean diagnoses)
{
  TideFlow *flow = &self->flow;
  tide_report_begin_page (flow->report);
  tide_flow_place (flow, tide_summary_letterhead (&self->base, tide_report_get_title (flow->report)), 0);
  tide_flow_place (flow, tide_block_rule_new (1.2), 4);
  if (self->base.data->history == NULL)
    return;
  tide_flow_place (flow, tide_summary_identifiers (&self->base), 3);
  tide_flow_place (flow, tide_block_rule_new (0.5), 3);
  if (diagnoses)
    tide_flow_place (flow, tide_summary_diagnoses (&self->base), 4);
}

void
tide_leaf_add_part (TideLeaf *self, const char *title, TideBlock *block)
{
  TideFlow *flow = &self->flow;
  if (block == NULL)
    return;
  TideBlock *heading = tide_summary_heading (&self->base, title), *rest = NULL;
  double room
    = flow->bottom - flow->y - TIDE_FLOW_GAP - tide_block_get_height (heading, flow->width) - PART_GAP;
  /* A heading never stands alone: with it comes the whole, or what can be cut off of it. */
  if (tide_block_get_height (block, flow->width) > room)
    {
      rest = room > 0 ? tide_block_split (block, flow->width, room) : NULL;
      if (rest == NULL)
        tide_flow_begin_page (flow);
    }
  tide_flow_add (flow, heading, TIDE_FLOW_GAP);
  tide_flow_add (flow, block, PART_GAP);
  tide_flow_add (flow, rest, TIDE_FLOW_GAP);
}

void
tide_leaf_add_heading (TideLeaf *self, const char *words)
{
  if (self->flow.y + LEAST_PART > self->flow.bottom)
    tide_flow_begin_page (&self->flow);
  tide_flow_add (&self->flow, tide_summary_heading (&self->base, words), TIDE_FLOW_GAP);
}

void
tide_leaf_add_words (TideLeaf *self, double size, double gap, const char *words)
{
  tide_flow_add (&self->flow, tide_summary_text (&self->base, size, "%s", words), gap);
}

void
tide_leaf_add_signature (TideLeaf *self)
{
  TideFlow *flow = &self->flow;
  if (flow->y + 2 * TIDE_FLOW_GAP + TIDE_SIGNATURE_HEIGHT > flow->bottom)
    tide_flow_begin_page (flow);
  flow->y = MAX (flow->y, flow->bottom - TIDE_SIGNATURE_HEIGHT - TIDE_FLOW_GAP);
  tide_flow_place (flow, tide_summary_signature (&self->base), TIDE_FLOW_GAP);
}

void
tide_leaf_add_signed_part (TideLeaf *self, const char *title, TideBlock *block)
{
  TideFlow *flow = &self->flow;
  TideBlock *heading = tide_summary_heading (&self->base, title);
  double part = TIDE_FLOW_GAP + tide_block_get_height (heading, flow->width) + 2
                + tide_block_get_height (block, flow->width);
  double signature = 2 * TIDE_FLOW_GAP + TIDE_SIGNATURE_HEIGHT;
  tide_block_free (heading);
  gboolean fits_here = flow->y + part <= flow->bottom;
  /* A signature alone on a page would sign nothing. */
  if (fits_here && flow->y + part + signature > flow->bottom)
    tide_flow_begin_page (flow);
  tide_leaf_add_part (self, title, block);
  tide_leaf_add_signature (self);
}

/* --- tables --- */

TideBlock *
tide_leaf_table_new (const TideLeaf *self, const char *const *titles, guint n, guint n_shaded)
{
  g_autofree TideTableColumn *columns = g_new0 (TideTableColumn, n);
  for (guint i = 0; i < n; i++)
    columns[i] = (TideTableColumn){ titles != NULL ? titles[i] : NULL, PANGO_ALIGN_LEFT, i < n_shaded };
  return tide_block_table_new (self->base.context, columns, n);
}

void
tide_leaf_table_add (TideBlock *table, const char *const *cells, guint n)
{
  g_autoptr (GPtrArray) escaped = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (escaped, g_markup_escape_text (cells[i] != NULL ? cells[i] : "", -1));
  tide_block_table_add_row (table, (const char *const *) escaped->pdata);
}

TideBlock *
tide_leaf_table_or_nothing (TideBlock *table)
{
  if (tide_block_table_get_n_rows (table) > 0)
    return table;
  tide_block_free (table);
  return NULL;
}

/* --- drawings --- */

typedef struct
{
  cairo_surface_t *surface;
  double inset;
} Recording;

static void
recording_draw (cairo_t *cr, double x, double y, double width, double height, gpointer data)
{
  const Recording *recording = data;
  cairo_set_source_surface (cr, recording->surface, x - recording->inset, y);
  cairo_paint (cr);
}

static void
recording_free (gpointer data)
{
  Recording *recording = data;
  cairo_surface_destroy (recording->surface);
  g_free (recording);
}

TideBlock *
tide_leaf_recording_new (cairo_surface_t *surface, double inset, double height)
{
  Recording *recording = g_new0 (Recording, 1);
  recording->surface = surface;
  recording->inset = inset;
  return tide_block_figure_new (0, height, recording_draw, recording, recording_free);
}

cairo_surface_t *
tide_leaf_recording_surface (double width, double height)
{
  cairo_rectangle_t extents = { 0, 0, width, height };
  return cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);
}
