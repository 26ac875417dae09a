/* tide-clinic-after.c: what a chart has after a day, in words: a death that was recorded too early is found
 * by what it would have come before.
 */
#include "tide-clinic-private.h"

#include <glib/gi18n-lib.h>

/* More than these nobody reads in a question. */
#define MAX_LINES 5

char *
tide_clinic_dup_words_after (TideClinic *self, const TideHistory *history, TideDate day)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && history != NULL, NULL);
  if (!tide_date_is_known (day))
    return NULL;
  g_autoptr (GPtrArray) later = tide_history_list_after (history, day);
  if (later->len == 0)
    return NULL;
  GString *words = g_string_new (NULL);
  for (guint i = 0; i < MIN (later->len, MAX_LINES); i++)
    {
      g_autofree char *noun = tide_clinic_dup_noun (self, later->pdata[i]);
      g_autofree char *on = tide_date_to_words (tide_record_get_day (later->pdata[i], NULL));
      g_string_append_printf (words, "%s%s, %s", i > 0 ? "\n" : "", noun, on);
    }
  guint n_more = later->len - MIN (later->len, MAX_LINES);
  if (n_more > 0)
    {
      g_string_append_c (words, '\n');
      g_string_append_printf (words, ngettext ("and %u more", "and %u more", n_more), n_more);
    }
  return g_string_free (words, FALSE);
}
