/* tide-cockpit-layout.c: columns of 260, the rest, and 290 pixels at usual text; in a narrow window or with
 * large text they do not fit, then the prompt stands on top and the rest follows in the order of need.
 */
#include "tide-cockpit-layout.h"

#include "tide-chart-style.h"

#define GAP 10
/* Of the interface font: 260 and 290 pixels at 11 pt. */
#define LEFT_EM 17.7
#define RIGHT_EM 19.8

struct _TideCockpitLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (TideCockpitLayout, tide_cockpit_layout, GTK_TYPE_LAYOUT_MANAGER)

enum
{
  PROMPT,
  LEFT,
  MIDDLE,
  RIGHT,
  N_PARTS
};

typedef struct
{
  GtkWidget *parts[N_PARTS];
  int minimum[N_PARTS], natural[N_PARTS];
  double em;
} Parts;

static gboolean
find_parts (GtkWidget *widget, Parts *self)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  self->em = tide_chart_em (widget);
  for (guint i = 0; i < N_PARTS; i++)
    {
      if (child == NULL)
        return FALSE;
      self->parts[i] = child;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &self->minimum[i], &self->natural[i], NULL,
                          NULL);
      child = gtk_widget_get_next_sibling (child);
    }
  return TRUE;
}

static int
get_right (const Parts *self)
{
  return MAX (self->minimum[RIGHT], self->minimum[PROMPT]);
}

static gboolean
is_wide (const Parts *self, int width)
{
  return width >= self->minimum[LEFT] + self->minimum[MIDDLE] + get_right (self) + 2 * GAP;
}

/* The sides get their width as long as the middle has its minimum. */
static void
share (const Parts *self, int width, int *left, int *middle, int *right)
{
  int spare = width - 2 * GAP - self->minimum[LEFT] - self->minimum[MIDDLE] - get_right (self);
  int more = CLAMP ((int) (LEFT_EM * self->em) - self->minimum[LEFT], 0, MAX (spare / 2, 0));
  *left = self->minimum[LEFT] + more;
  *right
    = get_right (self) + CLAMP ((int) (RIGHT_EM * self->em) - get_right (self), 0, MAX (spare - more, 0));
  *middle = width - 2 * GAP - *left - *right;
}

static int
get_height (GtkWidget *part, int width)
{
  int height = 0;
  gtk_widget_measure (part, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return height;
}

/* Under each other nothing is scrolled inside: the whole is. */
static int
get_full_height (GtkWidget *part, int width)
{
  int height = 0;
  gtk_widget_measure (part, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

static void
tide_cockpit_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
                             int for_size, int *minimum, int *natural, int *minimum_baseline,
                             int *natural_baseline)
{
  Parts self;
  *minimum = *natural = 0;
  if (!find_parts (widget, &self))
    return;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      for (guint i = 0; i < N_PARTS; i++)
        *minimum = MAX (*minimum, self.minimum[i]);
      *natural = MAX (*minimum, self.natural[LEFT] + self.natural[MIDDLE] + self.natural[RIGHT] + 2 * GAP);
      return;
    }
  if (for_size >= 0 && is_wide (&self, for_size))
    {
      int left, middle, right;
      share (&self, for_size, &left, &middle, &right);
      *minimum = get_height (self.parts[PROMPT], right) + GAP + get_height (self.parts[RIGHT], right);
      *minimum = MAX (*minimum, get_height (self.parts[LEFT], left));
      *minimum = MAX (*minimum, get_height (self.parts[MIDDLE], middle));
    }
  else
    for (guint i = 0; i < N_PARTS; i++)
      *minimum += get_full_height (self.parts[i], for_size) + (i > 0 ? GAP : 0);
  *natural = *minimum;
}

static void
place (GtkWidget *part, int x, int y, int width, int height)
{
  gtk_widget_size_allocate (part, &(GtkAllocation){ x, y, width, height }, -1);
}

static void
tide_cockpit_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                              int baseline)
{
  static const guint order[N_PARTS] = { PROMPT, MIDDLE, LEFT, RIGHT };
  Parts self;
  int left, middle, right, y = 0;
  if (!find_parts (widget, &self))
    return;
  if (!is_wide (&self, width))
    {
      for (guint i = 0; i < N_PARTS; i++)
        {
          GtkWidget *part = self.parts[order[i]];
          int wanted = get_full_height (part, width);
          place (part, 0, y, width, wanted);
          y += wanted + GAP;
        }
      return;
    }
  share (&self, width, &left, &middle, &right);
  int prompt = get_height (self.parts[PROMPT], right), x = left + middle + 2 * GAP;
  place (self.parts[PROMPT], x, 0, right, prompt);
  place (self.parts[LEFT], 0, 0, left, height);
  place (self.parts[MIDDLE], left + GAP, 0, middle, height);
  place (self.parts[RIGHT], x, prompt + GAP, right, MAX (height - prompt - GAP, 0));
}

static GtkSizeRequestMode
tide_cockpit_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tide_cockpit_layout_class_init (TideCockpitLayoutClass *klass)
{
  GtkLayoutManagerClass *layout = GTK_LAYOUT_MANAGER_CLASS (klass);
  layout->measure = tide_cockpit_layout_measure;
  layout->allocate = tide_cockpit_layout_allocate;
  layout->get_request_mode = tide_cockpit_layout_get_request_mode;
}

static void
tide_cockpit_layout_init (TideCockpitLayout *self)
{
}
