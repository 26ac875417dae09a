/* tide-own-caveats.c: what must be known to read one patient's courses beside each other, and the lines
 * around the figure. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-own-courses-private.h"
#include "tide-timeline-private.h"

char *
tide_own_courses_dup_dates (const TideOwnCourses *self, guint course)
{
  g_return_val_if_fail (self != NULL && course < self->courses->len, NULL);
  const TideOwnCourse *own = self->courses->pdata[course];
  g_autofree char *from = tide_date_to_words (tide_instant_get_date (own->period->day0)),
                  *until = tide_date_to_words (tide_instant_get_date (own->end));
  const char *why = own->period->course->end_reason > 0
                      ? tide_end_reason_get_label (own->period->course->end_reason)
                      : NULL;
  if (own->running)
    return g_strdup_printf (_ ("%s, goes on"), from);
  g_autofree char *low = why != NULL ? g_utf8_strdown (why, -1) : NULL;
  return low != NULL ? g_strdup_printf (_ ("%s to %s · %s"), from, until, low)
                     : g_strdup_printf (_ ("%s to %s"), from, until);
}

static char *
dup_baselines (const TideOwnCourses *self)
{
  GString *text = g_string_new (NULL);
  guint decimals = tide_instrument_get_primary (self->instrument)->decimals;
  for (guint i = 0; i < self->courses->len; i++)
    {
      const TideOwnCourse *course = self->courses->pdata[i];
      g_autofree char *value = isnan (course->period->baseline_value)
                                 ? g_strdup (_ ("none"))
                                 : tide_timeline_format_number (course->period->baseline_value, decimals);
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", value);
    }
  return g_string_free (text, FALSE);
}

static char *
dup_left_out (const TideOwnCourses *self)
{
  g_autofree char *letters = tide_own_marks_dup_letters (self->marks_off);
  return g_strdup_printf (ngettext ("%u rating left out (%s)", "%u ratings left out (%s)", self->n_left_out),
                          self->n_left_out, letters);
}

/* "; not drawn: Sertraline (no baseline), Ketamine IV" */
static void
append_not_drawn (GString *text, const TideOwnCourses *self, gboolean percent)
{
  gboolean first = TRUE;
  for (guint i = 0; i < self->courses->len; i++)
    {
      const TideOwnCourse *course = self->courses->pdata[i];
      if (tide_own_courses_is_drawn (self, i, percent))
        continue;
      g_string_append_printf (text, first ? _ ("; not drawn: %s") : ", %s", course->title);
      if (course->points->len == 0)
        g_string_append_printf (text, " (%s)", _ ("not rated"));
      else if (percent && isnan (course->period->baseline_value))
        g_string_append_printf (text, " (%s)", _ ("no baseline"));
      first = FALSE;
    }
}

char *
tide_own_courses_dup_caption (const TideOwnCourses *self, gboolean percent)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_autofree char *baselines = dup_baselines (self);
  GString *text = g_string_new (NULL);
  const char *name = tide_instrument_get_short_name (self->instrument);
  g_string_append_printf (text,
                          percent ? _ ("%s, %% of each course’s own baseline (%s); hollow: marked")
                                  : _ ("%s, points; baselines %s; hollow: marked"),
                          name, baselines);
  if (self->n_left_out > 0)
    {
      g_autofree char *left_out = dup_left_out (self);
      g_string_append_printf (text, "; %s", left_out);
    }
  append_not_drawn (text, self, percent);
  return g_string_free (text, FALSE);
}

/* --- caveats --- */

static const TideOwnPoint *
get_baseline (const TideOwnCourse *course)
{
  for (guint i = 0; i < course->points->len; i++)
    if (g_array_index (course->points, TideOwnPoint, i).baseline)
      return &g_array_index (course->points, TideOwnPoint, i);
  return NULL;
}

static char *
dup_mark_words (const TideOwnCourses *self, const TideOwnPoint *point)
{
  if ((point->marks & TIDE_MARK_CARRY_OVER) && point->visit->ketamine_days >= 0)
    return g_strdup_printf (ngettext ("It was taken %d day after ketamine; the level without it is unknown.",
                                      "It was taken %d days after ketamine; the level without it is unknown.",
                                      point->visit->ketamine_days),
                            point->visit->ketamine_days);
  if (point->marks & TIDE_MARK_OVERLAP)
    return g_strdup (_ ("It was taken while another treatment ran; the level without that is unknown."));
  return g_strdup (_ ("What the course changed is counted from it all the same."));
}

char *
tide_own_courses_dup_baseline_warning (const TideOwnCourses *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  for (guint i = self->courses->len; i > 0; i--)
    {
      const TideOwnCourse *course = self->courses->pdata[i - 1];
      const TideOwnPoint *baseline = get_baseline (course);
      if (baseline == NULL || baseline->marks == 0)
        continue;
      g_autofree char *letters = tide_own_marks_dup_letters (baseline->marks),
                      *words = dup_mark_words (self, baseline),
                      *value = tide_timeline_format_number (
                        baseline->value, tide_instrument_get_primary (self->instrument)->decimals);
      return g_strdup_printf (_ ("The baseline %s of %s is itself marked %s.\t%s"), value, course->title,
                              letters, words);
    }
  return NULL;
}

/* --- two bars at once that are no overlap --- */

static char *
dup_agent (const TideOwnCourses *self, guint course)
{
  const TideOwnCourse *own = self->courses->pdata[course];
  const char *agent = own->period->course->agent;
  return agent != NULL && *agent != '\0' ? g_utf8_strdown (agent, -1) : g_strdup (own->title);
}

/* Each drug once (element-type utf8) (transfer full). */
static GPtrArray *
list_agents (const TideOwnCourses *self)
{
  GPtrArray *agents = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->backgrounds->len; i++)
    {
      g_autofree char *agent
        = dup_agent (self, g_array_index (self->backgrounds, TideOwnBackground, i).older);
      if (!g_ptr_array_find_with_equal_func (agents, agent, g_str_equal, NULL))
        g_ptr_array_add (agents, g_steal_pointer (&agent));
    }
  return agents;
}

char *
tide_own_courses_dup_no_overlap (const TideOwnCourses *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_autoptr (GPtrArray) agents = list_agents (self);
  g_autoptr (GString) names = g_string_new (NULL);
  for (guint i = 0; i < self->courses->len; i++)
    if (((const TideOwnCourse *) self->courses->pdata[i])->overlaps->len > 0)
      return g_strdup (_ ("no rating while two treatments ran"));
  if (agents->len == 0)
    return g_strdup (_ ("none in these courses"));
  for (guint i = 0; i < agents->len; i++)
    g_string_append_printf (names, "%s%s",
                            i == 0                ? ""
                            : i + 1 < agents->len ? ", "
                                                  : _ (" and "),
                            (const char *) agents->pdata[i]);
  return g_strdup_printf (ngettext ("none; %s runs on unchanged as background",
                                    "none; %s run on unchanged as background", agents->len),
                          names->str);
}

static void
add_backgrounds (const TideOwnCourses *self, GPtrArray *caveats)
{
  double days = tide_thresholds_get (self->thresholds, "background_days");
  for (guint i = 0; i < self->backgrounds->len; i++)
    {
      const TideOwnBackground *pair = &g_array_index (self->backgrounds, TideOwnBackground, i);
      const TideOwnCourse *older = self->courses->pdata[pair->older],
                          *newer = self->courses->pdata[pair->newer];
      g_ptr_array_add (
        caveats, g_strdup_printf (
                   _ ("Background.\t%s had not changed for %.0f days or more when %s began, and ran on "
                      "beside it: it counts as background, and ratings under both carry no mark O. What "
                      "it added is not known."),
                   older->title, days, newer->title));
    }
}

static guint
count_score_only (const TideOwnCourses *self, guint *all)
{
  guint n = 0;
  *all = 0;
  for (guint i = 0; i < self->courses->len; i++)
    {
      const TideOwnCourse *course = self->courses->pdata[i];
      for (guint j = 0; j < course->points->len; j++)
        {
          const TideOwnPoint *point = &g_array_index (course->points, TideOwnPoint, j);
          *all += !point->baseline && !point->aside;
          n += !point->baseline && !point->aside && (point->visit->marks & TIDE_MARK_SCORE_ONLY) != 0;
        }
    }
  return n;
}

static void
add_counts (const TideOwnCourses *self, GPtrArray *caveats)
{
  guint recall = 0, all, score_only = count_score_only (self, &all);
  for (guint i = 0; i < self->courses->len; i++)
    recall += ((const TideOwnCourse *) self->courses->pdata[i])->events->n_recall;
  if (self->n_left_out > 0)
    {
      g_autofree char *left_out = dup_left_out (self);
      g_ptr_array_add (
        caveats, g_strdup_printf (_ ("%s.\tSpeed, depth and duration are computed without them; a baseline "
                                     "stays whatever it carries."),
                                  left_out));
    }
  if (recall > 0)
    g_ptr_array_add (
      caveats,
      g_strdup_printf (ngettext ("Recall.\t%u rating that reaches back before the first dose or a dose "
                                 "step is drawn and dates neither response nor loss.",
                                 "Recall.\t%u ratings that reach back before the first dose or a dose "
                                 "step are drawn and date neither response nor loss.",
                                 recall),
                       recall));
  if (score_only > 0)
    g_ptr_array_add (
      caveats, g_strdup_printf (_ ("Score only.\tNo CGI stands beside %u of %u ratings: there the state "
                                   "is named by the score alone."),
                                score_only, all));
}

GPtrArray *
tide_own_courses_list_caveats (const TideOwnCourses *self)
{
  GPtrArray *caveats = g_ptr_array_new_with_free_func (g_free);
  g_return_val_if_fail (self != NULL, caveats);
  char *baseline = tide_own_courses_dup_baseline_warning (self);
  g_ptr_array_add (
    caveats,
    g_strdup (
      _ ("One patient, fixed order.\tEach course starts from what the one before left, time passes, and "
         "there is no interval for a single case. Read it as history, not as proof that one treatment "
         "caused more change than another.")));
  if (baseline != NULL)
    g_ptr_array_add (caveats, baseline);
  add_backgrounds (self, caveats);
  add_counts (self, caveats);
  if (self->band != NULL)
    g_ptr_array_add (
      caveats, g_strdup_printf (
                 _ ("Expected band.\tFrom the 10th to the 90th percentile of the percent fall that other "
                    "patients’ first courses of the same arm, for the same condition and begun earlier, "
                    "had in each visit window; not under %d courses. A convention of this program: it "
                    "describes this clinic and says nothing about what is right."),
                 TIDE_TRACK_LEAST_N));
  g_ptr_array_add (
    caveats, g_strdup (_ ("Between visits.\tNobody is rated at the moment of a change: speed and duration "
                          "lie between two ratings, and the true day may be any in between.")));
  g_ptr_array_add (caveats,
                   g_strdup (_ ("Gaps.\tRatings more than 13 weeks apart are joined by dots. Nothing is "
                                "carried forward.")));
  return caveats;
}
