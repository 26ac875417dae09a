/* tide-time-watch.c: rules on time need somebody to ask them: at the start, at midnight, when a chart is
 * opened (clinical.md 8.1).
 *
 * They run in the quiet moments of the main loop, a chart a turn, so that no key waits for them.  After them,
 * and after each save, the courses that run are looked at (N20, F14, F15), a few milliseconds a turn.
 */
#include "tide-time-watch.h"

#include "tide-clinic-track.h"

/* Midnight is noticed this late at most. */
#define LOOK_EVERY_SECONDS 30
#define TRACK_MS 6.0

struct _TideTimeWatch
{
  TideClinic *clinic;
  GArray *waiting; /* gint64: charts still to be looked at, the next one last */
  TideDate day;    /* of the last look at everybody */
  guint idle_id, timer_id;
  gboolean writing;
};

/* FALSE: there is nothing more to look at. */
static gboolean
look_at_tracks (TideTimeWatch *self)
{
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;
  if (!tide_clinic_step_tracks (self->clinic, TRACK_MS, &done, &error))
    {
      g_message ("courses that run: %s", error->message);
      return FALSE; /* until something is written, or somebody who read of it on Today tries again */
    }
  return !done;
}

static gboolean
look_cb (gpointer data)
{
  TideTimeWatch *self = data;
  if (tide_clinic_is_locked (self->clinic) || (self->waiting->len == 0 && !look_at_tracks (self)))
    {
      self->idle_id = 0;
      return G_SOURCE_REMOVE;
    }
  if (self->waiting->len == 0)
    return G_SOURCE_CONTINUE;
  gint64 patient_id = g_array_index (self->waiting, gint64, self->waiting->len - 1);
  g_array_set_size (self->waiting, self->waiting->len - 1);
  g_autoptr (GError) error = NULL;
  self->writing = TRUE;
  if (!tide_clinic_run_time_rules (self->clinic, patient_id, tide_instant_now (), &error)
      && !g_error_matches (error, TIDE_ERROR, TIDE_ERROR_IN_USE)
      && !g_error_matches (error, TIDE_ERROR, TIDE_ERROR_NOT_FOUND))
    g_message ("rules on time: %s", error->message);
  self->writing = FALSE;
  return G_SOURCE_CONTINUE;
}

static void
wake (TideTimeWatch *self)
{
  if (self->idle_id == 0)
    self->idle_id = g_idle_add_full (G_PRIORITY_LOW, look_cb, self, NULL);
}

static void
look_at_everybody (TideTimeWatch *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) all = tide_clinic_list_time_rule_patients (self->clinic, tide_instant_now (), &error);
  if (all == NULL)
    return; /* locked: at the next look */
  self->day = tide_date_today ();
  g_array_prepend_vals (self->waiting, all->data, all->len);
  wake (self);
}

static gboolean
timer_cb (gpointer data)
{
  TideTimeWatch *self = data;
  if (tide_date_today () != self->day && !tide_clinic_is_locked (self->clinic))
    look_at_everybody (self);
  return G_SOURCE_CONTINUE;
}

static void
changed_cb (TideClinic *clinic, gint64 patient_id, TideTimeWatch *self)
{
  wake (self);
}

TideTimeWatch *
tide_time_watch_new (TideClinic *clinic)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (clinic), NULL);
  TideTimeWatch *self = g_new0 (TideTimeWatch, 1);
  self->clinic = g_object_ref (clinic);
  self->waiting = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->day = TIDE_DATE_UNKNOWN;
  look_at_everybody (self);
  wake (self);
  g_signal_connect (clinic, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (clinic, "unlocked", G_CALLBACK (wake), self);
  self->timer_id = g_timeout_add_seconds (LOOK_EVERY_SECONDS, timer_cb, self);
  return self;
}

void
tide_time_watch_open_chart (TideTimeWatch *self, gint64 patient_id)
{
  g_return_if_fail (self != NULL);
  guint n = self->waiting->len;
  if (patient_id == 0 || (n > 0 && g_array_index (self->waiting, gint64, n - 1) == patient_id))
    return;
  g_array_append_val (self->waiting, patient_id);
  wake (self);
}

void
tide_time_watch_try_again (TideTimeWatch *self)
{
  g_return_if_fail (self != NULL);
  tide_clinic_forgive_tracks (self->clinic);
  wake (self);
}

gboolean
tide_time_watch_is_writing (const TideTimeWatch *self)
{
  return self != NULL && self->writing;
}

void
tide_time_watch_free (TideTimeWatch *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_array_unref (self->waiting);
  g_signal_handlers_disconnect_by_data (self->clinic, self);
  tide_clinic_drop_tracks (self->clinic);
  g_object_unref (self->clinic);
  g_free (self);
}
