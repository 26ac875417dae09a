/* tide-timeline-model.c: what there is to show of one patient: two scales with their outcome, lanes, events,
 * stretches of time, and how far All reaches.  Nothing here knows a size or a colour. */
#include "tide-timeline-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Looked at in this order for the second strip: mood first, it moves with every treatment here. */
static const char *const second_scales[] = { "phq9", "madrs", "gad7", "hamd17", "qids_sr16", "ybocs",
                                             "pcl5", "ocir",  "lsas", "cybocs", "wsas",      NULL };

TideTimelineOptions
tide_timeline_options_default (void)
{
  return (TideTimelineOptions){ .range = TIDE_RANGE_ALL, .legend = TRUE };
}

gint64
tide_timeline_midnight (TideDate date)
{
  return tide_instant_from_local (date, 0, 0).utc;
}

TideDate
tide_timeline_date_of (gint64 utc)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (utc);

  if (local == NULL)
    return TIDE_DATE_UNKNOWN;
  return tide_date_from_ymd (g_date_time_get_year (local), g_date_time_get_month (local),
                             g_date_time_get_day_of_month (local));
}

char *
tide_timeline_short_date (TideDate date)
{
  int year, month, day;
  g_autoptr (GDateTime) noon = NULL;

  if (!tide_date_is_known (date))
    return g_strdup ("?");
  tide_date_get_ymd (date, &year, &month, &day);
  noon = g_date_time_new_utc (year, month, day, 12, 0, 0);
  /* Translators: a day without its year, as g_date_time_format () writes it, such as 23 Sep. */
  return noon != NULL ? g_date_time_format (noon, _ ("%-d %b")) : tide_date_to_iso (date);
}

char *
tide_timeline_format_number (double value, guint decimals)
{
  g_autofree char *plain = g_strdup_printf ("%.*f", (int) decimals, fabs (value));
  gboolean zero = strspn (plain, "0.,") == strlen (plain);

  return g_strconcat (value < 0 && !zero ? "\342\210\222" : "", plain, NULL); /* U+2212 */
}

char *
tide_timeline_format_dose (double dose)
{
  g_autofree char *text = g_strdup_printf ("%.2f", dose);
  char *end = text + strlen (text);

  while (end > text && end[-1] == '0')
    *--end = '\0';
  if (end > text && !g_ascii_isdigit (end[-1]))
    *--end = '\0';
  return g_steal_pointer (&text);
}

/* The kind of a therapy says more than "CBT / ERP" beside another course: "Ketamine IV + ERP". */
static char *
short_title (const TideCourse *course)
{
  if (tide_arm_is_therapy (course->arm) && course->agent != NULL)
    return g_strdup (course->agent);
  return tide_course_dup_title (course);
}

char *
tide_timeline_course_title (const TideCourseOutcome *course)
{
  GString *title = g_string_new (NULL);
  g_autofree char *own = NULL;

  own = course->with != NULL && course->with->len > 0 ? short_title (course->course)
                                                      : tide_course_dup_title (course->course);
  g_string_append (title, own);
  for (guint i = 0; course->with != NULL && i < course->with->len; i++)
    {
      g_autofree char *other = short_title (g_ptr_array_index (course->with, i));

      if (strstr (title->str, other) == NULL)
        g_string_append_printf (title, " + %s", other);
    }
  return g_string_free (title, FALSE);
}

const TideCourseOutcome *
tide_timeline_current_course (const TideTimelineModel *self)
{
  const TideOutcome *outcome = self->scales[0].outcome;

  return outcome != NULL ? tide_outcome_find_course_at (outcome, self->now_instant, TRUE) : NULL;
}

static void
scale_init (TideScale *scale, TideTimelineModel *self, TideInstrument *instrument, const char *band_set)
{
  if (instrument == NULL)
    return;
  scale->history = self->history;
  scale->instrument = instrument;
  scale->score = tide_instrument_get_primary (instrument);
  scale->bands = tide_instrument_find_band_set (instrument, scale->score->id, band_set);
  if (scale->bands == NULL)
    scale->bands = tide_instrument_find_band_set (instrument, scale->score->id, NULL);
  scale->outcome = tide_outcome_compute (self->history, instrument, self->thresholds, self->now_instant);
}

static gboolean
has_ratings (const TideTimelineModel *self, TideInstrument *instrument)
{
  const TideSeries *series = tide_history_find_series (self->history, tide_instrument_get_id (instrument),
                                                       tide_instrument_get_primary (instrument)->id);

  return series != NULL && series->n_ratings > 0;
}

static TideInstrument *
choose_second (TideTimelineModel *self, TideLibrary *library, const char *wanted)
{
  TideInstrument *first = self->scales[0].instrument, *found = NULL;

  if (wanted != NULL)
    found = *wanted != '\0' ? tide_library_lookup (library, wanted) : NULL;
  else
    for (guint i = 0;
         second_scales[i] != NULL && (found == NULL || found == first || !has_ratings (self, found)); i++)
      found = tide_library_lookup (library, second_scales[i]);
  return found != NULL && found != first && has_ratings (self, found) ? found : NULL;
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const TideLaneEvent *first = a, *second = b;

  return (first->utc > second->utc) - (first->utc < second->utc);
}

static void
build_events (TideTimelineModel *self)
{
  for (guint i = 0; i < self->history->events->len; i++)
    {
      const TideEvent *event = g_ptr_array_index (self->history->events, i);
      TideLaneEvent mark = { .event = event };

      if (event->entered_in_error || !tide_date_is_known (event->on_date))
        continue;
      mark.utc = tide_instant_from_date (event->on_date).utc;
      if (tide_date_is_known (event->until_date) && event->until_date > event->on_date)
        mark.until = tide_instant_from_date (event->until_date).utc;
      g_array_append_val (self->events, mark);
    }
  g_array_sort (self->events, compare_events);
}

static void
lane_free (TideLane *lane)
{
  g_free (lane->title);
  g_free (lane->unit);
  g_free (lane->sum);
  g_free (lane->sum_second);
  g_free (lane->sum_long);
  g_array_unref (lane->steps);
  g_array_unref (lane->marks);
  g_array_unref (lane->spans);
  g_free (lane);
}

static void
make_arrays (TideTimelineModel *self)
{
  self->lanes = g_ptr_array_new_with_free_func ((GDestroyNotify) lane_free);
  self->events = g_array_new (FALSE, FALSE, sizeof (TideLaneEvent));
  self->runs = g_array_new (FALSE, FALSE, sizeof (TideSpan));
  self->carry = g_array_new (FALSE, FALSE, sizeof (TideSpan));
  self->carry_end = g_array_new (FALSE, FALSE, sizeof (TideSpan));
  self->overlaps = g_array_new (FALSE, FALSE, sizeof (TideSpan));
  self->effects = g_array_new (FALSE, FALSE, sizeof (TideSpan));
  self->dues = g_array_new (FALSE, FALSE, sizeof (gint64));
}

TideTimelineModel *
tide_timeline_model_new (const TideHistory *history, TideLibrary *library, const char *instrument_id,
                         const TideThresholds *thresholds, TideInstant now,
                         const TideTimelineOptions *options)
{
  TideTimelineModel *self;

  g_return_val_if_fail (history != NULL && library != NULL && thresholds != NULL && options != NULL, NULL);
  self = g_new0 (TideTimelineModel, 1);
  self->history = history;
  self->thresholds = thresholds;
  self->now = now.utc;
  self->now_instant = now;
  make_arrays (self);
  scale_init (&self->scales[0], self,
              instrument_id != NULL ? tide_library_lookup (library, instrument_id) : NULL, options->band_set);
  scale_init (&self->scales[1], self, choose_second (self, library, options->second_instrument), NULL);
  self->sparse = self->scales[0].outcome == NULL || self->scales[0].outcome->n_visits < 2;
  tide_timeline_model_build_lanes (self);
  build_events (self);
  tide_timeline_model_build_spans (self);
  tide_timeline_model_build_extent (self);
  return self;
}

void
tide_timeline_model_free (TideTimelineModel *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < 2; i++)
    if (self->scales[i].outcome != NULL)
      tide_outcome_free (self->scales[i].outcome);
  g_ptr_array_unref (self->lanes);
  g_array_unref (self->events);
  g_array_unref (self->runs);
  g_array_unref (self->carry);
  g_array_unref (self->carry_end);
  g_array_unref (self->overlaps);
  g_array_unref (self->effects);
  g_array_unref (self->dues);
  tide_words_free (self->words);
  g_free (self);
}

TideWords *
tide_timeline_model_get_words (TideTimelineModel *self, const char *family, gboolean rounded)
{
  if (self->words != NULL
      && (g_strcmp0 (tide_words_get_family (self->words), family) != 0
          || tide_words_is_rounded (self->words) != rounded))
    g_clear_pointer (&self->words, tide_words_free);
  if (self->words == NULL)
    self->words = tide_words_new (family, rounded);
  return self->words;
}

const TideOutcome *
tide_timeline_model_get_outcome (TideTimelineModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->scales[0].outcome;
}

void
tide_timeline_model_get_extent (TideTimelineModel *self, gint64 *from_utc, gint64 *to_utc)
{
  g_return_if_fail (self != NULL && from_utc != NULL && to_utc != NULL);
  *from_utc = self->from;
  *to_utc = self->to;
}

char *
tide_timeline_model_dup_summary (TideTimelineModel *self)
{
  const TideOutcome *outcome = self->scales[0].outcome;
  const TideCourseOutcome *course = tide_timeline_current_course (self);
  const TideVisitOutcome *last = NULL;
  g_autofree char *number = NULL, *state = NULL;
  GString *text;
  guint decimals;

  if (outcome == NULL)
    return g_strdup (_ ("No scale"));
  text = g_string_new (tide_instrument_get_short_name (self->scales[0].instrument));
  if (outcome->n_visits == 0)
    {
      g_string_append_printf (text, ", %s", _ ("no ratings yet"));
      return g_string_free (text, FALSE);
    }
  decimals = self->scales[0].score->decimals;
  g_string_append_printf (text, ngettext (", %u rating", ", %u ratings", outcome->n_visits),
                          outcome->n_visits);
  if (course != NULL && !isnan (course->baseline_value))
    {
      number = tide_timeline_format_number (course->baseline_value, decimals);
      /* Translators: part of "Y-BOCS, 18 ratings, baseline 28, last 26, relapse". */
      g_string_append_printf (text, _ (", baseline %s"), number);
    }
  last = tide_outcome_get_last (outcome);
  g_free (number);
  number = tide_timeline_format_number (tide_rating_get_value (&last->rating), decimals);
  g_string_append_printf (text, _ (", last %s"), number);
  if (last->state != TIDE_STATE_NONE)
    {
      state = g_utf8_strdown (tide_state_get_label (last->state), -1);
      g_string_append_printf (text, ", %s", state);
    }
  return g_string_free (text, FALSE);
}
