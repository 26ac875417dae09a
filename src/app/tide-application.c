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

static void
tide_application_activate (GApplication *app)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (app));
  if (window == NULL)
    window = GTK_WINDOW (tide_window_new (GTK_APPLICATION (app)));
  gtk_window_present (window);
}

static void
tide_application_class_init (TideApplicationClass *klass)
{
  G_APPLICATION_CLASS (klass)->activate = tide_application_activate;
}

static void
tide_application_init (TideApplication *self)
{
  tide_application_load_resources ();
}

TideApplication *
tide_application_new (void)
{
  return g_object_new (TIDE_TYPE_APPLICATION, "application-id", TIDE_APPLICATION_ID, "resource-base-path",
                       "/org/tidemark/Tidemark", "flags", G_APPLICATION_HANDLES_OPEN, NULL);
}
