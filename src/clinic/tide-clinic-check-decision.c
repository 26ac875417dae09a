/* tide-clinic-check-decision.c: a signed decision is not older than what it rests on.
 *
 * The list that is kept with a decision names its ratings with their days; the screening of the treatment is
 * part of every list. A decision that is signed now has read what the chart has now. Of one that comes from a
 * file only two things can be told: which ratings its list names, and that a list without an open item had a
 * screening, for later ones may have followed since.
 */
#include "tide-clinic-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* By the minute where both tell it: a form's clock has no seconds. */
static gboolean
is_before (TideInstant decided, TideInstant evidence)
{
  if (tide_instant_has_clock (decided) && tide_instant_has_clock (evidence))
    return decided.utc / 60 < evidence.utc / 60;
  return tide_instant_get_date (decided) < tide_instant_get_date (evidence);
}

/* --- screening --- */

/* The newest screening of the treatment that lies after a decision just made. */
static const TideScreening *
find_unread_screening (const GPtrArray *screenings, const TideEligibilityDecision *decision)
{
  const TideScreening *newest = NULL;
  for (guint i = 0; i < screenings->len; i++)
    {
      const TideScreening *screening = screenings->pdata[i];
      if (screening->arm == decision->arm && !screening->entered_in_error
          && is_before (decision->taken, screening->taken)
          && (newest == NULL || screening->taken.utc > newest->taken.utc))
        newest = screening;
    }
  return newest;
}

/* The first screening, when the list had one and none is as old as the decision. */
static const TideScreening *
find_only_later_screening (const GPtrArray *screenings, const TideEligibilityDecision *decision)
{
  const TideScreening *first = NULL;
  if (decision->computed != tide_code_from_text (tide_verdict_codes, "eligible"))
    return NULL;
  for (guint i = 0; i < screenings->len; i++)
    {
      const TideScreening *screening = screenings->pdata[i];
      if (screening->arm != decision->arm)
        continue;
      if (!is_before (decision->taken, screening->taken))
        return NULL; /* one in error counts: it was read then */
      if (!screening->entered_in_error && (first == NULL || screening->taken.utc < first->taken.utc))
        first = screening;
    }
  return first;
}

/* --- ratings --- */

static const char *
get_scale_name (TideClinic *clinic, const TideAssessmentData *data)
{
  TideInstrument *instrument = tide_library_lookup (tide_clinic_get_library (clinic), data->instrument_id);
  return instrument != NULL ? tide_instrument_get_short_name (instrument) : data->instrument_id;
}

/* A line of the list that names the scale and the day. */
static gboolean
is_named (TideClinic *clinic, const TideAssessmentData *data, const char *const *lines)
{
  g_autofree char *words = tide_date_to_words (tide_instant_get_date (data->taken));
  g_autofree char *iso = tide_date_to_iso (tide_instant_get_date (data->taken));
  const char *name = get_scale_name (clinic, data);
  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], name) != NULL
        && (strstr (lines[i], words) != NULL || strstr (lines[i], iso) != NULL))
      return TRUE;
  return FALSE;
}

static const TideAssessmentData *
find_later_rating (TideClinic *clinic, const GPtrArray *assessments, const TideEligibilityDecision *decision)
{
  g_auto (GStrv) lines = g_strsplit (decision->evidence != NULL ? decision->evidence : "", "\n", -1);
  const TideAssessmentData *newest = NULL;
  for (guint i = 0; i < assessments->len; i++)
    {
      const TideAssessmentData *data = assessments->pdata[i];
      if (tide_assessment_data_is_current (data) && is_before (decision->taken, data->taken)
          && (newest == NULL || data->taken.utc > newest->taken.utc)
          && is_named (clinic, data, (const char *const *) lines))
        newest = data;
    }
  return newest;
}

/* --- words --- */

/* On one day the clock tells which came first. */
static char *
dup_when (TideInstant evidence, TideInstant decided)
{
  TideDate day = tide_instant_get_date (evidence);
  return day == tide_instant_get_date (decided) ? tide_instant_to_words (evidence) : tide_date_to_words (day);
}

static char *
dup_fault (TideClinic *clinic, const TideEligibilityDecision *decision, const TideScreening *screening,
           const TideAssessmentData *rating)
{
  if (rating != NULL && (screening == NULL || rating->taken.utc > screening->taken.utc))
    {
      g_autofree char *when = dup_when (rating->taken, decision->taken);
      /* Translators: follows the name of a date field; a scale and the day of its rating. */
      return g_strdup_printf (_ ("lies before the rating by %s of %s, on which it rests"),
                              get_scale_name (clinic, rating), when);
    }
  if (screening == NULL)
    return NULL;
  g_autofree char *when = dup_when (screening->taken, decision->taken);
  /* Translators: follows the name of a date field. */
  return g_strdup_printf (_ ("lies before the screening of %s, on which it rests"), when);
}

char *
tide_clinic_dup_decision_fault (TideClinic *self, const TideHistory *history,
                                const TideEligibilityDecision *decision)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && history != NULL && decision != NULL, NULL);
  if (!tide_instant_is_known (decision->taken))
    return NULL;
  return dup_fault (self, decision, find_unread_screening (history->screenings, decision),
                    find_later_rating (self, history->assessments, decision));
}

gboolean
tide_check_decision (TideCheck *check, const TideEligibilityDecision *decision, GError **error)
{
  if (decision->entered_in_error || !tide_instant_is_known (decision->taken))
    return TRUE;
  TideStore *store = check->clinic->store;
  g_autoptr (GPtrArray) screenings
    = tide_store_list (store, &tide_screening_class, "patient_id", decision->patient_id, error);
  if (screenings == NULL)
    return FALSE;
  g_autoptr (GPtrArray) assessments
    = tide_store_list (store, &tide_assessment_data_class, "patient_id", decision->patient_id, error);
  if (assessments == NULL)
    return FALSE;
  gboolean typed = decision->base.id == 0 && check->clinic->batch == NULL;
  const TideScreening *screening
    = typed ? find_unread_screening (screenings, decision) : find_only_later_screening (screenings, decision);
  g_autofree char *reason = dup_fault (check->clinic, decision, screening,
                                       find_later_rating (check->clinic, assessments, decision));
  return reason == NULL || tide_check_fault (error, "taken", reason);
}
