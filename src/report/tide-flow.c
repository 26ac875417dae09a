/* tide-flow.c: blocks one under the other, over as many pages as they need. */

#include "tide-report-private.h"

void
tide_flow_init (TideFlow *self, TideReport *report, void (*begin_page) (gpointer data), gpointer data)
{
  double height;
  *self = (TideFlow){ .report = report, .begin_page = begin_page, .data = data };
  tide_report_get_content (report, &self->x, &self->y, &self->width, &height);
  self->bottom = self->y + height;
}

void
tide_flow_begin_page (TideFlow *self)
{
  double x, width, height;
  tide_report_get_content (self->report, &x, &self->y, &width, &height);
  tide_report_begin_page (self->report);
  if (self->begin_page != NULL)
    self->begin_page (self->data);
}

void
tide_flow_place (TideFlow *self, TideBlock *block, double gap)
{
  double height = tide_block_get_height (block, self->width);
  self->y += gap;
  tide_report_place (self->report, block, self->x, self->y, self->width);
  self->y += height;
}

void
tide_flow_add (TideFlow *self, TideBlock *block, double gap)
{
  double top = 0;
  while (block != NULL)
    {
      if (self->y + gap + tide_block_get_height (block, self->width) <= self->bottom + 0.01)
        {
          tide_flow_place (self, block, gap);
          return;
        }
      TideBlock *rest = tide_block_split (block, self->width, self->bottom - self->y - gap);
      if (rest != NULL || self->y == top)
        {
          /* Cut, or a single piece higher than a whole page: clipped by the sheet rather than lost in a loop.
           */
          tide_flow_place (self, block, gap);
          block = rest;
        }
      if (block == NULL)
        return;
      tide_flow_begin_page (self);
      top = self->y;
      gap = TIDE_FLOW_GAP;
    }
}
