/* tide-preferences-staff.c: who works in the clinic, and who of them is at the desk now.
 *
 * Nobody is deleted: a rating keeps its rater for ever, so who has left is only switched off.
 */
#include "tide-preferences-private.h"

#include <glib/gi18n-lib.h>
#include "tide-record-rows.h"
#include "tide-wording.h"

#define DESK_KEY "desk.person"

static void fill_staff (TidePreferences *self);

/* The only one who works here; in the demo, where nobody can know whom to choose, the first. */
static TideStaff *
obvious_person (TideClinic *clinic)
{
  g_autoptr (GPtrArray) staff = tide_clinic_list (clinic, &tide_staff_class, NULL, 0, NULL);
  const TideStaff *found = NULL;
  for (guint i = 0; staff != NULL && i < staff->len; i++)
    {
      const TideStaff *member = g_ptr_array_index (staff, i);
      if (member->inactive)
        continue;
      if (found != NULL && !tide_clinic_is_synthetic (clinic))
        return NULL;
      if (found == NULL)
        found = member;
    }
  return found != NULL ? tide_staff_copy (found) : NULL;
}

void
tide_preferences_restore_person (TideClinic *clinic)
{
  g_autofree char *uuid = tide_clinic_dup_setting (clinic, DESK_KEY);
  gboolean known = uuid != NULL && uuid[0] != '\0';
  g_autoptr (TideStaff) staff
    = known ? tide_clinic_lookup_uuid (clinic, &tide_staff_class, uuid, NULL) : obvious_person (clinic);
  if (staff != NULL && !staff->inactive)
    tide_clinic_suppose_person (clinic, staff);
}

static void
active_cb (GtkSwitch *toggle, GParamSpec *pspec, TidePreferences *self)
{
  gint64 id = *(gint64 *) g_object_get_data (G_OBJECT (toggle), "tide-staff");
  g_autoptr (GError) error = NULL;
  g_autoptr (TideStaff) staff = tide_clinic_lookup (self->clinic, &tide_staff_class, id, &error);
  if (staff != NULL)
    {
      staff->inactive = !gtk_switch_get_active (toggle);
      tide_clinic_save (self->clinic, staff, &error);
    }
  if (error != NULL)
    tide_preferences_tell (self, error);
}

static GtkWidget *
new_row (TidePreferences *self, const TideStaff *staff)
{
  GtkWidget *row = tide_record_row_new (staff->name, tide_word_for_code (tide_staff_role_codes, staff->role));
  GtkWidget *toggle = gtk_switch_new ();
  g_autofree char *name = tide_name_isolate (staff->name);
  g_autofree char *words = g_strdup_printf (_ ("%s works here"), name);
  gtk_switch_set_active (GTK_SWITCH (toggle), !staff->inactive);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (toggle), "tide-staff", g_memdup2 (&staff->base.id, sizeof (gint64)),
                          g_free);
  g_signal_connect (toggle, "notify::active", G_CALLBACK (active_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  return row;
}

static void
desk_cb (AdwComboRow *row, GParamSpec *pspec, TidePreferences *self)
{
  guint position = adw_combo_row_get_selected (row);
  if (self->filling || position == GTK_INVALID_LIST_POSITION)
    return;
  const TideStaff *staff = position > 0 ? g_ptr_array_index (self->staff, position - 1) : NULL;
  tide_clinic_set_person (self->clinic, staff);
  tide_preferences_put (self, DESK_KEY, staff != NULL ? staff->base.uuid : "");
  tide_preferences_paper_show_person (self);
}

static void
fill_staff (TidePreferences *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const TideStaff *person = tide_clinic_get_person (self->clinic);
  guint selected = 0;
  GPtrArray *staff = tide_clinic_list (self->clinic, &tide_staff_class, NULL, 0, &error);
  if (staff == NULL)
    {
      tide_preferences_tell (self, error);
      return;
    }
  g_clear_pointer (&self->staff, g_ptr_array_unref);
  self->staff = staff;
  gtk_string_list_append (names, _ ("Nobody named"));
  for (guint i = 0; i < staff->len; i++)
    {
      const TideStaff *member = g_ptr_array_index (staff, i);
      g_ptr_array_add (fresh, new_row (self, member));
      gtk_string_list_append (names, member->name);
      if (person != NULL && person->base.id == member->base.id)
        selected = i + 1;
    }
  tide_record_group_replace (self->staff_group, self->staff_rows, fresh, _ ("Nobody yet"));
  self->filling = TRUE;
  adw_combo_row_set_model (self->desk_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->desk_row, selected);
  self->filling = FALSE;
}

static void
add_staff_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TidePreferences *self = TIDE_PREFERENCES (widget);
  g_autofree char *typed
    = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->staff_name_row))));
  g_autoptr (GError) error = NULL;
  g_autoptr (TideStaff) staff = tide_staff_new ();
  if (typed[0] == '\0')
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->staff_name_row));
      return;
    }
  tide_record_set_text (&staff->name, typed);
  staff->role = (int) adw_combo_row_get_selected (self->staff_role_row);
  if (!tide_clinic_save (self->clinic, staff, &error))
    {
      tide_preferences_tell (self, error);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->staff_name_row), "");
  fill_staff (self);
}

void
tide_preferences_staff_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "preferences.add-staff", NULL, add_staff_action);
}

void
tide_preferences_staff_init (TidePreferences *self)
{
  g_autoptr (GtkStringList) roles = gtk_string_list_new (NULL);
  gtk_string_list_append (roles, _ ("Not given"));
  for (guint i = 1; tide_staff_role_codes[i] != NULL; i++)
    gtk_string_list_append (roles, tide_word_for_code (tide_staff_role_codes, (int) i));
  adw_combo_row_set_model (self->staff_role_row, G_LIST_MODEL (roles));
  fill_staff (self);
  g_signal_connect (self->desk_row, "notify::selected", G_CALLBACK (desk_cb), self);
}
