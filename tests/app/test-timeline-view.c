/* test-timeline-view.c: the timeline as a person meets it: keys, pointer, buttons, menu, files; what a screen
 * reader is told; and that a lock leaves nothing behind.  With TIDEMARK_PICTURES=FOLDER it writes what it
 * shows there. */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>
#include "fixture-lindqvist.h"
#include "tide-timeline-chart.h"
#include "tide-timeline-view.h"

extern GResource *tide_app_get_resource (void);

#define WAIT(cond)                                                                                           \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    gint64 end_ = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;                                         \
    guint tick_ = g_timeout_add (20, tick_cb, NULL);                                                         \
    while (!(cond) && g_get_monotonic_time () < end_)                                                        \
      g_main_context_iteration (NULL, TRUE);                                                                 \
    g_source_remove (tick_);                                                                                 \
    if (!(cond))                                                                                             \
      g_error ("waited in vain for " #cond);                                                                 \
  }                                                                                                          \
  G_STMT_END

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

typedef struct
{
  TideLibrary *library;
  TideThresholds *thresholds;
  TideHistory *history;
  GtkWidget *window;
  TideTimelineView *view;
  TideTimelineChart *chart;
  gint64 hovered, activated;
  int activated_kind, twins;
} Fixture;

static void
hovered_cb (TideTimelineView *view, gint64 id, Fixture *f)
{
  f->hovered = id;
}

static void
activated_cb (TideTimelineView *view, int kind, gint64 id, Fixture *f)
{
  f->activated_kind = kind;
  f->activated = id;
}

static void
twin_cb (TideTimelineView *view, Fixture *f)
{
  f->twins++;
}

static GtkWidget *
child (Fixture *f, const char *id)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (f->view), TIDE_TYPE_TIMELINE_VIEW, id));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  GtkWidget *card = adw_bin_new ();

  f->library = tide_library_new ();
  f->thresholds = tide_thresholds_new ();
  f->history = fixture_lindqvist_new (f->library);
  f->view = TIDE_TIMELINE_VIEW (tide_timeline_view_new ());
  f->chart = TIDE_TIMELINE_CHART (child (f, "chart"));
  g_signal_connect (f->view, "point-hovered", G_CALLBACK (hovered_cb), f);
  g_signal_connect (f->view, "record-activated", G_CALLBACK (activated_cb), f);
  g_signal_connect (f->view, "table-twin", G_CALLBACK (twin_cb), f);
  adw_bin_set_child (ADW_BIN (card), GTK_WIDGET (f->view));
  gtk_widget_add_css_class (card, "card");
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 967, 540);
  gtk_window_set_child (GTK_WINDOW (f->window), card);
  tide_timeline_view_set_data (f->view, f->history, f->library, "ybocs", f->thresholds);
  gtk_window_present (GTK_WINDOW (f->window));
  gtk_test_widget_wait_for_draw (f->window);
  WAIT (tide_timeline_chart_get_layout (f->chart) != NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gpointer weak = f->window;

  g_object_add_weak_pointer (G_OBJECT (f->window), &weak);
  tide_timeline_view_clear (f->view);
  tide_history_free (f->history);
  tide_thresholds_free (f->thresholds);
  tide_library_free (f->library);
  gtk_window_destroy (GTK_WINDOW (f->window));
  WAIT (weak == NULL); /* a view that leaks is a failure */
}

static GtkEventController *
controller (Fixture *f, GType type)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (GTK_WIDGET (f->chart));

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkEventController) item = g_list_model_get_item (all, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (item, type))
        return item;
    }
  g_assert_not_reached ();
}

static gboolean
press (Fixture *f, guint key, GdkModifierType state)
{
  gboolean handled = FALSE;

  g_signal_emit_by_name (controller (f, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed", key, 0, state,
                         &handled);
  return handled;
}

static void
move_to (Fixture *f, double x, double y)
{
  g_signal_emit_by_name (controller (f, GTK_TYPE_EVENT_CONTROLLER_MOTION), "motion", x, y);
}

static void
assert_said (Fixture *f, const char *words)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (f->chart), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words);
}

static void
take_picture (Fixture *f, const char *name)
{
  const char *folder = g_getenv ("TIDEMARK_PICTURES");
  int width = gtk_widget_get_width (f->window), height = gtk_widget_get_height (f->window);
  g_autofree char *path = folder != NULL ? g_strdup_printf ("%s/%s.png", folder, name) : NULL;
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GskRenderer) renderer = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  gtk_test_widget_wait_for_draw (f->window);
  if (path == NULL)
    return;
  paintable = gtk_widget_paintable_new (f->window);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  renderer = gsk_cairo_renderer_new ();
  gsk_renderer_realize (renderer, gtk_native_get_surface (GTK_NATIVE (f->window)), NULL);
  texture = gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gsk_renderer_unrealize (renderer);
  gdk_texture_save_to_png (texture, path);
}

static gboolean
is_active (Fixture *f, const char *id)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (child (f, id)));
}

/* --- the tests --- */

static void
test_screen_reader (Fixture *f, gconstpointer data)
{
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (f->chart), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (f->chart), GTK_ACCESSIBLE_PROPERTY_LABEL, "Timeline");
  assert_said (f, "Y-BOCS, 18 ratings, baseline 28, last 26, relapse");
  g_assert_true (press (f, GDK_KEY_Left, 0)); /* out of nowhere: the last rating */
  /* 3 June to 17 November are 167 days. */
  assert_said (
    f,
    "Mon 17 Nov 2025, 09:20 \302\267 day 167, wk 23 \302\267 8 doses, 15 sessions. Y-BOCS 26, severe \302\267 obs 13 + comp 13. "
    "\342\210\2222 from 28 \302\267 7.1 % \302\267 Relapse. CGI-I 6 \302\267 R. Okafor, clinician. "
    "By: response lost, and CGI-I 6 or more against the best state");
  take_picture (f, "view-keys");
  g_assert_true (press (f, GDK_KEY_Escape, 0));
  assert_said (f, "Y-BOCS, 18 ratings, baseline 28, last 26, relapse");
  g_assert_false (press (f, GDK_KEY_Escape, 0)); /* nothing to leave: the page's own */
}

static void
test_keys_walk (Fixture *f, gconstpointer data)
{
  gint64 last;

  press (f, GDK_KEY_End, 0);
  last = f->hovered;
  g_assert_cmpint (last, !=, 0);
  press (f, GDK_KEY_Home, 0);
  g_assert_cmpint (f->hovered, !=, last);
  g_assert_true (press (f, GDK_KEY_Return, 0));
  g_assert_cmpint (f->activated_kind, ==, TIDE_PICK_RATING);
  g_assert_cmpint (f->activated, ==, f->hovered);
  press (f, GDK_KEY_Down, 0); /* PHQ-9 */
  press (f, GDK_KEY_Down, 0); /* sertraline */
  press (f, GDK_KEY_Return, 0);
  g_assert_cmpint (f->activated_kind, ==, TIDE_PICK_STEP);
  g_assert_false (press (f, GDK_KEY_Left, GDK_CONTROL_MASK)); /* not ours */
}

static void
test_ranges (Fixture *f, gconstpointer data)
{
  gint64 from, to, wide_from, wide_to;

  g_assert_true (is_active (f, "range_all"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child (f, "range_6m")), TRUE);
  g_assert_cmpint (tide_timeline_chart_get_options (f->chart)->range, ==, TIDE_RANGE_6M);
  tide_timeline_get_range (tide_timeline_chart_get_layout (f->chart), &wide_from, &wide_to);
  g_assert_true (press (f, GDK_KEY_plus, 0));
  tide_timeline_get_range (tide_timeline_chart_get_layout (f->chart), &from, &to);
  g_assert_cmpint (to - from, <, wide_to - wide_from);
  g_assert_false (is_active (f, "range_6m")); /* zoomed by hand: no button is the range */
  g_assert_false (is_active (f, "range_all"));
  press (f, GDK_KEY_Left, GDK_SHIFT_MASK);
  tide_timeline_get_range (tide_timeline_chart_get_layout (f->chart), &wide_from, &wide_to);
  g_assert_cmpint (wide_from, <, from);
  g_assert_cmpint (wide_to - wide_from, ==, to - from);
  for (guint i = 0; i < 60; i++)
    press (f, GDK_KEY_plus, 0);
  tide_timeline_get_range (tide_timeline_chart_get_layout (f->chart), &from, &to);
  g_assert_cmpint (to - from, ==, 86400); /* down to a day */
  press (f, GDK_KEY_0, 0);
  g_assert_true (is_active (f, "range_all"));
}

static void
test_walk_pans (Fixture *f, gconstpointer data)
{
  gint64 from, to;

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child (f, "range_1m")), TRUE);
  press (f, GDK_KEY_Home, 0);
  press (f, GDK_KEY_Home, 0); /* the first press enters at the last rating */
  tide_timeline_get_range (tide_timeline_chart_get_layout (f->chart), &from, &to);
  g_assert_cmpint (tide_timeline_chart_get_pick (f->chart).utc, >=, from);
  g_assert_cmpint (tide_timeline_chart_get_pick (f->chart).utc, <=, to);
  g_assert_cmpint (
    tide_instant_get_date ((TideInstant){ tide_timeline_chart_get_pick (f->chart).utc, 120, 2 }), ==,
    tide_date_from_ymd (2024, 9, 23));
}

static void
test_hover (Fixture *f, gconstpointer data)
{
  TideTimeline *layout = tide_timeline_chart_get_layout (f->chart);
  TidePick point = { .kind = TIDE_PICK_RATING, .row = 0, .index = 13 };
  GtkWidget *tip = child (f, "tip");

  point = tide_timeline_step (layout, point, TIDE_STEP_PREVIOUS);
  move_to (f, point.x + 2, point.y + 3);
  g_assert_cmpint (f->hovered, ==, point.record_id);
  g_assert_true (gtk_widget_get_visible (tip));
  g_assert_false (gtk_widget_get_can_target (tip));
  take_picture (f, "view-hover");
  move_to (f, point.x, point.y + 120);
  g_assert_cmpint (f->hovered, ==, 0);
  g_assert_false (gtk_widget_get_visible (tip));
  /* The chart scrolled under a resting pointer: that is no hover. */
  move_to (f, point.x, point.y + 120);
  g_assert_cmpint (f->hovered, ==, 0);
  /* The table points back without an echo. */
  tide_timeline_view_highlight (f->view, point.record_id);
  g_assert_cmpint (f->hovered, ==, 0);
  g_assert_cmpint (tide_timeline_chart_get_pick (f->chart).record_id, ==, point.record_id);
  /* The table marks the point; its words wait until the pointer comes, even to the same point. */
  g_assert_false (gtk_widget_get_visible (tip));
  move_to (f, point.x + 1, point.y + 1);
  g_assert_true (gtk_widget_get_visible (tip));
}

static void
test_menu (Fixture *f, gconstpointer data)
{
  GtkWidget *view = GTK_WIDGET (f->view);

  g_assert_true (gtk_widget_activate_action (view, "timeline.second", "s", "none"));
  g_assert_cmpstr (tide_timeline_chart_get_options (f->chart)->second_instrument, ==, "");
  g_assert_true (gtk_widget_activate_action (view, "timeline.second", "s", "auto"));
  g_assert_true (gtk_widget_activate_action (view, "timeline.percent", NULL));
  g_assert_true (tide_timeline_chart_get_options (f->chart)->overlay_percent);
  g_assert_false (tide_timeline_chart_get_options (f->chart)->mark_remote);
  g_assert_true (gtk_widget_activate_action (view, "timeline.remote", NULL));
  g_assert_true (tide_timeline_chart_get_options (f->chart)->mark_remote);
  g_assert_true (gtk_widget_activate_action (view, "timeline.copy", NULL));
  g_assert_true (gdk_content_formats_contain_gtype (
    gdk_clipboard_get_formats (gtk_widget_get_clipboard (view)), GDK_TYPE_TEXTURE));
  press (f, GDK_KEY_t, 0);
  g_assert_cmpint (f->twins, ==, 1);
}

static void
test_files (Fixture *f, gconstpointer data)
{
  static const char *const formats[] = { "png", "svg", "pdf" };
  static const char *const starts[] = { "\211PNG", "<?xml", "%PDF" };
  g_autofree char *folder = g_dir_make_tmp ("tidemark-view-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/timeline.%s", folder, formats[i]);
      g_autofree char *bytes = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (tide_timeline_view_export (f->view, formats[i], path, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
      g_assert_cmpint (strncmp (bytes, starts[i], strlen (starts[i])), ==, 0);
      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
test_lock (Fixture *f, gconstpointer data)
{
  press (f, GDK_KEY_End, 0);
  tide_timeline_view_clear (f->view);
  g_assert_null (tide_timeline_chart_get_layout (f->chart));
  g_assert_cmpint (tide_timeline_chart_get_pick (f->chart).kind, ==, TIDE_PICK_NONE);
  assert_said (f, "");
  g_assert_null (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (child (f, "menu_button"))));
  g_assert_null (gtk_widget_get_first_child (child (f, "tip")));
  g_assert_false (press (f, GDK_KEY_Left, 0));
  tide_timeline_view_set_data (f->view, f->history, f->library, "ybocs", f->thresholds);
  assert_said (f, "Y-BOCS, 18 ratings, baseline 28, last 26, relapse");
}

static void
test_narrow (Fixture *f, gconstpointer data)
{
  GtkWidget *head = child (f, "head");

  gtk_window_set_default_size (GTK_WINDOW (f->window), 580, 600);
  tide_timeline_view_set_narrow (f->view, TRUE);
  g_assert_true (gtk_widget_get_parent (head) == child (f, "box"));
  g_assert_true (is_active (f, "range_6m"));
  g_assert_cmpfloat (tide_timeline_chart_get_options (f->chart)->head_inset, ==, 0);
  take_picture (f, "view-narrow");
  tide_timeline_view_set_narrow (f->view, FALSE);
  g_assert_true (gtk_widget_get_parent (head) == child (f, "overlay"));
  g_assert_cmpfloat (tide_timeline_chart_get_options (f->chart)->head_inset, >, 100);
}

static void
test_dark (Fixture *f, gconstpointer data)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  take_picture (f, "view-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  take_picture (f, "view-light");
}

/* Once nothing is left to do: where it is first put, it stays. */
static void
settle (Fixture *f)
{
  gtk_test_widget_wait_for_draw (f->window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
assert_in_score_area (Fixture *f, GtkWidget *widget)
{
  TideRect score = tide_timeline_get_score_area (tide_timeline_chart_get_layout (f->chart));
  graphene_rect_t bounds,
    area = GRAPHENE_RECT_INIT ((float) score.x, (float) score.y, (float) score.width, (float) score.height);

  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (f->chart), &bounds));
  g_assert_true (graphene_rect_contains_rect (&area, &bounds));
}

static void
test_no_rating (Fixture *f, gconstpointer data)
{
  g_autoptr (TideHistory) empty = tide_history_new ();
  g_autoptr (TideHistory) planned = fixture_farouk_new (f->library);

  tide_timeline_view_set_data (f->view, empty, f->library, "ybocs", f->thresholds);
  assert_said (f, "Y-BOCS, no ratings yet");
  g_assert_true (gtk_widget_get_visible (child (f, "rate_button")));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (child (f, "rate_button"))), ==, "Rate Y-BOCS");
  settle (f);
  assert_in_score_area (f, child (f, "rate_button"));
  take_picture (f, "view-empty");
  tide_timeline_view_set_data (f->view, planned, f->library, "ybocs", f->thresholds);
  g_assert_false (gtk_widget_get_visible (child (f, "rate_button")));
  take_picture (f, "view-sparse");
  tide_timeline_view_clear (f->view);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GtkCssProvider) css = gtk_css_provider_new ();

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (tide_app_get_resource ());
  gtk_css_provider_load_from_resource (css, "/org/tidemark/Tidemark/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  tide_time_set_now (fixture_now ());
#define ADD(name, func) g_test_add ("/app/timeline-view/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-screen-reader-is-told-each-step", test_screen_reader);
  ADD ("keys-walk-and-open", test_keys_walk);
  ADD ("ranges-zoom-and-pan", test_ranges);
  ADD ("the-range-follows-the-walk", test_walk_pans);
  ADD ("hover-tells-at-once-and-the-table", test_hover);
  ADD ("menu-changes-the-series", test_menu);
  ADD ("files-are-written", test_files);
  ADD ("a-lock-leaves-nothing", test_lock);
  ADD ("narrow-has-its-buttons-above", test_narrow);
  ADD ("dark-is-drawn-at-once", test_dark);
  ADD ("no-rating-says-what-to-do", test_no_rating);
  return g_test_run ();
}
