/* tide-cli-stats.c: the statistics of anybody's CSV file: reading it, refusing it with the place, writing
 * numbers.
 *
 * The commands themselves are in tide-cli-stats-survival.c, -means.c and -proportions.c.  They exist so that
 * every figure of the program can be recomputed, and checked against another program, outside of it.
 */
#include "tide-cli-stats.h"

#include <math.h>
#include <string.h>

#include "tide-record.h"

#define MOST_SHOWN 60 /* characters of a refused cell */

/* --- the file --- */

static gboolean
check_widths (TideArguments *arguments, const TideCsvSheet *sheet)
{
  for (guint i = 0; i < sheet->rows->len; i++)
    {
      const TideCsvRow *row = g_ptr_array_index (sheet->rows, i);
      if (row->cells->len != sheet->header->len)
        {
          tide_cli_refuse (arguments, "%s:%u: the row has %u cells, the header %u: as many are allowed",
                           sheet->file, row->line, row->cells->len, sheet->header->len);
          return FALSE;
        }
    }
  return TRUE;
}

TideCsvSheet *
tide_cli_stats_take_file (TideArguments *arguments, TideExit *code)
{
  const char *path = tide_cli_take_word (arguments);
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;
  *code = TIDE_EXIT_USAGE;
  if (path == NULL)
    tide_cli_refuse (arguments, "FILE: the CSV file must be named");
  if (path == NULL || !tide_cli_take_end (arguments))
    return NULL;
  if (!g_file_get_contents (path, &text, &length, &error))
    {
      if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT)
          || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR))
        tide_cli_refuse (arguments, "FILE: %s", error->message);
      else
        *code = tide_cli_fail (arguments, error);
      return NULL;
    }
  g_autoptr (TideCsvSheet) sheet = tide_csv_sheet_parse (path, text, length);
  if (sheet->fault != NULL)
    {
      tide_cli_refuse (arguments, "%s:%u: %s", sheet->file, sheet->fault_line, sheet->fault);
      return NULL;
    }
  return check_widths (arguments, sheet) ? g_steal_pointer (&sheet) : NULL;
}

/* A cell as it may stand in a message: one line, valid text, not a page of it. */
static char *
dup_shown (const char *cell)
{
  g_autofree char *text = g_utf8_make_valid (cell, -1);
  if (g_utf8_strlen (text, -1) > MOST_SHOWN)
    {
      g_autofree char *start = g_utf8_substring (text, 0, MOST_SHOWN);
      g_free (text);
      text = g_strconcat (start, "…", NULL);
    }
  for (char *c = text; *c != '\0'; c++)
    *c = g_ascii_iscntrl (*c) ? ' ' : *c;
  return g_steal_pointer (&text);
}

gboolean
tide_cli_stats_find_column (TideArguments *arguments, const TideCsvSheet *sheet, const char *option,
                            const char *name, guint *column)
{
  guint found = 0;
  g_autoptr (GString) known = g_string_new (NULL);
  for (guint i = 0; i < sheet->header->len; i++)
    {
      const char *here = g_ptr_array_index (sheet->header, i);
      g_autofree char *shown = dup_shown (here);
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", shown);
      if (g_str_equal (here, name))
        {
          *column = i;
          found++;
        }
    }
  if (found == 1)
    return TRUE;
  if (found == 0)
    tide_cli_refuse (arguments, "%s: %s:%u: there is no column “%s”; there are %s", option, sheet->file,
                     sheet->header_line, name, known->str);
  else
    tide_cli_refuse (arguments, "%s: %s:%u: %u columns are called “%s”; one is allowed", option, sheet->file,
                     sheet->header_line, found, name);
  return FALSE;
}

const char *
tide_cli_stats_get_cell (const TideCsvSheet *sheet, gsize row, guint column)
{
  const TideCsvRow *cells = g_ptr_array_index (sheet->rows, row);
  return g_ptr_array_index (cells->cells, column);
}

gboolean
tide_cli_stats_refuse_cell (TideArguments *arguments, const TideCsvSheet *sheet, gsize row, guint column,
                            const char *allowed)
{
  const TideCsvRow *at = g_ptr_array_index (sheet->rows, row);
  g_autofree char *name = dup_shown (g_ptr_array_index (sheet->header, column));
  g_autofree char *shown = dup_shown (g_ptr_array_index (at->cells, column));
  tide_cli_refuse (arguments, "%s:%u: %s: “%s” is not %s", sheet->file, at->line, name, shown, allowed);
  return FALSE;
}

gboolean
tide_cli_stats_read_number (TideArguments *arguments, const TideCsvSheet *sheet, gsize row, guint column,
                            gboolean allowed_missing, double *value)
{
  const char *cell = tide_cli_stats_get_cell (sheet, row, column);
  if (allowed_missing && (*cell == '\0' || g_str_equal (cell, "NA")))
    {
      *value = NAN;
      return TRUE;
    }
  if (tide_number_parse (cell, value, NULL))
    return TRUE;
  return tide_cli_stats_refuse_cell (arguments, sheet, row, column,
                                     allowed_missing
                                       ? "a number such as 21 or 21.5 (an empty cell or NA is a missing one)"
                                       : "a number such as 21 or 21.5");
}

/* --- groups --- */

static gboolean
are_numbers (GPtrArray *names)
{
  double value;
  for (guint i = 0; i < names->len; i++)
    if (!tide_number_parse (names->pdata[i], &value, NULL))
      return FALSE;
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double x, y;
  if (tide_number_parse (*(const char *const *) a, &x, NULL)
      && tide_number_parse (*(const char *const *) b, &y, NULL) && x != y)
    return x < y ? -1 : 1;
  return compare_names (a, b);
}

static gboolean
collect_names (TideCliGroups *groups, TideArguments *arguments, const TideCsvSheet *sheet, guint column)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < sheet->rows->len; i++)
    {
      const char *cell = tide_cli_stats_get_cell (sheet, i, column);
      if (*cell == '\0' || !g_utf8_validate (cell, -1, NULL))
        return tide_cli_stats_refuse_cell (arguments, sheet, i, column,
                                           "the name of a group (any UTF-8 text)");
      if (g_hash_table_add (seen, (char *) cell))
        g_ptr_array_add (groups->names, g_strdup (cell));
    }
  g_ptr_array_sort (groups->names, are_numbers (groups->names) ? compare_numbers : compare_names);
  return TRUE;
}

gboolean
tide_cli_groups_init (TideCliGroups *groups, TideArguments *arguments, const TideCsvSheet *sheet,
                      const guint *column)
{
  groups->names = g_ptr_array_new_with_free_func (g_free);
  groups->of_row = g_new0 (guint, sheet->rows->len);
  if (column != NULL && !collect_names (groups, arguments, sheet, *column))
    return FALSE;
  if (groups->names->len == 0)
    g_ptr_array_add (groups->names, g_strdup ("all"));
  g_autoptr (GHashTable) index = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < groups->names->len; i++)
    g_hash_table_insert (index, groups->names->pdata[i], GUINT_TO_POINTER (i));
  for (guint i = 0; column != NULL && i < sheet->rows->len; i++)
    groups->of_row[i]
      = GPOINTER_TO_UINT (g_hash_table_lookup (index, tide_cli_stats_get_cell (sheet, i, *column)));
  return TRUE;
}

void
tide_cli_groups_clear (TideCliGroups *groups)
{
  g_clear_pointer (&groups->names, g_ptr_array_unref);
  g_clear_pointer (&groups->of_row, g_free);
}

const char *
tide_cli_groups_get_name (const TideCliGroups *groups, guint group)
{
  return g_ptr_array_index (groups->names, group);
}

gboolean
tide_cli_groups_find (const TideCliGroups *groups, TideArguments *arguments, const char *name,
                      guint *reference)
{
  g_autoptr (GString) known = g_string_new (NULL);
  for (guint i = 0; name != NULL && i < groups->names->len; i++)
    {
      if (g_str_equal (groups->names->pdata[i], name))
        {
          *reference = i;
          return TRUE;
        }
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", (const char *) groups->names->pdata[i]);
    }
  if (name != NULL)
    tide_cli_refuse (arguments, "--reference: there is no group “%s”; there are %s", name, known->str);
  return name == NULL;
}

/* --- output --- */

void
tide_cli_stats_json (JsonBuilder *builder, const char *key, TideQuantity quantity)
{
  json_builder_set_member_name (builder, key);
  tide_cli_json_number (builder, tide_quantity_is_defined (quantity) ? quantity.value : NAN);
}

void
tide_cli_stats_json_interval (JsonBuilder *builder, const char *key, TideQuantity lower, TideQuantity upper)
{
  json_builder_set_member_name (builder, key);
  if (!tide_quantity_is_defined (lower) && !tide_quantity_is_defined (upper))
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_array (builder);
  tide_cli_json_number (builder, lower.value);
  tide_cli_json_number (builder, upper.value);
  json_builder_end_array (builder);
}

void
tide_cli_stats_json_count (JsonBuilder *builder, const char *key, gint64 count)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_int_value (builder, count);
}

void
tide_cli_stats_json_why (JsonBuilder *builder, const TideQuantity *quantities, guint n)
{
  gboolean said[TIDE_WHY_N] = { FALSE };
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < n; i++)
    {
      TideWhy why = quantities[i].why;
      if (why == TIDE_WHY_DEFINED || said[why])
        continue;
      said[why] = TRUE;
      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", tide_why_get_code (why));
    }
  tide_cli_json_string (builder, "why", text->len > 0 ? text->str : NULL);
}

char *
tide_cli_stats_dup_text (TideQuantity quantity)
{
  return tide_quantity_is_defined (quantity)
           ? g_strdup_printf ("%.4g", quantity.value)
           : g_strdup_printf ("undefined (%s)", tide_why_get_words (quantity.why));
}

static char *
dup_limit (TideQuantity limit)
{
  return tide_quantity_is_defined (limit) ? g_strdup_printf ("%.4g", limit.value)
                                          : g_strdup (tide_why_get_words (limit.why));
}

char *
tide_cli_stats_dup_interval (TideQuantity value, TideQuantity lower, TideQuantity upper)
{
  g_autofree char *text = tide_cli_stats_dup_text (value), *low = dup_limit (lower),
                  *high = dup_limit (upper);
  return tide_quantity_is_defined (value) ? g_strdup_printf ("%s (%s to %s)", text, low, high)
                                          : g_steal_pointer (&text);
}

/* --- the command --- */

static TideExit
run_stats (TideArguments *arguments)
{
  static const struct
  {
    const char *name;
    TideExit (*run) (TideArguments *arguments);
  } kinds[] = {
    { "survival", tide_cli_stats_survival },
    { "means", tide_cli_stats_means },
    { "proportions", tide_cli_stats_proportions },
  };
  const char *kind = arguments->words->len > 0 ? arguments->words->pdata[0] : NULL;
  for (guint i = 0; kind != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, kind))
      {
        g_ptr_array_remove_index (arguments->words, 0);
        return kinds[i].run (arguments);
      }
  if (kind == NULL)
    return tide_cli_refuse (arguments, "KIND: must be named: survival, means or proportions");
  return tide_cli_refuse (arguments, "KIND: “%s” is not survival, means or proportions", kind);
}

const TideCommand tide_cli_stats_commands[] = {
  { "stats",
    "survival FILE.csv --time T --event E [--group G] [--reference R] [--conf-type log-log|log|plain] [--tau X] [--json]\n"
    "        stats means FILE.csv --value V --group G [--baseline B] [--reference R] [--json]\n"
    "        stats proportions X1 N1 X2 N2 [--json]",
    "Statistics of a CSV file with a header row; the options name its columns.\n"
    "survival: Kaplan-Meier curves, quantiles, restricted means up to tau (the latest time that every group reached), "
    "log-rank, Cox\nhazard ratios (Efron) against the first group or --reference. E is 1 for an event, 0 for censored.\n"
    "means: means by group, Welch, Hedges g; with --baseline also the change from it and the differences adjusted for it "
    "(ANCOVA),\nagainst --reference, else a group called control, placebo, usual care, TAU or waiting list, else the last. "
    "Empty cells and NA\nare missing.\n"
    "proportions: X1 of N1 against X2 of N2: Wilson, Newcombe, number needed to treat, Fisher.\n"
    "A group of fewer than five shows counts only. What is undefined is null, and why says the reason.",
    run_stats },
  { 0 },
};
