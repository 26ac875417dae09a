/* tide-compare-rules.c: the choice of rules.  See tide-compare-rules.h.
 *
 * Only rules that name the scale are offered: others would judge it without a word.  A file that is refused
 * is not left out in silence; where it is wrong and what is allowed stands under the choice.
 */
#include "tide-compare-rules.h"

#include <glib/gi18n-lib.h>

#include "tide-accessible-name.h"
#include "tide-clinic-criteria.h"
#include "tide-window.h"

#define MOST_TOLD 3 /* refused files */

struct _TideCompareRules
{
  GtkBox parent_instance;
  TideCompareClinic *model;
  GtkDropDown *choice;
  GtkLabel *refused;
  GPtrArray *own;   /* TideCriteria: of the clinic's folder, and an opened file */
  GPtrArray *rules; /* TideCriteria, by place from 1 on; place 0 is the condition's, the last opens a file */
  guint chosen;
  gboolean filling;
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (TideCompareRules, tide_compare_rules, GTK_TYPE_BOX)

/* --- a file --- */

static void
file_chosen_cb (GtkNativeDialog *chooser, int response, TideCompareRules *self)
{
  g_autoptr (GFile) file
    = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (GError) error = NULL;
  TideWindow *window = tide_window_of (GTK_WIDGET (self));
  /* The clinic may have been locked behind the dialog. */
  if (path != NULL && !tide_clinic_is_locked (tide_compare_clinic_get_clinic (self->model))
      && !tide_compare_clinic_open_rules (self->model, path, &error) && window != NULL)
    tide_window_show_error (window, _ ("These rules cannot be used"), error);
  tide_compare_rules_refresh (self);
  g_clear_object (&self->chooser);
}

static void
choose_file (TideCompareRules *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  if (self->chooser != NULL || root == NULL)
    return;
  gtk_file_filter_set_name (filter, _ ("Files of rules"));
  gtk_file_filter_add_pattern (filter, "*.xml");
  self->chooser = gtk_file_chooser_native_new (_ ("File of Rules"), GTK_WINDOW (root),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect (self->chooser, "response", G_CALLBACK (file_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* --- the choice --- */

static void
selected_cb (TideCompareRules *self)
{
  guint at = gtk_drop_down_get_selected (self->choice);
  if (self->filling || at == GTK_INVALID_LIST_POSITION)
    return;
  if (at <= self->rules->len)
    {
      self->chosen = at;
      return;
    }
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->choice, self->chosen);
  self->filling = FALSE;
  choose_file (self);
}

static void
offer (TideCompareRules *self, GtkStringList *names, const TideCriteria *criteria, const char *whose,
       const TideComparisonDefinition *definition)
{
  if (!tide_criteria_names_instrument (criteria, definition->instrument))
    return;
  const char *name = tide_criteria_get_name (criteria);
  g_autofree char *label = whose != NULL ? g_strdup_printf ("%s: %s", whose, name) : g_strdup (name);
  gtk_string_list_append (names, label);
  g_ptr_array_add (self->rules, (gpointer) criteria);
  if (tide_criteria_is_same (criteria, definition->events.states.criteria))
    self->chosen = self->rules->len;
}

/* The rules in force, where they are of a file that is not in the clinic's folder. */
static const TideCriteria *
get_opened (TideCompareRules *self, const TideComparisonDefinition *definition)
{
  const TideCriteria *criteria = definition->events.states.criteria;
  gboolean known = criteria == NULL || tide_criteria_is_shipped (criteria);
  for (guint i = 0; i < self->own->len && !known; i++)
    known = tide_criteria_is_same (self->own->pdata[i], criteria);
  return known ? NULL : criteria;
}

static void
fill_choice (TideCompareRules *self)
{
  const TideComparisonDefinition *definition = tide_compare_clinic_get_definition (self->model);
  const TideCriteria *opened = get_opened (self, definition);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_ptr_array_set_size (self->rules, 0);
  self->chosen = 0;
  gtk_string_list_append (names, _ ("Each course's condition says"));
  for (guint i = 0; i < tide_criteria_get_n (); i++)
    offer (self, names, tide_criteria_get (i), NULL, definition);
  for (guint i = 0; i < self->own->len; i++)
    offer (self, names, self->own->pdata[i], _ ("Own"), definition);
  if (opened != NULL)
    {
      g_ptr_array_insert (self->own, 0, (gpointer) tide_criteria_ref (opened));
      offer (self, names, opened, _ ("Opened"), definition);
    }
  gtk_string_list_append (names, _ ("Open File…"));
  self->filling = TRUE;
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->choice, self->chosen);
  self->filling = FALSE;
}

static void
tell_refused (TideCompareRules *self, const GPtrArray *problems)
{
  g_autoptr (GString) words = g_string_new (NULL);
  for (guint i = 0; i < MIN (problems->len, MOST_TOLD); i++)
    g_string_append_printf (words, "%s%s", i > 0 ? "\n" : "", (const char *) problems->pdata[i]);
  if (problems->len > MOST_TOLD)
    {
      guint more = problems->len - MOST_TOLD;
      g_string_append_c (words, '\n');
      g_string_append_printf (words, ngettext ("and %u more file", "and %u more files", more), more);
    }
  g_autofree char *text
    = g_strdup_printf (ngettext ("A file in the clinic's folder %s is refused:\n%s",
                                 "Files in the clinic's folder %s are refused:\n%s", problems->len),
                       "criteria", words->str);
  gtk_label_set_text (self->refused, text);
  gtk_widget_set_visible (GTK_WIDGET (self->refused), problems->len > 0);
}

void
tide_compare_rules_refresh (TideCompareRules *self)
{
  g_return_if_fail (TIDE_IS_COMPARE_RULES (self));
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_set_size (self->rules, 0);
  g_clear_pointer (&self->own, g_ptr_array_unref);
  self->own = tide_clinic_list_criteria (tide_compare_clinic_get_clinic (self->model), problems);
  fill_choice (self);
  tell_refused (self, problems);
}

void
tide_compare_rules_reset (TideCompareRules *self)
{
  g_return_if_fail (TIDE_IS_COMPARE_RULES (self));
  gtk_drop_down_set_selected (self->choice, 0);
}

const char *
tide_compare_rules_get_id (TideCompareRules *self)
{
  g_return_val_if_fail (TIDE_IS_COMPARE_RULES (self), "");
  return self->chosen > 0 ? tide_criteria_get_id (self->rules->pdata[self->chosen - 1]) : "";
}

const GPtrArray *
tide_compare_rules_get_own (TideCompareRules *self)
{
  g_return_val_if_fail (TIDE_IS_COMPARE_RULES (self), NULL);
  return self->own;
}

/* --- making --- */

static void
tide_compare_rules_dispose (GObject *object)
{
  TideCompareRules *self = TIDE_COMPARE_RULES (object);
  g_clear_object (&self->chooser);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (tide_compare_rules_parent_class)->dispose (object);
}

static void
tide_compare_rules_finalize (GObject *object)
{
  TideCompareRules *self = TIDE_COMPARE_RULES (object);
  g_ptr_array_unref (self->rules);
  g_ptr_array_unref (self->own);
  G_OBJECT_CLASS (tide_compare_rules_parent_class)->finalize (object);
}

static void
tide_compare_rules_class_init (TideCompareRulesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tide_compare_rules_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_compare_rules_finalize;
}

static void
tide_compare_rules_init (TideCompareRules *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  self->own = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_criteria_free);
  self->rules = g_ptr_array_new ();
}

GtkWidget *
tide_compare_rules_new (TideCompareClinic *model)
{
  TideCompareRules *self = g_object_new (TIDE_TYPE_COMPARE_RULES, NULL);
  GtkWidget *label = gtk_label_new (_ ("Response, remission and relapse by"));
  self->model = g_object_ref (model);
  self->choice = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  self->refused = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  tide_accessible_name (GTK_WIDGET (self->choice), _ ("Rules"));
  gtk_label_set_wrap (self->refused, TRUE);
  gtk_label_set_max_width_chars (self->refused, 40);
  gtk_label_set_xalign (self->refused, 0);
  gtk_label_set_selectable (self->refused, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->refused), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->refused), FALSE);
  gtk_box_append (GTK_BOX (self), label);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->choice));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->refused));
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  tide_compare_rules_refresh (self);
  return GTK_WIDGET (self);
}
