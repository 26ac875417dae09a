/* tide-clinic-cohort.c: the pass over all patients behind a comparison, and the comparisons that are kept by
 * name.
 *
 * Each patient is read whole, by the same statements as for the patient's own page, so that no number here
 * can differ from the one there.  No read transaction outlives a step.
 */
#include "tide-clinic-cohort.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-clinic-private.h"
#include "tide-settings.h"

#define KEY "comparison."

struct _TideCohortPass
{
  TideClinic *clinic;
  TideInstrument *instrument;
  TideThresholds *thresholds;
  TideEventOptions events;
  TideInstant now;
  GArray *patients; /* gint64 */
  guint next;
  GArray *rows; /* TideCohortRow */
};

TideCohortPass *
tide_clinic_begin_cohort (TideClinic *self, TideInstrument *instrument, const TideEventOptions *events,
                          GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && instrument != NULL && events != NULL, NULL);
  if (!tide_clinic_check_unlocked (self, error))
    return NULL;
  GArray *patients = tide_store_list_treated_patients (self->store, error);
  if (patients == NULL)
    return NULL;
  TideCohortPass *pass = g_new0 (TideCohortPass, 1);
  pass->clinic = g_object_ref (self);
  pass->instrument = instrument;
  pass->thresholds = tide_clinic_load_thresholds (self);
  pass->events = *events;
  pass->now = tide_instant_now ();
  pass->patients = patients;
  pass->rows = g_array_new (FALSE, FALSE, sizeof (TideCohortRow));
  return pass;
}

void
tide_cohort_pass_free (TideCohortPass *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->clinic);
  tide_thresholds_free (self->thresholds);
  g_array_unref (self->patients);
  g_clear_pointer (&self->rows, g_array_unref);
  g_free (self);
}

/* A patient struck out since the pass began is not there any more; that is no fault. */
static gboolean
fold_patient (TideCohortPass *self, gint64 id, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (TideHistory) history = tide_clinic_load_history (self->clinic, id, &fault);
  if (history != NULL)
    tide_cohort_fold (self->rows, history, self->instrument, self->thresholds, self->now, &self->events);
  else if (!g_error_matches (fault, TIDE_ERROR, TIDE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  return TRUE;
}

gboolean
tide_cohort_pass_step (TideCohortPass *self, double budget_ms, gboolean *done, GError **error)
{
  g_return_val_if_fail (self != NULL && self->rows != NULL && done != NULL, FALSE);
  gint64 until = g_get_monotonic_time () + (gint64) (budget_ms * 1000);
  while (self->next < self->patients->len)
    {
      if (!fold_patient (self, g_array_index (self->patients, gint64, self->next), error))
        {
          g_array_set_size (self->rows, 0);
          return FALSE;
        }
      self->next++;
      if (g_get_monotonic_time () >= until)
        break;
    }
  *done = self->next == self->patients->len;
  return TRUE;
}

double
tide_cohort_pass_get_progress (const TideCohortPass *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->patients->len > 0 ? (double) self->next / self->patients->len : 1;
}

GArray *
tide_cohort_pass_take_rows (TideCohortPass *self)
{
  g_return_val_if_fail (self != NULL && self->next == self->patients->len, NULL);
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
  return tide_comparison_definition_parse (text, error);
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
  g_autofree char *key = dup_key (name);
  g_autofree char *lines = definition != NULL ? tide_comparison_definition_to_text (definition) : NULL;
  g_autofree char *text = lines != NULL ? g_strdup_printf ("# %s\n%s", name, lines) : NULL;
  return tide_clinic_set_setting (self, key, text, error);
}
