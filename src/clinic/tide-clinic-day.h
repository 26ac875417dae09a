/* tide-clinic-day.h: what a day asks of a clinic, in one piece: open alerts, sessions, ratings and looks back
 * that are due, papers that run out.  Today shows it, tidemark-cli prints it.
 *
 * Read only.  Patients who died or were entered in error are left out.
 */
#pragma once

#include "tide-clinic-cockpit.h"
#include "tide-clinic-track.h"

G_BEGIN_DECLS

/* Papers and looks back are told of this long ahead, ratings until the end of tomorrow. */
#define TIDE_DAY_AHEAD 14

typedef enum
{
  TIDE_DAY_PLANNED,
  TIDE_DAY_RUNNING,  /* its clock runs, or is paused */
  TIDE_DAY_OBSERVED, /* a dose is over and the patient still here */
  TIDE_DAY_LEFT,     /* fit to leave, or with a reason */
  TIDE_DAY_HELD,
  TIDE_DAY_STOPPED,
  TIDE_DAY_MISSED,
  TIDE_DAY_CANCELLED,
  TIDE_N_DAY_STATES
} TideDayState;

typedef struct
{
  TideSession *session;
  TideCourse *course;
  TideInstant when; /* it began, or was agreed for */
  TideDayState state;
  gint32 number;   /* which one of its course, counted by treatments */
  double minutes;  /* RUNNING: since the start; OBSERVED: since the end; else NAN */
  double expected; /* of the same: how long it is to last; NAN: not known */
  TideLevel level; /* the highest open alert of the session */
} TideDaySession;

typedef struct
{
  TideInstant now;
  TideDate date;
  GPtrArray *alerts; /* (GPtrArray (TideAlert)): those of one banner together; red first, then oldest; without
                      * those that a row of papers or reviews stands for */
  GPtrArray *sessions;   /* TideDaySession, by time */
  GPtrArray *ratings;    /* TideDue, the longest overdue first; of a patient and scale the oldest alone */
  GPtrArray *papers;     /* TideDue: authorisation, consent, screening; by day */
  GPtrArray *reports;    /* TideAssessmentData: by patients, nobody has looked at them yet; oldest first */
  GPtrArray *reviews;    /* TideDue: looks back, safety plans, monitoring sheets, talks; by day */
  GPtrArray *off_track;  /* TideOffTrack, as tide_clinic_get_tracks () has them; so are the next three */
  GPtrArray *fading;     /* TideFading */
  guint n_judged, n_few; /* of the whole clinic */
  gboolean tracked;      /* FALSE: nobody has looked yet, and nothing can be said */
  guint n_alerts[4];     /* of each TideLevel */
  /* Every open alert of the clinic stands once: n_open = alerts->len + n_merged + n_below + n_only_ledger. */
  guint n_open;          /* as the ledger counts */
  guint n_merged;        /* beside the first one of a row of alerts */
  guint n_below;         /* a row of papers or reviews stands for them */
  guint n_only_ledger;   /* of old entries; of who died, is in error or somebody else's */
  guint n_overdue;       /* ratings of a day before this one */
  GPtrArray *own_alerts; /* (TideAlert): every open one; owns those in alerts */
} TideDay;

/**
 * tide_clinic_load_day:
 * @staff_id: only patients whom this person rated, saw or treated, and those whom nobody did, so that each is
 * on somebody's list; 0: the whole clinic
 *
 * Returns: (transfer full) (nullable): NULL on error
 */
TideDay *tide_clinic_load_day (TideClinic *self, TideInstant now, gint64 staff_id, GError **error);
void tide_day_free (TideDay *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideDay, tide_day_free)

/* A rating or a screen: what a scale answers. */
gboolean tide_due_is_rating (const TideDue *due);
/* The calendar day of a row: papers and looks back have a day, ratings a moment. */
TideDate tide_due_get_day (const TideDue *due);
/* A moment on this machine's clock. */
TideInstant tide_instant_of_utc (gint64 utc);
/* Why there are fewer rows than the ledger has open alerts: "59 more: 3 in the rows above, 50 in
 * Expiring and Reviews due, 6 in the ledger only"; NULL: none is missing. (transfer full) */
char *tide_day_dup_more_alerts_words (const TideDay *self);
/* Of the first session on (TideDayState): not yet over. */
guint tide_day_count_sessions (const TideDay *self, TideDayState state);

G_END_DECLS
