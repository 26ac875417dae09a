/* tide-cockpit-model.h: one dosing session as the cockpit shows it: its records, and where the clock stands.
 *
 * Loaded anew after each save; the clock is read each second.
 */
#pragma once

#include "tide-clinic-cockpit.h"
#include "tide-discharge.h"
#include "tide-grid.h"
#include "tide-safety-case.h"
#include "tide-session-dose.h"
#include "tide-start-gate.h"
#include "tide-vitals.h"

G_BEGIN_DECLS

/* Counted references: the cards keep pointers into the history while they show it. */
typedef struct
{
  TideClinic *clinic;
  TideHistory *history;
  TideDeskCase desk;
  const TideSessionRules *rules;
  const TideSession *session;
  const TideCourse *course;
  const TideGrid *grid;
  GPtrArray *start_items; /* TideStartItem, as it was loaded */
  double last_weight_kg;
} TideCockpitModel;

/* NULL and *error when the session cannot be read, NULL alone when it is gone. */
TideCockpitModel *tide_cockpit_model_load (TideClinic *clinic, gint64 session_id, GError **error);
TideCockpitModel *tide_cockpit_model_ref (TideCockpitModel *self);
void tide_cockpit_model_unref (TideCockpitModel *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideCockpitModel, tide_cockpit_model_unref)

gint64 tide_cockpit_model_get_patient (const TideCockpitModel *self);
gboolean tide_cockpit_model_is_nasal (const TideCockpitModel *self);
gboolean tide_cockpit_model_is_writable (const TideCockpitModel *self);
const TideObservation *tide_cockpit_model_get_pre (const TideCockpitModel *self);
/* The readings of this session, in time; (transfer container) (element-type TideObservation). */
GPtrArray *tide_cockpit_model_list_readings (const TideCockpitModel *self);
/* Its open alerts that stand in the banner, red first; (transfer container) (element-type TideAlert). */
GPtrArray *tide_cockpit_model_list_alerts (const TideCockpitModel *self, gboolean open_only);
/* Minutes after the start by the wall clock; before it negative, by now when it has not begun. */
double tide_cockpit_model_get_minute (const TideCockpitModel *self, const TideInfusion *infusion,
                                      TideInstant when);

/* --- one moment --- */
typedef struct
{
  TideInstant now;
  TideInfusion infusion;
  GArray *times;            /* TideSlotTime */
  const TideSlotTime *next; /* of them, or NULL */
  TideRecheck recheck;      /* of a reading that is amber or red */
  GPtrArray *criteria;      /* TideGateCriterion */
} TideCockpitNow;

void tide_cockpit_now_init (TideCockpitNow *self, const TideCockpitModel *model);
void tide_cockpit_now_clear (TideCockpitNow *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TideCockpitNow, tide_cockpit_now_clear)

/* Reads both clocks of the machine; @boot_id must outlive the reading. */
TideClockReading tide_cockpit_read_clock (TideInstant now, char boot_id[37]);

/* --- words --- */
char *tide_words_clock_time (TideInstant when, gboolean seconds); /* "10:04:00" (transfer full) */
char *tide_words_duration (double seconds);                       /* "27:12", "1:05:09" (transfer full) */
/* "Ketamine IV, infusion 4 of 6" (transfer full) */
char *tide_cockpit_model_dup_title (const TideCockpitModel *self);
/* "20 min", "pre", "extra" (transfer full) */
char *tide_cockpit_model_dup_slot_words (const TideCockpitModel *self, const TideObservation *row);

G_END_DECLS
