/* tide-staging-dialog.c: what trials do not tell of a stage, and a clinician’s own stage.
 *
 * The computed stage is never replaced: another one stands beside it, with its reason. */

#include "tide-staging-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-form-dialog.h"
#include "tide-record-load.h"

#define TIDE_TYPE_STAGING_DIALOG (tide_staging_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideStagingDialog, tide_staging_dialog, TIDE, STAGING_DIALOG, TideFormDialog)

struct _TideStagingDialog
{
  TideFormDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (TideStagingDialog, tide_staging_dialog, TIDE_TYPE_FORM_DIALOG)

static void
tide_staging_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  tide_staging_find_faults (tide_form_dialog_get_record (dialog), tide_form_dialog_get_birth_date (dialog),
                            report, data);
}

static void
tide_staging_dialog_follow (TideFormDialog *dialog, TideFormField *field)
{
  g_autofree char *scheme = tide_form_dialog_dup_text (dialog, "scheme");
  gboolean maudsley = g_str_equal (scheme, "maudsley");

  tide_form_dialog_set_shown (dialog, "episode_months", maudsley);
  tide_form_dialog_set_shown (dialog, "episode_severity", maudsley);
  tide_form_dialog_set_shown (dialog, "ect_used", maudsley);
  tide_form_dialog_set_shown (dialog, "neurosurgery", g_str_equal (scheme, "pallanti"));
  tide_form_dialog_set_shown (dialog, "confidence", g_str_equal (scheme, "athf"));
}

static void
fill_choices (TideFormDialog *dialog)
{
  tide_choice_field_add_codes (TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "scheme")),
                               tide_stage_scheme_codes, _ ("Choose…"), tide_stage_scheme_get_label);
  tide_choice_field_add_codes (TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "episode_severity")),
                               tide_episode_severity_codes, _ ("Not recorded"),
                               tide_episode_severity_get_label);
  tide_choice_field_add_codes (TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "ect_used")),
                               tide_yes_no_codes, _ ("Not recorded"), NULL);
  tide_choice_field_add_codes (TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "neurosurgery")),
                               tide_yes_no_codes, _ ("Not recorded"), NULL);
}

static const TideStaging *
find_newest (const TideHistory *history, int scheme)
{
  for (guint i = 0; i < history->stagings->len; i++)
    if (((const TideStaging *) history->stagings->pdata[i])->scheme == scheme)
      return history->stagings->pdata[i];
  return NULL;
}

static TideStaging *
make_staging (const TideHistory *history, int scheme)
{
  const TideStaging *newest = find_newest (history, scheme);
  TideStaging *record = tide_staging_new ();

  record->scheme = scheme;
  if (newest == NULL)
    return record;
  record->episode_months = newest->episode_months;
  record->episode_severity = newest->episode_severity;
  record->ect_used = newest->ect_used;
  record->neurosurgery = newest->neurosurgery;
  record->confidence = newest->confidence;
  record->override_stage = newest->override_stage;
  tide_record_set_text (&record->reason, newest->reason);
  return record;
}

static void
tide_staging_dialog_class_init (TideStagingDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_staging_dialog_find_faults;
  TIDE_FORM_DIALOG_CLASS (klass)->follow = tide_staging_dialog_follow;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-staging-dialog.ui");
}

static void
tide_staging_dialog_init (TideStagingDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tide_staging_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, int scheme)
{
  TideHistory *history = tide_record_load_history (clinic, patient_id);
  const TideStaff *person = tide_clinic_get_person (clinic);
  TideStaging *record;
  TideFormDialog *dialog;

  if (history == NULL)
    return;
  record = make_staging (history, scheme);
  record->patient_id = patient_id;
  record->staff_id = person ? person->base.id : 0;
  record->taken = tide_instant_now ();
  dialog = g_object_new (TIDE_TYPE_STAGING_DIALOG, NULL);
  fill_choices (dialog);
  tide_form_dialog_add_draft_about (dialog, "scheme", scheme);
  tide_form_dialog_setup (dialog, parent, clinic, history, record, _ ("Resistance stage"));
  tide_form_dialog_open (dialog);
}
