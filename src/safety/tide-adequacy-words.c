/* tide-adequacy-words.c: the sentence behind a verdict: how much there was, how much is needed, whose rule
 * that is, and what is not known. */
#include "tide-adequacy-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static char *
dup_number (double value)
{
  return tide_number_to_text (value);
}

/* "56", "at least 28", "not known". */
static char *
dup_range (TideRange range)
{
  if (range.low >= range.high - 1e-9)
    return dup_number (floor (range.low * 10 + 0.5) / 10);
  if (range.low <= 0)
    return g_strdup (C_ ("amount", "not known"));
  g_autofree char *low = dup_number (floor (range.low * 10 + 0.5) / 10);
  return g_strdup_printf (_ ("at least %s"), low);
}

static const TideAdequacyItem *
find_item (const TideTrialVerdict *verdict, const char *id)
{
  for (guint i = 0; i < verdict->items->len; i++)
    {
      const TideAdequacyItem *item = &g_array_index (verdict->items, TideAdequacyItem, i);
      if (strcmp (item->id, id) == 0)
        return item;
    }
  return NULL;
}

static void
append_dose (GString *words, const TideTrialVerdict *verdict, const TideAmount *amount)
{
  const TideAdequacyItem *item = find_item (verdict, "dose");
  gboolean strict = amount->need.top;
  g_autofree char *top = isnan (amount->top_mg) ? NULL : dup_number (amount->top_mg);
  g_autofree char *at = dup_range (strict ? amount->days_at_top : amount->days_at_target);
  g_autofree char *needed = dup_number (item->needed);
  if (top == NULL)
    g_string_append (words, _ (", dose not known"));
  else if (strict)
    g_string_append_printf (words, _ (", of these %s at %s mg, the highest dose (needs %s)"), at, top,
                            needed);
  else if (isnan (amount->need.mg))
    g_string_append_printf (words, _ (", at up to %s mg (no dose to compare with is known for this drug)"),
                            top);
  else
    {
      g_autofree char *target = dup_number (amount->need.mg);
      gboolean one_dose = amount->days_at_top.low == amount->days_at_target.low
                          && amount->days_at_top.high == amount->days_at_target.high;
      if (!tide_outcome_at_least (amount->top_mg, amount->need.mg))
        g_string_append_printf (words, _ (", at up to %s mg (needs %s at ≥ %s mg)"), top, needed, target);
      else if (one_dose)
        g_string_append_printf (words, _ (", of these %s at %s mg (needs %s at ≥ %s mg)"), at, top, needed,
                                target);
      else
        g_string_append_printf (words, _ (", of these %s at ≥ %s mg (needs %s at ≥ %s mg)"), at, target,
                                needed, target);
    }
}

static void
append_drug (GString *words, const TideTrialVerdict *verdict, const TideAmount *amount)
{
  g_autofree char *days = dup_range (amount->days);
  const TideAdequacyItem *item = find_item (verdict, "days");
  if (amount->days.low == amount->days.high)
    g_string_append_printf (
      words, g_dngettext (GETTEXT_PACKAGE, "%s day", "%s days", (gulong) amount->days.low), days);
  else
    g_string_append_printf (words, _ ("days: %s"), days);
  if (item != NULL && item->met != TIDE_TRUTH_YES)
    {
      g_autofree char *needed = dup_number (item->needed);
      g_string_append_printf (words, _ (" (needs %s)"), needed);
    }
  append_dose (words, verdict, amount);
  const char *const adherence[] = { _ (", adherence not known"), _ (", adherence good"),
                                    _ (", adherence partial"), _ (", adherence poor") };
  gsize i = amount->adherence > 0 && amount->adherence < 4 ? (gsize) amount->adherence : 0;
  g_string_append (words, adherence[i]);
}

static void
append_impossible (GString *words, const TideTrialVerdict *verdict)
{
  if (isnan (verdict->impossible_mg))
    return;
  g_autofree char *dose = dup_number (verdict->impossible_mg), *most = dup_number (verdict->possible_mg);
  g_string_append_printf (words, _ ("; %s mg is above any dose that is taken (%s mg): not judged"), dose,
                          most);
}

static void
append_amount (GString *words, const TideTrialVerdict *verdict, const char *id, TideRange range,
               const char *label)
{
  const TideAdequacyItem *item = find_item (verdict, id);
  if (item == NULL)
    return;
  g_autofree char *amount = dup_range (range);
  g_autofree char *needed = dup_number (item->needed);
  if (words->len > 0)
    g_string_append (words, ", ");
  g_string_append_printf (words, _ ("%s: %s (needs %s)"), label, amount, needed);
}

static void
append_response (const TideAdequacyTask *task, GString *words, const TideTrialVerdict *verdict)
{
  if (verdict->verdict == TIDE_ADEQUACY_TOO_EARLY)
    {
      g_string_append (words, _ ("; too early to judge"));
      return;
    }
  if (!isnan (verdict->percent_fall))
    {
      g_autofree char *fall = dup_number (floor (verdict->percent_fall * 10 + 0.5) / 10);
      g_autofree char *limit = dup_number (tide_adequacy_threshold (task, "failed_percent_below"));
      if (verdict->contradictory)
        {
          g_string_append_printf (
            words, _ ("; response not judged: “%s” is recorded, and a fall of %s %% (failed: under %s %%)"),
            tide_trial_response_get_label (verdict->trial->response), fall, limit);
          return;
        }
      g_string_append_printf (words, _ ("; fall of %s %% (failed: under %s %%)"), fall, limit);
    }
  else if (verdict->failed == TIDE_TRUTH_YES)
    g_string_append (words, _ ("; recorded without response"));
  else if (verdict->failed == TIDE_TRUTH_NO)
    g_string_append (words, _ ("; recorded with a response"));
  else
    g_string_append (words, _ ("; response not known"));
}

static const char *
label_of_missing (const char *id)
{
  static const struct
  {
    const char *id, *label;
  } labels[] = { { "days", N_ ("how long") },          { "dose", N_ ("how long at which dose") },
                 { "adherence", N_ ("adherence") },    { "sessions", N_ ("number of sessions") },
                 { "hours", N_ ("hours of therapy") }, { "exposure", N_ ("sessions with exposure") } };
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (strcmp (labels[i].id, id) == 0)
      return _ (labels[i].label);
  return id;
}

static char *
dup_missing (const TideTrialVerdict *verdict, const TideAmount *amount)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  if (verdict->verdict != TIDE_ADEQUACY_UNKNOWN)
    return NULL;
  if (verdict->items->len == 0)
    g_ptr_array_add (parts, (gpointer) _ ("a rule for this kind of treatment"));
  for (guint i = 0; i < verdict->items->len; i++)
    {
      const TideAdequacyItem *item = &g_array_index (verdict->items, TideAdequacyItem, i);
      if (item->met != TIDE_TRUTH_UNKNOWN)
        continue;
      gboolean dose = strcmp (item->id, "dose") == 0;
      g_ptr_array_add (parts,
                       (gpointer) (dose && !isnan (verdict->impossible_mg) ? _ ("the dose that was meant")
                                   : dose && isnan (amount->need.mg)       ? _ ("a dose to compare with")
                                                                           : label_of_missing (item->id)));
    }
  if (verdict->adequate != TIDE_TRUTH_NO && verdict->failed == TIDE_TRUTH_UNKNOWN)
    g_ptr_array_add (parts,
                     (gpointer) (verdict->contradictory ? _ ("which response was meant") : _ ("response")));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **) parts->pdata);
}

static char *
dup_source (const TideAdequacyTask *task, const TideTrialVerdict *verdict, const TideAmount *amount)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < verdict->items->len; i++)
    {
      const TideAdequacyItem *item = &g_array_index (verdict->items, TideAdequacyItem, i);
      g_autofree char *words = tide_safety_dup_threshold (task->subject->thresholds, item->threshold);
      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "; " : "", item->threshold, words);
    }
  if (find_item (verdict, "dose") != NULL && amount->need.source != NULL)
    g_string_append_printf (text, _ ("; dose: %s"), amount->need.source);
  if (verdict->failed != TIDE_TRUTH_UNKNOWN)
    {
      g_autofree char *words = tide_safety_dup_threshold (task->subject->thresholds, "failed_percent_below");
      g_string_append_printf (text, "%sfailed_percent_below: %s", text->len > 0 ? "; " : "", words);
    }
  return g_string_free (text, FALSE);
}

void
tide_adequacy_write_words (const TideAdequacyTask *task, TideTrialVerdict *verdict, const TideAmount *amount)
{
  GString *words = g_string_new (NULL);
  if (tide_arm_has_daily_dose ((TideArm) verdict->arm))
    {
      append_drug (words, verdict, amount);
      append_impossible (words, verdict);
    }
  else
    {
      append_amount (words, verdict, "sessions", amount->sessions, _ ("sessions"));
      append_amount (words, verdict, "hours", amount->hours, _ ("hours"));
      append_amount (words, verdict, "exposure", amount->exposure_sessions, _ ("with exposure"));
      if (words->len == 0)
        g_string_append (words, _ ("no rule says when this kind of treatment is adequate"));
    }
  append_response (task, words, verdict);
  verdict->words = g_string_free (words, FALSE);
  verdict->source = dup_source (task, verdict, amount);
  verdict->missing = dup_missing (verdict, amount);
}

char *
tide_trial_verdict_dup_words (const TideTrialVerdict *verdict)
{
  GString *words = g_string_new (tide_adequacy_get_label (verdict->verdict));
  if (verdict->words != NULL && verdict->words[0] != '\0')
    g_string_append_printf (words, ": %s", verdict->words);
  if (verdict->missing != NULL)
    g_string_append_printf (words, _ (". Not known: %s"), verdict->missing);
  g_string_append_c (words, '.');
  return g_string_free (words, FALSE);
}
