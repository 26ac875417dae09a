/* tide-move-dialog.c: a rating in the wrong chart is moved only with both people in sight.
 *
 * Name, birth date and record number of the one it leaves and the one it goes to stand side by side before
 * Move can be pressed; a second mix-up would be worse than the first. */

#include "tide-move-dialog.h"

#include <glib/gi18n-lib.h>

#include "tide-form-dialog.h"
#include "tide-record-load.h"
#include "tide-typed-time.h"

#define VISIT "visit"
#define RATING "rating"

#define TIDE_TYPE_MOVE_DIALOG (tide_move_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TideMoveDialog, tide_move_dialog, TIDE, MOVE_DIALOG, TideFormDialog)

struct _TideMoveDialog
{
  TideFormDialog parent_instance;

  char *what;       /* "Y-BOCS of Thu 20 Nov 2025, 11:05" */
  char *what_visit; /* "The whole visit of … (4 ratings, note, unwanted effects)"; NULL: it is of no visit */
};

G_DEFINE_FINAL_TYPE (TideMoveDialog, tide_move_dialog, TIDE_TYPE_FORM_DIALOG)

static TidePatient *
load_target (TideFormDialog *dialog)
{
  g_autofree char *text = tide_form_dialog_dup_text (dialog, "target");
  gint64 id = g_ascii_strtoll (text, NULL, 10);

  return id ? tide_clinic_lookup (tide_form_dialog_get_clinic (dialog), &tide_patient_class, id, NULL) : NULL;
}

static void
tide_move_dialog_find_faults (TideFormDialog *dialog, TideFaultFunc report, gpointer data)
{
  const TideAssessmentData *record = tide_form_dialog_get_record (dialog);
  g_autoptr (TidePatient) target = load_target (dialog);
  TideDate done = tide_instant_get_date (record->taken);

  if (target == NULL)
    report ("target", _ ("is required"), data);
  else if (target->base.id == record->patient_id)
    report ("target", _ ("is the patient whose chart it is in"), data);
  else if (tide_date_is_known (target->birth_date) && done < target->birth_date)
    report ("target", _ ("was not born when it was done"), data);
  if (record->reason == NULL || *record->reason == '\0')
    report ("reason", _ ("is required"), data);
}

static char *
dup_person (const TidePatient *patient)
{
  g_autofree char *name = tide_patient_dup_name (patient),
                  *birth = tide_typed_date_to_text (patient->birth_date);

  return g_strdup_printf (_ ("%s, born %s, record number %s"), name, *birth ? birth : _ ("(unknown)"),
                          patient->mrn);
}

static void
tide_move_dialog_follow (TideFormDialog *dialog, TideFormField *field)
{
  TideMoveDialog *self = TIDE_MOVE_DIALOG (dialog);
  g_autoptr (TidePatient) target = load_target (dialog);
  g_autofree char *from = dup_person (tide_form_dialog_get_history (dialog)->patient);
  g_autofree char *to = target ? dup_person (target) : g_strdup (_ ("nobody chosen yet"));
  g_autofree char *scope = tide_form_dialog_dup_text (dialog, "scope");
  const char *what = g_str_equal (scope, VISIT) ? self->what_visit : self->what;
  g_autofree char *notice = g_strdup_printf (_ ("%s\nFrom: %s\nTo: %s"), what, from, to);

  tide_form_dialog_set_notice (dialog, notice);
}

static gboolean
tide_move_dialog_save (TideFormDialog *dialog, GError **error)
{
  const TideAssessmentData *record = tide_form_dialog_get_record (dialog);
  g_autoptr (TidePatient) target = load_target (dialog);
  g_autofree char *scope = tide_form_dialog_dup_text (dialog, "scope");

  if (g_str_equal (scope, VISIT))
    return tide_clinic_move_visit (tide_form_dialog_get_clinic (dialog), record->visit_id, target->base.id,
                                   record->reason, NULL, error);
  return tide_clinic_move_assessment (tide_form_dialog_get_clinic (dialog), record->base.id, target->base.id,
                                      record->reason, NULL, error);
}

static void
tide_move_dialog_finalize (GObject *object)
{
  g_free (TIDE_MOVE_DIALOG (object)->what);
  g_free (TIDE_MOVE_DIALOG (object)->what_visit);
  G_OBJECT_CLASS (tide_move_dialog_parent_class)->finalize (object);
}

static void
tide_move_dialog_class_init (TideMoveDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tide_move_dialog_finalize;
  TIDE_FORM_DIALOG_CLASS (klass)->find_faults = tide_move_dialog_find_faults;
  TIDE_FORM_DIALOG_CLASS (klass)->follow = tide_move_dialog_follow;
  TIDE_FORM_DIALOG_CLASS (klass)->save = tide_move_dialog_save;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/tidemark/Tidemark/ui/tide-move-dialog.ui");
}

static void
tide_move_dialog_init (TideMoveDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GPtrArray *
search_patients (const char *typed, gpointer clinic)
{
  guint more = 0;
  g_autoptr (GArray) hits = tide_clinic_search (clinic, typed, 0, 8, &more);
  GPtrArray *results = g_ptr_array_new ();

  for (guint i = 0; hits && i < hits->len; i++)
    {
      gint64 id = g_array_index (hits, TideSearchHit, i).patient_id;
      g_autoptr (TidePatient) patient = tide_clinic_lookup (clinic, &tide_patient_class, id, NULL);
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id), *name = NULL, *person = NULL;

      if (patient == NULL)
        continue;
      name = tide_patient_dup_list_name (patient);
      person = dup_person (patient);
      g_ptr_array_add (results, tide_search_result_new (text, name, person));
    }
  return results;
}

/* --- what moves --- */

typedef struct
{
  guint n_ratings, n_effects, n_left_out;
  gboolean note;
} VisitParts;

static VisitParts
count_parts (const TideHistory *history, gint64 visit_id)
{
  VisitParts parts = { 0 };

  for (guint i = 0; i < history->assessments->len; i++)
    {
      const TideAssessmentData *data = history->assessments->pdata[i];

      parts.n_ratings += data->visit_id == visit_id && tide_assessment_data_is_current (data);
    }
  for (guint i = 0; i < history->adverse_events->len; i++)
    {
      const TideAdverseEvent *event = history->adverse_events->pdata[i];

      parts.n_effects += event->visit_id == visit_id && !event->entered_in_error;
    }
  for (guint i = 0; i < history->notes->len; i++)
    {
      const TideNote *note = history->notes->pdata[i];

      parts.note = parts.note || (note->visit_id == visit_id && !note->entered_in_error);
    }
  for (guint i = 0; i < history->visit_parts->len; i++)
    parts.n_left_out += ((const TideVisitPart *) history->visit_parts->pdata[i])->visit_id == visit_id;
  return parts;
}

/* NULL for a rating that came alone. */
static char *
dup_visit_words (const TideHistory *history, gint64 visit_id)
{
  VisitParts parts = count_parts (history, visit_id);
  g_autoptr (GString) words = g_string_new (NULL);

  if (visit_id == 0 || parts.n_ratings + parts.n_effects + parts.n_left_out + parts.note < 2)
    return NULL;
  g_string_printf (words, ngettext ("%u rating", "%u ratings", parts.n_ratings), parts.n_ratings);
  if (parts.note)
    g_string_append_printf (words, ", %s", _ ("note"));
  if (parts.n_effects > 0)
    g_string_append_printf (words, ", %s", _ ("unwanted effects"));
  if (parts.n_left_out > 0)
    g_string_append_printf (words, ", %s", _ ("what was not done"));
  return g_strdup_printf (_ ("The whole visit (%s)"), words->str);
}

/* A visit in the wrong chart is nearly always wrong as a whole: that is what is offered. */
static void
offer_scopes (TideMoveDialog *self, const TideHistory *history, const TideAssessmentData *record,
              const char *scale)
{
  TideFormDialog *dialog = TIDE_FORM_DIALOG (self);
  TideChoiceField *field = TIDE_CHOICE_FIELD (tide_form_dialog_find (dialog, "scope"));
  g_autofree char *visit = dup_visit_words (history, record->visit_id);
  g_autofree char *alone = g_strdup_printf (_ ("%s alone"), scale), *when = NULL;

  if (visit)
    {
      when = tide_typed_instant_to_text (record->taken);
      self->what_visit = g_strdup_printf (_ ("%s of %s"), visit, when);
      tide_choice_field_add (field, VISIT, visit);
    }
  tide_choice_field_add (field, RATING, alone);
  tide_form_dialog_set_shown (dialog, "scope", visit != NULL);
}

void
tide_move_dialog_present (GtkWindow *parent, TideClinic *clinic, gint64 assessment_id)
{
  TideAssessmentData *record = tide_record_load (clinic, &tide_assessment_data_class, assessment_id);
  TideHistory *history = record ? tide_record_load_history (clinic, record->patient_id) : NULL;
  TideInstrument *instrument;
  g_autofree char *when = NULL;
  const char *scope;
  TideFormDialog *dialog;

  if (history == NULL)
    {
      tide_record_load_failed (history, record);
      return;
    }
  tide_record_set_text (&record->reason, NULL);
  instrument = tide_library_lookup (tide_clinic_get_library (clinic), record->instrument_id);
  when = tide_typed_instant_to_text (record->taken);
  dialog = g_object_new (TIDE_TYPE_MOVE_DIALOG, NULL);
  TIDE_MOVE_DIALOG (dialog)->what = g_strdup_printf (
    _ ("%s of %s"), instrument ? tide_instrument_get_short_name (instrument) : record->instrument_id, when);
  tide_search_field_setup (TIDE_SEARCH_FIELD (tide_form_dialog_find (dialog, "target")), search_patients,
                           clinic, NULL);
  offer_scopes (TIDE_MOVE_DIALOG (dialog), history, record,
                instrument ? tide_instrument_get_short_name (instrument) : record->instrument_id);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 520, 460);
  scope = TIDE_MOVE_DIALOG (dialog)->what_visit ? VISIT : RATING;
  tide_form_dialog_setup (dialog, parent, clinic, history, record, _ ("Move to another chart"));
  tide_form_field_set_text (tide_form_dialog_find (dialog, "scope"), scope);
  tide_form_dialog_set_save_label (dialog, _ ("Move"));
  tide_form_dialog_set_message (dialog, _ ("Moved to the other chart."));
  tide_form_dialog_open (dialog);
}
