/* tide-staff-dialog.c: a rater who is not in the list yet is added without leaving the form. */

#include "tide-staff-dialog.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "tide-accessible-name.h"
#include "tide-sentences.h"

typedef struct
{
  TideClinic *clinic;
  GtkWidget *name, *role, *fault;
  TideStaffFunc added;
  gpointer data;
  GDestroyNotify destroy;
} StaffDialog;

static void
staff_dialog_free (gpointer data)
{
  StaffDialog *self = data;

  g_object_unref (self->clinic);
  if (self->destroy)
    self->destroy (self->data);
  g_free (self);
}

static char *
dup_name (StaffDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
}

static void
name_changed_cb (GtkEditable *editable, AdwMessageDialog *dialog)
{
  StaffDialog *self = g_object_get_data (G_OBJECT (dialog), "tide-staff");
  g_autofree char *name = dup_name (self);
  g_autoptr (TideStaff) other
    = *name ? tide_clinic_lookup_text (self->clinic, &tide_staff_class, "name", name, NULL) : NULL;

  adw_message_dialog_set_response_enabled (dialog, "add", *name != '\0' && other == NULL);
  gtk_label_set_text (GTK_LABEL (self->fault), other ? _ ("This name is in the list already.") : "");
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, StaffDialog *self)
{
  g_autofree char *name = dup_name (self), *words = NULL;
  g_autoptr (TideStaff) staff = tide_staff_new ();
  g_autoptr (GError) error = NULL;
  GtkWidget *notice;

  if (g_strcmp0 (response, "add") != 0)
    return;
  tide_record_set_text (&staff->name, name);
  staff->role = (int) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->role));
  if (tide_clinic_save (self->clinic, staff, &error))
    {
      self->added (staff->base.id, self->data);
      return;
    }
  words = tide_sentence_for (error);
  notice = adw_message_dialog_new (gtk_window_get_transient_for (GTK_WINDOW (dialog)),
                                   tide_sentence_heading (error), words);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (notice), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (notice));
}

static GtkWidget *
make_roles (void)
{
  GtkStringList *roles = gtk_string_list_new (NULL);
  const char *labels[]
    = { _ ("Role not recorded"), _ ("Psychiatrist"), _ ("Psychologist"), _ ("Therapist"), _ ("Nurse"),
        _ ("Physician"),         _ ("Assistant"),    _ ("Administrator") };

  for (guint i = 0; i < G_N_ELEMENTS (labels) && tide_staff_role_codes[i]; i++)
    gtk_string_list_append (roles, labels[i]);
  return gtk_drop_down_new (G_LIST_MODEL (roles), NULL);
}

/* Enter goes on to the role: nobody is written down for good before it was asked. */
static void
name_entered_cb (GtkEntry *entry, StaffDialog *self)
{
  gtk_widget_grab_focus (self->role);
}

static GtkWidget *
make_content (StaffDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->name = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->name), _ ("Name, as it is printed"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name"), -1);
  self->role = make_roles ();
  tide_accessible_name (self->role, _ ("Role"));
  self->fault = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->fault, "tide-fault");
  gtk_box_append (GTK_BOX (box), self->name);
  gtk_box_append (GTK_BOX (box), self->role);
  gtk_box_append (GTK_BOX (box), self->fault);
  return box;
}

void
tide_staff_dialog_present (GtkWindow *parent, TideClinic *clinic, TideStaffFunc added, gpointer data,
                           GDestroyNotify destroy)
{
  StaffDialog *self = g_new0 (StaffDialog, 1);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
    adw_message_dialog_new (parent, _ ("Add a person"), _ ("Who rates, treats or writes here.")));

  self->clinic = g_object_ref (clinic);
  self->added = added;
  self->data = data;
  self->destroy = destroy;
  g_object_set_data_full (G_OBJECT (dialog), "tide-staff", self, staff_dialog_free);
  adw_message_dialog_set_extra_child (dialog, make_content (self));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "add", _ ("_Add"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "add", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (dialog, "add", FALSE);
  adw_message_dialog_set_default_response (dialog, "add");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (self->name, "changed", G_CALLBACK (name_changed_cb), dialog);
  g_signal_connect (self->name, "activate", G_CALLBACK (name_entered_cb), self);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (self->name);
}
