/* form-desk.c: a person at a dialog: opens it by name, types, saves, reads what is refused. */

#include "form-desk.h"

TideFormDialog *
form_desk_find_dialog (void)
{
  GListModel *list = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (list, i);

      if (TIDE_IS_FORM_DIALOG (window))
        return TIDE_FORM_DIALOG (window);
    }
  return NULL;
}

void
form_desk_take (FormDesk *self)
{
  self->dialog = form_desk_find_dialog ();
  g_assert_nonnull (self->dialog);
}

void
form_desk_open (FormDesk *self, const char *name)
{
  g_assert_null (form_desk_find_dialog ());
  g_assert_true (form_dialogs_present (name, NULL, &self->fixture));
  form_desk_take (self);
}

void
form_desk_close (FormDesk *self)
{
  if (form_desk_find_dialog ())
    tide_form_dialog_throw_away (form_desk_find_dialog ());
}

TideFormField *
form_desk_field (FormDesk *self, const char *name)
{
  TideFormField *found = tide_form_dialog_find (self->dialog, name);

  g_assert_nonnull (found);
  return found;
}

void
form_desk_enter (FormDesk *self, const char *name, const char *text)
{
  TideFormField *f = form_desk_field (self, name);

  if (TIDE_IS_TEXT_FIELD (f))
    tide_text_field_type (TIDE_TEXT_FIELD (f), text);
  else if (TIDE_IS_DATE_FIELD (f))
    gtk_editable_set_text (tide_date_field_get_editable (TIDE_DATE_FIELD (f)), text);
  else if (TIDE_IS_CHOICE_FIELD (f))
    tide_choice_field_choose (TIDE_CHOICE_FIELD (f), text);
  else if (TIDE_IS_SEARCH_FIELD (f))
    {
      gtk_editable_set_text (tide_search_field_get_editable (TIDE_SEARCH_FIELD (f)), text);
      tide_search_field_choose_first (TIDE_SEARCH_FIELD (f));
    }
  else
    tide_check_field_tick (TIDE_CHECK_FIELD (f), g_str_equal (text, "1"));
}

void
form_desk_assert_refused (FormDesk *self, const char *name, const char *text, const char *words)
{
  const char *fault;

  form_desk_enter (self, name, text);
  g_assert_false (tide_form_dialog_save (self->dialog));
  g_assert_true (form_desk_find_dialog () == self->dialog);
  fault = tide_form_field_get_fault (form_desk_field (self, name));
  if (strstr (fault, words) == NULL)
    g_error ("%s = “%s”: expected “%s”, read “%s”", name, text, words, fault);
  g_assert_false (gtk_widget_get_sensitive (tide_form_dialog_get_save_button (self->dialog)));
}

void
form_desk_assert_saved (FormDesk *self)
{
  if (!tide_form_dialog_save (self->dialog))
    g_error ("not saved: %s", gtk_widget_get_tooltip_text (tide_form_dialog_get_save_button (self->dialog)));
  g_assert_null (form_desk_find_dialog ());
}

gpointer
form_desk_last_of (FormDesk *self, const TideRecordClass *klass, GPtrArray **list)
{
  *list = tide_clinic_list (self->fixture.clinic, klass, NULL, 0, NULL);
  return (*list)->len ? (*list)->pdata[(*list)->len - 1] : NULL;
}
