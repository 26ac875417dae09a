/* tide-eligibility-suicide.c: the row of the eligibility list about suicide: an open alert, else the last
 * screen.  A screen that is older than the clinic's days says nothing of today: it is to be asked again. */
#include <glib/gi18n-lib.h>

#include "tide-alert-rules.h"
#include "tide-chart-alerts.h"
#include "tide-eligibility-private.h"

/* A1 to A6 with what was answered; A7 only says that an item is missing, which the screen shows too. */
static gboolean
is_about_suicide (const TideQuestion *q, const TideAlert *alert)
{
  static const char *const rules[] = { "A1", "A2", "A3", "A4", "A5", "A6", NULL };
  return alert->rule != NULL && g_strv_contains (rules, alert->rule) && tide_alert_is_open (alert)
         && tide_instant_is_known (alert->raised) && tide_instant_get_date (alert->raised) <= q->day;
}

/* The highest first: alerts are kept in that order. */
static const TideAlert *
find_open_alert (const TideQuestion *q)
{
  for (guint i = 0; i < q->subject->history->alerts->len; i++)
    if (is_about_suicide (q, q->subject->history->alerts->pdata[i]))
      return q->subject->history->alerts->pdata[i];
  return NULL;
}

static TideInstrument *
get_instrument (const TideQuestion *q, const char *id)
{
  return id != NULL && q->subject->library != NULL ? tide_library_lookup (q->subject->library, id) : NULL;
}

static char *
dup_alert_words (const TideQuestion *q, const TideAlert *alert)
{
  g_autofree char *title = tide_alert_rules_dup_title (get_instrument (q, alert->instrument_id), alert);
  const TideAssessmentData *source = tide_history_find_assessment (q->subject->history, alert->assessment_id);
  g_autofree char *day
    = tide_date_to_words (tide_instant_get_date (source != NULL ? source->taken : alert->raised));
  return g_strdup_printf (_ ("open alert %s: %s, %s"), alert->rule, title, day);
}

/* What the answers of a screen raise, highest first; NULL: nothing. (transfer full) */
static char *
dup_positive_words (const TideQuestion *q, TideInstrument *instrument, const TideAssessmentData *screen)
{
  g_autofree TideAnswer *answers = g_new0 (TideAnswer, tide_instrument_get_n_items (instrument) + 1);
  if (!tide_answers_from_text (instrument, screen->answers, answers, NULL))
    return NULL;
  const TidePatient *patient = q->subject->history->patient;
  TideSex sex = patient != NULL ? (TideSex) patient->sex : TIDE_SEX_UNKNOWN;
  g_autoptr (TideScores) scores = tide_instrument_compute (instrument, answers, sex);
  g_autoptr (GArray) findings = tide_instrument_find_safety (instrument, answers, scores, sex);
  for (guint i = 0; i < findings->len; i++)
    {
      const TideFinding *finding = &g_array_index (findings, TideFinding, i);
      if (!finding->suicide || finding->not_assessed)
        continue;
      g_autoptr (TideAlert) alert = tide_alert_new ();
      tide_record_set_text (&alert->rule, finding->rule);
      tide_record_set_text (&alert->item_id, finding->item_id);
      tide_record_set_text (&alert->instrument_id, screen->instrument_id);
      alert->level = (int) finding->level;
      alert->value = finding->value;
      return tide_alert_rules_dup_title (instrument, alert);
    }
  return NULL;
}

/* The end of the day that the list is about. */
static TideInstant
get_moment (const TideQuestion *q)
{
  return q->day >= tide_instant_get_date (q->subject->now) ? q->subject->now
                                                           : tide_instant_from_local (q->day, 23, 59);
}

TideItemState
tide_question_judge_suicide (const TideQuestion *question, char **words)
{
  const TideAlert *alert = find_open_alert (question);
  if (alert != NULL)
    {
      *words = dup_alert_words (question, alert);
      return TIDE_ITEM_REVIEW;
    }
  double limit = tide_thresholds_get (question->subject->thresholds, "suicide_screen_days");
  const TideAssessmentData *screen = tide_suicide_screen_find_last (question->subject, get_moment (question));
  if (screen == NULL)
    {
      *words = g_strdup (_ ("needs review: never asked by a rating"));
      return TIDE_ITEM_UNKNOWN;
    }
  TideInstrument *instrument = get_instrument (question, screen->instrument_id);
  TideDate date = tide_instant_get_date (screen->taken);
  g_autofree char *day = tide_date_to_words (date);
  const char *name = tide_instrument_get_short_name (instrument);
  g_autofree char *positive = dup_positive_words (question, instrument, screen);
  if (question->day - date > limit)
    {
      *words = positive != NULL
                 ? g_strdup_printf (_ ("needs review: last asked by %s, %s: %s"), name, day, positive)
                 : g_strdup_printf (_ ("needs review: last asked by %s, %s"), name, day);
      return TIDE_ITEM_UNKNOWN;
    }
  *words = positive != NULL ? g_strdup_printf ("%s, %s", positive, day)
                            : g_strdup_printf (_ ("%s, %s: no suicide item positive"), name, day);
  return positive != NULL ? TIDE_ITEM_REVIEW : TIDE_ITEM_OK;
}
