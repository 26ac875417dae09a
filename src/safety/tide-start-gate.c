/* tide-start-gate.c: the items before a dose, one function each. */
#include "tide-start-gate.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-chart-alerts.h"
#include "tide-eligibility.h"
#include "tide-session-given.h"
#include "tide-start-list.h"
#include "tide-vitals.h"

#define CHECKLIST 1 /* of tide_session_list_codes */
#define GATE 2
#define NO 1 /* of tide_yes_no_codes */
#define YES 2

static void
item_free (gpointer data)
{
  TideStartItem *item = data;
  g_free (item->id);
  g_free (item->label);
  g_free (item->hint);
  g_free (item->detail);
  g_free (item);
}

static gboolean
is_of_the_day (const TideStartCase *self, TideInstant when)
{
  return tide_instant_is_known (when)
         && tide_instant_get_date (when) == tide_instant_get_date (self->subject->now);
}

static TideStartItem *
add (GPtrArray *list, const TideStartCase *self, TideStartKind kind, const char *id, const char *label)
{
  const GPtrArray *answers = self->subject->history->session_answers;
  TideStartItem *item = g_new0 (TideStartItem, 1);
  item->id = g_strdup (id);
  item->label = g_strdup (label);
  item->kind = kind;
  item->applies = TRUE;
  item->detail = g_strdup ("");
  item->answer = tide_session_answer_find (answers, self->session->base.id, CHECKLIST, id);
  item->override = tide_session_answer_find (answers, self->session->base.id, GATE, id);
  if (item->override != NULL && (item->override->reason == NULL || *item->override->reason == '\0'))
    item->override = NULL;
  /* Of a dose that was put off nothing counts: who fasted on Monday may have eaten on Thursday. */
  if (item->answer != NULL && !is_of_the_day (self, item->answer->taken))
    item->answer = NULL;
  if (item->override != NULL && !is_of_the_day (self, item->override->taken))
    item->override = NULL;
  g_ptr_array_add (list, item);
  return item;
}

/* Takes @detail. */
static void
judge (TideStartItem *item, TideTruth met, char *detail)
{
  item->met = met;
  if (detail == NULL)
    return;
  g_free (item->detail);
  item->detail = detail;
}

static TideTruth
truth (gboolean met)
{
  return met ? TIDE_TRUTH_YES : TIDE_TRUTH_NO;
}

/* --- who, and how heavy --- */

static void
add_identity (GPtrArray *list, const TideStartCase *self)
{
  TideStartItem *item = add (list, self, TIDE_START_IDENTITY, "identity", _ ("Two identifiers"));
  gboolean done = self->session->identifiers != NULL && is_of_the_day (self, self->session->identified);
  judge (item, done ? TIDE_TRUTH_YES : TIDE_TRUTH_UNKNOWN,
         done ? tide_session_dup_identifiers_words (self->session) : NULL);
}

/* A nasal dose comes in whole devices and counts no kilograms. */
static void
add_weight (GPtrArray *list, const TideStartCase *self)
{
  const TideSession *session = self->session;
  TideStartItem *item = add (list, self, TIDE_START_COMPUTED, "weight", _ ("Weight today"));
  if (self->course->arm == TIDE_ARM_ESKETAMINE && isnan (session->weight_kg))
    {
      item->applies = FALSE;
      judge (item, TIDE_TRUTH_YES, g_strdup (_ ("does not apply")));
      return;
    }
  if (isnan (session->weight_kg))
    return;
  g_autofree char *kg = tide_number_to_text (session->weight_kg);
  g_autofree char *day = tide_instant_is_known (session->weighed)
                           ? tide_date_to_words (tide_instant_get_date (session->weighed))
                           : g_strdup (_ ("day not known"));
  gboolean today = tide_instant_is_known (session->weighed)
                   && tide_instant_get_date (session->weighed) == tide_instant_get_date (self->subject->now);
  judge (item, truth (today),
         today ? g_strdup_printf (_ ("%s kg"), kg) : g_strdup_printf (_ ("%s kg, %s"), kg, day));
}

static void
add_dose (GPtrArray *list, const TideStartCase *self)
{
  const TideSession *session = self->session;
  TideStartItem *item = add (list, self, TIDE_START_COMPUTED, "dose", _ ("Planned dose"));
  if (isnan (session->planned_mg))
    return;
  g_autofree char *mg = tide_number_to_text (session->planned_mg);
  judge (item, TIDE_TRUTH_YES, g_strdup_printf (_ ("%s mg"), mg));
}

/* --- what is asked --- */

/* @good: the answer that needs no reason; 0: any, it is asked and not advised about. */
static void
ask_yes_no (GPtrArray *list, const TideStartCase *self, const char *id, const char *label, const char *hint,
            int good)
{
  TideStartItem *item = add (list, self, TIDE_START_YES_NO, id, label);
  item->hint = g_strdup (hint);
  if (item->answer == NULL || item->answer->answer == 0)
    return;
  const char *word = item->answer->answer == YES ? _ ("yes") : _ ("no");
  gboolean noted = item->answer->value != NULL && *item->answer->value != '\0';
  judge (item, truth (good == 0 || item->answer->answer == good),
         noted ? g_strdup_printf ("%s, %s", word, item->answer->value) : g_strdup (word));
}

static void
ask_words (GPtrArray *list, const TideStartCase *self, const char *id, const char *label, const char *hint)
{
  TideStartItem *item = add (list, self, TIDE_START_WORDS, id, label);
  item->hint = g_strdup (hint);
  if (item->answer != NULL && item->answer->value != NULL && *item->answer->value != '\0')
    judge (item, TIDE_TRUTH_YES, g_strdup (item->answer->value));
}

static gboolean
is_answered (const TideStartCase *self, const char *id)
{
  return tide_session_answer_find (self->subject->history->session_answers, self->session->base.id, CHECKLIST,
                                   id)
         != NULL;
}

/* A question that a clinic has switched off stays on the list of a session that answered it. */
static gboolean
is_asked (const TideStartCase *self, const char *id)
{
  return tide_session_rules_get_off_source (self->rules, id) == NULL || is_answered (self, id);
}

static void
ask_pregnancy (GPtrArray *list, const TideStartCase *self, const char *label)
{
  const TidePatient *patient = self->subject->history->patient;
  ask_yes_no (list, self, "pregnancy", label, _ ("test, or how it is known"), NO);
  TideStartItem *item = list->pdata[list->len - 1];
  if (patient == NULL || patient->sex != TIDE_SEX_MALE || item->answer != NULL)
    return;
  item->applies = FALSE;
  judge (item, TIDE_TRUTH_YES, g_strdup (_ ("does not apply")));
}

static void
ask (GPtrArray *list, const TideStartCase *self, const char *id, const char *label)
{
  if (strcmp (id, "last_food") == 0)
    ask_words (list, self, id, label, _ ("06:30, 08:15"));
  else if (strcmp (id, "held") == 0)
    ask_words (list, self, id, label, _ ("lorazepam, 19 Nov; or none"));
  else if (strcmp (id, "escort") == 0)
    ask_yes_no (list, self, id, label, _ ("name, phone"), YES);
  else if (strcmp (id, "driving") == 0)
    ask_yes_no (list, self, id, label, NULL, NO);
  else if (strcmp (id, "pregnancy") == 0)
    ask_pregnancy (list, self, label);
  else if (self->course->arm == TIDE_ARM_ESKETAMINE) /* of the label's own list; asked, not advised about */
    ask_yes_no (list, self, id, label, NULL, 0);
}

static void
ask_own (GPtrArray *list, const TideStartCase *self, const TideStartQuestion *question)
{
  static const int good[] = { [TIDE_WANTED_ANY] = 0, [TIDE_WANTED_YES] = YES, [TIDE_WANTED_NO] = NO };
  if (question->wanted == TIDE_WANTED_WORDS)
    ask_words (list, self, question->id, question->label, NULL);
  else
    ask_yes_no (list, self, question->id, question->label, NULL, good[question->wanted]);
}

static void
ask_all (GPtrArray *list, const TideStartCase *self)
{
  const GPtrArray *own = tide_session_rules_get_questions (self->rules);
  const char *id, *label;
  for (guint i = 0; (id = tide_start_list_get_optional (i, &label)) != NULL; i++)
    if (is_asked (self, id))
      ask (list, self, id, label);
  for (guint i = 0; i < own->len; i++)
    if (is_asked (self, ((const TideStartQuestion *) own->pdata[i])->id))
      ask_own (list, self, own->pdata[i]);
}

/* --- what the chart says --- */

static void
add_screen (GPtrArray *list, const TideStartCase *self)
{
  TideDate today = tide_instant_get_date (self->subject->now);
  int limit = (int) tide_thresholds_get (self->subject->thresholds, "suicide_screen_days");
  g_autofree char *label = g_strdup_printf (_ ("Suicide screen within %d days"), limit);
  TideStartItem *item = add (list, self, TIDE_START_COMPUTED, "suicide_screen", label);
  const TideAssessmentData *last = tide_suicide_screen_find_last (self->subject, self->subject->now);
  if (last == NULL)
    return;
  TideInstrument *instrument = self->subject->library != NULL
                                 ? tide_library_lookup (self->subject->library, last->instrument_id)
                                 : NULL;
  g_autofree char *when = tide_instant_to_words (last->taken);
  judge (item, truth (today - tide_instant_get_date (last->taken) <= limit),
         g_strdup_printf (
           "%s, %s", instrument != NULL ? tide_instrument_get_short_name (instrument) : last->instrument_id,
           when));
}

/* The last second of the moment of the case, which may be known to the minute only. */
static gint64
get_end (const TideStartCase *self)
{
  return self->subject->now.utc + (self->subject->now.precision == TIDE_PRECISION_SECOND ? 0 : 59);
}

/* At the moment of the case: what was raised later did not stand in the way, and what was answered later
 * did. */
static gboolean
was_open (const TideStartCase *self, const TideAlert *alert)
{
  gint64 now = self->subject->now.utc;
  if (alert->historical || alert->raised.utc > get_end (self))
    return FALSE;
  return tide_alert_is_open (alert) || (tide_instant_is_known (alert->acted) && alert->acted.utc > now);
}

/* A1: the start is blocked until somebody has answered it (clinical.md 8). */
static void
add_open_alert (GPtrArray *list, const TideStartCase *self)
{
  const GPtrArray *alerts = self->subject->history->alerts;
  for (guint i = 0; i < alerts->len; i++)
    {
      const TideAlert *alert = alerts->pdata[i];
      if (g_strcmp0 (alert->rule, "A1") != 0 || !was_open (self, alert))
        continue;
      TideStartItem *item
        = add (list, self, TIDE_START_IDENTITY, "suicide_alert", _ ("Suicide alert answered"));
      g_autofree char *when = tide_instant_to_words (alert->raised);
      item->level = TIDE_LEVEL_RED;
      judge (item, TIDE_TRUTH_NO, g_strdup_printf (_ ("open since %s"), when));
      return;
    }
}

/* The newest pressure of the session until now, in its slot or as an extra reading: the repeat of one that
 * was too high is what the dose begins with. */
static const TideObservation *
find_pressure (const TideStartCase *self)
{
  const GPtrArray *observations = self->subject->history->observations;
  const TideObservation *newest = NULL;
  for (guint i = 0; i < observations->len; i++)
    {
      const TideObservation *row = observations->pdata[i];
      if (row->session_id != self->session->base.id || row->entered_in_error
          || row->systolic == TIDE_INTEGER_UNKNOWN || row->diastolic == TIDE_INTEGER_UNKNOWN
          || !is_of_the_day (self, row->taken) || row->taken.utc > get_end (self))
        continue;
      if (newest == NULL || tide_instant_compare (row->taken, newest->taken) >= 0)
        newest = row;
    }
  return newest;
}

static void
add_pressure (GPtrArray *list, const TideStartCase *self)
{
  TideStartItem *item = add (list, self, TIDE_START_COMPUTED, "pressure", _ ("Blood pressure before dose"));
  const TideObservation *newest = find_pressure (self);
  if (newest == NULL)
    return;
  g_autoptr (TideObservation) pre = tide_observation_copy (newest);
  TideVitalsFinding finding;
  tide_record_set_text (&pre->slot, "pre"); /* a repeat before the dose has the limits of before the dose */
  for (guint cell = TIDE_CELL_SYSTOLIC; cell <= TIDE_CELL_DIASTOLIC; cell++)
    if (tide_vitals_judge_cell (self->rules, pre, NULL, cell, &finding))
      item->level = MAX (item->level, finding.level);
  judge (item, truth (item->level < TIDE_LEVEL_RED),
         g_strdup_printf ("%d/%d", (int) pre->systolic, (int) pre->diastolic));
  /* A reason for 162/100 is none for 210/125. */
  if (item->override != NULL && item->override->value != NULL
      && strcmp (item->override->value, item->detail) != 0)
    item->override = NULL;
}

/* One reason must not cover another contraindication: what there can be more of is told apart by its words.
 */
static char *
dup_gate_id (const TideGate *gate)
{
  static const char *const alone[] = { "consent", "off_label", "screening", "allergy", NULL };
  return g_strv_contains (alone, gate->id) ? g_strdup_printf ("gate_%s", gate->id)
                                           : g_strdup_printf ("gate_%s: %s", gate->id, gate->words);
}

static void
add_gate (GPtrArray *list, const TideStartCase *self, const TideGate *gate)
{
  const char *colon = strstr (gate->words, ": ");
  g_autofree char *id = dup_gate_id (gate);
  g_autofree char *label
    = colon != NULL ? g_strndup (gate->words, (gsize) (colon - gate->words)) : g_strdup (gate->words);
  judge (add (list, self, TIDE_START_COMPUTED, id, label), TIDE_TRUTH_NO,
         colon != NULL ? g_strdup (colon + 2) : NULL);
}

/* Consent, screening, contraindications, interactions: what the chart of the course stops at. */
static void
add_gates (GPtrArray *list, const TideStartCase *self)
{
  g_autoptr (GPtrArray) gates
    = tide_course_gate_list (self->subject, self->course, tide_instant_get_date (self->subject->now));
  gboolean signed_all = TRUE;
  for (guint i = 0; i < gates->len; i++)
    {
      const TideGate *gate = gates->pdata[i];
      signed_all = signed_all && strcmp (gate->id, "consent") != 0 && strcmp (gate->id, "off_label") != 0;
      if (gate->level == TIDE_GATE_STOP)
        add_gate (list, self, gate);
    }
  if (signed_all)
    judge (add (list, self, TIDE_START_COMPUTED, "consent", _ ("Consent")), TIDE_TRUTH_YES,
           g_strdup (_ ("signed and valid")));
}

/* --- at home --- */

static void
add_home_field (GPtrArray *list, const TideStartCase *self, const char *id, const char *label,
                const char *value)
{
  judge (add (list, self, TIDE_START_COMPUTED, id, label),
         value != NULL ? TIDE_TRUTH_YES : TIDE_TRUTH_UNKNOWN, g_strdup (value));
}

static void
add_home (GPtrArray *list, const TideStartCase *self)
{
  const TideSession *session = self->session;
  if (session->setting != tide_code_from_text (tide_setting_codes, "home"))
    return;
  add_home_field (list, self, "responsible_adult", _ ("Responsible adult"), session->responsible_adult);
  add_home_field (list, self, "emergency_access", _ ("Emergency access"), session->emergency_access);
  ask_yes_no (list, self, "vitals_device", _ ("Device for vital signs"), NULL, YES);
}

GPtrArray *
tide_start_gate_list (const TideStartCase *self)
{
  g_return_val_if_fail (self != NULL && self->subject != NULL && self->rules != NULL, NULL);
  g_return_val_if_fail (self->session != NULL && self->course != NULL, NULL);

  GPtrArray *list = g_ptr_array_new_with_free_func (item_free);
  add_identity (list, self);
  add_weight (list, self);
  add_dose (list, self);
  ask_all (list, self);
  add_gates (list, self);
  add_screen (list, self);
  add_open_alert (list, self);
  add_pressure (list, self);
  add_home (list, self);
  return list;
}

gboolean
tide_start_item_is_open (const TideStartItem *item)
{
  g_return_val_if_fail (item != NULL, TRUE);
  return item->met != TIDE_TRUTH_YES && (item->override == NULL || item->kind == TIDE_START_IDENTITY);
}

guint
tide_start_gate_count_open (const GPtrArray *items)
{
  guint n = 0;
  for (guint i = 0; i < items->len; i++)
    n += tide_start_item_is_open (items->pdata[i]);
  return n;
}

char *
tide_start_gate_dup_open (const GPtrArray *items)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < items->len; i++)
    {
      const TideStartItem *item = items->pdata[i];
      if (tide_start_item_is_open (item))
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", item->id);
    }
  return g_string_free (text, FALSE);
}

char *
tide_start_gate_dup_open_words (const GPtrArray *items)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < items->len; i++)
    {
      const TideStartItem *item = items->pdata[i];
      if (tide_start_item_is_open (item))
        g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", item->label);
    }
  return g_string_free (text, FALSE);
}

const TideStartItem *
tide_start_gate_find (const GPtrArray *items, const char *id)
{
  for (guint i = 0; i < items->len; i++)
    if (g_str_equal (((const TideStartItem *) items->pdata[i])->id, id))
      return items->pdata[i];
  return NULL;
}
