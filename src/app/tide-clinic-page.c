/* tide-clinic-page.c: an open clinic: header, Today, patient list beside the patient, caseload.
 *
 * libadwaita 1.2 has no breakpoints: the leaflet folds by itself, and what else must change on a narrow
 * window follows its "folded".
 */
#include "tide-clinic-page.h"

#include <glib/gi18n-lib.h>
#include "tide-caseload-page.h"
#include "tide-rate-menu.h"
#include "tide-patient-banner.h"
#include "tide-patient-list.h"
#include "tide-running-strip.h"
#include "tide-sentences.h"
#include "tide-today-page.h"
#include "tide-window.h"

struct _TideClinicPage
{
  AdwBin parent_instance;

  GtkStack *title_stack, *content;
  AdwViewSwitcherTitle *switcher_title;
  AdwWindowTitle *patient_title;
  GtkWidget *back_button, *new_button, *print_button, *demo_badge, *read_only_badge;
  AdwViewStack *views;
  AdwLeaflet *split;
  TidePatientList *list;
  TidePatientPage *patient;
  TideCaseloadPage *caseload;
  GMenu *main_menu;
  TideTodayPage *today;
  AdwViewSwitcherBar *view_bar;
  GtkWidget *strip_place;

  TideClinic *clinic;
  guint update_id, compare_id;
  char *last_view; /* one of this page's own */
};

G_DEFINE_FINAL_TYPE (TideClinicPage, tide_clinic_page, ADW_TYPE_BIN)

enum
{
  PATIENT_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

void
tide_place_clear (TidePlace *place)
{
  g_clear_pointer (&place->view, g_free);
  g_clear_pointer (&place->tab, g_free);
  place->patient_id = 0;
}

/* --- wide and narrow --- */

static gboolean
in_view (TideClinicPage *self, const char *name)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), name) == 0;
}

static gboolean
in_patients (TideClinicPage *self)
{
  return in_view (self, "patients");
}

/* On a folded window the patient is a page of its own: its header bar has name and facts, its tabs the foot.
 */
static void
update_header (TideClinicPage *self)
{
  gboolean folded = adw_leaflet_get_folded (self->split);
  gboolean patient_alone = folded && in_patients (self)
                           && g_strcmp0 (adw_leaflet_get_visible_child_name (self->split), "content") == 0;
  TidePatientModel *model = tide_patient_page_get_model (self->patient);
  g_autofree char *name = model != NULL ? tide_patient_dup_name (model->history->patient) : g_strdup ("");
  g_autofree char *facts
    = model != NULL ? tide_patient_dup_facts (model->history->patient, TRUE) : g_strdup ("");
  g_autofree char *below = model != NULL && model->history->patient->synthetic
                             ? g_strdup_printf (_ ("%s · Synthetic"), facts)
                             : g_strdup (facts);
  tide_patient_page_set_narrow (self->patient, folded);
  adw_window_title_set_title (self->patient_title, name);
  adw_window_title_set_subtitle (self->patient_title, below);
  gtk_stack_set_visible_child_name (self->title_stack, patient_alone ? "patient" : "views");
  gtk_widget_set_visible (self->back_button, patient_alone);
  gtk_widget_set_visible (self->print_button,
                          !patient_alone); /* the name needs the room; the menu has it too */
  gtk_widget_set_visible (self->demo_badge, tide_clinic_is_synthetic (self->clinic) && !patient_alone);
  adw_view_switcher_bar_set_reveal (
    self->view_bar, adw_view_switcher_title_get_title_visible (self->switcher_title) && !patient_alone);
}

static gboolean
update_soon_cb (gpointer data)
{
  TideClinicPage *self = data;
  self->update_id = 0;
  if (self->clinic != NULL && !tide_clinic_is_locked (self->clinic))
    update_header (self);
  return G_SOURCE_REMOVE;
}

/* Folding is told while sizes are given out; what it shows and hides has to wait until that is over. */
/* Compare stands in the switcher and is a page over the window, with views of its own. */
static gboolean
compare_cb (gpointer data)
{
  TideClinicPage *self = data;
  self->compare_id = 0;
  adw_view_stack_set_visible_child_name (self->views, self->last_view != NULL ? self->last_view : "today");
  gtk_widget_activate_action (GTK_WIDGET (self), "win.compare", NULL);
  return G_SOURCE_REMOVE;
}

static void
view_changed_cb (TideClinicPage *self)
{
  if (in_view (self, "compare"))
    {
      if (self->compare_id == 0)
        self->compare_id = g_idle_add (compare_cb, self);
      return;
    }
  g_free (self->last_view);
  self->last_view = g_strdup (adw_view_stack_get_visible_child_name (self->views));
  if (self->clinic != NULL && !tide_clinic_is_locked (self->clinic))
    g_signal_emit (self, signals[PATIENT_CHANGED], 0);
}

static void
update_header_cb (GObject *object, GParamSpec *pspec, TideClinicPage *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_soon_cb, self, NULL);
}

static void
loaded_cb (TidePatientPage *page, TideClinicPage *self)
{
  gtk_stack_set_visible_child_name (self->content,
                                    tide_patient_page_get_model (page) != NULL ? "patient" : "nobody");
  update_header_cb (NULL, NULL, self);
}

/* --- showing a patient --- */

static gboolean
load_patient (TideClinicPage *self, gint64 patient_id)
{
  g_autoptr (GError) error = NULL;
  gboolean loaded = tide_patient_page_show (self->patient, self->clinic, patient_id, &error);
  TideWindow *window = tide_window_of (GTK_WIDGET (self));
  if (!loaded && window != NULL)
    tide_window_show_error (window, tide_sentence_heading (error), error);
  g_signal_emit (self, signals[PATIENT_CHANGED], 0);
  return loaded;
}

static void
chosen_cb (TidePatientList *list, gint64 patient_id, gboolean activated, TideClinicPage *self)
{
  gboolean folded = adw_leaflet_get_folded (self->split);
  if (folded && !activated)
    return; /* arrow keys move through the list; only a click or Enter leaves it */
  if (tide_patient_page_get_patient (self->patient) != patient_id && !load_patient (self, patient_id))
    return;
  if (folded)
    adw_leaflet_set_visible_child_name (self->split, "content");
}

static void
caseload_chosen_cb (TideCaseloadPage *caseload, gint64 patient_id, TideClinicPage *self)
{
  tide_clinic_page_show_patient (self, patient_id);
}

static void
count_alerts_cb (TideTodayPage *today, TideClinicPage *self)
{
  AdwViewStackPage *page = adw_view_stack_get_page (self->views, GTK_WIDGET (today));
  adw_view_stack_page_set_badge_number (page, tide_today_page_get_n_alerts (today));
  adw_view_stack_page_set_needs_attention (page, tide_today_page_has_red (today));
}

/* The form opens over Today, so that the list is there again when it closes; what cannot be done here is
 * shown in the chart. */
static void
today_open_cb (TideTodayPage *today, gint64 patient_id, const char *action, GVariant *target,
               TideClinicPage *self)
{
  if (action == NULL)
    {
      tide_clinic_page_show_patient (self, patient_id);
      return;
    }
  if (tide_patient_page_get_patient (self->patient) != patient_id && !load_patient (self, patient_id))
    return;
  tide_patient_list_select (self->list, patient_id);
  if (tide_clinic_get_read_only (self->clinic)
      || !gtk_widget_activate_action_variant (GTK_WIDGET (self->patient), action, target))
    tide_clinic_page_show_patient (self, patient_id);
}

void
tide_clinic_page_show_patient (TideClinicPage *self, gint64 patient_id)
{
  g_return_if_fail (TIDE_IS_CLINIC_PAGE (self));
  if (!load_patient (self, patient_id))
    return;
  adw_view_stack_set_visible_child_name (self->views, "patients");
  tide_patient_list_select (self->list, patient_id);
  adw_leaflet_set_visible_child_name (self->split, patient_id != 0 ? "content" : "list");
}

static void
changed_cb (TideClinic *clinic, gint64 patient_id, TideClinicPage *self)
{
  gint64 shown = tide_patient_page_get_patient (self->patient);
  g_autoptr (GError) error = NULL;
  if (tide_clinic_is_locked (clinic) || shown == 0 || (patient_id != 0 && patient_id != shown))
    return;
  /* Undoing the making of a patient takes him away. */
  if (!tide_patient_page_reload (self->patient, &error))
    tide_patient_page_show (self->patient, clinic, 0, NULL);
}

/* --- from outside --- */

TidePatientPage *
tide_clinic_page_get_patient_page (TideClinicPage *self)
{
  g_return_val_if_fail (TIDE_IS_CLINIC_PAGE (self), NULL);
  return self->patient;
}

gint64
tide_clinic_page_get_patient (TideClinicPage *self)
{
  g_return_val_if_fail (TIDE_IS_CLINIC_PAGE (self), 0);
  return tide_patient_page_get_patient (self->patient);
}

void
tide_clinic_page_show_view (TideClinicPage *self, const char *name)
{
  g_return_if_fail (TIDE_IS_CLINIC_PAGE (self));
  if (adw_view_stack_get_child_by_name (self->views, name) == NULL)
    return;
  adw_view_stack_set_visible_child_name (self->views, name);
  if (in_view (self, "today"))
    tide_today_page_focus (self->today);
}

gboolean
tide_clinic_page_shows_patient (TideClinicPage *self)
{
  g_return_val_if_fail (TIDE_IS_CLINIC_PAGE (self), FALSE);
  return !in_view (self, "today") && tide_clinic_page_get_patient (self) != 0;
}

void
tide_clinic_page_focus_start (TideClinicPage *self)
{
  g_return_if_fail (TIDE_IS_CLINIC_PAGE (self));
  if (in_view (self, "today"))
    tide_today_page_focus (self->today);
  else
    tide_clinic_page_focus_search (self);
}

void
tide_clinic_page_focus_search (TideClinicPage *self)
{
  g_return_if_fail (TIDE_IS_CLINIC_PAGE (self));
  if (in_view (self, "caseload"))
    {
      tide_caseload_page_focus_search (self->caseload);
      return;
    }
  /* Whoever looks for a patient wants to see the list. */
  adw_view_stack_set_visible_child_name (self->views, "patients");
  if (adw_leaflet_get_folded (self->split))
    adw_leaflet_set_visible_child_name (self->split, "list");
  tide_patient_list_focus_search (self->list);
}

void
tide_clinic_page_focus_saved (TideClinicPage *self)
{
  g_return_if_fail (TIDE_IS_CLINIC_PAGE (self));
  if (in_patients (self))
    tide_patient_page_focus_entered (self->patient);
  else if (in_view (self, "today"))
    tide_today_page_focus (self->today);
}

void
tide_clinic_page_focus_next (TideClinicPage *self)
{
  g_return_if_fail (TIDE_IS_CLINIC_PAGE (self));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if (in_view (self, "today"))
    {
      tide_today_page_focus_next (self->today);
      return;
    }
  if (!in_patients (self))
    {
      tide_caseload_page_focus_search (self->caseload);
      return;
    }
  gboolean in_list = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list));
  gboolean in_patient = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->patient));
  if (!in_list && !in_patient)
    tide_clinic_page_focus_search (self);
  else if (in_list && tide_patient_list_search_has_focus (self->list))
    tide_patient_list_focus_rows (self->list);
  else if (tide_clinic_page_get_patient (self) == 0 || !tide_patient_page_focus_next (self->patient))
    tide_clinic_page_focus_search (self);
}

gboolean
tide_clinic_page_go_back (TideClinicPage *self)
{
  g_return_val_if_fail (TIDE_IS_CLINIC_PAGE (self), FALSE);
  if (!gtk_widget_get_visible (self->back_button))
    return FALSE;
  adw_leaflet_set_visible_child_name (self->split, "list");
  return TRUE;
}

TidePlace
tide_clinic_page_get_place (TideClinicPage *self)
{
  g_return_val_if_fail (TIDE_IS_CLINIC_PAGE (self), ((TidePlace){ 0 }));
  return (TidePlace){ .view = g_strdup (in_view (self, "compare") && self->last_view != NULL
                                          ? self->last_view
                                          : adw_view_stack_get_visible_child_name (self->views)),
                      .tab = g_strdup (tide_patient_page_get_tab (self->patient)),
                      .patient_id = tide_patient_page_get_patient (self->patient) };
}

void
tide_clinic_page_restore_place (TideClinicPage *self, const TidePlace *place)
{
  g_return_if_fail (TIDE_IS_CLINIC_PAGE (self));
  if (place->patient_id != 0)
    tide_clinic_page_show_patient (self, place->patient_id);
  if (place->tab != NULL)
    tide_patient_page_set_tab (self->patient, place->tab);
  adw_view_stack_set_visible_child_name (self->views, place->view != NULL ? place->view : "today");
}

/* --- class --- */

static void
tide_clinic_page_dispose (GObject *object)
{
  TideClinicPage *self = TIDE_CLINIC_PAGE (object);
  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_handle_id (&self->compare_id, g_source_remove);
  g_clear_pointer (&self->last_view, g_free);
  if (self->clinic != NULL)
    g_signal_handlers_disconnect_by_func (self->clinic, changed_cb, self);
  g_clear_object (&self->clinic);
  G_OBJECT_CLASS (tide_clinic_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TideClinicPage, title_stack);
  gtk_widget_class_bind_template_child (widget_class, TideClinicPage, content);
  gtk_widget_class_bind_template_child (widget_class, TideClinicPage, switcher_title);
  gtk_widget_class_bind_template_child (widget_class, TideClinicPage, patient_title);
  gtk_widget_class_bind_template_child (widget_class, TideClinicPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, TideClinicPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, TideClinicPage, print_button);
  gtk_widget_class_bind_template_child (widget_class, TideClinicPage, demo_badge);
  gtk_widget_class_bind_template_child (widget_class, TideClinicPage, read_only_badge);
  gtk_widget_class_bind_template_child (widget_class, TideClinicPage, views);
  gtk_widget_class_bind_template_child (widget_class, TideClinicPage, split);
  gtk_widget_class_bind_template_child (widget_class, TideClinicPage, list);
  gtk_widget_class_bind_template_child (widget_class, TideClinicPage, patient);
  gtk_widget_class_bind_template_child (widget_class, TideClinicPage, caseload);
  gtk_widget_class_bind_template_child (widget_class, TideClinicPage, main_menu);
  gtk_widget_class_bind_template_child (widget_class, TideClinicPage, today);
  gtk_widget_class_bind_template_child (widget_class, TideClinicPage, view_bar);
  gtk_widget_class_bind_template_child (widget_class, TideClinicPage, strip_place);
}

static void
tide_clinic_page_class_init (TideClinicPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_clinic_page_dispose;
  signals[PATIENT_CHANGED] = g_signal_new ("patient-changed", TIDE_TYPE_CLINIC_PAGE, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (TIDE_TYPE_PATIENT_LIST);
  g_type_ensure (TIDE_TYPE_PATIENT_PAGE);
  g_type_ensure (TIDE_TYPE_CASELOAD_PAGE);
  g_type_ensure (TIDE_TYPE_TODAY_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidemark/Tidemark/ui/tide-clinic-page.ui");
  bind_children (widget_class);
}

static void
tide_clinic_page_init (TideClinicPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self->split, "notify::folded", G_CALLBACK (update_header_cb), self);
  g_signal_connect (self->split, "notify::visible-child", G_CALLBACK (update_header_cb), self);
  g_signal_connect (self->views, "notify::visible-child", G_CALLBACK (update_header_cb), self);
  g_signal_connect_swapped (self->views, "notify::visible-child", G_CALLBACK (view_changed_cb), self);
  g_signal_connect (self->switcher_title, "notify::title-visible", G_CALLBACK (update_header_cb), self);
  g_signal_connect (self->list, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect (self->patient, "loaded", G_CALLBACK (loaded_cb), self);
  g_signal_connect (self->caseload, "chosen", G_CALLBACK (caseload_chosen_cb), self);
  g_signal_connect (self->today, "open", G_CALLBACK (today_open_cb), self);
  g_signal_connect (self->today, "counted", G_CALLBACK (count_alerts_cb), self);
}

/* Empty forms of nobody, for the waiting room; with a patient's name they are printed from his chart. */
static void
add_forms (TideClinicPage *self)
{
  g_autoptr (GMenu) forms
    = tide_rate_menu_new_scales (tide_clinic_get_library (self->clinic), "win.print-form"),
    section = g_menu_new ();
  g_menu_append_submenu (section, _ ("Print Empty _Form"), G_MENU_MODEL (forms));
  g_menu_insert_section (self->main_menu, 1, NULL, G_MENU_MODEL (section));
}

GtkWidget *
tide_clinic_page_new (TideClinic *clinic)
{
  TideClinicPage *self = g_object_new (TIDE_TYPE_CLINIC_PAGE, NULL);
  self->clinic = g_object_ref (clinic);
  g_signal_connect (clinic, "changed", G_CALLBACK (changed_cb), self);
  gtk_widget_set_visible (self->read_only_badge, tide_clinic_get_read_only (clinic));
  gtk_widget_set_tooltip_text (self->read_only_badge, tide_clinic_get_holder (clinic));
  GtkWidget *strip = tide_running_strip_new (clinic);
  gtk_widget_set_hexpand (strip, TRUE);
  gtk_box_append (GTK_BOX (self->strip_place), strip);
  add_forms (self);
  tide_patient_list_set_clinic (self->list, clinic);
  tide_caseload_page_set_clinic (self->caseload, clinic);
  tide_today_page_set_clinic (self->today, clinic);
  update_header (self);
  return GTK_WIDGET (self);
}
