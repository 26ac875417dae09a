/* tide-session-plan-dialog.c: the dose before it is given: weight, mg/kg, rounding, mixture and rate.
 *
 * Milligrams follow from mg/kg and weight, volume and rate from the milligrams, until somebody types them.
 * What looks like a slip of the unit is asked about with both numbers. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-choice-fills.h"
#include "tide-cockpit-dialogs.h"
#include "tide-infusion.h"
#include "tide-record-load.h"
#include "tide-session-given.h"

#define TIDE_TYPE_SESSION_PLAN_DIALOG (tide_session_plan_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideSessionPlanDialog, tide_session_plan_dialog, TIDE, SESSION_PLAN_DIALOG,
                      TideFormDialog)

struct _TideSessionPlanDialog
{
  TideFormDialog parent_instance;

  TideCourse *course;
  TideThresholds *thresholds;
  double last_weight_kg;
};

G_DEFINE_FINAL_TYPE (TideSessionPlanDialog, tide_session_plan_dialog, TIDE_TYPE_FORM_DIALOG)

/* A field that somebody typed in is never written. */
static void
put_follower (TideFormDialog *dialog, const char *name, double value)
{
  TideFormField *field = tide_form_dialog_find (dialog, name);
  if (isnan (value) || tide_form_field_get_touched (field))
    return;
  g_autofree char *text = tide_number_to_text (round (value * 100) / 100);
  tide_form_field_set_text (field, text);
  tide_form_field_set_touched (field, FALSE);
}

static void
show_sum (TideFormDialog *dialog, const TideDoseSum *sum)
{
  double per_kg = tide_form_dialog_get_number (dialog, "planned_mg_per_kg"),
         kg = tide_form_dialog_get_number (dialog, "weight_kg");
  g_autofree char *hint = isnan (sum->exact_mg) ? NULL
                                                : g_strdup_printf (_ ("%.4g mg/kg × %.4g kg = %.4g mg"),
                                                                   per_kg, kg, sum->exact_mg);
  tide_form_field_set_hint (tide_form_dialog_find (dialog, "planned_mg"), hint);
}

static void
compute (TideFormDialog *dialog)
{
  TideDoseSum sum = tide_session_dose_compute (
    tide_form_dialog_get_number (dialog, "planned_mg_per_kg"),
    tide_form_dialog_get_number (dialog, "weight_kg"), tide_form_dialog_get_number (dialog, "rounding_mg"),
    tide_form_dialog_get_number (dialog, "concentration_mg_per_ml"),
    tide_form_dialog_get_number (dialog, "planned_minutes"));
  put_follower (dialog, "planned_mg", sum.mg);
  /* Of the milligrams as they stand, typed ones too. */
  TideDoseSum mixed
    = tide_session_dose_compute (tide_form_dialog_get_number (dialog, "planned_mg"), 1, NAN,
                                 tide_form_dialog_get_number (dialog, "concentration_mg_per_ml"),
                                 tide_form_dialog_get_number (dialog, "planned_minutes"));
  put_follower (dialog, "volume_ml", mixed.volume_ml);
  put_follower (dialog, "rate_ml_per_h",
                tide_form_dialog_get_number (dialog, "volume_ml")
                  / (tide_form_dialog_get_number (dialog, "planned_minutes") / 60));
  show_sum (dialog, &sum);
}

static void
show_fields (TideSessionPlanDialog *self)
{
  static const char *const infused[] = { "weight_kg",         "weighed",       "weight_basis",
                                         "planned_mg_per_kg", "rounding_mg",   "concentration_mg_per_ml",
                                         "volume_ml",         "rate_ml_per_h", "bolus_ml",
                                         "planned_minutes",   "site" };
  TideFormDialog *dialog = TIDE_FORM_DIALOG (self);
  gboolean nasal = self->course->arm == TIDE_ARM_ESKETAMINE;
  g_autofree char *setting = tide_form_dialog_dup_text (dialog, "setting");
  gboolean home = g_str_equal (setting, "home");
  for (guint i = 0; i < G_N_ELEMENTS (infused); i++)
    tide_form_dialog_set_applies (dialog, infused[i], !nasal, TRUE);
  g_autofree char *device = tide_form_dialog_dup_text (dialog, "device");
  gboolean ball = g_str_equal (device, "elastomeric_pump");
  tide_form_dialog_set_applies (dialog, "residual_ml", !nasal && ball, TRUE);
  tide_form_field_set_hint (tide_form_dialog_find (dialog, "rate_ml_per_h"),
                            ball ? _ ("nominal flow, about ±15 %; no alarm") : NULL);
  tide_form_dialog_set_applies (dialog, "nasal_devices", nasal, TRUE);
  tide_form_dialog_set_applies (dialog, "responsible_adult", home, TRUE);
  tide_form_dialog_set_applies (dialog, "nurse", home, TRUE);
  tide_form_dialog_set_applies (dialog, "emergency_access", home, TRUE);
}

static void
tide_session_plan_dialog_follow (TideFormDialog *dialog, TideFormField *field)
{
  TideSessionPlanDialog *self = TIDE_SESSION_PLAN_DIALOG (dialog);
  show_fields (self);
  if (self->course->arm == TIDE_ARM_ESKETAMINE)
    put_follower (dialog, "planned_mg",
                  tide_form_dialog_get_number (dialog, "nasal_devices") * TIDE_NASAL_DEVICE_MG);
  else
    compute (dialog);
}

static void
tide_session_plan_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  TideSession *record = tide_form_dialog_get_record (dialog);
  const TideSession *stored = tide_form_dialog_get_stored (dialog);
  /* A weight that is typed now was weighed now, unless its field says otherwise. */
  if (!isnan (record->weight_kg) && !tide_instant_is_known (record->weighed)
      && (stored == NULL || !(stored->weight_kg == record->weight_kg)))
    record->weighed = tide_instant_now ();
  tide_session_find_faults (record, tide_form_dialog_get_birth_date (dialog), report, data);
}

static void
tide_session_plan_dialog_find_doubts (TideFormDialog *dialog, TideDoubtFunc report, gpointer data)
{
  TideSessionPlanDialog *self = TIDE_SESSION_PLAN_DIALOG (dialog);
  g_autoptr (GPtrArray) doubts = tide_session_dose_list_doubts (
    tide_form_dialog_get_record (dialog), self->course, self->last_weight_kg, self->thresholds);
  for (guint i = 0; i < doubts->len; i++)
    {
      const TideDoseDoubt *doubt = doubts->pdata[i];
      report (doubt->field, doubt->words, doubt->kind == TIDE_DOUBT_ABOVE_IV_LIMIT, data);
    }
}

/* What an elastomeric pump gave is known once what is left over was measured, which is after its end. */
static void
follow_residual (TideSession *record)
{
  if (!tide_session_is_elastomeric (record) || isnan (record->residual_ml)
      || !tide_instant_is_known (record->ended))
    return;
  double mg = tide_infusion_get_given_mg (record, record->minutes * 60);
  if (isnan (mg))
    return;
  record->dose_mg = round (mg * 100) / 100;
  record->dose_mg_per_kg = round (mg / record->weight_kg * 10000) / 10000;
}

/* Why a doubtful dose is meant stands with the session, unless it says something already. */
static gboolean
tide_session_plan_dialog_save (TideFormDialog *dialog, GError **error)
{
  TideSession *record = tide_form_dialog_get_record (dialog);
  const char *reason = tide_form_dialog_get_reason (dialog);
  g_autofree char *before = g_strdup (record->reason);
  if (reason != NULL && record->reason == NULL)
    tide_record_set_text (&record->reason, reason);
  follow_residual (record);
  gboolean saved = tide_clinic_save (tide_form_dialog_get_clinic (dialog), record, error);
  if (!saved)
    tide_record_set_text (&record->reason, before);
  return saved;
}

static void
tide_session_plan_dialog_finalize (GObject *object)
{
  TideSessionPlanDialog *self = TIDE_SESSION_PLAN_DIALOG (object);
  tide_course_free (self->course);
  g_clear_pointer (&self->thresholds, tide_thresholds_free);
  G_OBJECT_CLASS (tide_session_plan_dialog_parent_class)->finalize (object);
}

static void
tide_session_plan_dialog_class_init (TideSessionPlanDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tide_session_plan_dialog_finalize;
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_session_plan_dialog_find_faults;
  TIDE_FORM_DIALOG_CLASS (klass)->find_doubts = tide_session_plan_dialog_find_doubts;
  TIDE_FORM_DIALOG_CLASS (klass)->follow = tide_session_plan_dialog_follow;
  TIDE_FORM_DIALOG_CLASS (klass)->save = tide_session_plan_dialog_save;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-session-plan-dialog.ui");
}

static void
tide_session_plan_dialog_init (TideSessionPlanDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill_choices (TideFormDialog *dialog, const TideCockpitModel *model, const TideSession *record)
{
  tide_fill_codes (dialog, "weight_basis", tide_weight_basis_codes, _ ("Not recorded"),
                   tide_weight_basis_get_label);
  tide_fill_codes (dialog, "route", tide_route_codes, _ ("As the course"), tide_route_get_label);
  tide_fill_codes (dialog, "device", tide_device_codes, _ ("Not recorded"), NULL);
  tide_fill_codes (dialog, "grid", tide_grid_codes, _ ("Default"), tide_grid_get_label);
  tide_fill_codes (dialog, "setting", tide_setting_codes, _ ("Not recorded"), NULL);
  tide_fill_yes_no (dialog, "unsupervised");
  tide_fill_staff (dialog, "prescriber_id", model->clinic, record->prescriber_id);
  tide_fill_staff (dialog, "monitor_id", model->clinic, record->monitor_id);
}

/* A number that was chosen is not what its formula says: it must not be written over by opening the dialog.
 */
static void
keep (TideFormDialog *dialog, const char *name, double stored, double computed)
{
  if (!isnan (stored) && (isnan (computed) || fabs (stored - computed) > 0.005))
    tide_form_field_set_touched (tide_form_dialog_find (dialog, name), TRUE);
}

static void
keep_chosen (TideFormDialog *dialog, const TideSession *record, gboolean nasal)
{
  if (nasal)
    {
      double devices = record->nasal_devices != TIDE_INTEGER_UNKNOWN ? (double) record->nasal_devices : NAN;
      keep (dialog, "planned_mg", record->planned_mg, devices * TIDE_NASAL_DEVICE_MG);
      return;
    }
  TideDoseSum sum
    = tide_session_dose_compute (record->planned_mg_per_kg, record->weight_kg, record->rounding_mg,
                                 record->concentration_mg_per_ml, record->planned_minutes);
  TideDoseSum mixed = tide_session_dose_compute (record->planned_mg, 1, NAN, record->concentration_mg_per_ml,
                                                 record->planned_minutes);
  keep (dialog, "planned_mg", record->planned_mg, sum.mg);
  keep (dialog, "volume_ml", record->volume_ml, mixed.volume_ml);
  keep (dialog, "rate_ml_per_h", record->rate_ml_per_h, record->volume_ml / (record->planned_minutes / 60));
}

void
tide_session_plan_dialog_present (GtkWindow *parent, const TideCockpitModel *model)
{
  TideHistory *history = tide_record_load_history (model->clinic, tide_cockpit_model_get_patient (model));
  TideSession *record = tide_record_load (model->clinic, &tide_session_class, model->session->base.id);
  if (history == NULL || record == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  TideFormDialog *dialog = g_object_new (TIDE_TYPE_SESSION_PLAN_DIALOG, NULL);
  TideSessionPlanDialog *self = TIDE_SESSION_PLAN_DIALOG (dialog);
  self->course = tide_course_copy (model->course);
  self->thresholds = tide_clinic_load_thresholds (model->clinic);
  self->last_weight_kg = model->last_weight_kg;
  if (isnan (record->planned_minutes) && !tide_cockpit_model_is_nasal (model))
    record->planned_minutes = model->grid->planned_minutes;
  fill_choices (dialog, model, record);
  tide_form_dialog_setup (dialog, parent, model->clinic, history, record, _ ("Dose"));
  keep_chosen (dialog, record, tide_cockpit_model_is_nasal (model));
  tide_form_dialog_open (dialog);
}
