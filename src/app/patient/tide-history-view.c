/* tide-history-view.c: what else is recorded of a patient.
 *
 * The alert ledger is here in full: an alert that was acted upon leaves the banner, not the record.
 */
#include "tide-history-view.h"

#include <glib/gi18n-lib.h>
#include "tide-patient-summary.h"
#include "tide-record-rows.h"
#include "tide-wording.h"

typedef enum
{
  DIAGNOSES,
  IDENTIFIERS,
  EVENTS,
  EFFECTS,
  ALERTS,
  VISITS,
  N_GROUPS
} Group;

struct _TideHistoryView
{
  AdwBin parent_instance;
  AdwPreferencesGroup *diagnoses_group, *identifiers_group, *events_group, *effects_group, *alerts_group,
    *visits_group;
  GPtrArray *rows[N_GROUPS];
};

G_DEFINE_FINAL_TYPE (TideHistoryView, tide_history_view, ADW_TYPE_BIN)

static void
add_edit (GtkWidget *row, const char *label, const char *action, gint64 id)
{
  tide_record_row_add_button (row, "document-edit-symbolic", label, action, g_variant_new_int64 (id));
}

static GtkWidget *
diagnosis_row (TidePatientModel *model, gpointer record)
{
  const TideDiagnosis *diagnosis = record;
  g_autofree char *title
    = g_strdup_printf ("%s %s", diagnosis->code, diagnosis->label != NULL ? diagnosis->label : "");
  g_autofree char *onset = tide_date_to_words (diagnosis->onset_on);
  g_autofree char *resolved = tide_date_to_words (diagnosis->resolved_on);
  g_autofree char *since = tide_date_is_known (diagnosis->onset_on) ? g_strdup_printf (_ ("since %s"), onset)
                                                                    : g_strdup (_ ("onset unknown"));
  g_autofree char *until = tide_date_is_known (diagnosis->resolved_on)
                             ? g_strdup_printf (_ (" · resolved %s"), resolved)
                             : g_strdup ("");
  g_autofree char *subtitle
    = g_strdup_printf ("%s%s%s", diagnosis->primary ? _ ("main diagnosis · ") : "", since, until);
  GtkWidget *row = tide_record_row_new (title, subtitle);
  add_edit (row, _ ("Edit diagnosis"), "patient.edit-diagnosis", diagnosis->base.id);
  return row;
}

static GtkWidget *
identifier_row (TidePatientModel *model, gpointer record)
{
  const TideIdentifier *identifier = record;
  GtkWidget *row = tide_record_row_new (identifier->value, identifier->system);
  add_edit (row, _ ("Edit identifier"), "patient.edit-identifier", identifier->base.id);
  return row;
}

static GtkWidget *
event_row (TidePatientModel *model, gpointer record)
{
  const TideEvent *event = record;
  g_autofree char *from = tide_date_to_words (event->on_date),
                  *until = tide_date_to_words (event->until_date);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s%s%s", tide_event_kind_get_label (event->kind), from,
                                               until[0] != '\0' ? " – " : "", until);
  GtkWidget *row = tide_record_row_new (event->label, subtitle);
  add_edit (row, _ ("Edit event"), "patient.edit-event", event->base.id);
  return row;
}

static GtkWidget *
effect_row (TidePatientModel *model, gpointer record)
{
  const TideAdverseEvent *effect = record;
  g_autofree char *started = tide_instant_to_words (effect->started),
                  *ended = tide_instant_to_words (effect->ended);
  GString *subtitle = g_string_new (tide_word_for_code (tide_severity_codes, effect->severity));
  if (effect->serious == 2)
    g_string_append (subtitle, _ (" · serious"));
  if (started[0] != '\0')
    g_string_append_printf (subtitle, "%s%s", subtitle->len > 0 ? " · " : "", started);
  if (ended[0] != '\0')
    g_string_append_printf (subtitle, " – %s", ended);
  GtkWidget *row = tide_record_row_new (effect->term, subtitle->str);
  add_edit (row, _ ("Edit unwanted effect"), "patient.edit-adverse-event", effect->base.id);
  g_string_free (subtitle, TRUE);
  return row;
}

static char *
dup_alert_words (TidePatientModel *model, const TideAlert *alert)
{
  g_autofree char *raised = tide_instant_to_words (alert->raised);
  g_autofree char *acted = tide_instant_to_words (alert->acted);
  const char *who = tide_words_staff_name (model->history, alert->acted_by);
  if (alert->resolved)
    return g_strdup_printf (_ ("%s, raised %s · acted %s%s%s: %s"), tide_level_word (alert->level), raised,
                            acted, who[0] != '\0' ? ", " : "", who,
                            alert->action != NULL ? alert->action : "");
  return g_strdup_printf (alert->historical ? _ ("%s, raised %s · historical") : _ ("%s, raised %s · open"),
                          tide_level_word (alert->level), raised);
}

static GtkWidget *
alert_row (TidePatientModel *model, gpointer record)
{
  const TideAlert *alert = record;
  g_autofree char *title = tide_patient_model_dup_alert_title (model, alert);
  g_autofree char *words = dup_alert_words (model, alert);
  GtkWidget *row = tide_record_text_row_new (title, words);
  GtkWidget *image = gtk_image_new_from_icon_name (alert->resolved ? "emblem-ok-symbolic"
                                                                   : tide_level_icon_name (alert->level));
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  alert->resolved ? _ ("Acted upon") : tide_level_word (alert->level), -1);
  gtk_widget_add_css_class (image, alert->resolved ? "tide-green" : tide_level_css_class (alert->level));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  if (tide_alert_is_open (alert))
    add_edit (row, _ ("Record action"), "patient.record-action-for", alert->base.id);
  return row;
}

static GtkWidget *
visit_row (TidePatientModel *model, gpointer record)
{
  const TideVisit *visit = record;
  g_autofree char *when = tide_instant_to_words (visit->taken);
  const char *who = tide_words_staff_name (model->history, visit->rater_id);
  GString *words = g_string_new (who);
  if (visit->contact > 0)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "",
                            tide_word_for_code (tide_contact_codes, visit->contact));
  for (guint i = 0; i < model->history->visit_parts->len; i++)
    {
      const TideVisitPart *part = g_ptr_array_index (model->history->visit_parts, i);
      TideInstrument *instrument = tide_library_lookup (tide_clinic_get_library (model->clinic), part->part);
      if (part->visit_id == visit->base.id)
        g_string_append_printf (words, _ ("\n%s not done: %s"),
                                instrument != NULL ? tide_instrument_get_short_name (instrument) : part->part,
                                part->reason != NULL ? part->reason : "");
    }
  GtkWidget *row = tide_record_text_row_new (when, words->str);
  g_string_free (words, TRUE);
  return row;
}

typedef GtkWidget *(*RowMaker) (TidePatientModel *model, gpointer record);

static void
fill (TideHistoryView *self, Group group, AdwPreferencesGroup *widget, TidePatientModel *model,
      GPtrArray *records, RowMaker maker, gboolean newest_first, const char *empty)
{
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  guint n = records != NULL ? records->len : 0;
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (fresh, maker (model, g_ptr_array_index (records, newest_first ? n - 1 - i : i)));
  tide_record_group_replace (widget, self->rows[group], fresh, empty);
}

void
tide_history_view_set_model (TideHistoryView *self, TidePatientModel *model)
{
  g_return_if_fail (TIDE_IS_HISTORY_VIEW (self));
  const TideHistory *h = model != NULL ? model->history : NULL;
  fill (self, DIAGNOSES, self->diagnoses_group, model, h != NULL ? h->diagnoses : NULL, diagnosis_row, FALSE,
        _ ("No diagnosis recorded"));
  fill (self, IDENTIFIERS, self->identifiers_group, model, h != NULL ? h->identifiers : NULL, identifier_row,
        FALSE, _ ("No other identifiers"));
  fill (self, EVENTS, self->events_group, model, h != NULL ? h->events : NULL, event_row, TRUE,
        _ ("No life events recorded"));
  fill (self, EFFECTS, self->effects_group, model, h != NULL ? h->adverse_events : NULL, effect_row, TRUE,
        _ ("No unwanted effects recorded"));
  fill (self, ALERTS, self->alerts_group, model, h != NULL ? h->alerts : NULL, alert_row, FALSE,
        _ ("No alerts"));
  fill (self, VISITS, self->visits_group, model, h != NULL ? h->visits : NULL, visit_row, TRUE,
        _ ("No visits recorded"));
}

static void
tide_history_view_finalize (GObject *object)
{
  for (guint i = 0; i < N_GROUPS; i++)
    g_ptr_array_unref (TIDE_HISTORY_VIEW (object)->rows[i]);
  G_OBJECT_CLASS (tide_history_view_parent_class)->finalize (object);
}

static void
tide_history_view_class_init (TideHistoryViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->finalize = tide_history_view_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-history-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TideHistoryView, diagnoses_group);
  gtk_widget_class_bind_template_child (widget_class, TideHistoryView, identifiers_group);
  gtk_widget_class_bind_template_child (widget_class, TideHistoryView, events_group);
  gtk_widget_class_bind_template_child (widget_class, TideHistoryView, effects_group);
  gtk_widget_class_bind_template_child (widget_class, TideHistoryView, alerts_group);
  gtk_widget_class_bind_template_child (widget_class, TideHistoryView, visits_group);
}

static void
tide_history_view_init (TideHistoryView *self)
{
  for (guint i = 0; i < N_GROUPS; i++)
    self->rows[i] = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
