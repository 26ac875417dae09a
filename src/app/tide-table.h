/* tide-table.h: columns of tables, made the same way everywhere. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Writes @item into @cell, a widget of the kind the column was made with. */
typedef void (*TideCellFunc) (GtkWidget *cell, gpointer item, gpointer data);
typedef GtkWidget *(*TideCellMaker) (void);

typedef struct
{
  const char *id;     /* of the column */
  const char *title;  /* untranslated, N_ () */
  TideCellMaker make; /* NULL: a label */
  TideCellFunc bind;
  GCompareDataFunc compare; /* NULL: not sortable */
  int width;                /* px at 100 % text; 0: natural */
  gboolean right;           /* figures stand right */
  gboolean expand;          /* takes what is left, its width is then its least */
  guint yields;             /* 1 goes first when the table is too narrow; 0: never */
} TideColumnInfo;

/* Adds a column; @data goes to bind and compare and must outlive the view. */
GtkColumnViewColumn *tide_table_add_column (GtkColumnView *view, const TideColumnInfo *info, gpointer data);
GtkColumnViewColumn *tide_table_find_column (GtkColumnView *view,
                                             const char *id); /* (transfer none), NULL: none */
/* Widths follow the text scale; @widths (nullable, px at 100 %, 0: as in @infos) are for a narrow window. */
void tide_table_update_widths (GtkColumnView *view, const TideColumnInfo *infos, const int *widths, guint n);
/* Shows as many columns as @available px hold, each at its width. */
void tide_table_fit (GtkColumnView *view, const TideColumnInfo *infos, guint n, int available);
/* Does both from now on: widths when the view is realized, columns whenever the room for them changes. */
void tide_table_follow (GtkColumnView *view, const TideColumnInfo *infos, guint n);
/* The view's own sorter over @model (transfer full), in a single selection. Returns (transfer full). */
GtkSingleSelection *tide_table_set_model (GtkColumnView *view, GListModel *model);
/* The same where several rows may be chosen. */
GtkMultiSelection *tide_table_set_model_of_many (GtkColumnView *view, GListModel *model);

G_END_DECLS
