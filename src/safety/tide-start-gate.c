/* tide-start-gate.c: the items before a dose, one function each. */
#include "tide-start-gate.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tide-chart-alerts.h"
#include "tide-eligibility.h"
#include "tide-session-given.h"
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
         done ? g_strdup (self->session->identifiers) : NULL);
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

static void
ask_pregnancy (GPtrArray *list, const TideStartCase *self)
{
  const TidePatient *patient = self->subject->history->patient;
  ask_yes_no (list, self, "pregnancy", _ ("Pregnant"), _ ("test, or how it is known"), NO);
  TideStartItem *item = list->pdata[list->len - 1];
  if (patient == NULL || patient->sex != TIDE_SEX_MALE || item->answer != NULL)
    return;
  item->applies = FALSE;
  judge (item, TIDE_TRUTH_YES, g_strdup (_ ("does not apply")));
}

static void
ask_all (GPtrArray *list, const TideStartCase *self)
{
  ask_words (list, self, "last_food", _ ("Last food, fluids"), _ ("06:30, 08:15"));
  if (self->course->arm == TIDE_ARM_ESKETAMINE)
    {
      ask_yes_no (list, self, "food_2h", _ ("No food for 2 h"), NULL, 0);
      ask_yes_no (list, self, "liquids_30min", _ ("No liquids for 30 min"), NULL, 0);
      ask_yes_no (list, self, "nasal_1h", _ ("No nasal steroid or decongestant for 1 h"), NULL, 0);
    }
  ask_yes_no (list, self, "escort", _ ("Escort"), _ ("name, phone"), YES);
  ask_yes_no (list, self, "driving", _ ("Drives before a night of sleep"), NULL, NO);
  ask_words (list, self, "held", _ ("Held medicines"), _ ("lorazepam, 19 Nov; or none"));
  ask_pregnancy (list, self);
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

/* A1: the start is blocked until somebody has answered it (clinical.md 8). */
static void
add_open_alert (GPtrArray *list, const TideStartCase *self)
{
  const GPtrArray *alerts = self->subject->history->alerts;
  for (guint i = 0; i < alerts->len; i++)
    {
      const TideAlert *alert = alerts->pdata[i];
      if (g_strcmp0 (alert->rule, "A1") != 0 || !tide_alert_is_in_banner (alert))
        continue;
      TideStartItem *item
        = add (list, self, TIDE_START_IDENTITY, "suicide_alert", _ ("Suicide alert answered"));
      g_autofree char *when = tide_instant_to_words (alert->raised);
      item->level = TIDE_LEVEL_RED;
      judge (item, TIDE_TRUTH_NO, g_strdup_printf (_ ("open since %s"), when));
      return;
    }
}

static void
add_pressure (GPtrArray *list, const TideStartCase *self)
{
  TideStartItem *item = add (list, self, TIDE_START_COMPUTED, "pressure", _ ("Blood pressure before dose"));
  const TideObservation *pre
    = tide_vitals_find_pre (self->subject->history->observations, self->session->base.id);
  if (pre == NULL || pre->systolic == TIDE_INTEGER_UNKNOWN || pre->diastolic == TIDE_INTEGER_UNKNOWN
      || !is_of_the_day (self, pre->taken))
    return;
  TideVitalsFinding finding;
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

const TideStartItem *
tide_start_gate_find (const GPtrArray *items, const char *id)
{
  for (guint i = 0; i < items->len; i++)
    if (g_str_equal (((const TideStartItem *) items->pdata[i])->id, id))
      return items->pdata[i];
  return NULL;
}
