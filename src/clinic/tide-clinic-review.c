/* tide-clinic-review.c: what patients report of themselves, and whether a clinician has looked at it.
 *
 * A report that comes in while the clinic is busy must not lie unread: it waits until somebody says that he
 * has seen it.  A clinician who types it in has seen it; what was history when it was entered is not asked
 * about, or a chart of ten years would fill the list of its first day.
 */
#include "tide-clinic-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Who assesses patients; a nurse or an assistant hands a report on. */
static gboolean
is_clinician (const TideStaff *person)
{
  static const char *const roles[] = { "psychiatrist", "psychologist", "therapist", "physician", NULL };
  return person != NULL && person->role > 0 && g_strv_contains (roles, tide_staff_role_codes[person->role]);
}

void
tide_clinic_ask_for_review (TideClinic *self, TideAssessmentData *row, double historical_days, gboolean typed)
{
  TideInstant now = tide_instant_now ();
  if (row->rater_type != TIDE_RATER_SELF || row->status != TIDE_STATUS_FINAL || row->review != TIDE_LOOK_NONE
      || tide_instant_get_date (now) - tide_instant_get_date (row->taken) > historical_days)
    return;
  row->review = TIDE_LOOK_WANTED;
  if (!typed || !is_clinician (self->person))
    return;
  row->review = TIDE_LOOK_DONE;
  row->reviewed_by = self->person->base.id;
  row->reviewed = now;
}

void
tide_clinic_keep_review (TideAssessmentData *row, const TideAssessmentData *old)
{
  gboolean same = old != NULL && row->rater_type == TIDE_RATER_SELF;
  row->review = same ? old->review : TIDE_LOOK_NONE;
  row->reviewed_by = same ? old->reviewed_by : 0;
  row->reviewed = same ? old->reviewed : TIDE_INSTANT_UNKNOWN;
}

GPtrArray *
tide_clinic_list_unreviewed (TideClinic *self, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), NULL);
  return tide_clinic_check_unlocked (self, error) ? tide_store_list_unreviewed (self->store, error) : NULL;
}

gboolean
tide_clinic_review_assessment (TideClinic *self, gint64 assessment_id, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), FALSE);
  g_autoptr (TideDeed) deed = tide_deed_begin (self, error);
  if (deed == NULL)
    return FALSE;
  /* Somebody's word that he has read it: without a name it is nobody's. */
  if (self->person == NULL)
    return tide_check_fault (
      error, "review",
      _ ("needs a name: choose in Preferences, Staff, who is at the desk, then mark it again"));
  g_autoptr (TideAssessmentData) row = tide_clinic_load_current (self, assessment_id, error);
  if (row == NULL)
    return FALSE;
  if (!tide_assessment_data_is_unreviewed (row))
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "review: %s",
                   _ ("nobody has to look at it any more"));
      return FALSE;
    }
  row->review = TIDE_LOOK_DONE;
  row->reviewed_by = self->person->base.id;
  row->reviewed = tide_instant_now ();
  if (!tide_deed_update (deed, row, error))
    return FALSE;
  tide_deed_set_head (deed, row, row->patient_id);
  g_autofree char *noun = tide_clinic_dup_noun (self, row);
  char *label = g_strdup_printf (_ ("Undo marking %s as reviewed"), noun);
  return tide_deed_commit (g_steal_pointer (&deed), label, error);
}
