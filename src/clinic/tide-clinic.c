/* tide-clinic.c: the clinic as an object: its folder open, locked or closed, its library, the person at the
 * desk, and everything that is only read.
 */
#include "tide-clinic-private.h"

#include <string.h>

#include "tide-clinic-track.h"
#include "tide-session-rules.h"

G_DEFINE_FINAL_TYPE (TideClinic, tide_clinic, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_DRAFT_CHANGED,
  SIGNAL_LOCKED,
  SIGNAL_UNLOCKED,
  SIGNAL_TRACKED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Who had the clinic open, and when. A clinic that is open for reading only cannot write it down. */
static gboolean
log_desk (TideClinic *self, const char *action, GError **error)
{
  return tide_store_get_read_only (self->store)
         || tide_store_log (self->store, action, NULL, 0, 0, NULL, error);
}

static gboolean
log_open (TideClinic *self, GError **error)
{
  self->open_is_logged = log_desk (self, "open", error);
  return self->open_is_logged;
}

static void
store_changed_cb (TideStore *store, gint64 patient_id, TideClinic *self)
{
  /* A setting is no patient's; the rules stay where they are, as others hold them. */
  if (patient_id == 0 && self->session_rules != NULL)
    {
      tide_clinic_apply_limits (self, self->session_rules);
      tide_clinic_apply_start_list (self, self->session_rules);
    }
  tide_clinic_forget_track (self, patient_id);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, patient_id);
}

/**
 * tide_clinic_close:
 *
 * Gives the folder back, with an audit row "close" when the clinic can be written. An open batch is rolled
 * back. May be called twice.
 */
void
tide_clinic_close (TideClinic *self)
{
  g_return_if_fail (TIDE_IS_CLINIC (self));
  if (self->store == NULL)
    return;
  tide_clinic_drop_batch (self);
  tide_clinic_forget_undo (self);
  tide_clinic_drop_tracks (self);
  g_clear_signal_handler (&self->changed_handler, self->store);
  g_autoptr (GError) error = NULL;
  /* As with the lock: a full disk must not keep a clinic open. */
  if (self->open_is_logged && !tide_store_is_locked (self->store) && !log_desk (self, "close", &error))
    g_warning ("the closing could not be written down: %s", error->message);
  g_clear_object (&self->store);
}

static void
tide_clinic_dispose (GObject *object)
{
  tide_clinic_close (TIDE_CLINIC (object));
  G_OBJECT_CLASS (tide_clinic_parent_class)->dispose (object);
}

static void
tide_clinic_finalize (GObject *object)
{
  TideClinic *self = TIDE_CLINIC (object);
  g_clear_pointer (&self->library, tide_library_free);
  g_clear_pointer (&self->rules, tide_safety_rules_free);
  g_clear_pointer (&self->old_libraries, g_ptr_array_unref);
  g_free (self->library_print);
  g_clear_pointer (&self->library_problems, g_ptr_array_unref);
  g_clear_pointer (&self->person, tide_staff_free);
  g_clear_pointer (&self->undo, g_ptr_array_unref);
  g_clear_pointer (&self->views, g_hash_table_unref);
  g_clear_pointer (&self->whose_mine, g_hash_table_unref);
  g_clear_pointer (&self->whose_known, g_hash_table_unref);
  g_free (self->rider_draft);
  g_free (self->rider_reason);
  g_clear_pointer (&self->session_rules, tide_session_rules_free);
  G_OBJECT_CLASS (tide_clinic_parent_class)->finalize (object);
}

static void
tide_clinic_class_init (TideClinicClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  object_class->dispose = tide_clinic_dispose;
  object_class->finalize = tide_clinic_finalize;

  /* gint64 patient_id: whose records changed; 0 when several patients' or none's. */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", TIDE_TYPE_CLINIC, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_INT64);
  /* gint64 patient_id: of whom a draft was written or dropped by hand. */
  signals[SIGNAL_DRAFT_CHANGED] = g_signal_new ("draft-changed", TIDE_TYPE_CLINIC, G_SIGNAL_RUN_LAST, 0, NULL,
                                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_LOCKED]
    = g_signal_new ("locked", TIDE_TYPE_CLINIC, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* There is another look at the courses that run: tide_clinic_get_tracks (). */
  signals[SIGNAL_TRACKED]
    = g_signal_new ("tracked", TIDE_TYPE_CLINIC, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_UNLOCKED]
    = g_signal_new ("unlocked", TIDE_TYPE_CLINIC, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tide_clinic_init (TideClinic *self)
{
  self->undo = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_undo_step_free);
  self->views = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static TideClinic *
new_around (TideStore *store)
{
  TideClinic *self = g_object_new (TIDE_TYPE_CLINIC, NULL);
  self->store = store;
  self->changed_handler = g_signal_connect (store, "changed", G_CALLBACK (store_changed_cb), self);
  tide_store_set_person (store, g_get_user_name ());
  tide_clinic_watch_due (self);
  return self;
}

/* The name is part of the making, not a step of a person. Whoever made it has it open. */
static TideClinic *
name_new (TideStore *store, const char *name, GError **error)
{
  g_autoptr (TideClinic) self = new_around (store);
  if (name != NULL && *name != '\0' && !tide_clinic_set_setting (self, "clinic.name", name, error))
    return NULL;
  tide_clinic_forget_undo (self);
  return log_open (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * tide_clinic_create:
 * @name: (nullable): the clinic's name, printed on every page
 * @passphrase: (nullable): NULL makes a clinic without encryption
 * @recovery_key: (out) (optional): see tide_store_create ()
 *
 * Returns: (transfer full) (nullable): the new clinic, open; the errors are those of tide_store_create ()
 */
TideClinic *
tide_clinic_create (const char *folder, const char *name, const TidePassphrase *passphrase,
                    char **recovery_key, GError **error)
{
  TideStore *store = tide_store_create (folder, passphrase, recovery_key, error);
  if (store == NULL)
    return NULL;
  TideClinic *self = name_new (store, name, error);
  if (self == NULL && recovery_key != NULL)
    g_clear_pointer (recovery_key, tide_store_free_secret);
  return self;
}

/**
 * tide_clinic_create_with_key:
 * @passphrase: (nullable): NULL makes a clinic without encryption
 * @recovery_key: (nullable): from tide_store_new_recovery_key (), typed back by a person; NULL: none
 *
 * Returns: (transfer full) (nullable): as tide_clinic_create ()
 */
TideClinic *
tide_clinic_create_with_key (const char *folder, const char *name, const TidePassphrase *passphrase,
                             const char *recovery_key, GError **error)
{
  TideStore *store = tide_store_create_with_key (folder, passphrase, recovery_key, error);
  return store != NULL ? name_new (store, name, error) : NULL;
}

/**
 * tide_clinic_open:
 *
 * Leaves an audit row "open", except when opened for reading only.
 *
 * Returns: (transfer full) (nullable): the errors are those of tide_store_open (); a clinic whose opening
 * cannot be written down stays closed
 */
TideClinic *
tide_clinic_open (const char *folder, const TidePassphrase *passphrase, TideStoreFlags flags, GError **error)
{
  TideStore *store = tide_store_open (folder, passphrase, flags, error);
  if (store == NULL)
    return NULL;
  g_autoptr (TideClinic) self = new_around (store);
  return log_open (self, error) ? g_steal_pointer (&self) : NULL;
}

const char *
tide_clinic_get_folder (TideClinic *self)
{
  return self->store != NULL ? tide_store_get_folder (self->store) : NULL;
}

gboolean
tide_clinic_get_read_only (TideClinic *self)
{
  return self->store == NULL || tide_store_get_read_only (self->store);
}

gboolean
tide_clinic_get_encrypted (TideClinic *self)
{
  return self->store != NULL && tide_store_get_encrypted (self->store);
}

const char *
tide_clinic_get_holder (TideClinic *self)
{
  return self->store != NULL ? tide_store_get_holder (self->store) : NULL;
}

gboolean
tide_clinic_is_synthetic (TideClinic *self)
{
  g_autofree char *value = tide_clinic_dup_setting (self, "clinic.synthetic");
  return g_strcmp0 (value, "yes") == 0;
}

/**
 * tide_clinic_lock:
 *
 * Closes the database and wipes the key; the undo steps go too, since they hold patients' data. An open batch
 * is rolled back. The folder stays held.
 */
void
tide_clinic_lock (TideClinic *self)
{
  g_return_if_fail (TIDE_IS_CLINIC (self));
  if (tide_clinic_is_locked (self))
    return;
  g_autoptr (GError) error = NULL;
  tide_clinic_drop_batch (self);
  tide_clinic_forget_undo (self);
  tide_clinic_drop_tracks (self);
  /* The key goes in any case: a full disk must not keep a clinic open. */
  if (!log_desk (self, "lock", &error))
    g_warning ("the locking could not be written down: %s", error->message);
  tide_store_lock (self->store);
  g_signal_emit (self, signals[SIGNAL_LOCKED], 0);
}

static gboolean
unlock_here (TideClinic *self, const TidePassphrase *passphrase, GError **error)
{
  if (!tide_store_unlock (self->store, passphrase, error))
    return FALSE;
  if (!log_desk (self, "unlock", error))
    {
      tide_store_lock (self->store);
      return FALSE;
    }
  return TRUE;
}

static gboolean
tell_unlocked_cb (gpointer data)
{
  TideClinic *self = data;
  if (tide_clinic_is_locked (self))
    return G_SOURCE_REMOVE;
  tide_clinic_refresh_library (self); /* a file may have been put there meanwhile */
  g_signal_emit (self, signals[SIGNAL_UNLOCKED], 0);
  return G_SOURCE_REMOVE;
}

gboolean
tide_clinic_unlock (TideClinic *self, const TidePassphrase *passphrase, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && self->store != NULL, FALSE);
  if (!tide_clinic_is_locked (self))
    return TRUE;
  g_atomic_pointer_set (&self->unlocker, g_thread_self ());
  gboolean unlocked = unlock_here (self, passphrase, error);
  g_atomic_pointer_set (&self->unlocker, NULL);
  /* Those who listen have timers and widgets: they hear it where these live, whichever thread unlocked. */
  if (unlocked)
    g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, tell_unlocked_cb, g_object_ref (self),
                                g_object_unref);
  return unlocked;
}

gboolean
tide_clinic_is_locked (TideClinic *self)
{
  GThread *unlocker = g_atomic_pointer_get (&self->unlocker);
  return self->store == NULL || (unlocker != NULL && unlocker != g_thread_self ())
         || tide_store_is_locked (self->store);
}

gboolean
tide_clinic_check_unlocked (TideClinic *self, GError **error)
{
  if (!tide_clinic_is_locked (self))
    return TRUE;
  g_set_error_literal (error, TIDE_ERROR, TIDE_ERROR_LOCKED, "the clinic is locked");
  return FALSE;
}

gboolean
tide_clinic_check_writable (TideClinic *self, GError **error)
{
  if (!tide_clinic_check_unlocked (self, error))
    return FALSE;
  if (tide_store_get_read_only (self->store))
    {
      const char *holder = tide_store_get_holder (self->store);
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_READ_ONLY, "the clinic is open for reading only%s%s",
                   holder != NULL ? ", held by " : "", holder != NULL ? holder : "");
      return FALSE;
    }
  if (self->batch != NULL)
    {
      g_set_error_literal (error, TIDE_ERROR, TIDE_ERROR_IN_USE, "an import is being written");
      return FALSE;
    }
  return TRUE;
}

/**
 * tide_clinic_set_person:
 * @staff: (nullable) (transfer none): copied; NULL: nobody has said who he is, the audit names the login
 */
void
tide_clinic_set_person (TideClinic *self, const TideStaff *staff)
{
  g_return_if_fail (TIDE_IS_CLINIC (self));
  TideStaff *copy = staff != NULL ? tide_staff_copy (staff) : NULL;
  g_clear_pointer (&self->person, tide_staff_free);
  self->person = copy;
  self->person_chosen = copy != NULL;
  if (self->store != NULL)
    tide_store_set_person (self->store, copy != NULL && copy->name != NULL ? copy->name : g_get_user_name ());
}

void
tide_clinic_suppose_person (TideClinic *self, const TideStaff *staff)
{
  tide_clinic_set_person (self, staff);
  self->person_chosen = FALSE;
}

gboolean
tide_clinic_person_is_chosen (TideClinic *self)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), FALSE);
  return self->person_chosen;
}

const TideStaff *
tide_clinic_get_person (TideClinic *self)
{
  return self->person;
}

/* --- reading --- */

GPtrArray *
tide_clinic_list (TideClinic *self, const TideRecordClass *klass, const char *column, gint64 id,
                  GError **error)
{
  if (!tide_clinic_check_unlocked (self, error))
    return NULL;
  return tide_store_list (self->store, klass, column, id, error);
}

gpointer
tide_clinic_lookup (TideClinic *self, const TideRecordClass *klass, gint64 id, GError **error)
{
  if (!tide_clinic_check_unlocked (self, error))
    return NULL;
  return tide_store_lookup (self->store, klass, id, error);
}

gpointer
tide_clinic_lookup_uuid (TideClinic *self, const TideRecordClass *klass, const char *uuid, GError **error)
{
  if (!tide_clinic_check_unlocked (self, error))
    return NULL;
  return tide_store_lookup_uuid (self->store, klass, uuid, error);
}

gpointer
tide_clinic_lookup_text (TideClinic *self, const TideRecordClass *klass, const char *column,
                         const char *value, GError **error)
{
  if (!tide_clinic_check_unlocked (self, error))
    return NULL;
  return tide_store_lookup_text (self->store, klass, column, value, error);
}

gint64
tide_clinic_count (TideClinic *self, const TideRecordClass *klass)
{
  return tide_clinic_is_locked (self) ? 0 : tide_store_count (self->store, klass);
}

TideHistory *
tide_clinic_load_history (TideClinic *self, gint64 patient_id, GError **error)
{
  if (!tide_clinic_check_unlocked (self, error))
    return NULL;
  return tide_store_load_history (self->store, patient_id, error);
}

/* A locked clinic finds nobody. */
GArray *
tide_clinic_search (TideClinic *self, const char *text, guint offset, guint max, guint *n_more)
{
  if (tide_clinic_is_locked (self))
    {
      if (n_more != NULL)
        *n_more = 0;
      return g_array_new (FALSE, FALSE, sizeof (TideSearchHit));
    }
  return tide_store_search (self->store, text, offset, max, n_more);
}

TidePatientRow *
tide_clinic_load_row (TideClinic *self, gint64 patient_id, GError **error)
{
  if (!tide_clinic_check_unlocked (self, error))
    return NULL;
  return tide_store_load_row (self->store, patient_id, error);
}

TideRating *
tide_clinic_load_ratings (TideClinic *self, gint64 patient_id, const char *instrument_id,
                          const char *score_id, guint *n, GError **error)
{
  if (!tide_clinic_check_unlocked (self, error))
    return NULL;
  return tide_store_load_ratings (self->store, patient_id, instrument_id, score_id, n, error);
}

gboolean
tide_clinic_foreach_rating (TideClinic *self, const char *instrument_id, const char *score_id,
                            TideRatingFunc func, gpointer data, GError **error)
{
  if (!tide_clinic_check_unlocked (self, error))
    return FALSE;
  return tide_store_foreach_rating (self->store, instrument_id, score_id, func, data, error);
}

GArray *
tide_clinic_find_duplicates (TideClinic *self, const TidePatient *patient, GError **error)
{
  if (!tide_clinic_check_unlocked (self, error))
    return NULL;
  return tide_store_find_duplicates (self->store, patient, error);
}

static int
compare_alerts (gconstpointer a, gconstpointer b)
{
  const TideAlert *first = *(TideAlert *const *) a;
  const TideAlert *second = *(TideAlert *const *) b;
  if (first->level != second->level)
    return second->level - first->level;
  int order = tide_instant_compare (first->raised, second->raised);
  if (order != 0)
    return order;
  return first->base.id < second->base.id ? -1 : first->base.id > second->base.id;
}

/**
 * tide_clinic_list_open_alerts:
 *
 * Alerts that wait for a person: open, and not historical (those stand in the ledger and on the chart alone).
 *
 * Returns: (transfer full) (element-type TideAlert) (nullable): level, then oldest; NULL on error
 */
GPtrArray *
tide_clinic_list_open_alerts (TideClinic *self, GError **error)
{
  if (!tide_clinic_check_unlocked (self, error))
    return NULL;
  g_autoptr (GPtrArray) all = tide_store_list_open_alerts (self->store, error);
  if (all == NULL)
    return NULL;
  GPtrArray *open = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_alert_free);
  for (guint i = 0; i < all->len; i++)
    {
      TideAlert *alert = g_ptr_array_index (all, i);
      if (tide_alert_is_in_banner (alert))
        g_ptr_array_add (open, tide_alert_copy (alert));
    }
  g_ptr_array_sort (open, compare_alerts);
  return open;
}
