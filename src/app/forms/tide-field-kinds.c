/* tide-field-kinds.c: what can be typed, picked, chosen and ticked in a dialog. */

#include "tide-field-kinds.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-typed-time.h"
#include "tide-wording.h"

/* --- text and numbers --- */

struct _TideTextField
{
  TideFormField parent_instance;

  GtkWidget *entry; /* GtkEntry or GtkTextView */
  gboolean numeric, multiline;
};

G_DEFINE_FINAL_TYPE (TideTextField, tide_text_field, TIDE_TYPE_FORM_FIELD)

enum
{
  PROP_NUMERIC = 1,
  PROP_MULTILINE,
};

static char *
get_typed (TideTextField *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  if (!self->multiline)
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->entry));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static char *
read_number (const char *typed, char **fault)
{
  g_autofree char *text = g_strdup (typed);
  double value;

  if (*text == '\0')
    return g_strdup ("");
  g_strdelimit (text, ",", '.'); /* a decimal comma */
  if (tide_number_parse (text, &value, NULL))
    return tide_number_to_text (value);
  *fault = g_strdup_printf (_ ("“%s” is no number."), typed);
  return NULL;
}

static char *
tide_text_field_dup_text (TideFormField *field, char **fault)
{
  TideTextField *self = TIDE_TEXT_FIELD (field);
  g_autofree char *typed = g_strstrip (get_typed (self));

  return self->numeric ? read_number (typed, fault) : g_steal_pointer (&typed);
}

static void
tide_text_field_set_text (TideFormField *field, const char *text)
{
  TideTextField *self = TIDE_TEXT_FIELD (field);

  if (self->multiline)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->entry)), text, -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

static char *
tide_text_field_dup_typed (TideFormField *field)
{
  return get_typed (TIDE_TEXT_FIELD (field));
}

static void
text_changed_cb (gpointer source, TideFormField *field)
{
  tide_form_field_emit_changed (field);
}

static void
text_activate_cb (gpointer source, TideFormField *field)
{
  tide_form_field_emit_activate (field);
}

static void
make_text_view (TideTextField *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->entry = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->entry), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->entry), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->entry);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 110);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_widget_add_css_class (scrolled, "tide-field-text");
  g_signal_connect (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->entry)), "changed",
                    G_CALLBACK (text_changed_cb), self);
  tide_form_field_set_control (TIDE_FORM_FIELD (self), scrolled);
}

static void
tide_text_field_constructed (GObject *object)
{
  TideTextField *self = TIDE_TEXT_FIELD (object);

  G_OBJECT_CLASS (tide_text_field_parent_class)->constructed (object);
  if (self->multiline)
    {
      make_text_view (self);
      return;
    }
  self->entry = gtk_entry_new ();
  if (self->numeric)
    gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_NUMBER);
  g_signal_connect (self->entry, "changed", G_CALLBACK (text_changed_cb), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (text_activate_cb), self);
  tide_form_field_set_control (TIDE_FORM_FIELD (self), self->entry);
}

static void
tide_text_field_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TideTextField *self = TIDE_TEXT_FIELD (object);

  if (id == PROP_NUMERIC)
    self->numeric = g_value_get_boolean (value);
  else
    self->multiline = g_value_get_boolean (value);
}

static gboolean
tide_text_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (TIDE_TEXT_FIELD (widget)->entry);
}

static void
tide_text_field_class_init (TideTextFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = tide_text_field_constructed;
  object_class->set_property = tide_text_field_set_property;
  GTK_WIDGET_CLASS (klass)->grab_focus = tide_text_field_grab_focus;
  TIDE_FORM_FIELD_CLASS (klass)->dup_text = tide_text_field_dup_text;
  TIDE_FORM_FIELD_CLASS (klass)->set_text = tide_text_field_set_text;
  TIDE_FORM_FIELD_CLASS (klass)->dup_typed = tide_text_field_dup_typed;
  g_object_class_install_property (object_class, PROP_NUMERIC,
                                   g_param_spec_boolean ("numeric", NULL, NULL, FALSE, flags));
  g_object_class_install_property (object_class, PROP_MULTILINE,
                                   g_param_spec_boolean ("multiline", NULL, NULL, FALSE, flags));
}

static void
tide_text_field_init (TideTextField *self)
{
}

GtkWidget *
tide_text_field_get_entry (TideTextField *self)
{
  return self->entry;
}

void
tide_text_field_type (TideTextField *self, const char *text)
{
  tide_text_field_set_text (TIDE_FORM_FIELD (self), text);
}

/* --- dates --- */

struct _TideDateField
{
  TideFormField parent_instance;

  TideDateEntry *entry;
  gboolean with_time;
};

G_DEFINE_FINAL_TYPE (TideDateField, tide_date_field, TIDE_TYPE_FORM_FIELD)

static char *
tide_date_field_dup_text (TideFormField *field, char **fault)
{
  TideDateField *self = TIDE_DATE_FIELD (field);
  TideInstant instant;
  TideDate date;

  if (self->with_time)
    return tide_date_entry_read_instant (self->entry, &instant, fault) ? tide_instant_to_iso (instant) : NULL;
  return tide_date_entry_read_date (self->entry, &date, fault) ? tide_date_to_iso (date) : NULL;
}

static void
tide_date_field_set_text (TideFormField *field, const char *text)
{
  TideDateField *self = TIDE_DATE_FIELD (field);
  TideInstant instant = TIDE_INSTANT_UNKNOWN;
  TideDate date = TIDE_DATE_UNKNOWN;

  if (self->with_time)
    {
      if (*text)
        tide_instant_parse (text, &instant, NULL);
      tide_date_entry_set_instant (self->entry, instant);
      return;
    }
  if (*text)
    tide_date_parse (text, &date, NULL);
  tide_date_entry_set_date (self->entry, date);
}

/* "=2026-11-22" is a day as it was read, since "now" or "yesterday" means another one tomorrow; "?3/4/1979"
 * is one that cannot be read yet. */
static char *
tide_date_field_dup_typed (TideFormField *field)
{
  g_autofree char *fault = NULL, *text = tide_date_field_dup_text (field, &fault);
  GtkEditable *editable = tide_date_field_get_editable (TIDE_DATE_FIELD (field));

  return text ? g_strconcat ("=", text, NULL) : g_strconcat ("?", gtk_editable_get_text (editable), NULL);
}

static void
tide_date_field_set_typed (TideFormField *field, const char *typed)
{
  if (*typed == '=')
    tide_date_field_set_text (field, typed + 1);
  else
    gtk_editable_set_text (tide_date_field_get_editable (TIDE_DATE_FIELD (field)), *typed ? typed + 1 : "");
}

/* Shows how a day was read, so that a slip is seen before it is saved. */
static void
date_changed_cb (TideDateEntry *entry, TideFormField *field)
{
  TideDateField *self = TIDE_DATE_FIELD (field);
  g_autofree char *fault = NULL, *words = NULL;
  TideInstant instant;

  if (tide_date_entry_read_instant (entry, &instant, &fault) && tide_instant_is_known (instant))
    words = tide_typed_instant_to_text (
      self->with_time ? instant : tide_instant_from_date (tide_instant_get_date (instant)));
  if (words && strstr (words, gtk_editable_get_text (tide_date_entry_get_editable (entry))) != NULL)
    g_clear_pointer (&words, g_free); /* it stands there already */
  tide_form_field_set_hint (field, words);
  tide_form_field_emit_changed (field);
}

static void
tide_date_field_constructed (GObject *object)
{
  TideDateField *self = TIDE_DATE_FIELD (object);

  G_OBJECT_CLASS (tide_date_field_parent_class)->constructed (object);
  self->entry = TIDE_DATE_ENTRY (tide_date_entry_new (self->with_time));
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "linked");
  g_signal_connect (self->entry, "changed", G_CALLBACK (date_changed_cb), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (text_activate_cb), self);
  tide_form_field_set_control (TIDE_FORM_FIELD (self), GTK_WIDGET (self->entry));
  if (tide_form_field_get_label (TIDE_FORM_FIELD (self)))
    tide_date_entry_set_label (self->entry, tide_form_field_get_label (TIDE_FORM_FIELD (self)));
}

static void
tide_date_field_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TIDE_DATE_FIELD (object)->with_time = g_value_get_boolean (value);
}

static void
label_changed_cb (TideDateField *self, GParamSpec *pspec, gpointer data)
{
  if (tide_form_field_get_label (TIDE_FORM_FIELD (self)))
    tide_date_entry_set_label (self->entry, tide_form_field_get_label (TIDE_FORM_FIELD (self)));
}

static void
tide_date_field_class_init (TideDateFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = tide_date_field_constructed;
  object_class->set_property = tide_date_field_set_property;
  TIDE_FORM_FIELD_CLASS (klass)->dup_text = tide_date_field_dup_text;
  TIDE_FORM_FIELD_CLASS (klass)->set_text = tide_date_field_set_text;
  TIDE_FORM_FIELD_CLASS (klass)->dup_typed = tide_date_field_dup_typed;
  TIDE_FORM_FIELD_CLASS (klass)->set_typed = tide_date_field_set_typed;
  g_object_class_install_property (
    object_class, 1,
    g_param_spec_boolean ("with-time", NULL, NULL, FALSE,
                          G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));
}

static void
tide_date_field_init (TideDateField *self)
{
  g_signal_connect (self, "notify::label", G_CALLBACK (label_changed_cb), NULL);
}

GtkEditable *
tide_date_field_get_editable (TideDateField *self)
{
  return tide_date_entry_get_editable (self->entry);
}

/* --- choices --- */

struct _TideChoiceField
{
  TideFormField parent_instance;

  GtkWidget *drop;
  GPtrArray *texts; /* beside the labels */
  GtkStringList *labels;
};

G_DEFINE_FINAL_TYPE (TideChoiceField, tide_choice_field, TIDE_TYPE_FORM_FIELD)

const char *
tide_choice_field_get_chosen (TideChoiceField *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop));

  return selected < self->texts->len ? self->texts->pdata[selected] : "";
}

static char *
tide_choice_field_dup_text (TideFormField *field, char **fault)
{
  return g_strdup (tide_choice_field_get_chosen (TIDE_CHOICE_FIELD (field)));
}

static void
tide_choice_field_set_text (TideFormField *field, const char *text)
{
  TideChoiceField *self = TIDE_CHOICE_FIELD (field);

  for (guint i = 0; i < self->texts->len; i++)
    if (g_str_equal (self->texts->pdata[i], text))
      {
        gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop), i);
        return;
      }
  if (*text == '\0')
    return;
  tide_choice_field_add (self, text, text); /* a code of another version: kept as it is */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop), self->texts->len - 1);
}

static void
choice_changed_cb (GtkDropDown *drop, GParamSpec *pspec, TideFormField *field)
{
  tide_form_field_emit_changed (field);
}

static void
tide_choice_field_finalize (GObject *object)
{
  g_ptr_array_unref (TIDE_CHOICE_FIELD (object)->texts);
  G_OBJECT_CLASS (tide_choice_field_parent_class)->finalize (object);
}

static void
tide_choice_field_class_init (TideChoiceFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tide_choice_field_finalize;
  TIDE_FORM_FIELD_CLASS (klass)->dup_text = tide_choice_field_dup_text;
  TIDE_FORM_FIELD_CLASS (klass)->set_text = tide_choice_field_set_text;
}

static void
tide_choice_field_init (TideChoiceField *self)
{
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->labels = gtk_string_list_new (NULL);
  self->drop = gtk_drop_down_new (G_LIST_MODEL (self->labels), NULL);
  g_signal_connect (self->drop, "notify::selected", G_CALLBACK (choice_changed_cb), self);
  tide_form_field_set_control (TIDE_FORM_FIELD (self), self->drop);
}

void
tide_choice_field_add (TideChoiceField *self, const char *text, const char *label)
{
  g_ptr_array_add (self->texts, g_strdup (text));
  gtk_string_list_append (self->labels, label);
}

void
tide_choice_field_add_codes (TideChoiceField *self, const char *const *codes, const char *unknown,
                             TideCodeLabelFunc label)
{
  tide_choice_field_add (self, "", unknown);
  for (int i = 1; codes[i]; i++)
    tide_choice_field_add (self, codes[i], label ? label (i) : tide_word_for_code (codes, i));
}

void
tide_choice_field_clear (TideChoiceField *self)
{
  g_ptr_array_set_size (self->texts, 0);
  gtk_string_list_splice (self->labels, 0, g_list_model_get_n_items (G_LIST_MODEL (self->labels)), NULL);
}

void
tide_choice_field_choose (TideChoiceField *self, const char *text)
{
  tide_choice_field_set_text (TIDE_FORM_FIELD (self), text);
}

/* --- ticks --- */

struct _TideCheckField
{
  TideFormField parent_instance;

  GtkWidget *check;
};

G_DEFINE_FINAL_TYPE (TideCheckField, tide_check_field, TIDE_TYPE_FORM_FIELD)

static char *
tide_check_field_dup_text (TideFormField *field, char **fault)
{
  return g_strdup (tide_check_field_get_active (TIDE_CHECK_FIELD (field)) ? "1" : "0");
}

static void
tide_check_field_set_text (TideFormField *field, const char *text)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (TIDE_CHECK_FIELD (field)->check), g_str_equal (text, "1"));
}

static void
tide_check_field_class_init (TideCheckFieldClass *klass)
{
  TIDE_FORM_FIELD_CLASS (klass)->dup_text = tide_check_field_dup_text;
  TIDE_FORM_FIELD_CLASS (klass)->set_text = tide_check_field_set_text;
}

static void
tide_check_field_init (TideCheckField *self)
{
  self->check = gtk_check_button_new ();
  g_signal_connect (self->check, "toggled", G_CALLBACK (text_changed_cb), self);
  tide_form_field_set_control (TIDE_FORM_FIELD (self), self->check);
}

void
tide_check_field_set_words (TideCheckField *self, const char *words)
{
  gtk_check_button_set_label (GTK_CHECK_BUTTON (self->check), words);
}

gboolean
tide_check_field_get_active (TideCheckField *self)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check));
}

void
tide_check_field_tick (TideCheckField *self, gboolean active)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), active);
}
