/* tide-cli-stats.h: what the three statistics commands share: a CSV file read column by column, groups,
 * undefined numbers. */
#pragma once

#include "tide-cli.h"
#include "tide-csv-sheet.h"
#include "tide-quantity.h"

G_BEGIN_DECLS

/* --- the file --- */

/* Takes FILE, the last argument, and reads it whole; every row has as many cells as the header. NULL and said
 * otherwise. */
TideCsvSheet *tide_cli_stats_take_file (TideArguments *arguments, TideExit *code);
/* The index of the column that @option names; FALSE and said when it is not there, or there twice. */
gboolean tide_cli_stats_find_column (TideArguments *arguments, const TideCsvSheet *sheet, const char *option,
                                     const char *name, guint *column);
const char *tide_cli_stats_get_cell (const TideCsvSheet *sheet, gsize row, guint column);
/* "FILE:LINE: COLUMN: “VALUE”: only … is allowed"; returns FALSE. */
gboolean tide_cli_stats_refuse_cell (TideArguments *arguments, const TideCsvSheet *sheet, gsize row,
                                     guint column, const char *allowed);
/* A number; NAN for an empty cell or NA when @allowed_missing. FALSE and said otherwise. */
gboolean tide_cli_stats_read_number (TideArguments *arguments, const TideCsvSheet *sheet, gsize row,
                                     guint column, gboolean allowed_missing, double *value);

/* --- groups --- */

/* The groups of a column in an order that the rows' order does not change: by number when all are numbers,
 * else by name. */
typedef struct
{
  GPtrArray *names; /* (utf8), never empty */
  guint *of_row;
} TideCliGroups;

/* @column NULL: everybody is in one group called "all". FALSE and said when a cell is empty. */
gboolean tide_cli_groups_init (TideCliGroups *groups, TideArguments *arguments, const TideCsvSheet *sheet,
                               const guint *column);
void tide_cli_groups_clear (TideCliGroups *groups);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TideCliGroups, tide_cli_groups_clear)
const char *tide_cli_groups_get_name (const TideCliGroups *groups, guint group);
/* --reference NAME; @reference is left as it is when @name is NULL. FALSE and said when there is no such
 * group. */
gboolean tide_cli_groups_find (const TideCliGroups *groups, TideArguments *arguments, const char *name,
                               guint *reference);

/* --- output --- */

void tide_cli_stats_json (JsonBuilder *builder, const char *key, TideQuantity quantity);
void tide_cli_stats_json_interval (JsonBuilder *builder, const char *key, TideQuantity lower,
                                   TideQuantity upper);
void tide_cli_stats_json_count (JsonBuilder *builder, const char *key, gint64 count);
/* "why": the codes of the undefined ones of the @n quantities, each once, separated by commas; null when all
 * are defined. */
void tide_cli_stats_json_why (JsonBuilder *builder, const TideQuantity *quantities, guint n);
/* "0.3486", or "undefined (no events)" (transfer full). */
char *tide_cli_stats_dup_text (TideQuantity quantity);
/* "0.3486 (0.09 to 1.3)", or why not (transfer full). */
char *tide_cli_stats_dup_interval (TideQuantity value, TideQuantity lower, TideQuantity upper);

/* --- the commands --- */

TideExit tide_cli_stats_survival (TideArguments *arguments);
TideExit tide_cli_stats_means (TideArguments *arguments);
TideExit tide_cli_stats_proportions (TideArguments *arguments);

G_END_DECLS
