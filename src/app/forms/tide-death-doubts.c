/* tide-death-doubts.c: the same question in every form, for either day may be the mistaken one: the death's
 * or that of what follows it. */

#include "tide-death-doubts.h"

#include <glib/gi18n-lib.h>

char *
tide_death_doubts_dup_words (const TideHistory *history, TideDate day)
{
  TideDate death;
  g_autofree char *on = NULL;

  if (history == NULL || !tide_date_is_known (day) || !tide_history_get_death (history, &death)
      || !tide_date_is_known (death) || day <= death)
    return NULL;
  on = tide_date_to_words (death);
  return g_strdup_printf (_ ("This day lies after the death on %s."), on);
}

void
tide_death_doubts_report (TideFormDialog *dialog, TideDoubtFunc report, gpointer data)
{
  gconstpointer record = tide_form_dialog_get_record (dialog);
  gconstpointer stored = tide_form_dialog_get_stored (dialog);
  const char *field = NULL;
  TideDate day = record ? tide_record_get_day (record, &field) : TIDE_DATE_UNKNOWN;
  g_autofree char *words = NULL;

  if (stored && tide_record_get_day (stored, NULL) == day)
    return;
  words = tide_death_doubts_dup_words (tide_form_dialog_get_history (dialog), day);
  if (words)
    report (field, words, FALSE, data);
}

void
tide_death_doubts_report_later (TideFormDialog *dialog, const char *field, TideDate day, TideDoubtFunc report,
                                gpointer data)
{
  g_autofree char *later = tide_clinic_dup_words_after (tide_form_dialog_get_clinic (dialog),
                                                        tide_form_dialog_get_history (dialog), day);
  g_autofree char *words = NULL;

  if (later == NULL)
    return;
  words = g_strdup_printf (_ ("The chart has records of later days:\n%s"), later);
  report (field, words, FALSE, data);
}
