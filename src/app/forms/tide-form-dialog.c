/* tide-form-dialog.c: what every dialog does the same way.
 *
 * The record is read from the fields after each change and judged by the record's own rules; each fault
 * stands under its field in words.  A required field that nobody has touched is not scolded, but Save says
 * why it waits.  Escape asks only when something would be lost. */

#include "tide-form-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-ask-dialog.h"
#include "tide-sentences.h"
#include "tide-typed-time.h"
#include "tide-window.h"

typedef struct
{
  GtkBox *content;
  GtkLabel *title_label, *facts_label, *notice, *fault;
  GtkWidget *save_button, *badge;

  TideClinic *clinic;
  TideHistory *history;
  gpointer record;
  GPtrArray *fields; /* TideFormField */
  char *message, *why_not;
  gboolean ready, changed, tried, can_save;
} TideFormDialogPrivate;

static void tide_form_dialog_buildable_init (GtkBuildableIface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (TideFormDialog, tide_form_dialog, ADW_TYPE_WINDOW,
                                  G_ADD_PRIVATE (TideFormDialog)
                                    G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                           tide_form_dialog_buildable_init))

static GtkBuildableIface *parent_buildable;

static TideFormDialogPrivate *
get_private (TideFormDialog *self)
{
  return tide_form_dialog_get_instance_private (self);
}

/* --- checking --- */

static void
note_fault (TideFormDialog *self, TideFormField *field, const char *words)
{
  TideFormDialogPrivate *p = get_private (self);

  p->can_save = FALSE;
  if (p->why_not == NULL)
    p->why_not = g_strdup (words);
  if (field == NULL)
    {
      gtk_label_set_text (p->fault, words);
      gtk_widget_set_visible (GTK_WIDGET (p->fault), TRUE);
    }
  else if (tide_form_field_get_touched (field) || p->tried)
    tide_form_field_set_fault (field, words);
}

static void
report_cb (const char *name, const char *reason, gpointer data)
{
  TideFormDialog *self = data;
  TideFormField *field = tide_form_dialog_find (self, name);
  g_autofree char *words = NULL;

  if (field && *tide_form_field_get_fault (field) != '\0')
    return; /* what cannot be read is said already */
  /* Reasons are worded to follow the field's name: "Birth date lies in the future." */
  words = g_strdup_printf ("%s %s.", field ? tide_form_field_get_label (field) : name, reason);
  note_fault (self, field, words);
}

/* Takes one field into the record and says what cannot be read. A hidden field is not asked. */
static void
read_field (TideFormDialog *self, TideFormField *field)
{
  TideFormDialogPrivate *p = get_private (self);
  const char *name = tide_form_field_get_field (field);
  const TideField *member
    = name && p->record ? tide_record_class_find (TIDE_RECORD (p->record)->klass, name) : NULL;
  g_autofree char *fault = NULL, *text = NULL;
  g_autoptr (GError) error = NULL;

  tide_form_field_set_fault (field, NULL);
  if (!gtk_widget_get_visible (GTK_WIDGET (field)))
    return;
  text = tide_form_field_dup_text (field, &fault);
  if (text == NULL)
    {
      tide_form_field_set_touched (field, TRUE);
      note_fault (self, field, fault);
      if (member)
        tide_record_field_from_text (p->record, member, "", NULL);
    }
  else if (member && !tide_record_field_from_text (p->record, member, text, &error))
    note_fault (self, field, error->message);
}

static void
show_can_save (TideFormDialog *self)
{
  TideFormDialogPrivate *p = get_private (self);
  gboolean read_only = p->clinic && tide_clinic_get_read_only (p->clinic);

  if (read_only)
    {
      p->can_save = FALSE;
      g_free (p->why_not);
      p->why_not = g_strdup (_ ("This clinic is open for reading only."));
    }
  gtk_widget_set_sensitive (p->save_button, p->can_save);
  gtk_widget_set_tooltip_text (p->save_button, p->can_save ? _ ("Save (Ctrl+S)") : p->why_not);
}

void
tide_form_dialog_check (TideFormDialog *self)
{
  TideFormDialogPrivate *p = get_private (self);
  TideFormDialogClass *klass = TIDE_FORM_DIALOG_GET_CLASS (self);

  p->can_save = TRUE;
  g_clear_pointer (&p->why_not, g_free);
  gtk_label_set_text (p->fault, "");
  gtk_widget_set_visible (GTK_WIDGET (p->fault), FALSE);
  for (guint i = 0; i < p->fields->len; i++)
    read_field (self, p->fields->pdata[i]);
  if (klass->find_faults)
    klass->find_faults (self, report_cb, self);
  show_can_save (self);
}

static void
field_changed_cb (TideFormField *field, TideFormDialog *self)
{
  TideFormDialogPrivate *p = get_private (self);
  TideFormDialogClass *klass = TIDE_FORM_DIALOG_GET_CLASS (self);

  if (!p->ready)
    return;
  p->changed = TRUE;
  if (klass->follow)
    klass->follow (self, field);
  tide_form_dialog_check (self);
}

static void
field_activate_cb (TideFormField *field, TideFormDialog *self)
{
  tide_form_dialog_save (self);
}

/* --- saving and leaving --- */

/* "birth_date: lies in the future" of the clinic stands at its field; anything else in a message. */
static void
show_error (TideFormDialog *self, const GError *error)
{
  const char *colon = strstr (error->message, ": ");
  g_autofree char *name = colon ? g_strndup (error->message, (gsize) (colon - error->message)) : NULL;
  TideFormField *field = name ? tide_form_dialog_find (self, name) : NULL;
  g_autofree char *words = NULL;

  if (g_error_matches (error, TIDE_ERROR, TIDE_ERROR_VALUE) && field)
    {
      words = g_strdup_printf ("%s: %s.", tide_form_field_get_label (field), colon + 2);
      tide_form_field_set_fault (field, words);
      gtk_widget_grab_focus (GTK_WIDGET (field));
      return;
    }
  words = tide_sentence_for (error);
  note_fault (self, NULL, words);
}

static void
announce (TideFormDialog *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  const char *message = get_private (self)->message;

  if (parent && TIDE_IS_WINDOW (parent))
    tide_window_toast (TIDE_WINDOW (parent), message ? message : _ ("Saved."), TRUE);
}

/* After a vain attempt every fault is shown, and the first field that has one gets the keyboard. */
static void
show_all_faults (TideFormDialog *self)
{
  TideFormDialogPrivate *p = get_private (self);

  p->tried = TRUE;
  tide_form_dialog_check (self);
  for (guint i = 0; i < p->fields->len; i++)
    if (*tide_form_field_get_fault (p->fields->pdata[i]) != '\0')
      {
        gtk_widget_grab_focus (p->fields->pdata[i]);
        break;
      }
  gtk_widget_error_bell (GTK_WIDGET (self));
}

gboolean
tide_form_dialog_save (TideFormDialog *self)
{
  TideFormDialogPrivate *p = get_private (self);
  g_autoptr (GError) error = NULL;

  tide_form_dialog_check (self);
  if (!p->can_save)
    {
      show_all_faults (self);
      return FALSE;
    }
  if (!TIDE_FORM_DIALOG_GET_CLASS (self)->save (self, &error))
    {
      show_error (self, error);
      return FALSE;
    }
  announce (self);
  gtk_window_destroy (GTK_WINDOW (self));
  return TRUE;
}

static void
leave_cb (const char *response, gpointer data)
{
  if (g_strcmp0 (response, "discard") == 0)
    gtk_window_destroy (data);
}

static gboolean
tide_form_dialog_close_request (GtkWindow *window)
{
  TideFormDialog *self = TIDE_FORM_DIALOG (window);

  if (!get_private (self)->changed)
    return FALSE;
  tide_ask_choice (
    GTK_WIDGET (self), _ ("Throw the changes away?"), _ ("Nothing of this dialog is saved yet."),
    (const char *[]){ "cancel", _ ("_Go on editing"), "!discard", _ ("_Throw away"), NULL }, leave_cb, self);
  return TRUE;
}

static void
save_clicked_cb (GtkButton *button, TideFormDialog *self)
{
  tide_form_dialog_save (self);
}

static void
save_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tide_form_dialog_save (TIDE_FORM_DIALOG (widget));
}

static void
close_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static gboolean
tide_form_dialog_default_save (TideFormDialog *self, GError **error)
{
  return tide_clinic_save (get_private (self)->clinic, get_private (self)->record, error);
}

static void
locked_cb (TideClinic *clinic, TideFormDialog *self)
{
  gtk_window_destroy (GTK_WINDOW (self)); /* no patient data stays on the screen of a locked clinic */
}

/* --- widget --- */

static void
collect_fields (TideFormDialog *self, GtkWidget *widget)
{
  TideFormDialogPrivate *p = get_private (self);

  if (TIDE_IS_FORM_FIELD (widget))
    {
      g_ptr_array_add (p->fields, widget);
      g_signal_connect (widget, "changed", G_CALLBACK (field_changed_cb), self);
      g_signal_connect (widget, "activate", G_CALLBACK (field_activate_cb), self);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    collect_fields (self, child);
}

static void
tide_form_dialog_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  TideFormDialogPrivate *p = get_private (TIDE_FORM_DIALOG (buildable));

  if (p->content && GTK_IS_WIDGET (child) && type == NULL)
    {
      gtk_box_append (p->content, GTK_WIDGET (child));
      collect_fields (TIDE_FORM_DIALOG (buildable), GTK_WIDGET (child));
    }
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
tide_form_dialog_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = tide_form_dialog_add_child;
}

static void
tide_form_dialog_dispose (GObject *object)
{
  TideFormDialogPrivate *p = get_private (TIDE_FORM_DIALOG (object));

  p->ready = FALSE;
  if (p->clinic)
    g_signal_handlers_disconnect_by_data (p->clinic, object);
  G_OBJECT_CLASS (tide_form_dialog_parent_class)->dispose (object);
}

static void
tide_form_dialog_finalize (GObject *object)
{
  TideFormDialogPrivate *p = get_private (TIDE_FORM_DIALOG (object));

  g_ptr_array_unref (p->fields);
  g_clear_pointer (&p->history, tide_history_free);
  g_clear_object (&p->clinic);
  tide_record_free (p->record);
  g_free (p->message);
  g_free (p->why_not);
  G_OBJECT_CLASS (tide_form_dialog_parent_class)->finalize (object);
}

static void
tide_form_dialog_class_init (TideFormDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tide_form_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_form_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = tide_form_dialog_close_request;
  klass->save = tide_form_dialog_default_save;
  g_type_ensure (TIDE_TYPE_TEXT_FIELD);
  g_type_ensure (TIDE_TYPE_DATE_FIELD);
  g_type_ensure (TIDE_TYPE_CHOICE_FIELD);
  g_type_ensure (TIDE_TYPE_CHECK_FIELD);
  g_type_ensure (TIDE_TYPE_SEARCH_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidemark/Tidemark/ui/tide-form-dialog.ui");
  gtk_widget_class_bind_template_child_private (widget_class, TideFormDialog, content);
  gtk_widget_class_bind_template_child_private (widget_class, TideFormDialog, title_label);
  gtk_widget_class_bind_template_child_private (widget_class, TideFormDialog, facts_label);
  gtk_widget_class_bind_template_child_private (widget_class, TideFormDialog, badge);
  gtk_widget_class_bind_template_child_private (widget_class, TideFormDialog, notice);
  gtk_widget_class_bind_template_child_private (widget_class, TideFormDialog, fault);
  gtk_widget_class_bind_template_child_private (widget_class, TideFormDialog, save_button);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action_cb);
  gtk_widget_class_install_action (widget_class, "dialog.close", NULL, close_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "dialog.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "dialog.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "dialog.close", NULL);
}

static void
tide_form_dialog_init (TideFormDialog *self)
{
  get_private (self)->fields = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill_fields (TideFormDialog *self)
{
  TideFormDialogPrivate *p = get_private (self);

  for (guint i = 0; p->record && i < p->fields->len; i++)
    {
      const char *name = tide_form_field_get_field (p->fields->pdata[i]);
      const TideField *member = name ? tide_record_class_find (TIDE_RECORD (p->record)->klass, name) : NULL;
      g_autofree char *text = member ? tide_record_field_to_text (p->record, member) : NULL;

      if (text)
        tide_form_field_set_text (p->fields->pdata[i], text);
    }
}

static void
show_facts (TideFormDialog *self)
{
  TideFormDialogPrivate *p = get_private (self);
  const TidePatient *patient = p->history ? p->history->patient : NULL;
  g_autofree char *name = NULL, *facts = NULL, *birth = NULL;

  gtk_widget_set_visible (GTK_WIDGET (p->facts_label), patient != NULL);
  gtk_widget_set_visible (p->badge, patient && patient->synthetic);
  if (patient == NULL)
    return;
  name = tide_patient_dup_name (patient);
  birth = tide_typed_date_to_text (patient->birth_date);
  facts = *birth ? g_strdup_printf ("%s · %s · %s", name, birth, patient->mrn)
                 : g_strdup_printf ("%s · %s", name, patient->mrn);
  gtk_label_set_text (p->facts_label, facts);
}

void
tide_form_dialog_setup (TideFormDialog *self, GtkWindow *parent, TideClinic *clinic, TideHistory *history,
                        gpointer record, const char *title)
{
  TideFormDialogPrivate *p = get_private (self);

  p->clinic = g_object_ref (clinic);
  p->history = history;
  p->record = record;
  if (parent)
    gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  gtk_window_set_title (GTK_WINDOW (self), title); /* no patient's name: titles are seen by other programs */
  gtk_label_set_text (p->title_label, title);
  show_facts (self);
  fill_fields (self);
  for (guint i = 0; i < p->fields->len; i++)
    tide_form_field_set_touched (p->fields->pdata[i], FALSE); /* filling in choices is no person's touch */
  g_signal_connect (clinic, "locked", G_CALLBACK (locked_cb), self);
}

void
tide_form_dialog_open (TideFormDialog *self)
{
  TideFormDialogPrivate *p = get_private (self);

  if (TIDE_FORM_DIALOG_GET_CLASS (self)->follow)
    TIDE_FORM_DIALOG_GET_CLASS (self)->follow (self, NULL);
  p->ready = TRUE;
  tide_form_dialog_check (self);
  gtk_window_present (GTK_WINDOW (self));
  for (guint i = 0; i < p->fields->len; i++)
    if (gtk_widget_get_visible (p->fields->pdata[i]) && gtk_widget_grab_focus (p->fields->pdata[i]))
      break;
}

TideClinic *
tide_form_dialog_get_clinic (TideFormDialog *self)
{
  return get_private (self)->clinic;
}

TideHistory *
tide_form_dialog_get_history (TideFormDialog *self)
{
  return get_private (self)->history;
}

gpointer
tide_form_dialog_get_record (TideFormDialog *self)
{
  return get_private (self)->record;
}

TideDate
tide_form_dialog_get_birth_date (TideFormDialog *self)
{
  TideHistory *history = get_private (self)->history;

  return history && history->patient ? history->patient->birth_date : TIDE_DATE_UNKNOWN;
}

TideFormField *
tide_form_dialog_find (TideFormDialog *self, const char *field)
{
  TideFormDialogPrivate *p = get_private (self);

  for (guint i = 0; i < p->fields->len; i++)
    if (g_strcmp0 (tide_form_field_get_field (p->fields->pdata[i]), field) == 0)
      return p->fields->pdata[i];
  return NULL;
}

char *
tide_form_dialog_dup_text (TideFormDialog *self, const char *name)
{
  TideFormField *field = tide_form_dialog_find (self, name);
  g_autofree char *fault = NULL;
  char *text
    = field && gtk_widget_get_visible (GTK_WIDGET (field)) ? tide_form_field_dup_text (field, &fault) : NULL;

  return text ? text : g_strdup ("");
}

void
tide_form_dialog_set_shown (TideFormDialog *self, const char *name, gboolean shown)
{
  TideFormField *field = tide_form_dialog_find (self, name);

  if (field)
    gtk_widget_set_visible (GTK_WIDGET (field), shown);
}

void
tide_form_dialog_set_notice (TideFormDialog *self, const char *notice)
{
  TideFormDialogPrivate *p = get_private (self);

  gtk_label_set_text (p->notice, notice ? notice : "");
  gtk_widget_set_visible (GTK_WIDGET (p->notice), notice && *notice);
}

void
tide_form_dialog_set_save_label (TideFormDialog *self, const char *label)
{
  gtk_button_set_label (GTK_BUTTON (get_private (self)->save_button), label);
}

void
tide_form_dialog_set_message (TideFormDialog *self, const char *message)
{
  TideFormDialogPrivate *p = get_private (self);

  g_free (p->message);
  p->message = g_strdup (message);
}

void
tide_form_dialog_add_staff (TideFormDialog *self, TideChoiceField *field, const char *unknown)
{
  g_autoptr (GPtrArray) staff
    = tide_clinic_list (get_private (self)->clinic, &tide_staff_class, NULL, 0, NULL);

  tide_choice_field_add (field, "", unknown);
  for (guint i = 0; staff && i < staff->len; i++)
    {
      const TideStaff *person = staff->pdata[i];
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, person->base.id);

      tide_choice_field_add (field, id, person->name);
    }
}

gboolean
tide_form_dialog_get_can_save (TideFormDialog *self)
{
  return get_private (self)->can_save;
}

GtkWidget *
tide_form_dialog_get_save_button (TideFormDialog *self)
{
  return get_private (self)->save_button;
}

gboolean
tide_form_dialog_is_changed (TideFormDialog *self)
{
  return get_private (self)->changed;
}
