/* tide-monitoring-sheet.c: the fields of the monitoring sheet, one function each; what was not recorded is
 * left blank to be written in by hand, and named at the top. */
#include "tide-monitoring-sheet.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-discharge.h"
#include "tide-grid.h"
#include "tide-infusion.h"
#include "tide-leaf-private.h"
#include "tide-session-dose.h"
#include "tide-vitals.h"

typedef struct
{
  TideLeaf leaf;
  const TideSessionRules *rules;
  const TideHistory *history;
  const TideSession *session;
  const TideCourse *course;
  TideInfusion infusion;
  TideBlock *table;
  GString *missing; /* labels of the fields that the record lacks */
  guint n_fields, n_missing;
} Sheet;

#define BLANK "____________________"

/* Takes @value; NULL: the record has nothing. */
static void
add_field (Sheet *self, const char *label, char *value)
{
  g_autofree char *owned = value;
  g_autofree char *name = g_markup_escape_text (label, -1);
  g_autofree char *words = g_markup_escape_text (owned != NULL ? owned : BLANK, -1);
  const char *cells[] = { name, words };
  self->n_fields++;
  if (owned == NULL)
    {
      g_string_append_printf (self->missing, "%s%s", self->n_missing > 0 ? "; " : "", label);
      self->n_missing++;
    }
  tide_block_table_add_row (self->table, cells);
}

static char *
dup_clock (TideInstant when)
{
  int hour, minute;
  if (!tide_instant_is_known (when))
    return NULL;
  if (!tide_instant_has_clock (when))
    return tide_instant_to_words (when);
  tide_instant_get_clock (when, &hour, &minute);
  return g_strdup_printf ("%02d:%02d", hour, minute);
}

static const char *
get_name (const Sheet *self, gint64 staff_id)
{
  const TideStaff *person = staff_id != 0 ? tide_history_find_staff (self->history, staff_id) : NULL;
  return person != NULL ? person->name : NULL;
}

/* --- the dose --- */

static char *
dup_dose (const Sheet *self)
{
  const TideSession *s = self->session;
  g_autofree char *mg = tide_number_to_text (s->dose_mg);
  if (isnan (s->dose_mg))
    return NULL;
  if (s->nasal_devices == TIDE_INTEGER_UNKNOWN)
    return g_strdup_printf (_ ("%s mg"), mg);
  return g_strdup_printf (_ ("%d × %d mg = %s mg"), (int) s->nasal_devices, TIDE_NASAL_DEVICE_MG, mg);
}

static void
add_dose (Sheet *self)
{
  const TideSession *s = self->session;
  g_autofree char *day = tide_instant_to_words (s->started);
  add_field (self, _ ("Day and time of the dose"), *day != '\0' ? g_strdup (day) : NULL);
  add_field (self, _ ("Devices and dose"), dup_dose (self));
  add_field (self, _ ("First device at"), dup_clock (self->infusion.started));
  add_field (self, _ ("Last device at"), dup_clock (self->infusion.ended));
  add_field (self, _ ("Watched by"),
             g_strdup (get_name (self, s->monitor_id != 0 ? s->monitor_id : s->administrator_id)));
}

/* --- blood pressure --- */

static char *
dup_pressure (const TideObservation *row)
{
  g_autofree char *at = row != NULL ? dup_clock (row->taken) : NULL;
  if (row == NULL || row->systolic == TIDE_INTEGER_UNKNOWN || row->diastolic == TIDE_INTEGER_UNKNOWN)
    return NULL;
  return g_strdup_printf (_ ("%d/%d at %s"), (int) row->systolic, (int) row->diastolic, at);
}

static const TideObservation *
find_slot (const Sheet *self, const char *slot)
{
  return tide_grid_find_row (self->history->observations, self->session->base.id, slot);
}

/* The last pressure after the last device. */
static const TideObservation *
find_last (const Sheet *self)
{
  const TideObservation *last = NULL;
  for (guint i = 0; i < self->history->observations->len; i++)
    {
      const TideObservation *row = self->history->observations->pdata[i];
      if (row->session_id != self->session->base.id || row->entered_in_error
          || row->systolic == TIDE_INTEGER_UNKNOWN || !tide_instant_is_known (self->infusion.ended)
          || tide_instant_compare (row->taken, self->infusion.ended) < 0
          || (last != NULL && tide_instant_compare (row->taken, last->taken) < 0))
        continue;
      last = row;
    }
  return last;
}

static void
add_pressures (Sheet *self)
{
  TidePressureCourse course
    = tide_vitals_follow_pressure (self->rules, self->history->observations, self->session->base.id);
  add_field (self, _ ("Blood pressure before the dose"), dup_pressure (find_slot (self, "pre")));
  add_field (self, _ ("Blood pressure about 40 min after it"), dup_pressure (find_slot (self, "40")));
  add_field (self, _ ("Highest blood pressure"), dup_pressure (course.peak));
  add_field (self, _ ("Last blood pressure before leaving"), dup_pressure (find_last (self)));
}

/* --- sedation, dissociation --- */

/* The worst of a cell after the start, and since when it was as before again. */
static char *
dup_worst (const Sheet *self, TideCell cell, gboolean low_is_worse, gint64 quiet)
{
  const TideObservation *worst = NULL, *back = NULL;
  for (guint i = 0; i < self->history->observations->len; i++)
    {
      const TideObservation *row = self->history->observations->pdata[i];
      gint64 value = tide_observation_get_cell (row, cell);
      if (row->session_id != self->session->base.id || row->entered_in_error || value == TIDE_INTEGER_UNKNOWN
          || g_strcmp0 (row->slot, "pre") == 0)
        continue;
      gint64 before = worst != NULL ? tide_observation_get_cell (worst, cell) : quiet;
      if (worst == NULL || (low_is_worse ? value < before : value > before))
        {
          worst = row;
          back = NULL;
        }
      else if (back == NULL && (low_is_worse ? value >= quiet : value <= quiet))
        back = row;
    }
  if (worst == NULL)
    return NULL;
  int value = (int) tide_observation_get_cell (worst, cell);
  g_autofree char *at = dup_clock (worst->taken);
  if (low_is_worse ? value >= quiet : value <= quiet)
    return g_strdup_printf (_ ("none: %d at the worst"), value);
  g_autofree char *over = back != NULL ? dup_clock (back->taken) : g_strdup (_ ("not recorded"));
  return g_strdup_printf (_ ("%d at %s; over: %s"), value, at, over);
}

static void
add_effects (Sheet *self)
{
  const TideDischargeLimits *limits = tide_session_rules_get_discharge (self->rules);
  add_field (self, _ ("Sedation, lowest MOAA/S"),
             dup_worst (self, TIDE_CELL_MOAAS, TRUE, (gint64) limits->moaas_at_least));
  add_field (self, _ ("Dissociation, highest CADSS-6"),
             dup_worst (self, TIDE_CELL_CADSS6, FALSE, (gint64) limits->cadss_at_most));
}

/* --- medicines, events --- */

static void
add_medicines (Sheet *self)
{
  TideDate day = tide_instant_get_date (self->session->started);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < self->history->medications->len; i++)
    {
      const TideMedication *medication = self->history->medications->pdata[i];
      if (medication->entered_in_error || !tide_medication_is_taken_on (medication, day))
        continue;
      g_autofree char *words = tide_summary_dose_words (medication);
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", words);
    }
  g_autofree char *list = g_string_free (text, FALSE);
  add_field (self, _ ("Medicines taken on the day (sedatives, stimulants and MAO inhibitors are asked for)"),
             *list != '\0' ? g_strdup (list) : NULL);
}

/* A "no" that nobody gave is not written. */
static void
add_events (Sheet *self)
{
  GString *all = g_string_new (NULL), *serious = g_string_new (NULL);
  guint unknown = 0, n = 0;
  int yes = tide_code_from_text (tide_yes_no_codes, "yes");
  for (guint i = 0; i < self->history->adverse_events->len; i++)
    {
      const TideAdverseEvent *event = self->history->adverse_events->pdata[i];
      if (event->session_id != self->session->base.id || event->entered_in_error)
        continue;
      n++;
      unknown += event->serious == 0;
      g_string_append_printf (all, "%s%s (%s)", all->len > 0 ? ", " : "", event->term,
                              tide_severity_get_label (event->severity));
      if (event->serious == yes)
        g_string_append_printf (serious, "%s%s", serious->len > 0 ? ", " : "", event->term);
    }
  g_autofree char *events = g_string_free (all, FALSE), *grave = g_string_free (serious, FALSE);
  add_field (self, _ ("Unwanted effects"), n > 0 ? g_strdup (events) : NULL);
  add_field (self, _ ("Serious events"),
             *grave != '\0'          ? g_strdup (grave)
             : n > 0 && unknown == 0 ? g_strdup (_ ("none of those above"))
                                     : NULL);
}

/* --- leaving --- */

static void
add_leaving (Sheet *self)
{
  const TideSession *s = self->session;
  double minutes = tide_discharge_get_minutes (self->rules, TIDE_ARM_ESKETAMINE);
  gboolean known = tide_instant_is_known (s->discharged) && tide_instant_is_known (self->infusion.ended);
  double watched = known ? floor ((double) (s->discharged.utc - self->infusion.ended.utc) / 60) : NAN;
  g_autofree char *label = g_strdup_printf (_ ("Watched for %.0f min after the last device"), minutes);
  g_autofree char *left = dup_clock (s->discharged);
  add_field (self, label,
             isnan (watched)      ? NULL
             : watched >= minutes ? g_strdup_printf (_ ("yes, %.0f min"), watched)
                                  : g_strdup_printf (_ ("no, %.0f min"), watched));
  add_field (self, _ ("Left at"), g_strdup (left));
  add_field (self, _ ("Decided by"), g_strdup (get_name (self, s->discharged_by)));
  if (s->discharge_reason != NULL)
    add_field (self, _ ("Left although not everything was met"), g_strdup (s->discharge_reason));
}

/* --- the whole --- */

static void
make_table (Sheet *self)
{
  const TideTableColumn columns[]
    = { { _ ("Field"), PANGO_ALIGN_LEFT, TRUE }, { _ ("As recorded"), PANGO_ALIGN_LEFT, FALSE } };
  self->table = tide_block_table_new (self->leaf.base.context, columns, G_N_ELEMENTS (columns));
  add_dose (self);
  add_pressures (self);
  add_effects (self);
  add_medicines (self);
  add_events (self);
  add_leaving (self);
}

static TideBlock *
state_block (const Sheet *self)
{
  g_autofree char *due
    = tide_date_to_words (tide_instant_get_date (self->session->started) + TIDE_MONITORING_SHEET_DAYS);
  TideBlock *stack = tide_block_stack_new ();
  tide_block_stack_add (stack,
                        tide_summary_text (&self->leaf.base, TIDE_PT_CLINIC,
                                           _ ("<b>Due %s</b> · %u of %u fields "
                                              "recorded"),
                                           due, self->n_fields - self->n_missing, self->n_fields),
                        0);
  if (self->n_missing > 0)
    tide_block_stack_add (
      stack, tide_summary_text (&self->leaf.base, TIDE_PT_TEXT, _ ("Missing: %s"), self->missing->str), 1);
  return tide_block_frame_new (stack, 5, 0);
}

static void
compose (Sheet *self)
{
  TideFlow *flow = &self->leaf.flow;
  tide_leaf_begin (&self->leaf, FALSE);
  make_table (self);
  tide_flow_place (flow, state_block (self), TIDE_FLOW_GAP);
  tide_flow_add (flow, self->table, TIDE_FLOW_GAP);
  tide_flow_add (flow,
                 tide_summary_text (&self->leaf.base, TIDE_PT_CAPTION, "%s",
                                    _ ("A list to copy from: the form of the restricted programme decides "
                                       "what is asked and in which words.")),
                 TIDE_FLOW_GAP);
  tide_flow_add (flow, tide_summary_signature (&self->leaf.base), 4 * TIDE_FLOW_GAP);
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
tide_monitoring_sheet_new (const TideSessionSheetData *data)
{
  g_return_val_if_fail (data != NULL && data->page != NULL && data->rules != NULL, NULL);
  const TideHistory *history = data->page->history;
  const TideSession *session = find_session (history, data->session_id);
  const TideCourse *course = session != NULL ? tide_history_find_course (history, session->course_id) : NULL;
  if (course == NULL)
    return NULL;
  TideClockReading now = { data->page->now.utc, NULL, TIDE_INTEGER_UNKNOWN };
  g_autoptr (GString) missing = g_string_new (NULL);
  Sheet self
    = { .rules = data->rules, .history = history, .session = session, .course = course, .missing = missing };
  TideReport *report = tide_leaf_init (&self.leaf, data->page, _ ("Monitoring sheet, fields"));
  self.infusion
    = tide_infusion_compute (history->clock_events, session->base.id, session->planned_minutes, &now);
  compose (&self);
  return report;
}
