/* tide-history-rows.c: rows of what was diagnosed, what happened and what was done about alerts. */
#include "tide-alert-rules.h"
#include "tide-history-rows.h"

#include <glib/gi18n-lib.h>
#include "tide-patient-summary.h"
#include "tide-record-rows.h"
#include "tide-wording.h"

#define YES 2 /* of tide_yes_no_codes */

GtkWidget *
tide_history_diagnosis_row (TidePatientModel *model, gpointer record)
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
  tide_record_row_bind (row, diagnosis, "patient.edit-diagnosis");
  return row;
}

/* "Onset at 14 · insight good or fair · tic-related · contamination, symmetry" */
GtkWidget *
tide_history_specifier_row (TidePatientModel *model, gpointer record)
{
  const TideSpecifier *specifier = record;
  const struct
  {
    int answer;
    const char *word;
  } dimensions[] = { { specifier->contamination, _ ("contamination") },
                     { specifier->responsibility, _ ("responsibility for harm") },
                     { specifier->symmetry, _ ("symmetry") },
                     { specifier->taboo_thoughts, _ ("taboo thoughts") },
                     { specifier->hoarding, _ ("hoarding") } };
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *noted = tide_date_to_words (specifier->noted_on);
  if (specifier->onset_age != TIDE_INTEGER_UNKNOWN)
    g_string_append_printf (words, _ ("Onset at %" G_GINT64_FORMAT), specifier->onset_age);
  if (specifier->insight > 0)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "",
                            tide_insight_get_label (specifier->insight));
  if (specifier->tic_related > 0)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "",
                            specifier->tic_related == YES ? _ ("tic-related") : _ ("not tic-related"));
  gboolean any = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (dimensions); i++)
    if (dimensions[i].answer == YES)
      {
        g_string_append_printf (words, "%s%s", any ? ", " : words->len > 0 ? " · " : "", dimensions[i].word);
        any = TRUE;
      }
  g_autofree char *below = noted[0] != '\0' ? g_strdup_printf (_ ("OCD specifiers, noted %s"), noted)
                                            : g_strdup (_ ("OCD specifiers"));
  GtkWidget *row = tide_record_text_row_new (words->len > 0 ? words->str : _ ("Nothing specified"), below);
  tide_record_row_bind (row, specifier, "patient.edit-specifier");
  return row;
}

GtkWidget *
tide_history_identifier_row (TidePatientModel *model, gpointer record)
{
  const TideIdentifier *identifier = record;
  GtkWidget *row = tide_record_row_new (identifier->value, identifier->system);
  tide_record_row_bind (row, identifier, "patient.edit-identifier");
  return row;
}

GtkWidget *
tide_history_event_row (TidePatientModel *model, gpointer record)
{
  const TideEvent *event = record;
  g_autofree char *from = tide_date_to_words (event->on_date),
                  *until = tide_date_to_words (event->until_date);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s%s%s", tide_event_kind_get_label (event->kind), from,
                                               until[0] != '\0' ? " – " : "", until);
  GtkWidget *row = tide_record_row_new (event->label, subtitle);
  tide_record_row_bind (row, event, "patient.edit-event");
  return row;
}

GtkWidget *
tide_history_effect_row (TidePatientModel *model, gpointer record)
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
  tide_record_row_bind (row, effect, "patient.edit-adverse-event");
  g_string_free (subtitle, TRUE);
  return row;
}

/* What was done, or what still waits. */
static char *
dup_alert_state (TidePatientModel *model, const TideAlert *alert)
{
  g_autofree char *days = tide_alert_rules_dup_days (model->history, alert);
  g_autofree char *action = tide_patient_model_dup_action_words (model, alert);
  return g_strdup_printf ("%s · %s · %s", tide_level_word (alert->level), days,
                          action != NULL      ? action
                          : alert->historical ? _ ("from an older entry, not acted on")
                                              : _ ("open"));
}

static char *
dup_alert_words (TidePatientModel *model, const TideAlert *alert)
{
  g_autofree char *state = dup_alert_state (model, alert);
  g_autofree char *story = tide_patient_model_dup_alert_story (model, alert);
  return story != NULL ? g_strdup_printf ("%s\n%s", state, story) : g_steal_pointer (&state);
}

GtkWidget *
tide_history_alert_row (TidePatientModel *model, gpointer record)
{
  const TideAlert *alert = record;
  g_autofree char *title = tide_patient_model_dup_alert_title (model, alert);
  g_autofree char *words = dup_alert_words (model, alert);
  GtkWidget *row = tide_record_text_row_new (title, words);
  if (alert->resolved)
    tide_record_row_add_icon (row, "emblem-ok-symbolic", _ ("Acted upon"), "tide-green");
  else
    tide_record_row_add_icon (row, tide_level_icon_name (alert->level), tide_level_word (alert->level),
                              tide_level_css_class (alert->level));
  if (tide_alert_is_open (alert))
    {
      tide_record_row_set_action (row, "patient.record-action-for", g_variant_new_int64 (alert->base.id));
      tide_record_row_add_button (row, "document-edit-symbolic", _ ("Record action"),
                                  "patient.record-action-for", g_variant_new_int64 (alert->base.id));
    }
  return row;
}

GtkWidget *
tide_history_visit_row (TidePatientModel *model, gpointer record)
{
  const TideVisit *visit = record;
  g_autofree char *when = tide_instant_to_words (visit->taken);
  g_autofree char *who = tide_words_dup_staff_name (model->history, visit->rater_id);
  GString *words = g_string_new (visit->entered_in_error ? _ ("entered in error") : NULL);
  if (who[0] != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", who);
  if (visit->contact > 0)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "",
                            tide_word_for_code (tide_contact_codes, visit->contact));
  for (guint i = 0; i < model->history->visit_parts->len; i++)
    {
      const TideVisitPart *part = g_ptr_array_index (model->history->visit_parts, i);
      TideInstrument *instrument = tide_library_lookup (tide_clinic_get_library (model->clinic), part->part);
      if (part->visit_id == visit->base.id)
        g_string_append_printf (words, _ ("\n%s not done: %s"),
                                instrument != NULL ? tide_instrument_get_short_name (instrument)
                                                   : tide_word_for_visit_part (part->part),
                                part->reason != NULL ? part->reason : "");
    }
  GtkWidget *row = tide_record_text_row_new (when, words->str);
  g_string_free (words, TRUE);
  if (visit->entered_in_error)
    gtk_widget_add_css_class (row, "tide-struck"); /* nothing is left to mark */
  else
    tide_record_row_bind (row, visit, NULL);
  return row;
}
