/* tide-summary.c: the progress summary as pages.
 *
 * Page 1 always keeps head, facts, timeline, alerts and signature (comparison-and-paper.md 6).  When it is
 * full, in this order: scores beyond 8 rows, courses before the last 3, the clinician's text after 6 lines,
 * alerts after 3 and rows of the record from the last go to further pages, each with a line that says so.  A
 * table breaks between rows and repeats its head; a figure never breaks; the signature stays on the last page
 * of the text.
 */

#include "tide-alert-rules.h"
#include "tide-summary-private.h"

#include <glib/gi18n-lib.h>

#define GAP TIDE_FLOW_GAP
#define SCORE_ROWS 8
#define COURSE_ROWS 3
#define TEXT_LINES 6
#define ALERT_BOXES 3
/* Below these a part is not worth its heading. */
#define LEAST_SCORE_ROWS 4
#define LEAST_TEXT_LINES 3

#define TIMELINE_MOST (82 * TIDE_MM)
#define TIMELINE_LEAST (74 * TIDE_MM)
/* When everything else then stands on one page; below it the second scale and the states leave the figure. */
#define TIMELINE_FITTING (70 * TIDE_MM)
/* Only when a letterhead of many lines leaves no more. */
#define TIMELINE_SQUEEZED (50 * TIDE_MM)

#define FOOT_GAP 9.0
#define ALERTS_SHARE 0.4

/* How much of each part stands on page 1. */
typedef struct
{
  guint scores, courses, record, lines, alerts;
} Plan;

typedef struct
{
  TideSummary base;
  TideFlow flow;
  TideBlock *scores, *courses, *record, *text, *notes; /* NULL: nothing of the kind, or placed */
  GPtrArray *alerts;                                   /* GPtrArray of TideAlert: one box each */
  guint n_alerts, n_live; /* in those boxes, and of them alive: the others are from older entries */
  GArray *alert_heights;  /* double, in the column of page 1; those that a whole page may hold, no more */
  Plan all, plan;
  double heading_height, caption_height;
  TideBlock *scores_caption, *courses_caption, *record_caption, *text_caption, *alerts_caption,
    *whole_caption; /* "continues on page 2" */
} Composer;

static void
place (Composer *self, TideBlock *block, double gap)
{
  tide_flow_place (&self->flow, block, gap);
}

static TideBlock *
heading (Composer *self, const char *words)
{
  return tide_summary_heading (&self->base, words);
}

static double
alerts_width (const Composer *self)
{
  return (self->flow.width - FOOT_GAP) * ALERTS_SHARE;
}

static double
text_width (const Composer *self)
{
  return (self->flow.width - FOOT_GAP) * (1 - ALERTS_SHARE);
}

/* --- "continues on page 2" --- */

/* Says page 2 until the part has found its page. */
static TideBlock *
continues (Composer *self, TideBlock **kept, guint page)
{
  g_autofree char *words = g_strdup_printf (_ ("continues on page %u"), page);
  *kept = tide_summary_text (&self->base, TIDE_PT_CAPTION, "%s", words);
  return *kept;
}

/* All of a part stands there. */
static TideBlock *
continues_whole (Composer *self, const char *title, TideBlock **kept)
{
  *kept = self->whole_caption = tide_summary_text (&self->base, TIDE_PT_CAPTION, "%s", title);
  return *kept;
}

static void
set_page (Composer *self, TideBlock *caption)
{
  guint page = tide_report_get_n_pages (self->flow.report);
  g_autofree char *words = g_strdup_printf (
    caption == self->whole_caption ? _ ("On record: on page %u") : _ ("continues on page %u"), page);
  if (caption != NULL)
    tide_block_text_set_markup (caption, words);
}

/* --- the timeline --- */

/* The chart leaves this free at its left, where windows have their frame; paper has its margin already. */
#define TIMELINE_INSET 9.0

static void
draw_recording (cairo_t *cr, double x, double y, double width, double height, gpointer recording)
{
  cairo_set_source_surface (cr, recording, x - TIMELINE_INSET, y);
  cairo_paint (cr);
}

/* Drawn once and kept as a recording (text stays text): a layout reads the history, and a report on its way
 * to the printer outlives the chart that it was made from. */
static cairo_surface_t *
record_timeline (TideTimeline *timeline, double width, double height)
{
  cairo_rectangle_t extents = { 0, 0, width, height };
  cairo_surface_t *recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);
  cairo_t *cr = cairo_create (recording);
  tide_timeline_draw (timeline, cr);
  cairo_destroy (cr);
  return recording;
}

static TideTimelineOptions
timeline_options (const Composer *self)
{
  const TideSummaryData *data = self->base.data;
  TideTimelineOptions options = tide_timeline_options_default ();
  options.legend = TRUE;
  if (!tide_date_is_known (data->from) && !tide_date_is_known (data->to))
    return options;
  options.range = TIDE_RANGE_CUSTOM;
  tide_timeline_model_get_extent (self->base.model, &options.from_utc, &options.to_utc);
  if (tide_date_is_known (data->from))
    options.from_utc = tide_instant_from_local (data->from, 0, 0).utc;
  if (tide_date_is_known (data->to))
    options.to_utc = tide_instant_from_local (data->to + 1, 0, 0).utc;
  options.to_utc = MAX (options.to_utc, options.from_utc + 86400);
  return options;
}

static TideTimeline *
layout_timeline (Composer *self, double height, double lane_offset)
{
  TideStyle style = tide_style_default (TIDE_STYLE_PAPER);
  TideTimelineOptions options = timeline_options (self);
  options.lane_offset = lane_offset;
  return tide_timeline_layout (self->base.model, &options, &style, self->flow.width + TIMELINE_INSET, height);
}

/* Paper cannot be scrolled: when not every treatment fits, the newest are drawn and a line says so. */
static void
place_timeline (Composer *self, double height)
{
  double lanes_y, lanes_height;
  g_autoptr (TideTimeline) timeline = layout_timeline (self, height, 0);
  double hidden = tide_timeline_get_lane_scroll (timeline, &lanes_y, &lanes_height);
  gboolean cut = hidden > 0.5;
  if (cut)
    {
      height -= self->caption_height;
      g_clear_pointer (&timeline, tide_timeline_free);
      timeline = layout_timeline (self, height, G_MAXINT);
    }
  cairo_surface_t *recording = record_timeline (timeline, self->flow.width + TIMELINE_INSET, height);
  TideBlock *figure
    = tide_block_figure_new (0, height, draw_recording, recording, (GDestroyNotify) cairo_surface_destroy);
  g_autofree char *words = tide_timeline_model_dup_summary (self->base.model);
  tide_block_figure_set_words (figure, words);
  place (self, figure, 3);
  if (cut)
    place (self,
           tide_summary_text (
             &self->base, TIDE_PT_CAPTION, "%s",
             _ ("Not every treatment fits into the figure; all of them stand in the table of courses.")),
           0);
}

/* --- alerts beside the text --- */

/* "Open alerts (1), older entries (2)", on one line: what stands for the record waits for a person too. */
static char *
dup_alerts_title (const Composer *self)
{
  guint n_record = self->n_alerts - self->n_live;
  return n_record > 0 ? g_strdup_printf (_ ("Open alerts (%u), older entries (%u)"), self->n_live, n_record)
                      : g_strdup_printf (_ ("Open alerts (%u)"), self->n_live);
}

/* How many alerts stand in the first @n boxes. */
static guint
count_alerts (const GPtrArray *boxes, guint n)
{
  guint count = 0;
  for (guint i = 0; i < n; i++)
    count += tide_summary_count_alerts (boxes->pdata[i]);
  return count;
}

/* The same two counts as on page 1. */
static char *
dup_continued_title (const Composer *self, guint from_box, guint to_box)
{
  guint from = count_alerts (self->alerts, from_box), to = count_alerts (self->alerts, to_box);
  guint n_record = self->n_alerts - self->n_live;
  return n_record > 0
           ? g_strdup_printf (_ ("Open alerts (%u), older entries (%u), continued (%u to %u of %u)"),
                              self->n_live, n_record, from + 1, to, self->n_alerts)
           : g_strdup_printf (_ ("Open alerts, continued (%u to %u of %u)"), from + 1, to, self->n_live);
}

static TideBlock *
alerts_block (Composer *self, guint from, guint to)
{
  TideBlock *stack = tide_block_stack_new ();
  g_autofree char *title = from > 0 ? dup_continued_title (self, from, to) : dup_alerts_title (self);
  tide_block_stack_add (stack, heading (self, title), 0);
  for (guint i = from; i < to; i++)
    tide_block_stack_add (stack, tide_summary_alert (&self->base, self->alerts->pdata[i]), 3);
  if (self->alerts->len == 0)
    tide_block_stack_add (stack, tide_summary_text (&self->base, TIDE_PT_TEXT, "%s", _ ("No open alerts")),
                          2);
  if (from == 0 && to < self->alerts->len)
    tide_block_stack_add (stack, continues (self, &self->alerts_caption, 2), 2);
  return stack;
}

static TideBlock *
text_block (Composer *self, TideBlock *text)
{
  TideBlock *stack = tide_block_stack_new ();
  if (!tide_summary_has_section (self->base.data, TIDE_SECTION_TEXT))
    return stack;
  tide_block_stack_add (stack, heading (self, _ ("Clinician’s text")), 0);
  tide_block_stack_add (stack, text != NULL ? text : tide_summary_text (&self->base, TIDE_PT_TEXT, "–"), 2);
  if (self->plan.lines < self->all.lines)
    tide_block_stack_add (stack, continues (self, &self->text_caption, 2), 2);
  return stack;
}

/* --- what fits on page 1 --- */

static TideBlock *
head_block (Composer *self)
{
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (stack,
                        tide_summary_letterhead_for (&self->base, tide_report_get_title (self->flow.report),
                                                     _ ("for the referrer")),
                        0);
  tide_block_stack_add (stack, tide_block_rule_new (1.2), 4);
  tide_block_stack_add (stack, tide_summary_identifiers (&self->base), 3);
  tide_block_stack_add (stack, tide_block_rule_new (0.5), 3);
  tide_block_stack_add (stack, tide_summary_diagnoses (&self->base), 4);
  tide_block_stack_add (stack, tide_summary_standing (&self->base), 1);
  tide_block_stack_add (stack, tide_summary_facts (&self->base), 4);
  if (!tide_summary_has_section (self->base.data, TIDE_SECTION_CHART))
    return stack;
  g_autofree char *span = tide_summary_span (&self->base);
  g_autofree char *title
    = span != NULL ? g_strdup_printf (_ ("Course over time, %s"), span) : g_strdup (_ ("Course over time"));
  tide_block_stack_add (stack, heading (self, title), GAP);
  return stack;
}

static double
table_height (Composer *self, TideBlock *table, guint rows, guint all, gboolean last)
{
  if (table == NULL)
    return 0;
  if (rows == 0)
    return GAP + self->caption_height; /* one line that says where it stands */
  return GAP + self->heading_height + 2 + tide_block_table_get_height_of (table, self->flow.width, rows, last)
         + (rows < all ? self->caption_height + 1 : 0);
}

static double
foot_height (Composer *self, const Plan *plan)
{
  double alerts = self->heading_height, text = self->heading_height + 2;
  if (plan->alerts > self->alert_heights->len)
    return G_MAXDOUBLE;
  for (guint i = 0; i < plan->alerts; i++)
    alerts += 3 + g_array_index (self->alert_heights, double, i);
  if (self->alerts->len == 0 || plan->alerts < self->all.alerts)
    alerts += self->caption_height + 3;
  text += self->text != NULL ? tide_block_text_get_height_of (self->text, text_width (self), plan->lines)
                             : self->caption_height + 2;
  if (plan->lines < self->all.lines)
    text += self->caption_height + 2;
  double signature = plan->lines < self->all.lines ? 0 : GAP + TIDE_SIGNATURE_HEIGHT;
  return GAP + MAX (alerts, text) + signature;
}

/* Everything under the timeline. */
static double
needed (Composer *self, const Plan *plan)
{
  double notes = self->notes != NULL ? 2 + tide_block_get_height (self->notes, self->flow.width) : 0;
  return table_height (self, self->scores, plan->scores, self->all.scores, FALSE)
         + table_height (self, self->courses, plan->courses, self->all.courses, TRUE) + notes
         + table_height (self, self->record, plan->record, self->all.record, FALSE)
         + foot_height (self, plan);
}

/* Takes the next part off page 1, in the order of the paper style; FALSE when nothing more can go. */
static gboolean
shrink (Plan *plan)
{
  if (plan->scores > SCORE_ROWS)
    plan->scores = SCORE_ROWS;
  else if (plan->courses > COURSE_ROWS)
    plan->courses = COURSE_ROWS;
  else if (plan->lines > TEXT_LINES)
    plan->lines = TEXT_LINES;
  else if (plan->alerts > ALERT_BOXES)
    plan->alerts = ALERT_BOXES;
  else if (plan->record > 0)
    plan->record--;
  else if (plan->scores > LEAST_SCORE_ROWS)
    plan->scores--;
  else if (plan->courses > 1)
    plan->courses--;
  else if (plan->lines > LEAST_TEXT_LINES)
    plan->lines--;
  else if (plan->alerts > 1)
    plan->alerts--;
  else
    return FALSE;
  return TRUE;
}

/* Gives back what a later cut made room for. */
static void
restore (Composer *self, guint *part, guint all, double room)
{
  guint kept = *part;
  *part = all;
  if (needed (self, &self->plan) > room)
    *part = kept;
}

static void
make_plan (Composer *self, double room)
{
  self->plan = self->all;
  if (needed (self, &self->plan) <= room + TIMELINE_LEAST - TIMELINE_FITTING)
    return;
  while (needed (self, &self->plan) > room && shrink (&self->plan))
    ;
  restore (self, &self->plan.scores, self->all.scores, room);
  restore (self, &self->plan.courses, self->all.courses, room);
  restore (self, &self->plan.alerts, self->all.alerts, room);
  restore (self, &self->plan.record, self->all.record, room);
}

/* --- page 1 --- */

/* Places the planned rows; what is left of the table stays in *table. */
static void
place_table (Composer *self, const char *title, TideBlock **table, guint rows, gboolean last,
             TideBlock **caption)
{
  if (*table == NULL)
    return;
  if (rows == 0)
    {
      place (self, continues_whole (self, title, caption), GAP);
      return;
    }
  TideBlock *rest = tide_block_table_take_rows (*table, rows, last);
  place (self, heading (self, title), GAP);
  place (self, *table, 2);
  *table = rest;
  if (rest != NULL)
    place (self, continues (self, caption, 2), 1);
}

static void
place_foot (Composer *self)
{
  TideBlock *text = g_steal_pointer (&self->text);
  if (self->plan.lines < self->all.lines)
    self->text = tide_block_text_split_lines (text, text_width (self), self->plan.lines);
  TideBlock *foot[] = { alerts_block (self, 0, self->plan.alerts), text_block (self, text) };
  place (self, tide_block_row_new (foot, (const double[]){ ALERTS_SHARE, 1 - ALERTS_SHARE }, 2, FOOT_GAP),
         GAP);
  if (self->text != NULL)
    return;
  /* At the foot of the sheet, where one looks for it. */
  self->flow.y = MAX (self->flow.y, self->flow.bottom - TIDE_SIGNATURE_HEIGHT - GAP);
  place (self, tide_summary_signature (&self->base), GAP);
}

static void
compose_first_page (Composer *self)
{
  tide_report_begin_page (self->flow.report);
  place (self, head_block (self), 0);
  double room = self->flow.bottom - self->flow.y - 3;
  gboolean charted = tide_summary_has_section (self->base.data, TIDE_SECTION_CHART);
  make_plan (self, charted ? room - TIMELINE_LEAST : room);
  double height = CLAMP (room - needed (self, &self->plan), TIMELINE_SQUEEZED, TIMELINE_MOST);
  if (charted)
    place_timeline (self, height);
  place_table (self, _ ("Scores"), &self->scores, self->plan.scores, FALSE, &self->scores_caption);
  place_table (self, _ ("Courses of treatment"), &self->courses, self->plan.courses, TRUE,
               &self->courses_caption);
  if (self->notes != NULL)
    place (self, g_steal_pointer (&self->notes), 2);
  place_table (self, _ ("On record"), &self->record, self->plan.record, FALSE, &self->record_caption);
  place_foot (self);
}

/* --- further pages --- */

static void
begin_page_cb (gpointer data)
{
  Composer *self = data;
  place (self, tide_summary_identity_line (&self->base), 0);
  place (self, tide_block_rule_new (0.9), 3);
}

/* A part that goes on: its heading never stands alone at the foot of a page. */
static void
flow_part (Composer *self, const char *title, TideBlock *block, TideBlock *caption)
{
  if (self->flow.y + 60 > self->flow.bottom)
    tide_flow_begin_page (&self->flow);
  set_page (self, caption);
  if (title != NULL)
    tide_flow_add (&self->flow, heading (self, title), GAP);
  tide_flow_add (&self->flow, block, title != NULL ? 2 : GAP);
}

static void
compose_further_pages (Composer *self)
{
  if (self->scores == NULL && self->courses == NULL && self->record == NULL && self->text == NULL
      && self->plan.alerts == self->all.alerts)
    return;
  tide_flow_begin_page (&self->flow);
  if (self->plan.alerts < self->all.alerts)
    flow_part (self, NULL, alerts_block (self, self->plan.alerts, self->all.alerts), self->alerts_caption);
  if (self->scores != NULL)
    flow_part (self, _ ("Scores, continued"), g_steal_pointer (&self->scores), self->scores_caption);
  if (self->courses != NULL)
    flow_part (self, _ ("Courses of treatment, continued"), g_steal_pointer (&self->courses),
               self->courses_caption);
  if (self->record != NULL)
    flow_part (self, self->plan.record > 0 ? _ ("On record, continued") : _ ("On record"),
               g_steal_pointer (&self->record), self->record_caption);
  if (self->text != NULL)
    {
      flow_part (self, _ ("Clinician’s text, continued"), g_steal_pointer (&self->text), self->text_caption);
      tide_flow_add (&self->flow, tide_summary_signature (&self->base), 2 * GAP);
    }
}

/* --- the whole --- */

/* In boxes as the program shows them, those of older entries last. (transfer full) */
static GPtrArray *
open_alerts (const TideHistory *history, guint *n_live)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  for (guint i = 0; i < history->alerts->len; i++)
    if (tide_alert_is_in_banner (history->alerts->pdata[i]))
      g_ptr_array_add (open, history->alerts->pdata[i]);
  GPtrArray *groups = tide_alert_rules_merge (open);
  groups = tide_summary_join_alerts (groups);
  *n_live = count_alerts (groups, groups->len);
  g_ptr_array_extend_and_steal (groups,
                                tide_summary_join_alerts (tide_alert_rules_list_record (history->alerts)));
  return groups;
}

/* What stands under the tables is made when all of them are known. */
static void
make_parts (Composer *self)
{
  TideSummary *base = &self->base;
  g_autofree char *text = g_strstrip (g_strdup (base->data->text != NULL ? base->data->text : ""));
  if (!tide_summary_has_section (base->data, TIDE_SECTION_CHART))
    base->left_out |= TIDE_SECTION_CHART;
  if (*text != '\0')
    self->text = tide_summary_unless_left_out (base, TIDE_SECTION_TEXT,
                                               tide_summary_text (base, TIDE_PT_TEXT, "%s", text));
  self->record = tide_summary_unless_left_out (base, TIDE_SECTION_RECORD, tide_summary_record (base));
  self->scores = tide_summary_unless_left_out (base, TIDE_SECTION_SCORES, tide_summary_scores (base));
  guint notes = base->notes = self->scores != NULL ? base->notes : 0;
  self->courses = tide_summary_unless_left_out (base, TIDE_SECTION_COURSES, tide_summary_courses (base));
  if (self->courses == NULL)
    {
      base->notes = notes;
      base->marks = 0;
    }
  self->notes = tide_summary_notes (base);
}

/* Makes the parts that may be cut and measures what the plan needs of them. */
static void
prepare (Composer *self)
{
  self->base.width = self->flow.width;
  g_autoptr (TideBlock) one_heading = heading (self, "X");
  g_autoptr (TideBlock) one_caption = tide_summary_text (&self->base, TIDE_PT_TEXT, "X");
  self->heading_height = tide_block_get_height (one_heading, self->flow.width);
  self->caption_height = tide_block_get_height (one_caption, self->flow.width);
  make_parts (self);
  double room = self->flow.bottom - self->flow.y;
  for (guint i = 0; i < self->alerts->len && room > 0; i++)
    {
      g_autoptr (TideBlock) box = tide_summary_alert (&self->base, self->alerts->pdata[i]);
      double height = tide_block_get_height (box, alerts_width (self));
      g_array_append_val (self->alert_heights, height);
      room -= height;
    }
  self->all = (Plan){ self->scores != NULL ? tide_block_table_get_n_rows (self->scores) : 0,
                      self->courses != NULL ? tide_block_table_get_n_rows (self->courses) : 0,
                      self->record != NULL ? tide_block_table_get_n_rows (self->record) : 0,
                      self->text != NULL ? tide_block_text_get_n_lines (self->text, text_width (self)) : 0,
                      self->alerts->len };
}

TideReport *
tide_summary_new_for_clinician (const TideSummaryData *data)
{
  g_return_val_if_fail (data->history != NULL && data->history->patient != NULL, NULL);
  TideInstrument *instrument = tide_library_lookup (data->library, data->instrument_id);
  g_return_val_if_fail (instrument != NULL, NULL);
  TideTimelineOptions options = tide_timeline_options_default ();
  g_autoptr (TideTimelineModel) model = tide_timeline_model_new (
    data->history, data->library, data->instrument_id, data->thresholds, data->now, &options);
  g_autoptr (TideSafetyRules) shipped = data->rules == NULL ? tide_safety_rules_new () : NULL;
  g_autoptr (TideSessionRules) shipped_limits
    = data->session_rules == NULL ? tide_session_rules_new () : NULL;
  guint n_live;
  g_autoptr (GPtrArray) alerts = open_alerts (data->history, &n_live);
  g_autoptr (GArray) alert_heights = g_array_new (FALSE, FALSE, sizeof (double));
  TideReport *report = tide_summary_report_new (data, _ ("Progress summary"));
  Composer self = {
    .base = { .data = data,
              .instrument = instrument,
              .model = model,
              .outcome = tide_timeline_model_get_outcome (model),
              .subject = { .history = data->history,
                           .library = data->library,
                           .thresholds = data->thresholds,
                           .rules = data->rules != NULL ? data->rules : shipped,
                           .target = data->target != NULL ? data->target : data->instrument_id,
                           .now = data->now },
              .session_rules = data->session_rules != NULL ? data->session_rules : shipped_limits,
              .context = tide_report_get_context (report) },
    .alerts = alerts,
    .n_alerts = count_alerts (alerts, alerts->len),
    .n_live = n_live,
    .alert_heights = alert_heights,
  };
  tide_flow_init (&self.flow, report, begin_page_cb, &self);
  prepare (&self);
  compose_first_page (&self);
  compose_further_pages (&self);
  return report;
}
