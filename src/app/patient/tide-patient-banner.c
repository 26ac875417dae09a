/* tide-patient-banner.c: who this is, on every tab. */
#include "tide-patient-banner.h"

#include <glib/gi18n-lib.h>
#include "tide-alert-box.h"
#include "tide-chip-row.h"
#include "tide-history-rows.h"

struct _TidePatientBanner
{
  AdwBin parent_instance;

  AdwAvatar *avatar;
  GtkWidget *name_box, *badge;
  GtkLabel *name_label, *facts_label;
  TideChipRow *chips;
  TideAlertBox *alerts;

  TidePatientModel *model;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (TidePatientBanner, tide_patient_banner, ADW_TYPE_BIN)

static const char *
sex_word (int sex)
{
  static const char *const words[] = { NULL, N_ ("female"), N_ ("male"), N_ ("other sex") };
  return sex > 0 && sex < (int) G_N_ELEMENTS (words) ? _ (words[sex]) : _ ("sex unknown");
}

char *
tide_patient_dup_facts (const TidePatient *patient, gboolean brief)
{
  int age = tide_patient_get_age (patient, tide_date_today ());
  g_autofree char *born = tide_date_to_words (patient->birth_date);
  g_autofree char *years = age < 0 ? g_strdup (_ ("age unknown"))
                           : brief ? g_strdup_printf ("%d", age)
                                   : g_strdup_printf (ngettext ("%d year", "%d years", age), age);
  if (brief)
    return g_strdup_printf ("%s · %s · %s", years, sex_word (patient->sex), patient->mrn);
  g_autofree char *birth = tide_date_is_known (patient->birth_date) ? g_strdup_printf (_ ("born %s"), born)
                                                                    : g_strdup (_ ("birth date unknown"));
  return g_strdup_printf (_ ("%s · %s · %s · record %s"), years, sex_word (patient->sex), birth,
                          patient->mrn);
}

/* Grey words, dark record number: it is what people compare. */
static void
show_facts (TidePatientBanner *self, const TidePatient *patient)
{
  g_autofree char *facts = tide_patient_dup_facts (patient, FALSE);
  gsize tail = strlen (facts) - strlen (patient->mrn);
  g_autofree char *head = g_strndup (facts, tail);
  g_autofree char *markup = g_markup_printf_escaped ("<span alpha=\"70%%\">%s</span>%s", head, patient->mrn);
  gtk_label_set_markup (self->facts_label, markup);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->facts_label), facts);
}

/* Pressed, it opens the trials that counted. */
static void
show_stage_chips (TidePatientBanner *self)
{
  const GPtrArray *stages = tide_patient_model_get_stages (self->model);
  if (stages->len == 0)
    return;
  const TideStage *stage = ((const TideJudgedStage *) stages->pdata[0])->stage;
  g_autofree char *strong = NULL, *text = NULL;
  g_autofree char *action = g_strdup_printf ("patient.show-stage(int64 %d)", (int) stage->scheme);
  if (tide_stage_dup_chip (stage, &strong, &text))
    tide_chip_row_add_action (self->chips, strong, text, action, _ ("Shows the trials that counted"));
}

/* The first chip: it is there on a narrow window too. */
static void
show_death (TidePatientBanner *self)
{
  TideDate on;
  if (!tide_history_get_death (self->model->history, &on))
    return;
  g_autofree char *day = tide_date_to_words (on);
  g_autofree char *words
    = tide_date_is_known (on) ? g_strdup_printf (_ ("Died %s"), day) : g_strdup (_ ("Died, day not known"));
  tide_chip_row_add (self->chips, words, NULL);
}

static void
show_chips (TidePatientBanner *self)
{
  tide_chip_row_clear (self->chips);
  if (self->model == NULL)
    return;
  const TideHistory *history = self->model->history;
  show_death (self);
  for (guint i = 0; i < history->diagnoses->len; i++)
    {
      const TideDiagnosis *diagnosis = g_ptr_array_index (history->diagnoses, i);
      if (!tide_date_is_known (diagnosis->resolved_on))
        tide_chip_row_add (self->chips, diagnosis->code, diagnosis->label);
    }
  if (history->diagnoses->len == 0)
    tide_chip_row_add (self->chips, _ ("No diagnosis"), NULL);
  show_stage_chips (self);
  if (self->narrow && tide_date_is_known (history->patient->birth_date))
    {
      g_autofree char *born = tide_date_to_words (history->patient->birth_date);
      g_autofree char *text = g_strdup_printf (_ ("born %s"), born);
      tide_chip_row_add (self->chips, text, NULL);
    }
}

void
tide_patient_banner_set_model (TidePatientBanner *self, TidePatientModel *model)
{
  g_return_if_fail (TIDE_IS_PATIENT_BANNER (self));
  TidePatientModel *old = self->model;
  self->model = model != NULL ? tide_patient_model_ref (model) : NULL;
  g_clear_pointer (&old, tide_patient_model_unref);
  tide_alert_box_set_model (self->alerts, model);
  show_chips (self);
  gtk_widget_set_visible (self->badge, model != NULL && model->history->patient->synthetic);
  if (model == NULL)
    {
      gtk_label_set_text (self->name_label, "");
      gtk_label_set_text (self->facts_label, "");
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->facts_label), NULL);
      adw_avatar_set_text (self->avatar, NULL);
      return;
    }
  g_autofree char *name = tide_patient_dup_name (model->history->patient);
  gtk_label_set_text (self->name_label, name);
  adw_avatar_set_text (self->avatar, name);
  show_facts (self, model->history->patient);
}

void
tide_patient_banner_set_narrow (TidePatientBanner *self, gboolean narrow)
{
  g_return_if_fail (TIDE_IS_PATIENT_BANNER (self));
  self->narrow = narrow;
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), !narrow);
  gtk_widget_set_visible (self->name_box, !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->facts_label), !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->alerts), !narrow);
  tide_chip_row_set_wrap (self->chips, narrow);
  show_chips (self);
}

static void
tide_patient_banner_dispose (GObject *object)
{
  g_clear_pointer (&TIDE_PATIENT_BANNER (object)->model, tide_patient_model_unref);
  G_OBJECT_CLASS (tide_patient_banner_parent_class)->dispose (object);
}

static void
tide_patient_banner_class_init (TidePatientBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_patient_banner_dispose;
  g_type_ensure (TIDE_TYPE_CHIP_ROW);
  g_type_ensure (TIDE_TYPE_ALERT_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-patient-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, TidePatientBanner, avatar);
  gtk_widget_class_bind_template_child (widget_class, TidePatientBanner, name_box);
  gtk_widget_class_bind_template_child (widget_class, TidePatientBanner, badge);
  gtk_widget_class_bind_template_child (widget_class, TidePatientBanner, name_label);
  gtk_widget_class_bind_template_child (widget_class, TidePatientBanner, facts_label);
  gtk_widget_class_bind_template_child (widget_class, TidePatientBanner, chips);
  gtk_widget_class_bind_template_child (widget_class, TidePatientBanner, alerts);
}

static void
tide_patient_banner_init (TidePatientBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
