/* tide-rate-menu.c: the menu of the button Rate.
 *
 * A clinic's own scale is looked for here first, so here its file is read anew and here it says why it was
 * refused: a scale that is simply not in the list explains nothing.
 */
#include "tide-rate-menu.h"

#include <glib/gi18n-lib.h>
#include "tide-window.h"

typedef struct
{
  GMenu *menu, *forms; /* forms: the submenu of its last section */
  TideClinic **clinic;
} RateMenu;

static void
rate_menu_free (gpointer data)
{
  RateMenu *self = data;
  g_object_unref (self->menu);
  g_object_unref (self->forms);
  g_free (self);
}

GMenu *
tide_rate_menu_new_scales (TideLibrary *library, const char *action)
{
  GMenu *scales = g_menu_new ();
  for (guint i = 0; i < tide_library_get_n (library); i++)
    {
      TideInstrument *instrument = tide_library_get (library, i);
      if (tide_instrument_get_totals_only (instrument))
        continue;
      g_autoptr (GMenuItem) item = g_menu_item_new (tide_instrument_get_short_name (instrument), NULL);
      g_menu_item_set_action_and_target (item, action, "s", tide_instrument_get_id (instrument));
      g_menu_append_item (scales, item);
    }
  return scales;
}

/* The last section stays and is filled anew within: GTK 4.8 adds the page of a submenu that comes back before
 * it has let the old one go. */
static void
fill_forms (RateMenu *self)
{
  g_autoptr (GMenu) scales = NULL;
  g_menu_remove_all (self->forms);
  if (*self->clinic == NULL || tide_clinic_is_locked (*self->clinic))
    return;
  scales = tide_rate_menu_new_scales (tide_clinic_get_library (*self->clinic), "patient.print-form");
  g_menu_append_section (self->forms, NULL, G_MENU_MODEL (scales));
}

static void
fill (RateMenu *self)
{
  g_autoptr (GMenu) visit = g_menu_new (), refused = g_menu_new (), scales = NULL;
  guint n;
  int at = 0;
  while (g_menu_model_get_n_items (G_MENU_MODEL (self->menu)) > 1)
    g_menu_remove (self->menu, 0);
  fill_forms (self);
  if (*self->clinic == NULL || tide_clinic_is_locked (*self->clinic))
    return;
  scales = tide_rate_menu_new_scales (tide_clinic_get_library (*self->clinic), "patient.rate-with");
  n = tide_clinic_get_library_problems (*self->clinic)->len;
  g_menu_append (visit, _ ("New Visit"), "patient.new-visit");
  g_menu_insert_section (self->menu, at++, NULL, G_MENU_MODEL (visit));
  if (n > 0)
    {
      g_autofree char *words
        = g_strdup_printf (ngettext ("%u Scale File Refused…", "%u Scale Files Refused…", n), n);
      g_menu_append (refused, words, "patient.show-refused-scales");
      g_menu_insert_section (self->menu, at++, NULL, G_MENU_MODEL (refused));
    }
  g_menu_insert_section (self->menu, at, NULL, G_MENU_MODEL (scales));
}

static void
opened_cb (GtkWidget *popover, RateMenu *self)
{
  if (*self->clinic == NULL || tide_clinic_is_locked (*self->clinic)
      || !tide_clinic_refresh_library (*self->clinic))
    return;
  fill (self);
  tide_rate_menu_tell_refused (popover, *self->clinic);
}

void
tide_rate_menu_attach (AdwSplitButton *button, TideClinic **clinic)
{
  RateMenu *self = g_object_get_data (G_OBJECT (button), "tide-rate-menu");
  if (self == NULL)
    {
      self = g_new0 (RateMenu, 1);
      g_autoptr (GMenu) paper = g_menu_new ();
      self->menu = g_menu_new ();
      self->forms = g_menu_new ();
      g_menu_append_submenu (paper, _ ("_Print Empty Form"), G_MENU_MODEL (self->forms));
      g_menu_append_section (self->menu, NULL, G_MENU_MODEL (paper));
      self->clinic = clinic;
      g_object_set_data_full (G_OBJECT (button), "tide-rate-menu", self, rate_menu_free);
      adw_split_button_set_menu_model (button, G_MENU_MODEL (self->menu));
      g_signal_connect (adw_split_button_get_popover (button), "map", G_CALLBACK (opened_cb), self);
    }
  fill (self);
}

/* --- refused files --- */

static char *
join (const GPtrArray *problems)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < problems->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *) problems->pdata[i]);
  return g_string_free (text, FALSE);
}

void
tide_rate_menu_show_refused (GtkWindow *parent, TideClinic *clinic)
{
  g_autofree char *text = join (tide_clinic_get_library_problems (clinic));
  GtkWidget *dialog = adw_message_dialog_new (parent, _ ("Scale files that were refused"), text);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

void
tide_rate_menu_tell_refused (GtkWidget *widget, TideClinic *clinic)
{
  TideWindow *window = tide_window_of (widget);
  const GPtrArray *problems = tide_clinic_get_library_problems (clinic);
  g_autofree char *text = join (problems);
  if (window == NULL || g_strcmp0 (g_object_get_data (G_OBJECT (clinic), "tide-told-refused"), text) == 0)
    return;
  g_object_set_data_full (G_OBJECT (clinic), "tide-told-refused", g_strdup (text), g_free);
  if (problems->len > 0)
    tide_rate_menu_show_refused (GTK_WINDOW (window), clinic);
}
