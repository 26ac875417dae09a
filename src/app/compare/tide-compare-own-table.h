/* tide-compare-own-table.h: speed, depth, duration, burden and cost by course, and the switches of the marks,
 * as widgets. */
#pragma once

#include <adwaita.h>
#include "tide-own-courses.h"

G_BEGIN_DECLS

/* Empties @grid and writes the table of @courses (nullable) into it. */
void tide_compare_own_table_fill (GtkGrid *grid, const TideOwnCourses *courses);
/* A boxed letter. */
GtkWidget *tide_compare_mark_box_new (TideMark mark);
/* A row with letter, words, count and switch for @mark; its switch has the action "own.mark-…". */
GtkWidget *tide_compare_mark_row_new (TideMark mark, GCallback toggled, gpointer data);
void tide_compare_mark_row_set (GtkWidget *row, const TideOwnCourses *courses, TideMark mark, gboolean on);

/* Columns of the table twin, and its rows: one a rating. */
void tide_compare_own_twin_init (GtkColumnView *view);
void tide_compare_own_twin_fill (GtkColumnView *view, const TideOwnCourses *courses);

G_END_DECLS
