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
  { "A8", NULL, N_ ("Ask at the next contact, before the dose."),
    N_ ("No suicide screen within 7 days before ketamine or esketamine, or in a week of a new antidepressant "
        "under 25 years: convention, after the label's warning"),
    "cssrs_screen" },
  { "A9", NULL, N_ ("Deterioration: review."),
    N_ ("Reliable change (Jacobson and Truax 1991), or 25 % and half of it, against the baseline: "
        "convention"),
    NULL },
  { "A10", NULL, N_ ("Loss of response: review."),
    N_ ("Response lost within 28 days of the last infusion: convention, after Mataix-Cols 2016"), NULL },
  { "A11", NULL, N_ ("Possible switch: review."),
    N_ ("YMRS (Young 1978; Lukasiewicz 2013); levels: convention"), NULL },
  { "A12", NULL, N_ ("Positive psychotic symptom: review."),
    N_ ("BPRS positive items (Overall and Gorham 1962); amber at 4, red when it lasts or comes the next day: "
        "convention"),
    NULL },
  { "PCL5-16", NULL, N_ ("Risk taking: assess risk according to local policy."),
    N_ ("PCL-5 item 16 (Weathers 2013); level: convention"), NULL },
  { "A14", NULL, N_ ("Sedation: review."), N_ ("MOAA/S (Chernik 1990); levels: convention"), NULL },
  { "A15", NULL, N_ ("Substance use: review."),
    N_ ("AUDIT-C (Bush 1998), DAST-10 (Skinner 1982); use: convention"), NULL },
  { "A17", NULL, N_ ("Side effect: review."),
    N_ ("ASEX (McGahuey 2000); weight +7 %, sodium below 130 mmol/L, QTc from 500 ms; levels: convention"),
    NULL },
  { "A13", NULL, N_ ("Vital sign: review."), N_ ("Table of vital signs; limits: convention"), NULL },
  { "A16", NULL, N_ ("Contraindication or interaction: review."),
    N_ ("Lists of contraindications and interactions, each with its source in the rules"), NULL },
  { "A18", NULL, N_ ("Misuse and bladder: review."),
    N_ ("More than 8 racemic doses in 30 days, more than the label's phase, urinary symptoms, above 1 mg/kg "
        "IV: convention and label of esketamine"),
    NULL },
  { "misuse", NULL, N_ ("Signs of misuse: review."), N_ ("Misuse review; use: convention"), NULL },
  { "review", NULL, N_ ("A look back is due."), N_ ("Every 4th session and every 90 days: convention"),
    NULL },
  { "expiry", NULL, N_ ("Review before it ends."), N_ ("Two weeks before the end: convention"), NULL },
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
  return g_strdup_printf (ngettext ("%u alert from imported records", "%u alerts from imported records", n),
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
  if (alert->detail != NULL && *alert->detail != '\0')
    return g_strdup (alert->detail); /* of the chart: the finding in words */
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

/* --- alerts for the record --- */

/* "item 9 = 3", "item 9 not answered", or the title for what is no single answer. */
static char *
dup_finding (TideInstrument *instrument, const TideAlert *alert)
{
  const TideItem *item = find_item (instrument, alert);
  const char *number = item != NULL && item->number != NULL ? item->number : alert->item_id;
  if (number == NULL || alert->detail != NULL || g_strcmp0 (alert->rule, "import") == 0)
    return tide_alert_rules_dup_title (instrument, alert);
  if (isnan (alert->value))
    return g_strdup_printf (_ ("item %s not answered"), number);
  g_autofree char *value = tide_number_to_text (alert->value);
  return g_strdup_printf (_ ("item %s = %s"), number, value);
}

/**
 * tide_alert_rules_dup_record_words:
 * @alert: historical and open (clinical.md 8.1: in the ledger and on the chart alone)
 *
 * Returns: (transfer full): "item 9 = 3, not acted on (entered late)"
 */
char *
tide_alert_rules_dup_record_words (TideInstrument *instrument, const TideAlert *alert)
{
  g_return_val_if_fail (alert != NULL, NULL);
  g_autofree char *finding = dup_finding (instrument, alert);
  return g_strdup_printf (_ ("%s, not acted on (entered late)"), finding);
}

/* --- how many, and of which day --- */

char *
tide_alert_rules_dup_counts (const GPtrArray *alerts, guint from)
{
  g_return_val_if_fail (alerts != NULL, NULL);
  guint n[TIDE_LEVEL_RED + 1] = { 0 };
  for (guint i = from; i < alerts->len; i++)
    n[CLAMP (((const TideAlert *) alerts->pdata[i])->level, 0, TIDE_LEVEL_RED)]++;
  g_autoptr (GString) text = g_string_new (NULL);
  if (n[TIDE_LEVEL_RED] > 0)
    g_string_append_printf (text, ngettext ("%u red", "%u red", n[TIDE_LEVEL_RED]), n[TIDE_LEVEL_RED]);
  if (n[TIDE_LEVEL_AMBER] > 0)
    {
      g_string_append (text, text->len > 0 ? ", " : "");
      g_string_append_printf (text, ngettext ("%u amber", "%u amber", n[TIDE_LEVEL_AMBER]),
                              n[TIDE_LEVEL_AMBER]);
    }
  if (n[TIDE_LEVEL_YELLOW] > 0)
    {
      g_string_append (text, text->len > 0 ? ", " : "");
      g_string_append_printf (text, ngettext ("%u yellow", "%u yellow", n[TIDE_LEVEL_YELLOW]),
                              n[TIDE_LEVEL_YELLOW]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const TideSession *
find_session (const TideHistory *history, gint64 id)
{
  for (guint i = 0; id != 0 && i < history->sessions->len; i++)
    {
      const TideSession *session = g_ptr_array_index (history->sessions, i);
      if (session->base.id == id)
        return session;
    }
  return NULL;
}

/* What the day of the alert is the day of; unknown when there is neither rating nor session. */
static TideDate
find_day (const TideHistory *history, const TideAlert *alert, const char **form)
{
  const TideAssessmentData *rating = tide_history_find_assessment (history, alert->assessment_id);
  const TideSession *session = find_session (history, alert->session_id);
  /* Translators: %s is a day. */
  *form = rating != NULL && alert->item_id != NULL ? N_ ("Answer of %s")
          : rating != NULL                         ? N_ ("Rating of %s")
                                                   : N_ ("Session of %s");
  return rating != NULL    ? tide_instant_get_date (rating->taken)
         : session != NULL ? tide_instant_get_date (session->started)
                           : TIDE_DATE_UNKNOWN;
}

TideDate
tide_alert_rules_get_day (const TideHistory *history, const TideAlert *alert)
{
  const char *form;
  g_return_val_if_fail (history != NULL && alert != NULL, TIDE_DATE_UNKNOWN);
  TideDate day = find_day (history, alert, &form);
  return tide_date_is_known (day) ? day : tide_instant_get_date (alert->raised);
}

char *
tide_alert_rules_dup_days (const TideHistory *history, const TideAlert *alert)
{
  const char *form;
  g_return_val_if_fail (history != NULL && alert != NULL, NULL);
  TideDate day = find_day (history, alert, &form), raised_on = tide_instant_get_date (alert->raised);
  g_autofree char *source = tide_date_to_words (day), *raised = tide_date_to_words (raised_on);
  if (!tide_date_is_known (day))
    return g_strdup_printf (_ ("Raised %s"), raised);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_autofree char *of = g_strdup_printf (_ (form), source);
#pragma GCC diagnostic pop
  return day == raised_on ? g_steal_pointer (&of) : g_strdup_printf (_ ("%s, raised %s"), of, raised);
}

/* --- what became of the answer behind it --- */

/* The version that stands now: the row itself, or the last that replaced it. */
static const TideAssessmentData *
find_newest_version (const TideHistory *history, gint64 id)
{
  const TideAssessmentData *found = tide_history_find_assessment (history, id);
  for (guint i = 0; found != NULL && i < history->assessments->len; i++)
    {
      const TideAssessmentData *other = g_ptr_array_index (history->assessments, i);
      if (other->supersedes_id != found->base.id)
        continue;
      /* An amendment that was taken back left the version before it standing. */
      if (other->status == TIDE_STATUS_ENTERED_IN_ERROR && tide_assessment_data_is_current (found))
        continue;
      found = other;
      i = (guint) -1;
    }
  return found;
}

const TideAssessmentData *
tide_alert_rules_find_source (const TideHistory *history, const TideAlert *alert)
{
  g_return_val_if_fail (history != NULL && alert != NULL, NULL);
  return alert->assessment_id != 0 ? find_newest_version (history, alert->assessment_id) : NULL;
}

/* "2", "no answer", or NULL when the answer of this version cannot be told. */
static char *
dup_answer_now (TideInstrument *instrument, const TideAlert *alert, const TideAssessmentData *data)
{
  int index = instrument != NULL && alert->item_id != NULL
                ? tide_instrument_find_item (instrument, alert->item_id)
                : -1;
  if (index < 0 || data->answers == NULL)
    return NULL;
  g_autofree TideAnswer *answers = g_new0 (TideAnswer, tide_instrument_get_n_items (instrument) + 1);
  if (!tide_answers_from_text (instrument, data->answers, answers, NULL))
    return NULL;
  return answers[index].state == TIDE_ANSWER_GIVEN ? g_strdup_printf ("%d", answers[index].value)
                                                   : g_strdup (_ ("no answer"));
}

static char *
dup_amended (TideInstrument *instrument, const TideAlert *alert, const TideAssessmentData *now)
{
  g_autofree char *answer = dup_answer_now (instrument, alert, now);
  g_autofree char *before
    = isnan (alert->value) ? g_strdup (_ ("no answer")) : tide_number_to_text (alert->value);
  if (answer == NULL)
    return g_strdup (_ ("the entry behind this alert was amended"));
  return g_strdup_printf (_ ("the answer behind this alert was amended %s \u2192 %s"), before, answer);
}

static char *
dup_what_became (TideInstrument *instrument, const TideAlert *alert, const TideAssessmentData *now)
{
  gboolean undone = g_strcmp0 (now->reason, "undone") == 0;
  if (now->status == TIDE_STATUS_ENTERED_IN_ERROR && !undone && now->reason != NULL)
    return g_strdup_printf (_ ("the entry was marked as entered in error (%s)"), now->reason);
  if (now->status == TIDE_STATUS_ENTERED_IN_ERROR)
    return g_strdup (_ ("the entry was undone"));
  if (now->status == TIDE_STATUS_MOVED)
    return g_strdup (_ ("the entry was moved to another chart"));
  if (now->base.id != alert->assessment_id)
    return dup_amended (instrument, alert, now);
  return g_strdup (now->moved_from_id != 0 ? _ ("moved here from another chart, whose past had raised it")
                                           : _ ("the answer behind this alert was changed"));
}

/**
 * tide_alert_rules_dup_story:
 * @who: (nullable): who did it, @when: unknown or the moment; both as the audit tells
 *
 * Returns: (transfer full) (nullable): NULL while the answer stands as it raised the alert (clinical.md 8.1)
 */
char *
tide_alert_rules_dup_story (const TideHistory *history, TideInstrument *instrument, const TideAlert *alert,
                            const char *who, TideInstant when)
{
  const TideAssessmentData *now = tide_alert_rules_find_source (history, alert);
  if (now == NULL)
    return alert->source_amended ? g_strdup (_ ("the entry behind this alert was changed or taken back"))
                                 : NULL;
  if (!alert->source_amended)
    return now->moved_from_id != 0 ? g_strdup (_ ("moved here from another chart")) : NULL;
  GString *story = g_string_new (NULL);
  g_autofree char *what = dup_what_became (instrument, alert, now);
  g_string_append (story, what);
  if (tide_instant_is_known (when))
    {
      g_autofree char *day = tide_date_to_words (tide_instant_get_date (when));
      g_string_append_printf (story, _ (" on %s"), day);
    }
  if (who != NULL && *who != '\0')
    g_string_append_printf (story, _ (" by %s"), who);
  return g_string_free (story, FALSE);
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
