/* tide-blank-form.c: an empty form of a scale as pages.
 *
 * Boxes stand in one column at the right, one a digit, in the order in which the form on the screen takes
 * them.  A scale that may not be reproduced prints as a score sheet: nothing of its wording is in the
 * program, and the words of its answers, paraphrased or not, are left to the licensed copy too. */
#include "tide-blank-form.h"

#include <glib/gi18n-lib.h>

#include "tide-leaf-private.h"

#define ITEM_SIZE 9.5
#define BOX_SIDE 15.0
#define BOX_GAP 2.0
#define BOX_WIDTH (3 * (BOX_SIDE + BOX_GAP))
#define NUMBER_WIDTH 22.0
#define CHOICE_WIDTH 190.0
#define COLUMN_GAP 6.0

typedef struct
{
  TideLeaf leaf;
  const TideBlankFormData *form;
  gboolean restricted;
  const char *group; /* whose heading stands above */
} Form;

/* --- which items --- */

gboolean
tide_blank_form_is_possible (TideInstrument *instrument)
{
  return !tide_instrument_get_totals_only (instrument) && tide_instrument_get_n_items (instrument) > 0;
}

GArray *
tide_blank_form_list_items (TideInstrument *instrument, guint *n_main)
{
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));
  for (gboolean optional = FALSE; optional <= TRUE; optional++)
    {
      for (guint i = 0; i < tide_instrument_get_n_items (instrument); i++)
        if (!tide_instrument_get_item (instrument, i)->optional == !optional)
          g_array_append_val (order, i);
      if (!optional)
        *n_main = order->len;
    }
  return order;
}

/* --- boxes and lines to write on --- */

static void
draw_boxes (cairo_t *cr, double x, double y, double width, double height, gpointer data)
{
  guint n = GPOINTER_TO_UINT (data);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, 0.8);
  x += width - n * BOX_SIDE - (n - 1) * BOX_GAP - 0.5;
  for (guint i = 0; i < n; i++, x += BOX_SIDE + BOX_GAP)
    {
      cairo_rectangle (cr, x, y + 1, BOX_SIDE, BOX_SIDE);
      cairo_stroke (cr);
    }
}

static guint
count_digits (const TideItem *item)
{
  return item->maximum >= 100 ? 3 : item->maximum >= 10 ? 2 : 1;
}

static void
draw_line (cairo_t *cr, double x, double y, double width, double height, gpointer data)
{
  cairo_set_source_rgb (cr, TIDE_GREY_LINE, TIDE_GREY_LINE, TIDE_GREY_LINE);
  cairo_rectangle (cr, x, y + height - 0.5, width, 0.5);
  cairo_fill (cr);
}

/* A label with a line to write on. */
static TideBlock *
blank (const Form *self, const char *label)
{
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (stack, tide_summary_text (&self->leaf.base, TIDE_PT_CAPTION, "%s", label), 0);
  tide_block_stack_add (stack, tide_block_figure_new (0, 15, draw_line, NULL, NULL), 0);
  return stack;
}

static void
add_blanks (Form *self, const char *const *labels, const double *shares, guint n)
{
  g_autofree TideBlock **cells = g_new0 (TideBlock *, n);
  for (guint i = 0; i < n; i++)
    cells[i] = blank (self, labels[i]);
  tide_flow_add (&self->leaf.flow, tide_block_row_new (cells, shares, n, 12), TIDE_FLOW_GAP);
}

/* --- items --- */

/* "0 none · 1 mild · …"; of a restricted scale "0 to 4" alone. */
static char *
dup_choice (const Form *self, const TideItem *item)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean words = !self->restricted && item->options != NULL;
  for (guint i = 0; words && i < item->n_options; i++)
    {
      const TideOption *option = &item->options[i];
      /* A digit and its word stay on one line. */
      g_string_append_printf (text, "%s%d", i > 0 ? " · " : "", option->value);
      g_auto (GStrv) parts = g_strsplit (option->label != NULL ? option->label : "", " ", -1);
      g_autofree char *label = g_strjoinv ("\u00a0", parts);
      if (*label != '\0')
        g_string_append_printf (text, "\u00a0%s", g_utf8_strlen (label, -1) < 30 ? label : option->label);
    }
  if (!words && item->yes_no)
    g_string_append (text, self->restricted ? _ ("1 yes, 0 no") : _ ("1 yes · 0 no"));
  else if (!words)
    g_string_append_printf (text, _ ("%d to %d"), item->minimum, item->maximum);
  if (item->allows_na)
    g_string_append (text, _ (" · na does not apply"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_always_asked (TideInstrument *instrument, guint index)
{
  g_autofree TideAnswer *none = g_new0 (TideAnswer, tide_instrument_get_n_items (instrument) + 1);
  return tide_instrument_item_is_asked (instrument, none, index);
}

static TideBlock *
item_block (const Form *self, guint index)
{
  const TideItem *item = tide_instrument_get_item (self->form->instrument, index);
  const char *label = item->label != NULL ? item->label : item->id;
  g_autofree char *choice = dup_choice (self, item);
  TideBlock *words = tide_block_stack_new ();
  tide_block_stack_add (words, tide_summary_text (&self->leaf.base, ITEM_SIZE, "%s", label), 0);
  if (!is_always_asked (self->form->instrument, index))
    tide_block_stack_add (words,
                          tide_summary_text (&self->leaf.base, TIDE_PT_CAPTION, "%s",
                                             _ ("only where the answers above lead here")),
                          0);
  TideBlock *cells[] = {
    tide_summary_text (&self->leaf.base, ITEM_SIZE, "<b>%s</b>",
                       item->number != NULL ? item->number : item->id),
    words,
    tide_summary_text (&self->leaf.base, TIDE_PT_TEXT, "%s", choice),
    tide_block_figure_new (BOX_WIDTH, BOX_SIDE + 2, draw_boxes, GUINT_TO_POINTER (count_digits (item)), NULL),
  };
  double rest = self->leaf.flow.width - NUMBER_WIDTH - BOX_WIDTH - CHOICE_WIDTH - 3 * COLUMN_GAP;
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (stack,
                        tide_block_row_new (cells,
                                            (const double[]){ NUMBER_WIDTH, rest, CHOICE_WIDTH, BOX_WIDTH },
                                            4, COLUMN_GAP),
                        0);
  tide_block_stack_add (stack, tide_block_figure_new (0, 3, draw_line, NULL, NULL), 0);
  return stack;
}

/* A heading goes to the next page with its first item. */
static void
add_item (Form *self, guint index)
{
  const TideItem *item = tide_instrument_get_item (self->form->instrument, index);
  TideBlock *block = item_block (self, index);
  gboolean new_group = item->group != NULL && g_strcmp0 (item->group, self->group) != 0;
  double height = tide_block_get_height (block, self->leaf.flow.width) + (new_group ? 24 : 0) + 4;
  if (self->leaf.flow.y + height > self->leaf.flow.bottom)
    tide_flow_begin_page (&self->leaf.flow);
  if (new_group)
    tide_leaf_add_heading (&self->leaf, item->group);
  self->group = item->group;
  tide_flow_add (&self->leaf.flow, block, 3);
}

static void
add_items (Form *self)
{
  guint n_main;
  g_autoptr (GArray) order = tide_blank_form_list_items (self->form->instrument, &n_main);
  for (guint i = 0; i < order->len; i++)
    {
      const TideItem *item
        = tide_instrument_get_item (self->form->instrument, g_array_index (order, guint, i));
      if (i == n_main && item->group == NULL)
        tide_leaf_add_heading (&self->leaf, _ ("Further items, outside the total"));
      add_item (self, g_array_index (order, guint, i));
    }
}

/* --- head and foot --- */

static void
add_title (Form *self)
{
  TideInstrument *scale = self->form->instrument;
  const char *recall = tide_instrument_get_recall_label (scale);
  const char *notice = tide_instrument_get_notice (scale);
  const char *const raters[] = { "", _ ("Filled in by the clinician"), _ ("Filled in by the patient"),
                                 _ ("Filled in by an informant"), _ ("Filled in by an independent rater") };
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (stack,
                        tide_summary_text (&self->leaf.base, TIDE_PT_CLINIC, "<b>%s</b> · %s",
                                           tide_instrument_get_short_name (scale),
                                           tide_instrument_get_name (scale)),
                        0);
  tide_block_stack_add (stack,
                        tide_summary_text (&self->leaf.base, TIDE_PT_TEXT, "%s%s%s",
                                           raters[CLAMP (tide_instrument_get_rater (scale), 0, 4)],
                                           recall != NULL && *recall != '\0' ? _ (" · about: ") : "",
                                           recall != NULL ? recall : ""),
                        1);
  if (notice != NULL)
    tide_block_stack_add (stack, tide_summary_text (&self->leaf.base, TIDE_PT_TEXT, "<b>%s</b>", notice), 2);
  tide_flow_add (&self->leaf.flow, tide_block_frame_new (stack, 5, 0), TIDE_FLOW_GAP);
}

static void
add_foot (Form *self)
{
  guint n_main;
  TideInstrument *scale = self->form->instrument;
  g_autoptr (GArray) order = tide_blank_form_list_items (scale, &n_main);
  g_autofree char *keying = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "To key in: %u box, then the further ones where they were filled in.",
                 "To key in: %u boxes from top to bottom, then the further ones where they were filled in.",
                 n_main),
    n_main);
  g_autofree char *plain = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "To key in: %u box.", "To key in: %u boxes from top to bottom.", n_main),
    n_main);
  const char *const labels[] = { _ ("Entered by"), _ ("on") };
  add_blanks (self, labels, (const double[]){ 2, 1 }, 2);
  g_autofree char *words = g_strdup_printf (
    _ ("%s An empty box is a missing answer, not 0. %s Source: %s"), order->len > n_main ? keying : plain,
    tide_instrument_get_rights (scale), tide_instrument_get_source (scale));
  tide_leaf_add_words (&self->leaf, TIDE_PT_CAPTION, 3, words);
}

static void
compose (Form *self)
{
  tide_leaf_begin (&self->leaf, FALSE);
  if (self->form->page->history == NULL)
    {
      const char *const who[] = { _ ("Name"), _ ("Record no."), _ ("Born") };
      add_blanks (self, who, (const double[]){ 3, 1.2, 1.2 }, 3);
    }
  add_title (self);
  const char *const when[] = { _ ("Date"), _ ("Time"), _ ("Rater"), _ ("In person, video, telephone") };
  add_blanks (self, when, (const double[]){ 1, 0.7, 2, 1.4 }, 4);
  add_items (self);
  add_foot (self);
}

TideReport *
tide_blank_form_new (const TideBlankFormData *data)
{
  g_return_val_if_fail (data != NULL && data->page != NULL && data->instrument != NULL, NULL);
  if (!tide_blank_form_is_possible (data->instrument))
    return NULL;
  g_autofree char *title
    = g_strdup_printf (_ ("Form: %s"), tide_instrument_get_short_name (data->instrument));
  Form self = { .form = data, .restricted = tide_instrument_get_notice (data->instrument) != NULL };
  TideReport *report = tide_leaf_init (&self.leaf, data->page, title);
  /* A sheet that fell out is still known. */
  self.leaf.subtitle = data->page->history != NULL ? title : NULL;
  compose (&self);
  return report;
}
