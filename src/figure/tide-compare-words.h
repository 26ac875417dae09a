/* tide-compare-words.h: the comparison sheet as data: who is counted, and speed, depth, duration, burden,
 * access and cost of each arm, in the one notation of screen, paper and command (comparison-and-paper.md 4;
 * F67).
 *
 * The clinic's number and the cited one are never in one line. */
#pragma once

#include "tide-comparison.h"
#include "tide-references.h"

G_BEGIN_DECLS

typedef enum
{
  TIDE_SHEET_SPEED,
  TIDE_SHEET_DEPTH,
  TIDE_SHEET_RESPONSE,
  TIDE_SHEET_DURATION,
  TIDE_SHEET_BURDEN,
  TIDE_SHEET_ACCESS,
  TIDE_SHEET_COST,
  TIDE_N_SHEET_ROWS
} TideSheetRow;
const char *tide_sheet_row_get_code (TideSheetRow row);  /* "speed" */
const char *tide_sheet_row_get_label (TideSheetRow row); /* translated: "Speed" */
const char *tide_sheet_row_get_note (TideSheetRow row);  /* translated: "median to response" */

/* One value: "by wk 2" 45 % (31 to 62) n 38. */
typedef struct
{
  char *lead, *value, *interval, *rest; /* "" none; value never empty: "–" not applicable */
} TideSheetPart;

typedef struct
{
  GPtrArray *lines[2];            /* TideSheetPart: the early and the late point; never empty */
  const TideReference *reference; /* NULL: none on file */
  char *source;   /* of the citation, in full; NULL: none. It may be a number of the clinic's settings */
  char *citation; /* "−8.1 (−13.6 to −2.5), acute only · Kwan 2024", or "No cited figure" */
} TideSheetCell;

#define TIDE_SHEET_N_STRIP 4

typedef struct
{
  /* "44 started › 42 baseline › 38 counted › 28 wk 12", "left out: …", "not at wk 12: …", "marked, of 210
   * ratings: …" (N06) */
  char *strip[TIDE_SHEET_N_STRIP];
  TideSheetCell cells[TIDE_N_SHEET_ROWS];
} TideSheetArm;

typedef struct
{
  guint n_arms;
  TideSheetArm *arms;
} TideSheet;

/* @references and @currency (e.g. "€"): (nullable) */
TideSheet *tide_sheet_new (const TideComparison *comparison, const TideReferences *references,
                           const char *currency);
void tide_sheet_free (TideSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TideSheet, tide_sheet_free)
/* All of a line as one text (transfer full). */
char *tide_sheet_cell_dup_line (const TideSheetCell *cell, guint line);

/* "Ketamine + CBT: n 4, not drawn below 5", "" none (transfer full): which arms are not drawn, and why. */
char *tide_compare_dup_not_drawn (const TideComparison *comparison);

/* --- the notation (all transfer full) --- */
/* Minus U+2212, the locale's point; one that rounds to 0.0 gets one more decimal. */
char *tide_compare_format_number (double value, guint decimals);
char *tide_compare_format_quantity (TideQuantity quantity, guint decimals); /* "–" undefined */
char *tide_compare_format_percent (double share);                           /* "45 %"; of 1 */
char *tide_compare_format_days (TideQuantity days); /* "6 h", "18 d", "6.0 wk", "n.r." */
/* " to "-interval in parentheses: "(−10.4 to −7.2)"; "(no interval)" when both are undefined. */
char *tide_compare_format_interval (TideQuantity lower, TideQuantity upper, guint decimals);
char *tide_compare_format_days_interval (TideQuantity lower, TideQuantity upper); /* "(12 d to n.r.)" */
char *tide_compare_format_p (TideQuantity p); /* four decimals, "< 0.0001" */
/* A rate of @n events in @time with its exact-like interval (Byar; Breslow & Day 1987). */
void tide_compare_rate_interval (guint n, double time, double *lower, double *upper);

G_END_DECLS
