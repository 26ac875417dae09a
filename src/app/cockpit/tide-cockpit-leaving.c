/* tide-cockpit-leaving.c: the criteria for leaving, each with what it was judged on; a person decides. */
#include "tide-cockpit-leaving.h"

#include <glib/gi18n-lib.h>

#include "tide-cockpit-card.h"
#include "tide-gate-row.h"
#include "tide-monitoring-sheet.h"
#include "tide-sentences.h"
#include "tide-window.h"
#include "tide-wording.h"

#define DISCHARGE 3 /* of tide_session_list_codes */

struct _TideCockpitLeaving
{
  AdwBin parent_instance;

  GtkWidget *rows, *fit_button, *reason_button;
  GtkWidget *sheet, *sent_button; /* of esketamine's monitoring */
  GtkLabel *count, *state, *advice, *sheet_label;
  TideCockpitModel *model;
};

G_DEFINE_FINAL_TYPE (TideCockpitLeaving, tide_cockpit_leaving, ADW_TYPE_BIN)

/* The question behind a criterion that a person answers; NULL: it is computed. */
static const char *
find_question (const char *id)
{
  static const char *const asked[] = { "walks_unaided", "orientated", "suicide_check", "escort_present" };
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    if (g_str_equal (asked[i], id))
      return asked[i];
  return g_str_equal (id, "nausea") ? "nausea_controlled" : NULL;
}

static void
answered_cb (TideGateRow *row, int code, TideCockpitLeaving *self)
{
  g_autoptr (TideSessionAnswer) answer = tide_session_answer_new ();
  g_autoptr (GError) error = NULL;
  answer->patient_id = tide_cockpit_model_get_patient (self->model);
  answer->session_id = self->model->session->base.id;
  answer->list = DISCHARGE;
  tide_record_set_text (&answer->question, find_question (tide_gate_row_get_id (row)));
  answer->answer = code;
  if (!tide_clinic_save_session_answer (self->model->clinic, answer, &error))
    {
      TideWindow *window = tide_window_of (GTK_WIDGET (self));
      if (window != NULL)
        tide_window_show_error (window, tide_sentence_heading (error), error);
      return;
    }
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static TideGateRow *
get_row (TideCockpitLeaving *self, guint at, const char *id)
{
  GtkWidget *child = gtk_widget_get_first_child (self->rows);
  for (; child != NULL && at > 0; at--)
    child = gtk_widget_get_next_sibling (child);
  if (child != NULL)
    return TIDE_GATE_ROW (child);
  child = tide_gate_row_new (id, find_question (id) != NULL);
  g_signal_connect (child, "answered", G_CALLBACK (answered_cb), self);
  gtk_box_append (GTK_BOX (self->rows), child);
  return TIDE_GATE_ROW (child);
}

/* The last criterion is asked only while there is an alert: undo can take it away. */
static void
hide_rows_from (TideCockpitLeaving *self, guint n)
{
  GtkWidget *child = gtk_widget_get_first_child (self->rows);
  for (guint i = 0; child != NULL; i++, child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_visible (child, i < n);
}

static char *
dup_detail (const TideGateCriterion *criterion, const TideCockpitNow *now)
{
  if (criterion->wait_seconds <= 0)
    return *criterion->detail != '\0'             ? g_strdup (criterion->detail)
           : criterion->met == TIDE_TRUTH_UNKNOWN ? g_strdup (_ ("counts after the end"))
                                                  : g_strdup ("");
  TideInstant when = now->now;
  when.utc += criterion->wait_seconds;
  g_autofree char *time = tide_words_clock_time (when, TRUE);
  return g_strdup_printf (_ ("earliest %s"), time);
}

static void
show_state (TideCockpitLeaving *self, guint open, gboolean over)
{
  const TideSession *session = self->model->session;
  gboolean left = tide_instant_is_known (session->discharged);
  g_autofree char *when = tide_words_clock_time (session->discharged, FALSE);
  g_autofree char *name = tide_words_dup_staff_name (self->model->history, session->discharged_by);
  g_autofree char *words
    = left && session->discharge_reason != NULL
        ? g_strdup_printf (_ ("Left %s, %s, with a reason: %s"), when, *name != '\0' ? name : _ ("no name"),
                           session->discharge_reason)
      : left ? g_strdup_printf (_ ("Fit to leave %s, %s"), when, *name != '\0' ? name : _ ("no name"))
             : g_strdup (_ ("opens when every criterion is met, or with a reason"));
  gboolean writable = tide_cockpit_model_is_writable (self->model);
  tide_card_set_text (self->state, words);
  gtk_widget_set_visible (self->fit_button, !left);
  gtk_widget_set_visible (self->reason_button, !left && over && open > 0);
  gtk_widget_set_sensitive (self->fit_button, writable && over && open == 0);
}

/* The sheet goes out within 7 days; until then it stands on Today. */
static void
show_sheet (TideCockpitLeaving *self)
{
  const TideSession *session = self->model->session;
  const TideSessionAnswer *sent = tide_session_answer_find (
    self->model->history->session_answers, session->base.id, DISCHARGE, "monitoring_sheet_sent");
  gboolean done = sent != NULL && sent->answer == tide_code_from_text (tide_yes_no_codes, "yes");
  g_autofree char *name = done ? tide_words_dup_staff_name (self->model->history, sent->staff_id) : NULL;
  g_autofree char *day
    = done ? tide_instant_to_words (sent->taken)
           : tide_date_to_words (tide_instant_get_date (session->started) + TIDE_MONITORING_SHEET_DAYS);
  g_autofree char *words
    = done ? g_strdup_printf (_ ("Monitoring sheet sent %s, %s"), day, *name != '\0' ? name : _ ("no name"))
           : g_strdup_printf (_ ("Monitoring sheet: due %s"), day);
  tide_card_set_text (self->sheet_label, words);
  gtk_widget_set_visible (self->sent_button, !done);
  gtk_widget_set_visible (self->sheet, tide_cockpit_model_is_nasal (self->model)
                                         && tide_instant_is_known (session->discharged));
}

void
tide_cockpit_leaving_tick (TideCockpitLeaving *self, const TideCockpitNow *now)
{
  g_return_if_fail (TIDE_IS_COCKPIT_LEAVING (self));
  if (self->model == NULL)
    return;
  guint open = tide_discharge_count_open (now->criteria), n = now->criteria->len;
  gboolean over = now->infusion.phase == TIDE_CLOCK_OVER;
  for (guint i = 0; i < n; i++)
    {
      const TideGateCriterion *criterion = now->criteria->pdata[i];
      g_autofree char *detail = dup_detail (criterion, now);
      TideGateRow *row = get_row (self, i, criterion->id);
      tide_gate_row_set (row, criterion, detail);
      tide_gate_row_set_open (row, over && tide_cockpit_model_is_writable (self->model));
    }
  hide_rows_from (self, n);
  g_autofree char *count = g_strdup_printf (_ ("%u of %u met"), n - open, n);
  tide_card_set_text (self->count, count);
  tide_card_set_class (GTK_WIDGET (self->count), "tide-green", open == 0);
  tide_card_set_class (GTK_WIDGET (self->count), "tide-amber", open > 0);
  show_state (self, open, over);
  show_sheet (self);
}

void
tide_cockpit_leaving_set_model (TideCockpitLeaving *self, TideCockpitModel *model)
{
  g_return_if_fail (TIDE_IS_COCKPIT_LEAVING (self));
  TideCockpitModel *old = self->model;
  self->model = model != NULL ? tide_cockpit_model_ref (model) : NULL;
  g_clear_pointer (&old, tide_cockpit_model_unref);
}

void
tide_cockpit_leaving_focus (TideCockpitLeaving *self)
{
  g_return_if_fail (TIDE_IS_COCKPIT_LEAVING (self));
  g_auto (TideCockpitNow) now = { 0 };
  if (self->model == NULL)
    return;
  tide_cockpit_now_init (&now, self->model);
  /* Who has left needs nothing here but the sheet. */
  if (gtk_widget_get_visible (self->sheet) && gtk_widget_get_visible (self->sent_button)
      && gtk_widget_grab_focus (self->sent_button))
    return;
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < now.criteria->len; i++)
      {
        const TideGateCriterion *criterion = now.criteria->pdata[i];
        if (criterion->met != TIDE_TRUTH_YES && (pass == 1 || find_question (criterion->id) != NULL)
            && gtk_widget_grab_focus (GTK_WIDGET (get_row (self, i, criterion->id))))
          return;
      }
  if (!gtk_widget_grab_focus (self->fit_button))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
tide_cockpit_leaving_dispose (GObject *object)
{
  g_clear_pointer (&TIDE_COCKPIT_LEAVING (object)->model, tide_cockpit_model_unref);
  G_OBJECT_CLASS (tide_cockpit_leaving_parent_class)->dispose (object);
}

static void
tide_cockpit_leaving_class_init (TideCockpitLeavingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tide_cockpit_leaving_dispose;
}

static void
add_sheet (TideCockpitLeaving *self, GtkWidget *card)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8),
            *print = gtk_button_new_with_label (_ ("Print Fields…"));
  self->sheet = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->sent_button = gtk_button_new_with_label (_ ("It Was Sent"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (print), "cockpit.print-monitoring");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->sent_button), "cockpit.monitoring-sent");
  gtk_widget_add_css_class (buttons, "tide-cockpit-buttons");
  self->sheet_label = tide_card_add_text (self->sheet, "tide-cockpit-line");
  gtk_box_append (GTK_BOX (buttons), print);
  gtk_box_append (GTK_BOX (buttons), self->sent_button);
  gtk_box_append (GTK_BOX (self->sheet), buttons);
  gtk_widget_set_visible (self->sheet, FALSE);
  gtk_box_append (GTK_BOX (card), self->sheet);
}

static void
tide_cockpit_leaving_init (TideCockpitLeaving *self)
{
  GtkWidget *card = tide_card_new (_ ("Before leaving"), &self->count);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (card), self->rows);
  gtk_widget_add_css_class (foot, "tide-cockpit-buttons");
  self->fit_button = gtk_button_new_with_label (_ ("Fit to leave"));
  self->reason_button = gtk_button_new_with_label (_ ("With a reason…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->fit_button), "cockpit.fit");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->reason_button), "cockpit.leave-because");
  gtk_widget_add_css_class (self->fit_button, "suggested-action");
  gtk_box_append (GTK_BOX (foot), self->fit_button);
  gtk_box_append (GTK_BOX (foot), self->reason_button);
  gtk_box_append (GTK_BOX (card), foot);
  self->state = tide_card_add_text (card, "tide-cockpit-small");
  add_sheet (self, card);
  self->advice = tide_card_add_text (card, "tide-cockpit-small");
  gtk_label_set_text (self->advice,
                      _ ("For patient and escort: no driving or machines until after a night of sleep."));
  adw_bin_set_child (ADW_BIN (self), card);
}

GtkWidget *
tide_cockpit_leaving_new (void)
{
  return g_object_new (TIDE_TYPE_COCKPIT_LEAVING, NULL);
}
