/* tide-consent-dialog.c: a consent counts with the version of the form that was signed and until it expires
 * or is withdrawn. */

#include "tide-consent-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-choice-fills.h"
#include "tide-record-load.h"

#define TIDE_TYPE_CONSENT_DIALOG (tide_consent_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideConsentDialog, tide_consent_dialog, TIDE, CONSENT_DIALOG, TideFormDialog)

struct _TideConsentDialog
{
  TideFormDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (TideConsentDialog, tide_consent_dialog, TIDE_TYPE_FORM_DIALOG)

static const char *
get_arm_label (int arm)
{
  return tide_arm_get_label ((TideArm) arm);
}

static void
tide_consent_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  const TideConsent *consent = tide_form_dialog_get_record (dialog);
  const TideCourse *course
    = consent->course_id != 0
        ? tide_history_find_course (tide_form_dialog_get_history (dialog), consent->course_id)
        : NULL;

  tide_consent_find_faults (consent, tide_form_dialog_get_birth_date (dialog), report, data);
  if (course && consent->arm != 0 && consent->arm != course->arm)
    report ("course_id", _ ("is of another treatment"), data);
}

/* Without the version nobody can say later what was agreed. */
static void
tide_consent_dialog_find_doubts (TideFormDialog *dialog, TideDoubtFunc report, gpointer data)
{
  const TideConsent *consent = tide_form_dialog_get_record (dialog);

  if (consent->version == NULL)
    report ("version", _ ("Without the version of the form nobody can tell later what was agreed."), FALSE,
            data);
}

static void
tide_consent_dialog_class_init (TideConsentDialogClass *klass)
{
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_consent_dialog_find_faults;
  TIDE_FORM_DIALOG_CLASS (klass)->find_doubts = tide_consent_dialog_find_doubts;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-consent-dialog.ui");
}

static void
tide_consent_dialog_init (TideConsentDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tide_consent_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 patient_id, gint64 consent_id,
                             int kind, int arm, gint64 course_id)
{
  TideHistory *history = tide_record_load_history (clinic, patient_id);
  TideConsent *record = tide_record_load (clinic, &tide_consent_class, consent_id);
  const TideStaff *person = tide_clinic_get_person (clinic);
  TideFormDialog *dialog;

  if (history == NULL || record == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  record->patient_id = patient_id;
  if (consent_id == 0)
    {
      record->kind = kind;
      record->arm = arm;
      record->course_id = course_id;
      record->given_on = tide_date_today ();
      record->staff_id = person ? person->base.id : 0;
    }
  dialog = g_object_new (TIDE_TYPE_CONSENT_DIALOG, NULL);
  tide_fill_codes (dialog, "kind", tide_consent_kind_codes, _ ("Choose…"), tide_consent_kind_get_label);
  tide_fill_codes (dialog, "arm", tide_arm_codes, _ ("Any treatment"), get_arm_label);
  tide_fill_courses (dialog, "course_id", history, _ ("All courses of the treatment"));
  tide_fill_staff (dialog, "staff_id", clinic, record->staff_id);
  tide_form_dialog_add_draft_about (dialog, "kind", consent_id == 0 ? kind : 0);
  tide_form_dialog_add_draft_about (dialog, "arm", consent_id == 0 ? arm : 0);
  tide_form_dialog_add_draft_about (dialog, "course_id", consent_id == 0 ? course_id : 0);
  tide_form_dialog_setup (dialog, parent, clinic, history, record,
                          consent_id ? _ ("Consent") : _ ("New consent"));
  tide_form_dialog_open (dialog);
}
