/* tide-unlock-page.c: asks for the passphrase of a clinic.
 *
 * It shows the folder and nothing of a patient: it is what everybody who walks past a locked screen sees.
 */
#include "tide-unlock-page.h"

#include <glib/gi18n-lib.h>
#include "tide-opener.h"
#include "tide-secret-entry.h"
#include "tide-sentences.h"

struct _TideUnlockPage
{
  AdwBin parent_instance;

  GtkLabel *folder_label, *fault_label, *hint_label;
  TideSecretEntry *entry;
  GtkSpinner *spinner;
  GtkWidget *unlock_button;

  char *folder;
  TideClinic *clinic; /* locked; NULL: to be opened */
  TideStoreFlags flags;
};

G_DEFINE_FINAL_TYPE (TideUnlockPage, tide_unlock_page, ADW_TYPE_BIN)

enum
{
  UNLOCKED,
  LEFT,
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static gboolean
asks_for_passphrase (TideUnlockPage *self)
{
  return self->clinic == NULL || tide_clinic_get_encrypted (self->clinic);
}

static void
show_fault (TideUnlockPage *self, const char *text)
{
  gtk_label_set_text (self->fault_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault_label), text != NULL);
}

static void
set_busy (TideUnlockPage *self, gboolean busy)
{
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->entry), !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "unlock.try", !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "unlock.leave", !busy);
}

void
tide_unlock_page_focus (TideUnlockPage *self)
{
  g_return_if_fail (TIDE_IS_UNLOCK_PAGE (self));
  gtk_widget_grab_focus (asks_for_passphrase (self) ? GTK_WIDGET (self->entry) : self->unlock_button);
}

void
tide_unlock_page_ask (TideUnlockPage *self, const char *folder, TideClinic *clinic, TideStoreFlags flags)
{
  g_return_if_fail (TIDE_IS_UNLOCK_PAGE (self));
  g_autofree char *shown = g_filename_display_name (folder);
  g_free (self->folder);
  self->folder = g_strdup (folder);
  g_set_object (&self->clinic, clinic);
  self->flags = flags;
  gtk_label_set_text (self->folder_label, shown);
  tide_secret_entry_clear (self->entry);
  gtk_widget_set_visible (GTK_WIDGET (self->entry), asks_for_passphrase (self));
  gtk_label_set_text (self->hint_label, asks_for_passphrase (self) ? _ ("Passphrase or recovery key")
                                                                   : _ ("This clinic has no passphrase."));
  gtk_label_set_xalign (self->hint_label, asks_for_passphrase (self) ? 0 : .5);
  show_fault (self, NULL);
  set_busy (self, FALSE);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TideUnlockPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TideClinic) clinic = tide_opener_finish (result, &error);
  set_busy (self, FALSE);
  if (clinic != NULL)
    {
      tide_secret_entry_clear (self->entry);
      g_clear_object (&self->clinic);
      g_signal_emit (self, signals[UNLOCKED], 0, clinic);
      return;
    }
  if (g_error_matches (error, TIDE_ERROR, TIDE_ERROR_WRONG_PASSPHRASE) || self->clinic != NULL)
    {
      g_autofree char *sentence = tide_sentence_for (error);
      show_fault (self, sentence);
      tide_secret_entry_clear (self->entry);
      tide_secret_entry_set_failed (self->entry, TRUE);
      tide_unlock_page_focus (self);
      return;
    }
  tide_secret_entry_clear (self->entry);
  g_signal_emit (self, signals[FAILED], 0, error);
}

static void
try_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideUnlockPage *self = TIDE_UNLOCK_PAGE (widget);
  if (asks_for_passphrase (self) && tide_secret_entry_is_empty (self->entry))
    {
      show_fault (self, _ ("Type the passphrase or the recovery key."));
      tide_unlock_page_focus (self);
      return;
    }
  TidePassphrase typed = tide_secret_entry_get (self->entry);
  const TidePassphrase *passphrase = asks_for_passphrase (self) ? &typed : NULL;
  show_fault (self, NULL);
  set_busy (self, TRUE);
  if (self->clinic != NULL)
    tide_opener_unlock_async (self->clinic, passphrase, done_cb, g_object_ref (self));
  else
    tide_opener_open_async (self->folder, passphrase, self->flags, done_cb, g_object_ref (self));
}

static void
leave_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideUnlockPage *self = TIDE_UNLOCK_PAGE (widget);
  tide_secret_entry_clear (self->entry);
  g_clear_object (&self->clinic);
  g_signal_emit (self, signals[LEFT], 0);
}

static void
entry_activate_cb (TideSecretEntry *entry, TideUnlockPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "unlock.try", NULL);
}

static void
tide_unlock_page_dispose (GObject *object)
{
  g_clear_object (&TIDE_UNLOCK_PAGE (object)->clinic);
  G_OBJECT_CLASS (tide_unlock_page_parent_class)->dispose (object);
}

static void
tide_unlock_page_finalize (GObject *object)
{
  g_free (TIDE_UNLOCK_PAGE (object)->folder);
  G_OBJECT_CLASS (tide_unlock_page_parent_class)->finalize (object);
}

static void
tide_unlock_page_class_init (TideUnlockPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_unlock_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_unlock_page_finalize;
  signals[UNLOCKED] = g_signal_new ("unlocked", TIDE_TYPE_UNLOCK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, TIDE_TYPE_CLINIC);
  signals[LEFT]
    = g_signal_new ("left", TIDE_TYPE_UNLOCK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", TIDE_TYPE_UNLOCK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
  g_type_ensure (TIDE_TYPE_SECRET_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidemark/Tidemark/ui/tide-unlock-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TideUnlockPage, folder_label);
  gtk_widget_class_bind_template_child (widget_class, TideUnlockPage, fault_label);
  gtk_widget_class_bind_template_child (widget_class, TideUnlockPage, hint_label);
  gtk_widget_class_bind_template_child (widget_class, TideUnlockPage, entry);
  gtk_widget_class_bind_template_child (widget_class, TideUnlockPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, TideUnlockPage, unlock_button);
  gtk_widget_class_install_action (widget_class, "unlock.try", NULL, try_action);
  gtk_widget_class_install_action (widget_class, "unlock.leave", NULL, leave_action);
}

static void
tide_unlock_page_init (TideUnlockPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self->entry, "activate", G_CALLBACK (entry_activate_cb), self);
}

GtkWidget *
tide_unlock_page_new (void)
{
  return g_object_new (TIDE_TYPE_UNLOCK_PAGE, NULL);
}
