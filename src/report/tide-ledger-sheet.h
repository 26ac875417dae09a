/* tide-ledger-sheet.h: the alert ledger on paper: for the meeting where somebody asks what is still open. */
#pragma once

#include "tide-clinic-data.h"
#include "tide-report.h"

G_BEGIN_DECLS

/* One row, all borrowed. */
typedef struct
{
  const TideAlert *alert;
  const TidePatient *patient; /* or NULL: cannot be read */
  const char *who;            /* acted; or NULL */
} TideLedgerEntry;

typedef struct
{
  /* Of which clinic, printed when, on which paper, with which library; it has no history. */
  const TideSummaryData *page;
  const char *selection; /* "Open alerts, all levels" */
  const TideLedgerEntry *entries;
  guint n_entries; /* printed in this order */
} TideLedgerSheetData;

/**
 * tide_ledger_sheet_new:
 *
 * Level in words, when raised and how old, who, the finding, what was done and by whom. The head of the table
 * is repeated on each page; the footer names the clinic, never a patient.
 *
 * Returns: (transfer full)
 */
TideReport *tide_ledger_sheet_new (const TideLedgerSheetData *data);

/* Open before answered, then the highest level, then the oldest: the order of a ledger that nobody sorted. */
int tide_ledger_compare (const TideAlert *a, const TideAlert *b);
/* Whole days from raising until somebody acted, or until @today. */
int tide_ledger_get_age (const TideAlert *alert, TideDate today);

G_END_DECLS
