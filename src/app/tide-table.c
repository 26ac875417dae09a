/* tide-table.c: columns of tables, made the same way everywhere: aligned, sorted and sized alike. */
#include "tide-table.h"

#include <glib/gi18n-lib.h>
#include "tide-chart-style.h"

#define EM_PX 14.667

typedef struct
{
  const TideColumnInfo *info;
  gpointer data;
} Column;

static GtkWidget *
make_cell (const TideColumnInfo *info)
{
  if (info->make != NULL)
    return info->make ();
  GtkWidget *label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (label), info->right ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "tide-numbers");
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  gtk_list_item_set_child (item, make_cell (column->info));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  column->info->bind (gtk_list_item_get_child (item), gtk_list_item_get_item (item), column->data);
}

static void
free_column (gpointer data, GClosure *closure)
{
  g_free (data);
}

static int
scaled (GtkColumnView *view, int px)
{
  return (int) (px * tide_chart_em (GTK_WIDGET (view)) / EM_PX + .5);
}

/* GTK 4.8 has no way to say where a title stands; figures are read against it, so it stands where they do. */
static void
align_last_title (GtkColumnView *view)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));
  GtkWidget *title = header != NULL ? gtk_widget_get_last_child (header) : NULL;
  GtkWidget *box = title != NULL ? gtk_widget_get_first_child (title) : NULL;
  if (box != NULL)
    gtk_widget_set_halign (box, GTK_ALIGN_END);
}

GtkColumnViewColumn *
tide_table_add_column (GtkColumnView *view, const TideColumnInfo *info, gpointer data)
{
  Column *column = g_new (Column, 1);
  *column = (Column){ info, data };
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), column);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cb), column, free_column, 0);
  GtkColumnViewColumn *made = gtk_column_view_column_new (_ (info->title), factory);
  if (info->width > 0 && !info->expand)
    gtk_column_view_column_set_fixed_width (made, scaled (view, info->width));
  gtk_column_view_column_set_expand (made, info->expand);
  if (info->compare != NULL)
    {
      GtkSorter *sorter = GTK_SORTER (gtk_custom_sorter_new (info->compare, data, NULL));
      gtk_column_view_column_set_sorter (made, sorter);
      g_object_unref (sorter);
    }
  g_object_set_data (G_OBJECT (made), "tide-id", (gpointer) info->id);
  gtk_column_view_append_column (view, made);
  if (info->right)
    align_last_title (view);
  g_object_unref (made);
  return made;
}

GtkColumnViewColumn *
tide_table_find_column (GtkColumnView *view, const char *id)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      if (g_strcmp0 (g_object_get_data (G_OBJECT (column), "tide-id"), id) == 0)
        return column; /* the view holds it */
    }
  return NULL;
}

void
tide_table_update_widths (GtkColumnView *view, const TideColumnInfo *infos, const int *widths, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      GtkColumnViewColumn *column = tide_table_find_column (view, infos[i].id);
      int width = widths != NULL && widths[i] > 0 ? widths[i] : infos[i].width;
      if (column != NULL && width > 0 && !infos[i].expand)
        gtk_column_view_column_set_fixed_width (column, scaled (view, width));
    }
}

/* How many of the columns that may yield have to, from 1 on. */
static guint
count_yielding (GtkColumnView *view, const TideColumnInfo *infos, guint n, int available)
{
  guint gone = 0;
  int sum = 0;
  for (guint i = 0; i < n; i++)
    sum += scaled (view, infos[i].width);
  for (gboolean found = TRUE; sum > available && found;)
    {
      found = FALSE;
      for (guint i = 0; i < n && !found; i++)
        if (infos[i].yields == gone + 1)
          {
            sum -= scaled (view, infos[i].width);
            found = TRUE;
          }
      gone += found;
    }
  return gone;
}

static gboolean
is_shown (const TideColumnInfo *info, guint gone)
{
  return info->yields == 0 || info->yields > gone;
}

/* GTK 4.8 gives an expanding column nothing of what a column leaves that is hidden later: its width is set.
 */
static int
left_over (GtkColumnView *view, const TideColumnInfo *infos, guint n, int available, guint gone)
{
  int left = available;
  for (guint i = 0; i < n; i++)
    if (!infos[i].expand && is_shown (&infos[i], gone))
      left -= scaled (view, infos[i].width);
  return left;
}

void
tide_table_fit (GtkColumnView *view, const TideColumnInfo *infos, guint n, int available)
{
  if (available <= 0)
    return;
  guint gone = count_yielding (view, infos, n, available);
  int left = left_over (view, infos, n, available, gone);
  for (guint i = 0; i < n; i++)
    {
      GtkColumnViewColumn *column = tide_table_find_column (view, infos[i].id);
      gboolean shown = is_shown (&infos[i], gone);
      if (gtk_column_view_column_get_visible (column) != shown)
        gtk_column_view_column_set_visible (column, shown);
      if (infos[i].expand)
        gtk_column_view_column_set_fixed_width (column, MAX (left, scaled (view, infos[i].width)));
    }
}

/* --- as the room changes --- */

typedef struct
{
  GtkColumnView *view;
  const TideColumnInfo *infos;
  guint n, fit_id;
} Follower;

static gboolean
fit_cb (gpointer data)
{
  Follower *self = data;
  GtkAdjustment *across = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->view));
  self->fit_id = 0;
  tide_table_fit (self->view, self->infos, self->n, (int) gtk_adjustment_get_page_size (across));
  return G_SOURCE_REMOVE;
}

/* Told while sizes are given out: columns come and go afterwards, before the frame is painted. */
static void
page_size_cb (GtkAdjustment *across, GParamSpec *pspec, Follower *self)
{
  if (self->fit_id == 0)
    self->fit_id = g_idle_add_full (GTK_PRIORITY_RESIZE, fit_cb, self, NULL);
}

static void
realize_cb (GtkWidget *view, Follower *self)
{
  tide_table_update_widths (self->view, self->infos, NULL, self->n);
  page_size_cb (NULL, NULL, self);
}

static void
unrealize_cb (GtkWidget *view, Follower *self)
{
  g_clear_handle_id (&self->fit_id, g_source_remove);
}

static void
follower_free (gpointer data, GClosure *closure)
{
  Follower *self = data;
  g_clear_handle_id (&self->fit_id, g_source_remove);
  g_free (self);
}

/* The adjustment goes with the view, whose last signal handler frees what all three share. */
void
tide_table_follow (GtkColumnView *view, const TideColumnInfo *infos, guint n)
{
  Follower *self = g_new0 (Follower, 1);
  GtkAdjustment *across = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (view));
  *self = (Follower){ view, infos, n, 0 };
  g_signal_connect_data (view, "realize", G_CALLBACK (realize_cb), self, follower_free, 0);
  g_signal_connect (view, "unrealize", G_CALLBACK (unrealize_cb), self);
  GClosure *closure = g_cclosure_new (G_CALLBACK (page_size_cb), self, NULL);
  g_object_watch_closure (G_OBJECT (view), closure); /* not called once the view is gone */
  g_signal_connect_closure (across, "notify::page-size", closure, FALSE);
}

static GtkSortListModel *
sort_model (GtkColumnView *view, GListModel *model)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (view);
  return gtk_sort_list_model_new (model, sorter != NULL ? g_object_ref (sorter) : NULL);
}

GtkMultiSelection *
tide_table_set_model_of_many (GtkColumnView *view, GListModel *model)
{
  GtkMultiSelection *selection = gtk_multi_selection_new (G_LIST_MODEL (sort_model (view, model)));
  gtk_column_view_set_model (view, GTK_SELECTION_MODEL (selection));
  return selection;
}

GtkSingleSelection *
tide_table_set_model (GtkColumnView *view, GListModel *model)
{
  GtkSortListModel *sorted = sort_model (view, model);
  GtkSingleSelection *selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_model (selection, G_LIST_MODEL (sorted));
  g_object_unref (sorted);
  gtk_column_view_set_model (view, GTK_SELECTION_MODEL (selection));
  return selection;
}
