/* tide-session-dialog.c: one session; a dose by weight and a dose in milligrams are kept in step.
 *
 * Typing mg/kg or the weight makes the mg; typing the mg makes the mg/kg.  The product is shown in words,
 * since a slip between the two units is the one that harms. */

#include "tide-session-dialog.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-choice-fills.h"
#include "tide-dose-doubts.h"
#include "tide-gate-doubts.h"
#include "tide-form-section.h"
#include "tide-record-load.h"
#include "tide-session-facts.h"
#include "tide-task-field.h"
#include "tide-wording.h"

/* Start, end and minutes of an infusion are written by hand: by so much they may differ. */
#define MINUTES_APART 5

#define TIDE_TYPE_SESSION_DIALOG (tide_session_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideSessionDialog, tide_session_dialog, TIDE, SESSION_DIALOG, TideFormDialog)

struct _TideSessionDialog
{
  TideFormDialog parent_instance;

  TideFormSection *tasks, *plan;
  TideCourse *course;
  gboolean by_mg;    /* the mg were typed last */
  guint n_tasks;     /* stored with it */
  char *dose_reason; /* stored with a session that was held: why a doubtful dose was meant; or NULL */
};

G_DEFINE_FINAL_TYPE (TideSessionDialog, tide_session_dialog, TIDE_TYPE_FORM_DIALOG)

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
  double weight = tide_form_dialog_get_number (dialog, "weight_kg"),
         per_kg = tide_form_dialog_get_number (dialog, "dose_mg_per_kg");
  double mg = tide_form_dialog_get_number (dialog, "dose_mg");
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
  double weight = tide_form_dialog_get_number (dialog, "weight_kg");

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
  if (self->by_mg && !isnan (tide_form_dialog_get_number (dialog, "dose_mg")))
    put_follower (dialog, "dose_mg_per_kg", tide_form_dialog_get_number (dialog, "dose_mg") / weight, .001);
  else if (!self->by_mg && !isnan (tide_form_dialog_get_number (dialog, "dose_mg_per_kg")))
    put_follower (dialog, "dose_mg", tide_form_dialog_get_number (dialog, "dose_mg_per_kg") * weight, .1);
}

static int
get_code (TideFormDialog *dialog, const char *field, const char *const *codes)
{
  g_autofree char *code = tide_form_dialog_dup_text (dialog, field);

  return MAX (tide_code_from_text (codes, code), 0);
}

/* A session that was not held, or not to its end, says why. */
static gboolean
status_needs_reason (int status)
{
  return !tide_session_status_happened (status) || status == TIDE_SESSION_STOPPED;
}

/* Of the kind that is stored, and held or not as it is stored: what was typed or imported then stays. */
static gboolean
is_as_stored (TideSessionDialog *self, int kind, int status)
{
  const TideSession *stored = tide_form_dialog_get_stored (TIDE_FORM_DIALOG (self));

  return stored && stored->kind == kind
         && (stored->status == status || tide_session_status_happened (status));
}

/* What was faced, and how. */
static void
show_tasks (TideSessionDialog *self, gboolean applies, gboolean same)
{
  static const char *const fields[]
    = { "response_prevention", "peas_tried", "peas_quality", "peas_resisted" };
  TideFormDialog *dialog = TIDE_FORM_DIALOG (self);
  gboolean tasks = applies || (same && self->n_tasks > 0), any = tasks;

  tide_form_dialog_set_shown (dialog, "exposures", tasks);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      tide_form_dialog_set_applies (dialog, fields[i], applies, same);
      any = any || gtk_widget_get_visible (GTK_WIDGET (tide_form_dialog_find (dialog, fields[i])));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->tasks), any);
}

/* A talk before or after a dose belongs to it; a dose belongs to none. */
static void
show_fields (TideSessionDialog *self, int kind, int status)
{
  TideFormDialog *dialog = TIDE_FORM_DIALOG (self);
  gboolean same = is_as_stored (self, kind, status);
  gboolean ketamine = tide_arm_is_ketamine ((TideArm) self->course->arm);
  gboolean talk = tide_session_kind_is_talk (kind), happened = tide_session_status_happened (status);
  gboolean dosed = ketamine && !talk, therapy = tide_arm_is_therapy ((TideArm) self->course->arm);
  static const char *const dose_fields[] = { "weight_kg", "device", "dose_mg_per_kg", "dose_mg" };

  for (guint i = 0; i < G_N_ELEMENTS (dose_fields); i++)
    tide_form_dialog_set_applies (dialog, dose_fields[i], dosed && status != TIDE_SESSION_MISSED, same);
  tide_form_dialog_set_applies (dialog, "homework_percent", therapy, same);
  tide_form_dialog_set_applies (dialog, "chain_id", talk || therapy, same);
  tide_form_dialog_set_applies (dialog, "unsupervised", dosed, same);
  tide_form_dialog_set_applies (dialog, "ended", happened, same);
  tide_form_dialog_set_shown (dialog, "reason", self->dose_reason || status_needs_reason (status));
  show_tasks (self, therapy && happened, same);
}

static void
show_peas (TideFormDialog *dialog)
{
  double sum = tide_form_dialog_get_number (dialog, "peas_tried")
               + tide_form_dialog_get_number (dialog, "peas_quality")
               + tide_form_dialog_get_number (dialog, "peas_resisted");
  g_autofree char *hint = isnan (sum) ? NULL : g_strdup_printf (_ ("PEAS mean %.1f of 7"), sum / 3);

  tide_form_field_set_hint (tide_form_dialog_find (dialog, "peas_tried"), hint);
}

static void
tide_session_dialog_follow (TideFormDialog *dialog, TideFormField *field)
{
  TideSessionDialog *self = TIDE_SESSION_DIALOG (dialog);

  show_fields (self, get_code (dialog, "kind", tide_session_kind_codes),
               get_code (dialog, "status", tide_session_status_codes));
  show_peas (dialog);
  if (!tide_arm_is_ketamine ((TideArm) self->course->arm))
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
  if ((record->status == TIDE_SESSION_MISSED || record->status == TIDE_SESSION_CANCELLED
       || record->status == TIDE_SESSION_STOPPED)
      && record->reason == NULL)
    report ("reason", _ ("is needed: why was it missed, cancelled or stopped?"), data);
  if (gtk_widget_get_visible (GTK_WIDGET (tide_form_dialog_find (dialog, "exposures"))))
    tide_task_field_report (TIDE_TASK_FIELD (tide_form_dialog_find (dialog, "exposures")), report, data);
  if (!tide_date_is_known (day))
    return;
  if (tide_date_is_known (course->started_on) && day < course->started_on)
    report ("started", _ ("lies before the start of the course"), data);
  if (tide_date_is_known (course->ended_on) && day > course->ended_on
      && tide_session_status_happened (record->status))
    report ("started", _ ("lies after the end of the course"), data);
}

static gboolean
is_given_dose (const TideSession *session)
{
  return tide_session_status_happened (session->status) && !tide_session_kind_is_talk (session->kind);
}

/* A dose that was given as it is stored was asked about then; one that was only planned was not. */
static void
report_gates (TideSessionDialog *self, const TideSession *record, TideDoubtFunc report, gpointer data)
{
  const TideSession *stored = tide_form_dialog_get_stored (TIDE_FORM_DIALOG (self));

  if ((stored == NULL || !is_given_dose (stored)) && is_given_dose (record)
      && tide_instant_is_known (record->started))
    tide_gate_doubts_report (TIDE_FORM_DIALOG (self), self->course, tide_instant_get_date (record->started),
                             "started", report, data);
}

/* One dose a day: a second one may be true, and then somebody says why. */
static void
report_same_day (TideSessionDialog *self, const TideSession *record, TideDate day, TideDoubtFunc report,
                 gpointer data)
{
  const TideHistory *history = tide_form_dialog_get_history (TIDE_FORM_DIALOG (self));

  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *other = history->sessions->pdata[i];
      const TideCourse *course = tide_history_find_course (history, other->course_id);
      g_autofree char *when = NULL, *words = NULL;

      if (other->base.id == record->base.id || other->entered_in_error || course == NULL
          || !tide_arm_is_ketamine ((TideArm) course->arm)
          || !tide_session_is_treatment (other, (TideArm) course->arm)
          || !tide_instant_is_known (other->started) || tide_instant_get_date (other->started) != day)
        continue;
      when = tide_instant_to_words (other->started);
      words = g_strdup_printf (_ ("Another dose was given on the same day: %s."), when);
      report ("started", words, TRUE, data);
      return;
    }
}

/* An infusion that ends with its session, and yet is shorter: one of three numbers may be a slip. Of a nasal
 * dose the end is that of the observation. */
static void
report_minutes (TideSessionDialog *self, const TideSession *record, TideDoubtFunc report, gpointer data)
{
  double span = tide_session_get_span_minutes (record);
  g_autofree char *minutes = NULL, *words = NULL;

  if (self->course->arm == TIDE_ARM_ESKETAMINE || !(record->minutes < span - MINUTES_APART))
    return;
  minutes = tide_number_to_text (record->minutes);
  words
    = g_strdup_printf (_ ("%s minutes, and yet the end lies %.0f minutes after the start."), minutes, span);
  report ("minutes", words, FALSE, data);
}

static gboolean
has_no_dose (const TideSession *session)
{
  return isnan (session->dose_mg) && isnan (session->dose_mg_per_kg);
}

/* What is stored so was asked about when it was stored. */
static void
report_given (TideSessionDialog *self, const TideSession *record, TideDate day, TideDoubtFunc report,
              gpointer data)
{
  const TideSession *stored = tide_form_dialog_get_stored (TIDE_FORM_DIALOG (self));
  gboolean given = stored && is_given_dose (stored);

  if (!is_given_dose (record))
    return;
  if (has_no_dose (record) && !(given && has_no_dose (stored)))
    report ("dose_mg",
            _ ("No dose is written: a session that was held without one counts in no sum of milligrams."),
            FALSE, data);
  if (tide_date_is_known (day) && !(given && tide_instant_compare (stored->started, record->started) == 0))
    report_same_day (self, record, day, report, data);
  report_minutes (self, record, report, data);
}

static void
tide_session_dialog_find_doubts (TideFormDialog *dialog, TideDoubtFunc report, gpointer data)
{
  TideSessionDialog *self = TIDE_SESSION_DIALOG (dialog);
  const TideSession *record = tide_form_dialog_get_record (dialog);
  TideDate day
    = tide_instant_is_known (record->started) ? tide_instant_get_date (record->started) : TIDE_DATE_UNKNOWN;

  if (!tide_arm_is_ketamine ((TideArm) self->course->arm))
    return;
  report_gates (self, record, report, data);
  report_given (self, record, day, report, data);
  tide_dose_doubts_report_weight (dialog, record, report, data);
  if (isnan (record->dose_mg_per_kg)
      || !tide_dose_doubts_report (dialog, self->course, self->by_mg ? "dose_mg" : "dose_mg_per_kg",
                                   TIDE_DOSE_MG_PER_KG, record->dose_mg_per_kg, day, report, data))
    tide_dose_doubts_report (dialog, self->course, "dose_mg", TIDE_DOSE_MG, record->dose_mg, day, report,
                             data);
}

/* The words for a doubtful dose stand with a session that was held, in place of those for an earlier dose;
 * what is typed in the field itself, and why it was missed or stopped, goes before them. */
static void
keep_dose_reason (TideSessionDialog *self, TideSession *record)
{
  const char *reason = tide_form_dialog_get_reason (TIDE_FORM_DIALOG (self));

  if (reason
      && (record->reason == NULL
          || (!status_needs_reason (record->status) && g_strcmp0 (record->reason, self->dose_reason) == 0)))
    tide_record_set_text (&record->reason, reason);
}

static gboolean
tide_session_dialog_save (TideFormDialog *dialog, GError **error)
{
  TideSessionDialog *self = TIDE_SESSION_DIALOG (dialog);
  TideSession *record = tide_form_dialog_get_record (dialog);
  g_autoptr (GPtrArray) tasks = NULL;
  g_autofree char *before = g_strdup (record->reason);
  gboolean saved;

  keep_dose_reason (self, record);
  if (gtk_widget_get_visible (GTK_WIDGET (tide_form_dialog_find (dialog, "exposures"))))
    tasks = tide_task_field_list (TIDE_TASK_FIELD (tide_form_dialog_find (dialog, "exposures")));
  saved = tide_clinic_save_session (tide_form_dialog_get_clinic (dialog), record, tasks, error);
  if (!saved) /* the next attempt may be about other doubts */
    tide_record_set_text (&record->reason, before);
  return saved;
}

static void
tide_session_dialog_finalize (GObject *object)
{
  tide_course_free (TIDE_SESSION_DIALOG (object)->course);
  g_free (TIDE_SESSION_DIALOG (object)->dose_reason);
  G_OBJECT_CLASS (tide_session_dialog_parent_class)->finalize (object);
}

static void
tide_session_dialog_class_init (TideSessionDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tide_session_dialog_finalize;
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_session_dialog_find_faults;
  TIDE_FORM_DIALOG_CLASS (klass)->find_doubts = tide_session_dialog_find_doubts;
  TIDE_FORM_DIALOG_CLASS (klass)->follow = tide_session_dialog_follow;
  TIDE_FORM_DIALOG_CLASS (klass)->save = tide_session_dialog_save;
  g_type_ensure (TIDE_TYPE_TASK_FIELD);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-session-dialog.ui");
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), TideSessionDialog, tasks);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), TideSessionDialog, plan);
}

static void
tide_session_dialog_init (TideSessionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The doses that a talk can belong to, of every course: the newest first. */
static void
fill_doses (TideFormDialog *dialog, const TideHistory *history, const TideSession *record)
{
  TideChoiceField *chain = TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "chain_id"));

  tide_choice_field_add (chain, "", _ ("No dose"));
  for (guint i = history->sessions->len; i > 0; i--)
    {
      const TideSession *dose = history->sessions->pdata[i - 1];
      g_autofree char *id = NULL, *label = NULL;

      if (dose->base.id == record->base.id || !tide_session_is_dose (history, dose))
        continue;
      id = g_strdup_printf ("%" G_GINT64_FORMAT, dose->base.id);
      label = tide_session_dup_title (history, dose);
      tide_choice_field_add (chain, id, label);
    }
}

static void
fill_choices (TideFormDialog *dialog, TideClinic *clinic, const TideHistory *history,
              const TideSession *record)
{
  tide_fill_codes (dialog, "kind", tide_session_kind_codes, _ ("By the treatment"),
                   tide_session_kind_get_label);
  tide_fill_codes (dialog, "status", tide_session_status_codes, _ ("Choose…"), NULL);
  tide_fill_codes (dialog, "setting", tide_setting_codes, _ ("Not recorded"), NULL);
  tide_fill_codes (dialog, "device", tide_device_codes, _ ("Not recorded"), NULL);
  tide_fill_codes (dialog, "contact", tide_contact_codes, _ ("Not recorded"), NULL);
  tide_fill_codes (dialog, "response_prevention", tide_kept_codes, _ ("Not recorded"), tide_kept_get_label);
  tide_fill_yes_no (dialog, "unsupervised");
  tide_fill_staff (dialog, "administrator_id", clinic, record->administrator_id);
  tide_fill_staff (dialog, "prescriber_id", clinic, record->prescriber_id);
  tide_fill_staff (dialog, "monitor_id", clinic, record->monitor_id);
  fill_doses (dialog, history, record);
}

static void
fill_tasks (TideFormDialog *dialog, const TideHistory *history, gint64 session_id)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();

  for (guint i = 0; session_id != 0 && i < history->exposures->len; i++)
    if (((TideExposure *) history->exposures->pdata[i])->session_id == session_id)
      g_ptr_array_add (tasks, history->exposures->pdata[i]);
  TIDE_SESSION_DIALOG (dialog)->n_tasks = tasks->len;
  tide_task_field_set_tasks (TIDE_TASK_FIELD (tide_form_dialog_find (dialog, "exposures")), tasks);
}

/* Setting, device and people are mostly those of the last session; weight and dose are of the day and never
 * copied. */
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
      record->administrator_id = last->administrator_id;
      record->prescriber_id = last->prescriber_id;
      record->monitor_id = last->monitor_id;
    }
}

static void
begin (TideSession *record, TideClinic *clinic, const TideHistory *history, int kind, gint64 chain_id)
{
  const TideStaff *person = tide_clinic_get_person (clinic);

  record->started = tide_instant_now ();
  record->status = TIDE_SESSION_HELD;
  take_from_last (history, record);
  if (record->administrator_id == 0 && person)
    record->administrator_id = person->base.id;
  record->kind = kind;
  record->chain_id = chain_id;
}

/* What is mostly needed is open: the tasks of a therapy, the dose that a talk belongs to. */
static void
open_sections (TideSessionDialog *self, const TideSession *record)
{
  tide_form_section_set_open (self->tasks, tide_arm_is_therapy ((TideArm) self->course->arm));
  tide_form_section_set_open (self->plan, tide_session_kind_is_talk (record->kind));
}

static void
present (GtkWindow *parent, TideClinic *clinic, gint64 course_id, gint64 session_id, int kind,
         gint64 chain_id)
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
    begin (record, clinic, history, kind, chain_id);
  dialog = g_object_new (TIDE_TYPE_SESSION_DIALOG, NULL);
  notice = tide_course_dup_title (course);
  TIDE_SESSION_DIALOG (dialog)->course = g_steal_pointer (&course);
  TIDE_SESSION_DIALOG (dialog)->by_mg = !isnan (record->dose_mg) && isnan (record->dose_mg_per_kg);
  if (!status_needs_reason (record->status))
    TIDE_SESSION_DIALOG (dialog)->dose_reason = g_strdup (record->reason);
  fill_choices (dialog, clinic, history, record);
  fill_tasks (dialog, history, session_id);
  open_sections (TIDE_SESSION_DIALOG (dialog), record);
  tide_form_dialog_add_draft_about (dialog, "kind", kind);
  tide_form_dialog_add_draft_about (dialog, "chain_id", chain_id);
  tide_form_dialog_setup (dialog, parent, clinic, history, record,
                          session_id ? _ ("Session") : _ ("New session"));
  tide_form_dialog_set_notice (dialog, notice);
  tide_form_dialog_open (dialog);
}

void
tide_session_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 course_id, gint64 session_id)
{
  present (parent, clinic, course_id, session_id, 0, 0);
}

void
tide_session_dialog_present_integration (GtkWindow *parent, TideClinic *clinic, gint64 course_id,
                                         gint64 dosing_id)
{
  present (parent, clinic, course_id, 0, tide_code_from_text (tide_session_kind_codes, "integration"),
           dosing_id);
}
