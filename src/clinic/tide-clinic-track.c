/* tide-clinic-track.c: keeps the folded rows of running courses' scales and looks at them in steps.  See
 * tide-clinic-track.h. */
#include "tide-clinic-track.h"

#include <math.h>
#include <string.h>

#include "tide-clinic-cohort.h"
#include "tide-clinic-private.h"

typedef enum
{
  BEGIN, /* nothing is known, or too much has changed */
  FOLD,  /* a pass over everybody for one scale after the other */
  MEND,  /* charts that were written into are folded again */
  JUDGE,
  DONE,
} Phase;

/* One scale that running courses aim at. */
typedef struct
{
  TideInstrument *instrument;
  GArray *rows;        /* TideCohortRow, or NULL: not folded yet */
  TideTrackBook *book; /* of the rows as they are now, or NULL */
} Scale;

/* A band is found fastest when courses ask for it in the order of their start. */
typedef struct
{
  TideDate start;
  guint row;
} Turn;

struct _TideTrackWatch
{
  Phase phase;
  TideDate day;
  TideThresholds *thresholds;
  GHashTable *aims;  /* condition → id of the scale that a course without a target aims at; (utf8, utf8) */
  GPtrArray *scales; /* Scale */
  guint scale, row;  /* the next to fold; to judge, in order */
  GArray *order;     /* Turn: running courses of the scale, or NULL */
  TideCohortPass *pass;
  GArray *dirty;     /* gint64: patients */
  TideTracks *fresh; /* being made */
  TideTracks *known; /* or NULL */
  GError *fault;     /* of the look after that, or NULL */
};

/* --- lists --- */

void
tide_off_track_clear (TideOffTrack *self)
{
  g_clear_pointer (&self->instrument_id, g_free);
  g_clear_pointer (&self->condition, g_free);
}

void
tide_off_track_free (TideOffTrack *self)
{
  if (self == NULL)
    return;
  tide_off_track_clear (self);
  g_free (self);
}

TideOffTrack *
tide_off_track_copy (const TideOffTrack *self)
{
  TideOffTrack *copy = g_memdup2 (self, sizeof *self);
  copy->instrument_id = g_strdup (self->instrument_id);
  copy->condition = g_strdup (self->condition);
  return copy;
}

TideFading *
tide_fading_copy (const TideFading *self)
{
  TideFading *copy = g_memdup2 (self, sizeof *self);
  copy->instrument_id = g_strdup (self->instrument_id);
  return copy;
}

void
tide_fading_free (TideFading *self)
{
  if (self == NULL)
    return;
  g_free (self->instrument_id);
  g_free (self);
}

static TideTracks *
tracks_new (void)
{
  TideTracks *self = g_new0 (TideTracks, 1);
  self->off_track = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_off_track_free);
  self->fading = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_fading_free);
  return self;
}

static void
tracks_free (TideTracks *self)
{
  g_ptr_array_unref (self->off_track);
  g_ptr_array_unref (self->fading);
  g_free (self);
}

static void
scale_free (gpointer data)
{
  Scale *self = data;
  g_clear_pointer (&self->book, tide_track_book_free);
  g_clear_pointer (&self->rows, g_array_unref);
  tide_instrument_unref (self->instrument);
  g_free (self);
}

/* --- what is kept --- */

static void
begin_anew (TideTrackWatch *self)
{
  self->phase = BEGIN;
  self->scale = self->row = 0;
  g_clear_pointer (&self->pass, tide_cohort_pass_free);
  g_clear_pointer (&self->fresh, tracks_free);
  g_clear_pointer (&self->order, g_array_unref);
  g_clear_pointer (&self->thresholds, tide_thresholds_free);
  g_hash_table_remove_all (self->aims);
  g_ptr_array_set_size (self->scales, 0);
  g_array_set_size (self->dirty, 0);
}

static TideTrackWatch *
get_watch (TideClinic *clinic)
{
  if (clinic->tracks != NULL)
    return clinic->tracks;
  TideTrackWatch *self = g_new0 (TideTrackWatch, 1);
  self->aims = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->scales = g_ptr_array_new_with_free_func (scale_free);
  self->dirty = g_array_new (FALSE, FALSE, sizeof (gint64));
  clinic->tracks = self;
  return self;
}

void
tide_clinic_drop_tracks (TideClinic *clinic)
{
  TideTrackWatch *self = g_steal_pointer (&clinic->tracks);
  if (self == NULL)
    return;
  begin_anew (self);
  g_clear_pointer (&self->known, tracks_free);
  g_clear_error (&self->fault);
  g_hash_table_unref (self->aims);
  g_ptr_array_unref (self->scales);
  g_array_unref (self->dirty);
  g_free (self);
}

void
tide_clinic_forget_track (TideClinic *clinic, gint64 patient_id)
{
  TideTrackWatch *self = clinic->tracks;
  if (self == NULL || self->phase == BEGIN)
    return;
  if (patient_id == 0)
    {
      begin_anew (self);
      return;
    }
  g_array_append_val (self->dirty, patient_id);
  if (self->phase > FOLD)
    self->phase = MEND;
}

/* --- which scale a course aims at --- */

static TideInstrument *
find_instrument (TideClinic *clinic, const char *id)
{
  return id != NULL ? tide_library_lookup (tide_clinic_get_library (clinic), id) : NULL;
}

/* The first scale of the condition's battery, as for a new rating; NULL: none of this library. */
static const char *
get_aim (TideClinic *clinic, const char *condition)
{
  GHashTable *aims = clinic->tracks->aims;
  const char *key = condition != NULL ? condition : "";
  if (!g_hash_table_contains (aims, key))
    {
      g_autoptr (GPtrArray) battery = tide_clinic_list_battery (clinic, condition);
      const char *first = NULL;
      for (guint i = 0; i < battery->len && first == NULL; i++)
        if (find_instrument (clinic, battery->pdata[i]) != NULL)
          first = battery->pdata[i];
      g_hash_table_insert (aims, g_strdup (key), g_strdup (first));
    }
  return g_hash_table_lookup (aims, key);
}

static TideInstrument *
find_target (TideClinic *clinic, const char *instrument, const char *code)
{
  TideInstrument *named = find_instrument (clinic, instrument);
  return named != NULL
           ? named
           : find_instrument (clinic, get_aim (clinic, code != NULL ? tide_icd_get_condition (code) : NULL));
}

static gboolean
has_scale (const TideTrackWatch *self, TideInstrument *instrument)
{
  for (guint i = 0; i < self->scales->len; i++)
    if (((Scale *) self->scales->pdata[i])->instrument == instrument)
      return TRUE;
  return FALSE;
}

static void
target_cb (const char *instrument, const char *code, gpointer data)
{
  TideClinic *clinic = data;
  TideInstrument *target = find_target (clinic, instrument, code);
  if (target == NULL || has_scale (clinic->tracks, target))
    return;
  Scale *scale = g_new0 (Scale, 1);
  scale->instrument = tide_instrument_ref (target);
  g_ptr_array_add (clinic->tracks->scales, scale);
}

/* A course that names no scale stands in the rows of each: it is looked at by one. */
static gboolean
is_aimed (TideClinic *clinic, const Scale *scale, const TideCohortRow *row)
{
  return row->named
         || g_strcmp0 (get_aim (clinic, tide_cohort_row_get_condition (row)),
                       tide_instrument_get_id (scale->instrument))
              == 0;
}

/* --- folding --- */

static gboolean
begin (TideClinic *clinic, GError **error)
{
  TideTrackWatch *self = clinic->tracks;
  begin_anew (self);
  self->day = tide_date_today ();
  self->thresholds = tide_clinic_load_thresholds (clinic);
  if (!tide_store_foreach_open_target (clinic->store, self->day, target_cb, clinic, error))
    return FALSE;
  self->phase = FOLD;
  return TRUE;
}

static gboolean
fold (TideClinic *clinic, double budget_ms, GError **error)
{
  TideTrackWatch *self = clinic->tracks;
  TideEventOptions events = tide_event_options_default ();
  gboolean done = FALSE;
  if (self->scale >= self->scales->len)
    {
      self->phase = MEND;
      return TRUE;
    }
  Scale *scale = self->scales->pdata[self->scale];
  if (self->pass == NULL)
    self->pass = tide_clinic_begin_cohort (clinic, scale->instrument, &events, error);
  if (self->pass == NULL || !tide_cohort_pass_step (self->pass, budget_ms, &done, error))
    return FALSE;
  if (!done)
    return TRUE;
  scale->rows = tide_cohort_pass_take_rows (self->pass);
  g_clear_pointer (&self->pass, tide_cohort_pass_free);
  self->scale++;
  return TRUE;
}

static void
remove_rows (GArray *rows, gint64 patient_id)
{
  guint kept = 0;
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, TideCohortRow, i).patient_id != patient_id)
      {
        if (kept != i)
          g_array_index (rows, TideCohortRow, kept) = g_array_index (rows, TideCohortRow, i);
        kept++;
      }
  g_array_set_size (rows, kept);
}

/* Whether a course of the chart that goes on aims at a scale that no pass was made for. */
static gboolean
needs_scale (TideClinic *clinic, const TideHistory *history)
{
  const TideDiagnosis *primary = tide_history_get_primary_diagnosis (history);
  for (guint i = 0; i < history->courses->len; i++)
    {
      const TideCourse *course = history->courses->pdata[i];
      const char *code = course->indication != NULL ? course->indication
                         : primary != NULL          ? primary->code
                                                    : NULL;
      TideInstrument *target = find_target (clinic, course->target_instrument, code);
      if (!tide_date_is_known (course->ended_on) && target != NULL && !has_scale (clinic->tracks, target))
        return TRUE;
    }
  return FALSE;
}

static gboolean
mend_patient (TideClinic *clinic, gint64 patient_id, GError **error)
{
  TideTrackWatch *self = clinic->tracks;
  g_autoptr (GError) fault = NULL;
  g_autoptr (TideHistory) history = tide_clinic_load_history (clinic, patient_id, &fault);
  if (history == NULL && !g_error_matches (fault, TIDE_ERROR, TIDE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  if (history != NULL && needs_scale (clinic, history))
    {
      begin_anew (self);
      return TRUE;
    }
  for (guint i = 0; i < self->scales->len; i++)
    {
      Scale *scale = self->scales->pdata[i];
      g_clear_pointer (&scale->book, tide_track_book_free);
      remove_rows (scale->rows, patient_id);
      if (history != NULL && history->patient != NULL && !history->patient->entered_in_error)
        tide_cohort_fold (scale->rows, history, scale->instrument, self->thresholds, tide_instant_now (),
                          NULL);
    }
  return TRUE;
}

static gboolean
mend (TideClinic *clinic, GError **error)
{
  TideTrackWatch *self = clinic->tracks;
  if (self->dirty->len > 0)
    {
      gint64 id = g_array_index (self->dirty, gint64, self->dirty->len - 1);
      for (guint i = self->dirty->len; i > 0; i--) /* one save may tell twice */
        if (g_array_index (self->dirty, gint64, i - 1) == id)
          g_array_remove_index_fast (self->dirty, i - 1);
      return mend_patient (clinic, id, error);
    }
  g_clear_pointer (&self->fresh, tracks_free);
  self->fresh = tracks_new ();
  g_clear_pointer (&self->order, g_array_unref);
  self->phase = JUDGE;
  self->scale = self->row = 0;
  return TRUE;
}

/* --- looking --- */

static void
add_point (TideOffTrack *off, double days, double value)
{
  off->days[off->n_points] = days;
  off->values[off->n_points++] = value;
}

static void
fill_off_track (TideOffTrack *off, const Scale *scale, const TideCohortRow *row,
                const TideThresholds *thresholds, TideDate day)
{
  off->track = tide_track_book_judge (scale->book, row, thresholds, day);
  off->instrument_id = g_strdup (tide_instrument_get_id (scale->instrument));
  off->condition = g_strdup (tide_cohort_row_get_condition (row));
  off->baseline = tide_cohort_score_get (row->baseline);
  off->start = row->start;
  off->state = (TideState) row->last_state;
  off->band = tide_track_book_get_band (scale->book, row);
  if (!isnan (tide_cohort_score_get (row->baseline)))
    add_point (off, 0, tide_cohort_score_get (row->baseline));
  for (guint w = 0; w < TIDE_N_WINDOWS; w++)
    if (!isnan (tide_cohort_score_get (row->window[w]))
        && 7 * tide_cohort_windows[w].week < row->last_days - 3)
      add_point (off, 7 * tide_cohort_windows[w].week, tide_cohort_score_get (row->window[w]));
  if (!isnan (tide_cohort_score_get (row->last)))
    add_point (off, row->last_days, tide_cohort_score_get (row->last));
}

static gboolean
is_running (const TideCohortRow *row)
{
  return row->fate != TIDE_FATE_PLANNED && row->end_day < 0 && row->until_day < 0 && !row->died
         && tide_date_is_known (row->start);
}

static void
look_for_fading (const TideTrackWatch *self, const Scale *scale, const TideCohortRow *row)
{
  gboolean faded = row->faded_day >= 0;
  if (!faded && row->watch_day < 0)
    return;
  /* As for the band: what was rated longer ago than a state holds says nothing about now. */
  if (row->last_day < 0
      || self->day - row->start - row->last_day > tide_thresholds_get (self->thresholds, "state_days"))
    return;
  TideFading *fading = g_new0 (TideFading, 1);
  fading->patient_id = row->patient_id;
  fading->course_id = row->course_id;
  fading->arms = row->arms;
  fading->instrument_id = g_strdup (tide_instrument_get_id (scale->instrument));
  fading->faded = faded;
  fading->since = row->start + (faded ? row->faded_day : row->watch_day);
  fading->last = tide_cohort_score_get (row->last);
  fading->last_rated = row->start + row->last_day;
  g_ptr_array_add (self->fresh->fading, fading);
}

static void
look_at (TideClinic *clinic, const Scale *scale, const TideCohortRow *row)
{
  TideTrackWatch *self = clinic->tracks;
  if (!is_aimed (clinic, scale, row))
    return;
  look_for_fading (self, scale, row);
  TideTrack track = tide_track_book_judge (scale->book, row, self->thresholds, self->day);
  self->fresh->n_few += track.state == TIDE_TRACK_FEW;
  self->fresh->n_judged += track.state <= TIDE_TRACK_LARGER;
  if (!tide_track_state_is_outside (track.state))
    return;
  TideOffTrack *off = g_new0 (TideOffTrack, 1);
  fill_off_track (off, scale, row, self->thresholds, self->day);
  g_ptr_array_add (self->fresh->off_track, off);
}

static double
get_distance (const TideTrack *track)
{
  return track->state == TIDE_TRACK_SMALLER ? track->lower - track->percent : track->percent - track->upper;
}

static int
compare_off_tracks (gconstpointer pa, gconstpointer pb)
{
  const TideTrack *a = &(*(TideOffTrack *const *) pa)->track, *b = &(*(TideOffTrack *const *) pb)->track;
  double da = get_distance (a), db = get_distance (b);
  if (a->state != b->state)
    return a->state < b->state ? -1 : 1;
  if (da != db)
    return da > db ? -1 : 1;
  return (a->course_id > b->course_id) - (a->course_id < b->course_id);
}

static int
compare_fading (gconstpointer pa, gconstpointer pb)
{
  const TideFading *a = *(TideFading *const *) pa, *b = *(TideFading *const *) pb;
  if (a->faded != b->faded)
    return a->faded ? -1 : 1;
  if (a->since != b->since)
    return a->since < b->since ? -1 : 1;
  return (a->course_id > b->course_id) - (a->course_id < b->course_id);
}

static void
publish (TideClinic *clinic)
{
  TideTrackWatch *self = clinic->tracks;
  g_ptr_array_sort (self->fresh->off_track, compare_off_tracks);
  g_ptr_array_sort (self->fresh->fading, compare_fading);
  g_clear_pointer (&self->known, tracks_free);
  self->known = g_steal_pointer (&self->fresh);
  g_clear_error (&self->fault);
  self->phase = DONE;
  g_signal_emit_by_name (clinic, "tracked");
}

static int
compare_turns (gconstpointer pa, gconstpointer pb)
{
  const Turn *a = pa, *b = pb;
  if (a->start != b->start)
    return a->start < b->start ? -1 : 1;
  return (a->row > b->row) - (a->row < b->row);
}

static GArray *
list_running (const GArray *rows)
{
  GArray *order = g_array_new (FALSE, FALSE, sizeof (Turn));
  for (guint i = 0; i < rows->len; i++)
    {
      const TideCohortRow *row = &g_array_index (rows, TideCohortRow, i);
      if (is_running (row))
        g_array_append_val (order, ((Turn){ row->start, i }));
    }
  g_array_sort (order, compare_turns);
  return order;
}

static void
judge (TideClinic *clinic, gint64 until)
{
  TideTrackWatch *self = clinic->tracks;
  while (self->scale < self->scales->len)
    {
      Scale *scale = self->scales->pdata[self->scale];
      if (scale->book == NULL)
        scale->book = tide_track_book_new (scale->rows, scale->instrument);
      if (self->order == NULL)
        self->order = list_running (scale->rows);
      while (self->row < self->order->len)
        {
          const Turn *turn = &g_array_index (self->order, Turn, self->row++);
          look_at (clinic, scale, &g_array_index (scale->rows, TideCohortRow, turn->row));
          if (g_get_monotonic_time () >= until)
            return;
        }
      g_clear_pointer (&self->order, g_array_unref);
      self->scale++;
      self->row = 0;
    }
  publish (clinic);
}

/* --- public --- */

const TideTracks *
tide_clinic_get_tracks (TideClinic *self)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), NULL);
  return self->tracks != NULL ? self->tracks->known : NULL;
}

const GError *
tide_clinic_get_tracks_fault (TideClinic *self)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), NULL);
  return self->tracks != NULL ? self->tracks->fault : NULL;
}

void
tide_clinic_forgive_tracks (TideClinic *self)
{
  g_return_if_fail (TIDE_IS_CLINIC (self));
  if (self->tracks == NULL || self->tracks->fault == NULL)
    return;
  g_clear_error (&self->tracks->fault);
  g_signal_emit_by_name (self, "tracked");
}

/* Kept, so that a list which nobody fills any more says so. */
static void
keep_fault (TideClinic *clinic, TideTrackWatch *watch, const GError *fault)
{
  begin_anew (watch);
  g_clear_error (&watch->fault);
  watch->fault = g_error_copy (fault);
  g_signal_emit_by_name (clinic, "tracked");
}

static gboolean
step (TideClinic *clinic, double budget_ms, gint64 until, GError **error)
{
  switch (clinic->tracks->phase)
    {
    case BEGIN:
      return begin (clinic, error);
    case FOLD:
      return fold (clinic, budget_ms, error);
    case MEND:
      return mend (clinic, error);
    case JUDGE:
      judge (clinic, until);
      return TRUE;
    case DONE:
    default:
      return TRUE;
    }
}

gboolean
tide_clinic_step_tracks (TideClinic *self, double budget_ms, gboolean *done, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && done != NULL, FALSE);
  if (!tide_clinic_check_unlocked (self, error))
    return FALSE;
  gint64 until = g_get_monotonic_time () + (gint64) (budget_ms * 1000);
  TideTrackWatch *watch = get_watch (self);
  if (watch->phase != BEGIN && watch->day != tide_date_today ())
    begin_anew (watch);
  do
    {
      g_autoptr (GError) fault = NULL;
      gboolean fine = step (self, budget_ms, until, &fault);
      /* Whoever heard "tracked" may have locked the clinic. */
      if (self->tracks != watch)
        return tide_clinic_check_unlocked (self, error);
      if (!fine)
        {
          keep_fault (self, watch, fault);
          g_propagate_error (error, g_steal_pointer (&fault));
          return FALSE;
        }
      *done = watch->phase == DONE;
    }
  while (!*done && g_get_monotonic_time () < until);
  return TRUE;
}

gboolean
tide_clinic_run_tracks (TideClinic *self, GError **error)
{
  gboolean done = FALSE;
  while (!done)
    if (!tide_clinic_step_tracks (self, 1000, &done, error))
      return FALSE;
  return TRUE;
}

gboolean
tide_clinic_find_track (TideClinic *self, gint64 patient_id, gint64 course_id, const char *instrument_id,
                        TideOffTrack *track)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && instrument_id != NULL && track != NULL, FALSE);
  const TideTrackWatch *watch = self->tracks;
  for (guint i = 0; watch != NULL && watch->phase == DONE && i < watch->scales->len; i++)
    {
      const Scale *scale = watch->scales->pdata[i];
      if (strcmp (tide_instrument_get_id (scale->instrument), instrument_id) != 0)
        continue;
      for (guint r = 0; r < scale->rows->len; r++)
        {
          const TideCohortRow *row = &g_array_index (scale->rows, TideCohortRow, r);
          if (row->patient_id != patient_id || row->course_id != course_id)
            continue;
          *track = (TideOffTrack){ 0 };
          fill_off_track (track, scale, row, watch->thresholds, watch->day);
          return TRUE;
        }
    }
  return FALSE;
}
