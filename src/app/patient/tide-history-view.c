/* tide-history-view.c: what else is recorded of a patient.
 *
 * The line at the top is the whole history in ten seconds; each of its chips leads to the section that it
 * sums up.  The alert ledger is here in full: an alert that was acted upon leaves the banner, not the record.
 */
#include "tide-history-view.h"

#include <glib/gi18n-lib.h>
#include "tide-accessible-name.h"
#include "tide-chip-row.h"
#include "tide-history-rows.h"
#include "tide-record-rows.h"

typedef enum
{
  DIAGNOSES,
  MEDICINES,
  ALLERGIES,
  TRIALS,
  GOALS,
  MEASUREMENTS,
  EVENTS,
  CONTACTS,
  EFFECTS,
  ALERTS,
  VISITS,
  IDENTIFIERS,
  N_GROUPS
} Group;

struct _TideHistoryView
{
  AdwBin parent_instance;
  GtkScrolledWindow *scroller;
  GtkWidget *box;
  GtkMenuButton *add_button;
  GtkWidget *specifiers_button;
  TideChipRow *chips;
  AdwPreferencesGroup *diagnoses_group, *medicines_group, *allergies_group, *trials_group, *goals_group,
    *measurements_group, *events_group, *contacts_group, *effects_group, *alerts_group, *visits_group,
    *identifiers_group;
  GPtrArray *rows[N_GROUPS];
};

G_DEFINE_FINAL_TYPE (TideHistoryView, tide_history_view, ADW_TYPE_BIN)

/* --- the rows of each section --- */

static void
add_rows (GPtrArray *rows, TidePatientModel *model, const GPtrArray *records, TideHistoryRowMaker maker,
          gboolean newest_first)
{
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (rows, maker (model, records->pdata[newest_first ? records->len - 1 - i : i]));
}

static GPtrArray *
diagnosis_rows (TidePatientModel *model)
{
  GPtrArray *rows = g_ptr_array_new ();
  add_rows (rows, model, model->history->diagnoses, tide_history_diagnosis_row, FALSE);
  if (model->history->specifiers->len > 0)
    g_ptr_array_add (rows, tide_history_specifier_row (model, model->history->specifiers->pdata[0]));
  return rows;
}

static GPtrArray *
goal_rows (TidePatientModel *model)
{
  GPtrArray *rows = g_ptr_array_new ();
  for (int closed = 0; closed <= 1; closed++)
    for (guint i = 0; i < model->history->goals->len; i++)
      {
        TideGoal *goal = model->history->goals->pdata[i];
        if (tide_date_is_known (goal->closed_on) == closed)
          g_ptr_array_add (rows, tide_history_goal_row (model, goal));
      }
  return rows;
}

static GPtrArray *
event_rows (TidePatientModel *model)
{
  GPtrArray *rows = g_ptr_array_new ();
  add_rows (rows, model, model->history->events, tide_history_event_row, TRUE);
  return rows;
}

static GPtrArray *
contact_rows (TidePatientModel *model)
{
  GPtrArray *rows = g_ptr_array_new ();
  add_rows (rows, model, model->history->safety_plans, tide_history_plan_row, FALSE);
  add_rows (rows, model, model->history->contacts, tide_history_contact_row, FALSE);
  return rows;
}

static GPtrArray *
effect_rows (TidePatientModel *model)
{
  GPtrArray *rows = g_ptr_array_new ();
  add_rows (rows, model, model->history->adverse_events, tide_history_effect_row, TRUE);
  return rows;
}

static GPtrArray *
alert_rows (TidePatientModel *model)
{
  GPtrArray *rows = g_ptr_array_new ();
  add_rows (rows, model, model->history->alerts, tide_history_alert_row, FALSE);
  return rows;
}

static GPtrArray *
visit_rows (TidePatientModel *model)
{
  GPtrArray *rows = g_ptr_array_new ();
  add_rows (rows, model, model->history->visits, tide_history_visit_row, TRUE);
  return rows;
}

static GPtrArray *
identifier_rows (TidePatientModel *model)
{
  GPtrArray *rows = g_ptr_array_new ();
  add_rows (rows, model, model->history->identifiers, tide_history_identifier_row, FALSE);
  return rows;
}

static const struct
{
  const char *section;
  goffset group;
  GPtrArray *(*make_rows) (TidePatientModel *model);
  const char *empty;
} groups[N_GROUPS] = {
  [DIAGNOSES] = { "diagnoses", G_STRUCT_OFFSET (TideHistoryView, diagnoses_group), diagnosis_rows,
                  N_ ("No diagnosis recorded") },
  [MEDICINES] = { "medicines", G_STRUCT_OFFSET (TideHistoryView, medicines_group), tide_history_medicine_rows,
                  N_ ("No medicine recorded") },
  [ALLERGIES] = { "allergies", G_STRUCT_OFFSET (TideHistoryView, allergies_group), tide_history_allergy_rows,
                  N_ ("Not asked") },
  [TRIALS] = { "trials", G_STRUCT_OFFSET (TideHistoryView, trials_group), tide_history_trial_rows,
               N_ ("No earlier treatment recorded") },
  [GOALS] = { "goals", G_STRUCT_OFFSET (TideHistoryView, goals_group), goal_rows, N_ ("No goal set") },
  [MEASUREMENTS] = { "measurements", G_STRUCT_OFFSET (TideHistoryView, measurements_group),
                     tide_history_measurement_rows, N_ ("Nothing measured") },
  [EVENTS]
  = { "events", G_STRUCT_OFFSET (TideHistoryView, events_group), event_rows, N_ ("No life events recorded") },
  [CONTACTS] = { "contacts", G_STRUCT_OFFSET (TideHistoryView, contacts_group), contact_rows,
                 N_ ("Nobody to call, and no safety plan") },
  [EFFECTS] = { "effects", G_STRUCT_OFFSET (TideHistoryView, effects_group), effect_rows,
                N_ ("No unwanted effects recorded") },
  [ALERTS] = { "alerts", G_STRUCT_OFFSET (TideHistoryView, alerts_group), alert_rows, N_ ("No alerts") },
  [VISITS]
  = { "visits", G_STRUCT_OFFSET (TideHistoryView, visits_group), visit_rows, N_ ("No visits recorded") },
  [IDENTIFIERS] = { "identifiers", G_STRUCT_OFFSET (TideHistoryView, identifiers_group), identifier_rows,
                    N_ ("No other identifiers") },
};

static AdwPreferencesGroup *
get_group (TideHistoryView *self, Group group)
{
  return G_STRUCT_MEMBER (AdwPreferencesGroup *, self, groups[group].group);
}

/* --- the line at the top --- */

/* @tint repeats in colour what the words say; or NULL. */
static void
add_chip (TideHistoryView *self, const char *strong, const char *text, const char *section, const char *tint)
{
  g_autofree char *action = g_strdup_printf ("history.jump::%s", section);
  g_autofree char *tooltip = g_strdup_printf (_ ("Go to %s"), strong);
  if (text == NULL)
    return;
  GtkWidget *chip = tide_chip_row_add_action (self->chips, strong, text, action, tooltip);
  if (tint != NULL)
    gtk_widget_add_css_class (chip, tint);
}

static char *
dup_goals_words (const TideHistory *history)
{
  guint open = 0;
  for (guint i = 0; i < history->goals->len; i++)
    open += !tide_date_is_known (((const TideGoal *) history->goals->pdata[i])->closed_on);
  return open > 0 ? g_strdup_printf (_ ("%u open"), open) : NULL;
}

static char *
dup_plan_words (const TideHistory *history)
{
  if (history->safety_plans->len == 0)
    return g_strdup (_ ("none"));
  const TideSafetyPlan *plan = history->safety_plans->pdata[0];
  return tide_date_to_words (plan->agreed_on);
}

static void
show_chips (TideHistoryView *self, TidePatientModel *model)
{
  tide_chip_row_clear (self->chips);
  if (model == NULL)
    return;
  g_autofree char *medicines = tide_history_dup_medicines_words (model);
  g_autofree char *allergies = tide_history_dup_allergies_words (model);
  g_autofree char *trials = tide_history_dup_trials_words (model, TRUE);
  g_autofree char *goals = dup_goals_words (model->history);
  g_autofree char *weight = tide_history_dup_weight_words (model);
  g_autofree char *plan = dup_plan_words (model->history);
  TideBar worst = tide_history_get_medicines_bar (model);
  const char *tint = worst == TIDE_BAR_CONTRAINDICATED ? "red" : worst == TIDE_BAR_CAUTION ? "amber" : NULL;
  add_chip (self, _ ("Medicines"), medicines, "medicines", tint);
  add_chip (self, _ ("Allergies"), allergies, "allergies", NULL);
  add_chip (self, _ ("Tried"), trials, "trials", NULL);
  add_chip (self, _ ("Goals"), goals, "goals", NULL);
  add_chip (self, _ ("Weight"), weight, "measurements", NULL);
  add_chip (self, _ ("Safety plan"), plan, "contacts", NULL);
}

static gboolean
has_ocd (const TideHistory *history)
{
  for (guint i = 0; i < history->diagnoses->len; i++)
    if (g_strcmp0 (tide_icd_get_condition (((const TideDiagnosis *) history->diagnoses->pdata[i])->code),
                   "ocd")
        == 0)
      return TRUE;
  return FALSE;
}

void
tide_history_view_set_model (TideHistoryView *self, TidePatientModel *model)
{
  g_return_if_fail (TIDE_IS_HISTORY_VIEW (self));
  for (guint i = 0; i < N_GROUPS; i++)
    {
      g_autoptr (GPtrArray) fresh = model != NULL ? groups[i].make_rows (model) : g_ptr_array_new ();
      tide_record_group_replace (get_group (self, i), self->rows[i], fresh, _ (groups[i].empty));
    }
  const GPtrArray *trials = model != NULL ? tide_patient_model_get_trials (model)->trials : NULL;
  g_autofree char *words
    = trials != NULL && trials->len > 0 ? tide_history_dup_trials_words (model, FALSE) : NULL;
  adw_preferences_group_set_description (self->trials_group, words);
  show_chips (self, model);
  gtk_widget_set_visible (self->specifiers_button, model != NULL && has_ocd (model->history));
}

void
tide_history_view_set_narrow (TideHistoryView *self, gboolean narrow)
{
  g_return_if_fail (TIDE_IS_HISTORY_VIEW (self));
  tide_chip_row_set_wrap (self->chips, narrow);
}

/* --- going to a section --- */

void
tide_history_view_jump (TideHistoryView *self, const char *section)
{
  g_return_if_fail (TIDE_IS_HISTORY_VIEW (self) && section != NULL);
  for (guint i = 0; i < N_GROUPS; i++)
    {
      graphene_rect_t bounds;
      GtkWidget *group = GTK_WIDGET (get_group (self, i));
      if (!g_str_equal (groups[i].section, section))
        continue;
      if (self->rows[i]->len > 0)
        gtk_widget_grab_focus (g_ptr_array_index (self->rows[i], 0));
      if (gtk_widget_compute_bounds (group, self->box, &bounds))
        gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), bounds.origin.y);
    }
}

static void
jump_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tide_history_view_jump (TIDE_HISTORY_VIEW (widget), g_variant_get_string (parameter, NULL));
}

/* --- class --- */

static void
tide_history_view_finalize (GObject *object)
{
  for (guint i = 0; i < N_GROUPS; i++)
    g_ptr_array_unref (TIDE_HISTORY_VIEW (object)->rows[i]);
  G_OBJECT_CLASS (tide_history_view_parent_class)->finalize (object);
}

static void
bind_groups (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < N_GROUPS; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s_group", groups[i].section);
      gtk_widget_class_bind_template_child_full (widget_class, name, FALSE, groups[i].group);
    }
}

static void
tide_history_view_class_init (TideHistoryViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->finalize = tide_history_view_finalize;
  g_type_ensure (TIDE_TYPE_CHIP_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-history-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TideHistoryView, scroller);
  gtk_widget_class_bind_template_child (widget_class, TideHistoryView, box);
  gtk_widget_class_bind_template_child (widget_class, TideHistoryView, chips);
  gtk_widget_class_bind_template_child (widget_class, TideHistoryView, add_button);
  gtk_widget_class_bind_template_child (widget_class, TideHistoryView, specifiers_button);
  bind_groups (widget_class);
  gtk_widget_class_install_action (widget_class, "history.jump", "s", jump_action);
}

static void
tide_history_view_init (TideHistoryView *self)
{
  for (guint i = 0; i < N_GROUPS; i++)
    self->rows[i] = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  tide_accessible_name (GTK_WIDGET (self->add_button), _ ("Add to the history"));
}
