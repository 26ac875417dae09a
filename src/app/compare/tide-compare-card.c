/* tide-compare-card.c: a figure with its title, its switches and its table twin.  See tide-compare-card.h. */
#include "tide-compare-card.h"

#include <glib/gi18n-lib.h>

#include "tide-accessible-name.h"

struct _TideCompareCard
{
  GtkBox parent_instance;
  const TideComparison *comparison; /* borrowed */
  TideCompareOptions options;
  GtkLabel *title, *subtitle, *tip;
  GtkBox *head, *controls;
  GtkStack *stack;
  GtkOverlay *overlay;
  TideCompareChart *chart;
  GtkGrid *twin;
  GtkDropDown *first, *second; /* arms; NULL none */
  GSimpleActionGroup *actions;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (TideCompareCard, tide_compare_card, GTK_TYPE_BOX)

/* --- showing --- */

static GtkWidget *
make_cell (const char *words, gboolean head)
{
  GtkWidget *label = gtk_label_new (words);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "tide-own-cell");
  if (head)
    gtk_widget_add_css_class (label, "heading");
  return label;
}

static void
fill_twin (TideCompareCard *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->twin)); child != NULL;
       child = gtk_widget_get_first_child (GTK_WIDGET (self->twin)))
    gtk_grid_remove (self->twin, child);
  if (self->comparison == NULL || g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "table") != 0)
    return;
  g_autoptr (TideCompareTable) table = tide_compare_table_new (self->comparison, &self->options);
  for (int column = 0; table->head[column] != NULL; column++)
    gtk_grid_attach (self->twin, make_cell (table->head[column], TRUE), column, 0, 1, 1);
  for (guint i = 0; i < table->rows->len; i++)
    for (int column = 0; table->head[column] != NULL; column++)
      gtk_grid_attach (self->twin, make_cell (((char **) table->rows->pdata[i])[column], FALSE), column,
                       (int) i + 1, 1, 1);
}

static void
show (TideCompareCard *self)
{
  tide_compare_chart_set (self->chart, self->comparison, &self->options);
  if (self->comparison != NULL)
    {
      g_autofree char *title = tide_compare_figure_dup_title (self->comparison, &self->options);
      g_autofree char *subtitle = tide_compare_figure_dup_subtitle (self->comparison, &self->options);
      gtk_label_set_text (self->title, title);
      gtk_label_set_text (self->subtitle, subtitle);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->subtitle), subtitle);
    }
  fill_twin (self);
}

/* --- arms to choose --- */

/* The drawn arms in order: their indexes. */
static guint
arm_of (const TideComparison *comparison, guint position)
{
  for (guint a = 0; a < comparison->n_arms; a++)
    if (comparison->arms[a].drawn && position-- == 0)
      return a;
  return 0;
}

static void
fill_arms (TideCompareCard *self, GtkDropDown *drop_down, guint selected)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint position = 0;
  if (drop_down == NULL)
    return;
  for (guint a = 0; a < self->comparison->n_arms; a++)
    if (self->comparison->arms[a].drawn)
      {
        if (a == selected)
          position = g_list_model_get_n_items (G_LIST_MODEL (names));
        gtk_string_list_append (names, self->comparison->arms[a].label);
      }
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (drop_down, position);
}

static void
arm_cb (TideCompareCard *self)
{
  if (self->filling || self->comparison == NULL)
    return;
  guint first = arm_of (self->comparison, gtk_drop_down_get_selected (self->first));
  if (self->options.drawing == TIDE_COMPARE_FOREST)
    self->options.against = first;
  else
    {
      self->options.first = first;
      self->options.second = arm_of (self->comparison, gtk_drop_down_get_selected (self->second));
    }
  show (self);
}

static GtkDropDown *
add_arms (TideCompareCard *self, const char *name)
{
  GtkWidget *drop_down = gtk_drop_down_new (NULL, NULL);
  tide_accessible_name (drop_down, name);
  gtk_widget_set_tooltip_text (drop_down, name);
  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  gtk_box_append (self->controls, drop_down);
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (arm_cb), self, G_CONNECT_SWAPPED);
  return GTK_DROP_DOWN (drop_down);
}

/* --- switches --- */

static void
choice_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  TideCompareCard *self = data;
  const char *name = g_action_get_name (G_ACTION (action));
  int chosen = g_variant_get_int32 (value);
  g_simple_action_set_state (action, value);
  if (g_str_equal (name, "median"))
    self->options.median = chosen != 0;
  else if (g_str_equal (name, "log"))
    self->options.log = chosen != 0;
  else if (g_str_equal (name, "event"))
    self->options.event = (TideCourseEventKind) chosen;
  else if (g_str_equal (name, "bar"))
    self->options.bar = (TideCompareBar) chosen;
  else
    self->options.points = chosen != 0;
  show (self);
}

static void
toggle_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  TideCompareCard *self = data;
  g_simple_action_set_state (action, value);
  if (g_str_equal (g_action_get_name (G_ACTION (action)), "single"))
    self->options.single = g_variant_get_boolean (value);
  else
    self->options.between = g_variant_get_boolean (value);
  show (self);
}

static GtkWidget *
make_toggle (const char *label, const char *action, GVariant *target)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);
  gtk_widget_add_css_class (button, "tide-range");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (target != NULL)
    gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

/* Labels by number from 0, linked; one is on. */
static void
add_choice (TideCompareCard *self, const char *name, const char *action, const char *const *labels)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (int i = 0; labels[i] != NULL; i++)
    gtk_box_append (GTK_BOX (box), make_toggle (labels[i], action, g_variant_new_int32 (i)));
  gtk_box_append (self->controls, box);
}

static void
event_cb (TideCompareCard *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  self->options.event = (TideCourseEventKind) gtk_drop_down_get_selected (drop_down);
  show (self);
}

static void
add_events (TideCompareCard *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  for (guint i = 0; i < TIDE_N_COURSE_EVENTS; i++)
    gtk_string_list_append (names, tide_course_event_get_label ((TideCourseEventKind) i));
  GtkWidget *drop_down = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (names)), NULL);
  tide_accessible_name (drop_down, _ ("Event"));
  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  gtk_box_append (self->controls, drop_down);
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (event_cb), self, G_CONNECT_SWAPPED);
}

static void
add_controls (TideCompareCard *self)
{
  const char *const means[] = { _ ("Mean"), _ ("Median"), NULL };
  const char *const axes[] = { _ ("Linear"), _ ("Log"), NULL };
  const char *const bars[] = { _ ("Best"), _ ("Week 12"), _ ("Last"), NULL };
  const char *const units[] = { "%", _ ("Points"), NULL };
  switch (self->options.drawing)
    {
    case TIDE_COMPARE_CHANGE:
      add_choice (self, _ ("Middle"), "card.median", means);
      gtk_box_append (self->controls, make_toggle (_ ("Courses"), "card.single", NULL));
      break;
    case TIDE_COMPARE_TIMES:
      add_events (self);
      gtk_box_append (self->controls, make_toggle (_ ("Between Visits"), "card.between", NULL));
      add_choice (self, _ ("Time axis"), "card.log", axes);
      break;
    case TIDE_COMPARE_WATERFALL:
      add_choice (self, _ ("Rating"), "card.bar", bars);
      add_choice (self, _ ("Unit"), "card.points", units);
      break;
    case TIDE_COMPARE_FOREST:
      self->first = add_arms (self, _ ("Against"));
      break;
    case TIDE_COMPARE_BALANCE:
    default:
      self->first = add_arms (self, _ ("First treatment"));
      self->second = add_arms (self, _ ("Second treatment"));
      break;
    }
}

static void
add_actions (TideCompareCard *self)
{
  static const GActionEntry entries[] = {
    { .name = "median", .parameter_type = "i", .state = "0", .change_state = choice_cb },
    { .name = "log", .parameter_type = "i", .state = "1", .change_state = choice_cb },
    { .name = "bar", .parameter_type = "i", .state = "0", .change_state = choice_cb },
    { .name = "points", .parameter_type = "i", .state = "0", .change_state = choice_cb },
    { .name = "single", .state = "true", .change_state = toggle_cb },
    { .name = "between", .state = "false", .change_state = toggle_cb },
  };
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "card", G_ACTION_GROUP (self->actions));
}

/* --- tip --- */

static void
pick_changed_cb (TideCompareCard *self)
{
  const char *words = tide_compare_chart_get_words (self->chart);
  gtk_widget_set_visible (GTK_WIDGET (self->tip), words != NULL);
  gtk_label_set_text (self->tip, words != NULL ? words : "");
}

static gboolean
place_tip_cb (GtkOverlay *overlay, GtkWidget *widget, GdkRectangle *place, TideCompareCard *self)
{
  GtkRequisition size;
  double x, y;
  int width = gtk_widget_get_width (GTK_WIDGET (overlay));
  if (widget != GTK_WIDGET (self->tip) || !tide_compare_chart_get_place (self->chart, &x, &y))
    return FALSE;
  gtk_widget_get_preferred_size (widget, NULL, &size);
  place->width = MIN (size.width, width);
  place->height = size.height;
  place->x = CLAMP ((int) x - place->width / 2, 4, MAX (4, width - place->width - 4));
  place->y = (int) y - place->height - 16;
  if (place->y < 2)
    place->y = (int) y + 16;
  return TRUE;
}

/* --- making --- */

static void
make_head (TideCompareCard *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  /* Under each other until the room is known, like the cards themselves. */
  self->head = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  self->title = GTK_LABEL (gtk_label_new (NULL));
  self->subtitle = GTK_LABEL (gtk_label_new (NULL));
  self->controls = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (self->title, 12);
  gtk_label_set_xalign (self->title, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "tide-data-dim");
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "tide-small");
  gtk_label_set_ellipsize (self->subtitle, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->subtitle, 0);
  gtk_label_set_max_width_chars (self->subtitle, 4);
  /* Beside the switches it takes a second line before it is cut. */
  gtk_label_set_wrap (self->subtitle, TRUE);
  gtk_label_set_lines (self->subtitle, 2);
  gtk_widget_set_hexpand (GTK_WIDGET (self->subtitle), TRUE);
  /* The list of events is the title of the times. */
  gtk_widget_set_visible (GTK_WIDGET (self->title), self->options.drawing != TIDE_COMPARE_TIMES);
  gtk_widget_add_css_class (GTK_WIDGET (self->head), "tide-compare-head");
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->subtitle));
  gtk_box_append (self->head, words);
  gtk_box_append (self->head, GTK_WIDGET (self->controls));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->head));
}

static void
make_stack (TideCompareCard *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  self->chart = g_object_new (TIDE_TYPE_COMPARE_CHART, "vexpand", TRUE, "hexpand", TRUE, NULL);
  self->overlay = GTK_OVERLAY (gtk_overlay_new ());
  self->stack = GTK_STACK (gtk_stack_new ());
  self->twin = GTK_GRID (gtk_grid_new ());
  self->tip = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->tip), "tide-tip");
  gtk_widget_set_can_target (GTK_WIDGET (self->tip), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->tip), FALSE);
  gtk_label_set_ellipsize (self->tip, PANGO_ELLIPSIZE_END);
  gtk_overlay_set_child (self->overlay, GTK_WIDGET (self->chart));
  gtk_overlay_add_overlay (self->overlay, GTK_WIDGET (self->tip));
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 260);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->twin));
  tide_accessible_name (GTK_WIDGET (self->twin), _ ("The figure as a table"));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->overlay), "figure");
  gtk_stack_add_named (self->stack, scroller, "table");
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
  g_signal_connect (self->overlay, "get-child-position", G_CALLBACK (place_tip_cb), self);
  g_signal_connect_swapped (self->chart, "pick-changed", G_CALLBACK (pick_changed_cb), self);
}

static void
tide_compare_card_dispose (GObject *object)
{
  TideCompareCard *self = TIDE_COMPARE_CARD (object);
  self->comparison = NULL;
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (tide_compare_card_parent_class)->dispose (object);
}

static void
tide_compare_card_class_init (TideCompareCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tide_compare_card_dispose;
}

static void
tide_compare_card_init (TideCompareCard *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

GtkWidget *
tide_compare_card_new (TideCompareDrawing drawing)
{
  TideCompareCard *self = g_object_new (TIDE_TYPE_COMPARE_CARD, NULL);
  self->options = (TideCompareOptions){ .drawing = drawing, .single = TRUE, .log = TRUE };
  add_actions (self);
  make_head (self);
  make_stack (self);
  add_controls (self);
  return GTK_WIDGET (self);
}

/* --- public --- */

void
tide_compare_card_set (TideCompareCard *self, const TideComparison *comparison)
{
  g_return_if_fail (TIDE_IS_COMPARE_CARD (self));
  self->comparison = comparison;
  if (comparison != NULL)
    {
      TideCompareOptions fresh = tide_compare_options_default (self->options.drawing, comparison);
      self->options.against = fresh.against;
      self->options.first = fresh.first;
      self->options.second = fresh.second;
      self->filling = TRUE;
      fill_arms (self, self->first,
                 self->options.drawing == TIDE_COMPARE_FOREST ? fresh.against : fresh.first);
      fill_arms (self, self->second, fresh.second);
      self->filling = FALSE;
    }
  show (self);
}

void
tide_compare_card_set_table (TideCompareCard *self, gboolean table)
{
  g_return_if_fail (TIDE_IS_COMPARE_CARD (self));
  gtk_stack_set_visible_child_name (self->stack, table ? "table" : "figure");
  fill_twin (self);
}

void
tide_compare_card_set_narrow (TideCompareCard *self, gboolean narrow)
{
  g_return_if_fail (TIDE_IS_COMPARE_CARD (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->head),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

TideCompareOptions
tide_compare_card_get_options (TideCompareCard *self)
{
  g_return_val_if_fail (TIDE_IS_COMPARE_CARD (self), ((TideCompareOptions){ 0 }));
  return self->options;
}

TideCompareChart *
tide_compare_card_get_chart (TideCompareCard *self)
{
  g_return_val_if_fail (TIDE_IS_COMPARE_CARD (self), NULL);
  return self->chart;
}
