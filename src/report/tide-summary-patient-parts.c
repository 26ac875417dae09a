/* tide-summary-patient-parts.c: the pieces of a patient's sheet: sentences, goals, two views of the change,
 * what comes next, whom to call. */

#include "tide-summary-patient-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define FRAME_PADDING 10.0
#define FRAME_RADIUS 7.0
#define MOST_FRAMED 260.0 /* pt, half of what is left under the head */
/* Views of the same time. */
#define SAME_TIME_DAYS 28
#define MOST_GOALS 5

/* --- words --- */

/* An odd star stands for itself. */
static char *
dup_markup (const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words, "*", -1);
  guint n = g_strv_length (parts);
  g_autoptr (GString) markup = g_string_new (NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *part = g_markup_escape_text (parts[i], -1);
      gboolean bold = i % 2 == 1 && i + 1 < n;
      g_string_append_printf (markup, bold ? "<b>%s</b>" : i % 2 == 1 ? "*%s" : "%s", part);
    }
  return g_string_free (g_steal_pointer (&markup), FALSE);
}

TideBlock *
tide_patient_sheet_words (const TideSummary *self, double size, const char *words)
{
  g_autofree char *markup = dup_markup (words);
  return tide_block_text_new (self->context, markup, size, PANGO_ALIGN_LEFT);
}

TideBlock *
tide_patient_sheet_heading (const TideSummary *self, const char *title, const char *note)
{
  g_autofree char *bold = g_markup_printf_escaped ("<b>%s</b>", title);
  g_autofree char *small = note != NULL
                             ? g_markup_printf_escaped ("<span size=\"%d\">   %s</span>",
                                                        (int) (TIDE_PT_CHART_LARGE * PANGO_SCALE), note)
                             : g_strdup ("");
  g_autofree char *both = g_strconcat (bold, small, NULL);
  TideBlock *block = tide_block_text_new (self->context, both, TIDE_PT_HEADING_LARGE, PANGO_ALIGN_LEFT);
  tide_block_text_set_role (block, TIDE_ROLE_HEADING);
  return block;
}

static const char *
skip_bullet (const char *line)
{
  if (g_str_has_prefix (line, "- "))
    return line + 2;
  return g_str_has_prefix (line, "• ") ? line + strlen ("• ") : NULL;
}

TideBlock *
tide_patient_sheet_lead (const TideSummary *self, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) lead = g_string_new (NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (skip_bullet (g_strstrip (lines[i])) != NULL || *lines[i] == '\0')
        continue;
      g_string_append_printf (lead, "%s%s", lead->len > 0 ? "\n" : "", lines[i]);
    }
  if (lead->len == 0)
    return NULL;
  TideBlock *words = tide_patient_sheet_words (self, TIDE_PT_LEAD_LARGE, lead->str);
  /* A frame does not break over pages; whoever writes that much gets it without one. */
  if (tide_block_get_height (words, self->width - 2 * FRAME_PADDING) > MOST_FRAMED)
    return words;
  return tide_block_frame_new (words, FRAME_PADDING, FRAME_RADIUS);
}

static TideBlock *
bullet_row (const TideSummary *self, const char *words)
{
  TideBlock *parts[] = { tide_patient_sheet_words (self, TIDE_PT_TEXT_LARGE, "•"),
                         tide_patient_sheet_words (self, TIDE_PT_TEXT_LARGE, words) };
  TideBlock *row = tide_block_row_new (parts, (const double[]){ 0.035, 0.965 }, 2, 4);
  tide_block_row_set_one_line (row);
  return row;
}

TideBlock *
tide_patient_sheet_next (const TideSummary *self, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  TideBlock *stack = NULL;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *words = skip_bullet (g_strstrip (lines[i]));
      if (words == NULL || *words == '\0')
        continue;
      if (stack == NULL)
        {
          stack = tide_block_stack_new ();
          tide_block_stack_add (stack, tide_patient_sheet_heading (self, _ ("What comes next"), NULL), 0);
        }
      tide_block_stack_add (stack, bullet_row (self, words), 2);
    }
  return stack;
}

/* --- goals --- */

/* Not set or closed in the printed period, or -1. */
typedef struct
{
  int first, last;
} GoalLine;

#define GOAL_LINE_HEIGHT 18.0
#define GOAL_RADIUS 4.4

static void
draw_ring (cairo_t *cr, double x, double y, gboolean filled)
{
  cairo_new_path (cr);
  cairo_arc (cr, x, y, GOAL_RADIUS, 0, 2 * G_PI);
  if (!filled)
    {
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_fill_preserve (cr);
    }
  cairo_set_source_rgb (cr, 0, 0, 0);
  if (filled)
    cairo_fill_preserve (cr);
  cairo_set_line_width (cr, 1.3);
  cairo_stroke (cr);
}

static void
draw_goal (cairo_t *cr, double x, double y, double width, double height, gpointer data)
{
  const GoalLine *line = data;
  double left = x + GOAL_RADIUS + 1, right = x + width - GOAL_RADIUS - 1, middle = y + height / 2;
  double step = (right - left) / 10;
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, 0.8);
  cairo_move_to (cr, left, middle);
  cairo_line_to (cr, right, middle);
  for (guint i = 0; i <= 10; i++)
    {
      cairo_move_to (cr, left + i * step, middle - 3.4);
      cairo_line_to (cr, left + i * step, middle + 3.4);
    }
  cairo_stroke (cr);
  if (line->last < 0)
    return;
  cairo_set_line_width (cr, 3.2);
  cairo_move_to (cr, left + line->first * step, middle);
  cairo_line_to (cr, left + line->last * step, middle);
  cairo_stroke (cr);
  if (line->first != line->last)
    draw_ring (cr, left + line->first * step, middle, FALSE);
  draw_ring (cr, left + line->last * step, middle, TRUE);
}

static gboolean
is_printed (const TideSummary *self, const TideGoal *goal)
{
  const TideSummaryData *data = self->data;
  TideDate from = tide_date_is_known (data->from) ? data->from : tide_instant_get_date (data->now);
  return goal->text != NULL && (!tide_date_is_known (goal->closed_on) || goal->closed_on >= from)
         && (!tide_date_is_known (data->to) || !tide_date_is_known (goal->set_on)
             || goal->set_on <= data->to);
}

static GoalLine
find_ratings (const TideSummary *self, const TideGoal *goal)
{
  const GPtrArray *ratings = self->data->history->goal_ratings;
  GoalLine line = { -1, -1 };
  for (guint i = 0; i < ratings->len; i++)
    {
      const TideGoalRating *rating = ratings->pdata[i];
      if (rating->goal_id != goal->base.id || rating->value == TIDE_INTEGER_UNKNOWN
          || !tide_summary_in_span (self, rating->taken.utc))
        continue;
      line.last = (int) rating->value;
      if (line.first < 0)
        line.first = line.last;
    }
  return line;
}

static TideBlock *
goal_row (const TideSummary *self, const TideGoal *goal)
{
  GoalLine line = find_ratings (self, goal);
  g_autofree char *numbers = line.last < 0 ? g_strdup ("–")
                             : line.first == line.last
                               ? g_strdup_printf ("<b>%d</b>", line.last)
                               : g_strdup_printf ("<b>%d → %d</b>", line.first, line.last);
  TideBlock *cells[] = {
    tide_summary_text (self, TIDE_PT_CHART_LARGE + 1, "%s", goal->text),
    tide_block_figure_new (0, GOAL_LINE_HEIGHT, draw_goal, g_memdup2 (&line, sizeof line), g_free),
    tide_block_text_new (self->context, numbers, TIDE_PT_CHART_LARGE + 1, PANGO_ALIGN_RIGHT),
  };
  TideBlock *row = tide_block_row_new (cells, (const double[]){ 0.37, 0.48, 0.15 }, 3, 6);
  tide_block_row_set_one_line (row);
  return row;
}

/* Ring and disc with their words. */
static void
draw_legend (cairo_t *cr, double x, double y, double width, double height, gpointer data)
{
  PangoContext *context = data;
  const char *const words[] = { _ ("at the start"), C_ ("goal", "now") };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (PangoLayout) layout = pango_layout_new (context);
      g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Cantarell");
      int text_width, text_height;
      pango_font_description_set_size (font, (int) round (TIDE_PT_CHART_LARGE * PANGO_SCALE));
      pango_layout_set_font_description (layout, font);
      pango_layout_set_text (layout, words[i], -1);
      pango_layout_get_size (layout, &text_width, &text_height);
      draw_ring (cr, x + GOAL_RADIUS + 1, y + height / 2, i == 1);
      cairo_move_to (cr, x + 2 * GOAL_RADIUS + 6, y + (height - (double) text_height / PANGO_SCALE) / 2);
      cairo_set_source_rgb (cr, 0, 0, 0);
      pango_cairo_show_layout (cr, layout);
      x += 2 * GOAL_RADIUS + 6 + (double) text_width / PANGO_SCALE + 16;
    }
}

TideBlock *
tide_patient_sheet_goals (const TideSummary *self)
{
  const GPtrArray *goals = self->data->history->goals;
  TideBlock *stack = NULL;
  guint n = 0;
  for (guint i = 0; i < goals->len && n < MOST_GOALS; i++)
    {
      if (!is_printed (self, goals->pdata[i]))
        continue;
      if (stack == NULL)
        {
          stack = tide_block_stack_new ();
          tide_block_stack_add (
            stack, tide_patient_sheet_heading (self, _ ("Your goals"), _ ("0 = not yet, 10 = reached")), 0);
        }
      else
        tide_block_stack_add (stack, tide_block_rule_new (0.35), 3);
      tide_block_stack_add (stack, goal_row (self, goals->pdata[i]), 4);
      n++;
    }
  if (stack != NULL)
    tide_block_stack_add (
      stack, tide_block_figure_new (0, 15, draw_legend, g_object_ref (self->context), g_object_unref), 4);
  return stack;
}

/* --- two views --- */

/* Both scales go from 1 very much better to 7 very much worse (clinical.md 1). */
static const char *
change_words (int value)
{
  const char *const words[]
    = { _ ("very much better"), _ ("much better"), _ ("a little better"), _ ("the same"),
        _ ("a little worse"),   _ ("much worse"),  _ ("very much worse") };
  return words[CLAMP (value, 1, 7) - 1];
}

/* The last one of the period that compares with the beginning and is of the time of the last score: what was
 * said of an earlier state contradicts the chart.  NULL: none. */
static const TideRating *
find_view (const TideSummary *self, const char *instrument_id)
{
  TideInstrument *instrument = tide_library_lookup (self->data->library, instrument_id);
  const TideVisitOutcome *visit = self->outcome != NULL ? tide_summary_last_visit (self) : NULL;
  const TideSeries *series = instrument != NULL
                               ? tide_history_find_series (self->data->history, instrument_id,
                                                           tide_instrument_get_primary (instrument)->id)
                               : NULL;
  for (guint i = series != NULL ? series->n_ratings : 0; i > 0; i--)
    {
      const TideRating *rating = &series->ratings[i - 1];
      if (!tide_summary_in_span (self, rating->taken_utc))
        continue;
      gboolean fresh
        = visit == NULL || rating->taken_utc >= visit->rating.taken_utc - SAME_TIME_DAYS * (gint64) 86400;
      return fresh && (rating->flags & TIDE_RATING_BEST) == 0 ? rating : NULL;
    }
  return NULL;
}

static void
add_view (const TideSummary *self, TideBlock *stack, const char *who, const TideRating *rating)
{
  const char *words = change_words ((int) tide_rating_get_value (rating));
  tide_block_stack_add (stack, tide_summary_text (self, TIDE_PT_CHART_LARGE + 1, "%s", who), 2);
  tide_block_stack_add (stack, tide_summary_text (self, TIDE_PT_TEXT_LARGE, "<b>%s</b>", words), -1);
}

TideBlock *
tide_patient_sheet_views (const TideSummary *self)
{
  const TideRating *own = find_view (self, "pgi_i"), *clinician = find_view (self, "cgii");
  if (own == NULL && clinician == NULL)
    return NULL;
  /* Two judgements of different times do not differ: they are of different things. */
  if (own != NULL && clinician != NULL
      && ABS (own->taken_utc - clinician->taken_utc) > SAME_TIME_DAYS * 86400)
    *(own->taken_utc > clinician->taken_utc ? &clinician : &own) = NULL;
  gboolean both = own != NULL && clinician != NULL, same = both && own->value == clinician->value;
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (stack, tide_patient_sheet_heading (self, _ ("How we see it"), NULL), 0);
  if (own != NULL)
    add_view (self, stack, same ? _ ("You and your doctor say") : _ ("You say"), own);
  if (clinician != NULL && !same)
    add_view (self, stack, _ ("Your doctor says"), clinician);
  if (both && !same)
    tide_block_stack_add (stack,
                          tide_summary_text (self, TIDE_PT_CHART_LARGE, "%s\n%s",
                                             _ ("We see it a bit differently."),
                                             _ ("Let us talk about it next time.")),
                          3);
  return stack;
}

/* --- whom to call --- */

TideBlock *
tide_patient_sheet_crisis (const TideSummary *self)
{
  const TideSummaryData *data = self->data;
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (stack, tide_patient_sheet_heading (self, _ ("If it gets hard"), NULL), 0);
  gboolean has_text = data->crisis_text != NULL && *data->crisis_text != '\0';
  if (has_text)
    tide_block_stack_add (stack, tide_patient_sheet_words (self, TIDE_PT_TEXT_LARGE - 0.5, data->crisis_text),
                          2);
  else if (data->clinic_phone != NULL && *data->clinic_phone != '\0')
    {
      g_autofree char *call = g_strdup_printf (_ ("Call us: *%s*."), data->clinic_phone);
      tide_block_stack_add (stack, tide_patient_sheet_words (self, TIDE_PT_TEXT_LARGE - 0.5, call), 2);
    }
  if (!has_text)
    tide_block_stack_add (stack,
                          tide_patient_sheet_words (self, TIDE_PT_TEXT_LARGE - 0.5,
                                                    _ ("In danger: your local emergency number.")),
                          2);
  return tide_block_frame_new (stack, FRAME_PADDING, FRAME_RADIUS);
}
