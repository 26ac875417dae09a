/* tide-clinic-cohort.c: the pass over all patients behind a comparison, and the comparisons that are kept by
 * name.
 *
 * A reader of the store hands over what is folded of each patient, in the shape in which the patient's own
 * page has it; the same arithmetic folds both.  No read transaction outlives a step: what was written between
 * two steps makes the pass begin anew, so that all rows are of one state of the clinic.
 */
#include "tide-clinic-cohort.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-clinic-criteria.h"
#include "tide-clinic-private.h"
#include "tide-cohort-reader.h"
#include "tide-folder.h"
#include "tide-settings.h"

#define KEY "comparison."
#define MOST_RESTARTS 3 /* then a command takes it in one step: who waits gets it while others save */

struct _TideCohortPass
{
  TideClinic *clinic;
  TideThresholds *thresholds;
  const TideCriteria *criteria; /* of the options: others may be chosen meanwhile */
  TideInstant now;
  TideCohortReader *reader;
  TideCohortFolder *folder;
  TideStoreState state; /* of which the rows are */
  gint64 after, last;   /* patients: folded up to; the last one */
  gboolean begun, done;
  gboolean at_once; /* nobody works in a window meanwhile */
  guint n_restarts;
  GArray *rows; /* TideCohortRow */
};

static TideCohortReader *
new_reader (TideClinic *clinic, TideInstrument *instrument, const TideOutcomeOptions *options)
{
  g_autoptr (GPtrArray) scores = tide_outcome_list_scores (instrument, options);
  g_autofree TideScoreName *names = g_new (TideScoreName, scores->len / 2);
  for (guint i = 0; i < scores->len / 2; i++)
    names[i] = (TideScoreName){ scores->pdata[2 * i], scores->pdata[2 * i + 1] };
  return tide_cohort_reader_new (clinic->store, names, scores->len / 2);
}

TideCohortPass *
tide_clinic_begin_cohort (TideClinic *self, TideInstrument *instrument, const TideEventOptions *events,
                          GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && instrument != NULL && events != NULL, NULL);
  if (!tide_clinic_check_unlocked (self, error))
    return NULL;
  TideCohortPass *pass = g_new0 (TideCohortPass, 1);
  pass->clinic = g_object_ref (self);
  pass->thresholds = tide_clinic_load_thresholds (self);
  pass->criteria = events->states.criteria != NULL ? tide_criteria_ref (events->states.criteria) : NULL;
  pass->now = tide_instant_now ();
  pass->folder = tide_cohort_folder_new (instrument, pass->thresholds, pass->now, events);
  pass->reader = new_reader (self, instrument, &events->states);
  /* In one piece: growing by doubling would leave as much again behind it. */
  pass->rows = g_array_sized_new (FALSE, FALSE, sizeof (TideCohortRow),
                                  (guint) tide_store_count (self->store, &tide_course_class));
  tide_time_hold_zone ();
  return pass;
}

void
tide_cohort_pass_free (TideCohortPass *self)
{
  if (self == NULL)
    return;
  tide_time_release_zone ();
  tide_cohort_reader_free (self->reader);
  tide_cohort_folder_free (self->folder);
  tide_criteria_free ((TideCriteria *) self->criteria);
  g_object_unref (self->clinic);
  tide_thresholds_free (self->thresholds);
  g_clear_pointer (&self->rows, g_array_unref);
  g_free (self);
}

/* From the first patient when nothing is folded yet, or not of the clinic as it is now. */
static gboolean
follow_changes (TideCohortPass *self, GError **error)
{
  TideStoreState state = { 0 };
  if (!tide_clinic_check_unlocked (self->clinic, error)
      || !tide_store_get_state (self->clinic->store, &state, error))
    return FALSE;
  if (self->begun && state.opening != self->state.opening)
    {
      g_set_error_literal (error, TIDE_ERROR, TIDE_ERROR_LOCKED, _ ("the clinic was locked in between"));
      return FALSE;
    }
  if (self->begun && state.own == self->state.own && state.others == self->state.others)
    return TRUE;
  self->n_restarts += self->begun;
  self->begun = TRUE;
  self->state = state;
  self->after = 0;
  g_array_set_size (self->rows, 0);
  return tide_store_find_last_patient (self->clinic->store, &self->last, error);
}

static gboolean
fold_until (TideCohortPass *self, gint64 until, GError **error)
{
  do
    {
      const TideHistory *history;
      if (!tide_cohort_reader_next (self->reader, &history, error))
        return FALSE;
      if (history == NULL)
        break;
      tide_cohort_folder_add (self->folder, self->rows, history);
      self->after = history->patient->base.id;
    }
  while (g_get_monotonic_time () < until);
  self->done = !tide_cohort_reader_has_more (self->reader);
  tide_cohort_reader_close (self->reader);
  return TRUE;
}

gboolean
tide_cohort_pass_step (TideCohortPass *self, double budget_ms, gboolean *done, GError **error)
{
  g_return_val_if_fail (self != NULL && self->rows != NULL && done != NULL, FALSE);
  gint64 until = g_get_monotonic_time () + (gint64) (budget_ms * 1000);
  gboolean ok = follow_changes (self, error);
  /* Never in a window: there the budget holds, and the pass begins anew until nobody saves for its time. */
  if (self->at_once && self->n_restarts > MOST_RESTARTS)
    until = G_MAXINT64;
  ok = ok && tide_cohort_reader_open (self->reader, self->after, error) && fold_until (self, until, error);
  if (!ok)
    g_array_set_size (self->rows, 0);
  *done = ok && self->done;
  return ok;
}

double
tide_cohort_pass_get_progress (const TideCohortPass *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->done ? 1 : self->last > 0 ? (double) self->after / (double) self->last : 0;
}

GArray *
tide_cohort_pass_take_rows (TideCohortPass *self)
{
  g_return_val_if_fail (self != NULL && self->done, NULL);
  return g_steal_pointer (&self->rows);
}

TideInstant
tide_cohort_pass_get_now (const TideCohortPass *self)
{
  g_return_val_if_fail (self != NULL, TIDE_INSTANT_UNKNOWN);
  return self->now;
}

GArray *
tide_clinic_fold_cohort (TideClinic *self, TideInstrument *instrument, const TideEventOptions *events,
                         GError **error)
{
  g_autoptr (TideCohortPass) pass = tide_clinic_begin_cohort (self, instrument, events, error);
  gboolean done = FALSE;
  if (pass != NULL)
    pass->at_once = TRUE;
  while (pass != NULL && !done)
    if (!tide_cohort_pass_step (pass, 1000, &done, error))
      return NULL;
  return pass != NULL ? tide_cohort_pass_take_rows (pass) : NULL;
}

/* --- kept by name --- */

/* A setting's name has small letters only; the comparison's own name stands in the text's first line. */
static char *
dup_key (const char *name)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);
  return g_strdup_printf (KEY "%.24s", sum);
}

/* "# Name" before the definition. */
static char *
dup_name (const char *text)
{
  if (!g_str_has_prefix (text, "# "))
    return NULL;
  return g_strndup (text + 2, strcspn (text + 2, "\n"));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(char *const *) a, *(char *const *) b);
}

gboolean
tide_clinic_export_comparison (TideClinic *self, const TideComparison *comparison, const char *folder,
                               GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && comparison != NULL && folder != NULL, FALSE);
  if (!tide_clinic_check_unlocked (self, error))
    return FALSE;
  TideComparisonOrigin origin = { 0 };
  g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (self);
  g_autofree char *now = tide_instant_to_iso (tide_instant_now ());
  g_autofree char *head = tide_clinic_get_audit_head (self, &origin.audit_number);
  origin.now = now;
  origin.audit_head = head;
  return tide_comparison_export (comparison, thresholds, &origin, folder, error)
         && (tide_clinic_get_read_only (self)
             || tide_clinic_log (self, "export", 0, "treatments compared, rows", error));
}

GPtrArray *
tide_clinic_list_comparisons (TideClinic *self)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  if (tide_clinic_is_locked (self))
    return names;
  g_autoptr (GPtrArray) rows = tide_store_list (self->store, &tide_setting_class, NULL, 0, NULL);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TideSetting *row = rows->pdata[i];
      char *name = row->value != NULL && g_str_has_prefix (row->key, KEY) ? dup_name (row->value) : NULL;
      if (name != NULL)
        g_ptr_array_add (names, name);
    }
  g_ptr_array_sort (names, compare_names);
  return names;
}

TideComparisonDefinition *
tide_clinic_load_comparison (TideClinic *self, const char *name, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && name != NULL, NULL);
  g_autofree char *key = dup_key (name);
  g_autofree char *text = tide_clinic_dup_setting (self, key);
  if (text == NULL)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_NOT_FOUND, _ ("no comparison is saved as “%s”"), name);
      return NULL;
    }
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) own = tide_clinic_list_criteria (self, problems);
  g_autoptr (GError) local = NULL;
  TideComparisonDefinition *definition = tide_comparison_definition_parse_with (text, own, &local);
  if (definition != NULL)
    return definition;
  /* The rules that it names may be in a file that cannot be read any more. */
  g_ptr_array_insert (problems, 0, g_strdup (local->message));
  g_ptr_array_add (problems, NULL);
  g_autofree char *words = g_strjoinv ("; ", (char **) problems->pdata);
  g_set_error_literal (error, local->domain, local->code, words);
  return NULL;
}

/* An id without its file would be read as nothing, or as other rules. */
static gboolean
check_rules (TideClinic *self, const TideComparisonDefinition *definition, GError **error)
{
  const TideCriteria *criteria = definition->events.states.criteria;
  if (criteria == NULL || tide_clinic_knows_criteria (self, criteria))
    return TRUE;
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE,
               _ ("rules: “%s” is of a file that the clinic does not keep; put it into the folder %s of the "
                  "clinic first, under an id of its own"),
               tide_criteria_get_id (criteria), TIDE_FOLDER_CRITERIA);
  return FALSE;
}

gboolean
tide_clinic_save_comparison (TideClinic *self, const char *name, const TideComparisonDefinition *definition,
                             GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && name != NULL, FALSE);
  if (*name == '\0' || strchr (name, '\n') != NULL || strlen (name) > 200)
    {
      g_set_error_literal (error, TIDE_ERROR, TIDE_ERROR_VALUE,
                           _ ("name: one line of 1 to 200 letters is needed"));
      return FALSE;
    }
  if (definition != NULL && !check_rules (self, definition, error))
    return FALSE;
  g_autofree char *key = dup_key (name);
  g_autofree char *lines = definition != NULL ? tide_comparison_definition_to_text (definition) : NULL;
  g_autofree char *text = lines != NULL ? g_strdup_printf ("# %s\n%s", name, lines) : NULL;
  return tide_clinic_set_setting (self, key, text, error);
}
