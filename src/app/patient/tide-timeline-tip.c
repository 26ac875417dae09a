/* tide-timeline-tip.c: the tooltip of the timeline.  Not a GtkTooltip: that one waits half a second and
 * stands where the hand is.  It is decoration for the eye; a screen reader gets the same lines as the chart's
 * description. */
#include "tide-timeline-tip.h"

#define LINE_CHARS 48 /* a clause is longer than a date: it wraps */

struct _TideTimelineTip
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (TideTimelineTip, tide_timeline_tip, GTK_TYPE_WIDGET)

static void
remove_lines (TideTimelineTip *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static GtkWidget *
make_label (const char *markup)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LINE_CHARS);
  gtk_widget_add_css_class (label, "tide-numbers");
  return label;
}

/* "[R] words": the letter in its box, then the words. */
static GtkWidget *
make_line (const char *markup)
{
  char letter[2] = { markup[0] == '[' ? markup[1] : '\0', '\0' };
  GtkWidget *row, *mark;

  if (letter[0] == '\0' || markup[2] != ']')
    return make_label (markup);
  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  mark = gtk_label_new (letter);
  gtk_widget_add_css_class (mark, "tide-mark");
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), mark);
  gtk_box_append (GTK_BOX (row), make_label (markup + 3 + (markup[3] == ' ')));
  return row;
}

void
tide_timeline_tip_set_lines (TideTimelineTip *self, GPtrArray *lines)
{
  g_return_if_fail (TIDE_IS_TIMELINE_TIP (self));
  remove_lines (self);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    gtk_widget_set_parent (make_line (g_ptr_array_index (lines, i)), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), lines != NULL && lines->len > 0);
}

static void
tide_timeline_tip_dispose (GObject *object)
{
  remove_lines (TIDE_TIMELINE_TIP (object));
  G_OBJECT_CLASS (tide_timeline_tip_parent_class)->dispose (object);
}

static void
tide_timeline_tip_class_init (TideTimelineTipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tide_timeline_tip_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
tide_timeline_tip_init (TideTimelineTip *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 1);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "tide-tip");
}
