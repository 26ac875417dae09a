/* tide-patient-summary.h: how a patient stands, in one line: what the patient list and the caseload show. */
#pragma once

#include "tide-clinic.h"
#include "tide-outcome.h"

G_BEGIN_DECLS

typedef struct
{
  char *instrument;    /* short name of the target scale, or NULL when it is not known */
  TideRating *ratings; /* of its primary score, oldest first, without those that are passed over */
  guint n_ratings;
  double last, change, percent; /* NAN: none */
  guint decimals;
  TideState state;          /* at the last rating */
  const char *why_no_state; /* "No baseline"; NULL when there is a state */
  gboolean planned;         /* the newest course has not begun */
  gboolean begun;           /* there is a course that has */
  TideInstant rated;        /* of the last rating */
  int days_ago;             /* of the same; -1 without one */
  gboolean stale;           /* longer ago than a state holds (state_days): what it is now is not known */
  int weeks;                /* since day 0 of the newest begun course; -1 when there is none or it ended */
  guint n_sessions;         /* held, in the newest begun course */
} TidePatientSummary;

TidePatientSummary *tide_patient_summary_load (TideClinic *clinic, gint64 patient_id,
                                               const TideThresholds *thresholds, GError **error);
void tide_patient_summary_free (TidePatientSummary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TidePatientSummary, tide_patient_summary_free)
char *tide_patient_summary_dup_total (const TidePatientSummary *self); /* "26", "" without a rating */
/* The state to show: NONE when it is too old to be the present one. */
TideState tide_patient_summary_get_state (const TidePatientSummary *self);
/* "Response"; "? 63 days ago" when that is too old to say; @brief for the list's narrow row (transfer full).
 */
char *tide_patient_summary_dup_state_words (const TidePatientSummary *self, gboolean brief);

/* The diagnosis as lists show it: "OCD", else the code, else "" (transfer none). */
const char *tide_diagnosis_abbreviation (const char *code);
/* "38", "?" when the birth date is unknown (transfer full). */
char *tide_age_text (TideDate birth, TideDate on);
/* "† 3 Mar 2026" and, as it is read aloud, "died 3 Mar 2026"; NULL for whom no death is recorded (transfer
 * full). */
char *tide_death_text (const TidePatientRow *row, gboolean spoken);
/* Figures with U+2212 for minus and the scale's decimals; "–" for NAN (transfer full). */
char *tide_figure_text (double value, guint decimals, gboolean sign);
/* "alert icon, red": icon name and words of a level; NULL for NONE. */
const char *tide_level_icon_name (TideLevel level);
const char *tide_level_word (TideLevel level);
const char *tide_level_css_class (TideLevel level);

G_END_DECLS
