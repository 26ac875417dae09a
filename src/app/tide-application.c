/* tide-application.c: the program: command line, one window, application-wide actions. */
#include "tide-application.h"

#include <glib/gi18n-lib.h>
#include "tide-app-resources.h"
#include "tide-window.h"

struct _TideApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (TideApplication, tide_application, ADW_TYPE_APPLICATION)

void
tide_application_load_resources (void)
{
  static gsize loaded;
  if (g_once_init_enter (&loaded))
    {
      /* A resource in a static library is dropped by the linker unless somebody names it. */
      g_resources_register (tide_app_get_resource ());
      g_once_init_leave (&loaded, 1);
    }
}

static TideWindow *
take_window (TideApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));
  for (; windows != NULL; windows = windows->next)
    if (TIDE_IS_WINDOW (windows->data))
      return windows->data;
  return tide_window_new (GTK_APPLICATION (self));
}

static void
tide_application_activate (GApplication *app)
{
  gtk_window_present (GTK_WINDOW (take_window (TIDE_APPLICATION (app))));
}

static void
tide_application_open (GApplication *app, GFile **files, int n_files, const char *hint)
{
  TideWindow *window = take_window (TIDE_APPLICATION (app));
  g_autofree char *folder = g_file_get_path (files[0]);
  gtk_window_present (GTK_WINDOW (window));
  if (folder != NULL)
    tide_window_open_folder (window, folder);
}

static int
tide_application_handle_local_options (GApplication *app, GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Tidemark %s\n", TIDE_VERSION);
      return 0;
    }
  if (!g_variant_dict_contains (options, "demo"))
    return -1;
  g_autoptr (GError) error = NULL;
  if (!g_application_register (app, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  g_action_group_activate_action (G_ACTION_GROUP (app), "demo", NULL);
  /* A second start hands the demo to the first one and is done. */
  return g_application_get_is_remote (app) ? 0 : -1;
}

/* --- actions --- */

static void
demo_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TideWindow *window = take_window (TIDE_APPLICATION (data));
  gtk_window_present (GTK_WINDOW (window));
  tide_window_open_demo (window);
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  adw_show_about_window (
    gtk_application_get_active_window (GTK_APPLICATION (data)), "application-name", "Tidemark",
    "application-icon", TIDE_APPLICATION_ID, "version", TIDE_VERSION, "developer-name",
    _ ("The Tidemark authors"), "license-type", GTK_LICENSE_GPL_3_0, "comments",
    _ ("Tracks patients under psychiatric treatment: rating scales, courses of treatment and what "
       "they have to do with each other. It records, computes and warns; it never recommends a "
       "treatment."),
    NULL);
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TideWindow *window = take_window (TIDE_APPLICATION (data));
  gtk_window_close (GTK_WINDOW (window)); /* it saves drafts first */
}

static const GActionEntry actions[] = {
  { .name = "demo", .activate = demo_action },
  { .name = "about", .activate = about_action },
  { .name = "quit", .activate = quit_action },
};

/* --- keys that hold in every window --- */

static gboolean
quit_idle_cb (gpointer app)
{
  g_action_group_activate_action (G_ACTION_GROUP (app), "quit", NULL);
  return G_SOURCE_REMOVE;
}

/* GTK asks for an action where the keyboard is; a dialog has neither "app" nor "win".  Not at once: GTK still
 * holds the dialog while it hands out the key, and would let it outlive its parent. */
static gboolean
quit_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, quit_idle_cb, g_object_ref (g_application_get_default ()),
                   g_object_unref);
  return TRUE;
}

static void
add_keys (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_q, GDK_CONTROL_MASK),
                                                      gtk_callback_action_new (quit_cb, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
}

static void
toplevels_changed_cb (GListModel *toplevels, guint at, guint removed, guint added, gpointer data)
{
  for (guint i = at; i < at + added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);
      if (!TIDE_IS_WINDOW (window))
        add_keys (window);
    }
}

static void
tide_application_startup (GApplication *app)
{
  static const char *const quit[] = { "<Control>q", NULL };
  static const char *const help[] = { "<Control>question", "F1", NULL };
  G_APPLICATION_CLASS (tide_application_parent_class)->startup (app);
  gtk_window_set_default_icon_name (TIDE_APPLICATION_ID);
  g_signal_connect_object (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (toplevels_changed_cb),
                           app, 0);
  gtk_application_set_accels_for_action (GTK_APPLICATION (app), "app.quit", quit);
  gtk_application_set_accels_for_action (GTK_APPLICATION (app), "win.show-help-overlay", help);
}

static void
tide_application_class_init (TideApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);
  application_class->startup = tide_application_startup;
  application_class->activate = tide_application_activate;
  application_class->open = tide_application_open;
  application_class->handle_local_options = tide_application_handle_local_options;
}

static void
tide_application_init (TideApplication *self)
{
  static const GOptionEntry options[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the demo clinic; makes it first"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
    { 0 },
  };
  tide_application_load_resources ();
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FOLDER]"));
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}

TideApplication *
tide_application_new (void)
{
  return g_object_new (TIDE_TYPE_APPLICATION, "application-id", TIDE_APPLICATION_ID, "resource-base-path",
                       "/org/tidemark/Tidemark", "flags", G_APPLICATION_HANDLES_OPEN, NULL);
}
