/* tide-stage-window.c: a stage of resistance with the trials behind it.
 *
 * A number without its reasons would be believed or doubted for the wrong ones: which trials counted, which
 * did not and why, what is not known, and who set another stage, all in one window. */
#include "tide-stage-window.h"

#include <glib/gi18n-lib.h>
#include "tide-history-rows.h"
#include "tide-record-rows.h"
#include "tide-staging-dialog.h"
#include "tide-wording.h"

struct _TideStageWindow
{
  AdwWindow parent_instance;
  AdwWindowTitle *title;
  GtkWidget *other_button, *badge;
  AdwPreferencesGroup *stage_group, *counted_group, *others_group, *missing_group;
  TidePatientModel *model;
  TideScheme scheme;
};

G_DEFINE_FINAL_TYPE (TideStageWindow, tide_stage_window, ADW_TYPE_WINDOW)

/* --- what is shown --- */

static void
add_override (TideStageWindow *self, const TideStage *stage)
{
  const TideStaging *staging = stage->staging;
  if (staging == NULL || stage->override_stage == TIDE_INTEGER_UNKNOWN)
    return;
  g_autofree char *value = tide_stage_dup_value_words (stage);
  g_autofree char *title = g_strdup_printf (_ ("Set by hand: %s"), value);
  g_autofree char *when = tide_instant_to_words (staging->taken);
  g_autofree char *who = tide_words_dup_staff_name (self->model->history, staging->staff_id);
  g_autofree char *words
    = g_strdup_printf ("%s\n%s%s%s", staging->reason, when, who[0] != '\0' ? ", " : "", who);
  GtkWidget *row = tide_record_text_row_new (title, words);
  tide_record_row_add_icon (row, "text-editor-symbolic", _ ("Set by hand"), NULL);
  adw_preferences_group_add (self->stage_group, row);
}

static void
show_stage (TideStageWindow *self, const TideStage *stage)
{
  g_autoptr (GString) words = g_string_new (NULL);
  for (guint i = 0; i < stage->parts->len; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? " · " : "", (char *) stage->parts->pdata[i]);
  if (stage->confidence != TIDE_INTEGER_UNKNOWN)
    g_string_append_printf (words, _ (" · confidence %" G_GINT64_FORMAT " of 5"), stage->confidence);
  g_string_append_printf (words, _ ("%sSource: %s"), words->len > 0 ? "\n" : "", stage->source);
  g_autofree char *title = g_strdup_printf (_ ("Computed: %s"), stage->words);
  add_override (self, stage);
  adw_preferences_group_add (self->stage_group, tide_record_text_row_new (title, words->str));
}

static GtkWidget *
evidence_row (const TideStageEvidence *evidence)
{
  g_autofree char *words = g_strdup_printf ("%s\n%s", evidence->why, evidence->trial->words);
  GtkWidget *row = tide_record_text_row_new (evidence->trial->title, words);
  tide_record_row_add_icon (row, evidence->counted ? "emblem-ok-symbolic" : "list-remove-symbolic",
                            evidence->counted ? _ ("Counted") : _ ("Not counted"),
                            evidence->counted ? "tide-green" : NULL);
  gtk_widget_set_tooltip_text (row, evidence->trial->source);
  return row;
}

static void
show_evidence (TideStageWindow *self, const TideStage *stage)
{
  guint n[2] = { 0, 0 };
  for (guint i = 0; i < stage->evidence->len; i++)
    {
      const TideStageEvidence *evidence = stage->evidence->pdata[i];
      adw_preferences_group_add (evidence->counted ? self->counted_group : self->others_group,
                                 evidence_row (evidence));
      n[evidence->counted ? 1 : 0]++;
    }
  if (n[1] == 0)
    adw_preferences_group_add (self->counted_group, tide_record_row_new (_ ("None"), NULL));
  gtk_widget_set_visible (GTK_WIDGET (self->others_group), n[0] > 0);
  for (guint i = 0; i < stage->missing->len; i++)
    adw_preferences_group_add (self->missing_group, tide_record_row_new (stage->missing->pdata[i], NULL));
  gtk_widget_set_visible (GTK_WIDGET (self->missing_group), stage->missing->len > 0);
}

/* --- actions --- */

static void
override_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideStageWindow *self = TIDE_STAGE_WINDOW (widget);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  tide_staging_dialog_present (parent, self->model->clinic, tide_patient_model_get_id (self->model),
                               (int) self->scheme);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* No patient's data stays on the screen of a locked clinic. */
static void
locked_cb (TideClinic *clinic, TideStageWindow *self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

/* --- class --- */

static void
tide_stage_window_dispose (GObject *object)
{
  g_clear_pointer (&TIDE_STAGE_WINDOW (object)->model, tide_patient_model_unref);
  G_OBJECT_CLASS (tide_stage_window_parent_class)->dispose (object);
}

static void
tide_stage_window_class_init (TideStageWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_stage_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-stage-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TideStageWindow, title);
  gtk_widget_class_bind_template_child (widget_class, TideStageWindow, other_button);
  gtk_widget_class_bind_template_child (widget_class, TideStageWindow, badge);
  gtk_widget_class_bind_template_child (widget_class, TideStageWindow, stage_group);
  gtk_widget_class_bind_template_child (widget_class, TideStageWindow, counted_group);
  gtk_widget_class_bind_template_child (widget_class, TideStageWindow, others_group);
  gtk_widget_class_bind_template_child (widget_class, TideStageWindow, missing_group);
  gtk_widget_class_install_action (widget_class, "stage.override", NULL, override_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
tide_stage_window_init (TideStageWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tide_stage_window_present (GtkWindow *parent, TidePatientModel *model, TideScheme scheme)
{
  g_return_if_fail (model != NULL);
  const TideStage *stage = tide_patient_model_find_stage (model, scheme);
  if (stage == NULL)
    return;
  TideStageWindow *self = g_object_new (TIDE_TYPE_STAGE_WINDOW, "transient-for", parent, NULL);
  g_autofree char *name = tide_patient_dup_name (model->history->patient);
  g_autofree char *value = tide_stage_dup_value_words (stage);
  g_autofree char *title = g_strdup_printf (_ ("Resistance: %s"), value);
  g_autofree char *facts = g_strdup_printf ("%s · %s", name, model->history->patient->mrn);
  self->model = tide_patient_model_ref (model);
  self->scheme = scheme;
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, facts);
  gtk_widget_set_visible (self->badge, model->history->patient->synthetic);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "stage.override",
                                 !tide_clinic_get_read_only (model->clinic));
  show_stage (self, stage);
  show_evidence (self, stage);
  g_signal_connect_object (model->clinic, "locked", G_CALLBACK (locked_cb), self, 0);
  gtk_window_present (GTK_WINDOW (self));
}
