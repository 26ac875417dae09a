/* tide-courses-sheet.c: the comparison within a patient as pages.
 *
 * In black and greys: pattern, mark and fill tell the arms apart.  The caveats print under the figure, all of
 * them. */
#include "tide-courses-sheet.h"

#include <cairo.h>
#include <glib/gi18n-lib.h>

#include "tide-leaf-private.h"

#define FIGURE_HEIGHT (82 * TIDE_MM)
#define LEAST_PART 60.0
#define SCALE 0.72 /* the figure's px as points: its 11 px become 7.9 pt */

typedef struct
{
  TideLeaf leaf;
  const TideCoursesSheetData *sheet;
} Sheet;

/* --- figures --- */

/* The drawing is kept, not the model: the pages outlive it. */
static TideBlock *
figure_block (Sheet *self, TideOwnDrawing drawing, double height)
{
  TideOwnOptions options = *self->sheet->options;
  TideStyle style = tide_style_default (TIDE_STYLE_PAPER);
  double width = self->leaf.flow.width;
  options.drawing = drawing;
  style.text_scale = SCALE;
  if (height == 0)
    height = tide_own_figure_get_natural_height (self->sheet->courses, &options, &style);
  g_autoptr (TideOwnFigure) figure
    = tide_own_figure_layout (self->sheet->courses, &options, &style, width, height);
  cairo_surface_t *recording = tide_leaf_recording_surface (width, height);
  cairo_t *cr = cairo_create (recording);
  tide_own_figure_draw (figure, cr);
  cairo_destroy (cr);
  TideBlock *block = tide_leaf_recording_new (recording, 0, height);
  g_autofree char *words = tide_own_figure_dup_summary (self->sheet->courses, &options);
  tide_block_figure_set_words (block, words);
  return block;
}

/* --- table --- */

static char *
dup_cell (const TideOwnCourses *courses, TideOwnRow row, guint course)
{
  TideOwnCell cell = tide_own_courses_make_cell (courses, row, course);
  g_autofree char *letters = tide_own_marks_dup_letters (cell.marks);
  g_autofree char *marks = *letters != '\0' ? g_strdup_printf (" [%s]", letters) : g_strdup ("");
  char *markup = g_markup_printf_escaped ("<b>%s</b> %s%s", cell.lead, cell.rest, marks);
  tide_own_cell_clear (&cell);
  return markup;
}

/* Of the courses from @from to before @until: more columns than that cannot be read. */
static TideBlock *
table_block (Sheet *self, guint from, guint until)
{
  const TideOwnCourses *courses = self->sheet->courses;
  guint n = until - from + 1;
  g_autofree TideTableColumn *columns = g_new0 (TideTableColumn, n);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  columns[0] = (TideTableColumn){ _ ("Course"), PANGO_ALIGN_LEFT, FALSE };
  for (guint i = from; i < until; i++)
    {
      g_autofree char *dates = tide_own_courses_dup_dates (courses, i);
      char *title
        = g_markup_printf_escaped ("%u · %s\n%s", i + 1, tide_own_courses_get (courses, i)->title, dates);
      g_ptr_array_add (kept, title);
      columns[i - from + 1] = (TideTableColumn){ title, PANGO_ALIGN_LEFT, FALSE };
    }
  TideBlock *table = tide_block_table_new (self->leaf.base.context, columns, n);
  for (guint row = 0; row < TIDE_N_OWN_ROWS; row++)
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (cells,
                       g_markup_printf_escaped ("<b>%s</b>\n%s", tide_own_row_get_label ((TideOwnRow) row),
                                                tide_own_row_get_hint ((TideOwnRow) row)));
      for (guint i = from; i < until; i++)
        g_ptr_array_add (cells, dup_cell (courses, (TideOwnRow) row, i));
      tide_block_table_add_row (table, (const char *const *) cells->pdata);
    }
  return table;
}

static TideBlock *
caveats_block (Sheet *self)
{
  g_autoptr (GPtrArray) caveats = tide_own_courses_list_caveats (self->sheet->courses);
  TideBlock *stack = tide_block_stack_new ();
  for (guint i = 0; i < caveats->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (caveats->pdata[i], "\t", 2);
      tide_block_stack_add (stack,
                            tide_summary_text (&self->leaf.base, TIDE_PT_TEXT, "<b>%s</b> %s", parts[0],
                                               parts[1] != NULL ? parts[1] : ""),
                            i > 0 ? 2 : 0);
    }
  return tide_block_frame_new (stack, 5, 0);
}

static void
compose (Sheet *self)
{
  TideFlow *flow = &self->leaf.flow;
  guint n = tide_own_courses_get_n (self->sheet->courses);
  tide_leaf_begin (&self->leaf, TRUE);
  tide_flow_add (flow, figure_block (self, TIDE_OWN_STRIP, 0), TIDE_FLOW_GAP);
  tide_flow_add (flow, figure_block (self, TIDE_OWN_ALIGNED, FIGURE_HEIGHT), TIDE_FLOW_GAP);
  for (guint i = 0; i < n; i += 3)
    {
      if (flow->y + LEAST_PART > flow->bottom)
        tide_flow_begin_page (flow);
      tide_flow_add (flow, table_block (self, i, MIN (i + 3, n)), TIDE_FLOW_GAP);
    }
  tide_flow_add (flow, caveats_block (self), TIDE_FLOW_GAP);
}

TideReport *
tide_courses_sheet_new (const TideCoursesSheetData *data)
{
  g_return_val_if_fail (data != NULL && data->page != NULL && data->courses != NULL && data->options != NULL,
                        NULL);
  g_return_val_if_fail (data->page->history != NULL && data->page->history->patient != NULL, NULL);
  Sheet self = { .sheet = data };
  TideReport *report = tide_leaf_init (&self.leaf, data->page, _ ("Courses compared"));
  compose (&self);
  return report;
}
