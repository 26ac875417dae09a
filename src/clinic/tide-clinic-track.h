/* tide-clinic-track.h: the courses that run, as the morning looks at them: outside the expected band (N20),
 * an effect that fades (F15), a criterion lost once (F14).
 *
 * All of it comes from the same folded rows as the comparison of the clinic, one pass for each scale that a
 * running course aims at.  The clinic keeps the rows and folds a chart that was written into again; the look
 * is made in small steps, so that nobody waits for it.  Its signal "tracked" tells that there is another one,
 * or that it failed.
 */
#pragma once

#include "tide-clinic.h"
#include "tide-track.h"

G_BEGIN_DECLS

typedef struct
{
  TideTrack track;
  char *instrument_id;
  char *condition; /* (nullable) */
  double baseline;
  TideDate start;
  TideState state; /* of the last rating, by this scale */
  TideTrackBand band;
  /* The course as its windows have it, for a small drawing: days since day 0 and points; the last rating
   * last. */
  double days[TIDE_N_WINDOWS + 2], values[TIDE_N_WINDOWS + 2];
  guint n_points;
} TideOffTrack;

typedef struct
{
  gint64 patient_id, course_id;
  guint32 arms;
  char *instrument_id;
  gboolean faded; /* F15: two ratings or more; else F14: one, watch */
  TideDate since; /* of the first rating without the criterion */
  double last;    /* the last rating */
  TideDate last_rated;
} TideFading;

typedef struct
{
  GPtrArray *off_track; /* TideOffTrack: the smaller falls first, then the farthest outside */
  GPtrArray *fading;    /* TideFading, rated within "state_days": faded first, then the longest ago */
  guint n_judged;       /* running courses that have a band */
  guint n_few;          /* running courses without: too few earlier ones */
} TideTracks;

/* What is known now; NULL until the first look is complete, and while the clinic is locked. */
const TideTracks *tide_clinic_get_tracks (TideClinic *self);
/* Why the last look came to nothing; NULL: it did not fail.  What is known is then of an earlier look. */
const GError *tide_clinic_get_tracks_fault (TideClinic *self);
/* Somebody asks for another look: the fault is no longer told. */
void tide_clinic_forgive_tracks (TideClinic *self);
/* Looks on for about @budget_ms, at least at one chart; *done when what is known is up to date. FALSE on an
 * error; the next step begins anew. */
gboolean tide_clinic_step_tracks (TideClinic *self, double budget_ms, gboolean *done, GError **error);
/* All at once, for commands. */
gboolean tide_clinic_run_tracks (TideClinic *self, GError **error);
/* How the course of @course_id stands by @instrument_id, also when it is inside its band, or has none.
 * FALSE: not known (yet), or no such course. Clear with tide_off_track_clear (). */
gboolean tide_clinic_find_track (TideClinic *self, gint64 patient_id, gint64 course_id,
                                 const char *instrument_id, TideOffTrack *track);
/* Forgets what is known, and the rows: also when nobody will look on. */
void tide_clinic_drop_tracks (TideClinic *self);
void tide_off_track_clear (TideOffTrack *self);
void tide_off_track_free (TideOffTrack *self);
TideOffTrack *tide_off_track_copy (const TideOffTrack *self);
TideFading *tide_fading_copy (const TideFading *self);
void tide_fading_free (TideFading *self);

G_END_DECLS
