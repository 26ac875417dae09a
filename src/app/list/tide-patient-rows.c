/* tide-patient-rows.c: the hits of a search as a list model.
 *
 * Holds ids only: on items_changed GTK 4.8 may ask for every new row, looking for the one it had, so
 * get_item() must touch no database; a row is read when its cell is bound.  A new result is told in two
 * steps, all gone, then these came, which spares GTK that search (measured: 182 ms against 38 ms on a large
 * list).
 */
#include "tide-patient-rows.h"

#define NOT_FOUND G_MAXUINT /* GTK_INVALID_LIST_POSITION */

struct _TidePatientItem
{
  GObject parent_instance;
  gint64 id;
  guint n_more;
};

G_DEFINE_FINAL_TYPE (TidePatientItem, tide_patient_item, G_TYPE_OBJECT)

static void
tide_patient_item_class_init (TidePatientItemClass *klass)
{
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
};

static guint
rows_get_n_items (GListModel *model)
{
  TidePatientRows *self = TIDE_PATIENT_ROWS (model);
  return self->hits->len + (self->n_more > 0 ? 1 : 0);
}

static gpointer
rows_get_item (GListModel *model, guint position)
{
  TidePatientRows *self = TIDE_PATIENT_ROWS (model);
  if (position >= rows_get_n_items (model))
    return NULL;
  TidePatientItem *item = g_object_new (TIDE_TYPE_PATIENT_ITEM, NULL);
  item->id = tide_patient_rows_get_id (self, position);
  item->n_more = item->id == 0 ? self->n_more : 0;
  return item;
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
  g_array_unref (TIDE_PATIENT_ROWS (object)->hits);
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
}

TidePatientRows *
tide_patient_rows_new (void)
{
  return g_object_new (TIDE_TYPE_PATIENT_ROWS, NULL);
}

static void
replace_hits (TidePatientRows *self, GArray *hits, guint n_more)
{
  guint old = rows_get_n_items (G_LIST_MODEL (self));
  g_array_set_size (self->hits, 0);
  self->n_more = 0;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, old, 0);
  if (hits != NULL && hits->len > 0)
    g_array_append_vals (self->hits, hits->data, hits->len);
  self->n_more = n_more;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, rows_get_n_items (G_LIST_MODEL (self)));
}

void
tide_patient_rows_query (TidePatientRows *self, TideClinic *clinic, const char *text, guint max)
{
  g_return_if_fail (TIDE_IS_PATIENT_ROWS (self));

  guint n_more = 0;
  g_autoptr (GArray) hits = clinic != NULL ? tide_clinic_search (clinic, text, 0, max, &n_more) : NULL;
  replace_hits (self, hits, n_more);
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
      replace_hits (self, hits, n_more);
      return;
    }
  guint position = tide_patient_rows_find (self, patient_id);
  if (position != NOT_FOUND)
    g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
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
      return i;
  return NOT_FOUND;
}
