/* tide-preferences.c: the settings of a clinic.
 *
 * They belong to the clinic, not to the computer: each change is written and audited at once, there is no
 * "OK".
 */
#include "tide-preferences-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include "tide-sentences.h"

G_DEFINE_FINAL_TYPE (TidePreferences, tide_preferences, ADW_TYPE_PREFERENCES_WINDOW)

void
tide_preferences_tell (TidePreferences *self, const GError *error)
{
  g_autofree char *sentence = tide_sentence_for (error);
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (escaped));
}

gboolean
tide_preferences_put (TidePreferences *self, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;
  if (tide_clinic_set_setting (self->clinic, key, value, &error))
    return TRUE;
  tide_preferences_tell (self, error);
  return FALSE;
}

/* --- letterhead, paper, lock --- */

static void
replace_all (char *text, char from, char to)
{
  for (; *text != '\0'; text++)
    if (*text == from)
      *text = to;
}

static void
name_cb (AdwEntryRow *row, TidePreferences *self)
{
  tide_preferences_put (self, "clinic.name", gtk_editable_get_text (GTK_EDITABLE (row)));
}

/* One line on screen, several on paper. */
static void
put_lines (TidePreferences *self, const char *key, AdwEntryRow *row)
{
  g_auto (GStrv) lines = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (row)), ";", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_strstrip (lines[i]);
  g_autofree char *text = g_strjoinv ("\n", lines);
  tide_preferences_put (self, key, text);
}

static void
address_cb (AdwEntryRow *row, TidePreferences *self)
{
  put_lines (self, "clinic.address", row);
}

static void
phone_cb (AdwEntryRow *row, TidePreferences *self)
{
  tide_preferences_put (self, "clinic.phone", gtk_editable_get_text (GTK_EDITABLE (row)));
}

static void
patient_crisis_cb (AdwEntryRow *row, TidePreferences *self)
{
  put_lines (self, "clinic.patient_crisis_text", row);
}

static void
crisis_cb (AdwEntryRow *row, TidePreferences *self)
{
  tide_preferences_put (self, "clinic.crisis_text", gtk_editable_get_text (GTK_EDITABLE (row)));
}

static void
currency_cb (AdwEntryRow *row, TidePreferences *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  tide_preferences_put (self, "clinic.currency", typed);
}

/* A text of several lines has no "apply": it is written when the keyboard leaves it. */
static void
policy_left_cb (GtkEventControllerFocus *focus, TidePreferences *self)
{
  GtkTextIter start, end;
  gtk_text_buffer_get_bounds (self->policy_buffer, &start, &end);
  g_autofree char *text = gtk_text_buffer_get_text (self->policy_buffer, &start, &end, FALSE);
  g_autofree char *before = tide_clinic_dup_setting (self->clinic, "policy.text");
  g_strstrip (text);
  if (g_strcmp0 (text, before != NULL ? before : "") != 0)
    tide_preferences_put (self, "policy.text", text);
}

static void
paper_cb (AdwComboRow *row, GParamSpec *pspec, TidePreferences *self)
{
  if (!self->filling)
    tide_preferences_put (self, "paper", adw_combo_row_get_selected (row) == 1 ? "letter" : "a4");
}

static void
lock_cb (GtkSpinButton *spin, TidePreferences *self)
{
  if (self->filling)
    return;
  g_autofree char *minutes = g_strdup_printf ("%d", gtk_spin_button_get_value_as_int (spin));
  tide_preferences_put (self, "lock.minutes", minutes);
}

static void
fill (TidePreferences *self)
{
  g_autofree char *name = tide_clinic_dup_setting (self->clinic, "clinic.name");
  g_autofree char *address = tide_clinic_dup_setting (self->clinic, "clinic.address");
  g_autofree char *phone = tide_clinic_dup_setting (self->clinic, "clinic.phone");
  g_autofree char *patient_crisis = tide_clinic_dup_setting (self->clinic, "clinic.patient_crisis_text");
  g_autofree char *crisis = tide_clinic_dup_setting (self->clinic, "clinic.crisis_text");
  g_autofree char *currency = tide_clinic_dup_setting (self->clinic, "clinic.currency");
  g_autofree char *policy = tide_clinic_dup_setting (self->clinic, "policy.text");
  g_autofree char *paper = tide_clinic_dup_setting (self->clinic, "paper");
  g_autofree char *minutes = tide_clinic_dup_setting (self->clinic, "lock.minutes");
  if (address != NULL)
    replace_all (address, '\n', ';');
  if (patient_crisis != NULL)
    replace_all (patient_crisis, '\n', ';');
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name != NULL ? name : "");
  gtk_editable_set_text (GTK_EDITABLE (self->address_row), address != NULL ? address : "");
  gtk_editable_set_text (GTK_EDITABLE (self->phone_row), phone != NULL ? phone : "");
  gtk_editable_set_text (GTK_EDITABLE (self->patient_crisis_row),
                         patient_crisis != NULL ? patient_crisis : "");
  gtk_editable_set_text (GTK_EDITABLE (self->crisis_row), crisis != NULL ? crisis : "");
  gtk_editable_set_text (GTK_EDITABLE (self->currency_row), currency != NULL ? currency : "");
  gtk_text_buffer_set_text (self->policy_buffer, policy != NULL ? policy : "", -1);
  adw_combo_row_set_selected (self->paper_row, g_strcmp0 (paper, "letter") == 0 ? 1 : 0);
  gtk_spin_button_set_value (self->lock_spin, minutes != NULL ? atoi (minutes) : 0);
  self->filling = FALSE;
}

/* --- class --- */

static void
tide_preferences_dispose (GObject *object)
{
  TidePreferences *self = TIDE_PREFERENCES (object);
  g_clear_object (&self->clinic);
  G_OBJECT_CLASS (tide_preferences_parent_class)->dispose (object);
}

static void
tide_preferences_finalize (GObject *object)
{
  TidePreferences *self = TIDE_PREFERENCES (object);
  g_clear_pointer (&self->staff, g_ptr_array_unref);
  g_clear_pointer (&self->staff_rows, g_ptr_array_unref);
  g_clear_pointer (&self->phrase_rows, g_ptr_array_unref);
  g_clear_pointer (&self->battery_rows, g_ptr_array_unref);
  g_clear_pointer (&self->rule_groups, g_ptr_array_unref);
  g_clear_pointer (&self->rule_rows, g_ptr_array_unref);
  g_clear_pointer (&self->checklist_rows, g_ptr_array_unref);
  g_clear_pointer (&self->question_id, g_free);
  g_clear_pointer (&self->part_ids, g_ptr_array_unref);
  G_OBJECT_CLASS (tide_preferences_parent_class)->finalize (object);
}

static void
tide_preferences_class_init (TidePreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_preferences_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_preferences_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidemark/Tidemark/ui/tide-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, TidePreferences, name_row);
  gtk_widget_class_bind_template_child (widget_class, TidePreferences, address_row);
  gtk_widget_class_bind_template_child (widget_class, TidePreferences, phone_row);
  gtk_widget_class_bind_template_child (widget_class, TidePreferences, patient_crisis_row);
  gtk_widget_class_bind_template_child (widget_class, TidePreferences, crisis_row);
  gtk_widget_class_bind_template_child (widget_class, TidePreferences, currency_row);
  gtk_widget_class_bind_template_child (widget_class, TidePreferences, policy_view);
  gtk_widget_class_bind_template_child (widget_class, TidePreferences, policy_buffer);
  gtk_widget_class_bind_template_child (widget_class, TidePreferences, paper_row);
  gtk_widget_class_bind_template_child (widget_class, TidePreferences, lock_spin);
  gtk_widget_class_bind_template_child (widget_class, TidePreferences, desk_row);
  gtk_widget_class_bind_template_child (widget_class, TidePreferences, staff_group);
  gtk_widget_class_bind_template_child (widget_class, TidePreferences, staff_name_row);
  gtk_widget_class_bind_template_child (widget_class, TidePreferences, staff_role_row);
  gtk_widget_class_bind_template_child (widget_class, TidePreferences, condition_row);
  gtk_widget_class_bind_template_child (widget_class, TidePreferences, battery_group);
  gtk_widget_class_bind_template_child (widget_class, TidePreferences, part_row);
  gtk_widget_class_bind_template_child (widget_class, TidePreferences, rules_page);
  tide_preferences_staff_install (widget_class);
  gtk_widget_class_bind_template_child (widget_class, TidePreferences, logo_row);
  gtk_widget_class_bind_template_child (widget_class, TidePreferences, credentials_row);
  gtk_widget_class_bind_template_child (widget_class, TidePreferences, new_phrase_row);
  gtk_widget_class_bind_template_child (widget_class, TidePreferences, phrases_group);
  tide_preferences_paper_install (widget_class);
  tide_preferences_battery_install (widget_class);
  tide_preferences_rules_install (widget_class);
  tide_preferences_checklist_install (widget_class);
}

static void
tide_preferences_init (TidePreferences *self)
{
  self->staff_rows = g_ptr_array_new ();
  self->phrase_rows = g_ptr_array_new ();
  self->battery_rows = g_ptr_array_new ();
  self->rule_groups = g_ptr_array_new ();
  self->rule_rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->part_ids = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

TidePreferences *
tide_preferences_new (GtkWindow *parent, TideClinic *clinic)
{
  TidePreferences *self = g_object_new (TIDE_TYPE_PREFERENCES, "transient-for", parent, NULL);
  self->clinic = g_object_ref (clinic);
  fill (self);
  tide_preferences_staff_init (self);
  tide_preferences_paper_init (self);
  tide_preferences_battery_init (self);
  tide_preferences_rules_init (self);
  tide_preferences_checklist_init (self);
  g_signal_connect (self->name_row, "apply", G_CALLBACK (name_cb), self);
  g_signal_connect (self->address_row, "apply", G_CALLBACK (address_cb), self);
  g_signal_connect (self->phone_row, "apply", G_CALLBACK (phone_cb), self);
  g_signal_connect (self->patient_crisis_row, "apply", G_CALLBACK (patient_crisis_cb), self);
  g_signal_connect (self->crisis_row, "apply", G_CALLBACK (crisis_cb), self);
  g_signal_connect (self->currency_row, "apply", G_CALLBACK (currency_cb), self);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_signal_connect (focus, "leave", G_CALLBACK (policy_left_cb), self);
  gtk_widget_add_controller (self->policy_view, focus);
  g_signal_connect (self->paper_row, "notify::selected", G_CALLBACK (paper_cb), self);
  g_signal_connect (self->lock_spin, "value-changed", G_CALLBACK (lock_cb), self);
  return self;
}
