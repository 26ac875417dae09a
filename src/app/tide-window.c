/* tide-window.c: the one window of the program.
 *
 * Its pages are the start, the unlocking and the clinic; forms that need the whole window are pushed over
 * them.  The title is always "Tidemark": window managers, task lists and logs must not learn who is being
 * treated.
 */
#include "tide-window.h"

#include <glib/gi18n-lib.h>
#include "tide-application.h"

struct _TideWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwLeaflet *pages;
  GtkStack *root_stack;

  TideClinic *clinic;
};

G_DEFINE_FINAL_TYPE (TideWindow, tide_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  LOCKING,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- pushed pages --- */

static GtkWidget *
last_page (TideWindow *self)
{
  return gtk_widget_get_last_child (GTK_WIDGET (self->pages));
}

GtkWidget *
tide_window_get_pushed_page (TideWindow *self)
{
  g_return_val_if_fail (TIDE_IS_WINDOW (self), NULL);
  GtkWidget *last = last_page (self);
  return last == GTK_WIDGET (self->root_stack) ? NULL : last;
}

static void
page_closed_cb (GtkWidget *page, gboolean saved, const char *message, TideWindow *self)
{
  g_autofree char *text = g_strdup (message);
  if (tide_window_get_pushed_page (self) == page)
    tide_window_pop_page (self);
  if (text != NULL && text[0] != '\0')
    tide_window_toast (self, text, saved);
}

void
tide_window_push_page (TideWindow *self, GtkWidget *page)
{
  g_return_if_fail (TIDE_IS_WINDOW (self));
  g_return_if_fail (GTK_IS_WIDGET (page));

  adw_leaflet_append (self->pages, page);
  if (g_signal_lookup ("closed", G_OBJECT_TYPE (page)) != 0)
    g_signal_connect_object (page, "closed", G_CALLBACK (page_closed_cb), self, 0);
  adw_leaflet_set_visible_child (self->pages, page);
}

void
tide_window_pop_page (TideWindow *self)
{
  g_return_if_fail (TIDE_IS_WINDOW (self));

  GtkWidget *page = tide_window_get_pushed_page (self);
  if (page == NULL)
    return;
  adw_leaflet_set_visible_child (self->pages, gtk_widget_get_prev_sibling (page));
  adw_leaflet_remove (self->pages, page);
}

/* --- messages --- */

void
tide_window_toast (TideWindow *self, const char *text, gboolean undo)
{
  g_return_if_fail (TIDE_IS_WINDOW (self));

  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);
  if (undo)
    {
      adw_toast_set_button_label (toast, _ ("Undo"));
      adw_toast_set_action_name (toast, "win.undo");
      adw_toast_set_timeout (toast, 10);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
tide_window_show_error (TideWindow *self, const char *heading, const GError *error)
{
  g_return_if_fail (TIDE_IS_WINDOW (self));

  GtkWidget *dialog
    = adw_message_dialog_new (GTK_WINDOW (self), heading, error != NULL ? error->message : NULL);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

TideWindow *
tide_window_of (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  return TIDE_IS_WINDOW (root) ? TIDE_WINDOW (root) : NULL;
}

/* --- the clinic --- */

TideClinic *
tide_window_get_clinic (TideWindow *self)
{
  g_return_val_if_fail (TIDE_IS_WINDOW (self), NULL);
  return self->clinic;
}

void
tide_window_set_clinic (TideWindow *self, TideClinic *clinic)
{
  g_return_if_fail (TIDE_IS_WINDOW (self));
  g_set_object (&self->clinic, clinic);
}

/* --- class --- */

static void
tide_window_dispose (GObject *object)
{
  TideWindow *self = TIDE_WINDOW (object);
  g_clear_object (&self->clinic);
  G_OBJECT_CLASS (tide_window_parent_class)->dispose (object);
}

static void
tide_window_class_init (TideWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_window_dispose;

  signals[LOCKING]
    = g_signal_new ("locking", TIDE_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidemark/Tidemark/ui/tide-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TideWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, TideWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, TideWindow, root_stack);
}

static void
tide_window_init (TideWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

TideWindow *
tide_window_new (GtkApplication *app)
{
  return g_object_new (TIDE_TYPE_WINDOW, "application", app, NULL);
}
