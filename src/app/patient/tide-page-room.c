/* tide-page-room.c: the timeline stays in sight above every tab, but only the assessments are read beside it:
 * on the other tabs it takes the least height that still tells the course, and the tab gets the rest.
 *
 * Where that is too little for both (a low window, large text) the page scrolls as one: a tab is as long as
 * what it holds, so that no list scrolls within another.  Only tables keep a scroller of their own, as they
 * make rows for what is in sight alone.  What has the keyboard is then scrolled into sight here: GTK's
 * viewports each do it for themselves, with the place that it had before the other one moved. */
#include "tide-page-room.h"

#include "tide-chart-style.h"

#define SMALL_BELOW_EM 48.0 /* 704 px: a window of 750 */
#define TAB_EM 21.9         /* 320 px */
#define TABLE_EM 12.0       /* six rows under their heads */
#define SIGHT_EM 1.0        /* kept free round what has the keyboard */

static gboolean
shows_assessments (TidePageRoom *self)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->tabs), "assessments") == 0;
}

/* --- scrolling --- */

static void
scroll_to (TidePageRoom *self, GtkWidget *widget, gboolean to_top)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double edge = SIGHT_EM * tide_chart_em (self->tab_row), page = gtk_adjustment_get_page_size (adjustment);
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (widget, self->content, &bounds))
    return;
  double top = MAX (bounds.origin.y - edge, 0), bottom = bounds.origin.y + bounds.size.height + edge;
  if (to_top || bottom - top > page)
    gtk_adjustment_set_value (adjustment, top);
  else
    gtk_adjustment_clamp_page (adjustment, top, bottom);
}

static gboolean
sight_cb (gpointer data)
{
  TidePageRoom *self = data;
  GtkWidget *focus = self->root != NULL ? gtk_root_get_focus (self->root) : NULL;

  self->sight_id = 0;
  if (self->small && self->to_tabs)
    scroll_to (self, self->tab_row, TRUE);
  self->to_tabs = FALSE;
  if (self->small && focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->tabs)))
    scroll_to (self, focus, FALSE);
  return G_SOURCE_REMOVE;
}

/* After the layout: only then a row is where it will be. */
static void
queue_sight (TidePageRoom *self)
{
  if (self->sight_id == 0)
    self->sight_id = g_idle_add (sight_cb, self);
}

static void
focus_changed_cb (GtkRoot *root, GParamSpec *pspec, gpointer data)
{
  TidePageRoom *self = data;

  if (self->small)
    queue_sight (self);
}

/* --- height --- */

static gboolean
has_table (GtkWidget *widget)
{
  if (GTK_IS_COLUMN_VIEW (widget))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (has_table (child))
      return TRUE;
  return FALSE;
}

/* The outermost scrollers below @widget: with @flow they are as high as what they hold. */
static void
set_flow (GtkWidget *widget, gboolean flow)
{
  if (GTK_IS_SCROLLED_WINDOW (widget))
    {
      GtkPolicyType across;
      gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &across, NULL);
      gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (widget), across,
                                      flow ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    set_flow (child, flow);
}

static void
set_flows (TidePageRoom *self)
{
  for (GtkWidget *tab = gtk_widget_get_first_child (GTK_WIDGET (self->tabs)); tab;
       tab = gtk_widget_get_next_sibling (tab))
    if (!has_table (tab))
      set_flow (tab, self->small);
}

/* px: a table never higher than the part of the page in sight, in which it scrolls. */
static int
get_least_height (TidePageRoom *self)
{
  double em = tide_chart_em (self->tab_row);
  int sight = gtk_widget_get_height (GTK_WIDGET (self->scroller)) - (int) (2 * SIGHT_EM * em);

  if (!self->small)
    return -1;
  return MAX (MIN ((int) ((shows_assessments (self) ? TABLE_EM : TAB_EM) * em), sight), (int) (6 * em));
}

static gboolean
is_small (TidePageRoom *self)
{
  return gtk_widget_get_height (GTK_WIDGET (self->scroller)) < SMALL_BELOW_EM * tide_chart_em (self->tab_row);
}

static void
fit (TidePageRoom *self)
{
  gboolean small = is_small (self);

  if (small != self->small)
    {
      self->small = small;
      set_flows (self);
      queue_sight (self);
    }
  self->height = get_least_height (self);
  gtk_widget_set_size_request (GTK_WIDGET (self->tabs), -1, self->height);
  /* Beside the assessments the timeline has its height, whatever the other tabs hold. */
  adw_view_stack_set_vhomogeneous (self->tabs, shows_assessments (self) && !small);
  tide_timeline_card_set_compact (self->timeline, !shows_assessments (self));
}

static gboolean
fit_cb (gpointer data)
{
  TidePageRoom *self = data;

  self->fit_id = 0;
  fit (self);
  return G_SOURCE_REMOVE;
}

void
tide_page_room_allocate (TidePageRoom *self)
{
  /* Not now: what is being given its size cannot ask for another. */
  if (self->fit_id == 0 && (is_small (self) != self->small || get_least_height (self) != self->height))
    self->fit_id = g_idle_add (fit_cb, self);
}

void
tide_page_room_show_tab (TidePageRoom *self)
{
  if (self->scroller == NULL)
    return; /* the page is going */
  fit (self);
  self->to_tabs = !shows_assessments (self);
  if (self->small)
    queue_sight (self);
}

void
tide_page_room_watch (TidePageRoom *self, GtkRoot *root)
{
  if (self->root != NULL)
    g_signal_handlers_disconnect_by_func (self->root, focus_changed_cb, self);
  self->root = root;
  if (root != NULL && GTK_IS_WINDOW (root))
    g_signal_connect (root, "notify::focus-widget", G_CALLBACK (focus_changed_cb), self);
}

void
tide_page_room_init (TidePageRoom *self, GtkScrolledWindow *scroller, GtkWidget *content,
                     TideTimelineCard *timeline, GtkWidget *tab_row, AdwViewStack *tabs)
{
  *self = (TidePageRoom){ scroller, content, timeline, tab_row, tabs, .height = -1 };
}

void
tide_page_room_clear (TidePageRoom *self)
{
  tide_page_room_watch (self, NULL);
  if (self->fit_id != 0)
    g_source_remove (self->fit_id);
  if (self->sight_id != 0)
    g_source_remove (self->sight_id);
  *self = (TidePageRoom){ 0 };
}
