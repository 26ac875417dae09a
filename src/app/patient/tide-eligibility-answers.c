/* tide-eligibility-answers.c: an open item without a way to close it would be a reproach, not a list.
 *
 * One button each: it opens the form in which the item is answered, on the question itself where there is
 * one.
 */
#include "tide-eligibility-answers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *
answer (const char **label_out, const char *label, GVariant **target_out, GVariant *target,
        const char *action)
{
  *label_out = label;
  *target_out = target;
  return action;
}

static int
kind_of_consent (const char *code)
{
  return tide_code_from_text (tide_consent_kind_codes, code);
}

/* A screening that still holds is gone on with; an expired one is asked anew. */
static GVariant *
new_screening_target (const TideAnswerContext *context, const char *question)
{
  gint64 id = context->screening != NULL ? context->screening->base.id : 0;
  return g_variant_new ("(ixs)", context->arm, id, question);
}

static const char *
find_consent (const TideAnswerContext *context, const char *kind, const char **label, GVariant **target)
{
  gint64 course_id = context->course != NULL ? context->course->base.id : 0;
  return answer (label, _ ("Record Consent…"), target,
                 g_variant_new ("(iix)", kind_of_consent (kind), context->arm, course_id),
                 "patient.add-consent-for");
}

static const char *
find_course (const TideAnswerContext *context, const char *field, const char *word, const char **label,
             GVariant **target)
{
  if (context->course == NULL)
    return answer (label, word, target, NULL, "patient.edit");
  return answer (label, word, target, g_variant_new ("(xs)", context->course->base.id, field),
                 "patient.edit-course-at");
}

static const char *
find_substance (const TideEligibilityItem *item, const char **label, GVariant **target)
{
  const char *id = strchr (item->id, '.') + 1;
  if (item->state == TIDE_ITEM_UNKNOWN && (strcmp (id, "auditc") == 0 || strcmp (id, "dast10") == 0))
    return answer (label, _ ("Rate…"), target, g_variant_new_string (id), "patient.rate-with");
  if (item->state == TIDE_ITEM_UNKNOWN && strcmp (id, "pain") == 0)
    return answer (label, _ ("Rate…"), target, g_variant_new_string ("peg"), "patient.rate-with");
  return answer (label, _ ("History…"), target, g_variant_new_string ("history"), "patient.show-tab");
}

const char *
tide_eligibility_find_answer (const TideAnswerContext *context, const TideEligibilityItem *item,
                              const char **label, GVariant **target)
{
  const char *id = item->id;
  *label = NULL;
  *target = NULL;
  if (item->state == TIDE_ITEM_OK)
    return NULL;
  if (strcmp (id, "diagnosis") == 0)
    return answer (label, _ ("Add Diagnosis…"), target, NULL, "patient.add-diagnosis");
  if (strcmp (id, "severity") == 0)
    return answer (label, _ ("Rate…"), target, NULL, "patient.rate");
  if (strcmp (id, "trials") == 0 || strcmp (id, "stage") == 0)
    return answer (label, _ ("Add Earlier Treatment…"), target, NULL, "patient.add-trial");
  if (strcmp (id, "screening") == 0)
    return answer (label, _ ("Screen…"), target, new_screening_target (context, ""), "patient.screen");
  if (g_str_has_prefix (id, "screening."))
    return answer (label, _ ("Answer…"), target, new_screening_target (context, strchr (id, '.') + 1),
                   "patient.screen");
  if (strcmp (id, "interactions") == 0)
    return answer (label, _ ("Answer…"), target,
                   new_screening_target (context, TIDE_SCREENING_OTHER_MEDICINES), "patient.screen");
  if (g_str_has_prefix (id, "interaction"))
    return answer (label, _ ("Medicines…"), target, g_variant_new_string ("history"), "patient.show-tab");
  if (strcmp (id, "allergies") == 0 && item->state == TIDE_ITEM_UNKNOWN)
    return answer (label, _ ("Record Allergies…"), target, NULL, "patient.add-allergy");
  if (strcmp (id, "allergies") == 0)
    return answer (label, _ ("Allergies…"), target, g_variant_new_string ("history"), "patient.show-tab");
  if (g_str_has_prefix (id, "substance."))
    return find_substance (item, label, target);
  if (strcmp (id, "treatment") == 0 || strcmp (id, "off_label") == 0)
    return find_consent (context, id, label, target);
  if (strcmp (id, "referral") == 0)
    return find_course (context, "referrer", _ ("Record Referral…"), label, target);
  if (strcmp (id, "coverage") == 0)
    return find_course (context, "coverage", _ ("Edit Coverage…"), label, target);
  if (strcmp (id, "age") == 0 && item->state == TIDE_ITEM_UNKNOWN)
    return answer (label, _ ("Edit Patient…"), target, NULL, "patient.edit");
  return NULL; /* an age under the rules' is nothing that a form could mend */
}

static void
append_count (GString *words, guint n, const char *text)
{
  if (n == 0)
    return;
  g_string_append (words, words->len > 0 ? ", " : "");
  g_string_append_printf (words, "%u %s", n, text);
}

char *
tide_eligibility_dup_verdict (const TideEligibility *list)
{
  g_autoptr (GString) words = g_string_new (NULL);
  append_count (words, list->n_stop, ngettext ("stands against it", "stand against it", list->n_stop));
  append_count (words, list->n_review, _ ("to look at"));
  append_count (words, list->n_unknown, ngettext ("question open", "questions open", list->n_unknown));
  const char *verdict = tide_verdict_get_label (list->verdict);
  return words->len > 0 ? g_strdup_printf ("%s: %s.", verdict, words->str)
                        : g_strdup_printf (_ ("%s: nothing is open."), verdict);
}

const char *
tide_item_state_get_icon (TideItemState state)
{
  static const char *const icons[] = { "emblem-ok-symbolic", "dialog-warning-symbolic",
                                       "action-unavailable-symbolic", "dialog-question-symbolic" };
  return icons[state];
}

const char *
tide_item_state_get_css_class (TideItemState state)
{
  static const char *const classes[] = { "tide-green", "tide-amber", "tide-red", "tide-data-dim" };
  return classes[state];
}
