/* tide-cockpit-actions.c: the actions cockpit.* and the keys that run them.
 *
 * Letters are commands because cells take digits only; in a text field they are letters
 * (comparison-and-paper.md 5). */
#include "tide-cockpit-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-alert-dialog.h"
#include "tide-ask-dialog.h"
#include "tide-assessment-form.h"
#include "tide-cockpit-dialogs.h"
#include "tide-sentences.h"
#include "tide-session-given.h"
#include "tide-window.h"

#define STOP_SECONDS 3
#define GATE 2 /* of tide_session_list_codes */
#define DISCHARGE 3

static GtkWindow *
get_window (TideCockpitPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static gboolean
is_ready (TideCockpitPage *self)
{
  return self->model != NULL && tide_cockpit_grid_commit (self->grid);
}

/* --- the clock --- */

/* A closed gate is no failed save, and its field is no word for a person. */
static void
tell_why_not_started (TideCockpitPage *self, const GError *error)
{
  static const char field[] = "start: ";
  TideWindow *window = tide_window_of (GTK_WIDGET (self));
  if (window == NULL || !g_str_has_prefix (error->message, field))
    {
      tide_cockpit_page_show_error (self, error);
      return;
    }
  g_autoptr (GError) plain
    = g_error_new_literal (error->domain, error->code, error->message + strlen (field));
  tide_window_show_error (window, _ ("The dose cannot begin yet"), plain);
}

static void
start (TideCockpitPage *self)
{
  g_autoptr (GError) error = NULL;
  tide_cockpit_prepare_commit (self->prepare);
  if (!tide_clinic_start_session (self->clinic, self->session_id, &error))
    {
      tell_why_not_started (self, error);
      return;
    }
  tide_cockpit_page_tick (self);
  tide_cockpit_grid_focus_next (self->grid);
}

static void
go_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (widget);
  if (!is_ready (self))
    return;
  if (self->phase == TIDE_CLOCK_NOT_STARTED)
    start (self);
  else if (self->phase == TIDE_CLOCK_RUNNING)
    tide_cockpit_page_record_clock (self, TIDE_CLOCK_PAUSE, NULL);
  else if (self->phase == TIDE_CLOCK_PAUSED)
    tide_cockpit_page_record_clock (self, TIDE_CLOCK_RESUME, NULL);
}

static gboolean
disarm_cb (gpointer data)
{
  TideCockpitPage *self = data;
  self->stop_source = 0;
  tide_cockpit_clock_arm_stop (self->clock, FALSE);
  return G_SOURCE_REMOVE;
}

static void
stopped_because_cb (const char *reason, gpointer data)
{
  TideCockpitPage *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TideSession) session
    = tide_clinic_lookup (self->clinic, &tide_session_class, self->session_id, &error);
  if (session != NULL)
    tide_record_set_text (&session->reason, reason);
  if (session == NULL || !tide_clinic_save (self->clinic, session, &error))
    tide_cockpit_page_show_error (self, error);
}

/* At once; why is asked afterwards, for a stop cannot wait. */
static void
stop_now (TideCockpitPage *self)
{
  g_auto (TideCockpitNow) now = { 0 };
  tide_cockpit_now_init (&now, self->model);
  gboolean early = tide_session_is_infused (self->model->session, self->model->course)
                   && now.infusion.infused_seconds + 30 < now.infusion.planned_seconds;
  if (!tide_cockpit_page_record_clock (self, early ? TIDE_CLOCK_STOP : TIDE_CLOCK_END, NULL) || !early)
    return;
  static const char *const reasons[]
    = { N_ ("dissociation"), N_ ("blood pressure"), N_ ("patient's wish"), N_ ("line failed"), NULL };
  const char *words[G_N_ELEMENTS (reasons)] = { NULL };
  for (guint i = 0; reasons[i] != NULL; i++)
    words[i] = _ (reasons[i]);
  tide_ask_reason (GTK_WIDGET (self), _ ("Stopped before the planned end"),
                   _ ("The stop is recorded. Why was it stopped?"), _ ("_Save"), NULL, words,
                   stopped_because_cb, self);
}

static void
stop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (widget);
  if (self->model == NULL || (self->phase != TIDE_CLOCK_RUNNING && self->phase != TIDE_CLOCK_PAUSED))
    return;
  if (self->stop_source != 0)
    {
      g_clear_handle_id (&self->stop_source, g_source_remove);
      tide_cockpit_clock_arm_stop (self->clock, FALSE);
      stop_now (self);
      return;
    }
  TideWindow *window = tide_window_of (widget);
  tide_cockpit_clock_arm_stop (self->clock, TRUE);
  self->stop_source = g_timeout_add_seconds (STOP_SECONDS, disarm_cb, self);
  if (window != NULL)
    tide_window_toast (window, _ ("S once more stops the infusion"), FALSE);
}

static void
accept_clock_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (widget);
  g_auto (TideCockpitNow) now = { 0 };
  if (self->model == NULL)
    return;
  tide_cockpit_now_init (&now, self->model);
  if (now.infusion.stepped && now.infusion.phase != TIDE_CLOCK_NOT_STARTED)
    {
      g_autofree char *by = g_strdup_printf (_ ("wall clock off by %.0f s"), now.infusion.step_seconds);
      tide_cockpit_page_record_clock (self, TIDE_CLOCK_STEP_ACCEPTED, by);
      return;
    }
  self->came_back = FALSE;
  tide_cockpit_page_tick (self);
}

/* --- gates --- */

typedef struct
{
  TideCockpitPage *page;
  char *id, *value; /* value: what the reason is about, where that can change */
} Override;

static void
override_free (gpointer data)
{
  Override *self = data;
  g_free (self->id);
  g_free (self->value);
  g_free (self);
}

static void
override_cb (const char *reason, gpointer data)
{
  Override *override = data;
  TideCockpitPage *self = override->page;
  g_autoptr (TideSessionAnswer) answer = tide_session_answer_new ();
  g_autoptr (GError) error = NULL;
  answer->patient_id = tide_cockpit_model_get_patient (self->model);
  answer->session_id = self->session_id;
  answer->list = GATE;
  tide_record_set_text (&answer->question, override->id);
  tide_record_set_text (&answer->value, override->value);
  tide_record_set_text (&answer->reason, reason);
  if (!tide_clinic_save_session_answer (self->clinic, answer, &error))
    tide_cockpit_page_show_error (self, error);
}

static void
override_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (widget);
  const TideStartItem *item
    = self->model != NULL
        ? tide_start_gate_find (self->model->start_items, g_variant_get_string (parameter, NULL))
        : NULL;
  if (item == NULL)
    return;
  g_autofree char *heading = g_strdup_printf (_ ("%s: go on all the same?"), item->label);
  g_autofree char *body = g_strdup_printf (_ ("%s%sThe reason is stored with your name and the time."),
                                           item->detail, *item->detail != '\0' ? ".\n" : "");
  Override *override = g_new0 (Override, 1);
  override->page = self;
  override->id = g_strdup (item->id);
  override->value = g_str_equal (item->id, "pressure") ? g_strdup (item->detail) : NULL;
  GtkWidget *dialog
    = tide_ask_reason (widget, heading, body, _ ("_Go On"),
                       item->override != NULL ? item->override->reason : NULL, NULL, override_cb, override);
  g_object_set_data_full (G_OBJECT (dialog), "tide-override", override, override_free);
}

static void
dose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (widget);
  if (is_ready (self))
    tide_session_plan_dialog_present (get_window (self), self->model);
}

static void
drug_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (widget);
  if (is_ready (self))
    tide_drug_use_dialog_present (get_window (self), self->model, 0);
}

/* --- the grid --- */

static void
grid_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tide_cockpit_grid_focus_next (TIDE_COCKPIT_PAGE (widget)->grid);
}

static void
extra_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tide_cockpit_grid_add_extra (TIDE_COCKPIT_PAGE (widget)->grid);
}

static void
missed_cb (const char *reason, gpointer data)
{
  TideCockpitPage *self = data;
  g_autoptr (GError) error = NULL;
  GtkWidget *cell = g_object_get_data (G_OBJECT (self), "tide-missed-cell");
  if (cell != NULL && gtk_widget_get_root (cell) != NULL)
    gtk_widget_grab_focus (cell);
  if (!tide_cockpit_grid_mark_missed (self->grid, reason, &error))
    tide_cockpit_page_show_error (self, error);
}

static void
missed_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (widget);
  static const char *const reasons[]
    = { N_ ("talking"), N_ ("probe off"), N_ ("declined"), N_ ("staff busy"), NULL };
  const char *words[G_N_ELEMENTS (reasons)] = { NULL };
  for (guint i = 0; reasons[i] != NULL; i++)
    words[i] = _ (reasons[i]);
  if (!tide_cockpit_grid_has_focus (self->grid))
    tide_cockpit_grid_focus_next (self->grid);
  GtkWidget *cell = gtk_root_get_focus (gtk_widget_get_root (widget));
  if (cell == NULL || !tide_cockpit_grid_has_focus (self->grid))
    return;
  g_object_set_data_full (G_OBJECT (self), "tide-missed-cell", g_object_ref (cell), g_object_unref);
  tide_ask_reason (widget, _ ("Mark as missed"), _ ("Why was it not read?"), _ ("_Missed"), NULL, words,
                   missed_cb, self);
}

static void
note_cb (const char *text, gpointer data)
{
  TideCockpitPage *self = data;
  g_autoptr (GError) error = NULL;
  if (!tide_cockpit_grid_set_note (self->grid, text, &error))
    tide_cockpit_page_show_error (self, error);
}

static void
note_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (widget);
  const TideObservation *row = is_ready (self) ? tide_cockpit_grid_get_current (self->grid) : NULL;
  if (row == NULL)
    return;
  g_autofree char *slot = tide_cockpit_model_dup_slot_words (self->model, row);
  g_autofree char *heading = g_strdup_printf (_ ("Note at %s"), slot);
  tide_ask_reason (widget, heading, _ ("What was seen or done at this reading"), _ ("_Save"), row->note, NULL,
                   note_cb, self);
}

/* --- what happened --- */

static void
effect_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (widget);
  if (is_ready (self))
    tide_acute_effect_dialog_present (get_window (self), self->model,
                                      parameter != NULL ? g_variant_get_int64 (parameter) : 0);
}

static void
entry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (widget);
  if (is_ready (self))
    tide_session_entry_dialog_present (get_window (self), self->model,
                                       parameter != NULL ? g_variant_get_int64 (parameter) : 0);
}

static void
answer_alert_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (widget);
  if (is_ready (self))
    tide_alert_dialog_present (get_window (self), self->clinic, g_variant_get_int64 (parameter));
}

/* The highest that is open. */
static void
next_alert_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (widget);
  if (!is_ready (self))
    return;
  g_autoptr (GPtrArray) alerts = tide_cockpit_model_list_alerts (self->model, TRUE);
  if (alerts->len > 0)
    tide_alert_dialog_present (get_window (self), self->clinic, TIDE_RECORD (alerts->pdata[0])->id);
}

static void
suicide_alert_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (widget);
  const GPtrArray *alerts = self->model->history->alerts;
  for (guint i = 0; i < alerts->len; i++)
    {
      const TideAlert *alert = alerts->pdata[i];
      if (g_strcmp0 (alert->rule, "A1") == 0 && tide_alert_is_in_banner (alert))
        {
          tide_alert_dialog_present (get_window (self), self->clinic, alert->base.id);
          return;
        }
    }
}

/* --- scales at their slots: the usual form, over the cockpit --- */

static void
locking_cb (TideWindow *window, GtkWidget *form)
{
  tide_assessment_form_save_draft (TIDE_ASSESSMENT_FORM (form));
}

static GtkWidget *
make_form (TideClinic *clinic, GVariant *parameter)
{
  gint64 patient_id, session_id;
  const char *instrument_id;
  g_variant_get (parameter, "(xx&s)", &patient_id, &session_id, &instrument_id);
  GtkWidget *form = tide_assessment_form_new (clinic, patient_id, instrument_id, 0);
  if (form != NULL)
    tide_assessment_form_set_session (TIDE_ASSESSMENT_FORM (form), session_id);
  return form;
}

static void
rate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (widget);
  TideWindow *window = tide_window_of (widget);
  if (!is_ready (self) || window == NULL)
    return;
  const TideGridSlot *slot = tide_cockpit_grid_get_current_slot (self->grid);
  const char *id = parameter != NULL                      ? g_variant_get_string (parameter, NULL)
                   : slot != NULL && slot->scales != NULL ? slot->scales[0]
                                                          : "cadss";
  tide_window_push_made_page (
    window, make_form,
    g_variant_new ("(xxs)", tide_cockpit_model_get_patient (self->model), self->session_id, id));
  GtkWidget *form = tide_window_get_pushed_page (window);
  if (TIDE_IS_ASSESSMENT_FORM (form))
    g_signal_connect_object (window, "locking", G_CALLBACK (locking_cb), form, 0);
}

/* --- leaving --- */

static void
leave (TideCockpitPage *self, const char *reason)
{
  g_autoptr (GError) error = NULL;
  if (!tide_clinic_discharge (self->clinic, self->session_id, tide_instant_now (), reason, &error))
    tide_cockpit_page_show_error (self, error);
}

static void
leave_because_cb (const char *reason, gpointer data)
{
  leave (data, reason);
}

static void
fit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (widget);
  if (is_ready (self))
    leave (self, NULL);
}

static void
leave_because_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (widget);
  g_auto (TideCockpitNow) now = { 0 };
  if (!is_ready (self))
    return;
  tide_cockpit_now_init (&now, self->model);
  GString *open = g_string_new (_ ("Not met:"));
  for (guint i = 0; i < now.criteria->len; i++)
    {
      const TideGateCriterion *criterion = now.criteria->pdata[i];
      if (criterion->met != TIDE_TRUTH_YES)
        g_string_append_printf (open, "\n• %s%s%s", criterion->label, *criterion->detail != '\0' ? ": " : "",
                                criterion->detail);
    }
  g_autofree char *body = g_string_free (open, FALSE);
  tide_ask_reason (widget, _ ("Leave although not everything is met?"), body, _ ("_Leave"), NULL, NULL,
                   leave_because_cb, self);
}

static void
discharge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tide_cockpit_leaving_focus (TIDE_COCKPIT_PAGE (widget)->leaving);
}

/* --- undo, paper --- */

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (widget);
  TideWindow *window = tide_window_of (widget);
  g_autoptr (GError) error = NULL;
  if (self->model == NULL || !tide_clinic_can_undo (self->clinic))
    return;
  g_autofree char *words = tide_clinic_dup_undo_words (self->clinic);
  if (!tide_clinic_undo (self->clinic, &error))
    tide_cockpit_page_show_error (self, error);
  else if (window != NULL)
    tide_window_toast (window, words != NULL ? words : _ ("Undone"), FALSE);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (widget);
  if (is_ready (self))
    tide_cockpit_paper_print (self, FALSE);
}

static void
print_monitoring_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (widget);
  if (is_ready (self))
    tide_cockpit_paper_print (self, TRUE);
}

static void
save_pdf_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (widget);
  if (is_ready (self))
    tide_cockpit_paper_save (self);
}

/* A person says that the sheet went out; the day and the name are the answer's. */
static void
monitoring_sent_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (widget);
  g_autoptr (TideSessionAnswer) answer = tide_session_answer_new ();
  g_autoptr (GError) error = NULL;
  if (self->model == NULL)
    return;
  answer->patient_id = tide_cockpit_model_get_patient (self->model);
  answer->session_id = self->session_id;
  answer->list = DISCHARGE;
  tide_record_set_text (&answer->question, "monitoring_sheet_sent");
  answer->answer = tide_code_from_text (tide_yes_no_codes, "yes");
  if (!tide_clinic_save_session_answer (self->clinic, answer, &error))
    tide_cockpit_page_show_error (self, error);
}

/* --- going about --- */

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (widget);
  if (!tide_cockpit_grid_commit (self->grid))
    return; /* what was refused stands there with its reason */
  tide_cockpit_prepare_commit (self->prepare);
  tide_cockpit_page_emit_closed (self, self->phase == TIDE_CLOCK_RUNNING || self->phase == TIDE_CLOCK_PAUSED
                                         ? _ ("The clock goes on")
                                         : NULL);
}

static void
switch_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (widget);
  gint64 id = tide_running_strip_get_session (self->strip, (guint) g_variant_get_int32 (parameter));
  if (id != 0)
    tide_cockpit_page_show_session (self, id);
}

/* Prompt and grid, list before the dose, chart, effects, leaving, clock. */
static void
next_pane_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (widget);
  gboolean before = self->phase == TIDE_CLOCK_NOT_STARTED;
  GtkWidget *panes[] = { GTK_WIDGET (self->grid),    GTK_WIDGET (self->lower), GTK_WIDGET (self->effects),
                         GTK_WIDGET (self->leaving), GTK_WIDGET (self->clock), GTK_WIDGET (self->dose) };
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  guint at = G_N_ELEMENTS (panes) - 1;
  for (guint i = 0; focus != NULL && i < G_N_ELEMENTS (panes); i++)
    if (gtk_widget_is_ancestor (focus, panes[i]))
      at = i;
  at = (at + 1) % G_N_ELEMENTS (panes);
  if (at == 0)
    tide_cockpit_grid_focus_next (self->grid);
  else if (at == 1 && before)
    tide_cockpit_prepare_focus (self->prepare);
  else if (at == 1)
    tide_cockpit_vitals_focus (self->vitals);
  else
    gtk_widget_child_focus (panes[at], GTK_DIR_TAB_FORWARD);
}

static void
chart_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (widget);
  if (self->phase != TIDE_CLOCK_NOT_STARTED)
    tide_cockpit_vitals_focus (self->vitals);
}

static void
checklist_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (widget);
  if (self->phase == TIDE_CLOCK_NOT_STARTED)
    tide_cockpit_prepare_focus (self->prepare);
}

static void
keys_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.show-help-overlay", NULL);
}

/* --- the keys --- */

static const struct
{
  guint keyval;
  const char *action;
} letters[] = {
  { GDK_KEY_p, "cockpit.go" },         { GDK_KEY_s, "cockpit.stop" },      { GDK_KEY_x, "cockpit.extra" },
  { GDK_KEY_m, "cockpit.missed" },     { GDK_KEY_n, "cockpit.note" },      { GDK_KEY_e, "cockpit.effect" },
  { GDK_KEY_i, "cockpit.entry" },      { GDK_KEY_d, "cockpit.discharge" }, { GDK_KEY_v, "cockpit.chart" },
  { GDK_KEY_c, "cockpit.checklist" },  { GDK_KEY_o, "cockpit.dose" },      { GDK_KEY_w, "cockpit.drug" },
  { GDK_KEY_a, "cockpit.next-alert" }, { GDK_KEY_r, "cockpit.rate-slot" }, { GDK_KEY_g, "cockpit.grid" },
};

gboolean
tide_cockpit_actions_press (TideCockpitPage *self, guint keyval, GdkModifierType modifiers)
{
  guint lower = gdk_keyval_to_lower (keyval);
  gboolean control = (modifiers & GDK_CONTROL_MASK) != 0;
  if (control && keyval >= GDK_KEY_1 && keyval <= GDK_KEY_9)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "cockpit.switch", "i", (int) (keyval - GDK_KEY_1));
      return TRUE;
    }
  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    if (letters[i].keyval == lower)
      {
        gtk_widget_activate_action (GTK_WIDGET (self), letters[i].action, NULL);
        return TRUE;
      }
  return FALSE;
}

/* --- class --- */

static const struct
{
  const char *name, *type;
  GtkWidgetActionActivateFunc activate;
  gboolean writes;
} actions[] = {
  { "cockpit.go", NULL, go_action, TRUE },
  { "cockpit.stop", NULL, stop_action, TRUE },
  { "cockpit.accept-clock", NULL, accept_clock_action, TRUE },
  { "cockpit.override", "s", override_action, TRUE },
  { "cockpit.dose", NULL, dose_action, TRUE },
  { "cockpit.drug", NULL, drug_action, TRUE },
  { "cockpit.grid", NULL, grid_action, FALSE },
  { "cockpit.extra", NULL, extra_action, TRUE },
  { "cockpit.missed", NULL, missed_action, TRUE },
  { "cockpit.note", NULL, note_action, TRUE },
  { "cockpit.effect", NULL, effect_action, TRUE },
  { "cockpit.edit-effect", "x", effect_action, TRUE },
  { "cockpit.entry", NULL, entry_action, TRUE },
  { "cockpit.edit-entry", "x", entry_action, TRUE },
  { "cockpit.answer-alert", "x", answer_alert_action, FALSE },
  { "cockpit.next-alert", NULL, next_alert_action, FALSE },
  { "cockpit.suicide-alert", NULL, suicide_alert_action, FALSE },
  { "cockpit.rate", "s", rate_action, TRUE },
  { "cockpit.rate-slot", NULL, rate_action, TRUE },
  { "cockpit.fit", NULL, fit_action, TRUE },
  { "cockpit.leave-because", NULL, leave_because_action, TRUE },
  { "cockpit.discharge", NULL, discharge_action, FALSE },
  { "cockpit.undo", NULL, undo_action, FALSE },
  { "cockpit.print", NULL, print_action, FALSE },
  { "cockpit.save-pdf", NULL, save_pdf_action, FALSE },
  { "cockpit.print-monitoring", NULL, print_monitoring_action, FALSE },
  { "cockpit.monitoring-sent", NULL, monitoring_sent_action, FALSE },
  { "cockpit.close", NULL, close_action, FALSE },
  { "cockpit.switch", "i", switch_action, FALSE },
  { "cockpit.next-pane", NULL, next_pane_action, FALSE },
  { "cockpit.chart", NULL, chart_action, FALSE },
  { "cockpit.checklist", NULL, checklist_action, FALSE },
  { "cockpit.keys", NULL, keys_action, FALSE },
};

void
tide_cockpit_actions_install (GtkWidgetClass *klass)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (klass, actions[i].name, actions[i].type, actions[i].activate);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Escape, 0, "cockpit.close", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_z, GDK_CONTROL_MASK, "cockpit.undo", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_p, GDK_CONTROL_MASK, "cockpit.print", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_s, GDK_CONTROL_MASK, "cockpit.save-pdf", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F6, 0, "cockpit.next-pane", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F1, 0, "cockpit.keys", NULL);
}

void
tide_cockpit_actions_update (TideCockpitPage *self)
{
  gboolean writable = tide_cockpit_model_is_writable (self->model);
  gboolean open = !tide_clinic_get_read_only (self->clinic);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (actions[i].writes)
      gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i].name, writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cockpit.answer-alert", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cockpit.next-alert", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cockpit.undo", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cockpit.monitoring-sent", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cockpit.print-monitoring",
                                 tide_cockpit_model_is_nasal (self->model));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cockpit.drug",
                                 open); /* what is wasted is written last */
}
