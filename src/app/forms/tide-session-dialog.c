/* tide-session-dialog.c: one session; a dose by weight and a dose in milligrams are kept in step.
 *
 * Typing mg/kg or the weight makes the mg; typing the mg makes the mg/kg.  The product is shown in words,
 * since a slip between the two units is the one that harms. */

#include "tide-session-dialog.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-dose-doubts.h"
#include "tide-form-dialog.h"
#include "tide-record-load.h"

#define TIDE_TYPE_SESSION_DIALOG (tide_session_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideSessionDialog, tide_session_dialog, TIDE, SESSION_DIALOG, TideFormDialog)

struct _TideSessionDialog
{
  TideFormDialog parent_instance;

  TideCourse *course;
  gboolean by_mg; /* the mg were typed last */
};

G_DEFINE_FINAL_TYPE (TideSessionDialog, tide_session_dialog, TIDE_TYPE_FORM_DIALOG)

static double
get_number (TideFormDialog *dialog, const char *name)
{
  g_autofree char *text = tide_form_dialog_dup_text (dialog, name);
  double value = NAN;

  return *text && tide_number_parse (text, &value, NULL) ? value : NAN;
}

static void
put_number (TideFormDialog *dialog, const char *name, double value, double step)
{
  g_autofree char *text = isnan (value) ? g_strdup ("") : tide_number_to_text (round (value / step) * step);

  /* Rounding to a step leaves binary dust ("0.30000000000000004"): three places are more than any pump has.
   */
  if (!isnan (value))
    {
      g_free (text);
      text = g_strdup_printf ("%.3f", round (value / step) * step);
      while (g_str_has_suffix (text, "0"))
        text[strlen (text) - 1] = '\0';
      if (g_str_has_suffix (text, "."))
        text[strlen (text) - 1] = '\0';
    }
  tide_form_field_set_text (tide_form_dialog_find (dialog, name), text);
}

static void
show_product (TideFormDialog *dialog)
{
  double weight = get_number (dialog, "weight_kg"), per_kg = get_number (dialog, "dose_mg_per_kg");
  double mg = get_number (dialog, "dose_mg");
  g_autofree char *hint = NULL;

  if (!isnan (weight) && !isnan (per_kg) && !isnan (mg))
    hint = g_strdup_printf (_ ("%.3g mg/kg × %.4g kg = %.4g mg"), per_kg, weight, mg);
  tide_form_field_set_hint (tide_form_dialog_find (dialog, "dose_mg"), hint);
}

/* The other field follows: it is nobody's typing any more. */
static void
put_follower (TideFormDialog *dialog, const char *name, double value, double step)
{
  put_number (dialog, name, value, step);
  tide_form_field_set_touched (tide_form_dialog_find (dialog, name), FALSE);
}

static gboolean
is_touched (TideFormDialog *dialog, const char *name)
{
  return tide_form_field_get_touched (tide_form_dialog_find (dialog, name));
}

/* The field under the fingers is never written: what was typed last is the source. */
static void
keep_in_step (TideSessionDialog *self, TideFormField *field)
{
  TideFormDialog *dialog = TIDE_FORM_DIALOG (self);
  const char *name = field ? tide_form_field_get_field (field) : "";
  double weight = get_number (dialog, "weight_kg");

  if (field == NULL && is_touched (dialog, "dose_mg") && !is_touched (dialog, "dose_mg_per_kg"))
    self->by_mg = TRUE; /* so it was when the draft was written */
  if (g_str_equal (name, "dose_mg"))
    self->by_mg = TRUE;
  else if (g_str_equal (name, "dose_mg_per_kg"))
    self->by_mg = FALSE;
  else if (!g_str_equal (name, "weight_kg"))
    return;
  if (isnan (weight) || weight <= 0)
    return;
  if (self->by_mg && !isnan (get_number (dialog, "dose_mg")))
    put_follower (dialog, "dose_mg_per_kg", get_number (dialog, "dose_mg") / weight, .001);
  else if (!self->by_mg && !isnan (get_number (dialog, "dose_mg_per_kg")))
    put_follower (dialog, "dose_mg", get_number (dialog, "dose_mg_per_kg") * weight, .1);
}

static void
tide_session_dialog_follow (TideFormDialog *dialog, TideFormField *field)
{
  TideSessionDialog *self = TIDE_SESSION_DIALOG (dialog);
  gboolean dosed = tide_arm_is_ketamine (self->course->arm),
           therapy = tide_arm_is_therapy (self->course->arm);
  static const char *const dose_fields[] = { "weight_kg", "device", "dose_mg_per_kg", "dose_mg" };

  for (guint i = 0; i < G_N_ELEMENTS (dose_fields); i++)
    tide_form_dialog_set_shown (dialog, dose_fields[i], dosed);
  tide_form_dialog_set_shown (dialog, "homework_percent", therapy);
  if (!dosed)
    return;
  keep_in_step (self, field);
  show_product (dialog);
}

static void
tide_session_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  const TideCourse *course = TIDE_SESSION_DIALOG (dialog)->course;
  const TideSession *record = tide_form_dialog_get_record (dialog);
  TideDate day
    = tide_instant_is_known (record->started) ? tide_instant_get_date (record->started) : TIDE_DATE_UNKNOWN;

  tide_session_find_faults (record, tide_form_dialog_get_birth_date (dialog), report, data);
  if (record->status == TIDE_SESSION_UNKNOWN)
    report ("status", _ ("is needed"), data);
  if (!tide_date_is_known (day))
    return;
  if (tide_date_is_known (course->started_on) && day < course->started_on)
    report ("started", _ ("lies before the start of the course"), data);
  if (tide_date_is_known (course->ended_on) && day > course->ended_on)
    report ("started", _ ("lies after the end of the course"), data);
}

static void
tide_session_dialog_find_doubts (TideFormDialog *dialog, TideDoubtFunc report, gpointer data)
{
  TideSessionDialog *self = TIDE_SESSION_DIALOG (dialog);
  const TideSession *record = tide_form_dialog_get_record (dialog);

  if (!tide_arm_is_ketamine ((TideArm) self->course->arm))
    return;
  tide_dose_doubts_report_weight (dialog, record, report, data);
  if (isnan (record->dose_mg_per_kg)
      || !tide_dose_doubts_report (dialog, self->course, self->by_mg ? "dose_mg" : "dose_mg_per_kg",
                                   TIDE_DOSE_MG_PER_KG, record->dose_mg_per_kg, report, data))
    tide_dose_doubts_report (dialog, self->course, "dose_mg", TIDE_DOSE_MG, record->dose_mg, report, data);
}

static void
tide_session_dialog_finalize (GObject *object)
{
  tide_course_free (TIDE_SESSION_DIALOG (object)->course);
  G_OBJECT_CLASS (tide_session_dialog_parent_class)->finalize (object);
}

static void
tide_session_dialog_class_init (TideSessionDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tide_session_dialog_finalize;
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_session_dialog_find_faults;
  TIDE_FORM_DIALOG_CLASS (klass)->find_doubts = tide_session_dialog_find_doubts;
  TIDE_FORM_DIALOG_CLASS (klass)->follow = tide_session_dialog_follow;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-session-dialog.ui");
}

static void
tide_session_dialog_init (TideSessionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill_choices (TideFormDialog *dialog)
{
  tide_choice_field_add_codes (TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "status")),
                               tide_session_status_codes, _ ("Choose…"), NULL);
  tide_choice_field_add_codes (TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "setting")),
                               tide_setting_codes, _ ("Not recorded"), NULL);
  tide_choice_field_add_codes (TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "device")),
                               tide_device_codes, _ ("Not recorded"), NULL);
}

/* Setting and device are mostly those of the last session; weight and dose are of the day and never copied.
 */
static void
take_from_last (const TideHistory *history, TideSession *record)
{
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *last = history->sessions->pdata[i];

      if (last->course_id != record->course_id)
        continue;
      record->setting = last->setting;
      record->device = last->device;
    }
}

void
tide_session_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 course_id, gint64 session_id)
{
  g_autoptr (TideCourse) course = tide_record_load (clinic, &tide_course_class, course_id);
  TideHistory *history = course ? tide_record_load_history (clinic, course->patient_id) : NULL;
  TideSession *record = tide_record_load (clinic, &tide_session_class, session_id);
  g_autofree char *notice = NULL;
  TideFormDialog *dialog;

  if (history == NULL || record == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  record->course_id = course_id;
  if (session_id == 0)
    {
      record->started = tide_instant_now ();
      record->status = TIDE_SESSION_HELD;
      take_from_last (history, record);
    }
  dialog = g_object_new (TIDE_TYPE_SESSION_DIALOG, NULL);
  notice = tide_course_dup_title (course);
  TIDE_SESSION_DIALOG (dialog)->course = g_steal_pointer (&course);
  TIDE_SESSION_DIALOG (dialog)->by_mg = !isnan (record->dose_mg) && isnan (record->dose_mg_per_kg);
  fill_choices (dialog);
  tide_form_dialog_setup (dialog, parent, clinic, history, record,
                          session_id ? _ ("Session") : _ ("New session"));
  tide_form_dialog_set_notice (dialog, notice);
  tide_form_dialog_open (dialog);
}
