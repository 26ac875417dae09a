/* tide-compare-filters.c: every key of a definition as a row.
 *
 * Rows are read and written as the definition's own lines of text, so that the window, a saved comparison and
 * the command cannot mean different things. */
#include "tide-compare-filters.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tide-accessible-name.h"
#include "tide-compare-rules.h"
#include "tide-sentences.h"

typedef struct
{
  const char *key, *label;
  const char *codes, *labels; /* by "|", the first code empty; NULL: typed */
  const char *hint;           /* of what is typed */
} Row;

static const Row rows[] = {
  { "all_courses", N_ ("Courses"), "|yes", N_ ("First of each arm|All"), NULL },
  { "keep_carry_over", N_ ("After another ketamine dose"), "|yes", N_ ("Left out|Kept"), NULL },
  { "from", N_ ("Begun from"), NULL, NULL, N_ ("2025-01-31") },
  { "to", N_ ("Begun until"), NULL, NULL, N_ ("2025-12-31") },
  { "sex", N_ ("Sex"), "|female|male|other", N_ ("Any|Female|Male|Other"), NULL },
  { "age_from", N_ ("Age from"), NULL, NULL, N_ ("years") },
  { "age_to", N_ ("Age to"), NULL, NULL, N_ ("years") },
  { "baseline_from", N_ ("Baseline from"), NULL, NULL, N_ ("points") },
  { "baseline_to", N_ ("Baseline to"), NULL, NULL, N_ ("points") },
  { "failed_from", N_ ("Failed treatments from"), NULL, NULL, N_ ("number") },
  { "failed_to", N_ ("Failed treatments to"), NULL, NULL, N_ ("number") },
  { "route", N_ ("Route"), "|iv|im|sc|intranasal|sublingual|oral|other",
    N_ ("Any|Intravenous|Intramuscular|Subcutaneous|Intranasal|Sublingual|Oral|Other"), NULL },
  { "setting", N_ ("Setting"), "|clinic|home|inpatient|remote", N_ ("Any|Clinic|Home|Inpatient|Remote"),
    NULL },
  { "line", N_ ("Line of treatment"), "|1|2|3|4|5|6|7|8|9", N_ ("Any|1|2|3|4|5|6|7|8|9"), NULL },
  { "background", N_ ("Background drug"), "|none|some", N_ ("Any|None|With one"), NULL },
  { "doses", N_ ("Doses of ketamine"), "|single|mixed", N_ ("A series|One|Both in one curve"), NULL },
  { "raters", N_ ("Rated by"), "|clinician|independent|self",
    N_ ("Anybody|Clinicians|Independent raters, blinded|The patient"), NULL },
  { "response", N_ ("Response is"), "|confirmed", N_ ("The first rating|Confirmed by the next"), NULL },
  { "follow_up", N_ ("Followed"), "|treatment_policy", N_ ("While on treatment|Whatever was done"), NULL },
  { "duration_from", N_ ("Duration from"), "|last_dose", N_ ("First response|Last dose"), NULL },
  { "include_recall", N_ ("Ratings that recall before the start"), "|yes", N_ ("Left out|Kept"), NULL },
  { "strict", N_ ("CGI"), "|yes", N_ ("Where recorded|Demanded"), NULL },
  { "relapse", N_ ("Relapse rule"), "|default|consensus|depression",
    N_ ("Of the scale|Default|Consensus|Depression"), NULL },
};

struct _TideCompareFilters
{
  GtkBox parent_instance;
  TideCompareClinic *model;
  TideCompareRules *rules;
  GtkWidget *fields[G_N_ELEMENTS (rows)];
  GtkLabel *fault;
  GtkEntry *name;
  GtkListBox *saved;
};

G_DEFINE_FINAL_TYPE (TideCompareFilters, tide_compare_filters, GTK_TYPE_BOX)

/* --- rows and lines --- */

/* The value of @key among "key=value" lines (transfer full); "" when it is not there. */
static char *
find_value (const char *text, const char *key)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      gsize length = strlen (key);
      if (strncmp (lines[i], key, length) == 0 && lines[i][length] == '=')
        return g_strdup (lines[i] + length + 1);
    }
  return g_strdup ("");
}

static char *
read_field (TideCompareFilters *self, guint i)
{
  if (rows[i].codes == NULL)
    return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->fields[i]))));
  g_auto (GStrv) codes = g_strsplit (rows[i].codes, "|", -1);
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->fields[i]));
  return g_strdup (at < g_strv_length (codes) ? codes[at] : "");
}

static void
write_field (TideCompareFilters *self, guint i, const char *value)
{
  if (rows[i].codes == NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->fields[i]), value);
      return;
    }
  g_auto (GStrv) codes = g_strsplit (rows[i].codes, "|", -1);
  guint selected = 0;
  for (guint at = 0; codes[at] != NULL; at++)
    if (strcmp (codes[at], value) == 0)
      selected = at;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->fields[i]), selected);
}

static gboolean
is_row (const char *line)
{
  if (g_str_has_prefix (line, "rules="))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (strncmp (line, rows[i].key, strlen (rows[i].key)) == 0 && line[strlen (rows[i].key)] == '=')
      return TRUE;
  return FALSE;
}

/* Scale, condition and arms stay as they are; everything else is what the rows say (transfer full). */
static char *
collect (TideCompareFilters *self)
{
  g_autofree char *was
    = tide_comparison_definition_to_text (tide_compare_clinic_get_definition (self->model));
  g_auto (GStrv) lines = g_strsplit (was, "\n", -1);
  GString *text = g_string_new (NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    if (!is_row (lines[i]))
      g_string_append_printf (text, "%s\n", lines[i]);
  if (*tide_compare_rules_get_id (self->rules) != '\0')
    g_string_append_printf (text, "rules=%s\n", tide_compare_rules_get_id (self->rules));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *value = read_field (self, i);
      if (*value != '\0')
        g_string_append_printf (text, "%s=%s\n", rows[i].key, value);
    }
  return g_string_free (text, FALSE);
}

static void
say_fault (TideCompareFilters *self, const GError *error)
{
  gtk_label_set_text (self->fault, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), error != NULL);
}

static void
apply (TideCompareFilters *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = collect (self);
  g_autoptr (TideComparisonDefinition) definition
    = tide_comparison_definition_parse_with (text, tide_compare_rules_get_own (self->rules), &error);
  say_fault (self, error);
  if (definition != NULL)
    tide_compare_clinic_set_definition (self->model, definition);
}

static void
reset (TideCompareFilters *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    write_field (self, i, "");
  tide_compare_rules_reset (self->rules);
  apply (self);
}

/* --- saved ones --- */

static void fill_saved (TideCompareFilters *self);

static void
load_cb (TideCompareFilters *self, GtkListBoxRow *row)
{
  g_autoptr (GError) error = NULL;
  const char *name = g_object_get_data (G_OBJECT (row), "name");
  g_autoptr (TideComparisonDefinition) definition
    = tide_clinic_load_comparison (tide_compare_clinic_get_clinic (self->model), name, &error);
  say_fault (self, error);
  if (definition == NULL)
    return;
  tide_compare_clinic_set_definition (self->model, definition);
  tide_compare_filters_refresh (self);
}

static void
forget_cb (GtkButton *button, TideCompareFilters *self)
{
  g_autoptr (GError) error = NULL;
  tide_clinic_save_comparison (tide_compare_clinic_get_clinic (self->model),
                               g_object_get_data (G_OBJECT (button), "name"), NULL, &error);
  say_fault (self, error);
  fill_saved (self);
}

static void
save_cb (TideCompareFilters *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  if (*name == '\0')
    g_set_error_literal (&error, TIDE_ERROR, TIDE_ERROR_VALUE, _ ("Type the name of the comparison first."));
  else if (tide_clinic_save_comparison (tide_compare_clinic_get_clinic (self->model), name,
                                        tide_compare_clinic_get_definition (self->model), &error))
    gtk_editable_set_text (GTK_EDITABLE (self->name), "");
  say_fault (self, error);
  fill_saved (self);
}

static void
fill_saved (TideCompareFilters *self)
{
  TideClinic *clinic = tide_compare_clinic_get_clinic (self->model);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->saved)); row != NULL;
       row = gtk_widget_get_first_child (GTK_WIDGET (self->saved)))
    gtk_list_box_remove (self->saved, row);
  if (tide_clinic_is_locked (clinic))
    return;
  g_autoptr (GPtrArray) names = tide_clinic_list_comparisons (clinic);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *label = gtk_label_new (name),
                *forget = gtk_button_new_from_icon_name ("user-trash-symbolic");
      g_autofree char *words = g_strdup_printf (_ ("Forget %s"), name);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (forget, "flat");
      tide_accessible_name (forget, words);
      gtk_widget_set_tooltip_text (forget, words);
      g_object_set_data_full (G_OBJECT (row), "name", g_strdup (name), g_free);
      g_object_set_data_full (G_OBJECT (forget), "name", g_strdup (name), g_free);
      g_signal_connect (forget, "clicked", G_CALLBACK (forget_cb), self);
      gtk_box_append (GTK_BOX (box), label);
      gtk_box_append (GTK_BOX (box), forget);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
      gtk_list_box_append (self->saved, row);
    }
}

void
tide_compare_filters_refresh (TideCompareFilters *self)
{
  g_return_if_fail (TIDE_IS_COMPARE_FILTERS (self));
  tide_compare_clinic_check_rules (self->model);
  tide_compare_rules_refresh (self->rules);
  g_autofree char *text
    = tide_comparison_definition_to_text (tide_compare_clinic_get_definition (self->model));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *value = find_value (text, rows[i].key);
      write_field (self, i, value);
    }
  say_fault (self, NULL);
  fill_saved (self);
}

/* --- making --- */

static GtkWidget *
make_field (TideCompareFilters *self, guint i)
{
  GtkWidget *field;
  if (rows[i].codes != NULL)
    {
      g_auto (GStrv) labels = g_strsplit (_ (rows[i].labels), "|", -1);
      field = gtk_drop_down_new_from_strings ((const char *const *) labels);
    }
  else
    {
      field = gtk_entry_new ();
      gtk_entry_set_placeholder_text (GTK_ENTRY (field), _ (rows[i].hint));
      gtk_editable_set_width_chars (GTK_EDITABLE (field), 11);
      g_signal_connect_swapped (field, "activate", G_CALLBACK (apply), self);
    }
  tide_accessible_name (field, _ (rows[i].label));
  return field;
}

static void
add_rows (TideCompareFilters *self)
{
  GtkWidget *grid = gtk_grid_new (), *scroller = gtk_scrolled_window_new ();
  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *label = gtk_label_new (_ (rows[i].label));
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      self->fields[i] = make_field (self, i);
      gtk_grid_attach (GTK_GRID (grid), label, 0, (int) i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), self->fields[i], 1, (int) i, 1, 1);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), grid);
  gtk_box_append (GTK_BOX (self), scroller);
}

static GtkWidget *
make_button (TideCompareFilters *self, const char *label, void (*clicked) (TideCompareFilters *))
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked), self);
  return button;
}

static void
add_saving (TideCompareFilters *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6),
            *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *go = make_button (self, _ ("_Apply"), apply);
  self->fault = GTK_LABEL (gtk_label_new (NULL));
  self->name = GTK_ENTRY (gtk_entry_new ());
  self->saved = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_label_set_wrap (self->fault, TRUE);
  gtk_label_set_max_width_chars (self->fault, 40);
  gtk_label_set_xalign (self->fault, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->fault), "error");
  gtk_widget_add_css_class (go, "suggested-action");
  gtk_widget_set_hexpand (go, TRUE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->fault));
  gtk_box_append (GTK_BOX (buttons), go);
  gtk_box_append (GTK_BOX (buttons), make_button (self, _ ("_Reset"), reset));
  gtk_box_append (GTK_BOX (self), buttons);
  gtk_box_append (GTK_BOX (self), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_entry_set_placeholder_text (self->name, _ ("Save this comparison as…"));
  tide_accessible_name (GTK_WIDGET (self->name), _ ("Name of the comparison"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  g_signal_connect_swapped (self->name, "activate", G_CALLBACK (save_cb), self);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (line), make_button (self, _ ("_Save"), save_cb));
  gtk_box_append (GTK_BOX (self), line);
  tide_accessible_name (GTK_WIDGET (self->saved), _ ("Saved comparisons"));
  gtk_widget_add_css_class (GTK_WIDGET (self->saved), "tide-caveat-list");
  gtk_list_box_set_selection_mode (self->saved, GTK_SELECTION_NONE);
  gtk_list_box_set_activate_on_single_click (self->saved, TRUE);
  g_signal_connect_swapped (self->saved, "row-activated", G_CALLBACK (load_cb), self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->saved));
}

static void
tide_compare_filters_dispose (GObject *object)
{
  g_clear_object (&TIDE_COMPARE_FILTERS (object)->model);
  G_OBJECT_CLASS (tide_compare_filters_parent_class)->dispose (object);
}

static void
tide_compare_filters_class_init (TideCompareFiltersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tide_compare_filters_dispose;
}

static void
tide_compare_filters_init (TideCompareFilters *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 8);
}

GtkWidget *
tide_compare_filters_new (TideCompareClinic *model)
{
  TideCompareFilters *self = g_object_new (TIDE_TYPE_COMPARE_FILTERS, NULL);
  self->model = g_object_ref (model);
  self->rules = TIDE_COMPARE_RULES (tide_compare_rules_new (model));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->rules));
  add_rows (self);
  add_saving (self);
  say_fault (self, NULL);
  return GTK_WIDGET (self);
}
