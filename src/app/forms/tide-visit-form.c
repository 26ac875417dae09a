/* tide-visit-form.c: walks through everything that a visit asks, in one page.
 *
 * The keys run from part to part without a stop: 21 answers of an OCD visit are 21 keys.  What is left out is
 * stored as "not done" with its reason, so that a gap in a chart can be told from a forgotten scale. */

#include "tide-visit-form.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-form-save.h"
#include "tide-safety-case.h"
#include "tide-score-box.h"
#include "tide-typed-time.h"
#include "tide-visit-goals.h"
#include "tide-visit-overview.h"

#define COMPARED_BASELINE 1

struct _TideVisitForm
{
  TideRatingForm parent_instance;

  TideEffectsBox *effects;
  GtkWidget *note_card, *note;
  TideVisitOverview *overview;
  TideScoreBox *score;
  TideFormPlace place; /* of the scale that the score box shows */
  guint place_part;
  TideInstant place_taken;
};

G_DEFINE_FINAL_TYPE (TideVisitForm, tide_visit_form, TIDE_TYPE_RATING_FORM)

static TideAnswerSheet *
get_sheet (TideVisitForm *self)
{
  return tide_rating_form_get_sheet (TIDE_RATING_FORM (self));
}

static char *
dup_note (TideVisitForm *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  if (self->note == NULL)
    return NULL;
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->note));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
  return *text ? g_steal_pointer (&text) : NULL;
}

/* --- showing --- */

/* The part whose score the box shows: under the cursor, else the first scale. */
static guint
find_shown_part (TideVisitForm *self)
{
  TideAnswerSheet *sheet = get_sheet (self);
  guint part = tide_answer_sheet_get_row (sheet, tide_answer_sheet_get_cursor (sheet))->part;

  if (tide_answer_sheet_get_part (sheet, part)->assessment
      && !tide_visit_goals_is_goal (tide_answer_sheet_get_part (sheet, part)))
    return part;
  for (part = 0; part < tide_answer_sheet_get_n_parts (sheet); part++)
    if (tide_answer_sheet_get_part (sheet, part)->assessment)
      return part;
  return G_MAXUINT;
}

static void
refresh_place (TideVisitForm *self, guint part)
{
  TideRatingForm *form = TIDE_RATING_FORM (self);
  TideFormContext *context = tide_rating_form_get_context (form);
  TideInstant taken = tide_entry_details_get_taken (tide_rating_form_get_details (form));
  TideAssessment *assessment = tide_answer_sheet_get_part (get_sheet (self), part)->assessment;
  g_autofree char *words = NULL;

  if (!tide_instant_is_known (taken))
    taken = context->now;
  if (self->place_part == part && tide_instant_compare (taken, self->place_taken) == 0)
    return;
  self->place_part = part;
  self->place_taken = taken;
  tide_form_place_clear (&self->place);
  tide_form_context_find_place (context, tide_assessment_get_instrument (assessment), taken, &self->place);
  words = tide_form_place_dup_words (&self->place);
  tide_entry_details_set_place (tide_rating_form_get_details (form), words);
}

static void
show_score (TideVisitForm *self)
{
  TideRatingForm *form = TIDE_RATING_FORM (self);
  guint part = find_shown_part (self);
  const TideScoreOutlook *outlook;
  TideInstrument *instrument;
  TideUnsavedRating made;
  TideVerdict verdict;
  int cgi_i = tide_form_cgi (get_sheet (self), "cgii");

  gtk_widget_set_visible (GTK_WIDGET (self->score), part != G_MAXUINT);
  if (part == G_MAXUINT)
    return;
  refresh_place (self, part);
  outlook = tide_sheet_view_get_outlook (tide_rating_form_get_view (form), part);
  instrument
    = tide_assessment_get_instrument (tide_answer_sheet_get_part (get_sheet (self), part)->assessment);
  made = (TideUnsavedRating){ .taken = self->place_taken,
                              .cgi_s = tide_form_cgi (get_sheet (self), "cgis"),
                              .cgi_i = cgi_i,
                              .rater_type = tide_instrument_get_rater (instrument) };
  verdict = tide_verdict_of (tide_rating_form_get_context (form), instrument,
                             tide_score_outlook_get_primary (outlook), &self->place, &made);
  tide_score_box_set (self->score, instrument, outlook, &self->place, &verdict,
                      tide_answer_sheet_get_part (get_sheet (self), part)->previous_taken,
                      tide_instant_get_date (self->place_taken), cgi_i,
                      tide_answer_sheet_find_part (get_sheet (self), "cgii") >= 0);
}

static void
tide_visit_form_refresh (TideRatingForm *form)
{
  TideVisitForm *self = TIDE_VISIT_FORM (form);
  TideAnswerSheet *sheet = get_sheet (self);
  guint cursor = tide_answer_sheet_get_cursor (sheet);
  const TideSheetPart *part
    = tide_answer_sheet_get_part (sheet, tide_answer_sheet_get_row (sheet, cursor)->part);
  g_autofree char *missing = TIDE_RATING_FORM_GET_CLASS (form)->dup_missing (form);

  show_score (self);
  tide_visit_overview_update (self->overview);
  if (self->effects)
    tide_effects_box_update (self->effects);
  tide_rating_form_set_bar (form, tide_score_box_get_total (self->score), missing,
                            tide_visit_part_name (part));
}

static void
sheet_cursor_cb (TideAnswerSheet *sheet, TideVisitForm *self)
{
  const TideSheetRow *row = tide_answer_sheet_get_row (sheet, tide_answer_sheet_get_cursor (sheet));
  TidePartKind kind = tide_answer_sheet_get_part (sheet, row->part)->kind;

  if (kind == TIDE_PART_NOTE && self->note)
    gtk_widget_grab_focus (self->note);
  else if (kind == TIDE_PART_EFFECTS && self->effects)
    gtk_widget_grab_focus (GTK_WIDGET (self->effects));
}

/* "PHQ-9: 3 of 9 missing": an unfinished part in words, NULL when it is finished. */
static char *
dup_part_missing (TideVisitForm *self, guint index)
{
  TideAnswerSheet *sheet = get_sheet (self);
  const TideSheetPart *part = tide_answer_sheet_get_part (sheet, index);
  guint missing = tide_answer_sheet_count_missing (sheet, index);

  if (tide_rating_form_get_safety_reason (TIDE_RATING_FORM (self))
      && tide_form_has_open_safety (sheet, index))
    return NULL; /* it has its reason */
  if (part->not_done || part->kind == TIDE_PART_NOTE || tide_answer_sheet_part_is_complete (sheet, index))
    return NULL;
  if (tide_answer_sheet_part_is_untouched (sheet, index))
    return g_strdup (tide_visit_part_name (part));
  return g_strdup_printf (_ ("%s (%u of %u missing)"), tide_visit_part_name (part), missing,
                          missing + tide_answer_sheet_count_answered (sheet, index));
}

static char *
tide_visit_form_dup_missing (TideRatingForm *form)
{
  TideVisitForm *self = TIDE_VISIT_FORM (form);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < tide_answer_sheet_get_n_parts (get_sheet (self)); i++)
    {
      g_autofree char *part = dup_part_missing (self, i);

      if (part)
        g_string_append_printf (words, "%s%s", words->len ? ", " : "", part);
    }
  return words->len ? g_strdup_printf (_ ("Not done: %s."), words->str) : NULL;
}

static char *
tide_visit_form_dup_doubt (TideRatingForm *form)
{
  TideVisitForm *self = TIDE_VISIT_FORM (form);
  TideFormContext *context = tide_rating_form_get_context (form);
  const char *target = tide_clinic_get_target_instrument (context->clinic, context->history);
  int part = target ? tide_answer_sheet_find_part (get_sheet (self), target) : -1;
  TideInstrument *instrument;
  g_auto (TideFormPlace) place = { 0 };
  const TideScoreView *view;

  if (part < 0)
    return NULL;
  instrument = tide_library_lookup (tide_clinic_get_library (context->clinic), target);
  tide_form_context_find_place (context, instrument,
                                tide_entry_details_get_taken (tide_rating_form_get_details (form)), &place);
  view = tide_score_outlook_get_primary (
    tide_sheet_view_get_outlook (tide_rating_form_get_view (form), (guint) part));
  return tide_form_dup_cgi_doubt (tide_form_cgi (get_sheet (self), "cgii"), COMPARED_BASELINE,
                                  tide_instrument_get_short_name (instrument), view->value - place.baseline);
}

/* --- saving --- */

static void
add_not_done (TideVisitEntry *entry, const char *part, const char *reason)
{
  TideVisitPart *record = tide_visit_part_new ();

  record->patient_id = entry->visit->patient_id;
  tide_record_set_text (&record->part, part);
  tide_record_set_text (&record->reason, reason);
  g_ptr_array_add (entry->not_done, record);
}

static void
add_assessment (TideVisitForm *self, TideVisitEntry *entry, guint index, const char *reason)
{
  TideRatingForm *form = TIDE_RATING_FORM (self);
  TideAssessmentData *data
    = tide_form_dup_assessment (tide_rating_form_get_context (form), get_sheet (self), index,
                                tide_rating_form_get_details (form), COMPARED_BASELINE, TRUE);

  if (!tide_answer_sheet_part_is_complete (get_sheet (self), index))
    tide_record_set_text (&data->incomplete_reason, reason);
  g_ptr_array_add (entry->assessments, data);
}

static void
add_effects (TideVisitForm *self, TideVisitEntry *entry)
{
  g_autoptr (GPtrArray) list = tide_effects_box_list (self->effects);
  g_autoptr (GPtrArray) checks = tide_effects_box_list_checks (self->effects, entry->visit->taken);

  while (list->len > 0)
    {
      TideAdverseEvent *event = g_ptr_array_steal_index (list, 0);

      event->patient_id = entry->visit->patient_id;
      if (event->course_id == 0)
        event->course_id = self->place.course && !self->place.ended ? self->place.course->base.id : 0;
      if (!tide_instant_is_known (event->started))
        event->started = tide_instant_from_date (tide_instant_get_date (entry->visit->taken));
      g_ptr_array_add (entry->adverse_events, event);
    }
  g_ptr_array_extend_and_steal (entry->effect_checks, g_steal_pointer (&checks));
}

/* What is over is told, whether or not somebody asked for new ones. */
static void
add_over (TideVisitForm *self, TideVisitEntry *entry)
{
  if (self->effects != NULL)
    g_ptr_array_extend_and_steal (
      entry->adverse_events,
      tide_effects_ongoing_list_over (tide_effects_box_get_ongoing (self->effects), entry->visit->taken));
}

static void
add_part (TideVisitForm *self, TideVisitEntry *entry, guint index, const char *reason)
{
  TideAnswerSheet *sheet = get_sheet (self);
  const TideSheetPart *part = tide_answer_sheet_get_part (sheet, index);
  gboolean untouched = tide_answer_sheet_part_is_untouched (sheet, index);

  if (part->not_done)
    add_not_done (entry, part->id, part->not_done);
  else if (part->kind == TIDE_PART_NOTE)
    return;
  else if (untouched || (part->assessment && tide_assessment_is_empty (part->assessment)))
    add_not_done (entry, part->id, reason ? reason : _ ("not asked"));
  else if (tide_visit_goals_is_goal (part))
    g_ptr_array_add (
      entry->goal_ratings,
      tide_visit_goals_make_rating (tide_rating_form_get_context (TIDE_RATING_FORM (self)), sheet, part));
  else if (part->assessment)
    add_assessment (self, entry, index, reason);
  else
    add_effects (self, entry);
}

static gboolean
check_entry (TideVisitForm *self, TideVisitEntry *entry, GError **error)
{
  g_autofree char *fault = self->effects ? tide_effects_box_dup_fault (self->effects) : NULL;
  int effects = tide_answer_sheet_find_part (get_sheet (self), "side_effects");
  gboolean asked
    = effects >= 0
      && tide_answer_sheet_get_part (get_sheet (self), (guint) effects)->effects != TIDE_EFFECTS_NOT_ASKED;

  if (fault)
    {
      tide_effects_box_show_fault (self->effects);
      g_set_error_literal (error, TIDE_ERROR, TIDE_ERROR_VALUE, fault);
      return FALSE;
    }
  if (entry->assessments->len == 0 && entry->goal_ratings->len == 0 && entry->note == NULL && !asked)
    {
      g_set_error_literal (error, TIDE_ERROR, TIDE_ERROR_VALUE,
                           _ ("Nothing was rated, asked or written: there is no visit to save."));
      return FALSE;
    }
  return TRUE;
}

static char *
dup_message (TideVisitForm *self, const TideVisitEntry *entry, const GPtrArray *raised)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *alerts = tide_form_dup_alert_words (raised, entry->visit->taken);

  for (guint i = 0; i < entry->assessments->len; i++)
    {
      const TideAssessmentData *data = entry->assessments->pdata[i];
      g_autofree char *score = NULL;

      if (g_str_has_prefix (data->instrument_id, "cgi"))
        continue;
      score = tide_form_dup_score_words (tide_rating_form_get_context (TIDE_RATING_FORM (self)), data);
      g_string_append_printf (words, "%s%s", words->len ? "; " : "", score);
    }
  if (words->len == 0)
    g_string_append (words, _ ("visit"));
  return alerts ? g_strdup_printf (_ ("Saved %s. %s"), words->str, alerts)
                : g_strdup_printf (_ ("Saved %s."), words->str);
}

static TideVisit *
make_visit (TideVisitForm *self)
{
  TideRatingForm *form = TIDE_RATING_FORM (self);
  TideEntryDetails *details = tide_rating_form_get_details (form);
  TideVisit *visit = tide_visit_new ();

  visit->patient_id = tide_rating_form_get_context (form)->history->patient->base.id;
  visit->taken = tide_entry_details_get_taken (details);
  visit->rater_id = tide_entry_details_get_rater (details);
  visit->contact = tide_entry_details_get_contact (details);
  return visit;
}

static TideNote *
make_note (TideVisitForm *self, const TideVisit *visit)
{
  g_autofree char *text = dup_note (self);
  TideNote *note;

  if (text == NULL)
    return NULL;
  note = tide_note_new ();
  note->patient_id = visit->patient_id;
  note->author_id = visit->rater_id;
  note->taken = visit->taken;
  tide_record_set_text (&note->text, text);
  return note;
}

static gboolean
tide_visit_form_save (TideRatingForm *form, const char *reason, char **message, GError **error)
{
  TideVisitForm *self = TIDE_VISIT_FORM (form);
  g_autoptr (TideVisit) visit = make_visit (self);
  g_autoptr (TideNote) note = make_note (self, visit);
  g_autoptr (GPtrArray) assessments = g_ptr_array_new_with_free_func (tide_record_free);
  g_autoptr (GPtrArray) effects = g_ptr_array_new_with_free_func (tide_record_free);
  g_autoptr (GPtrArray) not_done = g_ptr_array_new_with_free_func (tide_record_free);
  g_autoptr (GPtrArray) goals = g_ptr_array_new_with_free_func (tide_record_free);
  g_autoptr (GPtrArray) alerts = NULL;
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func (tide_record_free);
  const char *safety_reason = tide_rating_form_get_safety_reason (form);
  TideVisitEntry entry = { visit, assessments, effects, note, not_done, .effect_checks = checks };

  entry.goal_ratings = goals;
  for (guint i = 0; i < tide_answer_sheet_get_n_parts (get_sheet (self)); i++)
    add_part (self, &entry, i,
              safety_reason && tide_form_has_open_safety (get_sheet (self), i) ? safety_reason : reason);
  add_over (self, &entry);
  if (!check_entry (self, &entry, error)
      || !tide_clinic_save_visit (tide_rating_form_get_context (form)->clinic, &entry, &alerts, error))
    return FALSE;
  *message = dup_message (self, &entry, alerts);
  return TRUE;
}

/* --- drafts --- */

static void
tide_visit_form_write_draft (TideRatingForm *form, GKeyFile *file)
{
  TideVisitForm *self = TIDE_VISIT_FORM (form);
  g_autofree char *note = dup_note (self);

  if (note)
    g_key_file_set_string (file, "note", "text", note);
  if (self->effects)
    tide_effects_box_write_draft (self->effects, file);
}

static void
tide_visit_form_read_draft (TideRatingForm *form, GKeyFile *file)
{
  TideVisitForm *self = TIDE_VISIT_FORM (form);
  g_autofree char *note = g_key_file_get_string (file, "note", "text", NULL);

  if (note && self->note)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->note)), note, -1);
  if (self->effects)
    tide_effects_box_read_draft (self->effects, file);
}

/* --- making --- */

static void
tide_visit_form_dispose (GObject *object)
{
  TideVisitForm *self = TIDE_VISIT_FORM (object);

  if (get_sheet (self))
    g_signal_handlers_disconnect_by_data (get_sheet (self), self);
  tide_form_place_clear (&self->place);
  G_OBJECT_CLASS (tide_visit_form_parent_class)->dispose (object);
}

static void
tide_visit_form_class_init (TideVisitFormClass *klass)
{
  TideRatingFormClass *form_class = TIDE_RATING_FORM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tide_visit_form_dispose;
  form_class->refresh = tide_visit_form_refresh;
  form_class->dup_missing = tide_visit_form_dup_missing;
  form_class->dup_doubt = tide_visit_form_dup_doubt;
  form_class->save = tide_visit_form_save;
  form_class->write_draft = tide_visit_form_write_draft;
  form_class->read_draft = tide_visit_form_read_draft;
}

static void
tide_visit_form_init (TideVisitForm *self)
{
  self->place_part = G_MAXUINT;
}

static void
add_scale (TideFormContext *context, TideAnswerSheet *sheet, TideInstrument *instrument)
{
  g_autoptr (TideAssessment) assessment
    = tide_assessment_new (instrument, tide_form_context_get_sex (context));
  guint part = tide_answer_sheet_add_instrument (sheet, assessment, TRUE);

  tide_answer_sheet_set_previous (
    sheet, part, tide_form_context_find_last (context, tide_instrument_get_id (instrument), context->now, 0));
}

static void
fill_sheet (TideFormContext *context, TideAnswerSheet *sheet)
{
  g_autoptr (GPtrArray) battery = tide_clinic_list_battery_for (context->clinic, context->history);

  for (guint i = 0; i < battery->len; i++)
    {
      const char *id = battery->pdata[i];
      TideInstrument *instrument = tide_library_lookup (tide_clinic_get_library (context->clinic), id);

      if (instrument == NULL) /* behind the scales */
        tide_visit_goals_add (context, sheet);
      if (g_str_equal (id, "side_effects"))
        tide_answer_sheet_add_part (sheet, id, TIDE_PART_EFFECTS);
      else if (g_str_equal (id, "note"))
        tide_answer_sheet_add_part (sheet, id, TIDE_PART_NOTE);
      else if (instrument && !tide_instrument_get_totals_only (instrument))
        add_scale (context, sheet, instrument);
    }
  tide_visit_goals_add (context, sheet);
}

static void
touched_cb (gpointer source, TideVisitForm *self)
{
  tide_rating_form_touch (TIDE_RATING_FORM (self));
}

static void
note_focus_cb (GtkEventControllerFocus *controller, TideVisitForm *self)
{
  int row = tide_answer_sheet_find_row (get_sheet (self), "note", NULL);

  if (row >= 0)
    tide_answer_sheet_set_cursor (get_sheet (self), (guint) row);
}

static GtkWidget *
make_note_card (TideVisitForm *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->note_card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->note = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->note), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->note), FALSE);
  gtk_widget_add_css_class (self->note, "tide-note-entry");
  gtk_widget_add_css_class (self->note_card, "card");
  gtk_widget_set_overflow (self->note_card, GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->note), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Note"), -1);
  g_signal_connect (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->note)), "changed", G_CALLBACK (touched_cb),
                    self);
  g_signal_connect (focus, "enter", G_CALLBACK (note_focus_cb), self);
  gtk_widget_add_controller (self->note, focus);
  gtk_box_append (GTK_BOX (self->note_card), self->note);
  return self->note_card;
}

static guint
add_view_part (TideVisitForm *self, guint index)
{
  TideRatingForm *form = TIDE_RATING_FORM (self);
  TideAnswerSheet *sheet = get_sheet (self);
  TideSheetView *view = tide_rating_form_get_view (form);
  const TideSheetPart *part = tide_answer_sheet_get_part (sheet, index);
  guint n = tide_visit_count_joint_parts (sheet, index);
  g_autofree char *title = NULL;

  if (n > 0)
    {
      title = tide_visit_dup_joint_title (sheet, index, n);
      tide_sheet_view_add_joint_card (view, index, n, title, NULL, TRUE);
      return n;
    }
  if (part->assessment)
    tide_sheet_view_add_part (
      view, index, tide_instrument_get_name (tide_assessment_get_instrument (part->assessment)), TRUE);
  else if (part->kind == TIDE_PART_EFFECTS)
    {
      TideFormContext *context = tide_rating_form_get_context (form);

      self->effects = TIDE_EFFECTS_BOX (tide_effects_box_new (sheet, index, context->history,
                                                              tide_desk_get_rules (context->clinic),
                                                              tide_instant_get_date (context->now)));
      gtk_widget_set_focusable (GTK_WIDGET (self->effects), TRUE);
      g_signal_connect (self->effects, "changed", G_CALLBACK (touched_cb), self);
      tide_sheet_view_add_widget (view, index, _ ("Unwanted effects"), GTK_WIDGET (self->effects), TRUE);
    }
  else
    tide_sheet_view_add_widget (view, index, _ ("Note"), make_note_card (self), FALSE);
  return 1;
}

static void
part_chosen_cb (TideVisitOverview *overview, guint part, TideVisitForm *self)
{
  tide_answer_sheet_set_cursor (get_sheet (self),
                                tide_answer_sheet_get_part (get_sheet (self), part)->first_row);
  tide_sheet_view_focus (tide_rating_form_get_view (TIDE_RATING_FORM (self)));
}

static void
add_side (TideVisitForm *self)
{
  GtkBox *side = tide_rating_form_get_side (TIDE_RATING_FORM (self));

  self->overview = TIDE_VISIT_OVERVIEW (tide_visit_overview_new (get_sheet (self)));
  g_signal_connect (self->overview, "chosen", G_CALLBACK (part_chosen_cb), self);
  gtk_box_append (side, GTK_WIDGET (self->overview));
  self->score = TIDE_SCORE_BOX (tide_score_box_new ());
  gtk_box_append (side, GTK_WIDGET (self->score));
}

/* The licence notice of the first scale that has one: it must stay on the screen. */
static const char *
find_notice (TideAnswerSheet *sheet)
{
  for (guint i = 0; i < tide_answer_sheet_get_n_parts (sheet); i++)
    {
      const TideSheetPart *part = tide_answer_sheet_get_part (sheet, i);
      const char *notice = part->assessment
                             ? tide_instrument_get_notice (tide_assessment_get_instrument (part->assessment))
                             : NULL;

      if (notice && *notice)
        return notice;
    }
  return NULL;
}

GtkWidget *
tide_visit_form_new (TideClinic *clinic, gint64 patient_id)
{
  g_autoptr (GError) error = NULL;
  TideFormContext *context = tide_form_context_new (clinic, patient_id, &error);
  g_autoptr (TideAnswerSheet) sheet = tide_answer_sheet_new ();
  TideVisitForm *self;

  if (context)
    fill_sheet (context, sheet);
  if (context == NULL || tide_answer_sheet_get_n_parts (sheet) == 0)
    {
      g_message ("no visit form: %s", error ? "the patient cannot be read" : "the battery is empty");
      tide_form_context_free (context);
      return NULL;
    }
  self = g_object_new (TIDE_TYPE_VISIT_FORM, NULL);
  tide_rating_form_setup (TIDE_RATING_FORM (self), context, sheet, "visit", TIDE_RATER_CLINICIAN,
                          _ ("New visit"), find_notice (sheet));
  tide_rating_form_set_save_asks (TIDE_RATING_FORM (self), TRUE);
  tide_rating_form_set_incomplete_words (TIDE_RATING_FORM (self), _ ("Why not done?"), _ ("not asked"));
  for (guint i = 0; i < tide_answer_sheet_get_n_parts (sheet);)
    i += add_view_part (self, i);
  add_side (self);
  g_signal_connect (sheet, "cursor", G_CALLBACK (sheet_cursor_cb), self);
  tide_rating_form_start (TIDE_RATING_FORM (self));
  return GTK_WIDGET (self);
}

void
tide_visit_form_save_draft (TideVisitForm *self)
{
  tide_rating_form_save_draft (TIDE_RATING_FORM (self));
}

gboolean
tide_visit_form_press (TideVisitForm *self, guint keyval, GdkModifierType modifiers)
{
  return tide_rating_form_press (TIDE_RATING_FORM (self), keyval, modifiers);
}

GtkTextBuffer *
tide_visit_form_get_note (TideVisitForm *self)
{
  return self->note ? gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->note)) : NULL;
}

TideEffectsBox *
tide_visit_form_get_effects (TideVisitForm *self)
{
  return self->effects;
}
