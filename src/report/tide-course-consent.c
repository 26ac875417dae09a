/* tide-course-consent.c: who agreed to a course and who decided that it may be given, in words. */
#include "tide-course-words.h"

#include <glib/gi18n-lib.h>

#include "tide-wording.h"

gboolean
tide_consent_is_about (const TideConsent *consent, const TideCourse *course)
{
  return consent->course_id == course->base.id
         || (consent->course_id == 0 && (consent->arm == 0 || consent->arm == course->arm));
}

char *
tide_consent_dup_days (const TideConsent *consent)
{
  g_autofree char *given = tide_date_to_words (consent->given_on);
  g_autofree char *until = tide_date_to_words (consent->expires_on);
  g_autofree char *gone = tide_date_to_words (consent->withdrawn_on);
  GString *words = g_string_new (NULL);
  g_string_append_printf (words, _ ("given %s"), given);
  if (consent->version != NULL)
    g_string_append_printf (words, _ (", form %s"), consent->version);
  if (*until != '\0')
    g_string_append_printf (words, _ (" · until %s"), until);
  if (*gone != '\0')
    g_string_append_printf (words, _ (" · withdrawn %s"), gone);
  return g_string_free (words, FALSE);
}

const TideEligibilityDecision *
tide_course_find_decision (const TideHistory *history, const TideCourse *course)
{
  for (guint i = 0; i < history->decisions->len; i++)
    {
      const TideEligibilityDecision *decision = history->decisions->pdata[i];
      if (decision->course_id == course->base.id
          || (decision->course_id == 0 && decision->arm == course->arm))
        return decision;
    }
  return NULL;
}

char *
tide_decision_dup_words (const TideHistory *history, const TideEligibilityDecision *decision)
{
  g_autofree char *day = tide_date_to_words (tide_instant_get_date (decision->taken));
  g_autofree char *who = tide_words_dup_staff_name (history, decision->staff_id);
  g_autofree char *entered = tide_eligibility_decision_dup_entered (decision);
  return g_strdup_printf (_ ("%s, signed %s by %s; %s"), tide_verdict_get_label (decision->verdict), day, who,
                          entered);
}
