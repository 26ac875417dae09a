/* form-dialogs.c: every dialog by its name, on the fixture's patient. */

#include "form-dialogs.h"

#include "tide-adverse-event-dialog.h"
#include "tide-alert-dialog.h"
#include "tide-allergy-dialog.h"
#include "tide-consent-dialog.h"
#include "tide-contact-dialog.h"
#include "tide-cost-dialog.h"
#include "tide-course-dialog.h"
#include "tide-course-end-dialog.h"
#include "tide-decision-dialog.h"
#include "tide-diagnosis-dialog.h"
#include "tide-dose-step-dialog.h"
#include "tide-event-dialog.h"
#include "tide-goal-dialog.h"
#include "tide-goal-rating-dialog.h"
#include "tide-identifier-dialog.h"
#include "tide-in-error-dialog.h"
#include "tide-measurement-dialog.h"
#include "tide-medication-dialog.h"
#include "tide-move-dialog.h"
#include "tide-note-dialog.h"
#include "tide-patient-dialog.h"
#include "tide-review-dialog.h"
#include "tide-safety-plan-dialog.h"
#include "tide-screening-dialog.h"
#include "tide-session-dialog.h"
#include "tide-specifier-dialog.h"
#include "tide-staging-dialog.h"
#include "tide-trial-dialog.h"

const char *const form_dialog_names[]
  = { "patient",         "patient-edit",  "diagnosis",   "identifier",  "course",
      "course-edit",     "dose-step",     "session",     "infusion",    "note",
      "event",           "adverse-event", "alert",       "move",        "in-error",
      "medication",      "allergy",       "measurement", "trial",       "contact",
      "safety-plan",     "specifier",     "goal",        "goal-rating", "staging",
      "in-error-record", "course-end",    "cost",        "review",      "consent",
      "screening",       "decision",      NULL };

static void
present_patient (GtkWindow *parent, FormFixture *f)
{
  tide_patient_dialog_present (parent, f->clinic, 0);
}

static void
present_patient_edit (GtkWindow *parent, FormFixture *f)
{
  tide_patient_dialog_present (parent, f->clinic, f->patient_id);
}

static void
present_diagnosis (GtkWindow *parent, FormFixture *f)
{
  tide_diagnosis_dialog_present (parent, f->clinic, f->patient_id, 0);
}

static void
present_identifier (GtkWindow *parent, FormFixture *f)
{
  tide_identifier_dialog_present (parent, f->clinic, f->patient_id, 0);
}

static void
present_course (GtkWindow *parent, FormFixture *f)
{
  tide_course_dialog_present (parent, f->clinic, f->patient_id, 0);
}

static void
present_course_edit (GtkWindow *parent, FormFixture *f)
{
  tide_course_dialog_present (parent, f->clinic, f->patient_id, f->course_id);
}

static void
present_dose_step (GtkWindow *parent, FormFixture *f)
{
  tide_dose_step_dialog_present (parent, f->clinic, f->course_id, 0);
}

static void
present_session (GtkWindow *parent, FormFixture *f)
{
  tide_session_dialog_present (parent, f->clinic, f->course_id, 0);
}

static void
present_infusion (GtkWindow *parent, FormFixture *f)
{
  tide_session_dialog_present (parent, f->clinic, form_fixture_add_infusions (f), 0);
}

static void
present_note (GtkWindow *parent, FormFixture *f)
{
  tide_note_dialog_present (parent, f->clinic, f->patient_id, 0);
}

static void
present_event (GtkWindow *parent, FormFixture *f)
{
  tide_event_dialog_present (parent, f->clinic, f->patient_id, 0);
}

static void
present_adverse_event (GtkWindow *parent, FormFixture *f)
{
  tide_adverse_event_dialog_present (parent, f->clinic, f->patient_id, 0);
}

static void
present_alert (GtkWindow *parent, FormFixture *f)
{
  tide_alert_dialog_present (parent, f->clinic, form_fixture_add_alert (f));
}

static void
present_move (GtkWindow *parent, FormFixture *f)
{
  tide_move_dialog_present (parent, f->clinic, f->last_id);
}

static void
present_in_error (GtkWindow *parent, FormFixture *f)
{
  tide_in_error_dialog_present (parent, f->clinic, f->last_id);
}

static void
present_medication (GtkWindow *parent, FormFixture *f)
{
  tide_medication_dialog_present (parent, f->clinic, f->patient_id, 0);
}

static void
present_allergy (GtkWindow *parent, FormFixture *f)
{
  tide_allergy_dialog_present (parent, f->clinic, f->patient_id, 0);
}

static void
present_measurement (GtkWindow *parent, FormFixture *f)
{
  tide_measurement_dialog_present (parent, f->clinic, f->patient_id, 0);
}

static void
present_trial (GtkWindow *parent, FormFixture *f)
{
  tide_trial_dialog_present (parent, f->clinic, f->patient_id, 0);
}

static void
present_contact (GtkWindow *parent, FormFixture *f)
{
  tide_contact_dialog_present (parent, f->clinic, f->patient_id, 0);
}

static void
present_safety_plan (GtkWindow *parent, FormFixture *f)
{
  tide_safety_plan_dialog_present (parent, f->clinic, f->patient_id, 0);
}

static void
present_specifier (GtkWindow *parent, FormFixture *f)
{
  tide_specifier_dialog_present (parent, f->clinic, f->patient_id, 0);
}

static void
present_goal (GtkWindow *parent, FormFixture *f)
{
  tide_goal_dialog_present (parent, f->clinic, f->patient_id, 0);
}

static void
present_goal_rating (GtkWindow *parent, FormFixture *f)
{
  tide_goal_rating_dialog_present (parent, f->clinic, form_fixture_add_goal (f), 0);
}

static void
present_staging (GtkWindow *parent, FormFixture *f)
{
  tide_staging_dialog_present (parent, f->clinic, f->patient_id, 1);
}

static void
present_in_error_record (GtkWindow *parent, FormFixture *f)
{
  tide_in_error_dialog_present_record (parent, f->clinic, "course", f->course_id, "CBT / ERP");
}

static void
present_course_end (GtkWindow *parent, FormFixture *f)
{
  tide_course_end_dialog_present (parent, f->clinic, f->course_id);
}

static void
present_cost (GtkWindow *parent, FormFixture *f)
{
  tide_cost_dialog_present (parent, f->clinic, f->course_id, 0);
}

static void
present_review (GtkWindow *parent, FormFixture *f)
{
  tide_review_dialog_present (parent, f->clinic, f->course_id, 0, 0);
}

static void
present_consent (GtkWindow *parent, FormFixture *f)
{
  tide_consent_dialog_present (parent, f->clinic, f->patient_id, 0, 0, 0, 0);
}

static void
present_screening (GtkWindow *parent, FormFixture *f)
{
  tide_screening_dialog_present (parent, f->clinic, f->patient_id, TIDE_ARM_KETAMINE, 0, NULL);
}

/* As the list stands with two questions open. */
static void
present_decision (GtkWindow *parent, FormFixture *f)
{
  tide_decision_dialog_present (parent, f->clinic, f->patient_id, TIDE_ARM_KETAMINE, 0,
                                tide_code_from_text (tide_verdict_codes, "needs_review"),
                                "Ketamine\nBy the list: needs review: 2 questions open.",
                                "unknown · Screening · not done");
}

gboolean
form_dialogs_present (const char *name, GtkWindow *parent, FormFixture *fixture)
{
  static void (*const presents[]) (GtkWindow *, FormFixture *)
    = { present_patient,     present_patient_edit,
        present_diagnosis,   present_identifier,
        present_course,      present_course_edit,
        present_dose_step,   present_session,
        present_infusion,    present_note,
        present_event,       present_adverse_event,
        present_alert,       present_move,
        present_in_error,    present_medication,
        present_allergy,     present_measurement,
        present_trial,       present_contact,
        present_safety_plan, present_specifier,
        present_goal,        present_goal_rating,
        present_staging,     present_in_error_record,
        present_course_end,  present_cost,
        present_review,      present_consent,
        present_screening,   present_decision };

  for (guint i = 0; form_dialog_names[i]; i++)
    if (g_str_equal (form_dialog_names[i], name))
      {
        presents[i](parent, fixture);
        return TRUE;
      }
  return FALSE;
}
