/* tide-courses-view.c: the courses of a patient, newest first, a block each. */
#include "tide-courses-view.h"

#include "tide-course-block.h"
#include "tide-ladder-card.h"

struct _TideCoursesView
{
  AdwBin parent_instance;
  GtkWidget *box, *empty, *scroller;
  GPtrArray *blocks; /* (GtkWidget, in box) */
};

G_DEFINE_FINAL_TYPE (TideCoursesView, tide_courses_view, ADW_TYPE_BIN)

/* An ended course says less than one that runs or is planned: those stand first. */
static gboolean
has_ended (const TideCourse *course, TideDate today)
{
  return tide_date_is_known (course->ended_on) && course->ended_on < today;
}

static void
add_blocks (TideCoursesView *self, TidePatientModel *model, gboolean ended)
{
  const GPtrArray *courses = model->history->courses;
  TideDate today = tide_instant_get_date (model->now);
  for (guint i = courses->len; i > 0; i--)
    if (has_ended (courses->pdata[i - 1], today) == ended)
      {
        GtkWidget *block = tide_course_block_new (model, courses->pdata[i - 1]);
        g_object_set_data_full (G_OBJECT (block), "course",
                                g_memdup2 (&TIDE_RECORD (courses->pdata[i - 1])->id, sizeof (gint64)),
                                g_free);
        gtk_box_append (GTK_BOX (self->box), block);
        g_ptr_array_add (self->blocks, block);
      }
}

/* Below the courses that run, above those that ended. */
static void
add_ladder (TideCoursesView *self, TidePatientModel *model)
{
  GtkWidget *card = tide_ladder_card_new (model);
  if (card == NULL)
    return;
  gtk_box_append (GTK_BOX (self->box), card);
  g_ptr_array_add (self->blocks, card);
}

void
tide_courses_view_set_model (TideCoursesView *self, TidePatientModel *model)
{
  g_return_if_fail (TIDE_IS_COURSES_VIEW (self));
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double at = gtk_adjustment_get_value (adjustment);
  for (guint i = 0; i < self->blocks->len; i++)
    gtk_box_remove (GTK_BOX (self->box), self->blocks->pdata[i]);
  g_ptr_array_set_size (self->blocks, 0);
  if (model != NULL)
    {
      add_blocks (self, model, FALSE);
      add_ladder (self, model);
      add_blocks (self, model, TRUE);
    }
  gtk_widget_set_visible (self->empty, self->blocks->len == 0);
  gtk_adjustment_set_value (adjustment, at);
}

void
tide_courses_view_show_course (TideCoursesView *self, gint64 course_id)
{
  g_return_if_fail (TIDE_IS_COURSES_VIEW (self));
  for (guint i = 0; i < self->blocks->len; i++)
    {
      GtkWidget *block = self->blocks->pdata[i];
      const gint64 *id = g_object_get_data (G_OBJECT (block), "course");
      if (id != NULL && *id == course_id)
        gtk_widget_child_focus (block, GTK_DIR_TAB_FORWARD); /* what has the keyboard is scrolled to */
    }
}

static void
tide_courses_view_finalize (GObject *object)
{
  g_ptr_array_unref (TIDE_COURSES_VIEW (object)->blocks);
  G_OBJECT_CLASS (tide_courses_view_parent_class)->finalize (object);
}

static void
tide_courses_view_class_init (TideCoursesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->finalize = tide_courses_view_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-courses-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TideCoursesView, box);
  gtk_widget_class_bind_template_child (widget_class, TideCoursesView, empty);
  gtk_widget_class_bind_template_child (widget_class, TideCoursesView, scroller);
}

static void
tide_courses_view_init (TideCoursesView *self)
{
  self->blocks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
