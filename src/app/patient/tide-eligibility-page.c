/* tide-eligibility-page.c: everything that speaks for or against a treatment, on one page.
 *
 * The list is computed from what is recorded; it is no recommendation, and the page says so.  A person reads
 * it, closes what is open by the button beside it, and signs a decision that is stored with the list as it
 * stood.
 */
#include "tide-eligibility-page.h"

#include <glib/gi18n-lib.h>
#include "tide-accessible-name.h"
#include "tide-decision-dialog.h"
#include "tide-eligibility-answers.h"
#include "tide-eligibility-sheet.h"
#include "tide-paper-print.h"
#include "tide-record-rows.h"
#include "tide-window.h"
#include "tide-wording.h"

/* What the list is about: a course, or an arm that nobody has planned yet. */
typedef struct
{
  gint64 course_id; /* 0: by arm */
  int arm;
  char *label;
} Choice;

struct _TideEligibilityPage
{
  GtkWidget parent_instance;

  GtkWidget *content, *scroller;
  GtkLabel *identity_label, *verdict_label, *policy_label;
  GtkWidget *badge, *verdict_icon, *policy_group;
  GtkDropDown *treatment;
  AdwPreferencesGroup *items_group, *decisions_group;

  TideClinic *clinic;
  gint64 patient_id;
  TidePatientModel *model;
  TideEligibility *list;
  TideScreeningState *screening;
  GPtrArray *choices; /* Choice */
  GPtrArray *item_rows, *decision_rows;
  gulong changed_handler;
  guint reload_source, focus_source;
  Choice asked; /* what the page is about, also when it is not there any more; no label */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (TideEligibilityPage, tide_eligibility_page, GTK_TYPE_WIDGET)

static guint closed_signal;

static void
choice_free (gpointer data)
{
  Choice *choice = data;
  g_free (choice->label);
  g_free (choice);
}

static const Choice *
get_choice (TideEligibilityPage *self)
{
  guint at = gtk_drop_down_get_selected (self->treatment);
  return at < self->choices->len ? self->choices->pdata[at] : NULL;
}

static const TideCourse *
get_course (TideEligibilityPage *self)
{
  const Choice *choice = get_choice (self);
  return choice != NULL && choice->course_id != 0
           ? tide_history_find_course (self->model->history, choice->course_id)
           : NULL;
}

/* --- what can be asked about --- */

static void
add_choice (TideEligibilityPage *self, gint64 course_id, int arm, char *label)
{
  Choice *choice = g_new0 (Choice, 1);
  *choice = (Choice){ course_id, arm, label };
  g_ptr_array_add (self->choices, choice);
}

/* Courses that have not ended and the one that is asked about, the planned ones first; then every arm. */
static void
list_choices (TideEligibilityPage *self, gint64 asked_id)
{
  const GPtrArray *courses = self->model->history->courses;
  TideDate today = tide_instant_get_date (self->model->now);
  for (int planned = 1; planned >= 0; planned--)
    for (guint i = courses->len; i > 0; i--)
      {
        const TideCourse *course = courses->pdata[i - 1];
        gboolean later = !tide_date_is_known (course->started_on) || course->started_on > today;
        gboolean over = tide_date_is_known (course->ended_on) && course->base.id != asked_id;
        if (over || later != (planned == 1))
          continue;
        g_autofree char *title = tide_course_dup_title (course);
        g_autofree char *period = tide_words_period (course->started_on, course->ended_on);
        add_choice (self, course->base.id, course->arm, g_strdup_printf ("%s, %s", title, period));
      }
  for (int arm = 1; arm < TIDE_N_ARMS; arm++)
    add_choice (self, 0, arm, g_strdup_printf (_ ("%s, no course yet"), tide_arm_get_label ((TideArm) arm)));
}

static guint
find_choice (TideEligibilityPage *self, gint64 course_id, int arm)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      const Choice *choice = self->choices->pdata[i];
      if (course_id != 0 ? choice->course_id == course_id : choice->course_id == 0 && choice->arm == arm)
        return i;
    }
  return GTK_INVALID_LIST_POSITION; /* never another one: what is signed is what was asked about */
}

static void
fill_choices (TideEligibilityPage *self, gint64 course_id, int arm)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  self->filling = TRUE;
  g_ptr_array_set_size (self->choices, 0);
  list_choices (self, course_id);
  for (guint i = 0; i < self->choices->len; i++)
    gtk_string_list_append (labels, ((Choice *) self->choices->pdata[i])->label);
  gtk_drop_down_set_model (self->treatment, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->treatment, find_choice (self, course_id, arm));
  self->filling = FALSE;
}

/* --- the list --- */

static TideAnswerContext
get_context (TideEligibilityPage *self)
{
  gboolean holds = self->screening->status == TIDE_SCREENING_CURRENT;
  return (TideAnswerContext){ self->list->arm, get_course (self), holds ? self->screening->screening : NULL };
}

const char *
tide_eligibility_page_find_answer (TideEligibilityPage *self, const char *item_id, const char **label,
                                   GVariant **target)
{
  if (self->list == NULL)
    return NULL;
  const TideEligibilityItem *item = tide_eligibility_find (self->list, item_id);
  TideAnswerContext context = get_context (self);
  return item != NULL ? tide_eligibility_find_answer (&context, item, label, target) : NULL;
}

static GtkWidget *
new_button (TideEligibilityPage *self, const TideEligibilityItem *item)
{
  const char *label = NULL;
  g_autoptr (GVariant) target = NULL;
  if (tide_eligibility_page_find_answer (self, item->id, &label, &target) == NULL)
    return NULL;
  g_clear_pointer (&target, g_variant_unref);
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf ("%s %s", item->title, label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  tide_accessible_name (button, name);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", item->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "eligibility.answer");
  return button;
}

/* Icon and word together: neither colour nor shape alone says it. */
static GtkWidget *
new_state (TideItemState state)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (tide_item_state_get_icon (state));
  GtkWidget *word = gtk_label_new (tide_item_state_get_label (state));
  gtk_widget_add_css_class (icon, tide_item_state_get_css_class (state));
  gtk_label_set_xalign (GTK_LABEL (word), 0);
  gtk_label_set_width_chars (GTK_LABEL (word), 9);
  gtk_widget_add_css_class (word, "tide-small");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), word);
  return box;
}

static GtkWidget *
new_item_row (TideEligibilityPage *self, const TideEligibilityItem *item)
{
  g_autofree char *words = tide_words_sentence (item->words);
  g_autofree char *below
    = item->source != NULL ? g_strdup_printf (_ ("%s\nSource: %s"), words, item->source) : g_strdup (words);
  GtkWidget *row = tide_record_text_row_new (item->title, below);
  GtkWidget *button = new_button (self, item);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), new_state (item->state));
  if (button != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_autofree char *name
    = g_strdup_printf ("%s, %s: %s", item->title, tide_item_state_get_label (item->state), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

/* What is open stands first: stop, to review, not known, then what is fine. */
static void
show_items (TideEligibilityPage *self)
{
  static const TideItemState order[] = { TIDE_ITEM_STOP, TIDE_ITEM_REVIEW, TIDE_ITEM_UNKNOWN, TIDE_ITEM_OK };
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  for (guint k = 0; k < G_N_ELEMENTS (order); k++)
    for (guint i = 0; i < self->list->items->len; i++)
      {
        const TideEligibilityItem *item = self->list->items->pdata[i];
        if (item->state == order[k])
          g_ptr_array_add (fresh, new_item_row (self, item));
      }
  tide_record_group_replace (self->items_group, self->item_rows, fresh,
                             _ ("Nothing is asked for this treatment"));
}

static void
show_verdict (TideEligibilityPage *self)
{
  static const TideItemState states[] = { TIDE_ITEM_UNKNOWN, TIDE_ITEM_OK, TIDE_ITEM_STOP, TIDE_ITEM_REVIEW };
  TideItemState state = states[self->list->verdict];
  g_autofree char *verdict = tide_eligibility_dup_verdict (self->list);
  gtk_label_set_text (self->verdict_label, verdict);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->verdict_icon), tide_item_state_get_icon (state));
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    gtk_widget_remove_css_class (self->verdict_icon, tide_item_state_get_css_class (states[i]));
  gtk_widget_add_css_class (self->verdict_icon, tide_item_state_get_css_class (state));
}

/* --- who decided --- */

static char *
dup_decision_words (TideEligibilityPage *self, const TideEligibilityDecision *decision)
{
  const TideHistory *history = self->model->history;
  g_autofree char *taken = tide_instant_to_words (decision->taken);
  GString *words = g_string_new (taken);
  g_autofree char *who = tide_words_dup_staff_name (history, decision->staff_id);
  if (*who != '\0')
    g_string_append_printf (words, " · %s", who);
  g_autofree char *entered = tide_eligibility_decision_dup_entered (decision);
  g_string_append_printf (words, " · %s", entered);
  if (decision->computed != 0)
    g_string_append_printf (words, _ (" · the list said: %s"), tide_verdict_get_label (decision->computed));
  if (decision->reason != NULL)
    g_string_append_printf (words, "\n%s", decision->reason);
  return g_string_free (words, FALSE);
}

static GtkWidget *
new_decision_row (TideEligibilityPage *self, const TideEligibilityDecision *decision)
{
  g_autofree char *head = g_strdup_printf ("%s: %s", tide_arm_get_label ((TideArm) decision->arm),
                                           tide_verdict_get_label (decision->verdict));
  g_autofree char *words = dup_decision_words (self, decision);
  g_autofree char *title = g_markup_escape_text (head, -1), *below = g_markup_escape_text (words, -1);
  GtkWidget *row = adw_expander_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), below);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, head, -1);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                            tide_record_text_row_new (_ ("The list as it stood"), decision->evidence != NULL
                                                                                    ? decision->evidence
                                                                                    : _ ("not stored")));
  return row;
}

static void
show_decisions (TideEligibilityPage *self)
{
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  const GPtrArray *decisions = self->model->history->decisions;
  for (guint i = 0; i < decisions->len; i++)
    g_ptr_array_add (fresh, new_decision_row (self, decisions->pdata[i]));
  tide_record_group_replace (self->decisions_group, self->decision_rows, fresh, _ ("Nobody has decided yet"));
}

static void
show_policy (TideEligibilityPage *self)
{
  g_autofree char *policy = tide_clinic_dup_setting (self->clinic, "policy.text");
  gtk_label_set_text (self->policy_label, policy != NULL ? policy : "");
  gtk_widget_set_visible (self->policy_group, policy != NULL && *policy != '\0');
}

static void
show_can_act (TideEligibilityPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "eligibility.sign",
                                 self->list != NULL && !tide_clinic_get_read_only (self->clinic));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "eligibility.print", self->list != NULL);
}

/* The course that was asked about is no longer there: a list of anything else would be taken for its own. */
static void
show_nothing (TideEligibilityPage *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_clear_pointer (&self->list, tide_eligibility_free);
  g_clear_pointer (&self->screening, tide_screening_state_free);
  gtk_label_set_text (self->verdict_label, _ ("This course is no longer in the chart: choose a treatment."));
  gtk_image_clear (GTK_IMAGE (self->verdict_icon));
  tide_record_group_replace (self->items_group, self->item_rows, none, _ ("No treatment is chosen"));
  show_decisions (self);
  show_can_act (self);
}

static void
compute (TideEligibilityPage *self)
{
  const Choice *choice = get_choice (self);
  if (choice == NULL)
    {
      show_nothing (self);
      return;
    }
  const TideSafetyCase *subject = tide_patient_model_get_case (self->model);
  TideProposal proposal = { choice->arm, NULL, NULL, get_course (self) };
  TideDate today = tide_instant_get_date (self->model->now);
  g_clear_pointer (&self->list, tide_eligibility_free);
  g_clear_pointer (&self->screening, tide_screening_state_free);
  self->list = tide_eligibility_compute (subject, &proposal, today);
  self->screening = tide_screening_rules_judge (subject, (TideArm) choice->arm, today);
  show_verdict (self);
  show_items (self);
  show_decisions (self);
  show_can_act (self);
}

static void
remember_choice (TideEligibilityPage *self)
{
  const Choice *choice = get_choice (self);
  if (choice != NULL)
    self->asked = (Choice){ choice->course_id, choice->arm, NULL };
}

static void
treatment_changed_cb (GtkDropDown *drop, GParamSpec *pspec, TideEligibilityPage *self)
{
  if (!self->filling)
    {
      remember_choice (self);
      compute (self);
    }
}

/* --- actions --- */

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, closed_signal, 0, FALSE, NULL);
}

/* What belongs to the History tab is shown there: the page makes room. */
static void
answer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideEligibilityPage *self = TIDE_ELIGIBILITY_PAGE (widget);
  TideWindow *window = tide_window_of (widget);
  const char *label;
  GVariant *floating = NULL;
  const char *action
    = tide_eligibility_page_find_answer (self, g_variant_get_string (parameter, NULL), &label, &floating);
  g_autoptr (GVariant) target = floating != NULL ? g_variant_ref_sink (floating) : NULL;
  if (window == NULL || action == NULL)
    return;
  if (g_str_equal (action, "patient.show-tab"))
    g_signal_emit (self, closed_signal, 0, FALSE, NULL);
  tide_window_activate_patient_action (window, action, target);
}

static void
sign_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideEligibilityPage *self = TIDE_ELIGIBILITY_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  if (self->list == NULL)
    return;
  const TideCourse *course = get_course (self);
  g_autofree char *verdict = tide_eligibility_dup_verdict (self->list);
  g_autofree char *evidence = tide_eligibility_dup_evidence (self->list);
  g_autofree char *words
    = g_strdup_printf (_ ("%s\nBy the list: %s"), ((Choice *) get_choice (self))->label, verdict);
  tide_decision_dialog_present (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->clinic,
                                self->patient_id, self->list->arm, course != NULL ? course->base.id : 0,
                                self->list->verdict, words, evidence);
}

/* --- paper --- */

TideReport *
tide_eligibility_page_new_report (TideEligibilityPage *self)
{
  if (self->list == NULL)
    return NULL;
  const Choice *choice = get_choice (self);
  g_autofree char *policy = tide_clinic_dup_setting (self->clinic, "policy.text");
  g_auto (TideClinicPaper) paper;
  tide_clinic_paper_init (&paper, self->clinic, self->model->history);
  TideEligibilitySheetData data = { &paper.page, self->list, choice->label, choice->course_id, policy };
  return tide_eligibility_sheet_new (&data);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TideEligibilityPage *self = TIDE_ELIGIBILITY_PAGE (widget);
  TideReport *report = tide_eligibility_page_new_report (self);
  if (report != NULL)
    tide_clinic_paper_print (widget, self->clinic, report, self->patient_id, "eligibility list");
}

/* --- the patient --- */

static void
show_identity (TideEligibilityPage *self)
{
  const TidePatient *patient = self->model->history->patient;
  g_autofree char *name = tide_patient_dup_name (patient);
  g_autofree char *born = tide_date_to_words (patient->birth_date);
  g_autofree char *facts = g_strdup_printf ("%s · %s%s%s", name, born, *born != '\0' ? " · " : "",
                                            patient->mrn != NULL ? patient->mrn : "");
  gtk_label_set_text (self->identity_label, facts);
  gtk_widget_set_visible (self->badge, patient->synthetic);
}

static gboolean
load (TideEligibilityPage *self)
{
  g_autoptr (GError) error = NULL;
  TidePatientModel *model = tide_patient_model_load (self->clinic, self->patient_id, &error);
  if (model == NULL)
    {
      g_message ("no eligibility page: %s", error->message);
      return FALSE;
    }
  g_clear_pointer (&self->list, tide_eligibility_free); /* both point into the old one */
  g_clear_pointer (&self->screening, tide_screening_state_free);
  g_clear_pointer (&self->model, tide_patient_model_unref);
  self->model = model;
  return TRUE;
}

/* Where the eye was, it stays. */
static gboolean
reload_cb (gpointer data)
{
  TideEligibilityPage *self = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double at = gtk_adjustment_get_value (adjustment);
  self->reload_source = 0;
  if (tide_clinic_is_locked (self->clinic) || !load (self))
    return G_SOURCE_REMOVE;
  fill_choices (self, self->asked.course_id, self->asked.arm);
  show_identity (self);
  show_policy (self);
  compute (self);
  gtk_adjustment_set_value (adjustment, at);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (TideClinic *clinic, gint64 patient_id, TideEligibilityPage *self)
{
  if ((patient_id == 0 || patient_id == self->patient_id) && self->reload_source == 0)
    self->reload_source = g_idle_add (reload_cb, self);
}

/* Not on Sign, where the first Tab would put it: reading comes first. */
static gboolean
focus_cb (gpointer data)
{
  TideEligibilityPage *self = data;
  self->focus_source = 0;
  gtk_widget_grab_focus (GTK_WIDGET (self->treatment));
  return G_SOURCE_REMOVE;
}

static void
map_cb (TideEligibilityPage *self)
{
  if (self->focus_source == 0)
    self->focus_source = g_idle_add (focus_cb, self);
}

/* --- class --- */

static void
tide_eligibility_page_dispose (GObject *object)
{
  TideEligibilityPage *self = TIDE_ELIGIBILITY_PAGE (object);
  g_clear_handle_id (&self->reload_source, g_source_remove);
  g_clear_handle_id (&self->focus_source, g_source_remove);
  if (self->clinic != NULL)
    g_clear_signal_handler (&self->changed_handler, self->clinic);
  self->filling = TRUE;
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->list, tide_eligibility_free);
  g_clear_pointer (&self->screening, tide_screening_state_free);
  g_clear_pointer (&self->model, tide_patient_model_unref);
  g_clear_object (&self->clinic);
  G_OBJECT_CLASS (tide_eligibility_page_parent_class)->dispose (object);
}

static void
tide_eligibility_page_finalize (GObject *object)
{
  TideEligibilityPage *self = TIDE_ELIGIBILITY_PAGE (object);
  g_ptr_array_unref (self->choices);
  g_ptr_array_unref (self->item_rows);
  g_ptr_array_unref (self->decision_rows);
  G_OBJECT_CLASS (tide_eligibility_page_parent_class)->finalize (object);
}

static void
tide_eligibility_page_class_init (TideEligibilityPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = tide_eligibility_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_eligibility_page_finalize;
  closed_signal = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_BOOLEAN, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-eligibility-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TideEligibilityPage, content);
  gtk_widget_class_bind_template_child (widget_class, TideEligibilityPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, TideEligibilityPage, identity_label);
  gtk_widget_class_bind_template_child (widget_class, TideEligibilityPage, badge);
  gtk_widget_class_bind_template_child (widget_class, TideEligibilityPage, verdict_label);
  gtk_widget_class_bind_template_child (widget_class, TideEligibilityPage, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, TideEligibilityPage, policy_group);
  gtk_widget_class_bind_template_child (widget_class, TideEligibilityPage, policy_label);
  gtk_widget_class_bind_template_child (widget_class, TideEligibilityPage, treatment);
  gtk_widget_class_bind_template_child (widget_class, TideEligibilityPage, items_group);
  gtk_widget_class_bind_template_child (widget_class, TideEligibilityPage, decisions_group);
  gtk_widget_class_bind_template_callback (widget_class, treatment_changed_cb);
  gtk_widget_class_install_action (widget_class, "eligibility.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "eligibility.answer", "s", answer_action);
  gtk_widget_class_install_action (widget_class, "eligibility.sign", NULL, sign_action);
  gtk_widget_class_install_action (widget_class, "eligibility.print", NULL, print_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "eligibility.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "eligibility.sign", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "eligibility.print", NULL);
}

static void
tide_eligibility_page_init (TideEligibilityPage *self)
{
  self->choices = g_ptr_array_new_with_free_func (choice_free);
  self->item_rows = g_ptr_array_new ();
  self->decision_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  tide_accessible_name (GTK_WIDGET (self->treatment), _ ("Treatment"));
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}

GtkWidget *
tide_eligibility_page_new (TideClinic *clinic, gint64 patient_id, gint64 course_id)
{
  TideEligibilityPage *self = g_object_new (TIDE_TYPE_ELIGIBILITY_PAGE, NULL);
  self->clinic = g_object_ref (clinic);
  self->patient_id = patient_id;
  if (!load (self))
    {
      g_object_ref_sink (self);
      g_object_unref (self);
      return NULL;
    }
  self->asked = (Choice){ course_id, TIDE_ARM_KETAMINE, NULL };
  fill_choices (self, course_id, TIDE_ARM_KETAMINE);
  if (course_id == 0)
    gtk_drop_down_set_selected (self->treatment,
                                0); /* a planned course, else one that runs, else the first arm */
  remember_choice (self);
  show_identity (self);
  show_policy (self);
  compute (self);
  self->changed_handler = g_signal_connect (clinic, "changed", G_CALLBACK (changed_cb), self);
  return GTK_WIDGET (self);
}

void
tide_eligibility_page_choose_arm (TideEligibilityPage *self, int arm)
{
  gtk_drop_down_set_selected (self->treatment, find_choice (self, 0, arm));
}

const char *
tide_eligibility_page_get_verdict (TideEligibilityPage *self)
{
  return gtk_label_get_text (self->verdict_label);
}
