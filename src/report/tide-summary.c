/* tide-summary.c: the progress summary as pages.
 *
 * Page 1 always keeps head, facts, timeline, alerts and signature (comparison-and-paper.md 6).  When it is
 * full, in this order: scores beyond 8 rows, courses before the last 3 and the clinician's text after 6 lines
 * go to further pages, each with a line that says so.  A table breaks between rows and repeats its head; a
 * figure never breaks; the signature stays on the last page of the text.
 */

#include "tide-summary-private.h"

#include <glib/gi18n-lib.h>

#define GAP 6.0
#define SCORE_ROWS 8
#define COURSE_ROWS 3
#define TEXT_LINES 6
#define ALERT_BOXES 3

/* The parts that may be cut, and what was cut off them. */
typedef struct
{
  TideSummary base;
  TideReport *report;
  double x, y, width, bottom; /* y moves down the page */
  TideBlock *scores, *courses, *text;
  GPtrArray *alerts; /* const TideAlert, open ones */
  TideBlock *more_scores, *more_courses, *more_text;
  guint alerts_on_first;
} Composer;

static void
place (Composer *self, TideBlock *block, double gap)
{
  double height = tide_block_get_height (block, self->width);
  self->y += gap;
  tide_report_place (self->report, block, self->x, self->y, self->width);
  self->y += height;
}

static TideBlock *
heading (Composer *self, const char *words)
{
  g_autofree char *markup = g_markup_printf_escaped ("<b>%s</b>", words);
  return tide_block_text_new (self->base.context, markup, TIDE_PT_HEADING, PANGO_ALIGN_LEFT);
}

static TideBlock *
caption (Composer *self, const char *words)
{
  g_autofree char *markup = g_markup_printf_escaped ("<i>%s</i>", words);
  return tide_block_text_new (self->base.context, markup, TIDE_PT_CAPTION, PANGO_ALIGN_LEFT);
}

/* --- the timeline --- */

static void
draw_timeline (cairo_t *cr, double x, double y, double width, double height, gpointer data)
{
  cairo_translate (cr, x, y);
  tide_timeline_draw (data, cr);
}

static TideBlock *
timeline_block (Composer *self, double height)
{
  TideStyle style = tide_style_default (TIDE_STYLE_PAPER);
  TideTimelineOptions options = tide_timeline_options_default ();
  options.legend = TRUE;
  if (tide_date_is_known (self->base.data->from) || tide_date_is_known (self->base.data->to))
    {
      options.range = TIDE_RANGE_CUSTOM;
      tide_timeline_model_get_extent (self->base.model, &options.from_utc, &options.to_utc);
      if (tide_date_is_known (self->base.data->from))
        options.from_utc = tide_instant_from_local (self->base.data->from, 0, 0).utc;
      if (tide_date_is_known (self->base.data->to))
        options.to_utc = tide_instant_from_local (self->base.data->to + 1, 0, 0).utc;
      if (options.to_utc <= options.from_utc)
        options.to_utc = options.from_utc + 86400;
    }
  TideTimeline *timeline = tide_timeline_layout (self->base.model, &options, &style, self->width, height);
  return tide_block_figure_new (height, draw_timeline, timeline, (GDestroyNotify) tide_timeline_free);
}

/* --- alerts beside the text --- */

static TideBlock *
alerts_block (Composer *self, guint from, guint to)
{
  TideBlock *stack = tide_block_stack_new ();
  g_autofree char *title = g_strdup_printf (_ ("Open alerts (%u)"), self->alerts->len);
  tide_block_stack_add (stack, heading (self, title), 0);
  for (guint i = from; i < to; i++)
    tide_block_stack_add (stack, tide_summary_alert (&self->base, self->alerts->pdata[i]), 3);
  if (self->alerts->len == 0)
    tide_block_stack_add (
      stack, tide_block_text_new (self->base.context, _ ("No open alerts"), TIDE_PT_TEXT, PANGO_ALIGN_LEFT),
      2);
  if (to < self->alerts->len)
    {
      g_autofree char *more
        = g_strdup_printf (_ ("and %u more, continues on page 2"), self->alerts->len - to);
      tide_block_stack_add (stack, caption (self, more), 2);
    }
  return stack;
}

static TideBlock *
text_block (Composer *self)
{
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (stack, heading (self, _ ("Clinician’s text")), 0);
  if (self->text != NULL)
    tide_block_stack_add (stack, g_steal_pointer (&self->text), 2);
  else
    tide_block_stack_add (stack,
                          tide_block_text_new (self->base.context, "–", TIDE_PT_TEXT, PANGO_ALIGN_LEFT), 2);
  if (self->more_text != NULL)
    tide_block_stack_add (stack, caption (self, _ ("continues on page 2")), 2);
  return stack;
}

#define FOOT_SHARES ((const double[]){ 0.4, 0.58 })

static double
text_width (Composer *self)
{
  return (self->width - 9) * 0.58 / 0.98;
}

/* --- page 1 --- */

static TideBlock *
head_block (Composer *self)
{
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (stack, tide_summary_letterhead (&self->base), 0);
  tide_block_stack_add (stack, tide_block_rule_new (1.2), 4);
  tide_block_stack_add (stack, tide_summary_identifiers (&self->base), 3);
  tide_block_stack_add (stack, tide_block_rule_new (0.5), 3);
  tide_block_stack_add (stack, tide_summary_diagnoses (&self->base), 4);
  tide_block_stack_add (stack, tide_summary_facts (&self->base), 4);
  tide_block_stack_add (stack, heading (self, _ ("Course over time")), GAP);
  return stack;
}

static double
table_height (Composer *self, TideBlock *table, gboolean cut)
{
  if (table == NULL)
    return 0;
  return GAP + TIDE_PT_HEADING * 1.5 + 2 + tide_block_get_height (table, self->width)
         + (cut ? TIDE_PT_CAPTION * 1.5 + 1 : 0);
}

static double
foot_height (Composer *self)
{
  /* Measured on throw-away copies: the real row is made once the cut is known. */
  double alerts, text;
  g_autoptr (TideBlock) boxes = alerts_block (self, 0, self->alerts_on_first);
  alerts = tide_block_get_height (boxes, (self->width - 9) * 0.4 / 0.98);
  text = TIDE_PT_HEADING * 1.5 + 2 + TIDE_PT_TEXT * 1.5;
  if (self->text != NULL)
    text = TIDE_PT_HEADING * 1.5 + 2 + tide_block_get_height (self->text, text_width (self));
  if (self->more_text != NULL)
    text += TIDE_PT_CAPTION * 1.5 + 2;
  return GAP + MAX (alerts, text) + GAP + 11 * TIDE_MM;
}

static double
note_height (Composer *self)
{
  if (self->courses == NULL)
    return 0;
  g_autoptr (TideBlock) note = tide_summary_courses_note (&self->base);
  return 2 + tide_block_get_height (note, self->width);
}

static double
needed (Composer *self)
{
  return table_height (self, self->scores, self->more_scores != NULL)
         + table_height (self, self->courses, self->more_courses != NULL) + note_height (self)
         + foot_height (self);
}

static void
keep_rows (TideBlock *table, TideBlock **more, guint n, gboolean last)
{
  if (table == NULL || tide_block_table_get_n_rows (table) <= n)
    return;
  TideBlock *cut = tide_block_table_take_rows (table, n, last);
  if (*more == NULL)
    {
      *more = cut;
      return;
    }
  /* Cut for a second time: the earlier part follows (scores) or precedes (courses) the later one. */
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (stack, last ? *more : cut, 0);
  tide_block_stack_add (stack, last ? cut : *more, 0);
  *more = stack;
}

static void
cut_to_fit (Composer *self, double room)
{
  if (needed (self) <= room)
    return;
  keep_rows (self->scores, &self->more_scores, SCORE_ROWS, FALSE);
  if (needed (self) <= room)
    return;
  keep_rows (self->courses, &self->more_courses, COURSE_ROWS, TRUE);
  if (needed (self) <= room)
    return;
  if (self->text != NULL)
    self->more_text = tide_block_text_split_lines (self->text, text_width (self), TEXT_LINES);
  self->alerts_on_first = MIN (self->alerts_on_first, ALERT_BOXES);
  for (guint rows = SCORE_ROWS; rows > 3 && needed (self) > room; rows--)
    {
      if (self->more_scores == NULL)
        keep_rows (self->scores, &self->more_scores, rows - 1, FALSE);
      else
        {
          TideBlock *rest = tide_block_table_take_rows (self->scores, rows - 1, FALSE);
          if (rest == NULL)
            continue;
          TideBlock *stack = tide_block_stack_new ();
          tide_block_stack_add (stack, rest, 0);
          tide_block_stack_add (stack, g_steal_pointer (&self->more_scores), 0);
          self->more_scores = stack;
        }
    }
}

static void
place_table (Composer *self, const char *title, TideBlock **table, gboolean cut)
{
  if (*table == NULL)
    return;
  place (self, heading (self, title), GAP);
  place (self, g_steal_pointer (table), 2);
  if (cut)
    place (self, caption (self, _ ("continues on page 2")), 1);
}

static void
compose_first_page (Composer *self)
{
  tide_report_begin_page (self->report);
  place (self, head_block (self), 0);
  double most = 82 * TIDE_MM, least = 74 * TIDE_MM;
  double room = self->bottom - self->y - 3;
  cut_to_fit (self, room - least);
  double timeline = CLAMP (room - needed (self), least, most);
  place (self, timeline_block (self, timeline), 3);
  place_table (self, _ ("Scores"), &self->scores, self->more_scores != NULL);
  if (self->courses != NULL)
    {
      place_table (self, _ ("Courses of treatment"), &self->courses, self->more_courses != NULL);
      place (self, tide_summary_courses_note (&self->base), 2);
    }
  TideBlock *foot[] = { alerts_block (self, 0, self->alerts_on_first), text_block (self) };
  place (self, tide_block_row_new (foot, FOOT_SHARES, 2, 9), GAP);
  if (self->more_text == NULL)
    {
      double height = 11 * TIDE_MM;
      self->y = MAX (self->y, MIN (self->y + 40, self->bottom - height - GAP));
      place (self, tide_summary_signature (&self->base), GAP);
    }
}

/* --- further pages --- */

static void
begin_further_page (Composer *self)
{
  double x, height;
  tide_report_get_content (self->report, &x, &self->y, &self->width, &height);
  tide_report_begin_page (self->report);
  place (self, tide_summary_identity_line (&self->base), 0);
  place (self, tide_block_rule_new (0.9), 3);
}

static void
flow (Composer *self, TideBlock *block, double gap)
{
  while (block != NULL)
    {
      double height = tide_block_get_height (block, self->width);
      if (self->y + gap + height <= self->bottom)
        {
          place (self, block, gap);
          return;
        }
      TideBlock *rest = tide_block_split (block, self->width, self->bottom - self->y - gap);
      if (rest != NULL)
        {
          place (self, block, gap);
          block = rest;
        }
      else if (tide_block_get_height (block, self->width) > self->bottom - TIDE_MARGIN_TOP - 30)
        {
          /* A single piece higher than a page: drawn from the top, clipped by the sheet rather than lost in a
           * loop. */
          begin_further_page (self);
          place (self, block, GAP);
          return;
        }
      begin_further_page (self);
      gap = GAP;
    }
}

static void
compose_further_pages (Composer *self)
{
  guint left = self->alerts->len - self->alerts_on_first;
  if (self->more_scores == NULL && self->more_courses == NULL && self->more_text == NULL && left == 0)
    return;
  begin_further_page (self);
  if (self->more_scores != NULL)
    {
      flow (self, heading (self, _ ("Scores, continued")), GAP);
      flow (self, g_steal_pointer (&self->more_scores), 2);
    }
  if (self->more_courses != NULL)
    {
      flow (self, heading (self, _ ("Earlier courses of treatment")), GAP);
      flow (self, g_steal_pointer (&self->more_courses), 2);
    }
  if (left > 0)
    flow (self, alerts_block (self, self->alerts_on_first, self->alerts->len), GAP);
  if (self->more_text != NULL)
    {
      flow (self, heading (self, _ ("Clinician’s text, continued")), GAP);
      flow (self, g_steal_pointer (&self->more_text), 2);
      flow (self, tide_summary_signature (&self->base), 2 * GAP);
    }
}

/* --- the whole --- */

static char *
footer_left (const TideSummaryData *data)
{
  const TidePatient *patient = data->history->patient;
  g_autofree char *family = g_utf8_strup (patient->family_name != NULL ? patient->family_name : "", -1);
  g_autofree char *born = tide_date_is_known (patient->birth_date) ? tide_date_to_iso (patient->birth_date)
                                                                   : g_strdup (_ ("not known"));
  return g_markup_printf_escaped ("<b>%s, %s</b> · %s · %s %s", family,
                                  patient->given_name != NULL ? patient->given_name : "", patient->mrn,
                                  _ ("born"), born);
}

static char *
footer_right (const TideSummaryData *data)
{
  g_autofree char *now = tide_instant_to_iso (data->now);
  for (char *c = now; *c != '\0'; c++)
    *c = *c == 'T' ? ' ' : *c;
  g_autoptr (GString) head = g_string_new (NULL);
  for (guint i = 0; data->audit_head != NULL && i < 16 && data->audit_head[i] != '\0'; i++)
    g_string_append_printf (head, "%s%c", i > 0 && i % 4 == 0 ? " " : "", data->audit_head[i]);
  g_autofree char *audit = head->len > 0 ? g_strdup_printf (" · %s %" G_GINT64_FORMAT " · %s", _ ("audit"),
                                                            data->audit_number, head->str)
                                         : g_strdup ("");
  return g_markup_printf_escaped ("%s %s%s%s\nTidemark %s%s", _ ("Printed"), now,
                                  data->clinician != NULL ? ", " : "",
                                  data->clinician != NULL ? data->clinician : "", TIDE_VERSION, audit);
}

static GPtrArray *
open_alerts (const TideHistory *history)
{
  GPtrArray *open = g_ptr_array_new ();
  for (guint i = 0; i < history->alerts->len; i++)
    if (tide_alert_is_in_banner (history->alerts->pdata[i]))
      g_ptr_array_add (open, history->alerts->pdata[i]);
  return open;
}

TideReport *
tide_summary_new (const TideSummaryData *data)
{
  g_return_val_if_fail (data->history != NULL && data->history->patient != NULL, NULL);
  TideInstrument *instrument = tide_library_lookup (data->library, data->instrument_id);
  g_return_val_if_fail (instrument != NULL, NULL);
  g_autofree char *left = footer_left (data);
  g_autofree char *right = footer_right (data);
  TideTimelineOptions options = tide_timeline_options_default ();
  g_autoptr (TideTimelineModel) model = tide_timeline_model_new (
    data->history, data->library, data->instrument_id, data->thresholds, data->now, &options);
  g_autoptr (GPtrArray) alerts = open_alerts (data->history);
  TideReport *report = tide_report_new (data->paper, _ ("Progress summary"), left, right);
  Composer self = {
    .base
    = { data, instrument, model, tide_timeline_model_get_outcome (model), tide_report_get_context (report) },
    .report = report,
    .alerts = alerts,
    .alerts_on_first = alerts->len,
  };
  double height;
  tide_report_get_content (report, &self.x, &self.y, &self.width, &height);
  self.bottom = self.y + height;
  self.scores = tide_summary_scores (&self.base);
  self.courses = tide_summary_courses (&self.base);
  if (data->text != NULL && *data->text != '\0')
    {
      g_autofree char *markup = g_markup_escape_text (data->text, -1);
      self.text = tide_block_text_new (self.base.context, markup, TIDE_PT_TEXT, PANGO_ALIGN_LEFT);
    }
  compose_first_page (&self);
  compose_further_pages (&self);
  return report;
}
