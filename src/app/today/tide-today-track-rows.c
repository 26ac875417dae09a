/* tide-today-track-rows.c: the rows of courses that run: outside the expected band (N20), an effect that
 * fades or is on watch (F15, F14).  They name what was seen and open the place where it can be read; none
 * judges.
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-patient-summary.h"
#include "tide-today-rows-private.h"
#include "tide-track-spark.h"

static TideInstrument *
find_scale (TideTodayRows *self, const char *id)
{
  return tide_library_lookup (tide_clinic_get_library (self->clinic), id);
}

static char *
dup_course_title (TideTodayRows *self, gint64 course_id, guint32 arms)
{
  g_autoptr (TideCourse) course = tide_clinic_lookup (self->clinic, &tide_course_class, course_id, NULL);
  gboolean one = (arms & (arms - 1)) == 0;
  return course != NULL && one ? tide_course_dup_title (course) : tide_arms_dup_label (arms);
}

/* "Y-BOCS 27 at week 6"; within four weeks the day is named. */
static char *
dup_where (const TideOffTrack *off, TideInstrument *scale)
{
  g_autofree char *value
    = tide_figure_text (off->track.value, tide_instrument_get_primary (scale)->decimals, FALSE);
  const char *name = tide_instrument_get_short_name (scale);
  int days = (int) round (off->track.days);
  if (days < 28)
    return g_strdup_printf (_ ("%s %s at day %d"), name, value, days);
  return g_strdup_printf (_ ("%s %s at week %d"), name, value, days / 7);
}

static char *
dup_band (const TideOffTrack *off)
{
  const TideTrack *track = &off->track;
  g_autofree char *low = tide_figure_text (track->low_value, 1, FALSE),
                  *high = tide_figure_text (track->high_value, 1, FALSE);
  /* Translators: scores of the clinic's earlier courses at this time, "clinic’s courses: 18.2–25.0 (n = 46)"
   */
  return g_strdup_printf (_ ("clinic’s courses: %s–%s (n = %u)"), low, high, track->n);
}

GtkWidget *
tide_today_rows_make_off_track (TideTodayRows *self, const TideOffTrack *off)
{
  const TideTrack *track = &off->track;
  TideInstrument *scale = find_scale (self, off->instrument_id);
  g_autofree char *where = scale != NULL ? dup_where (off, scale) : g_strdup (off->instrument_id);
  g_autofree char *title = dup_course_title (self, track->course_id, track->arms);
  g_autofree char *band = dup_band (off);
  g_autofree char *facts = g_strdup_printf ("%s · %s", band, title);
  double floor = scale != NULL ? tide_instrument_get_change_rule (scale)->floor : NAN;
  TideTodayRow *row = TIDE_TODAY_ROW (
    tide_today_rows_make (self, "off-track", track->course_id, "", track->patient_id, where));
  tide_today_row_set_below (row, track->state == TIDE_TRACK_SMALLER ? _ ("Smaller fall") : _ ("Larger fall"),
                            NULL, facts);
  tide_today_row_add_end (row, tide_track_spark_new (off, isnan (floor) ? 0 : floor));
  tide_today_row_set_action (row, "patient.compare", NULL, NULL);
  return GTK_WIDGET (row);
}

GtkWidget *
tide_today_rows_make_fading (TideTodayRows *self, const TideFading *fading)
{
  TideInstrument *scale = find_scale (self, fading->instrument_id);
  g_autofree char *value = tide_figure_text (
    fading->last, scale != NULL ? tide_instrument_get_primary (scale)->decimals : 0, FALSE);
  g_autofree char *rated = tide_date_to_words (fading->last_rated);
  g_autofree char *what = g_strdup_printf (
    _ ("%s %s on %s"), scale != NULL ? tide_instrument_get_short_name (scale) : "", value, rated);
  g_autofree char *since = tide_date_to_words (fading->since);
  g_autofree char *title = dup_course_title (self, fading->course_id, fading->arms);
  g_autofree char *facts
    = g_strdup_printf (fading->faded ? _ ("%s · response lost since %s, two ratings or more")
                                     : _ ("%s · response lost since %s, not a relapse"),
                       title, since);
  TideTodayRow *row
    = TIDE_TODAY_ROW (tide_today_rows_make (self, "fading", fading->course_id, "", fading->patient_id, what));
  tide_today_row_set_below (row, fading->faded ? _ ("Effect fading") : _ ("Watch"), "tide-amber", facts);
  tide_today_row_set_icon (row, "dialog-warning-symbolic", "tide-amber");
  tide_today_row_set_action (row, "patient.show-course", g_variant_new_int64 (fading->course_id), NULL);
  return GTK_WIDGET (row);
}

/* --- what stands beside and instead of them --- */

static char *
dup_few (const TideDay *day)
{
  return g_strdup_printf (ngettext ("%u without a band", "%u without a band", day->n_few), day->n_few);
}

char *
tide_today_rows_dup_off_track_hint (const TideDay *day)
{
  g_autofree char *words = g_strdup_printf (_ ("outside the middle %d %% of the clinic’s own courses"),
                                            (int) (100 * TIDE_TRACK_MIDDLE + .5));
  if (!day->tracked || day->n_few == 0)
    return g_steal_pointer (&words);
  g_autofree char *few = dup_few (day);
  return g_strdup_printf ("%s · %s", words, few);
}

char *
tide_today_rows_dup_no_off_track (const TideDay *day)
{
  if (!day->tracked)
    return g_strdup (_ ("The courses are being read"));
  if (day->n_judged == 0 && day->n_few > 0)
    return g_strdup_printf (_ ("No expected band: no running course has %d earlier courses of its arm yet"),
                            TIDE_TRACK_LEAST_N);
  if (day->n_judged == 0)
    return g_strdup (_ ("No running course can be compared"));
  return g_strdup (_ ("Nobody is outside the expected band"));
}
