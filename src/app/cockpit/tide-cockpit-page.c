/* tide-cockpit-page.c: the cockpit's page: loads the session, reads the clock each second, hands both to its
 * cards.
 *
 * Everything that is entered is written at once; the page itself keeps nothing, so that closing it, locking
 * the clinic or a crash loses nothing, and the clock goes on. */
#include "tide-cockpit-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-cockpit-body.h"
#include "tide-cockpit-card.h"
#include "tide-preferences.h"
#include "tide-sentences.h"
#include "tide-window.h"
#include "tide-wording.h"

G_DEFINE_FINAL_TYPE (TideCockpitPage, tide_cockpit_page, GTK_TYPE_WIDGET)

static guint closed_signal;

void
tide_cockpit_page_emit_closed (TideCockpitPage *self, const char *message)
{
  g_signal_emit (self, closed_signal, 0, FALSE, message);
}

void
tide_cockpit_page_show_error (TideCockpitPage *self, const GError *error)
{
  TideWindow *window = tide_window_of (GTK_WIDGET (self));
  if (window != NULL && error != NULL)
    tide_window_show_error (window, tide_sentence_heading (error), error);
}

/* --- the head --- */

static void
show_head (TideCockpitPage *self)
{
  const TidePatient *patient = self->model->history->patient;
  const TideDiagnosis *primary = tide_history_get_primary_diagnosis (self->model->history);
  g_autofree char *name = tide_patient_dup_name (patient);
  g_autofree char *born = tide_date_to_words (patient->birth_date);
  int age = tide_date_age (patient->birth_date, tide_date_today ());
  g_autofree char *years = age >= 0 ? g_strdup_printf (_ (" · %d y"), age) : g_strdup ("");
  g_autofree char *title = g_strdup_printf ("%s%s · %s", name, years,
                                            patient->mrn != NULL ? patient->mrn : _ ("no record number"));
  g_autofree char *course = tide_cockpit_model_dup_title (self->model);
  g_autofree char *when = tide_instant_to_words (self->model->session->started);
  g_autofree char *code
    = primary != NULL && primary->code != NULL ? g_strdup_printf (" · %s", primary->code) : g_strdup ("");
  g_autofree char *below
    = g_strdup_printf ("%s%s%s%s · %s%s", *born != '\0' ? _ ("born ") : "", born, *born != '\0' ? " · " : "",
                       course, when, self->model->session->unsupervised == 2 ? _ (" · UNSUPERVISED") : "");
  guint open = tide_start_gate_count_open (self->model->start_items), n = self->model->start_items->len;
  /* Until the dose has begun: afterwards the list is a record. */
  g_autofree char *gate = open > 0 && self->model->session->status == TIDE_SESSION_PLANNED
                            ? g_strdup_printf (_ (" · Gate: %u of %u missing"), open, n)
                            : g_strdup ("");
  g_autofree char *both = g_strconcat (below, *gate != '\0' ? gate : code, NULL);
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->subtitle_label, both);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->subtitle_label), both);
  gtk_widget_set_visible (self->badge, patient->synthetic);
}

static void
show_saved (TideCockpitPage *self)
{
  g_autofree char *time = tide_words_clock_time (tide_instant_now_exact (), TRUE);
  g_autofree char *words = g_strdup_printf (_ ("Saved %s"), time);
  g_autofree char *tip = g_strdup_printf (_ ("Every entry is saved, the last one at %s"), time);
  gtk_label_set_text (self->saved_label, words); /* short: beside the name it is cut off last */
  gtk_widget_set_tooltip_text (self->saved_box, tip);
  gtk_widget_set_visible (self->saved_box, TRUE);
}

/* A wall clock that jumped, and a clock that went on while the program was away, are shown until somebody has
 * seen them. */
static void
show_clock_bar (TideCockpitPage *self, const TideCockpitNow *now)
{
  const TideInfusion *infusion = &now->infusion;
  g_autofree char *words = NULL;
  if (infusion->fault != NULL)
    words = g_strdup_printf (_ ("The clock's entries contradict each other: %s."), infusion->fault);
  else if (infusion->stepped && infusion->phase != TIDE_CLOCK_NOT_STARTED)
    words
      = g_strdup_printf (_ ("The wall clock jumped by %.0f s against the running clock. The infusion is "
                            "counted by the running clock; times of day from now on follow the wall clock."),
                         infusion->step_seconds);
  else if (self->came_back)
    {
      g_autofree char *run = tide_words_duration (infusion->infused_seconds);
      words = g_strdup_printf (
        infusion->fell_back ? _ ("The program came back after a restart of the machine; by the wall clock %s "
                                 "have been infused. Compare with the pump.")
                            : _ ("The program came back and the clock went on: %s have been infused. "
                                 "Compare with the pump."),
        run);
    }
  if (words != NULL)
    tide_card_set_text (self->clock_bar_label, words);
  if (gtk_info_bar_get_revealed (self->clock_bar) != (words != NULL))
    gtk_info_bar_set_revealed (self->clock_bar, words != NULL);
}

/* --- the moment --- */

void
tide_cockpit_page_tick (TideCockpitPage *self)
{
  g_auto (TideCockpitNow) now = { 0 };
  if (self->model == NULL)
    return;
  tide_cockpit_now_init (&now, self->model);
  self->phase = now.infusion.phase;
  tide_cockpit_prompt_tick (self->prompt, &now);
  tide_cockpit_clock_tick (self->clock, &now);
  tide_cockpit_grid_tick (self->grid, &now);
  tide_cockpit_vitals_tick (self->vitals, &now);
  tide_cockpit_leaving_tick (self->leaving, &now);
  gtk_stack_set_visible_child_name (self->lower,
                                    now.infusion.phase == TIDE_CLOCK_NOT_STARTED ? "prepare" : "vitals");
  show_clock_bar (self, &now);
  /* Under each other the clock may be out of sight: then the strip has it. */
  int width = gtk_widget_get_width (self->body);
  if (self->strip != NULL && width > 0)
    tide_running_strip_set_always (self->strip, gtk_widget_get_width (GTK_WIDGET (self->prompt)) > width / 2);
}

static gboolean
tick_cb (gpointer data)
{
  tide_cockpit_page_tick (data);
  return G_SOURCE_CONTINUE;
}

/* --- the session --- */

static void
hand_down (TideCockpitPage *self)
{
  tide_cockpit_prompt_set_model (self->prompt, self->model);
  tide_cockpit_clock_set_model (self->clock, self->model);
  tide_cockpit_dose_set_model (self->dose, self->model);
  tide_cockpit_start_set_model (self->start, self->model);
  tide_cockpit_grid_set_model (self->grid, self->model);
  tide_cockpit_prepare_set_model (self->prepare, self->model);
  tide_cockpit_vitals_set_model (self->vitals, self->model);
  tide_cockpit_effects_set_model (self->effects, self->model);
  tide_cockpit_leaving_set_model (self->leaving, self->model);
  show_head (self);
  tide_cockpit_actions_update (self);
  tide_cockpit_page_tick (self);
}

static gboolean
load (TideCockpitPage *self)
{
  g_autoptr (GError) error = NULL;
  TideCockpitModel *model = tide_cockpit_model_load (self->clinic, self->session_id, &error);
  if (model == NULL)
    {
      g_message ("no cockpit: %s", error != NULL ? error->message : "the session is gone");
      return FALSE;
    }
  g_clear_pointer (&self->model, tide_cockpit_model_unref);
  self->model = model;
  hand_down (self);
  return TRUE;
}

/* What had the keyboard may be gone with what was answered. */
static void
keep_keyboard (TideCockpitPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  if (root != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)) && gtk_root_get_focus (root) == NULL)
    tide_cockpit_page_focus_first (self);
}

static gboolean
reload_cb (gpointer data)
{
  TideCockpitPage *self = data;
  self->reload_source = 0;
  if (tide_clinic_is_locked (self->clinic))
    return G_SOURCE_REMOVE;
  if (!load (self))
    tide_cockpit_page_emit_closed (self, _ ("The session is not there any more"));
  else
    keep_keyboard (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (TideClinic *clinic, gint64 patient_id, TideCockpitPage *self)
{
  if (patient_id != 0 && patient_id != tide_cockpit_model_get_patient (self->model))
    return;
  show_saved (self);
  if (self->reload_source == 0)
    self->reload_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, reload_cb, self, NULL);
}

/* --- a clock that was left running --- */

gboolean
tide_cockpit_page_record_clock (TideCockpitPage *self, TideClockKind kind, const char *reason)
{
  g_autoptr (TideClockEvent) event = tide_clock_event_new ();
  g_autoptr (GError) error = NULL;
  event->patient_id = tide_cockpit_model_get_patient (self->model);
  event->session_id = self->session_id;
  event->kind = (int) kind;
  tide_record_set_text (&event->reason, reason);
  if (tide_clinic_record_clock (self->clinic, event, &error))
    return TRUE;
  tide_cockpit_page_show_error (self, error);
  return FALSE;
}

/* The sessions that this run of the program has had on screen: what runs and is not among them ran on while
 * the program was away. */
static GHashTable *
get_seen (TideClinic *clinic)
{
  GHashTable *seen = g_object_get_data (G_OBJECT (clinic), "tide-cockpit-seen");
  if (seen == NULL)
    {
      seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      g_object_set_data_full (G_OBJECT (clinic), "tide-cockpit-seen", seen,
                              (GDestroyNotify) g_hash_table_unref);
    }
  return seen;
}

static void
see (TideCockpitPage *self)
{
  GHashTable *seen = get_seen (self->clinic);
  g_auto (TideCockpitNow) now = { 0 };
  gboolean known = g_hash_table_contains (seen, &self->session_id);
  g_hash_table_add (seen, g_memdup2 (&self->session_id, sizeof self->session_id));
  tide_cockpit_now_init (&now, self->model);
  self->came_back = !known && tide_infusion_is_under_way (&now.infusion);
  if (self->came_back && tide_cockpit_model_is_writable (self->model))
    tide_cockpit_page_record_clock (self, TIDE_CLOCK_RESUMED_AFTER_RESTART, NULL);
}

void
tide_cockpit_page_show_session (TideCockpitPage *self, gint64 session_id)
{
  g_return_if_fail (TIDE_IS_COCKPIT_PAGE (self));
  if (session_id == self->session_id || !tide_cockpit_grid_commit (self->grid))
    return;
  gint64 before = self->session_id;
  tide_cockpit_prepare_commit (self->prepare);
  self->session_id = session_id;
  if (!load (self))
    {
      self->session_id = before;
      return;
    }
  tide_running_strip_set_shown (self->strip, session_id);
  see (self);
  tide_cockpit_page_tick (self);
  tide_cockpit_page_focus_first (self);
}

gint64
tide_cockpit_page_get_session (TideCockpitPage *self)
{
  g_return_val_if_fail (TIDE_IS_COCKPIT_PAGE (self), 0);
  return self->session_id;
}

TideCockpitGrid *
tide_cockpit_page_get_grid (TideCockpitPage *self)
{
  g_return_val_if_fail (TIDE_IS_COCKPIT_PAGE (self), NULL);
  return self->grid;
}

/* --- the keyboard --- */

void
tide_cockpit_page_focus_first (TideCockpitPage *self)
{
  if (self->phase == TIDE_CLOCK_NOT_STARTED)
    tide_cockpit_prepare_focus (self->prepare);
  else
    tide_cockpit_grid_focus_next (self->grid);
}

static gboolean
focus_cb (gpointer data)
{
  TideCockpitPage *self = data;
  self->focus_source = 0;
  tide_cockpit_page_focus_first (self);
  return G_SOURCE_REMOVE;
}

static void
map_cb (TideCockpitPage *self)
{
  if (self->focus_source == 0)
    self->focus_source = g_idle_add (focus_cb, self);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
                TideCockpitPage *self)
{
  return self->model != NULL && tide_cockpit_actions_press (self, keyval, state);
}

/* --- class --- */

static void
tide_cockpit_page_dispose (GObject *object)
{
  TideCockpitPage *self = TIDE_COCKPIT_PAGE (object);
  g_clear_handle_id (&self->reload_source, g_source_remove);
  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_clear_handle_id (&self->focus_source, g_source_remove);
  g_clear_handle_id (&self->stop_source, g_source_remove);
  if (self->clinic != NULL)
    g_clear_signal_handler (&self->changed_handler, self->clinic);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->model, tide_cockpit_model_unref);
  g_clear_object (&self->clinic);
  G_OBJECT_CLASS (tide_cockpit_page_parent_class)->dispose (object);
}

static void
tide_cockpit_page_class_init (TideCockpitPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_cockpit_page_dispose;
  closed_signal = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_BOOLEAN, G_TYPE_STRING);
  g_type_ensure (TIDE_TYPE_COCKPIT_BODY);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-cockpit-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TideCockpitPage, content);
  gtk_widget_class_bind_template_child (widget_class, TideCockpitPage, body);
  gtk_widget_class_bind_template_child (widget_class, TideCockpitPage, badge);
  gtk_widget_class_bind_template_child (widget_class, TideCockpitPage, strip_place);
  gtk_widget_class_bind_template_child (widget_class, TideCockpitPage, saved_box);
  gtk_widget_class_bind_template_child (widget_class, TideCockpitPage, hints);
  gtk_widget_class_bind_template_child (widget_class, TideCockpitPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, TideCockpitPage, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, TideCockpitPage, saved_label);
  gtk_widget_class_bind_template_child (widget_class, TideCockpitPage, clock_bar);
  gtk_widget_class_bind_template_child (widget_class, TideCockpitPage, clock_bar_label);
  tide_cockpit_actions_install (widget_class);
}

static void
add_hint (TideCockpitPage *self, const char *keys, const char *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *label = gtk_label_new (words);
  g_auto (GStrv) caps = g_strsplit (keys, " ", -1);
  for (guint i = 0; caps[i] != NULL; i++)
    {
      GtkWidget *cap = gtk_label_new (caps[i]);
      gtk_widget_add_css_class (cap, "tide-keycap");
      gtk_box_append (GTK_BOX (box), cap);
    }
  gtk_widget_add_css_class (label, "tide-hint");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (self->hints), box);
}

static void
add_hints (TideCockpitPage *self)
{
  add_hint (self, "0–9", _ ("value"));
  add_hint (self, "Enter", _ ("next cell"));
  add_hint (self, "↑ ↓", _ ("slot"));
  add_hint (self, "X", _ ("extra reading"));
  add_hint (self, "M", _ ("missed"));
  add_hint (self, "P", _ ("pause"));
  add_hint (self, "S S", _ ("stop"));
  add_hint (self, "E", _ ("effect"));
  add_hint (self, "N", _ ("note"));
  add_hint (self, "D", _ ("discharge"));
  add_hint (self, "Ctrl Z", _ ("undo"));
  add_hint (self, "F1", _ ("all keys"));
}

/* Each column scrolls by itself, so that the readings stay where they are. */
static GtkWidget *
new_column (GtkWidget *const *cards, guint n)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10), *scroller = gtk_scrolled_window_new ();
  for (guint i = 0; i < n; i++)
    gtk_box_append (GTK_BOX (column), cards[i]);
  gtk_widget_add_css_class (column, "tide-cockpit-column");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 200);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), column);
  return scroller;
}

static void
add_cards (TideCockpitPage *self)
{
  GtkWidget *grid_card = tide_card_new (NULL, NULL);
  self->prompt = TIDE_COCKPIT_PROMPT (tide_cockpit_prompt_new ());
  self->clock = TIDE_COCKPIT_CLOCK (tide_cockpit_clock_new ());
  self->dose = TIDE_COCKPIT_DOSE (tide_cockpit_dose_new ());
  self->start = TIDE_COCKPIT_START (tide_cockpit_start_new ());
  self->grid = TIDE_COCKPIT_GRID (tide_cockpit_grid_new ());
  self->prepare = TIDE_COCKPIT_PREPARE (tide_cockpit_prepare_new ());
  self->vitals = TIDE_COCKPIT_VITALS (tide_cockpit_vitals_new ());
  self->effects = TIDE_COCKPIT_EFFECTS (tide_cockpit_effects_new ());
  self->leaving = TIDE_COCKPIT_LEAVING (tide_cockpit_leaving_new ());
  self->lower = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->lower, FALSE);
  gtk_stack_set_hhomogeneous (self->lower, FALSE); /* the list before the dose is wider than the chart */
  gtk_widget_set_vexpand (GTK_WIDGET (self->lower), TRUE);
  gtk_stack_add_named (self->lower, GTK_WIDGET (self->prepare), "prepare");
  gtk_stack_add_named (self->lower, GTK_WIDGET (self->vitals), "vitals");
  gtk_box_append (GTK_BOX (grid_card), GTK_WIDGET (self->grid));
  GtkWidget *left[] = { GTK_WIDGET (self->clock), GTK_WIDGET (self->dose), GTK_WIDGET (self->start) };
  GtkWidget *middle[] = { grid_card, GTK_WIDGET (self->lower) };
  GtkWidget *right[] = { GTK_WIDGET (self->effects), GTK_WIDGET (self->leaving) };
  tide_cockpit_body_set_parts (TIDE_COCKPIT_BODY (self->body), GTK_WIDGET (self->prompt),
                               new_column (left, 3), new_column (middle, 2), new_column (right, 2));
}

/* What stands in a cell is an entry, whether or not somebody still pressed Enter. */
static void
locking_cb (TideWindow *window, TideCockpitPage *self)
{
  if (self->model == NULL)
    return;
  tide_cockpit_grid_commit (self->grid);
  tide_cockpit_prepare_commit (self->prepare);
}

static void
rooted_cb (TideCockpitPage *self, GParamSpec *pspec, gpointer data)
{
  TideWindow *window = tide_window_of (GTK_WIDGET (self));
  if (window != NULL)
    g_signal_connect_object (window, "locking", G_CALLBACK (locking_cb), self, 0);
}

static void
tide_cockpit_page_init (TideCockpitPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_cards (self);
  add_hints (self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  g_signal_connect (self, "notify::root", G_CALLBACK (rooted_cb), NULL);
}

GtkWidget *
tide_cockpit_page_new (TideClinic *clinic, gint64 session_id)
{
  TideCockpitPage *self = g_object_new (TIDE_TYPE_COCKPIT_PAGE, NULL);
  self->clinic = g_object_ref (clinic);
  self->session_id = session_id;
  if (tide_clinic_get_person (clinic) == NULL)
    tide_preferences_restore_person (clinic); /* who was added in this run: what is decided here has a name */
  if (!load (self))
    {
      g_object_ref_sink (self);
      g_object_unref (self);
      return NULL;
    }
  self->changed_handler = g_signal_connect (clinic, "changed", G_CALLBACK (changed_cb), self);
  self->strip = TIDE_RUNNING_STRIP (tide_running_strip_new (clinic));
  gtk_widget_set_hexpand (GTK_WIDGET (self->strip), TRUE);
  gtk_box_append (GTK_BOX (self->strip_place), GTK_WIDGET (self->strip));
  tide_running_strip_set_shown (self->strip, session_id);
  self->tick_source = g_timeout_add_seconds (1, tick_cb, self);
  see (self);
  return GTK_WIDGET (self);
}

GtkWidget *
tide_cockpit_page_make (TideClinic *clinic, GVariant *parameter)
{
  return tide_cockpit_page_new (clinic, g_variant_get_int64 (parameter));
}
