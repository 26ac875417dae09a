/* tide-compare-view.c: the interface between the Compare page and its views, so that header, caveat bar and
 * keys are written once. */
#include "tide-compare-view.h"

G_DEFINE_INTERFACE (TideCompareView, tide_compare_view, GTK_TYPE_WIDGET)

static guint changed_signal;

TideViewCaveat *
tide_view_caveat_new (const char *lead, const char *text)
{
  TideViewCaveat *self = g_new0 (TideViewCaveat, 1);
  self->lead = g_strdup (lead);
  self->text = g_strdup (text);
  return self;
}

void
tide_view_caveat_free (TideViewCaveat *self)
{
  if (self == NULL)
    return;
  g_free (self->lead);
  g_free (self->text);
  g_free (self);
}

static void
tide_compare_view_default_init (TideCompareViewInterface *iface)
{
  changed_signal = g_signal_new ("changed", TIDE_TYPE_COMPARE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

GPtrArray *
tide_compare_view_list_caveats (TideCompareView *self)
{
  g_return_val_if_fail (TIDE_IS_COMPARE_VIEW (self), NULL);
  TideCompareViewInterface *iface = TIDE_COMPARE_VIEW_GET_IFACE (self);
  return iface->list_caveats != NULL
           ? iface->list_caveats (self)
           : g_ptr_array_new_with_free_func ((GDestroyNotify) tide_view_caveat_free);
}

gboolean
tide_compare_view_has_figure (TideCompareView *self)
{
  g_return_val_if_fail (TIDE_IS_COMPARE_VIEW (self), FALSE);
  TideCompareViewInterface *iface = TIDE_COMPARE_VIEW_GET_IFACE (self);
  return iface->has_figure != NULL && iface->has_figure (self);
}

void
tide_compare_view_set_table (TideCompareView *self, gboolean table)
{
  g_return_if_fail (TIDE_IS_COMPARE_VIEW (self));
  TideCompareViewInterface *iface = TIDE_COMPARE_VIEW_GET_IFACE (self);
  if (iface->set_table != NULL)
    iface->set_table (self, table);
}

void
tide_compare_view_export (TideCompareView *self, const char *kind)
{
  g_return_if_fail (TIDE_IS_COMPARE_VIEW (self));
  TideCompareViewInterface *iface = TIDE_COMPARE_VIEW_GET_IFACE (self);
  if (iface->export_figure != NULL)
    iface->export_figure (self, kind);
}

void
tide_compare_view_print (TideCompareView *self)
{
  g_return_if_fail (TIDE_IS_COMPARE_VIEW (self));
  TideCompareViewInterface *iface = TIDE_COMPARE_VIEW_GET_IFACE (self);
  if (iface->print != NULL)
    iface->print (self);
}

void
tide_compare_view_focus (TideCompareView *self)
{
  g_return_if_fail (TIDE_IS_COMPARE_VIEW (self));
  TideCompareViewInterface *iface = TIDE_COMPARE_VIEW_GET_IFACE (self);
  if (iface->focus != NULL)
    iface->focus (self);
}

void
tide_compare_view_tell_changed (TideCompareView *self)
{
  g_return_if_fail (TIDE_IS_COMPARE_VIEW (self));
  g_signal_emit (self, changed_signal, 0);
}
