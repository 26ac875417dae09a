/* tide-cli-compare.h: what the files of the command "compare" share. */
#pragma once

#include "tide-cli.h"
#include "tide-comparison.h"

G_BEGIN_DECLS

/* design.md 7: {definition, arms, pairs, caveats}. */
void tide_cli_compare_print_json (const TideComparison *comparison);

G_END_DECLS
