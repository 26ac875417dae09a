/* tide-form-dialog.c: what every dialog does the same way.
 *
 * The record is read from the fields after each change and judged by the record's own rules; each fault
 * stands under its field in words once a person has gone on from it, or tried to save.  A required field that
 * nobody has touched is not scolded, but Save says why it waits.  Escape asks only when something would be
 * lost; what is typed is kept as a draft from the first letter until it is saved or thrown away. */

#include "tide-form-dialog-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-death-doubts.h"
#include "tide-dialog-draft.h"
#include "tide-form-section.h"
#include "tide-sentences.h"
#include "tide-typed-time.h"
#include "tide-window.h"

/* The bar, the shadow and the edge of the screen need this much of its height. */
#define SCREEN_REST_PX 60

static void tide_form_dialog_buildable_init (GtkBuildableIface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (TideFormDialog, tide_form_dialog, ADW_TYPE_WINDOW,
                                  G_ADD_PRIVATE (TideFormDialog)
                                    G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                           tide_form_dialog_buildable_init))

static GtkBuildableIface *parent_buildable;

TideFormDialogPrivate *
tide_form_dialog_get_private (gpointer self)
{
  return tide_form_dialog_get_instance_private (self);
}

/* --- size --- */

static GdkRectangle
get_screen (TideFormDialog *self)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self));
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));
  GdkMonitor *monitor = surface ? gdk_display_get_monitor_at_surface (display, surface) : NULL;
  g_autoptr (GdkMonitor) first = g_list_model_get_item (gdk_display_get_monitors (display), 0);
  GdkRectangle area = { .width = 1024, .height = 700 };

  if (monitor || first)
    gdk_monitor_get_geometry (monitor ? monitor : first, &area);
  return area;
}

/* As wide as its text is large: at 200 % two fields side by side need twice the room. */
static void
fit_width (TideFormDialog *self)
{
  int dpi = 0, width, height;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (dpi > 96 * 1024)
    width = MIN (width * dpi / (96 * 1024), get_screen (self).width - SCREEN_REST_PX);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
}

/* As high as what it says, words under fields included, as far as the screen goes; then it scrolls. */
static gboolean
fit_cb (gpointer data)
{
  TideFormDialogPrivate *p = tide_form_dialog_get_private (data);
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (p->scroller);
  int width = gtk_widget_get_width (p->scroller), height, bar, wanted, most;

  p->fit_source = 0;
  if (width <= 0)
    gtk_window_get_default_size (data, &width, &height);
  gtk_widget_measure (p->body, GTK_ORIENTATION_HORIZONTAL, -1, &bar, NULL, NULL, NULL);
  gtk_widget_measure (p->body, GTK_ORIENTATION_VERTICAL, MAX (width, bar), NULL, &wanted, NULL, NULL);
  gtk_widget_measure (p->header, GTK_ORIENTATION_VERTICAL, -1, NULL, &bar, NULL, NULL);
  most = MAX (get_screen (data).height - bar - SCREEN_REST_PX, 120);
  wanted = MIN (wanted, most);
  if (wanted <= gtk_scrolled_window_get_min_content_height (scroller))
    return G_SOURCE_REMOVE; /* it never shrinks under the hand */
  gtk_scrolled_window_set_max_content_height (scroller, most);
  gtk_scrolled_window_set_min_content_height (scroller, wanted);
  gtk_window_get_default_size (data, &width, &height);
  gtk_window_set_default_size (data, width, -1); /* else a window that is shown keeps its height */
  return G_SOURCE_REMOVE;
}

void
tide_form_dialog_queue_fit (TideFormDialog *self)
{
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);

  if (p->fit_source == 0)
    p->fit_source = g_idle_add_full (GDK_PRIORITY_REDRAW + 20, fit_cb, self, NULL);
}

static void
map_cb (TideFormDialog *self)
{
  tide_form_dialog_queue_fit (self); /* now the screen is known */
}

/* --- checking --- */

void
tide_form_dialog_note_fault (TideFormDialog *self, TideFormField *field, const char *words)
{
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);

  p->can_save = FALSE;
  if (p->why_not == NULL)
    p->why_not = g_strdup (words);
  if (field == NULL)
    {
      gtk_label_set_text (p->fault, words);
      gtk_widget_set_visible (GTK_WIDGET (p->fault), TRUE);
    }
  else if (tide_form_field_get_left (field) || p->tried)
    tide_form_field_set_fault (field, words);
}

static void
report_cb (const char *name, const char *reason, gpointer data)
{
  TideFormDialog *self = data;
  TideFormField *field = tide_form_dialog_find (self, name);
  g_autofree char *words = NULL;

  if (field && g_hash_table_contains (tide_form_dialog_get_private (self)->unreadable, field))
    return; /* what cannot be read is said already */
  /* Reasons are worded to follow the field's name: "Birth date lies in the future." */
  words = g_strdup_printf ("%s %s.", field ? tide_form_field_get_label (field) : name, reason);
  tide_form_dialog_note_fault (self, field, words);
}

/* Takes one field into the record and says what cannot be read. A hidden field is not asked: what stood in
 * it is not of this record any more. What is stored stays in sight (tide_form_dialog_set_applies ()). */
static void
read_field (TideFormDialog *self, TideFormField *field)
{
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);
  const char *name = tide_form_field_get_field (field);
  const TideField *member
    = name && p->record ? tide_record_class_find (TIDE_RECORD (p->record)->klass, name) : NULL;
  g_autofree char *fault = NULL, *text = NULL;
  g_autoptr (GError) error = NULL;

  tide_form_field_set_fault (field, NULL);
  tide_form_field_set_doubt (field, NULL);
  if (!gtk_widget_get_visible (GTK_WIDGET (field)))
    {
      if (member)
        tide_record_field_from_text (p->record, member, "", NULL);
      return;
    }
  text = tide_form_field_dup_text (field, &fault);
  if (text == NULL)
    {
      g_hash_table_add (p->unreadable, field);
      tide_form_dialog_note_fault (self, field, fault);
      if (member)
        tide_record_field_from_text (p->record, member, "", NULL);
    }
  else if (member && !tide_record_field_from_text (p->record, member, text, &error))
    tide_form_dialog_note_fault (self, field, error->message);
}

static void
doubt_cb (const char *name, const char *words, gboolean weighty, gpointer data)
{
  TideFormDialog *self = data;
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);
  TideFormField *field = tide_form_dialog_find (self, name);

  g_string_append_printf (p->doubts, "%s%s", p->doubts->len > 0 ? "\n" : "", words);
  p->weighty = p->weighty || weighty;
  if (field && (tide_form_field_get_left (field) || p->tried))
    tide_form_field_set_doubt (field, words);
}

static void
show_can_save (TideFormDialog *self)
{
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);
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
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);
  TideFormDialogClass *klass = TIDE_FORM_DIALOG_GET_CLASS (self);

  p->can_save = TRUE;
  g_clear_pointer (&p->why_not, g_free);
  gtk_label_set_text (p->fault, "");
  gtk_widget_set_visible (GTK_WIDGET (p->fault), FALSE);
  g_hash_table_remove_all (p->unreadable);
  g_string_truncate (p->doubts, 0);
  p->weighty = FALSE;
  for (guint i = 0; i < p->fields->len; i++)
    read_field (self, p->fields->pdata[i]);
  if (klass->find_faults)
    klass->find_faults (self, report_cb, self);
  if (klass->find_doubts)
    klass->find_doubts (self, doubt_cb, self);
  tide_death_doubts_report (self, doubt_cb, self);
  show_can_save (self);
  tide_form_dialog_queue_fit (self);
}

void
tide_form_dialog_follow (TideFormDialog *self, TideFormField *field)
{
  TideFormDialogClass *klass = TIDE_FORM_DIALOG_GET_CLASS (self);

  if (klass->follow)
    klass->follow (self, field);
}

static void
field_changed_cb (TideFormField *field, TideFormDialog *self)
{
  if (!tide_form_dialog_get_private (self)->ready)
    return;
  tide_form_dialog_queue_draft (self);
  tide_form_dialog_follow (self, field);
  tide_form_dialog_check (self);
}

static void
field_left_cb (TideFormField *field, TideFormDialog *self)
{
  if (tide_form_dialog_get_private (self)->ready)
    tide_form_dialog_check (self);
}

static void
field_activate_cb (TideFormField *field, TideFormDialog *self)
{
  if (!tide_form_dialog_go_on (self, field))
    tide_form_dialog_save (self);
}

/* --- actions --- */

static void
discard_clicked_cb (GtkButton *button, TideFormDialog *self)
{
  tide_form_dialog_discard_draft (self);
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
  return tide_clinic_save (tide_form_dialog_get_private (self)->clinic,
                           tide_form_dialog_get_private (self)->record, error);
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
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);

  if (TIDE_IS_FORM_FIELD (widget))
    {
      g_ptr_array_add (p->fields, widget);
      g_signal_connect (widget, "changed", G_CALLBACK (field_changed_cb), self);
      g_signal_connect (widget, "left", G_CALLBACK (field_left_cb), self);
      g_signal_connect (widget, "activate", G_CALLBACK (field_activate_cb), self);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    collect_fields (self, child);
}

void
tide_form_dialog_add_fields (TideFormDialog *self, GtkWidget *widget)
{
  collect_fields (self, widget);
}

static void
tide_form_dialog_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  TideFormDialogPrivate *p = tide_form_dialog_get_private (TIDE_FORM_DIALOG (buildable));

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
  TideFormDialogPrivate *p = tide_form_dialog_get_private (TIDE_FORM_DIALOG (object));

  if (p->draft_source != 0)
    tide_form_dialog_save_draft (TIDE_FORM_DIALOG (object));
  g_clear_handle_id (&p->fit_source, g_source_remove);
  p->ready = FALSE;
  p->done = TRUE;
  if (p->clinic)
    g_signal_handlers_disconnect_by_data (p->clinic, object);
  G_OBJECT_CLASS (tide_form_dialog_parent_class)->dispose (object);
}

static void
tide_form_dialog_finalize (GObject *object)
{
  TideFormDialogPrivate *p = tide_form_dialog_get_private (TIDE_FORM_DIALOG (object));

  g_ptr_array_unref (p->fields);
  g_clear_pointer (&p->history, tide_history_free);
  g_clear_object (&p->clinic);
  tide_record_free (p->record);
  tide_record_free (p->stored);
  g_free (p->message);
  g_free (p->reason);
  g_free (p->why_not);
  g_free (p->draft_kind);
  g_hash_table_unref (p->unreadable);
  g_ptr_array_unref (p->opened);
  g_string_free (p->doubts, TRUE);
  g_string_free (p->draft_about, TRUE);
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
  g_type_ensure (TIDE_TYPE_FORM_SECTION);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidemark/Tidemark/ui/tide-form-dialog.ui");
  gtk_widget_class_bind_template_child_private (widget_class, TideFormDialog, content);
  gtk_widget_class_bind_template_child_private (widget_class, TideFormDialog, title_label);
  gtk_widget_class_bind_template_child_private (widget_class, TideFormDialog, facts_label);
  gtk_widget_class_bind_template_child_private (widget_class, TideFormDialog, badge);
  gtk_widget_class_bind_template_child_private (widget_class, TideFormDialog, notice);
  gtk_widget_class_bind_template_child_private (widget_class, TideFormDialog, fault);
  gtk_widget_class_bind_template_child_private (widget_class, TideFormDialog, save_button);
  gtk_widget_class_bind_template_child_private (widget_class, TideFormDialog, header);
  gtk_widget_class_bind_template_child_private (widget_class, TideFormDialog, scroller);
  gtk_widget_class_bind_template_child_private (widget_class, TideFormDialog, body);
  gtk_widget_class_bind_template_child_private (widget_class, TideFormDialog, draft_row);
  gtk_widget_class_bind_template_child_private (widget_class, TideFormDialog, draft_label);
  gtk_widget_class_bind_template_child_private (widget_class, TideFormDialog, draft_discard);
  gtk_widget_class_bind_template_callback (widget_class, discard_clicked_cb);
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
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);

  p->fields = g_ptr_array_new ();
  p->unreadable = g_hash_table_new (NULL, NULL);
  p->opened = g_ptr_array_new_with_free_func (g_free);
  p->doubts = g_string_new (NULL);
  p->draft_about = g_string_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}

static void
fill_fields (TideFormDialog *self)
{
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);

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
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);
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
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);

  p->clinic = g_object_ref (clinic);
  p->history = history;
  p->record = record;
  p->stored = record && TIDE_RECORD (record)->id != 0 ? tide_record_copy (record) : NULL;
  if (parent)
    gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  gtk_window_set_title (GTK_WINDOW (self), title); /* no patient's name: titles are seen by other programs */
  gtk_label_set_text (p->title_label, title);
  show_facts (self);
  fill_fields (self);
  for (guint i = 0; i < p->fields->len; i++)
    tide_form_field_set_touched (p->fields->pdata[i], FALSE); /* filling in choices is no person's touch */
  p->draft_kind
    = tide_dialog_draft_dup_kind (G_OBJECT_TYPE_NAME (self), record, p->fields, p->draft_about->str);
  g_signal_connect (clinic, "locked", G_CALLBACK (locked_cb), self);
  if (parent && TIDE_IS_WINDOW (parent))
    g_signal_connect_object (parent, "locking", G_CALLBACK (tide_form_dialog_save_draft), self,
                             G_CONNECT_SWAPPED);
}

void
tide_form_dialog_add_draft_about (TideFormDialog *self, const char *name, gint64 value)
{
  if (value != 0)
    g_string_append_printf (tide_form_dialog_get_private (self)->draft_about, ":%s=%" G_GINT64_FORMAT, name,
                            value);
}

void
tide_form_dialog_focus_first (TideFormDialog *self)
{
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);

  for (guint i = 0; i < p->fields->len; i++)
    if (gtk_widget_get_visible (p->fields->pdata[i]) && gtk_widget_grab_focus (p->fields->pdata[i]))
      break;
}

void
tide_form_dialog_open (TideFormDialog *self)
{
  tide_form_dialog_bring_draft_back (self);
  tide_form_dialog_follow (self, NULL);
  tide_form_dialog_get_private (self)->ready = TRUE;
  tide_form_dialog_check (self);
  fit_width (self);
  gtk_window_present (GTK_WINDOW (self));
  tide_form_dialog_focus_first (self);
}

TideClinic *
tide_form_dialog_get_clinic (TideFormDialog *self)
{
  return tide_form_dialog_get_private (self)->clinic;
}

TideHistory *
tide_form_dialog_get_history (TideFormDialog *self)
{
  return tide_form_dialog_get_private (self)->history;
}

gpointer
tide_form_dialog_get_record (TideFormDialog *self)
{
  return tide_form_dialog_get_private (self)->record;
}

gconstpointer
tide_form_dialog_get_stored (TideFormDialog *self)
{
  return tide_form_dialog_get_private (self)->stored;
}

TideDate
tide_form_dialog_get_birth_date (TideFormDialog *self)
{
  TideHistory *history = tide_form_dialog_get_private (self)->history;

  return history && history->patient ? history->patient->birth_date : TIDE_DATE_UNKNOWN;
}

TideFormField *
tide_form_dialog_find (TideFormDialog *self, const char *field)
{
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);

  for (guint i = 0; i < p->fields->len; i++)
    if (g_strcmp0 (tide_form_field_get_field (p->fields->pdata[i]), field) == 0)
      return p->fields->pdata[i];
  return NULL;
}

TideFormField *
tide_form_dialog_get_field (TideFormDialog *self, guint at)
{
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);

  return at < p->fields->len ? p->fields->pdata[at] : NULL;
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

double
tide_form_dialog_get_number (TideFormDialog *self, const char *name)
{
  g_autofree char *text = tide_form_dialog_dup_text (self, name);
  double value = NAN;
  return *text != '\0' && tide_number_parse (text, &value, NULL) ? value : NAN;
}

/* Fields that stand side by side in a box leave no gap when all of them are hidden. */
static void
hide_empty_line (TideFormDialog *self, GtkWidget *line)
{
  gboolean any = FALSE;

  if (!GTK_IS_BOX (line) || line == GTK_WIDGET (tide_form_dialog_get_private (self)->content))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (line); child;
       child = gtk_widget_get_next_sibling (child))
    any = any || gtk_widget_get_visible (child);
  gtk_widget_set_visible (line, any);
}

void
tide_form_dialog_set_shown (TideFormDialog *self, const char *name, gboolean shown)
{
  TideFormField *field = tide_form_dialog_find (self, name);

  if (field == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (field), shown);
  hide_empty_line (self, gtk_widget_get_parent (GTK_WIDGET (field)));
}

static gboolean
has_stored (TideFormDialog *self, const char *name)
{
  const TideRecord *stored = tide_form_dialog_get_stored (self);
  const TideField *member = stored ? tide_record_class_find (stored->klass, name) : NULL;
  g_autofree char *text = NULL, *unknown = NULL;
  gpointer empty;

  if (member == NULL)
    return FALSE;
  empty = tide_record_new (stored->klass);
  text = tide_record_field_to_text (stored, member);
  unknown = tide_record_field_to_text (empty, member);
  tide_record_free (empty);
  return g_strcmp0 (text, unknown) != 0;
}

void
tide_form_dialog_set_applies (TideFormDialog *self, const char *name, gboolean applies, gboolean same)
{
  tide_form_dialog_set_shown (self, name, applies || (same && has_stored (self, name)));
}

void
tide_form_dialog_set_notice (TideFormDialog *self, const char *notice)
{
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);

  gtk_label_set_text (p->notice, notice ? notice : "");
  gtk_widget_set_visible (GTK_WIDGET (p->notice), notice && *notice);
}

const char *
tide_form_dialog_get_notice (TideFormDialog *self)
{
  return gtk_label_get_text (tide_form_dialog_get_private (self)->notice);
}

void
tide_form_dialog_set_save_label (TideFormDialog *self, const char *label)
{
  gtk_button_set_label (GTK_BUTTON (tide_form_dialog_get_private (self)->save_button), label);
}

void
tide_form_dialog_set_message (TideFormDialog *self, const char *message)
{
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);

  g_free (p->message);
  p->message = g_strdup (message);
}

const char *
tide_form_dialog_get_reason (TideFormDialog *self)
{
  TideFormDialogPrivate *p = tide_form_dialog_get_private (self);

  return p->weighty ? p->reason : NULL;
}

gboolean
tide_form_dialog_get_can_save (TideFormDialog *self)
{
  return tide_form_dialog_get_private (self)->can_save;
}

GtkWidget *
tide_form_dialog_get_save_button (TideFormDialog *self)
{
  return tide_form_dialog_get_private (self)->save_button;
}

gboolean
tide_form_dialog_is_changed (TideFormDialog *self)
{
  return tide_form_dialog_get_private (self)->changed;
}
