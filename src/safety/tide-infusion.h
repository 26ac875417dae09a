/* tide-infusion.h: where an infusion stands: how long it has run, pauses left out, through midnight, a
 * changed wall clock, suspend, crash and restart.
 *
 * Two moments of one run of the machine (same boot id) are compared by CLOCK_BOOTTIME, which counts through a
 * suspend and knows no clock change; all others by UTC, and the result says so.  Pure: the caller reads the
 * clocks.
 */
#pragma once

#include "tide-history.h"

G_BEGIN_DECLS

/* A moment by both clocks. boot_id NULL or boottime_ms TIDE_INTEGER_UNKNOWN: only UTC is known. */
typedef struct
{
  gint64 utc;
  const char *boot_id;
  gint64 boottime_ms;
} TideClockReading;

/* A wall clock that is off by more than this against CLOCK_BOOTTIME is shown and asked about. */
#define TIDE_CLOCK_STEP_SECONDS 5

typedef struct
{
  TideClockPhase phase;
  const char *fault;   /* why the events cannot have happened, or NULL; the rest is then what came before */
  TideInstant started; /* as it was written; unknown before the start */
  TideInstant ended;   /* stopped or ended; unknown until then */
  gboolean stopped;    /* before its planned end, by a person */
  double elapsed_seconds; /* since the start, pauses included; 0 before it */
  double infused_seconds; /* without the pauses */
  double paused_seconds;  /* of all pauses, the present one too */
  guint n_pauses;
  double planned_seconds; /* NAN: no plan */
  double end_seconds;     /* of the end after the start: the real one, else the planned one with the pauses so
                           * far; NAN: neither */
  double observed_seconds; /* since the end; NAN until then */
  gboolean fell_back;      /* some stretch was measured by UTC: another boot, or no boot time */
  double step_seconds; /* the wall clock now against the last event: ahead positive; 0 when not comparable */
  gboolean stepped;    /* by more than TIDE_CLOCK_STEP_SECONDS, and nobody has accepted it */
} TideInfusion;

/**
 * tide_infusion_compute:
 * @events: (element-type TideClockEvent): of any sessions, in any order; those of @session_id count
 * @planned_minutes: NAN when nothing was planned
 */
TideInfusion tide_infusion_compute (const GPtrArray *events, gint64 session_id, double planned_minutes,
                                    const TideClockReading *now);
/* The same of a session that was written down without the clock: by its beginning and end, to the minute;
 * no pause is known, infused_seconds is NAN where the minutes are. */
TideInfusion tide_infusion_of_record (const TideSession *session, TideInstant when);
gboolean tide_infusion_is_under_way (const TideInfusion *self); /* running or paused */
/* When something that lies @seconds after the start stands on the present wall clock. */
gint64 tide_infusion_get_utc_of (const TideInfusion *self, double seconds, gint64 now_utc);

/* What ran in: concentration x (bolus + rate x time); no more than what was in the syringe. NAN while rate or
 * concentration is unknown; an unknown bolus or volume is left out.  Of an elastomeric pump, whose flow is
 * only nominal, the volume less what was left over, once that was measured. */
double tide_infusion_get_given_mg (const TideSession *session, double infused_seconds);

/* Reads the machine's boot id and CLOCK_BOOTTIME. @boot_id (37 bytes) is "" where the system has none, and
 * while "now" is set by hand, which CLOCK_BOOTTIME does not follow. */
void tide_clock_read_machine (char boot_id[37], gint64 *boottime_ms);

G_END_DECLS
