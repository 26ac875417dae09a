/* tide-demo.c: fills an empty clinic with synthetic patients, in one transaction. */

#include "tide-demo.h"

#include "tide-demo-private.h"

static void
add_staff (TideDemoWriter *writer)
{
  static const struct
  {
    const char *name, *role;
  } staff[] = { { "R. Okafor", "psychiatrist" },
                { "K. Brandt", "psychiatrist" },
                { "T. Nakamura", "therapist" },
                { "L. Moreau", "nurse" } };
  for (guint i = 0; i < G_N_ELEMENTS (staff); i++)
    {
      g_autoptr (TideStaff) person = tide_staff_new ();
      person->name = g_strdup (staff[i].name);
      person->role = tide_code_from_text (tide_staff_role_codes, staff[i].role);
      tide_demo_add (writer, person);
      writer->staff_ids[i] = person->base.id;
    }
}

/* What the synthetic staff did: everything older than a fortnight is answered, a day after it arose. */
static void
answer_old_alert (TideAlert *alert, gpointer data)
{
  const TideDemoWriter *writer = data;
  if (writer->today - tide_instant_get_date (alert->raised) <= 14)
    return;
  alert->resolved = TRUE;
  alert->action = g_strdup ("Synthetic: risk assessed the same day, safety plan reviewed.");
  alert->acted_by = writer->staff_ids[0];
  alert->acted = alert->raised;
  alert->acted.utc += 3600;
}

static void
add_patients (TideDemoWriter *writer, guint n, guint64 seed, TideDemoProgress progress, gpointer data)
{
  for (guint i = 0; i < n && !writer->failed; i++)
    {
      TideDemoRandom random = tide_demo_random_new (seed, i + 1);
      writer->random = &random;
      if (i == 0)
        tide_demo_add_lindqvist (writer);
      else if (i == 1)
        tide_demo_add_farouk (writer);
      else
        tide_demo_add_simulated (writer, i - 2);
      if (progress != NULL)
        progress (i + 1, n, data);
    }
}

/* What stands on its pages; the numbers are of the range that is kept for fiction. */
static gboolean
set_frame (TideClinic *clinic, GError **error)
{
  return tide_clinic_set_setting (clinic, "clinic.currency", "EUR", error)
         && tide_clinic_set_setting (clinic, "clinic.address", "Synthetic data, no real person", error)
         && tide_clinic_set_setting (clinic, "clinic.phone", "555 0142", error)
         && tide_clinic_set_setting (
           clinic, "clinic.patient_crisis_text",
           "Call us: *555 0142*, weekdays 8 to 18.\nNights and weekends: *555 0199*.\n"
           "In danger: your local emergency number.",
           error);
}

gboolean
tide_demo_fill (TideClinic *clinic, guint n_patients, guint64 seed, TideDate today, TideDemoProgress progress,
                gpointer data, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (clinic), FALSE);
  if (tide_clinic_count (clinic, &tide_patient_class) > 0)
    {
      g_set_error_literal (error, TIDE_ERROR, TIDE_ERROR_EXISTS,
                           "The clinic has patients: synthetic ones are put into an empty clinic only");
      return FALSE;
    }
  if (!set_frame (clinic, error))
    return FALSE;
  TideBatch *batch = tide_clinic_begin_batch (clinic, error);
  if (batch == NULL)
    return FALSE;
  /* The last day that may have a record is yesterday: today's appointments lie, at this hour, in the future.
   */
  TideDemoRandom random = tide_demo_random_new (seed, 0);
  TideDemoWriter writer = {
    .clinic = clinic, .batch = batch, .random = &random, .seed = seed, .today = today - 1, .error = error
  };
  tide_batch_set_alert_func (batch, answer_old_alert, &writer);
  add_staff (&writer);
  add_patients (&writer, n_patients, seed, progress, data);
  if (writer.failed)
    {
      tide_batch_cancel (batch);
      return FALSE;
    }
  return tide_batch_commit (batch, "demo", "synthetic clinic", NULL, error);
}
