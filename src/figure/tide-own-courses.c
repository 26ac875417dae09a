/* tide-own-courses.c: the model of the comparison within a patient: ratings of each course, counted from its
 * own day 0, with and without those that carry a mark. */
#include "tide-own-courses-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-arm-style.h"
#include "tide-timeline-private.h"

const TideMark tide_own_marks[TIDE_N_OWN_MARKS]
  = { TIDE_MARK_OVERLAP, TIDE_MARK_CARRY_OVER, TIDE_MARK_RECALL, TIDE_MARK_DOSE, TIDE_MARK_MODE };

const char *
tide_own_mark_get_letter (TideMark mark)
{
  switch (mark)
    {
    case TIDE_MARK_OVERLAP:
      return "O";
    case TIDE_MARK_CARRY_OVER:
      return "C";
    case TIDE_MARK_RECALL:
      return "R";
    case TIDE_MARK_DOSE:
      return "D";
    case TIDE_MARK_MODE:
      return "M";
    default:
      return "";
    }
}

const char *
tide_own_mark_get_label (TideMark mark)
{
  switch (mark)
    {
    case TIDE_MARK_OVERLAP:
      return _ ("Overlap");
    case TIDE_MARK_CARRY_OVER:
      return _ ("Carry-over");
    case TIDE_MARK_RECALL:
      return _ ("Recall window");
    case TIDE_MARK_DOSE:
      return _ ("Dose still rising");
    case TIDE_MARK_MODE:
      return _ ("Rater or mode changed");
    default:
      return "";
    }
}

char *
tide_own_marks_dup_letters (guint marks)
{
  GString *letters = g_string_new (NULL);
  for (guint i = 0; i < TIDE_N_OWN_MARKS; i++)
    if (marks & tide_own_marks[i])
      g_string_append (letters, tide_own_mark_get_letter (tide_own_marks[i]));
  return g_string_free (letters, FALSE);
}

/* --- leaving out --- */

static gboolean
is_a_baseline (const TideOutcome *outcome, guint visit)
{
  for (guint i = 0; i < outcome->n_courses; i++)
    if (outcome->courses[i].baseline == (int) visit)
      return TRUE;
  return FALSE;
}

/* A series without the ratings whose marks are switched off.  The ratings that are left are shared bytes. */
static TideSeries *
filter_series (TideOwnCourses *self, const TideSeries *series)
{
  TideSeries *kept = g_memdup2 (series, sizeof *series);
  TideRating *ratings = g_new (TideRating, MAX (series->n_ratings, 1));
  guint n = 0;
  for (guint i = 0; i < series->n_ratings; i++)
    if ((self->full->visits[i].marks & self->marks_off) == 0 || is_a_baseline (self->full, i))
      ratings[n++] = series->ratings[i];
  self->n_left_out = series->n_ratings - n;
  kept->ratings = ratings;
  kept->n_ratings = n;
  return kept;
}

static void
filtered_series_free (TideHistory *filtered, const TideSeries *own)
{
  for (guint i = 0; i < filtered->series->len; i++)
    {
      TideSeries *series = filtered->series->pdata[i];
      if (series == own)
        {
          g_free (series->ratings);
          g_free (series);
        }
    }
  g_ptr_array_free (filtered->series, TRUE);
  g_free (filtered);
}

/* The history as it would be had the marked ratings not been made; everything else is shared. */
static void
make_filtered (TideOwnCourses *self)
{
  self->filtered = g_memdup2 (self->history, sizeof *self->history);
  self->filtered->series = g_ptr_array_new ();
  for (guint i = 0; i < self->history->series->len; i++)
    {
      TideSeries *series = self->history->series->pdata[i];
      g_ptr_array_add (self->filtered->series,
                       series == self->full->series ? filter_series (self, series) : series);
    }
}

/* The baseline of the next course stays for that one; as the last rating of this one it is left out. */
static void
leave_out_closings (TideOwnCourses *self)
{
  for (guint i = 0; i < self->outcome->n_visits; i++)
    if (self->outcome->closings[i].course >= 0 && (self->outcome->closings[i].marks & self->marks_off) != 0)
      self->outcome->closings[i].course = -1;
}

/* --- courses --- */

guint
tide_own_course_get_n_members (const TideOwnCourse *self)
{
  return 1 + (self->period->with != NULL ? self->period->with->len : 0);
}

const TideCourse *
tide_own_course_get_member (const TideOwnCourse *self, guint i)
{
  return i == 0 ? self->period->course : self->period->with->pdata[i - 1];
}

double
tide_own_days_between (TideInstant instant, TideInstant origin)
{
  return tide_instant_days_since (instant, origin);
}

int
tide_own_course_get_day (const TideOwnCourse *self, TideInstant instant)
{
  g_return_val_if_fail (self != NULL && tide_instant_is_known (instant), 0);
  return MAX (tide_instant_get_date (instant) - tide_instant_get_date (self->period->day0), 0);
}

int
tide_own_course_get_day_at (const TideOwnCourse *self, double days)
{
  g_return_val_if_fail (self != NULL && !isnan (days), 0);
  for (guint i = 0; i < self->points->len; i++)
    {
      const TideOwnPoint *point = &g_array_index (self->points, TideOwnPoint, i);
      if (fabs (point->days - days) < 1e-6)
        return point->day;
    }
  if (self->period->day0.precision == TIDE_PRECISION_DAY)
    return (int) floor (MAX (days, 0) + 1e-9);
  TideInstant then = self->period->day0;
  then.utc += (gint64) (days * 86400);
  return tide_own_course_get_day (self, then);
}

static void
course_free (gpointer data)
{
  TideOwnCourse *self = data;
  g_free (self->title);
  g_array_unref (self->points);
  g_array_unref (self->steps);
  g_array_unref (self->sessions);
  g_array_unref (self->overlaps);
  g_array_unref (self->carry);
  g_free (self);
}

static TideInstant
get_taken (const TideOwnCourses *self, const TideRating *rating)
{
  const TideAssessmentData *data = tide_history_find_assessment (self->history, rating->assessment_id);
  if (data != NULL)
    return data->taken;
  TideInstant taken = { rating->taken_utc, 0,
                        rating->flags & TIDE_RATING_DAY_ONLY ? TIDE_PRECISION_DAY : TIDE_PRECISION_MINUTE };
  return taken;
}

static void
build_points (TideOwnCourses *self, TideOwnCourse *course, int index)
{
  g_autoptr (GPtrArray) visits = tide_outcome_list_visits (self->outcome, index);
  double floor = tide_instrument_get_change_rule (self->instrument)->floor;
  for (guint i = 0; i < visits->len; i++)
    {
      const TideVisitOutcome *visit = visits->pdata[i];
      gboolean baseline
        = course->period->baseline >= 0 && visit == &self->outcome->visits[course->period->baseline];
      TideOwnPoint point = { .visit = visit,
                             .taken = get_taken (self, &visit->rating),
                             .days = baseline || isnan (visit->days) ? 0 : MAX (visit->days, 0),
                             .day = baseline || isnan (visit->days) ? 0 : MAX (visit->day, 0),
                             .value = tide_rating_get_value (&visit->rating),
                             .marks = visit->marks & TIDE_OWN_MARKS_MASK,
                             .baseline = baseline,
                             .aside = visit->passed_over || visit->too_fresh };
      /* Of an older rating of the course the baseline was chosen from: it stands before day 0. */
      if (!baseline && (isnan (visit->days) || visit->days < 0))
        continue;
      point.percent = 100
                      - (baseline ? 0
                                  : tide_outcome_percent (course->period->baseline_value, point.value,
                                                          isnan (floor) ? 0 : floor));
      if (isnan (course->period->baseline_value))
        point.percent = NAN;
      g_array_append_val (course->points, point);
    }
}

static void
number_titles (TideOwnCourses *self)
{
  for (guint i = 0; i < self->courses->len; i++)
    {
      TideOwnCourse *course = self->courses->pdata[i];
      guint n = 1;
      for (guint j = 0; j < i; j++)
        {
          g_autofree char *other
            = tide_timeline_course_title (((TideOwnCourse *) self->courses->pdata[j])->period);
          n += g_str_equal (other, course->title);
        }
      if (n > 1)
        {
          char *numbered = g_strdup_printf ("%s (%u)", course->title, n);
          g_free (course->title);
          course->title = numbered;
        }
    }
}

/* Ratings that belong to a course in the full outcome and are not there any more. */
static guint
count_left_out (const TideOwnCourses *self, int index)
{
  guint n = 0;
  for (guint i = 0; i < self->full->n_visits; i++)
    {
      const TideVisitOutcome *visit = &self->full->visits[i];
      n += visit->course == index && (visit->marks & self->marks_off) != 0 && !is_a_baseline (self->full, i);
    }
  return n;
}

static void
add_course (TideOwnCourses *self, guint index)
{
  TideOwnCourse *course = g_new0 (TideOwnCourse, 1);
  course->period = &self->outcome->courses[index];
  course->events = &self->events[index];
  course->title = tide_timeline_course_title (course->period);
  course->points = g_array_new (FALSE, FALSE, sizeof (TideOwnPoint));
  course->steps = g_array_new (FALSE, FALSE, sizeof (TideOwnStep));
  course->sessions = g_array_new (FALSE, FALSE, sizeof (TideOwnSession));
  course->overlaps = g_array_new (FALSE, FALSE, sizeof (TideOwnSpan));
  course->carry = g_array_new (FALSE, FALSE, sizeof (TideOwnSpan));
  for (guint i = 0; i < tide_own_course_get_n_members (course); i++)
    course->arms |= tide_arm_mask_of ((TideArm) tide_own_course_get_member (course, i)->arm);
  course->n_left_out = count_left_out (self, (int) index);
  build_points (self, course, (int) index);
  tide_own_courses_build_treatment (self, course);
  g_ptr_array_add (self->courses, course);
}

TideOwnCourses *
tide_own_courses_new (const TideHistory *history, TideInstrument *instrument,
                      const TideThresholds *thresholds, TideInstant now, guint marks_off,
                      const char *currency)
{
  g_return_val_if_fail (history != NULL && instrument != NULL && thresholds != NULL, NULL);
  TideOwnCourses *self = g_new0 (TideOwnCourses, 1);
  self->history = history;
  self->instrument = tide_instrument_ref (instrument);
  self->thresholds = thresholds;
  self->now = now;
  self->marks_off = marks_off & TIDE_OWN_MARKS_MASK;
  self->currency = g_strdup (currency);
  self->full = tide_outcome_compute (history, instrument, thresholds, now);
  make_filtered (self);
  self->outcome = tide_outcome_compute (self->filtered, instrument, thresholds, now);
  leave_out_closings (self);
  self->events
    = tide_course_events_compute (self->outcome, self->filtered, instrument, thresholds, now, NULL);
  self->courses = g_ptr_array_new_with_free_func (course_free);
  self->backgrounds = g_array_new (FALSE, FALSE, sizeof (TideOwnBackground));
  for (guint i = 0; i < self->outcome->n_courses; i++)
    if (!self->outcome->courses[i].planned && tide_instant_is_known (self->outcome->courses[i].day0))
      add_course (self, i);
  number_titles (self);
  tide_own_courses_build_spans (self);
  return self;
}

void
tide_own_courses_free (TideOwnCourses *self)
{
  if (self == NULL)
    return;
  const TideSeries *own = self->full->series != NULL ? self->outcome->series : NULL;
  g_ptr_array_unref (self->courses);
  g_array_unref (self->backgrounds);
  g_free (self->events);
  tide_outcome_free (self->outcome);
  tide_outcome_free (self->full);
  filtered_series_free (self->filtered, own);
  tide_instrument_unref (self->instrument);
  g_free (self->currency);
  g_free (self->band);
  g_free (self);
}

guint
tide_own_courses_get_n (const TideOwnCourses *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->courses->len;
}

const TideOwnCourse *
tide_own_courses_get (const TideOwnCourses *self, guint i)
{
  g_return_val_if_fail (self != NULL && i < self->courses->len, NULL);
  return self->courses->pdata[i];
}

TideInstrument *
tide_own_courses_get_instrument (const TideOwnCourses *self)
{
  return self->instrument;
}

TideInstant
tide_own_courses_get_now (const TideOwnCourses *self)
{
  return self->now;
}

double
tide_own_courses_get_threshold (const TideOwnCourses *self, const char *key)
{
  return tide_thresholds_get (self->thresholds, key);
}

guint
tide_own_courses_count_mark (const TideOwnCourses *self, TideMark mark)
{
  guint n = 0;
  g_return_val_if_fail (self != NULL, 0);
  for (guint i = 0; i < self->full->n_visits; i++)
    {
      const TideVisitOutcome *closing = &self->full->closings[i];
      n += (self->full->visits[i].course >= 0 && (self->full->visits[i].marks & mark) != 0)
           || (closing->course >= 0 && (closing->marks & mark) != 0);
    }
  return n;
}

guint
tide_own_courses_count_left_out (const TideOwnCourses *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_left_out;
}

char *
tide_own_courses_dup_clause (const TideOwnCourses *self, const TideOwnCourse *course,
                             const TideOwnPoint *point)
{
  g_return_val_if_fail (self != NULL && course != NULL && point != NULL, NULL);
  if (point->visit->clause == NULL)
    return NULL;
  return tide_criteria_dup_words (course->period->criteria, point->visit->clause, self->instrument,
                                  (TideSex) self->history->patient->sex, self->thresholds);
}

void
tide_own_courses_set_band (TideOwnCourses *self, guint course, const TideTrackBand *band)
{
  g_return_if_fail (self != NULL && course < self->courses->len && band != NULL);
  g_free (self->band);
  self->band = g_memdup2 (band, sizeof *band);
  self->band_course = course;
}

const TideTrackBand *
tide_own_courses_get_band (const TideOwnCourses *self, guint *course)
{
  g_return_val_if_fail (self != NULL && course != NULL, NULL);
  *course = self->band_course;
  return self->band;
}

char *
tide_own_courses_dup_band_words (const TideOwnCourses *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  if (self->band == NULL)
    return NULL;
  const TideOwnCourse *course = self->courses->pdata[self->band_course];
  g_autofree char *n = tide_track_band_dup_n (self->band);
  if (n != NULL)
    return g_strdup_printf (
      _ ("Shaded: expected band of %s, the middle %d %% of the clinic’s earlier courses of the same arm, %s"),
      course->title, (int) (100 * TIDE_TRACK_MIDDLE + .5), n);
  g_autofree char *why = tide_track_dup_band_words (MIN (self->band->n, TIDE_TRACK_LEAST_N - 1));
  if (self->band->n < TIDE_TRACK_LEAST_N)
    return g_strdup_printf ("%s: %s", course->title, why);
  return g_strdup_printf (
    _ ("%s: no expected band: fewer than %d of the clinic’s earlier courses of the same "
       "arm were rated in any one window"),
    course->title, TIDE_TRACK_LEAST_N);
}

static gboolean
can_draw (const TideOwnCourse *course, gboolean percent)
{
  return course->points->len > 0 && (!percent || !isnan (course->period->baseline_value));
}

gboolean
tide_own_courses_is_drawn (const TideOwnCourses *self, guint course, gboolean percent)
{
  guint newer = 0;
  g_return_val_if_fail (self != NULL && course < self->courses->len, FALSE);
  for (guint i = course + 1; i < self->courses->len; i++)
    newer += can_draw (self->courses->pdata[i], percent);
  return newer < TIDE_OWN_MOST_DRAWN && can_draw (self->courses->pdata[course], percent);
}
