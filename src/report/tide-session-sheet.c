/* tide-session-sheet.c: the session record as pages.
 *
 * Amber and red are words in a table and signs in the figure, so that a copy in grey says the same.  What is
 * not known is a dash. */
#include "tide-session-sheet.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-discharge.h"
#include "tide-session-given.h"
#include "tide-session-sheet-private.h"
#include "tide-start-gate.h"

/* --- words --- */

char *
tide_session_sheet_dup_clock (TideInstant when)
{
  int hour, minute;
  if (!tide_instant_has_clock (when))
    return tide_instant_to_words (when);
  tide_instant_get_clock (when, &hour, &minute);
  return when.precision == TIDE_PRECISION_SECOND
           ? g_strdup_printf ("%02d:%02d:%02d", hour, minute, (int) (((when.utc % 60) + 60) % 60))
           : g_strdup_printf ("%02d:%02d", hour, minute);
}

static char *
dup_number (double value, int places, const char *unit)
{
  double step = pow (10, places);
  if (isnan (value))
    return g_strdup ("–");
  g_autofree char *number = tide_number_to_text (round (value * step) / step);
  return g_strdup_printf ("%s %s", number, unit);
}

static const char *
get_name (const TideSessionSheet *self, gint64 staff_id)
{
  const TideStaff *person = staff_id != 0 ? tide_history_find_staff (self->history, staff_id) : NULL;
  return person != NULL && person->name != NULL ? person->name : _ ("no name");
}

/* --- dose and clock --- */

static void
add_fact (TideBlock *table, const char *name, const char *value)
{
  const char *cells[] = { name, value };
  tide_leaf_table_add (table, cells, 2);
}

static TideBlock *
dose_table (const TideSessionSheet *self)
{
  const char *const titles[] = { _ ("Dose"), _ ("As recorded") };
  const TideSession *s = self->session;
  TideBlock *table = tide_leaf_table_new (&self->leaf, titles, 2, 1);
  g_autofree char *kg = dup_number (s->weight_kg, 1, "kg"), *weighed = tide_instant_to_words (s->weighed);
  g_autofree char *weight = g_strdup_printf (
    "%s%s%s%s%s", kg, *weighed != '\0' ? _ (", weighed ") : "", weighed, s->weight_basis > 0 ? ", " : "",
    s->weight_basis > 0 ? tide_weight_basis_get_label (s->weight_basis) : "");
  g_autofree char *per_kg = dup_number (s->planned_mg_per_kg, 4, "mg/kg"),
                  *mg = dup_number (s->planned_mg, 2, "mg");
  g_autofree char *planned = g_strdup_printf ("%s, %s", mg, per_kg);
  g_autofree char *given = dup_number (s->dose_mg, 2, "mg");
  g_autofree char *given_per_kg = dup_number (tide_session_get_mg_per_kg (s), 3, "mg/kg");
  g_autofree char *delivered = g_strdup_printf ("%s, %s", given, given_per_kg);
  g_autofree char *ml = dup_number (s->volume_ml, 1, "mL"),
                  *strength = dup_number (s->concentration_mg_per_ml, 2, "mg/mL"),
                  *rate = dup_number (s->rate_ml_per_h, 1, "mL/h");
  g_autofree char *mix = g_strdup_printf ("%s, %s, %s", ml, strength, rate);
  int route = tide_session_get_route (s, self->course);
  g_autofree char *where
    = g_strdup_printf ("%s%s%s%s%s", route > 0 ? tide_route_get_label (route) : "–",
                       s->site != NULL ? ", " : "", s->site != NULL ? s->site : "",
                       s->device_label != NULL ? ", " : "", s->device_label != NULL ? s->device_label : "");
  add_fact (table, _ ("Weight"), weight);
  add_fact (table, _ ("Planned"), planned);
  add_fact (table, _ ("Delivered"), delivered);
  add_fact (table, _ ("Mixture and rate"), mix);
  add_fact (table, _ ("Route and device"), where);
  if (s->reason != NULL)
    add_fact (table, _ ("Reason"), s->reason);
  return table;
}

static TideBlock *
clock_table (const TideSessionSheet *self)
{
  const char *const titles[] = { _ ("Clock"), _ ("At"), _ ("By"), _ ("Reason") };
  TideBlock *table = tide_leaf_table_new (&self->leaf, titles, 4, 1);
  for (guint i = 0; i < self->history->clock_events->len; i++)
    {
      const TideClockEvent *event = self->history->clock_events->pdata[i];
      if (event->session_id != self->session->base.id)
        continue;
      g_autofree char *at = tide_session_sheet_dup_clock (event->at);
      const char *cells[]
        = { tide_clock_kind_get_label (event->kind), at, get_name (self, event->staff_id), event->reason };
      tide_leaf_table_add (table, cells, 4);
    }
  return tide_leaf_table_or_nothing (table);
}

static TideBlock *
drug_table (const TideSessionSheet *self)
{
  const char *const titles[] = { _ ("Drug"),   _ ("Lot, expiry"), _ ("Drawn"), _ ("Given"),
                                 _ ("Wasted"), _ ("By, witness"), _ ("Reason") };
  TideBlock *table = tide_leaf_table_new (&self->leaf, titles, 7, 1);
  for (guint i = 0; i < self->history->drug_uses->len; i++)
    {
      const TideDrugUse *use = self->history->drug_uses->pdata[i];
      if (use->session_id != self->session->base.id)
        continue;
      g_autofree char *expiry = tide_date_to_iso (use->expires_on);
      g_autofree char *lot = g_strdup_printf ("%s %s", use->lot != NULL ? use->lot : "–", expiry);
      g_autofree char *drawn = dup_number (use->mg_drawn, 2, "mg"),
                      *given = dup_number (use->mg_given, 2, "mg"),
                      *wasted = dup_number (use->mg_wasted, 2, "mg");
      g_autofree char *people
        = g_strdup_printf ("%s; %s", get_name (self, use->staff_id), get_name (self, use->witness_id));
      const char *cells[] = { use->drug, lot, drawn, given, wasted, people, use->reason };
      tide_leaf_table_add (table, cells, 7);
    }
  return tide_leaf_table_or_nothing (table);
}

/* --- before the dose --- */

/* As it stood when the dose began. */
static TideBlock *
start_table (const TideSessionSheet *self)
{
  const char *const titles[]
    = { _ ("Before the dose"), _ ("State"), _ ("What was found"), _ ("Went on because") };
  TideBlock *table = tide_leaf_table_new (&self->leaf, titles, 4, 1);
  TideSafetyCase then = *self->sheet->subject;
  if (tide_instant_is_known (self->infusion.started))
    then.now = self->infusion.started;
  else if (tide_instant_is_known (self->session->started))
    then.now = self->session->started;
  TideStartCase start = { &then, self->sheet->rules, self->session, self->course };
  g_autoptr (GPtrArray) items = tide_start_gate_list (&start);
  for (guint i = 0; i < items->len; i++)
    {
      const TideStartItem *item = items->pdata[i];
      g_autofree char *at
        = item->override != NULL ? tide_session_sheet_dup_clock (item->override->taken) : NULL;
      g_autofree char *why = item->override != NULL && item->met != TIDE_TRUTH_YES
                               ? g_strdup_printf ("%s (%s, %s)", item->override->reason,
                                                  get_name (self, item->override->staff_id), at)
                               : NULL;
      const char *state = item->met == TIDE_TRUTH_YES
                            ? (item->level >= TIDE_LEVEL_AMBER ? _ ("met, amber") : _ ("met"))
                          : item->met == TIDE_TRUTH_NO ? _ ("not met")
                                                       : _ ("not known");
      const char *cells[] = { item->label, state, item->detail, why };
      tide_leaf_table_add (table, cells, 4);
    }
  return table;
}

/* --- what happened --- */

static char *
dup_minute (double minute)
{
  return isnan (minute) ? g_strdup ("–") : g_strdup_printf (_ ("%.0f min"), minute);
}

static TideBlock *
effects_table (const TideSessionSheet *self)
{
  const char *const titles[]
    = { _ ("Acute effect"), _ ("Severity"), _ ("Onset"), _ ("Peak"), _ ("Resolved"), _ ("Done") };
  TideBlock *table = tide_leaf_table_new (&self->leaf, titles, 6, 1);
  for (guint i = 0; i < self->history->adverse_events->len; i++)
    {
      const TideAdverseEvent *event = self->history->adverse_events->pdata[i];
      if (event->session_id != self->session->base.id || event->entered_in_error)
        continue;
      g_autofree char *onset = dup_minute (event->onset_minute), *peak = dup_minute (event->peak_minute);
      g_autofree char *end = isnan (event->resolved_minute) && !tide_instant_is_known (event->ended)
                               ? g_strdup (_ ("ongoing"))
                               : dup_minute (event->resolved_minute);
      const char *cells[] = { event->term, tide_severity_get_label (event->severity),   onset, peak,
                              end,         tide_effect_action_get_label (event->action) };
      tide_leaf_table_add (table, cells, 6);
    }
  TideAcuteCount count
    = tide_session_count_acute (self->history, self->course->base.id, self->session->base.id);
  if (count.n_effects == 0)
    return tide_leaf_table_or_nothing (table);
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (stack, table, 0);
  tide_block_stack_add (stack,
                        tide_summary_text (&self->leaf.base, TIDE_PT_CAPTION,
                                           _ ("%u of %u resolved by discharge"), count.n_resolved,
                                           count.n_effects),
                        1);
  return stack;
}

static TideBlock *
entries_table (const TideSessionSheet *self)
{
  const char *const titles[] = { _ ("Event"), _ ("At"), _ ("What"), _ ("By") };
  TideBlock *table = tide_leaf_table_new (&self->leaf, titles, 4, 1);
  for (guint i = 0; i < self->history->session_entries->len; i++)
    {
      const TideSessionEntry *entry = self->history->session_entries->pdata[i];
      if (entry->session_id != self->session->base.id)
        continue;
      g_autofree char *at = tide_session_sheet_dup_clock (entry->taken);
      g_autofree char *what = g_strdup_printf ("%s%s%s", entry->text, entry->dose != NULL ? ", " : "",
                                               entry->dose != NULL ? entry->dose : "");
      const char *cells[]
        = { tide_session_entry_kind_get_label (entry->kind), at, what, get_name (self, entry->staff_id) };
      tide_leaf_table_add (table, cells, 4);
    }
  return tide_leaf_table_or_nothing (table);
}

static TideBlock *
alerts_table (const TideSessionSheet *self)
{
  const char *const titles[] = { _ ("Alert"), _ ("Level"), _ ("Finding"), _ ("What was done, by whom") };
  TideBlock *table = tide_leaf_table_new (&self->leaf, titles, 4, 1);
  for (guint i = 0; i < self->history->alerts->len; i++)
    {
      const TideAlert *alert = self->history->alerts->pdata[i];
      if (alert->session_id != self->session->base.id)
        continue;
      g_autofree char *at = tide_session_sheet_dup_clock (alert->acted);
      g_autofree char *done = alert->resolved ? g_strdup_printf ("%s (%s, %s)", alert->action,
                                                                 get_name (self, alert->acted_by), at)
                                              : g_strdup (_ ("OPEN"));
      const char *cells[] = { alert->rule, tide_level_get_label (alert->level), alert->detail, done };
      tide_leaf_table_add (table, cells, 4);
    }
  return tide_leaf_table_or_nothing (table);
}

static TideBlock *
ratings_table (const TideSessionSheet *self)
{
  const char *const titles[] = { _ ("Rating"), _ ("At"), _ ("Total") };
  TideBlock *table = tide_leaf_table_new (&self->leaf, titles, 3, 1);
  for (guint i = 0; i < self->history->assessments->len; i++)
    {
      const TideAssessmentData *data = self->history->assessments->pdata[i];
      TideInstrument *scale = self->sheet->page->library != NULL
                                ? tide_library_lookup (self->sheet->page->library, data->instrument_id)
                                : NULL;
      TideScoreStatus status;
      double value = NAN;
      if (data->session_id != self->session->base.id || !tide_assessment_data_is_current (data)
          || scale == NULL)
        continue;
      if (data->scores != NULL)
        tide_scores_text_find (data->scores, tide_instrument_get_primary (scale)->id, &status, &value);
      g_autofree char *at = tide_session_sheet_dup_clock (data->taken);
      g_autofree char *total = isnan (value) ? g_strdup ("–") : tide_number_to_text (value);
      const char *cells[] = { tide_instrument_get_short_name (scale), at, total };
      tide_leaf_table_add (table, cells, 3);
    }
  return tide_leaf_table_or_nothing (table);
}

/* --- leaving --- */

/* As it stood when the patient left. */
static TideInfusion
infusion_at (const TideSessionSheet *self, TideInstant when)
{
  TideClockReading reading = { when.utc, NULL, TIDE_INTEGER_UNKNOWN };
  return tide_infusion_compute (self->history->clock_events, self->session->base.id,
                                self->session->planned_minutes, &reading);
}

static TideBlock *
leaving_table (const TideSessionSheet *self)
{
  const char *const titles[] = { _ ("Before leaving"), _ ("State"), _ ("What was found") };
  TideBlock *table = tide_leaf_table_new (&self->leaf, titles, 3, 1);
  TideInstant left
    = tide_instant_is_known (self->session->discharged) ? self->session->discharged : self->sheet->page->now;
  TideInfusion then = infusion_at (self, left);
  if (then.phase == TIDE_CLOCK_NOT_STARTED) /* nobody ran the clock */
    then = tide_infusion_of_record (self->session, left);
  TideDischargeCase leaving = { self->sheet->rules,          self->session,
                                (TideArm) self->course->arm, &then,
                                self->history->observations, self->history->session_answers,
                                self->history->assessments,  self->history->alerts,
                                self->session->discharged };
  g_autoptr (GPtrArray) criteria = tide_discharge_list (&leaving);
  for (guint i = 0; i < criteria->len; i++)
    {
      const TideGateCriterion *criterion = criteria->pdata[i];
      const char *state = criterion->met == TIDE_TRUTH_YES  ? _ ("met")
                          : criterion->met == TIDE_TRUTH_NO ? _ ("NOT MET")
                                                            : _ ("not known");
      const char *cells[] = { criterion->label, state, criterion->detail };
      tide_leaf_table_add (table, cells, 3);
    }
  return table;
}

static TideBlock *
leaving_words (const TideSessionSheet *self)
{
  const TideSession *s = self->session;
  if (!tide_instant_is_known (s->discharged))
    return tide_summary_text (&self->leaf.base, TIDE_PT_TEXT, "<b>%s</b>",
                              _ ("The patient has not left yet."));
  g_autofree char *when = tide_instant_to_words (s->discharged);
  if (s->discharge_reason != NULL)
    return tide_summary_text (&self->leaf.base, TIDE_PT_TEXT,
                              _ ("Left %s, decided by %s, although not everything was met: %s"), when,
                              get_name (self, s->discharged_by), s->discharge_reason);
  return tide_summary_text (&self->leaf.base, TIDE_PT_TEXT, _ ("Fit to leave %s, decided by %s."), when,
                            get_name (self, s->discharged_by));
}

/* --- the whole --- */

static TideBlock *
title_block (const TideSessionSheet *self)
{
  const TideSession *s = self->session;
  g_autofree char *course = tide_course_dup_title (self->course);
  g_autofree char *day = tide_instant_to_words (s->started), *end = tide_instant_to_words (s->ended);
  g_autofree char *minutes = isnan (s->minutes) ? g_strdup (_ ("minutes not known"))
                                                : g_strdup_printf (_ ("%.1f min infused"), s->minutes);
  g_autofree char *compared = tide_session_dup_identifiers_words (s);
  g_autofree char *who = compared != NULL ? g_strdup_printf (_ ("Identified by %s (%s)"), compared,
                                                             get_name (self, s->identified_by))
                                          : g_strdup (_ ("Identifiers not confirmed"));
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (
    stack, tide_summary_text (&self->leaf.base, TIDE_PT_CLINIC, "<b>%s</b> · %s", course, day), 0);
  tide_block_stack_add (stack,
                        tide_summary_text (&self->leaf.base, TIDE_PT_TEXT, _ ("Ended %s · %s · %s%s"),
                                           *end != '\0' ? end : "–", minutes, who,
                                           s->unsupervised == 2 ? _ (" · UNSUPERVISED") : ""),
                        1);
  return tide_block_frame_new (stack, 5, 0);
}

static void
compose (TideSessionSheet *self)
{
  TideFlow *flow = &self->leaf.flow;
  tide_leaf_begin (&self->leaf, FALSE);
  tide_flow_place (flow, title_block (self), TIDE_FLOW_GAP);
  tide_leaf_add_part (&self->leaf, _ ("Vital signs"), tide_session_sheet_vitals (self));
  tide_leaf_add_part (&self->leaf, _ ("Readings"), tide_session_sheet_readings (self));
  TideBlock *gaps = tide_session_sheet_gaps (self);
  if (gaps != NULL)
    tide_flow_add (flow, gaps, 2);
  tide_leaf_add_part (&self->leaf, _ ("Alerts of this session"), alerts_table (self));
  tide_leaf_add_part (&self->leaf, _ ("Dose"), dose_table (self));
  tide_leaf_add_part (&self->leaf, _ ("Clock"), clock_table (self));
  tide_leaf_add_part (&self->leaf, _ ("Drug register"), drug_table (self));
  tide_leaf_add_part (&self->leaf, _ ("Acute effects"), effects_table (self));
  tide_leaf_add_part (&self->leaf, _ ("Medicines, calls, interruptions"), entries_table (self));
  tide_leaf_add_part (&self->leaf, _ ("Ratings"), ratings_table (self));
  tide_leaf_add_part (&self->leaf, _ ("Checklist before the dose"), start_table (self));
  tide_leaf_add_part (&self->leaf, _ ("Leaving"), leaving_table (self));
  tide_flow_add (flow, leaving_words (self), 3);
  tide_leaf_add_signature (&self->leaf);
}

static const TideSession *
find_session (const TideHistory *history, gint64 id)
{
  for (guint i = 0; i < history->sessions->len; i++)
    if (TIDE_RECORD (history->sessions->pdata[i])->id == id)
      return history->sessions->pdata[i];
  return NULL;
}

TideReport *
tide_session_sheet_new (const TideSessionSheetData *data)
{
  g_return_val_if_fail (data != NULL && data->page != NULL && data->rules != NULL && data->subject != NULL,
                        NULL);
  const TideHistory *history = data->page->history;
  g_return_val_if_fail (history != NULL && history->patient != NULL, NULL);
  const TideSession *session = find_session (history, data->session_id);
  const TideCourse *course = session != NULL ? tide_history_find_course (history, session->course_id) : NULL;
  if (course == NULL)
    return NULL;
  TideSessionSheet self = { .sheet = data, .history = history, .session = session, .course = course };
  TideReport *report = tide_leaf_init (&self.leaf, data->page, _ ("Session record"));
  self.grid = tide_session_rules_find_grid (data->rules, session->grid);
  if (self.grid == NULL)
    self.grid = tide_session_rules_get_default_grid (data->rules, (TideArm) course->arm);
  self.infusion = infusion_at (&self, tide_instant_is_known (session->discharged) ? session->discharged
                                                                                  : data->page->now);
  compose (&self);
  return report;
}
