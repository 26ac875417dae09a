/* tide-course-clash.c: no drug or therapy is given twice at once, and a course holds all that is recorded in
 * it. */

#include "tide-course-clash.h"

#include <glib/gi18n-lib.h>
#include "tide-drug-name.h"

/* What is given: the agent, whatever it is called, else the arm of ketamine and esketamine, which are agents;
 * NULL: not known.  A therapy has the name that was typed: "ketamine-assisted" is no ketamine. */
static char *
dup_agent (const TideCourse *course)
{
  const char *text = course->agent;
  if ((text == NULL || *text == '\0') && tide_arm_is_ketamine ((TideArm) course->arm))
    text = tide_arm_codes[course->arm];
  if (text == NULL || *text == '\0' || !g_utf8_validate (text, -1, NULL))
    return NULL;
  const char *name = tide_arm_is_therapy ((TideArm) course->arm)
                       ? NULL
                       : tide_drug_find_name (tide_dose_rules_get_shipped (), text);
  if (name != NULL)
    return g_strdup (name);
  g_autofree char *folded = g_utf8_casefold (text, -1);
  return g_strdup (g_strstrip (folded));
}

gboolean
tide_course_clashes_with (const TideCourse *self, const TideCourse *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);
  gboolean other_first = !tide_date_is_known (self->ended_on) || other->started_on < self->ended_on;
  gboolean self_first = !tide_date_is_known (other->ended_on) || self->started_on < other->ended_on;
  g_autofree char *ours = dup_agent (self), *theirs = dup_agent (other);
  return other_first && self_first && ours != NULL && g_strcmp0 (ours, theirs) == 0;
}

char *
tide_course_dup_clash_words (const TideCourse *other)
{
  g_return_val_if_fail (other != NULL, NULL);
  g_autofree char *title = tide_course_dup_title (other);
  g_autofree char *from = tide_date_to_iso (other->started_on), *until = tide_date_to_iso (other->ended_on);
  /* Translators: a treatment and its dates, such as "Sertraline, from 2025-01-10 to 2025-03-01". */
  return g_strdup_printf (_ ("another course of it runs at that time: %s, from %s to %s"), title,
                          *from != '\0' ? from : _ ("an unknown day"), *until != '\0' ? until : _ ("today"));
}

char *
tide_course_dup_span_words (gboolean early, TideDate day)
{
  g_autofree char *text = tide_date_to_iso (day);
  return g_strdup_printf (early ? _ ("the course has a session or dose step before it, on %s")
                                : _ ("the course has a session or dose step after it, on %s"),
                          text);
}
