/* tide-alert-words.c: what an alert says.
 *
 * An alert names the finding and says "review"; it never contains a treatment instruction (clinical.md 8).
 */
#include "tide-alert-rules.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  const char *rule;
  const char *title;  /* NULL: by item or score */
  const char *advice; /* NULL: the general one */
  const char *source;
  const char *follow_up;
} AlertWords;

static const AlertWords words[] = {
  { "A1", N_ ("%s: high risk"), N_ ("Assess risk now according to local policy."),
    N_ ("C-SSRS (Posner 2011), triage of the screener: 4, 5 or 6 within 3 months"), NULL },
  { "A2", N_ ("%s: moderate risk"), N_ ("Review before leaving. Is a safety plan recorded?"),
    N_ ("C-SSRS (Posner 2011), triage of the screener: 3, or 6 longer ago"), NULL },
  { "A3", N_ ("%s: low risk"), N_ ("Write a note and set a follow-up date."),
    N_ ("C-SSRS (Posner 2011), triage of the screener: 1 or 2"), NULL },
  { "A4", NULL, N_ ("Assess risk now according to local policy."),
    N_ ("PHQ-9 item 9 (Kroenke 2001); levels: convention"), "cssrs_screen" },
  { "A5", NULL, N_ ("Assess risk now according to local policy."),
    N_ (
      "MADRS item 10 (Montgomery and Åsberg 1979), HAM-D17 item 3 (Hamilton 1960), QIDS item 12 (Rush 2003); "
      "levels: convention"),
    NULL },
  { "A6", NULL, N_ ("Assess risk now according to local policy."),
    N_ ("Rise of a suicide item since the previous visit: convention"), NULL },
  { "A7", NULL, N_ ("A safety item has no answer. Ask it at the next contact."),
    N_ ("A missing safety item is never read as \"no\": convention"), NULL },
  { "A11", NULL, N_ ("Possible switch: review."),
    N_ ("YMRS (Young 1978; Lukasiewicz 2013); levels: convention"), NULL },
  { "A12", NULL, N_ ("Positive psychotic symptom: review."), N_ ("BPRS positive items; level: convention"),
    NULL },
  { "A14", NULL, N_ ("Sedation: review."), N_ ("MOAA/S (Chernik 1990); levels: convention"), NULL },
  { "A15", NULL, N_ ("Substance use: review."),
    N_ ("AUDIT-C (Bush 1998), DAST-10 (Skinner 1982); use: convention"), NULL },
  { "A17", NULL, N_ ("Side effect: review."), N_ ("ASEX (McGahuey 2000); level: convention"), NULL },
  { "import", NULL, N_ ("Read the alert list of this patient."),
    N_ ("One summary for each import: convention"), NULL },
};

static const AlertWords *
find_words (const char *rule)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i].rule, rule) == 0)
      return &words[i];
  return NULL;
}

static const char *
instrument_name (TideInstrument *instrument, const TideAlert *alert)
{
  if (instrument != NULL)
    return tide_instrument_get_short_name (instrument);
  return alert->instrument_id != NULL ? alert->instrument_id : "";
}

static const TideItem *
find_item (TideInstrument *instrument, const TideAlert *alert)
{
  int index = instrument != NULL && alert->item_id != NULL
                ? tide_instrument_find_item (instrument, alert->item_id)
                : -1;
  return index < 0 ? NULL : tide_instrument_get_item (instrument, index);
}

static char *
item_title (TideInstrument *instrument, const TideAlert *alert)
{
  const char *name = instrument_name (instrument, alert);
  const TideItem *item = find_item (instrument, alert);
  const char *number = item != NULL && item->number != NULL ? item->number : alert->item_id;

  if (isnan (alert->value))
    return g_strdup_printf (_ ("%s item %s not assessed"), name, number);
  g_autofree char *value = tide_number_to_text (alert->value);
  if (g_strcmp0 (alert->rule, "A6") == 0)
    return g_strdup_printf (_ ("%s item %s risen to %s since the previous visit"), name, number, value);
  if (item != NULL && item->yes_no)
    return g_strdup_printf (alert->value > 0 ? _ ("%s item %s answered yes") : _ ("%s item %s answered no"),
                            name, number);
  return g_strdup_printf (_ ("%s item %s answered %s"), name, number, value);
}

static char *
summary_title (const TideAlert *alert)
{
  guint n = alert->value >= 1 ? (guint) alert->value : 1;
  return g_strdup_printf (ngettext ("%u alert from imported ratings", "%u alerts from imported ratings", n),
                          n);
}

/**
 * tide_alert_rules_dup_title:
 * @instrument: (nullable): the alert's instrument; without it the id stands for its name
 *
 * Returns: (transfer full): one line, translated
 */
char *
tide_alert_rules_dup_title (TideInstrument *instrument, const TideAlert *alert)
{
  g_return_val_if_fail (alert != NULL, NULL);
  const AlertWords *rule = find_words (alert->rule);

  if (g_strcmp0 (alert->rule, "import") == 0)
    return summary_title (alert);
  if (rule != NULL && rule->title != NULL)
    {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      return g_strdup_printf (_ (rule->title), instrument_name (instrument, alert));
#pragma GCC diagnostic pop
    }
  if (alert->item_id != NULL)
    return item_title (instrument, alert);
  if (isnan (alert->value))
    return g_strdup_printf (_ ("%s not assessed"), instrument_name (instrument, alert));
  g_autofree char *value = tide_number_to_text (alert->value);
  return g_strdup_printf (_ ("%s score %s"), instrument_name (instrument, alert), value);
}

/**
 * tide_alert_rules_dup_advice:
 *
 * Returns: (transfer full): what to do next, in words that leave the treatment to the reader
 */
char *
tide_alert_rules_dup_advice (const TideAlert *alert)
{
  g_return_val_if_fail (alert != NULL, NULL);
  const AlertWords *rule = find_words (alert->rule);
  return g_strdup (rule != NULL && rule->advice != NULL ? _ (rule->advice) : _ ("Review."));
}

const char *
tide_alert_rules_get_source (const char *rule)
{
  const AlertWords *found = find_words (rule);
  return found != NULL ? _ (found->source) : _ ("The instrument's file");
}

const char *
tide_alert_rules_get_follow_up (const char *rule)
{
  const AlertWords *found = find_words (rule);
  return found != NULL ? found->follow_up : NULL;
}
