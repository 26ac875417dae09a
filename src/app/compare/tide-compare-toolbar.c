/* tide-compare-toolbar.c: the bar over both views of the clinic.  See tide-compare-toolbar.h.
 *
 * An arm that is counted but not drawn is named here with its number: what is missing must not look absent.
 */
#include "tide-compare-toolbar.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "tide-accessible-name.h"
#include "tide-arm-style.h"
#include "tide-chart-style.h"
#include "tide-compare-filters.h"
#include "tide-window.h"

#define MOST_OFFERED 12 /* arms: more are seldom five courses */
#define SAMPLE_WIDTH 30
#define LEAST_CHARS 4

typedef struct
{
  const char *code, *label;
} Condition;

static const Condition conditions[] = { { "", N_ ("Any condition") },
                                        { "ocd", N_ ("OCD · F42") },
                                        { "depression", N_ ("Depression") },
                                        { "bipolar", N_ ("Bipolar") },
                                        { "ptsd", N_ ("PTSD") },
                                        { "social_anxiety", N_ ("Social anxiety") },
                                        { "anxiety", N_ ("Other anxiety") },
                                        { "substance", N_ ("Substance use") },
                                        { "pain", N_ ("Pain") } };

struct _TideCompareToolbar
{
  GtkBox parent_instance;
  TideCompareClinic *model;
  GtkBox *choices, *treatments; /* beside each other, or one above the other */
  gboolean narrow;
  GtkDropDown *condition, *scale;
  GtkBox *arms, *others; /* those compared; those that could be, behind a button */
  GArray *switched_off;  /* (guint32): these stay where they are, to be switched on again */
  GtkMenuButton *others_button;
  GtkLabel *not_drawn;
  GtkMenuButton *filters_button;
  TideCompareFilters *filters;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (TideCompareToolbar, tide_compare_toolbar, GTK_TYPE_BOX)

/* --- condition and scale --- */

static void
condition_cb (TideCompareToolbar *self)
{
  guint at = gtk_drop_down_get_selected (self->condition);
  if (self->filling || at >= G_N_ELEMENTS (conditions))
    return;
  g_autoptr (TideComparisonDefinition) definition
    = tide_comparison_definition_copy (tide_compare_clinic_get_definition (self->model));
  g_free (definition->condition);
  definition->condition = at > 0 ? g_strdup (conditions[at].code) : NULL;
  definition->n_arms = 0;
  g_array_set_size (self->switched_off, 0);
  tide_compare_clinic_set_definition (self->model, definition);
}

static void
scale_cb (TideCompareToolbar *self)
{
  TideLibrary *library = tide_clinic_get_library (tide_compare_clinic_get_clinic (self->model));
  guint at = gtk_drop_down_get_selected (self->scale);
  if (self->filling || at >= tide_library_get_n (library))
    return;
  g_autoptr (TideComparisonDefinition) definition
    = tide_comparison_definition_copy (tide_compare_clinic_get_definition (self->model));
  TideInstrument *scale = tide_library_get (library, at);
  const TideCriteria *rules = definition->events.states.criteria;
  g_autofree char *words
    = rules != NULL ? g_strdup_printf (_ ("%s are no rules for %s: each course's condition says again"),
                                       tide_criteria_get_name (rules), tide_instrument_get_short_name (scale))
                    : NULL;
  TideWindow *window = tide_window_of (GTK_WIDGET (self));
  if (tide_comparison_definition_change_instrument (definition, tide_instrument_get_id (scale))
      && window != NULL)
    tide_window_toast (window, words, FALSE);
  tide_compare_clinic_set_definition (self->model, definition);
}

static void
show_chosen (TideCompareToolbar *self)
{
  const TideComparisonDefinition *definition = tide_compare_clinic_get_definition (self->model);
  TideLibrary *library = tide_clinic_get_library (tide_compare_clinic_get_clinic (self->model));
  const char *condition = definition->condition != NULL ? definition->condition : "";
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    if (g_str_equal (conditions[i].code, condition))
      gtk_drop_down_set_selected (self->condition, i);
  for (guint i = 0; i < tide_library_get_n (library); i++)
    if (g_strcmp0 (tide_instrument_get_id (tide_library_get (library, i)), definition->instrument) == 0)
      gtk_drop_down_set_selected (self->scale, i);
}

/* --- arms --- */

static void
draw_sample_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  TideStyle style = tide_chart_style_for (GTK_WIDGET (area));
  TideArmStyle look = tide_arm_style_get (GPOINTER_TO_UINT (data), &style);
  tide_arm_style_draw_sample (&look, cr, 0, height / 2.0, width, style.text_scale);
}

static GtkWidget *
make_sample (guint32 arms)
{
  GtkWidget *area = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), SAMPLE_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), 12);
  gtk_widget_set_valign (area, GTK_ALIGN_CENTER);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_sample_cb, GUINT_TO_POINTER (arms), NULL);
  return area;
}

static int
compare_masks (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;
  return (first > second) - (first < second);
}

static gboolean
is_switched_off (const TideCompareToolbar *self, guint32 arms)
{
  for (guint i = 0; i < self->switched_off->len; i++)
    if (g_array_index (self->switched_off, guint32, i) == arms)
      return TRUE;
  return FALSE;
}

/* In the order of the palette: a colour keeps its place. */
static void
arm_cb (GtkToggleButton *button, TideCompareToolbar *self)
{
  const TideComparison *comparison = tide_compare_clinic_get_comparison (self->model);
  guint32 arms = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "arms"));
  if (self->filling || comparison == NULL)
    return;
  g_autoptr (TideComparisonDefinition) definition
    = tide_comparison_definition_copy (tide_compare_clinic_get_definition (self->model));
  definition->n_arms = 0;
  for (guint i = 0; i < comparison->n_arms; i++)
    if (comparison->arms[i].arms != arms)
      definition->arms[definition->n_arms++] = comparison->arms[i].arms;
  if (gtk_toggle_button_get_active (button) && definition->n_arms < TIDE_COMPARISON_MOST_ARMS)
    definition->arms[definition->n_arms++] = arms;
  else if (!is_switched_off (self, arms))
    g_array_append_val (self->switched_off, arms);
  qsort (definition->arms, definition->n_arms, sizeof *definition->arms, compare_masks);
  tide_compare_clinic_set_definition (self->model, definition);
}

static void
add_arm (TideCompareToolbar *self, guint32 arms, const char *label, guint n, gboolean on, gboolean can)
{
  GtkWidget *name = gtk_label_new (label);
  GtkWidget *button = gtk_toggle_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *words = g_strdup_printf (ngettext ("%s, %u course", "%s, %u courses", n), label, n);
  gtk_box_append (GTK_BOX (box), make_sample (arms));
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END); /* before the row has to be scrolled */
  gtk_label_set_width_chars (GTK_LABEL (name), MIN ((int) g_utf8_strlen (label, -1), LEAST_CHARS));
  gtk_box_append (GTK_BOX (box), name);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), on);
  gtk_widget_set_sensitive (button, can);
  gtk_widget_set_tooltip_text (button,
                               can ? words : _ ("At most eight treatments at once: switch one off first"));
  tide_accessible_name (button, words);
  gtk_widget_add_css_class (button, "tide-range");
  g_object_set_data (G_OBJECT (button), "arms", GUINT_TO_POINTER (arms));
  g_signal_connect (button, "toggled", G_CALLBACK (arm_cb), self);
  gtk_box_append (on || is_switched_off (self, arms) ? self->arms : self->others, button);
}

static void
show_others (TideCompareToolbar *self)
{
  guint n = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->others)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n++;
  g_autofree char *label = g_strdup_printf (ngettext ("%u more", "%u more", n), n);
  g_autofree char *words
    = g_strdup_printf (ngettext ("%u other treatment on record", "%u other treatments on record", n), n);
  gtk_menu_button_set_label (self->others_button, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->others_button), words);
  tide_accessible_name (GTK_WIDGET (self->others_button), words);
  gtk_widget_set_visible (GTK_WIDGET (self->others_button), n > 0);
}

static void
fill_arms (TideCompareToolbar *self)
{
  const TideComparison *comparison = tide_compare_clinic_get_comparison (self->model);
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self->arms));
  guint32 focused = child != NULL ? GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (child), "arms")) : 0;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->arms))) != NULL)
    gtk_box_remove (self->arms, child);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->others))) != NULL)
    gtk_box_remove (self->others, child);
  gtk_widget_set_visible (GTK_WIDGET (self->others_button), FALSE);
  if (comparison == NULL)
    return;
  for (guint i = 0; i < comparison->n_arms; i++)
    add_arm (self, comparison->arms[i].arms, comparison->arms[i].label,
             comparison->arms[i].accounting.started, TRUE, comparison->n_arms > 1);
  for (guint i = 0; i < comparison->others->len && comparison->n_arms + i < MOST_OFFERED; i++)
    {
      const TideArmCount *other = &g_array_index (comparison->others, TideArmCount, i);
      g_autofree char *label = tide_arms_dup_label (other->arms);
      add_arm (self, other->arms, label, other->n, FALSE, comparison->n_arms < TIDE_COMPARISON_MOST_ARMS);
    }
  show_others (self);
  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->arms)); child != NULL && focused != 0;
       child = gtk_widget_get_next_sibling (child))
    if (GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (child), "arms")) == focused)
      gtk_widget_grab_focus (child);
}

/* --- all --- */

static void
refresh (TideCompareToolbar *self)
{
  const TideComparison *comparison = tide_compare_clinic_get_comparison (self->model);
  g_autofree char *words
    = tide_comparison_definition_dup_words (tide_compare_clinic_get_definition (self->model));
  const TideCriteria *rules = tide_compare_clinic_get_definition (self->model)->events.states.criteria;
  /* Rules change every state in the figures: they are named before what is only left out. */
  g_autofree char *label
    = rules != NULL ? g_strdup_printf (_ ("Rules: %s · Filters: %s"), tide_criteria_get_name (rules), words)
                    : g_strdup_printf (_ ("Filters: %s"), words);
  g_autofree char *not_drawn = comparison != NULL ? tide_compare_dup_not_drawn (comparison) : g_strdup ("");
  GtkWidget *filters_label = gtk_label_new (label);
  self->filling = TRUE;
  show_chosen (self);
  fill_arms (self);
  gtk_label_set_text (self->not_drawn, not_drawn);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->not_drawn), not_drawn);
  gtk_label_set_ellipsize (GTK_LABEL (filters_label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (filters_label), 24);
  gtk_menu_button_set_child (self->filters_button, filters_label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->filters_button), words);
  tide_accessible_name (GTK_WIDGET (self->filters_button), label);
  self->filling = FALSE;
}

static void
make_choices (TideCompareToolbar *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL), scales = gtk_string_list_new (NULL);
  TideLibrary *library = tide_clinic_get_library (tide_compare_clinic_get_clinic (self->model));
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    gtk_string_list_append (names, _ (conditions[i].label));
  for (guint i = 0; i < tide_library_get_n (library); i++)
    gtk_string_list_append (scales, tide_instrument_get_short_name (tide_library_get (library, i)));
  self->condition = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_object_ref (names)), NULL));
  self->scale = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_object_ref (scales)), NULL));
  tide_accessible_name (GTK_WIDGET (self->condition), _ ("Condition"));
  tide_accessible_name (GTK_WIDGET (self->scale), _ ("Scale"));
  gtk_box_append (self->choices, GTK_WIDGET (self->condition));
  gtk_box_append (self->choices, GTK_WIDGET (self->scale));
  gtk_box_append (self->choices, gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  self->filling = TRUE;
  show_chosen (self);
  self->filling = FALSE;
  g_signal_connect_object (self->condition, "notify::selected", G_CALLBACK (condition_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scale, "notify::selected", G_CALLBACK (scale_cb), self, G_CONNECT_SWAPPED);
}

static void
make_filters (TideCompareToolbar *self)
{
  GtkWidget *popover = gtk_popover_new (), *filters = tide_compare_filters_new (self->model);
  self->filters = TIDE_COMPARE_FILTERS (filters);
  self->filters_button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_popover_set_child (GTK_POPOVER (popover), filters);
  gtk_menu_button_set_popover (self->filters_button, popover);
  gtk_menu_button_set_always_show_arrow (self->filters_button, TRUE);
  g_signal_connect_object (popover, "show", G_CALLBACK (tide_compare_filters_refresh), filters,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->filters_button));
}

static void
make_others (TideCompareToolbar *self)
{
  GtkWidget *popover = gtk_popover_new ();
  self->others = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
  self->others_button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->others));
  gtk_menu_button_set_popover (self->others_button, popover);
  gtk_box_append (self->treatments, GTK_WIDGET (self->others_button));
}

static void
tide_compare_toolbar_dispose (GObject *object)
{
  g_clear_object (&TIDE_COMPARE_TOOLBAR (object)->model);
  G_OBJECT_CLASS (tide_compare_toolbar_parent_class)->dispose (object);
}

static void
tide_compare_toolbar_finalize (GObject *object)
{
  g_array_unref (TIDE_COMPARE_TOOLBAR (object)->switched_off);
  G_OBJECT_CLASS (tide_compare_toolbar_parent_class)->finalize (object);
}

static void
tide_compare_toolbar_class_init (TideCompareToolbarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tide_compare_toolbar_dispose;
  G_OBJECT_CLASS (klass)->finalize = tide_compare_toolbar_finalize;
}

static void
tide_compare_toolbar_init (TideCompareToolbar *self)
{
  self->switched_off = g_array_new (FALSE, FALSE, sizeof (guint32));
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->choices = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  self->treatments = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  gtk_widget_set_hexpand (GTK_WIDGET (self->treatments), TRUE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->choices));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->treatments));
}

GtkWidget *
tide_compare_toolbar_new (TideCompareClinic *model)
{
  TideCompareToolbar *self = g_object_new (TIDE_TYPE_COMPARE_TOOLBAR, NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  self->model = g_object_ref (model);
  make_choices (self);
  self->arms = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  gtk_widget_add_css_class (GTK_WIDGET (self->arms), "tide-compare-arms");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->arms), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Treatments"), -1);
  self->not_drawn = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->not_drawn, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->not_drawn, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->not_drawn), "tide-data-dim");
  gtk_widget_add_css_class (GTK_WIDGET (self->not_drawn), "tide-small");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->arms));
  gtk_box_append (self->treatments, scroller);
  make_others (self);
  gtk_widget_set_hexpand (GTK_WIDGET (self->not_drawn), TRUE);
  gtk_box_append (self->treatments, GTK_WIDGET (self->not_drawn));
  make_filters (self);
  g_signal_connect_object (model, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}

void
tide_compare_toolbar_set_narrow (TideCompareToolbar *self, gboolean narrow)
{
  g_return_if_fail (TIDE_IS_COMPARE_TOOLBAR (self));
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  g_autoptr (GtkWidget) filters = g_object_ref (GTK_WIDGET (self->filters_button));
  gtk_box_remove (narrow ? GTK_BOX (self) : self->choices, filters);
  gtk_box_append (narrow ? self->choices : GTK_BOX (self), filters);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}
