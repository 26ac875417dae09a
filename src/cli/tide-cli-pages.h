/* tide-cli-pages.h: what the commands share that write pages. */
#pragma once

#include "tide-cli.h"
#include "tide-report.h"

G_BEGIN_DECLS

/* --output, which must be there and end with one of @suffixes; NULL and said otherwise. */
const char *tide_cli_take_output (TideArguments *arguments, const char *const *suffixes);
/* --paper, "a4" or "letter"; NULL when it is not there: then the clinic's own. */
gboolean tide_cli_take_paper (TideArguments *arguments, const char **paper);

/* --from and --to; UNKNOWN where they are not there. */
gboolean tide_cli_take_span (TideArguments *arguments, TideDate *first, TideDate *last);

/* report DIR KIND … */
extern const char tide_cli_report_help[];
TideExit tide_cli_run_report (TideArguments *arguments);
/* report DIR ledger, caseload: of the clinic, with what is left of the words. */
TideExit tide_cli_run_caseload (TideArguments *arguments, const char *output, const char *paper,
                                const char *show);
TideExit tide_cli_run_ledger (TideArguments *arguments, const char *output, const char *paper);

G_END_DECLS
