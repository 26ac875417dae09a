/* tide-compare-clinic.c: runs the pass in idle steps and keeps its rows.  See tide-compare-clinic.h.
 *
 * The clinic's lock empties everything: rows are about patients. */
#include "tide-compare-clinic.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-clinic-criteria.h"
#include "tide-references.h"

/* Nothing moves but the bar: a step may take two frames, and the bar is drawn a few times a second.  Drawing
 * it after each patient would cost more than the pass. */
#define STEP_MS 30.0
#define PROGRESS_US (200 * 1000)
#define DEFAULT_INSTRUMENT "ybocs"
#define DEFAULT_CONDITION "ocd"

struct _TideCompareClinic
{
  GObject parent_instance;

  TideClinic *clinic;
  TideComparisonDefinition *definition;
  const TideCriteria *opened; /* rules of a file outside of the clinic's folder, or NULL */
  char *opened_path;
  TideCohortPass *pass;
  gint64 told; /* monotonic: when progress was last shown */
  guint step_id;
  GArray *rows; /* NULL: no pass has ended */
  TideComparison *comparison;
  TideSheet *sheet;
  GError *error;
  gboolean awake;
};

G_DEFINE_FINAL_TYPE (TideCompareClinic, tide_compare_clinic, G_TYPE_OBJECT)

enum
{
  CHANGED,
  PROGRESS,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
stop (TideCompareClinic *self)
{
  g_clear_handle_id (&self->step_id, g_source_remove);
  g_clear_pointer (&self->pass, tide_cohort_pass_free);
}

static void
drop_result (TideCompareClinic *self)
{
  g_clear_pointer (&self->sheet, tide_sheet_free);
  g_clear_pointer (&self->comparison, tide_comparison_free);
}

static void
compute (TideCompareClinic *self)
{
  TideInstrument *instrument
    = tide_library_lookup (tide_clinic_get_library (self->clinic), self->definition->instrument);
  drop_result (self);
  if (self->rows != NULL && instrument != NULL)
    {
      g_autofree char *currency = tide_clinic_dup_setting (self->clinic, "clinic.currency");
      g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (self->clinic);
      self->comparison = tide_comparison_new (self->rows, self->definition, instrument, thresholds);
      self->sheet = tide_sheet_new (self->comparison, tide_references_get_shipped (), currency);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
step_cb (gpointer data)
{
  TideCompareClinic *self = data;
  gboolean done = FALSE;
  if (!tide_cohort_pass_step (self->pass, STEP_MS, &done, &self->error))
    {
      self->step_id = 0;
      stop (self);
      g_signal_emit (self, signals[CHANGED], 0);
      return G_SOURCE_REMOVE;
    }
  gint64 now = g_get_monotonic_time ();
  if (now - self->told >= PROGRESS_US)
    {
      self->told = now;
      g_signal_emit (self, signals[PROGRESS], 0);
    }
  if (!done)
    return G_SOURCE_CONTINUE;
  self->step_id = 0;
  self->rows = tide_cohort_pass_take_rows (self->pass);
  stop (self);
  compute (self);
  return G_SOURCE_REMOVE;
}

/* --- rules of files --- */

static TideCriteria *
find_own (TideCompareClinic *self, const char *id, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) own = tide_clinic_list_criteria (self->clinic, problems);
  for (guint i = 0; i < own->len; i++)
    if (strcmp (tide_criteria_get_id (own->pdata[i]), id) == 0)
      return (TideCriteria *) tide_criteria_ref (own->pdata[i]);
  g_ptr_array_add (problems, NULL);
  g_autofree char *words = g_strjoinv ("; ", (char **) problems->pdata);
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE,
               _ ("The rules “%s” are no longer in the clinic's folder criteria. %s"), id, words);
  return NULL;
}

/* As the file is now (transfer full); NULL with the reason. */
static TideCriteria *
read_again (TideCompareClinic *self, const TideCriteria *criteria, GError **error)
{
  if (tide_criteria_is_same (criteria, self->opened))
    return tide_clinic_read_criteria (self->clinic, self->opened_path, error);
  return find_own (self, tide_criteria_get_id (criteria), error);
}

/* FALSE: the rules cannot be used any more; @changed: they are others now. */
static gboolean
refresh_rules (TideCompareClinic *self, gboolean *changed, GError **error)
{
  const TideCriteria *criteria = self->definition->events.states.criteria;
  *changed = FALSE;
  if (criteria == NULL || tide_criteria_is_shipped (criteria))
    return TRUE;
  g_autoptr (TideCriteria) now = read_again (self, criteria, error);
  if (now == NULL)
    return FALSE;
  if (tide_criteria_is_same (now, criteria))
    return TRUE;
  gboolean opened = tide_criteria_is_same (criteria, self->opened);
  if (!tide_comparison_definition_set_criteria (self->definition, now, error))
    return FALSE;
  if (opened)
    {
      tide_criteria_free ((TideCriteria *) self->opened);
      self->opened = tide_criteria_ref (now);
    }
  *changed = TRUE;
  return TRUE;
}

void
tide_compare_clinic_check_rules (TideCompareClinic *self)
{
  g_return_if_fail (TIDE_IS_COMPARE_CLINIC (self));
  gboolean changed;
  if (!self->awake || tide_clinic_is_locked (self->clinic))
    return;
  if (!refresh_rules (self, &changed, NULL) || changed)
    tide_compare_clinic_restart (self);
}

gboolean
tide_compare_clinic_open_rules (TideCompareClinic *self, const char *path, GError **error)
{
  g_return_val_if_fail (TIDE_IS_COMPARE_CLINIC (self) && path != NULL, FALSE);
  g_autoptr (TideCriteria) criteria = tide_clinic_read_criteria (self->clinic, path, error);
  g_autoptr (TideComparisonDefinition) definition = tide_comparison_definition_copy (self->definition);
  if (criteria == NULL || !tide_comparison_definition_set_criteria (definition, criteria, error))
    return FALSE;
  tide_criteria_free ((TideCriteria *) self->opened);
  self->opened = tide_criteria_ref (criteria);
  g_free (self->opened_path);
  self->opened_path = g_strdup (path);
  tide_compare_clinic_set_definition (self, definition);
  return TRUE;
}

/* --- passes --- */

void
tide_compare_clinic_restart (TideCompareClinic *self)
{
  g_return_if_fail (TIDE_IS_COMPARE_CLINIC (self));
  TideInstrument *instrument;
  stop (self);
  drop_result (self);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_error (&self->error);
  if (tide_clinic_is_locked (self->clinic))
    return;
  instrument = tide_library_lookup (tide_clinic_get_library (self->clinic), self->definition->instrument);
  self->awake = TRUE;
  gboolean changed;
  if (refresh_rules (self, &changed, &self->error) && instrument != NULL)
    self->pass = tide_clinic_begin_cohort (self->clinic, instrument, &self->definition->events, &self->error);
  if (self->pass != NULL)
    self->step_id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE + 10, step_cb, self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
tide_compare_clinic_wake (TideCompareClinic *self)
{
  g_return_if_fail (TIDE_IS_COMPARE_CLINIC (self));
  if (!self->awake)
    tide_compare_clinic_restart (self);
  else
    tide_compare_clinic_check_rules (self);
}

void
tide_compare_clinic_cancel (TideCompareClinic *self)
{
  g_return_if_fail (TIDE_IS_COMPARE_CLINIC (self));
  stop (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
tide_compare_clinic_set_definition (TideCompareClinic *self, const TideComparisonDefinition *definition)
{
  g_return_if_fail (TIDE_IS_COMPARE_CLINIC (self) && definition != NULL);
  gboolean same = tide_comparison_definition_shares_pass (self->definition, definition);
  TideComparisonDefinition *copy = tide_comparison_definition_copy (definition);
  tide_comparison_definition_free (self->definition);
  self->definition = copy;
  if (same && self->rows != NULL)
    compute (self);
  else if (!same || self->pass == NULL)
    tide_compare_clinic_restart (self);
}

/* --- the clinic --- */

static void
locked_cb (TideCompareClinic *self)
{
  stop (self);
  drop_result (self);
  g_clear_pointer (&self->rows, g_array_unref);
  self->awake = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* A record that changed may change its course's row: the rows are made again. */
static void
clinic_changed_cb (TideClinic *clinic, gint64 patient_id, TideCompareClinic *self)
{
  if (self->awake && !tide_clinic_is_locked (clinic))
    tide_compare_clinic_restart (self);
}

/* --- class --- */

TideClinic *
tide_compare_clinic_get_clinic (TideCompareClinic *self)
{
  g_return_val_if_fail (TIDE_IS_COMPARE_CLINIC (self), NULL);
  return self->clinic;
}

double
tide_compare_clinic_get_progress (TideCompareClinic *self)
{
  g_return_val_if_fail (TIDE_IS_COMPARE_CLINIC (self), -1);
  return self->pass != NULL ? tide_cohort_pass_get_progress (self->pass) : -1;
}

const GError *
tide_compare_clinic_get_error (TideCompareClinic *self)
{
  g_return_val_if_fail (TIDE_IS_COMPARE_CLINIC (self), NULL);
  return self->error;
}

const TideComparisonDefinition *
tide_compare_clinic_get_definition (TideCompareClinic *self)
{
  g_return_val_if_fail (TIDE_IS_COMPARE_CLINIC (self), NULL);
  return self->definition;
}

const TideComparison *
tide_compare_clinic_get_comparison (TideCompareClinic *self)
{
  g_return_val_if_fail (TIDE_IS_COMPARE_CLINIC (self), NULL);
  return self->comparison;
}

const TideSheet *
tide_compare_clinic_get_sheet (TideCompareClinic *self)
{
  g_return_val_if_fail (TIDE_IS_COMPARE_CLINIC (self), NULL);
  return self->sheet;
}

static void
tide_compare_clinic_dispose (GObject *object)
{
  TideCompareClinic *self = TIDE_COMPARE_CLINIC (object);
  stop (self);
  drop_result (self);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->definition, tide_comparison_definition_free);
  tide_criteria_free ((TideCriteria *) g_steal_pointer (&self->opened));
  g_clear_pointer (&self->opened_path, g_free);
  g_clear_error (&self->error);
  if (self->clinic != NULL)
    g_signal_handlers_disconnect_by_data (self->clinic, self);
  g_clear_object (&self->clinic);
  G_OBJECT_CLASS (tide_compare_clinic_parent_class)->dispose (object);
}

static void
tide_compare_clinic_class_init (TideCompareClinicClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tide_compare_clinic_dispose;
  signals[CHANGED] = g_signal_new ("changed", TIDE_TYPE_COMPARE_CLINIC, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[PROGRESS] = g_signal_new ("progress", TIDE_TYPE_COMPARE_CLINIC, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
}

static void
tide_compare_clinic_init (TideCompareClinic *self)
{
  self->definition = tide_comparison_definition_new (DEFAULT_INSTRUMENT);
  self->definition->condition = g_strdup (DEFAULT_CONDITION);
}

TideCompareClinic *
tide_compare_clinic_new (TideClinic *clinic)
{
  TideCompareClinic *self = g_object_new (TIDE_TYPE_COMPARE_CLINIC, NULL);
  self->clinic = g_object_ref (clinic);
  g_signal_connect (clinic, "changed", G_CALLBACK (clinic_changed_cb), self);
  g_signal_connect_swapped (clinic, "locked", G_CALLBACK (locked_cb), self);
  return self;
}
