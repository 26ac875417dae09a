/* tide-clinic-criteria.c: the clinic's own rules, files in the folder criteria beside its own scales.
 *
 * They are few and small and are read whenever they are asked for, so that nobody has to say that a file was
 * changed.  A file that is refused says where and why, and nothing is computed by it.
 */
#include "tide-clinic-criteria.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "tide-clinic-private.h"
#include "tide-error.h"
#include "tide-folder.h"

#define MOST_FILES 1000
#define MOST_BYTES (1024 * 1024)

char *
tide_clinic_dup_criteria_folder (TideClinic *self)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), NULL);
  return self->store != NULL
           ? g_build_filename (tide_store_get_folder (self->store), TIDE_FOLDER_CRITERIA, NULL)
           : NULL;
}

static gboolean
read_file (const char *path, const char *name, char **text, gsize *length, GError **error)
{
  GStatBuf status;
  g_autoptr (GError) local = NULL;
  if (g_stat (path, &status) == 0 && (!S_ISREG (status.st_mode) || status.st_size > MOST_BYTES))
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, _ ("%s:1: not a plain file of at most 1 MiB"), name);
      return FALSE;
    }
  if (g_file_get_contents (path, text, length, &local))
    return TRUE;
  g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE, "%s:1: %s", name, local->message);
  return FALSE;
}

TideCriteria *
tide_clinic_read_criteria (TideClinic *self, const char *path, GError **error)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && path != NULL, NULL);
  g_autofree char *name = g_filename_display_basename (path), *text = NULL;
  gsize length;
  if (!read_file (path, name, &text, &length, error))
    return NULL;
  return tide_criteria_parse (name, text, (gssize) length, tide_clinic_get_library (self), error);
}

/* --- the folder --- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_names (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL); /* a clinic without own rules need not have it */
  const char *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL && names->len < MOST_FILES)
    if (g_str_has_suffix (name, ".xml") && name[0] != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

/* An id means one set of rules: a saved comparison names no more. */
static gboolean
check_id (const GPtrArray *list, const char *name, const TideCriteria *criteria, GError **error)
{
  const char *id = tide_criteria_get_id (criteria);
  if (tide_criteria_lookup (id) != NULL)
    {
      g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE,
                   _ ("%s:1: the id “%s” is that of shipped rules; choose another"), name, id);
      return FALSE;
    }
  for (guint i = 0; i < list->len; i++)
    if (strcmp (tide_criteria_get_id (list->pdata[i]), id) == 0)
      {
        g_set_error (error, TIDE_ERROR, TIDE_ERROR_VALUE,
                     _ ("%s:1: the id “%s” is taken by another file of the folder"), name, id);
        return FALSE;
      }
  return TRUE;
}

GPtrArray *
tide_clinic_list_criteria (TideClinic *self, GPtrArray *problems)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self), NULL);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_criteria_free);
  g_autofree char *folder = tide_clinic_dup_criteria_folder (self);
  if (folder == NULL)
    return list;
  g_autoptr (GPtrArray) names = list_names (folder);
  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      g_autofree char *name = g_filename_display_name (names->pdata[i]);
      g_autoptr (TideCriteria) criteria = tide_clinic_read_criteria (self, path, &error);
      if (criteria != NULL && check_id (list, name, criteria, &error))
        g_ptr_array_add (list, g_steal_pointer (&criteria));
      else if (problems != NULL)
        g_ptr_array_add (problems, g_strdup (error->message));
    }
  return list;
}

gboolean
tide_clinic_knows_criteria (TideClinic *self, const TideCriteria *criteria)
{
  g_return_val_if_fail (TIDE_IS_CLINIC (self) && criteria != NULL, FALSE);
  g_autoptr (GPtrArray) own = tide_clinic_list_criteria (self, NULL);
  gboolean known = tide_criteria_is_shipped (criteria);
  for (guint i = 0; i < own->len && !known; i++)
    known = tide_criteria_is_same (own->pdata[i], criteria);
  return known;
}
