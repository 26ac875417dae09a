/* tide-preferences-private.h: the window of settings, shared by its pages. */
#pragma once

#include "tide-preferences.h"

G_BEGIN_DECLS

struct _TidePreferences
{
  AdwPreferencesWindow parent_instance;

  AdwEntryRow *name_row, *phone_row, *address_row, *patient_crisis_row, *crisis_row, *currency_row,
    *staff_name_row;
  AdwEntryRow *credentials_row, *new_phrase_row;
  AdwActionRow *logo_row;
  AdwPreferencesGroup *phrases_group;
  GPtrArray *phrase_rows; /* (GtkWidget, not owned) */
  AdwComboRow *paper_row, *desk_row, *staff_role_row, *condition_row, *part_row;
  GtkSpinButton *lock_spin;
  GtkWidget *policy_view;
  GtkTextBuffer *policy_buffer;
  AdwPreferencesGroup *staff_group, *battery_group;
  AdwPreferencesPage *rules_page;

  TideClinic *clinic;
  GPtrArray *staff;      /* TideStaff */
  GPtrArray *staff_rows; /* (GtkWidget, not owned) */
  GPtrArray *battery_rows;
  GPtrArray *rule_groups; /* (AdwPreferencesGroup, not owned) */
  GPtrArray *rule_rows;   /* of each group: GPtrArray of (GtkWidget, not owned) */
  GPtrArray *part_ids;    /* (utf8) what part_row offers */
  AdwPreferencesGroup *checklist_group;
  GPtrArray *checklist_rows; /* (GtkWidget, not owned) */
  char *question_id;         /* whose reason is asked for */
  gboolean filling;
};

/* Writes a setting; an error is told in the window. */
gboolean tide_preferences_put (TidePreferences *self, const char *key, const char *value);
void tide_preferences_tell (TidePreferences *self, const GError *error);

void tide_preferences_staff_install (GtkWidgetClass *klass);
void tide_preferences_staff_init (TidePreferences *self);
void tide_preferences_paper_install (GtkWidgetClass *klass);
void tide_preferences_paper_init (TidePreferences *self);
/* Credentials and sentences of who is at the desk now. */
void tide_preferences_paper_show_person (TidePreferences *self);
void tide_preferences_battery_install (GtkWidgetClass *klass);
void tide_preferences_battery_init (TidePreferences *self);
void tide_preferences_rules_install (GtkWidgetClass *klass);
void tide_preferences_rules_init (TidePreferences *self);
void tide_preferences_checklist_install (GtkWidgetClass *klass);
void tide_preferences_checklist_init (TidePreferences *self);

G_END_DECLS
