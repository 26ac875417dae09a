/* tide-patient-rows.c: the hits of a search as a list model.
 *
 * GTK 4.8 makes a widget for every row, seen or not, and makes all of them anew for new items.  So the first
 * screenful is told at once, the rest when somebody looks there; and a row is a place whose item stays, tells
 * that it changed, and keeps its widget (tests/bench/bench-window.c: keystroke to painted frame).  Items hold
 * ids only: a row is read when its cell is bound.
 */
#include "tide-patient-rows.h"

#define NOT_FOUND G_MAXUINT /* GTK_INVALID_LIST_POSITION */
#define SCREENFUL 16

struct _TidePatientItem
{
  GObject parent_instance;
  gint64 id;
  guint n_more;
};

G_DEFINE_FINAL_TYPE (TidePatientItem, tide_patient_item, G_TYPE_OBJECT)

static guint item_changed;

static void
tide_patient_item_class_init (TidePatientItemClass *klass)
{
  item_changed = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
}

static void
tide_patient_item_init (TidePatientItem *self)
{
}

gint64
tide_patient_item_get_id (TidePatientItem *self)
{
  g_return_val_if_fail (TIDE_IS_PATIENT_ITEM (self), 0);
  return self->id;
}

guint
tide_patient_item_get_more (TidePatientItem *self)
{
  g_return_val_if_fail (TIDE_IS_PATIENT_ITEM (self), 0);
  return self->n_more;
}

struct _TidePatientRows
{
  GObject parent_instance;
  GArray *hits; /* TideSearchHit */
  guint n_more;
  guint max;        /* hits asked for */
  gboolean whole;   /* all rows are told, not only the first screenful */
  GPtrArray *items; /* TidePatientItem, one for each row that is told */
};

static guint
rows_get_n_items (GListModel *model)
{
  return TIDE_PATIENT_ROWS (model)->items->len;
}

static gpointer
rows_get_item (GListModel *model, guint position)
{
  TidePatientRows *self = TIDE_PATIENT_ROWS (model);
  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static GType
rows_get_item_type (GListModel *model)
{
  return TIDE_TYPE_PATIENT_ITEM;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = rows_get_item_type;
  iface->get_n_items = rows_get_n_items;
  iface->get_item = rows_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TidePatientRows, tide_patient_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
tide_patient_rows_finalize (GObject *object)
{
  TidePatientRows *self = TIDE_PATIENT_ROWS (object);
  g_array_unref (self->hits);
  g_ptr_array_unref (self->items);
  G_OBJECT_CLASS (tide_patient_rows_parent_class)->finalize (object);
}

static void
tide_patient_rows_class_init (TidePatientRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tide_patient_rows_finalize;
}

static void
tide_patient_rows_init (TidePatientRows *self)
{
  self->hits = g_array_new (FALSE, FALSE, sizeof (TideSearchHit));
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

TidePatientRows *
tide_patient_rows_new (void)
{
  return g_object_new (TIDE_TYPE_PATIENT_ROWS, NULL);
}

static void
fill_item (TidePatientRows *self, guint position)
{
  TidePatientItem *item = self->items->pdata[position];
  item->id = tide_patient_rows_get_id (self, position);
  item->n_more = item->id == 0 ? self->n_more : 0;
}

/* As many items as there are rows to tell; those from @first on are told anew. */
static void
tell (TidePatientRows *self, guint first)
{
  guint n_rows = self->hits->len + (self->n_more > 0 ? 1 : 0);
  guint n = self->whole ? n_rows : MIN (n_rows, SCREENFUL);
  guint old = self->items->len;
  if (n < old)
    {
      g_ptr_array_set_size (self->items, (int) n);
      g_list_model_items_changed (G_LIST_MODEL (self), n, old - n, 0);
    }
  for (guint i = first; i < MIN (n, old); i++)
    {
      fill_item (self, i);
      g_signal_emit (self->items->pdata[i], item_changed, 0);
    }
  if (n <= old)
    return;
  for (guint i = old; i < n; i++)
    {
      g_ptr_array_add (self->items, g_object_new (TIDE_TYPE_PATIENT_ITEM, NULL));
      fill_item (self, i);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), old, 0, n - old);
}

void
tide_patient_rows_tell_rest (TidePatientRows *self)
{
  g_return_if_fail (TIDE_IS_PATIENT_ROWS (self));
  if (self->whole)
    return;
  self->whole = TRUE;
  tell (self, self->items->len);
}

static void
replace_hits (TidePatientRows *self, GArray *hits, guint n_more, gboolean whole)
{
  g_array_set_size (self->hits, 0);
  if (hits != NULL && hits->len > 0)
    g_array_append_vals (self->hits, hits->data, hits->len);
  self->n_more = n_more;
  self->whole = whole;
  tell (self, 0);
}

void
tide_patient_rows_query (TidePatientRows *self, TideClinic *clinic, const char *text, guint max)
{
  g_return_if_fail (TIDE_IS_PATIENT_ROWS (self));

  guint n_more = 0;
  g_autoptr (GArray) hits = clinic != NULL ? tide_clinic_search (clinic, text, 0, max, &n_more) : NULL;
  /* More of the same: who asked for it stands at the end. */
  gboolean more = max > self->max;
  self->max = max;
  replace_hits (self, hits, n_more, self->whole && more);
}

static gboolean
same_hits (TidePatientRows *self, GArray *hits, guint n_more)
{
  if (hits == NULL || hits->len != self->hits->len || n_more != self->n_more)
    return FALSE;
  for (guint i = 0; i < hits->len; i++)
    if (g_array_index (hits, TideSearchHit, i).patient_id != tide_patient_rows_get_id (self, i))
      return FALSE;
  return TRUE;
}

void
tide_patient_rows_refresh (TidePatientRows *self, TideClinic *clinic, const char *text, guint max,
                           gint64 patient_id)
{
  g_return_if_fail (TIDE_IS_PATIENT_ROWS (self));

  guint n_more = 0;
  g_autoptr (GArray) hits = clinic != NULL ? tide_clinic_search (clinic, text, 0, max, &n_more) : NULL;
  if (patient_id == 0 || !same_hits (self, hits, n_more))
    {
      replace_hits (self, hits, n_more, self->whole);
      return;
    }
  guint position = tide_patient_rows_find (self, patient_id);
  if (position != NOT_FOUND)
    g_signal_emit (self->items->pdata[position], item_changed, 0);
}

guint
tide_patient_rows_get_n_hits (TidePatientRows *self)
{
  g_return_val_if_fail (TIDE_IS_PATIENT_ROWS (self), 0);
  return self->hits->len + self->n_more;
}

gint64
tide_patient_rows_get_id (TidePatientRows *self, guint position)
{
  g_return_val_if_fail (TIDE_IS_PATIENT_ROWS (self), 0);
  return position < self->hits->len ? g_array_index (self->hits, TideSearchHit, position).patient_id : 0;
}

guint
tide_patient_rows_find (TidePatientRows *self, gint64 patient_id)
{
  g_return_val_if_fail (TIDE_IS_PATIENT_ROWS (self), NOT_FOUND);
  for (guint i = 0; i < self->hits->len; i++)
    if (g_array_index (self->hits, TideSearchHit, i).patient_id == patient_id)
      {
        if (!self->whole && i >= SCREENFUL)
          tide_patient_rows_tell_rest (self);
        return i;
      }
  return NOT_FOUND;
}
