/* tide-today-section.c: one list of Today.
 *
 * A morning list must not bury its fourth section under the first: each shows its first seven rows and says
 * how many there are.
 */
#include "tide-today-section.h"

#include <glib/gi18n-lib.h>

#define FIRST_ROWS 7
#define MORE_ROWS 100
#define ELSEWHERE_NAME "elsewhere"
#define RETRY_NAME "retry"

struct _TideTodaySection
{
  GtkBox parent_instance;

  GtkLabel *title_label, *count_label, *hint_label;
  GtkListBox *list;
  char *title;
  guint n, wanted, shown;
};

G_DEFINE_FINAL_TYPE (TideTodaySection, tide_today_section, GTK_TYPE_BOX)

enum
{
  OPEN,
  LEAVE,
  MORE,
  ELSEWHERE,
  RETRY,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- filling --- */

static GtkWidget *
add_line (TideTodaySection *self, const char *words, gboolean more)
{
  GtkWidget *row = gtk_list_box_row_new (), *label = gtk_label_new (words);
  gtk_widget_add_css_class (row, "tide-today-row");
  gtk_widget_add_css_class (label, more ? "tide-today-more" : "tide-data-dim");
  if (more)
    gtk_widget_add_css_class (row, "more");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), more ? .5f : 0);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), more);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_list_box_append (self->list, row);
  return row;
}

guint
tide_today_section_begin (TideTodaySection *self, guint n, const char *hint, const char *empty)
{
  g_return_val_if_fail (TIDE_IS_TODAY_SECTION (self), 0);
  GtkListBoxRow *row;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  self->n = n;
  self->shown = MIN (n, self->wanted);
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_autofree char *name = g_strdup_printf ("%s, %u", self->title, n);
  gtk_label_set_text (self->count_label, count);
  gtk_label_set_text (self->hint_label, hint != NULL ? hint : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (n == 0)
    add_line (self, empty, FALSE);
  return self->shown;
}

void
tide_today_section_append (TideTodaySection *self, GtkWidget *row)
{
  g_return_if_fail (TIDE_IS_TODAY_SECTION (self) && TIDE_IS_TODAY_ROW (row));
  gtk_list_box_append (self->list, row);
}

void
tide_today_section_end (TideTodaySection *self)
{
  g_return_if_fail (TIDE_IS_TODAY_SECTION (self));
  guint left = self->n - self->shown;
  if (left == 0)
    return;
  g_autofree char *words = left <= MORE_ROWS
                             ? g_strdup_printf (_ ("Show all %u"), self->n)
                             : g_strdup_printf (_ ("Show %u more of %u"), (guint) MORE_ROWS, self->n);
  add_line (self, words, TRUE);
}

void
tide_today_section_add_elsewhere (TideTodaySection *self, const char *words)
{
  g_return_if_fail (TIDE_IS_TODAY_SECTION (self) && words != NULL);
  gtk_widget_set_name (add_line (self, words, TRUE), ELSEWHERE_NAME);
}

void
tide_today_section_add_retry (TideTodaySection *self, const char *words, const char *action)
{
  g_return_if_fail (TIDE_IS_TODAY_SECTION (self) && words != NULL && action != NULL);
  if (self->n > 0)
    add_line (self, words, FALSE);
  else
    {
      /* Nobody knows how many there are: that is not none. */
      gtk_label_set_text (self->count_label, "–");
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, self->title,
                                      -1);
    }
  gtk_widget_set_name (add_line (self, action, TRUE), RETRY_NAME);
}

guint
tide_today_section_get_n (TideTodaySection *self)
{
  g_return_val_if_fail (TIDE_IS_TODAY_SECTION (self), 0);
  return self->n;
}

/* --- the keyboard --- */

int
tide_today_section_find_focus (TideTodaySection *self, const char **key)
{
  g_return_val_if_fail (TIDE_IS_TODAY_SECTION (self), -1);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row
    = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list))
        ? (GTK_IS_LIST_BOX_ROW (focus) ? focus : gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW))
        : NULL;
  if (row == NULL)
    return -1;
  if (key != NULL)
    *key = TIDE_IS_TODAY_ROW (row) ? tide_today_row_get_key (TIDE_TODAY_ROW (row)) : NULL;
  return gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
}

gboolean
tide_today_section_focus_key (TideTodaySection *self, const char *key)
{
  g_return_val_if_fail (TIDE_IS_TODAY_SECTION (self), FALSE);
  for (guint i = 0; i < self->shown; i++)
    {
      TideTodayRow *row = tide_today_section_get_row (self, i);
      if (row != NULL && g_strcmp0 (tide_today_row_get_key (row), key) == 0)
        return gtk_widget_grab_focus (GTK_WIDGET (row));
    }
  return FALSE;
}

gboolean
tide_today_section_focus_at (TideTodaySection *self, int at)
{
  g_return_val_if_fail (TIDE_IS_TODAY_SECTION (self), FALSE);
  int last = (int) self->shown - 1;
  if (last < 0)
    return FALSE;
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, CLAMP (at, 0, last));
  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

TideTodayRow *
tide_today_section_get_row (TideTodaySection *self, guint at)
{
  g_return_val_if_fail (TIDE_IS_TODAY_SECTION (self), NULL);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) at);
  return row != NULL && TIDE_IS_TODAY_ROW (row) ? TIDE_TODAY_ROW (row) : NULL;
}

static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, TideTodaySection *self)
{
  if (TIDE_IS_TODAY_ROW (row))
    {
      g_signal_emit (self, signals[OPEN], 0, row, FALSE);
      return;
    }
  if (g_str_equal (gtk_widget_get_name (GTK_WIDGET (row)), ELSEWHERE_NAME))
    {
      g_signal_emit (self, signals[ELSEWHERE], 0);
      return;
    }
  if (g_str_equal (gtk_widget_get_name (GTK_WIDGET (row)), RETRY_NAME))
    {
      g_signal_emit (self, signals[RETRY], 0);
      return;
    }
  int at = (int) self->shown;
  self->wanted = self->shown + MORE_ROWS;
  g_signal_emit (self, signals[MORE], 0);
  tide_today_section_focus_at (self, at);
}

static gboolean
keynav_failed_cb (GtkWidget *list, GtkDirectionType direction, TideTodaySection *self)
{
  if (direction != GTK_DIR_UP && direction != GTK_DIR_DOWN)
    return FALSE;
  g_signal_emit (self, signals[LEAVE], 0, direction);
  return TRUE;
}

/* --- class --- */

static void
tide_today_section_finalize (GObject *object)
{
  g_free (TIDE_TODAY_SECTION (object)->title);
  G_OBJECT_CLASS (tide_today_section_parent_class)->finalize (object);
}

static void
tide_today_section_class_init (TideTodaySectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tide_today_section_finalize;
  signals[OPEN] = g_signal_new ("open", TIDE_TYPE_TODAY_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, TIDE_TYPE_TODAY_ROW, G_TYPE_BOOLEAN);
  signals[LEAVE] = g_signal_new ("leave", TIDE_TYPE_TODAY_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, GTK_TYPE_DIRECTION_TYPE);
  signals[ELSEWHERE] = g_signal_new ("elsewhere", TIDE_TYPE_TODAY_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);
  signals[RETRY]
    = g_signal_new ("retry", TIDE_TYPE_TODAY_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MORE]
    = g_signal_new ("more", TIDE_TYPE_TODAY_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkLabel *
add_label (GtkWidget *box, const char *css)
{
  GtkWidget *label = gtk_label_new (NULL);
  gtk_widget_add_css_class (label, css);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
tide_today_section_init (TideTodaySection *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->wanted = FIRST_ROWS;
  gtk_widget_add_css_class (head, "tide-today-head");
  self->title_label = add_label (head, "tide-today-title");
  self->count_label = add_label (head, "tide-today-count");
  self->hint_label = add_label (head, "tide-today-hint");
  gtk_widget_set_hexpand (GTK_WIDGET (self->hint_label), TRUE);
  gtk_label_set_xalign (self->hint_label, 1);
  gtk_label_set_ellipsize (self->hint_label, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (self), head);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));
  g_signal_connect (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  g_signal_connect (self->list, "keynav-failed", G_CALLBACK (keynav_failed_cb), self);
}

GtkWidget *
tide_today_section_new (const char *title)
{
  TideTodaySection *self = g_object_new (TIDE_TYPE_TODAY_SECTION, NULL);
  self->title = g_strdup (title);
  gtk_label_set_text (self->title_label, title);
  return GTK_WIDGET (self);
}
