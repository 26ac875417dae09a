/* tide-preferences-rules.c: the numbers behind states, alerts and lists, each with its source; a clinic may
 * change one and says why.
 */
#include "tide-preferences-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>
#include "tide-accessible-name.h"
#include "tide-clinic-cockpit.h"
#include "tide-record-rows.h"
#include "tide-threshold-words.h"

/* One number, wherever it is kept. */
typedef struct
{
  char *id, *label, *value, *source, *default_value;
  const char *unit;
  gboolean limit; /* of a session's readings */
} Rule;

static void
rule_free (Rule *self)
{
  g_free (self->id);
  g_free (self->label);
  g_free (self->value);
  g_free (self->source);
  g_free (self->default_value);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Rule, rule_free)

static const char *
get_unit (TideCell cell)
{
  switch (cell)
    {
    case TIDE_CELL_SYSTOLIC:
    case TIDE_CELL_DIASTOLIC:
      return "mmHg";
    case TIDE_CELL_HEART_RATE:
    case TIDE_CELL_RESPIRATORY_RATE:
      return _ ("a minute");
    case TIDE_CELL_SPO2:
      return "%";
    default:
      return "";
    }
}

static const TideVitalsLimit *
find_limit (const TideSessionRules *rules, const char *id)
{
  const GPtrArray *limits = tide_session_rules_get_limits (rules);
  for (guint i = 0; i < limits->len; i++)
    if (g_str_equal (((const TideVitalsLimit *) limits->pdata[i])->id, id))
      return limits->pdata[i];
  return NULL;
}

static Rule *
rule_of_limit (TidePreferences *self, const char *id)
{
  g_autoptr (TideSessionRules) shipped = tide_session_rules_new ();
  const TideVitalsLimit *limit = find_limit (tide_clinic_get_session_rules (self->clinic), id);
  const TideVitalsLimit *before = find_limit (shipped, id);
  if (limit == NULL || before == NULL)
    return NULL;
  Rule *rule = g_new0 (Rule, 1);
  rule->id = g_strdup (id);
  rule->label = tide_limit_dup_label (limit);
  rule->unit = get_unit (limit->cell);
  rule->value = tide_threshold_dup_value (tide_vitals_limit_get_value (limit), rule->unit);
  rule->default_value = tide_threshold_dup_value (tide_vitals_limit_get_value (before), rule->unit);
  rule->source = g_strdup (limit->source.text);
  rule->limit = TRUE;
  return rule;
}

static Rule *
rule_of_threshold (const TideThresholds *thresholds, const TideThresholds *defaults, const char *id)
{
  const TideThreshold *row = tide_thresholds_lookup (thresholds, id);
  const char *label = tide_threshold_get_label (id, NULL);
  if (row == NULL)
    return NULL;
  Rule *rule = g_new0 (Rule, 1);
  rule->id = g_strdup (id);
  rule->label = g_strdup (label != NULL ? label : id);
  rule->unit = row->unit;
  rule->value = tide_threshold_dup_value (row->value, row->unit);
  rule->default_value = tide_threshold_dup_value (tide_thresholds_get (defaults, id), row->unit);
  rule->source = g_strdup (row->source);
  return rule;
}

static Rule *
find_rule (TidePreferences *self, gboolean limit, const char *id)
{
  g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (self->clinic);
  g_autoptr (TideThresholds) defaults = tide_thresholds_new ();
  return limit ? rule_of_limit (self, id) : rule_of_threshold (thresholds, defaults, id);
}

static gboolean
is_changed (const Rule *rule)
{
  return !g_str_equal (rule->value, rule->default_value);
}

/* --- rows --- */

static char *
dup_words (const Rule *rule)
{
  if (!is_changed (rule))
    return g_strdup_printf ("%s · %s", rule->value, rule->source);
  return g_strdup_printf (_ ("%s instead of %s · %s"), rule->value, rule->default_value, rule->source);
}

static GtkWidget *
new_rule_row (const Rule *rule)
{
  g_autofree char *words = dup_words (rule);
  GtkWidget *row = tide_record_text_row_new (rule->label, words);
  if (is_changed (rule))
    tide_record_row_add_icon (row, "emblem-ok-symbolic", _ ("Changed by this clinic"), "accent");
  g_autofree char *name = g_strdup_printf (_ ("Change: %s"), rule->label);
  tide_record_row_add_button (row, "document-edit-symbolic", name, "preferences.change-rule",
                              g_variant_new ("(bs)", rule->limit, rule->id));
  return row;
}

static void
add_group (TidePreferences *self, const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *markup = g_markup_escape_text (title, -1);
  adw_preferences_group_set_title (group, markup);
  adw_preferences_page_add (self->rules_page, group);
  g_ptr_array_add (self->rule_groups, group);
}

static void
fill_rules (TidePreferences *self)
{
  g_autoptr (TideThresholds) thresholds = tide_clinic_load_thresholds (self->clinic);
  g_autoptr (TideThresholds) defaults = tide_thresholds_new ();
  const GPtrArray *limits = tide_session_rules_get_limits (tide_clinic_get_session_rules (self->clinic));
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  guint n, in;
  const TideThreshold *all = tide_thresholds_list (thresholds, &n);
  for (guint group = 0; group < self->rule_groups->len; group++)
    {
      for (guint i = 0; group < TIDE_N_THRESHOLD_GROUPS && i < n; i++)
        if (tide_threshold_get_label (all[i].rule, &in) != NULL && in == group)
          {
            g_autoptr (Rule) rule = rule_of_threshold (thresholds, defaults, all[i].rule);
            g_ptr_array_add (fresh, new_rule_row (rule));
          }
      for (guint i = 0; group == TIDE_N_THRESHOLD_GROUPS && i < limits->len; i++)
        {
          g_autoptr (Rule) rule = rule_of_limit (self, ((const TideVitalsLimit *) limits->pdata[i])->id);
          g_ptr_array_add (fresh, new_rule_row (rule));
        }
      tide_record_group_replace (self->rule_groups->pdata[group], self->rule_rows->pdata[group], fresh,
                                 _ ("Nothing"));
    }
}

/* --- changing one --- */

typedef struct
{
  TidePreferences *self;
  Rule *rule;
  GtkWidget *number, *reason;
} Change;

static void
change_free (gpointer data, GClosure *closure)
{
  Change *change = data;
  rule_free (change->rule);
  g_object_unref (change->self);
  g_free (change);
}

static gboolean
read_number (Change *change, double *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (change->number));
  return tide_number_parse (text, value, NULL) && *value >= 0;
}

static void
typed_cb (GtkEditable *editable, Change *change)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (change->number, ADW_TYPE_MESSAGE_DIALOG);
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (change->reason))));
  double value;
  gboolean number = read_number (change, &value);
  gboolean blank = *gtk_editable_get_text (GTK_EDITABLE (change->number)) == '\0';
  if (number || blank)
    gtk_widget_remove_css_class (change->number, "error");
  else
    gtk_widget_add_css_class (change->number, "error");
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "save", number && *reason != '\0');
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Change *change)
{
  g_autoptr (GError) error = NULL;
  gboolean back = g_str_equal (response, "default");
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (change->reason));
  double value = NAN;
  if (!back && (!g_str_equal (response, "save") || !read_number (change, &value)))
    return;
  gboolean (*set) (TideClinic *, const char *, double, const char *, GError **)
    = change->rule->limit ? tide_clinic_set_limit : tide_clinic_set_threshold;
  if (!set (change->self->clinic, change->rule->id, back ? NAN : value, reason, &error))
    tide_preferences_tell (change->self, error);
  fill_rules (change->self);
}

static GtkWidget *
add_entry (GtkWidget *box, const char *title)
{
  GtkWidget *list = gtk_list_box_new (), *row = adw_entry_row_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_box_append (GTK_BOX (box), list);
  return row;
}

static void
change_rule_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TidePreferences *self = TIDE_PREFERENCES (widget);
  gboolean limit;
  const char *id;
  g_variant_get (parameter, "(b&s)", &limit, &id);
  Rule *rule = find_rule (self, limit, id);
  if (rule == NULL)
    return;
  g_autofree char *words = dup_words (rule);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), rule->label, words);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *title = rule->unit[0] != '\0' && strcmp (rule->unit, "0 or 1") != 0
                             ? g_strdup_printf (_ ("Number (%s)"), tide_threshold_get_unit_label (rule->unit))
                           : rule->unit[0] != '\0' ? g_strdup (_ ("1: used, 0: not used"))
                                                   : g_strdup (_ ("Number"));
  Change *change = g_new0 (Change, 1);
  *change = (Change){ .self = g_object_ref (self), .rule = rule };
  change->number = add_entry (box, title);
  change->reason = add_entry (box, _ ("Reason or source"));
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), box);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "default",
                                    _ ("_Default"), "save", _ ("_Change"), NULL);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "default", is_changed (rule));
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "save", FALSE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (change->number, "changed", G_CALLBACK (typed_cb), change);
  g_signal_connect (change->reason, "changed", G_CALLBACK (typed_cb), change);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), change, change_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
tide_preferences_rules_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "preferences.change-rule", "(bs)", change_rule_action);
}

void
tide_preferences_rules_init (TidePreferences *self)
{
  for (guint group = 0; group < TIDE_N_THRESHOLD_GROUPS; group++)
    add_group (self, tide_threshold_group_get_label (group));
  add_group (self, _ ("Readings of a session"));
  for (guint group = 0; group < self->rule_groups->len; group++)
    g_ptr_array_add (self->rule_rows, g_ptr_array_new ());
  fill_rules (self);
}
