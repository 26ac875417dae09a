/* tide-patient-cell.c: one row of the patient list: who, and how it stands. */
#include "tide-patient-cell.h"

#include <glib/gi18n-lib.h>
#include "tide-accessible-name.h"
#include "tide-chart-style.h"

struct _TidePatientCell
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkLabel *name_label, *facts_label, *total_label, *state_label, *more_label;
  GtkImage *alert_image;
  GtkWidget *draft_label;
  TideSparkline *sparkline;

  gint64 patient_id;
};

G_DEFINE_FINAL_TYPE (TidePatientCell, tide_patient_cell, ADW_TYPE_BIN)

static void
show_alert (TidePatientCell *self, TideLevel level)
{
  GtkWidget *image = GTK_WIDGET (self->alert_image);
  gtk_widget_set_visible (image, level != TIDE_LEVEL_NONE);
  for (TideLevel l = TIDE_LEVEL_YELLOW; l <= TIDE_LEVEL_RED; l++)
    gtk_widget_remove_css_class (image, tide_level_css_class (l));
  if (level == TIDE_LEVEL_NONE)
    return;
  g_autofree char *words = g_strdup_printf (_ ("Open alert: %s"), tide_level_word (level));
  gtk_image_set_from_icon_name (self->alert_image, tide_level_icon_name (level));
  gtk_widget_add_css_class (image, tide_level_css_class (level));
  gtk_widget_set_tooltip_text (image, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
show_row (TidePatientCell *self, const TidePatientRow *row)
{
  g_autofree char *name = g_markup_printf_escaped (
    "<b>%s</b>%s%s", row->family_name != NULL ? row->family_name : "", row->given_name != NULL ? ", " : "",
    row->given_name != NULL ? row->given_name : "");
  g_autofree char *age
    = tide_age_text (row->birth_date, tide_date_is_known (row->died_on) ? row->died_on : tide_date_today ());
  g_autofree char *death = tide_death_text (row, FALSE), *spoken = tide_death_text (row, TRUE);
  const char *diagnosis = tide_diagnosis_abbreviation (row->diagnosis);
  g_autofree char *facts
    = g_strdup_printf ("%s · %s%s%s", age, row->mrn, diagnosis[0] != '\0' ? " · " : "", diagnosis);
  g_autofree char *shown = death != NULL ? g_strdup_printf ("%s · %s", death, facts) : g_strdup (facts);
  g_autofree char *said = death != NULL ? g_strdup_printf ("%s · %s", spoken, facts) : g_strdup (facts);
  /* The given name wraps: namesakes are told apart by it. No tooltip: GTK's own window would keep the name
   * after locking. */
  gtk_label_set_markup (self->name_label, name);
  gtk_label_set_text (self->facts_label, shown);
  tide_accessible_name (GTK_WIDGET (self->facts_label), said);
  show_alert (self, row->highest_alert);
}

void
tide_patient_cell_bind (TidePatientCell *self, TideClinic *clinic, TidePatientItem *item)
{
  g_return_if_fail (TIDE_IS_PATIENT_CELL (self));
  guint n_more = tide_patient_item_get_more (item);
  self->patient_id = tide_patient_item_get_id (item);
  tide_patient_cell_set_summary (self, NULL);
  if (self->patient_id == 0)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%u more", "%u more", n_more), n_more);
      gtk_label_set_text (self->more_label, text);
      gtk_stack_set_visible_child_name (self->stack, "more");
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "patient");
  g_autoptr (TidePatientRow) row = tide_clinic_load_row (clinic, self->patient_id, NULL);
  if (row != NULL)
    show_row (self, row);
}

void
tide_patient_cell_unbind (TidePatientCell *self)
{
  g_return_if_fail (TIDE_IS_PATIENT_CELL (self));
  /* A recycled cell must not keep the last patient's name in the widget tree. */
  self->patient_id = 0;
  gtk_label_set_text (self->name_label, "");
  gtk_label_set_text (self->facts_label, "");
  tide_accessible_name (GTK_WIDGET (self->facts_label), "");
  gtk_label_set_text (self->more_label, "");
  show_alert (self, TIDE_LEVEL_NONE);
  tide_patient_cell_set_draft (self, FALSE);
  tide_patient_cell_set_summary (self, NULL);
}

gint64
tide_patient_cell_get_patient (TidePatientCell *self)
{
  g_return_val_if_fail (TIDE_IS_PATIENT_CELL (self), 0);
  return self->patient_id;
}

void
tide_patient_cell_set_summary (TidePatientCell *self, const TidePatientSummary *summary)
{
  g_return_if_fail (TIDE_IS_PATIENT_CELL (self));
  if (summary == NULL || summary->instrument == NULL)
    {
      gtk_label_set_text (self->total_label, "");
      gtk_label_set_text (self->state_label, "");
      tide_sparkline_set (self->sparkline, NULL, 0, TIDE_STATE_NONE);
      return;
    }
  g_autofree char *total = tide_patient_summary_dup_total (summary);
  g_autofree char *words = tide_patient_summary_dup_state_words (summary, TRUE);
  g_autofree char *state = g_strdup_printf ("%s · %s", summary->instrument, words);
  gtk_label_set_text (self->total_label, total);
  gtk_label_set_text (self->state_label, state);
  tide_sparkline_set (self->sparkline, summary->ratings, summary->n_ratings,
                      tide_patient_summary_get_state (summary));
}

void
tide_patient_cell_set_draft (TidePatientCell *self, gboolean draft)
{
  g_return_if_fail (TIDE_IS_PATIENT_CELL (self));
  gtk_widget_set_visible (self->draft_label, draft);
}

static void
tide_patient_cell_class_init (TidePatientCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  g_type_ensure (TIDE_TYPE_SPARKLINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-patient-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, TidePatientCell, stack);
  gtk_widget_class_bind_template_child (widget_class, TidePatientCell, name_label);
  gtk_widget_class_bind_template_child (widget_class, TidePatientCell, facts_label);
  gtk_widget_class_bind_template_child (widget_class, TidePatientCell, total_label);
  gtk_widget_class_bind_template_child (widget_class, TidePatientCell, state_label);
  gtk_widget_class_bind_template_child (widget_class, TidePatientCell, more_label);
  gtk_widget_class_bind_template_child (widget_class, TidePatientCell, alert_image);
  gtk_widget_class_bind_template_child (widget_class, TidePatientCell, draft_label);
  gtk_widget_class_bind_template_child (widget_class, TidePatientCell, sparkline);
}

static void
tide_patient_cell_init (TidePatientCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tide_patient_cell_new (void)
{
  return g_object_new (TIDE_TYPE_PATIENT_CELL, NULL);
}
