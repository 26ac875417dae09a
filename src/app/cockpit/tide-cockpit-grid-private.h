/* tide-cockpit-grid-private.h: what the files of the observation grid share. */
#pragma once

#include "tide-cockpit-grid.h"
#include "tide-grid-cell.h"

G_BEGIN_DECLS

#define TIDE_GRID_COLUMNS 7

typedef struct
{
  TideCell cell; /* the systolic stands for the pressure */
  const char *title, *unit;
  int width_chars;
} TideGridColumn;
extern const TideGridColumn tide_grid_columns[TIDE_GRID_COLUMNS];

typedef struct
{
  char *key;                /* the slot's id, or the uuid of an extra reading */
  const TideGridSlot *slot; /* NULL: extra */
  TideObservation *record;  /* as it is stored, or new (owned) */
  double seconds;           /* after the start: its place */
  TideSlotState state;
  GtkWidget *box;
  GtkLabel *slot_label, *clock_label, *note_label;
  GtkWidget *cursor;
  TideGridCell *cells[TIDE_GRID_COLUMNS];
} TideGridRow;

struct _TideCockpitGrid
{
  GtkWidget parent_instance;

  GtkWidget *content, *rows_box;
  GtkLabel *missed_label, *fault_label;
  GtkWidget *heads[TIDE_GRID_COLUMNS];
  GtkSizeGroup *groups[TIDE_GRID_COLUMNS + 3]; /* slot, clock, cells, note */

  TideCockpitModel *model;
  TideInfusion infusion;
  GPtrArray *rows;          /* TideGridRow */
  char *next_key;           /* of the slot that comes next */
  TideObservation *pending; /* an extra reading without a cell yet (owned) */

  GString *typed;
  TideGridRow *typing_row; /* NULL: nothing is being typed */
  guint typing_column;
};

gboolean tide_grid_row_asks (const TideGridRow *row, TideCell cell);
void tide_cockpit_grid_show_row (TideCockpitGrid *self, TideGridRow *row);
TideGridRow *tide_cockpit_grid_find_focus (TideCockpitGrid *self, guint *column);
gboolean tide_cockpit_grid_focus_at (TideCockpitGrid *self, TideGridRow *row, guint column);
void tide_cockpit_grid_show_fault (TideCockpitGrid *self, const char *words);
void tide_cockpit_grid_stop_typing (TideCockpitGrid *self);
void tide_cockpit_grid_saved (TideCockpitGrid *self, TideGridRow *row);

G_END_DECLS
