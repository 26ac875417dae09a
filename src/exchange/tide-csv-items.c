/* tide-csv-items.c: the answers of an assessment as columns: item_1, item_1b, fear_1 …
 *
 * One file holds all instruments, so its item columns are the union of theirs; which of them a row may use
 * its instrument says.
 */
#include "tide-csv-table.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* Index of the item whose column is @name, or -1. */
static int
find_item (TideInstrument *instrument, const char *name)
{
  const char *id = g_str_has_prefix (name, "item_") ? name + strlen ("item_") : name;
  int index = tide_instrument_find_item (instrument, id);
  if (index < 0)
    return -1;
  g_autofree char *column = tide_instrument_dup_item_column (instrument, (guint) index);
  return strcmp (column, name) == 0 ? index : -1;
}

gboolean
tide_csv_is_item_column (TideCsvNames *names, const char *name)
{
  for (guint i = 0; i < tide_library_get_n (names->library); i++)
    if (find_item (tide_library_get (names->library, i), name) >= 0)
      return TRUE;
  return FALSE;
}

/* --- writing --- */

/* @answers is canonical text, "1=3;2=-;3=na". */
static char *
find_answer (const char *answers, const char *item_id)
{
  gsize length = strlen (item_id);
  for (const char *at = answers; at != NULL && *at != '\0';
       at = strchr (at, ';') != NULL ? strchr (at, ';') + 1 : NULL)
    if (strncmp (at, item_id, length) == 0 && at[length] == '=')
      {
        const char *value = at + length + 1;
        gsize n = strcspn (value, ";");
        return n == 1 && *value == '-' ? g_strdup ("") : g_strndup (value, n);
      }
  return g_strdup ("");
}

/* An instrument whose site file is gone still has its answers: its ids are numbers, or facets such as fear_1.
 */
static char *
guess_column (const char *item_id)
{
  return g_ascii_isdigit (*item_id) ? g_strconcat ("item_", item_id, NULL) : g_strdup (item_id);
}

static const char *
guess_item (const char *column)
{
  return g_str_has_prefix (column, "item_") ? column + strlen ("item_") : column;
}

char *
tide_csv_render_item (TideCsvNames *names, const TideAssessmentData *data, const char *name)
{
  TideInstrument *instrument = tide_library_lookup (names->library, data->instrument_id);
  if (data->answers == NULL)
    return g_strdup ("");
  if (instrument == NULL)
    return find_answer (data->answers, guess_item (name));
  int index = find_item (instrument, name);
  if (index < 0)
    return g_strdup ("");
  return find_answer (data->answers, tide_instrument_get_item (instrument, (guint) index)->id);
}

/* item_2 before item_10, item_1 before item_1b; "item" before other stems. */
static int
compare_columns (gconstpointer a, gconstpointer b)
{
  const char *first = *(const char *const *) a, *second = *(const char *const *) b;
  const char *digits_1 = strpbrk (first, "0123456789"), *digits_2 = strpbrk (second, "0123456789");
  gsize stem_1 = digits_1 != NULL ? (gsize) (digits_1 - first) : strlen (first);
  gsize stem_2 = digits_2 != NULL ? (gsize) (digits_2 - second) : strlen (second);
  gboolean item_1 = g_str_has_prefix (first, "item_"), item_2 = g_str_has_prefix (second, "item_");
  if (item_1 != item_2)
    return item_1 ? -1 : 1;
  if (stem_1 != stem_2 || strncmp (first, second, stem_1) != 0 || digits_1 == NULL || digits_2 == NULL)
    return strcmp (first, second);
  char *rest_1, *rest_2;
  guint64 n_1 = g_ascii_strtoull (digits_1, &rest_1, 10), n_2 = g_ascii_strtoull (digits_2, &rest_2, 10);
  if (n_1 != n_2)
    return n_1 < n_2 ? -1 : 1;
  return strcmp (rest_1, rest_2);
}

static void
add_used_columns (GHashTable *used, TideInstrument *instrument, const char *answers)
{
  g_auto (GStrv) parts = g_strsplit (answers, ";", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *equals = strchr (parts[i], '=');
      if (equals == NULL)
        continue;
      *equals = '\0';
      int index = instrument != NULL ? tide_instrument_find_item (instrument, parts[i]) : -1;
      g_hash_table_add (used, index >= 0 ? tide_instrument_dup_item_column (instrument, (guint) index)
                                         : guess_column (parts[i]));
    }
}

GPtrArray *
tide_csv_list_item_columns (TideCsvNames *names, GPtrArray *assessments)
{
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < assessments->len; i++)
    {
      const TideAssessmentData *data = g_ptr_array_index (assessments, i);
      TideInstrument *instrument = tide_library_lookup (names->library, data->instrument_id);
      if (data->answers != NULL)
        add_used_columns (used, instrument, data->answers);
    }
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer name;
  g_hash_table_iter_init (&iter, used);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (columns, g_strdup (name));
  g_ptr_array_sort (columns, compare_columns);
  return columns;
}

/* --- reading --- */

static gboolean
refuse_column (TideInstrument *instrument, const char *column, GError **error)
{
  guint n = tide_instrument_get_n_items (instrument);
  if (n == 0)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, _ ("of %s only the total is kept"),
                   tide_instrument_get_id (instrument));
      return FALSE;
    }
  g_autofree char *first = tide_instrument_dup_item_column (instrument, 0);
  g_autofree char *last = tide_instrument_dup_item_column (instrument, n - 1);
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, _ ("%s has no %s; its items are %s to %s"),
               tide_instrument_get_id (instrument), column, first, last);
  return FALSE;
}

static gboolean
read_item (TideInstrument *instrument, const char *column, const char *cell, TideAnswer *answers,
           GError **error)
{
  int index = find_item (instrument, column);
  if (index < 0)
    return refuse_column (instrument, column, error);
  if (!g_utf8_validate (cell, -1, NULL))
    {
      g_set_error_literal (error, TIDE_ERROR, TIDE_ERROR_VALUE, _ ("the cell is not UTF-8 text"));
      return FALSE;
    }
  return tide_instrument_read_answer (instrument, (guint) index, cell, &answers[index], error);
}

gboolean
tide_csv_read_items (TideCsvNames *names, TideAssessmentData *data, const char *const *columns,
                     const char *const *cells, guint *at, GError **error)
{
  TideInstrument *instrument = tide_library_lookup (names->library, data->instrument_id);
  g_return_val_if_fail (instrument != NULL, FALSE);

  g_autofree TideAnswer *answers = g_new0 (TideAnswer, tide_instrument_get_n_items (instrument) + 1);
  gboolean any = FALSE;
  for (*at = 0; columns[*at] != NULL; (*at)++)
    {
      if (*cells[*at] == '\0')
        continue;
      if (!read_item (instrument, columns[*at], cells[*at], answers, error))
        return FALSE;
      any = TRUE;
    }
  if (any)
    {
      g_autofree char *text = tide_answers_to_text (instrument, answers);
      tide_record_set_text (&data->answers, text);
    }
  return TRUE;
}
