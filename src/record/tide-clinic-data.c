/* tide-clinic-data.c: frees the plain values that the store hands out. */

#include "tide-clinic-data.h"

void
tide_patient_row_free (TidePatientRow *row)
{
  if (row == NULL)
    return;
  g_free (row->mrn);
  g_free (row->family_name);
  g_free (row->given_name);
  g_free (row->diagnosis);
  g_free (row->target_instrument);
  g_free (row);
}

void
tide_audit_row_free (TideAuditRow *row)
{
  if (row == NULL)
    return;
  g_free (row->who);
  g_free (row->action);
  g_free (row->table);
  g_free (row->before);
  g_free (row->after);
  g_free (row);
}

void
tide_verification_free (TideVerification *v)
{
  if (v == NULL)
    return;
  g_free (v->integrity);
  g_clear_pointer (&v->breaks, g_ptr_array_unref);
  g_clear_pointer (&v->changed, g_ptr_array_unref);
  g_clear_pointer (&v->missing, g_ptr_array_unref);
  g_clear_pointer (&v->unaudited, g_ptr_array_unref);
  g_clear_pointer (&v->scores_different, g_ptr_array_unref);
  g_free (v);
}

void
tide_draft_free (TideDraft *draft)
{
  if (draft == NULL)
    return;
  g_free (draft->kind);
  g_free (draft->payload);
  g_free (draft);
}
