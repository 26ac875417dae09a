/* tide-caseload-line.h: one patient of the caseload: what its columns show, sort and are chosen by, for the
 * screen, the printed list and the command. */
#pragma once

#include "tide-caseload-sheet.h"
#include "tide-patient-summary.h"

G_BEGIN_DECLS

/* Who is shown, in the order of the choices on the screen. */
typedef enum
{
  TIDE_CASELOAD_OPEN_COURSES,
  TIDE_CASELOAD_OPEN_ALERTS,
  TIDE_CASELOAD_EVERYBODY,
  TIDE_CASELOAD_OVERDUE,
  TIDE_N_CASELOAD_SHOWS
} TideCaseloadShow;
extern const char *const tide_caseload_show_codes[];              /* "open-courses" …, NULL at the end */
const char *tide_caseload_show_get_label (TideCaseloadShow show); /* translated: "Open courses" */

typedef struct
{
  gint64 patient_id;
  TidePatientRow *row;
  TidePatientSummary *summary;
  char *key;       /* "lindqvist hanna tm-0417 ocd", folded: what the filter searches and the name sorts by */
  TideDate due;    /* the next rating that a course asks for; UNKNOWN: none */
  char *due_scale; /* its short name, or NULL */
} TideCaseloadLine;
/* NULL when the patient cannot be read. (transfer full) */
TideCaseloadLine *tide_caseload_line_load (TideClinic *clinic, gint64 patient_id,
                                           const TideThresholds *thresholds);
void tide_caseload_line_free (TideCaseloadLine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideCaseloadLine, tide_caseload_line_free)
gboolean tide_caseload_line_fits (const TideCaseloadLine *self, TideCaseloadShow show, TideDate today);

/* The words of the cells (transfer full). */
char *tide_caseload_line_dup_last (const TideCaseloadLine *self);   /* "Y-BOCS 26", "–" */
char *tide_caseload_line_dup_change (const TideCaseloadLine *self); /* "−4", "–" */
char *tide_caseload_line_dup_weeks (const TideCaseloadLine *self);
char *tide_caseload_line_dup_sessions (const TideCaseloadLine *self);
char *tide_caseload_line_dup_rated (const TideCaseloadLine *self); /* "3 Dec 2025", "never" */
char *tide_caseload_line_dup_due (const TideCaseloadLine *self, TideDate today, gboolean *late);

/* The pages of @lines (element-type TideCaseloadLine), in their order. (transfer full) */
TideReport *tide_caseload_new_report (const TideSummaryData *page, const GPtrArray *lines,
                                      const char *selection);

G_END_DECLS
