/* tide-day-zero-box.c: what should be on record before a planned course begins.
 *
 * After day 0 a baseline cannot be made up for; this is the last time that a missing one costs nothing.  Each
 * open row has the one button that closes it; what is not recorded stays "open", never "no".
 */
#include "tide-day-zero-box.h"

#include <glib/gi18n-lib.h>
#include "tide-chart-style.h"
#include "tide-patient-summary.h"

struct _TideDayZeroBox
{
  AdwBin parent_instance;
  GtkLabel *heading_label, *count_label;
  GtkBox *columns;
  GtkListBox *first_list, *second_list;
  guint n_rows, n_done;
};

G_DEFINE_FINAL_TYPE (TideDayZeroBox, tide_day_zero_box, ADW_TYPE_BIN)

typedef struct
{
  gboolean done;
  const char *title;
  const char *subtitle;
  const char *button; /* what closes it while it is open */
  const char *action;
  GVariant *target; /* floating, or NULL */
} Step;

/* --- rows --- */

static GtkWidget *
new_mark (gboolean done)
{
  GtkWidget *mark = done ? gtk_image_new_from_icon_name ("emblem-ok-symbolic")
                         : tide_state_glyph_new (TIDE_STATE_TOO_EARLY);
  if (done)
    {
      gtk_widget_add_css_class (mark, "tide-green");
      gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Done"), -1);
    }
  return mark;
}

static void
add_step (TideDayZeroBox *self, const Step *step)
{
  g_autoptr (GVariant) target = step->target != NULL ? g_variant_ref_sink (step->target) : NULL;
  g_autofree char *title = g_markup_escape_text (step->title, -1);
  g_autofree char *subtitle = g_markup_escape_text (step->subtitle, -1);
  GtkWidget *row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), new_mark (step->done));
  if (!step->done)
    {
      GtkWidget *button = gtk_button_new_with_label (step->button);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), step->action);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  gtk_list_box_append (self->n_rows % 2 == 0 ? self->first_list : self->second_list, row);
  self->n_rows++;
  self->n_done += step->done;
}

static void
clear_list (GtkListBox *list)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

/* --- what is asked --- */

static const TideCourseOutcome *
find_planned (const TideOutcome *outcome)
{
  for (guint i = outcome != NULL ? outcome->n_courses : 0; i > 0; i--)
    if (outcome->courses[i - 1].planned)
      return &outcome->courses[i - 1];
  return NULL;
}

static void
add_baseline (TideDayZeroBox *self, TideInstrument *target, const TideOutcome *outcome,
              const TideCourseOutcome *course)
{
  gboolean done = course->baseline >= 0;
  g_autofree char *title = g_strdup_printf (_ ("Baseline %s"), tide_instrument_get_short_name (target));
  g_autofree char *subtitle = g_strdup (_ ("Without it no change can be computed"));
  if (done)
    {
      TideInstant taken
        = { outcome->visits[course->baseline].rating.taken_utc, course->day0.offset, TIDE_PRECISION_DAY };
      g_autofree char *day = tide_date_to_words (tide_instant_get_date (taken));
      g_autofree char *value
        = tide_figure_text (course->baseline_value, tide_instrument_get_primary (target)->decimals, FALSE);
      g_free (subtitle);
      subtitle = g_strdup_printf (_ ("%s on %s, inside the window before day 0"), value, day);
    }
  add_step (self, &(Step){ done, title, subtitle, _ ("Rate"), "patient.rate", NULL });
}

/* A scale with a suicide item is due before an antidepressant starts (clinical.md 8). */
static void
add_suicide_item (TideDayZeroBox *self, TidePatientModel *model, const TideCourseOutcome *course)
{
  TideInstrument *phq9 = tide_library_lookup (tide_clinic_get_library (model->clinic), "phq9");
  const TideOutcome *outcome = phq9 != NULL ? tide_patient_model_get_outcome (model, "phq9") : NULL;
  if (outcome == NULL)
    return;
  double window = 28 * 86400.0;
  const TideVisitOutcome *last = tide_outcome_get_last (outcome);
  gboolean done = last != NULL && course->day0.utc - last->rating.taken_utc <= window;
  g_autofree char *title = g_strdup_printf (_ ("%s and suicide item"), tide_instrument_get_short_name (phq9));
  g_autofree char *value = done ? tide_figure_text (tide_rating_get_value (&last->rating), 0, FALSE) : NULL;
  g_autofree char *subtitle = done ? g_strdup_printf (_ ("Total %s, within 28 days of day 0"), value)
                                   : g_strdup (_ ("Due before an antidepressant starts"));
  add_step (self,
            &(Step){ done, title, subtitle, _ ("Rate"), "patient.rate-with", g_variant_new_string ("phq9") });
}

static void
add_earlier_treatment (TideDayZeroBox *self, const TideHistory *history)
{
  guint n = 0;
  for (guint i = 0; i < history->courses->len; i++)
    n += tide_date_is_known (((TideCourse *) g_ptr_array_index (history->courses, i))->ended_on);
  g_autofree char *subtitle = n > 0 ? g_strdup_printf (ngettext ("%u recorded", "%u recorded", n), n)
                                    : g_strdup (_ ("Needed for the resistance stage"));
  add_step (self,
            &(Step){ n > 0, _ ("Earlier treatments"), subtitle, _ ("Add…"), "patient.add-course", NULL });
}

static void
add_diagnosis (TideDayZeroBox *self, const TideHistory *history)
{
  const TideDiagnosis *primary = tide_history_get_primary_diagnosis (history);
  g_autofree char *subtitle
    = primary != NULL ? g_strdup_printf ("%s %s", primary->code, primary->label != NULL ? primary->label : "")
                      : g_strdup (_ ("It decides what a visit asks"));
  add_step (self, &(Step){ primary != NULL, _ ("Main diagnosis"), subtitle, _ ("Add…"),
                           "patient.add-diagnosis", NULL });
}

static const TideEligibilityDecision *
find_decision (const TideHistory *history, const TideCourse *course)
{
  for (guint i = 0; i < history->decisions->len; i++) /* newest first */
    {
      const TideEligibilityDecision *decision = history->decisions->pdata[i];
      if (decision->course_id == course->base.id
          || (decision->course_id == 0 && decision->arm == course->arm))
        return decision;
    }
  return NULL;
}

/* Screening, consent, referral and coverage stand on a page of their own; here is what a person decided. */
static void
add_eligibility (TideDayZeroBox *self, const TideHistory *history, const TideCourse *course)
{
  const TideEligibilityDecision *decision = find_decision (history, course);
  g_autofree char *day
    = decision != NULL ? tide_date_to_words (tide_instant_get_date (decision->taken)) : NULL;
  g_autofree char *subtitle
    = decision != NULL
        ? g_strdup_printf (_ ("%s, signed %s"), tide_verdict_get_label (decision->verdict), day)
        : g_strdup (_ ("Screening, consent and referral; nobody has signed yet"));
  gboolean done = decision != NULL && g_str_equal (tide_verdict_codes[decision->verdict], "eligible");
  add_step (self, &(Step){ done, _ ("Eligibility"), subtitle, _ ("Look…"), "patient.check-eligibility-of",
                           g_variant_new_int64 (course->base.id) });
}

/* --- from outside --- */

void
tide_day_zero_box_set_model (TideDayZeroBox *self, TidePatientModel *model)
{
  g_return_if_fail (TIDE_IS_DAY_ZERO_BOX (self));
  TideInstrument *target = model != NULL ? tide_patient_model_get_target (model) : NULL;
  const TideOutcome *outcome
    = target != NULL ? tide_patient_model_get_outcome (model, tide_instrument_get_id (target)) : NULL;
  const TideCourseOutcome *course = find_planned (outcome);
  clear_list (self->first_list);
  clear_list (self->second_list);
  self->n_rows = self->n_done = 0;
  gtk_widget_set_visible (GTK_WIDGET (self), course != NULL);
  if (course == NULL)
    {
      gtk_label_set_text (self->heading_label, "");
      return;
    }
  g_autofree char *day = tide_date_to_words (tide_instant_get_date (course->day0));
  g_autofree char *heading = g_strdup_printf (_ ("Before day 0, %s"), day);
  gtk_label_set_text (self->heading_label, heading);
  add_baseline (self, target, outcome, course);
  if (course->course->arm == TIDE_ARM_SSRI || course->course->arm == TIDE_ARM_ANTIDEPRESSANT)
    add_suicide_item (self, model, course);
  add_earlier_treatment (self, model->history);
  add_diagnosis (self, model->history);
  add_eligibility (self, model->history, course->course);
  g_autofree char *count = g_strdup_printf (_ ("%u of %u ready"), self->n_done, self->n_rows);
  gtk_label_set_text (self->count_label, count);
}

void
tide_day_zero_box_set_narrow (TideDayZeroBox *self, gboolean narrow)
{
  g_return_if_fail (TIDE_IS_DAY_ZERO_BOX (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (self->columns, !narrow);
}

static void
tide_day_zero_box_class_init (TideDayZeroBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-day-zero-box.ui");
  gtk_widget_class_bind_template_child (widget_class, TideDayZeroBox, heading_label);
  gtk_widget_class_bind_template_child (widget_class, TideDayZeroBox, count_label);
  gtk_widget_class_bind_template_child (widget_class, TideDayZeroBox, columns);
  gtk_widget_class_bind_template_child (widget_class, TideDayZeroBox, first_list);
  gtk_widget_class_bind_template_child (widget_class, TideDayZeroBox, second_list);
}

static void
tide_day_zero_box_init (TideDayZeroBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
