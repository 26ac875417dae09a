/* tide-observation.h: what is read off a patient at one slot of a session's grid: a row of the cockpit.
 *
 * A row is saved cell by cell.  A cell is a number, or "missed" with its reason, or open; an open cell is
 * unknown, never normal.
 */
#pragma once

#include "tide-record.h"

G_BEGIN_DECLS

typedef struct
{
  TideRecord base;
  gint64 patient_id, session_id;
  char *slot; /* required: id of safety's grids ("pre", "20", "40_end", "leave"), "extra" between them */
  TideInstant asked;          /* when the slot stood on the clock */
  TideInstant taken;          /* when the first cell was filled in; required */
  gint64 systolic, diastolic; /* mm[Hg], the second below the first */
  gint64 heart_rate;          /* /min */
  gint64 spo2;                /* % */
  gint64 respiratory_rate;    /* /min; 0 is an apnoea */
  gint64 moaas;               /* 0-5 */
  gint64 nausea;              /* 0-10 */
  gint64 cadss6;              /* 0-24, the total; a CADSS by items is an assessment of the session */
  char *missed; /* one line a cell: "respiratory_rate: probe off"; see tide_observation_set_missed () */
  char *note;
  gint64 staff_id;
  gboolean entered_in_error;
} TideObservation;
TIDE_DEFINE_RECORD (TideObservation, tide_observation)
guint tide_observation_find_faults (const TideObservation *self, TideDate birth_date, TideFaultFunc report,
                                    gpointer data);

#define TIDE_SLOT_EXTRA "extra"
gboolean tide_observation_is_extra (const TideObservation *self);

/* The cells of a row, in their order; the name is the field's. */
typedef enum
{
  TIDE_CELL_SYSTOLIC,
  TIDE_CELL_DIASTOLIC,
  TIDE_CELL_HEART_RATE,
  TIDE_CELL_SPO2,
  TIDE_CELL_RESPIRATORY_RATE,
  TIDE_CELL_MOAAS,
  TIDE_CELL_NAUSEA,
  TIDE_CELL_CADSS6,
  TIDE_N_CELLS
} TideCell;
const char *tide_cell_get_name (TideCell cell);  /* "systolic" */
const char *tide_cell_get_label (TideCell cell); /* translated: "Systolic" */
int tide_cell_from_name (const char *name);      /* -1 when there is none */
gint64 tide_observation_get_cell (const TideObservation *self,
                                  TideCell cell); /* TIDE_INTEGER_UNKNOWN: open */
/* A value ends that the cell was missed; TIDE_INTEGER_UNKNOWN opens it. */
void tide_observation_set_cell (TideObservation *self, TideCell cell, gint64 value);
gboolean tide_observation_is_missed (const TideObservation *self, TideCell cell);
char *
tide_observation_dup_missed_reason (const TideObservation *self,
                                    TideCell cell); /* NULL: none given, or not missed (transfer full) */
/* Missed, with a reason or NULL; takes the value away. Line breaks of the reason become blanks. */
void tide_observation_set_missed (TideObservation *self, TideCell cell, const char *reason);
gboolean tide_observation_is_empty (const TideObservation *self); /* no value, nothing missed, no note */

G_END_DECLS
