/* tide-comparison-rows.c: the courses of a comparison as a table that somebody else can read: one row a
 * course, and for each column what it means (N19).
 *
 * Whatever a printed number is made of has to stand here, else nobody can make the number again.
 */
#include <math.h>
#include <string.h>

#include "tide-comparison-private.h"

typedef struct
{
  const TideComparison *comparison;
  const TideComparedArm *arm;
  const TideCohortRow *row;
  guint number;
} Line;

typedef struct
{
  const char *name, *words;
  void (*put) (GString *csv, const Line *line, int which);
  int which; /* window, kind of event, mark */
} Column;

const TideMark tide_exported_marks[TIDE_N_EXPORTED_MARKS]
  = { TIDE_MARK_OVERLAP, TIDE_MARK_CARRY_OVER, TIDE_MARK_RECALL, TIDE_MARK_DOSE, TIDE_MARK_MODE };

const char *
tide_window_state_get_code (TideWindowState state)
{
  static const char *const codes[] = { "rated", "stopped", "not_yet_due", "missed" };
  G_STATIC_ASSERT (G_N_ELEMENTS (codes) == TIDE_N_WINDOW_STATES);
  return state < TIDE_N_WINDOW_STATES ? codes[state] : NULL;
}

/* --- cells --- */

static void
put_number (GString *csv, double value)
{
  g_autofree char *text = isnan (value) ? NULL : tide_number_to_text (value);
  g_string_append (csv, text != NULL ? text : "");
}

static void
put_score (GString *csv, TideCohortScore score)
{
  put_number (csv, tide_cohort_score_get (score));
}

/* A count, or days, of which less than 0 says that there is none. */
static void
put_whole (GString *csv, int value)
{
  if (value >= 0)
    g_string_append_printf (csv, "%d", value);
}

static void
put_yes_no (GString *csv, gboolean yes)
{
  g_string_append (csv, yes ? "yes" : "no");
}

static void
put_text (GString *csv, const char *text)
{
  g_string_append (csv, text != NULL ? text : "");
}

#define CELL(name) static void name (GString *csv, const Line *line, G_GNUC_UNUSED int which)

CELL (put_course) { put_whole (csv, (int) line->number); }
CELL (put_arm) { put_text (csv, line->arm->code); }
CELL (put_condition) { put_text (csv, tide_cohort_row_get_condition (line->row)); }
CELL (put_fate) { put_text (csv, tide_fate_get_code ((TideFate) line->row->fate)); }
CELL (put_baseline) { put_score (csv, line->row->baseline); }
CELL (put_window) { put_score (csv, line->row->window[which]); }
CELL (put_best) { put_score (csv, line->row->best); }
CELL (put_best_days) { put_number (csv, (double) line->row->best_days); }
CELL (put_last) { put_score (csv, line->row->last); }
CELL (put_last_days) { put_number (csv, (double) line->row->last_days); }
CELL (put_last_holds) { put_yes_no (csv, line->row->last_holds); }
CELL (put_age) { put_whole (csv, line->row->age); }
CELL (put_sex) { put_text (csv, tide_sex_codes[line->row->sex]); }
CELL (put_failed) { put_whole (csv, line->row->n_failed); }
CELL (put_line) { put_whole (csv, line->row->line > 0 ? line->row->line : -1); }
CELL (put_route) { put_text (csv, tide_route_codes[line->row->route]); }
CELL (put_setting) { put_text (csv, tide_setting_codes[line->row->setting]); }
CELL (put_end_reason) { put_text (csv, tide_end_reason_codes[line->row->end_reason]); }
CELL (put_wait) { put_whole (csv, line->row->wait_days); }
CELL (put_cost) { put_number (csv, (double) line->row->cost); }
CELL (put_response_weeks) { put_number (csv, (double) line->row->response_weeks); }
CELL (put_effects) { put_whole (csv, line->row->n_effects); }
CELL (put_sessions) { put_whole (csv, line->row->n_sessions); }
CELL (put_treated) { put_whole (csv, tide_cohort_row_get_treated_days (line->row)); }
CELL (put_end) { put_whole (csv, line->row->end_day); }
CELL (put_observed) { put_whole (csv, line->row->observed_days); }
CELL (put_until) { put_whole (csv, line->row->until_day); }
CELL (put_dropped) { put_yes_no (csv, line->row->dropped_out); }
CELL (put_died) { put_yes_no (csv, line->row->died); }
CELL (put_ratings) { put_whole (csv, line->row->n_ratings); }
CELL (put_recall) { put_whole (csv, line->row->n_recall); }
CELL (put_gap) { put_number (csv, (double) line->row->gap_days); }
CELL (put_any_mark) { put_yes_no (csv, tide_cohort_row_is_marked (line->row)); }
CELL (put_sequence) { put_whole (csv, line->row->sequence); }
CELL (put_sequence_any) { put_whole (csv, line->row->sequence_any); }
CELL (put_carry_over) { put_yes_no (csv, line->row->carry_over); }
CELL (put_at_floor) { put_yes_no (csv, line->row->at_floor); }
CELL (put_low_baseline) { put_yes_no (csv, line->row->low_baseline); }

CELL (put_asked) { put_yes_no (csv, tide_comparison_is_asked (line->comparison->definition, line->row)); }

CELL (put_mark) { put_whole (csv, line->row->marks[g_bit_nth_lsf (tide_exported_marks[which], -1)]); }

CELL (put_window_why)
{
  put_text (csv, tide_window_state_get_code ((TideWindowState) line->row->windows[which]));
}

CELL (put_counted)
{
  TideLeftOut reason = tide_comparison_get_left_out (line->comparison->definition, line->row);
  put_text (csv, tide_left_out_get_code (reason));
}

CELL (put_start)
{
  g_autofree char *iso = tide_date_is_known (line->row->start) ? tide_date_to_iso (line->row->start) : NULL;
  put_text (csv, iso);
}

CELL (put_background)
{
  g_autofree char *code = tide_arms_dup_code (line->row->background);
  put_text (csv, code);
}

CELL (put_event)
{
  put_text (csv, tide_event_status_get_code ((TideEventStatus) line->row->events[which].status));
}

CELL (put_event_lower) { put_whole (csv, line->row->events[which].lower); }
CELL (put_event_upper) { put_whole (csv, line->row->events[which].upper); }
CELL (put_event_confirmed) { put_yes_no (csv, line->row->events[which].confirmed); }

CELL (put_event_why)
{
  put_text (csv, tide_event_why_get_code ((TideEventWhy) line->row->events[which].why));
}

CELL (put_dosed)
{
  static const char *const codes[] = { "", "once", "series", "unknown" };
  put_text (csv, codes[line->row->dosed]);
}

/* "clinician+self" (F63). */
CELL (put_rated_by)
{
  static const char *const kinds[] = { "self", "clinician", "informant", "independent", "unknown" };
  const char *joint = "";
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if ((line->row->rated_by & (1u << i)) != 0)
      {
        g_string_append_printf (csv, "%s%s", joint, kinds[i]);
        joint = "+";
      }
}

/* --- columns --- */

/* clang-format off */
#define WINDOW(week, which)                                                                                   \
  { "week_" week, "score nearest to week " week " in its window; empty: none", put_window, which },           \
  { "week_" week "_why", "rated, or why not: stopped, not_yet_due, missed", put_window_why, which }
#define EVENT(code, words, which)                                                                             \
  { code, words ": event, censored, or excluded from the table", put_event, which },                          \
  { code "_lower_s", "seconds since its origin: last rating without it; censored: followed so far",           \
    put_event_lower, which },                                                                                 \
  { code "_upper_s", "seconds since its origin: first rating with it", put_event_upper, which },              \
  { code "_why", "why excluded or censored", put_event_why, which },                                          \
  { code "_confirmed", "holds at the next rating 7 days later or more", put_event_confirmed, which }
#define MARK(code, words, which)                                                                              \
  { "marked_" code, "how many of its ratings carry the mark: " words, put_mark, which }

static const Column columns[] = {
  { "course", "number in this file; no record number", put_course, 0 },
  { "arm", "treatments judged together", put_arm, 0 },
  { "start", "day 0: first dose or session", put_start, 0 },
  { "condition", "of the indication, else of the primary diagnosis", put_condition, 0 },
  { "counted", "counted, or why left out: no_baseline, repeat_course, carry_over, filter", put_counted, 0 },
  { "fate", "what became of it", put_fate, 0 },
  { "baseline", "score before day 0", put_baseline, 0 },
  { "at_floor", "the baseline is the lowest score: no percent", put_at_floor, 0 },
  { "low_baseline", "the baseline is under what the scale calls ill", put_low_baseline, 0 },
  WINDOW ("1", 0), WINDOW ("2", 1), WINDOW ("4", 2), WINDOW ("8", 3), WINDOW ("12", 4), WINDOW ("24", 5),
  { "best", "lowest score after day 0", put_best, 0 },
  { "best_days", "its day since day 0", put_best_days, 0 },
  { "last", "last score after day 0", put_last, 0 },
  { "last_days", "its day since day 0", put_last_days, 0 },
  { "last_holds", "the last rating meets the response criterion", put_last_holds, 0 },
  EVENT ("response", "time to response, from day 0", TIDE_COURSE_RESPONSE),
  EVENT ("remission", "time to remission, from day 0", TIDE_COURSE_REMISSION),
  EVENT ("duration", "duration of response, from the origin of definition.txt", TIDE_COURSE_DURATION),
  EVENT ("relapse", "time to relapse, from the origin of definition.txt", TIDE_COURSE_RELAPSE),
  { "response_weeks", "weeks in response", put_response_weeks, 0 },
  { "age", "years at day 0", put_age, 0 },
  { "sex", "empty: not recorded", put_sex, 0 },
  { "failed", "earlier treatments without response", put_failed, 0 },
  { "line", "line of treatment", put_line, 0 },
  { "background", "unchanged older treatments beside it", put_background, 0 },
  { "route", "of the drug", put_route, 0 },
  { "setting", "of the first session", put_setting, 0 },
  { "sequence", "1: the patient's first course of this arm, dosed alike", put_sequence, 0 },
  { "sequence_any", "the same however dosed", put_sequence_any, 0 },
  { "carry_over", "begun soon after a dose of ketamine of another course", put_carry_over, 0 },
  { "wait_days", "from referral to day 0", put_wait, 0 },
  { "cost", "of the course, in the clinic's currency", put_cost, 0 },
  { "effects", "side effects begun under treatment, moderate or worse", put_effects, 0 },
  { "sessions", "doses and sessions given", put_sessions, 0 },
  { "treated_days", "under treatment", put_treated, 0 },
  { "end_day", "of the treatment since day 0; empty: runs on", put_end, 0 },
  { "observed_days", "from day 0 to the data", put_observed, 0 },
  { "next_course_day", "the next course for the same target, since day 0", put_until, 0 },
  { "end_reason", "why the treatment ended", put_end_reason, 0 },
  { "dropped_out", "left the treatment before it was done", put_dropped, 0 },
  { "died", "", put_died, 0 },
  { "ratings", "after day 0, that decide or could", put_ratings, 0 },
  { "recall_ratings", "whose recall reaches before day 0", put_recall, 0 },
  { "gap_days", "median between ratings", put_gap, 0 },
  { "marked", "a rating carries overlap, carry_over, dose or mode", put_any_mark, 0 },
  MARK ("overlap", "another treatment runs", 0),
  MARK ("carry_over", "an earlier treatment may still act", 1),
  MARK ("recall", "its recall reaches before the treatment", 2),
  MARK ("dose", "the dose is still rising", 3),
  MARK ("mode", "another rater or mode than at baseline", 4),
  { "dosed", "ketamine: once, series, unknown", put_dosed, 0 },
  { "rated_by", "who rated the baseline and after it", put_rated_by, 0 },
  { "asked", "whether the question is about the course, with or without a baseline", put_asked, 0 },
};
/* clang-format on */

char *
tide_comparison_columns_to_text (void)
{
  GString *text = g_string_new ("# The columns of rows.csv, one row a course. An empty cell: not known, or "
                                "there is none; never nought and never no.\ncolumn\tmeaning\n");
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_string_append_printf (text, "%s\t%s\n", columns[i].name, columns[i].words);
  return g_string_free (text, FALSE);
}

/* Courses are numbered as they stand in the file: neither record numbers nor dates of birth leave. */
static void
put_row (GString *csv, const Line *line)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      if (i > 0)
        g_string_append_c (csv, ',');
      columns[i].put (csv, line, columns[i].which);
    }
  g_string_append_c (csv, '\n');
}

char *
tide_comparison_to_csv (const TideComparison *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  GString *csv = g_string_new (NULL);
  Line line = { .comparison = self };
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_string_append_printf (csv, "%s%s", i > 0 ? "," : "", columns[i].name);
  g_string_append_c (csv, '\n');
  for (guint a = 0; a < self->n_arms; a++)
    for (guint i = 0; i < self->rows->len; i++)
      {
        line.arm = &self->arms[a];
        line.row = tide_comparison_row (self, i);
        if (line.row->arms != line.arm->arms || !tide_comparison_is_started (self, line.row))
          continue;
        line.number++;
        put_row (csv, &line);
      }
  return g_string_free (csv, FALSE);
}
