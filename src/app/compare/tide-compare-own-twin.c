/* tide-compare-own-twin.c: the aligned figure as a table: the same ratings, one a row. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tide-compare-own-table.h"
#include "tide-table.h"

/* What a row says, ready as text: the model may be gone while the table still draws. */
enum
{
  COLUMN_COURSE,
  COLUMN_TIME,
  COLUMN_DATE,
  COLUMN_VALUE,
  COLUMN_PERCENT,
  COLUMN_STATE,
  COLUMN_MARKS,
  COLUMN_CLAUSE,
  N_COLUMNS
};

static void
bind (GtkWidget *cell, gpointer item, guint column)
{
  GtkStringObject *row = item;
  g_auto (GStrv) words = g_strsplit (gtk_string_object_get_string (row), "\t", N_COLUMNS);
  gtk_label_set_text (GTK_LABEL (cell), g_strv_length (words) > column ? words[column] : "");
}

#define DEFINE_BIND(name, column)                                                                            \
  static void name (GtkWidget *cell, gpointer item, gpointer data) { bind (cell, item, column); }
DEFINE_BIND (bind_course, COLUMN_COURSE)
DEFINE_BIND (bind_time, COLUMN_TIME)
DEFINE_BIND (bind_date, COLUMN_DATE)
DEFINE_BIND (bind_value, COLUMN_VALUE)
DEFINE_BIND (bind_percent, COLUMN_PERCENT)
DEFINE_BIND (bind_state, COLUMN_STATE)
DEFINE_BIND (bind_marks, COLUMN_MARKS)
DEFINE_BIND (bind_clause, COLUMN_CLAUSE)

static const TideColumnInfo columns[N_COLUMNS] = {
  { .id = "course", .title = N_ ("Course"), .bind = bind_course, .width = 150 },
  { .id = "time", .title = N_ ("Since start"), .bind = bind_time, .width = 92 },
  { .id = "date", .title = N_ ("Date"), .bind = bind_date, .width = 140 },
  { .id = "value", .title = N_ ("Score"), .bind = bind_value, .width = 60, .right = TRUE },
  { .id = "percent", .title = N_ ("% of baseline"), .bind = bind_percent, .width = 104, .right = TRUE },
  { .id = "state", .title = N_ ("State"), .bind = bind_state, .width = 120 },
  { .id = "marks", .title = N_ ("Marks"), .bind = bind_marks, .width = 96 },
  { .id = "clause", .title = N_ ("Decided by"), .bind = bind_clause, .width = 180, .expand = TRUE },
};

void
tide_compare_own_twin_init (GtkColumnView *view)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    tide_table_add_column (view, &columns[i], NULL);
}

static char *
dup_row (const TideOwnCourses *courses, const TideOwnCourse *course, const TideOwnPoint *point)
{
  guint decimals = tide_instrument_get_primary (tide_own_courses_get_instrument (courses))->decimals;
  g_autofree char *time = point->baseline ? g_strdup (_ ("baseline")) : tide_own_dup_moment (point->day),
                  *date = tide_instant_to_words (point->taken),
                  *value = g_strdup_printf ("%.*f", (int) decimals, point->value),
                  *percent
                  = isnan (point->percent) ? g_strdup ("–") : g_strdup_printf ("%.0f %%", point->percent),
                  *letters = tide_own_marks_dup_letters (point->marks),
                  *clause = tide_own_courses_dup_clause (courses, course, point);
  return g_strdup_printf ("%s\t%s\t%s\t%s\t%s\t%s\t%s%s\t%s", course->title, time, date, value, percent,
                          point->visit->state != TIDE_STATE_NONE ? tide_state_get_label (point->visit->state)
                                                                 : "–",
                          letters, point->aside ? _ (" not judged") : "", clause != NULL ? clause : "–");
}

void
tide_compare_own_twin_fill (GtkColumnView *view, const TideOwnCourses *courses)
{
  GtkStringList *rows = gtk_string_list_new (NULL);
  for (guint i = 0; courses != NULL && i < tide_own_courses_get_n (courses); i++)
    {
      const TideOwnCourse *course = tide_own_courses_get (courses, i);
      for (guint j = 0; j < course->points->len; j++)
        gtk_string_list_take (rows,
                              dup_row (courses, course, &g_array_index (course->points, TideOwnPoint, j)));
    }
  g_autoptr (GtkSingleSelection) selection = gtk_single_selection_new (G_LIST_MODEL (rows));
  gtk_column_view_set_model (view, GTK_SELECTION_MODEL (selection));
}
