/* tide-search-field.c: an entry with its results in a list below; typing, arrows and Enter are enough. */

#include "tide-search-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-medication.h"
#include "tide-patient.h"

#define MAX_RESULTS 8

struct _TideSearchField
{
  TideFormField parent_instance;

  GtkWidget *box, *entry, *revealer, *list;
  GPtrArray *results;
  char *chosen; /* text of the result, NULL while typing */
  TideSearchFunc search;
  gpointer data;
  TideSearchAcceptFunc accept;
  gboolean filling;
  gboolean as_typed; /* an accepted text stays as it is; codes are written in capitals */
};

G_DEFINE_FINAL_TYPE (TideSearchField, tide_search_field, TIDE_TYPE_FORM_FIELD)

static void
result_free (gpointer data)
{
  TideSearchResult *result = data;

  g_free (result->text);
  g_free (result->title);
  g_free (result->label);
  g_free (result);
}

TideSearchResult *
tide_search_result_new (const char *text, const char *title, const char *label)
{
  TideSearchResult *result = g_new0 (TideSearchResult, 1);

  result->text = g_strdup (text);
  result->title = g_strdup (title);
  result->label = g_strdup (label);
  return result;
}

static char *
dup_typed (TideSearchField *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

static void
show_results (TideSearchField *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)))
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; self->results && i < self->results->len && i < MAX_RESULTS; i++)
    {
      GtkWidget *label = gtk_label_new (((TideSearchResult *) self->results->pdata[i])->label);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (label, "tide-search-result");
      gtk_list_box_append (GTK_LIST_BOX (self->list), label);
    }
  gtk_widget_set_visible (self->revealer, self->results && self->results->len > 0);
}

static void
clear_results (TideSearchField *self)
{
  g_clear_pointer (&self->results, g_ptr_array_unref);
  show_results (self);
}

static void
choose (TideSearchField *self, const TideSearchResult *result)
{
  g_free (self->chosen);
  self->chosen = g_strdup (result->text);
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), result->title);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->filling = FALSE;
  clear_results (self);
  tide_form_field_emit_changed (TIDE_FORM_FIELD (self));
}

static void
entry_changed_cb (GtkEditable *editable, TideSearchField *self)
{
  g_autofree char *typed = dup_typed (self);

  if (self->filling)
    return;
  g_clear_pointer (&self->chosen, g_free);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  if (*typed && self->search)
    {
      self->results = self->search (typed, self->data);
      g_ptr_array_set_free_func (self->results, result_free);
    }
  show_results (self);
  tide_form_field_emit_changed (TIDE_FORM_FIELD (self));
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, TideSearchField *self)
{
  guint index = (guint) gtk_list_box_row_get_index (row);

  if (self->results && index < self->results->len)
    choose (self, self->results->pdata[index]);
}

gboolean
tide_search_field_choose_first (TideSearchField *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  guint index = row ? (guint) gtk_list_box_row_get_index (row) : 0;

  if (self->results == NULL || index >= self->results->len)
    return FALSE;
  choose (self, self->results->pdata[index]);
  return TRUE;
}

static void
entry_activate_cb (GtkEntry *entry, TideSearchField *self)
{
  if (self->chosen || !tide_search_field_choose_first (self))
    tide_form_field_emit_activate (TIDE_FORM_FIELD (self));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
                TideSearchField *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  int index = row ? gtk_list_box_row_get_index (row) : -1;

  if (self->results == NULL || self->results->len == 0)
    return FALSE;
  if (keyval == GDK_KEY_Down)
    index++;
  else if (keyval == GDK_KEY_Up)
    index--;
  else if (keyval == GDK_KEY_Escape)
    {
      clear_results (self);
      return TRUE;
    }
  else
    return FALSE;
  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), MAX (index, 0));
  if (row)
    gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  return TRUE;
}

static char *
tide_search_field_dup_text (TideFormField *field, char **fault)
{
  TideSearchField *self = TIDE_SEARCH_FIELD (field);
  g_autofree char *typed = dup_typed (self);

  if (self->chosen)
    return g_strdup (self->chosen);
  if (*typed == '\0')
    return g_strdup ("");
  if (self->accept && self->accept (typed))
    return self->as_typed ? g_strdup (typed) : g_ascii_strup (typed, -1);
  *fault = self->results && self->results->len > 0
             ? g_strdup (_ ("Choose one of the list (Enter takes the first)."))
             : g_strdup_printf (_ ("Nothing found for “%s”."), typed);
  return NULL;
}

static void
tide_search_field_set_text (TideFormField *field, const char *text)
{
  TideSearchField *self = TIDE_SEARCH_FIELD (field);

  self->filling = TRUE;
  g_free (self->chosen);
  self->chosen = *text ? g_strdup (text) : NULL;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->filling = FALSE;
  clear_results (self);
}

/* "=F42.2\nF42.2  Mixed …" is a result that was chosen, "?obsess" is half a search. */
static char *
tide_search_field_dup_typed (TideFormField *field)
{
  TideSearchField *self = TIDE_SEARCH_FIELD (field);
  const char *shown = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  return self->chosen ? g_strdup_printf ("=%s\n%s", self->chosen, shown) : g_strconcat ("?", shown, NULL);
}

static void
tide_search_field_set_typed (TideFormField *field, const char *typed)
{
  TideSearchField *self = TIDE_SEARCH_FIELD (field);
  const char *line_end = strchr (typed, '\n');
  gboolean chosen = *typed == '=' && line_end;

  self->filling = TRUE;
  g_free (self->chosen);
  self->chosen = chosen ? g_strndup (typed + 1, (gsize) (line_end - typed - 1)) : NULL;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), chosen ? line_end + 1 : *typed ? typed + 1 : "");
  self->filling = FALSE;
  clear_results (self);
}

static gboolean
tide_search_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (TIDE_SEARCH_FIELD (widget)->entry);
}

static void
tide_search_field_finalize (GObject *object)
{
  TideSearchField *self = TIDE_SEARCH_FIELD (object);

  g_clear_pointer (&self->results, g_ptr_array_unref);
  g_free (self->chosen);
  G_OBJECT_CLASS (tide_search_field_parent_class)->finalize (object);
}

static void
tide_search_field_class_init (TideSearchFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tide_search_field_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = tide_search_field_grab_focus;
  TIDE_FORM_FIELD_CLASS (klass)->dup_text = tide_search_field_dup_text;
  TIDE_FORM_FIELD_CLASS (klass)->set_text = tide_search_field_set_text;
  TIDE_FORM_FIELD_CLASS (klass)->dup_typed = tide_search_field_dup_typed;
  TIDE_FORM_FIELD_CLASS (klass)->set_typed = tide_search_field_set_typed;
}

static void
label_changed_cb (TideSearchField *self, GParamSpec *pspec, gpointer data)
{
  const char *label = tide_form_field_get_label (TIDE_FORM_FIELD (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label ? label : "", -1);
}

static void
tide_search_field_init (TideSearchField *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->entry = gtk_entry_new ();
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_PRIMARY, "edit-find-symbolic");
  gtk_box_append (GTK_BOX (self->box), self->entry);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Found"),
                                  -1);
  self->revealer = gtk_frame_new (NULL);
  gtk_frame_set_child (GTK_FRAME (self->revealer), self->list);
  gtk_widget_set_visible (self->revealer, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->revealer);
  g_signal_connect (self->entry, "changed", G_CALLBACK (entry_changed_cb), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (entry_activate_cb), self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect (self, "notify::label", G_CALLBACK (label_changed_cb), NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  tide_form_field_set_control (TIDE_FORM_FIELD (self), self->box);
}

void
tide_search_field_setup (TideSearchField *self, TideSearchFunc search, gpointer data,
                         TideSearchAcceptFunc accept)
{
  self->search = search;
  self->data = data;
  self->accept = accept;
}

GtkEditable *
tide_search_field_get_editable (TideSearchField *self)
{
  return GTK_EDITABLE (self->entry);
}

const char *
tide_search_field_get_title (TideSearchField *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static GPtrArray *
search_diagnoses (const char *typed, gpointer data)
{
  g_autoptr (GPtrArray) codes = tide_icd_search (typed, MAX_RESULTS);
  GPtrArray *results = g_ptr_array_new ();

  for (guint i = 0; i < codes->len; i++)
    {
      const TideIcdCode *code = codes->pdata[i];
      g_autofree char *label = g_strdup_printf ("%s  %s", code->code, code->label);

      g_ptr_array_add (results, tide_search_result_new (code->code, label, label));
    }
  return results;
}

void
tide_search_field_setup_diagnoses (TideSearchField *self)
{
  tide_search_field_setup (self, search_diagnoses, NULL, tide_icd_is_valid);
}

static GPtrArray *
search_drugs (const char *typed, gpointer data)
{
  g_autoptr (GPtrArray) drugs = tide_drug_search (typed, MAX_RESULTS);
  GPtrArray *results = g_ptr_array_new ();

  for (guint i = 0; i < drugs->len; i++)
    {
      const TideDrug *drug = drugs->pdata[i];

      g_ptr_array_add (results, tide_search_result_new (drug->name, drug->name, drug->name));
    }
  return results;
}

/* Half a name of the table is no drug; a name that nothing in it begins with may be one. */
static gboolean
accept_drug (const char *typed)
{
  g_autoptr (GPtrArray) drugs = tide_drug_search (typed, 1);

  return drugs->len == 0 || tide_drug_lookup (typed) != NULL;
}

void
tide_search_field_setup_drugs (TideSearchField *self)
{
  self->as_typed = TRUE;
  tide_search_field_setup (self, search_drugs, NULL, accept_drug);
}

static gboolean
begins_a_word (const char *text, const char *typed)
{
  g_autofree char *folded = g_utf8_casefold (text, -1), *start = g_utf8_casefold (typed, -1);
  const char *at = folded;

  for (; at && *at; at = strchr (at, ' '))
    {
      at += *at == ' ';
      if (g_str_has_prefix (at, start))
        return TRUE;
    }
  return FALSE;
}

static GPtrArray *
search_words (const char *typed, gpointer data)
{
  GPtrArray *results = g_ptr_array_new ();

  for (char **word = data; *word && *typed && results->len < MAX_RESULTS; word++)
    if (begins_a_word (*word, typed))
      g_ptr_array_add (results, tide_search_result_new (*word, *word, *word));
  return results;
}

static gboolean
accept_any (const char *typed)
{
  return TRUE;
}

void
tide_search_field_setup_words (TideSearchField *self, const char *const *words)
{
  char **copy = g_strdupv ((char **) words);

  g_object_set_data_full (G_OBJECT (self), "tide-words", copy, (GDestroyNotify) g_strfreev);
  self->as_typed = TRUE;
  tide_search_field_setup (self, search_words, copy, accept_any);
}
