/* tide-course-block.c: a course as a group of rows: how it was planned, what was kept, what it did, what it
 * costs.
 *
 * A row is there only when it has something to say, or when something is due.
 */
#include "tide-course-block.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include "tide-accessible-name.h"
#include "tide-course-result.h"
#include "tide-course-words.h"
#include "tide-record-rows.h"
#include "tide-wording.h"

static AdwPreferencesGroup *
add_row (AdwPreferencesGroup *group, const char *title, const char *words)
{
  if (words != NULL)
    adw_preferences_group_add (group, tide_record_text_row_new (title, words));
  return group;
}

static GtkWidget *
new_expander (const char *title, const char *words)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *head = g_markup_escape_text (title, -1), *below = g_markup_escape_text (words, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), head);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), below);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return row;
}

/* --- doses --- */

static void
add_steps (AdwPreferencesGroup *group, TidePatientModel *model, const TideCourse *course)
{
  for (guint i = 0; i < model->history->dose_steps->len; i++)
    {
      const TideDoseStep *step = model->history->dose_steps->pdata[i];
      gboolean above;
      if (step->course_id != course->base.id)
        continue;
      g_autofree char *dose = tide_words_daily_dose (step->dose_mg_per_day);
      g_autofree char *words
        = tide_dose_step_dup_words (tide_patient_model_get_book (model), course, step, &above);
      GtkWidget *row = tide_record_text_row_new (dose, words);
      if (above)
        tide_record_row_add_icon (row, "dialog-warning-symbolic", _ ("Above the maximum"), "tide-amber");
      tide_record_row_add_button (row, "document-edit-symbolic", _ ("Edit dose step"),
                                  "patient.edit-dose-step",
                                  g_variant_new ("(xx)", course->base.id, step->base.id));
      adw_preferences_group_add (group, row);
    }
}

/* --- what became of it --- */

/* What decided, and who says that it decides, one step behind the line. */
static void
add_line (AdwPreferencesGroup *group, const TideResultLine *line)
{
  GtkWidget *row = tide_record_text_row_new (line->title, line->words);
  if (line->is_amber)
    tide_record_row_add_icon (row, "dialog-warning-symbolic", line->title, "tide-amber");
  if (line->source != NULL)
    {
      gtk_widget_set_tooltip_text (row, line->source);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, line->source,
                                      -1);
    }
  adw_preferences_group_add (group, row);
}

static void
add_result (AdwPreferencesGroup *group, TidePatientModel *model, const TideCourse *course)
{
  g_autoptr (GPtrArray) lines = tide_course_list_result (tide_patient_model_get_book (model), course);
  TideResultLine *own = tide_course_get_own_view (tide_patient_model_get_book (model), course);
  if (own != NULL)
    g_ptr_array_add (lines, own);
  for (guint i = 0; i < lines->len; i++)
    add_line (group, lines->pdata[i]);
}

static void
add_adequacy (AdwPreferencesGroup *group, TidePatientModel *model, const TideCourse *course)
{
  const TideTrialVerdict *verdict
    = tide_adequacy_list_find_course (tide_patient_model_get_trials (model), course->base.id);
  if (verdict == NULL)
    return;
  g_autofree char *words = tide_trial_verdict_dup_words (verdict);
  if (verdict->source == NULL)
    {
      add_row (group, _ ("Adequacy"), words);
      return;
    }
  GtkWidget *expander = new_expander (_ ("Adequacy"), words);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (expander),
                            tide_record_text_row_new (_ ("By these numbers"), verdict->source));
  adw_preferences_group_add (group, expander);
}

static void
add_homework (AdwPreferencesGroup *group, TidePatientModel *model, const TideCourse *course)
{
  g_auto (GStrv) lines = tide_course_list_homework (tide_patient_model_get_book (model), course);
  guint n = g_strv_length (lines);
  if (n == 0)
    return;
  g_autofree char *words
    = g_strdup_printf (ngettext ("%u stretch between two ratings; side by side, not cause and effect",
                                 "%u stretches between two ratings; side by side, not cause and effect", n),
                       n);
  GtkWidget *expander = new_expander (_ ("Homework against change"), words);
  for (guint i = 0; i < n; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), tide_record_row_new (lines[i], NULL));
  adw_preferences_group_add (group, expander);
}

static void
add_coverage (AdwPreferencesGroup *group, TidePatientModel *model, const TideCourse *course)
{
  gboolean warns;
  g_autofree char *words = tide_course_dup_coverage (tide_patient_model_get_book (model), course, &warns);
  if (words == NULL)
    return;
  GtkWidget *row = tide_record_text_row_new (_ ("Coverage"), words);
  if (warns)
    tide_record_row_add_icon (row, "dialog-warning-symbolic", _ ("Runs out"), "tide-amber");
  tide_record_row_add_button (row, "document-edit-symbolic", _ ("Edit coverage"), "patient.edit-course-at",
                              g_variant_new ("(xs)", course->base.id, "coverage"));
  adw_preferences_group_add (group, row);
}

static void
add_costs (AdwPreferencesGroup *group, TidePatientModel *model, const TideCourse *course)
{
  g_autofree char *sum = tide_course_dup_cost (tide_patient_model_get_book (model), course);
  GtkWidget *expander = sum != NULL ? new_expander (_ ("Cost"), sum) : NULL;
  for (guint i = 0; expander != NULL && i < model->history->costs->len; i++)
    {
      const TideCost *cost = model->history->costs->pdata[i];
      if (cost->course_id != course->base.id)
        continue;
      g_autofree char *words = tide_cost_dup_words (tide_patient_model_get_book (model), cost);
      GtkWidget *row = tide_record_row_new (words, NULL);
      tide_record_row_add_button (row, "document-edit-symbolic", _ ("Edit cost"), "patient.edit-cost",
                                  g_variant_new ("(xx)", course->base.id, cost->base.id));
      adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row);
    }
  if (expander != NULL)
    adw_preferences_group_add (group, expander);
}

/* --- exposure watch --- */

/* The words begin with the kind, which is the row's title already. */
static char *
dup_due_words (const TideReviewDue *due)
{
  g_autofree char *prefix = g_strconcat (tide_review_kind_get_label (due->kind), ": ", NULL);
  return tide_words_sentence (g_str_has_prefix (due->words, prefix) ? due->words + strlen (prefix)
                                                                    : due->words);
}

static GtkWidget *
new_review_row (const TideReviewDue *due)
{
  g_autofree char *words = dup_due_words (due);
  GtkWidget *row = tide_record_text_row_new (tide_review_kind_get_label (due->kind), words);
  if (due->due)
    tide_record_row_add_icon (row, "dialog-warning-symbolic", _ ("Due"), "tide-amber");
  GtkWidget *button = gtk_button_new_with_label (_ ("Record Review…"));
  g_autofree char *name = g_strdup_printf (_ ("Record review: %s"), tide_review_kind_get_label (due->kind));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  tide_accessible_name (button, name);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(xi)", due->course->base.id, due->kind);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "patient.add-review");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
add_exposure (AdwPreferencesGroup *group, TidePatientModel *model, const TideCourse *course)
{
  g_autofree char *sums = tide_course_dup_exposure (tide_patient_model_get_book (model), course);
  if (sums == NULL)
    return;
  g_autoptr (GPtrArray) reviews = tide_exposure_watch_list_reviews (tide_patient_model_get_case (model));
  guint n_due = 0;
  for (guint i = 0; i < reviews->len; i++)
    {
      const TideReviewDue *due = reviews->pdata[i];
      n_due += due->due && due->course == course;
    }
  g_autofree char *due_words
    = n_due > 0 ? g_strdup_printf (ngettext ("%u review due", "%u reviews due", n_due), n_due) : NULL;
  g_autofree char *words
    = g_strdup_printf ("%s%s%s", sums, due_words != NULL ? "\n" : "", due_words != NULL ? due_words : "");
  GtkWidget *expander = new_expander (_ ("Exposure"), words);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (expander), n_due > 0);
  for (guint i = 0; i < reviews->len; i++)
    if (((TideReviewDue *) reviews->pdata[i])->course == course)
      adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), new_review_row (reviews->pdata[i]));
  adw_preferences_group_add (group, expander);
}

/* --- reviews --- */

static GtkWidget *
new_done_review_row (TidePatientModel *model, const TideReview *review)
{
  g_autofree char *day = tide_date_to_words (review->done_on), *next = tide_date_to_words (review->next_on);
  g_autoptr (GString) words = g_string_new (day);
  g_autofree char *who = tide_words_dup_staff_name (model->history, review->staff_id);
  if (review->result > 0)
    g_string_append_printf (words, " · %s", tide_review_result_get_label (review->result));
  if (*who != '\0')
    g_string_append_printf (words, " · %s", who);
  if (*next != '\0')
    g_string_append_printf (words, _ (" · next on %s"), next);
  if (review->note != NULL)
    g_string_append_printf (words, "\n%s", review->note);
  GtkWidget *row = tide_record_text_row_new (tide_review_kind_get_label (review->kind), words->str);
  tide_record_row_bind (row, review, "patient.edit-review");
  return row;
}

/* What was found is corrected where it is read; the newest stands first. */
static void
add_reviews (AdwPreferencesGroup *group, TidePatientModel *model, const TideCourse *course)
{
  const GPtrArray *reviews = model->history->reviews;
  GtkWidget *expander = NULL;
  guint n = 0;
  for (guint i = reviews->len; i > 0; i--)
    {
      const TideReview *review = reviews->pdata[i - 1];
      if (review->course_id != course->base.id)
        continue;
      if (expander == NULL)
        expander = new_expander (_ ("Reviews"), "");
      adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), new_done_review_row (model, review));
      n++;
    }
  if (expander == NULL)
    return;
  g_autofree char *words = g_strdup_printf (ngettext ("%u recorded", "%u recorded", n), n);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander), words);
  adw_preferences_group_add (group, expander);
}

/* --- unwanted effects --- */

/* Dizzy, floaty, sick: what came with a dose, and how much of it was over when the patient left. */
static void
add_acute (AdwPreferencesGroup *group, TidePatientModel *model, const TideCourse *course)
{
  g_autofree char *words = tide_course_dup_acute (model->history, course);
  add_row (group, _ ("Acute effects"), words);
}

static void
add_effects (AdwPreferencesGroup *group, TidePatientModel *model, const TideCourse *course)
{
  g_autoptr (GPtrArray) rates
    = tide_exposure_watch_list_effects (tide_patient_model_get_case (model), (TideArm) course->arm);
  guint n_checks = 0, n_found = 0;
  for (guint i = 0; i < rates->len; i++)
    {
      const TideEffectRate *rate = rates->pdata[i];
      n_checks = MAX (n_checks, rate->n_checks);
      n_found += rate->n_found > 0 || rate->n_onsets > 0;
    }
  if (n_checks == 0 && n_found == 0)
    return;
  g_autofree char *asked
    = n_checks > 0
        ? g_strdup_printf (ngettext ("asked at %u check", "asked at %u checks", n_checks), n_checks)
        : g_strdup (_ ("never asked by the checklist"));
  g_autofree char *words = g_strdup_printf (_ ("%u of %u on the list found, %s"), n_found, rates->len, asked);
  GtkWidget *expander = new_expander (_ ("Unwanted effects"), words);
  for (guint i = 0; i < rates->len; i++)
    {
      const TideEffectRate *rate = rates->pdata[i];
      g_autofree char *line
        = rate->n_found > 0 || rate->n_onsets > 0 ? tide_effect_rate_dup_words (rate) : NULL;
      if (line != NULL)
        adw_expander_row_add_row (ADW_EXPANDER_ROW (expander),
                                  tide_record_text_row_new (rate->term->label, line));
    }
  adw_preferences_group_add (group, expander);
}

/* --- consent and decision --- */

static void
add_consents (AdwPreferencesGroup *group, TidePatientModel *model, const TideCourse *course)
{
  const GPtrArray *consents = model->history->consents;
  for (guint i = 0; i < consents->len; i++)
    {
      const TideConsent *consent = consents->pdata[i];
      if (!tide_consent_is_about (consent, course))
        continue;
      g_autofree char *title
        = g_strdup_printf (_ ("Consent: %s"), tide_consent_kind_get_label (consent->kind));
      g_autofree char *words = tide_consent_dup_days (consent);
      GtkWidget *row = tide_record_text_row_new (title, words);
      tide_record_row_add_button (row, "document-edit-symbolic", _ ("Edit consent"), "patient.edit-consent",
                                  g_variant_new_int64 (consent->base.id));
      adw_preferences_group_add (group, row);
    }
}

static void
add_decision (AdwPreferencesGroup *group, TidePatientModel *model, const TideCourse *course)
{
  const TideEligibilityDecision *newest = tide_course_find_decision (model->history, course);
  gboolean planned = !tide_date_is_known (course->ended_on)
                     && (!tide_date_is_known (course->started_on)
                         || course->started_on >= tide_instant_get_date (model->now));
  if (newest == NULL && !planned)
    return;
  g_autofree char *words = newest != NULL ? tide_decision_dup_words (model->history, newest)
                                          : g_strdup (_ ("Nobody has decided yet"));
  GtkWidget *row = tide_record_text_row_new (_ ("Eligibility"), words);
  GtkWidget *button = gtk_button_new_with_label (_ ("Look…"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  tide_accessible_name (button, _ ("Look at the eligibility list"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", course->base.id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "patient.check-eligibility-of");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (group, row);
}

/* --- what can be done --- */

static void
add_item (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static GMenuModel *
new_menu (const TideCourse *course)
{
  GMenu *menu = g_menu_new ();
  gint64 id = course->base.id;
  add_item (menu, _ ("_Edit Course…"), "patient.edit-course", g_variant_new_int64 (id));
  if (!tide_date_is_known (course->ended_on))
    add_item (menu, _ ("E_nd Course…"), "patient.end-course", g_variant_new_int64 (id));
  add_item (menu, _ ("Add _Session…"), "patient.add-session", g_variant_new_int64 (id));
  if (tide_arm_is_ketamine ((TideArm) course->arm) && !tide_date_is_known (course->ended_on))
    add_item (menu, _ ("_Watch a Dose"), "patient.start-session-of", g_variant_new_int64 (id));
  if (tide_arm_has_daily_dose ((TideArm) course->arm))
    add_item (menu, _ ("Add _Dose Step…"), "patient.add-dose-step", g_variant_new_int64 (id));
  add_item (menu, _ ("Add C_ost…"), "patient.add-cost", g_variant_new_int64 (id));
  add_item (menu, _ ("Record _Consent…"), "patient.add-consent-for",
            g_variant_new ("(iix)", 0, course->arm, id));
  add_item (menu, _ ("Record _Review…"), "patient.add-review", g_variant_new ("(xi)", id, 0));
  add_item (menu, _ ("E_ligibility…"), "patient.check-eligibility-of", g_variant_new_int64 (id));
  add_item (menu, _ ("_Print Course…"), "patient.print-course", g_variant_new_int64 (id));
  add_item (menu, _ ("Print Diar_y…"), "patient.print-diary", g_variant_new_int64 (id));
  return G_MENU_MODEL (menu);
}

static GtkWidget *
new_icon_button (const char *icon, const char *name, const char *action, gint64 id)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  tide_accessible_name (button, name);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
new_buttons (const TideCourse *course, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *menu_button = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = new_menu (course);
  g_autofree char *name = g_strdup_printf (_ ("More about %s"), title);
  gboolean doses = tide_arm_has_daily_dose ((TideArm) course->arm);
  gtk_box_append (GTK_BOX (box), doses ? new_icon_button ("list-add-symbolic", _ ("Add dose step"),
                                                          "patient.add-dose-step", course->base.id)
                                       : new_icon_button ("alarm-symbolic", _ ("Add session"),
                                                          "patient.add-session", course->base.id));
  gtk_box_append (GTK_BOX (box), new_icon_button ("document-edit-symbolic", _ ("Edit course"),
                                                  "patient.edit-course", course->base.id));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu_button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (menu_button), menu);
  gtk_widget_add_css_class (menu_button, "flat");
  gtk_widget_set_tooltip_text (menu_button, name);
  tide_accessible_name (menu_button, name);
  gtk_box_append (GTK_BOX (box), menu_button);
  return box;
}

GtkWidget *
tide_course_block_new (TidePatientModel *model, const TideCourse *course)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *title = tide_course_dup_title (course), *head = tide_course_dup_head (course);
  g_autofree char *markup = g_markup_escape_text (title, -1), *below = g_markup_escape_text (head, -1);
  TideCourseBook *book = tide_patient_model_get_book (model);
  g_autofree char *end = tide_course_dup_end (course), *wait = tide_course_dup_wait (book, course);
  g_autofree char *sessions = tide_course_dup_sessions (book, course);
  g_autofree char *breaks = tide_course_dup_breaks (book, course);
  g_autofree char *coupling = tide_course_dup_coupling (book, course);
  g_autofree char *weight = tide_course_dup_weight (book, course);
  adw_preferences_group_set_title (group, markup);
  adw_preferences_group_set_description (group, below);
  adw_preferences_group_set_header_suffix (group, new_buttons (course, title));
  add_row (group, _ ("End"), end);
  add_result (group, model, course);
  add_steps (group, model, course);
  add_row (group, _ ("Sessions"), sessions);
  add_row (group, _ ("Continuity"), breaks);
  add_row (group, _ ("Therapy"), coupling);
  add_homework (group, model, course);
  add_adequacy (group, model, course);
  add_exposure (group, model, course);
  add_reviews (group, model, course);
  add_effects (group, model, course);
  add_acute (group, model, course);
  add_row (group, _ ("Weight"), weight);
  add_row (group, _ ("Referral and waiting"), wait);
  add_coverage (group, model, course);
  add_costs (group, model, course);
  add_consents (group, model, course);
  add_decision (group, model, course);
  add_row (group, _ ("Note"), course->note);
  return GTK_WIDGET (group);
}
