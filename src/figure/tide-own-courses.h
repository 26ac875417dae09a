/* tide-own-courses.h: one patient's courses beside each other: what is known of each, in numbers and in words
 * (N02, F17, F20, F24, F62).
 *
 * The model is made from the history and one scale; drawings (tide-own-figure.h, tide-own-strip.h), screen,
 * paper and tests read it.  Attribution marks can be switched off: then the ratings that carry them are taken
 * out of the record that outcome and events are computed from, and counted as left out.  A baseline stays,
 * whatever it carries: without it nothing of its course could be said; its mark is told instead.
 */
#pragma once

#include "tide-course-events.h"
#include "tide-course-facts.h"
#include "tide-timeline.h"
#include "tide-track-figure.h"

G_BEGIN_DECLS

/* The marks that can be switched off, in the order of their letters O, C, R, D, M. */
#define TIDE_N_OWN_MARKS 5
extern const TideMark tide_own_marks[TIDE_N_OWN_MARKS];
#define TIDE_OWN_MARKS_MASK                                                                                  \
  (TIDE_MARK_OVERLAP | TIDE_MARK_CARRY_OVER | TIDE_MARK_RECALL | TIDE_MARK_DOSE | TIDE_MARK_MODE)
const char *tide_own_mark_get_letter (TideMark mark); /* "O" */
const char *tide_own_mark_get_label (TideMark mark);  /* translated: "Overlap" */
/* Letters of all marks of @marks, "OR"; "" for none (transfer full). */
char *tide_own_marks_dup_letters (guint marks);

/* One rating of a course. */
typedef struct
{
  const TideVisitOutcome *visit; /* of the outcome, as judged in this course */
  TideInstant taken;
  double days;    /* since day 0; the baseline stands at 0 */
  int day;        /* the same by the calendar, as the chart says it: what words name */
  double value;   /* points */
  double percent; /* of the course's own baseline, 100 = unchanged; NAN without one */
  guint marks;    /* of TIDE_OWN_MARKS_MASK */
  gboolean baseline;
  /* Shown, but nothing is judged by it: passed over, or too soon after a dose. */
  gboolean aside;
} TideOwnPoint;

/* A dose from a day on, or a session. */
typedef struct
{
  double from_days, until_days; /* since day 0 of the course */
  TideInstant from, until;
  double dose_mg; /* a day; NAN not recorded */
} TideOwnStep;

typedef struct
{
  double days;
  TideInstant when;
  const TideSession *session;
  gboolean ketamine; /* a dose of ketamine or esketamine; else a session of something else */
} TideOwnSession;

/* Days since day 0 of the course during which it is not alone. */
typedef struct
{
  double from_days, until_days;
  TideInstant from, until;
  guint other; /* overlap: the other course, an index; carry-over: the course itself */
} TideOwnSpan;

typedef struct
{
  const TideCourseOutcome *period;
  const TideCourseEvents *events;
  char *title;      /* "Ketamine IV + ERP"; a second course of one name has its number */
  guint arms;       /* mask */
  GArray *points;   /* TideOwnPoint by time, the baseline first */
  GArray *steps;    /* TideOwnStep by time */
  GArray *sessions; /* TideOwnSession by time: treatment that took place */
  GArray *overlaps; /* TideOwnSpan */
  GArray *carry; /* TideOwnSpan: where a rating carries the mark C: within the carry-over days of ketamine */
  TideInstant end; /* of the treatment; now while it runs */
  double end_days;
  gboolean running;
  double full_dose; /* the largest daily dose */
  guint n_left_out; /* ratings that a mark switched off took out */
} TideOwnCourse;

typedef struct _TideOwnCourses TideOwnCourses;

/**
 * tide_own_courses_new:
 * @history, @thresholds: must outlive the result
 * @marks_off: TideMark, of TIDE_OWN_MARKS_MASK: ratings with any of these are left out
 * @currency: (nullable): of the clinic
 *
 * Courses that have begun, by day 0.  Returns: (transfer full): never NULL, possibly without courses
 */
TideOwnCourses *tide_own_courses_new (const TideHistory *history, TideInstrument *instrument,
                                      const TideThresholds *thresholds, TideInstant now, guint marks_off,
                                      const char *currency);
void tide_own_courses_free (TideOwnCourses *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideOwnCourses, tide_own_courses_free)

/* The expected band of one course (N20), which is drawn under its line: copied; without a window that has one
 * it is said why.  Once, before anything is drawn. */
void tide_own_courses_set_band (TideOwnCourses *self, guint course, const TideTrackBand *band);
const TideTrackBand *tide_own_courses_get_band (const TideOwnCourses *self,
                                                guint *course); /* NULL: none set */
/* "Shaded: middle 80 % of the clinic’s earlier courses of the same arm as Sertraline, n = 14 to 22"; NULL:
 * none set (transfer full). */
char *tide_own_courses_dup_band_words (const TideOwnCourses *self);

/* By which clause the rating has its state, "fall of 35 % or more, and CGI-I 2 or less or not rated"; NULL:
 * it has none (transfer full). */
char *tide_own_courses_dup_clause (const TideOwnCourses *self, const TideOwnCourse *course,
                                   const TideOwnPoint *point);

/* Calendar days of @instant since day 0 of @course, 0 before it: an evening and the morning a week later are
 * 7 days apart (clinical.md 3.4). */
int tide_own_course_get_day (const TideOwnCourse *self, TideInstant instant);
/* The calendar day of so many days since day 0, such as the bounds of an event: of the rating that stands
 * there, else by the clock of day 0. */
int tide_own_course_get_day_at (const TideOwnCourse *self, double days);

guint tide_own_courses_get_n (const TideOwnCourses *self);
const TideOwnCourse *tide_own_courses_get (const TideOwnCourses *self, guint i);
/* At most so many courses stand in one plot: the newest that can be drawn; the caption names the others.  In
 * percent a course without a baseline cannot be. */
#define TIDE_OWN_MOST_DRAWN 4
gboolean tide_own_courses_is_drawn (const TideOwnCourses *self, guint course, gboolean percent);
TideInstrument *tide_own_courses_get_instrument (const TideOwnCourses *self);
TideInstant tide_own_courses_get_now (const TideOwnCourses *self);
double tide_own_courses_get_threshold (const TideOwnCourses *self, const char *key);
/* Ratings after a baseline that carry @mark, whether it is switched off or not; one that counts in two
 * courses counts once. */
guint tide_own_courses_count_mark (const TideOwnCourses *self, TideMark mark);
/* Why no rating carries the mark O: "none; sertraline runs on unchanged as background" where an older drug
 * stands beside a newer course and is no second treatment (clinical.md 3.6), "none in these courses"
 * (transfer full). */
char *tide_own_courses_dup_no_overlap (const TideOwnCourses *self);
guint tide_own_courses_count_left_out (const TideOwnCourses *self);

/* --- words: the same on screen, paper and in tests --- */

typedef enum
{
  TIDE_OWN_SPEED,
  TIDE_OWN_DEPTH,
  TIDE_OWN_DURATION,
  TIDE_OWN_BURDEN,
  TIDE_OWN_COST,
  TIDE_N_OWN_ROWS
} TideOwnRow;
const char *tide_own_row_get_label (TideOwnRow row); /* translated: "Speed" */
const char *tide_own_row_get_hint (TideOwnRow row);  /* "(last without, first with response]" */

/* What a cell says: bold, then plain; @marks of the ratings that decided it stand in boxes behind. */
typedef struct
{
  char *lead, *rest; /* never NULL */
  guint marks;
} TideOwnCell;
void tide_own_cell_clear (TideOwnCell *self);
TideOwnCell tide_own_courses_make_cell (const TideOwnCourses *self, TideOwnRow row, guint course);
/* "day 4 to day 7 · after 2 to 3 infusions [O] [R]": the cell as one line (transfer full). */
char *tide_own_cell_dup_text (const TideOwnCell *self);
/* "16 Jan 2023 to 19 Feb 2024 · partial effect" (transfer full). */
char *tide_own_courses_dup_dates (const TideOwnCourses *self, guint course);
/* "Y-BOCS, % of each course's baseline (29, 27, 19); hollow: marked; 5 ratings left out" (transfer full). */
char *tide_own_courses_dup_caption (const TideOwnCourses *self, gboolean percent);
/* What limits this comparison, "Lead. Text", the weightiest first (element-type utf8) (transfer full): lead
 * and text stand apart at the first tab. */
GPtrArray *tide_own_courses_list_caveats (const TideOwnCourses *self);
/* The baseline that carries a mark, of the newest such course; NULL when none does (transfer full). */
char *tide_own_courses_dup_baseline_warning (const TideOwnCourses *self);
/* "day 4", "wk 6", "wk 6.5" of calendar days, as tide_own_course_get_day () has them (transfer full). */
char *tide_own_dup_moment (double days);

G_END_DECLS
