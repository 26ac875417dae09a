/* tide-cli-pages.h: what the commands share that write pages. */
#pragma once

#include "tide-cli.h"
#include "tide-report.h"

G_BEGIN_DECLS

/* --output, which must be there and end with one of @suffixes; NULL and said otherwise. */
const char *tide_cli_take_output (TideArguments *arguments, const char *const *suffixes);
/* --paper; A4 when it is not there. */
gboolean tide_cli_take_paper (TideArguments *arguments, TidePaper *paper);

/* report DIR ledger: the rest of the words after the options of every report. */
TideExit tide_cli_run_ledger (TideArguments *arguments, const char *output, TidePaper paper);

G_END_DECLS
