/* form-host.c: shows one form on the synthetic clinic, for looking at it and for pictures.
 *
 *   form-host WHAT [WIDTH HEIGHT [KEYS [PICTURE]]]
 *
 * WHAT is an instrument id, "visit", "visit-goals", "summary", "amend", "history" or the name of a dialog;
 * KEYS are typed into the form; with PICTURE the window is drawn into that PNG file and the program ends. */

#include <adwaita.h>
#include <stdlib.h>
#include <string.h>

#include "app-fixture.h"
#include "form-fixture.h"
#include "tide-application.h"
#include "tide-assessment-form.h"
#include "tide-history-view.h"
#include "tide-patient-page.h"
#include "tide-summary-page.h"
#include "tide-visit-form.h"
#include "form-dialogs.h"

static GMainLoop *loop;

static void
draw (GtkWidget *widget, const char *path)
{
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GskRenderer) renderer = gsk_cairo_renderer_new ();
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  gsk_renderer_realize (renderer, gtk_native_get_surface (gtk_widget_get_native (widget)), NULL);
  texture = gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gsk_renderer_unrealize (renderer);
  gdk_texture_save_to_png (texture, path);
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static void
spin (guint milliseconds)
{
  g_timeout_add (milliseconds, quit_cb, NULL);
  g_main_loop_run (loop);
}

/* An AdwApplication loads it by itself. */
static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/org/tidemark/Tidemark/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static GtkWidget *
make_form (FormFixture *fixture, const char *what)
{
  if (form_dialogs_present (what, NULL, fixture))
    return adw_bin_new ();
  if (g_str_equal (what, "amend"))
    return tide_assessment_form_new (fixture->clinic, fixture->patient_id, "ybocs", fixture->last_id);
  if (g_str_equal (what, "summary"))
    return tide_summary_page_new (fixture->clinic, fixture->patient_id, NULL);
  if (g_str_equal (what, "visit-goals"))
    form_fixture_add_history (fixture);
  if (g_str_has_prefix (what, "visit"))
    return tide_visit_form_new (fixture->clinic, fixture->patient_id);
  return tide_assessment_form_new (fixture->clinic, fixture->patient_id, what, 0);
}

/* The dialog over the window, or the window. */
static GtkWidget *
find_top (GtkWidget *window)
{
  GListModel *list = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GtkWidget) other = g_list_model_get_item (list, i);

      if (other != window && gtk_widget_get_mapped (other))
        return other;
    }
  return window;
}

/* The real window on the History tab of a patient with a history; KEYS "medicines" jumps there. */
static void
show_history (FormFixture *fixture, int width, int height, const char *section, const char *picture)
{
  TideWindow *window = tide_window_new (NULL);
  GtkWidget *page;

  form_fixture_add_history (fixture);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  spin (200);
  tide_window_set_clinic (window, fixture->clinic);
  tide_window_show_patient (window, fixture->patient_id);
  spin (300);
  page = app_fixture_find (GTK_WIDGET (window), TIDE_TYPE_PATIENT_PAGE);
  tide_patient_page_set_tab (TIDE_PATIENT_PAGE (page), "history");
  spin (300);
  if (section && g_str_has_prefix (section, "stage"))
    gtk_widget_activate_action (page, "patient.show-stage", "x", (gint64) 1);
  else if (section)
    tide_history_view_jump (TIDE_HISTORY_VIEW (app_fixture_find (page, TIDE_TYPE_HISTORY_VIEW)), section);
  spin (400);
  if (picture)
    draw (section && g_str_has_prefix (section, "stage") ? find_top (GTK_WIDGET (window))
                                                         : GTK_WIDGET (window),
          picture);
  else
    g_main_loop_run (loop);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Which widget keeps the window wide. */
static void
print_widths (GtkWidget *widget, int depth)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum < 300)
    return;
  g_print ("%*s%s %d\n", depth, "", G_OBJECT_TYPE_NAME (widget), minimum);
  for (GtkWidget *c = gtk_widget_get_first_child (widget); c; c = gtk_widget_get_next_sibling (c))
    print_widths (c, depth + 1);
}

static void
type_keys (GtkWidget *form, const char *keys)
{
  for (const char *p = keys; *p; p++)
    tide_rating_form_press (TIDE_RATING_FORM (form),
                            *p == '<'   ? GDK_KEY_BackSpace
                            : *p == 'v' ? GDK_KEY_Down
                                        : gdk_unicode_to_keyval ((guint32) *p),
                            0);
}

int
main (int argc, char **argv)
{
  FormFixture fixture = { 0 };
  GtkWidget *window, *form;

  gtk_init ();
  adw_init ();
  tide_application_load_resources ();
  load_style ();
  loop = g_main_loop_new (NULL, FALSE);
  form_fixture_init (&fixture);
  if (argc > 1 && g_str_equal (argv[1], "history"))
    {
      show_history (&fixture, argc > 2 ? atoi (argv[2]) : 1280, argc > 3 ? atoi (argv[3]) : 860,
                    argc > 4 && *argv[4] ? argv[4] : NULL, argc > 5 ? argv[5] : NULL);
      form_fixture_clear (&fixture);
      return 0;
    }
  window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), argc > 2 ? atoi (argv[2]) : 1280,
                               argc > 3 ? atoi (argv[3]) : 860);
  form = make_form (&fixture, argc > 1 ? argv[1] : "ybocs");
  adw_window_set_content (ADW_WINDOW (window), form);
  gtk_window_present (GTK_WINDOW (window));
  spin (300);
  if (argc > 4 && TIDE_IS_RATING_FORM (form))
    type_keys (form, argv[4]);
  if (g_getenv ("FORM_WIDTHS"))
    print_widths (form, 0);
  if (argc > 5)
    {
      spin (500);
      draw (find_top (window), argv[5]);
    }
  else
    g_main_loop_run (loop);
  gtk_window_destroy (GTK_WINDOW (window));
  form_fixture_clear (&fixture);
  return 0;
}
