/* tide-diary-sheet.c: a course's diary as pages, for the patient to carry.
 *
 * What is planned is printed on its day; what came of it is written by hand.  No score of the past stands on
 * it, and no alert: it lies on kitchen tables. */
#include "tide-diary-sheet.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-course-result.h"
#include "tide-leaf-private.h"
#include "tide-wording.h"

#define DAY_SIZE 11.0
#define DAY_HEIGHT 46.0
#define BOX_SIDE 12.0
#define DIGIT_SIDE 15.0
#define MOST_SCALES 5
#define N_NOTE_LINES 5
#define NOTE_LINE_HEIGHT 20.0

typedef struct
{
  TideLeaf leaf;
  const TideDiarySheetData *sheet;
  const TideCourse *course;
  GPtrArray *scales; /* TideInstrument */
} Diary;

/* --- which scales --- */

static gboolean
was_filled_in (const TideHistory *history, const TideCourse *course, const char *instrument_id)
{
  for (guint i = 0; i < history->assessments->len; i++)
    {
      const TideAssessmentData *data = history->assessments->pdata[i];
      TideDate day = tide_instant_get_date (data->taken);
      if (tide_assessment_data_is_current (data) && g_strcmp0 (data->instrument_id, instrument_id) == 0
          && tide_date_is_known (course->started_on) && day >= course->started_on
          && (!tide_date_is_known (course->ended_on) || day <= course->ended_on))
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
tide_diary_list_scales (TideCourseBook *book, const TideCourse *course)
{
  GPtrArray *scales = g_ptr_array_new ();
  TideInstrument *own = tide_course_get_scale (book, course);
  if (own != NULL)
    g_ptr_array_add (scales, own);
  for (guint i = 0; i < tide_library_get_n (book->subject.library) && scales->len < MOST_SCALES; i++)
    {
      TideInstrument *scale = tide_library_get (book->subject.library, i);
      if (scale != own && tide_instrument_get_rater (scale) == TIDE_RATER_SELF
          && was_filled_in (book->subject.history, course, tide_instrument_get_id (scale)))
        g_ptr_array_add (scales, scale);
    }
  return scales;
}

/* --- a day --- */

/* "Dose, 10:00", of every course: a patient keeps one diary. */
static void
append_sessions (const Diary *self, TideDate day, GString *text)
{
  const GPtrArray *sessions = self->sheet->page->history->sessions;
  for (guint i = 0; i < sessions->len; i++)
    {
      const TideSession *session = sessions->pdata[i];
      TideInstant when = tide_session_get_agreed (session);
      const TideCourse *course = tide_history_find_course (self->sheet->page->history, session->course_id);
      int hour, minute;
      if (session->status != TIDE_SESSION_PLANNED || course == NULL || tide_instant_get_date (when) != day)
        continue;
      g_autofree char *title = tide_course_dup_title (course);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", title);
      if (session->kind > 0)
        g_string_append_printf (text, ", %s", tide_session_kind_get_label (session->kind));
      if (!tide_instant_has_clock (when))
        continue;
      tide_instant_get_clock (when, &hour, &minute);
      g_string_append_printf (text, ", %02d:%02d", hour, minute);
    }
}

/* The daily dose of the course on that day, as far as it is known today. */
static void
append_dose (const Diary *self, TideDate day, GString *text)
{
  const GPtrArray *steps = self->sheet->page->history->dose_steps;
  double dose = NAN;
  gboolean ended = tide_date_is_known (self->course->ended_on) && day > self->course->ended_on;
  for (guint i = 0; i < steps->len; i++)
    {
      const TideDoseStep *step = steps->pdata[i];
      if (step->course_id == self->course->base.id && step->from_date <= day)
        dose = step->dose_mg_per_day;
    }
  if (ended || !(dose > 0))
    return;
  g_autofree char *title = tide_course_dup_title (self->course), *words = tide_words_daily_dose (dose);
  g_string_append_printf (text, "%s%s %s", text->len > 0 ? "\n" : "", title, words);
}

static void
draw_day (cairo_t *cr, double x, double y, double width, double height, gpointer data)
{
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, 0.8);
  cairo_rectangle (cr, x + 0.5, y + 2, BOX_SIDE, BOX_SIDE);
  cairo_stroke (cr);
}

static void
draw_lines (cairo_t *cr, double x, double y, double width, double height, gpointer data)
{
  guint n = GPOINTER_TO_UINT (data);
  cairo_set_source_rgb (cr, TIDE_GREY_LINE, TIDE_GREY_LINE, TIDE_GREY_LINE);
  for (guint i = 1; i <= n; i++)
    {
      cairo_rectangle (cr, x, y + height * i / n - 0.5, width, 0.5);
      cairo_fill (cr);
    }
}

static void
add_day (Diary *self, TideDate day)
{
  int year, month, number;
  g_autoptr (GString) planned = g_string_new (NULL);
  tide_date_get_ymd (day, &year, &month, &number);
  g_autoptr (GDateTime) noon = g_date_time_new_utc (year, month, number, 12, 0, 0);
  g_autofree char *weekday = g_date_time_format (noon, "%A"), *date = tide_date_to_words (day);
  append_sessions (self, day, planned);
  append_dose (self, day, planned);
  TideBlock *name = tide_block_stack_new ();
  tide_block_stack_add (name, tide_summary_text (&self->leaf.base, DAY_SIZE, "<b>%s</b>", weekday), 0);
  tide_block_stack_add (name, tide_summary_text (&self->leaf.base, TIDE_PT_TEXT, "%s", date), 0);
  TideBlock *cells[] = { name, tide_summary_text (&self->leaf.base, TIDE_PT_TEXT, "%s", planned->str),
                         tide_block_figure_new (0, BOX_SIDE + 4, draw_day, NULL, NULL),
                         tide_block_figure_new (0, DAY_HEIGHT, draw_lines, GUINT_TO_POINTER (2), NULL) };
  tide_flow_add (
    &self->leaf.flow,
    tide_block_row_new (cells, (const double[]){ 0.17, 0.27, 0.08, 0.48 }, G_N_ELEMENTS (cells), 8), 1);
}

/* --- a week --- */

static void
draw_digits (cairo_t *cr, double x, double y, double width, double height, gpointer data)
{
  guint n = GPOINTER_TO_UINT (data);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, 0.8);
  for (guint i = 0; i < n; i++)
    {
      cairo_rectangle (cr, x + 0.5 + i * (DIGIT_SIDE + 2), y + 1, DIGIT_SIDE, DIGIT_SIDE);
      cairo_stroke (cr);
    }
}

static void
add_scale (Diary *self, TideInstrument *scale)
{
  const TideScoreInfo *primary = tide_instrument_get_primary (scale);
  const char *recall = tide_instrument_get_recall_label (scale);
  gboolean own = tide_instrument_get_rater (scale) == TIDE_RATER_SELF;
  guint digits = primary->maximum >= 100 ? 3 : primary->maximum >= 10 ? 2 : 1;
  g_autofree char *who
    = g_strdup_printf ("%s%s%s, %.0f–%.0f", own ? _ ("filled in by you") : _ ("filled in by the clinic"),
                       recall != NULL && *recall != '\0' ? _ (", about: ") : "", recall != NULL ? recall : "",
                       primary->minimum, primary->maximum);
  TideBlock *date[] = { tide_summary_text (&self->leaf.base, TIDE_PT_CAPTION, "%s", _ ("Date")),
                        tide_block_figure_new (0, 15, draw_lines, GUINT_TO_POINTER (1), NULL) };
  TideBlock *cells[]
    = { tide_summary_text (&self->leaf.base, DAY_SIZE, "<b>%s</b>", tide_instrument_get_short_name (scale)),
        tide_summary_text (&self->leaf.base, TIDE_PT_TEXT, "%s", who),
        tide_block_row_new (date, (const double[]){ 0.25, 0.75 }, 2, 3),
        tide_summary_text (&self->leaf.base, TIDE_PT_CAPTION, "%s", _ ("Total")),
        tide_block_figure_new (0, DIGIT_SIDE + 2, draw_digits, GUINT_TO_POINTER (digits), NULL) };
  tide_flow_add (
    &self->leaf.flow,
    tide_block_row_new (cells, (const double[]){ 0.15, 0.4, 0.24, 0.07, 0.14 }, G_N_ELEMENTS (cells), 8), 4);
}

static void
add_head (Diary *self)
{
  const char *const titles[] = { _ ("Day"), _ ("Planned"), _ ("Done"), _ ("What I noticed") };
  TideBlock *cells[G_N_ELEMENTS (titles)];
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    cells[i] = tide_summary_text (&self->leaf.base, TIDE_PT_CAPTION, "%s", titles[i]);
  tide_flow_add (
    &self->leaf.flow,
    tide_block_row_new (cells, (const double[]){ 0.17, 0.27, 0.08, 0.48 }, G_N_ELEMENTS (cells), 8),
    TIDE_FLOW_GAP);
  tide_flow_add (&self->leaf.flow, tide_block_rule_new (0.7), 1);
}

static void
add_week (Diary *self, guint week)
{
  TideDate first = self->sheet->from + 7 * (int) week;
  g_autofree char *from = tide_date_to_words (first), *until = tide_date_to_words (first + 6);
  g_autofree char *title = tide_course_dup_title (self->course);
  tide_flow_add (
    &self->leaf.flow,
    tide_summary_text (&self->leaf.base, TIDE_PT_CLINIC, _ ("<b>%s</b> · %s to %s"), title, from, until),
    TIDE_FLOW_GAP);
  add_head (self);
  for (int day = 0; day < 7; day++)
    add_day (self, first + day);
  tide_leaf_add_heading (&self->leaf, _ ("Scales of this week"));
  for (guint i = 0; i < self->scales->len; i++)
    add_scale (self, self->scales->pdata[i]);
  tide_leaf_add_heading (&self->leaf, _ ("To tell at the next visit"));
  double room = self->leaf.flow.bottom - self->leaf.flow.y - 4;
  guint n = (guint) CLAMP (floor (room / NOTE_LINE_HEIGHT), 1, N_NOTE_LINES);
  tide_flow_add (&self->leaf.flow,
                 tide_block_figure_new (0, n * NOTE_LINE_HEIGHT, draw_lines, GUINT_TO_POINTER (n), NULL), 2);
}

TideReport *
tide_diary_sheet_new (const TideDiarySheetData *data)
{
  g_return_val_if_fail (data != NULL && data->page != NULL && data->book != NULL, NULL);
  g_return_val_if_fail (data->n_weeks >= 1 && data->n_weeks <= TIDE_DIARY_MOST_WEEKS, NULL);
  g_return_val_if_fail (data->page->history != NULL && data->page->history->patient != NULL, NULL);
  const TideCourse *course = tide_history_find_course (data->page->history, data->course_id);
  if (course == NULL)
    return NULL;
  TideDiarySheetData sheet = *data;
  g_autoptr (GPtrArray) scales = tide_diary_list_scales (data->book, course);
  Diary self = { .sheet = &sheet, .course = course, .scales = scales };
  if (!tide_date_is_known (sheet.from))
    sheet.from = tide_instant_get_date (data->page->now);
  TideReport *report = tide_leaf_init (&self.leaf, data->page, _ ("Diary"));
  tide_leaf_begin (&self.leaf, FALSE);
  for (guint week = 0; week < data->n_weeks; week++)
    {
      if (week > 0)
        tide_flow_begin_page (&self.leaf.flow);
      add_week (&self, week);
    }
  return report;
}
