/* tide-library.c: all scales that a clinic can use: the shipped ones and its own.
 */
#include "tide-instrument-private.h"

#include "tide-instrument-resources.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define RESOURCE_FOLDER "/tidemark/instruments/"
#define MAX_FILES 1000
#define MAX_BYTES (1024 * 1024)

typedef struct
{
  TideInstrument *instrument;
  gboolean is_site;
  char *file; /* of a site scale */
} Entry;

struct _TideLibrary
{
  GPtrArray *entries;  /* (Entry) */
  GPtrArray *replaced; /* (TideInstrument): kept, since someone may still hold a plain pointer */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  tide_instrument_unref (entry->instrument);
  g_free (entry->file);
  g_free (entry);
}

static void
add_entry (TideLibrary *self, TideInstrument *instrument, const char *file)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->instrument = instrument;
  entry->is_site = file != NULL;
  entry->file = g_strdup (file);
  g_ptr_array_add (self->entries, entry);
}

static void
add_shipped (TideLibrary *self, const char *name)
{
  g_autofree char *path = g_strconcat (RESOURCE_FOLDER, name, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  TideInstrument *instrument;

  bytes
    = g_resource_lookup_data (tide_instrument_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (bytes == NULL)
    g_error ("%s: %s", name, error->message);
  instrument = tide_instrument_parse (name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  if (instrument == NULL)
    g_error ("%s", error->message);
  add_entry (self, instrument, NULL);
}

TideLibrary *
tide_library_new (void)
{
  TideLibrary *self = g_new0 (TideLibrary, 1);
  g_autoptr (GBytes) order = NULL;
  g_auto (GStrv) names = NULL;
  g_autofree char *text = NULL;

  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->replaced = g_ptr_array_new_with_free_func ((GDestroyNotify) tide_instrument_unref);
  order = g_resource_lookup_data (tide_instrument_get_resource (), RESOURCE_FOLDER "scales.txt",
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (order != NULL);
  text = g_strndup (g_bytes_get_data (order, NULL), g_bytes_get_size (order));
  names = g_strsplit (text, "\n", -1);
  for (guint i = 0; names[i] != NULL; i++)
    if (names[i][0] != '\0')
      add_shipped (self, names[i]);
  return self;
}

void
tide_library_free (TideLibrary *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->replaced);
  g_free (self);
}

static Entry *
find_entry (TideLibrary *self, const char *id)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = self->entries->pdata[i];
      if (strcmp (tide_instrument_get_id (entry->instrument), id) == 0)
        return entry;
    }
  return NULL;
}

static void
refuse (GPtrArray *problems, char *problem)
{
  if (problems != NULL)
    g_ptr_array_add (problems, problem);
  else
    g_free (problem);
}

/* A pipe would wait for ever and a disk image fill the memory: only a plain file of a size that a scale can
 * have. */
static gboolean
read_site_file (const char *path, char **text, gsize *length, GError **error)
{
  GStatBuf info;

  if (g_stat (path, &info) == 0 && (!S_ISREG (info.st_mode) || info.st_size > MAX_BYTES))
    {
      g_set_error (error, TIDE_INSTRUMENT_ERROR, TIDE_INSTRUMENT_ERROR_SYNTAX,
                   _ ("not a plain file of at most 1 MiB"));
      return FALSE;
    }
  return g_file_get_contents (path, text, length, error);
}

/* Takes one file: in the place of a shipped scale of the same id, else at the end. */
static gboolean
add_site_file (TideLibrary *self, const char *folder, const char *name, GPtrArray *problems)
{
  g_autofree char *path = g_build_filename (folder, name, NULL), *text = NULL;
  g_autoptr (GError) error = NULL;
  TideInstrument *instrument;
  Entry *entry;
  gsize length;

  if (!read_site_file (path, &text, &length, &error))
    {
      refuse (problems, g_strdup_printf ("%s:1: %s", name, error->message));
      return FALSE;
    }
  instrument = tide_instrument_parse (name, text, length, &error);
  if (instrument == NULL)
    {
      refuse (problems, g_strdup (error->message));
      return FALSE;
    }
  entry = find_entry (self, tide_instrument_get_id (instrument));
  if (entry != NULL && entry->is_site)
    {
      refuse (problems, g_strdup_printf (_ ("%s:1: the id “%s” is taken by %s"), name,
                                         tide_instrument_get_id (instrument), entry->file));
      tide_instrument_unref (instrument);
      return FALSE;
    }
  if (entry == NULL)
    {
      add_entry (self, instrument, name);
      return TRUE;
    }
  g_ptr_array_add (self->replaced, entry->instrument);
  entry->instrument = instrument;
  entry->is_site = TRUE;
  entry->file = g_strdup (name);
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* By name, so that who wins among two files of one id does not depend on the disk. */
static GPtrArray *
list_files (const char *path, GPtrArray *problems)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  GDir *dir = g_dir_open (path, 0, &error);
  const char *name;

  if (dir == NULL)
    {
      if (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT)) /* a clinic without own scales */
        refuse (problems, g_strdup_printf ("%s:1: %s", path, error->message));
      return names;
    }
  while ((name = g_dir_read_name (dir)) != NULL && names->len < MAX_FILES)
    if (g_str_has_suffix (name, ".xml") && name[0] != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_dir_close (dir);
  g_ptr_array_sort (names, compare_names);
  return names;
}

guint
tide_library_add_folder (TideLibrary *self, const char *path, GPtrArray *problems)
{
  g_autoptr (GPtrArray) names = list_files (path, problems);
  guint n = 0;

  for (guint i = 0; i < names->len; i++)
    n += add_site_file (self, path, names->pdata[i], problems);
  return n;
}

guint
tide_library_get_n (TideLibrary *self)
{
  return self->entries->len;
}

TideInstrument *
tide_library_get (TideLibrary *self, guint index)
{
  g_return_val_if_fail (index < self->entries->len, NULL);

  return ((Entry *) self->entries->pdata[index])->instrument;
}

TideInstrument *
tide_library_lookup (TideLibrary *self, const char *id)
{
  Entry *entry = id != NULL ? find_entry (self, id) : NULL;

  return entry != NULL ? entry->instrument : NULL;
}

gboolean
tide_library_is_site (TideLibrary *self, const char *id)
{
  Entry *entry = find_entry (self, id);

  return entry != NULL && entry->is_site;
}
