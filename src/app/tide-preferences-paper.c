/* tide-preferences-paper.c: what stands on the clinic's paper besides words in a row: the logo, and of the
 * person at the desk the credentials and the own sentences that the summary offers.
 */
#include "tide-preferences-private.h"

#include <glib/gi18n-lib.h>
#include "tide-logo.h"
#include "tide-record-rows.h"

/* --- logo --- */

static void
show_logo (TidePreferences *self, const char *fault)
{
  g_autofree char *logo = tide_clinic_dup_setting (self->clinic, "clinic.logo");
  gboolean has_logo = logo != NULL && *logo != '\0';
  adw_action_row_set_subtitle (self->logo_row, fault != NULL ? fault
                                               : has_logo    ? _ ("The clinic’s own; goes with each backup")
                                                             : _ ("SVG or PNG, at most 1 MB"));
  if (fault != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->logo_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->logo_row), "error");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preferences.remove-logo", has_logo);
}

gboolean
tide_preferences_take_logo (TidePreferences *self, const char *path)
{
  g_return_val_if_fail (TIDE_IS_PREFERENCES (self) && path != NULL, FALSE);
  g_autofree char *bytes = NULL, *fault = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, &error);
  if (file == NULL)
    {
      show_logo (self, _ ("This file cannot be read."));
      return FALSE;
    }
  length = g_mapped_file_get_length (file);
  cairo_surface_t *surface
    = tide_logo_new ((const guint8 *) g_mapped_file_get_contents (file), length, &fault);
  if (surface == NULL)
    {
      show_logo (self, fault);
      return FALSE;
    }
  cairo_surface_destroy (surface);
  bytes = g_base64_encode ((const guchar *) g_mapped_file_get_contents (file), length);
  gboolean kept = tide_preferences_put (self, "clinic.logo", bytes);
  show_logo (self, NULL);
  return kept;
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, TidePreferences *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      g_autofree char *path = g_file_get_path (file);
      if (path == NULL)
        show_logo (self, _ ("Choose a file of this computer."));
      else
        tide_preferences_take_logo (self, path);
    }
  g_object_unref (chooser);
}

static void
choose_logo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TidePreferences *self = TIDE_PREFERENCES (widget);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
    _ ("Logo of the Clinic"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  gtk_file_filter_set_name (filter, _ ("SVG and PNG"));
  gtk_file_filter_add_pattern (filter, "*.svg");
  gtk_file_filter_add_pattern (filter, "*.png");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
remove_logo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TidePreferences *self = TIDE_PREFERENCES (widget);
  tide_preferences_put (self, "clinic.logo", "");
  show_logo (self, NULL);
}

/* --- credentials --- */

static void
credentials_cb (AdwEntryRow *row, TidePreferences *self)
{
  g_autoptr (GError) error = NULL;
  if (!tide_clinic_set_own_setting (self->clinic, "credentials", gtk_editable_get_text (GTK_EDITABLE (row)),
                                    &error))
    tide_preferences_tell (self, error);
}

/* --- own sentences --- */

static char **
load_phrases (TidePreferences *self)
{
  g_autofree char *all = tide_clinic_dup_own_setting (self->clinic, "phrases");
  return g_strsplit (all != NULL ? all : "", "\n", -1);
}

/* One a line; empty ones go. */
static void
save_phrases (TidePreferences *self, char **phrases)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  for (guint i = 0; phrases[i] != NULL; i++)
    {
      g_strdelimit (phrases[i], "\n\r", ' ');
      if (*g_strstrip (phrases[i]) != '\0')
        g_string_append_printf (all, "%s%s", all->len > 0 ? "\n" : "", phrases[i]);
    }
  if (!tide_clinic_set_own_setting (self->clinic, "phrases", all->str, &error))
    tide_preferences_tell (self, error);
}

static void fill_phrases (TidePreferences *self);

static guint
get_index (gpointer row)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "tide-phrase"));
}

static void
replace_phrase (TidePreferences *self, guint index, const char *words)
{
  g_auto (GStrv) phrases = load_phrases (self);
  if (index >= g_strv_length (phrases))
    return;
  g_free (phrases[index]);
  phrases[index] = g_strdup (words);
  save_phrases (self, phrases);
}

static void
edited_cb (AdwEntryRow *row, TidePreferences *self)
{
  replace_phrase (self, get_index (row), gtk_editable_get_text (GTK_EDITABLE (row)));
}

static gboolean
refill_cb (gpointer data)
{
  fill_phrases (data);
  return G_SOURCE_REMOVE;
}

static void
removed_cb (GtkButton *button, TidePreferences *self)
{
  replace_phrase (self, get_index (button), "");
  /* The row with the button cannot go while the button speaks. */
  g_idle_add_full (G_PRIORITY_DEFAULT, refill_cb, g_object_ref (self), g_object_unref);
}

static GtkWidget *
new_phrase_row (TidePreferences *self, const char *phrase, guint index)
{
  GtkWidget *row = adw_entry_row_new (), *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Delete: %s"), phrase);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Sentence"));
  gtk_editable_set_text (GTK_EDITABLE (row), phrase);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Delete this sentence"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (row), "tide-phrase", GUINT_TO_POINTER (index));
  g_object_set_data (G_OBJECT (button), "tide-phrase", GUINT_TO_POINTER (index));
  g_signal_connect (row, "apply", G_CALLBACK (edited_cb), self);
  g_signal_connect (button, "clicked", G_CALLBACK (removed_cb), self);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  return row;
}

static void
fill_phrases (TidePreferences *self)
{
  g_auto (GStrv) phrases = tide_clinic_is_locked (self->clinic) ? NULL : load_phrases (self);
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  for (guint i = 0; phrases != NULL && phrases[i] != NULL; i++)
    if (*phrases[i] != '\0')
      g_ptr_array_add (fresh, new_phrase_row (self, phrases[i], i));
  tide_record_group_replace (self->phrases_group, self->phrase_rows, fresh, _ ("None yet"));
}

static void
add_phrase_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TidePreferences *self = TIDE_PREFERENCES (widget);
  g_autofree char *old = tide_clinic_dup_own_setting (self->clinic, "phrases");
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->new_phrase_row));
  g_autofree char *all = g_strconcat (old != NULL ? old : "", "\n", typed, NULL);
  g_auto (GStrv) phrases = g_strsplit (all, "\n", -1);
  save_phrases (self, phrases);
  gtk_editable_set_text (GTK_EDITABLE (self->new_phrase_row), "");
  fill_phrases (self);
}

/* --- class --- */

void
tide_preferences_paper_show_person (TidePreferences *self)
{
  g_autofree char *credentials = tide_clinic_dup_own_setting (self->clinic, "credentials");
  gtk_editable_set_text (GTK_EDITABLE (self->credentials_row), credentials != NULL ? credentials : "");
  fill_phrases (self);
}

void
tide_preferences_paper_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "preferences.choose-logo", NULL, choose_logo_action);
  gtk_widget_class_install_action (klass, "preferences.remove-logo", NULL, remove_logo_action);
  gtk_widget_class_install_action (klass, "preferences.add-phrase", NULL, add_phrase_action);
}

void
tide_preferences_paper_init (TidePreferences *self)
{
  show_logo (self, NULL);
  tide_preferences_paper_show_person (self);
  g_signal_connect (self->credentials_row, "apply", G_CALLBACK (credentials_cb), self);
}
