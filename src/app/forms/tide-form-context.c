/* tide-form-context.c: answers what a form asks about its patient, from one loaded history. */

#include "tide-form-context.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-typed-time.h"

TideFormContext *
tide_form_context_new (TideClinic *clinic, gint64 patient_id, GError **error)
{
  g_autoptr (TideHistory) history = tide_clinic_load_history (clinic, patient_id, error);
  TideFormContext *self;

  if (history == NULL)
    return NULL;
  self = g_new0 (TideFormContext, 1);
  self->clinic = g_object_ref (clinic);
  self->history = g_steal_pointer (&history);
  self->thresholds = tide_clinic_load_thresholds (clinic);
  self->now = tide_instant_now ();
  return self;
}

void
tide_form_context_free (TideFormContext *self)
{
  if (self == NULL)
    return;
  tide_history_free (self->history);
  tide_thresholds_free (self->thresholds);
  g_object_unref (self->clinic);
  g_free (self);
}

TideSex
tide_form_context_get_sex (const TideFormContext *self)
{
  return self->history->patient ? (TideSex) self->history->patient->sex : TIDE_SEX_UNKNOWN;
}

char *
tide_form_context_dup_facts (const TideFormContext *self)
{
  const TidePatient *patient = self->history->patient;
  g_autofree char *name = tide_patient_dup_name (patient);
  g_autofree char *birth = tide_typed_date_to_text (patient->birth_date);
  int age = tide_patient_get_age (patient, tide_instant_get_date (self->now));

  if (age < 0)
    return g_strdup_printf (_ ("%s · birth date unknown · %s"), name, patient->mrn);
  /* Translators: name, birth date, age in years, record number. */
  return g_strdup_printf (_ ("%s · born %s · %d · %s"), name, birth, age, patient->mrn);
}

const TideAssessmentData *
tide_form_context_find_last (const TideFormContext *self, const char *instrument_id, TideInstant before,
                             gint64 except)
{
  const TideAssessmentData *last = NULL;

  for (guint i = 0; i < self->history->assessments->len; i++)
    {
      const TideAssessmentData *data = self->history->assessments->pdata[i];

      if (g_strcmp0 (data->instrument_id, instrument_id) != 0 || data->base.id == except
          || !tide_assessment_data_is_current (data)
          || (tide_instant_is_known (before) && tide_instant_compare (data->taken, before) >= 0))
        continue;
      if (last == NULL || tide_instant_compare (data->taken, last->taken) >= 0)
        last = data;
    }
  return last;
}

static guint
number_of_course (const TideHistory *history, const TideCourse *course)
{
  for (guint i = 0; i < history->courses->len; i++)
    if (history->courses->pdata[i] == course)
      return i + 1;
  return 0;
}

void
tide_form_context_find_place (const TideFormContext *self, TideInstrument *instrument, TideInstant taken,
                              TideFormPlace *place)
{
  g_autoptr (TideOutcome) outcome
    = tide_outcome_compute (self->history, instrument, self->thresholds, self->now);
  const TideCourseOutcome *found = NULL;

  *place = (TideFormPlace){ .days = NAN,
                            .baseline = NAN,
                            .response_at_most = NAN,
                            .remission_line = NAN,
                            .baseline_taken = TIDE_INSTANT_UNKNOWN };
  found = tide_outcome_find_course_at (outcome, taken, FALSE);
  if (found == NULL || !tide_instant_is_known (found->day0))
    return;
  place->course = found->course;
  place->ended = tide_instant_is_known (found->until) && tide_instant_compare (taken, found->until) >= 0;
  place->number = number_of_course (self->history, found->course);
  place->title = tide_course_dup_title (found->course);
  place->days = tide_instant_days_since (taken, found->day0);
  place->baseline = found->baseline_value;
  place->response_at_most = found->response_at_most;
  place->remission_line = found->remission_line;
  if (found->baseline >= 0)
    {
      const TideAssessmentData *data
        = tide_history_find_assessment (self->history, outcome->visits[found->baseline].rating.assessment_id);

      if (data)
        place->baseline_taken = data->taken;
    }
}

void
tide_form_place_clear (TideFormPlace *place)
{
  g_clear_pointer (&place->title, g_free);
}

char *
tide_form_place_dup_words (const TideFormPlace *place)
{
  if (place->course == NULL)
    return g_strdup (_ ("outside every course"));
  /* Translators: number and title of the course, day and week since its start. */
  return g_strdup_printf (
    place->ended ? _ ("%u · %s, ended, day %d, week %d") : _ ("%u · %s, day %d, week %d"), place->number,
    place->title, (int) floor (place->days), (int) floor (place->days / 7) + 1);
}

TideDate
tide_form_context_find_comparison_day (const TideFormContext *self, TideInstant taken)
{
  const char *target = tide_clinic_get_target_instrument (self->clinic, self->history);
  TideInstrument *instrument
    = target ? tide_library_lookup (tide_clinic_get_library (self->clinic), target) : NULL;
  g_auto (TideFormPlace) place = { 0 };

  if (instrument)
    {
      tide_form_context_find_place (self, instrument, taken, &place);
      if (tide_instant_is_known (place.baseline_taken))
        return tide_instant_get_date (place.baseline_taken);
    }
  for (guint i = 0; i < self->history->assessments->len; i++)
    {
      const TideAssessmentData *data = self->history->assessments->pdata[i];

      if (tide_assessment_data_is_current (data) && g_strcmp0 (data->instrument_id, target) == 0
          && tide_instant_compare (data->taken, taken) < 0)
        return tide_instant_get_date (data->taken);
    }
  if (place.course && tide_date_is_known (place.course->started_on))
    return place.course->started_on;
  return tide_instant_get_date (taken);
}

char *
tide_form_context_dup_draft (const TideFormContext *self, const char *kind, gint64 *updated_utc)
{
  g_autoptr (GPtrArray) drafts
    = tide_clinic_list_drafts (self->clinic, self->history->patient->base.id, NULL);

  for (guint i = 0; drafts && i < drafts->len; i++)
    {
      const TideDraft *draft = drafts->pdata[i];

      if (g_strcmp0 (draft->kind, kind) != 0)
        continue;
      *updated_utc = draft->updated_utc;
      return g_strdup (draft->payload);
    }
  return NULL;
}
