/* tide-today-page.c: the morning list.
 *
 * Everything on it follows from the clinic, so it is made anew in a moment after each save and undo, each
 * minute and at midnight; the keyboard stays on the row where it was, or on the one that took its place.
 */
#include "tide-today-page.h"

#include <glib/gi18n-lib.h>

#include "tide-app-settings.h"
#include "tide-chart-style.h"
#include "tide-clinic-track.h"
#include "tide-sentences.h"
#include "tide-today-rows.h"
#include "tide-window.h"

#define REFRESH_SOON_MS 60
#define REFRESH_SECONDS 30
#define ONE_COLUMN_BELOW_EM 61.4 /* 900 px at 100 % text */
#define MINE_KEY "today-mine"

struct _TideTodayPage
{
  AdwBin parent_instance;

  GtkScrolledWindow *scroller;
  GtkLabel *date_label, *summary_label;
  GtkToggleButton *mine_button, *whole_button;
  GtkWidget *head, *day_box, *grid, *left, *right;
  TideTodaySection *sections[TIDE_N_TODAY_SECTIONS];

  TideClinic *clinic;
  GSettings *settings; /* or NULL */
  TideDay *day;        /* or NULL */
  guint soon_id, timer_id, fit_id;
  gboolean stale;  /* changed while it was out of sight */
  gboolean parked; /* no list had a row for the keyboard: it stands on a button */
  /* Where the keyboard was when a row was opened. */
  int last_section, last_at;
  char *last_key;
};

G_DEFINE_FINAL_TYPE (TideTodayPage, tide_today_page, ADW_TYPE_BIN)

enum
{
  OPEN,
  COUNTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- filling --- */

static void
fill_alerts (TideTodayPage *self, TideTodayRows *rows)
{
  TideTodaySection *section = self->sections[TIDE_TODAY_ALERTS];
  g_autofree char *hint = tide_today_rows_dup_alert_hint (self->day);
  g_autofree char *more = tide_day_dup_more_alerts_words (self->day);
  g_autofree char *elsewhere = more != NULL ? g_strdup_printf (_ ("%s (Ctrl+Shift+E)"), more) : NULL;
  guint n = tide_today_section_begin (section, self->day->alerts->len, hint,
                                      more != NULL ? _ ("No open alerts but those that stand elsewhere")
                                                   : _ ("No open alerts"));
  for (guint i = 0; i < n; i++)
    tide_today_section_append (section,
                               tide_today_rows_make_alert (rows, g_ptr_array_index (self->day->alerts, i)));
  tide_today_section_end (section);
  if (elsewhere != NULL)
    tide_today_section_add_elsewhere (section, elsewhere);
}

static void
fill_sessions (TideTodayPage *self, TideTodayRows *rows)
{
  TideTodaySection *section = self->sections[TIDE_TODAY_SESSIONS];
  g_autofree char *hint = tide_today_rows_dup_session_hint (self->day);
  guint n = tide_today_section_begin (section, self->day->sessions->len, hint, _ ("No sessions today"));
  for (guint i = 0; i < n; i++)
    tide_today_section_append (
      section, tide_today_rows_make_session (rows, g_ptr_array_index (self->day->sessions, i)));
  tide_today_section_end (section);
}

static void
fill_reports (TideTodayPage *self, TideTodayRows *rows)
{
  TideTodaySection *section = self->sections[TIDE_TODAY_REPORTS];
  guint n = tide_today_section_begin (section, self->day->reports->len, _ ("oldest first"),
                                      _ ("No self-report waits"));
  for (guint i = 0; i < n; i++)
    tide_today_section_append (section,
                               tide_today_rows_make_report (rows, g_ptr_array_index (self->day->reports, i)));
  tide_today_section_end (section);
}

typedef GtkWidget *(*RowMaker) (TideTodayRows *rows, gconstpointer what);

static void
fill_list (TideTodayPage *self, TideTodayRows *rows, TideTodayList which, const GPtrArray *list,
           RowMaker make, const char *hint, const char *empty)
{
  TideTodaySection *section = self->sections[which];
  guint n = tide_today_section_begin (section, list->len, hint, empty);
  for (guint i = 0; i < n; i++)
    tide_today_section_append (section, make (rows, g_ptr_array_index (list, i)));
  tide_today_section_end (section);
}

static void
show_summary (TideTodayPage *self)
{
  const TideDay *day = self->day;
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (day->now.utc);
  /* Translators: the day as the head of Today, "Thursday, 20 November". */
  g_autofree char *date = g_date_time_format (now, _ ("%A, %-d %B"));
  guint n_alerts = day->alerts->len, n_sessions = day->sessions->len, n_ratings = day->ratings->len;
  g_autofree char *clock = g_date_time_format (now, "%H:%M");
  g_autofree char *alerts
    = g_strdup_printf (ngettext ("%u open alert", "%u open alerts", n_alerts), n_alerts);
  g_autofree char *sessions
    = g_strdup_printf (ngettext ("%u session", "%u sessions", n_sessions), n_sessions);
  g_autofree char *ratings
    = g_strdup_printf (ngettext ("%u rating due", "%u ratings due", n_ratings), n_ratings);
  g_autofree char *words = g_strdup_printf ("%s · %s · %s · %s", clock, alerts, sessions, ratings);
  gtk_label_set_text (self->date_label, date);
  gtk_label_set_text (self->summary_label, words);
}

/* Courses that run, which are looked at in the quiet moments: a look that failed is told where its list
 * stands, beside what an earlier one found. */
static void
fill_courses (TideTodayPage *self, TideTodayRows *rows)
{
  const GError *fault = tide_clinic_get_tracks_fault (self->clinic);
  g_autofree char *outside = tide_today_rows_dup_off_track_hint (self->day);
  g_autofree char *nobody = tide_today_rows_dup_no_off_track (self->day);
  g_autofree char *sentence = fault != NULL ? tide_sentence_for (fault) : NULL;
  g_autofree char *failed
    = fault != NULL ? g_strdup_printf (_ ("The courses that run could not be read. %s"), sentence) : NULL;
  const char *earlier = self->day->tracked ? _ ("as an earlier look found them") : "";
  fill_list (self, rows, TIDE_TODAY_FADING, self->day->fading, (RowMaker) tide_today_rows_make_fading,
             fault != NULL ? earlier : _ ("courses that run"),
             fault != NULL        ? failed
             : self->day->tracked ? _ ("No response is being lost")
                                  : nobody);
  fill_list (self, rows, TIDE_TODAY_OFF_TRACK, self->day->off_track,
             (RowMaker) tide_today_rows_make_off_track, fault != NULL ? earlier : outside,
             fault != NULL ? failed : nobody);
  for (guint i = TIDE_TODAY_FADING; fault != NULL && i <= TIDE_TODAY_OFF_TRACK; i++)
    tide_today_section_add_retry (self->sections[i], failed, _ ("Try Again"));
}

static void
fill (TideTodayPage *self)
{
  g_autoptr (TideTodayRows) rows = tide_today_rows_new (self->clinic, self->day);
  g_autofree char *overdue = tide_today_rows_dup_rating_hint (self->day);
  g_autofree char *ahead
    = g_strdup_printf (ngettext ("next %d day", "next %d days", TIDE_DAY_AHEAD), TIDE_DAY_AHEAD);
  show_summary (self);
  fill_alerts (self, rows);
  fill_sessions (self, rows);
  fill_reports (self, rows);
  fill_list (self, rows, TIDE_TODAY_RATINGS, self->day->ratings, (RowMaker) tide_today_rows_make_rating,
             overdue, _ ("Nothing is due today"));
  fill_courses (self, rows);
  fill_list (self, rows, TIDE_TODAY_PAPERS, self->day->papers, (RowMaker) tide_today_rows_make_paper, ahead,
             _ ("No authorisation, consent or screening runs out"));
  fill_list (self, rows, TIDE_TODAY_REVIEWS, self->day->reviews, (RowMaker) tide_today_rows_make_review,
             ahead, _ ("No review is due"));
}

/* --- the keyboard --- */

static int
find_focus (TideTodayPage *self, int *at, const char **key)
{
  for (int i = 0; i < TIDE_N_TODAY_SECTIONS; i++)
    {
      *at = tide_today_section_find_focus (self->sections[i], key);
      if (*at >= 0)
        return i;
    }
  return -1;
}

static void
remember (TideTodayPage *self)
{
  int at;
  const char *key = NULL;
  int section = find_focus (self, &at, &key);
  if (section < 0)
    return;
  g_autofree char *kept = g_strdup (key);
  g_free (self->last_key);
  self->last_section = section;
  self->last_at = at;
  self->last_key = g_steal_pointer (&kept);
}

static gboolean
focus_list (TideTodayPage *self, int from, int step, int at)
{
  for (int i = from; i >= 0 && i < TIDE_N_TODAY_SECTIONS; i += step)
    if (tide_today_section_focus_at (self->sections[i], i == from ? at : step > 0 ? 0 : G_MAXINT))
      return TRUE;
  return FALSE;
}

/* Nothing is left to do: the keyboard waits beside the lists. */
static void
park (TideTodayPage *self)
{
  self->parked = gtk_widget_grab_focus (GTK_WIDGET (self->whole_button));
}

static gboolean
is_parked (TideTodayPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  self->parked = self->parked && root != NULL && gtk_root_get_focus (root) == GTK_WIDGET (self->whole_button);
  return self->parked;
}

void
tide_today_page_focus (TideTodayPage *self)
{
  g_return_if_fail (TIDE_IS_TODAY_PAGE (self));
  self->parked = FALSE;
  for (int i = 0; self->last_key != NULL && i < TIDE_N_TODAY_SECTIONS; i++)
    if (tide_today_section_focus_key (self->sections[i], self->last_key))
      return;
  /* What was done is gone from the list: the one that took its place is next. */
  if (!focus_list (self, self->last_section, 1, self->last_at) && !focus_list (self, 0, 1, 0))
    park (self);
}

void
tide_today_page_focus_next (TideTodayPage *self)
{
  g_return_if_fail (TIDE_IS_TODAY_PAGE (self));
  int at, section = find_focus (self, &at, NULL);
  if (!focus_list (self, section + 1, 1, 0) && !focus_list (self, 0, 1, 0))
    park (self);
}

static void
leave_cb (TideTodaySection *section, GtkDirectionType direction, TideTodayPage *self)
{
  int at, from = find_focus (self, &at, NULL);
  if (from >= 0 && direction == GTK_DIR_DOWN)
    focus_list (self, from + 1, 1, 0);
  else if (from > 0)
    focus_list (self, from - 1, -1, G_MAXINT);
}

static void
open_row (TideTodayPage *self, TideTodayRow *row, gboolean chart)
{
  if (self->day == NULL)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (row));
  remember (self);
  g_signal_emit (self, signals[OPEN], 0, tide_today_row_get_patient (row),
                 chart ? NULL : tide_today_row_get_action (row), tide_today_row_get_target (row));
}

static void
open_cb (TideTodaySection *section, TideTodayRow *row, gboolean chart, TideTodayPage *self)
{
  open_row (self, row, chart);
}

static TideTodayRow *
find_row (TideTodayPage *self, TideTodayList only)
{
  int at, section = find_focus (self, &at, NULL);
  if (section < 0 || (only != TIDE_N_TODAY_SECTIONS && section != (int) only))
    return only != TIDE_N_TODAY_SECTIONS ? tide_today_section_get_row (self->sections[only], 0) : NULL;
  return tide_today_section_get_row (self->sections[section], (guint) at);
}

static void
mark_reviewed_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideTodayPage *self = TIDE_TODAY_PAGE (widget);
  g_autoptr (GError) error = NULL;
  TideWindow *window = tide_window_of (widget);
  if (self->clinic == NULL || window == NULL)
    return;
  if (tide_clinic_review_assessment (self->clinic, g_variant_get_int64 (parameter), &error))
    tide_window_toast (window, _ ("Self-report marked as reviewed"), TRUE);
  else
    tide_window_show_error (window, tide_sentence_heading (error), error);
}

/* Keys that mean a patient mean the row here: the chart that was open last must not get them. */
static gboolean
key_cb (GtkEventControllerKey *keys, guint keyval, guint code, GdkModifierType state, TideTodayPage *self)
{
  GdkModifierType held = state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK);
  guint key = gdk_keyval_to_lower (keyval);
  TideTodayRow *row = NULL;
  gboolean chart = held == GDK_CONTROL_MASK && (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter);
  gboolean rate = key == GDK_KEY_r && (held == 0 || held == GDK_CONTROL_MASK);
  gboolean act = key == GDK_KEY_e && held == GDK_CONTROL_MASK;
  if (key == GDK_KEY_v && held == 0)
    {
      row = find_row (self, TIDE_TODAY_REPORTS);
      if (row != NULL)
        gtk_widget_activate_action_variant (GTK_WIDGET (row), "today.mark-reviewed",
                                            tide_today_row_get_target (row));
      return GDK_EVENT_STOP;
    }
  if (!chart && !rate && !act)
    return GDK_EVENT_PROPAGATE;
  row = find_row (self, rate ? TIDE_TODAY_RATINGS : act ? TIDE_TODAY_ALERTS : TIDE_N_TODAY_SECTIONS);
  if (row != NULL)
    open_row (self, row, chart);
  return GDK_EVENT_STOP;
}

/* --- refreshing --- */

static gint64
get_staff (TideTodayPage *self)
{
  const TideStaff *person = self->clinic != NULL ? tide_clinic_get_person (self->clinic) : NULL;
  return person != NULL && gtk_toggle_button_get_active (self->mine_button) ? person->base.id : 0;
}

static void
update_filter (TideTodayPage *self)
{
  const TideStaff *person = self->clinic != NULL ? tide_clinic_get_person (self->clinic) : NULL;
  g_autofree char *words
    = person != NULL ? g_strdup_printf (
        _ ("Patients whom %s rated, saw or treated, and those whom nobody did"), person->name)
                     : g_strdup (_ ("Nobody is at the desk: Preferences, Staff"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->mine_button), person != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->mine_button), words);
}

static void
load (TideTodayPage *self)
{
  g_autoptr (GError) error = NULL;
  guint before = tide_today_page_get_n_alerts (self);
  gboolean was_red = tide_today_page_has_red (self);
  update_filter (self);
  TideDay *day = tide_clinic_load_day (self->clinic, tide_instant_now (), get_staff (self), &error);
  if (day == NULL)
    {
      g_message ("today: %s", error->message);
      return;
    }
  g_clear_pointer (&self->day, tide_day_free);
  self->day = day;
  if (before != tide_today_page_get_n_alerts (self) || was_red != tide_today_page_has_red (self))
    g_signal_emit (self, signals[COUNTED], 0);
}

void
tide_today_page_refresh (TideTodayPage *self)
{
  g_return_if_fail (TIDE_IS_TODAY_PAGE (self));
  g_clear_handle_id (&self->soon_id, g_source_remove);
  if (self->clinic == NULL || tide_clinic_is_locked (self->clinic))
    return;
  load (self);
  self->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->stale || self->day == NULL)
    return;
  int at;
  gboolean focused = find_focus (self, &at, NULL) >= 0 || is_parked (self);
  remember (self);
  fill (self);
  if (focused)
    tide_today_page_focus (self);
}

static gboolean
soon_cb (gpointer data)
{
  TideTodayPage *self = data;
  self->soon_id = 0;
  tide_today_page_refresh (self);
  return G_SOURCE_REMOVE;
}

/* Rules on time write chart by chart: one look for many of them. */
static void
refresh_soon (TideTodayPage *self)
{
  if (self->soon_id == 0)
    self->soon_id = g_timeout_add (REFRESH_SOON_MS, soon_cb, self);
}

static void
changed_cb (TideClinic *clinic, gint64 patient_id, TideTodayPage *self)
{
  refresh_soon (self);
}

static void
tracked_cb (TideClinic *clinic, TideTodayPage *self)
{
  refresh_soon (self);
}

/* Ages, clocks, midnight. */
static gboolean
timer_cb (gpointer data)
{
  tide_today_page_refresh (data);
  return G_SOURCE_CONTINUE;
}

static void
mine_toggled_cb (TideTodayPage *self)
{
  if (self->settings != NULL)
    g_settings_set_boolean (self->settings, MINE_KEY, gtk_toggle_button_get_active (self->mine_button));
  tide_today_page_refresh (self);
}

/* --- from outside --- */

void
tide_today_page_set_clinic (TideTodayPage *self, TideClinic *clinic)
{
  g_return_if_fail (TIDE_IS_TODAY_PAGE (self));
  if (self->clinic != NULL)
    g_signal_handlers_disconnect_by_data (self->clinic, self);
  g_clear_handle_id (&self->soon_id, g_source_remove);
  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_clear_pointer (&self->day, tide_day_free);
  g_clear_pointer (&self->last_key, g_free);
  g_set_object (&self->clinic, clinic);
  for (guint i = 0; i < TIDE_N_TODAY_SECTIONS; i++)
    tide_today_section_begin (self->sections[i], 0, NULL, "");
  self->stale = TRUE;
  if (clinic == NULL)
    return;
  g_signal_connect (clinic, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (clinic, "tracked", G_CALLBACK (tracked_cb), self);
  self->timer_id = g_timeout_add_seconds (REFRESH_SECONDS, timer_cb, self);
  /* Out of sight only the number of alerts is wanted, and not before the first frame. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    tide_today_page_refresh (self);
  else
    refresh_soon (self);
}

guint
tide_today_page_get_n_alerts (TideTodayPage *self)
{
  g_return_val_if_fail (TIDE_IS_TODAY_PAGE (self), 0);
  return self->day != NULL ? self->day->alerts->len : 0;
}

gboolean
tide_today_page_has_red (TideTodayPage *self)
{
  g_return_val_if_fail (TIDE_IS_TODAY_PAGE (self), FALSE);
  return self->day != NULL && self->day->n_alerts[TIDE_LEVEL_RED] > 0;
}

TideTodaySection *
tide_today_page_get_section (TideTodayPage *self, TideTodayList which)
{
  g_return_val_if_fail (TIDE_IS_TODAY_PAGE (self) && which < TIDE_N_TODAY_SECTIONS, NULL);
  return self->sections[which];
}

/* --- one column or two --- */

/* 27 columns: 14 to 13 is the 1.08 of the two lists. */
static void
place (TideTodayPage *self, GtkWidget *child, int column, int row, int width)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (self->grid);
  GtkGridLayoutChild *at = GTK_GRID_LAYOUT_CHILD (gtk_layout_manager_get_layout_child (layout, child));
  gtk_grid_layout_child_set_column (at, column);
  gtk_grid_layout_child_set_row (at, row);
  gtk_grid_layout_child_set_column_span (at, width);
}

static void
set_narrow (TideTodayPage *self, gboolean narrow)
{
  GtkOrientation along = narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->head), along);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->day_box), along);
  gtk_box_set_spacing (GTK_BOX (self->day_box), narrow ? 2 : 12);
  place (self, self->left, 0, 0, narrow ? 27 : 14);
  place (self, self->right, narrow ? 0 : 14, narrow ? 1 : 0, narrow ? 27 : 13);
  gtk_widget_set_margin_end (self->left, narrow ? 0 : 12);
  gtk_widget_set_margin_start (self->right, narrow ? 0 : 12);
}

static gboolean
fit_cb (gpointer data)
{
  TideTodayPage *self = data;
  double width = gtk_adjustment_get_page_size (gtk_scrolled_window_get_hadjustment (self->scroller));
  self->fit_id = 0;
  set_narrow (self, width < ONE_COLUMN_BELOW_EM * tide_chart_em (GTK_WIDGET (self)));
  return G_SOURCE_REMOVE;
}

/* Told while sizes are given out: the lists move afterwards, before the frame is painted. */
static void
page_size_cb (TideTodayPage *self)
{
  if (self->fit_id == 0)
    self->fit_id = g_idle_add_full (GTK_PRIORITY_RESIZE, fit_cb, self, NULL);
}

static void
map_cb (TideTodayPage *self)
{
  page_size_cb (self);
  if (self->clinic != NULL && (self->stale || self->day == NULL))
    tide_today_page_refresh (self);
}

/* Out of sight it asks for little room, so that the window may become narrow meanwhile. */
static void
unmap_cb (TideTodayPage *self)
{
  g_clear_handle_id (&self->fit_id, g_source_remove);
  set_narrow (self, TRUE);
}

/* --- class --- */

static void
tide_today_page_dispose (GObject *object)
{
  TideTodayPage *self = TIDE_TODAY_PAGE (object);
  g_clear_handle_id (&self->soon_id, g_source_remove);
  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_clear_handle_id (&self->fit_id, g_source_remove);
  if (self->clinic != NULL)
    g_signal_handlers_disconnect_by_data (self->clinic, self);
  g_clear_object (&self->clinic);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->day, tide_day_free);
  g_clear_pointer (&self->last_key, g_free);
  G_OBJECT_CLASS (tide_today_page_parent_class)->dispose (object);
}

static void
tide_today_page_class_init (TideTodayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_today_page_dispose;
  signals[OPEN] = g_signal_new ("open", TIDE_TYPE_TODAY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_STRING, G_TYPE_VARIANT);
  signals[COUNTED]
    = g_signal_new ("counted", TIDE_TYPE_TODAY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "today.mark-reviewed", "x", mark_reviewed_action);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidemark/Tidemark/ui/tide-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TideTodayPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, TideTodayPage, date_label);
  gtk_widget_class_bind_template_child (widget_class, TideTodayPage, summary_label);
  gtk_widget_class_bind_template_child (widget_class, TideTodayPage, mine_button);
  gtk_widget_class_bind_template_child (widget_class, TideTodayPage, whole_button);
  gtk_widget_class_bind_template_child (widget_class, TideTodayPage, grid);
  gtk_widget_class_bind_template_child (widget_class, TideTodayPage, head);
  gtk_widget_class_bind_template_child (widget_class, TideTodayPage, day_box);
  gtk_widget_class_bind_template_child (widget_class, TideTodayPage, left);
  gtk_widget_class_bind_template_child (widget_class, TideTodayPage, right);
}

static void
restore_filter (TideTodayPage *self)
{
  self->settings = tide_app_settings_new ();
  g_autoptr (GSettingsSchema) schema = NULL;
  if (self->settings != NULL)
    g_object_get (self->settings, "settings-schema", &schema, NULL);
  if (schema == NULL || !g_settings_schema_has_key (schema, MINE_KEY))
    g_clear_object (&self->settings);
  if (self->settings != NULL && g_settings_get_boolean (self->settings, MINE_KEY))
    gtk_toggle_button_set_active (self->mine_button, TRUE);
}

static void
try_again_cb (TideTodayPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.look-again", NULL);
}

static void
elsewhere_cb (TideTodayPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.alert-ledger", NULL);
}

static void
add_sections (TideTodayPage *self)
{
  const char *const titles[] = { _ ("Open alerts"), _ ("Sessions today"), _ ("Self-reports to review"),
                                 _ ("Ratings due"), _ ("Effect fading"),  _ ("Off track"),
                                 _ ("Expiring"),    _ ("Reviews due") };
  for (guint i = 0; i < TIDE_N_TODAY_SECTIONS; i++)
    {
      GtkWidget *section = tide_today_section_new (titles[i]);
      gtk_box_append (GTK_BOX (i <= TIDE_TODAY_REPORTS ? self->left : self->right), section);
      self->sections[i] = TIDE_TODAY_SECTION (section);
      g_signal_connect (section, "open", G_CALLBACK (open_cb), self);
      g_signal_connect (section, "leave", G_CALLBACK (leave_cb), self);
      g_signal_connect_swapped (section, "more", G_CALLBACK (fill), self);
      g_signal_connect_swapped (section, "elsewhere", G_CALLBACK (elsewhere_cb), self);
      g_signal_connect_swapped (section, "retry", G_CALLBACK (try_again_cb), self);
    }
}

static void
tide_today_page_init (TideTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_sections (self);
  restore_filter (self);
  g_signal_connect_swapped (self->mine_button, "toggled", G_CALLBACK (mine_toggled_cb), self);
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (self->scroller);
  g_signal_connect_object (across, "notify::page-size", G_CALLBACK (page_size_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (unmap_cb), NULL);
  set_narrow (self, TRUE);
}
