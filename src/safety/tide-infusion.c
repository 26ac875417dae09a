/* tide-infusion.c: adds up the stretches between a session's clock events. */
#include "tide-infusion.h"

#include <math.h>
#include <string.h>
#include <time.h>

#include "tide-session-given.h"

static int
compare_entry (gconstpointer pa, gconstpointer pb)
{
  gint64 a = (*(TideRecord *const *) pa)->id, b = (*(TideRecord *const *) pb)->id;
  a = a == 0 ? G_MAXINT64 : a;
  b = b == 0 ? G_MAXINT64 : b;
  return a < b ? -1 : a > b;
}

static GPtrArray *
list_own (const GPtrArray *events, gint64 session_id)
{
  GPtrArray *own = g_ptr_array_new ();
  for (guint i = 0; i < events->len; i++)
    {
      TideClockEvent *event = events->pdata[i];
      if (event->session_id == session_id && !event->entered_in_error)
        g_ptr_array_add (own, event);
    }
  g_ptr_array_sort (own, compare_entry);
  return own;
}

static TideClockReading
reading_of (const TideClockEvent *event)
{
  return (TideClockReading){ event->at.utc, event->boot_id, event->boottime_ms };
}

static gboolean
is_same_boot (const TideClockReading *a, const TideClockReading *b)
{
  return a->boot_id != NULL && b->boot_id != NULL && *a->boot_id != '\0'
         && strcmp (a->boot_id, b->boot_id) == 0 && a->boottime_ms != TIDE_INTEGER_UNKNOWN
         && b->boottime_ms != TIDE_INTEGER_UNKNOWN;
}

/* Seconds from @a to @b, never less than 0: a clock that was set back has not undone what ran in. */
static double
measure (TideInfusion *self, const TideClockReading *a, const TideClockReading *b)
{
  if (is_same_boot (a, b))
    return MAX (0, (double) (b->boottime_ms - a->boottime_ms) / 1000);
  self->fell_back = TRUE;
  return MAX (0, (double) (b->utc - a->utc));
}

static void
add_stretch (TideInfusion *self, double seconds)
{
  if (self->phase == TIDE_CLOCK_RUNNING)
    self->infused_seconds += seconds;
  else if (self->phase == TIDE_CLOCK_PAUSED)
    self->paused_seconds += seconds;
  else if (self->phase == TIDE_CLOCK_OVER)
    self->observed_seconds += seconds;
  if (self->phase != TIDE_CLOCK_NOT_STARTED)
    self->elapsed_seconds += seconds;
}

static void
apply (TideInfusion *self, const TideClockEvent *event)
{
  switch (event->kind)
    {
    case TIDE_CLOCK_START:
      self->phase = TIDE_CLOCK_RUNNING;
      self->started = event->at;
      break;
    case TIDE_CLOCK_PAUSE:
      self->phase = TIDE_CLOCK_PAUSED;
      self->n_pauses++;
      break;
    case TIDE_CLOCK_RESUME:
      self->phase = TIDE_CLOCK_RUNNING;
      break;
    case TIDE_CLOCK_STOP:
    case TIDE_CLOCK_END:
      self->phase = TIDE_CLOCK_OVER;
      self->ended = event->at;
      self->stopped = event->kind == TIDE_CLOCK_STOP;
      self->end_seconds = self->elapsed_seconds;
      self->observed_seconds = 0;
      break;
    default:
      break;
    }
}

/* The events up to the first that cannot have followed. */
static guint
count_sound (const GPtrArray *own, gint64 session_id, const char **fault)
{
  TideClockPhase phase;
  *fault = tide_clock_read (own, session_id, &phase);
  if (*fault == NULL)
    return own->len;
  g_autoptr (GPtrArray) some = g_ptr_array_new ();
  const char *why = NULL;
  for (guint i = 0; i < own->len; i++)
    {
      g_ptr_array_add (some, own->pdata[i]);
      why = tide_clock_read (some, session_id, &phase);
      if (why != NULL)
        return i;
    }
  return own->len;
}

static void
find_step (TideInfusion *self, const TideClockReading *last, const TideClockReading *now)
{
  if (!is_same_boot (last, now))
    return;
  self->step_seconds
    = (double) (now->utc - last->utc) - (double) (now->boottime_ms - last->boottime_ms) / 1000;
  /* Both clocks are read to the second: half of one is no step. */
  self->stepped = fabs (self->step_seconds) > TIDE_CLOCK_STEP_SECONDS;
}

TideInfusion
tide_infusion_compute (const GPtrArray *events, gint64 session_id, double planned_minutes,
                       const TideClockReading *now)
{
  TideInfusion self = { .phase = TIDE_CLOCK_NOT_STARTED,
                        .started = TIDE_INSTANT_UNKNOWN,
                        .ended = TIDE_INSTANT_UNKNOWN,
                        .planned_seconds = planned_minutes * 60,
                        .end_seconds = NAN,
                        .observed_seconds = NAN };
  g_return_val_if_fail (events != NULL && now != NULL, self);

  g_autoptr (GPtrArray) own = list_own (events, session_id);
  guint n = count_sound (own, session_id, &self.fault);
  TideClockReading last = *now;
  for (guint i = 0; i < n; i++)
    {
      TideClockReading at = reading_of (own->pdata[i]);
      if (i > 0)
        add_stretch (&self, measure (&self, &last, &at));
      apply (&self, own->pdata[i]);
      last = at;
    }
  if (n > 0)
    {
      add_stretch (&self, measure (&self, &last, now));
      find_step (&self, &last, now);
    }
  if (tide_infusion_is_under_way (&self))
    self.end_seconds = self.planned_seconds + self.paused_seconds;
  return self;
}

TideInfusion
tide_infusion_of_record (const TideSession *session, TideInstant when)
{
  TideInfusion self = { .phase = TIDE_CLOCK_NOT_STARTED,
                        .started = TIDE_INSTANT_UNKNOWN,
                        .ended = TIDE_INSTANT_UNKNOWN,
                        .planned_seconds = NAN,
                        .end_seconds = NAN,
                        .observed_seconds = NAN };
  g_return_val_if_fail (session != NULL, self);
  if (!tide_instant_is_known (session->started) || !tide_instant_is_known (when)
      || tide_instant_compare (session->started, when) > 0)
    return self;
  self.planned_seconds = session->planned_minutes * 60;
  self.started = session->started;
  self.elapsed_seconds = (double) (when.utc - session->started.utc);
  self.infused_seconds = session->minutes * 60;
  self.phase = TIDE_CLOCK_RUNNING;
  self.fell_back = TRUE;
  if (!tide_instant_is_known (session->ended) || tide_instant_compare (session->ended, when) > 0)
    return self;
  self.phase = TIDE_CLOCK_OVER;
  self.ended = session->ended;
  self.stopped = session->status == TIDE_SESSION_STOPPED;
  self.end_seconds = (double) (session->ended.utc - session->started.utc);
  self.observed_seconds = (double) (when.utc - session->ended.utc);
  return self;
}

gboolean
tide_infusion_is_under_way (const TideInfusion *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->phase == TIDE_CLOCK_RUNNING || self->phase == TIDE_CLOCK_PAUSED;
}

gint64
tide_infusion_get_utc_of (const TideInfusion *self, double seconds, gint64 now_utc)
{
  g_return_val_if_fail (self != NULL, now_utc);
  return now_utc + (gint64) floor (seconds - self->elapsed_seconds + 0.5);
}

double
tide_infusion_get_given_mg (const TideSession *session, double infused_seconds)
{
  g_return_val_if_fail (session != NULL, NAN);
  if (tide_session_is_elastomeric (session) && !isnan (session->residual_ml) && !isnan (session->volume_ml))
    return MAX (session->volume_ml - session->residual_ml, 0) * session->concentration_mg_per_ml;
  double bolus = isnan (session->bolus_ml) ? 0 : session->bolus_ml;
  double ml = bolus + session->rate_ml_per_h * infused_seconds / 3600;
  if (!isnan (session->volume_ml))
    ml = MIN (ml, MAX (session->volume_ml, bolus));
  return ml * session->concentration_mg_per_ml;
}

void
tide_clock_read_machine (char boot_id[37], gint64 *boottime_ms)
{
  struct timespec time = { 0, 0 };
  g_autofree char *text = NULL;
  boot_id[0] = '\0';
  *boottime_ms = TIDE_INTEGER_UNKNOWN;
  if (tide_time_is_fixed ())
    return;
  if (!g_file_get_contents ("/proc/sys/kernel/random/boot_id", &text, NULL, NULL))
    return;
  g_strlcpy (boot_id, g_strstrip (text), 37);
  if (clock_gettime (CLOCK_BOOTTIME, &time) == 0)
    *boottime_ms = (gint64) time.tv_sec * 1000 + time.tv_nsec / 1000000;
}
