/* tide-summary-source.c: the progress summary of one patient after the other. */
#include "tide-summary-source.h"

TideReport *
tide_summary_source_make (TideClinic *clinic, gint64 patient_id, TideReader reader, char **mrn,
                          GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (clinic) && mrn != NULL, NULL);
  g_autoptr (TideHistory) history = tide_clinic_load_history (clinic, patient_id, error);
  *mrn = history != NULL ? g_strdup (history->patient->mrn) : NULL;
  if (history == NULL)
    return NULL;
  g_auto (TideClinicPaper) paper = { 0 };
  tide_clinic_paper_init (&paper, clinic, history);
  paper.page.reader = reader;
  g_autofree char *obstacle = tide_summary_dup_obstacle (&paper.page);
  if (obstacle == NULL)
    return tide_summary_new (&paper.page);
  g_set_error_literal (error, TIDE_ERROR, TIDE_ERROR_VALUE, obstacle);
  return NULL;
}
