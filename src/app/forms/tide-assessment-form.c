/* tide-assessment-form.c: the form of one scale, with the CGI under the scale that a patient is charted by.
 *
 * Every instrument file gets this form; nothing here knows a scale.  The score box says what the answers come
 * to so far and what they can still come to; a total, a band and a state are stored only by saving. */

#include "tide-assessment-form.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-course-sketch.h"
#include "tide-form-draw.h"
#include "tide-form-save.h"
#include "tide-missing-card.h"
#include "tide-score-box.h"
#include "tide-total-card.h"
#include "tide-typed-time.h"

struct _TideAssessmentForm
{
  TideRatingForm parent_instance;

  TideInstrument *instrument;
  TideAssessment *assessment;
  gint64 amend_id;
  gboolean total_only, filling;
  int compared_with;
  TideFormPlace place;
  TideInstant place_taken;

  TideScoreBox *score;
  TideMissingCard *missing;
  TideTotalCard *total;
  TideCourseSketch *sketch;
  GtkWidget *sketch_card, *sketch_title;
};

G_DEFINE_FINAL_TYPE (TideAssessmentForm, tide_assessment_form, TIDE_TYPE_RATING_FORM)

/* --- what is known --- */

static TideSheetPart *
get_part (TideAssessmentForm *self)
{
  return tide_answer_sheet_get_part (tide_rating_form_get_sheet (TIDE_RATING_FORM (self)), 0);
}

static void
refresh_place (TideAssessmentForm *self)
{
  TideRatingForm *form = TIDE_RATING_FORM (self);
  TideInstant taken = tide_entry_details_get_taken (tide_rating_form_get_details (form));
  g_autofree char *words = NULL;

  if (!tide_instant_is_known (taken))
    taken = tide_rating_form_get_context (form)->now;
  if (tide_instant_is_known (self->place_taken) && tide_instant_compare (taken, self->place_taken) == 0)
    return;
  self->place_taken = taken;
  tide_form_place_clear (&self->place);
  tide_form_context_find_place (tide_rating_form_get_context (form), self->instrument, taken, &self->place);
  words = tide_form_place_dup_words (&self->place);
  tide_entry_details_set_place (tide_rating_form_get_details (form), words);
}

/* With a total alone the outlook of the answers says nothing: the total is the score. */
static TideScoreView
primary_view (TideAssessmentForm *self, const TideScoreOutlook *outlook)
{
  TideScoreView view = *tide_score_outlook_get_primary (outlook);

  if (self->total_only)
    {
      double total = tide_assessment_get_data (self->assessment)->total;

      view.status = isnan (total) ? TIDE_SCORE_INVALID : TIDE_SCORE_VALID;
      view.value = view.so_far = view.lower = view.upper = total;
      view.as_last = NAN;
    }
  return view;
}

/* --- showing --- */

static void
show_sketch (TideAssessmentForm *self, const TideVerdict *verdict)
{
  TideRatingForm *form = TIDE_RATING_FORM (self);

  tide_course_sketch_set (self->sketch, tide_rating_form_get_context (form), self->instrument,
                          self->place_taken, &self->place, verdict->value,
                          !verdict->projected && !isnan (verdict->value), verdict->state);
  gtk_widget_set_visible (self->sketch_card, tide_course_sketch_get_n_points (self->sketch) > 0);
}

static char *
dup_missing_note (TideAssessmentForm *self, const TideScoreView *view)
{
  if (view->status == TIDE_SCORE_PRORATED)
    return g_strdup (_ (
      "Save needs all of them. Save Incomplete keeps them as missing: the total is an estimate and marked so."));
  return g_strdup (
    _ ("Save needs all of them. Save Incomplete keeps them as missing: no total and no state."));
}

static void
tide_assessment_form_refresh (TideRatingForm *form)
{
  TideAssessmentForm *self = TIDE_ASSESSMENT_FORM (form);
  TideAnswerSheet *sheet = tide_rating_form_get_sheet (form);
  const TideScoreOutlook *outlook = tide_sheet_view_get_outlook (tide_rating_form_get_view (form), 0);
  TideScoreOutlook shown = *outlook;
  g_autofree TideScoreView *views = g_memdup2 (outlook->views, outlook->n_views * sizeof (TideScoreView));
  int cgi_i = tide_form_cgi (sheet, "cgii");
  g_autofree char *note = NULL, *missing = NULL;
  TideUnsavedRating made;
  TideVerdict verdict;

  refresh_place (self);
  shown.views = views;
  views[shown.primary] = primary_view (self, outlook);
  made
    = (TideUnsavedRating){ .taken = self->place_taken,
                           .cgi_s = tide_form_cgi (sheet, "cgis"),
                           .cgi_i = cgi_i,
                           .cgi_i_best = g_str_equal (tide_compared_with_codes[self->compared_with], "best"),
                           .rater_type = tide_instrument_get_rater (self->instrument),
                           .replaces_id = self->amend_id };
  verdict = tide_verdict_of (tide_rating_form_get_context (form), self->instrument, &views[shown.primary],
                             &self->place, &made);
  tide_score_box_set (self->score, self->instrument, &shown, &self->place, &verdict,
                      get_part (self)->previous_taken, tide_instant_get_date (self->place_taken), cgi_i,
                      tide_answer_sheet_find_part (sheet, "cgii") >= 0);
  note = dup_missing_note (self, &views[shown.primary]);
  tide_missing_card_set (self->missing, 0, note);
  if (self->total_only)
    gtk_widget_set_visible (GTK_WIDGET (self->missing), FALSE);
  show_sketch (self, &verdict);
  missing = self->total_only ? NULL : tide_missing_words (sheet, 0);
  tide_rating_form_set_bar (form, tide_score_box_get_total (self->score), missing,
                            tide_score_box_get_state (self->score));
}

static char *
tide_assessment_form_dup_missing (TideRatingForm *form)
{
  TideAssessmentForm *self = TIDE_ASSESSMENT_FORM (form);
  char *fault = NULL;

  if (!self->total_only)
    return tide_missing_words (tide_rating_form_get_sheet (form), 0);
  tide_total_card_get_total (self->total, &fault);
  return fault;
}

static char *
tide_assessment_form_dup_doubt (TideRatingForm *form)
{
  TideAssessmentForm *self = TIDE_ASSESSMENT_FORM (form);
  const TideScoreOutlook *outlook = tide_sheet_view_get_outlook (tide_rating_form_get_view (form), 0);
  TideScoreView view = primary_view (self, outlook);

  return tide_form_dup_cgi_doubt (tide_form_cgi (tide_rating_form_get_sheet (form), "cgii"),
                                  self->compared_with, tide_instrument_get_short_name (self->instrument),
                                  view.value - self->place.baseline);
}

/* --- saving --- */

static TideAssessmentData *
dup_data (TideAssessmentForm *self, guint part, const char *reason)
{
  TideRatingForm *form = TIDE_RATING_FORM (self);
  TideAssessmentData *data
    = tide_form_dup_assessment (tide_rating_form_get_context (form), tide_rating_form_get_sheet (form), part,
                                tide_rating_form_get_details (form), self->compared_with, part > 0);
  gboolean complete = tide_answer_sheet_part_is_complete (tide_rating_form_get_sheet (form), part);

  if (self->amend_id != 0)
    tide_record_set_text (&data->reason, reason);
  tide_record_set_text (&data->incomplete_reason, complete || self->total_only ? NULL : reason);
  return data;
}

/* Score and CGI go together: one visit, one transaction, one undo. */
static gboolean
save_with_cgi (TideAssessmentForm *self, TideAssessmentData *data, GPtrArray *others, GPtrArray **alerts,
               GError **error)
{
  g_autoptr (TideVisit) visit = tide_visit_new ();
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  TideVisitEntry entry = { .visit = visit, .assessments = all };

  visit->patient_id = data->patient_id;
  visit->taken = data->taken;
  visit->rater_id = data->rater_id;
  visit->contact = data->contact;
  g_ptr_array_add (all, data);
  g_ptr_array_extend (all, others, NULL, NULL);
  return tide_clinic_save_visit (tide_rating_form_get_context (TIDE_RATING_FORM (self))->clinic, &entry,
                                 alerts, error);
}

static gboolean
tide_assessment_form_save (TideRatingForm *form, const char *reason, char **message, GError **error)
{
  TideAssessmentForm *self = TIDE_ASSESSMENT_FORM (form);
  TideAnswerSheet *sheet = tide_rating_form_get_sheet (form);
  TideFormContext *context = tide_rating_form_get_context (form);
  g_autoptr (TideAssessmentData) data = dup_data (self, 0, reason);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (tide_record_free);
  g_autoptr (GPtrArray) alerts = NULL;
  gboolean saved;

  for (guint i = 1; i < tide_answer_sheet_get_n_parts (sheet); i++)
    if (!tide_answer_sheet_part_is_untouched (sheet, i) && tide_answer_sheet_part_is_complete (sheet, i))
      g_ptr_array_add (others, dup_data (self, i, NULL));
  saved = others->len > 0 ? save_with_cgi (self, data, others, &alerts, error)
                          : tide_clinic_save_assessment (context->clinic, data, &alerts, error);
  if (!saved)
    return FALSE;
  if (self->amend_id != 0)
    tide_rating_form_drop_draft (form);
  *message = tide_form_dup_saved_words (context, data, alerts);
  return TRUE;
}

/* --- total only --- */

static void
total_changed_cb (TideTotalCard *card, TideAssessmentForm *self)
{
  g_autofree char *fault = NULL;

  if (!self->total_only || self->filling)
    return;
  tide_assessment_set_total (self->assessment, tide_total_card_get_total (card, &fault));
  tide_rating_form_touch (TIDE_RATING_FORM (self));
}

void
tide_assessment_form_set_total_only (TideAssessmentForm *self, gboolean total_only)
{
  TideRatingForm *form = TIDE_RATING_FORM (self);
  GAction *action
    = g_action_map_lookup_action (G_ACTION_MAP (tide_rating_form_get_actions (form)), "total-only");

  if (self->total_only == total_only)
    return;
  self->total_only = total_only;
  if (action)
    g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (total_only));
  gtk_widget_set_visible (GTK_WIDGET (tide_rating_form_get_view (form)), !total_only);
  gtk_widget_set_visible (GTK_WIDGET (self->total), total_only);
  tide_rating_form_set_keys_active (form, !total_only);
  tide_assessment_set_total (self->assessment, NAN); /* clears what the other way had */
  if (total_only)
    {
      total_changed_cb (self->total, self);
      gtk_widget_grab_focus (GTK_WIDGET (self->total));
    }
  tide_sheet_view_refresh (tide_rating_form_get_view (form));
  tide_rating_form_touch (form);
}

static void
total_only_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  tide_assessment_form_set_total_only (data, g_variant_get_boolean (value));
}

static void
compared_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  TideAssessmentForm *self = data;

  g_simple_action_set_state (action, value);
  self->compared_with
    = MAX (tide_code_from_text (tide_compared_with_codes, g_variant_get_string (value, NULL)), 1);
  tide_rating_form_touch (data);
}

static void
tide_assessment_form_write_draft (TideRatingForm *form, GKeyFile *file)
{
  TideAssessmentForm *self = TIDE_ASSESSMENT_FORM (form);

  g_key_file_set_boolean (file, "form", "total-only", self->total_only);
  g_key_file_set_string (file, "form", "compared-with", tide_compared_with_codes[self->compared_with]);
}

static void
tide_assessment_form_read_draft (TideRatingForm *form, GKeyFile *file)
{
  TideAssessmentForm *self = TIDE_ASSESSMENT_FORM (form);
  double total = tide_assessment_get_data (self->assessment)->total;
  g_autofree char *compared = g_key_file_get_string (file, "form", "compared-with", NULL);

  self->compared_with = MAX (tide_code_from_text (tide_compared_with_codes, compared), 1);
  if (!g_key_file_get_boolean (file, "form", "total-only", NULL))
    return;
  tide_assessment_form_set_total_only (self, TRUE);
  tide_total_card_set_total (self->total, total);
}

/* --- making --- */

static void
missing_chosen_cb (TideMissingCard *card, guint row, TideAssessmentForm *self)
{
  TideRatingForm *form = TIDE_RATING_FORM (self);

  tide_answer_sheet_set_cursor (tide_rating_form_get_sheet (form), row);
  tide_sheet_view_focus (tide_rating_form_get_view (form));
}

static void
tide_assessment_form_dispose (GObject *object)
{
  TideAssessmentForm *self = TIDE_ASSESSMENT_FORM (object);

  tide_form_place_clear (&self->place);
  g_clear_object (&self->assessment);
  g_clear_pointer (&self->instrument, tide_instrument_unref);
  G_OBJECT_CLASS (tide_assessment_form_parent_class)->dispose (object);
}

static void
tide_assessment_form_class_init (TideAssessmentFormClass *klass)
{
  TideRatingFormClass *form_class = TIDE_RATING_FORM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tide_assessment_form_dispose;
  form_class->refresh = tide_assessment_form_refresh;
  form_class->dup_missing = tide_assessment_form_dup_missing;
  form_class->dup_doubt = tide_assessment_form_dup_doubt;
  form_class->save = tide_assessment_form_save;
  form_class->write_draft = tide_assessment_form_write_draft;
  form_class->read_draft = tide_assessment_form_read_draft;
}

static void
tide_assessment_form_init (TideAssessmentForm *self)
{
  self->compared_with = 1; /* baseline: the one that response uses */
}

static void
add_actions (TideAssessmentForm *self, gboolean with_cgi)
{
  static const GActionEntry entries[] = {
    { .name = "total-only", .state = "false", .change_state = total_only_cb },
    { .name = "cgi-compared", .parameter_type = "s", .state = "'baseline'", .change_state = compared_cb },
  };
  g_autoptr (GMenu) menu = g_menu_new (), compared = g_menu_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (tide_rating_form_get_actions (TIDE_RATING_FORM (self))),
                                   entries, G_N_ELEMENTS (entries), self);
  if (!tide_instrument_get_totals_only (self->instrument))
    g_menu_append (menu, _ ("Enter total only"), "form.total-only");
  if (with_cgi)
    {
      g_menu_append (compared, _ ("The baseline of the course"), "form.cgi-compared::baseline");
      g_menu_append (compared, _ ("The best state so far"), "form.cgi-compared::best");
      g_menu_append_submenu (menu, _ ("CGI-I compares with"), G_MENU_MODEL (compared));
    }
  tide_rating_form_add_menu (TIDE_RATING_FORM (self), G_MENU_MODEL (menu));
}

/* The CGI stands under the scale that the patient is charted by: the state needs it. */
static gboolean
wants_cgi (TideAssessmentForm *self, TideFormContext *context)
{
  const char *target = tide_clinic_get_target_instrument (context->clinic, context->history);

  return self->amend_id == 0 && tide_instrument_get_rater (self->instrument) != TIDE_RATER_SELF
         && g_strcmp0 (target, tide_instrument_get_id (self->instrument)) == 0
         && tide_library_lookup (tide_clinic_get_library (context->clinic), "cgis") != NULL
         && tide_library_lookup (tide_clinic_get_library (context->clinic), "cgii") != NULL;
}

static void
add_scale (TideFormContext *context, TideAnswerSheet *sheet, const char *id)
{
  TideInstrument *instrument = tide_library_lookup (tide_clinic_get_library (context->clinic), id);
  g_autoptr (TideAssessment) assessment
    = tide_assessment_new (instrument, tide_form_context_get_sex (context));
  guint part = tide_answer_sheet_add_instrument (sheet, assessment, FALSE);

  tide_answer_sheet_set_previous (sheet, part, tide_form_context_find_last (context, id, context->now, 0));
}

static void
add_side (TideAssessmentForm *self)
{
  TideRatingForm *form = TIDE_RATING_FORM (self);
  GtkBox *side = tide_rating_form_get_side (form);
  g_autofree char *title
    = g_strdup_printf (_ ("Course so far, %s"), tide_instrument_get_short_name (self->instrument));

  self->score = TIDE_SCORE_BOX (tide_score_box_new ());
  gtk_box_append (side, GTK_WIDGET (self->score));
  self->missing = TIDE_MISSING_CARD (tide_missing_card_new (tide_rating_form_get_sheet (form)));
  g_signal_connect (self->missing, "chosen", G_CALLBACK (missing_chosen_cb), self);
  gtk_box_append (side, GTK_WIDGET (self->missing));
  self->sketch_card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->sketch_card, "card");
  gtk_widget_add_css_class (self->sketch_card, "tide-side-card");
  self->sketch_title = gtk_label_new (title);
  gtk_label_set_xalign (GTK_LABEL (self->sketch_title), 0);
  gtk_widget_add_css_class (self->sketch_title, "heading");
  gtk_widget_add_css_class (self->sketch_title, "tide-small");
  gtk_widget_add_css_class (self->sketch_title, "tide-data-dim");
  self->sketch = TIDE_COURSE_SKETCH (tide_course_sketch_new ());
  gtk_box_append (GTK_BOX (self->sketch_card), self->sketch_title);
  gtk_box_append (GTK_BOX (self->sketch_card), GTK_WIDGET (self->sketch));
  gtk_box_append (side, self->sketch_card);
}

static void
add_rows (TideAssessmentForm *self, gboolean with_cgi)
{
  TideRatingForm *form = TIDE_RATING_FORM (self);
  TideSheetView *view = tide_rating_form_get_view (form);

  tide_sheet_view_add_part (view, 0, NULL, FALSE);
  if (with_cgi)
    tide_sheet_view_add_joint_card (view, 1, 2, _ ("Clinical global impression"),
                                    _ ("needed for the state, not part of the total"), FALSE);
  self->total = TIDE_TOTAL_CARD (tide_total_card_new (self->instrument));
  gtk_widget_set_visible (GTK_WIDGET (self->total), FALSE);
  g_signal_connect (self->total, "changed", G_CALLBACK (total_changed_cb), self);
  gtk_box_append (tide_rating_form_get_main (form), GTK_WIDGET (self->total));
}

static char *
dup_title (TideAssessmentForm *self, const TideAssessmentData *old)
{
  g_autofree char *day = NULL;

  if (old == NULL)
    return g_strdup (tide_instrument_get_name (self->instrument));
  day = tide_typed_date_to_text (tide_instant_get_date (old->taken));
  return g_strdup_printf (_ ("Amend %s of %s"), tide_instrument_get_short_name (self->instrument), day);
}

/* Where an old rating is amended, its own answers, time and rater stand there to begin with. */
static void
take_old (TideAssessmentForm *self, const TideAssessmentData *old)
{
  TideRatingForm *form = TIDE_RATING_FORM (self);

  tide_entry_details_set (tide_rating_form_get_details (form), old->taken, old->rater_id,
                          (TideRaterType) old->rater_type, old->contact);
  tide_entry_details_set_rater_type (tide_rating_form_get_details (form), (TideRaterType) old->rater_type);
  tide_rating_form_set_asks_reason (form, _ ("Why is it amended?"),
                                    _ ("The old answers are kept in the table; charts use the new ones."));
  if (tide_assessment_data_is_total_only (old))
    {
      self->filling = TRUE;
      tide_assessment_form_set_total_only (self, TRUE);
      self->filling = FALSE;
      tide_total_card_set_total (self->total, old->total);
    }
}

static TideAssessment *
make_assessment (TideInstrument *instrument, TideFormContext *context, const TideAssessmentData *old)
{
  TideSex sex = tide_form_context_get_sex (context);
  TideAssessment *assessment = old ? tide_assessment_new_from_data (instrument, sex, old, NULL) : NULL;

  if (assessment)
    return assessment;
  assessment = tide_assessment_new (instrument, sex);
  if (old)
    tide_assessment_get_data (assessment)->base.id
      = old->base.id; /* answers of another version: typed anew */
  return assessment;
}

GtkWidget *
tide_assessment_form_new (TideClinic *clinic, gint64 patient_id, const char *instrument_id, gint64 amend_id)
{
  g_autoptr (GError) error = NULL;
  TideFormContext *context = tide_form_context_new (clinic, patient_id, &error);
  TideInstrument *instrument = tide_library_lookup (tide_clinic_get_library (clinic), instrument_id);
  const TideAssessmentData *old = NULL;
  g_autoptr (TideAnswerSheet) sheet = tide_answer_sheet_new ();
  g_autofree char *kind = NULL, *title = NULL;
  TideAssessmentForm *self;
  gboolean with_cgi;

  if (context && amend_id != 0)
    old = tide_history_find_assessment (context->history, amend_id);
  if (context == NULL || instrument == NULL || (amend_id != 0 && old == NULL))
    {
      g_message ("no form: %s", error ? "the patient cannot be read" : "no such scale or assessment");
      tide_form_context_free (context);
      return NULL;
    }

  self = g_object_new (TIDE_TYPE_ASSESSMENT_FORM, NULL);
  self->instrument = tide_instrument_ref (instrument);
  self->amend_id = amend_id;
  self->assessment = make_assessment (instrument, context, old);
  with_cgi = wants_cgi (self, context);
  tide_answer_sheet_add_instrument (sheet, self->assessment, TRUE);
  /* An amended rating is compared with the one before it, as it was when it was new; never with itself. */
  tide_answer_sheet_set_previous (
    sheet, 0,
    tide_form_context_find_last (context, instrument_id, old ? old->taken : context->now, amend_id));
  if (with_cgi)
    {
      add_scale (context, sheet, "cgis");
      add_scale (context, sheet, "cgii");
    }
  kind = amend_id ? g_strdup_printf ("amend:%" G_GINT64_FORMAT, amend_id)
                  : g_strconcat ("assessment:", instrument_id, NULL);
  title = dup_title (self, old);
  tide_rating_form_setup (TIDE_RATING_FORM (self), context, sheet, kind,
                          tide_instrument_get_rater (instrument), title,
                          tide_instrument_get_notice (instrument));
  add_actions (self, with_cgi);
  add_rows (self, with_cgi);
  add_side (self);
  if (old)
    take_old (self, old);
  if (tide_instrument_get_totals_only (instrument))
    tide_assessment_form_set_total_only (self, TRUE);
  tide_rating_form_start (TIDE_RATING_FORM (self));
  return GTK_WIDGET (self);
}

void
tide_assessment_form_save_draft (TideAssessmentForm *self)
{
  tide_rating_form_save_draft (TIDE_RATING_FORM (self));
}

gboolean
tide_assessment_form_press (TideAssessmentForm *self, guint keyval, GdkModifierType modifiers)
{
  return tide_rating_form_press (TIDE_RATING_FORM (self), keyval, modifiers);
}

const char *
tide_assessment_form_get_total_words (TideAssessmentForm *self)
{
  return tide_score_box_get_total (self->score);
}

const char *
tide_assessment_form_get_state_words (TideAssessmentForm *self)
{
  return tide_score_box_get_state (self->score);
}

GtkEditable *
tide_assessment_form_get_total_editable (TideAssessmentForm *self)
{
  return tide_total_card_get_editable (self->total);
}

void
tide_assessment_form_set_session (TideAssessmentForm *self, gint64 session_id)
{
  g_return_if_fail (TIDE_IS_ASSESSMENT_FORM (self));
  tide_assessment_get_data (self->assessment)->session_id = session_id;
}
