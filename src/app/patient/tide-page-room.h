/* tide-page-room.h: how the height of the patient page is shared between the timeline and what stands below.
 */
#pragma once

#include <adwaita.h>
#include "tide-timeline-card.h"

G_BEGIN_DECLS

/* Part of the page; the widgets are borrowed from its template. */
typedef struct
{
  GtkScrolledWindow *scroller;
  GtkWidget *content; /* of the scroller, perhaps in a viewport */
  TideTimelineCard *timeline;
  GtkWidget *tab_row;
  AdwViewStack *tabs;
  GtkRoot *root;
  gboolean small;   /* too low for timeline and tab: the page scrolls as one */
  gboolean to_tabs; /* a tab was chosen: it comes into sight */
  int height;       /* of the tabs at least, px; -1: their own */
  guint fit_id, sight_id;
} TidePageRoom;

void tide_page_room_init (TidePageRoom *self, GtkScrolledWindow *scroller, GtkWidget *content,
                          TideTimelineCard *timeline, GtkWidget *tab_row, AdwViewStack *tabs);
void tide_page_room_clear (TidePageRoom *self);
/* The page has got its size. */
void tide_page_room_allocate (TidePageRoom *self);
/* Another tab was chosen. */
void tide_page_room_show_tab (TidePageRoom *self);
/* Follows the keyboard in @root; NULL: no more. */
void tide_page_room_watch (TidePageRoom *self, GtkRoot *root);

G_END_DECLS
