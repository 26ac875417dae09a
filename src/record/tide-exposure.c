/* tide-exposure.c: exposure tasks, costs, side-effect checks and reviews of a course: fields, words and
 * faults.
 */
#include "tide-exposure.h"

#include <glib/gi18n-lib.h>

#include "tide-course.h"
#include "tide-field-private.h"

const char *const tide_cost_unit_codes[] = { "", "session", "month", "once", NULL };
const char *const tide_payer_codes[] = { "", "patient", "insurer", "public", "clinic", "other", NULL };
const char *const tide_review_kind_codes[]
  = { "",       "urinary",       "liver", "cognition", "misuse", "blood_pressure",
      "weight", "authorisation", "other", NULL };
const char *const tide_review_result_codes[] = { "", "clear", "finding", "not_done", NULL };

static const TideField tide_exposure_fields[] = {
  TIDE_FIELD_REFERS (TideExposure, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_REFERS (TideExposure, session_id, TIDE_FIELD_REQUIRED, "session"),
  TIDE_FIELD_MUST (TideExposure, task, TIDE_FIELD_TEXT),
  TIDE_FIELD_BETWEEN (TideExposure, suds_planned, TIDE_FIELD_REAL, 0, 100),
  TIDE_FIELD_BETWEEN (TideExposure, suds_start, TIDE_FIELD_REAL, 0, 100),
  TIDE_FIELD_BETWEEN (TideExposure, suds_peak, TIDE_FIELD_REAL, 0, 100),
  TIDE_FIELD_BETWEEN (TideExposure, suds_end, TIDE_FIELD_REAL, 0, 100),
  TIDE_FIELD_BETWEEN (TideExposure, minutes, TIDE_FIELD_REAL, 0, 1440),
  TIDE_FIELD (TideExposure, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideExposure, tide_exposure, "exposure");

static const TideField tide_cost_fields[] = {
  TIDE_FIELD_REFERS (TideCost, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_REFERS (TideCost, course_id, 0, "course"),
  TIDE_FIELD_CODED (TideCost, unit, TIDE_FIELD_REQUIRED, tide_cost_unit_codes),
  TIDE_FIELD_CODED (TideCost, payer, TIDE_FIELD_REQUIRED, tide_payer_codes),
  /* Above the limit it can only be a slip, in any currency. */
  TIDE_FIELD_MUST_BETWEEN (TideCost, amount, TIDE_FIELD_REAL, 0, 1000000000),
  TIDE_FIELD (TideCost, from_date, TIDE_FIELD_DATE),
  TIDE_FIELD (TideCost, until_date, TIDE_FIELD_DATE),
  TIDE_FIELD (TideCost, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideCost, tide_cost, "cost");

static const TideField tide_effect_check_fields[] = {
  TIDE_FIELD_REFERS (TideEffectCheck, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_REFERS (TideEffectCheck, course_id, 0, "course"),
  TIDE_FIELD_REFERS (TideEffectCheck, visit_id, 0, "visit"),
  TIDE_FIELD_REFERS (TideEffectCheck, session_id, 0, "session"),
  TIDE_FIELD_MUST (TideEffectCheck, taken, TIDE_FIELD_INSTANT),
  TIDE_FIELD (TideEffectCheck, checklist, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideEffectCheck, asked, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideEffectCheck, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideEffectCheck, tide_effect_check, "effect_check");

static const TideField tide_review_fields[] = {
  TIDE_FIELD_REFERS (TideReview, patient_id, TIDE_FIELD_REQUIRED, "patient"),
  TIDE_FIELD_REFERS (TideReview, course_id, 0, "course"),
  TIDE_FIELD_REFERS (TideReview, staff_id, 0, "staff"),
  TIDE_FIELD_CODED (TideReview, kind, TIDE_FIELD_REQUIRED, tide_review_kind_codes),
  TIDE_FIELD_MUST (TideReview, done_on, TIDE_FIELD_DATE),
  TIDE_FIELD_CODED (TideReview, result, TIDE_FIELD_REQUIRED, tide_review_result_codes),
  TIDE_FIELD_CODED (TideReview, early_refill, 0, tide_yes_no_codes),
  TIDE_FIELD_CODED (TideReview, extra_sessions, 0, tide_yes_no_codes),
  TIDE_FIELD_CODED (TideReview, craving, 0, tide_yes_no_codes),
  TIDE_FIELD (TideReview, next_on, TIDE_FIELD_DATE),
  TIDE_FIELD (TideReview, note, TIDE_FIELD_TEXT),
  TIDE_FIELD (TideReview, entered_in_error, TIDE_FIELD_BOOLEAN),
};
TIDE_RECORD_CLASS (TideReview, tide_review, "review");

const char *
tide_cost_unit_get_label (int unit)
{
  const char *const labels[] = { _ ("Unknown unit"), _ ("a session"), _ ("a month"), _ ("once") };
  TIDE_LABEL_OF (labels, tide_cost_unit_codes, unit);
}

const char *
tide_payer_get_label (int payer)
{
  const char *const labels[]
    = { _ ("Unknown payer"), _ ("patient"), _ ("insurer"), _ ("public"), _ ("clinic"), _ ("other payer") };
  TIDE_LABEL_OF (labels, tide_payer_codes, payer);
}

const char *
tide_review_kind_get_label (int kind)
{
  const char *const labels[]
    = { _ ("Review"),         _ ("Urinary symptoms"), _ ("Liver"),         _ ("Cognition"),   _ ("Misuse"),
        _ ("Blood pressure"), _ ("Weight"),           _ ("Authorisation"), _ ("Other review") };
  TIDE_LABEL_OF (labels, tide_review_kind_codes, kind);
}

const char *
tide_review_result_get_label (int result)
{
  const char *const labels[] = { _ ("Unknown result"), _ ("clear"), _ ("finding"), _ ("not done") };
  TIDE_LABEL_OF (labels, tide_review_result_codes, result);
}

guint
tide_exposure_find_faults (const TideExposure *self, TideFaultFunc report, gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  /* A comparison with an unknown number is FALSE. */
  if (self->suds_peak < self->suds_start)
    tide_faults_add (&faults, "suds_peak", _ ("lies under the start"));
  else if (self->suds_peak < self->suds_end)
    tide_faults_add (&faults, "suds_peak", _ ("lies under the end"));
  return faults.n;
}

guint
tide_cost_find_faults (const TideCost *self, TideFaultFunc report, gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  tide_faults_check_order (&faults, "until_date", self->from_date, self->until_date,
                           _ ("lies before the start"));
  return faults.n;
}

guint
tide_effect_check_find_faults (const TideEffectCheck *self, TideDate birth_date, TideFaultFunc report,
                               gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  tide_faults_check_moment (&faults, "taken", self->taken, birth_date);
  return faults.n;
}

guint
tide_review_find_faults (const TideReview *self, TideDate birth_date, TideFaultFunc report, gpointer data)
{
  g_return_val_if_fail (self != NULL, 0);

  TideFaults faults = { report, data, tide_record_find_faults (self, report, data) };
  const struct
  {
    const char *field;
    int value;
  } asked[] = { { "early_refill", self->early_refill },
                { "extra_sessions", self->extra_sessions },
                { "craving", self->craving } };
  gboolean is_misuse = self->kind == tide_code_from_text (tide_review_kind_codes, "misuse");
  for (guint i = 0; self->kind != 0 && !is_misuse && i < G_N_ELEMENTS (asked); i++)
    if (asked[i].value != 0)
      tide_faults_add (&faults, asked[i].field, _ ("belongs to a misuse review"));
  tide_faults_check_day (&faults, "done_on", self->done_on, birth_date);
  tide_faults_check_order (&faults, "next_on", self->done_on, self->next_on, _ ("lies before the review"));
  return faults.n;
}
