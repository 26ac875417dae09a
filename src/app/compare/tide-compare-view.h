/* tide-compare-view.h: what each view of Compare gives to the page around it: caveats, a table twin, a file,
 * a printed page. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What must be known to read a comparison right; @lead stands bold before @text.  Static or owned by the
 * view, valid until it changes. */
typedef struct
{
  char *lead, *text;
  gboolean weighty; /* stands in the bar, after the first, which always does */
} TideViewCaveat;
TideViewCaveat *tide_view_caveat_new (const char *lead, const char *text);
void tide_view_caveat_free (TideViewCaveat *self);

#define TIDE_TYPE_COMPARE_VIEW (tide_compare_view_get_type ())
G_DECLARE_INTERFACE (TideCompareView, tide_compare_view, TIDE, COMPARE_VIEW, GtkWidget)
/* Signal "changed": the caveats, or what can be done, are others now. */

struct _TideCompareViewInterface
{
  GTypeInterface parent;
  GPtrArray *(*list_caveats) (
    TideCompareView *self);                       /* TideViewCaveat, the weightiest first (transfer full) */
  gboolean (*has_figure) (TideCompareView *self); /* there is something to export and print */
  void (*set_table) (TideCompareView *self, gboolean table);
  void (*export_figure) (TideCompareView *self, const char *kind); /* "png", "svg", "pdf" */
  void (*print) (TideCompareView *self);
  void (*focus) (TideCompareView *self); /* where the keyboard begins */
};

/* Each is empty for a view that does not have it. */
GPtrArray *tide_compare_view_list_caveats (TideCompareView *self); /* (transfer full), never NULL */
gboolean tide_compare_view_has_figure (TideCompareView *self);
void tide_compare_view_set_table (TideCompareView *self, gboolean table); /* figure or its table twin */
void tide_compare_view_export (TideCompareView *self, const char *kind);
void tide_compare_view_print (TideCompareView *self);
void tide_compare_view_focus (TideCompareView *self);
void tide_compare_view_tell_changed (TideCompareView *self); /* for views: emits "changed" */

G_END_DECLS
