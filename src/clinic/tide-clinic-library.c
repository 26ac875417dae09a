/* tide-clinic-library.c: the scales of a clinic: those that are shipped, and its own in the folder
 * instruments.
 *
 * A file that is put there while the program runs is read when somebody next asks for a scale; one that is
 * refused says where and why.
 */
#include "tide-clinic-private.h"

#include <glib/gstdio.h>

static char *
dup_site_folder (TideClinic *self)
{
  return self->store != NULL ? g_build_filename (tide_store_get_folder (self->store), "instruments", NULL)
                             : NULL;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* What the folder looks like from outside: a file that is changed, added or gone changes it. */
static char *
dup_print (const char *folder)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf status;
      if (g_str_has_suffix (name, ".xml") && g_stat (path, &status) == 0)
        g_ptr_array_add (parts, g_strdup_printf ("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %ld", name,
                                                 (gint64) status.st_size, (gint64) status.st_mtim.tv_sec,
                                                 (long) status.st_mtim.tv_nsec));
    }
  g_ptr_array_sort (parts, compare_texts);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv ("\n", (char **) parts->pdata);
}

/* Scales are read when somebody first needs one: the list of patients must not wait for them. */
static void
load_library (TideClinic *self)
{
  if (self->library != NULL)
    return;
  g_autofree char *site = dup_site_folder (self);
  self->library = tide_library_new ();
  g_clear_pointer (&self->library_problems, g_ptr_array_unref);
  self->library_problems = g_ptr_array_new_with_free_func (g_free);
  g_free (self->library_print);
  self->library_print = dup_print (site);
  if (site != NULL && g_file_test (site, G_FILE_TEST_IS_DIR))
    tide_library_add_folder (self->library, site, self->library_problems);
}

TideLibrary *
tide_clinic_get_library (TideClinic *self)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), NULL);
  load_library (self);
  return self->library;
}

GPtrArray *
tide_clinic_get_library_problems (TideClinic *self)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), NULL);
  load_library (self);
  return self->library_problems;
}

gboolean
tide_clinic_refresh_library (TideClinic *self)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), FALSE);
  if (self->library == NULL || self->store == NULL)
    return FALSE; /* it is read when it is asked for */
  g_autofree char *site = dup_site_folder (self);
  g_autofree char *print = dup_print (site);
  if (g_strcmp0 (print, self->library_print) == 0)
    return FALSE;
  if (self->old_libraries == NULL)
    self->old_libraries = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_library_free);
  g_ptr_array_add (self->old_libraries, g_steal_pointer (&self->library));
  load_library (self);
  if (!tide_clinic_is_locked (self))
    g_signal_emit_by_name (self, "changed", (gint64) 0);
  return TRUE;
}
