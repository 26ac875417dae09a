/* tide-grid-cell.h: one cell of the observation grid: what stands in it, and how it is to be seen. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  TIDE_GRID_CELL_NOT_ASKED, /* a dot */
  TIDE_GRID_CELL_LATER,     /* dashes */
  TIDE_GRID_CELL_OPEN,      /* a box to type into */
  TIDE_GRID_CELL_MISSED,
  TIDE_GRID_CELL_VALUE,
  TIDE_GRID_CELL_AMBER,
  TIDE_GRID_CELL_RED,
  TIDE_GRID_CELL_TYPING, /* not yet saved */
  TIDE_GRID_CELL_FAULT,  /* refused: it is still being typed */
} TideGridCellState;

#define TIDE_TYPE_GRID_CELL (tide_grid_cell_get_type ())
G_DECLARE_FINAL_TYPE (TideGridCell, tide_grid_cell, TIDE, GRID_CELL, GtkWidget)

GtkWidget *tide_grid_cell_new (void);
/* @name: for those who listen, "20 min, heart rate"; the state and @text follow it. */
void tide_grid_cell_set (TideGridCell *self, TideGridCellState state, const char *text, const char *name);
TideGridCellState tide_grid_cell_get_state (TideGridCell *self);
const char *tide_grid_cell_get_text (TideGridCell *self);

G_END_DECLS
