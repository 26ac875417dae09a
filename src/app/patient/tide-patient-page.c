/* tide-patient-page.c: everything about one patient: banner, timeline, tabs.
 *
 * Only the tab in sight is filled; the others follow when they are opened, so that going through the list by
 * arrow keys stays quick.  The page measures itself: its natural width decides when the window folds,
 * whatever its labels hold.
 */
#include "tide-patient-page.h"

#include <glib/gi18n-lib.h>
#include "tide-accessible-name.h"
#include "tide-alert-box.h"
#include "tide-assessments-view.h"
#include "tide-chart-style.h"
#include "tide-courses-view.h"
#include "tide-draft-box.h"
#include "tide-history-view.h"
#include "tide-notes-view.h"
#include "tide-page-room.h"
#include "tide-patient-actions.h"
#include "tide-patient-banner.h"
#include "tide-rate-menu.h"
#include "tide-sessions-view.h"
#include "tide-timeline-card.h"

#define FOLD_BELOW_EM 32.2 /* 472 px beside a sidebar of 288: folds under 760 */

struct _TidePatientPage
{
  GtkWidget parent_instance;

  GtkWidget *box, *scroller, *content, *tab_row, *squeezer, *menu_button, *visit_button;
  GMenu *patient_menu, *assessment_menu, *session_menu;
  GtkRevealer *strip_revealer;
  TideAlertBox *strip;
  TidePatientBanner *banner;
  TideDraftBox *drafts;
  TideTimelineCard *timeline;
  GtkDropDown *instrument_filter;
  AdwSplitButton *rate_button;
  AdwViewStack *tabs;
  AdwViewSwitcherBar *bar;
  TideAssessmentsView *assessments;
  TideCoursesView *courses;
  TideSessionsView *sessions;
  TideHistoryView *history;
  TideNotesView *notes;

  TideClinic *clinic;
  TidePatientModel *model;
  GPtrArray *filter_ids; /* (utf8) instrument ids of the drop-down, the first "" for all */
  gboolean filling;      /* the drop-down is changed by us */
  gboolean pointing;     /* the timeline points at a row just now */
  gboolean narrow, show_all;
  TidePageRoom room;
  guint fresh_tabs; /* one bit for each tab that shows the present model */
};

G_DEFINE_FINAL_TYPE (TidePatientPage, tide_patient_page, GTK_TYPE_WIDGET)

enum
{
  PROP_NARROW = 1,
  PROP_SHOW_ALL,
  N_PROPS
};
static GParamSpec *props[N_PROPS];
enum
{
  LOADED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- tabs --- */

typedef enum
{
  TAB_ASSESSMENTS = 1 << 0,
  TAB_COURSES = 1 << 1,
  TAB_SESSIONS = 1 << 2,
  TAB_HISTORY = 1 << 3,
  TAB_NOTES = 1 << 4,
  TAB_ALL = 31,
} Tab;

static void
fill_tabs (TidePatientPage *self, guint which)
{
  guint stale = which & ~self->fresh_tabs;
  if ((stale & TAB_ASSESSMENTS) != 0)
    tide_assessments_view_set_model (self->assessments, self->model);
  if ((stale & TAB_COURSES) != 0)
    tide_courses_view_set_model (self->courses, self->model);
  if ((stale & TAB_SESSIONS) != 0)
    tide_sessions_view_set_model (self->sessions, self->model);
  if ((stale & TAB_HISTORY) != 0)
    tide_history_view_set_model (self->history, self->model);
  if ((stale & TAB_NOTES) != 0)
    tide_notes_view_set_model (self->notes, self->model);
  self->fresh_tabs |= which;
}

static Tab
visible_tab (TidePatientPage *self)
{
  static const struct
  {
    const char *name;
    Tab tab;
  } names[] = { { "courses", TAB_COURSES },
                { "sessions", TAB_SESSIONS },
                { "history", TAB_HISTORY },
                { "notes", TAB_NOTES } };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->tabs), names[i].name) == 0)
      return names[i].tab;
  return TAB_ASSESSMENTS;
}

/* What is done to the selected assessment or session belongs where one can be selected. */
static void
fill_menu_section (TidePatientPage *self, GMenu *menu, gboolean wanted)
{
  GMenuModel *section = G_MENU_MODEL (menu);
  int n = g_menu_model_get_n_items (G_MENU_MODEL (self->patient_menu));
  g_autoptr (GMenuModel) last
    = g_menu_model_get_item_link (G_MENU_MODEL (self->patient_menu), n - 1, G_MENU_LINK_SECTION);
  if (wanted && last != section)
    g_menu_append_section (self->patient_menu, NULL, section);
  else if (!wanted && last == section)
    g_menu_remove (self->patient_menu, n - 1);
}

static void
fill_menu (TidePatientPage *self)
{
  Tab tab = visible_tab (self);
  fill_menu_section (self, tab == TAB_SESSIONS ? self->assessment_menu : self->session_menu, FALSE);
  fill_menu_section (self, self->assessment_menu, tab == TAB_ASSESSMENTS);
  fill_menu_section (self, self->session_menu, tab == TAB_SESSIONS);
}

static void
tab_changed_cb (AdwViewStack *tabs, GParamSpec *pspec, TidePatientPage *self)
{
  if (self->model != NULL)
    fill_tabs (self, visible_tab (self));
  /* Out of sight it keeps its room, or the tabs would change their shape and height from one to the next. */
  gboolean filters = visible_tab (self) == TAB_ASSESSMENTS;
  gtk_widget_set_opacity (GTK_WIDGET (self->instrument_filter), filters ? 1 : 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->instrument_filter), filters);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->instrument_filter), GTK_ACCESSIBLE_STATE_HIDDEN,
                               !filters, -1);
  tide_page_room_show_tab (&self->room);
  fill_menu (self);
  tide_patient_actions_update (self);
}

/* --- scales --- */

static void
fill_filter (TidePatientPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *chosen = NULL;
  guint position = gtk_drop_down_get_selected (self->instrument_filter), selected = 0;
  if (position < self->filter_ids->len)
    chosen = g_strdup (g_ptr_array_index (self->filter_ids, position));
  self->filling = TRUE;
  g_ptr_array_set_size (self->filter_ids, 0);
  g_ptr_array_add (self->filter_ids, g_strdup (""));
  gtk_string_list_append (names, _ ("All instruments"));
  TideLibrary *library = self->model != NULL ? tide_clinic_get_library (self->clinic) : NULL;
  for (guint i = 0; library != NULL && i < self->model->history->assessments->len; i++)
    {
      const TideAssessmentData *data = g_ptr_array_index (self->model->history->assessments, i);
      TideInstrument *instrument
        = data->instrument_id != NULL ? tide_library_lookup (library, data->instrument_id) : NULL;
      guint at;
      if (instrument == NULL
          || g_ptr_array_find_with_equal_func (self->filter_ids, data->instrument_id,
                                               (GEqualFunc) g_str_equal, &at))
        continue;
      if (g_strcmp0 (chosen, data->instrument_id) == 0)
        selected = self->filter_ids->len;
      g_ptr_array_add (self->filter_ids, g_strdup (data->instrument_id));
      gtk_string_list_append (names, tide_instrument_get_short_name (instrument));
    }
  gtk_drop_down_set_model (self->instrument_filter, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->instrument_filter, selected);
  self->filling = FALSE;
  tide_assessments_view_set_instrument (self->assessments, g_ptr_array_index (self->filter_ids, selected));
}

static void
filter_changed_cb (GtkDropDown *drop_down, GParamSpec *pspec, TidePatientPage *self)
{
  guint position = gtk_drop_down_get_selected (drop_down);
  if (!self->filling && position < self->filter_ids->len)
    tide_assessments_view_set_instrument (self->assessments, g_ptr_array_index (self->filter_ids, position));
}

static void
show_target (TidePatientPage *self)
{
  if (self->model == NULL)
    return;
  TideInstrument *target = tide_patient_model_get_target (self->model);
  g_autofree char *label = g_strdup_printf (_ ("Rate %s"), tide_instrument_get_short_name (target));
  adw_split_button_set_label (self->rate_button, label);
  tide_rate_menu_attach (self->rate_button, &self->clinic);
  tide_rate_menu_tell_refused (GTK_WIDGET (self), self->clinic);
}

/* --- the patient --- */

static void
take_model (TidePatientPage *self, TidePatientModel *model)
{
  TidePatientModel *old = self->model;
  self->model = model;
  tide_patient_banner_set_model (self->banner, model);
  tide_draft_box_set_model (self->drafts, model);
  guint n_alerts = tide_alert_box_set_model (self->strip, model);
  gtk_revealer_set_reveal_child (self->strip_revealer, self->narrow && n_alerts > 0);
  tide_timeline_card_set_model (self->timeline, model);
  self->fresh_tabs = 0;
  fill_tabs (self, model != NULL ? visible_tab (self) : TAB_ALL);
  fill_filter (self);
  show_target (self);
  g_clear_pointer (&old, tide_patient_model_unref);
  tide_patient_actions_update (self);
  g_signal_emit (self, signals[LOADED], 0);
}

gboolean
tide_patient_page_show (TidePatientPage *self, TideClinic *clinic, gint64 patient_id, GError **error)
{
  g_return_val_if_fail (TIDE_IS_PATIENT_PAGE (self), FALSE);
  g_set_object (&self->clinic, clinic);
  if (patient_id == 0 || clinic == NULL)
    {
      take_model (self, NULL);
      return TRUE;
    }
  TidePatientModel *model = tide_patient_model_load (clinic, patient_id, error);
  if (model == NULL)
    return FALSE;
  take_model (self, model);
  tide_clinic_log_view (clinic, patient_id);
  return TRUE;
}

gboolean
tide_patient_page_reload (TidePatientPage *self, GError **error)
{
  g_return_val_if_fail (TIDE_IS_PATIENT_PAGE (self), FALSE);
  gint64 patient_id = tide_patient_page_get_patient (self);
  if (patient_id == 0)
    return TRUE;
  TidePatientModel *model = tide_patient_model_load (self->clinic, patient_id, error);
  if (model == NULL)
    return FALSE;
  take_model (self, model);
  return TRUE;
}

TidePatientModel *
tide_patient_page_get_model (TidePatientPage *self)
{
  g_return_val_if_fail (TIDE_IS_PATIENT_PAGE (self), NULL);
  return self->model;
}

gint64
tide_patient_page_get_patient (TidePatientPage *self)
{
  g_return_val_if_fail (TIDE_IS_PATIENT_PAGE (self), 0);
  return self->model != NULL ? tide_patient_model_get_id (self->model) : 0;
}

void
tide_patient_page_set_narrow (TidePatientPage *self, gboolean narrow)
{
  g_return_if_fail (TIDE_IS_PATIENT_PAGE (self));
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  tide_patient_banner_set_narrow (self->banner, narrow);
  tide_assessments_view_set_narrow (self->assessments, narrow);
  tide_history_view_set_narrow (self->history, narrow);
  tide_timeline_card_set_narrow (self->timeline, narrow);
  gtk_widget_set_visible (self->squeezer, !narrow);
  gtk_widget_set_visible (self->visit_button, !narrow); /* there it stands in the menu */
  gtk_widget_set_halign (self->tab_row, narrow ? GTK_ALIGN_END : GTK_ALIGN_FILL);
  adw_view_switcher_bar_set_reveal (self->bar, narrow);
  guint n_alerts = tide_alert_box_set_model (self->strip, self->model);
  gtk_revealer_set_reveal_child (self->strip_revealer, narrow && n_alerts > 0);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NARROW]);
}

const char *
tide_patient_page_get_tab (TidePatientPage *self)
{
  g_return_val_if_fail (TIDE_IS_PATIENT_PAGE (self), NULL);
  return adw_view_stack_get_visible_child_name (self->tabs);
}

void
tide_patient_page_set_tab (TidePatientPage *self, const char *name)
{
  g_return_if_fail (TIDE_IS_PATIENT_PAGE (self));
  if (adw_view_stack_get_child_by_name (self->tabs, name) != NULL)
    adw_view_stack_set_visible_child_name (self->tabs, name);
}

void
tide_patient_page_show_history (TidePatientPage *self, const char *section)
{
  g_return_if_fail (TIDE_IS_PATIENT_PAGE (self));
  tide_patient_page_set_tab (self, "history");
  tide_history_view_jump (self->history, section);
}

void
tide_patient_page_show_course (TidePatientPage *self, gint64 course_id)
{
  g_return_if_fail (TIDE_IS_PATIENT_PAGE (self));
  tide_patient_page_set_tab (self, "courses");
  tide_courses_view_show_course (self->courses, course_id);
}

gint64
tide_patient_page_get_selected (TidePatientPage *self)
{
  g_return_val_if_fail (TIDE_IS_PATIENT_PAGE (self), 0);
  return tide_assessments_view_get_selected (self->assessments);
}

gint64
tide_patient_page_get_selected_session (TidePatientPage *self)
{
  g_return_val_if_fail (TIDE_IS_PATIENT_PAGE (self), 0);
  return tide_sessions_view_get_selected (self->sessions);
}

const char *
tide_patient_page_get_filter (TidePatientPage *self)
{
  g_return_val_if_fail (TIDE_IS_PATIENT_PAGE (self), NULL);
  guint position = gtk_drop_down_get_selected (self->instrument_filter);
  const char *id = position < self->filter_ids->len ? g_ptr_array_index (self->filter_ids, position) : "";
  return *id != '\0' ? id : NULL;
}

gboolean
tide_patient_page_get_show_all (TidePatientPage *self)
{
  g_return_val_if_fail (TIDE_IS_PATIENT_PAGE (self), FALSE);
  return self->show_all;
}

void
tide_patient_page_set_show_all (TidePatientPage *self, gboolean show_all)
{
  g_return_if_fail (TIDE_IS_PATIENT_PAGE (self));
  if (self->show_all == show_all)
    return;
  self->show_all = show_all;
  tide_assessments_view_set_show_all (self->assessments, show_all);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SHOW_ALL]);
}

void
tide_patient_page_focus_entered (TidePatientPage *self)
{
  g_return_if_fail (TIDE_IS_PATIENT_PAGE (self));
  gint64 newest = 0;
  for (guint i = 0; self->model != NULL && i < self->model->history->assessments->len; i++)
    {
      const TideAssessmentData *data = g_ptr_array_index (self->model->history->assessments, i);
      if (tide_assessment_data_is_current (data))
        newest = MAX (newest, data->base.id);
    }
  if (newest == 0)
    return;
  tide_patient_page_set_tab (self, "assessments");
  tide_assessments_view_select (self->assessments, newest);
  tide_assessments_view_focus_selected (self->assessments);
}

gboolean
tide_patient_page_focus_next (TidePatientPage *self)
{
  g_return_val_if_fail (TIDE_IS_PATIENT_PAGE (self), FALSE);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *timeline = GTK_WIDGET (self->timeline), *tab = adw_view_stack_get_visible_child (self->tabs);
  if (focus != NULL && gtk_widget_is_ancestor (focus, tab))
    return FALSE;
  gboolean in_timeline = focus != NULL && gtk_widget_is_ancestor (focus, timeline);
  if (!in_timeline && gtk_widget_child_focus (timeline, GTK_DIR_TAB_FORWARD))
    return TRUE;
  return gtk_widget_child_focus (tab, GTK_DIR_TAB_FORWARD);
}

/* --- timeline and table point at the same things --- */

static void
row_activated_cb (TideAssessmentsView *view, gint64 assessment_id, TidePatientPage *self)
{
  tide_assessments_view_select (view, assessment_id);
  gtk_widget_activate_action (GTK_WIDGET (self), "patient.open-assessment", NULL);
}

static void
point_hovered_cb (TideTimelineCard *timeline, gint64 assessment_id, TidePatientPage *self)
{
  self->pointing = TRUE;
  tide_assessments_view_select (self->assessments, assessment_id);
  self->pointing = FALSE;
}

static void
row_selected_cb (TideAssessmentsView *view, TidePatientPage *self)
{
  /* A row that the timeline has pointed at does not point back. */
  if (!self->pointing)
    tide_timeline_card_highlight (self->timeline, tide_assessments_view_get_selected (view));
  tide_patient_actions_update (self);
}

static void
point_activated_cb (TideTimelineCard *timeline, gint64 assessment_id, TidePatientPage *self)
{
  tide_patient_page_set_tab (self, "assessments");
  tide_assessments_view_select (self->assessments, assessment_id);
  gtk_widget_activate_action (GTK_WIDGET (self), "patient.open-assessment", NULL);
}

/* Doses, sessions and events have no row among the assessments: their own tab shows them. */
static void
record_activated_cb (TideTimelineCard *timeline, int kind, gint64 id, TidePatientPage *self)
{
  tide_patient_page_set_tab (self, kind == TIDE_PICK_STEP      ? "courses"
                                   : kind == TIDE_PICK_SESSION ? "sessions"
                                                               : "history");
  if (kind != TIDE_PICK_STEP && kind != TIDE_PICK_SESSION)
    tide_history_view_jump (self->history, "events");
}

static void
table_twin_cb (TideTimelineCard *timeline, TidePatientPage *self)
{
  tide_patient_page_set_tab (self, "assessments");
  gtk_widget_child_focus (GTK_WIDGET (self->assessments), GTK_DIR_TAB_FORWARD);
}

/* --- size --- */

static void
tide_patient_page_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                           int *natural, int *minimum_baseline, int *natural_baseline)
{
  TidePatientPage *self = TIDE_PATIENT_PAGE (widget);
  gtk_widget_measure (self->box, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*minimum, (int) (FOLD_BELOW_EM * tide_chart_em (widget)));
}

static void
tide_patient_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_size_allocate (TIDE_PATIENT_PAGE (widget)->box, &(GtkAllocation){ 0, 0, width, height }, -1);
  tide_page_room_allocate (&TIDE_PATIENT_PAGE (widget)->room);
}

/* --- drafts: a form over the page keeps and drops them --- */

static void
window_active_cb (GtkWindow *window, GParamSpec *pspec, TidePatientPage *self)
{
  if (gtk_window_is_active (window) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    tide_draft_box_refresh (self->drafts);
}

static void
tide_patient_page_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tide_patient_page_parent_class)->root (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  if (GTK_IS_WINDOW (root))
    g_signal_connect (root, "notify::is-active", G_CALLBACK (window_active_cb), widget);
  tide_page_room_watch (&TIDE_PATIENT_PAGE (widget)->room, root);
}

static void
tide_patient_page_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), window_active_cb, widget);
  tide_page_room_watch (&TIDE_PATIENT_PAGE (widget)->room, NULL);
  GTK_WIDGET_CLASS (tide_patient_page_parent_class)->unroot (widget);
}

static void
tide_patient_page_map (GtkWidget *widget)
{
  tide_draft_box_refresh (TIDE_PATIENT_PAGE (widget)->drafts);
  GTK_WIDGET_CLASS (tide_patient_page_parent_class)->map (widget);
}

static GtkSizeRequestMode
tide_patient_page_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* --- class --- */

static void
tide_patient_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TidePatientPage *self = TIDE_PATIENT_PAGE (object);
  g_value_set_boolean (value, id == PROP_NARROW ? self->narrow : self->show_all);
}

static void
tide_patient_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TidePatientPage *self = TIDE_PATIENT_PAGE (object);
  if (id == PROP_NARROW)
    tide_patient_page_set_narrow (self, g_value_get_boolean (value));
  else
    tide_patient_page_set_show_all (self, g_value_get_boolean (value));
}

static void
tide_patient_page_dispose (GObject *object)
{
  TidePatientPage *self = TIDE_PATIENT_PAGE (object);
  tide_page_room_clear (&self->room);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->model, tide_patient_model_unref);
  g_clear_object (&self->clinic);
  G_OBJECT_CLASS (tide_patient_page_parent_class)->dispose (object);
}

static void
tide_patient_page_finalize (GObject *object)
{
  g_ptr_array_unref (TIDE_PATIENT_PAGE (object)->filter_ids);
  G_OBJECT_CLASS (tide_patient_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TidePatientPage, box);
  gtk_widget_class_bind_template_child (widget_class, TidePatientPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, TidePatientPage, content);
  gtk_widget_class_bind_template_child (widget_class, TidePatientPage, tab_row);
  gtk_widget_class_bind_template_child (widget_class, TidePatientPage, squeezer);
  gtk_widget_class_bind_template_child (widget_class, TidePatientPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, TidePatientPage, visit_button);
  gtk_widget_class_bind_template_child (widget_class, TidePatientPage, patient_menu);
  gtk_widget_class_bind_template_child (widget_class, TidePatientPage, assessment_menu);
  gtk_widget_class_bind_template_child (widget_class, TidePatientPage, session_menu);
  gtk_widget_class_bind_template_child (widget_class, TidePatientPage, strip_revealer);
  gtk_widget_class_bind_template_child (widget_class, TidePatientPage, strip);
  gtk_widget_class_bind_template_child (widget_class, TidePatientPage, banner);
  gtk_widget_class_bind_template_child (widget_class, TidePatientPage, drafts);
  gtk_widget_class_bind_template_child (widget_class, TidePatientPage, timeline);
  gtk_widget_class_bind_template_child (widget_class, TidePatientPage, instrument_filter);
  gtk_widget_class_bind_template_child (widget_class, TidePatientPage, rate_button);
  gtk_widget_class_bind_template_child (widget_class, TidePatientPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, TidePatientPage, bar);
  gtk_widget_class_bind_template_child (widget_class, TidePatientPage, assessments);
  gtk_widget_class_bind_template_child (widget_class, TidePatientPage, courses);
  gtk_widget_class_bind_template_child (widget_class, TidePatientPage, sessions);
  gtk_widget_class_bind_template_child (widget_class, TidePatientPage, history);
  gtk_widget_class_bind_template_child (widget_class, TidePatientPage, notes);
}

static void
ensure_types (void)
{
  g_type_ensure (TIDE_TYPE_ALERT_BOX);
  g_type_ensure (TIDE_TYPE_PATIENT_BANNER);
  g_type_ensure (TIDE_TYPE_DRAFT_BOX);
  g_type_ensure (TIDE_TYPE_TIMELINE_CARD);
  g_type_ensure (TIDE_TYPE_ASSESSMENTS_VIEW);
  g_type_ensure (TIDE_TYPE_COURSES_VIEW);
  g_type_ensure (TIDE_TYPE_SESSIONS_VIEW);
  g_type_ensure (TIDE_TYPE_HISTORY_VIEW);
  g_type_ensure (TIDE_TYPE_NOTES_VIEW);
}

static void
tide_patient_page_class_init (TidePatientPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  object_class->get_property = tide_patient_page_get_property;
  object_class->set_property = tide_patient_page_set_property;
  object_class->dispose = tide_patient_page_dispose;
  object_class->finalize = tide_patient_page_finalize;
  widget_class->root = tide_patient_page_root;
  widget_class->unroot = tide_patient_page_unroot;
  widget_class->map = tide_patient_page_map;
  widget_class->measure = tide_patient_page_measure;
  widget_class->size_allocate = tide_patient_page_size_allocate;
  widget_class->get_request_mode = tide_patient_page_get_request_mode;

  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  props[PROP_SHOW_ALL] = g_param_spec_boolean ("show-all", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[LOADED]
    = g_signal_new ("loaded", TIDE_TYPE_PATIENT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-patient-page.ui");
  bind_children (widget_class);
  tide_patient_actions_install (widget_class);
}

static void
tide_patient_page_init (TidePatientPage *self)
{
  self->filter_ids = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  tide_accessible_name (GTK_WIDGET (self->instrument_filter), _ ("Scales shown in the table"));
  tide_accessible_name (gtk_widget_get_last_child (GTK_WIDGET (self->rate_button)), _ ("Rate another scale"));
  tide_alert_box_set_strip (self->strip, TRUE);
  tide_page_room_init (&self->room, GTK_SCROLLED_WINDOW (self->scroller), self->content, self->timeline,
                       self->tab_row, self->tabs);
  fill_menu (self);
  g_signal_connect (self->tabs, "notify::visible-child", G_CALLBACK (tab_changed_cb), self);
  g_signal_connect (self->instrument_filter, "notify::selected", G_CALLBACK (filter_changed_cb), self);
  g_signal_connect (self->assessments, "selected", G_CALLBACK (row_selected_cb), self);
  g_signal_connect (self->assessments, "activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect (self->timeline, "point-hovered", G_CALLBACK (point_hovered_cb), self);
  g_signal_connect (self->timeline, "point-activated", G_CALLBACK (point_activated_cb), self);
  g_signal_connect (self->timeline, "record-activated", G_CALLBACK (record_activated_cb), self);
  g_signal_connect (self->timeline, "table-twin", G_CALLBACK (table_twin_cb), self);
  tide_patient_actions_update (self);
}

GtkWidget *
tide_patient_page_new (void)
{
  return g_object_new (TIDE_TYPE_PATIENT_PAGE, NULL);
}
