/* tide-cockpit-prepare.c: one row an item: its sign, its question or what the record says, and the way to go
 * on in spite of it.
 *
 * Rows stay while answers come in, so that the keyboard is not lost; they are made anew only when other items
 * are asked. */
#include "tide-cockpit-prepare.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-accessible-name.h"
#include "tide-answer-field.h"
#include "tide-cockpit-card.h"
#include "tide-cockpit-start.h"
#include "tide-sentences.h"
#include "tide-window.h"

#define CHECKLIST 1       /* of tide_session_list_codes */
#define LONGEST_BESIDE 24 /* characters of a question beside its entry */

typedef struct
{
  TideCockpitPrepare *owner;
  char *id;
  TideStartKind kind;
  GtkWidget *box, *icon, *field; /* field: what takes the answer, or NULL */
  GtkLabel *detail;
  GtkWidget *open_button, *reason_button;
} Row;

struct _TideCockpitPrepare
{
  AdwBin parent_instance;

  GtkWidget *rows_box;
  GtkWidget *identity[3]; /* GtkCheckButton: name, birth date, record number */
  GtkLabel *count;
  TideCockpitModel *model;
  GPtrArray *rows; /* Row */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (TideCockpitPrepare, tide_cockpit_prepare, ADW_TYPE_BIN)

static const char *const identity_words[3] = { "name", "birth date", "record number" };

static void
row_free (gpointer data)
{
  Row *row = data;
  g_free (row->id);
  g_free (row);
}

static void
show_error (TideCockpitPrepare *self, const GError *error)
{
  TideWindow *window = tide_window_of (GTK_WIDGET (self));
  if (window != NULL)
    tide_window_show_error (window, tide_sentence_heading (error), error);
}

/* --- saving --- */

static const TideStartItem *
find_item (TideCockpitPrepare *self, const char *id)
{
  return self->model != NULL ? tide_start_gate_find (self->model->start_items, id) : NULL;
}

/* An answer that is as it was writes nothing. */
static void
save_answer (TideCockpitPrepare *self, const char *id, int code, const char *value)
{
  const TideStartItem *item = find_item (self, id);
  g_autoptr (GError) error = NULL;
  if (item == NULL || (code == 0 && (value == NULL || *value == '\0') && item->answer == NULL))
    return;
  const char *old = item->answer != NULL && item->answer->value != NULL ? item->answer->value : "";
  if (item->answer != NULL && item->answer->answer == code
      && g_strcmp0 (old, value != NULL ? value : "") == 0)
    return;
  g_autoptr (TideSessionAnswer) answer = tide_session_answer_new ();
  answer->patient_id = tide_cockpit_model_get_patient (self->model);
  answer->session_id = self->model->session->base.id;
  answer->list = CHECKLIST;
  tide_record_set_text (&answer->question, id);
  answer->answer = code;
  tide_record_set_text (&answer->value, value);
  if (code == 0 && answer->value == NULL)
    return; /* an empty field takes nothing back: undo does */
  if (!tide_clinic_save_session_answer (self->model->clinic, answer, &error))
    show_error (self, error);
}

static void
save_yes_no (Row *row)
{
  static const int codes[] = { 0, 0, 1, 2 }; /* none, not known, no, yes */
  TideReply reply = tide_answer_field_get_reply (TIDE_ANSWER_FIELD (row->field));
  g_autofree char *note = tide_answer_field_dup_note (TIDE_ANSWER_FIELD (row->field));
  /* "Not known" is an answer that was given, and leaves the item open. */
  const char *value = reply == TIDE_REPLY_UNKNOWN && note == NULL ? _ ("not known") : note;
  save_answer (row->owner, row->id, codes[reply], value);
}

static void
save_words (Row *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row->field))));
  save_answer (row->owner, row->id, 0, text);
}

static void
save_row (Row *row)
{
  if (row->owner->filling || row->owner->model == NULL || row->field == NULL)
    return;
  if (row->kind == TIDE_START_YES_NO)
    save_yes_no (row);
  else if (row->kind == TIDE_START_WORDS)
    save_words (row);
}

static void
answered_cb (GtkWidget *field, Row *row)
{
  save_row (row);
  gtk_widget_child_focus (row->owner->rows_box, GTK_DIR_TAB_FORWARD);
}

/* By a click on an answer; letters of the note wait until the field is left. */
static void
changed_cb (GtkWidget *field, Row *row)
{
  const TideStartItem *item = find_item (row->owner, row->id);
  static const int codes[] = { 0, 0, 1, 2 };
  int code = codes[tide_answer_field_get_reply (TIDE_ANSWER_FIELD (field))];
  if (item != NULL && code != (item->answer != NULL ? item->answer->answer : 0))
    save_row (row);
}

static void
left_cb (gpointer source, Row *row)
{
  save_row (row);
}

static void
activate_cb (GtkEntry *entry, Row *row)
{
  save_row (row);
  gtk_widget_child_focus (row->owner->rows_box, GTK_DIR_TAB_FORWARD);
}

void
tide_cockpit_prepare_commit (TideCockpitPrepare *self)
{
  g_return_if_fail (TIDE_IS_COCKPIT_PREPARE (self));
  for (guint i = 0; i < self->rows->len; i++)
    save_row (self->rows->pdata[i]);
}

/* --- identity --- */

static void
store_identity (TideCockpitPrepare *self, const char *words)
{
  g_autoptr (TideSession) session = tide_session_copy (self->model->session);
  g_autoptr (GError) error = NULL;
  const TideStaff *person = tide_clinic_get_person (self->model->clinic);
  if (g_strcmp0 (session->identifiers, words) == 0)
    return;
  tide_record_set_text (&session->identifiers, words);
  session->identified = words != NULL ? tide_instant_now () : TIDE_INSTANT_UNKNOWN;
  session->identified_by = words != NULL && person != NULL ? person->base.id : 0;
  if (!tide_clinic_save (self->model->clinic, session, &error))
    show_error (self, error);
}

/* The name and one of the other two. */
static void
identity_cb (GtkCheckButton *button, TideCockpitPrepare *self)
{
  GString *words = g_string_new (NULL);
  guint n = 0;
  for (guint i = 0; i < 3; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->identity[i])))
      {
        g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", identity_words[i]);
        n++;
      }
  g_autofree char *text = g_string_free (words, FALSE);
  gboolean enough = n >= 2 && gtk_check_button_get_active (GTK_CHECK_BUTTON (self->identity[0]));
  if (!self->filling && self->model != NULL)
    store_identity (self, enough ? text : NULL);
}

static void
show_identifier (TideCockpitPrepare *self, guint at, const char *words, const char *value)
{
  const char *stored = self->model->session->identifiers;
  gboolean known = value != NULL && *value != '\0';
  g_autofree char *label = g_strdup_printf ("%s: %s", words, known ? value : "–");
  gtk_check_button_set_label (GTK_CHECK_BUTTON (self->identity[at]), label);
  gtk_widget_set_visible (self->identity[at], known);
  if (stored != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->identity[at]),
                                 strstr (stored, identity_words[at]) != NULL);
}

static void
show_identity (TideCockpitPrepare *self)
{
  const TidePatient *patient = self->model->history->patient;
  g_autofree char *name = tide_patient_dup_name (patient), *born = tide_date_to_words (patient->birth_date);
  if (self->identity[0] == NULL)
    return;
  show_identifier (self, 0, _ ("Name"), name);
  show_identifier (self, 1, _ ("Born"), born);
  show_identifier (self, 2, _ ("Record number"), patient->mrn);
}

static GtkWidget *
new_identity (TideCockpitPrepare *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  for (guint i = 0; i < 3; i++)
    {
      self->identity[i] = gtk_check_button_new ();
      g_signal_connect (self->identity[i], "toggled", G_CALLBACK (identity_cb), self);
      gtk_box_append (GTK_BOX (box), self->identity[i]);
    }
  return box;
}

/* --- rows --- */

static GtkWidget *
new_entry (Row *row, const TideStartItem *item)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), item->hint);
  gtk_widget_set_hexpand (entry, TRUE);
  tide_accessible_name (entry, item->label);
  g_signal_connect (entry, "activate", G_CALLBACK (activate_cb), row);
  g_signal_connect (focus, "leave", G_CALLBACK (left_cb), row);
  gtk_widget_add_controller (entry, focus);
  return entry;
}

static GtkWidget *
new_question (Row *row, const TideStartItem *item)
{
  GtkWidget *field = tide_answer_field_new (item->id, item->label, NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  tide_answer_field_set_note_hint (TIDE_ANSWER_FIELD (field), item->hint != NULL ? item->hint : _ ("Note"));
  gtk_widget_set_hexpand (field, TRUE);
  g_signal_connect (field, "answered", G_CALLBACK (answered_cb), row);
  g_signal_connect (field, "changed", G_CALLBACK (changed_cb), row);
  g_signal_connect (focus, "leave", G_CALLBACK (left_cb), row);
  gtk_widget_add_controller (field, focus);
  return field;
}

static GtkWidget *
new_button (const char *label, const char *item_label, const char *action, GVariant *target)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf ("%s: %s", item_label, label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (target != NULL)
    gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  tide_accessible_name (button, name);
  return button;
}

/* Where the item is put right. */
static GtkWidget *
new_open_button (TideCockpitPrepare *self, const TideStartItem *item)
{
  if (g_str_equal (item->id, "weight") || g_str_equal (item->id, "dose")
      || g_str_equal (item->id, "responsible_adult") || g_str_equal (item->id, "emergency_access"))
    return new_button (_ ("Dose…"), item->label, "cockpit.dose", NULL);
  if (g_str_equal (item->id, "suicide_screen"))
    return new_button (_ ("Rate…"), item->label, "cockpit.rate", g_variant_new_string ("cssrs_screen"));
  if (g_str_equal (item->id, "pressure"))
    return new_button (_ ("Read…"), item->label, "cockpit.grid", NULL);
  if (g_str_equal (item->id, "suicide_alert"))
    return new_button (_ ("Answer…"), item->label, "cockpit.suicide-alert", NULL);
  return NULL;
}

static void
add_label_and_field (TideCockpitPrepare *self, Row *row, GtkWidget *middle, const TideStartItem *item)
{
  if (item->kind == TIDE_START_YES_NO)
    {
      row->field = new_question (row, item);
      gtk_box_append (GTK_BOX (middle), row->field);
      return;
    }
  /* A label that wraps and an entry side by side measure differently each time: a short one does not wrap, a
   * long one of a clinic's own stands above. */
  gboolean above = item->kind == TIDE_START_WORDS && g_utf8_strlen (item->label, -1) > LONGEST_BESIDE;
  GtkWidget *label = gtk_label_new (item->label);
  GtkWidget *line
    = gtk_box_new (above ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, above ? 3 : 9);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), above || item->kind != TIDE_START_WORDS);
  gtk_box_append (GTK_BOX (line), label);
  if (item->kind == TIDE_START_WORDS)
    gtk_box_append (GTK_BOX (line), row->field = new_entry (row, item));
  gtk_box_append (GTK_BOX (middle), line);
  if (g_str_equal (item->id, "identity"))
    gtk_box_append (GTK_BOX (middle), new_identity (self));
}

static Row *
new_row (TideCockpitPrepare *self, const TideStartItem *item)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *middle = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  row->owner = self;
  row->id = g_strdup (item->id);
  row->kind = item->kind;
  row->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  gtk_widget_add_css_class (row->box, "tide-cockpit-prepare-row");
  row->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_valign (row->icon, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row->box), row->icon);
  gtk_widget_set_hexpand (middle, TRUE);
  gtk_widget_set_valign (middle, GTK_ALIGN_CENTER);
  add_label_and_field (self, row, middle, item);
  row->detail = tide_card_add_text (middle, "tide-cockpit-note");
  gtk_box_append (GTK_BOX (row->box), middle);
  row->open_button = new_open_button (self, item);
  if (row->open_button != NULL)
    gtk_box_append (GTK_BOX (row->box), row->open_button);
  if (item->kind != TIDE_START_IDENTITY)
    {
      row->reason_button
        = new_button (_ ("Reason…"), item->label, "cockpit.override", g_variant_new_string (item->id));
      gtk_box_append (GTK_BOX (row->box), row->reason_button);
    }
  gtk_box_append (GTK_BOX (self->rows_box), row->box);
  return row;
}

/* --- what is stored --- */

static void
fill_field (Row *row, const TideStartItem *item)
{
  const char *value = item->answer != NULL && item->answer->value != NULL ? item->answer->value : "";
  if (row->kind == TIDE_START_YES_NO)
    {
      int code = item->answer != NULL ? item->answer->answer : 0;
      TideReply reply = code == 2                                ? TIDE_REPLY_YES
                        : code == 1                              ? TIDE_REPLY_NO
                        : item->answer != NULL && *value != '\0' ? TIDE_REPLY_UNKNOWN
                                                                 : TIDE_REPLY_NONE;
      gboolean typing = gtk_widget_get_focus_child (row->field) != NULL
                        && tide_answer_field_get_reply (TIDE_ANSWER_FIELD (row->field)) == reply;
      if (!typing)
        tide_answer_field_set (TIDE_ANSWER_FIELD (row->field), reply,
                               code == 0 && g_str_equal (value, _ ("not known")) ? "" : value);
    }
  else if (row->kind == TIDE_START_WORDS && gtk_widget_get_focus_child (row->field) == NULL)
    gtk_editable_set_text (GTK_EDITABLE (row->field), value);
}

static void
show_row (TideCockpitPrepare *self, Row *row, const TideStartItem *item)
{
  g_autofree char *words = tide_start_item_dup_words (item, self->model->history);
  gboolean asked = item->kind == TIDE_START_YES_NO || item->kind == TIDE_START_WORDS;
  gboolean said = *words != '\0' && (!asked || item->override != NULL || !item->applies);
  gtk_image_set_from_icon_name (GTK_IMAGE (row->icon), tide_start_item_get_icon (item));
  gtk_widget_set_tooltip_text (row->icon, tide_start_item_get_word (item));
  static const char *const classes[] = { "tide-data-dim", "tide-red", "tide-amber", "tide-green" };
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    tide_card_set_class (row->icon, classes[i],
                         g_str_equal (classes[i], tide_start_item_get_css_class (item)));
  gtk_label_set_text (row->detail, words);
  gtk_widget_set_visible (GTK_WIDGET (row->detail), said);
  if (row->reason_button != NULL)
    gtk_widget_set_visible (row->reason_button,
                            item->met != TIDE_TRUTH_YES && (item->met == TIDE_TRUTH_NO || !asked));
  fill_field (row, item);
}

static gboolean
has_same_rows (TideCockpitPrepare *self, const GPtrArray *items)
{
  if (self->rows->len != items->len)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    if (!g_str_equal (((Row *) self->rows->pdata[i])->id, ((TideStartItem *) items->pdata[i])->id))
      return FALSE;
  return TRUE;
}

static void
make_rows (TideCockpitPrepare *self, const GPtrArray *items)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (self->rows_box)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows_box), child);
  g_ptr_array_set_size (self->rows, 0);
  memset (self->identity, 0, sizeof self->identity);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (self->rows, new_row (self, items->pdata[i]));
}

void
tide_cockpit_prepare_set_model (TideCockpitPrepare *self, TideCockpitModel *model)
{
  g_return_if_fail (TIDE_IS_COCKPIT_PREPARE (self));
  gboolean other
    = self->model == NULL || model == NULL || self->model->session->base.id != model->session->base.id;
  TideCockpitModel *old = self->model;
  self->filling = TRUE;
  self->model = model != NULL ? tide_cockpit_model_ref (model) : NULL;
  if (model != NULL)
    {
      if (other || !has_same_rows (self, model->start_items))
        make_rows (self, model->start_items);
      for (guint i = 0; i < self->rows->len; i++)
        show_row (self, self->rows->pdata[i], model->start_items->pdata[i]);
      show_identity (self);
      guint open = tide_start_gate_count_open (model->start_items);
      g_autofree char *count
        = open > 0 ? g_strdup_printf (_ ("Gate: %u of %u missing"), open, model->start_items->len)
                   : g_strdup (_ ("all met"));
      gtk_label_set_text (self->count, count);
    }
  self->filling = FALSE;
  g_clear_pointer (&old, tide_cockpit_model_unref);
}

static gboolean
focus_into (GtkWidget *widget)
{
  return widget != NULL && gtk_widget_get_visible (widget)
         && (gtk_widget_grab_focus (widget) || gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD));
}

void
tide_cockpit_prepare_focus (TideCockpitPrepare *self)
{
  g_return_if_fail (TIDE_IS_COCKPIT_PREPARE (self));
  for (guint i = 0; self->model != NULL && i < self->rows->len; i++)
    {
      Row *row = self->rows->pdata[i];
      if (!tide_start_item_is_open (self->model->start_items->pdata[i]))
        continue;
      if (focus_into (g_str_equal (row->id, "identity") ? self->identity[0] : row->field)
          || focus_into (row->open_button) || focus_into (row->reason_button))
        return;
    }
  gtk_widget_child_focus (self->rows_box, GTK_DIR_TAB_FORWARD);
}

GtkWidget *
tide_cockpit_prepare_get_field (TideCockpitPrepare *self, const char *id)
{
  g_return_val_if_fail (TIDE_IS_COCKPIT_PREPARE (self), NULL);
  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (((Row *) self->rows->pdata[i])->id, id))
      return g_str_equal (id, "identity") ? self->identity[0] : ((Row *) self->rows->pdata[i])->field;
  return NULL;
}

/* --- class --- */

static void
tide_cockpit_prepare_dispose (GObject *object)
{
  TideCockpitPrepare *self = TIDE_COCKPIT_PREPARE (object);
  self->filling = TRUE; /* fields that go lose the keyboard, and must not save */
  g_clear_pointer (&self->model, tide_cockpit_model_unref);
  G_OBJECT_CLASS (tide_cockpit_prepare_parent_class)->dispose (object);
}

static void
tide_cockpit_prepare_finalize (GObject *object)
{
  g_ptr_array_unref (TIDE_COCKPIT_PREPARE (object)->rows);
  G_OBJECT_CLASS (tide_cockpit_prepare_parent_class)->finalize (object);
}

static void
tide_cockpit_prepare_class_init (TideCockpitPrepareClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tide_cockpit_prepare_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_cockpit_prepare_finalize;
}

static void
tide_cockpit_prepare_init (TideCockpitPrepare *self)
{
  GtkWidget *card = tide_card_new (_ ("Before the dose"), &self->count);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->rows_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (card), self->rows_box);
  adw_bin_set_child (ADW_BIN (self), card);
}

GtkWidget *
tide_cockpit_prepare_new (void)
{
  return g_object_new (TIDE_TYPE_COCKPIT_PREPARE, NULL);
}
