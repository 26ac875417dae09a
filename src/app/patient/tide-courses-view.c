/* tide-courses-view.c: the courses of a patient, newest first, each with its dose steps. */
#include "tide-courses-view.h"

#include <glib/gi18n-lib.h>
#include "tide-record-rows.h"
#include "tide-wording.h"

struct _TideCoursesView
{
  AdwBin parent_instance;
  AdwPreferencesGroup *group;
  GPtrArray *rows; /* (GtkWidget, not owned) */
};

G_DEFINE_FINAL_TYPE (TideCoursesView, tide_courses_view, ADW_TYPE_BIN)

static guint
count_sessions (const TideHistory *history, gint64 course_id, guint *held)
{
  guint n = 0;
  *held = 0;
  for (guint i = 0; i < history->sessions->len; i++)
    {
      const TideSession *session = g_ptr_array_index (history->sessions, i);
      if (session->course_id != course_id)
        continue;
      n++;
      *held += session->status == TIDE_SESSION_HELD;
    }
  return n;
}

static void
append_part (GString *text, const char *part)
{
  if (part == NULL || part[0] == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static char *
dup_subtitle (TidePatientModel *model, const TideCourse *course)
{
  GString *text = g_string_new (NULL);
  g_autofree char *period = tide_words_period (course->started_on, course->ended_on);
  guint held, n = count_sessions (model->history, course->base.id, &held);
  append_part (text, tide_arm_get_label (course->arm));
  append_part (text, period);
  if (course->end_reason > 0)
    append_part (text, tide_end_reason_get_label (course->end_reason));
  if (n > 0)
    {
      g_autofree char *sessions = g_strdup_printf (_ ("%u of %u sessions held"), held, n);
      append_part (text, sessions);
    }
  append_part (text, course->indication);
  return g_string_free (text, FALSE);
}

static void
add_steps (GtkWidget *row, TidePatientModel *model, gint64 course_id)
{
  for (guint i = 0; i < model->history->dose_steps->len; i++)
    {
      const TideDoseStep *step = g_ptr_array_index (model->history->dose_steps, i);
      if (step->course_id != course_id)
        continue;
      g_autofree char *dose = tide_words_daily_dose (step->dose_mg_per_day);
      g_autofree char *day = tide_date_to_words (step->from_date);
      g_autofree char *from = g_strdup_printf (_ ("from %s"), day);
      GtkWidget *child = tide_record_row_new (dose, from);
      tide_record_row_add_button (child, "document-edit-symbolic", _ ("Edit dose step"),
                                  "patient.edit-dose-step", g_variant_new ("(xx)", course_id, step->base.id));
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), child);
    }
}

static GtkWidget *
new_row (TidePatientModel *model, const TideCourse *course)
{
  g_autofree char *title = tide_course_dup_title (course);
  g_autofree char *subtitle = dup_subtitle (model, course);
  g_autofree char *head = g_markup_escape_text (title, -1), *below = g_markup_escape_text (subtitle, -1);
  gint64 id = course->base.id;
  gboolean doses = tide_arm_has_daily_dose (course->arm);
  GtkWidget *row = doses ? adw_expander_row_new () : adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), head);
  if (doses)
    {
      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), below);
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
      tide_record_row_add_button (row, "list-add-symbolic", _ ("Add dose step"), "patient.add-dose-step",
                                  g_variant_new_int64 (id));
      add_steps (row, model, id);
    }
  else
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), below);
      tide_record_row_add_button (row, "alarm-symbolic", _ ("Add session"), "patient.add-session",
                                  g_variant_new_int64 (id));
    }
  tide_record_row_add_button (row, "document-edit-symbolic", _ ("Edit course"), "patient.edit-course",
                              g_variant_new_int64 (id));
  return row;
}

void
tide_courses_view_set_model (TideCoursesView *self, TidePatientModel *model)
{
  g_return_if_fail (TIDE_IS_COURSES_VIEW (self));
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  for (guint i = model != NULL ? model->history->courses->len : 0; i > 0; i--)
    g_ptr_array_add (fresh, new_row (model, g_ptr_array_index (model->history->courses, i - 1)));
  tide_record_group_replace (self->group, self->rows, fresh, _ ("No course of treatment yet"));
}

static void
tide_courses_view_finalize (GObject *object)
{
  g_ptr_array_unref (TIDE_COURSES_VIEW (object)->rows);
  G_OBJECT_CLASS (tide_courses_view_parent_class)->finalize (object);
}

static void
tide_courses_view_class_init (TideCoursesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->finalize = tide_courses_view_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/tidemark/Tidemark/ui/tide-courses-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TideCoursesView, group);
}

static void
tide_courses_view_init (TideCoursesView *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
