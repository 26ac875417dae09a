/* tide-summary-effects.c: the unwanted effects of the printed period, each with how often it was found where
 * it was asked for.  A count without its denominator stands nowhere; where nobody asked, the page says so. */

#include "tide-checklists.h"
#include "tide-exposure-watch.h"
#include "tide-summary-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One effect under one treatment; several entries of it are told together. */
typedef struct
{
  TideArm arm;
  const char *label;
  const TideChecklistTerm *term; /* or NULL: on no checklist */
  guint n;
  int severity;
  gboolean serious, ongoing;
} Effect;

static gboolean
is_in (const TideSummaryData *data, TideDate first, TideDate last)
{
  return (!tide_date_is_known (data->from) || !tide_date_is_known (last) || last >= data->from)
         && (!tide_date_is_known (data->to) || !tide_date_is_known (first) || first <= data->to);
}

/* An effect that began before and still went on belongs to the period. */
static gboolean
is_event_in_span (const TideSummaryData *data, const TideAdverseEvent *event)
{
  return !event->entered_in_error
         && is_in (data,
                   tide_instant_is_known (event->started) ? tide_instant_get_date (event->started)
                                                          : TIDE_DATE_UNKNOWN,
                   tide_instant_is_known (event->ended) ? tide_instant_get_date (event->ended)
                                                        : TIDE_DATE_UNKNOWN);
}

/* The same history with only what was found and asked in the period: the rates are counted there. The arrays
 * are the caller's. */
static TideHistory
cut_history (const TideSummaryData *data, GPtrArray *events, GPtrArray *checks)
{
  TideHistory part = *data->history;
  for (guint i = 0; i < part.adverse_events->len; i++)
    if (is_event_in_span (data, part.adverse_events->pdata[i]))
      g_ptr_array_add (events, part.adverse_events->pdata[i]);
  for (guint i = 0; i < part.effect_checks->len; i++)
    {
      TideEffectCheck *check = part.effect_checks->pdata[i];
      TideDate day = tide_instant_get_date (check->taken);
      if (is_in (data, day, day))
        g_ptr_array_add (checks, check);
    }
  part.adverse_events = events;
  part.effect_checks = checks;
  return part;
}

static TideArm
get_arm (const TideHistory *history, gint64 course_id)
{
  const TideCourse *course = tide_history_find_course (history, course_id);
  return course != NULL ? (TideArm) course->arm : TIDE_ARM_UNKNOWN;
}

static Effect *
find_effect (GArray *effects, TideArm arm, const TideChecklistTerm *term, const char *label)
{
  for (guint i = 0; i < effects->len; i++)
    {
      Effect *effect = &g_array_index (effects, Effect, i);
      if (effect->arm == arm && (term != NULL ? effect->term == term : g_strcmp0 (effect->label, label) == 0))
        return effect;
    }
  Effect fresh = { arm, label, term, 0, 0, FALSE, FALSE };
  g_array_append_val (effects, fresh);
  return &g_array_index (effects, Effect, effects->len - 1);
}

static GArray *
collect (const TideSafetyCase *subject)
{
  GArray *effects = g_array_new (FALSE, FALSE, sizeof (Effect));
  for (guint i = 0; i < subject->history->adverse_events->len; i++)
    {
      const TideAdverseEvent *event = subject->history->adverse_events->pdata[i];
      TideArm arm = get_arm (subject->history, event->course_id);
      const TideChecklist *list = tide_checklists_for (subject->rules, arm);
      const TideChecklistTerm *term = list != NULL ? tide_checklist_match_term (list, event->term) : NULL;
      Effect *effect = find_effect (effects, arm, term, term != NULL ? term->label : event->term);
      effect->n++;
      effect->severity = MAX (effect->severity, event->severity);
      effect->serious |= event->serious == 2;
      effect->ongoing |= !tide_instant_is_known (event->ended);
    }
  return effects;
}

static const TideEffectRate *
find_rate (const GPtrArray *rates, const TideChecklistTerm *term)
{
  for (guint i = 0; term != NULL && i < rates->len; i++)
    if (((const TideEffectRate *) rates->pdata[i])->term == term)
      return rates->pdata[i];
  return NULL;
}

/* "nausea, moderate, going on, at 3 of 12 checks". */
static void
append_effect (GString *text, const Effect *effect, const TideEffectRate *rate)
{
  g_string_append (text, effect->label);
  if (effect->severity > 0)
    g_string_append_printf (text, ", %s", tide_severity_get_label (effect->severity));
  if (effect->serious)
    g_string_append (text, _ (", serious"));
  if (effect->ongoing)
    g_string_append (text, _ (", no end recorded"));
  if (rate != NULL && rate->n_checks > 0 && rate->n_found == 0)
    g_string_append_printf (text, _ (", between checks, at none of %u"), rate->n_checks);
  else if (rate != NULL && rate->n_checks > 0)
    g_string_append_printf (
      text, g_dngettext (GETTEXT_PACKAGE, ", at %u of %u check", ", at %u of %u checks", rate->n_checks),
      rate->n_found, rate->n_checks);
  else
    g_string_append_printf (
      text,
      g_dngettext (GETTEXT_PACKAGE, ", %u entry, not asked for", ", %u entries, not asked for", effect->n),
      effect->n);
}

static guint
count_checks (const TideHistory *history, TideArm arm)
{
  guint n = 0;
  for (guint i = 0; i < history->effect_checks->len; i++)
    n += get_arm (history, ((const TideEffectCheck *) history->effect_checks->pdata[i])->course_id) == arm;
  return n;
}

static gboolean
has_course (const TideHistory *history, TideArm arm)
{
  for (guint i = 0; i < history->courses->len; i++)
    if (((const TideCourse *) history->courses->pdata[i])->arm == (int) arm)
      return TRUE;
  return FALSE;
}

static void
append_arm (GString *text, const TideSafetyCase *subject, TideArm arm, const GArray *effects)
{
  g_autoptr (GPtrArray) rates = tide_exposure_watch_list_effects (subject, arm);
  guint n_checks = count_checks (subject->history, arm), n_told = 0;
  g_autoptr (GString) words = g_string_new (NULL);
  for (guint i = 0; i < effects->len; i++)
    {
      const Effect *effect = &g_array_index (effects, Effect, i);
      if (effect->arm != arm)
        continue;
      g_string_append (words, n_told++ > 0 ? "; " : "");
      append_effect (words, effect, find_rate (rates, effect->term));
    }
  if (n_told == 0 && n_checks > 0)
    g_string_append_printf (
      words, g_dngettext (GETTEXT_PACKAGE, "none found at %u check", "none found at %u checks", n_checks),
      n_checks);
  else if (n_told == 0)
    g_string_append (words, _ ("not asked for"));
  g_string_append_printf (text, "%s%s: %s", text->len > 0 ? ". " : "",
                          arm != TIDE_ARM_UNKNOWN ? tide_arm_get_label (arm) : _ ("Of no course"),
                          words->str);
}

static gboolean
has_effect (const GArray *effects, TideArm arm)
{
  for (guint i = 0; i < effects->len; i++)
    if (g_array_index (effects, Effect, i).arm == arm)
      return TRUE;
  return FALSE;
}

char *
tide_summary_dup_effects (const TideSummary *self)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new (), checks = g_ptr_array_new ();
  TideHistory part = cut_history (self->data, events, checks);
  TideSafetyCase subject = self->subject;
  subject.history = &part;
  g_autoptr (GArray) effects = collect (&subject);
  if (effects->len == 0 && checks->len == 0)
    return NULL;
  GString *text = g_string_new (NULL);
  for (guint arm = TIDE_ARM_UNKNOWN; arm < TIDE_N_ARMS; arm++)
    if (has_effect (effects, (TideArm) arm) || (arm != TIDE_ARM_UNKNOWN && has_course (&part, (TideArm) arm)))
      append_arm (text, &subject, (TideArm) arm, effects);
  if (text->len == 0 && checks->len > 0)
    g_string_append (text, _ ("none found"));
  return g_string_free (text, text->len == 0);
}
