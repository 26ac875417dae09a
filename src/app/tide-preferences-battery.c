/* tide-preferences-battery.c: what a new visit asks, condition by condition. */
#include "tide-preferences-private.h"

#include <glib/gi18n-lib.h>
#include "tide-record-rows.h"

typedef struct
{
  const char *id;
  const char *words;
} Named;

static const Named conditions[] = {
  { "ocd", N_ ("Obsessive-compulsive disorder") },
  { "ocd_child", N_ ("Obsessive-compulsive disorder, under 18") },
  { "depression", N_ ("Depression") },
  { "bipolar", N_ ("Bipolar disorder") },
  { "ptsd", N_ ("Post-traumatic stress disorder") },
  { "social_anxiety", N_ ("Social anxiety") },
  { "anxiety", N_ ("Other anxiety") },
  { "substance", N_ ("Substance use") },
  { "pain", N_ ("Pain") },
  { "suicide", N_ ("Suicidal crisis") },
  { "other", N_ ("Other") },
};

static const Named other_parts[] = {
  { "side_effects", N_ ("Unwanted effects") },
  { "note", N_ ("Note") },
};

static const char *
condition_of (TidePreferences *self)
{
  guint position = adw_combo_row_get_selected (self->condition_row);
  return conditions[position < G_N_ELEMENTS (conditions) ? position : 0].id;
}

static const char *
part_words (TidePreferences *self, const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (other_parts); i++)
    if (g_str_equal (other_parts[i].id, id))
      return _ (other_parts[i].words);
  TideInstrument *instrument = tide_library_lookup (tide_clinic_get_library (self->clinic), id);
  return instrument != NULL ? tide_instrument_get_short_name (instrument) : id;
}

static GPtrArray *
list_parts (TidePreferences *self)
{
  return tide_clinic_list_battery (self->clinic, condition_of (self));
}

static void
put_parts (TidePreferences *self, GPtrArray *parts)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < parts->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", (const char *) g_ptr_array_index (parts, i));
  g_autofree char *key = g_strdup_printf ("battery.%s", condition_of (self));
  tide_preferences_put (self, key, text->str);
  g_string_free (text, TRUE);
}

static void
fill_battery (TidePreferences *self)
{
  g_autoptr (GPtrArray) parts = list_parts (self), fresh = g_ptr_array_new ();
  for (guint i = 0; i < parts->len; i++)
    {
      const char *id = g_ptr_array_index (parts, i);
      GtkWidget *row = tide_record_row_new (part_words (self, id), NULL);
      if (i > 0)
        tide_record_row_add_button (row, "go-up-symbolic", _ ("Earlier"), "preferences.raise-part",
                                    g_variant_new_string (id));
      if (parts->len > 1)
        tide_record_row_add_button (row, "list-remove-symbolic", _ ("Leave out"), "preferences.remove-part",
                                    g_variant_new_string (id));
      g_ptr_array_add (fresh, row);
    }
  tide_record_group_replace (self->battery_group, self->battery_rows, fresh, _ ("Nothing"));

  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  TideLibrary *library = tide_clinic_get_library (self->clinic);
  g_ptr_array_set_size (self->part_ids, 0);
  for (guint i = 0; i < tide_library_get_n (library) + G_N_ELEMENTS (other_parts); i++)
    {
      const char *id = i < tide_library_get_n (library)
                         ? tide_instrument_get_id (tide_library_get (library, i))
                         : other_parts[i - tide_library_get_n (library)].id;
      guint at;
      if (g_ptr_array_find_with_equal_func (parts, id, (GEqualFunc) g_str_equal, &at))
        continue;
      g_ptr_array_add (self->part_ids, g_strdup (id));
      gtk_string_list_append (names, part_words (self, id));
    }
  adw_combo_row_set_model (self->part_row, G_LIST_MODEL (names));
}

/* The parts of the row's button, changed by @parameter's id. */
static void
raise_part_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TidePreferences *self = TIDE_PREFERENCES (widget);
  g_autoptr (GPtrArray) parts = list_parts (self);
  guint at;
  if (!g_ptr_array_find_with_equal_func (parts, g_variant_get_string (parameter, NULL),
                                         (GEqualFunc) g_str_equal, &at)
      || at == 0)
    return;
  gpointer above = parts->pdata[at - 1];
  parts->pdata[at - 1] = parts->pdata[at];
  parts->pdata[at] = above;
  put_parts (self, parts);
  fill_battery (self);
}

static void
remove_part_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TidePreferences *self = TIDE_PREFERENCES (widget);
  g_autoptr (GPtrArray) parts = list_parts (self);
  guint at;
  if (!g_ptr_array_find_with_equal_func (parts, g_variant_get_string (parameter, NULL),
                                         (GEqualFunc) g_str_equal, &at))
    return;
  g_ptr_array_remove_index (parts, at);
  put_parts (self, parts);
  fill_battery (self);
}

static void
add_part_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TidePreferences *self = TIDE_PREFERENCES (widget);
  g_autoptr (GPtrArray) parts = list_parts (self);
  guint position = adw_combo_row_get_selected (self->part_row);
  if (position >= self->part_ids->len)
    return;
  g_ptr_array_add (parts, g_strdup (g_ptr_array_index (self->part_ids, position)));
  put_parts (self, parts);
  fill_battery (self);
}

static void
condition_cb (AdwComboRow *row, GParamSpec *pspec, TidePreferences *self)
{
  fill_battery (self);
}

void
tide_preferences_battery_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "preferences.raise-part", "s", raise_part_action);
  gtk_widget_class_install_action (klass, "preferences.remove-part", "s", remove_part_action);
  gtk_widget_class_install_action (klass, "preferences.add-part", NULL, add_part_action);
}

void
tide_preferences_battery_init (TidePreferences *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    gtk_string_list_append (names, _ (conditions[i].words));
  adw_combo_row_set_model (self->condition_row, G_LIST_MODEL (names));
  fill_battery (self);
  g_signal_connect (self->condition_row, "notify::selected", G_CALLBACK (condition_cb), self);
}
