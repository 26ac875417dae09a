/* tide-draft-box.c: what was typed about this patient and never saved.
 *
 * A draft outlives a lock, a crash and a power cut, but a kept answer that nobody sees again is lost all the
 * same, and a positive suicide item in it raises no alert before it is saved.  So each draft has a line on
 * the patient's page until it is opened and saved, or thrown away. */
#include "tide-draft-box.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-accessible-name.h"
#include "tide-ask-dialog.h"
#include "tide-draft-marks.h"

struct _TideDraftBox
{
  GtkBox parent_instance;

  TidePatientModel *model;
};

G_DEFINE_FINAL_TYPE (TideDraftBox, tide_draft_box, GTK_TYPE_BOX)

/* --- words --- */

/* Dialogs that the page can open: the table of the record, its words, the actions for a new and an old one.
 */
static const struct
{
  const char *table, *words, *add, *edit;
} dialogs[] = {
  { "patient", N_ ("patient"), "patient.edit", "patient.edit" },
  { "course", N_ ("course"), "patient.add-course", "patient.edit-course" },
  { "note", N_ ("note"), "patient.add-note", "patient.edit-note" },
  { "diagnosis", N_ ("diagnosis"), "patient.add-diagnosis", "patient.edit-diagnosis" },
  { "identifier", N_ ("identifier"), "patient.add-identifier", "patient.edit-identifier" },
  { "event", N_ ("life event"), "patient.add-event", "patient.edit-event" },
  { "adverse_event", N_ ("unwanted effect"), "patient.add-adverse-event", "patient.edit-adverse-event" },
  { "medication", N_ ("medicine"), "patient.add-medication", "patient.edit-medication" },
  { "allergy", N_ ("allergy"), "patient.add-allergy", "patient.edit-allergy" },
  { "trial", N_ ("earlier treatment"), "patient.add-trial", "patient.edit-trial" },
  { "goal", N_ ("goal"), "patient.add-goal", "patient.edit-goal" },
  { "measurement", N_ ("measurement"), "patient.add-measurement", "patient.edit-measurement" },
  { "contact", N_ ("contact"), "patient.add-contact", "patient.edit-contact" },
  { "safety_plan", N_ ("safety plan"), "patient.add-safety-plan", "patient.edit-safety-plan" },
  { "specifier", N_ ("OCD specifiers"), "patient.add-specifier", "patient.edit-specifier" },
  { "dose_step", N_ ("dose step"), NULL, NULL },
  { "session", N_ ("session"), NULL, NULL },
};

/* "dialog:TideNoteDialog:note:0": index of its table, -1 for none; *record_id is 0 for a new record. */
static int
find_dialog (const char *kind, gint64 *record_id)
{
  g_auto (GStrv) words = g_strsplit (kind, ":", 5);

  if (g_strv_length (words) < 4 || !g_str_equal (words[0], "dialog"))
    return -1;
  *record_id = g_ascii_strtoll (words[3], NULL, 10);
  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    if (g_str_equal (words[2], dialogs[i].table))
      return (int) i;
  return -1;
}

static char *
dup_name (TideClinic *clinic, const char *kind)
{
  const char *id = strchr (kind, ':');
  TideInstrument *instrument;
  gint64 record_id;
  int dialog;

  if (g_str_equal (kind, "visit"))
    return g_strdup (_ ("visit"));
  if (g_str_has_prefix (kind, "amend:"))
    return g_strdup (_ ("amendment"));
  if (g_str_has_prefix (kind, "assessment:"))
    {
      instrument = tide_library_lookup (tide_clinic_get_library (clinic), id + 1);
      return g_strdup (instrument ? tide_instrument_get_short_name (instrument) : id + 1);
    }
  dialog = find_dialog (kind, &record_id);
  return g_strdup (dialog >= 0 ? _ (dialogs[dialog].words) : _ ("form"));
}

static char *
dup_when (gint64 updated_utc)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (updated_utc);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (at == NULL)
    return g_strdup (_ ("an unknown time"));
  return g_date_time_format (at, g_date_time_get_year (at) == g_date_time_get_year (now) ? "%-d %b %H:%M"
                                                                                         : "%-d %b %Y %H:%M");
}

/* "PHQ-9 item 9 answered 2, not saved" for each answer about suicide that would raise an alert. */
static void
note_suicide (GString *words, TideInstrument *instrument, const TideAnswer *answers, TideSex sex)
{
  g_autoptr (TideScores) scores = tide_instrument_compute (instrument, answers, sex);
  g_autoptr (GArray) findings = tide_instrument_find_safety (instrument, answers, scores, sex);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < findings->len; i++)
    {
      const TideFinding *finding = &g_array_index (findings, TideFinding, i);

      if (!finding->suicide || finding->not_assessed || finding->item_id == NULL
          || !g_hash_table_add (seen, (gpointer) finding->item_id))
        continue;
      g_string_append_printf (words, _ (" · %s item %s answered %d, not saved"),
                              tide_instrument_get_short_name (instrument), finding->item_id, finding->value);
    }
}

/* How many answers a part of the draft holds; what they say about suicide goes into @words. */
static guint
read_part (TidePatientModel *model, GKeyFile *file, const char *part, GString *words)
{
  g_autofree char *text = g_key_file_get_string (file, part, "answers", NULL);
  TideInstrument *instrument = tide_library_lookup (tide_clinic_get_library (model->clinic), part);
  g_autofree TideAnswer *answers = NULL;
  guint n_items = instrument ? tide_instrument_get_n_items (instrument) : 0, n = 0;

  if (text == NULL || instrument == NULL)
    return g_key_file_has_key (file, part, "total", NULL) ? 1 : 0;
  answers = g_new0 (TideAnswer, n_items + 1);
  if (!tide_answers_from_text (instrument, text, answers, NULL))
    return 0;
  for (guint i = 0; i < n_items; i++)
    n += answers[i].state != TIDE_ANSWER_MISSING;
  note_suicide (words, instrument, answers, (TideSex) model->history->patient->sex);
  return n;
}

/* "Draft: PHQ-9 of 22 Nov 06:01, 3 answers · PHQ-9 item 9 answered 2, not saved"; *@risky: whether it has the
 * latter. */
static char *
dup_words (TidePatientModel *model, const TideDraft *draft, gboolean *risky)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *name = dup_name (model->clinic, draft->kind), *when = dup_when (draft->updated_utc);
  g_autoptr (GString) risk = g_string_new (NULL);
  GString *words = g_string_new (NULL);
  g_auto (GStrv) groups = NULL;
  guint n = 0;

  *risky = FALSE;
  /* Translators: the form and when it was left: "Draft: PHQ-9 of 22 Nov 06:01". */
  g_string_append_printf (words, _ ("Draft: %s of %s"), name, when);
  if (g_str_has_prefix (draft->kind, "dialog:") || draft->payload == NULL
      || !g_key_file_load_from_data (file, draft->payload, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return g_string_free (words, FALSE);
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i]; i++)
    n += read_part (model, file, groups[i], risk);
  g_string_append_printf (words, ngettext (", %u answer", ", %u answers", n), n);
  g_string_append (words, risk->str);
  *risky = risk->len > 0;
  return g_string_free (words, FALSE);
}

/* --- deeds --- */

typedef struct
{
  TideDraftBox *box;
  char *kind;
} Deed;

static void
deed_free (gpointer data, GClosure *closure)
{
  Deed *deed = data;

  g_free (deed->kind);
  g_free (deed);
}

static void
open_cb (GtkButton *button, Deed *deed)
{
  GtkWidget *box = GTK_WIDGET (deed->box);
  const char *kind = deed->kind;
  gint64 record_id = 0;
  int dialog = find_dialog (kind, &record_id);

  if (g_str_equal (kind, "visit"))
    gtk_widget_activate_action (box, "patient.new-visit", NULL);
  else if (g_str_has_prefix (kind, "assessment:"))
    gtk_widget_activate_action (box, "patient.rate-with", "s", strchr (kind, ':') + 1);
  else if (g_str_has_prefix (kind, "amend:"))
    gtk_widget_activate_action (box, "patient.amend-assessment-of", "x",
                                g_ascii_strtoll (strchr (kind, ':') + 1, NULL, 10));
  else if (dialog >= 0 && (record_id == 0 || g_str_equal (dialogs[dialog].add, dialogs[dialog].edit)))
    gtk_widget_activate_action (box, dialogs[dialog].add, NULL);
  else if (dialog >= 0)
    gtk_widget_activate_action (box, dialogs[dialog].edit, "x", record_id);
}

static gboolean
can_open (TidePatientModel *model, const char *kind)
{
  gint64 record_id;
  int dialog = find_dialog (kind, &record_id);

  if (g_str_has_prefix (kind, "amend:"))
    {
      const TideAssessmentData *data
        = tide_history_find_assessment (model->history, g_ascii_strtoll (strchr (kind, ':') + 1, NULL, 10));
      return data != NULL && tide_assessment_data_is_current (data);
    }
  return g_str_equal (kind, "visit") || g_str_has_prefix (kind, "assessment:")
         || (dialog >= 0 && dialogs[dialog].add != NULL);
}

void
tide_draft_box_discard (TideDraftBox *self, const char *kind)
{
  g_autoptr (GError) error = NULL;

  if (self->model == NULL)
    return; /* locked while the question stood */
  if (!tide_clinic_save_draft (self->model->clinic, tide_patient_model_get_id (self->model), kind, NULL,
                               &error))
    g_message ("draft not discarded: %s", error->message);
  tide_draft_box_refresh (self);
}

static void
discard_answered_cb (const char *response, gpointer data)
{
  const char *kind = g_object_get_data (data, "tide-kind");

  if (g_strcmp0 (response, "discard") == 0)
    tide_draft_box_discard (TIDE_DRAFT_BOX (data), kind);
}

static void
discard_cb (GtkButton *button, Deed *deed)
{
  g_object_set_data_full (G_OBJECT (deed->box), "tide-kind", g_strdup (deed->kind), g_free);
  tide_ask_choice (GTK_WIDGET (deed->box), _ ("Throw this draft away?"),
                   _ ("What was typed in it was never saved and cannot be brought back."),
                   (const char *[]){ "cancel", _ ("_Keep"), "!discard", _ ("_Throw away"), NULL },
                   discard_answered_cb, deed->box);
}

/* --- lines --- */

static void
add_button (TideDraftBox *self, GtkBox *line, const char *label, const char *words, const char *kind,
            GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf ("%s: %s", label, words);
  Deed *deed = g_new0 (Deed, 1);

  deed->box = self;
  deed->kind = g_strdup (kind);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  tide_accessible_name (button, name);
  g_signal_connect_data (button, "clicked", clicked, deed, deed_free, 0);
  gtk_box_append (line, button);
}

static void
add_line (TideDraftBox *self, const TideDraft *draft)
{
  GtkBox *line = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9));
  gboolean risky;
  g_autofree char *words = dup_words (self->model, draft, &risky);
  GtkWidget *label = gtk_label_new (words);

  gtk_widget_add_css_class (GTK_WIDGET (line), "tide-draft-line");
  if (risky)
    {
      gtk_box_append (line, gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
      gtk_widget_add_css_class (GTK_WIDGET (line), "risky");
    }
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (line, label);
  if (!tide_clinic_get_read_only (self->model->clinic))
    {
      if (can_open (self->model, draft->kind))
        add_button (self, line, _ ("Open"), words, draft->kind, G_CALLBACK (open_cb));
      add_button (self, line, _ ("Discard"), words, draft->kind, G_CALLBACK (discard_cb));
    }
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (line));
}

void
tide_draft_box_refresh (TideDraftBox *self)
{
  g_autoptr (GPtrArray) drafts = NULL;
  GtkWidget *child;
  gint64 patient_id;

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  patient_id = self->model ? tide_patient_model_get_id (self->model) : 0;
  if (patient_id != 0 && !tide_clinic_is_locked (self->model->clinic))
    drafts = tide_clinic_list_drafts (self->model->clinic, patient_id, NULL);
  for (guint i = 0; drafts && i < drafts->len; i++)
    if (tide_draft_is_unfinished (drafts->pdata[i]))
      {
        add_line (self, drafts->pdata[i]);
        gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
      }
}

void
tide_draft_box_set_model (TideDraftBox *self, TidePatientModel *model)
{
  TidePatientModel *old = self->model;

  g_return_if_fail (TIDE_IS_DRAFT_BOX (self));

  self->model = model ? tide_patient_model_ref (model) : NULL;
  g_clear_pointer (&old, tide_patient_model_unref);
  tide_draft_box_refresh (self);
}

static void
tide_draft_box_dispose (GObject *object)
{
  g_clear_pointer (&TIDE_DRAFT_BOX (object)->model, tide_patient_model_unref);
  G_OBJECT_CLASS (tide_draft_box_parent_class)->dispose (object);
}

static void
tide_draft_box_class_init (TideDraftBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tide_draft_box_dispose;
}

static void
tide_draft_box_init (TideDraftBox *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "tide-drafts");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
